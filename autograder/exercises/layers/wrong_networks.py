"""Lesson 03: wrong answers to the exercises about whole networks, and the sentence that names each mistake."""

import itertools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from autograder.exercises.layers import nets
from deeplearn_ref.activations import ACTIVATIONS
from deeplearn_ref.layers import mlp_forward
from lessonkit.language import Text

# mlp_forward ----------------------------------------------------------------------------------------------

Hook = Callable[..., Any]


def _walk(
    *,
    names: Callable[[Sequence[str]], Sequence[str]] = lambda names: names,
    bias: Callable[[int, int, Any], Any] = lambda at, last, b: b,
    cache: Callable[..., dict[str, Any]] = lambda X, A_prev, Z, A: {"A_prev": A_prev, "Z": Z, "A": A},
) -> Callable[..., Any]:
    """Return a forward pass with one mistake in it."""

    def variant(X: Any, params: Any, activations: Any) -> Any:
        mlp_forward(X, params, activations)  # raises what the right one raises
        A, caches = X, []
        for at, (layer, name) in enumerate(zip(params, names(activations), strict=True)):
            A_prev = A
            Z = A_prev @ layer["W"] + bias(at, len(params) - 1, layer["b"])
            A = ACTIVATIONS[name][0](Z)
            caches.append(cache(X, A_prev, Z, A))
        return A, caches

    return variant


def _softmax_over_samples(X: Any, params: Any, activations: Any) -> Any:
    mlp_forward(X, params, activations)
    A, caches = X, []
    for layer, name in zip(params, activations, strict=True):
        A_prev, Z = A, A @ layer["W"] + layer["b"]
        A = ACTIVATIONS["softmax"][0](Z.T).T if name == "softmax" else ACTIVATIONS[name][0](Z)
        caches.append({"A_prev": A_prev, "Z": Z, "A": A})
    return A, caches


def _returns_Z(X: Any, params: Any, activations: Any) -> Any:
    _, caches = mlp_forward(X, params, activations)
    return caches[-1]["Z"].copy(), caches


def _always_X(X: Any, params: Any, activations: Any) -> Any:
    mlp_forward(X, params, activations)  # raises what the right one raises
    A, caches = X, []
    for layer, name in zip(params, activations, strict=True):
        Z = X @ layer["W"] + layer["b"]
        A = ACTIVATIONS[name][0](Z)
        caches.append({"A_prev": X, "Z": Z, "A": A})
    return A, caches


def _relu_in_place(X: Any, params: Any, activations: Any) -> Any:
    A, caches = mlp_forward(X, params, activations)
    for cache, name in zip(caches, activations, strict=True):
        if name == "relu":
            cache["Z"] = cache["A"]
    return A, caches


def _shortest(X: Any, params: Any, activations: Any) -> Any:
    if not params:
        return X.copy(), []
    n = min(len(params), len(activations))
    return mlp_forward(X, params[:n], activations[:n])


