"""Pictures of lesson 11: glyphs, edges of the paper, what they compute from the reader's own functions."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.authoring.pictures.regularization import PICTURES
from deeplearn_ref.layers import mlp_forward
from deeplearn_ref.regularization import dropout_mask
from lessonkit import widgets
from lessonkit.widgets.regularization import CELLS, REACH, STOPS


@pytest.mark.parametrize("language", ["en", "zh", "both"])
@pytest.mark.parametrize("name", PICTURES)
def test_every_character_has_a_glyph_and_nothing_is_cut_off(
    name: str, language: str, drawn_whole: Callable[..., None]
) -> None:
    drawn_whole(PICTURES[name], language)


def test_the_curve_of_the_highest_degree_passes_through_every_point_and_the_line_through_the_mean() -> None:
    line, _, exact = PICTURES["11_three"]().axes
    points, curve = (np.asarray(part.get_data()).T for part in (exact.lines[1], exact.lines[0]))
    assert np.interp(points[:, 0], curve[:, 0], curve[:, 1]) == pytest.approx(points[:, 1], abs=0.15)
    straight = np.asarray(line.lines[0].get_data()).T
    # least squares on places that are symmetric around 0: the line has the mean of the values there
    assert np.interp(0, straight[:, 0], straight[:, 1]) == pytest.approx(points[:, 1].mean())


def test_the_crowd_is_complete() -> None:
    """Probabilities of all masks add up to 1, and each line is a unit that stays: 4 units in half of 16 masks each."""
    (ax,) = PICTURES["11_crowd"]().axes
    assert sum(float(text.get_text()) for text in ax.texts) == pytest.approx(1, abs=16 * 5e-5)
    assert sum(line.get_zorder() == 1 for line in ax.lines) == 4 * 16 / 2


def test_the_late_network_has_more_borders_than_the_early_one_and_the_best_rule_one() -> None:
    """Counted along the circle with the radius of the outer points: how often the color changes."""
    angles = np.linspace(0, 2 * np.pi, 400)
    changes = []
    for ax in PICTURES["11_regions"]().axes:
        shown = np.asarray(ax.images[0].get_array())
        rows, columns = (np.rint((v + 2) / 4 * 160).astype(int) for v in (np.sin(angles), np.cos(angles)))
        changes.append(int(np.count_nonzero(np.diff(shown[rows, columns] > 0.5))))
    early, late, best = changes
    assert best == 0
    assert late >= early + 4


def _answers(figure: Any, *requests: dict[str, Any]) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []
    figure.send = sent.append
    for number, request in enumerate(requests):
        figure._handle_custom_msg({"id": number, **request}, [])
    figure.close()
    return sent


def test_polynomials_of_hand_worked_points() -> None:
    """Degree 0 is the mean, degree 2 passes through three points: y = x² for one measurement."""
    figure = widgets.polynomial([-1.0, 0.0, 1.0], [[1.0, 0.0, 1.0], [0.0, 0.0, 3.0]], [0.5], [0.25])
    first, second = figure.setup["fits"]
    figure.close()
    assert [fit["used"] for fit in first] == pytest.approx([2 / 9, 2 / 9, 0], abs=1e-12)
    assert [fit["fresh"] for fit in first] == pytest.approx([(2 / 3 - 1 / 4) ** 2, (2 / 3 - 1 / 4) ** 2, 0], abs=1e-12)
    assert set(second[0]["curve"]) == {1.0}


def test_masks_are_counted_by_unit_and_by_weight() -> None:
    def first_two(shape: tuple[int, int], drop_rate: float, rng: np.random.Generator) -> Any:
        mask = np.zeros(shape, dtype=bool)
        mask[:, :2] = drop_rate < 0.5
        return mask

    kept, none = _answers(widgets.thinned(first_two), {"rate": 0.2, "count": 3}, {"rate": 0.6, "count": 1})
    assert kept["value"]["masks"] == [[True, True] + [False] * 4] * 2
    assert {k: kept["value"][k] for k in ("count", "units", "weights")} == {"count": 3, "units": 12, "weights": 12}
    assert none["value"]["units"] == none["value"]["weights"] == 0


def test_half_of_the_units_and_a_quarter_of_the_weights() -> None:
    (many,) = _answers(widgets.thinned(dropout_mask), {"rate": 0.5, "count": 500})
    assert many["value"]["units"] / (500 * 12) == pytest.approx(0.5, abs=0.05)
    assert many["value"]["weights"] / (500 * 36) == pytest.approx(0.25, abs=0.05)


def test_a_missing_mask_is_asked_for_and_a_wrong_shape_told() -> None:
    def stub(*args: object) -> None:
        raise NotImplementedError

    with pytest.raises(NotImplementedError):
        widgets.thinned(stub)
    (told,) = _answers(widgets.thinned(lambda shape, rate, rng: np.ones(6, dtype=bool)), {"rate": 0.5, "count": 2})
    assert "shape" in told["failed"]["message"]


def test_a_run_is_shown_at_its_stops() -> None:
    """A net that gives the sigmoid of x₁ before the first epoch and one half after it."""

    def net(w: float) -> list[dict[str, Any]]:
        into = np.array([[1.0, -1.0], [0.0, 0.0]])
        return [
            {"W": into, "b": np.zeros(2)},
            {"W": np.eye(2), "b": np.zeros(2)},
            {"W": np.array([[w], [-w]]), "b": np.zeros(1)},
        ]

    run = {"train": [0.5, 0.4], "val": [0.6, 0.7], "params": [net(1.0), net(0.0), net(0.0)]}
    figure = widgets.overfitting(mlp_forward, {"plain": run}, np.array([[0.0, 1.0]]), np.array([[1.0]]))
    shown = figure.setup["runs"]["plain"]
    figure.close()
    assert shown["stops"] == [stop for stop in STOPS if stop <= 2]
    before = np.array(shown["planes"][0]).reshape(CELLS, CELLS)
    right = 99 / (1 + np.exp(-REACH))  # at the right edge x₁ is the reach
    assert before[:, -1] == pytest.approx(np.full(CELLS, right), abs=0.5)
    assert before[0, 0] == pytest.approx(99 - right, abs=0.5)
    assert set(shown["planes"][1]) == {50}
