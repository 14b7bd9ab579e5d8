"""Lesson 7: wrong ways back through one layer, and the sentence that names each mistake."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from deeplearn_ref.activations import activate, activation_grad, as_floating
from deeplearn_ref.backprop import activation_backward, dense_backward, prelu_backward
from lessonkit.language import Text

Rule = Callable[..., Any]

# activation_backward --------------------------------------------------------------------------------------


def _activation(rule: Rule) -> Callable[..., Any]:
    """Return a way back with the checks of the right one, and ``rule(dA, Z, kind)`` for the result."""

    def variant(dA: Any, Z: Any, kind: Any) -> Any:
        activation_backward(dA, Z, kind)  # raises what the right one raises
        return as_floating(np.asarray(rule(dA, Z, kind)))

    return variant


def _slope_of_A(dA: Any, Z: Any, kind: str) -> Any:
    if kind == "sigmoid":
        return dA * Z * (1 - Z)
    if kind == "tanh":
        return dA * (1 - Z**2)
    return activation_backward(dA, Z, kind)


def _mask_of_dA(dA: Any, Z: Any, kind: str) -> Any:
    return activation_backward(dA, dA if kind in ("relu", "leaky_relu") else Z, kind)


def _kink_is_one(dA: Any, Z: Any, kind: str) -> Any:
    return dA * np.where(Z == 0, 1.0, activation_grad(kind, Z)) if "relu" in kind else activation_backward(dA, Z, kind)


def _aliased(dA: Any, Z: Any, kind: Any) -> Any:
    dZ = activation_backward(dA, Z, kind)
    return dA if kind == "linear" and dA.dtype.kind == "f" else dZ


def _in_place(dA: Any, Z: Any, kind: Any) -> Any:
    dZ = activation_backward(dA, Z, kind)
    if dA.dtype.kind != "f":
        return dZ
    dA[...] = dZ
    return dA


def _broadcast(dA: Any, Z: Any, kind: Any) -> Any:
    return dA * activation_grad(kind, Z)


def _any_kind(dA: Any, Z: Any, kind: Any) -> Any:
    known = kind in ("relu", "leaky_relu", "sigmoid", "tanh", "linear")
    return activation_backward(dA, Z, kind if known else "linear")


ACTIVATION = (
    Misconception(
        "mask_from_dA",
        _activation(_mask_of_dA),
        Text(
            "Your gate looks at the sign of dA. Whether it is open was decided on the way forward, by Z.",
            "你的门看的是 dA 的符号。门开还是关，在前向传播时就由 Z 决定了。",
        ),
    ),
    Misconception(
        "dA_left_out",
        _activation(lambda dA, Z, kind: activation_grad(kind, Z)),
        Text(
            "You return the slope of the activation function alone. What arrived from above, dA, is missing.",
            "你返回的只是激活函数的斜率，从上游传来的 dA 不见了。",
        ),
    ),
    Misconception(
        "unchanged",
        _activation(lambda dA, Z, kind: dA * 1.0),
        Text(
            "dA passes unchanged, whatever the activation function: its slope is missing.",
            "不管是什么激活函数，dA 都原样通过：少了激活函数的斜率。",
        ),
    ),
    Misconception(
        "times_the_activation",
        _activation(lambda dA, Z, kind: dA * activate(kind, Z)),
        Text(
            "You multiply by the value of the activation function. The chain rule asks for its slope.",
            "你乘的是激活函数的值。链式法则要的是它的斜率。",
        ),
    ),
    Misconception(
        "Z_taken_for_A",
        _activation(_slope_of_A),
        Text(
            "The formulas a(1 − a) and 1 − a² hold for the output of the function. Z is what goes in.",
            "a(1 − a) 和 1 − a² 里的 a 是函数的输出，而 Z 是送进函数的值。",
        ),
    ),
    Misconception(
        "kink_is_one",
        _activation(_kink_is_one),
        Text(
            "For a pre-activation of exactly 0 you take the slope of the positive side. "
            "The course takes that of the negative side: 0 for ReLU, 0.01 for leaky ReLU.",
            "净输入恰好为 0 时，你取了正侧的斜率。本课程取负侧的：ReLU 是 0，带泄漏的 ReLU 是 0.01。",
        ),
    ),
    Misconception(
        "dA_handed_back",
        _aliased,
        Text(
            "For linear you hand back dA itself: whoever writes into the result changes the caller's array.",
            "对 linear，你交回的是 dA 本身：谁往结果里写，就改动了调用者的数组。",
        ),
    ),
    Misconception(
        "in_place",
        _in_place,
        Text(
            "You compute inside dA: afterwards the caller's array holds other numbers.",
            "你直接在 dA 里计算：之后调用者的数组里就是别的数了。",
        ),
    ),
    Misconception(
        "broadcast",
        _broadcast,
        Text(
            "Arrays of different shapes are broadcast without a word. Compare the two shapes first.",
            "形状不同的数组悄悄广播了。先比较两个形状。",
        ),
    ),
    Misconception(
        "any_name",
        _any_kind,
        Text(
            "A name that you do not know goes through as if it were linear.",
            "不认识的名称也放了过去，还当作 linear 来算。",
        ),
    ),
    Misconception(
        "leaky_closed",
        _activation(lambda dA, Z, kind: dA * (Z > 0) if kind == "leaky_relu" else activation_backward(dA, Z, kind)),
        Text(
            "Your leaky ReLU is closed on the negative side, as a plain ReLU. Its slope there is 0.01.",
            "你的 Leaky ReLU 在负侧关上了，和普通的 ReLU 一样。它在那里的斜率是 0.01。",
        ),
    ),
    Misconception(
        "slope_at_A",
        _activation(lambda dA, Z, kind: dA * activation_grad(kind, activate(kind, Z))),
        Text(
            "You take the slope at the activation A. It belongs at the pre-activation Z, which is what went "
            "into the function.",
            "你取的是激活值 A 处的斜率。应当取净输入 Z 处的：送进激活函数的是 Z。",
        ),
    ),
)

# dense_backward -------------------------------------------------------------------------------------------


def _dense(
    dX: Rule = lambda dX, dZ, X, W: dX,
    dW: Rule = lambda dW, dZ, X: dW,
    db: Rule = lambda db, dZ: db,
) -> Callable[..., Any]:
    """Return a way back in which one of the three parts is changed."""

    def variant(dZ: Any, X: Any, W: Any) -> Any:
        right = dense_backward(dZ, X, W)
        return dX(right[0], dZ, X, W), dW(right[1], dZ, X), db(right[2], dZ)

    return variant


def _dense_broadcast(dZ: Any, X: Any, W: Any) -> Any:
    """Check nothing: a bias gradient over anything, a product of whatever fits."""
    return dZ @ W.T, X.T @ dZ, dZ.sum(axis=0)


DENSE = (
    Misconception(
        "divided_by_m",
        _dense(dW=lambda dW, dZ, X: dW / len(dZ), db=lambda db, dZ: db / len(dZ)),
        Text(
            "dW and db are divided by m once more. The 1/m of the mean loss is in dZ already; here only sums are left.",
            "dW 和 db 又除了一次 m。平均损失的 1/m 已经在 dZ 里了，这里只剩求和。",
        ),
    ),
    Misconception(
        "bias_mean",
        _dense(db=lambda db, dZ: dZ.mean(axis=0)),
        Text(
            "db is the mean over the samples, dW the sum. Both are sums: the 1/m is in dZ already.",
            "db 是对样本的平均，dW 却是求和。两个都应当是求和：1/m 已经在 dZ 里了。",
        ),
    ),
    Misconception(
        "bias_over_units",
        _dense(db=lambda db, dZ: dZ.sum(axis=1)),
        Text(
            "db is summed over the units and has one number a sample. Each unit has one bias: sum over the samples, "
            "axis 0.",
            "db 是对单元求和的，每个样本得到一个数。而每个单元有一个偏置：应当对样本求和，沿轴 0。",
        ),
    ),
    Misconception(
        "bias_keeps_axis",
        _dense(db=lambda db, dZ: db[None]),
        Text(
            "db has the shape (1, n_out). A gradient has the shape of its parameter, here (n_out,).",
            "db 的形状是 (1, n_out)。梯度与它的参数形状相同，这里是 (n_out,)。",
        ),
    ),
    Misconception(
        "weights_transposed",
        _dense(dW=lambda dW, dZ, X: dW.T.copy()),
        Text(
            "dW is transposed. A gradient has the shape of its parameter: (n_in, n_out).",
            "dW 转置了。梯度与它的参数形状相同：(n_in, n_out)。",
        ),
    ),
    Misconception(
        "inputs_through_W",
        lambda dZ, X, W: (dense_backward(dZ, X, W) and dZ @ W, X.T @ dZ, dZ.sum(axis=0)),
        Text(
            "dX goes through W in the forward direction, which only runs where W is square. On the way back each "
            "input "
            "collects from all units: which axis of W are those?",
            "dX 是按前向的方向穿过 W 的，只有 W 是方阵时才算得出来。往回走时，每个输入要从所有单元那里收集："
            "单元是 W 的哪个轴？",
        ),
    ),
    Misconception(
        "W_reshaped",
        _dense(dX=lambda dX, dZ, X, W: dZ @ W.reshape(W.shape[::-1])),
        Text(
            "dX goes through a W that was given another shape. That keeps the order of the numbers; swapping the two "
            "axes is something else.",
            "你用的是改过形状的 W，其中数的次序没有变。对调两个轴是另一回事。",
        ),
    ),
    Misconception(
        "W_twice",
        _dense(dW=lambda dW, dZ, X: X.T @ np.ones_like(dZ)),
        Text(
            "dW forgets dZ: it only adds up the inputs. Each sample counts by what came back to it.",
            "dW 里没有 dZ，只是把输入加了起来。每个样本要按传回到它那里的数来计。",
        ),
    ),
    Misconception(
        "order",
        lambda dZ, X, W: (lambda back: (back[1], back[2], back[0]))(dense_backward(dZ, X, W)),
        Text(
            "The three parts stand in another order than asked: dX first, then dW, then db.",
            "三个部分的次序不对：先 dX，再 dW，最后 db。",
        ),
    ),
    Misconception(
        "unchecked",
        _dense_broadcast,
        Text(
            "Shapes that do not fit go through. Compare all three before you multiply.",
            "形状不匹配的没有拦住。相乘之前，先把三个形状都比一比。",
        ),
    ),
)

# prelu_backward -------------------------------------------------------------------------------------------


def _prelu(dZ: Rule = lambda dZ, dA, Z: dZ, da: Rule = lambda da, dA, Z: da) -> Callable[..., Any]:
    """Return a way back in which one of the two parts is changed."""

    def variant(dA: Any, Z: Any, a: Any) -> Any:
        right = prelu_backward(dA, Z, a)
        return dZ(right[0], dA, Z), da(right[1], dA, Z)

    return variant


def _kink(dA: Any, Z: Any, a: Any) -> Any:
    _, da = prelu_backward(dA, Z, a)
    return np.where(Z >= 0, dA, dA * a), da


def _one_slope(dA: Any, Z: Any, a: Any) -> Any:
    _, da = prelu_backward(dA, Z, a)
    return np.where(Z > 0, dA, dA * a[0]), da


def _prelu_broadcast(dA: Any, Z: Any, a: Any) -> Any:
    dA, Z, a = as_floating(dA), as_floating(Z), as_floating(a)
    return np.where(Z > 0, dA, dA * a), (dA * np.minimum(Z, 0.0)).sum(axis=0)


def _prelu_in_place(dA: Any, Z: Any, a: Any) -> Any:
    dZ, da = prelu_backward(dA, Z, a)
    if dA.dtype.kind != "f":
        return dZ, da
    dA[...] = dZ
    return dA, da


def _slopes_only(dA: Any, Z: Any, a: Any) -> Any:
    _, da = prelu_backward(dA, Z, a)
    return np.where(Z > 0, 1.0, as_floating(a)), da


def _forward_again(dA: Any, Z: Any, a: Any) -> Any:
    _, da = prelu_backward(dA, Z, a)
    return np.where(Z > 0, as_floating(Z), as_floating(a) * as_floating(Z)), da


PRELU = (
    Misconception(
        "averaged",
        _prelu(da=lambda da, dA, Z: da / len(Z)),
        Text(
            "da is the mean over the samples. The 1/m of the mean loss is in dA already: only a sum is left.",
            "da 是对样本的平均。平均损失的 1/m 已经在 dA 里了，这里只剩求和。",
        ),
    ),
    Misconception(
        "one_slope_for_all",
        _prelu(da=lambda da, dA, Z: np.sum(da)),
        Text(
            "da is a single number. Every unit has a slope of its own, so da has the shape of a, (n,).",
            "da 成了一个数。每个单元有自己的斜率，所以 da 的形状与 a 相同，是 (n,)。",
        ),
    ),
    Misconception(
        "dA_left_out",
        _prelu(da=lambda da, dA, Z: np.minimum(Z, 0.0).sum(axis=0)),
        Text(
            "da only adds up the negative pre-activations. What arrived from above, dA, is missing.",
            "da 只是把负的净输入加了起来，从上游传来的 dA 不见了。",
        ),
    ),
    Misconception(
        "closed_gate",
        _prelu(dZ=lambda dZ, dA, Z: dA * (Z > 0)),
        Text(
            "On the negative side you let nothing through, as a plain ReLU. Here that side has the slope a.",
            "在负侧，你像普通的 ReLU 一样什么也不放过去。这里负侧的斜率是 a。",
        ),
    ),
    Misconception(
        "over_units",
        _prelu(da=lambda da, dA, Z: (dA * np.minimum(Z, 0.0)).sum(axis=1)),
        Text(
            "da is summed over the units, so there is one number a sample. Sum over the samples: axis 0.",
            "da 是对单元求和的，每个样本得到一个数。应当对样本求和：沿轴 0。",
        ),
    ),
    Misconception(
        "positive_side_too",
        _prelu(da=lambda da, dA, Z: (dA * Z).sum(axis=0)),
        Text(
            "In da the positive pre-activations count too. Where Z is positive, the slope a is not used at all.",
            "正的净输入也算进了 da。Z 为正的地方，根本没有用到斜率 a。",
        ),
    ),
    Misconception(
        "ones_counted",
        _prelu(da=lambda da, dA, Z: (dA * (Z <= 0)).sum(axis=0)),
        Text(
            "da counts dA where Z is negative, but not how large Z is. On that side the output is a·Z: how fast does "
            "it change with a?",
            "在 Z 为负的地方，da 只加了 dA，没有管 Z 有多大。这一侧的输出是 a·Z：它随 a 变得多快？",
        ),
    ),
    Misconception(
        "kink_is_one",
        _kink,
        Text(
            "For a pre-activation of exactly 0 you take slope 1. Here 0 belongs to the side of a.",
            "净输入恰好为 0 时，你取了斜率 1。这里 0 归 a 的那一侧。",
        ),
    ),
    Misconception(
        "first_slope",
        _one_slope,
        Text(
            "Every unit uses the slope of the first one. a has an entry for each column of Z.",
            "所有单元用的都是第一个单元的斜率。Z 的每一列（column，轴 1）在 a 里各有一个元素。",
        ),
    ),
    Misconception(
        "in_place",
        _prelu_in_place,
        Text(
            "You compute inside dA: afterwards the caller's array holds other numbers.",
            "你直接在 dA 里计算：之后调用者的数组里就是别的数了。",
        ),
    ),
    Misconception(
        "unchecked",
        _prelu_broadcast,
        Text(
            "Shapes that do not fit are broadcast without a word. Compare dA with Z, and a with the columns (axis "
            "1) of Z.",
            "形状不匹配的悄悄广播了。先比较 dA 与 Z 的形状，再比较 a 与 Z 的列数（column，轴 1）。",
        ),
    ),
    Misconception(
        "unsummed",
        _prelu(da=lambda da, dA, Z: dA * np.minimum(Z, 0.0)),
        Text(
            "da still has an entry for each sample. All samples of a unit use the same slope: add over the samples.",
            "da 里每个样本还各有一个元素。一个单元的所有样本用的是同一个斜率：要对样本求和。",
        ),
    ),
    Misconception(
        "positive_side",
        _prelu(da=lambda da, dA, Z: (dA * np.maximum(Z, 0.0)).sum(axis=0)),
        Text(
            "da collects from the positive side. The slope a is used where Z is not above 0.",
            "da 是从正侧收集的。用到斜率 a 的，是 Z 不大于 0 的地方。",
        ),
    ),
    Misconception(
        "sign",
        _prelu(da=lambda da, dA, Z: -da),
        Text(
            "The sign of da is wrong: on that side the output is a·Z, and its slope by a is Z, a negative number.",
            "da 的符号反了：这一侧的输出是 a·Z，它对 a 的斜率是 Z，是负数。",
        ),
    ),
    Misconception(
        "slopes_without_dA",
        _slopes_only,
        Text(
            "dZ holds the slopes alone. What arrived from above, dA, is missing.",
            "dZ 里只有斜率，从上游传来的 dA 不见了。",
        ),
    ),
    Misconception(
        "forward_again",
        _forward_again,
        Text(
            "dZ is the output of the forward pass. On the way back dA is multiplied by the slope.",
            "dZ 成了前向传播的输出。往回走时，应当用 dA 乘斜率。",
        ),
    ),
)
