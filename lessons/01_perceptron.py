# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown] lang="en"
# # The perceptron
#
# One neuron: first a picture, then a formula, then a little NumPy code, and finally a machine that learns from its mistakes. In 1958 it made headlines. In 1969 a book proved what it can never do. Today you build the machine, and you write the proof.

# %% [markdown] lang="zh"
# # 感知机
#
# 一个神经元：先是一幅图，再是一个公式，然后写成 NumPy 代码，最后成为一台会从错误中学习的机器。1958 年，它登上了报纸；1969 年，一本书证明了它永远做不到什么。今天，机器由你来造，证明也由你来写。

# %% [markdown] lang="en"
# ## Goals
#
# After this lesson you will be able to
#
# - compute the output of a neuron by hand, and of many samples at once in NumPy;
# - say what the weights and the bias do to the decision boundary;
# - build the gates AND, OR, NAND and NOR from one neuron each, and combine three neurons into a fifth gate;
# - write the perceptron learning rule, watch it at work, and say what it needs to converge;
# - prove what a single neuron can and can't do, and say what the book of 1969 really showed.

# %% [markdown] lang="zh"
# ## 目标
#
# 学完这一课，你能够：
#
# - 手算一个神经元的输出，并用 NumPy 一次算出许多样本的输出；
# - 说清楚权重和偏置各自怎样改变决策边界；
# - 用一个神经元分别搭出 AND、OR、NAND、NOR 门，再把三个神经元组合成第五个门；
# - 写出感知机学习规则，看着它工作，并说出它要满足什么条件才收敛；
# - 证明单个神经元能做什么、不能做什么，并说清 1969 年那本书到底证明了什么。

# %% [markdown] lang="en"
# ## Time
#
# 60 to 90 minutes. A good place for a break is the end of section 6.

# %% [markdown] lang="zh"
# ## 用时
#
# 60 到 90 分钟。第 6 节结束的地方适合歇一歇。

# %% [markdown] lang="en"
# ## What you need
#
# Python functions, NumPy arrays (shape, `@`, comparisons) and the equation of a straight line. No calculus, and nothing about neural networks.

# %% [markdown] lang="zh"
# ## 准备
#
# 会写 Python 函数，会用 NumPy 数组（形状、`@`、比较），记得直线的方程。这一课用不到微积分，也不要求你学过神经网络。

# %% [markdown] lang="en"
# ## How this notebook works
#
# **Language.** Everything is written twice. The switch under the next cell, or the one in the toolbar, shows English, 中文, or both. It changes what you see, never what you wrote. Run the next cell first (click it, then Shift+Enter), and run it again whenever the kernel was restarted: it loads everything that the lesson needs. (`NameError: name 'check' is not defined` tells you that it has not run.) Where a picture is missing after a restart, run its cell again.
#
# **Exercises.** In an answer cell, replace `raise NotImplementedError` by your code and run the cell with Shift+Enter. Then run the cell under it, for example `check("step")`: it tells you what passed, what failed and why, and your points. You may check as often as you like.
#
# **Stuck?** In a new cell (the + button in the toolbar), `hint("step")` gives a first hint; call it again for the next one. After a few honest attempts, `solution("step")` shows the course's answer, to compare with yours. `progress()` shows what is done and what is open, and `check.all()` runs every check of the lesson.
#
# **Save and submit.** Save with Ctrl+S (⌘S on a Mac). Hand in this one file the way your teacher asked; `deeplearn pack 01_perceptron` in a terminal prepares it for uploading. Cells of your own are welcome anywhere. The check cells are locked, and grading uses its own copy of them.

# %% [markdown] lang="zh"
# ## 怎样使用这份笔记本
#
# **语言**。所有内容都有中英两个版本。用下一个单元格下方的开关，或工具栏里的开关，可以只看 English、只看中文，或两种都看。它只改变你看到的文字，不会动你写的代码。先运行下一个单元格（点一下，再按 Shift+Enter）；每次重启内核之后，也要重新运行它：这一课要用的东西都由它载入。（看到 `NameError: name 'check' is not defined`，就说明它还没有运行。）重启之后图不见了，就重新运行图所在的单元格。
#
# **练习**。在作答单元格里，把 `raise NotImplementedError` 换成你的代码，按 Shift+Enter 运行，再运行它下面的单元格，例如 `check("step")`：它会告诉你哪些通过了，哪些没通过、为什么，以及得了几分。想检查多少次都可以。
#
# **卡住了**？新建一个单元格（点工具栏里的 +），运行 `hint("step")`，会得到第一条提示；再运行一次，得到下一条。认真试过几次以后，`solution("step")` 给出参考答案，可以和你的对照。`progress()` 列出哪些做完了、哪些还没做，`check.all()` 把这一课的检查全部运行一遍。
#
# **保存和提交**。按 Ctrl+S（Mac 上是 ⌘S）保存。按老师要求的方式，只交这一个文件；在终端运行 `deeplearn pack 01_perceptron`，可以得到用来上传的文件。你可以在任何位置添加自己的单元格。检查单元格是锁定的，评分时用的是另一份原样的副本。

# %% setup
import matplotlib.pyplot as plt
import numpy as np

from lessonkit import data, demo, language, plots, widgets
from lessonkit.selfstudy import check, committed, hint, progress, solution, use

language.switch()

# %% [markdown] lang="en"
# ## 1. A machine that learns left from right
#
# July 1958, Washington. Reporters stand around an IBM 704, a computer as big as a room. It is fed cards with a mark on the left or on the right, and nobody has told it how to tell them apart. It reads card after card and changes some numbers of its own. After 50 trials it can tell left from right [2]. Its inventor, the psychologist Frank Rosenblatt, had described the idea in a report of 1957 [1] and was about to publish it in a journal [3]. He called it the **perceptron**.
#
# The next morning, readers of the New York Times learned what the Navy, which had paid for the work, hoped for: a machine that would walk, talk, see, write, reproduce itself and be conscious of its existence [2].
#
# What was inside? In front, a layer of wires that never changed. Behind it, the part that learned: a neuron with adjustable weights. You will write every line of it in this lesson. And then you will meet what stopped it: 11 years later two mathematicians showed that some questions, even very small ones, have no answer in such a machine, however long it learns. That crisis is section 9. Keep one question in mind until then: **what could a machine that tells left from right not be able to learn?**

# %% [markdown] lang="zh"
# ## 1. 一台学会分辨左右的机器
#
# 1958 年 7 月，华盛顿。一群记者围着一台 IBM 704，这台计算机有一个房间那么大。人们给它一张张卡片，有的标记在左边，有的在右边，却没有人告诉它怎样区分。它读了一张又一张，一边读，一边改动自己内部的一些数。50 次尝试之后，它能分清左右了 [2]。发明它的是心理学家 Frank Rosenblatt：1957 年他在一份报告里写下了这个想法 [1]，论文也即将在期刊上发表 [3]。他把它叫作**感知机**（perceptron）。
#
# 第二天早上，《纽约时报》的读者得知了出资的美国海军在期待什么：一台将来会走路、说话、看东西、写字、繁殖自己，并且意识到自身存在的机器 [2]。
#
# 机器里面有什么？前面是一层永远不变的连线；后面才是会学习的部分：一个权重可以调节的神经元。这一课里，你会亲手写出它的每一行代码。然后你会遇到让它停下脚步的东西：11 年后，两位数学家证明，有些问题哪怕非常小，这样的机器学多久也答不出来。这场危机在第 9 节。在那之前，先带着一个问题往下读：**一台分得清左右的机器，有什么是它学不会的**？

# %% [markdown] lang="en"
# ## 2. From nerve cell to formula
#
# ![Left: a nerve cell with dendrites, synapses, cell body and axon. Right: a mathematical neuron with two inputs, two weights, a bias, a sum and a step.](pictures/01_neuron.en.png)
#
# *A nerve cell beside its mathematical sketch. Question: which part of the left picture does the adding?*
#
# Signals reach a nerve cell through **synapses**, most of them on its **dendrites**. Some synapses excite the cell, others inhibit it, some strongly, some hardly at all. The **cell body** (soma) gathers all this. If enough has come together, the cell fires, and its **axon** carries the signal on to other cells.
#
# In 1943 McCulloch and Pitts made a first mathematical sketch of this [10]. The form in use today keeps four things and leaves out the rest:
#
# | nerve cell | mathematical neuron | symbol |
# |---|---|---|
# | signals arriving at the dendrites | inputs | $x_1, x_2$ |
# | strength of each synapse | weights, positive or negative | $w_1, w_2$ |
# | gathering in the cell body | weighted sum plus bias: the **pre-activation** | $z$ |
# | firing or not, passed on by the axon | output | $\hat{y}$ |
#
# $$z = w_1 x_1 + w_2 x_2 + b \qquad \hat{y} = \operatorname{step}(z)$$
#
# The **bias** $b$ says how easily the neuron fires: the larger it is, the less the inputs have to add. The **step function** makes a decision: 1 (fires) if $z > 0$, else 0. The neuron of McCulloch and Pitts could not learn: its numbers were fixed by hand. Rosenblatt's idea was to let the machine find them.

# %% [markdown] lang="zh"
# ## 2. 从神经细胞到公式
#
# ![左：一个神经细胞，标出了树突、突触、细胞体和轴突。右：一个数学神经元，有两个输入、两个权重、一个偏置、一个求和与一个阶跃。](pictures/01_neuron.zh.png)
#
# **神经细胞和它的数学草图**。问题：左图里，负责“相加”的是哪一部分？
#
# 信号经过**突触**（synapse）传给神经细胞，突触大多长在**树突**（dendrite）上。有的突触使细胞兴奋，有的使它抑制；有的作用很强，有的几乎没有。**细胞体**（cell body，soma）把这些作用汇集起来。如果积累得够多，细胞就放电一次（神经科学里叫作发放），由**轴突**（axon）把信号传给别的细胞。
#
# 1943 年，McCulloch 和 Pitts 第一次用数学勾画了这个过程 [10]。今天通用的形式只保留四样，其余全部略去：
#
# | 神经细胞 | 数学神经元 | 符号 |
# |---|---|---|
# | 到达树突的信号 | 输入 | $x_1, x_2$ |
# | 每个突触的强弱 | 权重，可正可负 | $w_1, w_2$ |
# | 细胞体的汇集 | 加权和加上偏置，即**净输入**（net input，也叫 pre-activation） | $z$ |
# | 发放与否，由轴突传出 | 输出 | $\hat{y}$ |
#
# $$z = w_1 x_1 + w_2 x_2 + b \qquad \hat{y} = \operatorname{step}(z)$$
#
# **偏置**（bias）$b$ 表示神经元有多容易发放：它越大，需要输入提供的就越少。**阶跃函数**（step function）做决定：$z > 0$ 时输出 1（发放），否则输出 0。McCulloch 和 Pitts 的神经元不会学习，它的权重由人事先定好；Rosenblatt 的想法，是让机器自己去找。

# %% [markdown] lang="en"
# ### By hand, once
#
# Take the weights $w = (1, -1)$ and the bias $b = 0.5$. The first input pulls the neuron up, the second holds it down.
#
# - For $x = (2, 1)$: $z = 1 \cdot 2 + (-1) \cdot 1 + 0.5 = 1.5$, which is above 0, so $\hat{y} = 1$.
# - For $x = (1, 2)$: $z = 1 \cdot 1 + (-1) \cdot 2 + 0.5 = -0.5$, so $\hat{y} = 0$.
#
# The cell below does the same. `w @ x` is the **dot product**, $w_1 x_1 + w_2 x_2$, for as many inputs as you like.

# %% [markdown] lang="zh"
# ### 先手算一次
#
# 取权重 $w = (1, -1)$，偏置 $b = 0.5$。第一个输入把神经元往上推，第二个往下压。
#
# - $x = (2, 1)$ 时，$z = 1 \cdot 2 + (-1) \cdot 1 + 0.5 = 1.5$，大于 0，所以 $\hat{y} = 1$。
# - $x = (1, 2)$ 时，$z = 1 \cdot 1 + (-1) \cdot 2 + 0.5 = -0.5$，所以 $\hat{y} = 0$。
#
# 下面的单元格做同样的计算。`w @ x` 是**点积**（dot product），也就是 $w_1 x_1 + w_2 x_2$，输入再多也是这样写。

# %% demo
w = np.array([1.0, -1.0])
b = 0.5
for x in (np.array([2.0, 1.0]), np.array([1.0, 2.0])):
    z = w @ x + b
    print(f"x = {x}   z = {z}   y_hat = {int(z > 0)}")

