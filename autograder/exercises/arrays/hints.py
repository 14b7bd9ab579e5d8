"""Lesson 0: hints in four levels: the idea, the formula, the shapes, an example with other numbers."""

from lessonkit.language import Text

DESCRIBE = (
    Text(
        "Everything you need is written on the array itself; nothing has to be counted. Look at `X.shape`, "
        "`X.ndim` and `X.dtype` in a cell of your own.",
        "题目要的都写在数组身上，什么也不用数。在自己新建的单元格里看看 `X.shape`、`X.ndim` 和 `X.dtype`。",
    ),
    Text(
        "The shape is a tuple (m, n): samples first, features second. The name of the dtype is what it turns into as "
        "a string.",
        "形状是元组 (m, n)：先是样本数，再是特征数。把 dtype 变成字符串，就是它的名称。",
    ),
    Text(
        "First look at the number of axes: if it is not 2, raise `ValueError`. Else return three values, separated by "
        "commas: they form a tuple.",
        "先看轴的个数：不是 2，就抛出 `ValueError`；否则返回三个值，用逗号隔开，它们就组成一个元组。",
    ),
    Text(
        "An array with 7 samples of 4 bytes each has the shape (7, 4) and the dtype uint8, so the answer is "
        '(7, 4, "uint8"). An array of shape (7,) is no batch.',
        '一个数组有 7 个样本，每个样本 4 个字节：形状是 (7, 4)，dtype 是 uint8，所以结果是 (7, 4, "uint8")。'
        "形状为 (7,) 的数组不是批量。",
    ),
)

SUMS = (
    Text(
        "Each feature of a sample is multiplied by its weight; the products are added up, then the bias is added. "
        "One operator does this for all samples at once.",
        "每个样本的各个特征分别乘以权重，乘积相加，再加上偏置。有一个运算符，能一次为所有样本做完。",
    ),
    Text(
        "z = Xw + b. The section above shows the matrix product of an array and a vector.",
        "z = Xw + b。上面那一节讲了数组与向量的矩阵乘积。",
    ),
    Text(
        "X is (m, n) and w is (n,): in the matrix product axis 1 of X meets the only axis of w, and both disappear. "
        "What is left is (m,). Turn X and w into float64 first, so that integers come out as float64 too.",
        "X 是 (m, n)，w 是 (n,)：做矩阵乘法时，X 的轴 1 与 w 唯一的轴相遇，两者都消失，剩下 (m,)。"
        "先把 X 和 w 转换成 float64，这样传入整数，得到的也是 float64。",
    ),
    Text(
        "X = [[1, 0, 2], [0, 3, 1]], w = [2, 1, −1], b = 4: the sums are 2 + 0 − 2 + 4 = 4 and 0 + 3 − 1 + 4 = 6.",
        "X = [[1, 0, 2], [0, 3, 1]]，w = [2, 1, −1]，b = 4：两个和是 2 + 0 − 2 + 4 = 4，0 + 3 − 1 + 4 = 6。",
    ),
)

GRAY = (
    Text(
        "Every pixel has three numbers and should keep one: a weighted sum of them. You have just written weighted "
        "sums for samples; here the pixels take their place.",
        "每个像素有三个数，要变成一个：它们的加权和。刚才你为样本写过加权和；这里，像素取代了样本。",
    ),
    Text(
        "Y = (0.299 R + 0.587 G + 0.114 B) / 255, with R, G and B on the last axis in this order.",
        "Y = (0.299 R + 0.587 G + 0.114 B) / 255，其中 R、G、B 依次排在最后一个轴上。",
    ),
    Text(
        "img is (H, W, 3), the three weights are (3,): the matrix product works on the last axis and leaves (H, W). "
        "Leave uint8 before you add anything. Check the shape first.",
        "img 是 (H, W, 3)，三个权重是 (3,)：矩阵乘法作用在最后一个轴上，剩下 (H, W)。"
        "相加之前，先离开 uint8。最开头检查形状。",
    ),
    Text(
        "The pixel (100, 50, 0): 0.299 · 100 + 0.587 · 50 + 0.114 · 0 = 29.9 + 29.35 = 59.25, "
        "divided by 255 about 0.2324.",
        "像素 (100, 50, 0)：0.299 · 100 + 0.587 · 50 + 0.114 · 0 = 29.9 + 29.35 = 59.25，除以 255，约为 0.2324。",
    ),
)

FLATTEN = (
    Text(
        "The numbers stay as they are and in the order in which they are; only the shape changes. "
        "Then comes the question what kind of numbers they are.",
        "数还是那些数，次序也不变，变的只是形状。然后再问：它们是哪一种数？",
    ),
    Text(
        "D is the product of all lengths but the first. Bytes (uint8) are divided by 255, floats are not.",
        "D 是除第一个以外各个长度的乘积。字节（uint8）要除以 255，浮点数不除。",
    ),
    Text(
        "(m, H, W) becomes (m, H · W), (m, H, W, C) becomes (m, H · W · C). Compute D instead of leaving it open: "
        "with m = 0 nothing can be worked out. `np.prod` multiplies the entries of a tuple. A conversion to float64 "
        "that copies also keeps the memory apart.",
        "(m, H, W) 变成 (m, H · W)，(m, H, W, C) 变成 (m, H · W · C)。D 要算出来，不要空着：m = 0 时什么也推不出来。"
        "`np.prod` 把元组里的各项乘起来。"
        "转换成 float64 时如果做了复制，内存也就分开了。",
    ),
    Text(
        "Two images of one row and three pixels, [[0, 51, 255]] and [[102, 0, 0]] as uint8, become the rows "
        "[0, 0.2, 1] and [0.4, 0, 0].",
        "两幅图像都只有一行（row）三个像素，uint8 的 [[0, 51, 255]] 和 [[102, 0, 0]]："
        "它们变成 [0, 0.2, 1] 和 [0.4, 0, 0]，各占结果的一行（row）。",
    ),
)

STANDARDIZE = (
    Text(
        "Every feature is moved so that its mean is 0 and then stretched so that its standard deviation is 1. "
        "Each feature has its own two numbers.",
        "先把每个特征平移，使平均值为 0，再缩放，使标准差为 1。每个特征都有自己的两个数。",
    ),
    Text(
        "x′ = (x − μ) / σ, with the mean μ and the standard deviation σ of that feature over all samples. "
        "Where σ ≤ 1e-12 · max(1, |μ|), divide by 1.",
        "x′ = (x − μ) / σ，μ 和 σ 是这个特征在所有样本上的平均值和标准差。σ ≤ 1e-12 · max(1, |μ|) 时，除以 1。",
    ),
    Text(
        "`mean` and `std` are (n,): the sums run over axis 0. (m, n) minus (n,) is broadcasting, for each sample. "
        "For the divisor choose entry by entry between `std` and 1; return `std` itself.",
        "`mean` 和 `std` 是 (n,)：求和沿轴 0 进行。(m, n) 减 (n,) 由广播完成，每个样本都减。"
        "除数在 `std` 和 1 之间逐元素选取；返回的仍是 `std` 本身。",
    ),
    Text(
        "X = [[2, 7], [6, 7]]: the means are 4 and 7, the deviations 2 and 0. "
        "The result is [[−1, 0], [1, 0]] with `mean` [4, 7] and `std` [2, 0].",
        "X = [[2, 7], [6, 7]]：平均值是 4 和 7，标准差是 2 和 0。"
        "结果是 [[−1, 0], [1, 0]]，`mean` 是 [4, 7]，`std` 是 [2, 0]。",
    ),
)
