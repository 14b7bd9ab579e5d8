# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown] lang="en"
# # Overfitting, L2 and dropout
#
# A network that is large enough can learn its training data by heart, noise included, and on all other data it then gets worse. In this lesson you watch that happen in a second, learn to see it in two curves, and build two remedies: a price on large weights, and a network that loses half of its units at every step.

# %% [markdown] lang="zh"
# # 过拟合、L2 和暂退法
#
# 网络只要够大，就能把训练数据背下来，连噪声也一起背，在别的数据上反而越来越差。这一课里，你会在一秒钟之内看着它发生，学会从两条曲线里认出它，再做出两种对策：一种是给大的权重标上价钱，另一种是让网络每一步都随机丢掉一半单元。

# %% [markdown] lang="en"
# ## Goals
#
# After this lesson you will be able to
#
# - divide data into training, validation and test set, and say what each may be used for;
# - tell underfitting from overfitting by the curves of a run;
# - add an L2 penalty to a loss and to its gradients;
# - write dropout, forward and backward, for one layer and for a whole network;
# - ask four questions of any dropout code before you trust it.

# %% [markdown] lang="zh"
# ## 目标
#
# 学完这一课，你能够：
#
# - 把数据分成训练集、验证集和测试集，并说出每一份可以用来做什么；
# - 从一次训练的曲线看出是欠拟合还是过拟合；
# - 给损失和它的梯度加上 L2 惩罚；
# - 为一层、也为整个网络写出暂退法的前向传播和反向传播；
# - 面对任何一段暂退法的代码，先问四个问题，再决定信不信它。

# %% [markdown] lang="en"
# ## Time
#
# 90 to 110 minutes. A good place for a break is the end of section 4.

# %% [markdown] lang="zh"
# ## 用时
#
# 90 到 110 分钟。第 4 节结束的地方适合歇一歇。

# %% [markdown] lang="en"
# ## What you need
#
# The forward and backward pass of lessons 03 and 07, the circles of lesson 08, the mini-batches of lesson 09 and Adam of lesson 10.

# %% [markdown] lang="zh"
# ## 准备
#
# 第 03 课和第 07 课的前向与反向传播，第 08 课的圆环数据，第 09 课的小批量，第 10 课的 Adam。

# %% [markdown] lang="en"
# ## How this notebook works
#
# As in lesson 01: write your code in an answer cell, run it, then run the check below it. `hint("dropout_mask")` helps, `progress()` shows where you are. Run the next two cells first, and again after every restart of the kernel. The second fetches functions of earlier lessons: yours where they passed their check, else the course's.

# %% [markdown] lang="zh"
# ## 怎样使用这份笔记本
#
# 和第 01 课一样：在作答单元格里写代码，运行它，再运行下面的检查。`hint("dropout_mask")` 给出提示，`progress()` 显示进度。先运行下面两个单元格；每次重启内核之后，也要重新运行。第二个单元格取来前面几课的函数：你写的已经通过检查，就用你的；否则用课程的。

# %% setup
import itertools
import os
import time

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # our matrices are small: several threads would only wait for one another

import numpy as np
from numpy.polynomial import Polynomial

from lessonkit import demo, language, widgets
from lessonkit.selfstudy import check, committed, hint, progress, solution, use

language.switch()

# %% setup
relu, leaky_relu, sigmoid, softmax = use("relu", "leaky_relu", "sigmoid", "softmax")
dense_forward, mlp_forward, binary_cross_entropy = use("dense_forward", "mlp_forward", "binary_cross_entropy")
activation_backward, dense_backward = use("activation_backward", "dense_backward")
bce_sigmoid_backward, mlp_backward, gradient_check = use("bce_sigmoid_backward", "mlp_backward", "gradient_check")
make_circles, init_params, accuracy = use("make_circles", "init_params", "accuracy")
iterate_minibatches, adam_step = use("iterate_minibatches", "adam_step")

# %% [markdown] lang="en"
# ## 1. An elephant with four parameters
#
# Spring 1953. Freeman Dyson and his students at Cornell have put great effort into calculating how protons scatter other small particles, and their curves agree with what Enrico Fermi has measured in Chicago. Dyson takes the bus to Chicago to show them. Fermi asks how many numbers in the calculation could be chosen freely. Four, says Dyson. Fermi answers with a saying of his friend John von Neumann: with four parameters one can fit an elephant, and with five make it wiggle its trunk. After a few minutes the conversation is over, and before long so is the project. Half a century later Dyson was still grateful: the theory *was* wrong, and it would have cost his group more years [1].
#
# That was the crisis: **curves that agree with the data, from a theory that is wrong.** If a model has enough free numbers, agreement with the data that were used to choose them proves nothing. Your networks have thousands of free numbers. So how can we ever know that they have learned something?

# %% [markdown] lang="zh"
# ## 1. 四个参数的大象
#
# 1953 年春天。Freeman Dyson 和他在康奈尔大学的学生们花了很大力气，计算质子怎样散射别的小粒子，算出的曲线与 Enrico Fermi 在芝加哥测到的数据吻合。Dyson 坐长途车去芝加哥，把曲线拿给他看。Fermi 问：计算里有几个数是可以随意挑选的？四个，Dyson 说。Fermi 引用了他的朋友 John von Neumann 的一句话：用四个参数可以拟合一头大象，用五个还能让它摇鼻子。几分钟之后，谈话就结束了，不久这项研究也停了下来。半个世纪之后，Dyson 依然心怀感激：那个理论**确实**是错的，否则他们还要白费好几年 [1]。
#
# 这就是当时的危机：**曲线与数据吻合，理论却是错的**。如果模型里可以自由挑选的数足够多，那么它与挑选时用过的数据吻合，什么也证明不了。你的网络有成千上万个这样的数。我们究竟怎样才能知道，它们学到了东西？

# %% [markdown] lang="en"
# ![The same twelve points three times. A straight line passes far from most of them; a smooth wave passes near all of them; a curve that bends sharply passes exactly through each.](pictures/11_three.en.png)
#
# *Twelve measurements and three polynomials. Question: at $x = 0.95$ a thirteenth point will be measured; on which of the three would you bet?*
#
# A polynomial of degree $d$ has $d + 1$ free numbers. The word for the left panel is **underfitting**: the model is too simple for what is there. For the right panel it is **overfitting**: the model has also fitted the noise, that is, what will be different the next time. How rich a family of functions is, is called the **model capacity**. What we want is **generalization**: being right about data that were *not* used for choosing.

# %% [markdown] lang="zh"
# ![同样的十二个点画了三次。一条直线离大多数点都很远；一条平滑的波浪从所有点附近经过；一条急转弯的曲线恰好穿过每一个点。](pictures/11_three.zh.png)
#
# **十二次测量，三个多项式**。问题：在 $x = 0.95$ 处还要测第十三个点，你押三条曲线里的哪一条？
#
# $d$ 次**多项式**（polynomial）有 $d + 1$ 个可以自由挑选的数。左图的情形叫作**欠拟合**（underfitting）：对于眼前的数据，模型太简单了。右图的情形叫作**过拟合**（overfitting）：模型把**噪声**（noise）也拟合进去了，而噪声下一次就不一样。一族函数有多丰富，叫作**模型容量**（model capacity）。我们想要的是**泛化**（generalization）：对挑选时**没有**用过的数据也说得对。

# %% [markdown] lang="en"
# **Choose the degree yourself.** The picture has the twelve points, and forty new ones that no polynomial has seen. Move the degree from 0 to 11. Two questions: which degree would you choose if you saw only the error on the twelve points? And which curve changes most when you press "new noise", so that the same twelve places are measured again?

# %% [markdown] lang="zh"
# **自己来选次数**。图里有那十二个点，还有四十个新的点，没有哪个多项式见过它们。把次数从 0 调到 11。两个问题：如果只看得到十二个点上的误差，你会选哪个次数？按下“换一次噪声”，在同样的十二个位置重新测量，哪条曲线变得最厉害？

# %% demo
noise = np.random.default_rng(4)


def measured(x):
    """A wave, measured with noise of standard deviation 0.3."""
    return np.sin(1.5 * np.pi * x) + noise.normal(0, 0.3, len(x))


x = np.linspace(-1, 1, 12)
samples = [measured(x) for _ in range(6)]
x_new = np.sort(noise.uniform(-1, 1, 40))
y_new = measured(x_new)
widgets.polynomial(x, samples, x_new, y_new)

# %% [markdown] lang="en"
# And here are the errors without the picture, for the first measurement of the twelve points: the mean squared error on the points that were used, and on the new ones.

# %% [markdown] lang="zh"
# 不看图，只看数：对第一次测得的十二个点，分别列出在用过的点上和在新的点上的均方误差。

# %% demo
for degree in range(12):
    curve = Polynomial.fit(x, samples[0], degree)
    used, new = np.mean((curve(x) - samples[0]) ** 2), np.mean((curve(x_new) - y_new) ** 2)
    demo.say(
        "degree {:2}   12 points used: {:.3f}   40 new points: {:.3f}",
        "{:2} 次   用过的 12 个点：{:.3f}   新的 40 个点：{:.3f}",
        *(degree, used, new),
    )

# %% [markdown] lang="en"
# **What it means.** On the points that were used, the error never rises when the degree does: a polynomial of degree 6 can do all that one of degree 5 can do. At degree 11 it is 0.000, because twelve free numbers hit twelve points exactly. On the new points the error is lowest at degree 5, with 0.123, and after that it rises, to 0.990 at degree 11. The noise alone has a mean square of $0.3^2 = 0.09$, and no curve in the world can do better than that in the long run.
#
# So the answer to Fermi is not "use few parameters". It is: **judge a model by data that had no part in choosing it.**

# %% [markdown] lang="zh"
# **这说明什么**。在用过的点上，次数升高，误差不会变大：5 次多项式能做到的，6 次的也能做到。到了 11 次，误差是 0.000，因为有十二个自由的数，曲线就能恰好穿过十二个点。在新的点上，误差在 5 次时最低，是 0.123，此后就上升，11 次时是 0.990。单是噪声，平方的平均就有 $0.3^2 = 0.09$；长远来看，世上没有哪条曲线能比这更好。
#
# 所以，对 Fermi 的回答不是“少用参数”，而是：**评判一个模型，要用没有参与挑选它的数据**。

# %% [markdown] lang="en"
# ### Common misconception: "learning goes on until the exact rules are found"
#
# You may read that a machine keeps learning until it has found the exact rules behind the data. It is tempting, because the training loss does go to 0 if the model is large enough. **What is right:** from a sample one can only approximate the rule, and an exact fit of noisy data is not the rule; it is overfitting [2, section 5.2].

# %% [markdown] lang="zh"
# ### 常见误解：“一直学下去，直到找出精确的规律”
#
# 你也许读到过：机器会一直学，直到找出数据背后精确的规律。这句话很诱人，因为只要模型够大，训练损失确实会趋于 0。**正确的说法**：从样本出发，只能近似地得到规律；把带噪声的数据拟合得分毫不差，得到的并不是规律，而是过拟合 [2，5.2 节]。

# %% [markdown] lang="en"
# ## 2. Three sets
#
# ![A bar of all m samples, shuffled, divided in three: training set, validation set, test set. Below each: gradients come from the first, choices from the second, one final number from the third.](pictures/11_sets.en.png)
#
# *All samples, shuffled once and divided. Question: why shuffle before dividing?*
#
# New data are not lying about, so we put some of the data aside and act as if they were new.
#
# | set | used for | how often |
# |---|---|---|
# | **training set** | gradients: the weights are fitted to it | every step |
# | **validation set** | choices: degree, network size, learning rate, when to stop | every epoch, every experiment |
# | **test set** | one number for the report | once, at the very end |
#
# Why shuffle? Data often come sorted, by class or by day; cut without shuffling, one set could hold a single class.
#
# Why is the second set not enough? Because choosing is fitting, too. If you try a hundred networks and take the one that does best on the validation set, then part of its success is luck with exactly these samples. The test set has had no part in any choice, so its number is honest, but only the first time [2, section 5.3].

# %% [markdown] lang="zh"
# ## 2. 三个集合
#
# ![一条长方形表示打乱后的全部 m 个样本，分成三段：训练集、验证集、测试集。各段下方写着：第一段给出梯度，第二段用来做选择，第三段只给出最后一个数。](pictures/11_sets.zh.png)
#
# **全部样本先打乱一次，再分开**。问题：为什么要先打乱再分？
#
# 新数据不会自己送上门来，所以我们把手头的数据留出一部分，当作新的。
#
# | 集合 | 用来做什么 | 用几次 |
# |---|---|---|
# | **训练集**（training set） | 求梯度：权重照着它来调 | 每一步 |
# | **验证集**（validation set） | 做选择：次数、网络的大小、学习率、什么时候停 | 每一轮、每次实验 |
# | **测试集**（test set） | 报告里的一个数 | 只在最后用一次 |
#
# 为什么要打乱？数据常常排好了次序，例如按类别或按日期；不打乱就切，某个集合里可能只有一个类别。
#
# 为什么有了第二个还不够？因为选择也是一种拟合。试一百个网络，挑出在验证集上最好的那个，它的好成绩里就有一部分只是运气：恰好适合这些样本。测试集没有参与过任何选择，所以它给出的数是诚实的，但只有第一次如此 [2，5.3 节]。

