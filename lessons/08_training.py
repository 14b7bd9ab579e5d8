# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown] lang="en"
# # Training a deep network
#
# Forward pass, loss, backward pass: you have all of it. In this lesson you close the loop and train a network of five layers on data that no straight line can separate. Every formula will be right, and yet that alone does not decide how it goes. It also matters where a network *begins*, how deep it is, and how large its steps are.

# %% [markdown] lang="zh"
# # 训练深层网络
#
# 前向传播、损失、反向传播，你都有了。这一课里，你把它们连成一圈，训练一个五层的网络，数据是任何直线都分不开的。每个公式都会是对的，可是结果如何，不全由公式决定：网络从哪里**出发**，有多深，步子迈多大，都有关系。

# %% [markdown] lang="en"
# ## Goals
#
# After this lesson you will be able to
#
# - write a complete training loop, and record what happens in it;
# - choose the numbers from which a network begins, and give the reason for their size;
# - measure the gradient of every layer of a deep network, and read what it says;
# - compare runs that differ only in a seed or a rate, and report them honestly;
# - test anybody's training code in three ways before you trust it.

# %% [markdown] lang="zh"
# ## 目标
#
# 学完这一课，你能够：
#
# - 写出完整的训练循环，并记录其中发生的事；
# - 选定网络从哪些数出发，并说出取这样大小的理由；
# - 测量深层网络每一层的梯度，并看懂它说明什么；
# - 比较只差一个种子或一个学习率的几次训练，并如实报告；
# - 在信任一份训练代码之前，用三种办法检查它。

# %% [markdown] lang="en"
# ## Time
#
# 90 to 110 minutes; a good place for a break is the end of section 4.

# %% [markdown] lang="zh"
# ## 用时
#
# 90 到 110 分钟；第 4 节结束的地方适合歇一歇。

# %% [markdown] lang="en"
# ## What you need
#
# `mlp_forward` and `dead_unit_fraction` of lesson 03, binary cross-entropy of lesson 04, the update rule of lesson 06, `mlp_backward` of lesson 07.

# %% [markdown] lang="zh"
# ## 准备
#
# 第 03 课的 `mlp_forward` 和 `dead_unit_fraction`，第 04 课的二元交叉熵，第 06 课的更新规则，第 07 课的 `mlp_backward`。

# %% [markdown] lang="en"
# ## How this notebook works
#
# As in lesson 01: write your code in an answer cell, run it, then run the check below it. `hint("make_circles")` helps, `progress()` shows where you are, and the language switch stands under the next cell. Run the next two cells first, and again after every restart of the kernel. The second fetches functions of earlier lessons: yours where they passed their check, else the course's.

# %% [markdown] lang="zh"
# ## 怎样使用这份笔记本
#
# 和第 01 课一样：在作答单元格里写代码，运行它，再运行下面的检查。`hint("make_circles")` 给出提示，`progress()` 显示进度，语言开关在下一个单元格下方。先运行下面两个单元格；每次重启内核之后，也要重新运行。第二个单元格取来前面几课的函数：你写的已经通过检查，就用你的；否则用课程的。

# %% setup
import matplotlib.pyplot as plt
import numpy as np

from lessonkit import data, demo, language, plots, widgets
from lessonkit.selfstudy import check, committed, hint, progress, solution, use

language.switch()

# %% setup
mlp_forward, dead_unit_fraction = use("mlp_forward", "dead_unit_fraction")
binary_cross_entropy, bce_sigmoid_backward, mlp_backward = use(
    "binary_cross_entropy", "bce_sigmoid_backward", "mlp_backward"
)

# %% [markdown] lang="en"
# ## 1. Two circles
#
# ![Four squares with the same points: an outer ring of class 0 and an inner ring of class 1. After 0 steps a few rays start from the middle, after 100 and 200 steps the region of class 1 is a strip, closed below and open above, after 2000 steps a closed shape of straight pieces lies between the rings.](pictures/08_moments.en.png)
#
# *One network, four moments of its training: what it says about every place in the plane. Question: the border is made of straight pieces; where do they come from?*
#
# This is where we want to go. The data are two rings, one inside the other. For the perceptron of lesson 01 and for logistic regression they are hopeless: every straight line leaves about a third of the points or more on the wrong side. The picture is from a network with the layers 2-4-6-6-4-1, whose 117 parameters you counted in lesson 03 and whose gradients you checked in lesson 07.
#
# The straight pieces come from ReLU: each unit of the first layer bends the plane along one line, and later layers bend what is bent already. A few dozen bends can make a closed curve.
#
# First the data. An exercise on random numbers looks harmless, but it has two traps, and both have spoiled real experiments. The first: features and labels must stay **together** when they are shuffled. The second: an experiment that cannot be **repeated** proves little. So all random numbers come from a generator that is handed in, and they are drawn in a fixed order. The same seed then gives the same data on every machine.

# %% [markdown] lang="zh"
# ## 1. 两个圆环
#
# ![四个方格，里面是同样的点：外圈是类别 0，内圈是类别 1。0 步时，从中间伸出几条射线；100 步和 200 步之后，类别 1 的区域像一条带子，下面封口，上面敞开；2000 步之后，两圈之间是由直线段拼成的封闭形状。](pictures/08_moments.zh.png)
#
# **同一个网络，训练中的四个时刻：它对平面上每个位置的判断**。问题：边界由直线段拼成，这些直线段从哪里来？
#
# 我们要去的地方就在这里。数据是两个环，一个套在另一个里面。第 01 课的感知机对付不了它们，逻辑回归也不行：不管怎样画直线，落在错的一侧的点总有三分之一左右，甚至更多。图里的网络是 2-4-6-6-4-1，它的 117 个参数你在第 03 课数过，它的梯度你在第 07 课检验过。
#
# 直线段来自 ReLU：第一层的每个单元把平面沿一条直线折一下，后面的层再去折已经折过的。折上几十下，就能围成一条封闭的曲线。
#
# 先准备数据。关于随机数的练习看上去无害，其实有两个陷阱，都毁掉过真正的实验。第一个：打乱次序时，特征和标签必须**一起**动。第二个：不能**重复**的实验证明不了什么。所以，所有的随机数都来自传进来的生成器，并且按固定的次序抽取。这样，同一个种子在每台机器上都给出同样的数据。

# %% [markdown] lang="en"
# ### Exercise: `make_circles`
#
# **What for.** The data of this lesson and of the next ones.
#
# **Arguments.** `m`: the number of points. `factor`: the radius of the inner ring; the outer ring has radius 1. `noise`: the standard deviation of what is added to both coordinates. `rng`: a NumPy random generator, given by name.
#
# **Returns.** `X`, float64 of shape `(m, 2)`, and `y`, float64 of shape `(m, 1)`, in **random** order. The outer ring has `m // 2` points with label 0, the inner ring the other `m - m // 2` with label 1.
#
# **Draws**, in this order: the angles of the outer points, `rng.uniform(0, 2 * np.pi, k)` for $k$ points; in the same way those of the inner points; `rng.normal(0, noise, (m, 2))`, also if the noise is 0; and `rng.permutation(m)`, the order in which the points are returned (the first point returned is the one whose number stands first in it).
#
# A point with radius $r$ and angle $\varphi$ lies at $(r \cos \varphi, r \sin \varphi)$.
#
# **Errors.** `ValueError` if `m` is below 2.
#
# **Example.** `make_circles(5, noise=0.0, rng=np.random.default_rng(0))` gives two points at distance 1 from the origin and three at distance 0.5.

# %% [markdown] lang="zh"
# ### 练习：`make_circles`
#
# **用途**：这一课和后面几课的数据。
#
# **参数**：`m`：点的个数。`factor`：内圈的半径；外圈的半径是 1。`noise`：加到两个坐标上的噪声的标准差。`rng`：NumPy 的随机数生成器，按名称传入。
#
# **返回**：`X`，float64，形状 `(m, 2)`；`y`，float64，形状 `(m, 1)`；次序是**随机**的。外圈有 `m // 2` 个点，标签是 0；内圈是其余 `m - m // 2` 个点，标签是 1。
#
# **抽取**，按这个次序：外圈各点的角度，$k$ 个点用 `rng.uniform(0, 2 * np.pi, k)`；用同样的办法抽内圈各点的角度；`rng.normal(0, noise, (m, 2))`，噪声是 0 时也要抽；最后是 `rng.permutation(m)`，也就是返回各点的次序（它的第一个数，就是返回的第一个点原来的编号）。
#
# 半径是 $r$、角度是 $\varphi$ 的点位于 $(r \cos \varphi, r \sin \varphi)$。
#
# **错误**：`m` 小于 2，抛出 `ValueError`。
#
# **例子**：`make_circles(5, noise=0.0, rng=np.random.default_rng(0))` 给出两个到原点距离为 1 的点和三个距离为 0.5 的点。


# %% solution="make_circles"
def make_circles(m, factor=0.5, noise=0.1, *, rng):
    """Return points on two circles around the origin, one inside the other.

    Parameters
    ----------
    m : int
        Number of points: m // 2 outer ones (label 0), the rest inner ones (label 1).
    factor : float
        Radius of the inner circle; the outer one has radius 1.
    noise : float
        Standard deviation of what is added to both coordinates.
    rng : numpy.random.Generator
        Draws: outer angles, inner angles, noise, order.

    Returns
    -------
    X : ndarray of shape (m, 2), float64
    y : ndarray of shape (m, 1), float64

    Raises
    ------
    ValueError
        If m is below 2.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if m < 2:
        raise ValueError(f"m must be at least 2; got {m}.")
    outer = m // 2
    angles = np.concatenate([rng.uniform(0, 2 * np.pi, outer), rng.uniform(0, 2 * np.pi, m - outer)])
    y = np.concatenate([np.zeros(outer), np.ones(m - outer)])
    radius = np.where(y == 1, factor, 1.0)
    X = np.stack([radius * np.cos(angles), radius * np.sin(angles)], axis=1) + rng.normal(0, noise, (m, 2))
    order = rng.permutation(m)
    return X[order], y[order][:, np.newaxis]
    ### END SOLUTION


# %% check="make_circles"
check("make_circles")

# %% [markdown] lang="en"
# **Look at it.** These 1000 points are the training set of this lesson. The printed lines compare the distance from the origin with the label: if features and labels had lost each other, both lines would be nearly the same.

# %% [markdown] lang="zh"
# **看一看**。这 1000 个点是这一课的训练集。输出的两行把到原点的距离与标签对照：如果特征和标签走散了，两行就会差不多。

# %% demo
with demo.waits_for("make_circles"):
    X, y = make_circles(1000, rng=np.random.default_rng(0))
    distance = np.sqrt((X**2).sum(axis=1))
    for label in (0, 1):
        found = distance[y[:, 0] == label]
        demo.say(
            "y = {}: {} points, mean distance {:.3f}",
            "y = {}：{} 个点，平均距离 {:.3f}",
            label,
            len(found),
            found.mean(),
        )
    display(plots.cloud(X, y))

# %% [markdown] lang="en"
# ## 2. Close the loop
#
# One step of learning has four parts, and you have written three of them: the forward pass, the gradient at its end, and the way back. The fourth is the update of lesson 06, now for every array of every layer. $\theta$ stands for any weight or bias:
#
# $$\theta \leftarrow \theta - \eta \, \frac{\partial L}{\partial \theta}$$
#
# ### Exercise: `update_params`
#
# **What for.** The fourth part: the only one that changes weights.
#
# **Arguments.** `params`: a list of `{"W": (n_in, n_out), "b": (n_out,)}`, one for each layer. `grads`: built like `params`. `learning_rate`: a float.
#
# **Returns.** **New** parameters: a new list of new dictionaries with new arrays. `params` and `grads` keep their values, so that you can compare before and after. float32 stays float32; integers become floats.
#
# **Errors.** `ValueError` if the gradients are not built like the parameters.
#
# **Example.** Weight 1 with gradient 1, bias 0 with gradient 1, rate 0.25: the new weight is 0.75, the new bias -0.25.

# %% [markdown] lang="zh"
# ## 2. 连成一圈
#
# 学习的一步有四个部分，你已经写好了三个：前向传播、它末尾处的梯度、往回走的路。第四个是第 06 课的更新，现在对每一层的每个数组都要做。$\theta$ 代表任何一个权重或偏置：
#
# $$\theta \leftarrow \theta - \eta \, \frac{\partial L}{\partial \theta}$$
#
# ### 练习：`update_params`
#
# **用途**：第四个部分，也是唯一改变权重的部分。
#
# **参数**：`params`：`{"W": (n_in, n_out), "b": (n_out,)}` 的列表，每层一个。`grads`：结构与 `params` 相同。`learning_rate`：一个 float。
#
# **返回**：**新的**参数：新的列表，里面是新的字典和新的数组。`params` 和 `grads` 保持原值，这样才能比较更新前后。float32 还是 float32；整数变成浮点数。
#
# **错误**：梯度的结构与参数不同，抛出 `ValueError`。
#
# **例子**：权重 1，梯度 1；偏置 0，梯度 1；学习率 0.25：新的权重是 0.75，新的偏置是 -0.25。


# %% solution="update_params"
def update_params(params, grads, learning_rate):
    """Take one step of gradient descent in every weight and bias.

    Parameters
    ----------
    params : list of dict
        {"W": (n_in, n_out), "b": (n_out,)} of each layer. Not modified.
    grads : list of dict
        Gradients, built like `params`. Not modified.
    learning_rate : float

    Returns
    -------
    list of dict
        New lists, dictionaries and arrays.

    Raises
    ------
    ValueError
        If `grads` is not built like `params`.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if len(params) != len(grads):
        raise ValueError(f"there are {len(params)} layers and {len(grads)} gradients.")
    updated = []
    for layer, gradient in zip(params, grads, strict=True):
        if layer.keys() != gradient.keys() or any(layer[name].shape != gradient[name].shape for name in layer):
            raise ValueError("the gradients of a layer must have the names and shapes of its parameters.")
        updated.append({name: layer[name] - learning_rate * gradient[name] for name in layer})
    return updated
    ### END SOLUTION


