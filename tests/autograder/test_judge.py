"""Judging: points, verdicts, what is said; and the judge lied to."""

import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.checking.attempt import Attempt, CellFailure, forbidden, has_return, shadowed, untouched
from autograder.checking.cases import Case, Exercise, Group, Misconception
from autograder.checking.judge import judge
from autograder.checking.style import no_sample_loop
from autograder.checking.verdicts import Result, Verdict
from autograder.exercises.kit import calling, twice
from autograder.exercises.kit import untouched as leaves_alone
from autograder.messages import say
from autograder.sandbox.script import LocalPlayer
from autograder.sandbox.steps import Call, Make, MakeDouble, Record, Ref, Step
from lessonkit.language import Text

P = Text("a purpose", "目的")


def seed(case: str) -> int:
    return zlib.crc32(case.encode())


def double(x: Any) -> Any:
    return 2.0 * x


def refuse(x: Any) -> Any:
    if len(x) == 0:
        raise ValueError("empty")
    return 2.0 * x


def exercise(*cases: Case, reference: Callable[..., Any] = double, **others: Any) -> Exercise:
    return Exercise("double", "T-1", 4.0, (reference,), "double(x)", cases, **others)


VALUES = twice(
    "values", P, calling("double", np.array([1.0, -2.5])), lambda rng: [Call("double", (rng.normal(size=5),))]
)


def result_of(asked: Exercise, function: Any, source: str = "def double(x): return 1", **attempt: Any) -> Result:
    names = {} if function is None else {asked.names[0]: function}
    return judge(asked, LocalPlayer(names), Attempt(source, **attempt), seed)


def test_right_answer_gets_all_points() -> None:
    result = result_of(exercise(*VALUES), lambda x: x + x)
    assert (result.points, result.verdict, [c.why for c in result.cases]) == (4.0, Verdict.CORRECT, [(), ()])


def test_reference_wrong_by_a_thousandth_is_noticed() -> None:
    asked = replace(exercise(*VALUES), reference=(lambda x: 2.002 * x,))
    asked.reference[0].__name__ = "double"
    assert result_of(asked, double).points == 0


def test_public_only_counts_the_public_cases() -> None:
    asked = exercise(*VALUES)
    result = judge(asked, LocalPlayer({"double": double}), Attempt("x = 1"), seed, public_only=True)
    assert (result.points, len(result.cases)) == (4.0, 1)


@pytest.mark.parametrize(
    "script",
    [lambda rng: [], lambda rng: [Make("x", 1.0)], lambda rng: [Call("absent", ())], lambda rng: 1 / 0],
    ids=["no steps", "no evidence", "no such function", "broken"],
)
def test_case_without_evidence_is_our_fault_and_passes_nobody(script: Any) -> None:
    result = result_of(exercise(*VALUES, Case("broken", P, script)), double)
    assert (result.verdict, result.points) == (Verdict.GRADER_FAULT, None)


def test_reference_that_returns_nothing_is_our_fault() -> None:
    asked = replace(exercise(*VALUES), reference=(lambda x: None,))
    asked.reference[0].__name__ = "double"
    assert result_of(asked, lambda x: None).verdict is Verdict.GRADER_FAULT


def test_exercise_without_cases_is_our_fault() -> None:
    assert result_of(exercise(), double).verdict is Verdict.GRADER_FAULT


def test_error_case_counts_only_with_a_value_case() -> None:
    asked = exercise(*VALUES, Case("empty", P, calling("refuse", np.zeros(0)), group=Group.ERROR), reference=refuse)
    asked = replace(asked, cases=tuple(replace(c, script=_renamed(c.script)) for c in asked.cases))

    def always(x: Any) -> Any:
        raise ValueError

    result = result_of(asked, always)
    assert result.points == 0
    assert say("advice.counts_later") in result.advice
    assert result_of(asked, refuse).points == 4.0
    forgetful = result_of(asked, double)
    assert forgetful.points == 2.67
    assert forgetful.cases[-1].why[-1] == say("why.should_raise", exception="ValueError")


def _renamed(script: Any) -> Any:
    return lambda rng: [replace(step, function="refuse") for step in script(rng)]


def test_another_error_than_asked_is_said() -> None:
    asked = exercise(Case("e", P, calling("refuse", np.zeros(0)), group=Group.ERROR), reference=refuse)

    def other(x: Any) -> Any:
        raise KeyError

    told = result_of(asked, other).cases[0]
    assert (told.verdict, told.why[-1]) == (
        Verdict.RAISED,
        say("why.should_raise_other", exception="ValueError", actual="KeyError"),
    )


