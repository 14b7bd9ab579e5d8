"""Lesson 13: wrong ways to train the classifier, and the sentence that names each mistake."""

import copy
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from autograder.exercises.capstone.variant import Variant
from deeplearn_ref.backprop import mlp_backward, softmax_ce_backward
from deeplearn_ref.capstone import predict_logits
from deeplearn_ref.early_stopping import EarlyStopping
from deeplearn_ref.initializers import init_params
from deeplearn_ref.losses import softmax_cross_entropy_with_logits
from deeplearn_ref.minibatch import iterate_minibatches
from deeplearn_ref.optimizers import adam_step
from deeplearn_ref.regularization import l2_gradients, mlp_backward_dropout, mlp_forward_dropout
from lessonkit.language import Text

Rule = Callable[..., Any]


def _shuffled(X: Any, labels: Any, model: Any, rng: Any, epoch: int, memory: dict[str, Any]) -> Any:
    return list(iterate_minibatches(X, labels, model.batch_size, rng))


def _gradients(model: Any, X: Any, labels: Any, rng: Any) -> Any:
    rates = [model.drop_rate] * (len(model.params) - 1)
    P, caches = mlp_forward_dropout(X, model.params, model._activations, rates, rng)
    return mlp_backward_dropout(softmax_ce_backward(labels, P), model.params, caches, model._activations, rates)


def _plain(model: Any, X: Any, labels: Any, rng: Any) -> Any:
    """Return gradients without dropout; the masks are drawn as if they were used."""
    rates = [0.0] * (len(model.params) - 1)
    P, caches = mlp_forward_dropout(X, model.params, model._activations, rates, rng)
    return mlp_backward_dropout(softmax_ce_backward(labels, P), model.params, caches, model._activations, rates)


def _plain_undrawn(model: Any, X: Any, labels: Any, rng: Any) -> Any:
    P, caches = mlp_forward_dropout(X, model.params, model._activations, [0.0] * (len(model.params) - 1), None, False)
    return mlp_backward(softmax_ce_backward(labels, P), model.params, caches, model._activations)


def _backward_without_masks(model: Any, X: Any, labels: Any, rng: Any) -> Any:
    rates = [model.drop_rate] * (len(model.params) - 1)
    P, caches = mlp_forward_dropout(X, model.params, model._activations, rates, rng)
    return mlp_backward(softmax_ce_backward(labels, P), model.params, caches, model._activations)


def _divided_twice(model: Any, X: Any, labels: Any, rng: Any) -> Any:
    return [{name: g / len(X) for name, g in layer.items()} for layer in _gradients(model, X, labels, rng)]


def _l2_on_biases(grads: Any, model: Any, m: int) -> Any:
    return [
        {name: grad[name] + model.l2 * layer[name] for name in layer}
        for grad, layer in zip(grads, model.params, strict=True)
    ]


def _stepped(model: Any, grads: Any, states: Any, epoch: int) -> None:
    for layer, grad, state in zip(model.params, grads, states, strict=True):
        for name in layer:
            layer[name], state[name] = adam_step(
                layer[name], grad[name], state[name], learning_rate=model.learning_rate
            )


def _t_of_the_epoch(model: Any, grads: Any, states: Any, epoch: int) -> None:
    for state in states:
        for name in state:
            if state[name]:
                state[name] = state[name] | {"t": epoch}
    _stepped(model, grads, states, epoch)


def _reset(model: Any, grads: Any, states: Any, epoch: int) -> None:
    _stepped(model, grads, [{"W": {}, "b": {}} for _ in states], epoch)


def _one_state_for_all(model: Any, grads: Any, states: Any, epoch: int) -> None:
    """Count t once for each array instead of once for each step."""
    for layer, grad, state in zip(model.params, grads, states, strict=True):
        for name in layer:
            t = states[0].setdefault("steps", {}).get("t", 0)
            own = state[name] | {"t": t} if state[name] else {"t": t}
            layer[name], state[name] = adam_step(layer[name], grad[name], own, learning_rate=model.learning_rate)
            states[0]["steps"] = {"t": t + 1}


def _sgd(model: Any, grads: Any, states: Any, epoch: int) -> None:
    for layer, grad in zip(model.params, grads, strict=True):
        for name in layer:
            layer[name] = layer[name] - model.learning_rate * grad[name]


