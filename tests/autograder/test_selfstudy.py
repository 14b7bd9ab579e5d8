"""Self-study: check, hint, solution, progress, use, committed; progress that survives what goes wrong."""

import html
import json
import linecache
import os
import re
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import lessonkit.selfstudy as kit
from autograder import config, exercises
from autograder.messages import say
from autograder.selfstudy import check, committed, hint, notebook, progress, solution, store, use
from autograder.selfstudy.checks import Checked
from autograder.selfstudy.store import Store
from lessonkit.language import Text

RIGHT = "def step(z):\n    return (np.asarray(z) > 0).astype(np.int64)\n"
WRONG = "def step(z):\n    return (np.asarray(z) >= 0).astype(np.int64)\n"


class Learner:
    """A notebook: cells are run, their text is kept as IPython keeps it."""

    def __init__(self) -> None:
        self.names: dict[str, Any] = {"np": np, "In": [""]}

    def run(self, cell: str) -> None:
        self.names["In"].append(cell)
        filename = f"<input {len(self.names['In'])}>"
        linecache.cache[filename] = (len(cell), None, cell.splitlines(keepends=True), filename)
        try:
            exec(compile(cell, filename, "exec"), self.names)
        except SyntaxError:
            return
        except Exception as error:  # the kernel goes on, and remembers what happened last
            sys.last_value = error


@pytest.fixture
def learner(monkeypatch: pytest.MonkeyPatch) -> Iterator[Learner]:
    one = Learner()
    monkeypatch.setattr(notebook, "names", lambda: one.names)
    store._memory.clear()
    store._told.clear()
    yield one
    store._memory.clear()
    store._told.clear()


def shown(thing: Any) -> str:
    html: str = thing._repr_html_()
    return html


def test_right_answer_is_worth_its_points(learner: Learner) -> None:
    learner.run(RIGHT)
    result = check("step")
    assert repr(result) == "1.0"
    assert not hasattr(result, "_ipython_display_")
    assert 'lang="zh-Hans"' in shown(result)


def test_wrong_answer_is_named_in_both_languages(learner: Learner) -> None:
    learner.run(WRONG)
    result = check("L01-E1")
    assert isinstance(result, Checked)
    assert 0 < float(repr(result)) < 1
    assert result.result.misconception == "tie_is_one"


@pytest.mark.parametrize(
    ("cell", "verdict"),
    [
        ("def step(z):\n    raise NotImplementedError", "NOT_ATTEMPTED"),
        ("def step(z):\n    return z.nothing", "RAISED"),
        ("def step(z):\n    raise SystemExit", "RAISED"),
        ("def step(z):\n    return object()", "WRONG_TYPE"),
        ("step = 3", "RAISED"),
        ("def step（z）:\n    return z", "NOT_DEFINED"),
        ("def step(z):\n    import deeplearn_ref", "FORBIDDEN"),
        ("x = 1", "NOT_DEFINED"),
    ],
)
def test_check_never_raises_on_wrong_code(learner: Learner, cell: str, verdict: str) -> None:
    learner.run(cell)
    result = check("step")
    if cell == "x = 1":
        assert repr(result) == "0.0"
        return
    assert isinstance(result, Checked)
    assert (repr(result), str(result.result.verdict)) == ("0.0", verdict)


def test_older_version_does_not_hide_a_syntax_error(learner: Learner) -> None:
    learner.run(RIGHT)
    learner.run("def step(z)\n    return 1")
    result = check("step")
    assert repr(result) == "0.0"
    assert isinstance(result, Checked)
    assert "colon" in " ".join(s.en for s in result.result.why)


