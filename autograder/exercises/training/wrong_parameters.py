"""Lesson 08: wrong first parameters, wrong counts of units, wrong updates, and a sentence for each mistake."""

import math
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from deeplearn_ref.initializers import distinct_units, init_params, update_params
from lessonkit.language import Text

Rule = Callable[..., Any]

# init_params ----------------------------------------------------------------------------------------------


def _deviation(scheme: str, n_in: int, n_out: int) -> float:
    if scheme == "he":
        return math.sqrt(2 / n_in)
    if scheme == "xavier":
        return math.sqrt(2 / (n_in + n_out))
    return 0.01 if scheme == "small" else 0.0


def _init(
    *,
    deviation: Rule = _deviation,
    weights: Rule = lambda rng, s, shape: rng.normal(0, s, shape),
    biases: Rule = lambda rng, s, n_out: np.zeros(n_out),
    source: Rule = lambda rng: rng,
    biases_by_input: bool = False,
    renewed: bool = False,
    layers: Rule = lambda sizes: list(pairwise(sizes)),
    checked: bool = True,
) -> Callable[..., Any]:
    """Return a first guess with one mistake; `source` gives the generator, for each layer anew if `renewed`."""

    def variant(layer_sizes: Any, rng: Any, scheme: Any = "he") -> Any:
        if checked:
            init_params(layer_sizes, np.random.default_rng(0), scheme)
        used, params = source(rng), []
        for n_in, n_out in layers(layer_sizes):
            used = source(rng) if renewed else used
            s = deviation(scheme, n_in, n_out)
            W = weights(used, s, (n_in, n_out))
            params.append({"W": W, "b": biases(used, s, n_in if biases_by_input else n_out)})
        return params

    return variant


def _of_he(rule: Rule) -> Rule:
    return lambda scheme, n_in, n_out: rule(n_in, n_out) if scheme == "he" else _deviation(scheme, n_in, n_out)


def _of_xavier(rule: Rule) -> Rule:
    return lambda scheme, n_in, n_out: rule(n_in, n_out) if scheme == "xavier" else _deviation(scheme, n_in, n_out)


def _variance(scheme: str, n_in: int, n_out: int) -> float:
    s = _deviation(scheme, n_in, n_out)
    return s * s if scheme in ("he", "xavier") else s


def _first_fan(layer_sizes: Any, rng: Any, scheme: Any = "he") -> Any:
    params = init_params(layer_sizes, rng, scheme)
    for layer in params if scheme == "he" else []:
        layer["W"] *= math.sqrt(len(layer["W"]) / layer_sizes[0])
    return params


def _shared_arrays(layer_sizes: Any, rng: Any, scheme: Any = "he") -> Any:
    params = init_params(layer_sizes, rng, scheme)
    zeros: dict[int, Any] = {}
    return [{"W": layer["W"], "b": zeros.setdefault(len(layer["b"]), layer["b"])} for layer in params]


SAME_SEED = Text(
    "Every layer is drawn by a new generator with the same seed, so the layers repeat each other's numbers, and other "
    "calls do too. Draw all of them from `rng`, one after another.",
    "每一层都另造了一个种子相同的随机数生成器，所以各层抽出的是同一串数，每次调用也一样。要用 `rng`，一层接一层地抽。",
)
OWN_GENERATOR = Text(
    "A generator of your own is made inside, so every call gives the same weights. Draw from the argument `rng`.",
    "你在里面另造了一个随机数生成器，所以每次调用都得到同样的权重。要用参数 `rng` 来抽。",
)

