"""Scores on their way to an LMS: everybody finds themselves, nothing in a cell runs."""

import csv
import io
from pathlib import Path

import pytest
import typer
from nbgrader.api import Gradebook

from autograder.cli import app
from autograder.errors import UserError
from autograder.report.export import Kind, Score, export, scores

CLASS = [
    Score("lovelaceada", "01_perceptron", 17.5, 26, 0.0, True),
    Score("=1+1", "01_perceptron", 3.0, 26, 0.0, False),
    Score("张伟", "01_perceptron", 26.0, 26, 2.0, False),
]
CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section,Old homework (77)
    Points Possible,,,,,10
"Lovelace, Ada",101,s1,ada@uni,Monday,9
"张, 伟",102,s2,张伟,Monday,
"Turing, Alan",103,s3,alan@uni,Tuesday,10
"""
MOODLE = """First name,Last name,ID number,Email address
Ada,Lovelace,s1,ada@uni
Alan,Turing,s3,alan@uni
"""


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\uff1d", "\uff20"])
def test_no_name_is_a_formula(first: str) -> None:
    made = export([Score(f"{first}1+1", "01_perceptron", 3.0, 26, 0.0, False)], "csv")
    assert rows(made.text)[1][0] == f"'{first}1+1"


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n", "\u2028"])
def test_no_name_begins_another_row(end: str) -> None:
    made = export([Score(f"ana{end}=1+1", "01_perceptron", 3.0, 26, 0.0, False)], "csv")
    assert made.text.splitlines()[1].startswith("ana =1+1,")
    assert len(made.text.splitlines()) == 2


def test_table_has_a_row_for_each_student_and_no_formula() -> None:
    made = export(CLASS, "csv")
    table = rows(made.text)
    assert table[0] == ["student", "assignment", "points", "max_points", "late_penalty", "waits_for_a_person"]
    assert [row[0] for row in table[1:]] == ["lovelaceada", "'=1+1", "张伟"]
    assert table[1][2:] == ["17.5", "26", "0", "yes"]
    assert made.waiting == ("lovelaceada",)


def test_canvas_roster_keeps_its_columns_and_finds_people_by_login_or_name() -> None:
    made = export(CLASS, "canvas", CANVAS, with_undecided=True)
    table = rows(made.text)
    head = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Old homework (77)", "01_perceptron"]
    assert table[0] == head
    assert table[1][0].strip() == "Points Possible"
    assert table[1][-2:] == ["10", "26"]
    assert {row[0]: row[-2:] for row in table[2:]} == {
        "Lovelace, Ada": ["9", "17.5"], "张, 伟": ["", "26"], "Turing, Alan": ["10", ""],
    }  # fmt: skip
    assert made.unknown == ("=1+1",)
    assert (made.rows, made.graded) == (3, 2)


@pytest.mark.parametrize(
    ("kind", "roster"), [("canvas", CANVAS), ("moodle", MOODLE), ("canvas", None), ("moodle", None)]
)
def test_a_score_that_is_not_final_is_an_empty_cell_unless_asked_for(kind: Kind, roster: str | None) -> None:
    left = [row[-1] for row in rows(export(CLASS, kind, roster).text)]
    asked = [row[-1] for row in rows(export(CLASS, kind, roster, with_undecided=True).text)]
    assert "17.5" not in left
    assert "17.5" in asked
    assert export(CLASS, kind, roster).waiting == ("lovelaceada",)


def test_a_column_of_this_assignment_in_the_roster_is_replaced() -> None:
    again = rows(export(CLASS, "canvas", CANVAS.replace("Old homework (77)", "01_perceptron (77)")).text)
    assert again[0][-1] == "01_perceptron (77)"
    assert len(again[0]) == 6
    assert {row[0]: row[-1] for row in again[2:]} == {"Lovelace, Ada": "9", "张, 伟": "26", "Turing, Alan": "10"}


def test_canvas_without_a_roster_has_canvas_columns() -> None:
    table = rows(export(CLASS, "canvas").text)
    assert table[0][:5] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    assert table[1][0].strip() == "Points Possible"
    assert [row[3] for row in table[2:]] == ["'=1+1", "lovelaceada", "张伟"]


def test_moodle_knows_people_by_first_and_last_name() -> None:
    """Moodle's own download is named `Ada Lovelace_12_assignsubmission_file_`."""
    found = [Score("Ada Lovelace", "01_perceptron", 5.25, 26, 0.0, False)]
    table = rows(export(found, "moodle", MOODLE).text)
    assert table == [
        ["First name", "Last name", "ID number", "Email address", "01_perceptron"],
        ["Ada", "Lovelace", "s1", "ada@uni", "5.25"],
        ["Alan", "Turing", "s3", "alan@uni", ""],
    ]


