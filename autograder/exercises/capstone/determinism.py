"""Whether the seed decides everything, and nothing else does."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np

from autograder.checking.cases import Exercise
from autograder.checking.findings import Finding
from autograder.checking.verdicts import Verdict
from autograder.exercises.capstone import hints, wrong_determinism
from autograder.exercises.capstone.needs import CLASSIFIER
from autograder.exercises.capstone.sets import Set, blobs, fitted, made
from autograder.exercises.kit import twice
from autograder.sandbox.steps import Look, LookGlobal, Record, Ref, SeedGlobal, Step
from deeplearn_ref import capstone as ref
from lessonkit.language import Text

SIZES = (4, 6, 3)
SETTINGS: dict[str, Any] = {"learning_rate": 0.02, "batch_size": 8, "drop_rate": 0.25, "max_epochs": 2}


def _sets(rng: np.random.Generator) -> tuple[Set, Set]:
    return blobs(rng, 20), blobs(rng, 10)


def _run(sets: tuple[Set, Set], seed: int, world: int, at: str) -> list[Step]:
    """Train one classifier after the global state was set, and see what that state gives before and after."""
    return [
        SeedGlobal(world),
        LookGlobal(),
        SeedGlobal(world),
        made(SIZES, at, seed=seed, **SETTINGS),
        Look(Ref(at, ("params",))),
        fitted(*sets, at, f"{at}_history"),
        Look(Ref(at, ("params",))),
        LookGlobal(),
    ]


def _runs(rng: np.random.Generator, *asked: tuple[int, int]) -> list[Step]:
    """Train once for each pair of a seed and a global seed, on the same sets."""
    sets = _sets(rng)
    steps: list[Step] = []
    for number, (seed, world) in enumerate(asked):
        steps += _run(sets, seed, world, f"model_{number}")
    return steps


def _side_by_side(rng: np.random.Generator, seed: int) -> list[Step]:
    """Train two of one seed one after the other; then make two, and train the second before the first."""
    sets = _sets(rng)
    steps = [*_run(sets, seed, 1, "alone"), *_run(sets, seed, 1, "again")]
    steps += [made(SIZES, "first", seed=seed, **SETTINGS), Look(Ref("first", ("params",)))]
    steps += [made(SIZES, "second", seed=seed + 1, **SETTINGS)]
    steps += [fitted(*sets, "second", "second_history"), fitted(*sets, "first", "first_history")]
    return [*steps, Look(Ref("first", ("params",)))]


def weights(steps: list[Step], records: list[Record]) -> dict[str, list[Any]]:
    """Return what was seen of each classifier's weights, in order."""
    found: dict[str, list[Any]] = {}
    for step, record in zip(steps, records, strict=False):
        if isinstance(step, Look):
            found.setdefault(step.target.name, []).append(record.value)
    return found


def same(one: Any, other: Any) -> bool:
    """Whether two lists of parameters hold the same bits."""
    if not isinstance(one, list) or not isinstance(other, list) or len(one) != len(other):
        return False
    return all(
        isinstance(a, dict)
        and isinstance(b, dict)
        and a.keys() == b.keys()
        and all(_alike(a[name], b[name]) for name in a)
        for a, b in zip(one, other, strict=True)
    )


def _alike(one: Any, other: Any) -> bool:
    """Whether two arrays hold the same numbers: nan is no other number than nan."""
    return np.array_equal(one, other, equal_nan=_is_array(one) and _is_array(other))


def trained(first: Any, last: Any) -> bool:
    """Whether weights are those of a net of `SIZES`, before training and after, and training has changed them.

    Of nothing at all any two runs would be alike.
    """
    return _is_net(first) and _is_net(last) and not same(first, last)


def _is_net(params: Any) -> bool:
    if not isinstance(params, list) or not all(isinstance(layer, dict) for layer in params):
        return False
    return [np.shape(layer.get("W")) for layer in params if _is_array(layer.get("W"))] == list(pairwise(SIZES))


