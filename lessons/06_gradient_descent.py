# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown] lang="en"
# # Gradient descent
#
# You can measure how wrong a model is, and you can tell which way is up. Now turn around and walk down: a small step against the gradient, then another. This is how almost every network learns. One number decides whether the walk arrives, bounces forever or flies off, and in this lesson you will find out how large it may be.

# %% [markdown] lang="zh"
# # 梯度下降
#
# 你已经会衡量模型错了多少，也说得出哪边是上坡。现在转过身往下走：逆着梯度走一小步，再走一小步。几乎所有网络都是这样学习的。有一个数决定这趟路是走到谷底、永远来回跳，还是飞出去；这一课要弄清它最大可以取多少。

# %% [markdown] lang="en"
# ## Goals
#
# After this lesson you will be able to
#
# - write gradient descent, and gradient ascent, in a few lines, and follow their path;
# - say in advance what a learning rate will do on a parabola: creep, arrive, bounce or diverge;
# - explain why a long narrow bowl is slow, and why no learning rate promises the global minimum;
# - derive the gradient of logistic regression and train it on data;
# - look at a loss along a line, and show that a network's loss is not convex in its weights.

# %% [markdown] lang="zh"
# ## 目标
#
# 学完这一课，你能够：
#
# - 用几行代码写出梯度下降和梯度上升，并跟踪它们走过的路；
# - 事先说出某个学习率在抛物线上会怎样：慢慢挪、走到底、来回跳，还是发散；
# - 解释又长又窄的碗为什么走得慢，以及为什么没有哪个学习率能保证到达全局最小值；
# - 推导逻辑回归的梯度，并在数据上训练它；
# - 沿一条直线观察损失，并说明网络的损失对权重不是凸的。

# %% [markdown] lang="en"
# ## Time
#
# 75 to 90 minutes. A good place for a break is the end of section 4.

# %% [markdown] lang="zh"
# ## 用时
#
# 75 到 90 分钟。第 4 节结束的地方适合歇一歇。

# %% [markdown] lang="en"
# ## What you need
#
# The parabola, the gradient and the chain rule of lesson 05; the binary cross-entropy of lesson 04; the sigmoid of lesson 02.

# %% [markdown] lang="zh"
# ## 准备
#
# 第 05 课的抛物线、梯度和链式法则；第 04 课的二元交叉熵；第 02 课的 sigmoid。

# %% [markdown] lang="en"
# ## How this notebook works
#
# As in lesson 01: write your code in an answer cell, run it, then run the check below it. `hint("gd_step")` helps, `progress()` shows where you are. Run the next two cells first, and again after every restart of the kernel. The second fetches six functions of earlier lessons: yours if they passed their checks, else the course's.

# %% [markdown] lang="zh"
# ## 怎样使用这份笔记本
#
# 和第 01 课一样：在作答单元格里写代码，运行它，再运行下面的检查。`hint("gd_step")` 给出提示，`progress()` 显示进度。先运行下面两个单元格；每次重启内核之后，也要重新运行。第二个单元格取来前面几课的六个函数：你写的已经通过检查，就用你的；否则用课程的。

# %% setup
import matplotlib.pyplot as plt
import numpy as np

from lessonkit import demo, language, plots, widgets
from lessonkit.selfstudy import check, committed, hint, progress, solution, use

language.switch()

# %% setup
sigmoid, bce_with_logits, numerical_gradient = use("sigmoid", "bce_with_logits", "numerical_gradient")
mlp_forward, xor_mlp_params, mse = use("mlp_forward", "xor_mlp_params", "mse")

# %% [markdown] lang="en"
# ## 1. Six numbers for an orbit
#
# Paris, in the autumn of 1847. The orbit of a planet is described by six numbers, and the equations for them are too tangled to be solved one after the other. Augustin-Louis Cauchy shows the Academy of Sciences another way, in three printed pages [1]. Do not solve anything. Build one function that is never negative and is 0 only where all the equations hold. Start somewhere. Find the direction in which the function falls fastest, take a small step, look again. He promises the details for a later paper.
#
# How small is small? He does not say. Today networks with billions of weights are trained in Cauchy's way, and the length of the step is still the first thing that goes wrong.

# %% [markdown] lang="zh"
# ## 1. 一条轨道的六个数
#
# 1847 年秋天，巴黎。行星的轨道由六个数描述，它们满足的方程纠缠在一起，没法一个一个解出来。Augustin-Louis Cauchy 向科学院介绍了另一条路，印出来只有三页 [1]。什么也不解，而是构造一个函数：它从不为负，只有当所有方程都成立时才是 0。随便从哪里出发，找到函数下降最快的方向，走一小步，再看一看。细节，他答应在以后的论文里写。
#
# 多小才算小？他没有说。今天，权重多达几十亿的网络仍用 Cauchy 的办法训练，而最先出问题的，往往还是这一步的长短。

# %% [markdown] lang="en"
# ![Left: a valley with two points on its sides; arrows along the axis point inward, against the slope. Right: a hill with two points; arrows point inward too, along the slope.](pictures/06_slopes.en.png)
#
# *Two walkers in a valley go against the slope, two on a hill go along it. Question: what is the sign of the slope at each of the four points?*
#
# In one dimension there are only two directions, and the sign of the slope chooses between them:
#
# | where you stand | slope $f'(x)$ | to get down, go |
# |---|---|---|
# | left of the lowest point | below 0 | right |
# | right of it | above 0 | left |
# | at it | 0 | nowhere |
#
# The first two cases say the same: go **against** the slope. The step is the slope times a small number $\eta$ (the Greek letter eta), the **learning rate**:
#
# $$x \leftarrow x - \eta \, \nabla f(x)$$
#
# This is **gradient descent**. With a plus it climbs, and is called **gradient ascent**. The learning rate is not learned: you choose it, so it is a **hyperparameter**.
#
# | name | shape | formula | axis |
# |---|---|---|---|
# | `x` | any | where we are | |
# | `grad` | that of `x` | $\nabla f(x)$ | none is summed |
# | result | that of `x` | $x - \eta \, \nabla f(x)$ | none is summed |
#
# By hand, on the parabola of lesson 05, $f(x) = 4x^2 + 10x + 6$ with $f'(x) = 8x + 10$: at $x = 1$ the slope is 18. With $\eta = 0.05$ the step is $-0.9$, and we stand at 0.1.

# %% [markdown] lang="zh"
# ![左：山谷，两侧各有一点，沿横轴的箭头指向中间，与斜率的方向相反。右：山丘，两侧各有一点，箭头也指向中间，与斜率的方向相同。](pictures/06_slopes.zh.png)
#
# **山谷里的两个人逆着斜率走，山丘上的两个人顺着斜率走**。问题：这四个点上，斜率各是什么符号？
#
# 一维时只有两个方向，由斜率的符号来挑：
#
# | 站在哪里 | 斜率 $f'(x)$ | 要下坡，就往 |
# |---|---|---|
# | 最低点左边 | 小于 0 | 右 |
# | 最低点右边 | 大于 0 | 左 |
# | 最低点 | 0 | 不动 |
#
# 头两种情形说的是同一件事：**逆着**斜率走。步子等于斜率乘一个小的数 $\eta$（希腊字母，读作 eta），它叫作**学习率**（learning rate）：
#
# $$x \leftarrow x - \eta \, \nabla f(x)$$
#
# 这就是**梯度下降**（gradient descent）。换成加号就往上爬，叫**梯度上升**（gradient ascent）。学习率不是学出来的，要由你来选，所以是一个**超参数**（hyperparameter）。
#
# | 名称 | 形状 | 公式 | 轴 |
# |---|---|---|---|
# | `x` | 任意 | 所在的位置 | |
# | `grad` | 与 `x` 相同 | $\nabla f(x)$ | 不求和 |
# | 结果 | 与 `x` 相同 | $x - \eta \, \nabla f(x)$ | 不求和 |
#
# 手算一次，用第 05 课的抛物线 $f(x) = 4x^2 + 10x + 6$，$f'(x) = 8x + 10$：$x = 1$ 处的斜率是 18。取 $\eta = 0.05$，这一步是 $-0.9$，走到 0.1。

# %% [markdown] lang="en"
# ### Exercise: `gd_step`
#
# **What for.** One step, down or up. Everything in this lesson repeats it.
#
# **Arguments.** `x`: an array of any shape, integers or floats; it may be read-only and keeps its values. `grad`: an array of the same shape, the gradient at `x`. `learning_rate`: a number. `maximize`: whether to climb instead.
#
# **Returns.** A new array of the shape of `x`, floats.
#
# **Errors.** `ValueError` if the shapes of `x` and `grad` differ.
#
# **Example.** `gd_step(np.array([1, 2]), np.array([2.0, 4.0]), 0.25)` gives `[0.5, 1.0]`; with `maximize=True` it gives `[1.5, 3.0]`.

# %% [markdown] lang="zh"
# ### 练习：`gd_step`
#
# **用途**：走一步，往下或往上。这一课里的一切都在重复它。
#
# **参数**：`x`：任意形状的数组，整数或浮点数；它可能是只读的，要保持原值。`grad`：形状相同的数组，是 `x` 处的梯度。`learning_rate`：一个数。`maximize`：是否改为往上爬。
#
# **返回**：一个新的数组，形状与 `x` 相同，元素是浮点数。
#
# **错误**：`x` 和 `grad` 的形状不同时，抛出 `ValueError`。
#
# **例子**：`gd_step(np.array([1, 2]), np.array([2.0, 4.0]), 0.25)` 得到 `[0.5, 1.0]`；加上 `maximize=True`，得到 `[1.5, 3.0]`。


# %% solution="gd_step"
def gd_step(x, grad, learning_rate, maximize=False):
    """Take one step against the gradient, or along it.

    Parameters
    ----------
    x : ndarray of any shape
        Where we are. Not modified.
    grad : ndarray of the shape of `x`
        Gradient there.
    learning_rate : float
        Factor of the step.
    maximize : bool
        Whether to climb instead.

    Returns
    -------
    ndarray of the shape of `x`, float
        A new array.

    Raises
    ------
    ValueError
        If the shapes differ.

    Examples
    --------
    >>> gd_step(np.array([1, 2]), np.array([2.0, 4.0]), 0.25).tolist()
    [0.5, 1.0]

    中文说明见上
    """
    ### BEGIN SOLUTION
    if x.shape != grad.shape:
        raise ValueError(f"x and grad must have the same shape; got {x.shape} and {grad.shape}.")
    sign = 1 if maximize else -1
    return x + sign * learning_rate * grad
    ### END SOLUTION


# %% check="gd_step"
check("gd_step")

# %% [markdown] lang="en"
# **Climb a hill.** The hill $h(x) = 2x - x^2$ has its top at $x = 1$, and the slope $2 - 2x$. We climb it with your function, and we walk *down* the valley $-h$, whose slope is $2x - 2$. Question: what do you expect to see?

# %% [markdown] lang="zh"
# **爬一座山**。山丘 $h(x) = 2x - x^2$ 的山顶在 $x = 1$，斜率是 $2 - 2x$。我们用你的函数爬上去，同时在山谷 $-h$ 里往**下**走，那里的斜率是 $2x - 2$。问题：你预计会看到什么？

# %% demo
with demo.waits_for("gd_step"):
    up = down = np.array(-1.0)
    for step in range(1, 6):
        up = gd_step(up, 2 - 2 * up, 0.25, maximize=True)
        down = gd_step(down, 2 * down - 2, 0.25)
        demo.say(
            "step {}   climbing h: {:.5f}   descending -h: {:.5f}",
            "第 {} 步   爬 h：{:.5f}   在 -h 里下降：{:.5f}",
            *(step, up, down),
        )

