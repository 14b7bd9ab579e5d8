# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown] lang="en"
# # Mini-batches
#
# A gradient over all the data is exact, and it buys a single step. A gradient over a few samples is rough, and it costs almost nothing. This lesson is about that bargain: how a pass over the data is cut into portions, what can go wrong with the scissors, and how rough is still good enough.

# %% [markdown] lang="zh"
# # 小批量
#
# 用全部数据算梯度，结果准确，却只换来一步。只用几个样本算，结果粗糙，却几乎不花什么。这一课讲的就是这笔交易：怎样把数据切成一份一份，切的时候会出哪些错，粗糙到什么程度还够用。

# %% [markdown] lang="en"
# ## Goals
#
# After this lesson you will be able to
#
# - keep epoch, step and mini-batch apart, and count the updates of a training run before it starts;
# - cut a data set into shuffled mini-batches without losing a sample or parting it from its label;
# - train a network by mini-batches, and report a loss per epoch that is right even when the last batch is small;
# - say in which sense the gradient of a mini-batch is right, and how far off it is;
# - translate a learning rate between a loss that is a sum and a loss that is a mean.

# %% [markdown] lang="zh"
# ## 目标
#
# 学完这一课，你能够：
#
# - 分清轮、步和小批量，训练还没开始就数出一共更新多少次；
# - 把数据集打乱并切成小批量，既不丢样本，也不让样本和标签走散；
# - 用小批量训练网络，最后一个批量不满时，每一轮的损失也算得对；
# - 说出小批量的梯度在什么意义上是对的，又差了多远；
# - 在总和与平均两种损失之间换算学习率。

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
# The circles and the full-batch training of lesson 08, and from lesson 07 the two functions `mlp_backward` and `bce_sigmoid_backward`, in which the factor $1/m$ lives. From statistics: mean, variance, standard deviation.

# %% [markdown] lang="zh"
# ## 准备
#
# 第 08 课的圆环数据和全批量训练，第 07 课的 `mlp_backward` 和 `bce_sigmoid_backward` 两个函数，因子 $1/m$ 就在后者里面。统计方面：平均值、方差、标准差。

# %% [markdown] lang="en"
# ## How this notebook works
#
# As in lesson 01: write your code in an answer cell, run it, then run the check below it. `hint("steps_per_epoch")` helps, `progress()` shows where you are, and the language switch stands under the next cell. Run the next two cells first, and again after every restart of the kernel. The second fetches functions of earlier lessons: yours where they passed their check, else the course's.

# %% [markdown] lang="zh"
# ## 怎样使用这份笔记本
#
# 和第 01 课一样：在作答单元格里写代码，运行它，再运行下面的检查。`hint("steps_per_epoch")` 给出提示，`progress()` 显示进度，语言开关在下一个单元格下方。先运行下面两个单元格；每次重启内核之后，也要重新运行。第二个单元格取来前面各课的函数：你写的已经通过检查，就用你的；否则用课程的。

# %% setup
import time
from itertools import combinations, permutations

import matplotlib.pyplot as plt
import numpy as np

from lessonkit import data, demo, language, plots, widgets
from lessonkit.selfstudy import check, committed, hint, progress, solution, use

language.switch()

# %% setup
mlp_forward, mlp_backward, bce_sigmoid_backward = use("mlp_forward", "mlp_backward", "bce_sigmoid_backward")
binary_cross_entropy, perceptron_fit = use("binary_cross_entropy", "perceptron_fit")
make_circles, init_params, update_params = use("make_circles", "init_params", "update_params")
accuracy, train_full_batch = use("accuracy", "train_full_batch")

# %% [markdown] lang="en"
# ## 1. One step for a whole pass
#
# In lesson 08 you trained the circles with all points in every step, and an epoch was over in a moment. But every step looked at all 1000 points first. Now think of ImageNet, the collection of photographs on which networks learned to see: 1281167 training images [1]. One gradient over all of them keeps an ordinary computer busy for hours or days. And what do you get for it? *One* step.
#
# Here is the same on a small scale. The network is 2-16-16-1, the data are 1000 points on two circles, and we may look at every point 20 times.

# %% [markdown] lang="zh"
# ## 1. 看完一遍，才走一步
#
# 第 08 课里，你训练圆环网络，每一步都用上全部的点，一轮一眨眼就过去了。可是每走一步，都要先看完全部 1000 个点。再想想 ImageNet，网络就是在这批照片上学会看图的：训练图像有 1281167 张 [1]。一台普通的计算机，用它们全部算一次梯度，要忙上几小时甚至几天。忙完了，得到什么？**一步**。
#
# 下面是缩小了的同一件事。网络是 2-16-16-1，数据是两个圆环上的 1000 个点，每个点可以看 20 遍。

# %% demo
X, y = make_circles(1000, rng=np.random.default_rng(0))
names = ["relu", "relu", "sigmoid"]
net = init_params([2, 16, 16, 1], np.random.default_rng(0))

_, curves = train_full_batch(X, y, net, names, learning_rate=0.1, n_epochs=20)
ends = [values[at] for values in (curves["loss"], curves["accuracy"]) for at in (0, -1)]
demo.say(
    "loss      before {:.3f}   after 20 passes {:.3f}\naccuracy  before {:.3f}   after 20 passes {:.3f}",
    "损失    训练前 {:.3f}   看完 20 遍 {:.3f}\n准确率  训练前 {:.3f}   看完 20 遍 {:.3f}",
    *ends,
)

# %% [markdown] lang="en"
# 20 passes over the data, 20 steps, and the network has hardly begun: the loss went from 0.688 to 0.612. **The work goes into making each step exact, and hardly any of it into walking.** That is what this lesson sets right.
#
# Must a step be exact? After the first 32 points you already have a rough idea where downhill is. Do you need the other 968 before you dare to move? In 1951 Herbert Robbins and Sutton Monro showed that one can find the zero of a function whose values can only be *measured with noise*: step according to each noisy measurement, and let the steps get shorter [2]. For us the function is the gradient: at a minimum it is zero. No single measurement has to be good, but on average they must not be wrong. Keep both conditions in mind: right on average, and steps that get shorter.

# %% [markdown] lang="zh"
# 数据看了 20 遍，走了 20 步，网络几乎还没有动身：损失从 0.688 到 0.612。**力气全花在把每一步算准上，几乎没有花在走路上**。这一课要改的就是这件事。
#
# 一步非得准确吗？看完前 32 个点，下坡在哪边就大致有数了。难道一定要等另外 968 个，才敢迈步？1951 年，Herbert Robbins 和 Sutton Monro 证明：一个函数的值即使只能**带着噪声测量**，也能找到它的零点，办法是每测一次就按测得的值走一步，并让步子越来越短 [2]。在我们这里，这个函数就是梯度：在最小值点，它是零。没有哪一次测量非得准确，但平均起来不能偏。这两个条件先记着：平均起来不偏，步子越来越短。

# %% [markdown] lang="en"
# **Four words.** A **sample** is one point with its label. A **mini-batch** is a portion of samples whose mean gradient makes one step; their number is the **batch size** $B$. A **step** is one update of the parameters. An **epoch** is one pass over the whole training set, so that every sample has been in a batch once.
#
# ![Ten numbered samples in a row, in blue circles and orange squares. Below, the same ten in another order, cut into portions of four, four and two. Below each portion an arrow: step 1, step 2, step 3. A bracket over all of them: one epoch.](pictures/09_epoch.en.png)
#
# *Ten samples, batch size 4. Question: how often has sample 7 been used at the end of the epoch, and in which step?*
#
# The words for the three sizes are used in different ways. In this course:
#
# | name | samples in one step |
# |---|---|
# | batch gradient descent, also full-batch | all $m$ |
# | mini-batch gradient descent | $B$, usually tens to hundreds |
# | stochastic gradient descent (SGD), in the strict sense | 1 |

# %% [markdown] lang="zh"
# **四个词**。**样本**（sample）是一个点连同它的标签。**小批量**（mini-batch）是一份样本，用它们的平均梯度走一步；一份有几个样本，叫**批量大小**（batch size）$B$。**步**（step）是参数更新一次。**轮**（epoch）是把整个训练集看一遍，每个样本都进过一次批量。
#
# ![一排编了号的十个样本，蓝色圆形和橙色方形。下面是换了次序的同样十个，切成四个、四个、两个三份。每份下面有一个箭头：第 1 步、第 2 步、第 3 步。一个括号把它们全部括起来：一轮。](pictures/09_epoch.zh.png)
#
# **十个样本，批量大小是 4**。问题：一轮结束时，7 号样本用了几次，用在第几步？
#
# 三种大小各有名称，别处的叫法不一。本课程里这样说：
#
# | 名称 | 一步用几个样本 |
# |---|---|
# | 批量梯度下降，也叫全批量 | 全部 $m$ |
# | 小批量梯度下降 | $B$，一般几十到几百 |
# | 随机梯度下降（stochastic gradient descent，SGD），严格的意义 | 1 |

# %% [markdown] lang="en"
# ### Common misconception: "batch gradient descent uses a part of the data"
#
# You may read that *batched* gradient descent takes a batch of, say, 100 samples for each step. The word invites it: every library has an argument `batch_size`. **What is right:** in the textbooks *batch* means the **whole** training set, a part of it is a **mini-batch**, and a single sample is SGD in the strict sense [3, section 8.1.3]. Today "SGD" mostly means mini-batches as well, and `batch_size` is the size of a mini-batch. When you read one of these words, look for the number.

# %% [markdown] lang="zh"
# ### 常见误解：“批量梯度下降用一部分数据”
#
# 你也许读到过：批量梯度下降每一步取一批样本，例如 100 个。这个词确实让人这样想，每个库都有一个叫 `batch_size` 的参数。**正确的说法**：教科书里的**批量**指**整个**训练集，一部分是**小批量**，一个样本才是严格意义上的 SGD [3，8.1.3 节]。如今说“SGD”，多半也包括小批量，而 `batch_size` 是小批量的大小。读到这些词时，先找数字。

# %% [markdown] lang="en"
# ## 2. Counting steps
#
# ### Predict, then run: how many updates?
#
# 1000 samples, batch size 32, 50 epochs, and no sample is ever left out. How often are the parameters updated?
#
# - **a** 1550 times: 31 mini-batches of 32 fit into 1000 samples, and that 50 times.
# - **b** 1563 times: 50 times 1000 samples are 50000, cut into portions of 32.
# - **c** 1600 times: 32 mini-batches in every epoch.
#
# Write your letter, with its quotation marks, into the next cell and run it.

# %% [markdown] lang="zh"
# ## 2. 数一数步数
#
# ### 先预测，再运行：更新多少次？
#
# 1000 个样本，批量大小 32，训练 50 轮，一个样本也不落下。参数一共更新多少次？
#
# - **a** 1550 次：1000 个样本里放得下 31 个大小为 32 的小批量，共 50 轮。
# - **b** 1563 次：50 乘 1000 是 50000 个样本，每 32 个一份。
# - **c** 1600 次：每一轮 32 个小批量。
#
# 把你选的字母连同引号写进下一个单元格并运行。

# %% predict="L09-P2"
prediction_L09_P2 = "c"

# %% demo
committed("L09-P2")

# %% [markdown] lang="en"
# ### Exercise: `steps_per_epoch`
#
# **What for.** Learning-rate schedules, progress bars and cost estimates all count in steps.
#
# **Arguments.** `m`: the number of samples, an integer, 0 or more. `batch_size`: an integer. `drop_last`: if `True`, a last batch that is not full is left out; otherwise it is kept and counts as a step.
#
# **Returns.** The number of steps in one epoch, an `int`.
#
# **Errors.** `ValueError` if `batch_size` is 0 or negative.
#
# **Example.** `steps_per_epoch(7, 3)` is 3 (portions of 3, 3 and 1), and with `drop_last=True` it is 2.

