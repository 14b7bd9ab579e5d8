"""Helpers for tests of the reference."""

from collections.abc import Callable
from typing import Any

import numpy as np


def untouched(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Call with read-only copies of all arrays, so that writing into an argument raises; return the result."""

    def frozen(tree: Any) -> Any:
        if isinstance(tree, np.ndarray):
            tree = tree.copy()
            tree.flags.writeable = False
            return tree
        if isinstance(tree, dict):
            return {key: frozen(value) for key, value in tree.items()}
        if isinstance(tree, list):
            return [frozen(value) for value in tree]
        return tree

    given = [frozen(arg) for arg in args]
    result = function(*given, **{key: frozen(value) for key, value in kwargs.items()})
    held = list(_arrays(given))
    for array in _arrays(result):
        assert not any(np.shares_memory(array, one) for one in held), "the result shares memory with an argument"
    return result


def _arrays(tree: Any) -> Any:
    if isinstance(tree, np.ndarray):
        yield tree
    elif isinstance(tree, dict):
        yield from (array for value in tree.values() for array in _arrays(value))
    elif isinstance(tree, list | tuple):
        yield from (array for value in tree for array in _arrays(value))