def test_older_version_does_not_hide_a_cell_that_stops_before_its_function(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Is the version judged that the learner sees, not the one that is left in memory?"""
    monkeypatch.setattr(sys, "last_value", None, raising=False)
    learner.run(RIGHT)
    learner.run("scale = 1 / 0\n" + WRONG)
    result = check("step")
    assert isinstance(result, Checked)
    assert (repr(result), str(result.result.verdict)) == ("0.0", "NOT_DEFINED")
    assert say("why.not_defined_failed", name="step") in result.result.why
    assert say("syntax.failed", exception="ZeroDivisionError", line=1, code="scale = 1 / 0") in result.result.why
    learner.run(RIGHT)
    assert repr(check("step")) == "1.0"


@pytest.mark.skipif(not hasattr(__import__("signal"), "setitimer"), reason="needs a timer")
def test_endless_loop_is_stopped(learner: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    learner.run("def step(z):\n    while True:\n        pass")
    player = notebook.NotebookPlayer(learner.names, {}, ["step"], 0.2)
    _, exercise = exercises.find("step")
    steps = exercise.cases[0].script(np.random.default_rng(0))  # type: ignore[union-attr]
    assert player.play(steps)[-1].value == "TIMED_OUT"


def test_needs_are_lent_and_taken_back(learner: Learner) -> None:
    learner.run("step = 'mine'")
    learner.run("def perceptron_predict(X, w, b):\n    return step(X @ w + b)")
    assert repr(check("perceptron_predict")) == "2.0"
    assert learner.names["step"] == "mine"


def test_unknown_exercise_is_said(learner: Learner) -> None:
    assert repr(check("stepp")) == "0.0"
    assert "step" in shown(check("stepp"))


def test_our_own_fault_is_no_exception(learner: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    learner.run(RIGHT)
    monkeypatch.setattr("autograder.selfstudy.checks.judged", lambda *args: 1 / 0)
    assert repr(check("step")) == "0.0"
    assert "ZeroDivisionError" in shown(check("step"))


def test_prediction_is_checked_and_committed(learner: Learner) -> None:
    assert committed("L01-P1").title == say("prediction.first")
    assert not committed("L01-P1")  # an experiment that waits with `if` stays silent
    learner.run("prediction_L01_P1 = None")
    assert repr(check("L01-P1")) == "0.0"
    assert committed("L01-P1").title == say("prediction.first")
    learner.run('prediction_L01_P1 = "c"')
    assert repr(check("L01-P1")) == "1.0"
    assert committed("L01-P1").title == say("prediction.thanks", letter="c")
    assert committed("L01-P1")
    learner.run("prediction_L01_P1 = object()")
    assert repr(check("L01-P1")) == "0.0"


@pytest.mark.parametrize("cell", ["prediction_L01_P1 = “c”", "prediction_L01_P1 = c", 'prediction_L01_P1 = "c'])
def test_letter_of_an_earlier_run_does_not_hide_a_cell_that_fails(learner: Learner, cell: str) -> None:
    learner.run('prediction_L01_P1 = "b"')
    learner.run(cell)
    assert repr(check("L01-P1")) == "0.0"
    learner.run('prediction_L01_P1 = "c"')
    assert repr(check("L01-P1")) == "1.0"


def test_full_width_quotes_of_a_letter_are_named(learner: Learner) -> None:
    learner.run("prediction_L01_P1 = “b”")
    assert "U+201C" in shown(check("L01-P1"))


@pytest.mark.parametrize("name", ["setp", "stp", "Step", "stepp"])
def test_slip_in_a_name_does_not_earn_the_points_of_the_version_before(learner: Learner, name: str) -> None:
    learner.run(RIGHT)
    learner.run(WRONG.replace("step", name))
    result = check("step")
    assert repr(result) == "0.0"
    assert f"`{name}`" in "".join(why.en for why in result.result.why)  # type: ignore[union-attr]
    learner.run("def steps(z):\n    return 2")
    assert repr(check("step")) == "0.0"
    learner.run(RIGHT)
    assert repr(check("step")) == "1.0"


def test_a_helper_with_a_similar_name_is_no_slip(learner: Learner) -> None:
    learner.run(RIGHT)
    learner.run("def steps(z):\n    return 2")
    assert repr(check("step")) == "1.0"


def test_printing_an_array_is_no_loop_over_it(learner: Learner) -> None:
    learner.run("def perceptron_predict(X, w, b):\n    print((X @ w + b > 0).astype(np.int64))")
    result = check("perceptron_predict")
    assert "FORBIDDEN" not in {str(case.verdict) for case in result.result.cases}  # type: ignore[union-attr]


def test_list_for_a_pair_is_told_from_our_own_steps(learner: Learner) -> None:
    """Not in the words of an error that the learner's code never raised."""
    learner.run("def gate_params(name):\n    return [1.0, 1.0], -0.5")
    assert "ellipsis" not in shown(check("gate_params"))
    learner.run("def gate_params(name):\n    return -0.5, np.array([1.0, 1.0])")
    assert "another order" in shown(check("gate_params"))


def test_check_all_lists_every_exercise(learner: Learner) -> None:
    learner.run(RIGHT)
    table = check.all()
    rows = table.tables[0].rows
    assert len(rows) == 7 + 2 + 1 + 2
    assert rows[-3][-1] == "1 / 20"
    assert [row[0] for row in rows[-2:]] == ["`bias_diagram`", "`xor_proof`"]
    assert "<table" in shown(table)


def test_hints_go_up_level_by_level_and_survive_a_restart(learner: Learner) -> None:
    _, exercise = exercises.find("step")
    texts = [hint("step").lines[0] for _ in range(5)]
    assert texts == [*exercise.hints, exercise.hints[-1]]  # type: ignore[union-attr]
    assert hint("step", 2).lines[0] == exercise.hints[1]  # type: ignore[union-attr]
    assert hint("step", 9).title == say("hint.level", exercise="step", total=4)
    assert hint("nothing").title == say("check.unknown", name="nothing")


def test_slip_in_a_name_is_answered_with_the_names_there_are(learner: Learner) -> None:
    assert hint("stp").lines[0] == say("check.meant", name="step")
    assert "`gate_params`" in hint().lines[-1].en
    assert "<code>step</code>, <code>perceptron_predict</code>" in shown(check())
    assert "`step`" in solution("sep").lines[-1].zh
    assert committed("step").title == say("prediction.is_exercise", exercise="step")
    assert check.all("99").title.en.startswith("There is no lesson `99`")
    assert progress("99").title == check.all("99").title


def test_solution_opens_after_three_different_answers(learner: Learner) -> None:
    assert not solution("step").code
    learner.run("def step(z):\n    raise NotImplementedError")
    check("step")
    for number in range(3):
        assert not solution("step").code
        for _ in range(2):
            learner.run(WRONG + f"# {number}\n")
            check("step")
    assert "def step" in solution("step").code


def test_solution_opens_after_full_marks_and_can_be_switched_off(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    learner.run(RIGHT)
    check("step")
    assert "def step" in solution("step").code
    monkeypatch.setenv("DEEPLEARN_SOLUTION_AFTER", "never")
    assert solution("step").title == say("solution.off")
    monkeypatch.setenv("DEEPLEARN_SOLUTION_AFTER", "1")
    assert not solution("xor_gate").code


def test_progress_shows_what_comes_next(learner: Learner) -> None:
    assert say("progress.next", exercise="describe_batch") in progress().lines  # the course begins with lesson 00
    assert say("progress.next", exercise="step") in progress("01").lines
    learner.run(RIGHT)
    check("step")
    board = progress("01")
    assert say("progress.next", exercise="perceptron_predict") in board.lines
    overview, details = board.tables
    assert list(overview.rows[exercises.slugs().index("01_perceptron")][1:]) == ["1 / 9", "1 / 20"]
    assert list(details.rows[0][1:3]) == ["1", "1 / 1"]
    assert details.rows[-1][2] == "– / 4"


def test_answer_may_rely_on_the_learners_own_functions(learner: Learner) -> None:
    """Is an answer right that calls another one of the learner's in a way that the course's version refuses?"""
    lenient = "def perceptron_predict(X, w, b):\n    return (np.atleast_2d(X) @ w + b > 0).astype(np.int64)\n"
    update = (
        "def perceptron_update(w, b, x, y, learning_rate=1.0):\n"
        "    error = int(y) - int(perceptron_predict(x, w, b)[0])\n"
        "    return w + learning_rate * error * x, b + learning_rate * error\n"
    )
    learner.run(update)
    assert repr(check("perceptron_update")) == "0.0"
    learner.run(lenient)
    result = check("perceptron_update")
    assert repr(result) == "3.0"
    assert isinstance(result, Checked)
    assert say("advice.own_needs", names="`perceptron_predict`") in result.result.advice
    learner.run("def perceptron_predict(X, w, b):\n    return 1 / 0\n")
    assert repr(check("perceptron_update")) == "0.0"


def test_helper_in_another_cell_may_rely_on_the_learners_own_functions(learner: Learner) -> None:
    wide = """
def gate_params(name):
    gates = {"and": ([1.0, 1.0], -1.5), "or": ([1.0, 1.0], -0.5), "NOT AND": ([-1.0, -1.0], 1.5)}
    return np.array(gates[name][0]), gates[name][1]
"""
    learner.run(wide)
    learner.run("def part(name, X):\n    w, b = gate_params(name)\n    return (X @ w + b > 0).astype(np.int64)\n")
    learner.run("def broken(:\n")
    learner.run(
        "def xor_gate(X):\n"
        "    if np.ndim(X) != 2 or X.shape[1] != 2:\n"
        "        raise ValueError('X must be (m, 2)')\n"
        "    return part('and', np.stack([part('or', X), part('NOT AND', X)], axis=1))\n"
    )
    most = exercises.find("xor_gate")[1].points
    assert float(repr(check("xor_gate"))) == most
    learner.run(wide.replace("NOT AND", "not and"))
    assert float(repr(check("xor_gate"))) == 0


def test_cell_that_has_not_run_is_not_called_a_stub(learner: Learner) -> None:
    result = check("step")
    assert isinstance(result, Checked)
    assert result.result.why == (say("check.not_run", name="step"),)
    assert str(result.result.verdict) == "NOT_ATTEMPTED"


def test_slip_in_the_functions_name_is_told_from_the_version_before(learner: Learner) -> None:
    learner.run(RIGHT)
    learner.run(WRONG.replace("step", "Step"))
    result = check("step")
    assert isinstance(result, Checked)
    assert result.result.why == (say("why.not_defined_similar", name="step", similar="Step"),)
    learner.run(RIGHT)
    assert repr(check("step")) == "1.0"


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("def step(z):\n    if z > 0:\n        return 1\n    return 0", "ambiguous"),
        ("def step(z):\n    return np.zeros((2, 3)) @ np.zeros((2, 3))", "matmul"),
        ("def step(z):\n    return np.zeros(2) + np.zeros(3)", "broadcast"),
    ],
)
def test_numpys_own_errors_are_explained(learner: Learner, cell: str, key: str) -> None:
    learner.run(cell)
    result = check("step")
    assert isinstance(result, Checked)
    assert any(say(f"why.{key}") in case.why for case in result.result.cases)