# %% [markdown] lang="zh"
# ### 练习：`steps_per_epoch`
#
# **用途**：学习率调度、进度条、估计开销，都以步来计数。
#
# **参数**：`m`：样本数，整数，0 或更大。`batch_size`：整数。`drop_last`：为 `True` 时，最后一个不满的批量不要；否则保留，也算一步。
#
# **返回**：一轮的步数，一个 `int`。
#
# **错误**：`batch_size` 是 0 或负数，抛出 `ValueError`。
#
# **例子**：`steps_per_epoch(7, 3)` 是 3（分成 3、3、1 三份），加上 `drop_last=True` 就是 2。


# %% solution="steps_per_epoch"
def steps_per_epoch(m, batch_size, drop_last=False):
    """Return the number of mini-batches in one pass over the data.

    Parameters
    ----------
    m : int
        Number of samples.
    batch_size : int
        Samples in a mini-batch.
    drop_last : bool
        Whether a last batch that is not full is left out.

    Returns
    -------
    int

    Raises
    ------
    ValueError
        If `batch_size` is not positive.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if batch_size <= 0:
        raise ValueError(f"batch_size must be positive; got {batch_size}.")
    full, left_over = divmod(m, batch_size)
    return full if drop_last or left_over == 0 else full + 1
    ### END SOLUTION


# %% check="steps_per_epoch"
check("steps_per_epoch")

# %% [markdown] lang="en"
# **Now the prediction**, and what the same 50 epochs mean with other batch sizes.

# %% [markdown] lang="zh"
# **现在看预测的答案**，再看看换成别的批量大小，同样的 50 轮是多少步。

# %% demo
with demo.waits_for("steps_per_epoch"):
    for B in (1, 32, 256, 1000):
        steps = steps_per_epoch(1000, B)
        last = 1000 - (steps - 1) * B
        demo.say(
            "B = {:4}   steps per epoch {:4}   in 50 epochs {:5}   last batch {:4}",
            "B = {:4}   一轮的步数 {:4}   50 轮 {:5}   最后一个批量 {:4}",
            *(B, steps, 50 * steps, last),
        )

# %% [markdown] lang="en"
# **What it means.** The answer is **c**: 31 batches of 32 and one of 8 make 32 steps, 50 times. Answer **a** leaves out 8 samples in every epoch. Answer **b** would be right if the batches ran on across the end of an epoch. They don't: every epoch starts afresh, so that each sample is used once in it. In section 1 the same network got 20 steps for 20 passes; with $B = 32$ it gets 640.

# %% [markdown] lang="zh"
# **这说明什么**。答案是 **c**：31 个批量各有 32 个样本，再加一个 8 个的，一轮 32 步，共 50 轮。**a** 每一轮都落下 8 个样本。如果一个批量可以跨到下一轮去，**b** 就对了。可是不能跨：每一轮都重新开始，这样每个样本在一轮里恰好用一次。第 1 节里，20 遍数据只换来 20 步；$B = 32$ 时，能换来 640 步。

# %% [markdown] lang="en"
# ### Common misconception: "an epoch is one forward and one backward pass", "each epoch is one step toward the minimum"
#
# Both sentences are about full batches, where one pass over the data and one step are the same thing. **What is right:** an epoch is one pass over the *training set*, and it has as many steps as mini-batches, each step with a forward and a backward pass of its own [3, section 8.1.3], [4].

# %% [markdown] lang="zh"
# ### 常见误解：“一轮就是一次前向传播加一次反向传播”“每一轮朝最小值走一步”
#
# 这两句话说的都是全批量：那时把数据看一遍和走一步是同一回事。**正确的说法**：一轮是把**训练集**看一遍，有几个小批量就有几步，每一步都有自己的前向传播和反向传播 [3，8.1.3 节]，[4]。

# %% [markdown] lang="en"
# ### Written question: a training run in numbers
#
# A data set has 1000 samples. You train for 50 epochs with $B = 64$ and keep the last batch. How many steps has an epoch, how many updates are made in all, and how large is the last batch of each epoch? Then give the names: what is this method called, what would it be called with $B = 1000$, and what with $B = 1$?

# %% [markdown] lang="zh"
# ### 书面题：用数字说清一次训练
#
# 数据集有 1000 个样本。训练 50 轮，$B = 64$，保留最后一个批量。一轮有几步，一共更新多少次，每轮最后一个批量有多大？再说出名称：这种方法叫什么，$B = 1000$ 时叫什么，$B = 1$ 时又叫什么？

# %% [markdown] lang="en" written="counted" points=4
# 15 full batches take 960 samples, 40 are left: 16 steps per epoch, the last with 40 samples, and $50 \cdot 16 = 800$ updates. With $B = 64$ this is mini-batch gradient descent, today often called SGD as well. With $B = 1000$ each step uses the whole set: batch gradient descent, or full-batch. With $B = 1$ it is stochastic gradient descent in the strict sense.

# %% [markdown] lang="zh" written="counted" points=4
# 15 个满的批量用掉 960 个样本，剩下 40 个：一轮 16 步，最后一步有 40 个样本，一共更新 $50 \cdot 16 = 800$ 次。$B = 64$ 是小批量梯度下降，如今也常叫 SGD。$B = 1000$ 时每一步用整个数据集，是批量梯度下降，也叫全批量。$B = 1$ 时是严格意义上的随机梯度下降。

# %% [markdown] lang="en" rubric="counted"
# - 2 points: 16 steps, 800 updates, last batch 40. 1 point if one of the three is wrong.
# - 2 points: mini-batch, batch (full-batch) and stochastic gradient descent, each with its $B$. 1 point if one is wrong.

# %% [markdown] lang="zh" rubric="counted"
# - 2 分：16 步，800 次更新，最后一个批量 40 个。三个里错一个，得 1 分。
# - 2 分：小批量、批量（全批量）、随机梯度下降，各配上自己的 $B$。错一个，得 1 分。

# %% [markdown] lang="en"
# ## 3. Cutting and shuffling
#
# Data often lie in an order: first all photographs of cats, then all of dogs; first last year's customers, then this year's. Cut in that order, a mini-batch holds only one kind of sample. So before every epoch the samples are **shuffled**: brought into a random order. With a new order each time, the batches have new members each time.
#
# Two arrays hold one data set: $X$ with the features and $y$ with the labels. Row $i$ (axis 0) of one belongs to row $i$ of the other, and nothing but their place holds them together.
#
# ![Two panels with two circles of points. On the left the outer circle is blue and the inner one orange. On the right both circles hold blue and orange points, mixed.](pictures/09_parted.en.png)
#
# *Left: $X$ and $y$ in one new order. Right: $X$ in one new order, $y$ in another. Question: what could a network still learn on the right?*
#
# The shapes are the same in both panels, and so are the counts of the classes. No error is raised, here or in any other library. You will see in section 5 what a network makes of it.

# %% [markdown] lang="zh"
# ## 3. 切分与打乱
#
# 数据常常是排好次序的：先是所有猫的照片，再是所有狗的；先是去年的顾客，再是今年的。照这个次序切，一个小批量里就只有同一类样本。所以每一轮开始之前，都要把样本**打乱**（shuffle），排成随机的次序。每次的次序都是新的，每个批量的成员也就是新的。
#
# 一份数据放在两个数组里：$X$ 是特征，$y$ 是标签。一个数组的第 $i$ 行（row，轴 0）对应另一个的第 $i$ 行，把它们连在一起的，只有位置。
#
# ![两幅图，各有两圈点。左边外圈是蓝色，内圈是橙色。右边两圈都是蓝色和橙色混在一起。](pictures/09_parted.zh.png)
#
# **左：$X$ 和 $y$ 用同一个新次序。右：$X$ 用一个新次序，$y$ 用另一个**。问题：从右边的数据里，网络还能学到什么？
#
# 两边的形状一样，各类别的个数也一样。不会报错，换别的库也不会。网络拿到这样的数据会怎样，第 5 节里会看到。

# %% [markdown] lang="en"
# ### Exercise: `iterate_minibatches`
#
# **What for.** The scissors. Every training loop from here to the end of the course gets its samples from this function.
#
# **Arguments.** `X`: array `(m, …)`, `y`: array `(m, …)`, any dtype; sample $i$ is row $i$ (axis 0) of both. `batch_size`: an integer. `rng`: a `numpy.random.Generator`. `shuffle`: whether the samples come in a new order. `drop_last`: as in `steps_per_epoch`.
#
# **Returns.** An iterator over tuples `(Xb, yb)`: each sample comes once, with its own label. The last batch may be smaller; with `drop_last=True` such a batch does not come at all. If `batch_size` is larger than `m` that one batch holds all samples, and if `m = 0` there is none.
#
# **Randomness.** With `shuffle=True`, each call draws exactly one `rng.permutation(m)`, and the samples come in this order. With `shuffle=False` nothing is drawn, and the samples come as they lie.
#
# **Memory.** `X` and `y` keep their values and their order. `Xb` and `yb` are copies: writing into them changes nothing in the data set.
#
# **Errors.** `ValueError` if `X` and `y` differ in the number of samples, if `batch_size` is 0 or negative, or if shuffling is asked for without `rng`. The error comes **at once**, when the function is called. Mind this: `yield` hands out one value and then waits until the next is asked for. So a function that contains it runs nothing, no check either, until somebody asks for the first batch.
#
# **Example.** With `X = [[5], [6], [7]]`, `y = [0, 1, 1]`, `batch_size=2` and `shuffle=False`: first `([[5], [6]], [0, 1])`, then `([[7]], [1])`.

# %% [markdown] lang="zh"
# ### 练习：`iterate_minibatches`
#
# **用途**：这是一把剪刀。从这里到课程结束，每个训练循环都向这个函数要样本。
#
# **参数**：`X`：数组 `(m, …)`，`y`：数组 `(m, …)`，dtype 不限；第 $i$ 个样本是两个数组各自的第 $i$ 行（row，轴 0）。`batch_size`：整数。`rng`：一个 `numpy.random.Generator`。`shuffle`：是否给样本换一个新次序。`drop_last`：与 `steps_per_epoch` 相同。
#
# **返回**：一个迭代器，依次给出元组 `(Xb, yb)`：每个样本来一次，带着自己的标签。最后一个批量可以小一些；`drop_last=True` 时，这样的批量就不给了。`batch_size` 比 `m` 大时，这一个批量就包含全部样本；`m = 0` 时，一个批量也没有。
#
# **随机性**：`shuffle=True` 时，每次调用恰好抽一次 `rng.permutation(m)`，样本就按这个次序来。`shuffle=False` 时什么也不抽，样本按原来的次序来。
#
# **内存**：`X` 和 `y` 的值和次序都不变。`Xb` 和 `yb` 是副本：往里面写，数据集不会跟着变。
#
# **错误**：`X` 和 `y` 的样本数不同，`batch_size` 是 0 或负数，或者要打乱却没有给 `rng`，抛出 `ValueError`。函数一调用，错误就要**立刻**出现。要当心：`yield` 每交出一个值就停下，等人来要下一个。所以函数里只要有它，在有人来要第一个批量之前，就什么也不执行，检查也不做。
#
# **例子**：`X = [[5], [6], [7]]`，`y = [0, 1, 1]`，`batch_size=2`，`shuffle=False` 时，先得到 `([[5], [6]], [0, 1])`，再得到 `([[7]], [1])`。


# %% solution="iterate_minibatches"
def iterate_minibatches(X, y, batch_size, rng=None, shuffle=True, drop_last=False):
    """Cut the data into mini-batches, samples and labels together.

    Parameters
    ----------
    X : ndarray of shape (m, …)
        Samples. Not modified.
    y : ndarray of shape (m, …)
        Their labels. Not modified.
    batch_size : int
        Samples in a mini-batch; the last one may be smaller.
    rng : numpy.random.Generator, optional
        Draws one ``rng.permutation(m)`` if `shuffle` is true.
    shuffle : bool
        Whether the samples come in a new order.
    drop_last : bool
        Whether a last batch that is not full is left out.

    Returns
    -------
    iterator of (ndarray, ndarray)
        Copies.

    Raises
    ------
    ValueError
        At once: if the numbers of samples differ, `batch_size` is not positive, or shuffling lacks a generator.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if len(X) != len(y):
        raise ValueError(f"X and y must have the same number of samples; got {len(X)} and {len(y)}.")
    if batch_size <= 0:
        raise ValueError(f"batch_size must be positive; got {batch_size}.")
    if shuffle and rng is None:
        raise ValueError("shuffling needs a generator: pass rng, or shuffle=False.")
    m = len(X)
    order = rng.permutation(m) if shuffle else np.arange(m)
    end = m - m % batch_size if drop_last else m

    def batches():
        for start in range(0, end, batch_size):
            chosen = order[start : min(start + batch_size, end)]
            yield X[chosen], y[chosen]

    return batches()
    ### END SOLUTION


