"""The sentences of the autograder, in both languages."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from lessonkit.language import Messages, Text


@cache
def messages() -> Messages:
    """Return the autograder's messages, read once."""
    return Messages("autograder.messages")


def listed(items: Iterable[object]) -> Text:
    """Return things in a row, with the comma of each language.

    Examples
    --------
    >>> listed(["`m`", "`n`"])
    Text(en='`m`, `n`', zh='`m`、`n`')
    """
    words = [str(item) for item in items]
    return Text(", ".join(words), "、".join(words))


def say(key: str, **values: Any) -> Text:
    """Return one message in both languages; see `lessonkit.language.Messages.say`."""
    return messages().say(key, **values)
