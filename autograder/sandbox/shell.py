"""What a cell meets in place of a notebook's shell. Bound into the sandbox, so it imports nothing of ours."""

import contextlib
import io
import re
from typing import Any

WRAPPING = re.compile(r"\A\s*%%(?:time|capture|prun)\b[^\n]*")
"""Magics that run the rest of their cell as it stands, so that its names are there afterwards."""


class ClippedText(io.TextIOBase):
    """A text stream that keeps the first `size` characters and lets the rest go."""

    def __init__(self, size: int) -> None:
        self.left = size
        self.parts: list[str] = []

    def writable(self) -> bool:
        """Say yes."""
        return True

    def write(self, text: str) -> int:
        """Keep what fits."""
        if not isinstance(text, str):
            raise TypeError("write() argument must be str")
        if self.left > 0:
            self.parts.append(str(text[: self.left]))
            self.left -= len(self.parts[-1])
        return len(text)


class NoShell:
    """What `get_ipython` gives: it ignores magics and remembers that there were some."""

    def __init__(self) -> None:
        self.ignored = False

    def _ignore(self, *args: Any, **kwargs: Any) -> None:
        self.ignored = True

    run_line_magic = run_cell_magic = system = getoutput = magic = _ignore


def display(*things: Any, **_: Any) -> None:
    """Print what a notebook would show."""
    for thing in things:
        print(repr(thing))


def warm_transformer() -> None:
    """Import IPython's cell transformer before the forks need it."""
    with contextlib.suppress(ImportError):
        import IPython.core.inputtransformer2  # noqa: F401


def transform(source: str) -> str:
    r"""Return a cell's source as Python: magics become calls of `get_ipython()`.

    Examples
    --------
    >>> transform("%%time\ndef f():\n    return 1\n")
    'pass\ndef f():\n    return 1\n'
    """
    source = WRAPPING.sub("pass", source)
    try:
        from IPython.core.inputtransformer2 import TransformerManager
    except ImportError:
        return source
    transformed: str = TransformerManager().transform_cell(source)
    return transformed
