"""Scores for a learning management system: from the gradebook to the file that Canvas, Moodle or a table program reads.

Canvas and Moodle know students by names of their own; a roster, the file that they export, says which. A student is
found in it by an id, a login or a name, however it is spelled in the name of a downloaded file.
"""

import csv
import io
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from autograder.errors import UserError
from autograder.grading.service import exists, reading, shown

Kind = Literal["csv", "canvas", "moodle"]
KINDS: tuple[Kind, ...] = ("csv", "canvas", "moodle")
FORMULA = ("=", "+", "-", "@", "\t", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a table program takes for the beginning of a formula; some take the full-width ones, too."""
KNOWN_BY = {
    "canvas": ("SIS Login ID", "SIS User ID", "ID", "Student"),
    "moodle": ("Username", "ID number", "Email address", "Full name"),
}
"""Columns of a roster by which a student may be known."""
CANVAS_HEAD = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
POINTS_POSSIBLE = "Points Possible"


@dataclass(frozen=True)
class Score:
    """One student's points in one assignment, lateness taken off.

    `waits` tells whether a person has yet to look at an answer.
    """

    student: str
    assignment: str
    points: float
    most: float
    penalty: float
    waits: bool


@dataclass(frozen=True)
class Exported:
    """A file for an LMS, and what the instructor should know about it.

    Parameters
    ----------
    text : str
        The file.
    waiting : tuple of str
        Students whose score is not final.
    unknown : tuple of str
        Students who are not clearly one person in the roster, and so not in the file.
    rows : int
        How many students stand in the file.
    graded : int
        How many of them have been graded.
    """

    text: str
    waiting: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    rows: int = 0
    graded: int = 0


def scores(db: str, assignments: Sequence[str] = ()) -> list[Score]:
    """Return the scores of a gradebook.

    Parameters
    ----------
    db : str
        The gradebook's address.
    assignments : sequence of str
        Which; all that are in it by default.

    Raises
    ------
    UserError
        If there is no gradebook, or an assignment is not in it.
    """
    if not exists(db):
        told = "Grade first: `deeplearn grade submitted --assignment LESSON`."
        raise UserError(f"There is no gradebook {shown(db)}. {told}")
    found = []
    with reading(db) as gradebook:
        known = sorted(str(assignment.name) for assignment in gradebook.assignments)
        for name in assignments or known:
            if name not in known:
                raise UserError(f"The gradebook holds no {name}. It holds: {', '.join(known) or 'nothing'}.")
            for one in gradebook.assignment_submissions(name):
                penalty = sum(notebook.late_submission_penalty or 0.0 for notebook in one.notebooks)
                grades = [grade for notebook in one.notebooks for grade in notebook.grades]
                waits = any(grade.needs_manual_grade for grade in grades)
                # As on the student's page: points of an answer that has changed since count when a person has looked.
                decided = sum(float(grade.score or 0.0) for grade in grades if not grade.needs_manual_grade)
                points = max(decided - penalty, 0.0)
                found.append(Score(str(one.student_id), name, points, float(one.max_score), float(penalty), waits))
    return sorted(found, key=lambda score: (score.assignment, score.student))


def export(found: Sequence[Score], kind: Kind, roster: str | None = None, *, with_undecided: bool = False) -> Exported:
    """Return the file of one kind.

    Parameters
    ----------
    found : sequence of Score
        From `scores`.
    kind : str
        ``"csv"``, ``"canvas"`` or ``"moodle"``.
    roster : str, optional
        The text of the file that the LMS exports; its own columns are kept as they are.
    with_undecided : bool
        Whether Canvas and Moodle get scores that are not final too; otherwise such a cell is empty, or as it was in
        the roster. The plain table has all scores, and a column that says which are not final.

    Raises
    ------
    UserError
        If the roster has none of the columns by which students are known.
    """
    waiting = tuple(dict.fromkeys(score.student for score in found if score.waits))
    if kind == "csv":
        head = ("student", "assignment", "points", "max_points", "late_penalty", "waits_for_a_person")
        rows = [
            (
                s.student,
                s.assignment,
                _number(s.points),
                _number(s.most),
                _number(s.penalty),
                "yes" if s.waits else "no",
            )
            for s in found
        ]
        students = len({s.student for s in found})
        return Exported(_text([head, *rows]), waiting, rows=students, graded=students)
    points = {(s.student, s.assignment): _number(s.points) for s in found if with_undecided or not s.waits}
    if roster is None:
        students = len({s.student for s in found})
        return Exported(_text(_without_roster(found, kind, points)), waiting, rows=students, graded=students)
    return _with_roster(found, kind, roster, waiting, points)


Points = Mapping[tuple[str, str], str]
"""By student and assignment what is written; nothing where there is none, or it is not final."""


def _without_roster(found: Sequence[Score], kind: Kind, points: Points) -> list[Sequence[str]]:
    titles = _titles(found)
    students = sorted({s.student for s in found})
    given = {student: [points.get((student, title), "") for title in titles] for student in students}
    if kind == "moodle":
        return [["Username", *titles], *([student, *given[student]] for student in students)]
    most = {s.assignment: _number(s.most) for s in found}
    possible = [f"    {POINTS_POSSIBLE}", "", "", "", "", *(most[title] for title in titles)]
    return [[*CANVAS_HEAD, *titles], possible, *([s, "", "", s, "", *given[s]] for s in students)]


def _with_roster(found: Sequence[Score], kind: Kind, roster: str, waiting: tuple[str, ...], points: Points) -> Exported:
    rows = _read(roster)
    head = [name.strip() for name in rows[0]] if rows else []
    columns = [head.index(name) for name in KNOWN_BY[kind] if name in head]
    names = [head.index(name) for name in ("First name", "Last name", "Surname") if name in head]
    students = sorted({s.student for s in found})
    if not columns and len(names) < 2:  # in another language than English, for example
        columns = _columns_of(students, rows[1:])
    if not columns and len(names) < 2:
        wanted = ", ".join(f"`{name}`" for name in KNOWN_BY[kind])
        raise UserError(
            f"The roster has no column by which students are known: one of {wanted}, or any in which more than half of "
            f"them stand with their ids. It has: {head}."
        )
    titles = _titles(found)
    there = _columns_there(head, titles)
    keep = [k for k in range(len(head)) if k not in there.values()]
    most = {s.assignment: _number(s.most) for s in found}
    written = [[head[k] for k in keep] + [head[there[title]] if title in there else title for title in titles]]
    body = [[*row, *[""] * (len(head) - len(row))] for row in rows[1:]]
    people = {at: row for at, row in enumerate(body) if row[0].strip() != POINTS_POSSIBLE}
    ids = {at: [row[k] for k in columns] for at, row in people.items()}
    found_in = _who_is_who(students, {at: (ids[at], " ".join(row[k] for k in names)) for at, row in people.items()})
    for at, row in enumerate(body):
        if at not in people:
            written.append([row[k] for k in keep] + [most[title] for title in titles])
            continue
        who = found_in.get(at)
        old = {title: row[k] for title, k in there.items()}
        new = [points.get((who or "", title), old.get(title, "")) for title in titles]
        written.append([row[k] for k in keep] + new)
    taken = set(found_in.values())
    unknown = tuple(student for student in students if student not in taken)
    here = tuple(student for student in waiting if student in taken)
    return Exported(_text(written, safe=len(keep)), here, unknown, len(people), len(taken))


def _read(roster: str) -> list[list[str]]:
    try:
        return [row for row in csv.reader(io.StringIO(roster.removeprefix("\ufeff"))) if any(row)]
    except csv.Error as error:  # a quotation mark that is never closed takes all of the file into one cell
        raise UserError(f"The roster can't be read as CSV: {error}. Export it anew.") from None


def _columns_of(students: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """Return the number of the column in which most students stand with their ids, if more than half of them do."""
    ids = _alike(students)
    there = [len(ids & _alike(column)) for column in zip_longest(*rows, fillvalue="")]
    most = max(there, default=0)
    return [there.index(most)] if 2 * most > len(ids) else []


def _who_is_who(students: Sequence[str], people: Mapping[int, tuple[Sequence[str], str]]) -> dict[int, str]:
    """Return whose row each one is: by an id as it stands there, else spelled otherwise, else by a name turned round.

    A name may be a namesake's, or another's login. So what says more goes first, and what fits two people fits nobody.

    Parameters
    ----------
    students : sequence of str
        The ids of their folders.
    people : mapping of int to tuple
        By number of the row what stands in the columns by which people are known, and a first and a last name.
    """
    found: dict[int, str] = {}
    for spelled in (_as_it_is, _alike, _spellings):
        rows, claims = defaultdict[str, set[int]](set), defaultdict[int, set[str]](set)
        for at, (known_by, name) in people.items():
            for spelling in spelled([*known_by, name]) if at not in found else ():
                rows[spelling].add(at)
        for student in set(students) - set(found.values()):
            for at in set[int]().union(*(rows.get(spelling, ()) for spelling in spelled([student]))):
                claims[at].add(student)
        often = Counter(student for claiming in claims.values() for student in claiming)
        single = ((at, next(iter(claiming))) for at, claiming in claims.items() if len(claiming) == 1)
        found |= {at: student for at, student in single if often[student] == 1}
    return found


def _columns_there(head: Sequence[str], titles: Sequence[str]) -> dict[str, int]:
    """Return the roster's own columns of these assignments; Canvas writes a number behind the name."""
    plain = [re.sub(r" \(\d+\)$", "", name) for name in head]
    return {title: plain.index(title) for title in titles if title in plain}


def _titles(found: Iterable[Score]) -> list[str]:
    return sorted({score.assignment for score in found})


def _as_it_is(names: Iterable[str]) -> set[str]:
    return {name.strip() for name in names} - {""}


def _alike(names: Iterable[str]) -> set[str]:
    return {_plain(name) for name in names} - {""}


def _spellings(names: Iterable[str]) -> set[str]:
    """Return names as a file may spell them: plain small letters, first and last name in either order."""
    found: set[str] = set()
    for name in names:
        parts = [part for part in (_plain(word) for word in name.replace(",", " ").split()) if part]
        if parts:
            found |= {"".join(parts), "".join([*parts[1:], parts[0]]), "".join([parts[-1], *parts[:-1]])}
    return found


def _plain(word: str) -> str:
    split = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in split if letter.isalnum())


def _number(value: float) -> str:
    return f"{round(value, 2):g}"


def _text(rows: Iterable[Sequence[str]], safe: int = 0) -> str:
    """Return rows as CSV; a cell that would be a formula is made a text, but for the first `safe` columns.

    Line ends in a cell become blanks: what follows one would be the first cell of a row of its own.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in rows:
        row = [" ".join(cell.splitlines()) for cell in row]
        writer.writerow(
            [cell if k < safe or not cell.startswith(FORMULA) else f"'{cell}" for k, cell in enumerate(row)]
        )
    return out.getvalue()