# %% check="update_params"
check("update_params")

# %% [markdown] lang="en"
# **How well does it work?** The loss is what descent can use, but people want to know how many answers are right: the **accuracy**. The network gives a probability $p$; it is read as class 1 if $p > 0.5$. A tie is class 0, as in lesson 01. The threshold 0.5 is a choice: a doctor who must not overlook an illness would take a smaller one.
#
# $$\mathrm{accuracy} = \frac{1}{m} \sum_i [\, [p_i > t] = y_i \,]$$
#
# The bracket $[\dots]$ is 1 if its statement is true, else 0.
#
# ### Exercise: `accuracy`
#
# **What for.** The number that everybody asks for.
#
# **Arguments.** `y`: labels 0 and 1, mostly `(m, 1)`. `p`: probabilities of the same shape. `threshold`: the number $t$.
#
# **Returns.** A Python float between 0 and 1.
#
# **Errors.** `ValueError` if the shapes differ, or if there is no sample. Remember what `(m,)` against `(m, 1)` does in NumPy: it compares every label with every probability, and says nothing.
#
# **Example.** With the labels 0, 1, 0, 0, 1 and the probabilities 0.5, 0.9, 0.2, 0.6, 0.7, each as a column of shape `(5, 1)`, the result is 0.8.

# %% [markdown] lang="zh"
# **效果怎样**？梯度下降靠的是损失，而人们想知道的是答对了多少：**准确率**（accuracy）。网络给出概率 $p$；$p > 0.5$ 就读作类别 1。相等时算类别 0，和第 01 课一样。阈值 0.5 是一种选择：不能漏掉病人的医生，会把它取得小一些。
#
# $$\mathrm{accuracy} = \frac{1}{m} \sum_i [\, [p_i > t] = y_i \,]$$
#
# 方括号 $[\dots]$ 里的话成立时等于 1，否则等于 0。
#
# ### 练习：`accuracy`
#
# **用途**：人人都会问到的那个数。
#
# **参数**：`y`：标签 0 和 1，一般是 `(m, 1)`。`p`：同样形状的概率。`threshold`：公式里的 $t$。
#
# **返回**：0 到 1 之间的一个 Python float。
#
# **错误**：形状不同，或者一个样本也没有，抛出 `ValueError`。还记得 `(m,)` 遇到 `(m, 1)` 时 NumPy 会怎样吗？它把每个标签和每个概率都比一遍，而且一声不响。
#
# **例子**：标签 0、1、0、0、1，概率 0.5、0.9、0.2、0.6、0.7，都写成形状 `(5, 1)` 的一列（column，轴 1），结果是 0.8。


