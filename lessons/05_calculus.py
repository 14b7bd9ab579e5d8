# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown] lang="en"
# # Calculus toolkit
#
# How fast does one number change when another one moves? Training a network is nothing but asking this question, millions of times. This lesson builds the tools that answer it: slopes, gradients, Jacobians, and the curvature that tells a valley from a hill.

# %% [markdown] lang="zh"
# # 微积分工具箱
#
# 一个数动一点，另一个数会变多快？训练网络，无非是把这个问题问上千百万遍。这一课打造回答它的工具：斜率、梯度、雅可比矩阵，以及能区分山谷和山顶的曲率。

# %% [markdown] lang="en"
# ## Goals
#
# After this lesson you will be able to
#
# - say what a derivative is, and compute one numerically, with a step that is neither too wide nor too small;
# - find the vertex of a parabola, and tell convex from concave functions without falling into the trap of their names;
# - use the second-derivative test, and know when it can't decide;
# - differentiate a function of a function by the chain rule;
# - compute gradients and Jacobians, and read from a Hessian whether a point is a minimum, a maximum or a saddle point.

# %% [markdown] lang="zh"
# ## 目标
#
# 学完这一课，你能够：
#
# - 说清导数是什么，并用数值方法算出它，步长既不太大也不太小；
# - 找到抛物线的顶点，分清凸函数和凹函数，不掉进名称的陷阱；
# - 使用二阶导数判别法，并知道它什么时候判断不了；
# - 用链式法则对复合函数求导；
# - 计算梯度和雅可比矩阵，并从黑塞矩阵读出一个点是最小值点、最大值点还是鞍点。

# %% [markdown] lang="en"
# ## Time
#
# 70 to 90 minutes. A good place for a break is the end of section 4.

# %% [markdown] lang="zh"
# ## 用时
#
# 70 到 90 分钟。第 4 节结束的地方适合歇一歇。

# %% [markdown] lang="en"
# ## What you need
#
# Derivatives as they are taught at school: powers, sine, exponential. NumPy arrays and their shapes. The `softmax` of lesson 02 and the cross-entropy of lesson 04 come back in section 6.

# %% [markdown] lang="zh"
# ## 准备
#
# 中学里的求导：幂函数、正弦、指数函数。NumPy 数组和它们的形状。第 02 课的 `softmax` 和第 04 课的交叉熵会在第 6 节再次出现。

# %% [markdown] lang="en"
# ## How this notebook works
#
# As in lesson 01: write your code in an answer cell, run it, then run the check below it. `hint("numerical_gradient")` helps, `progress()` shows where you are, and the language switch stands under the next cell. Run the next two cells first, and again after every restart of the kernel. The second fetches `softmax` from lesson 02: yours if it passed its check, else the course's.

# %% [markdown] lang="zh"
# ## 怎样使用这份笔记本
#
# 和第 01 课一样：在作答单元格里写代码，运行它，再运行下面的检查。`hint("numerical_gradient")` 给出提示，`progress()` 显示进度，语言开关在下一个单元格下方。先运行下面两个单元格；每次重启内核之后，也要重新运行。第二个单元格取来第 02 课的 `softmax`：你写的已经通过检查，就用你的；否则用课程的。

# %% setup
import matplotlib.pyplot as plt
import numpy as np

from lessonkit import data, demo, language, plots, widgets
from lessonkit.selfstudy import check, committed, hint, progress, solution, use

language.switch()

# %% setup
softmax = use("softmax")

# %% [markdown] lang="en"
# ## 1. The ghosts of departed quantities
#
# London, 1734. Calculus is 50 years old, it has explained the orbits of the planets, and nobody can say why it is right. To find a slope, one takes a small step $h$, divides by it, and then lets it vanish. The philosopher George Berkeley asks the question that every student should ask: if $h$ is not 0, the slope is wrong; if $h$ is 0, you have divided by 0. What are these vanished steps? "May we not call them the ghosts of departed quantities?" [1]
#
# The answer took almost a century: the slope is a **limit**, the number that the quotients come close to as $h$ shrinks. It is called the **derivative**:
#
# $$f'(x) = \frac{df}{dx} = \lim_{h \to 0} \frac{f(x + h) - f(x)}{h}$$
#
# A computer knows no limits. It must take a real $h$, and so Berkeley's question returns as a practical one. **How small should the step be?** Keep your guess in mind until the end of section 2.

# %% [markdown] lang="zh"
# ## 1. 消逝的量的幽灵
#
# 1734 年，伦敦。微积分问世已有 50 年，解释了行星的轨道，却没有人说得出它为什么是对的。要求一个斜率，先取很小的一步 $h$，拿它作除数，然后让它消失。哲学家 George Berkeley 问了一个每个学生都该问的问题：如果 $h$ 不是 0，斜率就不准；如果 $h$ 是 0，那就是除以 0。这些消失的步子是什么？“我们何不称它们为消逝的量的幽灵？” [1]
#
# 将近一个世纪之后才有了答案：斜率是一个**极限**（limit），是 $h$ 越来越小时那些商所趋近的数。它叫作**导数**（derivative）：
#
# $$f'(x) = \frac{df}{dx} = \lim_{h \to 0} \frac{f(x + h) - f(x)}{h}$$
#
# 计算机不认识极限，只能取一个实实在在的 $h$，于是 Berkeley 的问题又成了一个实际问题。**步子该取多小**？先猜一猜，把答案记到第 2 节结束。

# %% [markdown] lang="en"
# ### Common misconception: "the slope is tangent to the curve"
#
# You may read that the slope *touches* the curve. The picture in your mind is right, the word is not. **What is right:** the **tangent line** touches the curve, and the **slope** is a number that belongs to this line: by how much it rises when $x$ grows by 1. With several inputs there is one such number along each axis, and together they form a vector, the gradient of section 5 [2, section 4.3].

# %% [markdown] lang="zh"
# ### 常见误解：“斜率与曲线相切”
#
# 你也许读到过：斜率与曲线**相切**。脑子里的图是对的，词用错了。**正确的说法**：与曲线相切的是**切线**（tangent line）；**斜率**（slope）是属于这条线的一个数：$x$ 增加 1 时它升高多少。有多个输入时，沿每条坐标轴都有这样一个数，合起来是一个向量，也就是第 5 节的梯度 [2，4.3 节]。

# %% [markdown] lang="en"
# ## 2. A derivative by trying
#
# The quotient in the definition looks to one side only. It is better to look to both: the **central difference** takes the line through the points at $x - h$ and $x + h$.
#
# | name | points | formula | error |
# |---|---|---|---|
# | forward difference | $x$, $x + h$ | $\frac{f(x + h) - f(x)}{h}$ | about $\frac{h}{2} f''(x)$ |
# | central difference | $x - h$, $x + h$ | $\frac{f(x + h) - f(x - h)}{2h}$ | about $\frac{h^2}{6} f'''(x)$ |
#
# Here $f''$ is the **second derivative**, the slope of the slope: the derivative of $f'$. And $f'''$ is the derivative of $f''$.
#
# Where does the square come from? Taylor's formula writes $f$ near $x$ as a polynomial in the step: $f(x \pm h) = f \pm h f' + \frac{h^2}{2} f'' \pm \frac{h^3}{6} f''' + \dots$ In the difference of both, the terms with $f$ and $f''$ cancel, and $2 h f' + \frac{h^3}{3} f'''$ remains. Divided by $2h$, that is $f' + \frac{h^2}{6} f'''$.
#
# By hand, for $f(x) = x^3$ at $x = 2$ with $h = 0.1$: $(9.261 - 6.859) / 0.2 = 12.01$. The exact slope is 12, and $\frac{h^2}{6} \cdot 6 = 0.01$ is just the error. The forward difference gives 12.61.

# %% [markdown] lang="zh"
# ## 2. 试出来的导数
#
# 定义里的商只看一边。两边都看更好：**中心差分**（central difference）取的是过 $x - h$ 和 $x + h$ 两点的直线。
#
# | 名称 | 取哪些点 | 公式 | 误差 |
# |---|---|---|---|
# | 前向差分（forward difference） | $x$、$x + h$ | $\frac{f(x + h) - f(x)}{h}$ | 约 $\frac{h}{2} f''(x)$ |
# | 中心差分 | $x - h$、$x + h$ | $\frac{f(x + h) - f(x - h)}{2h}$ | 约 $\frac{h^2}{6} f'''(x)$ |
#
# 这里的 $f''$ 是**二阶导数**（second derivative），即斜率的斜率，也就是 $f'$ 的导数；$f'''$ 又是 $f''$ 的导数。
#
# 平方从哪里来？泰勒公式把 $f$ 在 $x$ 附近写成步长的多项式：$f(x \pm h) = f \pm h f' + \frac{h^2}{2} f'' \pm \frac{h^3}{6} f''' + \dots$ 两式相减，含 $f$ 和 $f''$ 的项消去，剩下 $2 h f' + \frac{h^3}{3} f'''$。再除以 $2h$，得到 $f' + \frac{h^2}{6} f'''$。
#
# 手算一次，$f(x) = x^3$，$x = 2$，$h = 0.1$：$(9.261 - 6.859) / 0.2 = 12.01$。精确的斜率是 12，而 $\frac{h^2}{6} \cdot 6 = 0.01$ 正是误差。前向差分得 12.61。

