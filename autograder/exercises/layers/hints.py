"""Lesson 3: hints in four levels: the idea, the formula, the shapes, an example with other numbers."""

from lessonkit.language import Text

NEURON = (
    Text(
        "A neuron does two things: it forms a weighted sum plus bias, then sends this one number through "
        "its activation function. Only the second part depends on the name.",
        "神经元做两件事：先求加权和再加偏置，然后让这个数经过激活函数。只有第二件事与名称有关。",
    ),
    Text(
        "z = w · x + b, then a = f(z). The five functions are z itself, step(z), max(z, 0), σ(z) and tanh(z). "
        "Which of them have you written in lessons 1 and 2?",
        "z = w · x + b，再算 a = f(z)。五个函数分别是 z 本身、step(z)、max(z, 0)、σ(z) 和 tanh(z)。"
        "其中哪些你在第 1、2 课已经写过？",
    ),
    Text(
        "x and w are (n,), so their dot product is a single number, and so is the result: a float, not an array "
        "and not True or False. Any other name ends in a `ValueError`.",
        "x 和 w 都是 (n,)，它们的点积是一个数，结果也是一个数：是 float，不是数组，也不是 True 或 False。"
        "其他名称一律抛出 `ValueError`。",
    ),
    Text(
        "x = [1, 3], w = [2, −1], b = 0: z = 2 − 3 + 0 = −1. Linear gives −1, the step 0, ReLU 0, "
        "the sigmoid 0.2689 and tanh −0.7616.",
        "x = [1, 3]，w = [2, −1]，b = 0：z = 2 − 3 + 0 = −1。恒等函数得 −1，阶跃得 0，ReLU 得 0，"
        "sigmoid 得 0.2689，tanh 得 −0.7616。",
    ),
)

DENSE = (
    Text(
        "A layer is several neurons that look at the same sample. Each has its own column of W and its own bias. "
        "One operation computes all of them, for all samples.",
        "一层就是几个神经元看同一个样本。每个神经元有 W 中自己的一列（column），有自己的偏置。"
        "一次运算就能为所有样本算出全部神经元。",
    ),
    Text(
        "Z = X W + b. The sum runs over the inputs: the last axis of X meets the first axis of W.",
        "Z = X W + b。求和是对输入做的：X 的最后一个轴对上 W 的第一个轴。",
    ),
    Text(
        "(m, n_in) times (n_in, n_out) is (m, n_out). b is (n_out,): added to that, it goes to every row (axis 0). "
        "A b of another shape may be broadcast without an error, so check its shape yourself.",
        "(m, n_in) 乘 (n_in, n_out) 得 (m, n_out)。b 是 (n_out,)，相加时会加到每一行（row，轴 0）。"
        "别的形状的 b 也可能悄悄广播而不报错，所以要自己检查它的形状。",
    ),
    Text(
        "X = [[1, 2]], W = [[1, 0, 3], [2, 1, 0]], b = [0, 1, −1]: unit 0 gets 1 + 4 + 0 = 5, "
        "unit 1 gets 0 + 2 + 1 = 3, unit 2 gets 3 + 0 − 1 = 2, so Z = [[5, 3, 2]].",
        "X = [[1, 2]]，W = [[1, 0, 3], [2, 1, 0]]，b = [0, 1, −1]：单元 0 得 1 + 4 + 0 = 5，单元 1 得 0 + 2 + 1 = 3，"
        "单元 2 得 3 + 0 − 1 = 2，所以 Z = [[5, 3, 2]]。",
    ),
)

