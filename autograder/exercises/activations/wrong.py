"""Lesson 2: the wrong answers that students write, as functions, and the sentence that names each mistake."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from deeplearn_ref import activations as ref
from lessonkit.language import Text

Function = Callable[..., Any]


def _pair(first: Function, second: Function) -> Callable[[Function | None, Function | None], tuple[Function, ...]]:
    """Return a builder of variants for two asked functions: what is None stays right."""

    def build(one: Function | None, other: Function | None) -> tuple[Function, ...]:
        chosen = []
        for right, variant in ((first, one), (second, other)):
            made = variant or right

            def named(*args: Any, _made: Function = made, **kwargs: Any) -> Any:
                with np.errstate(all="ignore"):
                    return _made(*args, **kwargs)

            named.__name__ = right.__name__
            chosen.append(named)
        return tuple(chosen)

    return build


def _quiet(function: Function) -> Function:
    """Return the function without NumPy's warnings: the mistake itself is what is looked at."""

    def quiet(*args: Any, **kwargs: Any) -> Any:
        with np.errstate(all="ignore"):
            return function(*args, **kwargs)

    return quiet


def _in_place(function: Function) -> Function:
    def spoiling(z: Any, *args: Any, **kwargs: Any) -> Any:
        z[...] = function(z, *args, **kwargs)
        return z

    return spoiling


INTEGERS = Text(
    "Integers came in and integers went out, so all decimals are lost. "
    "An activation returns float64 for integers: look at the dtype of your result.",
    "输入是整数，输出也成了整数，小数部分全丢了。输入为整数时，激活函数应当返回 float64：看看结果的数据类型。",
)
IN_PLACE = Text(
    "Your function writes its result into z. The caller still needs z: build a new array.",
    "你的函数把结果写进了 z。调用者还要用 z：应当另建一个新数组。",
)


def _same_dtype(function: Function) -> Function:
    return lambda z, *args, **kwargs: function(z, *args, **kwargs).astype(np.asarray(z).dtype)


# sigmoid ----------------------------------------------------------------------------------------------------

SIGMOID = (
    Misconception(
        "exp_over_one_plus_exp",
        _quiet(lambda z: np.exp(ref.as_floating(z)) / (1 + np.exp(ref.as_floating(z)))),
        Text(
            "For a large positive z the exponential overflows to infinity, and infinity divided by infinity is nan. "
            "Look for a form in which no exponent is positive.",
            "z 是很大的正数时，指数溢出成无穷大，无穷大除以无穷大得 nan。找一种写法，让指数永远不为正。",
        ),
    ),
    Misconception(
        "mirrored",
        _quiet(lambda z: ref.sigmoid(-ref.as_floating(z))),
        Text(
            "The curve is mirrored: it falls where it should rise. Look at the sign in the exponent.",
            "曲线左右颠倒了：该升的地方在降。看看指数里的符号。",
        ),
    ),
    Misconception(
        "logit",
        _quiet(lambda z: np.log(ref.as_floating(z) / (1 - ref.as_floating(z)))),
        Text(
            "This is the logit, the inverse of the sigmoid: it takes a probability and returns z. Here z is given.",
            "这是 logit，即 sigmoid 的反函数：由概率求 z。这里给出的是 z。",
        ),
    ),
    Misconception(
        "clipped",
        lambda z: ref.sigmoid(np.clip(ref.as_floating(z), -20, 20)),
        Text(
            "z was cut off too early: the result stops short of 0 and 1. A stable form needs no cutting.",
            "z 截断得太早：结果到不了 0 和 1。数值稳定的写法不需要截断。",
        ),
    ),
    Misconception(
        "brackets",
        _quiet(lambda z: 1 / 1 + np.exp(-ref.as_floating(z))),
        Text(
            "The division comes before the addition: `1 / 1 + x` is 1 + x. What belongs below the line needs brackets.",
            "除法先于加法：`1 / 1 + x` 就是 1 + x。分母要用括号括起来。",
        ),
    ),
    Misconception(
        "tanh",
        _quiet(lambda z: np.tanh(ref.as_floating(z))),
        Text(
            "This is tanh: it runs from −1 to 1. The sigmoid runs from 0 to 1.",
            "这是 tanh，它的值在 −1 到 1 之间。sigmoid 的值在 0 到 1 之间。",
        ),
    ),
    Misconception("integers_out", _same_dtype(ref.sigmoid), INTEGERS),
    Misconception("in_place", _in_place(ref.sigmoid), IN_PLACE),
)