# %% [markdown] lang="en"
# The same walk, from $-1$ to 0, 0.5, 0.75 and on toward 1. Climbing $h$ is descending $-h$. So from here on we only descend.

# %% [markdown] lang="zh"
# 走的是同一条路：从 $-1$ 到 0、0.5、0.75，一直走向 1。爬 $h$ 就是在 $-h$ 里下降。所以从这里起，我们只谈下降。

# %% [markdown] lang="en"
# ## 2. Step after step
#
# One step rarely arrives. So: compute the gradient where you stand, take a step, and do the same from there, until the gradient is almost 0 or you have taken enough steps. The places on the way form the **trajectory**
#
# $$x_0, \quad x_1 = x_0 - \eta \, \nabla f(x_0), \quad x_2 = x_1 - \eta \, \nabla f(x_1), \quad \dots$$
#
# | name | shape | meaning |
# |---|---|---|
# | `x0` | `s`, any shape, also `()` | the start |
# | `grad_fn(x)` | `s` | $\nabla f(x)$ |
# | trajectory | `(k + 1,) + s` | the start and the place after each of the `k` steps, along axis 0 |
#
# How do you know that you have arrived? At a minimum the gradient is 0. So stop *before* a step if its length $\lVert \nabla f(x) \rVert = \sqrt{\sum_i (\partial f / \partial x_i)^2}$ is at most a tolerance `tol`.

# %% [markdown] lang="zh"
# ## 2. 一步接一步
#
# 走一步，很少就能到。所以：计算脚下的梯度，走一步，在新的位置再来一遍，直到梯度几乎为 0，或者步数已经够多。沿途的位置组成**轨迹**（trajectory）：
#
# $$x_0, \quad x_1 = x_0 - \eta \, \nabla f(x_0), \quad x_2 = x_1 - \eta \, \nabla f(x_1), \quad \dots$$
#
# | 名称 | 形状 | 含义 |
# |---|---|---|
# | `x0` | `s`，任意形状，也可以是 `()` | 起点 |
# | `grad_fn(x)` | `s` | $\nabla f(x)$ |
# | 轨迹 | `(k + 1,) + s` | 起点和 `k` 步里每一步之后的位置，沿轴 0 排列 |
#
# 怎么知道已经到了？在最小值处梯度是 0。所以在走一步**之前**，如果梯度的长度 $\lVert \nabla f(x) \rVert = \sqrt{\sum_i (\partial f / \partial x_i)^2}$ 不超过容差 `tol`，就停下。

# %% [markdown] lang="en"
# ### Exercise: `gradient_descent`
#
# **What for.** The whole walk, with every place on the way, so that you can draw it and see what happened.
#
# **Arguments.** `grad_fn`: a function from an array of the shape of `x0` to the gradient there, of the same shape; for a start without axes it gets an array of shape `()`. `x0`: an array of any shape, integers or floats, or a plain number, which counts as an array of shape `()`; it keeps its values. `learning_rate`: a number. `n_steps`: the largest number of steps, 0 or more. `tol`: as above.
#
# **Returns.** A float64 array of shape `(k + 1,) + x0.shape`, where `k` is the number of steps taken. If the gradient at the start is 0, it holds the start only, also with `tol = 0`; so it does with `n_steps = 0`.
#
# **Errors.** `ValueError` if `learning_rate` is not positive, if `n_steps` is negative, or if `grad_fn` returns another shape than that of `x0`.
#
# **Example.** For the parabola, with two starts at once, `gradient_descent(lambda x: 8 * x + 10, np.array([1.0, -2.0]), 0.1, 1)` gives `[[1.0, -2.0], [-0.8, -1.4]]`: the start and the place after one step.

# %% [markdown] lang="zh"
# ### 练习：`gradient_descent`
#
# **用途**：走完全程，并记下沿途每个位置，这样才能画出来，看清发生了什么。
#
# **参数**：`grad_fn`：一个函数，接收形状与 `x0` 相同的数组，返回那里的梯度，形状也相同；起点没有轴时，它收到的是形状为 `()` 的数组。`x0`：任意形状的数组，整数或浮点数；也可以是一个普通的数，当作形状为 `()` 的数组；它要保持原值。`learning_rate`：一个数。`n_steps`：最多走几步，0 或更多。`tol`：见上。
#
# **返回**：float64 数组，形状是 `(k + 1,) + x0.shape`，`k` 是实际走的步数。如果起点处的梯度是 0，就只含起点，`tol = 0` 时也一样；`n_steps = 0` 时同样只含起点。
#
# **错误**：`learning_rate` 不是正数，`n_steps` 是负数，或者 `grad_fn` 返回的形状与 `x0` 不同，抛出 `ValueError`。
#
# **例子**：对这条抛物线，同时从两个起点出发，`gradient_descent(lambda x: 8 * x + 10, np.array([1.0, -2.0]), 0.1, 1)` 得到 `[[1.0, -2.0], [-0.8, -1.4]]`：起点，以及走一步之后的位置。