MLP = (
    Misconception(
        "returns_Z",
        _returns_Z,
        Text(
            "The caches are right, but the first value you return is the last Z. We ask for the last A.",
            "缓存都对，可是你返回的第一个值是最后一层的 Z。题目要的是最后一层的 A。",
        ),
    ),
    Misconception(
        "always_X",
        _always_X,
        Text(
            "Every layer gets the network's input X. Only the first one should: "
            "each later layer gets the A of the layer before it.",
            "每一层得到的都是网络的输入 X。只有第一层应当这样：后面每一层得到的是前一层的 A。",
        ),
    ),
    Misconception(
        "relu_in_place",
        _relu_in_place,
        Text(
            "In the layers with ReLU, `Z` has lost its negative numbers: the ReLU was written into it. "
            "Make A a new array, and leave Z as it is.",
            "在用 ReLU 的层里，`Z` 的负数不见了：ReLU 的结果写进了 Z。让 A 成为新数组，Z 保持原样。",
        ),
    ),
    Misconception(
        "hidden_linear",
        _walk(names=lambda names: ["linear"] * (len(names) - 1) + list(names[-1:])),
        Text(
            "The hidden layers pass on Z instead of A: their activation functions are forgotten.",
            "隐藏层传下去的是 Z 而不是 A：忘了它们的激活函数。",
        ),
    ),
    Misconception(
        "last_linear",
        _walk(names=lambda names: [*names[:-1], "linear"]),
        Text(
            "The last layer returns its pre-activation Z. Its activation function is forgotten.",
            "最后一层返回的是净输入 Z，忘了它的激活函数。",
        ),
    ),
    Misconception(
        "sigmoid_everywhere",
        _walk(names=lambda names: ["sigmoid"] * len(names)),
        Text(
            "Every layer has a sigmoid. Each layer has its own activation: look at `activations`.",
            "每一层用的都是 sigmoid。各层有各自的激活函数：看看 `activations`。",
        ),
    ),
    Misconception(
        "relu_everywhere",
        _walk(names=lambda names: ["relu"] * len(names)),
        Text(
            "Every layer has a ReLU, the last one too. Each layer has its own activation: look at `activations`.",
            "每一层用的都是 ReLU，最后一层也是。各层有各自的激活函数：看看 `activations`。",
        ),
    ),
    Misconception(
        "first_activation_everywhere",
        _walk(names=lambda names: [names[0]] * len(names)),
        Text(
            "Every layer has the activation of the first. Take the one with the layer's own number.",
            "每一层用的都是第一层的激活函数。应当按层号取各自的那一个。",
        ),
    ),
    Misconception(
        "no_hidden_bias",
        _walk(bias=lambda at, last, b: b if at == last else 0 * b),
        Text(
            "The biases of the hidden layers have no effect.",
            "隐藏层的偏置没有起作用。",
        ),
    ),
    Misconception(
        "no_output_bias",
        _walk(bias=lambda at, last, b: 0 * b if at == last else b),
        Text(
            "The bias of the last layer has no effect.",
            "最后一层的偏置没有起作用。",
        ),
    ),
    Misconception(
        "cache_A_for_Z",
        _walk(cache=lambda X, A_prev, Z, A: {"A_prev": A_prev, "Z": A, "A": A}),
        Text(
            "In the cache, `Z` holds the activation; it should be the pre-activation. "
            "Is A stored under the wrong key, or did the activation function write into Z?",
            "缓存里的 `Z` 存的是激活值，应当存净输入。是把 A 存错了键，还是激活函数直接写进了 Z？",
        ),
    ),
    Misconception(
        "A_prev_is_X",
        _walk(cache=lambda X, A_prev, Z, A: {"A_prev": X, "Z": Z, "A": A}),
        Text(
            "`A_prev` holds the network's input in every layer. "
            "It should be what came into this layer, the output of the layer before.",
            "每一层的 `A_prev` 存的都是网络的输入。应当存进入这一层的值，也就是上一层的输出。",
        ),
    ),
    Misconception(
        "A_prev_is_A",
        _walk(cache=lambda X, A_prev, Z, A: {"A_prev": A, "Z": Z, "A": A}),
        Text(
            "`A_prev` holds the output of this layer. It should be what came in: keep it before you overwrite A.",
            "`A_prev` 存的是这一层的输出。应当存进入这一层的值：在 A 更新之前先把它留下。",
        ),
    ),
    Misconception(
        "softmax_over_samples",
        _softmax_over_samples,
        Text(
            "Your softmax adds up over the samples (axis 0). Each sample's own row must add up to 1: axis 1.",
            "你的 softmax 是对样本（轴 0）求和的。应当让每个样本自己的那一行（row）加起来等于 1：沿轴 1。",
        ),
    ),
    Misconception(
        "shortest_wins",
        _shortest,
        Text(
            "`zip` stops at the shorter list without a word. One activation for each layer, or a `ValueError`.",
            "两个列表不一样长时，`zip` 会悄悄在短的那个结束处停下。应当每层一个激活函数，否则抛出 `ValueError`。",
        ),
    ),
)

