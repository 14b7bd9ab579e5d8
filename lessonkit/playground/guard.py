"""Around each of the reader's functions: what goes wrong in it, and what it returns in a wrong shape, is a sentence."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from lessonkit import style
from lessonkit.playground.settings import Refused

Function = Callable[..., Any]
Described = tuple[str, str]
"""What a function should return, and what it did, in the same words."""


def guarded(functions: Mapping[str, Function]) -> dict[str, Function]:
    """Return the functions, each of which now raises `Refused` where it fails or returns something else than asked.

    Parameters
    ----------
    functions : mapping of str to callable
        By the names of the course's exercises.

    Returns
    -------
    dict
        The same names.
    """
    return {name: _guard(name, function) for name, function in functions.items()}


def _guard(name: str, function: Function) -> Function:
    compare = _RETURNS.get(name)

    def called(*args: Any, **kwargs: Any) -> Any:
        try:
            got = function(*args, **kwargs)
            if name == "iterate_minibatches":
                got = list(got)  # a generator fails only when it is asked
        except NotImplementedError:
            raise Refused(style.say("playground.not_written", name=name)) from None
        except Exception as error:  # the reader's own function, whatever it does
            told = style.say("playground.raised", name=name, error=type(error).__name__, message=str(error)[:200])
            raise Refused(told) from error
        if compare is not None:
            wanted, found = compare(got, args)
            if wanted != found:
                raise Refused(style.say("playground.misshapen", name=name, got=found[:200], wanted=wanted))
        return got

    return called


def _array(value: Any) -> str:
    return (
        f"({', '.join(map(str, value.shape))}{',' * (value.ndim == 1)})"
        if isinstance(value, np.ndarray)
        else _kind(value)
    )


def _kind(value: Any) -> str:
    return "None" if value is None else type(value).__name__


def _layers(value: Any) -> str:
    """Describe a list of ``{"W", "b"}``."""
    if not isinstance(value, list | tuple):
        return _kind(value)
    told = []
    for layer in value:
        if not isinstance(layer, Mapping):
            told.append(_kind(layer))
        else:
            told.append("{" + ", ".join(f"{key}: {_array(layer.get(key))}" for key in ("W", "b")) + "}")
    return f"[{', '.join(told)}]"


def _items(value: Any, count: int) -> Sequence[Any] | None:
    return value if isinstance(value, tuple | list) and len(value) == count else None


def _start(got: Any, args: Sequence[Any]) -> Described:
    sizes = args[0]
    pairs = [f"{{W: ({n_in}, {n_out}), b: ({n_out},)}}" for n_in, n_out in pairwise(sizes)]
    return f"[{', '.join(pairs)}]", _layers(got)


def _forward(got: Any, args: Sequence[Any]) -> Described:
    X, params = args[0], args[1]
    widths = [layer["W"].shape[1] for layer in params]
    shapes = ", ".join(f"{{A: ({len(X)}, {width})}}" for width in widths)
    wanted = f"(({len(X)}, {widths[-1]}), [{shapes}])"
    parts = _items(got, 2)
    if parts is None:
        return wanted, _kind(got)
    caches = parts[1] if isinstance(parts[1], list | tuple) else []
    found = ", ".join(f"{{A: {_array(one.get('A'))}}}" if isinstance(one, Mapping) else _kind(one) for one in caches)
    return wanted, f"({_array(parts[0])}, [{found}])"


def _as_params(got: Any, args: Sequence[Any]) -> Described:
    """Gradients and new parameters are built like the parameters, which every such function gets."""
    params = next(arg for arg in args if isinstance(arg, list) and arg and "W" in arg[0])
    return _layers(params), _layers(got)


def _moved(got: Any, args: Sequence[Any]) -> Described:
    parts = _items(got, 2)
    wanted = f"({_array(args[0])}, dict)"
    return wanted, _kind(got) if parts is None else f"({_array(parts[0])}, {_kind(parts[1])})"


def _samples(got: Any, args: Sequence[Any]) -> Described:
    parts = _items(got, 2)
    wanted = f"(({args[0]}, 2), ({args[0]}, 1))"
    return wanted, _kind(got) if parts is None else f"({', '.join(map(_array, parts))})"


def _number(got: Any, args: Sequence[Any]) -> Described:
    real = isinstance(got, int | float | np.integer | np.floating) and not isinstance(got, bool)
    return "float", "float" if real else _array(got)


def _batches(got: Any, args: Sequence[Any]) -> Described:
    size, m = args[2], len(args[0])
    sizes = [min(size, m - start) for start in range(0, m, size)]
    wanted = "[" + ", ".join(f"(({one}, 2), ({one}, 1))" for one in sizes) + "]"
    found = "[" + ", ".join(f"({', '.join(map(_array, one))})" if _items(one, 2) else _kind(one) for one in got) + "]"
    return wanted, found


_RETURNS: dict[str, Callable[[Any, Sequence[Any]], Described]] = {
    "make_circles": _samples,
    "init_params": _start,
    "mlp_forward": _forward,
    "mlp_forward_dropout": _forward,
    "binary_cross_entropy": _number,
    "accuracy": _number,
    "bce_sigmoid_backward": lambda got, args: (_array(args[0]), _array(got)),
    "mlp_backward": _as_params,
    "mlp_backward_dropout": _as_params,
    "l2_gradients": _as_params,
    "update_params": _as_params,
    "iterate_minibatches": _batches,
    **dict.fromkeys(("momentum_step", "adagrad_step", "rmsprop_step", "adam_step"), _moved),
}
