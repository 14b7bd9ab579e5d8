"""Lesson 00: sums along an axis, two shapes that broadcast, an image whose numbers can be changed, a timeline."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from lessonkit.widgets.figure import figure, try_out

SHAPES = ((3,), (1, 3), (3, 1), (2, 3), (2,))
"""What `broadcast` offers for either array."""
EVENTS = {
    "book": 1969,
    "resnet": 2015,
    "perceptron": 1958,
    "gpu": 2009,
    "universal": 1989,
    "alexnet": 2012,
    "backprop": 1986,
    "deep": 2006,
}
"""What `history` asks for, in this order: neighbors in it are far apart in time."""
WINTERS = ((1974, 1980), (1987, 1993))


def axes() -> Any:
    """Return a batch of four samples with three features, and its sums along axis 0 or axis 1.

    Returns
    -------
    widget
        Shown by the notebook.
    """
    return figure("axes", X=[[2, 7, 1], [4, 0, 5], [3, 6, 2], [1, 1, 8]])


def broadcast() -> Any:
    """Return two arrays whose shapes can be chosen, and their sum as NumPy forms it.

    Returns
    -------
    widget
        Shown by the notebook.
    """
    return figure("broadcast", shapes=[list(shape) for shape in SHAPES], start=[0, 2])


def history() -> Any:
    """Return a line of years on which the reader places eight events before seeing when they happened.

    Returns
    -------
    widget
        Shown by the notebook.
    """
    events = [{"key": key, "year": year} for key, year in EVENTS.items()]
    return figure("history", events=events, winters=[list(winter) for winter in WINTERS], span=[1950, 2020])


def pixels(img: ArrayLike, rgb_to_gray: Callable[..., Any]) -> Any:
    """Return a color image pixel by pixel; its brightness is computed by the reader's own function.

    Parameters
    ----------
    img : array_like of shape (H, W, 3), uint8
        Red, green and blue on the last axis.
    rgb_to_gray : callable
        ``rgb_to_gray(img)`` returning the brightness, (H, W), 0 to 1.

    Returns
    -------
    widget
        Shown by the notebook.

    Raises
    ------
    NotImplementedError
        If `rgb_to_gray` is not written yet.
    """

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        gray = np.asarray(rgb_to_gray(np.array(request["img"], dtype=np.uint8)), dtype=float)
        height, width = np.shape(request["img"])[:2]
        return {"gray": np.broadcast_to(gray, (height, width)).tolist()}

    shown = np.asarray(img).tolist()
    try_out(answer, {"img": shown})
    return figure("pixels", answer, img=shown, start=[len(shown) // 2, len(shown[0]) // 2])
