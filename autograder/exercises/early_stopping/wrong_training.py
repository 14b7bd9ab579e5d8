"""Lesson 12: wrong ways to train with early stopping, and the sentence that names each mistake."""

import copy
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from deeplearn_ref.early_stopping import EarlyStopping
from lessonkit.language import Text


def _best(given: Any, current: Any, stopper: Any) -> Any:
    return copy.deepcopy(given) if stopper.best_params is None else stopper.best_params


def _unlike_given(given: Any, current: Any, stopper: Any) -> Any:
    return given if stopper.best_params is None else stopper.best_params


class _KeepsReference(EarlyStopping):
    def update(self, val_loss: float, params: Any) -> bool:
        stop = super().update(val_loss, params)
        if self.best_epoch == self.epoch:
            self.best_params = params
        return stop


def _fitting(
    *,
    watcher: type[EarlyStopping] = EarlyStopping,
    begin: Callable[[Any], Any] = copy.deepcopy,
    back: Callable[[Any, Any, Any], Any] = _best,
    look_first: bool = False,
    look_at_start: bool = False,
    one_more: bool = False,
    epochs_more: int = 0,
    result_ignored: bool = False,
    twice: bool = False,
    min_delta_passed: bool = True,
    patience_passed: bool = True,
    stops: bool = True,
    best: Callable[[Any, list[float]], Any] = lambda stopper, history: stopper.best_epoch,
    stopped: Callable[[Any, list[float]], Any] = lambda stopper, history: len(history) - 1 if history else None,
    loss_of: Callable[[Any, list[float], Any], Any] = lambda kept, history, stopper: history,
) -> Callable[..., Any]:
    """Return a `fit_with_early_stopping` with one mistake.

    Parameters
    ----------
    watcher : type
        The class that watches.
    begin, back : callable
        From the given parameters to the ones that are trained; from (given, current, watcher) to the ones returned.
    look_first, look_at_start : bool
        Whether the loss is taken before each step; whether once before the first.
    one_more : bool
        Whether an epoch is trained after the end.
    epochs_more : int
        What is added to `max_epochs`.
    result_ignored : bool
        Whether what `step_fn` returns is thrown away.
    twice : bool
        Whether the loss is computed a second time for the history.
    min_delta_passed, patience_passed, stops : bool
        Whether they have an effect; whether training stops at all.
    best, stopped : callable
        From (watcher, history) to the two epochs.
    loss_of : callable
        From (parameters returned, history, watcher) to the history.
    """

    def variant(
        step_fn: Any, val_loss_fn: Any, params: Any, max_epochs: int, patience: int, min_delta: float = 0.0
    ) -> Any:
        stopper = watcher(patience if patience_passed else 5, min_delta if min_delta_passed else 0.0)
        current = begin(params)
        history: list[float] = []
        if look_at_start:
            history.append(float(val_loss_fn(current)))
            stopper.update(history[-1], current)
        while len(history) < max_epochs + epochs_more:
            loss = float(val_loss_fn(current)) if look_first else None
            stepped = step_fn(current)
            current = current if result_ignored else stepped
            loss = float(val_loss_fn(current)) if loss is None else loss
            history.append(float(val_loss_fn(current)) if twice else loss)
            if stopper.update(loss, current) and stops:
                break
        if one_more and len(history) < max_epochs:
            current = step_fn(current)
            history.append(float(val_loss_fn(current)))
        kept = back(params, current, stopper)
        history = loss_of(kept, history, stopper)
        last = stopped(stopper, history)
        return {"params": kept, "history": history, "best_epoch": best(stopper, history), "stopped_epoch": last}

    return variant


def _minimum(stopper: Any, history: list[float]) -> Any:
    return None if stopper.best_epoch is None else int(np.nanargmin(history))


