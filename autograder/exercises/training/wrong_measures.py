"""Lesson 08: wrong shares of right answers, wrong sizes of gradients, and a sentence for each mistake."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from deeplearn_ref.metrics import accuracy, gradient_norms
from lessonkit.language import Text

Rule = Callable[..., Any]

# accuracy -------------------------------------------------------------------------------------------------


def _share(rule: Rule) -> Callable[..., Any]:
    """Return a share with one mistake: ``rule(y, p, threshold)`` on checked arguments."""

    def variant(y: Any, p: Any, threshold: Any = 0.5) -> Any:
        accuracy(y, p, threshold)  # raises what the right one raises
        return float(rule(y, p, threshold))

    return variant


def _among(chosen: Rule) -> Rule:
    """Return the share of right ones among the samples that ``chosen(y, predicted)`` picks; 0 of none is 0."""

    def rule(y: Any, p: Any, threshold: Any) -> float:
        predicted = p > threshold
        of = chosen(y == 1, predicted)
        return float((predicted == (y == 1))[of].mean()) if of.any() else 0.0

    return rule


def _unchecked_share(y: Any, p: Any, threshold: Any = 0.5) -> Any:
    return float(((p > threshold) == (y > 0.5)).mean())


ACCURACY = (
    Misconception(
        "tie_is_one",
        _share(lambda y, p, t: ((p >= t) == (y == 1)).mean()),
        Text(
            "A probability equal to the threshold is taken as class 1. It is class 0: only `p > threshold` is class 1.",
            "概率恰好等于阈值时，你算成了类别 1。应当算类别 0：只有 `p > threshold` 才是类别 1。",
        ),
    ),
    Misconception(
        "every_pair",
        _share(lambda y, p, t: ((p.reshape(-1, 1) > t) == (y.reshape(1, -1) == 1)).mean()),
        Text(
            "Every prediction is compared with every label: a column against a row is broadcast to (m, m). "
            "Compare each with its own.",
            "每个预测都和每个标签比了一遍：一列（column）对一行（row），广播成了 (m, m)。应当各比各的。",
        ),
    ),
    Misconception(
        "count",
        _share(lambda y, p, t: ((p > t) == (y == 1)).sum()),
        Text(
            "This is the number of right answers. The task asks for their share, between 0 and 1.",
            "这是答对的个数。题目要的是所占的比例，在 0 与 1 之间。",
        ),
    ),
    Misconception(
        "percent",
        _share(lambda y, p, t: 100 * ((p > t) == (y == 1)).mean()),
        Text(
            "This is the accuracy in percent. The task asks for a share between 0 and 1.",
            "这是用百分数表示的准确率。题目要的是 0 与 1 之间的比例。",
        ),
    ),
    Misconception(
        "cut_off",
        _share(lambda y, p, t: int(((p > t) == (y == 1)).sum()) // y.size),
        Text(
            "Your result is 0 unless every answer is right: `//` and `int` cut the decimals of a share off.",
            "除非全部答对，你的结果都是 0：`//` 和 `int` 会去掉比例的小数部分。",
        ),
    ),
    Misconception(
        "no_classes",
        _share(lambda y, p, t: (p == y).mean()),
        Text(
            "The probabilities themselves are compared with the labels, and 0.9 is not 1. Make classes of them first.",
            "你拿概率本身和标签比，0.9 当然不等于 1。要先把概率变成类别。",
        ),
    ),
    Misconception(
        "error_rate",
        _share(lambda y, p, t: ((p > t) != (y == 1)).mean()),
        Text(
            "This is the share of wrong answers. The task asks for that of the right ones.",
            "这是答错的比例。题目要的是答对的比例。",
        ),
    ),
    Misconception(
        "threshold_ignored",
        _share(lambda y, p, t: ((p > 0.5) == (y == 1)).mean()),
        Text(
            "The argument `threshold` has no effect: 0.5 is always used.",
            "参数 `threshold` 没有起作用：用的总是 0.5。",
        ),
    ),
    Misconception(
        "only_class_1",
        _share(_among(lambda is_one, predicted: is_one)),
        Text(
            "Only samples whose label is 1 are counted. A right 0 is a right answer too.",
            "你只数了标签为 1 的样本。把 0 判为 0，也是答对。",
        ),
    ),
    Misconception(
        "only_predicted_1",
        _share(_among(lambda is_one, predicted: predicted)),
        Text(
            "Only samples that are predicted as 1 are counted. A right 0 is a right answer too.",
            "你只数了预测为 1 的样本。把 0 判为 0，也是答对。",
        ),
    ),
    Misconception(
        "both_are_1",
        _share(lambda y, p, t: ((p > t) & (y == 1)).mean()),
        Text(
            "Only those samples count as right whose label and prediction are both 1. Both 0 is right too.",
            "只有标签和预测都是 1 的样本，你才算答对。都是 0 也是答对。",
        ),
    ),
    Misconception(
        "share_of_ones",
        _share(lambda y, p, t: (p > t).mean()),
        Text(
            "This is the share of samples that are predicted as 1. The labels are never asked.",
            "这是预测为 1 的样本所占的比例，根本没有用到标签。",
        ),
    ),
    Misconception(
        "mean_probability",
        _share(lambda y, p, t: np.where(y == 1, p, 1 - p).mean()),
        Text(
            "This averages the probability of the right class. Accuracy counts classes: just above the threshold is "
            "as good as 1.",
            "你求的是正确类别的概率的平均值。准确率数的是类别：刚刚超过阈值，和 1 一样算对。",
        ),
    ),
    Misconception(
        "unchecked",
        _unchecked_share,
        Text(
            "Arrays that don't belong together go through, or empty ones. (m,) against (m, 1) is broadcast to (m, m) "
            "without a word: compare the shapes first.",
            "形状不同的数组没有拦住，或者空数组没有拦住。(m,) 和 (m, 1) 会悄悄广播成 (m, m)：要先比较形状。",
        ),
    ),
)

# gradient_norms -------------------------------------------------------------------------------------------


def _norms(rule: Rule) -> Callable[..., Any]:
    """Return sizes with one mistake: ``rule(dW, db)`` for each layer."""

    def variant(grads: Any) -> Any:
        gradient_norms(grads)  # raises what the right one raises
        return np.array([rule(layer["W"].astype(np.float64), layer["b"].astype(np.float64)) for layer in grads])

    return variant


def _whole(grads: Any) -> Any:
    return np.array([np.sqrt((gradient_norms(grads) ** 2).sum())])


def _by_columns(grads: Any) -> Any:
    return np.array([np.sqrt((layer["W"].astype(np.float64) ** 2).sum(axis=0)) for layer in grads])


NORMS = (
    Misconception(
        "spectral",
        _norms(lambda dW, db: np.linalg.norm(dW, 2)),
        Text(
            "This is the largest singular value: `np.linalg.norm` of a matrix with the order 2. "
            "The task asks for the root of the sum of all squares.",
            "这是最大的奇异值：对矩阵用 `np.linalg.norm`，阶数取 2，得到的就是它。题目要的是所有元素平方和的平方根。",
        ),
    ),
    Misconception(
        "root_mean_square",
        _norms(lambda dW, db: np.sqrt((dW**2).mean())),
        Text(
            "You take the mean of the squares. The task asks for their sum, then the root.",
            "你取的是平方的平均值。题目要的是平方和，再开方。",
        ),
    ),
    Misconception(
        "biases_included",
        _norms(lambda dW, db: np.sqrt((dW**2).sum() + (db**2).sum())),
        Text(
            "The gradients of the biases are counted too. Only those of the weights are asked.",
            "你把偏置的梯度也算进去了。题目只要权重的。",
        ),
    ),
    Misconception(
        "of_the_biases",
        _norms(lambda dW, db: np.sqrt((db**2).sum())),
        Text(
            "These are the sizes of the biases' gradients. The task asks for those of the weights.",
            "这是偏置的梯度的大小。题目要的是权重的。",
        ),
    ),
    Misconception(
        "squared",
        _norms(lambda dW, db: (dW**2).sum()),
        Text(
            "The root is missing: this is the sum of the squares.",
            "少了开方：这是平方和。",
        ),
    ),
    Misconception(
        "absolute_values",
        _norms(lambda dW, db: np.abs(dW).sum()),
        Text(
            "You add up absolute values. The task asks for the root of the sum of the squares.",
            "你把绝对值加了起来。题目要的是平方和的平方根。",
        ),
    ),
    Misconception(
        "mean_absolute",
        _norms(lambda dW, db: np.abs(dW).mean()),
        Text(
            "You take the mean of the absolute values. The task asks for the root of the sum of the squares.",
            "你取的是绝对值的平均。题目要的是平方和的平方根。",
        ),
    ),
    Misconception(
        "largest_entry",
        _norms(lambda dW, db: np.abs(dW).max()),
        Text(
            "This is the largest absolute value. All entries count: the root of the sum of their squares.",
            "这是绝对值最大的元素。所有元素都要算：平方和的平方根。",
        ),
    ),
    Misconception(
        "squares_of_sum",
        _norms(lambda dW, db: np.abs(dW.sum())),
        Text(
            "The entries are added up before they are squared, so that plus and minus cancel. Square first, then add.",
            "你先求和、后平方，正负就抵消了。应当先平方，再求和。",
        ),
    ),
    Misconception(
        "last_layer_first",
        lambda grads: gradient_norms(grads)[::-1].copy(),
        Text(
            "The last layer comes first. The order is that of `grads`, the first layer first.",
            "最后一层排在了最前面。次序应当与 `grads` 相同，第一层在前。",
        ),
    ),
    Misconception(
        "one_for_each_unit",
        lambda grads: _by_columns(grads) if grads else gradient_norms(grads),
        Text(
            "Do you sum over one axis only? That leaves a size for each unit, and layers of different widths make "
            "no array. Sum over both axes: one size for each layer. Otherwise look at the line that is named below.",
            "是不是只沿一个轴求了和？那样每个单元得到一个大小，而各层的宽度不同，拼不成一个数组。"
            "两个轴都要求和：每层一个大小。如果不是这样，就看下面指出的那一行代码。",
        ),
    ),
    Misconception(
        "axes_kept",
        lambda grads: gradient_norms(grads).reshape(-1, 1, 1),
        Text(
            "The sums keep their axes: each is an array of shape (1, 1), and the whole is (L, 1, 1). "
            "The task asks for (L,). Is it from `keepdims`?",
            "求和之后还留着轴：每个和是形状 (1, 1) 的数组，合起来是 (L, 1, 1)。题目要的是 (L,)。是不是用了 "
            "`keepdims`？",
        ),
    ),
    Misconception(
        "one_for_all",
        _whole,
        Text(
            "This is one size for all layers together. The task asks for one for each layer.",
            "你把所有层合在一起算了一个大小。题目要的是每层一个。",
        ),
    ),
    Misconception(
        "return_in_loop",
        lambda grads: gradient_norms(grads)[:1],
        Text(
            "Only the first layer comes back. If `return` stands inside the loop, the function ends in its "
            "first round.",
            "只返回了第一层的。如果 `return` 写在循环里面，函数在第一圈就结束了。",
        ),
    ),
    Misconception(
        "unchecked",
        lambda grads: np.array([np.sqrt((layer["W"].astype(np.float64) ** 2).sum()) for layer in grads]),
        Text(
            "An empty list goes through. A network has at least one layer: this is a `ValueError`.",
            "空列表没有拦住。网络至少有一层：应当抛出 `ValueError`。",
        ),
    ),
)
