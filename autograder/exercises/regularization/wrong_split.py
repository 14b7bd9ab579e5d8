"""Lesson 11: wrong ways to divide the data and to read the curves, and the sentence that names each mistake."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from deeplearn_ref.regularization import ROUNDING, diagnose_fit, train_val_test_split
from lessonkit.language import Text

Rule = Callable[..., Any]

# train_val_test_split -------------------------------------------------------------------------------------


def _floor(m: int, val: float, test: float) -> tuple[int, int]:
    return int(val * m + ROUNDING), int(test * m + ROUNDING)


def _test_val_train(m: int, n_val: int, n_test: int) -> tuple[slice, slice, slice]:
    return slice(n_test + n_val, None), slice(n_test, n_test + n_val), slice(n_test)


def _x_then_y(X: Any, y: Any, order: Any, other: Any, parts: tuple[slice, ...]) -> Any:
    return tuple(array[at[part]] for part in parts for array, at in ((X, order), (y, other)))


def _divide(
    *,
    sizes: Rule = _floor,
    parts: Rule = _test_val_train,
    order: Rule = lambda rng, m: rng.permutation(m),
    other: Rule = lambda rng, m, order: order,
    collect: Rule = _x_then_y,
    checked: bool = True,
) -> Callable[..., Any]:
    """Return a division with one mistake; `other` gives the order of the labels."""

    def variant(X: Any, y: Any, val_fraction: float, test_fraction: float, rng: Any) -> Any:
        if checked:  # raises what the right one raises
            train_val_test_split(X, y, val_fraction, test_fraction, np.random.default_rng(0))
        m = len(X)
        at = order(rng, m)
        return collect(X, y, at, other(rng, m, at), parts(m, *sizes(m, val_fraction, test_fraction)))

    return variant


def _of_the_rest(m: int, val: float, test: float) -> tuple[int, int]:
    n_test = int(test * m + ROUNDING)
    return int(val * (m - n_test) + ROUNDING), n_test


def _shuffled_in_place(X: Any, y: Any, order: Any, other: Any, parts: tuple[slice, ...]) -> Any:
    X[...], y[...] = X[order], y[other]
    return tuple(array[part] for part in parts for array in (X, y))


def _from_the_end(m: int, n_val: int, n_test: int) -> tuple[slice, slice, slice]:
    return slice(m - n_val - n_test), slice(m - n_val - n_test, m - n_test), slice(m - n_test, m)


SPLIT = (
    Misconception(
        "fraction_of_the_rest",
        _divide(sizes=_of_the_rest),
        Text(
            "The validation set is a fraction of what the test set left over. Both fractions are of all m samples.",
            "验证集的比例是按测试集取走之后剩下的样本算的。两个比例都应当按全部 m 个样本来算。",
        ),
    ),
    Misconception(
        "rounded",
        _divide(sizes=lambda m, val, test: (round(val * m), round(test * m))),
        Text(
            "You round to the nearest whole number. The sizes are rounded down, and what is left goes to training.",
            "你做的是四舍五入。验证集和测试集的大小应当向下取整，剩下的都归训练集。",
        ),
    ),
    Misconception(
        "rounded_up",
        _divide(sizes=lambda m, val, test: (math.ceil(val * m - ROUNDING), math.ceil(test * m - ROUNDING))),
        Text(
            "You round up. The sizes are rounded down, and what is left goes to training.",
            "你做的是向上取整。验证集和测试集的大小应当向下取整，剩下的都归训练集。",
        ),
    ),
    Misconception(
        "cut_off",
        _divide(sizes=lambda m, val, test: (int(val * m), int(test * m))),
        Text(
            "One sample is missing where the product should be whole: 0.29 · 100 is a little less than 29 for the "
            "computer. "
            "What does the specification add before it rounds down?",
            "乘积本该是整数的地方少了一个样本：0.29 · 100 在计算机里略小于 29。说明里，向下取整之前加了什么？",
        ),
    ),
    Misconception(
        "fractions_swapped",
        _divide(sizes=lambda m, val, test: _floor(m, test, val)),
        Text(
            "The two fractions are exchanged: look at the order of the arguments.",
            "两个比例用反了：看看参数的次序。",
        ),
    ),
    Misconception(
        "training_first",
        _divide(parts=_from_the_end),
        Text(
            "You take the training set from the front of the permutation. Here the test set comes first, then "
            "validation; training is the rest.",
            "你从排列的前面取了训练集。这里测试集在最前面，然后是验证集，剩下的才是训练集。",
        ),
    ),
    Misconception(
        "validation_first",
        _divide(
            parts=lambda m, n_val, n_test: (slice(n_val + n_test, None), slice(n_val), slice(n_val, n_val + n_test))
        ),
        Text(
            "You take the validation set from the front of the permutation. Here the test set comes first.",
            "你从排列的前面取了验证集。这里最前面的是测试集。",
        ),
    ),
    Misconception(
        "separate_permutations",
        _divide(other=lambda rng, m, order: rng.permutation(m)),
        Text(
            "X and y are shuffled each by a permutation of its own, so samples lose their labels. Draw once, and use "
            "it for both.",
            "X 和 y 各用了一个排列打乱，样本与标签就对不上了。只抽一次排列，两边共用。",
        ),
    ),
    Misconception(
        "overlapping",
        _divide(parts=lambda m, n_val, n_test: (slice(n_test, None), slice(n_test, n_test + n_val), slice(n_test))),
        Text(
            "The training set holds the validation samples as well. A sample belongs to one set only.",
            "训练集里还含有验证集的样本。每个样本只能属于一个集合。",
        ),
    ),
    Misconception(
        "whole_training_set",
        _divide(parts=lambda m, n_val, n_test: (slice(None), slice(n_test, n_test + n_val), slice(n_test))),
        Text(
            "The training set holds all samples, those of the other two sets as well. A sample belongs to one set "
            "only.",
            "训练集里有全部样本，另外两个集合的也在内。每个样本只能属于一个集合。",
        ),
    ),
    Misconception(
        "not_shuffled",
        _divide(order=lambda rng, m: np.arange(m)),
        Text(
            "The samples stay in the order in which they came. If they are sorted by class, one set may hold a single "
            "class: divide a permutation of them.",
            "样本还是原来的次序。如果它们按类别排好了序，某个集合里就可能只有一个类别：要先随机排列，再划分。",
        ),
    ),
    Misconception(
        "labels_left",
        _divide(other=lambda rng, m, order: np.arange(m)),
        Text(
            "The samples are shuffled, the labels are not: they no longer belong together.",
            "样本打乱了，标签没有：两者对不上了。",
        ),
    ),
    Misconception(
        "drawn_with_replacement",
        _divide(order=lambda rng, m: rng.choice(m, m)),
        Text(
            "Some samples are there several times, others not at all: `rng.choice` puts each number back after "
            "the draw. A permutation holds every number once.",
            "有的样本出现了好几次，有的一次也没有：`rng.choice` 抽出一个编号之后，又把它放了回去。"
            "排列里每个编号恰好出现一次。",
        ),
    ),
    Misconception(
        "own_generator",
        _divide(order=lambda rng, m: np.random.default_rng(0).permutation(m)),
        Text(
            "You make a generator of your own. Draw from `rng`: whoever calls the function decides about chance.",
            "你自己新建了一个生成器。应当从 `rng` 里抽：随机性由调用者决定。",
        ),
    ),
    Misconception(
        "samples_then_labels",
        _divide(
            collect=lambda X, y, order, other, parts: (*(X[order[p]] for p in parts), *(y[other[p]] for p in parts))
        ),
        Text(
            "You return the three X first and the three y after them. Put each y right after its X.",
            "你先返回三个 X，再返回三个 y。题目要的是每个 X 后面紧跟它的 y。",
        ),
    ),
    Misconception(
        "test_before_validation",
        _divide(
            parts=lambda m, n_val, n_test: (slice(n_test + n_val, None), slice(n_test), slice(n_test, n_test + n_val))
        ),
        Text(
            "You return the test set before the validation set. The order is training, validation, test.",
            "你先返回测试集，后返回验证集。题目要的次序是训练、验证、测试。",
        ),
    ),
    Misconception(
        "in_place",
        _divide(collect=_shuffled_in_place),
        Text(
            "You shuffle X and y themselves: afterwards the caller's samples stand in another order.",
            "你直接打乱了 X 和 y 本身：之后调用者的样本次序就变了。",
        ),
    ),
    Misconception(
        "unchecked",
        _divide(checked=False),
        Text(
            "Fractions or arrays from which no division can be made go through. Compare the two lengths; no "
            "fraction is "
            "negative, and training keeps at least one sample.",
            "无法划分的比例或数组没有拦住。要比较两者的长度；比例不能为负，训练集至少要留一个样本。",
        ),
    ),
)

# diagnose_fit ---------------------------------------------------------------------------------------------


def _read(
    *,
    learnt: Rule = lambda train, val, target: train[-1] <= target,
    rise: Rule = lambda train, val: val[-1] - val.min(),
    risen: Rule = lambda rise, gap: rise > gap,
    overfit_first: bool = False,
) -> Callable[..., Any]:
    """Return a reading of the curves with one mistake."""

    def variant(train_losses: Any, val_losses: Any, target: float, gap: float) -> str:
        diagnose_fit(train_losses, val_losses, target, gap)  # raises what the right one raises
        poor = not learnt(train_losses, val_losses, target)
        worse = risen(rise(train_losses, val_losses), gap)
        if overfit_first and worse:
            return "overfit"
        return "underfit" if poor else "overfit" if worse else "ok"

    return variant


def _unchecked(train_losses: Any, val_losses: Any, target: float, gap: float) -> str:
    if train_losses[-1] > target:
        return "underfit"
    return "overfit" if val_losses[-1] - min(val_losses, default=0.0) > gap else "ok"


def _sorting(train_losses: Any, val_losses: Any, target: float, gap: float) -> str:
    said = diagnose_fit(train_losses, val_losses, target, gap)
    val_losses.sort()
    return said


FIT = (
    Misconception(
        "training_against_validation",
        _read(rise=lambda train, val: val[-1] - train[-1]),
        Text(
            "You compare validation with training. A difference between the two is there in every run; what counts "
            "is how far the validation loss has risen since its own minimum.",
            "你比较的是验证损失和训练损失。两者之间有差距是常事；要看的是验证损失从自己的最小值又上升了多少。",
        ),
    ),
    Misconception(
        "overfit_first",
        _read(overfit_first=True),
        Text(
            "You ask about overfitting first. A run that has not learned the training data is underfitting, whatever "
            "its validation loss does.",
            "你先判断了过拟合。连训练数据都没有学好的，不管验证损失怎样变，都是欠拟合。",
        ),
    ),
    Misconception(
        "ties_count",
        _read(learnt=lambda train, val, target: train[-1] < target, risen=lambda rise, gap: rise >= gap),
        Text(
            "A loss exactly on a limit counts for you as beyond it. Read once more: above `target`, more than `gap`.",
            "恰好落在界限上的损失，你算作超过了。再读一遍：要大于 `target`，要大于 `gap`。",
        ),
    ),
    Misconception(
        "ties_underfit",
        _read(learnt=lambda train, val, target: train[-1] < target),
        Text(
            "A training loss of exactly `target` counts for you as above it.",
            "训练损失恰好等于 `target`，你算作大于它了。",
        ),
    ),
    Misconception(
        "ties_overfit",
        _read(risen=lambda rise, gap: rise >= gap),
        Text(
            "A rise of exactly `gap` counts for you as more than `gap`.",
            "上升的幅度恰好等于 `gap`，你算作大于它了。",
        ),
    ),
    Misconception(
        "smallest_training_loss",
        _read(learnt=lambda train, val, target: train.min() <= target),
        Text(
            "You look at the smallest training loss. What counts is where the run ended: the last one.",
            "你看的是最小的训练损失。要看的是训练最后到了哪里：最后一个。",
        ),
    ),
    Misconception(
        "since_the_start",
        _read(rise=lambda train, val: val[-1] - val[0]),
        Text(
            "You measure the rise of the validation loss from the first epoch. It falls before it rises: measure from "
            "its minimum.",
            "你从第一轮开始量验证损失的上升。它是先降后升的：要从它的最小值量起。",
        ),
    ),
    Misconception(
        "last_step_only",
        _read(rise=lambda train, val: val[-1] - val[max(len(val) - 2, 0)]),
        Text(
            "You compare the last validation loss with the one before. It may rise slowly over many epochs: measure "
            "from its minimum.",
            "你只比较了最后两轮的验证损失。它可能在很多轮里慢慢上升：要从它的最小值量起。",
        ),
    ),
    Misconception(
        "whole_range",
        _read(rise=lambda train, val: val.max() - val.min()),
        Text(
            "You take the largest validation loss. That is usually the one at the start, before anything was learned; "
            "what counts is the last one.",
            "你取的是最大的验证损失。那往往是开头什么都没学时的值；要看的是最后一个。",
        ),
    ),
    Misconception(
        "validation_below_target",
        _read(learnt=lambda train, val, target: val[-1] <= target),
        Text(
            "You compare the validation loss with `target`. Underfitting shows in the training loss.",
            "你拿验证损失与 `target` 相比。欠拟合要看训练损失。",
        ),
    ),
    Misconception(
        "in_place",
        _sorting,
        Text(
            "You sort the caller's curve: afterwards its losses stand in another order.",
            "你给调用者的曲线排了序：之后曲线里的损失次序就变了。",
        ),
    ),
    Misconception(
        "unchecked",
        _unchecked,
        Text(
            "A curve without any epoch is not refused as it should be. Look at the lengths first, and raise a "
            "`ValueError`.",
            "一轮也没有的曲线没有按要求拦住。先看长度，再抛出 `ValueError`。",
        ),
    ),
)
