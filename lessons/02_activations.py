# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown] lang="en"
# # Activation functions
#
# A step decides, and says nothing else. In this lesson it gets successors: curves with a slope. Five short functions, two of which a careless line of code can blow up, and one question that decides whether a network can learn at all: how does the output answer when the input moves a little?

# %% [markdown] lang="zh"
# # 激活函数
#
# 阶跃只会做决定，别的什么也不说。这一课为它找来接班人：有斜率的曲线。要写的是五个很短的函数，其中两个稍不小心就会溢出；还要回答一个问题，网络究竟能不能学习，就看它：输入动一点，输出怎样回应？

# %% [markdown] lang="en"
# ## Goals
#
# After this lesson you will be able to
#
# - say why a network of steps can't be trained, and what a slope changes about that;
# - write sigmoid, ReLU, Leaky ReLU and softmax, so that no input makes them overflow, and say how tanh is related to sigmoid;
# - derive the slopes, write them down as functions, and say where each curve saturates;
# - say why tanh trains better than sigmoid, and back it with an experiment;
# - explain why an activation function must be neither a straight line nor a polynomial.

# %% [markdown] lang="zh"
# ## 目标
#
# 学完这一课，你能够：
#
# - 说清由阶跃组成的网络为什么训练不了，而斜率又改变了什么；
# - 写出 sigmoid、ReLU、Leaky ReLU 和 softmax，无论输入什么都不会溢出，并说出 tanh 与 sigmoid 的关系；
# - 推导各自的斜率，写成函数，并说出每条曲线在哪里饱和；
# - 说出 tanh 为什么比 sigmoid 好训练，并用实验来证明；
# - 解释激活函数为什么既不能是直线，也不能是多项式。

# %% [markdown] lang="en"
# ## Time
#
# 80 to 100 minutes. A good place for a break is the end of section 5.

# %% [markdown] lang="zh"
# ## 用时
#
# 80 到 100 分钟。第 5 节结束的地方适合歇一歇。

# %% [markdown] lang="en"
# ## What you need
#
# The neuron of lesson 01. From school: the exponential function, the natural logarithm $\ln$, and the derivative as the slope of a curve. Lesson 05 treats derivatives from the beginning; here the slope of $e^z$ and the chain rule are enough.

# %% [markdown] lang="zh"
# ## 准备
#
# 第 01 课的神经元。中学数学里的指数函数、自然对数 $\ln$，以及“导数就是曲线的斜率”。第 05 课会从头讲导数；这里会求 $e^z$ 的导数，会用链式法则，就够了。

# %% [markdown] lang="en"
# ## How this notebook works
#
# As in lesson 01: write your code in an answer cell, run it, then run the check below it. `hint("sigmoid")` helps, `progress()` shows where you are, and the language switch stands under the next cell. Run the next two cells first, and again after every restart of the kernel. The second of them fetches `step` from lesson 01: yours if it passed its check, else the course's.

# %% [markdown] lang="zh"
# ## 怎样使用这份笔记本
#
# 和第 01 课一样：在作答单元格里写代码，运行它，再运行下面的检查。`hint("sigmoid")` 给出提示，`progress()` 显示进度，语言开关在下一个单元格下方。先运行下面两个单元格；每次重启内核之后，也要重新运行。第二个单元格取来第 01 课的 `step`：你写的已经通过检查，就用你的；否则用课程的。

# %% setup
import matplotlib.pyplot as plt
import numpy as np

from lessonkit import demo, experiments, language, plots, widgets
from lessonkit.selfstudy import check, committed, hint, progress, solution, use

language.switch()

# %% setup
step = use("step")

# %% [markdown] lang="en"
# ## 1. A jump that tells nothing
#
# At the end of lesson 01 you built XOR from three neurons, by hand. What was missing in 1969 was a way to *train* such layers. The method that became famous in 1986 [1] asks one question about every weight of a network: **if this weight were a little larger, would the error grow or shrink, and how fast?** Then it moves the weight the better way.
#
# Put this question to a neuron with a step. It has one input $x = 2$, the bias $b = -1$ and the weight $w = 0.2$, and its answer should be $y = 1$. But $z = 0.2 \cdot 2 - 1 = -0.6$, so it answers 0. As error we take the squared difference $(y - \hat{y})^2$, which is 1 here. Should $w$ become larger or smaller? Try small changes, first around 0.2, then around 0.5.

# %% [markdown] lang="zh"
# ## 1. 什么也不说的跳变
#
# 第 01 课结束时，你亲手用三个神经元搭出了 XOR。1969 年缺少的，是**训练**这种多层结构的办法。1986 年出名的那个方法 [1]，对网络的每个权重都问同一个问题：**这个权重如果大一点点，误差会变大还是变小，变得有多快**？然后把权重往好的方向挪。
#
# 拿这个问题去问一个带阶跃的神经元。它只有一个输入 $x = 2$，偏置 $b = -1$，权重 $w = 0.2$，应该回答 $y = 1$。可是 $z = 0.2 \cdot 2 - 1 = -0.6$，所以它回答 0。误差取差的平方 $(y - \hat{y})^2$，这里等于 1。$w$ 该变大还是变小？做些微小的改动试试，先在 0.2 附近，再在 0.5 附近。

# %% demo
x, b, y = 2.0, -1.0, 1
for w in (0.19, 0.20, 0.21, 0.49, 0.50, 0.51):
    y_hat = int(step(np.array(w * x + b)))
    demo.say("w = {:.2f}   y_hat = {}   error = {}", "w = {:.2f}   y_hat = {}   误差 = {}", w, y_hat, (y - y_hat) ** 2)

# %% [markdown] lang="en"
# ![Squared error over the weight. Left, with a step: 1 up to the weight 0.5, then 0, with a jump; a dot at 0.2 on the flat part. Right, with a sigmoid: a smooth curve that falls all the way; the dot lies on a slope.](pictures/02_error.en.png)
#
# *The error of this neuron for every weight, with a step and with the function of the next section. Question: you stand on the dot and see only the ground under your feet. Which way is down, at the left and at the right?*
#
# **What it means.** At 0.19, 0.20 and 0.21 the error is 1, 1 and 1: a small change tells nothing. Only from 0.50 to 0.51 does it jump from 1 to 0, and nobody standing at 0.2 can know that. The slope of the left curve is 0 wherever it exists. In the right panel the ground is tilted everywhere, and it says: make $w$ larger.
#
# So the authors of 1986 replaced the step by a function with a slope. An **activation function** is what a neuron applies to its pre-activation $z$; the step is one, and this lesson brings five others.

# %% [markdown] lang="zh"
# ![平方误差随权重的变化。左边用阶跃函数：权重到 0.5 为止是 1，之后跳到 0；圆点在 0.2 处，位于平的一段。右边用 sigmoid：一条一路下降的光滑曲线，圆点在斜坡上。](pictures/02_error.zh.png)
#
# **同一个神经元，每个权重对应的误差：左边用阶跃，右边用下一节的函数**。问题：你站在圆点上，只看得见脚下的地面。左边和右边，各是哪个方向下坡？
#
# **这说明什么**。在 0.19、0.20、0.21 处，误差都是 1：微小的改动什么也没告诉我们。只有从 0.50 到 0.51，误差才从 1 跳到 0，而站在 0.2 处的人无从知道。左边的曲线，斜率只要存在就是 0。右图的地面处处倾斜，它在说：把 $w$ 变大。
#
# 所以 1986 年的那几位作者用一个有斜率的函数换掉了阶跃。神经元作用在净输入 $z$ 上的函数，叫作**激活函数**（activation function）；阶跃是其中一个，这一课再讲五个。

# %% [markdown] lang="en"
# ## 2. A soft step: the sigmoid
#
# Brussels, 1845. Pierre-François Verhulst asks how the population of a country grows. As long as there is room, faster and faster; later more and more slowly, toward a limit. He calls his S-shaped curve *logistic* [2]. In networks it is called the **sigmoid function**:
#
# $$\sigma(z) = \frac{1}{1 + e^{-z}}$$
#
# It is a step made soft: near 0 for very negative $z$, near 1 for large $z$, and $\sigma(0) = \frac{1}{2}$.
#
# **Where the formula comes from.** Let $p$ be a probability. The **odds** are $\frac{p}{1 - p}$: for $p = 0.8$ they are $0.8 / 0.2 = 4$, "four to one". Odds run from 0 to infinity, their logarithm runs over all numbers, as $z$ does. So let $z$ be the logarithm of the odds, and solve for $p$:
#
# $$\ln \frac{p}{1 - p} = z \quad\Longrightarrow\quad p = e^z (1 - p) \quad\Longrightarrow\quad p \, (1 + e^z) = e^z \quad\Longrightarrow\quad p = \frac{e^z}{1 + e^z}$$
#
# Divide numerator and denominator by $e^z$, and the form at the top appears. There are two ways to write the same function:
#
# | name | shape | formula | axis summed |
# |---|---|---|---|
# | `z` | any | pre-activation | |
# | `sigmoid(z)` | that of `z` | $\frac{1}{1 + e^{-z}} = \frac{e^z}{1 + e^z}$ | none: each number by itself |

# %% [markdown] lang="zh"
# ## 2. 柔软的阶跃：sigmoid
#
# 1845 年，布鲁塞尔。Pierre-François Verhulst 在想：一个国家的人口怎样增长？只要还有余地，就越长越快；后来越长越慢，趋向一个极限。他把这条 S 形曲线叫作 logistic 曲线 [2]。在神经网络里，它叫作 **sigmoid 函数**：
#
# $$\sigma(z) = \frac{1}{1 + e^{-z}}$$
#
# 它是变软了的阶跃：$z$ 很负时接近 0，$z$ 很大时接近 1，而 $\sigma(0) = \frac{1}{2}$。
#
# **公式从哪里来**。设 $p$ 是一个概率。**几率**（odds）是 $\frac{p}{1 - p}$：$p = 0.8$ 时，几率是 $0.8 / 0.2 = 4$，也就是“四比一”。几率的范围是 0 到无穷大，它的对数则能取遍所有的数，和 $z$ 一样。那就让 $z$ 等于几率的对数，再解出 $p$：
#
# $$\ln \frac{p}{1 - p} = z \quad\Longrightarrow\quad p = e^z (1 - p) \quad\Longrightarrow\quad p \, (1 + e^z) = e^z \quad\Longrightarrow\quad p = \frac{e^z}{1 + e^z}$$
#
# 分子、分母同除以 $e^z$，就得到开头的形式。同一个函数有两种写法：
#
# | 名称 | 形状 | 公式 | 对哪个轴求和 |
# |---|---|---|---|
# | `z` | 任意 | 净输入 | |
# | `sigmoid(z)` | 与 `z` 相同 | $\frac{1}{1 + e^{-z}} = \frac{e^z}{1 + e^z}$ | 不求和：每个数各算各的 |

# %% [markdown] lang="en"
# ### The crisis: equal on paper, not in the machine
#
# On paper the two forms are equal. The next cell computes both, at five places. Question before you run it: which of the two gets into trouble at $z = 800$, and what will stand there?

# %% [markdown] lang="zh"
# ### 危机：纸上相等，机器里不等
#
# 在纸上，两种写法相等。下一个单元格在五个地方把两种都算一遍。运行之前先想：$z = 800$ 时，哪一种会出问题？会得到什么？

# %% demo
z = np.array([-800.0, -1.0, 0.0, 1.0, 800.0])
with np.errstate(all="ignore"):  # NumPy would warn; here we want to see what comes out
    print("exp(709), exp(710):  ", np.exp(709.0), np.exp(710.0))
    print("1 / (1 + exp(-z)):   ", (1 / (1 + np.exp(-z))).round(6))
    print("exp(z)/(1 + exp(z)): ", (np.exp(z) / (1 + np.exp(z))).round(6))