# %% solution="accuracy"
def accuracy(y, p, threshold=0.5):
    """Return the share of samples whose class is predicted rightly.

    Parameters
    ----------
    y : ndarray
        Labels, 0 or 1.
    p : ndarray of the shape of `y`
        Probabilities of class 1; class 1 is predicted where p > threshold.
    threshold : float

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the shapes differ or there is no sample.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if y.shape != p.shape:
        raise ValueError(f"y and p must have one shape; got {y.shape} and {p.shape}.")
    if y.size == 0:
        raise ValueError("there is no sample.")
    return float(np.mean((p > threshold) == (y == 1)))
    ### END SOLUTION


# %% check="accuracy"
check("accuracy")

# %% [markdown] lang="en"
# **The loop.** Everything together. Mind *when* the numbers are noted: before each update, and once more after the last. So `n_epochs` updates give `n_epochs + 1` entries, and the first entry belongs to the parameters that were handed in.
#
# | entry of `"loss"` | belongs to |
# |---|---|
# | 0 | the parameters before any update |
# | $k$ | the parameters after $k$ updates |
# | `n_epochs` | the parameters that are returned |
#
# An **epoch** is one pass over all samples. Here all samples go into every step (**full batch**), so an epoch is one step; lesson 09 takes smaller portions.
#
# ### Exercise: `train_full_batch`
#
# **What for.** The heart of this lesson.
#
# **Arguments.** `X` `(m, n_in)` and `y` `(m, 1)`: the samples. `params`: where the network begins. `activations`: one name for each layer, the last is `"sigmoid"`. `learning_rate`: a float. `n_epochs`: the number of steps.
#
# **Returns.** The parameters after the last step, and a dictionary `{"loss": ..., "accuracy": ...}` of two float64 arrays of shape `(n_epochs + 1,)`: the mean binary cross-entropy and the accuracy. All arguments keep their values, and the returned parameters share no memory with `params`, also for `n_epochs` 0.
#
# **Errors.** `ValueError` if `n_epochs` is negative, if the last activation is not the sigmoid, if there is no sample, or if `y` is not `(m, 1)`.
#
# At hand: `mlp_forward`, `binary_cross_entropy`, `bce_sigmoid_backward`, `mlp_backward`, and your `accuracy` and `update_params` from above. (The check lends you the course's versions of the last two.)
#
# **Example.** One sigmoid neuron with weight 0 and bias 0, the samples $x = 0$ (class 0) and $x = 1$ (class 1), rate 8, two steps: the losses are 0.6931, 0.41, 0.2616, the accuracies 0.5, 1, 1.

# %% [markdown] lang="zh"
# **循环**。现在把一切放到一起。注意**什么时候**记录：每次更新之前记一次，最后一次更新之后再记一次。所以 `n_epochs` 次更新有 `n_epochs + 1` 个数，第一个数属于传进来的参数。
#
# | `"loss"` 的元素 | 属于 |
# |---|---|
# | 0 | 更新之前的参数 |
# | $k$ | 更新 $k$ 次之后的参数 |
# | `n_epochs` | 最后返回的参数 |
#
# 把所有样本过一遍叫作一**轮**（epoch）。这里每一步都用上所有样本（**全批量**，full batch），所以一轮就是一步；第 09 课每步只用一小部分。
#
# ### 练习：`train_full_batch`
#
# **用途**：这一课的核心。
#
# **参数**：`X` `(m, n_in)` 和 `y` `(m, 1)`：样本。`params`：网络出发的地方。`activations`：每层一个名称，最后一个是 `"sigmoid"`。`learning_rate`：一个 float。`n_epochs`：步数。
#
# **返回**：最后一步之后的参数，以及字典 `{"loss": ..., "accuracy": ...}`，里面是两个形状为 `(n_epochs + 1,)` 的 float64 数组：平均二元交叉熵和准确率。传进来的值都保持不变；返回的网络参数与 `params` 不共享内存，`n_epochs` 是 0 时也一样。
#
# **错误**：`n_epochs` 是负数，最后的激活函数不是 sigmoid，一个样本也没有，或者 `y` 的形状不是 `(m, 1)`，抛出 `ValueError`。
#
# 可以直接用的有：`mlp_forward`、`binary_cross_entropy`、`bce_sigmoid_backward`、`mlp_backward`，还有你在上面写的 `accuracy` 和 `update_params`。（检查时，后两个用的是课程的版本。）
#
# **例子**：一个 sigmoid 神经元，权重 0，偏置 0；样本 $x = 0$（类别 0）和 $x = 1$（类别 1）；学习率 8，走两步：损失是 0.6931、0.41、0.2616，准确率是 0.5、1、1。


# %% solution="train_full_batch"
def train_full_batch(X, y, params, activations, learning_rate, n_epochs):
    """Train a binary classifier by gradient descent, all samples in every step.

    Parameters
    ----------
    X : ndarray of shape (m, n_in)
    y : ndarray of shape (m, 1)
        Labels, 0 or 1.
    params : list of dict
        First parameters. Not modified.
    activations : list of str
        One name per layer; the last is "sigmoid".
    learning_rate : float
    n_epochs : int
        Number of steps.

    Returns
    -------
    params : list of dict
        After the last step; new arrays.
    curves : dict
        "loss" and "accuracy", float64 of shape (n_epochs + 1,): before each update, and after the last.

    Raises
    ------
    ValueError
        If n_epochs is negative, the last activation is not the sigmoid, there is no sample, or y is not (m, 1).

    中文说明见上
    """
    ### BEGIN SOLUTION
    if n_epochs < 0:
        raise ValueError(f"n_epochs must not be negative; got {n_epochs}.")
    if not activations or activations[-1] != "sigmoid":
        raise ValueError(f"the last activation must be 'sigmoid'; got {activations}.")
    if len(X) == 0:
        raise ValueError("there is no sample.")
    params = [{name: array.copy() for name, array in layer.items()} for layer in params]
    losses, accuracies = np.zeros(n_epochs + 1), np.zeros(n_epochs + 1)
    for epoch in range(n_epochs + 1):
        p, caches = mlp_forward(X, params, activations)
        losses[epoch] = binary_cross_entropy(y, p)
        accuracies[epoch] = accuracy(y, p)
        if epoch < n_epochs:
            gradients = mlp_backward(bce_sigmoid_backward(y, p), params, caches, activations)
            params = update_params(params, gradients, learning_rate)
    return params, {"loss": losses, "accuracy": accuracies}
    ### END SOLUTION


# %% check="train_full_batch"
check("train_full_batch")

# %% [markdown] lang="en"
# **A first run, with one neuron.** A network without a hidden layer is logistic regression. Let your loop train it twice, each time from weights that are all 0: on points that a line separates, and on the circles.

# %% [markdown] lang="zh"
# **先用一个神经元跑一跑**。没有隐藏层的网络就是逻辑回归。让你的循环训练它两次，每次都从全是 0 的权重出发：一次用一条直线就能分开的点，一次用圆环。

# %% demo
with demo.waits_for("make_circles", "train_full_batch", "accuracy", "update_params"):
    neuron = [{"W": np.zeros((2, 1)), "b": np.zeros(1)}]
    X_line, y_line = data.load("separable")
    X, y = make_circles(1000, rng=np.random.default_rng(0))
    for samples, labels in ((X_line, y_line[:, np.newaxis].astype(float)), (X, y)):
        _, curves = train_full_batch(samples, labels, neuron, ["sigmoid"], 0.5, 300)
        for kind, values in curves.items():
            print(f"{kind:8}", *(f"{values[k]:9.4f}" for k in (0, 10, 100, 300)))

# %% [markdown] lang="en"
# **What it means.** The numbers stand for 0, 10, 100 and 300 steps. On the separable points the loss falls from 0.6931 and the accuracy reaches 1: the loop works, and zero weights were no problem. On the circles nothing useful happens: one line is not enough. So take the network with hidden layers. It seems natural to start it in the same way.

# %% [markdown] lang="zh"
# **这说明什么**。四个数依次是 0、10、100 和 300 步时的值。在能分开的点上，损失从 0.6931 往下降，准确率升到 1：循环没问题，权重从 0 出发也没关系。在圆环上，毫无进展：一条直线不够。那就换成有隐藏层的网络。照样从 0 出发，看起来顺理成章。

# %% [markdown] lang="en"
# ## 3. The first attempt
#
# ### Predict, then run: all zeros
#
# The circles network 2-4-6-6-4-1, ReLU inside and sigmoid at the end, starts with all weights and biases 0. It makes 300 steps with learning rate 0.1 on the 1000 points, 500 of each class. The accuracy at the end:
#
# - **a** close to 1, only later than from another start: descent goes downhill from anywhere.
# - **b** exactly 0.5, as at the beginning.
# - **c** between 0.6 and 0.9: it learns, but then it is stuck.
#
# Write your letter, with its quotation marks, into the next cell and run it.

# %% [markdown] lang="zh"
# ## 3. 第一次尝试
#
# ### 先预测，再运行：全是 0
#
# 圆环网络 2-4-6-6-4-1，中间用 ReLU，末尾用 sigmoid，所有权重和偏置都从 0 出发，在 1000 个点（每类 500 个）上以学习率 0.1 走 300 步。最后的准确率：
#
# - **a** 接近 1，只是比从别处出发来得晚：下降从哪里都能往下走。
# - **b** 恰好是 0.5，和开始时一样。
# - **c** 在 0.6 和 0.9 之间：它在学，但后来卡住了。
#
# 把你选的字母连同引号写进下一个单元格并运行。

# %% predict="L08-P1"
prediction_L08_P1 = "b"

# %% demo
committed("L08-P1")

# %% demo
SIZES, NAMES = [2, 4, 6, 6, 4, 1], ["relu", "relu", "relu", "relu", "sigmoid"]
with demo.waits_for("make_circles", "train_full_batch", "accuracy", "update_params"):
    X, y = make_circles(1000, rng=np.random.default_rng(0))
    zeros = [
        {"W": np.zeros((n_in, n_out)), "b": np.zeros(n_out)} for n_in, n_out in zip(SIZES[:-1], SIZES[1:], strict=True)
    ]
    trained, curves = train_full_batch(X, y, zeros, NAMES, 0.1, 300)
    for kind, values in curves.items():
        print(f"{kind:8} {values[0]:.6f} {values[-1]:.6f}")
    print("W, b:", *(f"{np.abs(layer[name]).max():.6f}" for layer in trained for name in ("W", "b")))

# %% [markdown] lang="en"
# **What it means.** The answer is **b**. Nothing has moved: the loss is $\ln 2 = 0.693147$ before and after, every weight and bias is still 0 (the last line shows the largest of each array). Follow the gradient with the formulas of lesson 07:
#
# - All activations of the hidden layers are 0. So $dW = A_{\mathrm{prev}}^\top dZ = 0$ in every layer behind the first.
# - All weights are 0. So $dA = dZ \, W^\top = 0$, and nothing reaches the layers before the last one.
# - What is left is the bias of the output. Its gradient is the mean of $p - y$, and with 500 points in each class that is 0 as well (up to rounding).
#
# The network of one neuron had none of these troubles, because its inputs are data, not zeros. Very well, you may say: then let the weights begin at some other number.

# %% [markdown] lang="zh"
# **这说明什么**。答案是 **b**。什么也没动：损失前后都是 $\ln 2 = 0.693147$，每个权重和偏置仍然是 0（最后一行是每个数组里绝对值最大的数）。用第 07 课的公式跟着梯度走一遍：
#
# - 隐藏层的激活值全是 0。所以第一层之后的每一层，$dW = A_{\mathrm{prev}}^\top dZ = 0$。
# - 权重全是 0。所以 $dA = dZ \, W^\top = 0$，最后一层之前的各层什么也收不到。
# - 只剩下输出的偏置。它的梯度是 $p - y$ 的平均值，每类 500 个点时，这也是 0（不计舍入）。
#
# 只有一个神经元的网络没有这些麻烦，因为它的输入是数据，不是 0。你也许会说：那好，让权重从别的数出发就是了。

# %% [markdown] lang="en"
# **All weights 0.3.** Now signals flow in both directions. Before you run it, you need a way to see what the units of a layer do. A unit is its column (axis 1) of `W` together with its bias: two units with equal columns and equal biases compute the same for every sample. So let us count how many **different** units a layer has.
#
# ### Exercise: `distinct_units`
#
# **What for.** To see whether a layer of many units is really one unit written many times.
#
# **Arguments.** `W`: array `(n_in, n_out)`, one unit in each column (axis 1). `b`: array `(n_out,)`, or None if only the weights count. `tol`: two units are equal if **no** entry differs by more than this. Rounding must not tell twins apart: 0.1 + 0.2 and 0.3 differ in the last bit.
#
# **Returns.** An int: the number of units that equal no unit before them.
#
# **Errors.** `ValueError` if `W` is not two-dimensional, or if `b` is given and is not `(n_out,)`.
#
# **Example.** `[[1, 1, 2], [0, 0, 5]]` has 2 different units. With the biases `[0, 7, 0]` it has 3.

# %% [markdown] lang="zh"
# **所有权重都是 0.3**。现在，信号往两个方向都能流动。运行之前，先要有办法看清一层的各个单元在做什么。一个单元就是它在 `W` 里的那一列（column，轴 1），加上它的偏置：两个单元的列相等、偏置也相等，对每个样本算出的就都一样。那就数一数，一层里有多少个**不同的**单元。
#
# ### 练习：`distinct_units`
#
# **用途**：看一层里的许多单元，是不是其实只是同一个单元写了许多遍。
#
# **参数**：`W`：数组 `(n_in, n_out)`，每个单元占一列（column，轴 1）。`b`：数组 `(n_out,)`；只看权重时是 None。`tol`：**没有**一个元素相差超过它，两个单元就算相等。不能让舍入把双胞胎分开：0.1 + 0.2 和 0.3 的最后一个比特就不同。
#
# **返回**：一个 int：与前面的单元都不相等的单元有几个。
#
# **错误**：`W` 不是二维，或者给了 `b` 而它的形状不是 `(n_out,)`，抛出 `ValueError`。
#
# **例子**：`[[1, 1, 2], [0, 0, 5]]` 有 2 个不同的单元。偏置是 `[0, 7, 0]` 时有 3 个。


# %% solution="distinct_units"
def distinct_units(W, b=None, tol=1e-12):
    """Count the units of a layer that differ.

    Parameters
    ----------
    W : ndarray of shape (n_in, n_out)
        Weights, one unit a column (axis 1).
    b : ndarray of shape (n_out,), optional
        Biases; a unit is its column together with its bias.
    tol : float
        Two units are equal if no entry differs by more.

    Returns
    -------
    int

    Raises
    ------
    ValueError
        If W is not 2-D or b is not (n_out,).

    中文说明见上
    """
    ### BEGIN SOLUTION
    if W.ndim != 2 or (b is not None and b.shape != (W.shape[1],)):
        raise ValueError(f"W must be (n_in, n_out) and b (n_out,); got {W.shape}.")
    units = np.asarray(W, dtype=float)
    if b is not None:
        units = np.vstack([units, b])
    count = 0
    for j in range(units.shape[1]):
        gaps = np.abs(units[:, :j] - units[:, j : j + 1])
        twin = np.all(gaps <= tol, axis=0)
        count += not np.any(twin)
    return int(count)
    ### END SOLUTION


# %% check="distinct_units"
check("distinct_units")

# %% [markdown] lang="en"
# **After 100 steps from 0.3.** Question before you run it: the layers have 4, 6, 6, 4 and 1 units. How many different ones will there be?

# %% [markdown] lang="zh"
# **从 0.3 出发走 100 步**。运行之前想一想：各层有 4、6、6、4 和 1 个单元。其中不同的会有几个？

# %% demo
with demo.waits_for("make_circles", "train_full_batch", "accuracy", "update_params", "distinct_units"):
    X, y = make_circles(1000, rng=np.random.default_rng(0))
    equal = [
        {"W": np.full((n_in, n_out), 0.3), "b": np.zeros(n_out)}
        for n_in, n_out in zip(SIZES[:-1], SIZES[1:], strict=True)
    ]
    trained, curves = train_full_batch(X, y, equal, NAMES, 0.1, 100)
    for kind, values in curves.items():
        print(f"{kind:8} {values[0]:.4f} {values[-1]:.4f}")
    print([distinct_units(layer["W"], layer["b"]) for layer in trained])
    print(trained[1]["W"].round(4))

# %% [markdown] lang="en"
# **What it means.** The weights have moved, from 0.3 to 0.2737 in the second layer, and they have moved **together**. Each layer has 1 different unit. A network 2-4-6-6-4-1 in which all units of a layer are twins is a network 2-1-1-1-1-1, and that one can't bend the plane enough. The accuracy is no better than tossing a coin.
#
# ![A network of three inputs, three hidden units and one output. The three hidden units have the same fill, the same numbers stand at the lines from an input to each of them, and on the way back each receives the same gradient.](pictures/08_twins.en.png)
#
# *Three units that begin equal: the same numbers arrive from the front, the same gradient from behind. Question: what in this picture could make one of them move differently from the others?*
#
# Nothing could. This is called **symmetry**. The way out is **symmetry breaking**: start every unit with different, random weights.

# %% [markdown] lang="zh"
# **这说明什么**。权重动了，第二层从 0.3 变到 0.2737，而且是**一起**动的。每一层都只有 1 个不同的单元。如果 2-4-6-6-4-1 网络每一层的单元都是多胞胎，它其实就是 2-1-1-1-1-1 的网络，没有本事把平面折够。准确率不比抛硬币好。
#
# ![一个网络：三个输入，三个隐藏单元，一个输出。三个隐藏单元的颜色相同，从同一个输入通到它们的线上写着同样的数，往回走时每个单元收到的梯度也相同。](pictures/08_twins.zh.png)
#
# **三个一开始就相等的单元：前面来的数相同，后面来的梯度也相同**。问题：这幅图里，有什么能让其中一个与别的走得不一样？
#
# 什么也没有。这叫作**对称性**（symmetry）。出路是**打破对称性**（symmetry breaking）：让每个单元从不同的、随机的权重出发。

# %% [markdown] lang="en"
# ### Written question: equal stays equal
#
# Two units of the same hidden layer start with equal columns (axis 1) of `W`, equal biases and equal outgoing weights. Show, with the formulas of lesson 07, that after one step of gradient descent they are equal again, so that they stay equal forever in exact arithmetic. A text says: "Weights **and biases** must be random, to speed up optimization." What is right about the weights, and why may all biases begin equal?

# %% [markdown] lang="zh"
# ### 书面题：相等的永远相等
#
# 同一个隐藏层的两个单元，一开始在 `W` 里的列（column，轴 1）相等，偏置相等，往后面一层去的权重也相等。用第 07 课的公式说明：梯度下降走一步之后，它们仍然相等，所以在精确计算时永远相等。有一篇文章说：“权重**和偏置**都必须是随机的，为的是加快优化。”关于权重，正确的说法是什么？所有的偏置为什么可以一开始就相等？

# %% [markdown] lang="en" written="equal_weights" points=4
# Forward: the two units have the same $z$ for every sample, since column (axis 1) and bias are equal, hence the same $a$. Backward: $dA = dZ \, W^\top$ of the layer behind uses the outgoing weights, which are equal, so the two units receive the same $dA$; with the same $z$ also the same $dZ$. The gradients of their columns are $A_{\mathrm{prev}}^\top dZ$ and those of their biases the sums of $dZ$ over the samples: equal. The gradients of the outgoing weights are $A^\top dZ$ with equal $a$: equal too. Equal values minus equal steps are equal, and the same holds for the next step, and so on. (In a computer rounding may let them differ by about $10^{-16}$, as the tolerance of `distinct_units` allows for.)
#
# Right is: random weights are there to **break the symmetry**, not to be fast; how fast it goes depends on their size. Biases may all be 0: if the columns of the weights differ, the units already differ.

# %% [markdown] lang="zh" written="equal_weights" points=4
# 前向：两个单元的列（column，轴 1）和偏置相等，所以对每个样本 $z$ 相同，$a$ 也就相同。反向：后面一层的 $dA = dZ \, W^\top$ 用到往后去的权重，它们相等，所以两个单元收到的 $dA$ 相同；$z$ 又相同，所以 $dZ$ 也相同。各自的列（column，轴 1）的梯度是 $A_{\mathrm{prev}}^\top dZ$，偏置的梯度是 $dZ$ 对样本的和，都相等。往后去的权重的梯度是 $A^\top dZ$，$a$ 相同，所以也相等。相等的值减去相等的改变量，还是相等，以后也一直如此。（计算机里，舍入可能让它们相差 $10^{-16}$ 左右，`distinct_units` 的容差就是为此而设。）
#
# 正确的说法：权重取随机数是为了**打破对称性**，不是为了快；快慢取决于权重的大小。偏置可以全是 0：只要权重的列（column，轴 1）不同，单元就已经不同了。

# %% [markdown] lang="en" rubric="equal_weights"
# - 2 points: equal forward values, equal gradients, hence equal after the step. 1 point if only one direction is argued.
# - 1 point: random weights break symmetry.
# - 1 point: biases may be equal, since different columns already make different units.

# %% [markdown] lang="zh" rubric="equal_weights"
# - 2 分：前向的值相等，梯度相等，所以走一步之后也相等。只论证了一个方向，得 1 分。
# - 1 分：随机的权重打破对称性。
# - 1 分：偏置可以相等，因为不同的列（column，轴 1）已经使单元不同。

# %% [markdown] lang="en"
# ## 4. Random, but how large?
#
# Random weights with mean 0 have one number to choose: their standard deviation $s$. Take a layer of ReLU units and follow the size of the signals.
#
# One pre-activation is a sum over the $n_{\mathrm{in}}$ inputs of the layer, $z = \sum_j x_j w_j$ (the bias is 0). The weights are independent of each other and of the inputs, with mean 0 and variance $s^2$. So in the square of the sum all mixed terms average out, and
#
# $$E[z^2] = \sum_j E[x_j^2] \, E[w_j^2] = n_{\mathrm{in}} \, s^2 \, E[x^2]$$
#
# Here $E$ means the average over the random weights. ReLU cuts off the negative half, and $z$ is negative as often as positive: $E[a^2] = \frac{1}{2} E[z^2]$. Together, from layer to layer:
#
# $$E[a^2] = \frac{n_{\mathrm{in}} \, s^2}{2} \, E[x^2]$$
#
# The factor in front is taken once for **each layer**. If it is below 1, the signal dies out; if it is above 1, it explodes. To keep its size we need $n_{\mathrm{in}} s^2 / 2 = 1$. This is **He initialization** [1]:
#
# $$s = \sqrt{\frac{2}{n_{\mathrm{in}}}}$$
#
# Five years before, Xavier Glorot and Yoshua Bengio had asked the same for tanh, which is almost the identity near 0 and cuts nothing off. Forward that wants $s^2 = 1 / n_{\mathrm{in}}$, and on the way back, where a sum runs over the $n_{\mathrm{out}}$ units, $s^2 = 1 / n_{\mathrm{out}}$. They took the middle, **Xavier initialization** [2]:
#
# $$s = \sqrt{\frac{2}{n_{\mathrm{in}} + n_{\mathrm{out}}}}$$
#
# | name | $s$ | meant for |
# |---|---|---|
# | `"he"` | $\sqrt{2 / n_{\mathrm{in}}}$ | ReLU |
# | `"xavier"` | $\sqrt{2 / (n_{\mathrm{in}} + n_{\mathrm{out}})}$ | tanh, sigmoid |
# | `"small"` | 0.01 | to see what happens |
# | `"zeros"` | 0 | to see what happens |

# %% [markdown] lang="zh"
# ## 4. 随机，但取多大？
#
# 平均值为 0 的随机权重，要选的只有一个数：标准差 $s$。拿一层 ReLU 单元来，看看信号的大小怎样变化。
#
# 一个净输入是对这一层的 $n_{\mathrm{in}}$ 个输入求和，$z = \sum_j x_j w_j$（偏置是 0）。权重彼此独立，也与输入独立，平均值为 0，方差为 $s^2$。所以和的平方里，交叉项平均下来都是 0：
#
# $$E[z^2] = \sum_j E[x_j^2] \, E[w_j^2] = n_{\mathrm{in}} \, s^2 \, E[x^2]$$
#
# 这里 $E$ 表示对随机权重求平均。ReLU 把负的一半截掉，而 $z$ 的正负机会相等：$E[a^2] = \frac{1}{2} E[z^2]$。合起来，从一层到下一层：
#
# $$E[a^2] = \frac{n_{\mathrm{in}} \, s^2}{2} \, E[x^2]$$
#
# 前面的因子，**每一层**都要乘一次。小于 1，信号就渐渐消失；大于 1，信号就爆炸。要让大小不变，就要 $n_{\mathrm{in}} s^2 / 2 = 1$。这就是 **He 初始化**（He initialization）[1]：
#
# $$s = \sqrt{\frac{2}{n_{\mathrm{in}}}}$$
#
# 在这之前五年，Xavier Glorot 和 Yoshua Bengio 为 tanh 问过同样的问题。tanh 在 0 附近几乎是恒等函数，什么也不截掉。前向要求 $s^2 = 1 / n_{\mathrm{in}}$；往回走时，和是对 $n_{\mathrm{out}}$ 个单元求的，要求 $s^2 = 1 / n_{\mathrm{out}}$。他们取了折中，**Xavier 初始化**（Xavier initialization）[2]：
#
# $$s = \sqrt{\frac{2}{n_{\mathrm{in}} + n_{\mathrm{out}}}}$$
#
# | 名称 | $s$ | 用于 |
# |---|---|---|
# | `"he"` | $\sqrt{2 / n_{\mathrm{in}}}$ | ReLU |
# | `"xavier"` | $\sqrt{2 / (n_{\mathrm{in}} + n_{\mathrm{out}})}$ | tanh、sigmoid |
# | `"small"` | 0.01 | 看看会怎样 |
# | `"zeros"` | 0 | 看看会怎样 |

# %% [markdown] lang="en"
# ### Exercise: `init_params`
#
# **What for.** The starting point of every network from here on.
#
# **Arguments.** `layer_sizes`: a list of integers, inputs first, as `[2, 4, 6, 6, 4, 1]`. `rng`: a NumPy random generator. `scheme`: one of the four names above.
#
# **Returns.** A list of `{"W": (n_in, n_out), "b": (n_out,)}`, float64. The weights are drawn with `rng.normal(0, s, (n_in, n_out))`, first layer first, from the one generator that was handed in; $s$ belongs to the layer. All biases are 0 and are not drawn.
#
# **Errors.** `ValueError` for another scheme, fewer than two sizes, or a size below 1.
#
# **Example.** `init_params([8, 2], np.random.default_rng(0))` gives one layer of weights with standard deviation 0.5; the first one is 0.0629.

# %% [markdown] lang="zh"
# ### 练习：`init_params`
#
# **用途**：从现在起，每个网络都从这里出发。
#
# **参数**：`layer_sizes`：整数的列表，输入在最前，例如 `[2, 4, 6, 6, 4, 1]`。`rng`：NumPy 的随机数生成器。`scheme`：上面四个名称之一。
#
# **返回**：`{"W": (n_in, n_out), "b": (n_out,)}` 的列表，float64。权重用 `rng.normal(0, s, (n_in, n_out))` 抽取，第一层在最前，都用传进来的那一个生成器；$s$ 由这一层决定。偏置全是 0，不抽取。
#
# **错误**：方案的名称不在这四个之内，给出的大小不足两个，或者某个大小小于 1，抛出 `ValueError`。
#
# **例子**：`init_params([8, 2], np.random.default_rng(0))` 给出一层权重，标准差是 0.5；第一个权重是 0.0629。


# %% solution="init_params"
def init_params(layer_sizes, rng, scheme="he"):
    """Draw the weights of a network from a normal distribution; biases are 0.

    Parameters
    ----------
    layer_sizes : list of int
        Number of inputs, then of units in each layer.
    rng : numpy.random.Generator
        Drawn from once a layer, first layer first.
    scheme : str
        "he", "xavier", "small" or "zeros".

    Returns
    -------
    list of dict
        {"W": (n_in, n_out), "b": (n_out,)} of each layer, float64.

    Raises
    ------
    ValueError
        For another scheme, fewer than two sizes, or a size below 1.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if scheme not in ("he", "xavier", "small", "zeros"):
        raise ValueError(f"there is no scheme {scheme!r}.")
    if len(layer_sizes) < 2 or min(layer_sizes) < 1:
        raise ValueError(f"at least two sizes, each at least 1; got {layer_sizes}.")
    params = []
    for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:], strict=True):
        if scheme == "he":
            s = np.sqrt(2 / n_in)
        elif scheme == "xavier":
            s = np.sqrt(2 / (n_in + n_out))
        else:
            s = 0.01 if scheme == "small" else 0.0
        params.append({"W": rng.normal(0, s, (n_in, n_out)), "b": np.zeros(n_out)})
    return params
    ### END SOLUTION


