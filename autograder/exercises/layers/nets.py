"""Small networks as answers: whether their form is right, and which function they compute."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.checking import display
from autograder.checking.cases import Detector
from autograder.checking.findings import Finding
from autograder.checking.verdicts import Verdict
from autograder.exercises.kit import FloatArray
from autograder.messages import say
from autograder.sandbox.steps import Call, Look, Make, Record, Ref, Step, Write
from lessonkit.language import Text

ROWS: FloatArray = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
"""The four inputs of a logic gate, ndarray of shape (4, 2)."""
XOR: FloatArray = np.array([0.0, 1.0, 1.0, 0.0])
NEAR = 1e-9
"""How near an output must be, for values of ordinary size."""


def two_layers(params: Any, X: FloatArray, hidden: str = "relu") -> FloatArray:
    """Return what a network with one hidden layer says, ndarray of shape (m,); `hidden` is relu, step or linear.

    Finite parameters may say nan, where they are large: what is compared with it must be near, not "not far".
    """
    first, last = ({key: np.asarray(value, dtype=np.float64) for key, value in layer.items()} for layer in params)
    with np.errstate(all="ignore"):
        Z = X @ first["W"] + first["b"]
        H = {"relu": np.maximum(Z, 0.0), "step": (Z > 0) * 1.0, "linear": Z}[hidden]
        said: FloatArray = (H @ last["W"] + last["b"])[:, 0]
    return said


def wrong_form(value: object, sizes: Sequence[int]) -> Finding | None:
    """Return what is wrong with the form of a network: a list of one dictionary a layer, with arrays that fit."""
    if not isinstance(value, list):
        return _type(value, "type.list")
    if len(value) != len(sizes) - 1:
        return Finding(Verdict.WRONG_VALUE, (say("why.list_length", actual=len(value), expected=len(sizes) - 1),))
    for number, layer in enumerate(value):
        finding = _wrong_layer(layer, sizes[number], sizes[number + 1])
        if finding is not None:
            told = tuple(say("part.entry", number=number + 1, sentence=sentence) for sentence in finding.why)
            return Finding(finding.verdict, told)
    return None


def _wrong_layer(layer: object, n_in: int, n_out: int) -> Finding | None:
    if not isinstance(layer, dict):
        return _type(layer, "type.dict")
    for key, shape in (("W", (n_in, n_out)), ("b", (n_out,))):
        if key not in layer:
            return Finding(Verdict.WRONG_TYPE, (say("why.missing_key", name=key),))
        finding = _wrong_array(layer[key], shape)
        if finding is not None:
            told = tuple(say("part.key", name=key, sentence=sentence) for sentence in finding.why)
            return Finding(finding.verdict, told)
    return None


def _wrong_array(array: object, shape: tuple[int, ...]) -> Finding | None:
    if not isinstance(array, np.ndarray) or array.dtype.kind not in "iuf":
        return _type(array, "type.ndarray")
    if array.shape != shape:
        return Finding(Verdict.WRONG_SHAPE, (say("why.shape", actual=array.shape, expected=shape),))
    bad = int((~np.isfinite(array.astype(np.float64))).sum())
    if bad:
        return Finding(Verdict.NOT_FINITE, (say("why.not_finite", count=bad, total=array.size),))
    return None


def _type(value: object, asked: str) -> Finding:
    told = say("why.type", actual=display.type_of(value), expected=say(asked))
    return Finding(Verdict.WRONG_TYPE, (told,))


# xor_mlp_params -------------------------------------------------------------------------------------------


def computes_xor(steps: list[Step], records: list[Record]) -> float | Finding:
    """Judge the networks of a script by the truth table of XOR: full marks or the first row that is wrong."""
    written = False
    for step, record in zip(steps, records, strict=False):
        written = written or isinstance(step, Write)
        if not isinstance(step, Call):
            continue
        finding = wrong_form(record.value, (2, 2, 1))
        if finding is not None:
            return finding
        for row, asked, said in zip(ROWS, XOR, two_layers(record.value, ROWS), strict=True):
            if not abs(said - asked) <= NEAR:
                x, shown = f"({row[0]:g}, {row[1]:g})", display.number(said)
                told = Text(
                    f"For the inputs {x} your network says {shown}; XOR is {asked:g}.",
                    f"输入 {x} 时，你的网络输出 {shown}；异或应得 {asked:g}。",
                )
                return Finding(Verdict.WRONG_VALUE, (_SHARED if written else told,))
    return 1.0


_SHARED = Text(
    "The first answer was right. The test then wrote into its arrays, and the next call gave the changed arrays back: "
    "make new arrays inside the function, at each call.",
    "第一次返回的答案是对的。测试随后往它的数组里写了数，再调用一次，得到的还是那些被改过的数组："
    "应当在函数里面、每次调用时都新建数组。",
)


def says(outputs: Sequence[float], hidden: str = "relu") -> Detector:
    """Return a detector of networks that give these four outputs, with the named activation in the hidden layer."""

    def detect(steps: list[Step], records: list[Record]) -> bool:
        if not records or wrong_form(records[0].value, (2, 2, 1)) is not None:
            return False
        said = two_layers(records[0].value, ROWS, hidden)
        return bool(np.all(np.abs(said - np.asarray(outputs)) < 1e-6))

    return detect


def steps_inside(steps: list[Step], records: list[Record]) -> bool:
    """Tell whether a network would compute XOR if its neurons had steps, as in lesson 01."""
    if not records or wrong_form(records[0].value, (2, 2, 1)) is not None:
        return False
    z, said = two_layers(records[0].value, ROWS, "step"), two_layers(records[0].value, ROWS)
    other_table = any(np.abs(said - table).max() <= NEAR for table in (XOR, np.array([0.0, 1.0, 1.0, 1.0])))
    return bool(not other_table and np.array_equal(z > 0, XOR == 1))


def no_bias_inside(steps: list[Step], records: list[Record]) -> bool:
    """Tell whether a network has no hidden bias, and for that reason only adds up what each input alone gives."""
    if not records or wrong_form(records[0].value, (2, 2, 1)) is not None:
        return False
    said = two_layers(records[0].value, ROWS)
    return not np.any(records[0].value[0]["b"]) and bool(abs(said[1] + said[2] - said[0] - said[3]) < NEAR)


# relu_interpolator ----------------------------------------------------------------------------------------


def probes(xs: FloatArray) -> FloatArray:
    """Return where a network is looked at: at the points, between them, and far outside; shape (p, 1)."""
    far = np.array([xs[0] - 7.0, xs[0] - 0.5, xs[-1] + 0.5, xs[-1] + 7.0])
    between = np.concatenate([xs[:-1] + share * np.diff(xs) for share in (0.25, 0.5)]) if len(xs) > 1 else xs[:0]
    return np.sort(np.concatenate([far, xs, between])).reshape(-1, 1)


def joins_the_points(steps: list[Step], records: list[Record]) -> float | Finding:
    """Judge networks against NumPy's own interpolation: full marks or the place where one is farthest from it."""
    for step, record in zip(steps, records, strict=False):
        if not isinstance(step, Call):
            continue
        xs, ys = (np.asarray(values, dtype=np.float64) for values in step.args)
        finding = wrong_form(record.value, (1, len(xs), 1))
        if finding is not None:
            return finding
        X = probes(xs)
        asked, said = np.interp(X[:, 0], xs, ys), two_layers(record.value, X)
        off = np.abs(said - asked)
        if not off.max() <= NEAR * (1 + np.abs(ys).max()) * 10:
            return Finding(Verdict.WRONG_VALUE, (_where(X[:, 0], xs, asked, said, int(off.argmax())),))
    return 1.0


