"""`check`: the visible cases on the learner's own function; `committed` for predictions."""

import hashlib
import re
import zlib
from collections.abc import MutableMapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder import exercises
from autograder.checking.attempt import Attempt
from autograder.checking.cases import Exercise, Lesson, Prediction
from autograder.checking.judge import judge
from autograder.checking.predict import committed_letter, read_prediction
from autograder.checking.verdicts import Result, Verdict
from autograder.feedback.html import headline, render_result, render_text
from autograder.messages import say
from autograder.sandbox.limits import Limits
from autograder.sandbox.script import LocalPlayer
from autograder.selfstudy import notebook
from autograder.selfstudy.reliance import reliance
from autograder.selfstudy.show import Shown, Table, announce, both, in_notebook
from autograder.selfstudy.store import Store
from autograder.selfstudy.unknown import unknown, unknown_lesson
from autograder.selfstudy.written import written_state
from lessonkit import language
from lessonkit.language import Text

LONGEST = 5.0
"""Seconds that a case may run in the notebook, where somebody waits for it; grading is more patient."""
SEED = 20_260_101
"""`check` draws the same inputs every time; grading has seeds of its own."""


@dataclass(frozen=True)
class Checked:
    """What `check` shows. Its `repr` is the number of points, which nbgrader reads from the cell's output.

    Parameters
    ----------
    result : Result
        What was found.
    exercise : Exercise or Prediction
        What was asked.
    notes : tuple of Text
        Lines below the result.
    """

    result: Result
    exercise: Exercise | Prediction
    notes: tuple[Text, ...] = ()

    def __repr__(self) -> str:
        points = self.result.points or 0.0
        return repr(float(min(max(points, 0.0), self.result.max_points)))

    def _repr_html_(self) -> str:
        notes = "".join(both(note) for note in self.notes)
        return f"<div>{render_result(self.result, self.exercise)}{notes}</div>"


@dataclass(frozen=True)
class Unchecked:
    """What `check` shows where there is nothing to check; its `repr` is 0 points."""

    shown: Shown

    def __repr__(self) -> str:
        return repr(0.0)

    def _repr_html_(self) -> str:
        return self.shown._repr_html_()


class Check:
    """``check("step")`` checks one exercise or prediction, ``check.all()`` a whole lesson."""

    def __call__(self, name: str | None = None) -> Checked | Unchecked:
        """Run the visible cases of an exercise on the notebook's own function.

        Parameters
        ----------
        name : str
            The exercise: ``"step"``, ``"L01-E1"``, or a prediction, ``"L01-P1"``.

        Returns
        -------
        Checked or Unchecked
            Shown by the notebook; never raises on wrong student code.
        """
        try:
            _, asked = exercises.find(str(name))
        except KeyError:
            return Unchecked(_offered(unknown(name)))
        try:
            checked = _checked(asked)
        except Exception as error:  # our own fault must not stop a learner
            return _our_fault(asked, error)
        if not in_notebook():
            announce((*_spoken(checked), *checked.notes))
        return checked

    def all(self, lesson: str | None = None) -> Shown:
        """Check every exercise of a lesson (by default the one of this notebook) and show the table."""
        chosen = _lesson(lesson)
        if chosen is None:
            return _offered(unknown_lesson(str(lesson)))
        rows: list[list[Text | str]] = []
        total = most = 0.0
        everything: tuple[Exercise | Prediction, ...] = (*chosen.exercises, *chosen.predictions)
        for asked in everything:
            result = _quietly(asked)
            total += result.points or 0.0
            most += result.max_points
            points = f"{result.points or 0.0:g} / {result.max_points:g}"
            rows.append([f"`{asked.id}`", headline(result, asked), points])
        rows.append([say("progress.total"), "", f"{total:g} / {most:g}"])
        rows += [[f"`{w.id}`", written_state(w), f"– / {w.points:g}"] for w in chosen.written]
        head = (say("progress.exercise"), say("progress.state"), say("result.points"))
        return _offered(Shown(say("check.summary"), (say("check.public_only"),), tables=(Table(head, rows),)))

    def __repr__(self) -> str:
        return "check(name), check.all()"


check = Check()


def committed(name: str | None = None) -> Shown:
    """Say that a prediction is made, or ask for it; never raises.

    Parameters
    ----------
    name : str
        The prediction, ``"L01-P1"``.
    """
    try:
        _, asked = exercises.find(str(name))
    except KeyError:
        return _offered(unknown(name))
    if not isinstance(asked, Prediction):
        return _offered(Shown(say("prediction.is_exercise", exercise=asked.id)))
    letter = committed_letter(asked, _prediction_source(asked))
    if letter is None or letter not in asked.options:
        return _offered(Shown(say("prediction.first"), yes=False))
    return _offered(Shown(say("prediction.thanks", letter=letter)))


def judged(exercise: Exercise, found: MutableMapping[str, Any]) -> tuple[Result, str | None]:
    """Return the result of the visible cases on the functions in `found`, and the source they came from."""
    source = notebook.source_of(exercise.names, found)
    renamed = notebook.renamed(exercise.names, found)
    if renamed is not None:
        source, found = renamed, {name: value for name, value in found.items() if name not in exercise.names}
    needs = {function.__name__: function for function in exercise.needs}
    failure = None
    if source is not None and notebook.is_stale(source, exercise.names, found):
        failure = notebook.last_failure(source)
    if failure is not None or notebook.is_unreadable(source):
        found = {name: value for name, value in found.items() if name not in exercise.names}
    seconds = _patience(exercise)
    player = notebook.NotebookPlayer(found, needs, exercise.names, seconds)
    text = source if source is not None or not set(exercise.names) & set(found) else "# from elsewhere\n0"
    lacking = {name: need for name, need in needs.items() if name not in found}
    own = notebook.NotebookPlayer(found, lacking, exercise.names, seconds)
    attempt = Attempt(text, failure, elsewhere=notebook.cells(found))
    result = judge(exercise, player, attempt, _seed, public_only=True, own=own)
    if text is None:
        result = replace(result, why=(say("check.not_run", name=exercise.names[0]),))
    return _mind_shadows(result, found), source


