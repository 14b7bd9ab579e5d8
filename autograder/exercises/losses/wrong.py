"""Lesson 4, losses of numbers and of yes or no: wrong answers as functions, and the sentence that names each."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from deeplearn_ref.activations import sigmoid
from deeplearn_ref.losses import binary_cross_entropy
from lessonkit.language import Text


def _pair(formula: Callable[..., Any], *, empty: bool = False, broadcast: bool = False) -> Callable[..., Any]:
    """Return ``formula(a, b)`` for two arrays in float64 that are checked as the contract asks."""

    def variant(a: Any, b: Any) -> Any:
        if not broadcast and a.shape != b.shape:
            raise ValueError("shapes")
        if not empty and a.size == 0:
            raise ValueError("empty")
        with np.errstate(all="ignore"):
            return formula(a.astype(np.float64), b.astype(np.float64))

    return variant


def _half(formula: Callable[..., Any], *, broadcast: bool = False) -> Callable[..., Any]:
    """Return an elementwise formula that keeps float32, and takes empty arrays."""

    def variant(y_true: Any, y_pred: Any) -> Any:
        if not broadcast and y_true.shape != y_pred.shape:
            raise ValueError("shapes")
        return formula(y_true * np.float32(1), y_pred * np.float32(1))

    return variant


def _mean(values: Any) -> float:
    """Return the mean, nan for nothing, without NumPy's warning."""
    return float(values.sum() / np.float64(values.size))


BROADCAST = Text(
    "Your answer also comes for arrays of different shapes: (m,) with (m, 1) becomes (m, m), every target with every "
    "prediction. Compare the shapes first.",
    "两个数组形状不同时，你也给出了结果：(m,) 与 (m, 1) 会广播成 (m, m)，每个目标值都和每个预测值相比。先比较形状。",
)
SUM = Text(
    "You return the sum over the batch. We ask for the mean: more samples alone must not make it grow.",
    "你返回的是整个批量的总和。题目要的是平均值：它不应当只因为样本多就变大。",
)
UNCHECKED = Text(
    "You compute before you look at the arrays. Different shapes are broadcast without a word, and an empty batch has "
    "no mean: raise a `ValueError` for both, first.",
    "你没有先看看数组就开始计算。形状不同时会悄悄广播，空的批量也没有平均值：两种情形都要先抛出 `ValueError`。",
)
EXCHANGED = Text("Labels 0 and 1 are exchanged in your formula.", "在你的公式里，标签 0 和 1 反了。")
PER_SAMPLE = Text(
    "You divide by the number of samples only. With several tags per sample the mean goes over all entries.",
    "你只除以样本个数。每个样本有多个标签时，要对所有元素取平均。",
)

# half_squared_error ---------------------------------------------------------------------------------------

HALF = (
    Misconception(
        "no_half",
        _half(lambda t, p: (p - t) ** 2),
        Text("Your numbers are twice the right ones. Where is the ½?", "你的数是正确值的 2 倍。½ 到哪里去了？"),
    ),
    Misconception(
        "mean_taken",
        _half(lambda t, p: float(((p - t) ** 2).mean() / 2) if t.size else 0.0),
        Text(
            "You return one number. We ask for one loss for every entry, in the shape of the arguments.",
            "你只返回了一个数。题目要的是每个元素各一个损失，形状与参数相同。",
        ),
    ),
    Misconception(
        "product",
        _half(lambda t, p: (p * t) ** 2 / 2),
        Text(
            "You multiply target and prediction. A distance comes from their difference.",
            "你把目标值和预测值相乘了。距离应当来自二者之差。",
        ),
    ),
    Misconception(
        "no_square",
        _half(lambda t, p: (p - t) / 2),
        Text(
            "The difference is not squared, so errors to both sides would cancel.",
            "差没有平方，正负误差会互相抵消。",
        ),
    ),
    Misconception(
        "absolute",
        _half(lambda t, p: abs(p - t) / 2),
        Text("You take the absolute value. We ask for the square.", "你取了绝对值。题目要的是平方。"),
    ),
    Misconception(
        "half_squared_too",
        _half(lambda t, p: ((p - t) / 2) ** 2),
        Text(
            "You halve the difference and then square it, so the ½ is squared too and becomes ¼.",
            "你先把差减半，再平方，½ 也就被平方成了 ¼。",
        ),
    ),
    Misconception(
        "one_squared",
        _half(lambda t, p: (p - t**2) / 2),
        Text(
            "`**` binds tighter than `-`, so only the second array is squared. Put the difference in brackets.",
            "`**` 比 `-` 先算，于是只有第二个数组被平方了。给差加上括号。",
        ),
    ),
    Misconception("broadcast", _half(lambda t, p: (p - t) ** 2 / 2, broadcast=True), BROADCAST),
    Misconception(
        "float64_for_all",
        _pair(lambda t, p: (p - t) ** 2 / 2, empty=True),
        Text(
            "You turn every array into float64. Asked: float32 stays float32.",
            "你把所有数组都变成了 float64。题目要求 float32 仍是 float32。",
        ),
    ),
)