# %% check="iterate_minibatches"
check("iterate_minibatches")

# %% [markdown] lang="en"
# **Watch your scissors.** Eleven samples, cut by *your* function. Questions: which batch sizes leave a last batch with a single sample? With the last batch dropped, are the same samples missing in every epoch? And with shuffling off, what stays the same from epoch to epoch?

# %% [markdown] lang="zh"
# **看看你的剪刀**。十一个样本，由**你的**函数来切。问题：批量大小取哪些值时，最后一个批量只有一个样本？丢掉最后一个批量时，每一轮缺席的是同样的样本吗？关掉打乱之后，一轮又一轮，不变的是什么？

# %% demo
with demo.waits_for("iterate_minibatches"):
    display(widgets.epoch_cut(iterate_minibatches))

# %% [markdown] lang="en"
# **What it means.** Sizes 2, 5 and 10 leave one over, and with size 1 every batch is a single sample. With dropping and shuffling, other samples are missing each time, so that over many epochs none is left out for good. Without shuffling it is always the same ones, at the end of the data set, and the same samples always sit in one batch together. A batch of one sample is a noisy last step, nothing worse, and so this course keeps it. PyTorch's `DataLoader` keeps it as well, unless you ask for `drop_last=True`.

# %% [markdown] lang="zh"
# **这说明什么**。大小取 2、5、10 时会剩下一个；取 1 时，每个批量都只有一个。一边打乱一边丢，每次缺席的都不一样，轮数多了，谁也不会一直缺席。不打乱，缺席的总是数据集末尾的那几个，坐在同一个批量里的也总是同样的样本。只有一个样本的批量，最后一步噪声大一些，没有更糟的后果，所以本课程保留它。PyTorch 的 `DataLoader` 也保留，除非写明 `drop_last=True`。

# %% [markdown] lang="en"
# ## 4. One loss for an epoch
#
# While an epoch runs, each batch reports its own mean loss. At the end we want one number: the mean loss per **sample**. Say three samples have the mean loss 0.5 and a last batch of one sample has the loss 2. Which number is it, 1.25 or something else?
#
# Long form: go back to the samples. Three of them lost $3 \cdot 0.5 = 1.5$ together, the fourth lost 2. That is 3.5 for four samples, so 0.875 each. The number 1.25 would give the one sample in the last batch the same say as the three others together.
#
# $$\bar{L} = \frac{B_1 L_1 + B_2 L_2 + \dots + B_k L_k}{B_1 + B_2 + \dots + B_k}$$
#
# | name | shape | what it is |
# |---|---|---|
# | `batch_losses` | `(k,)` | $L_1, \dots, L_k$, mean loss of each batch |
# | `batch_sizes` | `(k,)` | $B_1, \dots, B_k$, samples in each batch |
# | result | a number | mean over the samples of all batches, axis 0 summed |

# %% [markdown] lang="zh"
# ## 4. 一轮的损失是一个数
#
# 一轮进行时，每个批量报告自己的平均损失。到末尾，我们要的是一个数：每个**样本**的平均损失。比方说，三个样本的平均损失是 0.5，最后一个批量只有一个样本，损失是 2。这个数是 1.25，还是别的？
#
# 先写长的：回到样本。三个样本合起来损失 $3 \cdot 0.5 = 1.5$，第四个损失 2。四个样本一共 3.5，每个 0.875。如果取 1.25，最后那一个样本的分量，就和另外三个加起来一样重。
#
# $$\bar{L} = \frac{B_1 L_1 + B_2 L_2 + \dots + B_k L_k}{B_1 + B_2 + \dots + B_k}$$
#
# | 名称 | 形状 | 是什么 |
# |---|---|---|
# | `batch_losses` | `(k,)` | $L_1, \dots, L_k$，每个批量的平均损失 |
# | `batch_sizes` | `(k,)` | $B_1, \dots, B_k$，每个批量的样本数 |
# | 结果 | 一个数 | 对所有批量里的样本求平均，沿轴 0 求和 |

# %% [markdown] lang="en"
# ### Exercise: `epoch_mean_loss`
#
# **What for.** A training curve whose points don't depend on how the data were cut.
#
# **Arguments.** `batch_losses`: float array `(k,)`. `batch_sizes`: integer array `(k,)`, each 0 or more.
#
# **Returns.** The mean loss per sample, a `float`. The arguments keep their values.
#
# **Errors.** `ValueError` if the two are not both `(k,)`, or if there is no sample at all.
#
# **Example.** `epoch_mean_loss(np.array([0.5, 2.0]), np.array([3, 1]))` gives 0.875.

# %% [markdown] lang="zh"
# ### 练习：`epoch_mean_loss`
#
# **用途**：让训练曲线上的点不随切法改变。
#
# **参数**：`batch_losses`：浮点数组 `(k,)`。`batch_sizes`：整数数组 `(k,)`，每个数是 0 或更大。
#
# **返回**：每个样本的平均损失，一个 `float`。参数都保持原值。
#
# **错误**：两者的形状不都是 `(k,)`，或者一个样本也没有，抛出 `ValueError`。
#
# **例子**：`epoch_mean_loss(np.array([0.5, 2.0]), np.array([3, 1]))` 得到 0.875。


# %% solution="epoch_mean_loss"
def epoch_mean_loss(batch_losses, batch_sizes):
    """Return the mean loss per sample of an epoch.

    Parameters
    ----------
    batch_losses : ndarray of shape (k,), float
        Mean loss of each batch. Not modified.
    batch_sizes : ndarray of shape (k,), int
        Samples in each batch. Not modified.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the two are not both (k,), or there is no sample.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if batch_losses.ndim != 1 or batch_losses.shape != batch_sizes.shape:
        raise ValueError(f"both must be (k,); got {batch_losses.shape} and {batch_sizes.shape}.")
    if batch_sizes.sum() == 0:
        raise ValueError("there is no sample.")
    return float(batch_losses @ batch_sizes / batch_sizes.sum())
    ### END SOLUTION


# %% check="epoch_mean_loss"
check("epoch_mean_loss")

# %% [markdown] lang="en"
# **Does it matter in practice?** The untrained network of section 1, all 1000 points, cut with $B = 300$: three batches of 300 and one of 100. Three orders, and each time both ways to take a mean.

# %% [markdown] lang="zh"
# **实际中有没有差别**？第 1 节的网络，没有训练过，全部 1000 个点，按 $B = 300$ 切：三个批量各 300 个，最后一个 100 个。换三种次序，每次用两种办法求平均。

# %% demo
with demo.waits_for("iterate_minibatches", "epoch_mean_loss"):
    whole = binary_cross_entropy(y, mlp_forward(X, net, names)[0])
    demo.say("loss over all 1000 samples: {:.6f}", "全部 1000 个样本的损失：{:.6f}", whole)
    for seed in range(3):
        batches = list(iterate_minibatches(X, y, 300, np.random.default_rng(seed)))
        losses = np.array([binary_cross_entropy(yb, mlp_forward(Xb, net, names)[0]) for Xb, yb in batches])
        sizes = np.array([len(Xb) for Xb, _ in batches])
        demo.say(
            "mean of batch means {:.6f}   weighted with sizes {:.6f}",
            "批量平均值的平均 {:.6f}   按大小加权 {:.6f}",
            *(losses.mean(), epoch_mean_loss(losses, sizes)),
        )

# %% [markdown] lang="en"
# **What it means.** Weighted with the sizes, every order gives the loss of the whole set, to all digits shown. The mean of batch means is a little off, each time by something else. On a curve this looks like noise of the network. It is noise of the bookkeeping.

# %% [markdown] lang="zh"
# **这说明什么**。按大小加权，不管什么次序，得到的都是整个数据集的损失，显示的各位都相同。批量平均值的平均则差一点，每次差得还不一样。画在曲线上，看起来像是网络的噪声，其实是记账的噪声。

# %% [markdown] lang="en"
# ## 5. An epoch of walking
#
# Everything is ready. For each mini-batch of the epoch: a forward pass, the loss, the gradients of the **batch's own** mean loss, one step of gradient descent. The next batch already meets the new parameters. That is the whole method.
#
# Two questions decide whether it is right. *Divided by what?* The mean over the batch has the factor $1/B$, and `bce_sigmoid_backward` puts it in, from the size of what it is given: in a last batch of 8 samples it is $1/8$. *Which losses are reported?* Each batch's loss **before** its update, as the forward pass finds it: that costs nothing extra.
#
# | name | shape | where it comes from |
# |---|---|---|
# | `Xb`, `yb` | `(b, n_in)`, `(b, 1)`, with $b \leq B$ | `iterate_minibatches` |
# | $L_k$ | a number | `binary_cross_entropy`, mean over axis 0 of the batch |
# | `dZ` of the last layer | `(b, 1)` | `bce_sigmoid_backward`, with $1/b$ inside |
# | `dW`, `db` of each layer | as `W`, `b` | `mlp_backward`, sums over axis 0 |

# %% [markdown] lang="zh"
# ## 5. 走上一轮
#
# 一切都齐了。对这一轮的每个小批量：前向传播，损失，**这个批量自己的**平均损失的梯度，梯度下降一步。下一个批量遇到的，已经是新的参数。全部方法就是这些。
#
# 做得对不对，看两个问题。**除以什么**？对批量求平均，就有因子 $1/B$，`bce_sigmoid_backward` 会按它拿到的样本数放进去：最后一个批量有 8 个样本，就是 $1/8$。**报告哪个损失**？每个批量在更新**之前**的损失，前向传播本来就算出来了，不用另外花力气。
#
# | 名称 | 形状 | 从哪里来 |
# |---|---|---|
# | `Xb`、`yb` | `(b, n_in)`、`(b, 1)`，$b \leq B$ | `iterate_minibatches` |
# | $L_k$ | 一个数 | `binary_cross_entropy`，对批量沿轴 0 求平均 |
# | 最后一层的 `dZ` | `(b, 1)` | `bce_sigmoid_backward`，里面有 $1/b$ |
# | 各层的 `dW`、`db` | 与 `W`、`b` 相同 | `mlp_backward`，沿轴 0 求和 |

# %% [markdown] lang="en"
# ### Exercise: `sgd_epoch`
#
# **What for.** The inner loop of nearly all training in the world.
#
# **Arguments.** `params`: list of `{"W": (n_in, n_out), "b": (n_out,)}`. `X`: array `(m, n_in)`, `y`: array `(m, 1)` of 0 and 1. `activations`: one name per layer, the last is `"sigmoid"`. `learning_rate`: a float. `batch_size`: an integer. `rng`: a `numpy.random.Generator`, handed to `iterate_minibatches(X, y, batch_size, rng)`: one permutation.
#
# **Returns.** A tuple `(params, mean_loss)`: the parameters after the last step, and the mean over all samples of the losses seen before each update, a `float`. The arguments keep their values.
#
# **At hand.** Your `iterate_minibatches` and `epoch_mean_loss`, and from earlier lessons `mlp_forward`, `binary_cross_entropy`, `bce_sigmoid_backward`, `mlp_backward` and `update_params`. The check runs your function with the course's versions of all of them.
#
# **Errors.** `ValueError` if there is no sample, if `batch_size` is 0 or negative, if the numbers of samples differ, or if `y` is not `(m, 1)`. Functions that you call may raise some of these for you.
#
# **Example.** One neuron with the weight 0 and bias 0, the sample $x = 3$ with label 0, learning rate 1: the loss is 0.693147, and the new weight is $-1.5$.

# %% [markdown] lang="zh"
# ### 练习：`sgd_epoch`
#
# **用途**：世界上几乎所有的训练，最里面那个循环就是它。
#
# **参数**：`params`：`{"W": (n_in, n_out), "b": (n_out,)}` 的列表。`X`：数组 `(m, n_in)`，`y`：数组 `(m, 1)`，由 0 和 1 组成。`activations`：每层一个名称，最后一个是 `"sigmoid"`。`learning_rate`：一个 float。`batch_size`：整数。`rng`：一个 `numpy.random.Generator`，交给 `iterate_minibatches(X, y, batch_size, rng)`，抽一次排列。
#
# **返回**：元组 `(params, mean_loss)`：最后一步之后的参数，以及每次更新之前看到的损失对全部样本的平均，一个 `float`。参数都保持原值。
#
# **可以直接用的**：你写的 `iterate_minibatches` 和 `epoch_mean_loss`，以及前面各课的 `mlp_forward`、`binary_cross_entropy`、`bce_sigmoid_backward`、`mlp_backward` 和 `update_params`。检查时，这些函数一律换成课程的版本，再运行你的函数。
#
# **错误**：没有样本，`batch_size` 是 0 或负数，样本数不同，或者 `y` 的形状不是 `(m, 1)`，抛出 `ValueError`。其中有些，你调用的函数会替你抛出。
#
# **例子**：一个神经元，权重 0，偏置 0，样本 $x = 3$ 的标签是 0，学习率 1：损失是 0.693147，新的权重是 $-1.5$。


# %% solution="sgd_epoch"
def sgd_epoch(params, X, y, activations, learning_rate, batch_size, rng):
    """Train for one epoch by mini-batch gradient descent, sigmoid output and binary cross-entropy.

    Parameters
    ----------
    params : list of dict
        {"W": (n_in, n_out), "b": (n_out,)} of each layer. Not modified.
    X : ndarray of shape (m, n_in)
        Samples. Not modified.
    y : ndarray of shape (m, 1)
        Labels, 0 or 1. Not modified.
    activations : list of str
        One name per layer; the last is "sigmoid".
    learning_rate : float
        Step size.
    batch_size : int
        Samples in a mini-batch; the last one may be smaller.
    rng : numpy.random.Generator
        Draws one permutation.

    Returns
    -------
    params : list of dict
        The new parameters.
    mean_loss : float
        Mean over the samples of the losses before each update.

    Raises
    ------
    ValueError
        If there is no sample, `batch_size` is not positive, or the shapes do not fit.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if len(X) == 0:
        raise ValueError("there is no sample to learn from.")
    losses, sizes = [], []
    for Xb, yb in iterate_minibatches(X, y, batch_size, rng):
        p, caches = mlp_forward(Xb, params, activations)
        losses.append(binary_cross_entropy(yb, p))
        sizes.append(len(yb))
        grads = mlp_backward(bce_sigmoid_backward(yb, p), params, caches, activations)
        params = update_params(params, grads, learning_rate)
    return params, epoch_mean_loss(np.array(losses), np.array(sizes))
    ### END SOLUTION