# %% [markdown] lang="en"
# ### Exercise: `numerical_derivative`
#
# **What for.** To get the slope of any function you can call, and later to check formulas.
#
# **Arguments.** `f`: a function from a number to a number. `x`: a number, integer or float. `h`: the step to each side, positive.
#
# **Returns.** A float, the central difference.
#
# **Errors.** `ValueError` if `h` is not positive.
#
# **Example.** For $x^2$ at 3 the answer is 6, up to rounding, with any $h$.

# %% [markdown] lang="zh"
# ### 练习：`numerical_derivative`
#
# **用途**：求任何一个能调用的函数的斜率，以后还用它检验公式。
#
# **参数**：`f`：从数到数的函数。`x`：一个数，整数或浮点数。`h`：向每一侧走的步长，正数。
#
# **返回**：一个 float，即中心差分。
#
# **错误**：`h` 不是正数时，抛出 `ValueError`。
#
# **例子**：$x^2$ 在 3 处，不管 $h$ 取多少，结果都是 6（不计舍入误差）。


# %% solution="numerical_derivative"
def numerical_derivative(f, x, h=1e-5):
    """Return the slope of a function of one number by a central difference.

    Parameters
    ----------
    f : callable
        From a number to a number.
    x : number
        Where.
    h : float
        The step to each side, positive.

    Returns
    -------
    float
        The slope.

    Raises
    ------
    ValueError
        If `h` is not positive.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if not h > 0:
        raise ValueError(f"h must be positive; got {h}.")
    return float((f(x + h) - f(x - h)) / (2 * h))
    ### END SOLUTION


# %% check="numerical_derivative"
check("numerical_derivative")

# %% [markdown] lang="en"
# ### Predict, then run: a kink
#
# The function $|x|$ has a kink at 0. What does your central difference answer there?
#
# - **a** 0
# - **b** 1
# - **c** an error, since there is no derivative
#
# Write your letter, with its quotation marks, into the next cell and run it.

# %% [markdown] lang="zh"
# ### 先预测，再运行：一个折点
#
# 函数 $|x|$ 在 0 处有一个折点（kink）。你的中心差分在那里会给出什么？
#
# - **a** 0
# - **b** 1
# - **c** 报错，因为那里没有导数
#
# 把你选的字母连同引号写进下一个单元格并运行。

# %% predict="L05-P2"
prediction_L05_P2 = "a"

# %% demo
committed("L05-P2")

# %% demo
with demo.waits_for("numerical_derivative"):
    h = 1e-5
    demo.say("central: {}", "中心差分：{}", numerical_derivative(abs, 0.0))
    demo.say("forward: {}", "前向差分：{}", (abs(0.0 + h) - abs(0.0)) / h)

# %% [markdown] lang="en"
# **What it means.** The answer is **a**. Central: 0, the mean of the slopes $-1$ and $1$. Forward: 1. Both are numbers, and neither is a derivative: at 0 there is none. A numerical derivative never says "there is no answer". So be careful at kinks. ReLU has one.

# %% [markdown] lang="zh"
# **这说明什么**。答案是 **a**。中心差分得 0，是斜率 $-1$ 和 $1$ 的平均；前向差分得 1。两个都是数，却都不是导数：在 0 处导数不存在。数值导数从来不会说“没有答案”。所以遇到折点要当心，而 ReLU 就有一个。

# %% [markdown] lang="en"
# **Play with the step.** The line in the picture has the slope that *your* function gives. Make $h$ smaller: the **secant line**, which cuts the curve in the two outer points, becomes the tangent line. Question: at which points of the sine does even a wide step give the right slope? Then choose $|x|$ and take the point across 0, first with $h = 1$, then with a small $h$. How does the slope change on the way?

# %% [markdown] lang="zh"
# **玩一玩步长**。图中直线的斜率由**你的**函数算出。把 $h$ 调小：过外侧两点的**割线**（secant line）就变成切线。问题：在正弦曲线的哪些点上，步长很大也能得到正确的斜率？然后选 $|x|$，让点越过 0，先用 $h = 1$，再用很小的 $h$。一路上斜率怎样变化？

# %% demo
with demo.waits_for("numerical_derivative"):
    display(widgets.secant(numerical_derivative))

# %% [markdown] lang="en"
# ### Common misconception: "the loss is continuous, therefore we can differentiate it"
#
# You may read that a function need only be continuous to be differentiated. **What is right:** continuous means without a jump; differentiable means without a kink as well. $|x|$ and ReLU are continuous everywhere and not differentiable at 0. In 1872 Weierstrass presented a continuous function that is differentiable *nowhere* [6]. In practice it is enough that the kinks are few, and that one agrees on a slope to use there [2, section 6.3].

# %% [markdown] lang="zh"
# ### 常见误解：“损失是连续的，所以可以求导”
#
# 你也许读到过：函数只要连续，就能求导。**正确的说法**：连续是没有跳变，可导还要求没有折点。$|x|$ 和 ReLU 处处连续，在 0 处却不可导。1872 年，Weierstrass 给出了一个**处处**不可导的连续函数 [6]。实际中，只要折点很少，并约定好在那里用哪个斜率，就足够了 [2，6.3 节]。

# %% [markdown] lang="en"
# **Back to Berkeley's question.** We compute the slope of the sine at 1, which is $\cos 1$, with steps from $10^{-1}$ down to $10^{-13}$. Question before you run it: is the smallest step the best?

# %% [markdown] lang="zh"
# **回到 Berkeley 的问题**。我们用 $10^{-1}$ 到 $10^{-13}$ 的步长，计算正弦在 1 处的斜率，它应当是 $\cos 1$。运行之前想一想：最小的步长是最好的吗？

# %% demo
with demo.waits_for("numerical_derivative"):
    steps = 10.0 ** np.arange(-1, -14, -1)
    central = [abs(numerical_derivative(np.sin, 1.0, h) - np.cos(1.0)) for h in steps]
    forward = [abs((np.sin(1.0 + h) - np.sin(1.0)) / h - np.cos(1.0)) for h in steps]
    for h, c, f in zip(steps, central, forward, strict=True):
        demo.say(
            "h = {:.0e}   central: {:.1e}   forward: {:.1e}",
            "h = {:.0e}   中心差分：{:.1e}   前向差分：{:.1e}",
            *(h, c, f),
        )
    display(plots.step_errors(steps, {"central": central, "forward": forward}))

# %% [markdown] lang="en"
# **What it means.** Read the curves from right to left, toward smaller steps. At first the error falls: with $h^2$ for the central difference, only with $h$ for the forward one. Then both curves turn upward. Why? Two numbers that agree in almost all of their digits are subtracted, little more than rounding errors remains, and dividing by a tiny $h$ makes them large. The best central step is near $10^{-5}$, and that is why it is the default. Berkeley was right about one thing: the step must not vanish.

# %% [markdown] lang="zh"
# **这说明什么**。从右往左看，步长越来越小。误差先是下降：中心差分按 $h^2$ 下降，前向差分只按 $h$。然后两条曲线都翘了起来。为什么？两个几乎每一位都相同的数相减，剩下的差不多只有舍入误差，再除以极小的 $h$，就放大了。中心差分最好的步长在 $10^{-5}$ 附近，所以默认值取它。Berkeley 有一点说得对：步子不能消失。

# %% [markdown] lang="en"
# ## 3. Bowls and hills
#
# The simplest curve with a lowest point is the **parabola** $f(x) = a x^2 + b x + c$. Its slope is $f'(x) = 2ax + b$. At the **vertex** the slope is 0, and the sign of $a$ decides whether the vertex is at the bottom or at the top.
#
# Example: $x^2 - 6x + 5$ has the slope $2x - 6$, which is 0 at $x = 3$; the value there is $9 - 18 + 5 = -4$. With $a = 1 > 0$ this is the lowest point.

# %% [markdown] lang="zh"
# ## 3. 碗和山
#
# 有最低点的曲线里，最简单的是**抛物线**（parabola）$f(x) = a x^2 + b x + c$。它的斜率是 $f'(x) = 2ax + b$。在**顶点**（vertex）处斜率为 0；顶点在最低处还是最高处，由 $a$ 的符号决定。
#
# 例子：$x^2 - 6x + 5$ 的斜率是 $2x - 6$，在 $x = 3$ 处为 0，那里的值是 $9 - 18 + 5 = -4$。因为 $a = 1 > 0$，这是最低点。

# %% [markdown] lang="en"
# ### Exercise: `quadratic_vertex`
#
# **What for.** Losses near their lowest point look like parabolas, so this formula will come back.
#
# **Arguments.** `a`, `b`, `c`: numbers, the coefficients of $a x^2 + b x + c$.
#
# **Returns.** A tuple of two floats: the place $x$ of the vertex, and the value $f(x)$ there.
#
# **Errors.** `ValueError` if `a` is 0: a straight line has no vertex.
#
# **Example.** `quadratic_vertex(1, -6, 5)` gives `(3.0, -4.0)`.

# %% [markdown] lang="zh"
# ### 练习：`quadratic_vertex`
#
# **用途**：损失在最低点附近的样子都像抛物线，所以这个公式还会回来。
#
# **参数**：`a`、`b`、`c`：三个数，$a x^2 + b x + c$ 的系数。
#
# **返回**：两个 float 组成的元组：顶点的位置 $x$，以及那里的值 $f(x)$。
#
# **错误**：`a` 是 0 时，抛出 `ValueError`：直线没有顶点。
#
# **例子**：`quadratic_vertex(1, -6, 5)` 得到 `(3.0, -4.0)`。


# %% solution="quadratic_vertex"
def quadratic_vertex(a, b, c):
    """Return the vertex of the parabola a x² + b x + c.

    Parameters
    ----------
    a, b, c : number
        Coefficients; `a` is not 0.

    Returns
    -------
    x, value : float
        Where the slope is 0, and the value there.

    Raises
    ------
    ValueError
        If `a` is 0.

    Examples
    --------
    >>> quadratic_vertex(1, -6, 5)
    (3.0, -4.0)

    中文说明见上
    """
    ### BEGIN SOLUTION
    if a == 0:
        raise ValueError("a must not be 0: a straight line has no vertex.")
    x = -b / (2 * a)
    return float(x), float(a * x**2 + b * x + c)
    ### END SOLUTION


# %% check="quadratic_vertex"
check("quadratic_vertex")

# %% [markdown] lang="en"
# ### Written question: a parabola to order
#
# Find a parabola that has its lowest point at $(-5/4, -1/4)$ and integer coefficients. Show how you found it, and check it: slope, value, and the sign that makes it a minimum.

# %% [markdown] lang="zh"
# ### 书面题：定做一条抛物线
#
# 找一条抛物线，它的最低点在 $(-5/4, -1/4)$，系数都是整数。写出你怎样找到它，并检验：斜率、函数值，以及使它成为最小值的符号。

# %% [markdown] lang="en" written="parabola" points=4
# A parabola with this vertex is $f(x) = a (x + 5/4)^2 - 1/4 = a x^2 + \frac{5a}{2} x + \frac{25a}{16} - \frac{1}{4}$, with $a > 0$ so that it opens upward. The middle coefficient is an integer if $a$ is even. The last is $(25a - 4)/16$; it is an integer if $a$ is 4, 20, 36 and so on. The smallest is $a = 4$: $f(x) = 4x^2 + 10x + 6$.
#
# Check: $f'(x) = 8x + 10 = 0$ at $x = -5/4$; $f(-5/4) = 6.25 - 12.5 + 6 = -0.25$; $f'' = 8 > 0$, so it is a minimum.

# %% [markdown] lang="zh" written="parabola" points=4
# 以此为顶点的抛物线是 $f(x) = a (x + 5/4)^2 - 1/4 = a x^2 + \frac{5a}{2} x + \frac{25a}{16} - \frac{1}{4}$，要开口向上，所以 $a > 0$。$a$ 是偶数时，中间的系数是整数。最后一个系数是 $(25a - 4)/16$，当 $a$ 是 4、20、36 等等时是整数。最小的是 $a = 4$：$f(x) = 4x^2 + 10x + 6$。
#
# 检验：$f'(x) = 8x + 10 = 0$，得 $x = -5/4$；$f(-5/4) = 6.25 - 12.5 + 6 = -0.25$；$f'' = 8 > 0$，所以是最小值。

# %% [markdown] lang="en" rubric="parabola"
# - 2 points: a right parabola, $4x^2 + 10x + 6$ or another with $a$ = 20, 36, … 1 point if only one of place and value is right, as for $2x^2 + 5x + 3$.
# - 1 point: a derivation that leads to it, by the vertex form or by two equations.
# - 1 point: checks the slope and the value, and names the sign that makes it a minimum, $a > 0$ or $f'' > 0$.

# %% [markdown] lang="zh" rubric="parabola"
# - 2 分：抛物线正确，$4x^2 + 10x + 6$，或 $a$ = 20、36……的另一条。位置和函数值只对了一个，如 $2x^2 + 5x + 3$，得 1 分。
# - 1 分：写出推导，用顶点式或两个方程都可以。
# - 1 分：检验了斜率和函数值，并指出使它成为最小值的符号，$a > 0$ 或 $f'' > 0$ 都可以。

# %% [markdown] lang="en"
# ### Convex and concave
#
# ![Three curves, each with a chord between two of its points. Left, a bowl: the chord lies above. Middle, a hill: the chord lies below. Right, a wave: the chord crosses the curve.](pictures/05_convex.en.png)
#
# *A chord joins two points of a curve. Question: in the right panel, where could you put the chord so that it lies above the curve?*
#
# A function is **convex** if *every* chord lies above its curve or on it, and **concave** if every chord lies below it or on it. With a second derivative: convex means $f'' \geq 0$ everywhere, concave means $f'' \leq 0$ everywhere [3, section 3.1]. Change the parabola below, drag the ends of the chord, and look for a chord that crosses its curve. Is there one?

# %% [markdown] lang="zh"
# ### 凸和凹
#
# ![三条曲线，各有一条连接两点的弦。左边是碗形：弦在曲线上方。中间是山形：弦在曲线下方。右边是波形：弦穿过曲线。](pictures/05_convex.zh.png)
#
# **弦连接曲线上的两点**。问题：在右图里，把弦放在哪里，它就会在曲线上方？
#
# 如果**每一条**弦都在曲线上方（或落在曲线上），函数就是**凸函数**（convex，碗形 ∪）；如果每一条弦都在曲线下方（或落在曲线上），就是**凹函数**（concave，山形 ∩）。有二阶导数时：凸就是处处 $f'' \geq 0$，凹就是处处 $f'' \leq 0$ [3，3.1 节]。在下面改变抛物线，拖动弦的两端，找一条穿过曲线的弦。找得到吗？

# %% demo
widgets.parabola()

# %% [markdown] lang="en"
# ### Common misconception: "convex means bulging upward"
#
# A convex mirror bulges toward you, so a hill seems convex. And the Chinese words are drawn like pictures: 凸 sticks out at the top, 凹 is hollow. Some calculus textbooks in Chinese indeed call a bowl 凹. **What is right in this course, and in optimization everywhere:** convex (凸函数) is the bowl ∪, $f'' \geq 0$, and concave (凹函数) the hill ∩, $f'' \leq 0$. When you open another book, look at its picture first, not at the word.

# %% [markdown] lang="zh"
# ### 常见误解：“凸就是往上鼓”
#
# “凸”字上面鼓出来，“凹”字中间陷下去，看字形，山才是凸的，碗才是凹的；有些微积分教材也确实把碗形叫作凹。**本课程以及整个优化领域的说法**：凸函数（convex）是碗形 ∪，$f'' \geq 0$；凹函数（concave）是山形 ∩，$f'' \leq 0$。翻开另一本书时，先看它的图，不要先看字。

# %% [markdown] lang="en"
# ### Written question: a concave function and its minimum
#
# A friend says: "A concave function has no minimum." Look at $f(x) = -x^2$ on the interval $[-1, 2]$. Does it have a minimum there? Where, and what is its value? For which domain would your friend be right about this function?

# %% [markdown] lang="zh"
# ### 书面题：凹函数和它的最小值
#
# 一位朋友说：“凹函数没有最小值。”看区间 $[-1, 2]$ 上的 $f(x) = -x^2$。它在这个区间上有最小值吗？在哪里，值是多少？对这个函数来说，定义域是什么时你的朋友才说得对？

# %% [markdown] lang="en" written="no_minimum" points=3
# Yes. On a closed interval the lowest value of a concave function is at an end: $f(-1) = -1$ and $f(2) = -4$, so the minimum is $-4$, at $x = 2$. The slope there is $-4$, not 0: at an end a minimum needs no flat tangent. On the whole real line your friend is right about this function: $-x^2$ falls below every bound.

# %% [markdown] lang="zh" written="no_minimum" points=3
# 有。在闭区间上，凹函数的最低点在端点：$f(-1) = -1$，$f(2) = -4$，所以最小值是 $-4$，在 $x = 2$ 处。那里的斜率是 $-4$，不是 0：在端点取最小值，不需要切线是平的。在整个实数轴上，对这个函数来说朋友是对的：$-x^2$ 会低于任何界限。

# %% [markdown] lang="en" rubric="no_minimum"
# - 2 points: the minimum is $-4$ at $x = 2$. 1 point for comparing the two ends without the right result.
# - 1 point: on the whole real line (or an unbounded or open interval) there is none.

# %% [markdown] lang="zh" rubric="no_minimum"
# - 2 分：最小值是 $-4$，在 $x = 2$ 处。比较了两个端点但结果不对，得 1 分。
# - 1 分：指出在整个实数轴（或无界区间、开区间）上没有最小值。

# %% [markdown] lang="en"
# ### Common misconception: "one minima"
#
# You may read "the curve has a minima". **What is right:** one *minimum*, two *minima*; one *maximum*, two *maxima*. And the word names a value; the place is where it is taken. For $x^2 - 6x + 5$ the minimum is $-4$, taken at $x = 3$.

# %% [markdown] lang="zh"
# ### 常见误解：“一个最小值（minima）”
#
# 你也许在英文里读到过：这条曲线有一个最小值（minima）。**正确的说法**：一个最小值（minimum）用单数，两个最小值（minima）才用复数；最大值（maximum，复数 maxima）也是这样。另外，最小值说的是函数值，取到它的位置叫最小值点。$x^2 - 6x + 5$ 的最小值是 $-4$，在 $x = 3$ 处取到。

# %% [markdown] lang="en"
# ## 4. The second-derivative test, and functions of functions
#
# A point where the slope is 0 is a **critical point**. Is it the bottom of a bowl or the top of a hill? Look at the second derivative, the slope of the slope. If $f'' > 0$, the slope goes from negative to positive: the bottom of a bowl. If $f'' < 0$, it goes from positive to negative: the top of a hill. And if $f'' = 0$?

# %% [markdown] lang="zh"
# ## 4. 二阶导数判别法，以及复合函数
#
# 斜率为 0 的点叫作**临界点**（critical point）。它是碗底还是山顶？看二阶导数，也就是斜率的斜率。$f'' > 0$ 时，斜率由负变正：这是碗底。$f'' < 0$ 时，斜率由正变负：这是山顶。那么 $f'' = 0$ 呢？

# %% [markdown] lang="en"
# ### Predict, then run: the fourth power
#
# For $f(x) = x^4$: what is $f''(0)$, and is there a minimum at 0?
#
# - **a** $f''(0) = 12$, and so there is a minimum
# - **b** $f''(0) = 0$, and so there is no minimum
# - **c** $f''(0) = 0$, and yet there is a minimum
#
# Write your letter, with its quotation marks, into the next cell and run it.

# %% [markdown] lang="zh"
# ### 先预测，再运行：四次方
#
# 对 $f(x) = x^4$：$f''(0)$ 是多少？它在 0 处有最小值吗？
#
# - **a** $f''(0) = 12$，所以有最小值
# - **b** $f''(0) = 0$，所以没有最小值
# - **c** $f''(0) = 0$，但仍然有最小值
#
# 把你选的字母连同引号写进下一个单元格并运行。

# %% predict="L05-P1"
prediction_L05_P1 = "c"

# %% demo
committed("L05-P1")

# %% demo
x = np.array([-0.1, 0.0, 0.1])
print("x**4:    ", x**4)
print("x**3:    ", x**3)
print("12 x**2: ", 12 * x**2)

# %% [markdown] lang="en"
# **What it means.** The answer is **c**. $f''(x) = 12 x^2$ is 0 at 0, and $x^4$ is above 0 on both sides: a minimum.
#
# ![Four functions, x squared, minus x squared, x cubed and x to the fourth, each above its first and second derivatives. All have slope 0 at 0.](pictures/05_second.en.png)
#
# *Four functions with slope 0 at 0, above their first and second derivatives. Question: two of the columns have the same values of $f'$ and $f''$ at 0. Do the functions do the same there?*
#
# No: $x^3$ has $f'(0) = f''(0) = 0$ like $x^4$, but it is below 0 on one side and above it on the other. It has an **inflection point**. So $f'' = 0$ decides nothing.
#
# | $f'(x)$ | $f''(x)$ | verdict |
# |---|---|---|
# | not 0 | any | `"not-critical"` |
# | 0 | above 0 | `"min"` |
# | 0 | below 0 | `"max"` |
# | 0 | 0 | `"inconclusive"` |
#
# These are **local** minima and maxima: the lowest or highest value among the neighbours. Farther away the function may still be lower. $x^3 - 3x$ has a local minimum at 1, with the value $-2$, and yet at $-3$ its value is $-18$.

# %% [markdown] lang="zh"
# **这说明什么**。答案是 **c**。$f''(x) = 12 x^2$ 在 0 处是 0，而 $x^4$ 在两边都大于 0：0 处是最小值。
#
# ![四个函数，x 的平方、负的 x 的平方、x 的立方、x 的四次方，下面各是一阶和二阶导数。它们在 0 处的斜率都是 0。](pictures/05_second.zh.png)
#
# **四个在 0 处斜率为 0 的函数，下面是它们的一阶和二阶导数**。问题：有两列（column）的 $f'$ 和 $f''$ 在 0 处的值相同。这两个函数在那里的表现也相同吗？
#
# 不相同：$x^3$ 和 $x^4$ 一样，$f'(0) = f''(0) = 0$，却一边小于 0、一边大于 0，那是**拐点**（inflection point）。所以 $f'' = 0$ 什么也决定不了。
#
# | $f'(x)$ | $f''(x)$ | 结论 |
# |---|---|---|
# | 不是 0 | 任意 | `"not-critical"` |
# | 0 | 大于 0 | `"min"` |
# | 0 | 小于 0 | `"max"` |
# | 0 | 0 | `"inconclusive"` |
#
# 这里说的都是**局部**最小值和**局部**最大值（local minimum、local maximum，中学里叫极小值、极大值）：只和附近相比。远一点的地方，函数还可能更低。$x^3 - 3x$ 在 1 处有局部最小值 $-2$，可是在 $-3$ 处，函数值是 $-18$。

# %% [markdown] lang="en"
# ### Exercise: `classify_critical_point`
#
# **What for.** To say what a flat place is. It is a test with four answers, and one of them is "I can't tell".
#
# **Arguments.** `df`, `d2f`: functions of a number, the first and the second derivative. `x`: a number. `tol`: numbers whose absolute value is at most `tol` count as 0.
#
# **Returns.** One of the strings `"min"`, `"max"`, `"inconclusive"`, `"not-critical"`, as in the table.
#
# **Example.** For $x^2$, with $2x$ and 2 as derivatives, at 0: `"min"`. At 1: `"not-critical"`.

# %% [markdown] lang="zh"
# ### 练习：`classify_critical_point`
#
# **用途**：判断一个平的地方是什么。这个判别法有四种答案，其中一种是“我判断不了”。
#
# **参数**：`df`、`d2f`：一个数的函数，即一阶和二阶导数。`x`：一个数。`tol`：绝对值不超过 `tol` 的数当作 0。
#
# **返回**：字符串 `"min"`、`"max"`、`"inconclusive"`、`"not-critical"` 之一，见上表。
#
# **例子**：$x^2$ 的两个导数是 $2x$ 和 2，在 0 处：`"min"`。在 1 处：`"not-critical"`。


# %% solution="classify_critical_point"
def classify_critical_point(df, d2f, x, tol=1e-8):
    """Say by the second-derivative test what a function does at `x`.

    Parameters
    ----------
    df, d2f : callable
        First and second derivative.
    x : number
        Where.
    tol : float
        Numbers whose absolute value is at most this count as 0.

    Returns
    -------
    str
        "min", "max", "inconclusive" or "not-critical".

    中文说明见上
    """
    ### BEGIN SOLUTION
    if abs(df(x)) > tol:
        return "not-critical"
    curvature = d2f(x)
    if curvature > tol:
        return "min"
    return "max" if curvature < -tol else "inconclusive"
    ### END SOLUTION


# %% check="classify_critical_point"
check("classify_critical_point")

# %% [markdown] lang="en"
# ### Common misconception: "go to where the slope is zero, using both derivatives"
#
# You may read that the first and the second derivative lead to the minimum, and that one always moves to where the slope is zero. **What is right:** gradient descent, the method of lesson 06, uses the first derivative only, and it moves *downhill*. A place with slope 0 may be a minimum, a maximum or a saddle point. Second derivatives serve to test such places, and tell how large a step may be [2, section 4.3].

# %% [markdown] lang="zh"
# ### 常见误解：“用两个导数走到斜率为零的地方”
#
# 你也许读到过：一阶和二阶导数一起把我们带到最小值，而且总是往斜率为零的地方走。**正确的说法**：第 06 课的梯度下降只用一阶导数，而且是往**下坡**走。斜率为 0 的地方，可能是最小值、最大值，也可能是鞍点。二阶导数用来检验这样的地方，并说明步子可以迈多大 [2，4.3 节]。

# %% [markdown] lang="en"
# ### The chain rule
#
# A network is a function of a function of a function. If $x$ moves $u = g(x)$, and $u$ moves $y = f(u)$, how fast does $y$ move? Think of gears: the first turns the second 3 times as fast, the second turns the third 2 times as fast, together 6 times. Rates in a row are multiplied, and this is the **chain rule**:
#
# $$\frac{dy}{dx} = \frac{dy}{du} \cdot \frac{du}{dx} \qquad (f \circ g)'(x) = f'(g(x)) \cdot g'(x)$$
#
# Each derivative is taken at the point that its own function is given: $f'$ at $g(x)$, $g'$ at $x$.
#
# If $s$ moves $z$ along two paths, the contributions are added. With $z = x y$, $x = s^2$ and $y = 3s$, where $\frac{\partial z}{\partial x}$ is the slope of $z$ when only $x$ moves (more in section 5):
#
# $$\frac{dz}{ds} = \frac{\partial z}{\partial x} \frac{dx}{ds} + \frac{\partial z}{\partial y} \frac{dy}{ds} = y \cdot 2s + x \cdot 3 = 6 s^2 + 3 s^2 = 9 s^2$$
#
# and indeed $z = 3 s^3$ has the derivative $9 s^2$. Along a path multiply, over paths add: lesson 07 lives on this sentence.

# %% [markdown] lang="zh"
# ### 链式法则
#
# 网络就是一个函数套着一个函数，再套着一个函数。如果 $x$ 带动 $u = g(x)$，$u$ 又带动 $y = f(u)$，那么 $y$ 随 $x$ 变化有多快？想象三个齿轮：第二个的转速是第一个的 3 倍，第三个的转速是第二个的 2 倍，合起来就是 6 倍。前后相接的变化率相乘，这就是**链式法则**（chain rule）：
#
# $$\frac{dy}{dx} = \frac{dy}{du} \cdot \frac{du}{dx} \qquad (f \circ g)'(x) = f'(g(x)) \cdot g'(x)$$
#
# 传给函数的是哪个点，它的导数就在哪个点取值：$f'$ 在 $g(x)$，$g'$ 在 $x$。
#
# 如果 $s$ 沿两条路影响 $z$，就把两份加起来。设 $z = x y$，$x = s^2$，$y = 3s$；$\frac{\partial z}{\partial x}$ 表示只有 $x$ 变动时 $z$ 的斜率（第 5 节会细说）：
#
# $$\frac{dz}{ds} = \frac{\partial z}{\partial x} \frac{dx}{ds} + \frac{\partial z}{\partial y} \frac{dy}{ds} = y \cdot 2s + x \cdot 3 = 6 s^2 + 3 s^2 = 9 s^2$$
#
# 而 $z = 3 s^3$ 的导数确实是 $9 s^2$。沿一条路相乘，几条路相加：第 07 课靠的就是这句话。

# %% [markdown] lang="en"
# ### Exercise: `chain_derivative`
#
# **What for.** One link of the chain that backpropagation will run through.
#
# **Arguments.** `df`: the derivative of the outer function. `g`, `dg`: the inner function and its derivative. All take and give one number. `x`: a number.
#
# **Returns.** A float, the derivative of $f(g(x))$ at `x`.
#
# **Example.** For $(3x + 1)^2$ at 2 the answer is 42.

# %% [markdown] lang="zh"
# ### 练习：`chain_derivative`
#
# **用途**：反向传播要走过一整条链，这是其中一环。
#
# **参数**：`df`：外层函数的导数。`g`、`dg`：内层函数和它的导数。三者都是一个数的函数。`x`：一个数。
#
# **返回**：一个 float，$f(g(x))$ 在 `x` 处的导数。
#
# **例子**：$(3x + 1)^2$ 在 2 处得 42。


# %% solution="chain_derivative"
def chain_derivative(df, g, dg, x):
    """Return the derivative of f(g(x)) by the chain rule.

    Parameters
    ----------
    df : callable
        Derivative of the outer function.
    g, dg : callable
        The inner function and its derivative.
    x : number
        Where.

    Returns
    -------
    float
        The derivative.

    中文说明见上
    """
    ### BEGIN SOLUTION
    return float(df(g(x)) * dg(x))
    ### END SOLUTION


# %% check="chain_derivative"
check("chain_derivative")

# %% [markdown] lang="en"
# **Two ways, one number.** The slope of $\sin(x^2)$ at 2, by the chain rule and by trying. Do they agree?

# %% [markdown] lang="zh"
# **两种方法，一个数**。$\sin(x^2)$ 在 2 处的斜率，一次用链式法则，一次试出来。两者一致吗？

# %% demo
with demo.waits_for("chain_derivative", "numerical_derivative"):
    by_rule = chain_derivative(np.cos, lambda x: x**2, lambda x: 2 * x, 2.0)
    by_trying = numerical_derivative(lambda x: np.sin(x**2), 2.0)
    demo.say("chain rule: {}", "链式法则：{}", round(by_rule, 6))
    demo.say("by trying:  {}", "试一试：  {}", round(by_trying, 6))

# %% [markdown] lang="en"
# Both give $-2.614574$. This is how every formula of the course will be checked: derive it, then try it.

# %% [markdown] lang="zh"
# 两者都是 $-2.614574$。本课程的每个公式都会这样检验：先推导，再试一试。

# %% [markdown] lang="en"
# ## 5. Many inputs: the gradient
#
# A loss depends on thousands of weights. Move only one, keep the others: that slope is a **partial derivative**, written $\partial f / \partial x_i$. All of them together, in the shape of $x$, form the **gradient** $\nabla f$.
#
# | name | shape | formula | what is moved |
# |---|---|---|---|
# | `x` | any | the point | |
# | `f(x)` | `()` | one number | |
# | `gradient` | that of `x` | $\frac{f(x + h e_i) - f(x - h e_i)}{2h}$ | entry $i$ only |
#
# By hand: $f(x, y) = x y$ at $(3, 4)$. Moving $x$ gives the slope $y = 4$, moving $y$ gives $x = 3$, so $\nabla f = (4, 3)$. The gradient is a vector in the space of the *inputs*. It points where $f$ rises most steeply from here, which is in general not where the top is.
#
# Derivatives of many variables, the chain rule and the matrices of the next sections belong to *multivariable calculus*; linear algebra lends the notation.

# %% [markdown] lang="zh"
# ## 5. 许多输入：梯度
#
# 损失依赖成千上万个权重。只移动一个，其余不动，得到的斜率叫**偏导数**（partial derivative），写作 $\partial f / \partial x_i$。把它们全部按 $x$ 的形状排好，就是**梯度**（gradient）$\nabla f$。
#
# | 名称 | 形状 | 公式 | 移动什么 |
# |---|---|---|---|
# | `x` | 任意 | 所在的点 | |
# | `f(x)` | `()` | 一个数 | |
# | `gradient` | 与 `x` 相同 | $\frac{f(x + h e_i) - f(x - h e_i)}{2h}$ | 只移动第 $i$ 个元素 |
#
# 手算一次：$f(x, y) = x y$，在 $(3, 4)$。移动 $x$ 得斜率 $y = 4$，移动 $y$ 得 $x = 3$，所以 $\nabla f = (4, 3)$。梯度是**输入**空间里的向量，指向从这里出发 $f$ 上升最陡的方向，一般并不指向最高点。
#
# 多个变量的导数、链式法则和后面两节的矩阵，属于**多元微积分**；线性代数提供的是记号。

# %% [markdown] lang="en"
# ### Exercise: `numerical_gradient`
#
# **What for.** It needs two calls of `f` for every entry, far too many for training. But it works for any smooth `f`, and so it will be the judge of your formulas in lesson 07.
#
# **Arguments.** `f`: a function from an array of the shape of `x` to a number. `x`: an array of any shape, float or integer; it may be read-only, and it keeps its values, also if `f` raises an error. `h`: the step, positive.
#
# **Returns.** A float64 array of the shape of `x`. If `x` has no entries, neither has the result.
#
# **Errors.** `ValueError` if `h` is not positive.
#
# **Example.** For $\sum x_i^2$ at `np.array([3, 0])`, integers, the answer is `[6., 0.]` up to rounding. Compute with float64 whatever the dtype of `x`.

# %% [markdown] lang="zh"
# ### 练习：`numerical_gradient`
#
# **用途**：每个元素都要调用两次 `f`，用来训练太慢。但它对任何光滑的 `f` 都管用，所以到了第 07 课，你的公式对不对，就由它来判。
#
# **参数**：`f`：从形状与 `x` 相同的数组到一个数的函数。`x`：任意形状的数组，浮点数或整数；它可能是只读的，而且要保持原值，`f` 出错时也一样。`h`：步长，正数。
#
# **返回**：形状与 `x` 相同的 float64 数组。`x` 没有元素时，结果也没有元素。
#
# **错误**：`h` 不是正数时，抛出 `ValueError`。
#
# **例子**：$\sum x_i^2$ 在整数数组 `np.array([3, 0])` 处得 `[6., 0.]`（不计舍入误差）。不管 `x` 是什么 dtype，都用 float64 计算。


# %% solution="numerical_gradient"
def numerical_gradient(f, x, h=1e-5):
    """Return the gradient of a function of an array by central differences.

    Parameters
    ----------
    f : callable
        From an array of the shape of `x` to a number.
    x : ndarray of any shape
        Where. Not modified.
    h : float
        Step in each entry, positive.

    Returns
    -------
    ndarray of the shape of `x`, float64
        The gradient.

    Raises
    ------
    ValueError
        If `h` is not positive.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if not h > 0:
        raise ValueError(f"h must be positive; got {h}.")
    point = np.array(x, dtype=np.float64)
    gradient = np.zeros(point.shape)
    for index in np.ndindex(*point.shape):
        here = point[index]
        point[index] = here + h
        above = f(point)
        point[index] = here - h
        below = f(point)
        point[index] = here
        gradient[index] = (above - below) / (2 * h)
    return gradient
    ### END SOLUTION


