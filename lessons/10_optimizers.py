# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown] lang="en"
# # Learning rates and optimizers
#
# Your networks learn, but like a walker who forgets every step at once and keeps the same pace in all directions. In this lesson the walker gets a memory. You write four famous optimizers, let them race against each other, and learn how to choose the one number that they all still need.

# %% [markdown] lang="zh"
# # 学习率与优化器
#
# 你的网络已经会学习了，可是它走路的样子很特别：走完一步就忘掉，而且所有方向都用同一种步幅。这一课里，走路的人会有记忆。你要写出四个有名的优化器，让它们互相赛跑，再学会怎样挑选它们全都离不开的那个数。

# %% [markdown] lang="en"
# ## Goals
#
# After this lesson you will be able to
#
# - write momentum, AdaGrad, RMSProp and Adam as functions that take a state and return a new one, and trace two steps of each by hand;
# - say what each of them remembers, and what it forgets;
# - compare optimizers fairly, and search for a learning rate in few trials;
# - tell a schedule from an adaptive method, and write five schedules;
# - use gradient clipping against an exploding gradient, and say what clipping does not cure.

# %% [markdown] lang="zh"
# ## 目标
#
# 学完这一课，你能够：
#
# - 把动量、AdaGrad、RMSProp 和 Adam 写成函数：接收一个状态，返回新的状态；并且每种都能手算两步；
# - 说出它们各自记住了什么，又忘掉了什么；
# - 公平地比较优化器，并且只试几次就找到合适的学习率；
# - 分清学习率调度和自适应方法，并写出五种调度；
# - 用梯度裁剪对付梯度爆炸，并说出裁剪治不了什么。

# %% [markdown] lang="en"
# ## Time
#
# 80 to 100 minutes. A good place for a break is the end of section 4.

# %% [markdown] lang="zh"
# ## 用时
#
# 80 到 100 分钟。第 4 节结束的地方适合歇一歇。

# %% [markdown] lang="en"
# ## What you need
#
# The long bowl and the condition number of lesson 06, gradients of a network from lesson 07, the circles of lesson 08, mini-batches from lesson 09.

# %% [markdown] lang="zh"
# ## 准备
#
# 第 06 课的长碗和条件数，第 07 课里网络的梯度，第 08 课的圆环数据，第 09 课的小批量。

# %% [markdown] lang="en"
# ## How this notebook works
#
# As in lesson 01: write your code in an answer cell, run it, then run the check below it. `hint("momentum_step")` helps, `progress()` shows where you are, and the language switch stands under the next cell. Run the next two cells first, and again after every restart of the kernel. The second fetches functions of lessons 03 to 09: yours where they passed their check, else the course's.

# %% [markdown] lang="zh"
# ## 怎样使用这份笔记本
#
# 和第 01 课一样：在作答单元格里写代码，运行它，再运行下面的检查。`hint("momentum_step")` 给出提示，`progress()` 显示进度，语言开关在下一个单元格下方。先运行下面两个单元格；每次重启内核之后，也要重新运行。第二个单元格取来第 03 课到第 09 课的函数：你写的已经通过检查，就用你的；否则用课程的。

# %% setup
import matplotlib.pyplot as plt
import numpy as np

from lessonkit import demo, language, plots, widgets
from lessonkit.selfstudy import check, committed, hint, progress, solution, use

language.switch()

# %% setup
mlp_forward, binary_cross_entropy = use("mlp_forward", "binary_cross_entropy")
mlp_backward, bce_sigmoid_backward = use("mlp_backward", "bce_sigmoid_backward")
make_circles, init_params, iterate_minibatches = use("make_circles", "init_params", "iterate_minibatches")

# %% [markdown] lang="en"
# ## 1. A heavy ball
#
# Lesson 06 ended with a bill that nobody wants to pay. In a long bowl the steepest direction limits the learning rate, and the flattest one pays for it: 173 steps at condition number 25, 6908 at 1000, and that with the best learning rate there is. Turning the rate up does not help, the walk flies off. Turning it down makes it slower still. **One number, and both ways of changing it make things worse.**
#
# In 1964 Boris Polyak published a way out that does not touch the rate [1]. Watch the walk in the left picture below. Across the valley it goes back and forth: the steps contradict each other. Along the valley they all agree, and each of them is too short. A walker without a memory cannot know this. A heavy ball makes use of it: it keeps its **velocity**. Pushes that contradict each other cancel, pushes that agree add up.

# %% [markdown] lang="zh"
# ## 1. 一个沉重的球
#
# 第 06 课留下了一笔谁也不愿付的账。在长碗里，最陡的方向限制了学习率，吃亏的却是最平的方向：条件数是 25 时要 173 步，1000 时要 6908 步，用的还是最好的学习率。再往上调没有用，会飞出去；往下调就更慢。**只有一个数可调，往哪边调都更糟**。
#
# 1964 年，Boris Polyak 提出了一条出路，连学习率都不用碰 [1]。看看下面左图里的路。横穿山谷时来来回回，一步和一步互相抵触；沿着山谷，每一步的方向都一致，只是都太短。没有记忆的人察觉不到这一点，沉重的球却能用上它：球保持着自己的**速度**（velocity）。互相抵触的推力抵消，方向一致的推力累加。

# %% [markdown] lang="en"
# ![Level lines of a long bowl, twice, with fifteen steps from the upper right. Left, without a velocity: the walk jumps from wall to wall all the time and covers two thirds of the way along the floor. Right, with a velocity: the jumps die out, the steps along the floor get longer, and the walk ends close to the center.](pictures/10_momentum.en.png)
#
# *Fifteen steps in the long bowl $f(x, y) = \frac{1}{2}(x^2 + 25 y^2)$ of lesson 06, with the same learning rate: left without a velocity, right with one. Question: which steps have become longer in the right picture, and which shorter?*
#
# Two lines instead of one:
#
# $$v \leftarrow \beta v + g, \qquad \theta \leftarrow \theta - \eta \, v$$
#
# Here $g$ is the gradient, $\theta$ the parameter, $v$ the velocity, which starts at 0. The number $\beta$ between 0 and 1 says how much of the velocity is kept; 0.9 is the usual choice, 0 is plain gradient descent. This is **momentum**. Rumelhart, Hinton and Williams used it already in their paper of 1986 on backpropagation [2].
#
# | name | shape | formula | axis |
# |---|---|---|---|
# | `param` | any | $\theta$ | none is summed |
# | `grad` | that of `param` | $g$ | none is summed |
# | `state["v"]` | that of `param` | $v$ | none is summed |
#
# By hand, with $\theta = 1$, $\eta = 0.5$, $\beta = 0.9$ and two gradients, 3 and then 4:
#
# | step | $g$ | $v$ | $\theta$ |
# |---|---|---|---|
# | start | | 0 | 1 |
# | 1 | 3 | $0.9 \cdot 0 + 3 = 3$ | $1 - 0.5 \cdot 3 = -0.5$ |
# | 2 | 4 | $0.9 \cdot 3 + 4 = 6.7$ | $-0.5 - 0.5 \cdot 6.7 = -3.85$ |

# %% [markdown] lang="zh"
# ![长碗的等高线，画了两次，各从右上方走十五步。左边没有速度：一直在两壁之间来回跳，沿碗底只走了三分之二的路。右边有速度：来回跳渐渐平息，沿碗底的步子越来越长，最后靠近中心。](pictures/10_momentum.zh.png)
#
# **在第 06 课的长碗 $f(x, y) = \frac{1}{2}(x^2 + 25 y^2)$ 里走十五步，学习率相同，左边没有速度，右边有速度**。问题：右图里，哪些步子变长了，哪些变短了？
#
# 原来的一行变成两行：
#
# $$v \leftarrow \beta v + g, \qquad \theta \leftarrow \theta - \eta \, v$$
#
# 这里 $g$ 是梯度，$\theta$ 是参数，$v$ 是速度，从 0 开始。$\beta$ 是 0 和 1 之间的数，表示速度保留多少；通常取 0.9，取 0 就是普通的梯度下降。这就是**动量**（momentum）。Rumelhart、Hinton 和 Williams 在 1986 年那篇讲反向传播的论文里就已经用了它 [2]。
#
# | 名称 | 形状 | 公式 | 轴 |
# |---|---|---|---|
# | `param` | 任意 | $\theta$ | 不求和 |
# | `grad` | 与 `param` 相同 | $g$ | 不求和 |
# | `state["v"]` | 与 `param` 相同 | $v$ | 不求和 |
#
# 手算一次，$\theta = 1$，$\eta = 0.5$，$\beta = 0.9$，先后两个梯度是 3 和 4：
#
# | 步 | $g$ | $v$ | $\theta$ |
# |---|---|---|---|
# | 起点 | | 0 | 1 |
# | 1 | 3 | $0.9 \cdot 0 + 3 = 3$ | $1 - 0.5 \cdot 3 = -0.5$ |
# | 2 | 4 | $0.9 \cdot 3 + 4 = 6.7$ | $-0.5 - 0.5 \cdot 6.7 = -3.85$ |

# %% [markdown] lang="en"
# **Where does the memory live?** Not inside the function: a function that remembers by itself can't be used for two parameters at once. So the memory comes in as an argument and goes out as a result. It is a dictionary, the **state**. You call the function with the state that the last call returned, and with an empty dictionary the first time:
#
# ```
# W, state = momentum_step(W, dW, state, 0.1)
# ```
#
# All four optimizers of this lesson are built like this, and none of them changes what it was given: it returns new arrays and a new dictionary.

# %% [markdown] lang="zh"
# **记忆放在哪里**？不放在函数里面：自己会记事的函数，没法同时用于两个参数。所以记忆作为参数传进来，又作为结果传出去。它是一个字典，叫作**状态**（state）。每次调用时，把上一次返回的状态交给它；第一次就交一个空字典：
#
# ```
# W, state = momentum_step(W, dW, state, 0.1)
# ```
#
# 这一课的四个优化器都是这样写的，而且都不改动拿到的东西：返回的是新的数组和新的字典。

# %% [markdown] lang="en"
# ### Exercise: `momentum_step`
#
# **What for.** One step of gradient descent with a velocity.
#
# **Arguments.** `param`: an array of any shape, integers or floats. `grad`: an array of the same shape. `state`: a dictionary, empty or with `"v"`, an array of the same shape; a missing velocity counts as zeros. `learning_rate`, `beta`: numbers. None of the arguments is changed.
#
# **Returns.** A pair `(new_param, new_state)`: a new array of the shape of `param`, floats, and a new dictionary with the new `"v"`.
#
# **Errors.** `ValueError` if `param`, `grad` and the arrays in `state` do not all have the same shape.
#
# **Example.** `momentum_step(np.array([1.0]), np.array([2.0]), {"v": np.array([1.0])}, 0.1, beta=0.5)` gives `[0.75]` and the velocity `[2.5]`.

# %% [markdown] lang="zh"
# ### 练习：`momentum_step`
#
# **用途**：带速度的梯度下降，走一步。
#
# **参数**：`param`：任意形状的数组，整数或浮点数。`grad`：形状相同的数组。`state`：字典，可以是空的，也可以含有 `"v"`，一个形状相同的数组；没有速度就当作全零。`learning_rate`、`beta`：数。所有参数都要保持原样。
#
# **返回**：二元组 `(new_param, new_state)`：一个新的数组，形状与 `param` 相同，元素是浮点数；以及一个新的字典，含有新的 `"v"`。
#
# **错误**：`param`、`grad` 和 `state` 里的数组形状不全相同时，抛出 `ValueError`。
#
# **例子**：`momentum_step(np.array([1.0]), np.array([2.0]), {"v": np.array([1.0])}, 0.1, beta=0.5)` 得到 `[0.75]`，速度是 `[2.5]`。


# %% solution="momentum_step"
def momentum_step(param, grad, state, learning_rate, beta=0.9):
    """Take one step of gradient descent with momentum.

    Parameters
    ----------
    param : ndarray of any shape
        Parameter. Not modified.
    grad : ndarray of the shape of `param`
        Gradient. Not modified.
    state : dict
        ``"v"``, the velocity, an array of the shape of `param`; zeros if it is missing. Not modified.
    learning_rate : float
        Factor of the step.
    beta : float
        Share of the velocity that is kept.

    Returns
    -------
    new_param : ndarray of the shape of `param`, float
        A new array.
    new_state : dict
        With the new ``"v"``.

    Raises
    ------
    ValueError
        If `param`, `grad` and the arrays in `state` do not all have the same shape.

    Examples
    --------
    >>> p, state = momentum_step(np.array([1.0]), np.array([2.0]), {"v": np.array([1.0])}, 0.1, beta=0.5)
    >>> p.tolist(), state["v"].tolist()
    ([0.75], [2.5])

    中文说明见上
    """
    ### BEGIN SOLUTION
    v = state.get("v", np.zeros(param.shape))
    if not param.shape == grad.shape == v.shape:
        raise ValueError(f"param, grad and v must have the same shape; got {param.shape}, {grad.shape} and {v.shape}.")
    v = beta * v + grad
    return param - learning_rate * v, {"v": v}
    ### END SOLUTION