# %% [markdown] lang="en"
# **What it means.** A float64 number reaches up to about $1.8 \cdot 10^{308}$. The exponential passes that between $z = 709$ and 710: it **overflows**, and the result is `inf`. The second form becomes infinity divided by infinity, which is `nan`, *not a number*. One `nan` is enough to spoil a network: every sum that it enters is `nan` as well.
#
# The first form has its trouble at the other end: at $-800$ it computes $1 / (1 + \infty)$. That happens to be right, 0, but NumPy warns, and a warning that always comes hides the one that matters. And float32, the type that networks like best, overflows from 89 on. So: **each form is safe on one side of 0.** A **numerically stable** sigmoid never takes the exponential of a large positive number.

# %% [markdown] lang="zh"
# **这说明什么**。float64 最大约为 $1.8 \cdot 10^{308}$。指数函数在 $z = 709$ 和 710 之间越过了它，于是**溢出**（overflow），得到 `inf`。第二种写法成了无穷大除以无穷大，结果是 `nan`，意思是“不是数”。一个 `nan` 就足以毁掉整个网络：哪个和里有它，哪个和就成了 `nan`。
#
# 第一种写法的麻烦在另一头：在 $-800$ 处，它算的是 $1 / (1 + \infty)$。结果碰巧是对的，等于 0，但 NumPy 会发出警告；总是出现的警告，会把真正要紧的那一条淹没。而 float32，也就是网络里最常用的类型，从 89 起就溢出。所以：**每种写法只在 0 的一侧是安全的**。**数值稳定**（numerically stable）的 sigmoid，从不对很大的正数取指数。

# %% [markdown] lang="en"
# ### Exercise: `sigmoid`
#
# **What for.** The soft step: the activation of every yes-or-no output in this course.
#
# **Arguments.** `z`: a number or an array of any shape, numbers of any dtype.
#
# **Returns.** An array of the shape of `z`, $\sigma(z)$ entry by entry. Float32 stays float32; integers give float64. At infinity the answer is 1, at minus infinity 0, at `nan` it is `nan`. No `nan` may come from large numbers, ±800 for example. `z` keeps its values. No Python loop over the samples.
#
# **Example.** `sigmoid(np.array([-1.0, 0.0, 1.0]))` gives `array([0.26894142, 0.5, 0.73105858])`.

# %% [markdown] lang="zh"
# ### 练习：`sigmoid`
#
# **用途**：柔软的阶跃：本课程里，凡是回答“是或否”的输出都用它作激活函数。
#
# **参数**：`z`：一个数，或任意形状的数组，元素可以是任何数值 dtype。
#
# **返回**：形状与 `z` 相同的数组，逐个元素地计算 $\sigma(z)$。float32 保持 float32，整数得到 float64。正无穷大处结果是 1，负无穷大处是 0，`nan` 处是 `nan`。很大的数（例如 ±800）不能算出 `nan`。`z` 保持原值。不要用 Python 循环遍历样本。
#
# **例子**：`sigmoid(np.array([-1.0, 0.0, 1.0]))` 得到 `array([0.26894142, 0.5, 0.73105858])`。


# %% solution="sigmoid"
def sigmoid(z):
    """Squash every number into (0, 1), without overflow.

    Parameters
    ----------
    z : number or ndarray of any shape
        Pre-activations. Not modified.

    Returns
    -------
    ndarray of the shape of `z`
        1 / (1 + exp(-z)): 0 at -inf, 1 at inf, nan at nan. float32 stays float32, integers become float64.

    Examples
    --------
    >>> sigmoid(np.array([-1.0, 0.0, 1.0])).round(6).tolist()
    [0.268941, 0.5, 0.731059]

    中文说明见上
    """
    ### BEGIN SOLUTION
    e = np.exp(-np.abs(z))  # at most 1, whatever the sign of z
    return np.where(np.asarray(z) >= 0, np.ones_like(e), e) / (1 + e)
    ### END SOLUTION


# %% check="sigmoid"
check("sigmoid")

# %% [markdown] lang="en"
# **Look at your curve.** The next cell adds $\sigma(z)$ and $\sigma(-z)$. Question: what do you expect in the last column?

# %% [markdown] lang="zh"
# **看看你的曲线**。下一个单元格把 $\sigma(z)$ 和 $\sigma(-z)$ 加起来。问题：你预计最后一列（column）是什么？

# %% demo
with demo.waits_for("sigmoid"):
    for z in (0.0, 1.0, 2.0, 4.0, 800.0):
        here, there = sigmoid(np.array([z, -z]))
        demo.say(
            "z = {:5}   sigmoid(z) = {:.6f}   sigmoid(-z) = {:.6f}   sum = {:.6f}",
            "z = {:5}   sigmoid(z) = {:.6f}   sigmoid(-z) = {:.6f}   和 = {:.6f}",
            *(z, here, there, here + there),
        )

# %% [markdown] lang="en"
# **What it means.** The sum is always 1: $\sigma(-z) = 1 - \sigma(z)$. If $\sigma(z)$ is the probability of "yes", then $\sigma(-z)$ is the probability of "no", and turning the sign of $z$ swaps the two.

# %% [markdown] lang="zh"
# **这说明什么**。和总是 1：$\sigma(-z) = 1 - \sigma(z)$。如果 $\sigma(z)$ 是“是”的概率，$\sigma(-z)$ 就是“否”的概率；改变 $z$ 的符号，两者就对调。

# %% [markdown] lang="en"
# ### Common misconception: "the sigmoid, or logit function"
#
# You may read of "the sigmoid or *logit* function", as if these were two names of one thing. Both belong together, so they get mixed up. **What is right:** the **logit** is the **inverse function**. It takes a probability and returns $z = \ln \frac{p}{1 - p}$, the first step of our derivation; the sigmoid goes back. The name dates from 1944 [3]. In the code of neural networks the *logits* are the pre-activations of the last layer, the numbers that go *into* a sigmoid or a softmax [4, section 4.2].

# %% [markdown] lang="zh"
# ### 常见误解：“sigmoid 函数，也叫 logit 函数”
#
# 你也许读到过：“sigmoid 函数，又叫 **logit** 函数”，好像是同一样东西的两个名称。两者总在一起出现，所以容易混淆。**正确的说法**：logit 是**反函数**（inverse function）。它接收一个概率，给出 $z = \ln \frac{p}{1 - p}$，也就是上面推导的第一步；sigmoid 走的方向正好相反。logit 这个词出现于 1944 年 [3]。在神经网络的代码里，logits 指最后一层的净输入，也就是即将**送入** sigmoid 或 softmax 的那些数 [4，4.2 节]。

# %% [markdown] lang="en"
# ### Predict, then run: off?
#
# A neuron with a sigmoid has the pre-activation $-5$. Is it *off*, as a neuron with a step would be?
#
# - **a** Yes: its output is exactly 0.
# - **b** As good as: its output is above 0, but the step from $z = -5$ to $z = -4$ does not move it by even 0.001.
# - **c** No: its output is small, and the step from $z = -5$ to $z = -4$ multiplies it by more than 2.
#
# Write your letter, with its quotation marks, into the next cell and run it.

# %% [markdown] lang="zh"
# ### 先预测，再运行：关掉了吗？
#
# 一个用 sigmoid 的神经元，净输入是 $-5$。它算是**关掉**了吗，就像用阶跃的神经元那样？
#
# - **a** 是：它的输出恰好是 0。
# - **b** 差不多：它的输出大于 0，可是从 $z = -5$ 走到 $z = -4$，输出的变化连 0.001 都不到。
# - **c** 不是：它的输出很小，但从 $z = -5$ 走到 $z = -4$，输出会变成原来的 2 倍以上。
#
# 把你选的字母连同引号写进下一个单元格并运行。

# %% predict="L02-P2"
prediction_L02_P2 = "c"

# %% demo
committed("L02-P2")

# %% demo
with demo.waits_for("sigmoid"):
    z = np.array([-6.0, -5.0, -4.0, 0.0, 5.0])
    print("z:       ", z)
    print("step:    ", step(z))
    print("sigmoid: ", sigmoid(z).round(6))

# %% [markdown] lang="en"
# **What it means.** The answer is **c**. At $-5$ the sigmoid is 0.006693, about 1 in 149, and one unit further right it is already 0.017986, 2.7 times as much. A sigmoid is above 0 for *every* input, so "output above 0" can't mean that it fires [5, section 6.3]. Whoever needs a decision must choose a threshold. At 0.5 the decision is that of the step, since $\sigma(z) > 0.5$ exactly where $z > 0$. (In the machine $\sigma(-800)$ *is* 0, because $e^{-800}$ lies below the smallest positive float64. That is **underflow**, a matter of rounding, not of mathematics.)

# %% [markdown] lang="zh"
# **这说明什么**。答案是 **c**。在 $-5$ 处，sigmoid 等于 0.006693，大约 1/149；往右移动一个单位，就到了 0.017986，是原来的 2.7 倍。sigmoid 对**任何**输入都大于 0，所以“输出大于 0”不能当作“它发放了” [5，6.3 节]。需要做决定的人，得自己选一个阈值（threshold）。取 0.5 时，决定与阶跃相同，因为 $\sigma(z) > 0.5$ 恰好就是 $z > 0$。（在机器里，$\sigma(-800)$ **就是** 0，因为 $e^{-800}$ 比最小的正 float64 还小。这叫**下溢**（underflow），是舍入的结果，与数学无关。）

# %% [markdown] lang="en"
# ## 3. The same curve around 0: tanh
#
# The **hyperbolic tangent** is the sigmoid's sister. Its values lie between $-1$ and 1, with 0 in the middle:
#
# $$\tanh z = \frac{e^z - e^{-z}}{e^z + e^{-z}}$$
#
# How close are the two related? Multiply numerator and denominator by $e^{-z}$, and write the numerator so that the denominator appears in it:
#
# $$\tanh z = \frac{1 - e^{-2z}}{1 + e^{-2z}} = \frac{2 - (1 + e^{-2z})}{1 + e^{-2z}} = \frac{2}{1 + e^{-2z}} - 1 = 2 \, \sigma(2z) - 1$$
#
# So tanh is a sigmoid that was squeezed to half its width, stretched to twice its height, and moved down by 1. NumPy has it as `np.tanh`, and in a stable form. The next cell compares both sides of the equation with your `sigmoid`.

# %% [markdown] lang="zh"
# ## 3. 以 0 为中心的同一条曲线：tanh
#
# **双曲正切**（hyperbolic tangent，tanh）是 sigmoid 的姐妹。它的值在 $-1$ 和 1 之间，正中是 0：
#
# $$\tanh z = \frac{e^z - e^{-z}}{e^z + e^{-z}}$$
#
# 两者的关系有多近？分子、分母同乘 $e^{-z}$，再把分子改写一下，让分母在里面出现：
#
# $$\tanh z = \frac{1 - e^{-2z}}{1 + e^{-2z}} = \frac{2 - (1 + e^{-2z})}{1 + e^{-2z}} = \frac{2}{1 + e^{-2z}} - 1 = 2 \, \sigma(2z) - 1$$
#
# 所以，把 sigmoid 的宽度压缩到一半，高度拉长到 2 倍，再往下移 1，就是 tanh。NumPy 里有现成的 `np.tanh`，而且是数值稳定的。下一个单元格用你的 `sigmoid` 比较等式的两边。

# %% demo
with demo.waits_for("sigmoid"):
    z = np.array([-3.0, -1.0, 0.0, 0.5, 2.0])
    print("tanh(z):            ", np.tanh(z).round(6))
    print("2 sigmoid(2z) - 1:  ", (2 * sigmoid(2 * z) - 1).round(6))

# %% [markdown] lang="en"
# ## 4. Slopes
#
# The **derivative** $\sigma'(z)$ is the slope of the curve at $z$: if $z$ grows by a small amount, $\sigma(z)$ grows by about $\sigma'(z)$ times that amount. Training lives on this number.

# %% [markdown] lang="zh"
# ## 4. 斜率
#
# **导数**（derivative）$\sigma'(z)$ 就是曲线在 $z$ 处的斜率：$z$ 增加一点点，$\sigma(z)$ 大约就增加这一点点的 $\sigma'(z)$ 倍。训练靠的就是这个数。