def test_function_instead_of_its_name_and_written_questions_are_answered(learner: Learner) -> None:
    learner.run(RIGHT)
    assert '`hint("step")`' in hint(learner.names["step"]).title.en
    assert hint("xor_proof").title == say("check.is_written", name="xor_proof")


def test_written_question_that_is_still_the_stub_is_not_called_written(
    learner: Learner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = [{"metadata": {"nbgrader": {"grade_id": name}}, "source": [text]} for name, text in (
        ("xor_proof", "*Your answer here.*\n\n**在这里写你的答案**。\n"),
        ("bias_diagram", "*Your answer here.*\n\nThe bias shifts."),
    )]  # fmt: skip
    (tmp_path / "01_perceptron.ipynb").write_text(json.dumps({"cells": cells}), "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JPY_SESSION_NAME", "my-course/01_perceptron/01_perceptron.ipynb")
    rows = {row[0]: row[-1] for row in progress().tables[1].rows}
    assert rows["`xor_proof`"] == say("progress.not_written")
    assert rows["`bias_diagram`"] == say("progress.written")


def test_course_answer_is_readable(learner: Learner) -> None:
    learner.run(RIGHT)
    check("step")
    assert solution("step").code == "def step(z):\n    return (np.asarray(z) > 0).astype(np.int64)\n"


def test_progress_remembers_a_prediction(learner: Learner) -> None:
    learner.run('prediction_L01_P2 = "a"')
    check("L01-P2")
    rows = {row[0]: row for row in progress("01").tables[1].rows}
    assert rows["`L01-P2`"][2:] == ("1 / 1", say("prediction.done"))
    assert rows["`L01-P1`"][2:] == ("0 / 1", say("progress.not_started"))


def test_use_gives_the_own_version_that_passed(learner: Learner, capsys: pytest.CaptureFixture[str]) -> None:
    assert use("step")(np.array([1.0])).tolist() == [1]
    assert say("use.reference", names="step").en in capsys.readouterr().out
    learner.run("SIGN = 'mine'\n" + RIGHT.replace("return", "step.by = SIGN\n    return"))
    check("step")
    own, other = use("step", "perceptron_predict")
    assert own(np.array([-1.0, 1.0])).tolist() == [0, 1]
    assert own.by == "mine"
    assert other.__module__ == "deeplearn_ref.perceptron"


def test_lines_of_use_follow_the_language_switch(learner: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    """Does a notebook get both languages, each marked, whatever the reader has chosen at that moment?"""
    blocks: list[dict[str, str]] = []

    def display(block: dict[str, str], **_: bool) -> SimpleNamespace:
        blocks.append(block)
        return SimpleNamespace(update=display)

    monkeypatch.setattr("IPython.display.display", display)
    monkeypatch.setattr("lessonkit.demo._notebook", lambda: SimpleNamespace(kernel=None, execution_count=1366))
    monkeypatch.setenv("COURSE_LANG", "en")
    use("step", "perceptron_predict", "sigmoid")
    english, chinese = "step, perceptron_predict, sigmoid", "step、perceptron_predict、sigmoid"
    told = say("use.reference", names=Text(english, chinese))
    assert re.findall(r'<pre lang="(.*?)".*?>(.*?)</pre>', blocks[-1]["text/html"], re.DOTALL) == [
        ("en", html.escape(told.en)),
        ("zh-Hans", html.escape(told.zh)),
    ]


def test_answer_that_leans_on_another_cell_is_not_kept(learner: Learner) -> None:
    learner.run("LIMIT = 0")
    learner.run("def step(z):\n    return (np.asarray(z) > LIMIT).astype(np.int64)")
    result = check("step")
    assert repr(result) == "1.0"
    assert isinstance(result, Checked)
    assert say("advice.not_alone", names="`LIMIT`") in result.result.advice
    assert Store().entry("step")["passed"] == ""


def test_name_that_only_the_kernel_remembers_is_told(
    learner: Learner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cell that was deleted: right here and now, and 0 points when a grader runs the notebook afresh."""
    learner.run("LIMIT = 0")
    learner.run("def step(z):\n    return (np.asarray(z) > LIMIT).astype(np.int64)")
    cells = [{"cell_type": "code", "metadata": {}, "source": learner.names["In"][-1]}]
    path = tmp_path / "01_perceptron.ipynb"
    path.write_text(json.dumps({"cells": cells}), "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JPY_SESSION_NAME", f"my-course/{path.name}")
    assert say("advice.gone", names="`LIMIT`") in check("step").result.advice  # type: ignore[union-attr]
    path.write_text(json.dumps({"cells": [*cells, {"cell_type": "code", "source": "LIMIT = 0"}]}), "utf-8")
    assert say("advice.not_alone", names="`LIMIT`") in check("step").result.advice  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"exercises": 3}', '{"exercises": {"step": {"attempts": "x"}}}', "\x00"]
)
def test_corrupt_progress_is_kept_aside(learner: Learner, text: str) -> None:
    folder = config.learner_data()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "progress.json").write_text(text)
    learner.run(RIGHT)
    assert repr(check("step")) == "1.0"
    assert json.loads((folder / "progress.json").read_text())["exercises"]["step"]["best"] == 1.0
    assert [path.read_text() for path in folder.glob("progress.unreadable-*.json")] == [text]


def test_folder_that_cannot_be_written_is_no_obstacle(
    learner: Learner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Is progress kept in memory, and said once, where the folder is a file?"""
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("DEEPLEARN_DATA", str(blocked / "data"))
    learner.run(RIGHT)
    assert "cannot be saved" in shown(check("step"))
    assert "cannot be saved" not in shown(check("step"))
    assert progress("01").tables[1].rows[0][2] == "1 / 1"


def test_two_notebooks_at_once_lose_nothing(learner: Learner) -> None:
    def work(name: str) -> None:
        for _ in range(15):
            Store().update(name, lambda entry: entry.update(attempts=entry["attempts"] + 1))

    threads = [threading.Thread(target=work, args=(name,)) for name in ("a", "b", "a")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    entries = Store().read()
    assert (entries["a"]["attempts"], entries["b"]["attempts"]) == (30, 15)


def test_lock_of_a_dead_kernel_is_broken(learner: Learner) -> None:
    folder = config.learner_data()
    folder.mkdir(parents=True, exist_ok=True)
    lock = folder / "progress.lock"
    lock.write_text("")
    os.utime(lock, (1, 1))
    Store().update("step", lambda entry: entry.update(attempts=4))
    assert Store().entry("step")["attempts"] == 4
    assert not lock.exists()


def test_kit_reaches_the_same_functions(learner: Learner) -> None:
    learner.run(RIGHT)
    assert repr(kit.check("step")) == "1.0"
    assert kit.hint("step", 1).lines
    assert kit.progress().tables
    assert kit.committed("L01-P1").title
    assert kit.solution("step").code
    assert kit.check.all().tables
    assert kit.use("step")


def test_kit_is_polite_where_the_autograder_is_absent(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def absent(name: str) -> Any:
        raise ModuleNotFoundError(f"No module named {name}", name=name.split(".")[0])

    monkeypatch.setattr(kit, "import_module", absent)
    assert kit.check("step") is None
    assert "not available" in capsys.readouterr().out
    with pytest.raises(ModuleNotFoundError):
        kit.use("step")


def test_kit_takes_helpers_while_grading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "helpers", SimpleNamespace(step=abs))
    assert kit.use("step") is abs
    assert kit.use("step", "step") == (abs, abs)
