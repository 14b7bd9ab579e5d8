"""Lesson 3: the wrong answers that students write, as functions, and the sentence that names each mistake."""

import itertools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from autograder.exercises.layers import nets
from deeplearn_ref.activations import ACTIVATIONS
from deeplearn_ref.layers import dense_forward, from_column_convention, mlp_forward
from lessonkit.language import Text

_NEURON: dict[str, Callable[[Any], Any]] = {
    "linear": lambda z: z,
    "step": lambda z: z > 0,
    "relu": lambda z: np.maximum(z, 0),
    "sigmoid": lambda z: ACTIVATIONS["sigmoid"][0](np.asarray(z)),
    "tanh": np.tanh,
}

# neuron_output --------------------------------------------------------------------------------------------


def _neuron(combine: Callable[..., Any]) -> Callable[..., Any]:
    """Return a neuron whose output is ``combine(f, x, w, b)``."""

    def variant(x: Any, w: Any, b: Any, activation: str) -> Any:
        if activation not in _NEURON:
            raise ValueError(activation)
        return float(combine(_NEURON[activation], x, w, b))

    return variant


def _neuron_boolean(x: Any, w: Any, b: Any, activation: str) -> Any:
    if activation == "step":
        return bool(w @ x + b > 0)
    return _neuron(lambda f, x, w, b: f(w @ x + b))(x, w, b, activation)


def _neuron_naive(x: Any, w: Any, b: Any, activation: str) -> Any:
    if activation != "sigmoid":
        return _neuron(lambda f, x, w, b: f(w @ x + b))(x, w, b, activation)
    with np.errstate(all="ignore"):
        e = np.exp(w @ x + b)
        return float(e / (1 + e))


def _neuron_any_name(x: Any, w: Any, b: Any, activation: str) -> Any:
    return float(_NEURON.get(activation, np.tanh)(w @ x + b))


def _neuron_tie(x: Any, w: Any, b: Any, activation: str) -> Any:
    if activation == "step":
        return float(w @ x + b >= 0)
    return _neuron(lambda f, x, w, b: f(w @ x + b))(x, w, b, activation)


NEURON = (
    Misconception(
        "average",
        _neuron(lambda f, x, w, b: f(np.mean(x * w) + b)),
        Text(
            "You take the average of the products. A neuron forms their sum: nothing is divided by n.",
            "你取的是各个乘积的平均。神经元求的是它们的和，不要除以 n。",
        ),
    ),
    Misconception(
        "bias_after_activation",
        _neuron(lambda f, x, w, b: f(w @ x) + b),
        Text(
            "The bias is added after the activation function. It belongs to the pre-activation, inside the function.",
            "偏置加在了激活函数之后。它属于净输入，应当在激活函数里面。",
        ),
    ),
    Misconception(
        "no_bias",
        _neuron(lambda f, x, w, b: f(w @ x)),
        Text(
            "The bias b has no effect on your answer.",
            "偏置 b 对你的结果没有作用。",
        ),
    ),
    Misconception(
        "tie_is_one",
        _neuron_tie,
        Text(
            "For the step at z = 0 you give 1. In this course a tie is class 0, as in lesson 1.",
            "激活函数是阶跃、z = 0 时，你给出了 1。本课程约定临界情形得 0，和第 1 课一样。",
        ),
    ),
    Misconception(
        "boolean",
        _neuron_boolean,
        Text(
            "For the step you return True or False. Asked is a number, 0 or 1.",
            "激活函数是阶跃时，你返回的是 True 或 False。题目要的是数 0 或 1。",
        ),
    ),
    Misconception(
        "naive_sigmoid",
        _neuron_naive,
        Text(
            "Your sigmoid overflows for large z. The `sigmoid` of lesson 2 is at hand: it stays finite.",
            "z 很大时，你的 sigmoid 会溢出。可以直接用第 2 课的 `sigmoid`，它不会溢出。",
        ),
    ),
    Misconception(
        "any_name",
        _neuron_any_name,
        Text(
            "A name that no activation has is taken as one of the others. Say so by a `ValueError` instead.",
            "遇到不认识的名称，你把它当成了另一个激活函数。应当抛出 `ValueError`。",
        ),
    ),
)

# dense_forward --------------------------------------------------------------------------------------------


