"""The neuron by hand: its decision, gates, one update, XOR in two layers, the bias as a weight."""

import numpy as np

from autograder.checking.cases import Case, Exercise, Group, Script
from autograder.checking.style import no_sample_loop
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
from autograder.exercises.perceptron import hints, wrong
from autograder.exercises.perceptron.gates import ROWS, TABLES, right_tables
from autograder.sandbox.steps import Call, Ref, Step, Write
from deeplearn_ref import perceptron as ref
from lessonkit.language import Text

TIE = Text("a tie, z = 0, is class 0", "临界情形（z = 0）算类别 0")


def _mixed(rng: np.random.Generator, m: int, n: int) -> tuple[FloatArray, FloatArray, float]:
    """Draw X (m, n), w (n,) and b without a tie, such that the bias decides some of the samples."""
    while True:
        X, w = halves(rng, m, n), halves(rng, n)
        b = float(rng.integers(-8, 8)) / 2 + 0.125
        fires = X @ w + b > 0
        if (fires != (X @ w > 0)).sum() >= min(2, m) and (m < 4 or 0 < fires.sum() < m):
            return X, w, b


# step -----------------------------------------------------------------------------------------------------


def _some_numbers(rng: np.random.Generator) -> FloatArray:
    return np.append(rng.permutation([-2.5, 0.25, 0.5]), halves(rng, 9) + 0.25)


STEP = Exercise(
    id="step",
    alias="L01-E1",
    points=1,
    reference=(ref.step,),
    signature="step(z)",
    cases=(
        *twice(
            "values",
            Text("negative and positive numbers", "负数和正数"),
            calling("step", np.array([-1.5, 2.0, 0.25, -0.5])),
            lambda rng: [Call("step", (_some_numbers(rng),))],
            weight=2,
        ),
        *twice(
            "tie",
            Text("z exactly 0 gives 0", "z 恰好为 0 时得 0"),
            calling("step", np.array([-1.0, 0.0, 2.0])),
            lambda rng: [Call("step", (np.append(rng.permutation([0.0, -0.0, 3.5]), halves(rng, 4)),))],
            group=Group.EDGE,
        ),
        *twice(
            "shape",
            Text("the result has the shape of z", "结果与 z 形状相同"),
            calling("step", np.array([[1.0, -2.0, 0.5], [-0.25, 3.0, -4.0]])),
            lambda rng: [Call("step", (halves(rng, 2, 3, 4) + 0.25,))],
            group=Group.SHAPE,
        ),
        *twice(
            "single_number",
            Text("a single number, 0-d", "单个数（零维）"),
            lambda rng: [Call("step", (np.float64(0.5),)), Call("step", (np.float64(-2.0),))],
            lambda rng: [Call("step", (np.array(halves(rng, 1)[0] + 0.25),))],
            weight=0.5,
            group=Group.SHAPE,
        ),
        *twice(
            "odd_numbers",
            Text("infinity, −0 and nan; nan gives 0", "无穷大、−0 和 nan；nan 得 0"),
            calling("step", np.array([np.nan, np.inf, -np.inf, -0.0])),
            lambda rng: [Call("step", (rng.permutation([np.nan, np.inf, -np.inf, -0.0, np.nan, 1e-300]),))],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "integers",
            Text("z of an integer dtype, or of float32", "z 是整数类型或 float32"),
            lambda rng: [
                Call("step", (np.array([-3, 0, 4]),)),
                Call("step", (np.array([-0.5, 0.5], dtype=np.float32),)),
            ],
            lambda rng: [
                Call("step", (rng.integers(-3, 4, 8),)),
                Call("step", ((halves(rng, 5) + 0.25).astype(np.float32),)),
            ],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: untouched("step", {"z": np.array([-1.0, 0.5, 2.0])}, written=7),
            lambda rng: untouched("step", {"z": halves(rng, 6) + 0.25}, written=7),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("step", np.array([[0.5, -1.0], [2.0, -0.5]])),
            lambda rng: laid_out("step", halves(rng, 3, 4) + 0.25),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "empty",
            Text("an empty array", "空数组"),
            calling("step", np.zeros(0)),
            calling("step", np.zeros((0, 3))),
            weight=0.25,
            group=Group.EMPTY,
        ),
    ),
    misconceptions=wrong.STEP,
    hints=hints.STEP,
)