# %% check="sgd_epoch"
check("sgd_epoch")

# %% [markdown] lang="en"
# **A first test:** with $B = m$ an epoch is one step over all samples, only in another order. Is it the step of lesson 08?

# %% [markdown] lang="zh"
# **先试一下**：$B = m$ 时，一轮就是用全部样本走一步，只是次序不同。它和第 08 课的一步一样吗？

# %% demo
with demo.waits_for("sgd_epoch", "iterate_minibatches", "epoch_mean_loss"):
    mine, _ = sgd_epoch(net, X, y, names, 0.1, 1000, np.random.default_rng(0))
    full, _ = train_full_batch(X, y, net, names, learning_rate=0.1, n_epochs=1)
    apart = max(np.abs(a[key] - b[key]).max() for a, b in zip(mine, full, strict=True) for key in ("W", "b"))
    demo.say("largest difference of a parameter: {:.0e}", "参数的最大差别：{:.0e}", apart)

# %% [markdown] lang="en"
# Equal up to rounding: a sum of 1000 numbers in another order differs in its last digits. So full-batch training is the special case, and you have the general one.
#
# **Now let them race.** The circles and the network of section 1, with *your* function. Choose a batch size and let it train, then another. The axis below the curves can count epochs, updates, or seconds on your machine. Questions: who is in front after five epochs? Who after the same number of updates? And who after the same time?

# %% [markdown] lang="zh"
# 除舍入之外完全相同：1000 个数换个次序相加，最后几位会有出入。所以全批量训练是特例，你手里的是一般情形。
#
# **让它们赛一场**。还是第 1 节的圆环和网络，用**你的**函数。选一个批量大小，让它训练，再换另一个。曲线下面的横轴可以数轮数、更新次数，或者在你的机器上用的秒数。问题：五轮之后谁领先？更新次数相同时谁领先？时间相同时又是谁？

# %% demo
with demo.waits_for("sgd_epoch", "iterate_minibatches", "epoch_mean_loss"):
    display(widgets.batch_race(sgd_epoch, mlp_forward, net, names, X, y))

# %% [markdown] lang="en"
# **The same in numbers:** 20 passes over the data for each batch size, as in section 1.

# %% [markdown] lang="zh"
# **用数字再看一遍**：每种批量大小都看 20 遍数据，和第 1 节一样。

# %% demo
with demo.waits_for("sgd_epoch", "iterate_minibatches", "epoch_mean_loss", "steps_per_epoch"):
    for B in (1000, 256, 32, 8, 1):
        params, rng, start = net, np.random.default_rng(0), time.perf_counter()
        for _ in range(20):
            params, _ = sgd_epoch(params, X, y, names, 0.1, B, rng)
        seconds = time.perf_counter() - start
        p, _ = mlp_forward(X, params, names)
        loss, share = binary_cross_entropy(y, p), accuracy(y, p)
        demo.say(
            "B = {:4}   updates {:5}   loss {:.3f}   accuracy {:.3f}   seconds {:6.3f}",
            "B = {:4}   更新次数 {:5}   损失 {:.3f}   准确率 {:.3f}   秒数 {:6.3f}",
            *(B, 20 * steps_per_epoch(1000, B), loss, share, seconds),
        )

# %% [markdown] lang="en"
# **What it means.** The same 20 passes, the same number of gradients of single samples. At $B = 1000$ the loss ends at 0.612, at $B = 32$ at 0.030, with an accuracy of 0.998. The rough steps win, because there are 640 of them instead of 20. Count in updates, and the picture shows something remarkable: the curves of 1000, 256 and 32 lie almost on top of each other. Early in training a rough step is worth as much as an exact one. So what matters is how many of them you can afford.
#
# Then why not always $B = 1$? Look at the seconds. One step has fixed costs, whatever its size: Python calls, small matrix products that leave the processor idle. An epoch of 1000 tiny steps takes many times as long as one of 32 larger ones, on a graphics card even more so. And between $B = 8$ and $B = 1$ there is not much to gain any more. The usual sizes, some tens to some hundreds, are where both costs are bearable.

# %% [markdown] lang="zh"
# **这说明什么**。同样是 20 遍，单个样本的梯度算了同样多次。$B = 1000$ 时损失停在 0.612，$B = 32$ 时是 0.030，准确率 0.998。粗糙的步子赢了，因为它有 640 步，而不是 20 步。横轴换成更新次数，图上会出现一件耐人寻味的事：1000、256 和 32 的曲线几乎重合。训练早期，粗糙的一步和准确的一步一样值钱。所以要紧的是走得起多少步。
#
# 那为什么不干脆一直用 $B = 1$？看看秒数。不管批量多大，每一步都有固定的开销：Python 的调用，还有让处理器吃不饱的小矩阵乘法。1000 个小步的一轮，用时是 32 个大步的许多倍，在显卡上差得更多。而从 $B = 8$ 到 $B = 1$，也没有多少可赚的了。常用的大小是几十到几百，两头的开销都还承受得起。

# %% [markdown] lang="en"
# ### Common misconception: "SGD converges faster and avoids local minima"
#
# You may read this as a plain fact. The table seems to say the first half. **What is right:** mini-batches make more progress **per computation**, early on. Near the optimum it turns: with a constant learning rate the steps never die out, because the gradient of a batch is not 0 where the full one is, and the parameters wander around the minimum for ever [3, section 8.3.1], [5].
#
# ![Three panels with the same valley from above. With all samples the path is a smooth curve into the middle. With 30 samples it trembles and ends near the middle. With one sample it zigzags across a large part of the valley.](pictures/09_walks.en.png)
#
# *The same number of steps on the loss surface of a logistic regression, with $B$ = 300, 30 and 1 and the same learning rate. The square is the start, the ring the end of the path, the star the minimum. Question: what would you change in the third panel after the first 100 steps?*
#
# As for local minima: noise may help to leave flat places and saddles, and it sometimes does. Nobody can promise it. What does settle the walk is what Robbins and Monro asked for, steps that get shorter: the schedules of lesson 10.

# %% [markdown] lang="zh"
# ### 常见误解：“SGD 收敛更快，还能避开局部最小值”
#
# 你也许读到过这句话，写得像是事实。前半句，上面的表好像也这样说。**正确的说法**：在训练早期，**同样的计算量**，小批量走得更远。到了最优点附近就反过来了：学习率不变，步子就永远不会停，因为在全部样本的梯度为 0 的地方，一个批量的梯度并不为 0，参数会一直在最小值周围游荡 [3，8.3.1 节]，[5]。
#
# ![三幅图，是从上方看的同一个山谷。用全部样本时，路线是一条通到中间的光滑曲线。用 30 个样本时，路线有些抖动，停在中间附近。用一个样本时，路线来回折，占了山谷的一大片。](pictures/09_walks.zh.png)
#
# **在逻辑回归的损失曲面上走同样多步，$B$ = 300、30 和 1，学习率相同**。方块是起点，圆圈是路线的终点，星号是最小值点。问题：第三幅图里，走完前 100 步之后，你会改什么？
#
# 至于局部最小值：噪声也许能帮着离开平坦的地方和鞍点，有时确实帮上了忙，但谁也不能保证。真正能让脚步停下来的，是 Robbins 和 Monro 要求的那一条：步子越来越短。这就是第 10 课的学习率调度。

