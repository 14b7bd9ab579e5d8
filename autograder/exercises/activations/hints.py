"""Lesson 2: hints in four levels: the idea, the formula, the shapes, an example with other numbers."""

from lessonkit.language import Text

SIGMOID = (
    Text(
        "There are two ways to write the sigmoid, equal on paper. Each of them overflows on one side of 0 only.",
        "sigmoid 有两种写法，在纸上相等。每一种只在 0 的一侧会溢出。",
    ),
    Text(
        "σ(z) = 1 / (1 + e^(−z)) = e^z / (1 + e^z). Both can be written with e^(−|z|), which is never above 1.",
        "σ(z) = 1 / (1 + e^(−z)) = e^z / (1 + e^z)。两种写法都能用 e^(−|z|) 表示，而它永远不超过 1。",
    ),
    Text(
        "The result has the shape of z. float32 stays float32; integers become float64. No loop: "
        "choose between two arrays entry by entry.",
        "结果与 z 形状相同。float32 保持 float32，整数变成 float64。不用循环：逐个元素地在两个数组之间选择。",
    ),
    Text(
        "z = −3: e^(−3) = 0.0498, so σ = 0.0498 / 1.0498 = 0.0474. z = 3: 1 / 1.0498 = 0.9526. They add up to 1.",
        "z = −3：e^(−3) = 0.0498，所以 σ = 0.0498 / 1.0498 = 0.0474。z = 3：1 / 1.0498 = 0.9526。两者之和为 1。",
    ),
)

SIGMOID_GRAD = (
    Text(
        "Both derivatives can be said with the function's own value. You are given z: compute that value first.",
        "两个导数都能用函数自己的值表示。给出的是 z：先算出函数值。",
    ),
    Text(
        "With a = σ(z): σ′(z) = a(1 − a). With a = tanh z: tanh′ z = 1 − a².",
        "令 a = σ(z)，则 σ′(z) = a(1 − a)。令 a = tanh z，则 tanh′ z = 1 − a²。",
    ),
    Text(
        "Both results have the shape of z, floating point. NumPy knows tanh. At z = ±800 both are 0, without nan.",
        "两个结果都与 z 形状相同，类型是浮点数。NumPy 自带 tanh。z = ±800 时两者都是 0，不出现 nan。",
    ),
    Text(
        "z = 3: σ(3) = 0.9526, so σ′ = 0.9526 × 0.0474 = 0.0452; tanh 3 = 0.9951, so tanh′ = 1 − 0.9901 = 0.0099.",
        "z = 3：σ(3) = 0.9526，所以 σ′ = 0.9526 × 0.0474 = 0.0452；tanh 3 = 0.9951，所以 tanh′ = 1 − 0.9901 = 0.0099。",
    ),
)

RELU = (
    Text(
        "Draw the graph: flat up to 0, then a line at 45 degrees. The derivative is its slope, piece by piece.",
        "画出图像：到 0 为止是平的，然后是 45 度的直线。导数就是斜率，一段一段地读出来。",
    ),
    Text(
        "relu(z) = max(z, 0). relu′(z) = 1 if z > 0, else 0; at the kink we choose 0.",
        "relu(z) = max(z, 0)。z > 0 时 relu′(z) = 1，否则为 0；折点处取 0。",
    ),
    Text(
        "Both have the shape of z and its floating dtype; integers become float64. z keeps its values.",
        "两者都与 z 形状相同，浮点数据类型也相同；整数变成 float64。z 的值保持不变。",
    ),
    Text(
        "z = [4, −0.5, 0]: relu is [4, 0, 0], the slopes are [1, 0, 0].",
        "z = [4, −0.5, 0]：relu 得 [4, 0, 0]，斜率是 [1, 0, 0]。",
    ),
)

LEAKY_RELU = (
    Text(
        "As ReLU, but the negative side is a line too, with slope alpha. Which side is decided by the sign of z.",
        "与 ReLU 相似，但负的一侧也是一条直线，斜率为 alpha。属于哪一侧由 z 的符号决定。",
    ),
    Text(
        "f(z) = z if z > 0, else αz. f′(z) = 1 if z > 0, else α; 0 counts to the negative side.",
        "z > 0 时 f(z) = z，否则为 αz。z > 0 时 f′(z) = 1，否则为 α；0 归到负的一侧。",
    ),
    Text(
        "Both have the shape of z and its floating dtype. alpha is one number, 0.01 if none is given; it may exceed 1.",
        "两者都与 z 形状相同，浮点数据类型也相同。alpha 是一个数，不给出时为 0.01；它可以大于 1。",
    ),
    Text(
        "α = 0.1 and z = [4, −5, 0]: the values are [4, −0.5, 0], the slopes [1, 0.1, 0.1].",
        "α = 0.1，z = [4, −5, 0]：函数值是 [4, −0.5, 0]，斜率是 [1, 0.1, 0.1]。",
    ),
)

SOFTMAX = (
    Text(
        "Make every score positive, then divide by the total of its own row. "
        "Adding one number to a whole row does not change the shares.",
        "先把每个分数变成正数，再除以它所在那一行（row）的总和。给整行（row）加上同一个数，比例不变。",
    ),
    Text(
        "pᵢⱼ = e^(zᵢⱼ − cᵢ) / Σₖ e^(zᵢₖ − cᵢ) for any cᵢ. With cᵢ the maximum of row i, no exponent is positive.",
        "pᵢⱼ = e^(zᵢⱼ − cᵢ) / Σₖ e^(zᵢₖ − cᵢ)，cᵢ 可以任取。取 cᵢ 为第 i 行（row）的最大值，指数就不会为正。",
    ),
    Text(
        "Z is (m, K). The maxima and the sums are taken along `axis`; "
        "they fit Z again if that axis is kept with length 1: (m, 1).",
        "Z 是 (m, K)。最大值与和都沿 `axis` 计算；保留这条轴、长度为 1，即 (m, 1)，才能再与 Z 对上。",
    ),
    Text(
        "One row [500, 501]: minus its maximum [−1, 0], exponentials [0.3679, 1], sum 1.3679, shares [0.2689, 0.7311].",
        "一行（row）[500, 501]：减去最大值得 [−1, 0]，取指数得 [0.3679, 1]，和是 1.3679，比例是 [0.2689, 0.7311]。",
    ),
)