INIT = (
    Misconception(
        "no_root",
        _init(deviation=_variance),
        Text(
            "The root is missing: the formula without it is the variance s². A normal distribution is drawn with its "
            "standard deviation s.",
            "少了平方根：不开方的式子是方差 s²。正态分布要用标准差 s 来抽。",
        ),
    ),
    Misconception(
        "n_out_for_n_in",
        _init(deviation=_of_he(lambda n_in, n_out: math.sqrt(2 / n_out))),
        Text(
            "For he you divide by n_out. A weighted sum adds up n_in terms: it is their number that counts.",
            "he 方案里你除以的是 n_out。一个加权和由 n_in 项相加而成：要看的是相加的项数。",
        ),
    ),
    Misconception(
        "one_for_two",
        _init(deviation=_of_he(lambda n_in, n_out: math.sqrt(1 / n_in))),
        Text(
            "For he the 2 under the root is missing. It makes up for ReLU, which silences half of its inputs.",
            "he 方案的根号里少了 2。ReLU 会让一半的输入归零，这个 2 就是补偿它的。",
        ),
    ),
    Misconception(
        "xavier_by_n_in",
        _init(deviation=_of_xavier(lambda n_in, n_out: math.sqrt(1 / n_in))),
        Text(
            "For xavier you use only n_in. The task asks for the form that takes n_in + n_out: values on the way "
            "forward and gradients on the way back both keep their size.",
            "xavier 方案里你只用了 n_in。题目要的是用 n_in + n_out 的那一种：前向的值和反向的梯度，大小都要照顾到。",
        ),
    ),
    Misconception(
        "xavier_without_2",
        _init(deviation=_of_xavier(lambda n_in, n_out: math.sqrt(1 / (n_in + n_out)))),
        Text(
            "For xavier the 2 under the root is missing: 2 / (n_in + n_out) is one over the mean of the two sizes.",
            "xavier 方案的根号里少了 2：2 / (n_in + n_out) 正是两个大小的平均数的倒数。",
        ),
    ),
    Misconception(
        "root_of_2_only",
        _init(deviation=_of_he(lambda n_in, n_out: math.sqrt(2) / n_in)),
        Text(
            "For he only the 2 stands under the root. The whole fraction 2 / n_in belongs there.",
            "he 方案里，根号下只有 2。整个分数 2 / n_in 都应当在根号下。",
        ),
    ),
    Misconception(
        "without_brackets",
        _init(deviation=_of_xavier(lambda n_in, n_out: math.sqrt(2 / n_in + n_out))),
        Text(
            "For xavier the 2 is divided by n_in alone, and n_out is added afterwards. Put the sum in brackets.",
            "xavier 方案里，2 只除以了 n_in，然后才加上 n_out。要给和加上括号。",
        ),
    ),
    Misconception(
        "limit_of_uniform",
        _init(deviation=_of_xavier(lambda n_in, n_out: math.sqrt(6 / (n_in + n_out)))),
        Text(
            "For xavier √(6 / (n_in + n_out)) is the limit of the uniform form. The standard deviation is that "
            "divided by √3.",
            "xavier 方案里，√(6 / (n_in + n_out)) 是均匀分布那种写法的界限。标准差是它除以 √3。",
        ),
    ),
    Misconception(
        "schemes_swapped",
        _init(deviation=lambda scheme, *n: _deviation({"he": "xavier", "xavier": "he"}.get(scheme, scheme), *n)),
        Text(
            "The formulas of he and xavier are swapped: he looks at n_in alone.",
            "he 和 xavier 的公式弄反了：只看 n_in 的是 he。",
        ),
    ),
    Misconception(
        "scheme_ignored",
        _init(deviation=lambda scheme, n_in, n_out: math.sqrt(2 / n_in)),
        Text(
            "The argument `scheme` has no effect: every scheme gives the weights of he.",
            "参数 `scheme` 没有起作用：不论哪个方案，得到的都是 he 的权重。",
        ),
    ),
    Misconception(
        "uniform",
        _init(weights=lambda rng, s, shape: rng.uniform(-s, s, shape)),
        Text(
            "The weights are drawn uniformly between −s and s. The task asks for a normal distribution "
            "with mean 0 and standard deviation s.",
            "权重是在 −s 与 s 之间均匀抽取的。题目要的是正态分布，平均值 0，标准差 s。",
        ),
    ),
    Misconception(
        "uniform_of_same_spread",
        _init(weights=lambda rng, s, shape: rng.uniform(-s * math.sqrt(3), s * math.sqrt(3), shape)),
        Text(
            "The weights are drawn uniformly. The spread is right, but asked is a normal distribution.",
            "权重是均匀抽取的。标准差没错，但题目要的是正态分布。",
        ),
    ),
    Misconception(
        "first_layer_for_all",
        _first_fan,
        Text(
            "The n_in of the first layer is used for all layers. Each layer has its own number of inputs.",
            "所有层都用了第一层的 n_in。每一层有自己的输入个数。",
        ),
    ),
    Misconception(
        "biases_drawn",
        _init(biases=lambda rng, s, n_out: rng.normal(0, s, n_out)),
        Text(
            "The biases are drawn at random as well. They begin at 0, and nothing is drawn for them: "
            "a further draw moves all weights after it.",
            "偏置也随机抽了。偏置从 0 开始，不为它抽数：多抽一次，后面的权重就全变了。",
        ),
    ),
    Misconception(
        "biases_one",
        _init(biases=lambda rng, s, n_out: np.ones(n_out)),
        Text("The biases begin at 1. They should begin at 0.", "偏置从 1 开始了。应当从 0 开始。"),
    ),
    Misconception("same_seed", _init(source=lambda rng: np.random.default_rng(0), renewed=True), SAME_SEED),
    Misconception("same_seed_42", _init(source=lambda rng: np.random.default_rng(42), renewed=True), SAME_SEED),
    Misconception("own_generator", _init(source=lambda rng: np.random.default_rng(0)), OWN_GENERATOR),
    Misconception("own_generator_42", _init(source=lambda rng: np.random.default_rng(42)), OWN_GENERATOR),
    Misconception(
        "last_layer_missing",
        _init(layers=lambda sizes: list(pairwise(sizes))[:-1]),
        Text(
            "The last layer is missing. Each pair of neighboring sizes makes a layer.",
            "少了最后一层。每两个相邻的大小之间，就有一层。",
        ),
    ),
    Misconception(
        "transposed",
        _init(weights=lambda rng, s, shape: rng.normal(0, s, shape[::-1])),
        Text(
            "The weights have the shape (n_out, n_in). In this course each input has one row (axis 0): (n_in, n_out).",
            "权重的形状是 (n_out, n_in)。在这门课里，每个输入占一行（row，轴 0）：(n_in, n_out)。",
        ),
    ),
    Misconception(
        "bias_for_each_input",
        _init(biases_by_input=True),
        Text(
            "There are as many biases as inputs. Each unit has one bias: shape (n_out,).",
            "偏置的个数和输入一样多。每个单元有一个偏置：形状是 (n_out,)。",
        ),
    ),
    Misconception(
        "shared_arrays",
        _shared_arrays,
        Text(
            "Layers of one size share one array of biases: change it in one layer and it changes in the other. "
            "Make a new array for each.",
            "大小相同的层共用了同一个偏置数组：改了一层的，另一层的也跟着变。每一层都要新建一个。",
        ),
    ),
    Misconception(
        "unchecked",
        _init(checked=False),
        Text(
            "Something goes through that describes no network: an unknown scheme, fewer than two sizes, or a size "
            "below 1. Each is a `ValueError`.",
            "有些构不成网络的参数没有拦住：不认识的方案、不足两个的大小，或者小于 1 的大小。都应当抛出 `ValueError`。",
        ),
    ),
)