def _is_array(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.dtype.kind == "f"


def _judge(steps: list[Step], records: list[Record], *, alike: bool) -> float | Finding:
    """Judge whether all classifiers of a script have the same weights, or all others; before and after training."""
    seen = weights(steps, records)
    if not all(trained(found[0], found[-1]) for found in seen.values()):
        return Finding(Verdict.WRONG_VALUE, (_IDLE,))
    names = list(seen)
    for name in names[1:]:
        for one, other in zip(seen[names[0]], seen[name], strict=True):
            if same(one, other) is not alike:
                return Finding(Verdict.WRONG_VALUE, (_DIFFER if alike else _EQUAL,))
    return 1.0


def _all_same(steps: list[Step], records: list[Record]) -> float | Finding:
    return _judge(steps, records, alike=True)


def _all_other(steps: list[Step], records: list[Record]) -> float | Finding:
    return _judge(steps, records, alike=False)


def _untouched(steps: list[Step], records: list[Record]) -> float | Finding:
    if wrong_determinism.global_moved(steps, records):
        return Finding(Verdict.WRONG_VALUE, (_MOVED,))
    found = _all_same(steps, records)
    return replace(found, why=(_READ,)) if isinstance(found, Finding) and found.why == (_DIFFER,) else found


_IDLE = Text(
    "Nothing was trained: before `fit` and after it `params` must hold an array `W` for each layer, of the shape that "
    "`layer_sizes` asks for, and `fit` must change the numbers in it.",
    "没有训练任何东西：`fit` 前后，`params` 中每一层都要有形状符合 `layer_sizes` 的数组 `W`，"
    "而且 `fit` 要改变其中的数。",
)
_DIFFER = Text(
    "The same seed and the same data gave other weights.",
    "种子相同，数据相同，得到的权重却不同。",
)
_EQUAL = Text(
    "Another seed gave exactly the same weights.",
    "换了一个种子，得到的权重却完全一样。",
)
_MOVED = Text(
    "After the call the global state of `np.random` is no longer the same: something draws from it or sets it.",
    "调用之后，`np.random` 的全局状态变了：有代码从它那里抽了数，或者设置了它。",
)
_READ = Text(
    "The weights change with the global state of `np.random`. They may depend on the seed alone.",
    "权重会随 `np.random` 的全局状态而变。它们应当只取决于种子。",
)

DETERMINISM = Exercise(
    id="determinism",
    alias="L13-E3",
    points=2,
    cell="mlp_classifier",
    reference=(ref.MLPClassifier,),
    methods=("fit",),
    needs=CLASSIFIER,
    signature="MLPClassifier(layer_sizes, …, seed=0)",
    mutants_elsewhere=True,
    cases=(
        *twice(
            "same_seed",
            Text("the same seed twice", "同一个种子用两次"),
            lambda rng: _runs(np.random.default_rng(1), (5, 1), (5, 1)),
            lambda rng: _runs(rng, *[(int(rng.integers(1, 999)), 3)] * 2),
            property=_all_same,
        ),
        *twice(
            "other_seed",
            Text("two seeds", "两个不同的种子"),
            lambda rng: _runs(np.random.default_rng(2), (5, 1), (6, 1)),
            lambda rng: _runs(rng, (int(rng.integers(1, 499)), 3), (int(rng.integers(500, 999)), 3)),
            property=_all_other,
        ),
        *twice(
            "global_state",
            Text("the global state of `np.random`", "`np.random` 的全局状态"),
            lambda rng: _runs(np.random.default_rng(3), (5, 1), (5, 2)),
            lambda rng: _runs(rng, (8, int(rng.integers(1, 499))), (8, int(rng.integers(500, 999)))),
            property=_untouched,
        ),
        *twice(
            "side_by_side",
            Text("two classifiers: training one does not disturb the other", "两个分类器：训练一个不影响另一个"),
            lambda rng: _side_by_side(np.random.default_rng(4), 7),
            lambda rng: _side_by_side(rng, int(rng.integers(1, 999))),
            weight=0.5,
            property=_all_same,
        ),
    ),
    misconceptions=wrong_determinism.DETERMINISM,
    hints=hints.DETERMINISM,
)
