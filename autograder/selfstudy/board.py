"""`progress`: a table of all lessons, what is done and what comes next."""

from autograder import exercises
from autograder.checking.cases import Exercise
from autograder.messages import say
from autograder.selfstudy.show import Shown
from autograder.selfstudy.store import Store, fresh_entry
from lessonkit.language import Text


def progress() -> Shown:
    """Show every exercise of the course: attempts, best points of the visible cases, and which comes next."""
    store = Store()
    entries = store.read()
    rows: list[list[Text | str]] = []
    best = most = 0.0
    following: Exercise | None = None
    for slug in exercises.slugs():
        lesson = exercises.lesson(slug)
        for exercise in lesson.exercises:
            entry = fresh_entry() | entries.get(exercise.id, {})
            best += entry["best"]
            most += exercise.points
            if following is None and entry["best"] < exercise.points:
                following = exercise
            points = f"{entry['best']:g} / {exercise.points:g}"
            rows.append([lesson.title, f"`{exercise.id}`", str(entry["attempts"]), points, _state(exercise, entry)])
    rows.append([say("progress.total"), "", "", f"{best:g} / {most:g}", ""])
    told = say("progress.next", exercise=following.id) if following else say("progress.done")
    head = tuple(say(f"progress.{key}") for key in ("lesson", "exercise", "attempts", "best", "state"))
    return Shown(say("progress.title"), (told, *store.notices), head=head, rows=rows)


def _state(exercise: Exercise, entry: dict[str, object]) -> Text:
    if not entry["attempts"]:
        return say("progress.not_started")
    return say("check.passed" if float(str(entry["best"])) >= exercise.points else "check.failed")