# perceptron_predict ---------------------------------------------------------------------------------------


def _with_ties(rng: np.random.Generator) -> tuple[FloatArray, FloatArray, float]:
    X = halves(rng, 6, 3)
    w = np.array([1.0, -0.5, 2.0])
    X[:3, 0] = -1.5 + 0.5 * X[:3, 1] - 2.0 * X[:3, 2]
    return rng.permutation(X), w, 1.5


PREDICT = Exercise(
    id="perceptron_predict",
    alias="L01-E2",
    points=2,
    reference=(ref.perceptron_predict,),
    needs=(ref.step,),
    signature="perceptron_predict(X, w, b)",
    cases=(
        *twice(
            "values",
            Text("several samples on both sides of the boundary", "边界两侧的多个样本"),
            calling(
                "perceptron_predict",
                np.array([[2.0, 1.0], [1.0, 1.5], [0.0, 2.5]]),
                np.array([1.0, -1.0]),
                1.0,
            ),
            calling_with("perceptron_predict", lambda rng: _mixed(rng, 20, 2)),
            weight=2,
        ),
        *twice(
            "features",
            Text("more than two features", "两个以上的特征"),
            calling(
                "perceptron_predict",
                np.array([[1.0, 0.0, -2.0], [0.5, 1.0, 1.0], [-1.0, -1.0, 0.0], [0.0, 2.0, 0.5]]),
                np.array([1.0, 0.5, -1.0]),
                -0.25,
            ),
            calling_with("perceptron_predict", lambda rng: _mixed(rng, 15, 5)),
            weight=1.5,
        ),
        *twice(
            "tie",
            TIE,
            calling(
                "perceptron_predict",
                np.array([[2.0, 1.0], [1.0, 1.0], [0.0, 1.0]]),
                np.array([1.0, -1.0]),
                1.0,
            ),
            calling_with("perceptron_predict", _with_ties),
            group=Group.EDGE,
        ),
        *twice(
            "one_sample",
            ONE_SAMPLE,
            calling("perceptron_predict", np.array([[0.5, 1.0, 2.0]]), np.array([2.0, -1.0, -1.0]), 2.25),
            calling_with("perceptron_predict", lambda rng: _mixed(rng, 1, 4)),
            weight=0.5,
            group=Group.SHAPE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: untouched(
                "perceptron_predict",
                {"X": np.array([[1.0, 2.0], [3.0, -4.0], [-1.0, 0.5]]), "w": np.array([0.5, 1.0])},
                written=7,
                b=0.25,
            ),
            lambda rng: _untouched_predict(rng),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out(
                "perceptron_predict",
                np.array([[1.0, 2.0], [3.0, -4.0], [-1.0, 0.5]]),
                np.array([0.5, 1.0]),
                0.25,
            ),
            lambda rng: laid_out("perceptron_predict", *_mixed(rng, 6, 3)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "empty",
            NO_SAMPLES,
            calling("perceptron_predict", np.zeros((0, 2)), np.array([1.0, -1.0]), 0.5),
            calling("perceptron_predict", np.zeros((0, 4)), np.ones(4), -1.0),
            weight=0.5,
            group=Group.EMPTY,
        ),
        *twice(
            "mismatch",
            Text("X and w do not fit each other: `ValueError`", "X 与 w 的形状不匹配：`ValueError`"),
            calling("perceptron_predict", np.ones((3, 2)), np.ones(3), 0.0),
            lambda rng: [Call("perceptron_predict", (halves(rng, 4, 3), halves(rng, 2), 0.5))],
            weight=0.5,
            group=Group.ERROR,
        ),
        no_sample_loop(
            "no_loop",
            NO_LOOP,
            "perceptron_predict",
            lambda rng, m: (halves(rng, m, 3), halves(rng, 3), 0.125),
            weight=2.0,
            public=True,
        ),
        no_sample_loop(
            "no_loop_again",
            NO_LOOP,
            "perceptron_predict",
            lambda rng, m: (halves(rng, m, 2), halves(rng, 2), -0.125),
            weight=0.25,
        ),
    ),
    misconceptions=wrong.PREDICT,
    hints=hints.PREDICT,
)


def _untouched_predict(rng: np.random.Generator) -> list[Step]:
    X, w, b = _mixed(rng, 6, 3)
    return untouched("perceptron_predict", {"X": X, "w": w}, written=7, b=b)


# gate_params ----------------------------------------------------------------------------------------------


def _gates(*names: str) -> Script:
    return lambda rng: [Call("gate_params", (name,)) for name in names]


def _any_order(rng: np.random.Generator) -> list[Step]:
    return [Call("gate_params", (str(name),)) for name in rng.permutation([*TABLES, *TABLES])]


def _fresh(name: str) -> list[Step]:
    """Spoil one answer, then ask again: the second must be right."""
    call = Call("gate_params", (name,))
    return [call, Write(Ref("result", (0,)), 9.0), call]


def _gate_case(name: str) -> Case:
    purpose = Text(f"the truth table of {name.upper()}", f"{name.upper()} 的真值表")
    return Case(name, purpose, _gates(name), 1.0, Group.VALUE, True, right_tables)


GATE = Exercise(
    id="gate_params",
    alias="L01-E3",
    points=3,
    reference=(ref.gate_params,),
    signature="gate_params(name)",
    cases=(
        *(_gate_case(name) for name in TABLES),
        *twice(
            "any_order",
            Text("the gates one after another, in any order", "以任意顺序接连询问各个门"),
            _gates("nor", "and", "or"),
            _any_order,
            property=right_tables,
        ),
        *twice(
            "fresh",
            Text("each answer is a new array", "每次返回的都是新数组"),
            lambda rng: _fresh("and"),
            lambda rng: _fresh(str(rng.choice(["or", "nand", "nor"]))),
            weight=0.25,
            group=Group.PURITY,
            property=right_tables,
        ),
        *twice(
            "unknown",
            Text('an unknown name, "xor" included: `ValueError`', '不认识的名字，包括 "xor"：`ValueError`'),
            calling("gate_params", "xor"),
            lambda rng: [Call("gate_params", (str(rng.choice(["xnor", "implies", "majority"])),))],
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong.GATE,
    hints=hints.GATE,
)

# perceptron_update ----------------------------------------------------------------------------------------


def _sample(rng: np.random.Generator, n: int, *, mistake: bool, y: int) -> tuple[FloatArray, float, FloatArray, int]:
    """Draw w (n,), b, x (n,) and keep the label y: classified wrongly or rightly, z far from 0 and 1."""
    while True:
        w, x, b = halves(rng, n), halves(rng, n), float(rng.integers(-4, 5)) / 2 + 0.125
        z = w @ x + b
        if np.any(x) and abs(z) > 1.5 and (int(z > 0) != y) == mistake:
            return w, b, x, y


def _mistakes(rng: np.random.Generator) -> list[Step]:
    steps: list[Step] = []
    for y in (0, 1):
        w, b, x, label = _sample(rng, 3 + y, mistake=True, y=y)
        steps.append(Call("perceptron_update", (w, b, x, label), {"learning_rate": 0.25}))
    return steps


def _tied(rng: np.random.Generator) -> list[Step]:
    x = halves(rng, 3) + 0.25
    w = np.array([1.0, -2.0, 0.5])
    return [Call("perceptron_update", (w, -float(w @ x), x, 1), {"learning_rate": 0.5})]


def _default_rate(rng: np.random.Generator) -> list[Step]:
    w, b, x, y = _sample(rng, 4, mistake=True, y=int(rng.integers(2)))
    return [Call("perceptron_update", (w, b, x, y))]


def _rightly(rng: np.random.Generator) -> list[Step]:
    w, b, x, y = _sample(rng, 3, mistake=False, y=int(rng.integers(2)))
    return [Call("perceptron_update", (w, b, x, y), {"learning_rate": 0.5})]


def _integer_weights(rng: np.random.Generator) -> list[Step]:
    w, x = rng.integers(2, 5, 3), rng.integers(1, 4, 3) + 0.5
    return [Call("perceptron_update", (w, 0.5, x, 0), {"learning_rate": 0.5})]


def _untouched_update(rng: np.random.Generator, *, mistake: bool) -> list[Step]:
    w, b, x, y = _sample(rng, 3, mistake=mistake, y=1)
    return untouched("perceptron_update", {"w": w, "b": b, "x": x, "y": y}, Ref("result", (0,)), learning_rate=0.5)


UPDATE = Exercise(
    id="perceptron_update",
    alias="L01-E4",
    points=3,
    reference=(ref.perceptron_update,),
    needs=(ref.step,),
    signature="perceptron_update(w, b, x, y, learning_rate=1.0)",
    cases=(
        *twice(
            "mistake",
            Text("a sample that is classified wrongly", "分错的样本"),
            lambda rng: [
                Call(
                    "perceptron_update",
                    (np.array([1.0, -1.0]), 0.2, np.array([2.0, 1.0]), 0),
                    {"learning_rate": 0.5},
                ),
                Call(
                    "perceptron_update",
                    (np.array([1.0, -1.0]), -3.5, np.array([2.0, 1.0]), 1),
                    {"learning_rate": 0.5},
                ),
            ],
            _mistakes,
            weight=2.5,
        ),
        *twice(
            "right",
            Text("a sample that is classified rightly changes nothing", "分对的样本不改变任何值"),
            calling("perceptron_update", np.array([1.0, -1.0]), 0.25, np.array([2.0, 1.0]), 1, learning_rate=0.5),
            _rightly,
        ),
        *twice(
            "tie",
            TIE,
            calling("perceptron_update", np.array([0.0, 0.0]), 0.0, np.array([2.0, 1.0]), 1, learning_rate=0.5),
            _tied,
            group=Group.EDGE,
        ),
        *twice(
            "default_rate",
            Text("without a learning rate it is 1", "不给学习率时，学习率为 1"),
            calling("perceptron_update", np.array([0.5, 1.0]), 0.5, np.array([1.0, 2.0]), 0),
            _default_rate,
            weight=0.5,
        ),
        *twice(
            "integer_weights",
            Text("w of an integer dtype", "w 是整数类型"),
            calling("perceptron_update", np.array([2, 3]), 0.5, np.array([1.5, 0.5]), 0, learning_rate=0.5),
            _integer_weights,
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: untouched(
                "perceptron_update",
                {"w": np.array([1.0, -1.0]), "b": 0.25, "x": np.array([2.0, 1.0]), "y": 0},
                Ref("result", (0,)),
                learning_rate=0.5,
            ),
            lambda rng: _untouched_update(rng, mistake=True),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "copies",
            Text("the new w is a new array even if nothing changes", "即使什么都没变，新的 w 也是新数组"),
            lambda rng: untouched(
                "perceptron_update",
                {"w": np.array([1.0, -1.0]), "b": 0.25, "x": np.array([2.0, 1.0]), "y": 1},
                Ref("result", (0,)),
                learning_rate=0.5,
            ),
            lambda rng: _untouched_update(rng, mistake=False),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "mismatch",
            Text("w and x do not fit each other: `ValueError`", "w 与 x 的形状不匹配：`ValueError`"),
            calling("perceptron_update", np.ones(2), 0.0, np.ones(3), 1),
            lambda rng: [Call("perceptron_update", (halves(rng, 4), 0.5, halves(rng, 2), 0))],
            weight=0.25,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong.UPDATE,
    hints=hints.UPDATE,
)

# xor_gate -------------------------------------------------------------------------------------------------


def _bits(rng: np.random.Generator, m: int) -> FloatArray:
    return rng.integers(0, 2, (m, 2)).astype(np.float64)


XOR = Exercise(
    id="xor_gate",
    alias="L01-E6",
    points=3,
    reference=(ref.xor_gate,),
    needs=(ref.step, ref.perceptron_predict, ref.gate_params),
    signature="xor_gate(X)",
    cases=(
        Case(
            "table",
            Text("the truth table of XOR", "XOR 的真值表"),
            calling("xor_gate", ROWS.copy()),
            2.0,
            Group.VALUE,
            True,
        ),
        *twice(
            "many_rows",
            Text("many samples in any order", "任意顺序的大量样本"),
            lambda rng: [Call("xor_gate", (_bits(np.random.default_rng(5), 8),))],
            lambda rng: [Call("xor_gate", (_bits(rng, 1000),))],
            weight=2,
        ),
        *twice(
            "one_sample",
            ONE_SAMPLE,
            calling("xor_gate", np.array([[1.0, 0.0]])),
            lambda rng: [Call("xor_gate", (rng.permutation([[1.0, 1.0], [0.0, 1.0]])[:1],))],
            weight=0.5,
            group=Group.SHAPE,
        ),
        *twice(
            "integers",
            Text("X of an integer dtype", "X 是整数类型"),
            calling("xor_gate", ROWS.astype(np.int64)),
            lambda rng: [Call("xor_gate", (_bits(rng, 9).astype(np.int64),))],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: untouched("xor_gate", {"X": ROWS.copy()}, written=7),
            lambda rng: untouched("xor_gate", {"X": _bits(rng, 7)}, written=7),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "empty",
            NO_SAMPLES,
            calling("xor_gate", np.zeros((0, 2))),
            calling("xor_gate", np.zeros((0, 2), dtype=np.int64)),
            weight=0.25,
            group=Group.EMPTY,
        ),
        no_sample_loop("no_loop", NO_LOOP, "xor_gate", lambda rng, m: (_bits(rng, m),), weight=2.0, public=True),
        no_sample_loop(
            "no_loop_again",
            NO_LOOP,
            "xor_gate",
            lambda rng, m: (_bits(rng, m).astype(np.int64),),
            weight=0.25,
        ),
    ),
    misconceptions=wrong.XOR,
    hints=hints.XOR,
)

# add_bias_column ------------------------------------------------------------------------------------------

BIAS_COLUMN = Exercise(
    id="add_bias_column",
    alias="L01-E7",
    points=2,
    reference=(ref.add_bias_column,),
    signature="add_bias_column(X)",
    float64=True,
    cases=(
        *twice(
            "values",
            Text("several samples", "多个样本"),
            calling("add_bias_column", np.array([[2.0, 3.0], [4.0, 5.0], [6.0, 7.0], [8.0, 9.0]])),
            lambda rng: [Call("add_bias_column", (halves(rng, 5, 3),))],
            weight=2,
        ),
        *twice(
            "one_sample",
            ONE_SAMPLE,
            calling("add_bias_column", np.array([[0.5, -2.0, 4.0]])),
            lambda rng: [Call("add_bias_column", (halves(rng, 1, 4),))],
            weight=0.5,
            group=Group.SHAPE,
        ),
        *twice(
            "dtype",
            Text(
                "X of an integer dtype or of float32; the result is float64",
                "X 是整数类型或 float32；结果是 float64",
            ),
            lambda rng: [
                Call("add_bias_column", (np.array([[2, 3], [4, 5]]),)),
                Call("add_bias_column", (np.array([[0.5, 2.0]], dtype=np.float32),)),
            ],
            lambda rng: [
                Call("add_bias_column", (rng.integers(-5, 6, (4, 3)),)),
                Call("add_bias_column", (halves(rng, 3, 2).astype(np.float32),)),
            ],
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: untouched("add_bias_column", {"X": np.array([[2.0, 3.0], [4.0, 5.0], [6.0, 7.0]])}),
            lambda rng: untouched("add_bias_column", {"X": halves(rng, 4, 3)}),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("add_bias_column", np.array([[2.0, 3.0], [4.0, 5.0], [6.0, 7.0]])),
            lambda rng: laid_out("add_bias_column", halves(rng, 4, 3)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "empty",
            NO_SAMPLES,
            calling("add_bias_column", np.zeros((0, 2))),
            calling("add_bias_column", np.zeros((0, 5))),
            weight=0.5,
            group=Group.EMPTY,
        ),
    ),
    misconceptions=wrong.BIAS_COLUMN,
    hints=hints.BIAS_COLUMN,
)
