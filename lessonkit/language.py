"""Two languages side by side: a text in both, and the messages that are looked up by name."""

import string
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

LANGUAGES = ("en", "zh")


@dataclass(frozen=True)
class Text:
    """One text in both languages of the course.

    Parameters
    ----------
    en : str
        The English text.
    zh : str
        The same in Simplified Chinese.
    """

    en: str
    zh: str

    def __getitem__(self, language: str) -> str:
        """Return the text in `language`, ``"en"`` or ``"zh"``."""
        if language not in LANGUAGES:
            raise KeyError(language)
        return self.en if language == "en" else self.zh

    def to_json(self) -> dict[str, str]:
        """Return ``{"en": ..., "zh": ...}``."""
        return {"en": self.en, "zh": self.zh}


class Messages:
    """The sentences of one package, read from its ``en.toml`` and ``zh.toml``.

    Keys are dotted paths (``verdict.WRONG_SHAPE``); placeholders are those of `str.format`, and an argument
    that is a `Text` is filled in by language.

    Parameters
    ----------
    package : str
        The package that holds the two files, for example ``"autograder.messages"``.
    """

    def __init__(self, package: str) -> None:
        self.package = package
        self._tables = {
            language: _flatten(tomllib.loads((files(package) / f"{language}.toml").read_text("utf-8")))
            for language in LANGUAGES
        }

    def keys(self, language: str = "en") -> frozenset[str]:
        """Return all dotted keys of one language's file."""
        return frozenset(self._tables[language])

    def placeholders(self, key: str, language: str) -> frozenset[str]:
        """Return the names of the placeholders in one message."""
        parsed = string.Formatter().parse(self._tables[language][key])
        return frozenset(name for _, name, _, _ in parsed if name is not None)

    def raw(self, key: str, language: str) -> str:
        """Return one message as it stands in the file, placeholders unfilled."""
        return self._tables[language][key]

    def say(self, key: str, **values: Any) -> Text:
        """Return the message `key` in both languages, its placeholders filled in.

        Raises
        ------
        KeyError
            If no message has that key, or a placeholder has no value.
        """
        filled = {}
        for language in LANGUAGES:
            own = {k: v[language] if isinstance(v, Text) else v for k, v in values.items()}
            filled[language] = self._tables[language][key].format(**own)
        return Text(**filled)


def _flatten(table: dict[str, Any], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            flat |= _flatten(value, f"{prefix}{key}.")
        else:
            flat[prefix + key] = str(value).strip()
    return flat
