"""Parameters of a network: where they start, how many units differ, one step of all of them."""

from itertools import pairwise
from typing import Any

import numpy as np

from autograder.checking.cases import Exercise, Group
from autograder.checking.compare import FLOAT32
from autograder.exercises.kit import LAYOUT, STAYS, FloatArray, calling, halves, laid_out, twice
from autograder.exercises.training import hints, wrong_parameters
from autograder.sandbox.steps import Call, Look, LookGlobal, Make, MakeGenerator, Ref, SeedGlobal, Step, Write
from deeplearn_ref import initializers as ref
from lessonkit.language import Text

RNG = Ref("rng")
Params = list[dict[str, Any]]
Asked = tuple[list[int], dict[str, Any]]


def _seed(rng: np.random.Generator) -> int:
    return int(rng.integers(1, 10**6))


def _sizes(rng: np.random.Generator, count: int) -> list[int]:
    """Draw layer sizes, no two alike."""
    return [int(size) for size in rng.permutation(np.arange(2, 10))[:count]]


# init_params ----------------------------------------------------------------------------------------------


def _drawn(seed: int, *asked: Asked) -> list[Step]:
    """Return the script that asks for parameters several times, each time with a new generator of the same seed."""
    steps: list[Step] = []
    for sizes, others in asked:
        steps += [MakeGenerator("rng", seed), Call("init_params", (sizes, RNG), others)]
    return steps


def _going_on(seed: int, first: list[int], second: list[int]) -> list[Step]:
    """Return the script that asks twice of one generator, and looks whether the global one has moved."""
    return [
        SeedGlobal(5),
        MakeGenerator("rng", seed),
        Call("init_params", (first, RNG), into="first"),
        Call("init_params", (second, RNG, "xavier"), into="second"),
        LookGlobal(),
    ]


def _own_arrays(seed: int, sizes: list[int], scheme: str) -> list[Step]:
    """Return the script that writes into the first layer and looks at the second, which has the same shape."""
    first, second = Ref("result", (0,)), Ref("result", (1,))
    return [
        MakeGenerator("rng", seed),
        Make("layer_sizes", sizes),
        Call("init_params", (Ref("layer_sizes"), RNG, scheme)),
        Write(Ref(first.name, (*first.path, "b")), 9.0),
        Write(Ref(first.name, (*first.path, "W")), 9.0),
        Look(second),
        Look(Ref("layer_sizes")),
    ]