# %% [markdown] lang="en"
# ### Common misconception: "the nucleus does the computing"
#
# You may read that all lines run to the *nucleus*, which does the mathematics. In drawings the nucleus sits in the middle, so it looks like the boss. **What is right:** the cell body (soma) gathers the signals. The nucleus holds the DNA and does no adding. And the lines of the drawing don't run into the nucleus: signals cross synapses, onto dendrites and the soma [7].

# %% [markdown] lang="zh"
# ### 常见误解：“负责计算的是细胞核”
#
# 你也许读到过：所有连线都通到**细胞核**，由它完成数学运算。图里的细胞核画在正中间，看起来像是指挥。**正确的说法**：汇集信号的是细胞体（soma）。细胞核保存 DNA，并不做加法。图上的连线也不通到细胞核：信号是经过突触传到树突和细胞体上的 [7]。

# %% [markdown] lang="en"
# ### Common misconception: "a neuron forms a weighted average"
#
# You may read that the neuron computes a *weighted average* of its inputs. It sounds almost the same, and for school grades it really is an average. **What is right:** it is a weighted **sum**. Nothing is divided, the weights may be negative, and they need not add up to 1. In our example they add up to $1 + (-1) = 0$: an average would divide by 0, while the sum is 1.5 without any trouble [8, chapter 6].

# %% [markdown] lang="zh"
# ### 常见误解：“神经元计算的是加权平均”
#
# 你也许读到过：神经元计算输入的**加权平均**。两个词听起来差不多，算学期成绩时用的确实是平均。**正确的说法**：它是**加权和**。不做除法，权重可以是负的，加起来也不必等于 1。上面例子里的权重之和是 $1 + (-1) = 0$：求平均就要除以 0，而求和得到 1.5，毫无问题 [8，第 6 章]。

# %% [markdown] lang="en"
# ## 3. The decision: a step
#
# The step function turns any number into a decision. It has a jump at 0, so we must say what happens exactly there.
#
# **Our convention:** $\operatorname{step}(z) = 1$ if $z > 0$, else 0. **A tie, $z = 0$, is class 0.** Weights that are all 0 therefore predict class 0 everywhere. Other texts decide otherwise: some write `>=`, so that a tie is class 1; some use the labels $-1$ and $+1$ instead of 0 and 1. None of them is wrong, but mixing two of them is, and the tests of this course look at the tie.

# %% [markdown] lang="zh"
# ## 3. 做决定：阶跃
#
# 阶跃函数把任何一个数变成一个决定。它在 0 处有一个跳变，所以必须说好，恰好等于 0 时怎么办。
#
# **本课程的约定**：$z > 0$ 时 $\operatorname{step}(z) = 1$，否则为 0。**净输入恰好是 0 时（$z = 0$），算类别 0**；这种情况叫作临界情形（tie）。所以权重全为 0 时，处处预测类别 0。别的书有别的约定：有的写 `>=`，于是恰好等于 0 时算类别 1；有的用标签 $-1$ 和 $+1$，而不是 0 和 1。哪一种都没有错，混着用才会出错；本课程的测试会专门考察临界情形。

# %% [markdown] lang="en"
# ### Exercise: `step`
#
# **What for.** Every decision of this lesson goes through this function.
#
# **Arguments.** `z`: an array of any shape and numeric dtype, also a 0-d one: a single NumPy number such as `np.float64(0.5)`.
#
# **Returns.** An array of the shape of `z`, dtype `int64`: 1 where `z > 0`, else 0. From a 0-d `z` the result is 0-d. Where `z` is `nan`, the answer is 0, and `-0.0` is a tie like 0.0.
#
# **Example.** `step(np.array([-1.0, 0.0, 2.0]))` gives `array([0, 0, 1])`.

# %% [markdown] lang="zh"
# ### 练习：`step`
#
# **用途**：这一课里的每个决定都要经过这个函数。
#
# **参数**：`z`：任意形状、任何数值 dtype 的数组，也可以是 0-d 的，即单个 NumPy 数，例如 `np.float64(0.5)`。
#
# **返回**：形状与 `z` 相同的数组，dtype 是 `int64`：`z > 0` 的地方是 1，其余是 0。`z` 是 0-d 时，结果也是 0-d。`z` 是 `nan` 的地方结果是 0；`-0.0` 和 0.0 一样，算类别 0。
#
# **例子**：`step(np.array([-1.0, 0.0, 2.0]))` 得到 `array([0, 0, 1])`。


# %% solution="step"
def step(z):
    """Decide by the sign of the pre-activation.

    Parameters
    ----------
    z : ndarray of any shape, 0-d included
        Pre-activations.

    Returns
    -------
    ndarray of the shape of `z`, int64
        1 where ``z > 0``, else 0. A tie (0.0, -0.0) is 0, and so is nan.

    Examples
    --------
    >>> step(np.array([-1.0, 0.0, 2.0]))
    array([0, 0, 1])

    中文说明见上
    """
    ### BEGIN SOLUTION
    return (np.asarray(z) > 0).astype(np.int64)
    ### END SOLUTION


# %% check="step"
check("step")

# %% [markdown] lang="en"
# ### Common misconception: "an output above 0 means that the neuron fires"
#
# The function that turns $z$ into the output is called the **activation function**; the step is the first of several. You may read that a neuron fires when the value behind its activation function is above 0. **What is right:** that fits the step function, and later ReLU. But another well-known activation function, the sigmoid, is above 0 for *every* input, so "above 0" would say nothing there [8, section 6.3]. For the perceptron, look at $z$: it fires where the pre-activation is above 0.

# %% [markdown] lang="zh"
# ### 常见误解：“输出大于 0，就是神经元发放了”
#
# 把 $z$ 变成输出的函数叫作**激活函数**（activation function），阶跃函数是其中的第一个，以后还会遇到别的。你也许读到过：激活函数的值大于 0，就表示神经元发放。**正确的说法**：这对阶跃函数成立，对以后的 ReLU 也成立。但另一个有名的激活函数 sigmoid 对**任何**输入都大于 0，这时“大于 0”什么也说明不了 [8，6.3 节]。对感知机来说，要看的是 $z$：净输入大于 0，它就发放。

# %% [markdown] lang="en"
# ## 4. Many samples at once
#
# One card is a **sample**; each number that describes it is a **feature**. We put $m$ samples with $n$ features into one array `X`, one row (axis 0) per sample. Sample $i$ then has the pre-activation
#
# $$z_i = w_1 x_{i1} + w_2 x_{i2} + \dots + w_n x_{in} + b = \sum_{j=1}^{n} x_{ij} w_j + b$$
#
# That is a loop over samples around a loop over features. The matrix product does both at once: $z = X w + b$, in code `X @ w + b`. The sum runs over the features, so axis 1 of `X` disappears and axis 0 stays.
#
# | name | shape | formula | axis summed |
# |---|---|---|---|
# | `X` | `(m, n)` | one row (axis 0) per sample | |
# | `w` | `(n,)` | one weight per feature | |
# | `b` | `()` | one number for all samples | |
# | `z` | `(m,)` | $X w + b$ | axis 1 of `X`, the features |
# | `y_hat` | `(m,)` | $\operatorname{step}(z)$ | none |
#
# The next cell computes three samples both ways. Do they agree?

# %% [markdown] lang="zh"
# ## 4. 一次算许多样本
#
# 一张卡片是一个**样本**（sample），描述它的每个数是一个**特征**（feature）。把 $m$ 个样本、每个 $n$ 个特征放进一个数组 `X`，每个样本占一行（row，轴 0）。第 $i$ 个样本的净输入是
#
# $$z_i = w_1 x_{i1} + w_2 x_{i2} + \dots + w_n x_{in} + b = \sum_{j=1}^{n} x_{ij} w_j + b$$
#
# 这是两重循环：外层走遍样本，内层走遍特征。矩阵乘法把两重一次做完：$z = X w + b$，代码是 `X @ w + b`。求和是对特征做的，所以 `X` 的轴 1 消失，轴 0 留下。
#
# | 名称 | 形状 | 公式 | 对哪个轴求和 |
# |---|---|---|---|
# | `X` | `(m, n)` | 每个样本占一行（row，轴 0） | |
# | `w` | `(n,)` | 每个特征一个权重 | |
# | `b` | `()` | 一个数，所有样本共用 | |
# | `z` | `(m,)` | $X w + b$ | `X` 的轴 1，即特征 |
# | `y_hat` | `(m,)` | $\operatorname{step}(z)$ | 不求和 |
#
# 下一个单元格用两种方式算三个样本。结果一样吗？

# %% demo
X = np.array([[2.0, 1.0], [1.0, 1.0], [0.0, 1.0]])
w = np.array([1.0, -1.0])
b = 1.0

by_loops = []
for row in X:
    total = b
    for x_j, w_j in zip(row, w, strict=True):
        total += x_j * w_j
    by_loops.append(total)

demo.say("loops     {}", "循环      {}", np.array(by_loops))
demo.say("X @ w + b {}", "X @ w + b {}", X @ w + b)

# %% [markdown] lang="en"
# ### Exercise: `perceptron_predict`
#
# **What for.** The forward pass of one neuron, for all samples at once.
#
# **Arguments.** `X`: array `(m, n)`, one row (axis 0) per sample. `w`: array `(n,)`. `b`: a number.
#
# **Returns.** Array `(m,)`, dtype `int64`, the class 0 or 1 of each sample; a tie is class 0. No Python loop over the samples. For `m = 0` an empty array of shape `(0,)`.
#
# **Errors.** `ValueError` if the number of features in `X` is not the length of `w`. (The product `@` raises it for you.)
#
# **Example.** With `X = [[2, 1], [1, 1], [0, 1]]`, `w = [1, -1]` and `b = 1` as above, $z = (2, 1, 0)$ and the answer is `array([1, 1, 0])`.

# %% [markdown] lang="zh"
# ### 练习：`perceptron_predict`
#
# **用途**：一个神经元的前向传播，一次处理全部样本。
#
# **参数**：`X`：数组 `(m, n)`，每个样本占一行（row，轴 0）。`w`：数组 `(n,)`。`b`：一个数。
#
# **返回**：数组 `(m,)`，dtype 是 `int64`，每个样本的类别 0 或 1；临界情形算类别 0。不要用 Python 循环遍历样本。`m = 0` 时，返回形状为 `(0,)` 的空数组。
#
# **错误**：`X` 的特征数与 `w` 的长度不同时，抛出 `ValueError`。（`@` 会替你抛出。）
#
# **例子**：和上面一样，取 `X = [[2, 1], [1, 1], [0, 1]]`，`w = [1, -1]`，`b = 1`，则 $z = (2, 1, 0)$，结果是 `array([1, 1, 0])`。


# %% solution="perceptron_predict"
def perceptron_predict(X, w, b):
    """Predict the class of every sample.

    Parameters
    ----------
    X : ndarray of shape (m, n)
        One sample per row (axis 0); m may be 0.
    w : ndarray of shape (n,)
        Weights.
    b : float
        Bias.

    Returns
    -------
    ndarray of shape (m,), int64
        1 where ``X @ w + b > 0``, else 0 (a tie is 0).

    Raises
    ------
    ValueError
        If `X` has another number of features than `w`.

    Examples
    --------
    >>> X = np.array([[2.0, 1.0], [1.0, 1.0], [0.0, 1.0]])
    >>> perceptron_predict(X, np.array([1.0, -1.0]), 1.0)
    array([1, 1, 0])

    中文说明见上
    """
    ### BEGIN SOLUTION
    return step(X @ w + b)
    ### END SOLUTION


# %% check="perceptron_predict"
check("perceptron_predict")

# %% [markdown] lang="en"
# ## 5. The boundary
#
# With two features a sample is a point in the plane. The neuron says 1 on one side of the line $w_1 x_1 + w_2 x_2 + b = 0$ and 0 on the other. This line is the **decision boundary**. What moves it?

# %% [markdown] lang="zh"
# ## 5. 决策边界
#
# 特征只有两个时，一个样本就是平面上的一个点。在直线 $w_1 x_1 + w_2 x_2 + b = 0$ 的一侧，神经元说 1；在另一侧，说 0。这条直线就是**决策边界**（decision boundary）。什么会让它移动？

