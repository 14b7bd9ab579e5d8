"""Two languages side by side: a text in both, and the messages that are looked up by name."""

import itertools
import os
import re
import string
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from lessonkit import fonts

LANGUAGES = ("en", "zh")
BOUNDARY = re.compile(r"(?<=[\u4e00-\u9fff])\0(?=[A-Za-z0-9`])|(?<=[A-Za-z0-9`])\0(?=[\u4e00-\u9fff])")


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
    """The sentences of one package, read from its ``en.toml`` and ``zh.toml``, or from all files in ``en/``, ``zh/``.

    Keys are dotted paths (``verdict.WRONG_SHAPE``); placeholders are those of `str.format`, and an argument
    that is a `Text` is filled in by language.

    Parameters
    ----------
    package : str
        The package that holds the two files, for example ``"autograder.messages"``.
    """

    def __init__(self, package: str) -> None:
        self.package = package
        self._tables = {language: _read(package, language) for language in LANGUAGES}

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
            own = {k: f"\0{v[language]}\0" if isinstance(v, Text) else v for k, v in values.items()}
            filled[language] = _joined(self._tables[language][key].format(**own))
        return Text(**filled)


def _joined(filled: str) -> str:
    """Return a sentence whose filled-in texts are marked by NUL: Chinese and Latin letters keep a space between."""
    return BOUNDARY.sub(" ", filled).replace("\0", "")


def _read(package: str, language: str) -> dict[str, str]:
    folder = files(package) / language
    parts = [entry for entry in folder.iterdir() if entry.name.endswith(".toml")] if folder.is_dir() else []
    table: dict[str, str] = {}
    for part in parts or [files(package) / f"{language}.toml"]:
        own = _flatten(tomllib.loads(part.read_text("utf-8")))
        if twice := table.keys() & own.keys():
            raise ValueError(f"{part} says {', '.join(sorted(twice))} once more. Keep one.")
        table |= own
    return table


def _flatten(table: dict[str, Any], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            flat |= _flatten(value, f"{prefix}{key}.")
        else:
            flat[prefix + key] = str(value).strip()
    return flat


# ------------------------------------------------------------------------------------- the reader's language

_mirror: Any = None
_switches = itertools.count()


def current() -> str:
    """Return what the reader has switched to: ``"en"``, ``"zh"`` or ``"both"``.

    ``COURSE_LANG`` in the environment overrides it; until the page has told its state it is ``"both"``.
    """
    named = os.environ.get("COURSE_LANG")
    state = named if named else getattr(_mirror, "state", "both")
    return state if state in ("en", "zh") else "both"


def listed(names: Iterable[str]) -> Text:
    """Return names one after the other, with the comma that each language lists them by.

    Examples
    --------
    >>> listed(["step", "relu"])
    Text(en='step, relu', zh='step、relu')
    """
    held = list(names)
    return Text(", ".join(held), "、".join(held))


def pick(text: Text) -> str:
    """Return a text in the reader's language; for both, English first: ``"epoch · 轮"``."""
    state = current()
    return f"{text.en} · {text.zh}" if state == "both" else text[state]


def observe(callback: Callable[[str], None]) -> Callable[[], None]:
    """Call `callback` with the new state whenever the reader switches, for example to draw a plot anew.

    Parameters
    ----------
    callback : callable
        Gets ``"en"``, ``"zh"`` or ``"both"``. Where no page tells its state (the sandbox, a script) it is never called.

    Returns
    -------
    callable
        Without arguments; ends the calls.
    """
    mirror = _mirror
    if mirror is None:
        return lambda: None

    def tell(_change: Any) -> None:
        callback(current())

    mirror.observe(tell, names="state")
    return lambda: mirror.unobserve(tell, names="state")


def is_followed() -> bool:
    """Whether a page tells its language, so that what is drawn can follow it."""
    return _mirror is not None


def switch() -> None:
    """Show the language switch and make labels follow it; installs the course's font for plots.

    The switch is plain HTML: it needs no kernel, works in exported pages and, without JavaScript, on its own page.
    Where there is no notebook (the sandbox, a script) nothing is shown.
    """
    global _mirror
    try:
        from IPython.core.getipython import get_ipython
        from IPython.display import HTML, display
    except ImportError:
        return
    if get_ipython() is None:
        return
    fonts.install()
    display(HTML(switch_html()))
    if _mirror is None:
        _mirror = _make_mirror()
    if _mirror is not None:
        display(_mirror)


def switch_html() -> str:
    """Return the switch as HTML: three radio buttons, the rules that hide a language, a line that remembers it."""
    static = files("lessonkit") / "static"
    css, script = ((static / name).read_text("utf-8") for name in ("language.css", "switch.js"))
    number = next(_switches)
    choices = "".join(
        f'<label style="margin-right:1.2em"><input type="radio" name="course-lang-{number}" value="{state}"'
        f"{' checked' if state == 'both' else ''}> {name}</label>"
        for state, name in (("en", "English"), ("zh", "中文"), ("both", "both · 双语"))
    )
    return (
        f"<style>{css}</style>"
        '<fieldset class="deeplearn-language" style="border:1px solid rgba(128,128,128,.4);border-radius:4px;'
        'display:inline-block;padding:.3em .9em;margin:.3em 0"><legend style="font-size:.9em">Language · 语言</legend>'
        f"{choices}</fieldset><script>{script}</script>"
    )


def _make_mirror() -> Any:
    """Return an invisible widget whose `state` follows the page, or None without anywidget."""
    try:
        import anywidget
        import traitlets
    except ImportError:
        return None

    class Mirror(anywidget.AnyWidget):
        """Tells the kernel what the reader has switched to."""

        _esm = (files("lessonkit") / "static" / "mirror.js").read_text("utf-8")
        state = traitlets.Unicode("both").tag(sync=True)

    return Mirror()