# %% check="numerical_gradient"
check("numerical_gradient")

# %% [markdown] lang="en"
# **Which way is up?** From a point of the long bowl $f = x^2 + 10 y^2$ we look at the gradient, and at the direction away from the lowest point. Question: are they the same?

# %% [markdown] lang="zh"
# **哪边是上坡**？在长碗 $f = x^2 + 10 y^2$ 上取一点，看看梯度，再看看背离最低点的方向。问题：两者相同吗？

# %% demo
with demo.waits_for("numerical_gradient"):
    point = np.array([2.0, 1.0])
    slope = numerical_gradient(lambda v: v[0] ** 2 + 10 * v[1] ** 2, point)
    demo.say("gradient, length 1:         {}", "梯度，长度取 1：        {}", (slope / np.linalg.norm(slope)).round(3))
    demo.say("away from (0, 0), length 1: {}", "背离 (0, 0)，长度取 1： {}", (point / np.linalg.norm(point)).round(3))

# %% [markdown] lang="en"
# They differ: $(0.196, 0.981)$ and $(0.894, 0.447)$. Steepest is a local word. Going against the gradient takes you down, but not straight to the bottom.

# %% [markdown] lang="zh"
# 不同：$(0.196, 0.981)$ 和 $(0.894, 0.447)$。“最陡”说的只是眼前这一点。逆着梯度走会下坡，却不是直奔最低点。

