"""The class page: one self-contained HTML file on what the class got right, and what it misunderstood."""

import html
import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from autograder.checking.cases import Exercise, Lesson, Prediction, Written
from autograder.feedback.frame import both, page
from autograder.grading.likeness import alike
from autograder.messages import say
from autograder.report.spread import spread
from lessonkit.language import Text

Verdicts = list[dict[str, Any]]
BINS = 10
LOW = 0.4
"""Below this share of the points a student is on the list of those to look at."""


def class_page(verdicts: Verdicts, lesson: Lesson, when: datetime | None = None) -> str:
    """Return the page of a graded class.

    Parameters
    ----------
    verdicts : list of dict
        One verdict per submission, as `autograder.grading.submission` makes them.
    lesson : Lesson
        What was graded.
    when : datetime, optional
        When it was graded, in UTC: each grading writes over the page of the one before.

    Returns
    -------
    str
        HTML in both languages, without scripts or requests; every text is escaped.
    """
    graded = [verdict for verdict in verdicts if not verdict["refused"]]
    parts = [
        f"<h1>{both(lesson.title)}</h1>",
        f"<p><code>{lesson.slug}</code>{f' · {when:%Y-%m-%d %H:%M} UTC' if when else ''}</p>",
        f"<p>{both(say('report.about', students=len(verdicts), graded=len(graded)))}</p>",
        _unsafe(verdicts),
        _scores(graded, lesson),
        _misconceptions(graded, lesson),
        _exercises(graded, lesson),
        _predictions(graded, lesson),
        _look_at(verdicts, lesson),
        _alike(graded, lesson),
        _students(verdicts, lesson),
    ]
    return page(say("report.title"), "".join(parts))


def total(verdict: dict[str, Any]) -> float:
    """Return the points that the machine gave."""
    return float(sum(result["points"] or 0.0 for result in verdict["results"]))


def most(lesson: Lesson) -> float:
    """Return the points that the machine can give: exercises and predictions."""
    return sum(asked.points for asked in lesson.exercises) + sum(asked.points for asked in lesson.predictions)


def _unsafe(verdicts: Verdicts) -> str:
    if not any(verdict["unsafe"] for verdict in verdicts):
        return ""
    return f'<p class="alarm" role="alert">⚠ {both(say("report.unsafe"))}</p>'


def _scores(graded: Verdicts, lesson: Lesson) -> str:
    top = most(lesson)
    counts = [0] * BINS
    for verdict in graded:
        counts[min(int(BINS * total(verdict) / top), BINS - 1)] += 1
    highest = max([*counts, 1])
    rows = []
    for number, count in enumerate(counts):
        low, high = number * top / BINS, (number + 1) * top / BINS
        bar = f'<span class="bar" style="width:calc({count / highest:.4f} * min(22em, 45vw))"></span>'
        rows.append(f'<tr><th scope="row">{low:g} – {high:g}</th><td class="count">{bar} {count}</td></tr>')
    middle = _median([total(verdict) for verdict in graded])
    average = (
        ""
        if middle is None
        else f"<p>{both(say('report.median', points=f'{round(middle, 2):g}', most=f'{top:g}'))}</p>"
    )
    return _section("report.scores", average + _table(("report.points", "report.students"), rows))


def _misconceptions(graded: Verdicts, lesson: Lesson) -> str:
    sentences = {
        (exercise.id, wrong.name): wrong.sentence for exercise in lesson.exercises for wrong in exercise.misconceptions
    }
    counts: Counter[tuple[str, str]] = Counter()
    who: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for verdict in graded:
        for result in verdict["results"]:
            for name in result["misconceptions"]:
                counts[result["exercise"], name] += 1
                who[result["exercise"], name].append(verdict["student"])
    if not counts:
        return _section("report.misconceptions", f"<p>{both(say('report.none'))}</p>")
    rows = []
    for (exercise, name), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        sentence = both(sentences.get((exercise, name), Text(name, name)))
        students = _names(who[exercise, name])
        rows.append(
            f"<tr><td>{count}</td><td><code>{html.escape(exercise)}</code></td><td>{sentence}</td><td>{students}</td></tr>"
        )
    heads = ("report.how_many", "report.exercise", "report.sentence", "report.who")
    return _section("report.misconceptions", _table(heads, rows))


def _exercises(graded: Verdicts, lesson: Lesson) -> str:
    asked: list[Exercise | Written] = [*lesson.exercises, *lesson.written]
    rows = []
    for one in asked:
        results = [result for verdict in graded for result in verdict["results"] if result["exercise"] == one.id]
        counts = Counter(map(_kind, results))
        right = counts.pop("CORRECT", 0)
        skipped = counts.pop("NOT_ATTEMPTED", 0)
        rest = "".join(
            f'<div class="count"><b>{count} ×</b> {both(say(f"verdict_name.{kind}"))}</div>'
            for kind, count in counts.most_common()
        )
        points = [result["points"] for result in results if result["points"] is not None]
        # The machine gives a written answer points only where there is none: that is no mean.
        judged = points and not isinstance(one, Written)
        mean = f"{sum(points) / len(points):.2f} / {one.points:g}" if judged else "–"
        columns = spread(points, one.points) if judged else "–"
        apart = _discrimination(graded, one.id)
        rows.append(
            f'<tr><th scope="row"><code>{html.escape(one.id)}</code></th><td>{right}</td><td>{skipped}</td>'
            f"<td>{rest}</td><td>{mean}</td><td>{columns}</td><td>{apart}</td></tr>"
        )
    heads = ("exercise", "right", "skipped", "other", "mean", "spread", "apart")
    meanings = "".join(f"<p>{both(say(f'report.{key}_means'))}</p>" for key in ("spread", "apart"))
    return _section("report.exercises", _table(tuple(f"report.{key}" for key in heads), rows) + meanings)


