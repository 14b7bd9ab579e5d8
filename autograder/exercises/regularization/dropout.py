"""Dropout on one layer: the mask, the way forward, the way back."""

from typing import Any

import numpy as np

from autograder.checking.cases import Exercise, Group
from autograder.checking.findings import Finding
from autograder.checking.verdicts import Verdict
from autograder.exercises.kit import (
    LAYOUT,
    NO_SAMPLES,
    ONE_SAMPLE,
    STAYS,
    FloatArray,
    calling,
    laid_out,
    twice,
    untouched,
)
from autograder.exercises.regularization import hints, wrong_dropout
from autograder.sandbox.steps import Call, MakeGenerator, Record, Ref, Step
from deeplearn_ref import regularization as ref
from lessonkit.language import Text

RNG = Ref("rng")
RATES = (0.1, 0.2, 0.3, 0.4, 0.6, 0.7)
"""Never 0.5: there keeping and dropping look alike."""
RATE_REFUSED = Text("a drop rate below 0, or 1 and above: `ValueError`", "丢弃概率小于 0，或者大于等于 1：`ValueError`")
MASK_REFUSED = Text("a mask of another shape: `ValueError`", "掩码的形状不同：`ValueError`")

# dropout_mask ---------------------------------------------------------------------------------------------


def _masks(seed: int, *asked: tuple[tuple[int, ...], float]) -> list[Step]:
    """Draw masks one after the other from one generator."""
    return [MakeGenerator("rng", seed), *(Call("dropout_mask", (shape, rate, RNG)) for shape, rate in asked)]


def _rate(rng: np.random.Generator) -> float:
    return float(rng.choice(RATES))


def _many(seed: int, rate: float) -> list[Step]:
    return _masks(seed, ((400, 50), rate))


def _by_chance(steps: list[Step], records: list[Record]) -> float | Finding:
    """Judge a large mask by its share of True, and whether its entries are independent of each other."""
    call = next(step for step in steps if isinstance(step, Call))
    shape, rate = call.args[0], call.args[1]
    mask = records[-1].value
    if not isinstance(mask, np.ndarray) or mask.shape != shape or not np.isin(mask, (0, 1)).all():
        return 0.0
    told = _oddity(mask.astype(np.float64), rate)
    return 1.0 if told is None else Finding(Verdict.WRONG_VALUE, (told,))


def _oddity(mask: FloatArray, rate: float) -> Text | None:
    m, n = mask.shape
    spread = np.sqrt(rate * (1 - rate))
    if (mask == mask[:1]).all():
        return Text("All rows of the mask are the same.", "掩码的每一行（row）都一样。")
    if (mask == mask[:, :1]).all():
        return Text("All columns of the mask are the same.", "掩码的每一列（column）都一样。")
    if abs(mask.mean() - (1 - rate)) > 6 * spread / np.sqrt(m * n):
        return Text(
            f"With drop_rate = {rate:g} a share of about {1 - rate:g} should stay; in your mask it is "
            f"{mask.mean():.2f}.",
            f"drop_rate = {rate:g} 时，留下的比例应当在 {1 - rate:g} 左右；你的掩码里是 {mask.mean():.2f}。",
        )
    for axis in (1, 0):  # a fixed number in each row or column is no chance
        counts = mask.sum(axis=axis)
        if counts.std() < 0.5 * spread * np.sqrt(mask.shape[axis]):
            return Text(
                "Every row or column keeps nearly the same number of units. When each unit is drawn by itself, these "
                "numbers vary.",
                "每一行（row）或每一列（column）留下的单元数几乎一样。如果每个单元各抽各的，这些数目会有起伏。",
            )
    return None


def _tie(seed: int, shape: tuple[int, int]) -> list[Step]:
    """Draw with a rate that equals one of the numbers to come, one below a half."""
    numbers = np.random.default_rng(seed).random(shape)
    rate = float(numbers.flat[np.abs(numbers - 0.3).argmin()])
    return _masks(seed, (shape, rate))


