"""What a learner is shown: texts in both languages, as HTML in a notebook and as lines in a terminal."""

import html
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lessonkit import language
from lessonkit.language import Text

TABLE = "border-collapse:collapse;margin:0.5em 0"
CELL = "padding:0.2em 0.8em;text-align:left;border-bottom:1px solid currentColor"


def both(text: Text, tag: str = "div") -> str:
    """Return a text in both languages as HTML that the language switch understands; backticks become code."""
    return (
        f'<{tag} lang="en" class="lang-en">{inline(text.en)}</{tag}>'
        f'<{tag} lang="zh-Hans" class="lang-zh">{inline(text.zh)}</{tag}>'
    )


def inline(text: str) -> str:
    """Return one language's text as HTML, escaped, with backticks as code.

    Examples
    --------
    >>> inline("`a<b` is so")
    '<code>a&lt;b</code> is so'
    """
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text, quote=False))


def in_notebook() -> bool:
    """Whether a notebook shows what a cell returns; elsewhere results are printed."""
    try:
        from IPython import get_ipython
    except ImportError:
        return False
    shell = get_ipython()
    return shell is not None and hasattr(shell, "kernel")


def announce(lines: Iterable[Text]) -> None:
    """Print texts in the reader's language where no notebook shows them."""
    if not in_notebook():
        for line in lines:
            sys.stdout.write(language.pick(line) + "\n")


@dataclass(frozen=True)
class Table:
    """A table: its head in both languages, its cells as texts or plain strings."""

    head: Sequence[Text]
    rows: Sequence[Sequence[Text | str]]

    def html(self) -> str:
        """Return the table as HTML."""
        head = "".join(f'<th scope="col" style="{CELL}">{both(cell, "span")}</th>' for cell in self.head)
        body = "".join(
            "<tr>" + "".join(f'<td style="{CELL}">{_cell(cell)}</td>' for cell in row) + "</tr>" for row in self.rows
        )
        return f'<table style="{TABLE}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


@dataclass(frozen=True)
class Shown:
    """Sentences, and perhaps a block of code and tables, that the notebook shows.

    Parameters
    ----------
    title : Text
        One line in bold.
    lines : sequence of Text
        Sentences below it.
    code : str
        A block of code.
    tables : sequence of Table
        Tables, one below the other.
    yes : bool
        What an ``if`` makes of it: an experiment waits for its prediction with ``if committed("L01-P1"):``.
    """

    title: Text
    lines: Sequence[Text] = ()
    code: str = ""
    tables: Sequence[Table] = ()
    yes: bool = True

    def __bool__(self) -> bool:
        return self.yes

    def __repr__(self) -> str:
        parts = [language.pick(self.title), *(language.pick(line) for line in self.lines)]
        if self.code:
            parts.append(self.code)
        for table in self.tables:
            parts += [" | ".join(_plain(cell) for cell in row) for row in (table.head, *table.rows)]
        return "\n".join(parts)

    def _repr_html_(self) -> str:
        parts = [f"<strong>{both(self.title)}</strong>", *(both(line) for line in self.lines)]
        if self.code:
            parts.append(f"<pre><code>{html.escape(self.code)}</code></pre>")
        parts += [table.html() for table in self.tables]
        return f'<div class="deeplearn-selfstudy">{"".join(parts)}</div>'


def _cell(cell: Text | str) -> str:
    return both(cell, "span") if isinstance(cell, Text) else inline(cell)


def _plain(cell: Text | str) -> str:
    return language.pick(cell) if isinstance(cell, Text) else cell.replace("`", "")