# %% check="init_params"
check("init_params")

# %% [markdown] lang="en"
# **Does the size stay?** Ten hidden layers of 100 ReLU units each, and the root mean square of the activations behind layers 1, 4, 7 and 10. The last line takes He weights times 2. Which factor per layer do you expect for each line?

# %% [markdown] lang="zh"
# **大小保持住了吗**？十个隐藏层，每层 100 个 ReLU 单元；输出的是第 1、4、7、10 层之后激活值的均方根。最后一行用的是 He 权重的 2 倍。每一行里，你预计每层的因子是多少？

# %% demo
with demo.waits_for("make_circles", "init_params"):
    X, _ = make_circles(200, rng=np.random.default_rng(0))
    for scheme, times in (("small", 1), ("xavier", 1), ("he", 1), ("he", 2)):
        params = init_params([2] + [100] * 10 + [1], np.random.default_rng(0), scheme)
        for layer in params:
            layer["W"] = times * layer["W"]
        _, caches = mlp_forward(X, params, ["relu"] * 10 + ["sigmoid"])
        sizes = [np.sqrt(np.mean(caches[k - 1]["A"] ** 2)) for k in (1, 4, 7, 10)]
        print(f"{scheme:6} x {times}", *(f"{size:10.1e}" for size in sizes))

# %% [markdown] lang="en"
# **What it means.** Inside, where $n_{\mathrm{in}} = n_{\mathrm{out}} = 100$, the derivation gives for the root mean square the factor $s \sqrt{50}$ in each layer: 0.07 for `"small"`, 0.71 for `"xavier"` (half of the signal is cut off, and it was not meant for that), 1 for `"he"`, 2 for twice He. Nine layers of 0.07 make less than $10^{-10}$; nine layers of 2 make 512. With He the size wavers, as random numbers do, but it stays.

# %% [markdown] lang="zh"
# **这说明什么**。在网络内部，$n_{\mathrm{in}} = n_{\mathrm{out}} = 100$，由推导，均方根每层的因子是 $s \sqrt{50}$：`"small"` 是 0.07，`"xavier"` 是 0.71（信号截掉了一半，它本来不是为此设计的），`"he"` 是 1，He 的两倍是 2。九层 0.07 乘起来不到 $10^{-10}$，九层 2 乘起来是 512。用 He 时，大小有些摇摆，随机数就是这样，但保持住了。

# %% [markdown] lang="en"
# ### Predict, then run: loss and accuracy
#
# From one step to the next the loss **falls**. The accuracy on the same points
#
# - **a** rises: a smaller loss means better answers.
# - **b** rises or stays, but it can't fall.
# - **c** may rise, may stay, may fall.

# %% [markdown] lang="zh"
# ### 先预测，再运行：损失和准确率
#
# 从一步到下一步，损失**下降**了。同样这些点上的准确率
#
# - **a** 上升：损失小了，答案就更好了。
# - **b** 上升或者不变，但不会下降。
# - **c** 可能上升，可能不变，也可能下降。

# %% predict="L08-P4"
prediction_L08_P4 = "c"

# %% demo
committed("L08-P4")

# %% demo
with demo.waits_for("make_circles", "init_params", "train_full_batch", "accuracy", "update_params"):
    X, y = make_circles(1000, rng=np.random.default_rng(0))
    X_test, y_test = make_circles(1000, rng=np.random.default_rng(1))
    trained, curves = train_full_batch(X, y, init_params(SIZES, np.random.default_rng(3)), NAMES, 0.1, 1000)
    change = np.sign(np.diff(curves["accuracy"]))[np.diff(curves["loss"]) < 0]
    ways = [(change == sign).sum() for sign in (1, 0, -1)]
    right = accuracy(y_test, mlp_forward(X_test, trained, NAMES)[0])
    demo.say("steps in which the loss falls: {}", "损失下降的步数：{}", len(change))
    demo.say(
        "accuracy in these steps: rises {}, stays {}, falls {}", "这些步里，准确率上升 {}，不变 {}，下降 {}", *ways
    )
    demo.say("test accuracy: {}", "测试准确率：{}", right)
    display(plots.training_curves({"he, 0.1": curves}))