def _default_rate(model: Any, grads: Any, states: Any, epoch: int) -> None:
    for layer, grad, state in zip(model.params, grads, states, strict=True):
        for name in layer:
            layer[name], state[name] = adam_step(layer[name], grad[name], state[name])


def _loss(model: Any, X: Any, labels: Any, rng: Any) -> Any:
    return softmax_cross_entropy_with_logits(labels, predict_logits(X, model.params, model._activations))


def _loss_with_dropout(model: Any, X: Any, labels: Any, rng: Any) -> Any:
    rates, names = [model.drop_rate] * (len(model.params) - 1), [*model._activations[:-1], "linear"]
    return softmax_cross_entropy_with_logits(labels, mlp_forward_dropout(X, model.params, names, rates, rng)[0])


def _loss_of_probabilities(model: Any, X: Any, labels: Any, rng: Any) -> Any:
    return softmax_cross_entropy_with_logits(labels, model.predict_proba(X))


def _loss_with_l2(model: Any, X: Any, labels: Any, rng: Any) -> Any:
    penalty = sum(float((layer["W"] ** 2).sum()) for layer in model.params)
    return _loss(model, X, labels, rng) + model.l2 / 2 * penalty


def fitting(
    *,
    batches: Rule = _shuffled,
    gradients: Rule = _gradients,
    regularized: Rule = lambda grads, model, m: l2_gradients(grads, model.params, model.l2),
    stepped: Rule = _stepped,
    reset_each_epoch: bool = False,
    train_loss: Rule = _loss,
    val_loss: Rule = _loss,
    running: bool = False,
    measured_before: bool = False,
    accuracy: Rule = lambda right, history: right,
    watched: Rule = lambda history: history["val_loss"][-1],
    patience: Rule = lambda patience: patience,
    named: Rule = lambda best, last: best,
    restored: bool = True,
    first: Rule = lambda model: model._rng,
    on_train: bool = False,
    joined: bool = False,
) -> type:
    """Return a classifier whose training has one mistake.

    Parameters
    ----------
    batches, gradients, regularized, stepped : callable
        The parts of a step.
    reset_each_epoch : bool
        Whether Adam begins anew in each epoch.
    train_loss, val_loss : callable
        What is measured after an epoch.
    running : bool
        Whether the training loss is the mean of what the batches gave before their steps.
    measured_before : bool
        Whether losses are measured before the epoch.
    accuracy : callable
        From the share of right ones and the history to what is stored.
    watched : callable
        From the history to the number that early stopping watches.
    patience : callable
        The patience that is used.
    named : callable
        ``named(best, last)`` gives `best_epoch`.
    restored : bool
        Whether the best weights are put back.
    first : callable
        What is done to the model before training; returns the generator.
    on_train : bool
        Whether accuracy is measured on the training set.
    joined : bool
        Whether the validation set is trained on, too.
    """

    class Mistaken(Variant):
        def fit(self, X: Any, labels: Any, X_val: Any, labels_val: Any) -> Any:
            if len(X) == 0 or len(X_val) == 0 or len(X) != len(labels) or len(X_val) != len(labels_val):
                raise ValueError("sets")
            rng = first(self)
            memory: dict[str, Any] = {}
            asked = (X, labels)
            if joined:
                X, labels = np.concatenate([X, X_val]), np.concatenate([labels, labels_val])
            history: dict[str, Any] = {"train_loss": [], "val_loss": [], "val_accuracy": [], "best_epoch": None}
            states: list[dict[str, Any]] = [{name: {} for name in layer} for layer in self.params]
            stopping = EarlyStopping(patience=patience(self.patience))
            for epoch in range(self.max_epochs):
                if reset_each_epoch:
                    states = [{name: {} for name in layer} for layer in self.params]
                if measured_before:
                    self._measure(history, asked, X_val, labels_val, rng)
                means = []
                for X_batch, labels_batch in batches(X, labels, self, rng, epoch, memory):
                    if running:
                        means.append(_loss(self, X_batch, labels_batch, rng))
                    grads = regularized(gradients(self, X_batch, labels_batch, rng), self, len(X_batch))
                    stepped(self, grads, states, epoch)
                if not measured_before:
                    self._measure(history, asked, X_val, labels_val, rng)
                if running:
                    history["train_loss"][-1] = float(np.mean(means))
                if stopping.update(watched(history), self.params):
                    break
            history["best_epoch"] = named(stopping.best_epoch, stopping.epoch)
            if stopping.best_params is not None and restored:
                self.params = copy.deepcopy(stopping.best_params)
            return history

        def _measure(self, history: Any, train: Any, X_val: Any, labels_val: Any, rng: Any) -> None:
            history["train_loss"].append(train_loss(self, *train, rng))
            history["val_loss"].append(val_loss(self, X_val, labels_val, rng))
            X, labels = train if on_train else (X_val, labels_val)
            right = float((self._logits(X).argmax(axis=1) == labels).mean())
            history["val_accuracy"].append(accuracy(right, history))

    return Mistaken


