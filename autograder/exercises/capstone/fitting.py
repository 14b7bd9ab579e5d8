"""The classifier trained: its weights after some epochs, its history, the epoch whose weights it keeps."""

from typing import Any

import numpy as np

from autograder.checking.cases import Case, Exercise, Group, Property, Tolerance
from autograder.checking.findings import Finding
from autograder.checking.verdicts import Verdict
from autograder.exercises.capstone import hints, wrong_fitting
from autograder.exercises.capstone.needs import CLASSIFIER
from autograder.exercises.capstone.sets import MODEL, PARAMS, Set, blobs, fitted, made, noise, trained
from autograder.exercises.kit import ONE_SAMPLE, STAYS, FloatArray, twice
from autograder.exercises.layers.nets import wrong_form
from autograder.sandbox.script import LocalPlayer
from autograder.sandbox.steps import Call, Look, Make, Method, Record, Ref, Step
from deeplearn_ref import capstone as ref
from deeplearn_ref.data import make_glyphs
from lessonkit.language import Text

SIZES = (4, 7, 6, 3)
FEW: dict[str, Any] = {"learning_rate": 0.01, "drop_rate": 0.25, "l2": 0.01, "max_epochs": 3}
ENOUGH = 20
"""Samples from which on a case is drawn until its last epoch is the best one."""
CLOSE = Tolerance(rtol=1e-6, atol=1e-9)
"""Rounding grows a little with every step of Adam."""


def _some(number: int) -> np.random.Generator:
    return np.random.default_rng(number)


def _few(
    rng: np.random.Generator, m: int = 70, m_val: int = 40, sizes: tuple[int, ...] = SIZES, **others: Any
) -> list[Step]:
    """Train for some epochs on sets of `m` and `m_val` points; the last batch of 70 by 32 has 6.

    With many samples the last epoch is the best: its weights show the work of all of them.
    """
    n, classes = sizes[0], sizes[-1]
    settings: dict[str, Any] = FEW | others
    while True:
        seed = int(rng.integers(1, 9999))
        steps = trained(sizes, blobs(rng, m, n, classes), blobs(rng, m_val, n, classes), **settings | {"seed": seed})
        if m < ENOUGH or settings["max_epochs"] == 1:
            return steps
        history = LocalPlayer({MODEL: ref.MLPClassifier}).play(steps[:2])[1].value
        if history["best_epoch"] == settings["max_epochs"] - 1:
            return steps


def _one_epoch(rng: np.random.Generator, **others: Any) -> list[Step]:
    plain = {"drop_rate": 0.0, "l2": 0.0, "max_epochs": 1}
    return _few(rng, **plain | others)


def _defaults(rng: np.random.Generator) -> list[Step]:
    """Train for one epoch with nothing said but the sizes."""
    return trained(SIZES, blobs(rng, 70), blobs(rng, 40), max_epochs=1)


# -------------------------------------------------------------------------------------------- learning by heart


def _glyphs(rng: np.random.Generator, m: int = 20) -> Set:
    images, labels = make_glyphs(m, rng)
    return np.round(images.reshape(m, 144), 3), labels


def _by_heart(rng: np.random.Generator, hidden: int) -> list[Step]:
    few = _glyphs(rng)
    settings: dict[str, Any] = {
        "learning_rate": 0.01,
        "patience": 200,
        "max_epochs": 35,
        "seed": int(rng.integers(1, 999)),
    }
    return [
        made((144, hidden, 5), **settings),
        fitted(few, few),
        Method("model", "predict", (few[0],), into="classes"),
    ]