# %% [markdown] lang="en"
# ### Predict, then run: only $b$ changes
#
# Take any neuron with two inputs. We keep $w$ and change only $b$. What does the decision boundary do?
#
# - **a** It rotates.
# - **b** It shifts parallel to itself.
# - **c** It rotates and shifts.
#
# Write your letter, with its quotation marks, into the next cell and run it. You get the point for committing yourself, whatever the letter. A guess that turns out wrong teaches more than no guess.

# %% [markdown] lang="zh"
# ### 先预测，再运行：只改变 $b$
#
# 任取一个有两个输入的神经元，保持 $w$ 不变，只改变 $b$。决策边界会怎样？
#
# - **a** 它会旋转。
# - **b** 它会平行移动。
# - **c** 它会一边旋转一边移动。
#
# 把你选的字母连同引号写进下一个单元格并运行。只要选定就得这一分，选哪个都一样。猜错了，也比不猜学到的多。

# %% predict="L01-P1"
prediction_L01_P1 = "b"

# %% demo
committed("L01-P1")

# %% [markdown] lang="en"
# **The experiment.** Four points, two classes: the data behind the buttons are logic gates, which section 7 explains; here only the line matters. Drag it by its two handles, or move the sliders for $w_1$, $w_2$ and $b$. First move only $b$. Then put $b$ back to 0 and move only $w_1$: through which point does the line always go?

# %% [markdown] lang="zh"
# **实验**。四个点，两个类别：按钮背后的数据是逻辑门，第 7 节再讲，这里只看那条直线。拖动直线上的两个手柄，或者拖动 $w_1$、$w_2$ 和 $b$ 的滑块。先只移动 $b$。再把 $b$ 调回 0，只移动 $w_1$：直线总是经过哪一点？

# %% demo
widgets.boundary(gate="and")

# %% [markdown] lang="en"
# **What it means.** The answer is **b**: changing only $b$ shifts the boundary parallel to itself. Solve its equation for $x_2$ (for $w_2 \neq 0$) and you see why:
#
# $$w_1 x_1 + w_2 x_2 + b = 0 \quad\Longleftrightarrow\quad x_2 = -\frac{w_1}{w_2} x_1 - \frac{b}{w_2}$$
#
# The slope holds only weights, so only the weights rotate the line. The bias stands in the intercept alone. For $w = (1, 2)$ and $b = -2$ the slope is $-0.5$ and the intercept 1; with $b = -4$ the slope is still $-0.5$ and the intercept is 2.
#
# Two more facts to take along. The vector $w$ stands at a right angle to the line and points to the side of class 1. And the line's distance from the origin is $|b| / \lVert w \rVert$: with $b = 0$ it goes through the origin, whatever the weights.
#
# ![Left: three parallel boundaries for three values of the bias. Right: three boundaries through one point for three directions of the weights, each with its arrow w.](pictures/01_half_planes.en.png)
#
# *Left: only the bias changes. Right: only the weights change, and the bias is 0. Question: where would the left line go for a bias of 4?*

# %% [markdown] lang="zh"
# **这说明什么**。答案是 **b**：只改变 $b$，边界平行移动。从它的方程解出 $x_2$（设 $w_2 \neq 0$），就知道为什么：
#
# $$w_1 x_1 + w_2 x_2 + b = 0 \quad\Longleftrightarrow\quad x_2 = -\frac{w_1}{w_2} x_1 - \frac{b}{w_2}$$
#
# 斜率里只有权重，所以只有权重能让直线旋转；偏置只出现在截距里。$w = (1, 2)$，$b = -2$ 时，斜率是 $-0.5$，截距是 1；换成 $b = -4$，斜率仍是 $-0.5$，截距变成 2。
#
# 还有两件事值得记住。向量 $w$ 与这条直线垂直，并且指向类别 1 的一侧。直线到原点的距离是 $|b| / \lVert w \rVert$：$b = 0$ 时，无论权重是多少，它都经过原点。
#
# ![左：三个偏置对应三条平行的边界。右：三个权重方向对应三条经过同一点的边界，各带一个箭头 w。](pictures/01_half_planes.zh.png)
#
# **左：只改变偏置。右：只改变权重，偏置为 0**。问题：偏置为 4 时，左图的直线会在哪里？

# %% [markdown] lang="en"
# **Try it.** Here is a whole neuron: five sliders for weights, bias and one sample, and beside them $z$, the output and the boundary. You can also drag the sample in the plane. Before you touch anything, answer for yourself: with $x = (1, 1)$, can the neuron fire although both weights are negative? Then find out.

# %% [markdown] lang="zh"
# **动手试试**。下面是一个完整的神经元：五个滑块分别调节权重、偏置和一个样本，旁边显示 $z$、输出和边界。样本也可以在平面里直接拖动。动手之前先自己回答：$x = (1, 1)$ 时，如果两个权重都是负的，神经元还能发放吗？然后去验证。

# %% demo
widgets.neuron()

# %% [markdown] lang="en"
# **What it means.** It can, if the bias is large enough: with $w = (-1, -1)$ and $b = 3$ we get $z = 1$. Weights and bias are a tug-of-war, and only the sum counts.

# %% [markdown] lang="zh"
# **这说明什么**。能，只要偏置够大：$w = (-1, -1)$，$b = 3$ 时，$z = 1$。权重和偏置像在拔河，起作用的只是总和。

# %% [markdown] lang="en"
# ### Common misconception: "the bias fixes the minimum of the output"
#
# You may read that the bias sets the smallest value a neuron can put out. It is added at the end, so it looks like a floor. **What is right:** the bias is added to the pre-activation, *before* the step. It shifts $z$, and with it the boundary. The outputs stay 0 and 1 whatever the bias is [8, chapter 6].

# %% [markdown] lang="zh"
# ### 常见误解：“偏置决定输出的最小值”
#
# 你也许读到过：偏置规定了神经元最小能输出多少。它是最后加上去的，看起来像个“底”。**正确的说法**：偏置加在净输入上，在阶跃**之前**。它移动的是 $z$，因而移动了边界。无论偏置是多少，输出仍然只有 0 和 1 [8，第 6 章]。

# %% [markdown] lang="en"
# ### Common misconception: "the weighted sum is linear, the bias is a detail"
#
# You may read that a neuron is a linear function with a step behind it, and see pictures without any bias. **What is right:** $w_1 x_1 + w_2 x_2$ is linear; with the bias it is **affine**, a linear function plus a shift [8, section 5.1.4]. The detail decides: without a bias every boundary goes through the origin. Try it for the AND data above with $b = 0$: one point at least stays wrong. The next section shows how an affine function can be written as a linear one after all.

# %% [markdown] lang="zh"
# ### 常见误解：“加权和是线性的，偏置只是细节”
#
# 你也许读到过：神经元就是一个线性函数，后面接一个阶跃；有的图里干脆不画偏置。**正确的说法**：$w_1 x_1 + w_2 x_2$ 是线性的；加上偏置，就成了**仿射**（affine）函数，也就是线性函数再加一个平移 [8，5.1.4 节]。这个细节很要紧：没有偏置，所有边界都经过原点。在上面的 AND 数据上取 $b = 0$ 试试：至少有一个点总是错的。下一节会看到，仿射函数终究也可以写成线性函数。

# %% [markdown] lang="en"
# ## 6. The bias as one more weight
#
# Give every sample one more input that is always 1. Then the bias is that input's weight, often written $w_0$:
#
# $$z = b + w_1 x_1 + w_2 x_2 = w_0 \cdot 1 + w_1 x_1 + w_2 x_2$$
#
# Here $w_0 = b$.
#
# | name | shape | formula | axis summed |
# |---|---|---|---|
# | `X1` | `(m, n + 1)` | a column (axis 1) of ones, then `X` | |
# | `theta` | `(n + 1,)` | $(b, w_1, \dots, w_n)$ | |
# | `z` | `(m,)` | `X1 @ theta` | axis 1 of `X1` |
#
# Many books use this form, because a proof about $\theta$ then covers weights and bias together; section 10 does so. In code we keep `w` and `b` apart, as PyTorch does.

# %% [markdown] lang="zh"
# ## 6. 把偏置当作一个权重
#
# 给每个样本添一个永远等于 1 的输入，偏置就是这个输入的权重，常写作 $w_0$：
#
# $$z = b + w_1 x_1 + w_2 x_2 = w_0 \cdot 1 + w_1 x_1 + w_2 x_2$$
#
# 这里 $w_0 = b$。
#
# | 名称 | 形状 | 公式 | 对哪个轴求和 |
# |---|---|---|---|
# | `X1` | `(m, n + 1)` | 先放一列（column，轴 1）全是 1 的数，再接 `X` | |
# | `theta` | `(n + 1,)` | $(b, w_1, \dots, w_n)$ | |
# | `z` | `(m,)` | `X1 @ theta` | `X1` 的轴 1 |
#
# 许多书采用这种写法，因为关于 $\theta$ 的一个证明，就同时覆盖了权重和偏置；第 10 节正是这样做的。写代码时，我们仍像 PyTorch 那样把 `w` 和 `b` 分开。

# %% [markdown] lang="en"
# ### Exercise: `add_bias_column`
#
# **What for.** Turns affine into linear: afterwards one vector holds bias and weights.
#
# **Arguments.** `X`: array `(m, n)` of numbers.
#
# **Returns.** A new array `(m, n + 1)`, dtype `float64`: column 0 (axis 1) holds ones, then come the columns of `X`. `X` itself stays as it is. For `m = 0` the result has the shape `(0, n + 1)`.
#
# **Example.** `add_bias_column(np.array([[2, 1], [0, 1]]))` gives `array([[1., 2., 1.], [1., 0., 1.]])`.

# %% [markdown] lang="zh"
# ### 练习：`add_bias_column`
#
# **用途**：把仿射变成线性：之后，一个向量就装下了偏置和权重。
#
# **参数**：`X`：数值数组 `(m, n)`。
#
# **返回**：一个新数组 `(m, n + 1)`，dtype 是 `float64`：第 0 列（column，轴 1）全是 1，后面是 `X` 的各列（column）。`X` 本身保持不变。`m = 0` 时，结果的形状是 `(0, n + 1)`。
#
# **例子**：`add_bias_column(np.array([[2, 1], [0, 1]]))` 得到 `array([[1., 2., 1.], [1., 0., 1.]])`。


# %% solution="add_bias_column"
def add_bias_column(X):
    """Put a column of ones in front of the features.

    Parameters
    ----------
    X : ndarray of shape (m, n)
        One sample per row (axis 0); m may be 0. Not modified.

    Returns
    -------
    ndarray of shape (m, n + 1), float64
        Column 0 (axis 1) holds ones, then come the columns of `X`.

    Examples
    --------
    >>> add_bias_column(np.array([[2, 1], [0, 1]]))
    array([[1., 2., 1.],
           [1., 0., 1.]])

    中文说明见上
    """
    ### BEGIN SOLUTION
    ones = np.ones((X.shape[0], 1))
    return np.concatenate([ones, X], axis=1)
    ### END SOLUTION


# %% check="add_bias_column"
check("add_bias_column")

# %% [markdown] lang="en"
# Do both forms give the same $z$? The cell below compares them, with your function.

# %% [markdown] lang="zh"
# 两种写法得到的 $z$ 一样吗？下面的单元格用你的函数比较它们。

# %% demo
with demo.waits_for("add_bias_column"):
    X = np.array([[2.0, 1.0], [1.0, 1.0], [0.0, 1.0]])
    w, b = np.array([1.0, -1.0]), 1.0
    theta = np.concatenate([[b], w])
    print("X @ w + b  ", X @ w + b)
    print("X1 @ theta ", add_bias_column(X) @ theta)

# %% [markdown] lang="en"
# ### Written question: a faulty diagram
#
# This drawing, or one like it, can be found in several tutorials:
#
# ```
# x1 ---- w0 ----.
#                 \
# x2 ---- w1 ------( sum )----[ step ]---- output
#                 /
# x3 ---- w2 ----'
# ```
#
# The text below it says: "The bias fixes the smallest value of the output."
#
# Correct the drawing (describe it in words or draw it with characters), and say in one or two sentences what the bias really does.

# %% [markdown] lang="zh"
# ### 书面题：一幅画错的图
#
# 好几份教程里都能找到这样或类似的图：
#
# ```
# x1 ---- w0 ----.
#                 \
# x2 ---- w1 ------( sum )----[ step ]---- output
#                 /
# x3 ---- w2 ----'
# ```
#
# 图下的文字说：“偏置决定输出的最小值。”
#
# 把图改正（用文字描述，或用字符画出来），再用一两句话说明偏置真正的作用。

