"""What students wrote, fit for an instructor's terminal: no character in it moves the cursor or turns the writing."""

import re
from collections.abc import Sequence

NAMED = 10
"""Names that a sentence lists before it only counts."""
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Control characters (ECMA-48) but for tabs and line ends, and those that change the direction of writing (UAX 9)."""


def visible(text: str, *, line: bool = False) -> str:
    r"""Return a text with control characters written as Python would write them.

    Parameters
    ----------
    text : str
        Anything: a name, an error's message.
    line : bool
        Whether it must stay one line.

    Examples
    --------
    >>> print(visible("\x1b[2J" + chr(0x202E) + "ana"))
    \x1b[2J\u202eana
    """
    shown = _CONTROLS.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)
    return shown.replace("\n", "\\n").replace("\t", "\\t") if line else shown


def listed(names: Sequence[str]) -> str:
    """Return names in one line, the first ten and how many more there are.

    Examples
    --------
    >>> listed(["ada", "li"]), listed(["ada"] * 12)[-14:]
    ('ada, li', 'ada and 2 more')
    """
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return visible(", ".join(names[:NAMED]), line=True) + more