def _learned(steps: list[Step], records: list[Record]) -> float | Finding:
    """Judge whether all labels were learned, and the loss fell."""
    fit = next(step for step in steps if isinstance(step, Method) and step.method == "fit")
    labels = fit.args[1]
    history = records[1].value
    if not _is_history(history):
        return Finding(Verdict.WRONG_TYPE, (_HISTORY,))
    try:
        classes = np.asarray(records[2].value)
    except ValueError:  # rows of different lengths
        return Finding(Verdict.WRONG_SHAPE, (_CLASSES,))
    if classes.shape != labels.shape or classes.dtype.kind not in "iu":
        return Finding(Verdict.WRONG_SHAPE, (_CLASSES,))
    if not history["train_loss"][-1] < history["train_loss"][0]:
        return Finding(Verdict.WRONG_VALUE, (_RISES,))
    right = int((classes == labels).sum())
    if right < len(labels):
        return Finding(Verdict.WRONG_VALUE, (_not_learned(right, len(labels)),))
    return 1.0


LISTS = ("train_loss", "val_loss", "val_accuracy")


def _is_history(history: Any) -> bool:
    """Whether a record holds three lists of numbers, alike in length and not empty, and an epoch."""
    if not isinstance(history, dict) or not {*LISTS, "best_epoch"} <= history.keys():
        return False
    lists = [history[name] for name in LISTS]
    if not all(isinstance(one, list) and one for one in lists) or len({len(one) for one in lists}) > 1:
        return False
    numbers = [value for one in lists for value in one]
    real = all(isinstance(v, int | float | np.number) and not isinstance(v, bool) for v in numbers)
    return real and isinstance(history["best_epoch"], int | np.integer)


_HISTORY = Text(
    "`fit` returns a dictionary with the lists `train_loss`, `val_loss` and `val_accuracy`, one number for each "
    "epoch "
    "that was run, and the number `best_epoch`.",
    "`fit` 返回一个字典：列表 `train_loss`、`val_loss` 和 `val_accuracy`，运行过的每一轮各一个数；"
    "还有整数 `best_epoch`。",
)
_CLASSES = Text(
    "`predict` must give one class for each sample, an integer.", "`predict` 应当给每个样本一个类别，是整数。"
)
_RISES = Text(
    "The training loss is not smaller after the last epoch than after the first.",
    "最后一轮之后的训练损失并不比第一轮之后的小。",
)


def _not_learned(right: int, m: int) -> Text:
    return Text(
        f"Of the {m} images that it was trained on, the classifier knows {right}. A net with thousands of weights "
        f"must be "
        f"able to learn {m} images by heart; if it can't, there is an error in the training (lesson 8).",
        f"训练用的 {m} 幅图像，分类器只认对 {right} 幅。有几千个权重的网络，一定能把 {m} 幅图像背下来；"
        "做不到，就说明训练过程有错（第 8 课）。",
    )


# --------------------------------------------------------------------------------------------- early stopping

STOP_SIZES = (4, 12, 3)


def _overfitted(rng: np.random.Generator, patience: int, **others: Any) -> list[Step]:
    """Train where many labels are wrong: the validation loss soon rises."""
    settings = {"learning_rate": 0.05, "batch_size": 8, "patience": patience, "max_epochs": 40} | others
    val = noise(rng, 30)
    steps = trained(STOP_SIZES, noise(rng, 28), val, seed=int(rng.integers(1, 999)), **settings)
    return [*steps, Method("model", "predict_proba", (val[0],), into="probabilities")]