# %% [markdown] lang="en" written="bias_diagram" points=2
# Each input has the weight of its own number: $x_1$ goes with $w_1$, $x_2$ with $w_2$, $x_3$ with $w_3$. The number 0 is kept for the bias: a fourth line leads from a constant input 1, with the weight $w_0 = b$, into the sum, so that $z = b + w_1 x_1 + w_2 x_2 + w_3 x_3$. The bias doesn't touch the smallest output: after the step the outputs are 0 and 1, whatever it is. It shifts $z$, and so it moves the boundary parallel to itself, away from the origin.

# %% [markdown] lang="zh" written="bias_diagram" points=2
# 每个输入配上同号的权重：$x_1$ 配 $w_1$，$x_2$ 配 $w_2$，$x_3$ 配 $w_3$。编号 0 留给偏置：再画第四条线，从恒为 1 的输入出发，以 $w_0 = b$ 为权重接到求和处，于是 $z = b + w_1 x_1 + w_2 x_2 + w_3 x_3$。偏置并不影响输出的最小值：无论它是多少，阶跃之后的输出都是 0 和 1。它移动的是 $z$，因而使边界平行移动，离开原点。

# %% [markdown] lang="en" rubric="bias_diagram"
# - 1 point: every $x_i$ is paired with $w_i$ for $i = 1, 2, 3$, and the bias appears, as $w_0$ on a constant input 1 or as $b$ added to the sum.
# - 1 point: says that the bias shifts the pre-activation, or moves the boundary (parallel, off the origin), and does not call it a minimum of the output.
#
# A right formula for $z$ is as good as a drawing.

# %% [markdown] lang="zh" rubric="bias_diagram"
# - 1 分：$i = 1, 2, 3$ 时，每个 $x_i$ 都与 $w_i$ 配对，并且画出了偏置：写成恒为 1 的输入的权重 $w_0$，或者写成加在和上的 $b$。
# - 1 分：说明偏置移动净输入，或移动边界（平行移动，离开原点），并且没有说它是输出的最小值。
#
# 写出正确的 $z$ 的公式，与画图同样有效。

# %% [markdown] lang="en"
# ## 7. Gates: a neuron designed by hand
#
# A **logic gate** gets two inputs, each 0 or 1, and answers 0 or 1. Its **truth table** has four rows (axis 0), so each gate is a small data set with four samples:
#
# | $x_1$ | $x_2$ | AND | OR | NAND | NOR |
# |---|---|---|---|---|---|
# | 0 | 0 | 0 | 0 | 1 | 1 |
# | 0 | 1 | 0 | 1 | 1 | 0 |
# | 1 | 0 | 0 | 1 | 1 | 0 |
# | 1 | 1 | 1 | 1 | 0 | 0 |
#
# **A worked example that is not in the table:** "$x_1$ and not $x_2$", which is 1 only at the point $(1, 0)$. Each row of its truth table is a condition:
#
# - at $(1, 0)$ we need 1: $w_1 + b > 0$;
# - at $(0, 0)$ we need 0: $b \leq 0$;
# - at $(0, 1)$ we need 0: $w_2 + b \leq 0$;
# - at $(1, 1)$ we need 0: $w_1 + w_2 + b \leq 0$.
#
# So $b$ is 0 or negative, $w_1$ is large enough to overcome it, and $w_2$ is negative enough to hold $w_1$ down. $w = (1, -1)$ and $b = -0.5$ satisfy all four. So do endlessly many others: a line has room to move.
#
# **Challenge.** Below, find a line for AND, then for OR. Then press XOR: exactly one of the two inputs must be 1. The counter shows how many of the 4 points are right, and your best so far. What is the most you can reach on XOR? We come back to your number in section 9.

# %% [markdown] lang="zh"
# ## 7. 逻辑门：亲手设计一个神经元
#
# **逻辑门**（logic gate）有两个输入，各是 0 或 1，输出也是 0 或 1。它的**真值表**（truth table）有四行（row，轴 0），所以每个门就是一个只有四个样本的小数据集：
#
# | $x_1$ | $x_2$ | AND | OR | NAND | NOR |
# |---|---|---|---|---|---|
# | 0 | 0 | 0 | 0 | 1 | 1 |
# | 0 | 1 | 0 | 1 | 1 | 0 |
# | 1 | 0 | 0 | 1 | 1 | 0 |
# | 1 | 1 | 1 | 1 | 0 | 0 |
#
# **举一个表里没有的例子**：“$x_1$ 且非 $x_2$”，只在点 $(1, 0)$ 处为 1。真值表的每一行（row）都是一个条件：
#
# - 在 $(1, 0)$ 处要得到 1：$w_1 + b > 0$；
# - 在 $(0, 0)$ 处要得到 0：$b \leq 0$；
# - 在 $(0, 1)$ 处要得到 0：$w_2 + b \leq 0$；
# - 在 $(1, 1)$ 处要得到 0：$w_1 + w_2 + b \leq 0$。
#
# 所以 $b$ 是 0 或负数，$w_1$ 要大到能胜过它，$w_2$ 要负得足够多，才压得住 $w_1$。$w = (1, -1)$，$b = -0.5$ 满足全部四条。满足的还有无穷多组：直线有活动的余地。
#
# **挑战**。在下面先为 AND 找一条直线，再为 OR 找一条。然后按 XOR：两个输入中恰好有一个是 1 时，才输出 1。计数器显示 4 个点里对了几个，以及你目前的最好成绩。在 XOR 上，你最多能对几个？第 9 节会回到你得到的这个数。

# %% demo
widgets.boundary(gate="or")

# %% [markdown] lang="en"
# ### Exercise: `gate_params`
#
# **What for.** Four neurons designed by hand; section 9 combines them.
#
# **Arguments.** `name`: a string, one of `"and"`, `"or"`, `"nand"`, `"nor"`.
#
# **Returns.** The pair `(w, b)`: `w` an array of shape `(2,)`, `b` a number, such that `perceptron_predict` gives the gate's truth table. Any values that do so are right. Remember that a tie is class 0.
#
# **Errors.** `ValueError` for any other name, `"xor"` included: it gets section 9 to itself.
#
# **Example.** If the gate of the worked example were asked under the name `"x1 and not x2"`, `(np.array([1.0, -1.0]), -0.5)` would be a right answer.

# %% [markdown] lang="zh"
# ### 练习：`gate_params`
#
# **用途**：亲手设计四个神经元，第 9 节会把它们组合起来。
#
# **参数**：`name`：字符串，`"and"`、`"or"`、`"nand"`、`"nor"` 之一。
#
# **返回**：一对值 `(w, b)`：`w` 是形状为 `(2,)` 的数组，`b` 是一个数，使 `perceptron_predict` 给出这个门的真值表。只要做得到，取什么值都算对。别忘了，临界情形算类别 0。
#
# **错误**：名称是别的字符串时，抛出 `ValueError`，`"xor"` 也不例外：它要等到第 9 节专门来讲。
#
# **例子**：假如上面例子里的门也在题目里，名称是 `"x1 and not x2"`，那么 `(np.array([1.0, -1.0]), -0.5)` 就是一个正确答案。


# %% solution="gate_params"
def gate_params(name):
    """Return weights and bias of a neuron that computes a logic gate.

    Parameters
    ----------
    name : str
        ``"and"``, ``"or"``, ``"nand"`` or ``"nor"``.

    Returns
    -------
    w : ndarray of shape (2,)
        Weights.
    b : float
        Bias. ``perceptron_predict(X, w, b)`` is the gate's truth table; a tie is class 0.

    Raises
    ------
    ValueError
        If `name` is anything else (``"xor"`` too: no single neuron computes it).

    中文说明见上
    """
    ### BEGIN SOLUTION
    if name == "and":
        return np.array([1.0, 1.0]), -1.5
    if name == "or":
        return np.array([1.0, 1.0]), -0.5
    if name == "nand":
        return np.array([-1.0, -1.0]), 1.5
    if name == "nor":
        return np.array([-1.0, -1.0]), 0.5
    raise ValueError(f"no single neuron here computes {name!r}; known gates: and, or, nand, nor")
    ### END SOLUTION


# %% check="gate_params"
check("gate_params")

# %% [markdown] lang="en"
# Your own AND, drawn. Question: how far could you push the line before a point changes its class?

# %% [markdown] lang="zh"
# 画出你自己的 AND。问题：把这条直线推多远，才会有一个点改变类别？

# %% demo
with demo.waits_for("gate_params"):
    X, y = data.load("and")
    w, b = gate_params("and")
    display(plots.boundary(X, y, w, b))

# %% [markdown] lang="en"
# ![The four corners of the unit square with the AND labels: three of class 0, one of class 1, and a boundary that cuts off the upper right corner.](pictures/01_boundary.en.png)
#
# *One of many right lines for AND.* The points $(0, 1)$ and $(1, 0)$ limit it on one side, $(1, 1)$ on the other. The best line keeps the same distance from all three; section 10 measures such a gap, with the bias counted as one more weight, and calls it the margin.

# %% [markdown] lang="zh"
# ![单位正方形的四个角和 AND 的标签：三个属于类别 0，一个属于类别 1，边界把右上角切了下来。](pictures/01_boundary.zh.png)
#
# **AND 的正确直线有许多条，这是其中一条**。点 $(0, 1)$ 和 $(1, 0)$ 在一侧限制它，$(1, 1)$ 在另一侧限制它。最好的直线到这三点的距离相等；第 10 节会把偏置也当作一个权重，来度量这样的空隙，并把它叫作间隔。

# %% [markdown] lang="en"
# ## 8. Learning from mistakes
#
# So far you found the numbers. Now the neuron finds them, from examples alone. It looks at one sample $x$ with its label $y$, and predicts $\hat{y}$. There are three cases:
#
# | case | $y - \hat{y}$ | what should happen to $z$ | what we do |
# |---|---|---|---|
# | right | $0$ | nothing | nothing |
# | says 0, should say 1 | $1$ | rise | add a share of $x$ to $w$, and the same share of 1 to $b$ |
# | says 1, should say 0 | $-1$ | fall | subtract it |
#
# One line says all three. This is the **perceptron learning rule**, with the **learning rate** $\eta$ as the size of the share:
#
# $$w \leftarrow w + \eta (y - \hat{y}) x \qquad b \leftarrow b + \eta (y - \hat{y})$$
#
# **Why does adding $x$ make $z$ rise?** Put the new values into $z$, for a sample that should have been 1, and multiply out:
#
# $$z_{\mathrm{new}} = (w + \eta x) \cdot x + (b + \eta) = (w \cdot x + b) + \eta (x \cdot x + 1) = z + \eta (\lVert x \rVert^2 + 1)$$
#
# A squared length is never negative, so $z$ rises by at least $\eta$. For the other mistake everything has the opposite sign. One step may not be enough to make this sample right, and it may make another sample wrong. That is why the rule has to be applied again and again.
#
# **With numbers.** $w = (1, -1)$, $b = 0.2$, $x = (2, 1)$, $y = 0$, $\eta = 0.5$. Then $z = 1.2$, so $\hat{y} = 1$: a mistake. The rule gives $w = (0, -1.5)$ and $b = -0.3$. Now $z = -1.8$. It fell by $0.5 \cdot (5 + 1) = 3$, as the formula says.

# %% [markdown] lang="zh"
# ## 8. 从错误中学习
#
# 到现在为止，这些数都是你找到的。接下来轮到神经元自己找，靠的只有例子。它每次看一个样本 $x$ 和它的标签 $y$，给出预测 $\hat{y}$。情况有三种：
#
# | 情况 | $y - \hat{y}$ | $z$ 应该怎样 | 我们怎么做 |
# |---|---|---|---|
# | 对了 | $0$ | 不变 | 什么也不做 |
# | 说 0，应该说 1 | $1$ | 变大 | 给 $w$ 加上一份 $x$，给 $b$ 加上同样一份 1 |
# | 说 1，应该说 0 | $-1$ | 变小 | 减去这一份 |
#
# 三种情况可以合成一个式子，这就是**感知机学习规则**（perceptron learning rule）；“一份”有多大，由**学习率**（learning rate）$\eta$ 决定：
#
# $$w \leftarrow w + \eta (y - \hat{y}) x \qquad b \leftarrow b + \eta (y - \hat{y})$$
#
# **为什么加上 $x$ 会让 $z$ 变大**？设有一个本该是 1 的样本，把新的值代入 $z$，再展开：
#
# $$z_{\mathrm{new}} = (w + \eta x) \cdot x + (b + \eta) = (w \cdot x + b) + \eta (x \cdot x + 1) = z + \eta (\lVert x \rVert^2 + 1)$$
#
# 长度的平方不会是负数，所以 $z$ 至少增加 $\eta$。对另一种错误，所有符号都反过来。走一步也许还不够让这个样本变对，还可能让别的样本变错，所以这条规则要一遍遍地用。
#
# **代入数字**。$w = (1, -1)$，$b = 0.2$，$x = (2, 1)$，$y = 0$，$\eta = 0.5$。这时 $z = 1.2$，所以 $\hat{y} = 1$：错了。规则给出 $w = (0, -1.5)$ 和 $b = -0.3$。现在 $z = -1.8$，下降了 $0.5 \cdot (5 + 1) = 3$，和公式说的一样。