# %% solution="gradient_descent"
def gradient_descent(grad_fn, x0, learning_rate, n_steps, tol=0.0):
    """Walk downhill and return every place on the way.

    Parameters
    ----------
    grad_fn : callable
        From an array of the shape of `x0` to the gradient there.
    x0 : ndarray of any shape, or a number
        The start. Not modified.
    learning_rate : float
        Factor of each step, positive.
    n_steps : int
        Most steps to take.
    tol : float
        Stop before a step where the gradient is at most this long.

    Returns
    -------
    ndarray of shape (k + 1, ...), float64
        The start and the place after each of the k steps, along axis 0.

    Raises
    ------
    ValueError
        If `learning_rate` is not positive, `n_steps` is negative, or the gradient has another shape than `x0`.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if not learning_rate > 0:
        raise ValueError(f"learning_rate must be positive; got {learning_rate}.")
    if n_steps < 0:
        raise ValueError(f"n_steps must not be negative; got {n_steps}.")
    x = np.array(x0, dtype=np.float64)
    places = [x.copy()]
    for _ in range(n_steps):
        slope = np.asarray(grad_fn(x.copy()), dtype=np.float64)
        if slope.shape != x.shape:
            raise ValueError(f"grad_fn must return the shape of x0; got {slope.shape} for {x.shape}.")
        if np.sqrt((slope**2).sum()) <= tol:
            break
        x = x - learning_rate * slope
        places.append(x)
    return np.stack(places)
    ### END SOLUTION


# %% check="gradient_descent"
check("gradient_descent")

# %% [markdown] lang="en"
# ### Predict, then run: equal steps?
#
# The learning rate stays at 0.05 all the way, from $x = 1$ down our parabola. Are the steps equally long?
#
# - **a** yes, each is 0.9 long, since the learning rate is constant
# - **b** no, each is shorter than the one before
# - **c** no, each is longer than the one before, since the walk picks up speed
#
# Write your letter, with its quotation marks, into the next cell and run it.

# %% [markdown] lang="zh"
# ### 先预测，再运行：步子一样长吗？
#
# 从 $x = 1$ 出发，沿我们的抛物线往下走，学习率一直是 0.05。每一步都一样长吗？
#
# - **a** 一样，每步长 0.9，因为学习率不变
# - **b** 不一样，每步都比前一步短
# - **c** 不一样，每步都比前一步长，因为越走越快
#
# 把你选的字母连同引号写进下一个单元格并运行。

# %% predict="L06-P1"
prediction_L06_P1 = "b"

# %% demo
committed("L06-P1")

# %% demo
with demo.waits_for("gradient_descent"):
    places = gradient_descent(lambda x: 8 * x + 10, 1.0, 0.05, 10)
    demo.say("places:          {}", "位置：      {}", places[:5].round(4))
    demo.say("length of steps: {}", "每步的长度：{}", np.abs(np.diff(places))[:4].round(4))
    demo.say("after 10 steps:  {}", "10 步之后： {}", places[-1].round(6))

# %% [markdown] lang="en"
# **What it means.** 0.9, then 0.54, then 0.324: the steps shrink by themselves, although nobody turned the learning rate down. The step is $\eta$ times the slope, and near the bottom the slope is small. After 10 steps we are at $-1.236395$; the minimum is at $-1.25$.

# %% [markdown] lang="zh"
# **这说明什么**。0.9，然后 0.54，然后 0.324：没有人调低学习率，步子自己就变短了。每一步是 $\eta$ 乘斜率，而靠近谷底时斜率很小。10 步之后到了 $-1.236395$，最小值点在 $-1.25$。

# %% [markdown] lang="en"
# ### Common misconception: "a constant learning rate means equal steps"
#
# You may read that a fixed learning rate gives steps of equal length, and that "adaptive" means large steps first and small ones later. **What is right:** the length of a step is $\eta \lVert \nabla f \rVert$, so it shrinks on its own as the ground gets flat. A **learning-rate schedule** changes $\eta$ with time. An **adaptive** method gives every parameter its own rate, computed from the gradients it has seen [2, sections 8.3 and 8.5]. Three different things; lesson 10 has them all.

# %% [markdown] lang="zh"
# ### 常见误解：“学习率不变，步子就一样长”
#
# 你也许读到过：学习率固定，每步就一样长；“自适应”就是先迈大步、后迈小步。**正确的说法**：一步的长度是 $\eta \lVert \nabla f \rVert$，地面变平，步子自己就会变短。**学习率调度**（learning-rate schedule）是让 $\eta$ 随时间变化。**自适应**方法则根据见过的梯度，给每个参数各自的学习率 [2，8.3 和 8.5 节]。这是三件不同的事，第 10 课都会讲到。

# %% [markdown] lang="en"
# ## 3. The rate that bounces forever
#
# If 0.05 works, a larger rate should be faster. So we turn it up: 0.1 is better, 0.125 better still. At 0.2 something odd happens: the walk jumps to the other side of the valley at every step, but it arrives. At 0.24 it takes long, and arrives. At 0.25 it goes from 1 to $-3.5$, from $-3.5$ to 1, from 1 to $-3.5$. It will do so until the computer is switched off.

# %% [markdown] lang="zh"
# ## 3. 永远来回跳的学习率
#
# 0.05 行得通，那么更大的学习率应该更快。于是往上调：0.1 更好，0.125 还要好。到 0.2，怪事来了：每一步都跳到山谷的另一侧，不过最后还是到了。0.24 要很久，也能到。到 0.25，它从 1 跳到 $-3.5$，从 $-3.5$ 跳到 1，再从 1 跳到 $-3.5$，一直跳到关机为止。

# %% [markdown] lang="en"
# ### Predict, then run: a hair more
#
# At 0.24 the walk arrives, at 0.25 it bounces between two places forever. What does it do at 0.26?
#
# - **a** it bounces between two other places forever
# - **b** it jumps past the bottom a few times, then settles
# - **c** it gets farther and farther away
#
# Write your letter, with its quotation marks, into the next cell and run it.

# %% [markdown] lang="zh"
# ### 先预测，再运行：再大一点点
#
# 学习率 0.24 时能走到底，0.25 时永远在两个位置之间来回跳。0.26 时会怎样？
#
# - **a** 永远在另外两个位置之间来回跳
# - **b** 越过谷底几次，然后停下来
# - **c** 离谷底越来越远
#
# 把你选的字母连同引号写进下一个单元格并运行。

# %% predict="L06-P2"
prediction_L06_P2 = "c"

# %% demo
committed("L06-P2")

# %% demo
with demo.waits_for("gradient_descent"):
    walks = {}
    for rate in (0.01, 0.05, 0.1, 0.125, 0.2, 0.24, 0.25, 0.26, 0.3):
        walks[rate] = gradient_descent(lambda x: 8 * x + 10, 1.0, rate, 10)
        demo.say(
            "rate {:<5}  begins {!s:27}  ends at {:9.6f}",
            "学习率 {:<5}  开头 {!s:27}  最后在 {:9.6f}",
            *(rate, walks[rate][1:4].round(4), walks[rate][-1]),
        )
    chosen = {f"η = {rate}": walks[rate] for rate in (0.05, 0.125, 0.2, 0.25, 0.26)}
    display(plots.walks(lambda x: 4 * x**2 + 10 * x + 6, chosen, -6.5, 4))

# %% [markdown] lang="en"
# ![Five copies of a parabola with the walk from x = 1. At 0.05 it comes down one side, at 0.125 it lands on the bottom in one step, at 0.2 it zigzags inward, at 0.25 it goes back and forth between two points of equal height, at 0.26 it zigzags outward.](pictures/06_regimes.en.png)
#
# *Ten steps from $x = 1$ with five learning rates. Question: what distinguishes the second panel from all the others?*
#
# **What it means.** At 0.26 the walk is at 3.607581 after ten steps, farther away than at the start; at 0.3 it is at 63.832297. Between "arrives" and "flies off" lies a single number, 0.25. Where does it come from?
#
# **The error.** Measure how far you are from the bottom: $e = x + 1.25$. The slope is $8x + 10 = 8 (x + 1.25) = 8e$. So a step $x \leftarrow x - \eta \cdot 8e$ changes the error to
#
# $$e \leftarrow e - 8 \eta e = (1 - 8 \eta) \, e$$
#
# Each step multiplies the error by the same factor, $1 - 8\eta$. That is the whole secret of the table. At $\eta = 0.05$ the factor is 0.6: after ten steps $2.25 \cdot 0.6^{10} = 0.013605$ of the error is left, and $-1.25 + 0.013605 = -1.236395$, as printed above. The 8 is the second derivative, the **curvature** $c$ of the parabola; another parabola has another $c$, and the factor is $1 - \eta c$.

# %% [markdown] lang="zh"
# ![同一条抛物线画了五次，都从 x = 1 出发。0.05 沿一侧下来，0.125 一步落到谷底，0.2 左右折返着向内收，0.25 在等高的两点之间来回跳，0.26 左右折返着向外走。](pictures/06_regimes.zh.png)
#
# **从 $x = 1$ 出发，用五种学习率各走十步**。问题：第二幅图与其余四幅有什么不同？
#
# **这说明什么**。学习率 0.26 时，十步之后到了 3.607581，比出发时还远；0.3 时到了 63.832297。“走到底”和“飞出去”之间只隔着一个数：0.25。它从哪里来？
#
# **误差**。量一量离谷底有多远：$e = x + 1.25$。斜率是 $8x + 10 = 8 (x + 1.25) = 8e$。所以一步 $x \leftarrow x - \eta \cdot 8e$ 把误差变成
#
# $$e \leftarrow e - 8 \eta e = (1 - 8 \eta) \, e$$
#
# 每一步都把误差乘上同一个因子 $1 - 8\eta$。上面那张表的秘密全在这里。$\eta = 0.05$ 时因子是 0.6：十步之后误差剩下 $2.25 \cdot 0.6^{10} = 0.013605$，而 $-1.25 + 0.013605 = -1.236395$，正是上面输出的数。这个 8 是二阶导数，也就是抛物线的**曲率**（curvature）$c$；换一条抛物线，$c$ 就不同，因子是 $1 - \eta c$。

# %% [markdown] lang="en"
# ### Exercise: `diagnose_learning_rate`
#
# **What for.** To say what will happen before anything has happened.
#
# **Arguments.** `curvature`: the second derivative $c$ of a parabola that opens upward. `learning_rate`: $\eta$. Both are positive numbers.
#
# **Returns.** One of five strings, by what each step does to the error:
#
# | string | the error |
# |---|---|
# | `"monotone"` | shrinks and keeps its sign |
# | `"one-step"` | is 0 after the first step |
# | `"oscillates-converges"` | changes its sign and shrinks |
# | `"oscillates-forever"` | changes its sign and keeps its size |
# | `"diverges"` | changes its sign and grows |
#
# Two of the five happen at one exact rate only, and a computer rounds: a factor within $10^{-12}$ of such a case counts as that case.
#
# **Errors.** `ValueError` if one of the arguments is not positive.
#
# **Example.** `diagnose_learning_rate(8.0, 0.26)` gives `"diverges"`.

# %% [markdown] lang="zh"
# ### 练习：`diagnose_learning_rate`
#
# **用途**：事情还没发生，就说出会发生什么。
#
# **参数**：`curvature`：开口向上的抛物线的二阶导数 $c$。`learning_rate`：$\eta$。两个都是正数。
#
# **返回**：五个字符串之一，看每一步对误差做了什么：
#
# | 字符串 | 误差 |
# |---|---|
# | `"monotone"` | 变小，符号不变 |
# | `"one-step"` | 第一步之后就是 0 |
# | `"oscillates-converges"` | 变号，并且变小 |
# | `"oscillates-forever"` | 变号，大小不变 |
# | `"diverges"` | 变号，并且变大 |
#
# 其中两种只在一个精确的学习率上发生，而计算机有舍入：因子与这种情形相差不到 $10^{-12}$ 时，就算作这种情形。
#
# **错误**：有一个参数不是正数时，抛出 `ValueError`。
#
# **例子**：`diagnose_learning_rate(8.0, 0.26)` 得到 `"diverges"`。


# %% solution="diagnose_learning_rate"
def diagnose_learning_rate(curvature, learning_rate):
    """Say what gradient descent does on a parabola.

    Parameters
    ----------
    curvature : float
        Second derivative, positive.
    learning_rate : float
        Factor of each step, positive.

    Returns
    -------
    str
        "monotone", "one-step", "oscillates-converges", "oscillates-forever" or "diverges".

    Raises
    ------
    ValueError
        If one of the arguments is not positive.

    Examples
    --------
    >>> diagnose_learning_rate(8.0, 0.26)
    'diverges'

    中文说明见上
    """
    ### BEGIN SOLUTION
    if not (curvature > 0 and learning_rate > 0):
        raise ValueError(f"Both arguments must be positive; got {curvature} and {learning_rate}.")
    factor = 1 - learning_rate * curvature
    if abs(factor) <= 1e-12:
        return "one-step"
    if factor > 0:
        return "monotone"
    if factor < -1 - 1e-12:
        return "diverges"
    return "oscillates-converges" if factor > -1 + 1e-12 else "oscillates-forever"
    ### END SOLUTION


# %% check="diagnose_learning_rate"
check("diagnose_learning_rate")

# %% [markdown] lang="en"
# **Roll the ball.** Choose a learning rate, say what will happen, and only then let the ball go; it walks as *your* `gradient_descent` tells it. How many can you call in a row? Question: which two rates bring the ball equally fast to the bottom, one from one side and one by jumping?

# %% [markdown] lang="zh"
# **让小球走起来**。选一个学习率，先说会怎样，然后才放手；小球按**你的** `gradient_descent` 走。你能连续说对几次？问题：哪两个学习率让小球同样快地到达谷底，一个从一侧走下来，一个跳着走？

# %% demo
with demo.waits_for("gradient_descent"):
    display(widgets.ball(gradient_descent, "parabola"))

# %% [markdown] lang="en"
# ### Written question: why 0.25?
#
# Explain the walk at $\eta = 0.25$ from the factor $1 - 8\eta$: why these two places, and why forever? Then derive, for a parabola with any curvature $c > 0$, for which learning rates gradient descent converges from every start.

# %% [markdown] lang="zh"
# ### 书面题：为什么是 0.25？
#
# 用因子 $1 - 8\eta$ 解释 $\eta = 0.25$ 时走的路：为什么是这两个位置？为什么永远停不下来？然后对任意曲率 $c > 0$ 的抛物线推导：学习率取哪些值时，梯度下降无论从哪里出发都收敛？

# %% [markdown] lang="en" written="factor" points=4
# At $\eta = 0.25$ the factor is $1 - 8 \cdot 0.25 = -1$. The start $x = 1$ has the error $1 + 1.25 = 2.25$; after one step it is $-2.25$, that is $x = -3.5$; after two it is 2.25 again. Its size never changes, so neither place is left for good.
#
# For curvature $c$ the slope is $c$ times the error, so a step multiplies the error by $1 - \eta c$, and $k$ steps by $(1 - \eta c)^k$. This goes to 0 exactly if $-1 < 1 - \eta c < 1$. The right side says $\eta c > 0$, true for every positive rate; the left side says $\eta c < 2$, that is $\eta < 2 / c$. For $c = 8$ the bound is 0.25.

# %% [markdown] lang="zh" written="factor" points=4
# $\eta = 0.25$ 时，因子是 $1 - 8 \cdot 0.25 = -1$。起点 $x = 1$ 的误差是 $1 + 1.25 = 2.25$；一步之后是 $-2.25$，即 $x = -3.5$；两步之后又是 2.25。误差的大小从不改变，所以永远在这两个位置之间来回。
#
# 曲率为 $c$ 时，斜率是误差的 $c$ 倍，所以一步把误差乘以 $1 - \eta c$，$k$ 步乘以 $(1 - \eta c)^k$。它趋于 0，当且仅当 $-1 < 1 - \eta c < 1$。右边就是 $\eta c > 0$，对一切正的学习率都成立；左边就是 $\eta c < 2$，即 $\eta < 2 / c$。$c = 8$ 时，这个界限是 0.25。

# %% [markdown] lang="en" rubric="factor"
# - 2 points: the bound is $\eta < 2/c$ (and $\eta > 0$). 1 point for a bound with another constant but a condition on the size of the factor.
# - 1 point: the derivation: $k$ steps multiply the error by $(1 - \eta c)^k$, and this goes to 0 only if $|1 - \eta c| < 1$.
# - 1 point: at 0.25 the factor is $-1$, so the error alternates between 2.25 and $-2.25$: the places 1 and $-3.5$.

# %% [markdown] lang="zh" rubric="factor"
# - 2 分：界限是 $\eta < 2/c$（以及 $\eta > 0$）。界限里的常数不对，但用了对因子大小的条件，得 1 分。
# - 1 分：写出推导：$k$ 步把误差乘以 $(1 - \eta c)^k$，只有 $|1 - \eta c| < 1$ 时才趋于 0。
# - 1 分：0.25 时因子是 $-1$，误差在 2.25 和 $-2.25$ 之间交替，也就是 1 和 $-3.5$ 两个位置。

# %% [markdown] lang="en"
# ## 4. The long bowl
#
# A loss has many weights, and the ground is not equally steep in all directions. The smallest model of this is a long narrow bowl
#
# $$f(x, y) = \frac{1}{2} (x^2 + 25 y^2), \qquad \nabla f = (x, \; 25 y)$$
#
# with curvature 1 along $x$ and 25 along $y$. Each direction has its own factor, $1 - \eta$ and $1 - 25\eta$, but there is only *one* learning rate for both. Before you run the next cell: which direction decides how large $\eta$ may be, and which one decides how long you wait?

# %% [markdown] lang="zh"
# ## 4. 又长又窄的碗
#
# 损失有许多权重，地面在各个方向上陡得并不一样。最简单的例子是一只又长又窄的碗：
#
# $$f(x, y) = \frac{1}{2} (x^2 + 25 y^2), \qquad \nabla f = (x, \; 25 y)$$
#
# 沿 $x$ 的曲率是 1，沿 $y$ 是 25。两个方向各有自己的因子：$1 - \eta$ 和 $1 - 25\eta$，学习率却只有**一个**。运行下一个单元格之前想一想：$\eta$ 最大能取多少，由哪个方向决定？要等多久，又由哪个方向决定？

# %% demo
with demo.waits_for("gradient_descent"):
    start = np.array([1.0, 1.0])

    def steps_needed(curvatures, rate, most=10000):
        """Count the steps until the distance is a millionth of the first one."""
        far = np.linalg.norm(gradient_descent(lambda v: curvatures * v, start, rate, most), axis=1)
        near = np.flatnonzero(far <= 1e-6 * far[0])
        return int(near[0]) if len(near) else language.Text(f"not within {most}", f"{most} 步还不够")

    for rate in (0.01, 0.04, 0.07, 2 / 26, 0.079, 0.08):
        factors = (1 - rate, 1 - 25 * rate)
        steps = steps_needed(np.array([1.0, 25.0]), rate)
        demo.say(
            "rate {:.4f}   factors {:.3f}, {:6.3f}   steps: {}",
            "学习率 {:.4f}   因子 {:.3f}，{:6.3f}   步数：{}",
            *(rate, *factors, steps),
        )
    runs = {f"η = {rate:.3g}": gradient_descent(lambda v: [1, 25] * v, start, rate, 60) for rate in (0.01, 2 / 26)}
    display(plots.bowl_walks(runs))

# %% [markdown] lang="en"
# ![Level lines of a long bowl, twice. With the small rate the walk drops to the floor and creeps along it. With the best rate it jumps from wall to wall while it moves along the floor.](pictures/06_bowl.en.png)
#
# *Sixty steps down the long bowl from $(1, 1)$. Question: why is the start of both walks almost vertical, when the bottom lies to the lower left?*
#
# **What it means.** At 0.01 it takes 1341 steps, at 0.04 it takes 330, at 0.07 only 186. The best rate is $2 / (1 + 25) = 0.0769$: both factors have the size 0.923, and 173 steps do. A little more, 0.079, and it takes 532; at 0.08 the factor along $y$ is $-1$, and the walk never arrives. **The steepest direction limits the rate, and the flattest one pays for it.** The ratio of the largest to the smallest curvature, here 25, is the **condition number** $\kappa$; a problem with a large $\kappa$ is called **ill-conditioned**.

# %% [markdown] lang="zh"
# ![又长又窄的碗的等高线，画了两次。学习率小的时候，先落到碗底，再沿碗底慢慢挪。用最好的学习率时，一边在两壁之间来回跳，一边沿碗底前进。](pictures/06_bowl.zh.png)
#
# **从 $(1, 1)$ 出发，在长碗里走六十步**。问题：最低点明明在左下方，为什么两条路一开始几乎都是竖直的？
#
# **这说明什么**。0.01 要 1341 步，0.04 要 330 步，0.07 只要 186 步。最好的学习率是 $2 / (1 + 25) = 0.0769$：两个因子的大小都是 0.923，173 步就够了。再大一点，0.079，就要 532 步；到 0.08，沿 $y$ 的因子是 $-1$，永远到不了。**最陡的方向限制了学习率，代价却由最平的方向承担**。最大曲率与最小曲率之比，这里是 25，叫作**条件数**（condition number）$\kappa$；$\kappa$ 很大的问题叫作**病态**的（ill-conditioned）。

# %% [markdown] lang="en"
# How bad does it get? For each condition number we take the best rate there is, $2 / (1 + \kappa)$:

# %% [markdown] lang="zh"
# 能有多糟？对每个条件数，我们都取最好的学习率 $2 / (1 + \kappa)$：

# %% demo
with demo.waits_for("gradient_descent"):
    for kappa in (1, 10, 100, 1000):
        steps = steps_needed(np.array([1.0, kappa]), 2 / (1 + kappa))
        demo.say("condition number {:4}   steps: {}", "条件数 {:4}   步数：{}", kappa, steps)
    downhill, to_the_bottom = -np.array([1.0, 25.0]), -start
    cosine = downhill @ to_the_bottom / np.linalg.norm(downhill) / np.linalg.norm(to_the_bottom)
    demo.say(
        "angle between downhill and the way to the bottom, in degrees: {}",
        "正对下坡的方向与直奔最低点的方向的夹角（度）：{}",
        round(float(np.degrees(np.arccos(cosine)))),
    )

# %% [markdown] lang="en"
# 1, 69, 691, 6908 steps: from 10 on, ten times the condition number means ten times the steps. Losses of real networks are often badly ill-conditioned [2, section 8.2.1]; that is why lesson 10 will give the walker a memory of its direction, called momentum.
#
# ### Common misconception: "the gradient points to the highest point"
#
# You may read that the gradient points to the top, so that its opposite leads to the bottom. **What is right:** it points in the direction of the **locally steepest** rise, one step's worth of information. At $(1, 1)$ in the long bowl, straight downhill and straight to the bottom differ by 43 degrees. Only in a round bowl are they the same [2, section 4.3].

# %% [markdown] lang="zh"
# 1、69、691、6908 步：从 10 起，条件数变成 10 倍，步数也变成 10 倍。真实网络的损失常常病态得很厉害 [2，8.2.1 节]，所以第 10 课会让走路的人记住自己的方向，那叫动量。
#
# ### 常见误解：“梯度指向最高点”
#
# 你也许读到过：梯度指向最高点，所以反方向通往最低点。**正确的说法**：它指向**眼前这一点**上升最陡的方向，这点信息只够走一步。在长碗的 $(1, 1)$ 处，正对下坡的方向与直奔最低点的方向相差 43 度。只有在圆碗里两者才相同 [2，4.3 节]。

# %% [markdown] lang="en"
# ## 5. Two valleys
#
# A parabola has one valley, and the only question is whether you reach it. Now take a curve with two:
#
# $$f(x) = 0.25 x^4 - x^2 + 0.3 x, \qquad f'(x) = x^3 - 2x + 0.3$$
#
# | place | what it is | value of $f$ |
# |---|---|---|
# | $-1.4840$ | **global minimum**, the deep valley | $-1.4350$ |
# | $0.1517$ | local maximum, the hilltop between them | $0.0226$ |
# | $1.3322$ | **local minimum**, the shallow valley | $-0.5877$ |
#
# We start at $x_0 = 2$, on the outer side of the shallow valley.

# %% [markdown] lang="zh"
# ## 5. 两个山谷
#
# 抛物线只有一个山谷，问题只在于到不到得了。现在看一条有两个山谷的曲线，它叫双谷曲线：
#
# $$f(x) = 0.25 x^4 - x^2 + 0.3 x, \qquad f'(x) = x^3 - 2x + 0.3$$
#
# | 位置 | 是什么 | $f$ 的值 |
# |---|---|---|
# | $-1.4840$ | **全局最小值**（global minimum），深的山谷 | $-1.4350$ |
# | $0.1517$ | 局部最大值，两谷之间的山顶 | $0.0226$ |
# | $1.3322$ | **局部最小值**（local minimum），浅的山谷 | $-0.5877$ |
#
# 我们从 $x_0 = 2$ 出发，在浅谷外侧的坡上。

# %% [markdown] lang="en"
# ### Predict, then run: which valley?
#
# From $x_0 = 2$ with $\eta = 0.1$: where does gradient descent end?
#
# - **a** in the deep valley at $-1.4840$, since descent finds the minimum
# - **b** in the shallow valley at $1.3322$
# - **c** on the hilltop at $0.1517$, where the slope is 0 too
#
# Write your letter, with its quotation marks, into the next cell and run it.

# %% [markdown] lang="zh"
# ### 先预测，再运行：哪个山谷？
#
# 从 $x_0 = 2$ 出发，$\eta = 0.1$：梯度下降最后停在哪里？
#
# - **a** 深谷 $-1.4840$，因为下降总会找到最小值
# - **b** 浅谷 $1.3322$
# - **c** 山顶 $0.1517$，那里的斜率也是 0
#
# 把你选的字母连同引号写进下一个单元格并运行。

# %% predict="L06-P3"
prediction_L06_P3 = "b"

# %% demo
committed("L06-P3")

# %% demo
with demo.waits_for("gradient_descent"):

    def slope(x):
        return x**3 - 2 * x + 0.3

    for rate in (0.01, 0.1, 0.4, 0.45):
        x = gradient_descent(slope, 2.0, rate, 2000)
        demo.say("rate {:<4}   the last four places: {}", "学习率 {:<4}   最后四个位置：{}", rate, x[-4:].round(4))
    flat = np.sort(np.roots([1, 0, -2, 0.3]))
    heights, curvature = 0.25 * flat**4 - flat**2 + 0.3 * flat, 3 * flat[0] ** 2 - 2
    demo.say("flat places: {}   f: {}", "斜率为 0 的位置：{}   f：{}", flat.round(4), heights.round(4))
    demo.say(
        "curvature at the deep minimum: {:.4f}   2 / curvature: {:.4f}",
        "深谷最小值点处的曲率：{:.4f}   2 / 曲率：{:.4f}",
        *(curvature, 2 / curvature),
    )

# %% [markdown] lang="en"
# **What it means.** It rolls into the nearest valley and stays: the slope at 1.3322 is 0, and nothing tells the walker that there is something deeper elsewhere. Larger rates, up to 0.4, end in the same place. At 0.45 the walk leaves the shallow valley, and never comes to rest: it bounces between $-1.6093$ and $-1.3172$, around the deep minimum, as in section 3. The curvature down there is $f''(-1.4840) = 4.6065$, and $2 / 4.6065 = 0.4342$ is less than 0.45.
#
# So is there a rate that jumps the hill *and* settles? And what if we turn the rate down on the way?

# %% [markdown] lang="zh"
# **这说明什么**。它滚进最近的山谷就不动了：1.3322 处的斜率是 0，没有什么会告诉走路的人，别处还有更深的地方。更大的学习率，直到 0.4，也停在同一处。0.45 时走出了浅谷，却再也停不下来：在深谷的最小值点两边，$-1.6093$ 和 $-1.3172$ 之间来回跳，就像第 3 节那样。那里的曲率是 $f''(-1.4840) = 4.6065$，而 $2 / 4.6065 = 0.4342$ 小于 0.45。
#
# 那么，有没有一个学习率，既跳得过山顶，**又**停得下来？如果在半路上把学习率调小，又会怎样？

# %% demo
with demo.waits_for("gradient_descent"):
    for rate in (0.429, 0.43, 0.432, 0.434, 0.436):
        x = gradient_descent(slope, 2.0, rate, 20000)
        demo.say(
            "rate {:<5}   first step to {:.4f}   the last two places: {}",
            "学习率 {:<5}   第一步到 {:.4f}   最后两个位置：{}",
            *(rate, x[1], x[-2:].round(4)),
        )
    large = gradient_descent(slope, 2.0, 0.45, 50)
    small = gradient_descent(slope, large[-1], 0.1, 200)
    demo.say("50 steps of 0.45, then 200 of 0.1: {:.4f}", "先用 0.45 走 50 步，再用 0.1 走 200 步：{:.4f}", small[-1])
    three = {"η = 0.1": gradient_descent(slope, 2.0, 0.1, 250), "η = 0.45": gradient_descent(slope, 2.0, 0.45, 250)}
    three["0.45 → 0.1"] = np.concatenate([large, small])
    display(plots.walks(lambda x: 0.25 * x**4 - x**2 + 0.3 * x, three, -2.1, 2.1))

# %% [markdown] lang="en"
# ![The curve with two valleys, three times. At 0.1 the walk ends in the shallow valley. At 0.45 it crosses the hill and bounces around the deep minimum. With 0.45 first and 0.1 later it settles in the deep minimum.](pictures/06_wells.en.png)
#
# *Three walks from $x = 2$. The large ring is the last place. Question: could the third walk have ended in the shallow valley, had it changed its rate at another moment?*
#
# **What it means.** Between 0.430 and 0.434 the walk does reach $-1.4840$ and stays. Look how: its first step lands near 0.15, just to the left of the hilltop at 0.1517, and from there it slides into the deep valley. At 0.429 the first step ends a hair to the right of the hilltop, and the walk slides back. Start at 1.9 instead of 2, and that window is gone. It is the luck of this start on this curve.

# %% [markdown] lang="zh"
# ![双谷曲线画了三次。0.1 停在浅谷里。0.45 越过山顶，在深谷的最小值点两边来回跳。先 0.45 后 0.1，则停在深谷的最小值点。](pictures/06_wells.zh.png)
#
# **从 $x = 2$ 出发的三条路，大圆圈是最后的位置**。问题：如果换一个时刻改变学习率，第三条路会不会停在浅谷里？
#
# **这说明什么**。学习率在 0.430 到 0.434 之间时，确实会到达 $-1.4840$ 并停住。看看它是怎么到的：第一步落在 0.15 附近，就在山顶 0.1517 左边一点点，从那里滑进深谷。0.429 时，第一步落在山顶右边一点点，于是滑了回来。起点不是 2 而是 1.9，这个窗口就没有了。这只是这个起点在这条曲线上的运气。

# %% [markdown] lang="en"
# ### Common misconception: "the right learning rate jumps over local minima to the global one"
#
# You may read that too small a rate gets stuck in a local minimum, and that the right rate jumps over the shallow ones and settles in the deepest. The first half happens. **What is right:** no learning rate promises the second [2, section 8.2.2]. A rate that jumps out of one valley may jump out of the deep one as well, or be unable to rest in it. A large rate first and a small one later often helps, as in the third walk, and that is a reason for schedules. It is no guarantee.
#
# Try it yourself. Choose a rate, say where the ball will end, let it go. Question: can you find a rate that crosses the hill and comes to rest, without looking at the numbers above?

# %% [markdown] lang="zh"
# ### 常见误解：“合适的学习率会跳过局部最小值，到达全局最小值”
#
# 你也许读到过：学习率太小会卡在局部最小值；合适的学习率会跳过浅谷，停在最深的谷里。前半句确实会发生。**正确的说法**：没有哪个学习率能保证后半句 [2，8.2.2 节]。能跳出一个山谷的学习率，也可能跳出深谷，或者在深谷里停不下来。先大后小常常有用，第三条路就是这样，这也是要用学习率调度的一个理由，但不是保证。
#
# 自己试一试。选一个学习率，说出小球会停在哪里，然后放手。问题：不看上面的数字，你能找到一个既越过山顶又停得下来的学习率吗？

# %% demo
with demo.waits_for("gradient_descent"):
    display(widgets.ball(gradient_descent, "wells"))

# %% [markdown] lang="en"
# ## 6. Learning to tell pass from fail
#
# So far we knew the curve. Now data: 300 students, their lectures attended ($x_1$) and hours on the project ($x_2$), and whether they passed ($y$). The model is one neuron with a sigmoid, called **logistic regression**:
#
# $$z_i = x_i \cdot w + b, \qquad p_i = \sigma(z_i), \qquad L(w, b) = \frac{1}{m} \sum_i \left[ -y_i \ln p_i - (1 - y_i) \ln (1 - p_i) \right]$$
#
# The perceptron of lesson 01 had the same weights and a hard step, so it could not ask "which way is better?". The sigmoid is smooth, so there is a gradient. We find it with the chain rule, for one sample and one weight $w_j$:
#
# $$\frac{\partial \ell}{\partial w_j} = \frac{\partial \ell}{\partial p} \cdot \frac{dp}{dz} \cdot \frac{\partial z}{\partial w_j} = \frac{p - y}{p (1 - p)} \cdot p (1 - p) \cdot x_j = (p - y) \, x_j$$
#
# The ugly fraction cancels against the slope of the sigmoid, as it did with softmax in lesson 05. What is left is the error $p - y$ times the input. For the bias, $\partial z / \partial b = 1$, so it is $p - y$ alone. The mean over all samples, first as a sum, then as a matrix product [3, section 4.3.2]:
#
# $$\frac{\partial L}{\partial w_j} = \frac{1}{m} \sum_i (p_i - y_i) \, x_{ij}, \qquad \nabla_w L = \frac{1}{m} X^\top (p - y), \qquad \frac{\partial L}{\partial b} = \frac{1}{m} \sum_i (p_i - y_i)$$
#
# | name | shape | formula | summed over |
# |---|---|---|---|
# | `X` | `(m, n)` | one sample a row (axis 0) | |
# | `y`, `p` | `(m,)` | $p = \sigma(X w + b)$ | axis 1 of `X` |
# | `dw` | `(n,)` | $\frac{1}{m} X^\top (p - y)$ | axis 0 of `X`, the samples |
# | `db` | `()` | $\frac{1}{m} \sum (p - y)$ | axis 0, the samples |
#
# By hand: two samples, $x = 1$ with $y = 1$ and $x = 3$ with $y = 0$, at $w = 0$, $b = 0$. Both $p$ are 0.5, the errors $-0.5$ and $0.5$. So $\partial L / \partial w = (-0.5 \cdot 1 + 0.5 \cdot 3) / 2 = 0.5$, and $\partial L / \partial b = 0$.

# %% [markdown] lang="zh"
# ## 6. 学会区分及格和不及格
#
# 到目前为止，曲线都是已知的。现在来看数据：300 名学生，听课次数（$x_1$）、做项目的小时数（$x_2$），以及是否及格（$y$）。模型是一个带 sigmoid 的神经元，叫作**逻辑回归**（logistic regression）：
#
# $$z_i = x_i \cdot w + b, \qquad p_i = \sigma(z_i), \qquad L(w, b) = \frac{1}{m} \sum_i \left[ -y_i \ln p_i - (1 - y_i) \ln (1 - p_i) \right]$$
#
# 第 01 课的感知机有同样的权重，却用硬的阶跃，所以问不出“往哪边更好”。sigmoid 是光滑的，于是有了梯度。我们用链式法则来求，先看一个样本、一个权重 $w_j$：
#
# $$\frac{\partial \ell}{\partial w_j} = \frac{\partial \ell}{\partial p} \cdot \frac{dp}{dz} \cdot \frac{\partial z}{\partial w_j} = \frac{p - y}{p (1 - p)} \cdot p (1 - p) \cdot x_j = (p - y) \, x_j$$
#
# 难看的分式与 sigmoid 的斜率消掉了，和第 05 课的 softmax 一样。剩下的是误差 $p - y$ 乘输入。对偏置来说，$\partial z / \partial b = 1$，所以只剩 $p - y$。对全部样本取平均，先写成求和，再写成矩阵乘法 [3，4.3.2 节]：
#
# $$\frac{\partial L}{\partial w_j} = \frac{1}{m} \sum_i (p_i - y_i) \, x_{ij}, \qquad \nabla_w L = \frac{1}{m} X^\top (p - y), \qquad \frac{\partial L}{\partial b} = \frac{1}{m} \sum_i (p_i - y_i)$$
#
# | 名称 | 形状 | 公式 | 沿哪里求和 |
# |---|---|---|---|
# | `X` | `(m, n)` | 每个样本占一行（row，轴 0） | |
# | `y`、`p` | `(m,)` | $p = \sigma(X w + b)$ | `X` 的轴 1 |
# | `dw` | `(n,)` | $\frac{1}{m} X^\top (p - y)$ | `X` 的轴 0，即样本 |
# | `db` | `()` | $\frac{1}{m} \sum (p - y)$ | 轴 0，即样本 |
#
# 手算一次：两个样本，一个 $x = 1$、$y = 1$，另一个 $x = 3$、$y = 0$，在 $w = 0$、$b = 0$ 处。两个 $p$ 都是 0.5，误差是 $-0.5$ 和 $0.5$。所以 $\partial L / \partial w = (-0.5 \cdot 1 + 0.5 \cdot 3) / 2 = 0.5$，而 $\partial L / \partial b = 0$。

# %% [markdown] lang="en"
# ### Exercise: `logistic_gradients`
#
# **What for.** The direction for all weights and the bias at once.
#
# **Arguments.** `X`: array `(m, n)`, integers or floats. `y`: array `(m,)` of labels, 0 or 1. `w`: array `(n,)`. `b`: a number. The arrays keep their values. Your `sigmoid` of lesson 02 is at hand.
#
# **Returns.** A tuple: `dw`, a float64 array `(n,)`, and `db`, a float; the gradient of the *mean* loss.
#
# **Errors.** `ValueError` if the shapes do not fit together as above, or if there is no sample.
#
# **Example.** `logistic_gradients(np.array([[1.0], [3.0]]), np.array([1, 0]), np.zeros(1), 0.0)` gives `([0.5], 0.0)`.

# %% [markdown] lang="zh"
# ### 练习：`logistic_gradients`
#
# **用途**：一次算出所有权重和偏置该往哪边调。
#
# **参数**：`X`：数组 `(m, n)`，整数或浮点数。`y`：标签数组 `(m,)`，0 或 1。`w`：数组 `(n,)`。`b`：一个数。这些数组保持原值。第 02 课的 `sigmoid` 可以直接用。
#
# **返回**：一个元组：`dw` 是 float64 数组 `(n,)`，`db` 是 float；它们是**平均**损失的梯度。
#
# **错误**：形状不像上面那样相互配合，或者一个样本也没有，抛出 `ValueError`。
#
# **例子**：`logistic_gradients(np.array([[1.0], [3.0]]), np.array([1, 0]), np.zeros(1), 0.0)` 得到 `([0.5], 0.0)`。


# %% solution="logistic_gradients"
def logistic_gradients(X, y, w, b):
    """Return the gradient of logistic regression's mean binary cross-entropy.

    Parameters
    ----------
    X : ndarray of shape (m, n)
        One sample a row.
    y : ndarray of shape (m,)
        Labels, 0 or 1.
    w : ndarray of shape (n,)
        Weights.
    b : float
        Bias.

    Returns
    -------
    dw : ndarray of shape (n,), float64
        Gradient with respect to `w`.
    db : float
        Gradient with respect to `b`.

    Raises
    ------
    ValueError
        If the shapes do not fit, or there is no sample.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if X.ndim != 2 or y.shape != X.shape[:1] or w.shape != X.shape[1:]:
        raise ValueError(f"X must be (m, n), y (m,) and w (n,); got {X.shape}, {y.shape} and {w.shape}.")
    if len(X) == 0:
        raise ValueError("There is nothing to learn from: X has no sample.")
    samples = X.astype(np.float64)
    error = sigmoid(samples @ w + b) - y
    return samples.T @ error / len(X), float(error.mean())
    ### END SOLUTION


