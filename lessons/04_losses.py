# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown] lang="en"
# # Loss functions
#
# A network that cannot say how wrong it is cannot get better. This lesson turns "wrong" into a number: one for predicted quantities, one for yes or no, one for a choice among many. You will see why a good loss punishes a confident mistake so hard, and why the formula in the book must not be typed as it stands.

# %% [markdown] lang="zh"
# # 损失函数
#
# 一个网络如果说不出自己错了多少，就没法变好。这一课把“错”变成一个数：预测数值有一种，判断是与否有一种，多选一又有一种。你会看到，好的损失为什么对“自信的错误”罚得那么重，以及为什么书上的公式不能照样敲进代码。

# %% [markdown] lang="en"
# ## Goals
#
# After this lesson you will be able to
#
# - compute squared error, binary and categorical cross-entropy, and say for which task each is meant;
# - write losses that stay exact for logits of ±1000;
# - encode class labels as one-hot arrays;
# - tell loss, cost, total loss and objective apart;
# - say why the lowest loss is usually not zero.

# %% [markdown] lang="zh"
# ## 目标
#
# 学完这一课，你能够：
#
# - 计算平方误差、二元交叉熵和多类交叉熵，并说出它们各适合什么任务；
# - 写出 logit 为 ±1000 时仍然精确的损失；
# - 把类别标签写成独热编码的数组；
# - 分清损失、代价、总损失和目标函数；
# - 说出最低的损失为什么通常不是零。

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
# Logarithms: $\ln$ is the natural one, $\ln 1 = 0$, and $\ln (ab) = \ln a + \ln b$. The `sigmoid` and the `softmax` of lesson 02, and the idea of a network as a function from lesson 03.

# %% [markdown] lang="zh"
# ## 准备
#
# 对数：$\ln$ 是自然对数，$\ln 1 = 0$，$\ln (ab) = \ln a + \ln b$。第 02 课的 `sigmoid` 和 `softmax`，以及第 03 课“网络就是一个函数”的想法。

# %% [markdown] lang="en"
# ## How this notebook works
#
# As in lesson 01: write your code in an answer cell, run it, then run the check below it. `hint("mse")` helps, `progress()` shows where you are. Run the next two cells first, and again after every restart of the kernel. The second fetches `sigmoid` and `softmax`: yours if they passed their checks, else the course's.

# %% [markdown] lang="zh"
# ## 怎样使用这份笔记本
#
# 和第 01 课一样：在作答单元格里写代码，运行它，再运行下面的检查。`hint("mse")` 给出提示，`progress()` 显示进度。先运行下面两个单元格；每次重启内核之后，也要重新运行。第二个单元格取来 `sigmoid` 和 `softmax`：你写的已经通过检查，就用你的；否则用课程的。

# %% setup
import matplotlib.pyplot as plt
import numpy as np

from lessonkit import demo, language, plots, widgets
from lessonkit.selfstudy import check, committed, hint, progress, solution, use

language.switch()

# %% setup
sigmoid, softmax = use("sigmoid", "softmax")

# %% [markdown] lang="en"
# ## 1. How wrong is 0.1?
#
# You went to 4 lectures and spent 5 hours on the project. Will you pass? Here are last year's students, and you among them:
#
# ![Sixty students in the plane of lectures attended and hours on the project. Those who failed lie at the lower left. A star at 4 lectures and 5 hours lies among those who passed.](pictures/04_students.en.png)
#
# *Last year's students and you. The data are made up. Question: where would you draw the line between pass and fail?*
#
# A person sees it at once: you stand among those who passed. The network of lesson 03 answers 0.1, a chance of one in ten. No wonder: it has never seen a student. Its weights are arbitrary.
#
# To learn, it must be told **how far off** it is. That is the work of a **loss function**: it takes the **label**, here 1 for "passed", and the **prediction**, here 0.1, and gives a number. The larger, the worse.

# %% [markdown] lang="zh"
# ## 1. 0.1 错得有多离谱？
#
# 你听了 4 次课，做项目花了 5 小时。能及格吗？下面是去年的学生，还有你：
#
# ![六十名学生，横轴是听课次数，纵轴是做项目的小时数。不及格的在左下方。位于 4 次课、5 小时处的星形在及格的学生中间。](pictures/04_students.zh.png)
#
# **去年的学生和你**。数据是虚构的。问题：你会把及格与不及格的分界线画在哪里？
#
# 人一眼就看出来了：你站在及格的人中间。第 03 课的网络却回答 0.1，只有十分之一的机会。这不奇怪：它从来没见过学生，权重是随意取的。
#
# 要学习，就得有人告诉它**错了多少**。这正是**损失函数**（loss function）的工作：它接收**标签**（label，这里是 1，表示“及格”）和**预测**（prediction，这里是 0.1），给出一个数。数越大，错得越厉害。

# %% [markdown] lang="en"
# ![Four boxes joined by arrows: the data send x = (4, 5) to the model and the label y = 1 to the loss, the model sends the prediction p = 0.1 to the loss, the loss holds a question mark and leads to the optimizer, which changes the parameters of the model.](pictures/04_loop.en.png)
#
# *The loop of learning with the numbers of one student. Question: what is different after one round, and what is the same?*
#
# The model predicts, the loss judges, the optimizer changes the parameters, and the model predicts again, now with another $p$. The data stay the same, and the label reaches only the loss. Lesson 06 builds the optimizer; in this lesson we stay in the box with the question mark, and ask which number belongs there.

# %% [markdown] lang="zh"
# ![四个方框由箭头相连：数据把 x = (4, 5) 送到模型，把标签 y = 1 送到损失；模型把预测 p = 0.1 送到损失；损失框里是问号，通往优化器；优化器改变模型的参数。](pictures/04_loop.zh.png)
#
# **学习的循环，写着一名学生的数字**。问题：转过一圈之后，什么变了，什么没变？
#
# 模型做预测，损失来评判，优化器改变参数，模型再预测，这回 $p$ 变了。数据始终不变，标签只送到损失那里。第 06 课打造优化器；这一课我们待在写着问号的方框里，看看那里该填什么数。

# %% [markdown] lang="en"
# ### Common misconception: "the prediction and the actual prediction"
#
# You may read that a loss compares the prediction with the *actual prediction*. **What is right:** it compares the prediction with the **label** (for quantities also called the **target**). And what is averaged later is the loss of **all samples**, also of those that were predicted well, not only of "the mistakes".

# %% [markdown] lang="zh"
# ### 常见误解：“预测与实际预测”
#
# 你也许读到过：损失比较的是预测和**实际预测**。**正确的说法**：它比较的是预测和**标签**（预测数值时也叫**目标值**，target）。另外，后面取平均的是**所有样本**的损失，预测得好的也算在内，而不只是“错误”的损失。

# %% [markdown] lang="en"
# ## 2. Quantities: squared error
#
# The most direct idea: take the difference between prediction and target. But $-2$ and $2$ are equally wrong, and differences of both signs would cancel in a mean. So square it:
#
# $$\ell(y, \hat y) = \frac{1}{2} (\hat y - y)^2$$
#
# For your 0.1 with the label 1: $\frac{1}{2} \cdot 0.9^2 = 0.405$. The square also says that an error twice as large is four times as bad. The ½ is a convenience: it cancels the 2 when lesson 07 takes the derivative.
#
# | name | shape | formula | summed over |
# |---|---|---|---|
# | `y_true`, `y_pred` | $(m, k)$ | | |
# | half squared error | $(m, k)$ | $\frac{1}{2} (\hat y - y)^2$ | nothing |
# | mean squared error | one number | $\frac{1}{mk} \sum_{i,j} (\hat y_{ij} - y_{ij})^2$ | axis 0 and axis 1 |

# %% [markdown] lang="zh"
# ## 2. 预测数值：平方误差
#
# 最直接的想法：取预测与目标值之差。可是 $-2$ 和 $2$ 错得一样多，一正一负求平均还会抵消。所以取平方：
#
# $$\ell(y, \hat y) = \frac{1}{2} (\hat y - y)^2$$
#
# 你的 0.1，标签是 1：$\frac{1}{2} \cdot 0.9^2 = 0.405$。平方还意味着：误差是原来的 2 倍，就有 4 倍那么糟。½ 只图方便：第 07 课求导时，它会与 2 抵消。
#
# | 名称 | 形状 | 公式 | 沿哪里求和 |
# |---|---|---|---|
# | `y_true`、`y_pred` | $(m, k)$ | | |
# | 二分之一平方误差 | $(m, k)$ | $\frac{1}{2} (\hat y - y)^2$ | 不求和 |
# | 均方误差 | 一个数 | $\frac{1}{mk} \sum_{i,j} (\hat y_{ij} - y_{ij})^2$ | 轴 0 和轴 1 |