# %% [markdown] lang="en"
# **When $X$ and $y$ part.** The right-hand picture of section 3, given to your `sgd_epoch`: in every epoch $X$ and $y$ are each shuffled, separately. Everything else is as before.

# %% [markdown] lang="zh"
# **当 $X$ 和 $y$ 走散**。把第 3 节右边那幅图的数据交给你的 `sgd_epoch`：每一轮里，$X$ 和 $y$ 各自打乱。其他都和刚才一样。

# %% demo
with demo.waits_for("sgd_epoch", "iterate_minibatches", "epoch_mean_loss"):
    for name in (language.Text("together", "一起"), language.Text("parted", "走散")):
        params, rng, curve = net, np.random.default_rng(0), []
        for _ in range(20):
            first = rng.permutation(1000)
            second = first if name.en == "together" else rng.permutation(1000)
            params, loss = sgd_epoch(params, X[first], y[second], names, 0.1, 32, rng)
            curve.append(loss)
        share = accuracy(y, mlp_forward(X, params, names)[0])
        demo.say(
            "{:9} loss in epochs 1, 5, 10, 20: {}   accuracy {:.3f}",
            "{}：第 1、5、10、20 轮的损失 {}   准确率 {:.3f}",
            *(name, np.array(curve)[[0, 4, 9, 19]].round(3), share),
        )

# %% [markdown] lang="en"
# ### Written question: shuffled apart
#
# Explain what you have seen. What does the network learn when $X$ and $y$ are shuffled separately? What does its loss curve look like, which value does the loss come near, and why this one? How would you notice the mistake, since no error is raised?

# %% [markdown] lang="zh"
# ### 书面题：各自打乱
#
# 解释你看到的。$X$ 和 $y$ 各自打乱时，网络学到了什么？它的损失曲线是什么样子，损失接近哪个值，为什么是这个值？既然不报错，你怎样发现这个错误？

# %% [markdown] lang="en" written="shuffled_apart" points=3
# Each sample gets the label of some other one, so that $X$ says nothing about $y$ any more. The best the network can do is to give everybody the share of class 1, here 0.5. The loss then is $\ln 2 = 0.693$: the curve falls only a little, to about this value, and stays there, while the accuracy stays near 0.5. One notices it because a loss that stays at $\ln 2$ (for $K$ classes of equal size $\ln K$) means that nothing is learned from $X$; then one looks at a few pairs of sample and label.

# %% [markdown] lang="zh" written="shuffled_apart" points=3
# 每个样本都配上了别人的标签，从 $X$ 再也看不出 $y$。网络最好也只能对谁都给出类别 1 的比例，这里是 0.5。这时损失是 $\ln 2 = 0.693$：曲线只降一点点，降到这个值附近就不动了，准确率一直在 0.5 左右。发现的办法：损失停在 $\ln 2$（如果有 $K$ 个类别，样本一样多，就是 $\ln K$），说明从 $X$ 什么也没学到；这时就该拿几对样本和标签出来看一看。

# %% [markdown] lang="en" rubric="shuffled_apart"
# - 1 point: labels no longer belong to the samples, nothing can be learned from $X$.
# - 1 point: the loss stays near $\ln 2$ because the best answer is 0.5 for everybody.
# - 1 point: a way to notice it: the value $\ln 2$, accuracy at chance, or a look at pairs.

# %% [markdown] lang="zh" rubric="shuffled_apart"
# - 1 分：标签不再属于样本，从 $X$ 学不到东西。
# - 1 分：损失停在 $\ln 2$ 附近，因为最好的回答是对谁都给 0.5。
# - 1 分：一种发现的办法：$\ln 2$ 这个值，准确率停在随机猜测的水平，或者看几对样本和标签。

# %% [markdown] lang="en"
# **And when nobody shuffles?** The points sorted by class, first all of class 0, then all of class 1, cut with $B = 32$ and never shuffled. Question before you run it: is the loss that is reported at the end of the last epoch the loss of the network that you have then?

# %% [markdown] lang="zh"
# **如果根本不打乱呢**？把点按类别排好，先是类别 0 的全部，再是类别 1 的全部，按 $B = 32$ 来切，从不打乱。运行之前想一想：最后一轮结束时报告的损失，就是这时手里这个网络的损失吗？

# %% demo
with demo.waits_for("sgd_epoch", "iterate_minibatches", "epoch_mean_loss"):
    by_class = np.argsort(y[:, 0], kind="stable")
    orders = {language.Text("sorted", "排好"): by_class, language.Text("mixed", "混合"): np.arange(1000)}
    for name, order in orders.items():
        params = net
        for _ in range(20):
            losses, sizes = [], []
            for Xb, yb in iterate_minibatches(X[order], y[order], 32, shuffle=False):
                # one batch is an epoch of one step
                params, loss = sgd_epoch(params, Xb, yb, names, 0.1, len(Xb), np.random.default_rng(0))
                losses.append(loss)
                sizes.append(len(Xb))
        reported = epoch_mean_loss(np.array(losses), np.array(sizes))
        p, _ = mlp_forward(X, params, names)
        demo.say(
            "{:6}  reported {:.3f}   afterwards {:.3f}   says class 1: {} of 1000, right: {:.0f}",
            "{}：报告 {:.3f}   之后 {:.3f}   说是类别 1 的：1000 个里 {} 个，实际 {:.0f} 个",
            *(name, reported, binary_cross_entropy(y, p), (p > 0.5).sum(), y.sum()),
        )

# %% [markdown] lang="en"
# **What it means.** Sorted, the last epoch reports 0.043, and the network that comes out of it has the loss 0.135. The report was flattering: after some batches of class 0 the network leans toward class 0, and the next batch of class 0 finds it well prepared. Then come 500 points of class 1, and at the end it leans the other way and says class 1 for 550 points instead of 500. In mixed order 0.031 was reported, and 0.030 is true. A single mixed order that never changes does no harm here; with a new one in each epoch you are on the safe side.

# %% [markdown] lang="zh"
# **这说明什么**。排好次序时，最后一轮报告 0.043，而训练出来的网络，损失是 0.135。报告说得太好听了：连着看了几个类别 0 的批量，网络就偏向类别 0，下一个类别 0 的批量来了，它当然准备得好。接着是 500 个类别 1 的点，到末尾它又偏到另一边去，对 550 个点说是类别 1，而不是 500 个。次序混好的，报告 0.031，实际 0.030。这里次序只混一次、以后不变，也没有坏处；每一轮都换一个新次序，就更稳妥。

# %% [markdown] lang="en"
# ## 6. May thirty-two speak for a thousand?
#
# It works. But why may a step follow 32 samples when the goal is the loss of 1000? Robbins and Monro asked for measurements that are not wrong *on average*. Is the gradient of a mini-batch such a measurement?
#
# Take something small enough for paper: five samples and two parameters. Each sample $i$ has a gradient $g_i$ of its own loss, a **per-sample gradient**:
#
# | sample | 0 | 1 | 2 | 3 | 4 | mean |
# |---|---|---|---|---|---|---|
# | first component | 1 | 3 | 2 | 4 | 10 | 4 |
# | second component | 0 | 4 | 2 | 0 | $-6$ | 0 |
#
# The full gradient is their mean, $(4, 0)$. A mini-batch takes the mean over its own members only, the set $S_j$ for batch $j$. The members 1 and 2 give $(2.5, 3)$, which is quite another direction.
#
# $$g^{(j)} = \frac{1}{B_j} \sum_{i \in S_j} g_i \qquad \bar{g} = \frac{B_1 g^{(1)} + \dots + B_k g^{(k)}}{B_1 + \dots + B_k}$$
#
# | name | shape | what it is |
# |---|---|---|
# | `per_sample_grads` | `(m, d)` | row $i$ (axis 0) is $g_i$ |
# | `order` | `(m,)` | which sample comes first, second, … |
# | `batch_grads` | `(k, d)` | row $j$ (axis 0) is the mean over the members of batch $j$ |
# | `average` | `(d,)` | mean of the batch gradients weighted with their sizes |

# %% [markdown] lang="zh"
# ## 6. 三十二个能代表一千个吗？
#
# 确实管用。可是目标是 1000 个样本的损失，凭什么按 32 个样本走一步？Robbins 和 Monro 要求的，是**平均起来**不偏的测量。来看看小批量的梯度是不是这样。
#
# 取一个小到能在纸上算的例子：五个样本，两个参数。每个样本 $i$ 有它自己损失的梯度 $g_i$，叫**逐样本梯度**（per-sample gradient）：
#
# | 样本 | 0 | 1 | 2 | 3 | 4 | 平均 |
# |---|---|---|---|---|---|---|
# | 第一个分量 | 1 | 3 | 2 | 4 | 10 | 4 |
# | 第二个分量 | 0 | 4 | 2 | 0 | $-6$ | 0 |
#
# 全部样本的梯度是它们的平均 $(4, 0)$。小批量只对自己的成员求平均，第 $j$ 个批量的成员记作 $S_j$。成员是 1 和 2 时，得到 $(2.5, 3)$，方向差得不少。
#
# $$g^{(j)} = \frac{1}{B_j} \sum_{i \in S_j} g_i \qquad \bar{g} = \frac{B_1 g^{(1)} + \dots + B_k g^{(k)}}{B_1 + \dots + B_k}$$
#
# | 名称 | 形状 | 是什么 |
# |---|---|---|
# | `per_sample_grads` | `(m, d)` | 第 $i$ 行（row，轴 0）是 $g_i$ |
# | `order` | `(m,)` | 哪个样本排第一、第二、…… |
# | `batch_grads` | `(k, d)` | 第 $j$ 行（row，轴 0）是第 $j$ 个批量的成员的平均 |
# | `average` | `(d,)` | 各批量梯度按大小加权的平均 |

# %% [markdown] lang="en"
# ### Exercise: `minibatch_gradients`
#
# **What for.** To see every mini-batch gradient of an epoch at once, and what they are together.
#
# **Arguments.** `per_sample_grads`: array `(m, d)`. `order`: integer array `(m,)`, a permutation of 0 to $m - 1$. `batch_size`: an integer.
#
# **Returns.** A tuple `(batch_grads, average)` of float64 arrays `(k, d)` and `(d,)`. The first batch holds the first `batch_size` samples in this order, and so on; the last batch may be smaller. A batch larger than `m` holds all. The arguments keep their values.
#
# **Errors.** `ValueError` if there is no sample, if `batch_size` is 0 or negative, or if `order` is not `(m,)`.
#
# **Example.** With `per_sample_grads = [[6], [0], [3]]`, `order = [2, 0, 1]` and `batch_size=2`: `batch_grads` is `[[4.5], [0]]`, and `average` is `[3]`.

# %% [markdown] lang="zh"
# ### 练习：`minibatch_gradients`
#
# **用途**：一次看清一轮里所有小批量的梯度，以及它们合起来是什么。
#
# **参数**：`per_sample_grads`：数组 `(m, d)`。`order`：整数数组 `(m,)`，是 0 到 $m - 1$ 的一个排列。`batch_size`：整数。
#
# **返回**：元组 `(batch_grads, average)`，两个 float64 数组 `(k, d)` 和 `(d,)`。第一个批量是这个次序里最前面的 `batch_size` 个样本，以此类推；最后一个批量可以小一些。批量比 `m` 大，就包含全部样本。参数都保持原值。
#
# **错误**：没有样本，`batch_size` 是 0 或负数，或者 `order` 的形状不是 `(m,)`，抛出 `ValueError`。
#
# **例子**：`per_sample_grads = [[6], [0], [3]]`，`order = [2, 0, 1]`，`batch_size=2` 时，`batch_grads` 是 `[[4.5], [0]]`，`average` 是 `[3]`。


