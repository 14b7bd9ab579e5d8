"""Lesson 08: wrong ways to test training code, and a sentence for each mistake."""

import copy
import math
from collections.abc import Callable
from typing import Any

from autograder.checking.cases import Misconception
from lessonkit.language import Text

Rule = Callable[..., Any]


def _close(first: float, guess: float) -> bool:
    return abs(first - guess) <= 0.1 * guess


def _last(loss_fn: Any, step_fn: Any, params: Any, n_steps: int) -> list[Any]:
    """Return what the weights became, step by step, the last one last."""
    found = [params]
    for _ in range(n_steps):
        found.append(step_fn(found[-1]))
    return found


def _report(
    *,
    guess: Rule = math.log,
    close: Rule = _close,
    low: Rule = lambda last, first, guess: last < 0.05 * first,
    raised: Rule = lambda with_it, without: with_it > without,
    taken: Rule = copy.deepcopy,
    steps: Rule = lambda n_steps: n_steps,
    walk: Rule = _last,
    judged: Rule = lambda losses: losses[-1],
    lambda_of_last: float = 0.0,
    penalty_at: Rule = lambda params, trained: params,
    without: Rule = lambda loss_fn, place, first, last: loss_fn(place, 0.0),
    checked: bool = True,
) -> Callable[..., Any]:
    """Return a report with one mistake."""

    def variant(loss_fn: Any, step_fn: Any, params: Any, n_classes: Any, n_steps: Any = 200) -> Any:
        if checked and (n_classes < 2 or n_steps < 0):
            raise ValueError(n_classes)
        first, start = loss_fn(params, 0.0), taken(params)
        expected = guess(n_classes)
        trained = walk(loss_fn, step_fn, start, steps(n_steps))
        last = judged([loss_fn(one, lambda_of_last) for one in trained])
        place = penalty_at(params, trained[-1])
        return {
            "first_loss": bool(close(first, expected)),
            "overfits": bool(low(last, first, expected)) and n_steps > 0,
            "l2_raises": bool(raised(loss_fn(place, 1.0), without(loss_fn, place, first, last))),
        }

    return variant


def _result_dropped(loss_fn: Any, step_fn: Any, params: Any, n_steps: int) -> list[Any]:
    for _ in range(n_steps):
        step_fn(params)
    return [params]


def _always_from_start(loss_fn: Any, step_fn: Any, params: Any, n_steps: int) -> list[Any]:
    trained = params
    for _ in range(n_steps):
        trained = step_fn(copy.deepcopy(params))
    return [trained]


