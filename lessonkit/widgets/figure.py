"""What all interactive pictures share: Python gathers data and labels, the browser draws and is dragged.

A picture is a file ``static/figures/NAME.js`` with one function ``picture(model, el, say)``; ``common.js`` stands
before it and holds what pictures share. What is dragged is drawn in the browser, without the kernel. A picture
that needs the reader's own functions asks the kernel: it sends a request and gets the answer of `answer`.
"""

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from lessonkit import style

Answer = Callable[[dict[str, Any]], dict[str, Any]]


class Sentence:
    """Stands where a picture can't be shown."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


def figure(kind: str, answer: Answer | None = None, **setup: Any) -> Any:
    """Return an interactive picture.

    Parameters
    ----------
    kind : str
        Its file in ``static/figures``, and its table of labels, ``[widgets.KIND]``.
    answer : callable, optional
        ``answer(request)`` returns what the picture asked for, plain Python that JSON can hold. An exception in it
        becomes a sentence in the picture: it may be the reader's own function that fails.
    setup : object
        What the picture is drawn from, plain Python that JSON can hold; ``model.get("setup")`` in the browser.

    Returns
    -------
    widget
        Shown by the notebook; a `Sentence` where anywidget is missing (the sandbox, a bare Python).
    """
    try:
        import anywidget  # noqa: F401 - only whether it is there
    except ImportError:
        return Sentence(style.label("widgets.common.missing"))
    made = _widget_class()(_esm=_module(kind), labels=labels(kind), setup=setup)
    if answer is not None:
        made.on_msg(lambda widget, request, _buffers: widget.send(_answered(answer, request)))
    return made


def try_out(answer: Answer, request: dict[str, Any]) -> None:
    """Ask once before a picture is shown: a function that is not written yet says so in the cell.

    Any other failure of the reader's own function is told in the picture, where they see it.

    Raises
    ------
    NotImplementedError, NameError
        If a function, or one that it calls, is not there yet; `lessonkit.demo.waits_for` turns that into a request.
    """
    try:
        answer(request)
    except (NotImplementedError, NameError):
        raise
    except Exception:  # noqa: S110 - told in the picture, see `_answered`
        pass


def numbers(values: Any) -> list[float]:
    """Return the entries of an array as plain numbers, row by row."""
    return [float(value) for value in np.ravel(values)]


def labels(kind: str) -> dict[str, dict[str, str]]:
    """Return the labels of a picture in both languages: those that all share, and its own."""
    return style.labels("widgets.common") | style.labels(f"widgets.{kind}")


def _answered(answer: Answer, request: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"to": request.get("id"), "value": answer(request)}
    except Exception as error:  # the reader's own function, whatever it does
        return {"to": request.get("id"), "failed": {"error": type(error).__name__, "message": str(error)[:300]}}


@cache
def _module(kind: str) -> str:
    folder = files("lessonkit") / "static" / "figures"
    return "\n".join((folder / f"{name}.js").read_text("utf-8") for name in ("common", kind))


@cache
def _widget_class() -> Any:
    import anywidget
    import traitlets

    class Figure(anywidget.AnyWidget):
        """One picture; the browser draws it."""

        _esm = traitlets.Unicode().tag(sync=True)
        labels = traitlets.Dict().tag(sync=True)
        setup = traitlets.Dict().tag(sync=True)

    return Figure
