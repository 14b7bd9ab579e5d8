"""A lesson and its exercise file must ask for the same things: cells, names, points, docstrings."""

import ast
from collections import Counter
from collections.abc import Iterator

from autograder import exercises
from autograder.authoring.leaks import MARKS
from autograder.authoring.markup import LINK
from autograder.authoring.notebook import cell_ids
from autograder.authoring.problems import Problem
from autograder.authoring.source import LessonSource, Unit
from autograder.checking.cases import Lesson
from autograder.sandbox.bundle import reached

CLOSING = "中文说明见上"
"""How the docstring of each asked function ends."""

SECTIONS = ("Goals", "Time")
"""What every lesson has, each in a cell of its own."""


def problems(source: LessonSource, lesson: Lesson, where: str) -> Iterator[Problem]:
    """Yield what the lesson has and the exercise file lacks, and the other way round.

    Parameters
    ----------
    source : LessonSource
        The lesson.
    lesson : Lesson
        Its exercise file.
    where : str
        The exercise file's name, for messages.
    """
    asked = {
        "solution": {exercise.cell_id for exercise in lesson.exercises},
        "check": {exercise.id for exercise in lesson.exercises},
        "predict": {prediction.id for prediction in lesson.predictions},
        "written": {written.id for written in lesson.written},
        "rubric": {written.id for written in lesson.written},
    }
    for heading in SECTIONS:
        if not any(unit.en and unit.en.source.startswith(f"## {heading}\n") for unit in source.units):
            yield Problem(
                source.path, f"no cell begins with ## {heading}, which the site's first page shows. Add twins."
            )
    for role, names in asked.items():
        units = [unit for unit in source.units if unit.role == role]
        known = names | asked["predict"] if role == "check" else names
        for unit in units:
            if unit.name not in known:
                yield Problem(
                    source.where(unit.first),
                    f'{role}="{unit.name}" names nothing in {where}. Correct the name, or add it there.',
                )
        for name, count in Counter(unit.name for unit in units).items():
            if count > 1:
                yield Problem(source.path, f'{role}="{name}" stands {count} times. Keep one.')
        for name in sorted(names - {unit.name for unit in units}):
            yield Problem(where, f'{name} has no {role} cell in {source.path}. Add # %% {role}="{name}".')
    for unit in source.units:
        yield from _unit(source, unit, lesson)
    yield from _committed(source, lesson)
    yield from _used(source, lesson, where)
    yield from _needed(lesson, where)
    units = [unit for unit in source.units if unit.role != "rubric"]
    for cell_id, count in Counter(cell_ids(units, lesson)).items():
        if count > 1:
            yield Problem(source.path, f'{count} cells have the id {cell_id}. Give one another: id="…".')
        if len(cell_id) > 64 or not cell_id.replace("-", "").replace("_", "").isalnum():
            yield Problem(source.path, f"{cell_id} is no cell id: use up to 64 letters, digits, - and _.")


def _unit(source: LessonSource, unit: Unit, lesson: Lesson) -> Iterator[Problem]:
    where = source.where(unit.first)
    for mark in MARKS:
        if mark in unit.first.source.upper() and not (unit.role == "solution" and "SOLUTION" in mark):
            yield Problem(
                where,
                f"the mark {mark} has no place here: solutions stand in solution cells, and hidden tests are "
                "cases of the exercise file. Remove it.",
            )
    if unit.is_code:
        try:
            tree = ast.parse(unit.first.source)
        except SyntaxError as error:
            yield Problem(source.where(unit.first, error.lineno or 0), f"Python can't read this: {error.msg}.")
            return
        if unit.role == "solution":
            yield from _solution(source, unit, tree, lesson)
        elif unit.role == "check" and unit.first.source.strip() not in ("", f'check("{unit.name}")'):
            yield Problem(where, f'a check cell holds one line, check("{unit.name}"). Move the rest elsewhere.')
        elif unit.role == "predict":
            for prediction in lesson.predictions:
                letter = f'{prediction.cell_id} = "{prediction.answer}"'
                if prediction.id == unit.name and unit.first.source.strip() not in ("", letter):
                    yield Problem(where, f"the prediction's cell and its answer differ. Write {letter}.")
    elif unit.role == "written":
        for written in lesson.written:
            points = unit.first.options.get("points")
            if written.id == unit.name and (points is None or float(points) != written.points):
                yield Problem(where, f"the question is worth {written.points:g}. Write points={written.points:g}.")
    for cell in (unit.en, unit.zh):
        if cell is not None and not unit.is_code:
            for found in LINK.finditer(cell.source):
                if found["picture"] and not found["text"].strip():
                    line = cell.source[: found.start()].count("\n") + 1
                    yield Problem(source.where(cell, line), "this picture has no alternative text. Describe it.")


