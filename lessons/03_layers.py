# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown] lang="en"
# # Layers, forward pass, shapes
#
# In lesson 01 three neurons did what one could not. Now we take as many as we like, side by side and one behind the other, and let a sample run through all of them. Two questions decide everything in this lesson: which shape does each array have, and what would be left if the activation functions were missing?

# %% [markdown] lang="zh"
# # 层、前向传播与形状
#
# 第 01 课里，一个神经元做不到的事，三个做到了。现在我们想用多少就用多少，有的并排，有的前后相接，让样本从头到尾走一遍。这一课的一切，都取决于两个问题：每个数组是什么形状？如果没有激活函数，还会剩下什么？

# %% [markdown] lang="en"
# ## Goals
#
# After this lesson you will be able to
#
# - compute a dense layer for a whole batch, name the shape of every array in it, and read formulas in both of the conventions you will meet;
# - run a sample through a network of any depth, and keep what learning will need later;
# - count the parameters of a network;
# - show why a stack of layers without activation functions is only one layer;
# - build a network by hand for XOR, and for any points you like, and say what the universal approximation theorem promises and what it doesn't.

# %% [markdown] lang="zh"
# ## 目标
#
# 学完这一课，你能够：
#
# - 为一整个批量计算一个全连接层，说出其中每个数组的形状，并读懂两种约定下的公式；
# - 让样本走过任意深度的网络，并留下以后学习要用的东西；
# - 数出一个网络有多少参数；
# - 说明为什么没有激活函数时，一叠层其实只是一层；
# - 亲手搭出算异或（XOR）的网络，以及经过任意一些点的网络，并说清通用近似定理保证了什么、没有保证什么。

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
# The neuron of lesson 01, the activation functions of lesson 02, and NumPy arrays: shape, `@`, broadcasting. This lesson needs no calculus.

# %% [markdown] lang="zh"
# ## 准备
#
# 第 01 课的神经元，第 02 课的激活函数，还有 NumPy 数组：形状、`@`、广播。这一课用不到微积分。

# %% [markdown] lang="en"
# ## How this notebook works
#
# As in lesson 01: write your code in an answer cell, run it, then run the check below it. `hint("dense_forward")` helps, `progress()` shows where you are, and the language switch stands under the next cell. Run the next two cells first, and again after every restart of the kernel. The second of them fetches the functions of lessons 01 and 02 that this lesson uses: yours where they passed their check, else the course's, and it says which.

# %% [markdown] lang="zh"
# ## 怎样使用这份笔记本
#
# 和第 01 课一样：在作答单元格里写代码，运行它，再运行下面的检查。`hint("dense_forward")` 给出提示，`progress()` 显示进度，语言开关在下一个单元格下方。先运行下面两个单元格；每次重启内核之后，也要重新运行。其中第二个单元格取来这一课要用到的第 01、02 课的函数：你写的已经通过检查，就用你的；否则用课程的，并告诉你用的是哪一个。

# %% setup
import matplotlib.pyplot as plt
import numpy as np

from lessonkit import data, demo, language, plots, widgets
from lessonkit.selfstudy import check, committed, hint, progress, solution, use

language.switch()

# %% setup
step, sigmoid, relu, leaky_relu, softmax = use("step", "sigmoid", "relu", "leaky_relu", "softmax")

# %% [markdown] lang="en"
# ## 1. From neurons to layers
#
# ![A network with two inputs at the left and layers of four, six, six, four units and one unit, each connected with everything in the layer before.](pictures/03_network.en.png)
#
# *A fully connected network, called 2-4-6-6-4-1 after its sizes. Question: how many lines leave one of the two inputs, and where do they end?*
#
# Neurons that look at the same inputs form a **layer**, and each of them is called a **unit**. The units don't talk to each other. What they say, all of it, is the input of the next layer. If every unit is connected with everything in front of it, the layer is **fully connected**, in code a **dense layer**. If information only runs forward, as here, the network is a **feedforward neural network**, or with its historic name a **multilayer perceptron** (MLP).
#
# The squares at the left are the **input layer**. They compute nothing, they hold the sample. The last layer is the **output layer**. Everything in between is called **hidden layer**, because neither the data nor the answer show its values.

# %% [markdown] lang="zh"
# ## 1. 从神经元到层
#
# ![一个网络：左边两个输入，然后是四个、六个、六个、四个单元的层，最后一个单元，每个单元都与前一层的全部单元相连。](pictures/03_network.zh.png)
#
# **一个全连接网络，按各层的大小叫作 2-4-6-6-4-1**。问题：从一个输入出发的有几条线，它们通到哪里？
#
# 看同样输入的一排神经元，组成一**层**（layer），其中每一个叫作一个**单元**（unit）。同一层的单元互不交谈；它们说出的全部结果，就是下一层的输入。如果每个单元都与前面的全部单元相连，这一层就是**全连接**的（fully connected），代码里常把这样的层叫作全连接层（dense layer）。如果信息只往前走，像这里一样，这个网络就是**前馈神经网络**（feedforward neural network），沿用历史上的名称，也叫**多层感知机**（multilayer perceptron，MLP）。
#
# 左边的方块是**输入层**（input layer），它们不做计算，只放着样本。最后一层是**输出层**（output layer）。中间的都叫**隐藏层**（hidden layer），因为无论在数据里还是在答案里，都看不到它们的值。

# %% [markdown] lang="en"
# ### Predict, then run: what does layer 3 see?
#
# Take the network 2-4-6-6-4-1 of the picture. Layer 1 has 4 units, layers 2 and 3 have 6 each. How many inputs has each unit of layer 3?
#
# - **a** 4
# - **b** 6
# - **c** 12, since $2 + 4 + 6 = 12$
#
# Write your letter, with its quotation marks, into the next cell and run it.

# %% [markdown] lang="zh"
# ### 先预测，再运行：第 3 层看到什么？
#
# 看图中的网络 2-4-6-6-4-1。第 1 层有 4 个单元，第 2 层和第 3 层各有 6 个。第 3 层的每个单元有几个输入？
#
# - **a** 4
# - **b** 6
# - **c** 12，因为 $2 + 4 + 6 = 12$
#
# 把你选的字母连同引号写进下一个单元格并运行。

# %% predict="L03-P1"
prediction_L03_P1 = "b"

# %% demo
committed("L03-P1")

# %% [markdown] lang="en"
# **The experiment.** Below is the same network, and you can rebuild it. Click on layer 3, or move there with the arrow keys: its lines light up. Then give layer 1 two more units. Which layers notice?

# %% [markdown] lang="zh"
# **实验**。下面是同一个网络，而且可以改建。点击第 3 层，或用方向键移到那里：它的连线会亮起来。然后给第 1 层加两个单元。哪些层会察觉到？

# %% demo
widgets.network([2, 4, 6, 6, 4, 1])

# %% [markdown] lang="en"
# **What it means.** The answer is **b**. A unit of layer 3 sees the 6 outputs of layer 2 and nothing else. If layer 1 grows, layer 1 itself and layer 2 change their shapes, and layer 3 notices nothing: what it sees of layer 1 has passed through layer 2.

# %% [markdown] lang="zh"
# **这说明什么**。答案是 **b**。第 3 层的单元看到的是第 2 层的 6 个输出，别的都看不到。第 1 层变大时，第 1 层自己和第 2 层的形状会变，第 3 层毫无察觉：它所看到的第 1 层，都已经过第 2 层。

# %% [markdown] lang="en"
# ### Common misconception: "a layer sees all previous layers"
#
# You may read that the input of a layer is the output of *all previous layers*. The drawing suggests it: everything at the left seems to flow in. **What is right:** in a multilayer perceptron the input is all outputs of *the* previous layer. Networks in which each layer does see all earlier ones exist, and have a name of their own, DenseNet [1]. It came much later, and in it the later a layer stands, the more inputs it has.

# %% [markdown] lang="zh"
# ### 常见误解：“一层能看到前面所有的层”
#
# 你也许读到过：一层的输入是**前面所有层**的输出。看图很容易这样想：左边的一切好像都流了进来。**正确的说法**：在多层感知机里，输入是**前一层**的全部输出。每一层都能看到前面所有层的网络也有，另有名称，叫 DenseNet [1]。它出现得晚得多，而且越靠后的层，输入越多。

# %% [markdown] lang="en"
# ### Common misconception: "all calculation happens in the hidden layers"
#
# You may read this, or that the network above has six layers, or four. **What is right:** the output layer computes too, with weights, biases and an activation function; input nodes compute nothing. So we count the layers that have weights: 2-4-6-6-4-1 has five, four hidden ones and the output layer [2, section 5.1].

# %% [markdown] lang="zh"
# ### 常见误解：“计算都在隐藏层里进行”
#
# 你也许读到过这句话，或者读到过上面的网络有六层，或者四层。**正确的说法**：输出层也做计算，有权重、偏置和激活函数；输入节点不做计算。所以我们数有权重的层：2-4-6-6-4-1 有五层，四个隐藏层和一个输出层 [2，5.1 节]。

# %% [markdown] lang="en"
# ## 2. One unit, once more
#
# A unit does what the neuron of lesson 01 did, with any activation function $f$ instead of the step:
#
# $$z = w \cdot x + b \qquad a = f(z)$$
#
# The number $z$ is the pre-activation, and $a$ is the **activation**: what the unit tells the next layer. By hand, for $x = (4, 5)$, $w = (0.5, -0.6)$ and $b = 2$: $z = 2 - 3 + 2 = 1$. The step and ReLU both say 1, and the sigmoid says 0.731059.
#
# Two slips are so common that it pays to look at them once. The average of the two products instead of their sum gives $z = 1.5$, and ReLU says 1.5. The bias *after* the activation gives $\max(-1, 0) + 2 = 2$. Question before you go on: which of the two slips could you see in the outputs of a sigmoid at a glance?

# %% [markdown] lang="zh"
# ## 2. 再看一个单元
#
# 一个单元做的事，和第 01 课的神经元一样，只是阶跃换成了任意一个激活函数 $f$：
#
# $$z = w \cdot x + b \qquad a = f(z)$$
#
# $z$ 是净输入，$a$ 是**激活值**（activation），也就是这个单元告诉下一层的数。手算一次：$x = (4, 5)$，$w = (0.5, -0.6)$，$b = 2$ 时，$z = 2 - 3 + 2 = 1$。阶跃和 ReLU 都得 1，sigmoid 得 0.731059。
#
# 有两个错误太常见，值得先看一眼。如果把两个乘积求平均而不是求和，就得到 $z = 1.5$，ReLU 得 1.5。如果把偏置加在激活**之后**，就得到 $\max(-1, 0) + 2 = 2$。往下读之前先想一想：这两个错误，哪一个从 sigmoid 的输出一眼就能看出来？

# %% [markdown] lang="en"
# ### Exercise: `neuron_output`
#
# **What for.** One unit with any of the activation functions; you will use it to check layers entry by entry.
#
# **Arguments.** `x`: array `(n,)`, one sample. `w`: array `(n,)`. `b`: a number. `activation`: a string, one of `"linear"` (then $a = z$), `"step"`, `"relu"`, `"sigmoid"`, `"tanh"`.
#
# **Returns.** A number, type `float`. The step of exactly 0 is 0, as in lesson 01, and no $z$ is too large: for $z = 800$ the sigmoid gives 1.0 and for $z = -800$ it gives 0.0. Your `step`, `relu` and `sigmoid` are at hand, and `np.tanh` too.
#
# **Errors.** `ValueError` for any other name, and if `x` and `w` differ in length.
#
# **Example.** `neuron_output(np.array([4.0, 5.0]), np.array([0.5, -0.6]), 2.0, "relu")` gives `1.0`, up to rounding.

# %% [markdown] lang="zh"
# ### 练习：`neuron_output`
#
# **用途**：带任意一种激活函数的一个单元；以后可以用它逐个元素地核对一层。
#
# **参数**：`x`：数组 `(n,)`，一个样本。`w`：数组 `(n,)`。`b`：一个数。`activation`：字符串，`"linear"`（这时 $a = z$）、`"step"`、`"relu"`、`"sigmoid"`、`"tanh"` 之一。
#
# **返回**：一个数，类型是 `float`。和第 01 课一样，恰好为 0 时阶跃得 0；$z$ 再大也不能出错：$z = 800$ 时 sigmoid 得 1.0，$z = -800$ 时得 0.0。你写的 `step`、`relu` 和 `sigmoid` 可以直接用，`np.tanh` 也可以。
#
# **错误**：名称是别的字符串，或者 `x` 与 `w` 长度不同时，抛出 `ValueError`。
#
# **例子**：`neuron_output(np.array([4.0, 5.0]), np.array([0.5, -0.6]), 2.0, "relu")` 得到 `1.0`，允许有舍入误差。


