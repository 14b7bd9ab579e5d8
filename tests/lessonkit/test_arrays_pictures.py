"""Pictures of lesson 00: glyphs, edges of the paper, what they compute from the reader's own functions."""

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.authoring.pictures.arrays import PICTURES
from deeplearn_ref.arrays import rgb_to_gray
from lessonkit import plots, widgets
from lessonkit.widgets.arrays import SHAPES


def _scaled() -> Any:
    X = np.array([[180.0, 0.07], [200.0, 0.08], [170.0, 0.075]])
    return plots.scales(X, X - X.mean(axis=0), X + 1, X + 2)


DRAWINGS = {**PICTURES, "scales_with_new_data": _scaled}


@pytest.mark.parametrize("language", ["en", "zh", "both"])
@pytest.mark.parametrize("name", DRAWINGS)
def test_every_character_has_a_glyph_and_nothing_is_cut_off(
    name: str, language: str, drawn_whole: Callable[..., None]
) -> None:
    drawn_whole(DRAWINGS[name], language)


def test_the_image_of_the_lesson() -> None:
    img = plots.fruit()
    assert (img.shape, img.dtype) == ((9, 8, 3), np.uint8)
    assert img[4, 2].tolist() == [250, 190, 190]
    gray = (0.299 * 250 + 0.587 * 190 + 0.114 * 190) / 255
    assert rgb_to_gray(img)[4, 2] == pytest.approx(gray)


def test_a_power_law_is_straight_on_logarithmic_axes_until_its_floor() -> None:
    """The picture's claim by numbers: the slope is β where the floor hardly counts, and fades near it."""
    line = plots.power_law(beta=-0.3, floor=1e-6).axes[1].lines[0]
    x, y = np.log10(line.get_xdata()), np.log10(line.get_ydata())
    np.testing.assert_allclose(np.diff(y) / np.diff(x), -0.3, atol=1e-3)
    line = plots.power_law(beta=-0.3, floor=1.0).axes[1].lines[0]
    x, y = np.log10(line.get_xdata()), np.log10(line.get_ydata())
    assert (y[-1] - y[-2]) / (x[-1] - x[-2]) > -0.05


def _answers(figure: Any, *requests: dict[str, Any]) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []
    figure.send = sent.append
    for number, request in enumerate(requests):
        figure._handle_custom_msg({"id": number, **request}, [])
    figure.close()
    return sent


def test_pixels_are_turned_gray_by_the_readers_function() -> None:
    img = [[[255, 0, 0], [0, 0, 255]]]
    (mine,) = _answers(widgets.pixels(plots.fruit(), rgb_to_gray), {"img": img})
    assert mine["value"]["gray"] == [[pytest.approx(0.299), pytest.approx(0.114)]]
    (broken,) = _answers(widgets.pixels(plots.fruit(), lambda img: 1 / 0), {"img": img})
    assert broken["failed"]["error"] == "ZeroDivisionError"


def test_pixels_ask_for_a_function_that_is_not_written() -> None:
    def stub(img: Any) -> Any:
        raise NotImplementedError

    with pytest.raises(NotImplementedError):
        widgets.pixels(plots.fruit(), stub)


def test_broadcasting_offers_shapes_that_fit_and_shapes_that_do_not() -> None:
    """Is there something to find out? At least one pair is refused, and one stretches both."""
    fits = {}
    for a in SHAPES:
        for b in SHAPES:
            try:
                fits[a, b] = np.broadcast_shapes(a, b)
            except ValueError:
                fits[a, b] = ()
    assert fits[(3,), (2,)] == ()
    assert fits[(3,), (3, 1)] == (3, 3)
    figure = widgets.broadcast()
    assert [SHAPES[index] for index in figure.setup["start"]] == [(3,), (3, 1)]
    figure.close()


def test_the_batch_of_the_picture_is_not_square() -> None:
    figure = widgets.axes()
    assert np.shape(figure.setup["X"]) == (4, 3)
    figure.close()


def test_the_timeline_holds_the_dates_of_the_lesson_and_no_neighbors_in_order() -> None:
    """Are the years those of the plot of the same section, and does the order give none of them away?"""
    figure = widgets.history()
    years = [event["year"] for event in figure.setup["events"]]
    figure.close()
    drawn = plots.history()
    said = "\n".join(text.get_text() for text in drawn.axes[0].texts)
    assert sorted(years) == [1958, 1969, 1986, 1989, 2006, 2009, 2012, 2015]
    assert all(str(year) in said for year in years)
    assert min(abs(one - other) for one, other in itertools.pairwise(years)) > 15
    assert {event["key"] for event in figure.setup["events"]} <= set(figure.labels)