def test_warnings_cost_nothing_but_are_mentioned() -> None:
    def noisy(x: Any) -> Any:
        np.log(np.zeros(1))
        print("hello")
        return 2 * x

    result = result_of(exercise(*VALUES), noisy)
    assert result.points == 4.0
    assert say("advice.warnings") in result.advice
    assert say("why.printed_too") in result.advice


PURITY = (*VALUES, Case("pure", P, lambda rng: leaves_alone("double", {"x": np.ones(3)}), group=Group.PURITY))


def test_input_modified_in_the_call() -> None:
    def spoil(x: Any) -> Any:
        x *= 2
        return x.copy()

    told = result_of(exercise(*PURITY), spoil).cases[-1]
    assert (told.verdict, told.why) == (Verdict.INPUT_MODIFIED, (say("why.modified", name="x"),))


def test_result_that_shares_memory() -> None:
    asked = replace(exercise(*PURITY), reference=(lambda x: x * 1.0,))
    asked.reference[0].__name__ = "double"
    told = result_of(asked, lambda x: x).cases[-1]
    assert (told.verdict, told.why) == (Verdict.INPUT_MODIFIED, (say("why.aliased", name="x"),))


class OneProcess:
    """A player that has nothing to forget."""

    def afresh(self) -> bool:
        return False


@pytest.mark.parametrize(("ended", "verdict"), [
    ("TIMED_OUT", Verdict.TIMED_OUT), ("OUT_OF_MEMORY", Verdict.OUT_OF_MEMORY), ("CRASHED", Verdict.RAISED),
])  # fmt: skip
def test_probe_that_ends_badly(ended: str, verdict: Verdict) -> None:
    class Dead(OneProcess):
        def play(self, steps: Any) -> list[Record]:
            return [Record("ended", value=ended)]

    result = judge(exercise(*VALUES), Dead(), Attempt("x = 1"), seed)
    assert (result.verdict, result.points) == (verdict, 0)


def test_missing_records_are_our_fault() -> None:
    class Silent(OneProcess):
        def play(self, steps: list[Step]) -> list[Record]:
            return []

    assert judge(exercise(*VALUES), Silent(), Attempt("x = 1"), seed).verdict is Verdict.GRADER_FAULT


def test_forged_record_of_a_line_count_passes_nothing() -> None:
    class Forger(OneProcess):
        def play(self, steps: list[Step]) -> list[Record]:
            return [Record("value", value=float("nan"), type_name="float") for _ in steps]

    case = no_sample_loop("loop", P, "double", lambda rng, m: (np.ones((m, 2)),))
    assert judge(exercise(case), Forger(), Attempt("x = 1"), seed).points == 0


@pytest.mark.parametrize(
    ("function", "loops"),
    [
        (lambda x: x * 2, False),
        (lambda x: np.array([r * 2 for r in x]), True),
        (lambda x: np.array(list(map(lambda r: r * 2, x))), True),
        (lambda x: np.stack([x[:, j] * 2 for j in range(x.shape[1])], axis=1), False),
        (np.vectorize(lambda v: v * 2), True),
        (lambda x: np.apply_along_axis(lambda r: r * 2, 1, x), True),
    ],
    ids=["vectorised", "comprehension", "map", "over features", "np.vectorize", "apply_along_axis"],
)
def test_loop_over_samples_is_found_by_counting(function: Any, loops: bool) -> None:
    case = no_sample_loop("loop", P, "double", lambda rng, m: (rng.normal(size=(m, 3)),))
    verdict = result_of(exercise(*VALUES, case), function).cases[-1].verdict
    assert verdict == (Verdict.FORBIDDEN if loops else Verdict.CORRECT)


def test_two_misconceptions_that_hit_give_both_sentences() -> None:
    one = Misconception("one", lambda x: 3.0 * x, P)
    two = Misconception("two", lambda x: 1.5 * double(x), Text("another", "另一个"))
    other = Misconception("other", lambda x: 5.0 * x, P)
    result = result_of(exercise(*VALUES, misconceptions=(one, two, other)), lambda x: 3 * x)
    assert result.misconceptions == ("one", "two")
    assert result.why == (one.sentence, two.sentence)
    assert result.to_json()["misconception"] == "one"


