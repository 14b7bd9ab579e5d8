"""Lesson 5: hints in four levels: the idea, the formula, the shapes, an example with other numbers."""

from lessonkit.language import Text

VERTEX = (
    Text(
        "At the vertex the parabola is flat. Where is its slope 0, and how high is it there?",
        "抛物线在顶点处是平的。它的斜率在哪里等于 0？那里的函数值又是多少？",
    ),
    Text(
        "f'(x) = 2ax + b. Solve f'(x) = 0 for x, then put this x into f.",
        "f'(x) = 2ax + b。由 f'(x) = 0 解出 x，再把这个 x 代入 f。",
    ),
    Text(
        "Three numbers in, a tuple of two numbers out: first the place, then the value. "
        "For a = 0 there is nothing to divide by: `ValueError`.",
        "传入三个数，返回两个数组成的元组：先是位置，再是函数值。a = 0 时没法做除法：抛出 `ValueError`。",
    ),
    Text(
        "For x² − 6x + 5: 2x − 6 = 0 gives x = 3, and f(3) = 9 − 18 + 5 = −4.",
        "对 x² − 6x + 5：由 2x − 6 = 0 得 x = 3，f(3) = 9 − 18 + 5 = −4。",
    ),
)

DERIVATIVE = (
    Text(
        "Take one point a little to the right of x and one a little to the left. The line through both has a slope.",
        "在 x 右边一点取一个点，左边一点再取一个点。过这两点的直线有一个斜率。",
    ),
    Text(
        "Slope = difference of the heights / difference of the places: (f(x + h) − f(x − h)) over the distance.",
        "斜率 = 高度之差 / 位置之差：(f(x + h) − f(x − h)) 除以两点之间的距离。",
    ),
    Text(
        "How far apart are x + h and x − h? The answer is one number. An h that is not positive is a `ValueError`.",
        "x + h 和 x − h 相距多远？结果是一个数。h 不是正数时，抛出 `ValueError`。",
    ),
    Text(
        "f(x) = x³ at 1 with h = 0.5: f(1.5) = 3.375, f(0.5) = 0.125, and 3.25 / 1 = 3.25. (The exact slope is 3.)",
        "f(x) = x³，x = 1，h = 0.5：f(1.5) = 3.375，f(0.5) = 0.125，3.25 / 1 = 3.25。（精确的斜率是 3。）",
    ),
)

CRITICAL = (
    Text(
        "Two questions, one after the other. Is the curve flat at x? Only if it is: which way does it bend?",
        "依次问两个问题。曲线在 x 处是平的吗？如果是平的，再问：它往哪边弯？",
    ),
    Text(
        "f'(x) ≠ 0: not critical. f'(x) = 0: f''(x) > 0 is a minimum, f''(x) < 0 a maximum, "
        "and f''(x) = 0 says nothing.",
        "f'(x) ≠ 0：不是临界点。f'(x) = 0 时：f''(x) > 0 是最小值，f''(x) < 0 是最大值，f''(x) = 0 什么也说明不了。",
    ),
    Text(
        "df and d2f are functions: call them at x. Numbers whose absolute value is at most tol count as 0. "
        "The result is one of four strings.",
        "df 和 d2f 是函数，要在 x 处调用。绝对值不超过 tol 的数都当作 0。结果是四个字符串之一。",
    ),
    Text(
        "f(x) = x⁴ − 2x² at 1: f'(1) = 4 − 4 = 0 and f''(1) = 12 − 4 = 8 > 0, so \"min\". "
        'At 2: f\'(2) = 24, so "not-critical".',
        "f(x) = x⁴ − 2x²，在 1 处：f'(1) = 4 − 4 = 0，f''(1) = 12 − 4 = 8 > 0，所以是 \"min\"。"
        '在 2 处：f\'(2) = 24，所以是 "not-critical"。',
    ),
)

GRADIENT = (
    Text(
        "A gradient is one slope per entry. Move a single entry, keep all others, ask f, move it back.",
        "梯度里每个元素对应一个斜率。只移动一个元素，其余不动，问一次 f，再把它移回来。",
    ),
    Text(
        "∂f/∂x_i ≈ (f(x + h e_i) − f(x − h e_i)) / 2h, where e_i is 1 at entry i and 0 elsewhere.",
        "∂f/∂x_i ≈ (f(x + h e_i) − f(x − h e_i)) / 2h，其中 e_i 在第 i 个元素处是 1，其余是 0。",
    ),
    Text(
        "The result has the shape of x, whatever that is; `np.ndindex(*x.shape)` visits every entry. Work on a "
        "float64 copy: x may hold integers, may be read-only, and must stay as it was.",
        "不管 x 是什么形状，结果都与它相同；`np.ndindex(*x.shape)` 会走遍每个元素。要在 float64 副本上做："
        "x 可能装的是整数，可能只读，而且必须保持原样。",
    ),
    Text(
        "f(x, y) = x·y at (3, 4), h = 0.1: entry 0 gets (12.4 − 11.6) / 0.2 = 4, entry 1 (12.3 − 11.7) / 0.2 = 3.",
        "f(x, y) = x·y，在 (3, 4)，h = 0.1：元素 0 得 (12.4 − 11.6) / 0.2 = 4，元素 1 得 (12.3 − 11.7) / 0.2 = 3。",
    ),
)