def _solution(source: LessonSource, unit: Unit, tree: ast.Module, lesson: Lesson) -> Iterator[Problem]:
    where = source.where(unit.first)
    text = unit.first.source
    if "### BEGIN SOLUTION" not in text or "### END SOLUTION" not in text:
        yield Problem(where, "put the answer between ### BEGIN SOLUTION and ### END SOLUTION.")
    defined = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    for exercise in lesson.exercises:
        if exercise.cell_id != unit.name:
            continue
        for name in exercise.names:
            if name not in defined:
                yield Problem(where, f"{exercise.id} asks for {name}, which this cell does not define. Add it.")
                continue
            docstring = (ast.get_docstring(defined[name]) or "").strip().rstrip("。.")
            if not docstring.endswith(CLOSING):
                yield Problem(
                    source.where(unit.first, defined[name].lineno),
                    f"the docstring of {name} repeats the specification and ends with {CLOSING}. Write it.",
                )


def _used(source: LessonSource, lesson: Lesson, where: str) -> Iterator[Problem]:
    """Yield what the notebook takes with ``use`` and the exercise file does not list, and the other way round."""
    listed = {function.__name__ for function in lesson.uses}
    taken: set[str] = set()
    for unit in source.units:
        if unit.role != "setup":
            continue
        for node in ast.walk(_tree(unit)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "use":
                taken |= {str(argument.value) for argument in node.args if isinstance(argument, ast.Constant)}
    asked = {name for exercise in lesson.exercises for name in exercise.names}
    for name in sorted(taken & asked):
        yield Problem(source.path, f"use hands out {name}, which this lesson asks for. Take it out of the line.")
    if taken != listed:
        apart = ", ".join(sorted(taken ^ listed))
        yield Problem(where, f"uses and the lesson's use(…) lines differ in {apart}. Make them name the same.")


def _needed(lesson: Lesson, where: str) -> Iterator[Problem]:
    """Yield exercises whose `needs` are not the course functions that their reference calls."""
    asked = {
        (function.__module__, function.__name__)
        for slug in exercises.slugs()
        for exercise in exercises.lesson(slug).exercises
        for function in exercise.reference
    }
    for exercise in lesson.exercises:
        own = {(function.__module__, function.__name__) for function in exercise.reference}
        needed = {name for _, name in (reached(exercise.reference) & asked) - own}
        missing = needed - {function.__name__ for function in exercise.needs} - set(exercise.brings)
        if missing:
            yield Problem(
                where, f"the reference of {exercise.id} calls {', '.join(sorted(missing))}. Add that to needs."
            )


def _tree(unit: Unit) -> ast.Module:
    try:
        return ast.parse(unit.first.source)
    except SyntaxError:  # reported where the cell is looked at
        return ast.Module([], [])


def _committed(source: LessonSource, lesson: Lesson) -> Iterator[Problem]:
    """Yield predictions that nobody asks for before the experiment."""
    for prediction in lesson.predictions:
        predicted = False
        for unit in source.units:
            predicted = predicted or (unit.role == "predict" and unit.name == prediction.id)
            if unit.is_code and f'committed("{prediction.id}")' in unit.first.source:
                if not predicted:
                    yield Problem(source.where(unit.first), "committed stands below its prediction. Move it.")
                break
        else:
            yield Problem(
                source.path,
                f'no cell asks whether {prediction.id} was answered. Put committed("{prediction.id}") into a '
                "demo cell between the prediction and its experiment.",
            )