# %% solution="neuron_output"
def neuron_output(x, w, b, activation):
    """Compute what one unit says to one sample.

    Parameters
    ----------
    x : ndarray of shape (n,)
        One sample.
    w : ndarray of shape (n,)
        Weights.
    b : float
        Bias.
    activation : str
        ``"linear"``, ``"step"``, ``"relu"``, ``"sigmoid"`` or ``"tanh"``.

    Returns
    -------
    float
        The activation; a step of exactly 0 is 0.

    Raises
    ------
    ValueError
        If there is no activation of this name, or `x` and `w` differ in length.

    中文说明见上
    """
    ### BEGIN SOLUTION
    z = w @ x + b
    if activation == "linear":
        return float(z)
    if activation == "step":
        return float(step(z))
    if activation == "relu":
        return float(relu(z))
    if activation == "sigmoid":
        return float(sigmoid(z))
    if activation == "tanh":
        return float(np.tanh(z))
    raise ValueError(f"a unit has no activation {activation!r}")
    ### END SOLUTION


# %% check="neuron_output"
check("neuron_output")

# %% [markdown] lang="en"
# **The two slips.** The second shows at a glance: a sigmoid never goes above 1, and with the bias outside it would say $0.268941 + 2 = 2.268941$. The first hides: with the average the sigmoid says 0.817574, and that looks as good as 0.731059. Only a number worked out by hand gives it away.

# %% [markdown] lang="zh"
# **那两个错误**。第二个一眼就能看出来：sigmoid 永远不会超过 1，而偏置放在外面，就会得到 $0.268941 + 2 = 2.268941$。第一个却藏得住：求平均时，sigmoid 得 0.817574，看上去和 0.731059 一样像样。只有亲手算一个数，才能让它露馅。

# %% [markdown] lang="en"
# ## 3. A layer: many units, many samples
#
# Now 4 inputs and 3 units. Each unit has 4 weights of its own and 1 bias of its own:
#
# $$z_1 = x_1 w_{11} + x_2 w_{21} + x_3 w_{31} + x_4 w_{41} + b_1$$
#
# $$z_2 = x_1 w_{12} + x_2 w_{22} + x_3 w_{32} + x_4 w_{42} + b_2$$
#
# $$z_3 = x_1 w_{13} + x_2 w_{23} + x_3 w_{33} + x_4 w_{43} + b_3$$
#
# In $w_{jk}$ the first number says where the line comes from, the second to which unit it goes. Written as a table, the weights of unit $k$ stand below each other: **each unit owns one column (axis 1) of the weight matrix** $W$.
#
# ![Left: four inputs and three units, the lines of each unit in its own color. Right: the arrays X, W, b and Z, the columns of W, b and Z in the same colors.](pictures/03_units.en.png)
#
# *A layer of three units, as a drawing and as arrays. Question: which color belongs to the line from $x_4$ to the second unit, and where in $W$ does its weight stand?*
#
# For $m$ samples, one row (axis 0) each, entry by entry:
#
# $$z_{ik} = \sum_{j=1}^{n} x_{ij} w_{jk} + b_k$$
#
# with $n$ inputs. Three loops: over the samples $i$, over the units $k$, and over the inputs $j$ for the sum. The matrix product does all three:
#
# $$Z = X W + b$$
#
# | name | shape | formula | axis summed |
# |---|---|---|---|
# | `X` | `(m, n_in)` | one sample a row (axis 0) | |
# | `W` | `(n_in, n_out)` | one unit a column (axis 1) | |
# | `b` | `(n_out,)` | one number a unit, the same for all samples | |
# | `Z` | `(m, n_out)` | $X W + b$ | axis 1 of `X` with axis 0 of `W` |
#
# The `b` of shape `(n_out,)` is added to every row (axis 0) of the product: **broadcasting** does that.

# %% [markdown] lang="zh"
# ## 3. 一层：许多单元，许多样本
#
# 现在有 4 个输入、3 个单元。每个单元有自己的 4 个权重和自己的 1 个偏置：
#
# $$z_1 = x_1 w_{11} + x_2 w_{21} + x_3 w_{31} + x_4 w_{41} + b_1$$
#
# $$z_2 = x_1 w_{12} + x_2 w_{22} + x_3 w_{32} + x_4 w_{42} + b_2$$
#
# $$z_3 = x_1 w_{13} + x_2 w_{23} + x_3 w_{33} + x_4 w_{43} + b_3$$
#
# $w_{jk}$ 里，第一个数说明这条线从哪里来，第二个数说明它到哪个单元去。写成表格，单元 $k$ 的权重就上下排成一串：**每个单元拥有权重矩阵 $W$ 的一列**（column，轴 1）。
#
# ![左：四个输入和三个单元，每个单元的连线各用一种颜色。右：数组 X、W、b 和 Z，其中 W、b、Z 的各列（column）用同样的颜色。](pictures/03_units.zh.png)
#
# **三个单元的一层，画成图，再写成数组**。问题：从 $x_4$ 到第二个单元的线是什么颜色，它的权重在 $W$ 的什么位置？
#
# 有 $m$ 个样本时，每个样本占一行（row，轴 0），逐个元素写出来：
#
# $$z_{ik} = \sum_{j=1}^{n} x_{ij} w_{jk} + b_k$$
#
# 其中 $n$ 是输入的个数。这是三重循环：走遍样本 $i$，走遍单元 $k$，再为求和走遍输入 $j$。矩阵乘法把三重一次做完：
#
# $$Z = X W + b$$
#
# | 名称 | 形状 | 公式 | 对哪个轴求和 |
# |---|---|---|---|
# | `X` | `(m, n_in)` | 每个样本占一行（row，轴 0） | |
# | `W` | `(n_in, n_out)` | 每个单元占一列（column，轴 1） | |
# | `b` | `(n_out,)` | 每个单元一个数，所有样本共用 | |
# | `Z` | `(m, n_out)` | $X W + b$ | `X` 的轴 1，配 `W` 的轴 0 |
#
# 形状为 `(n_out,)` 的 `b` 会加到乘积的每一行（row，轴 0）上：这是**广播**（broadcasting）做的。

# %% [markdown] lang="en"
# **Light it up.** Below are the arrays of a layer. The orange cells belong to one unit, the blue ones to one sample. Question: which single cell is both, and which cells of the other arrays does it depend on? Move on to the next unit, then to the next sample, and watch which arrays keep still. (The button for the other convention has its turn in section 4.)

# %% [markdown] lang="zh"
# **点亮它**。下面是一层的各个数组。橙色的格子属于一个单元，蓝色的格子属于一个样本。问题：哪一格既是橙色又是蓝色，它由别的数组里的哪些格子决定？换到下一个单元，再换到下一个样本，看看哪些数组不动。（切换约定的那个按钮，到第 4 节再用。）

# %% demo
widgets.layer(m=5, n_in=4, n_out=3)

# %% [markdown] lang="en"
# **What it means.** The cell of $Z$ that is both belongs to one sample and one unit. It needs the sample's whole row (axis 0) of $X$, the unit's whole column (axis 1) of $W$, and one number of $b$. Changing the unit leaves the blue in $X$ where it is; changing the sample leaves $W$ and $b$ alone: **all samples share the weights.** So the number of samples never changes the size of the layer.

# %% [markdown] lang="zh"
# **这说明什么**。$Z$ 里既橙又蓝的那一格，属于一个样本和一个单元。它需要这个样本在 $X$ 里的整整一行（row，轴 0）、这个单元在 $W$ 里的整整一列（column，轴 1），还有 $b$ 里的一个数。换单元，$X$ 里的蓝色不动；换样本，$W$ 和 $b$ 都不动：**所有样本共用同样的权重**。所以样本再多，层也不会变大。

# %% [markdown] lang="en"
# ### Predict, then run: a bias of the wrong shape
#
# `X` has the shape `(5, 2)`, `W` has `(2, 3)`. Somebody keeps the three biases as a column, `b` of shape `(3, 1)`. What is `X @ W + b`?
#
# - **a** An array of shape `(5, 3)`, as it should be.
# - **b** An array of shape `(3, 3)`.
# - **c** An error.

# %% [markdown] lang="zh"
# ### 先预测，再运行：形状不对的偏置
#
# `X` 的形状是 `(5, 2)`，`W` 是 `(2, 3)`。有人把三个偏置存成一列（column），`b` 的形状是 `(3, 1)`。`X @ W + b` 会得到什么？
#
# - **a** 形状为 `(5, 3)` 的数组，正是想要的。
# - **b** 形状为 `(3, 3)` 的数组。
# - **c** 一个错误。

# %% predict="L03-P2"
prediction_L03_P2 = "c"

# %% demo
committed("L03-P2")

# %% [markdown] lang="en"
# **The experiment.** We try it twice: with 5 samples, and then with 3. All weights are 0, so that only the bias shows.

# %% [markdown] lang="zh"
# **实验**。试两次：先用 5 个样本，再用 3 个。权重全取 0，这样只看得到偏置。

# %% demo
W = np.zeros((2, 3))
b_column = np.array([[10.0], [20.0], [30.0]])
for m in (5, 3):
    X = np.ones((m, 2))
    try:
        Z = X @ W + b_column
        demo.say("m = {}: shape {}\n{}", "m = {}：形状 {}\n{}", m, Z.shape, Z)
    except ValueError as error:
        demo.say("m = {}: ValueError: {}", "m = {}：ValueError: {}", m, error)

# %% [markdown] lang="en"
# **What it means.** The answer is **c**: `(5, 3)` and `(3, 1)` can't be broadcast, so there is an error. That is the friendly case. With 3 samples the shapes fit by accident: the result has the right shape, `(3, 3)`, and is wrong. Sample 1 gets 10 for all its units, sample 2 gets 20, sample 3 gets 30, while each *unit* should have its own number. No error, no warning, and a network that learns badly. That is why the function you write now looks at the shape of `b` itself.

# %% [markdown] lang="zh"
# **这说明什么**。答案是 **c**：`(5, 3)` 和 `(3, 1)` 无法广播，于是报错。这还算是好的情形。有 3 个样本时，形状碰巧对得上：结果的形状是 `(3, 3)`，看起来没错，内容却是错的。第 1 个样本的所有单元都得 10，第 2 个得 20，第 3 个得 30，而本该是每个**单元**各有一个数。没有错误，没有警告，只有一个学不好的网络。所以你接下来要写的函数，要自己检查 `b` 的形状。

# %% [markdown] lang="en"
# ### Exercise: `dense_forward`
#
# **What for.** The workhorse of every network: one layer's pre-activations, for all samples at once.
#
# **Arguments.** `X`: array `(m, n_in)`. `W`: array `(n_in, n_out)`. `b`: array `(n_out,)`.
#
# **Returns.** A new array `(m, n_out)`. No Python loop over the samples. If all three are `float32`, so is the result. For `m = 0` the result has the shape `(0, n_out)`.
#
# **Errors.** `ValueError` if `X` and `W` don't fit, and if `b` is anything but `(n_out,)`: `(n_out, 1)` and `(1, n_out)` are refused too, and so is `(1,)` for several units.
#
# **Example.** With `X = [[1, 2], [0, 3]]`, `W = [[1, 2], [3, 4]]` and `b = [10, 20]` the result is `[[17, 30], [19, 32]]`.

# %% [markdown] lang="zh"
# ### 练习：`dense_forward`
#
# **用途**：所有网络的主力：一层的净输入，一次算完全部样本。
#
# **参数**：`X`：数组 `(m, n_in)`。`W`：数组 `(n_in, n_out)`。`b`：数组 `(n_out,)`。
#
# **返回**：一个新数组 `(m, n_out)`。不要用 Python 循环遍历样本。三者都是 `float32` 时，结果也是。`m = 0` 时，结果的形状是 `(0, n_out)`。
#
# **错误**：`X` 与 `W` 的形状不匹配，或者 `b` 的形状不是 `(n_out,)` 时，抛出 `ValueError`：`(n_out, 1)` 和 `(1, n_out)` 也不接受，有多个单元时 `(1,)` 也不行。
#
# **例子**：`X = [[1, 2], [0, 3]]`，`W = [[1, 2], [3, 4]]`，`b = [10, 20]` 时，结果是 `[[17, 30], [19, 32]]`。


