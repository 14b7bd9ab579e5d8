"""What a comparison found: a verdict and the sentences that go with it."""

from dataclasses import dataclass, replace

from autograder.checking.verdicts import Verdict
from lessonkit.language import Text


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong with an answer.

    Parameters
    ----------
    verdict : Verdict
        Its kind.
    why : tuple of Text
        Sentences for the student, the most telling first.
    relations : tuple of Text
        Generic relations to the expected value. Left out where a catalogued mistake is named: they would describe its
        trace once more, and less well.
    tried : tuple of Text
        The call that was tried, for public cases.
    label : str
        A more telling name than the verdict's: ``"SYNTAX_ERROR"``; empty for none.
    share : float
        The part of the case's points that is earned all the same, from 0 to 1.
    """

    verdict: Verdict
    why: tuple[Text, ...] = ()
    relations: tuple[Text, ...] = ()
    tried: tuple[Text, ...] = ()
    label: str = ""
    share: float = 0.0

    def also(self, *sentences: Text) -> "Finding":
        """Return the same finding with further sentences."""
        return replace(self, why=(*self.why, *sentences))

    @property
    def reasons(self) -> tuple[Text, ...]:
        """All sentences but the call."""
        return (*self.relations, *self.why)

    def sentences(self, *, named: bool = False) -> tuple[Text, ...]:
        """Return all sentences, each once; without relations where a catalogued mistake is `named`."""
        return tuple(dict.fromkeys((*self.tried, *(() if named else self.relations), *self.why)))
