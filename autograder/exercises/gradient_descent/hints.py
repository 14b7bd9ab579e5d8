"""Lesson 6: hints in four levels: the idea, the formula, the shapes, an example with other numbers."""

from lessonkit.language import Text

STEP = (
    Text(
        "The gradient points where f rises fastest. Which way do you have to go to get lower?",
        "梯度指向 f 上升最快的方向。要往低处走，应当朝哪边？",
    ),
    Text(
        "Down: x − η·∇f. Up: x + η·∇f. The learning rate η scales the gradient, whatever its length.",
        "往下：x − η·∇f。往上：x + η·∇f。不管梯度有多长，学习率 η 都直接乘上去。",
    ),
    Text(
        "x, grad and the result have the same shape; other shapes are a `ValueError`. The result is a new array: "
        "x stays as it was.",
        "x、grad 和结果的形状相同；形状不同则抛出 `ValueError`。结果是新的数组：x 保持原样。",
    ),
    Text(
        "x = [2, 3], gradient [10, −4], η = 0.5: down to [−3, 5], up to [7, 1].",
        "x = [2, 3]，梯度 [10, −4]，η = 0.5：往下到 [−3, 5]，往上到 [7, 1]。",
    ),
)

DESCENT = (
    Text(
        "Ask for the slope where you stand, take one step down, write down where you are. Then again, from there.",
        "在当前位置求一次斜率，往下走一步，记下走到哪里。然后从那里再来一次。",
    ),
    Text(
        "x_{k+1} = x_k − η·∇f(x_k). Before each step: if ‖∇f(x_k)‖ ≤ `tol`, the walk is over. "
        "The norm is the root of the sum of all squares.",
        "x_{k+1} = x_k − η·∇f(x_k)。每走一步之前：如果 ‖∇f(x_k)‖ ≤ `tol`，就结束。范数是所有平方之和的平方根。",
    ),
    Text(
        "k steps make k + 1 places along axis 0: (k + 1, …) with the shape of `x0` behind. The first is a float64 copy "
        "of `x0`, and each place is an array of its own. Bad arguments are a `ValueError`.",
        "走 k 步，轴 0 上有 k + 1 个位置：形状是 (k + 1, …)，后面接 `x0` 的形状。第一个是 `x0` 的 float64 副本，"
        "每个位置都是一个新的数组。参数不合理时抛出 `ValueError`。",
    ),
    Text(
        "Slope 2x, `x0` = 4, η = 0.25: 4 → 4 − 0.25·8 = 2 → 2 − 0.25·4 = 1. With `tol` = 4 the walk ends at 2, "
        "where the slope is 4: two places.",
        "斜率 2x，`x0` = 4，η = 0.25：4 → 4 − 0.25·8 = 2 → 2 − 0.25·4 = 1。`tol` = 4 时在 2 处停下，"
        "因为那里的斜率是 4：一共两个位置。",
    ),
)

DIAGNOSIS = (
    Text(
        "On a parabola every step multiplies the distance to the minimum by the same factor. "
        "Its size says whether you arrive, its sign on which side.",
        "在抛物线上，每一步都把到最小值的距离乘上同一个因子。它的绝对值说明能不能收敛，它的符号说明在哪一侧。",
    ),
    Text(
        "The factor is 1 − η·c, c the curvature. Which products η·c make it positive, 0, between −1 and 0, "
        "−1, below −1?",
        "因子是 1 − η·c，c 是曲率。乘积 η·c 取哪些值时，因子为正、为 0、在 −1 与 0 之间、等于 −1、小于 −1？",
    ),
    Text(
        "Two positive numbers in, one of five strings out; a number that is not positive is a `ValueError`. "
        "A product within 1e-12 of 1 or of 2 counts as equal: look for these two first.",
        "传入两个正数，返回五个字符串之一；不是正数就抛出 `ValueError`。乘积与 1 或 2 相差不到 1e-12 就算相等："
        "先判断这两种。",
    ),
    Text(
        'c = 4, η = 0.4: product 1.6, factor −0.6. From distance 10 to −6, 3.6, −2.16: "oscillates-converges".',
        'c = 4，η = 0.4：乘积 1.6，因子 −0.6。距离从 10 变成 −6、3.6、−2.16："oscillates-converges"。',
    ),
)

