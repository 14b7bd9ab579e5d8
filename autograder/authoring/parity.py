"""Two languages that say the same: what is compared between twins, and what a text alone must hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from pathlib import Path

from autograder.authoring import lints, twins
from autograder.authoring.glossary import Glossary
from autograder.authoring.markup import SPAN, Markup, take_apart
from autograder.authoring.numbers import chinese_numbers, differing, english_numbers
from autograder.authoring.problems import Problem
from autograder.authoring.source import LessonSource, Unit

RATIO = (1.0, 2.3)
"""Chinese characters per English word, in texts of over `LONG` words; outside, a sentence may be lost."""
LONG = 40
_HAN = re.compile(f"[{lints.HAN}]")
_ENGLISH_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_ASIDE = re.compile(r"（[^（）]*）|\([^()]*\)|“[^“”]*”|\"[^\"]*\"|《[^《》]*》|\[[^\[\]]*\]")


@dataclass(frozen=True)
class Rules:
    """What the comparison knows: the glossary and the names that stay in Latin script."""

    glossary: Glossary
    names: tuple[str, ...]

    @classmethod
    def read(cls, root: Path) -> "Rules":
        """Read ``lessons/glossary.csv`` and ``lessons/names.txt``."""
        lines = (root / "lessons" / "names.txt").read_text("utf-8").splitlines()
        names = {line.strip() for line in lines if line.strip() and not line.startswith("#")}
        glossary = Glossary.read((root / "lessons" / "glossary.csv").read_text("utf-8"))
        return cls(glossary, tuple(sorted(names, key=lambda name: (-len(name), name))))

    @cached_property
    def _names(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![A-Za-z0-9])(?:{'|'.join(map(re.escape, self.names)) or '(?!)'})(?![A-Za-z0-9])")

    def without_names(self, text: str) -> str:
        """Return a text with each listed name replaced by a word that no rule reads."""
        return self._names.sub(SPAN, text)


def problems(lesson: LessonSource, rules: Rules) -> list[Problem]:
    """Return all problems of a lesson's twins."""
    found: list[Problem] = []
    for unit in lesson.units:
        if unit.is_pair:
            found += _unit_problems(lesson, unit, rules)
    return found


def _unit_problems(lesson: LessonSource, unit: Unit, rules: Rules) -> Iterator[Problem]:
    if unit.en is None or unit.zh is None:
        here, missing = ("English", "Chinese") if unit.zh is None else ("Chinese", "English")
        yield Problem(
            lesson.where(unit.first),
            f"this {here} cell has no {missing} twin. Write the twin directly "
            f"{'below' if unit.zh is None else 'above'} it, or mark the cell shared.",
        )
        return
    for key in ("points", "id"):
        if unit.en.options.get(key) != unit.zh.options.get(key):
            yield Problem(lesson.where(unit.zh), f"the twins differ in {key}. Give both the same.")
    if unit.en.waiver or unit.zh.waiver:
        return
    zh = unit.zh
    for where, problem in pair_problems(unit.en.source, zh.source, rules):
        cell = unit.en if where < 0 else zh
        yield Problem(lesson.where(cell, abs(where)), problem.message, problem.warning)


def pair_problems(en: str, zh: str, rules: Rules) -> Iterator[tuple[int, Problem]]:
    """Yield the problems of two texts that should say the same.

    Each comes with a line number counted from 1: positive in the Chinese text, negative in the English one,
    0 for the Chinese text as a whole. ``Problem.where`` is empty; the caller knows the file.
    """
    left, right = take_apart(en), take_apart(zh)
    yield from ((0, problem) for problem in _headings(en, zh))
    yield from ((0, problem) for problem in _sets(left, right))
    english, chinese = _words(left, rules), _words(right, rules)
    yield from ((0, problem) for problem in rules.glossary.compare(english, chinese, ""))
    yield from ((0, problem) for problem in _ratio(left, right))
    for line, message in lints.formula_findings(en, left):
        yield -line, Problem("", message)
    yield from chinese_problems(zh, rules, left.prose)