# %% solution="dense_forward"
def dense_forward(X, W, b):
    """Compute the pre-activations of a dense layer.

    Parameters
    ----------
    X : ndarray of shape (m, n_in)
        One sample per row (axis 0); m may be 0.
    W : ndarray of shape (n_in, n_out)
        Weights, one unit per column (axis 1).
    b : ndarray of shape (n_out,)
        Biases.

    Returns
    -------
    ndarray of shape (m, n_out)
        ``Z = X W + b``; float32 if all three are.

    Raises
    ------
    ValueError
        If the shapes do not fit.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if b.shape != W.shape[1:]:
        raise ValueError(f"b must be (n_out,), one number per unit of W {W.shape}; got {b.shape}")
    return X @ W + b
    ### END SOLUTION


# %% check="dense_forward"
check("dense_forward")

# %% [markdown] lang="en"
# **Long form against closed form.** The next cell computes the 4-to-3 layer twice: with your `neuron_output`, unit by unit and sample by sample, and with your `dense_forward`. Then it measures both on 20000 samples. Guess first: how many times faster is the matrix product?

# %% [markdown] lang="zh"
# **展开的写法和紧凑的写法**。下一个单元格把 4 个输入、3 个单元的那一层算两遍：一遍用你的 `neuron_output`，逐个单元、逐个样本地算；一遍用你的 `dense_forward`。然后用 20000 个样本给两者计时。先猜一猜：矩阵乘法快多少倍？

# %% demo
from time import perf_counter

with demo.waits_for("neuron_output", "dense_forward"):
    W = np.array([[1.0, 0.0, 2.0], [0.0, 1.0, 0.0], [1.0, 0.0, -1.0], [0.0, 2.0, 1.0]])
    b = np.array([0.5, -1.0, 0.0])
    X = np.array([[1.0, 2.0, 3.0, 4.0]])
    unit_by_unit = [neuron_output(X[0], W[:, k], b[k], "linear") for k in range(3)]
    demo.say("unit by unit  {}", "逐个单元      {}", unit_by_unit)
    demo.say("dense_forward {}", "dense_forward {}", dense_forward(X, W, b))

    X = np.random.default_rng(0).normal(size=(20000, 4))
    start = perf_counter()
    by_loops = np.array([[neuron_output(x, W[:, k], b[k], "linear") for k in range(3)] for x in X])
    middle = perf_counter()
    at_once = dense_forward(X, W, b)
    end = perf_counter()
    demo.say("same numbers: {}", "结果相同：{}", np.allclose(by_loops, at_once))
    demo.say(
        "loops {:.3f} s, matrix product {:.5f} s", "循环 {:.3f} 秒，矩阵乘法 {:.5f} 秒", middle - start, end - middle
    )

# %% [markdown] lang="en"
# ### Common misconception: "the weighted sum is linear, so a layer is a matrix"
#
# You may read that a layer is a matrix product, and see pictures of a matrix without any bias. **What is right:** $X W$ is linear; with the bias the layer is **affine** [3, section 5.1.4]. Without it, a sample of zeros would always give zeros, whatever the weights, and every boundary of the first layer would pass through the origin. The check above recognizes an answer without the bias and says so.

# %% [markdown] lang="zh"
# ### 常见误解：“加权和是线性的，所以一层就是一个矩阵”
#
# 你也许读到过：一层就是一次矩阵乘法；图里也只画了矩阵，没有偏置。**正确的说法**：$X W$ 是线性的；加上偏置，这一层就是**仿射**的（affine）[3，5.1.4 节]。没有偏置，全 0 的样本无论权重是多少，都只能得到 0，第一层的每条边界也都经过原点。漏了偏置的答案，上面的检查认得出来，也会告诉你。

# %% [markdown] lang="en"
# ## 4. The other convention
#
# Open another book, and you may find the layer written as $Z = W A + b$: weights on the left, samples as *columns*. Nothing is wrong with it. It is our layer, mirrored along the diagonal.
#
# ![Two rows of blocks. Above: X of m by n_in, W of n_in by n_out, b of n_out, Z of m by n_out. Below: W_col of n_out by n_in, A_col of n_in by m, b_col of n_out by 1, Z_col of n_out by m.](pictures/03_shapes.en.png)
#
# *The same layer in both conventions; equal colors mean equal lengths. Question: which two colors meet inside a product, above and below?*
#
# | quantity | this course, NumPy and most frameworks | column convention |
# |---|---|---|
# | samples | `X` `(m, n_in)`, one sample a row (axis 0) | `A_col` `(n_in, m)`, one sample a column (axis 1) |
# | weights | `W` `(n_in, n_out)`, one unit a column (axis 1) | `W_col` `(n_out, n_in)`, one unit a row (axis 0) |
# | bias | `b` `(n_out,)` | `b_col` `(n_out, 1)` |
# | layer | $Z = X W + b$ | $Z = W A + b$ |
#
# Go back to the picture of section 3 and press "column convention": the same cells stay lit, in other places. Question: where do one sample and one unit lie now?
#
# Why do both exist? In mathematics a vector is by habit a column, so one sample is $W a + b$, and many samples are many columns. In a program a data set is a table, one row (axis 0) a sample, and slicing out a batch is `X[:100]`. We stay with the rows and say **batch first**.
#
# The long form tells how to translate. In the column convention unit $k$ has the sum $\sum_j w_{kj} a_{ji} + b_k$ for sample $i$. Compared with ours, both indices of the weight have changed places. That is a **transpose**, and $(A W)^\top = W^\top A^\top$ turns one formula into the other. It is not a change of reading order: `reshape` would give the right shape and the wrong numbers.

# %% [markdown] lang="zh"
# ## 4. 另一种约定
#
# 翻开另一本书，你可能看到一层写成 $Z = W A + b$：权重在左边，每个样本占一**列**（column）。这没有错，它就是我们的那一层沿对角线翻过来的样子。
#
# ![两排方块。上：m 乘 n_in 的 X，n_in 乘 n_out 的 W，长为 n_out 的 b，m 乘 n_out 的 Z。下：n_out 乘 n_in 的 W_col，n_in 乘 m 的 A_col，n_out 乘 1 的 b_col，n_out 乘 m 的 Z_col。](pictures/03_shapes.zh.png)
#
# **同一层的两种约定，同色的边长度相等**。问题：上下两排里，做乘法时碰到一起的是哪两种颜色？
#
# | 量 | 本课程、NumPy 和多数框架 | 列（column）约定 |
# |---|---|---|
# | 样本 | `X` `(m, n_in)`，每个样本占一行（row，轴 0） | `A_col` `(n_in, m)`，每个样本占一列（column，轴 1） |
# | 权重 | `W` `(n_in, n_out)`，每个单元占一列（column，轴 1） | `W_col` `(n_out, n_in)`，每个单元占一行（row，轴 0） |
# | 偏置 | `b` `(n_out,)` | `b_col` `(n_out, 1)` |
# | 层 | $Z = X W + b$ | $Z = W A + b$ |
#
# 回到第 3 节那幅可以操作的图，按一下“列（column）约定”：亮着的还是那些格子，只是换了位置。问题：一个样本、一个单元现在排在哪里？
#
# 为什么两种都有？数学里习惯把向量写成一列（column），所以一个样本是 $W a + b$，许多样本就是许多列（轴 1）。程序里的数据集是一张表，每个样本占一行（row，轴 0），用切片 `X[:100]` 就取出一个批量。我们按行（轴 0）放样本，叫作**批量在前**（batch first）。
#
# 从展开的写法可以看出怎样互相翻译。在列（column）约定里，单元 $k$ 对样本 $i$ 的和是 $\sum_j w_{kj} a_{ji} + b_k$。和我们的相比，权重的两个下标换了位置。这就是**转置**（transpose），而 $(A W)^\top = W^\top A^\top$ 把一个公式变成另一个。这不等于换一种阅读顺序：`reshape` 得到的形状对，数却是错的。

# %% [markdown] lang="en"
# ### Exercise: `from_column_convention`
#
# **What for.** Take over a layer from an article that uses columns.
#
# **Arguments.** `W_col`: array `(n_out, n_in)`. `b_col`: array `(n_out, 1)`.
#
# **Returns.** The pair `(W, b)` with the shapes `(n_in, n_out)` and `(n_out,)`, dtypes unchanged. Both are **new arrays**: whoever writes into `W` or `b` must not change `W_col` or `b_col`. Beware: `.T`, slices, `ravel` and `reshape` may give a **view** of the same numbers.
#
# **Errors.** `ValueError` if `W_col` doesn't have two axes, and if `b_col` is not `(n_out, 1)`.
#
# **Example.** `W_col = [[1, 2, 3], [4, 5, 6]]` and `b_col = [[7], [8]]` give `W = [[1, 4], [2, 5], [3, 6]]` and `b = [7, 8]`.

# %% [markdown] lang="zh"
# ### 练习：`from_column_convention`
#
# **用途**：把按列（column）约定写的一层接过来用。
#
# **参数**：`W_col`：数组 `(n_out, n_in)`。`b_col`：数组 `(n_out, 1)`。
#
# **返回**：一对值 `(W, b)`，形状分别是 `(n_in, n_out)` 和 `(n_out,)`，dtype 不变。两个都是**新数组**：往 `W` 或 `b` 里写，不能改变 `W_col` 或 `b_col`。当心：`.T`、切片、`ravel` 和 `reshape` 给出的可能是**视图**（view），看到的还是同一批数。
#
# **错误**：`W_col` 不是有两个轴的数组，或者 `b_col` 的形状不是 `(n_out, 1)` 时，抛出 `ValueError`。
#
# **例子**：`W_col = [[1, 2, 3], [4, 5, 6]]` 和 `b_col = [[7], [8]]` 得到 `W = [[1, 4], [2, 5], [3, 6]]` 和 `b = [7, 8]`。


# %% solution="from_column_convention"
def from_column_convention(W_col, b_col):
    """Translate a layer from the column convention into ours.

    Parameters
    ----------
    W_col : ndarray of shape (n_out, n_in)
        Weights, one unit per row (axis 0). Not modified.
    b_col : ndarray of shape (n_out, 1)
        Biases as a column. Not modified.

    Returns
    -------
    W : ndarray of shape (n_in, n_out)
        A new array.
    b : ndarray of shape (n_out,)
        A new array.

    Raises
    ------
    ValueError
        If `W_col` doesn't have two axes, or `b_col` is not (n_out, 1).

    中文说明见上
    """
    ### BEGIN SOLUTION
    if W_col.ndim != 2 or b_col.shape != (W_col.shape[0], 1):
        raise ValueError(f"W_col must be (n_out, n_in) and b_col (n_out, 1); got {W_col.shape} and {b_col.shape}")
    return W_col.T.copy(), b_col[:, 0].copy()
    ### END SOLUTION


# %% check="from_column_convention"
check("from_column_convention")

# %% [markdown] lang="en"
# ### Exercise: `dense_forward_column`
#
# **What for.** The layer as the other books write it, so that you can check their numbers.
#
# **Arguments.** `A_col`: array `(n_in, m)`. `W_col`: array `(n_out, n_in)`. `b_col`: array `(n_out, 1)`.
#
# **Returns.** A new array `(n_out, m)`: $W A + b$.
#
# **Errors.** `ValueError` if `A_col` and `W_col` don't fit, and if `b_col` is anything but `(n_out, 1)`. A single sample has two axes as well: `A_col` of shape `(n_in,)` is refused, since its bias would be broadcast to `(n_out, n_out)`.
#
# **Example.** `A_col = [[1, 0], [2, 3]]`, `W_col = [[1, 3], [2, 4]]` and `b_col = [[10], [20]]` give `[[17, 19], [30, 32]]`: the numbers of `dense_forward`'s example, transposed.

# %% [markdown] lang="zh"
# ### 练习：`dense_forward_column`
#
# **用途**：照别的书的写法算一层，好核对书里的数。
#
# **参数**：`A_col`：数组 `(n_in, m)`。`W_col`：数组 `(n_out, n_in)`。`b_col`：数组 `(n_out, 1)`。
#
# **返回**：一个新数组 `(n_out, m)`：$W A + b$。
#
# **错误**：`A_col` 与 `W_col` 的形状不匹配，或者 `b_col` 的形状不是 `(n_out, 1)` 时，抛出 `ValueError`。只有一个样本时也要有两个轴：形状是 `(n_in,)` 的 `A_col` 不接受，否则加偏置时会广播成 `(n_out, n_out)`。
#
# **例子**：`A_col = [[1, 0], [2, 3]]`，`W_col = [[1, 3], [2, 4]]`，`b_col = [[10], [20]]` 得到 `[[17, 19], [30, 32]]`：正是 `dense_forward` 例子里的数，转置过来。


# %% solution="dense_forward_column"
def dense_forward_column(A_col, W_col, b_col):
    """Compute the pre-activations of a dense layer in the column convention.

    Parameters
    ----------
    A_col : ndarray of shape (n_in, m)
        One sample per column (axis 1).
    W_col : ndarray of shape (n_out, n_in)
        Weights, one unit per row (axis 0).
    b_col : ndarray of shape (n_out, 1)
        Biases as a column.

    Returns
    -------
    ndarray of shape (n_out, m)
        ``Z = W A + b``.

    Raises
    ------
    ValueError
        If the shapes do not fit.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if A_col.ndim != 2 or b_col.shape != (W_col.shape[0], 1):
        raise ValueError(f"b_col must be (n_out, 1) and A_col (n_in, m); got {b_col.shape} and {A_col.shape}")
    return W_col @ A_col + b_col
    ### END SOLUTION


# %% check="dense_forward_column"
check("dense_forward_column")

# %% [markdown] lang="en"
# Do your three functions agree? The next cell computes one layer in the column convention, translates it, computes it again batch first, and transposes the result. Question: which of the four shapes printed are equal, and why is that an accident?

# %% [markdown] lang="zh"
# 你的三个函数彼此一致吗？下一个单元格先按列（column）约定算一层，再翻译过来，按批量在前算一遍，最后把结果转置。问题：输出的四个形状里，哪些相同，为什么这只是碰巧？

# %% demo
with demo.waits_for("dense_forward", "from_column_convention", "dense_forward_column"):
    rng = np.random.default_rng(1)
    A_col, W_col, b_col = rng.normal(size=(2, 3)), rng.normal(size=(3, 2)), rng.normal(size=(3, 1))
    Z_col = dense_forward_column(A_col, W_col, b_col)
    W, b = from_column_convention(W_col, b_col)
    Z = dense_forward(A_col.T, W, b)
    shapes = "A_col {}   W {}   Z_col {}   Z {}"
    demo.say(shapes, shapes, A_col.shape, W.shape, Z_col.shape, Z.shape)
    demo.say("same numbers: {}", "结果相同：{}", np.allclose(Z.T, Z_col))