MASK = Exercise(
    id="dropout_mask",
    alias="L11-E4",
    points=3,
    reference=(ref.dropout_mask,),
    signature="dropout_mask(shape, drop_rate, rng)",
    cases=(
        *twice(
            "batch",
            Text("the hidden layer of a small batch", "一个小批量的隐藏层"),
            lambda rng: _masks(4, ((4, 6), 0.25)),
            lambda rng: _masks(int(rng.integers(1000)), ((7, 9), _rate(rng)), ((12, 5), _rate(rng))),
            weight=2.0,
        ),
        *twice(
            "again",
            Text("several masks from the same generator", "用同一个生成器接连抽几个掩码"),
            lambda rng: _masks(5, ((3, 4), 0.25), ((3, 4), 0.6), ((4, 3), 0.4)),
            lambda rng: _masks(int(rng.integers(1000)), *(((5, 6), _rate(rng)) for _ in range(3))),
        ),
        *twice(
            "by_chance",
            Text(
                "a large mask: how many stay, and whether each is drawn by itself", "很大的掩码：留下多少，是否各抽各的"
            ),
            lambda rng: _many(6, 0.25),
            lambda rng: _many(int(rng.integers(1000)), _rate(rng)),
            property=_by_chance,
        ),
        *twice(
            "one_sample",
            ONE_SAMPLE,
            lambda rng: _masks(7, ((1, 8), 0.3)),
            lambda rng: _masks(int(rng.integers(1000)), ((1, 20), _rate(rng))),
            weight=0.5,
            group=Group.SHAPE,
        ),
        *twice(
            "other_shapes",
            Text("shapes with one axis, and with three", "一个轴的形状，以及三个轴的形状"),
            lambda rng: _masks(8, ((6,), 0.3), ((2, 3, 4), 0.25)),
            lambda rng: _masks(int(rng.integers(1000)), ((15,), _rate(rng)), ((3, 2, 5), _rate(rng))),
            weight=0.5,
            group=Group.SHAPE,
        ),
        *twice(
            "rate_0",
            Text("a drop rate of 0", "丢弃概率为 0"),
            lambda rng: _masks(9, ((3, 4), 0.0)),
            lambda rng: _masks(int(rng.integers(1000)), ((5, 3), 0.0), ((4, 4), 0.3)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "tie",
            Text("a number drawn that equals the drop rate exactly", "抽到的数恰好等于丢弃概率"),
            lambda rng: _tie(10, (5, 8)),
            lambda rng: _tie(int(rng.integers(1000)), (8, 6)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "empty",
            NO_SAMPLES,
            lambda rng: _masks(11, ((0, 5), 0.25)),
            lambda rng: _masks(12, ((0, 3), 0.4), ((2, 3), 0.4)),
            weight=0.25,
            group=Group.EMPTY,
        ),
        *twice(
            "refused",
            RATE_REFUSED,
            lambda rng: _masks(13, ((2, 3), 1.0), ((2, 3), -0.1)),
            lambda rng: _masks(14, ((2, 3), 1.5), ((2, 3), -1.0), ((2, 3), 1.0)),
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_dropout.MASK,
    hints=hints.MASK,
)

# dropout_forward ------------------------------------------------------------------------------------------

A = np.array([[1.0, 2.0, 3.0, 4.0]])
BATCH = np.array([[1.0, 2.0, -3.0, 4.0], [-0.5, 8.0, 6.0, -2.0], [5.0, -7.0, 0.25, 3.0]])
KEPT = np.array([[True, False, True, True], [True, True, False, True], [False, True, True, True]])


def _values(rng: np.random.Generator, *shape: int) -> FloatArray:
    """Draw numbers of both signs, none of them 0 and no two alike."""
    values = rng.permutation(np.arange(1, np.prod(shape) + 1)).reshape(shape) / 8.0
    return np.asarray(values * rng.choice((-1.0, 1.0), shape))


def _kept(rng: np.random.Generator, *shape: int) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Draw a mask with both kinds of entries and, where there are several rows, with rows that differ."""
    while True:
        mask = rng.random(shape) >= 0.35
        if mask.any() and not mask.all() and (len(mask) < 2 or not (mask == mask[:1]).all()):
            return np.asarray(mask)


def _layer(rng: np.random.Generator, *shape: int) -> tuple[FloatArray, Any, float]:
    return _values(rng, *shape), _kept(rng, *shape), _rate(rng)


def _all_kept(rng: np.random.Generator, *shape: int) -> tuple[FloatArray, Any, float]:
    return _values(rng, *shape), np.ones(shape, dtype=bool), 0.0


def _single(given: tuple[Any, ...]) -> tuple[Any, ...]:
    return given[0].astype(np.float32), *given[1:]


def _badly_masked(function: str, rng: np.random.Generator) -> list[Step]:
    shapes = [((3, 4), (4,)), ((3, 4), (1, 4)), ((3, 4), (3, 1)), ((4,), (3, 4)), ((3, 4), (4, 3))]
    return [Call(function, (_values(rng, *one), np.ones(other, dtype=bool), 0.3)) for one, other in shapes]


def _badly_rated(function: str, *rates: float) -> list[Step]:
    return [Call(function, (BATCH, KEPT, rate)) for rate in rates]


FORWARD = Exercise(
    id="dropout_forward",
    alias="L11-E5",
    points=3,
    reference=(ref.dropout_forward,),
    signature="dropout_forward(A, mask, drop_rate, training=True)",
    cases=(
        *twice(
            "training",
            Text("in training", "训练时"),
            lambda rng: [Call("dropout_forward", (A, KEPT[:1], 0.25)), Call("dropout_forward", (BATCH, KEPT, 0.2))],
            lambda rng: [
                Call("dropout_forward", _layer(rng, 6, 5)),
                Call("dropout_forward", (*_layer(rng, 4, 7), True)),
            ],
            weight=2.0,
        ),
        *twice(
            "test",
            Text("at test time: training=False", "测试时：training=False"),
            calling("dropout_forward", BATCH, KEPT, 0.25, training=False),
            lambda rng: [
                Call("dropout_forward", _layer(rng, 6, 5), {"training": False}),
                Call("dropout_forward", (*_layer(rng, 3, 4), False)),
            ],
            weight=1.5,
        ),
        *twice(
            "one_sample",
            ONE_SAMPLE,
            calling("dropout_forward", BATCH[1:2], KEPT[1:2], 0.4),
            lambda rng: [Call("dropout_forward", _layer(rng, 1, 9))],
            weight=0.5,
            group=Group.SHAPE,
        ),
        *twice(
            "rate_0",
            Text("a drop rate of 0", "丢弃概率为 0"),
            calling("dropout_forward", BATCH, np.ones((3, 4), dtype=bool), 0.0),
            lambda rng: [Call("dropout_forward", _all_kept(rng, 5, 3))],
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "float32",
            Text("activations in float32 stay float32", "float32 的激活值仍是 float32"),
            lambda rng: [
                Call("dropout_forward", _single((BATCH, KEPT, 0.25))),
                Call("dropout_forward", _single((BATCH, KEPT, 0.25)), {"training": False}),
            ],
            lambda rng: [Call("dropout_forward", _single(_layer(rng, 5, 3)))],
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: untouched("dropout_forward", {"A": BATCH, "mask": KEPT}, drop_rate=0.25),
            lambda rng: untouched(
                "dropout_forward", {"A": _values(rng, 4, 3), "mask": np.ones((4, 3), dtype=bool)}, drop_rate=0.0
            ),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "copy",
            Text("at test time the result is new, too", "测试时，结果也是新数组"),
            lambda rng: untouched("dropout_forward", {"A": BATCH, "mask": KEPT}, drop_rate=0.25, training=False),
            lambda rng: untouched(
                "dropout_forward",
                {"A": _values(rng, 4, 3), "mask": _kept(rng, 4, 3)},
                drop_rate=0.3,
                training=False,
            ),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "layouts",
            LAYOUT,
            lambda rng: laid_out("dropout_forward", BATCH, KEPT, 0.25),
            lambda rng: [*laid_out("dropout_forward", *_layer(rng, 5, 3))],
            weight=0.25,
            group=Group.PURITY,
        ),
        *twice(
            "empty",
            NO_SAMPLES,
            calling("dropout_forward", np.zeros((0, 4)), np.zeros((0, 4), dtype=bool), 0.25),
            calling("dropout_forward", np.zeros((0, 2)), np.zeros((0, 2), dtype=bool), 0.4, training=False),
            weight=0.25,
            group=Group.EMPTY,
        ),
        *twice(
            "mask_shape",
            MASK_REFUSED,
            calling("dropout_forward", BATCH, KEPT[:1], 0.25),
            lambda rng: _badly_masked("dropout_forward", rng),
            weight=0.25,
            group=Group.ERROR,
        ),
        *twice(
            "refused",
            RATE_REFUSED,
            lambda rng: _badly_rated("dropout_forward", 1.0, -0.1),
            lambda rng: _badly_rated("dropout_forward", 1.5, 1.0, -1.0),
            weight=0.25,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_dropout.FORWARD,
    hints=hints.FORWARD,
)

# dropout_backward -----------------------------------------------------------------------------------------

D_OUT = np.array([[1.0, -2.0, 3.0, 4.0]])

BACKWARD = Exercise(
    id="dropout_backward",
    alias="L11-E6",
    points=2,
    reference=(ref.dropout_backward,),
    signature="dropout_backward(dOut, mask, drop_rate)",
    cases=(
        *twice(
            "batch",
            Text("a batch of several samples", "几个样本的一个批量"),
            lambda rng: [
                Call("dropout_backward", (D_OUT, KEPT[:1], 0.25)),
                Call("dropout_backward", (BATCH, KEPT, 0.2)),
            ],
            lambda rng: [Call("dropout_backward", _layer(rng, 6, 5)), Call("dropout_backward", _layer(rng, 4, 7))],
            weight=2.0,
        ),
        *twice(
            "one_sample",
            ONE_SAMPLE,
            calling("dropout_backward", BATCH[1:2], KEPT[1:2], 0.4),
            lambda rng: [Call("dropout_backward", _layer(rng, 1, 9))],
            weight=0.5,
            group=Group.SHAPE,
        ),
        *twice(
            "rate_0",
            Text("a drop rate of 0", "丢弃概率为 0"),
            calling("dropout_backward", BATCH, np.ones((3, 4), dtype=bool), 0.0),
            lambda rng: [Call("dropout_backward", _all_kept(rng, 5, 3))],
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: untouched("dropout_backward", {"dOut": BATCH, "mask": KEPT}, drop_rate=0.25),
            lambda rng: untouched(
                "dropout_backward", {"dOut": _values(rng, 4, 3), "mask": np.ones((4, 3), dtype=bool)}, drop_rate=0.0
            ),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "layouts",
            LAYOUT,
            lambda rng: laid_out("dropout_backward", BATCH, KEPT, 0.25),
            lambda rng: [*laid_out("dropout_backward", *_layer(rng, 5, 3))],
            weight=0.25,
            group=Group.PURITY,
        ),
        *twice(
            "empty",
            NO_SAMPLES,
            calling("dropout_backward", np.zeros((0, 4)), np.zeros((0, 4), dtype=bool), 0.25),
            calling("dropout_backward", np.zeros((0, 2)), np.zeros((0, 2), dtype=bool), 0.4),
            weight=0.25,
            group=Group.EMPTY,
        ),
        *twice(
            "mask_shape",
            MASK_REFUSED,
            calling("dropout_backward", BATCH, KEPT[:1], 0.25),
            lambda rng: _badly_masked("dropout_backward", rng),
            weight=0.25,
            group=Group.ERROR,
        ),
        *twice(
            "refused",
            RATE_REFUSED,
            lambda rng: _badly_rated("dropout_backward", 1.0, -0.1),
            lambda rng: _badly_rated("dropout_backward", 1.5, 1.0, -1.0),
            weight=0.25,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_dropout.BACKWARD,
    hints=hints.BACKWARD,
)