def of(points: dict[str, float], roster: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """By ID in a roster what is written for them, and who is not in the file."""
    made = export([Score(who, "01_perceptron", some, 26, 0.0, False) for who, some in points.items()], "canvas", roster)
    return {row[1]: row[-1] for row in rows(made.text)[1:]}, made.unknown


def test_a_name_that_is_another_ones_login_gives_nobody_that_ones_points() -> None:
    roster = 'Student,ID,SIS Login ID\n"Li, Wei",7,wli2\n"Li, Wei",8,liwei\n'
    assert of({"liwei": 26, "wli2": 3}, roster) == ({"7": "3", "8": "26"}, ())
    assert of({"liwei": 26}, roster) == ({"7": "", "8": "26"}, ())


def test_ids_that_differ_by_a_dot_are_two_people() -> None:
    roster = "Student,ID,SIS Login ID\nA,7,anna.lee\nB,8,annalee\nC,12,x\nD,21,1 2\n"
    assert of({"annalee": 26, "anna.lee": 3, "12": 9}, roster) == ({"7": "3", "8": "26", "12": "9", "21": ""}, ())


def test_a_name_of_two_people_is_nobodys() -> None:
    roster = 'Student,ID,SIS Login ID\n"Li, Wei",7,a\n"Li, Wei",8,b\n'
    assert of({"liwei": 26}, roster) == ({"7": "", "8": ""}, ("liwei",))


def test_two_folders_that_may_be_one_persons_are_nobodys() -> None:
    assert of({"li wei": 26, "liwei": 3}, 'Student,ID\n"Li, Wei",7\n') == ({"7": ""}, ("li wei", "liwei"))


def test_a_quotation_mark_that_is_never_closed_is_told() -> None:
    with pytest.raises(UserError, match="can't be read as CSV"):
        export(CLASS, "canvas", 'Student,ID\n"Li, Wei,1\n' + "x,1\n" * 40_000)


def test_a_roster_in_another_language_is_known_by_the_ids_in_it() -> None:
    points = {"20260001": 26, "20260002": 3, "20260009": 5}
    found = [Score(who, "01_perceptron", some, 26, 0.0, False) for who, some in points.items()]
    roster = "名,姓,学号,小组\n伟,张,20260001,1\n娜,李,20260002,1\n强,王,20260003,2\n"
    made = export(found, "moodle", roster)
    assert [row[-1] for row in rows(made.text)] == ["01_perceptron", "26", "3", ""]
    assert made.unknown == ("20260009",)
    with pytest.raises(UserError, match="more than half"):
        export(found, "moodle", roster.replace("20260002", "20260004"))


def test_roster_of_something_else_is_refused_with_what_it_lacks() -> None:
    with pytest.raises(UserError, match="SIS Login ID"):
        export(CLASS, "canvas", "colour,size\nred,3\n")


def test_no_gradebook_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Grade first"):
        scores(f"sqlite:///{tmp_path / 'gradebook.db'}")


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's own way of adding rows
@pytest.mark.parametrize(
    ("words", "told"),
    [(["-o", "/dev/full"], "No space left"), (["--to", "canvas", "--roster", "/proc/self/mem"], "cannot be read")],
)
def test_a_file_that_fails_is_told(gradebook: str, words: list[str], told: str) -> None:
    with pytest.raises(UserError, match=told):
        typer.main.get_command(app).main(["export", "--db", gradebook, *words], standalone_mode=False)


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's own way of adding rows
def test_an_assignment_that_is_named_twice_stands_in_the_table_once(
    gradebook: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for names in (["01_perceptron"], ["01_perceptron"] * 2):
        typer.main.get_command(app).main(["export", "--db", gradebook, *names], standalone_mode=False)
    once, header, twice = capsys.readouterr().out.partition("student,")[2].partition("student,")
    assert header
    assert once == twice


@pytest.fixture
def gradebook(tmp_path: Path) -> str:
    address = f"sqlite:///{tmp_path / 'gradebook.db'}"
    with Gradebook(address) as book:
        book.add_assignment("01_perceptron")
        book.add_notebook("01_perceptron", "01_perceptron")
        book.add_grade_cell("check-step", "01_perceptron", "01_perceptron", max_score=5, cell_type="code")
        book.add_grade_cell("proof", "01_perceptron", "01_perceptron", max_score=3, cell_type="markdown")
        for student, points in (("ada", 4.0), ("ben", 1.0)):
            book.add_student(student)
            row = book.add_submission("01_perceptron", student).notebooks[0]
            by_name = {grade.name: grade for grade in row.grades}
            by_name["check-step"].auto_score = points
            by_name["check-step"].needs_manual_grade = False
            by_name["proof"].manual_score = 2.5 if student == "ada" else 0.0
            by_name["proof"].needs_manual_grade = student == "ada"  # the answer has changed since
            row.late_submission_penalty = 2.0 if student == "ben" else None
        book.db.commit()
    return address


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's own way of adding rows
def test_scores_are_what_is_decided_with_lateness_off_and_never_below_zero(gradebook: str) -> None:
    assert scores(gradebook) == [
        Score("ada", "01_perceptron", 4.0, 8.0, 0.0, True),
        Score("ben", "01_perceptron", 0.0, 8.0, 2.0, False),
    ]
    with pytest.raises(UserError, match=r"holds no 02_activations\. It holds: 01_perceptron"):
        scores(gradebook, ["02_activations"])