# %% [markdown] lang="en"
# **What it means.** Here 3 samples meet 3 units, so $Z$ and its transpose have the same shape, and so do `A_col` and `W`. Shapes that agree by accident hide mistakes: when you test code of your own, choose three different numbers for $m$, `n_in` and `n_out`.
#
# ### Reading box: a layer in a framework
#
# A well-known tutorial builds a dense layer in TensorFlow as a small class. It makes `W` with the shape `[input_dim, output_dim]` and `b` with `[1, output_dim]`, and its forward pass multiplies the inputs by `W` from the right, adds `b`, and returns the sigmoid of that. You can now read it: batch first, as ours. Three remarks on it:
#
# - The text beside it says that it creates the "weight vector". It is a **matrix**: one column (axis 1) for each unit.
# - A bias of shape `(1, n_out)` is broadcast like one of `(n_out,)`. Keras' own `Dense` keeps it as `(n_out,)`, as we do. If a layer class asks Keras for a bias without saying how to fill it, Keras draws it at random like the weights; the usual start is 0 [4].
# - The sigmoid is built in. A layer for general use takes the activation function as an argument, as section 6 does.

# %% [markdown] lang="zh"
# **这说明什么**。这里 3 个样本碰上 3 个单元，所以 $Z$ 和它的转置形状相同，`A_col` 和 `W` 也是。碰巧一致的形状会掩盖错误：测试自己的代码时，给 $m$、`n_in` 和 `n_out` 取三个不同的数。
#
# ### 读一读：框架里的一层
#
# 有一份很有名的教程，用 TensorFlow 写了一个小小的类来实现全连接层。`W` 的形状是 `[input_dim, output_dim]`，`b` 的形状是 `[1, output_dim]`；前向传播时，输入从右边乘以 `W`，加上 `b`，再返回它的 sigmoid。现在你能读懂它了：批量在前，和我们一样。有三点要说：
#
# - 旁边的文字说它创建的是“权重向量”。其实是**矩阵**：每个单元占一列（column，轴 1）。
# - 形状为 `(1, n_out)` 的偏置，广播起来和 `(n_out,)` 一样。Keras 自己的 `Dense` 和我们一样，用 `(n_out,)`。如果一个层的类向 Keras 要一个偏置，却没说怎么填，Keras 就会像对权重那样随机取值；通常从 0 开始 [4]。
# - sigmoid 写死在里面了。通用的层会把激活函数当作参数，第 6 节就是这样做的。

# %% [markdown] lang="en"
# ### Written question: translate a formula
#
# An article writes layer $l$ of a network, for unit $i$, as $z_i^{(l)} = w_i^{(l)\top} a^{(l-1)} + b_i^{(l)}$, and for all $m$ samples as $Z^{(l)} = W^{(l)} A^{(l-1)} + b^{(l)}$. Samples are columns (axis 1) there.
#
# Write the second formula for the batch-first layout of this course, and give the shape of every array in it. Layer $l$ has $n_l$ units.

# %% [markdown] lang="zh"
# ### 书面题：翻译一个公式
#
# 有一篇文章，把网络第 $l$ 层的单元 $i$ 写成 $z_i^{(l)} = w_i^{(l)\top} a^{(l-1)} + b_i^{(l)}$，对全部 $m$ 个样本写成 $Z^{(l)} = W^{(l)} A^{(l-1)} + b^{(l)}$。那里每个样本占一列（column，轴 1）。
#
# 把第二个公式改写成本课程批量在前的布局，并给出其中每个数组的形状。第 $l$ 层有 $n_l$ 个单元。

# %% [markdown] lang="en" written="layer_formula" points=2
# $Z^{(l)} = A^{(l-1)} W^{(l)} + b^{(l)}$, where this $W^{(l)}$ is the transpose of the article's.
#
# Shapes: $A^{(l-1)}$ is $(m, n_{l-1})$, $W^{(l)}$ is $(n_{l-1}, n_l)$, $b^{(l)}$ is $(n_l)$ with one axis, $Z^{(l)}$ is $(m, n_l)$. The bias is broadcast over the samples, axis 0.

# %% [markdown] lang="zh" written="layer_formula" points=2
# $Z^{(l)} = A^{(l-1)} W^{(l)} + b^{(l)}$，这里的 $W^{(l)}$ 是那篇文章里的转置。
#
# 形状：$A^{(l-1)}$ 是 $(m, n_{l-1})$，$W^{(l)}$ 是 $(n_{l-1}, n_l)$，$b^{(l)}$ 是 $(n_l)$，只有一个轴，$Z^{(l)}$ 是 $(m, n_l)$。偏置沿着样本（轴 0）广播。

# %% [markdown] lang="en" rubric="layer_formula"
# - 1 point: the formula has the samples on the left and the weights on the right, with the bias added.
# - 1 point: all four shapes are right. A bias given as $(1, n_l)$ counts as right, one given as $(n_l, 1)$ does not.

# %% [markdown] lang="zh" rubric="layer_formula"
# - 1 分：公式里样本在左，权重在右，并加上了偏置。
# - 1 分：四个形状都对。偏置写成 $(1, n_l)$ 也算对，写成 $(n_l, 1)$ 不算。

# %% [markdown] lang="en"
# ## 5. Counting parameters
#
# How big is a network? Usually one gives the number of its **parameters**: all weights and all biases, the numbers that learning will change. The layer with 4 inputs and 3 units has 12 weights and 3 biases, so 15. It doesn't matter how many samples pass through it.
#
# Go back to the network of section 1 and watch the total while you change one layer. Question: if every hidden layer gets twice as many units, does the number of parameters double?

# %% [markdown] lang="zh"
# ## 5. 数一数参数
#
# 一个网络有多大？通常说的是它的**参数**（parameter）个数：所有的权重和偏置，也就是学习时要改变的那些数。4 个输入、3 个单元的层，有 12 个权重和 3 个偏置，一共 15 个。有多少样本经过它，都没有关系。
#
# 回到第 1 节的网络，改变其中一层，看看总数怎样变。问题：如果每个隐藏层的单元数都是原来的 2 倍，参数个数也是原来的 2 倍吗？

# %% [markdown] lang="en"
# ### Exercise: `count_params`
#
# **What for.** The size of a network, from its layer sizes alone.
#
# **Arguments.** `layer_sizes`: a list of integers, the number of inputs first, then the units of each layer.
#
# **Returns.** The number of weights and biases, an `int`. A list with one size has no layer, so 0.
#
# **Errors.** `ValueError` for an empty list.
#
# **Example.** `count_params([4, 3])` gives `15`.

# %% [markdown] lang="zh"
# ### 练习：`count_params`
#
# **用途**：只凭各层的大小，算出网络有多大。
#
# **参数**：`layer_sizes`：整数列表，先是输入的个数，然后是各层的单元数。
#
# **返回**：权重和偏置的总数，类型是 `int`。列表只有一个大小时，一层也没有，所以是 0。
#
# **错误**：列表为空时，抛出 `ValueError`。
#
# **例子**：`count_params([4, 3])` 得到 `15`。


# %% solution="count_params"
def count_params(layer_sizes):
    """Count the weights and biases of a network of dense layers.

    Parameters
    ----------
    layer_sizes : list of int
        Number of inputs, then of units in each layer.

    Returns
    -------
    int
        0 for inputs alone.

    Raises
    ------
    ValueError
        If `layer_sizes` is empty.

    Examples
    --------
    >>> count_params([4, 3])
    15

    中文说明见上
    """
    ### BEGIN SOLUTION
    if len(layer_sizes) == 0:
        raise ValueError("layer_sizes is empty; it must at least say how many inputs there are")
    total = 0
    for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:], strict=True):
        total += n_in * n_out + n_out
    return total
    ### END SOLUTION


# %% check="count_params"
check("count_params")

# %% demo
with demo.waits_for("count_params"):
    for sizes in ([2, 4, 6, 6, 4, 1], [2, 8, 12, 12, 8, 1], [784, 128, 10]):
        print("-".join(str(size) for size in sizes), count_params(sizes))

# %% [markdown] lang="en"
# **What it means.** Our network has 117 parameters: 12, 30, 42, 28 and 5 in its five layers. With hidden layers twice as wide it has 401, more than three times as many: weights sit between two layers, and where both double, their number is four times as large. The last line is a small network for images of 28 by 28 pixels and 10 classes: 101770 parameters, nearly all of them in the first layer.

# %% [markdown] lang="zh"
# **这说明什么**。我们的网络有 117 个参数：五层分别是 12、30、42、28 和 5 个。隐藏层加宽到 2 倍，就有 401 个，是原来的 3 倍多：权重夹在两层之间，两边都变成 2 倍，权重的个数就是原来的 4 倍。最后一行是一个小网络，用来把 28 乘 28 像素的图像分成 10 类：101770 个参数，几乎全在第一层。

# %% [markdown] lang="en"
# ## 6. The whole way: the forward pass
#
# A network answers by sending the sample through its layers, one after the other. That is the **forward pass**, also called forward propagation:
#
# $$A_0 = X \qquad Z_l = A_{l-1} W_l + b_l \qquad A_l = f_l(Z_l)$$
#
# | name | shape | formula | axis summed |
# |---|---|---|---|
# | $A_0$ | $(m, n_0)$ | $X$, the samples | |
# | $Z_l$ | $(m, n_l)$ | $A_{l-1} W_l + b_l$ | axis 1 of $A_{l-1}$ |
# | $A_l$ | $(m, n_l)$ | $f_l(Z_l)$ | none; softmax works along axis 1 |
#
# Each layer has two parts, an affine one and an activation function, and some drawings show them as two layers.
#
# ![A network with the inputs 4 and 5, three hidden units with z of -0.5, 1.8 and 1.3, and one output with z of -2.192. Orange solid lines for positive weights, blue dashed ones for negative.](pictures/03_forward.en.png)
#
# *A student went to 4 lectures and spent 5 hours on a project. This network, not trained yet, should say how likely a pass is. Activations stand in the circles: ReLU in layer 1, a sigmoid in layer 2. Question: which hidden unit has no say at all in this answer?*
#
# By hand, with biases 0. Layer 1: the first unit has $z = 4 \cdot 0.5 + 5 \cdot (-0.5) = -0.5$, so ReLU gives 0. The other two have 1.8 and 1.3. Layer 2: $z = 0 \cdot 0.7 + 1.8 \cdot (-0.9) + 1.3 \cdot (-0.44) = -2.192$, and the sigmoid of that is 0.100471. The first unit has no say. The network gives the student a chance of 10 %, and since we know that the student passed, it is badly wrong: lesson 04 measures how badly.
#
# **What to keep.** Learning will go back through the layers and ask each one: what came in, and what was your pre-activation? So the forward pass keeps a note for each layer, its **cache**: a dictionary with `"A_prev"`, `"Z"` and `"A"`.

# %% [markdown] lang="zh"
# ## 6. 走完全程：前向传播
#
# 网络回答问题的办法，是让样本一层接一层地走过去。这就是**前向传播**（forward pass，也说 forward propagation）：
#
# $$A_0 = X \qquad Z_l = A_{l-1} W_l + b_l \qquad A_l = f_l(Z_l)$$
#
# | 名称 | 形状 | 公式 | 对哪个轴求和 |
# |---|---|---|---|
# | $A_0$ | $(m, n_0)$ | $X$，样本 | |
# | $Z_l$ | $(m, n_l)$ | $A_{l-1} W_l + b_l$ | $A_{l-1}$ 的轴 1 |
# | $A_l$ | $(m, n_l)$ | $f_l(Z_l)$ | 不求和；softmax 沿轴 1 计算 |
#
# 每一层有两部分，一个仿射部分和一个激活函数；有的图把它们画成两层。
#
# ![一个网络：输入是 4 和 5，三个隐藏单元的 z 是 -0.5、1.8 和 1.3，一个输出的 z 是 -2.192。橙色实线是正的权重，蓝色虚线是负的。](pictures/03_forward.zh.png)
#
# **一名学生听了 4 次课，花 5 小时做项目。这个还没有训练过的网络，要说出这名学生有多大可能通过**。圆圈里是激活值：第 1 层用 ReLU，第 2 层用 sigmoid。问题：哪个隐藏单元对这个答案毫无作用？
#
# 手算一遍，偏置都是 0。第 1 层：第一个单元的 $z = 4 \cdot 0.5 + 5 \cdot (-0.5) = -0.5$，所以 ReLU 得 0；另外两个是 1.8 和 1.3。第 2 层：$z = 0 \cdot 0.7 + 1.8 \cdot (-0.9) + 1.3 \cdot (-0.44) = -2.192$，它的 sigmoid 是 0.100471。毫无作用的是第一个单元。网络认为这名学生有 10% 的可能通过；而我们知道这名学生通过了，所以它错得很厉害：第 04 课会量出有多厉害。
#
# **要留下什么**。学习时会从后往前走过各层，问每一层：进来的是什么？净输入是多少？所以前向传播要给每一层留一份记录，叫作**缓存**（cache）：一个字典，装着 `"A_prev"`、`"Z"` 和 `"A"`。