# distinct_units -------------------------------------------------------------------------------------------


def _new_ones(twins: list[list[bool]]) -> int:
    """Count the rows in which no earlier unit is the same."""
    return sum(not any(row[:at]) for at, row in enumerate(twins))


def _count(
    *,
    units: Rule = lambda W, b: W.T if b is None else np.column_stack([W.T, b]),
    same: Rule = lambda one, other, tol: bool((np.abs(one - other) <= tol).all()),
    tolerance: Rule = lambda tol: tol,
    count: Rule = _new_ones,
) -> Callable[..., Any]:
    """Return a count with one mistake; `count` gets, for each unit, which units are the same."""

    def variant(W: Any, b: Any = None, tol: Any = 1e-12) -> Any:
        distinct_units(W, b, tol)  # raises what the right one raises
        found = np.asarray(units(W, b), dtype=np.float64)
        return int(count([[same(one, other, tolerance(tol)) for other in found] for one in found]))

    return variant


def _checked(function: Rule) -> Callable[..., Any]:
    def variant(W: Any, b: Any = None, tol: Any = 1e-12) -> Any:
        distinct_units(W, b, tol)
        return int(function(W, b, tol))

    return variant


UNITS = (
    Misconception(
        "exactly_equal",
        _count(same=lambda one, other, tol: bool((one == other).all())),
        Text(
            "Units count as different when they differ by rounding only. Equal means: no entry differs by more than "
            "`tol`.",
            "只差舍入误差的单元，也当成不同的了。相同的意思是：每个元素相差都不超过 `tol`。",
        ),
    ),
    Misconception(
        "rows",
        _checked(lambda W, b, tol: distinct_units(W.T, None, tol)),
        Text(
            "The rows are compared. A unit is a column of W: its weights stand along axis 0.",
            "你比较的是各行（row）。一个单元是 W 的一列（column）：它的权重沿轴 0 排列。",
        ),
    ),
    Misconception(
        "no_bias",
        _checked(lambda W, b, tol: distinct_units(W, None, tol)),
        Text(
            "The biases are left out. Two units with the same weights and different biases do different things.",
            "没有算上偏置。两个单元权重相同、偏置不同，做的事就不同。",
        ),
    ),
    Misconception(
        "numbers_counted",
        _checked(lambda W, b, tol: len(np.unique(W if b is None else np.vstack([W, b])))),
        Text(
            "This counts the different numbers. The question is how many different columns there are.",
            "你数的是有多少个不同的数。题目问的是有多少个不同的列（column）。",
        ),
    ),
    Misconception(
        "rank",
        _checked(lambda W, b, tol: np.linalg.matrix_rank(W if b is None else np.vstack([W, b]))),
        Text(
            "This is the rank of the matrix. Two columns may be multiples of each other and still be different units.",
            "这是矩阵的秩。一列（column）是另一列的倍数时，它们仍是两个不同的单元。",
        ),
    ),
    Misconception(
        "any_entry",
        _count(same=lambda one, other, tol: bool((np.abs(one - other) <= tol).any())),
        Text(
            "Units count as equal as soon as one of their entries agrees. All of them must.",
            "只要有一个元素相同，你就当作相同的单元了。要全部元素都相同才算。",
        ),
    ),
    Misconception(
        "no_absolute_value",
        _count(same=lambda one, other, tol: bool((other - one <= tol).all())),
        Text(
            "The difference is compared with its sign, so a smaller number always counts as equal. "
            "Its size is what matters.",
            "比较差的时候带着符号，于是较小的数总是算作相同。要看的是差的大小。",
        ),
    ),
    Misconception(
        "only_without_twin",
        _count(count=lambda twins: sum(sum(row) == 1 for row in twins)),
        Text(
            "Only units without any twin are counted. Of a group of equal units one counts.",
            "你只数了没有孪生的单元。一组相同的单元，要算作一个。",
        ),
    ),
    Misconception(
        "twins_counted",
        _count(count=lambda twins: sum(any(row[:at]) for at, row in enumerate(twins))),
        Text(
            "This counts the units that repeat another one. The question is how many remain without the repeats.",
            "你数的是重复的单元。题目问的是，除去重复还剩多少。",
        ),
    ),
    Misconception(
        "neighbors_only",
        _count(count=lambda twins: len(twins) and 1 + sum(not row[at] for at, row in enumerate(twins[1:]))),
        Text(
            "Each unit is compared with the one before it only. Twins may stand anywhere.",
            "每个单元只和前一个比了。相同的单元可能在任何位置。",
        ),
    ),
    Misconception(
        "total_difference",
        _count(same=lambda one, other, tol: bool(np.abs(one - other).sum() <= tol)),
        Text(
            "The differences of all entries are added up before they meet `tol`. "
            "The condition holds for each entry by itself.",
            "你先把各元素的差加了起来，再与 `tol` 比。这个条件是对每个元素分别说的。",
        ),
    ),
    Misconception(
        "relative_tolerance",
        _count(same=lambda one, other, tol: bool(np.allclose(one, other, atol=tol))),
        Text(
            "Units count as equal that differ by more than `tol`. `np.allclose` and `np.isclose` add a relative "
            "tolerance of 1e-5 unless told otherwise.",
            "相差超过 `tol` 的单元也算作相同了。不另外说明时，`np.allclose` 和 `np.isclose` 还会加上 1e-5 的相对容差。",
        ),
    ),
    Misconception(
        "tol_ignored",
        _count(tolerance=lambda tol: 1e-12),
        Text("The argument `tol` has no effect.", "参数 `tol` 没有起作用。"),
    ),
    Misconception(
        "tolerances_of_numpy",
        _count(same=lambda one, other, tol: bool(np.allclose(one, other))),
        Text(
            "`tol` has no effect: `np.allclose` and `np.isclose` take tolerances of their own unless told otherwise.",
            "`tol` 没有起作用：不另外说明时，`np.allclose` 和 `np.isclose` 用的是自己的容差。",
        ),
    ),
)