JACOBIAN = (
    Text(
        "As for the gradient, move one input at a time. Now the answer is a whole vector: "
        "every output tells how it reacted.",
        "和梯度一样，每次只移动一个输入。不过现在得到的是整个向量：每个输出都说出自己变了多少。",
    ),
    Text(
        "J[i, j] = ∂f_i/∂x_j. Moving input j gives all the entries J[:, j] at once.",
        "J[i, j] = ∂f_i/∂x_j。移动第 j 个输入，一次就得到所有的 J[:, j]。",
    ),
    Text(
        "x is (n,), f(x) is (k,), J is (k, n): outputs along axis 0, inputs along axis 1. k you learn by calling f. "
        "Other shapes, or an h that is not positive, are a `ValueError`.",
        "x 是 (n,)，f(x) 是 (k,)，J 是 (k, n)：轴 0 是输出，轴 1 是输入。调用一次 f 就知道 k。"
        "形状不对，或者 h 不是正数，都抛出 `ValueError`。",
    ),
    Text(
        "f(x, y) = (x + y, x·y, 7) at (2, 3): J = [[1, 1], [3, 2], [0, 0]], three outputs, two inputs.",
        "f(x, y) = (x + y, x·y, 7)，在 (2, 3)：J = [[1, 1], [3, 2], [0, 0]]，三个输出，两个输入。",
    ),
)

HESSIAN = (
    Text(
        "Along every eigenvector the surface is a parabola, and the eigenvalue says which way it opens.",
        "沿每个特征向量（eigenvector）的方向，曲面都像一条抛物线，特征值说明它朝哪边开口。",
    ),
    Text(
        "Some λ > 0 and some λ < 0: saddle, whatever the others. All λ > 0: minimum. All λ < 0: maximum. "
        "Everything else: inconclusive.",
        "有的 λ > 0 又有的 λ < 0：鞍点，不管其他的是什么。全部 λ > 0：最小值。全部 λ < 0：最大值。其余情况：无法判断。",
    ),
    Text(
        "H is (n, n); `np.linalg.eigvalsh` gives its n eigenvalues. Those of absolute value at most tol count as 0. "
        "Look first whether H is square and equal to its transpose, else `ValueError`.",
        "H 是 (n, n)；`np.linalg.eigvalsh` 给出它的 n 个特征值。绝对值不超过 tol 的当作 0。"
        "先看 H 是不是方阵，是不是等于自己的转置，否则抛出 `ValueError`。",
    ),
    Text(
        '[[0, 3], [3, 0]] has the eigenvalues 3 and −3, so "saddle", though its diagonal shows nothing. '
        'diag(5, 0) has 5 and 0: "inconclusive".',
        '[[0, 3], [3, 0]] 的特征值是 3 和 −3，所以是 "saddle"，尽管对角线上什么也看不出来。'
        'diag(5, 0) 的特征值是 5 和 0："inconclusive"。',
    ),
)

CHAIN = (
    Text(
        "Two gears: x turns u = g(x), and u turns f(u). The ratios of two gears in a row are multiplied.",
        "两个齿轮：x 带动 u = g(x)，u 再带动 f(u)。前后相接的两个齿轮，传动比相乘。",
    ),
    Text(
        "(f∘g)'(x) = f'(u) · g'(x) with u = g(x). At which point is each derivative taken?",
        "(f∘g)'(x) = f'(u) · g'(x)，其中 u = g(x)。两个导数各在哪一点取值？",
    ),
    Text(
        "df, g and dg are functions of one number. The result is one number. The outer function never sees x itself.",
        "df、g、dg 都是一个数的函数，结果是一个数。外层函数看不到 x 本身。",
    ),
    Text(
        "(3x + 1)² at 2: the inner value is 7, the outer slope there 2·7 = 14, the inner slope 3, so 14·3 = 42.",
        "(3x + 1)² 在 2 处：内层的值是 7，外层在那里的斜率是 2·7 = 14，内层的斜率是 3，所以是 14·3 = 42。",
    ),
)

SOFTMAX = (
    Text(
        "Raise one logit: its own probability goes up, and all the others make room for it. "
        "So every output depends on every input.",
        "把一个 logit 调高：它自己的概率上升，其余的都给它让位。所以每个输出都依赖每个输入。",
    ),
    Text(
        "∂p_i/∂z_j = p_i (δ_ij − p_j), where δ_ij is 1 if i = j, else 0. First get p, by a softmax that stays finite.",
        "∂p_i/∂z_j = p_i (δ_ij − p_j)，i = j 时 δ_ij 是 1，否则是 0。先用不会溢出的 softmax 求出 p。",
    ),
    Text(
        "z is (K,), J is (K, K): p_i varies along axis 0, p_j along axis 1. Every row (axis 0) adds up to 0. "
        "A z of another shape, or an empty one, is a `ValueError`.",
        "z 是 (K,)，J 是 (K, K)：p_i 沿轴 0 变化，p_j 沿轴 1 变化。每一行（row）加起来都是 0。"
        "z 是别的形状或者为空，都抛出 `ValueError`。",
    ),
    Text(
        "Two equal logits give p = [0.5, 0.5]: the diagonal is 0.5·0.5 = 0.25, beside it stands −0.25.",
        "两个 logit 相等时 p = [0.5, 0.5]：对角线上是 0.5·0.5 = 0.25，旁边是 −0.25。",
    ),
)
