"""How every picture of the course looks: colours, markers, labels in the reader's language."""

from functools import cache
from typing import TYPE_CHECKING, Any

from lessonkit import fonts, language
from lessonkit.picture import Picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Okabe and Ito's palette, told apart by colour-blind readers too. A class keeps its colour and marker everywhere.
CLASS_COLOURS = ("#0072B2", "#D55E00")
CLASS_MARKERS = ("o", "s")
LINES = ("#000000", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
DASHES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)))
INK = "#222222"
PAPER = "#FFFFFF"


@cache
def _messages() -> language.Messages:
    return language.Messages("lessonkit.messages")


def say(key: str, **values: Any) -> language.Text:
    """Return one label in both languages."""
    return _messages().say(key, **values)


def label(key: str, **values: Any) -> str:
    """Return one label in the reader's language."""
    text = say(key, **values)
    return text.en if text.en == text.zh else language.pick(text)


def title(key: str) -> str:
    """Return one label in the reader's language; where that is both, the languages on a line each."""
    return label(key).replace(" · ", "\n")


def labels(table: str) -> dict[str, dict[str, str]]:
    """Return all labels of one table in both languages, placeholders unfilled, for the browser."""
    keys = sorted(key for key in _messages().keys("en") if key.startswith(f"{table}."))
    return {
        key.removeprefix(f"{table}."): {lang: _messages().raw(key, lang) for lang in language.LANGUAGES} for key in keys
    }


def figure(width: float = 6.0, height: float = 4.2, panels: int = 1) -> "tuple[Picture, list[Axes]]":
    """Return a figure of its own, outside pyplot's list of open figures, and its panels side by side."""
    fonts.install()
    made = Picture(figsize=(width, height), facecolor=PAPER, layout="constrained")
    axes = [made.add_subplot(1, panels, number + 1) for number in range(panels)]
    for ax in axes:
        ax.set_facecolor(PAPER)
        ax.spines[["top", "right"]].set_visible(False)
        ax.tick_params(colors=INK, labelsize=9)
    return made, axes