# %% [markdown] lang="en"
# ### Predict, then run: how steep is a sigmoid?
#
# What is the largest slope that $\sigma$ has anywhere?
#
# - **a** 1
# - **b** $\frac{1}{4}$
# - **c** $\frac{1}{2}$
#
# Write your letter, with its quotation marks, into the next cell and run it.

# %% [markdown] lang="zh"
# ### 先预测，再运行：sigmoid 有多陡？
#
# $\sigma$ 的斜率，最大是多少？
#
# - **a** 1
# - **b** $\frac{1}{4}$
# - **c** $\frac{1}{2}$
#
# 把你选的字母连同引号写进下一个单元格并运行。

# %% predict="L02-P1"
prediction_L02_P1 = "b"

# %% demo
committed("L02-P1")

# %% demo
with demo.waits_for("sigmoid"):
    h = 1e-5  # a small change to each side
    for z in (-2.0, -1.0, 0.0, 1.0, 2.0, 5.0):
        below, above = sigmoid(np.array([z - h, z + h]))
        demo.say("z = {:4}   slope = {:.6f}", "z = {:4}   斜率 = {:.6f}", z, (above - below) / (2 * h))

# %% [markdown] lang="en"
# **What it means.** The answer is **b**: the slope is largest at 0, and there it is $\frac{1}{4}$. Even at its best, a sigmoid passes on only a quarter of a small change.
#
# **The derivation.** Write $\sigma(z) = (1 + e^{-z})^{-1}$ and use the chain rule: the outer derivative is $-(1 + e^{-z})^{-2}$, the inner one $-e^{-z}$. The two signs cancel:
#
# $$\sigma'(z) = \frac{e^{-z}}{(1 + e^{-z})^2} = \frac{1}{1 + e^{-z}} \cdot \frac{e^{-z}}{1 + e^{-z}}$$
#
# The first factor is $\sigma(z)$. The second is what is missing to 1, since both have the same denominator and their numerators add up to it. So with $a = \sigma(z)$ the long form collapses to
#
# $$\sigma'(z) = a (1 - a)$$
#
# The two factors add up to 1, and a product of such factors is largest when they are equal: $a = \frac{1}{2}$ at $z = 0$, and $\frac{1}{2} \cdot \frac{1}{2} = \frac{1}{4}$.
#
# For tanh we know $\tanh z = 2 \sigma(2z) - 1$. Let $s = \sigma(2z)$ and $t = \tanh z$, so that $s = \frac{1 + t}{2}$ and $1 - s = \frac{1 - t}{2}$. The chain rule gives a factor 2 from $2z$ and a factor 2 from outside:
#
# $$\tanh' z = 4 s (1 - s) = (1 + t)(1 - t) = 1 - t^2$$
#
# | name | shape | formula | in terms of its own value | largest |
# |---|---|---|---|---|
# | `sigmoid_grad(z)` | that of `z` | $\frac{e^{-z}}{(1 + e^{-z})^2}$ | $a (1 - a)$ with $a = \sigma(z)$ | $\frac{1}{4}$ |
# | `tanh_grad(z)` | that of `z` | $\frac{4}{(e^z + e^{-z})^2}$ | $1 - t^2$ with $t = \tanh z$ | 1 |
#
# No axis is summed: every entry has its own slope. **Mind what goes in.** In this course every function whose name ends in `_grad` takes the **pre-activation** $z$, not the activation $a$.

# %% [markdown] lang="zh"
# **这说明什么**。答案是 **b**：斜率在 0 处最大，等于 $\frac{1}{4}$。哪怕在最好的地方，sigmoid 也只把微小变化的四分之一往下传。
#
# **推导**。把它写成 $\sigma(z) = (1 + e^{-z})^{-1}$，用链式法则：外层的导数是 $-(1 + e^{-z})^{-2}$，内层的导数是 $-e^{-z}$。两个负号抵消：
#
# $$\sigma'(z) = \frac{e^{-z}}{(1 + e^{-z})^2} = \frac{1}{1 + e^{-z}} \cdot \frac{e^{-z}}{1 + e^{-z}}$$
#
# 第一个因子就是 $\sigma(z)$。第二个因子是它到 1 还差的部分，因为两者分母相同，分子加起来正好是分母。于是令 $a = \sigma(z)$，这个长式子就化成
#
# $$\sigma'(z) = a (1 - a)$$
#
# 两个因子的和是 1，这样的乘积在两者相等时最大：$z = 0$ 时 $a = \frac{1}{2}$，乘积是 $\frac{1}{2} \cdot \frac{1}{2} = \frac{1}{4}$。
#
# 至于 tanh，已知 $\tanh z = 2 \sigma(2z) - 1$。令 $s = \sigma(2z)$，$t = \tanh z$，则 $s = \frac{1 + t}{2}$，$1 - s = \frac{1 - t}{2}$。用链式法则，$2z$ 带来一个因子 2，外面还有一个因子 2：
#
# $$\tanh' z = 4 s (1 - s) = (1 + t)(1 - t) = 1 - t^2$$
#
# | 名称 | 形状 | 公式 | 用自己的函数值表示 | 最大值 |
# |---|---|---|---|---|
# | `sigmoid_grad(z)` | 与 `z` 相同 | $\frac{e^{-z}}{(1 + e^{-z})^2}$ | $a (1 - a)$，其中 $a = \sigma(z)$ | $\frac{1}{4}$ |
# | `tanh_grad(z)` | 与 `z` 相同 | $\frac{4}{(e^z + e^{-z})^2}$ | $1 - t^2$，其中 $t = \tanh z$ | 1 |
#
# 对哪个轴都不求和：每个元素各有各的斜率。**注意送进去的是什么**。本课程里，凡是名称以 `_grad` 结尾的函数，接收的都是**净输入** $z$，而不是激活值 $a$。

# %% [markdown] lang="en"
# ![Five columns: step, sigmoid, tanh, ReLU, Leaky ReLU. Above, the functions: a jump, two S-shaped curves, a line that bends at 0, a line with a smaller slope below 0. Below, their slopes: 0 everywhere, a low bell, a bell four times as high, a jump from 0 to 1, a jump from 0.1 to 1.](pictures/02_activations.en.png)
#
# *The activation functions of this lesson, above their slopes; Leaky ReLU is drawn with 0.1 below 0. Question: two of the functions have the slope 1 on the whole positive side. Which, and what could that be good for?*

# %% [markdown] lang="zh"
# ![五个函数各占一列（column）：阶跃函数、sigmoid、tanh、ReLU、Leaky ReLU。上面是函数：一个跳变，两条 S 形曲线，一条在 0 处弯折的线，一条在 0 以下斜率较小的线。下面是斜率：处处为 0，一条低矮的钟形曲线，一条高度是它 4 倍的钟形曲线，从 0 跳到 1，从 0.1 跳到 1。](pictures/02_activations.zh.png)
#
# **这一课的激活函数，下面是各自的斜率；Leaky ReLU 在 0 以下的斜率画成了 0.1**。问题：有两个函数，斜率在正的一侧始终是 1。是哪两个？这会有什么好处？

# %% [markdown] lang="en"
# ### Exercise: `sigmoid_grad`, `tanh_grad`
#
# **What for.** Lesson 07 multiplies slopes like these, layer by layer, to find out how every weight moves the error.
#
# **Arguments.** `z`: a number or an array of any shape, numbers of any dtype: pre-activations.
#
# **Returns.** Each function returns an array of the shape of `z`: the slope of the sigmoid, the slope of tanh. Float32 stays float32; integers give float64. Far out, as at ±800, the slopes are 0, not `nan`. `z` keeps its values. No Python loop over the samples.
#
# **Example.** At `np.array([-1.0, 0.0, 2.0])` the slopes are `[0.196612, 0.25, 0.104994]` for the sigmoid and `[0.419974, 1.0, 0.070651]` for tanh. Your `sigmoid` is at hand.

# %% [markdown] lang="zh"
# ### 练习：`sigmoid_grad`、`tanh_grad`
#
# **用途**：第 07 课把这样的斜率一层一层乘起来，求出每个权重怎样影响误差。
#
# **参数**：`z`：一个数，或任意形状的数组，元素可以是任何数值 dtype：净输入。
#
# **返回**：两个函数都返回形状与 `z` 相同的数组：一个是 sigmoid 的斜率，一个是 tanh 的斜率。float32 保持 float32，整数得到 float64。离 0 很远的地方（例如 ±800），斜率是 0，而不是 `nan`。`z` 保持原值。不要用 Python 循环遍历样本。
#
# **例子**：在 `np.array([-1.0, 0.0, 2.0])` 处，sigmoid 的斜率是 `[0.196612, 0.25, 0.104994]`，tanh 的斜率是 `[0.419974, 1.0, 0.070651]`。你写的 `sigmoid` 可以直接用。


# %% solution="sigmoid_grad"
def sigmoid_grad(z):
    """Return the slope of the sigmoid at every pre-activation.

    Parameters
    ----------
    z : number or ndarray of any shape
        Pre-activations, not the sigmoid's values. Not modified.

    Returns
    -------
    ndarray of the shape of `z`
        At most 1/4, and 0 far out.

    Examples
    --------
    >>> sigmoid_grad(np.array([-1.0, 0.0, 2.0])).round(6).tolist()
    [0.196612, 0.25, 0.104994]

    中文说明见上
    """
    ### BEGIN SOLUTION
    a = sigmoid(z)
    return a * (1 - a)
    ### END SOLUTION


def tanh_grad(z):
    """Return the slope of tanh at every pre-activation.

    Parameters
    ----------
    z : number or ndarray of any shape
        Pre-activations, not the values of tanh. Not modified.

    Returns
    -------
    ndarray of the shape of `z`
        At most 1, and 0 far out.

    Examples
    --------
    >>> tanh_grad(np.array([-1.0, 0.0, 2.0])).round(6).tolist()
    [0.419974, 1.0, 0.070651]

    中文说明见上
    """
    ### BEGIN SOLUTION
    t = np.tanh(z)
    return 1 - t**2
    ### END SOLUTION


# %% check="sigmoid_grad"
check("sigmoid_grad")

# %% [markdown] lang="en"
# **Ride the curve.** The dashed line has the slope that *your* functions give; does it lie close against the curve at the point? Drag it. Question: both curves are flat at the ends. Which one is flat *sooner*, and what does that say about the steeper one?

# %% [markdown] lang="zh"
# **沿着曲线走**。虚线的斜率由**你的**函数算出；它在圆点处是不是贴着曲线？拖动圆点试试。问题：两条曲线的两端都是平的。哪一条**先**变平？这与它更陡有什么关系？

# %% demo
with demo.waits_for("sigmoid", "sigmoid_grad", "tanh_grad"):
    display(widgets.tangent(sigmoid=(sigmoid, sigmoid_grad), tanh=(np.tanh, tanh_grad)))

# %% [markdown] lang="en"
# **The same in numbers**, at 0, 2, 5 and 10:

# %% [markdown] lang="zh"
# **再看数字**，在 0、2、5 和 10 处：

# %% demo
with demo.waits_for("sigmoid_grad", "tanh_grad"):
    for z in (0.0, 2.0, 5.0, 10.0):
        at = np.array([z])
        print(f"z = {z:4}   sigmoid' = {sigmoid_grad(at)[0]:.1e}   tanh' = {tanh_grad(at)[0]:.1e}")

# %% [markdown] lang="en"
# **What it means.** Where a curve is flat, its function is **saturated**: whatever happens to $z$, the output hardly moves, and a weight in front of it hears almost nothing, as with the step. At $z = 5$ the sigmoid has $6.6 \cdot 10^{-3}$ left, tanh only $1.8 \cdot 10^{-4}$. It is squeezed into half the width, so it is at the top sooner. The button of the picture shades where the slope is below 0.05: from 2.9 outward for the sigmoid, from 2.2 for tanh. No S-shaped curve escapes saturation.