def _as_early_stopping_says(steps: list[Step], records: list[Record]) -> float | Finding:
    """Judge a run by its own history: where it ended, which epoch it names, whose weights it holds."""
    call = next(step for step in steps if isinstance(step, Call))
    fit = next(step for step in steps if isinstance(step, Method) and step.method == "fit")
    X_val, labels_val = fit.args[2:]
    history, params, P = (record.value for record in records[1:])
    if not _is_history(history):
        return Finding(Verdict.WRONG_TYPE, (_HISTORY,))
    losses, patience, most = history["val_loss"], call.kwargs.get("patience", 5), call.kwargs.get("max_epochs", 50)
    best, best_loss, wait, last = 0, np.inf, 0, len(losses) - 1
    for epoch, loss in enumerate(losses):
        best, best_loss, wait = (epoch, loss, 0) if loss < best_loss else (best, best_loss, wait + 1)
        if wait >= patience:
            last = epoch
            break
    if last < len(losses) - 1:
        return Finding(Verdict.WRONG_VALUE, (_TOO_LATE,))
    if wait < patience and len(losses) != most:
        return Finding(Verdict.WRONG_VALUE, (_TOO_EARLY if len(losses) < most else _TOO_LATE,))
    if history["best_epoch"] != best:
        return Finding(Verdict.WRONG_VALUE, (_BEST,))
    if not _is_probability(P, (len(X_val), STOP_SIZES[-1])):
        return Finding(Verdict.WRONG_VALUE, (_FORWARD,))
    finding = wrong_form(params, STOP_SIZES)  # before they are multiplied: the answer has made them, of any size
    if finding is not None:
        return finding
    for found in (_loss(_forward(X_val, params), labels_val), _loss(np.asarray(P), labels_val)):
        if not np.isclose(found, best_loss, rtol=1e-6, atol=1e-9):
            return Finding(Verdict.WRONG_VALUE, (_NOT_BEST,))
    right = float((np.asarray(P).argmax(axis=1) == labels_val).mean())
    if not np.isclose(history["val_accuracy"][best], right):
        return Finding(Verdict.WRONG_VALUE, (_ACCURACY,))
    return 1.0


def _is_probability(P: Any, shape: tuple[int, int]) -> bool:
    return isinstance(P, np.ndarray) and P.shape == shape and bool(np.allclose(P.sum(axis=1), 1))


def _forward(X: FloatArray, params: Any) -> FloatArray:
    """Return the probabilities of a ReLU network, written out."""
    A = X
    for layer in params[:-1]:
        A = np.where(A @ layer["W"] + layer["b"] > 0, A @ layer["W"] + layer["b"], 0.0)
    Z = A @ params[-1]["W"] + params[-1]["b"]
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P: FloatArray = E / E.sum(axis=1, keepdims=True)
    return P


def _loss(P: FloatArray, labels: Any) -> float:
    with np.errstate(divide="ignore"):
        return float(-np.log(P[np.arange(len(labels)), labels]).mean())


_TOO_LATE = Text(
    "Training goes on after the validation loss has failed to improve for `patience` epochs in a row.",
    "验证损失已经连续 `patience` 轮没有改善，训练却还在继续。",
)
_TOO_EARLY = Text(
    "Training ends although fewer than `patience` epochs in a row were without improvement and `max_epochs` is not "
    "reached.",
    "没有改善的轮还不到连续 `patience` 轮，也没有到 `max_epochs`，训练就结束了。",
)
_BEST = Text(
    "`best_epoch` is not the epoch with the smallest number in `val_loss`, counted from 0.",
    "`best_epoch` 不是 `val_loss` 最小的那一轮（从 0 开始数）。",
)
_NOT_BEST = Text(
    "The classifier's weights do not give the smallest number in `val_loss`: they are not those of the best epoch, "
    "or "
    "that number was measured in another way.",
    "用分类器现在的权重算，得不到 `val_loss` 里最小的那个数：要么不是最好那一轮的权重，要么那个数是用别的方法测的。",
)
_FORWARD = Text(
    "After training, `predict_proba` does not give one row of probabilities for each sample.",
    "训练之后，`predict_proba` 没有给每个样本一行概率。",
)
_ACCURACY = Text(
    "`val_accuracy` at the best epoch is not the share of validation samples that the classifier gets right.",
    "最好那一轮的 `val_accuracy`，不等于分类器在验证集上答对的比例。",
)


def _long(rng: np.random.Generator) -> list[Step]:
    """Train with the default length and patience: once on an easy set to the end, once until it must stop."""
    easy = blobs(rng, 8)
    return [made((4, 3)), fitted(easy, easy), Look(PARAMS), Method("model", "predict_proba", (easy[0],))]