# %% check="logistic_gradients"
check("logistic_gradients")

# %% [markdown] lang="en"
# **Derive it, then try it.** As always in this course, the formula is compared with the numerical gradient of lesson 05, here on three samples.

# %% [markdown] lang="zh"
# **先推导，再试一试**。和本课程一贯的做法一样，用第 05 课的数值梯度来检验公式，这里取三个样本。

# %% demo
with demo.waits_for("logistic_gradients"):
    X3, y3 = np.array([[1.0, 2.0], [3.0, -1.0], [0.0, 1.0]]), np.array([1, 0, 1])
    w3, b3 = np.array([0.5, -0.25]), 0.1
    dw, db = logistic_gradients(X3, y3, w3, b3)
    tried_w = numerical_gradient(lambda w: bce_with_logits(y3, X3 @ w + b3), w3)
    tried_b = float(numerical_gradient(lambda b: bce_with_logits(y3, X3 @ w3 + b), np.array(b3)))
    demo.say("by the formula: {} {}", "用公式算：{} {}", dw.round(6), round(db, 6))
    demo.say("by trying:      {} {}", "试一试：  {} {}", tried_w.round(6), round(tried_b, 6))

# %% [markdown] lang="en"
# Both give $(0.705787, -0.783866)$ and $-0.049441$.
#
# ### Exercise: `logistic_fit`
#
# **What for.** The whole of learning, from weights that know nothing to weights that decide.
#
# **Arguments.** `X`: array `(m, n)`. `y`: array `(m,)`, labels 0 or 1; they may also be all the same. `learning_rate`: a number. `n_steps`: the number of steps, 0 or more. The arrays keep their values.
#
# **What it does.** Start with all weights and the bias at 0. In every step compute the gradient on *all* samples, then change `w` and `b` together, both by the gradient of the same place.
#
# **Returns.** A dict: `"w"`, a float64 array `(n,)`; `"b"`, a float; `"losses"`, a float64 array `(n_steps + 1,)` with the mean loss before the first step and after every step. Take `bce_with_logits` for it, from lesson 04: weights may grow so large that every $p$ rounds to 0 or 1.
#
# **Errors.** `ValueError` if the shapes do not fit, or if there is no sample.
#
# **Example.** `logistic_fit(np.array([[1.0], [-1.0]]), np.array([1, 0]), 1.0, 1)` gives `w` `[0.5]`, `b` 0.0 and the losses `[0.693147, 0.474077]`. The first loss is always $\ln 2$: at zero weights every $p$ is 0.5.