# %% [markdown] lang="zh"
# **这说明什么**。曲线平的地方，函数就**饱和**（saturated）了：不管 $z$ 怎样变，输出几乎不动，前面的权重也就几乎得不到回音，和用阶跃时一样。在 $z = 5$ 处，sigmoid 的斜率还剩 $6.6 \cdot 10^{-3}$，tanh 只剩 $1.8 \cdot 10^{-4}$。它的宽度压缩了一半，所以更早到顶。图里的按钮给斜率小于 0.05 的地方加上底色：sigmoid 从 2.9 往外，tanh 从 2.2 往外。凡是 S 形曲线，都免不了饱和。

# %% [markdown] lang="en"
# ## 5. Sigmoid or tanh inside a network?
#
# Inside a network, away from the output, tanh usually trains better than the sigmoid. That has been known for decades. The question is why.

# %% [markdown] lang="zh"
# ## 5. 网络里面用 sigmoid 还是 tanh？
#
# 在网络内部，也就是输出以外的地方，tanh 通常比 sigmoid 好训练。这一点几十年前就知道了。问题是：为什么？

# %% [markdown] lang="en"
# ### Predict, then run: what makes tanh better?
#
# - **a** It is zero-centered and steeper around 0.
# - **b** Its range is wider: from $-1$ to 1 instead of from 0 to 1.
# - **c** It is cheaper to compute.
#
# Write your letter, with its quotation marks, into the next cell and run it.

# %% [markdown] lang="zh"
# ### 先预测，再运行：tanh 好在哪里？
#
# - **a** 它以零为中心，而且在 0 附近更陡。
# - **b** 它的值域更宽：从 $-1$ 到 1，而不是从 0 到 1。
# - **c** 它算起来更省。
#
# 把你选的字母连同引号写进下一个单元格并运行。

# %% predict="L02-P3"
prediction_L02_P3 = "a"

# %% demo
committed("L02-P3")

# %% [markdown] lang="en"
# **The experiment.** To find a cause, change one thing at a time. We bend your sigmoid in three ways:
#
# | name | function | range | slope at 0 | zero-centered |
# |---|---|---|---|---|
# | sigmoid | $\sigma(z)$ | 0 to 1 | 0.25 | no |
# | wide | $2 \sigma(z / 2)$ | 0 to 2 | 0.25 | no |
# | centered | $\sigma(z) - 0.5$ | $-0.5$ to 0.5 | 0.25 | yes |
# | steep | $\sigma(4z)$ | 0 to 1 | 1 | no |
# | tanh | $2 \sigma(2z) - 1$ | $-1$ to 1 | 1 | yes |
#
# With each of them a small network, two layers of four neurons and an output, learns XOR, from 20 random starts. `xor_errors` returns the 20 errors that are left after 300 steps. How such a training works is the subject of lessons 03 to 08; today we only compare. A network that says 0.5 to everything has the error 0.25, and "learned" means an error below 0.05. Question: which of the three bent sigmoids comes closest to tanh?

# %% [markdown] lang="zh"
# **实验**。要找原因，就一次只改一样。我们把你的 sigmoid 改成三个样子：
#
# | 名称 | 函数 | 值域 | 0 处的斜率 | 以零为中心 |
# |---|---|---|---|---|
# | sigmoid | $\sigma(z)$ | 0 到 1 | 0.25 | 否 |
# | 加宽（wide） | $2 \sigma(z / 2)$ | 0 到 2 | 0.25 | 否 |
# | 居中（centered） | $\sigma(z) - 0.5$ | $-0.5$ 到 0.5 | 0.25 | 是 |
# | 变陡（steep） | $\sigma(4z)$ | 0 到 1 | 1 | 否 |
# | tanh | $2 \sigma(2z) - 1$ | $-1$ 到 1 | 1 | 是 |
#
# 分别用它们组成一个小网络（两层、每层四个神经元，再加一个输出），从 20 个随机的起点出发学习 XOR。`xor_errors` 返回训练 300 步之后剩下的 20 个误差。这样的训练怎么做，是第 03 到 08 课的内容；今天只作比较。对什么都回答 0.5 的网络，误差是 0.25；误差低于 0.05 算“学会了”。问题：三个改过的 sigmoid 里，哪一个最接近 tanh？

# %% demo
with demo.waits_for("sigmoid"):
    bent = {
        "sigmoid": sigmoid,
        "wide": lambda z: 2 * sigmoid(z / 2),
        "centered": lambda z: sigmoid(z) - 0.5,
        "steep": lambda z: sigmoid(4 * z),
        "tanh": np.tanh,
    }
    chinese = {"wide": "加宽", "centered": "居中", "steep": "变陡"}
    for name, g in bent.items():
        errors = experiments.xor_errors(g, sigmoid)
        demo.say(
            "median error = {:.3f}   learned: {:2} of 20   {}",
            "误差的中位数 = {:.3f}   学会了：{:2} 个，共 20 个   {}",
            *(np.median(errors), np.sum(errors < 0.05), language.Text(name, chinese.get(name, name))),
        )

# %% [markdown] lang="en"
# **What it means.** The answer is **a**. The wide range alone changes nothing: 0.249, no better than the sigmoid's 0.245. To be centered alone helps a little: 0.225. To be steep helps most: 0.012, and 14 of 20 networks have learned. Both together, tanh: 0.002, and 18 of 20.
#
# Why steep helps, you have seen: a small change of a weight must come through the slopes to be noticed. Why zero-centered helps: the outputs of a sigmoid are all positive. If all inputs of the next neuron are positive, then all its weights want to grow together or shrink together, and they can only zigzag toward a goal that needs one more and the other less [6, section 4.3].

# %% [markdown] lang="zh"
# **这说明什么**。答案是 **a**。只加宽值域，什么也没改变：0.249，不比 sigmoid 的 0.245 好。只居中，有一点用：0.225。变陡最有用：0.012，20 个网络里有 14 个学会了。两样都有，就是 tanh：0.002，20 个里有 18 个学会了。
#
# 变陡为什么有用，前面已经看到了：权重的微小变化，要经过一个个斜率才能被察觉。以零为中心为什么有用：sigmoid 的输出全是正数。如果下一个神经元的输入全是正数，它的各个权重就只能同时变大，或者同时变小；要是目标需要一个变大、另一个变小，就只好走“之”字形过去 [6，4.3 节]。

# %% [markdown] lang="en"
# ### Common misconception: "tanh trains better because of its wider range"
#
# You may read that the range from $-1$ to 1 gives tanh more room. It is the difference that one sees first. **What is right:** the range itself does nothing, as the line "wide" of the experiment shows: a later weight can rescale it anyway. What counts is that tanh is **zero-centered** and **steeper**: its slope at 0 is 1, against $\frac{1}{4}$ [6].

# %% [markdown] lang="zh"
# ### 常见误解：“tanh 好训练，是因为值域更宽”
#
# 你也许读到过：从 $-1$ 到 1 的值域给了 tanh 更大的余地。这是一眼就能看到的差别。**正确的说法**：值域本身不起作用，实验里“加宽”（wide）那一项就说明了这一点：后面的权重本来就可以把它缩放。起作用的是 tanh **以零为中心**，而且**更陡**：它在 0 处的斜率是 1，而 sigmoid 是 $\frac{1}{4}$ [6]。

# %% [markdown] lang="en"
# **Ten in a row.** In a deep network a change passes through one activation after another. Start at 0.5, apply the function ten times, and measure which share of a tiny change arrives. Question before you run it: if each sigmoid passes on a quarter at best, what is the most that ten of them can leave?

# %% [markdown] lang="zh"
# **接连十次**。在很深的网络里，一个变化要穿过一个又一个激活函数。从 0.5 出发，把函数连用十次，测量微小的变化还剩下几分之几。运行之前先想：每个 sigmoid 最多传下去四分之一，十个之后最多还剩多少？

# %% demo
with demo.waits_for("sigmoid"):
    h, arrived = 1e-6, {}
    for name, g in (("sigmoid", sigmoid), ("tanh", np.tanh)):
        ends, shares = np.array([0.5 - h, 0.5 + h]), []
        for _ in range(10):
            ends = g(ends)
            shares.append((ends[1] - ends[0]) / (2 * h))
        arrived[name] = shares
        demo.say(
            "{:8} after 1: {:.3f}   after 10: {:.1e}",
            "{:8} 1 次之后：{:.3f}   10 次之后：{:.1e}",
            *(name, shares[0], shares[-1]),
        )
    demo.say("at most, ten sigmoids: {:.1e}", "十个 sigmoid 最多还剩：{:.1e}", 0.25**10)
    display(plots.arriving_change(arrived))

# %% [markdown] lang="en"
# ![Share of a change that arrives after one to ten functions in a row, on a logarithmic scale. The line of the sigmoid falls straight to less than a millionth; that of tanh stays above 0.2.](pictures/02_row.en.png)
#
# *A small change on its way through ten activations. Question: why is the lower line straight on this scale?*
#
# **What it means.** Of the change, $3.5 \cdot 10^{-7}$ arrives through ten sigmoids; more than $0.25^{10} = 9.5 \cdot 10^{-7}$ is impossible. Through ten tanh it is 0.22. With every layer the message gets fainter by about the same factor. This is the **vanishing gradient**, and lesson 08 meets it in a real network. It is also a reason to look for a function that does not weaken the message at all.

# %% [markdown] lang="zh"
# ![接连用一到十次函数之后，变化还剩下几分之几，对数刻度。sigmoid 的线笔直地降到百万分之一以下，tanh 的线保持在 0.2 以上。](pictures/02_row.zh.png)
#
# **微小的变化穿过十个激活函数**。问题：在这种刻度下，下面那条线为什么是直的？
#
# **这说明什么**。穿过十个 sigmoid，变化只剩 $3.5 \cdot 10^{-7}$；而且不可能超过 $0.25^{10} = 9.5 \cdot 10^{-7}$。穿过十个 tanh，还剩 0.22。每过一层，消息都按差不多的倍数变弱。这就是**梯度消失**（vanishing gradient），第 08 课会在真正的网络里遇到它。这也让人想去找一个完全不削弱消息的函数。

# %% [markdown] lang="en"
# ## 6. ReLU: keep it or drop it
#
# The function that many networks use inside today is almost too short to deserve a name:
#
# $$\operatorname{relu}(z) = \max(z, 0)$$
#
# It is called the **rectified linear unit**, ReLU. Fukushima built networks with it in 1969 [7], but for decades S-shaped curves were preferred, and a function with a kink looked suspicious [5, section 6.6]. Around 2010 it turned out that deep networks learn better with it [8, 9]. You know the reason already: on the positive side its slope is 1, so a change comes through undiminished, however many layers there are. And it costs one comparison instead of an exponential.
#
# | name | shape | $z < 0$ | $z = 0$ | $z > 0$ | axis summed |
# |---|---|---|---|---|---|
# | `relu(z)` | that of `z` | 0 | 0 | $z$ | none |
# | `relu_grad(z)` | that of `z` | 0 | 0, by agreement | 1 | none |
#
# **At the kink there is no slope.** From the left it is 0, from the right 1, and no single line touches the curve. A program must return something, so one agrees on a value. In this course it is **0**; PyTorch and TensorFlow choose the same. Since $z$ is hardly ever exactly 0, the choice does no harm [5, section 6.3].
#
# The drawback is on the other side: where $z < 0$ the slope is 0, and nothing at all comes through. A neuron whose $z$ is negative for every sample stays silent, and its weights hear no news. Lesson 03 counts such dead units, lesson 08 watches them die.

