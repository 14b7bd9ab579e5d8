"""Lesson 7: gradient checks that say the wrong thing, and the sentence that names each mistake."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from autograder.exercises.backprop.restored import left_perturbed
from lessonkit.language import Text

Rule = Callable[..., Any]
TINY = 1e-12


def _distance(num: Any, ana: Any) -> float:
    return float(np.linalg.norm(num - ana) / (np.linalg.norm(num) + np.linalg.norm(ana) + TINY))


def _slope(loss_fn: Any, params: Any, array: Any, index: Any, h: float, *, restore: bool = True) -> float:
    before = array[index]
    array[index] = before + h
    above = loss_fn(params)
    array[index] = before - h
    below = loss_fn(params)
    if restore:
        array[index] = before
    return float((above - below) / (2 * h))


def _forward_slope(loss_fn: Any, params: Any, array: Any, index: Any, h: float) -> float:
    here, before = loss_fn(params), array[index]
    array[index] = before + h
    above = loss_fn(params)
    array[index] = before
    return float((above - here) / h)


def _by_arithmetic(loss_fn: Any, params: Any, array: Any, index: Any, h: float) -> float:
    array[index] += h
    above = loss_fn(params)
    array[index] -= 2 * h
    below = loss_fn(params)
    array[index] += h
    return float((above - below) / (2 * h))


def _check(
    *,
    names: tuple[str, ...] = ("W", "b"),
    layers: Rule = lambda count: range(count),
    slope: Rule = _slope,
    own_step: Rule = lambda h: h,
    scale: float = 1.0,
    distance: Rule = _distance,
    each: Rule | None = None,
    checked: bool = True,
) -> Callable[..., Any]:
    """Return a gradient check with one mistake; `each` joins the distances of single arrays."""

    def variant(loss_fn: Any, params: Any, grads: Any, h: Any = 1e-5) -> Any:
        if checked:
            _compare_shapes(params, grads)
        arrays: list[tuple[Any, Any]] = []
        for at in layers(len(params)):
            for name in names:
                array = params[at][name]
                num = np.array([slope(loss_fn, params, array, i, own_step(h)) for i in np.ndindex(*array.shape)])
                arrays.append((scale * num, grads[at][name].ravel()))
        if each is not None:
            return float(each([distance(num, ana) for num, ana in arrays]))
        num, ana = (np.concatenate([pair[part] for pair in arrays]) for part in (0, 1))
        return float(distance(num, ana))

    return variant


def _compare_shapes(params: Any, grads: Any) -> None:
    for layer, gradient in zip(params, grads, strict=True):
        for name in layer:
            if gradient[name].shape != layer[name].shape:
                raise ValueError("shapes")


def _without_brackets(loss_fn: Any, params: Any, array: Any, index: Any, h: float) -> float:
    before = array[index]
    array[index] = before + h
    above = loss_fn(params)
    array[index] = before - h
    below = loss_fn(params)
    array[index] = before
    return float(above - below / (2 * h))


def _lengths_apart(num: Any, ana: Any) -> Any:
    one, other = np.linalg.norm(num), np.linalg.norm(ana)
    return abs(one - other) / (one + other + TINY)


def _one_divisor(num: Any, ana: Any) -> Any:
    with np.errstate(all="ignore"):
        return np.linalg.norm(num - ana) / np.linalg.norm(num) + np.linalg.norm(ana) + TINY


def _nothing_added(num: Any, ana: Any) -> Any:
    with np.errstate(all="ignore"):
        return np.linalg.norm(num - ana) / (np.linalg.norm(num) + np.linalg.norm(ana))


CHECK = (
    Misconception(
        "absolute",
        _check(distance=lambda num, ana: np.linalg.norm(num - ana)),
        Text(
            "You return the distance itself. Whether it is large depends on how large the gradients are: divide by "
            "both lengths together.",
            "你返回的是距离本身。它算大还是算小，要看梯度有多大：应当除以两个长度之和。",
        ),
    ),
    Misconception(
        "weights_only",
        _check(names=("W",)),
        Text(
            "Only the weights are checked. A mistake in the gradients of the biases goes unseen.",
            "只检验了权重。偏置的梯度有错也看不出来。",
        ),
    ),
    Misconception(
        "first_layer_only",
        _check(layers=lambda count: range(1)),
        Text(
            "Only the first layer is checked. A mistake in any other goes unseen.",
            "只检验了第一层。其他层有错也看不出来。",
        ),
    ),
    Misconception(
        "left_perturbed",
        _check(slope=lambda *args: _slope(*args, restore=False)),
        Text(
            "An entry that was moved is not put back: all entries after it are measured at another place, "
            "and the caller's parameters are changed.",
            "挪动过的元素没有放回去：之后的元素都是在别的位置测的，调用者的参数也变了。",
        ),
        left_perturbed(far=True),
    ),
    Misconception(
        "restored_by_arithmetic",
        _check(slope=_by_arithmetic),
        Text(
            "You go up by h, down by 2h and up by h again. With rounding that does not always lead back to the same "
            "number: keep the old value and put it back.",
            "你先加 h，再减 2h，再加 h。因为有舍入，这样不一定回到原来的数：把旧值留下来，再放回去。",
        ),
        left_perturbed(far=False),
    ),
    Misconception(
        "mean_of_ratios",
        _check(distance=lambda num, ana: np.mean(np.abs(num - ana) / (np.abs(num) + np.abs(ana) + TINY))),
        Text(
            "You form a ratio for each entry and average them. One tiny entry, whose rounding is as large as itself, "
            "then drowns all others: form two lengths over all entries, then one ratio.",
            "你给每个元素各算一个比值，再求平均。只要有一个很小的元素，舍入误差和它一样大，就会盖过其他所有元素："
            "应当先对全部元素求两个长度，再算一个比值。",
        ),
    ),
    Misconception(
        "mean_over_arrays",
        _check(each=np.mean),
        Text(
            "You form a ratio for each array and average them. We ask for one number over all entries of all arrays.",
            "你给每个数组各算一个比值，再求平均。题目要的是全部数组的全部元素放在一起的一个数。",
        ),
    ),
    Misconception(
        "largest_array",
        _check(each=max),
        Text(
            "You return the largest ratio of a single array. We ask for one number over all entries of all arrays.",
            "你返回的是各数组的比值中最大的一个。题目要的是全部数组的全部元素放在一起的一个数。",
        ),
    ),
    Misconception(
        "larger_length",
        _check(
            distance=lambda num, ana: np.linalg.norm(num - ana) / (max(np.linalg.norm(num), np.linalg.norm(ana)) + TINY)
        ),
        Text(
            "You divide by the larger of the two lengths. The course divides by their sum: look at the formula.",
            "你除以的是两个长度中较大的一个。本课程除以的是两者之和：再看看公式。",
        ),
    ),
    Misconception(
        "squared",
        _check(distance=lambda num, ana: np.sum((num - ana) ** 2) / (np.sum(num**2) + np.sum(ana**2) + TINY)),
        Text(
            "These are sums of squares. A length is the root of one.",
            "这是平方和。长度是平方和的平方根。",
        ),
    ),
    Misconception(
        "one_sided",
        _check(slope=_forward_slope),
        Text(
            "You measure the slope to one side only, which is off by about h. Go up and down.",
            "你只往一侧测斜率，误差约有 h 那么大。上下两侧都要走。",
        ),
    ),
    Misconception(
        "divided_by_h",
        _check(scale=2.0),
        Text(
            "Your numerical slopes are twice too large. From h below to h above it is 2h.",
            "你的数值斜率大了一倍。从下方 h 到上方 h，一共是 2h。",
        ),
    ),
    Misconception(
        "own_step",
        _check(own_step=lambda h: 1e-5),
        Text(
            "h has no effect: you move by 1e-5, whatever is asked.",
            "h 没有起作用：不管要求挪多少，你都只挪 1e-5。",
        ),
    ),
    Misconception(
        "shapes_unchecked",
        _check(checked=False),
        Text(
            "A gradient of another shape than its parameter goes through. Compare the shapes before the numbers.",
            "梯度与参数形状不同，没有拦住。先比较形状，再比较数值。",
        ),
    ),
    Misconception(
        "turned_around",
        _check(slope=lambda *args: -_slope(*args)),
        Text(
            "Your numerical slopes have the wrong sign: the loss above minus the loss below is asked, not "
            "the other way round.",
            "你的数值斜率符号反了：应当用上面的损失减下面的损失，而不是反过来。",
        ),
    ),
    Misconception(
        "times_h",
        _check(slope=lambda loss_fn, params, array, index, h: h**2 * _slope(loss_fn, params, array, index, h)),
        Text(
            "`/ 2 * h` divides by 2 and then multiplies by h. Divide by `(2 * h)`, in brackets.",
            "`/ 2 * h` 是先除以 2，再乘 h。应当除以 `(2 * h)`，要加括号。",
        ),
    ),
    Misconception(
        "difference_without_brackets",
        _check(slope=_without_brackets),
        Text(
            "`up - down / (2 * h)` divides only the second loss. Put the difference in brackets.",
            "`up - down / (2 * h)` 只除了第二个损失。要给整个差加上括号。",
        ),
    ),
    Misconception(
        "length_of_the_sum",
        _check(distance=lambda num, ana: np.linalg.norm(num - ana) / (np.linalg.norm(num + ana) + TINY)),
        Text(
            "You divide by the length of the sum. Opposite entries cancel in it: add the two lengths instead.",
            "你除以的是两者之和的长度。方向相反时，和会抵消：应当把两个长度相加。",
        ),
    ),
    Misconception(
        "one_length",
        _check(distance=lambda num, ana: np.linalg.norm(num - ana) / (np.linalg.norm(num) + TINY)),
        Text(
            "You divide by the length of the numerical gradient alone. The formula adds the length of the claimed one.",
            "你只除以了数值梯度的长度。公式里还要加上声称的梯度的长度。",
        ),
    ),
    Misconception(
        "difference_of_lengths",
        _check(distance=_lengths_apart),
        Text(
            "You compare only the two lengths: a gradient of the wrong sign has the right length. Take the "
            "length of the difference.",
            "你只比较了两个长度：符号反了的梯度，长度也是对的。应当求差的长度。",
        ),
    ),
    Misconception(
        "nothing_added",
        _check(distance=_nothing_added),
        Text(
            "Two zero gradients give 0/0. The tiny 1e-12 in the divisor turns that into 0.",
            "两个梯度都是 0 时，得到的是 0/0。除数里那个很小的 1e-12，就是让结果等于 0 的。",
        ),
    ),
    Misconception(
        "quotient_without_brackets",
        _check(distance=_one_divisor),
        Text(
            "You divide by the first length and then add the second one. Put the whole divisor in brackets.",
            "你先除以第一个长度，再加上第二个。要给整个除数加上括号。",
        ),
    ),
)