# %% [markdown] lang="en"
# ### Exercise: `train_val_test_split`
#
# **What for.** The first thing to do with any data, before you have looked at them.
#
# **Arguments.** `X`: array `(m, …)`, one sample a row (axis 0), with any further axes. `y`: array `(m, …)` of labels. `val_fraction`, `test_fraction`: numbers, shares of **all** $m$ samples. `rng`: a random generator.
#
# **Returns.** Six **new** arrays, in this order: `X_train, y_train, X_val, y_val, X_test, y_test`. Draw **one** `rng.permutation(m)`, for samples and labels together. Its first entries are the test set, the next ones the validation set, all others the training set. The numbers of test and validation samples are rounded **down**. But a computer thinks that `0.29 * 100` is 28.999999999999996: so add $10^{-9}$ before rounding. A fraction of 0 gives an empty array, whose other axes keep their sizes.
#
# **Errors.** `ValueError` if `X` and `y` have different lengths, if a fraction is negative, if both together are 1 or more, or if no sample is left for training.
#
# **Example.** $m = 100$ with `val_fraction` 0.25 and `test_fraction` 0.2: 55 samples for training, 25 for validation, 20 for the test.

# %% [markdown] lang="zh"
# ### 练习：`train_val_test_split`
#
# **用途**：拿到任何数据，看都没看之前，首先要做的事。
#
# **参数**：`X`：数组 `(m, …)`，每个样本占一行（row，轴 0），后面可以还有别的轴。`y`：标签数组 `(m, …)`。`val_fraction`、`test_fraction`：两个数，都是占**全部** $m$ 个样本的比例。`rng`：随机数生成器。
#
# **返回**：六个**新的**数组，次序是 `X_train, y_train, X_val, y_val, X_test, y_test`。样本和标签共用**一个** `rng.permutation(m)`。其中最前面的是测试集，接着是验证集，余下的都是训练集。测试集和验证集的样本数都**向下**取整。可是在计算机里 `0.29 * 100` 是 28.999999999999996，所以取整之前先加上 $10^{-9}$。比例为 0 时，得到空的数组，其余各轴的大小不变。
#
# **错误**：`X` 与 `y` 长度不同，某个比例是负数，两个比例之和达到或超过 1，或者没有样本留给训练，抛出 `ValueError`。
#
# **例子**：$m = 100$，`val_fraction` 是 0.25，`test_fraction` 是 0.2：训练 55 个样本，验证 25 个，测试 20 个。


# %% solution="train_val_test_split"
def train_val_test_split(X, y, val_fraction, test_fraction, rng):
    """Divide samples at random into training, validation and test set.

    Parameters
    ----------
    X : ndarray of shape (m, ...)
        One sample a row. Not modified.
    y : ndarray of shape (m, ...)
        Labels. Not modified.
    val_fraction, test_fraction : float
        Shares of all m samples, rounded down after adding 1e-9.
    rng : numpy.random.Generator
        Draws one permutation: first the test set, then the validation set, the rest for training.

    Returns
    -------
    X_train, y_train, X_val, y_val, X_test, y_test : ndarray
        New arrays.

    Raises
    ------
    ValueError
        If the lengths differ, a fraction is negative, both add up to 1 or more, or nothing is left for training.

    中文说明见上
    """
    ### BEGIN SOLUTION
    m = len(X)
    if len(y) != m:
        raise ValueError(f"X and y must have one length; got {m} and {len(y)}.")
    if val_fraction < 0 or test_fraction < 0 or val_fraction + test_fraction >= 1:
        raise ValueError(f"fractions must not be negative and stay below 1 together: {val_fraction}, {test_fraction}.")
    n_test, n_val = int(test_fraction * m + 1e-9), int(val_fraction * m + 1e-9)
    if m - n_test - n_val < 1:
        raise ValueError("no sample is left for training.")
    order = rng.permutation(m)
    test, val, train = np.split(order, [n_test, n_test + n_val])
    return X[train], y[train], X[val], y[val], X[test], y[test]
    ### END SOLUTION


# %% check="train_val_test_split"
check("train_val_test_split")

# %% [markdown] lang="en"
# ### Written question: represent what?
#
# In a popular introduction you find: "A model overfits when it represents the training data rather than the test data." Correct the sentence in three to five lines. What should a model represent? What is each of the two sets good for, seen from there? Say what would be wrong with a model that represents exactly the test data.

# %% [markdown] lang="zh"
# ### 书面题：代表什么？
#
# 在一篇通俗的介绍里有这样一句话：“当模型代表的是训练数据而不是测试数据时，它就过拟合了。”用三到五行改正这句话。模型应当代表什么？从这个角度看，这两个集合各有什么用？如果一个模型代表的恰好就是测试数据，又有什么不对？

# %% [markdown] lang="en" written="neither_set" points=3
# A model should represent the **distribution** that all samples come from, that is, the regularities which will also hold for samples that nobody has drawn yet. It should represent neither of the two sets. The training set is a sample of the distribution from which the regularities are estimated; the test set is another sample of it, with which one measures how well that has worked on data that had no part in it. A model that represents exactly the test data has fitted the noise of *those* samples: it overfits just as much, only to another set, and there is nothing left with which to notice it.

# %% [markdown] lang="zh" written="neither_set" points=3
# 模型应当代表产生所有样本的那个**分布**，也就是在还没有人抽到的样本上同样成立的规律。这两个集合，它哪个都不应当代表。训练集是从这个分布抽出的样本，用来估计规律；测试集是从中另外抽出的样本，用来衡量：在没有参与过的数据上，估计得怎么样。如果模型代表的恰好是测试数据，它拟合的就是**那些**样本的噪声：一样是过拟合，只是换了一个集合，而且再也没有数据能用来发现它。

# %% [markdown] lang="en" rubric="neither_set"
# - 2 points: the distribution (the population, the regularities behind both sets), and not the test data. 1 point for "new data" or "unseen data" without saying what they have in common with the old.
# - 1 point: a reason, such as: both sets are samples; the test set measures; fitting the test set is overfitting that nobody can notice.

# %% [markdown] lang="zh" rubric="neither_set"
# - 2 分：分布（总体，两个集合背后的规律），而不是测试数据。只说“新数据”或“没见过的数据”，没有说它们与旧数据有什么共同之处，得 1 分。
# - 1 分：给出理由，例如：两个集合都是样本；测试集用来衡量；拟合测试集同样是过拟合，而且没有人能发现。

# %% [markdown] lang="en"
# ## 3. A network learns by heart
#
# A polynomial is one thing; does it happen to networks? We take the circles of lesson 08 and make them noisy: the radii are 1 and 0.5, and to each coordinate noise with standard deviation 0.3 is added, so that the classes overlap. Of 800 points only 80 are for training. That is the reverse of what one does in practice, and on purpose: with few training samples you see overfitting in a second, and with many others the curves are smooth. The network is 2-64-64-1 and has 4417 parameters for 80 points.
#
# How would you notice from the numbers of a run that something is wrong? Two kinds of wrong need two tests:
#
# | sign | name | means |
# |---|---|---|
# | the training loss is still high at the end | underfitting | not even the known samples are learned |
# | the validation loss at the end is well above the lowest it has been | overfitting | what is learned last holds for the known samples only |
#
# The distance between training and validation loss is also a sign, called the **generalization gap**. But some of it is there in every healthy run; that the validation loss *rises* is the clearer one.

# %% [markdown] lang="zh"
# ## 3. 网络在死记硬背
#
# 多项式是这样，网络也会吗？我们取第 08 课的圆环，加上噪声：两个半径是 1 和 0.5，每个坐标加上标准差为 0.3 的噪声，两类于是有了重叠。800 个点里，只有 80 个用来训练。这与平时的做法正好相反，是故意的：训练样本少，一秒钟就能看到过拟合；其余的样本多，曲线就平滑。网络是 2-64-64-1，80 个点，4417 个参数。
#
# 怎样从一次训练的数字里看出有毛病？毛病有两种，检验也要有两个：
#
# | 迹象 | 名称 | 说明什么 |
# |---|---|---|
# | 到最后，训练损失仍然很高 | 欠拟合 | 连已知的样本都没有学会 |
# | 到最后，验证损失比它曾经的最低值高出许多 | 过拟合 | 最后学到的东西只对已知的样本成立 |
#
# 训练损失与验证损失之间的距离也是一个迹象，叫作**泛化差距**（generalization gap）。不过正常的训练也总有一些差距；验证损失**上升**，才是更清楚的迹象。

# %% [markdown] lang="en"
# ### Exercise: `diagnose_fit`
#
# **What for.** A first look at the curves, written down so that it does not depend on your mood.
#
# **Arguments.** `train_losses`, `val_losses`: arrays `(n_epochs,)`, one loss per epoch. `target`: what the last training loss must not exceed. `gap`: by how much the last validation loss may lie above the lowest validation loss of the run.
#
# **Returns.** A string. First test: the last training loss is greater than `target`: `"underfit"`. Second test: the last validation loss minus the lowest one is greater than `gap`: `"overfit"`. Otherwise `"ok"`. Exactly equal is not greater.
#
# **Errors.** `ValueError` if one of the arrays is empty.
#
# **Example.** Training losses `[1, 0.2]`, validation losses `[1, 0.6, 0.9]`, `target` 0.3, `gap` 0.2: `"overfit"`.

# %% [markdown] lang="zh"
# ### 练习：`diagnose_fit`
#
# **用途**：把看曲线的第一眼写成代码，免得结论随心情而变。
#
# **参数**：`train_losses`、`val_losses`：数组 `(n_epochs,)`，每轮一个损失。`target`：最后的训练损失不应超过的值。`gap`：最后的验证损失比整个过程中的最低值最多可以高出多少。
#
# **返回**：一个字符串。第一个检验：最后的训练损失大于 `target`，得 `"underfit"`。第二个检验：最后的验证损失减去最低的验证损失，大于 `gap`，得 `"overfit"`。否则得 `"ok"`。恰好相等不算大于。
#
# **错误**：有一个数组是空的，抛出 `ValueError`。
#
# **例子**：训练损失 `[1, 0.2]`，验证损失 `[1, 0.6, 0.9]`，`target` 是 0.3，`gap` 是 0.2：得 `"overfit"`。


