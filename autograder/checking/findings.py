"""What a comparison found: a verdict and the sentences that go with it."""

from dataclasses import dataclass

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
    """

    verdict: Verdict
    why: tuple[Text, ...] = ()

    def also(self, *sentences: Text) -> "Finding":
        """Return the same finding with further sentences."""
        return Finding(self.verdict, (*self.why, *sentences))