# %% [markdown] lang="en"
# ### Exercise: `perceptron_update`
#
# **What for.** One step of learning, from one sample.
#
# **Arguments.** `w`: array `(n,)`. `b`: a number. `x`: array `(n,)`, one sample. `y`: its label, 0 or 1. `learning_rate`: a positive number, 1.0 if not given.
#
# **Returns.** The pair `(w_new, b_new)`: an array `(n,)` and a number. If the prediction is right, they have the values of `w` and `b`.
#
# **Purity.** `w` must not change, and `w_new` must be a new array, also when nothing is learned. Beware of `w += …`: it changes the caller's array.
#
# **Errors.** `ValueError` if `w` and `x` differ in length.
#
# **Example.** `perceptron_update(np.array([1.0, -1.0]), 0.2, np.array([2.0, 1.0]), 0, learning_rate=0.5)` gives `w_new = [0, -1.5]` and `b_new = -0.3`, up to rounding.

# %% [markdown] lang="zh"
# ### 练习：`perceptron_update`
#
# **用途**：根据一个样本，学习一步。
#
# **参数**：`w`：数组 `(n,)`。`b`：一个数。`x`：数组 `(n,)`，一个样本。`y`：它的标签，0 或 1。`learning_rate`：一个正数，不给出时为 1.0。
#
# **返回**：一对值 `(w_new, b_new)`：一个数组 `(n,)` 和一个数。如果预测是对的，它们的值与 `w` 和 `b` 相同。
#
# **不改动输入**：不许改变 `w`；`w_new` 必须是新数组，什么也没学到时也一样。当心 `w += …`：它会改掉调用者的数组。
#
# **错误**：`w` 与 `x` 长度不同时，抛出 `ValueError`。
#
# **例子**：`perceptron_update(np.array([1.0, -1.0]), 0.2, np.array([2.0, 1.0]), 0, learning_rate=0.5)` 得到 `w_new = [0, -1.5]` 和 `b_new = -0.3`，允许有舍入误差。


# %% solution="perceptron_update"
def perceptron_update(w, b, x, y, learning_rate=1.0):
    """Learn from one sample by the perceptron rule.

    Parameters
    ----------
    w : ndarray of shape (n,)
        Weights. Not modified.
    b : float
        Bias.
    x : ndarray of shape (n,)
        One sample.
    y : int
        Its label, 0 or 1.
    learning_rate : float
        Size of the step.

    Returns
    -------
    w_new : ndarray of shape (n,), float64
        A new array, equal to `w` where the prediction is right.
    b_new : float
        The new bias.

    Raises
    ------
    ValueError
        If `w` and `x` differ in length.

    中文说明见上
    """
    ### BEGIN SOLUTION
    y_hat = 1 if w @ x + b > 0 else 0
    share = learning_rate * (y - y_hat)
    return w + share * x, b + share
    ### END SOLUTION


# %% check="perceptron_update"
check("perceptron_update")

# %% [markdown] lang="en"
# ### Common misconception: "a perceptron is logistic regression without the sigmoid"
#
# You may read this, or that every single neuron of a network is a perceptron. The drawings do look alike. **What is right:** a model is more than its drawing. The classic perceptron has a **step** as output and learns by the rule above, only from mistakes. Logistic regression has a sigmoid, gives probabilities, and learns by making the cross-entropy smaller, also from samples that are already right [9, sections 4.1.7 and 4.3.2]. A neuron in a modern network has a smooth activation function and learns by gradients. The name "multilayer perceptron" has stayed for historical reasons.
#
# A neighbor of our rule, often confused with it, uses $z$ instead of $\hat{y}$: that is Adaline, of 1960 [11]. On the numbers above it would give $w = (-0.2, -1.6)$ and $b = -0.4$.

# %% [markdown] lang="zh"
# ### 常见误解：“感知机就是去掉 sigmoid 的逻辑回归”
#
# 你也许读到过这句话，或者读到过：网络里的每个神经元都是一个感知机。画出来确实很像。**正确的说法**：模型不只是一幅图。经典的感知机以**阶跃**为输出，用上面的规则学习，只从错误中学。逻辑回归用的是 sigmoid，给出概率，通过减小交叉熵来学习，已经答对的样本也参与 [9，4.1.7 和 4.3.2 节]。现代网络里的神经元用平滑的激活函数，靠梯度学习。“多层感知机”这个名字，是历史留下来的。
#
# 还有一个常被混淆的近亲：把规则里的 $\hat{y}$ 换成 $z$，就成了 1960 年的 Adaline [11]。对上面的数字，它会得到 $w = (-0.2, -1.6)$ 和 $b = -0.4$。

# %% [markdown] lang="en"
# ### Round after round: OR by hand
#
# Start with $w = (0, 0)$ and $b = 0$, take $\eta = 1$, and go through the four samples in order. One pass through all samples is an **epoch**. This table lists only the mistakes:
#
# | epoch | sample | $z$ | $\hat{y}$ | $y$ | new $w$ | new $b$ |
# |---|---|---|---|---|---|---|
# | 1 | $(0, 1)$ | $0$ | $0$ | $1$ | $(0, 1)$ | $1$ |
# | 2 | $(0, 0)$ | $1$ | $1$ | $0$ | $(0, 1)$ | $0$ |
# | 2 | $(1, 0)$ | $0$ | $0$ | $1$ | $(1, 1)$ | $1$ |
# | 3 | $(0, 0)$ | $1$ | $1$ | $0$ | $(1, 1)$ | $0$ |
#
# Epoch 4 passes without a mistake, so nothing can change any more: the rule has **converged**. The mistakes per epoch are 1, 2, 1, 0. They are counted while the weights keep changing, so they may rise before they fall.

# %% [markdown] lang="zh"
# ### 一轮又一轮：手算 OR
#
# 从 $w = (0, 0)$，$b = 0$ 开始，取 $\eta = 1$，依次走过四个样本。把全部样本走一遍，叫作一**轮**（epoch）。下表只列出犯错的地方：
#
# | 轮 | 样本 | $z$ | $\hat{y}$ | $y$ | 新的 $w$ | 新的 $b$ |
# |---|---|---|---|---|---|---|
# | 1 | $(0, 1)$ | $0$ | $0$ | $1$ | $(0, 1)$ | $1$ |
# | 2 | $(0, 0)$ | $1$ | $1$ | $0$ | $(0, 1)$ | $0$ |
# | 2 | $(1, 0)$ | $0$ | $0$ | $1$ | $(1, 1)$ | $1$ |
# | 3 | $(0, 0)$ | $1$ | $1$ | $0$ | $(1, 1)$ | $0$ |
#
# 第 4 轮一个错也没有，于是再也不会有变化：规则**收敛**（converge）了。各轮的错误数是 1、2、1、0。计数的时候权重一直在变，所以它可能先升后降。

# %% [markdown] lang="en"
# ### Exercise: `perceptron_fit`
#
# **What for.** The whole learning machine of 1958, apart from the wires.
#
# **Arguments.** `X`: array `(m, n)`. `y`: array `(m,)` with labels 0 and 1. `learning_rate`: 1.0 if not given. `max_epochs`: the largest number of epochs, 100 if not given.
#
# **How.** Start with weights and bias 0. In every epoch take the samples in the given order; predict each with the current weights, count it if it is wrong, and apply the perceptron learning rule. Stop after the first epoch without a mistake, or after `max_epochs`.
#
# **Returns.** A dictionary with `"w"`: array `(n,)`; `"b"`: a number; `"errors"`: a list with the number of mistakes of each epoch that was run, the final 0 included; `"converged"`: `True` only if an epoch without a mistake was run. With `max_epochs=0` the list is empty and `"converged"` is `False`.
#
# **Errors.** `ValueError` if there is no sample (`m = 0`), or if `X` and `y` differ in the number of samples.
#
# **Example.** On OR: `{"w": [1, 1], "b": 0, "errors": [1, 2, 1, 0], "converged": True}`, as in the table. You may call your own functions of the exercises above.

# %% [markdown] lang="zh"
# ### 练习：`perceptron_fit`
#
# **用途**：除去前面那些固定的连线，这就是 1958 年那台机器的全部学习过程。
#
# **参数**：`X`：数组 `(m, n)`。`y`：数组 `(m,)`，标签为 0 和 1。`learning_rate`：不给出时为 1.0。`max_epochs`：最多训练多少轮，不给出时为 100。
#
# **做法**：权重和偏置从 0 开始。每一轮都按给定的顺序取样本，用当前的权重预测，错了就计数，再用感知机学习规则更新。第一次整轮没有错误时停止，或者在 `max_epochs` 轮之后停止。
#
# **返回**：一个字典，含有 `"w"`：数组 `(n,)`；`"b"`：一个数；`"errors"`：列表，依次是运行过的每一轮的错误数，最后的 0 也包括在内；`"converged"`：只有出现过没有错误的一轮，才是 `True`。`max_epochs=0` 时，列表为空，`"converged"` 是 `False`。
#
# **错误**：没有样本（`m = 0`），或者 `X` 与 `y` 的样本数不同时，抛出 `ValueError`。
#
# **例子**：在 OR 上：`{"w": [1, 1], "b": 0, "errors": [1, 2, 1, 0], "converged": True}`，与上表一致。可以调用你在前面练习里写的函数。


# %% solution="perceptron_fit"
def perceptron_fit(X, y, learning_rate=1.0, max_epochs=100):
    """Train a perceptron, sample by sample, until an epoch passes without a mistake.

    Parameters
    ----------
    X : ndarray of shape (m, n)
        One sample per row (axis 0).
    y : ndarray of shape (m,)
        Labels 0 and 1.
    learning_rate : float
        Size of the step.
    max_epochs : int
        Largest number of epochs.

    Returns
    -------
    dict
        ``"w"``: ndarray of shape (n,); ``"b"``: float; ``"errors"``: list of int, the mistakes made in
        each epoch that was run; ``"converged"``: bool, whether one of them was free of mistakes.

    Raises
    ------
    ValueError
        If m is 0, or `X` and `y` differ in the number of samples.

    中文说明见上
    """
    ### BEGIN SOLUTION
    m, n = X.shape
    if m == 0 or y.shape != (m,):
        raise ValueError(f"X must be (m, n) with m > 0 and y (m,); got {X.shape} and {y.shape}")
    w = np.zeros(n)
    b = 0.0
    errors = []
    converged = False
    while len(errors) < max_epochs and not converged:
        mistakes = 0
        for x, label in zip(X, y, strict=True):
            y_hat = 1 if w @ x + b > 0 else 0
            if y_hat != label:
                mistakes += 1
                w, b = perceptron_update(w, b, x, label, learning_rate)
        errors.append(mistakes)
        converged = mistakes == 0
    return {"w": w, "b": b, "errors": errors, "converged": converged}
    ### END SOLUTION


# %% check="perceptron_fit"
check("perceptron_fit")

# %% [markdown] lang="en"
# ### Use mine / use the reference
#
# The pictures of this lesson run **your** functions. Where one is still missing, the cell asks for it in a sentence, and works as soon as you have written it. From the next lesson on, a line like `step, perceptron_predict = use("step", "perceptron_predict")` fetches functions of earlier lessons: your own last version that passed its check, or else the course's reference, and it says which.
#
# **Watch it learn.** Press the button for the next epoch and follow the line, epoch by epoch. Question: does every epoch bring the line closer to its final place?

# %% [markdown] lang="zh"
# ### 用你的实现，还是参考实现
#
# 这一课的图用的都是**你**写的函数。如果哪个还没写，单元格会用一句话提醒你，写好就能运行。从下一课开始，`step, perceptron_predict = use("step", "perceptron_predict")` 这样的一行代码会取来前面课里的函数：优先用你自己最近一次通过检查的版本，没有就用参考实现，并告诉你用的是哪一个。
#
# **看它学习**。按“下一轮”按钮，一轮一轮地跟着直线走。问题：每一轮都会让直线离最终位置更近吗？