# %% [markdown] lang="zh"
# ## 6. ReLU：留下，或者丢掉
#
# 今天许多网络内部用的函数，短得几乎用不着起名字：
#
# $$\operatorname{relu}(z) = \max(z, 0)$$
#
# 它叫作**修正线性单元**（rectified linear unit，ReLU）。1969 年 Fukushima 就用它搭过网络 [7]，可是此后几十年，人们更喜欢 S 形曲线，有折点的函数总让人不放心 [5，6.6 节]。到了 2010 年前后，人们发现用它的深层网络学得更好 [8, 9]。原因你已经知道：在正的一侧，它的斜率是 1，无论有多少层，变化都原样通过。而且它只要比较一次，不必计算指数。
#
# | 名称 | 形状 | $z < 0$ | $z = 0$ | $z > 0$ | 对哪个轴求和 |
# |---|---|---|---|---|---|
# | `relu(z)` | 与 `z` 相同 | 0 | 0 | $z$ | 不求和 |
# | `relu_grad(z)` | 与 `z` 相同 | 0 | 0，约定如此 | 1 | 不求和 |
#
# **折点（kink）处没有斜率**。从左边看是 0，从右边看是 1，没有哪一条直线贴着曲线。程序总得返回一个数，所以要约定一个值。本课程取 **0**，PyTorch 和 TensorFlow 也是这样选的。$z$ 几乎不会恰好等于 0，所以怎样选都没有坏处 [5，6.3 节]。
#
# 坏处在另一侧：$z < 0$ 的地方斜率是 0，什么也通不过。如果一个神经元对每个样本都有 $z < 0$，它就一直沉默，它的权重也听不到任何消息。第 03 课会数一数这样的死亡单元，第 08 课会看着它们死去。

# %% [markdown] lang="en"
# ### Exercise: `relu`, `relu_grad`
#
# **What for.** The standard activation inside the networks of this course, and its slope.
#
# **Arguments.** `z`: a number or an array of any shape, numbers of any dtype.
#
# **Returns.** Each function returns a new array of the shape of `z`, floating-point numbers: the value, the slope. The slope at 0 is 0. Float32 stays float32; integers give float64, in both functions. `z` keeps its values. No Python loop over the samples.
#
# **Example.** At `np.array([-2.0, 0.0, 3.0])` the values are `[0.0, 0.0, 3.0]` and the slopes `[0.0, 0.0, 1.0]`.

# %% [markdown] lang="zh"
# ### 练习：`relu`、`relu_grad`
#
# **用途**：本课程的网络内部默认用的激活函数，以及它的斜率。
#
# **参数**：`z`：一个数，或任意形状的数组，元素可以是任何数值 dtype。
#
# **返回**：两个函数都返回形状与 `z` 相同的新数组，元素是浮点数：一个是函数值，一个是斜率。0 处的斜率取 0。两个函数都是 float32 保持 float32，整数得到 float64。`z` 保持原值。不要用 Python 循环遍历样本。
#
# **例子**：在 `np.array([-2.0, 0.0, 3.0])` 处，函数值是 `[0.0, 0.0, 3.0]`，斜率是 `[0.0, 0.0, 1.0]`。


# %% solution="relu"
def relu(z):
    """Keep what is positive, replace the rest by 0.

    Parameters
    ----------
    z : number or ndarray of any shape
        Pre-activations. Not modified.

    Returns
    -------
    ndarray of the shape of `z`
        max(z, 0). float32 stays float32, integers become float64.

    Examples
    --------
    >>> relu(np.array([-2.0, 0.0, 3.0])).tolist()
    [0.0, 0.0, 3.0]

    中文说明见上
    """
    ### BEGIN SOLUTION
    z = np.asarray(z)
    z = z if z.dtype.kind == "f" else z.astype(np.float64)
    return np.maximum(z, 0)
    ### END SOLUTION


def relu_grad(z):
    """Return the slope of ReLU at every pre-activation; at the kink it is 0.

    Parameters
    ----------
    z : number or ndarray of any shape
        Pre-activations. Not modified.

    Returns
    -------
    ndarray of the shape of `z`
        0 or 1. float32 for float32, float64 for integers.

    Examples
    --------
    >>> relu_grad(np.array([-2.0, 0.0, 3.0])).tolist()
    [0.0, 0.0, 1.0]

    中文说明见上
    """
    ### BEGIN SOLUTION
    z = np.asarray(z)
    return (z > 0).astype(z.dtype if z.dtype.kind == "f" else np.float64)
    ### END SOLUTION


# %% check="relu"
check("relu")

# %% [markdown] lang="en"
# **Ten ReLU in a row.** The experiment of section 5 once more, now also from the other side of 0. Question: what arrives from 0.5, and what from $-0.5$?

# %% [markdown] lang="zh"
# **接连十个 ReLU**。再做一遍第 5 节的实验，这次也从 0 的另一侧出发。问题：从 0.5 出发，还剩多少？从 $-0.5$ 出发呢？

# %% demo
with demo.waits_for("relu"):
    h = 1e-6
    for start in (0.5, -0.5):
        ends = np.array([start - h, start + h])
        for _ in range(10):
            ends = relu(ends)
        demo.say(
            "from {:4}   share that arrives = {:.3f}",
            "从 {:4} 出发   还剩的比例 = {:.3f}",
            *(start, (ends[1] - ends[0]) / (2 * h)),
        )

# %% [markdown] lang="en"
# **What it means.** All or nothing: 1 from 0.5, and 0 from $-0.5$. ReLU does not weaken a message, it lets it pass or blocks it. (The weights between the layers weaken or strengthen it all the same; that is why lesson 08 chooses their first values with care.)

# %% [markdown] lang="zh"
# **这说明什么**。要么全都在，要么一点不剩：从 0.5 出发得 1，从 $-0.5$ 出发得 0。ReLU 不削弱消息：要么让它过去，要么拦住。（各层之间的权重照样会使消息变弱或变强，所以第 08 课要仔细挑选它们的初值。）

# %% [markdown] lang="en"
# ### Written question: no slope, no advice
#
# The derivative of the step is 0 wherever it exists.
#
# 1. What does a small change of a weight then tell you about the error?
# 2. What do $\sigma$, tanh and ReLU change about that?

# %% [markdown] lang="zh"
# ### 书面题：没有斜率，就没有建议
#
# 阶跃函数的导数，只要存在就是 0。
#
# 1. 那么，权重的微小变化能告诉你关于误差的什么？
# 2. 换成 $\sigma$、tanh 和 ReLU，情况有什么改变？

# %% [markdown] lang="en" written="no_slope" points=3
# 1. Nothing. As long as the pre-activation does not cross 0, the output stays exactly as it is, and so does the error; where it crosses 0, the output jumps. In neither case does the change say in which direction, or how far, the weight should move.
# 2. With them the output answers in proportion to the derivative: if $z$ changes by a small $\Delta z$, the output changes by about $\sigma'(z) \, \Delta z$, and so the error says which way is better and how much it matters. The answer gets faint where the derivative is nearly 0 (a saturated $\sigma$ or tanh), and it is silent where it is 0 (ReLU for $z < 0$).

# %% [markdown] lang="zh" written="no_slope" points=3
# 1. 什么也说明不了。只要净输入没有越过 0，输出就一点不变，误差也一点不变；越过 0 时，输出跳变。无论哪种情况，都看不出权重该往哪个方向、挪多远。
# 2. 换成它们以后，输出会按导数的比例作出反应：$z$ 有微小的变化 $\Delta z$，输出大约变化 $\sigma'(z) \, \Delta z$，于是误差就能说出哪个方向更好、影响有多大。导数接近 0 的地方（饱和的 $\sigma$ 或 tanh），这种反应很微弱；导数为 0 的地方（$z < 0$ 时的 ReLU），就没有反应。

# %% [markdown] lang="en" rubric="no_slope"
# - 2 points: with the step a small change of a weight tells nothing: the output stays as it is, or it jumps.
# - 1 point: with $\sigma$, tanh and ReLU the output answers in proportion to their derivative. A sentence on where that derivative is 0 or nearly 0 (saturation, the negative side of ReLU) is welcome, not asked.

# %% [markdown] lang="zh" rubric="no_slope"
# - 2 分：使用阶跃函数时，权重的微小变化说明不了什么：输出要么不变，要么跳变。
# - 1 分：换成 $\sigma$、tanh 和 ReLU 以后，输出会按导数的比例作出反应。能再说明导数在哪里为 0 或接近 0（饱和、ReLU 的负半轴）更好，但不作要求。

# %% [markdown] lang="en"
# ## 7. A small leak
#
# If the flat side is the trouble, why not tilt it a little? **Leaky ReLU** lets through a small share $\alpha$ of the negative numbers [10]:
#
# | name | shape | $z \leq 0$ | $z > 0$ | axis summed |
# |---|---|---|---|---|
# | `leaky_relu(z, alpha)` | that of `z` | $\alpha z$ | $z$ | none |
# | `leaky_relu_grad(z, alpha)` | that of `z` | $\alpha$ | 1 | none |
#
# The kink counts to the left side, so the slope at 0 is $\alpha$. By hand, with $\alpha = 0.1$: $-5$ becomes $-0.5$ and 4 stays 4. With $\alpha = 0$ it is ReLU. An $\alpha$ above 1 is unusual but allowed, and a good test of your formula: which side a number belongs to is decided by the sign of $z$.

# %% [markdown] lang="zh"
# ## 7. 漏一点点
#
# 既然麻烦出在平的那一侧，何不让它倾斜一点？**带泄漏的 ReLU**（Leaky ReLU）让负数通过一小部分，比例是 $\alpha$ [10]：
#
# | 名称 | 形状 | $z \leq 0$ | $z > 0$ | 对哪个轴求和 |
# |---|---|---|---|---|
# | `leaky_relu(z, alpha)` | 与 `z` 相同 | $\alpha z$ | $z$ | 不求和 |
# | `leaky_relu_grad(z, alpha)` | 与 `z` 相同 | $\alpha$ | 1 | 不求和 |
#
# 折点归到左侧，所以 0 处的斜率是 $\alpha$。手算一次，取 $\alpha = 0.1$：$-5$ 变成 $-0.5$，4 还是 4。$\alpha = 0$ 时就是 ReLU。$\alpha$ 大于 1 不常见，但可以，还正好用来检验你的公式：一个数归哪一侧，由 $z$ 的符号决定。

# %% [markdown] lang="en"
# ### Exercise: `leaky_relu`, `leaky_relu_grad`
#
# **What for.** A ReLU whose weights are never cut off from the news.
#
# **Arguments.** `z`: a number or an array of any shape, numbers of any dtype. `alpha`: a number, at least 0, also above 1; 0.01 if not given.
#
# **Returns.** Each function returns a new array of the shape of `z`: the value, the slope. The slope at 0 is `alpha`. Float32 stays float32; integers give float64. `z` keeps its values. No Python loop over the samples.
#
# **Example.** At `np.array([-2.0, 0.0, 3.0])` the values are `[-0.02, 0.0, 3.0]` and the slopes `[0.01, 0.01, 1.0]`. Your `relu` is at hand.

# %% [markdown] lang="zh"
# ### 练习：`leaky_relu`、`leaky_relu_grad`
#
# **用途**：一种改过的 ReLU：权重什么时候都收得到消息。
#
# **参数**：`z`：一个数，或任意形状的数组，元素可以是任何数值 dtype。`alpha`：一个数，不小于 0，也可以大于 1；不给出时为 0.01。
#
# **返回**：两个函数都返回形状与 `z` 相同的新数组：一个是函数值，一个是斜率。0 处的斜率是 `alpha`。float32 保持 float32，整数得到 float64。`z` 保持原值。不要用 Python 循环遍历样本。
#
# **例子**：在 `np.array([-2.0, 0.0, 3.0])` 处，函数值是 `[-0.02, 0.0, 3.0]`，斜率是 `[0.01, 0.01, 1.0]`。你写的 `relu` 可以直接用。


