"""Lesson 0: the wrong answers that students write, as functions, and the sentence that names each mistake."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from autograder.sandbox.steps import Record, Step
from deeplearn_ref.arrays import CONSTANT, LUMINANCE
from lessonkit.language import Text

# describe_batch -------------------------------------------------------------------------------------------


def _description(told: Callable[[Any], Any], *, checked: bool = True) -> Callable[..., Any]:
    """Return ``told(X)``, by default only for a batch."""

    def variant(X: Any) -> Any:
        if checked and X.ndim != 2:
            raise ValueError("not a batch")
        return told(X)

    return variant


def _numpy_counts(steps: Sequence[Step], records: Sequence[Record]) -> bool:
    values = [record.value for record in records if isinstance(record.value, tuple | list)]
    return bool(values) and all(isinstance(part, np.integer) for value in values for part in value[:2])


DTYPE_FIXED = Text(
    "The third value is the same whatever `X` is. The dtype is a property of the array: ask `X` for it.",
    "不论 `X` 是什么，第三个值都一样。dtype 是数组自己的属性：要向 `X` 去问。",
)

DESCRIBE = (
    Misconception(
        "samples_in_columns",
        _description(lambda X: (X.shape[1], X.shape[0], str(X.dtype))),
        Text(
            "Samples and features are swapped. Some texts put a sample into each column; here samples are on axis 0.",
            "样本数和特征数颠倒了。有的资料让每个样本占一列（column）；本课程里，样本在轴 0 上。",
        ),
    ),
    Misconception(
        "dtype_object",
        _description(lambda X: (X.shape[0], X.shape[1], X.dtype)),
        Text(
            "The third value is the dtype itself, an object. What is asked for is its name, a string.",
            "第三个值是 dtype 对象本身。题目要的是它的名称，一个字符串。",
        ),
    ),
    Misconception(
        "dtype_code",
        _description(lambda X: (X.shape[0], X.shape[1], X.dtype.str)),
        Text(
            "The third value is the short code of the dtype. What is asked for is its name, such as float64.",
            "第三个值是 dtype 的简写代码。题目要的是它的名称，例如 float64。",
        ),
    ),
    Misconception("dtype_fixed", _description(lambda X: (X.shape[0], X.shape[1], "float64")), DTYPE_FIXED),
    Misconception("dtype_of_example", _description(lambda X: (X.shape[0], X.shape[1], "float32")), DTYPE_FIXED),
    Misconception(
        "numpy_integers",
        _description(lambda X: (np.int64(X.shape[0]), np.int64(X.shape[1]), str(X.dtype))),
        Text(
            "The counts are integers of NumPy. They behave almost alike, but plain Python integers are asked for; "
            "the shape of an array already holds such integers.",
            "两个个数是 NumPy 的整数。用起来几乎一样，但题目要的是普通的 Python 整数；数组的形状里放的本来就是。",
        ),
        _numpy_counts,
    ),
    Misconception(
        "dimensions_not_checked",
        _description(lambda X: (X.shape[0], X.shape[1], str(X.dtype)), checked=False),
        Text(
            "An array with three axes passes as a batch. Compare the number of axes first, and raise `ValueError`.",
            "有三个轴的数组也当成批量了。先看轴的个数，不对就抛出 `ValueError`。",
        ),
    ),
)

# weighted_sums --------------------------------------------------------------------------------------------


def _sums(formula: Callable[..., Any], *, checked: bool = True) -> Callable[..., Any]:
    """Return ``formula(X, w, b)`` in float64, by default only for arrays that fit each other."""

    def variant(X: Any, w: Any, b: Any) -> Any:
        if checked and X.shape[1] != w.shape[0]:
            raise ValueError("shapes")
        return formula(X.astype(np.float64), w.astype(np.float64), float(b))

    return variant


SUMS = (
    Misconception(
        "no_bias",
        _sums(lambda X, w, b: X @ w),
        Text("The bias b has no effect: it is to be added to every sum.", "偏置 b 没有起作用：每个和都要加上它。"),
    ),
    Misconception(
        "bias_subtracted",
        _sums(lambda X, w, b: X @ w - b),
        Text("The bias b is subtracted. It is added.", "你减去了偏置 b。应当加上。"),
    ),
    Misconception(
        "bias_weighted",
        _sums(lambda X, w, b: (X + b) @ w),
        Text(
            "The bias is added to the features, so it is multiplied by the weights. Add it to the finished sum.",
            "你把偏置加到了特征上，于是它也乘了权重。要等加权和算好，再加偏置。",
        ),
    ),
    Misconception(
        "divided_by_weights",
        _sums(lambda X, w, b: (X * w).sum(axis=1) / w.sum() + b),
        Text(
            "You divide by the sum of the weights, which gives a weighted average. A weighted sum is asked for: "
            "nothing is divided.",
            "你除以了权重之和，得到的是加权平均。题目要的是加权和：什么都不除。",
        ),
    ),
    Misconception(
        "average",
        _sums(lambda X, w, b: X @ w / X.shape[1] + b),
        Text(
            "You divide by the number of features, which gives a weighted average. A weighted sum is asked for: "
            "nothing is divided.",
            "你除以了特征的个数，得到的是加权平均。题目要的是加权和：什么都不除。",
        ),
    ),
    Misconception(
        "axis_0",
        _sums(lambda X, w, b: (X * w).sum(axis=0) + b),
        Text(
            "You add up over the samples (axis 0), one number for each feature. One number for each sample is asked "
            "for: the sum runs over the features, axis 1.",
            "你沿样本（轴 0）求了和，每个特征得到一个数。题目要的是每个样本一个数：应当沿特征（轴 1）求和。",
        ),
    ),
    Misconception(
        "not_summed",
        _sums(lambda X, w, b: X * w + b),
        Text(
            "The products are there, but they are not added up: one number for each sample is asked for.",
            "乘积都有了，却没有加起来：题目要的是每个样本一个数。",
        ),
    ),
    Misconception(
        "bias_per_feature",
        _sums(lambda X, w, b: (X * w + b).sum(axis=1)),
        Text(
            "The bias is added once for each feature. It belongs to the sum, once for each sample.",
            "每个特征都加了一次偏置。偏置属于整个和，每个样本只加一次。",
        ),
    ),
    Misconception(
        "column",
        _sums(lambda X, w, b: (X @ w + b).reshape(-1, 1)),
        Text(
            "You return a column of shape (m, 1). One number for each sample is asked for, shape (m,).",
            "你返回的是形状为 (m, 1) 的一列（column）。题目要的是每个样本一个数，形状为 (m,)。",
        ),
    ),
    Misconception(
        "dtype_kept",
        lambda X, w, b: X @ w + b,
        Text(
            "You compute in the dtype of the arguments: integers stay integers, and small ones can even overflow. "
            "Turn X and w into float64 first; once the sums are there it is too late.",
            "你用的是参数原来的 dtype：整数还是整数，位数少的整数甚至会溢出。先把 X 和 w 转换成 float64；"
            "等和已经算出来，再转换就晚了。",
        ),
    ),
    Misconception(
        "broadcast",
        _sums(lambda X, w, b: (X * w).sum(axis=1) + b, checked=False),
        Text(
            "With one feature and several weights (or the other way round) your function answers instead of raising "
            "`ValueError`: broadcasting stretches the shorter one.",
            "一个特征配上多个权重时（或者反过来），你的函数没有抛出 `ValueError`，反而给出了结果："
            "广播把较短的一个拉长了。",
        ),
    ),
)

# rgb_to_gray ----------------------------------------------------------------------------------------------


def _gray(formula: Callable[[Any], Any], *, checked: bool = True) -> Callable[..., Any]:
    """Return a formula of a color image, by default only for three colors on the last axis."""

    def variant(img: Any) -> Any:
        if checked and (img.ndim != 3 or img.shape[2] != 3):
            raise ValueError("colors")
        return formula(img)

    return variant


def _brightness(img: Any) -> Any:
    red, green, blue = (img[..., channel].astype(np.float64) for channel in range(3))
    return LUMINANCE[0] * red + LUMINANCE[1] * green + LUMINANCE[2] * blue


GRAY = (
    Misconception(
        "not_divided",
        _gray(_brightness),
        Text(
            "Your values go up to 255. The brightness should lie between 0 and 1.",
            "你的值最大到 255。题目要的亮度在 0 和 1 之间。",
        ),
    ),
    Misconception(
        "plain_mean",
        _gray(lambda img: img.astype(np.float64).mean(axis=2) / 255),
        Text(
            "All three colors count alike in your answer. The eye sees green brightest: use the three weights.",
            "你的结果把三种颜色同等看待。眼睛觉得绿色最亮：要用题目给的三个权重。",
        ),
    ),
    Misconception(
        "overflow",
        _gray(lambda img: (img[..., 0] + img[..., 1] + img[..., 2]) / 3 / 255),
        Text(
            "The colors are added up as uint8, where 255 is the largest number: 200 + 100 + 90 is not 390 there but "
            "134. Turn them into floats first; and each color has its own weight.",
            "三种颜色是用 uint8 相加的，而 uint8 最大只到 255：200 + 100 + 90 得到的不是 390，而是 134。"
            "先转换成浮点数；另外，每种颜色有自己的权重。",
        ),
    ),
    Misconception(
        "axis_0",
        _gray(lambda img: img.astype(np.float64).mean(axis=0) / 255),
        Text(
            "You average over axis 0, which runs down the picture. The colors are on the last axis.",
            "你沿轴 0 求了平均，那是图像从上到下的方向。颜色在最后一个轴上。",
        ),
    ),
    Misconception(
        "whole_division",
        _gray(lambda img: _brightness(img // 255)),
        Text(
            "The division `//` cuts off everything behind the decimal point, so only 255 leaves something. Use `/`.",
            "除法 `//` 把小数部分全丢掉了，只有 255 还剩下一点。要用 `/`。",
        ),
    ),
    Misconception(
        "blue_first",
        _gray(lambda img: _brightness(img[..., ::-1]) / 255),
        Text(
            "The weights of red and blue are swapped. Some libraries store blue first; here the order is red, green, "
            "blue.",
            "红和蓝的权重对调了。有的程序库把蓝色存在最前面；这里的顺序是红、绿、蓝。",
        ),
    ),
    Misconception(
        "cut_to_bytes",
        _gray(lambda img: _brightness(img).astype(np.uint8) / 255),
        Text(
            "The brightness is cut to a whole number before the division. Stay with floats all the way.",
            "亮度在相除之前就丢掉了小数。应当从头到尾都用浮点数。",
        ),
    ),
    Misconception(
        "colors_not_checked",
        _gray(lambda img: _brightness(img) / 255, checked=False),
        Text(
            "Your function also answers where the last axis does not hold three colors. It should raise `ValueError`.",
            "最后一个轴不是三种颜色时，你的函数也给出了结果。这时应当抛出 `ValueError`。",
        ),
    ),
)

# flatten_images -------------------------------------------------------------------------------------------


def _count(imgs: Any) -> int:
    return int(np.prod(imgs.shape[1:]))


def _rows(imgs: Any) -> Any:
    return imgs.reshape(imgs.shape[0], _count(imgs)).astype(np.float64)


def _unit(imgs: Any) -> Any:
    """Return the images as float64, bytes divided by 255."""
    return imgs / 255.0 if imgs.dtype == np.uint8 else imgs.astype(np.float64)


def _scaled_by_maximum(imgs: Any) -> Any:
    top = imgs.max() if imgs.size else 1
    return _rows(imgs) / top if imgs.dtype == np.uint8 else _rows(imgs)


def _whole_division(imgs: Any) -> Any:
    return _rows(imgs // 255) if imgs.dtype == np.uint8 else _rows(imgs)


def _view(imgs: Any) -> Any:
    flat = imgs.reshape(imgs.shape[0], _count(imgs))
    return flat / 255.0 if imgs.dtype == np.uint8 else flat.astype(np.float64, copy=False)


def _float32_kept(imgs: Any) -> Any:
    flat = imgs.reshape(imgs.shape[0], _count(imgs)).copy()
    return flat / 255.0 if imgs.dtype == np.uint8 else flat


ALL_IN_ONE = Text(
    "All images of the batch have become one long vector. Each image should have a row of its own (axis 0).",
    "整个批量的图像连成了一个长长的向量。每幅图像应当各占一行（row，轴 0）。",
)

FLATTEN = (
    Misconception(
        "not_divided",
        _rows,
        Text(
            "Bytes keep their values from 0 to 255. uint8 is to be divided by 255. If you do divide: look at the dtype "
            "before you convert, afterwards it is float64.",
            "字节还保持着 0 到 255 的值。uint8 要除以 255。如果你写了除法：要在转换之前看 dtype，"
            "转换之后它就是 float64 了。",
        ),
    ),
    Misconception(
        "always_divided",
        lambda imgs: _rows(imgs) / 255.0,
        Text(
            "Images of floats are divided by 255 as well. Only uint8 is, and the dtype decides, not the values: floats "
            "stay as they are.",
            "浮点数图像也除以了 255。只有 uint8 才要除，看的是 dtype，不是数值：浮点数保持原值。",
        ),
    ),
    Misconception(
        "scaled_by_maximum",
        _scaled_by_maximum,
        Text(
            "You divide by the largest value that occurs. Then the same gray would be another number in another batch: "
            "divide by 255.",
            "你除以的是出现过的最大值。这样，同样的灰度换一个批量就成了另一个数：应当除以 255。",
        ),
    ),
    Misconception(
        "pixels_mixed",
        lambda imgs: _unit(imgs).reshape(_count(imgs), imgs.shape[0]).T.copy(),
        Text(
            "The pixels of different images are mixed. The numbers of one image lie next to each other in memory: "
            "axis 0 must stay the first one when the shape changes.",
            "不同图像的像素混在一起了。一幅图像的数在内存里是连在一起的：改变形状时，轴 0 要始终排在最前面。",
        ),
    ),
    Misconception("all_in_one", lambda imgs: _unit(imgs).ravel(), ALL_IN_ONE),
    Misconception("all_in_one_divided", lambda imgs: imgs.ravel() / 255.0, ALL_IN_ONE),
    Misconception(
        "pixels_mixed_in_columns",
        lambda imgs: _unit(imgs).reshape(_count(imgs), imgs.shape[0]),
        Text(
            "The number of images belongs first in the new shape. A transposition afterwards does not help: the pixels "
            "of different images are mixed already.",
            "新的形状里，图像的个数要排在最前面。事后转置也没有用：不同图像的像素已经混在一起了。",
        ),
    ),
    Misconception(
        "images_in_columns",
        lambda imgs: _unit(_rows(imgs).astype(imgs.dtype)).T.copy(),
        Text(
            "Each image has become a column. Here each sample takes one row (axis 0): shape (m, D).",
            "每幅图像成了一列（column）。本课程里，每个样本占一行（row，轴 0）：形状为 (m, D)。",
        ),
    ),
    Misconception(
        "whole_division",
        _whole_division,
        Text(
            "The division cuts off everything behind the decimal point, so almost all values become 0.",
            "这种除法把小数部分全丢掉了，所以几乎所有值都成了 0。",
        ),
    ),
    Misconception(
        "empty_not_reshaped",
        lambda imgs: _unit(imgs.reshape(len(imgs), -1)).copy(),
        Text(
            "With no image at all NumPy can't work out the length that you left open with −1: 0 entries fit any "
            "length. Say how many features there are.",
            "一幅图像也没有时，NumPy 推不出你用 −1 留给它的长度：0 个元素配什么长度都可以。要写明有多少个特征。",
        ),
    ),
    Misconception(
        "shares_memory",
        _view,
        Text(
            "For images of floats your result is only another view of the same memory. Return an array of its own.",
            "对浮点数图像，你返回的只是同一块内存的另一个视图。应当返回一个独立的数组。",
        ),
    ),
    Misconception(
        "float32_kept",
        _float32_kept,
        Text(
            "Images of float32 stay float32. The result should be float64, whatever comes in.",
            "float32 的图像仍然是 float32。不论传入什么，题目要的都是 float64。",
        ),
    ),
)

# standardize ----------------------------------------------------------------------------------------------


def _divisor(mean: Any, std: Any) -> Any:
    return np.where(std <= CONSTANT * np.maximum(1.0, abs(mean)), 1.0, std)


def _scaling(
    *,
    measured: Callable[[Any], tuple[Any, Any]] = lambda X: (X.mean(axis=0), X.std(axis=0)),
    scaled: Callable[[Any, Any, Any], Any] = lambda X, mean, std: (X - mean) / _divisor(mean, std),
    told: Callable[[Any, Any], Any] = lambda mean, std: std,
    uses_given: bool = True,
    checked: bool = True,
    converted: bool = True,
) -> Callable[..., Any]:
    """Return a `standardize` with one part replaced; without `converted` float32 stays float32 as well."""

    def variant(X: Any, mean: Any = None, std: Any = None) -> Any:
        if checked and mean is None and len(X) == 0:
            raise ValueError("no samples")
        values = X.astype(np.float64) if converted else X
        with np.errstate(all="ignore"):
            if mean is None or not uses_given:
                mean, std = measured(values)
            return scaled(values, mean, std), mean, told(mean, std)

    return variant


def _each_sample(X: Any, mean: Any, std: Any) -> Any:
    if len(mean) != len(X) or mean.shape == X.shape[1:]:
        return (X - mean) / _divisor(mean, std)
    return (X - mean[:, None]) / _divisor(mean, std)[:, None]


def _one_deviation(X: Any) -> tuple[Any, Any]:
    return X.mean(axis=0), X.std(axis=0, ddof=1) if len(X) > 1 else np.full(X.shape[1], np.nan)


def _in_place(X: Any, mean: Any = None, std: Any = None) -> Any:
    if mean is None and len(X) == 0:
        raise ValueError("no samples")
    if mean is None:
        mean, std = X.mean(axis=0, dtype=np.float64), X.std(axis=0, dtype=np.float64)
    X -= mean
    X /= _divisor(mean, std)
    return X, mean, std


def _float32_statistics(X: Any, mean: Any = None, std: Any = None) -> Any:
    if mean is None and len(X) == 0:
        raise ValueError("no samples")
    if mean is None:
        mean, std = X.mean(axis=0), X.std(axis=0)
    return (X - mean) / _divisor(mean, std).astype(std.dtype), mean, std


AXIS_1 = Text(
    "You measure each sample (axis 1). Each feature is to be measured: mean and std over the samples, axis 0.",
    "你算的是每个样本的统计量（轴 1）。题目要的是每个特征的：沿样本（轴 0）求平均值和标准差。",
)

STANDARDIZE = (
    Misconception(
        "axis_1",
        _scaling(measured=lambda X: (X.mean(axis=1), X.std(axis=1)), scaled=_each_sample),
        AXIS_1,
    ),
    Misconception(
        "axis_1_alone",
        _scaling(measured=lambda X: (X.mean(axis=1), X.std(axis=1)), converted=False),
        AXIS_1,
    ),
    Misconception(
        "whole_array",
        _scaling(measured=lambda X: (X.mean(), X.std())),
        Text(
            "You take one mean and one std of the whole array. Each feature needs its own: (n,) of them.",
            "你对整个数组只算了一个平均值、一个标准差。每个特征都要有自己的：形状为 (n,)。",
        ),
    ),
    Misconception(
        "divided_by_m_minus_1",
        _scaling(measured=_one_deviation),
        Text(
            "Your std divides by m − 1, as for a sample in statistics. Here it is the std of the population, which "
            "divides by m.",
            "你的标准差除以的是 m − 1，那是统计学里的样本标准差。这里要的是总体标准差，除以 m。",
        ),
    ),
    Misconception(
        "variance",
        _scaling(scaled=lambda X, mean, std: (X - mean) / _divisor(mean, std) ** 2),
        Text(
            "You divide by the variance. Divide by its square root, the standard deviation.",
            "你除以的是方差。应当除以它的平方根，也就是标准差。",
        ),
    ),
    Misconception(
        "variance_measured",
        _scaling(measured=lambda X: (X.mean(axis=0), X.var(axis=0))),
        Text(
            "Your std is the variance. The standard deviation is its square root.",
            "你算出的是方差。标准差是它的平方根。",
        ),
    ),
    Misconception(
        "mean_divided",
        _scaling(scaled=lambda X, mean, std: X - mean / _divisor(mean, std)),
        Text(
            "Only the mean is divided by std. Subtract first, then divide the difference: brackets are missing.",
            "只有平均值除以了标准差。要先相减，再用差去除：少了括号。",
        ),
    ),
    Misconception(
        "not_centered",
        _scaling(scaled=lambda X, mean, std: X / _divisor(mean, std)),
        Text(
            "The mean is not subtracted, so the features are scaled but not centered at 0.",
            "没有减去平均值：特征缩放了，却没有以 0 为中心。",
        ),
    ),
    Misconception(
        "constant_divided",
        _scaling(scaled=lambda X, mean, std: (X - mean) / std),
        Text(
            "A constant feature has std 0, and you divide by it. Such a feature gets the divisor 1.",
            "常数特征标准差是 0，而你除以了它。对这样的特征，除数取 1。",
        ),
    ),
    Misconception(
        "exactly_zero",
        _scaling(scaled=lambda X, mean, std: (X - mean) / np.where(std == 0, 1.0, std)),
        Text(
            "You only look for a std of exactly 0. Rounding can leave a constant feature with a tiny one: compare with "
            "the limit of the specification.",
            "你只检查标准差是否恰好为 0。舍入误差会让常数特征留下一个极小的标准差：要和说明里的界限相比。",
        ),
    ),
    Misconception(
        "small_number_added",
        _scaling(scaled=lambda X, mean, std: (X - mean) / (std + 1e-12)),
        Text(
            "You add a small number to std, so a constant feature is divided by almost 0. It should get the divisor 1.",
            "你给标准差加了一个很小的数，于是常数特征除以的几乎是 0。对这样的特征，除数应当取 1。",
        ),
    ),
    Misconception(
        "limit_not_relative",
        _scaling(scaled=lambda X, mean, std: (X - mean) / np.where(std <= CONSTANT, 1.0, std)),
        Text(
            "Your limit for a constant feature is the same for all sizes. It grows with the mean: numbers near a "
            "billion are rounded more coarsely.",
            "你判断常数特征的界限对所有大小都一样。它应当随平均值变大：十亿左右的数，舍入误差也更大。",
        ),
    ),
    Misconception(
        "divisor_returned",
        _scaling(told=_divisor),
        Text(
            "For a constant feature you return the divisor 1. Return the std as it was measured or given.",
            "对常数特征，你返回了除数 1。应当返回算出的或给定的标准差本身。",
        ),
    ),
    Misconception(
        "given_ignored",
        _scaling(uses_given=False),
        Text(
            "The given mean and std are not used. Test data are scaled with the statistics of the training data: "
            "otherwise the same number would mean something else.",
            "给定的平均值和标准差没有用上。测试数据要用训练数据的统计量来缩放，否则同一个数就不是同一个意思了。",
        ),
    ),
    Misconception(
        "in_place",
        _in_place,
        Text(
            "X itself is changed: for arrays `-=` and `/=` work in place. The caller still needs X.",
            "X 本身变了：对数组来说，`-=` 和 `/=` 是原地修改。调用者还要用 X。",
        ),
    ),
    Misconception(
        "empty_measured",
        _scaling(checked=False),
        Text(
            "Without a sample and without given statistics your answer is made of nan. Raise `ValueError` instead.",
            "没有样本，也没有给定统计量时，你的结果全是 nan。应当抛出 `ValueError`。",
        ),
    ),
    Misconception(
        "float32_kept",
        _float32_statistics,
        Text(
            "float32 stays float32, in the result or in the statistics. Everything returned should be float64.",
            "结果或统计量里还有 float32。返回的全部都应当是 float64。",
        ),
    ),
)