# %% solution="minibatch_gradients"
def minibatch_gradients(per_sample_grads, order, batch_size):
    """Return the gradient of every mini-batch of an epoch, and their average weighted with the sizes.

    Parameters
    ----------
    per_sample_grads : ndarray of shape (m, d)
        One gradient per sample. Not modified.
    order : ndarray of shape (m,), int
        The order in which the samples come. Not modified.
    batch_size : int
        Samples in a mini-batch; the last one may be smaller.

    Returns
    -------
    batch_grads : ndarray of shape (k, d), float64
    average : ndarray of shape (d,), float64

    Raises
    ------
    ValueError
        If there is no sample, `batch_size` is not positive, or `order` is not (m,).

    中文说明见上
    """
    ### BEGIN SOLUTION
    m = len(per_sample_grads)
    if m == 0 or batch_size <= 0 or order.shape != (m,):
        raise ValueError(f"need samples, a positive batch_size, order (m,); got {m}, {batch_size}, {order.shape}.")
    members = [order[start : start + batch_size] for start in range(0, m, batch_size)]
    batch_grads = np.array([per_sample_grads[chosen].mean(axis=0, dtype=float) for chosen in members])
    sizes = np.array([len(chosen) for chosen in members])
    return batch_grads, sizes @ batch_grads / m
    ### END SOLUTION


# %% check="minibatch_gradients"
check("minibatch_gradients")

# %% [markdown] lang="en"
# **All of them, not just some.** First every pair that can be drawn from the five samples. Then all 120 orders, cut into 2, 2 and 1: the weighted average of your function, and the plain mean of the three batch gradients.

# %% [markdown] lang="zh"
# **不是挑几个，而是全部**。先看从五个样本里能抽出的每一对。再看全部 120 种次序，切成 2、2、1：一边是你的函数给出的加权平均，一边是三个批量梯度的普通平均。

# %% demo
five = np.array([[1.0, 0], [3, 4], [2, 2], [4, 0], [10, -6]])
pairs = np.array([five[list(pair)].mean(axis=0) for pair in combinations(range(5), 2)])
shown = [tuple(pair) for pair in pairs.round(2).tolist()]
demo.say(
    "pairs: {}\n       {}", "每一对：{}\n        {}", *(", ".join(map(str, part)) for part in (shown[:5], shown[5:]))
)
demo.say(
    "mean of the {} pairs: {}   full gradient: {}",
    "{} 对的平均：{}   全部样本的梯度：{}",
    *(len(pairs), pairs.mean(axis=0), five.mean(axis=0)),
)

with demo.waits_for("minibatch_gradients"):
    weighted, plain = [], []
    for order in permutations(range(5)):
        batch_grads, average = minibatch_gradients(five, np.array(order), 2)
        weighted.append(average[0])
        plain.append(batch_grads.mean(axis=0)[0])
    demo.say("{} orders, first component", "{} 种次序，第一个分量", len(weighted))
    for name, seen in (
        (language.Text("weighted average", "加权平均"), weighted),
        (language.Text("mean of batches ", "普通平均"), plain),
    ):
        demo.say(
            "{}   from {:.3f} to {:.3f}   mean {:.3f}",
            "{}   从 {:.3f} 到 {:.3f}   平均 {:.3f}",
            *(name, min(seen), max(seen), np.mean(seen)),
        )

# %% [markdown] lang="en"
# **What it means.** No pair hits $(4, 0)$, and yet the ten pairs together average to exactly that. Such an estimate is called **unbiased**: each single one is wrong, and their mean over all possible draws is right [3, section 8.1.3]. This is what allows a network to follow 32 of 1000 samples. A step that is wrong to the left is answered by one that is wrong to the right.
#
# The weighted average is $(4, 0)$ for every order, as it must be: every sample counts $1/5$. The plain mean of batch gradients wanders from 3.5 to 5 in its first component, because the sample that happens to be alone counts $1/3$ instead of $1/5$. Over all orders even this evens out.

# %% [markdown] lang="zh"
# **这说明什么**。没有哪一对正好是 $(4, 0)$，可是十对平均起来恰好就是它。这样的估计叫作**无偏**的（unbiased）：单独一个都不准，对所有可能的抽法求平均却是对的 [3，8.1.3 节]。网络可以跟着 1000 个样本里的 32 个走，靠的就是这一点：这一步偏左，总有偏右的一步来抵消。
#
# 加权平均对每种次序都是 $(4, 0)$，也只能是这样：每个样本都占 $1/5$。批量梯度的普通平均，第一个分量从 3.5 到 5 不等，因为碰巧落单的那个样本占了 $1/3$，而不是 $1/5$。对所有次序平均，连这个也会抵消。

# %% [markdown] lang="en"
# ## 7. How rough is rough?
#
# To know that it is right on average is not enough. How far off is a single batch? As a measure take the **standard error**: the root of the mean squared distance between the gradient of a random batch and the full gradient.
#
# ### Predict, then run: four times the batch
#
# You make the batch 4 times as large, for example 64 instead of 16. What is the standard error divided by?
#
# - **a** 4
# - **b** 2
# - **c** 16

# %% [markdown] lang="zh"
# ## 7. 粗糙到什么程度？
#
# 只知道平均起来对还不够。单独一个批量，差了多远？用**标准误差**（standard error）来量：随机取一个批量，它的梯度与全部样本的梯度相距多远，把距离的平方求平均，再开方。
#
# ### 先预测，再运行：批量增大到 4 倍
#
# 把批量增大到原来的 4 倍，例如从 16 到 64。标准误差要除以几？
#
# - **a** 4
# - **b** 2
# - **c** 16

# %% predict="L09-P1"
prediction_L09_P1 = "b"

# %% demo
committed("L09-P1")

# %% [markdown] lang="en"
# **The experiment.** The untrained circles network. For each of its 1000 samples we take the gradient of the first layer's 32 weights, then draw 2000 batches of each size and measure.

# %% [markdown] lang="zh"
# **实验**。还没有训练的圆环网络。对 1000 个样本中的每一个，求第一层 32 个权重的梯度；然后每种大小各抽 2000 个批量来测量。

# %% demo
rows = []
for i in range(1000):
    p, caches = mlp_forward(X[i : i + 1], net, names)
    rows.append(mlp_backward(bce_sigmoid_backward(y[i : i + 1], p), net, caches, names)[0]["W"].ravel())
samples = np.array(rows)
rng, measured = np.random.default_rng(1), {}
for B in (1, 4, 16, 64, 256):
    misses = [samples[rng.permutation(1000)[:B]].mean(axis=0) - samples.mean(axis=0) for _ in range(2000)]
    measured[B] = np.mean([miss @ miss for miss in misses])
    demo.say("B = {:3}   standard error {:.4f}", "B = {:3}   标准误差 {:.4f}", B, np.sqrt(measured[B]))
length = np.linalg.norm(samples.mean(axis=0))
demo.say("length of the full gradient: {:.4f}", "全部样本的梯度的长度：{:.4f}", length)

# %% [markdown] lang="en"
# **What it means.** The answer is **b**: 0.5754, 0.2896, 0.1423, 0.0701, each about half of the one before. Four times the work buys half the error. (The last line, $B = 256$, is a little better than half; we come back to it.) And look at the size: up to $B = 64$ the error is about as large as the full gradient itself, 0.0796, or much larger. Training works all the same.
#
# **Why the root?** Long form, for one component. Draw $B$ samples at random, independently and with replacement (the same one may come twice), and take the mean of their gradients. Variances of independent numbers add, and a factor $1/B$ before a sum enters its variance squared:
#
# $$\mathrm{Var}\left( \frac{1}{B} \sum_{k=1}^{B} g_{i_k} \right) = \frac{1}{B^2} \sum_{k=1}^{B} \mathrm{Var}(g_i) = \frac{1}{B} \mathrm{Var}(g_i)$$
#
# The variance falls like $1/B$, so its root, the standard error, falls like $1/\sqrt{B}$. Write $\hat{g}$ for the gradient of such a random batch. It has $d$ components, and the squared distance is a sum over them. With $E$ for the mean over all possible draws:
#
# $$E \, \lVert \hat{g} - \bar{g} \rVert^2 = \frac{1}{B} \sum_{j=1}^{d} \frac{1}{m} \sum_{i=1}^{m} (g_{ij} - \bar{g}_j)^2$$
#
# | name | shape | axis summed |
# |---|---|---|
# | `per_sample_grads` | `(m, d)` | |
# | variance of each component | `(d,)` | axis 0, the samples, divided by $m$ |
# | total variance | a number | the components |

# %% [markdown] lang="zh"
# **这说明什么**。答案是 **b**：0.5754、0.2896、0.1423、0.0701，每个大约是前一个的一半。花 4 倍的力气，误差减半。（最后一个 $B = 256$ 比一半还小一点，待会儿再说。）再看看大小：一直到 $B = 64$，误差都和全部样本的梯度本身（0.0796）差不多大，甚至大得多。训练照样管用。
#
# **为什么要开方**？先写长的，只看一个分量。随机抽 $B$ 个样本，各次独立，有放回（同一个可以抽到两次），对它们的梯度求平均。独立的数，方差相加；求和号前面的因子 $1/B$，到了方差里要平方：
#
# $$\mathrm{Var}\left( \frac{1}{B} \sum_{k=1}^{B} g_{i_k} \right) = \frac{1}{B^2} \sum_{k=1}^{B} \mathrm{Var}(g_i) = \frac{1}{B} \mathrm{Var}(g_i)$$
#
# 方差按 $1/B$ 减小，所以它的平方根，也就是标准误差，按 $1/\sqrt{B}$ 减小。这样随机抽出的批量，梯度记作 $\hat{g}$。它有 $d$ 个分量，距离的平方就是对各个分量求和。用 $E$ 表示对所有可能的抽法求平均：
#
# $$E \, \lVert \hat{g} - \bar{g} \rVert^2 = \frac{1}{B} \sum_{j=1}^{d} \frac{1}{m} \sum_{i=1}^{m} (g_{ij} - \bar{g}_j)^2$$
#
# | 名称 | 形状 | 对哪个轴求和 |
# |---|---|---|
# | `per_sample_grads` | `(m, d)` | |
# | 每个分量的方差 | `(d,)` | 轴 0，即样本，再除以 $m$ |
# | 总方差 | 一个数 | 各个分量 |

# %% [markdown] lang="en"
# ### Exercise: `gradient_noise`
#
# **What for.** To know what a larger batch would buy, before you pay for it.
#
# **Arguments.** `per_sample_grads`: array `(m, d)`. `batch_size`: an integer.
#
# **Returns.** A `float`: the total variance of the mean gradient of `batch_size` samples drawn with replacement, the right-hand side of the last formula (no root). The sums over the samples are divided by $m$. The arguments keep their values.
#
# **Errors.** `ValueError` if the array is not 2-D, if there is no sample, or if `batch_size` is 0 or negative.
#
# **Example.** With `per_sample_grads = [[0, 1], [4, 1]]` and `batch_size=8` the result is 0.5.

# %% [markdown] lang="zh"
# ### 练习：`gradient_noise`
#
# **用途**：在花力气之前，先知道更大的批量能换来什么。
#
# **参数**：`per_sample_grads`：数组 `(m, d)`。`batch_size`：整数。
#
# **返回**：一个 `float`：有放回地抽 `batch_size` 个样本，它们的平均梯度的总方差，也就是最后那个公式的右边（不开方）。对样本求和之后除以 $m$。参数都保持原值。
#
# **错误**：数组不是二维，没有样本，或者 `batch_size` 是 0 或负数，抛出 `ValueError`。
#
# **例子**：`per_sample_grads = [[0, 1], [4, 1]]`，`batch_size=8` 时，结果是 0.5。