REPORT = (
    Misconception(
        "log2",
        _report(guess=math.log2),
        Text(
            "The first loss is compared with log₂ K. Cross-entropy is measured with the natural logarithm here.",
            "第一个损失是和 log₂ K 比的。这里的交叉熵用自然对数。",
        ),
    ),
    Misconception(
        "log10",
        _report(guess=math.log10),
        Text(
            "The first loss is compared with log₁₀ K. Cross-entropy is measured with the natural logarithm here.",
            "第一个损失是和 log₁₀ K 比的。这里的交叉熵用自然对数。",
        ),
    ),
    Misconception(
        "one_over_k",
        _report(guess=lambda K: 1 / K),
        Text(
            "The first loss is compared with 1/K. That is the probability which an untrained network gives to each "
            "class; what is its cross-entropy?",
            "第一个损失是和 1/K 比的。那是没有训练过的网络给每个类别的概率；它的交叉熵是多少？",
        ),
    ),
    Misconception(
        "always_two_classes",
        _report(guess=lambda K: math.log(2)),
        Text(
            "The argument `n_classes` has no effect: the first loss is compared with ln 2.",
            "参数 `n_classes` 没有起作用：第一个损失总是和 ln 2 比。",
        ),
    ),
    Misconception(
        "relative_to_the_loss",
        _report(close=lambda first, guess: abs(first - guess) <= 0.1 * first),
        Text(
            "You take 10 % of the loss. The task says 10 % of ln K: that is what the loss is compared with.",
            "你取的是损失的 10%。题目说的是 ln K 的 10%：损失是和它比的。",
        ),
    ),
    Misconception(
        "absolute_tolerance",
        _report(close=lambda first, guess: abs(first - guess) <= 0.1),
        Text(
            "You allow the first loss to be 0.1 away. The task allows 10 % of ln K.",
            "你允许第一个损失相差 0.1。允许的是相差 ln K 的 10%。",
        ),
    ),
    Misconception(
        "too_small_is_fine",
        _report(close=lambda first, guess: first <= 1.1 * guess),
        Text(
            "A first loss that is too small passes. An untrained network that seems to know something is suspicious, "
            "too.",
            "第一个损失太小时，你让它过了关。没有训练过的网络竟然好像懂一点，同样可疑。",
        ),
    ),
    Misconception(
        "has_fallen",
        _report(low=lambda last, first, guess: last < first),
        Text(
            "A loss that has fallen a little passes as learned by heart. It must fall below 5 % of the first one.",
            "损失只降了一点，你就算作背下来了。必须降到第一个损失的 5% 以下。",
        ),
    ),
    Misconception(
        "share_of_ln_k",
        _report(low=lambda last, first, guess: last < 0.05 * guess),
        Text(
            "The last loss is compared with 5 % of ln K. The task asks for 5 % of the first loss.",
            "最后的损失是和 ln K 的 5% 比的。题目要的是第一个损失的 5%。",
        ),
    ),
    Misconception(
        "absolute_bound",
        _report(low=lambda last, first, guess: last < 0.05),
        Text(
            "The last loss is compared with 0.05. The task asks for 0.05 times the first loss.",
            "最后的损失是和 0.05 比的。题目要的是第一个损失的 0.05 倍。",
        ),
    ),
    Misconception(
        "best_on_the_way",
        _report(judged=lambda losses: min(losses, key=lambda loss: (math.isnan(loss), loss))),
        Text(
            "You take the smallest loss on the way. The task asks for the loss after the last step.",
            "你取的是一路上最小的损失。题目要的是最后一步之后的损失。",
        ),
    ),
    Misconception(
        "one_step_short",
        _report(steps=lambda n_steps: max(n_steps - 1, 0)),
        Text(
            "There is one step too few. `step_fn` is called `n_steps` times before the loss is looked at.",
            "少走了一步。看损失之前，`step_fn` 要调用 `n_steps` 次。",
        ),
    ),
    Misconception(
        "one_step_more",
        _report(steps=lambda n_steps: n_steps + 1),
        Text(
            "There is one step too many. `step_fn` is called `n_steps` times before the loss is looked at.",
            "多走了一步。看损失之前，`step_fn` 要调用 `n_steps` 次。",
        ),
    ),
    Misconception(
        "always_200",
        _report(steps=lambda n_steps: 200),
        Text(
            "The argument `n_steps` has no effect: 200 steps are always made.",
            "参数 `n_steps` 没有起作用：总是走 200 步。",
        ),
    ),
    Misconception(
        "result_dropped",
        _report(walk=_result_dropped),
        Text(
            "What `step_fn` returns is not kept, so nothing is learned unless it works in place. "
            "Hand its result to the next call.",
            "`step_fn` 返回的参数没有接住，除非它原地修改，否则什么也学不到。要把结果交给下一次调用。",
        ),
    ),
    Misconception(
        "always_from_the_start",
        _report(walk=_always_from_start),
        Text(
            "Every step begins at the given parameters again. It begins where the last one ended.",
            "每一步都又从给出的参数出发了。应当从上一步到达的地方出发。",
        ),
    ),
    Misconception(
        "no_copy",
        _report(taken=lambda params: params),
        Text(
            "The training changes the given parameters when `step_fn` works in place. Train a copy, arrays included.",
            "`step_fn` 原地修改时，训练会改动给出的参数。要用副本来训练，数组也要复制。",
        ),
    ),
    Misconception(
        "penalty_at_least",
        _report(raised=lambda with_it, without: with_it >= without),
        Text(
            "A penalty that adds nothing passes. With it the loss must be larger than without.",
            "惩罚项什么也没加，你也让它过了关。有它时的损失必须大于没有它时的。",
        ),
    ),
    Misconception(
        "penalty_after_training",
        _report(penalty_at=lambda params, trained: trained),
        Text(
            "The penalty is tested on the trained parameters. The task asks for the given ones.",
            "惩罚项是在训练之后的参数处检查的。题目要的是给出的参数。",
        ),
    ),
    Misconception(
        "penalty_trained_and_first",
        _report(penalty_at=lambda params, trained: trained, without=lambda loss_fn, place, first, last: first),
        Text(
            "The loss with penalty after training is compared with the loss without it before. "
            "Both belong to the given parameters.",
            "你拿训练之后带惩罚项的损失，去比训练之前不带惩罚项的损失。两个都应当在给出的参数处算。",
        ),
    ),
    Misconception(
        "penalty_against_the_last",
        _report(without=lambda loss_fn, place, first, last: last),
        Text(
            "The loss with penalty is compared with the loss after training. Compare it with the first one: "
            "both belong to the given parameters.",
            "你拿带惩罚项的损失去比训练之后的损失。应当和第一个损失比：两个都在给出的参数处算。",
        ),
    ),
    Misconception(
        "penalty_left_on",
        _report(lambda_of_last=1.0),
        Text(
            "The last loss is measured with the penalty. Only the third test has it.",
            "最后的损失把惩罚项也算进去了。只有第三项检查才用它。",
        ),
    ),
    Misconception(
        "nan_passes",
        _report(
            close=lambda first, guess: not abs(first - guess) > 0.1 * guess,
            low=lambda last, first, guess: not last >= 0.05 * first,
            raised=lambda with_it, without: not with_it <= without,
        ),
        Text(
            "A nan passes. Every comparison with nan is False, so ask for what should hold, "
            "not for the opposite of what should not.",
            "nan 过了关。与 nan 的比较总是 False：要直接检查应当成立的条件，不要检查它的反面再取反。",
        ),
    ),
    Misconception(
        "unchecked",
        _report(checked=False),
        Text(
            "Fewer than two classes go through, or a negative number of steps. Each is a `ValueError`.",
            "类别不足两个，或者步数是负数，没有拦住。都应当抛出 `ValueError`。",
        ),
    ),
)