# %% [markdown] lang="en"
# ### Exercise: `half_squared_error`
#
# **What for.** To say how wrong each single prediction is.
#
# **Arguments.** `y_true`, `y_pred`: arrays of the same shape, any shape, integers or floats.
#
# **Returns.** An array of that shape, half the squared error of each entry. Float32 stays float32, integers become float64. An empty array gives an empty array. The arguments keep their values.
#
# **Errors.** `ValueError` if the shapes differ.
#
# **Example.** `half_squared_error(np.array([[3.0]]), np.array([[5.0]]))` gives `[[2.0]]`.

# %% [markdown] lang="zh"
# ### 练习：`half_squared_error`
#
# **用途**：说出每一个预测错了多少。
#
# **参数**：`y_true`、`y_pred`：形状相同的数组，任意形状，整数或浮点数。
#
# **返回**：同样形状的数组，是每个元素的平方误差的一半。float32 仍是 float32，整数变成 float64。空数组得到空数组。参数保持原值。
#
# **错误**：形状不同时，抛出 `ValueError`。
#
# **例子**：`half_squared_error(np.array([[3.0]]), np.array([[5.0]]))` 得到 `[[2.0]]`。


# %% solution="half_squared_error"
def half_squared_error(y_true, y_pred):
    """Return half the squared error of every entry.

    Parameters
    ----------
    y_true, y_pred : ndarray of the same shape
        Targets and predictions.

    Returns
    -------
    ndarray of that shape
        Not summed.

    Raises
    ------
    ValueError
        If the shapes differ.

    Examples
    --------
    >>> half_squared_error(np.array([[3.0]]), np.array([[5.0]]))
    array([[2.]])

    中文说明见上
    """
    ### BEGIN SOLUTION
    if y_true.shape != y_pred.shape:
        raise ValueError(f"The shapes must be the same; got {y_true.shape} and {y_pred.shape}.")
    return (y_pred - y_true) ** 2 / 2
    ### END SOLUTION


# %% check="half_squared_error"
check("half_squared_error")

# %% [markdown] lang="en"
# ### Exercise: `mse`
#
# **What for.** One number for a whole batch of predicted quantities: the **mean squared error**.
#
# **Arguments.** `y_true`, `y_pred`: arrays of the same shape, integers or floats.
#
# **Returns.** A float, the mean of the squared differences over all entries, without the ½. The arguments keep their values.
#
# **Errors.** `ValueError` if the shapes differ, or if the arrays are empty.
#
# **Example.** `mse(np.array([0.0, 0.0]), np.array([1.0, 3.0]))` gives `5.0`.

# %% [markdown] lang="zh"
# ### 练习：`mse`
#
# **用途**：用一个数评判整个批量的数值预测：**均方误差**（mean squared error）。
#
# **参数**：`y_true`、`y_pred`：形状相同的数组，整数或浮点数。
#
# **返回**：一个 float，所有元素之差的平方的平均值，不带 ½。参数保持原值。
#
# **错误**：形状不同，或者数组为空时，抛出 `ValueError`。
#
# **例子**：`mse(np.array([0.0, 0.0]), np.array([1.0, 3.0]))` 得到 `5.0`。


# %% solution="mse"
def mse(y_true, y_pred):
    """Return the mean squared error over all entries.

    Parameters
    ----------
    y_true, y_pred : ndarray of the same shape
        Targets and predictions.

    Returns
    -------
    float
        The mean, without a factor 1/2.

    Raises
    ------
    ValueError
        If the shapes differ or the arrays are empty.

    Examples
    --------
    >>> mse(np.array([0.0, 0.0]), np.array([1.0, 3.0]))
    5.0

    中文说明见上
    """
    ### BEGIN SOLUTION
    if y_true.shape != y_pred.shape:
        raise ValueError(f"The shapes must be the same; got {y_true.shape} and {y_pred.shape}.")
    if y_true.size == 0:
        raise ValueError("There is nothing to take the mean of.")
    return float(np.mean((y_pred - y_true) ** 2))
    ### END SOLUTION


# %% check="mse"
check("mse")

# %% [markdown] lang="en"
# **Why the shapes are checked.** Take three perfect predictions, one array as a vector, the other as a column. Without a check NumPy compares every target with every prediction.

# %% [markdown] lang="zh"
# **为什么要检查形状**。取三个完美的预测，一个写成向量（一维数组），另一个写成一列（column）。如果不检查，NumPy 会把每个目标值和每个预测值都比一遍。

# %% demo
y = np.array([1.0, 2.0, 3.0])
difference = y - y.reshape(3, 1)
demo.say("shape: {}", "形状：{}", difference.shape)
demo.say("mean square: {}", "平方的平均值：{}", np.mean(difference**2))

# %% [markdown] lang="en"
# **What it means.** Nothing is wrong with the predictions, and the "loss" is 1.3333. No error, no warning. This is one of the commonest silent faults in training code; your `ValueError` ends it.
#
# ### Common misconception: "mean squared error is half the square of the difference"
#
# You may read $\frac{1}{2}(y - f)^2$ under the name *mean squared error*. **What is right:** that is **half the squared error of one sample**. The mean squared error is $\frac{1}{m} \sum (y - f)^2$ over the samples [1, section 5.1.4] [4]. The ½ tidies the derivative; some books and programs put it into the mean too. Both have their minimum at the same place, but the numbers differ by a factor of 2, so say which one you mean.

# %% [markdown] lang="zh"
# **这说明什么**。预测没有任何错，“损失”却是 1.3333。没有报错，也没有警告。这是训练代码里最常见的无声错误之一，你的 `ValueError` 把它挡住了。
#
# ### 常见误解：“均方误差就是差的平方的一半”
#
# 你也许读到过：$\frac{1}{2}(y - f)^2$ 叫作**均方误差**（mean squared error）。**正确的说法**：那是**单个样本的二分之一平方误差**（half squared error）。均方误差是对样本取平均的 $\frac{1}{m} \sum (y - f)^2$ [1，5.1.4 节] [4]。½ 让导数更整洁；有些书和程序把它也放进平均值里。两者在同一处取到最小值，数值却差 2 倍，所以要说清用的是哪一个。

# %% [markdown] lang="en"
# ## 3. Yes or no: binary cross-entropy
#
# In 1950 the meteorologist Glenn Brier asked how to grade a forecaster who says "rain with 90 percent probability". He took the squared difference [5]. Two years later the statistician I. J. Good proposed another grade: the **logarithm** of the probability that was given to what really happened [6]. With a minus in front, so that more is worse, it is today's **binary cross-entropy**. Which one is harder on a forecaster who was sure, and wrong?

# %% [markdown] lang="zh"
# ## 3. 是或否：二元交叉熵
#
# 1950 年，气象学家 Glenn Brier 问：预报员说“90% 会下雨”，该怎样给他打分？他取差的平方 [5]。两年后，统计学家 I. J. Good 提出另一种分数：看预报员给实际发生的事多大的概率，取这个概率的**对数** [6]。前面加上负号，让数越大表示越糟，就是今天的**二元交叉熵**（binary cross-entropy）。预报员很有把握却错了，哪一种罚得更重？

# %% [markdown] lang="en"
# ### Predict, then run: which costs more?
#
# The label is 1, the prediction is $p = 0.1$. Which is larger?
#
# - **a** binary cross-entropy, $-\ln 0.1$
# - **b** the squared error, $(0.1 - 1)^2$
# - **c** both are the same
#
# Write your letter, with its quotation marks, into the next cell and run it.

# %% [markdown] lang="zh"
# ### 先预测，再运行：哪个更大？
#
# 标签是 1，预测是 $p = 0.1$。哪个更大？
#
# - **a** 二元交叉熵，$-\ln 0.1$
# - **b** 平方误差，$(0.1 - 1)^2$
# - **c** 一样大
#
# 把你选的字母连同引号写进下一个单元格并运行。

# %% predict="L04-P1"
prediction_L04_P1 = "a"

# %% demo
committed("L04-P1")

# %% demo
for p in (0.9, 0.5, 0.1, 0.001):
    demo.say(
        "p = {:5}   cross-entropy: {:.6f}   squared: {:.6f}",
        "p = {:5}   交叉熵：{:.6f}   平方误差：{:.6f}",
        *(p, -np.log(p), (p - 1) ** 2),
    )

