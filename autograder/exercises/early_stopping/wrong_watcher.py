"""Lesson 12: wrong ways to watch a validation loss, and the sentence that names each mistake."""

import copy
import math
from collections.abc import Callable
from typing import Any

from autograder.checking.cases import Misconception
from autograder.checking.compare import compare
from autograder.sandbox.script import LocalPlayer
from autograder.sandbox.steps import Call, Look, Record, Step
from deeplearn_ref.early_stopping import EarlyStopping
from lessonkit.language import Text


def _better(loss: float, best: float, delta: float) -> bool:
    return loss < best - delta


def watching(
    *,
    better: Callable[[float, float, float], bool] = _better,
    limit: Callable[[int], int] = lambda patience: max(patience, 1),
    keep: Callable[[Any], Any] = copy.deepcopy,
    kept_always: bool = False,
    against_last: bool = False,
    any_fall_counts: bool = False,
    reset: bool = True,
    nan_waits: Callable[[int | None], bool] = lambda best_epoch: True,
    start: int = -1,
    said: Callable[[bool, bool], Any] = lambda stop, improved: stop,
    patience: int = 5,
) -> type:
    """Return an `EarlyStopping` with one mistake; the parameters are those of `wrong_epochs.replayed`.

    Parameters
    ----------
    keep : callable
        From the parameters to what is stored.
    kept_always : bool
        Whether parameters are stored at every update.
    nan_waits : callable
        From `best_epoch` to whether a nan counts as an epoch without improvement.
    start : int
        `epoch` before the first update.
    said : callable
        ``said(stop, improved)`` gives what `update` returns.
    patience : int
        The default.
    """
    asked = patience

    class Variant(EarlyStopping):
        def __init__(self, patience: int = asked, min_delta: float = 0.0) -> None:
            super().__init__(patience, min_delta)
            self.epoch = start

        def update(self, val_loss: float, params: Any) -> Any:
            self.epoch += 1
            improved = better(val_loss, self.best_loss, self.min_delta)
            if improved:
                self.best_loss, self.best_epoch = val_loss, self.epoch
                self.wait = 0 if reset else self.wait
            elif not math.isnan(val_loss) or nan_waits(self.best_epoch):
                self.wait += 1
            if improved or kept_always:
                self.best_params = keep(params)
            if against_last or (any_fall_counts and val_loss < self.best_loss):
                self.best_loss = val_loss
            return said(self.wait >= limit(self.patience), improved)

    return Variant


class _OneListForAll(EarlyStopping):
    losses: list[float] = []  # noqa: RUF012 - the mistake

    def update(self, val_loss: float, params: Any) -> bool:
        self.losses.append(val_loss)
        stop = super().update(val_loss, params)
        shift = len(self.losses) - 1 - self.epoch
        self.epoch += shift
        if self.wait == 0:
            self.best_epoch = self.epoch
        return stop


def _counts_on(steps: list[Step], records: list[Record]) -> bool:
    """Whether an object counts its epochs from where others left off, how far that may be."""
    expected = LocalPlayer({"EarlyStopping": EarlyStopping}).play(steps)
    return any(
        isinstance(step, Look)
        and step.target.path == ("epoch",)
        and isinstance(given.value, int)
        and given.value > right.value + 1
        for step, given, right in zip(steps, records, expected, strict=False)
    )


_ONE_TOO_MANY = watching(limit=lambda patience: max(patience, 1) + 1)


def _patience_given(steps: list[Step]) -> bool:
    return all(step.args or "patience" in step.kwargs for step in steps if isinstance(step, Call))


def _one_too_many(steps: list[Step], records: list[Record]) -> bool:
    """Whether one epoch too many is waited for; without a `patience` that could also be another default."""
    player = LocalPlayer({"EarlyStopping": _ONE_TOO_MANY})
    pairs = zip(records, player.play(steps), strict=False)
    return _patience_given(steps) and all(a.kind == b.kind and compare(a.value, b.value) is None for a, b in pairs)