COLUMN = (
    Text(
        "Both layouts hold the same numbers. In one a unit is a row, in the other a column. "
        "What turns rows into columns?",
        "两种布局装的是同样的数：一种里一个单元是一行（row），另一种里是一列（column）。"
        "什么运算能把行变成列，也就是把两个轴对调？",
    ),
    Text(
        "W is the transpose of W_col. b loses the axis that has length 1, and no other.",
        "W 是 W_col 的转置。b 去掉长度为 1 的那个轴，别的轴不动。",
    ),
    Text(
        "(n_out, n_in) becomes (n_in, n_out), and (n_out, 1) becomes (n_out,). A transpose, a slice, `ravel` and "
        "`reshape` may show the old numbers again instead of new ones: make copies.",
        "(n_out, n_in) 变成 (n_in, n_out)，(n_out, 1) 变成 (n_out,)。转置、切片、`ravel` 和 `reshape` "
        "看到的可能还是原来那批数，而不是新的：要做副本。",
    ),
    Text(
        "W_col = [[1, 2], [3, 4], [5, 6]] has three units with two inputs each, so W = [[1, 3, 5], [2, 4, 6]]. "
        "b_col = [[7], [8], [9]] becomes [7, 8, 9].",
        "W_col = [[1, 2], [3, 4], [5, 6]] 有三个单元，每个两个输入，所以 W = [[1, 3, 5], [2, 4, 6]]。"
        "b_col = [[7], [8], [9]] 变成 [7, 8, 9]。",
    ),
)

DENSE_COLUMN = (
    Text(
        "Here a sample is a column, and so is the bias. The weights stand on the left.",
        "这里一个样本是一列（column），偏置也是一列（column）。权重写在左边。",
    ),
    Text(
        "Z_col = W_col A_col + b_col.",
        "Z_col = W_col A_col + b_col。",
    ),
    Text(
        "(n_out, n_in) times (n_in, m) is (n_out, m). The bias (n_out, 1) is then added to every column (axis 1). "
        "With a bias of another shape NumPy may add it in the wrong direction and say nothing.",
        "(n_out, n_in) 乘 (n_in, m) 得 (n_out, m)，再把 (n_out, 1) 的偏置加到每一列（column，轴 1）。"
        "偏置是别的形状时，NumPy 可能沿错误的方向相加，而且不报错。",
    ),
    Text(
        "A_col = [[1, 2], [0, 1]] (two samples), W_col = [[3, 1]] (one unit), b_col = [[5]]: "
        "Z_col = [[3 + 0 + 5, 6 + 1 + 5]] = [[8, 12]].",
        "A_col = [[1, 2], [0, 1]]（两个样本），W_col = [[3, 1]]（一个单元），b_col = [[5]]："
        "Z_col = [[3 + 0 + 5, 6 + 1 + 5]] = [[8, 12]]。",
    ),
)

COUNT = (
    Text(
        "Count layer by layer. Which arrays belong to one layer, and how many numbers does each hold?",
        "一层一层地数。一层有哪些数组，每个数组里有多少个数？",
    ),
    Text(
        "A layer with n_in inputs and n_out units has n_in · n_out weights and n_out biases.",
        "有 n_in 个输入、n_out 个单元的一层，有 n_in · n_out 个权重和 n_out 个偏置。",
    ),
    Text(
        "k sizes describe k − 1 layers: each layer goes from one size to the next. One size alone is no layer, so 0. "
        "An empty list says nothing at all: `ValueError`.",
        "k 个大小描述 k − 1 层：每一层从一个大小走到下一个。只有一个大小，就一层也没有，得 0。"
        "空列表什么也没说：抛出 `ValueError`。",
    ),
    Text(
        "For [3, 5, 2]: the first layer has 15 + 5, the second 10 + 2, together 32.",
        "对 [3, 5, 2]：第一层 15 + 5，第二层 10 + 2，一共 32。",
    ),
)