# %% [markdown] lang="en"
# ### Exercise: `mlp_forward`
#
# **What for.** The forward pass of a network of any depth.
#
# **Arguments.** `X`: array `(m, n_in)`. `params`: a list with one dictionary a layer, `{"W": (n_in, n_out), "b": (n_out,)}`. `activations`: a list with one name a layer, out of `"linear"`, `"relu"`, `"leaky_relu"` (slope 0.01), `"sigmoid"`, `"tanh"`, `"softmax"` (along axis 1).
#
# **Returns.** The pair `(A, caches)`: the activation of the last layer, and a list with one dictionary a layer: `"A_prev"`, what came into the layer; `"Z"`, its pre-activation; `"A"`, its activation. `Z` must keep its values, so don't let an activation function write into it. No Python loop over the samples; a loop over the layers is fine. `m = 0` is allowed.
#
# **Errors.** `ValueError` if there is no layer, if there is not one activation for each layer, or for an unknown name.
#
# **Example.** With the network of the picture and `X = [[4, 5], [1, 0]]` the answer is `[[0.100471], [0.565128]]`. Your `dense_forward`, `relu`, `leaky_relu`, `sigmoid` and `softmax` are at hand.

# %% [markdown] lang="zh"
# ### 练习：`mlp_forward`
#
# **用途**：任意深度的网络的前向传播。
#
# **参数**：`X`：数组 `(m, n_in)`。`params`：列表，每层一个字典 `{"W": (n_in, n_out), "b": (n_out,)}`。`activations`：列表，每层一个名称，取自 `"linear"`、`"relu"`、`"leaky_relu"`（斜率 0.01）、`"sigmoid"`、`"tanh"`、`"softmax"`（沿轴 1）。
#
# **返回**：一对值 `(A, caches)`：最后一层的激活值，以及一个列表，每层一个字典：`"A_prev"` 是进入这一层的值，`"Z"` 是净输入，`"A"` 是激活值。`Z` 的值要保留，所以不要让激活函数写进 `Z` 里。不要用 Python 循环遍历样本；遍历各层的循环没有关系。允许 `m = 0`。
#
# **错误**：一层也没有，或者激活函数与层的个数不同，或者名称不认识时，抛出 `ValueError`。
#
# **例子**：对图中的网络和 `X = [[4, 5], [1, 0]]`，结果是 `[[0.100471], [0.565128]]`。你写的 `dense_forward`、`relu`、`leaky_relu`、`sigmoid` 和 `softmax` 可以直接用。


# %% solution="mlp_forward"
def mlp_forward(X, params, activations):
    """Run a batch through a network and keep what the backward pass will need.

    Parameters
    ----------
    X : ndarray of shape (m, n_in)
        One sample per row (axis 0); m may be 0. Not modified.
    params : list of dict
        ``{"W": (n_in, n_out), "b": (n_out,)}`` of each layer. Not modified.
    activations : list of str
        One name per layer: ``"linear"``, ``"relu"``, ``"leaky_relu"``, ``"sigmoid"``, ``"tanh"``, ``"softmax"``.

    Returns
    -------
    A : ndarray of shape (m, n_out of the last layer)
        Activation of the last layer.
    caches : list of dict
        ``{"A_prev", "Z", "A"}`` of each layer.

    Raises
    ------
    ValueError
        If there is no layer, not one activation for each, or no activation of that name.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if len(params) == 0 or len(params) != len(activations):
        raise ValueError(f"one activation for each layer: got {len(params)} layers, {len(activations)} activations")
    functions = {
        "linear": np.copy,
        "relu": relu,
        "leaky_relu": leaky_relu,
        "sigmoid": sigmoid,
        "tanh": np.tanh,
        "softmax": softmax,
    }
    A = X
    caches = []
    for layer, name in zip(params, activations, strict=True):
        if name not in functions:
            raise ValueError(f"there is no activation {name!r}")
        A_prev = A
        Z = dense_forward(A_prev, layer["W"], layer["b"])
        A = functions[name](Z)
        caches.append({"A_prev": A_prev, "Z": Z, "A": A})
    return A, caches
    ### END SOLUTION


# %% check="mlp_forward"
check("mlp_forward")

# %% [markdown] lang="en"
# **Step through it.** The picture below runs **your** `mlp_forward`. Press "next step" and follow the numbers; then move the inputs. Question: leave the lectures at 4. Below how many hours of work does the first hidden unit wake up? And does the answer go up or down then?

# %% [markdown] lang="zh"
# **一步一步走**。下面的图运行的是**你**的 `mlp_forward`。按“下一步”，跟着数字走；然后移动输入。问题：听课 4 次不变，做项目的时间要少到多少小时，第一个隐藏单元才会醒来？那时答案是变大还是变小？

# %% demo
student = [
    {"W": np.array([[0.5, -0.3, 0.2], [-0.5, 0.6, 0.1]]), "b": np.zeros(3)},
    {"W": np.array([[0.7], [-0.9], [-0.44]]), "b": np.zeros(1)},
]
with demo.waits_for("mlp_forward"):
    display(widgets.forward(mlp_forward, student, ["relu", "sigmoid"], [4, 5]))

# %% [markdown] lang="en"
# **What it means.** The first unit has $z = 0.5 x_1 - 0.5 x_2$, so it wakes up when $x_2$ falls below $x_1$: below 4 hours. The answer then goes up, since its weight in layer 2 is positive, 0.7, and because the second unit, which pulls down, gets weaker at the same time. This network rewards those who work *less*. It has not learned anything yet.

# %% [markdown] lang="zh"
# **这说明什么**。第一个单元的 $z = 0.5 x_1 - 0.5 x_2$，所以 $x_2$ 降到 $x_1$ 以下，也就是少于 4 小时的时候，它就醒来。那时答案变大，因为它在第 2 层的权重是正的 0.7，而且往下拉的第二个单元也同时变弱。这个网络奖励的是干得**少**的人。它还什么都没有学过。

# %% [markdown] lang="en"
# ## 7. The crisis: five layers that are one
#
# In lesson 02 three neurons side by side, without an activation function, did the work of one. Perhaps depth helps? More layers, more power: so one would think. Let us build a deep network and leave out the activation functions. Every layer passes on its $Z$. Here is the 2-4-6-6-4-1 network with random weights and `"linear"` everywhere in the hidden layers, and beside it the same weights with ReLU. The lines join points where the output is the same.
#
# ![Left: parallel straight lines at equal distances. Right: broken lines that bend, come together and spread.](pictures/03_collapse.en.png)
#
# *The output of the same 117 parameters without and with activation functions. Question: how many parameters would be enough for the left picture?*
#
# The next cell draws both again, with your `mlp_forward`, and puts tanh beside them.

# %% [markdown] lang="zh"
# ## 7. 危机：五层原来只是一层
#
# 第 02 课里，三个并排的神经元没有激活函数，做的只是一个神经元的事。那么深度能帮上忙吗？层数越多，本领越大，似乎理当如此。我们来搭一个深的网络，只省掉激活函数。每一层传下去的是它的 $Z$。这是 2-4-6-6-4-1 网络，权重随机，隐藏层全用 `"linear"`；旁边是同样的权重加上 ReLU。线把输出相同的点连在一起。
#
# ![左：等距的平行直线。右：弯折的线，时而靠拢，时而散开。](pictures/03_collapse.zh.png)
#
# **同样的 117 个参数，没有激活函数和有激活函数时的输出**。问题：左图只要几个参数就够了？
#
# 下一个单元格用你的 `mlp_forward` 把两幅都重画一遍，旁边再加上 tanh。

# %% demo
sizes = [2, 4, 6, 6, 4, 1]
rng = np.random.default_rng(3)
stack = [
    {"W": rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out)), "b": rng.normal(0, 0.5, n_out)}
    for n_in, n_out in zip(sizes[:-1], sizes[1:], strict=True)
]
with demo.waits_for("mlp_forward"):
    shown = {
        name: lambda X, name=name: mlp_forward(X, stack, [name] * 4 + ["linear"])[0]
        for name in ("linear", "relu", "tanh")
    }
    display(plots.level_lines(shown))

# %% [markdown] lang="en"
# Without activation functions the five layers draw parallel lines at equal distances: a tilted plane, as a single neuron does. Three parameters would do, two weights and a bias. Where have the other 114 gone? Put the first layer into the second and multiply out, for one sample $x$ as a row:
#
# $$z_2 = (x W_1 + b_1) W_2 + b_2 = x W_1 W_2 + b_1 W_2 + b_2 = x W + b$$
#
# with
#
# $$W = W_1 W_2 \qquad b = b_1 W_2 + b_2$$
#
# | name | shape | formula | axis summed |
# |---|---|---|---|
# | `W1` | `(n0, n1)` | | |
# | `W2` | `(n1, n2)` | | |
# | `W` | `(n0, n2)` | $W_1 W_2$ | axis 1 of `W1` |
# | `b` | `(n2,)` | $b_1 W_2 + b_2$ | the axis of `b1` |
#
# Affine after affine is affine again. With a third layer the same happens once more, and so on: **a stack of layers without activation functions is one layer.** No training can change that. In lesson 01 the crisis was a single layer that could not; this time it is depth that does nothing.

# %% [markdown] lang="zh"
# 没有激活函数，五层画出的是等距的平行线：一个斜面，和单个神经元画的一样。三个参数就够了，两个权重和一个偏置。另外 114 个去哪儿了？把第一层代入第二层，再展开；$x$ 是写成一行（row，轴 0）的一个样本：
#
# $$z_2 = (x W_1 + b_1) W_2 + b_2 = x W_1 W_2 + b_1 W_2 + b_2 = x W + b$$
#
# 其中
#
# $$W = W_1 W_2 \qquad b = b_1 W_2 + b_2$$
#
# | 名称 | 形状 | 公式 | 对哪个轴求和 |
# |---|---|---|---|
# | `W1` | `(n0, n1)` | | |
# | `W2` | `(n1, n2)` | | |
# | `W` | `(n0, n2)` | $W_1 W_2$ | `W1` 的轴 1 |
# | `b` | `(n2,)` | $b_1 W_2 + b_2$ | `b1` 唯一的轴 |
#
# 仿射之后再仿射，仍是仿射。有第三层，同样的事再来一次，依此类推：**没有激活函数的一叠层，就是一层**。怎么训练也改变不了。第 01 课的危机，是单层做不到；这一次，是深度毫无用处。

# %% [markdown] lang="en"
# ### Exercise: `collapse_linear`
#
# **What for.** Prove the collapse with numbers: the one layer that does what a stack of linear layers does.
#
# **Arguments.** `params`: a list with one dictionary a layer, `{"W": (n_in, n_out), "b": (n_out,)}`; none has an activation function.
#
# **Returns.** The pair `(W, b)` of the single layer that gives the same output for every input: `W` has as many rows (axis 0) as the first layer has inputs, and `b` as many entries as the last layer has units. Both are new arrays, also for a single layer; `params` stays as it is.
#
# **Errors.** `ValueError` for an empty list, and if a layer doesn't fit the one before it.
#
# **Example.** `W1 = [[1, 2], [3, 4]]`, `b1 = [1, -3]`, `W2 = [[2], [1]]`, `b2 = [0.5]` give `W = [[4], [10]]` and `b = [-0.5]`.

# %% [markdown] lang="zh"
# ### 练习：`collapse_linear`
#
# **用途**：用数字证明这种塌缩：找出与一叠线性层作用相同的那一层。
#
# **参数**：`params`：列表，每层一个字典 `{"W": (n_in, n_out), "b": (n_out,)}`；都没有激活函数。
#
# **返回**：一对值 `(W, b)`，它们组成的一层对任何输入都给出同样的输出：第一层有多少个输入，`W` 就有多少行（row，轴 0）；最后一层有多少个单元，`b` 就有多少个元素。两个都是新数组，只有一层时也一样；`params` 保持不变。
#
# **错误**：列表为空，或者某一层与前一层的形状不匹配时，抛出 `ValueError`。
#
# **例子**：`W1 = [[1, 2], [3, 4]]`，`b1 = [1, -3]`，`W2 = [[2], [1]]`，`b2 = [0.5]` 得到 `W = [[4], [10]]` 和 `b = [-0.5]`。


# %% solution="collapse_linear"
def collapse_linear(params):
    """Find the single layer that equals a stack of linear layers.

    Parameters
    ----------
    params : list of dict
        ``{"W": (n_in, n_out), "b": (n_out,)}`` of each layer. Not modified.

    Returns
    -------
    W : ndarray of shape (n_in of the first layer, n_out of the last)
        A new array, also for a single layer.
    b : ndarray of shape (n_out of the last layer,)
        A new array, also for a single layer.

    Raises
    ------
    ValueError
        If there is no layer, or a layer does not fit the one before it.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if len(params) == 0:
        raise ValueError("there is nothing to collapse: params has no layer")
    W = params[0]["W"].copy()
    b = params[0]["b"].copy()
    for layer in params[1:]:
        W = W @ layer["W"]
        b = b @ layer["W"] + layer["b"]
    return W, b
    ### END SOLUTION


