"""Lesson 06: wrong gradients and trainings of logistic regression, and the sentence that names each mistake."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from deeplearn_ref.activations import sigmoid
from deeplearn_ref.gradient_descent import logistic_gradients
from deeplearn_ref.losses import bce_with_logits
from lessonkit.language import Text


def _check(X: Any, y: Any) -> None:
    if y.shape != X.shape[:1] or not len(X):
        raise ValueError("samples")


# logistic_gradients ---------------------------------------------------------------------------------------


def _error(X: Any, y: Any, w: Any, b: Any) -> Any:
    return sigmoid(X @ w + b) - y


def _averaged(X: Any, error: Any) -> tuple[Any, Any]:
    return X.T @ error / len(X), float(error.mean())


def _gradients(formula: Callable[..., Any]) -> Callable[..., Any]:
    """Return gradients by ``formula(X, y, w, b)`` for shapes that fit."""

    def variant(X: Any, y: Any, w: Any, b: Any) -> Any:
        _check(X, y)
        if w.shape != X.shape[1:]:
            raise ValueError("shapes")
        return formula(X.astype(np.float64), y.astype(np.float64), w, b)

    return variant


def _slope_again(X: Any, y: Any, w: Any, b: Any) -> Any:
    p = sigmoid(X @ w + b)
    return _averaged(X, (p - y) * p * (1 - p))


def _unchecked(X: Any, y: Any, w: Any, b: Any) -> Any:
    if not len(X):
        return np.full(X.shape[1], np.nan), float("nan")
    error = _error(X.astype(np.float64), y, w, b)
    dw = X.astype(np.float64).T @ error / len(X)
    return dw, float(error.sum() / len(X))


GRADIENTS = (
    Misconception(
        "not_averaged",
        _gradients(lambda X, y, w, b: (X.T @ _error(X, y, w, b), float(_error(X, y, w, b).sum()))),
        Text(
            "Your gradients are m times too large: you add over the samples and don't divide. "
            "The loss is a mean, so its gradient is one too.",
            "你的梯度大了 m 倍：你对样本求了和，却没有除。损失是平均值，它的梯度也是。",
        ),
    ),
    Misconception(
        "divided_by_features",
        _gradients(
            lambda X, y, w, b: (
                X.T @ _error(X, y, w, b) / max(X.shape[1], 1),
                float(_error(X, y, w, b).sum() / max(X.shape[1], 1)),
            )
        ),
        Text(
            "You divide by the number of features. The mean is over the samples: divide by m, the length of axis 0.",
            "你除以了特征的个数。要对样本取平均：除以 m，也就是轴 0 的长度。",
        ),
    ),
    Misconception(
        "sign",
        _gradients(lambda X, y, w, b: _averaged(X, -_error(X, y, w, b))),
        Text(
            "Both gradients have the wrong sign. The error is what you predict minus what is right.",
            "两个梯度的符号都反了。误差是预测值减去正确值。",
        ),
    ),
    Misconception(
        "sigmoid_slope_again",
        _gradients(_slope_again),
        Text(
            "You multiply by the sigmoid's slope. That belongs to the squared error; "
            "with cross-entropy it cancels, which is why the two go together.",
            "你又乘了 sigmoid 的斜率。那是平方误差的做法；用交叉熵时它正好约去，所以这两者才配成一对。",
        ),
    ),
    Misconception(
        "no_sigmoid",
        _gradients(lambda X, y, w, b: _averaged(X, X @ w + b - y)),
        Text(
            "You compare the weighted sum with the label. We ask for the probability: the sigmoid is missing.",
            "你拿加权和与标签比较。应当用概率来比：漏了 sigmoid。",
        ),
    ),
    Misconception(
        "hard_decision",
        _gradients(lambda X, y, w, b: _averaged(X, (X @ w + b > 0) - y)),
        Text(
            "You compare a decision, 0 or 1, with the label, as the perceptron does. "
            "Logistic regression compares the probability.",
            "你像感知机那样，拿 0 或 1 的判断与标签比较。逻辑回归比较的是概率。",
        ),
    ),
    Misconception(
        "bias_left_out",
        _gradients(lambda X, y, w, b: _averaged(X, _error(X, y, w, 0.0))),
        Text(
            "The bias has no effect on your answer: it belongs to the weighted sum.",
            "偏置对你的结果没有作用：它是加权和的一部分。",
        ),
    ),
    Misconception(
        "db_per_sample",
        _gradients(lambda X, y, w, b: (X.T @ _error(X, y, w, b) / len(X), _error(X, y, w, b) / len(X))),
        Text(
            "Your db has an entry for every sample. There is one bias, so its gradient is one number: "
            "add over the samples.",
            "你的 db 每个样本一个元素。偏置只有一个，它的梯度也就是一个数：要对样本求和。",
        ),
    ),
    Misconception(
        "wrong_axis",
        _gradients(
            lambda X, y, w, b: (
                (X * _error(X, y, w, b)[:, None]).mean(axis=1),
                float(_error(X, y, w, b).mean()),
            )
        ),
        Text(
            "You average along the wrong axis: dw has an entry for every sample. "
            "It must have one for every weight, so the samples, axis 0, go.",
            "你沿错误的轴取了平均：dw 成了每个样本一个元素。应当是每个权重一个，所以要消去的是样本那一维，即轴 0。",
        ),
    ),
    Misconception(
        "db_not_averaged",
        _gradients(lambda X, y, w, b: (X.T @ _error(X, y, w, b) / len(X), float(_error(X, y, w, b).sum()))),
        Text(
            "dw is right, db is m times too large: its sum must be divided too.",
            "dw 是对的，db 却大了 m 倍：它的和也要除以 m。",
        ),
    ),
    Misconception(
        "unchecked",
        _unchecked,
        Text(
            "Data that don't fit go through. The shape (m, 1) against (m,) makes a whole matrix, "
            "and of no samples there is no mean: `ValueError`.",
            "不合要求的数据没有拦住。形状 (m, 1) 与 (m,) 相减会广播成一整个矩阵；没有样本也就没有平均值："
            "应当抛出 `ValueError`。",
        ),
    ),
)

# logistic_fit ---------------------------------------------------------------------------------------------


def _train(
    step: Callable[..., tuple[Any, Any]] | None = None,
    loss: Callable[..., Any] = lambda X, y, w, b: bce_with_logits(y, X @ w + b),
    checked: bool = True,
) -> Callable[..., Any]:
    """Return a training whose steps are ``step(X, y, w, b, rate)`` and whose losses are ``loss(X, y, w, b)``."""

    def variant(X: Any, y: Any, learning_rate: Any = 0.1, n_steps: Any = 1000) -> Any:
        if checked:
            _check(X, y)
        w, b = np.zeros(X.shape[1]), 0.0
        losses = [loss(X, y, w, b)]
        for _ in range(n_steps):
            w, b = (step or _right)(X, y, w, b, learning_rate)
            losses.append(loss(X, y, w, b))
        return {"w": w, "b": float(b), "losses": np.array(losses)}

    return variant


def _right(X: Any, y: Any, w: Any, b: Any, rate: Any) -> tuple[Any, Any]:
    dw, db = logistic_gradients(X, y, w, b)
    return w - rate * dw, b - rate * db


def _w_first(X: Any, y: Any, w: Any, b: Any, rate: Any) -> tuple[Any, Any]:
    w = w - rate * logistic_gradients(X, y, w, b)[0]
    return w, b - rate * logistic_gradients(X, y, w, b)[1]


def _uphill(X: Any, y: Any, w: Any, b: Any, rate: Any) -> tuple[Any, Any]:
    return _right(X, y, w, b, -rate)


def _sample_by_sample(X: Any, y: Any, w: Any, b: Any, rate: Any) -> tuple[Any, Any]:
    for i in range(len(X)):
        w, b = _right(X[i : i + 1], y[i : i + 1], w, b, rate)
    return w, b


def _summed(X: Any, y: Any, w: Any, b: Any, rate: Any) -> tuple[Any, Any]:
    return _right(X, y, w, b, rate * len(X))


def _averaged_twice(X: Any, y: Any, w: Any, b: Any, rate: Any) -> tuple[Any, Any]:
    return _right(X, y, w, b, rate / len(X))


def _bias_stays(X: Any, y: Any, w: Any, b: Any, rate: Any) -> tuple[Any, Any]:
    return _right(X, y, w, b, rate)[0], b


def _naive_loss(X: Any, y: Any, w: Any, b: Any) -> Any:
    p = sigmoid((X @ w + b).astype(np.float64))
    with np.errstate(all="ignore"):
        return float(-(y * np.log(p) + (1.0 - y) * np.log(1 - p)).mean())


def _swapped_loss(X: Any, y: Any, w: Any, b: Any) -> float:
    return float(np.mean(np.logaddexp(0.0, y) - y * (X @ w + b)))


def _of_the_losses(change: Callable[..., Any]) -> Callable[..., Any]:
    """Return a training whose losses are spoiled by ``change(losses)``."""

    def variant(X: Any, y: Any, learning_rate: Any = 0.1, n_steps: Any = 1000) -> Any:
        fit = _train()(X, y, learning_rate, n_steps)
        return fit | {"losses": change(fit["losses"])}

    return variant


def _own_step(X: Any, y: Any, w: Any, b: Any, rate: Any) -> tuple[Any, Any]:
    error = _error(X.astype(np.float64), y, w, b)
    return w - rate * (X.T @ error / len(X)), b - rate * error.mean()


def _own_loss(X: Any, y: Any, w: Any, b: Any) -> float:
    z = (X @ w + b).astype(np.float64)
    return float(np.mean(np.logaddexp(0, z) - y * z))


FIT = (
    Misconception(
        "w_before_b",
        _train(_w_first),
        Text(
            "You change w and compute db afterwards, with the new w. "
            "Both gradients belong to the same place: compute both, then move.",
            "你先改了 w，再用新的 w 计算 db。两个梯度要在同一处求：先都算好，再一起更新。",
        ),
    ),
    Misconception(
        "first_loss_missing",
        _of_the_losses(lambda losses: losses[1:]),
        Text(
            "The first loss is missing: `losses` begins before the first step, with ln 2.",
            "漏了第一个损失：`losses` 从第一步之前开始，第一个值是 ln 2。",
        ),
    ),
    Misconception(
        "last_loss_missing",
        _of_the_losses(lambda losses: losses[:-1]),
        Text(
            "The last loss is missing: `n_steps` steps have `n_steps` + 1 losses, that after the last step included.",
            "漏了最后一个损失：走 `n_steps` 步，有 `n_steps` + 1 个损失，最后一步之后的那个也要算。",
        ),
    ),
    Misconception(
        "one_sample_at_a_time",
        _train(_sample_by_sample),
        Text(
            "You take a step for each sample: that is stochastic gradient descent, lesson 09. "
            "Here one step uses the gradient of the mean over all samples.",
            "你每个样本走一步：那是第 09 课的随机梯度下降。这里每一步用的是对全部样本取平均的梯度。",
        ),
    ),
    Misconception(
        "uphill",
        _train(_uphill),
        Text(
            "Your loss grows: the steps go along the gradient, and that is uphill.",
            "你的损失在变大：你顺着梯度走，那是上坡。",
        ),
    ),
    Misconception(
        "summed",
        _train(_summed),
        Text(
            "Your steps are m times too long. `logistic_gradients` returns the gradient of the mean already.",
            "你的步子大了 m 倍。`logistic_gradients` 返回的已经是平均损失的梯度。",
        ),
    ),
    Misconception(
        "averaged_twice",
        _train(_averaged_twice),
        Text(
            "Your steps are m times too short: you divide by m once more. "
            "`logistic_gradients` returns the gradient of the mean already.",
            "你的步子小了 m 倍：你又除了一次 m。`logistic_gradients` 返回的已经是平均损失的梯度。",
        ),
    ),
    Misconception(
        "bias_stays",
        _train(_bias_stays),
        Text(
            "The bias is never trained. It has a gradient too.",
            "偏置没有训练。它也有自己的梯度。",
        ),
    ),
    Misconception(
        "naive_loss",
        _train(loss=_naive_loss),
        Text(
            "Far from the line your loss is not finite: there a probability is exactly 0 or 1 in floating point. "
            "`bce_with_logits` takes the weighted sums themselves.",
            "离分界线很远时，你的损失不再是有限的数：浮点数里的概率已经恰好是 0 或 1。"
            "`bce_with_logits` 直接用加权和计算。",
        ),
    ),
    Misconception(
        "probabilities_as_logits",
        _train(loss=lambda X, y, w, b: bce_with_logits(y, sigmoid((X @ w + b).astype(np.float64)))),
        Text(
            "You give probabilities to `bce_with_logits`. It wants the weighted sums: the sigmoid is inside already. "
            "With zero weights the loss is ln 2.",
            "你把概率传给了 `bce_with_logits`。它要的是加权和：sigmoid 已经包含在里面。权重全为 0 时，损失是 ln 2。",
        ),
    ),
    Misconception(
        "loss_arguments_swapped",
        _train(loss=_swapped_loss),
        Text(
            "You call `bce_with_logits` with its two arguments swapped: the labels come first, then the weighted sums.",
            "你调用 `bce_with_logits` 时，两个参数的顺序反了：先是标签，后是加权和。",
        ),
    ),
    Misconception(
        "only_defaults",
        lambda X, y, learning_rate=0.1, n_steps=1000: _train()(X, y, 0.1, n_steps),
        Text(
            "The argument `learning_rate` has no effect on your answer.",
            "参数 `learning_rate` 对你的结果没有作用。",
        ),
    ),
    Misconception(
        "unchecked",
        _train(_own_step, _own_loss, checked=False),
        Text(
            "Data that don't fit go through: y must be (m,) for X (m, n), and without samples there is nothing "
            "to learn from. Say so by a `ValueError`, also when no step is asked.",
            "不合要求的数据没有拦住：X 是 (m, n) 时，y 必须是 (m,)；没有样本就无从学起。"
            "应当抛出 `ValueError`，一步也不走时也一样。",
        ),
    ),
)
