"""Why Python cannot read a cell: full-width punctuation, look-alikes, the usual slips."""

import unicodedata
from collections.abc import Iterator

from autograder.checking.attempt import parse, without_magics
from autograder.messages import say
from lessonkit.language import Text

FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {
    "\u3002": ".", "\u3001": ",", "\u3010": "[", "\u3011": "]", "\u300a": "<", "\u300b": ">",
    "\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'", "\u300c": '"', "\u300d": '"',
}  # fmt: skip
LOOK_ALIKE = {
    "\u2212": "-", "\u2013": "-", "\u2014": "-", "\u2010": "-",
    "\u2011": "-", "\u00d7": "*", "\u00b7": "*", "\u22c5": "*",
    "\u2217": "*", "\u00f7": "/", "\u2215": "/",
    "\u2264": "<=", "\u2265": ">=", "\u2260": "!=", "\u00b4": "'",
    "\u2032": "'", "\u00ab": '"', "\u00bb": '"', "\u2236": ":",
}  # fmt: skip
LETTERS = {
    "\u0430": "a", "\u0435": "e", "\u043e": "o", "\u0440": "p",
    "\u0441": "c", "\u0445": "x", "\u0443": "y", "\u0456": "i",
    "\u0410": "A", "\u0412": "B", "\u0415": "E", "\u041a": "K",
    "\u041c": "M", "\u041d": "H", "\u041e": "O", "\u0420": "P",
    "\u0421": "C", "\u0422": "T", "\u0425": "X", "\u03bf": "o",
    "\u03bd": "v", "\u0391": "A", "\u0392": "B", "\u03a7": "X",
}  # fmt: skip
"""Cyrillic and Greek letters that look like Latin ones; Python takes them for other names."""
INVISIBLE = frozenset("\u00a0\u3000\u200b\u200c\u200d\u2060\ufeff\u00ad\u2009\u202f")


def explain(source: str) -> tuple[Text, ...]:
    """Return why Python cannot read `source`, the most helpful sentence first; empty if it can.

    Examples
    --------
    >>> print(explain("def step（z): pass")[0].en)
    In line 1 there is the full-width character “（” (U+FF08); Python needs the half-width `(`. \
Switch the input method to English punctuation.
    """
    if parse(source) is not None:
        return ()
    try:
        compile(without_magics(source), "cell", "exec")
    except SyntaxError as error:
        odd = tuple(_odd_characters(source))
        return odd or (_slip(error), _where(error))
    except (ValueError, RecursionError, MemoryError) as error:
        return (say("syntax.where", line=1, message=error),)
    return ()


def look_alike_in(name: str) -> str | None:
    """Return `name` with look-alike letters replaced by Latin ones, or None if it has none.

    Examples
    --------
    >>> look_alike_in("b\u043e")
    'bo'
    """
    plain = "".join(LETTERS.get(c, c) for c in unicodedata.normalize("NFKC", name))
    return plain if plain != name else None


def _odd_characters(source: str) -> list[Text]:
    """Return a sentence for each of the first two characters, lines apart, that Python can't read."""
    found: list[Text] = []
    for line, character in dict.fromkeys(_outside_strings(source)):
        if len(found) == 2:
            break
        code = f"U+{ord(character):04X}"
        if character in FULL_WIDTH:
            wanted = FULL_WIDTH[character]
            key = "syntax.full_width_name" if wanted.isalnum() else "syntax.full_width"
            found.append(say(key, line=line, found=character, wanted=wanted, code=code))
        elif character in LOOK_ALIKE:
            told = {"found": character, "wanted": LOOK_ALIKE[character], "code": code}
            found.append(say("syntax.look_alike", line=line, **told))
        elif character == "\u3000":
            found.append(say("syntax.full_width_space", line=line))
        elif character in INVISIBLE:
            found.append(say("syntax.invisible", line=line, code=code))
    return found


def _outside_strings(source: str) -> Iterator[tuple[int, str]]:
    """Yield the characters outside strings and comments that are not ASCII, each with its line."""
    line, at, quote = 1, 0, ""
    while at < len(source):
        character = source[at]
        if character == "\n":
            line += 1
            quote = quote if len(quote) == 3 else ""
        elif quote:
            if character == "\\":
                at += 1
                line += source[at : at + 1] == "\n"
            elif source.startswith(quote, at):
                at += len(quote) - 1
                quote = ""
        elif character in "'\"":
            quote = character * 3 if source.startswith(character * 3, at) else character
            at += len(quote) - 1
        elif character == "#":
            end = source.find("\n", at)
            at = (end if end >= 0 else len(source)) - 1
        elif not character.isascii():
            yield line, character
        at += 1


def _where(error: SyntaxError) -> Text:
    return say("syntax.where", line=error.lineno or 1, message=error.msg)


def _slip(error: SyntaxError) -> Text:
    line, message = error.lineno or 1, error.msg or ""
    if isinstance(error, TabError):
        return say("syntax.tabs", line=line)
    if isinstance(error, IndentationError):
        return say("syntax.indent", line=line)
    for part, key in (
        ("expected ':'", "colon"),
        ("never closed", "bracket"),
        ("unmatched", "bracket"),
        ("does not match", "bracket"),
        ("unterminated", "quote"),
        ("Maybe you meant '=='", "assignment"),
        ("cannot assign to", "assignment"),
        ("invalid decimal literal", "times"),
    ):
        if part in message:
            return say("syntax.colon_first" if (key, line) == ("colon", 1) else f"syntax.{key}", line=line)
    return _where(error)
