"""Arrays of float32 and of integers: an answer may keep the type or turn to float64, so only its numbers are judged."""

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
    "With arrays of this type your result is off by more than rounding, or has another shape.",
    "数组是这种类型时，你的结果偏差超过了舍入误差，或者形状不对。",
)


def same_numbers(function: Callable[..., Any]) -> Property:
    """Return the property that all calls give the numbers of `function` on the same arrays in float64."""

    def judge(steps: list[Step], records: list[Record]) -> float:
        for step, record in zip(steps, records, strict=True):
            if not isinstance(step, Call):
                continue
            asked = _whole_as_float(function(*map(_double, step.args)))
            if record.kind != "value" or compare(_whole_as_float(record.value), asked, FLOAT32) is not None:
                return 0.0
        return 1.0

    return judge


def _double(value: Any) -> Any:
    single = isinstance(value, np.ndarray) and value.dtype == np.float32
    return value.astype(np.float64) if single else value


def _whole_as_float(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return type(value)(_whole_as_float(part) for part in value)
    return value.astype(np.float64) if isinstance(value, np.ndarray) and value.dtype.kind in "iu" else value
