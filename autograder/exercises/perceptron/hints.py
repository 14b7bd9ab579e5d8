"""Lesson 1: hints in four levels: the idea, the formula, the shapes, an example with other numbers."""

from lessonkit.language import Text

STEP = (
    Text(
        "The step asks one question of every number: is it greater than 0? Yes is 1, no is 0. What about 0 itself?",
        "阶跃函数对每个数只问一个问题：它大于 0 吗？是就得 1，不是就得 0。那么 0 本身呢？",
    ),
    Text(
        "step(z) = 1 if z > 0, else 0. A comparison with an array answers for all entries at once.",
        "z > 0 时 step(z) = 1，否则为 0。数组与数比较，会对所有元素一次给出答案。",
    ),
    Text(
        "The result has the shape of z, whatever that is, and an integer dtype. "
        "A comparison gives Booleans; the method `astype` of an array converts them.",
        "结果的形状与 z 相同，不论 z 是什么形状；数据类型是整数。"
        "比较得到的是布尔值，数组的 `astype` 方法可以转换类型。",
    ),
    Text(
        "For z = [4, −0.5, 0] the answers to “greater than 0?” are yes, no, no, so the result is [1, 0, 0].",
        "z = [4, −0.5, 0] 时，“大于 0 吗”的答案依次是：是、否、否，所以结果是 [1, 0, 0]。",
    ),
)

PREDICT = (
    Text(
        "A perceptron computes one number z for every sample, then asks whether it is positive. "
        "You have written the second part already.",
        "感知机先给每个样本算出一个数 z，再看它是不是正数。后一部分你已经写过了。",
    ),
    Text(
        "z = Xw + b, then ŷ = step(z). The bias belongs inside the step.",
        "先算 z = Xw + b，再算 ŷ = step(z)。偏置要在阶跃函数之前加上。",
    ),
    Text(
        "X is (m, n), w is (n,): their matrix product is (m,). Adding the number b keeps that shape. "
        "No loop is needed.",
        "X 是 (m, n)，w 是 (n,)，二者的矩阵乘积是 (m,)。加上一个数 b，形状不变。不需要循环。",
    ),
    Text(
        "X = [[1, 3], [2, 0]], w = [2, −1], b = −1: z = [2 − 3 − 1, 4 − 0 − 1] = [−2, 3], so the classes are [0, 1].",
        "X = [[1, 3], [2, 0]]，w = [2, −1]，b = −1：z = [2 − 3 − 1, 4 − 0 − 1] = [−2, 3]，类别是 [0, 1]。",
    ),
)

GATE = (
    Text(
        "Draw the four points of the truth table and mark the ones with output 1. "
        "Then draw one line that separates them from the rest.",
        "画出真值表的四个点，标出输出为 1 的点，再画一条直线把它们与其余的点分开。",
    ),
    Text(
        "The line is w₁x₁ + w₂x₂ + b = 0, and class 1 is where that sum is positive. "
        "Four inequalities, one for each row of the truth table, tell which numbers work.",
        "直线是 w₁x₁ + w₂x₂ + b = 0，这个和为正的一侧是类别 1。真值表的每一行（row）对应一个不等式，"
        "四个不等式决定哪些数可用。",
    ),
    Text(
        "Return a pair: an array w of shape (2,) and a number b. "
        'An unknown name raises `ValueError`; no line exists for "xor".',
        "返回两个值：形状为 (2,) 的数组 w 和一个数 b。名字不认识时抛出 `ValueError`；“xor”没有这样的直线。",
    ),
    Text(
        "Another gate, “x₁ and not x₂”: only (1, 0) gives 1. With w = [1, −1] and b = −0.5 "
        "the four sums are −0.5, −1.5, 0.5, −0.5: only the third is positive.",
        "换一个门，“x₁ 且非 x₂”：只有 (1, 0) 得 1。取 w = [1, −1]，b = −0.5，"
        "四个和依次是 −0.5、−1.5、0.5、−0.5，只有第三个为正。",
    ),
)

UPDATE = (
    Text(
        "The perceptron learns only from mistakes. "
        "If it said 0 and 1 is right, z was too small for this x; if it said 1 and 0 is right, z was "
        "too large.",
        "感知机只从错误中学习。说成 0 而应当是 1，说明对这个 x 来说 z 太小；说成 1 而应当是 0，说明 z 太大。",
    ),
    Text(
        "With the error e = y − ŷ, which is −1, 0 or 1: w ← w + η e x and b ← b + η e. "
        "ŷ is the predicted class, not z.",
        "误差 e = y − ŷ，取值 −1、0 或 1：w ← w + η e x，b ← b + η e。ŷ 是预测的类别，不是 z。",
    ),
    Text(
        "w and x are (n,), e and b are numbers, so the new w is (n,) again. "
        "It must be a new array: w of the caller stays as it is, even when nothing changes.",
        "w 和 x 都是 (n,)，e 和 b 是数，所以新的 w 仍是 (n,)。它必须是新数组：调用者的 w 保持不变，"
        "即使没有更新也一样。",
    ),
    Text(
        "w = [0, 1], b = −2, x = [3, 1], y = 1, η = 0.1: z = −1, ŷ = 0, e = 1. "
        "The new values are w = [0.3, 1.1] and b = −1.9.",
        "w = [0, 1]，b = −2，x = [3, 1]，y = 1，η = 0.1：z = −1，ŷ = 0，e = 1。新的值是 w = [0.3, 1.1]，b = −1.9。",
    ),
)

