"""Three tests of somebody's training code."""

import math
from typing import Any

import numpy as np

from autograder.checking.cases import Exercise, Group
from autograder.exercises.kit import STAYS, halves, twice
from autograder.exercises.training import hints, wrong_sanity
from autograder.sandbox.steps import Call, Look, Make, MakeDouble, Ref, Step
from deeplearn_ref import training as ref
from lessonkit.language import Text

Params = list[dict[str, Any]]
ONE_WEIGHT: Params = [{"W": np.array([[2.0]]), "b": np.array([0.0])}]
NAN = math.nan
BOUNDS = [(4.0, 0.21), (1.0, 0.221), (1.0, 0.225), (0.25, 0.23)]
"""First losses as shares of ln K, and what one step leaves of the weights: its square is near 0.05."""


def _report(
    first: float,
    rates: list[float],
    n_classes: int,
    n_steps: int | None = 12,
    *,
    penalty: float = 1.0,
    params: Params = ONE_WEIGHT,
    in_place: bool = False,
) -> list[Step]:
    """Return a question about code whose loss begins at `first` and whose step multiplies the weights by `rates`."""
    whole = float(sum(np.sum(layer["W"] ** 2) for layer in params))
    others = {} if n_steps is None else {"n_steps": n_steps}
    # What a student reads instead of the two functions: their names say what they do.
    loss = f"loss_from_{first:.4g}" + ("" if penalty == 1 else f"_penalty_{penalty:g}")
    step = "_".join(["weights_times", *(f"{rate:g}" for rate in rates)]) + ("_in_place" if in_place else "")
    return [
        MakeDouble(loss, "training.bowl", {"first": first, "whole": whole, "penalty": penalty}),
        MakeDouble(step, "training.scaling", {"rates": rates, "in_place": in_place}),
        Make("params", params),
        Call("sanity_report", (Ref(loss), Ref(step), Ref("params"), n_classes), others),
    ]


def _kept(*asked: Any, **others: Any) -> list[Step]:
    return [*_report(*asked, **others), Look(Ref("params"))]


def _joined(*parts: list[Step]) -> list[Step]:
    return [step for part in parts for step in part]


def _classes(rng: np.random.Generator) -> int:
    """Draw a number of classes: not 3, the public one, and none at which log₂ or 1/K comes near ln."""
    return int(rng.integers(4, 13))


def _layers(rng: np.random.Generator) -> Params:
    """Draw two layers whose biases are not 0."""
    return [
        {"W": halves(rng, 3, 2) + 0.25, "b": halves(rng, 2) + 4.25},
        {"W": halves(rng, 2, 1) + 0.25, "b": halves(rng, 1) + 4.25},
    ]


def _wrong_first(rng: np.random.Generator, share: float) -> list[Step]:
    K = _classes(rng)
    return _report(share * math.log(K), [0.5], K)


def _of_others(n_classes: int) -> list[float]:
    """Return first losses that other logarithms, the probability itself and two classes would expect."""
    return [math.log2(n_classes), math.log10(n_classes), 1 / n_classes, math.log(2)]


