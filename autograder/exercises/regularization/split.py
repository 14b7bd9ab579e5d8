"""Dividing the data into three sets, and what two loss curves say."""

from typing import Any

import numpy as np

from autograder.checking.cases import Exercise, Group, Script
from autograder.checking.findings import Finding
from autograder.checking.verdicts import Verdict
from autograder.exercises.kit import STAYS, FloatArray, twice
from autograder.exercises.regularization import hints, wrong_split
from autograder.sandbox.steps import Call, Look, Make, MakeGenerator, Record, Ref, Step, Write
from deeplearn_ref import regularization as ref
from lessonkit.language import Text

RNG = Ref("rng")

# train_val_test_split -------------------------------------------------------------------------------------


def _numbered(m: int, *rest: int) -> FloatArray:
    """Return samples of which no two are alike, sample i holding numbers that begin with i; shape (m, …)."""
    inside = np.arange(np.prod(rest, dtype=int)).reshape(rest) / 10.0
    return np.arange(m, dtype=np.float64).reshape((m,) + (1,) * len(rest)) + inside


def _labels(m: int) -> FloatArray:
    """Return the labels of `_numbered`: sorted, so that a division without shuffling shows; shape (m, 1)."""
    return (np.arange(m) >= m // 2).astype(np.float64)[:, None]


def _split(m: int, val: float, test: float, seed: int = 0, times: int = 1) -> Script:
    """Return the script that divides m samples, `times` times with the same generator."""
    call = Call("train_val_test_split", (_numbered(m, 2), _labels(m), val, test, RNG))
    return lambda rng: [MakeGenerator("rng", seed), *(call for _ in range(times))]


def _drawn(*asked: tuple[int, float, float]) -> Script:
    """Return the script that divides anew for each (m, val_fraction, test_fraction), with seeds that are drawn."""

    def script(rng: np.random.Generator) -> list[Step]:
        steps: list[Step] = []
        for m, val, test in asked:
            X = rng.permutation(_numbered(m, 3))
            seed = int(rng.integers(1, 2**31))
            call = Call("train_val_test_split", (X, X[:, :1] + 0.5, val, test, RNG))
            steps += [MakeGenerator("rng", seed), call]
        return steps

    return script


def _images(m: int, seed: int) -> list[Step]:
    pictures = np.arange(m * 6).reshape(m, 2, 3)
    call = Call("train_val_test_split", (pictures, np.eye(4)[np.arange(m) % 4], 0.3, 0.2, RNG))
    return [MakeGenerator("rng", seed), call]


def _kept(m: int, val: float, test: float, seed: int) -> list[Step]:
    """Divide, look at X and y, write into all six arrays, and look again."""
    looks: list[Step] = [Look(Ref("X")), Look(Ref("y"))]
    call = Call("train_val_test_split", (Ref("X"), Ref("y"), val, test, RNG))
    writes: list[Step] = [Write(Ref("result", (part,)), 9.0) for part in range(6)]
    made: list[Step] = [Make("X", _numbered(m, 2)), Make("y", _labels(m)), MakeGenerator("rng", seed)]
    return [*made, call, *looks, *writes, *looks]


def _three_generators(first: int, other: int) -> list[Step]:
    """Divide with two generators that start alike, and with one that starts elsewhere."""
    steps: list[Step] = []
    for seed in (first, first, other):
        call = Call("train_val_test_split", (_numbered(40, 1), _labels(40), 0.25, 0.25, RNG))
        steps += [MakeGenerator("rng", seed), call]
    return steps


def _led_by_rng(steps: list[Step], records: list[Record]) -> float | Finding:
    """Judge whether generators that start alike divide alike, and others otherwise."""
    one, twin, other = (record.value for step, record in zip(steps, records, strict=True) if isinstance(step, Call))

    def alike(a: Any, b: Any) -> bool:
        return len(a) == len(b) and all(np.array_equal(p, q) for p, q in zip(a, b, strict=True))

    if not alike(one, twin):
        return Finding(Verdict.WRONG_VALUE, (_ELSEWHERE,))
    return Finding(Verdict.WRONG_VALUE, (_NO_EFFECT,)) if alike(one, other) else 1.0


_ELSEWHERE = Text(
    "Two generators that start with the same seed gave two different divisions: something is drawn, but not from "
    "`rng`.",
    "两个生成器用同一个种子，划分的结果却不同：随机数不是从 `rng` 里抽的。",
)
_NO_EFFECT = Text(
    "Two generators with different seeds gave the same division: `rng` has no effect.",
    "两个生成器的种子不同，划分的结果却相同：`rng` 没有起作用。",
)


def _refused(m: int, labels: int, *fractions: tuple[float, float]) -> list[Step]:
    steps: list[Step] = []
    for val, test in fractions:
        call = Call("train_val_test_split", (_numbered(m, 2), _labels(labels), val, test, RNG))
        steps += [MakeGenerator("rng", 0), call]
    return steps


SPLIT = Exercise(
    id="train_val_test_split",
    alias="L11-E1",
    points=4,
    reference=(ref.train_val_test_split,),
    signature="train_val_test_split(X, y, val_fraction, test_fraction, rng)",
    cases=(
        *twice(
            "small",
            Text("a few samples: fractions are rounded down", "样本很少：按比例算出的个数要向下取整"),
            _split(9, 0.25, 0.3),
            _drawn((19, 0.3, 0.15), (23, 0.3, 0.2), (37, 0.15, 0.25)),
            weight=1.5,
        ),
        *twice(
            "hundred",
            Text("a hundred samples and more", "一百个样本，或者更多"),
            _split(100, 0.25, 0.2),
            _drawn((200, 0.35, 0.1), (120, 0.2, 0.25)),
            weight=1.5,
        ),
        *twice(
            "same_generator",
            Text("the same generator used twice", "同一个生成器连用两次"),
            _split(11, 0.2, 0.3, seed=3, times=2),
            _split(26, 0.2, 0.1, seed=5, times=3),
            weight=0.75,
        ),
        *twice(
            "generator",
            Text("generators with equal and with different seeds", "种子相同的生成器，以及种子不同的生成器"),
            lambda rng: _three_generators(7, 8),
            lambda rng: _three_generators(*map(int, rng.choice(1000, 2, replace=False))),
            weight=0.5,
            property=_led_by_rng,
        ),
        *twice(
            "decimals",
            Text("fractions like 0.29 and 0.57 of 100 samples", "100 个样本的 0.29、0.57 这样的比例"),
            _split(100, 0.29, 0.57),
            _drawn((100, 0.57, 0.29), (100, 0.58, 0.14)),
            weight=0.75,
            group=Group.EDGE,
        ),
        *twice(
            "no_fraction",
            Text("a fraction of 0", "比例为 0"),
            _split(10, 0.0, 0.3),
            _drawn((10, 0.3, 0.0), (8, 0.0, 0.0), (1, 0.0, 0.0)),
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "images",
            Text("images of integers, labels with two axes", "整数的图像，标签也有两个轴"),
            lambda rng: _images(10, 1),
            lambda rng: _images(20, int(rng.integers(1000))),
            weight=0.75,
            group=Group.SHAPE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _kept(12, 0.25, 0.25, 2),
            lambda rng: [*_kept(10, 0.3, 0.2, int(rng.integers(1000))), *_kept(1, 0.0, 0.0, 4)],
            weight=0.75,
            group=Group.PURITY,
        ),
        *twice(
            "refused",
            Text(
                "fractions that are negative or leave nothing for training: `ValueError`",
                "比例为负，或者没有给训练集留下样本：`ValueError`",
            ),
            lambda rng: _refused(10, 10, (0.45, 0.55), (-0.1, 0.2)),
            lambda rng: [*_refused(10, 10, (0.55, 0.46), (0.1, 1.0), (0.2, -0.1)), *_refused(0, 0, (0.1, 0.1))],
            weight=0.5,
            group=Group.ERROR,
        ),
        *twice(
            "mismatch",
            Text("not one label for each sample: `ValueError`", "样本与标签的个数不同：`ValueError`"),
            lambda rng: _refused(10, 9, (0.2, 0.2)),
            lambda rng: _refused(9, 10, (0.2, 0.2), (0.0, 0.3)),
            weight=0.25,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_split.SPLIT,
    hints=hints.SPLIT,
)

# diagnose_fit ---------------------------------------------------------------------------------------------

Curves = tuple[list[float], list[float], float, float]


def _asked(*runs: Curves) -> list[Step]:
    return [Call("diagnose_fit", (np.array(train), np.array(val), target, gap)) for train, val, target, gap in runs]


# Every way to misread a curve gives another answer on one of these.
GOOD: tuple[Curves, ...] = (
    ([1.0, 0.5, 0.2], [1.0, 0.6, 0.9], 0.3, 0.2),
    ([1.0, 0.5, 0.2], [1.0, 0.6, 0.75], 0.3, 0.2),
    ([1.0, 0.5, 0.2], [0.5, 0.6, 0.8], 0.3, 0.2),
    ([1.0, 0.5, 0.2], [2.0, 0.5, 0.65, 0.8], 0.3, 0.2),
    ([1.0, 0.5, 0.2], [2.0, 1.5, 1.4], 0.3, 0.2),
)
POOR: tuple[Curves, ...] = (
    ([1.0, 0.7, 0.5], [1.0, 0.6, 0.9], 0.3, 0.2),
    ([0.9, 0.2, 0.4], [0.9, 0.8, 0.7], 0.3, 0.2),
)
TIES: tuple[Curves, ...] = (
    ([1.0, 0.5], [1.0, 0.5, 0.75], 0.5, 0.25),
    ([1.0, 0.25], [1.0, 0.625, 0.75], 0.25, 0.25),
    ([1.0, 0.25], [0.5, 0.75], 0.5, 0.25),
    ([1.0, 0.25], [1.0, 0.75, 0.5, 1.0], 0.25, 0.375),
)


def _runs(rng: np.random.Generator, count: int) -> list[Step]:
    """Draw runs of all kinds; no loss lies nearer to a limit than 1/128."""
    runs: list[Curves] = []
    while len(runs) < count:
        n = int(rng.integers(3, 9))
        train, val = (rng.integers(16, 128, n) / 64.0 for _ in range(2))
        target = (float(rng.integers(16, 128)) + 0.5) / 64.0
        gap = (float(rng.integers(2, 40)) + 0.5) / 64.0
        said = ref.diagnose_fit(train, val, target, gap)
        if said == ("underfit", "overfit", "ok")[len(runs) % 3]:
            runs.append((train.tolist(), val.tolist(), target, gap))
    return _asked(*runs)


def _curves_kept(run: Curves) -> list[Step]:
    looks: list[Step] = [Look(Ref("train_losses")), Look(Ref("val_losses"))]
    call = Call("diagnose_fit", (Ref("train_losses"), Ref("val_losses"), *run[2:]))
    return [Make("train_losses", np.array(run[0])), Make("val_losses", np.array(run[1])), call, *looks]


FIT = Exercise(
    id="diagnose_fit",
    alias="L11-E2",
    points=2,
    reference=(ref.diagnose_fit,),
    signature="diagnose_fit(train_losses, val_losses, target, gap)",
    cases=(
        *twice(
            "learnt",
            Text("runs whose training loss ends below `target`", "训练损失最后低于 `target` 的几次训练"),
            lambda rng: _asked(*GOOD),
            lambda rng: [*_runs(rng, 15), *_asked(*GOOD)],
            weight=2.0,
        ),
        *twice(
            "not_learnt",
            Text("runs whose training loss ends above `target`", "训练损失最后仍高于 `target` 的几次训练"),
            lambda rng: _asked(*POOR),
            lambda rng: [*_asked(*POOR), *_runs(rng, 6)],
            weight=1.0,
        ),
        *twice(
            "ties",
            Text("losses that lie exactly on a limit", "损失恰好落在界限上"),
            lambda rng: _asked(*TIES),
            lambda rng: _asked(*(([t * 2 for t in a], [v * 2 for v in b], 2 * c, 2 * d) for a, b, c, d in TIES)),
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "one_epoch",
            Text("a single epoch", "只有一轮"),
            lambda rng: _asked(([0.5], [2.0], 0.75, 0.25), ([1.0], [0.5], 0.75, 0.25)),
            lambda rng: _asked(([0.25], [1.5], 0.375, 0.125), ([0.5], [0.25], 0.375, 0.125)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _curves_kept(GOOD[0]),
            lambda rng: _curves_kept(GOOD[3]),
            weight=0.25,
            group=Group.PURITY,
        ),
        *twice(
            "no_epoch",
            Text("an empty curve: `ValueError`", "曲线为空：`ValueError`"),
            lambda rng: _asked(([], [], 0.5, 0.5)),
            lambda rng: _asked(([], [], 1.0, 0.5), ([1.0], [], 0.5, 0.5), ([], [1.0], 0.5, 0.5)),
            weight=0.25,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_split.FIT,
    hints=hints.FIT,
)
