"""`progress`: a table of the lessons, one of the exercises of this lesson, and what comes next."""

from autograder import exercises
from autograder.checking.cases import Exercise, Lesson, Prediction
from autograder.messages import say
from autograder.selfstudy import notebook
from autograder.selfstudy.show import Shown, Table
from autograder.selfstudy.store import Store, fresh_entry
from autograder.selfstudy.unknown import unknown_lesson
from autograder.selfstudy.written import written_state
from lessonkit.language import Text

Entries = dict[str, dict[str, object]]


def progress(lesson: str | None = None) -> Shown:
    """Show every lesson's points, and of one lesson every exercise: attempts, best points, what comes next.

    Parameters
    ----------
    lesson : str, optional
        The lesson whose exercises are listed, ``"01"`` or ``"01_perceptron"``; by default this notebook's, else
        the first that is not finished.
    """
    store = Store()
    entries: Entries = store.read()
    lessons = [exercises.lesson(slug) for slug in exercises.slugs()]
    chosen = _chosen(lesson, lessons, entries)
    if isinstance(chosen, Shown):
        return chosen
    following = next((asked for asked in asked_in(chosen) if not is_done(asked, entries)), None)
    unwritten = [w.id for w in chosen.written if written_state(w) == say("progress.not_written")]
    if following is None and unwritten:
        told = say("progress.next_written", exercise=unwritten[0])
        return _board(told, lessons, chosen, entries, store)
    following = following or next((a for one in lessons for a in asked_in(one) if not is_done(a, entries)), None)
    told = say("progress.next", exercise=following.id) if following else say("progress.done")
    return _board(told, lessons, chosen, entries, store)


def _board(told: Text, lessons: list[Lesson], chosen: Lesson, entries: Entries, store: Store) -> Shown:
    tables = (_overview(lessons, entries), _details(chosen, entries))
    return Shown(say("progress.title"), (told, *store.notices), tables=tables)


def _overview(lessons: list[Lesson], entries: Entries) -> Table:
    rows: list[tuple[Text | str, ...]] = []
    best = most = 0.0
    for lesson in lessons:
        asked = asked_in(lesson)
        earned, possible = sum(best_of(a, entries) for a in asked), sum(a.points for a in asked)
        done = sum(is_done(a, entries) for a in asked)
        rows.append((_numbered(lesson), f"{done} / {len(asked)}", f"{earned:g} / {possible:g}"))
        best, most = best + earned, most + possible
    rows.append((say("progress.total"), "", f"{best:g} / {most:g}"))
    return Table(tuple(say(f"progress.{key}") for key in ("lesson", "finished", "best")), tuple(rows))


def _details(lesson: Lesson, entries: Entries) -> Table:
    rows: list[tuple[Text | str, ...]] = []
    for asked in asked_in(lesson):
        points = f"{best_of(asked, entries):g} / {asked.points:g}"
        rows.append((f"`{asked.id}`", str(_entry(asked, entries)["attempts"]), points, _state(asked, entries)))
    for written in lesson.written:
        rows.append((f"`{written.id}`", "", f"– / {written.points:g}", written_state(written)))
    head = (_numbered(lesson), *(say(f"progress.{key}") for key in ("attempts", "best", "state")))
    return Table(head, tuple(rows))


def _numbered(lesson: Lesson) -> Text:
    number = lesson.slug.split("_")[0]
    return Text(f"{number} {lesson.title.en}", f"{number} {lesson.title.zh}")


def _chosen(name: str | None, lessons: list[Lesson], entries: Entries) -> Lesson | Shown:
    if name is not None:
        found = [lesson for lesson in lessons if str(name) and lesson.slug.startswith(str(name))]
        return found[0] if len(found) == 1 else unknown_lesson(str(name))
    slug = notebook.current_lesson(exercises.slugs())
    if slug is not None:
        return exercises.lesson(slug)
    open_ones = (lesson for lesson in lessons if not all(is_done(asked, entries) for asked in asked_in(lesson)))
    return next(open_ones, lessons[-1])


def asked_in(lesson: Lesson) -> tuple[Exercise | Prediction, ...]:
    """Return what the machine grades in a lesson."""
    return (*lesson.exercises, *lesson.predictions)


def _entry(asked: Exercise | Prediction, entries: Entries) -> dict[str, object]:
    return fresh_entry() | entries.get(asked.id, {})


def best_of(asked: Exercise | Prediction, entries: Entries) -> float:
    """Return the best points so far."""
    return float(str(_entry(asked, entries)["best"]))


def is_done(asked: Exercise | Prediction, entries: Entries) -> bool:
    """Whether an exercise has all its points."""
    return best_of(asked, entries) >= asked.points


def _state(asked: Exercise | Prediction, entries: Entries) -> Text:
    if not _entry(asked, entries)["attempts"]:
        return say("progress.not_started")
    if isinstance(asked, Prediction):
        return say("prediction.done")
    return say("check.passed" if is_done(asked, entries) else "check.failed")
