"""The page that JupyterLab opens on: where you are, what comes next, a link to each lesson."""

from pathlib import Path

from autograder import exercises
from autograder.checking.cases import Exercise, Lesson, Prediction
from autograder.messages import say
from autograder.selfstudy.board import Entries, asked_in, best_of, is_done
from autograder.selfstudy.store import Store
from lessonkit.language import Text

NAME = "welcome.md"
MARK = "<!-- deeplearn lab writes this page anew -->"
"""First line of a page that is ours; one without it is the student's and stays."""
BLOCKS = 10


def write_welcome(folder: Path) -> Path | None:
    """Write the welcome page into the student's folder.

    Parameters
    ----------
    folder : Path
        The folder that JupyterLab opens.

    Returns
    -------
    Path or None
        The page; None where the student has a file of that name, which stays, or nothing can be written.
    """
    path = folder / NAME
    try:
        if path.exists() and not path.read_text("utf-8", errors="replace").startswith(MARK):
            return None
        path.write_text(welcome(folder), "utf-8")
    except OSError:
        return None
    return path


def welcome(folder: Path, *, in_browser: bool = False) -> str:
    """Return the page as Markdown, both languages side by side as in a lesson.

    Parameters
    ----------
    folder : Path
        The student's folder: only lessons that are in it are listed.
    in_browser : bool
        For the browser edition: nothing is done yet, and there is no terminal.
    """
    entries: Entries = {} if in_browser else Store().read()
    slugs = [slug for slug in exercises.slugs() if (folder / _notebook(slug)).is_file()]
    lessons = [exercises.lesson(slug) for slug in slugs]
    title = say("welcome.title")
    parts = [MARK, "", f'# <span lang="en">{title.en}</span> <span lang="zh">{title.zh}</span>', ""]
    for language, code in (("en", "en"), ("zh", "zh-Hans")):
        last = say("welcome.in_browser" if in_browser else "welcome.written")
        texts = [say("welcome.lead"), _next(lessons, entries), *_hints(folder, lessons, in_browser), last]
        lead, following, *rest = (text[language] for text in texts)
        parts += [f'<div lang="{code}">', "", lead, "", following, "", *_table(lessons, entries, language), ""]
        parts += [line for text in rest for line in (text, "")]
        parts += ["</div>", ""]
    return "\n".join(parts)


def _next(lessons: list[Lesson], entries: dict[str, dict[str, object]]) -> Text:
    """Return the sentence that says where to go on."""
    for lesson in lessons:
        for one in asked_in(lesson):
            if not is_done(one, entries):
                begun = any(entry.get("attempts") for entry in entries.values())
                title = Text(*(f"{lesson.slug.split('_')[0]} {lesson.title[code]}" for code in ("en", "zh")))
                key = "welcome.next" if begun else "welcome.start"
                return say(key, lesson=title, path=_notebook(lesson.slug), exercise=one.id)
    return say("welcome.all_done")


def _hints(folder: Path, lessons: list[Lesson], in_browser: bool) -> list[Text]:
    found = [say("welcome.language")]
    if lessons:
        key = "welcome.stuck_in_browser" if in_browser else "welcome.stuck"
        found.append(say(key, exercise=lessons[0].exercises[0].id, slug=lessons[0].slug))
    if (folder / _notebook("playground")).is_file():
        found.append(say("welcome.playground", path=_notebook("playground")))
    return found


def _table(lessons: list[Lesson], entries: dict[str, dict[str, object]], language: str) -> list[str]:
    heads = [say(f"welcome.{key}")[language] for key in ("lesson", "finished", "points", "progress")]
    lines = ["| " + " | ".join(heads) + " |", "|---|---|---|---|"]
    for lesson in lessons:
        asked = asked_in(lesson)
        done, best = sum(is_done(one, entries) for one in asked), sum(best_of(one, entries) for one in asked)
        most = sum(_points(one) for one in asked)
        full = int(BLOCKS * best / most) if most else 0
        number = lesson.slug.split("_")[0]
        lines.append(
            f"| [{number} {lesson.title[language]}]({_notebook(lesson.slug)}) | {done} / {len(asked)} "
            f"| {best:g} / {most:g} | {'▰' * full}{'▱' * (BLOCKS - full)} {int(100 * best / most) if most else 0}% |"
        )
    return lines


def _points(asked: Exercise | Prediction) -> float:
    return float(asked.points)


def _notebook(slug: str) -> str:
    return f"{slug}/{slug}.ipynb"
