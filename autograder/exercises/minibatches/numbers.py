"""Counts of an epoch, its mean loss, and the learning rate for a total loss."""

from typing import Any

import numpy as np

from autograder.checking.cases import Exercise, Group
from autograder.exercises.kit import LAYOUT, NO_SAMPLES, STAYS, FloatArray, IntArray, calling, laid_out, twice
from autograder.exercises.minibatches import hints, wrong_numbers
from autograder.sandbox.steps import Call, Look, Make, Ref, Step
from deeplearn_ref import minibatch as ref
from lessonkit.language import Text

BAD_SIZE = Text("a batch size of 0 or below: `ValueError`", "批量大小为 0 或负数：`ValueError`")

# steps_per_epoch ------------------------------------------------------------------------------------------


def _steps(*pairs: tuple[int, int], **others: Any) -> list[Step]:
    return [Call("steps_per_epoch", pair, others) for pair in pairs]


def _both(*pairs: tuple[int, int]) -> list[Step]:
    """Ask with the last partial batch, then without it."""
    return [*_steps(*pairs), *_steps(*pairs, drop_last=True)]


def _uneven(rng: np.random.Generator, rest: float) -> tuple[int, int]:
    """Draw m and B with several full batches and a last one of about `rest` of the size."""
    size = int(rng.integers(8, 40))
    return int(rng.integers(3, 30)) * size + round(rest * size), size


def _even(rng: np.random.Generator) -> tuple[int, int]:
    size = int(rng.integers(3, 40))
    return int(rng.integers(2, 30)) * size, size