# %% [markdown] lang="zh"
# 两者都是 $(0.705787, -0.783866)$ 和 $-0.049441$。
#
# ### 练习：`logistic_fit`
#
# **用途**：完整的学习过程，从什么也不懂的权重，到会做判断的权重。
#
# **参数**：`X`：数组 `(m, n)`。`y`：数组 `(m,)`，标签 0 或 1，也可能全都一样。`learning_rate`：一个数。`n_steps`：步数，0 或更多。这些数组保持原值。
#
# **做什么**：所有权重和偏置从 0 开始。每一步都在**全部**样本上计算梯度，然后一起改变 `w` 和 `b`，两者用的是同一处的梯度。
#
# **返回**：一个字典：`"w"` 是 float64 数组 `(n,)`；`"b"` 是 float；`"losses"` 是 float64 数组 `(n_steps + 1,)`，含第一步之前和每一步之后的平均损失。损失用第 04 课的 `bce_with_logits` 计算：权重可能变得很大，使每个 $p$ 都舍入成 0 或 1。
#
# **错误**：形状不配合，或者一个样本也没有，抛出 `ValueError`。
#
# **例子**：`logistic_fit(np.array([[1.0], [-1.0]]), np.array([1, 0]), 1.0, 1)` 得到 `w` `[0.5]`、`b` 0.0 和损失 `[0.693147, 0.474077]`。第一个损失总是 $\ln 2$：权重为零时，每个 $p$ 都是 0.5。


