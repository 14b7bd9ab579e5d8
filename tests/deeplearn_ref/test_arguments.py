"""What is said about arguments of another kind than annotated."""

import math
from collections.abc import Callable, Sequence
from types import ModuleType, SimpleNamespace
from typing import Any, TypedDict

import numpy as np
import pytest
from numpy.typing import NDArray

from autograder.sandbox import strict_xp
from deeplearn_ref import arguments
from deeplearn_ref.arguments import in_sentences, misfit
from deeplearn_ref.errors import ShapeError
from deeplearn_ref.types import Params


class Found(TypedDict):
    name: str


def everything(
    X: NDArray[Any] = np.zeros(2),  # noqa: B008
    w: NDArray[Any] | None = None,
    rate: float = 0.5,
    n: int = 1,
    rng: np.random.Generator | None = None,
    f: Callable[..., Any] = len,
    params: Params = [],  # noqa: B006
    sizes: Sequence[int] = (),
    names: list[str] = [],  # noqa: B006
    rates: Sequence[float] = (),
    shape: tuple[int, ...] = (),
    found: list[Found] = [],  # noqa: B006
    state: dict[str, Any] = {},  # noqa: B006
    either: int | str | None = None,
    other: object = None,
) -> None:
    """Take one argument of each kind."""


@pytest.mark.parametrize(
    "fits",
    [
        {"X": np.zeros((2, 3))},
        {"X": np.zeros(2, int)},
        {"X": np.zeros(2, bool)},
        {"X": np.zeros(2, np.uint8)},
        {"X": strict_xp.zeros((2,))},
        {"w": None},
        {"rate": 1},
        {"rate": np.float32(1)},
        {"rate": np.array(1.0)},
        {"rate": math.nan},
        {"n": np.int64(3)},
        {"n": np.array(3)},
        {"rng": np.random.default_rng(0)},
        {"params": [{"W": np.zeros((1, 1))}]},
        {"sizes": np.array([1, 2])},
        {"sizes": [1, np.int32(2)]},
        {"names": ["relu"]},
        {"rates": [1, 0.5]},
        {"shape": (1, 2)},
        {"found": [{"name": "a"}]},
        {"state": {"m": 1}},
        {"either": 2.5},
        {"other": object()},
    ],
)
def test_nothing_is_said_where_all_fits(fits: dict[str, Any]) -> None:
    assert misfit(everything, (), fits) == ""


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            {"X": [1.0, 2.0]},
            "X must be an array of real numbers; got [1.0, 2.0]. np.array(...) makes an array of a list.",
        ),
        ({"X": (1, 2)}, "X must be an array of real numbers; got (1, 2). np.array(...) makes an array of a list."),
        ({"w": [1]}, "w must be an array of real numbers; got [1]. np.array(...) makes an array of a list."),
        ({"X": None}, "X must be an array of real numbers; got None."),
        ({"X": np.array(["one", "two"] * 20)}, "X must be an array of real numbers; got an array of dtype <U3."),
        ({"X": np.zeros(9, complex)}, "X must be an array of real numbers; got an array of dtype complex128."),
        (
            {"X": [0.123456789] * 5},
            "X must be an array of real numbers; got a list. np.array(...) makes an array of a list.",
        ),
        ({"rate": "0.1"}, "rate must be a number; got '0.1'."),
        ({"rate": np.zeros(2)}, "rate must be a number; got array([0., 0.])."),
        ({"n": 2.5}, "n must be a whole number; got 2.5."),
        ({"n": math.inf}, "n must be a whole number; got inf."),
        ({"n": np.array(2.5)}, "n must be a whole number; got array(2.5)."),
        ({"rng": 0}, "rng must be a generator of random numbers; got 0. np.random.default_rng(0) makes one."),
        ({"f": 3}, "f must be a function; got 3."),
        ({"params": {"W": 1}}, "params must be a list of dictionaries of arrays; got {'W': 1}."),
        ({"params": [{"W": 1}]}, "params must be a list of dictionaries of arrays; got [{'W': 1}]."),
        ({"params": [3]}, "params must be a list of dictionaries of arrays; got [3]."),
        ({"params": np.zeros(0)}, "params must be a list of dictionaries of arrays; got array([], dtype=float64)."),
        ({"sizes": 3}, "sizes must be a list of whole numbers; got 3."),
        ({"sizes": np.array(3)}, "sizes must be a list of whole numbers; got array(3)."),
        ({"sizes": [2, "three"]}, "sizes must be a list of whole numbers; got [2, 'three']."),
        ({"names": "relu"}, "names must be a list of names; got 'relu'."),
        ({"names": [len]}, "names must be a list of names; got [<built-in function len>]."),
        ({"rates": ["a"]}, "rates must be a list of numbers; got ['a']."),
        ({"shape": (1.5,)}, "shape must be a list of whole numbers; got (1.5,)."),
        ({"found": [1]}, "found must be a list; got [1]."),
        ({"state": 3}, "state must be a dictionary; got 3."),
        (
            {"X": list(range(10, 20))},
            f"X must be an array of real numbers; got {list(range(10, 20))}. np.array(...) makes an array of a list.",
        ),
        (
            {"X": [*range(10, 19), 100]},
            "X must be an array of real numbers; got a list. np.array(...) makes an array of a list.",
        ),
        ({"rate": object()}, "rate must be a number; got an object."),
        ({"rate": SimpleNamespace(a="x" * 40)}, "rate must be a number; got a SimpleNamespace."),
        ({"rate": "one", "n": "two"}, "rate must be a number; got 'one'."),
    ],
)
def test_the_first_misfit_is_named_and_what_to_do(given: dict[str, Any], sentence: str) -> None:
    assert misfit(everything, (), given) == sentence