# %% solution="leaky_relu"
def leaky_relu(z, alpha=0.01):
    """Keep what is positive, scale the rest by `alpha`.

    Parameters
    ----------
    z : number or ndarray of any shape
        Pre-activations. Not modified.
    alpha : float
        Slope on the negative side; 0 is ReLU, more than 1 is allowed.

    Returns
    -------
    ndarray of the shape of `z`
        z where z > 0, else alpha * z. float32 stays float32, integers become float64.

    Examples
    --------
    >>> leaky_relu(np.array([-2.0, 0.0, 3.0])).tolist()
    [-0.02, 0.0, 3.0]

    中文说明见上
    """
    ### BEGIN SOLUTION
    return relu(z) - alpha * relu(-np.asarray(z))
    ### END SOLUTION


def leaky_relu_grad(z, alpha=0.01):
    """Return the slope of Leaky ReLU at every pre-activation; at the kink it is `alpha`.

    Parameters
    ----------
    z : number or ndarray of any shape
        Pre-activations. Not modified.
    alpha : float
        Slope on the negative side.

    Returns
    -------
    ndarray of the shape of `z`
        1 where z > 0, else alpha. float32 for float32, float64 for integers.

    Examples
    --------
    >>> leaky_relu_grad(np.array([-2.0, 0.0, 3.0])).tolist()
    [0.01, 0.01, 1.0]

    中文说明见上
    """
    ### BEGIN SOLUTION
    z = np.asarray(z)
    return np.where(z > 0, 1.0, alpha).astype(z.dtype if z.dtype.kind == "f" else np.float64)
    ### END SOLUTION


# %% check="leaky_relu"
check("leaky_relu")

# %% [markdown] lang="en"
# **All four on the bench.** Choose a function, drag the point, and move $\alpha$. Question: for which $\alpha$ does Leaky ReLU lose its kink, and what would a network of such neurons be?

# %% [markdown] lang="zh"
# **四个函数都在这里**。选一个函数，拖动圆点，再移动 $\alpha$。问题：$\alpha$ 取多少时，Leaky ReLU 的折点会消失？由这样的神经元组成的网络又是什么？

# %% demo
with demo.waits_for("sigmoid", "sigmoid_grad", "tanh_grad", "relu", "relu_grad", "leaky_relu", "leaky_relu_grad"):
    display(
        widgets.tangent(
            leaky_relu=(leaky_relu, leaky_relu_grad),
            relu=(relu, relu_grad),
            sigmoid=(sigmoid, sigmoid_grad),
            tanh=(np.tanh, tanh_grad),
        )
    )

# %% [markdown] lang="en"
# **What it means.** At $\alpha = 1$ both sides are the same line, $f(z) = z$: there is no activation left. What that does to a network, the next section shows.

# %% [markdown] lang="zh"
# **这说明什么**。$\alpha = 1$ 时两侧是同一条直线，$f(z) = z$：激活函数等于没有了。这会把网络变成什么，下一节就会看到。

# %% [markdown] lang="en"
# ### Common misconception: "the slope of Leaky ReLU is 0.01"
#
# You may read that Leaky ReLU *is* the function with 0.01 below 0. That is the usual value: its authors took it [10], and PyTorch does by default. **What is right:** $\alpha$ is a hyperparameter, and every library has its own default. The Keras layer takes 0.3, the Keras function of the same name 0.2 [12]. In the **parametric ReLU** (PReLU) the network learns $\alpha$ like a weight, starting from 0.25 [11]. Two programs that both say "Leaky ReLU" may compute different things: look it up.

# %% [markdown] lang="zh"
# ### 常见误解：“Leaky ReLU 的斜率是 0.01”
#
# 你也许读到过：Leaky ReLU **就是** 0 以下斜率为 0.01 的函数。这确实是常用的值：提出它的人取这个值 [10]，PyTorch 的默认值也是它。**正确的说法**：$\alpha$ 是超参数，各个库的默认值也不一样。Keras 的层取 0.3，Keras 里同名的函数取 0.2 [12]。在**参数化 ReLU**（parametric ReLU，PReLU）里，$\alpha$ 像权重一样由网络自己学习，从 0.25 开始 [11]。两个程序都写着 Leaky ReLU，算的可能不是一回事：要去查一查。

# %% [markdown] lang="en"
# ## 8. Neither a line nor a polynomial
#
# Why must the function be bent at all? Take three neurons with one input: $g(x + 1)$, $g(x)$ and $g(x - 1)$. Multiply each by a weight, add them up, and you have a small network. What can it draw?
#
# ![Four panels, each with three thin curves and their thick sum. Without activation the sum is a straight line; with squares a parabola; with tanh a smooth wave; with ReLU a line with three bends.](pictures/02_sums.en.png)
#
# *Three neurons and their sum, with the same three weights in every panel. Question: which of the four sums could you also draw with a single neuron?*

# %% [markdown] lang="zh"
# ## 8. 不能是直线，也不能是多项式
#
# 函数为什么非弯不可？取三个只有一个输入的神经元：$g(x + 1)$、$g(x)$ 和 $g(x - 1)$。各乘一个权重，加起来，就是一个小网络。它能画出什么？
#
# ![四幅小图，每幅有三条细曲线和它们的和（粗线）。不用激活函数时，和是一条直线；用平方时是一条抛物线；用 tanh 时是光滑的波；用 ReLU 时是折了三次的线。](pictures/02_sums.zh.png)
#
# **三个神经元以及它们的和，每幅小图用的是同样三个权重**。问题：四个和里面，哪一个用单个神经元也画得出来？

# %% [markdown] lang="en"
# **Build a hat.** The dashed hat has height 1 and reaches from $-1$ to 1. Move the three weights until the blue sum lies on it; first without activation, then with squares, then with tanh and ReLU. Question: with which activation can you get there exactly?

# %% [markdown] lang="zh"
# **搭一顶帽子**。虚线画的帽子高 1，从 $-1$ 到 1。移动三个权重，让蓝色的和落到它上面；先不用激活函数，再用平方，然后用 tanh 和 ReLU。问题：用哪个激活函数能做到分毫不差？

# %% demo
with demo.waits_for("relu"):
    display(widgets.hat(linear=lambda z: z, square=np.square, tanh=np.tanh, relu=relu))

# %% [markdown] lang="en"
# **What it means.** *Without an activation* the sum is a straight line, whatever the weights: $v_1 (x + 1) + v_2 x + v_3 (x - 1) = (v_1 + v_2 + v_3) \, x + (v_1 - v_3)$. Three neurons do the work of one, and the distance from the hat never falls below 0.5: the value of a line at 0 is the mean of its values at $-3$ and 3, but the hat is 1 there and 0 at both ends. More layers don't help either; lesson 03 makes that an exercise.
#
# *With squares* the sum is a parabola, again whatever the weights. A hundred neurons instead of three: still one parabola. *With ReLU* every neuron adds a kink of its own, and three kinks make the hat. With tanh you can't hit it exactly with these three, but every further neuron brings a new bend.

# %% [markdown] lang="zh"
# **这说明什么**。**不用激活函数**时，无论权重是多少，和都是一条直线：$v_1 (x + 1) + v_2 x + v_3 (x - 1) = (v_1 + v_2 + v_3) \, x + (v_1 - v_3)$。三个神经元只干了一个的活，与帽子的距离永远不会小于 0.5：直线在 0 处的值，是它在 $-3$ 和 3 处的值的平均，而帽子在 0 处是 1，在两端是 0。多叠几层也没有用，第 03 课把这一点做成了练习。
#
# **用平方**时，无论权重是多少，和都是一条抛物线。把三个神经元换成一百个：还是一条抛物线。**用 ReLU** 时，每个神经元都添上自己的一个折点，三个折点就拼出了帽子。用 tanh，凭这三个神经元做不到分毫不差，但每多一个神经元，就多一处新的弯曲。

# %% [markdown] lang="en"
# ### Common misconception: "the activation makes a polynomial of higher degree"
#
# You may read that an activation function turns the straight line of a neuron into a *polynomial of higher degree*, and that this is why networks can draw curves. Polynomials are the curves that we know from school. **What is right:** sigmoid, tanh and ReLU are **not** polynomials, and that is the point. In 1993 it was proved that networks with one hidden layer and enough neurons come as close as you like to every continuous function on an interval **if and only if** the activation is not a polynomial [13]. (It may have a few jumps: even the step qualifies. It can *represent* a lot, it only can't be trained by slopes.)

# %% [markdown] lang="zh"
# ### 常见误解：“激活函数把它变成更高次的多项式”
#
# 你也许读到过：激活函数把神经元的直线变成了**更高次的多项式**，所以网络能画出曲线。多项式是我们上学时就认识的曲线。**正确的说法**：sigmoid、tanh 和 ReLU 都**不是**多项式，而这正是关键。1993 年有人证明：只有一个隐藏层的网络，**当且仅当**激活函数不是多项式时，才能凭足够多的神经元任意接近区间上的每个连续函数 [13]。（它可以有几处跳变：连阶跃也合格。阶跃能**表示**很多东西，只是没法靠斜率来训练。）

# %% [markdown] lang="en"
# ### Written question: a network of squares
#
# Put $L$ neurons in a row. Each computes $(w h + b)^2$, where $h$ is the output of the neuron before it, and the first one gets the input $x$. This is a network with $L$ hidden layers and the activation $g(z) = z^2$.
#
# Which functions of $x$ come out, and of which degree at most? Why is such a network not universal, however wide its layers are? Give an example with numbers for $L = 2$.

# %% [markdown] lang="zh"
# ### 书面题：由平方组成的网络
#
# 把 $L$ 个神经元接成一串。每个都计算 $(w h + b)^2$，其中 $h$ 是前一个神经元的输出，第一个神经元接收输入 $x$。这是一个有 $L$ 个隐藏层、激活函数为 $g(z) = z^2$ 的网络。
#
# 它能得到 $x$ 的哪些函数，次数最高是多少？为什么这样的网络无论多宽都不是通用的？取 $L = 2$，举一个带数字的例子。

# %% [markdown] lang="en" written="squared_units" points=4
# Polynomials in $x$. A neuron squares an expression that is linear in $h$, so it doubles the degree of what comes in: from degree 1 at the input to at most 2, 4, 8, …, that is, at most $2^L$ after $L$ layers.
#
# Example for $L = 2$: with $w = 1$, $b = 1$ the first neuron gives $(x + 1)^2$; with $w = 1$, $b = -1$ the second gives $((x + 1)^2 - 1)^2 = x^4 + 4x^3 + 4x^2$, of degree $4 = 2^2$.
#
# It is not universal: a wider layer adds polynomials of the same degree, which never raises the degree. So with $L$ fixed the network stays among the polynomials of degree at most $2^L$, and they can't come close to every continuous function: a wave on an interval that turns more often than such a polynomial can, that is, more than $2^L - 1$ times, stays out of reach.

# %% [markdown] lang="zh" written="squared_units" points=4
# 得到的是 $x$ 的多项式。每个神经元把 $h$ 的一次式平方，所以送进来的多项式次数翻一倍：从输入的 1 次开始，最高是 2、4、8……次，也就是说，$L$ 层之后最高 $2^L$ 次。
#
# $L = 2$ 的例子：第一个神经元取 $w = 1$，$b = 1$，得 $(x + 1)^2$；第二个取 $w = 1$，$b = -1$，得 $((x + 1)^2 - 1)^2 = x^4 + 4x^3 + 4x^2$，次数是 $4 = 2^2$。
#
# 它不是通用的：层加宽，只是多加了几个次数相同的多项式，次数不会升高。所以 $L$ 固定时，网络只能是次数不超过 $2^L$ 的多项式，而它们不可能接近每个连续函数：例如区间上的一条波形曲线，如果它转弯的次数超过这种多项式所能达到的 $2^L - 1$ 次，就够不着。

# %% [markdown] lang="en" rubric="squared_units"
# - 2 points: the net is a polynomial in x, of degree at most $2^L$: every layer squares, so the degree at most doubles.
# - 1 point: why this is not universal: the layers are fixed in number, so the degree is bounded however wide the net is, and polynomials of bounded degree can't come near every continuous function on an interval.
# - 1 point: an example with numbers, as $L = 2$: $((x + 1)^2 - 1)^2 = x^4 + 4x^3 + 4x^2$, degree 4.