# %% [markdown] lang="en"
# **What it means.** The answer is **a**. At 0.1 the cross-entropy is 2.302585, the squared error 0.81: now you know two numbers for the box with the question mark. At 0.001 it is 6.907755 against 0.998001. The squared error can never exceed 1, however sure the wrong answer was. The logarithm knows no such limit: each time $p$ falls to a tenth, another 2.302585 is added.
#
# **Where the formula comes from.** A network with a sigmoid at its end says $p$, the probability of label 1. So label 0 has $1 - p$. Take $m$ samples, independent of each other. The probability that the network gives to *all* labels together is the product of what it gives to each:
#
# $$L = \prod_i p_i^{y_i} (1 - p_i)^{1 - y_i}$$
#
# For $y_i = 1$ the factor is $p_i$, for $y_i = 0$ it is $1 - p_i$. A good network makes this **likelihood** large. The product of thousands of numbers below 1 is tiny, so take the logarithm, which turns it into a sum; put a minus in front, so that small is good; divide by $m$. This is the binary cross-entropy of a whole batch [2]:
#
# $$-\frac{1}{m} \sum_i \left[ y_i \ln p_i + (1 - y_i) \ln (1 - p_i) \right]$$
#
# | name | shape | formula | summed over |
# |---|---|---|---|
# | `y`, `p` | $(m, 1)$ | | |
# | loss of each sample | $(m, 1)$ | $-y \ln p - (1 - y) \ln (1 - p)$ | nothing |
# | binary cross-entropy | one number | the mean of them | axis 0 |

# %% [markdown] lang="zh"
# **这说明什么**。答案是 **a**。在 0.1 处，交叉熵是 2.302585，平方误差是 0.81：写着问号的方框里，可以填这两个数。在 0.001 处是 6.907755 对 0.998001。不管错得多有把握，平方误差都不会超过 1。对数没有这样的上限：概率每降到 1/10，损失就再加 2.302585。
#
# **公式从哪里来**。末端是 sigmoid 的网络说出 $p$，即标签为 1 的概率。于是标签为 0 的概率是 $1 - p$。取 $m$ 个样本，彼此独立。网络给**全部**标签的概率，是给每个标签的概率之积：
#
# $$L = \prod_i p_i^{y_i} (1 - p_i)^{1 - y_i}$$
#
# $y_i = 1$ 时因子是 $p_i$，$y_i = 0$ 时是 $1 - p_i$。好的网络让这个**似然**（likelihood）大。成千上万个小于 1 的数相乘，结果小得可怜，所以取对数，乘积变成和；前面加负号，让“小”等于“好”；再除以 $m$。这就是整个批量的二元交叉熵（binary cross-entropy）[2]：
#
# $$-\frac{1}{m} \sum_i \left[ y_i \ln p_i + (1 - y_i) \ln (1 - p_i) \right]$$
#
# | 名称 | 形状 | 公式 | 沿哪里求和 |
# |---|---|---|---|
# | `y`、`p` | $(m, 1)$ | | |
# | 每个样本的损失 | $(m, 1)$ | $-y \ln p - (1 - y) \ln (1 - p)$ | 不求和 |
# | 二元交叉熵 | 一个数 | 上面这些的平均值 | 轴 0 |

# %% [markdown] lang="en"
# ### Exercise: `binary_cross_entropy`
#
# **What for.** The loss of a network that answers yes or no.
#
# **Arguments.** `y`: array of labels, 0 or 1 or anything between. `p`: array of probabilities, same shape. `eps`: a small number; `p` is first limited to $[\epsilon, 1 - \epsilon]$, so that no logarithm is infinite.
#
# **Returns.** A float, the mean over all entries, computed in float64: in float32 the number $1 - 10^{-12}$ is exactly 1. The arguments keep their values.
#
# **Errors.** `ValueError` if the shapes differ, or if the arrays are empty.
#
# **Example.** `binary_cross_entropy(np.array([[1], [0]]), np.array([[0.5], [0.5]]))` gives 0.693147, which is $\ln 2$. `np.clip` limits an array.

# %% [markdown] lang="zh"
# ### 练习：`binary_cross_entropy`
#
# **用途**：回答“是或否”的网络的损失。
#
# **参数**：`y`：标签的数组，0 或 1，也可以是两者之间的数。`p`：概率的数组，形状相同。`eps`：一个很小的数；先把 `p` 限制在 $[\epsilon, 1 - \epsilon]$ 内，使对数不会是无穷。
#
# **返回**：一个 float，所有元素的平均值，用 float64 计算：在 float32 里，$1 - 10^{-12}$ 恰好等于 1。参数保持原值。
#
# **错误**：形状不同，或者数组为空时，抛出 `ValueError`。
#
# **例子**：`binary_cross_entropy(np.array([[1], [0]]), np.array([[0.5], [0.5]]))` 得到 0.693147，也就是 $\ln 2$。`np.clip` 可以限制数组的取值范围。


