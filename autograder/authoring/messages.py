"""The sentences outside the lessons: the message files and the texts of the exercises, by the same rules."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from string import Formatter
from typing import Any

from autograder.authoring.parity import Rules, pair_problems
from autograder.authoring.problems import Problem
from lessonkit.language import Text

FOLDERS = ("autograder/messages", "lessonkit/messages")
_FIELD = re.compile(r"\{([^{}]*)\}")


def problems(root: Path, rules: Rules) -> list[Problem]:
    """Return the problems of all pairs of message files under `root`."""
    found: list[Problem] = []
    for folder in FOLDERS:
        names = {path.name for code in ("en", "zh") for path in (root / folder / code).glob("*.toml")}
        pairs = [{code: f"{folder}/{code}/{name}" for code in ("en", "zh")} for name in sorted(names)]
        if not names:
            pairs = [{code: f"{folder}/{code}.toml" for code in ("en", "zh")}]
        for pair in pairs:
            missing = [name for name in pair.values() if not (root / name).is_file()]
            if len(missing) == 1:
                found.append(Problem(missing[0], "this file is missing; its twin is there. Write it."))
            found += _pair(root, pair, rules) if not missing else []
    return found


def _pair(root: Path, files: dict[str, str], rules: Rules) -> Iterator[Problem]:
    texts = {code: (root / name).read_text("utf-8") for code, name in files.items()}
    tables = {code: dict(_flat(tomllib.loads(text))) for code, text in texts.items()}
    lines = {code: _lines(text) for code, text in texts.items()}
    for code, other in (("en", "zh"), ("zh", "en")):
        for key in tables[code].keys() - tables[other].keys():
            where = f"{files[code]}:{lines[code].get(key, 1)}"
            yield Problem(where, f"{key} is missing in {files[other]}. Write it there.")
    for key in tables["en"]:
        if key not in tables["zh"]:
            continue
        en, zh = tables["en"][key], tables["zh"][key]
        where = f"{files['zh']}:{lines['zh'].get(key, 1)}"
        ours, theirs = placeholders(en), placeholders(zh)
        if ours != theirs:
            yield Problem(where, f"{key} fills in {sorted(theirs)}, the English {sorted(ours)}. Use the same.")
        for problem in text_problems(en, zh, rules):
            yield Problem(where, f"{key}: {problem.message}", problem.warning)


def placeholders(text: str) -> set[str]:
    """Return the names of the placeholders of a message."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def text_problems(en: str, zh: str, rules: Rules) -> Iterator[Problem]:
    """Yield the problems of two short texts; a placeholder may stand for words of either language."""
    # A placeholder becomes a sign that is neither Chinese nor Latin: what is filled in decides on spaces.
    # So does a line break: a label in a picture may stand on two lines, where a paragraph of a lesson may not.
    plain = [_FIELD.sub("\ue001", text).replace("\n", "\ue001") for text in (en, zh)]
    for _, problem in pair_problems(plain[0], plain[1], rules):
        yield problem


def exercise_problems(lesson: Any, where: str, rules: Rules) -> Iterator[Problem]:
    """Yield the problems of every `Text` of an exercise file, named by exercise and place."""
    for place, text in _texts(lesson, ()):
        for problem in text_problems(text.en, text.zh, rules):
            yield Problem(f"{where}: {' '.join(place)}", problem.message, problem.warning)


def _texts(value: Any, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Text]]:
    if isinstance(value, Text):
        yield place, value
    elif is_dataclass(value) and not isinstance(value, type):
        name = str(getattr(value, "id", "") or getattr(value, "name", ""))
        for entry in fields(value):
            yield from _texts(getattr(value, entry.name), (*place, *([name] if name else []), entry.name))
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value, start=1):
            yield from _texts(item, (*place, str(number)) if isinstance(item, Text) else place)


def _flat(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, str(value).strip()


def _lines(text: str) -> dict[str, int]:
    """Return the line of each key of a TOML text, by a simple reading that serves messages only."""
    lines: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if found := re.fullmatch(r"\[([\w.]+)\]\s*", line):
            table = found[1] + "."
        elif found := re.match(r"([\w.]+)\s*=", line):
            lines[table + found[1]] = number
    return lines
