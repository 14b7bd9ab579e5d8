"""Lesson 03: wrong answers to the exercises about one layer, as functions, and the sentence that names each mistake."""

import itertools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from deeplearn_ref.activations import ACTIVATIONS
from deeplearn_ref.layers import dense_forward, from_column_convention
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


def _not_summed(x: Any, w: Any, b: Any, activation: str) -> Any:
    if activation not in _NEURON:
        raise ValueError(activation)
    return _NEURON[activation](x * w + b)


NEURON = (
    Misconception(
        "not_summed",
        _not_summed,
        Text(
            "`*` gives one product for each input, and there they stay. A neuron adds them up: one number per sample.",
            "`*` 给每个输入算出一个乘积，之后却没有加起来。神经元要把它们求和：每个样本只有一个数。",
        ),
    ),
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
            "For the step at z = 0 you give 1. In this course a tie is class 0, as in lesson 01.",
            "激活函数是阶跃、z = 0 时，你给出了 1。本课程约定临界情形得 0，和第 01 课一样。",
        ),
    ),
    Misconception(
        "boolean",
        _neuron_boolean,
        Text(
            "For the step you return True or False. We ask for a number, 0 or 1.",
            "激活函数是阶跃时，你返回的是 True 或 False。题目要的是数 0 或 1。",
        ),
    ),
    Misconception(
        "naive_sigmoid",
        _neuron_naive,
        Text(
            "Your sigmoid overflows for large z. The `sigmoid` of lesson 02 is at hand: it stays finite.",
            "z 很大时，你的 sigmoid 会溢出。可以直接用第 02 课的 `sigmoid`，它不会溢出。",
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
        "activated",
        lambda X, W, b: np.maximum(X @ W + b, 0),
        Text(
            "Negative numbers have become 0: a ReLU has been at work. We ask for the pre-activation, "
            "before any activation function.",
            "负数都成了 0，像是已经用过 ReLU。题目要的是净输入，还没有经过任何激活函数。",
        ),
    ),
    Misconception(
        "column_formula",
        lambda X, W, b: W.T @ X + b,
        Text(
            "You transpose W and put it on the left, as books do whose samples are columns. "
            "Here samples are rows (axis 0): X comes first, and W stays as it is.",
            "你把 W 转置后写在了左边，那是每个样本占一列（column）的写法。"
            "这里每个样本占一行（row，轴 0）：X 在前，W 不用转置。",
        ),
    ),
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
            "Only the first sample is computed. We ask for one row (axis 0) for each sample.",
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
            "The bias still is a column of shape (n_out, 1). We ask for a one-dimensional array, (n_out,).",
            "偏置仍是形状为 (n_out, 1) 的一列（column）。要的是一维数组，形状 (n_out,)。",
        ),
    ),
    Misconception(
        "bias_as_row",
        _column(lambda W_col, b_col: (W_col.T.copy(), b_col.T.copy())),
        Text(
            "The bias has become a row of shape (1, n_out), which still has two axes. "
            "We ask for a one-dimensional array, (n_out,).",
            "偏置成了形状为 (1, n_out) 的一行（row），仍有两个轴。要的是一维数组，形状 (n_out,)。",
        ),
    ),
    Misconception(
        "W_unchanged",
        _column(lambda W_col, b_col: (W_col.copy(), _bias(b_col))),
        Text(
            "W is returned as it came, (n_out, n_in). We ask for (n_in, n_out): one unit a column (axis 1).",
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


def _all_previous(layer_sizes: Sequence[int]) -> Any:
    if len(layer_sizes) == 0:
        raise ValueError("empty")
    return sum((sum(layer_sizes[:at]) + 1) * layer_sizes[at] for at in range(1, len(layer_sizes)))


COUNT = (
    Misconception(
        "one_bias_a_layer",
        _count(lambda n_in, n_out: n_in * n_out + 1),
        Text(
            "You count one bias for each layer. Each unit of a layer has its own.",
            "你给每一层只数了一个偏置。一层里的每个单元都有自己的偏置。",
        ),
    ),
    Misconception(
        "all_previous_layers",
        _all_previous,
        Text(
            "You connect each layer with all layers before it. Its inputs are the units of the previous layer alone.",
            "你让每一层都与前面所有的层相连。它的输入只是前一层的单元。",
        ),
    ),
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
            "You add up the units. We ask for the parameters: weights and biases.",
            "你把单元的个数加了起来。题目要的是参数的个数，也就是权重和偏置。",
        ),
    ),
)