# xor_mlp_params -------------------------------------------------------------------------------------------


def _net(W1: Any, b1: Any, W2: Any, b2: Any) -> Callable[[], Any]:
    def variant() -> Any:
        pairs = ((W1, b1), (W2, b2))
        return [{"W": np.array(W, dtype=float), "b": np.array(b, dtype=float)} for W, b in pairs]

    return variant


XOR = (
    Misconception(
        "and",
        _net([[1, 0], [1, 0]], [-1, 0], [[1], [0]], [0]),
        Text(
            "This is AND, as in the example. XOR has to be 1 as soon as one input is 1, and 0 again when both are.",
            "这是与门，和例子里的一样。异或在一个输入为 1 时就要得 1，两个都为 1 时又要回到 0。",
        ),
        nets.says([0, 0, 0, 1]),
    ),
    Misconception(
        "kink_mirrored",
        _net([[1, 1], [1, 1]], [0, 1], [[1], [-2]], [0]),
        Text(
            "The second kink stands at s = −1. A unit max(s + b, 0) begins to rise at s = −b: look at the sign of b.",
            "第二个折点落在了 s = −1。单元 max(s + b, 0) 从 s = −b 起上升：看看 b 的符号。",
        ),
        nets.says([-2, -3, -3, -4]),
    ),
    Misconception(
        "steps_inside",
        _net([[1, -1], [1, -1]], [-0.5, 1.5], [[1], [1]], [-1.5]),
        Text(
            "With steps, as in lesson 01, this net would be XOR. A ReLU passes on how large z is, not only whether "
            "it is positive: work out the four hidden values.",
            "如果激活函数是第 01 课的阶跃，这个网络就是异或。但 ReLU 传下去的是 z 有多大，不只是它是否为正："
            "把四个样本的隐藏值算出来看看。",
        ),
        nets.steps_inside,
    ),
    Misconception(
        "no_hidden_bias",
        _net([[1, 1], [1, 1]], [0, 0], [[1], [-2]], [0]),
        Text(
            "The hidden layer has no bias, so both kinks pass through the origin. "
            "Move the kink of one unit to where the output has to turn.",
            "隐藏层没有偏置，两个单元的折痕都经过原点。把其中一个移到输出该转折的地方。",
        ),
        nets.no_bias_inside,
    ),
    Misconception(
        "xnor",
        _net([[1, 1], [1, 1]], [0, -1], [[-1], [2]], [1]),
        Text(
            "This is the opposite of XOR: 1 where both inputs are equal.",
            "这与异或正好相反：两个输入相等时得到了 1。",
        ),
        nets.says([1, 0, 0, 1]),
    ),
    Misconception(
        "or",
        _net([[1, 1], [1, 1]], [0, -1], [[1], [-1]], [0]),
        Text(
            "This is OR: (1, 1) must give 0. The second hidden unit does not pull down enough.",
            "这是或门：(1, 1) 应当得到 0。第二个隐藏单元往下拉得还不够。",
        ),
        nets.says([0, 1, 1, 1]),
    ),
    Misconception(
        "negated",
        _net([[1, 1], [1, 1]], [0, -1], [[-1], [2]], [0]),
        Text(
            "The outputs have the wrong sign: −1 where 1 is asked.",
            "输出的符号反了：该是 1 的地方得到了 −1。",
        ),
        nets.says([0, -1, -1, 0]),
    ),
)

# relu_interpolator ----------------------------------------------------------------------------------------


def _slopes(xs: Any, ys: Any) -> Any:
    return np.concatenate([[0.0], np.diff(ys) / np.diff(xs), [0.0]])


