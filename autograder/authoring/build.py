"""From lessons to notebooks: ``deeplearn build``, and ``deeplearn build --check``, which writes nothing."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal

from autograder import exercises
from autograder.authoring import answers, leaks, messages, pages, parity, rubrics, source, structure
from autograder.authoring.notebook import instructor_notebook
from autograder.authoring.problems import Problem
from autograder.authoring.release import dump, load, released_text
from autograder.authoring.source import LessonSource, slugs
from autograder.checking.cases import Lesson
from autograder.errors import UserError

__all__ = ["Problem", "build", "build_language", "check", "slugs"]

Find = Callable[[str], Lesson]
"""How a lesson's exercises are found by its slug."""


def build(root: Path, slugs: Sequence[str] | None = None, find: Find | None = None) -> list[Path]:
    """Write the notebooks of ``solutions/`` and ``course/`` and the rubrics; the same bytes every time.

    Parameters
    ----------
    root : Path
        The course root.
    slugs : sequence of str, optional
        The lessons, all by default.
    find : callable, optional
        ``find(slug)`` returns the lesson's exercises; by default those of `autograder.exercises`.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    UserError
        If a lesson can't be built; the message names file and line.
    """
    written = []
    for slug in slugs or [*source.slugs(root), *pages.slugs(root)]:
        if slug in pages.slugs(root):
            made = pages.generated(root, slug)
        else:
            made = _generated(root, source.read(root, slug), _exercises(slug, find))
        for path, text in made.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
            written.append(path)
    return written


def check(root: Path, slugs: Sequence[str] | None = None, find: Find | None = None) -> list[Problem]:
    """Return all that is wrong with the lessons and with the notebooks made of them; writes nothing.

    Looked for: stale notebooks, missing twins, twins that differ, Chinese that breaks the rules, exercises
    without a cell and cells without an exercise, answers in the release, files that do not belong there, and
    message files that differ.
    """
    rules = parity.Rules.read(root)
    found: list[Problem] = []
    for slug in slugs or [*source.slugs(root), *pages.slugs(root)]:
        is_page = slug in pages.slugs(root)
        try:
            for problem in pages.problems(root, slug, rules) if is_page else _check_lesson(root, slug, rules, find):
                found.append(problem)
        except UserError as error:  # the lesson can't be read or built: what was found before it still counts
            where, _, message = error.message.partition(": ")
            found.append(Problem(where, message))
    if slugs is None:
        found += messages.problems(root, rules)
        found += _orphans(root)
    return sorted(set(found), key=lambda problem: (problem.warning, found.index(problem)))


def build_language(
    root: Path, slug: str, language: Literal["en", "zh"], target: Path, find: Find | None = None
) -> Path:
    """Write the students' notebook in one language, for editors that can't switch.

    It has the same cells, names and grade ids, so that it grades in the same assignment.

    Returns
    -------
    Path
        ``target/SLUG/SLUG.ipynb``.
    """
    lesson = source.read(root, slug)
    made = instructor_notebook(lesson, _exercises(slug, find), root / "lessons" / "pictures", language)
    path = target / slug / f"{slug}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(released_text(dump(made), slug, root).encode("utf-8"))
    return path


def _generated(root: Path, lesson: LessonSource, asked: Lesson) -> dict[Path, str]:
    slug = lesson.slug
    solutions = dump(instructor_notebook(lesson, asked, root / "lessons" / "pictures"))
    return {
        root / "solutions" / slug / f"{slug}.ipynb": solutions,
        root / "course" / slug / f"{slug}.ipynb": released_text(solutions, slug, root),
        **{rubrics.path(root, name): text for name, text in rubrics.texts(lesson).items()},
        **{answers.path(root, name): text for name, text in answers.texts(lesson).items()},
    }


def _check_lesson(root: Path, slug: str, rules: parity.Rules, find: Find | None) -> Iterator[Problem]:
    lesson = source.read(root, slug)
    yield from parity.problems(lesson, rules)
    asked = _exercises(slug, find)
    where = f"exercises of {slug}"
    yield from structure.problems(lesson, asked, where)
    yield from messages.exercise_problems(asked, where, rules)
    for folder in ("solutions", "course"):
        yield from leaks.stray_files(root / folder / slug, slug, root)
    for path, text in _generated(root, lesson, asked).items():
        name = str(path.relative_to(root))
        if not path.is_file():
            yield Problem(name, "this file is missing. Run `deeplearn build` and commit it.")
        elif path.read_bytes() != text.encode("utf-8"):
            yield Problem(name, f"stale: {lesson.path} makes another file. Run `deeplearn build`.")
        if path.parts[-3] == "course":
            yield from leaks.leaks(load(text), lesson, asked, name)


def _orphans(root: Path) -> list[Problem]:
    """Return generated folders and rubrics whose source is gone."""
    known = set(source.slugs(root))
    made = {"solutions": known, "course": known | set(pages.slugs(root))}
    asked: set[Path] = set()
    for slug in known:
        try:
            lesson = source.read(root, slug)
            asked |= {rubrics.path(root, name) for name in rubrics.texts(lesson)}
            asked |= {answers.path(root, name) for name in answers.texts(lesson)}
        except (UserError, ValueError, SyntaxError):  # reported where the lesson is checked
            return []
    left = [
        Problem(str(path.relative_to(root)), "no lesson makes this file any more. Remove it.")
        for folder in (rubrics.path(root, "any").parent, answers.path(root, "any").parent)
        for path in sorted(folder.glob("*.*"))
        if path not in asked
    ]
    return left + [
        Problem(f"{folder}/{path.name}", f"there is no lessons/{path.name}.py. Remove what it once made.")
        for folder in ("solutions", "course")
        for path in sorted((root / folder).glob("*"))
        if path.is_dir() and path.name not in made[folder] and not path.name.startswith(".")
    ]


def _exercises(slug: str, find: Find | None) -> Lesson:
    try:
        return (find or exercises.lesson)(slug)
    except (KeyError, ModuleNotFoundError) as error:
        raise UserError(
            f"lessons/{slug}.py: the lesson has no exercise file ({error}). "
            "Register it in autograder/exercises/__init__.py."
        ) from error