# %% solution="logistic_fit"
def logistic_fit(X, y, learning_rate=0.1, n_steps=1000):
    """Train logistic regression by gradient descent on all samples at once, from zero weights.

    Parameters
    ----------
    X : ndarray of shape (m, n)
        One sample a row.
    y : ndarray of shape (m,)
        Labels, 0 or 1.
    learning_rate : float
        Factor of each step.
    n_steps : int
        Steps to take.

    Returns
    -------
    dict
        ``w`` (ndarray of shape (n,)), ``b`` (float) and ``losses`` (ndarray of shape (n_steps + 1,)).

    Raises
    ------
    ValueError
        If the shapes do not fit, or there is no sample.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if X.ndim != 2 or y.shape != X.shape[:1]:
        raise ValueError(f"X must be (m, n) and y (m,); got {X.shape} and {y.shape}.")
    if len(X) == 0:
        raise ValueError("There is nothing to learn from: X has no sample.")
    w, b = np.zeros(X.shape[1]), 0.0
    losses = [bce_with_logits(y, X @ w + b)]
    for _ in range(n_steps):
        dw, db = logistic_gradients(X, y, w, b)
        w, b = w - learning_rate * dw, b - learning_rate * db
        losses.append(bce_with_logits(y, X @ w + b))
    return {"w": w, "b": b, "losses": np.array(losses)}
    ### END SOLUTION


# %% check="logistic_fit"
check("logistic_fit")

# %% [markdown] lang="en"
# **Will you pass?** The data are made up: a student with $x_1$ lectures and $x_2$ hours passes with the chance $\sigma(1.2 (x_1 + x_2 - 6.5))$. For 4 lectures and 5 hours that is 0.9526. The network of lesson 03, with its arbitrary weights, said 0.1 to this student. What does a model say that has seen 300 others, after 1, 100 and 5000 steps?

# %% [markdown] lang="zh"
# **你会及格吗**？数据是虚构的：听 $x_1$ 次课、做 $x_2$ 小时项目的学生，及格的机会是 $\sigma(1.2 (x_1 + x_2 - 6.5))$。4 次课、5 小时，机会是 0.9526。第 03 课那个权重随意取的网络，对这名学生说的是 0.1。见过另外 300 名学生的模型，走了 1 步、100 步、5000 步之后会怎么说？

# %% demo
with demo.waits_for("logistic_gradients", "logistic_fit"):
    rng = np.random.default_rng(0)
    X = np.column_stack([rng.integers(0, 8, 300), rng.uniform(0, 8, 300)])
    y = (rng.random(300) < sigmoid(1.2 * (X.sum(axis=1) - 6.5))).astype(int)
    you = np.array([4.0, 5.0])
    demo.say("passed: {:.3f} of the students", "及格的学生所占的比例：{:.3f}", y.mean())
    fits = {n: logistic_fit(X, y, 0.1, n) for n in (1, 100, 5000)}
    for n, fit in fits.items():
        chance = sigmoid(you @ fit["w"] + fit["b"])
        right = np.mean((X @ fit["w"] + fit["b"] > 0) == y)
        demo.say(
            "{:4} steps   loss {:.4f}   right {:.3f}   your chance {:.4f}   w {} b {}",
            "{:4} 步   损失 {:.4f}   判断对的比例 {:.3f}   你的机会 {:.4f}   w {} b {}",
            *(n, fit["losses"][-1], right, chance, fit["w"].round(3), round(fit["b"], 3)),
        )
    display(plots.chances(X, y, {n: (fit["w"], fit["b"]) for n, fit in fits.items()}, you))

# %% [markdown] lang="en"
# ![Three maps of the same students, shaded by the predicted chance to pass. After one step almost everything is orange, after 100 steps a boundary has appeared at the lower left, after 5000 steps it runs between the two classes.](pictures/06_students.en.png)
#
# *The predicted chance to pass, over lectures and hours. The black line is where it is one half: the **decision boundary**. Question: which students are on the wrong side at the end, and is that the model's fault?*
#
# **What it means.** After one step the model says "pass" to everyone, since most passed: 0.663. After 5000 steps it is right about 0.910 of the students, and says 0.9541 to you. The rest is out of reach: whoever passes with a chance of 0.7 fails three times in ten.
#
# Watch it happen. Every frame of the animation is a run of your `logistic_fit`. Question: the loss falls fast at first and then hardly moves. What is the boundary doing in the meantime?

# %% [markdown] lang="zh"
# ![同一批学生的三幅图，底色表示预测的及格机会。1 步之后几乎全是橙色，100 步之后左下方出现了边界，5000 步之后边界落在两类学生之间。](pictures/06_students.zh.png)
#
# **预测的及格机会，横轴是听课次数，纵轴是小时数。黑线上的机会是二分之一，这就是决策边界（decision boundary）所在**。问题：最后哪些学生站在错的一侧？这是模型的错吗？
#
# **这说明什么**。1 步之后，模型对谁都说“及格”，因为多数人及格：0.663。5000 步之后，它判断对了 0.910 的学生，对你说 0.9541。剩下的谁也判断不准：及格机会是 0.7 的人，十次里会有三次不及格。
#
# 看看它是怎么变的。动画里的每一帧都运行一次你的 `logistic_fit`。问题：损失先是很快下降，后来几乎不动。这段时间里，边界在做什么？

# %% demo
with demo.waits_for("logistic_gradients", "logistic_fit"):
    display(widgets.learning(logistic_fit, X, y))

# %% [markdown] lang="en"
# **Why so slow?** It is the long bowl again. At zero weights the curvatures of this loss are the eigenvalues of $\frac{1}{4m} A^\top A$, where $A$ is `X` with a column (axis 1) of ones for the bias. Now the trick: subtract from each feature its mean. The students stay the same, only the zero of the axes moves. What happens to the condition number?

# %% [markdown] lang="zh"
# **为什么这么慢**？又是那只长碗。权重为零时，这个损失的各个曲率是 $\frac{1}{4m} A^\top A$ 的特征值，其中 $A$ 是 `X` 再加上偏置用的一列（column，轴 1）1。现在用一个小办法：每个特征减去它的平均值。学生还是那些学生，只是坐标轴的零点挪了位置。条件数会怎样？

# %% demo
with demo.waits_for("logistic_gradients", "logistic_fit"):
    as_they_are, centered = language.Text("as they are", "原来的特征"), language.Text("minus their mean", "减去平均值")
    for name, features in ((as_they_are, X), (centered, X - X.mean(axis=0))):
        A = np.column_stack([features, np.ones(300)])
        curvatures = np.linalg.eigvalsh(A.T @ A / 300) / 4
        demo.say(
            "{}: curvatures {}   condition number {:.1f}",
            "{}：曲率 {}   条件数 {:.1f}",
            *(name, curvatures.round(4), curvatures[-1] / curvatures[0]),
        )
        demo.say(
            "    bound for the rate, 2 / largest curvature: {:.3f}",
            "    学习率的界限，2 / 最大曲率：{:.3f}",
            2 / curvatures[-1],
        )
        demo.say(
            "    loss after 300 steps of 0.1: {}   of 0.5: {}",
            "    走 300 步之后的损失，学习率 0.1：{}   0.5：{}",
            *(logistic_fit(features, y, rate, 300)["losses"][-1].round(4) for rate in (0.1, 0.5)),
        )
    runs = {f"η = {rate}": logistic_fit(X, y, rate, 100)["losses"] for rate in (0.01, 0.1, 0.5)}
    runs["η = 0.5, X − mean"] = logistic_fit(X - X.mean(axis=0), y, 0.5, 100)["losses"]
    display(plots.losses_per_step(runs))

# %% [markdown] lang="en"
# ![Loss over 100 steps. At 0.01 it creeps, at 0.1 it drops and then creeps, at 0.5 it first jumps up and zigzags. With the mean subtracted, 0.5 falls smoothly and lies lowest.](pictures/06_losses.en.png)
#
# *Four runs on the same students. Question: three curves start alike and differ by the rate only. What does the fourth have that they lack?*
#
# **What it means.** The condition number falls from 281.0 to 5.8. With the means subtracted, 300 steps of 0.5 reach 0.2317, a loss that the raw features do not reach in 5000 steps of 0.1. That is one reason to **standardize** the features before training, as in lesson 00; there they are divided by their standard deviation too. Tick the box in the picture above and play it again. And 0.5 is above the bound 0.211 for the raw features: the loss jumps up at first. Later it falls all the same. The bound belongs to a parabola; this loss is none, and its curvature shrinks as the predictions become sure.
#
# Here is also a warning. The loss 0.2317 is *below* that of the true chances, which is 0.2377 on these students: the model has begun to fit the luck of this sample. Lesson 11 is about that.

# %% [markdown] lang="zh"
# ![100 步里的损失。0.01 慢慢挪；0.1 先降下来，然后慢慢挪；0.5 先跳上去，再上下折返。减去平均值之后，0.5 平稳下降，最后最低。](pictures/06_losses.zh.png)
#
# **在同一批学生上训练四次**。问题：其中三条曲线只是学习率不同。第四条多了什么？
#
# **这说明什么**。条件数从 281.0 降到 5.8。减去平均值之后，用 0.5 走 300 步，损失就到了 0.2317；原来的特征用 0.1 走 5000 步也到不了。这就是训练之前要把特征**标准化**（standardize）的一个理由；在第 00 课，还要除以标准差。在上面的图里勾选“减去平均值”，再播放一次。另外，对原来的特征来说，0.5 超过了界限 0.211：损失一开始往上跳，后来却还是降了下来。这个界限是抛物线的，而这个损失不是抛物线：预测越有把握，曲率就越小。
#
# 这里还有一个警告。用真实的机会去算，这些学生的损失是 0.2377，而 0.2317 比它**还低**：模型已经开始拟合这批样本的运气了。这是第 11 课的话题。

# %% demo
with demo.waits_for("logistic_gradients", "logistic_fit"):
    true = bce_with_logits(y, 1.2 * (X.sum(axis=1) - 6.5))
    demo.say("loss of the true chances: {}", "用真实的机会算出的损失：{}", round(true, 4))

# %% [markdown] lang="en"
# ### Written question: sum or mean?
#
# A friend writes $L = \sum_i \ell_i$ without the $\frac{1}{m}$ and says: "Sum or mean gives the same solution." When is your friend right, and when not? Think of where the minimum lies, of gradient descent with a given $\eta$, and of a loss to which something else is added, such as a penalty for large weights.

# %% [markdown] lang="zh"
# ### 书面题：求和还是取平均？
#
# 一位朋友写 $L = \sum_i \ell_i$，不带 $\frac{1}{m}$，还说：“求和与取平均，解是一样的。”什么时候朋友说得对，什么时候不对？想一想最小值在哪里，想一想 $\eta$ 给定时的梯度下降，再想一想损失里还加了别的项，例如对大权重的惩罚。

# %% [markdown] lang="en" written="sum_or_mean" points=3
# The minimizer is the same: $m$ is a positive constant, and multiplying a function by it does not move its lowest point. But the gradient of the sum is $m$ times as large, so one step with the same $\eta$ is $m$ times as long: a rate that converges for the mean may diverge for the sum. To walk the same path the sum needs $\eta / m$. And if a term is added that does not grow with $m$, such as a penalty for large weights, its balance with the loss differs: then even the minimizer is another one, unless the penalty is multiplied by $m$ as well.

# %% [markdown] lang="zh" written="sum_or_mean" points=3
# 最小值点是一样的：$m$ 是正的常数，函数乘上它，最低点不会移动。可是和的梯度是平均值的 $m$ 倍，$\eta$ 相同时，一步的长度也是 $m$ 倍：对平均值收敛的学习率，对和可能发散。要走同样的路，和需要 $\eta / m$。如果再加上一个不随 $m$ 增长的项，例如对大权重的惩罚，它与损失的轻重就变了：这时连最小值点也不同，除非惩罚也乘上 $m$。

# %% [markdown] lang="en" rubric="sum_or_mean"
# - 2 points: right about the minimizer (the same), and about a fixed $\eta$ (steps $m$ times as long, may diverge) or an added penalty (another balance). 1 point for the minimizer only.
# - 1 point: the reason, that the gradient is $m$ times as large, or an example with numbers.

# %% [markdown] lang="zh" rubric="sum_or_mean"
# - 2 分：说对了最小值点相同，并且说对了 $\eta$ 固定时的情形（步长是 $m$ 倍，可能发散），或加上惩罚时的情形（轻重变了）。只说对最小值点，得 1 分。
# - 1 分：说出理由，即梯度是原来的 $m$ 倍，或用数字举例。

# %% [markdown] lang="en"
# ## 7. What does the ground look like?
#
# The loss of logistic regression is **convex** in its weights: a bowl without a second valley, whatever the data. From every start, with a small enough rate, gradient descent goes to the lowest loss there is. Is this so for networks? A loss over thousands of weights cannot be drawn, but one can cut through it: take two sets of parameters $\theta_0$ and $\theta_1$ and look at the loss on the straight line between them [4],
#
# $$L\big((1 - t) \, \theta_0 + t \, \theta_1\big), \qquad t \in [0, 1]$$
#
# A convex function lies on every line below its chord or on it (lesson 05). So a single bump above a chord is enough to prove that a loss is *not* convex.

# %% [markdown] lang="zh"
# ## 7. 地面是什么样子？
#
# 逻辑回归的损失对权重是**凸**的（convex）：不管数据怎样，都是一只碗，没有第二个山谷。只要学习率够小，梯度下降从任何起点出发，都会走向最低的损失。网络也是这样吗？成千上万个权重的损失画不出来，但可以切开来看：取两组参数 $\theta_0$ 和 $\theta_1$，看两者连线上的损失 [4]：
#
# $$L\big((1 - t) \, \theta_0 + t \, \theta_1\big), \qquad t \in [0, 1]$$
#
# 凸函数在每条直线上都不高于它的弦（第 05 课）。所以只要有一处鼓到弦的上方，就足以证明损失**不是**凸的。

# %% [markdown] lang="en"
# ### Exercise: `loss_along_line`
#
# **What for.** To look at a loss in more dimensions than one can draw.
#
# **Arguments.** `loss_fn`: a function from a list of parameters to a number. `theta0`, `theta1`: two such lists, as in lesson 03: one dict for each layer, with an array `"W"` and an array `"b"`. They keep their values. `n`: the number of places on the line.
#
# **Returns.** A float64 array `(n,)`: the losses at `n` values of $t$, equally spaced from 0 to 1, both ends included. `n = 1` means $t = 0$ alone. *All* parameters move along the line.
#
# **Errors.** `ValueError` if the two lists differ in their number of layers, their names or their shapes, or if `n` is not positive.
#
# **Example.** With one layer, `W` $= -1$ at one end and $1$ at the other, `b` $= 0$, and the loss $W^2$: three places give `[1.0, 0.0, 1.0]`.

# %% [markdown] lang="zh"
# ### 练习：`loss_along_line`
#
# **用途**：维数多得画不出来时，也能看一眼损失。
#
# **参数**：`loss_fn`：从参数列表到一个数的函数。`theta0`、`theta1`：两个这样的列表，和第 03 课一样：每层一个字典，含数组 `"W"` 和数组 `"b"`。它们保持原值。`n`：直线上取几个位置。
#
# **返回**：float64 数组 `(n,)`：$t$ 取从 0 到 1 等间隔的 `n` 个值（含两端）时的损失。`n = 1` 表示只取 $t = 0$。**所有**参数都沿直线移动。
#
# **错误**：两个列表的层数、名称或形状不同，或者 `n` 不是正数，抛出 `ValueError`。
#
# **例子**：只有一层，一端 `W` $= -1$，另一端 $1$，`b` $= 0$，损失是 $W^2$：取三个位置得到 `[1.0, 0.0, 1.0]`。


# %% solution="loss_along_line"
def loss_along_line(loss_fn, theta0, theta1, n=21):
    """Return a loss on the straight line between two sets of parameters.

    Parameters
    ----------
    loss_fn : callable
        From parameters to a number.
    theta0, theta1 : list of dict
        The two ends: for each layer ``W`` and ``b``. Not modified.
    n : int
        Number of places, both ends included; 1 is the first end alone.

    Returns
    -------
    ndarray of shape (n,), float64
        The losses.

    Raises
    ------
    ValueError
        If the two ends are not built alike, or `n` is not positive.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if n < 1:
        raise ValueError(f"n must be positive; got {n}.")
    built = [[{name: array.shape for name, array in layer.items()} for layer in theta] for theta in (theta0, theta1)]
    if built[0] != built[1]:
        raise ValueError("theta0 and theta1 must have the same layers, names and shapes.")
    losses = []
    for t in np.linspace(0, 1, n):
        between = []
        for start, end in zip(theta0, theta1, strict=True):
            between.append({name: (1 - t) * start[name] + t * end[name] for name in start})
        losses.append(float(loss_fn(between)))
    return np.array(losses)
    ### END SOLUTION


