"""Training with early stopping: somebody's epochs, somebody's validation loss, and the best parameters back."""

from typing import Any

import numpy as np

from autograder.checking.cases import Exercise, Group
from autograder.checking.findings import Finding
from autograder.checking.verdicts import Verdict
from autograder.exercises.early_stopping import hints, wrong_training
from autograder.exercises.early_stopping.curves import LONG_RISE, NAN, STEADY_FALLS, TIES, Curve, V, stopping, varied
from autograder.exercises.kit import STAYS, twice
from autograder.sandbox.steps import Call, Look, Make, MakeDouble, Record, Ref, Step, Write
from deeplearn_ref import early_stopping as ref
from lessonkit.language import Text

BEFORE = 0.0625
"""The loss of parameters that no epoch has changed: smaller than all others, so that a look at it shows."""


def _start(rng: np.random.Generator | None = None) -> list[dict[str, Any]]:
    """Return where training starts: two small layers; the first weight tells which epoch it is."""
    first = 0.5 if rng is None else float(rng.integers(2, 9)) / 2
    return [
        {"W": np.array([[first], [-1.5]]), "b": np.array([0.25])},
        {"W": np.array([[2.5]]), "b": np.array([-0.75])},
    ]


def _fit(
    curve: Curve,
    max_epochs: int,
    patience: int,
    min_delta: float = 0.0,
    *,
    in_place: bool = False,
    params: list[dict[str, Any]] | None = None,
) -> list[Step]:
    """Return the script that trains on `curve`, whatever the parameters hold besides."""
    given = _start() if params is None else params
    first = float(given[0]["W"].flat[0])
    # What a student reads instead of the two functions: their names say what they do.
    step = "all_plus_1_in_place" if in_place else "all_plus_1"
    losses = "losses_" + "_".join(f"{loss:g}" for loss in curve)
    return [
        MakeDouble(step, "epochs.plus_one", {"in_place": in_place}),
        MakeDouble(losses, "epochs.recorded", {"losses": curve, "start": first, "before": BEFORE}),
        Make("params", given),
        Call(
            "fit_with_early_stopping",
            (Ref(step), Ref(losses), Ref("params"), max_epochs, patience),
            {"min_delta": min_delta} if min_delta else {},
        ),
    ]


def _joined(*parts: list[Step]) -> list[Step]:
    return [step for part in parts for step in part]


def _varied(rng: np.random.Generator, curve: Curve, patience: int, min_delta: float = 0.0, **others: Any) -> list[Step]:
    """Return training on a curve of the same form, with epochs to spare."""
    moved, scale = varied(rng, curve)
    return _fit(moved, len(moved), patience, min_delta * scale, params=_start(rng), **others)


def _drawn(rng: np.random.Generator, patience: int, **others: Any) -> list[Step]:
    curve = stopping(rng, patience)
    return _fit(curve, len(curve), patience, params=_start(rng), **others)


def _kept(curve: Curve, max_epochs: int, patience: int, *, in_place: bool) -> list[Step]:
    """Train, look at the parameters that were given, write into the ones that came back, and look again."""
    look = Look(Ref("params"))
    writes = [Write(Ref("result", ("params", layer, name)), 77.0) for layer in (0, 1) for name in ("W", "b")]
    return [*_fit(curve, max_epochs, patience, in_place=in_place), look, *writes, look]


def _counted(curve: Curve, max_epochs: int, patience: int, *, in_place: bool = False) -> list[Step]:
    """Train, and look how often the two functions were called."""
    steps = _fit(curve, max_epochs, patience, in_place=in_place)
    doubles = [step.into for step in steps if isinstance(step, MakeDouble)]
    return [*steps, *(Look(Ref(double, ("calls",))) for double in doubles)]


def _once_an_epoch(steps: list[Step], records: list[Record]) -> float | Finding:
    """Judge whether both functions were called once for each epoch that had to be run."""
    given = [record.value for step, record in zip(steps, records, strict=True) if isinstance(step, Look)]
    call = next(step for step in steps if isinstance(step, Call))
    made = {step.into: step.arguments for step in steps if isinstance(step, MakeDouble)}
    losses, (max_epochs, patience) = made[call.args[1].name]["losses"], call.args[3:5]
    asked = ref.early_stop_epoch(np.array(losses[:max_epochs]), patience)[0] + 1 if max_epochs else 0
    for calls, (more, fewer) in zip(given, (_STEPS, _LOOKS), strict=True):
        if calls != asked:
            return Finding(Verdict.WRONG_VALUE, (more if calls > asked else fewer,))
    return 1.0


