"""The sentences of the autograder, in both languages."""

from functools import cache
from typing import Any

from lessonkit.language import Messages, Text


@cache
def messages() -> Messages:
    """Return the autograder's messages, read once."""
    return Messages("autograder.messages")


def say(key: str, **values: Any) -> Text:
    """Return one message in both languages; see `lessonkit.language.Messages.say`."""
    return messages().say(key, **values)
