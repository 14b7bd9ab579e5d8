"""Arrays of float32: an answer may compute in them or in float64, so only its numbers are judged."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.cases import Property, Tolerance
from autograder.checking.compare import compare
from autograder.sandbox.steps import Call, Record, Step
from lessonkit.language import Text

FLOAT32 = Tolerance(rtol=1e-4, atol=1e-6)
SINGLE = Text("arrays of float32", "float32 数组")
OFF = Text(
    "With float32 arrays your result is off by more than rounding, or is no float array of the right shape.",
    "数组是 float32 时，你的结果偏差超过了舍入误差，或者不是形状正确的浮点数组。",
)


def same_numbers(function: Callable[..., Any]) -> Property:
    """Return the property that all calls give the numbers of `function` on the same arrays in float64."""

    def judge(steps: list[Step], records: list[Record]) -> float:
        for step, record in zip(steps, records, strict=True):
            if not isinstance(step, Call):
                continue
            if record.kind != "value" or compare(record.value, function(*map(_double, step.args)), FLOAT32):
                return 0.0
        return 1.0

    return judge


def _double(value: Any) -> Any:
    single = isinstance(value, np.ndarray) and value.dtype == np.float32
    return value.astype(np.float64) if single else value