FIT = (
    Misconception(
        "last_params",
        _fitting(back=lambda given, current, stopper: copy.deepcopy(current)),
        Text(
            "The parameters of the last epoch are returned. Since the best epoch, `patience` worse ones have passed: "
            "give back the parameters of the best epoch.",
            "返回的是最后一轮的参数。在最好的一轮之后，又过了 `patience` 个更差的轮：应当返回最好那一轮的参数。",
        ),
    ),
    Misconception(
        "reference_kept",
        _fitting(watcher=_KeepsReference),
        Text(
            "What was stored at the best epoch are the very arrays that `step_fn` goes on changing. Store a deep copy.",
            "最好的一轮存下来的，就是 `step_fn` 之后还在改动的那些数组。要存一份深拷贝。",
        ),
    ),
    Misconception(
        "given_ones_trained",
        _fitting(begin=lambda params: params),
        Text(
            "`step_fn` may work in place, and it was given the caller's own parameters: they are changed afterwards. "
            "Train on a copy of everything: a copy of the list or of the dictionaries still holds the same arrays.",
            "`step_fn` 可能原地修改，而你把调用者自己的参数交给了它：训练之后，这些参数变了。应当在完整的副本上训练："
            "只复制列表或字典，里面装的仍是同样的数组。",
        ),
    ),
    Misconception(
        "one_epoch_more",
        _fitting(one_more=True),
        Text(
            "After the epoch in which training should stop, one more is run.",
            "到了该停的那一轮，又多运行了一轮。",
        ),
    ),
    Misconception(
        "max_epochs_plus_one",
        _fitting(epochs_more=1),
        Text(
            "`max_epochs` + 1 epochs are run where nothing stops them earlier. Compare before you train, not "
            "afterwards.",
            "没有提前停止时，运行了 `max_epochs` + 1 轮。应当先比较轮数，再训练。",
        ),
    ),
    Misconception(
        "validation_before_step",
        _fitting(look_first=True),
        Text(
            "The validation loss is taken before the step, on the parameters of the epoch before. It belongs after "
            "the step, on what the step returned.",
            "验证损失是在训练这一轮之前算的，用的是上一轮的参数。应当先训练一轮，再用得到的参数来算。",
        ),
    ),
    Misconception(
        "start_counts_as_epoch",
        _fitting(look_at_start=True),
        Text(
            "The parameters that were given count as an epoch. Epoch 0 is the first call of `step_fn`.",
            "初始参数也被算作了一轮。第 0 轮是第一次调用 `step_fn`。",
        ),
    ),
    Misconception(
        "step_result_ignored",
        _fitting(result_ignored=True),
        Text(
            "What `step_fn` returns is not used. It works in place only sometimes: go on with the parameters that it "
            "returns.",
            "`step_fn` 的返回值没有用上。它不一定原地修改：后面要用它返回的参数。",
        ),
    ),
    Misconception(
        "loss_computed_twice",
        _fitting(twice=True),
        Text(
            "`val_loss_fn` is called twice after each epoch. Call it once and store the result: on a large validation "
            "set it costs time.",
            "每轮之后，`val_loss_fn` 被调用了两次。只调用一次，把结果存下来：验证集很大时，这要花不少时间。",
        ),
    ),
    Misconception(
        "min_delta_not_passed",
        _fitting(min_delta_passed=False),
        Text("`min_delta` has no effect.", "`min_delta` 没有起作用。"),
    ),
    Misconception(
        "patience_not_passed",
        _fitting(patience_passed=False),
        Text(
            "`patience` has no effect: you wait for another number of epochs.",
            "`patience` 没有起作用：等待的轮数是另一个数。",
        ),
    ),
    Misconception(
        "never_stops",
        _fitting(stops=False),
        Text(
            "All `max_epochs` epochs are run. What `update` says must end the loop.",
            "`max_epochs` 轮全都运行了。`update` 说停时，循环应当结束。",
        ),
    ),
    Misconception(
        "stop_is_best",
        _fitting(best=lambda stopper, history: len(history) - 1 if stopper.best_epoch is not None else None),
        Text(
            "`best_epoch` is the last epoch that was run. The best one lies before the epochs that were waited for.",
            "`best_epoch` 给成了最后运行的一轮。最好的一轮在等待的那几轮之前。",
        ),
    ),
    Misconception(
        "smallest_of_history",
        _fitting(best=_minimum),
        Text(
            "`best_epoch` is where the history is smallest; it should be the last improvement, the epoch whose "
            "parameters are returned: with `min_delta` that may be another one.",
            "`best_epoch` 给成了历史里损失最小的一轮。要的是最后一次改善所在的轮，返回的正是它的参数："
            "有 `min_delta` 时，两者可能不同。",
        ),
    ),
    Misconception(
        "count_for_index",
        _fitting(stopped=lambda stopper, history: len(history) if history else None),
        Text(
            "`stopped_epoch` is how many epochs were run; it should be the number of the last one, counted from 0.",
            "`stopped_epoch` 给成了总轮数。要的是最后一轮的编号，从 0 开始数。",
        ),
    ),
    Misconception(
        "stopped_only_if_early",
        _fitting(stopped=lambda stopper, history: stopper.epoch if stopper.wait >= max(stopper.patience, 1) else None),
        Text(
            "`stopped_epoch` is `None` where `max_epochs` ends the training. It is the last epoch that was run, "
            "whatever the reason.",
            "训练因 `max_epochs` 结束时，`stopped_epoch` 给成了 `None`。不管因为什么结束，它都是最后运行的一轮。",
        ),
    ),
    Misconception(
        "history_to_the_best",
        _fitting(
            loss_of=lambda kept, history, stopper: history[: (stopper.best_epoch or 0) + 1],
            stopped=lambda stopper, history: stopper.epoch if history else None,
        ),
        Text(
            "The history ends at the best epoch. It holds the losses of all epochs that were run.",
            "历史只记到最好的一轮。它应当包含运行过的所有轮的损失。",
        ),
    ),
    Misconception(
        "none_back",
        _fitting(back=lambda given, current, stopper: stopper.best_params),
        Text(
            "Where no loss was a number, or no epoch was run, the parameters come back as `None`. Return a copy of "
            "the given ones.",
            "没有一个损失是数，或者一轮也没有运行时，返回的参数是 `None`。应当返回初始参数的一份副本。",
        ),
    ),
    Misconception(
        "given_ones_back",
        _fitting(back=_unlike_given),
        Text(
            "Where no epoch was an improvement, the caller's own arrays come back. Return a copy of them.",
            "没有哪一轮算改善时，返回的就是调用者自己的数组。应当返回它们的一份副本。",
        ),
    ),
)
