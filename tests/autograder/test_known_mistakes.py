"""Which known mistakes are named: exact for the cases they explain, spoken against by none, each other reason said."""

import zlib
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.checking.attempt import Attempt
from autograder.checking.cases import Case, Exercise, Group, Misconception
from autograder.checking.judge import judge
from autograder.checking.verdicts import Result
from autograder.exercises.kit import calling, untouched
from autograder.messages import say
from autograder.sandbox.script import LocalPlayer
from lessonkit.language import Text

UP, DOWN, MIXED, TINY, NONE, STAYS = (
    Text(name, name + "。") for name in ("up", "down", "mixed", "tiny", "none", "stays")
)


def double(x: Any) -> Any:
    if len(x) == 0:
        raise ValueError("nothing to double")
    return 2.0 * x


def tripled(x: Any) -> Any:
    """Wrong for what is positive."""
    if len(x) == 0:
        raise ValueError("nothing to double")
    return np.where(x > 0, 3.0 * x, 2.0 * x)


def turned(x: Any) -> Any:
    """Wrong for what is negative."""
    if len(x) == 0:
        raise ValueError("nothing to double")
    return np.where(x < 0, -2.0 * x, 2.0 * x)


def unchecked(x: Any) -> Any:
    return 2.0 * x


def in_place(x: Any) -> Any:
    if len(x) == 0:
        raise ValueError("nothing to double")
    x *= 2.0
    return x.copy()


KNOWN = tuple(
    Misconception(variant.__name__, variant, Text(variant.__name__, variant.__name__ + "。"))
    for variant in (tripled, turned, unchecked, in_place)
)
CASES = {
    "up": Case("up", UP, calling("double", np.array([1.0, 2.5])), public=True),
    "up_again": Case("up_again", UP, calling("double", np.array([4.0, 3.0, 0.5]))),
    "down": Case("down", DOWN, calling("double", np.array([-1.5, -4.0])), public=True),
    "down_again": Case("down_again", DOWN, calling("double", np.array([-2.0, -5.0, -1.0]))),
    "mixed": Case("mixed", MIXED, calling("double", np.array([-1.5, 4.0]))),
    "tiny": Case("tiny", TINY, calling("double", np.array([1e-300])), group=Group.EDGE, public=True),
    "none": Case("none", NONE, calling("double", np.zeros(0)), group=Group.ERROR, public=True),
    "stays": Case("stays", STAYS, lambda rng: untouched("double", {"x": np.array([-3.0, -1.0])}), group=Group.PURITY),
}


def result_of(answer: Callable[[Any], Any], *names: str) -> Result:
    cases = [CASES[name] for name in names or CASES]
    asked = Exercise("double", "T-1", 4.0, (double,), "double(x)", cases, misconceptions=KNOWN)
    return judge(asked, LocalPlayer({"double": answer}), Attempt("x = 1"), lambda case: zlib.crc32(case.encode()))


def besides(*purposes: Text) -> Text:
    told = Text("; ".join(one.en for one in purposes), "；".join(one.zh for one in purposes))
    return say("why.besides", purposes=told)


def test_mistake_keeps_its_name_where_another_case_stops() -> None:
    def answer(x: Any) -> Any:
        if x[0] < 0:
            raise OverflowError("below")
        return tripled(x)

    result = result_of(answer, "up", "up_again", "down", "down_again")
    assert result.misconceptions == ("tripled",)
    assert result.why == (KNOWN[0].sentence, besides(DOWN))
    assert say("why.raised", exception="OverflowError") in result.cases[2].why


def test_case_that_fails_for_another_reason_is_said_with_its_own_relation() -> None:
    """Does only the case that the mistake explains do without the description of its trace?"""

    def answer(x: Any) -> Any:
        return 10.0 * x if len(x) == 2 and x[0] < 0 else tripled(x)

    result = result_of(answer, "up", "up_again", "down", "down_again")
    assert result.misconceptions == ("tripled",)
    assert result.why[1:] == (besides(DOWN),)
    assert say("relation.factor", factor="1.5") not in result.cases[0].why
    assert say("relation.factor", factor="5") in result.cases[2].why


