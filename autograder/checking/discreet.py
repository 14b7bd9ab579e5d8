"""Records of hidden cases, stripped of words that the answer chose: a name could spell out a hidden input."""

import builtins
import re
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
        The answer: an undefined name is repeated only where it stands there.

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
        quoted = re.search(r"'(\w+)'", told)
        known = quoted is not None and re.search(rf"\b{quoted[1]}\b", source or "") is not None
        told = told if known else ""
    return replace(record, exception=common, type_name=kind, message=told)