# sigmoid_grad, tanh_grad ------------------------------------------------------------------------------------

_slopes = _pair(ref.sigmoid_grad, ref.tanh_grad)


def _product(z: Any) -> Any:
    z = ref.as_floating(z)
    return z * (1 - z)


def _fraction(z: Any) -> Any:
    e = np.exp(-ref.as_floating(z))
    return e / (1 + e) ** 2


SIGMOID_GRAD = (
    Misconception(
        "z_taken_for_a",
        _slopes(_product, None),
        Text(
            "z stands where σ(z) belongs: the formula a(1 − a) takes the activation a, and you are given z.",
            "该用 σ(z) 的地方用了 z：公式 a(1 − a) 里的 a 是激活值，而给出的是 z。",
        ),
    ),
    Misconception(
        "z_taken_for_both",
        _slopes(_product, lambda z: 1 - ref.as_floating(z) ** 2),
        Text(
            "In both derivatives z stands where the activation belongs: "
            "the a of a(1 − a) is σ(z), that of 1 − a² is tanh z.",
            "两个导数里，该用激活值的地方都用了 z：a(1 − a) 和 1 − a² 里的 a 是 σ(z) 或 tanh z。",
        ),
    ),
    Misconception(
        "activated_twice",
        _slopes(lambda z: ref.sigmoid_grad(ref.sigmoid(z)), None),
        Text(
            "The sigmoid is applied once too often: the derivative is taken at σ(z) and not at z.",
            "sigmoid 多用了一次：导数应当在 z 处取，而不是在 σ(z) 处。",
        ),
    ),
    Misconception(
        "sigmoid_itself",
        _slopes(ref.sigmoid, None),
        Text(
            "This is the sigmoid, not its slope. The slope is small at both ends and largest in the middle.",
            "这是 sigmoid 本身，不是它的斜率。斜率在两端很小，在中间最大。",
        ),
    ),
    Misconception(
        "fraction_overflows",
        _slopes(_fraction, None),
        Text(
            "Right in the middle, but at z = −800 the exponential overflows and the fraction becomes nan. "
            "Which form needs only values of σ?",
            "中间是对的，但 z = −800 时指数溢出，分式变成 nan。哪种写法只用到 σ 的值？",
        ),
    ),
    Misconception(
        "tanh_z_taken_for_a",
        _slopes(None, lambda z: 1 - ref.as_floating(z) ** 2),
        Text(
            "z stands where tanh z belongs: in 1 − a² the a is the activation, and you are given z.",
            "该用 tanh z 的地方用了 z：1 − a² 里的 a 是激活值，而给出的是 z。",
        ),
    ),
    Misconception(
        "tanh_as_sigmoid",
        _slopes(None, lambda z: ref.tanh(z) * (1 - ref.tanh(z))),
        Text(
            "a(1 − a) belongs to the sigmoid. tanh has another derivative: at 0 its slope is 1.",
            "a(1 − a) 是 sigmoid 的公式。tanh 的导数是另一个式子：它在 0 处的斜率是 1。",
        ),
    ),
    Misconception("integers_out", _slopes(_same_dtype(ref.sigmoid_grad), _same_dtype(ref.tanh_grad)), INTEGERS),
    Misconception("in_place", _slopes(_in_place(ref.sigmoid_grad), _in_place(ref.tanh_grad)), IN_PLACE),
)

# relu, relu_grad --------------------------------------------------------------------------------------------

_relus = _pair(ref.relu, ref.relu_grad)


def _relu_spoiling(z: Any) -> Any:
    z[z < 0] = 0
    return z


RELU = (
    Misconception(
        "kink_is_one",
        _relus(None, lambda z: (np.asarray(z) >= 0).astype(ref.as_floating(z).dtype)),
        Text(
            "At z = 0 your derivative is 1. There the slope is undefined, and this course chooses 0.",
            "z = 0 处你的导数是 1。那里的斜率没有定义，本课程取 0。",
        ),
    ),
    Misconception(
        "boolean",
        _relus(None, lambda z: np.asarray(np.asarray(z) > 0)),
        Text(
            "A comparison gives True and False. The derivative is a number: 0 or 1 of the floating dtype of z.",
            "比较运算得到的是 True 和 False。导数是数：0 或 1，数据类型是 z 的浮点类型。",
        ),
    ),
    Misconception(
        "relu_for_slope",
        _relus(None, ref.relu),
        Text(
            "The derivative returns relu's value. On the positive side the slope is the same for every z.",
            "返回的是 relu 的函数值，不是导数。在正的一侧，斜率对每个 z 都一样。",
        ),
    ),
    Misconception("in_place", _relus(_relu_spoiling, None), IN_PLACE),
    Misconception("integers_out", _relus(_same_dtype(ref.relu), _same_dtype(ref.relu_grad)), INTEGERS),
)