MLP = (
    Text(
        "The output of one layer is the input of the next. Walk through the layers, and note at each one what came in, "
        "what the layer computed, and what it passes on.",
        "一层的输出就是下一层的输入。一层一层往前走，在每一层记下：进来的是什么，算出了什么，传出去的是什么。",
    ),
    Text(
        "A₀ = X. Then for each layer: Z = A_prev W + b, A = f(Z). The A of the last layer is the answer.",
        "A₀ = X。然后每一层：Z = A_prev W + b，A = f(Z)。最后一层的 A 就是答案。",
    ),
    Text(
        "One loop, over the layers; none over the samples. Each cache is a dictionary with three arrays: "
        "`A_prev` (m, n_in), `Z` and `A`, both (m, n_out). Z must keep its values, so A has to be another array.",
        "只有一个循环，走遍各层；不要对样本循环。每层的缓存是一个字典，装三个数组："
        "`A_prev` 是 (m, n_in)，`Z` 和 `A` 都是 (m, n_out)。Z 的值要保留，所以 A 必须是另一个数组。",
    ),
    Text(
        "X = [[1, 2]], layer 1: W = [[1, −1], [1, 0]], b = [0, 0], ReLU: Z = [[3, −1]], A = [[3, 0]]. "
        "Layer 2: W = [[2], [5]], b = [1], linear: Z = [[7]], A = [[7]].",
        "X = [[1, 2]]。第 1 层：W = [[1, −1], [1, 0]]，b = [0, 0]，ReLU：Z = [[3, −1]]，A = [[3, 0]]。"
        "第 2 层：W = [[2], [5]]，b = [1]，恒等函数：Z = [[7]]，A = [[7]]。",
    ),
)

COLLAPSE = (
    Text(
        "Write two linear layers as one formula, put the first into the second, and multiply out.",
        "把两个线性层写成一个式子：把第一层代入第二层，再展开。",
    ),
    Text(
        "(x W₁ + b₁) W₂ + b₂ = x (W₁ W₂) + (b₁ W₂ + b₂). For more layers, fold the next one into what you have so far.",
        "(x W₁ + b₁) W₂ + b₂ = x (W₁ W₂) + (b₁ W₂ + b₂)。层数更多时，把下一层并进已有的结果里。",
    ),
    Text(
        "(n₀, n₁) times (n₁, n₂) is (n₀, n₂). The bias so far is (n₁,), and its product with W₂ is (n₂,). "
        "For one layer return copies; for none there is nothing to return: `ValueError`.",
        "(n₀, n₁) 乘 (n₁, n₂) 得 (n₀, n₂)。到目前为止的偏置是 (n₁,)，与 W₂ 相乘得 (n₂,)。"
        "只有一层时返回副本；一层也没有时，没有东西可返回：抛出 `ValueError`。",
    ),
    Text(
        "W₁ = [[2, 0]], b₁ = [1, 3], W₂ = [[1], [4]], b₂ = [−5]: W = [[2]], b = 1 + 12 − 5 = 8. "
        "Check with x = 10: first layer (21, 3), second 21 + 12 − 5 = 28 = 2 · 10 + 8.",
        "W₁ = [[2, 0]]，b₁ = [1, 3]，W₂ = [[1], [4]]，b₂ = [−5]：W = [[2]]，b = 1 + 12 − 5 = 8。"
        "用 x = 10 验证：第一层得 (21, 3)，第二层得 21 + 12 − 5 = 28 = 2 · 10 + 8。",
    ),
)

XOR = (
    Text(
        "XOR depends only on the sum s = x₁ + x₂: at s = 0, 1, 2 it should be 0, 1, 0. "
        "Draw that as a curve of s. How many kinks does it need?",
        "异或只取决于和 s = x₁ + x₂：s = 0、1、2 时应当得 0、1、0。把它画成 s 的曲线，需要几个折点？",
    ),
    Text(
        "A hidden unit max(s + b, 0) has its kink at s = −b and adds slope from there on. "
        "The curve rises from s = 0 on and has to turn downwards at s = 1.",
        "隐藏单元 max(s + b, 0) 的折点在 s = −b，从那里起增加斜率。曲线从 s = 0 开始上升，在 s = 1 处要转为下降。",
    ),
    Text(
        "Return a list of two dictionaries: `W` (2, 2) and `b` (2,), then `W` (2, 1) and `b` (1,). "
        "A column (axis 1) of the first W belongs to one hidden unit. Many answers are right.",
        "返回两个字典组成的列表：先是 `W` (2, 2) 和 `b` (2,)，再是 `W` (2, 1) 和 `b` (1,)。"
        "第一个 W 的一列（column，轴 1）属于一个隐藏单元。正确的答案有很多。",
    ),
    Text(
        "Another curve: 0, 1, 1 at s = 0, 1, 2, that is OR. It rises with slope 1 from s = 0 and gets flat at s = 1: "
        "max(s, 0) − max(s − 1, 0) = 0, 1, 1.",
        "换一条曲线：s = 0、1、2 时得 0、1、1，也就是或门。它从 s = 0 起以斜率 1 上升，到 s = 1 变平："
        "max(s, 0) − max(s − 1, 0) = 0、1、1。",
    ),
)