FIT = (
    Text(
        "Two loops: the outer one over epochs, the inner one over the samples in the given order. "
        "In the inner one each sample is predicted, counted if wrong, and learned from.",
        "两层循环：外层是轮，内层按给定顺序走过各个样本。内层对每个样本先预测，错了就计数，然后据此更新。",
    ),
    Text(
        "Start with w = 0 and b = 0. Per sample the rule of `perceptron_update`. "
        "Stop after the first epoch that made no mistake, or after `max_epochs`.",
        "从 w = 0、b = 0 开始。每个样本用 `perceptron_update` 的规则。第一次出现没有错误的一轮，"
        "或到了 `max_epochs` 轮，就停止。",
    ),
    Text(
        "w is (n,), one weight for each column of X. `errors` is a list with one whole number for each "
        "epoch that was run, "
        "the last 0 included. `converged` says whether such an epoch occurred.",
        "w 是 (n,)，X 的每一列（column）对应一个权重。`errors` 是列表，运行过的每一轮对应一个整数，"
        "最后的 0 也在内。"
        "`converged` 说明是否出现过没有错误的一轮。",
    ),
    Text(
        "Two samples, X = [[1], [−1]], y = [1, 0]. Epoch 1: x = 1 gives z = 0, a mistake, so w = 1, b = 1; "
        "x = −1 gives z = 0, class 0, right. Epoch 2: no mistake. `errors` is [1, 0], `converged` True.",
        "两个样本，X = [[1], [−1]]，y = [1, 0]。第 1 轮：x = 1 时 z = 0，错，于是 w = 1，b = 1；"
        "x = −1 时 z = 0，类别 0，对。第 2 轮：没有错误。`errors` 是 [1, 0]，`converged` 是 True。",
    ),
)

XOR = (
    Text(
        "One line cannot do it, two can: XOR is 1 in the strip between two parallel lines. "
        "Which two gates belong to these lines?",
        "一条直线做不到，两条可以：异或门在两条平行线之间的带状区域里取 1。这两条直线对应哪两个门？",
    ),
    Text(
        "x₁ XOR x₂ = (x₁ OR x₂) AND (x₁ NAND x₂). Two gates form the first layer, one the second.",
        "x₁ XOR x₂ = (x₁ OR x₂) AND (x₁ NAND x₂)。两个门构成第一层，一个门构成第二层。",
    ),
    Text(
        "Each gate of the first layer gives (m,). Side by side as columns they form the (m, 2) input "
        "of the second layer.",
        "第一层的每个门给出 (m,)。把它们作为列（column）并排，就是第二层的输入，形状为 (m, 2)。",
    ),
    Text(
        "Follow (1, 1) through another pair, NOR and AND joined by OR: NOR gives 0, AND gives 1, OR of "
        "both gives 1. "
        "That network is XNOR. Do the same with your gates on all four inputs.",
        "换一组门来走一遍 (1, 1)，用 OR 把 NOR 和 AND 合起来：NOR 得 0，AND 得 1，二者再 OR 得 1。"
        "这个网络是 XNOR。用你的门对四个输入做同样的事。",
    ),
)

BIAS_COLUMN = (
    Text(
        "The bias is the weight of an extra input that is always 1. So every sample gets one more "
        "feature, the number 1.",
        "偏置就是一个恒为 1 的额外输入的权重。所以每个样本都多一个特征，值为 1。",
    ),
    Text(
        "Row by row: (x₁, …, xₙ) becomes (1, x₁, …, xₙ). Then z = w₀·1 + w₁x₁ + … + wₙxₙ.",
        "逐个样本来看：(x₁, …, xₙ) 变成 (1, x₁, …, xₙ)。于是 z = w₀·1 + w₁x₁ + … + wₙxₙ。",
    ),
    Text(
        "From (m, n) to (m, n + 1), float64 always. The ones form an (m, 1) column; join along axis 1.",
        "从 (m, n) 变为 (m, n + 1)，总是 float64。那些 1 组成 (m, 1) 的一列（column），沿轴 1 拼接。",
    ),
    Text(
        "[[7, 8, 9]] becomes [[1, 7, 8, 9]]: one sample with three features has now four, and the 1 comes first.",
        "[[7, 8, 9]] 变成 [[1, 7, 8, 9]]：一个有三个特征的样本现在有四个，1 在最前面。",
    ),
)