def _interpolator(
    weights: Callable[[Any, Any], Any] = lambda xs, ys: np.diff(_slopes(xs, ys)),
    b1: Callable[[Any], Any] = lambda xs: -xs,
    b2: Callable[[Any], Any] = lambda ys: ys[:1],
) -> Callable[..., Any]:
    """Return an interpolator with one mistake in it."""

    def variant(xs: Any, ys: Any) -> Any:
        if xs.shape != ys.shape or len(xs) == 0 or not np.all(np.diff(xs) > 0):
            raise ValueError("points")
        xs, ys = xs.astype(float), ys.astype(float)
        return [
            {"W": np.ones((1, len(xs))), "b": b1(xs).copy()},
            {"W": weights(xs, ys).reshape(-1, 1), "b": np.array(b2(ys), dtype=float)},
        ]

    return variant


def _no_start(xs: Any, ys: Any) -> Any:
    found = np.diff(_slopes(xs, ys))
    found[0] = 0.0
    return found


def _no_tail(xs: Any, ys: Any) -> Any:
    found = np.diff(_slopes(xs, ys))
    found[-1] = 0.0
    return found


_WRONG_INTERPOLATORS: dict[str, Callable[..., Any]] = {
    "slopes": _interpolator(lambda xs, ys: _slopes(xs, ys)[1:]),
    "no_flat_tail": _interpolator(_no_tail),
    "no_first_slope": _interpolator(_no_start),
    "kinks_mirrored": _interpolator(b1=lambda xs: xs),
    "no_height": _interpolator(b2=lambda ys: [0.0]),
    "heights": _interpolator(lambda xs, ys: ys),
    "rises": _interpolator(lambda xs, ys: np.diff(np.concatenate([[0.0], np.diff(ys), [0.0]]))),
}


def _unsorted(xs: Any, ys: Any) -> Any:
    if xs.shape != ys.shape or len(xs) == 0:
        raise ValueError("points")
    order = np.argsort(xs)
    with np.errstate(all="ignore"):
        xs, ys = xs[order].astype(float), ys[order].astype(float)
        weights = np.diff(_slopes(xs, ys)).reshape(-1, 1)
    return [{"W": np.ones((1, len(xs))), "b": -xs}, {"W": weights, "b": ys[:1].copy()}]


def _wrong_interpolator(name: str, en: str, zh: str) -> Misconception:
    variant = _WRONG_INTERPOLATORS[name]
    return Misconception(name, variant, Text(en, zh), nets.like(variant))


INTERPOLATOR = (
    _wrong_interpolator(
        "slopes",
        "The output weights are the slopes. Behind a kink all earlier units still add their slope, "
        "so each weight is the change of the slope at its point.",
        "输出权重用的是斜率。可是过了一个折点，前面各单元的斜率还在累加，所以每个权重应当是该点处斜率的变化量。",
    ),
    _wrong_interpolator(
        "no_flat_tail",
        "Behind the last point your network goes on rising or falling. The last weight must bring the slope back to 0.",
        "过了最后一个点，你的网络还在上升或下降。最后一个权重要让斜率回到 0。",
    ),
    _wrong_interpolator(
        "no_first_slope",
        "Your curve stays flat up to the second point. At the first point, too, the slope changes: from 0 to s₁.",
        "你的曲线到第二个点为止都是平的。第一个点处斜率也要改变：从 0 变成 s₁。",
    ),
    _wrong_interpolator(
        "kinks_mirrored",
        "The kinks stand at −x instead of x: a unit max(x + b, 0) begins to rise where x + b = 0.",
        "折点落在了 −x 处，而不是 x 处：单元 max(x + b, 0) 从 x + b = 0 的地方开始上升。",
    ),
    _wrong_interpolator(
        "no_height",
        "The curve has the right form but starts at height 0. The output bias sets the height of the first point.",
        "曲线的形状对了，但从高度 0 开始。第一个点的高度由输出层的偏置决定。",
    ),
    _wrong_interpolator(
        "heights",
        "The output weights are the heights of the points. A hidden unit adds slope, not height.",
        "输出权重用的是各点的高度。隐藏单元加上去的是斜率，不是高度。",
    ),
    _wrong_interpolator(
        "rises",
        "You take the rise between two points for the slope. It has to be divided by the distance of the two.",
        "你把两点之间的高度差当成了斜率。还要除以两点之间的距离。",
    ),
    Misconception(
        "sorts",
        _unsorted,
        Text(
            "Points that are out of order, or two at the same place, are accepted. "
            "We ask for a `ValueError` unless xs strictly increases.",
            "没有排好序的点，或同一位置上的两个点，你都接受了。xs 不是严格递增时，应当抛出 `ValueError`。",
        ),
    ),
)