# mse ------------------------------------------------------------------------------------------------------

MSE = (
    Misconception(
        "divided_by_m_only",
        _pair(lambda t, p: float(((p - t) ** 2).sum() / len(t))),
        Text(
            "You divide by the number of samples only. With several outputs the mean goes over all entries.",
            "你只除以样本个数。有多个输出时，要对所有元素取平均。",
        ),
    ),
    Misconception("sum", _pair(lambda t, p: float(((p - t) ** 2).sum())), SUM),
    Misconception(
        "half",
        _pair(lambda t, p: float(((p - t) ** 2).mean() / 2)),
        Text(
            "Your value is half the right one. The ½ belongs to `half_squared_error`, not to the mean squared error.",
            "你的值是正确值的一半。½ 属于 `half_squared_error`，不属于均方误差。",
        ),
    ),
    Misconception(
        "root",
        _pair(lambda t, p: float(np.sqrt(((p - t) ** 2).mean()))),
        Text(
            "You take the square root at the end. That is another measure, the RMSE.",
            "你最后开了平方根。那是另一个量：RMSE。",
        ),
    ),
    Misconception(
        "absolute",
        _pair(lambda t, p: float(abs(p - t).mean())),
        Text(
            "You average absolute differences. We ask for squares.",
            "你平均的是差的绝对值。题目要的是平方。",
        ),
    ),
    Misconception(
        "no_square",
        _pair(lambda t, p: float((p - t).mean())),
        Text(
            "The differences are not squared, so errors to both sides cancel.",
            "差没有平方，正负误差互相抵消了。",
        ),
    ),
    Misconception(
        "square_of_the_mean",
        _pair(lambda t, p: float((p - t).mean() ** 2)),
        Text(
            "You take the mean first and square it then, so errors to both sides cancel. Square each difference first.",
            "你先取平均，再平方，正负误差就互相抵消了。先把每个差平方。",
        ),
    ),
    Misconception("broadcast", _pair(lambda t, p: float(((p - t) ** 2).mean()), broadcast=True), BROADCAST),
    Misconception("unchecked", _pair(lambda t, p: _mean((p - t) ** 2), empty=True, broadcast=True), UNCHECKED),
    Misconception(
        "empty_is_zero",
        _pair(lambda t, p: float(((p - t) ** 2).sum() / max(t.size, 1)), empty=True),
        Text(
            "For an empty batch you return 0. No samples are no perfect predictions: raise a `ValueError`.",
            "批量为空时，你返回了 0。没有样本不等于预测完美：应当抛出 `ValueError`。",
        ),
    ),
)

# binary_cross_entropy -------------------------------------------------------------------------------------


def _bce(formula: Callable[..., Any], *, broadcast: bool = False) -> Callable[..., Any]:
    """Return ``formula(y, p)`` with clipped probabilities."""

    def variant(y: Any, p: Any, eps: float = 1e-12) -> Any:
        clipped = _pair(lambda y, p: formula(y, np.clip(p, eps, 1 - eps)), broadcast=broadcast)
        return clipped(y, p)

    return variant


def terms(y: Any, p: Any) -> Any:
    """Return the logarithm of the probability given to each label of yes or no."""
    return y * np.log(p) + (1 - y) * np.log(1 - p)


def _float32_bce(y: Any, p: Any, eps: float = 1e-12) -> Any:
    if y.shape != p.shape or y.size == 0:
        raise ValueError("shapes")
    with np.errstate(all="ignore"):
        p = np.clip(p, p.dtype.type(eps), p.dtype.type(1 - eps))
        return float(-terms(y, p).mean())


