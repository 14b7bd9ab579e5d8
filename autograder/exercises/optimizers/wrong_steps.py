"""Lesson 10: mistakes that are alike for all step functions, and the sentence that names each."""

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from lessonkit.language import Text

Rule = Callable[..., Any]


def variant_of(reference: Rule, rule: Rule, *, checked: bool = True) -> Rule:
    """Return a step with the arguments, defaults and checks of `reference`, and ``rule(**arguments)`` for the rest."""
    signature = inspect.signature(reference)

    def variant(*args: Any, **kwargs: Any) -> Any:
        given = signature.bind(*args, **kwargs)
        given.apply_defaults()
        if checked:
            _check_shapes(given.arguments["param"], given.arguments["grad"], given.arguments["state"])
        return rule(**given.arguments)

    variant.__signature__ = signature  # type: ignore[attr-defined]  # the player asks for it before every call
    return variant


def _check_shapes(param: Any, grad: Any, state: dict[str, Any]) -> None:
    arrays = [grad, *(kept for kept in state.values() if isinstance(kept, np.ndarray))]
    if any(np.shape(array) != np.shape(param) for array in arrays):
        raise ValueError("param, grad and the arrays of the state must have the same shape.")


def at_default(reference: Rule, *names: str) -> Rule:
    """Return a step that takes these arguments at their defaults, whatever it is given."""
    defaults = {name: inspect.signature(reference).parameters[name].default for name in names}
    return variant_of(reference, lambda **given: reference(**given | defaults))


def no_rate(reference: Rule) -> Rule:
    """Return a step at the learning rate 1, whatever it is given."""
    return variant_of(reference, lambda **given: reference(**given | {"learning_rate": 1.0}))


def uphill(reference: Rule) -> Rule:
    """Return a step to the other side."""

    def rule(**given: Any) -> Any:
        param, state = reference(**given)
        return 2 * given["param"] - param, state

    return variant_of(reference, rule)


def before(state: dict[str, Any], name: str, param: Any) -> Any:
    """Return what the state holds, zeros where it holds nothing."""
    return state.get(name, np.zeros(np.shape(param)))


def _step_alone(reference: Rule) -> Rule:
    def rule(**given: Any) -> Any:
        param, state = reference(**given)
        return param - given["param"], state

    return variant_of(reference, rule)


def _param_in_place(reference: Rule) -> Rule:
    def rule(**given: Any) -> Any:
        param, state = reference(**given)
        array = given["param"]
        array -= array - param
        return array, state

    return variant_of(reference, rule)


def _state_in_place(reference: Rule) -> Rule:
    def rule(**given: Any) -> Any:
        param, state = reference(**given)
        for name, array in state.items():
            if name in given["state"] and isinstance(array, np.ndarray):
                state[name] = given["state"][name]
                state[name] *= 1.0  # what is read-only says so
                state[name][...] = array
        return param, state

    return variant_of(reference, rule)


def _state_itself(reference: Rule) -> Rule:
    def rule(**given: Any) -> Any:
        param, state = reference(**given)
        given["state"].update(state)
        return param, given["state"]

    return variant_of(reference, rule)


def _state_forgotten(reference: Rule) -> Rule:
    return variant_of(reference, lambda **given: (reference(**given)[0], given["state"]))


def _no_start(reference: Rule, first: str) -> Rule:
    def rule(**given: Any) -> Any:
        given["state"][first]
        return reference(**given)

    return variant_of(reference, rule, checked=False)


def common(reference: Rule, unchecked: Rule, first: str) -> tuple[Misconception, ...]:
    """Return the mistakes that all step functions share.

    Parameters
    ----------
    reference : callable
        The right step function.
    unchecked : callable
        ``unchecked(**arguments)``, the right formula on whatever it gets.
    first : str
        What an answer reads first in the state.
    """
    return (
        Misconception(
            "uphill",
            uphill(reference),
            Text(
                "Your step goes uphill. The gradient points up; which sign takes you down?",
                "你这一步是往上走的。梯度指向上坡，用哪个符号才是往下走？",
            ),
        ),
        Misconception(
            "no_rate",
            no_rate(reference),
            Text("The learning rate has no effect on your step.", "学习率对你这一步没有作用。"),
        ),
        Misconception(
            "step_alone",
            _step_alone(reference),
            Text(
                "You return the step, not the new parameter. Where did this step start?",
                "你返回的是这一步本身，不是新的参数。这一步是从哪里出发的？",
            ),
        ),
        Misconception(
            "state_forgotten",
            _state_forgotten(reference),
            Text(
                "You return the state as it came. The next step needs what you computed in this one.",
                "你把状态原样返回了。下一步要用到你在这一步里算出的值。",
            ),
        ),
        Misconception(
            "no_start",
            _no_start(reference, first),
            Text(
                "The first step fails: an empty state has no entries yet. What is missing counts as zeros.",
                "第一步就出错了：空的状态里还什么都没有。缺少的项按 0 算。",
            ),
        ),
        Misconception(
            "param_in_place",
            _param_in_place(reference),
            Text(
                "After your step the caller's parameter has moved too: you change it in place. Make a new array.",
                "走完这一步，调用者手里的参数也变了：你原地改动了它。要新建一个数组。",
            ),
        ),
        Misconception(
            "state_in_place",
            _state_in_place(reference),
            Text(
                "You change an array of the old state in place, so the caller's state changes as well. "
                "Compute a new array for the new state.",
                "你原地改动了旧状态里的数组，调用者手里的状态也跟着变了。新的状态里要放新算出的数组。",
            ),
        ),
        Misconception(
            "state_itself",
            _state_itself(reference),
            Text(
                "You write the new entries into the dict that you were given. Return a dict of your own: "
                "the old state stays as it was.",
                "你把新的项写进了传进来的字典。要返回一个新的字典：旧的状态保持原样。",
            ),
        ),
        Misconception(
            "unchecked",
            variant_of(reference, unchecked, checked=False),
            Text(
                "Arrays of different shapes go through, and NumPy broadcasts them without a word. "
                "Compare the shapes of param, grad and what the state holds before you compute.",
                "形状不同的数组没有拦住，NumPy 悄悄地广播了。计算之前，先比较 param、grad 与状态里的数组的形状。",
            ),
        ),
    )