# %% solution="gradient_noise"
def gradient_noise(per_sample_grads, batch_size):
    """Return how much the gradient of a random mini-batch scatters around the full gradient.

    Parameters
    ----------
    per_sample_grads : ndarray of shape (m, d)
        One gradient per sample. Not modified.
    batch_size : int
        Samples in a mini-batch, drawn with replacement.

    Returns
    -------
    float
        Total variance of the mean gradient of a batch.

    Raises
    ------
    ValueError
        If the gradients are not 2-D, there is no sample, or `batch_size` is not positive.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if per_sample_grads.ndim != 2 or len(per_sample_grads) == 0 or batch_size <= 0:
        raise ValueError(f"need (m, d), m > 0, and a positive batch_size; got {per_sample_grads.shape}, {batch_size}.")
    return float(np.var(per_sample_grads, axis=0).sum() / batch_size)
    ### END SOLUTION


# %% check="gradient_noise"
check("gradient_noise")

# %% [markdown] lang="en"
# **See it.** 300 students and one neuron with two weights, so that a gradient is an arrow in the plane. Each dot is the gradient of one mini-batch, computed by your `minibatch_gradients`. The star is the full gradient. The radius of the ring is the root of what your `gradient_noise` says. Questions: at which batch size is the ring half as wide as at $B = 4$? For which batch sizes does a part of the dots point *against* the star? And at $B = 300$, why are all dots on the star, although the ring has not shrunk to a point?

# %% [markdown] lang="zh"
# **亲眼看看**。300 个学生，一个神经元，两个权重，所以梯度就是平面上的一个箭头。每个点是一个小批量的梯度，由你的 `minibatch_gradients` 算出来；星号是全部样本的梯度；圆圈的半径，是你的 `gradient_noise` 的结果开平方。问题：批量大小是多少时，圆圈的半径是 $B = 4$ 时的一半？哪些批量大小下，有一部分点的方向和星号**相反**？还有，$B = 300$ 时，为什么所有的点都落在星号上，圆圈却没有缩成一点？

# %% demo
with demo.waits_for("minibatch_gradients", "gradient_noise"):
    display(widgets.gradient_cloud(minibatch_gradients, gradient_noise))

# %% [markdown] lang="en"
# **What it means.** Half the ring needs $B = 16$. At $B = 1$ almost every fifth dot points against the star, at $B = 4$ a few in a hundred, at $B = 16$ none. The last question has to do with *how* a batch is drawn. The formula draws **with replacement**: the same sample may come twice. A shuffled epoch draws **without replacement**: none comes twice, and a batch with half of all samples already holds half of what the full gradient is made of. For that case the variance has one more factor:
#
# $$\frac{m - B}{m - 1}$$
#
# It is almost 1 while $B$ is much smaller than $m$, and 0 at $B = m$: a batch with all samples has no noise at all. Here are the measurements from above once more, each multiplied by $B$, and then also divided by this factor.

# %% [markdown] lang="zh"
# **这说明什么**。半径减半，需要 $B = 16$。$B = 1$ 时，差不多每五个点就有一个与星号方向相反；$B = 4$ 时，一百个里有几个；$B = 16$ 时一个也没有。最后一个问题，要看批量是**怎样**抽的。公式里是**有放回抽样**（with replacement）：同一个样本可以来两次。打乱后的一轮是**无放回抽样**（without replacement）：哪个样本都不会来两次，一个批量如果装了全部样本的一半，全部样本的梯度就已经有一半在里面了。这时方差还要乘一个因子：
#
# $$\frac{m - B}{m - 1}$$
#
# 当 $B$ 比 $m$ 小得多时，它差不多是 1；$B = m$ 时它是 0：装着全部样本的批量，一点噪声也没有。下面再看一次刚才的测量结果：先乘 $B$，再除以这个因子。

# %% demo
with demo.waits_for("gradient_noise"):
    demo.say("your gradient_noise at B = 1: {:.4f}", "你的 gradient_noise，B = 1：{:.4f}", gradient_noise(samples, 1))
    for B, squared in measured.items():
        demo.say(
            "B = {:3}   B times squared error {:.4f}   corrected {:.4f}",
            "B = {:3}   B 乘误差的平方 {:.4f}   再除以因子 {:.4f}",
            *(B, B * squared, B * squared / ((1000 - B) / 999)),
        )

# %% [markdown] lang="en"
# ![Standard error over batch size, both on logarithmic scales. Measured dots follow a falling straight line and bend down below it near the number of all samples.](pictures/09_noise.en.png)
#
# *The standard error of the circles gradient over the batch size. Question: where do the dots leave the line, and which way?*
#
# **What it means.** Corrected, all five agree with your function within 2 %: 0.3319. The $1/\sqrt{B}$ law holds as long as the batch is a small part of the data, and this is nearly always so.
#
# ### Common misconception: "average over more samples, and the gradient gets better and better"
#
# True, and misleading, because it leaves out the price. **What is right:** the work grows like $B$, the error falls like $1/\sqrt{B}$. From $B = 16$ to $B = 1600$ you pay 100 times as much for a tenth of the error [3, section 8.1.3]. One step with a 10 times better direction, or 100 steps with the rough one: early in training the second is the better bargain. Late in training the noise is what holds you up, and then larger batches or smaller steps pay off.

# %% [markdown] lang="zh"
# ![标准误差随批量大小变化，两个轴都用对数刻度。测得的点沿着一条下降的直线，到了接近全部样本数的地方，向下弯到直线下面。](pictures/09_noise.zh.png)
#
# **圆环网络梯度的标准误差，随批量大小变化**。问题：点从哪里开始离开直线，往哪一边？
#
# **这说明什么**。除以因子之后，五个数与你的函数给出的 0.3319 相差不到 2%。只要批量只占数据的一小部分，$1/\sqrt{B}$ 的规律就成立，而实际几乎总是这样。
#
# ### 常见误解：“对更多的样本求平均，梯度就越来越好”
#
# 话没错，却容易误导，因为没有说要付出多少。**正确的说法**：工作量按 $B$ 增长，误差只按 $1/\sqrt{B}$ 减小。从 $B = 16$ 到 $B = 1600$，花的力气是 100 倍，误差只降到 1/10 [3，8.1.3 节]。要么走一步，方向准 10 倍；要么走 100 步，方向粗糙：训练早期，后一种更划算。到了后期，拖住你的正是噪声，这时批量大一些，或者步子小一些，才值得。

# %% [markdown] lang="en"
# ## 8. Sum or mean
#
# Some texts and some old programs step along the gradient of the **total** loss of the batch, not of the mean. You met the question in lesson 06, with all $m$ samples in every step; now $B$ stands in the place of $m$. The two gradients differ by a factor:
#
# $$\sum_{i=1}^{B} g_i = B \cdot \frac{1}{B} \sum_{i=1}^{B} g_i$$
#
# Same direction, $B$ times as long. The minimum lies at the same place. But a learning rate that was good for one of them is not good for the other. Which rate makes both take the same step?
#
# ### Exercise: `equivalent_sum_lr`
#
# **What for.** To carry over a learning rate from a paper that sums to a program that takes the mean, and back.
#
# **Arguments.** `lr_mean`: a float, the learning rate for the mean loss. `batch_size`: an integer.
#
# **Returns.** A `float`: the learning rate with which a step on the total loss of a batch equals the step on its mean loss.
#
# **Errors.** `ValueError` if `batch_size` is 0 or negative.
#
# **Example.** `equivalent_sum_lr(0.6, 3)` gives 0.2.

# %% [markdown] lang="zh"
# ## 8. 总和还是平均
#
# 有些书和一些老程序，是沿着批量的**总**损失的梯度走，而不是平均损失的。这个问题第 06 课里遇到过，那时每一步用全部 $m$ 个样本；现在 $B$ 站到了 $m$ 的位置上。两种梯度差一个因子：
#
# $$\sum_{i=1}^{B} g_i = B \cdot \frac{1}{B} \sum_{i=1}^{B} g_i$$
#
# 方向相同，长度是 $B$ 倍，最小值点在同一个地方。可是对一种合适的学习率，对另一种就不合适了。学习率取多少，两种才走同样的一步？
#
# ### 练习：`equivalent_sum_lr`
#
# **用途**：论文里用总和，你的程序用平均，学习率要能换算过来，也能换算回去。
#
# **参数**：`lr_mean`：一个 float，平均损失用的学习率。`batch_size`：整数。
#
# **返回**：一个 `float`：用这个学习率沿批量的总损失走一步，与沿平均损失走的一步相同。
#
# **错误**：`batch_size` 是 0 或负数，抛出 `ValueError`。
#
# **例子**：`equivalent_sum_lr(0.6, 3)` 得到 0.2。


# %% solution="equivalent_sum_lr"
def equivalent_sum_lr(lr_mean, batch_size):
    """Return the rate at which a step on the total loss equals one on the mean loss.

    Parameters
    ----------
    lr_mean : float
        Learning rate for the mean loss.
    batch_size : int
        Samples in a mini-batch.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If `batch_size` is not positive.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if batch_size <= 0:
        raise ValueError(f"batch_size must be positive; got {batch_size}.")
    return lr_mean / batch_size
    ### END SOLUTION


# %% check="equivalent_sum_lr"
check("equivalent_sum_lr")

# %% [markdown] lang="en"
# **Three trainings**, five epochs each, $B = 32$, the same batches: the mean with the rate 0.1, the total with the same rate, and the total with the rate of your function. A step on the total is a step on the mean with `len(Xb)` times the rate. Question: will the first and the third agree to the last digit? Think of the last batch.

# %% [markdown] lang="zh"
# **三次训练**，各五轮，$B = 32$，批量完全相同：平均损失，学习率 0.1；总损失，学习率不变；总损失，学习率用你的函数换算。沿总损失走一步，等于沿平均损失走一步，学习率乘 `len(Xb)`。问题：第一次和第三次，会连最后一位都相同吗？想一想最后一个批量。

# %% demo
with demo.waits_for("sgd_epoch", "iterate_minibatches", "epoch_mean_loss", "equivalent_sum_lr"):
    rates = {
        language.Text("mean, 0.1   ", "平均，0.1"): (0.1, False),
        language.Text("total, 0.1  ", "总和，0.1"): (0.1, True),
        language.Text("total, yours", "总和，换算"): (equivalent_sum_lr(0.1, 32), True),
    }
    for name, (rate, total) in rates.items():
        params, rng = net, np.random.default_rng(0)
        for _ in range(5):
            for Xb, yb in iterate_minibatches(X, y, 32, rng):
                here = rate * len(Xb) if total else rate
                params, _ = sgd_epoch(params, Xb, yb, names, here, len(Xb), np.random.default_rng(0))
        p, _ = mlp_forward(X, params, names)
        loss, share = binary_cross_entropy(y, p), accuracy(y, p)
        demo.say("{}   loss {:.4f}   accuracy {:.3f}", "{}   损失 {:.4f}   准确率 {:.3f}", name, loss, share)

# %% [markdown] lang="en"
# **What it means.** With the total and the rate 0.1 every step is 32 times as long, and the loss is 0.6037 after five epochs, instead of 0.2663. With your rate it is 0.2740: nearly the first, not quite. The last batch has 8 samples. The mean gives it a full step, the total a step of $8/32$. So a mean treats batches alike, and a total treats *samples* alike. Neither is wrong, but they are not the same method as soon as sizes differ.
#
# ### Common misconception: "to average or not does not change the solution"
#
# You may read this about the cost. **What is right:** the **minimum** is at the same place. But the gradient is $B$ times as long: with a fixed learning rate the walk may diverge, as you have seen in lesson 06, and as soon as another term stands beside the loss, such as the penalty on large weights of lesson 11, even the minimum moves [3, section 8.1]. When somebody tells you a learning rate, ask: of the sum or of the mean, and with which $B$? The factor helps with larger batches, too: in 2017 a network was trained on ImageNet with batches of 8192 and lost no accuracy, because the learning rate, for the mean, grew in proportion to $B$, after a careful start with smaller steps [6].