@pytest.mark.parametrize(
    ("given", "stop", "sentence"),
    [
        ({"X": np.array(3.0)}, "len() of unsized object", "X must be an array with at least one axis; got one of shape ()."),
        ({"X": np.array(3.0)}, "iteration over a 0-d array", "X must be an array with at least one axis; got one of shape ()."),
        ({"X": np.zeros((0, 3))}, "zero-size array to reduction", "X must be an array with at least one entry; got one of shape (0, 3)."),
        ({"X": np.zeros((2, 3))}, "The truth value of an array", "X must be an array with fewer axes; got one of shape (2, 3)."),
        ({"X": np.zeros((2, 3))}, "only 0-dimensional arrays", "X must be an array with fewer axes; got one of shape (2, 3)."),
        ({"rate": math.nan}, "cannot convert float NaN to integer", "rate must be finite; got one nan."),
        ({"rate": -math.inf}, "cannot convert float infinity to integer", "rate must be finite; got one -inf."),
        ({"params": [{}], "names": ["a", "b"]}, "zip() argument 2 is longer", "params and names must be equally long; got 1 and 2 entries."),
        ({"params": [{}], "names": ["a"]}, "zip() argument 2 is longer", ""),
        ({"params": [{}], "names": ["a", "b"]}, "something else", ""),
        ({"X": np.zeros(3)}, "The truth value of an array", ""),
        ({"X": np.ones(3)}, "zero-size array", ""),
        ({"X": np.ones(3)}, "len() of unsized object", ""),
        ({"rate": 1.5}, "cannot convert float NaN to integer", ""),
        ({"X": np.zeros((2, 3))}, "something else", ""),
        ({"names": []}, "zero-size array", ""),
        ({"X": np.array([1.0, math.nan])}, "cannot convert float NaN to integer", "X must be finite; got one of shape (2,)."),
    ],
)  # fmt: skip
def test_some_messages_of_numpy_tell_which_array_is_to_blame(given: dict[str, Any], stop: str, sentence: str) -> None:
    assert misfit(everything, (), given, stop) == sentence


