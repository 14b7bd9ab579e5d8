"""Lesson 09: wrong epochs of mini-batch gradient descent, and a sentence for each mistake."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from deeplearn_ref.backprop import bce_sigmoid_backward, mlp_backward
from deeplearn_ref.initializers import update_params
from deeplearn_ref.layers import mlp_forward
from deeplearn_ref.losses import binary_cross_entropy
from deeplearn_ref.minibatch import epoch_mean_loss, iterate_minibatches, sgd_epoch
from lessonkit.language import Text

Rule = Callable[..., Any]


def _gradients(params: Any, X: Any, y: Any, activations: Any) -> tuple[Any, float]:
    """Return the gradients of the mean loss, and that loss."""
    p, caches = mlp_forward(X, params, activations)
    return mlp_backward(bce_sigmoid_backward(y, p), params, caches, activations), binary_cross_entropy(y, p)


def _loss(params: Any, X: Any, y: Any, activations: Any) -> float:
    return binary_cross_entropy(y, mlp_forward(X, params, activations)[0])


def _times(grads: Any, factor: float) -> Any:
    return [{key: factor * layer[key] for key in layer} for layer in grads]


def _plus(grads: Any, others: Any) -> Any:
    return [{key: one[key] + other[key] for key in one} for one, other in zip(grads, others, strict=True)]


def _batches(X: Any, y: Any, size: int, rng: Any) -> Any:
    return iterate_minibatches(X, y, size, rng)


def _mean(losses: Any, sizes: Any, B: int = 0) -> float:
    return epoch_mean_loss(np.array(losses), np.array(sizes))


def _way(
    *,
    batches: Rule = _batches,
    scaled: Rule = lambda grads, b, B, m: grads,
    step: Rule = update_params,
    late: bool = False,
    loss: Rule = _mean,
) -> Callable[..., Any]:
    """Return an epoch with one mistake: in the batches, the gradient, the step, or the loss (`late`: after it)."""

    def variant(params: Any, X: Any, y: Any, activations: Any, learning_rate: Any, batch_size: Any, rng: Any) -> Any:
        _check(params, X, y, activations, batch_size)
        losses, sizes = [], []
        for Xb, yb in batches(X, y, batch_size, rng):
            grads, before = _gradients(params, Xb, yb, activations)
            params = step(params, scaled(grads, len(Xb), batch_size, len(X)), learning_rate)
            losses.append(_loss(params, Xb, yb, activations) if late else before)
            sizes.append(len(Xb))
        return params, loss(losses, sizes, batch_size)

    return variant


def _check(params: Any, X: Any, y: Any, activations: Any, batch_size: Any) -> None:
    """Raise what the right one raises."""
    if len(X) == 0 or batch_size <= 0 or y.shape != (len(X), 1):
        raise ValueError("arguments")


def _no_biases(params: Any, grads: Any, rate: Any) -> Any:
    new = update_params(params, grads, rate)
    return [{"W": layer["W"], "b": old["b"].copy()} for layer, old in zip(new, params, strict=True)]


def _in_place(params: Any, grads: Any, rate: Any) -> Any:
    for layer, grad in zip(params, grads, strict=True):
        layer["W"] -= rate * grad["W"]
        layer["b"] -= rate * grad["b"]
    return params


def _summed(params: Any, X: Any, y: Any, activations: Any, learning_rate: Any, batch_size: Any, rng: Any) -> Any:
    """Never begin a new gradient: each step uses the sum of all so far."""
    _check(params, X, y, activations, batch_size)
    losses, sizes, total = [], [], _times(params, 0.0)
    for Xb, yb in _batches(X, y, batch_size, rng):
        grads, before = _gradients(params, Xb, yb, activations)
        total = _plus(total, grads)
        params = update_params(params, total, learning_rate)
        losses.append(before)
        sizes.append(len(Xb))
    return params, _mean(losses, sizes)


def _one_update(
    average: bool,
) -> Callable[..., Any]:
    """Return an epoch that collects all gradients and makes one step at its end."""

    def variant(params: Any, X: Any, y: Any, activations: Any, learning_rate: Any, batch_size: Any, rng: Any) -> Any:
        _check(params, X, y, activations, batch_size)
        losses, sizes, total = [], [], _times(params, 0.0)
        for Xb, yb in _batches(X, y, batch_size, rng):
            grads, before = _gradients(params, Xb, yb, activations)
            total = _plus(total, grads)
            losses.append(before)
            sizes.append(len(Xb))
        step = _times(total, 1.0 / len(sizes)) if average else total
        return update_params(params, step, learning_rate), _mean(losses, sizes)

    return variant


def _from_the_start(
    params: Any, X: Any, y: Any, activations: Any, learning_rate: Any, batch_size: Any, rng: Any
) -> Any:
    """Make every step from the parameters that came in: only the last one is left."""
    _check(params, X, y, activations, batch_size)
    losses, sizes, new = [], [], params
    for Xb, yb in _batches(X, y, batch_size, rng):
        grads, before = _gradients(new, Xb, yb, activations)
        new = update_params(params, grads, learning_rate)
        losses.append(before)
        sizes.append(len(Xb))
    return new, _mean(losses, sizes)


def _all_from_the_start(
    params: Any, X: Any, y: Any, activations: Any, learning_rate: Any, batch_size: Any, rng: Any
) -> Any:
    """Take every gradient, and every step, at the parameters that came in."""
    _check(params, X, y, activations, batch_size)
    losses, sizes, new = [], [], params
    for Xb, yb in _batches(X, y, batch_size, rng):
        grads, before = _gradients(params, Xb, yb, activations)
        new = update_params(params, grads, learning_rate)
        losses.append(before)
        sizes.append(len(Xb))
    return new, _mean(losses, sizes)


def _whole_data(params: Any, X: Any, y: Any, activations: Any, learning_rate: Any, batch_size: Any, rng: Any) -> Any:
    """Use X and y inside the loop, not the batch."""
    _check(params, X, y, activations, batch_size)
    losses, sizes = [], []
    for Xb, _ in _batches(X, y, batch_size, rng):
        grads, before = _gradients(params, X, y, activations)
        params = update_params(params, grads, learning_rate)
        losses.append(before)
        sizes.append(len(Xb))
    return params, _mean(losses, sizes)


def _loss_of_all(at_the_end: bool) -> Callable[..., Any]:
    """Return an epoch whose loss is that of all samples, before it or after it."""

    def variant(params: Any, X: Any, y: Any, activations: Any, learning_rate: Any, batch_size: Any, rng: Any) -> Any:
        new, _ = sgd_epoch(params, X, y, activations, learning_rate, batch_size, rng)
        return new, _loss(new if at_the_end else params, X, y, activations)

    return variant


def _one_step_only(params: Any, X: Any, y: Any, activations: Any, learning_rate: Any, batch_size: Any, rng: Any) -> Any:
    """Return inside the loop."""
    _check(params, X, y, activations, batch_size)
    Xb, yb = next(iter(_batches(X, y, batch_size, rng)))
    grads, loss = _gradients(params, Xb, yb, activations)
    return update_params(params, grads, learning_rate), loss


def _own_generator(params: Any, X: Any, y: Any, activations: Any, learning_rate: Any, batch_size: Any, rng: Any) -> Any:
    return sgd_epoch(params, X, y, activations, learning_rate, batch_size, np.random.default_rng(0))


def _shuffled_first(X: Any, y: Any, size: int, rng: Any) -> Any:
    order = rng.permutation(len(X))
    return iterate_minibatches(X[order], y[order], size, rng)


def _unshuffled(X: Any, y: Any, size: int, rng: Any) -> Any:
    return iterate_minibatches(X, y, size, None, shuffle=False)


def _last_lost(X: Any, y: Any, size: int, rng: Any) -> Any:
    found = list(iterate_minibatches(X, y, size, rng))
    return [batch for batch in found if len(batch[0]) == size or len(found) == 1]


def _unchecked(params: Any, X: Any, y: Any, activations: Any, learning_rate: Any, batch_size: Any, rng: Any) -> Any:
    if len(X) and batch_size > 0 and y.shape == (len(X), 1):
        return sgd_epoch(params, X, y, activations, learning_rate, batch_size, rng)
    return params, 0.0


def _swapped(params: Any, X: Any, y: Any, activations: Any, learning_rate: Any, batch_size: Any, rng: Any) -> Any:
    return sgd_epoch(params, X, y, activations, learning_rate, batch_size, rng)[::-1]


def _only_params(params: Any, X: Any, y: Any, activations: Any, learning_rate: Any, batch_size: Any, rng: Any) -> Any:
    return sgd_epoch(params, X, y, activations, learning_rate, batch_size, rng)[0]


EPOCH = (
    Misconception(
        "divided_by_m",
        _way(scaled=lambda grads, b, B, m: _times(grads, b / m)),
        Text(
            "Your gradients are divided by m, the number of all samples. Each step goes along the mean gradient of its "
            "batch: divide by the number of samples in it.",
            "你的梯度除以了全部样本数 m。每一步走的是这个批量上的平均梯度：应当除以批量里的样本数。",
        ),
    ),
    Misconception(
        "divided_by_B",
        _way(scaled=lambda grads, b, B, m: _times(grads, b / B)),
        Text(
            "The gradient of the last batch is divided by `batch_size`, although the batch is smaller. Divide by the "
            "number of samples that are in it.",
            "最后一个批量较小，它的梯度却仍然除以 `batch_size`。应当除以它里面的样本数。",
        ),
    ),
    Misconception(
        "divided_twice",
        _way(scaled=lambda grads, b, B, m: _times(grads, 1 / b)),
        Text(
            "You divide by the number of samples twice. The gradient that `bce_sigmoid_backward` begins is already "
            "that of the mean.",
            "你除以了两次样本数。`bce_sigmoid_backward` 给出的，已经是平均损失的梯度。",
        ),
    ),
    Misconception(
        "sum_over_the_batch",
        _way(scaled=lambda grads, b, B, m: _times(grads, b)),
        Text(
            "Your steps are too long by a factor, the number of samples in the batch: you take the gradient of the "
            "sum, not of the mean.",
            "批量里有几个样本，你的步子就是应有长度的几倍：你用的是总和的梯度，不是平均值的。",
        ),
    ),
    Misconception(
        "gradients_pile_up",
        _summed,
        Text(
            "The gradients of earlier batches go into every later step again. Begin with a new gradient in each batch.",
            "前面批量的梯度，后面的每一步里又加了进去。每个批量都要从新的梯度开始。",
        ),
    ),
    Misconception(
        "one_update",
        _one_update(average=False),
        Text(
            "You add up the gradients of all batches and make one step at the end, or every step uses the gradient at "
            "the parameters of the beginning. Each batch makes a step of its own, from the newest parameters.",
            "你把所有批量的梯度加起来，最后只走了一步，或者每一步用的都是开头那组参数处的梯度。"
            "每个批量都要从最新的参数出发，走自己的一步。",
        ),
    ),
    Misconception(
        "one_average_update",
        _one_update(average=True),
        Text(
            "You average the gradients of all batches and make one step at the end. Each batch makes a step of its "
            "own.",
            "你对所有批量的梯度求平均，最后只走了一步。每个批量都要走自己的一步。",
        ),
    ),
    Misconception(
        "step_dropped",
        _way(step=lambda params, grads, rate: params),
        Text(
            "Your parameters come out as they went in. `update_params` leaves its arguments alone and returns new "
            "parameters: what becomes of them?",
            "网络的参数进来什么样，出去还是什么样。`update_params` 不会改动原来的，而是返回新的：新的到哪里去了？",
        ),
    ),
    Misconception(
        "always_from_the_start",
        _from_the_start,
        Text(
            "Every step starts from the parameters that came in, so only the last one is left. "
            "Start where the step before ended.",
            "每一步都从传进来的参数出发，所以只留下了最后一步。应当从上一步走到的地方出发。",
        ),
    ),
    Misconception(
        "never_moves_on",
        _all_from_the_start,
        Text(
            "You take every gradient, and every step, at the parameters that came in. Every batch has to meet the "
            "newest parameters.",
            "所有的梯度、所有的步子，都取自传进来的参数。每个批量遇到的，都应当是最新的参数。",
        ),
    ),
    Misconception(
        "whole_data",
        _whole_data,
        Text(
            "Inside the loop you use X and y, all samples. A step sees only the samples of its batch.",
            "你在循环里用的是 X 和 y，也就是全部样本。每一步只看自己批量里的样本。",
        ),
    ),
    Misconception(
        "one_step_only",
        _one_step_only,
        Text(
            "You stop after the first batch. Does `return` stand inside the loop?",
            "你在第一个批量之后就停了。`return` 是不是写在循环里了？",
        ),
    ),
    Misconception(
        "last_batch_lost",
        _way(batches=_last_lost),
        Text(
            "The last batch is left out. It is smaller than the others, but it makes a step, too.",
            "漏了最后一个批量。它比别的小，但也要走一步。",
        ),
    ),
    Misconception(
        "sign",
        _way(step=lambda params, grads, rate: update_params(params, grads, -rate)),
        Text(
            "Your steps climb: the gradient points uphill.",
            "你的每一步都在往上走：梯度指向上坡。",
        ),
    ),
    Misconception(
        "no_rate",
        _way(step=lambda params, grads, rate: update_params(params, grads, 1.0)),
        Text(
            "The learning rate has no effect on your answer.",
            "学习率对你的结果没有作用。",
        ),
    ),
    Misconception(
        "biases_stay",
        _way(step=_no_biases),
        Text(
            "The biases never change. Every parameter makes the step.",
            "偏置一直没有变。每个参数都要走这一步。",
        ),
    ),
    Misconception(
        "not_shuffled",
        _way(batches=_unshuffled),
        Text(
            "Your batches come in the order of X. An epoch draws one permutation from rng.",
            "你的批量是按 X 的次序来的。一轮开始时，要用 rng 抽一次排列。",
        ),
    ),
    Misconception(
        "shuffled_twice",
        _way(batches=_shuffled_first),
        Text(
            "You shuffle twice. `iterate_minibatches` draws the permutation itself; one is enough.",
            "你打乱了两次。`iterate_minibatches` 自己会抽排列；一次就够了。",
        ),
    ),
    Misconception(
        "own_generator",
        _own_generator,
        Text(
            "You make a generator of your own, so every epoch has the same order. Use the rng that you are given.",
            "你自己新建了一个生成器，所以每一轮的次序都一样。应当用传进来的 rng。",
        ),
    ),
    Misconception(
        "mean_of_means",
        _way(loss=lambda losses, sizes, B: float(np.mean(losses))),
        Text(
            "Your loss is the plain mean of the batch losses. The last batch is smaller: weight each loss with the "
            "size of its batch.",
            "你的损失是各批量损失的直接平均。最后一个批量较小：每个损失的权重应当是批量的大小。",
        ),
    ),
    Misconception(
        "weighted_with_B",
        _way(loss=lambda losses, sizes, B: float(np.sum(losses) * B / np.sum(sizes))),
        Text(
            "You count every batch as if it had `batch_size` samples. The last one may have fewer: weight its loss "
            "with its own size.",
            "你把每个批量都当成有 `batch_size` 个样本。最后一个可能没有这么多：它的损失，权重应当是它自己的大小。",
        ),
    ),
    Misconception(
        "losses_summed",
        _way(loss=lambda losses, sizes, B: float(np.sum(losses))),
        Text(
            "You add the batch losses up. We ask for the mean over all samples.",
            "你把各批量的损失加了起来。题目要的是全部样本上的平均值。",
        ),
    ),
    Misconception(
        "total_loss",
        _way(loss=lambda losses, sizes, B: float(np.dot(losses, sizes))),
        Text(
            "You return the total loss of all samples. For the mean divide it by their number.",
            "你返回的是全部样本的总损失。要得到平均值，还要除以样本数。",
        ),
    ),
    Misconception(
        "last_loss",
        _way(loss=lambda losses, sizes, B: float(losses[-1])),
        Text(
            "You return the loss of the last batch. We ask for the mean over all samples of the epoch.",
            "你返回的是最后一个批量的损失。题目要的是这一轮全部样本上的平均值。",
        ),
    ),
    Misconception(
        "loss_after_the_update",
        _way(late=True),
        Text(
            "You take each batch's loss after its update. It is the loss before that counts: the one whose gradient "
            "you use.",
            "你取的是更新以后批量的损失。要算的是更新以前的，也就是你求梯度用的那个损失。",
        ),
    ),
    Misconception(
        "loss_at_the_end",
        _loss_of_all(at_the_end=True),
        Text(
            "Your loss is that of all samples after the epoch. We ask for the mean of the losses that the batches had "
            "before their updates: it costs no further forward pass.",
            "你的损失是一轮结束以后全部样本的损失。题目要的是各批量更新以前的损失的平均：不用再做一次前向传播。",
        ),
    ),
    Misconception(
        "loss_at_the_start",
        _loss_of_all(at_the_end=False),
        Text(
            "Your loss is that of all samples before the epoch. Each batch meets other parameters: collect the losses "
            "on the way.",
            "你的损失是一轮开始以前全部样本的损失。每个批量遇到的参数都不同：损失要边走边收集。",
        ),
    ),
    Misconception(
        "results_swapped",
        _swapped,
        Text(
            "The two results are swapped: first the parameters, then the loss.",
            "两个结果的次序反了：先是参数，再是损失。",
        ),
    ),
    Misconception(
        "only_the_parameters",
        _only_params,
        Text(
            "You return the parameters alone. The mean loss is asked, too.",
            "你只返回了参数。平均损失也要返回。",
        ),
    ),
    Misconception(
        "in_place",
        _way(step=_in_place),
        Text(
            "You change the caller's parameters. Make each step with new arrays, as `update_params` does.",
            "你改动了调用者的参数。每一步都要用新的数组，像 `update_params` 那样。",
        ),
    ),
    Misconception(
        "unchecked",
        _unchecked,
        Text(
            "Data without an answer goes through: no sample, a batch size that is not positive, X and y that do not "
            "fit together. Each is a `ValueError`.",
            "得不出答案的数据没有拦住：没有样本、批量大小不是正数、X 与 y 对不上。都应当抛出 `ValueError`。",
        ),
    ),
)