# update_params --------------------------------------------------------------------------------------------


def _step(rule: Rule, *, keys: tuple[str, ...] = ("W", "b")) -> Callable[..., Any]:
    """Return an update in which `rule` ``(value, grad, learning_rate)`` is used for these keys, the others stay."""

    def variant(params: Any, grads: Any, learning_rate: Any) -> Any:
        update_params(params, grads, learning_rate)  # raises what the right one raises
        return [
            {key: rule(layer[key], grad[key], learning_rate) if key in keys else layer[key].copy() for key in layer}
            for layer, grad in zip(params, grads, strict=True)
        ]

    return variant


def _in_place(params: Any, grads: Any, learning_rate: Any) -> Any:
    update_params(params, grads, learning_rate)
    for layer, grad in zip(params, grads, strict=True):
        for key in layer:
            layer[key] -= learning_rate * grad[key]
    return params


def _same_dicts(params: Any, grads: Any, learning_rate: Any) -> Any:
    update_params(params, grads, learning_rate)
    for layer, grad in zip(params, grads, strict=True):
        for key in layer:
            layer[key] = layer[key] - learning_rate * grad[key]
    return params


def _into_zeros_like(value: Any, grad: Any, rate: Any) -> Any:
    new = np.zeros_like(value)
    new[...] = np.asarray(value - rate * grad).astype(value.dtype)
    return new


