"""Gradients of mini-batches: what each is, what they average to, how much they scatter."""

from typing import Any

import numpy as np

from autograder.checking.cases import Exercise, Group, Tolerance
from autograder.exercises.kit import LAYOUT, ONE_SAMPLE, STAYS, FloatArray, laid_out, twice
from autograder.exercises.minibatches import hints, wrong_gradients
from autograder.exercises.minibatches.numbers import BAD_SIZE
from autograder.sandbox.steps import Call, Look, Make, Ref, Step, Write
from deeplearn_ref import minibatch as ref
from lessonkit.language import Text

FIVE = np.array([[1.0, 0.0], [3.0, 4.0], [2.0, 2.0], [4.0, 0.0], [10.0, -6.0]])
"""Five gradients in two weights, worked out by hand in the plan."""
WHOLE = np.array([[1, 0, 2], [3, 4, -1], [2, 2, 0], [4, 0, 5], [9, -6, 1]])
SINGLE = Tolerance(rtol=1e-4, atol=1e-6)
"""For float32: in which precision the sums are taken is left open."""
TYPES = Text("gradients that are integers, and float32", "梯度是整数，以及 float32")


def _grads(rng: np.random.Generator, m: int, d: int) -> FloatArray:
    """Draw gradients whose components differ in mean and in spread."""
    return rng.normal(rng.uniform(-2.0, 2.0, d), rng.uniform(0.5, 2.0, d), (m, d))


# minibatch_gradients --------------------------------------------------------------------------------------


def _cut(grads: Any, order: Any, size: int) -> Call:
    return Call("minibatch_gradients", (np.array(grads), np.array(order, dtype=np.int64), size))


def _drawn(rng: np.random.Generator, m: int, d: int, size: int) -> Call:
    return _cut(_grads(rng, m, d), rng.permutation(m), size)


def _cut_kept(grads: FloatArray, order: Any, size: int) -> list[Step]:
    """Ask, look at both arrays, write into both results, and look again."""
    looks: list[Step] = [Look(Ref("per_sample_grads")), Look(Ref("order"))]
    return [
        Make("per_sample_grads", grads),
        Make("order", np.array(order)),
        Call("minibatch_gradients", (Ref("per_sample_grads"), Ref("order"), size)),
        *looks,
        Write(Ref("result", (0,)), 9.0),
        Write(Ref("result", (1,)), 9.0),
        *looks,
    ]


