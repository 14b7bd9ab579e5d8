"""What the source alone gives away about a wrong answer, and what all failing cases have in common."""

import pytest

from autograder.checking.attempt import Attempt
from autograder.checking.cases import Exercise
from autograder.checking.suspects import suspects
from autograder.checking.verdicts import Result
from autograder.exercises import find
from autograder.grading.answer import grade_file


def graded(name: str, source: str) -> Result:
    exercise = find(name)[1]
    assert isinstance(exercise, Exercise)
    return grade_file(exercise, source, unsafe=True)


def told(source: str) -> list[str]:
    return [text.en for text in suspects(Attempt(source), ["f"])]


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("def f(x, rate):\n    return x", "Your function never uses what it gets as `rate`."),
        ("def f(x, *, a=1, b=2):\n    return x", "Your function never uses what it gets as `a`, `b`."),
        (
            "def f(x):\n    return sum(data)",
            "Your function never uses what it gets as `x`, but reads `data` from outside: that stays the same, "
            "whatever the function is called with.",
        ),
        (
            "def f(x):\n    for one in x:\n        s = one\n        return s",
            "The `return` in line 4 stands inside the loop, so the loop ends in its first round.",
        ),
        (
            "def f(x):\n    while x:\n        return x",
            "The `return` in line 3 stands inside the loop, so the loop ends in its first round.",
        ),
    ],
)
def test_what_can_hardly_be_meant_is_said(source: str, sentence: str) -> None:
    assert told(source) == [sentence]


@pytest.mark.parametrize(
    "source",
    [
        "def f(x):\n    for one in x:\n        if one:\n            return one\n    return None",  # a search
        "def f(x):\n    def g(_):\n        return x\n    return g",
        "def f(x, _unused=None):\n    return x",
        "RATE = 2\ndef f(x):\n    return x * RATE",
        "def other(y):\n    return 1",  # not asked
        "f = lambda x: 1",
        "def f(x:\n",
    ],
)
def test_what_may_well_be_meant_is_not(source: str) -> None:
    assert told(source) == []


def test_a_reason_that_all_cases_share_stands_once_above_them() -> None:
    result = graded("step", "def step(z):\n    if z > 0:\n        return 1\n    return 0\n")
    assert "`if` wants one truth value" in result.why[-1].en
    assert sum("`if` wants one truth value" in why.en for case in result.cases for why in case.why) > 1


def test_an_answer_that_leaves_its_argument_alone_is_not_said_to_write_into_it() -> None:
    source = (
        "import numpy as np\ndef sigmoid(z):\n    out = np.zeros_like(z)\n    pos = z >= 0\n"
        "    out[pos] = 1 / (1 + np.exp(-z[pos]))\n    e = np.exp(z[~pos])\n    out[~pos] = e / (1 + e)\n    return out\n"
    )
    result = graded("sigmoid", source)
    assert result.misconceptions == ("integers_out",)