# %% solution="binary_cross_entropy"
def binary_cross_entropy(y, p, eps=1e-12):
    """Return the mean binary cross-entropy of labels and probabilities.

    Parameters
    ----------
    y : ndarray
        Labels, 0 or 1 or between.
    p : ndarray of the same shape
        Probabilities of label 1.
    eps : float
        p is limited to [eps, 1 - eps].

    Returns
    -------
    float
        The mean over all entries.

    Raises
    ------
    ValueError
        If the shapes differ or the arrays are empty.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if y.shape != p.shape:
        raise ValueError(f"The shapes must be the same; got {y.shape} and {p.shape}.")
    if y.size == 0:
        raise ValueError("There is nothing to take the mean of.")
    p = np.clip(p.astype(np.float64), eps, 1 - eps)
    return float(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))
    ### END SOLUTION


# %% check="binary_cross_entropy"
check("binary_cross_entropy")

# %% [markdown] lang="en"
# ![Two panels, for label 1 and for label 0: loss over the predicted probability. The cross-entropy rises without limit toward the wrong end, the half squared error reaches 0.5.](pictures/04_curves.en.png)
#
# *Both losses over the prediction. Question: where is each curve steepest, and how steep is it there?*
#
# **Play with the losses.** Both curves below are computed by *your* functions. Drag $p$, change the label. Question: from $p = 0.1$ to $p = 0.02$, how much does each loss grow?

# %% [markdown] lang="zh"
# ![两幅图，标签分别是 1 和 0：损失随预测概率的变化。越接近错的一端，交叉熵越高，没有上限；二分之一平方误差只到 0.5。](pictures/04_curves.zh.png)
#
# **两种损失随预测的变化**。问题：每条曲线在哪里最陡？那里有多陡？
#
# **玩一玩损失**。下面两条曲线都由**你的**函数算出。拖动 $p$，换一换标签。问题：从 $p = 0.1$ 到 $p = 0.02$，两种损失各增加多少？

# %% demo
with demo.waits_for("binary_cross_entropy", "half_squared_error"):
    display(widgets.loss_curves(binary_cross_entropy, half_squared_error))

# %% [markdown] lang="en"
# **What it means.** The cross-entropy grows from 2.3026 to 3.9120, the half squared error only from 0.4050 to 0.4802. The slopes tell more. For label 1 the half squared error has the slope $p - 1$, the cross-entropy $-\frac{1}{p}$. At $p = 0.1$ that is $-0.9$ against $-10$, at $p = 0.02$ it is $-0.98$ against $-50$: the more wrong the answer, the stronger the signal of the cross-entropy. Each curve is steepest at its wrong end: there the slope of the half squared error is only $-1$, while that of the cross-entropy knows no limit.

# %% [markdown] lang="zh"
# **这说明什么**。交叉熵从 2.3026 增加到 3.9120，二分之一平方误差只从 0.4050 增加到 0.4802。斜率更说明问题。标签为 1 时，二分之一平方误差的斜率是 $p - 1$，交叉熵的是 $-\frac{1}{p}$。在 $p = 0.1$ 处是 $-0.9$ 对 $-10$，在 $p = 0.02$ 处是 $-0.98$ 对 $-50$：错得越厉害，交叉熵的信号越强。两条曲线都在错的那一端最陡：二分之一平方误差在那里的斜率只有 $-1$，交叉熵的却没有限度。

# %% [markdown] lang="en"
# ## 4. The night the loss became infinite
#
# A training run has gone well for hours. Then the log says `loss = inf`, a moment later `nan`, and nothing recovers. What happened? One sample, one confident mistake. Let us rebuild it: the label is 1 and the **logit**, the number that goes into the sigmoid, is $-1000$.

# %% [markdown] lang="zh"
# ## 4. 损失变成无穷的那一夜
#
# 训练顺利跑了几个小时。然后日志里出现 `loss = inf`，片刻之后是 `nan`，再也没有恢复。出了什么事？一个样本，一个自信的错误。我们来重现它：标签是 1，而 **logit**（送进 sigmoid 的那个数）是 $-1000$。

# %% demo
p = sigmoid(np.array([-1000.0, -40.0, 40.0]))
print("p:    ", p)
print("1 - p:", 1 - p)
with np.errstate(divide="ignore"):
    print("-ln p:      ", -np.log(p))
    print("-ln (1 - p):", -np.log(1 - p))

# %% [markdown] lang="en"
# **What it means.** The sigmoid of $-1000$ is so small that it is rounded to 0, and $-\ln 0$ is infinite. At 40 the same happens on the other side: $1 - p$ is 0. Limiting $p$ to $10^{-12}$, as you did above, hides the fault: $-\ln 10^{-12} = 27.63$, so every larger loss is cut to this number. A loss that does not change has slope 0, and nothing is learned from the worst mistakes.
#
# The way out is not a trick in the code but a line on paper. Put $p = \frac{1}{1 + e^{-z}}$ into the loss. Since $1 - p = \frac{1}{1 + e^{z}}$,
#
# $$-\ln p = \ln (1 + e^{-z}), \qquad -\ln (1 - p) = \ln (1 + e^{z}) = z + \ln (1 + e^{-z})$$
#
# $$\ell = y \ln (1 + e^{-z}) + (1 - y) \left[ z + \ln (1 + e^{-z}) \right] = z - z y + \ln (1 + e^{-z})$$
#
# For a large negative $z$ the exponential still overflows. There, use $\ln (1 + e^{-z}) = -z + \ln (1 + e^{z})$. Both cases in one formula:
#
# $$\ell = \max(z, 0) - z y + \ln (1 + e^{-|z|})$$
#
# Now the exponent is never positive. By hand for $z = -1000$, $y = 1$: $0 + 1000 + \ln (1 + 0) = 1000$. A large number, and the right one.

# %% [markdown] lang="zh"
# **这说明什么**。sigmoid 在 $-1000$ 处的值太小，舍入成了 0，而 $-\ln 0$ 是无穷。在 40 处，另一侧发生了同样的事：$1 - p$ 是 0。像上面那样把 $p$ 限制在 $10^{-12}$ 以上，只是把毛病藏起来：$-\ln 10^{-12} = 27.63$，更大的损失都被截成这个数。不变的损失斜率为 0，于是从最严重的错误里什么也学不到。
#
# 出路不在代码技巧，而在纸上的一行推导。把 $p = \frac{1}{1 + e^{-z}}$ 代入损失。因为 $1 - p = \frac{1}{1 + e^{z}}$，
#
# $$-\ln p = \ln (1 + e^{-z}), \qquad -\ln (1 - p) = \ln (1 + e^{z}) = z + \ln (1 + e^{-z})$$
#
# $$\ell = y \ln (1 + e^{-z}) + (1 - y) \left[ z + \ln (1 + e^{-z}) \right] = z - z y + \ln (1 + e^{-z})$$
#
# $z$ 是很大的负数时，指数仍然会溢出。那里改用 $\ln (1 + e^{-z}) = -z + \ln (1 + e^{z})$。两种情形合成一个公式：
#
# $$\ell = \max(z, 0) - z y + \ln (1 + e^{-|z|})$$
#
# 现在指数永远不为正。手算 $z = -1000$，$y = 1$：$0 + 1000 + \ln (1 + 0) = 1000$。这个数很大，却是对的。

# %% [markdown] lang="en"
# ### Exercise: `bce_with_logits`
#
# **What for.** The same loss from logits instead of probabilities, exact however large they are.
#
# **Arguments.** `y`: array of labels, 0 or 1 or anything between. `z`: array of logits, same shape.
#
# **Returns.** A float, the mean over all entries, computed in float64. The arguments keep their values.
#
# **Errors.** `ValueError` if the shapes differ, or if the arrays are empty.
#
# **Example.** `bce_with_logits(np.array([[0]]), np.array([[3.0]]))` gives 3.048587. `np.log1p(t)` computes $\ln (1 + t)$.

# %% [markdown] lang="zh"
# ### 练习：`bce_with_logits`
#
# **用途**：同样的损失，但从 logit 而不是从概率出发，无论 logit 多大都精确。
#
# **参数**：`y`：标签的数组，0 或 1，也可以是两者之间的数。`z`：logit 的数组，形状相同。
#
# **返回**：一个 float，所有元素的平均值，用 float64 计算。参数保持原值。
#
# **错误**：形状不同，或者数组为空时，抛出 `ValueError`。
#
# **例子**：`bce_with_logits(np.array([[0]]), np.array([[3.0]]))` 得到 3.048587。`np.log1p(t)` 计算 $\ln (1 + t)$。


# %% solution="bce_with_logits"
def bce_with_logits(y, z):
    """Return the mean binary cross-entropy of labels and logits.

    Parameters
    ----------
    y : ndarray
        Labels, 0 or 1 or between.
    z : ndarray of the same shape
        Logits.

    Returns
    -------
    float
        The mean over all entries.

    Raises
    ------
    ValueError
        If the shapes differ or the arrays are empty.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if y.shape != z.shape:
        raise ValueError(f"The shapes must be the same; got {y.shape} and {z.shape}.")
    if y.size == 0:
        raise ValueError("There is nothing to take the mean of.")
    z = z.astype(np.float64)
    return float(np.mean(np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))))
    ### END SOLUTION


# %% check="bce_with_logits"
check("bce_with_logits")

# %% demo
with demo.waits_for("bce_with_logits", "binary_cross_entropy"):
    one = np.array([[1.0]])
    for logit in (-1.0, -20.0, -40.0, -1000.0):
        z = np.array([[logit]])
        demo.say(
            "z = {:7.0f}   logits: {:.6f}   probabilities: {:.6f}",
            "z = {:7.0f}   从 logit 算：{:.6f}   从概率算：{:.6f}",
            *(logit, bce_with_logits(one, z), binary_cross_entropy(one, sigmoid(z))),
        )

# %% [markdown] lang="en"
# **What it means.** Both agree at $-1$ and $-20$. From $-40$ on, the detour through probabilities stops at 27.631021, while the loss from logits goes on to 1000. This is why frameworks offer a loss "with logits": the last layer then has no sigmoid at all, the loss contains it.

# %% [markdown] lang="zh"
# **这说明什么**。在 $-1$ 和 $-20$ 处两者一致。从 $-40$ 起，绕道概率的结果停在 27.631021，而从 logit 算出的损失一直到 1000。所以各种框架都提供“带 logit”的损失：这时最后一层根本没有 sigmoid，它已经包含在损失里。

# %% [markdown] lang="en"
# ## 5. One of several: categorical cross-entropy
#
# Now there are $K$ classes, and exactly one is right. The label is a **class index** $t$ from 0 to $K - 1$, and softmax gives a probability to each class. To write it with arrays, turn the label into a row of zeros with a single 1: **one-hot encoding**.
#
# With $K = 3$: label 2 becomes $[0, 0, 1]$, label 0 becomes $[1, 0, 0]$. Why not the number itself? Because class 2 is not twice as much as class 1; the numbers are only names.

# %% [markdown] lang="zh"
# ## 5. 多选一：多类交叉熵
#
# 现在有 $K$ 个类别，恰好一个是对的。标签是**类别编号** $t$，从 0 到 $K - 1$，softmax 给每个类别一个概率。要用数组来写，就把标签变成一行（row，轴 0）零，只有一个 1：**独热编码**（one-hot encoding）。
#
# $K = 3$ 时：标签 2 变成 $[0, 0, 1]$，标签 0 变成 $[1, 0, 0]$。为什么不直接用编号？因为类别 2 并不是类别 1 的两倍，编号只是名字。

# %% [markdown] lang="en"
# ### Exercise: `one_hot`
#
# **What for.** To write class labels in the shape of the probabilities.
#
# **Arguments.** `labels`: integer array `(m,)`, class indices from 0. `n_classes`: how many classes there are, also those that do not occur.
#
# **Returns.** Array `(m, n_classes)`, float64, one sample per row (axis 0). No labels give shape `(0, n_classes)`.
#
# **Errors.** `ValueError` if `labels` is not one-dimensional, or if a label is negative or not below `n_classes`.
#
# **Example.** `one_hot(np.array([1, 1]), 3)` gives `[[0, 1, 0], [0, 1, 0]]`.

# %% [markdown] lang="zh"
# ### 练习：`one_hot`
#
# **用途**：把类别标签写成与概率相同的形状。
#
# **参数**：`labels`：整数数组 `(m,)`，从 0 开始的类别编号。`n_classes`：类别总数，没有出现的也算。
#
# **返回**：float64 数组 `(m, n_classes)`，每个样本占一行（row，轴 0）。没有标签时，形状是 `(0, n_classes)`。
#
# **错误**：`labels` 不是一维数组，或者有标签是负数、不小于 `n_classes` 时，抛出 `ValueError`。
#
# **例子**：`one_hot(np.array([1, 1]), 3)` 得到 `[[0, 1, 0], [0, 1, 0]]`。