STEPS = Exercise(
    id="steps_per_epoch",
    alias="L09-E1",
    points=2,
    reference=(ref.steps_per_epoch,),
    signature="steps_per_epoch(m, batch_size, drop_last=False)",
    cases=(
        *twice(
            "partial",
            Text("the last batch is not full", "最后一个批量不满"),
            lambda rng: _steps((10, 4), (11, 4)),
            lambda rng: _steps(_uneven(rng, 0.25), _uneven(rng, 0.8)),
            weight=2.0,
        ),
        *twice(
            "even",
            Text("all batches are full", "每个批量都是满的"),
            lambda rng: _both((8, 4)),
            lambda rng: _both(_even(rng), _even(rng)),
            weight=1.5,
        ),
        *twice(
            "drop_last",
            Text("`drop_last=True`: only batches that are full count", "`drop_last=True`：只数满的批量"),
            lambda rng: _steps((10, 4), (11, 4), drop_last=True),
            lambda rng: _steps(_uneven(rng, 0.25), _uneven(rng, 0.8), drop_last=True),
            weight=1.5,
        ),
        *twice(
            "few",
            Text("fewer samples than one batch holds", "样本比一个批量还少"),
            lambda rng: _both((3, 8)),
            lambda rng: _both((int(rng.integers(1, 5)), int(rng.integers(9, 40))), (1, 2)),
            weight=0.75,
            group=Group.EDGE,
        ),
        *twice(
            "extremes",
            Text("batches of one sample, and all samples in one batch", "每个批量一个样本，以及全部样本合成一个批量"),
            lambda rng: _both((5, 1), (6, 6)),
            lambda rng: _both((int(rng.integers(7, 90)), 1), (1, 1), (17, 17)),
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "no_samples",
            NO_SAMPLES,
            lambda rng: _both((0, 4)),
            lambda rng: _both((0, int(rng.integers(1, 40)))),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "bad_size",
            BAD_SIZE,
            lambda rng: _steps((10, 0), (10, -4)),
            lambda rng: [*_steps((0, 0), (7, -7)), *_steps((9, 0), (9, -2), drop_last=True)],
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_numbers.STEPS,
    hints=hints.STEPS,
)

# epoch_mean_loss ------------------------------------------------------------------------------------------


def _mean(losses: Any, sizes: Any) -> Call:
    return Call("epoch_mean_loss", (np.array(losses), np.array(sizes)))


def _losses(rng: np.random.Generator, count: int) -> FloatArray:
    """Draw losses, none near another: an odd one out is seen."""
    return rng.permutation(np.arange(1, count + 1)) * 0.375 + rng.uniform(0.05, 0.15, count)


def _sizes(rng: np.random.Generator, count: int) -> IntArray:
    """Draw sizes, one much smaller than the others, at a random place."""
    sizes = np.full(count, int(rng.integers(9, 33)))
    sizes[rng.integers(0, count)] = int(rng.integers(1, 5))
    return sizes


def _mean_kept(losses: FloatArray | IntArray, sizes: IntArray) -> list[Step]:
    return [
        Make("batch_losses", losses),
        Make("batch_sizes", sizes),
        Call("epoch_mean_loss", (Ref("batch_losses"), Ref("batch_sizes"))),
        Look(Ref("batch_losses")),
        Look(Ref("batch_sizes")),
    ]


MEAN = Exercise(
    id="epoch_mean_loss",
    alias="L09-E4",
    points=2,
    reference=(ref.epoch_mean_loss,),
    signature="epoch_mean_loss(batch_losses, batch_sizes)",
    cases=(
        *twice(
            "unequal",
            Text("the last batch is smaller", "最后一个批量较小"),
            lambda rng: [_mean([1.0, 2.0, 6.0], [4, 4, 2])],
            lambda rng: [_mean(_losses(rng, 5), [16, 16, 16, 16, int(rng.integers(2, 8))])],
            weight=2.0,
        ),
        *twice(
            "equal",
            Text("all batches have the same size", "所有批量一样大"),
            lambda rng: [_mean([0.5, 0.25, 1.5], [8, 8, 8])],
            lambda rng: [_mean(_losses(rng, 4), np.full(4, int(rng.integers(2, 20))))],
        ),
        *twice(
            "anywhere",
            Text("the small batch may stand anywhere", "较小的批量可以在任何位置"),
            lambda rng: [_mean([3.0, 0.5, 1.0, 0.25], [1, 8, 5, 8])],
            lambda rng: [_mean(_losses(rng, 6), _sizes(rng, 6))],
            weight=0.75,
        ),
        *twice(
            "one_batch",
            Text("one batch only", "只有一个批量"),
            lambda rng: [_mean([0.75], [6])],
            lambda rng: [_mean(_losses(rng, 1), rng.integers(2, 30, 1))],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "empty_batch",
            Text("a batch without a sample among others", "其中有一个批量没有样本"),
            lambda rng: [_mean([2.0, 7.0, 1.0], [3, 0, 5])],
            lambda rng: [_mean([*_losses(rng, 3), 50.0], [*_sizes(rng, 3), 0])],
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "integers",
            Text("losses that are integers", "损失是整数"),
            lambda rng: [_mean([1, 2, 4], [3, 3, 2])],
            lambda rng: [_mean(rng.permutation([1, 3, 4, 9]), [7, 7, 7, 4])],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: [
                *_mean_kept(np.array([1.0, 2.0, 6.0]), np.array([4, 4, 2])),
                *_mean_kept(np.array([1, 2, 6]), np.array([4, 4, 2])),
            ],
            lambda rng: [
                *_mean_kept(_losses(rng, 4), _sizes(rng, 4)),
                *_mean_kept(rng.permutation([1, 3, 4, 9]), _sizes(rng, 4)),
            ],
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("epoch_mean_loss", np.array([1.0, 2.0, 6.0]), np.array([4, 4, 2])),
            lambda rng: laid_out("epoch_mean_loss", _losses(rng, 4), _sizes(rng, 4)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "not_alike",
            Text(
                "losses and sizes that are not both (k,): `ValueError`",
                "损失与大小的形状不都是 (k,)：`ValueError`",
            ),
            lambda rng: [_mean([1.0, 2.0, 6.0], [4]), _mean([[1.0], [2.0]], [4, 2])],
            lambda rng: [_mean(_losses(rng, 1), _sizes(rng, 3)), _mean(_losses(rng, 4), _sizes(rng, 4)[:, None])],
            weight=0.25,
            group=Group.ERROR,
        ),
        *twice(
            "no_samples",
            Text("all sizes are 0, or there is no batch: `ValueError`", "大小全为 0，或者一个批量也没有：`ValueError`"),
            lambda rng: [_mean([1.0, 2.0], [0, 0])],
            lambda rng: [_mean(_losses(rng, 3), np.zeros(3, dtype=np.int64)), _mean([], np.zeros(0, dtype=np.int64))],
            weight=0.25,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_numbers.MEAN,
    hints=hints.MEAN,
)

# equivalent_sum_lr ----------------------------------------------------------------------------------------


def _rates(*pairs: tuple[float, int]) -> list[Step]:
    return [Call("equivalent_sum_lr", pair) for pair in pairs]


RATE = Exercise(
    id="equivalent_sum_lr",
    alias="L09-E6",
    points=2,
    reference=(ref.equivalent_sum_lr,),
    signature="equivalent_sum_lr(lr_mean, batch_size)",
    cases=(
        *twice(
            "batch",
            Text("a batch of several samples", "一个批量有多个样本"),
            lambda rng: _rates((0.1, 32), (0.5, 10)),
            lambda rng: _rates(*((float(rng.uniform(0.02, 0.9)), int(rng.integers(5, 90))) for _ in range(3))),
            weight=2.0,
        ),
        *twice(
            "one_sample",
            Text("a batch of one sample", "一个批量只有一个样本"),
            calling("equivalent_sum_lr", 0.3, 1),
            lambda rng: _rates((float(rng.uniform(0.02, 0.9)), 1)),
            weight=0.75,
            group=Group.EDGE,
        ),
        *twice(
            "whole",
            Text("a learning rate that is an integer", "学习率是整数"),
            calling("equivalent_sum_lr", 3, 8),
            lambda rng: _rates((int(rng.integers(1, 4)), int(rng.integers(5, 30)))),
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "bad_size",
            BAD_SIZE,
            lambda rng: _rates((0.1, 0), (0.1, -32)),
            lambda rng: _rates((0.5, 0), (float(rng.uniform(0.02, 0.9)), -int(rng.integers(1, 9)))),
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_numbers.RATE,
    hints=hints.RATE,
)