# collapse_linear ------------------------------------------------------------------------------------------


def _collapse(bias: Callable[[Any, Any, Any], Any]) -> Callable[..., Any]:
    """Return a collapse whose bias after each layer is ``bias(b so far, W of the layer, b of the layer)``."""

    def variant(params: Any) -> Any:
        if not params:
            raise ValueError("empty")
        W, b = params[0]["W"].copy(), params[0]["b"].copy()
        for layer in params[1:]:
            W, b = W @ layer["W"], bias(b, layer["W"], layer["b"])
        return W, b

    return variant


def _collapse_swapped(params: Any) -> Any:
    if not params:
        raise ValueError("empty")
    W, b = params[0]["W"].copy(), params[0]["b"].copy()
    for layer in params[1:]:
        W, b = layer["W"] @ W, b @ layer["W"] + layer["b"]
    return W, b


def _collapse_once(params: Any) -> Any:
    if not params:
        raise ValueError("empty")
    W, b = params[0]["W"].copy(), params[-1]["b"].copy()
    for before, layer in itertools.pairwise(params):
        W, b = W @ layer["W"], b + (before["b"] @ layer["W"] if layer is params[-1] else 0)
    return W, b


def _collapse_alias(params: Any) -> Any:
    if len(params) == 1:
        return params[0]["W"], params[0]["b"]
    return _collapse(lambda b, W, own: b @ W + own)(params)


def _first_two(params: Any) -> Any:
    if not params:
        raise ValueError("empty")
    (W1, b1), (W2, b2) = ((layer["W"], layer["b"]) for layer in params[:2])
    return W1 @ W2, b1 @ W2 + b2


COLLAPSE = (
    Misconception(
        "two_layers_only",
        _first_two,
        Text(
            "Only the first two layers count here. The stack may have one layer, or three or more: use a loop.",
            "只算了前两层。一叠层可能只有一层，也可能有三层或更多：用循环一层层并进去。",
        ),
    ),
    Misconception(
        "biases_broadcast",
        _collapse(lambda b, W, own: b + own),
        Text(
            "The biases are added up as they are. On its way an early bias goes through the later weights.",
            "你把各层的偏置直接相加。前面的偏置在往后传的时候，还要经过后面各层的权重。",
        ),
    ),
    Misconception(
        "biases_added",
        _collapse(lambda b, W, own: b.sum() + own),
        Text(
            "The biases are added up as they are. On its way an early bias goes through the later weights.",
            "你把各层的偏置直接相加。前面的偏置在往后传的时候，还要经过后面各层的权重。",
        ),
    ),
    Misconception(
        "last_bias_only",
        _collapse(lambda b, W, own: own.copy()),
        Text(
            "Only the last bias is kept. The earlier ones also reach the output, through the weights behind them.",
            "只保留了最后一层的偏置。前面的偏置也会经过后面的权重到达输出。",
        ),
    ),
    Misconception(
        "order_swapped",
        _collapse_swapped,
        Text(
            "The matrices are multiplied in the opposite order. A sample meets the first layer first: x W₁ W₂.",
            "矩阵乘的次序反了。样本先遇到第一层：x W₁ W₂。",
        ),
    ),
    Misconception(
        "one_layer_back",
        _collapse_once,
        Text(
            "The bias just before the last layer is carried on, but biases from further back are lost.",
            "倒数第二层的偏置传过去了，再往前的偏置却丢了。",
        ),
    ),
    Misconception(
        "one_layer_aliased",
        _collapse_alias,
        Text(
            "For a single layer you return its own arrays. Return copies: the caller may write into them.",
            "只有一层时，你返回的就是它自己的数组。应当返回副本：调用者可能会往里写。",
        ),
    ),
)