# %% solution="one_hot"
def one_hot(labels, n_classes):
    """Write each label as a row of zeros with a single 1.

    Parameters
    ----------
    labels : ndarray of shape (m,), int
        Class indices from 0.
    n_classes : int
        Number of classes.

    Returns
    -------
    ndarray of shape (m, n_classes), float64

    Raises
    ------
    ValueError
        If labels is not 1-D, or a label is outside [0, n_classes).

    Examples
    --------
    >>> one_hot(np.array([1, 1]), 3)
    array([[0., 1., 0.],
           [0., 1., 0.]])

    中文说明见上
    """
    ### BEGIN SOLUTION
    if labels.ndim != 1:
        raise ValueError(f"labels must be (m,); got {labels.shape}.")
    if np.any((labels < 0) | (labels >= n_classes)):
        raise ValueError(f"Labels go from 0 to {n_classes - 1}.")
    return np.eye(n_classes)[labels]
    ### END SOLUTION


# %% check="one_hot"
check("one_hot")

# %% [markdown] lang="en"
# The loss is again minus the logarithm of the probability given to what really happened. The one-hot row picks it out:
#
# $$-\frac{1}{m} \sum_i \sum_j Y_{ij} \ln P_{ij}$$
#
# | name | shape | formula | summed over |
# |---|---|---|---|
# | `Y`, `P` | $(m, K)$ | | |
# | loss of each sample | $(m,)$ | $-\sum_j Y_{ij} \ln P_{ij}$ | axis 1 |
# | categorical cross-entropy | one number | the mean of them | axis 0 |
#
# By hand: `P` is $[0.1, 0.2, 0.7]$ and the label is 2. The zeros remove two terms, and $-\ln 0.7 = 0.356675$ remains.

# %% [markdown] lang="zh"
# 损失还是：给实际发生的事多大的概率，取对数，再取负。独热编码把这个概率挑出来：
#
# $$-\frac{1}{m} \sum_i \sum_j Y_{ij} \ln P_{ij}$$
#
# | 名称 | 形状 | 公式 | 沿哪里求和 |
# |---|---|---|---|
# | `Y`、`P` | $(m, K)$ | | |
# | 每个样本的损失 | $(m,)$ | $-\sum_j Y_{ij} \ln P_{ij}$ | 轴 1 |
# | 多类交叉熵（categorical cross-entropy） | 一个数 | 上面这些的平均值 | 轴 0 |
#
# 手算：`P` 是 $[0.1, 0.2, 0.7]$，标签是 2。两项乘以零就没有了，剩下 $-\ln 0.7 = 0.356675$。

# %% [markdown] lang="en"
# ### Exercise: `categorical_cross_entropy`
#
# **What for.** The loss of a network that chooses one of several classes.
#
# **Arguments.** `Y`: array `(m, K)`, one-hot labels, or probabilities. `P`: array `(m, K)`, predicted probabilities. `eps`: a small number; entries of `P` below it are raised to it first.
#
# **Returns.** A float: sum over the classes, mean over the samples, computed in float64. The arguments keep their values.
#
# **Errors.** `ValueError` if the shapes differ, if they are not two-dimensional, or if the arrays are empty.
#
# **Example.** `Y = [[0, 1]]`, `P = [[0.75, 0.25]]` gives 1.386294.

# %% [markdown] lang="zh"
# ### 练习：`categorical_cross_entropy`
#
# **用途**：从多个类别中选一个的网络的损失。
#
# **参数**：`Y`：数组 `(m, K)`，独热编码的标签，也可以是概率。`P`：数组 `(m, K)`，预测的概率。`eps`：一个很小的数；`P` 中比它小的元素先提高到它。
#
# **返回**：一个 float：对类别求和，对样本取平均，用 float64 计算。参数保持原值。
#
# **错误**：形状不同、不是二维数组，或者数组为空时，抛出 `ValueError`。
#
# **例子**：`Y = [[0, 1]]`，`P = [[0.75, 0.25]]`，得到 1.386294。