_STEPS = (
    Text(
        "`step_fn` is called more often than once an epoch, or for epochs after the end.",
        "`step_fn` 的调用次数太多：一轮调用了不止一次，或者该停之后还在调用。",
    ),
    Text(
        "`step_fn` is not called often enough: once for each epoch that is run.",
        "`step_fn` 的调用次数太少：每运行一轮，应当调用一次。",
    ),
)
_LOOKS = (
    Text(
        "`val_loss_fn` is called more often than once after each epoch. A pass over the validation set costs time: "
        "store its result.",
        "`val_loss_fn` 的调用次数太多：每轮之后只应当调用一次。在验证集上算一遍要花时间，把结果存下来。",
    ),
    Text(
        "`val_loss_fn` is not called often enough: once after each epoch that is run.",
        "`val_loss_fn` 的调用次数太少：每运行一轮，之后应当调用一次。",
    ),
)

FIT = Exercise(
    id="fit_with_early_stopping",
    alias="L12-E4",
    points=5,
    reference=(ref.fit_with_early_stopping,),
    needs=(ref.EarlyStopping,),
    signature="fit_with_early_stopping(step_fn, val_loss_fn, params, max_epochs, patience, min_delta=0.0)",
    cases=(
        *twice(
            "stops",
            Text("a validation loss that makes training stop", "验证损失使训练提前停止"),
            lambda rng: _joined(_fit(V, 10, 2), _fit(V, 10, 3), _fit(LONG_RISE, 10, 2)),
            lambda rng: _joined(_varied(rng, V, 2), _varied(rng, LONG_RISE, 3), _drawn(rng, 2), _drawn(rng, 3)),
            weight=2.0,
        ),
        *twice(
            "in_place",
            Text("`step_fn` trains in place", "`step_fn` 原地训练"),
            lambda rng: _fit(V, 10, 2, in_place=True),
            lambda rng: _joined(_varied(rng, V, 3, in_place=True), _drawn(rng, 2, in_place=True)),
            weight=1.5,
        ),
        *twice(
            "max_epochs",
            Text("`max_epochs` ends the training", "训练因 `max_epochs` 结束"),
            lambda rng: _joined(_fit(V, 5, 4), _fit(V, 8, 20)),
            lambda rng: _joined(
                _fit(varied(rng, V, 0)[0], 7, 4, params=_start(rng)),
                _fit(varied(rng, [6, 5, 4, 3, 2.5, 2], 0)[0], int(rng.integers(2, 5)), 3, params=_start(rng)),
            ),
            weight=1.0,
        ),
        *twice(
            "min_delta",
            Text("small falls and a `min_delta`; losses that stay equal", "小幅下降与 `min_delta`；损失保持不变"),
            lambda rng: _joined(_fit(STEADY_FALLS, 5, 3, 0.5), _fit(TIES, 6, 3)),
            lambda rng: _joined(_varied(rng, STEADY_FALLS, 3, 0.5), _varied(rng, TIES, 3)),
            weight=0.75,
        ),
        *twice(
            "nan",
            Text("some losses are nan", "有些损失是 nan"),
            lambda rng: _fit([4, NAN, 3, 3.5, NAN, 2], 6, 2),
            lambda rng: _varied(rng, [4, NAN, 3, 3.5, NAN, 2], 2),
            weight=0.5,
        ),
        *twice(
            "calls",
            Text("how often the two functions are called", "两个函数各调用了几次"),
            lambda rng: _counted(V, 10, 2),
            lambda rng: _counted(varied(rng, V)[0], 13, 3, in_place=True),
            weight=0.75,
            property=_once_an_epoch,
        ),
        *twice(
            "only_nan",
            Text("no loss is a number", "没有一个损失是数"),
            lambda rng: _fit([NAN, NAN, NAN], 3, 2),
            lambda rng: _joined(_fit([NAN] * 4, 3, 5, params=_start(rng)), _fit([NAN] * 4, 4, 2, params=_start(rng))),
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "no_epoch",
            Text("`max_epochs` is 0", "`max_epochs` 为 0"),
            lambda rng: _fit(V, 0, 2),
            lambda rng: _fit(varied(rng, V)[0], 0, int(rng.integers(1, 4)), params=_start(rng)),
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "patience_0_1",
            Text(
                "`patience` 0 and 1: both stop at the first epoch without improvement",
                "`patience` 为 0 和 1：都在第一个没有改善的轮停止",
            ),
            lambda rng: _joined(_fit(V, 10, 0), _fit(V, 10, 1)),
            lambda rng: _joined(_varied(rng, V, 0), _varied(rng, V, 1, in_place=True)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _kept(V, 10, 2, in_place=True),
            lambda rng: _joined(*(_kept(varied(rng, V)[0], 10, 3, in_place=way) for way in (True, False))),
            weight=0.75,
            group=Group.PURITY,
        ),
        *twice(
            "given_ones_back",
            Text("the given parameters come back as a copy", "原样返回的参数是一份副本"),
            lambda rng: _joined(_kept(V, 0, 2, in_place=False), _kept([NAN, NAN], 2, 1, in_place=True)),
            lambda rng: _joined(_kept([NAN, NAN, NAN], 3, 2, in_place=False), _kept(V, 0, 2, in_place=True)),
            weight=0.5,
            group=Group.PURITY,
        ),
    ),
    misconceptions=wrong_training.FIT,
    hints=hints.FIT,
)