# %% [markdown] lang="en"
# **What it means.** The answer is **c**. The middle line counts how often the accuracy rose, stayed and fell among the steps in which the loss fell: all three happen, and mostly it stays. The reason is in the two formulas. Take points of class 1. One that moves from $p = 0.6$ to $p = 0.9$ lowers the loss, and the accuracy does not notice. One that moves from $p = 0.51$ to $p = 0.49$ hardly changes the loss, but there is one right answer fewer. If many points improve a little while one slips over the threshold, the loss falls and the accuracy falls too.
#
# The third line is the accuracy on a **test set**: 1000 fresh points from the same two rings that the network has never seen. That is the number that counts.
#
# ### Common misconception: "the loss function makes the accuracy rise, step by step"
#
# You may read it in this form. **What is right:** the accuracy is a staircase over the weights: flat almost everywhere, with slope 0, so no descent could follow it. That is why we minimize a loss that is smooth and *usually* takes the accuracy along [3, section 8.1.2]. Look at both curves.

# %% [markdown] lang="zh"
# **这说明什么**。答案是 **c**。中间一行数的是：在损失下降的那些步里，准确率上升、不变、下降的各有几步。三种都有，大多数是不变。原因就在两个公式里。拿类别 1 的点来说：一个点从 $p = 0.6$ 变到 $p = 0.9$，损失降低，准确率毫无察觉；一个点从 $p = 0.51$ 变到 $p = 0.49$，损失几乎不变，答对的却少了一个。如果许多点都好了一点，同时有一个点滑过了阈值，损失下降，准确率也下降。
#
# 第三行是**测试集**（test set）上的准确率：从同样两个环上新取的 1000 个点，网络从没见过。要看的是这个数。
#
# ### 常见误解：“损失函数让准确率一步步上升”
#
# 你也许读到过这样的说法。**正确的说法**：准确率作为权重的函数是一级级台阶，几乎处处是平的，斜率为 0，没有哪种下降能沿着它走。所以我们最小化的是一个光滑的损失，它**通常**会带着准确率一起走 [3，8.1.2 节]。两条曲线都要看。

# %% [markdown] lang="en"
# **Watch it learn.** The network, its start and its training are *your* functions; the picture asks them for 50 more steps at a time, on 1000 points. The shade shows the probability of each class at every place. Press play, or go step by step with the arrow keys. Questions: what do you see with `small`, even after 2000 steps? With `he`: in which direction is the ring open longest, and is it the same for another seed?

# %% [markdown] lang="zh"
# **看它学习**。网络、出发点和训练都是**你的**函数；图每次让它们再走 50 步，用 1000 个点。颜色的深浅表示每个位置上各类别的概率。按播放，或者用方向键一步步走。问题：用 `small` 时，走完 2000 步看到的是什么？用 `he` 时，圈在哪个方向上开口最久，换一个种子还一样吗？

# %% demo
with demo.waits_for("make_circles", "init_params", "train_full_batch", "accuracy", "update_params"):
    X, y = make_circles(1000, rng=np.random.default_rng(0))
    display(widgets.live(init_params, train_full_batch, mlp_forward, X, y, schemes=["he", "small", "zeros"]))

# %% [markdown] lang="en"
# **What it means.** With `small` the picture stays empty: the signal that reaches the output is so weak that the network says 0.5 everywhere, and the gradients are as weak. It sits on a **plateau**: the loss there is that of guessing, and the ground is flat. The accuracy wanders all the same, with seed 0 up to 0.72: it asks on which side of 0.5 an answer lies, and here the answers differ from 0.5 only in the tenth decimal. With `he` the region bends, becomes a wedge, and closes. Where it closes last depends on the seed: each start finds a way of its own.

# %% [markdown] lang="zh"
# **这说明什么**。用 `small` 时，图一直是空的：传到输出的信号太弱，网络处处都说 0.5，梯度也一样弱。它待在一片**平坦区**（plateau）上：那里的损失和瞎猜一样，而且地势很平。准确率却一直在变，种子 0 时最高到过 0.72：它只问答案落在 0.5 的哪一侧，而这里的答案要到小数点后第十位才和 0.5 不同。用 `he` 时，区域弯起来，变成楔形，然后合拢。最后在哪里合拢，要看种子：每个出发点都有自己的路。

# %% [markdown] lang="en"
# ## 5. Deeper
#
# Five layers learn the circles. What if there are many more? For a long time networks of more than a few layers were rarely trained, and with bad results. Later they could be trained after a special treatment beforehand, layer by layer. With starts of the right size and ReLU that treatment became unnecessary, and depths of twenty layers worked. So people went on.
#
# ### Predict, then run: 20 or 56?
#
# In 2015 Kaiming He and others trained plain networks (one layer after the other, as here) of 20 and of 56 layers on the same small photographs. All weights began as He, and a further method, **normalization**, kept signals and gradients healthy in every layer by rescaling the signals. Which one had the lower error on the **training** set?
#
# - **a** The one with 20 layers.
# - **b** Both the same, up to chance: 36 more layers learn to hand on what they get.
# - **c** The one with 56 layers: it can represent all that 20 layers can, and more.

# %% [markdown] lang="zh"
# ## 5. 再深一些
#
# 五层的网络学会了圆环。层数再多许多会怎样？很长时间里，超过几层的网络很少有人训练，效果也差。后来，先一层一层地做一番特殊处理，才训练得起来。出发点的大小合适，再加上 ReLU，这种处理就不需要了，二十层的深度也行得通。于是人们继续往深处走。
#
# ### 先预测，再运行：20 层还是 56 层？
#
# 2015 年，Kaiming He 等人在同样的小照片上训练了 20 层和 56 层的普通网络（像这里一样，一层接一层）。所有权重都从 He 初始化出发，另外还用了**归一化**（normalization）：在每一层重新调整信号的大小，让信号和梯度都保持健康。哪一个在**训练集**上的错误率更低？
#
# - **a** 20 层的。
# - **b** 除了偶然的差别，两个一样：多出来的 36 层会学着把收到的东西原样传下去。
# - **c** 56 层的：20 层能表示的它都能表示，还能表示更多。

# %% predict="L08-P2"
prediction_L08_P2 = "a"

# %% demo
committed("L08-P2")

# %% [markdown] lang="en"
# Our own small copy of the question: networks of 4, 20 and 56 layers with 10 units in each hidden layer, on 200 points of the circles, 200 steps, three seeds each. The numbers are the loss on the training set at the end.

# %% [markdown] lang="zh"
# 我们自己做一个小小的仿制：4、20 和 56 层的网络，每个隐藏层 10 个单元，用圆环的 200 个点，走 200 步，各用三个种子。输出的是最后在训练集上的损失。

# %% demo
with demo.waits_for("make_circles", "init_params", "train_full_batch", "accuracy", "update_params"):
    X, y = make_circles(200, rng=np.random.default_rng(0))
    for depth in (4, 20, 56):
        sizes, names = [2] + [10] * (depth - 1) + [1], ["relu"] * (depth - 1) + ["sigmoid"]
        ends = []
        for seed in range(3):
            start = init_params(sizes, np.random.default_rng(seed))
            ends.append(train_full_batch(X, y, start, names, 0.1, 200)[1]["loss"][-1])
        print(f"{depth:2}", *(f"{end:8.3f}" for end in ends))

# %% [markdown] lang="en"
# **What it means.** The answer is **a**: the 56-layer network had the *higher* training error, and so it went in their other comparisons of plain networks [4]. Ours points the same way, more crudely: 4 layers learn with every seed, 56 with none; 0.693 is the loss of somebody who always says 0.5.
#
# Mind the difference between **can represent** and **is found**. The 56 layers could copy the 20 and hand their answer on 36 times, but descent does not find that. In our narrow networks the signal of a bad start is part of the reason; in theirs it was not, and they checked. Their remedy was a **residual connection** (skip connection): a bridge that hands the input of a few layers on unchanged and adds what these layers compute, so that doing nothing is easy. With it 152 layers trained well, and that network costs less arithmetic ($11.3 \cdot 10^9$ multiply-adds for one image) than the older VGG-19 with 19 layers ($19.6 \cdot 10^9$) [4]. So "more layers: fewer errors, more arithmetic" is wrong twice.

# %% [markdown] lang="zh"
# **这说明什么**。答案是 **a**：56 层的网络，训练误差**更高**，他们对普通网络做的其他比较也是这样 [4]。我们的实验方向相同，只是粗糙一些：4 层的网络用哪个种子都学得会，56 层的一个也学不会；总说 0.5 的人，损失就是 0.693。
#
# 要分清**能表示**和**找得到**。56 层可以照抄那 20 层，再把答案原样传 36 次，可是下降找不到这个解。在我们的窄网络里，出发时信号不好是一部分原因；他们的网络不是这样，他们检查过。他们的办法是**残差连接**（residual connection），也叫跳跃连接（skip connection）：架一座桥，把几层的输入原样传过去，再加上这几层算出的东西，这样，“什么也不做”就很容易。有了它，152 层也训练得很好，而且那个网络的计算量（一幅图像 $11.3 \cdot 10^9$ 次乘加运算）比更早的 VGG-19（19 层，$19.6 \cdot 10^9$ 次）还少 [4]。所以“层数越多，错误越少，计算越多”，两头都不对。

# %% [markdown] lang="en"
# **What happens to a gradient on a long way?** In lesson 07 you walked it: at every layer it is multiplied by the weights and by the slopes of the activation,
#
# $$dZ_{l-1} = (dZ_l \, W_l^\top) \odot f'(Z_{l-1})$$
#
# Two factors per layer, again and again. He and Xavier take care of the first. For the second, look at the slopes.
#
# ![Three curves over z from −6 to 6. The slope of the sigmoid is a low hump with its top at 0.25, the slope of tanh a hump with its top at 1, the slope of ReLU is 0 on the left and 1 on the right. Outside of −5 and 5 both humps are almost 0.](pictures/08_slopes.en.png)
#
# *The slopes of three activations. Question: with which of the three can a gradient pass ten layers without being made smaller by the slopes, and for which $z$?*
#
# A unit far out on the flat part of its activation is **saturated**: its slope is almost 0. If gradients shrink so much that the first layers hardly learn, we speak of a **vanishing gradient**. In the other direction it is an **exploding gradient**.

# %% [markdown] lang="zh"
# **梯度走远路会怎样**？第 07 课你走过：每过一层，都要乘上权重，再乘上激活函数的斜率，
#
# $$dZ_{l-1} = (dZ_l \, W_l^\top) \odot f'(Z_{l-1})$$
#
# 每层两个因子，一次又一次。第一个由 He 和 Xavier 初始化来照管。第二个，就看斜率了。
#
# ![z 从 −6 到 6 的三条曲线。sigmoid 的斜率像一座矮丘，最高处是 0.25；tanh 的斜率像一座小丘，最高处是 1；ReLU 的斜率左边是 0，右边是 1。在 −5 和 5 之外，两座小丘都几乎是 0。](pictures/08_slopes.zh.png)
#
# **三个激活函数的斜率**。问题：用三个里面的哪一个，梯度穿过十层也不会因为斜率而变小？那时 $z$ 要在哪里？
#
# 单元如果落在激活函数远处平坦的部分，就叫作**饱和**（saturation）：它的斜率几乎是 0。如果梯度缩小到前面几层几乎学不动，就叫**梯度消失**（vanishing gradient）；反过来，叫**梯度爆炸**（exploding gradient）。

# %% [markdown] lang="en"
# ### Exercise: `gradient_norms`
#
# **What for.** One number per layer, to see at a glance which layers learn.
#
# **Arguments.** `grads`: a list of `{"W": (n_in, n_out), "b": (n_out,)}`, as `mlp_backward` returns it.
#
# **Returns.** A float64 array of shape `(L,)`, first layer first: the **Frobenius norm** of each weight gradient, the root of the sum of all its squared entries. Lay all entries in one long line and read them as a vector: it is the length of that vector. The biases do not count.
#
# $$\lVert dW \rVert_F = \sqrt{\sum_{ij} (dW_{ij})^2}$$
#
# **Errors.** `ValueError` if there is no layer.
#
# **Example.** One layer with the weight gradient `[[3, 0], [0, 4]]` and the bias gradient `[12, 0]` gives `[5]`.