def _patience(exercise: Exercise) -> float:
    """Return the seconds that a case may run: more than `LONGEST` only where an exercise asks for more than usual."""
    asked = exercise.limits.probe_seconds
    return asked if asked > Limits().probe_seconds else min(asked, LONGEST)


def passes_alone(exercise: Exercise, source: str) -> bool:
    """Whether an answer passes in a fresh namespace that holds only NumPy and the course's functions."""
    fresh: dict[str, Any] = {"np": np, "__name__": "answer"}
    fresh |= exercises.lent(exercise)
    try:
        exec(compile(source, "<kept answer>", "exec"), fresh)  # noqa: S102 - the learner's own code, in their kernel
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        return False
    result = judge(exercise, LocalPlayer(fresh), Attempt(source), _seed, public_only=True)
    return result.verdict is Verdict.CORRECT


def _seed(case: str) -> int:
    return SEED + zlib.crc32(case.encode())


def _checked(asked: Exercise | Prediction) -> Checked:
    if isinstance(asked, Prediction):
        return _committed(asked)
    result, source = judged(asked, notebook.names())
    store = Store()
    notes: list[Text] = []
    if result.verdict is Verdict.CORRECT:
        notes.append(say("check.public_only"))
    elif result.verdict is not Verdict.GRADER_FAULT and asked.hints:
        notes.append(say("check.next_hint", exercise=asked.id))
    if result.verdict is not Verdict.NOT_ATTEMPTED and source is not None:
        kept = _keep(asked, result, source, store)
        if kept is False:
            result = replace(result, advice=(*result.advice, reliance(asked, source, notebook.names())))
    return Checked(result, asked, (*notes, *store.notices))


def _committed(asked: Prediction) -> Checked:
    result = read_prediction(asked, _prediction_source(asked))
    store = Store()
    if result.points:
        store.update(asked.id, lambda entry: entry.update(attempts=1, points=result.points, best=result.points))
    return Checked(result, asked, tuple(store.notices))


def _keep(exercise: Exercise, result: Result, source: str, store: Store) -> bool | None:
    """Record an attempt; return whether the answer could be kept for `use`, None where it has not passed."""
    kept = None
    if result.verdict is Verdict.CORRECT:
        kept = passes_alone(exercise, source)
    mark = hashlib.sha256(re.sub(r"\s+", "", source).encode()).hexdigest()[:16]

    def change(entry: dict[str, Any]) -> None:
        if mark not in entry["sources"]:
            entry["sources"] = [*entry["sources"], mark][-200:]
            entry["attempts"] += 1
        entry["points"] = result.points or 0.0
        entry["best"] = max(entry["best"], entry["points"])
        if kept:
            entry["passed"] = source

    store.update(exercise.id, change)
    return kept


def _mind_shadows(result: Result, found: MutableMapping[str, Any]) -> Result:
    """Add a sentence where the notebook's `np` or a builtin got another meaning in some other cell."""
    if not any(case.verdict is Verdict.RAISED for case in result.cases):
        return result
    odd = [n for n in ("sum", "max", "min", "abs", "len", "list", "int", "float", "range") if n in found]
    if "np" in found and found["np"] is not np:
        odd.insert(0, "np")
    told = tuple(say("why.shadowed_earlier", name=name) for name in odd[:1])
    return replace(result, why=(*result.why, *told))


def _prediction_source(prediction: Prediction) -> str | None:
    found = notebook.names()
    written = notebook.source_of((prediction.cell_id,), found)
    if written is not None:  # as the grader reads it: the letter in the cell, whatever came of running it
        return written
    if prediction.cell_id not in found:
        return None
    given = found[prediction.cell_id]
    shown = repr(given) if given is None or type(given) is str else "0"
    return f"{prediction.cell_id} = {shown}"


def _quietly(asked: Exercise | Prediction) -> Result:
    try:
        return _checked(asked).result
    except Exception:
        return Result(asked.id, None, asked.points, Verdict.GRADER_FAULT)


def _lesson(name: str | None) -> Lesson | None:
    """Return the lesson named (None where there is none), else this notebook's, else the likeliest."""
    slugs = exercises.slugs()
    if name is not None:
        found = [slug for slug in slugs if str(name) and slug.startswith(str(name))]
        return exercises.lesson(found[0]) if len(found) == 1 else None
    slug = notebook.current_lesson(slugs)
    if slug is not None:
        return exercises.lesson(slug)
    names = notebook.names()
    lessons = [exercises.lesson(one) for one in slugs]
    return max(lessons, key=lambda lesson: sum(n in names for e in lesson.exercises for n in e.names))


def _spoken(checked: Checked) -> tuple[Text, ...]:
    texts = {one: render_text(checked.result, one, checked.exercise) for one in language.LANGUAGES}
    return (Text(texts["en"], texts["zh"]),)


def _offered(shown: Shown) -> Shown:
    if not in_notebook():
        announce([shown.title, *shown.lines])
    return shown


def _our_fault(asked: Exercise | Prediction, error: Exception) -> Unchecked:
    told = say("check.grader", exception=type(error).__name__)
    return Unchecked(_offered(Shown(say("check.title", exercise=asked.id), (told,))))
