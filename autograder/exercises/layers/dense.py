"""One neuron and one layer: `neuron_output`, `dense_forward`, the column convention, `count_params`."""

from typing import Any

import numpy as np

from autograder.checking.cases import Exercise, Group
from autograder.checking.style import no_sample_loop
from autograder.exercises.kit import (
    LAYOUT,
    NO_LOOP,
    NO_SAMPLES,
    ONE_SAMPLE,
    STAYS,
    FloatArray,
    calling,
    calling_with,
    halves,
    laid_out,
    twice,
    untouched,
)
from autograder.exercises.layers import hints, wrong
from autograder.sandbox.steps import Call, Look, Make, Ref, Step
from deeplearn_ref import activations, perceptron
from deeplearn_ref import layers as ref
from lessonkit.language import Text

ACTIVATIONS = (
    activations.sigmoid,
    activations.sigmoid_grad,
    activations.tanh_grad,
    activations.relu,
    activations.relu_grad,
    activations.leaky_relu,
    activations.leaky_relu_grad,
    activations.softmax,
)
"""What the reference reaches through its table of activations, which holds their derivatives too."""
OF_A_NEURON = ("linear", "step", "relu", "sigmoid", "tanh")
NOT_OF_A_NEURON = ("softmax", "Relu", "sigmoidal", "")

# neuron_output --------------------------------------------------------------------------------------------


def _neuron(rng: np.random.Generator, n: int, sign: int = 0) -> tuple[FloatArray, FloatArray, float]:
    """Draw x (n,), w (n,) and b whose bias decides: z, the sum without b and the average differ in sign or size."""
    while True:
        x, w = halves(rng, n, most=2), halves(rng, n, most=2)
        b = float(rng.integers(-6, 7)) / 2 + 0.25
        z = float(w @ x + b)
        far = min(abs(z), abs(z - b), abs(b), abs(float(w @ x) / n + b - z)) > 0.4
        if far and abs(z) < 4 and (not sign or np.sign(z) == sign):
            return x, w, b


def _each_activation(rng: np.random.Generator) -> list[Step]:
    return [
        Call("neuron_output", (*_neuron(rng, 3, sign), str(name)))
        for name in rng.permutation(OF_A_NEURON)
        for sign in (1, -1)
    ]


def stay(function: str, arrays: dict[str, FloatArray], *others: Any) -> list[Step]:
    """Return the script that looks whether a call that returns a number leaves its arguments alone."""
    made: list[Step] = [Make(name, value) for name, value in arrays.items()]
    return [*made, Call(function, (*(Ref(name) for name in arrays), *others)), *(Look(Ref(name)) for name in arrays)]


def _far_out(rng: np.random.Generator) -> list[Step]:
    n = int(rng.integers(2, 5))
    x = np.full(n, 400.0)
    return [
        Call("neuron_output", (x, sign * np.ones(n), 0.0, name)) for name in ("sigmoid", "tanh") for sign in (1, -1)
    ]


def _tied_neuron(rng: np.random.Generator) -> list[Step]:
    x, w = halves(rng, 3) + 0.25, halves(rng, 3)
    return [Call("neuron_output", (x, w, -float(w @ x), name)) for name in ("step", "relu")]


