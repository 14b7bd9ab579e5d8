"""Pictures of lesson 10: glyphs, edges of the paper, what they compute from the reader's own functions."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.authoring.pictures.optimizers import PICTURES, bowl_walk
from deeplearn_ref.calculus import numerical_gradient
from deeplearn_ref.optimizers import adagrad_step, adam_step, momentum_step, rmsprop_step
from deeplearn_ref.schedules import lr_schedule
from lessonkit import plots, widgets
from lessonkit.widgets.optimizers import GROUNDS, KINDS, walk

RATES = np.array([0.01, 0.1, 1.0])
DRAWINGS: dict[str, Callable[[], Any]] = PICTURES | {
    "losses_over_rates": lambda: plots.losses_over_rates(
        RATES,
        {
            name: [0.7, 0.02 * (k + 1), 0.5]
            for k, name in enumerate(("plain", "momentum", "AdaGrad", "RMSProp", "Adam"))
        },
    ),
    "rate_finder": lambda: plots.rate_finder(10 ** np.linspace(-5, 1, 31), np.linspace(0.7, 5, 31)),
    "rate_finder_that_flew_off": lambda: plots.rate_finder(10 ** np.linspace(-5, 1, 7), [0.7, 0.6, np.nan] * 2 + [9]),
}
OWN = (momentum_step, adagrad_step, rmsprop_step, adam_step)


@pytest.mark.parametrize("language", ["en", "zh", "both"])
@pytest.mark.parametrize("name", DRAWINGS)
def test_every_character_has_a_glyph_and_nothing_is_cut_off(
    name: str, language: str, drawn_whole: Callable[..., None]
) -> None:
    drawn_whole(DRAWINGS[name], language)


def test_the_plain_walk_of_the_static_picture_is_that_of_the_error_factors() -> None:
    """Without a velocity: x times (1 − η) and y times (1 − 25η) at each step."""
    rate = 2 / 26
    np.testing.assert_allclose(bowl_walk(rate, 0.0)[15], [(1 - rate) ** 15, (1 - 25 * rate) ** 15])


def test_the_uncorrected_step_begins_and_peaks_where_the_text_says() -> None:
    bare = PICTURES["10_correction"]().axes[0].lines[0].get_xydata()
    assert bare[0] == pytest.approx([1, 0.1 / 0.001**0.5])
    highest = bare[np.argmax(bare[:, 1])]
    assert highest == pytest.approx([12, 6.5685], abs=1e-3)
    assert bare[-1, 1] == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("name", GROUNDS)
def test_a_ground_falls_where_its_slope_says_and_is_flat_at_its_minima(name: str) -> None:
    ground = GROUNDS[name]
    for place in ([0.3, -0.7], [1.1, 0.9]):
        tried = numerical_gradient(lambda v: float(ground.height(v[0], v[1])), np.array(place))
        np.testing.assert_allclose(ground.slope(np.array(place)), tried, rtol=1e-6, atol=1e-8)
    for minimum in ground.minima:
        np.testing.assert_allclose(ground.slope(np.array(minimum)), 0, atol=1e-12)
        for aside in ([0.01, 0], [0, 0.01], [-0.01, 0], [0, -0.01]):
            higher = np.array(minimum) + aside
            assert ground.height(higher[0], higher[1]) > ground.height(*np.array(minimum))


def _plain(param: Any, grad: Any, state: Any, learning_rate: float) -> tuple[Any, Any]:
    return param - learning_rate * grad, state


def test_a_walk_arrives_when_it_stays_near_a_minimum() -> None:
    """At η = 0.02: x shrinks by 0.98 a step, y by 0.5; the first step with x below a hundredth of √2 is the 211th."""
    found = walk(_plain, GROUNDS["bowl"], np.array([1.0, 1.0]), 0.02)
    assert found["arrived"] == next(k for k in range(300) if 0.98**k <= 0.01 * 2**0.5)
    assert not found["off"]
    assert len(found["path"]) == 301


def test_a_walk_that_flies_off_or_never_arrives_is_said_to() -> None:
    away = walk(_plain, GROUNDS["bowl"], np.array([1.0, 1.0]), 0.1)
    assert away["off"]
    assert away["arrived"] is None
    assert np.abs(away["path"]).max() < 50
    slow = walk(_plain, GROUNDS["bowl"], np.array([1.0, 1.0]), 0.01)
    assert not slow["off"]
    assert slow["arrived"] is None


def test_adagrad_needs_ten_times_as_many_steps_on_the_turned_bowl() -> None:
    """The text says so, of the rate that the race offers."""
    steps = [
        walk(adagrad_step, GROUNDS[name], np.array(GROUNDS[name].start), 0.3)["arrived"] for name in ("bowl", "turned")
    ]
    assert steps[1] > 10 * steps[0]


@pytest.mark.parametrize("step", [momentum_step, adam_step])
def test_momentum_and_adam_need_about_80_steps_with_rates_that_differ_five_times(step: Any) -> None:
    """The text says so, of the long bowl."""
    ground = GROUNDS["bowl"]
    assert all(75 <= walk(step, ground, np.array(ground.start), rate)["arrived"] <= 92 for rate in (0.02, 0.05, 0.1))


def test_rmsprop_trembles_about_as_far_as_its_rate() -> None:
    found = walk(rmsprop_step, GROUNDS["bowl"], np.array([1.0, 1.0]), 0.05)
    assert found["arrived"] is None
    last = np.abs(np.diff(np.array(found["path"])[-20:], axis=0)).max(axis=1)
    assert (last > 0.02).all()
    assert (last < 0.1).all()


def _answers(figure: Any, *requests: dict[str, Any]) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []
    figure.send = sent.append
    for number, request in enumerate(requests):
        figure._handle_custom_msg({"id": number, **request}, [])
    figure.close()
    return sent


def test_the_race_runs_on_the_readers_functions() -> None:
    rates = {"plain": 0.5, "momentum": 0.5, "adagrad": 0.5, "rmsprop": 0.5, "adam": 0.5}
    (told,) = _answers(widgets.race(*OWN), {"surface": "saddle", "start": [0.4, -1.0], "rates": rates, "beta": None})
    first = {name: found["path"][1] for name, found in told["value"].items()}
    assert first["plain"] == pytest.approx([0.4 - 0.5 * 2, -1])  # the slope is (5x, y³ − y) = (2, 0)
    assert first["momentum"] == pytest.approx([-0.6, -1])
    assert first["adagrad"] == pytest.approx([-0.1, -1])
    assert first["rmsprop"] == pytest.approx([0.4 - 0.5 / 0.1**0.5, -1])
    assert first["adam"] == pytest.approx([-0.1, -1])


def test_the_heavy_ball_takes_its_beta_from_the_slider() -> None:
    request = {"surface": "bowl", "start": [1.0, 0.0], "rates": {"plain": 0.1, "momentum": 0.1}}
    light, heavy = _answers(widgets.heavy_ball(momentum_step), request | {"beta": 0.0}, request | {"beta": 0.5})
    assert light["value"]["momentum"]["path"] == light["value"]["plain"]["path"]
    # v is 1, then 0.5 + 0.9
    assert heavy["value"]["momentum"]["path"][2] == pytest.approx([1 - 0.1 - 0.14, 0])


def test_a_schedule_walks_with_the_rates_of_the_readers_function() -> None:
    picture = widgets.schedule(lr_schedule)
    request = {"kind": "step", "lr0": 0.45, "start": 2.0, "more": {"gamma": 0.5, "every": 50}}
    deep, restless, away = _answers(
        picture,
        request,
        request | {"kind": "constant", "more": {}},
        request | {"kind": "constant", "more": {}, "start": 9.0},
    )
    assert deep["value"]["rates"][::50] == [0.45, 0.225, 0.1125, 0.05625]
    assert deep["value"]["places"][1] == pytest.approx(2 - 0.45 * 4.3)  # 8 − 4 + 0.3
    assert deep["value"]["places"][-1] == pytest.approx(-1.4840, abs=1e-4)
    assert sorted(restless["value"]["places"][-2:]) == pytest.approx([-1.6093, -1.3172], abs=1e-3)
    assert max(map(abs, away["value"]["places"])) < 1e3


def test_every_schedule_of_the_course_is_offered_with_what_it_needs() -> None:
    for kind, sliders in KINDS.items():
        assert lr_schedule(kind, 1.0, 3, **{name: first for name, (_, _, _, first) in sliders.items()}) > 0


@pytest.mark.parametrize("make", [lambda f: widgets.race(f, *OWN[1:]), widgets.heavy_ball, widgets.schedule])
def test_a_missing_function_is_asked_for_and_a_broken_one_told(make: Any) -> None:
    def stub(*args: object, **kwargs: object) -> None:
        raise NotImplementedError

    with pytest.raises(NotImplementedError):
        make(stub)
    rates = {"plain": 0.1, "momentum": 0.1, "adagrad": 0.1, "rmsprop": 0.1, "adam": 0.1}
    request = {"surface": "bowl", "start": [0.1, 0.2], "rates": rates, "beta": 0.5}
    if make is widgets.schedule:
        request = {"kind": "constant", "lr0": 0.1, "start": 1.0, "more": {}}
    (told,) = _answers(make(lambda *args, **kwargs: "downhill"), request)
    assert told["failed"]["error"]
