"""Seeds of hidden inputs: unpredictable for students, the same at every regrade."""

import hmac
from collections.abc import Callable


def seed_for(secret: bytes, student: str, assignment: str, submission_hash: str, probe: str) -> int:
    """Return the 128-bit seed of one probe of one submission.

    Examples
    --------
    >>> seed_for(b"k", "ana", "01", "ff", "step/a") == seed_for(b"k", "ana", "01", "ff", "step/a")
    True
    >>> seed_for(b"k", "ana", "01", "ff", "step/a") == seed_for(b"k", "ben", "01", "ff", "step/a")
    False
    """
    # Lengths in front, so that no two lists of parts give the same message.
    parts = [part.encode("utf-8", "surrogateescape") for part in (student, assignment, submission_hash, probe)]
    message = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
    return int.from_bytes(hmac.digest(secret, message, "sha256")[:16], "big")


def seeds(secret: bytes, student: str, assignment: str, submission_hash: str) -> Callable[[str], int]:
    """Return the function from a probe's name to its seed, for one submission."""
    return lambda probe: seed_for(secret, student, assignment, submission_hash, probe)