INTERPOLATOR = (
    Text(
        "Walk from left to right. At each point the curve changes its slope: one hidden unit for each point makes "
        "one such change. What is the slope before the first point, and after the last?",
        "从左往右走。曲线在每个点改变斜率：每个点用一个隐藏单元来完成这一次改变。"
        "第一个点之前、最后一个点之后，斜率是多少？",
    ),
    Text(
        "f(x) = y₁ + Σ c_k max(x − x_k, 0), and c_k is the slope after point k minus the slope before it.",
        "f(x) = y₁ + Σ c_k max(x − x_k, 0)，其中 c_k 是第 k 个点之后的斜率减去之前的斜率。",
    ),
    Text(
        "K points have K − 1 slopes in between, and a 0 at each end: K + 1 slopes, so K changes. "
        "First layer `W` (1, K), `b` (K,); second layer `W` (K, 1), `b` (1,).",
        "K 个点之间有 K − 1 个斜率，两端各添一个 0：共 K + 1 个斜率，所以有 K 次改变。"
        "第一层 `W` (1, K)、`b` (K,)；第二层 `W` (K, 1)、`b` (1,)。",
    ),
    Text(
        "Points (0, 2), (2, 6), (3, 5): the slopes are 0, 2, −1, 0, so the changes are 2, −3, 1, and the height to "
        "start from is 2. At x = 2.5: 2 + 2 · 2.5 − 3 · 0.5 = 5.5.",
        "点 (0, 2)、(2, 6)、(3, 5)：斜率是 0、2、−1、0，所以改变量是 2、−3、1，起始高度是 2。"
        "在 x = 2.5 处：2 + 2 · 2.5 − 3 · 0.5 = 5.5。",
    ),
)

DEAD = (
    Text(
        "Look at one unit, that is, one column of Z. When does a ReLU behind it give 0 to every sample?",
        "先看一个单元，也就是 Z 的一列（column）。后面接的 ReLU 什么时候对每个样本都得 0？",
    ),
    Text(
        "A unit is dead if z ≤ 0 for all samples. We ask for the number of such units divided by the number of units.",
        "如果对所有样本都有 z ≤ 0，这个单元就是死的。要求的是这样的单元数除以单元总数。",
    ),
    Text(
        "Z is (m, n). A comparison gives an (m, n) table of Booleans; “for every sample” looks along axis 0 "
        "and leaves (n,); the share of True among them is one number. m = 0 is a `ValueError`.",
        "Z 是 (m, n)。比较得到 (m, n) 的布尔值表；“对每个样本”是沿轴 0 看，剩下 (n,)；其中 True 所占的比例是一个数。"
        "m = 0 时抛出 `ValueError`。",
    ),
    Text(
        "Z = [[−2, 1, 0, −1], [−1, −3, −4, 2]]: units 0 and 2 are never above 0, the others are once. "
        "The answer is 0.5.",
        "Z = [[−2, 1, 0, −1], [−1, −3, −4, 2]]：单元 0 和 2 从不大于 0，另外两个各有一次。答案是 0.5。",
    ),
)
