"""The message files: the same keys and placeholders, every message used, Chinese typography."""

import re

import pytest

from autograder.checking.cases import Group
from autograder.checking.verdicts import Verdict
from autograder.messages import listed, messages, say
from lessonkit.language import LANGUAGES

KEYS = sorted(messages().keys("en"))


def test_both_languages_have_the_same_keys() -> None:
    assert messages().keys("en") == messages().keys("zh")
    assert len(KEYS) > 150


@pytest.mark.parametrize("key", KEYS)
def test_message_has_the_same_placeholders_and_no_gap(key: str) -> None:
    assert messages().placeholders(key, "en") == messages().placeholders(key, "zh")
    for one in LANGUAGES:
        assert messages().raw(key, one).strip()


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_has_a_name_and_one_sentence(verdict: Verdict) -> None:
    text = say(f"verdict.{verdict}")
    assert say(f"verdict_name.{verdict}").zh
    assert text.en.endswith(".")
    assert text.zh.endswith("。")
    assert text.zh.count("。") == 1


@pytest.mark.parametrize("group", list(Group))
def test_every_group_has_a_name(group: Group) -> None:
    assert say(f"group.{group}").zh


@pytest.mark.parametrize("key", KEYS)
def test_chinese_is_typeset_as_chinese(key: str) -> None:
    """Is there one space between Chinese and Latin, full-width punctuation, and neither 您 nor 请?"""
    text = re.sub(r"`[^`]*`", "`x`", messages().raw(key, "zh"))
    text = re.sub(r"\{[a-z_]+\}", "{x}", text)
    assert not re.search(r"[您请！]", text)
    assert not re.search(r"[一-鿿][A-Za-z0-9`]|[A-Za-z0-9`][一-鿿]", text), text
    assert not re.search(r"[一-鿿] ?[,;:!?]", text), text
    assert not re.search(r"[，。；：（）] | [，。；：（）]", text), text


@pytest.mark.parametrize("key", KEYS)
def test_english_does_not_shout_or_belittle(key: str) -> None:
    words = re.sub(r"`[^`]*`", "", messages().raw(key, "en")).lower()
    assert not re.search(r"\b(simply|obviously|just)\b", words)
    assert "!" not in words.replace("`!`", "")


def test_a_text_filled_in_keeps_its_space_from_chinese() -> None:
    told = say("why.type", actual=say("type.list"), expected=say("type.ndarray"))
    assert told.zh == "你的结果是一个列表，要求的是 NumPy 数组。"


def test_a_row_of_names_has_the_comma_of_its_language() -> None:
    told = say("check.names", names=listed(["`m`", "`n`"]))
    assert "`m`, `n`" in told.en
    assert "`m`、`n`" in told.zh