class _Unchecked(EarlyStopping):
    def __init__(self, patience: int = 5, min_delta: float = 0.0) -> None:
        super().__init__(max(patience, 0), min_delta)


WATCHER = (
    Misconception(
        "reference_kept",
        watching(keep=lambda params: params),
        Text(
            "`best_params` holds the very arrays that training goes on changing: what is put back at the end are the "
            "last parameters, not the best. A copy of the list or of the dictionaries still holds the same arrays.",
            "`best_params` 里存的就是训练还在不断改动的那些数组：最后取回的是最后一轮的参数，不是最好的。"
            "只复制列表或字典，里面装的仍是同样的数组。",
        ),
    ),
    Misconception(
        "only_w_and_b",
        watching(keep=lambda params: [{"W": layer["W"].copy(), "b": layer["b"].copy()} for layer in params]),
        Text(
            "Only `W` and `b` are copied. A dictionary can hold arrays under any names: copy all that it holds.",
            "只复制了 `W` 和 `b`。字典里的数组可以用任何键：里面有什么，就复制什么。",
        ),
    ),
    Misconception(
        "last_params",
        watching(kept_always=True),
        Text(
            "The parameters are stored at every update. Only those of an improvement are the best ones.",
            "每次更新都存下了参数。只有出现改善时的参数才是最好的。",
        ),
    ),
    Misconception(
        "no_params",
        watching(keep=lambda params: None),
        Text(
            "`best_params` stays `None`. Each improvement has to store a copy of the parameters.",
            "`best_params` 一直是 `None`。每次出现改善，都要存一份参数的副本。",
        ),
    ),
    Misconception(
        "one_too_many",
        _ONE_TOO_MANY,
        Text(
            "You wait one epoch too many: `update` returns `True` as soon as `wait` reaches `patience`, not after "
            "that.",
            "多等了一轮：`wait` 一达到 `patience`，`update` 就应当返回 `True`，而不是再往后。",
        ),
        _one_too_many,
    ),
    Misconception(
        "one_too_few",
        watching(limit=lambda patience: max(patience - 1, 1)),
        Text(
            "The answer is to stop one epoch too early: `patience` epochs without improvement have to pass.",
            "早一轮就叫停了：要等满 `patience` 个没有改善的轮。",
        ),
    ),
    Misconception(
        "against_previous",
        watching(against_last=True),
        Text(
            "`best_loss` follows every loss, so each one is compared with the one before it. It changes only at an "
            "improvement.",
            "`best_loss` 每次都被换成新的损失，于是每个损失都在与前一个比较。只有出现改善时，才应当改 `best_loss`。",
        ),
    ),
    Misconception(
        "never_reset",
        watching(reset=False),
        Text(
            "`wait` is never reset. After an improvement it begins again at 0.",
            "`wait` 一直在累加。一旦有改善，就应当回到 0。",
        ),
    ),
    Misconception(
        "ties_improve",
        watching(better=lambda loss, best, delta: loss <= best - delta),
        Text(
            "A loss that lies exactly at the limit counts as an improvement. The comparison is strict: equal "
            "is no improvement.",
            "损失恰好等于界限时，你也算作改善。比较应当是严格的：相等不算改善。",
        ),
    ),
    Misconception(
        "min_delta_ignored",
        watching(better=lambda loss, best, delta: loss < best),
        Text(
            "`min_delta` has no effect. A loss improves only if it is more than `min_delta` below the best one.",
            "`min_delta` 没有起作用。损失比最好的低出 `min_delta` 以上，才算改善。",
        ),
    ),
    Misconception(
        "min_delta_sign",
        watching(better=lambda loss, best, delta: loss < best + delta),
        Text(
            "`min_delta` has the wrong sign: a loss that is a little above the best one counts as an improvement. The "
            "bar lies below the best.",
            "`min_delta` 的符号反了：比最好的还略高的损失也算作改善。门槛应当在最好的损失之下。",
        ),
    ),
    Misconception(
        "nan_improves",
        watching(better=lambda loss, best, delta: not loss >= best - delta),
        Text(
            "nan counts as an improvement. Every comparison with nan is false, so asking whether a loss is no better "
            "lets nan through to the other branch.",
            "nan 被当成了改善。与 nan 比较，结果总是假；所以先问“损失是不是没有变好”，nan 就会落到另一个分支里去。",
        ),
    ),
    Misconception(
        "nan_not_counted",
        watching(nan_waits=lambda best_epoch: False),
        Text(
            "A nan leaves `wait` as it is. It is an epoch without improvement and counts as one.",
            "遇到 nan 时，`wait` 没有变。它也是没有改善的一轮，应当计数。",
        ),
    ),
    Misconception(
        "nan_before_the_first",
        watching(nan_waits=lambda best_epoch: best_epoch is not None),
        Text(
            "A nan before the first loss that is a number leaves `wait` as it is. Such epochs count too: otherwise a "
            "run that gives nothing but nan would never end.",
            "第一个有效的损失出现之前，遇到 nan 时 `wait` 没有变。这样的轮也要计数："
            "否则一直得到 nan 的训练永远不会结束。",
        ),
    ),
    Misconception(
        "small_falls_lower_the_best",
        watching(any_fall_counts=True),
        Text(
            "`best_loss` follows falls that are too small to be an improvement, so the bar moves away with them. Small "
            "falls must be able to add up.",
            "下降太小、不算改善的时候，`best_loss` 也跟着变低，门槛就随之越来越远。小幅下降应当能够累积起来。",
        ),
    ),
    Misconception(
        "patience_zero_at_once",
        watching(limit=lambda patience: patience),
        Text(
            "With `patience` 0 the first update already says stop, though its loss is an improvement. 0 acts like 1.",
            "`patience` 为 0 时，第一次更新就叫停了，尽管它的损失是一次改善。0 与 1 的作用相同。",
        ),
    ),
    Misconception(
        "true_goes_on",
        watching(said=lambda stop, improved: not stop),
        Text(
            "`update` returns `True` while training should go on. `True` means stop.",
            "训练应当继续时，`update` 返回了 `True`。`True` 的意思是停止。",
        ),
    ),
    Misconception(
        "says_whether_improved",
        watching(said=lambda stop, improved: improved),
        Text(
            "`update` returns whether the loss has improved; it should say whether to stop.",
            "`update` 返回的是损失有没有改善。要的是该不该停止。",
        ),
    ),
    Misconception(
        "epochs_from_one",
        watching(start=0),
        Text(
            "`epoch` is 0 before the first update, so the first epoch gets the number 1. It starts at −1: epochs are "
            "counted from 0.",
            "第一次更新之前 `epoch` 是 0，于是第一轮的编号成了 1。它应当从 −1 开始：轮数从 0 数起。",
        ),
    ),
    Misconception(
        "other_default",
        watching(patience=10),
        Text(
            "`patience` has another default than 5.",
            "`patience` 的默认值不是 5。",
        ),
    ),
    Misconception(
        "shared_list",
        _OneListForAll,
        Text(
            "All objects append to one and the same list: it belongs to the class, and the next object begins where "
            "the last one ended. What an object remembers is made in `__init__`.",
            "所有对象都在往同一个列表里添加：这个列表属于类，新的对象会接着上一个对象往下数。"
            "对象要记住的东西，应当在 `__init__` 里创建。",
        ),
        _counts_on,
    ),
    Misconception(
        "unchecked",
        _Unchecked,
        Text(
            "A negative `patience` must be refused with a `ValueError`.",
            "`patience` 为负时，应当抛出 `ValueError`。",
        ),
    ),
)
