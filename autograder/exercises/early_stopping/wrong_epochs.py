"""Lesson 12: wrong ways to read a recorded validation loss, and the sentence that names each mistake."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from deeplearn_ref import early_stopping as ref
from lessonkit.language import Text

# best_epoch -----------------------------------------------------------------------------------------------


def _checked(choose: Callable[[Any], Any]) -> Callable[..., Any]:
    """Return a `best_epoch` that refuses what the right one refuses, and chooses by `choose`."""

    def variant(val_losses: Any) -> Any:
        ref.best_epoch(val_losses)
        return choose(val_losses)

    return variant


def _filled(losses: Any, value: float) -> Any:
    return np.where(np.isnan(losses), value, losses)


def _first_rise(losses: Any) -> int:
    for epoch in range(1, len(losses)):
        if not losses[epoch] < losses[epoch - 1]:
            return epoch - 1
    return len(losses) - 1


def _in_place(losses: Any) -> int:
    losses[np.isnan(losses)] = math.inf
    return int(np.argmin(losses))


BEST = (
    Misconception(
        "last_of_equal",
        _checked(lambda v: len(v) - 1 - int(np.argmin(_filled(v, math.inf)[::-1]))),
        Text(
            "Of equal losses you take the last one. Equal is no improvement: the earliest epoch keeps its place.",
            "损失相等时，你取的是最后一个。相等不算改善：应当保留最早的那一轮。",
        ),
    ),
    Misconception(
        "nan_chosen",
        _checked(lambda v: int(np.argmin(v))),
        Text(
            "An epoch whose loss is nan is taken for the best: `np.argmin` returns the place of the first nan, and a "
            "0 put in its place would be the smallest loss of all. Leave nan out of the comparison.",
            "损失为 nan 的那一轮被当成了最好的：`np.argmin` 遇到 nan，返回的是第一个 nan 的位置；"
            "如果用 0 代替，0 又成了最小的损失。比较时要把 nan 排除在外。",
        ),
    ),
    Misconception(
        "nan_dropped",
        _checked(lambda v: int(np.argmin(v[~np.isnan(v)]))),
        Text(
            "You drop the nan values and count among the rest. Every epoch keeps its number, also after a nan.",
            "你先去掉了 nan，再在剩下的数里数位置。每一轮的编号不变，nan 之后的也一样。",
        ),
    ),
    Misconception(
        "first_kept_nan",
        _checked(lambda v: 0 if math.isnan(v[0]) else ref.best_epoch(v)),
        Text(
            "The search starts with the loss of epoch 0 as the best so far. If it is nan, no later loss is smaller: "
            "every comparison with nan is false.",
            "搜索一开始就把第 0 轮的损失当作目前最好的。如果它是 nan，后面就没有哪个损失比它小："
            "任何数与 nan 比较，结果都是假。",
        ),
    ),
    Misconception(
        "the_loss_itself",
        _checked(lambda v: float(np.nanmin(v))),
        Text(
            "You return the smallest loss; it should be the epoch in which it occurs.",
            "你返回的是最小的损失。要的是它出现在哪一轮。",
        ),
    ),
    Misconception(
        "largest",
        _checked(lambda v: int(np.nanargmax(v))),
        Text(
            "You return the epoch of the largest loss. The smaller a loss, the better.",
            "你返回的是损失最大的那一轮。损失越小越好。",
        ),
    ),
    Misconception(
        "from_one",
        _checked(lambda v: ref.best_epoch(v) + 1),
        Text(
            "The result is one too large. Epochs are counted from 0 here.",
            "结果大了 1。这里的轮数从 0 数起。",
        ),
    ),
    Misconception(
        "last_epoch",
        _checked(lambda v: len(v) - 1),
        Text(
            "You return the last epoch, whatever the losses are.",
            "不管损失怎样，你返回的都是最后一轮。",
        ),
    ),
    Misconception(
        "first_rise",
        _checked(_first_rise),
        Text(
            "The search ends at the first loss that is not smaller than the one before. A smaller one may come later.",
            "一遇到不比前一个小的损失，搜索就结束了。更小的可能还在后面。",
        ),
    ),
    Misconception(
        "no_loss_is_zero",
        lambda val_losses: int(np.argmin(_filled(val_losses, math.inf))),
        Text(
            "Where all losses are nan, the answer must be a `ValueError`, not epoch 0.",
            "如果损失全是 nan，应当抛出 `ValueError`，而不是返回第 0 轮。",
        ),
    ),
    Misconception(
        "no_loss_is_none",
        lambda val_losses: None if np.isnan(val_losses).all() else ref.best_epoch(val_losses),
        Text(
            "Where there is no loss that is a number, the answer must be a `ValueError`, not `None`.",
            "如果没有一个损失是数，应当抛出 `ValueError`，而不是返回 `None`。",
        ),
    ),
    Misconception(
        "in_place",
        _checked(_in_place),
        Text(
            "nan is overwritten in the array that was given. Work with a copy: the curve belongs to the caller.",
            "传入的数组里，nan 被改写了。要在副本上操作：这条曲线是调用者的。",
        ),
    ),
)

# early_stop_epoch -----------------------------------------------------------------------------------------


def _better(loss: float, best: float, delta: float) -> bool:
    return loss < best - delta


def _as_replayed(val_losses: Any, last: int, best: int | None, wait: int) -> Any:
    return last, best


def replayed(
    *,
    better: Callable[[float, float, float], bool] = _better,
    limit: Callable[[int], int] = lambda patience: max(patience, 1),
    against_last: bool = False,
    any_fall_counts: bool = False,
    reset: bool = True,
    nan_waits: bool = True,
    first: bool = False,
    end: int = -1,
    answer: Callable[[Any, int, int | None, int], Any] = _as_replayed,
    checked: bool = True,
) -> Callable[..., Any]:
    """Return an `early_stop_epoch` with one mistake.

    Parameters
    ----------
    better : callable
        ``better(loss, best, min_delta)`` says whether a loss improves.
    limit : callable
        From `patience` to the value of `wait` at which training stops.
    against_last : bool
        Whether a loss is compared with the one before instead of the best.
    any_fall_counts : bool
        Whether a fall that is no improvement lowers the best loss all the same.
    reset : bool
        Whether an improvement sets `wait` to 0.
    nan_waits : bool
        Whether nan counts as an epoch without improvement.
    first : bool
        Whether the loss of epoch 0 is the best without a look at it.
    end : int
        What is added to the number of epochs where nothing stopped the run.
    answer : callable
        ``answer(val_losses, last, best, wait)`` gives what is returned.
    checked : bool
        Whether wrong arguments are refused.
    """

    def variant(val_losses: Any, patience: int, min_delta: float = 0.0) -> Any:
        if checked:
            ref.early_stop_epoch(val_losses, patience, min_delta)
        best_loss, best, wait = math.inf, None, 0
        for epoch, loss in enumerate(val_losses):
            if (first and epoch == 0) or better(loss, best_loss, min_delta):
                best_loss, best = loss, epoch
                wait = 0 if reset else wait
            elif nan_waits or not math.isnan(loss):
                wait += 1
            if against_last or (any_fall_counts and loss < best_loss):
                best_loss = loss
            if wait >= limit(patience):
                return answer(val_losses, epoch, best, wait)
        return answer(val_losses, len(val_losses) + end, best, wait)

    return variant


def _whole_minimum(val_losses: Any, last: int, best: int | None, wait: int) -> Any:
    return last, None if np.isnan(val_losses).all() else int(np.nanargmin(val_losses))


def _minimum_so_far(val_losses: Any, last: int, best: int | None, wait: int) -> Any:
    seen = val_losses[: last + 1]
    return last, None if np.isnan(seen).all() else int(np.nanargmin(seen))


STOP = (
    Misconception(
        "one_too_many",
        replayed(limit=lambda patience: max(patience, 1) + 1),
        Text(
            "You wait one epoch too many: training ends in the epoch that makes the count reach `patience`, not in "
            "the one after it.",
            "多等了一轮：计数一达到 `patience`，训练就在这一轮结束，而不是再下一轮。",
        ),
    ),
    Misconception(
        "one_too_few",
        replayed(limit=lambda patience: max(patience - 1, 1)),
        Text(
            "Training ends one epoch too early: `patience` epochs without improvement have to pass, and the epoch of "
            "the best loss itself does not count as one of them.",
            "训练早结束了一轮：要等满 `patience` 个没有改善的轮，最好损失所在的那一轮不算在内。",
        ),
    ),
    Misconception(
        "against_previous",
        replayed(against_last=True),
        Text(
            "Each loss is compared with the one before it. It has to be better than the best so far: after a bad epoch "
            "a small recovery is no improvement.",
            "每个损失是与前一个比较的。它应当优于目前最好的：变差的一轮之后略有好转，不算改善。",
        ),
    ),
    Misconception(
        "stop_is_best",
        replayed(answer=lambda v, last, best, wait: (last, None if best is None else last)),
        Text(
            "The last epoch is returned as the best one too. The best epoch lies before the ones that were waited for.",
            "最后一轮同时被当作最好的一轮返回了。最好的一轮在等待的那几轮之前。",
        ),
    ),
    Misconception(
        "peeks_ahead",
        replayed(answer=_whole_minimum),
        Text(
            "The best epoch is searched in the whole list, also among epochs that were never run. After a "
            "stop nobody knows them.",
            "最好的一轮是在整个列表里找的，连根本没有运行的轮也算进去了。训练停下之后，那些损失无从知道。",
        ),
    ),
    Misconception(
        "minimum_so_far",
        replayed(answer=_minimum_so_far),
        Text(
            "The best epoch is that of the smallest loss up to the end; it should be the last improvement: a fall by "
            "no more than `min_delta` is none.",
            "你取的是到结束为止损失最小的一轮。要的是最后一次改善所在的轮：下降不超过 `min_delta`，不算改善。",
        ),
    ),
    Misconception(
        "count_for_index",
        replayed(answer=lambda v, last, best, wait: (last + 1, best)),
        Text(
            "The first number is how many epochs were run; it should be the number of the last one, counted from 0.",
            "第一个数是一共运行了多少轮。要的是最后一轮的编号，从 0 开始数。",
        ),
    ),
    Misconception(
        "end_is_count",
        replayed(end=0),
        Text(
            "Where nothing stops the run, the first number is one too large: the last epoch has the number of epochs "
            "minus 1.",
            "一直没有触发停止时，第一个数大了 1：最后一轮的编号是总轮数减 1。",
        ),
    ),
    Misconception(
        "never_reset",
        replayed(reset=False),
        Text(
            "The count of bad epochs is never reset. After an improvement it begins again at 0.",
            "没有改善的轮数一直在累加。一旦有改善，就应当从 0 重新数。",
        ),
    ),
    Misconception(
        "ties_improve",
        replayed(better=lambda loss, best, delta: loss <= best - delta),
        Text(
            "A loss that lies exactly at the limit counts as an improvement. The comparison is strict: equal "
            "is no improvement.",
            "损失恰好等于界限时，你也算作改善。比较应当是严格的：相等不算改善。",
        ),
    ),
    Misconception(
        "min_delta_ignored",
        replayed(better=lambda loss, best, delta: loss < best),
        Text(
            "`min_delta` has no effect. A loss improves only if it is more than `min_delta` below the best one.",
            "`min_delta` 没有起作用。损失比最好的低出 `min_delta` 以上，才算改善。",
        ),
    ),
    Misconception(
        "min_delta_sign",
        replayed(better=lambda loss, best, delta: loss < best + delta),
        Text(
            "`min_delta` has the wrong sign: a loss that is a little above the best one counts as an improvement. The "
            "bar lies below the best.",
            "`min_delta` 的符号反了：比最好的还略高的损失也算作改善。门槛应当在最好的损失之下。",
        ),
    ),
    Misconception(
        "nan_improves",
        replayed(better=lambda loss, best, delta: not loss >= best - delta),
        Text(
            "nan counts as an improvement. Every comparison with nan is false, so asking whether a loss is no better "
            "lets nan through to the other branch.",
            "nan 被当成了改善。与 nan 比较，结果总是假；所以先问“损失是不是没有变好”，nan 就会落到另一个分支里去。",
        ),
    ),
    Misconception(
        "nan_not_counted",
        replayed(nan_waits=False),
        Text(
            "An epoch whose loss is nan is skipped. It is an epoch without improvement and counts as one.",
            "损失为 nan 的轮被跳过了。它也是没有改善的一轮，应当计数。",
        ),
    ),
    Misconception(
        "first_is_best",
        replayed(first=True),
        Text(
            "Epoch 0 counts as the best whatever its loss is. If it is nan, it is none, and nothing is ever smaller "
            "than nan.",
            "不管损失是什么，第 0 轮都算作最好的。如果它是 nan，就不能算，而且没有哪个数小于 nan。",
        ),
    ),
    Misconception(
        "no_improvement_is_epoch_0",
        replayed(answer=lambda v, last, best, wait: (last, best or 0)),
        Text(
            "Where no loss was an improvement, the second value must be `None`: epoch 0 was not the best either.",
            "如果没有哪个损失算改善，第二个值应当是 `None`：第 0 轮也不是最好的。",
        ),
    ),
    Misconception(
        "small_falls_lower_the_best",
        replayed(any_fall_counts=True),
        Text(
            "The best loss follows falls that are too small to be an improvement, so the bar moves away with them. "
            "Small falls must be able to add up.",
            "下降太小、不算改善的时候，最好损失也跟着变低，门槛就随之越来越远。小幅下降应当能够累积起来。",
        ),
    ),
    Misconception(
        "patience_zero_at_once",
        replayed(limit=lambda patience: patience),
        Text(
            "With `patience` 0 training ends after the first epoch, though its loss is an improvement. 0 acts like 1: "
            "it stops at the first epoch without improvement.",
            "`patience` 为 0 时，第一轮刚完就停了，尽管它的损失是一次改善。0 与 1 的作用相同："
            "在第一个没有改善的轮停止。",
        ),
    ),
    Misconception(
        "unchecked",
        replayed(checked=False),
        Text(
            "An empty curve and a negative `patience` must be refused with a `ValueError`.",
            "曲线为空，或者 `patience` 为负，都应当抛出 `ValueError`。",
        ),
    ),
)
