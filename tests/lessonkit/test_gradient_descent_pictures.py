"""Pictures of lesson 06: glyphs, edges of the paper, what they compute from the reader's own functions."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.authoring.pictures.gradient_descent import PICTURES
from deeplearn_ref.calculus import numerical_gradient
from deeplearn_ref.gradient_descent import gradient_descent, logistic_fit
from lessonkit import widgets
from lessonkit.widgets.gradient_descent import CURVES, STOPS, SURFACES, _field, _heights


@pytest.mark.parametrize("language", ["en", "zh", "both"])
@pytest.mark.parametrize("name", PICTURES)
def test_every_character_has_a_glyph_and_nothing_is_cut_off(
    name: str, language: str, drawn_whole: Callable[..., None]
) -> None:
    drawn_whole(PICTURES[name], language)


def test_the_regimes_end_where_the_error_factor_says() -> None:
    """By the closed form: the error 2.25 times (1 − 8η) to the tenth."""
    for ax, rate in zip(PICTURES["06_regimes"]().axes, (0.05, 0.125, 0.2, 0.25, 0.26), strict=True):
        (last,) = ax.lines[-1].get_xdata()
        assert last == pytest.approx(-1.25 + 2.25 * (1 - 8 * rate) ** 10, abs=1e-9)


def test_the_network_line_bulges_above_its_chord_and_the_logistic_line_stays_below() -> None:
    network, logistic = (ax.lines[0].get_ydata() for ax in PICTURES["06_line"]().axes)
    # halfway: W1 all 1, b1 all −½, W2 all −½, so the outputs are −relu(x₁ + x₂ − ½) at the four corners
    outputs = np.array([0, -0.5, -0.5, -1.5])
    assert network[10] == pytest.approx(np.mean((outputs - [0, 1, 1, 0]) ** 2))
    assert network[[0, -1]].tolist() == [0, 0]
    assert (logistic < np.linspace(logistic[0], logistic[-1], 21) + 1e-12).all()


def test_the_walks_of_the_net_end_in_two_mirrored_minima_and_on_the_diagonal() -> None:
    ends = [line.get_xydata()[0] for line in PICTURES["06_landscapes"]().axes[3].lines[2::3]]
    np.testing.assert_allclose(ends[0], [0.5, 3], atol=0.1)
    np.testing.assert_allclose(ends[1], [3, 0.5], atol=0.1)
    assert ends[2][0] == pytest.approx(ends[2][1])


@pytest.mark.parametrize("name", SURFACES)
def test_a_surface_falls_where_its_slope_says(name: str) -> None:
    surface = SURFACES[name]
    for place in ([0.3, -0.7], [1.1, 0.9]):
        tried = numerical_gradient(lambda v: float(surface.loss(v[0], v[1])), np.array(place))
        np.testing.assert_allclose(surface.slope(np.array(place)), tried, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("name", CURVES)
def test_a_curve_falls_where_its_slope_says(name: str) -> None:
    curve = CURVES[name]
    for place in (-1.7, 0.4):
        tried = numerical_gradient(lambda x: float(curve.height(x)), np.array(place))
        assert curve.slope(np.array(place)) == pytest.approx(float(tried), rel=1e-6)


def _answers(figure: Any, *requests: dict[str, Any]) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []
    figure.send = sent.append
    for number, request in enumerate(requests):
        figure._handle_custom_msg({"id": number, **request}, [])
    figure.close()
    return sent


def test_a_ball_walks_as_the_readers_function_says() -> None:
    slow, forever, away = _answers(
        widgets.ball(gradient_descent, "parabola"),
        {"start": 1.0, "rate": 0.05},
        {"start": 1.0, "rate": 0.25},
        {"start": 1.0, "rate": 0.3},
    )
    assert slow["value"]["places"][:4] == pytest.approx([1, 0.1, -0.44, -0.764])
    assert slow["value"]["steps"][-1] == 400
    assert forever["value"]["places"][-2:] == [-3.5, 1.0]
    assert max(map(abs, away["value"]["places"])) < 1e6  # cut off, so that JSON can hold it
    (restless,) = _answers(widgets.ball(gradient_descent, "wells"), {"start": 2.0, "rate": 0.45})
    assert sorted(restless["value"]["places"][-2:]) == pytest.approx([-1.6093, -1.3172], abs=1e-3)


def test_a_walk_on_a_surface_ends_at_its_lowest_place_or_is_said_to_fly_off() -> None:
    good, bad = _answers(
        widgets.landscape(gradient_descent),
        {"surface": "bowl", "start": [1.0, 1.0], "rate": 2 / 26},
        {"surface": "bowl", "start": [1.0, 1.0], "rate": 0.1},
    )
    assert not good["value"]["off"]
    np.testing.assert_allclose(good["value"]["path"][-1], 0, atol=1e-9)
    assert bad["value"]["off"]


def test_learning_gives_the_boundary_of_the_samples_as_they_are() -> None:
    """With the mean subtracted, the weights fit shifted samples; the picture shows the samples unshifted."""
    rng = np.random.default_rng(5)
    X = rng.uniform(0, 8, (60, 2))
    X = X[np.abs(X.sum(axis=1) - 8) > 1]  # a gap, so that one line parts them
    y = (X.sum(axis=1) > 8).astype(int)
    figure = widgets.learning(logistic_fit, X, y)
    (raw, centred) = _answers(
        figure, {"rate": 0.1, "steps": 10, "centred": False}, {"rate": 0.5, "steps": 500, "centred": True}
    )
    assert [k for k, _ in raw["value"]["losses"]] == [k for k in STOPS if k <= 10]
    assert raw["value"]["losses"][0][1] == pytest.approx(np.log(2))
    w, b = np.array(centred["value"]["w"]), centred["value"]["b"]
    assert centred["value"]["right"] == len(X)
    assert ((X @ w + b > 0) == y).all()


@pytest.mark.parametrize(
    "make",
    [
        lambda f: widgets.ball(f, "parabola"),
        widgets.landscape,
        lambda f: widgets.learning(f, np.zeros((3, 2)), np.array([0, 1, 1])),
    ],
)
def test_a_missing_function_is_asked_for_and_a_broken_one_told(make: Any) -> None:
    def stub(*args: object, **kwargs: object) -> None:
        raise NotImplementedError

    with pytest.raises(NotImplementedError):
        make(stub)
    request = {"surface": "net", "start": [0.0, 0.0], "rate": 0.1, "steps": 1, "centred": False}
    if make is not widgets.landscape:
        request["start"] = 1.0
    (told,) = _answers(make(lambda *args: "downhill"), request)
    assert told["failed"]["error"]


def test_the_arrows_are_the_slopes_of_the_heights() -> None:
    """Compare the gradients of the field with differences of the loss, and heights with a value known by hand."""
    for name, surface in SURFACES.items():
        field = _field(surface)
        assert np.shape(field) == (13, 13, 4)
        a, b, p, q = field[3][9]
        h = 1e-5
        both = [
            (surface.loss(*np.add([a, b], step)) - surface.loss(*np.subtract([a, b], step))) / (2 * h)
            for step in ([h, 0], [0, h])
        ]
        np.testing.assert_allclose([p, q], both, rtol=1e-4, atol=1e-8, err_msg=name)
    heights = np.array(_heights(SURFACES["bowl"]))
    assert heights.min() == heights[20, 20] == 0
    # on the edge ½ x² against ½ (x² + 25 y²) in the corner
    assert heights[20, 40] == pytest.approx(1 / 26, abs=1e-4)
