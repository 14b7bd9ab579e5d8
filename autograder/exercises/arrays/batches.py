"""A batch as an array: what it is, one weighted sum for each sample, features on one scale."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.checking.cases import Exercise, Group, Tolerance
from autograder.checking.style import no_sample_loop
from autograder.exercises.arrays import hints, wrong
from autograder.exercises.kit import (
    LAYOUT,
    NO_LOOP,
    NO_SAMPLES,
    ONE_SAMPLE,
    STAYS,
    FloatArray,
    calling,
    calling_with,
    halves,
    laid_out,
    twice,
    untouched,
)
from autograder.sandbox.steps import Call, Look, Make, Ref, Step
from deeplearn_ref import arrays as ref
from lessonkit.language import Text

# describe_batch -------------------------------------------------------------------------------------------

DTYPES = ("float32", "uint8", "int16", "bool", "float64", "int64")


def _unequal(rng: np.random.Generator) -> tuple[int, int]:
    m, n = rng.choice(np.arange(2, 12), 2, replace=False)
    return int(m), int(n)


def _described(steps: Sequence[Step], records: Sequence[Any]) -> float:
    """Say whether both counts are integers of Python itself."""
    for record in records:
        value = record.value
        if not isinstance(value, tuple | list) or len(value) != 3:
            return 0.0
        if [type(part) for part in value[:2]] != [int, int]:
            return 0.0
    return 1.0


def _kept(X: Any) -> list[Step]:
    return [Make("X", X), Call("describe_batch", (Ref("X"),)), Look(Ref("X"))]


DESCRIBE = Exercise(
    id="describe_batch",
    alias="L00-E1",
    points=2,
    reference=(ref.describe_batch,),
    signature="describe_batch(X)",
    cases=(
        *twice(
            "values",
            Text("a batch of float32, with more samples than features", "float32 的批量，样本数多于特征数"),
            calling("describe_batch", np.zeros((3, 2), dtype=np.float32)),
            lambda rng: [Call("describe_batch", (np.zeros((int(rng.integers(6, 20)), 4), dtype=np.float32),))],
            weight=2.0,
        ),
        *twice(
            "wide",
            Text("more features than samples, one sample, one feature", "特征数多于样本数，只有一个样本，只有一个特征"),
            lambda rng: [Call("describe_batch", (np.full(shape, 0.5),)) for shape in ((2, 5), (1, 4), (4, 1))],
            lambda rng: [Call("describe_batch", (np.zeros(_unequal(rng)),)) for _ in range(4)],
        ),
        *twice(
            "dtypes",
            Text("other dtypes: uint8, int16, bool and more", "别的 dtype：uint8、int16、bool 等等"),
            lambda rng: [Call("describe_batch", (np.zeros((3, 2), dtype=name),)) for name in DTYPES[1:4]],
            lambda rng: [Call("describe_batch", (np.zeros((3, 2), dtype=str(d)),)) for d in rng.permutation(DTYPES)],
        ),
        *twice(
            "plain_numbers",
            Text("both counts are integers of Python itself", "两个个数都是 Python 自己的整数"),
            calling("describe_batch", np.zeros((3, 2))),
            lambda rng: [Call("describe_batch", (np.zeros(_unequal(rng)),))],
            weight=0.5,
            property=_described,
            failed=Text(
                "m and n should be plain Python integers (`int`).",
                "m 和 n 应当是普通的 Python 整数（`int`）。",
            ),
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _kept(np.array([[0.5, 2.0], [3.5, 4.0], [5.0, 6.5]])),
            lambda rng: _kept(halves(rng, 2, 5)),
            weight=0.25,
            group=Group.PURITY,
        ),
        *twice(
            "empty",
            NO_SAMPLES,
            calling("describe_batch", np.zeros((0, 4))),
            calling("describe_batch", np.zeros((0, 7), dtype=np.uint8)),
            weight=0.25,
            group=Group.EMPTY,
        ),
        *twice(
            "no_batch",
            Text("an array that is not two-dimensional: `ValueError`", "不是二维的数组：`ValueError`"),
            lambda rng: [Call("describe_batch", (np.zeros(shape),)) for shape in ((3,), (2, 3, 4))],
            lambda rng: [
                Call("describe_batch", (np.zeros(int(rng.integers(2, 9))),)),
                Call("describe_batch", (np.zeros((2, *_unequal(rng))),)),
            ],
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong.DESCRIBE,
    hints=hints.DESCRIBE,
)

# weighted_sums --------------------------------------------------------------------------------------------

PROBE = (np.array([[1, 2], [3, 4], [5, 6]]), np.array([10, 1]), 0.5)


def _sums(rng: np.random.Generator, m: int, n: int) -> tuple[FloatArray, FloatArray, float]:
    """Draw X (m, n), w (n,) and b, all different from 0, and so is the sum of w: each of them can be missed."""
    X, w = halves(rng, m, n) + 0.25, halves(rng, n) + 0.25
    while w.sum() == 0:
        w = halves(rng, n) + 0.25
    return X, w, float(rng.choice([-2.5, -1.5, 0.5, 3.0]))


def _of_types(*calls: tuple[Any, Any, Any]) -> list[Step]:
    return [Call("weighted_sums", given) for given in calls]


def _whole(rng: np.random.Generator, m: int, n: int) -> tuple[Any, Any, int]:
    return rng.integers(-4, 5, (m, n)), rng.integers(1, 5, n), int(rng.integers(1, 5))


def _single(rng: np.random.Generator, m: int, n: int) -> tuple[Any, Any, float]:
    X, w, b = _sums(rng, m, n)
    return X.astype(np.float32), w.astype(np.float32), b


SUMS = Exercise(
    id="weighted_sums",
    alias="L00-E2",
    points=4,
    float64=True,
    reference=(ref.weighted_sums,),
    signature="weighted_sums(X, w, b)",
    cases=(
        *twice(
            "values",
            Text("three samples with two features", "三个样本，每个两个特征"),
            calling("weighted_sums", *PROBE),
            calling_with("weighted_sums", lambda rng: _sums(rng, 3, 2)),
            weight=2.0,
        ),
        *twice(
            "features",
            Text("more features, and negative weights", "更多特征，权重有负有正"),
            calling(
                "weighted_sums",
                np.array([[1.0, 0.5, -2.0, 4.0], [0.5, 1.0, 1.0, -1.0]]),
                np.array([1.0, -0.5, 2.0, -3.0]),
                -0.25,
            ),
            calling_with("weighted_sums", lambda rng: _sums(rng, 12, 5)),
            weight=1.5,
        ),
        *twice(
            "single",
            Text("a single sample, and a single feature", "只有一个样本；只有一个特征"),
            lambda rng: _of_types(
                (np.array([[2.0, -1.0, 0.5]]), np.array([1.0, 3.0, -2.0]), 0.5),
                (np.array([[2.0], [-1.5], [4.0]]), np.array([3.0]), 1.0),
            ),
            lambda rng: _of_types(_sums(rng, 1, 4), _sums(rng, 4, 1)),
            group=Group.SHAPE,
        ),
        *twice(
            "types",
            Text("integers everywhere, and float32: the result is float64", "全是整数，以及 float32：结果都是 float64"),
            lambda rng: _of_types(
                (np.array([[1, 2, 3], [4, 5, 6]]), np.array([2, 0, -1]), 3),
                (np.array([[0.5, 2.0]], dtype=np.float32), np.array([2.0, 1.5], dtype=np.float32), 0.25),
                (np.array([[200, 100], [7, 90]], dtype=np.uint8), np.array([2, 3], dtype=np.uint8), 1),
            ),
            lambda rng: _of_types(
                _whole(rng, 4, 3),
                _single(rng, 3, 2),
                (rng.integers(100, 256, (3, 4)).astype(np.uint8), np.full(4, 3, dtype=np.uint8), 0),
            ),
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: untouched(
                "weighted_sums", {"X": np.array([[1.0, 2.0], [3.0, -4.0]]), "w": np.array([0.5, 1.0])}, b=0.25
            ),
            lambda rng: _untouched_sums(rng),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out(
                "weighted_sums", np.array([[1.0, 2.0], [3.0, -4.0], [-1.0, 0.5]]), np.array([0.5, 1.0]), 0.25
            ),
            lambda rng: laid_out("weighted_sums", *_sums(rng, 5, 3)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "empty",
            NO_SAMPLES,
            calling("weighted_sums", np.zeros((0, 2)), np.array([1.0, -1.0]), 0.5),
            calling("weighted_sums", np.zeros((0, 4)), np.ones(4), -1.0),
            weight=0.5,
            group=Group.EMPTY,
        ),
        *twice(
            "mismatch",
            Text("as many weights as features, else `ValueError`", "权重与特征的个数不同：`ValueError`"),
            lambda rng: _of_types(
                (np.ones((3, 2)), np.ones(3), 0.0),
                (np.ones((3, 1)), np.ones(4), 0.0),
                (np.ones((2, 3)), np.ones(1), 0.0),
            ),
            lambda rng: _of_types(
                (halves(rng, 4, 3), halves(rng, 2), 0.5),
                (halves(rng, 4, 1), halves(rng, 3), 0.5),
                (halves(rng, 2, 4), halves(rng, 1), 0.5),
            ),
            weight=0.5,
            group=Group.ERROR,
        ),
        no_sample_loop(
            "no_loop",
            NO_LOOP,
            "weighted_sums",
            lambda rng, m: (halves(rng, m, 3), halves(rng, 3), 0.5),
            weight=2.0,
            public=True,
        ),
        no_sample_loop(
            "no_loop_again",
            NO_LOOP,
            "weighted_sums",
            lambda rng, m: (halves(rng, m, 2), halves(rng, 2), -0.5),
            weight=0.25,
        ),
    ),
    misconceptions=wrong.SUMS,
    hints=hints.SUMS,
)


def _untouched_sums(rng: np.random.Generator) -> list[Step]:
    X, w, b = _sums(rng, 4, 3)
    return untouched("weighted_sums", {"X": X, "w": w}, b=b)


# standardize ----------------------------------------------------------------------------------------------


def _features(rng: np.random.Generator, m: int, n: int) -> FloatArray:
    """Draw features on very different scales, none of them nearly constant."""
    scale = 10.0 ** rng.integers(-1, 3, n)
    X: FloatArray = (halves(rng, m, n) + rng.permutation(np.arange(m))[:, None]) * scale + rng.integers(1, 9, n)
    return X


def _with_constant(rng: np.random.Generator, value: float | None = None) -> FloatArray:
    X = _features(rng, 5, 3)
    X[:, int(rng.integers(3))] = float(rng.integers(1, 9)) if value is None else value
    return X


def _nearly_constant(rng: np.random.Generator) -> FloatArray:
    """Draw two constant features: the measured deviation of the first is not 0, that of the last is."""
    while True:
        value, m = float(rng.integers(1, 10)) / 10, int(rng.integers(3, 12))
        X = np.stack([np.full(m, value), np.arange(m) / 2.0, np.full(m, 8.0)], axis=1)
        if X.std(axis=0)[0] > 0:
            return X


def _given(rng: np.random.Generator) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Draw test data whose own statistics are far from those that are given with it."""
    return _features(rng, 4, 3), halves(rng, 3) - 20.0, rng.integers(2, 7, 3) / 4.0