# %% demo
with demo.waits_for("perceptron_fit"):
    display(widgets.training(perceptron_fit, "and", "or", "nand", "nor"))

# %% [markdown] lang="en"
# **The same in numbers.** The next cell trains all four gates. Look at the weights it finds: they are not the ones you chose in `gate_params`, and they needn't be.

# %% [markdown] lang="zh"
# **再看数字**。下一个单元格训练四个门。看看它找到的权重：和你在 `gate_params` 里选的不同，这没有关系。

# %% demo
with demo.waits_for("perceptron_fit"):
    errors = {}
    for name in ("and", "or", "nand", "nor"):
        X, y = data.load(name)
        fit = perceptron_fit(X, y)
        errors[name.upper()] = fit["errors"]
        demo.say(
            "{:5} w = {}   b = {}   errors = {}",
            "{:5} w = {}   b = {}   错误数 = {}",
            *(name, fit["w"], fit["b"], fit["errors"]),
        )
    display(plots.errors_per_epoch(errors))

# %% [markdown] lang="en"
# ![Mistakes per epoch for AND, OR, NAND and NOR: each curve rises at first or stays level and ends at 0 after 4 to 6 epochs.](pictures/01_training.en.png)
#
# *Mistakes per epoch of the four gates.* Question: which gate costs the most mistakes in all? Three things are worth a second look:
#
# - **The tie matters.** For AND the rule ends with $w = (2, 1)$ and $b = -2$. At $(1, 0)$ that gives $z = 0$, a tie, so class 0: right by our convention. With `>=` instead of `>` the rule would go another way.
# - **The learning rate does nothing here.** With $\eta = 0.5$ AND ends with $w = (1, 0.5)$ and $b = -1$: half of everything, the same line, the same mistakes. When all starts at 0, $\eta$ only changes the scale, and the step function can't see a scale. (With a rate such as 0.1, which a computer can't store exactly, rounding may decide a tie and change the count.)
# - **Right is not the same as converged.** Stop AND with `max_epochs=5`: the errors are 1, 3, 3, 2, 1, the weights are already right, but no epoch without a mistake has been run, so `"converged"` is `False`. A machine that has not checked itself doesn't know yet.

# %% [markdown] lang="zh"
# ![AND、OR、NAND、NOR 每轮的错误数：各条曲线先上升或持平，4 到 6 轮后降到 0。](pictures/01_training.zh.png)
#
# **四个门每一轮的错误数**。问题：哪个门犯的错总共最多？有三点值得再看一眼：
#
# - **临界情形很要紧**。在 AND 上，规则最后得到 $w = (2, 1)$ 和 $b = -2$。在 $(1, 0)$ 处 $z = 0$，是临界情形，算类别 0：按我们的约定是对的。如果把 `>` 换成 `>=`，规则就会走上另一条路。
# - **学习率在这里不起作用**。取 $\eta = 0.5$，AND 最后得到 $w = (1, 0.5)$ 和 $b = -1$：所有数都减半，直线不变，错误数也不变。一切从 0 开始时，$\eta$ 只改变尺度，而阶跃函数看不到尺度。（像 0.1 这样的学习率，计算机不能精确存储，临界情形就可能由舍入误差来决定，错误数也会跟着变。）
# - **做对了，不等于收敛了**。让 AND 在 `max_epochs=5` 时停下：错误数是 1、3、3、2、1，权重已经对了，但还没有出现过没有错误的一轮，所以 `"converged"` 是 `False`。没有完整检查过一轮，机器就不知道自己已经全对了。

# %% [markdown] lang="en"
# ## 9. The crisis: XOR
#
# Four gates, four successes. Now the fifth: **XOR**, exclusive or, is 1 when exactly one of its two inputs is 1.

# %% [markdown] lang="zh"
# ## 9. 危机：XOR
#
# 四个门，四次成功。现在轮到第五个：**异或**（exclusive or，XOR），两个输入中恰好有一个是 1 时为 1。

# %% [markdown] lang="en"
# ### Predict, then run: mistakes on XOR
#
# We train a perceptron on the four points of XOR, for 100 epochs. How do the mistakes per epoch develop?
#
# - **a** They fall to 0, as for the other gates; it only takes longer.
# - **b** They settle at 1: the best line gets 3 of the 4 points right.
# - **c** They rise to 4 and stay there.
#
# Before you choose, recall the challenge of section 7, and the number that was your best.

# %% [markdown] lang="zh"
# ### 先预测，再运行：XOR 上的错误数
#
# 在 XOR 的四个点上训练感知机，训练 100 轮。每一轮的错误数会怎样变化？
#
# - **a** 降到 0，和别的门一样，只是慢一些。
# - **b** 停在 1：最好的直线能让 4 个点里对 3 个。
# - **c** 升到 4，然后一直是 4。
#
# 选之前，回想一下第 7 节的挑战，以及你得到的最好成绩。

# %% predict="L01-P2"
prediction_L01_P2 = "c"

# %% demo
committed("L01-P2")

# %% [markdown] lang="en"
# **The experiment.** The same training five times, cut off after 1, 2, 3, 4 and 100 epochs. Watch not only the mistakes, but also the weights.

# %% [markdown] lang="zh"
# **实验**。同样的训练做五次，分别在 1、2、3、4 和 100 轮之后停下。不但要看错误数，还要看权重。

# %% demo
with demo.waits_for("perceptron_fit"):
    X, y = data.load("xor")
    for epochs in (1, 2, 3, 4, 100):
        fit = perceptron_fit(X, y, max_epochs=epochs)
        demo.say(
            "max_epochs = {:3}   w = {}   b = {}   errors = {}",
            "max_epochs = {:3}   w = {}   b = {}   错误数 = {}",
            *(epochs, fit["w"], fit["b"], fit["errors"][:8]),
        )
    display(plots.errors_per_epoch({"XOR": fit["errors"]}))
    display(widgets.training(perceptron_fit, "xor"))

# %% [markdown] lang="en"
# **What it means.** The answer is **c**: 2, 3, 4, 4, 4 and so on, up to the last of the 100 epochs. Look at the weights: after epoch 2 they are $w = (-1, 0)$ and $b = 1$, after epoch 3 the same, after epoch 100 the same. Within an epoch the rule makes four mistakes, walks in a circle, and returns to where it began.
#
# Option b is tempting, because a line with 3 of 4 points right exists; you have dragged one into place. But the rule does not look for the line with the fewest mistakes. It answers each single mistake, and here every repair breaks something else. Two questions must be kept apart: **what can this machine represent, and what does it learn?** Here the first one already has a sad answer.

# %% [markdown] lang="zh"
# **这说明什么**。答案是 **c**：2、3、4、4、4，如此下去，直到 100 轮的最后一轮。看看权重：第 2 轮之后是 $w = (-1, 0)$ 和 $b = 1$，第 3 轮之后还是它，第 100 轮之后仍是它。在一轮之内，规则犯了四次错，绕了一圈，又回到出发的地方。
#
# 选项 b 很诱人，因为 4 个点里对 3 个的直线确实存在，你自己就拖出来过。但这条规则并不寻找错误最少的直线。它只回应眼前的每一次错误，而在这里，每修好一处，就弄坏另一处。有两个问题要分开：**这台机器能表示什么，又能学会什么**？在这里，第一个问题的答案就已经不妙了。

# %% [markdown] lang="en"
# ### Written question: the proof
#
# Points that a straight line can divide by class are called **linearly separable**. Prove that the four points of XOR are not: no $w_1$, $w_2$, $b$ make a perceptron compute XOR.
#
# Hint: each row (axis 0) of the truth table is an inequality. Write down all four, add two of them, add the other two, and compare.

# %% [markdown] lang="zh"
# ### 书面题：证明
#
# 如果一条直线能把样本点按类别分开，就说它们**线性可分**（linearly separable）。证明 XOR 的四个点不是这样：没有任何 $w_1$、$w_2$、$b$ 能让感知机算出 XOR。
#
# 提示：真值表的每一行（row，轴 0）是一个不等式。写出全部四个，两个相加，另两个相加，再比较。

# %% [markdown] lang="en" written="xor_proof" points=4
# Suppose some $w_1$, $w_2$, $b$ compute XOR. The truth table then says, row by row (axis 0):
#
# - $(0, 0)$ is class 0: $b \leq 0$
# - $(1, 1)$ is class 0: $w_1 + w_2 + b \leq 0$
# - $(0, 1)$ is class 1: $w_2 + b > 0$
# - $(1, 0)$ is class 1: $w_1 + b > 0$
#
# Adding the first two gives $w_1 + w_2 + 2b \leq 0$. Adding the last two gives $w_1 + w_2 + 2b > 0$. Both can't hold, so no such $w_1$, $w_2$, $b$ exist. Deciding ties the other way would only exchange $\leq$ with $\lt$ and $\gt$ with $\geq$; the contradiction stays.

# %% [markdown] lang="zh" written="xor_proof" points=4
# 假设有某组 $w_1$、$w_2$、$b$ 能算出 XOR。那么由真值表逐行（row，轴 0）得到：
#
# - $(0, 0)$ 属于类别 0：$b \leq 0$
# - $(1, 1)$ 属于类别 0：$w_1 + w_2 + b \leq 0$
# - $(0, 1)$ 属于类别 1：$w_2 + b > 0$
# - $(1, 0)$ 属于类别 1：$w_1 + b > 0$
#
# 前两式相加，得 $w_1 + w_2 + 2b \leq 0$；后两式相加，得 $w_1 + w_2 + 2b > 0$。两者不能同时成立，所以这样的 $w_1$、$w_2$、$b$ 不存在。如果约定临界情形算类别 1，只是把 $\leq$ 换成 $\lt$，把 $\gt$ 换成 $\geq$，矛盾依旧。

# %% [markdown] lang="en" rubric="xor_proof"
# - 2 points: the four inequalities are right, one for each point, with $\leq$ and $>$ as the tie demands. 1 point if one of them is wrong, or if ties at 0 are ignored.
# - 1 point: adds them two by two so that both sums have the same left side, $w_1 + w_2 + 2b$.
# - 1 point: says that the two sums contradict each other, and that therefore no $w_1$, $w_2$, $b$ exist at all.
#
# Any other complete proof earns 4 points, for example: the two diagonals of the square cross in $(0.5, 0.5)$, and this point would have to lie on both sides. A drawing without a reason, or "I tried many lines", earns at most 1 point.

# %% [markdown] lang="zh" rubric="xor_proof"
# - 2 分：四个不等式都对，每个点一个，并按约定正确使用 $\leq$ 和 $>$。错了一个，或者没有考虑净输入为 0 的临界情形，得 1 分。
# - 1 分：两两相加，使两个和的左边同为 $w_1 + w_2 + 2b$。
# - 1 分：指出两个和互相矛盾，因此 $w_1$、$w_2$、$b$ 根本不存在。
#
# 其他完整的证明同样得 4 分，例如：正方形的两条对角线相交于 $(0.5, 0.5)$，这个点就得同时位于直线的两侧。只画图而不说理由，或者只说“我试了很多条直线”，最多得 1 分。

# %% [markdown] lang="en"
# ### The book of 1969
#
# ![A timeline: 1943 McCulloch and Pitts, 1957 and 1958 Rosenblatt, 1969 Minsky and Papert, 1986 backpropagation.](pictures/01_timeline.en.png)
#
# *From the first mathematical neuron to hidden layers that can be trained.* Question: how many years lie between the proof and the way out that became widely used?
#
# Marvin Minsky and Seymour Papert were impressed by the machine, and suspicious of the promises. In *Perceptrons* [5] they turned the question around: not "does it learn?" but "what could it learn at best?" They studied machines more general than our neuron: a weighted sum of many small questions, each of which looks at a limited number of points of the picture. They proved that such a machine can't tell whether the number of black points is odd (**parity**) unless one question looks at *all* points, and can't tell for pictures of every size whether a figure is **connected**. XOR is the smallest case of parity: two points.
#
# They knew that more layers help: you will build XOR from three neurons in a minute, and Rosenblatt himself had written about several layers [13]. What nobody had was an accepted way to *train* the layers in front. Minsky and Papert added an opinion, marked as such: that the extension to many layers would probably be sterile. The theorems have stood to this day. The opinion has not.
#
# The book was not alone to blame, but money and hope went elsewhere [6]. Rosenblatt died in 1971, on his 43rd birthday, in a boating accident. In 1986 backpropagation made hidden layers trainable in a way that everybody could use [12]. You will write it in lesson 07.