# %% [markdown] lang="zh"
# **这说明什么**。用总损失而学习率仍是 0.1，每一步都是 32 倍长，五轮之后损失是 0.6037，而不是 0.2663。用你换算的学习率，是 0.2740：和第一次很接近，但不完全相同。最后一个批量只有 8 个样本，用平均，它照样走完整的一步；用总和，只走 $8/32$ 步。所以，平均是对每个**批量**一视同仁，总和是对每个**样本**一视同仁。两种都不算错，但只要大小有差别，就不是同一种方法。
#
# ### 常见误解：“求不求平均，不改变结果”
#
# 谈到代价时，你也许读到过这句话。**正确的说法**：**最小值点**确实在同一个地方。但梯度是 $B$ 倍长：学习率不变，就可能发散，第 06 课里见过；而且只要损失旁边还有别的项，例如第 11 课里对大权重的惩罚，连最小值点也会移动 [3，8.1 节]。有人告诉你一个学习率，就要问：是总和的还是平均的，$B$ 是多少？批量增大时，这个因子也有用：2017 年，有人在 ImageNet 上用 8192 的批量训练，准确率没有下降，办法是让平均损失的学习率随 $B$ 成正比地增大，开头先小心地走一段小步 [6]。

# %% [markdown] lang="en"
# ## 9. An old acquaintance
#
# In lesson 01 you trained a perceptron: look at one sample, and if the answer is wrong, move the weights. One sample, one step. Was that SGD?
#
# It was, with $B = 1$. Write $s = 1$ for class 1 and $s = -1$ for class 0, and take the loss $\max(0, -s z)$ with $z = w \cdot x + b$: it is 0 on the right side of the boundary, and grows with the distance on the wrong one. Its slope is $-s x$ where the answer is wrong, and 0 where it is right. On the boundary itself, where the slope does not exist, we follow the convention of lesson 01: a tie is class 0, so it is a mistake for class 1 only.

# %% [markdown] lang="zh"
# ## 9. 一位老相识
#
# 第 01 课里你训练过感知机：看一个样本，答错了，就挪一挪权重。一个样本，一步。那是不是 SGD？
#
# 是的，$B = 1$。类别 1 记作 $s = 1$，类别 0 记作 $s = -1$，损失取 $\max(0, -s z)$，其中 $z = w \cdot x + b$：在边界正确的一侧是 0，在错误的一侧随距离增大。答错时它的斜率是 $-s x$，答对时是 0。恰好在边界上，斜率不存在，就按第 01 课的约定：平局算类别 0，所以只有类别 1 的样本算答错。

# %% demo
gate_X, gate_y = data.load("and")
with demo.waits_for("iterate_minibatches"):
    w, b = np.zeros(2), 0.0
    for _ in range(6):
        for xb, yb in iterate_minibatches(gate_X, gate_y, 1, shuffle=False):
            s, z = 2 * yb[0] - 1, xb[0] @ w + b
            wrong = s * z < 0 or (z == 0 and s == 1)
            slope = -s if wrong else 0
            w, b = w - slope * xb[0], b - slope
    rule = perceptron_fit(gate_X, gate_y)
    demo.say("SGD with B = 1, rate 1, six epochs: w {}  b {}", "B = 1 的 SGD，学习率 1，六轮：w {}  b {}", w, b)
    demo.say("perceptron rule of lesson 01: w {}  b {}", "第 01 课的感知机规则：w {}  b {}", rule["w"], rule["b"])

# %% [markdown] lang="en"
# **What it means.** The same numbers, $w = (2, 1)$ and $b = -2$. In 1958 nobody called it that, but Rosenblatt's rule was SGD with $B = 1$, here with the samples in a fixed order. What had to be added for networks with hidden layers was the gradient, not the method of walking.

# %% [markdown] lang="zh"
# **这说明什么**。得到的数完全一样，$w = (2, 1)$，$b = -2$。1958 年没有人这样叫它，但 Rosenblatt 的规则就是 $B = 1$ 的 SGD，只是这里样本的次序固定。后来有了带隐藏层的网络，缺的是梯度，而不是走路的办法。

# %% [markdown] lang="en"
# ## Recap
#
# 1. An epoch is one pass over the training set, a step is one update, and the batch size $B$ says how many samples a step uses. The number of steps is counted epoch by epoch, the last partial batch included.
# 2. Before every epoch the samples are shuffled, $X$ and $y$ with one and the same order. If they part, no error is raised, and the loss stays at $\ln 2$.
# 3. The mean loss of an epoch is a mean over samples: weight each batch with its size.
# 4. The gradient of a random mini-batch is right on average, and its standard error falls like $1/\sqrt{B}$: 4 times the work for half the error. Rough steps win early because there are many of them.
# 5. A total is $B$ times a mean: the learning rate must be divided by $B$. Ask which of the two a learning rate belongs to.

# %% [markdown] lang="zh"
# ## 小结
#
# 1. 一轮是把训练集看一遍，一步是更新一次，批量大小 $B$ 是一步用几个样本。步数要一轮一轮地数，最后不满的批量也算。
# 2. 每一轮之前把样本打乱，$X$ 和 $y$ 用同一个次序。走散了也不报错，损失会停在 $\ln 2$。
# 3. 一轮的平均损失是对样本求平均：每个批量按大小加权。
# 4. 随机小批量的梯度平均起来是对的，它的标准误差按 $1/\sqrt{B}$ 减小：4 倍的力气，误差减半。早期粗糙的步子领先，因为步数多。
# 5. 总和是平均的 $B$ 倍：学习率要除以 $B$。看到一个学习率，先问它属于哪一种。

# %% [markdown] lang="en"
# ### A map of names
#
# | in this course | in mathematics | in PyTorch |
# |---|---|---|
# | `iterate_minibatches` | a random partition of the indices 1 to $m$ | `torch.utils.data.DataLoader` |
# | `batch_size` | $B$ | `batch_size` |
# | `drop_last` | | `drop_last` |
# | `sgd_epoch` | $\theta \leftarrow \theta - \eta \, g^{(j)}$ for each batch $j$ | a loop with `torch.optim.SGD` |
# | mean or total loss | $\frac{1}{B} \sum_i L_i$ or $\sum_i L_i$ | `reduction="mean"` or `reduction="sum"` |
# | `gradient_noise` | $\frac{1}{B} \sum_j \mathrm{Var}(g_{ij})$ | |

# %% [markdown] lang="zh"
# ### 名称对照
#
# | 本课程 | 数学 | PyTorch |
# |---|---|---|
# | `iterate_minibatches` | 把下标 1 到 $m$ 随机分组 | `torch.utils.data.DataLoader` |
# | `batch_size` | $B$ | `batch_size` |
# | `drop_last` | | `drop_last` |
# | `sgd_epoch` | 对每个批量 $j$，$\theta \leftarrow \theta - \eta \, g^{(j)}$ | 用 `torch.optim.SGD` 的一个循环 |
# | 平均损失或总损失 | $\frac{1}{B} \sum_i L_i$ 或 $\sum_i L_i$ | `reduction="mean"` 或 `reduction="sum"` |
# | `gradient_noise` | $\frac{1}{B} \sum_j \mathrm{Var}(g_{ij})$ | |

# %% [markdown] lang="en"
# ### Test yourself
#
# 1. 60000 images, $B = 128$, the last batch kept. How many steps has an epoch, and how large is the last batch?
# 2. A loss stays at 1.609 from the first epoch on, for 5 classes of equal size. What do you look at first?
# 3. Three batches with the mean losses 1, 1 and 4, of 10, 10 and 5 samples. What is the loss of the epoch?
# 4. The standard error of a gradient is 0.06 at $B = 20$. You want 0.02. Which $B$ do you need, if the data set is very large?
# 5. A paper uses the rate 0.002 on the total loss, with $B = 50$. Which rate on the mean is the same?
#
# <details>
# <summary>Answers</summary>
#
# 1. 469 steps, the last with 96 images.
# 2. $\ln 5 = 1.609$: nothing is learned. Look at pairs of sample and label: they may have parted.
# 3. $(10 + 10 + 20) / 25 = 1.6$.
# 4. A third of the error needs 9 times the samples: 180.
# 5. 0.1.
#
# </details>

# %% [markdown] lang="zh"
# ### 自测
#
# 1. 60000 张图像，$B = 128$，保留最后一个批量。一轮有几步，最后一个批量有多大？
# 2. 有 5 个类别，样本一样多，损失从第一轮起一直停在 1.609。你先看什么？
# 3. 三个批量，平均损失是 1、1、4，样本数是 10、10、5。这一轮的损失是多少？
# 4. $B = 20$ 时梯度的标准误差是 0.06。想要 0.02，而数据集非常大，$B$ 要取多少？
# 5. 一篇论文用总损失，学习率 0.002，$B = 50$。换成平均损失，学习率是多少才相同？
#
# <details>
# <summary>答案</summary>
#
# 1. 469 步，最后一步有 96 张图像。
# 2. $\ln 5 = 1.609$：什么也没学到。看几对样本和标签，它们可能走散了。
# 3. $(10 + 10 + 20) / 25 = 1.6$。
# 4. 误差降到 1/3，样本要 9 倍：180。
# 5. 0.1。
#
# </details>

# %% [markdown] lang="en"
# ### The bridge to lesson 10
#
# All steps of this lesson had one length rule: learning rate times gradient. But the learning rate was chosen by hand, it never changed, and it was the same for every parameter. Lesson 10 questions all three. A step may remember the steps before it, each parameter may get a rate of its own, and the rate may fall while training goes on, as Robbins and Monro wanted it.
#
# When you are done: run `check.all()` in a cell of your own, look at `progress()`, save, and submit.

# %% [markdown] lang="zh"
# ### 通往第 10 课
#
# 这一课里，每一步的长度都只有一条规则：学习率乘梯度。可是学习率是随手选的，从来不变，对所有参数都一样。第 10 课对这三点都提出疑问：一步可以记住前面的步子，每个参数可以有自己的学习率，学习率也可以随训练逐渐减小，正像 Robbins 和 Monro 要求的那样。
#
# 做完之后：在自己新建的单元格里运行 `check.all()`，看看 `progress()`，保存，然后提交。

# %% [markdown] shared
# ### References · 参考文献
#
# - [1] O. Russakovsky et al., "ImageNet large scale visual recognition challenge", *International Journal of Computer Vision* 115 (2015), 211–252.
# - [2] H. Robbins, S. Monro, "A stochastic approximation method", *Annals of Mathematical Statistics* 22 (1951), 400–407.
# - [3] I. Goodfellow, Y. Bengio, A. Courville, *Deep Learning*, MIT Press, 2016.
# - [4] A. Zhang, Z. C. Lipton, M. Li, A. J. Smola, *Dive into Deep Learning*, Cambridge University Press, 2023, chapter 3.
# - [5] L. Bottou, F. E. Curtis, J. Nocedal, "Optimization methods for large-scale machine learning", *SIAM Review* 60 (2018), 223–311.
# - [6] P. Goyal et al., "Accurate, large minibatch SGD: training ImageNet in 1 hour", arXiv:1706.02677, 2017.