# %% solution="categorical_cross_entropy"
def categorical_cross_entropy(Y, P, eps=1e-12):
    """Return the mean categorical cross-entropy of one-hot labels and probabilities.

    Parameters
    ----------
    Y : ndarray of shape (m, K)
        One-hot labels, or probabilities.
    P : ndarray of shape (m, K)
        Predicted probabilities, at least eps after limiting.
    eps : float
        The smallest probability that counts.

    Returns
    -------
    float
        Sum over classes, mean over samples.

    Raises
    ------
    ValueError
        If the shapes differ or are not 2-D, or the arrays are empty.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if Y.shape != P.shape or Y.ndim != 2:
        raise ValueError(f"Y and P must be (m, K); got {Y.shape} and {P.shape}.")
    if Y.size == 0:
        raise ValueError("There is nothing to take the mean of.")
    P = np.clip(P.astype(np.float64), eps, 1.0)
    return float(-np.mean(np.sum(Y * np.log(P), axis=1)))
    ### END SOLUTION


# %% check="categorical_cross_entropy"
check("categorical_cross_entropy")

# %% [markdown] lang="en"
# ### Common misconception: "$-[y \ln f + (1 - y) \ln (1 - f)]$ is the categorical cross-entropy"
#
# You may read this formula under that name. **What is right:** it is the **binary** cross-entropy, for one yes-or-no output. The categorical one is $-\sum_k y_k \ln p_k$ [1, section 6.2.2]. Is the difference more than a name? Take two samples, and use the binary formula on each class:

# %% [markdown] lang="zh"
# ### 常见误解：“$-[y \ln f + (1 - y) \ln (1 - f)]$ 是多类交叉熵”
#
# 你也许读到过这个公式被叫作多类交叉熵（categorical cross-entropy）。**正确的说法**：它是**二元**交叉熵（binary cross-entropy），用于一个“是或否”的输出。多类的是 $-\sum_k y_k \ln p_k$ [1，6.2.2 节]。差别只在名字吗？取两个样本，对每个类别用二元公式：

# %% demo
with demo.waits_for("one_hot", "categorical_cross_entropy"):
    P = np.array([[0.1, 0.2, 0.7], [0.5, 0.3, 0.2]])
    Y = one_hot(np.array([2, 0]), 3)
    both = -(Y * np.log(P) + (1 - Y) * np.log(1 - P))
    demo.say("categorical: {:.6f}", "多类交叉熵：{:.6f}", categorical_cross_entropy(Y, P))
    summed = both.sum(axis=1).mean()
    demo.say("binary formula, summed over the classes: {:.6f}", "二元公式，对各个类别求和：{:.6f}", summed)

# %% [markdown] lang="en"
# **What it means.** 0.524911 against 0.979072. The binary formula also charges for how the wrong classes share the rest. It is right when each class is a question of its own: a picture may show a cat *and* a dog. That is **multi-label classification**: a sigmoid for each tag and binary cross-entropy, and the probabilities need not add up to 1.

# %% [markdown] lang="zh"
# **这说明什么**。0.524911 对 0.979072。二元公式还要计较其余概率在错误类别之间怎样分。如果每个类别各是一个问题，它才合适：一张照片里可以有猫，**也**可以有狗。这叫**多标签分类**（multi-label classification）：每个标签一个 sigmoid 加二元交叉熵，概率之和不必是 1。

# %% [markdown] lang="en"
# ## 6. From scores straight to the loss
#
# Softmax followed by a logarithm has the same weak spot as the sigmoid. The same cure works. For one sample with logits $z_j$ and label $t$:
#
# $$-\ln \frac{e^{z_t}}{\sum_j e^{z_j}} = \ln \sum_j e^{z_j} - z_t$$
#
# The first part is called **log-sum-exp**. It overflows for large logits, so pull out the largest, $M = \max_j z_j$:
#
# $$\ln \sum_j e^{z_j} = M + \ln \sum_j e^{z_j - M}$$
#
# The largest exponential is now $e^0 = 1$: the sum is at least 1, and its logarithm is harmless.
#
# | name | shape | formula | over |
# |---|---|---|---|
# | `Z` | $(m, K)$ | | |
# | largest logit | $(m, 1)$ | $M_i = \max_j z_{ij}$ | axis 1 |
# | log-sum-exp | $(m,)$ | $M_i + \ln \sum_j e^{z_{ij} - M_i}$ | axis 1 |
# | logit of the label | $(m,)$ | $z_{i, t_i}$ | nothing |
# | loss | one number | the mean of the differences | axis 0 |

# %% [markdown] lang="zh"
# ## 6. 从分数直接到损失
#
# 先 softmax 再取对数，与 sigmoid 有同样的弱点，同样的办法也管用。对一个样本，logit 是 $z_j$，标签是 $t$：
#
# $$-\ln \frac{e^{z_t}}{\sum_j e^{z_j}} = \ln \sum_j e^{z_j} - z_t$$
#
# 第一部分叫作 **log-sum-exp**。logit 很大时它会溢出，所以把最大的 $M = \max_j z_j$ 提出来：
#
# $$\ln \sum_j e^{z_j} = M + \ln \sum_j e^{z_j - M}$$
#
# 现在最大的指数是 $e^0 = 1$：和至少是 1，取对数不会出事。
#
# | 名称 | 形状 | 公式 | 沿哪里 |
# |---|---|---|---|
# | `Z` | $(m, K)$ | | |
# | 最大的 logit | $(m, 1)$ | $M_i = \max_j z_{ij}$ | 轴 1 |
# | log-sum-exp | $(m,)$ | $M_i + \ln \sum_j e^{z_{ij} - M_i}$ | 轴 1 |
# | 标签的 logit | $(m,)$ | $z_{i, t_i}$ | 不求和 |
# | 损失 | 一个数 | 二者之差的平均值 | 轴 0 |

# %% [markdown] lang="en"
# ### Exercise: `softmax_cross_entropy_with_logits`
#
# **What for.** The loss that training code with several classes really uses.
#
# **Arguments.** `labels`: integer array `(m,)`, class indices from 0. `Z`: array `(m, K)` of logits.
#
# **Returns.** A float, the mean over the samples, computed in float64. Nothing is limited. The arguments keep their values.
#
# **Errors.** `ValueError` if `Z` is not `(m, K)` or `labels` not `(m,)`, if there are no samples, or if a label is outside 0 to $K - 1$.
#
# **Example.** Label 0 with the logits `[[500, 500]]` gives 0.693147.

# %% [markdown] lang="zh"
# ### 练习：`softmax_cross_entropy_with_logits`
#
# **用途**：多类分类的训练代码真正使用的损失。
#
# **参数**：`labels`：整数数组 `(m,)`，从 0 开始的类别编号。`Z`：logit 的数组 `(m, K)`。
#
# **返回**：一个 float，对样本的平均值，用 float64 计算。不做任何限制。参数保持原值。
#
# **错误**：`Z` 不是 `(m, K)` 或 `labels` 不是 `(m,)`，没有样本，或者有标签不在 0 到 $K - 1$ 之间时，抛出 `ValueError`。
#
# **例子**：标签 0，logit 是 `[[500, 500]]`，得到 0.693147。


# %% solution="softmax_cross_entropy_with_logits"
def softmax_cross_entropy_with_logits(labels, Z):
    """Return the mean cross-entropy of class indices and logits.

    Parameters
    ----------
    labels : ndarray of shape (m,), int
        Class indices from 0.
    Z : ndarray of shape (m, K)
        Logits.

    Returns
    -------
    float
        The mean over samples.

    Raises
    ------
    ValueError
        If the shapes do not fit, there are no samples, or a label is outside [0, K).

    中文说明见上
    """
    ### BEGIN SOLUTION
    if Z.ndim != 2 or labels.shape != Z.shape[:1]:
        raise ValueError(f"Z must be (m, K) and labels (m,); got {Z.shape} and {labels.shape}.")
    if Z.size == 0:
        raise ValueError("There is nothing to take the mean of.")
    if np.any((labels < 0) | (labels >= Z.shape[1])):
        raise ValueError(f"Labels go from 0 to {Z.shape[1] - 1}.")
    Z = Z.astype(np.float64)
    gap = Z - Z.max(axis=1, keepdims=True)
    return float(np.mean(np.log(np.exp(gap).sum(axis=1)) - gap[np.arange(len(Z)), labels]))
    ### END SOLUTION


# %% check="softmax_cross_entropy_with_logits"
check("softmax_cross_entropy_with_logits")

# %% [markdown] lang="en"
# **Play with the scores.** The loss below is computed by *your* function. Questions: what happens to the probabilities when all scores grow by 1? Can you bring the loss to exactly 0?

# %% [markdown] lang="zh"
# **玩一玩分数**。下面的损失由**你的**函数算出。问题：所有分数都加 1 时，概率怎样变？你能让损失恰好等于 0 吗？

# %% demo
with demo.waits_for("softmax_cross_entropy_with_logits"):
    display(widgets.scores(softmax_cross_entropy_with_logits, softmax))

# %% [markdown] lang="en"
# **What it means.** Adding the same number to all scores changes nothing: only differences count. And the loss comes near 0 (2.3e−7, when the right class has 8 and the others −8) but does not reach it, because softmax gives every class some share.
#
# ### Predict, then run: a softmax with one output
#
# A friend has a yes-or-no problem, gives the network **one** output and puts a softmax on it. What does softmax give for a single logit $z$?
#
# - **a** the same as the sigmoid of $z$
# - **b** $z$ itself
# - **c** always 1
#
# Write your letter, with its quotation marks, into the next cell and run it.

# %% [markdown] lang="zh"
# **这说明什么**。所有分数加同一个数，什么也不变：起作用的只有差。损失可以接近 0（正确类别是 8、其他都是 −8 时，为 2.3e−7），但到不了 0，因为 softmax 给每个类别都留一份。
#
# ### 先预测，再运行：只有一个输出的 softmax
#
# 一位朋友要解决“是或否”的问题，让网络只有**一个**输出，再套上 softmax。对单独一个 logit $z$，softmax 给出什么？
#
# - **a** 与 $z$ 的 sigmoid 相同
# - **b** 就是 $z$
# - **c** 总是 1
#
# 把你选的字母连同引号写进下一个单元格并运行。

# %% predict="L04-P2"
prediction_L04_P2 = "c"

# %% demo
committed("L04-P2")

# %% demo
demo.say("softmax of one logit: {}", "一个 logit 的 softmax：{}", softmax(np.array([[-3.0], [0.0], [5.0]])).ravel())
with demo.waits_for("softmax_cross_entropy_with_logits", "bce_with_logits"):
    Z = np.array([[0.5, 2.0], [1.0, -1.0]])
    labels = np.array([1, 1])
    two, one = softmax_cross_entropy_with_logits(labels, Z), bce_with_logits(labels.reshape(2, 1), Z[:, 1:] - Z[:, :1])
    demo.say("two logits, softmax:   {:.6f}", "两个 logit，softmax： {:.6f}", two)
    demo.say("their difference, BCE: {:.6f}", "两者之差，二元交叉熵：{:.6f}", one)

# %% [markdown] lang="en"
# **What it means.** The answer is **c**: $\frac{e^z}{e^z} = 1$ whatever $z$ is. So the friend's network always says yes, its loss does not change with the weights, and nothing is learned.
#
# ### Common misconception: "for a binary problem, use the softmax cross-entropy"
#
# You may read this advice. **What is right:** for yes or no, one output with a **sigmoid** and **binary cross-entropy**. A softmax needs *two* logits, and then it is the same thing: $\frac{e^{z_1}}{e^{z_0} + e^{z_1}} = \sigma(z_1 - z_0)$ [1, section 6.2.2]. The two numbers above, 1.164171 and 1.164171, show it.

# %% [markdown] lang="zh"
# **这说明什么**。答案是 **c**：不管 $z$ 是多少，$\frac{e^z}{e^z} = 1$。于是朋友的网络总是回答“是”，损失不随权重变化，什么也学不到。
#
# ### 常见误解：“二分类问题用 softmax 交叉熵”
#
# 你也许读到过这样的建议。**正确的说法**：“是或否”的问题，用一个输出、**sigmoid** 和**二元交叉熵**（binary cross-entropy）。softmax 需要**两个** logit，这时它们是一回事：$\frac{e^{z_1}}{e^{z_0} + e^{z_1}} = \sigma(z_1 - z_0)$ [1，6.2.2 节]。上面的两个数 1.164171 和 1.164171 就是证据。

# %% [markdown] lang="en"
# ## 7. Loss, cost, total, objective
#
# ### Predict, then run: every sample twice
#
# Somebody copies the whole data set, so that every sample is there twice. What happens to the **total loss**, the sum over all samples, and to the mean loss?
#
# - **a** both double
# - **b** the total doubles, the mean stays
# - **c** both stay
#
# Write your letter, with its quotation marks, into the next cell and run it.

# %% [markdown] lang="zh"
# ## 7. 损失、代价、总损失、目标函数
#
# ### 先预测，再运行：每个样本两份
#
# 有人把整个数据集复制了一份，于是每个样本都有两份。**总损失**（total loss，对所有样本求和）和平均损失会怎样？
#
# - **a** 都变成 2 倍
# - **b** 总损失变成 2 倍，平均损失不变
# - **c** 都不变
#
# 把你选的字母连同引号写进下一个单元格并运行。

# %% predict="L04-P3"
prediction_L04_P3 = "b"

# %% demo
committed("L04-P3")

# %% [markdown] lang="en"
# ### Exercise: `reduce_losses`
#
# **What for.** To turn the losses of single samples into one number, in both usual ways.
#
# **Arguments.** `losses`: array `(m,)`, integers or floats.
#
# **Returns.** A dict with two floats: `"total"`, the sum, and `"mean"`, the mean. The argument keeps its values.
#
# **Errors.** `ValueError` if the array is empty.
#
# **Example.** `reduce_losses(np.array([4.0, 0.0]))` gives `{"total": 4.0, "mean": 2.0}`.

# %% [markdown] lang="zh"
# ### 练习：`reduce_losses`
#
# **用途**：把单个样本的损失变成一个数，两种常用的做法都要。
#
# **参数**：`losses`：数组 `(m,)`，整数或浮点数。
#
# **返回**：含两个 float 的字典：`"total"` 是总和，`"mean"` 是平均值。参数保持原值。
#
# **错误**：数组为空时，抛出 `ValueError`。
#
# **例子**：`reduce_losses(np.array([4.0, 0.0]))` 得到 `{"total": 4.0, "mean": 2.0}`。


# %% solution="reduce_losses"
def reduce_losses(losses):
    """Return the total and the mean of the losses of single samples.

    Parameters
    ----------
    losses : ndarray of shape (m,)
        Loss of each sample.

    Returns
    -------
    dict
        "total" and "mean", floats.

    Raises
    ------
    ValueError
        If there are no losses.

    Examples
    --------
    >>> reduce_losses(np.array([4.0, 0.0]))
    {'total': 4.0, 'mean': 2.0}

    中文说明见上
    """
    ### BEGIN SOLUTION
    if losses.size == 0:
        raise ValueError("There is nothing to take the mean of.")
    return {"total": float(losses.sum()), "mean": float(losses.mean())}
    ### END SOLUTION


# %% check="reduce_losses"
check("reduce_losses")

# %% demo
with demo.waits_for("reduce_losses"):
    once = np.array([1.0, 2.0, 6.0])
    demo.say("once:  {}", "一份：{}", reduce_losses(once))
    demo.say("twice: {}", "两份：{}", reduce_losses(np.concatenate([once, once])))

# %% [markdown] lang="en"
# **What it means.** The answer is **b**: the total goes from 9 to 18, the mean stays 3. The mean lets you compare batches of different sizes.
#
# | word | in this course | formula |
# |---|---|---|
# | loss | of one sample | $\ell_i$ |
# | total loss | sum over the samples | $\sum_i \ell_i$ |
# | cost, empirical risk | mean over the samples | $\frac{1}{m} \sum_i \ell_i$ |
# | objective | what is really minimized: cost plus a **regularizer** $R$, an extra charge, such as one for large weights (lesson 11) | $\frac{1}{m} \sum_i \ell_i + R$ |
#
# ### Common misconception: "loss, cost, objective and empirical risk are one" and "a cost must be a mean"
#
# You may read both. **What is right:** in conversation these words are used loosely; in code it must be clear which one is meant, as in the table [1, sections 4.3 and 8.1.1]. And a sum is one number too; the use of the mean is that neither its value nor its slopes grow with $m$ [1, section 8.1.3]. Sum and mean are smallest for the same weights. But the slopes of the sum are $m$ times as large. So with the same learning rate, the steps are $m$ times as long, and training on the sum may go out of control where training on the mean does well. Lesson 09 shows it.

# %% [markdown] lang="zh"
# **这说明什么**。答案是 **b**：总和从 9 变成 18，平均值仍是 3。有了平均值，大小不同的批量才能比较。
#
# | 词 | 本课程的意思 | 公式 |
# |---|---|---|
# | 损失（loss） | 单个样本的 | $\ell_i$ |
# | 总损失（total loss） | 对样本求和 | $\sum_i \ell_i$ |
# | 代价（cost）、经验风险（empirical risk） | 对样本取平均 | $\frac{1}{m} \sum_i \ell_i$ |
# | 目标函数（objective） | 真正要最小化的：代价加**正则项**（regularizer）$R$，即额外的一项惩罚，例如罚太大的权重（第 11 课） | $\frac{1}{m} \sum_i \ell_i + R$ |
#
# ### 常见误解：“损失、代价、目标函数和经验风险是一回事”以及“代价必须是平均值”
#
# 两种说法你都可能读到。**正确的说法**：这些词平时说得随意，写进代码就必须分清，就像表里那样 [1，4.3 和 8.1.1 节]。另外，总和也是一个数；平均值的好处是，它的值和斜率都不随 $m$ 增大 [1，8.1.3 节]。总和与平均值在同样的权重处最小。但总和的斜率是平均值的 $m$ 倍，学习率相同时，每一步也长到 $m$ 倍：用平均值训练得好好的，用总和就可能失控。第 09 课会演示。

# %% [markdown] lang="en"
# ## 8. Is zero the goal?
#
# Ten students all went to 4 lectures and worked 5 hours. Eight passed, two failed. The network sees the same input ten times, so it must say the same $p$ ten times. Which $p$ is best, and how low does the cost get?

# %% [markdown] lang="zh"
# ## 8. 零是目标吗？
#
# 有 10 名学生都听了 4 次课、做了 5 小时，其中 8 人及格，2 人不及格。网络 10 次看到同样的输入，只能 10 次说同样的 $p$。哪个 $p$ 最好？代价最低能到多少？

# %% demo
with demo.waits_for("binary_cross_entropy"):
    y = np.array([[1.0]] * 8 + [[0.0]] * 2)
    for p in (0.5, 0.7, 0.8, 0.9, 0.99):
        demo.say("p = {:4}   cost: {:.6f}", "p = {:4}   代价：{:.6f}", p, binary_cross_entropy(y, np.full(y.shape, p)))

# %% [markdown] lang="en"
# **What it means.** The best is $p = 0.8$, the true share, with a cost of 0.500402. No network can do better on these ten: the rest is noise in the data.
#
# ### Common misconception: "the goal is zero loss"
#
# You may read that training aims at a loss of zero. **What is right:** it aims at a **minimum**, which is usually above zero because of noise [1, section 5.2]. And a training loss of zero can even be a bad sign. In 2017 Zhang and colleagues gave images *random* labels; large networks learned them all, with a training error of zero [3]. There was nothing to understand, so they had memorized noise.

# %% [markdown] lang="zh"
# **这说明什么**。最好的是 $p = 0.8$，也就是真实的比例，代价是 0.500402。对这 10 名学生，没有网络能做得更好：剩下的是数据里的噪声。
#
# ### 常见误解：“目标是零损失”
#
# 你也许读到过：训练的目标是让损失变成零。**正确的说法**：目标是**最小值**（minimum），因为有噪声，它通常大于零 [1，5.2 节]。训练损失为零甚至可能是坏兆头。2017 年，Zhang 等人给图像配上**随机**的标签，大网络竟然全学会了，训练误差为零 [3]。里面没有什么可理解的，它们记住的是噪声。

# %% [markdown] lang="en"
# ### Written question: which loss for which task?
#
# Write a table: task, output activation, loss, number of outputs. The tasks: (1) pass or fail; (2) which one of 5 kinds of flower; (3) which of 5 tags a picture has, any number of them; (4) the price of a house; (5) the two coordinates of a face in a picture. Give one reason for the difference between (2) and (3).

# %% [markdown] lang="zh"
# ### 书面题：什么任务用什么损失？
#
# 写一张表：任务、输出层的激活函数、损失、输出个数。任务有：(1) 及格与否；(2) 是 5 种花里的哪一种；(3) 一张照片有 5 个标签中的哪些，个数不限；(4) 一所房子的价格；(5) 照片里人脸的两个坐标。再说明 (2) 与 (3) 为什么不同，给出一个理由。

# %% [markdown] lang="en" written="output_table" points=4
# (1) sigmoid, binary cross-entropy, 1 output. (2) softmax, categorical cross-entropy, 5 outputs. (3) sigmoid on each, binary cross-entropy, 5 outputs. (4) linear, mean squared error, 1 output. (5) linear, mean squared error, 2 outputs.
#
# In (2) the classes exclude each other, so their probabilities must add up to 1, and softmax does that. In (3) each tag is a yes-or-no question of its own; three tags may all have 0.9.

# %% [markdown] lang="zh" written="output_table" points=4
# (1) sigmoid，二元交叉熵，1 个输出。(2) softmax，多类交叉熵，5 个输出。(3) 每个输出一个 sigmoid，二元交叉熵，5 个输出。(4) 线性，均方误差，1 个输出。(5) 线性，均方误差，2 个输出。
#
# (2) 中各类别互斥，概率之和必须是 1，softmax 正是这样做的。(3) 中每个标签各是一个“是或否”的问题，三个标签可以都是 0.9。

# %% [markdown] lang="en" rubric="output_table"
# - 2 points: tasks (1), (2) and (3) right, activation, loss and number; 1 point if one of them is wrong. Two outputs with softmax for (1) also count.
# - 1 point: tasks (4) and (5) right.
# - 1 point: the reason: exclusive classes against independent tags.

# %% [markdown] lang="zh" rubric="output_table"
# - 2 分：任务 (1)、(2) 和 (3) 的激活函数、损失和个数都正确；错了一个得 1 分。(1) 用两个输出加 softmax 也算对。
# - 1 分：任务 (4) 和 (5) 正确。
# - 1 分：理由：类别互斥，与标签相互独立。

# %% [markdown] lang="en"
# ### Written question: why not zero?
#
# Why is a training loss of zero not the goal? Give the reason and one example.

# %% [markdown] lang="zh"
# ### 书面题：为什么不是零？
#
# 为什么训练损失为零不是目标？写出理由，并举一个例子。

# %% [markdown] lang="en" written="zero_loss" points=3
# The goal is a model that predicts well on new data. Where equal inputs have different labels, the lowest possible loss is above zero; of ten equal students with eight passes, the best cost is 0.5004. A model that reaches zero on noisy data has memorized the noise, as networks did that were trained on random labels, and this does not help with new data.

# %% [markdown] lang="zh" written="zero_loss" points=3
# 目标是得到在新数据上预测得好的模型。输入相同而标签不同时，最低的损失大于零；10 名一样的学生里 8 人及格，最好的代价是 0.5004。在有噪声的数据上达到零的模型，记住的是噪声，就像用随机标签训练的网络那样，对新数据没有帮助。

# %% [markdown] lang="en" rubric="zero_loss"
# - 2 points: the minimum is usually above zero (noise), or zero may mean memorized noise; what counts is new data. 1 point for a vague statement.
# - 1 point: an example.

# %% [markdown] lang="zh" rubric="zero_loss"
# - 2 分：最小值通常大于零（噪声），或者零可能意味着记住了噪声；重要的是新数据。说得含糊得 1 分。
# - 1 分：举出例子。

# %% [markdown] lang="en"
# ## Recap
#
# 1. A loss compares prediction and label and gives a number. Quantities: squared error. Yes or no: binary cross-entropy. One of several: categorical cross-entropy.
# 2. Cross-entropy is minus the logarithm of the probability given to what happened. It has no upper limit, so a confident mistake is expensive.
# 3. From logits, simplify on paper first: no exponent may be positive. Then ±1000 is exact.
# 4. Loss of a sample, total over samples, cost as their mean. The mean does not grow with the data.
# 5. The minimum is usually above zero; zero may be memorized noise.

# %% [markdown] lang="zh"
# ## 小结
#
# 1. 损失比较预测和标签，给出一个数。预测数值：平方误差。是或否：二元交叉熵。多选一：多类交叉熵。
# 2. 交叉熵是给实际发生的事的概率取对数再取负。它没有上限，所以自信的错误很昂贵。
# 3. 从 logit 出发时，先在纸上化简：指数不能为正。这样 ±1000 也精确。
# 4. 单个样本的是损失，对样本求和是总损失，取平均是代价。平均值不随数据增多而增长。
# 5. 最小值通常大于零；零可能是记住了噪声。

# %% [markdown] lang="en"
# ### A map of names
#
# | in this course | in mathematics | in PyTorch |
# |---|---|---|
# | `mse` | $\frac{1}{mk} \sum (\hat y - y)^2$ | `torch.nn.MSELoss()` |
# | `binary_cross_entropy` | $-y \ln p - (1 - y) \ln (1 - p)$ | `torch.nn.BCELoss()` |
# | `bce_with_logits` | the same with $p = \sigma(z)$ | `torch.nn.BCEWithLogitsLoss()` |
# | `softmax_cross_entropy_with_logits` | $\ln \sum_j e^{z_j} - z_t$ | `torch.nn.CrossEntropyLoss()`, which takes logits |
# | `reduce_losses` | $\sum_i \ell_i$, $\frac{1}{m} \sum_i \ell_i$ | `reduction="sum"`, `reduction="mean"` |

# %% [markdown] lang="zh"
# ### 名称对照
#
# | 本课程 | 数学 | PyTorch |
# |---|---|---|
# | `mse` | $\frac{1}{mk} \sum (\hat y - y)^2$ | `torch.nn.MSELoss()` |
# | `binary_cross_entropy` | $-y \ln p - (1 - y) \ln (1 - p)$ | `torch.nn.BCELoss()` |
# | `bce_with_logits` | 同上，其中 $p = \sigma(z)$ | `torch.nn.BCEWithLogitsLoss()` |
# | `softmax_cross_entropy_with_logits` | $\ln \sum_j e^{z_j} - z_t$ | `torch.nn.CrossEntropyLoss()`，接收的是 logit |
# | `reduce_losses` | $\sum_i \ell_i$、$\frac{1}{m} \sum_i \ell_i$ | `reduction="sum"`、`reduction="mean"` |

# %% [markdown] lang="en"
# ### Test yourself
#
# 1. What is the mean squared error of the predictions 2 and 5 for the targets 1 and 3?
# 2. A network says 0.5 for every sample. What is its binary cross-entropy?
# 3. Why does `bce_with_logits` use $|z|$?
# 4. A softmax network with $K$ classes gives every class the same probability. What is its loss?
# 5. Which of total and mean changes when a batch is twice as large?
#
# <details>
# <summary>Answers</summary>
#
# 1. $(1 + 4) / 2 = 2.5$.
# 2. $\ln 2 = 0.693147$, whatever the labels are.
# 3. So that the exponent is never positive and nothing overflows.
# 4. $\ln K$; a good first check of an untrained network.
# 5. The total.
#
# </details>

# %% [markdown] lang="zh"
# ### 自测
#
# 1. 预测是 2 和 5，目标值是 1 和 3，均方误差是多少？
# 2. 一个网络对每个样本都说 0.5。它的二元交叉熵是多少？
# 3. `bce_with_logits` 为什么用 $|z|$？
# 4. 一个有 $K$ 个类别的 softmax 网络给每个类别同样的概率。它的损失是多少？
# 5. 批量变成原来的 2 倍时，总和与平均值哪一个会变？
#
# <details>
# <summary>答案</summary>
#
# 1. $(1 + 4) / 2 = 2.5$。
# 2. $\ln 2 = 0.693147$，不管标签是什么。
# 3. 这样指数永远不为正，不会溢出。
# 4. $\ln K$；检查一个还没训练的网络时，先看这个数很管用。
# 5. 总和。
#
# </details>

# %% [markdown] lang="en"
# ### The bridge to lesson 05
#
# You can now say how wrong a network is. To make it better you must know which way to turn each weight: does the loss rise or fall when it moves a little? That is a question about slopes, and lesson 05 builds the tools for it.
#
# When you are done: run `check.all()` in a cell of your own, look at `progress()`, save, and submit.

# %% [markdown] lang="zh"
# ### 通往第 05 课
#
# 现在你说得出网络错了多少。要让它变好，还得知道每个权重该往哪边调：它动一点，损失是升还是降？这是关于斜率的问题，第 05 课打造回答它的工具。
#
# 做完之后：在自己新建的单元格里运行 `check.all()`，看看 `progress()`，保存，然后提交。

# %% [markdown] shared
# ### References · 参考文献
#
# - [1] I. Goodfellow, Y. Bengio, A. Courville, *Deep Learning*, MIT Press, 2016.
# - [2] C. M. Bishop, *Pattern Recognition and Machine Learning*, Springer, 2006, section 4.3.
# - [3] C. Zhang, S. Bengio, M. Hardt, B. Recht, O. Vinyals, "Understanding deep learning requires rethinking generalization", *International Conference on Learning Representations*, 2017.
# - [4] A. Zhang, Z. C. Lipton, M. Li, A. J. Smola, *Dive into Deep Learning*, Cambridge University Press, 2023, section 3.1.
# - [5] G. W. Brier, "Verification of forecasts expressed in terms of probability", *Monthly Weather Review* 78 (1950), 1–3.
# - [6] I. J. Good, "Rational decisions", *Journal of the Royal Statistical Society, Series B* 14 (1952), 107–114.