# %% [markdown] lang="zh"
# ### 练习：`gradient_norms`
#
# **用途**：每层一个数，一眼看出哪些层在学。
#
# **参数**：`grads`：`{"W": (n_in, n_out), "b": (n_out,)}` 的列表，与 `mlp_backward` 返回的一样。
#
# **返回**：形状为 `(L,)` 的 float64 数组，第一层在最前：每层权重梯度的**弗罗贝尼乌斯范数**（Frobenius norm），也就是所有元素的平方之和再开方。把全部元素排成长长的一串，当作一个向量，它就是这个向量的长度。偏置不算。
#
# $$\lVert dW \rVert_F = \sqrt{\sum_{ij} (dW_{ij})^2}$$
#
# **错误**：一层也没有，抛出 `ValueError`。
#
# **例子**：只有一层，权重的梯度是 `[[3, 0], [0, 4]]`，偏置的梯度是 `[12, 0]`，结果是 `[5]`。


# %% solution="gradient_norms"
def gradient_norms(grads):
    """Return the Frobenius norm of each layer's weight gradient.

    Parameters
    ----------
    grads : list of dict
        {"W": (n_in, n_out), "b": (n_out,)} of each layer; the biases do not count.

    Returns
    -------
    ndarray of shape (L,), float64

    Raises
    ------
    ValueError
        If there is no layer.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if not grads:
        raise ValueError("grads holds no layer.")
    return np.array([np.sqrt(np.sum(np.asarray(layer["W"], dtype=float) ** 2)) for layer in grads])
    ### END SOLUTION


# %% check="gradient_norms"
check("gradient_norms")

# %% [markdown] lang="en"
# **A gradient, layer by layer.** A network of 11 layers with 6 units each, untrained, 200 points; the bars are *your* `gradient_norms`, and each line upward is a factor of 100. Choose the activation, the start and the seed. Questions: how many steps of the scale does the sigmoid lose from layer 11 to layer 1? Is ReLU with He healthy for every seed? And what does the start `small` do to all bars?

# %% [markdown] lang="zh"
# **一层一层看梯度**。一个 11 层的网络，每层 6 个单元，没有训练过，200 个点；柱子是**你的** `gradient_norms`，每往上一条线是 100 倍。选择激活函数、出发点和种子。问题：用 sigmoid 时，从第 11 层到第 1 层要掉多少格？用 ReLU 和 He 时，每个种子都健康吗？出发点选 `small`，所有的柱子会怎样？

# %% demo
with demo.waits_for("make_circles", "init_params", "gradient_norms"):
    X, y = make_circles(200, rng=np.random.default_rng(0))
    pieces = (init_params, mlp_forward, bce_sigmoid_backward, mlp_backward, gradient_norms)
    display(widgets.norms(*pieces, X, y))

# %% [markdown] lang="en"
# **Not one seed, but twenty.** The norm of the first layer divided by that of the last: the smallest, the median and the largest of 20 networks, each on points of its own.

# %% [markdown] lang="zh"
# **不只一个种子，而是二十个**。第一层的范数除以最后一层的：20 个网络里的最小值、中位数和最大值，每个网络用自己的点。

# %% demo
with demo.waits_for("make_circles", "init_params", "gradient_norms"):
    for hidden, scheme in (("sigmoid", "xavier"), ("tanh", "xavier"), ("relu", "he")):
        names, quotients = [hidden] * 10 + ["sigmoid"], []
        for seed in range(20):
            rng = np.random.default_rng(seed)
            X, y = make_circles(200, rng=rng)
            params = init_params([2] + [6] * 10 + [1], rng, scheme)
            p, caches = mlp_forward(X, params, names)
            sizes = gradient_norms(mlp_backward(bce_sigmoid_backward(y, p), params, caches, names))
            quotients.append(sizes[0] / sizes[-1])
        print(f"{hidden:8}", *(f"{q:9.1e}" for q in (min(quotients), np.median(quotients), max(quotients))))

# %% [markdown] lang="en"
# **What it means.** With the sigmoid the first layer gets about a ten-millionth of what the last one gets. A step that is right for the last layer leaves the first where it is. With tanh and with ReLU the median is not far from 1: 0.67 and 0.38. But look at the spread: among 20 ReLU networks the quotient goes from 0.02 to 28. They are narrow, and a single dead unit among six changes much. Not every seed is healthy.
#
# In the picture above, the sigmoid loses three to four lines of the scale. With `small` the bars of tanh and ReLU all drop below the scale together, the last as well as the first: there the weights are the small factor, on the way forward and on the way back.
#
# ### Common misconception: "ReLU has solved the vanishing gradient"
#
# **What is right:** ReLU does not saturate for $z > 0$, and its slope there is 1. That removes *one* of the two factors, on one side. On the other side the slope is 0, and the weights are still multiplied layer after layer. Depth needs ReLU *and* a start of the right size, and very deep networks need normalization or residual connections as well [1], [4], [5].

# %% [markdown] lang="zh"
# **这说明什么**。用 sigmoid 时，第一层得到的大约是最后一层的千万分之一。一步对最后一层刚好合适，第一层就几乎不动。用 tanh 和 ReLU 时，中位数离 1 不远，是 0.67 和 0.38。不过还要看有多分散：20 个 ReLU 网络里，这个比值从 0.02 到 28。它们很窄，六个单元里有一个死亡单元，影响就很大。不是每个种子都健康。
#
# 在上面的图里，sigmoid 要掉三到四格。用 `small` 时，tanh 和 ReLU 的柱子一起掉到刻度以下，最后一层和第一层都一样：这时小的因子是权重，往前走和往回走都是。
#
# ### 常见误解：“ReLU 解决了梯度消失”
#
# **正确的说法**：ReLU 在 $z > 0$ 时不饱和，斜率是 1。这只去掉了两个因子中的**一个**，而且只在一侧。另一侧的斜率是 0，权重也仍然一层一层地乘。要有深度，需要 ReLU，**还**需要大小合适的出发点；非常深的网络还要加上归一化或残差连接 [1]，[4]，[5]。

# %% [markdown] lang="en"
# ### Written question: small slopes
#
# The slope of the sigmoid is at most 0.25. Look only at this factor, and leave the weights aside: by how much is a gradient multiplied at most on its way through 5, and through 10 sigmoid layers? Explain why that is bad for the **early** layers in particular, and why a larger learning rate is no remedy. Does ReLU settle the matter?

# %% [markdown] lang="zh"
# ### 书面题：小斜率
#
# sigmoid 的斜率最大是 0.25。只看这个因子，不管权重：梯度穿过 5 个、10 个 sigmoid 层，最多乘上多少？说明这为什么对**靠前**的层特别不利，为什么加大学习率不是办法。用 ReLU，问题就都解决了吗？

# %% [markdown] lang="en" written="small_slopes" points=3
# At most $0.25^5 \approx 9.8 \cdot 10^{-4}$ and $0.25^{10} \approx 9.5 \cdot 10^{-7}$, and less where units are saturated. The way back begins at the output, so the gradient of an early layer has been multiplied most often: the first layer hardly moves, and the later ones must work with features that are still random. A rate large enough for the first layer would be about a million times too large for the last, which would jump about: one rate serves all layers. ReLU has slope 1 for $z > 0$, so this factor is gone there, but it is 0 for $z \leq 0$, and the weights are factors too: initialization, normalization or residual connections are still needed in deep networks.

# %% [markdown] lang="zh" written="small_slopes" points=3
# 最多 $0.25^5 \approx 9.8 \cdot 10^{-4}$ 和 $0.25^{10} \approx 9.5 \cdot 10^{-7}$，有单元饱和时更小。往回走从输出开始，所以靠前的层，梯度乘的次数最多：第一层几乎不动，后面的层只好用仍然随机的特征。学习率如果大到适合第一层，对最后一层就大了约一百万倍，它会跳来跳去：所有层用的是同一个学习率。ReLU 在 $z > 0$ 时斜率是 1，那里没有这个因子了，但 $z \leq 0$ 时是 0，而且权重也是因子：深层网络仍然需要合适的初始化、归一化或残差连接。

# %% [markdown] lang="en" rubric="small_slopes"
# - 2 points: the product of the slopes, with the two numbers, and why it hits the early layers. 1 point if one of the two is missing.
# - 1 point: ReLU removes this factor only for $z > 0$; the weights remain.

# %% [markdown] lang="zh" rubric="small_slopes"
# - 2 分：斜率的乘积，连同两个数，以及为什么受害的是靠前的层。两样缺一样，得 1 分。
# - 1 分：ReLU 只在 $z > 0$ 时去掉这个因子；权重的因子还在。

# %% [markdown] lang="en"
# ## 6. More speed?
#
# The circles network needs a few hundred steps at the rate 0.1. It is tempting to take larger ones.
#
# ### Predict, then run: five times the rate
#
# The same network and the same starts, with $\eta = 0.5$ instead of 0.1. What happens to its ReLU units?
#
# - **a** They learn about five times as fast and end in much the same place.
# - **b** They jump to and fro at first, but in the end all of them take part again.
# - **c** In some runs so many of them fall silent for every sample that the network ends at chance level.

# %% [markdown] lang="zh"
# ## 6. 再快一点？
#
# 学习率 0.1 时，圆环网络要走几百步。步子迈大一些，很有诱惑力。
#
# ### 先预测，再运行：五倍的学习率
#
# 同样的网络，同样的出发点，只是用 $\eta = 0.5$ 代替 0.1。它的 ReLU 单元会怎样？
#
# - **a** 学得大约快五倍，最后到的地方差不多。
# - **b** 开始时来回跳，但最后全都重新参与进来。
# - **c** 有些训练里，许多单元对每个样本都沉默了，网络最后停在随机猜测的水平。

# %% predict="L08-P3"
prediction_L08_P3 = "c"

# %% demo
committed("L08-P3")

# %% demo
with demo.waits_for("make_circles", "init_params", "train_full_batch", "accuracy", "update_params"):
    X, y = make_circles(1000, rng=np.random.default_rng(0))
    X_test, y_test = make_circles(1000, rng=np.random.default_rng(1))
    for rate in (0.1, 0.5):
        for seed in range(3):
            start = init_params(SIZES, np.random.default_rng(seed))
            trained, curves = train_full_batch(X, y, start, NAMES, rate, 2000)
            right = accuracy(y_test, mlp_forward(X_test, trained, NAMES)[0])
            hidden = mlp_forward(X, trained, NAMES)[1][:-1]
            dead = np.mean(np.concatenate([np.repeat(dead_unit_fraction(c["Z"]), c["Z"].shape[1]) for c in hidden]))
            demo.say(
                "rate {}, seed {}   loss {:.3f}   test accuracy {:.3f}   dead units {:.0%}",
                "学习率 {}，种子 {}   损失 {:.3f}   测试准确率 {:.3f}   死亡单元 {:.0%}",
                *(rate, seed, curves["loss"][-1], right, dead),
            )

# %% [markdown] lang="en"
# **What it means.** The answer is **c**. At the rate 0.1 all three runs end well. At 0.5 the runs with the seeds 0 and 1 end at chance level, with the loss $\ln 2$; the run with seed 2 reaches a smaller loss than before. A gamble. (Rounding has a say in it: after many leaps, tiny differences have grown, so on your machine other seeds may be hit.)
#
# Watch how it happens. Here is the picture again, with both rates and with the count of **dead units**: those that say 0 to every training point. Question: take the rate 0.5 and several seeds. What do the loss and the number of dead units do at the moment when a picture goes empty?

# %% [markdown] lang="zh"
# **这说明什么**。答案是 **c**。学习率 0.1 时，三次都有好结果。0.5 时，种子 0 和 1 停在随机猜测的水平，损失是 $\ln 2$；种子 2 的损失反而比原来更小。像赌博。（舍入也起作用：跳了许多次之后，微小的差别已经放大，所以在你的机器上，遭殃的可能是别的种子。）
#
# 看看是怎样发生的。还是刚才的图，这次有两个学习率，还数出**死亡单元**（dead unit）：对每个训练点都说 0 的单元。问题：取学习率 0.5，换几个种子。画面变空的那一刻，损失和死亡单元的个数怎样变？

# %% demo
with demo.waits_for("make_circles", "init_params", "train_full_batch", "accuracy", "update_params"):
    X, y = make_circles(1000, rng=np.random.default_rng(0))
    pieces = (init_params, train_full_batch, mlp_forward, X, y)
    display(widgets.live(*pieces, schemes=["he"], rates=[0.1, 0.5], dead=dead_unit_fraction))

# %% [markdown] lang="en"
# **What it means.** The loss leaps up, sometimes far above $\ln 2$, and the number of dead units leaps with it. Then the loss sinks to $\ln 2$ and stays there. In our run with seed 0 this came after 1400 steps, when 99.7 % of the points were already right. On steep ground one step of this size throws the weights of some units so far that their $z$ is negative for every sample. From then on they say 0, and by the rule of lesson 07 their gradient is 0 as well. If a whole layer dies, and four units can be a whole layer, nothing flows through it in either direction: the output is a constant, and the best constant is 0.5.
#
# ### Common misconception: "a dead ReLU loses information"
#
# That is not wrong, but it is the smaller half. **What is right:** a dead unit has zero output **and zero gradient**, on all data: its own weights are told nothing, so it can't come back by itself [6]. In the first layer that is forever, since its inputs, the data, never change. In a deeper layer a unit may revive, when the layers before it move and its inputs change: in the 20 runs at the rate 0.5 of the table below, units of deeper layers came back about 1000 times, units of the first layer never.

# %% [markdown] lang="zh"
# **这说明什么**。损失猛地跳起来，有时远远超过 $\ln 2$，死亡单元的个数也跟着猛增；然后损失落到 $\ln 2$，就停在那里。我们用种子 0 的那次，这发生在 1400 步之后，那时 99.7% 的点已经答对了。在陡的地方，这么大的一步会把一些单元的权重甩得太远，使它们的 $z$ 对每个样本都是负的。从此它们只说 0，而按第 07 课的规则，梯度也是 0。如果整整一层都死了（一层可能只有四个单元），两个方向都不通：输出是一个常数，而最好的常数是 0.5。
#
# ### 常见误解：“死亡 ReLU 丢失信息”
#
# 这话不算错，但只是较小的一半。**正确的说法**：死亡单元在所有数据上输出为 0，**梯度也为 0**：它自己的权重什么消息也收不到，所以靠自己回不来 [6]。在第一层，这是永远的，因为它的输入就是数据，从不改变。在更深的层，如果前面的层动了，输入变了，单元可能复活：下面那张表里学习率 0.5 的 20 次训练中，更深的几层一共数到大约 1000 次复活，第一层一次也没有。

# %% [markdown] lang="en"
# **How often does it go well?** Three seeds are few. Here are 20 runs for each line, with the seeds 0 to 19. Points and test set are those of the cell that ran three seeds, and so are the 2000 steps over all points, where nothing else is said. Copy that cell into one of your own, with `range(20)`, and you get the first two lines. A run counts as good if its test accuracy reaches 0.95.
#
# | weights at the start | training | good runs of 20 |
# |---|---|---|
# | He | $\eta = 0.1$ | 20 |
# | He | $\eta = 0.5$ | 15 |
# | standard deviation 0.1 in every layer | $\eta = 0.1$ | 0 |
# | all zeros | $\eta = 0.1$ | 0 |
# | He, but no hidden layer | $\eta = 0.1$ | 0 |
# | He | Adam at 0.01, mini-batches of 32, 50 epochs | 20 |
#
# The last line is a preview: mini-batches come in lesson 09, Adam in lesson 10. Look at the second one: the same code, the same data, only another seed, and the result is another. So never judge a method by one run. And a report that does not say how many seeds were tried, and how many failed, says little.

# %% [markdown] lang="zh"
# **有多大把握成功**？三个种子太少。下表每一行是 20 次训练，种子从 0 到 19。数据点和测试集，与前面跑三个种子的那个单元格相同；没有另外说明的，也是用全部的点走 2000 步。把那段代码抄到自己新建的单元格里，改成 `range(20)`，就能得到头两行。测试准确率达到 0.95，就算成功。
#
# | 权重从哪里出发 | 训练 | 20 次里成功的次数 |
# |---|---|---|
# | He | $\eta = 0.1$ | 20 |
# | He | $\eta = 0.5$ | 15 |
# | 每一层的标准差都是 0.1 | $\eta = 0.1$ | 0 |
# | 全是 0 | $\eta = 0.1$ | 0 |
# | He，但没有隐藏层 | $\eta = 0.1$ | 0 |
# | He | Adam 学习率 0.01，小批量每批 32 个样本，50 轮 | 20 |
#
# 最后一行是预告：小批量在第 09 课，Adam 在第 10 课。看看第二行：代码一样，数据一样，只换一个种子，结果就不同。所以不要凭一次训练评判一种方法。一份报告如果不说试了多少个种子、失败了几个，就等于没说什么。

# %% [markdown] lang="en"
# ## 7. Before you wait for hours
#
# Real training takes hours or days, and code with a mistake in it often runs without an error and learns a little. Experienced people spend the first five minutes on tests that cost nothing. Three of them [7] find many mistakes, and they need only one small batch and an untrained network:
#
# 1. **The first loss.** An untrained network knows nothing, so it should give each of $K$ classes about the probability $1 / K$. The mean cross-entropy is then about $-\ln (1 / K) = \ln K$: 0.693 for two classes, 2.303 for ten. If it is far off, the loss or the start is wrong.
# 2. **Learn a few samples by heart.** Any network worth training can bring its loss near 0 on ten samples. If it can't, it will not learn a million of them.
# 3. **The penalty.** Training code often has a second term: a penalty on large weights, with a strength that is called `l2`. What it is good for comes in lesson 11. Here it is only a number to hand over. With a positive strength the loss must be higher than without.
#
# | test | passes if |
# |---|---|
# | `"first_loss"` | $\lvert L_0 - \ln K \rvert \leq 0.1 \ln K$ |
# | `"overfits"` | $L_n < 0.05 \, L_0$ after $n$ steps |
# | `"l2_raises"` | the first loss with strength 1 is greater than the one with strength 0 |

# %% [markdown] lang="zh"
# ## 7. 等上几小时之前
#
# 真正的训练要几小时甚至几天，而有错误的代码常常不报错，还能学到一点东西。有经验的人，会把头五分钟花在几乎不费事的检查上。有三种检查 [7] 能找出许多错误，只需要一个很小的批量和一个没训练过的网络：
#
# 1. **第一个损失**。没训练过的网络什么也不知道，所以对 $K$ 个类别，每个给出的概率应该大约是 $1 / K$。平均交叉熵于是大约是 $-\ln (1 / K) = \ln K$：两类是 0.693，十类是 2.303。差得远，就是损失或出发点错了。
# 2. **背下几个样本**。值得训练的网络，都能把十个样本上的损失降到接近 0。做不到，一百万个样本也学不会。
# 3. **惩罚项**。训练代码里常有第二项：对大权重的惩罚，强度叫 `l2`。它有什么用，第 11 课再说，这里只是要传进去的一个数。强度为正时，损失必须比没有它时大。
#
# | 检查 | 通过的条件 |
# |---|---|
# | `"first_loss"` | $\lvert L_0 - \ln K \rvert \leq 0.1 \ln K$ |
# | `"overfits"` | 走 $n$ 步之后 $L_n < 0.05 \, L_0$ |
# | `"l2_raises"` | 强度为 1 时的第一个损失，大于强度为 0 时的 |

# %% [markdown] lang="en"
# ### Exercise: `sanity_report`
#
# **What for.** A doctor's three questions for anybody's training code.
#
# **Arguments.** `loss_fn`: a function; `loss_fn(params, l2)` returns a float. `step_fn`: a function; `step_fn(params)` makes one training step without penalty and returns the parameters. It **may** work in place. `params`: a list of dictionaries of arrays, the untrained network. `n_classes`: $K$. `n_steps`: the number $n$ of steps in the second test.
#
# **Returns.** A dictionary of three bools, True where the test passes: `"first_loss"`, `"overfits"`, `"l2_raises"`. The first and the third test look at the parameters that were handed in. The second trains a **deep copy** (new lists, dictionaries and arrays), since `params` must be afterwards what they were.
#
# **Edges.** $L_0$ is always the loss with strength 0. A loss that is nan makes its test False. With 0 steps `"overfits"` is False.
#
# **Errors.** `ValueError` if `n_classes` is below 2 or `n_steps` negative.
#
# **Example.** One weight $w = 2$, the loss $\ln 3 \cdot w^2 / 4$ plus `l2` times $w^2$, a step that halves $w$, and $K = 3$: all three are True.

# %% [markdown] lang="zh"
# ### 练习：`sanity_report`
#
# **用途**：像医生一样，对任何人的训练代码问三个问题。
#
# **参数**：`loss_fn`：一个函数，`loss_fn(params, l2)` 返回一个 float。`step_fn`：一个函数，`step_fn(params)` 不带惩罚地走一步，返回参数。它**可以**原地修改。`params`：数组的字典的列表，即没训练过的网络。`n_classes`：$K$。`n_steps`：第二项检查的步数 $n$。
#
# **返回**：三个 bool 组成的字典，通过的是 True：`"first_loss"`、`"overfits"`、`"l2_raises"`。第一项和第三项看的是传进来的参数。第二项训练的是**深拷贝**（新的列表、字典和数组），因为 `params` 在结束后必须和原来一样。
#
# **边界**：$L_0$ 始终是强度为 0 时的损失。损失是 nan，那一项就是 False。走 0 步时，`"overfits"` 是 False。
#
# **错误**：`n_classes` 小于 2，或者 `n_steps` 是负数，抛出 `ValueError`。
#
# **例子**：一个权重 $w = 2$，损失是 $\ln 3 \cdot w^2 / 4$ 加上 `l2` 乘 $w^2$，每一步把 $w$ 减半，$K = 3$：三项都是 True。


# %% solution="sanity_report"
def sanity_report(loss_fn, step_fn, params, n_classes, n_steps=200):
    """Test training code on one small batch in three ways.

    Parameters
    ----------
    loss_fn : callable
        loss_fn(params, l2) returns the mean cross-entropy plus a penalty of strength l2.
    step_fn : callable
        step_fn(params) makes one step without penalty and returns the parameters; it may work in place.
    params : list of dict
        An untrained network. Not modified.
    n_classes : int
    n_steps : int

    Returns
    -------
    dict
        "first_loss", "overfits", "l2_raises": bool.

    Raises
    ------
    ValueError
        If n_classes is below 2 or n_steps negative.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if n_classes < 2 or n_steps < 0:
        raise ValueError(f"at least 2 classes and 0 steps; got {n_classes} and {n_steps}.")
    first = float(loss_fn(params, 0.0))
    penalized = float(loss_fn(params, 1.0))
    expected = float(np.log(n_classes))
    trained = [{name: np.array(array) for name, array in layer.items()} for layer in params]
    for _ in range(n_steps):
        trained = step_fn(trained)
    last = float(loss_fn(trained, 0.0))
    return {
        "first_loss": bool(abs(first - expected) <= 0.1 * expected),
        "overfits": bool(n_steps > 0 and last < 0.05 * first),
        "l2_raises": bool(penalized > first),
    }
    ### END SOLUTION