# leaky_relu, leaky_relu_grad --------------------------------------------------------------------------------

_leaky = _pair(ref.leaky_relu, ref.leaky_relu_grad)


def _slope(negative: Function, kink: Function | None = None) -> Function:
    """Return a derivative with other values on the negative side and, if given, at 0."""

    def slope(z: Any, alpha: float = 0.01) -> Any:
        z = ref.as_floating(z)
        at_zero = kink(alpha) if kink else negative(z, alpha)
        return np.where(z > 0, 1.0, np.where(z == 0, at_zero, negative(z, alpha))).astype(z.dtype)

    return slope


def _floor(z: Any, alpha: float = 0.01) -> Any:
    return np.maximum(ref.as_floating(z), alpha)


def _mirrored(z: Any, alpha: float = 0.01) -> Any:
    z = ref.as_floating(z)
    return np.where(z > 0, z, -alpha * z)


def _maximum(z: Any, alpha: float = 0.01) -> Any:
    z = ref.as_floating(z)
    return np.maximum(z, alpha * z)


LEAKY_RELU = (
    Misconception(
        "alpha_as_floor",
        _leaky(_floor, None),
        Text(
            "alpha is used as the smallest value allowed. It is a slope: negative z are multiplied by it.",
            "alpha 当成了最小值。它是斜率：负的 z 要乘以它。",
        ),
    ),
    Misconception(
        "mirrored",
        _leaky(_mirrored, None),
        Text(
            "Negative z come out positive. A small leak keeps the sign of z.",
            "负的 z 得到了正数。泄漏的那一点应当保持 z 的符号。",
        ),
    ),
    Misconception(
        "plain_relu",
        _leaky(lambda z, alpha=0.01: ref.relu(z), None),
        Text(
            "Negative z come out as 0: this is plain ReLU. Where does alpha enter?",
            "负的 z 得到了 0：这是普通的 ReLU。alpha 用在哪里？",
        ),
    ),
    Misconception(
        "larger_of_two",
        _leaky(_maximum, None),
        Text(
            "Taking the larger of z and αz works only for α up to 1; for α = 2 it picks the wrong branch. "
            "Decide by the sign of z.",
            "取 z 与 αz 中较大的一个，只在 α 不超过 1 时成立；α = 2 时会选错分支。要按 z 的符号来分。",
        ),
    ),
    Misconception(
        "another_default",
        _leaky(lambda z, alpha=0.3: ref.leaky_relu(z, alpha), lambda z, alpha=0.3: ref.leaky_relu_grad(z, alpha)),
        Text(
            "The default of alpha is 0.3, as in Keras. In this course it is 0.01.",
            "alpha 的默认值取了 0.3，这是 Keras 的取法。本课程取 0.01。",
        ),
    ),
    Misconception(
        "slope_zero_on_negatives",
        _leaky(None, _slope(lambda z, alpha: 0.0)),
        Text(
            "The derivative is 0 on the negative side: that is ReLU's. The leaky line has a slope there.",
            "负的一侧导数成了 0：那是 ReLU 的导数。带泄漏的那一段是有斜率的。",
        ),
    ),
    Misconception(
        "kink_is_one",
        _leaky(None, _slope(lambda z, alpha: alpha, lambda alpha: 1.0)),
        Text(
            "At z = 0 your derivative is 1. This course counts 0 to the negative side: the slope there is alpha.",
            "z = 0 处你的导数是 1。本课程把 0 归到负的一侧：那里的斜率是 alpha。",
        ),
    ),
    Misconception(
        "alpha_times_z_as_slope",
        _leaky(None, _slope(lambda z, alpha: alpha * z)),
        Text(
            "On the negative side you return the function's value αz. Its slope does not depend on z.",
            "负的一侧返回的是函数值 αz。它的斜率与 z 无关。",
        ),
    ),
    Misconception(
        "alpha_ignored",
        _leaky(lambda z, alpha=0.01: ref.leaky_relu(z), lambda z, alpha=0.01: ref.leaky_relu_grad(z)),
        Text(
            "The slope is 0.01 whatever alpha is given. Use the argument.",
            "不论给出什么 alpha，斜率总是 0.01。要用上这个参数。",
        ),
    ),
    Misconception("integers_out", _leaky(_same_dtype(ref.leaky_relu), _same_dtype(ref.leaky_relu_grad)), INTEGERS),
    Misconception("in_place", _leaky(_in_place(ref.leaky_relu), _in_place(ref.leaky_relu_grad)), IN_PLACE),
)

