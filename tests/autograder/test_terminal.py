"""What instructors read in a terminal holds nothing that moves the cursor, whatever a student wrote."""

import io
from pathlib import Path

from rich.console import Console

from autograder.cli.common import progress
from autograder.grading.appeal import Appeal, CaseAgain
from autograder.grading.regrade import Change, Foreseen
from autograder.grading.summary import Summary
from autograder.report.terminal import appeal_report, changes_table

HOSTILE = "\x1b[2J\x1b]0;title\x07\r\x9b31m\u202e[bold]ana"


def printed(*parts: object, markup: bool = True) -> str:
    page = io.StringIO()
    for part in parts:
        Console(file=page, width=200).print(part, highlight=False, markup=markup)
    return page.getvalue()


def clean(text: str) -> bool:
    return all(letter in "\n\t" or letter.isprintable() for letter in text) and "ana" in text


def test_an_appeal() -> None:
    case = CaseAgain("tie", 7, "step(0)", "CORRECT", "RAISED", (f"The message was: {HOSTILE}",))
    told = Appeal(HOSTILE, "01_perceptron", "step", 1.0, 0.0, 1.0, "0" * 64, True, True, (case,))
    assert clean(printed(*appeal_report(told)))


def test_an_appeal_is_reproduced_whichever_limit_a_case_met_first() -> None:
    def told(then: str, now: str, points: float = 0.0) -> str:
        case = CaseAgain("tie", 7, "step(0)", then, now, ())
        return printed(
            *appeal_report(Appeal("ana", "01_perceptron", "step", points, 0.0, 1.0, "0" * 64, True, True, (case,)))
        )

    assert "Reproduced. Which limit was met first" in told("OUT_OF_MEMORY", "TIMED_OUT")
    assert "Reproduced: every case" in told("TIMED_OUT", "TIMED_OUT")
    assert "Not reproduced" in told("TIMED_OUT", "WRONG_VALUE")
    assert "Not reproduced" in told("OUT_OF_MEMORY", "TIMED_OUT", points=1.0)


def test_a_regrade() -> None:
    found = Foreseen([Change(HOSTILE, "step", 0.0, 1.0, None)], [("new text", f"{HOSTILE} / parabola")], [HOSTILE])
    assert clean(printed(changes_table(found)))
    assert clean(printed(changes_table(Foreseen(others=found.others))))


def test_a_summary() -> None:
    refused = {"student": HOSTILE, "verdict": "NOT_GRADED", "reason": {"en": "It is empty.", "zh": "文件是空的。"}}
    text = Summary((refused,), Path("results"), False).render()
    assert clean(text)
    assert "[bold]ana" in printed(text, markup=False)


def test_the_bar_takes_no_name_for_markup() -> None:
    with progress() as bar:
        bar.add_task("[@click=nonsense(]", total=1)