def _impatient(rng: np.random.Generator) -> list[Step]:
    val = noise(rng, 30)
    steps = trained(STOP_SIZES, noise(rng, 28), val, learning_rate=0.05, batch_size=8)
    return [*steps, Method("model", "predict_proba", (val[0],), into="probabilities")]


def _as_long_as_asked(steps: list[Step], records: list[Record]) -> float | Finding:
    history = records[1].value
    if not _is_history(history):
        return Finding(Verdict.WRONG_TYPE, (_HISTORY,))
    return 1.0 if len(history["val_loss"]) == 50 else Finding(Verdict.WRONG_VALUE, (_FIFTY,))


_FIFTY = Text(
    "The validation loss falls all the time, so training must run for the default of 50 epochs.",
    "验证损失一直在下降，所以训练应当跑满默认的 50 轮。",
)

# --------------------------------------------------------------------------------------------- arguments, errors


def _kept(rng: np.random.Generator) -> list[Step]:
    """Train on read-only and scattered arrays, and look at them."""
    (X, labels), (X_val, labels_val) = blobs(rng, 20), blobs(rng, 12)
    arrays = {"X": X, "labels": labels, "X_val": X_val, "labels_val": labels_val}
    steps: list[Step] = [Make(name, array, "strided" if name == "X" else "") for name, array in arrays.items()]
    fit = Method("model", "fit", tuple(Ref(name) for name in arrays), into="history")
    return [*steps, made(SIZES, max_epochs=1, batch_size=8), fit, *(Look(Ref(name)) for name in arrays)]


def _readonly(rng: np.random.Generator) -> list[Step]:
    (X, labels), (X_val, labels_val) = blobs(rng, 20), blobs(rng, 12)
    arrays = {"X": X, "labels": labels, "X_val": X_val, "labels_val": labels_val}
    steps: list[Step] = [Make(name, array, "readonly") for name, array in arrays.items()]
    fit = Method("model", "fit", tuple(Ref(name) for name in arrays), into="history")
    return [*steps, made(SIZES, max_epochs=1, batch_size=8, seed=3), fit, Look(PARAMS)]


def _refused(train: Set, val: Set) -> list[Step]:
    return [made(SIZES, max_epochs=1), fitted(train, val)]


def _without(found: Set) -> Set:
    return found[0][:0], found[1][:0]


def _pair(
    name: str, purpose: Text, judged: Property, public: Any, hidden: Any, weight: float, group: Group = Group.VALUE
) -> tuple[Case, Case]:
    return twice(name, purpose, public, hidden, weight=weight, group=group, property=judged)


def _only(cases: tuple[Case, ...], *names: str) -> tuple[Case, ...]:
    """Return cases in which only these objects are compared."""
    return tuple(Case(**case.__dict__ | {"compared": names}) for case in cases)


