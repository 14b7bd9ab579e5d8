"""Near-identical answers: what counts as the same, and what the class page makes of it."""

import pytest

from autograder.exercises import lesson
from autograder.grading.likeness import alike, digest, reference_digest
from autograder.messages import say
from autograder.report.class_page import class_page

LESSON = lesson("01_perceptron")
UPDATE = LESSON.exercise("perceptron_update")
FIRST = '''def perceptron_update(w, b, x, y, learning_rate=1.0):
    """Text."""
    guess = 1 if w @ x + b > 0 else 0
    error = y - guess
    return w + learning_rate * error * x, b + learning_rate * error
'''
RENAMED = """def perceptron_update(w, b, x, y, learning_rate: float = 1.0) -> tuple:
    # my own idea
    pred = (1 if (w @ x + b) > 0
            else 0)
    e = y - pred
    return (w + learning_rate * e * x,
            b + learning_rate * e)
"""


def test_names_comments_layout_and_annotations_do_not_count() -> None:
    assert digest(FIRST, UPDATE) == digest(RENAMED, UPDATE) is not None


@pytest.mark.parametrize(("old", "new"), [("> 0", ">= 0"), ("y - guess", "guess - y"), ("error * x", "x * error")])
def test_another_computation_or_order_counts(old: str, new: str) -> None:
    assert digest(FIRST, UPDATE) != digest(FIRST.replace(old, new), UPDATE)


@pytest.mark.parametrize(
    "source",
    [None, "", "def perceptron_update(w, b, x, y):\n    raise NotImplementedError", "def f(:", "def step(z): return z"],
)
def test_stub_broken_or_tiny_answer_tells_nothing(source: str | None) -> None:
    assert digest(source, UPDATE) is None


def test_groups_name_the_students_and_the_course() -> None:
    course = str(reference_digest(UPDATE))
    marks = {"b": "x", "a": "x", "c": "y", "d": course}
    verdicts = [{"student": name, "digests": {UPDATE.id: mark}} for name, mark in marks.items()]
    assert alike(verdicts, LESSON) == [(UPDATE.id, ["a", "b"], False), (UPDATE.id, ["d"], True)]


def test_class_page_lists_them_as_a_hint() -> None:
    verdicts = [
        {"student": name, "assignment": LESSON.slug, "refused": None, "unsafe": False, "results": []}
        | {"digests": {UPDATE.id: "x"}}
        for name in ("<b>ann</b>", "bo")
    ]
    verdicts[1]["digests"]["perceptron_fit"] = str(reference_digest(LESSON.exercise("perceptron_fit")))
    page = class_page(verdicts, LESSON)
    assert say("report.alike_means").zh in page
    assert say("report.reference").zh in page
    assert "<bdi>&lt;b&gt;ann&lt;/b&gt;</bdi>, <bdi>bo</bdi>" in page
