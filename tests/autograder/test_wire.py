"""The door between sandbox and host: what passes comes out equal, everything else is refused."""

import contextlib
import json
import socket
import struct
from collections import OrderedDict
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.sandbox import strict_xp, wire
from autograder.sandbox.script import LocalPlayer
from autograder.sandbox.steps import STRICT, Call

ARRAYS = hnp.arrays(
    dtype=st.sampled_from(["bool", "int64", "uint8", "float32", "float64"]).map(np.dtype),
    shape=hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4),
)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | ARRAYS
TREES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text() | st.integers(-9, 9), inner, max_size=3)
    ),
    max_leaves=8,
)


def same(a: Any, b: Any) -> bool:
    """Equal with the same types throughout; nan equals nan."""
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray | np.generic):
        return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return list(a) == list(b) and all(same(a[key], b[key]) for key in a)
    if isinstance(a, float):
        return struct.pack("d", a) == struct.pack("d", b) or (a != a and b != b)
    return bool(a == b)


def through(tree: Any) -> Any:
    here, there = socket.socketpair()
    with here, there:
        wire.send(here, tree)
        return wire.receive(there)


@given(TREES)
def test_whatever_passes_comes_out_equal(tree: Any) -> None:
    assert same(through(tree), tree)
    assert same(wire.copy(tree), tree)


@pytest.mark.parametrize("scalar", [np.float32(1.5), np.int64(3), np.bool_(True)])
def test_numpy_scalars_stay_scalars(scalar: np.generic) -> None:
    assert same(through([scalar])[0], scalar)


class Sneaky(np.ndarray):
    """An array that is no plain ndarray."""


@pytest.mark.parametrize(
    "value",
    [
        np.zeros(2).view(Sneaky),
        np.array([object()]),
        np.array(["text"]),
        np.array([1 + 2j]),
        np.array([(1, 2.0)], dtype=[("a", int), ("b", float)]),
        {1, 2},
        b"bytes",
        object(),
        {(1, 2): 3},
        type("Int", (int,), {})(3),
        iter([1]),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_plain_value_is_refused(value: Any) -> None:
    with pytest.raises(wire.WireError):
        wire.encode([value])
    with pytest.raises(wire.WireError):
        wire.copy([value])


class Pair(NamedTuple):
    """What somebody may give back who likes names better than places."""

    w: np.ndarray
    b: float


class Liar(dict[str, int]):
    """Says other things than it holds."""

    def items(self) -> Any:
        return [("told", 2)]

    def __iter__(self) -> Any:
        return iter(["told"])


def test_a_named_tuple_or_an_own_dictionary_is_what_it_holds() -> None:
    assert same(wire.copy(Pair(np.ones(2), 0.5)), (np.ones(2), 0.5))
    assert same(wire.copy(OrderedDict(a=[Pair(np.ones(2), 0.5)])), {"a": [(np.ones(2), 0.5)]})
    assert same(wire.copy(Liar(held=1)), {"held": 1})
    record = LocalPlayer({"give": lambda: Pair(strict_xp.asarray(np.ones(2)), 0.5)}).play([Call("give")])[0]
    assert record.kind == "value"
    assert same(record.value, ({STRICT: np.ones(2)}, 0.5))


def test_a_copy_shares_no_memory() -> None:
    original = np.zeros(3)
    copied = wire.copy({"a": [original]})
    copied["a"][0][:] = 1
    assert original.tolist() == [0, 0, 0]


def test_nesting_without_end_is_refused() -> None:
    endless: list[Any] = []
    endless.append(endless)
    for refuse in (wire.copy, wire.encode):
        with pytest.raises(wire.WireError):
            refuse(endless)


@pytest.mark.parametrize(
    ("header", "body"),
    [
        (b"not json", b""),
        (b"[1]", b""),
        (b'{"a": "float64", "s": [10], "g": false}', b"too short"),
        (b'{"a": "float64", "s": [-1], "g": false}', b""),
        (b'{"a": "float64", "s": [99999999999, 99999999999], "g": false}', b""),
        (b'{"a": "object", "s": [1], "g": false}', b"12345678"),
        (b'{"a": "float64", "s": [1], "g": false, "pickle": 1}', b"12345678"),
        (b'{"a": ["float64"], "s": [1], "g": false}', b"12345678"),
        (b'{"d": [["k"]]}', b""),
        (b'{"f": "0x"}', b""),
        (b'{"i": "__import__"}', b""),
        (b"1.5", b""),
        (b"1", b"left over"),
        (b'{"l": ' * 5000 + b"1" + b"}" * 5000, b""),
        (json.dumps({"l": [None] * 300_000}).encode(), b""),
    ],
)
def test_malformed_frames_are_refused(header: bytes, body: bytes) -> None:
    with pytest.raises(wire.WireError):
        wire.decode(header, body)


@given(st.binary(max_size=60), st.binary(max_size=20))
def test_noise_is_refused_or_a_value_never_another_error(header: bytes, body: bytes) -> None:
    with contextlib.suppress(wire.WireError):
        wire.decode(header, body)


def test_a_frame_that_claims_to_be_huge_is_refused_before_it_is_read() -> None:
    here, there = socket.socketpair()
    with here, there:
        here.sendall(struct.pack("!QQ", 2**60, 0))
        with pytest.raises(wire.WireError, match="too large"):
            wire.receive(there)


def test_half_a_character_pair_arrives_as_text_that_a_file_can_hold() -> None:
    """Python can make a lone surrogate; a page or a notebook that holds one can't be written."""
    received = wire.decode(b'{"l": ["a\\ud800b"]}', b"")
    assert received == ["a\\ud800b"]
    received[0].encode("utf-8")


@pytest.mark.parametrize("shape", [(2**28, 0), (0, 2**28), (2**11, 2**11, 0)])
def test_an_array_of_nothing_has_no_rows_without_end(shape: tuple[int, ...]) -> None:
    """It takes no bytes on the wire; as a list of its rows it would take 17 GB of the host."""
    header = json.dumps({"a": "float64", "s": shape, "g": False}).encode()
    with pytest.raises(wire.TooLargeError):
        wire.decode(header, b"")
    assert wire.decode(header.replace(str(max(shape)).encode(), b"3"), b"").size == 0