# %% check="collapse_linear"
check("collapse_linear")

# %% demo
with demo.waits_for("collapse_linear", "mlp_forward", "count_params"):
    W, b = collapse_linear(stack)
    X = np.random.default_rng(0).normal(size=(1000, 2))
    five_layers = mlp_forward(X, stack, ["linear"] * 5)[0]
    demo.say("parameters: {} -> {}", "参数个数：{} -> {}", count_params(sizes), W.size + b.size)
    demo.say("w = {}   b = {}", "w = {}   b = {}", W.ravel().round(3), b.round(3))
    apart = np.abs(five_layers - (X @ W + b)).max()
    demo.say("largest difference on 1000 samples: {}", "1000 个样本上的最大差别：{}", apart)

# %% [markdown] lang="en"
# **What it means.** 117 numbers collapse to 3, and the difference that is left is rounding. The activation functions are no decoration: they are what keeps the layers apart. One non-linear bend between two layers is enough to make the second layer worth having.

# %% [markdown] lang="zh"
# **这说明什么**。117 个数塌缩成 3 个，剩下的差别只是舍入误差。激活函数不是装饰，正是它让各层不至于并成一层。两层之间只要有一个非线性的弯，第二层就没有白加。

# %% [markdown] lang="en"
# **Try to part them.** Below is a stack of your choice in blue, and in dashed orange the one layer that *your* `collapse_linear` makes of its parameters. Without activation, change the number of layers and draw new weights as often as you like: do the two ever part? Then switch on ReLU. Question: from how many layers on do they differ, and why not earlier?

# %% [markdown] lang="zh"
# **试着把它们分开**。下面的蓝线属于一叠层，层数由你选；橙色虚线属于**你的** `collapse_linear` 用它的参数算出的那一层。不用激活函数时，改变层数，再一次次换权重：两者分开过吗？然后换成 ReLU。问题：从几层开始两者不同，为什么不会更早？

# %% demo
with demo.waits_for("mlp_forward", "collapse_linear"):
    display(widgets.collapse(mlp_forward, collapse_linear))

# %% [markdown] lang="en"
# **What it means.** Without activation functions they never part, and what is left is rounding. With ReLU they differ from two layers on. A single layer has no hidden layer, so there is nowhere for ReLU to stand: the last layer has no activation function here.

# %% [markdown] lang="zh"
# **这说明什么**。没有激活函数，两者从不分开，剩下的只是舍入误差。用了 ReLU，从两层开始就不同。只有一层时没有隐藏层，ReLU 无处可放：这里的最后一层没有激活函数。

# %% [markdown] lang="en"
# ## 8. XOR again, with ReLU
#
# In lesson 01 three neurons with steps computed XOR. A step has no slope to learn from, as lesson 02 showed, so let us do it with ReLU: 2 inputs, 2 hidden units with ReLU, 1 linear output. By hand, as a designer.
#
# Look at the four points through the sum $s = x_1 + x_2$. It is 0, 1, 1 and 2, and XOR should be 0, 1, 1 and 0. So we need a function of $s$ that goes up from 0 to 1 and down again to 0: one change of direction. ReLU units make such changes. A unit with the pre-activation $s + b$ is silent up to $s = -b$ and rises from there with slope 1.
#
# A worked example that is not the exercise: AND, which is 0, 0, 1 for $s = 0, 1, 2$. It stays flat until $s = 1$ and rises after that. One hidden unit does it, $\max(s - 1, 0)$.

# %% [markdown] lang="zh"
# ## 8. 再做异或，这次用 ReLU
#
# 第 01 课里，三个带阶跃的神经元算出了异或（XOR）。第 02 课已经看到，阶跃没有可供学习的斜率，所以这次换成 ReLU：2 个输入，2 个带 ReLU 的隐藏单元，1 个线性输出。仍然亲手设计。
#
# 从和 $s = x_1 + x_2$ 来看这四个点：它是 0、1、1、2，而异或应当是 0、1、1、0。所以我们要的是 $s$ 的一个函数，从 0 升到 1，再降回 0：方向要改变一次。ReLU 单元正好能造出这样的改变。净输入为 $s + b$ 的单元，在 $s = -b$ 之前不作声，从那里起以斜率 1 上升。
#
# 举一个不是练习的例子：与门，$s = 0, 1, 2$ 时是 0、0、1。它到 $s = 1$ 为止是平的，然后上升。一个隐藏单元 $\max(s - 1, 0)$ 就够了。

# %% [markdown] lang="en"
# ### Exercise: `xor_mlp_params`
#
# **What for.** A network designed by hand, in the form that training will use from now on.
#
# **Arguments.** None.
#
# **Returns.** `params`, a list of two dictionaries: first `"W"` of shape `(2, 2)` and `"b"` of shape `(2,)`, then `"W"` of shape `(2, 1)` and `"b"` of shape `(1,)`. With the activations `["relu", "linear"]` the network must give 0, 1, 1, 0 for the inputs $(0, 0)$, $(0, 1)$, $(1, 0)$, $(1, 1)$; an error below $10^{-9}$ is allowed. Many answers are right. Each call returns new arrays.
#
# **Example.** For AND a right answer would be `[{"W": np.array([[1.0, 0.0], [1.0, 0.0]]), "b": np.array([-1.0, 0.0])}, {"W": np.array([[1.0], [0.0]]), "b": np.zeros(1)}]`: the second hidden unit is not needed and has weight 0.

# %% [markdown] lang="zh"
# ### 练习：`xor_mlp_params`
#
# **用途**：亲手设计一个网络，用的正是以后训练时的形式。
#
# **参数**：没有。
#
# **返回**：`params`，两个字典的列表：先是形状为 `(2, 2)` 的 `"W"` 和 `(2,)` 的 `"b"`，然后是 `(2, 1)` 的 `"W"` 和 `(1,)` 的 `"b"`。激活函数取 `["relu", "linear"]` 时，网络对输入 $(0, 0)$、$(0, 1)$、$(1, 0)$、$(1, 1)$ 必须给出 0、1、1、0；允许小于 $10^{-9}$ 的误差。正确的答案有很多。每次调用都返回新数组。
#
# **例子**：如果题目是与门，正确答案可以是 `[{"W": np.array([[1.0, 0.0], [1.0, 0.0]]), "b": np.array([-1.0, 0.0])}, {"W": np.array([[1.0], [0.0]]), "b": np.zeros(1)}]`：第二个隐藏单元用不着，权重是 0。


# %% solution="xor_mlp_params"
def xor_mlp_params():
    """Return a 2-2-1 network, ReLU then linear, that computes XOR exactly.

    Returns
    -------
    list of dict
        ``{"W": (2, 2), "b": (2,)}``, then ``{"W": (2, 1), "b": (1,)}``; new arrays at every call.

    中文说明见上
    """
    ### BEGIN SOLUTION
    return [
        {"W": np.array([[1.0, 1.0], [1.0, 1.0]]), "b": np.array([0.0, -1.0])},
        {"W": np.array([[1.0], [-2.0]]), "b": np.array([0.0])},
    ]
    ### END SOLUTION


# %% check="xor_mlp_params"
check("xor_mlp_params")

# %% [markdown] lang="en"
# **Look inside.** The next picture shows where your hidden layer puts the four points. Question: can you now separate the two classes by one straight line? And have all four points stayed apart?

# %% [markdown] lang="zh"
# **往里看**。下一幅图画出你的隐藏层把四个点放到了哪里。问题：现在能用一条直线把两个类别分开吗？四个点还都是分开的吗？

# %% demo
with demo.waits_for("xor_mlp_params", "mlp_forward"):
    X, y = data.load("xor")
    A, caches = mlp_forward(X, xor_mlp_params(), ["relu", "linear"])
    demo.say("outputs: {}", "输出：{}", A.ravel())
    display(plots.hidden_space(X, caches[0]["A"], y))
    display(
        plots.regions(lambda X: (mlp_forward(X, xor_mlp_params(), ["relu", "linear"])[0][:, 0] > 0.5).astype(int), X, y)
    )

# %% [markdown] lang="en"
# **What it means.** The output layer is a single neuron, and all it can do is draw one straight line. It works because the hidden layer has moved the points to places where a line is enough. In many solutions $(0, 1)$ and $(1, 0)$ land on the same spot: for XOR they are the same. This is what hidden layers do, here and in the largest networks: they put the samples where the next layer can deal with them. In lesson 08, learning finds such places by itself.

# %% [markdown] lang="zh"
# **这说明什么**。输出层只是一个神经元，它只会画一条直线。它之所以够用，是因为隐藏层把点搬到了一条直线就能分开的地方。在许多解法里，$(0, 1)$ 和 $(1, 0)$ 落在同一处：对异或来说，它们本来就一样。无论是在这里，还是在最大的网络里，隐藏层做的都是这件事：把样本放到下一层应付得了的地方。到第 08 课，学习会自己找到这样的位置。

# %% [markdown] lang="en"
# ## 9. How much can one hidden layer do?
#
# For XOR one bend of a line was enough. How far can we get with $K$ of them? We take a network with 1 input, $K$ hidden units with ReLU and 1 linear output, and ask it to go through any $K$ points $(x_k, y_k)$ with $x_1 < x_2 < \dots < x_K$, in straight lines from point to point, and flat outside.
#
# **The long way.** Start at the left. Up to $x_1$ the network should say $y_1$: that is the bias of the output. Between $x_1$ and $x_2$ it should rise with the slope
#
# $$s_1 = \frac{y_2 - y_1}{x_2 - x_1}$$
#
# A unit $\max(x - x_1, 0)$, silent before $x_1$ and rising with slope 1 behind it, does this with the output weight $c_1 = s_1$. Behind $x_2$ the slope should be $s_2$. But the first unit is still at work and adds $s_1$. So the second unit must add only the difference, $c_2 = s_2 - s_1$. And so on: behind $x_k$ all units up to number $k$ are at work, and
#
# $$c_1 + c_2 + \dots + c_k = s_k \quad\Longrightarrow\quad c_k = s_k - s_{k-1}$$
#
# The slope before the first point is $s_0 = 0$, and behind the last point $s_K = 0$: flat on both sides.
#
# **The closed form.**
#
# $$f(x) = y_1 + \sum_{k=1}^{K} (s_k - s_{k-1}) \max(x - x_k, 0)$$
#
# | name | shape | meaning | axis summed |
# |---|---|---|---|
# | `X` | `(m, 1)` | $m$ places, one feature each | |
# | hidden `Z` | `(m, K)` | $x - x_k$ for each place and each point | axis 1 of `X`, of length 1 |
# | output | `(m, 1)` | $f(x)$ | axis 1 of the hidden activations: the points |
#
# **An old friend.** The hat of lesson 02 goes through $(-1, 0)$, $(0, 1)$ and $(1, 0)$. Its slopes are 0, 1, $-1$, 0, so the output weights are 1, $-2$ and 1. Then you had to look for them; now you can compute them.

# %% [markdown] lang="zh"
# ## 9. 一个隐藏层最多能做什么？
#
# 做异或，直线弯一次就够了。弯 $K$ 次能走多远？取一个网络：1 个输入，$K$ 个带 ReLU 的隐藏单元，1 个线性输出。要它经过任意 $K$ 个点 $(x_k, y_k)$，其中 $x_1 < x_2 < \dots < x_K$，点与点之间走直线，两端以外保持水平。
#
# **一步步推**。从左边开始。到 $x_1$ 为止，网络应当输出 $y_1$：这就是输出层的偏置。在 $x_1$ 和 $x_2$ 之间，应当以下面的斜率上升：
#
# $$s_1 = \frac{y_2 - y_1}{x_2 - x_1}$$
#
# 单元 $\max(x - x_1, 0)$ 在 $x_1$ 之前不作声，之后以斜率 1 上升；给它输出权重 $c_1 = s_1$ 就行。过了 $x_2$，斜率应当是 $s_2$。可是第一个单元还在起作用，已经贡献了 $s_1$。所以第二个单元只要补上差额 $c_2 = s_2 - s_1$。依此类推：过了 $x_k$，前 $k$ 个单元都在起作用，于是
#
# $$c_1 + c_2 + \dots + c_k = s_k \quad\Longrightarrow\quad c_k = s_k - s_{k-1}$$
#
# 第一个点之前的斜率是 $s_0 = 0$，最后一个点之后是 $s_K = 0$：两边都是水平的。
#
# **写成一个式子**。
#
# $$f(x) = y_1 + \sum_{k=1}^{K} (s_k - s_{k-1}) \max(x - x_k, 0)$$
#
# | 名称 | 形状 | 含义 | 对哪个轴求和 |
# |---|---|---|---|
# | `X` | `(m, 1)` | $m$ 个位置，各一个特征 | |
# | 隐藏层的 `Z` | `(m, K)` | 每个位置、每个点的 $x - x_k$ | `X` 的轴 1，长度是 1 |
# | 输出 | `(m, 1)` | $f(x)$ | 隐藏层激活值的轴 1：各个点 |
#
# **老朋友**。第 02 课的那顶帽子经过 $(-1, 0)$、$(0, 1)$、$(1, 0)$。斜率依次是 0、1、$-1$、0，所以输出权重是 1、$-2$、1。那时要一点点地找，现在可以算出来了。

