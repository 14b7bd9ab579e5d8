"""A wrong value that is the right value of something else is called by that name."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder import exercises
from autograder.checking.attempt import Attempt
from autograder.checking.cases import Case, Exercise, Group
from autograder.checking.judge import judge
from autograder.exercises.kit import APART, kept_apart
from autograder.messages import say
from autograder.sandbox.script import LocalPlayer
from autograder.sandbox.steps import Call, Method
from deeplearn_ref import activations
from lessonkit.language import Text

Z = np.array([-1.5, 0.25, 2.0, 3.0])


def told(asked: Exercise, answers: dict[str, Callable[..., Any]]) -> str:
    result = judge(asked, LocalPlayer(answers), Attempt("x = 1"), lambda name: 5)
    return " ".join(why.en for case in result.cases for why in case.why)


def plain(reference: Callable[..., Any], *calls: Call) -> Exercise:
    case = Case("values", Text("numbers", "数"), lambda rng: list(calls), 1.0, Group.VALUE, True)
    return Exercise("one", "T-1", 1.0, (reference,), "f(z)", (case,))


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (lambda z: z.copy(), say("relation.argument", name="z")),
        (lambda z: 1 - z, say("relation.one_minus_argument", name="z")),
        (activations.tanh_grad, say("relation.other_function", name="tanh_grad")),
        (activations.sigmoid_grad, say("relation.other_function", name="sigmoid_grad")),
    ],
)
def test_value_of_another_quantity_is_named(answer: Callable[..., Any], sentence: Text) -> None:
    assert sentence.en in told(plain(activations.sigmoid, Call("sigmoid", (Z,))), {"sigmoid": answer})


def test_result_of_an_earlier_call_is_called_stale() -> None:
    kept: list[Any] = []

    def remembers(z: Any) -> Any:
        kept.append(activations.sigmoid(z))
        return kept[0].copy()

    asked = plain(activations.sigmoid, Call("sigmoid", (Z,), into="a"), Call("sigmoid", (Z + 1,), into="b"))
    assert say("relation.stale").en in told(asked, {"sigmoid": remembers})


def test_numbers_that_belong_to_nothing_get_no_name() -> None:
    asked = plain(activations.sigmoid, Call("sigmoid", (Z,)))
    sentences = told(asked, {"sigmoid": lambda z: np.cos(z) + 0.1})
    assert "for the same arguments" not in sentences
    assert "earlier call" not in sentences


class Average:
    """Remembers numbers; the reference of the test below."""

    def __init__(self, start: float) -> None:
        self.seen = [start]

    def add(self, x: float) -> None:
        self.seen.append(x)

    def mean(self) -> float:
        return float(np.mean(self.seen))


class SharedAverage(Average):
    everything: list[float] = []

    def __init__(self, start: float) -> None:
        self.seen = self.everything
        self.seen.append(start)


def test_state_shared_between_two_objects_is_named() -> None:
    def script(rng: np.random.Generator) -> list[Any]:
        return kept_apart("Average", (2.0,), (8.0,), lambda name: [Method(name, "add", (5.0,))], ("mean", ()))

    case = Case("apart", APART, script, 1.0, Group.VALUE, True)
    asked = Exercise("average", "T-2", 1.0, (Average,), "Average(start)", (case,))
    SharedAverage.everything.clear()
    SharedAverage.__name__ = "Average"
    assert say("relation.shared_state").en in told(asked, {"Average": SharedAverage})
    assert told(asked, {"Average": Average}) == ""


def test_a_catalogued_mistake_keeps_the_word() -> None:
    """The catalogue's sentence says more than the name of the values."""
    asked = exercises.find("sigmoid_grad")[1]
    assert isinstance(asked, Exercise)
    sentences = told(asked, {"sigmoid_grad": activations.sigmoid, "tanh_grad": activations.tanh_grad})
    assert "that `sigmoid` gives" not in sentences
