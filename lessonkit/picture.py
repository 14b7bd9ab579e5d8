"""Figures that a notebook shows by itself, and that are drawn again when the reader switches the language."""

import io
from collections import deque
from collections.abc import Callable
from functools import cache, partial, wraps
from importlib.resources import files
from typing import Any, ParamSpec

from matplotlib.figure import Figure

from lessonkit import language

Asked = ParamSpec("Asked")

FOLLOWING = 40
"""So many plots follow the switch; the oldest stops when one more is shown, so that memory stays flat."""
WIDGET = "application/vnd.jupyter.widget-view+json"
_shown: deque[Callable[[], None]] = deque()


class Picture(Figure):
    """A figure that a notebook shows without pyplot, which would keep it open."""

    again: Callable[[], "Picture"] | None = None
    """Draws the same figure once more, in the language of that moment."""

    def to_png(self) -> bytes:
        """Return the picture as a PNG file."""
        buffer = io.BytesIO()
        self.savefig(buffer, format="png", dpi=110)
        return buffer.getvalue()

    def alt(self) -> str:
        """Return titles and axis labels, for a reader who does not see the picture."""
        said = [text for ax in self.axes for text in (ax.get_title(), ax.get_xlabel(), ax.get_ylabel())]
        return "; ".join(dict.fromkeys(text.replace("$", "").replace("\n", " ") for text in said if text))

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        shown = {"image/png": self.to_png(), "text/plain": self.alt()}
        view = _live_view(self)
        return shown if view is None else {WIDGET: view, **shown}


def follows_language(plot: Callable[Asked, Picture]) -> Callable[Asked, Picture]:
    """Make the figures of a plot function know how they are drawn, so that they can be drawn again."""

    @wraps(plot)
    def drawn(*args: Asked.args, **kwargs: Asked.kwargs) -> Picture:
        made = plot(*args, **kwargs)
        made.again = partial(plot, *args, **kwargs)
        return made

    return drawn


def _live_view(picture: Picture) -> dict[str, Any] | None:
    """Return the reference to a widget that shows the figure and follows the reader's language.

    None where no page tells its language (a script, the sandbox); pages without a kernel show the PNG beside it.
    """
    kind = _widget_class() if picture.again is not None and language.is_followed() else None
    if kind is None:
        return None
    live = kind(png=picture.to_png(), alt=picture.alt())

    def redraw(_state: str) -> None:
        assert picture.again is not None
        fresh = picture.again()
        live.alt, live.png = fresh.alt(), fresh.to_png()

    _keep(language.observe(redraw), live)
    return {"version_major": 2, "version_minor": 0, "model_id": live.model_id}


def _keep(stop: Callable[[], None], live: Any) -> None:
    def end() -> None:
        stop()
        live.close()

    _shown.append(end)
    while len(_shown) > FOLLOWING:
        _shown.popleft()()


@cache
def _widget_class() -> Any:
    try:
        import anywidget
        import traitlets
    except ImportError:
        return None

    class LivePicture(anywidget.AnyWidget):
        """One plot; the kernel draws it."""

        _esm = (files("lessonkit") / "static" / "picture.js").read_text("utf-8")
        png = traitlets.Bytes().tag(sync=True)
        alt = traitlets.Unicode().tag(sync=True)

    return LivePicture