# %% check="loss_along_line"
check("loss_along_line")

# %% [markdown] lang="en"
# **Two perfect networks.** Take the network of lesson 03 that computes XOR without an error, and exchange its two hidden units: swap the columns (axis 1) of the first layer and the rows (axis 0) of the second. It is the same function, so its loss is 0 as well. What is the loss *halfway* between the two, where every weight is the mean of both? And what does logistic regression do, between two arbitrary places?

# %% [markdown] lang="zh"
# **两个完美的网络**。取第 03 课里精确计算 XOR 的网络，把它的两个隐藏单元对调：第一层交换两列（column，轴 1），第二层交换两行（row，轴 0）。函数没有变，所以损失仍是 0。在两者的**正中间**，每个权重都取两边的平均，损失是多少？逻辑回归在任意两处之间又会怎样？

# %% demo
with demo.waits_for("loss_along_line"):
    corners, labels = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0.0], [1], [1], [0]])
    one = xor_mlp_params()
    other = [
        {"W": one[0]["W"][:, ::-1], "b": one[0]["b"][::-1]},
        {"W": one[1]["W"][::-1], "b": one[1]["b"]},
    ]

    def network_loss(params):
        return mse(labels, mlp_forward(corners, params, ["relu", "linear"])[0])

    def logistic_loss(params):
        return bce_with_logits(labels, corners @ params[0]["W"] + params[0]["b"])

    here = [{"W": np.array([[4.0], [-2.0]]), "b": np.array([1.0])}]
    there = [{"W": np.array([[-3.0], [5.0]]), "b": np.array([-2.0])}]
    lines = {
        "network": loss_along_line(network_loss, one, other, 21),
        "logistic": loss_along_line(logistic_loss, here, there, 21),
    }
    demo.say("network:  {}", "网络：    {}", lines["network"][::5].round(4))
    demo.say("logistic: {}", "逻辑回归：{}", lines["logistic"][::5].round(4))
    display(plots.lines_of_loss(lines))

# %% [markdown] lang="en"
# ![Two panels with the loss along a line and its chord. Left, the network: 0 at both ends and a bump of 1.6875 in the middle, above the chord. Right, logistic regression: the curve lies below its chord everywhere.](pictures/06_line.en.png)
#
# *The loss between two sets of parameters, with its chord. Question: a network has 6 hidden units in one layer. In how many ways can they be exchanged, and what does this say about the number of its minima?*
#
# **What it means.** 0 at both ends, 1.6875 in the middle: one bump, and the loss of this network is proved not convex. Nothing is special about XOR. Exchange hidden units in *any* network, and you get another network with the same loss somewhere else; with 6 units in a layer there are $6! = 720$ orders. The line of logistic regression stays below its chord, as it must.