# %% check="momentum_step"
check("momentum_step")

# %% [markdown] lang="en"
# **The bill again.** For the long bowl theory knows the best settings: $\eta = 4 / (1 + \sqrt{\kappa})^2$ and $\beta = (\sqrt{\kappa} - 1)^2 / (\sqrt{\kappa} + 1)^2$, for the condition number $\kappa$ and curvatures 1 and $\kappa$ [1]. We count the steps until the distance is a millionth of the first one. Question: how does the number of steps grow with $\kappa$ now?

# %% [markdown] lang="zh"
# **再算一次账**。对长碗，理论给出了最好的设置：$\eta = 4 / (1 + \sqrt{\kappa})^2$，$\beta = (\sqrt{\kappa} - 1)^2 / (\sqrt{\kappa} + 1)^2$，其中 $\kappa$ 是条件数，两个曲率是 1 和 $\kappa$ [1]。我们数一数，要多少步，距离才降到最初的百万分之一。问题：现在步数怎样随 $\kappa$ 增长？

# %% demo
with demo.waits_for("momentum_step"):

    def steps_needed(kappa, rate, beta, most=10000):
        """Count the steps in the long bowl until the distance is a millionth of the first one."""
        place, state = np.array([1.0, 1.0]), {}
        for step in range(1, most + 1):
            place, state = momentum_step(place, np.array([1.0, kappa]) * place, state, rate, beta)
            if np.linalg.norm(place) <= 1e-6 * np.sqrt(2):
                return step
        return language.Text(f"not within {most}", f"{most} 步还不够")

    for kappa in (25, 100, 1000):
        root = np.sqrt(kappa)
        best_beta = ((root - 1) / (root + 1)) ** 2
        plain = steps_needed(kappa, 2 / (1 + kappa), 0.0)
        best = steps_needed(kappa, 4 / (1 + root) ** 2, best_beta)
        habit = steps_needed(kappa, 2 / (1 + kappa), 0.9)
        demo.say(
            "κ = {:4}   plain: {:4}   best β = {:.3f}: {:3}   β = 0.9, plain's best η: {}",
            "κ = {:4}   没有动量：{:4}   最好的 β = {:.3f}：{:3}   β = 0.9，没有动量时最好的 η：{}",
            *(kappa, plain, best_beta, best, habit),
        )

# %% [markdown] lang="en"
# **What it means.** 173 steps become 44, 691 become 93, 6908 become 315. Without momentum each step multiplies the error by about $(\kappa - 1) / (\kappa + 1)$, with the best momentum by about $(\sqrt{\kappa} - 1) / (\sqrt{\kappa} + 1)$: 0.923 and 0.667 for $\kappa = 25$. The **root** is the whole gain, and the worse the bowl, the more it is worth.
#
# Now look at the last column. The habit $\beta = 0.9$, together with the rate that was best without momentum, takes 260 steps where plain descent took 173. Momentum is no free gift: in a bowl that is not so long, a heavy ball swings back and forth and has to come to rest. Try it.
#
# **Set the ball rolling.** Two walkers start in the same place: one plain, one with *your* `momentum_step`. Question: at $\eta = 0.11$, which $\beta$ brings the ball to rest fastest? What happens when $\beta$ is larger than that, and what at 0?

# %% [markdown] lang="zh"
# **这说明什么**。173 步变成 44 步，691 步变成 93 步，6908 步变成 315 步。没有动量时，每一步大约把误差乘以 $(\kappa - 1) / (\kappa + 1)$；有了最好的动量，大约是 $(\sqrt{\kappa} - 1) / (\sqrt{\kappa} + 1)$：$\kappa = 25$ 时，分别是 0.923 和 0.667。好处全在这个**根号**上，碗越长，它就越值钱。
#
# 再看最右边的步数。习惯取的 $\beta = 0.9$，配上没有动量时最好的学习率，要 260 步，而普通的梯度下降只要 173 步。动量不是白送的：碗不太长时，沉重的球会来回摆动，好一阵才停得下来。试试看。
#
# **让球滚起来**。两个人从同一处出发：一个没有动量，一个用**你的** `momentum_step`。问题：$\eta = 0.11$ 时，哪个 $\beta$ 让球最快停下来？$\beta$ 再大会怎样？取 0 又会怎样？

# %% demo
with demo.waits_for("momentum_step"):
    display(widgets.heavy_ball(momentum_step))

# %% [markdown] lang="en"
# **What you may have seen.** With $\beta$ between 0.45 and 0.5 the ball is fastest, at rest after 16 steps. At 0.9 it swings to and fro for 93 steps. At 0 it flies off: without a velocity 0.11 is too large a rate, for the limit is $2 / 25 = 0.08$. So a velocity also lets you take larger rates.
#
# **Another convention.** Some books and programs average instead: $v \leftarrow \beta v + (1 - \beta) g$. Then $v$ has the size of one gradient. In ours it grows: if the gradient is always the same, $v$ approaches $g / (1 - \beta)$, that is 10 gradients at $\beta = 0.9$. The paths are the same if the rates differ by the factor $1 - \beta$. So a learning rate copied from somebody else's program may be ten times too large or too small. This course, like PyTorch, sums.

# %% [markdown] lang="zh"
# **你可能看到了什么**。$\beta$ 在 0.45 到 0.5 之间，球停得最快，只要 16 步。取 0.9，它来回摆动 93 步。取 0，它就飞出去：没有速度时，0.11 的学习率太大，上限是 $2 / 25 = 0.08$。所以，有了速度，学习率也可以取得更大。
#
# **另一种约定**。有些书和程序用的是平均：$v \leftarrow \beta v + (1 - \beta) g$，这时 $v$ 和一个梯度差不多大。我们的 $v$ 会变大：如果梯度一直不变，$v$ 就趋近 $g / (1 - \beta)$，$\beta = 0.9$ 时相当于 10 个梯度。只要学习率相差因子 $1 - \beta$，两种写法走的路就相同。所以，从别人的程序里抄来的学习率，可能大了或小了十倍。本课程和 PyTorch 一样，用的是求和。

# %% [markdown] lang="en"
# ## 2. A rate for each parameter
#
# Momentum remembers the direction. The other family remembers the **size**. Think of a network that reads texts. The weight of a common word gets a gradient at every step, the weight of a rare word once in a thousand. With one rate for all, the common words are learned long before the rare ones have moved at all, and yet the rare word is often the one that tells the most. In 2011 John Duchi, Elad Hazan and Yoram Singer gave every parameter a learning rate of its own, computed from the gradients that this parameter has seen [3]:
#
# $$s \leftarrow s + g^2, \qquad \theta \leftarrow \theta - \eta \, \frac{g}{\sqrt{s} + \varepsilon}$$
#
# All of this happens **element by element**: $s$ has an entry for each parameter. It is the sum of all squared gradients so far. The tiny $\varepsilon$, here $10^{-8}$, keeps the divisor away from 0. This is **AdaGrad**, short for *adaptive gradient*.
#
# | name | shape | formula | axis |
# |---|---|---|---|
# | `param` | any | $\theta$ | none is summed |
# | `grad` | that of `param` | $g$ | none is summed |
# | `state["s"]` | that of `param` | sum of $g^2$ over the steps | none is summed |
#
# By hand, with $\theta = 1$, $\eta = 0.5$ and the gradients 3 and 4 ($\varepsilon$ is too small to be seen):
#
# | step | $g$ | $s$ | $\theta$ |
# |---|---|---|---|
# | start | | 0 | 1 |
# | 1 | 3 | $0 + 9 = 9$ | $1 - 0.5 \cdot 3 / 3 = 0.5$ |
# | 2 | 4 | $9 + 16 = 25$ | $0.5 - 0.5 \cdot 4 / 5 = 0.1$ |

# %% [markdown] lang="zh"
# ## 2. 每个参数一个学习率
#
# 动量记住的是方向，另一类方法记住的是**大小**。设想一个读文章的网络。常用词的权重每一步都有梯度，生僻词的权重一千步里才有一次。所有权重共用一个学习率，常用词早就学好了，生僻词还没有动过；而最能说明问题的，往往正是生僻词。2011 年，John Duchi、Elad Hazan 和 Yoram Singer 让每个参数有自己的学习率，根据这个参数见过的梯度来计算 [3]：
#
# $$s \leftarrow s + g^2, \qquad \theta \leftarrow \theta - \eta \, \frac{g}{\sqrt{s} + \varepsilon}$$
#
# 这些全是**逐元素**（element by element）进行的：每个参数在 $s$ 里有一个元素，是到目前为止所有梯度的平方和。很小的 $\varepsilon$（这里取 $10^{-8}$）让除数不会是 0。这就是 **AdaGrad**，自适应梯度（*adaptive gradient*）的缩写。
#
# | 名称 | 形状 | 公式 | 轴 |
# |---|---|---|---|
# | `param` | 任意 | $\theta$ | 不求和 |
# | `grad` | 与 `param` 相同 | $g$ | 不求和 |
# | `state["s"]` | 与 `param` 相同 | 各步的 $g^2$ 之和 | 不求和 |
#
# 手算一次，$\theta = 1$，$\eta = 0.5$，梯度是 3 和 4（$\varepsilon$ 小得看不出来）：
#
# | 步 | $g$ | $s$ | $\theta$ |
# |---|---|---|---|
# | 起点 | | 0 | 1 |
# | 1 | 3 | $0 + 9 = 9$ | $1 - 0.5 \cdot 3 / 3 = 0.5$ |
# | 2 | 4 | $9 + 16 = 25$ | $0.5 - 0.5 \cdot 4 / 5 = 0.1$ |

# %% [markdown] lang="en"
# ### Exercise: `adagrad_step`
#
# **What for.** A step in which every parameter has a rate of its own.
#
# **Arguments.** `param`, `grad`: as in `momentum_step`. `state`: a dictionary, empty or with `"s"`, an array of the same shape; if it is missing, it counts as zeros. `learning_rate`, `eps`: numbers; `eps` stands outside the root. None of the arguments is changed.
#
# **Returns.** A pair `(new_param, new_state)`, the new state with the new `"s"`; both arrays hold floats, also where the gradient is integers. Where the gradient has always been 0, the parameter stays where it is.
#
# **Errors.** `ValueError` if `param`, `grad` and the arrays in `state` do not all have the same shape.
#
# **Example.** `adagrad_step(np.array([1.0]), np.array([4.0]), {"s": np.array([9.0])}, 0.5)` gives `[0.6]` and `[25.0]` for `"s"`.

# %% [markdown] lang="zh"
# ### 练习：`adagrad_step`
#
# **用途**：走一步，每个参数用自己的学习率。
#
# **参数**：`param`、`grad`：同 `momentum_step`。`state`：字典，可以是空的，也可以含有 `"s"`，一个形状相同的数组；没有就当作全零。`learning_rate`、`eps`：数；`eps` 在根号外面。所有参数都要保持原样。
#
# **返回**：二元组 `(new_param, new_state)`，新的状态含有新的 `"s"`；两个数组的元素都是浮点数，梯度是整数时也一样。梯度一直是 0 的地方，参数保持不动。
#
# **错误**：`param`、`grad` 和 `state` 里的数组形状不全相同时，抛出 `ValueError`。
#
# **例子**：`adagrad_step(np.array([1.0]), np.array([4.0]), {"s": np.array([9.0])}, 0.5)` 得到 `[0.6]`，`"s"` 是 `[25.0]`。


# %% solution="adagrad_step"
def adagrad_step(param, grad, state, learning_rate, eps=1e-8):
    """Take one step of AdaGrad.

    Parameters
    ----------
    param : ndarray of any shape
        Parameter. Not modified.
    grad : ndarray of the shape of `param`
        Gradient. Not modified.
    state : dict
        ``"s"``, the sum of squared gradients, an array of the shape of `param`; zeros if it is missing. Not modified.
    learning_rate : float
        Factor of the step.
    eps : float
        Keeps the divisor from 0; outside the root.

    Returns
    -------
    new_param : ndarray of the shape of `param`, float
        A new array.
    new_state : dict
        With the new ``"s"``.

    Raises
    ------
    ValueError
        If `param`, `grad` and the arrays in `state` do not all have the same shape.

    Examples
    --------
    >>> p, state = adagrad_step(np.array([1.0]), np.array([4.0]), {"s": np.array([9.0])}, 0.5)
    >>> p.round(6).tolist(), state["s"].tolist()
    ([0.6], [25.0])

    中文说明见上
    """
    ### BEGIN SOLUTION
    s = state.get("s", np.zeros(param.shape))
    if not param.shape == grad.shape == s.shape:
        raise ValueError(f"param, grad and s must have the same shape; got {param.shape}, {grad.shape} and {s.shape}.")
    s = s + grad**2
    return param - learning_rate * grad / (np.sqrt(s) + eps), {"s": s}
    ### END SOLUTION


# %% check="adagrad_step"
check("adagrad_step")

# %% [markdown] lang="en"
# ### Predict, then run: the rate of AdaGrad in the long run
#
# The factor in front of $g$, $\eta / (\sqrt{s} + \varepsilon)$, is the rate that a parameter really gets. Suppose its gradient has the same size at every step. What becomes of this rate as the number of steps $t$ grows?
#
# - **a** it settles at a fixed value above 0
# - **b** it goes to 0 like $1 / t$
# - **c** it goes to 0 like $1 / \sqrt{t}$
#
# Write your letter, with its quotation marks, into the next cell and run it.