# %% solution="diagnose_fit"
def diagnose_fit(train_losses, val_losses, target, gap):
    """Say by the curves of a run whether it underfits or overfits.

    Parameters
    ----------
    train_losses, val_losses : ndarray of shape (n_epochs,)
        One loss per epoch. Not modified.
    target : float
        A last training loss above this is underfitting.
    gap : float
        Otherwise, a last validation loss more than this above the lowest is overfitting.

    Returns
    -------
    str
        "underfit", "overfit" or "ok".

    Raises
    ------
    ValueError
        If an array is empty.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if len(train_losses) == 0 or len(val_losses) == 0:
        raise ValueError("there is no epoch to look at.")
    if train_losses[-1] > target:
        return "underfit"
    if val_losses[-1] - np.min(val_losses) > gap:
        return "overfit"
    return "ok"
    ### END SOLUTION


# %% check="diagnose_fit"
check("diagnose_fit")

# %% [markdown] lang="en"
# **The training loop.** Everything in it comes from your earlier lessons: circles, split, He initialization, mini-batches of 16, Adam with learning rate 0.01. One thing is left open: `gradients(params, X, y, rng)` says which gradient to follow. In this lesson you will hand over three different ones. After every epoch the loop notes the loss on the whole training set and on the whole validation set.

# %% [markdown] lang="zh"
# **训练循环**。里面的每一样都来自前面的课：圆环、划分、He 初始化、大小为 16 的小批量、学习率为 0.01 的 Adam。只有一处留着没定：由 `gradients(params, X, y, rng)` 说出沿哪个梯度走。这一课里，你会交给它三个不同的函数。每一轮之后，循环记下整个训练集和整个验证集上的损失。

# %% demo
NAMES, runs = ["relu", "relu", "sigmoid"], {}


def noisy_circles(rng):
    X, y = make_circles(800, factor=0.5, noise=0.3, rng=rng)
    return train_val_test_split(X, y, 0.4, 0.5, rng)


def loss_on(params, X, y):
    return binary_cross_entropy(y, mlp_forward(X, params, NAMES)[0])


def train(gradients, seed=0, n_epochs=400):
    """Train 2-64-64-1 with Adam on 80 noisy points; gradients(params, X, y, rng) says what to follow."""
    began, rng = time.perf_counter(), np.random.default_rng(seed)
    X_train, y_train, X_val, y_val, X_test, y_test = noisy_circles(rng)
    params = init_params([2, 64, 64, 1], rng)
    state = [{"W": {}, "b": {}} for _ in params]
    run = {"train": [], "val": [], "params": [params]}
    for _ in range(n_epochs):
        for X, y in iterate_minibatches(X_train, y_train, 16, rng):
            grads = gradients(params, X, y, rng)
            params = [dict(layer) for layer in params]
            for layer, grad, moments in zip(params, grads, state, strict=True):
                for name in layer:
                    layer[name], moments[name] = adam_step(layer[name], grad[name], moments[name], 0.01)
        run["train"].append(loss_on(params, X_train, y_train))
        run["val"].append(loss_on(params, X_val, y_val))
        run["params"].append(params)
    run["test accuracy"] = accuracy(y_test, mlp_forward(X_test, params, NAMES)[0])
    run["seconds"] = time.perf_counter() - began
    return run


def tell(name, run, more):
    """Say in one line both losses in the end, the lowest validation loss, the test accuracy."""
    best, last = int(np.argmin(run["val"])), (run["train"][-1], run["val"][-1])
    demo.say(
        "{}  training {:.3f}  validation {:.3f} (lowest {:.3f} after {:3})  test {:.3f}  {}",
        "{}  训练 {:.3f}  验证 {:.3f}（最低 {:.3f}，{:3} 轮之后）  测试 {:.3f}  {}",
        *(name, *last, run["val"][best], best + 1, run["test accuracy"], more),
    )


def plain(params, X, y, rng):
    p, caches = mlp_forward(X, params, NAMES)
    return mlp_backward(bce_sigmoid_backward(y, p), params, caches, NAMES)


def once(name, gradients):
    """Train with seed 0, unless a run of this name is there."""
    if name not in runs:
        runs[name] = train(gradients)
    return runs[name]


with demo.waits_for("train_val_test_split", "diagnose_fit"):
    sizes = [len(part) for part in noisy_circles(np.random.default_rng(0))[::2]]
    demo.say("samples: {}", "样本数：{}", sizes)
    runs.clear()
    run = once("plain", plain)
    for epochs in (1, 11, 50, 100, 400):
        losses = run["train"][epochs - 1], run["val"][epochs - 1]
        demo.say(
            "after {:3} epochs   training loss {:.3f}   validation loss {:.3f}",
            "{:3} 轮之后   训练损失 {:.3f}   验证损失 {:.3f}",
            *(epochs, *losses),
        )
    demo.say("test accuracy in the end: {:.3f}", "最后的测试准确率：{:.3f}", run["test accuracy"])
    verdict = diagnose_fit(np.array(run["train"]), np.array(run["val"]), target=0.5, gap=0.2)
    demo.say("diagnosis: {}", "诊断：{}", verdict)

# %% [markdown] lang="en"
# **Go back in time.** Drag the epoch through the run that you have just made, or press play. On the left is what the network says everywhere in the plane, on the right are the two curves. Question: what happens in the plane in the epochs in which the two curves part?

# %% [markdown] lang="zh"
# **回到过去**。拖动轮数，重看你刚刚训练的过程，或者按播放。左边是网络对平面上每一处的看法，右边是两条曲线。问题：两条曲线分道扬镳的那些轮里，平面上发生了什么？

# %% demo
with demo.waits_for("train_val_test_split"):
    X_train, y_train = noisy_circles(np.random.default_rng(0))[:2]
    display(widgets.overfitting(mlp_forward, {"plain": once("plain", plain)}, X_train, y_train))

# %% [markdown] lang="en"
# **What it means.** For 11 epochs both losses fall, to 0.328 (training) and 0.492 (validation). Then they part. After 400 epochs the training loss is 0.041, and the validation loss is 1.520, far above the 0.693 of a network that always says 0.5. In the plane the smooth inner region grows spikes and islands, each for the sake of a few points that the noise has carried to the wrong side. And it becomes *sure* of them: that is why the loss rises so much more than the number of errors.
#
# How good can it get at all? The classes overlap, so that nobody can be always right. Because the data look the same in all directions, the best rule asks only for the distance from the center. With 200000 points we can look for the best distance:

# %% [markdown] lang="zh"
# **这说明什么**。头 11 轮里，两个损失都在下降，训练损失降到 0.328，验证损失降到 0.492。然后就分开了。400 轮之后，训练损失是 0.041，验证损失是 1.520；一个永远只说 0.5 的网络，损失也不过是 0.693。平面上，原本平滑的内圈长出了尖刺和孤岛，每一处都只为迁就几个被噪声带到另一边的点。而且网络对它们越来越**有把握**：所以损失上升得比错误的个数厉害得多。
#
# 究竟能好到什么程度？两类有重叠，谁也不可能总是对。数据朝各个方向看都一样，所以最好的规则只看离中心有多远。用 200000 个点，可以找出最好的界限：

# %% demo
X_many, y_many = make_circles(200000, factor=0.5, noise=0.3, rng=np.random.default_rng(0))
distance = np.hypot(X_many[:, 0], X_many[:, 1])
for limit in (0.7, 0.76, 0.82, 0.88, 0.94):
    right = np.mean((distance < limit) == (y_many[:, 0] == 1))
    demo.say("class 1 within {:.2f}: right for {:.3f}", "距离 {:.2f} 以内算类别 1：答对 {:.3f}", limit, right)

# %% [markdown] lang="en"
# ![Three maps of the plane with the 80 training points. After 11 epochs the region of class 1 is nearly round. After 400 epochs it is a star with long spikes and an island. The best rule is a circle, with some points of each class on the wrong side.](pictures/11_regions.en.png)
#
# *The network early and late, and the best rule. The line is where the answer is one half. Question: which training points does the best rule get wrong, and what has the network done for their sake?*
#
# The best possible rule is right for a share of about 0.787. The network with its 4417 parameters reached 0.728 on the test set. So there is room for improvement, and this is about how much.
#
# ### Common misconception: "overfitting occurs particularly with stochastic gradient descent"
#
# You may read this where SGD is introduced, and noise in the gradients does sound unhealthy. **What is right:** rather the reverse. The noise of small batches works a little *against* overfitting: in experiments, networks trained with very large batches often generalized worse [3]. What makes a model able to overfit is its capacity compared with the number of samples: large networks learn even random labels by heart [4].

# %% [markdown] lang="zh"
# ![三幅平面图，上面有 80 个训练点。11 轮之后，类别 1 的区域接近圆形。400 轮之后，它像一颗星，有长长的尖刺和一座孤岛。最好的规则是一个圆，两类都有一些点在错误的一边。](pictures/11_regions.zh.png)
#
# **早期和后期的网络，以及最好的规则**。线上的回答是二分之一。问题：最好的规则会在哪些训练点上出错？为了迁就这些点，网络做了什么？
#
# 最好的规则，说对的比例大约是 0.787。这个有 4417 个参数的网络，在测试集上是 0.728。所以还有改进的余地，余地也就这么大。
#
# ### 常见误解：“用随机梯度下降时尤其容易过拟合”
#
# 介绍 SGD 的地方常有这句话，梯度里带着噪声，听起来也确实不像好事。**正确的说法**：恰恰相反。小批量的噪声能稍稍**抑制**过拟合：实验里，用很大的批量训练出来的网络，泛化往往更差 [3]。模型会不会过拟合，要看它的容量与样本数相比有多大：大的网络连随机的标签也背得下来 [4]。

# %% [markdown] lang="en"
# ## 4. A price on large weights
#
# Anything that makes a model fit new data better, though not the training data, is called **regularization** [2, chapter 7]. One of the oldest ways: spikes need steep slopes, steep slopes need large weights, so let large weights cost something. To the loss $L$ we add the **L2 penalty**, with a strength $\lambda$ (the Greek letter lambda) that you choose:
#
# $$J = L + \Omega, \qquad \Omega = \frac{\lambda}{2} \sum_l \sum_j \sum_k \left( w^{(l)}_{jk} \right)^2 = \frac{\lambda}{2} \sum_l \lVert W^{(l)} \rVert^2$$
#
# $L$, the mean over the data, is often called the **cost**; $J$, with the penalty, is the **objective function**. What does the new term do to the gradients? Every weight stands in it exactly once, as a square:
#
# $$\frac{\partial \Omega}{\partial w_{jk}} = \frac{\lambda}{2} \cdot 2 w_{jk} = \lambda w_{jk}, \qquad dW \leftarrow dW + \lambda W, \qquad db \leftarrow db$$
#
# The ½ is there so that no 2 is left. With plain gradient descent the step becomes
#
# $$W \leftarrow W - \eta \, (dW + \lambda W) = (1 - \eta \lambda) \, W - \eta \, dW$$
#
# At every step all weights first shrink by the same factor. Hence the other name, **weight decay** [5]. A weight stays large only if the data keep asking for it.
#
# | name | shape | formula | axis |
# |---|---|---|---|
# | $\Omega$ | `()` | $\frac{\lambda}{2} \sum w^2$ | all axes of every `W` are summed |
# | `dW` | that of `W` | $dW + \lambda W$ | none |
# | `db` | that of `b` | unchanged | |
#
# **Why are the biases left out?** A bias shifts the place where a unit rises; it does not make the rise steeper. It sets only this one thing, so it can fit little noise, and pressing it to 0 would pull the boundaries through the origin for no reason [2, section 7.1].
#
# By hand: $W = \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}$, $\lambda = 0.1$. The squares add up to 30, so the penalty is $0.05 \cdot 30 = 1.5$.

# %% [markdown] lang="zh"
# ## 4. 给大的权重标上价钱
#
# 凡是让模型在新数据上更好、而不是在训练数据上更好的办法，都叫**正则化**（regularization）[2，第 7 章]。其中很老的一种这样想：尖刺要有很陡的斜率，很陡的斜率要有很大的权重，那就让权重越大，付的钱越多。在损失 $L$ 上加一项 **L2 惩罚**（L2 penalty），强度 $\lambda$（希腊字母，读作 lambda）由你来选：
#
# $$J = L + \Omega, \qquad \Omega = \frac{\lambda}{2} \sum_l \sum_j \sum_k \left( w^{(l)}_{jk} \right)^2 = \frac{\lambda}{2} \sum_l \lVert W^{(l)} \rVert^2$$
#
# $L$ 是对数据取的平均，常叫作**代价**（cost）；加上惩罚之后的 $J$ 叫作**目标函数**（objective function）。新的一项对梯度有什么影响？每个权重在里面恰好出现一次，以平方的形式：
#
# $$\frac{\partial \Omega}{\partial w_{jk}} = \frac{\lambda}{2} \cdot 2 w_{jk} = \lambda w_{jk}, \qquad dW \leftarrow dW + \lambda W, \qquad db \leftarrow db$$
#
# 有了 ½，就不会多出一个 2。用普通的梯度下降，一步变成
#
# $$W \leftarrow W - \eta \, (dW + \lambda W) = (1 - \eta \lambda) \, W - \eta \, dW$$
#
# 每一步，所有权重先按同一个比例缩小。所以它还有一个名字，叫**权重衰减**（weight decay）[5]。只有数据一直要求，一个权重才能保持很大。
#
# | 名称 | 形状 | 公式 | 轴 |
# |---|---|---|---|
# | $\Omega$ | `()` | $\frac{\lambda}{2} \sum w^2$ | 对每个 `W` 的所有轴求和 |
# | `dW` | 与 `W` 相同 | $dW + \lambda W$ | 不求和 |
# | `db` | 与 `b` 相同 | 不变 | |
#
# **为什么不管偏置**？偏置只改变单元在哪里开始上升，不会让上升变陡。一个偏置只管这一件事，拟合不了多少噪声；硬把它压到 0，只会毫无道理地把边界拉向原点 [2，7.1 节]。
#
# 手算一次：$W = \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}$，$\lambda = 0.1$。平方加起来是 30，所以惩罚是 $0.05 \cdot 30 = 1.5$。

# %% [markdown] lang="en"
# ### Exercise: `l2_penalty`, `l2_gradients`
#
# **What for.** The penalty and its gradient, for networks of any depth.
#
# **Arguments.** `params`: a list with one dictionary a layer, `{"W": (n_in, n_out), "b": (n_out,)}`. `grads`: the gradients of the loss, in the same structure. `lam`: the strength $\lambda$, a number. Nothing is modified.
#
# **Returns.** `l2_penalty(params, lam)`: a float, computed in float64: $\frac{\lambda}{2}$ times the sum of the squares of all weights of **all** layers; biases do not count, and nothing is divided by the number of samples. `l2_gradients(grads, params, lam)`: a **new** list of new dictionaries with new arrays: $dW + \lambda W$, and a copy of $db$.
#
# **Errors.** `l2_gradients` raises `ValueError` if the two lists have different numbers of layers, or if a gradient has another shape than its weights.
#
# **Example.** One layer, $W = [[1, 2], [3, 4]]$, $b = [10, 10]$, $\lambda = 0.1$: the penalty is 1.5. With gradients that are 0, `l2_gradients` gives $dW = [[0.1, 0.2], [0.3, 0.4]]$ and $db = [0, 0]$.

# %% [markdown] lang="zh"
# ### 练习：`l2_penalty`、`l2_gradients`
#
# **用途**：惩罚和它的梯度，适用于任意深度的网络。
#
# **参数**：`params`：列表，每层一个字典 `{"W": (n_in, n_out), "b": (n_out,)}`。`grads`：损失的梯度，结构相同。`lam`：强度 $\lambda$，一个数。这些参数都不修改。
#
# **返回**：`l2_penalty(params, lam)`：一个 float，用 float64 计算：$\frac{\lambda}{2}$ 乘**所有**层的所有权重的平方之和；偏置不算在内，也不除以样本数。`l2_gradients(grads, params, lam)`：一个**新的**列表，里面是新的字典和新的数组：$dW + \lambda W$，以及 $db$ 的副本。
#
# **错误**：两个列表的层数不同，或者某个梯度与它的权重形状不同时，`l2_gradients` 抛出 `ValueError`。
#
# **例子**：一层，$W = [[1, 2], [3, 4]]$，$b = [10, 10]$，$\lambda = 0.1$：惩罚是 1.5。梯度全是 0 时，`l2_gradients` 得到 $dW = [[0.1, 0.2], [0.3, 0.4]]$ 和 $db = [0, 0]$。


# %% solution="l2_penalty"
def l2_penalty(params, lam):
    """Return the L2 penalty on all weights of a network.

    Parameters
    ----------
    params : list of dict
        ``{"W": (n_in, n_out), "b": (n_out,)}`` of each layer. Not modified.
    lam : float
        Strength.

    Returns
    -------
    float
        lam / 2 times the sum of all squared weights; biases are left out.

    中文说明见上
    """
    ### BEGIN SOLUTION
    return float(lam / 2 * sum(float((layer["W"].astype(float) ** 2).sum()) for layer in params))
    ### END SOLUTION


def l2_gradients(grads, params, lam):
    """Add the gradient of the L2 penalty to the gradients of the loss.

    Parameters
    ----------
    grads : list of dict
        Gradients of the loss, built like `params`. Not modified.
    params : list of dict
        ``{"W": (n_in, n_out), "b": (n_out,)}`` of each layer. Not modified.
    lam : float
        Strength.

    Returns
    -------
    list of dict
        New arrays, built like `params`.

    Raises
    ------
    ValueError
        If the numbers of layers or the shapes of gradients and weights differ.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if len(grads) != len(params):
        raise ValueError(f"grads has {len(grads)} layers, params has {len(params)}.")
    result = []
    for grad, layer in zip(grads, params, strict=True):
        if grad["W"].shape != layer["W"].shape:
            raise ValueError(f"dW is {grad['W'].shape}, W is {layer['W'].shape}.")
        result.append({"W": grad["W"] + lam * layer["W"], "b": grad["b"].copy()})
    return result
    ### END SOLUTION