BCE = (
    Misconception("sum", _bce(lambda y, p: float(-terms(y, p).sum())), SUM),
    Misconception(
        "sign",
        _bce(lambda y, p: float(terms(y, p).mean())),
        Text(
            "Your loss is negative. Logarithms of probabilities are: which sign stands before the formula?",
            "你的损失是负的。概率的对数本来就是负数：公式前面是什么符号？",
        ),
    ),
    Misconception(
        "base_two",
        _bce(lambda y, p: float(-(y * np.log2(p) + (1 - y) * np.log2(1 - p)).mean())),
        Text(
            "You take the logarithm to base 2. In this course it is the natural one.",
            "你用了以 2 为底的对数。本课程用自然对数。",
        ),
    ),
    Misconception(
        "base_ten",
        _bce(lambda y, p: float(-(y * np.log10(p) + (1 - y) * np.log10(1 - p)).mean())),
        Text(
            "You take the logarithm to base 10. In this course it is the natural one, `np.log`.",
            "你用了以 10 为底的对数。本课程用自然对数 `np.log`。",
        ),
    ),
    Misconception(
        "sign_of_one_term",
        _bce(lambda y, p: float((-y * np.log(p) + (1 - y) * np.log(1 - p)).mean())),
        Text(
            "The minus stands before the first term only. It belongs to both: are there brackets around the sum?",
            "负号只作用在第一项上。它应当作用于两项：和的外面加括号了吗？",
        ),
    ),
    Misconception("labels_flipped", _bce(lambda y, p: float(-terms(1 - y, p).mean())), EXCHANGED),
    Misconception(
        "labels_rounded",
        _bce(lambda y, p: float(-np.log(np.where(y == 1, p, 1 - p)).mean())),
        Text(
            "You only ask whether the label is 1. A label may also lie between 0 and 1, and then both terms count.",
            "你只问标签是不是 1。标签也可以在 0 和 1 之间，那时两项都起作用。",
        ),
    ),
    Misconception("divided_by_m_only", _bce(lambda y, p: float(-terms(y, p).sum() / len(y))), PER_SAMPLE),
    Misconception(
        "only_y",
        _bce(lambda y, p: float(-(y * np.log(p)).mean())),
        Text(
            "Samples with label 0 cost nothing in your formula. Which term is for them?",
            "在你的公式里，标签为 0 的样本没有损失。哪一项是给它们的？",
        ),
    ),
    Misconception(
        "factor_missing",
        _bce(lambda y, p: float(-(y * np.log(p) + np.log(1 - p)).mean())),
        Text(
            "The second logarithm counts for every sample. It should only count for label 0: what is its factor?",
            "第二个对数对每个样本都起了作用。它只应当对标签 0 起作用：它前面的系数是什么？",
        ),
    ),
    Misconception(
        "swapped",
        _bce(lambda y, p: float(-terms(p, np.clip(y, 1e-12, 1 - 1e-12)).mean())),
        Text(
            "You take the logarithm of the labels. Which of the two arguments are probabilities?",
            "你对标签取了对数。两个参数中，哪个是概率？",
        ),
    ),
    Misconception("broadcast", _bce(lambda y, p: float(-terms(y, p).mean()), broadcast=True), BROADCAST),
    Misconception(
        "unchecked",
        lambda y, p, eps=1e-12: _pair(
            lambda y, p: _mean(-terms(y, np.clip(p, eps, 1 - eps))),
            empty=True,
            broadcast=True,
        )(y, p),
        UNCHECKED,
    ),
    Misconception(
        "limited_below_only",
        lambda y, p, eps=1e-12: _pair(lambda y, p: float(-terms(y, np.maximum(p, eps)).mean()))(y, p),
        Text(
            "You limit p from below only. At p = 1 the other logarithm is of 0: p must not exceed 1 − eps.",
            "你只给 p 设了下限。p 恰好是 1 时，另一个对数里是 0：p 也不能超过 1 − eps。",
        ),
    ),
    Misconception(
        "not_clipped",
        lambda y, p, eps=1e-12: _pair(lambda y, p: float(-terms(y, p).mean()))(y, p),
        Text(
            "A p of exactly 0 or 1 gives inf or nan. Keep p inside [eps, 1 − eps] before you take logarithms. "
            "`np.clip` gives a new array and leaves p as it is.",
            "p 恰好是 0 或 1 时，得到 inf 或 nan。取对数之前，先把 p 限制在 [eps, 1 − eps] 内。"
            "`np.clip` 给出新数组，p 本身不变。",
        ),
    ),
    Misconception(
        "clipped_in_float32",
        _float32_bce,
        Text(
            "For float32 your limit has no effect: 1 − eps is exactly 1 there. Convert to float64 first.",
            "对 float32，你的上限不起作用：在那里 1 − eps 恰好等于 1。先转换成 float64。",
        ),
    ),
    Misconception(
        "own_eps",
        lambda y, p, eps=1e-12: binary_cross_entropy(y, p),
        Text("The argument eps has no effect on your answer.", "参数 eps 对你的结果没有作用。"),
    ),
)

# bce_with_logits ------------------------------------------------------------------------------------------


def _naive_sigmoid(z: Any) -> Any:
    return 1 / (1 + np.exp(-z))