def _first_only(params: Any, grads: Any, learning_rate: Any) -> Any:
    return update_params(params, grads, learning_rate)[:1]


def _unchecked_update(params: Any, grads: Any, learning_rate: Any) -> Any:
    return [
        {key: layer[key] - learning_rate * grad[key] for key in layer}
        for layer, grad in zip(params, grads, strict=False)
    ]


UPDATE = (
    Misconception(
        "sign",
        _step(lambda value, grad, rate: value + rate * grad),
        Text(
            "The step goes uphill. The gradient points where the loss grows; a step goes against it.",
            "这一步是朝上走的。梯度指向损失变大的方向；应当逆着它走。",
        ),
    ),
    Misconception(
        "biases_stay",
        _step(lambda value, grad, rate: value - rate * grad, keys=("W",)),
        Text(
            "The weights move and the biases stay. Biases are parameters too.",
            "权重动了，偏置没有动。偏置也是参数。",
        ),
    ),
    Misconception(
        "no_rate",
        _step(lambda value, grad, rate: value - grad),
        Text(
            "The argument `learning_rate` has no effect: the step is the whole gradient.",
            "参数 `learning_rate` 没有起作用：这一步走了整个梯度那么长。",
        ),
    ),
    Misconception(
        "rate_for_weights_only",
        lambda params, grads, learning_rate: [
            {"W": new["W"], "b": layer["b"] - grad["b"]}
            for new, layer, grad in zip(update_params(params, grads, learning_rate), params, grads, strict=True)
        ],
        Text(
            "The learning rate meets the weights only: the biases move by their whole gradient.",
            "学习率只乘在了权重上：偏置走了整个梯度那么长。",
        ),
    ),
    Misconception(
        "step_alone",
        _step(lambda value, grad, rate: -rate * grad),
        Text(
            "You return the step itself. The task asks for the parameters after it.",
            "你返回的只是这一步的位移。题目要的是走完之后的参数。",
        ),
    ),
    Misconception(
        "shrunk",
        _step(lambda value, grad, rate: value - rate * value * grad),
        Text(
            "The step is multiplied by the parameter. The gradient alone, times the learning rate, is taken away.",
            "这一步还乘了参数本身。要减去的只是学习率乘以梯度。",
        ),
    ),
    Misconception(
        "return_in_loop",
        _first_only,
        Text(
            "Only the first layer comes back. If `return` stands inside the loop, the function ends in its "
            "first round.",
            "只返回了第一层。如果 `return` 写在循环里面，函数在第一圈就结束了。",
        ),
    ),
    Misconception(
        "in_place",
        _in_place,
        Text(
            "The given arrays themselves are changed: for an array `-=` works in place. Return new ones.",
            "给出的数组本身变了：对数组来说，`-=` 是原地修改。应当返回新的数组。",
        ),
    ),
    Misconception(
        "same_dicts",
        _same_dicts,
        Text(
            "The new arrays are put into the given dicts, so `params` changes too. Make a new dict for each layer.",
            "新数组放进了给出的字典里，所以 `params` 也变了。每一层都要新建一个字典。",
        ),
    ),
    Misconception(
        "integers_kept",
        _step(_into_zeros_like),
        Text(
            "When the parameters are integers, the decimals of the new ones are cut off. "
            "An array made like an integer one holds integers.",
            "参数是整数时，新参数的小数部分丢掉了。照着整数数组新建的数组，也只能放整数。",
        ),
    ),
    Misconception(
        "unchecked",
        _unchecked_update,
        Text(
            "Gradients that don't fit the parameters go through: a layer too few or too many, or a shape that NumPy "
            "broadcasts. This is a `ValueError`.",
            "与参数不符的梯度没有拦住：层数多了或少了，或者形状不同而 NumPy 悄悄广播了。这应当抛出 `ValueError`。",
        ),
    ),
)