# %% [markdown] lang="zh"
# ### 1969 年的那本书
#
# ![时间线：1943 年 McCulloch 和 Pitts，1957 年和 1958 年 Rosenblatt，1969 年 Minsky 和 Papert，1986 年反向传播。](pictures/01_timeline.zh.png)
#
# **从第一个数学神经元，到可以训练的隐藏层**。问题：从那个证明到后来广泛采用的解决办法，隔了多少年？
#
# Marvin Minsky 和 Seymour Papert 佩服这台机器，却怀疑那些承诺。在《感知机》（*Perceptrons*）[5] 一书里，他们把问题倒过来问：不是“它能学习吗”，而是“它最多能学会什么”。他们研究的机器比我们的神经元更一般：许多小问题的加权和，每个小问题只看图上有限的几个点。他们证明：要判断黑点的个数是不是奇数（**奇偶性**，parity），除非有一个小问题看遍**所有**的点，否则这样的机器做不到；要对任意大小的图判断一个图形是否**连通**（connected），它也做不到。XOR 就是奇偶性最小的情形：两个点。
#
# 他们知道，多几层就有用：过一会儿你就要用三个神经元搭出 XOR，Rosenblatt 自己也写过多层的机器 [13]。当时缺的，是一种公认的、能**训练**前面那些层的办法。Minsky 和 Papert 还加了一个看法，并且注明只是看法：推广到多层，大概不会有什么结果。那些定理，至今仍然成立；那个看法，没有应验。
#
# 责任并不全在这本书，但经费和希望都转向了别处 [6]。1971 年，Rosenblatt 在 43 岁生日那天在一次船只事故中去世。1986 年，反向传播让隐藏层变得可以训练，而且人人能用 [12]。第 07 课里，你会亲手写出它。

# %% [markdown] lang="en"
# ### Common misconception: "their main objection was weak computers"
#
# You may read that Minsky and Papert mainly complained that the computers of their day were too slow. Computers were slow, so it sounds fair. **What is right:** they *proved* what a single layer of limited questions can't compute, parity and connectedness above all; no faster computer changes that [5, chapters 3 and 5; 8, section 1.2.1]. The reverse is also told, that they "proved neural networks useless". They did not: the proofs say nothing about networks with hidden layers.

# %% [markdown] lang="zh"
# ### 常见误解：“他们主要嫌计算机太弱”
#
# 你也许读到过：Minsky 和 Papert 的主要意见是当时的计算机太慢。计算机那时确实慢，所以听起来很合理。**正确的说法**：他们**证明**了，由看得有限的小问题组成的单层机器算不出什么，首先是奇偶性和连通性；计算机再快也改变不了 [5，第 3、5 章；8，1.2.1 节]。还有一种相反的说法，说他们“证明了神经网络没有用”。也不是：关于有隐藏层的网络，那些证明什么也没有说。

# %% [markdown] lang="en"
# ### Exercise: `xor_gate`
#
# **What for.** Three neurons do what one can't. This is the first network of the course.
#
# **The idea.** Ask two questions first, and let a third neuron combine the answers:
#
# | $x_1$ | $x_2$ | $h_1$: OR | $h_2$: NAND | $h_1$ AND $h_2$ |
# |---|---|---|---|---|
# | 0 | 0 | 0 | 1 | 0 |
# | 0 | 1 | 1 | 1 | 1 |
# | 1 | 0 | 1 | 1 | 1 |
# | 1 | 1 | 1 | 0 | 0 |
#
# In the plane of $(h_1, h_2)$ the points $(0, 1)$ and $(1, 0)$ have one class, $(1, 1)$ the other: *there* a line is enough. The first layer has moved the points so that they are linearly separable.
#
# **Arguments.** `X`: array `(m, 2)` of zeros and ones, one row (axis 0) per sample.
#
# **Returns.** Array `(m,)`, dtype `int64`: 1 where exactly one of the two inputs is 1. No Python loop over the samples; `m = 0` gives an empty array.
#
# **Example.** `xor_gate(np.array([[0, 0], [0, 1], [1, 0], [1, 1]]))` gives `array([0, 1, 1, 0])`. Your `gate_params` and `perceptron_predict` are at hand. Other right ways count too, but the one with neurons is the one to understand.

# %% [markdown] lang="zh"
# ### 练习：`xor_gate`
#
# **用途**：用三个神经元，做到单个神经元做不到的事。这是本课程的第一个网络。
#
# **思路**：先问两个问题，再由第三个神经元把答案合起来：
#
# | $x_1$ | $x_2$ | $h_1$：OR | $h_2$：NAND | $h_1$ AND $h_2$ |
# |---|---|---|---|---|
# | 0 | 0 | 0 | 1 | 0 |
# | 0 | 1 | 1 | 1 | 1 |
# | 1 | 0 | 1 | 1 | 1 |
# | 1 | 1 | 1 | 0 | 0 |
#
# 在 $(h_1, h_2)$ 平面上，点 $(0, 1)$ 和 $(1, 0)$ 属于一个类别，$(1, 1)$ 属于另一个：在**那里**，一条直线就够了。第一层把这些点搬了位置，使它们变得线性可分。
#
# **参数**：`X`：由 0 和 1 组成的数组 `(m, 2)`，每个样本占一行（row，轴 0）。
#
# **返回**：数组 `(m,)`，dtype 是 `int64`：两个输入中恰好有一个是 1 的地方为 1。不要用 Python 循环遍历样本；`m = 0` 时得到空数组。
#
# **例子**：`xor_gate(np.array([[0, 0], [0, 1], [1, 0], [1, 1]]))` 得到 `array([0, 1, 1, 0])`。你写的 `gate_params` 和 `perceptron_predict` 可以直接用。别的正确做法也算对，但值得弄懂的是用神经元的这一种。


# %% solution="xor_gate"
def xor_gate(X):
    """Compute XOR with three neurons in two layers.

    Parameters
    ----------
    X : ndarray of shape (m, 2)
        Zeros and ones, one sample per row (axis 0); m may be 0.

    Returns
    -------
    ndarray of shape (m,), int64
        1 where exactly one of the two inputs is 1.

    Examples
    --------
    >>> xor_gate(np.array([[0, 0], [0, 1], [1, 0], [1, 1]]))
    array([0, 1, 1, 0])

    中文说明见上
    """
    ### BEGIN SOLUTION
    h1 = perceptron_predict(X, *gate_params("or"))
    h2 = perceptron_predict(X, *gate_params("nand"))
    return perceptron_predict(np.stack([h1, h2], axis=1), *gate_params("and"))
    ### END SOLUTION


# %% check="xor_gate"
check("xor_gate")

# %% [markdown] lang="en"
# **Look at the regions.** Your network colors every point of the plane by its answer. Question: how many straight pieces does the boundary have, and which neuron drew which?

# %% [markdown] lang="zh"
# **看看分类区域**。你的网络按照答案给平面上的每个点着色。问题：边界由几段直线组成，各是哪个神经元画的？

# %% demo
with demo.waits_for("xor_gate", "gate_params", "perceptron_predict"):
    X, y = data.load("xor")
    display(plots.regions(xor_gate, X, y))

# %% [markdown] lang="en"
# ![The four points of XOR. Left: one line leaves at least one point on the wrong side. Right: a strip between two parallel lines holds the two points of class 1.](pictures/01_xor.en.png)
#
# *One line fails; two lines with a third neuron behind them succeed.* The lower edge of the strip is the OR neuron, the upper edge the NAND neuron. The AND neuron keeps what lies between them. Question: what does your network answer at the center, $(0.5, 0.5)$? Ask it in a cell of your own.

# %% [markdown] lang="zh"
# ![XOR 的四个点。左：一条直线至少让一个点落在错误的一侧。右：两条平行线之间的带状区域装下了类别 1 的两个点。](pictures/01_xor.zh.png)
#
# **一条直线不够；两条直线，后面再加第三个神经元，就够了**。带状区域的下边缘是 OR 神经元，上边缘是 NAND 神经元，AND 神经元保留两者之间的部分。问题：在中心 $(0.5, 0.5)$ 处，你的网络输出什么？在自己新建的单元格里问问它。

# %% [markdown] lang="en"
# ## 10. How many mistakes? The bound
#
# The crisis concerned what *can't* be learned. Where learning is possible, the perceptron keeps a remarkable promise, proved in the early 1960s [4]: **if the data are linearly separable, the rule makes only a limited number of mistakes, in whatever order the samples come.** The proof takes six steps. It needs the form of section 6: $a = (1, x)$ is a sample with its 1, $\theta = (b, w)$ holds bias and weights, and $s = 1$ for class 1, $s = -1$ for class 0. We take $\eta = 1$.
#
# Let $\theta^*$ with $\lVert \theta^* \rVert = 1$ be a vector that separates the data with **margin** $\gamma > 0$, that is, $s \, (\theta^* \cdot a) \geq \gamma$ for every sample, and let $R$ be the length of the longest $a$.
#
# 1. At a mistake the rule sets $\theta_{\mathrm{new}} = \theta + s a$, and a mistake means $s \, (\theta \cdot a) \leq 0$.
# 2. Progress: $\theta^* \cdot \theta_{\mathrm{new}} = \theta^* \cdot \theta + s \, (\theta^* \cdot a) \geq \theta^* \cdot \theta + \gamma$.
# 3. Starting from 0, after $k$ mistakes: $\theta^* \cdot \theta \geq k \gamma$.
# 4. Length: $\lVert \theta_{\mathrm{new}} \rVert^2 = \lVert \theta \rVert^2 + 2 s \, (\theta \cdot a) + \lVert a \rVert^2 \leq \lVert \theta \rVert^2 + R^2$.
# 5. So after $k$ mistakes: $\lVert \theta \rVert^2 \leq k R^2$.
# 6. A projection is never longer than the vector: $k \gamma \leq \theta^* \cdot \theta \leq \lVert \theta \rVert \leq \sqrt{k} \, R$.
#
# $$k \leq \left( \frac{R}{\gamma} \right)^2$$
#
# Neither $m$ nor $n$ stands in this formula. What counts is how wide the gap is. A question before you run the next cell: OR and AND have the same four points. Which has the wider gap, and so the smaller bound?

# %% [markdown] lang="zh"
# ## 10. 会犯多少次错？一个上界
#
# 那场危机说的是**学不会**的东西。而在能学会的地方，感知机有一个了不起的保证，20 世纪 60 年代初得到证明 [4]：**如果数据线性可分，无论样本按什么顺序出现，这条规则犯错的次数都是有限的**。证明只有六步。它要用第 6 节的写法：$a = (1, x)$ 是带上 1 的样本，$\theta = (b, w)$ 装着偏置和权重；类别 1 记 $s = 1$，类别 0 记 $s = -1$。取 $\eta = 1$。
#
# 设 $\theta^*$ 满足 $\lVert \theta^* \rVert = 1$，并以**间隔**（margin）$\gamma > 0$ 把数据分开，也就是对每个样本都有 $s \, (\theta^* \cdot a) \geq \gamma$；再设 $R$ 是最长的 $a$ 的长度。
#
# 1. 犯错时，规则取 $\theta_{\mathrm{new}} = \theta + s a$；而犯错意味着 $s \, (\theta \cdot a) \leq 0$。
# 2. 前进了多少：$\theta^* \cdot \theta_{\mathrm{new}} = \theta^* \cdot \theta + s \, (\theta^* \cdot a) \geq \theta^* \cdot \theta + \gamma$。
# 3. 从 0 出发，犯错 $k$ 次之后：$\theta^* \cdot \theta \geq k \gamma$。
# 4. 变长了多少：$\lVert \theta_{\mathrm{new}} \rVert^2 = \lVert \theta \rVert^2 + 2 s \, (\theta \cdot a) + \lVert a \rVert^2 \leq \lVert \theta \rVert^2 + R^2$。
# 5. 所以犯错 $k$ 次之后：$\lVert \theta \rVert^2 \leq k R^2$。
# 6. 投影不会比向量本身长：$k \gamma \leq \theta^* \cdot \theta \leq \lVert \theta \rVert \leq \sqrt{k} \, R$。
#
# $$k \leq \left( \frac{R}{\gamma} \right)^2$$
#
# 这个公式里既没有 $m$，也没有 $n$，要紧的是空隙有多宽。运行下一个单元格之前先想一想：OR 和 AND 用的是同样的四个点，哪一个的空隙更宽，因而上界更小？


