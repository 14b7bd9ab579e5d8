"""The door: which values may pass between the sandbox and the host, and how they are written.

A value is a tree of None, bool, int, float, str, list, tuple, dict, ndarray and NumPy scalar. It travels as one
length-prefixed frame: a JSON header and the arrays' bytes. Nothing that comes in is unpickled, evaluated or parsed
as code, and every size is checked before memory is taken for it.
"""

import json
import math
import socket
import struct
import time
from typing import Any

import numpy as np

MAX_DEPTH = 32
MAX_NODES = 200_000
MAX_BYTES = 256 * 2**20
MAX_HEADER = 16 * 2**20
MAX_BRACKETS = 2**21
"""Of a header, before it is read: each pair of brackets becomes an object of 64 bytes, whatever is in it."""
MAX_EMPTY = 2**20
"""Entries along the other axes of an array that has none: they take no bytes, but a list of its rows does."""
MAX_BITS = 1023
"""Of a whole number: a larger one is no float64, and could not be compared."""
DTYPES = frozenset(
    "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64".split()  # noqa: SIM905
)
_NATIVE = frozenset(map(np.dtype, DTYPES))
ARRAY_KEYS = {"a", "s", "g"}
_LENGTH = struct.Struct("!QQ")


class WireError(ValueError):
    """A value or a frame that may not pass."""


class TooLargeError(WireError):
    """A frame larger than there is room for."""


def copy(tree: Any) -> Any:
    """Return a deep copy of a wire value.

    A named tuple or a dictionary of one's own kind gives the plain one: what it holds, whatever it says that it does.

    Raises
    ------
    WireError
        If the tree holds anything that is no wire value; subclasses of ndarray, list or float are none.
    """
    return _copy(tree, 0, [0])


def _copy(value: Any, depth: int, nodes: list[int]) -> Any:
    nodes[0] += 1
    if depth > MAX_DEPTH or nodes[0] > MAX_NODES:
        raise WireError("the value is nested too deeply or has too many parts")
    kind = type(value)
    if value is None or kind in (bool, int, float, str):
        if kind is int:
            _check_size(value)
        return value
    if kind is np.ndarray:
        _check_dtype(value.dtype)
        return np.array(value, order="K", copy=True)
    if isinstance(value, np.generic):
        _check_dtype(value.dtype)
        return value.dtype.type(value)
    if kind is list:
        return [_copy(item, depth + 1, nodes) for item in value]
    if issubclass(kind, tuple):  # by its true class: an object can lie about `__class__`
        return tuple(_copy(item, depth + 1, nodes) for item in tuple.__iter__(value))
    if issubclass(kind, dict):
        if any(type(key) not in (str, int) for key in dict.keys(value)):
            raise WireError("a dictionary's keys must be str or int")
        return {key: _copy(item, depth + 1, nodes) for key, item in dict.items(value)}
    raise WireError(f"{kind.__name__} is no value that may pass")


def _check_size(number: int) -> int:
    if number.bit_length() > MAX_BITS:
        raise WireError("a whole number is too large")
    return number


def _check_dtype(dtype: np.dtype[Any]) -> None:
    if dtype not in _NATIVE:
        raise WireError(f"an array of dtype {dtype.name} may not pass")


def encode(tree: Any) -> bytes:
    """Return the frame of a wire value: two lengths, the JSON header, the arrays' bytes in C order."""
    arrays: list[bytes] = []
    header = json.dumps(_pack(tree, arrays, 0), ensure_ascii=True, allow_nan=True).encode()
    body = b"".join(arrays)
    return _LENGTH.pack(len(header), len(body)) + header + body


