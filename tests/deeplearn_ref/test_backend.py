"""Which module an array belongs to, and what is said where there is no GPU."""

import sys
import types
from fractions import Fraction

import numpy as np
import pytest

from autograder.sandbox import strict_xp
from deeplearn_ref import backend


def test_numpy_arrays_and_numbers_belong_to_numpy() -> None:
    assert backend.get_array_module(np.zeros(2), 3.0) is np
    assert backend.get_array_module() is np
    assert backend.get_array_module(Fraction(1, 2)) is np


def test_an_array_of_cupy_belongs_to_cupy(monkeypatch: pytest.MonkeyPatch) -> None:
    cupy = types.ModuleType("cupy")
    monkeypatch.setitem(sys.modules, "cupy", cupy)
    array = type("ndarray", (), {"__module__": "cupy._core.core", "get": lambda self: np.arange(2)})()
    assert backend.get_array_module(np.zeros(2), array) is cupy
    assert backend.to_numpy(array).tolist() == [0, 1]


def test_an_array_of_the_stand_in_belongs_to_it() -> None:
    assert backend.get_array_module(strict_xp.zeros((2,))) is strict_xp
    assert type(backend.to_numpy(strict_xp.zeros((2,)))) is np.ndarray


def test_what_belongs_to_no_array_module_is_left_to_numpy() -> None:
    stranger = type("Stranger", (), {"__module__": "no.such.module"})()
    assert backend.get_array_module(stranger, [1, 2]) is np
    assert backend.to_numpy([1, 2]).tolist() == [1, 2]


def test_to_numpy_leaves_numpy_arrays_alone() -> None:
    array = np.zeros(2)
    assert backend.to_numpy(array) is array


def test_without_cupy_the_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cupy", None)
    with pytest.raises(RuntimeError, match="pip install cupy"):
        backend.require_gpu()


def test_cupy_without_a_gpu_is_a_sentence_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing() -> None:
        raise OSError("no driver")

    cupy = types.ModuleType("cupy")
    cupy.cuda = types.SimpleNamespace(runtime=types.SimpleNamespace(getDeviceCount=nothing))  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "cupy", cupy)
    with pytest.raises(RuntimeError, match="finds no usable GPU"):
        backend.require_gpu()
