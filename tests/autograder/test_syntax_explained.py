"""Syntax errors explained: full-width punctuation, look-alikes, invisible characters, the usual slips."""

import pytest

from autograder.checking.cases import Prediction
from autograder.checking.predict import read_prediction
from autograder.checking.syntax import FULL_WIDTH, LOOK_ALIKE, explain
from autograder.checking.verdicts import Verdict


@pytest.mark.parametrize(
    "character", sorted(c for c in FULL_WIDTH if not FULL_WIDTH[c].isalnum() and FULL_WIDTH[c] != "_")
)
def test_full_width_punctuation_is_pointed_out(character: str) -> None:
    told = explain(f"x = 1\ny {character} = (2")
    assert f"“{character}”" in told[0].en
    assert "line 2" in told[0].en
    assert f"`{FULL_WIDTH[character]}`" in told[0].zh


@pytest.mark.parametrize("character", sorted(LOOK_ALIKE))
def test_look_alike_is_pointed_out(character: str) -> None:
    told = explain(f"y = 3 {character} 2")
    assert f"`{LOOK_ALIKE[character]}`" in told[0].en


@pytest.mark.parametrize("character", ["\u00a0", "\u3000", "\u200b"])
def test_invisible_character_is_pointed_out(character: str) -> None:
    assert f"U+{ord(character):04X}" in explain(f"if x{character}:\n{character}  y = 1")[0].en


def test_chinese_in_strings_and_comments_is_left_alone() -> None:
    assert explain("# 注意：（全角）\nname = '你好，世界'\n'''：'''") == ()
    told = explain("# 注意：\ntext = '：'\ndef f(x)\n    return x")
    assert "colon" in told[0].en
    assert all("U+FF1A" not in sentence.en for sentence in told)


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("def f(x)\n    return x", "colon"),
        ("y = (1 + 2\nz = 3", "bracket"),
        ("y = 1)", "bracket"),
        ("y = 'abc", "string"),
        ("if x = 1:\n    pass", "`==` compares"),
        ("def f():\nreturn 1", "indentation"),
        ("def f():\n\tx = 1\n        y = 2", "tabs"),
        ("x = = 1", "cannot read"),
    ],
)
def test_usual_slip_is_named(source: str, word: str) -> None:
    assert word in explain(source)[0].en


def test_magics_are_no_syntax_errors() -> None:
    assert explain("%matplotlib inline\n!ls\nx = 1") == ()


PREDICTION = Prediction("L01-P1", ("a", "b", "c"), "b")


@pytest.mark.parametrize(
    ("source", "verdict", "points"),
    [
        ('prediction_L01_P1 = "b"', Verdict.CORRECT, 1.0),
        ("prediction_L01_P1 = 'a'  # a guess", Verdict.CORRECT, 1.0),
        ('prediction_L01_P1 = "C"', Verdict.CORRECT, 1.0),
        ('prediction_L01_P1: str = "c"', Verdict.CORRECT, 1.0),
        ("prediction_L01_P1 = None", Verdict.NOT_ATTEMPTED, 0.0),
        ("", Verdict.NOT_ATTEMPTED, 0.0),
        (None, Verdict.NOT_ATTEMPTED, 0.0),
        ('prediction_L01_P1 = "d"', Verdict.WRONG_VALUE, 0.0),
        ("prediction_L01_P1 = b", Verdict.WRONG_VALUE, 0.0),
        ("prediction_L01_P1 = 'ab'[0]", Verdict.WRONG_VALUE, 0.0),
        ("prediction_L01_P1 = “b”", Verdict.WRONG_VALUE, 0.0),
    ],
)
def test_prediction_is_read_as_a_literal(source: str | None, verdict: Verdict, points: float) -> None:
    result = read_prediction(PREDICTION, source)
    assert (result.exercise, result.verdict, result.points) == ("L01-P1", verdict, points)
    assert result.why