# %% check="l2_penalty"
check("l2_penalty")

# %% [markdown] lang="en"
# **First to the judge, then to work.** Your gradient check of lesson 07 judges penalty and gradients together. Then come three strengths of $\lambda$, with everything else as before, and at the end of each line your diagnosis. A line gives $\lambda$, the sum of the squared weights, both losses in the end (in parentheses the lowest validation loss, and after how many epochs), and the test accuracy. It takes some seconds. Question before you run it: what do you expect when $\lambda$ becomes very large?

# %% [markdown] lang="zh"
# **先过裁判这一关，再去干活**。第 07 课的梯度检验把惩罚和梯度放在一起审。然后试三种强度的 $\lambda$，其余一切照旧，每一行的末尾是你的诊断。一行里依次是：$\lambda$，权重的平方之和，最后的两个损失（括号里是最低的验证损失，以及在多少轮之后），测试准确率。要等几秒。运行之前先想一想：$\lambda$ 变得很大时，会怎样？


# %% demo
def with_l2(lam):
    return lambda params, X, y, rng: l2_gradients(plain(params, X, y, rng), params, lam)


with demo.waits_for("train_val_test_split", "diagnose_fit", "l2_penalty", "l2_gradients"):
    X_train, y_train = noisy_circles(np.random.default_rng(0))[:2]
    net = init_params([2, 5, 4, 1], np.random.default_rng(3))
    for layer in net:
        layer["b"] += np.random.default_rng(4).normal(size=layer["b"].shape)

    def objective(params):
        return loss_on(params, X_train, y_train) + l2_penalty(params, 0.3)

    claimed = l2_gradients(plain(net, X_train, y_train, None), net, 0.3)
    demo.say("gradient check: r = {:.0e}", "梯度检验：r = {:.0e}", gradient_check(objective, net, claimed))

    strengths = {0: once("plain", plain)} | {lam: train(with_l2(lam)) for lam in (0.0001, 0.01, 0.1)}
    for lam, run in strengths.items():
        verdict = diagnose_fit(np.array(run["train"]), np.array(run["val"]), target=0.5, gap=0.2)
        squares = 2 * l2_penalty(run["params"][-1], 1.0)
        tell(f"{lam:<6} Σw² {squares:6.1f}", run, verdict)
    runs["L2"] = strengths[0.01]

# %% [markdown] lang="en"
# **What it means.** $\lambda$ is a dial with overfitting at one end and underfitting at the other. Without it the squares of the weights add up to 1511.4. At 0.0001 the run still overfits. At 0.01 the sum is 26.6, the validation loss ends at 0.503, almost where it was lowest, and the test accuracy is 0.757, up from 0.728. At 0.1 the price is so high that it does not pay to have any weights: the network says the same everywhere.
#
# At 0.01 the training loss is *higher* than before, 0.299 instead of 0.041. That is not a failure: the network fits less of the noise.
#
# The test accuracy stands beside every run because this is a demonstration. To *choose* $\lambda$, look at the validation loss only: that is what the validation set is for.

# %% [markdown] lang="zh"
# **这说明什么**。$\lambda$ 是一个旋钮，一头是过拟合，另一头是欠拟合。没有它，权重的平方之和是 1511.4。取 0.0001，仍然过拟合。取 0.01，这个和是 26.6，验证损失最后停在 0.503，几乎就是它的最低值；测试准确率从 0.728 升到 0.757。取 0.1，价钱太高，有权重反而不合算：网络不论在哪里，说的都是同一个数。
#
# 取 0.01 时，训练损失比原来**高**：从 0.041 变成 0.299。这不是失败：网络拟合进去的噪声少了。
#
# 每次训练都列出测试准确率，是因为这里在做演示。真要**选择** $\lambda$，只能看验证损失：验证集就是做这个用的。

# %% [markdown] lang="en"
# **Whose λ?** Before you copy a number from somewhere, ask how its author writes the penalty:
#
# | where | penalty | in the gradient |
# |---|---|---|
# | this course | $\frac{\lambda}{2} \sum w^2$ | $\lambda w$ |
# | Keras, `L2(lam)` | $\lambda \sum w^2$ | $2 \lambda w$ |
# | some textbooks | $\frac{\lambda}{2m} \sum w^2$ | $\frac{\lambda}{m} w$ |
# | PyTorch, `SGD(weight_decay=lam)` | none, it adds to the gradient only | $\lambda w$, biases too unless you exclude them |
#
# One more trap: Adam divides every gradient by its typical size, the $\lambda w$ in it included. So with Adam, an L2 penalty and a true decay of the weights are no longer the same. The variant that shrinks the weights separately is called AdamW [6].

# %% [markdown] lang="zh"
# **谁的 λ**？抄别人的数之前，先看看他把惩罚写成什么样：
#
# | 出处 | 惩罚 | 在梯度里 |
# |---|---|---|
# | 本课程 | $\frac{\lambda}{2} \sum w^2$ | $\lambda w$ |
# | Keras，`L2(lam)` | $\lambda \sum w^2$ | $2 \lambda w$ |
# | 有些教科书 | $\frac{\lambda}{2m} \sum w^2$ | $\frac{\lambda}{m} w$ |
# | PyTorch，`SGD(weight_decay=lam)` | 没有，只加在梯度上 | $\lambda w$，偏置也算，除非你把它们排除 |
#
# 还有一个陷阱：Adam 把每个梯度除以它平常的大小，里面的 $\lambda w$ 也不例外。所以用 Adam 时，L2 惩罚与真正的权重衰减就不再是一回事。把缩小权重这一步单独来做的变体，叫作 AdamW [6]。

# %% [markdown] lang="en"
# ## 5. Switch units off
#
# In 2012 Geoffrey Hinton and four co-authors proposed something that sounds like sabotage: at every training step, leave out each hidden unit with probability one half, for this step only [7]. They called it **dropout**.
#
# Why should that help? In a large network a unit may learn to correct the mistakes of one particular other unit, which works for the training data and for nothing else. They called this **co-adaptation**. A unit that can't rely on any other being there must be useful on its own. In their long paper of 2014 the authors compare it with conspiracies: one big plot in which fifty people must all play their parts fails more easily than ten small plots of five [8].
#
# **Which units stay** is written in a **mask** $M$ of the shape of the activations $A$: True where a unit stays, False where it is dropped. Every unit of every sample gets its own coin:
#
# $$\mathbf{P}(M_{ij} = 0) = p, \qquad \mathbf{P}(M_{ij} = 1) = 1 - p$$
#
# Here $p$ is the **drop probability**. The number of units that stay is *not* fixed; it varies from sample to sample. And every step draws a new mask. What a mask leaves of the network is called a **thinned network**.

# %% [markdown] lang="zh"
# ## 5. 关掉一些单元
#
# 2012 年，Geoffrey Hinton 和四位合作者提出了一个听上去像搞破坏的办法：训练的每一步，都以二分之一的概率丢下每个隐藏单元，只在这一步里不用它 [7]。这就是**暂退法**（dropout）。
#
# 这为什么会有好处？在大的网络里，一个单元可能学会专门去纠正另外某一个单元的错误；这对训练数据管用，对别的都不管用。他们把这叫作**共适应**（co-adaptation）。如果不能指望别的单元一定在场，一个单元就得自己有用。在 2014 年的长论文里，作者们拿密谋来打比方：一个大阴谋，要五十个人各就各位才行得通，比起十个各由五人参与的小阴谋，更容易败露 [8]。
#
# **哪些单元留下**，写在一个与激活值 $A$ 形状相同的**掩码**（mask）$M$ 里：留下的地方是 True，丢弃的地方是 False。每个样本的每个单元，都单独抛一次硬币：
#
# $$\mathbf{P}(M_{ij} = 0) = p, \qquad \mathbf{P}(M_{ij} = 1) = 1 - p$$
#
# 其中 $p$ 是**丢弃概率**（drop probability）。留下的单元的个数**并不**固定，每个样本都可能不同。而且每一步都换一个新的掩码。按掩码留下来的那部分网络，叫作**变瘦的网络**（thinned network）。

# %% [markdown] lang="en"
# ### Predict, then run: how much of the network is at work?
#
# Two neighboring hidden layers, each with $p = 0.5$. A weight between them takes part in a step only if the units at both its ends stay. What share of these weights takes part, on average?
#
# - **a** 50 %
# - **b** 25 %
# - **c** 75 %
#
# Write your letter, with its quotation marks, into the next cell and run it.

# %% [markdown] lang="zh"
# ### 先预测，再运行：网络有多少在干活？
#
# 相邻的两个隐藏层，都取 $p = 0.5$。两层之间的一个权重，只有两端的单元都留下，才参与这一步。平均来说，这些权重有多大一部分参与？
#
# - **a** 50%
# - **b** 25%
# - **c** 75%
#
# 把你选的字母连同引号写进下一个单元格并运行。

# %% predict="L11-P1"
prediction_L11_P1 = "b"

# %% demo
committed("L11-P1")

# %% [markdown] lang="en"
# You will see the answer as soon as you can draw masks.
#
# ### Exercise: `dropout_mask`
#
# **What for.** To decide who stays, once for each sample and each unit.
#
# **Arguments.** `shape`: a tuple, mostly `(m, n)`. `drop_rate`: the probability $p$ of being **dropped**, a number. `rng`: a random generator.
#
# **Returns.** A bool array of the given shape, True where a unit stays. So that everyone's masks are the same, draw `rng.random(shape)` once; a unit stays where its number is **at least** `drop_rate`.
#
# **Errors.** `ValueError` if `drop_rate` is negative, or is 1 or more.
#
# **Example.** With `drop_rate` 0 all entries are True.

# %% [markdown] lang="zh"
# 等你会抽掩码了，马上就能看到答案。
#
# ### 练习：`dropout_mask`
#
# **用途**：为每个样本的每个单元决定去留。
#
# **参数**：`shape`：元组，多半是 `(m, n)`。`drop_rate`：**被丢弃**的概率 $p$，一个数。`rng`：随机数生成器。
#
# **返回**：给定形状的 bool 数组，留下的单元是 True。为了让所有人得到同样的掩码，只抽一次 `rng.random(shape)`；抽到的数**大于或等于** `drop_rate` 的单元留下。
#
# **错误**：`drop_rate` 是负数，或者达到或超过 1，抛出 `ValueError`。
#
# **例子**：`drop_rate` 是 0 时，所有元素都是 True。


