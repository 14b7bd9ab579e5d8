"""Lesson 09: wrong counts, wrong mean losses and wrong rates, and a sentence for each mistake."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from deeplearn_ref.minibatch import epoch_mean_loss, equivalent_sum_lr, steps_per_epoch
from lessonkit.language import Text

# steps_per_epoch ------------------------------------------------------------------------------------------


def _count(keep: Callable[[int, int], Any], drop: Callable[[int, int], Any] | None = None) -> Callable[..., Any]:
    """Return a count that is ``keep(m, B)`` with the last partial batch and ``drop(m, B)`` without it."""
    left_out = drop or (lambda m, B: m // B)

    def variant(m: Any, batch_size: Any, drop_last: Any = False) -> Any:
        steps_per_epoch(m, batch_size, drop_last)  # raises what the right one raises
        return left_out(m, batch_size) if drop_last else keep(m, batch_size)

    return variant


def _ceil(m: int, B: int) -> int:
    return -(-m // B)


def _unchecked(m: Any, batch_size: Any, drop_last: Any = False) -> Any:
    return m // batch_size if drop_last else -(-m // batch_size)


STEPS = (
    Misconception(
        "last_batch_lost",
        _count(lambda m, B: m // B),
        Text(
            "The samples that do not fill a batch are lost. They are a batch too, a smaller one, unless `drop_last` "
            "says otherwise.",
            "凑不满一个批量的样本丢了。除非 `drop_last` 为真，它们也是一个批量，只是小一些。",
        ),
    ),
    Misconception(
        "always_one_more",
        _count(lambda m, B: m // B + 1),
        Text(
            "You always count one batch more than the full ones. When the samples fill all batches, nothing is left "
            "for another.",
            "你总是在满的批量之外再数一个。样本刚好装满每个批量时，已经没有剩下的了。",
        ),
    ),
    Misconception(
        "rounded",
        _count(lambda m, B: round(m / B)),
        Text(
            "You round m / B to the nearest integer. However few samples are left over, they need a batch of their "
            "own.",
            "你把 m / B 四舍五入了。剩下的样本再少，也要单独占一个批量。",
        ),
    ),
    Misconception(
        "quotient",
        _count(lambda m, B: m / B, lambda m, B: m / B),
        Text(
            "You return the quotient m / B itself. There is no fraction of a step: count whole batches, as an `int`.",
            "你返回的就是商 m / B。没有几分之一步：要数整个的批量，结果是 `int`。",
        ),
    ),
    Misconception(
        "a_float",
        _count(lambda m, B: float(np.ceil(m / B)), lambda m, B: float(np.floor(m / B))),
        Text(
            "The number is right, but it is a float. A count is an `int`: it will stand in `range`.",
            "数值对了，但类型是浮点数。个数应当是 `int`：它要放进 `range` 里用。",
        ),
    ),
    Misconception(
        "drop_last_ignored",
        _count(_ceil, _ceil),
        Text(
            "`drop_last` has no effect on your answer. When it is true, only batches that are full count.",
            "`drop_last` 对你的结果没有作用。它为真时，只数满的批量。",
        ),
    ),
    Misconception(
        "drop_last_inverted",
        _count(lambda m, B: m // B, _ceil),
        Text(
            "You leave the last partial batch out when `drop_last` is false and keep it when it is true. "
            "It is the other way round.",
            "`drop_last` 为假时你丢掉了不满的批量，为真时反而留下了它。应当反过来。",
        ),
    ),
    Misconception(
        "full_batch_dropped",
        _count(_ceil, lambda m, B: _ceil(m, B) - 1),
        Text(
            "With `drop_last` you always take one batch off. It only concerns a batch that is not full.",
            "`drop_last` 为真时，你总是减去一个批量。要去掉的只是不满的那个。",
        ),
    ),
    Misconception(
        "at_least_one",
        _count(lambda m, B: max(1, _ceil(m, B)), lambda m, B: max(1, m // B)),
        Text(
            "Your count is never below 1. An epoch may have no batch at all: when there are no samples, or none that "
            "fill a batch and `drop_last` is true.",
            "你的结果最小是 1。一轮里可以一个批量也没有：没有样本时，或者样本装不满一个批量、而 `drop_last` 为真时。",
        ),
    ),
    Misconception(
        "rest",
        _count(lambda m, B: m % B, lambda m, B: m % B),
        Text(
            "You return how many samples are left over. We ask for the number of batches.",
            "你返回的是剩下多少个样本。题目要的是批量的个数。",
        ),
    ),
    Misconception(
        "upside_down",
        _count(lambda m, B: math.ceil(B / m) if m else 0, lambda m, B: B // m if m else 0),
        Text(
            "You divide the batch size by the number of samples. How often does a batch fit into the samples?",
            "你用批量大小除以了样本数。应当问：样本里装得下几个批量？",
        ),
    ),
    Misconception(
        "unchecked",
        _unchecked,
        Text(
            "A batch size of 0 or below goes through, or ends in another error. It is a `ValueError`.",
            "批量大小为 0 或负数时没有拦住，或者引发了别的错误。应当抛出 `ValueError`。",
        ),
    ),
)

# epoch_mean_loss ------------------------------------------------------------------------------------------


def _mean(formula: Callable[..., Any]) -> Callable[..., Any]:
    """Return ``formula(losses, sizes)``, with the errors of the right one."""

    def variant(batch_losses: Any, batch_sizes: Any) -> Any:
        epoch_mean_loss(batch_losses, batch_sizes)
        return formula(batch_losses, batch_sizes)

    return variant


def _in_place(losses: Any, sizes: Any) -> float:
    losses *= sizes
    return float(losses.sum() / sizes.sum())


def _unchecked_mean(batch_losses: Any, batch_sizes: Any) -> float:
    with np.errstate(all="ignore"):
        return float((batch_losses * batch_sizes).sum() / batch_sizes.sum())


def _inverse(losses: Any, sizes: Any) -> float:
    weights = 1.0 / np.maximum(sizes, 1)
    return float((losses * weights).sum() / weights.sum())


MEAN = (
    Misconception(
        "mean_of_means",
        _mean(lambda losses, sizes: float(losses.mean())),
        Text(
            "You take the plain mean of the batch losses. Then a sample of a small batch counts more than one of a "
            "large batch: weight each loss with its size.",
            "你直接对各批量的损失求了平均。这样，较小的批量里的一个样本比较大的批量里的更重：每个损失的权重应当是批量的大小。",
        ),
    ),
    Misconception(
        "summed",
        _mean(lambda losses, sizes: float(losses.sum())),
        Text(
            "You add the batch losses up. Each is a mean over its batch; asked is the mean over all samples.",
            "你把各批量的损失加了起来。它们各是自己批量上的平均值；题目要的是全部样本上的平均值。",
        ),
    ),
    Misconception(
        "last_batch",
        _mean(lambda losses, sizes: float(losses[-1])),
        Text(
            "You return the loss of the last batch. It says little of the epoch: all batches belong in the mean.",
            "你返回的是最后一个批量的损失。它说明不了整一轮：所有批量都要算进平均值。",
        ),
    ),
    Misconception(
        "not_divided",
        _mean(lambda losses, sizes: float((losses * sizes).sum())),
        Text(
            "That is the total loss of all samples. For the mean divide it by their number.",
            "这是全部样本的总损失。要得到平均值，还要除以样本数。",
        ),
    ),
    Misconception(
        "divided_by_batches",
        _mean(lambda losses, sizes: float((losses * sizes).sum() / len(sizes))),
        Text(
            "You divide the total loss by the number of batches. It is a sum over samples: divide by their number.",
            "你把总损失除以了批量的个数。它是对样本求的和：应当除以样本数。",
        ),
    ),
    Misconception(
        "sizes_left_out",
        _mean(lambda losses, sizes: float(losses.sum() / sizes.sum())),
        Text(
            "You divide the sum of the batch losses by the number of samples. A batch loss is already a mean: "
            "what do the losses of that batch's samples add up to?",
            "你把各批量的损失之和除以了样本数。批量的损失已经是平均值：这个批量的样本，损失加起来是多少？",
        ),
    ),
    Misconception(
        "weights_inverted",
        _mean(_inverse),
        Text(
            "Small batches weigh more than large ones in your mean. It should be the other way round.",
            "在你的平均值里，小的批量比大的更重。应当反过来。",
        ),
    ),
    Misconception(
        "last_batch_lost",
        _mean(lambda losses, sizes: float((losses * sizes)[:-1].sum() / sizes[:-1].sum()) if sizes[:-1].sum() else 0.0),
        Text(
            "The last batch is missing from your mean. Its samples count like all others.",
            "你的平均值里少了最后一个批量。它的样本与别的样本同样要算。",
        ),
    ),
    Misconception(
        "all_as_large_as_the_first",
        _mean(lambda losses, sizes: float(losses.sum() * sizes[0] / sizes.sum())),
        Text(
            "You treat all batches as if they had the size of the first one. Each loss goes with its own size.",
            "你把所有批量都当成与第一个一样大。每个损失要配它自己批量的大小。",
        ),
    ),
    Misconception(
        "integer_division",
        _mean(lambda losses, sizes: float((losses * sizes).sum() // sizes.sum())),
        Text(
            "Your mean is cut to an integer. A mean loss is a float.",
            "你的平均值被截成了整数。平均损失是浮点数。",
        ),
    ),
    Misconception(
        "in_place",
        _mean(_in_place),
        Text(
            "You write into `batch_losses`. Whoever called you still needs the losses as they were.",
            "你改写了 `batch_losses`。调用者还要用原来的损失。",
        ),
    ),
    Misconception(
        "unchecked",
        _unchecked_mean,
        Text(
            "Arguments without an answer go through: losses and sizes of different shapes, or no sample at all. "
            "Both are a `ValueError`.",
            "得不出答案的参数没有拦住：损失与大小的形状不同，或者一个样本也没有。两者都应当抛出 `ValueError`。",
        ),
    ),
)

# equivalent_sum_lr ----------------------------------------------------------------------------------------


def _rate(formula: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    def variant(lr_mean: Any, batch_size: Any) -> Any:
        equivalent_sum_lr(lr_mean, batch_size)
        return formula(lr_mean, batch_size)

    return variant


def _unchecked_rate(lr_mean: Any, batch_size: Any) -> Any:
    return lr_mean / batch_size


RATE = (
    Misconception(
        "multiplied",
        _rate(lambda rate, B: rate * B),
        Text(
            "You multiply by the batch size. The gradient of the total is the larger one, so its rate must be the "
            "smaller one.",
            "你乘以了批量大小。总损失的梯度更大，所以它的学习率应当更小。",
        ),
    ),
    Misconception(
        "unchanged",
        _rate(lambda rate, B: rate),
        Text(
            "You return the rate unchanged. The gradient of the total loss is B times that of the mean: "
            "with the same rate the step is B times as long.",
            "你原样返回了学习率。总损失的梯度是平均损失的 B 倍：学习率不变，步子就是原来的 B 倍。",
        ),
    ),
    Misconception(
        "root",
        _rate(lambda rate, B: rate / math.sqrt(B)),
        Text(
            "You divide by √B. The root belongs to the noise; a sum is B times the mean, exactly.",
            "你除以了 √B。开方说的是噪声；总和恰好是平均值的 B 倍。",
        ),
    ),
    Misconception(
        "squared",
        _rate(lambda rate, B: rate / B**2),
        Text(
            "You divide by B twice. Between the total and the mean there is one factor B.",
            "你除以了两次 B。总和与平均值之间只差一个因子 B。",
        ),
    ),
    Misconception(
        "upside_down",
        _rate(lambda rate, B: B / rate),
        Text(
            "You divide the batch size by the rate. Which of the two is to become smaller?",
            "你用批量大小除以了学习率。应当变小的是哪一个？",
        ),
    ),
    Misconception(
        "integer_division",
        _rate(lambda rate, B: rate // B),
        Text(
            "Your result is cut to an integer. A rate is a float.",
            "你的结果被截成了整数。学习率是浮点数。",
        ),
    ),
    Misconception(
        "unchecked",
        _unchecked_rate,
        Text(
            "A batch size of 0 or below goes through, or ends in another error. It is a `ValueError`.",
            "批量大小为 0 或负数时没有拦住，或者引发了别的错误。应当抛出 `ValueError`。",
        ),
    ),
)