def chinese_problems(zh: str, rules: Rules, english: str = "") -> Iterator[tuple[int, Problem]]:
    """Yield the problems that a Chinese text has by itself, with their line, counted from 1."""
    parts = take_apart(zh)
    for number, message in lints.lint(zh, parts, english):
        yield number, Problem("", message)
    for number, line in enumerate(parts.prose.split("\n"), start=1):
        plain = rules.without_names(line)
        yield from ((number, problem) for problem in rules.glossary.never(plain, ""))
        plain = re.sub(r"\b(\w+)\([^()]*\)", SPAN, plain)  # step(z): a formula in plain text
        plain = re.sub(r"\b[a-z0-9]+(?:_[a-z0-9]+)+\b", SPAN, plain)  # gradient_noise: a name, where none can be marked
        while (shorter := _ASIDE.sub(f" {SPAN} ", plain)) != plain:
            plain = shorter
        for run in re.findall(r"[A-Za-z][A-Za-z'’-]*(?: [A-Za-z][A-Za-z'’-]*){2,}", plain):
            yield number, Problem("", f"three or more English words in a row: “{run}”. Say it in Chinese.")
        yield from ((number, problem) for problem in rules.glossary.bare_english(plain, ""))


def _headings(en: str, zh: str) -> Iterator[Problem]:
    left = ["#" * section.level for section in twins.sections(en) if section.level]
    right = ["#" * section.level for section in twins.sections(zh) if section.level]
    if left != right:
        yield Problem(
            "",
            f"the headings differ: {' '.join(left) or 'none'} in English, "
            f"{' '.join(right) or 'none'} in Chinese. Give both the same levels in the same order.",
        )


def _sets(left: Markup, right: Markup) -> Iterator[Problem]:
    kinds = (
        ("formula", left.formulas, right.formulas),
        ("code", left.code, right.code),
        ("link", left.links, right.links),
    )
    for kind, ours, theirs in kinds:
        yield from _difference(kind, sorted(ours - theirs), sorted(theirs - ours))
    numbers = differing(english_numbers(left.prose), chinese_numbers(right.prose))
    yield from _difference("number", *numbers)
    english, chinese = _table_numbers(left), _table_numbers(right)
    if english != chinese:
        row = next((a or b for a, b in zip_longest(english, chinese) if a != b), ())
        yield Problem(
            "",
            f"the tables differ, first at a row with {' | '.join(row) or 'other cells'}. Make both the same.",
        )


def _table_numbers(parts: Markup) -> list[tuple[str, ...]]:
    """Return for each row of the tables its cells that hold nothing but a number."""
    rows = [line.strip() for line in parts.prose.split("\n") if line.strip().startswith("|")]
    return [tuple(c for c in map(str.strip, row.split("|")) if re.fullmatch(r"[-−]?\d[\d.]*", c)) for row in rows]


def _difference(kind: str, only_en: list[str], only_zh: list[str]) -> Iterator[Problem]:
    if only_en or only_zh:
        sides = [
            f"only in {name}: {', '.join(values)}"
            for name, values in (("English", only_en), ("Chinese", only_zh))
            if values
        ]
        yield Problem("", f"the twins differ in a {kind}, {'; '.join(sides)}. Make both say the same.")


def _words(parts: Markup, rules: Rules) -> str:
    return rules.without_names(parts.prose)


def _ratio(left: Markup, right: Markup) -> Iterator[Problem]:
    words = len(_ENGLISH_WORD.findall(left.prose))
    if words <= LONG:
        return
    ratio = len(_HAN.findall(right.prose)) / words
    if not RATIO[0] <= ratio <= RATIO[1]:
        yield Problem(
            "",
            f"{ratio:.1f} Chinese characters per English word, usual are {RATIO[0]} to {RATIO[1]}. "
            "Look whether a sentence is missing on one side.",
            warning=True,
        )