# dead_unit_fraction ---------------------------------------------------------------------------------------


def _of_batch(of: Callable[[Any], Any]) -> Callable[..., Any]:
    def variant(Z: Any) -> Any:
        if Z.shape[0] == 0:
            raise ValueError("empty")
        return float(of(Z))

    return variant


def _no_error(Z: Any) -> Any:
    return float((Z <= 0).all(axis=0).mean())


DEAD = (
    Misconception(
        "added_up",
        _of_batch(lambda Z: (Z.sum(axis=0) <= 0).mean()),
        Text(
            "You look at the sum (or the mean) over the samples. One very negative z can hide that the unit speaks up "
            "for another sample: each single z must be ≤ 0.",
            "你看的是对样本求的和（或平均）。一个很负的 z 会掩盖这个单元对别的样本仍然作声：要每一个 z 都 ≤ 0。",
        ),
    ),
    Misconception(
        "divided_by_samples",
        _of_batch(lambda Z: (Z <= 0).all(axis=0).sum() / len(Z)),
        Text(
            "You divide by the number of samples. We ask for a share of the units: divide by n, the length of axis 1.",
            "你除以的是样本数。题目要的是在单元中所占的比例：应当除以 n，也就是轴 1 的长度。",
        ),
    ),
    Misconception(
        "zero_entries",
        _of_batch(lambda Z: (Z <= 0).mean()),
        Text(
            "You take the share of single outputs that are 0. "
            "A unit counts only if it is silent for every sample of the batch.",
            "你算的是等于 0 的输出所占的比例。只有对批量中每个样本都不作声的单元，才算在内。",
        ),
    ),
    Misconception(
        "over_units",
        _of_batch(lambda Z: (Z <= 0).all(axis=1).mean()),
        Text(
            "You look along the units (axis 1) and count samples. Units are columns: look along the samples, axis 0.",
            "你沿着单元（轴 1）看，数的是样本。单元是列（column）：应当沿着样本看，也就是轴 0。",
        ),
    ),
    Misconception(
        "any_sample",
        _of_batch(lambda Z: (Z <= 0).any(axis=0).mean()),
        Text(
            "A unit counts as soon as it is silent for one sample. It must be silent for all of them.",
            "只要对一个样本不作声，你就把这个单元算了进去。应当对所有样本都不作声才算。",
        ),
    ),
    Misconception(
        "zero_is_alive",
        _of_batch(lambda Z: (Z < 0).all(axis=0).mean()),
        Text(
            "A pre-activation of exactly 0 counts as alive. ReLU gives 0 there too, so the condition is z ≤ 0.",
            "净输入恰好为 0 时，你把它算作活着。ReLU 在那里也输出 0，所以条件是 z ≤ 0。",
        ),
    ),
    Misconception(
        "number_of_units",
        _of_batch(lambda Z: (Z <= 0).all(axis=0).sum()),
        Text(
            "You return how many units are silent. We ask for their share of all units.",
            "你返回的是不作声的单元有几个。题目要的是它们占全部单元的比例。",
        ),
    ),
    Misconception(
        "alive",
        _of_batch(lambda Z: (Z > 0).any(axis=0).mean()),
        Text(
            "This is the share of units that do speak up. We ask for the rest.",
            "这是会作声的单元所占的比例。题目要的是其余的那部分。",
        ),
    ),
    Misconception(
        "empty_batch_is_dead",
        _no_error,
        Text(
            "Without a sample your function says that every unit is dead: `all` of nothing is True. "
            "We ask for a `ValueError`.",
            "一个样本也没有时，你的函数说所有单元都死了：空数组的 `all` 是 True。这时应当抛出 `ValueError`。",
        ),
    ),
)