def _pack(value: Any, arrays: list[bytes], depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise WireError("the value is nested too deeply")
    kind = type(value)
    if value is None or kind in (bool, str):
        return value
    if kind is int:
        _check_size(value)
        return {"i": str(value)} if abs(value) >= 2**53 else value
    if kind is float:
        return {"f": value.hex()}
    if kind is np.ndarray or isinstance(value, np.generic):
        _check_dtype(value.dtype)
        if isinstance(value, np.ndarray) and kind is not np.ndarray:
            raise WireError("a subclass of ndarray may not pass")
        arrays.append(value.tobytes())
        return {"a": value.dtype.name, "s": list(value.shape), "g": kind is not np.ndarray}
    if kind is list:
        return {"l": [_pack(item, arrays, depth + 1) for item in value]}
    if kind is tuple:
        return {"t": [_pack(item, arrays, depth + 1) for item in value]}
    if kind is dict:
        if any(type(key) not in (str, int) for key in value):
            raise WireError("a dictionary's keys must be str or int")
        return {"d": [[key, _pack(item, arrays, depth + 1)] for key, item in value.items()]}
    raise WireError(f"{kind.__name__} is no value that may pass")


def decode(header: bytes, body: bytes) -> Any:
    """Return the value of a frame's two parts.

    Raises
    ------
    WireError
        If the frame is not exactly what `encode` would have written.
    """
    if header.count(b"{") + header.count(b"[") > MAX_BRACKETS:
        raise WireError("the frame's header has too many parts")
    try:
        tree = json.loads(header)
    except (ValueError, RecursionError):
        raise WireError("the frame's header is not JSON") from None
    position, nodes = [0], [0]
    value = _unpack(tree, memoryview(body), position, nodes, 0)
    if position[0] != len(body):
        raise WireError("the frame has bytes that belong to no array")
    return value


def _unpack(node: Any, body: memoryview, position: list[int], nodes: list[int], depth: int) -> Any:
    nodes[0] += 1
    if depth > MAX_DEPTH or nodes[0] > MAX_NODES:
        raise WireError("the value is nested too deeply or has too many parts")
    if type(node) is str:  # half a character pair can be made in Python, but no file can hold it
        return node if node.isascii() else node.encode("utf-8", "backslashreplace").decode("utf-8")
    if type(node) is int:
        return _check_size(node)
    if node is None or type(node) is bool:
        return node
    if type(node) is not dict:
        raise WireError("the frame holds something that is no value")
    if len(node) == 3 and node.keys() == ARRAY_KEYS:
        return _unpack_array(node, body, position)
    if len(node) != 1:
        raise WireError("the frame holds something that is no value")
    ((key, part),) = node.items()
    if key == "f" and type(part) is str:
        try:
            return float.fromhex(part)
        except (ValueError, OverflowError):
            raise WireError("a number is malformed") from None
    if key == "i" and type(part) is str and len(part) < MAX_BITS:
        try:
            return _check_size(int(part))
        except ValueError:
            raise WireError("an integer is malformed") from None
    if key == "l" and type(part) is list:
        return [_unpack(item, body, position, nodes, depth + 1) for item in part]
    if key == "t" and type(part) is list:
        return tuple([_unpack(item, body, position, nodes, depth + 1) for item in part])
    if key == "d" and type(part) is list:
        result: dict[str | int, Any] = {}
        for pair in part:
            if type(pair) is not list or len(pair) != 2 or type(pair[0]) not in (str, int):
                raise WireError("a dictionary is malformed")
            result[pair[0]] = _unpack(pair[1], body, position, nodes, depth + 1)
        return result
    raise WireError("the frame holds something that is no value")


def _unpack_array(node: dict[str, Any], body: memoryview, position: list[int]) -> Any:
    name, shape, scalar = node["a"], node["s"], node["g"]
    if type(name) is not str or name not in DTYPES or type(shape) is not list or len(shape) > MAX_DEPTH:
        raise WireError("an array's header is malformed")
    if any(type(n) is not int or not 0 <= n <= MAX_BYTES for n in shape) or (scalar and shape):
        raise WireError("an array's shape is malformed")
    if 0 in shape and math.prod(n or 1 for n in shape) > MAX_EMPTY:
        raise TooLargeError("an array of nothing is too large")
    dtype = np.dtype(name)
    size = math.prod(shape) * dtype.itemsize
    start = position[0]
    if size > len(body) - start:
        raise WireError("an array is larger than its frame")
    position[0] = start + size
    try:
        array = np.frombuffer(body[start : start + size], dtype=dtype).reshape(shape).copy()
    except ValueError:  # no elements, and yet more of them along the other axes than NumPy can count
        raise WireError("an array's shape is malformed") from None
    return dtype.type(array[()]) if scalar else array


def send(sock: socket.socket, tree: Any) -> None:
    """Send one frame."""
    sock.sendall(encode(tree))


def receive(sock: socket.socket, deadline: float | None = None, max_bytes: int = MAX_BYTES) -> Any:
    """Receive one frame and return its value; see `frame` and `decode`."""
    return decode(*frame(sock, deadline, max_bytes))


def frame(sock: socket.socket, deadline: float | None = None, max_bytes: int = MAX_BYTES) -> tuple[bytes, bytes]:
    """Receive the two parts of one frame.

    Parameters
    ----------
    sock : socket
        A stream socket.
    deadline : float, optional
        ``time.monotonic()`` after which `TimeoutError` is raised.
    max_bytes : int
        Larger frames are refused before memory is taken for them.

    Raises
    ------
    WireError
        If it is no frame.
    TooLargeError
        If it is larger than `max_bytes`.
    EOFError
        If the other side is gone.
    TimeoutError
        If the deadline passes.
    """
    header_size, body_size = _LENGTH.unpack(_read(sock, _LENGTH.size, deadline))
    if header_size > MAX_HEADER or body_size > MAX_BYTES:
        raise WireError("the frame is too large to be one")
    if header_size > max_bytes or body_size > max_bytes:
        raise TooLargeError("the frame is too large")
    read = _read(sock, header_size + body_size, deadline)
    return read[:header_size], read[header_size:]


def _read(sock: socket.socket, size: int, deadline: float | None) -> bytes:
    parts, left = [], size
    while left:
        if deadline is not None:
            remaining = deadline - time.monotonic()
            if remaining <= 0:
                raise TimeoutError
            sock.settimeout(remaining)
        part = sock.recv(min(left, 2**20))
        if not part:
            raise EOFError
        parts.append(part)
        left -= len(part)
    return b"".join(parts)