def test_named_mistake_is_not_described_once_more_by_its_trace() -> None:
    """Does a sentence such as "every entry is 3/2 of the expected one" stay away where the mistake has a name?"""
    triple = Misconception("triple", lambda x: 3.0 * x, P)
    plain = result_of(exercise(*VALUES), lambda x: 3 * x).cases[0].why
    named = result_of(exercise(*VALUES, misconceptions=(triple,)), lambda x: 3 * x).cases[0].why
    assert say("relation.factor", factor="1.5") in plain
    assert set(plain) - set(named) == {say("relation.factor", factor="1.5")}


def test_slip_on_the_empty_batch_alone_is_no_misconception_about_values() -> None:
    """Is a variant silent that agrees on the empty batch but would have shown itself on what passes?"""
    wrong = Misconception("never_doubled", lambda x: np.asarray(x, dtype=np.int64), P)
    empty = Case("empty", P, calling("double", np.zeros(0)), group=Group.EMPTY, public=True)

    def answer(x: Any) -> Any:
        return 2.0 * x if len(x) else np.zeros(0, dtype=np.int64)

    result = result_of(exercise(*VALUES, empty, misconceptions=(wrong,)), answer)
    assert (result.verdict, result.misconceptions) == (Verdict.WRONG_DTYPE, ())


def test_case_whose_set_up_fails_is_our_fault_and_passes_nobody() -> None:
    """Both sides would stop with the same error: is that no evidence for the answer?"""
    broken = Case("broken", P, lambda rng: [MakeDouble("f", "functions.nothing"), Call("double", (Ref("f"),))])
    result = result_of(exercise(*VALUES, broken), double)
    assert (result.verdict, result.points) == (Verdict.GRADER_FAULT, None)


def test_cell_missing_is_not_attempted() -> None:
    result = judge(exercise(*VALUES), LocalPlayer({}), Attempt(None), seed)
    assert (result.verdict, result.points) == (Verdict.NOT_ATTEMPTED, 0)


@pytest.mark.parametrize(
    ("source", "idle"),
    [
        ("", True),
        ("# nothing yet\n", True),
        ("def double(x):\n    raise NotImplementedError", True),
        ("def double(x):\n    '''Say.'''\n    # mine\n    raise NotImplementedError()", True),
        ("def double(x):\n    pass", True),
        ("def double(x):\n    ...", True),
        ("%timeit 1\ndef double(x):\n    raise NotImplementedError()", True),
        ("def double(x):\n    return None", False),
        ("def double(x):\n    x = 1\n    raise NotImplementedError()", False),
        ("def double(x):\n    raise ValueError", False),
        ("def other(x):\n    raise NotImplementedError", False),
        ("double = lambda x: x", False),
        ("def double(x):\n    raise NotImplementedError\ndef double(x): return x", False),
        ("def double(x:", False),
        ("class double:\n    'Say.'\n\n    def run(self):\n        raise NotImplementedError", True),
        ("class double:\n    def a(self):\n        raise NotImplementedError\n    def b(self): return 1", False),
        ("class double:\n    best = 0\n    def a(self):\n        raise NotImplementedError", False),
        ("class double:\n    pass", False),
    ],
)
def test_untouched_is_read_from_the_syntax_tree(source: str, idle: bool) -> None:
    assert (untouched(source, ["double"]) == {"double"}) is idle


@pytest.mark.parametrize(("body", "returns"), [("self.n = 1", False), ("return 1", True)])
def test_a_return_is_looked_for_in_methods_too(body: str, returns: bool) -> None:
    assert has_return(f"class Counter:\n    def update(self):\n        {body}\n", "update") is returns


@pytest.mark.parametrize(
    "source",
    [
        "import deeplearn_ref",
        "from deeplearn_ref.perceptron import step",
        "import scipy.special as s",
        "def f():\n    from sklearn import metrics",
        "import importlib\nm = importlib.import_module('autograder.exercises')",
        "__import__('deeplearn_ref')",
    ],
)
def test_modules_with_answers_are_forbidden(source: str) -> None:
    found = forbidden(source)
    assert found is not None
    assert found.verdict is Verdict.FORBIDDEN


@pytest.mark.parametrize(
    ("source", "hit"),
    [
        ("np.gradient(x)", True),
        ("import numpy\nnumpy.gradient(x)", True),
        ("from numpy import gradient as g", True),
        ("import numpy as q\nq.gradient(x)", True),
        ("np.gradients(x)", False),
        ("gradient(x)", False),
    ],
)
def test_forbidden_names(source: str, hit: bool) -> None:
    assert (forbidden(source, ["numpy.gradient"]) is not None) is hit


def test_forbidden_answer_gets_nothing_and_the_line() -> None:
    result = result_of(exercise(*VALUES), double, "\nimport scipy\ndef double(x): return 2 * x")
    assert (result.verdict, result.points) == (Verdict.FORBIDDEN, 0)
    assert result.why == (say("why.forbidden_import", line=2, module="scipy"),)


