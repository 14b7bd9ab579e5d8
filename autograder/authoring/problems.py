"""A fault in what an author wrote: where it is, and what to do about it."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One fault of a lesson, a message or a generated notebook.

    Parameters
    ----------
    where : str
        File and line, or file and cell: ``"lessons/01_perceptron.py:217"``.
    message : str
        One or two sentences: what is wrong, and what to do.
    warning : bool
        Whether it is only worth a look; the others fail the build.
    """

    where: str
    message: str
    warning: bool = False
