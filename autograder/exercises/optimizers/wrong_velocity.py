"""Lesson 10: wrong steps with momentum, and the sentence that names each mistake."""

from typing import Any

from autograder.checking.cases import Misconception
from autograder.exercises.optimizers.wrong_steps import Rule, at_default, before, common, variant_of
from deeplearn_ref.optimizers import momentum_step, nesterov_step
from lessonkit.language import Text


def _rule(
    velocity: Rule = lambda v, g, beta: beta * v + g,
    along: Rule = lambda v, old, g, beta: v,
) -> Rule:
    """Return a rule with ``velocity(v, g, beta)`` for the new velocity and ``along`` for where the step goes."""

    def rule(param: Any, grad: Any, state: Any, learning_rate: Any, beta: Any) -> Any:
        old = before(state, "v", param)
        v = velocity(old, grad, beta)
        return param - learning_rate * along(v, old, grad, beta), {"v": v}

    return rule


def _momentum(velocity: Rule | None = None, along: Rule | None = None) -> Rule:
    changed = {"velocity": velocity, "along": along}
    return variant_of(momentum_step, _rule(**{name: rule for name, rule in changed.items() if rule is not None}))


def _rate_in_velocity(param: Any, grad: Any, state: Any, learning_rate: Any, beta: Any) -> Any:
    v = beta * before(state, "v", param) + learning_rate * grad
    return param - v, {"v": v}


def _downhill_velocity(param: Any, grad: Any, state: Any, learning_rate: Any, beta: Any) -> Any:
    v = beta * before(state, "v", param) - learning_rate * grad
    return param + v, {"v": v}


def _velocity_is_grad(param: Any, grad: Any, state: Any, learning_rate: Any, beta: Any) -> Any:
    new, kept = momentum_step(param, grad, state, learning_rate, beta)
    return new, kept if "v" in state else {"v": grad}


MOMENTUM = (
    Misconception(
        "running_mean",
        _momentum(velocity=lambda v, g, beta: beta * v + (1 - beta) * g),
        Text(
            "Your velocity is a moving average: the gradient enters it with the factor 1 − β. Some books do so, "
            "at a larger rate; in this course the whole gradient is added.",
            "你的速度是指数移动平均：梯度乘了 1 − β 才加进去。有的书这样写，学习率也相应取得更大；"
            "本课程加的是整个梯度。",
        ),
    ),
    Misconception(
        "velocity_lost",
        _momentum(velocity=lambda v, g, beta: 1.0 * g),
        Text(
            "What the state brings has no effect: every step begins without velocity, so this is plain descent.",
            "状态带来的速度没有起作用：每一步都像从静止开始，这就是普通的梯度下降。",
        ),
    ),
    Misconception(
        "step_along_gradient",
        _momentum(along=lambda v, old, g, beta: g),
        Text(
            "You keep the velocity, but the parameter still moves along the gradient alone.",
            "速度你记下了，可参数仍然只沿梯度移动。",
        ),
    ),
    Misconception(
        "old_velocity",
        _momentum(along=lambda v, old, g, beta: old),
        Text(
            "You move with the velocity of the step before. First the velocity takes in the new gradient, "
            "then the parameter moves.",
            "你用的是上一步的速度。应当先把新的梯度加进速度，再移动参数。",
        ),
    ),
    Misconception(
        "looks_ahead",
        variant_of(momentum_step, nesterov_step),
        Text(
            "Your step looks ahead along the velocity: that is Nesterov's variant. Here the parameter moves by the "
            "velocity itself.",
            "你这一步沿着速度往前多看了一步：那是 Nesterov 的做法。这里参数只按速度本身移动。",
        ),
    ),
    Misconception(
        "rate_in_velocity",
        variant_of(momentum_step, _rate_in_velocity),
        Text(
            "The learning rate has got into your velocity. In this course the velocity collects gradients, "
            "and the rate enters only where the parameter moves.",
            "你把学习率也算进了速度。本课程里，速度只累积梯度，移动参数时才乘学习率。",
        ),
    ),
    Misconception(
        "velocity_downhill",
        variant_of(momentum_step, _downhill_velocity),
        Text(
            "Your velocity is the step itself, with rate and sign. Other books keep that one; "
            "in this course the velocity collects gradients as they are.",
            "你的速度就是这一步本身，带着学习率和符号。别的书里有这样记的；本课程里，速度累积的是原样的梯度。",
        ),
    ),
    Misconception(
        "beta_at_the_gradient",
        _momentum(velocity=lambda v, g, beta: v + beta * g),
        Text(
            "β stands at the gradient. It is the share of the old velocity that is kept.",
            "β 乘到梯度上了。它是旧速度保留下来的比例。",
        ),
    ),
    Misconception(
        "nothing_decays",
        _momentum(velocity=lambda v, g, beta: v + g),
        Text(
            "Your velocity never fades: all gradients are added up in full. Which share of it is kept?",
            "你的速度从不衰减：所有的梯度都原样加在一起。每一步应当保留多大的比例？",
        ),
    ),
    Misconception(
        "beta_ignored",
        at_default(momentum_step, "beta"),
        Text(
            "You always take β = 0.9. Use the argument `beta`.",
            "你总是取 β = 0.9。应当用参数 `beta`。",
        ),
    ),
    Misconception(
        "velocity_is_grad",
        variant_of(momentum_step, _velocity_is_grad),
        Text(
            "On the first step your velocity is the caller's gradient itself: writing into one changes the other. "
            "Make it an array of its own.",
            "第一步时，你的速度就是调用者的那个梯度数组：改一个，另一个也会变。要让它成为一个新的数组。",
        ),
    ),
    *common(momentum_step, _rule(), "v"),
)