# %% [markdown] lang="zh" rubric="squared_units"
# - 2 分：整个网络是 x 的多项式，次数不超过 $2^L$：每一层都平方一次，次数最多翻一倍。
# - 1 分：说明为什么不能通用：层数固定，所以无论网络多宽，次数都有上界；次数有界的多项式无法逼近区间上的每个连续函数。
# - 1 分：给出带数字的例子，如 $L = 2$：$((x + 1)^2 - 1)^2 = x^4 + 4x^3 + 4x^2$，次数为 4。

# %% [markdown] lang="en"
# ## 9. One of many: softmax
#
# A sigmoid answers yes or no. But a picture may show a cat, a dog or a bird, exactly one of them. So the network gives each class a **score**, any number at all, and we want probabilities: all positive, adding up to 1, and the larger the score the larger the probability.
#
# ![Three bar charts for three classes. Scores: 2, 1 and minus 1. Exponentials: 7.39, 2.72 and 0.368. Probabilities: 0.705, 0.259 and 0.0351.](pictures/02_softmax.en.png)
#
# *From scores to probabilities. Question: what would change in the right panel if all three scores were larger by 1?*
#
# The exponential makes every score positive and keeps their order; dividing by the sum makes the total 1. For sample $i$ and class $j$:
#
# $$p_{ij} = \frac{e^{z_{ij}}}{\sum_{k=1}^{K} e^{z_{ik}}}$$
#
# This is **softmax**, a name from 1990 [14]. By hand, for the scores of the picture: $e^2 + e^1 + e^{-1} = 7.389 + 2.718 + 0.368 = 10.475$, so the first class gets $7.389 / 10.475 = 0.705$. All other activations of this lesson treat every number by itself. Softmax does not: raise one score, and all probabilities of this sample change.

# %% [markdown] lang="zh"
# ## 9. 多选一：softmax
#
# sigmoid 回答“是或否”。可是一张图片上可能是猫、是狗、是鸟，而且恰好是其中一种。于是网络给每个类别打一个**分数**（score），可以是任何数，而我们要的是概率：都是正数，加起来等于 1，分数越高，概率越大。
#
# ![三个类别的三幅柱状图。分数：2、1 和负 1。取指数：7.39、2.72 和 0.368。概率：0.705、0.259 和 0.0351。](pictures/02_softmax.zh.png)
#
# **从分数到概率**。问题：如果三个分数都加 1，右图会有什么变化？
#
# 取指数，使每个分数变成正数，又不改变大小顺序；除以总和，使合计等于 1。对样本 $i$ 和类别 $j$：
#
# $$p_{ij} = \frac{e^{z_{ij}}}{\sum_{k=1}^{K} e^{z_{ik}}}$$
#
# 这就是 **softmax**，这个名称出现于 1990 年 [14]。拿图中的分数手算一次：$e^2 + e^1 + e^{-1} = 7.389 + 2.718 + 0.368 = 10.475$，所以第一个类别得到 $7.389 / 10.475 = 0.705$。这一课别的激活函数都是每个数各算各的，softmax 不是：提高一个分数，这个样本的所有概率都会变。

# %% [markdown] lang="en"
# ### The second crisis
#
# The formula above, written down as it stands, for three samples. Their scores differ only by what was added to all three: 0, 100, 1000. Question before you run it: which of the three rows (axis 0) come out the same?

# %% [markdown] lang="zh"
# ### 第二场危机
#
# 把上面的公式照原样写下来，算三个样本：同样的三个分数，一起加上 0、100、1000。运行之前先想：三行（row，轴 0）里，哪几行（row）的结果相同？

# %% demo
with np.errstate(all="ignore"):
    for added in (0.0, 100.0, 1000.0):
        exponentials = np.exp(np.array([0.0, 1.0, 2.0]) + added)
        demo.say("added {:6}   {}", "加上 {:6}   {}", added, (exponentials / exponentials.sum()).round(6))

# %% [markdown] lang="en"
# **What it means.** 0 and 100 give the same, and 1000 gives `nan`: infinity divided by infinity again. But the first two lines show the way out as well. Adding a number $c$ to all scores of a sample multiplies numerator and denominator by the same $e^c$, and it cancels:
#
# $$\frac{e^{z_{ij} + c}}{\sum_k e^{z_{ik} + c}} = \frac{e^c \, e^{z_{ij}}}{e^c \sum_k e^{z_{ik}}} = \frac{e^{z_{ij}}}{\sum_k e^{z_{ik}}}$$
#
# So we may *choose* $c$, for each sample its own. If $c$ is the largest score of the sample with its sign turned, the largest exponent is 0 and no other is above it. Nothing overflows, and since one exponential is $e^0 = 1$, the sum is at least 1: it is never 0.
#
# | name | shape | formula | along which axis |
# |---|---|---|---|
# | `Z` | `(m, K)` | scores, one row (axis 0) per sample | |
# | largest scores | `(m, 1)` | $\max_k z_{ik}$ | largest along axis 1, the classes |
# | exponentials | `(m, K)` | $e^{z_{ij} - \max_k z_{ik}}$ | none |
# | sums | `(m, 1)` | of the exponentials | summed along axis 1 |
# | `softmax(Z)` | `(m, K)` | exponential divided by its sum | none |
#
# Look at the shape `(m, 1)`. A sum along axis 1 usually has the shape `(m,)`, and then broadcasting pairs it with the *columns* of `Z`. If $m = K$, no error warns you. One more trap: subtracting one maximum for the whole array looks tempting. It fails for samples that lie far apart: a row with scores 2000 below the maximum becomes 0/0.

# %% [markdown] lang="zh"
# **这说明什么**。加 0 和加 100 的结果相同，加 1000 得 `nan`：又是无穷大除以无穷大。不过，前两行（row）也指明了出路。给一个样本的所有分数加上同一个数 $c$，分子、分母就都乘上了 $e^c$，正好约掉：
#
# $$\frac{e^{z_{ij} + c}}{\sum_k e^{z_{ik} + c}} = \frac{e^c \, e^{z_{ij}}}{e^c \sum_k e^{z_{ik}}} = \frac{e^{z_{ij}}}{\sum_k e^{z_{ik}}}$$
#
# 所以 $c$ 可以由我们**选**，每个样本选自己的。取 $c$ 为这个样本最大分数的相反数，最大的指数就是 0，别的都不超过它。这样不会溢出；又因为有一项是 $e^0 = 1$，总和至少是 1，永远不会是 0。
#
# | 名称 | 形状 | 公式 | 沿哪个轴 |
# |---|---|---|---|
# | `Z` | `(m, K)` | 分数，每个样本占一行（row，轴 0） | |
# | 最大分数 | `(m, 1)` | $\max_k z_{ik}$ | 沿轴 1（类别）取最大 |
# | 指数函数值 | `(m, K)` | $e^{z_{ij} - \max_k z_{ik}}$ | 不求和 |
# | 总和 | `(m, 1)` | 各个指数函数值之和 | 沿轴 1 求和 |
# | `softmax(Z)` | `(m, K)` | 指数函数值除以自己的总和 | 不求和 |
#
# 注意 `(m, 1)` 这个形状。沿轴 1 求和，通常得到形状 `(m,)`，这时广播会把它和 `Z` 的各**列**（column）配对。如果 $m = K$，连错误都不会报。还有一个陷阱：整个数组只减去一个最大值，看起来省事，可是样本之间相差很远时就不行：分数比最大值低 2000 的那一行（row）会变成 0/0。

# %% [markdown] lang="en"
# ### Exercise: `softmax`
#
# **What for.** The output of every classifier with more than two classes, from lesson 03 to the capstone.
#
# **Arguments.** `Z`: array of scores, `(m, K)` or any shape with at least one axis, numbers of any dtype. `axis`: the axis along which the classes lie, the last one if not given.
#
# **Returns.** A new array of the shape of `Z`: probabilities that add up to 1 along `axis`. Float32 stays float32; integers give float64. No `nan` for scores around ±1000, for rows that lie 2000 apart, or for scores that are thousands apart in one row. With one class all entries are 1; `(0, K)` gives `(0, K)`. `Z` keeps its values. No Python loop over the samples.
#
# **Example.** `softmax(np.array([[1000.0, 1001.0, 1002.0], [0.0, 0.0, 0.0]]))` gives `[[0.090031, 0.244728, 0.665241], [0.333333, 0.333333, 0.333333]]`, rounded.

# %% [markdown] lang="zh"
# ### 练习：`softmax`
#
# **用途**：类别多于两个的分类器，都用它作输出，从第 03 课一直到综合项目。
#
# **参数**：`Z`：分数的数组，`(m, K)`，或至少有一条轴的任意形状，元素可以是任何数值 dtype。`axis`：类别沿着哪条轴排列，不给出时为最后一条轴。
#
# **返回**：形状与 `Z` 相同的新数组：概率，沿 `axis` 加起来等于 1。float32 保持 float32，整数得到 float64。分数在 ±1000 左右、两行（row）相差 2000、同一行（row）里的分数相差几千，都不能出现 `nan`。只有一个类别时，元素全是 1；`(0, K)` 得到 `(0, K)`。`Z` 保持原值。不要用 Python 循环遍历样本。
#
# **例子**：`softmax(np.array([[1000.0, 1001.0, 1002.0], [0.0, 0.0, 0.0]]))` 得到 `[[0.090031, 0.244728, 0.665241], [0.333333, 0.333333, 0.333333]]`（四舍五入后）。


# %% solution="softmax"
def softmax(Z, axis=-1):
    """Turn scores into probabilities that add up to 1 along an axis.

    Parameters
    ----------
    Z : ndarray of at least one axis
        Scores, one row (axis 0) per sample. Not modified.
    axis : int
        The axis along which the classes lie.

    Returns
    -------
    ndarray of the shape of `Z`
        Probabilities. float32 stays float32, integers become float64.

    Examples
    --------
    >>> softmax(np.array([[1000.0, 1001.0, 1002.0]])).round(6).tolist()
    [[0.090031, 0.244728, 0.665241]]

    中文说明见上
    """
    ### BEGIN SOLUTION
    exponentials = np.exp(Z - np.max(Z, axis=axis, keepdims=True))
    return exponentials / np.sum(exponentials, axis=axis, keepdims=True)
    ### END SOLUTION


# %% check="softmax"
check("softmax")

# %% [markdown] lang="en"
# **Two old friends.** Take two classes with the scores 0 and $z$. Then softmax gives the second class $\frac{e^z}{e^0 + e^z} = \frac{e^z}{1 + e^z}$, which you have seen before. The next cell compares; it also adds up the rows (axis 0) of a batch, and looks at samples that lie 2000 apart.

# %% [markdown] lang="zh"
# **两位老朋友**。取两个类别，分数是 0 和 $z$。softmax 给第二个类别的是 $\frac{e^z}{e^0 + e^z} = \frac{e^z}{1 + e^z}$，这个式子你见过。下一个单元格来比较；它还把一个批量的每一行（row，轴 0）加起来，并看看相差 2000 的样本。

# %% demo
with demo.waits_for("softmax", "sigmoid"):
    z = np.array([-1.0, 0.0, 2.0])
    two = np.stack([np.zeros(3), z], axis=1)
    demo.say("softmax of (0, z): {}", "(0, z) 的 softmax：{}", softmax(two)[:, 1].round(6))
    demo.say("sigmoid of z:      {}", "z 的 sigmoid：     {}", sigmoid(z).round(6))
    far_apart = softmax(np.array([[0.0, 1.0], [2000.0, 2001.0]]))
    demo.say("far apart:         {}", "相差很远的样本：   {}", far_apart.round(6).tolist())
    demo.say("sums along axis 1: {}", "沿轴 1 求和：      {}", far_apart.sum(axis=1))

