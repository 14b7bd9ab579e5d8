"""Records of hidden cases, stripped of words that the answer chose: a name could spell out a hidden input."""

import builtins
import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from autograder.sandbox.steps import Record

NAMES = frozenset({*dir(builtins), *dir(np), *dir(np.exceptions), *dir(np.linalg), "UFuncTypeError"})
"""Classes that anybody has; the name of any other one is the answer's own."""


def discreet(record: Record, source: str | None) -> Record:
    """Return a record with common names only.

    Parameters
    ----------
    record : Record
        What a step of a hidden case showed.
    source : str or None
        The answer: a name that is not defined, or called otherwise, is repeated only where it stands there.

    Examples
    --------
    >>> discreet(Record("exception", exception=("Secret42", "KeyError", "Exception"), message="[1. 2.]"), "").exception
    ('KeyError', 'Exception')
    >>> discreet(Record("opaque", type_name="Secret42"), "").type_name
    'object'
    """
    common = tuple(name for name in record.exception if name in NAMES)
    if record.exception and not common:
        common = ("Exception",)
    kind = record.type_name if not record.type_name or record.type_name in NAMES else "object"
    told = record.message
    if "NameError" in common:
        told = told if _stand_in(re.findall(r"'(\w+)'", told)[:1], source) else ""
    elif "TypeError" in common and re.match(r"\w+\(\) ", told):
        told = told if _stand_in([told.split("(")[0], *re.findall(r"'(\w+)'", told)], source) else ""
    if record.kind == "unbound" and not _stand_in(re.findall(r"\w+", str(record.value)), source):
        record = replace(record, value="(…)")
    return replace(record, exception=common, type_name=kind, message=told)


def _stand_in(words: Sequence[str], source: str | None) -> bool:
    """Whether there are words, and each stands in the answer."""
    return bool(words) and set(words) <= set(re.findall(r"\w+", source or ""))