INIT = Exercise(
    id="init_params",
    alias="L08-E2",
    points=4,
    reference=(ref.init_params,),
    signature='init_params(layer_sizes, rng, scheme="he")',
    cases=(
        *twice(
            "he",
            Text("the scheme he", "方案 he"),
            lambda rng: _drawn(3, ([2, 4, 1], {"scheme": "he"})),
            lambda rng: _drawn(_seed(rng), (_sizes(rng, 4), {"scheme": "he"}), (_sizes(rng, 3), {})),
            weight=2.0,
        ),
        *twice(
            "xavier",
            Text("the scheme xavier", "方案 xavier"),
            lambda rng: _drawn(4, ([2, 4, 1], {"scheme": "xavier"})),
            lambda rng: _drawn(_seed(rng), (_sizes(rng, 4), {"scheme": "xavier"})),
            weight=1.5,
        ),
        *twice(
            "small_and_zeros",
            Text("the schemes small and zeros", "方案 small 和 zeros"),
            lambda rng: _drawn(5, ([3, 2, 4], {"scheme": "small"}), ([3, 2, 4], {"scheme": "zeros"})),
            lambda rng: _drawn(_seed(rng), *((_sizes(rng, 3), {"scheme": name}) for name in ("zeros", "small"))),
            weight=1.0,
        ),
        *twice(
            "default",
            Text("no scheme is given: he", "没有给出方案：用 he"),
            lambda rng: _drawn(6, ([3, 2], {})),
            lambda rng: _drawn(_seed(rng), (_sizes(rng, 2), {})),
            weight=0.5,
        ),
        *twice(
            "deep",
            Text("many layers, some of one size", "很多层，有几层大小相同"),
            lambda rng: _drawn(7, ([2, 3, 3, 5, 5, 1], {"scheme": "he"})),
            lambda rng: _drawn(_seed(rng), ([*_sizes(rng, 3), 4, 4, 1], {"scheme": "xavier"})),
            weight=0.75,
        ),
        *twice(
            "generator",
            Text(
                "the same generator asked twice: it goes on, and the global one stays",
                "同一个随机数生成器用两次：接着往下抽，全局的那个不动",
            ),
            lambda rng: _going_on(2, [2, 3], [3, 2]),
            lambda rng: _going_on(_seed(rng), _sizes(rng, 3), _sizes(rng, 2)),
            weight=0.5,
        ),
        *twice(
            "own_arrays",
            Text(
                "every layer has arrays of its own, and the list of sizes stays",
                "每一层的数组都是自己的，大小的列表保持原样",
            ),
            lambda rng: _own_arrays(1, [3, 3, 3], "zeros"),
            lambda rng: _own_arrays(_seed(rng), [4, 4, 4, 2], str(rng.choice(["he", "xavier"]))),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "unknown_scheme",
            Text("an unknown scheme: `ValueError`", "没有这个方案：`ValueError`"),
            lambda rng: _drawn(1, ([2, 3], {"scheme": "gauss"})),
            lambda rng: _drawn(1, ([4, 2, 3], {"scheme": str(rng.choice(["normal", "He", "glorot", ""]))})),
            weight=0.5,
            group=Group.ERROR,
        ),
        *twice(
            "too_few",
            Text(
                "fewer than two sizes, or a size below 1: `ValueError`",
                "大小不足两个，或者某个大小小于 1：`ValueError`",
            ),
            lambda rng: _drawn(1, ([5], {}), ([2, 0, 1], {})),
            lambda rng: _drawn(1, ([], {}), ([3], {"scheme": "zeros"}), ([0, 2], {}), ([3, 2, -1], {})),
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_parameters.INIT,
    hints=hints.INIT,
)

# distinct_units -------------------------------------------------------------------------------------------


def _units(W: Any, *others: Any, **named: Any) -> Call:
    return Call("distinct_units", (np.array(W), *others), named)


def _repeated(rng: np.random.Generator, n_in: int, counts: tuple[int, ...]) -> FloatArray:
    """Draw W whose columns stand in it several times, in any order; no two of them are parallel."""
    while True:
        columns = halves(rng, n_in, len(counts)) + 0.25
        directions = columns / np.linalg.norm(columns, axis=0)
        if np.abs(np.triu(directions.T @ directions, 1)).max(initial=0.0) < 0.99:
            return rng.permutation(np.repeat(columns, counts, axis=1), axis=1)


def _shaken(rng: np.random.Generator) -> list[Step]:
    """Return a question about columns that are equal up to rounding, and about some that are only near."""
    W = _repeated(rng, 3, (3, 2, 1))
    near = W + 1e-15 * rng.choice([-1.0, 1.0], W.shape)
    apart = np.column_stack([W, W[:, 0] + [0.0, 1e-9, 0.0], [0.0, 0.0, 9.5], [0.0, 1e-9, 9.5]])
    return [_units(near), _units(apart)]


def _with_bias(rng: np.random.Generator) -> list[Step]:
    """Return a question about two groups of equal columns, neither above the other, with several biases."""
    W = np.repeat(halves(rng, 3, 2) + 0.25, 3, axis=1)
    W[:2, 3:] += np.array([[16.0], [-16.0]])
    b = np.array([0.5, 0.5, -1.0, 0.5, 2.0, 2.0])
    order = rng.permutation(6)
    orders = (order, order[::-1])  # in one of them the smaller bias comes first
    return [*(_units(W[:, each], b[each]) for each in orders), _units(W[:, order], np.zeros(6))]


def _kept(W: Any, b: Any) -> list[Step]:
    return [Make("W", W), Make("b", b), Call("distinct_units", (Ref("W"), Ref("b"))), Look(Ref("W")), Look(Ref("b"))]


NEAR: FloatArray = np.array(
    [[1.0, 1.06, 5.0, 5.03, 9.0, 9.0, -4.0, -4.0 + 1e-14], [2.0, 2.07, 1.0, 1.04, 3.0, 3.0 + 1e-9, 6.0, 6.0]]
)
"""Four pairs: alike by 0.1 an entry, by 0.1 in all, by NumPy's own tolerances, by rounding."""
TINY = [[1.0, 1.0 + 1e-15, 1.0, 0.0, 1e-9, 7.0], [2.0, 2.0, 2.0 + 1e-9, 5.0, 5.0, 5.0]]
"""A pair alike by rounding, one alike by a relative tolerance, one by an absolute one of 1e-8."""

UNITS = Exercise(
    id="distinct_units",
    alias="L08-E3",
    points=2,
    reference=(ref.distinct_units,),
    signature="distinct_units(W, b=None, tol=1e-12)",
    cases=(
        *twice(
            "columns",
            Text("some columns are equal", "有几列（column）相同"),
            lambda rng: [
                _units([[1.0, 1.0, 2.0], [0.0, 0.0, 5.0]]),
                _units([[1.0, 3.0, 1.0, 2.0, 3.0, 1.0, 3.0], [0.0, 6.0, 0.0, 5.0, 6.0, 0.0, -6.0]]),
            ],
            lambda rng: [_units(_repeated(rng, 3, (3, 2, 1, 1))), _units(_repeated(rng, 5, (1, 4, 2)))],
            weight=2.0,
        ),
        *twice(
            "rounding",
            Text(
                "columns that differ by rounding only, or by a little more",
                "只差舍入误差的列（column），以及差得稍多的",
            ),
            lambda rng: [
                _units([[0.3, 0.1 + 0.2, 0.5]]),
                _units(TINY),
            ],
            _shaken,
            weight=1.5,
            group=Group.STABILITY,
        ),
        *twice(
            "bias",
            Text("the biases count too", "偏置也算在内"),
            lambda rng: [
                _units(
                    [[1.0, 1.0, 2.0, 1.0, 2.0], [0.0, 0.0, 5.0, 0.0, 5.0], [2.0, 2.0, -1.0, 2.0, -1.0]],
                    np.array([0.5, -0.5, 0.5, 0.5, 2.0]),
                ),
                _units([[1.0, 1.0, 2.0], [3.0, 3.0, 2.0]], np.array([0.5, 0.5, 0.5])),
            ],
            _with_bias,
            weight=1.5,
        ),
        *twice(
            "tolerance",
            Text("`tol` is given", "给出了 `tol`"),
            lambda rng: [_units(NEAR, tol=0.1), _units([[2.0, 1.0, 2.0, 2.0]], tol=0.0), _units(NEAR, tol=0.01)],
            lambda rng: [
                *(_units(8.0 * NEAR[:, rng.permutation(8)], None, tol) for tol in (0.8, 0.1)),
                _units(_repeated(rng, 2, (2, 1, 3)), None, 0.0),
            ],
            weight=0.75,
        ),
        *twice(
            "all_or_none",
            Text("all columns equal, none equal, a single one", "各列（column）全都相同，全都不同，只有一列"),
            lambda rng: [
                _units(np.full((2, 5), 0.5)),
                _units([[1.0, 2.0, 4.0], [1.0, 2.0, -4.0]]),
                _units([[1.0], [2.0], [1.0]]),
            ],
            lambda rng: [
                _units(np.full((4, 3), -0.25), np.full(3, 0.5)),
                _units(np.zeros((2, 6))),
                _units(_repeated(rng, 2, (1, 1, 1, 1))),
                _units(halves(rng, 3, 1)),
            ],
            weight=0.75,
            group=Group.EDGE,
        ),
        *twice(
            "types",
            Text("W in integers or in float32", "W 是整数，或者 float32"),
            lambda rng: [
                _units(np.array([[3, 1, 3], [2, 2, 2]], dtype=np.uint8)),
                _units(np.array([[0.5, 0.5, 1.5]], dtype=np.float32)),
            ],
            lambda rng: [
                _units((4 * _repeated(rng, 3, (2, 1, 2)) + 40).astype(np.uint8)),
                _units(_repeated(rng, 2, (2, 3, 1)).astype(np.float32)),
            ],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _kept(np.array([[2.0, 1.0, 2.0], [0.0, 3.0, 0.0]]), np.array([1.0, 0.5, 1.0])),
            lambda rng: _kept(_repeated(rng, 2, (2, 1, 1)), halves(rng, 4)),
            weight=0.25,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("distinct_units", np.array([[2.0, 1.0, 2.0], [0.0, 3.0, 0.0]]), np.ones(3)),
            lambda rng: laid_out("distinct_units", _repeated(rng, 3, (2, 2, 1))),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "mismatch",
            Text("W is not 2-D, or b is not (n_out,): `ValueError`", "W 不是二维，或者 b 不是 (n_out,)：`ValueError`"),
            lambda rng: [
                _units([1.0, 2.0, 1.0]),
                _units(np.ones((2, 3)), np.ones(2)),
                _units(np.ones((2, 3)), np.ones(1)),
            ],
            lambda rng: [
                _units(halves(rng, 2, 3, 4)),
                _units(halves(rng, 2, 3), halves(rng, 3, 1)),
                _units(halves(rng, 4, 3), halves(rng, 4)),
                _units(halves(rng, 4), halves(rng, 4)),
            ],
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_parameters.UNITS,
    hints=hints.UNITS,
)

# update_params --------------------------------------------------------------------------------------------

PARAMS: Params = [
    {"W": np.array([[1.0, -2.0, 0.5], [0.0, 4.0, -1.0]]), "b": np.array([0.5, -0.5, 0.25])},
    {"W": np.array([[2.0], [-1.0], [3.0]]), "b": np.array([1.5])},
]
GRADS: Params = [
    {"W": np.array([[4.0, 0.0, -2.0], [1.0, -1.0, 3.0]]), "b": np.array([1.0, -2.0, 4.0])},
    {"W": np.array([[0.5], [2.0], [-4.0]]), "b": np.array([-1.0])},
]


def _net(rng: np.random.Generator, sizes: list[int]) -> Params:
    return [{"W": halves(rng, a, b) + 0.125, "b": halves(rng, b) + 0.125} for a, b in pairwise(sizes)]


def _updated(rng: np.random.Generator, sizes: list[int], learning_rate: float) -> Call:
    return Call("update_params", (_net(rng, sizes), _net(rng, sizes), learning_rate))


def _as_type(net: Params, dtype: Any) -> Params:
    return [{key: layer[key].astype(dtype) for key in layer} for layer in net]


def _net_kept(params: Params, grads: Params, learning_rate: float) -> list[Step]:
    """Return the script that looks at every argument, writes into every result, and looks again."""
    looks: list[Step] = [Look(Ref("params")), Look(Ref("grads"))]
    writes: list[Step] = [Write(Ref("result", (at, key)), 9.0) for at in range(len(params)) for key in ("W", "b")]
    call = Call("update_params", (Ref("params"), Ref("grads"), learning_rate))
    return [Make("params", params), Make("grads", grads), call, *looks, *writes, *looks]


def _arrays_kept(W: FloatArray, b: FloatArray, dW: FloatArray, db: FloatArray) -> list[Step]:
    """Return the script that looks at the arrays themselves, whatever happens to the list that holds them."""
    given: list[Step] = [Make("W", W), Make("b", b), Make("dW", dW), Make("db", db)]
    call = Call("update_params", ([{"W": Ref("W"), "b": Ref("b")}], [{"W": Ref("dW"), "b": Ref("db")}], 0.5))
    return [*given, call, *(Look(Ref(name)) for name in ("W", "b", "dW", "db"))]


def _readonly(params: Params, grads: Params) -> list[Step]:
    steps: list[Step] = []
    refs: list[list[dict[str, Ref]]] = []
    for kind, net in (("p", params), ("g", grads)):
        refs.append([])
        for at, layer in enumerate(net):
            refs[-1].append({key: Ref(f"{kind}{at}{key}") for key in layer})
            steps += [Make(f"{kind}{at}{key}", layer[key], "strided" if at else "readonly") for key in layer]
    return [*steps, Call("update_params", (*refs, 0.25))]


UPDATE = Exercise(
    id="update_params",
    alias="L08-E4",
    points=2,
    reference=(ref.update_params,),
    signature="update_params(params, grads, learning_rate)",
    cases=(
        *twice(
            "two_layers",
            Text("two layers", "两层"),
            calling("update_params", PARAMS, GRADS, 0.25),
            lambda rng: [_updated(rng, [3, 5, 2], 0.1)],
            weight=2.0,
        ),
        *twice(
            "deep",
            Text("more layers, or only one", "更多层，或者只有一层"),
            lambda rng: [
                Call("update_params", ([*PARAMS, *PARAMS], [*GRADS, *GRADS], 0.5)),
                Call("update_params", (PARAMS[:1], GRADS[:1], 0.5)),
            ],
            lambda rng: [_updated(rng, [2, 4, 6, 6, 4, 1], 0.3), _updated(rng, [4, 3], 2.0)],
        ),
        *twice(
            "integers",
            Text("weights that are integers", "权重是整数"),
            lambda rng: [
                Call(
                    "update_params",
                    (
                        [{"W": np.array([[1, 2, 3]]), "b": np.array([0, 1, 0])}],
                        [GRADS[0] | {"W": GRADS[0]["W"][:1]}],
                        0.125,
                    ),
                )
            ],
            lambda rng: [Call("update_params", (_as_type(_net(rng, [2, 3, 1]), np.int64), _net(rng, [2, 3, 1]), 0.3))],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "single_precision",
            Text("float32 stays float32", "float32 还是 float32"),
            lambda rng: [Call("update_params", (_as_type(PARAMS, np.float32), _as_type(GRADS, np.float32), 0.25))],
            lambda rng: [
                Call(
                    "update_params",
                    (_as_type(_net(rng, [3, 2]), np.float32), _as_type(_net(rng, [3, 2]), np.float32), 0.1),
                )
            ],
            weight=0.25,
            group=Group.EDGE,
            tolerance=FLOAT32,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _net_kept(PARAMS, GRADS, 0.25),
            lambda rng: _net_kept(_net(rng, [2, 3, 1]), _net(rng, [2, 3, 1]), float(rng.choice([0.0, 0.5]))),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "arrays",
            Text("the given arrays keep their values", "给出的数组保持原值"),
            lambda rng: _arrays_kept(*PARAMS[0].values(), *GRADS[0].values()),
            lambda rng: _arrays_kept(*_net(rng, [2, 3])[0].values(), *_net(rng, [2, 3])[0].values()),
            weight=0.25,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: _readonly(PARAMS, GRADS),
            lambda rng: _readonly(_net(rng, [3, 4, 2]), _net(rng, [3, 4, 2])),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "mismatch",
            Text(
                "`grads` is not built like `params`: `ValueError`",
                "`grads` 与 `params` 的结构不同：`ValueError`",
            ),
            lambda rng: [
                Call("update_params", (PARAMS, GRADS[:1], 0.5)),
                Call("update_params", (PARAMS[:1], [{"W": GRADS[0]["W"][:1], "b": GRADS[0]["b"]}], 0.5)),
            ],
            lambda rng: [
                Call("update_params", (_net(rng, [2, 3]), _net(rng, [2, 3, 1]), 0.5)),
                Call("update_params", (_net(rng, [4, 3]), _net(rng, [1, 3]), 0.5)),
                Call("update_params", (_net(rng, [2, 3, 1]), [], 0.5)),
                Call("update_params", (_net(rng, [2, 3]), [{"W": halves(rng, 2, 3), "b": halves(rng, 1)}], 0.5)),
            ],
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_parameters.UPDATE,
    hints=hints.UPDATE,
)
