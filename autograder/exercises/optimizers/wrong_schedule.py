"""Lesson 10: wrong learning-rate schedules, and the sentence that names each mistake."""

import math
from collections.abc import Callable
from typing import Any

from autograder.checking.cases import Misconception
from deeplearn_ref.schedules import KINDS, lr_schedule
from lessonkit.language import Text


def _with(**rules: Callable[..., float]) -> Callable[..., Any]:
    """Return a schedule in which kinds have another rule: ``rule(lr0, step, **kw)``."""

    def variant(kind: str, lr0: float, step: int, **kw: Any) -> float:
        right = lr_schedule(kind, lr0, step, **kw)
        return float(rules[kind](lr0, step, **kw)) if kind in rules else right

    return variant


def _any_kind(kind: str, lr0: float, step: int, **kw: Any) -> float:
    return lr_schedule(kind, lr0, step, **kw) if kind in KINDS else lr0


def _no_kind(kind: str, lr0: float, step: int, **kw: Any) -> Any:
    return lr_schedule(kind, lr0, step, **kw) if kind in KINDS else None


def _any_step(kind: str, lr0: float, step: int, **kw: Any) -> float:
    if step >= 0 or kind not in KINDS:
        return lr_schedule(kind, lr0, step, **kw)
    rules: dict[str, Callable[[], float]] = {
        "constant": lambda: lr0,
        "step": lambda: lr0 * kw["gamma"] ** (step // kw["every"]),
        "exponential": lambda: lr0 * math.exp(-kw["k"] * step),
        "inverse_time": lambda: lr0 / (1 + kw["k"] * step),
        "cosine": lambda: lr0 / 2 * (1 + math.cos(math.pi * step / kw["total"])),
    }
    return rules[kind]()


SCHEDULE = (
    Misconception(
        "no_stairs",
        _with(step=lambda lr0, step, gamma, every: lr0 * gamma ** (step / every)),
        Text(
            "Your `step` schedule falls a little at every step. It should stay level and drop once in `every` steps: "
            "only whole stairs count.",
            "你的 `step` 调度每一步都降一点。它应当保持不变，每过 `every` 步才降一次：只数走完的整级台阶。",
        ),
    ),
    Misconception(
        "drops_early",
        _with(step=lambda lr0, step, gamma, every: lr0 * gamma ** ((step + 1) // every)),
        Text(
            "Your `step` schedule drops one step too early. Step `every` is the first with the smaller rate.",
            "你的 `step` 调度早降了一步。第 `every` 步才是学习率变小后的第一步。",
        ),
    ),
    Misconception(
        "drops_late",
        _with(step=lambda lr0, step, gamma, every: lr0 * gamma ** (max(step - 1, 0) // every)),
        Text(
            "Your `step` schedule drops one step too late. Step `every` is the first with the smaller rate.",
            "你的 `step` 调度晚降了一步。第 `every` 步就应当是学习率变小后的第一步。",
        ),
    ),
    Misconception(
        "one_drop",
        _with(step=lambda lr0, step, gamma, every: lr0 * gamma if step >= every else lr0),
        Text(
            "Your `step` schedule drops only once. It drops again and again, after each `every` steps.",
            "你的 `step` 调度只降了一次。每过 `every` 步都应当再降一次。",
        ),
    ),
    Misconception(
        "times_the_stairs",
        _with(step=lambda lr0, step, gamma, every: lr0 * gamma * max(step // every, 1) if step >= every else lr0),
        Text(
            "You multiply γ by the number of drops. Each drop multiplies the rate once more by γ.",
            "你把 γ 乘以了下降的次数。每降一次，学习率都要再乘一次 γ。",
        ),
    ),
    Misconception(
        "times_no_stairs",
        _with(step=lambda lr0, step, gamma, every: lr0 * gamma * (step // every)),
        Text(
            "You multiply γ by the number of drops, and that is 0 at first. Each drop multiplies the rate once more by "
            "γ; before the first one nothing is multiplied.",
            "你把 γ 乘以了下降的次数，而一开始这个次数是 0。每降一次，学习率再乘一次 γ；第一次下降之前，什么也不乘。",
        ),
    ),
    Misconception(
        "grows",
        _with(exponential=lambda lr0, step, k: lr0 * math.exp(k * step)),
        Text(
            "Your exponential schedule grows with the step. Look at the sign of the exponent.",
            "你的 exponential 调度越走越大。看看指数的符号。",
        ),
    ),
    Misconception(
        "compound",
        _with(exponential=lambda lr0, step, k: lr0 * (1 - k) ** step),
        Text(
            "Your exponential schedule takes off a share k at every step. In this course it is the function e^(−k·t).",
            "你的 exponential 调度每步减去 k 这么大的比例。本课程用的是函数 e^(−k·t)。",
        ),
    ),
    Misconception(
        "inverse_power",
        _with(inverse_time=lambda lr0, step, k: lr0 / (1 + k) ** step),
        Text(
            "Your inverse_time schedule divides again at every step, so it falls exponentially. "
            "Below the fraction stands a number that grows evenly.",
            "你的 inverse_time 调度每一步都再除一次，成了指数下降。分母应当是均匀增长的数。",
        ),
    ),
    Misconception(
        "inverse_without_k",
        _with(inverse_time=lambda lr0, step, k: lr0 / (1 + step)),
        Text("k has no effect on your inverse_time schedule.", "k 对你的 inverse_time 调度没有作用。"),
    ),
    Misconception(
        "inverse_from_nothing",
        _with(inverse_time=lambda lr0, step, k: lr0 / (k * step) if step else lr0),
        Text(
            "The 1 is missing below the fraction of your inverse_time schedule: at first it is larger than `lr0`.",
            "你的 inverse_time 调度，分母里少了 1：开头会比 `lr0` 还大。",
        ),
    ),
    Misconception(
        "straight_line",
        _with(cosine=lambda lr0, step, total: lr0 * max(1 - step / total, 0)),
        Text(
            "Your cosine schedule is a straight line. A cosine is flat at both ends.",
            "你的 cosine 调度是一条直线。余弦在两端是平的。",
        ),
    ),
    Misconception(
        "not_clamped",
        _with(cosine=lambda lr0, step, total: lr0 / 2 * (1 + math.cos(math.pi * step / total))),
        Text(
            "After its last step your cosine schedule rises again. From `total` on the rate stays 0.",
            "过了最后一步，你的 cosine 调度又升上去了。从 `total` 起，学习率应当一直是 0。",
        ),
    ),
    Misconception(
        "whole_wave",
        _with(cosine=lambda lr0, step, total: lr0 / 2 * (1 + math.cos(2 * math.pi * min(step / total, 1)))),
        Text(
            "Your cosine runs through a whole wave: it falls and comes back. Only the half wave from 1 to −1 is meant.",
            "你的余弦走了一整个周期：先降再升回来。只要从 1 到 −1 的半个周期。",
        ),
    ),
    Misconception(
        "quarter_wave",
        _with(cosine=lambda lr0, step, total: lr0 * math.cos(math.pi / 2 * min(step / total, 1))),
        Text(
            "Your cosine runs through a quarter wave, from 1 to 0: it ends with a kink. "
            "The half wave from 1 to −1 is meant, raised above 0.",
            "你的余弦只走了四分之一个周期，从 1 到 0，末端有个折点。应当是从 1 到 −1 的半个周期，再抬到 0 以上。",
        ),
    ),
    Misconception(
        "half_wave_missed",
        _with(cosine=lambda lr0, step, total: lr0 / 2 * (1 + math.cos(step / total)) if step < total else 0.0),
        Text(
            "Your cosine does not get to −1: the angle ends at 1, not at π.",
            "你的余弦走不到 −1：角度停在 1，应当是 π。",
        ),
    ),
    Misconception(
        "not_halved",
        _with(cosine=lambda lr0, step, total: lr0 * (1 + math.cos(math.pi * min(step / total, 1)))),
        Text(
            "Your cosine schedule starts at twice `lr0`: 1 + cos lies between 0 and 2.",
            "你的 cosine 调度从 `lr0` 的两倍开始：1 + cos 的范围是 0 到 2。",
        ),
    ),
    Misconception(
        "share_alone",
        lambda kind, lr0, step, **kw: lr_schedule(kind, 1.0, step, **kw),
        Text(
            "`lr0` has no effect on your result: you return the share of it that is left.",
            "`lr0` 对你的结果没有作用：你返回的是剩下的比例。",
        ),
    ),
    Misconception(
        "any_kind",
        _any_kind,
        Text(
            "A name that you do not know goes through as if the rate were constant. It is a `ValueError`.",
            "不认识的名称也放了过去，还当成不变的学习率。应当抛出 `ValueError`。",
        ),
    ),
    Misconception(
        "no_kind",
        _no_kind,
        Text(
            "For a name that you do not know your function ends without an answer. It is a `ValueError`.",
            "遇到不认识的名称，你的函数什么也没有返回。应当抛出 `ValueError`。",
        ),
    ),
    Misconception(
        "any_step",
        _any_step,
        Text(
            "A negative step goes through. Steps are counted from 0: it is a `ValueError`.",
            "负的步数没有拦住。步数从 0 数起：应当抛出 `ValueError`。",
        ),
    ),
)