# %% solution="dropout_mask"
def dropout_mask(shape, drop_rate, rng):
    """Draw which units stay, each one by itself.

    Parameters
    ----------
    shape : tuple of int
        Shape of the activations.
    drop_rate : float
        Probability of being dropped, at least 0 and below 1.
    rng : numpy.random.Generator
        Draws ``rng.random(shape)``; a unit stays where its number is at least `drop_rate`.

    Returns
    -------
    ndarray of shape `shape`, bool
        True where a unit stays.

    Raises
    ------
    ValueError
        If `drop_rate` is negative, or is 1 or more.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if not 0 <= drop_rate < 1:
        raise ValueError(f"drop_rate must be at least 0 and below 1; got {drop_rate}.")
    return rng.random(shape) >= drop_rate
    ### END SOLUTION


# %% check="dropout_mask"
check("dropout_mask")

# %% [markdown] lang="en"
# **Count.** Two hidden layers of 64 units, 1000 samples, $p = 0.5$, with your masks:

# %% [markdown] lang="zh"
# **数一数**。两个隐藏层，每层 64 个单元，1000 个样本，$p = 0.5$，掩码由你的函数来抽：

# %% demo
with demo.waits_for("dropout_mask"):
    rng = np.random.default_rng(2)
    first, second = dropout_mask((1000, 64), 0.5, rng), dropout_mask((1000, 64), 0.5, rng)
    both = first[:, :, None] & second[:, None, :]
    counts = first.sum(axis=1)
    demo.say(
        "units that stay: {:.3f} and {:.3f}   weights between them: {:.3f}",
        "留下的单元：{:.3f} 和 {:.3f}   两层之间的权重：{:.3f}",
        *(part.mean() for part in (first, second, both)),
    )
    demo.say(
        "units of the first layer that stay, by sample: between {} and {} of 64",
        "第一层留下的单元，各个样本不同：64 个里，从 {} 个到 {} 个",
        *(counts.min(), counts.max()),
    )

# %% [markdown] lang="en"
# **What it means.** The answer is **b**: the two coins are independent, $0.5 \cdot 0.5 = 0.25$. So it is half of the *units* but a quarter of the *weights between two such layers*. And the numbers of units scatter, as they do with coins: between 17 and 44 of 64.
#
# **Draw masks yourself.** One sample at a time, with your `dropout_mask`. A path goes from an input through one unit of each hidden layer to the output. Questions: at which $p$ is half of the *weights* between the hidden layers at work? And what happens, with a large $p$, when a whole layer is dropped?

# %% [markdown] lang="zh"
# **这说明什么**。答案是 **b**：两枚硬币互不相干，$0.5 \cdot 0.5 = 0.25$。所以**单元**是一半，而这样的两层之间的**权重**是四分之一。留下的单元数有多有少，抛硬币就是这样：64 个里，少的留下 17 个，多的留下 44 个。
#
# **自己来抽掩码**。每次一个样本，用的是你的 `dropout_mask`。一条路径从一个输入出发，在两个隐藏层各经过一个单元，到达输出。问题：$p$ 取多少时，两个隐藏层之间的**权重**有一半在干活？$p$ 很大时，如果一整层都被丢弃，会怎样？

# %% demo
with demo.waits_for("dropout_mask"):
    display(widgets.thinned(dropout_mask))

# %% [markdown] lang="en"
# **What it means.** Half of the weights stay at $(1 - p)^2 = 0.5$, so at $p = 0.29$. If a whole layer is dropped, nothing of the sample gets through: what comes out depends on the biases only. That is rare in wide layers, and one of the reasons why dropout is for wide layers.
#
# ### Common misconception: "dropout makes each path capture the deeper meaning of the data"
#
# You may read that the network is forced to find other paths, and that each of them grasps something deeper. **What is right:** nobody has shown anything about meaning. What dropout discourages is co-adaptation: that units work only together with certain others [7].

# %% [markdown] lang="zh"
# **这说明什么**。$(1 - p)^2 = 0.5$ 时，也就是 $p = 0.29$ 时，一半的权重留下。如果一整层都被丢弃，这个样本的任何信息都过不去，输出只由偏置决定。层很宽时这种事极少见，这也是暂退法适合宽层的原因之一。
#
# ### 常见误解：“暂退法让每条路径抓住数据更深的含义”
#
# 你也许读到过：网络被迫去找别的路径，于是每条路径都会领会更深的东西。**正确的说法**：关于含义，没有人证明过什么。暂退法抑制的是共适应，也就是一些单元离了另外某些单元就不管用 [7]。

# %% [markdown] lang="en"
# ## 6. When all are back
#
# After training, nobody wants a network that answers by throwing coins. So at test time all units stay. Is that still the network that was trained?
#
# ### Predict, then run: after the training
#
# In training the activations were multiplied by masks with $p = 0.5$, and nothing else was done to them. At test time all units stay. The sum $\sum_j a_j w_{jk}$ that a unit of the next layer receives is then, compared with its average in training,
#
# - **a** about twice as large
# - **b** about the same, since the weights were trained for just that
# - **c** about half as large

# %% [markdown] lang="zh"
# ## 6. 人都到齐了
#
# 训练完了，谁也不想要一个靠抛硬币来回答的网络。所以测试时，所有单元都留下。可是，这还是训练出来的那个网络吗？
#
# ### 先预测，再运行：训练之后
#
# 训练时，激活值乘上 $p = 0.5$ 的掩码，此外什么也没有做。测试时，所有单元都留下。下一层的一个单元收到的和 $\sum_j a_j w_{jk}$，与训练时的平均值相比，
#
# - **a** 大约是两倍
# - **b** 差不多，因为权重正是为此训练出来的
# - **c** 大约是一半

# %% predict="L11-P3"
prediction_L11_P3 = "a"

# %% demo
committed("L11-P3")

# %% demo
with demo.waits_for("dropout_mask"):
    rng = np.random.default_rng(5)
    a, w = rng.uniform(0, 1, 64), rng.normal(0.1, 0.2, 64)
    in_training = (a * dropout_mask((20000, 64), 0.5, rng)) @ w
    demo.say(
        "in training, mean of 20000 masks: {:.3f}   at test time: {:.3f}",
        "训练时，20000 个掩码的平均：{:.3f}   测试时：{:.3f}",
        *(in_training.mean(), a @ w),
    )

# %% [markdown] lang="en"
# **What it means.** The answer is **a**: each unit is there half of the time, so the average in training is half of what comes at test time. The weights were trained for the smaller sums; with the double sums every later layer gets something it has never seen. Somebody must make up for it, and there are two ways:
#
# - at **test time**, multiply by $1 - p$: that is what the first paper did, with the weights;
# - in **training**, divide by $1 - p$. Then nothing at all has to be done at test time. This is **inverted dropout**, and today nearly everybody does it. So do we:
#
# $$\tilde{A} = \frac{A \odot M}{1 - p}, \qquad \tilde{A} = A$$
#
# on the left in training, on the right at all other times. Why exactly $1 - p$? Written out for one entry: it is $a / (1 - p)$ with probability $1 - p$, and 0 with probability $p$. Its **expected value** is
#
# $$(1 - p) \cdot \frac{a}{1 - p} + p \cdot 0 = a$$
#
# By hand: $A = [1, 2, 3, 4]$, mask $[1, 0, 1, 1]$, $p = 0.25$: what stays is divided by 0.75, and $\tilde{A} = [1.3333, 0, 4, 5.3333]$.
#
# **And backward?** Each entry of $\tilde{A}$ depends only on its own entry of $A$, and the local derivative is $1 / (1 - p)$ if the unit stayed, 0 if it was dropped. Upstream times local:
#
# $$dA = \frac{d\tilde{A} \odot M}{1 - p}$$
#
# with the **same** mask $M$ as on the way forward. A dropped unit did not contribute, so nothing can be its fault.
#
# | name | shape | formula | axis summed |
# |---|---|---|---|
# | `A`, `dA` | `(m, n)` | activations, and their gradient | |
# | `mask` | `(m, n)`, bool | one coin for each entry | |
# | $\tilde{A}$ | `(m, n)` | $A \odot M / (1 - p)$ | none |
# | `dOut`, that is $d\tilde{A}$ | `(m, n)` | arrives from upstream | none |

# %% [markdown] lang="zh"
# **这说明什么**。答案是 **a**：每个单元只有一半的时候在场，所以训练时的平均值只有测试时的一半。权重是照着较小的和训练的；和一加倍，后面每一层收到的都是从没见过的东西。总得有人把它补上，办法有两个：
#
# - **测试时**乘以 $1 - p$：最早的论文就是这样做的，乘在权重上；
# - **训练时**除以 $1 - p$。这样，测试时就什么也不用做。这叫作**训练时缩放的暂退法**（inverted dropout），今天几乎人人都这样做，我们也一样：
#
# $$\tilde{A} = \frac{A \odot M}{1 - p}, \qquad \tilde{A} = A$$
#
# 左边用于训练，右边用于其他时候。为什么恰好是 $1 - p$？展开来看一个元素：它以概率 $1 - p$ 等于 $a / (1 - p)$，以概率 $p$ 等于 0。它的**期望值**（expected value）是
#
# $$(1 - p) \cdot \frac{a}{1 - p} + p \cdot 0 = a$$
#
# 手算一次：$A = [1, 2, 3, 4]$，掩码是 $[1, 0, 1, 1]$，$p = 0.25$：留下的都除以 0.75，得 $\tilde{A} = [1.3333, 0, 4, 5.3333]$。
#
# **反向呢**？$\tilde{A}$ 的每个元素只依赖 $A$ 的对应元素，局部导数是：单元留下时为 $1 / (1 - p)$，丢弃时为 0。上游乘局部：
#
# $$dA = \frac{d\tilde{A} \odot M}{1 - p}$$
#
# 掩码 $M$ 和往前走时是**同一个**。被丢弃的单元没有出力，所以什么也怪不到它头上。
#
# | 名称 | 形状 | 公式 | 对哪个轴求和 |
# |---|---|---|---|
# | `A`、`dA` | `(m, n)` | 激活值，以及它的梯度 | |
# | `mask` | `(m, n)`，bool | 每个元素一枚硬币 | |
# | $\tilde{A}$ | `(m, n)` | $A \odot M / (1 - p)$ | 不求和 |
# | `dOut`，即 $d\tilde{A}$ | `(m, n)` | 从上游到达 | 不求和 |

# %% [markdown] lang="en"
# ### Exercise: `dropout_forward`
#
# **What for.** Dropout for the activations of one layer, in training and at test time.
#
# **Arguments.** `A`: a float array, mostly `(m, n)`; it keeps its values. `mask`: a bool array of the same shape, True where a unit stays. `drop_rate`: the probability $p$ of being dropped, at least 0 and below 1. `training`: whether the network is being trained.
#
# **Returns.** A **new** array of the shape of `A`: in training $A \odot M / (1 - p)$; otherwise a copy of `A`, whatever the mask says. float32 stays float32.
#
# **Errors.** `ValueError` if `drop_rate` is negative, or is 1 or more; in training also if mask and `A` have different shapes.
#
# **Example.** $A = [[1, 2, 3, 4]]$ with the mask of the example above and $p = 0.25$: $[[1.3333, 0, 4, 5.3333]]$.

# %% [markdown] lang="zh"
# ### 练习：`dropout_forward`
#
# **用途**：一层激活值的暂退法，训练时和测试时都用它。
#
# **参数**：`A`：浮点数组，多半是 `(m, n)`，保持原值。`mask`：同样形状的 bool 数组，留下的单元是 True。`drop_rate`：被丢弃的概率 $p$，大于或等于 0，小于 1。`training`：网络是否正在训练。
#
# **返回**：形状与 `A` 相同的**新**数组：训练时是 $A \odot M / (1 - p)$；其他时候是 `A` 的副本，掩码写了什么都不管。float32 仍是 float32。
#
# **错误**：`drop_rate` 是负数，或者达到或超过 1，抛出 `ValueError`；训练时，掩码与 `A` 的形状不同，也抛出 `ValueError`。
#
# **例子**：$A = [[1, 2, 3, 4]]$，用上面例子里的掩码，$p = 0.25$：得到 $[[1.3333, 0, 4, 5.3333]]$。


# %% solution="dropout_forward"
def dropout_forward(A, mask, drop_rate, training=True):
    """Apply inverted dropout to the activations of a layer.

    Parameters
    ----------
    A : ndarray of any shape, float
        Activations. Not modified.
    mask : ndarray of the shape of `A`, bool
        True where a unit stays.
    drop_rate : float
        Probability of being dropped, at least 0 and below 1.
    training : bool
        Whether the network is being trained; otherwise nothing is dropped or scaled.

    Returns
    -------
    ndarray of the shape of `A`
        A new array.

    Raises
    ------
    ValueError
        If `drop_rate` is negative or is 1 or more; in training, if the mask has another shape.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if not 0 <= drop_rate < 1:
        raise ValueError(f"drop_rate must be at least 0 and below 1; got {drop_rate}.")
    if not training:
        return A.copy()
    if mask.shape != A.shape:
        raise ValueError(f"the mask must have the shape of A; got {mask.shape} and {A.shape}.")
    return A * mask / (1 - drop_rate)
    ### END SOLUTION


# %% check="dropout_forward"
check("dropout_forward")

# %% [markdown] lang="en"
# ### Exercise: `dropout_backward`
#
# **What for.** The gradient on its way back through dropout.
#
# **Arguments.** `dOut`: a float array, the gradient that arrives from upstream; it keeps its values. `mask`: a bool array of the same shape, the mask of the forward pass. `drop_rate`: the probability $p$ of being dropped.
#
# **Returns.** A new array of the shape of `dOut`, the gradient with respect to `A`.
#
# **Errors.** `ValueError` if `drop_rate` is negative, or is 1 or more, or if the shapes differ.
#
# **Example.** `dOut` $= [[1, -2, 3, 4]]$, mask and $p$ as above: $[[1.3333, 0, 4, 5.3333]]$.

# %% [markdown] lang="zh"
# ### 练习：`dropout_backward`
#
# **用途**：让梯度往回穿过暂退法。
#
# **参数**：`dOut`：浮点数组，从上游到达的梯度，保持原值。`mask`：同样形状的 bool 数组，就是前向传播时的掩码。`drop_rate`：被丢弃的概率 $p$。
#
# **返回**：形状与 `dOut` 相同的新数组，即对 `A` 的梯度。
#
# **错误**：`drop_rate` 是负数，达到或超过 1，或者形状不同，抛出 `ValueError`。
#
# **例子**：`dOut` $= [[1, -2, 3, 4]]$，掩码和 $p$ 同上：得到 $[[1.3333, 0, 4, 5.3333]]$。


