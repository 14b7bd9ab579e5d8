"""Reading a recorded validation loss: its best epoch, and where early stopping would have ended the run."""

from typing import Any

import numpy as np

from autograder.checking.cases import Exercise, Group
from autograder.exercises.early_stopping import hints, wrong_epochs
from autograder.exercises.early_stopping.curves import (
    NAN,
    SMALL_FALLS,
    SMALL_RISES,
    STEADY_FALLS,
    TIES,
    Curve,
    V,
    drawn,
    stopping,
    varied,
)
from autograder.exercises.kit import LAYOUT, STAYS, laid_out, twice
from autograder.sandbox.steps import Call, Look, Make, Ref, Step
from deeplearn_ref import early_stopping as ref
from lessonkit.language import Text

ONE_EPOCH = Text("a single epoch", "只有一轮")

# best_epoch -----------------------------------------------------------------------------------------------


def _best(*curves: Curve) -> list[Step]:
    return [Call("best_epoch", (np.array(curve, dtype=float),)) for curve in curves]


def _kept(function: str, curve: Curve, *others: Any) -> list[Step]:
    made = Make("val_losses", np.array(curve))
    return [made, Call(function, (Ref("val_losses"), *others)), Look(Ref("val_losses"))]


def _tied(rng: np.random.Generator) -> list[Step]:
    return _best(*(varied(rng, curve)[0] for curve in ([3.0, 0.5, 2.0, 0.5, 2.5], [2.0, 1.0, 1.5, 1.0, 1.0, 4.0])))