# %% [markdown] lang="en"
# ### Exercise: `relu_interpolator`
#
# **What for.** A network with one hidden layer that goes through any points you give it.
#
# **Arguments.** `xs`: array `(K,)`, strictly increasing. `ys`: array `(K,)`. Both may hold integers. $K$ is 1 or more.
#
# **Returns.** `params`, a list of two dictionaries: `"W"` `(1, K)` and `"b"` `(K,)`, then `"W"` `(K, 1)` and `"b"` `(1,)`. With the activations `["relu", "linear"]` the network joins the points by straight lines; left of the first and right of the last point it is constant. Any parameters that do so are right. They are new arrays.
#
# **Errors.** `ValueError` if `xs` does not strictly increase, if `xs` and `ys` differ in length, or if there is no point.
#
# **Example.** For `xs = [0, 1, 3]` and `ys = [1, 3, 2]` the network says 1, 2, 2.5, 2 and 2 at $x = -1, 0.5, 2, 3, 5$.

# %% [markdown] lang="zh"
# ### 练习：`relu_interpolator`
#
# **用途**：得到一个只有一个隐藏层的网络，它经过你给的任何点。
#
# **参数**：`xs`：数组 `(K,)`，严格递增。`ys`：数组 `(K,)`。两者都可以是整数数组。$K$ 至少是 1。
#
# **返回**：`params`，两个字典的列表：`"W"` `(1, K)` 和 `"b"` `(K,)`，然后是 `"W"` `(K, 1)` 和 `"b"` `(1,)`。激活函数取 `["relu", "linear"]` 时，网络用直线段连起各点；在第一个点左边、最后一个点右边，它是常数。能做到的参数都算对。它们都是新数组。
#
# **错误**：`xs` 不是严格递增，或者 `xs` 与 `ys` 长度不同，或者一个点也没有时，抛出 `ValueError`。
#
# **例子**：`xs = [0, 1, 3]`，`ys = [1, 3, 2]` 时，网络在 $x = -1, 0.5, 2, 3, 5$ 处输出 1、2、2.5、2、2。


# %% solution="relu_interpolator"
def relu_interpolator(xs, ys):
    """Return a 1-K-1 network, ReLU then linear, that joins K points by straight lines.

    Parameters
    ----------
    xs : ndarray of shape (K,)
        Where the points are, strictly increasing. Not modified.
    ys : ndarray of shape (K,)
        How high they are. Not modified.

    Returns
    -------
    list of dict
        ``{"W": (1, K), "b": (K,)}``, then ``{"W": (K, 1), "b": (1,)}``; constant outside the points.

    Raises
    ------
    ValueError
        If `xs` is not strictly increasing, differs from `ys` in length, or is empty.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if xs.ndim != 1 or xs.shape != ys.shape or len(xs) == 0:
        raise ValueError(f"xs and ys must both be (K,) with K > 0; got {xs.shape} and {ys.shape}")
    if np.any(np.diff(xs) <= 0):
        raise ValueError("xs must be strictly increasing")
    slopes = np.concatenate([[0.0], np.diff(ys) / np.diff(xs), [0.0]])
    changes = np.diff(slopes)
    return [
        {"W": np.ones((1, len(xs))), "b": -1.0 * xs},
        {"W": changes.reshape(-1, 1), "b": np.array([float(ys[0])])},
    ]
    ### END SOLUTION


# %% check="relu_interpolator"
check("relu_interpolator")

# %% [markdown] lang="en"
# **Come closer.** The picture runs your functions. Take the sine and press "double", again and again. By which factor does the largest error shrink with every doubling? Then try the square root, and the jump. Question: which of the three curves will no number of units ever approach?

# %% [markdown] lang="zh"
# **越来越近**。这幅图运行的是你的函数。先选正弦，一次次按“加倍”。每加倍一次，最大误差缩小到几分之一？然后试试平方根，再试试跳变。问题：三条曲线里，哪一条无论用多少单元都接近不了？

# %% demo
with demo.waits_for("relu_interpolator", "mlp_forward"):
    display(widgets.kinks(relu_interpolator, mlp_forward))

# %% [markdown] lang="en"
# **The same in numbers**, for the sine on the interval from 0 to $2 \pi$, with intervals of length $h$:

# %% [markdown] lang="zh"
# **再看数字**：正弦，从 0 到 $2 \pi$，区间长度为 $h$：

# %% demo
with demo.waits_for("relu_interpolator", "mlp_forward"):
    x = np.linspace(0, 2 * np.pi, 4001)
    for intervals in (4, 8, 16, 32, 64):
        xs = np.linspace(0, 2 * np.pi, intervals + 1)
        said = mlp_forward(x.reshape(-1, 1), relu_interpolator(xs, np.sin(xs)), ["relu", "linear"])[0][:, 0]
        error, h = np.abs(said - np.sin(x)).max(), xs[1] - xs[0]
        demo.say(
            "{:2} intervals   largest error {:.4f}   h^2 / 8 = {:.4f}",
            "{:2} 个区间   最大误差 {:.4f}   h^2 / 8 = {:.4f}",
            *(intervals, error, h**2 / 8),
        )
    needed = int(np.ceil(2 * np.pi / np.sqrt(8 * 0.0001)))
    demo.say("intervals for an error below 0.0001: {}", "误差低于 0.0001 所需的区间数：{}", needed)

# %% [markdown] lang="en"
# ![Left: the sine with networks of 4 and 8 intervals. Right: the largest error against the number of intervals, a straight line in a log-log plot, just below h squared over 8.](pictures/03_universal.en.png)
#
# *Left: two networks and the sine. Right: their largest error, and that of larger ones. Question: why does the first point lie so clearly below the dashed line?*
#
# **What it means.** The errors for 4, 8, 16, 32 and 64 intervals are 0.2105, 0.0704, 0.0188, 0.0048 and 0.0012. From 8 on, every doubling brings the error down to about 1/4. The reason is the bend of the curve: between two points a distance $h$ apart, the parabola $x^2 / 2$ lies $h^2 / 8$ below its chord in the middle, and the sine is nowhere more strongly bent than this parabola. So $h^2 / 8$ is a bound. With 4 intervals it is generous, because the sine bends that strongly only at one end of each. For an error below 0.0001 the bound asks for 223 intervals.
#
# The square root obeys no such bound near 0, where it is infinitely steep: 64 intervals still leave an error of 0.08, and every doubling brings it down only to $1 / \sqrt{2}$ of what it was. But it does go down. At the jump it doesn't: there the largest error never falls below $1/2$, however many units you take. A network of this kind is continuous, so just beside a jump of height 1 it is off by half of it at least. (With an even number of intervals one point stands exactly on the jump, and the error is 1.)

# %% [markdown] lang="zh"
# ![左：正弦，以及 4 个和 8 个区间的网络。右：最大误差随区间数的变化，在双对数坐标图里是一条直线，略低于 h 的平方除以 8。](pictures/03_universal.zh.png)
#
# **左：两个网络和正弦。右：它们和更大的网络的最大误差**。问题：为什么第一个点明显低于虚线？
#
# **这说明什么**。4、8、16、32、64 个区间时，误差是 0.2105、0.0704、0.0188、0.0048、0.0012。从 8 个起，区间数每加倍一次，误差大约降到 1/4。原因在于曲线的弯曲：两点相距 $h$ 时，抛物线 $x^2 / 2$ 在正中间离弦的距离是 $h^2 / 8$，而正弦没有哪里比这条抛物线弯得更厉害。所以 $h^2 / 8$ 是一个上界。只有 4 个区间时，这个上界偏大，因为在每个区间里，正弦只在一头弯得那么厉害。要让误差低于 0.0001，按这个上界需要 223 个区间。
#
# 平方根在 0 附近无限陡，不服从这样的上界：64 个区间时误差还有 0.08，每加倍一次也只缩小到原来的 $1 / \sqrt{2}$。不过它确实在缩小。跳变就不行了：那里的最大误差永远不会小于 $1/2$，用多少单元都一样。这样的网络是连续的，所以在高度为 1 的跳变旁边，总有地方至少差了一半。（区间数是偶数时，正好有一个点落在跳变处，误差就是 1。）

# %% [markdown] lang="en"
# ### The theorem of 1989
#
# What you have built is a small proof. A continuous curve on a closed interval can be approached by straight lines as closely as one likes, and a network with one hidden layer draws any straight lines. In 1989 George Cybenko proved such a theorem for sigmoid units and any number of inputs [5]; in the same year Kurt Hornik, Maxwell Stinchcombe and Halbert White did so for all activation functions that rise from 0 to 1 [6]. Where the limit lies, you read in lesson 02: since 1993 we know that it holds exactly for the activation functions that are not polynomials [7]. It is called the **universal approximation theorem**.

# %% [markdown] lang="zh"
# ### 1989 年的定理
#
# 你刚才搭的，就是一个小小的证明。闭区间上的连续曲线，可以用直线段接近到任意程度；而只有一个隐藏层的网络，能画出任何这样的直线段。1989 年，George Cybenko 对 sigmoid 单元和任意多个输入证明了这样的定理 [5]；同一年，Kurt Hornik、Maxwell Stinchcombe 和 Halbert White 对一切从 0 升到 1 的激活函数给出了证明 [6]。界限在哪里，第 02 课已经说过：1993 年证明了，它恰好对不是多项式的激活函数成立 [7]。这就是**通用近似定理**（universal approximation theorem）。

# %% [markdown] lang="en"
# ### Common misconception: "one hidden layer is good enough"
#
# You may read that one hidden layer can compute everything, so deep networks are a luxury. The first half sounds like the theorem. **What is right:** the theorem says that good weights *exist*, if the layer is wide enough. It does not say
#
# - **how many units** it takes: with many inputs their number may be exponentially large [3, section 6.4.1], and some functions that a deep network draws with few units are proved to need exponentially many in a shallow one [8];
# - **whether training finds the weights**: you computed them from the points, learning has to search;
# - **whether the network is right on new data**: going through all points of a noisy sample is easy and worthless [3, section 6.4.1].

# %% [markdown] lang="zh"
# ### 常见误解：“一个隐藏层就够好了”
#
# 你也许读到过：一个隐藏层什么都算得出，所以深的网络是奢侈。前半句听起来就像那个定理。**正确的说法**：定理说的是，只要这一层足够宽，好的权重**存在**。它没有说：
#
# - **要多少个单元**：输入多的时候，个数可能大到指数级 [3，6.4.1 节]；有些函数，深的网络用很少的单元就能画出，而已经证明，浅的网络要用指数级多的单元 [8]；
# - **训练能不能找到这些权重**：你是从那些点直接算出来的，学习却要去搜索；
# - **网络在新数据上对不对**：经过带噪声的样本的每一个点，很容易，也毫无价值 [3，6.4.1 节]。

# %% [markdown] lang="en"
# ### Written question: what is promised?
#
# A friend says: "The universal approximation theorem proves that a network with one hidden layer can solve any problem, so I only have to train mine long enough." Say what the theorem does promise, and name at least two things it does not, with a reason or an example for each.

# %% [markdown] lang="zh"
# ### 书面题：定理保证了什么？
#
# 一位朋友说：“通用近似定理证明，只有一个隐藏层的网络能解决任何问题，所以我只要训练得够久就可以了。”说出这个定理到底保证了什么，再至少举出两件它没有保证的事，各说一个理由或例子。

# %% [markdown] lang="en" written="universality" points=4
# Promised: for every continuous function on a closed, bounded region and every error bound there is a network with one hidden layer, with an activation function that is not a polynomial, that stays within the bound, if the layer may be as wide as needed. The construction with ReLU shows it for one input: one unit for each change of slope, and the error falls like $h^2$.
#
# Not promised: the number of units, which may be exponentially large in the number of inputs, while a deeper network may need far fewer; that training finds such weights, since the theorem only says that they exist; that the network is right on data it has not seen, since the theorem is about approaching a known function and not about learning one from noisy samples. Nor does it cover functions with a jump: there the error of a continuous network stays large. So training longer need not help: the layer may be too narrow, or the search may get stuck.

# %% [markdown] lang="zh" written="universality" points=4
# 保证的是：对有界闭区域上的任何连续函数，以及任何误差界限，都存在一个只有一个隐藏层、激活函数不是多项式的网络，误差不超过这个界限，只要这一层可以任意宽。用 ReLU 的构造对一个输入说明了这一点：斜率每改变一次用一个单元，误差像 $h^2$ 那样下降。
#
# 没有保证的是：要多少个单元，它可能随输入的个数按指数增长，而更深的网络也许只要少得多；训练能不能找到这样的权重，定理只说它们存在；网络在没见过的数据上对不对，定理讲的是接近一个已知的函数，不是从带噪声的样本里学出一个函数。有跳变的函数也不在其内：连续的网络在那里误差一直很大。所以训练得更久不一定有用：这一层可能太窄，搜索也可能卡住。

# %% [markdown] lang="en" rubric="universality"
# - 2 points: the promise is right: existence of a network with one hidden layer, wide enough, as close as asked, for continuous functions. 1 point if it stays unclear that it is about existence, or if "continuous" and "wide enough" are both missing.
# - 1 point: names at least two of these: number of units, whether training finds the weights, new data, functions with jumps.
# - 1 point: gives a reason or an example for them, in the friend's case or in general.

# %% [markdown] lang="zh" rubric="universality"
# - 2 分：保证的内容说对了：对连续函数，存在一个足够宽的、只有一个隐藏层的网络，要多接近就有多接近。没有说清这是存在性，或者“连续”和“足够宽”都没有提到，得 1 分。
# - 1 分：至少举出其中两项：单元的个数、训练能否找到权重、新数据、有跳变的函数。
# - 1 分：为它们说出理由或例子，针对这位朋友或一般地说都可以。

# %% [markdown] lang="en"
# ## 10. Units that say nothing
#
# Lesson 02 gave the warning: one side of ReLU is flat. A unit whose pre-activation is 0 or negative for *every* sample says 0 to everything. It is called a **dead unit**: its parameters are stored and multiplied, and the output does not depend on them.
#
# | name | shape | meaning | axis looked along |
# |---|---|---|---|
# | `Z` | `(m, n)` | pre-activations of one ReLU layer | |
# | silent | `(m, n)` | whether $z \leq 0$, entry by entry | |
# | dead | `(n,)` | whether a unit is silent for every sample | axis 0 |

# %% [markdown] lang="zh"
# ## 10. 什么也不说的单元
#
# 第 02 课提醒过：ReLU 有一侧是平的。如果一个单元的净输入对**每一个**样本都是 0 或负数，它就对一切都说 0。这叫作**死亡单元**（dead unit）：它的参数照样要存、要乘，输出却与它们无关。
#
# | 名称 | 形状 | 含义 | 沿哪个轴看 |
# |---|---|---|---|
# | `Z` | `(m, n)` | 一个 ReLU 层的净输入 | |
# | 不作声 | `(m, n)` | 逐个元素看，$z \leq 0$ 是否成立 | |
# | 死亡 | `(n,)` | 一个单元是否对每个样本都不作声 | 轴 0 |

# %% [markdown] lang="en"
# ### Exercise: `dead_unit_fraction`
#
# **What for.** A health check for ReLU layers; lesson 08 uses it on networks in training.
#
# **Arguments.** `Z`: array `(m, n)`, the pre-activations of one layer, one unit a column (axis 1).
#
# **Returns.** A number between 0 and 1, type `float`: the share of units with $z \leq 0$ for every sample. Exactly 0 counts as silent. No Python loop over the samples.
#
# **Errors.** `ValueError` if there is no sample, `m = 0`.
#
# **Example.** `dead_unit_fraction(np.array([[-1.0, -1.0, 1.0], [-2.0, 3.0, 1.0]]))` gives `0.333333`: one unit of three.

# %% [markdown] lang="zh"
# ### 练习：`dead_unit_fraction`
#
# **用途**：给 ReLU 层做体检；第 08 课会用它来检查训练中的网络。
#
# **参数**：`Z`：数组 `(m, n)`，一层的净输入，每个单元占一列（column，轴 1）。
#
# **返回**：0 到 1 之间的一个数，类型是 `float`：对每个样本都有 $z \leq 0$ 的单元所占的比例。恰好为 0 也算不作声。不要用 Python 循环遍历样本。
#
# **错误**：一个样本也没有，即 `m = 0` 时，抛出 `ValueError`。
#
# **例子**：`dead_unit_fraction(np.array([[-1.0, -1.0, 1.0], [-2.0, 3.0, 1.0]]))` 得到 `0.333333`：三个单元中有一个。


# %% solution="dead_unit_fraction"
def dead_unit_fraction(Z):
    """Compute the share of ReLU units that say 0 to every sample of a batch.

    Parameters
    ----------
    Z : ndarray of shape (m, n)
        Pre-activations of one layer, one unit per column (axis 1).

    Returns
    -------
    float
        Between 0 and 1.

    Raises
    ------
    ValueError
        If there is no sample.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if len(Z) == 0:
        raise ValueError("without a sample no unit is dead or alive")
    return float(np.all(Z <= 0, axis=0).mean())
    ### END SOLUTION