def told(function: Any, source: str = "def double(x): return 1", **attempt: Any) -> tuple[Text, ...]:
    found = result_of(exercise(*VALUES), function, source, **attempt)
    return (*found.why, *found.cases[0].why)


def test_name_error_is_explained_by_the_cell_that_failed() -> None:
    def answer(x: Any) -> Any:
        return helper(x)  # type: ignore[name-defined]  # noqa: F821

    why = told(answer, earlier_failures={"helper": "step"})
    assert say("why.name_error_earlier", name="helper", cell="step") in why
    assert say("why.name_error", name="helper") in told(answer)


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        (lambda x: np.zeros(2)[2], "index"),
        (lambda x: [1, 2][5], "index"),
        (lambda x: np.zeros(2)[0, :], "index_axes"),
        (lambda x: np.zeros(2)[4 / 2], "index_kind"),
        (lambda x: np.zeros(2)[np.zeros(2)], "index_kind"),
        (lambda x: np.zeros(2)[np.array([True, False, True])], "index_mask"),
    ],
)
def test_an_index_that_fails_is_told_why(answer: Callable[..., Any], key: str) -> None:
    keys = ("index", "index_axes", "index_kind", "index_mask")
    assert [one for one in keys if say(f"why.{one}") in told(answer)] == [key]


def test_name_with_a_look_alike_letter_is_explained() -> None:
    def answer(x: Any) -> Any:
        raise NameError("name 'b\u043e' is not defined")

    assert any("only looks like `o`" in sentence.en for sentence in told(answer))


def test_missing_return_and_print_are_explained() -> None:
    def silent(x: Any) -> Any:
        2 * x

    def printing(x: Any) -> Any:
        print(2 * x)

    no_return = "def double(x):\n    y = 2 * x"
    assert say("why.no_return") in told(silent, no_return)
    assert say("why.printed") in told(printing, no_return)
    assert say("why.no_return_path") in told(silent, "def double(x):\n    if x is None:\n        return 1")


def test_shadowed_builtin_is_named() -> None:
    def answer(x: Any) -> Any:
        number: Any = 1
        return number(x)

    source = "sum = 1\ndef double(x):\n    return sum(x)"
    assert say("why.shadowed", line=1, name="sum") in told(answer, source)
    assert shadowed("def f(list):\n    np = 3") == [(1, "list"), (2, "np")]


def test_wrong_signature_stands_beside_the_right_one() -> None:
    def answer() -> None:
        return None

    result = result_of(exercise(*VALUES), answer)
    assert result.verdict is Verdict.WRONG_SIGNATURE
    assert "answer()" in result.cases[0].why[0].en
    assert "double(x)" in result.cases[0].why[0].en


def test_cell_that_failed_explains_what_is_not_defined() -> None:
    failure = CellFailure(exception=("ZeroDivisionError",), message="division by zero", line=3)
    why = told(None, "a = 0\nb = 1\nc = b / a  \ndef double(x): return 1", failure=failure)
    assert why[0] == say("why.not_defined_failed", name="double")
    assert why[1] == say("syntax.failed", exception="ZeroDivisionError", line=3, code="c = b / a")
    timed = result_of(exercise(*VALUES), None, failure=CellFailure("TIMED_OUT"))
    assert timed.verdict is Verdict.TIMED_OUT


def test_message_of_the_error_is_shown_for_public_cases_only() -> None:
    def answer(x: Any) -> Any:
        raise ValueError("the secret is 42")

    public, hidden = result_of(exercise(*VALUES), answer).cases
    assert any("secret" in sentence.en for sentence in public.why)
    assert not any("secret" in sentence.en for sentence in hidden.why)


@pytest.mark.parametrize("number", [1, 2, 3, 7, 11])
def test_points_of_the_cases_add_up_to_the_points_of_the_exercise(number: int) -> None:
    """In hundredths, as they are shown: 4 points over 22 cases are no 3.96."""
    cases = [case for k in range(number) for case in twice(f"values {k}", P, calling("double", np.array([1.0 + k])),
                                                           lambda rng: [Call("double", (rng.normal(size=5),))])]  # fmt: skip
    for function, expected in ((double, 4.0), (lambda x: 3 * x, 0.0)):
        result = result_of(exercise(*cases), function)
        assert round(sum(case.max_points for case in result.cases), 10) == 4.0
        assert round(sum(case.points for case in result.cases), 10) == expected