# %% [markdown] lang="zh"
# ### 先预测，再运行：AdaGrad 的学习率，长远来看会怎样
#
# $g$ 前面的因子 $\eta / (\sqrt{s} + \varepsilon)$，才是一个参数实际得到的学习率。假设它的梯度每一步都一样大。步数 $t$ 增大时，这个学习率会怎样？
#
# - **a** 停在某个大于 0 的值上
# - **b** 像 $1 / t$ 那样趋于 0
# - **c** 像 $1 / \sqrt{t}$ 那样趋于 0
#
# 把你选的字母连同引号写进下一个单元格并运行。

# %% predict="L10-P2"
prediction_L10_P2 = "c"

# %% demo
committed("L10-P2")

# %% demo
with demo.waits_for("adagrad_step"):
    place, state = np.array(0.0), {}
    for t in range(1, 10001):
        place, state = adagrad_step(place, np.array(2.0), state, 0.1)
        if t in (1, 4, 100, 10000):
            demo.say(
                "after {:5} steps of gradient 2   s = {:7.0f}   rate = {:.4f}",
                "梯度 2 走了 {:5} 步   s = {:7.0f}   学习率 = {:.4f}",
                *(t, state["s"], 0.1 / np.sqrt(state["s"])),
            )

# %% [markdown] lang="en"
# **What it means.** After $t$ gradients of size $g$ the sum is $s = t g^2$, so the rate is $\eta / (g \sqrt{t})$: four times the steps, half the rate. It falls like $1 / \sqrt{t}$ and never rises again, for every parameter by itself. A parameter with few or small gradients keeps a large rate; that was the purpose.

# %% [markdown] lang="zh"
# **这说明什么**。经过 $t$ 个大小为 $g$ 的梯度，总和是 $s = t g^2$，所以学习率是 $\eta / (g \sqrt{t})$：步数变成 4 倍，学习率减半。它像 $1 / \sqrt{t}$ 那样下降，再也不会回升，而且每个参数各降各的。梯度来得少，或者梯度小，学习率就一直比较大；这正是当初的用意。

# %% [markdown] lang="en"
# **What it is worth.** The long bowl again, with condition numbers 1, 25 and 1000, and then the bowl of condition number 25 **turned by 45 degrees**, so that its long axis lies between $x$ and $y$. We count the steps to a thousandth of the first distance, always with the rate 0.5. Question: before you run it, which of the four lines do you expect to be alike?

# %% [markdown] lang="zh"
# **它有多大用处**。还是长碗，条件数取 1、25 和 1000；然后把条件数是 25 的碗**转 45 度**，让长轴落在 $x$ 轴和 $y$ 轴之间。学习率都取 0.5，数一数走到最初距离的千分之一要多少步。问题：先不运行，你觉得四行里哪几行会差不多？

# %% demo
with demo.waits_for("adagrad_step"):

    def adagrad_steps(kappa, degrees, rate=0.5, most=5000):
        """Count the steps of AdaGrad in a bowl that is turned, to a thousandth of the first distance."""
        turn = np.radians(degrees)
        axes = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
        place, state = axes @ np.array([1.0, 1.0]), {}
        for step in range(1, most + 1):
            slope = axes @ (np.array([1.0, kappa]) * (axes.T @ place))
            place, state = adagrad_step(place, slope, state, rate)
            if np.linalg.norm(place) <= 1e-3 * np.sqrt(2):
                return step
        return language.Text(f"not within {most}", f"{most} 步还不够")

    for kappa, degrees in ((1, 0), (25, 0), (1000, 0), (25, 45)):
        demo.say(
            "condition number {:4}, turned by {:2} degrees, steps: {}",
            "条件数 {:4}，转 {:2} 度，步数：{}",
            *(kappa, degrees, adagrad_steps(kappa, degrees)),
        )

# %% [markdown] lang="en"
# **What it means.** 13, 13, 13, and then 245. Where the bowl lies along the axes, its condition number has vanished: where one direction is steeper, its $\sqrt{s}$ is larger too, and the two cancel. Turn the bowl, and the steepness no longer belongs to one parameter, so a rate for each parameter can no longer undo all of it. The valleys of real losses do not lie along the axes. That is why adaptive methods often help, and are no miracle.

# %% [markdown] lang="zh"
# **这说明什么**。13、13、13，然后是 245。碗沿着坐标轴放时，条件数消失了：哪个方向更陡，它的 $\sqrt{s}$ 也更大，两者正好抵消。把碗一转，陡峭就不再属于某一个参数，每个参数一个学习率也就没法把它全部抵消。真实的损失，山谷不会正好沿着坐标轴。所以自适应方法常常有用，却不是奇迹。

# %% [markdown] lang="en"
# ### Common misconception: "a large gradient calls for a larger learning rate"
#
# You may read that the learning rate should be larger where the gradient is large or where learning is fast. It is tempting: things are going well, so go faster. **What is right:** adaptive methods do the reverse. They divide by the size of the gradients seen so far, so a parameter with large gradients gets a **smaller** rate [3, 4]. Where the ground is steep, a long step overshoots; where it is flat, only a larger rate gets anywhere.

# %% [markdown] lang="zh"
# ### 常见误解：“梯度大，学习率就该大”
#
# 你也许读到过：梯度大的地方，或者学得快的时候，学习率应该更大。听起来有道理：既然顺利，就走快些。**正确的说法**：自适应方法恰恰相反。它们除以到目前为止的梯度大小，所以梯度大的参数得到**更小**的学习率 [3，4]。地面陡，步子一长就会越过谷底；地面平，学习率大一些才走得动。

# %% [markdown] lang="en"
# ## 3. A memory that fades
#
# AdaGrad never forgets. If the first twenty gradients are large, because training began in a bad place, their squares stay in $s$ for good, and the rate stays small long after the ground has become flat. In 2012 Geoffrey Hinton showed a remedy to the students of an online course, on a slide of lecture 6. There never was a paper; thousands of papers cite the slide [5]. Let the old squares **fade**:
#
# $$s \leftarrow \rho s + (1 - \rho) g^2, \qquad \theta \leftarrow \theta - \eta \, \frac{g}{\sqrt{s} + \varepsilon}$$
#
# Now $s$ is an **exponential moving average** of the squared gradients: at each step it keeps the share $\rho$ of what it was, usually 0.9, and takes the share $1 - \rho$ of what is new. Its root is called the *root mean square*, and the method **RMSProp**.
#
# | name | shape | formula | axis |
# |---|---|---|---|
# | `param` | any | $\theta$ | none is summed |
# | `grad` | that of `param` | $g$ | none is summed |
# | `state["s"]` | that of `param` | moving average of $g^2$ | none is summed |
#
# By hand, as before with $\theta = 1$, $\eta = 0.5$ and the gradients 3 and 4:
#
# | step | $g$ | $s$ | $\theta$ |
# |---|---|---|---|
# | start | | 0 | 1 |
# | 1 | 3 | $0.9 \cdot 0 + 0.1 \cdot 9 = 0.9$ | $1 - 0.5 \cdot 3 / 0.9487 = -0.5811$ |
# | 2 | 4 | $0.9 \cdot 0.9 + 0.1 \cdot 16 = 2.41$ | $-0.5811 - 0.5 \cdot 4 / 1.5524 = -1.8695$ |

# %% [markdown] lang="zh"
# ## 3. 会淡忘的记忆
#
# AdaGrad 从不忘事。如果训练从一个糟糕的位置开始，头二十个梯度很大，它们的平方就永远留在 $s$ 里；地面早已变平，学习率却还是那么小。2012 年，Geoffrey Hinton 在一门在线课程第 6 讲的一页幻灯片上给出了补救的办法。它从来没有写成论文，引用这页幻灯片的论文却有几千篇 [5]。办法是让旧的平方**淡去**：
#
# $$s \leftarrow \rho s + (1 - \rho) g^2, \qquad \theta \leftarrow \theta - \eta \, \frac{g}{\sqrt{s} + \varepsilon}$$
#
# 现在 $s$ 是梯度平方的**指数移动平均**（exponential moving average）：每一步，旧值保留 $\rho$ 这么大的份额（通常取 0.9），新值占 $1 - \rho$。它的平方根叫作均方根（root mean square），这种方法因此叫作 **RMSProp**。
#
# | 名称 | 形状 | 公式 | 轴 |
# |---|---|---|---|
# | `param` | 任意 | $\theta$ | 不求和 |
# | `grad` | 与 `param` 相同 | $g$ | 不求和 |
# | `state["s"]` | 与 `param` 相同 | $g^2$ 的移动平均 | 不求和 |
#
# 手算一次，仍取 $\theta = 1$，$\eta = 0.5$，梯度是 3 和 4：
#
# | 步 | $g$ | $s$ | $\theta$ |
# |---|---|---|---|
# | 起点 | | 0 | 1 |
# | 1 | 3 | $0.9 \cdot 0 + 0.1 \cdot 9 = 0.9$ | $1 - 0.5 \cdot 3 / 0.9487 = -0.5811$ |
# | 2 | 4 | $0.9 \cdot 0.9 + 0.1 \cdot 16 = 2.41$ | $-0.5811 - 0.5 \cdot 4 / 1.5524 = -1.8695$ |

# %% [markdown] lang="en"
# ![Three rows of bars over the age of a gradient, 0 to 30 steps. Velocity: the newest gradient counts 1, each older one 0.9 times as much. AdaGrad: all squares count 1, whatever their age. RMSProp: the newest square counts 0.1, each older one 0.9 times as much.](pictures/10_memory.en.png)
#
# *How much a gradient still counts, over its age in steps. Question: how old is the gradient that counts half as much as the newest one, at $\beta = 0.9$?*
#
# ### Exercise: `rmsprop_step`
#
# **What for.** AdaGrad that forgets.
#
# **Arguments.** As in `adagrad_step`, and `rho`, the share of the moving average that is kept. `eps` stands outside the root. None of the arguments is changed.
#
# **Returns.** A pair `(new_param, new_state)`, the new state with the new `"s"`. Where the gradient has always been 0, the parameter stays where it is.
#
# **Errors.** `ValueError` if `param`, `grad` and the arrays in `state` do not all have the same shape.
#
# **Example.** `rmsprop_step(np.array([1.0]), np.array([4.0]), {"s": np.array([3.0])}, 0.5, rho=0.75)` gives `[0.2]` and `[6.25]` for `"s"`.

# %% [markdown] lang="zh"
# ![三行条形，横轴是梯度过了多少步，从 0 到 30。速度：最新的梯度算 1，往回每老一步就乘 0.9。AdaGrad：所有平方都算 1，不论新旧。RMSProp：最新的平方算 0.1，往回每老一步就乘 0.9。](pictures/10_memory.zh.png)
#
# **一个梯度还有多大的分量，横轴是它过了多少步**。问题：$\beta = 0.9$ 时，过了多少步的梯度，分量只有最新梯度的一半？
#
# ### 练习：`rmsprop_step`
#
# **用途**：会淡忘的 AdaGrad。
#
# **参数**：同 `adagrad_step`，另有 `rho`：移动平均保留的份额。`eps` 在根号外面。所有参数都要保持原样。
#
# **返回**：二元组 `(new_param, new_state)`，新的状态含有新的 `"s"`。梯度一直是 0 的地方，参数保持不动。
#
# **错误**：`param`、`grad` 和 `state` 里的数组形状不全相同时，抛出 `ValueError`。
#
# **例子**：`rmsprop_step(np.array([1.0]), np.array([4.0]), {"s": np.array([3.0])}, 0.5, rho=0.75)` 得到 `[0.2]`，`"s"` 是 `[6.25]`。


# %% solution="rmsprop_step"
def rmsprop_step(param, grad, state, learning_rate, rho=0.9, eps=1e-8):
    """Take one step of RMSProp.

    Parameters
    ----------
    param : ndarray of any shape
        Parameter. Not modified.
    grad : ndarray of the shape of `param`
        Gradient. Not modified.
    state : dict
        ``"s"``, the moving average of squared gradients, an array of the shape of `param`; zeros if it is missing.
        Not modified.
    learning_rate : float
        Factor of the step.
    rho : float
        Share of the moving average that is kept.
    eps : float
        Keeps the divisor from 0; outside the root.

    Returns
    -------
    new_param : ndarray of the shape of `param`, float
        A new array.
    new_state : dict
        With the new ``"s"``.

    Raises
    ------
    ValueError
        If `param`, `grad` and the arrays in `state` do not all have the same shape.

    Examples
    --------
    >>> p, state = rmsprop_step(np.array([1.0]), np.array([4.0]), {"s": np.array([3.0])}, 0.5, rho=0.75)
    >>> p.round(6).tolist(), state["s"].tolist()
    ([0.2], [6.25])

    中文说明见上
    """
    ### BEGIN SOLUTION
    s = state.get("s", np.zeros(param.shape))
    if not param.shape == grad.shape == s.shape:
        raise ValueError(f"param, grad and s must have the same shape; got {param.shape}, {grad.shape} and {s.shape}.")
    s = rho * s + (1 - rho) * grad**2
    return param - learning_rate * grad / (np.sqrt(s) + eps), {"s": s}
    ### END SOLUTION


