"""The class page on made-up verdicts: counts, ranks, escapes, and the note that must not be missed."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from autograder.exercises import lesson
from autograder.report.class_page import class_page

LESSON = lesson("01_perceptron")
REFUSED = {"en": "It is <empty>.", "zh": "文件是空的。"}


def verdict_of(
    student: str, *, unsafe: bool = False, labels: Mapping[str, str] = {}, **results: tuple[float, str, list[str]]
) -> dict[str, Any]:
    """Return the verdict of a submission that has all right, but for `results`: points, verdict, misconceptions."""
    found = []
    for one in (*LESSON.exercises, *LESSON.predictions):
        points, verdict, wrong = results.get(one.id, (one.points, "CORRECT", []))
        about = {"exercise": one.id, "points": points, "verdict": verdict, "misconceptions": wrong}
        found.append(about | {"label": labels.get(one.id, "")})
    return {
        "student": student,
        "assignment": LESSON.slug,
        "refused": None,
        "results": found,
        "unsafe": unsafe,
    }


def refused(student: str) -> dict[str, Any]:
    return verdict_of(student) | {"refused": REFUSED, "results": []}


class Outline(HTMLParser):
    """Collects the cells of all table rows, and every tag with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.in_cell = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self.in_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.in_cell = False

    def handle_data(self, data: str) -> None:
        if self.in_cell:
            self.rows[-1][-1] += data

    def row(self, *words: str) -> list[str]:
        """Return the one row that holds all of these words."""
        found = [row for row in self.rows if all(word in "|".join(row) for word in words)]
        assert len(found) == 1, found
        return found[0]


def test_an_answer_has_the_name_that_the_students_page_has() -> None:
    silent, wrong = (0.9, "WRONG_VALUE", []), (0.5, "WRONG_VALUE", [])
    class_ = [verdict_of("a", labels={"step": "NO_ERROR"}, step=silent), verdict_of("b", step=wrong)]
    other = Outline(class_page(class_, LESSON)).row("step", "no error raised")[3]
    assert "1 × no error raised" in other
    assert "1 × wrong value" in other


def test_misconceptions_are_ranked_by_how_many_have_them() -> None:
    tie, sign = (0.7, "WRONG_VALUE", ["tie_is_one"]), (0.8, "WRONG_VALUE", ["sign"])
    page = Outline(
        class_page(
            [verdict_of("a", step=tie), verdict_of("b", step=tie), verdict_of("c", perceptron_update=sign)], LESSON
        )
    )
    first, second = page.row("only z > 0 gives 1", "a, b"), page.row("Your update goes the wrong way")
    assert (first[0], second[0]) == ("2", "1")
    assert page.rows.index(first) < page.rows.index(second)
    assert "临界情形算类别 0" in first[2]


def test_exercises_count_right_untouched_and_timed_out() -> None:
    page = Outline(
        class_page(
            [
                verdict_of("a"),
                verdict_of("b", perceptron_fit=(0.0, "TIMED_OUT", [])),
                verdict_of("c", perceptron_fit=(0.0, "NOT_ATTEMPTED", [])),
                refused("d"),
            ],
            LESSON,
        )
    )
    row = next(row for row in page.rows if row[0] == "perceptron_fit")
    assert row[1:3] == ["1", "1"]
    assert re.fullmatch(r"1 × \S.*", row[3])
    assert row[4] == f"{4 / 3:.2f} / 4"


def test_an_exercise_sets_students_apart_as_far_as_the_others_do() -> None:
    """By hand: 0, 2, 4 points here against 0, 1, 0.5 elsewhere have the correlation 1 / sqrt(8 * 0.5)."""
    pairs = [(0.0, 0.0), (2.0, 1.0), (4.0, 0.5)]
    verdicts = [
        verdict_of(str(number), perceptron_fit=(here, "WRONG_VALUE", []), step=(there, "WRONG_VALUE", []))
        for number, (here, there) in enumerate(pairs)
    ]
    found = {row[0]: row[-1] for row in Outline(class_page(verdicts, LESSON)).rows if len(row) == 7}
    assert found["perceptron_fit"] == "0.50"
    assert found["xor_gate"] == "–"  # the same points for all: nobody is set apart