def _first_row_only(X: Any, W: Any, b: Any) -> Any:
    return X[0] @ W + b


def _promoted(X: Any, W: Any, b: Any) -> Any:
    dense_forward(X, W, b)  # raises what the right one raises
    return X.astype(np.float64) @ W.astype(np.float64) + b


DENSE = (
    Misconception(
        "no_bias",
        lambda X, W, b: X @ W,
        Text(
            "The bias b is missing: without it every unit gives 0 for a sample of zeros.",
            "缺少偏置 b：没有它，样本全为 0 时，每个单元都只能得到 0。",
        ),
    ),
    Misconception(
        "W_transposed",
        lambda X, W, b: X @ W.T + b,
        Text(
            "You multiply by the transpose of W. In this course W already is (n_in, n_out): "
            "one unit a column (axis 1).",
            "你乘的是 W 的转置。在本课程里，W 的形状本来就是 (n_in, n_out)：每个单元占一列（column，轴 1）。",
        ),
    ),
    Misconception(
        "order_swapped",
        lambda X, W, b: W @ X + b,
        Text(
            "W stands left of X. Samples are rows (axis 0) here, so X comes first.",
            "W 写在了 X 的左边。这里每个样本占一行（row，轴 0），所以 X 在前。",
        ),
    ),
    Misconception(
        "elementwise",
        lambda X, W, b: X * W + b,
        Text(
            "`*` multiplies entry by entry. A layer needs sums of products: the matrix product.",
            "`*` 是逐元素相乘。一层需要的是乘积之和，也就是矩阵乘法。",
        ),
    ),
    Misconception(
        "bias_as_column",
        lambda X, W, b: X @ W + b[:, None],
        Text(
            "The bias is added as a column: each sample gets one number for all units. "
            "It is one number a unit, the same for every sample: a row.",
            "偏置是按列（column）加上的：每个样本得到一个数，各单元共用。"
            "应当是每个单元一个数，所有样本共用，也就是一行（row）。",
        ),
    ),
    Misconception(
        "first_sample_only",
        _first_row_only,
        Text(
            "Only the first sample is computed. Asked is one row (axis 0) for each sample.",
            "只算了第一个样本。每个样本都应当有一行（row，轴 0）结果。",
        ),
    ),
    Misconception(
        "float64_always",
        _promoted,
        Text(
            "With float32 arrays your result is float64. Let NumPy keep the dtype: no conversion is needed.",
            "输入是 float32 时，你的结果成了 float64。让 NumPy 保持数组的数据类型即可，不需要转换。",
        ),
    ),
    Misconception(
        "broadcast_bias",
        lambda X, W, b: np.asarray(X) @ np.asarray(W) + b,
        Text(
            "Shapes that don't fit slip through: a bias of shape (n_out, 1) or (1,) is broadcast silently. "
            "Look at the shape of b, and raise `ValueError` if it isn't (n_out,).",
            "不匹配的形状溜了过去：形状为 (n_out, 1) 或 (1,) 的偏置会悄悄广播。"
            "检查 b 的形状，不是 (n_out,) 就抛出 `ValueError`。",
        ),
    ),
)

# from_column_convention -----------------------------------------------------------------------------------