# %% check="rmsprop_step"
check("rmsprop_step")

# %% [markdown] lang="en"
# **Twenty large gradients, then small ones.** The gradient is 10 for twenty steps and 0.1 from then on. Both methods run with $\eta = 0.01$. Question: which of the two will still be taking useful steps at step 200?

# %% [markdown] lang="zh"
# **先是二十个大梯度，然后是小梯度**。头二十步的梯度是 10，从那以后是 0.1。两种方法都用 $\eta = 0.01$。问题：到第 200 步，哪一种还在迈有用的步子？

# %% demo
with demo.waits_for("adagrad_step", "rmsprop_step"):
    for name, method in (("AdaGrad", adagrad_step), ("RMSProp", rmsprop_step)):
        place, state, lengths = np.array(0.0), {}, {}
        for t in range(1, 201):
            new, state = method(place, np.array(10.0 if t <= 20 else 0.1), state, 0.01)
            lengths[t], place = float(place - new), new
        for t in (1, 20, 21, 100, 200):
            demo.say("{}   step {:3}: {:.6f}", "{}   第 {:3} 步：{:.6f}", name, t, lengths[t])

# %% [markdown] lang="en"
# **What it means.** AdaGrad takes steps of 0.000022 from step 21 on and never recovers. RMSProp is slow too at first, 0.000112 at step 21, but it forgets: at step 100 it is back at 0.0059, at step 200 at 0.01. And look at step 1: 0.0316 for RMSProp, more than three times the length at which its steps settle later. Keep this number in mind.

# %% [markdown] lang="zh"
# **这说明什么**。从第 21 步起，AdaGrad 每步只有 0.000022，再也没有恢复。RMSProp 起初也慢，第 21 步只有 0.000112，但它会忘：到第 100 步回到 0.0059，到第 200 步回到 0.01。再看第 1 步：RMSProp 走了 0.0316，是后来稳定下来的步子的三倍多。记住这个数。

# %% [markdown] lang="en"
# ## 4. Adam: both, and a repair
#
# Remember the direction *and* the size. In 2015 Diederik Kingma and Jimmy Ba put momentum and RMSProp together [4]. Both memories are moving averages now: $m$ of the gradient (the **first moment**) and $v$ of its square (the **second moment**). Careful with the name: the $v$ of Adam is no velocity.
#
# $$m \leftarrow \beta_1 m + (1 - \beta_1) g, \qquad v \leftarrow \beta_2 v + (1 - \beta_2) g^2$$
#
# Usual values are $\beta_1 = 0.9$ and $\beta_2 = 0.999$: the direction fades within tens of steps, the size within thousands.
#
# **The repair.** Both averages start at 0, and that is a false memory: it says that all gradients before the first one were 0. That is where the long first step of RMSProp came from. Write $m$ out after $t$ steps:
#
# $$m_t = (1 - \beta_1) \left( g_t + \beta_1 g_{t-1} + \beta_1^2 g_{t-2} + \dots + \beta_1^{t-1} g_1 \right)$$
#
# In an average the weights must add up to 1. Here they add up to
#
# $$(1 - \beta_1)(1 + \beta_1 + \dots + \beta_1^{t-1}) = 1 - \beta_1^t$$
#
# and this is too little, at the start much too little. So divide by it: this is the **bias correction**. The same holds for $v$ with $\beta_2$. The closed form of the step is
#
# $$\hat m = \frac{m}{1 - \beta_1^t}, \qquad \hat v = \frac{v}{1 - \beta_2^t}, \qquad \theta \leftarrow \theta - \eta \, \frac{\hat m}{\sqrt{\hat v} + \varepsilon}$$
#
# with $t = 1$ in the first step, and $\beta_1^t$ a **power**. This is **Adam**, from *adaptive moment estimation*.
#
# | name | shape | formula | axis |
# |---|---|---|---|
# | `param`, `grad` | any, the same | $\theta$, $g$ | none is summed |
# | `state["m"]` | that of `param` | moving average of $g$, not corrected | none is summed |
# | `state["v"]` | that of `param` | moving average of $g^2$, not corrected | none is summed |
# | `state["t"]` | a number | steps taken so far | |

# %% [markdown] lang="zh"
# ## 4. Adam：两样都记，再加一处修补
#
# 既记住方向，**也**记住大小。2015 年，Diederik Kingma 和 Jimmy Ba 把动量和 RMSProp 合在一起 [4]。现在两份记忆都是移动平均：$m$ 是梯度的平均，即**一阶矩**（first moment）；$v$ 是梯度平方的平均，即**二阶矩**（second moment）。当心名字：Adam 的 $v$ 不是速度。
#
# $$m \leftarrow \beta_1 m + (1 - \beta_1) g, \qquad v \leftarrow \beta_2 v + (1 - \beta_2) g^2$$
#
# 通常取 $\beta_1 = 0.9$，$\beta_2 = 0.999$：方向在几十步里淡去，大小要几千步。
#
# **修补**。两个平均都从 0 开始，而这是一段假的记忆：好像第一个梯度之前，所有的梯度都是 0。RMSProp 的第一步那么长，原因就在这里。把 $t$ 步之后的 $m$ 展开：
#
# $$m_t = (1 - \beta_1) \left( g_t + \beta_1 g_{t-1} + \beta_1^2 g_{t-2} + \dots + \beta_1^{t-1} g_1 \right)$$
#
# 既然是平均，各项的权重加起来应该是 1。这里加起来却是
#
# $$(1 - \beta_1)(1 + \beta_1 + \dots + \beta_1^{t-1}) = 1 - \beta_1^t$$
#
# 这个数偏小，一开始尤其小。那就除以它，这叫作**偏差修正**（bias correction）。$v$ 同理，用 $\beta_2$。于是一步的公式是
#
# $$\hat m = \frac{m}{1 - \beta_1^t}, \qquad \hat v = \frac{v}{1 - \beta_2^t}, \qquad \theta \leftarrow \theta - \eta \, \frac{\hat m}{\sqrt{\hat v} + \varepsilon}$$
#
# 第一步时 $t = 1$，$\beta_1^t$ 是**幂**。这就是 **Adam**，自适应矩估计（*adaptive moment estimation*）的缩写。
#
# | 名称 | 形状 | 公式 | 轴 |
# |---|---|---|---|
# | `param`、`grad` | 任意，两者相同 | $\theta$、$g$ | 不求和 |
# | `state["m"]` | 与 `param` 相同 | $g$ 的移动平均，未修正 | 不求和 |
# | `state["v"]` | 与 `param` 相同 | $g^2$ 的移动平均，未修正 | 不求和 |
# | `state["t"]` | 一个数 | 到目前为止走了几步 | |

# %% [markdown] lang="en"
# ### Predict, then run: a thousand times the gradient
#
# Somebody measures the loss in other units, and now every gradient is 1000 times as large. How long is Adam's first step, compared with before?
#
# - **a** 1000 times as long
# - **b** about as long as before
# - **c** about 32 times as long, since $\sqrt{1000} \approx 32$
#
# Write your letter, with its quotation marks, into the next cell and run it. The answer comes below the exercise.

# %% [markdown] lang="zh"
# ### 先预测，再运行：梯度变成一千倍
#
# 有人换了一种单位来计量损失，于是所有的梯度都变成原来的 1000 倍。与原来相比，Adam 的第一步有多长？
#
# - **a** 是原来的 1000 倍
# - **b** 和原来差不多
# - **c** 大约是原来的 32 倍，因为 $\sqrt{1000} \approx 32$
#
# 把你选的字母连同引号写进下一个单元格并运行。答案在练习下面揭晓。

# %% predict="L10-P1"
prediction_L10_P1 = "b"

# %% demo
committed("L10-P1")

# %% [markdown] lang="en"
# ### Exercise: `adam_step`
#
# **What for.** The optimizer that most people try first.
#
# **Arguments.** `param`, `grad`: as before. `state`: a dictionary, empty or with `"m"` and `"v"`, arrays of the same shape, and `"t"`, an integer, the number of steps taken so far; what is missing counts as zero. `learning_rate`, `beta1`, `beta2`, `eps`: numbers; `eps` stands outside the root. None of the arguments is changed.
#
# **Returns.** A pair `(new_param, new_state)`. The new state holds the new `"m"` and `"v"`, both *before* the correction, and the new `"t"`, larger by 1.
#
# **Errors.** `ValueError` if `param`, `grad` and the arrays in `state` do not all have the same shape.
#
# **Example.** `adam_step(np.array([1.0]), np.array([0.5]), {}, 0.3, beta1=0.5, beta2=0.75, eps=0.25)` gives `[0.8]` and the state `{"m": [0.25], "v": [0.0625], "t": 1}`.

# %% [markdown] lang="zh"
# ### 练习：`adam_step`
#
# **用途**：大多数人最先试用的优化器。
#
# **参数**：`param`、`grad`：同前。`state`：字典，可以是空的，也可以含有 `"m"` 和 `"v"`（形状相同的数组），以及 `"t"`（整数，到目前为止走了几步）；没有的都当作零。`learning_rate`、`beta1`、`beta2`、`eps`：数；`eps` 在根号外面。所有参数都要保持原样。
#
# **返回**：二元组 `(new_param, new_state)`。新的状态含有新的 `"m"` 和 `"v"`，都是修正**之前**的值，以及新的 `"t"`，比原来大 1。
#
# **错误**：`param`、`grad` 和 `state` 里的数组形状不全相同时，抛出 `ValueError`。
#
# **例子**：`adam_step(np.array([1.0]), np.array([0.5]), {}, 0.3, beta1=0.5, beta2=0.75, eps=0.25)` 得到 `[0.8]`，状态是 `{"m": [0.25], "v": [0.0625], "t": 1}`。