# %% solution="dropout_backward"
def dropout_backward(dOut, mask, drop_rate):
    """Carry a gradient back through inverted dropout.

    Parameters
    ----------
    dOut : ndarray of any shape, float
        Gradient with respect to what dropout gave. Not modified.
    mask : ndarray of the shape of `dOut`, bool
        The mask of the forward pass.
    drop_rate : float
        Probability of being dropped, at least 0 and below 1.

    Returns
    -------
    ndarray of the shape of `dOut`
        Gradient with respect to the activations, a new array.

    Raises
    ------
    ValueError
        If `drop_rate` is negative or is 1 or more, or the shapes differ.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if not 0 <= drop_rate < 1:
        raise ValueError(f"drop_rate must be at least 0 and below 1; got {drop_rate}.")
    if mask.shape != dOut.shape:
        raise ValueError(f"the mask must have the shape of dOut; got {mask.shape} and {dOut.shape}.")
    return dOut * mask / (1 - drop_rate)
    ### END SOLUTION


# %% check="dropout_backward"
check("dropout_backward")

# %% [markdown] lang="en"
# ### Common misconception: "dropout with p = 0.8 drops a lot"
#
# It depends on who says it. The number $p$ has two opposite meanings in the literature, and that is only the first of four questions to ask of any dropout code:
#
# | question | this course | paper of 2014 [8] | PyTorch, `nn.Dropout(p)` | Keras, `Dropout(rate)` | TensorFlow 1, `tf.nn.dropout(x, keep_prob)` |
# |---|---|---|---|---|---|
# | Is the number the share that is **dropped** or **kept**? | dropped | kept | dropped | dropped | kept |
# | Who **scales**, and when? | divide in training | multiply the weights at test time | divide in training | divide in training | divide in training |
# | Who switches it **off** at test time? | you, `training=False` | you | you, `model.eval()` | `predict` and `evaluate` do | you, `keep_prob=1` |
# | On **which layers**? | every hidden layer | hidden ones, and inputs with a higher share kept | wherever you put one | wherever you put one | wherever you put one |
#
# A wrong answer to any of them gives code that runs, raises no error, and learns. In the first case 0.8 instead of 0.2 is dropped; in the second, with $p = 0.5$, every sum is twice as large at test time; in the third, each time you ask you get another answer. **What is right:** say "drop probability" or "keep probability", never "$p$" alone, and look into the documentation.

# %% [markdown] lang="zh"
# ### 常见误解：“p = 0.8 的暂退法丢得很多”
#
# 这要看是谁说的。文献里，$p$ 这个数有两种相反的含义。而面对任何一段暂退法的代码，要问的问题有四个，这只是第一个：
#
# | 问题 | 本课程 | 2014 年的论文 [8] | PyTorch，`nn.Dropout(p)` | Keras，`Dropout(rate)` | TensorFlow 1，`tf.nn.dropout(x, keep_prob)` |
# |---|---|---|---|---|---|
# | 这个数是**丢弃**的比例，还是**保留**的比例？ | 丢弃 | 保留 | 丢弃 | 丢弃 | 保留 |
# | 谁来**缩放**，什么时候？ | 训练时除 | 测试时乘在权重上 | 训练时除 | 训练时除 | 训练时除 |
# | 测试时谁把它**关掉**？ | 你，`training=False` | 你 | 你，`model.eval()` | `predict` 和 `evaluate` 会关 | 你，`keep_prob=1` |
# | 用在**哪些层**上？ | 每个隐藏层 | 隐藏层，还有输入，输入保留得更多 | 你放在哪里，就在哪里 | 你放在哪里，就在哪里 | 你放在哪里，就在哪里 |
#
# 哪一个答错了，代码都照样能跑，不报错，也学得动。第一个答错，丢弃的就不是 0.2，而是 0.8；第二个答错，$p = 0.5$ 时，测试时的每个和都大了一倍；第三个答错，每问一次，回答都不一样。**正确的说法**：要说“丢弃概率”或“保留概率”，不要光说“$p$”，并且查一查文档。

# %% [markdown] lang="en"
# ## 7. The whole network
#
# ![Two rows of boxes. Above, left to right: A with a tilde of the layer before, Z, A, the mask and the division by 1 − p, A with a tilde, the next layer. Below, right to left, the same stations for the gradients. An arrow leads from the mask above to the mask below.](pictures/11_flow.en.png)
#
# *One hidden layer with dropout, there and back. Question: which three arrays must the way forward keep for the way back?*
#
# In a network, dropout comes **after the activation of every hidden layer**, and never after the last layer: an answer that is switched off half of the time helps nobody. So layer $l$ is, in training,
#
# $$Z_l = \tilde{A}_{l-1} W_l + b_l \qquad A_l = f_l(Z_l) \qquad \tilde{A}_l = \frac{A_l \odot M_l}{1 - p_l}$$
#
# with $\tilde{A}_0 = X$, and at the last layer $\tilde{A}_L = A_L$. The next layer sees only $\tilde{A}_l$, so that is what goes into the cache as its input. And the mask goes there too, because the way back needs it.

# %% [markdown] lang="zh"
# ## 7. 整个网络
#
# ![两排方框。上面一排从左到右：前一层带波浪号的 A，Z，A，掩码和除以 1 − p，带波浪号的 A，下一层。下面一排从右到左，是梯度经过的同样几站。一条箭头从上面的掩码指向下面的掩码。](pictures/11_flow.zh.png)
#
# **带暂退法的一个隐藏层，一去一回**。问题：往前走时，要为往回走留下哪三个数组？
#
# 在网络里，暂退法放在**每个隐藏层的激活函数之后**，最后一层之后从来不放：一半时候关着的答案，对谁都没有用。所以训练时，第 $l$ 层是
#
# $$Z_l = \tilde{A}_{l-1} W_l + b_l \qquad A_l = f_l(Z_l) \qquad \tilde{A}_l = \frac{A_l \odot M_l}{1 - p_l}$$
#
# 其中 $\tilde{A}_0 = X$，最后一层 $\tilde{A}_L = A_L$。下一层只看得到 $\tilde{A}_l$，所以缓存里记下的输入就是它。掩码也要放进缓存，因为往回走要用。

# %% [markdown] lang="en"
# ### Exercise: `mlp_forward_dropout`
#
# **What for.** The forward pass of lesson 03, with dropout.
#
# **Arguments.** `X`: array `(m, n_in)`; $m$ may be 0. `params` and `activations`: as for `mlp_forward`, for $L$ layers. `drop_rates`: a list with one drop probability for each **hidden** layer, $L - 1$ of them. `rng`: a random generator; not needed with `training=False`. `training`: whether units are dropped. Nothing is modified.
#
# **Returns.** The pair `(A, caches)`: the output `(m, n_out)`, and a list with one dictionary a layer: `"A_prev"`, what came into the layer; `"Z"`; `"A"`, the activation **after** dropout; `"mask"`. In training, draw one mask of shape `(m, n_l)` for each hidden layer, in order from the first to the last, with your `dropout_mask`, **also where the rate is 0**, so that everyone draws the same. The mask of the last layer is None. With `training=False` all masks are None, and `rng` is not touched.
#
# **Errors.** `ValueError` if there is not one activation for each layer and one rate for each hidden layer, or if masks are needed and `rng` is None.
#
# **Example.** With `training=False`, or with all rates 0, the output is that of `mlp_forward`. Your `dense_forward`, `relu`, `leaky_relu`, `sigmoid` and `softmax` are at hand.

# %% [markdown] lang="zh"
# ### 练习：`mlp_forward_dropout`
#
# **用途**：第 03 课的前向传播，加上暂退法。
#
# **参数**：`X`：数组 `(m, n_in)`，$m$ 可以是 0。`params` 和 `activations`：与 `mlp_forward` 一样，有 $L$ 层。`drop_rates`：列表，每个**隐藏**层一个丢弃概率，共 $L - 1$ 个。`rng`：随机数生成器，`training=False` 时不需要。`training`：是否丢弃单元。这些参数都不修改。
#
# **返回**：一对值 `(A, caches)`：输出 `(m, n_out)`，以及一个列表，每层一个字典：`"A_prev"` 是进入这一层的值；`"Z"`；`"A"` 是暂退法**之后**的激活值；`"mask"`。训练时，从第一个到最后一个隐藏层，依次用你的 `dropout_mask` 各抽一个形状为 `(m, n_l)` 的掩码，**丢弃概率为 0 的层也要抽**，这样所有人抽到的才一样。最后一层的掩码是 None。`training=False` 时，所有掩码都是 None，也不动用 `rng`。
#
# **错误**：激活函数不是每层一个，或者丢弃概率不是每个隐藏层一个，或者需要掩码而 `rng` 是 None，抛出 `ValueError`。
#
# **例子**：`training=False`，或者所有丢弃概率都是 0 时，输出与 `mlp_forward` 相同。你写的 `dense_forward`、`relu`、`leaky_relu`、`sigmoid` 和 `softmax` 可以直接用。


# %% solution="mlp_forward_dropout"
def mlp_forward_dropout(X, params, activations, drop_rates, rng=None, training=True):
    """Run a network forward with dropout after the activation of every hidden layer.

    Parameters
    ----------
    X : ndarray of shape (m, n_in)
        One sample per row (axis 0); m may be 0. Not modified.
    params : list of dict
        ``{"W": (n_in, n_out), "b": (n_out,)}`` of each of L layers. Not modified.
    activations : list of str
        One name per layer, as for `mlp_forward`.
    drop_rates : list of float
        One drop probability per hidden layer, L - 1 of them.
    rng : numpy.random.Generator, optional
        In training it draws one mask per hidden layer, in order, also where the rate is 0.
    training : bool
        Whether units are dropped; otherwise `rng` is not touched.

    Returns
    -------
    A : ndarray of shape (m, n_out of the last layer)
        Output of the network.
    caches : list of dict
        ``{"A_prev", "Z", "A", "mask"}`` of each layer; "A" after dropout, "mask" None where nothing is dropped.

    Raises
    ------
    ValueError
        If activations or rates do not fit the layers, or masks are needed and `rng` is None.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if len(activations) != len(params) or len(drop_rates) != len(params) - 1:
        raise ValueError(f"{len(params)} layers: got {len(activations)} activations and {len(drop_rates)} rates.")
    if training and len(drop_rates) > 0 and rng is None:
        raise ValueError("masks need a generator: pass rng, or training=False.")
    functions = {
        "linear": np.copy,
        "relu": relu,
        "leaky_relu": leaky_relu,
        "sigmoid": sigmoid,
        "tanh": np.tanh,
        "softmax": softmax,
    }
    A, caches = X, []
    for number, (layer, name) in enumerate(zip(params, activations, strict=True)):
        if name not in functions:
            raise ValueError(f"there is no activation {name!r}.")
        A_prev, mask = A, None
        Z = dense_forward(A_prev, layer["W"], layer["b"])
        A = functions[name](Z)
        if training and number < len(drop_rates):
            mask = dropout_mask(A.shape, drop_rates[number], rng)
            A = dropout_forward(A, mask, drop_rates[number])
        caches.append({"A_prev": A_prev, "Z": Z, "A": A, "mask": mask})
    return A, caches
    ### END SOLUTION


# %% check="mlp_forward_dropout"
check("mlp_forward_dropout")

# %% [markdown] lang="en"
# ### Exercise: `mlp_backward_dropout`
#
# **What for.** The gradients of that network, through exactly those units that took part.
#
# **Arguments.** `dZ_last`: array `(m, n_out)`, the gradient at the last pre-activation. `params`, `activations` and `drop_rates`: those of the forward pass. `caches`: as `mlp_forward_dropout` left them. Nothing is modified, and nothing is drawn.
#
# **Returns.** A list with one dictionary a layer, `{"W": dW, "b": db}`. At each hidden layer the gradient first goes back through dropout, with the **stored** mask, then through the activation, with its slope at $Z$. Where the mask is None, dropout changes nothing.
#
# **Errors.** `ValueError` if there is not one cache and one activation for each layer, or not one rate for each hidden layer.
#
# **Example.** If all masks are None, the result is that of `mlp_backward`. Your `dense_backward` and `activation_backward` are at hand.

# %% [markdown] lang="zh"
# ### 练习：`mlp_backward_dropout`
#
# **用途**：求出这个网络的梯度，只经过真正参与了的那些单元。
#
# **参数**：`dZ_last`：数组 `(m, n_out)`，最后一层净输入处的梯度。`params`、`activations` 和 `drop_rates`：与前向传播时相同。`caches`：`mlp_forward_dropout` 留下的缓存。什么也不修改，也不再抽随机数。
#
# **返回**：列表，每层一个字典 `{"W": dW, "b": db}`。在每个隐藏层，梯度先往回穿过暂退法，用的是**存下来的**掩码；再穿过激活函数，用的是它在 $Z$ 处的斜率。掩码是 None 时，暂退法什么也不改变。
#
# **错误**：缓存或激活函数不是每层一个，或者丢弃概率不是每个隐藏层一个，抛出 `ValueError`。
#
# **例子**：如果所有掩码都是 None，结果与 `mlp_backward` 相同。你写的 `dense_backward` 和 `activation_backward` 可以直接用。