def _in_order(X: Any, labels: Any, model: Any, rng: Any, epoch: int, memory: Any) -> Any:
    return list(iterate_minibatches(X, labels, model.batch_size, shuffle=False))


def _one_order(X: Any, labels: Any, model: Any, rng: Any, epoch: int, memory: Any) -> Any:
    order = memory.setdefault("order", rng.permutation(len(X)) if "order" not in memory else None)
    return list(iterate_minibatches(X[order], labels[order], model.batch_size, shuffle=False))


def _last_dropped(X: Any, labels: Any, model: Any, rng: Any, epoch: int, memory: Any) -> Any:
    return list(iterate_minibatches(X, labels, model.batch_size, rng, drop_last=True))


def _one_batch(X: Any, labels: Any, model: Any, rng: Any, epoch: int, memory: Any) -> Any:
    return list(iterate_minibatches(X, labels, len(X), rng))


def _first_batch_only(X: Any, labels: Any, model: Any, rng: Any, epoch: int, memory: Any) -> Any:
    return list(iterate_minibatches(X, labels, model.batch_size, rng))[:1]


def _new_generator(model: Any) -> Any:
    return np.random.default_rng(model.seed)


def _drawn_again(model: Any) -> Any:
    model.params = init_params(model.layer_sizes, model._rng, "he")
    return model._rng