# %% check="dead_unit_fraction"
check("dead_unit_fraction")

# %% [markdown] lang="en"
# **The experiment.** 200 samples, 50 units with random weights, and one bias for all of them, which we push down step by step. Question: can a unit die while its bias is 0?

# %% [markdown] lang="zh"
# **实验**。200 个样本，50 个权重随机的单元，所有单元共用一个偏置，我们把它一步步往下压。问题：偏置为 0 时，单元会死吗？

# %% demo
with demo.waits_for("dense_forward", "dead_unit_fraction"):
    rng = np.random.default_rng(0)
    X, W = rng.normal(size=(200, 2)), rng.normal(size=(2, 50))
    for bias in (0, -1, -2, -3, -4, -6):
        share = dead_unit_fraction(dense_forward(X, W, np.full(50, float(bias))))
        demo.say("bias {:2}   dead units {:.2f}", "偏置 {:2}   死亡单元的比例 {:.2f}", bias, share)

# %% [markdown] lang="en"
# **What it means.** With a bias of 0 no unit is dead here: its boundary passes through the origin, in the middle of the samples, so some of them lie on its positive side. At $-2$ it is 22 % of the units, at $-6$ it is 88 %: their boundaries have moved past all samples. One large step of learning may do just that. A dead unit of the first layer gets no signal to move back; lesson 08 shows what that does to training, and what helps.

# %% [markdown] lang="zh"
# **这说明什么**。偏置为 0 时，这里没有死亡单元：边界经过原点，在样本中间穿过，所以总有样本在它为正的一侧。$-2$ 时是 22% 的单元，$-6$ 时是 88%：它们的边界已经移到所有样本之外。学习时一步迈得太大，就可能造成这种局面。第一层的死亡单元得不到任何让它回来的信号；第 08 课会看到这对训练有什么影响，以及怎样补救。

# %% [markdown] lang="en"
# ## Recap
#
# 1. A layer is $Z = X W + b$: samples are rows (axis 0), units are columns (axis 1) of $W$, and each unit has one bias. The column convention is its transpose.
# 2. Shapes that fit by accident hide mistakes; a bias of shape `(n_out, 1)` may be broadcast without a word.
# 3. The forward pass repeats affine, activation, affine, activation, and keeps `A_prev`, `Z` and `A` of each layer.
# 4. Without activation functions any stack of layers is one layer.
# 5. One hidden layer of ReLU units draws any straight lines through points, so it approaches every continuous curve; how many units, whether training finds them and what holds on new data is not promised.

# %% [markdown] lang="zh"
# ## 小结
#
# 1. 一层就是 $Z = X W + b$：每个样本占一行（row，轴 0），每个单元占 $W$ 的一列（column，轴 1），并有一个偏置。列（column）约定是它的转置。
# 2. 碰巧对上的形状会掩盖错误；形状为 `(n_out, 1)` 的偏置可能一声不响地广播。
# 3. 前向传播就是仿射、激活、仿射、激活，反复下去，并留下每一层的 `A_prev`、`Z` 和 `A`。
# 4. 没有激活函数，再多的层也只是一层。
# 5. 一个由 ReLU 单元组成的隐藏层能画出经过任何点的直线段，所以能接近任何连续曲线；要多少单元、训练能否找到、在新数据上如何，都没有保证。

# %% [markdown] lang="en"
# ### A map of names
#
# | in this course | in mathematics | in PyTorch |
# |---|---|---|
# | `dense_forward(X, W, b)` | $X W + b$, an affine map | `torch.nn.Linear(n_in, n_out)` |
# | `W` `(n_in, n_out)` | $W$ | `layer.weight`, stored as `(n_out, n_in)` |
# | `mlp_forward` | composition $f_L \circ \dots \circ f_1$ | `torch.nn.Sequential(...)` |
# | `caches` | intermediate values | kept by autograd |
# | `count_params` | $\sum_l (n_{l-1} + 1) \, n_l$ | `sum(p.numel() for p in model.parameters())` |
#
# Mind the second row: PyTorch computes batch first as we do, but stores the weights of a layer with one unit a row (axis 0).

# %% [markdown] lang="zh"
# ### 名称对照
#
# | 本课程 | 数学 | PyTorch |
# |---|---|---|
# | `dense_forward(X, W, b)` | $X W + b$，仿射映射 | `torch.nn.Linear(n_in, n_out)` |
# | `W` `(n_in, n_out)` | $W$ | `layer.weight`，存成 `(n_out, n_in)` |
# | `mlp_forward` | 复合 $f_L \circ \dots \circ f_1$ | `torch.nn.Sequential(...)` |
# | `caches` | 中间值 | 由 autograd 保存 |
# | `count_params` | $\sum_l (n_{l-1} + 1) \, n_l$ | `sum(p.numel() for p in model.parameters())` |
#
# 注意表中第二项：PyTorch 和我们一样，计算时批量在前，但存放权重时，每个单元占一行（row，轴 0）。

# %% [markdown] lang="en"
# ### Test yourself
#
# 1. A layer maps `(100, 7)` to `(100, 3)`. What are the shapes of `W` and `b`?
# 2. How many parameters does a 3-5-2 network have?
# 3. `X` is `(4, 2)`, `W` is `(2, 4)`, `b` is `(4, 1)`. Error, right result, or wrong result without an error?
# 4. Somebody uses ReLU in the hidden layers, but all pre-activations are positive for all samples. What is the network then, on these samples?
# 5. You double the number of intervals of a ReLU interpolator of a smooth curve. What happens to the largest error, and to the number of parameters?
#
# <details>
# <summary>Answers</summary>
#
# 1. `W` is `(7, 3)` and `b` is `(3,)`.
# 2. $20 + 12 = 32$.
# 3. A wrong result without an error: the bias is added along the samples.
# 4. Affine: where every $z$ is positive, ReLU changes nothing, and the stack collapses to one layer.
# 5. The error falls to about 1/4; the number of parameters about doubles.
#
# </details>

# %% [markdown] lang="zh"
# ### 自测
#
# 1. 一层把 `(100, 7)` 变成 `(100, 3)`。`W` 和 `b` 是什么形状？
# 2. 网络 3-5-2 有多少个参数？
# 3. `X` 是 `(4, 2)`，`W` 是 `(2, 4)`，`b` 是 `(4, 1)`。是报错，是结果正确，还是结果错了却不报错？
# 4. 有人在隐藏层用了 ReLU，但对所有样本，净输入全是正的。在这些样本上，这个网络是什么？
# 5. 用 ReLU 网络连接一条光滑曲线上的点，把区间数加倍。最大误差怎样变，参数个数怎样变？
#
# <details>
# <summary>答案</summary>
#
# 1. `W` 是 `(7, 3)`，`b` 是 `(3,)`。
# 2. $20 + 12 = 32$。
# 3. 结果错了却不报错：偏置沿着样本的方向加了上去。
# 4. 仿射的：每个 $z$ 都是正的，ReLU 什么也不改变，整叠层就塌缩成一层。
# 5. 误差大约降到 1/4；参数个数大约加倍。
#
# </details>

# %% [markdown] lang="en"
# ### The bridge to lesson 04
#
# The student passed, and our untrained network said 0.100471. That is wrong, but *how* wrong? To learn, a network needs one number that says how badly it did on all samples together, and that gets smaller when it does better. Such a number is called a loss. There are several, and the choice between them is not a matter of taste.
#
# When you are done: run `check.all()` in a cell of your own, look at `progress()`, save, and submit.

# %% [markdown] lang="zh"
# ### 通往第 04 课
#
# 那名学生通过了，我们没有训练过的网络却说 0.100471。这是错的，但错了**多少**？要学习，网络需要一个数，说出它在全部样本上做得有多差；做得好一点，这个数就小一点。这样的数叫作损失。损失有好几种，选哪一种，不能只凭喜好。
#
# 做完之后：在自己新建的单元格里运行 `check.all()`，看看 `progress()`，保存，然后提交。

# %% [markdown] shared
# ### References · 参考文献
#
# - [1] G. Huang, Z. Liu, L. van der Maaten, K. Q. Weinberger, "Densely connected convolutional networks", *CVPR*, 2017.
# - [2] A. Zhang, Z. C. Lipton, M. Li, A. J. Smola, *Dive into Deep Learning*, Cambridge University Press, 2023.
# - [3] I. Goodfellow, Y. Bengio, A. Courville, *Deep Learning*, MIT Press, 2016.
# - [4] Keras documentation, *Base Layer class* and *Dense layer*.
# - [5] G. Cybenko, "Approximation by superpositions of a sigmoidal function", *Mathematics of Control, Signals and Systems* 2 (1989), 303–314.
# - [6] K. Hornik, M. Stinchcombe, H. White, "Multilayer feedforward networks are universal approximators", *Neural Networks* 2 (1989), 359–366.
# - [7] M. Leshno, V. Y. Lin, A. Pinkus, S. Schocken, "Multilayer feedforward networks with a nonpolynomial activation function can approximate any function", *Neural Networks* 6 (1993), 861–867.
# - [8] M. Telgarsky, "Benefits of depth in neural networks", *COLT*, 2016.
