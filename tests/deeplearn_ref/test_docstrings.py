"""Every public function, class and method says what it takes, what it gives and what it refuses."""

import ast
import dataclasses
import importlib
import inspect
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from numpydoc.docscrape import NumpyDocString
from numpydoc.validate import validate

from deeplearn_ref.network.layers import AnyLayer

PACKAGE = Path(__file__).resolve().parents[2] / "deeplearn_ref"
MODULES = [
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.stem != "__init__"
]
CHECKS = {
    "GL06": "a section that numpydoc does not know",
    "GL07": "sections in another order",
    "GL08": "no docstring",
    "PR01": "a parameter that is not documented",
    "PR02": "a documented parameter that does not exist",
    "PR03": "parameters in another order",
    "PR04": "a parameter without a type",
    "PR07": "a parameter without a description",
    "RT01": "no Returns",
    "RT03": "a returned value without a description",
    "YD01": "no Yields",
    "SS03": "a summary without a full stop",
}


def things(module: str) -> Iterator[tuple[str, Any]]:
    """Yield names and objects of a module's own public functions and classes, and of the classes' own methods."""
    for name, found in vars(importlib.import_module(module)).items():
        own = not name.startswith("_") and getattr(found, "__module__", None) == module
        if not own or not (inspect.isfunction(found) or inspect.isclass(found)):
            continue
        yield f"{module}.{name}", found
        for inner, method in vars(found).items() if inspect.isclass(found) else ():
            method = getattr(method, "__func__", method)
            if not inner.startswith("_") and (inspect.isfunction(method) or isinstance(method, property)):
                yield f"{module}.{name}.{inner}", method


def is_plain(found: Any) -> bool:
    """Return whether a class has no constructor of its own, so no parameters: errors, protocols, dictionaries."""
    made = "__init__" in vars(found) if inspect.isclass(found) and not getattr(found, "_is_protocol", False) else False
    return inspect.isclass(found) and not made


def is_promised(name: str, method: Any) -> bool:
    """Return whether a method does what one of the same name and arguments says at length: of a base, or of a layer."""
    module, owner, inner = name.rsplit(".", 2)
    home = getattr(importlib.import_module(module), owner, None)
    if not inspect.isclass(home) or home is AnyLayer or not inspect.isfunction(method):
        return False
    promises = [vars(base).get(inner) for base in (*home.__mro__[1:], AnyLayer)]
    given = list(inspect.signature(method).parameters)
    return any(inspect.isfunction(one) and list(inspect.signature(one).parameters) == given for one in promises)


def sections(found: Any) -> NumpyDocString:
    """Return a docstring cut into its sections."""
    return NumpyDocString(inspect.getdoc(found) or "")


def complaints(name: str, found: Any) -> list[str]:
    """Return what `CHECKS` finds wrong with a docstring."""
    if is_plain(found):
        return [] if found.__doc__ else [CHECKS["GL08"]]
    named = {code for code, _ in validate(name)["errors"]} & CHECKS.keys()
    if is_promised(name, found):
        named -= {"PR01", "RT01"}
    if dataclasses.is_dataclass(found):  # its attributes are its parameters
        attributes = {one for entry in sections(found)["Attributes"] for one in entry.name.split(", ")}
        named -= {"PR01"} if set(inspect.signature(found).parameters) <= attributes else set()
    return [CHECKS[code] for code in sorted(named)]


def raised_by(function: Any) -> set[str]:
    """Return the names of the errors that a function's own lines raise."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    raises = (node.exc for node in ast.walk(tree) if isinstance(node, ast.Raise))
    calls = (exc.func for exc in raises if isinstance(exc, ast.Call))
    return {func.id for func in calls if isinstance(func, ast.Name) and func.id.endswith("Error")}


@pytest.mark.parametrize("module", MODULES)
def test_parameters_results_and_errors_are_documented(module: str) -> None:
    wrong = []
    for name, found in things(module):
        wrong += [f"{name}: {what}" for what in complaints(name, found)]
        if inspect.isfunction(found):
            doc = inspect.getdoc(found) or ""
            abstract = raised_by(found) == {"NotImplementedError"}
            wrong += [f"{name}: raises {error}" for error in raised_by(found) if error not in doc and not abstract]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("module", MODULES)
def test_arrays_have_a_shape(module: str) -> None:
    """Does the type of every parameter, attribute and result that is an array name its shape?"""
    wrong = []
    for name, found in things(module):
        doc = sections(found)
        for section in ("Parameters", "Attributes", "Returns", "Yields"):
            entries = [entry for entry in doc[section] if "ndarray" in entry.type and "dict of" not in entry.type]
            wrong += [f"{name}: {entry.name or section}" for entry in entries if "shape" not in entry.type]
    assert not wrong, "\n".join(wrong)


def poor(given, kept):  # type: ignore[no-untyped-def]
    """Return something

    Parameters
    ----------
    given : int
        A number.
    """
    if given < 0:
        raise ValueError(kept)
    return given


def test_the_checks_see_what_is_missing() -> None:
    assert complaints(f"{__name__}.poor", poor) == [
        CHECKS["PR01"], CHECKS["RT01"], CHECKS["SS03"],
    ]  # fmt: skip
    assert raised_by(poor) == {"ValueError"}