def _kind(result: dict[str, Any]) -> str:
    """Return what became of an answer, under the name that the student's page has for it."""
    return str(result["label"] or result["verdict"])


def _discrimination(graded: Verdicts, exercise: str) -> str:
    """Return the correlation of an exercise's points with those of all others, or a dash without spread."""
    pairs = []
    for verdict in graded:
        for result in verdict["results"]:
            if result["exercise"] == exercise and result["points"] is not None:
                pairs.append((result["points"], total(verdict) - result["points"]))
    if len(pairs) < 3:
        return "–"
    own, rest = zip(*pairs, strict=True)
    mean_own, mean_rest = sum(own) / len(own), sum(rest) / len(rest)
    spread = math.sqrt(sum((a - mean_own) ** 2 for a in own) * sum((b - mean_rest) ** 2 for b in rest))
    if spread == 0:
        return "–"
    return f"{sum((a - mean_own) * (b - mean_rest) for a, b in pairs) / spread:.2f}"


def _predictions(graded: Verdicts, lesson: Lesson) -> str:
    def committed(asked: Prediction) -> int:
        return sum(
            result["exercise"] == asked.id and result["verdict"] == "CORRECT"
            for verdict in graded
            for result in verdict["results"]
        )

    rows = [
        f'<tr><th scope="row"><code>{asked.id}</code></th><td>{committed(asked)} / {len(graded)}</td></tr>'
        for asked in lesson.predictions
    ]
    return _section("report.predictions", _table(("report.prediction", "report.committed"), rows)) if rows else ""


def _look_at(verdicts: Verdicts, lesson: Lesson) -> str:
    alarming = ("TIMED_OUT", "OUT_OF_MEMORY", "FORBIDDEN", "GRADER_FAULT")
    rows = []
    for verdict in verdicts:
        reasons = []
        if verdict["refused"]:
            reasons.append(both(Text(**verdict["refused"])))
        elif all(result["verdict"] == "NOT_ATTEMPTED" for result in verdict["results"]):
            reasons.append(both(say("report.untouched")))
        elif total(verdict) < LOW * most(lesson):
            reasons.append(both(say("report.low", points=f"{total(verdict):g}", most=f"{most(lesson):g}")))
        for result in verdict["results"]:
            if result["verdict"] in alarming and not _only_a_loop(result):
                name = both(say(f"verdict_name.{_kind(result)}"))
                reasons.append(f"<code>{html.escape(result['exercise'])}</code>: {name}")
        if reasons:
            rows.append(f'<tr><th scope="row">{_link(verdict)}</th><td>{"<br>".join(reasons)}</td></tr>')
    if not rows:
        return _section("report.look_at", f"<p>{both(say('report.none'))}</p>")
    return _section("report.look_at", _table(("report.student", "report.why"), rows))


def _only_a_loop(result: dict[str, Any]) -> bool:
    """Whether what is not allowed is only a loop over samples: that is for the student to mend, not an alarm."""
    return result["verdict"] == "FORBIDDEN" and bool(result["points"])


def _alike(graded: Verdicts, lesson: Lesson) -> str:
    rows = [
        f"<tr><td><code>{html.escape(exercise)}</code></td><td>{_names(students)}"
        f"{' + ' + both(say('report.reference')) if with_reference else ''}</td></tr>"
        for exercise, students, with_reference in alike(graded, lesson)
    ]
    if not rows:
        return _section("report.alike", f"<p>{both(say('report.none'))}</p>")
    table = _table(("report.exercise", "report.who"), rows)
    return _section("report.alike", f"<p>{both(say('report.alike_means'))}</p>{table}")


def _students(verdicts: Verdicts, lesson: Lesson) -> str:
    asked: list[Exercise | Prediction] = [*lesson.exercises, *lesson.predictions]
    rows = []
    for verdict in verdicts:
        found = {result["exercise"]: result for result in verdict["results"]}
        cells = "".join(f"<td>{_points(found.get(one.id))}</td>" for one in asked)
        whole = "–" if verdict["refused"] else f"<b>{total(verdict):g}</b>"
        rows.append(f'<tr><th scope="row">{_link(verdict)}</th><td>{whole}</td>{cells}</tr>')
    heads = "".join(f'<th scope="col"><code>{html.escape(one.id)}</code></th>' for one in asked)
    head = (
        f'<tr><th scope="col">{both(say("report.student"))}</th><th scope="col">Σ / {most(lesson):g}</th>{heads}</tr>'
    )
    table = f'<div class="wide"><table><thead>{head}</thead><tbody>{"".join(rows)}</tbody></table></div>'
    return _section("report.all_students", table)


def _points(result: dict[str, Any] | None) -> str:
    if result is None or result["points"] is None:
        return "–"
    return f"{result['points']:g}"


def _link(verdict: dict[str, Any]) -> str:
    from urllib.parse import quote

    student, assignment = verdict["student"], verdict["assignment"]
    target = f"feedback/{quote(student)}/{quote(assignment)}/{quote(assignment)}.html"
    return f'<a href="{html.escape(target)}">{_names([student])}</a>'


def _names(students: Iterable[str]) -> str:
    """Return names as HTML, each set apart: one that is written from right to left would turn its neighbours too."""
    return ", ".join(f"<bdi>{html.escape(student)}</bdi>" for student in students)


def _median(values: list[float]) -> float | None:
    if not values:
        return None
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _section(key: str, body: str) -> str:
    return f"<section><h2>{both(say(key))}</h2>{body}</section>"


def _table(heads: tuple[str, ...], rows: list[str]) -> str:
    head = "".join(f'<th scope="col">{both(say(key))}</th>' for key in heads)
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'