# %% check="sanity_report"
check("sanity_report")

# %% [markdown] lang="en"
# **Consulting hour.** Four colleagues bring their training code: a network 2-16-16-1 and ten points of the circles. One is healthy. One forgot to add the penalty. One adds the loss up instead of taking the mean. One has a wrong sign in the update. The letters are dealt at random. Who is who?

# %% [markdown] lang="zh"
# **门诊时间**。四位同事带来了自己的训练代码：2-16-16-1 的网络，圆环的十个点。一份是健康的。一份忘了加上惩罚项。一份把损失相加，没有求平均。一份在更新里写错了符号。字母是随机分配的。谁是谁？


# %% demo
def colleague(X, y, names, total, penalty, rate):
    def loss_fn(params, l2):
        p = mlp_forward(X, params, names)[0]
        weights = sum((layer["W"] ** 2).sum() for layer in params)
        return total * binary_cross_entropy(y, p) + penalty * l2 * weights

    def step_fn(params):
        return train_full_batch(X, y, params, names, rate, 1)[0]

    return loss_fn, step_fn


with demo.waits_for("make_circles", "init_params", "train_full_batch", "accuracy", "update_params", "sanity_report"):
    X, y = make_circles(10, rng=np.random.default_rng(0))
    start = init_params([2, 16, 16, 1], np.random.default_rng(0))
    codes = [(1, 1, 0.5), (1, 0, 0.5), (10, 1, 0.5), (1, 1, -0.02)]
    for name, number in zip("ABCD", np.random.default_rng(8).permutation(4), strict=True):
        report = sanity_report(*colleague(X, y, ["relu", "relu", "sigmoid"], *codes[number]), start, 2)
        print(name, *(f"{test}: {passed!s:5}" for test, passed in report.items()))