# %% demo
def mistake_bound(X, y, w, b):
    """(R / margin)**2 of data that (w, b) separates; every sample gets a 1 for the bias."""
    signs = np.where(y == 1, 1, -1)
    margin = np.min(signs * (X @ w + b)) / np.sqrt(w @ w + b**2)
    longest = np.max(np.sqrt(np.sum(X**2, axis=1) + 1))
    return (longest / margin) ** 2


with demo.waits_for("perceptron_fit"):
    best_lines = {"and": (np.array([2.0, 2.0]), -3.0), "or": (np.array([2.0, 2.0]), -1.0)}
    for name, (w, b) in best_lines.items():
        X, y = data.load(name)
        mistakes = sum(perceptron_fit(X, y)["errors"])
        demo.say(
            "{:4} mistakes = {:2}   bound = {:.0f}",
            "{:4} 犯错次数 = {:2}   上界 = {:.0f}",
            *(name, mistakes, mistake_bound(X, y, w, b)),
        )

# %% [markdown] lang="en"
# **What it means.** AND: 10 mistakes, and the bound is $3 \cdot 17 = 51$. OR: 4 mistakes, and the bound is 27. ($R^2 = 3$ for both, since the longest sample is $(1, 1, 1)$. For AND the widest margin has $\gamma^2 = 1/17$, for OR $\gamma^2 = 1/9$.) A bound is a promise for the worst order, so reality is usually better.
#
# **Now vary the gap.** We scatter points over a square, label them by the line $x_1 + 2 x_2 + 0.1 \sqrt{5} = 0$, and keep only points farther from it than 0.5, 0.1 or 0.02. For each gap we take 200 points. For the smallest gap we also take 50 and 1000, to see whether the amount of data counts. Question: 20 times as many points, how many times as many mistakes?

# %% [markdown] lang="zh"
# **这说明什么**。AND：犯错 10 次，上界是 $3 \cdot 17 = 51$。OR：犯错 4 次，上界是 27。（两者都有 $R^2 = 3$，因为最长的样本是 $(1, 1, 1)$。间隔最宽时，AND 有 $\gamma^2 = 1/17$，OR 有 $\gamma^2 = 1/9$。）上界是对最坏顺序的保证，实际情况通常更好。
#
# **现在改变空隙**。在正方形里随机撒点，按直线 $x_1 + 2 x_2 + 0.1 \sqrt{5} = 0$ 确定它们的标签，只留下离直线的距离超过 0.5、0.1 或 0.02 的点。每种空隙取 200 个点。空隙最小时，另外再取 50 个和 1000 个，看看数据的多少是否要紧。问题：点数是原来的 20 倍，错误数会是原来的几倍？

# %% demo
with demo.waits_for("perceptron_fit"):
    w, b = np.array([1.0, 2.0]), 0.1 * np.sqrt(5)
    points = np.random.default_rng(0).uniform(-1, 1, (4000, 2))
    distance = np.abs(points @ w + b) / np.sqrt(w @ w)
    mistakes, bounds = [], []
    for gap, m in ((0.5, 200), (0.1, 200), (0.02, 200), (0.02, 50), (0.02, 1000)):
        X = points[distance > gap][:m]
        y = (X @ w + b > 0).astype(np.int64)
        made = sum(perceptron_fit(X, y)["errors"])
        bound = mistake_bound(X, y, w, b)
        demo.say(
            "gap = {:4}   m = {:4}   mistakes = {:2}   bound = {:.0f}",
            "空隙 = {:4}   m = {:4}   犯错次数 = {:2}   上界 = {:.0f}",
            *(gap, m, made, bound),
        )
        if m == 200:
            mistakes.append(made)
            bounds.append(bound)
    display(plots.mistake_bound(mistakes, bounds))

# %% [markdown] lang="en"
# ![Mistakes made and the bound for three gaps, on a logarithmic scale: both grow as the gap gets narrower, and the mistakes stay far below the bound.](pictures/01_mistake_bound.en.png)
#
# *Mistakes and bound for 200 points and three gaps.* With the gaps 0.5, 0.1 and 0.02 the rule makes 2, 4 and 75 mistakes; the bounds, with the margin of the line above, are 12, 272 and 3337. The narrower the gap, the longer it may take. The amount of data hardly counts: with the gap 0.02, 50 points cost 65 mistakes and 1000 points cost 79.

# %% [markdown] lang="zh"
# ![三种空隙下实际的错误数和上界，对数刻度：空隙越窄，两者越大，错误数始终远低于上界。](pictures/01_mistake_bound.zh.png)
#
# **200 个点、三种空隙下的错误数和上界**。空隙为 0.5、0.1、0.02 时，规则犯错 2、4、75 次；按上面那条直线的间隔计算，上界是 12、272、3337。空隙越窄，可能需要的时间就越长。数据的多少几乎不起作用：空隙为 0.02 时，50 个点犯错 65 次，1000 个点犯错 79 次。

# %% [markdown] lang="en"
# ## Recap
#
# 1. A neuron forms a weighted sum plus bias, $z = X w + b$, and decides by a step; a tie is class 0.
# 2. Its boundary is a straight line (a plane or hyperplane for more features): weights rotate it, the bias shifts it.
# 3. The perceptron learning rule changes the weights only at mistakes, by $\eta (y - \hat{y}) x$. On linearly separable data it makes at most $(R / \gamma)^2$ mistakes.
# 4. XOR is not linearly separable. That is a limit of what one neuron can represent; no amount of training helps.
# 5. Three neurons in two layers compute XOR. What was missing in 1969 was a way to train such layers.

# %% [markdown] lang="zh"
# ## 小结
#
# 1. 神经元先求加权和再加偏置，$z = X w + b$，然后用阶跃做决定；临界情形算类别 0。
# 2. 它的边界是一条直线（特征更多时是平面或超平面）：权重使它旋转，偏置使它平移。
# 3. 感知机学习规则只在犯错时改变权重，改变量是 $\eta (y - \hat{y}) x$。在线性可分的数据上，它最多犯错 $(R / \gamma)^2$ 次。
# 4. XOR 不是线性可分的。这是单个神经元表示能力的极限，训练再久也没有用。
# 5. 两层共三个神经元就能算出 XOR。1969 年缺少的，是训练这种多层结构的办法。

# %% [markdown] lang="en"
# ### A map of names
#
# | in this course | in mathematics | in PyTorch |
# |---|---|---|
# | `w`, `b` | $w$, $b$, or $\theta$ with $w_0 = b$ | `layer.weight`, `layer.bias` |
# | `X @ w + b` | $X w + b$ | `torch.nn.Linear(n, 1)` |
# | `step` | Heaviside function $H(z)$, with $H(0) = 0$ | `torch.heaviside(z, torch.zeros(()))` |
# | `learning_rate` | $\eta$ | `lr` of an optimizer |
# | `perceptron_fit` | perceptron algorithm | none ready-made |

# %% [markdown] lang="zh"
# ### 名称对照
#
# | 本课程 | 数学 | PyTorch |
# |---|---|---|
# | `w`、`b` | $w$、$b$，或者 $\theta$，其中 $w_0 = b$ | `layer.weight`、`layer.bias` |
# | `X @ w + b` | $X w + b$ | `torch.nn.Linear(n, 1)` |
# | `step` | 单位阶跃函数 $H(z)$，取 $H(0) = 0$ | `torch.heaviside(z, torch.zeros(()))` |
# | `learning_rate` | $\eta$ | 优化器的 `lr` |
# | `perceptron_fit` | 感知机算法 | 没有现成的 |

# %% [markdown] lang="en"
# ### Test yourself
#
# 1. A neuron has $w = (2, -1)$ and $b = -1$. What does it answer for $x = (1, 1)$?
# 2. All weights and the bias are multiplied by 3. What happens to the boundary?
# 3. A sample with label 0 is predicted as 1, with $\eta = 1$. How do $w$ and $b$ change?
# 4. Somebody's AND perceptron makes 1, 3, 3, 3 mistakes and never stops. Which line of code is probably missing?
# 5. Is "at least 2 of the 3 inputs are 1" linearly separable?
#
# <details>
# <summary>Answers</summary>
#
# 1. $z = 2 - 1 - 1 = 0$, a tie, so class 0.
# 2. Nothing: $3 z > 0$ exactly where $z > 0$.
# 3. $x$ is subtracted from $w$, and 1 from $b$.
# 4. The update of the bias: without it every boundary goes through the origin.
# 5. Yes: $w = (1, 1, 1)$ and $b = -1.5$.
#
# </details>

# %% [markdown] lang="zh"
# ### 自测
#
# 1. 一个神经元的 $w = (2, -1)$，$b = -1$。对 $x = (1, 1)$，它的输出是什么？
# 2. 所有权重和偏置都乘以 3，边界会怎样？
# 3. 一个标签为 0 的样本预测成了 1，$\eta = 1$。$w$ 和 $b$ 怎样变？
# 4. 有人的 AND 感知机犯错 1、3、3、3 次，永远停不下来。多半漏了哪一行代码？
# 5. “3 个输入中至少有 2 个是 1”线性可分吗？
#
# <details>
# <summary>答案</summary>
#
# 1. $z = 2 - 1 - 1 = 0$，临界情形，所以是类别 0。
# 2. 不变：$3 z > 0$ 恰好就是 $z > 0$ 的地方。
# 3. 从 $w$ 中减去 $x$，从 $b$ 中减去 1。
# 4. 更新偏置的那一行代码：没有它，所有边界都经过原点。
# 5. 可分：取 $w = (1, 1, 1)$，$b = -1.5$。
#
# </details>

# %% [markdown] lang="en"
# ### The bridge to lesson 02
#
# We could build XOR by hand because we knew which questions the first layer should ask. To *learn* them, a neuron must be told not only "wrong" but "how wrong, and in which direction". The step function can't say that: it is flat everywhere except for its jump, so a small change of a weight changes nothing at all. Lesson 02 replaces the jump by functions with a slope.
#
# When you are done: run `check.all()` in a cell of your own, look at `progress()`, save, and submit.

# %% [markdown] lang="zh"
# ### 通往第 02 课
#
# 我们能手工搭出 XOR，是因为知道第一层该问哪两个问题。要让机器自己**学会**提问，就不能只告诉神经元“错了”，还要告诉它“错了多少，该往哪边改”。阶跃函数说不出这些：除了那个跳变，它处处是平的，权重变动一点点，结果什么也不变。第 02 课会用有斜率的函数代替这个跳变。
#
# 做完之后：在自己新建的单元格里运行 `check.all()`，看看 `progress()`，保存，然后提交。

# %% [markdown] shared
# ### References · 参考文献
#
# - [1] F. Rosenblatt, *The Perceptron: A Perceiving and Recognizing Automaton (Project PARA)*, Report 85-460-1, Cornell Aeronautical Laboratory, January 1957.
# - [2] "New Navy Device Learns by Doing", *The New York Times*, 8 July 1958.
# - [3] F. Rosenblatt, "The perceptron: a probabilistic model for information storage and organization in the brain", *Psychological Review* 65 (1958), 386–408.
# - [4] A. B. J. Novikoff, "On convergence proofs on perceptrons", *Proceedings of the Symposium on the Mathematical Theory of Automata*, Polytechnic Institute of Brooklyn, 1962, 615–622.
# - [5] M. Minsky, S. Papert, *Perceptrons: An Introduction to Computational Geometry*, MIT Press, 1969.
# - [6] M. Olazaran, "A sociological study of the official history of the perceptrons controversy", *Social Studies of Science* 26 (1996), 611–659.
# - [7] E. R. Kandel et al., *Principles of Neural Science*, McGraw-Hill.
# - [8] I. Goodfellow, Y. Bengio, A. Courville, *Deep Learning*, MIT Press, 2016.
# - [9] C. M. Bishop, *Pattern Recognition and Machine Learning*, Springer, 2006.
# - [10] W. S. McCulloch, W. Pitts, "A logical calculus of the ideas immanent in nervous activity", *Bulletin of Mathematical Biophysics* 5 (1943), 115–133.
# - [11] B. Widrow, M. E. Hoff, "Adaptive switching circuits", *IRE WESCON Convention Record*, part 4 (1960), 96–104.
# - [12] D. E. Rumelhart, G. E. Hinton, R. J. Williams, "Learning representations by back-propagating errors", *Nature* 323 (1986), 533–536.
# - [13] F. Rosenblatt, *Principles of Neurodynamics*, Spartan Books, 1962.