# softmax ----------------------------------------------------------------------------------------------------


def _naive(Z: Any, axis: int = -1) -> Any:
    e = np.exp(ref.as_floating(Z))
    return e / e.sum(axis=axis, keepdims=True)


def _flat_sum(Z: Any, axis: int = -1) -> Any:
    Z = ref.as_floating(Z)
    e = np.exp(Z - Z.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis)


def _global_sum(Z: Any, axis: int = -1) -> Any:
    Z = ref.as_floating(Z)
    e = np.exp(Z - Z.max(axis=axis, keepdims=True))
    return e / e.sum()


def _global_maximum(Z: Any, axis: int = -1) -> Any:
    Z = ref.as_floating(Z)
    e = np.exp(Z - Z.max())
    return e / e.sum(axis=axis, keepdims=True)


def _shares(Z: Any, axis: int = -1) -> Any:
    Z = ref.as_floating(Z)
    return Z / Z.sum(axis=axis, keepdims=True)


SOFTMAX = (
    Misconception(
        "naive",
        _quiet(_naive),
        Text(
            "The exponential of a large score overflows, and infinity divided by infinity is nan. "
            "What may be subtracted from a whole row without changing the result?",
            "分数很大时指数溢出，无穷大除以无穷大得 nan。从一整行（row）减去什么，结果不会变？",
        ),
    ),
    Misconception(
        "axis_0",
        _quiet(lambda Z, axis=-1: ref.softmax(Z, axis=0)),
        Text(
            "Your result adds up to 1 along axis 0, down each column: samples compete with each other. "
            "The classes of one sample should.",
            "你的结果是沿轴 0（每一列（column）从上往下）加起来等于 1，成了样本之间竞争。"
            "应当是同一个样本的各个类别竞争。",
        ),
    ),
    Misconception(
        "axis_ignored",
        _quiet(lambda Z, axis=-1: ref.softmax(Z)),
        Text(
            "The last axis is used whatever axis is given. Use the argument.",
            "不论给出哪条轴，用的总是最后一条轴。要用上这个参数。",
        ),
    ),
    Misconception(
        "keepdims_forgotten",
        _quiet(_flat_sum),
        Text(
            "The sums lost an axis, so each row is divided by the sums of other rows. "
            "Compare the shape of the sums with that of Z.",
            "求和后少了一条轴，于是每一行（row）除以了别的行（row）的和。比较一下和的形状与 Z 的形状。",
        ),
    ),
    Misconception(
        "global_sum",
        _quiet(_global_sum),
        Text(
            "All entries together add up to 1. Every sample needs a sum of its own.",
            "所有元素加起来才等于 1。每个样本要有自己的和。",
        ),
    ),
    Misconception(
        "global_maximum",
        _quiet(_global_maximum),
        Text(
            "One maximum for all rows: a row far below it becomes 0/0. Every row needs a maximum of its own.",
            "所有行（row）共用一个最大值：离它很远的行（row）变成 0/0。每一行（row）要用自己的最大值。",
        ),
    ),
    Misconception(
        "shares",
        _quiet(_shares),
        Text(
            "The scores are divided by their sum without the exponential: negative scores give negative shares.",
            "分数没有取指数就除以了总和：负的分数会给出负的比例。",
        ),
    ),
    Misconception(
        "sigmoid_per_entry",
        lambda Z, axis=-1: ref.sigmoid(Z),
        Text(
            "Every entry was treated by itself, as by a sigmoid: the rows do not add up to 1.",
            "每个元素是单独处理的，像 sigmoid 那样：每一行（row）的和不等于 1。",
        ),
    ),
    Misconception("integers_out", _quiet(_same_dtype(ref.softmax)), INTEGERS),
    Misconception("in_place", _in_place(ref.softmax), IN_PLACE),
)