# %% [markdown] lang="zh"
# ![两幅图，画着沿直线的损失和它的弦。左边是网络：两端是 0，中间鼓起到 1.6875，在弦的上方。右边是逻辑回归：曲线处处在弦的下方。](pictures/06_line.zh.png)
#
# **两组参数之间的损失，以及它的弦**。问题：一个网络有一层，含 6 个隐藏单元。它们有多少种排列？这对最小值的个数说明了什么？
#
# **这说明什么**。两端是 0，中间是 1.6875：鼓起一处，就证明了这个网络的损失不是凸的。XOR 没有什么特别。在**任何**网络里对调隐藏单元，都会在别处得到另一个损失相同的网络；一层有 6 个单元，就有 $6! = 720$ 种排列。逻辑回归的曲线一直在弦的下方，也必然如此。

# %% [markdown] lang="en"
# ### Common misconception: "the loss of a network is convex and has one minimum"
#
# You may read that the loss is a bowl with one lowest point, and see it drawn as one. **What is right:** squared error and cross-entropy are convex *in the prediction or the logit*. Logistic regression is convex in its weights, because its logit is linear in them. As soon as there are hidden units this is over: exchanging them alone gives many minima [2, section 8.2.2]. The surprise is another one: there is evidence that in large networks most of the minima that training finds are about equally good [5], and the picture one gets depends much on the network's architecture [6].

# %% [markdown] lang="zh"
# ### 常见误解：“网络的损失是凸的，只有一个最小值”
#
# 你也许读到过：损失是一只碗，只有一个最低点；图上也常这么画。**正确的说法**：平方误差和交叉熵**对预测或 logit** 是凸的。逻辑回归对权重也是凸的，因为它的 logit 对权重是线性的。一有隐藏单元，就不再如此：仅仅把它们对调，就有许多最小值 [2，8.2.2 节]。让人意外的是另一件事：有证据表明，在大的网络里，训练找到的最小值大多差不多一样好 [5]，而看到的曲面是什么样子，与网络的架构很有关系 [6]。

# %% [markdown] lang="en"
# ![Two losses as surfaces, and below them their level lines with walks from three starts. Left, logistic regression: all walks end in the same place. Right, a network with two hidden units: two walks end in two mirrored minima, the third stays on the diagonal and ends on a saddle point.](pictures/06_landscapes.en.png)
#
# *Two **loss surfaces**, from the side and from above; darker is lower. Left: logistic regression with one weight and a bias. Right: a network 1-2-1, over the weights of its two hidden units; the rest of it is fixed. Question: mirror the right picture at its diagonal. Why does it not change?*
#
# **Walk there yourself.** Set the start with the mouse or the arrow keys; your `gradient_descent` does the rest. One button tilts the surface, another draws arrows that point downhill, minus the gradient. Questions: on the network's surface, from which starts does the walk end at neither of the two minima? And in the long bowl, do the arrows point at the minimum?

# %% [markdown] lang="zh"
# ![两个损失的曲面，下面是它们的等高线，各有三条从不同起点出发的路。左边是逻辑回归：三条路都到同一处。右边是有两个隐藏单元的网络：两条路到了关于对角线对称的两个最小值点，第三条路一直在对角线上，停在鞍点。](pictures/06_landscapes.zh.png)
#
# **两个损失曲面（loss surface），上面是侧视，下面是俯视；颜色越深越低。左：有一个权重和一个偏置的逻辑回归。右：网络 1-2-1，两个坐标是两个隐藏单元的权重，其余参数固定**。问题：把右图沿对角线翻转，为什么它不变？
#
# **自己走一走**。用鼠标或方向键设定起点，其余的交给你的 `gradient_descent`。一个按钮可以换成侧视，另一个画出下坡方向的箭头，也就是负梯度。问题：在网络的曲面上，从哪些起点出发，两个最小值哪个也到不了？在长碗里，箭头指向最小值吗？

# %% demo
with demo.waits_for("gradient_descent"):
    display(widgets.landscape(gradient_descent))

# %% [markdown] lang="en"
# **What it means.** Start exactly on the diagonal, with two equal weights, and the walk never leaves it: both units get the same gradient, so they stay equal forever, and the walk ends on a saddle point. A hair beside the diagonal, and it finds a minimum. That is why the weights of a network must not start equal; lesson 08 begins there. And in the long bowl the arrows point across it, toward its floor, hardly ever at the minimum: the gradient knows the steepest way from here, not the way to the goal.

# %% [markdown] lang="zh"
# **这说明什么**。恰好从对角线上出发，也就是两个权重相等，就永远离不开对角线：两个单元得到同样的梯度，一直相等，最后停在鞍点上。起点只要偏离对角线一点点，就能找到最小值。所以网络的权重一开始不能都相等；第 08 课就从这里讲起。在长碗里，箭头指向碗底的中线，几乎从不指向最小值：梯度只知道从这里往哪里最陡，不知道目标在哪里。

# %% [markdown] lang="en"
# ## Recap
#
# 1. Gradient descent: compute the gradient where you stand, take a step of $\eta$ times it the other way, repeat. Steps shrink by themselves where the ground gets flat.
# 2. On a parabola each step multiplies the error by $1 - \eta c$. Five regimes, from creeping to flying off.
# 3. One rate for all directions: the steepest limits it, the flattest pays. Subtracting the mean of each feature can save thousands of steps.
# 4. Descent finds a nearby minimum. No learning rate promises the global one.
# 5. Logistic regression has the gradient $\frac{1}{m} X^\top (p - y)$ and a convex loss. With hidden units the loss is not convex.

# %% [markdown] lang="zh"
# ## 小结
#
# 1. 梯度下降：计算脚下的梯度，朝反方向走它的 $\eta$ 倍，再重复。地面变平，步子自己就会变短。
# 2. 在抛物线上，每一步把误差乘以 $1 - \eta c$。从慢慢挪到飞出去，共有五种情形。
# 3. 所有方向共用一个学习率：最陡的方向限制它，最平的方向付出代价。每个特征减去平均值，可以省下几千步。
# 4. 下降找到的是附近的最小值。没有哪个学习率能保证到达全局最小值。
# 5. 逻辑回归的梯度是 $\frac{1}{m} X^\top (p - y)$，损失是凸的。有了隐藏单元，损失就不是凸的。

# %% [markdown] lang="en"
# ### A map of names
#
# | in this course | in mathematics | in PyTorch |
# |---|---|---|
# | `gd_step` | $x - \eta \nabla f(x)$ | `torch.optim.SGD(params, lr=0.1).step()` |
# | `maximize` | $x + \eta \nabla f(x)$ | `torch.optim.SGD(params, lr=0.1, maximize=True)` |
# | `learning_rate` | $\eta$, in some books $\alpha$ | `lr` |
# | `logistic_gradients` | $\frac{1}{m} X^\top (p - y)$ | `loss.backward()` |
# | `logistic_fit` | $\min_{w, b} L(w, b)$ | `torch.nn.Linear(n, 1)` with `torch.nn.BCEWithLogitsLoss()` |

# %% [markdown] lang="zh"
# ### 名称对照
#
# | 本课程 | 数学 | PyTorch |
# |---|---|---|
# | `gd_step` | $x - \eta \nabla f(x)$ | `torch.optim.SGD(params, lr=0.1).step()` |
# | `maximize` | $x + \eta \nabla f(x)$ | `torch.optim.SGD(params, lr=0.1, maximize=True)` |
# | `learning_rate` | $\eta$，有些书写作 $\alpha$ | `lr` |
# | `logistic_gradients` | $\frac{1}{m} X^\top (p - y)$ | `loss.backward()` |
# | `logistic_fit` | $\min_{w, b} L(w, b)$ | `torch.nn.Linear(n, 1)` 加 `torch.nn.BCEWithLogitsLoss()` |

# %% [markdown] lang="en"
# ### Test yourself
#
# 1. On $f(x) = x^2$ from $x = 3$ with $\eta = 0.25$: where are you after two steps?
# 2. Which learning rate reaches the bottom of $f(x) = x^2$ in one step?
# 3. A parabola has the curvature 20. What happens at $\eta = 0.09$?
# 4. Your loss goes up at every step. Name two possible causes.
# 5. `X` is `(50, 3)`. What are the shapes of `dw` and `db`, and over which axis of `X` is the sum taken?
#
# <details>
# <summary>Answers</summary>
#
# 1. At 0.75: the curvature is 2, the factor $1 - 0.25 \cdot 2 = 0.5$, and $3 \cdot 0.5^2 = 0.75$.
# 2. $\eta = 1/2$.
# 3. The factor is $-0.8$: it changes sides at every step and converges.
# 4. The learning rate is too large, or the sign of the step is wrong.
# 5. `(3,)` and `()`; over axis 0, the samples.
#
# </details>

# %% [markdown] lang="zh"
# ### 自测
#
# 1. 在 $f(x) = x^2$ 上从 $x = 3$ 出发，$\eta = 0.25$：两步之后在哪里？
# 2. 哪个学习率一步就到 $f(x) = x^2$ 的谷底？
# 3. 一条抛物线的曲率是 20。$\eta = 0.09$ 时会怎样？
# 4. 损失每一步都在上升。说出两种可能的原因。
# 5. `X` 是 `(50, 3)`。`dw` 和 `db` 是什么形状？沿 `X` 的哪个轴求和？
#
# <details>
# <summary>答案</summary>
#
# 1. 在 0.75：曲率是 2，因子是 $1 - 0.25 \cdot 2 = 0.5$，而 $3 \cdot 0.5^2 = 0.75$。
# 2. $\eta = 1/2$。
# 3. 因子是 $-0.8$：每一步都换到另一侧，最后收敛。
# 4. 学习率太大，或者步子的符号错了。
# 5. `(3,)` 和 `()`；沿轴 0，也就是样本。
#
# </details>

# %% [markdown] lang="en"
# ### The bridge to lesson 07
#
# For one neuron we derived the gradient on half a page. A network has thousands of weights in many layers, and trying each of them costs two runs of the network per weight. Lesson 07 finds all the slopes in one sweep from the loss back to the first layer.
#
# When you are done: run `check.all()` in a cell of your own, look at `progress()`, save, and submit.

# %% [markdown] lang="zh"
# ### 通往第 07 课
#
# 一个神经元的梯度，半页纸就推导出来了。一个网络有许多层、成千上万个权重，要是一个一个去试，每个权重都要把网络运行两遍。第 07 课从损失一路往回走到第一层，一趟就求出所有斜率。
#
# 做完之后：在自己新建的单元格里运行 `check.all()`，看看 `progress()`，保存，然后提交。

# %% [markdown] shared
# ### References · 参考文献
#
# - [1] A.-L. Cauchy, "Méthode générale pour la résolution des systèmes d'équations simultanées", *Comptes rendus hebdomadaires des séances de l'Académie des sciences* 25 (1847), 536–538. On its purpose: C. Lemaréchal, "Cauchy and the gradient method", *Documenta Mathematica*, Extra Volume ISMP (2012), 251–254.
# - [2] I. Goodfellow, Y. Bengio, A. Courville, *Deep Learning*, MIT Press, 2016.
# - [3] C. M. Bishop, *Pattern Recognition and Machine Learning*, Springer, 2006.
# - [4] I. J. Goodfellow, O. Vinyals, A. M. Saxe, "Qualitatively characterizing neural network optimization problems", *International Conference on Learning Representations*, 2015.
# - [5] A. Choromanska, M. Henaff, M. Mathieu, G. Ben Arous, Y. LeCun, "The loss surfaces of multilayer networks", *International Conference on Artificial Intelligence and Statistics*, 2015.
# - [6] H. Li, Z. Xu, G. Taylor, C. Studer, T. Goldstein, "Visualizing the loss landscape of neural nets", *Advances in Neural Information Processing Systems* 31 (2018).