NEURON = Exercise(
    id="neuron_output",
    alias="L03-E1",
    points=2,
    reference=(ref.neuron_output,),
    needs=(perceptron.step, *ACTIVATIONS),
    signature="neuron_output(x, w, b, activation)",
    cases=(
        *twice(
            "values",
            Text("each of the five activation functions, z = 1", "五种激活函数各一次，z = 1"),
            lambda rng: [
                Call("neuron_output", (np.array([4.0, 5.0]), np.array([0.5, -0.6]), 2.0, name)) for name in OF_A_NEURON
            ],
            _each_activation,
            weight=2,
        ),
        *twice(
            "below_zero",
            Text("a negative pre-activation", "净输入为负"),
            lambda rng: [
                Call("neuron_output", (np.array([1.0, -2.0, 0.5]), np.array([1.0, 1.5, 2.0]), 0.25, name))
                for name in OF_A_NEURON
            ],
            lambda rng: [Call("neuron_output", (*_neuron(rng, 4, -1), name)) for name in OF_A_NEURON],
        ),
        *twice(
            "tie",
            Text("z exactly 0: step and ReLU give 0", "z 恰好为 0：阶跃和 ReLU 都得 0"),
            calling("neuron_output", np.array([1.0, 2.0]), np.array([2.0, -1.0]), 0.0, "step"),
            _tied_neuron,
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "extremes",
            Text("a pre-activation of ±800 and more", "净输入达到 ±800，甚至更大"),
            lambda rng: [
                Call("neuron_output", (np.array([400.0]), np.array([w]), 0.0, "sigmoid")) for w in (2.0, -2.0)
            ],
            _far_out,
            weight=0.5,
            group=Group.STABILITY,
        ),
        *twice(
            "integers",
            Text("x and w of an integer dtype", "x 和 w 的数据类型是整数"),
            lambda rng: [
                Call("neuron_output", (np.array([2, 1]), np.array([1, -3]), 2, name)) for name in ("sigmoid", "relu")
            ],
            lambda rng: [
                Call("neuron_output", (rng.integers(-2, 3, 3), rng.integers(-2, 3, 3), 0.25, name))
                for name in ("tanh", "linear", "step")
            ],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: stay("neuron_output", {"x": np.array([1.0, -2.0]), "w": np.array([0.5, 1.0])}, 0.5, "sigmoid"),
            lambda rng: stay("neuron_output", {"x": halves(rng, 4), "w": halves(rng, 4)}, 0.5, "relu"),
            weight=0.25,
            group=Group.PURITY,
        ),
        *twice(
            "unknown",
            Text("an unknown name of an activation: `ValueError`", "不认识的激活函数名称：`ValueError`"),
            calling("neuron_output", np.array([1.0]), np.array([2.0]), 0.5, "cosine"),
            lambda rng: [
                Call("neuron_output", (np.array([1.0, 0.5]), np.array([2.0, 1.0]), 0.5, name))
                for name in NOT_OF_A_NEURON
            ],
            weight=0.5,
            group=Group.ERROR,
        ),
        *twice(
            "mismatch",
            Text("x and w differ in length: `ValueError`", "x 与 w 长度不同：`ValueError`"),
            calling("neuron_output", np.ones(3), np.ones(2), 0.0, "relu"),
            lambda rng: [Call("neuron_output", (halves(rng, 4), halves(rng, 3), 0.5, "tanh"))],
            weight=0.25,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong.NEURON,
    hints=hints.NEURON,
)

# dense_forward --------------------------------------------------------------------------------------------


def _layer(rng: np.random.Generator, m: int, n_in: int, n_out: int) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Draw X (m, n_in), W (n_in, n_out) and b (n_out,), no entry of b 0 and no two alike."""
    b = rng.permutation(np.arange(1, n_out + 1)) / 2.0 + 0.25
    return halves(rng, m, n_in), halves(rng, n_in, n_out), b


def _single(rng: np.random.Generator) -> list[Step]:
    return [Call("dense_forward", tuple(a.astype(np.float32) for a in _layer(rng, 3, 4, 2)))]


def _shapes(*shapes: tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]) -> list[Step]:
    return [Call("dense_forward", tuple(np.ones(shape) for shape in three)) for three in shapes]


X_4 = np.array([[1.0, 2.0, 3.0, 4.0]])
W_4_3 = np.array([[1.0, 0.0, 2.0], [0.0, 1.0, 0.0], [1.0, 0.0, -1.0], [0.0, 2.0, 1.0]])
B_3 = np.array([0.5, -1.0, 0.0])
X_2, W_2, B_2 = np.array([[1.0, 2.0], [0.0, 3.0]]), np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([10.0, 20.0])

DENSE = Exercise(
    id="dense_forward",
    alias="L03-E2",
    points=4,
    reference=(ref.dense_forward,),
    signature="dense_forward(X, W, b)",
    cases=(
        *twice(
            "values",
            Text("several samples, another number of units than of inputs", "多个样本，单元数与输入数不同"),
            calling("dense_forward", np.array([[1.0, 2.0, 3.0, 4.0], [0.0, -1.0, 2.0, 0.5]]), W_4_3, B_3),
            calling_with("dense_forward", lambda rng: _layer(rng, 6, 3, 5)),
            weight=2.5,
        ),
        *twice(
            "one_sample",
            ONE_SAMPLE,
            calling("dense_forward", X_4, W_4_3, B_3),
            calling_with("dense_forward", lambda rng: _layer(rng, 1, 5, 2)),
            weight=0.75,
            group=Group.SHAPE,
        ),
        *twice(
            "square",
            Text("as many samples as inputs and units", "样本数、输入数和单元数都相同"),
            calling("dense_forward", X_2, W_2, B_2),
            calling_with("dense_forward", lambda rng: _layer(rng, 3, 3, 3)),
        ),
        *twice(
            "one_unit",
            Text("a layer of one unit", "只有一个单元的层"),
            calling(
                "dense_forward", np.array([[1.0, 2.0], [0.5, -1.0], [3.0, 0.0]]), np.array([[2.0], [-1.0]]), B_3[:1]
            ),
            calling_with("dense_forward", lambda rng: _layer(rng, 4, 2, 1)),
            weight=0.5,
            group=Group.SHAPE,
        ),
        *twice(
            "float32",
            Text("float32 in, float32 out", "输入是 float32，输出也是 float32"),
            lambda rng: [Call("dense_forward", tuple(a.astype(np.float32) for a in (X_4, W_4_3, B_3)))],
            _single,
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "integers",
            Text("X of an integer dtype", "X 的数据类型是整数"),
            calling("dense_forward", np.array([[1, 2, 3, 4], [2, 0, -1, 5]]), W_4_3, B_3),
            lambda rng: [Call("dense_forward", (rng.integers(-3, 4, (4, 3)), *_layer(rng, 1, 3, 2)[1:]))],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: untouched("dense_forward", {"X": X_2.copy(), "W": W_2.copy(), "b": B_2.copy()}),
            lambda rng: untouched("dense_forward", dict(zip("XWb", _layer(rng, 3, 4, 2), strict=True))),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("dense_forward", X_4, W_4_3, B_3),
            lambda rng: laid_out("dense_forward", *_layer(rng, 3, 4, 2)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "empty",
            NO_SAMPLES,
            calling("dense_forward", np.zeros((0, 4)), W_4_3, B_3),
            calling("dense_forward", np.zeros((0, 2)), np.ones((2, 5)), np.ones(5)),
            weight=0.5,
            group=Group.EMPTY,
        ),
        *twice(
            "mismatch",
            Text("X and W do not fit each other: `ValueError`", "X 与 W 的形状不匹配：`ValueError`"),
            lambda rng: _shapes(((5, 2), (3, 4), (4,))),
            lambda rng: _shapes(((3, 4), (3, 4), (4,)), ((2, 5), (4, 5), (5,))),
            weight=0.25,
            group=Group.ERROR,
        ),
        *twice(
            "bias_shape",
            Text("b is not (n_out,): `ValueError`", "b 的形状不是 (n_out,)：`ValueError`"),
            lambda rng: _shapes(((3, 2), (2, 3), (3, 1))),
            lambda rng: _shapes(((3, 2), (2, 3), (1,)), ((4, 2), (2, 3), (1, 3)), ((4, 2), (2, 1), (3,))),
            weight=0.75,
            group=Group.ERROR,
        ),
        no_sample_loop(
            "no_loop", NO_LOOP, "dense_forward", lambda rng, m: _layer(rng, m, 3, 2), weight=2.0, public=True
        ),
        no_sample_loop("no_loop_again", NO_LOOP, "dense_forward", lambda rng, m: _layer(rng, m, 2, 4), weight=0.25),
    ),
    misconceptions=wrong.DENSE,
    hints=hints.DENSE,
)

# from_column_convention -----------------------------------------------------------------------------------


def _column_layer(rng: np.random.Generator, n_out: int, n_in: int) -> tuple[FloatArray, FloatArray]:
    return halves(rng, n_out, n_in) + 0.25, halves(rng, n_out, 1) + 0.25


def _untouched_column(layer: tuple[FloatArray, FloatArray], part: int) -> list[Step]:
    return untouched(
        "from_column_convention", dict(zip(("W_col", "b_col"), layer, strict=True)), Ref("result", (part,)), written=9.5
    )


W_COL, B_COL = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), np.array([[7.0], [8.0]])

FROM_COLUMN = Exercise(
    id="from_column_convention",
    alias="L03-E3",
    points=3,
    reference=(ref.from_column_convention,),
    signature="from_column_convention(W_col, b_col)",
    cases=(
        *twice(
            "values",
            Text("more inputs than units, and the reverse", "输入比单元多，以及反过来"),
            lambda rng: [
                Call("from_column_convention", (W_COL, B_COL)),
                Call("from_column_convention", (np.array([[1.0], [0.5], [-2.0]]), np.array([[3.0], [4.0], [5.0]]))),
            ],
            lambda rng: [
                Call("from_column_convention", _column_layer(rng, 2, 4)),
                Call("from_column_convention", _column_layer(rng, 5, 3)),
            ],
            weight=2,
        ),
        *twice(
            "square",
            Text("as many inputs as units", "输入数与单元数相同"),
            calling("from_column_convention", np.array([[1.0, 2.0], [3.0, 4.0]]), B_COL),
            calling_with("from_column_convention", lambda rng: _column_layer(rng, 3, 3)),
        ),
        *twice(
            "one_unit",
            Text("a layer of one unit", "只有一个单元的层"),
            calling("from_column_convention", np.array([[0.5, -1.0, 2.0]]), np.array([[3.0]])),
            calling_with("from_column_convention", lambda rng: _column_layer(rng, 1, 4)),
            weight=0.75,
            group=Group.SHAPE,
        ),
        *twice(
            "float32",
            Text("the dtype stays: float32", "数据类型保持不变：float32"),
            calling("from_column_convention", W_COL.astype(np.float32), B_COL.astype(np.float32)),
            lambda rng: [Call("from_column_convention", tuple(a.astype(np.float32) for a in _column_layer(rng, 3, 2)))],
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "W_is_new",
            Text("writing into W leaves W_col alone", "往 W 里写，W_col 不变"),
            lambda rng: _untouched_column((W_COL.copy(), B_COL.copy()), 0),
            lambda rng: _untouched_column(_column_layer(rng, 4, 2), 0),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "b_is_new",
            Text("writing into b leaves b_col alone", "往 b 里写，b_col 不变"),
            lambda rng: _untouched_column((W_COL.copy(), B_COL.copy()), 1),
            lambda rng: _untouched_column(_column_layer(rng, 3, 4), 1),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("from_column_convention", W_COL, B_COL),
            lambda rng: laid_out("from_column_convention", *_column_layer(rng, 3, 4)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "mismatch",
            Text(
                "W_col has one axis, or b_col is not (n_out, 1): `ValueError`",
                "W_col 只有一个轴，或者 b_col 的形状不是 (n_out, 1)：`ValueError`",
            ),
            lambda rng: [
                Call("from_column_convention", (W_COL, np.array([7.0, 8.0]))),
                Call("from_column_convention", (np.ones(2), np.ones((2, 1)))),
            ],
            lambda rng: [
                Call("from_column_convention", (np.ones((2, 3)), np.ones((3, 1)))),
                Call("from_column_convention", (np.ones((2, 3)), np.ones((1, 2)))),
                Call("from_column_convention", (np.ones(3), np.ones((3, 1)))),
            ],
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong.COLUMN,
    hints=hints.COLUMN,
)

# dense_forward_column -------------------------------------------------------------------------------------


def _column(rng: np.random.Generator, m: int, n_in: int, n_out: int) -> tuple[FloatArray, FloatArray, FloatArray]:
    X, W, b = _layer(rng, m, n_in, n_out)
    return X.T.copy(), W.T.copy(), b.reshape(-1, 1).copy()


A_2, V_2, C_2 = np.array([[1.0, 0.0], [2.0, 3.0]]), np.array([[1.0, 3.0], [2.0, 4.0]]), np.array([[10.0], [20.0]])


def _column_shapes(*shapes: tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]) -> list[Step]:
    return [Call("dense_forward_column", tuple(np.ones(shape) for shape in three)) for three in shapes]


def _stays_column(A_col: FloatArray, W_col: FloatArray, b_col: FloatArray) -> list[Step]:
    return untouched("dense_forward_column", {"A_col": A_col, "W_col": W_col, "b_col": b_col})


DENSE_COLUMN = Exercise(
    id="dense_forward_column",
    alias="L03-E4",
    points=2,
    reference=(ref.dense_forward_column,),
    signature="dense_forward_column(A_col, W_col, b_col)",
    cases=(
        *twice(
            "values",
            Text("different numbers of samples, inputs and units", "样本数、输入数和单元数各不相同"),
            calling(
                "dense_forward_column",
                np.array([[1.0, 0.0, 2.0, -1.0], [2.0, 3.0, 0.5, 1.0], [0.0, 1.0, -2.0, 4.0]]),
                np.array([[1.0, 3.0, -1.0], [2.0, 4.0, 0.5]]),
                C_2,
            ),
            calling_with("dense_forward_column", lambda rng: _column(rng, 5, 2, 3)),
            weight=2,
        ),
        *twice(
            "square",
            Text("as many samples as inputs and units", "样本数、输入数和单元数都相同"),
            calling("dense_forward_column", A_2, V_2, C_2),
            calling_with("dense_forward_column", lambda rng: _column(rng, 3, 3, 3)),
        ),
        *twice(
            "one_sample",
            ONE_SAMPLE,
            calling("dense_forward_column", np.array([[1.0], [2.0]]), V_2, C_2),
            calling_with("dense_forward_column", lambda rng: _column(rng, 1, 4, 2)),
            weight=0.5,
            group=Group.SHAPE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _stays_column(A_2[:, :1].copy(), V_2.copy(), C_2.copy()),
            lambda rng: [*_stays_column(*_column(rng, 1, 3, 2)), *_stays_column(*_column(rng, 4, 2, 3))],
            weight=0.25,
            group=Group.PURITY,
        ),
        *twice(
            "empty",
            NO_SAMPLES,
            calling("dense_forward_column", np.zeros((2, 0)), V_2, C_2),
            calling("dense_forward_column", np.zeros((3, 0)), np.ones((2, 3)), np.ones((2, 1))),
            weight=0.25,
            group=Group.EMPTY,
        ),
        *twice(
            "mismatch",
            Text(
                "A_col does not fit W_col, or has one axis: `ValueError`",
                "A_col 与 W_col 的形状不匹配，或者 A_col 只有一个轴：`ValueError`",
            ),
            lambda rng: _column_shapes(((5, 2), (3, 2), (3, 1)), ((2,), (3, 2), (3, 1))),
            lambda rng: _column_shapes(((3, 4), (2, 4), (2, 1)), ((3,), (2, 3), (2, 1))),
            weight=0.25,
            group=Group.ERROR,
        ),
        *twice(
            "bias_shape",
            Text("b_col is not (n_out, 1): `ValueError`", "b_col 的形状不是 (n_out, 1)：`ValueError`"),
            lambda rng: _column_shapes(((2, 3), (3, 2), (3,))),
            lambda rng: _column_shapes(((2, 3), (3, 2), (1, 1)), ((2, 3), (3, 2), (1, 3)), ((2, 4), (3, 2), (3, 4))),
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong.DENSE_COLUMN,
    hints=hints.DENSE_COLUMN,
)

# count_params ---------------------------------------------------------------------------------------------


def _sizes(rng: np.random.Generator, length: int) -> list[int]:
    return [int(size) for size in rng.permutation(np.arange(1, 12))[:length]]


def _list_stays(sizes: list[int]) -> list[Step]:
    return [Make("sizes", sizes), Call("count_params", (Ref("sizes"),)), Look(Ref("sizes"))]


COUNT = Exercise(
    id="count_params",
    alias="L03-E5",
    points=2,
    reference=(ref.count_params,),
    signature="count_params(layer_sizes)",
    cases=(
        *twice(
            "deep",
            Text("several layers", "多层网络"),
            calling("count_params", [2, 4, 6, 6, 4, 1]),
            lambda rng: [Call("count_params", (_sizes(rng, 5),)), Call("count_params", (_sizes(rng, 6),))],
            weight=2,
        ),
        *twice(
            "one_layer",
            Text("a single layer", "只有一层"),
            calling("count_params", [4, 3]),
            lambda rng: [Call("count_params", (_sizes(rng, 2),))],
        ),
        *twice(
            "inputs_alone",
            Text("inputs alone: 0 parameters", "只有输入：0 个参数"),
            calling("count_params", [5]),
            lambda rng: [Call("count_params", (_sizes(rng, 1),))],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "list_stays",
            STAYS,
            lambda rng: _list_stays([3, 2, 1]),
            lambda rng: _list_stays(_sizes(rng, 4)),
            weight=0.25,
            group=Group.PURITY,
        ),
        *twice(
            "nothing",
            Text("an empty list: `ValueError`", "空列表：`ValueError`"),
            calling("count_params", []),
            calling("count_params", []),
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong.COUNT,
    hints=hints.COUNT,
)
