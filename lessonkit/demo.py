"""Demo cells that call the reader's own functions, also before these are written, and say what they found."""

import html
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from lessonkit import language

REQUEST = language.Text(
    "This cell needs your own {names}. Write it above, run its cell, then run this one again.",
    "这个单元格要用到你自己写的 {names}。先在上面写好并运行，再回来运行这一格。",
)


@contextmanager
def waits_for(*names: str) -> Iterator[None]:
    """Run a demo that needs functions of the reader; where one is missing, ask for it in a sentence.

    A function is missing if it still raises `NotImplementedError`, or if its cell has not been run. Any
    other error is the reader's to see and passes through.

    Parameters
    ----------
    *names : str
        The functions that the demo calls.

    Examples
    --------
    >>> with waits_for("step"):
    ...     answer = abs(-1)
    >>> answer
    1
    """
    try:
        yield
    except NotImplementedError:
        _ask(names)
    except NameError as error:
        if error.name not in names:
            raise
        _ask((error.name,))


def _ask(names: tuple[str, ...]) -> None:
    """Print the request for the named functions in the reader's language, also if it is chosen later."""
    named = language.listed(names)
    say("{}", "{}", language.Text(REQUEST.en.format(names=named.en), REQUEST.zh.format(names=named.zh)))


def say(en: str, zh: str, *values: object) -> None:
    """Print one line in the reader's language; in a notebook it changes with the language switch.

    All lines that a cell says stand in one block. What is the same in both languages can be printed.

    Parameters
    ----------
    en, zh : str
        The line in English and in Simplified Chinese, with the placeholders of `str.format`.
    *values : object
        What the placeholders stand for, the same in both languages; only a `Text` is filled in by language.

    Examples
    --------
    >>> import os
    >>> os.environ["COURSE_LANG"] = "en"
    >>> say("loss {:.3f} after {} steps", "{1} 步之后的损失 {0:.3f}", 0.25, 10)
    loss 0.250 after 10 steps
    """
    line = language.Text(en.format(*_in("en", values)), zh.format(*_in("zh", values)))
    shell = _notebook()
    if shell is None:
        sys.stdout.write(language.pick(line) + "\n")
        return
    if shell.execution_count not in _blocks:
        _blocks.clear()  # only the running cell can say more
        _blocks[shell.execution_count] = _Block()
    _blocks[shell.execution_count].add(line)


def _in(name: str, values: tuple[object, ...]) -> list[object]:
    """Return the values as they stand in one language."""
    return [value[name] if isinstance(value, language.Text) else value for value in values]


@dataclass
class _Block:
    """The lines that one cell has said so far."""

    lines: list[language.Text] = field(default_factory=list)
    handle: Any = None

    def add(self, line: language.Text) -> None:
        """Show one line more, in the place of the lines before it."""
        from IPython.display import display

        self.lines.append(line)
        if self.handle is None:
            self.handle = display(self.shown(), raw=True, display_id=True)
        else:
            self.handle.update(self.shown(), raw=True)

    def shown(self) -> dict[str, str]:
        """Return the lines as HTML that the language switch understands, and as plain text."""
        en, zh = ("\n".join(line[name] for line in self.lines) for name in language.LANGUAGES)
        state = language.current()
        marked = (
            f'<pre lang="{name}" class="lang-{name[:2]}" style="{STYLE}">{html.escape(said)}</pre>'
            for name, said in (("en", en), ("zh-Hans", zh))
        )
        return {
            "text/plain": {"en": en, "zh": zh}.get(state, f"{en}\n{zh}"),
            "text/html": "".join(marked),
        }


STYLE = "margin:0;word-break:normal;overflow-wrap:anywhere"
"""Of the lines: the notebook's own rule breaks them within a word."""
_blocks: dict[int, _Block] = {}


def _notebook() -> Any:
    """Return the shell of a notebook, or None in a script, a terminal or the sandbox."""
    try:
        from IPython.core.getipython import get_ipython
    except ImportError:
        return None
    shell = get_ipython()
    return shell if hasattr(shell, "kernel") else None
