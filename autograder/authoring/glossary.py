"""The glossary: which Chinese word stands for which English term, and which words must not.

How the columns and tags of ``lessons/glossary.csv`` are read: variants of one English term are joined by
``/``; a bracket holds an abbreviation or other name (it matches too), a plural (``pl. minima``), or the
sense that is meant. In the Chinese column the preferred form stands first, synonyms in one ``（…、…）``.
The note begins with tags: ``[ok …]`` further approved forms; ``[rival …]`` wrong where the English twin has
the term and no approved form stands; ``[never …]`` always wrong; ``[free]`` the English word has everyday
senses.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from autograder.authoring.problems import Problem

_TAG = re.compile(r"\[(\w+)([^\]]*)\]\s*")
_LOWER_NAMES = {"tanh", "dtype", "i.i.d."}


@dataclass(frozen=True)
class Term:
    """One row of the glossary.

    Parameters
    ----------
    english : tuple of str
        All forms that match in English, abbreviations and irregular plurals included.
    approved : tuple of str
        Chinese forms that satisfy the check, the preferred one first.
    wrong : tuple of str
        Synonyms and rivals: wrong where the English term stands in the twin and no approved form does.
    never : tuple of str
        Always wrong.
    free : bool
        Whether the English word has everyday senses, so that its absence says nothing.
    """

    english: tuple[str, ...]
    approved: tuple[str, ...]
    wrong: tuple[str, ...]
    never: tuple[str, ...]
    free: bool


def read_term(english: str, chinese: str, note: str) -> Term:
    """Read one row.

    Examples
    --------
    >>> read_term("multilayer perceptron (MLP)", "多层感知机（多层感知器）", "[ok 网络] [rival 多层脑] D")
    ... # doctest: +NORMALIZE_WHITESPACE
    Term(english=('multilayer perceptron', 'MLP'), approved=('多层感知机', '网络'),
         wrong=('多层感知器', '多层脑'), never=(), free=False)
    """
    tags: dict[str, tuple[str, ...]] = {}
    at = 0
    while found := _TAG.match(note, at):
        tags[found[1]] = _words(found[2])
        at = found.end()
    preferred, _, synonyms = chinese.partition("（")
    forms = [form for variant in english.split(" / ") for form in _english_forms(variant)]
    return Term(
        tuple(dict.fromkeys(forms)),
        (preferred.strip(), *tags.get("ok", ())),
        (*_words(synonyms.rstrip("）")), *tags.get("rival", ())),
        tags.get("never", ()),
        "free" in tags,
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split("、") if word.strip())


def _english_forms(variant: str) -> Iterator[str]:
    yield re.sub(r"\s*\([^)]*\)", "", variant).strip()
    for inside in re.findall(r"\(([^)]*)\)", variant):
        if inside.startswith("pl. "):
            yield inside.removeprefix("pl. ")
        elif inside in _LOWER_NAMES or (" " not in inside and inside not in _SENSES and inside[0].isupper()):
            yield inside


_SENSES = {"Python", "Jupyter"}
"""Capitalised brackets that name a sense."""


def _pattern(form: str) -> str:
    """Return a pattern for an English form with its regular plural; hyphens and spaces are one."""
    words = re.escape(form).replace(r"\-", "[- ]").replace(r"\ ", "[- ]")
    if form.isupper() or form[-1] in ".":
        return words + "s?"
    if form.endswith("y") and form[-2:-1] not in "aeiou":
        return words[:-1] + "(?:y|ies)"
    if form.endswith(("s", "x", "ch", "sh")):
        return words + "(?:es)?"
    return words + "s?"


class Glossary:
    """All terms, and what they say about a pair of twins.

    Parameters
    ----------
    terms : sequence of Term
        The rows.
    """

    def __init__(self, terms: list[Term]) -> None:
        self.terms = terms

    @classmethod
    def read(cls, text: str) -> "Glossary":
        """Read the text of ``glossary.csv``."""
        rows = csv.DictReader(io.StringIO(text))
        return cls([read_term(row["en"], row["zh_hans"], row["note"] or "") for row in rows])

    @cached_property
    def _senses(self) -> dict[str, list[Term]]:
        """The rows of each English form, in lower case; a word of several senses has several."""
        senses: dict[str, list[Term]] = {}
        for term in self.terms:
            for form in term.english:
                senses.setdefault(form.lower(), []).append(term)
        return senses

    @cached_property
    def _matcher(self) -> tuple[re.Pattern[str], list[str]]:
        forms = sorted(self._senses, key=lambda form: (-len(form), form))
        alternatives = "|".join(f"({_pattern(form)})" for form in forms)
        return re.compile(rf"(?<![A-Za-z0-9])(?<![A-Za-z]-)(?:{alternatives})(?![A-Za-z0-9])", re.IGNORECASE), forms

    @cached_property
    def approved(self) -> frozenset[str]:
        """All approved Chinese forms, in lower case where they are Latin."""
        return frozenset(form.lower() for term in self.terms for form in term.approved)

    def found_in(self, english: str) -> dict[str, list[Term]]:
        """Return the terms of an English text by the form they have in the glossary, longest match first."""
        pattern, forms = self._matcher
        named = (forms[match.lastindex - 1] for match in pattern.finditer(english) if match.lastindex)
        return {form: self._senses[form] for form in dict.fromkeys(named)}

    def compare(self, english: str, chinese: str, where: str) -> Iterator[Problem]:
        """Yield what the glossary says about a pair of twins: plain text, code and formulas removed."""
        lower = chinese.lower()
        for form, senses in self.found_in(english).items():
            approved = [word for term in senses for word in term.approved]
            if any(word.lower() in lower for word in approved):
                continue
            wrong = [word for term in senses for word in term.wrong if word.lower() in lower]
            if wrong:
                yield Problem(
                    where,
                    f"“{form}” stands here as {'、'.join(wrong)}. The glossary says {'、'.join(approved)}.",
                )
            elif not any(term.free for term in senses):
                yield Problem(
                    where,
                    f"“{form}” stands in the English, and none of {'、'.join(approved)} in the Chinese. "
                    "Say it, unless it is understood.",
                    warning=True,
                )

    def never(self, chinese: str, where: str) -> Iterator[Problem]:
        """Yield the words of a Chinese text that are always wrong."""
        for term in self.terms:
            for word in term.never:
                if word in chinese:
                    yield Problem(where, f"{word} is always wrong for “{term.english[0]}”. Write {term.approved[0]}.")

    def bare_english(self, chinese: str, where: str) -> Iterator[Problem]:
        """Yield the English terms in a Chinese text: code, formulas, brackets, quotes and names removed."""
        for form, senses in self.found_in(chinese).items():
            if form in self.approved or _is_abbreviation(form, senses):
                continue
            if any(re.search(rf"(?<![a-z]){re.escape(form)}(?![a-z])", word) for word in self.approved):
                continue  # a part of an approved form: “He” of He 初始化
            yield Problem(
                where,
                f"the English term “{form}” stands in the Chinese text. Write {senses[0].approved[0]}, "
                "or put the English into brackets behind it.",
            )


def _is_abbreviation(form: str, senses: list[Term]) -> bool:
    spelled = next(f for term in senses for f in term.english if f.lower() == form)
    return sum(letter.isupper() for letter in spelled) >= 2