# %% solution="mlp_backward_dropout"
def mlp_backward_dropout(dZ_last, params, caches, activations, drop_rates):
    """Carry the gradient of the loss back through a network with dropout.

    Parameters
    ----------
    dZ_last : ndarray of shape (m, n_out of the last layer)
        Gradient at the last pre-activation. Not modified.
    params : list of dict
        ``{"W": (n_in, n_out), "b": (n_out,)}`` of each of L layers. Not modified.
    caches : list of dict
        ``{"A_prev", "Z", "A", "mask"}`` of each layer, from `mlp_forward_dropout`. Not modified.
    activations : list of str
        One name per layer.
    drop_rates : list of float
        One drop probability per hidden layer, L - 1 of them.

    Returns
    -------
    list of dict
        Gradients, built like `params`.

    Raises
    ------
    ValueError
        If the lists do not fit together.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if not len(params) == len(caches) == len(activations) == len(drop_rates) + 1:
        raise ValueError("params, caches and activations need one entry per layer, drop_rates one per hidden layer.")
    grads, dZ = [None] * len(params), dZ_last
    for number in range(len(params) - 1, -1, -1):
        dA, dW, db = dense_backward(dZ, caches[number]["A_prev"], params[number]["W"])
        grads[number] = {"W": dW, "b": db}
        if number > 0:
            before = caches[number - 1]
            if before["mask"] is not None:
                dA = dropout_backward(dA, before["mask"], drop_rates[number - 1])
            dZ = activation_backward(dA, before["Z"], activations[number - 1])
    return grads
    ### END SOLUTION


# %% check="mlp_backward_dropout"
check("mlp_backward_dropout")

# %% [markdown] lang="en"
# **A judge who throws coins?** A gradient check computes the loss twice for each parameter. With new masks each time it would compare two *different* functions. So the coins must fall the same way every time: a new generator with the same seed for each forward pass. Try it with a tanh network, once with the right masks and once, for comparison, with a judge that lets the coins fall as they like.

# %% [markdown] lang="zh"
# **抛硬币的裁判**？梯度检验要为每个参数算两次损失。如果每次都换新的掩码，比较的就是两个**不同的**函数。所以硬币每次都要落得一样：每次前向传播都用种子相同的新生成器。用一个 tanh 网络试一试：一次用同样的掩码，再一次作为对照，让裁判的硬币随便落。

# %% demo
with demo.waits_for("train_val_test_split", "mlp_forward_dropout", "mlp_backward_dropout"):
    rng = np.random.default_rng(8)
    tanh_net, tanh_names, rates = init_params([2, 5, 4, 1], rng, "xavier"), ["tanh", "tanh", "sigmoid"], [0.25, 0.4]
    for layer in tanh_net:
        layer["b"] += rng.normal(size=layer["b"].shape)
    few, labels = (part[:7] for part in noisy_circles(np.random.default_rng(0))[:2])
    p, caches = mlp_forward_dropout(few, tanh_net, tanh_names, rates, np.random.default_rng(1))
    claimed = mlp_backward_dropout(bce_sigmoid_backward(labels, p), tanh_net, caches, tanh_names, rates)

    def loss_with(coins):
        def loss(params):
            p, _ = mlp_forward_dropout(few, params, tanh_names, rates, coins())
            return binary_cross_entropy(labels, p)

        return loss

    same, any_way = lambda: np.random.default_rng(1), lambda: rng
    fixed, loose = (gradient_check(loss_with(coins), tanh_net, claimed) for coins in (same, any_way))
    demo.say("the same masks each time: r = {:.0e}", "每次同样的掩码：r = {:.0e}", fixed)
    demo.say("new masks each time:      r = {:.2f}", "每次新的掩码：  r = {:.2f}", loose)

# %% [markdown] lang="en"
# **What it means.** With the same masks the check passes. With new masks each time the number is almost 1, although your gradient is right: the difference of two unlike losses, divided by $2h$, is an enormous number that has nothing to do with any slope.
#
# ## 8. Three runs
#
# Now the experiment of section 3 again, with dropout $p = 0.5$ on both hidden layers. What is compared is the number of epochs until the **validation loss is lowest**; without dropout it was 11.
#
# ### Predict, then run: how long until the best epoch?
#
# With dropout, the lowest validation loss comes
#
# - **a** after fewer epochs: a thinned network is smaller, so it learns faster
# - **b** after about as many: the average network is the same
# - **c** after more epochs

# %% [markdown] lang="zh"
# **这说明什么**。掩码相同时，检验通过。每次换新的掩码时，这个数几乎是 1，尽管你的梯度是对的：两个不一样的损失相减，再除以 $2h$，得到一个巨大的数，与任何斜率都不相干。
#
# ## 8. 三次训练
#
# 现在重做第 3 节的实验，两个隐藏层都用 $p = 0.5$ 的暂退法。要比的是：**验证损失最低**出现在多少轮之后。没有暂退法时是 11 轮。
#
# ### 先预测，再运行：多久才到最好的一轮？
#
# 用了暂退法，最低的验证损失出现在
#
# - **a** 更少的轮数之后：变瘦的网络更小，所以学得更快
# - **b** 差不多的轮数之后：平均起来，网络还是那个网络
# - **c** 更多的轮数之后

# %% predict="L11-P2"
prediction_L11_P2 = "c"

# %% demo
committed("L11-P2")

# %% [markdown] lang="en"
# The next cell trains with dropout, and then both without (`plain`) and with it (`dropout`) for two more seeds: other data, other first weights, other masks. It takes some seconds and prints a line as each run ends: the two losses in the end, in parentheses the lowest validation loss and after how many epochs, the test accuracy, the time.

# %% [markdown] lang="zh"
# 下一个单元格用暂退法训练一次，再换两个种子，不加对策的（`plain`）和用暂退法的（`dropout`）各训练一次：数据不同，初始权重不同，掩码也不同。要等几秒，每训练完一次就输出一次：最后的两个损失，括号里是最低的验证损失和在多少轮之后，然后是测试准确率和用时。


# %% demo
def with_dropout(params, X, y, rng):
    p, caches = mlp_forward_dropout(X, params, NAMES, [0.5, 0.5], rng)
    return mlp_backward_dropout(bce_sigmoid_backward(y, p), params, caches, NAMES, [0.5, 0.5])


with demo.waits_for("train_val_test_split", "mlp_forward_dropout", "mlp_backward_dropout"):
    runs.pop("dropout", None)
    several = {"plain": [], "dropout": []}
    for seed in range(3):
        for name, gradients in (("plain", plain), ("dropout", with_dropout)):
            run = train(gradients, seed) if seed else once(name, gradients)
            several[name].append(run)
            tell(f"seed {seed}  {name:7}", run, f"{run['seconds']:.1f} s")
    for name in several:
        epochs = [int(np.argmin(run["val"])) + 1 for run in several[name]]
        ends = [(run["val"][-1], run["test accuracy"]) for run in several[name]]
        demo.say(
            "{:7}  best after {} epochs, last validation {:.3f}, test accuracy {:.3f} (means)",
            "{:7}  {} 轮之后最好；最后的验证损失 {:.3f}，测试准确率 {:.3f}（平均）",
            *(name, epochs, *np.mean(ends, axis=0)),
        )

# %% [markdown] lang="en"
# **What it means.** The answer is **c**: 11, 34 and 14 epochs without dropout, 41, 63 and 45 with it. Every step moves a network with part of its units missing, on masks that never come again: the gradients are noisier, and it takes longer. Measured on images, networks with dropout took about twice as many iterations in 2012 [9], and two to three times as long according to the authors of dropout themselves [8].
#
# And what is the gain? Without a remedy the last validation loss is 1.722 on average, with dropout it is 0.697, and the test accuracy rises from 0.709 to 0.740. On the data of seed 0, L2 was better still: 0.503 and 0.757, against 0.857 and 0.750 with dropout. On large networks it is often the other way around, and both are used together. Dropout did not *stop* overfitting either: after the best epoch the validation loss still rises, only later and less. Stopping there is the third remedy, and the subject of lesson 12.
#
# **Look at all three.** Change the run and drag the epoch. Questions: which region comes nearest to a circle after 400 epochs? And at which epoch would you have stopped the first run, without knowing what comes after?

# %% [markdown] lang="zh"
# **这说明什么**。答案是 **c**：没有暂退法时是 11、34、14 轮，有它时是 41、63、45 轮。每一步动的都是缺了一部分单元的网络，而且同样的掩码不会再来：梯度里的噪声更多，就要花更久。在图像上测到的是：2012 年，用了暂退法的网络，迭代次数大约是原来的两倍 [9]；按暂退法作者们自己的说法，时间是两到三倍 [8]。
#
# 得到了什么呢？不用任何对策，最后的验证损失平均是 1.722，用暂退法是 0.697；测试准确率从 0.709 升到 0.740。在种子 0 的数据上，L2 还要更好：0.503 和 0.757，暂退法是 0.857 和 0.750。在大的网络上常常反过来，而且两种会一起用。暂退法也没有**止住**过拟合：过了最好的一轮，验证损失照样上升，只是来得晚一些、轻一些。在那里停下来，是第三种对策，也是第 12 课的主题。
#
# **三个都看一看**。换一次训练，再拖动轮数。问题：400 轮之后，哪个区域最接近圆形？如果不知道后面会怎样，第一次训练你会在哪一轮停下？

# %% demo
with demo.waits_for("train_val_test_split", "l2_gradients", "mlp_forward_dropout", "mlp_backward_dropout"):
    X_train, y_train = noisy_circles(np.random.default_rng(0))[:2]
    remedies = {"plain": plain, "L2": with_l2(0.01), "dropout": with_dropout}
    shown = {name: once(name, gradients) for name, gradients in remedies.items()}
    display(widgets.overfitting(mlp_forward, shown, X_train, y_train))

# %% [markdown] lang="en"
# ### Written question: two claims
#
# A blog recommends dropout with $p = 0.5$: "It halves the capacity of the network. And because there are fewer weights, the network also trains faster." Correct both claims, each with at least one number from this lesson. For the second, think of the matrix products that are computed in a step, or look at the seconds of the runs (they scatter with what else your computer has to do).

# %% [markdown] lang="zh"
# ### 书面题：两个说法
#
# 一篇博客推荐 $p = 0.5$ 的暂退法：“它让网络的容量减半。而且权重少了，网络训练得也更快。”改正这两个说法，每个至少用上这一课里的一个数。对第二个说法，想一想一步里要算哪些矩阵乘积，或者看看每次训练用了多少秒（这个数会随计算机还在忙什么而变）。

# %% [markdown] lang="en" written="two_claims" points=4
# "Half": in one step half of the **units** stay on average, and a quarter of the **weights** between two layers with dropout (0.25 was counted). But that concerns one step. Over many steps all units and all weights are trained, and the final network uses all of them, 4417 parameters. It can be seen as an average over very many thinned networks; its capacity isn't halved. That it can still overfit is seen in the last validation loss, which lies above its own lowest value.
#
# "Faster": a step costs about the same, because the same matrix products are computed, with zeros in them, and masks have to be drawn as well; the runs with dropout did not take fewer seconds. And it takes **more** epochs: the lowest validation loss came after 41, 63, 45 epochs, against 11, 34, 14 without dropout. What dropout gives is not speed but generalization: the last validation loss was 0.697 on average, against 1.722 without it.

# %% [markdown] lang="zh" written="two_claims" points=4
# “减半”：在一步里，平均有一半**单元**留下；两个用了暂退法的层之间，**权重**只有四分之一参与（数出来是 0.25）。但这只是一步里的事。许多步下来，所有单元、所有权重都训练到了，最后的网络也用到全部 4417 个参数。可以把它看成许许多多变瘦的网络的平均；它的容量并没有减半。它仍然会过拟合，看最后的验证损失就知道：高出了它自己的最低值。
#
# “更快”：一步的开销差不多，因为要算的矩阵乘积还是那些，只是里面有了 0，还要另外抽掩码；用暂退法的那几次，秒数并没有变少。而需要的轮数**更多**：最低的验证损失出现在 41、63、45 轮之后，没有暂退法时是 11、34、14 轮。暂退法带来的不是速度，而是泛化：最后的验证损失平均是 0.697，原来是 1.722。

# %% [markdown] lang="en" rubric="two_claims"
# - 1 point: half of the units in a step, a quarter of the weights between two such layers.
# - 1 point: the final network uses all units and weights; the capacity is not halved.
# - 1 point: a step costs about the same (same matrix products, or the measured seconds).
# - 1 point: more epochs, with a number from the experiment.

# %% [markdown] lang="zh" rubric="two_claims"
# - 1 分：一步里单元是一半，这样的两层之间权重是四分之一。
# - 1 分：最后的网络用到所有单元和权重；容量没有减半。
# - 1 分：一步的开销差不多（同样的矩阵乘积，或者测得的秒数）。
# - 1 分：轮数更多，并给出实验里的一个数。

# %% [markdown] lang="en"
# ## 9. A crowd in one network
#
# ![Sixteen small networks of four units and one output: all units kept, then one, two, three and all four dropped. Below each is its probability, from 0.3164 down to 0.0039.](pictures/11_crowd.en.png)
#
# *All masks of four units, with their probabilities at $p = 0.25$. Question: how probable is it that exactly one of the four is dropped?*
#
# Each mask makes another network out of the same weights. With $n$ units there are $2^n$ of them, so one could call dropout the training of a huge **ensemble**: many networks whose answers are averaged. The network at test time would be this average. Is it? For four units all 16 masks can be tried. Take $h = (1, -0.5, 2, 0.8)$, $w = (0.6, 1.2, -0.7, 0.9)$, $b = 0.2$ and $p = 0.25$. Each mask gets its probability, for example $0.75^3 \cdot 0.25 = 0.1055$ if one certain unit is dropped; there are four of these, so that exactly one is dropped with probability 0.4219.

# %% [markdown] lang="zh"
# ## 9. 一个网络里的一群网络
#
# ![十六个小网络，各有四个单元和一个输出：先是全部留下，然后是丢弃一个、两个、三个，最后四个全部丢弃。各自下方是它的概率，从 0.3164 到 0.0039。](pictures/11_crowd.zh.png)
#
# **四个单元的全部掩码，以及 $p = 0.25$ 时各自的概率**。问题：四个单元里恰好丢弃一个，概率是多少？
#
# 每个掩码都从同样的权重里变出另一个网络。有 $n$ 个单元，就有 $2^n$ 个网络。所以可以说，暂退法训练的是一个巨大的**集成**（ensemble）：由许多网络分别回答，再取平均。测试时的网络就是这个平均。真的是吗？只有四个单元时，16 个掩码可以全部试一遍。取 $h = (1, -0.5, 2, 0.8)$，$w = (0.6, 1.2, -0.7, 0.9)$，$b = 0.2$，$p = 0.25$。每个掩码有它的概率，例如只丢弃某一个单元的掩码是 $0.75^3 \cdot 0.25 = 0.1055$；这样的掩码有四个，所以恰好丢弃一个的概率是 0.4219。

# %% demo
with demo.waits_for("dropout_forward"):
    h, w, b = np.array([1.0, -0.5, 2.0, 0.8]), np.array([0.6, 1.2, -0.7, 0.9]), 0.2
    masks = np.array(list(itertools.product([False, True], repeat=4)))
    chances = np.prod(np.where(masks, 0.75, 0.25), axis=1)
    sums = dropout_forward(np.tile(h, (16, 1)), masks, 0.25) @ w + b
    one_pass = h @ w + b
    demo.say("probabilities add up to {}", "概率加起来是 {}", chances.sum())
    bent, bent_pass = chances @ np.tanh(sums), np.tanh(one_pass)
    for name, mean, single in (("linear", chances @ sums, one_pass), ("tanh  ", bent, bent_pass)):
        demo.say(
            "{}  mean of the 16 networks {:.6f}   one pass without dropout {:.6f}",
            "{}  16 个网络的平均 {:.6f}   不用暂退法只算一遍 {:.6f}",
            *(name, mean, single),
        )

# %% [markdown] lang="en"
# **What it means.** For a linear layer it is exact: $-0.48$ both times, which is the expected value of section 6. With a tanh on top, the mean is $-0.315615$, while one pass says $-0.446244$: the tanh of a mean is not the mean of the tanh. So for deep networks, one pass at test time is an *approximation* of the average over all thinned networks; for some simple kinds of network one can prove how good it is [10]. In practice it works well, and it costs one pass, where the average would take $2^{128}$ passes for our network.

# %% [markdown] lang="zh"
# **这说明什么**。对线性的一层，两者完全相等：都是 $-0.48$，也就是第 6 节的期望值。再加一个 tanh，平均是 $-0.315615$，不用暂退法只算一遍，得到的却是 $-0.446244$：平均值的 tanh，不等于 tanh 的平均值。所以对深的网络，测试时只算一遍，得到的是所有变瘦的网络的平均值的**近似**；对一些简单的网络，可以证明它有多好 [10]。实践中它很管用，而且只要算一遍；真要求平均，我们的网络得算 $2^{128}$ 遍。

# %% [markdown] lang="en"
# ## 10. Four things that are easily mixed up
#
# You may read that "dropout and early stopping prune the network and halt the training". Here are four descriptions. Which one is an L2 penalty, which one dropout, which one **early stopping**, which one **pruning**?
#
# 1. Weights or units that matter little are removed, for good, mostly after training, to make the network smaller.
# 2. Units are left out at random, for one step only; at test time all are there.
# 3. Training ends before the last planned epoch, because the validation loss no longer falls.
# 4. Every weight is pulled toward 0 at every step, and none is left out.
#
# <details>
# <summary>Answers</summary>
#
# 1 pruning, 2 dropout, 3 early stopping, 4 L2 penalty. Only the third halts the training, and only the first makes the network smaller [2, sections 7.8 and 7.12].
#
# </details>

# %% [markdown] lang="zh"
# ## 10. 容易混淆的四件事
#
# 你也许读到过：“暂退法和早停修剪网络，并让训练停下来。”下面是四段描述。哪一段是 L2 惩罚，哪一段是暂退法，哪一段是**早停**（early stopping），哪一段是**剪枝**（pruning）？
#
# 1. 把不重要的权重或单元去掉，永远去掉，多半在训练之后，为的是让网络变小。
# 2. 随机丢下一些单元，只在这一步里；测试时全都在场。
# 3. 验证损失不再下降，于是不等到原定的最后一轮，训练就结束。
# 4. 每一步都把每个权重往 0 拉一点，一个也不丢下。
#
# <details>
# <summary>答案</summary>
#
# 1 是剪枝，2 是暂退法，3 是早停，4 是 L2 惩罚。只有第三种让训练停下来，只有第一种让网络变小 [2，7.8 和 7.12 节]。
#
# </details>

# %% [markdown] lang="en"
# ## Recap
#
# 1. Judge a model by data that had no part in choosing it: gradients from the training set, choices by the validation set, one number from the test set, at the end.
# 2. Underfitting: the training loss stays high. Overfitting: the validation loss has risen well above its lowest value.
# 3. L2: add $\frac{\lambda}{2} \sum w^2$ to the loss and $\lambda W$ to $dW$; leave the biases alone.
# 4. Inverted dropout: in training $A \odot M / (1 - p)$, with a new mask at every step, the same one on the way back; at test time nothing.
# 5. With $p = 0.5$, half of the units and a quarter of the weights between two such layers are at work in a step; it takes more epochs; the final network uses all of them.

# %% [markdown] lang="zh"
# ## 小结
#
# 1. 评判一个模型，要用没有参与挑选它的数据：梯度来自训练集，选择靠验证集，最后从测试集得到一个数。
# 2. 欠拟合：训练损失一直很高。过拟合：验证损失已经比它的最低值高出许多。
# 3. L2：给损失加上 $\frac{\lambda}{2} \sum w^2$，给 $dW$ 加上 $\lambda W$；偏置不动。
# 4. 训练时缩放的暂退法：训练时用 $A \odot M / (1 - p)$，每一步换新的掩码，往回走时用同一个；测试时什么也不做。
# 5. $p = 0.5$ 时，一步里有一半单元在干活，这样的两层之间有四分之一权重在干活；要花更多轮；最后的网络用到全部。

# %% [markdown] lang="en"
# ### A map of names
#
# | in this course | in mathematics | in PyTorch |
# |---|---|---|
# | `train_val_test_split` | three samples of one distribution | `torch.utils.data.random_split` |
# | `l2_penalty`, `lam` | $\frac{\lambda}{2} \lVert W \rVert^2$ | `weight_decay` of the optimizer |
# | `drop_rate` | $p$, drop probability | `p` of `torch.nn.Dropout` |
# | `dropout_mask` | $M_{ij}$, Bernoulli with $1 - p$ | inside `torch.nn.Dropout` |
# | `training=True`, `training=False` | $\tilde{A}$, $A$ | `model.train()`, `model.eval()` |

# %% [markdown] lang="zh"
# ### 名称对照
#
# | 本课程 | 数学 | PyTorch |
# |---|---|---|
# | `train_val_test_split` | 同一个分布的三份样本 | `torch.utils.data.random_split` |
# | `l2_penalty`、`lam` | $\frac{\lambda}{2} \lVert W \rVert^2$ | 优化器的 `weight_decay` |
# | `drop_rate` | $p$，丢弃概率 | `torch.nn.Dropout` 的 `p` |
# | `dropout_mask` | $M_{ij}$，参数为 $1 - p$ 的伯努利分布（Bernoulli） | 在 `torch.nn.Dropout` 里面 |
# | `training=True`、`training=False` | $\tilde{A}$、$A$ | `model.train()`、`model.eval()` |

# %% [markdown] lang="en"
# ### Test yourself
#
# 1. The training loss is 0.60 and stays there, the validation loss is 0.61. Underfitting or overfitting?
# 2. $W = [[3, 0], [0, 4]]$, $b = [7, 7]$, $\lambda = 0.2$. What is the penalty, and what does it add to $dW$ and $db$?
# 3. Two neighboring hidden layers have drop probabilities 0.2 and 0.5. What share of the weights between them is at work in a step?
# 4. A mask keeps a unit with activation 3, and $p = 0.4$. What comes out in training, what at test time?
# 5. A network gives another answer each time you ask it the same question. What was forgotten?
#
# <details>
# <summary>Answers</summary>
#
# 1. Underfitting: not even the training samples are learned, and the two losses are nearly the same.
# 2. $0.1 \cdot (9 + 16) = 2.5$; it adds $[[0.6, 0], [0, 0.8]]$ to $dW$ and nothing to $db$.
# 3. $0.8 \cdot 0.5 = 0.4$.
# 4. $3 / 0.6 = 5$ in training, 3 at test time.
# 5. To switch dropout off: `training=False`, or `model.eval()`.
#
# </details>

# %% [markdown] lang="zh"
# ### 自测
#
# 1. 训练损失是 0.60，一直停在那里，验证损失是 0.61。欠拟合还是过拟合？
# 2. $W = [[3, 0], [0, 4]]$，$b = [7, 7]$，$\lambda = 0.2$。惩罚是多少？它给 $dW$ 和 $db$ 各加上什么？
# 3. 相邻的两个隐藏层，丢弃概率是 0.2 和 0.5。一步里，两层之间的权重有多大一部分在干活？
# 4. 掩码留下了激活值为 3 的一个单元，$p = 0.4$。训练时输出多少？测试时呢？
# 5. 同一个问题，网络每次的回答都不一样。忘了什么？
#
# <details>
# <summary>答案</summary>
#
# 1. 欠拟合：连训练样本都没有学会，而且两个损失几乎一样。
# 2. $0.1 \cdot (9 + 16) = 2.5$；给 $dW$ 加上 $[[0.6, 0], [0, 0.8]]$，给 $db$ 什么也不加。
# 3. $0.8 \cdot 0.5 = 0.4$。
# 4. 训练时 $3 / 0.6 = 5$，测试时是 3。
# 5. 忘了关掉暂退法：`training=False`，或者 `model.eval()`。
#
# </details>

# %% [markdown] lang="en"
# ### The bridge to lesson 12
#
# In all your runs the best network was not the last one. It stood somewhere in the middle, and training went on past it. Lesson 12 makes the training notice that by itself: it watches the validation loss, waits a little, stops, and brings back the weights of the best epoch. How long is "a little"? That is where it gets interesting.
#
# When you are done: run `check.all()` in a cell of your own, look at `progress()`, save, and submit.

# %% [markdown] lang="zh"
# ### 通往第 12 课
#
# 你的每一次训练里，最好的网络都不是最后那个。它在半路上，训练从它身边走了过去。第 12 课让训练自己发现这一点：盯着验证损失，等一小会儿，停下来，再把最好那一轮的权重找回来。“一小会儿”是多久？有意思的就在这里。
#
# 做完之后：在自己新建的单元格里运行 `check.all()`，看看 `progress()`，保存，然后提交。

# %% [markdown] shared
# ### References · 参考文献
#
# - [1] F. Dyson, "A meeting with Enrico Fermi", *Nature* 427 (2004), 297.
# - [2] I. Goodfellow, Y. Bengio, A. Courville, *Deep Learning*, MIT Press, 2016.
# - [3] N. S. Keskar, D. Mudigere, J. Nocedal, M. Smelyanskiy, P. T. P. Tang, "On large-batch training for deep learning: generalization gap and sharp minima", *ICLR* 2017.
# - [4] C. Zhang, S. Bengio, M. Hardt, B. Recht, O. Vinyals, "Understanding deep learning requires rethinking generalization", *ICLR* 2017.
# - [5] A. Krogh, J. A. Hertz, "A simple weight decay can improve generalization", *Advances in Neural Information Processing Systems* 4 (1991), 950–957.
# - [6] I. Loshchilov, F. Hutter, "Decoupled weight decay regularization", *ICLR* 2019.
# - [7] G. E. Hinton, N. Srivastava, A. Krizhevsky, I. Sutskever, R. R. Salakhutdinov, "Improving neural networks by preventing co-adaptation of feature detectors", arXiv:1207.0580, 2012.
# - [8] N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever, R. Salakhutdinov, "Dropout: a simple way to prevent neural networks from overfitting", *Journal of Machine Learning Research* 15 (2014), 1929–1958.
# - [9] A. Krizhevsky, I. Sutskever, G. E. Hinton, "ImageNet classification with deep convolutional neural networks", *Advances in Neural Information Processing Systems* 25 (2012), 1097–1105, section 4.2.
# - [10] P. Baldi, P. Sadowski, "Understanding dropout", *Advances in Neural Information Processing Systems* 26 (2013), 2814–2822.