BEST = Exercise(
    id="best_epoch",
    alias="L12-E1",
    points=2,
    reference=(ref.best_epoch,),
    signature="best_epoch(val_losses)",
    cases=(
        *twice(
            "curve",
            Text("a loss that falls and rises again", "先下降、后上升的损失"),
            lambda rng: _best([2.5, 1.75, 0.875, 1.5, 2.25, 2.0], V),
            lambda rng: [*_best(*(drawn(rng, n) for n in (7, 10, 13))), *_best(varied(rng, [4, 3, 1.5, 2, 3.5])[0])],
            weight=1.5,
        ),
        *twice(
            "ties",
            Text("the smallest loss occurs more than once", "最小的损失不止出现一次"),
            lambda rng: _best([3.0, 0.5, 2.0, 0.5, 2.5]),
            _tied,
            weight=1.0,
        ),
        *twice(
            "nan",
            Text("some losses are nan", "有些损失是 nan"),
            lambda rng: _best([3.0, 0.5, NAN, 0.5, 2.0], [NAN, 2.0, 1.0, 3.0]),
            lambda rng: _best(
                *(varied(rng, curve)[0] for curve in ([5, NAN, 4, 3, NAN, 3.5], [NAN, NAN, 3, 2, 4], [4, 2, NAN, 3]))
            ),
            weight=1.0,
        ),
        *twice(
            "one_epoch",
            ONE_EPOCH,
            lambda rng: _best([0.75]),
            lambda rng: _best([float(rng.integers(2, 9))]),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _kept("best_epoch", [3.0, NAN, 0.5, 2.0]),
            lambda rng: _kept("best_epoch", varied(rng, [NAN, 3.0, 0.5, 2.0])[0]),
            weight=0.25,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("best_epoch", np.array([3.0, NAN, 0.5, 2.0])),
            lambda rng: laid_out("best_epoch", np.array(varied(rng, [NAN, 3.0, 0.5, 2.0])[0])),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "no_loss",
            Text("no epoch at all, or nothing but nan: `ValueError`", "一轮也没有，或者全是 nan：`ValueError`"),
            lambda rng: _best([], [NAN, NAN]),
            lambda rng: _best([], [NAN], [NAN] * int(rng.integers(3, 6))),
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_epochs.BEST,
    hints=hints.BEST,
)

# early_stop_epoch -----------------------------------------------------------------------------------------

Asked = tuple[Curve, int, float]


def _stop(*asked: Asked) -> list[Step]:
    return [
        Call(
            "early_stop_epoch", (np.array(curve, dtype=float), patience), {"min_delta": min_delta} if min_delta else {}
        )
        for curve, patience, min_delta in asked
    ]


def _varied(rng: np.random.Generator, *asked: Asked) -> list[Step]:
    """Ask about curves of the same form."""
    steps: list[Step] = []
    for curve, patience, min_delta in asked:
        moved, scale = varied(rng, curve)
        steps += _stop((moved, patience, min_delta * scale))
    return steps


def _drawn(rng: np.random.Generator, *patiences: int) -> list[Step]:
    return _stop(*((stopping(rng, patience), patience, 0.0) for patience in patiences))


STOP = Exercise(
    id="early_stop_epoch",
    alias="L12-E2",
    points=4,
    reference=(ref.early_stop_epoch,),
    signature="early_stop_epoch(val_losses, patience, min_delta=0.0)",
    cases=(
        *twice(
            "patience",
            Text("training ends after `patience` epochs without improvement", "连续 `patience` 轮没有改善，训练结束"),
            lambda rng: _stop((V, 2, 0.0), (V, 3, 0.0)),
            lambda rng: [*_varied(rng, (V, 2, 0.0), (V, 3, 0.0)), *_drawn(rng, 2, 3, 4)],
            weight=2.5,
        ),
        *twice(
            "to_the_end",
            Text("losses that never make it stop", "一直没有触发停止的损失"),
            lambda rng: _stop((V, 4, 0.0), (V, 20, 0.0)),
            lambda rng: _varied(rng, (V, 4, 0.0), (V, 20, 0.0), ([5, 4, 3, 2.5], 2, 0.0)),
            weight=1.0,
        ),
        *twice(
            "ties",
            Text("losses that stay equal", "损失保持不变"),
            lambda rng: _stop(([3, 3, 3, 3], 2, 0.0), (TIES, 3, 0.0)),
            lambda rng: _varied(rng, ([3, 3, 3, 3, 3], 3, 0.0), (TIES, 2, 0.0), (TIES, 4, 0.0)),
            weight=1.0,
        ),
        *twice(
            "min_delta",
            Text("falls and rises smaller than `min_delta`", "下降和上升都比 `min_delta` 小"),
            lambda rng: _stop((SMALL_FALLS, 2, 0.5), (SMALL_RISES, 2, 0.5)),
            lambda rng: _varied(rng, (SMALL_FALLS, 2, 0.5), (SMALL_RISES, 2, 0.5), (SMALL_FALLS, 3, 0.5)),
            weight=1.0,
        ),
        *twice(
            "steady_falls",
            Text("small falls that add up to more than `min_delta`", "多次小幅下降，加起来超过 `min_delta`"),
            lambda rng: _stop((STEADY_FALLS, 3, 0.5)),
            lambda rng: _varied(rng, (STEADY_FALLS, 3, 0.5), ([*STEADY_FALLS, 3.75, 3.5, 3.25], 3, 0.5)),
            weight=1.0,
        ),
        *twice(
            "nan",
            Text("some losses are nan", "有些损失是 nan"),
            lambda rng: _stop(([3, NAN, 4, 5], 2, 0.0), ([4, NAN, 3, NAN, NAN, 5, 6, 7, 2], 3, 0.0)),
            lambda rng: _varied(rng, ([3, NAN, 4, 5, 2], 2, 0.0), ([4, NAN, 3, NAN, NAN, 5, 6, 7, 2], 3, 0.0)),
            weight=0.75,
        ),
        *twice(
            "patience_0_1",
            Text(
                "`patience` 0 and 1: both stop at the first epoch without improvement",
                "`patience` 为 0 和 1：都在第一个没有改善的轮停止",
            ),
            lambda rng: _stop((V, 0, 0.0), (V, 1, 0.0)),
            lambda rng: [*_varied(rng, (V, 0, 0.0), (V, 1, 0.0)), *_drawn(rng, 1)],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "nan_first",
            Text("nan from the first epoch on", "从第一轮起就是 nan"),
            lambda rng: _stop(([NAN, NAN, 1], 2, 0.0), ([NAN, 2, 3, 1], 2, 0.0)),
            lambda rng: (
                _varied(rng, *(([NAN] * n + [3.0, 2.0, 4.0], n + 1, 0.0) for n in (1, 2)))
                + _stop(([NAN] * 4, 3, 0.0), ([NAN] * 3, 5, 0.0))
            ),
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "one_epoch",
            ONE_EPOCH,
            lambda rng: _stop(([7.0], 3, 0.0)),
            lambda rng: _stop(([float(rng.integers(2, 9))], 2, 0.25), ([0.5], 0, 0.0), ([0.5], 1, 0.0)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _kept("early_stop_epoch", [3.0, NAN, 0.5, 2.0], 2),
            lambda rng: _kept("early_stop_epoch", varied(rng, [NAN, 3.0, 0.5, 2.0])[0], 3),
            weight=0.25,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("early_stop_epoch", np.array([3.0, 0.5, NAN, 2.0, 2.5]), 2),
            lambda rng: laid_out("early_stop_epoch", np.array(varied(rng, V)[0]), 3),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "refused",
            Text(
                "no epoch at all, or a negative `patience`: `ValueError`",
                "一轮也没有，或者 `patience` 为负：`ValueError`",
            ),
            lambda rng: _stop(([], 2, 0.0), (V, -1, 0.0)),
            lambda rng: _stop(([], 0, 0.25), (drawn(rng, 5), -int(rng.integers(1, 4)), 0.0)),
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_epochs.STOP,
    hints=hints.STOP,
)