def test_an_exercise_shows_how_its_points_are_spread() -> None:
    """Of 4 points: one student none, one 1, one 1.5, one 3.99, two all; the highest column is full."""
    got = [0.0, 1.0, 1.5, 3.99, 4.0, 4.0]
    verdicts = [verdict_of(str(n), perceptron_fit=(points, "WRONG_VALUE", [])) for n, points in enumerate(got)]
    page = Outline(class_page(verdicts, LESSON))
    told = [tag["aria-label"] for _, tag in page.tags if tag.get("class") == "spread"]
    assert told.count("0 %: 1, ≤ 25 %: 1, ≤ 50 %: 1, ≤ 75 %: 0, < 100 %: 1, 100 %: 2") == 1
    assert told.count("0 %: 0, ≤ 25 %: 0, ≤ 50 %: 0, ≤ 75 %: 0, < 100 %: 0, 100 %: 6") == len(LESSON.exercises) - 1
    assert [tag["style"] for name, tag in page.tags if name == "i"].count("height:1.60em") == len(LESSON.exercises)


def test_scores_fall_into_the_right_bins() -> None:
    nothing = {one.id: (0.0, "NOT_ATTEMPTED", []) for one in (*LESSON.exercises, *LESSON.predictions)}
    page = Outline(class_page([verdict_of("a"), verdict_of("b"), verdict_of("c", **nothing)], LESSON))
    bins = {row[0]: row[1].strip() for row in page.rows if " – " in row[0]}
    assert (bins["0 – 2"], bins["18 – 20"]) == ("1", "2")
    assert sum(int(count) for count in bins.values()) == 3


def test_a_refused_submission_stands_with_its_reason_and_a_link() -> None:
    page = class_page([refused("张 三?")], LESSON)
    assert "It is &lt;empty&gt;." in page
    assert "文件是空的。" in page
    links = [attributes["href"] for tag, attributes in Outline(page).tags if tag == "a"]
    assert links
    assert set(links) == {
        "feedback/%E5%BC%A0%20%E4%B8%89%3F/01_perceptron/01_perceptron.html",
    }


def test_a_student_id_is_text_and_never_markup() -> None:
    page = class_page([verdict_of("<img src=x onerror=y()>", step=(0.0, "WRONG_VALUE", ["sign"]))], LESSON)
    assert not [tag for tag, _ in Outline(page).tags if tag in ("img", "script")]
    assert "&lt;img src=x" in page


def test_a_name_that_turns_the_writing_turns_only_itself() -> None:
    """A right-to-left override lasts to the end of its line, unless it is set apart."""
    turned = "\u202e"
    names = [f"eve{turned}", "ana", "bob"]
    page = class_page([verdict_of(name, step=(0.0, "WRONG_VALUE", ["sign"])) for name in names], LESSON)
    assert page.count(turned) == len(re.findall(f"<bdi>eve{turned}</bdi>", page)) == 2


def test_missing_sandbox_is_an_alarm_and_only_then() -> None:
    assert 'role="alert"' in class_page([verdict_of("a"), verdict_of("b", unsafe=True)], LESSON)
    assert 'role="alert"' not in class_page([verdict_of("a")], LESSON)


def test_page_asks_nothing_from_elsewhere_and_runs_nothing() -> None:
    page = Outline(class_page([verdict_of("a"), refused("b")], LESSON))
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "link", "iframe", "object", "img"}
    policy = [attrs["content"] for tag, attrs in page.tags if attrs.get("http-equiv") == "Content-Security-Policy"]
    assert len(policy) == 1
    assert str(policy[0]).startswith("default-src 'none'")
    assert not [attrs for _, attrs in page.tags if any(name.startswith("on") for name in attrs)]
    assert all(attrs.get("scope") in ("col", "row") for tag, attrs in page.tags if tag == "th")


def test_an_empty_class_is_a_page_too() -> None:
    assert "<h1>" in class_page([], LESSON)