def _standardize(*given: Any) -> list[Step]:
    return [Call("standardize", given)]


HUGE = 1e9
"""A column of this size with one rounding of 1e-4 in it: its deviation is tiny beside its mean, not beside 1."""
NEAR_THE_LIMIT: FloatArray = np.array([[-0.75e-12, -1.5e-12, 1.0], [0.75e-12, 1.5e-12, 2.5]])
"""Two features with the deviations 0.75e-12, constant by the contract, and 1.5e-12, not constant."""
ROUNDED = Tolerance(rtol=1e-6, atol=1e-6)
"""Sums of numbers near a billion are exact to 1e-7 only, and depend on their order."""


STANDARDIZE = Exercise(
    id="standardize",
    alias="L00-E5",
    points=4,
    float64=True,
    reference=(ref.standardize,),
    signature="standardize(X, mean=None, std=None)",
    cases=(
        *twice(
            "values",
            Text("features on different scales", "尺度不同的特征"),
            calling("standardize", np.array([[1.0, 10.0], [3.0, 20.0], [5.0, 60.0]])),
            lambda rng: _standardize(_features(rng, 6, 4)),
            weight=2.0,
        ),
        *twice(
            "given",
            Text("mean and std are given: test data", "给定平均值和标准差：测试数据"),
            calling(
                "standardize",
                np.array([[10.0, 4.0], [0.0, 1.0], [4.0, 2.5]]),
                np.array([4.0, 1.0]),
                np.array([2.0, 0.5]),
            ),
            lambda rng: _standardize(*_given(rng)),
            weight=1.5,
        ),
        *twice(
            "constant",
            Text("a constant feature becomes zeros", "常数特征变成 0"),
            calling("standardize", np.array([[1.0, 5.0], [3.0, 5.0], [5.0, 5.0]])),
            lambda rng: _standardize(_with_constant(rng)),
            group=Group.EDGE,
        ),
        *twice(
            "rounding",
            Text("a constant feature whose measured deviation is tiny, not 0", "常数特征，算出的标准差极小却不是 0"),
            lambda rng: [
                *_standardize(np.array([[0.1, 4.0, 1.0], [0.1, 4.0, 2.0], [0.1, 4.0, 6.0]])),
                *_standardize(np.array([[HUGE, 1.0], [HUGE, 2.0], [HUGE + 1e-4, 6.0]])),
                *_standardize(NEAR_THE_LIMIT),
            ],
            lambda rng: [
                *_standardize(_nearly_constant(rng)),
                *_standardize(np.array([[-HUGE, 1.0], [-HUGE, 3.0], [-HUGE - 1e-4, 2.0], [-HUGE, 9.0]])),
                *_standardize(NEAR_THE_LIMIT[::-1] * 0.9),
            ],
            tolerance=ROUNDED,
            group=Group.EDGE,
        ),
        *twice(
            "given_zero",
            Text("a given std of 0 divides by 1", "给定的标准差是 0 时除以 1"),
            calling("standardize", np.array([[10.0, 4.0], [0.0, 1.0]]), np.array([4.0, 1.0]), np.array([2.0, 0.0])),
            lambda rng: _standardize(_features(rng, 3, 3), halves(rng, 3), np.array([0.0, 0.5, 2.0])),
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "one_sample",
            ONE_SAMPLE,
            calling("standardize", np.array([[2.0, -1.0, 0.5]])),
            lambda rng: _standardize(halves(rng, 1, 4) + 0.25),
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "types",
            Text(
                "integers, and float32 with a constant feature: everything returned is float64",
                "整数，以及有常数特征的 float32：返回的全是 float64",
            ),
            lambda rng: [
                *_standardize(np.array([[1, 10], [2, 20], [6, 60]])),
                *_standardize(np.array([[100.1, 4.0], [100.2, 4.0], [100.7, 4.0]], dtype=np.float32)),
                *_standardize(np.array([[0, 10], [255, 30]], dtype=np.uint8)),
            ],
            lambda rng: [
                *_standardize(rng.permutation(np.arange(12)).reshape(6, 2)),
                *_standardize(_with_constant(rng).astype(np.float32)),
                *_standardize(rng.permutation(np.arange(0, 240, 20)).reshape(3, 4).astype(np.uint8)),
            ],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: untouched("standardize", {"X": np.array([[1.0, 5.0], [3.0, 7.0]])}, Ref("result", (0,))),
            lambda rng: _untouched_given(rng),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("standardize", np.array([[1.0, 10.0], [3.0, 20.0], [5.0, 60.0]])),
            lambda rng: laid_out("standardize", *_given(rng)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "empty",
            Text("no samples, but mean and std are given", "没有样本，但给定了平均值和标准差"),
            calling("standardize", np.zeros((0, 2)), np.array([1.0, 2.0]), np.array([3.0, 0.0])),
            lambda rng: _standardize(np.zeros((0, 3)), halves(rng, 3), np.ones(3)),
            weight=0.25,
            group=Group.EMPTY,
        ),
        *twice(
            "nothing_to_measure",
            Text("no samples and nothing given: `ValueError`", "没有样本，也没有给定统计量：`ValueError`"),
            calling("standardize", np.zeros((0, 2))),
            calling("standardize", np.zeros((0, 5))),
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong.STANDARDIZE,
    hints=hints.STANDARDIZE,
)


def _untouched_given(rng: np.random.Generator) -> list[Step]:
    X, mean, std = _given(rng)
    return untouched("standardize", {"X": X, "mean": mean, "std": std}, Ref("result", (0,)))
