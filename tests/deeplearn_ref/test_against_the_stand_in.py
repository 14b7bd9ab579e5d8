"""Every example of the reference once more on the strict stand-in: the same numbers, and not one NumPy function."""

import copy
import doctest
import functools
import importlib
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import deeplearn_ref
from autograder.sandbox import strict_xp
from deeplearn_ref.backend import to_numpy

FOLDER = Path(deeplearn_ref.__file__).parent
MODULES = {path.stem: importlib.import_module(f"deeplearn_ref.{path.stem}") for path in sorted(FOLDER.glob("[!_]*.py"))}
ON_THE_HOST = {
    "arguments": "speaks of arguments, computes nothing",
    "arrays.to_device": "is the way there",
    "backend": "tells where arrays live, and is the way back",
    "calculus.classify_hessian": "eigenvalues are in the module linalg, which the stand-in does not have",
    "calculus.numerical_jacobian": "the function of its example calls NumPy",
    "capstone.MLPClassifier": "trains on the host; predict_logits is its forward pass on any device",
    "early_stopping.fit_with_early_stopping": "the losses of its example come but once",
    "metrics.confusion_matrix": "counts on the host",
    "playground": "draws for a browser",
    "training.train_full_batch": "notes its curves on the host",
}
"""What works with NumPy alone, or with more than the stand-in has."""
Calls = dict[str, tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]]


@pytest.fixture(scope="module")
def calls() -> Calls:
    """The first call with arrays of each public function, and how, in the examples of its own module."""
    noted: Calls = {}

    def noting(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            if name not in noted and kinds([args, kwargs]):
                noted[name] = (function, *copied((args, kwargs)))
            return function(*args, **kwargs)

        return call

    runner, told = doctest.DocTestRunner(verbose=False), list[str]()
    for stem, module in MODULES.items():
        own = {
            name: noting(f"{stem}.{name}", found)
            for name, found in vars(module).items()
            if inspect.isfunction(found) and found.__module__ == module.__name__ and not name.startswith("_")
        }
        for example in doctest.DocTestFinder().find(module, extraglobs={"np": np, **own}):
            runner.run(example, out=told.append, clear_globs=False)
    assert runner.failures == 0, "".join(told)
    return noted


def copied(tree: Any) -> Any:
    """Return a copy, but for modules: there is but one of each."""
    return copy.deepcopy(tree, {id(np): np})


def moved(tree: Any) -> Any:
    """Return a tree with strict arrays in the place of NumPy's."""
    if isinstance(tree, np.ndarray):
        return strict_xp.array(tree)
    if isinstance(tree, dict):
        return {key: moved(value) for key, value in tree.items()}
    return type(tree)(map(moved, tree)) if isinstance(tree, list | tuple) else tree


def leaves(tree: Any) -> list[Any]:
    """Return all that is no list, tuple or dictionary."""
    if isinstance(tree, dict):
        return leaves(list(tree.values()))
    return [leaf for one in tree for leaf in leaves(one)] if isinstance(tree, list | tuple) else [tree]


def kinds(tree: Any) -> set[type]:
    """Return the types of a tree's arrays."""
    return {type(leaf) for leaf in leaves(tree)} & {np.ndarray, strict_xp.StrictArray}


def run(function: Callable[..., Any], args: Any, kwargs: Any) -> list[Any]:
    found = function(*copy.copy(args), **kwargs)
    return leaves(list(found) if hasattr(found, "__next__") else found)


def test_the_examples_give_the_same_on_the_stand_in(calls: Calls) -> None:
    assert len(calls) > 80
    for name, (function, args, kwargs) in calls.items():
        if name in ON_THE_HOST or name.partition(".")[0] in ON_THE_HOST:
            continue
        expected = run(function, *copied((args, kwargs)))
        found = run(function, *moved(copied([args, kwargs])))
        assert np.ndarray not in kinds(found), f"{name} gives an array of NumPy"
        assert len(kinds(found)) == len(kinds(expected)), name
        for one, other in zip(found, expected, strict=True):
            if isinstance(other, np.ndarray | float | int):
                np.testing.assert_allclose(to_numpy(one), other, rtol=1e-12, err_msg=name)
            else:
                assert callable(other) or one == other, name


@pytest.mark.parametrize("name", ["calculus.classify_hessian", "training.train_full_batch"])
def test_what_is_left_out_would_fail(calls: Calls, name: str) -> None:
    function, args, kwargs = calls[name]
    try:
        on_the_host = np.ndarray in kinds(run(function, *moved([args, kwargs])))
    except TypeError as error:
        on_the_host = "strict_xp" in str(error)
    assert on_the_host