FIT = Exercise(
    id="mlp_classifier_fit",
    alias="L13-E2",
    points=6,
    cell="mlp_classifier",
    reference=(ref.MLPClassifier,),
    methods=("fit",),
    needs=CLASSIFIER,
    signature="MLPClassifier.fit(X, labels, X_val, labels_val)",
    tolerance=CLOSE,
    cases=(
        *_only(
            twice(
                "one_epoch",
                Text("the weights after one epoch, without dropout and L2", "一轮之后的权重，不用暂退法，也不用 L2"),
                lambda rng: _one_epoch(_some(1)),
                _one_epoch,
                weight=1.5,
            ),
            "model",
        ),
        *_only(
            twice(
                "three_epochs",
                Text("the weights after three epochs, with dropout and L2", "三轮之后的权重，用暂退法和 L2"),
                lambda rng: _few(_some(2)),
                lambda rng: [*_few(rng), *_few(rng, sizes=(5, 6, 7, 5, 4), drop_rate=0.3, learning_rate=0.02)],
                weight=2.5,
            ),
            "model",
        ),
        *_only(
            twice(
                "history",
                Text("what `fit` returns after three epochs", "三轮之后 `fit` 返回的内容"),
                lambda rng: _few(_some(3), l2=0.1),
                lambda rng: _few(rng, l2=0.1, learning_rate=0.02),
                weight=1.5,
            ),
            "history",
        ),
        *_pair(
            "stops",
            Text("a validation loss that soon rises", "验证损失很快就上升"),
            _as_early_stopping_says,
            lambda rng: _overfitted(_some(11), 3),
            lambda rng: _overfitted(rng, 4, drop_rate=0.25, l2=0.05),
            1.5,
        ),
        *_pair(
            "by_heart",
            Text("20 glyph images, to be learned by heart", "把 20 幅简单图形的图像背下来"),
            _learned,
            lambda rng: _by_heart(_some(5), 24),
            lambda rng: _by_heart(rng, 20),
            1.0,
        ),
        *_only(
            twice(
                "small_set",
                Text(
                    "fewer samples than a batch, and batches of other sizes", "样本比一个批量还少，以及其他大小的批量"
                ),
                lambda rng: [*_few(_some(6), m=5), *_few(_some(7), m=7, batch_size=3)],
                lambda rng: [*_few(rng, m=6), *_few(rng, m=11, batch_size=int(rng.integers(4, 8)))],
                weight=0.75,
                group=Group.EDGE,
            ),
            "model",
        ),
        *_only(
            twice(
                "no_hidden_layer",
                Text("no hidden layer: softmax regression", "没有隐藏层：softmax 回归"),
                lambda rng: _few(_some(8), sizes=(3, 4), m=20),
                lambda rng: _few(rng, sizes=(5, 3), m=20),
                weight=0.5,
                group=Group.EDGE,
            ),
            "model",
        ),
        *_only(
            twice(
                "one_sample",
                ONE_SAMPLE,
                lambda rng: _few(_some(9), m=1, m_val=1),
                lambda rng: _few(rng, m=1, m_val=1),
                weight=0.25,
                group=Group.SHAPE,
            ),
            "model",
        ),
        *_only(
            twice(
                "defaults",
                Text("nothing given but sizes and `max_epochs`", "除了各层大小和 `max_epochs`，什么都没有给"),
                lambda rng: _defaults(_some(10)),
                _defaults,
                weight=0.5,
                group=Group.EDGE,
            ),
            "model",
        ),
        *_pair(
            "fifty_epochs",
            Text("the default number of epochs", "默认的轮数"),
            _as_long_as_asked,
            lambda rng: _long(_some(12)),
            _long,
            0.25,
            Group.EDGE,
        ),
        *_pair(
            "default_patience",
            Text("the default patience", "默认的耐心值"),
            _as_early_stopping_says,
            lambda rng: _impatient(_some(13)),
            _impatient,
            0.25,
            Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _kept(_some(14)),
            _kept,
            weight=0.5,
            group=Group.PURITY,
        ),
        *_only(
            twice(
                "readonly",
                Text("read-only arrays", "只读数组"),
                lambda rng: _readonly(_some(15)),
                _readonly,
                weight=0.25,
                group=Group.PURITY,
            ),
            "model",
        ),
        *twice(
            "empty",
            Text("no sample to train on or to validate with: `ValueError`", "训练集或验证集里没有样本：`ValueError`"),
            lambda rng: [
                *_refused(_without(blobs(_some(1), 5)), blobs(_some(2), 5)),
                *_refused(blobs(_some(1), 5), _without(blobs(_some(2), 5))),
            ],
            lambda rng: [
                *_refused(_without(blobs(rng, 5)), blobs(rng, 5)),
                *_refused(blobs(rng, 5), _without(blobs(rng, 5))),
                *_refused(_without(blobs(rng, 5)), _without(blobs(rng, 5))),
            ],
            weight=0.25,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_fitting.FIT,
    hints=hints.FIT,
)