def points_stay(steps: list[Step], records: list[Record]) -> float | Finding:
    """Judge whether the arrays that are looked at still hold what was made: full marks, or the first that does not."""
    made = {step.into: step.value for step in steps if isinstance(step, Make)}
    key = "why.modified"
    for step, record in zip(steps, records, strict=False):
        key = "why.aliased" if isinstance(step, Write) else key
        if isinstance(step, Look) and not np.array_equal(record.value, made[step.target.name]):
            return Finding(Verdict.INPUT_MODIFIED, (say(key, name=step.target.name),))
    return 1.0


def _where(X: FloatArray, xs: FloatArray, asked: FloatArray, said: FloatArray, at: int) -> Text:
    """Say where a network is off, by place rather than by number: hidden points are not shown."""
    if X[at] < xs[0]:
        return Text(
            "Left of the first point your network leaves the height of that point; it should stay constant there.",
            "在第一个点的左边，你的网络偏离了这个点的高度；那里应当保持不变。",
        )
    off_inside = np.abs(said - asked)[np.clip(X, xs[0], xs[-1]) == X].max()
    if X[at] > xs[-1] and off_inside <= NEAR * (1 + np.abs(asked).max()) * 10:
        return Text(
            "Up to the last point your network is right; to the right of it, it should stay constant and does not.",
            "到最后一个点为止，你的网络都对；再往右应当保持不变，它却没有。",
        )
    return Text(
        "Your network does not join the points by straight lines.",
        "你的网络没有用直线段把这些点连起来。",
    )


def like(variant: Any) -> Detector:
    """Return a detector of networks that compute, on every script's points, the same function as the variant's."""

    def detect(steps: list[Step], records: list[Record]) -> bool:
        seen = False
        for step, record in zip(steps, records, strict=False):
            if not isinstance(step, Call):
                continue
            if any(isinstance(values, Ref) for values in step.args):  # about arguments, not about a function
                return False
            xs, ys = (np.asarray(values, dtype=np.float64) for values in step.args)
            if wrong_form(record.value, (1, len(xs), 1)) is not None:
                return False
            X = probes(xs)
            wrong, said = two_layers(variant(xs, ys), X), two_layers(record.value, X)
            if not np.abs(wrong - said).max() <= 1e-7 * (1 + np.abs(wrong).max()):
                return False
            seen = seen or bool(np.abs(wrong - np.interp(X[:, 0], xs, ys)).max() > 1e-6)
        return seen

    return detect
