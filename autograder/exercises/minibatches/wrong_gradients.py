"""Lesson 09: wrong gradients of batches, wrong measures of their noise, and a sentence for each mistake."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from autograder.sandbox.steps import Call, Record, Step
from deeplearn_ref.minibatch import gradient_noise, minibatch_gradients
from lessonkit.language import Text

# minibatch_gradients --------------------------------------------------------------------------------------


def _parts(order: Any, size: int) -> list[Any]:
    return [order[start : start + size] for start in range(0, len(order), size)]


def _mean(part: Any, B: int) -> Any:
    return part.mean(axis=0, dtype=np.float64)


def _weighted(batches: Any, sizes: Any) -> Any:
    return (batches * sizes[:, None]).sum(axis=0) / sizes.sum()


def _cut(
    *,
    order: Callable[..., Any] = lambda order: order,
    parts: Callable[..., Any] = _parts,
    one: Callable[..., Any] = _mean,
    average: Callable[..., Any] = _weighted,
) -> Callable[..., Any]:
    """Return a cut into batches with one mistake: in their members, in one gradient, or in the average."""

    def variant(per_sample_grads: Any, given: Any, batch_size: Any) -> Any:
        minibatch_gradients(per_sample_grads, given, batch_size)  # raises what the right one raises
        members = [part for part in parts(order(given), batch_size) if len(part)]
        if not members:
            return np.zeros((0, per_sample_grads.shape[1])), np.zeros(per_sample_grads.shape[1])
        batches = np.stack([one(per_sample_grads[part], batch_size) for part in members])
        return batches, average(batches, np.array([len(part) for part in members]))

    return variant


def _last_lost(order: Any, size: int) -> list[Any]:
    return [part for part in _parts(order, size) if len(part) == size]


def _split_evenly(order: Any, size: int) -> list[Any]:
    return np.array_split(order, -(-len(order) // size))


def _every_kth(order: Any, size: int) -> list[Any]:
    steps = -(-len(order) // size)
    return [order[at::steps] for at in range(steps)]


def _swapped(per_sample_grads: Any, order: Any, batch_size: Any) -> Any:
    return minibatch_gradients(per_sample_grads, order, batch_size)[::-1]


def _last_by_B(per_sample_grads: Any, order: Any, batch_size: Any) -> Any:
    sums = _cut(one=lambda part, B: part.sum(axis=0, dtype=np.float64))(per_sample_grads, order, batch_size)[0]
    return sums / batch_size, minibatch_gradients(per_sample_grads, order, batch_size)[1]


def _only_batches(per_sample_grads: Any, order: Any, batch_size: Any) -> Any:
    return minibatch_gradients(per_sample_grads, order, batch_size)[0]


def _integer_buffer(per_sample_grads: Any, order: Any, batch_size: Any) -> Any:
    batches, average = minibatch_gradients(per_sample_grads, order, batch_size)
    if per_sample_grads.dtype.kind == "f":
        return batches, average
    cut = np.trunc(batches)
    sizes = np.array([len(part) for part in _parts(order, batch_size)])
    return cut.astype(np.int64), _weighted(cut, sizes)


def _in_place(per_sample_grads: Any, order: Any, batch_size: Any) -> Any:
    found = minibatch_gradients(per_sample_grads, order, batch_size)
    per_sample_grads[:] = per_sample_grads[order]
    return found


def _unchecked(per_sample_grads: Any, order: Any, batch_size: Any) -> Any:
    m = len(per_sample_grads)
    parts = [order[start : start + batch_size] for start in range(0, m, batch_size)]
    batches = np.array([_mean(per_sample_grads[part], batch_size) for part in parts])
    return batches, np.array([len(part) for part in parts]) @ batches / m


GRADIENTS = (
    Misconception(
        "mean_of_means",
        _cut(average=lambda batches, sizes: batches.mean(axis=0)),
        Text(
            "Your average gives each batch the same weight. A smaller batch speaks for fewer samples: "
            "weight its gradient with its size.",
            "你的平均让每个批量同样重。较小的批量代表的样本更少：它的梯度，权重应当是它的大小。",
        ),
    ),
    Misconception(
        "sums",
        _cut(one=lambda part, B: part.sum(axis=0, dtype=np.float64)),
        Text(
            "The rows of your first result are sums over the batch. We ask for the mean over its samples.",
            "你的第一个结果，每一行（row）是批量上的总和。题目要的是批量内样本的平均值。",
        ),
    ),
    Misconception(
        "sums_averaged_rightly",
        _cut(
            one=lambda part, B: part.sum(axis=0, dtype=np.float64),
            average=lambda batches, sizes: batches.sum(axis=0) / sizes.sum(),
        ),
        Text(
            "Your average is right, but the gradients of the batches are sums. We ask for the mean over the samples of "
            "each batch.",
            "你的平均对了，但各批量的梯度是总和。题目要的是每个批量内样本的平均值。",
        ),
    ),
    Misconception(
        "divided_by_B",
        _cut(one=lambda part, B: part.sum(axis=0, dtype=np.float64) / B),
        Text(
            "You divide the last batch by `batch_size`, although it is smaller. Divide by the number of samples that "
            "are in it.",
            "最后一个批量较小，你却仍然除以 `batch_size`。应当除以它里面的样本数。",
        ),
    ),
    Misconception(
        "divided_by_B_averaged_rightly",
        _last_by_B,
        Text(
            "Your average is right, but you divide the last batch by `batch_size`, although it is smaller. Divide by "
            "the number of samples that are in it.",
            "你的平均对了，但最后一个批量较小，你却仍然除以 `batch_size`。应当除以它里面的样本数。",
        ),
    ),
    Misconception(
        "divided_by_B_then_mean",
        _cut(
            one=lambda part, B: part.sum(axis=0, dtype=np.float64) / B,
            average=lambda batches, sizes: batches.mean(axis=0),
        ),
        Text(
            "The last batch is smaller, and that goes wrong twice: its gradient is a mean over the samples that are "
            "in it, not over `batch_size`, and in the average it weighs as much as it has samples.",
            "最后一个批量较小，这里错了两处：它的梯度要除以它里面的样本数，而不是 `batch_size`；"
            "求平均时，它的权重是它的样本数。",
        ),
    ),
    Misconception(
        "last_batch_lost",
        _cut(parts=_last_lost),
        Text(
            "The last batch is missing. It is smaller than the others, but its samples count.",
            "少了最后一个批量。它比别的小，但它的样本也要算。",
        ),
    ),
    Misconception(
        "order_ignored",
        _cut(order=lambda order: np.arange(len(order))),
        Text(
            "`order` has no effect on your batches. It says which sample comes when.",
            "`order` 对你的批量没有作用。它规定了哪个样本什么时候来。",
        ),
    ),
    Misconception(
        "order_inverted",
        _cut(order=lambda order: np.argsort(order)),
        Text(
            "You read `order` the wrong way round: `order[0]` is the sample that comes first, "
            "not the place of sample 0.",
            "你把 `order` 读反了：`order[0]` 是排在最前面的样本，不是 0 号样本的位置。",
        ),
    ),
    Misconception(
        "split_evenly",
        _cut(parts=_split_evenly),
        Text(
            "You cut the samples into parts as equal as possible. We ask for batches of `batch_size`, "
            "and what is left over for the last one.",
            "你把样本尽量平均地分成了几份。题目要的是每批 `batch_size` 个，剩下的归最后一个批量。",
        ),
    ),
    Misconception(
        "every_kth",
        _cut(parts=_every_kth),
        Text(
            "You deal the samples out like cards, one to each batch in turn. A batch is a stretch of `order`: "
            "the first `batch_size` places, then the next.",
            "你像发牌一样，把样本轮流分给各个批量。一个批量是 `order` 中连续的一段："
            "先是前 `batch_size` 个位置，再是下一段。",
        ),
    ),
    Misconception(
        "over_the_weights",
        _cut(
            one=lambda part, B: part.mean(axis=1, dtype=np.float64), average=lambda batches, sizes: batches.mean(axis=0)
        ),
        Text(
            "You take the mean along each row (axis 1), over the weights. A batch's gradient is the mean over its "
            "samples, down each column (axis 0).",
            "你沿轴 1 对各个权重求了平均。批量的梯度是对样本求平均，沿轴 0。",
        ),
    ),
    Misconception(
        "average_not_divided",
        _cut(average=lambda batches, sizes: (batches * sizes[:, None]).sum(axis=0)),
        Text(
            "Your second result is the sum over all samples. Divide it by their number.",
            "你的第二个结果是对全部样本的总和。还要除以样本数。",
        ),
    ),
    Misconception(
        "average_summed",
        _cut(average=lambda batches, sizes: batches.sum(axis=0)),
        Text(
            "Your second result adds the gradients of the batches. We ask for their average, weighted with the sizes.",
            "你的第二个结果把各批量的梯度加了起来。题目要的是按批量大小加权的平均。",
        ),
    ),
    Misconception(
        "results_swapped",
        _swapped,
        Text(
            "The two results are swapped: first the gradients of the batches, then their average.",
            "两个结果的次序反了：先是各批量的梯度，再是它们的平均。",
        ),
    ),
    Misconception(
        "only_the_batches",
        _only_batches,
        Text(
            "You return the gradients of the batches alone. Their weighted average is asked, too.",
            "你只返回了各批量的梯度。它们的加权平均也要返回。",
        ),
    ),
    Misconception(
        "integer_buffer",
        _integer_buffer,
        Text(
            "For integer gradients your means are cut to integers: the array you collect them in holds integers only.",
            "梯度是整数时，你的平均值被截成了整数：你用来存放它们的数组只能放整数。",
        ),
    ),
    Misconception(
        "in_place",
        _in_place,
        Text(
            "You put the caller's gradients into another order. Take the rows you need, and leave the array as it is.",
            "你把调用者的梯度重新排了序。取出需要的行（row）就行，原来的数组不要动。",
        ),
    ),
    Misconception(
        "unchecked",
        _unchecked,
        Text(
            "Arguments without an answer go through, or end in another error: no sample, a batch size that is not "
            "positive, an order of another length. Each is a `ValueError`.",
            "得不出答案的参数没有拦住，或者引发了别的错误：没有样本、批量大小不是正数、order 的长度不是 m。"
            "都应当抛出 `ValueError`。",
        ),
    ),
)

# gradient_noise -------------------------------------------------------------------------------------------


def _noise(formula: Callable[[Any, int], Any]) -> Callable[..., Any]:
    """Return ``formula(gradients, B)``, with the errors of the right one."""

    def variant(per_sample_grads: Any, batch_size: Any) -> Any:
        gradient_noise(per_sample_grads, batch_size)
        with np.errstate(all="ignore"):
            return float(formula(per_sample_grads, batch_size))

    return variant


def _ddof(g: Any, B: int) -> Any:
    return ((g - g.mean(axis=0)) ** 2).sum() / np.float64(len(g) - 1) / B


def _without_replacement(g: Any, B: int) -> Any:
    return g.var(axis=0).sum() / B * (len(g) - B) / np.float64(len(g) - 1)


def _centered_in_place(per_sample_grads: Any, batch_size: Any) -> float:
    gradient_noise(per_sample_grads, batch_size)
    per_sample_grads[:] = per_sample_grads - per_sample_grads.mean(axis=0)
    return float((per_sample_grads**2).sum(axis=1).mean() / batch_size)


def _unchecked_noise(per_sample_grads: Any, batch_size: Any) -> float:
    with np.errstate(all="ignore"):
        mean = per_sample_grads.sum(axis=0) / np.float64(len(per_sample_grads))
        return float((((per_sample_grads - mean) ** 2).sum() / np.float64(len(per_sample_grads))) / batch_size)


def _squares(g: Any, B: int) -> Any:
    return ((g**2).mean(axis=0) - g.mean(axis=0) ** 2).sum() / B


def near(steps: list[Step], records: list[Record]) -> float:
    """Judge whether every noise asked for is right, to the usual tolerance."""
    return float(max(_off(steps, records)) <= 1e-7)


def _only_rounding(steps: list[Step], records: list[Record]) -> bool:
    """Whether a noise is off by what large squares lose, and by no more."""
    return 1e-7 < max(_off(steps, records)) < 0.05


def _off(steps: list[Step], records: list[Record]) -> list[float]:
    """Return by which share each noise is off; infinity for what is no number."""
    found = []
    for step, record in zip(steps, records, strict=False):
        if isinstance(step, Call):
            asked = gradient_noise(*step.args)
            number = isinstance(record.value, int | float | np.number)
            given = float(record.value) if number else np.inf  # no ufunc takes a long whole number
            found.append(abs(given - asked) / asked if np.isfinite(given) else np.inf)
    return found


NOISE = (
    Misconception(
        "not_divided",
        _noise(lambda g, B: g.var(axis=0).sum()),
        Text(
            "The batch size has no effect on your answer: that is the noise of a single sample. "
            "What does the mean of B samples do to it?",
            "批量大小对你的结果没有作用：这是单个样本的噪声。对 B 个样本取平均以后，它会怎样？",
        ),
    ),
    Misconception(
        "root_of_B",
        _noise(lambda g, B: g.var(axis=0).sum() / np.sqrt(B)),
        Text(
            "You divide the variance by √B. The standard error falls like 1/√B; the variance is its square.",
            "你把方差除以了 √B。按 1/√B 下降的是标准误差；方差是它的平方。",
        ),
    ),
    Misconception(
        "standard_error",
        _noise(lambda g, B: np.sqrt(g.var(axis=0).sum() / B)),
        Text(
            "You return the standard error, the root. We ask for the variance itself.",
            "你返回的是标准误差，也就是开方以后的值。题目要的是方差本身。",
        ),
    ),
    Misconception(
        "standard_deviations",
        _noise(lambda g, B: g.std(axis=0).sum() / B),
        Text(
            "You add standard deviations. What adds up over the components is the variance, the squared spread.",
            "你加的是标准差。各个分量之间可以相加的是方差，也就是离散程度的平方。",
        ),
    ),
    Misconception(
        "one_less",
        _noise(lambda g, B: _ddof(g, B) if len(g) > 1 else np.nan),
        Text(
            "You divide by m − 1. The m samples here are all there is to draw from, not a sample of something larger: "
            "divide by m.",
            "你除以了 m − 1。这里的 m 个样本就是可抽的全部，不是从更大的总体里抽出来的：应当除以 m。",
        ),
    ),
    Misconception(
        "without_replacement",
        _noise(lambda g, B: _without_replacement(g, B) if len(g) > 1 else np.nan),
        Text(
            "Your formula is for samples drawn without replacement, with the factor (m − B)/(m − 1). "
            "Here every draw is from all m samples again.",
            "你的公式是无放回抽样的，带有因子 (m − B)/(m − 1)。这里每次都从全部 m 个样本里抽。",
        ),
    ),
    Misconception(
        "mean_over_components",
        _noise(lambda g, B: g.var(axis=0).mean() / B),
        Text(
            "You take the mean over the components. The total variance is their sum.",
            "你对各个分量求了平均。总方差是各分量方差之和。",
        ),
    ),
    Misconception(
        "over_everything",
        _noise(lambda g, B: g.var() / B),
        Text(
            "You take one variance over all numbers together. Each component scatters around its own mean: "
            "variance down each column (axis 0), then the sum.",
            "你把所有的数放在一起求了一个方差。每个分量都围绕自己的平均值波动：先沿轴 0 求方差，再相加。",
        ),
    ),
    Misconception(
        "over_the_components",
        _noise(lambda g, B: g.var(axis=1).sum() / B),
        Text(
            "You take the variance along each row (axis 1), over the components of one gradient. "
            "It is the samples that scatter: axis 0.",
            "你沿轴 1 求了方差，那是一个梯度内部各分量之间的。波动的是样本：应当沿轴 0。",
        ),
    ),
    Misconception(
        "not_centered",
        _noise(lambda g, B: (g**2).mean(axis=0).sum() / B),
        Text(
            "You take the mean of the squares. Noise is the distance from the mean gradient: subtract it before you "
            "square.",
            "你求的是平方的平均值。噪声是与平均梯度之间的距离：平方之前要先减去平均梯度。",
        ),
    ),
    Misconception(
        "divided_twice",
        _noise(lambda g, B: g.var(axis=0).sum() / B**2),
        Text(
            "You divide by B². Dividing the sum of B samples by B divides its variance by B², but that sum already has "
            "B times the variance of one sample.",
            "你除以了 B²。B 个样本的总和除以 B，方差就除以 B²；可是这个总和的方差，本来就是单个样本的 B 倍。",
        ),
    ),
    Misconception(
        "divided_by_m",
        _noise(lambda g, B: g.var(axis=0).sum() / len(g)),
        Text(
            "You divide by the number m of all samples. The mean is taken over the B samples of a batch.",
            "你除以了全部样本的个数 m。取平均的是一个批量里的 B 个样本。",
        ),
    ),
    Misconception(
        "summed_squares",
        _noise(lambda g, B: ((g - g.mean(axis=0)) ** 2).sum() / B),
        Text(
            "You add the squared distances of all samples. The variance is their mean: divide by m.",
            "你把所有样本的距离平方加了起来。方差是它们的平均值：还要除以 m。",
        ),
    ),
    Misconception(
        "difference_of_squares",
        _noise(_squares),
        Text(
            "The formula is right, but the result is not where the gradients are large: the mean of the squares minus "
            "the square of the mean is the difference of two huge, almost equal numbers. Subtract the mean first, "
            "then square.",
            "公式是对的，但梯度很大时就不准了：平方的平均减去平均的平方，是两个几乎相等的大数相减。应当先减去平均值，再平方。",
        ),
        detect=_only_rounding,
    ),
    Misconception(
        "in_place",
        _centered_in_place,
        Text(
            "You subtract the mean in the caller's array itself. Work on a new array.",
            "你直接在调用者的数组里减去了平均值。要用新的数组来算。",
        ),
    ),
    Misconception(
        "unchecked",
        _unchecked_noise,
        Text(
            "Arguments without an answer go through, or end in another error: no sample, gradients that are not "
            "(m, d), a batch size that is not positive. Each is a `ValueError`.",
            "得不出答案的参数没有拦住，或者引发了别的错误：没有样本、梯度的形状不是 (m, d)、批量大小不是正数。"
            "都应当抛出 `ValueError`。",
        ),
    ),
)