# %% [markdown] lang="en"
# ## 6. Many outputs: the Jacobian
#
# A layer has many inputs *and* many outputs. Every output reacts to every input, and all these partial derivatives stand in a matrix, the **Jacobian matrix**:
#
# $$J_{ij} = \frac{\partial f_i}{\partial x_j}$$
#
# | name | shape | meaning |
# |---|---|---|
# | `x` | `(n,)` | inputs, along axis 1 of `J` |
# | `f(x)` | `(k,)` | outputs, along axis 0 of `J` |
# | `J` | `(k, n)` | a row (axis 0) per output, a column (axis 1) per input |
#
# By hand: $f(x, y) = (x + y, \; x y, \; 7)$ at $(2, 3)$. The Jacobian has the rows (axis 0) $(1, 1)$, $(3, 2)$ and $(0, 0)$.

# %% [markdown] lang="zh"
# ## 6. 许多输出：雅可比矩阵
#
# 一层既有许多输入，**又**有许多输出。每个输出对每个输入都有反应，所有这些偏导数排成一个矩阵，叫作**雅可比矩阵**（Jacobian matrix）：
#
# $$J_{ij} = \frac{\partial f_i}{\partial x_j}$$
#
# | 名称 | 形状 | 含义 |
# |---|---|---|
# | `x` | `(n,)` | 输入，沿 `J` 的轴 1 |
# | `f(x)` | `(k,)` | 输出，沿 `J` 的轴 0 |
# | `J` | `(k, n)` | 每个输出占一行（row，轴 0），每个输入占一列（column，轴 1） |
#
# 手算一次：$f(x, y) = (x + y, \; x y, \; 7)$，在 $(2, 3)$。雅可比矩阵的各行（row，轴 0）是 $(1, 1)$、$(3, 2)$、$(0, 0)$。

