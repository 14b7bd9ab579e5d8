"""One module a lesson: what is asked, the cases, the misconceptions, the points."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

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
    "08_training": "training",
    "09_minibatches": "minibatches",
    "10_optimizers": "optimizers",
    "11_regularization": "regularization",
    "12_early_stopping": "early_stopping",
    "13_capstone": "capstone",
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


def lent(exercise: Exercise) -> dict[str, Callable[..., Any]]:
    """Return the course's functions that an answer may call, by name: its needs and those of its own lesson."""
    home = find(exercise.id)[0]
    others = [function for other in home.exercises for function in other.reference]
    found = {function.__name__: function for function in (*home.uses, *others, *exercise.needs)}
    return {name: function for name, function in found.items() if name not in exercise.names}


def find(name: str) -> tuple[Lesson, Exercise | Prediction]:
    """Return the exercise or prediction with this id or alias (``"step"``, ``"L01-E1"``, ``"L01-P1"``).

    An exercise that asks several functions is also found by each of them, where no other asks it.

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
    asking = [(one, exercise) for one in map(lesson, slugs()) for exercise in one.exercises if name in exercise.names]
    if len(asking) == 1:
        return asking[0]
    raise KeyError(name)
