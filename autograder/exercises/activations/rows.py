"""Softmax: the activation of a whole row."""

import numpy as np

from autograder.checking.cases import Exercise, Group
from autograder.checking.style import no_sample_loop
from autograder.exercises.activations import hints, wrong
from autograder.exercises.kit import LAYOUT, NO_LOOP, STAYS, calling, calling_with, laid_out, twice, untouched
from autograder.sandbox.steps import Call
from deeplearn_ref import activations as ref
from lessonkit.language import Text

SOFTMAX = Exercise(
    id="softmax",
    alias="L02-E5",
    points=4,
    reference=(ref.softmax,),
    signature="softmax(Z, axis=-1)",
    cases=(
        *twice(
            "values",
            Text("two samples with three scores each", "两个样本，每个有三个分数"),
            calling("softmax", np.array([[1.0, 2.0, 4.0], [0.0, 0.0, -1.0]])),
            calling_with("softmax", lambda rng: (rng.normal(0, 2, (4, 3)),)),
            weight=2,
        ),
        *twice(
            "square",
            Text("as many samples as classes", "样本数与类别数相同"),
            calling("softmax", np.array([[1.0, 2.0], [3.0, 5.0]])),
            calling_with("softmax", lambda rng: (rng.normal(0, 2, (3, 3)),)),
        ),
        *twice(
            "large",
            Text("scores around 1000", "1000 左右的分数"),
            calling("softmax", np.array([[1000.0, 1001.0, 1002.0], [0.0, 0.0, 0.0]])),
            calling_with("softmax", lambda rng: (rng.choice([-1000.0, 1000.0], (4, 1)) + rng.normal(size=(4, 3)),)),
            weight=1.5,
            group=Group.STABILITY,
        ),
        *twice(
            "far_apart",
            Text("rows that lie 2000 apart", "相差 2000 的两行（row）"),
            calling("softmax", np.array([[0.0, 1.0], [2000.0, 2001.0]])),
            calling_with("softmax", lambda rng: (np.array([[0.0], [2000.0], [-2000.0]]) + rng.normal(size=(3, 4)),)),
            weight=1.5,
            group=Group.STABILITY,
        ),
        *twice(
            "wide_row",
            Text("one row with scores thousands apart", "同一行（row）里的分数相差几千"),
            calling("softmax", np.array([[-3000.0, 4000.0, 3999.0], [0.0, 1.0, 2.0]])),
            calling_with("softmax", lambda rng: (rng.permutation([-5000.0, 3000.0, 4500.0, 4499.0])[None, :],)),
            group=Group.STABILITY,
        ),
        *twice(
            "axis",
            Text("classes along another axis", "类别沿另一条轴排列"),
            lambda rng: [Call("softmax", (np.array([[1.0, 2.0, 4.0], [0.0, 3.0, -1.0]]),), {"axis": 0})],
            lambda rng: [
                Call("softmax", (rng.normal(size=(2, 3, 4)),), {"axis": 1}),
                Call("softmax", (rng.normal(size=(3, 4)),), {"axis": 0}),
            ],
            weight=1,
        ),
        *twice(
            "other_axes",
            Text("a single row of scores (K,), and three axes", "单独一组分数 (K,)，以及三条轴的数组"),
            lambda rng: [
                Call("softmax", (np.array([0.0, 1.0, 3.0]),)),
                Call("softmax", (np.arange(12.0).reshape(2, 3, 2) / 4,)),
            ],
            lambda rng: [Call("softmax", (rng.normal(size=shape),)) for shape in ((5,), (3, 2, 4))],
            group=Group.SHAPE,
        ),
        *twice(
            "batch_of_one",
            Text("a batch of one, and a single class: all 1", "只有一个样本的批量；只有一个类别：全是 1"),
            lambda rng: [
                Call("softmax", (np.array([[2.0, -1.0, 0.5]]),)),
                Call("softmax", (np.array([[3.0], [-800.0]]),)),
            ],
            lambda rng: [Call("softmax", (rng.normal(0, 3, shape),)) for shape in ((1, 4), (5, 1))],
            weight=0.5,
            group=Group.SHAPE,
        ),
        *twice(
            "types",
            Text("integers become float64, float32 stays float32", "整数变成 float64，float32 保持 float32"),
            lambda rng: [
                Call("softmax", (np.array([[1, 2, 4], [0, 3, -1]]),)),
                Call("softmax", (np.array([[100.0, 101.0, 99.5], [0.0, 1.0, 2.0]], dtype=np.float32),)),
            ],
            lambda rng: [
                Call("softmax", (rng.integers(-4, 5, (3, 4)),)),
                Call("softmax", (rng.normal(0, 2, (3, 4)).astype(np.float32),)),
            ],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: untouched("softmax", {"Z": np.array([[1.0, 2.0, 4.0], [0.0, 3.0, -1.0]])}),
            lambda rng: untouched("softmax", {"Z": rng.normal(size=(3, 4))}),
            weight=0.75,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("softmax", np.array([[0.5, -1.0, 2.0], [1.0, 4.0, -0.5]])),
            lambda rng: laid_out("softmax", rng.normal(size=(3, 4))),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "empty",
            Text("no samples at all: (0, K)", "一个样本也没有：(0, K)"),
            calling("softmax", np.zeros((0, 3))),
            calling("softmax", np.zeros((0, 5))),
            weight=0.25,
            group=Group.EMPTY,
        ),
        no_sample_loop(
            "no_loop", NO_LOOP, "softmax", lambda rng, m: (rng.normal(size=(m, 3)),), weight=0.5, public=True
        ),
    ),
    misconceptions=wrong.SOFTMAX,
    hints=hints.SOFTMAX,
)
