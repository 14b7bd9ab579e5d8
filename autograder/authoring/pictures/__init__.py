"""The static pictures of the lessons: drawn once, committed, embedded by the builder as they are.

One file a lesson, with ``PICTURES``: from a picture's name to the function that draws it. Rendered bytes differ between
processors and versions of FreeType, so `build --check` never draws.
"""

import io
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from autograder.authoring.pictures import (
    activations,
    arrays,
    backprop,
    calculus,
    capstone,
    early_stopping,
    gradient_descent,
    layers,
    losses,
    minibatches,
    optimizers,
    perceptron,
    regularization,
    training,
)
from autograder.authoring.png import save_small
from lessonkit.language import LANGUAGES
from lessonkit.picture import Picture

DPI = 130
PICTURES: dict[str, Callable[[], Picture]] = {
    **arrays.PICTURES,
    **perceptron.PICTURES,
    **activations.PICTURES,
    **layers.PICTURES,
    **losses.PICTURES,
    **calculus.PICTURES,
    **gradient_descent.PICTURES,
    **backprop.PICTURES,
    **training.PICTURES,
    **minibatches.PICTURES,
    **optimizers.PICTURES,
    **regularization.PICTURES,
    **early_stopping.PICTURES,
    **capstone.PICTURES,
}


def render(root: Path, names: Sequence[str] = ()) -> Iterator[Path]:
    """Draw pictures in both languages into ``lessons/pictures/`` and yield the files.

    Parameters
    ----------
    root : Path
        The course root.
    names : sequence of str
        Beginnings of the names to draw, ``"01"``; all pictures by default.
    """
    folder = root / "lessons" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    for name, draw in PICTURES.items():
        if names and not name.startswith(tuple(names)):
            continue
        for language in LANGUAGES:
            path = folder / f"{name}.{language}.png"
            with _reader_of(language):
                drawn = io.BytesIO()
                draw().savefig(drawn, format="png", dpi=DPI)
            save_small(drawn.getvalue(), path)
            yield path


@contextmanager
def _reader_of(language: str) -> Iterator[None]:
    before = os.environ.get("COURSE_LANG")
    os.environ["COURSE_LANG"] = language
    try:
        yield
    finally:
        if before is None:
            del os.environ["COURSE_LANG"]
        else:
            os.environ["COURSE_LANG"] = before
