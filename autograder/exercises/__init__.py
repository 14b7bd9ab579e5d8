"""One module a lesson: what is asked, the cases, the misconceptions, the points."""

from functools import cache
from importlib import import_module

from autograder.checking.cases import Exercise, Lesson, Prediction

_MODULES = {
    "00_arrays": "arrays",
    "01_perceptron": "perceptron",
    "02_activations": "activations",
    "03_layers": "layers",
    "04_losses": "losses",
    "05_calculus": "calculus",
    "06_gradient_descent": "gradient_descent",
    "07_backpropagation": "backprop",
}


def slugs() -> tuple[str, ...]:
    """Return the slugs of all lessons, in course order."""
    return tuple(_MODULES)


@cache
def lesson(slug: str) -> Lesson:
    """Return what is graded in one lesson.

    Raises
    ------
    KeyError
        If there is no such lesson.
    """
    found: Lesson = import_module(f"autograder.exercises.{_MODULES[slug]}").LESSON
    return found


def find(name: str) -> tuple[Lesson, Exercise | Prediction]:
    """Return the exercise or prediction with this id or alias (``"step"``, ``"L01-E1"``, ``"L01-P1"``).

    Raises
    ------
    KeyError
        If no lesson asks it.
    """
    for slug in slugs():
        found = lesson(slug)
        for prediction in found.predictions:
            if name == prediction.id:
                return found, prediction
        for exercise in found.exercises:
            if name in (exercise.id, exercise.alias):
                return found, exercise
    raise KeyError(name)
