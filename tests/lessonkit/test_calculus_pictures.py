"""Pictures of lesson 05: glyphs, edges of the paper, what they compute from the reader's own functions."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.authoring.pictures.calculus import PICTURES
from deeplearn_ref.calculus import numerical_derivative
from lessonkit import plots, widgets
from lessonkit.picture import Picture


def _errors() -> Picture:
    """Draw the experiment of section 2: the slope of sin at 1."""
    steps = 10.0 ** np.arange(-1, -14, -1)
    central = [abs(numerical_derivative(np.sin, 1.0, h) - np.cos(1.0)) for h in steps]
    forward = [abs((np.sin(1.0 + h) - np.sin(1.0)) / h - np.cos(1.0)) for h in steps]
    return plots.step_errors(steps, {"central": central, "forward": forward})


DRAWN = PICTURES | {"errors": _errors}


@pytest.mark.parametrize("language", ["en", "zh", "both"])
@pytest.mark.parametrize("name", DRAWN)
def test_every_character_has_a_glyph_and_nothing_is_cut_off(
    name: str, language: str, drawn_whole: Callable[..., None]
) -> None:
    drawn_whole(DRAWN[name], language)


def test_the_central_error_falls_twice_as_steeply() -> None:
    """The picture's claim by numbers: slopes 2 and 1 in the logarithmic plane, where truncation rules."""
    forward, central = None, None
    for line in _errors().axes[0].lines:
        x, y = np.log10(line.get_xdata()), np.log10(line.get_ydata())
        steep = (y[0] - y[2]) / (x[0] - x[2])
        central, forward = (steep, forward) if central is None else (central, steep)
    assert central == pytest.approx(2, abs=0.05)
    assert forward == pytest.approx(1, abs=0.05)


def _answers(figure: Any, *requests: dict[str, Any]) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []
    figure.send = sent.append
    for number, request in enumerate(requests):
        figure._handle_custom_msg({"id": number, **request}, [])
    figure.close()
    return sent


def test_a_secant_has_the_slope_of_the_readers_function() -> None:
    cube, kink = _answers(
        widgets.secant(numerical_derivative),
        {"curve": "cube", "x": 1.0, "h": 0.5},
        {"curve": "abs", "x": 0.0, "h": 0.01},
    )
    assert cube["value"]["slope"] == pytest.approx((1.5**3 - 0.5**3) / 4)
    assert kink["value"]["slope"] == 0.0


def test_a_missing_function_is_asked_for_and_a_broken_one_told() -> None:
    def stub(*args: object, **kwargs: object) -> None:
        raise NotImplementedError

    with pytest.raises(NotImplementedError):
        widgets.secant(stub)
    (told,) = _answers(widgets.secant(lambda f, x, h: "steep"), {"curve": "sin", "x": 0.0, "h": 1.0})
    assert told["failed"]["error"] == "ValueError"


def test_a_parabola_begins_as_asked() -> None:
    figure = widgets.parabola(2, -1, 0.5)
    assert figure.setup == {"start": [2.0, -1.0, 0.5]}
    figure.close()