FIT = (
    Misconception(
        "last_weights",
        fitting(restored=False),
        Text(
            "The classifier holds the weights of the last epoch. Those of the best one were never put back, or "
            "only the "
            "arrays were remembered and training went on changing them.",
            "分类器里是最后一轮的权重。最好那一轮的权重没有放回去；或者只记住了数组本身，而训练还在继续改动它们。",
        ),
    ),
    Misconception(
        "never_stops",
        fitting(patience=lambda patience: 10**9),
        Text(
            "`patience` has no effect: training always runs to `max_epochs`.",
            "`patience` 没有起作用：训练总是跑满 `max_epochs`。",
        ),
    ),
    Misconception(
        "one_too_many",
        fitting(patience=lambda patience: patience + 1),
        Text(
            "Training waits one epoch too long before it stops.",
            "停下来之前，多等了一轮。",
        ),
    ),
    Misconception(
        "watches_train_loss",
        fitting(watched=lambda history: history["train_loss"][-1]),
        Text(
            "Early stopping watches the training loss. It falls while the net learns by heart; the validation loss "
            "decides.",
            "早停看的是训练损失。网络死记硬背时，训练损失照样下降；应当由验证损失决定。",
        ),
    ),
    Misconception(
        "watches_accuracy",
        fitting(watched=lambda history: -history["val_accuracy"][-1]),
        Text(
            "Early stopping watches the validation accuracy. Asked is the validation loss.",
            "早停看的是验证准确率。题目要求看验证损失。",
        ),
    ),
    Misconception(
        "best_from_one",
        fitting(named=lambda best, last: best + 1),
        Text(
            "`best_epoch` is counted from 1. Epochs are counted from 0.",
            "`best_epoch` 从 1 开始数了。轮应当从 0 开始数。",
        ),
    ),
    Misconception(
        "last_epoch_named",
        fitting(named=lambda best, last: last),
        Text(
            "`best_epoch` is the last epoch that was run. Asked is the one with the smallest validation loss.",
            "`best_epoch` 是最后运行的那一轮。要的是验证损失最小的那一轮。",
        ),
    ),
    Misconception(
        "adam_t_per_epoch",
        fitting(stepped=_t_of_the_epoch),
        Text(
            "Adam's t grows once an epoch. It counts steps: each batch makes it larger by 1.",
            "Adam 的 t 每轮才加 1。它数的是步数：每个批量都要加 1。",
        ),
    ),
    Misconception(
        "adam_t_per_array",
        fitting(stepped=_one_state_for_all),
        Text(
            "One t is shared by all arrays and grows with each of them. Every array has a state of its own.",
            "所有数组共用一个 t，每更新一个数组它就加 1。每个数组应当有自己的状态。",
        ),
    ),
    Misconception(
        "state_reset_every_batch",
        fitting(stepped=_reset),
        Text(
            "Adam begins anew in each batch: its moments are lost. The state that a step returns goes into the "
            "next step.",
            "每个批量里 Adam 都从头开始，矩全丢了。一步返回的状态，要交给下一步。",
        ),
    ),
    Misconception(
        "state_reset_every_epoch",
        fitting(reset_each_epoch=True),
        Text(
            "Adam begins anew in each epoch. Its state lasts from the first batch of `fit` to the last.",
            "每一轮 Adam 都从头开始。它的状态应当从 `fit` 的第一个批量保留到最后一个。",
        ),
    ),
    Misconception(
        "plain_sgd",
        fitting(stepped=_sgd),
        Text(
            "The steps are those of plain gradient descent. Asked is Adam.",
            "用的是普通的梯度下降。题目要求用 Adam。",
        ),
    ),
    Misconception(
        "learning_rate_ignored",
        fitting(stepped=_default_rate),
        Text(
            "`learning_rate` has no effect: Adam runs with its own default.",
            "`learning_rate` 没有起作用：Adam 用的是它自己的默认值。",
        ),
    ),
    Misconception(
        "not_shuffled",
        fitting(batches=_in_order),
        Text(
            "The samples come in the given order. Each epoch begins with one `permutation` from the classifier's "
            "generator.",
            "样本按原来的顺序使用。每一轮开始时，应当用分类器的生成器抽一次 `permutation`。",
        ),
    ),
    Misconception(
        "shuffled_once",
        fitting(batches=_one_order),
        Text(
            "The order is drawn once and used in all epochs. Each epoch has an order of its own.",
            "顺序只抽了一次，每一轮都用它。每一轮应当有自己的顺序。",
        ),
    ),
    Misconception(
        "last_batch_dropped",
        fitting(batches=_last_dropped),
        Text(
            "The last batch is left out where it is not full. It is to be kept.",
            "最后一个批量不满时就被丢掉了。应当保留。",
        ),
    ),
    Misconception(
        "full_batch",
        fitting(batches=_one_batch),
        Text(
            "`batch_size` has no effect: every step sees the whole training set.",
            "`batch_size` 没有起作用：每一步都用了整个训练集。",
        ),
    ),
    Misconception(
        "one_batch_an_epoch",
        fitting(batches=_first_batch_only),
        Text(
            "Only the first batch of each epoch is trained on. Does something leave the loop too early?",
            "每一轮只用第一个批量训练。是不是有什么提前跳出了循环？",
        ),
    ),
    Misconception(
        "new_generator",
        fitting(first=_new_generator),
        Text(
            "`fit` makes a generator of its own from the seed. It goes on with the one that drew the weights.",
            "`fit` 用种子另外建了一个生成器。应当继续使用抽取权重的那一个。",
        ),
    ),
    Misconception(
        "weights_drawn_again",
        fitting(first=_drawn_again),
        Text(
            "`fit` draws the weights once more. It begins with those that the constructor drew.",
            "`fit` 又抽了一次权重。它应当从构造时抽取的权重开始。",
        ),
    ),
    Misconception(
        "no_dropout",
        fitting(gradients=_plain),
        Text(
            "`drop_rate` has no effect on training.",
            "`drop_rate` 对训练没有起作用。",
        ),
    ),
    Misconception(
        "no_masks_drawn",
        fitting(gradients=_plain_undrawn),
        Text(
            "Training never drops a unit, and draws no masks: the forward pass runs in test mode.",
            "训练时从不丢弃单元，也不抽掩码：前向传播一直处于测试模式。",
        ),
    ),
    Misconception(
        "backward_without_masks",
        fitting(gradients=_backward_without_masks),
        Text(
            "The backward pass forgets the masks: gradients also flow through units that were dropped.",
            "反向传播忘了掩码：梯度也流过了被丢弃的单元。",
        ),
    ),
    Misconception(
        "divided_twice",
        fitting(gradients=_divided_twice),
        Text(
            "The gradient is divided by the batch size twice: the loss gradient already contains 1/m.",
            "梯度除了两次批量大小：损失的梯度里已经有 1/m。",
        ),
    ),
    Misconception(
        "no_l2",
        fitting(regularized=lambda grads, model, m: grads),
        Text("`l2` has no effect on the gradients.", "`l2` 对梯度没有起作用。"),
    ),
    Misconception(
        "l2_doubled",
        fitting(regularized=lambda grads, model, m: l2_gradients(grads, model.params, 2 * model.l2)),
        Text(
            "The L2 term enters the gradient twice as large as asked: it is `l2`·W.",
            "L2 项进入梯度时大了一倍：应当是 `l2`·W。",
        ),
    ),
    Misconception(
        "l2_over_m",
        fitting(regularized=lambda grads, model, m: l2_gradients(grads, model.params, model.l2 / m)),
        Text(
            "The L2 term is divided by the batch size. It does not depend on the samples: `l2`·W.",
            "L2 项除以了批量大小。它与样本无关：`l2`·W。",
        ),
    ),
    Misconception(
        "l2_on_biases",
        fitting(regularized=_l2_on_biases),
        Text(
            "The L2 term also pulls at the biases. It is for the weights W alone.",
            "L2 项也作用在了偏置上。它只用于权重 W。",
        ),
    ),
    Misconception(
        "validation_with_dropout",
        fitting(val_loss=_loss_with_dropout),
        Text(
            "The validation loss is measured with dropout on. Measuring is test time.",
            "测量验证损失时还开着暂退法。测量属于测试阶段。",
        ),
    ),
    Misconception(
        "probabilities_as_logits",
        fitting(train_loss=_loss_of_probabilities, val_loss=_loss_of_probabilities),
        Text(
            "The losses are too close to each other and never get small: probabilities went through a second softmax. "
            "`softmax_cross_entropy_with_logits` takes the logits of the last layer.",
            "损失彼此太接近，而且总小不下去：概率又经过了一次 softmax。"
            "`softmax_cross_entropy_with_logits` 要的是最后一层的 logit。",
        ),
    ),
    Misconception(
        "l2_in_train_loss",
        fitting(train_loss=_loss_with_l2),
        Text(
            "The reported training loss contains the L2 term. Reported is the cross-entropy alone.",
            "报告的训练损失里含有 L2 项。应当只报告交叉熵。",
        ),
    ),
    Misconception(
        "l2_in_both_losses",
        fitting(train_loss=_loss_with_l2, val_loss=_loss_with_l2),
        Text(
            "The reported losses contain the L2 term. Reported is the cross-entropy alone.",
            "报告的损失里含有 L2 项。应当只报告交叉熵。",
        ),
    ),
    Misconception(
        "mean_over_batches",
        fitting(running=True),
        Text(
            "`train_loss` is the mean of the batches' losses while the weights were still changing. Asked is the "
            "loss on "
            "the whole set after the epoch.",
            "`train_loss` 是各批量损失的平均，那时权重还在变。要的是一轮结束之后在整个集合上的损失。",
        ),
    ),
    Misconception(
        "measured_before",
        fitting(measured_before=True),
        Text(
            "The numbers of an epoch are measured before it. Its first number must already show the first epoch's "
            "work.",
            "每一轮的数是在这一轮之前测的。第一个数就应当反映第一轮训练的结果。",
        ),
    ),
    Misconception(
        "percent",
        fitting(accuracy=lambda right, history: 100 * right),
        Text(
            "`val_accuracy` is in percent. Asked is a share from 0 to 1.",
            "`val_accuracy` 是百分数。要的是 0 到 1 之间的比例。",
        ),
    ),
    Misconception(
        "accuracy_on_train",
        fitting(on_train=True),
        Text(
            "`val_accuracy` is measured on the training set.",
            "`val_accuracy` 是在训练集上测的。",
        ),
    ),
    Misconception(
        "validation_trained_on",
        fitting(joined=True),
        Text(
            "The validation set is trained on, too. Then it can no longer say when to stop.",
            "验证集也拿去训练了。这样它就不能再判断何时停止。",
        ),
    ),
)