# %% [markdown] lang="en"
# **What it means.** With two classes softmax *is* the sigmoid of the difference of the scores: 0.268941, 0.5, 0.880797. So one yes-or-no output with a sigmoid says as much as two outputs with a softmax. And only differences within a row (axis 0) count: both samples give 0.268941 and 0.731059.

# %% [markdown] lang="zh"
# **这说明什么**。只有两个类别时，softmax **就是**两个分数之差的 sigmoid：0.268941、0.5、0.880797。所以，用 sigmoid 的一个“是或否”输出，与用 softmax 的两个输出完全等价。而且只有同一行（row，轴 0）里的差才算数：两个样本都得到 0.268941 和 0.731059。

# %% [markdown] lang="en"
# ### Common misconception: "softmax is a soft maximum"
#
# The name suggests that softmax is a smooth version of `max`. **What is right:** `max` returns a score, softmax returns probabilities. It is a smooth version of **argmax**, the function that says *which* score is the largest: for scores that lie far apart it is nearly 1 there and nearly 0 elsewhere [5, section 6.2.2].

# %% [markdown] lang="zh"
# ### 常见误解：“softmax 就是软的最大值”
#
# 看名称，softmax 像是 `max` 的光滑版本。**正确的说法**：`max` 返回一个分数，softmax 返回的是概率。它是 **argmax** 的光滑版本，也就是回答**哪个**分数最大的函数：分数相差很远时，最大的那个位置接近 1，其余接近 0 [5，6.2.2 节]。

# %% [markdown] lang="en"
# ## 10. Which one where?
#
# | where | activation | why |
# |---|---|---|
# | inside the network | ReLU or Leaky ReLU | the slope is 1 on the positive side; cheap |
# | inside, where outputs of both signs are wanted | tanh | zero-centered |
# | output, yes or no | sigmoid | one probability |
# | output, one of $K$ classes | softmax | $K$ probabilities that add up to 1 |
# | output, a quantity | none (linear) | every number must be possible |
#
# The output follows from the question that the network answers. Inside, ReLU is a good first choice, not a law [5, section 6.3]. You will also meet smooth relatives of it, such as GELU [15].

# %% [markdown] lang="zh"
# ## 10. 什么地方用哪一个？
#
# | 用在哪里 | 激活函数 | 为什么 |
# |---|---|---|
# | 网络内部 | ReLU 或 Leaky ReLU | 在正的一侧斜率是 1；计算便宜 |
# | 网络内部，需要有正有负的输出 | tanh | 以零为中心 |
# | 输出，是或否 | sigmoid | 一个概率 |
# | 输出，$K$ 个类别选一 | softmax | $K$ 个概率，加起来等于 1 |
# | 输出，要预测一个数值 | 不用（线性） | 什么数都可能出现 |
#
# 输出用哪个，由网络要回答的问题决定。网络内部，ReLU 是很好的首选，但不是定律 [5，6.3 节]。你还会遇到它的一些光滑的亲戚，例如 GELU [15]。

# %% [markdown] lang="en"
# ## Recap
#
# 1. A step has slope 0 wherever it has a slope, so a small change of a weight tells nothing. Activation functions with a slope make training possible.
# 2. $\sigma(z) = \frac{1}{1 + e^{-z}}$ with $\sigma' = a(1 - a) \leq \frac{1}{4}$, and $\tanh z = 2 \sigma(2z) - 1$ with $\tanh' = 1 - t^2 \leq 1$. Both saturate.
# 3. tanh trains better because it is zero-centered and steeper. ReLU passes a change on in full or not at all; Leaky ReLU lets a share $\alpha$ through.
# 4. An activation must be neither a straight line (many neurons do the work of one) nor a polynomial (the degree is bounded).
# 5. Softmax turns scores into probabilities, row by row (axis 0). Numerically stable code never takes the exponential of a large positive number.

# %% [markdown] lang="zh"
# ## 小结
#
# 1. 阶跃只要有斜率，斜率就是 0，所以权重的微小变化说明不了什么。有斜率的激活函数让训练成为可能。
# 2. $\sigma(z) = \frac{1}{1 + e^{-z}}$，$\sigma' = a(1 - a) \leq \frac{1}{4}$；$\tanh z = 2 \sigma(2z) - 1$，$\tanh' = 1 - t^2 \leq 1$。两者都会饱和。
# 3. tanh 更好训练，因为它以零为中心，而且更陡。ReLU 要么让变化全部通过，要么全部拦住；Leaky ReLU 让 $\alpha$ 那么大的一部分通过。
# 4. 激活函数既不能是直线（许多神经元只干一个的活），也不能是多项式（次数有上界）。
# 5. softmax 按行（row，轴 0）把分数变成概率。数值稳定的代码，从不对很大的正数取指数。

# %% [markdown] lang="en"
# ### A map of names
#
# | in this course | in mathematics | in PyTorch |
# |---|---|---|
# | `sigmoid(z)` | $\sigma(z)$, the logistic function | `torch.sigmoid(z)` |
# | `sigmoid_grad(z)`, `tanh_grad(z)` | $\sigma'(z)$, $\tanh' z$ | none; `torch.autograd` computes slopes |
# | `np.tanh(z)` | $\tanh z$ | `torch.tanh(z)` |
# | `relu(z)` | $\max(z, 0)$, also $z^+$ | `torch.relu(z)` |
# | `leaky_relu(z, alpha)` | | `torch.nn.functional.leaky_relu(z, alpha)` |
# | `softmax(Z)` | $\operatorname{softmax}(z)$ | `torch.softmax(Z, dim=-1)` |

# %% [markdown] lang="zh"
# ### 名称对照
#
# | 本课程 | 数学 | PyTorch |
# |---|---|---|
# | `sigmoid(z)` | $\sigma(z)$，logistic 函数 | `torch.sigmoid(z)` |
# | `sigmoid_grad(z)`、`tanh_grad(z)` | $\sigma'(z)$、$\tanh' z$ | 没有；`torch.autograd` 会算出斜率 |
# | `np.tanh(z)` | $\tanh z$ | `torch.tanh(z)` |
# | `relu(z)` | $\max(z, 0)$，也写作 $z^+$ | `torch.relu(z)` |
# | `leaky_relu(z, alpha)` | | `torch.nn.functional.leaky_relu(z, alpha)` |
# | `softmax(Z)` | $\operatorname{softmax}(z)$ | `torch.softmax(Z, dim=-1)` |

# %% [markdown] lang="en"
# ### Test yourself
#
# 1. $\sigma(2) = 0.880797$. What is $\sigma(-2)$?
# 2. A sigmoid has the output 0.9. What is its slope there?
# 3. For which $z$ do $\tanh z$ and $\sigma(z)$ have different signs?
# 4. What is the softmax of the scores $(5, 5)$, and of $(1005, 1005)$?
# 5. In somebody's softmax the columns (axis 1) of a batch add up to 1, not the rows (axis 0). What went wrong?
#
# <details>
# <summary>Answers</summary>
#
# 1. $1 - 0.880797 = 0.119203$.
# 2. $0.9 \cdot (1 - 0.9) = 0.09$.
# 3. For $z < 0$: there tanh is negative, and $\sigma$ is positive everywhere.
# 4. $(0.5, 0.5)$ for both: only differences count.
# 5. It sums along axis 0, so the samples compete with each other and not the classes.
#
# </details>

# %% [markdown] lang="zh"
# ### 自测
#
# 1. $\sigma(2) = 0.880797$。$\sigma(-2)$ 是多少？
# 2. 一个 sigmoid 的输出是 0.9。它在那里的斜率是多少？
# 3. 对哪些 $z$，$\tanh z$ 和 $\sigma(z)$ 的符号不同？
# 4. 分数 $(5, 5)$ 的 softmax 是什么？$(1005, 1005)$ 的呢？
# 5. 有人写的 softmax，一个批量里各列（column，轴 1）的和是 1，各行（row，轴 0）的和却不是。哪里出了错？
#
# <details>
# <summary>答案</summary>
#
# 1. $1 - 0.880797 = 0.119203$。
# 2. $0.9 \cdot (1 - 0.9) = 0.09$。
# 3. $z < 0$ 时：这时 tanh 是负的，而 $\sigma$ 处处为正。
# 4. 都是 $(0.5, 0.5)$：只有差才算数。
# 5. 它沿轴 0 求和，成了样本之间竞争，而不是类别之间竞争。
#
# </details>

# %% [markdown] lang="en"
# ### The bridge to lesson 03
#
# You have the neurons of lesson 01 and, from today, functions that let them speak up softly. Lesson 03 puts them side by side and behind each other: layers, networks, and one matrix product for a whole layer and a whole batch. XOR comes back, and so does the hat.
#
# When you are done: run `check.all()` in a cell of your own, look at `progress()`, save, and submit.

# %% [markdown] lang="zh"
# ### 通往第 03 课
#
# 第 01 课的神经元你已经有了，从今天起，又有了让它们把话说得有轻有重的函数。第 03 课把神经元并排放、前后接，组成层，再组成网络；整整一层、整个批量，只用一次矩阵乘法。XOR 会再次出现，那顶帽子也会。
#
# 做完之后：在自己新建的单元格里运行 `check.all()`，看看 `progress()`，保存，然后提交。

# %% [markdown] shared
# ### References · 参考文献
#
# - [1] D. E. Rumelhart, G. E. Hinton, R. J. Williams, "Learning internal representations by error propagation", *Parallel Distributed Processing*, volume 1, MIT Press, 1986, 318–362.
# - [2] P.-F. Verhulst, "Recherches mathématiques sur la loi d'accroissement de la population", *Nouveaux mémoires de l'Académie royale des sciences et belles-lettres de Bruxelles* 18 (1845), 1–41.
# - [3] J. Berkson, "Application of the logistic function to bio-assay", *Journal of the American Statistical Association* 39 (1944), 357–365.
# - [4] C. M. Bishop, *Pattern Recognition and Machine Learning*, Springer, 2006.
# - [5] I. Goodfellow, Y. Bengio, A. Courville, *Deep Learning*, MIT Press, 2016.
# - [6] Y. LeCun, L. Bottou, G. B. Orr, K.-R. Müller, "Efficient BackProp", *Neural Networks: Tricks of the Trade*, Springer, 1998, 9–50.
# - [7] K. Fukushima, "Visual feature extraction by a multilayered network of analog threshold elements", *IEEE Transactions on Systems Science and Cybernetics* 5 (1969), 322–333.
# - [8] V. Nair, G. E. Hinton, "Rectified linear units improve restricted Boltzmann machines", *Proceedings of the 27th International Conference on Machine Learning* (2010), 807–814.
# - [9] X. Glorot, A. Bordes, Y. Bengio, "Deep sparse rectifier neural networks", *Proceedings of the 14th International Conference on Artificial Intelligence and Statistics* (2011), 315–323.
# - [10] A. L. Maas, A. Y. Hannun, A. Y. Ng, "Rectifier nonlinearities improve neural network acoustic models", *ICML Workshop on Deep Learning for Audio, Speech and Language Processing* (2013).
# - [11] K. He, X. Zhang, S. Ren, J. Sun, "Delving deep into rectifiers: surpassing human-level performance on ImageNet classification", *Proceedings of the IEEE International Conference on Computer Vision* (2015), 1026–1034.
# - [12] Documentation of PyTorch, `torch.nn.LeakyReLU`, and of Keras, `keras.layers.LeakyReLU` and `keras.activations.leaky_relu`.
# - [13] M. Leshno, V. Ya. Lin, A. Pinkus, S. Schocken, "Multilayer feedforward networks with a nonpolynomial activation function can approximate any function", *Neural Networks* 6 (1993), 861–867.
# - [14] J. S. Bridle, "Probabilistic interpretation of feedforward classification network outputs, with relationships to statistical pattern recognition", *Neurocomputing: Algorithms, Architectures and Applications*, Springer, 1990, 227–236.
# - [15] D. Hendrycks, K. Gimpel, "Gaussian error linear units (GELUs)", arXiv:1606.08415 (2016).