GRADIENTS = (
    Text(
        "How far is each prediction from its label? Every weight is moved by these errors, "
        "each counted by the feature that belongs to the weight.",
        "每个预测与标签差多少？每个权重都由这些误差来调整，并且按对应的那个特征加权。",
    ),
    Text(
        "p = σ(Xw + b). ∂L/∂w_j is the mean over the samples of (p_i − y_i)·x_ij, and ∂L/∂b the mean of p_i − y_i.",
        "p = σ(Xw + b)。∂L/∂w_j 是 (p_i − y_i)·x_ij 对样本的平均，∂L/∂b 是 p_i − y_i 的平均。",
    ),
    Text(
        "X is (m, n), the errors are (m,), dw is (n,), db one number: the samples, axis 0, are summed away. "
        "A y of shape (m, 1), or no samples at all, is a `ValueError`.",
        "X 是 (m, n)，误差是 (m,)，dw 是 (n,)，db 是一个数：对样本求和，消去轴 0。y 的形状是 (m, 1)，"
        "或者没有样本时，抛出 `ValueError`。",
    ),
    Text(
        "Two samples [1, 2] and [3, 4], labels 1 and 0, zero weights and bias: p = 0.5 for both, errors −0.5 and 0.5. "
        "dw = ([−0.5, −1] + [1.5, 2]) / 2 = [0.5, 0.5], db = 0.",
        "两个样本 [1, 2] 和 [3, 4]，标签 1 和 0，权重与偏置为 0：p 都是 0.5，误差是 −0.5 和 0.5。"
        "dw = ([−0.5, −1] + [1.5, 2]) / 2 = [0.5, 0.5]，db = 0。",
    ),
)

FIT = (
    Text(
        "Start from zeros and repeat: gradients here, one step down for w and for b together, the new loss.",
        "从 0 开始，不断重复：求这里的梯度，w 和 b 一起往下走一步，再求新的损失。",
    ),
    Text(
        "w ← w − η·∂L/∂w and b ← b − η·∂L/∂b, both gradients at the same place. "
        "`logistic_gradients` and `bce_with_logits` do the rest.",
        "w ← w − η·∂L/∂w，b ← b − η·∂L/∂b，两个梯度要在同一处求。"
        "其余的交给 `logistic_gradients` 和 `bce_with_logits`。",
    ),
    Text(
        "w is (n,), b a number, `losses` (`n_steps` + 1,): one loss before the first step, one after every step. "
        "`bce_with_logits` wants the weighted sums (m,), not probabilities.",
        "w 是 (n,)，b 是一个数，`losses` 是 (`n_steps` + 1,)：第一步之前一个损失，每走一步之后各一个。"
        "`bce_with_logits` 要的是加权和 (m,)，不是概率。",
    ),
    Text(
        "One sample [2] with label 1, η = 1: at zero p = 0.5, so dw = [−1], db = −0.5. "
        "After one step w = [1], b = 0.5, and the losses are ln 2 = 0.693147 and ln(1 + e^−2.5) = 0.078889.",
        "只有一个样本 [2]，标签 1，η = 1：从 0 开始，p = 0.5，所以 dw = [−1]，db = −0.5。走一步以后 w = [1]，b = 0.5，"
        "损失依次是 ln 2 = 0.693147 和 ln(1 + e^−2.5) = 0.078889。",
    ),
)

LINE = (
    Text(
        "Mix two networks as you mix two colors: a share 1 − t of the first, a share t of the second, "
        "in every single parameter. Then ask for the loss.",
        "像调两种颜色那样把两个网络调在一起：每一个参数都取第一个的 1 − t 份、第二个的 t 份，然后求损失。",
    ),
    Text(
        "θ(t) = θ₀ + t·(θ₁ − θ₀), where t runs from 0 to 1 in n − 1 equal gaps. For n = 1 only t = 0 is left.",
        "θ(t) = θ₀ + t·(θ₁ − θ₀)，t 从 0 到 1，分成 n − 1 个相等的间隔。n = 1 时只剩 t = 0。",
    ),
    Text(
        'For every t build a new list of layers, each with a "W" and a "b", and leave the two ends alone. '
        "n losses in an array (n,). Ends that are not built alike, or an n below 1, are a `ValueError`.",
        '对每个 t 新建一个列表，每层都有 "W" 和 "b"，两端的参数不要改动。结果是 n 个损失组成的 (n,) 数组。'
        "两端的结构不同，或者 n 小于 1，都抛出 `ValueError`。",
    ),
    Text(
        "Loss w² + b, from (w, b) = (−2, 0) to (2, 4), n = 3: at t = 0.5 the parameters are (0, 2). Losses 4, 2, 8.",
        "损失 w² + b，从 (w, b) = (−2, 0) 到 (2, 4)，n = 3：t = 0.5 时参数是 (0, 2)。损失是 4、2、8。",
    ),
)
