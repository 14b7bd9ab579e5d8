"""The accuracy that counts: on images that were not there while the classifier was trained."""

from collections.abc import Sequence
from functools import cache

import numpy as np

from autograder.checking.cases import Case, Exercise
from autograder.checking.findings import Finding
from autograder.checking.verdicts import Verdict
from autograder.exercises.capstone import hints, wrong_target
from autograder.exercises.capstone.needs import CLASSIFIER
from autograder.exercises.kit import FloatArray, IntArray
from autograder.sandbox.limits import Limits
from autograder.sandbox.steps import Call, Make, Method, Record, Ref, Step, Withhold
from deeplearn_ref import capstone as ref
from deeplearn_ref.data import make_glyphs
from lessonkit.language import Text

SEED = 13
"""Of the images that everybody trains on and validates with."""
TRAIN, VAL, NEW = 2000, 500, 5000
SHARES = ((96, 1.0), (94, 0.75), (92, 0.5))
"""Percent of the images that must be right, and the share of the points for it."""


@cache
def given_sets() -> tuple[FloatArray, IntArray, FloatArray, IntArray]:
    """Return the training and the validation images, flattened, with their labels."""
    rng = np.random.default_rng(SEED)
    (X, labels), (X_val, labels_val) = (make_glyphs(m, rng) for m in (TRAIN, VAL))
    return X.reshape(TRAIN, -1), labels, X_val.reshape(VAL, -1), labels_val


def _training() -> list[Step]:
    names = ("X", "labels", "X_val", "labels_val")
    made: list[Step] = [Make(name, array) for name, array in zip(names, given_sets(), strict=True)]
    return [*made, Call("train_glyphs", tuple(Ref(name) for name in names), into="model")]


def _on_validation(rng: np.random.Generator) -> list[Step]:
    _, _, _, labels_val = given_sets()
    return [*_training(), Withhold(labels_val), Method("model", "predict", (Ref("X_val"),), into="classes")]


def _on_new(rng: np.random.Generator) -> list[Step]:
    """Train, and only then bring the new images; their labels stay here."""
    images, labels = make_glyphs(NEW, rng)
    asked = Method("model", "predict", (Ref("X_new"),), into="classes")
    return [*_training(), Withhold(labels), Make("X_new", images.reshape(NEW, -1)), asked]


def rightly(steps: Sequence[Step], records: Sequence[Record]) -> tuple[int, int] | None:
    """Return how many of how many images are right; None where what came back is no class for each."""
    labels = next(step.value for step in steps if isinstance(step, Withhold))
    found = records[-1].value if len(records) == len(steps) else None
    if not isinstance(found, np.ndarray) or found.shape != labels.shape or found.dtype.kind not in "iu":
        return None
    return int((found == labels).sum()), len(labels)


def _share(steps: list[Step], records: list[Record]) -> float | Finding:
    """Judge the share of right images by the steps of `SHARES`."""
    counted = rightly(steps, records)
    if counted is None:
        return Finding(Verdict.WRONG_TYPE, (_NO_CLASSES,))
    right, m = counted
    earned = next((share for percent, share in SHARES if 100 * right >= percent * m), 0.0)
    if earned == 1.0:
        return 1.0
    return Finding(Verdict.WRONG_VALUE, (_reached(right / m, m),), share=earned)


def _shown(steps: Sequence[Step]) -> list[Record]:
    """Return the kinds of records that a right answer gives: a classifier, then a class for each image."""
    kinds = {Call: Record("opaque", type_name="MLPClassifier"), Method: Record("value", value=np.zeros(0, np.int64))}
    return [kinds.get(type(step), Record("done")) for step in steps]


_NO_CLASSES = Text(
    "`predict` of what `train_glyphs` returns must give an integer array of shape (m,): one class for each image.",
    "`train_glyphs` 返回的对象，其 `predict` 应当给出形状为 (m,) 的整数数组：每幅图像一个类别。",
)


def _reached(accuracy: float, m: int) -> Text:
    return Text(
        f"Accuracy on {m} images: {accuracy:.4f}. From 0.92 on it gives half of the points, from 0.94 on "
        "three quarters, from 0.96 on all.",
        f"在 {m} 幅图像上的准确率是 {accuracy:.4f}。达到 0.92 得一半的分，达到 0.94 得四分之三，达到 0.96 得全部。",
    )


TARGET = Exercise(
    id="accuracy_target",
    alias="L13-E6",
    points=4,
    reference=(ref.train_glyphs,),
    needs=CLASSIFIER,
    brings=("MLPClassifier",),
    signature="train_glyphs(X, labels, X_val, labels_val)",
    limits=Limits(probe_seconds=20.0),
    cases=(
        Case(
            "validation",
            Text("accuracy on the 500 validation images", "500 幅验证图像上的准确率"),
            _on_validation,
            weight=0.0,
            public=True,
            property=_share,
            shown=_shown,
        ),
        Case(
            "new_images",
            Text(
                "accuracy on 5000 images that come only after the training",
                "5000 幅图像上的准确率，这些图像训练结束之后才造出来",
            ),
            _on_new,
            weight=1.0,
            property=_share,
            shown=_shown,
        ),
    ),
    misconceptions=wrong_target.TARGET,
    hints=hints.TARGET,
)