# %% [markdown] lang="en"
# ### Exercise: `numerical_jacobian`
#
# **What for.** To check any function from vectors to vectors, as we do with softmax below.
#
# **Arguments.** `f`: a function from an array `(n,)` to an array `(k,)`. `x`: an array `(n,)`, float or integer; it may be read-only and keeps its values. `h`: the step, positive.
#
# **Returns.** A float64 array `(k, n)`. Compute with float64 whatever the dtype of `x`; `n = 0` gives `(k, 0)`.
#
# **Errors.** `ValueError` if `h` is not positive, or if `x` or `f(x)` is not one-dimensional.
#
# **Example.** See above: three outputs and two inputs give an array `(3, 2)`.

# %% [markdown] lang="zh"
# ### 练习：`numerical_jacobian`
#
# **用途**：检验任何从向量到向量的函数，下面就用它检验 softmax。
#
# **参数**：`f`：从数组 `(n,)` 到数组 `(k,)` 的函数。`x`：数组 `(n,)`，浮点数或整数；可能是只读的，并且要保持原值。`h`：步长，正数。
#
# **返回**：float64 数组 `(k, n)`。不管 `x` 是什么 dtype，都用 float64 计算；`n = 0` 时得到 `(k, 0)`。
#
# **错误**：`h` 不是正数，或者 `x`、`f(x)` 不是一维数组时，抛出 `ValueError`。
#
# **例子**：见上：三个输出、两个输入，得到数组 `(3, 2)`。