REPORT = Exercise(
    id="sanity_report",
    alias="L08-E8",
    points=3,
    reference=(ref.sanity_report,),
    signature="sanity_report(loss_fn, step_fn, params, n_classes, n_steps=200)",
    cases=(
        *twice(
            "healthy",
            Text("training code without a fault", "没有毛病的训练代码"),
            lambda rng: _report(math.log(3), [0.5], 3),
            lambda rng: _joined(_wrong_first(rng, 1.0), _report(math.log(2), [0.9], 2, params=_layers(rng))),
            weight=1.5,
        ),
        *twice(
            "first_loss",
            Text(
                "a first loss that is too large, too small, or still near enough",
                "第一个损失太大，太小，或者还算接近",
            ),
            lambda rng: _joined(
                *(_report(f * math.log(3), [0.5], 3) for f in (3.0, 1.105, 1.095, 0.895, 0.905)),
                *(_report(first, [0.5], 3) for first in _of_others(3)),
            ),
            lambda rng: _joined(
                *(_wrong_first(rng, f) for f in rng.permutation([4.0, 0.3, 1.103, 1.097, 0.897, 0.903])[:3].tolist()),
                _report(float(rng.choice(_of_others(9))), [0.5], 9),
            ),
            weight=2.0,
        ),
        *twice(
            "overfits",
            Text(
                "code that climbs, that stalls, that learns slowly",
                "损失往上走的代码，停滞不前的代码，学得慢的代码",
            ),
            lambda rng: _joined(*(_report(math.log(3), [rate], 3) for rate in (1.05, 0.99, 0.87, 0.5))),
            lambda rng: _joined(
                *(_report(math.log(K), [rate], K) for K, rate in ((_classes(rng), r) for r in (1.1, 0.995, 0.86, 0.4)))
            ),
            weight=2.0,
        ),
        *twice(
            "bound",
            Text("a loss that ends just below or above 5 % of the first", "最后的损失在第一个的 5% 上下"),
            lambda rng: _joined(
                _report(3 * math.log(3), [0.2], 3, 1),
                _report(math.log(3), [0.22], 3, 1),
                _report(math.log(3), [0.226], 3, 1),
                _report(0.3 * math.log(3), [0.25], 3, 1),
            ),
            lambda rng: _joined(
                *(_report(f * math.log(9), [r], 9, 1) for f, r in rng.permutation(BOUNDS)[:2].tolist()),
            ),
        ),
        *twice(
            "steps",
            Text("exactly `n_steps` steps", "恰好走 `n_steps` 步"),
            lambda rng: _joined(
                _report(math.log(3), [0.73], 3, 5),
                _report(math.log(3), [0.7], 3, 4),
                _report(math.log(3), [0.1, 1.0, 1.0, 4.0], 3, 4),
                _report(math.log(3), [0.1, 30.0, 0.01], 3, 1),
                _report(math.log(3), [0.5, 0.1, 30.0, 1.0], 3, 1),
            ),
            lambda rng: _joined(
                _report(math.log(5), [0.84], 5, 8 + int(rng.integers(0, 2))),
                _report(math.log(4), [0.2, 1.0, 3.0, 1.0], 4, int(rng.integers(3, 9))),
                _report(math.log(6), [3.0, 1.0, 1.0, 0.05], 6, int(rng.integers(4, 9))),
                _report(math.log(5), [0.2, 0.9, 40.0, 0.02], 5, 2),
                _report(math.log(5), [0.7, 0.9, 0.1, 30.0, 1.0], 5, 2),
            ),
            weight=1.5,
        ),
        *twice(
            "default_steps",
            Text("`n_steps` is not given: 200", "没有给出 `n_steps`：200 步"),
            lambda rng: _joined(*(_report(math.log(3), [rate], 3, None) for rate in (0.99253, 0.99257))),
            lambda rng: _joined(*(_report(math.log(7), [rate], 7, None) for rate in (0.99257, 0.99253))),
            weight=0.5,
        ),
        *twice(
            "penalty",
            Text("a penalty that is missing, or has the wrong sign", "惩罚项不起作用，或者符号反了"),
            lambda rng: _joined(
                _report(math.log(3), [0.5], 3, penalty=0.0), _report(math.log(3), [0.5], 3, penalty=-0.25)
            ),
            lambda rng: _joined(
                _report(math.log(5), [0.5], 5, params=_layers(rng), penalty=-0.01),
                _report(math.log(5), [0.5], 5, params=_layers(rng), penalty=0.01),
                _report(math.log(5), [0.5], 5, params=_layers(rng), penalty=0.0),
            ),
            weight=1.5,
        ),
        *twice(
            "penalty_at_the_start",
            Text("the penalty is tested at the given parameters", "惩罚项在给出的参数处检查"),
            lambda rng: _joined(_report(math.log(3), [0.0], 3, 1), _report(math.log(3), [4.0], 3, 2, penalty=-0.25)),
            lambda rng: _joined(
                _report(math.log(5), [0.0], 5, 3, params=_layers(rng)),
                _report(3.0, [0.01], 5, 2, params=_layers(rng)),
            ),
            weight=1.0,
        ),
        *twice(
            "nan",
            Text("a loss that is nan, from the start or later", "损失是 nan：一开始就是，或者后来才是"),
            lambda rng: _joined(
                _report(NAN, [0.5], 3), _report(math.log(3), [NAN], 3), _report(math.log(3), [0.5], 3, penalty=NAN)
            ),
            lambda rng: _joined(
                _report(math.log(6), [0.5, 0.5, NAN], 6, int(rng.integers(3, 9))),
                _report(math.log(6), [0.5], 6, penalty=NAN),
                _report(NAN, [0.25], 6),
            ),
            group=Group.STABILITY,
        ),
        *twice(
            "in_place",
            Text("`step_fn` works in place, or does not", "`step_fn` 原地修改参数，或者不"),
            lambda rng: _joined(
                _report(math.log(3), [0.0], 3, 1, in_place=True),
                _report(math.log(3), [0.5], 3, in_place=True),
                _report(math.log(3), [0.0], 3, 1),
            ),
            lambda rng: _joined(
                _report(math.log(5), [0.0], 5, 2, in_place=True, params=_layers(rng)),
                _report(math.log(5), [0.9], 5, in_place=True, params=_layers(rng)),
                _report(math.log(5), [0.0], 5, 2, params=_layers(rng)),
            ),
            group=Group.EDGE,
        ),
        *twice(
            "no_steps",
            Text("`n_steps` is 0: nothing is learned", "`n_steps` 是 0：什么也没有学到"),
            lambda rng: _report(math.log(3), [0.5], 3, 0),
            lambda rng: _joined(_report(0.0, [0.5], 4, 0), _report(math.log(4), [0.1], 4, 0, params=_layers(rng))),
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _kept(math.log(3), [0.5], 3, in_place=True),
            lambda rng: _kept(math.log(5), [0.75], 5, 6, in_place=True, params=_layers(rng)),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "numbers",
            Text(
                "fewer than two classes, or fewer than 0 steps: `ValueError`",
                "类别不足两个，或者步数小于 0：`ValueError`",
            ),
            lambda rng: _joined(_report(1.0, [0.5], 1), _report(1.0, [0.5], 3, -1)),
            lambda rng: _joined(_report(1.0, [0.5], 0), _report(1.0, [0.5], 1, 5), _report(1.0, [0.5], 2, -2)),
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_sanity.REPORT,
    hints=hints.REPORT,
)