GRADIENTS = Exercise(
    id="minibatch_gradients",
    alias="L09-E7",
    points=3,
    reference=(ref.minibatch_gradients,),
    signature="minibatch_gradients(per_sample_grads, order, batch_size)",
    cases=(
        *twice(
            "partial",
            Text("the last batch is smaller", "最后一个批量较小"),
            lambda rng: [_cut(FIVE, [3, 0, 4, 1, 2], 2)],
            lambda rng: [_drawn(rng, 11, 3, 4), _drawn(rng, 7, 2, 3)],
            weight=2.0,
        ),
        *twice(
            "sizes",
            Text("10 samples in batches of 4: 4, 4 and 2", "10 个样本，批量大小 4：依次是 4、4、2 个"),
            lambda rng: [_drawn(np.random.default_rng(1), 10, 3, 4)],
            lambda rng: [_drawn(rng, 10, 2, 4)],
        ),
        *twice(
            "even",
            Text("all batches are full", "每个批量都是满的"),
            lambda rng: [_cut(FIVE[:4], [2, 0, 3, 1], 2)],
            lambda rng: [_drawn(rng, 12, 5, 4), _drawn(rng, 6, 1, 2)],
        ),
        *twice(
            "one_batch",
            Text("all samples in one batch: B = m, or B > m", "全部样本合成一个批量：B = m，或 B > m"),
            lambda rng: [_cut(FIVE, [1, 4, 0, 2, 3], 5), _cut(FIVE, [4, 0, 1, 3, 2], 8)],
            lambda rng: [_drawn(rng, 6, 4, 6), _drawn(rng, 6, 2, 50)],
            weight=0.75,
            group=Group.EDGE,
        ),
        *twice(
            "one_each",
            Text("batches of one sample, B = 1", "每个批量只有一个样本，B = 1"),
            lambda rng: [_cut(FIVE, [3, 0, 4, 1, 2], 1)],
            lambda rng: [_drawn(rng, 6, 3, 1)],
            weight=0.75,
            group=Group.EDGE,
        ),
        *twice(
            "one_sample",
            ONE_SAMPLE,
            lambda rng: [_cut([[2.0, -1.0, 0.5]], [0], 4)],  # neither m nor d: 1 / 4 can only come from the size
            lambda rng: [_drawn(rng, 1, 4, 1), _drawn(rng, 1, 2, 5)],
            weight=0.5,
            group=Group.SHAPE,
        ),
        *twice(
            "types",
            TYPES,
            lambda rng: [_cut(WHOLE, [3, 0, 4, 1, 2], 2), _cut(WHOLE.astype(np.float32), [3, 0, 4, 1, 2], 2)],
            lambda rng: [
                _cut(rng.integers(-9, 10, (7, 2)), rng.permutation(7), 3),
                _cut(_grads(rng, 7, 2).astype(np.float32), rng.permutation(7), 3),
            ],
            weight=0.5,
            group=Group.EDGE,
            tolerance=SINGLE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: [*_cut_kept(FIVE, [3, 0, 4, 1, 2], 2), *_cut_kept(FIVE, [0, 1, 2, 3, 4], 1)],
            lambda rng: [
                *_cut_kept(_grads(rng, 7, 3), rng.permutation(7), 3),
                *_cut_kept(_grads(rng, 1, 3), [0], 1),
            ],
            weight=0.75,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("minibatch_gradients", FIVE, np.array([3, 0, 4, 1, 2]), 2),
            lambda rng: laid_out("minibatch_gradients", _grads(rng, 7, 3), rng.permutation(7), 3),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "bad_size",
            BAD_SIZE,
            lambda rng: [_cut(FIVE, [3, 0, 4, 1, 2], 0), _cut(FIVE, [3, 0, 4, 1, 2], -2)],
            lambda rng: [_cut(_grads(rng, 4, 3), rng.permutation(4), 0), _cut(FIVE, [0, 1, 2, 3, 4], -1)],
            weight=0.25,
            group=Group.ERROR,
        ),
        *twice(
            "other_order",
            Text(
                "an order of another length, or no sample at all: `ValueError`",
                "order 的长度不是 m，或者一个样本也没有：`ValueError`",
            ),
            lambda rng: [_cut(FIVE, [3, 0, 4], 2), _cut(np.zeros((0, 2)), [], 2)],
            lambda rng: [
                _cut(_grads(rng, 6, 2), rng.permutation(5), 3),
                _cut(_grads(rng, 4, 2), [0, 1, 2, 3, 0], 2),
                _cut(np.zeros((0, 3)), [], 1),
            ],
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_gradients.GRADIENTS,
    hints=hints.GRADIENTS,
    float64=True,
)

# gradient_noise -------------------------------------------------------------------------------------------

THREE = np.array([[1.0, 0.0], [3.0, 0.0], [5.0, 6.0]])


def _noise(grads: Any, *sizes: int) -> list[Step]:
    return [Call("gradient_noise", (np.array(grads), size)) for size in sizes]


def _noise_kept(grads: FloatArray, size: int) -> list[Step]:
    call = Call("gradient_noise", (Ref("per_sample_grads"), size))
    return [Make("per_sample_grads", grads), call, Look(Ref("per_sample_grads"))]


def _far_out(rng: np.random.Generator) -> FloatArray:
    """Draw gradients that scatter a little around something large."""
    return 1e6 * rng.uniform(1.0, 3.0, 3) + _grads(rng, 8, 3)


NOISE = Exercise(
    id="gradient_noise",
    alias="L09-E5",
    points=3,
    reference=(ref.gradient_noise,),
    signature="gradient_noise(per_sample_grads, batch_size)",
    cases=(
        *twice(
            "batch",
            Text("several weights, a batch of several samples", "多个权重，一个批量有多个样本"),
            lambda rng: _noise(THREE, 2, 3),
            lambda rng: [*_noise(_grads(rng, 9, 4), 3), *_noise(_grads(rng, 20, 3), 7)],
            weight=2.0,
        ),
        *twice(
            "one_each",
            Text("batches of one sample, B = 1", "每个批量只有一个样本，B = 1"),
            lambda rng: _noise(FIVE, 1),
            lambda rng: _noise(_grads(rng, 8, 3), 1),
        ),
        *twice(
            "more_than_there_are",
            Text("B ≥ m: drawn with replacement, so allowed", "B ≥ m：有放回抽样，所以可以"),
            lambda rng: _noise(FIVE, 5, 20),
            lambda rng: _noise(_grads(rng, 6, 2), 6, 64),
            weight=0.75,
        ),
        *twice(
            "one_weight",
            Text("a single weight, d = 1", "只有一个权重，d = 1"),
            lambda rng: _noise([[1.0], [4.0], [2.0], [9.0]], 3),
            lambda rng: _noise(_grads(rng, 7, 1), 5),
            weight=0.5,
            group=Group.SHAPE,
        ),
        *twice(
            "all_alike",
            Text("gradients that are all equal, and a single one", "所有梯度都相等，以及只有一个梯度"),
            lambda rng: [*_noise([[2.0, -1.0]] * 4, 2), *_noise([[3.0, 1.0, 0.5]], 2)],
            lambda rng: [*_noise(np.full((5, 3), float(rng.integers(2, 9))), 3), *_noise(_grads(rng, 1, 4), 3)],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "types",
            TYPES,
            lambda rng: [*_noise(WHOLE, 2), *_noise(WHOLE.astype(np.float32), 2)],
            lambda rng: [*_noise(rng.integers(-9, 10, (7, 3)), 3), *_noise(_grads(rng, 8, 2).astype(np.float32), 5)],
            weight=0.5,
            group=Group.EDGE,
            tolerance=SINGLE,
        ),
        *twice(
            "far_out",
            Text("gradients of a few millions that differ little", "梯度有几百万，彼此却相差很小"),
            lambda rng: _noise(_far_out(np.random.default_rng(2)), 4),
            lambda rng: _noise(_far_out(rng), 3),
            weight=0.5,
            group=Group.STABILITY,
            property=wrong_gradients.near,
            failed=Text(
                "the result is not exact where the gradients are large and differ little",
                "梯度很大、彼此相差很小时，结果不准",
            ),
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _noise_kept(THREE, 2),
            lambda rng: _noise_kept(_grads(rng, 6, 2), 3),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("gradient_noise", FIVE, 2),
            lambda rng: laid_out("gradient_noise", _grads(rng, 6, 4), 3),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "bad_size",
            BAD_SIZE,
            lambda rng: _noise(THREE, 0, -2),
            lambda rng: _noise(_grads(rng, 4, 3), 0, -int(rng.integers(1, 9))),
            weight=0.25,
            group=Group.ERROR,
        ),
        *twice(
            "no_gradients",
            Text(
                "no sample, or gradients that are not (m, d): `ValueError`",
                "没有样本，或者梯度的形状不是 (m, d)：`ValueError`",
            ),
            lambda rng: [*_noise(np.zeros((0, 2)), 2), *_noise([1.0, 2.0, 4.0], 2)],
            lambda rng: [*_noise(np.zeros((0, 3)), 1), *_noise(_grads(rng, 4, 6).reshape(4, 3, 2), 2)],
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_gradients.NOISE,
    hints=hints.NOISE,
)
