"""Lesson 10: wrong steps that are divided by the size of gradients, and the sentence that names each mistake."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from autograder.exercises.optimizers.wrong_steps import Rule, at_default, before, common, variant_of
from deeplearn_ref.optimizers import adagrad_step, rmsprop_step
from lessonkit.language import Text


def _divided(s: Any, old: Any, eps: float) -> Any:
    return np.sqrt(s) + eps


def _rule(
    squares: Callable[..., Any],
    divisor: Rule = _divided,
    above: Rule = lambda g: g,
) -> Rule:
    """Return a rule with ``squares(s, g, rho)`` for the new state, and ``above(g) / divisor(s, old, eps)`` to go."""

    def rule(param: Any, grad: Any, state: Any, learning_rate: Any, eps: Any, rho: Any = None) -> Any:
        old, g = before(state, "s", param), np.asarray(grad, dtype=float)
        s = squares(old, g, rho)
        return param - learning_rate * above(g) / divisor(s, old, eps), {"s": s}

    return rule


def _sum(s: Any, g: Any, rho: Any) -> Any:
    return s + g**2


def _mean(s: Any, g: Any, rho: float) -> Any:
    return rho * s + (1 - rho) * g**2


def _shared(reference: Rule, right: Rule) -> tuple[Misconception, ...]:
    """Return the mistakes that both make with the divisor."""
    return (
        Misconception(
            "no_root",
            variant_of(reference, _rule(right, lambda s, old, eps: s + eps)),
            Text(
                "You divide by the squares themselves: the larger the gradient, the smaller the step. "
                "What belongs below is a size of gradients, not of their squares.",
                "你除的是平方本身：梯度越大，步子反而越小。分母里应当是梯度的大小，而不是它的平方的大小。",
            ),
        ),
        Misconception(
            "eps_inside",
            variant_of(reference, _rule(right, lambda s, old, eps: np.sqrt(s + eps))),
            Text(
                "ε stands inside your root. In this course it is added after the root is taken.",
                "你把 ε 放进了根号。本课程是先开根号，再加 ε。",
            ),
        ),
        Misconception(
            "eps_ignored",
            at_default(reference, "eps"),
            Text("You always take ε = 1e-8. Use the argument `eps`.", "你总是取 ε = 1e-8。应当用参数 `eps`。"),
        ),
        Misconception(
            "no_eps",
            variant_of(reference, _rule(right, lambda s, old, eps: np.sqrt(s))),
            Text(
                "ε is missing below the fraction. Think of a weight whose gradient was always 0: 0 divided by 0.",
                "分母里少了 ε。想一想梯度一直是 0 的权重：那就成了 0 除以 0。",
            ),
        ),
        Misconception(
            "old_squares",
            variant_of(reference, _rule(right, lambda s, old, eps: np.sqrt(old) + eps)),
            Text(
                "You divide by the squares as they were before this step. The new gradient counts first, "
                "then the parameter moves.",
                "你除的是这一步之前的平方。应当先把新的梯度算进去，再移动参数。",
            ),
        ),
        Misconception(
            "no_gradient",
            variant_of(reference, _rule(right, above=np.ones_like)),
            Text(
                "The gradient is missing above the fraction: all parameters go the same way, uphill or downhill.",
                "分子里没有梯度：不管上坡还是下坡，所有参数都往同一个方向走。",
            ),
        ),
        Misconception(
            "no_division",
            variant_of(reference, _rule(right, lambda s, old, eps: 1.0)),
            Text(
                "You keep the squares, but the step does not use them: this is plain descent.",
                "平方你记下了，可这一步没有用到它们：这就是普通的梯度下降。",
            ),
        ),
        Misconception(
            "squares_lost",
            variant_of(reference, _rule(lambda s, g, rho: g**2)),
            Text(
                "Only the newest gradient is in your state: what the state brings has no effect. "
                "So every step has the same size.",
                "你的状态里只有最新的梯度，原来的状态没有起作用，所以每一步都一样大。",
            ),
        ),
        Misconception(
            "sizes_for_squares",
            variant_of(reference, _rule(lambda s, g, rho: right(s, np.sqrt(np.abs(g)), rho))),
            Text(
                "You collect the sizes |g| of the gradients. What is collected are their squares.",
                "你累积的是梯度的大小 |g|。要累积的是梯度的平方。",
            ),
        ),
        Misconception(
            "gradients_for_squares",
            variant_of(reference, _rule(lambda s, g, rho: right(s, 0 * g, rho) + g * right(0.0, 1.0, rho))),
            Text(
                "You collect the gradients as they are, with their signs. What is collected are their squares: "
                "else there is the root of a negative number.",
                "你累积的是带符号的梯度。要累积的是梯度的平方：否则会对负数开根号。",
            ),
        ),
        Misconception(
            "one_for_all",
            variant_of(reference, _rule(lambda s, g, rho: right(s, np.sqrt(np.sum(g**2)), rho))),
            Text(
                "All entries share one sum of squares. Each parameter keeps its own, that is the point of it.",
                "你的所有元素共用一个平方和。每个参数应当各有自己的，这正是这个方法的意义所在。",
            ),
        ),
    )


ADAGRAD = (
    Misconception(
        "running_mean",
        variant_of(adagrad_step, _rule(lambda s, g, rho: _mean(s, g, 0.9))),
        Text(
            "Your squares fade, as in RMSProp. AdaGrad forgets nothing: it adds up all squares in full.",
            "你的平方会逐渐衰减，那是 RMSProp 的做法。AdaGrad 什么也不忘：所有的平方都原样相加。",
        ),
    ),
    *_shared(adagrad_step, _sum),
    *common(adagrad_step, _rule(_sum), "s"),
)

RMSPROP = (
    Misconception(
        "adds_up",
        variant_of(rmsprop_step, _rule(_sum)),
        Text(
            "Your squares are added up and never fade, as in AdaGrad. RMSProp keeps a moving average of them.",
            "你的平方一直相加，从不衰减，那是 AdaGrad 的做法。RMSProp 用的是平方的指数移动平均。",
        ),
    ),
    Misconception(
        "shares_swapped",
        variant_of(rmsprop_step, _rule(lambda s, g, rho: _mean(s, g, 1 - rho))),
        Text(
            "ρ and 1 − ρ are swapped: with ρ = 0.9 nine tenths of the old average are kept, not one tenth.",
            "ρ 和 1 − ρ 弄反了：ρ = 0.9 时，旧的平均值保留十分之九，而不是十分之一。",
        ),
    ),
    Misconception(
        "whole_square",
        variant_of(rmsprop_step, _rule(lambda s, g, rho: rho * s + g**2)),
        Text(
            "The new square enters in full. The shares of the old average and of the new square add up to 1.",
            "新的平方整个加了进去。旧的平均值与新的平方各占的比例，加起来应当是 1。",
        ),
    ),
    Misconception(
        "starts_with_square",
        variant_of(
            rmsprop_step,
            lambda **given: rmsprop_step(**given | {"state": given["state"] or {"s": 1.0 * given["grad"] ** 2}}),
        ),
        Text(
            "Your moving average starts with the first square. In this course it starts with zeros.",
            "你的指数移动平均从第一个平方开始。本课程从 0 开始。",
        ),
    ),
    Misconception(
        "rho_ignored",
        at_default(rmsprop_step, "rho"),
        Text("You always take ρ = 0.9. Use the argument `rho`.", "你总是取 ρ = 0.9。应当用参数 `rho`。"),
    ),
    *_shared(rmsprop_step, _mean),
    *common(rmsprop_step, _rule(_mean), "s"),
)
