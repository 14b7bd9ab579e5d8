"""Sentences about hidden cases repeat no word that the answer chose: it could spell out a hidden input."""

import pytest

from autograder.checking.discreet import discreet
from autograder.sandbox.steps import Record, record_from_tree, record_to_tree

SOURCE = "def step(z):\n    return gate(x)\n"


@pytest.mark.parametrize(("signature", "shown"), [("step(z)", "step(z)"), ("step(*, x1_5_2)", "(…)"), ("", "(…)")])
def test_a_signature_is_shown_where_its_words_stand_in_the_answer(signature: str, shown: str) -> None:
    assert discreet(Record("unbound", value=signature), SOURCE).value == shown


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("gate() missing 1 required positional argument: 'x'", True),
        ("gate() takes 1 positional argument but 2 were given", True),
        ("gate() missing 1 required positional argument: 'x1_5_2'", False),
        ("x1_5_2() takes 1 positional argument but 2 were given", False),
        ("'float' object is not callable", True),
    ],
)
def test_a_call_is_told_where_its_names_stand_in_the_answer(message: str, kept: bool) -> None:
    found = discreet(Record("exception", exception=("TypeError", "Exception"), message=message), SOURCE)
    assert found.message == (message if kept else "")


@pytest.mark.parametrize("kind", ["missing", "unbound"])
def test_a_forged_name_is_no_longer_than_a_sentence_can_be(kind: str) -> None:
    """Each sentence is kept in two languages for each case: a megabyte became 26."""
    assert len(record_from_tree(record_to_tree(Record(kind, value="A" * 1_000_000))).value) == 500
