"""Lesson 13: wrong classifiers, as far as first weights and predictions go, and the sentence for each mistake."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from autograder.exercises.capstone.variant import Variant
from deeplearn_ref.activations import sigmoid, softmax
from deeplearn_ref.capstone import MLPClassifier
from deeplearn_ref.initializers import init_params
from deeplearn_ref.layers import dense_forward, mlp_forward
from deeplearn_ref.regularization import mlp_forward_dropout
from lessonkit.language import Text


def predicting(
    *,
    start: Callable[[Any, np.random.Generator], Any] | None = None,
    hidden: str = "relu",
    last: str | Callable[[Any], Any] = "softmax",
    dropping: bool = False,
    chosen: Callable[[Any], Any] | None = None,
) -> type:
    """Return a classifier with one mistake.

    Parameters
    ----------
    start : callable, optional
        ``start(layer_sizes, rng)`` draws the first weights.
    hidden : str
        Activation of the hidden layers.
    last : str or callable
        Activation of the last layer.
    dropping : bool
        Whether predictions drop units.
    chosen : callable, optional
        From probabilities to classes.
    """

    class Mistaken(Variant):
        def made(self) -> None:
            if start is not None:
                self._rng = np.random.default_rng(self.seed)
                self.params = start(self.layer_sizes, self._rng)

        def predict_proba(self, X: Any) -> Any:
            names = [hidden] * (len(self.params) - 1)
            if dropping:
                rates = [self.drop_rate] * len(names)
                return mlp_forward_dropout(X, self.params, [*names, "softmax"], rates, self._rng)[0]
            if isinstance(last, str):
                return mlp_forward(X, self.params, [*names, last])[0]
            return last(mlp_forward(X, self.params, [*names, "linear"])[0])

        def predict(self, X: Any) -> Any:
            if chosen is None:
                return self.predict_proba(X).argmax(axis=1).astype(np.int64)
            return chosen(self.predict_proba(X))

    return Mistaken


class _NoBiases(MLPClassifier):
    """Leaves out the biases."""

    def predict_proba(self, X: Any) -> Any:
        A = X
        for layer in self.params[:-1]:
            A = np.maximum(dense_forward(A, layer["W"], 0 * layer["b"]), 0)
        return softmax(dense_forward(A, self.params[-1]["W"], 0 * self.params[-1]["b"]))


def _xavier(sizes: Any, rng: np.random.Generator) -> Any:
    return init_params(sizes, rng, "xavier")


def _zeros(sizes: Any, rng: np.random.Generator) -> Any:
    return [{name: np.zeros_like(array) for name, array in layer.items()} for layer in init_params(sizes, rng, "he")]


def _drawn_twice(sizes: Any, rng: np.random.Generator) -> Any:
    init_params(sizes, rng, "he")
    return init_params(sizes, rng, "he")


def _highest(P: Any) -> Any:
    return P.shape[1] - 1 - P[:, ::-1].argmax(axis=1)


def _softmax_down(Z: Any) -> Any:
    return softmax(Z, axis=0) if len(Z) else softmax(Z)


PREDICT = (
    Misconception(
        "xavier",
        predicting(start=_xavier),
        Text(
            "The first weights are too small: they come from another scheme. For ReLU layers the contract asks for "
            "He's.",
            "初始权重偏小，用的是别的初始化方案。隐藏层是 ReLU，题目要求用 He 初始化。",
        ),
    ),
    Misconception(
        "zeros",
        predicting(start=_zeros),
        Text(
            "The first weights are zeros. Then all units of a layer are alike and stay alike (lesson 8).",
            "初始权重全是零。这样同一层的单元完全相同，以后也一直相同（第 8 课）。",
        ),
    ),
    Misconception(
        "drawn_twice",
        predicting(start=_drawn_twice),
        Text(
            "Something is drawn from the generator before the weights are. A fresh `default_rng(seed)` draws them "
            "first.",
            "在抽取权重之前，生成器已经抽过别的数。新建的 `default_rng(seed)` 首先要抽取的就是权重。",
        ),
    ),
    Misconception(
        "logits_returned",
        predicting(last="linear"),
        Text(
            "What comes back are logits: rows do not add to 1. The last activation is still missing.",
            "返回的是 logit：每一行（row）之和不是 1。还缺最后一层的激活函数。",
        ),
    ),
    Misconception(
        "sigmoid_last",
        predicting(last=lambda Z: sigmoid(Z)),
        Text(
            "Each output goes through a sigmoid of its own, so a row does not add to 1. The classes exclude each "
            "other: "
            "they share one distribution.",
            "每个输出各自经过 sigmoid，所以一行（row）之和不是 1。这些类别互相排斥，应当共用一个概率分布。",
        ),
    ),
    Misconception(
        "relu_last",
        predicting(last=lambda Z: softmax(np.maximum(Z, 0))),
        Text(
            "The last layer also gets a ReLU before the softmax: negative logits become 0 and can no longer be "
            "told apart.",
            "最后一层在 softmax 之前也用了 ReLU：负的 logits 都变成 0，彼此再也分不开。",
        ),
    ),
    Misconception(
        "no_relu",
        predicting(hidden="linear"),
        Text(
            "The hidden layers have no activation: the whole network is then a single linear layer (lesson 3).",
            "隐藏层没有激活函数：整个网络就等于一个线性层（第 3 课）。",
        ),
    ),
    Misconception(
        "no_biases",
        _NoBiases,
        Text("The biases are left out of the forward pass.", "前向传播里漏掉了偏置。"),
    ),
    Misconception(
        "softmax_down_columns",
        predicting(last=_softmax_down),
        Text(
            "Columns add to 1, not rows: the softmax goes down each column (axis 0) and mixes the samples.",
            "是每列之和等于 1，而不是每行：softmax 沿着每列（轴 0）计算，把不同的样本混在了一起。",
        ),
    ),
    Misconception(
        "dropout_at_test_time",
        predicting(dropping=True),
        Text(
            "Units are dropped while predicting: the same samples get other probabilities each time. Dropout "
            "belongs to "
            "training alone.",
            "预测时也在丢弃单元：同样的样本，每次得到的概率都不同。暂退法只用于训练。",
        ),
    ),
    Misconception(
        "argmax_axis_0",
        predicting(chosen=lambda P: P.argmax(axis=0) if len(P) else np.zeros(0, np.int64)),
        Text(
            "The largest entry of each column is looked for: that is one sample for each class. Asked is one class "
            "for each sample.",
            "你在每一列（轴 1）里找最大的一项：那是给每个类别挑一个样本。要的是给每个样本选一个类别。",
        ),
    ),
    Misconception(
        "highest_of_equal",
        predicting(chosen=_highest),
        Text(
            "Of equally probable classes the highest is chosen. Asked is the lowest.",
            "概率相等时选了编号最大的类别。应当选编号最小的。",
        ),
    ),
    Misconception(
        "largest_probability",
        predicting(chosen=lambda P: P.max(axis=1)),
        Text(
            "`predict` returns the largest probability of each row. Asked is where it stands: the number of the class.",
            "`predict` 返回了每一行（row）里最大的概率。要的是它的位置，也就是类别的编号。",
        ),
    ),
    Misconception(
        "one_hot_returned",
        predicting(chosen=lambda P: np.eye(P.shape[1], dtype=np.int64)[P.argmax(axis=1)]),
        Text(
            "`predict` returns one-hot rows. Asked is one number for each sample.",
            "`predict` 返回的是独热编码，每个样本占一行（row）。要的是每个样本一个编号。",
        ),
    ),
    Misconception(
        "column",
        predicting(chosen=lambda P: P.argmax(axis=1)[:, None]),
        Text(
            "The classes come as a column of shape (m, 1). Asked is (m,).",
            "返回的类别竖着排成了一列（轴 1），形状是 (m, 1)。要的形状是 (m,)。",
        ),
    ),
)
