"""The pool: each worker keeps to a core where there are as many, and no more is handed out than is asked for."""

import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest

from autograder.grading import cores, pool
from autograder.grading.pool import Task, grade, live_with_parent
from autograder.grading.spawn import UnheardPool, begin


def task(student: str) -> Task:
    return Task(Path("nowhere"), student, "01_perceptron", Path())


def allowed(_: int) -> list[int]:
    """The cores of the worker that runs this."""
    return cores.available()


def test_as_many_workers_as_cores_have_one_each(monkeypatch: pytest.MonkeyPatch) -> None:
    context, mine = get_context("spawn"), cores.available()
    monkeypatch.setattr(cores, "available", lambda: [*mine, *mine][:2])  # on a machine with a single core, too
    turn = cores.turns(2, context)
    assert turn is not None
    with ProcessPoolExecutor(2, mp_context=context, initializer=partial(live_with_parent, turn)) as workers:
        seen = list(workers.map(allowed, range(8)))
    assert all(len(few) == 1 for few in seen)
    assert turn.value == 2
    assert cores.available() == [*mine, *mine][:2]
    assert sorted(os.sched_getaffinity(0)) == mine  # the parent itself is not tied


@pytest.mark.parametrize("workers", [1, 3])
def test_fewer_or_more_workers_than_cores_are_left_to_the_system(workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "available", lambda: [0, 1])
    assert cores.turns(workers, get_context("spawn")) is None


def test_cores_are_taken_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[set[int]] = []
    monkeypatch.setattr(cores, "available", lambda: [3, 5])
    monkeypatch.setattr(os, "sched_setaffinity", lambda process, few: taken.append(few))
    turn = cores.turns(2, get_context("spawn"))
    assert turn is not None
    for _ in range(3):
        cores.keep_to_one(turn)
    assert taken == [{3}, {5}, {3}]


def test_no_more_is_handed_out_than_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0

    def tasks() -> Iterator[Task]:
        nonlocal asked
        for number in range(20):
            asked += 1
            yield task(str(number))

    monkeypatch.setattr(pool, "grade_and_render", lambda given: ({"student": given.student}, None))
    with ThreadPoolExecutor(2) as workers:
        done = []
        for verdict, _ in grade(tasks(), workers, ahead=4):
            done.append(verdict["student"])
            assert asked <= len(done) + 4
    assert sorted(done, key=int) == [str(number) for number in range(20)]


def test_what_is_finished_comes_first_and_a_fault_ends_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    slow, started = threading.Event(), []

    def judged(given: Task) -> pool.Graded:
        started.append(given.student)
        if given.student == "slow":
            slow.wait(30)
        if given.student == "broken":
            raise RuntimeError("lost")
        return {"student": given.student}, None

    monkeypatch.setattr(pool, "grade_and_render", judged)
    with ThreadPoolExecutor(2) as workers:
        verdicts = grade([task("slow"), task("quick"), task("broken"), *map(task, "abcdef")], workers, ahead=3)
        assert next(verdicts)[0]["student"] == "quick"
        with pytest.raises(RuntimeError, match="lost"):
            list(verdicts)
        slow.set()
    assert len(started) < 9  # the others were never begun


HALF = """
import os, signal, struct, sys
frame = sys._getframe()
while "result_queue" not in frame.f_locals:
    frame = frame.f_back
queue = frame.f_locals["result_queue"]
queue._wlock.acquire()
queue._writer._send(struct.pack("!i", 1000) + b"half")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_worker_that_dies_while_it_hands_over_a_result_breaks_the_pool() -> None:
    """The pool itself would wait for the other half for ever."""
    with UnheardPool(2, mp_context=get_context("spawn"), initializer=begin) as workers:
        found = [workers.submit(exec, HALF), workers.submit(time.sleep, 60)]
        until = time.monotonic() + 30
        while not all(future.done() for future in found):
            assert time.monotonic() < until
            time.sleep(0.2)
            workers.look_after()
        for future in found:
            with pytest.raises(BrokenExecutor):
                future.result()
