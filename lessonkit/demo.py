"""Demo cells that call the reader's own functions, also before these are written."""

from collections.abc import Iterator
from contextlib import contextmanager

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
    """Print the request for the named functions in the reader's language."""
    print(language.pick(REQUEST).format(names=", ".join(names)))
