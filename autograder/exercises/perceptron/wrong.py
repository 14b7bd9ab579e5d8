"""Lesson 1: the wrong answers that students write, as functions, and the sentence that names each mistake."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from autograder.exercises.kit import FloatArray
from autograder.exercises.perceptron.gates import ROWS, TABLES, gate_answers
from autograder.sandbox.steps import Record, Step
from lessonkit.language import Text


def _fires(z: Any) -> Any:
    """Return 1 where z is positive, else 0, as int64 of the same shape."""
    return np.asarray(np.asarray(z) > 0).astype(np.int64)


# step ---------------------------------------------------------------------------------------------------


def _step_in_place(z: Any) -> Any:
    z[...] = z > 0
    return z.astype(np.int64)


def _step_cut(z: Any) -> Any:
    with np.errstate(invalid="ignore"):
        return (np.asarray(z).astype(np.int64) > 0).astype(np.int64)


STEP = (
    Misconception(
        "tie_is_one",
        lambda z: np.asarray(np.asarray(z) >= 0).astype(np.int64),
        Text(
            "At z = 0 your function gives 1. In this course a tie belongs to class 0: only z > 0 gives 1.",
            "z = 0 时你的函数给出 1。本课程约定：临界情形算类别 0，只有 z > 0 才给出 1。",
        ),
    ),
    Misconception(
        "sign",
        lambda z: np.sign(z),
        Text(
            "This is the sign of z, with −1 for negative z. The step has only two values, 0 and 1.",
            "这是 z 的符号，z 为负时得 −1。阶跃函数只有 0 和 1 两个值。",
        ),
    ),
    Misconception(
        "boolean",
        lambda z: np.asarray(np.asarray(z) > 0),
        Text(
            "A comparison gives True and False. The values are right, but the classes 0 and 1 are asked as integers.",
            "比较运算得到的是 True 和 False。数值没错，但题目要的类别 0 和 1 是整数。",
        ),
    ),
    Misconception(
        "decimals_cut_first",
        _step_cut,
        Text(
            "z loses its decimals before it is compared: 0.5 becomes 0. Compare first, convert the outcome.",
            "z 在比较之前就丢掉了小数：0.5 变成了 0。先比较，再转换比较的结果。",
        ),
    ),
    Misconception(
        "in_place",
        _step_in_place,
        Text(
            "Your function writes its result into z. The caller still needs z: build a new array.",
            "你的函数把结果写进了 z。调用者还要用 z：应当另建一个新数组。",
        ),
    ),
)

# perceptron_predict ---------------------------------------------------------------------------------------


def _predict_column(X: Any, w: Any, b: Any) -> Any:
    return _fires(X @ w + b).reshape(-1, 1)


PREDICT = (
    Misconception(
        "tie_is_one",
        lambda X, w, b: np.asarray(X @ w + b >= 0).astype(np.int64),
        Text(
            "Samples exactly on the boundary come out as class 1. A tie, z = 0, belongs to class 0.",
            "恰好落在边界上的样本得到了类别 1。临界情形（z = 0）应当算类别 0。",
        ),
    ),
    Misconception(
        "no_bias",
        lambda X, w, b: _fires(X @ w),
        Text(
            "The bias b has no effect on your answer: every boundary passes through the origin.",
            "偏置 b 对你的结果没有作用：这样的边界总是经过原点。",
        ),
    ),
    Misconception(
        "product_not_summed",
        lambda X, w, b: _fires(X * w + b),
        Text(
            "`*` multiplies entry by entry and adds nothing up. The weighted sum of each sample is the matrix "
            "product: did you mean `@`?",
            "`*` 只是逐元素相乘，没有求和。每个样本的加权和要用矩阵乘积：是不是把 `@` 写成了 `*`？",
        ),
    ),
    Misconception(
        "bias_subtracted",
        lambda X, w, b: _fires(X @ w - b),
        Text(
            "The bias is subtracted. Here b is added: a threshold t would be b = −t.",
            "你把偏置减掉了。这里的 b 是加上去的：如果用阈值 t，那么 b = −t。",
        ),
    ),
    Misconception(
        "bias_after_step",
        lambda X, w, b: _fires(X @ w) + b,
        Text(
            "The bias is added to the output of the step. It belongs to the weighted sum, before the step.",
            "偏置加在了阶跃函数的输出上。它属于加权和，应当在阶跃函数之前加上。",
        ),
    ),
    Misconception(
        "returns_z",
        lambda X, w, b: X @ w + b,
        Text(
            "These are the pre-activations z. The step is still missing: classes 0 and 1 are asked.",
            "这些是净输入 z，还缺阶跃函数这一步：要求的是类别 0 和 1。",
        ),
    ),
    Misconception(
        "column",
        _predict_column,
        Text(
            "You return a column of shape (m, 1). One class per sample is asked, shape (m,).",
            "你返回的是形状为 (m, 1) 的列向量（column vector）。每个样本一个类别，形状应当是 (m,)。",
        ),
    ),
    Misconception(
        "boolean",
        lambda X, w, b: np.asarray(X @ w + b > 0),
        Text(
            "The comparison gives True and False. The classes 0 and 1 are asked as integers.",
            "比较运算得到的是 True 和 False。题目要的类别 0 和 1 是整数。",
        ),
    ),
)

# gate_params ----------------------------------------------------------------------------------------------


def _table_of(w: FloatArray, b: float) -> list[int]:
    return [int(row @ w + b > 0) for row in ROWS]


def _every_wrong_gate(shows: Callable[[FloatArray, float, list[int]], bool]) -> Any:
    """Return a detector that holds where each wrong gate of a script shows the mistake, and one is wrong."""

    def detect(steps: list[Step], records: list[Record]) -> bool:
        found = gate_answers(steps, records)
        wrong = [(w, b, TABLES[g]) for g, w, b in found if w is not None and _table_of(w, b) != TABLES[g]]
        return bool(wrong) and all(w is not None for _, w, _ in found) and all(shows(*one) for one in wrong)

    return detect


def _through_class_1(w: FloatArray, b: float, table: list[int]) -> bool:
    """Whether only ties are wrong: with ``>=`` instead of ``>`` the gate would be right."""
    return [int(row @ w + b >= 0) for row in ROWS] == table


def _bias_sign(w: FloatArray, b: float, table: list[int]) -> bool:
    return b != 0 and _table_of(w, -b) == table


def _all_signs(w: FloatArray, b: float, table: list[int]) -> bool:
    return _table_of(-w, -b) == table


def _gate(table: dict[str, tuple[list[float], float]]) -> Callable[[str], Any]:
    def variant(name: str) -> Any:
        if name not in table:
            raise ValueError(name)
        w, b = table[name]
        return np.array(w), b

    return variant


GATE = (
    Misconception(
        "through_class_1",
        _gate(
            {
                "and": ([1.0, 1.0], -2.0),
                "or": ([1.0, 1.0], -1.0),
                "nand": ([-1.0, -1.0], 1.0),
                "nor": ([-1.0, -1.0], 0.0),
            }
        ),
        Text(
            "Your boundary passes exactly through a point of class 1. There z = 0, and a tie is class 0: "
            "move the boundary a little with the bias.",
            "你的边界恰好经过一个类别 1 的点。那里 z = 0，临界情形算类别 0：用偏置把边界挪开一点。",
        ),
        _every_wrong_gate(_through_class_1),
    ),
    Misconception(
        "bias_sign",
        _gate(
            {
                "and": ([1.0, 1.0], 1.5),
                "or": ([1.0, 1.0], 0.5),
                "nand": ([-1.0, -1.0], -1.5),
                "nor": ([-1.0, -1.0], -0.5),
            }
        ),
        Text(
            "The bias has the wrong sign: with −b the gate is right. b is added to the weighted sum, "
            "so a threshold t means b = −t.",
            "偏置的符号反了：换成 −b，这个门就对了。b 是加在加权和上的，所以阈值为 t 时，b = −t。",
        ),
        _every_wrong_gate(_bias_sign),
    ),
    Misconception(
        "all_signs",
        _gate(
            {
                "and": ([-1.0, -1.0], 1.5),
                "or": ([-1.0, -1.0], 0.5),
                "nand": ([1.0, 1.0], -1.5),
                "nor": ([1.0, 1.0], -0.5),
            }
        ),
        Text(
            "The line is in the right place, but its two sides are swapped: weights and bias all have "
            "the opposite sign.",
            "直线的位置对了，但两侧弄反了：权重和偏置的符号全都相反。",
        ),
        _every_wrong_gate(_all_signs),
    ),
)

# perceptron_update ----------------------------------------------------------------------------------------


def _update(rule: Callable[..., tuple[Any, Any]]) -> Callable[..., Any]:
    """Return an update whose step for w and b is ``rule(w, b, x, y, learning_rate)``."""

    def variant(w: Any, b: Any, x: Any, y: Any, learning_rate: float = 1.0) -> Any:
        step_w, step_b = rule(w, b, x, y, learning_rate)
        return w + step_w, float(b + step_b)

    return variant


def _error(w: Any, b: Any, x: Any, y: Any) -> int:
    return int(y) - int(np.dot(w, x) + b > 0)


def _update_sign(w: Any, b: Any, x: Any, y: Any, lr: float) -> tuple[Any, Any]:
    e = -_error(w, b, x, y)
    return lr * e * x, lr * e


def _update_no_bias(w: Any, b: Any, x: Any, y: Any, lr: float) -> tuple[Any, Any]:
    return lr * _error(w, b, x, y) * x, 0.0


def _update_no_rate(w: Any, b: Any, x: Any, y: Any, lr: float) -> tuple[Any, Any]:
    e = _error(w, b, x, y)
    return e * x, e


def _update_adaline(w: Any, b: Any, x: Any, y: Any, lr: float) -> tuple[Any, Any]:
    e = y - (np.dot(w, x) + b)
    return lr * e * x, lr * e


def _update_tie(w: Any, b: Any, x: Any, y: Any, lr: float) -> tuple[Any, Any]:
    e = int(y) - int(np.dot(w, x) + b >= 0)
    return lr * e * x, lr * e


def _update_subtract(w: Any, b: Any, x: Any, y: Any, lr: float) -> tuple[Any, Any]:
    e = -abs(_error(w, b, x, y))
    return lr * e * x, lr * e


def _update_in_place(w: Any, b: Any, x: Any, y: Any, learning_rate: float = 1.0) -> Any:
    e = _error(w, b, x, y)
    w += learning_rate * e * x
    return w, float(b + learning_rate * e)


def _update_products(w: Any, b: Any, x: Any, y: Any, learning_rate: float = 1.0) -> Any:
    e = int(y) - (w * x + b > 0)
    return w + learning_rate * e * x, b + learning_rate * e


def _update_truncated(w: Any, b: Any, x: Any, y: Any, learning_rate: float = 1.0) -> Any:
    e = _error(w, b, x, y)
    w_new = w.copy()
    w_new[...] = np.asarray(w + learning_rate * e * x).astype(w.dtype)
    return w_new, float(b + learning_rate * e)


UPDATE = (
    Misconception(
        "sign",
        _update(_update_sign),
        Text(
            "Your update goes the wrong way: the sample is classified worse afterwards. "
            "Look at the order in y minus the prediction.",
            "更新的方向反了：更新之后，这个样本分得更差。看看是 y 减去预测值，还是反过来。",
        ),
    ),
    Misconception(
        "no_bias_update",
        _update(_update_no_bias),
        Text(
            "The weights move, but the bias stays. It is learned too, as the weight of an input that is always 1.",
            "权重更新了，偏置却没有。偏置也要学习：它是一个恒为 1 的输入的权重。",
        ),
    ),
    Misconception(
        "no_learning_rate",
        _update(_update_no_rate),
        Text(
            "The argument `learning_rate` has no effect: the step is as long as for learning_rate = 1.",
            "参数 `learning_rate` 没有起作用：步长始终与 learning_rate = 1 时相同。",
        ),
    ),
    Misconception(
        "product_not_summed",
        _update_products,
        Text(
            "The products of w and x are not added up, so every weight gets a prediction of its own. "
            "A neuron has one z, and so one prediction for all its weights.",
            "w 与 x 的乘积没有加起来，于是每个权重各有一个预测。神经元只有一个 z，所有权重共用一个预测。",
        ),
    ),
    Misconception(
        "adaline",
        _update(_update_adaline),
        Text(
            "The error is taken from z, before the step. That is the rule of Adaline; "
            "the perceptron compares y with the predicted class.",
            "误差是用阶跃之前的 z 算的，那是 Adaline 的规则；感知机用 y 和预测的类别相比。",
        ),
    ),
    Misconception(
        "tie_is_one",
        _update(_update_tie),
        Text(
            "At z = 0 the predicted class is taken as 1. A tie is class 0, so with y = 1 there is an error to correct.",
            "z = 0 时把预测类别当成了 1。临界情形算类别 0，所以 y = 1 时有错误要纠正。",
        ),
    ),
    Misconception(
        "always_subtract",
        _update(_update_subtract),
        Text(
            "Every mistake moves the weights against x. With y = 1 they must move towards x.",
            "每次出错都让权重减去 x 的方向。y = 1 时，权重应当朝 x 的方向移动。",
        ),
    ),
    Misconception(
        "in_place",
        _update_in_place,
        Text(
            "The argument w itself is changed: for an array `+=` works in place. Return a new array.",
            "参数 w 本身变了：对数组来说，`+=` 是原地修改。应当返回一个新数组。",
        ),
    ),
    Misconception(
        "integer_weights",
        _update_truncated,
        Text(
            "When w holds integers, the decimals of the new weights are cut off. The new weights are float64.",
            "w 是整数数组时，新权重的小数部分丢掉了。新权重应当是 float64。",
        ),
    ),
)

# perceptron_fit -------------------------------------------------------------------------------------------


def _fit(
    *,
    sign: float = 1.0,
    bias: float = 1.0,
    keep_zero: bool = True,
    count: str = "before",
    stop_at_first_right: bool = False,
    whole_batch: bool = False,
    learns: bool = True,
    counts_afresh: bool = True,
    stops: bool = True,
    rated: bool = True,
) -> Callable[..., Any]:
    """Return a training loop with one mistake in it."""

    def variant(X: Any, y: Any, learning_rate: float = 1.0, max_epochs: int = 100) -> Any:
        if len(X) == 0:
            raise ValueError("no samples")
        learning_rate = learning_rate if rated else 1.0
        w, b, errors, converged, mistakes = np.zeros(X.shape[1]), 0.0, [], False, 0
        for _ in range(max_epochs):
            mistakes, left = 0 if counts_afresh else mistakes, False
            w_then, b_then = w, b
            for x, label in zip(X, y, strict=True):
                error = int(label) - int((w_then @ x + b_then if whole_batch else w @ x + b) > 0)
                if not error and stop_at_first_right:
                    left = True
                    break
                w = w + learns * sign * learning_rate * error * x
                b = b + learns * sign * bias * learning_rate * error
                wrong_now = int(label) != int(w @ x + b > 0)
                mistakes += wrong_now if count == "after_step" else error != 0
            if count == "after_epoch":
                mistakes = int(((X @ w + b > 0).astype(int) != y).sum())
            converged = mistakes == 0 or left
            if mistakes or keep_zero:
                errors.append(int(mistakes))
            if converged and stops:
                break
        return {"w": w, "b": float(b), "errors": errors, "converged": bool(converged)}

    return variant


FIT = (
    Misconception(
        "no_bias_update",
        _fit(bias=0.0),
        Text(
            "The bias never moves from 0, so every boundary passes through the origin, and AND is never learned.",
            "偏置始终停在 0，边界总是经过原点，所以永远学不会 AND。",
        ),
    ),
    Misconception(
        "sign",
        _fit(sign=-1.0),
        Text(
            "Each update goes the wrong way, away from the right answer. Look at the order in y minus the prediction.",
            "每次更新的方向都反了，离正确答案越来越远。看看是 y 减去预测值，还是反过来。",
        ),
    ),
    Misconception(
        "no_learning_rate",
        _fit(rated=False),
        Text(
            "The argument `learning_rate` has no effect: every step is as long as for learning_rate = 1. "
            "It belongs into each update.",
            "参数 `learning_rate` 没有起作用：每一步都和 learning_rate = 1 时一样长。每次更新都要用到它。",
        ),
    ),
    Misconception(
        "last_zero_missing",
        _fit(keep_zero=False),
        Text(
            "The last epoch, the one without a mistake, is missing in `errors`. It was run, so its 0 belongs there.",
            "`errors` 里缺少最后没有错误的那一轮。那一轮运行过，所以它的 0 也要记下。",
        ),
    ),
    Misconception(
        "counted_after_update",
        _fit(count="after_step"),
        Text(
            "A mistake is counted after the update, when it may already be mended. Count it before the weights move.",
            "错误是在更新之后数的，那时可能已经纠正了。应当在权重改变之前数。",
        ),
    ),
    Misconception(
        "learns_nothing",
        _fit(learns=False),
        Text(
            "w and b stay at 0 for ever. A function that returns the new values changes nothing by itself: "
            "keep what it returns.",
            "w 和 b 始终是 0。函数返回了新的值，自己并不会改动什么：要把返回的值接住。",
        ),
    ),
    Misconception(
        "count_not_reset",
        _fit(counts_afresh=False),
        Text(
            "The mistakes of all epochs add up, so there is never an epoch with 0. Begin to count anew in each epoch.",
            "各轮的错误一直累加下去，所以永远等不到 0。每一轮都要重新开始数。",
        ),
    ),
    Misconception(
        "goes_on",
        _fit(stops=False),
        Text(
            "After an epoch without a mistake training goes on to the last epoch. It should stop there.",
            "出现没有错误的一轮之后，训练还一直进行到最后一轮。应当就此停止。",
        ),
    ),
    Misconception(
        "whole_batch",
        _fit(whole_batch=True),
        Text(
            "Your weights change once an epoch, by all mistakes together. The perceptron learns from each sample at "
            "once: the next one is judged with the weights that are new by then.",
            "你每一轮只更新一次权重，把所有错误合在一起。感知机每看一个样本就更新：下一个样本用的已经是新的权重。",
        ),
    ),
    Misconception(
        "counted_after_epoch",
        _fit(count="after_epoch"),
        Text(
            "The mistakes are counted once the epoch is over. "
            "We ask for those made during the epoch, each with the weights of its moment.",
            "错误是在一轮结束之后才数的。要数的是这一轮进行当中犯的错误，每次都用当时的权重判断。",
        ),
    ),
    Misconception(
        "stops_at_first_right",
        _fit(stop_at_first_right=True),
        Text(
            "Training stops at the first sample that is right. It may stop only after a whole epoch without a mistake.",
            "遇到第一个分对的样本，训练就停了。只有整整一轮都没有错误，才可以停止。",
        ),
    ),
)

# xor_gate -------------------------------------------------------------------------------------------------

XOR = (
    Misconception(
        "or",
        lambda X: _fires(X.sum(axis=1) - 0.5),
        Text(
            "This is OR: (1, 1) must give 0.",
            "这是或门：(1, 1) 应当得到 0。",
        ),
    ),
    Misconception(
        "nand",
        lambda X: _fires(1.5 - X.sum(axis=1)),
        Text(
            "This is NAND: (0, 0) must give 0.",
            "这是与非门：(0, 0) 应当得到 0。",
        ),
    ),
    Misconception(
        "nor_for_nand",
        lambda X: np.zeros(len(X), dtype=np.int64),
        Text(
            "The answer is 0 for every input: the two neurons in front are never 1 at once, as with OR and NOR. "
            "Go through the truth table row by row.",
            "不论输入什么，答案都是 0：前面的两个神经元从不同时为 1，比如用了 OR 和 NOR。逐行（row）核对真值表。",
        ),
    ),
    Misconception(
        "xnor",
        lambda X: 1 - (X.sum(axis=1) == 1).astype(np.int64),
        Text(
            "This is the opposite of XOR: it says 1 where both inputs are equal.",
            "这与异或门正好相反：两个输入相同时给出了 1。",
        ),
    ),
    Misconception(
        "boolean",
        lambda X: X.sum(axis=1) == 1,
        Text(
            "The table is right, but as True and False. The classes 0 and 1 are asked as integers.",
            "真值表没错，但得到的是 True 和 False。题目要的类别 0 和 1 是整数。",
        ),
    ),
    Misconception(
        "column",
        lambda X: (X.sum(axis=1, keepdims=True) == 1).astype(np.int64),
        Text(
            "You return a column of shape (m, 1). One class per sample is asked, shape (m,).",
            "你返回的是形状为 (m, 1) 的列向量（column vector）。每个样本一个类别，形状应当是 (m,)。",
        ),
    ),
)

# add_bias_column ------------------------------------------------------------------------------------------

BIAS_COLUMN = (
    Misconception(
        "ones_last",
        lambda X: np.column_stack([X, np.ones(len(X))]),
        Text(
            "The ones stand in the last column. They belong in column 0, so that the bias is the weight w₀.",
            "1 放在了最后一列（column）。它们应当放在第 0 列（column），这样偏置就是权重 w₀。",
        ),
    ),
    Misconception(
        "row",
        lambda X: np.vstack([np.ones((1, X.shape[1])), X]),
        Text(
            "You add a row of ones: one more sample. We ask for one more feature: a column, along axis 1.",
            "你加的是一行（row）1，等于多了一个样本。要加的是一个特征：沿轴 1 加一列（column）。",
        ),
    ),
    Misconception(
        "integer_ones",
        lambda X: np.column_stack([np.ones(len(X), dtype=X.dtype), X]),
        Text(
            "With integer X the result holds integers. We ask for float64, whatever X holds.",
            "X 是整数时，结果也成了整数。不论 X 是什么类型，要求的都是 float64。",
        ),
    ),
    Misconception(
        "zeros",
        lambda X: np.column_stack([np.zeros(len(X)), X]),
        Text(
            "The new column holds zeros: the bias would never have an effect. It must hold ones.",
            "新加的一列（column）全是 0，偏置就永远不起作用。那里应当是 1。",
        ),
    ),
)
