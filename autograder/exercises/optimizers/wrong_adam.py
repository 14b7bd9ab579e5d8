"""Lesson 10: wrong steps of Adam, and the sentence that names each mistake."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from autograder.exercises.optimizers.wrong_steps import Rule, at_default, before, common, variant_of
from deeplearn_ref.optimizers import adam_step
from lessonkit.language import Text


@dataclass(frozen=True)
class _Numbers:
    """The arguments of a step beside param, grad and state, and the number of the step."""

    beta1: float
    beta2: float
    eps: float
    t: int

    @property
    def start1(self) -> float:
        """Share of the first mean that its start from zeros has left, 1 − β₁ᵗ."""
        return 1.0 - self.beta1**self.t

    @property
    def start2(self) -> float:
        """Share of the second mean that its start from zeros has left, 1 − β₂ᵗ."""
        return 1.0 - self.beta2**self.t


def _adam(
    m: Rule = lambda m, g, n: n.beta1 * m + (1 - n.beta1) * g,
    v: Rule = lambda v, g, n: n.beta2 * v + (1 - n.beta2) * g**2,
    step: Rule = lambda m, v, g, n: (m / n.start1) / (np.sqrt(v / n.start2) + n.eps),
    kept: Rule = lambda m, v, t, n: {"m": m, "v": v, "t": t + 1},
    count: Rule = lambda t: t + 1,
    checked: bool = True,
) -> Rule:
    """Return Adam with some of its parts changed.

    Parameters
    ----------
    m, v : callable
        ``m(old m, g, numbers)`` and ``v(old v, g, numbers)``, the new means.
    step : callable
        ``step(m, v, g, numbers)``, what the learning rate multiplies.
    kept : callable
        ``kept(m, v, old t, numbers)``, the new state.
    count : callable
        ``count(old t)``, the t that the corrections use.
    checked : bool
        Whether shapes are compared.
    """

    def rule(
        param: Any, grad: Any, state: Any, learning_rate: Any, beta1: Any, beta2: Any, eps: Any
    ) -> tuple[Any, dict[str, Any]]:
        g, old = np.asarray(grad, dtype=float), state.get("t", 0)
        n = _Numbers(beta1, beta2, eps, count(old))
        new_m, new_v = m(before(state, "m", param), g, n), v(before(state, "v", param), g, n)
        return param - learning_rate * step(new_m, new_v, g, n), kept(new_m, new_v, old, n)

    return variant_of(adam_step, rule, checked=checked)


def _corrected_kept(m: Any, v: Any, t: int, n: _Numbers) -> dict[str, Any]:
    return {"m": m / n.start1, "v": v / n.start2, "t": t + 1}


def _step(step: Rule) -> Rule:
    return _adam(step=step)


def _unchecked(**given: Any) -> Any:
    return _adam(checked=False)(**given)


ADAM = (
    Misconception(
        "not_corrected",
        _step(lambda m, v, g, n: m / (np.sqrt(v) + n.eps)),
        Text(
            "The bias correction is missing: both averages start from zeros, so at first both are too small, "
            "and not by the same share.",
            "缺少偏差修正：两个移动平均都从 0 开始，所以开头都偏小，而且偏小的比例不一样。",
        ),
    ),
    Misconception(
        "times_for_power",
        _step(lambda m, v, g, n: (m / (1 - n.beta1 * n.t)) / (np.sqrt(v / (1 - n.beta2 * n.t)) + n.eps)),
        Text(
            "Your corrections take β times t. The t is an exponent: a power of β, `**` in Python.",
            "你的修正用的是 β 乘 t。t 是指数，要的是 β 的幂，在 Python 里写作 `**`。",
        ),
    ),
    Misconception(
        "m_not_corrected",
        _step(lambda m, v, g, n: m / (np.sqrt(v / n.start2) + n.eps)),
        Text(
            "You correct v for its start from zeros, but not m.",
            "v 做了偏差修正，m 没有做。",
        ),
    ),
    Misconception(
        "v_not_corrected",
        _step(lambda m, v, g, n: (m / n.start1) / (np.sqrt(v) + n.eps)),
        Text(
            "You correct m for its start from zeros, but not v: the first steps become far too long.",
            "m 做了偏差修正，v 没有做：开头几步会大得多。",
        ),
    ),
    Misconception(
        "corrected_kept",
        _adam(kept=_corrected_kept),
        Text(
            "Your state holds the corrected averages, so the next step corrects them once more. "
            "Keep m and v as they are; the correction is for this step only.",
            "你的状态里放的是修正后的平均值，下一步又会修正一次。m 和 v 要原样保存，修正只用于走这一步。",
        ),
    ),
    Misconception(
        "eps_ignored",
        at_default(adam_step, "eps"),
        Text("You always take ε = 1e-8. Use the argument `eps`.", "你总是取 ε = 1e-8。应当用参数 `eps`。"),
    ),
    Misconception(
        "eps_inside",
        _step(lambda m, v, g, n: (m / n.start1) / np.sqrt(v / n.start2 + n.eps)),
        Text(
            "ε stands inside your root. In this course it is added after the root is taken.",
            "你把 ε 放进了根号。本课程是先开根号，再加 ε。",
        ),
    ),
    Misconception(
        "eps_before_correction",
        _step(lambda m, v, g, n: np.sqrt(n.start2) / n.start1 * m / (np.sqrt(v) + n.eps)),
        Text(
            "Your ε is added to the root of the uncorrected v. That is the shorter form of the paper, "
            "in which ε means something else; here v is corrected first.",
            "你的 ε 加在了修正之前的 v 的平方根上。那是论文里的简写，其中的 ε 含义不同；这里要先修正 v。",
        ),
    ),
    Misconception(
        "no_eps",
        _step(lambda m, v, g, n: (m / n.start1) / np.sqrt(v / n.start2)),
        Text(
            "ε is missing below the fraction. Think of a weight whose gradient was always 0: 0 divided by 0.",
            "分母里少了 ε。想一想梯度一直是 0 的权重：那就成了 0 除以 0。",
        ),
    ),
    Misconception(
        "no_root",
        _step(lambda m, v, g, n: (m / n.start1) / (v / n.start2 + n.eps)),
        Text(
            "You divide by the average of the squares itself. What belongs below is a size of gradients: its root.",
            "你除的是平方的平均值本身。分母里应当是梯度的大小，也就是它的平方根。",
        ),
    ),
    Misconception(
        "betas_swapped",
        _adam(
            m=lambda m, g, n: n.beta2 * m + (1 - n.beta2) * g,
            v=lambda v, g, n: n.beta1 * v + (1 - n.beta1) * g**2,
            step=lambda m, v, g, n: (m / n.start2) / (np.sqrt(v / n.start1) + n.eps),
        ),
        Text(
            "The two betas are swapped: β₁ belongs to the average of the gradients, β₂ to that of their squares.",
            "两个 β 弄反了：β₁ 用于梯度的平均，β₂ 用于平方的平均。",
        ),
    ),
    Misconception(
        "corrections_swapped",
        _step(lambda m, v, g, n: (m / n.start2) / (np.sqrt(v / n.start1) + n.eps)),
        Text(
            "The corrections are swapped: m is divided by what belongs to v, and v by what belongs to m.",
            "两个修正弄反了：m 除以了 v 的那一个，v 除以了 m 的那一个。",
        ),
    ),
    Misconception(
        "shares_swapped",
        _adam(
            m=lambda m, g, n: (1 - n.beta1) * m + n.beta1 * g,
            v=lambda v, g, n: (1 - n.beta2) * v + n.beta2 * g**2,
        ),
        Text(
            "β and 1 − β are swapped in your averages: with β = 0.9 nine tenths of the old one are kept.",
            "你的移动平均里，β 和 1 − β 弄反了：β = 0.9 时，旧的平均值保留十分之九。",
        ),
    ),
    Misconception(
        "whole_gradient",
        _adam(m=lambda m, g, n: n.beta1 * m + g),
        Text(
            "The gradient enters m in full, as in the momentum of this course. Here m is a moving average: "
            "the two shares add up to 1.",
            "梯度整个加进了 m，像本课程的动量那样。这里的 m 是指数移动平均：两个比例加起来是 1。",
        ),
    ),
    Misconception(
        "gradients_for_squares",
        _adam(v=lambda v, g, n: n.beta2 * v + (1 - n.beta2) * g),
        Text(
            "Your v is an average of the gradients. What belongs there are their squares.",
            "你的 v 是梯度的平均，应当是梯度平方的平均。",
        ),
    ),
    Misconception(
        "sizes_for_squares",
        _adam(v=lambda v, g, n: n.beta2 * v + (1 - n.beta2) * np.abs(g)),
        Text(
            "Your v is an average of the sizes |g|. What belongs there are the squares.",
            "你的 v 是梯度大小 |g| 的平均，应当是梯度平方的平均。",
        ),
    ),
    Misconception(
        "no_momentum",
        _step(lambda m, v, g, n: g / (np.sqrt(v / n.start2) + n.eps)),
        Text(
            "Above the fraction stands the gradient of this step alone. m is kept, but not used.",
            "分子里只有这一步的梯度。m 记下了，却没有用上。",
        ),
    ),
    Misconception(
        "t_from_zero",
        _adam(count=lambda t: t),
        Text(
            "On your first step t is still 0, and 1 − β⁰ is 0. Count the step first, then correct.",
            "走第一步时，你的 t 还是 0，而 1 − β⁰ 等于 0。应当先把 t 加 1，再做修正。",
        ),
    ),
    Misconception(
        "t_stuck",
        _adam(count=lambda t: max(t, 1), kept=lambda m, v, t, n: {"m": m, "v": v, "t": max(t, 1)}),
        Text(
            "Your t never grows: every step is corrected as if it were the same one.",
            "你的 t 一直不变：每一步都按同一个步数来修正。",
        ),
    ),
    Misconception(
        "t_always_one",
        _adam(count=lambda t: 1),
        Text(
            "Every step counts as the first in your correction. t comes from the state and grows by 1.",
            "你每一步都当作第一步来修正。t 要从状态里取，每步加 1。",
        ),
    ),
    Misconception(
        "t_kept_back",
        _adam(kept=lambda m, v, t, n: {"m": m, "v": v, "t": t}),
        Text(
            "The state that you return still has the old t. The next step has to know that this one was taken.",
            "你返回的状态里还是旧的 t。下一步要知道这一步已经走过了。",
        ),
    ),
    Misconception(
        "t_ahead",
        _adam(count=lambda t: max(t, 1), kept=lambda m, v, t, n: {"m": m, "v": v, "t": max(t, 1) + 1}),
        Text(
            "Your t says which step comes next. In this course it counts the steps taken: after the first it is 1.",
            "你的 t 表示下一步是第几步。本课程里它是已经走过的步数：走完第一步后是 1。",
        ),
    ),
    Misconception(
        "state_lost",
        variant_of(adam_step, lambda **given: adam_step(**given | {"state": {}})),
        Text(
            "What the state brings has no effect: every step is a first step.",
            "状态带来的内容没有起作用：每一步都成了第一步。",
        ),
    ),
    Misconception(
        "betas_ignored",
        at_default(adam_step, "beta1", "beta2"),
        Text(
            "You always take 0.9 and 0.999. Use the arguments `beta1` and `beta2`.",
            "你总是取 0.9 和 0.999。应当用参数 `beta1` 和 `beta2`。",
        ),
    ),
    Misconception(
        "rate_ignored",
        at_default(adam_step, "learning_rate"),
        Text(
            "You always take the learning rate 0.001. Use the argument `learning_rate`.",
            "你的学习率总是 0.001。应当用参数 `learning_rate`。",
        ),
    ),
    *common(adam_step, _unchecked, "m"),
)