def test_two_mistakes_that_share_the_failing_cases_are_both_named() -> None:
    result = result_of(lambda x: np.where(x > 0, 3.0 * x, -2.0 * x), "up", "up_again", "down", "down_again")
    assert result.misconceptions == ("tripled", "turned")
    assert result.why == (KNOWN[0].sentence, KNOWN[1].sentence)


def test_two_mistakes_that_no_value_shows_are_both_named() -> None:
    def answer(x: Any) -> Any:
        x *= 2.0
        return x.copy()

    assert result_of(answer).misconceptions == ("unchecked", "in_place")


def test_values_and_an_error_that_is_not_raised() -> None:
    result = result_of(lambda x: np.where(x > 0, 3.0 * x, 2.0 * x))
    assert result.misconceptions == ("tripled",)
    assert result.why[1:] == (besides(NONE),)


def test_nothing_is_added_where_the_mistake_explains_all() -> None:
    assert result_of(tripled).why == (KNOWN[0].sentence,)


@pytest.mark.parametrize("answer", [
    lambda x: 3.0 * x if len(x) == 2 and x[0] == 1 else 7.0 * x,
    lambda x: 3.0 * x if len(x) == 2 else 0.0 * x,
], ids=["once by chance", "half by chance"])  # fmt: skip
def test_value_that_is_equal_by_chance_accuses_nobody(answer: Callable[[Any], Any]) -> None:
    assert result_of(answer, "up", "up_again", "down", "down_again").misconceptions == ()


def test_mistake_that_would_give_other_numbers_in_another_failing_case_is_not_named() -> None:
    """Two cases agree with it; in a third both it and the answer are wrong, each in its own way."""

    def answer(x: Any) -> Any:
        return 7.0 * x if (x < 0).any() and (x > 0).any() else np.where(x > 0, 3.0 * x, 2.0 * x)

    assert result_of(answer, "up", "up_again", "mixed").misconceptions == ()


def test_mistake_must_explain_more_cases_than_it_leaves() -> None:
    """Is an answer that is wrong in other ways, too, not said to be wrong in the one that shows once?"""

    def answer(x: Any) -> Any:
        return 3.0 * x if x[0] == 1 else 2.0 * x if x[0] == 4 else 9.0 * x

    assert result_of(answer, "up", "down", "down_again").misconceptions == ()


def test_mistake_is_not_named_where_an_ordinary_case_that_passes_speaks_against_it() -> None:
    """Numbers are tripled for two entries and not for three: whatever that is, it is not the known mistake."""
    result = result_of(lambda x: 3.0 * x if len(x) == 2 and x[0] > 0 else 2.0 * x, "up", "up_again", "down")
    assert result.misconceptions == ()


def test_mistake_is_named_where_the_answer_guards_against_an_edge_case() -> None:
    result = result_of(lambda x: tripled(x) if np.abs(x).max() > 1e-200 else 2.0 * x, "up", "up_again", "down", "tiny")
    assert result.misconceptions == ("tripled",)


def test_the_same_kind_of_error_accuses_nobody() -> None:
    """Is an answer that always stops not said to make a mistake that would stop in one case only?"""

    def stops(x: Any) -> Any:
        raise TypeError

    picky = Misconception("picky", lambda x: stops(x) if x[0] > 2 else 2.0 * x, Text("picky", "picky。"))
    cases = [CASES["up"], CASES["up_again"]]
    asked = Exercise("double", "T-1", 4.0, (double,), "double(x)", cases, misconceptions=(picky,))
    assert judge(asked, LocalPlayer({"double": stops}), Attempt("x = 1"), lambda case: 1).misconceptions == ()
