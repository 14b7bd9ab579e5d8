"""What a learner hears about a class: the attribute that is missing, the line of the method that stopped."""

import linecache
import zlib
from typing import Any

import numpy as np
import pytest

from autograder.checking.attempt import Attempt
from autograder.checking.cases import Case, Exercise
from autograder.checking.judge import judge
from autograder.messages import say
from autograder.sandbox.steps import Call, Look, Method, Ref, Step, Write
from autograder.selfstudy.notebook import NotebookPlayer, is_stale
from lessonkit.language import Text

P = Text("a purpose", "目的")


class Counter:
    """The reference: it counts."""

    def __init__(self) -> None:
        self.counts = [{"n": np.zeros(1)}]

    def add(self, number: int) -> int:
        self.counts[0]["n"] += number
        return int(self.counts[0]["n"][0])


def made(*steps: Step) -> list[Step]:
    return [Call("Counter", (), into="counter"), *steps]


READ = made(Look(Ref("counter", ("counts", 0, "n"))))
WRITTEN = made(Write(Ref("counter", ("counts", 0, "n")), 3.0), Method("counter", "add", (1,)))
ADDED = made(Method("counter", "add", (1,)))


def run(cell: str, filename: str = "<input 7>") -> dict[str, Any]:
    """Run a cell as a notebook does, its text kept for whoever asks for its lines."""
    names: dict[str, Any] = {"np": np}
    linecache.cache[filename] = (len(cell), None, cell.splitlines(keepends=True), filename)
    exec(compile(cell, filename, "exec"), names)
    return names


def told(steps: list[Step], cell: str, *, public: bool = True) -> tuple[Text, ...]:
    """Return what a learner with this cell hears of a script."""
    asked = Exercise("counter", "T-1", 1.0, (Counter,), "Counter()", (Case("c", P, lambda rng: steps, public=public),))
    player = NotebookPlayer(run(cell), {}, asked.names, 5.0)
    return judge(asked, player, Attempt(cell), lambda case: zlib.crc32(case.encode())).cases[0].why


@pytest.mark.parametrize("public", [True, False])
@pytest.mark.parametrize("steps", [READ, WRITTEN], ids=["read", "written"])
def test_missing_attribute_is_named(steps: list[Step], public: bool) -> None:
    cell = "class Counter:\n    def __init__(self):\n        self.count = []\n    def add(self, number):\n        return 1\n"
    assert told(steps, cell, public=public)[-1] == say("why.no_attribute", name="counts")


def test_attribute_of_another_form_is_not_called_missing() -> None:
    """Is an attribute that is there, but whose parts have other names, no missing attribute?"""
    cell = "class Counter:\n    def __init__(self):\n        self.counts = [np.zeros(1)]\n"
    assert told(READ, cell)[-1] == say("why.other_form")


STOPS = "class Counter:\n    def __init__(self):\n        self.counts = []\n    def add(self, number):\n        return 1 / 0\n"


def test_line_of_a_method_that_stops_is_named() -> None:
    line = say("why.raised_line", exception="ZeroDivisionError", line=5, code="return 1 / 0")
    assert line in told(ADDED, STOPS)


@pytest.mark.parametrize("public", [True, False])
def test_line_of_a_constructor_that_stops_is_named(public: bool) -> None:
    cell = "class Counter:\n    def __init__(self):\n        self.counts = [0][1]\n"
    assert say("why.raised_line", exception="IndexError", line=3, code="self.counts = [0][1]") in told(
        ADDED, cell, public=public
    )


def test_line_that_is_not_the_learners_own_is_not_named() -> None:
    """Does an inherited method, whose lines count in another cell, leave the line unsaid?"""
    base = run("class Base:\n    def add(self, number):\n        return 1 / 0\n", "<input 3>")["Base"]
    cell = "class Counter(Base):\n    def __init__(self):\n        self.counts = []\n"
    linecache.cache["<input 7>"] = (len(cell), None, cell.splitlines(keepends=True), "<input 7>")
    names = {"Base": base}
    exec(compile(cell, "<input 7>", "exec"), names)
    records = NotebookPlayer(names, {}, ["Counter"], 5.0).play(ADDED)
    assert (records[-1].exception[0], records[-1].line) == ("ZeroDivisionError", None)


def test_older_class_does_not_hide_a_cell_that_stops_before_its_class() -> None:
    """Is a class known to be of an older cell, as a function is, where the newest one stopped before it?"""
    names = run(STOPS) | {"In": ["", STOPS, "1 / 0\n" + STOPS]}
    assert is_stale("1 / 0\n" + STOPS, ["Counter"], names)
    assert not is_stale(STOPS, ["Counter"], names)