BCE_LOGITS = (
    Misconception(
        "through_the_sigmoid",
        _pair(lambda y, z: float(-terms(y, _naive_sigmoid(z)).mean())),
        Text(
            "You go through the sigmoid and then take logarithms: for large logits p is exactly 0 or 1, and the "
            "logarithm is infinite. Simplify the formula first, then compute.",
            "你先算 sigmoid，再取对数：logit 很大时，p 恰好是 0 或 1，对数是无穷。先化简公式，再计算。",
        ),
    ),
    Misconception(
        "clipped",
        _pair(lambda y, z: binary_cross_entropy(y, sigmoid(z))),
        Text(
            "You clip the probabilities, so no sample costs more than about 27.6. From logits the loss can be exact: "
            "a logit of −1000 with label 1 costs 1000.",
            "你截断了概率，于是任何样本的损失都不超过约 27.6。"
            "从 logit 出发可以算得精确："
            "logit 为 −1000、标签为 1，损失是 1000。",
        ),
    ),
    Misconception(
        "twice_sigmoid",
        _pair(lambda y, z: float((np.maximum(sigmoid(z), 0) - sigmoid(z) * y + np.log1p(np.exp(-sigmoid(z)))).mean())),
        Text(
            "You apply the sigmoid to z and then use a formula for logits. z itself is the logit.",
            "你先对 z 用了 sigmoid，又代入了 logit 的公式。z 本身就是 logit。",
        ),
    ),
    Misconception(
        "sum",
        _pair(lambda y, z: float((np.logaddexp(0, z) - z * y).sum())),
        SUM,
    ),
    Misconception(
        "overflow",
        _pair(lambda y, z: float((np.log(1 + np.exp(z)) - z * y).mean())),
        Text(
            "Your exponential overflows: e^z for a large z, e^(−z) for a z far below 0. Take the large part out of the "
            "logarithm, so that the exponent is never positive.",
            "你的指数溢出了：z 很大时是 e^z，z 远小于 0 时是 e^(−z)。把大的部分从对数里提出来，让指数永远不为正。",
        ),
    ),
    Misconception(
        "no_max",
        _pair(lambda y, z: float((np.log1p(np.exp(-abs(z))) - z * y).mean())),
        Text(
            "The part that grows with z is missing: for label 0 and a large z your loss is near 0.",
            "缺少随 z 增长的那一部分：标签为 0、z 很大时，你的损失接近 0。",
        ),
    ),
    Misconception(
        "labels_flipped",
        _pair(lambda y, z: float((np.logaddexp(0, z) - z * (1 - y)).mean())),
        EXCHANGED,
    ),
    Misconception(
        "sign_of_zy",
        _pair(lambda y, z: float((np.logaddexp(0, z) + z * y).mean())),
        Text(
            "You add z y. A large logit with label 1 is right and must cost little: which sign has this term?",
            "你加上了 z y。标签为 1、logit 很大是对的，损失应当很小：这一项是什么符号？",
        ),
    ),
    Misconception(
        "one_maximum",
        _pair(lambda y, z: float((np.max(z, axis=0) - z * y + np.log1p(np.exp(-abs(z)))).mean())),
        Text(
            "`np.max(z, 0)` is the largest number along axis 0. To compare each z with 0, take `np.maximum(z, 0)`.",
            "`np.max(z, 0)` 是沿轴 0 的最大值。要把每个 z 与 0 比较，用 `np.maximum(z, 0)`。",
        ),
    ),
    Misconception(
        "z_for_its_maximum",
        _pair(lambda y, z: float((z - z * y + np.log1p(np.exp(-abs(z)))).mean())),
        Text(
            "With |z| in the exponent, the first term is max(z, 0). Your z alone is right for positive logits only.",
            "指数里用了 |z|，第一项就是 max(z, 0)。你只写 z，它只对正的 logit 成立。",
        ),
    ),
    Misconception(
        "exponent_positive",
        # In a form that stays finite: an infinite one would also match every other answer that overflows.
        _pair(lambda y, z: float((np.maximum(z, 0) - z * y + np.logaddexp(0, abs(z))).mean())),
        Text(
            "Your exponent is |z|. The minus before it is missing, and so it grows instead of vanishing.",
            "你的指数是 |z|，前面少了负号：它不趋于零，反而越来越大。",
        ),
    ),
    Misconception(
        "divided_by_m_only", _pair(lambda y, z: float((np.logaddexp(0, z) - z * y).sum() / len(y))), PER_SAMPLE
    ),
    Misconception(
        "broadcast", _pair(lambda y, z: float((np.logaddexp(0, z) - z * y).mean()), broadcast=True), BROADCAST
    ),
    Misconception(
        "unchecked",
        _pair(lambda y, z: _mean(np.logaddexp(0, z) - z * y), empty=True, broadcast=True),
        UNCHECKED,
    ),
)