def _column(translate: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    """Return a translation with one mistake in it that still looks at the shapes."""

    def variant(W_col: Any, b_col: Any) -> Any:
        from_column_convention(W_col, b_col)  # raises what the right one raises
        return translate(W_col, b_col)

    return variant


def _bias(b: Any) -> Any:
    return b[:, 0].copy()


COLUMN = (
    Misconception(
        "reshape",
        _column(lambda W_col, b_col: (W_col.reshape(W_col.shape[::-1]).copy(), _bias(b_col))),
        Text(
            "`reshape` gives the right shape, but it only refills it in reading order. "
            "Rows must become columns: that is the transpose.",
            "`reshape` 得到的形状没错，但它只是按阅读顺序重新填数。行（row）要变成列（column），那是转置。",
        ),
    ),
    Misconception(
        "bias_stays_column",
        _column(lambda W_col, b_col: (W_col.T.copy(), b_col.copy())),
        Text(
            "The bias still is a column of shape (n_out, 1). Asked is a one-dimensional array, (n_out,).",
            "偏置仍是形状为 (n_out, 1) 的一列（column）。要的是一维数组，形状 (n_out,)。",
        ),
    ),
    Misconception(
        "bias_as_row",
        _column(lambda W_col, b_col: (W_col.T.copy(), b_col.T.copy())),
        Text(
            "The bias has become a row of shape (1, n_out), which still has two axes. "
            "Asked is a one-dimensional array, (n_out,).",
            "偏置成了形状为 (1, n_out) 的一行（row），仍有两个轴。要的是一维数组，形状 (n_out,)。",
        ),
    ),
    Misconception(
        "W_unchanged",
        _column(lambda W_col, b_col: (W_col.copy(), _bias(b_col))),
        Text(
            "W is returned as it came, (n_out, n_in). Asked is (n_in, n_out): one unit a column (axis 1).",
            "W 原样返回了，形状还是 (n_out, n_in)。要的是 (n_in, n_out)：每个单元占一列（column，轴 1）。",
        ),
    ),
    Misconception(
        "view_of_W",
        _column(lambda W_col, b_col: (W_col.T, _bias(b_col))),
        Text(
            "`.T` makes no new array: it shows the same numbers with the axes swapped. "
            "Whoever writes into W changes W_col too. Return a copy.",
            "`.T` 不产生新数组，只是把同一批数换个轴序来看。往 W 里写，W_col 也会变。应当返回副本。",
        ),
    ),
    Misconception(
        "view_of_b",
        _column(lambda W_col, b_col: (W_col.T.copy(), b_col[:, 0])),
        Text(
            "b is a view of b_col: a slice, `ravel` or `reshape` shows the same numbers again. Return a copy.",
            "b 是 b_col 的视图：切片、`ravel` 和 `reshape` 看到的都是同一批数。应当返回副本。",
        ),
    ),
    Misconception(
        "squeezed",
        _column(lambda W_col, b_col: (W_col.T.copy(), np.squeeze(b_col).copy())),
        Text(
            "`squeeze` drops every axis of length 1. With a single unit no axis is left; asked is still (n_out,).",
            "`squeeze` 会去掉所有长度为 1 的轴。只有一个单元时，一个轴也不剩；要的仍是 (n_out,)。",
        ),
    ),
)

# dense_forward_column -------------------------------------------------------------------------------------

DENSE_COLUMN = (
    Misconception(
        "bias_flattened",
        lambda A_col, W_col, b_col: W_col @ A_col + b_col.ravel(),
        Text(
            "The bias has lost its second axis, so it is added along the samples. "
            "As a column, (n_out, 1), it gives each unit its own number.",
            "偏置丢了第二个轴，于是沿着样本的方向加了上去。它应当是一列（column），形状 (n_out, 1)，每个单元一个数。",
        ),
    ),
    Misconception(
        "W_transposed",
        lambda A_col, W_col, b_col: W_col.T @ A_col + b_col,
        Text(
            "You transpose W_col. It is (n_out, n_in) here, which already fits (n_in, m).",
            "你把 W_col 转置了。它在这里是 (n_out, n_in)，本来就与 (n_in, m) 相配。",
        ),
    ),
    Misconception(
        "order_swapped",
        lambda A_col, W_col, b_col: A_col @ W_col + b_col,
        Text(
            "A_col stands on the left. In this convention the weights come first: one unit a row (axis 0) of W_col.",
            "A_col 写在了左边。在这种约定里，权重在前：W_col 的每一行（row，轴 0）是一个单元。",
        ),
    ),
    Misconception(
        "no_bias",
        lambda A_col, W_col, b_col: W_col @ A_col,
        Text("The bias b_col is missing.", "缺少偏置 b_col。"),
    ),
    Misconception(
        "batch_first_result",
        lambda A_col, W_col, b_col: (W_col @ A_col + b_col).T,
        Text(
            "The numbers are right, but one sample a row. In the column convention the result is (n_out, m).",
            "数没有错，但每个样本占了一行（row）。按列（column）约定，结果的形状是 (n_out, m)。",
        ),
    ),
    Misconception(
        "broadcast_bias",
        lambda A_col, W_col, b_col: np.asarray(W_col) @ np.asarray(A_col) + b_col,
        Text(
            "A bias of the wrong shape slips through: it is broadcast silently. "
            "Look at the shape of b_col, and raise `ValueError` if it isn't (n_out, 1).",
            "形状不对的偏置溜了过去：它会悄悄广播。检查 b_col 的形状，不是 (n_out, 1) 就抛出 `ValueError`。",
        ),
    ),
)

# count_params ---------------------------------------------------------------------------------------------


def _count(of_pair: Callable[[int, int], int]) -> Callable[..., Any]:
    """Return a count that adds ``of_pair(n_in, n_out)`` over the layers."""

    def variant(layer_sizes: Sequence[int]) -> int:
        if len(layer_sizes) == 0:
            raise ValueError("empty")
        return sum(of_pair(n_in, n_out) for n_in, n_out in itertools.pairwise(layer_sizes))

    return variant


_RIGHT = _count(lambda n_in, n_out: (n_in + 1) * n_out)


def _with_input_biases(layer_sizes: Sequence[int]) -> Any:
    count = _RIGHT(layer_sizes)
    return count + layer_sizes[0]


def _no_output_layer(layer_sizes: Sequence[int]) -> Any:
    return _RIGHT(layer_sizes[:-1]) if len(layer_sizes) > 1 else _RIGHT(layer_sizes)


COUNT = (
    Misconception(
        "no_biases",
        _count(lambda n_in, n_out: n_in * n_out),
        Text(
            "The weights are counted, the biases are not. Each unit has one.",
            "只数了权重，没有数偏置。每个单元都有一个偏置。",
        ),
    ),
    Misconception(
        "biases_of_inputs",
        _count(lambda n_in, n_out: n_in * (n_out + 1)),
        Text(
            "Each layer gets one bias per input. A bias belongs to a unit: it is one per output of the layer.",
            "你给每一层的每个输入数了一个偏置。偏置属于单元：这一层有几个输出，就有几个偏置。",
        ),
    ),
    Misconception(
        "inputs_have_biases",
        _with_input_biases,
        Text(
            "The input nodes are given biases too. They compute nothing, so they have no parameters.",
            "你给输入节点也数了偏置。输入节点不做计算，没有参数。",
        ),
    ),
    Misconception(
        "output_layer_skipped",
        _no_output_layer,
        Text(
            "The last layer is missing. The output layer computes too: it has weights and biases.",
            "漏了最后一层。输出层也做计算：它有权重和偏置。",
        ),
    ),
    Misconception(
        "units_counted",
        lambda layer_sizes: int(sum(layer_sizes)) if len(layer_sizes) else _RIGHT(layer_sizes),
        Text(
            "You add up the units. Asked are the parameters: weights and biases.",
            "你把单元的个数加了起来。题目要的是参数的个数，也就是权重和偏置。",
        ),
    ),
)

# mlp_forward ----------------------------------------------------------------------------------------------

Hook = Callable[..., Any]


def _walk(
    *,
    names: Callable[[Sequence[str]], Sequence[str]] = lambda names: names,
    bias: Callable[[int, int, Any], Any] = lambda at, last, b: b,
    cache: Callable[..., dict[str, Any]] = lambda X, A_prev, Z, A: {"A_prev": A_prev, "Z": Z, "A": A},
) -> Callable[..., Any]:
    """Return a forward pass with one mistake in it."""

    def variant(X: Any, params: Any, activations: Any) -> Any:
        mlp_forward(X, params, activations)  # raises what the right one raises
        A, caches = X, []
        for at, (layer, name) in enumerate(zip(params, names(activations), strict=True)):
            A_prev = A
            Z = A_prev @ layer["W"] + bias(at, len(params) - 1, layer["b"])
            A = ACTIVATIONS[name][0](Z)
            caches.append(cache(X, A_prev, Z, A))
        return A, caches

    return variant


def _softmax_over_samples(X: Any, params: Any, activations: Any) -> Any:
    mlp_forward(X, params, activations)
    A, caches = X, []
    for layer, name in zip(params, activations, strict=True):
        A_prev, Z = A, A @ layer["W"] + layer["b"]
        A = ACTIVATIONS["softmax"][0](Z.T).T if name == "softmax" else ACTIVATIONS[name][0](Z)
        caches.append({"A_prev": A_prev, "Z": Z, "A": A})
    return A, caches


def _shortest(X: Any, params: Any, activations: Any) -> Any:
    if not params:
        return X.copy(), []
    n = min(len(params), len(activations))
    return mlp_forward(X, params[:n], activations[:n])


MLP = (
    Misconception(
        "hidden_linear",
        _walk(names=lambda names: ["linear"] * (len(names) - 1) + list(names[-1:])),
        Text(
            "The hidden layers pass on Z instead of A: their activation functions are forgotten.",
            "隐藏层传下去的是 Z 而不是 A：忘了它们的激活函数。",
        ),
    ),
    Misconception(
        "last_linear",
        _walk(names=lambda names: [*names[:-1], "linear"]),
        Text(
            "The last layer returns its pre-activation Z. Its activation function is forgotten.",
            "最后一层返回的是净输入 Z，忘了它的激活函数。",
        ),
    ),
    Misconception(
        "sigmoid_everywhere",
        _walk(names=lambda names: ["sigmoid"] * len(names)),
        Text(
            "Every layer has a sigmoid. Each layer has its own activation: look at `activations`.",
            "每一层用的都是 sigmoid。各层有各自的激活函数：看看 `activations`。",
        ),
    ),
    Misconception(
        "relu_everywhere",
        _walk(names=lambda names: ["relu"] * len(names)),
        Text(
            "Every layer has a ReLU, the last one too. Each layer has its own activation: look at `activations`.",
            "每一层用的都是 ReLU，最后一层也是。各层有各自的激活函数：看看 `activations`。",
        ),
    ),
    Misconception(
        "first_activation_everywhere",
        _walk(names=lambda names: [names[0]] * len(names)),
        Text(
            "Every layer has the activation of the first. Take the one with the layer's own number.",
            "每一层用的都是第一层的激活函数。应当按层号取各自的那一个。",
        ),
    ),
    Misconception(
        "no_hidden_bias",
        _walk(bias=lambda at, last, b: b if at == last else 0 * b),
        Text(
            "The biases of the hidden layers have no effect.",
            "隐藏层的偏置没有起作用。",
        ),
    ),
    Misconception(
        "no_output_bias",
        _walk(bias=lambda at, last, b: 0 * b if at == last else b),
        Text(
            "The bias of the last layer has no effect.",
            "最后一层的偏置没有起作用。",
        ),
    ),
    Misconception(
        "cache_A_for_Z",
        _walk(cache=lambda X, A_prev, Z, A: {"A_prev": A_prev, "Z": A, "A": A}),
        Text(
            "In the cache, `Z` holds the activation; it should be the pre-activation. "
            "Is A stored under the wrong key, or did the activation function write into Z?",
            "缓存里的 `Z` 存的是激活值，应当存净输入。是把 A 存错了键，还是激活函数直接写进了 Z？",
        ),
    ),
    Misconception(
        "A_prev_is_X",
        _walk(cache=lambda X, A_prev, Z, A: {"A_prev": X, "Z": Z, "A": A}),
        Text(
            "`A_prev` holds the network's input in every layer. "
            "It should be what came into this layer, the output of the layer before.",
            "每一层的 `A_prev` 存的都是网络的输入。应当存进入这一层的值，也就是上一层的输出。",
        ),
    ),
    Misconception(
        "A_prev_is_A",
        _walk(cache=lambda X, A_prev, Z, A: {"A_prev": A, "Z": Z, "A": A}),
        Text(
            "`A_prev` holds the output of this layer. It should be what came in: keep it before you overwrite A.",
            "`A_prev` 存的是这一层的输出。应当存进入这一层的值：在 A 更新之前先把它留下。",
        ),
    ),
    Misconception(
        "softmax_over_samples",
        _softmax_over_samples,
        Text(
            "Your softmax adds up over the samples (axis 0). Each sample's own row must add up to 1: axis 1.",
            "你的 softmax 是对样本（轴 0）求和的。应当让每个样本自己的那一行（row）加起来等于 1：沿轴 1。",
        ),
    ),
    Misconception(
        "shortest_wins",
        _shortest,
        Text(
            "`zip` stops at the shorter list without a word. One activation for each layer, or a `ValueError`.",
            "两个列表不一样长时，`zip` 会悄悄在短的那个结束处停下。应当每层一个激活函数，否则抛出 `ValueError`。",
        ),
    ),
)

# xor_mlp_params -------------------------------------------------------------------------------------------


def _net(W1: Any, b1: Any, W2: Any, b2: Any) -> Callable[[], Any]:
    def variant() -> Any:
        pairs = ((W1, b1), (W2, b2))
        return [{"W": np.array(W, dtype=float), "b": np.array(b, dtype=float)} for W, b in pairs]

    return variant


XOR = (
    Misconception(
        "steps_inside",
        _net([[1, -1], [1, -1]], [-0.5, 1.5], [[1], [1]], [-1.5]),
        Text(
            "With steps, as in lesson 1, this net would be XOR. A ReLU passes on how large z is, not only whether "
            "it is positive: work out the four hidden values.",
            "如果激活函数是第 1 课的阶跃，这个网络就是异或。但 ReLU 传下去的是 z 有多大，不只是它是否为正："
            "把四个样本的隐藏值算出来看看。",
        ),
        nets.steps_inside,
    ),
    Misconception(
        "no_hidden_bias",
        _net([[1, 1], [1, 1]], [0, 0], [[1], [-2]], [0]),
        Text(
            "The hidden layer has no bias, so both kinks pass through the origin. "
            "Move the kink of one unit to where the output has to turn.",
            "隐藏层没有偏置，两个单元的折痕都经过原点。把其中一个移到输出该转折的地方。",
        ),
        nets.no_bias_inside,
    ),
    Misconception(
        "xnor",
        _net([[1, 1], [1, 1]], [0, -1], [[-1], [2]], [1]),
        Text(
            "This is the opposite of XOR: 1 where both inputs are equal.",
            "这与异或正好相反：两个输入相等时得到了 1。",
        ),
        nets.says([1, 0, 0, 1]),
    ),
    Misconception(
        "or",
        _net([[1, 1], [1, 1]], [0, -1], [[1], [-1]], [0]),
        Text(
            "This is OR: (1, 1) must give 0. The second hidden unit does not pull down enough.",
            "这是或门：(1, 1) 应当得到 0。第二个隐藏单元往下拉得还不够。",
        ),
        nets.says([0, 1, 1, 1]),
    ),
    Misconception(
        "negated",
        _net([[1, 1], [1, 1]], [0, -1], [[-1], [2]], [0]),
        Text(
            "The outputs have the wrong sign: −1 where 1 is asked.",
            "输出的符号反了：该是 1 的地方得到了 −1。",
        ),
        nets.says([0, -1, -1, 0]),
    ),
)

# relu_interpolator ----------------------------------------------------------------------------------------


def _slopes(xs: Any, ys: Any) -> Any:
    return np.concatenate([[0.0], np.diff(ys) / np.diff(xs), [0.0]])


def _interpolator(
    weights: Callable[[Any, Any], Any] = lambda xs, ys: np.diff(_slopes(xs, ys)),
    b1: Callable[[Any], Any] = lambda xs: -xs,
    b2: Callable[[Any], Any] = lambda ys: ys[:1],
) -> Callable[..., Any]:
    """Return an interpolator with one mistake in it."""

    def variant(xs: Any, ys: Any) -> Any:
        if xs.shape != ys.shape or len(xs) == 0 or not np.all(np.diff(xs) > 0):
            raise ValueError("points")
        xs, ys = xs.astype(float), ys.astype(float)
        return [
            {"W": np.ones((1, len(xs))), "b": b1(xs).copy()},
            {"W": weights(xs, ys).reshape(-1, 1), "b": np.array(b2(ys), dtype=float)},
        ]

    return variant


def _no_tail(xs: Any, ys: Any) -> Any:
    found = np.diff(_slopes(xs, ys))
    found[-1] = 0.0
    return found


_WRONG_INTERPOLATORS: dict[str, Callable[..., Any]] = {
    "slopes": _interpolator(lambda xs, ys: _slopes(xs, ys)[1:]),
    "no_flat_tail": _interpolator(_no_tail),
    "kinks_mirrored": _interpolator(b1=lambda xs: xs),
    "no_height": _interpolator(b2=lambda ys: [0.0]),
    "heights": _interpolator(lambda xs, ys: ys),
    "rises": _interpolator(lambda xs, ys: np.diff(np.concatenate([[0.0], np.diff(ys), [0.0]]))),
}


def _unsorted(xs: Any, ys: Any) -> Any:
    if xs.shape != ys.shape or len(xs) == 0:
        raise ValueError("points")
    order = np.argsort(xs)
    with np.errstate(all="ignore"):
        xs, ys = xs[order].astype(float), ys[order].astype(float)
        weights = np.diff(_slopes(xs, ys)).reshape(-1, 1)
    return [{"W": np.ones((1, len(xs))), "b": -xs}, {"W": weights, "b": ys[:1].copy()}]


def _wrong_interpolator(name: str, en: str, zh: str) -> Misconception:
    variant = _WRONG_INTERPOLATORS[name]
    return Misconception(name, variant, Text(en, zh), nets.like(variant))


INTERPOLATOR = (
    _wrong_interpolator(
        "slopes",
        "The output weights are the slopes. Behind a kink all earlier units still add their slope, "
        "so each weight is the change of the slope at its point.",
        "输出权重用的是斜率。可是过了一个折点，前面各单元的斜率还在累加，所以每个权重应当是该点处斜率的变化量。",
    ),
    _wrong_interpolator(
        "no_flat_tail",
        "Behind the last point your network goes on rising or falling. The last weight must bring the slope back to 0.",
        "过了最后一个点，你的网络还在上升或下降。最后一个权重要让斜率回到 0。",
    ),
    _wrong_interpolator(
        "kinks_mirrored",
        "The kinks stand at −x instead of x: a unit max(x + b, 0) begins to rise where x + b = 0.",
        "折点落在了 −x 处，而不是 x 处：单元 max(x + b, 0) 从 x + b = 0 的地方开始上升。",
    ),
    _wrong_interpolator(
        "no_height",
        "The curve has the right form but starts at height 0. The output bias sets the height of the first point.",
        "曲线的形状对了，但从高度 0 开始。第一个点的高度由输出层的偏置决定。",
    ),
    _wrong_interpolator(
        "heights",
        "The output weights are the heights of the points. A hidden unit adds slope, not height.",
        "输出权重用的是各点的高度。隐藏单元加上去的是斜率，不是高度。",
    ),
    _wrong_interpolator(
        "rises",
        "You take the rise between two points for the slope. It has to be divided by the distance of the two.",
        "你把两点之间的高度差当成了斜率。还要除以两点之间的距离。",
    ),
    Misconception(
        "sorts",
        _unsorted,
        Text(
            "Points that are out of order, or two at the same place, are accepted. "
            "Asked is a `ValueError` unless xs strictly increases.",
            "没有排好序的点，或同一位置上的两个点，你都接受了。xs 不是严格递增时，应当抛出 `ValueError`。",
        ),
    ),
)

# collapse_linear ------------------------------------------------------------------------------------------


def _collapse(bias: Callable[[Any, Any, Any], Any]) -> Callable[..., Any]:
    """Return a collapse whose bias after each layer is ``bias(b so far, W of the layer, b of the layer)``."""

    def variant(params: Any) -> Any:
        if not params:
            raise ValueError("empty")
        W, b = params[0]["W"].copy(), params[0]["b"].copy()
        for layer in params[1:]:
            W, b = W @ layer["W"], bias(b, layer["W"], layer["b"])
        return W, b

    return variant


def _collapse_swapped(params: Any) -> Any:
    if not params:
        raise ValueError("empty")
    W, b = params[0]["W"].copy(), params[0]["b"].copy()
    for layer in params[1:]:
        W, b = layer["W"] @ W, b @ layer["W"] + layer["b"]
    return W, b


def _collapse_once(params: Any) -> Any:
    if not params:
        raise ValueError("empty")
    W, b = params[0]["W"].copy(), params[-1]["b"].copy()
    for before, layer in itertools.pairwise(params):
        W, b = W @ layer["W"], b + (before["b"] @ layer["W"] if layer is params[-1] else 0)
    return W, b


def _collapse_alias(params: Any) -> Any:
    if len(params) == 1:
        return params[0]["W"], params[0]["b"]
    return _collapse(lambda b, W, own: b @ W + own)(params)


COLLAPSE = (
    Misconception(
        "biases_added",
        _collapse(lambda b, W, own: b.sum() + own),
        Text(
            "The biases are added up as they are. On its way an early bias goes through the later weights.",
            "你把各层的偏置直接相加。前面的偏置在往后传的时候，还要经过后面各层的权重。",
        ),
    ),
    Misconception(
        "last_bias_only",
        _collapse(lambda b, W, own: own.copy()),
        Text(
            "Only the last bias is kept. The earlier ones also reach the output, through the weights behind them.",
            "只保留了最后一层的偏置。前面的偏置也会经过后面的权重到达输出。",
        ),
    ),
    Misconception(
        "order_swapped",
        _collapse_swapped,
        Text(
            "The matrices are multiplied in the opposite order. A sample meets the first layer first: x W₁ W₂.",
            "矩阵乘的次序反了。样本先遇到第一层：x W₁ W₂。",
        ),
    ),
    Misconception(
        "one_layer_back",
        _collapse_once,
        Text(
            "The bias just before the last layer is carried on, but biases from further back are lost.",
            "倒数第二层的偏置传过去了，再往前的偏置却丢了。",
        ),
    ),
    Misconception(
        "one_layer_aliased",
        _collapse_alias,
        Text(
            "For a single layer you return its own arrays. Return copies: the caller may write into them.",
            "只有一层时，你返回的就是它自己的数组。应当返回副本：调用者可能会往里写。",
        ),
    ),
)

# dead_unit_fraction ---------------------------------------------------------------------------------------


def _of_batch(of: Callable[[Any], Any]) -> Callable[..., Any]:
    def variant(Z: Any) -> Any:
        if Z.shape[0] == 0:
            raise ValueError("empty")
        return float(of(Z))

    return variant


def _no_error(Z: Any) -> Any:
    return float((Z <= 0).all(axis=0).mean())


DEAD = (
    Misconception(
        "zero_entries",
        _of_batch(lambda Z: (Z <= 0).mean()),
        Text(
            "You take the share of single outputs that are 0. "
            "A unit counts only if it is silent for every sample of the batch.",
            "你算的是等于 0 的输出所占的比例。只有对批量中每个样本都不作声的单元，才算在内。",
        ),
    ),
    Misconception(
        "over_units",
        _of_batch(lambda Z: (Z <= 0).all(axis=1).mean()),
        Text(
            "You look along the units (axis 1) and count samples. Units are columns: look along the samples, axis 0.",
            "你沿着单元（轴 1）看，数的是样本。单元是列（column）：应当沿着样本看，也就是轴 0。",
        ),
    ),
    Misconception(
        "any_sample",
        _of_batch(lambda Z: (Z <= 0).any(axis=0).mean()),
        Text(
            "A unit counts as soon as it is silent for one sample. It must be silent for all of them.",
            "只要对一个样本不作声，你就把这个单元算了进去。应当对所有样本都不作声才算。",
        ),
    ),
    Misconception(
        "zero_is_alive",
        _of_batch(lambda Z: (Z < 0).all(axis=0).mean()),
        Text(
            "A pre-activation of exactly 0 counts as alive. ReLU gives 0 there too, so the condition is z ≤ 0.",
            "净输入恰好为 0 时，你把它算作活着。ReLU 在那里也输出 0，所以条件是 z ≤ 0。",
        ),
    ),
    Misconception(
        "number_of_units",
        _of_batch(lambda Z: (Z <= 0).all(axis=0).sum()),
        Text(
            "You return how many units are silent. Asked is their share of all units.",
            "你返回的是不作声的单元有几个。题目要的是它们占全部单元的比例。",
        ),
    ),
    Misconception(
        "alive",
        _of_batch(lambda Z: (Z > 0).any(axis=0).mean()),
        Text(
            "This is the share of units that do speak up. Asked is the rest.",
            "这是会作声的单元所占的比例。题目要的是其余的那部分。",
        ),
    ),
    Misconception(
        "empty_batch_is_dead",
        _no_error,
        Text(
            "Without a sample your function says that every unit is dead: `all` of nothing is True. "
            "Asked is a `ValueError`.",
            "一个样本也没有时，你的函数说所有单元都死了：空数组的 `all` 是 True。这时应当抛出 `ValueError`。",
        ),
    ),
)