# %% [markdown] lang="en"
# **What it means.** A climbs. B forgot the penalty. C adds up: its first loss is ten times $\ln 2$, and the ratio of the second test hides it. D is healthy. Each test caught the one mistake that the other two let pass, and all of it took a second.
#
# A failed first test is a reason to look, not a proof. Of 20 healthy circles networks with He, 19 had a first loss within ten percent of $\ln 2$; the largest was 1.138. Small networks have unlucky seeds.

# %% [markdown] lang="zh"
# **这说明什么**。A 在往上爬。B 忘了惩罚项。C 把损失加起来：第一个损失是 $\ln 2$ 的十倍，而第二项检查里的比值把它遮住了。D 是健康的。每一项检查抓住的，正是另外两项放过的那个错误，而且总共只用了一秒。
#
# 第一项没通过，是该去看一看的理由，不是证明。20 个健康的、用 He 初始化的圆环网络，有 19 个的第一个损失与 $\ln 2$ 相差不到一成；最大的是 1.138。小网络会遇上不走运的种子。

# %% [markdown] lang="en"
# ## 8. What the ground looks like
#
# ![Two contour maps of a loss over two random directions. Left, logistic regression: one round bowl. Right, the circles network: a bent hollow with branches, steep walls around it, and flat high ground at the lower right.](pictures/08_slice.en.png)
#
# *Cuts through two losses, both through the best point found (cross); bright means a small loss. Question: where on the right would a start be in trouble, and why is there no such place on the left?*
#
# The parameters of the circles network live in 117 dimensions. Nobody can draw them, but one can cut: choose a point and two random directions, and draw the loss on the plane that they span [8]. On the left is logistic regression, whose loss is convex: every start will do, even zeros. On the right is the circles network. There are walls, bends and plateaus, and a step from a wall can throw a network onto flat ground, as at the rate 0.5. A cut shows two dimensions of 117, so read it as a hint, not as a map.

# %% [markdown] lang="zh"
# ## 8. 脚下的地形
#
# ![损失沿两个随机方向的两幅等高线图。左：逻辑回归，一个圆圆的碗。右：圆环网络，一个弯曲、带分岔的凹地，四周是陡壁，右下方是高处的平地。](pictures/08_slice.zh.png)
#
# **两个损失的截面，都穿过找到的最好的点（叉号）；颜色亮表示损失小**。问题：在右图里，从哪里出发会有麻烦？左图里为什么没有这样的地方？
#
# 圆环网络的参数住在 117 维里。谁也画不出来，但可以切一刀：选一个点和两个随机方向，把损失画在它们张成的平面上 [8]。左边是逻辑回归，它的损失是凸的（碗形）：从哪里出发都可以，从 0 出发也可以。右边是圆环网络，有壁，有弯，有平坦区；从壁上迈一步，可能把网络甩到平地上，学习率 0.5 时就是这样。截面只显示 117 维里的两维，所以把它当作线索，不要当作地图。

# %% [markdown] lang="en"
# <details>
# <summary>The same network in Keras (to read, not needed here)</summary>
#
# ```python
# model = Sequential([Input((2,)), Dense(4, "relu"), Dense(6, "relu"), Dense(6, "relu"), Dense(4, "relu"), Dense(1, "sigmoid")])
# model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
# model.fit(X, y, epochs=50)
# ```
#
# Every word stands for something that you have written by now, except `"adam"` (lesson 10). Three choices are hidden. The weights start by the rule of Xavier, there called `"glorot_uniform"`, with numbers drawn evenly from an interval instead of a normal distribution. Each step takes 32 samples. And the learning rate is 0.001. With these settings 18 of 20 runs of ours reached 0.95, with the points and seeds of the table in section 6.
#
# </details>

# %% [markdown] lang="zh"
# <details>
# <summary>用 Keras 写同一个网络（供阅读，这里用不到）</summary>
#
# ```python
# model = Sequential([Input((2,)), Dense(4, "relu"), Dense(6, "relu"), Dense(6, "relu"), Dense(4, "relu"), Dense(1, "sigmoid")])
# model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
# model.fit(X, y, epochs=50)
# ```
#
# 每个词背后的东西，你现在都已经写过，只有 `"adam"` 除外（第 10 课）。有三个选择藏在里面：权重按 Xavier 的规则出发，在那里叫 `"glorot_uniform"`，数是从一个区间里均匀抽取的，不用正态分布；每步用 32 个样本；学习率是 0.001。按这样的设置，用第 6 节表里的数据点和种子，我们的 20 次训练有 18 次达到 0.95。
#
# </details>

# %% [markdown] lang="en"
# ## Recap
#
# 1. Learning is a loop of four parts: forward, gradient, back, update. Note the loss before each update and after the last.
# 2. Equal units stay equal. Random weights break the symmetry; biases may start at 0.
# 3. The size of the weights decides whether signals die or explode: $s = \sqrt{2 / n_{\mathrm{in}}}$ for ReLU (He), $s = \sqrt{2 / (n_{\mathrm{in}} + n_{\mathrm{out}})}$ for tanh and sigmoid (Xavier).
# 4. On its way back a gradient is multiplied in every layer by weights and slopes. Look at its norm layer by layer. More layers are not better by themselves.
# 5. Too large a rate kills ReLU units. Try several seeds, say how many failed, and test the code before you wait for it.

# %% [markdown] lang="zh"
# ## 小结
#
# 1. 学习是四个部分的循环：前向、梯度、往回、更新。每次更新之前记下损失，最后一次之后再记一次。
# 2. 相等的单元永远相等。随机的权重打破对称性；偏置可以从 0 出发。
# 3. 权重的大小决定信号是消失还是爆炸：ReLU 用 $s = \sqrt{2 / n_{\mathrm{in}}}$（He），tanh 和 sigmoid 用 $s = \sqrt{2 / (n_{\mathrm{in}} + n_{\mathrm{out}})}$（Xavier）。
# 4. 梯度往回走，每一层都要乘上权重和斜率。一层一层地看它的范数。层数多，本身并不更好。
# 5. 学习率太大会让 ReLU 单元死亡。多试几个种子，说明失败了几次；等它训练之前，先检查代码。

# %% [markdown] lang="en"
# ### A map of names
#
# | in this course | in mathematics | in PyTorch |
# |---|---|---|
# | `init_params(…, "he")` | $\mathcal{N}(0, 2 / n_{\mathrm{in}})$ | `torch.nn.init.kaiming_normal_` |
# | `init_params(…, "xavier")` | $\mathcal{N}(0, 2 / (n_{\mathrm{in}} + n_{\mathrm{out}}))$ | `torch.nn.init.xavier_normal_` |
# | `update_params` | $\theta \leftarrow \theta - \eta \, \partial L / \partial \theta$ | `optimizer.step()` |
# | `gradient_norms` | $\lVert dW \rVert_F$ | `layer.weight.grad.norm()` |
# | `accuracy` | share of right classes | `((p > 0.5) == y).float().mean()` |

# %% [markdown] lang="zh"
# ### 名称对照
#
# | 本课程 | 数学 | PyTorch |
# |---|---|---|
# | `init_params(…, "he")` | $\mathcal{N}(0, 2 / n_{\mathrm{in}})$ | `torch.nn.init.kaiming_normal_` |
# | `init_params(…, "xavier")` | $\mathcal{N}(0, 2 / (n_{\mathrm{in}} + n_{\mathrm{out}}))$ | `torch.nn.init.xavier_normal_` |
# | `update_params` | $\theta \leftarrow \theta - \eta \, \partial L / \partial \theta$ | `optimizer.step()` |
# | `gradient_norms` | $\lVert dW \rVert_F$ | `layer.weight.grad.norm()` |
# | `accuracy` | 类别正确的比例 | `((p > 0.5) == y).float().mean()` |

# %% [markdown] lang="en"
# ### Test yourself
#
# 1. A layer of 8 units starts with equal columns (axis 1) and the biases 0 to 7. How many different units does it have?
# 2. A ReLU layer has 50 inputs and 200 units. Which standard deviation does He take?
# 3. You train for 10 epochs. How many entries does `curves["loss"]` have, and which one belongs to the returned parameters?
# 4. A network for 10 classes begins with the loss 6.9. What do you look at first?
# 5. The gradient norms of a deep network fall from 1 in the last layer to $10^{-8}$ in the first. What is that called, and does five times the learning rate help?
#
# <details>
# <summary>Answers</summary>
#
# 1. 8: a unit is its column (axis 1) together with its bias.
# 2. $\sqrt{2 / 50} = 0.2$.
# 3. 11; the last.
# 4. It should be about $\ln 10 = 2.303$, and 6.9 is about three times that. So perhaps the loss is a sum over three samples, or the weights start too large.
# 5. A vanishing gradient. No: the last layer would get steps that are too large.
#
# </details>

# %% [markdown] lang="zh"
# ### 自测
#
# 1. 一层有 8 个单元，各列（column，轴 1）相等，偏置是 0 到 7。它有几个不同的单元？
# 2. 一个 ReLU 层有 50 个输入、200 个单元。He 初始化取多大的标准差？
# 3. 训练 10 轮。`curves["loss"]` 有几个元素，哪一个属于返回的参数？
# 4. 一个 10 类的网络，开始时的损失是 6.9。你先看哪里？
# 5. 一个深层网络的梯度范数，从最后一层的 1 降到第一层的 $10^{-8}$。这叫什么？学习率加到五倍有用吗？
#
# <details>
# <summary>答案</summary>
#
# 1. 8 个：一个单元是它的列（column，轴 1）加上它的偏置。
# 2. $\sqrt{2 / 50} = 0.2$。
# 3. 11 个；最后一个。
# 4. 应该在 $\ln 10 = 2.303$ 左右，而 6.9 大约是它的三倍。也许损失是三个样本的和，也许权重一开始就太大。
# 5. 梯度消失。没有用：最后一层的步子会太大。
#
# </details>

# %% [markdown] lang="en"
# ### The bridge to lesson 09
#
# In this lesson every step looked at all 1000 points before it moved once. With a million samples that is a long look for a short step. Lesson 09 asks how few samples a step can do with, what the noise costs, and what an epoch is then.
#
# When you are done: run `check.all()` in a cell of your own, look at `progress()`, save, and submit.

# %% [markdown] lang="zh"
# ### 通往第 09 课
#
# 这一课里，每一步都要先看完全部 1000 个点才动一下。如果有一百万个样本，就是看了很久才走一小步。第 09 课要问：走一步最少要看几个样本，噪声有什么坏处，那时一轮又是什么意思。
#
# 做完之后：在自己新建的单元格里运行 `check.all()`，看看 `progress()`，保存，然后提交。

# %% [markdown] shared
# ### References · 参考文献
#
# - [1] K. He, X. Zhang, S. Ren, J. Sun, "Delving deep into rectifiers: surpassing human-level performance on ImageNet classification", *ICCV* 2015, 1026–1034.
# - [2] X. Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks", *AISTATS* 2010, 249–256.
# - [3] I. Goodfellow, Y. Bengio, A. Courville, *Deep Learning*, MIT Press, 2016.
# - [4] K. He, X. Zhang, S. Ren, J. Sun, "Deep residual learning for image recognition", *CVPR* 2016, 770–778.
# - [5] X. Glorot, A. Bordes, Y. Bengio, "Deep sparse rectifier neural networks", *AISTATS* 2011, 315–323.
# - [6] L. Lu, Y. Shin, Y. Su, G. E. Karniadakis, "Dying ReLU and initialization: theory and numerical examples", arXiv:1903.06733, 2019.
# - [7] A. Karpathy, J. Johnson, *CS231n*, Stanford University, course notes on learning and evaluation: sanity checks.
# - [8] H. Li, Z. Xu, G. Taylor, C. Studer, T. Goldstein, "Visualizing the loss landscape of neural nets", *NeurIPS* 2018.