# %% solution="numerical_jacobian"
def numerical_jacobian(f, x, h=1e-5):
    """Return all partial derivatives of a function from n numbers to k numbers.

    Parameters
    ----------
    f : callable
        From an array of shape (n,) to an array of shape (k,).
    x : ndarray of shape (n,)
        Where. Not modified.
    h : float
        Step in each entry, positive.

    Returns
    -------
    ndarray of shape (k, n), float64
        Outputs along axis 0, inputs along axis 1.

    Raises
    ------
    ValueError
        If `h` is not positive, or if `x` or ``f(x)`` is not one-dimensional.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if not h > 0:
        raise ValueError(f"h must be positive; got {h}.")
    if x.ndim != 1:
        raise ValueError(f"x must be (n,); got {x.shape}.")
    point = np.array(x, dtype=np.float64)
    outputs = f(point.copy()).shape
    if len(outputs) != 1:
        raise ValueError(f"f must return an array (k,); got {outputs}.")
    J = np.zeros((outputs[0], len(point)))
    for j in range(len(point)):
        above, below = point.copy(), point.copy()
        above[j] += h
        below[j] -= h
        J[:, j] = (f(above) - f(below)) / (2 * h)
    return J
    ### END SOLUTION


# %% check="numerical_jacobian"
check("numerical_jacobian")

# %% [markdown] lang="en"
# ### Exercise: `softmax_jacobian`
#
# **What for.** Softmax ties its outputs together: raise one logit, and *all* probabilities change. Its Jacobian is needed whenever a classifier learns.
#
# **Derivation.** $p_i = e^{z_i} / S$ with $S = \sum_k e^{z_k}$. By the quotient rule, for $i \neq j$ only $S$ depends on $z_j$: $\partial p_i / \partial z_j = -e^{z_i} e^{z_j} / S^2 = -p_i p_j$. For $i = j$ the numerator changes too, which adds $e^{z_i} / S = p_i$. With $\delta_{ij} = 1$ for $i = j$, else 0 [5, section 4.3]:
#
# $$\frac{\partial p_i}{\partial z_j} = p_i (\delta_{ij} - p_j)$$
#
# **Arguments.** `z`: array `(K,)`, the logits, $K \geq 1$; numbers of any dtype, also around 1000.
#
# **Returns.** A float64 array `(K, K)`, $\partial p_i / \partial z_j$ at `[i, j]`. The `softmax` of lesson 02 is ready to use.
#
# **Errors.** `ValueError` if `z` is not one-dimensional or is empty.
#
# **Example.** `softmax_jacobian(np.zeros(2))` gives `[[0.25, -0.25], [-0.25, 0.25]]`.

# %% [markdown] lang="zh"
# ### 练习：`softmax_jacobian`
#
# **用途**：softmax 把各个输出绑在一起：调高一个 logit，**所有**概率都会变。分类器学习时总要用到它的雅可比矩阵。
#
# **推导**：$p_i = e^{z_i} / S$，其中 $S = \sum_k e^{z_k}$。用商的求导法则：$i \neq j$ 时只有 $S$ 依赖 $z_j$，所以 $\partial p_i / \partial z_j = -e^{z_i} e^{z_j} / S^2 = -p_i p_j$。$i = j$ 时分子也在变，要加上 $e^{z_i} / S = p_i$。记 $i = j$ 时 $\delta_{ij} = 1$，否则为 0 [5，4.3 节]：
#
# $$\frac{\partial p_i}{\partial z_j} = p_i (\delta_{ij} - p_j)$$
#
# **参数**：`z`：数组 `(K,)`，即各个 logit，$K \geq 1$；可以是任何数值 dtype，也可能上千。
#
# **返回**：float64 数组 `(K, K)`，`[i, j]` 处是 $\partial p_i / \partial z_j$。第 02 课的 `softmax` 可以直接用。
#
# **错误**：`z` 不是一维数组，或者是空的，抛出 `ValueError`。
#
# **例子**：`softmax_jacobian(np.zeros(2))` 得到 `[[0.25, -0.25], [-0.25, 0.25]]`。


# %% solution="softmax_jacobian"
def softmax_jacobian(z):
    """Return how every probability of a softmax answers to every logit.

    Parameters
    ----------
    z : ndarray of shape (K,)
        Logits, K at least 1.

    Returns
    -------
    ndarray of shape (K, K), float64
        The derivative of p_i with respect to z_j at [i, j].

    Raises
    ------
    ValueError
        If `z` is not one-dimensional or is empty.

    Examples
    --------
    >>> softmax_jacobian(np.zeros(2)).tolist()
    [[0.25, -0.25], [-0.25, 0.25]]

    中文说明见上
    """
    ### BEGIN SOLUTION
    if z.ndim != 1 or len(z) == 0:
        raise ValueError(f"z must be (K,) with K at least 1; got {z.shape}.")
    p = softmax(z.astype(np.float64))
    return np.diag(p) - np.outer(p, p)
    ### END SOLUTION


# %% check="softmax_jacobian"
check("softmax_jacobian")

# %% [markdown] lang="en"
# **Check, and a surprise.** The formula against your `numerical_jacobian`; then the sum of every row (axis 0); then the chain rule. The loss of label 2 is $-\ln p_2$, and its slope with respect to $p$ is $-y / p$, with the one-hot label $y$. What remains after multiplying by the Jacobian?

# %% [markdown] lang="zh"
# **检验，和一个惊喜**。先用你的 `numerical_jacobian` 检验公式，再看每一行（row，轴 0）的和，然后用链式法则。标签为 2 时损失是 $-\ln p_2$，它对 $p$ 的斜率是 $-y / p$，其中 $y$ 是独热标签。乘上雅可比矩阵以后还剩什么？

# %% demo
with demo.waits_for("softmax_jacobian", "numerical_jacobian"):
    z = np.array([0.0, 1.0, 2.0])
    y = np.array([0.0, 0.0, 1.0])
    p, J = softmax(z), softmax_jacobian(z)
    demo.say("J:\n{}", "J：\n{}", J.round(6))
    apart = np.abs(J - numerical_jacobian(softmax, z)).max()
    demo.say("largest difference from trying: {:.0e}", "与试出来的结果相比，最大差别：{:.0e}", apart)
    demo.say("sums along axis 1 are 0: {}", "沿轴 1 求和，结果是 0：{}", np.allclose(J.sum(axis=1), 0))
    demo.say("J.T @ (-y / p): {}", "J.T @ (-y / p)：{}", (J.T @ (-y / p)).round(6))
    demo.say("p - y:          {}", "p - y：         {}", (p - y).round(6))
    for T in (0.1, 10):
        demo.say("softmax(z / {}): {:.6f} {:.6f} {:.6f}", "softmax(z / {})：{:.6f} {:.6f} {:.6f}", T, *softmax(z / T))

# %% [markdown] lang="en"
# **What it means.** $J^\top (-y / p) = p - y$, here $(0.090031, 0.244728, -0.334759)$: the ugly parts cancel, and lesson 07 will use the short form. Every row (axis 0) adds up to 0, since adding the same number to all logits leaves every probability as it was. The last lines divide the logits by a **temperature** $T$: at $T = 0.1$ softmax is almost a hard choice, $(0.000000, 0.000045, 0.999955)$, at $T = 10$ almost even, $(0.300610, 0.332225, 0.367165)$.

# %% [markdown] lang="zh"
# **这说明什么**。$J^\top (-y / p) = p - y$，这里是 $(0.090031, 0.244728, -0.334759)$：难看的部分都消掉了，第 07 课会用这个简短的形式。各行（row，轴 0）的和是 0，因为给所有 logit 加上同一个数，概率都不变。最后两行输出把 logit 除以**温度**（temperature）$T$：$T = 0.1$ 时 softmax 几乎非此即彼，得 $(0.000000, 0.000045, 0.999955)$；$T = 10$ 时几乎平均，得 $(0.300610, 0.332225, 0.367165)$。

# %% [markdown] lang="en"
# ## 7. Valleys, hills, saddles: the Hessian
#
# ![Level lines of three surfaces around a flat point: a bowl and a hill with circles, a saddle with two pairs of curves.](pictures/05_critical.en.png)
#
# *Level lines around a point where the gradient is 0; lighter is higher. Question: in the right panel, in which directions do you go down from the point?*
#
# With several inputs there is a second derivative for every pair of them. They form the **Hessian matrix** $H_{ij} = \frac{\partial^2 f}{\partial x_i \partial x_j}$, symmetric, since for smooth functions the order of the two derivatives does not matter. An **eigenvector** $v$ of $H$ is a direction that $H$ does not turn, $H v = \lambda v$, and the factor $\lambda$ is its **eigenvalue**. For a Hessian this is the **curvature** along $v$, the second derivative of $f$ in that direction:
#
# | eigenvalues | verdict |
# |---|---|
# | some above 0 and some below 0, whatever the others | `"saddle"` |
# | all above 0 | `"min"` |
# | all below 0 | `"max"` |
# | everything else: some are 0 | `"inconclusive"` |
#
# By hand: $f = x^2 - y^2$ has $H = \operatorname{diag}(2, -2)$: up along $x$, down along $y$, a **saddle point**. And $f = x y$ has $H = \begin{pmatrix} 0 & 1 \\ 1 & 0 \end{pmatrix}$ with eigenvalues 1 and $-1$: a saddle point too, though its diagonal is 0.

# %% [markdown] lang="zh"
# ## 7. 山谷、山顶、鞍点：黑塞矩阵
#
# ![三个曲面在平的点附近的等高线：碗和山是圆圈，鞍形是两对曲线。](pictures/05_critical.zh.png)
#
# **梯度为 0 的点附近的等高线，颜色越亮越高**。问题：在右图里，从这个点往哪些方向走是下坡？
#
# 有多个输入时，每一对输入都有一个二阶导数。它们组成**黑塞矩阵**（Hessian matrix）$H_{ij} = \frac{\partial^2 f}{\partial x_i \partial x_j}$；对光滑函数来说，两次求导的先后没有关系，所以它是对称的。$H$ 的**特征向量**（eigenvector）$v$ 是 $H$ 不改变的方向：$H v = \lambda v$，倍数 $\lambda$ 就是它的**特征值**（eigenvalue）。对黑塞矩阵来说，这就是沿 $v$ 的**曲率**（curvature），即 $f$ 沿这个方向的二阶导数：
#
# | 特征值 | 结论 |
# |---|---|
# | 有的大于 0，有的小于 0，不管其余的 | `"saddle"` |
# | 全部大于 0 | `"min"` |
# | 全部小于 0 | `"max"` |
# | 其余情况：有的是 0 | `"inconclusive"` |
#
# 手算一次：$f = x^2 - y^2$ 的 $H = \operatorname{diag}(2, -2)$：沿 $x$ 上升，沿 $y$ 下降，是**鞍点**（saddle point）。而 $f = x y$ 的 $H = \begin{pmatrix} 0 & 1 \\ 1 & 0 \end{pmatrix}$，特征值是 1 和 $-1$：也是鞍点，尽管对角线是 0。

# %% [markdown] lang="en"
# ### Exercise: `classify_hessian`
#
# **What for.** To say what a flat place is when there is more than one direction.
#
# **Arguments.** `H`: array `(n, n)`, symmetric. `tol`: eigenvalues whose absolute value is at most `tol` count as 0.
#
# **Returns.** One of the strings `"min"`, `"max"`, `"saddle"`, `"inconclusive"`, as in the table. `H` keeps its values.
#
# **Errors.** `ValueError` if `H` is not square, or not symmetric (up to rounding, as `np.allclose` sees it).
#
# **Example.** `classify_hessian(np.array([[0.0, 1.0], [1.0, 0.0]]))` gives `"saddle"`. `np.linalg.eigvalsh` computes eigenvalues of symmetric matrices.

# %% [markdown] lang="zh"
# ### 练习：`classify_hessian`
#
# **用途**：方向不止一个时，判断一个平的地方是什么。
#
# **参数**：`H`：对称的数组 `(n, n)`。`tol`：绝对值不超过 `tol` 的特征值当作 0。
#
# **返回**：字符串 `"min"`、`"max"`、`"saddle"`、`"inconclusive"` 之一，见上表。`H` 保持原值。
#
# **错误**：`H` 不是方阵，或者不对称（按 `np.allclose` 判断，允许舍入误差），抛出 `ValueError`。
#
# **例子**：`classify_hessian(np.array([[0.0, 1.0], [1.0, 0.0]]))` 得到 `"saddle"`。`np.linalg.eigvalsh` 计算对称矩阵的特征值。


# %% solution="classify_hessian"
def classify_hessian(H, tol=1e-8):
    """Say by the eigenvalues of the Hessian what a critical point is.

    Parameters
    ----------
    H : ndarray of shape (n, n)
        Symmetric matrix of second derivatives.
    tol : float
        Eigenvalues whose absolute value is at most this count as 0.

    Returns
    -------
    str
        "min", "max", "saddle" or "inconclusive".

    Raises
    ------
    ValueError
        If `H` is not square or not symmetric.

    Examples
    --------
    >>> classify_hessian(np.array([[0.0, 1.0], [1.0, 0.0]]))
    'saddle'

    中文说明见上
    """
    ### BEGIN SOLUTION
    if H.ndim != 2 or H.shape[0] != H.shape[1]:
        raise ValueError(f"H must be (n, n); got {H.shape}.")
    if not np.allclose(H, H.T):
        raise ValueError("H must be symmetric.")
    curvatures = np.linalg.eigvalsh(H)
    up, down = curvatures > tol, curvatures < -tol
    if up.any() and down.any():
        return "saddle"
    if up.all():
        return "min"
    return "max" if down.all() else "inconclusive"
    ### END SOLUTION


# %% check="classify_hessian"
check("classify_hessian")

# %% [markdown] lang="en"
# ### Common misconception: "descent ends in the saddle point at the bottom of the valley"
#
# You may read that one descends to the *saddle point*. The word sounds like the lowest place between two hillsides, and so it is, in one direction. **What is right:** descent is meant to reach a **minimum**. A saddle point goes up one way and *down* another. In high dimensions saddle points are common [4], and descent is slow near them, but they are not the goal.
#
# How slow? On $x^2 - y^2$ start at $(1, 10^{-6})$, a millionth away from the line $y = 0$ that leads straight to the saddle point, and go against the gradient with steps of 0.1 times its length. How many steps until $|y|$ exceeds 1?

# %% [markdown] lang="zh"
# ### 常见误解：“下降到谷底的鞍点”
#
# 你也许读到过：沿坡下降，最后到达**鞍点**。听起来像是两坡之间最低的地方，在一个方向上也确实如此。**正确的说法**：下降的目标是**最小值**。鞍点在一个方向上升，在另一个方向**下降**。在高维空间里鞍点很常见 [4]，在它附近下降得很慢，但它不是目标。
#
# 有多慢？在 $x^2 - y^2$ 上从 $(1, 10^{-6})$ 出发：直线 $y = 0$ 正好通向鞍点，起点离它只有百万分之一。逆着梯度走，每步的长度是梯度长度的 0.1 倍。要走多少步，$|y|$ 才超过 1？

# %% demo
with demo.waits_for("numerical_gradient"):
    point, steps = np.array([1.0, 1e-6]), 0
    while abs(point[1]) <= 1:
        point = point - 0.1 * numerical_gradient(lambda v: v[0] ** 2 - v[1] ** 2, point)
        steps += 1
    demo.say("steps: {}", "步数：{}", steps)

# %% [markdown] lang="en"
# 76 steps. Each multiplies $y$ by 1.2, so a millionth needs a long run-up. It escapes in the end: the saddle point only delayed it.

# %% [markdown] lang="zh"
# 76 步。每一步都把 $y$ 乘以 1.2，所以从百万分之一起步要很久。它最后还是离开了：鞍点只是耽搁了它。

# %% [markdown] lang="en"
# ## Recap
#
# 1. A derivative is the limit of slopes. Numerically: a central difference, error with $h^2$, and a step near $10^{-5}$ since rounding punishes smaller ones.
# 2. A critical point has slope 0. There $f'' > 0$ means a local minimum, $f'' < 0$ a local maximum, and $f'' = 0$ says nothing. Convex is the bowl.
# 3. Chain rule: along a path multiply, over paths add.
# 4. The gradient has the shape of the input and points where $f$ rises most steeply. The Jacobian has a row (axis 0) per output.
# 5. The eigenvalues of the Hessian tell minimum, maximum and saddle point apart.

# %% [markdown] lang="zh"
# ## 小结
#
# 1. 导数是斜率的极限。数值上用中心差分，误差按 $h^2$ 变化；步长取 $10^{-5}$ 左右，再小就要吃舍入误差的亏。
# 2. 斜率为 0 的点是临界点。那里 $f'' > 0$ 是局部最小值，$f'' < 0$ 是局部最大值，$f'' = 0$ 什么也说明不了。凸函数是碗形。
# 3. 链式法则：沿一条路相乘，几条路相加。
# 4. 梯度的形状与输入相同，指向 $f$ 上升最陡的方向。雅可比矩阵里每个输出占一行（row，轴 0）。
# 5. 黑塞矩阵的特征值把最小值点、最大值点和鞍点区分开。

# %% [markdown] lang="en"
# ### A map of names
#
# | in this course | in mathematics | in PyTorch |
# |---|---|---|
# | `numerical_derivative` | $f'(x)$, $\frac{df}{dx}$ | none; `torch.autograd` computes exact ones |
# | `numerical_gradient` | $\nabla f$ | `torch.func.grad(f)(x)` |
# | `numerical_jacobian` | $J$, $\frac{\partial f}{\partial x}$ | `torch.func.jacrev(f)(x)` |
# | `H` | $\nabla^2 f$ | `torch.func.hessian(f)(x)` |

# %% [markdown] lang="zh"
# ### 名称对照
#
# | 本课程 | 数学 | PyTorch |
# |---|---|---|
# | `numerical_derivative` | $f'(x)$、$\frac{df}{dx}$ | 没有；`torch.autograd` 算的是精确值 |
# | `numerical_gradient` | $\nabla f$ | `torch.func.grad(f)(x)` |
# | `numerical_jacobian` | $J$、$\frac{\partial f}{\partial x}$ | `torch.func.jacrev(f)(x)` |
# | `H` | $\nabla^2 f$ | `torch.func.hessian(f)(x)` |

# %% [markdown] lang="en"
# ### Test yourself
#
# 1. The central difference of $x^2$ is exact for every $h$. Why?
# 2. Where is the vertex of $-x^2 + 2x$, and is it a minimum?
# 3. What is the derivative of $e^{-x^2}$ at 1?
# 4. A function takes 5 numbers and gives 2. What is the shape of its Jacobian?
# 5. At a critical point the Hessian has the eigenvalues 3, 0 and $-1$. What kind of point is it?
#
# <details>
# <summary>Answers</summary>
#
# 1. Its error is $\frac{h^2}{6} f'''$, and the third derivative of $x^2$ is 0.
# 2. At $(1, 1)$; a maximum, since $a = -1 < 0$.
# 3. $e^{-1} \cdot (-2) = -0.735759$.
# 4. $(2, 5)$.
# 5. A saddle point, whatever happens along the flat direction.
#
# </details>

# %% [markdown] lang="zh"
# ### 自测
#
# 1. $x^2$ 的中心差分对任何 $h$ 都是精确的。为什么？
# 2. $-x^2 + 2x$ 的顶点在哪里？它是最小值吗？
# 3. $e^{-x^2}$ 在 1 处的导数是多少？
# 4. 一个函数接收 5 个数，给出 2 个数。它的雅可比矩阵是什么形状？
# 5. 在一个临界点，黑塞矩阵的特征值是 3、0 和 $-1$。这是个什么点？
#
# <details>
# <summary>答案</summary>
#
# 1. 误差是 $\frac{h^2}{6} f'''$，而 $x^2$ 的三阶导数是 0。
# 2. 在 $(1, 1)$；是最大值，因为 $a = -1 < 0$。
# 3. $e^{-1} \cdot (-2) = -0.735759$。
# 4. $(2, 5)$。
# 5. 鞍点，不管平的那个方向怎样。
#
# </details>

# %% [markdown] lang="en"
# ### The bridge to lesson 06
#
# You can now tell which way is up, at any point of any smooth function. Lesson 06 turns around and walks down, step by step: the simplest way to make a machine learn. How long should a step be? The curvature of this lesson has the answer.
#
# When you are done: run `check.all()` in a cell of your own, look at `progress()`, save, and submit.

# %% [markdown] lang="zh"
# ### 通往第 06 课
#
# 现在，对任何光滑的函数，在任何一点，你都说得出哪边是上坡。第 06 课转过身来，一步一步往下走：这是让机器学习的最简单的办法。一步该迈多长？答案就在这一课的曲率里。
#
# 做完之后：在自己新建的单元格里运行 `check.all()`，看看 `progress()`，保存，然后提交。

# %% [markdown] shared
# ### References · 参考文献
#
# - [1] G. Berkeley, *The Analyst*, London, 1734, section 35.
# - [2] I. Goodfellow, Y. Bengio, A. Courville, *Deep Learning*, MIT Press, 2016.
# - [3] S. Boyd, L. Vandenberghe, *Convex Optimization*, Cambridge University Press, 2004.
# - [4] Y. N. Dauphin et al., "Identifying and attacking the saddle point problem in high-dimensional non-convex optimization", *Advances in Neural Information Processing Systems* 27 (2014), 2933–2941.
# - [5] C. M. Bishop, *Pattern Recognition and Machine Learning*, Springer, 2006.
# - [6] K. Weierstrass, "Über continuirliche Functionen eines reellen Arguments, die für keinen Werth des letzteren einen bestimmten Differentialquotienten besitzen", read to the Royal Prussian Academy of Sciences on 18 July 1872.