def test_a_call_with_the_wrong_arguments_is_python_s_own_affair() -> None:
    assert misfit(everything, (1,) * 20, {}) == ""
    assert misfit(everything, (), {"unknown": 1}) == ""

    def later(x: "Unknown") -> None: ...  # type: ignore[name-defined]  # noqa: F821

    assert misfit(later, (1,), {}) == ""


@pytest.fixture
def module(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A small module of its own that ends with `in_sentences`."""
    made = ModuleType("small")
    monkeypatch.setitem(__import__("sys").modules, "small", made)
    exec(
        "import numpy as np\n"
        "from numpy.typing import NDArray\n"
        "from deeplearn_ref.errors import ShapeError\n"
        "from deeplearn_ref.perceptron import step\n"
        "from deeplearn_ref.arguments import in_sentences\n"
        "def total(X: NDArray):\n"
        "    'Add up.'\n"
        "    return X.sum()\n"
        "def _private(X: NDArray):\n"
        "    return X.sum()\n"
        "def picky(X: NDArray):\n"
        "    raise ShapeError('said already')\n"
        "def broken(X: NDArray):\n"
        "    raise RuntimeError('inside')\n"
        "def own(X: NDArray):\n"
        "    raise ValueError('These are our own words.')\n"
        "class Adder:\n"
        "    zero = 0\n"
        "    def __init__(self, start: float = 0.0):\n"
        "        self.start = start + 0.0\n"
        "    def add(self, X: NDArray):\n"
        "        return self.start + X.sum()\n"
        "    def _add(self, X: NDArray):\n"
        "        return X.sum()\n",
        vars(made),
    )
    return made


def test_a_module_speaks_in_sentences(module: Any) -> None:
    step = module.step
    in_sentences("small")
    assert module.total(np.ones(3)) == 3
    for call in (lambda: module.total([1.0]), lambda: module.Adder().add([1.0]), lambda: module.total(X=[1.0])):
        with pytest.raises(TypeError, match=r"^X must be an array of real numbers; got \[1\.0\]\.") as caught:
            call()
        assert caught.value.__suppress_context__
    with pytest.raises(TypeError, match=r"^start must be a number; got 'a'\.$"):
        module.Adder("a")
    with pytest.raises(ShapeError, match="said already"):
        module.picky([1.0])
    for given in (np.ones(2), [1.0]):
        with pytest.raises(ValueError, match="our own words"):
            module.own(given)
    with pytest.raises(RuntimeError, match=r"^inside$"):
        module.broken([1.0])
    for private in (module._private, module.Adder()._add):
        with pytest.raises(AttributeError):
            private([1.0])
    assert module.step is step  # another module's
    assert (module.total.__name__, module.total.__doc__) == ("total", "Add up.")
    assert module.total.__globals__ is vars(module)  # else doctest would pass it by
    assert module.total.__wrapped__ is not module.total


def test_of_classes_only_the_named_methods_where_some_are_named(module: Any) -> None:
    in_sentences("small", methods=("__init__",))
    with pytest.raises(TypeError, match="start must be a number"):
        module.Adder("a")
    with pytest.raises(AttributeError):
        module.Adder().add([1.0])


@pytest.mark.parametrize("stop", arguments.STOPS)
def test_every_stop_of_python_is_explained(module: Any, stop: type[Exception]) -> None:
    def stops(X: NDArray[Any]) -> None:
        raise stop("inside")

    module.stops = stops
    stops.__module__ = "small"
    in_sentences("small")
    with pytest.raises(TypeError, match="X must be an array"):
        module.stops(None)
    with pytest.raises(
        stop, match=r"^'?inside'?$"
    ):  # raised here, outside of the package: as a caller's function would
        module.stops(np.zeros(1))


@pytest.fixture
def stopping(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A small module whose functions count as the package's own, and stop inside."""
    made = ModuleType("stopping")
    monkeypatch.setitem(__import__("sys").modules, "stopping", made)
    source = (
        "import numpy as np\n"
        "class Odd(ValueError):\n"
        "    def __init__(self, one, two):\n"
        "        super().__init__(one)\n"
        "def divide(x: float, y: float = 0.0, *, names: list = ()):\n"
        "    return x / y\n"
        "def look(table: dict, key: str):\n"
        "    return table[key]\n"
        "def odd(x: float):\n"
        "    raise Odd('one', 'two')\n"
        "def draw(seed: int):\n"
        "    return np.random.default_rng(seed)\n"
        "def call(f, x):\n"
        "    return f(x)\n"
        "def told(x: float):\n"
        "    raise TypeError('It is said already.')\n"
        "class Divider:\n"
        "    def divide(self, x: float):\n"
        "        return x / 0\n"
    )
    exec(compile(source, f"{arguments.INSIDE[0]}stopping.py", "exec"), vars(made))
    in_sentences("stopping")
    return made


@pytest.mark.parametrize(
    ("call", "kind", "sentence"),
    [
        (
            lambda m: m.divide(1.0, names=["a"]),
            ZeroDivisionError,
            "divide cannot work with x = 1.0, names = ['a']: float division by zero. "
            "help(divide) says what each must be.",
        ),
        (
            lambda m: m.look({"a": 1}, key="b"),
            KeyError,
            "look cannot work with table = {'a': 1}, key = 'b': there is no 'b'. help(look) says what each must be.",
        ),
        (lambda m: m.odd(2.5), ValueError, "odd cannot work with x = 2.5: one. help(odd) says what each must be."),
        (
            lambda m: m.draw(-1),
            ValueError,
            "draw cannot work with seed = -1: expected non-negative integer. help(draw) says what each must be.",
        ),
        (
            lambda m: m.Divider().divide(1),
            ZeroDivisionError,
            "Divider.divide cannot work with x = 1: division by zero. help(Divider.divide) says what each must be.",
        ),
        (lambda m: m.told(1.0), TypeError, "It is said already."),
        (lambda m: m.call(lambda x: x[3], [1]), IndexError, "list index out of range"),
        (
            lambda m: m.call(m.divide, 2.0),
            ZeroDivisionError,
            "divide cannot work with x = 2.0: float division by zero. help(divide) says what each must be.",
        ),
    ],
    ids=["all arguments", "a key", "an odd class of errors", "NumPy's compiled files", "a method", "said already",
         "a caller's function", "the inner call's words stay"],
)  # fmt: skip
def test_a_stop_inside_names_all_arguments(stopping: Any, call: Any, kind: type[Exception], sentence: str) -> None:
    with pytest.raises(kind) as caught:
        call(stopping)
    assert caught.value.args[0] == sentence
    assert type(caught.value) is kind


def test_long_values_are_named_by_their_size(stopping: Any) -> None:
    given = [np.zeros((3, 20)), list(range(40)), {"b": "x" * 50}, len, np.ones(2), (1, 2), [10] * 10, np.ones(11, int)]
    for value, told in zip(
        given,
        ["an array of shape (3, 20) and dtype float64", "a list of 40", "a dict of 1", "a function", "array([1., 1.])",
         "(1, 2)", repr([10] * 10), repr(np.ones(11, int))],  # the last two have 40 characters, which still fit
        strict=True,
    ):  # fmt: skip
        with pytest.raises(ZeroDivisionError) as caught:
            stopping.divide(1.0, names=value)
        assert f"names = {told}:" in str(caught.value)


def test_a_call_with_an_argument_too_many_keeps_python_s_words(stopping: Any) -> None:
    with pytest.raises(TypeError, match="positional argument but"):
        stopping.odd(1.0, 2.0)


def test_a_sentence_about_an_inner_call_gives_way_to_one_about_the_outer(module: Any) -> None:
    def outer(inputs: NDArray[Any]) -> None:
        raise TypeError("X must be an array.")

    module.outer = outer
    outer.__module__ = "small"
    in_sentences("small")
    with pytest.raises(TypeError, match=r"^inputs must be an array"):
        module.outer([1.0])