# %% solution="adam_step"
def adam_step(param, grad, state, learning_rate=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    """Take one step of Adam.

    Parameters
    ----------
    param : ndarray of any shape
        Parameter. Not modified.
    grad : ndarray of the shape of `param`
        Gradient. Not modified.
    state : dict
        ``"m"`` and ``"v"``, arrays of the shape of `param`, and ``"t"``, an int, the steps taken so far; zero where
        they are missing. Not modified.
    learning_rate : float
        Factor of the step.
    beta1, beta2 : float
        Shares of the moving averages that are kept.
    eps : float
        Keeps the divisor from 0; outside the root.

    Returns
    -------
    new_param : ndarray of the shape of `param`, float
        A new array.
    new_state : dict
        With the new ``"m"``, ``"v"`` and ``"t"``.

    Raises
    ------
    ValueError
        If `param`, `grad` and the arrays in `state` do not all have the same shape.

    Examples
    --------
    >>> p, state = adam_step(np.array([1.0]), np.array([0.5]), {}, 0.3, beta1=0.5, beta2=0.75, eps=0.25)
    >>> p.round(6).tolist(), state["m"].tolist(), state["v"].tolist(), state["t"]
    ([0.8], [0.25], [0.0625], 1)

    中文说明见上
    """
    ### BEGIN SOLUTION
    t = state.get("t", 0) + 1
    m, v = (state.get(name, np.zeros(param.shape)) for name in ("m", "v"))
    if not param.shape == grad.shape == m.shape == v.shape:
        raise ValueError(f"All shapes must be the same; got {param.shape}, {grad.shape}, {m.shape} and {v.shape}.")
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return param - learning_rate * m_hat / (np.sqrt(v_hat) + eps), {"m": m, "v": v, "t": t}
    ### END SOLUTION


# %% check="adam_step"
check("adam_step")

# %% demo
with demo.waits_for("adam_step", "momentum_step"):
    first_gradient = np.array([0.1, -20.0])
    for factor in (1, 1000):
        for name, method in ((language.Text("momentum", "动量"), momentum_step), ("Adam", adam_step)):
            new, _ = method(np.zeros(2), factor * first_gradient, {}, 0.001)
            demo.say(
                "gradients times {:4}   first step of {}: {}", "梯度的 {:4} 倍   {}，第一步：{}", factor, name, new
            )

# %% [markdown] lang="en"
# **What it means.** Momentum's step becomes 1000 times as long. Adam's stays what it was, and even two parameters whose gradients are 0.1 and $-20$ move equally far, in the directions that you expect. So with Adam the learning rate has a meaning of its own, in the units of the *parameter*: it is about how far a parameter may move in one step. Why exactly this length? That is the written question.
#
# By hand, with $\theta = 1$, $\eta = 0.5$ and the gradients 3 and 4 once more:
#
# | step | $g$ | $m$ | $v$ | $\hat m$ | $\hat v$ | $\theta$ |
# |---|---|---|---|---|---|---|
# | start | | 0 | 0 | | | 1 |
# | 1 | 3 | 0.3 | 0.009 | 3 | 9 | 0.5 |
# | 2 | 4 | 0.67 | 0.024991 | 3.5263 | 12.5018 | 0.0013 |

# %% [markdown] lang="zh"
# **这说明什么**。动量的一步变成 1000 倍，Adam 的却不变；就连梯度分别是 0.1 和 $-20$ 的两个参数，也走得一样远，方向都在意料之中。所以在 Adam 里，学习率有自己的含义，单位和**参数**相同：它大约是一个参数一步能走多远。为什么恰好是这么长？这正是下面的书面题。
#
# 手算一次，还是 $\theta = 1$，$\eta = 0.5$，梯度是 3 和 4：
#
# | 步 | $g$ | $m$ | $v$ | $\hat m$ | $\hat v$ | $\theta$ |
# |---|---|---|---|---|---|---|
# | 起点 | | 0 | 0 | | | 1 |
# | 1 | 3 | 0.3 | 0.009 | 3 | 9 | 0.5 |
# | 2 | 4 | 0.67 | 0.024991 | 3.5263 | 12.5018 | 0.0013 |

# %% [markdown] lang="en"
# ### Written question: Adam's first step
#
# Start from an empty state. Derive how far one parameter with the gradient $g \ne 0$ moves in Adam's first step, and in which direction. For which gradients is your answer wrong by more than a tenth, with $\varepsilon = 10^{-8}$?

# %% [markdown] lang="zh"
# ### 书面题：Adam 的第一步
#
# 从空的状态开始。推导：一个参数的梯度是 $g \ne 0$，Adam 的第一步让它朝哪个方向走、走多远？取 $\varepsilon = 10^{-8}$，梯度是多少时，你的答案会差一成以上？

# %% [markdown] lang="en" written="first_step_of_adam" points=3
# In the first step $t = 1$, and $m$ and $v$ were 0. So $m = (1 - \beta_1) g$ and $v = (1 - \beta_2) g^2$. The corrections divide by $1 - \beta_1$ and $1 - \beta_2$, so $\hat m = g$ and $\hat v = g^2$, whatever the two betas are. The step is
#
# $$-\eta \, \frac{g}{|g| + \varepsilon} \approx -\eta \, \mathrm{sign}(g)$$
#
# Its length is $\eta$, against the sign of the gradient; the size of $g$ cancels. For $\varepsilon = 10^{-8}$ it is more than a tenth shorter if $|g| / (|g| + \varepsilon) < 0.9$, that is for $|g| < 9 \cdot 10^{-8}$.

# %% [markdown] lang="zh" written="first_step_of_adam" points=3
# 第一步时 $t = 1$，$m$ 和 $v$ 原来都是 0。所以 $m = (1 - \beta_1) g$，$v = (1 - \beta_2) g^2$。修正时分别除以 $1 - \beta_1$ 和 $1 - \beta_2$，得到 $\hat m = g$，$\hat v = g^2$，与两个 beta 的取值无关。这一步是
#
# $$-\eta \, \frac{g}{|g| + \varepsilon} \approx -\eta \, \mathrm{sign}(g)$$
#
# 长度是 $\eta$，方向与梯度的符号相反；$g$ 的大小约掉了。取 $\varepsilon = 10^{-8}$，当 $|g| / (|g| + \varepsilon) < 0.9$，即 $|g| < 9 \cdot 10^{-8}$ 时，步子会短一成以上。

# %% [markdown] lang="en" rubric="first_step_of_adam"
# - 2 points: $\hat m = g$ and $\hat v = g^2$ from the update and the correction at $t = 1$ (1 point if one of the two is derived).
# - 1 point: the length is $\eta$ and the direction $-\mathrm{sign}(g)$, except for gradients not much larger than $\varepsilon$ (about $10^{-7}$ or smaller).

# %% [markdown] lang="zh" rubric="first_step_of_adam"
# - 2 分：由 $t = 1$ 时的更新和修正得出 $\hat m = g$ 和 $\hat v = g^2$（只推出其中一个，得 1 分）。
# - 1 分：长度是 $\eta$，方向是 $-\mathrm{sign}(g)$；例外是不比 $\varepsilon$ 大多少的梯度（大约 $10^{-7}$ 或更小）。

# %% [markdown] lang="en"
# ![The length of Adam's step over the step number, from 1 to 10000 on a logarithmic axis, for a gradient that never changes. With the correction it is a flat line at 1. Without it, the curve begins at 3.2, rises to 6.6 at step 12, and comes down to 1 after thousands of steps.](pictures/10_correction.en.png)
#
# *The length of a step, measured in learning rates, for a gradient that is always the same: with the bias correction and without. Question: why does the curve without correction first rise?*
#
# The curve rises because $m$ fills up within tens of steps, $v$ only within thousands: at first the numerator grows faster than the root below it. Without the repair the first thousand steps would all be too long, up to 6.6 times. In the first steps a network is in its worst place, and its gradients are the least reliable. That is the wrong moment to run.

# %% [markdown] lang="zh"
# ![Adam 每一步的长度，横轴是步数，从 1 到 10000，对数刻度；梯度始终不变。有修正时是一条在 1 处的水平线。没有修正时，曲线从 3.2 开始，到第 12 步升到 6.6，几千步之后才降到 1。](pictures/10_correction.zh.png)
#
# **梯度始终不变时一步的长度，以学习率为单位：有偏差修正，和没有偏差修正**。问题：没有修正的曲线，为什么先升高？
#
# 曲线先升高，是因为 $m$ 几十步就补足了，$v$ 却要几千步：一开始，分子比分母里的平方根长得快。没有这处修补，头一千步全都太长，最长的一步是应有长度的 6.6 倍。而头几步里，网络正处在最糟的位置，梯度也最不可靠，这可不是该跑的时候。

# %% [markdown] lang="en"
# ## 5. The race
#
# Five walkers, four of them yours. Each surface has its own difficulty: a long bowl along the axes, the same bowl turned, and a saddle between two valleys. Move the start, give each walker its own rate, and let them go. Question: can you find one setting with which the same walker comes first on all three surfaces?

# %% [markdown] lang="zh"
# ## 5. 赛跑
#
# 五个人赛跑，其中四个是你写的。每个曲面各有各的难处：沿坐标轴放的长碗，转了方向的同一只碗，以及两个山谷之间的鞍面。挪动起点，给每个人调好各自的学习率，让他们跑起来。问题：能不能找到一种设置，让同一个人在三个曲面上都得第一？

# %% demo
with demo.waits_for("momentum_step", "adagrad_step", "rmsprop_step", "adam_step"):
    display(widgets.race(momentum_step, adagrad_step, rmsprop_step, adam_step))

# %% [markdown] lang="en"
# **What you may have seen.** With the first settings no walker wins everywhere. AdaGrad is first in the long bowl (20 steps) and at the saddle (18), and last on the turned bowl (224), where plain descent comes first (63). Momentum and Adam swing past the minimum and back; in the long bowl both come to rest after about 80 steps, momentum with the rate 0.02, Adam with 0.1. RMSProp arrives too, rests for a while, and then begins to tremble: once the large gradients are forgotten, $\sqrt{s}$ is as small as the gradient itself, so its steps grow until they are about as long as its rate. And hardly any place in the race is fixed: another rate, another winner.
#
# **On a network.** Now the circles of lesson 08 with a network 2-16-16-1 and mini-batches of 32. The loop is the one of lesson 09; only the line that changes a parameter is new. Each parameter has a state of its own.

# %% [markdown] lang="zh"
# **你可能看到了什么**。用最初的设置，没有谁能处处得第一。AdaGrad 在长碗里（20 步）和鞍面上（18 步）最先到，在转了方向的碗里却是最后一个（224 步），那里最先到的是普通的梯度下降（63 步）。动量和 Adam 会冲过最小值点再摆回来；在长碗里，两个都在 80 步左右停下，动量的学习率是 0.02，Adam 的是 0.1。RMSProp 也到得了，停上一阵，却又抖动起来：等它把大的梯度忘掉，$\sqrt{s}$ 就和梯度一样小了，于是步子又变长，直到和学习率差不多。而名次几乎都不固定：换一个学习率，就换一个赢家。
#
# **在网络上**。现在换成第 08 课的圆环数据，网络是 2-16-16-1，小批量每批 32 个样本。循环就是第 09 课的那个，新的只有改动参数的那一行。每个参数有自己的状态。

# %% demo
X, y = make_circles(500, rng=np.random.default_rng(10))
layers = ["relu", "relu", "sigmoid"]


def plain_step(param, grad, state, learning_rate):
    """Plain gradient descent, written like the others."""
    return param - learning_rate * grad, state


def train(method, n_epochs, rates, seed=0):
    """Train on the circles with the rate ``rates(k)`` in step k; return the losses before and after each epoch."""
    rng = np.random.default_rng(seed)
    params = init_params([2, 16, 16, 1], rng)
    states = [{name: {} for name in layer} for layer in params]
    losses, k = [binary_cross_entropy(y, mlp_forward(X, params, layers)[0])], 0
    for _ in range(n_epochs):
        for Xb, yb in iterate_minibatches(X, y, 32, rng):
            p, caches = mlp_forward(Xb, params, layers)
            grads = mlp_backward(bce_sigmoid_backward(yb, p), params, caches, layers)
            for layer, slopes, kept in zip(params, grads, states, strict=True):
                for name in layer:
                    layer[name], kept[name] = method(layer[name], slopes[name], kept[name], rates(k))
            k += 1
        losses.append(binary_cross_entropy(y, mlp_forward(X, params, layers)[0]))
    return losses


with demo.waits_for("momentum_step", "adagrad_step", "rmsprop_step", "adam_step"):
    methods = {"plain": plain_step, "momentum": momentum_step, "AdaGrad": adagrad_step}
    methods |= {"RMSProp": rmsprop_step, "Adam": adam_step}
    tried = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
    demo.say("loss after 5 epochs, one column for each learning rate", "5 轮之后的损失，每列（column）一个学习率")
    demo.say("{}   learning rate", "{}   学习率", " ".join(f"{rate:>6}" for rate in tried))
    table, named = {}, {"plain": language.Text("plain", "普通梯度下降"), "momentum": language.Text("momentum", "动量")}
    for name, method in methods.items():
        table[name] = [train(method, 5, lambda k, rate=rate: rate)[-1] for rate in tried]
        demo.say("{}   {}", "{}   {}", " ".join(f"{loss:6.3f}" for loss in table[name]), named.get(name, name))
    display(plots.losses_over_rates(tried, table))

# %% [markdown] lang="en"
# **What it means.** Read down the column of the rate 0.01, and the plain walker looks hopeless, 0.65 against 0.07 for RMSProp and Adam. Read along the rows, each at its best rate, and all five have learned within five epochs: the losses lie between about 0.02 and 0.12. What differs most is *which* rate is best: around 0.03 for RMSProp, around 1 for plain descent. Comparing optimizers at one common rate compares nothing. A fair comparison gives each one its own search.
#
# Two things remain true. With their usual settings Adam and RMSProp do well on many problems without much search; that is why they are so common. And no optimizer is best everywhere: a comparison of fifteen optimizers on eight problems found none that dominates, and trying several of them with default settings helped about as much as tuning a single one [6]. There are problems on which carefully tuned plain descent or momentum generalizes better than the adaptive methods [7].

# %% [markdown] lang="zh"
# **这说明什么**。竖着看学习率 0.01 下面的数，普通的梯度下降好像毫无希望：0.65，而 RMSProp 和 Adam 是 0.07。横着看，每个优化器取自己最好的学习率，五轮之内全都学会了：损失大约在 0.02 和 0.12 之间。差别最大的，是**哪个**学习率最好：RMSProp 在 0.03 左右，普通的梯度下降在 1 左右。用同一个学习率去比较优化器，什么也比不出来。要公平，就得让每一个都有自己的搜索。
#
# 还有两点不假。用通常的设置，Adam 和 RMSProp 不怎么搜索就能在许多问题上表现不错，所以它们这样常用。另外，没有哪个优化器处处最好：有人在 8 个问题上比较了 15 个优化器，没有一个能压倒其余；用默认设置多试几个优化器，和精心调好其中一个，好处差不多 [6]。也有一些问题，仔细调过的普通梯度下降或动量，泛化得比自适应方法更好 [7]。

# %% [markdown] lang="en"
# ## 6. Which rate?
#
# All five still need a learning rate, and nobody can compute the best one in advance. So one has to try. But which rates? Those in the table above went up by factors of about 3. Why not by equal steps?

# %% [markdown] lang="zh"
# ## 6. 取哪个学习率？
#
# 五个优化器都还要一个学习率，而最好的那个，谁也没法事先算出来。只好试。可是试哪些呢？上面那张表里，学习率每次大约乘 3。为什么不是每次加上同样多？

# %% [markdown] lang="en"
# ### Predict, then run: a hundred rates
#
# You draw 100 rates at random, uniformly between 0.0001 and 1, with `rng.uniform(0.0001, 1, 100)`. About how many of them are below 0.1?
#
# - **a** about 10
# - **b** about 50
# - **c** about 75
#
# Write your letter, with its quotation marks, into the next cell and run it.

# %% [markdown] lang="zh"
# ### 先预测，再运行：一百个学习率
#
# 用 `rng.uniform(0.0001, 1, 100)` 在 0.0001 和 1 之间均匀地随机抽取 100 个学习率。其中大约有多少个小于 0.1？
#
# - **a** 大约 10 个
# - **b** 大约 50 个
# - **c** 大约 75 个
#
# 把你选的字母连同引号写进下一个单元格并运行。

# %% predict="L10-P3"
prediction_L10_P3 = "a"

# %% demo
committed("L10-P3")

# %% demo
rng = np.random.default_rng(0)
for name, drawn in (
    ("uniform(0.0001, 1)   ", rng.uniform(0.0001, 1, 100)),
    ("10**uniform(-4, 0)   ", 10 ** rng.uniform(-4, 0, 100)),
):
    decades = [int(((drawn >= low) & (drawn < 10 * low)).sum()) for low in (0.0001, 0.001, 0.01, 0.1)]
    demo.say(
        "{}  below 0.1: {:2}   in each decade from 0.0001 up: {}",
        "{}  小于 0.1 的：{:2}   从 0.0001 起，各十倍区间：{}",
        *(name, (drawn < 0.1).sum(), decades),
    )

# %% [markdown] lang="en"
# **What it means.** About 10: the interval below 0.1 is a tenth of the whole. Ninety of your hundred trials would go into the last decade (a factor of ten), from 0.1 to 1, and the three decades below would share the rest. Drawn as $10^u$ with $u$ uniform between $-4$ and 0, each decade gets about a quarter, so about 75 are to be expected below 0.1; in this draw there are 69. **Search rates on a logarithmic scale**: 0.001, 0.003, 0.01, 0.03, and so on. If you search two hyperparameters at once, random points do better than a grid: a grid of 9 points tries only 3 rates [8].

# %% [markdown] lang="zh"
# **这说明什么**。大约 10 个：小于 0.1 的区间只占全长的十分之一。一百次尝试里有九十次都花在 0.1 到 1 这最后一个十倍区间上，下面三个十倍区间只能分剩下的。如果取 $10^u$，$u$ 在 $-4$ 和 0 之间均匀抽取，每个十倍区间各得大约四分之一，所以小于 0.1 的应该有 75 个左右；这一次抽到的是 69 个。**要在对数刻度上搜索学习率**：0.001、0.003、0.01、0.03，等等。如果同时搜索两个超参数，随机取点比网格好：9 个点的网格只试了 3 个学习率 [8]。

# %% [markdown] lang="en"
# **A quick look.** There is a faster way, the **learning-rate range test** [9]. Train once, for about a hundred steps, and raise the rate at every step, here by the same factor. While the rate is too small, the loss hardly moves; then it falls; then the walk flies off and the loss jumps up. We do it with your `adam_step`, from $10^{-5}$ to 10. Question: which rate would you choose from the curve?

# %% [markdown] lang="zh"
# **先探一探**。还有一种更快的办法，叫作**学习率范围测试**（learning-rate range test）[9]。只训练一次，一百步左右，每一步都调高学习率，这里是乘上同一个因子。学习率太小的时候，损失几乎不动；然后它下降；再往后就飞出去，损失猛地升高。我们用你的 `adam_step` 来做，从 $10^{-5}$ 到 10。问题：看着这条曲线，你会选哪个学习率？

# %% demo
with demo.waits_for("adam_step"):
    rates = 10 ** np.linspace(-5, 1, 121)
    rng = np.random.default_rng(0)
    params = init_params([2, 16, 16, 1], rng)
    states = [{name: {} for name in layer} for layer in params]
    seen, batches = [], iter(())
    for rate in rates:
        batch = next(batches, None)
        if batch is None:  # the epoch is over
            batches = iterate_minibatches(X, y, 32, rng)
            batch = next(batches)
        Xb, yb = batch
        p, caches = mlp_forward(Xb, params, layers)
        seen.append(binary_cross_entropy(yb, p))
        grads = mlp_backward(bce_sigmoid_backward(yb, p), params, caches, layers)
        for layer, slopes, kept in zip(params, grads, states, strict=True):
            for name in layer:
                layer[name], kept[name] = adam_step(layer[name], slopes[name], kept[name], rate)
    display(plots.rate_finder(rates, seen))
    for rate in (0.0003, 0.003, 0.03, 0.3, 3.0):
        losses = train(adam_step, 10, lambda k, rate=rate: rate)
        demo.say(
            "rate {:<6}  loss after 2, 5, 10 epochs: {:.3f}  {:.3f}  {:.3f}",
            "学习率 {:<6}  2、5、10 轮之后的损失：{:.3f}  {:.3f}  {:.3f}",
            *(rate, losses[2], losses[5], losses[10]),
        )

# %% [markdown] lang="en"
# **What it means.** The loss begins to fall near 0.01, is lowest between 0.1 and 0.2 and jumps up near 0.3. A rate somewhat below the jump, a third to a tenth of it, is a good first guess: here 0.03 to 0.1. The training runs below the picture agree: at 0.03 the loss falls steadily, at 0.3 it jumps up and down. The test looks at about a hundred steps only. It finds a rate to start with, not the best one, and it costs one short run instead of twenty long ones.

# %% [markdown] lang="zh"
# **这说明什么**。损失在 0.01 附近开始下降，在 0.1 到 0.2 之间最低，到 0.3 附近猛升。比猛升处小一些，取它的三分之一到十分之一，就是不错的初次选择：这里是 0.03 到 0.1。图下面的几次训练也印证了这一点：0.03 时损失稳步下降，0.3 时忽高忽低。这个测试只看了一百来步，找到的是可以用来起步的学习率，不是最好的那个；不过它只要一次短的训练，而不是二十次长的。

# %% [markdown] lang="en"
# ## 7. Rates that change with time
#
# Lesson 09 left something unfinished. With mini-batches the gradient is noisy, so with a constant rate the walk never comes to rest: it trembles around the minimum, the more, the larger the rate. A small rate trembles less, but takes forever to come near. Why choose? Begin with a large rate, end with a small one. A **learning-rate schedule** fixes before training how the rate changes with the step. Robbins and Monro asked in 1951 what such rates need in order to arrive in spite of the noise: their sum must be infinite, so that no start is too far away, and the sum of their squares finite, so that the noise dies out. The rates $1 / (1 + t)$ do both [10].
#
# | kind | needs | rate at step $t$ |
# |---|---|---|
# | `"constant"` | | $\eta_0$ |
# | `"step"` | $\gamma$ = `gamma`, $N$ = `every` | $\eta_0$, times $\gamma$ after every $N$ steps |
# | `"exponential"` | $k$ = `k` | $\eta_0 \, e^{-k t}$ |
# | `"inverse_time"` | $k$ = `k` | $\eta_0 / (1 + k t)$ |
# | `"cosine"` | $T$ = `total` | $\frac{\eta_0}{2} \left( 1 + \cos \frac{\pi t}{T} \right)$, and 0 from step $T$ on |

# %% [markdown] lang="zh"
# ## 7. 随时间变化的学习率
#
# 第 09 课留下了一件没做完的事。用小批量时，梯度有噪声，所以学习率不变就永远停不下来，总在最小值附近抖动；学习率越大，抖得越厉害。学习率小，抖得轻些，却要很久才走得近。何必二选一？开始用大的，最后用小的。**学习率调度**（learning-rate schedule）在训练之前就定好：学习率怎样随步数变化。1951 年，Robbins 和 Monro 问过：要不顾噪声走到终点，学习率得满足什么条件？总和必须是无穷大，这样起点再远也走得到；平方和又必须有限，这样噪声才会平息。$1 / (1 + t)$ 这样的学习率两条都满足 [10]。
#
# | 种类 | 需要 | 第 $t$ 步的学习率 |
# |---|---|---|
# | `"constant"` | | $\eta_0$ |
# | `"step"` | $\gamma$ = `gamma`，$N$ = `every` | $\eta_0$，每过 $N$ 步乘一次 $\gamma$ |
# | `"exponential"` | $k$ = `k` | $\eta_0 \, e^{-k t}$ |
# | `"inverse_time"` | $k$ = `k` | $\eta_0 / (1 + k t)$ |
# | `"cosine"` | $T$ = `total` | $\frac{\eta_0}{2} \left( 1 + \cos \frac{\pi t}{T} \right)$，从第 $T$ 步起是 0 |

# %% [markdown] lang="en"
# ![Four curves of the learning rate over 100 steps, all starting at 1: stairs that halve every 25 steps, an exponential curve, an inverse-time curve that stays highest at the end, and a cosine that falls slowly at first, then faster, and reaches 0 at step 100.](pictures/10_schedules.en.png)
#
# *Four schedules with $\eta_0 = 1$. Question: which of them stays near its first rate longest, and which one ends with the largest rate?*
#
# ### Exercise: `lr_schedule`
#
# **What for.** The rate of any step, for five schedules.
#
# **Arguments.** `kind`: one of the five strings of the table. `lr0`: the rate at step 0. `step`: the number of steps taken so far, an integer, 0 or more. The numbers that a schedule needs come by name, as in `lr_schedule("exponential", 0.1, 7, k=0.02)`.
#
# **Returns.** A float. The stairs of `"step"` are flat: the rate changes exactly at the steps $N$, $2N$, and so on.
#
# **Errors.** `ValueError` if there is no such kind, or if `step` is negative.
#
# **Example.** `lr_schedule("step", 0.8, 7, gamma=0.5, every=3)` gives `0.2`; `lr_schedule("cosine", 0.8, 4, total=8)` gives `0.4`.

# %% [markdown] lang="zh"
# ![学习率的四条曲线，横轴是 100 步，都从 1 开始：每 25 步减半的阶梯；一条指数曲线；一条反比例曲线，最后最高；一条余弦曲线，起初降得慢，然后变快，到第 100 步降到 0。](pictures/10_schedules.zh.png)
#
# **四种调度，$\eta_0 = 1$**。问题：哪一种停留在最初的学习率附近最久？哪一种最后的学习率最大？
#
# ### 练习：`lr_schedule`
#
# **用途**：五种调度，任意一步的学习率。
#
# **参数**：`kind`：表里五个字符串之一。`lr0`：第 0 步的学习率。`step`：到目前为止走了几步，整数，0 或更大。调度所需的数用名称传入，例如 `lr_schedule("exponential", 0.1, 7, k=0.02)`。
#
# **返回**：一个 float。`"step"` 的每级台阶是平的：学习率恰好在第 $N$ 步、第 $2N$ 步……改变。
#
# **错误**：没有这种调度，或者 `step` 是负数，抛出 `ValueError`。
#
# **例子**：`lr_schedule("step", 0.8, 7, gamma=0.5, every=3)` 得到 `0.2`；`lr_schedule("cosine", 0.8, 4, total=8)` 得到 `0.4`。


# %% solution="lr_schedule"
def lr_schedule(kind, lr0, step, **kw):
    """Return the learning rate of a step.

    Parameters
    ----------
    kind : str
        "constant", "step" (needs ``gamma`` and ``every``), "exponential" (``k``), "inverse_time" (``k``) or
        "cosine" (``total``).
    lr0 : float
        Rate at step 0.
    step : int
        Number of steps taken so far.
    **kw : float
        The numbers that the schedule needs.

    Returns
    -------
    float
        The rate.

    Raises
    ------
    ValueError
        If there is no such kind, or `step` is negative.

    Examples
    --------
    >>> lr_schedule("step", 0.8, 7, gamma=0.5, every=3), round(lr_schedule("cosine", 0.8, 4, total=8), 6)
    (0.2, 0.4)

    中文说明见上
    """
    ### BEGIN SOLUTION
    if step < 0:
        raise ValueError(f"step must not be negative; got {step}.")
    if kind == "constant":
        return float(lr0)
    if kind == "step":
        return float(lr0 * kw["gamma"] ** (step // kw["every"]))
    if kind == "exponential":
        return float(lr0 * np.exp(-kw["k"] * step))
    if kind == "inverse_time":
        return float(lr0 / (1 + kw["k"] * step))
    if kind == "cosine":
        return float(lr0 / 2 * (1 + np.cos(np.pi * min(step / kw["total"], 1))))
    raise ValueError(f"There is no schedule {kind!r}.")
    ### END SOLUTION


# %% check="lr_schedule"
check("lr_schedule")

# %% [markdown] lang="en"
# **In the noise.** We look for the number that is nearest to 2000 noisy measurements, one measurement per step: the gradient of $\frac{1}{2} (\theta - a)^2$ is $\theta - a$, with another $a$ each time. The best answer is the mean of all measurements. Question: what kind of number does the schedule $1 / (1 + t)$ compute here?

# %% [markdown] lang="zh"
# **在噪声里**。我们要找一个数，离 2000 个带噪声的测量值最近，每步只看一个测量值：$\frac{1}{2} (\theta - a)^2$ 的梯度是 $\theta - a$，每次的 $a$ 都不同。最好的答案是所有测量值的平均。问题：调度 $1 / (1 + t)$ 在这里算出来的是什么？

# %% demo
with demo.waits_for("lr_schedule"):
    measured = np.random.default_rng(0).normal(3, 1, 2000)
    demo.say("mean of all measurements: {:.4f}", "所有测量值的平均：{:.4f}", measured.mean())
    for kind, lr0, more in (("constant", 0.5, {}), ("constant", 0.1, {}), ("inverse_time", 1.0, {"k": 1.0})):
        theta, places = 0.0, []
        for t, a in enumerate(measured):
            theta -= lr_schedule(kind, lr0, t, **more) * (theta - a)
            places.append(theta)
        trembling = np.std(places[1000:])
        demo.say(
            "{:12} from {}: ends at {:.4f}, trembles by {:.3f} in the last 1000 steps",
            "{:12} 从 {} 开始：最后在 {:.4f}，末尾 1000 步里抖动 {:.3f}",
            *(kind, lr0, theta, trembling),
        )

# %% [markdown] lang="en"
# **What it means.** With the constant rate 0.5 the place trembles by 0.585, with 0.1 by 0.239, and neither stops. The rate $1 / (1 + t)$ ends exactly at the mean of all measurements, 2.9720: with this schedule, descent *is* the running mean.
#
# **Choose a schedule.** Here are the two valleys of lesson 06 again. With the constant rate 0.45 from 2 the ball escapes the shallow valley and then jumps to and fro in the deep one without end. The picture draws the rate that *your* `lr_schedule` returns, and below it the walk. Question: which schedules bring the ball to rest in the deep valley from the start 2, and does the same setting still do it from 1.9 or 2.1?

# %% [markdown] lang="zh"
# **这说明什么**。学习率一直是 0.5，位置抖动 0.585；一直是 0.1，抖动 0.239；哪个都停不下来。学习率 $1 / (1 + t)$ 最后恰好落在所有测量值的平均上，2.9720：用这种调度，梯度下降**就是**在逐步计算平均。
#
# **挑一种调度**。第 06 课的两个山谷又来了。学习率一直是 0.45，从 2 出发，小球能逃出浅谷，却在深谷里跳来跳去，没完没了。图的上半部分画出**你的** `lr_schedule` 返回的学习率，下半部分是走过的路。问题：从 2 出发，哪些调度能让小球停在深谷里？同样的设置，从 1.9 或 2.1 出发还能做到吗？

# %% demo
with demo.waits_for("lr_schedule"):
    display(widgets.schedule(lr_schedule))

# %% [markdown] lang="en"
# **What it means.** Many schedules do it from 2: a large rate first to escape, a small one later to come to rest. From 2.1 they still do. But it is no rule: from 1.9 the same settings end in the shallow valley, and where the rate falls too early the ball stops before it has arrived anywhere. A schedule cures the trembling; it does not promise the global minimum.
#
# ### Common misconception: "adaptive means: large steps first, small ones later"
#
# You may read that an adaptive learning rate begins large and falls with time. **What is right:** that is a schedule. It depends on the step number alone, is the same for all parameters, and is known before training starts. An **adaptive method** gives each parameter its own rate, computed from the gradients that it has seen; nobody knows it in advance, and in RMSProp and Adam it may rise again. The two are often combined: Adam with a cosine schedule for its $\eta$. And even with a constant rate the steps of plain descent shrink by themselves near a minimum, as you saw in lesson 06 [11, sections 8.3 and 8.5].

# %% [markdown] lang="zh"
# **这说明什么**。从 2 出发，许多调度都做得到：先用大的学习率逃出来，再用小的停下来。从 2.1 出发也可以。但这不是规律：从 1.9 出发，同样的设置会停在浅谷里；学习率降得太早，小球哪里也没到就停下了。调度治得了抖动，却不保证到达全局最小值。
#
# ### 常见误解：“自适应就是先迈大步、后迈小步”
#
# 你也许读到过：自适应学习率开始时大，随时间变小。**正确的说法**：那是调度。它只取决于步数，对所有参数都一样，训练之前就已经知道。**自适应方法**则根据每个参数见过的梯度，给它自己的学习率；谁也没法事先知道，在 RMSProp 和 Adam 里它还可能回升。两者常常一起用：Adam 的 $\eta$ 配上余弦调度。而且，即使学习率不变，普通梯度下降的步子在最小值附近也会自己变短，这在第 06 课已经见过 [11，8.3 和 8.5 节]。

# %% [markdown] lang="en"
# ### Written question: schedule or adaptive method?
#
# Sort these six into schedules and adaptive methods: halving the rate every 10 epochs · AdaGrad · cosine · Adam · raising the rate from 0 to 0.01 over the first 500 steps (a *warm-up*) · RMSProp. Then correct this sentence with an example in numbers: "Where a parameter has a large gradient, an adaptive method gives it a larger learning rate."

# %% [markdown] lang="zh"
# ### 书面题：调度，还是自适应方法？
#
# 下面六项，哪些是调度，哪些是自适应方法？每 10 轮把学习率减半 · AdaGrad · 余弦 · Adam · 头 500 步把学习率从 0 升到 0.01（叫作**预热**）· RMSProp。然后用一个带数字的例子改正这句话：“参数的梯度大，自适应方法就给它更大的学习率。”

# %% [markdown] lang="en" written="schedule_or_adaptive" points=4
# **Schedules**, known before training and the same for all parameters: halving every 10 epochs, cosine, the warm-up (a schedule may also rise). **Adaptive methods**, computed from the gradients of each parameter: AdaGrad, Adam, RMSProp.
#
# The sentence has it the wrong way round: the rate of a parameter is $\eta$ divided by the size of the gradients it has seen. Example: AdaGrad with $\eta = 0.1$, two parameters, first gradients 10 and 0.1. Then $s$ is 100 and 0.01, and the rates are $0.1 / 10 = 0.01$ and $0.1 / 0.1 = 1$. The parameter with the large gradient gets the rate that is 100 times smaller; both move by 0.1.

# %% [markdown] lang="zh" written="schedule_or_adaptive" points=4
# **调度**（训练之前就知道，对所有参数都一样）：每 10 轮减半、余弦、预热（调度也可以上升）。**自适应方法**（根据每个参数的梯度计算）：AdaGrad、Adam、RMSProp。
#
# 这句话说反了：一个参数的学习率，是 $\eta$ 除以它见过的梯度的大小。例如 AdaGrad，$\eta = 0.1$，两个参数，第一个梯度分别是 10 和 0.1。这时 $s$ 是 100 和 0.01，学习率是 $0.1 / 10 = 0.01$ 和 $0.1 / 0.1 = 1$。梯度大的参数，学习率是另一个的 1/100；两个都走了 0.1。

# %% [markdown] lang="en" rubric="schedule_or_adaptive"
# - 2 points: all six sorted rightly. 1 point for four or five.
# - 1 point: the correction: adaptive methods divide by the size of the gradients seen, so a large gradient means a smaller rate.
# - 1 point: an example with numbers in which the rates of two parameters are computed rightly.

# %% [markdown] lang="zh" rubric="schedule_or_adaptive"
# - 2 分：六项全部分对。对四项或五项，得 1 分。
# - 1 分：改正：自适应方法除以见过的梯度的大小，所以梯度大意味着学习率小。
# - 1 分：举出带数字的例子，并正确算出两个参数的学习率。

# %% [markdown] lang="en"
# ## 8. When the gradient explodes
#
# There is an accident that even a well-chosen learning rate does not prevent. Take a network that multiplies its input by the same weight $w$ twenty times in a row; networks that read a sequence word by word do something like this. For the input 1 the output is $w^{20}$; the loss $\frac{1}{2}(w^{20} - 0.5)^2$ has the slope $20 w^{19} (w^{20} - 0.5)$. At $w = 1$ the slope is 10. At $w = 1.2$ it is 24177. The ground has a **cliff**.
#
# The remedy is blunt and works: if the gradient is too long, shorten it, and keep its direction [12]. What counts is the length of *all* gradients taken together, the **global norm**:
#
# $$\lVert g \rVert = \sqrt{\sum_{l} \left( \lVert dW^{(l)} \rVert^2 + \lVert db^{(l)} \rVert^2 \right)}, \qquad g \leftarrow g \cdot \min \left( 1, \frac{c}{\lVert g \rVert} \right)$$
#
# Here $\lVert dW \rVert^2$ is the sum of the squares of all entries. This is **gradient clipping**. One factor for all arrays: were each array shortened by a factor of its own, the step would point elsewhere.
#
# | name | shape | formula | axis |
# |---|---|---|---|
# | `grads[l]["W"]` | `(n_in, n_out)` | $dW^{(l)}$ | all axes summed |
# | `grads[l]["b"]` | `(n_out,)` | $db^{(l)}$ | all axes summed |
# | norm | a number | $\lVert g \rVert$ | |
#
# By hand: $dW = (2, 1)$ and $db = (2, 0)$ have the sum of squares $4 + 1 + 4 = 9$ and the norm 3. With $c = 1.5$ everything is halved: $(1, 0.5)$ and $(1, 0)$.

# %% [markdown] lang="zh"
# ## 8. 梯度爆炸的时候
#
# 有一种事故，学习率选得再好也未必躲得过。设想一个网络，它把输入连着二十次乘上同一个权重 $w$；一个词一个词读句子的网络，做的就是类似的事。输入是 1 时，输出是 $w^{20}$；损失 $\frac{1}{2}(w^{20} - 0.5)^2$ 的斜率是 $20 w^{19} (w^{20} - 0.5)$。$w = 1$ 处斜率是 10，$w = 1.2$ 处是 24177。地面上有一道**悬崖**。
#
# 补救的办法很粗暴，但管用：梯度太长，就把它缩短，方向不变 [12]。要看的是**所有**梯度合在一起的长度，即**全局范数**（global norm）：
#
# $$\lVert g \rVert = \sqrt{\sum_{l} \left( \lVert dW^{(l)} \rVert^2 + \lVert db^{(l)} \rVert^2 \right)}, \qquad g \leftarrow g \cdot \min \left( 1, \frac{c}{\lVert g \rVert} \right)$$
#
# 这里 $\lVert dW \rVert^2$ 是所有元素的平方和。这就是**梯度裁剪**（gradient clipping）。所有数组共用一个因子：要是每个数组各缩各的，这一步就会指向别处。
#
# | 名称 | 形状 | 公式 | 轴 |
# |---|---|---|---|
# | `grads[l]["W"]` | `(n_in, n_out)` | $dW^{(l)}$ | 对所有轴求和 |
# | `grads[l]["b"]` | `(n_out,)` | $db^{(l)}$ | 对所有轴求和 |
# | 范数 | 一个数 | $\lVert g \rVert$ | |
#
# 手算一次：$dW = (2, 1)$，$db = (2, 0)$，平方和是 $4 + 1 + 4 = 9$，范数是 3。取 $c = 1.5$，全部减半：$(1, 0.5)$ 和 $(1, 0)$。

# %% [markdown] lang="en"
# ### Exercise: `clip_by_global_norm`
#
# **What for.** To survive a cliff.
#
# **Arguments.** `grads`: a list with one dictionary per layer, `{"W": (n_in, n_out), "b": (n_out,)}`, as `mlp_backward` returns it. `max_norm`: a positive number, the $c$ above. `grads` keeps its values.
#
# **Returns.** A pair `(clipped, norm)`: a list of the same structure with **new** arrays, also where nothing had to be shortened; and the norm *before* clipping, a float. If the norm is at most `max_norm`, no number changes.
#
# **Errors.** `ValueError` if `max_norm` is not positive.
#
# **Example.** `clip_by_global_norm([{"W": np.array([[2.0, 1.0]]), "b": np.array([2.0, 0.0])}], 1.5)` gives `[{"W": [[1.0, 0.5]], "b": [1.0, 0.0]}]` and `3.0`.

# %% [markdown] lang="zh"
# ### 练习：`clip_by_global_norm`
#
# **用途**：掉下悬崖也不出事。
#
# **参数**：`grads`：列表，每层一个字典 `{"W": (n_in, n_out), "b": (n_out,)}`，和 `mlp_backward` 返回的一样。`max_norm`：正数，就是上面的 $c$。`grads` 要保持原值。
#
# **返回**：二元组 `(clipped, norm)`：结构相同的列表，里面是**新的**数组，不必缩短时也一样；以及裁剪**之前**的范数，是一个 float。范数不超过 `max_norm` 时，一个数也不变。
#
# **错误**：`max_norm` 不是正数时，抛出 `ValueError`。
#
# **例子**：`clip_by_global_norm([{"W": np.array([[2.0, 1.0]]), "b": np.array([2.0, 0.0])}], 1.5)` 得到 `[{"W": [[1.0, 0.5]], "b": [1.0, 0.0]}]` 和 `3.0`。


# %% solution="clip_by_global_norm"
def clip_by_global_norm(grads, max_norm):
    """Shorten all gradients together where their common norm is too large.

    Parameters
    ----------
    grads : list of dict
        For each layer ``{"W": (n_in, n_out), "b": (n_out,)}``. Not modified.
    max_norm : float
        The largest norm that is let through.

    Returns
    -------
    clipped : list of dict
        New arrays in the same structure.
    norm : float
        The norm before clipping.

    Raises
    ------
    ValueError
        If `max_norm` is not positive.

    Examples
    --------
    >>> clipped, norm = clip_by_global_norm([{"W": np.array([[2.0, 1.0]]), "b": np.array([2.0, 0.0])}], 1.5)
    >>> clipped[0]["W"].tolist(), norm
    ([[1.0, 0.5]], 3.0)

    中文说明见上
    """
    ### BEGIN SOLUTION
    if not max_norm > 0:
        raise ValueError(f"max_norm must be positive; got {max_norm}.")
    norm = float(np.sqrt(sum((array.astype(float) ** 2).sum() for layer in grads for array in layer.values())))
    factor = max_norm / norm if norm > max_norm else 1.0
    return [{name: array * factor for name, array in layer.items()} for layer in grads], norm
    ### END SOLUTION


# %% check="clip_by_global_norm"
check("clip_by_global_norm")

# %% [markdown] lang="en"
# **Over the cliff.** Plain descent with $\eta = 0.01$ from $w = 1.1$, without and with clipping at 1. The minimum is at $0.5^{1/20} = 0.965936$. Question: how far does the first step go in each case?

# %% [markdown] lang="zh"
# **从悬崖上走一次**。普通的梯度下降，$\eta = 0.01$，从 $w = 1.1$ 出发，一次不裁剪，一次裁剪到 1。最小值点在 $0.5^{1/20} = 0.965936$。问题：两种情况下，第一步各走多远？

# %% demo
with demo.waits_for("clip_by_global_norm"):
    for clips in (False, True):
        w, places, norm = 1.1, [1.1], 0.0
        for _ in range(300):
            slope = 20 * w**19 * (w**20 - 0.5)
            if clips:
                clipped, norm = clip_by_global_norm([{"W": np.array([[slope]]), "b": np.zeros(1)}], 1.0)
                slope = float(clipped[0]["W"][0, 0])
            w -= 0.01 * slope
            places.append(w)
            if abs(w) > 1e6:
                break
        demo.say(
            "{}: {:.4g}, {:.4g}, {:.4g}, …   last place {:.6g} after {} steps",
            "{}：{:.4g}，{:.4g}，{:.4g}，……   最后在 {:.6g}，走了 {} 步",
            *(
                language.Text("with clipping", "裁剪") if clips else language.Text("without clipping", "不裁剪"),
                *places[:3],
            ),
            *(places[-1], len(places) - 1),
        )

# %% [markdown] lang="en"
# **What it means.** Without clipping the first step goes to $-6.5$ and the second to about $10^{31}$. With clipping the walk climbs down the cliff in steps of 0.01 and ends at the minimum. It pays with its pace: thirteen small steps instead of one good one.
#
# ### Common misconception: "the learning rate was too high, so the gradients exploded"
#
# You may read that a learning rate that is too high makes the gradients explode. **What is right:** two different accidents have the same look, a loss that becomes `nan`. **Overshooting**: the rate is above 2 divided by the curvature, as in lesson 06; each step lands higher on the other side. The cure is a smaller rate. An **exploding gradient**: factors larger than 1 multiply through many layers or many time steps, as $w^{20}$ did here; the gradient is huge already *before* the first step. The cure is clipping, a better initialization (lesson 08), or another architecture [12; 11, section 8.2.4]. To tell them apart, print the global norm of the very first gradients.

# %% [markdown] lang="zh"
# **这说明什么**。不裁剪，第一步就跳到 $-6.5$，第二步跳到大约 $10^{31}$。裁剪之后，它以 0.01 的步子爬下悬崖，最后停在最小值点。坏处是慢：本来一步就够的路，要走十三小步。
#
# ### 常见误解：“学习率太高，所以梯度爆炸”
#
# 你也许读到过：学习率太高会让梯度爆炸。**正确的说法**：这是两种不同的事故，表面看来一样，损失都变成 `nan`。**越过谷底**：学习率超过 2 除以曲率，和第 06 课一样，每一步都落到对面更高的地方。对策是减小学习率。**梯度爆炸**（exploding gradient）：大于 1 的因子经过许多层或许多时间步连乘，就像这里的 $w^{20}$；**还没有**走第一步，梯度就已经极大。对策是裁剪、更好的初始化（第 08 课），或者换一种架构 [12；11，8.2.4 节]。要分清是哪一种，就输出最初那个梯度的全局范数。

# %% [markdown] lang="en"
# ## Recap
#
# 1. Momentum remembers the direction: $v \leftarrow \beta v + g$. In a long bowl its gain is a root, $\sqrt{\kappa}$ instead of $\kappa$.
# 2. AdaGrad and RMSProp remember the size and divide by it: a large gradient, a **smaller** rate. AdaGrad never forgets, RMSProp does.
# 3. Adam does both and corrects the false memory of the start. Its first step has the length $\eta$, whatever the gradient's size.
# 4. Compare optimizers each at its own best rate; search rates on a logarithmic scale. A schedule changes the rate with time and cures the trembling.
# 5. Clipping shortens all gradients by one factor and saves from cliffs, not from a rate that is too high.

# %% [markdown] lang="zh"
# ## 小结
#
# 1. 动量记住方向：$v \leftarrow \beta v + g$。在长碗里，它的好处是一个根号：$\sqrt{\kappa}$ 代替 $\kappa$。
# 2. AdaGrad 和 RMSProp 记住大小，并且除以它：梯度大，学习率就**小**。AdaGrad 从不忘事，RMSProp 会忘。
# 3. Adam 两样都做，还修正了开头的假记忆。它的第一步长度是 $\eta$，与梯度的大小无关。
# 4. 比较优化器，要各取自己最好的学习率；搜索学习率，要用对数刻度。调度让学习率随时间变化，治得了抖动。
# 5. 裁剪用同一个因子缩短所有梯度，防得了悬崖，防不了太高的学习率。

# %% [markdown] lang="en"
# ### A map of names
#
# | in this course | in mathematics | in PyTorch |
# |---|---|---|
# | `momentum_step` | $v \leftarrow \beta v + g$ | `torch.optim.SGD(params, lr=0.1, momentum=0.9)` |
# | `adagrad_step` | $s \leftarrow s + g^2$ | `torch.optim.Adagrad(params, lr=0.01, eps=1e-8)` |
# | `rmsprop_step`, `rho` | $s \leftarrow \rho s + (1 - \rho) g^2$ | `torch.optim.RMSprop(params, lr=0.01, alpha=0.9)` |
# | `adam_step`, `beta1`, `beta2` | $\hat m / (\sqrt{\hat v} + \varepsilon)$ | `torch.optim.Adam(params, lr=1e-3, betas=(0.9, 0.999))` |
# | `lr_schedule` | $\eta_t$ | `torch.optim.lr_scheduler.StepLR`, `ExponentialLR`, `CosineAnnealingLR` |
# | `clip_by_global_norm` | $g \cdot \min(1, c / \lVert g \rVert)$ | `torch.nn.utils.clip_grad_norm_(params, max_norm)` |

# %% [markdown] lang="zh"
# ### 名称对照
#
# | 本课程 | 数学 | PyTorch |
# |---|---|---|
# | `momentum_step` | $v \leftarrow \beta v + g$ | `torch.optim.SGD(params, lr=0.1, momentum=0.9)` |
# | `adagrad_step` | $s \leftarrow s + g^2$ | `torch.optim.Adagrad(params, lr=0.01, eps=1e-8)` |
# | `rmsprop_step`、`rho` | $s \leftarrow \rho s + (1 - \rho) g^2$ | `torch.optim.RMSprop(params, lr=0.01, alpha=0.9)` |
# | `adam_step`、`beta1`、`beta2` | $\hat m / (\sqrt{\hat v} + \varepsilon)$ | `torch.optim.Adam(params, lr=1e-3, betas=(0.9, 0.999))` |
# | `lr_schedule` | $\eta_t$ | `torch.optim.lr_scheduler.StepLR`、`ExponentialLR`、`CosineAnnealingLR` |
# | `clip_by_global_norm` | $g \cdot \min(1, c / \lVert g \rVert)$ | `torch.nn.utils.clip_grad_norm_(params, max_norm)` |

# %% [markdown] lang="en"
# ### Test yourself
#
# 1. Momentum with $\beta = 0.5$, gradients 4, 4, 4 from an empty state: what is $v$ after each step? Which value does it approach?
# 2. AdaGrad with $\eta = 0.3$ and the gradients 6 and 8: how long are its two steps?
# 3. What goes wrong in `adam_step` if `t` is still 0 when the correction is computed?
# 4. A schedule `"step"` with `lr0=0.4`, `gamma=0.1`, `every=20`: what is the rate at steps 19, 20 and 45?
# 5. The global norm is 8 and `max_norm` is 2. By which factor does the entry 0.01 change?
# 6. Your colleague reports: "Adam beats plain descent; I ran both at 0.001." What do you answer?
#
# <details>
# <summary>Answers</summary>
#
# 1. 4, 6, 7; it approaches $4 / (1 - 0.5) = 8$.
# 2. $0.3 \cdot 6 / 6 = 0.3$, then $0.3 \cdot 8 / 10 = 0.24$.
# 3. $1 - \beta^0 = 0$: a division by zero.
# 4. 0.4, 0.04 and 0.004.
# 5. By $1/4$, like every other entry.
# 6. That a common rate compares nothing: each needs a search of its own.
#
# </details>

# %% [markdown] lang="zh"
# ### 自测
#
# 1. 动量，$\beta = 0.5$，从空的状态开始，梯度是 4、4、4：每一步之后 $v$ 是多少？它趋近哪个值？
# 2. AdaGrad，$\eta = 0.3$，梯度是 6 和 8：两步各有多长？
# 3. `adam_step` 里计算修正时，如果 `t` 还是 0，会出什么错？
# 4. 调度 `"step"`，`lr0=0.4`，`gamma=0.1`，`every=20`：第 19、20、45 步的学习率是多少？
# 5. 全局范数是 8，`max_norm` 是 2。元素 0.01 乘上多大的因子？
# 6. 同事说：“Adam 胜过普通的梯度下降，两个我都用 0.001 跑过。”你怎样回答？
#
# <details>
# <summary>答案</summary>
#
# 1. 4、6、7；趋近 $4 / (1 - 0.5) = 8$。
# 2. $0.3 \cdot 6 / 6 = 0.3$，然后 $0.3 \cdot 8 / 10 = 0.24$。
# 3. $1 - \beta^0 = 0$：除以零。
# 4. 0.4、0.04 和 0.004。
# 5. 乘 $1/4$，和其他元素一样。
# 6. 用同一个学习率什么也比不出来：每一个都要有自己的搜索。
#
# </details>

# %% [markdown] lang="en"
# ### The bridge to lesson 11
#
# Now your networks learn fast, perhaps too well: a large network with a good optimizer can learn its training data by heart, noise included. Lesson 11 shows how to see this happen, and what helps.
#
# When you are done: run `check.all()` in a cell of your own, look at `progress()`, save, and submit.

# %% [markdown] lang="zh"
# ### 通往第 11 课
#
# 现在你的网络学得很快，也许学得太好了：大的网络配上好的优化器，能把训练数据连同噪声一起背下来。第 11 课讲怎样看出这件事，以及什么办法管用。
#
# 做完之后：在自己新建的单元格里运行 `check.all()`，看看 `progress()`，保存，然后提交。

# %% [markdown] shared
# ### References · 参考文献
#
# - [1] B. T. Polyak, "Some methods of speeding up the convergence of iteration methods", *USSR Computational Mathematics and Mathematical Physics* 4 (1964), no. 5, 1–17.
# - [2] D. E. Rumelhart, G. E. Hinton, R. J. Williams, "Learning representations by back-propagating errors", *Nature* 323 (1986), 533–536.
# - [3] J. Duchi, E. Hazan, Y. Singer, "Adaptive subgradient methods for online learning and stochastic optimization", *Journal of Machine Learning Research* 12 (2011), 2121–2159.
# - [4] D. P. Kingma, J. Ba, "Adam: a method for stochastic optimization", *International Conference on Learning Representations*, 2015.
# - [5] T. Tieleman, G. Hinton, "Lecture 6.5: RMSProp", *Neural Networks for Machine Learning*, Coursera, 2012.
# - [6] R. M. Schmidt, F. Schneider, P. Hennig, "Descending through a crowded valley: benchmarking deep learning optimizers", *International Conference on Machine Learning*, 2021.
# - [7] A. C. Wilson, R. Roelofs, M. Stern, N. Srebro, B. Recht, "The marginal value of adaptive gradient methods in machine learning", *Advances in Neural Information Processing Systems* 30 (2017).
# - [8] J. Bergstra, Y. Bengio, "Random search for hyper-parameter optimization", *Journal of Machine Learning Research* 13 (2012), 281–305.
# - [9] L. N. Smith, "Cyclical learning rates for training neural networks", *IEEE Winter Conference on Applications of Computer Vision*, 2017.
# - [10] H. Robbins, S. Monro, "A stochastic approximation method", *Annals of Mathematical Statistics* 22 (1951), 400–407.
# - [11] I. Goodfellow, Y. Bengio, A. Courville, *Deep Learning*, MIT Press, 2016.
# - [12] R. Pascanu, T. Mikolov, Y. Bengio, "On the difficulty of training recurrent neural networks", *International Conference on Machine Learning*, 2013.
