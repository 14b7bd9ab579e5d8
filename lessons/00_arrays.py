# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown] lang="en"
# # Arrays, and images as numbers
#
# Before a machine can learn from a photo, a voice or a table, somebody has to turn it into numbers and put the numbers into a box of the right shape. This lesson is about the box. You will also make a mistake on purpose, because reading what happens then is the skill that carries you through all other lessons.

# %% [markdown] lang="zh"
# # 数组，以及作为数字的图像
#
# 机器要从照片、声音或表格中学习，得先有人把它们变成数，再把这些数放进形状合适的盒子里。这一课讲的就是这个盒子。你还会故意犯一次错：看懂出错之后的反馈，是陪你学完后面每一课的本领。

# %% [markdown] lang="en"
# ## Goals
#
# After this lesson you will be able to
#
# - work in the rhythm of this course: write, check, read the feedback, take a hint, mend, save, hand in;
# - name the shape, the axes and the dtype of an array, and read 行 and 列 safely in Chinese texts;
# - compute with a whole batch at once, without a loop over its samples;
# - turn each image into a row of features (axis 0), and bring features to one scale;
# - say what deep learning is, how it differs from other machine learning, and where it comes from.

# %% [markdown] lang="zh"
# ## 目标
#
# 学完这一课，你能够：
#
# - 按本课程的节奏学习：写代码，检查，读反馈，看提示，改正，保存，提交；
# - 说出一个数组的形状、轴和 dtype，并且在中文资料里读懂“行”和“列”；
# - 不用循环逐个处理样本，一次算完整个批量；
# - 把每幅图像变成一行（row，轴 0）特征，并把各个特征调到同一尺度；
# - 说清什么是深度学习，它和别的机器学习有什么不同，又是从哪里来的。

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
# Python: variables, functions with `return`, lists, `for` and `if`. School mathematics: mean and standard deviation help, but are explained. You need not know NumPy, and nothing about neural networks.

# %% [markdown] lang="zh"
# ## 准备
#
# Python：变量，带 `return` 的函数，列表，`for` 和 `if`。中学数学：知道平均值和标准差更好，不知道也会讲到。不要求你会 NumPy，也不要求学过神经网络。

# %% [markdown] lang="en"
# ## How this notebook works
#
# A notebook is a column of **cells**: some hold text, some hold Python. Click a cell with code and press Shift+Enter: it runs, its output appears below, and the next cell is chosen. Behind the page a Python process is running, the **kernel**. It remembers what you have run, in the order in which you ran it, and forgets everything when it is restarted.
#
# **So run the next cell first**, and again after every restart: it loads everything that the lesson needs.
#
# **Language.** Everything is written twice. The switch under the next cell, or the one in the toolbar, shows English, 中文, or both. It changes what you see, never what you wrote. Reading a hard passage once in each language is a good way to learn the terms.

# %% [markdown] lang="zh"
# ## 怎样使用这份笔记本
#
# 笔记本由一个个**单元格**（cell）组成，有的是文字，有的是 Python 代码。点击代码单元格，按 Shift+Enter：它就会运行，输出显示在下方，并选中下一个单元格。页面背后运行着一个 Python 进程，叫作**内核**（kernel）。你运行过什么，它按运行的先后记住；一旦重启，就全忘了。
#
# **所以先运行下一个单元格**；每次重启内核之后，也要重新运行它：这一课要用的东西都由它载入。
#
# **语言**。所有内容都有中英两个版本。用下一个单元格下方的开关，或工具栏里的开关，可以只看 English、只看中文，或两种都看。它只改变你看到的文字，不会动你写的代码。遇到难懂的段落，两种语言各读一遍，是学习术语的好办法。

# %% setup
import matplotlib.pyplot as plt
import numpy as np

from lessonkit import data, demo, language, plots, widgets
from lessonkit.selfstudy import check, committed, hint, progress, solution, use

language.switch()

# %% [markdown] lang="en"
# ## 1. The rhythm: write, check, mend
#
# Every lesson has exercises, and every exercise has the same four parts:
#
# 1. a **specification**: what the function is for, what goes in, what comes out, which errors it raises, and one example;
# 2. an **answer cell** with `raise NotImplementedError`: replace that line with your code and run the cell;
# 3. a **check cell**, for example `check("describe_batch")`: run it to learn what passed, what failed and why, and how many points that makes;
# 4. what it means.
#
# A check that fails costs nothing, and you may check as often as you like. Most people need more than one attempt; that is what the check is for.
#
# | you type, in a new cell (the + button in the toolbar) | what happens |
# |---|---|
# | `hint("describe_batch")` | the next hint; there are four, from an idea to an example with other numbers |
# | `solution("describe_batch")` | the course's answer, once you have checked three different answers of your own, or earned full points |
# | `progress()` | what is done and what is open |
# | `check.all()` | all checks of the lesson, one after another |
#
# **Predictions.** Now and then you are asked to choose an answer before a cell is run. You get the point for committing yourself, whatever you choose. **Written questions** are answered in text cells (double-click to edit, Shift+Enter to finish), and a person reads them.
#
# **Save and hand in.** Save with Ctrl+S (⌘S on a Mac). All your answers are in this one file. (A function that passed its check is also remembered on this machine, so that later lessons can use yours.) Hand in the file the way your teacher asked. If you have to upload one, `deeplearn pack 00_arrays` in a terminal makes it. The check cells are locked, and grading uses its own copy of them, with further cases of the same kind: a function that is right passes these too, one that was fitted to the example does not. To begin a lesson afresh, `deeplearn reset 00_arrays` keeps your old file beside the new one.

# %% [markdown] lang="zh"
# ## 1. 节奏：写、检查、改
#
# 每一课都有练习，每道练习都由同样的四部分组成：
#
# 1. **说明**：函数做什么用，传入什么，得到什么，哪些情况要抛出错误，再加一个例子；
# 2. **作答单元格**，里面有 `raise NotImplementedError`：把这一行代码换成你自己的，再运行这个单元格；
# 3. **检查单元格**，例如 `check("describe_batch")`：运行它，就知道哪些通过了，哪些没通过、为什么，以及得了几分；
# 4. 这说明什么。
#
# 检查没通过也不扣分，想检查多少次都可以。大多数人都要试不止一次，检查就是为此准备的。
#
# | 新建一个单元格（点工具栏里的 + 按钮），输入 | 会怎样 |
# |---|---|
# | `hint("describe_batch")` | 下一条提示；一共四条，从思路到换了数字的例子 |
# | `solution("describe_batch")` | 参考答案：你检查过三种不同的写法之后，或者得到满分之后，才会显示 |
# | `progress()` | 哪些做完了，哪些还没做 |
# | `check.all()` | 把这一课的检查全部运行一遍 |
#
# **预测题**。有时会让你在运行一个单元格之前先选一个答案。只要选定就得这一分，选哪个都一样。**书面题**在文字单元格里作答（双击开始编辑，按 Shift+Enter 结束），由人来批阅。
#
# **保存和提交**。按 Ctrl+S（Mac 上是 ⌘S）保存。你的答案都在这一个文件里。（通过检查的函数还会在这台机器上记下来，后面的课就可以用你写的。）按老师要求的方式提交。如果要上传文件，在终端运行 `deeplearn pack 00_arrays` 就能得到它。检查单元格是锁定的，评分时用的是另一份原样的副本，并且多试一些同类的情形：正确的函数照样通过，只凑合例子的函数就通不过。想从头再做一课，`deeplearn reset 00_arrays` 会给你一份新的，旧文件留在旁边。

# %% [markdown] lang="en"
# ## 2. An array has a shape
#
# An **array** is a box of numbers of one kind, arranged along axes. A list of one sample's numbers has one axis and is called a **vector**; a table has two and is called a **matrix**; a colored image will need three.
#
# A machine learns from many examples. One example is a **sample**; each number that describes it is a **feature**. Samples that are worked on together are a **batch**. Four apples, each with its mass in grams, its diameter in millimeters and its sugar in percent, make a batch of four samples with three features. Run the cell.

# %% [markdown] lang="zh"
# ## 2. 数组有形状
#
# **数组**（array）是一个装数的盒子，里面的数是同一种类，沿着几个轴排好。一个样本的一串数只有一个轴，叫作**向量**（vector）；一张表有两个轴，叫作**矩阵**（matrix）；一幅彩色图像要用三个轴。
#
# 机器从许多例子中学习。一个例子叫作一个**样本**（sample），描述它的每个数是一个**特征**（feature），放在一起处理的样本叫作一个**批量**（batch）。四个苹果，每个记下以克计的质量、以毫米计的直径、以百分数计的含糖量，就是一个批量：四个样本，三个特征。运行下面的单元格。

# %% demo
X = np.array(
    [
        [182.0, 76.0, 11.5],
        [150.0, 70.0, 13.0],
        [210.0, 82.0, 10.5],
        [168.0, 73.0, 12.0],
    ]
)
print("X.shape ", X.shape)
print("X.ndim  ", X.ndim)
print("X.dtype ", X.dtype)
print("X[2]    ", X[2])
print("X[2, 0] ", X[2, 0])
print("X[:, 0] ", X[:, 0])

# %% [markdown] lang="en"
# Counting starts at 0, so `X[2]` is the third apple and `X[2, 0]` its mass. The colon in `X[:, 0]` means all: the mass of every apple. `X.ndim` is the number of axes.
#
# The **shape** `(4, 3)` is a tuple of lengths, one for each axis. Axis 0 comes first and holds the samples, axis 1 the features. This is the convention of the whole course: **samples on axis 0**, `X` of shape `(m, n)` with $m$ samples and $n$ features. The **dtype** says what kind of number each entry is; `float64` are numbers with decimals, 64 bits each.
#
# ![Left: a table of four samples and three features with its two axes. Middle and right: the same table with one row and one column colored, named as in mainland China and as in Taiwan.](pictures/00_axes.en.png)
#
# *Left: the two axes. Middle and right: the same words, two meanings. Question: what stands upright (column) is, for example, the mass of all apples. Which of the two usages calls it 列?*
#
# **A reading guide.** English says row for what lies across and column for what stands upright. In mainland China a row is 行 and a column 列. In Taiwan it is the other way round: a row is 列, a column 行. Both are correct at home, and a text that was converted from one script to the other by a program says the opposite of what its author meant. So this course names the axis every time: axis 0, axis 1. Do the same in your notes.
#
# Sums and means run **along** an axis, and that axis disappears. Try it: which of the two sums has one number for each sample?

# %% [markdown] lang="zh"
# 计数从 0 开始，所以 `X[2]` 是第三个苹果，`X[2, 0]` 是它的质量。`X[:, 0]` 里的冒号表示全部，也就是所有苹果的质量。`X.ndim` 是轴的个数。
#
# **形状**（shape）`(4, 3)` 是一个元组，每个轴一个长度。轴 0 在前，放样本；轴 1 在后，放特征。这是整门课的约定：**样本在轴 0 上**，`X` 的形状是 `(m, n)`，即 $m$ 个样本、$n$ 个特征。**数据类型**（dtype）说明每个元素是哪一种数；`float64` 是带小数的数，每个占 64 位。
#
# ![左：四个样本、三个特征的一张表，标着两个轴。中和右：同一张表，给其中一横一竖上了颜色，分别按中国大陆和台湾的叫法标注。](pictures/00_axes.zh.png)
#
# **左：两个轴。中和右：同样的字，两种意思**。问题：竖着的这一排（column）是所有苹果的质量，哪一种用法把它叫作列（column）？
#
# **阅读指南**。横着的，英文叫“row”；竖着的，英文叫“column”。中国大陆把横的叫行（row），把竖的叫列（column）；台湾正好相反：横的叫列（row），竖的叫行（column）。两种用法在当地都对；可是一篇文章如果由程序从一种字形转换成另一种，意思就和作者的原意相反了。所以本课程每次都写明是哪个轴：轴 0，轴 1。你记笔记时也这样做。
#
# 求和与求平均都是**沿着**一个轴进行的，那个轴随后消失。试一试：下面两种和里，哪一种是每个样本一个数？

# %% demo
widgets.axes()

# %% [markdown] lang="en"
# **What it means.** `X.sum(axis=1)` has one number for each sample: the sum runs along axis 1, over the features, so `(4, 3)` becomes `(4,)`. `X.sum(axis=0)` runs over the samples and keeps the features: `(3,)`. A rule that never fails: **the axis that you name is the one that disappears.**

# %% [markdown] lang="zh"
# **这说明什么**。`X.sum(axis=1)` 是每个样本一个数：沿轴 1，也就是沿特征求和，所以 `(4, 3)` 变成 `(4,)`。`X.sum(axis=0)` 沿样本求和，留下特征：`(3,)`。有一条规则永远成立：**写哪个轴，哪个轴就消失**。

# %% [markdown] lang="en"
# ### Exercise: `describe_batch`
#
# **What for.** The first thing to ask of any array that somebody hands you.
#
# **Arguments.** `X`: an array of any dtype.
#
# **Returns.** A tuple of three: the number of samples $m$ and the number of features $n$, both plain Python integers, and the name of the dtype as a string. A batch without samples, of shape `(0, n)`, is allowed.
#
# **Errors.** `ValueError` if `X` does not have exactly two axes. The line `raise ValueError("...")` stops the function with this error; the words between the quotation marks are yours.
#
# **Example.** `describe_batch(np.zeros((3, 2), dtype=np.float32))` gives `(3, 2, 'float32')`.

# %% [markdown] lang="zh"
# ### 练习：`describe_batch`
#
# **用途**：别人给你一个数组，首先该问的就是这些。
#
# **参数**：`X`：一个数组，可以是任何 dtype。
#
# **返回**：由三项组成的元组：样本数 $m$ 和特征数 $n$，都是普通的 Python 整数；以及 dtype 的名称，是字符串。没有样本的批量，即形状为 `(0, n)`，也是允许的。
#
# **错误**：`X` 不是恰好有两个轴时，抛出 `ValueError`。写一行 `raise ValueError("...")`，函数就会停下，抛出这个错误；引号里的话由你来写。
#
# **例子**：`describe_batch(np.zeros((3, 2), dtype=np.float32))` 得到 `(3, 2, 'float32')`。

# %% [markdown] lang="en"
# ### First, fail on purpose
#
# Do these three steps before you write the real answer. They take two minutes.
#
# 1. Run the answer cell and the check cell as they are. The check says *not attempted*: an answer that is not begun is not a mistake.
# 2. Replace `raise NotImplementedError` with `return 3, 2, "float32"`, run the answer cell, and check again. This answer repeats the example and nothing else, and the check finds out: some cases pass, which makes 0.91 of 2 points, and others fail. Where one fails you read what was tried, for example `describe_batch(np.array([[0.5, 0.5, 0.5, 0.5, 0.5], [0.5, 0.5, 0.5, 0.5, 0.5]]))`, then what was expected, `2`, and what came, `3`. The verdict at the top is *wrong value*: the form is right, the values are not.
# 3. Now write `retrun 3`, misspelled like this, and run the answer cell. Python itself complains in red: this is called a **traceback**. Read it **from the bottom**: the last line says what is wrong, and above it a mark `^` stands under the place where Python got stuck. The check then tells you the same in a sentence.
#
# Now look at the specification again, write the real answer, and check it. If you are stuck, run `hint("describe_batch")` in a cell of your own. When a mistake is a common one, the check also names it in a sentence of its own.

# %% [markdown] lang="zh"
# ### 先故意错一次
#
# 写真正的答案之前，先做下面三步，两分钟就够。
#
# 1. 什么也不改，运行作答单元格和检查单元格。检查会说“未作答”：还没动手，不算犯错。
# 2. 把 `raise NotImplementedError` 换成 `return 3, 2, "float32"`，运行作答单元格，再检查一次。这个答案只是把例子照抄一遍，检查会发现：有些情形通过了，2 分里得到 0.91 分，有些没通过。没通过的地方都写着试了什么，例如 `describe_batch(np.array([[0.5, 0.5, 0.5, 0.5, 0.5], [0.5, 0.5, 0.5, 0.5, 0.5]]))`，应当得到什么，`2`，你给出的又是什么，`3`。最上面的结论是“数值不对”：形式对了，数值不对。
# 3. 现在写 `retrun 3`，就这样拼错，再运行作答单元格。这次是 Python 自己报错，出现一段红色的错误追踪信息（traceback）。要**从最下面**开始读：最后那句话说出了什么错，它上方有个记号 `^`，指着 Python 卡住的地方。再运行检查，它会用一句话告诉你同样的事。
#
# 现在回头看说明，写出真正的答案，再检查。如果卡住了，就在自己新建的单元格里运行 `hint("describe_batch")`。如果犯的是常见的错误，检查还会用专门的一句话点明它。


# %% solution="describe_batch"
def describe_batch(X):
    """Say how many samples and features a batch has, and what its numbers are.

    Parameters
    ----------
    X : ndarray of shape (m, n), any dtype
        One sample per row (axis 0); m may be 0.

    Returns
    -------
    m : int
        Number of samples.
    n : int
        Number of features.
    dtype : str
        Name of the dtype.

    Raises
    ------
    ValueError
        If `X` does not have exactly two axes.

    Examples
    --------
    >>> describe_batch(np.zeros((3, 2), dtype=np.float32))
    (3, 2, 'float32')

    中文说明见上
    """
    ### BEGIN SOLUTION
    if X.ndim != 2:
        raise ValueError(f"X must have two axes, samples and features; its shape is {X.shape}.")
    m, n = X.shape
    return m, n, str(X.dtype)
    ### END SOLUTION


# %% check="describe_batch"
check("describe_batch")

# %% [markdown] lang="en"
# **What it means.** You have gone once around the whole loop: wrong, told why, mended, right. `progress()` now counts one exercise. The cell below asks your function about the four apples.

# %% [markdown] lang="zh"
# **这说明什么**。你已经走完一整圈：做错，知道为什么，改正，做对。`progress()` 现在记下了一道练习。下面的单元格用你的函数看看那四个苹果。

# %% demo
with demo.waits_for("describe_batch"):
    m, n, dtype = describe_batch(X)
    demo.say("{} samples with {} features of dtype {}", "{} 个样本，{} 个特征，dtype 是 {}", m, n, dtype)

# %% [markdown] lang="en"
# ## 3. One line for all samples
#
# A neuron, which you build in lesson 01, starts with a **weighted sum**: each feature is multiplied by a number that says how much it counts, the **weight**; the products are added up; and one more number, the **bias**, is added at the end. For sample $i$:
#
# $$z_i = w_1 x_{i1} + w_2 x_{i2} + \dots + w_n x_{in} + b = \sum_{j=1}^{n} x_{ij} w_j + b$$
#
# By hand, with the features $(1, 2)$, the weights $(10, 1)$ and the bias $0.5$: $10 \cdot 1 + 1 \cdot 2 + 0.5 = 12.5$.
#
# Written in Python word for word, this is a loop over the samples around a loop over the features. NumPy has one operator for both, the matrix product `@`:
#
# $$z = X w + b$$
#
# | name | shape | formula | axis summed |
# |---|---|---|---|
# | `X` | `(m, n)` | one sample per row (axis 0) | |
# | `w` | `(n,)` | one weight per feature | |
# | `b` | `()` | one number for all samples | |
# | `z` | `(m,)` | $X w + b$ | axis 1 of `X`, the features |
#
# In the product, axis 1 of `X` meets the only axis of `w`. They must have the same length; they are summed over, and both disappear.
#
# **Is it worth it?** Guess before you run the cell: by which factor is the product faster than the loop, for 20000 samples with 20 features?

# %% [markdown] lang="zh"
# ## 3. 一行代码，算完所有样本
#
# 第 01 课里你会造一个神经元，它的第一步是**加权和**（weighted sum）：每个特征乘以一个数，这个数说明它有多重要，叫作**权重**（weight）；把乘积加起来，最后再加一个数，叫作**偏置**（bias）。对第 $i$ 个样本：
#
# $$z_i = w_1 x_{i1} + w_2 x_{i2} + \dots + w_n x_{in} + b = \sum_{j=1}^{n} x_{ij} w_j + b$$
#
# 先手算一次：特征是 $(1, 2)$，权重是 $(10, 1)$，偏置是 $0.5$，则 $10 \cdot 1 + 1 \cdot 2 + 0.5 = 12.5$。
#
# 照着公式逐字写成 Python，是两重循环：外层走遍样本，内层走遍特征。NumPy 只用一个运算符就能做完，那就是矩阵乘法 `@`：
#
# $$z = X w + b$$
#
# | 名称 | 形状 | 公式 | 对哪个轴求和 |
# |---|---|---|---|
# | `X` | `(m, n)` | 每个样本占一行（row，轴 0） | |
# | `w` | `(n,)` | 每个特征一个权重 | |
# | `b` | `()` | 一个数，所有样本共用 | |
# | `z` | `(m,)` | $X w + b$ | `X` 的轴 1，即特征 |
#
# 做乘法时，`X` 的轴 1 与 `w` 唯一的轴相遇。两者长度必须相同；沿着它们求和之后，两个轴都消失。
#
# **这样写值得吗**？运行之前先猜一猜：20000 个样本，每个 20 个特征，用乘法比用循环快多少倍？

# %% demo
import time

rng = np.random.default_rng(0)
X_many, w, b = rng.normal(size=(20000, 20)), rng.normal(size=20), 0.5

start = time.perf_counter()
by_loops = []
for row in X_many:
    total = b
    for x_j, w_j in zip(row, w, strict=True):
        total += x_j * w_j
    by_loops.append(total)
loops = time.perf_counter() - start

start = time.perf_counter()
at_once = X_many @ w + b
product = time.perf_counter() - start

demo.say("the same numbers: {}", "结果相同：{}", np.allclose(by_loops, at_once))
demo.say(
    "loops {:.0f} ms, product {:.2f} ms, factor {:.0f}",
    "循环 {:.0f} 毫秒，乘法 {:.2f} 毫秒，相差 {:.0f} 倍",
    *(1000 * loops, 1000 * product, loops / product),
)

# %% [markdown] lang="en"
# **What it means.** The numbers are the same, and the product is faster by a factor that depends on your machine and is usually far above 50. In the loop, Python looks at every single number: what is it, how is it multiplied, where does the result go? The product asks once and hands the whole array to compiled code. Networks do millions of such sums. So from now on, where a specification says so, **do not loop over the samples**; the check counts the lines that Python executes to find out.

# %% [markdown] lang="zh"
# **这说明什么**。结果相同，而乘法要快得多；快多少倍取决于你的机器，通常远远超过 50 倍。循环里，Python 对每一个数都要问：这是什么，怎样相乘，结果放到哪里？矩阵乘法只问一次，就把整个数组交给编译好的程序。神经网络要做上百万次这样的求和。所以从现在起，凡是说明里这样要求的地方，**不要用循环逐个处理样本**；检查会数一数 Python 执行了多少行代码，由此判断。

# %% [markdown] lang="en"
# ### Exercise: `weighted_sums`
#
# **What for.** The first half of every neuron, for all samples at once.
#
# **Arguments.** `X`: array `(m, n)` of numbers. `w`: array `(n,)`. `b`: a number.
#
# **Returns.** Array `(m,)`, dtype `float64` whatever the dtypes of `X` and `w` are: one weighted sum per sample. No Python loop over the samples. For `m = 0` an empty array of shape `(0,)`.
#
# **Errors.** `ValueError` if `X` has another number of features than `w` has weights.
#
# **Example.** `weighted_sums(np.array([[1, 2], [3, 4], [5, 6]]), np.array([10, 1]), 0.5)` gives `array([12.5, 34.5, 56.5])`.
#
# You will need `X.astype(np.float64)`: a copy of `X` with another dtype.

# %% [markdown] lang="zh"
# ### 练习：`weighted_sums`
#
# **用途**：每个神经元的前一半，一次处理所有样本。
#
# **参数**：`X`：数值数组 `(m, n)`。`w`：数组 `(n,)`。`b`：一个数。
#
# **返回**：数组 `(m,)`，不论 `X` 和 `w` 是什么 dtype，结果的 dtype 都是 `float64`：每个样本一个加权和。不要用 Python 循环遍历样本。`m = 0` 时，返回形状为 `(0,)` 的空数组。
#
# **错误**：`X` 的特征个数与 `w` 的权重个数不同时，抛出 `ValueError`。
#
# **例子**：`weighted_sums(np.array([[1, 2], [3, 4], [5, 6]]), np.array([10, 1]), 0.5)` 得到 `array([12.5, 34.5, 56.5])`。
#
# 你会用到 `X.astype(np.float64)`：它给出 `X` 的一个副本，dtype 换成了另一种。


# %% solution="weighted_sums"
def weighted_sums(X, w, b):
    """Compute one weighted sum for every sample.

    Parameters
    ----------
    X : ndarray of shape (m, n)
        One sample per row (axis 0); m may be 0.
    w : ndarray of shape (n,)
        One weight per feature.
    b : float
        Bias, added once to every sum.

    Returns
    -------
    ndarray of shape (m,), float64
        The sums.

    Raises
    ------
    ValueError
        If `X` has another number of features than `w` has weights.

    Examples
    --------
    >>> weighted_sums(np.array([[1, 2], [3, 4], [5, 6]]), np.array([10, 1]), 0.5)
    array([12.5, 34.5, 56.5])

    中文说明见上
    """
    ### BEGIN SOLUTION
    return X.astype(np.float64) @ w.astype(np.float64) + b
    ### END SOLUTION


# %% check="weighted_sums"
check("weighted_sums")

# %% [markdown] lang="en"
# ### Common misconception: "a neuron forms a weighted average"
#
# You may read that a neuron averages its inputs, some more, some less. Averages are what we know from school, and an average is a weighted sum too, one whose weights are positive and add up to 1. **What is right:** the weights of a neuron may be negative and need not add up to anything, and nothing is divided [1, chapter 6]. With the numbers of the exercise a division by the number of features would give 6.5, 17.5 and 28.5 instead of 12.5, 34.5 and 56.5.

# %% [markdown] lang="zh"
# ### 常见误解：“神经元计算的是加权平均”
#
# 你也许读到过：神经元把输入平均一下，有的占得多些，有的占得少些。平均是上学时就熟悉的，而且平均也是一种加权和，只是权重都为正，加起来等于 1。**正确的说法**：神经元的权重可以是负的，加起来也不必等于什么，而且不做除法 [1，第 6 章]。用练习里的数，如果再除以特征个数，得到的就是 6.5、17.5 和 28.5，而不是 12.5、34.5 和 56.5。

# %% [markdown] lang="en"
# ## 4. Numbers have a size
#
# Why did the specification insist on `float64`? Because an array keeps its numbers in boxes of fixed size, and what does not fit is lost, sometimes silently. Images are stored as `uint8`: whole numbers from 0 to 255, one byte each.

# %% [markdown] lang="zh"
# ## 4. 数有大小
#
# 为什么说明里一定要 `float64`？因为数组把数放在大小固定的格子里，放不下的就丢了，有时连声招呼也不打。图像用 `uint8` 存放：从 0 到 255 的整数，每个占一个字节。

# %% [markdown] lang="en"
# ### Predict, then run: 200 + 100
#
# What is `np.uint8(200) + np.uint8(100)`?
#
# - **a** 300
# - **b** 44
# - **c** 255
#
# Write your letter, with its quotation marks, into the next cell and run it; then run the check. You get the point for committing yourself, whatever the letter.

# %% [markdown] lang="zh"
# ### 先预测，再运行：200 + 100
#
# `np.uint8(200) + np.uint8(100)` 等于多少？
#
# - **a** 300
# - **b** 44
# - **c** 255
#
# 把你选的字母连同引号写进下一个单元格并运行，再运行检查。只要选定就得这一分，选哪个都一样。

# %% predict="L00-P1"
prediction_L00_P1 = "b"

# %% demo
committed("L00-P1")

# %% demo
with np.errstate(all="ignore"):
    print(np.uint8(200) + np.uint8(100))
print(np.array([200], dtype=np.uint8) + np.array([100], dtype=np.uint8))
print(np.array([200], dtype=np.uint8).astype(np.float64) + 100)
print(np.float32(1) + np.float32(1e-8) == 1)

# %% [markdown] lang="en"
# **What it means.** The answer is **b**, 44. A byte has 256 values, from 0 to 255. Counting on from 255 starts again at 0, so 300 becomes $300 - 256 = 44$. This is an **integer overflow**. For single numbers NumPy warns (the first line of the cell silences it); **for arrays it says nothing**: the second output is 44 too. In `float64` it is 300, the third output. Answer c, staying at 255, is what image programs do, but not NumPy.
#
# Floats have another limit: not their size but their number of digits. `float64` holds about 16 decimal digits, `float32` about 7, so $1 + 10^{-8}$ is exactly 1 in `float32`: hence the `True` of the last output. The rule for this course: **turn integers into `float64` before you compute.**

# %% [markdown] lang="zh"
# **这说明什么**。答案是 **b**，44。一个字节有 256 个值，从 0 到 255。数到 255 再往下，又从 0 开始，所以 300 变成 $300 - 256 = 44$。这叫作**整数溢出**（integer overflow）。对单个的数，NumPy 会警告（单元格的第一行让它不出声）；**对数组，它什么也不说**：第二个输出同样是 44。用 `float64`，就得到 300，即第三个输出。答案 c，停在 255，是图像软件的做法，NumPy 不这样做。
#
# 浮点数的限制不一样：受限的不是大小，而是位数。`float64` 大约有 16 位十进制数字，`float32` 大约有 7 位，所以在 `float32` 里，$1 + 10^{-8}$ 恰好等于 1，最后一个输出因此是 `True`。本课程的规则是：**先把整数转换成 `float64`，再计算**。

# %% [markdown] lang="en"
# ## 5. An image is an array
#
# ![Left: an apple drawn with large gray pixels. Right: the same squares with a number from 0 to 255 in each.](pictures/00_numbers.en.png)
#
# *The same image twice. Question: which number is the highlight on the apple, and at which index does it stand?*
#
# A gray image is an array of shape `(H, W)`: $H$ pixels high, $W$ wide, and one number per **pixel**, here from 0 (black) to 255 (white). Axis 0 runs **down** and axis 1 to the right, so the light pixel of the leaf in line 1 from the top, place 5 from the left, is `img[1, 5]`, both counted from 0. Mathematics usually writes points the other way, $(x, y)$ with $y$ upwards; mixing the two up is the commonest mistake with images.
#
# A **color image** has three numbers per pixel: how much red, green and blue light. They stand on a third axis, the **channels**, and the shape is `(H, W, 3)`.
#
# ![Four panels: the red, the green and the blue channel of the apple as gray images, and the apple in color.](pictures/00_channels.en.png)
#
# *Three channels and the image that they make. Question: why is the apple bright in the red channel, but the background bright in all three?*

# %% [markdown] lang="zh"
# ## 5. 图像就是数组
#
# ![左：用很大的灰色像素画成的苹果。右：同样的方格，每格写着一个从 0 到 255 的数。](pictures/00_numbers.zh.png)
#
# **同一幅图像的两种样子**。问题：苹果上的高光是哪个数？它的索引是多少？
#
# 灰度图像是形状为 `(H, W)` 的数组：高 $H$ 个像素，宽 $W$ 个像素，每个**像素**（pixel）一个数，这里从 0（黑）到 255（白）。轴 0 **向下**，轴 1 向右，所以叶子上从上往下第 1 排、从左往右第 5 个那个较亮的像素是 `img[1, 5]`，两个方向都从 0 数起。数学里通常反过来写成 $(x, y)$，而且 $y$ 向上；把两者弄混，是处理图像时最常见的错误。
#
# **彩色图像**的每个像素有三个数：红光、绿光、蓝光各有多少。它们放在第三个轴上，叫作**通道**（channel），形状是 `(H, W, 3)`。
#
# ![四幅小图：苹果的红、绿、蓝三个通道，都画成灰度图像，以及彩色的苹果。](pictures/00_channels.zh.png)
#
# **三个通道，以及它们合成的图像**。问题：为什么苹果在红色通道里很亮，背景却在三个通道里都亮？

# %% demo
img = plots.fruit()
print("img.shape ", img.shape, "  img.dtype ", img.dtype)
print("img[4, 2] ", img[4, 2])
print("img[5, 0] ", img[5, 0])
print("img[:, :, 0]\n", img[:, :, 0])

# %% [markdown] lang="en"
# **What it means.** `img[4, 2]` is the highlight, with much red, green and blue; `img[5, 0]` is a red pixel of the apple. `img[:, :, 0]` is how much red there is everywhere: an apple of 200 and a background of 235, because white light holds all three colors.

# %% [markdown] lang="zh"
# **这说明什么**。`img[4, 2]` 是高光，红、绿、蓝都很多；`img[5, 0]` 是苹果上的一个红色像素。`img[:, :, 0]` 是每一处有多少红：苹果是 200，背景是 235，因为白光里三种颜色都有。

# %% [markdown] lang="en"
# ### From color to gray
#
# How bright is a pixel? The obvious idea is the mean of its three numbers. But the eye does not treat them alike: green light looks brightest, blue light darkest. Television engineers agreed on weights for this [2]:
#
# $$Y = \frac{0.299 R + 0.587 G + 0.114 B}{255}$$
#
# The three weights add up to 1, and the division by 255 brings the result to the range from 0 (black) to 1 (white). This *is* a weighted average; and it is the weighted sum of section 3 once more, where pixels stand for samples and colors for features, without a bias.
#
# | name | shape | formula | axis summed |
# |---|---|---|---|
# | `img` | `(H, W, 3)` | three bytes per pixel | |
# | weights | `(3,)` | 0.299, 0.587, 0.114 | |
# | result | `(H, W)` | $Y$ | axis 2 of `img`, the colors |
#
# By hand, for the red of the apple, $(200, 40, 50)$: $0.299 \cdot 200 + 0.587 \cdot 40 + 0.114 \cdot 50 = 59.8 + 23.48 + 5.7 = 88.98$, and divided by 255 this is about 0.349.

# %% [markdown] lang="zh"
# ### 从彩色到灰度
#
# 一个像素有多亮？最先想到的是取三个数的平均值。但是眼睛对它们并不一视同仁：绿光看起来最亮，蓝光最暗。电视工程师为此约定了一组权重 [2]：
#
# $$Y = \frac{0.299 R + 0.587 G + 0.114 B}{255}$$
#
# 三个权重加起来等于 1；除以 255，结果就落在从 0（黑）到 1（白）的范围里。这一次**确实是**加权平均；它也正是第 3 节的加权和：像素取代了样本，颜色取代了特征，只是没有偏置。
#
# | 名称 | 形状 | 公式 | 对哪个轴求和 |
# |---|---|---|---|
# | `img` | `(H, W, 3)` | 每个像素三个字节 | |
# | 权重 | `(3,)` | 0.299、0.587、0.114 | |
# | 结果 | `(H, W)` | $Y$ | `img` 的轴 2，即颜色 |
#
# 用苹果的红色 $(200, 40, 50)$ 手算一次：$0.299 \cdot 200 + 0.587 \cdot 40 + 0.114 \cdot 50 = 59.8 + 23.48 + 5.7 = 88.98$，除以 255，约为 0.349。

# %% [markdown] lang="en"
# ### Exercise: `rgb_to_gray`
#
# **What for.** One number per pixel instead of three; many image programs begin with it.
#
# **Arguments.** `img`: array `(H, W, 3)` of dtype `uint8`, red, green and blue in this order on the last axis. `H` or `W` may be 0.
#
# **Returns.** A new array `(H, W)`, dtype `float64`: the brightness $Y$ from 0 to 1. White gives 1.
#
# **Errors.** `ValueError` if the last axis is not three long.
#
# **Example.** `rgb_to_gray(np.array([[[255, 0, 0], [0, 255, 0]]], dtype=np.uint8))` gives `array([[0.299, 0.587]])`.

# %% [markdown] lang="zh"
# ### 练习：`rgb_to_gray`
#
# **用途**：每个像素从三个数变成一个数；许多图像程序都从这一步开始。
#
# **参数**：`img`：数组 `(H, W, 3)`，dtype 是 `uint8`，红、绿、蓝依次排在最后一个轴上。`H` 或 `W` 可以是 0。
#
# **返回**：一个新数组 `(H, W)`，dtype 是 `float64`：从 0 到 1 的亮度 $Y$。白色得 1。
#
# **错误**：最后一个轴的长度不是三时，抛出 `ValueError`。
#
# **例子**：`rgb_to_gray(np.array([[[255, 0, 0], [0, 255, 0]]], dtype=np.uint8))` 得到 `array([[0.299, 0.587]])`。


# %% solution="rgb_to_gray"
def rgb_to_gray(img):
    """Turn a color image into brightness between 0 and 1.

    Parameters
    ----------
    img : ndarray of shape (H, W, 3), uint8
        Red, green and blue on the last axis, 0 to 255. Not modified.

    Returns
    -------
    ndarray of shape (H, W), float64
        ``(0.299 R + 0.587 G + 0.114 B) / 255``.

    Raises
    ------
    ValueError
        If the last axis is not three long.

    Examples
    --------
    >>> rgb_to_gray(np.array([[[255, 0, 0], [0, 255, 0]]], dtype=np.uint8))
    array([[0.299, 0.587]])

    中文说明见上
    """
    ### BEGIN SOLUTION
    if img.shape[-1] != 3:
        raise ValueError(f"The last axis must hold three colors; the shape is {img.shape}.")
    return img.astype(np.float64) @ np.array([0.299, 0.587, 0.114]) / 255
    ### END SOLUTION


# %% check="rgb_to_gray"
check("rgb_to_gray")

# %% [markdown] lang="en"
# **Play with it.** Choose a pixel, change its three numbers, and look at the channels and at the gray that *your* function computes. Questions: pure red, pure green and pure blue have one 255 each. Which is brightest? Is there a color that is as bright as pure green without any green in it?

# %% [markdown] lang="zh"
# **玩一玩**。选一个像素，改变它的三个数，看看各个通道，再看看**你的**函数算出的灰度。问题：纯红、纯绿、纯蓝都只有一个 255，哪个最亮？有没有哪种颜色一点绿也没有，却和纯绿一样亮？

# %% demo
with demo.waits_for("rgb_to_gray"):
    display(widgets.pixels(img, rgb_to_gray))

# %% [markdown] lang="en"
# **What it means.** Green is brightest, with 0.587. Without green no color comes so far: red and blue together reach at most $0.299 + 0.114 = 0.413$.

# %% [markdown] lang="zh"
# **这说明什么**。绿色最亮，亮度是 0.587。没有绿，任何颜色都到不了这么亮：红和蓝加在一起，最多也只有 $0.299 + 0.114 = 0.413$。

# %% [markdown] lang="en"
# ### Common misconception: "a color image is a three-dimensional matrix"
#
# You may read that a pixel is a string of numbers, or that a color image is a *3-D matrix*. The word is tempting, because a gray image really is a matrix. **What is right:** a gray pixel is one number; a color pixel is three. A matrix has two axes by definition; an array with three is called an array of shape `(H, W, 3)`, or a **tensor** [3, chapter 7]. And the number of axes is not the dimension of the space: an image of 9 times 8 pixels in color is a point in a space of $9 \cdot 8 \cdot 3 = 216$ dimensions.

# %% [markdown] lang="zh"
# ### 常见误解：“彩色图像是三维矩阵”
#
# 你也许读到过：一个像素是一串数，或者彩色图像是**三维矩阵**。这样说很自然，因为灰度图像确实是矩阵。**正确的说法**：灰度图像的一个像素是一个数，彩色图像的一个像素是三个数。按定义，矩阵只有两个轴；有三个轴的，叫作形状为 `(H, W, 3)` 的数组，或者**张量**（tensor）[3，第 7 章]。另外，轴的个数也不是空间的维度：一幅 9 乘 8 像素的彩色图像，是 $9 \cdot 8 \cdot 3 = 216$ 维空间里的一个点。

# %% [markdown] lang="en"
# ## 6. Many images, one batch
#
# The networks of this course want samples on axis 0 and features on axis 1. So each image is laid out as one long row: line after line from the top, and in each pixel red, green, blue. This is called **flattening**.
#
# ![Left: two small images, each two pixels high and three wide. Right: each image as one row of six entries, its upper line first.](pictures/00_flattening.en.png)
#
# *Each image becomes one row. Question: where in its row stands the entry `1b0`?*
#
# | name | shape | what it is |
# |---|---|---|
# | `imgs` | `(m, H, W)` | gray images |
# | `imgs` | `(m, H, W, C)` | images with `C` channels |
# | result | `(m, D)` | one row per image (axis 0), $D = H \cdot W$ or $D = H \cdot W \cdot C$ |
#
# NumPy keeps the numbers of an array one after another in memory, the last axis running fastest, and `reshape` only sets anew where each axis ends. That costs almost nothing. But it also means that `reshape` never *moves* anything: what you want to keep together must be neighbors already. The cell shows two batches of the same twelve numbers.

# %% [markdown] lang="zh"
# ## 6. 许多图像，一个批量
#
# 本课程的网络要求样本在轴 0 上，特征在轴 1 上。所以要把每幅图像铺成长长的一行（row，轴 0）：从最上面开始一排接一排，每个像素里依次是红、绿、蓝。这叫作**展平**（flatten）。
#
# ![左：两幅小图像，各高两个像素、宽三个像素。右：每幅图像排成一行（row），共六个元素，上面一排在前。](pictures/00_flattening.zh.png)
#
# **每幅图像成为一行**（row，轴 0）。问题：元素 `1b0` 在它那一行（row）的什么位置？
#
# | 名称 | 形状 | 是什么 |
# |---|---|---|
# | `imgs` | `(m, H, W)` | 灰度图像 |
# | `imgs` | `(m, H, W, C)` | 有 `C` 个通道的图像 |
# | 结果 | `(m, D)` | 每幅图像占一行（row，轴 0），$D = H \cdot W$ 或 $D = H \cdot W \cdot C$ |
#
# NumPy 把数组的数一个接一个放在内存里，最后一个轴变得最快；`reshape` 只是重新约定每个轴到哪里为止，几乎不费时间。但这也意味着，`reshape` 从不**挪动**任何数：要让哪些数待在一起，它们原本就得相邻。下面的单元格用同样的十二个数组成两个批量。

# %% demo
imgs = np.arange(12).reshape(2, 2, 3)  # two images, each two pixels high and three wide
demo.say("image 0\n{}", "图像 0\n{}", imgs[0])
demo.say("image 1\n{}", "图像 1\n{}", imgs[1])
demo.say("in memory {}", "内存里的次序 {}", imgs.ravel())
demo.say("as (4, 3)\n{}", "改成 (4, 3)\n{}", imgs.reshape(4, 3))

# %% [markdown] lang="en"
# **What it means.** `reshape(4, 3)` gives four lines of pixels, still in the order of memory. Nothing was moved; only the brackets changed.
#
# One more thing about memory: a reshaped array is often a **view**, a second name for the same numbers. Whoever writes into the view also changes the original. A function should therefore return an array of its own; `astype` and every computation make a new one.

# %% [markdown] lang="zh"
# **这说明什么**。`reshape(4, 3)` 得到四排像素，次序仍是内存里的次序。什么也没有挪动，变的只是方括号。
#
# 关于内存还有一件事：改变形状之后得到的，往往只是一个**视图**（view），也就是同一批数的另一个名字。往视图里写，原来的数组也会变。所以函数应当返回一个独立的数组；`astype` 和任何一次计算，都会产生新的数组。

# %% [markdown] lang="en"
# ### Exercise: `flatten_images`
#
# **What for.** Makes a batch of features out of images; lesson 13 feeds its network with it.
#
# **Arguments.** `imgs`: array `(m, H, W)` or `(m, H, W, C)`, dtype `uint8`, `float32` or `float64`. `m` may be 0.
#
# **Returns.** Array `(m, D)`, dtype `float64`, one image per row (axis 0), its numbers in the order of memory. `uint8` is divided by 255; floats keep their values. The result shares no memory with `imgs`.
#
# **Example.** `flatten_images(np.array([[[0, 255], [51, 102]]], dtype=np.uint8))` gives `array([[0. , 1. , 0.2, 0.4]])`.

# %% [markdown] lang="zh"
# ### 练习：`flatten_images`
#
# **用途**：把图像变成一个批量的特征；第 13 课用它给网络提供输入。
#
# **参数**：`imgs`：数组 `(m, H, W)` 或 `(m, H, W, C)`，dtype 是 `uint8`、`float32` 或 `float64`。`m` 可以是 0。
#
# **返回**：数组 `(m, D)`，dtype 是 `float64`，每幅图像占一行（row，轴 0），其中的数按内存里的次序排列。`uint8` 要除以 255，浮点数保持原值。结果与 `imgs` 不共用内存。
#
# **例子**：`flatten_images(np.array([[[0, 255], [51, 102]]], dtype=np.uint8))` 得到 `array([[0. , 1. , 0.2, 0.4]])`。


# %% solution="flatten_images"
def flatten_images(imgs):
    """Lay every image out as one row of features.

    Parameters
    ----------
    imgs : ndarray of shape (m, H, W) or (m, H, W, C), uint8 or float
        Images; m may be 0. Not modified.

    Returns
    -------
    ndarray of shape (m, D), float64
        ``D = H * W`` or ``H * W * C``. uint8 is divided by 255, floats keep their values.
        Shares no memory with `imgs`.

    Examples
    --------
    >>> flatten_images(np.array([[[0, 255], [51, 102]]], dtype=np.uint8))
    array([[0. , 1. , 0.2, 0.4]])

    中文说明见上
    """
    ### BEGIN SOLUTION
    n_features = int(np.prod(imgs.shape[1:]))
    rows = imgs.reshape(imgs.shape[0], n_features).astype(np.float64)
    return rows / 255.0 if imgs.dtype == np.uint8 else rows
    ### END SOLUTION


# %% check="flatten_images"
check("flatten_images")

# %% [markdown] lang="en"
# **What it means.** Once flattened, images are a batch like any other. The cell takes three images of the apple, each brighter than the one before, and your earlier function works on them.

# %% [markdown] lang="zh"
# **这说明什么**。展平之后，图像就和别的批量没有什么不同。下面的单元格取三幅苹果图像，一幅比一幅亮，你前面写的函数照样能用。

# %% demo
with demo.waits_for("flatten_images", "describe_batch"):
    apples = np.stack([img // 2, img // 4 * 3, img])
    rows = flatten_images(apples)
    demo.say("images {}   batch {}", "图像 {}   批量 {}", apples.shape, describe_batch(rows))
    demo.say("mean of each image {}", "每幅图像的平均值 {}", rows.mean(axis=1).round(3))

# %% [markdown] lang="en"
# ## 7. Broadcasting: shapes that fit
#
# `X @ w + b` added one number to a whole array. NumPy also adds arrays of *different* shapes, if they fit. This is called **broadcasting**, it saves many loops, and it is behind the most treacherous mistakes of this field, because it never asks whether you meant it.

# %% [markdown] lang="zh"
# ## 7. 广播：形状怎样才合得上
#
# `X @ w + b` 把一个数加到了整个数组上。形状**不同**的数组，只要合得上，NumPy 也能相加。这叫作**广播**（broadcasting），它省下许多循环，也带来这个领域里最隐蔽的错误：它从不问你是不是这个意思。

# %% [markdown] lang="en"
# ### Predict, then run: a vector plus a column
#
# `u` has the shape `(3,)` and `v` the shape `(3, 1)`. What is the shape of `u + v`?
#
# - **a** `(3,)`
# - **b** none: it is an error
# - **c** `(3, 3)`

# %% [markdown] lang="zh"
# ### 先预测，再运行：向量加一列（column）
#
# `u` 的形状是 `(3,)`，`v` 的形状是 `(3, 1)`。`u + v` 是什么形状？
#
# - **a** `(3,)`
# - **b** 没有：会出错
# - **c** `(3, 3)`

# %% predict="L00-P2"
prediction_L00_P2 = "c"

# %% demo
committed("L00-P2")

# %% [markdown] lang="en"
# **The experiment.** Choose a shape for `A` and one for `B`. Solid entries are really there, dashed ones are repeated. Questions: which pairs are refused? Why does `(2,)` not fit `(2, 3)`, although both begin with a 2?

# %% [markdown] lang="zh"
# **实验**。给 `A` 和 `B` 各选一个形状。实线的元素是真有的，虚线的是重复出来的。问题：哪些组合合不上？`(2,)` 和 `(2, 3)` 都以 2 开头，为什么就是合不上？

# %% demo
widgets.broadcast()

# %% [markdown] lang="en"
# **What it means.** The answer is **c**. NumPy writes the two shapes below each other, **flush right**; a missing length counts as 1; and then, place by place:
#
# - equal lengths fit;
# - a length of 1 is repeated as often as the other needs it;
# - anything else is a `ValueError`.
#
# So `(3,)` counts as `(1, 3)`, and together with `(3, 1)` both places are stretched: every entry of one meets every entry of the other. `(2,)` counts as `(1, 2)`, whose last length 2 does not fit the 3 of `(2, 3)`. For the same reason it is refused with `(3,)` and `(1, 3)`; and `(3, 1)` with `(2, 3)` fails at the first place, 3 against 2.
#
# | shapes | result | used for |
# |---|---|---|
# | `(m, n)` and `()` | `(m, n)` | add a number to everything |
# | `(m, n)` and `(n,)` | `(m, n)` | subtract from each feature its mean: the next section |
# | `(m, n)` and `(m, 1)` | `(m, n)` | divide each sample by a number of its own |
# | `(m,)` and `(m, 1)` | `(m, m)` | almost always a mistake |
#
# The last line is the trap: predictions of shape `(m,)` minus the right answers, the **labels**, of shape `(m, 1)` give a table of all differences, and its mean is a number that looks right and is wrong. That is why the exercises of this course check shapes.

# %% [markdown] lang="zh"
# **这说明什么**。答案是 **c**。NumPy 把两个形状上下对齐，**靠右**写好；缺少的长度当作 1；然后一个位置一个位置地看：
#
# - 长度相等，合得上；
# - 长度是 1，就重复，另一边要几次就重复几次；
# - 其他情况一律是 `ValueError`。
#
# 所以 `(3,)` 当作 `(1, 3)`，遇上 `(3, 1)`，两个位置都拉长了：一边的每个元素都和另一边的每个元素相遇。`(2,)` 当作 `(1, 2)`，最后的长度 2 与 `(2, 3)` 的 3 合不上。它和 `(3,)`、`(1, 3)` 合不上，也是这个原因；`(3, 1)` 和 `(2, 3)` 则在第一个位置就合不上：一边是 3，一边是 2。
#
# | 形状 | 结果 | 用来做什么 |
# |---|---|---|
# | `(m, n)` 和 `()` | `(m, n)` | 给所有元素加一个数 |
# | `(m, n)` 和 `(n,)` | `(m, n)` | 每个特征减去自己的平均值：见下一节 |
# | `(m, n)` 和 `(m, 1)` | `(m, n)` | 每个样本除以自己的一个数 |
# | `(m,)` 和 `(m, 1)` | `(m, m)` | 几乎总是写错了 |
#
# 最后一种就是陷阱：形状为 `(m,)` 的预测减去形状为 `(m, 1)` 的正确答案，也就是**标签**（label），得到一张所有差的表，它的平均值看起来像那么回事，其实是错的。所以，本课程的练习会检查形状。

# %% [markdown] lang="en"
# ## 8. One scale for all features
#
# An apple has a mass near 170 grams and a diameter near 0.07 meters. To a machine that only sees numbers, the mass seems thousands of times as important, only because of its unit. Lesson 06 shows how badly learning suffers from this. The remedy is to **standardize**: each feature is moved and stretched so that its mean is 0 and its standard deviation is 1.
#
# For feature $j$, with the mean $\mu_j$ and the **standard deviation** $\sigma_j$, the typical distance from the mean:
#
# $$\mu_j = \frac{1}{m} \sum_{i=1}^{m} x_{ij} \qquad \sigma_j = \sqrt{\frac{1}{m} \sum_{i=1}^{m} (x_{ij} - \mu_j)^2} \qquad x'_{ij} = \frac{x_{ij} - \mu_j}{\sigma_j}$$
#
# | name | shape | formula | axis summed |
# |---|---|---|---|
# | `X` | `(m, n)` | one sample per row (axis 0) | |
# | `mean` | `(n,)` | $\mu_j$ | axis 0, the samples |
# | `std` | `(n,)` | $\sigma_j$ | axis 0, the samples |
# | `Xs` | `(m, n)` | $x'_{ij}$, by broadcasting | none |
#
# By hand, for the feature $(1, 3, 5)$: the mean is 3, the squared distances are 4, 0, 4, their mean is $8/3$, so $\sigma = \sqrt{8/3} \approx 1.633$, and the result is about $(-1.225, 0, 1.225)$.
#
# **Why the mean of all is 0 afterwards.** Long form: $\frac{1}{m} \sum_i x'_{ij} = \frac{1}{\sigma_j} \left( \frac{1}{m} \sum_i x_{ij} - \mu_j \right)$. The bracket is $\mu_j - \mu_j = 0$. The same way the mean of the squares becomes $\sigma_j^2 / \sigma_j^2 = 1$.
#
# **Two fine points.** Statistics books often divide by $m - 1$ when they estimate from a sample; here it is $m$, as in NumPy's `std`. And a feature that is the same everywhere has $\sigma_j = 0$: instead of dividing by 0 we divide by 1, so that it becomes 0. Because of rounding, the measured deviation of such a feature may be tiny and not 0; the limit stands in the specification.

# %% [markdown] lang="zh"
# ## 8. 让所有特征用同一尺度
#
# 一个苹果的质量在 170 克上下，直径在 0.07 米上下。机器只看得到数；在它看来，质量好像重要几千倍，其实只是单位不同。第 06 课会看到，这对学习的妨碍有多大。对策是**标准化**（standardize）：把每个特征平移、缩放，使平均值为 0，标准差为 1。
#
# 对第 $j$ 个特征，设平均值为 $\mu_j$，**标准差**（standard deviation）为 $\sigma_j$，后者表示离平均值通常有多远：
#
# $$\mu_j = \frac{1}{m} \sum_{i=1}^{m} x_{ij} \qquad \sigma_j = \sqrt{\frac{1}{m} \sum_{i=1}^{m} (x_{ij} - \mu_j)^2} \qquad x'_{ij} = \frac{x_{ij} - \mu_j}{\sigma_j}$$
#
# | 名称 | 形状 | 公式 | 对哪个轴求和 |
# |---|---|---|---|
# | `X` | `(m, n)` | 每个样本占一行（row，轴 0） | |
# | `mean` | `(n,)` | $\mu_j$ | 轴 0，即样本 |
# | `std` | `(n,)` | $\sigma_j$ | 轴 0，即样本 |
# | `Xs` | `(m, n)` | $x'_{ij}$，由广播完成 | 不求和 |
#
# 用特征 $(1, 3, 5)$ 手算一次：平均值是 3，距离的平方是 4、0、4，它们的平均值是 $8/3$，所以 $\sigma = \sqrt{8/3} \approx 1.633$，结果约为 $(-1.225, 0, 1.225)$。
#
# **为什么之后平均值是 0**。写开来：$\frac{1}{m} \sum_i x'_{ij} = \frac{1}{\sigma_j} \left( \frac{1}{m} \sum_i x_{ij} - \mu_j \right)$，括号里是 $\mu_j - \mu_j = 0$。同理，平方的平均值成为 $\sigma_j^2 / \sigma_j^2 = 1$。
#
# **两个细节**。统计书从样本估计时常常除以 $m - 1$；这里除以 $m$，与 NumPy 的 `std` 相同。另外，处处相同的特征 $\sigma_j = 0$：这时不除以 0，而是除以 1，于是它变成 0。由于舍入误差，这种特征算出的标准差可能极小而不是 0；界限写在说明里。

# %% [markdown] lang="en"
# ### Exercise: `standardize`
#
# **What for.** The first thing done to data in almost every later lesson.
#
# **Arguments.** `X`: array `(m, n)` of numbers. `mean`, `std`: arrays `(n,)` measured earlier on other data; they come together or not at all.
#
# **Returns.** Three arrays, dtype `float64`: `Xs` of shape `(m, n)`; then the `mean` and the `std` that were used, shape `(n,)`. Without given statistics they are measured on `X` along axis 0, dividing by $m$; given ones are used as they are. Where `std <= 1e-12 * max(1, abs(mean))`, measured or given, divide by 1; the returned `std` stays what it was. `X` itself is not changed.
#
# **Errors.** `ValueError` if `m = 0` and nothing is given. With given statistics `m = 0` is allowed.
#
# **Example.** For `X = [[1, 5], [3, 5], [5, 5]]` the first feature becomes about $(-1.225, 0, 1.225)$ and the second zeros; `mean` is `[3, 5]` and `std` is about `[1.633, 0]`.
#
# `mean is None` is true where no mean was given. The limit is meant for each feature by itself: Python's own `max` and `if` can't do that with arrays. `np.maximum(p, q)` takes the larger one entry by entry, and `np.where(condition, p, q)` takes `p` where the condition is true, else `q`.

# %% [markdown] lang="zh"
# ### 练习：`standardize`
#
# **用途**：后面几乎每一课，拿到数据做的第一件事就是它。
#
# **参数**：`X`：数值数组 `(m, n)`。`mean`、`std`：先前在别的数据上算出的数组 `(n,)`；要么都给，要么都不给。
#
# **返回**：三个数组，dtype 都是 `float64`：形状为 `(m, n)` 的 `Xs`，然后是用到的 `mean` 和 `std`，形状为 `(n,)`。没有给定统计量时，在 `X` 上沿轴 0 计算，除以 $m$；给定了，就照用。凡是 `std <= 1e-12 * max(1, abs(mean))` 的地方，不论是算出的还是给定的，都除以 1；返回的 `std` 保持原样。`X` 本身不变。
#
# **错误**：`m = 0` 而又什么都没给定时，抛出 `ValueError`。给定了统计量，`m = 0` 也可以。
#
# **例子**：对 `X = [[1, 5], [3, 5], [5, 5]]`，第一个特征约为 $(-1.225, 0, 1.225)$，第二个全是 0；`mean` 是 `[3, 5]`，`std` 约为 `[1.633, 0]`。
#
# 没有给定平均值时，`mean is None` 成立。界限是对每个特征分别说的：Python 自己的 `max` 和 `if` 对数组做不到这一点。`np.maximum(p, q)` 逐元素取较大的一个；`np.where(condition, p, q)` 在条件成立的地方取 `p`，否则取 `q`。


# %% solution="standardize"
def standardize(X, mean=None, std=None):
    """Bring every feature to mean 0 and standard deviation 1, or apply given statistics.

    Parameters
    ----------
    X : ndarray of shape (m, n)
        One sample per row (axis 0). Not modified.
    mean, std : ndarray of shape (n,), optional
        Statistics of other data, for example of the training data. Both or none.

    Returns
    -------
    Xs : ndarray of shape (m, n), float64
        The scaled features. Where ``std <= 1e-12 * max(1, abs(mean))`` the divisor is 1.
    mean, std : ndarray of shape (n,), float64
        The statistics used; `std` as measured or given, not the divisor.

    Raises
    ------
    ValueError
        If there is no sample and nothing is given.

    Examples
    --------
    >>> Xs, mean, std = standardize(np.array([[1.0, 5.0], [3.0, 5.0], [5.0, 5.0]]))
    >>> Xs[:, 0].round(3), Xs[:, 1], mean
    (array([-1.225,  0.   ,  1.225]), array([0., 0., 0.]), array([3., 5.]))

    中文说明见上
    """
    ### BEGIN SOLUTION
    X = np.array(X, dtype=np.float64)
    if mean is None:
        if len(X) == 0:
            raise ValueError("There is no sample to measure. Give mean and std.")
        mean, std = X.mean(axis=0), X.std(axis=0)
    constant = std <= 1e-12 * np.maximum(1, np.abs(mean))
    return (X - mean) / np.where(constant, 1.0, std), mean, std
    ### END SOLUTION


# %% check="standardize"
check("standardize")

# %% [markdown] lang="en"
# **Sixty apples, before and after.** In each panel one unit is equally long on both axes: that is how a machine sees the numbers. Question: before, where are the differences in diameter?

# %% [markdown] lang="zh"
# **六十个苹果，标准化之前和之后**。两幅图里，两个坐标轴上一个单位都一样长，机器看到的正是这样。问题：左图里，直径的差别到哪里去了？

# %% demo
rng = np.random.default_rng(7)
width = rng.normal(0.075, 0.005, 60)
mass = 180 + 5000 * (width - 0.075) + rng.normal(0, 15, 60)
X_train = np.stack([mass, width], axis=1)

with demo.waits_for("standardize"):
    Xs_train, mean, std = standardize(X_train)
    demo.say(
        "mean {:.1f} g and {:.4f} m, std {:.1f} g and {:.4f} m",
        "平均值 {:.1f} 克和 {:.4f} 米，标准差 {:.1f} 克和 {:.4f} 米",
        *(*mean, *std),
    )
    demo.say("afterwards: mean {}", "标准化之后：平均值 {}", abs(Xs_train.mean(axis=0)).round(4))
    demo.say("afterwards: std  {}", "标准化之后：标准差 {}", Xs_train.std(axis=0).round(4))
    display(plots.scales(X_train, Xs_train))

# %% [markdown] lang="en"
# ![Left: the apples measured in grams and meters lie on a flat line. Right: the same apples standardized form a slanted cloud around 0.](pictures/00_scales.en.png)
#
# *Mass and diameter of sixty apples, the picture that the cell above should draw.* On the left all diameters are squeezed into a line: their numbers differ by hundredths, those of the masses by tens. On the right both count alike, and you see that heavy apples are wide ones.
#
# **And new data?** Twenty apples of a larger kind arrive. Should they be standardized with their own mean and std, or with those of the sixty? Decide, then run the cell.

# %% [markdown] lang="zh"
# ![左：以克和米为单位的苹果排成一条扁平的线。右：同样的苹果标准化之后，在 0 周围形成一片斜斜的点。](pictures/00_scales.zh.png)
#
# **六十个苹果的质量和直径：上面的单元格应当画出的图**。左图里，所有直径都挤成了一条线：直径的数值只差零点零几，质量的数值却差几十。右图里两者分量相同，于是看得出，重的苹果也就是宽的苹果。
#
# **新来的数据呢**？又来了二十个苹果，是个头更大的品种。该用它们自己的平均值和标准差，还是用那六十个的？先想好，再运行。

# %% demo
rng = np.random.default_rng(10)
new_width = rng.normal(0.083, 0.004, 20)
new_mass = 180 + 5000 * (new_width - 0.075) + rng.normal(0, 15, 20)
X_new = np.stack([new_mass, new_width], axis=1)

with demo.waits_for("standardize"):
    with_own, _, _ = standardize(X_new)
    with_given, _, _ = standardize(X_new, mean, std)
    demo.say("mean, own statistics: {}", "平均值，用自己的统计量：{}", abs(with_own.mean(axis=0)).round(2))
    demo.say("mean, given ones:     {}", "平均值，用给出的统计量：{}", with_given.mean(axis=0).round(2))
    display(plots.scales(X_train, Xs_train, X_new, with_given))

# %% [markdown] lang="en"
# **What it means.** With their own statistics the large apples have the mean 0 like any others: what made them special is gone. With the statistics of the sixty they stand where they belong, about 1.50 standard deviations above the mean in mass and 1.77 in diameter. So **measure on the training data, then use these numbers for everything that comes later**, test data included. Measuring on all data together is no way out: then the training has already seen something of the test data. That is called data leakage, and lesson 11 returns to it.

# %% [markdown] lang="zh"
# **这说明什么**。用自己的统计量，大苹果的平均值也和别的苹果一样是 0：它们的特别之处不见了。用那六十个的统计量，它们就落在该在的地方：质量比平均值高约 1.50 个标准差，直径高约 1.77 个。所以，**在训练数据上计算，然后把这些数用于以后的一切数据**，测试数据也不例外。把所有数据合在一起算也不行：那样，训练时就已经看到了测试数据的一些信息。这叫作数据泄漏，第 11 课还会讲到。

# %% [markdown] lang="en"
# ## 9. What deep learning is
#
# ![Three ellipses inside each other: artificial intelligence around machine learning around deep learning, each with an example.](pictures/00_fields.en.png)
#
# *Three fields, one inside the other. Question: where does a program belong that sorts apples by fixed limits for mass and diameter, written by a person?*
#
# - **Artificial intelligence** (AI) is the widest: all attempts to make machines do what needs intelligence when people do it. Fixed rules count.
# - **Machine learning** (ML) is the part in which the rule is found from examples. (The program with fixed limits is not in it. One that finds the limits from sorted apples is.)
# - **Deep learning** (DL) is the part of machine learning that uses neural networks with several layers between input and output. **Deep** only means this: many layers, one behind the other.
#
# In classic machine learning, people design the features: somebody decides that mass and diameter matter, and measures them. This is called **feature engineering**. In deep learning the raw data go in, pixels for example, and each layer forms new features from those of the layer before; these features are learned as well. What people design instead is the network.
#
# | | classic machine learning | deep learning |
# |---|---|---|
# | goes in | features that people chose | raw data: pixels, sound, text |
# | is learned | the rule on top | features and rule together |
# | people design | features | the network and its training |
# | strong where | tables, little data | images, sound, language, much data |
#
# Nearly everything in this course has the same three parts: a **model**, which turns an input into an output; a **loss**, which says how bad an output is; and an **optimizer**, which changes the model so that the loss falls. The numbers inside the model that are learned, weights and biases, are its **parameters**. What you choose before training, such as the number of layers or the length of a step, are **hyperparameters**.

# %% [markdown] lang="zh"
# ## 9. 什么是深度学习
#
# ![三个套在一起的椭圆：人工智能包含机器学习，机器学习包含深度学习，各有一个例子。](pictures/00_fields.zh.png)
#
# **三个领域，一个套着一个**。问题：有个程序按人写好的质量和直径界限给苹果分级，它属于哪里？
#
# - **人工智能**（artificial intelligence，AI）最宽：凡是人做起来需要智能的事，让机器去做的种种尝试都算。固定的规则也算。
# - **机器学习**（machine learning，ML）是其中一部分：规则是从例子里找出来的。（界限由人写好的程序不在里面；从分好级的苹果里自己找出界限的程序，就在里面。）
# - **深度学习**（deep learning，DL）是机器学习的一部分：使用输入和输出之间有好几层的神经网络。**深**只有这个意思：层数多，一层接一层。
#
# 在传统的机器学习里，特征由人来设计：有人认定质量和直径要紧，于是去测量。这叫作**特征工程**（feature engineering）。在深度学习里，送进去的是原始数据，例如像素；每一层用前一层的特征组成新的特征，而这些特征也是学出来的。人要设计的，换成了网络。
#
# | | 传统机器学习 | 深度学习 |
# |---|---|---|
# | 输入 | 人挑选的特征 | 原始数据：像素、声音、文字 |
# | 学的是 | 最后那条规则 | 特征和规则一起学 |
# | 人设计 | 特征 | 网络和训练方法 |
# | 擅长 | 表格，数据不多 | 图像、声音、语言，数据很多 |
#
# 本课程里几乎一切都由同样的三部分组成：**模型**（model），把输入变成输出；**损失**（loss），说明一个输出有多糟；**优化器**（optimizer），修改模型，使损失下降。模型里学出来的数，也就是权重和偏置，叫作**参数**（parameter）。训练之前由你选定的，例如层数、每一步的长短，叫作**超参数**（hyperparameter）。

# %% [markdown] lang="en"
# ### Common misconception: "with more data, performance grows exponentially"
#
# You may read that deep learning gets exponentially better with data, while everything else levels off. The sketch that goes with it shows one curve shooting up, and the last years have looked a little like it. **What is right:** measured errors fall as a **power law**, $\varepsilon(m) \approx \alpha m^{\beta} + \gamma$, with $m$ examples and an exponent $\beta$ between about $-0.07$ and $-0.35$ [4]. That means diminishing returns. With $\beta = -0.35$, ten times as many examples bring the first part of the error to $10^{-0.35} \approx 0.45$ of what it was; with $\beta = -0.07$ only to $0.85$. And $\gamma$ remains, however many data there are. For small data, simpler models are often better.
#
# ![The same falling error on ordinary axes, where it seems to stop, and on logarithmic axes, where it is a straight line until it bends toward a floor.](pictures/00_power_law.en.png)
#
# *A drawn example of such a law, with $\beta = -0.35$. Question: which picture would you show to sell a data center?* In lesson 13 you will measure such a curve yourself, on images, with a simple model and with a deep one.

# %% [markdown] lang="zh"
# ### 常见误解：“数据越多，性能按指数增长”
#
# 你也许读到过：有了更多数据，深度学习的性能会按指数提高，别的方法则会停滞不前。配的图上有一条曲线直往上蹿，而最近这些年看起来也有点像。**正确的说法**：测量结果表明，误差按**幂律**（power law）下降，$\varepsilon(m) \approx \alpha m^{\beta} + \gamma$，其中 $m$ 是样本数，指数 $\beta$ 大约在 $-0.07$ 和 $-0.35$ 之间 [4]。也就是说，收益是递减的。$\beta = -0.35$ 时，样本数变成 10 倍，误差的前一部分降到原来的 $10^{-0.35} \approx 0.45$；$\beta = -0.07$ 时，只降到 $0.85$。而 $\gamma$ 始终还在，数据再多也一样。数据少的时候，简单的模型往往更好。
#
# ![同样的误差曲线：在普通坐标里好像停了下来，在对数坐标里是一条直线，最后才弯向一个下限。](pictures/00_power_law.zh.png)
#
# **这种规律的一个示意，取 $\beta = -0.35$**。问题：要推销数据中心，你会拿出哪一幅图？在第 13 课，你会在图像上亲自测出这样的曲线，简单的模型一条，深的网络一条。

# %% demo
for beta in (-0.35, -0.07):
    print(f"beta = {beta}   10 ** beta = {10**beta:.2f}")

# %% [markdown] lang="en"
# ### Written question: the brain
#
# Two statements about artificial neural networks:
#
# 1. "The whole idea of deep learning is to imitate the human brain."
# 2. "Neural networks were loosely inspired by the brain, but they are not models of it."
#
# Which of the two holds? Name one thing that really was inspired by the brain, and one that was not or that differs. Material to think about: a nerve cell sends short electric pulses over time; its connections get stronger and weaker with use; a child knows a cat after a few cats. In the next lessons you meet weighted sums, matrix products, derivatives, and thousands of labeled examples.

# %% [markdown] lang="zh"
# ### 书面题：大脑
#
# 关于人工神经网络，有两种说法：
#
# 1. “深度学习的全部思想，就是模仿人脑。”
# 2. “神经网络从大脑得到过一点启发，但并不是大脑的模型。”
#
# 哪一种成立？举出一样确实受大脑启发的东西，再举出一样与大脑无关、或者与大脑不同的东西。可以想想这些：神经细胞随时间发出短促的电脉冲；细胞之间的连接随着使用变强或变弱；小孩见过几只猫，就认得猫了。接下来的几课里，你会遇到加权和、矩阵乘法、导数，还有成千上万个带标签的样本。

# %% [markdown] lang="en" written="brain" points=3
# The second statement holds. Inspired by nerve cells: many simple units, each of which collects signals through connections of different strength and passes one signal on; learning means changing these strengths. Also the idea of features that are built up in stages, as in the visual system. Not from the brain: how the strengths are found, by derivatives of a loss that are computed through the whole network; units put out one number instead of pulses in time; and a network needs far more examples than a child. The field is guided by mathematics, statistics and engineering [1, section 1.2.1].

# %% [markdown] lang="zh" written="brain" points=3
# 第二种说法成立。受神经细胞启发的有：大量简单的单元，每个都通过强弱不同的连接收集信号，再传出一个信号；学习就是改变这些强弱。像视觉系统那样一级一级组成特征，也是受到的启发。不是来自大脑的有：怎样找到这些强弱，靠的是损失的导数，它要通过整个网络来计算；单元输出的是一个数，不是随时间变化的脉冲；网络需要的例子也远比小孩多。指引这个领域的，是数学、统计学和工程 [1，1.2.1 节]。

# %% [markdown] lang="en" rubric="brain"
# - 2 points: says that the second statement holds (1) and gives something that was inspired by the brain: units with weighted connections, learning as change of connections, features in stages (1).
# - 1 point: gives something that differs or has another origin: learning by derivatives of a loss, numbers instead of pulses, amount of data or energy, design by mathematics and engineering.
#
# "Both are a little right" without a decision earns at most 2 points.

# %% [markdown] lang="zh" rubric="brain"
# - 2 分：指出第二种说法成立（1 分），并举出受大脑启发的一样东西：带权重连接的单元，学习就是改变连接，逐级组成的特征（1 分）。
# - 1 分：举出不同或另有来源的一样东西：用损失的导数学习，输出的是数而不是脉冲，数据量或能耗，靠数学和工程来设计。
#
# 只说“两种都有点道理”而不作判断，最多得 2 分。

# %% [markdown] lang="en"
# ## 10. Where it comes from
#
# **Guess first.** Eight events from the history of neural networks, without their years. Place each where you think it belongs; then you learn how far off you were. Question: does most of this history seem older to you than it is, or younger?

# %% [markdown] lang="zh"
# ## 10. 它从哪里来
#
# **先猜一猜**。神经网络历史上的八件事，没有写年份。把每一件放到你认为对的地方，放下之后就知道差了多少。问题：这段历史的大部分，在你的印象里是比实际更早，还是更晚？

# %% demo
widgets.history()

# %% [markdown] lang="en"
# ![A timeline from 1958 to 2015 with eight events and two shaded periods, the AI winters.](pictures/00_history.en.png)
#
# *Eight dates and two winters. Question: two gaps between neighboring dates are 17 years long. What was missing in each?*
#
# | year | what happened |
# |---|---|
# | 1958 | Rosenblatt's **perceptron**: a neuron that learns from examples, one layer [5] |
# | 1969 | Minsky and Papert's book *Perceptrons* proves what one layer can't compute [6] |
# | 1986 | **Backpropagation** becomes widely known: it trains several layers [7]. Forerunners: Linnainmaa in 1970, Werbos in 1974 |
# | 1989 | One layer between input and output, a hidden layer, can come as close as you like to any continuous function, if it is wide enough [8] |
# | 2006 | Deep belief networks: deep nets trained layer by layer [9]. The trick became unnecessary later; the interest stayed |
# | 2009 | Networks trained on **graphics processors** (GPUs), many times faster [10] |
# | 2012 | **AlexNet** wins the ImageNet contest, trained on 1.2 million labeled photos with two GPUs [11] |
# | 2015 | **ResNet**, 152 layers: connections that skip layers make such depth trainable [12] |
#
# ![Bars of the number of layers: 8, 19, 22 and 152, each with its error, which falls from 16.4 to 3.57 percent.](pictures/00_depth.en.png)
#
# *Layers with weights and errors in the ImageNet contest, where an answer counts as right if the true class is among the best five (top-5). Question: is it depth alone that made the error fall?* No: plain networks get *worse* when one only adds layers, even on their training data, and the best entries combined several networks. Lesson 08 lets you see the problem at work.

# %% [markdown] lang="zh"
# ![从 1958 年到 2015 年的时间轴，有八个事件，以及两段着色的时期，即两次人工智能寒冬。](pictures/00_history.zh.png)
#
# **八个年份，两次寒冬**。问题：相邻的年份之间，有两段空白都长达 17 年。那两段时间里各缺什么？
#
# | 年份 | 发生了什么 |
# |---|---|
# | 1958 | Rosenblatt 的**感知机**：从例子中学习的神经元，只有一层 [5] |
# | 1969 | Minsky 和 Papert 的《感知机》一书证明了一层算不出什么 [6] |
# | 1986 | **反向传播**（backpropagation）广为人知：它能训练好几层 [7]。先驱有 1970 年的 Linnainmaa，1974 年的 Werbos |
# | 1989 | 输入和输出之间只有一层，即一个隐藏层，只要足够宽，就能任意接近任何连续函数 [8] |
# | 2006 | 深度信念网络：一层一层地训练深的网络 [9]。这个技巧后来不再需要，人们的兴趣却留了下来 |
# | 2009 | 用**图形处理器**（GPU）训练网络，快了许多倍 [10] |
# | 2012 | **AlexNet** 赢得 ImageNet 竞赛，用 120 万张带标签的照片和两块 GPU 训练 [11] |
# | 2015 | **ResNet**，152 层：跳过若干层的连接，使这样的深度也能训练 [12] |
#
# ![层数的柱状图：8、19、22 和 152，各标着错误率，从 16.4% 降到 3.57%。](pictures/00_depth.zh.png)
#
# **ImageNet 竞赛中有权重的层数和错误率**。只要真正的类别在前五个答案之中，就算答对（top-5）。问题：错误率下降，全是深度的功劳吗？不是：普通的网络如果只是加层，反而会**变差**，连在训练数据上也一样；而且成绩最好的参赛者都合用了好几个网络。在第 08 课，你会亲眼看到这个问题。

# %% [markdown] lang="en"
# ### Common misconception: "the first AI winter came in the 1950s"
#
# You may read that AI froze again and again from the 1950s on. It is true that hopes and disappointments alternated. **What is right:** 1956 to 1969 were the years of great optimism. The winters, when money and trust were withdrawn, were about 1974 to 1980 and 1987 to 1993 [13].

# %% [markdown] lang="zh"
# ### 常见误解：“第一次人工智能寒冬是在 20 世纪 50 年代”
#
# 你也许读到过：从 20 世纪 50 年代起，AI 一次又一次进入寒冬。希望和失望确实轮番出现过。**正确的说法**：1956 年到 1969 年是非常乐观的年代。资金和信任都撤走的寒冬，大约是 1974 年到 1980 年，以及 1987 年到 1993 年 [13]。

# %% [markdown] lang="en"
# ### Written question: two dates
#
# Three things can hold back a learning machine: too few **data**, too little **computing power**, or no suitable **algorithm** (a method of training, or a structure that can be trained). Choose two entries of the timeline. For each: give its year, say which of the three bottlenecks it removed or exposed, and give a reason in one or two sentences.

# %% [markdown] lang="zh"
# ### 书面题：两个年份
#
# 有三样东西会拖住会学习的机器：**数据**太少，**算力**不够，或者没有合适的**算法**（训练的方法，或者能训练的结构）。从时间轴上选两件事，分别写出年份，说明它消除或暴露了三个瓶颈中的哪一个，再用一两句话说理由。

# %% [markdown] lang="en" written="two_dates" points=4
# For example: **1986**, backpropagation. It removed a bottleneck of *algorithm*: since 1969 it was known that one layer is not enough, but there was no accepted way to train several; now the error could be passed back through all of them. **2009**, training on GPUs. It removed a bottleneck of *computing power*: the algorithm was known for 20 years, but a training run took too long; graphics processors do the matrix products in parallel.
#
# Also right: 1969 exposed a bottleneck of algorithm (of structure: one layer). 2012 removed one of data (1.2 million labeled photos), and one of computing power; either, with its reason. 2015 one of algorithm (structure): depth became trainable. 1958 one of algorithm: weights were found by a rule instead of by hand.

# %% [markdown] lang="zh" written="two_dates" points=4
# 例如：**1986 年**，反向传播。它消除的是**算法**的瓶颈：从 1969 年起，人们知道一层不够，却没有公认的办法训练好几层；现在，误差可以一层一层传回去。**2009 年**，用 GPU 训练。它消除的是**算力**的瓶颈：算法 20 年前就有了，但训练一次要花的时间太长；图形处理器可以并行地做矩阵乘法。
#
# 下面这些也对：1969 年暴露了算法的瓶颈（结构只有一层）。2012 年消除的是数据的瓶颈（120 万张带标签的照片），也有算力的；选哪一个都可以，但要有理由。2015 年是算法（结构）的瓶颈：很深的网络也能训练了。1958 年也是算法的瓶颈：权重由规则找出，不再靠人来定。

# %% [markdown] lang="en" rubric="two_dates"
# For each of the two entries:
#
# - 1 point: the event with its right year.
# - 1 point: names a bottleneck (data, computing power, algorithm) with a reason that fits the event.
#
# Events that are not on the timeline count if the year is right and the reason is sound.

# %% [markdown] lang="zh" rubric="two_dates"
# 两件事分别给分：
#
# - 1 分：写出事件和正确的年份。
# - 1 分：指出一个瓶颈（数据、算力、算法），理由与事件相符。
#
# 时间轴上没有的事件，只要年份正确、理由站得住，也给分。

# %% [markdown] lang="en"
# ## 11. Reading translated texts
#
# Many articles on deep learning exist in a second language only because a program translated them. Whole sentences read well, and single terms are wrong. If a passage makes no sense, translate the suspicious word back, and look for a term that fits. All of these were found in real articles:
#
# | you read | literally | what was meant |
# |---|---|---|
# | `损耗` | wear, power loss | 损失, loss |
# | `激活功能` | a feature of a product | 激活函数, activation function |
# | `重量` | mass on a scale | 权重, weight |
# | `图层` | layer of a drawing program | 层, layer |
# | `时期` | period of time | 轮, epoch |
# | `全链接` | hyperlink | 全连接, fully connected |
# | `欠拟合`, meant as its opposite | fitted too little | 过拟合, overfitting: a list of terms had the two swapped |
# | `偏差`, of a parameter | statistical bias | 偏置, bias, our $b$ |
# | `行`, `列` | row or column? | depends on the author's home: look for the axis |
# | `凸`, `凹` | convex or concave? | depends on the textbook: look for a picture or for $f''$ |
# | a formula without its minus sign | | a sign that got lost in the conversion: test it with numbers |
#
# In this course every term comes with its English or Chinese partner when it first appears, and never changes afterwards.

# %% [markdown] lang="zh"
# ## 11. 读翻译过来的资料
#
# 许多深度学习的文章之所以有另一种语言的版本，只是因为有程序翻译过。整句读着通顺，个别术语却错了。遇到说不通的地方，就把可疑的词译回去，想想哪个术语才合适。下面这些都来自真实的文章：
#
# | 你读到的 | 字面的意思 | 本来要说的 |
# |---|---|---|
# | `损耗` | 磨损，电力的损失 | 损失（loss） |
# | `激活功能` | 产品的一项功能 | 激活函数（activation function） |
# | `重量` | 秤上的重量 | 权重（weight） |
# | `图层` | 绘图软件里的层 | 层（layer） |
# | `时期` | 一段时间 | 轮（epoch） |
# | `全链接` | 网页上的超链接 | 全连接（fully connected） |
# | `欠拟合`，说的却是它的反面 | 拟合得不够 | 过拟合（overfitting）：有一份术语表把两者弄反了 |
# | `偏差`，指参数时 | 统计学的偏差 | 偏置（bias），即 $b$ |
# | `行`、`列` | 横的还是竖的？ | 要看作者是哪里人：找找写的是哪个轴 |
# | `凸`、`凹` | 碗形还是山形？ | 要看是哪种教材：找找图，或者 $f''$ |
# | 少了减号的公式 | | 转换时丢了符号：代入数字验证 |
#
# 在本课程里，每个术语第一次出现时，都会带上另一种语言的说法，之后不再改变。

# %% [markdown] lang="en"
# ## Recap
#
# 1. The rhythm: write, check, read the feedback, take a hint, mend, save, hand in. A failed check costs nothing.
# 2. A batch is an array `(m, n)`: samples on axis 0, features on axis 1. Name the axis; the one you name in a sum disappears.
# 3. `X @ w + b` is one weighted sum per sample, without a loop. Broadcasting aligns shapes flush right and repeats lengths of 1.
# 4. An image is an array too, `(H, W)` or `(H, W, 3)`, mostly of `uint8`. Turn it into floats before you compute, and into one row per image (axis 0) for a network.
# 5. Standardize features with the statistics of the training data. Deep learning learns the features themselves, with many layers.

# %% [markdown] lang="zh"
# ## 小结
#
# 1. 节奏：写代码，检查，读反馈，看提示，改正，保存，提交。检查没通过也不扣分。
# 2. 一个批量就是一个数组 `(m, n)`：样本在轴 0，特征在轴 1。要写明是哪个轴；求和时写哪个轴，哪个轴就消失。
# 3. `X @ w + b` 不用循环，就为每个样本算出一个加权和。广播把形状靠右对齐，并重复长度为 1 的轴。
# 4. 图像也是数组，`(H, W)` 或 `(H, W, 3)`，多半是 `uint8`。先转换成浮点数再计算；送进网络之前，每幅图像排成一行（row，轴 0）。
# 5. 用训练数据的统计量来标准化特征。深度学习用许多层，连特征本身也是学出来的。

# %% [markdown] lang="en"
# ### A map of names
#
# | in this course | in mathematics | in PyTorch |
# |---|---|---|
# | `X` of shape `(m, n)` | matrix $X$; some texts put samples into columns (axis 1) | tensor of shape `(m, n)` |
# | `X.astype(np.float64)` | | `X.to(torch.float64)` |
# | `weighted_sums(X, w, b)` | $X w + b$ | `X @ w + b` |
# | `X.sum(axis=0)` | $\sum_i x_{ij}$ | `X.sum(dim=0)` |
# | `flatten_images` | | `torch.flatten(imgs, start_dim=1)` |
# | image `(H, W, 3)` | | `(3, H, W)`: channels first |
# | `standardize` | z-score | `X.std(dim=0, correction=0)` divides by $m$ as here |

# %% [markdown] lang="zh"
# ### 名称对照
#
# | 本课程 | 数学 | PyTorch |
# |---|---|---|
# | 形状为 `(m, n)` 的 `X` | 矩阵 $X$；有的资料让每个样本占一列（column，轴 1） | 形状为 `(m, n)` 的张量 |
# | `X.astype(np.float64)` | | `X.to(torch.float64)` |
# | `weighted_sums(X, w, b)` | $X w + b$ | `X @ w + b` |
# | `X.sum(axis=0)` | $\sum_i x_{ij}$ | `X.sum(dim=0)` |
# | `flatten_images` | | `torch.flatten(imgs, start_dim=1)` |
# | 图像 `(H, W, 3)` | | `(3, H, W)`：通道在前 |
# | `standardize` | z 分数 | `X.std(dim=0, correction=0)` 和这里一样除以 $m$ |

# %% [markdown] lang="en"
# ### Test yourself
#
# 1. `X` has the shape `(50, 3)`. What are the shapes of `X.mean(axis=0)` and `X.mean(axis=1)`?
# 2. `w` has the shape `(3,)`. What is the shape of `X @ w`, and which of its numbers belongs to the first sample?
# 3. A photo is stored as `uint8`, shape `(480, 640, 3)`. How many features does it have once it is flattened?
# 4. What is `np.array([250], dtype=np.uint8) + np.array([10], dtype=np.uint8)`?
# 5. What is the shape of the sum of two arrays of the shapes `(4, 1)` and `(5,)`?
# 6. A friend standardizes the test data with the test data's own mean. What is wrong with that?
#
# <details>
# <summary>Answers</summary>
#
# 1. `(3,)` and `(50,)`.
# 2. `(50,)`; the one with index 0.
# 3. $480 \cdot 640 \cdot 3 = 921600$.
# 4. 4, because $260 - 256 = 4$.
# 5. `(4, 5)`.
# 6. Differences between training and test data vanish, and numbers no longer mean what they meant in training.
#
# </details>

# %% [markdown] lang="zh"
# ### 自测
#
# 1. `X` 的形状是 `(50, 3)`。`X.mean(axis=0)` 和 `X.mean(axis=1)` 各是什么形状？
# 2. `w` 的形状是 `(3,)`。`X @ w` 是什么形状？其中哪个数属于第一个样本？
# 3. 一张照片存成 `uint8`，形状是 `(480, 640, 3)`。展平之后有多少个特征？
# 4. `np.array([250], dtype=np.uint8) + np.array([10], dtype=np.uint8)` 等于多少？
# 5. 形状为 `(4, 1)` 和 `(5,)` 的两个数组相加，得到什么形状？
# 6. 有个朋友用测试数据自己的平均值来标准化测试数据。这样做错在哪里？
#
# <details>
# <summary>答案</summary>
#
# 1. `(3,)` 和 `(50,)`。
# 2. `(50,)`；索引为 0 的那个。
# 3. $480 \cdot 640 \cdot 3 = 921600$。
# 4. 4，因为 $260 - 256 = 4$。
# 5. `(4, 5)`。
# 6. 训练数据和测试数据的差别消失了，同一个数也不再是训练时的意思。
#
# </details>

# %% [markdown] lang="en"
# ### The bridge to lesson 01
#
# You can now compute one weighted sum for each of many samples. A neuron needs only one thing more: a decision. In lesson 01 it decides, and then it learns from its mistakes, with a rule that a psychologist wrote down in 1957 and that you will write yourself.
#
# Before you close the notebook: run `check.all()` in a cell of your own, look at `progress()`, save with Ctrl+S, and hand in the file; where one has to be uploaded, `deeplearn pack 00_arrays` makes it.

# %% [markdown] lang="zh"
# ### 通往第 01 课
#
# 现在，你能为许多样本各算出一个加权和了。要成为神经元，只差一件事：做决定。在第 01 课里，它会做决定，还会从自己的错误中学习，用的是一位心理学家在 1957 年写下的规则，而你会亲手把它写出来。
#
# 关上笔记本之前：在自己新建的单元格里运行 `check.all()`，看看 `progress()`，按 Ctrl+S 保存，然后提交这个文件；如果要上传，用 `deeplearn pack 00_arrays` 得到要上传的文件。

# %% [markdown] shared
# ### References · 参考文献
#
# - [1] I. Goodfellow, Y. Bengio, A. Courville, *Deep Learning*, MIT Press, 2016.
# - [2] *Recommendation ITU-R BT.601: Studio encoding parameters of digital television*, International Telecommunication Union.
# - [3] A. Zhang, Z. C. Lipton, M. Li, A. J. Smola, *Dive into Deep Learning*, Cambridge University Press, 2023.
# - [4] J. Hestness et al., "Deep learning scaling is predictable, empirically", 2017.
# - [5] F. Rosenblatt, "The perceptron: a probabilistic model for information storage and organization in the brain", *Psychological Review* 65 (1958), 386–408.
# - [6] M. Minsky, S. Papert, *Perceptrons: An Introduction to Computational Geometry*, MIT Press, 1969.
# - [7] D. E. Rumelhart, G. E. Hinton, R. J. Williams, "Learning representations by back-propagating errors", *Nature* 323 (1986), 533–536.
# - [8] G. Cybenko, "Approximation by superpositions of a sigmoidal function", *Mathematics of Control, Signals and Systems* 2 (1989), 303–314; K. Hornik, M. Stinchcombe, H. White, "Multilayer feedforward networks are universal approximators", *Neural Networks* 2 (1989), 359–366.
# - [9] G. E. Hinton, S. Osindero, Y.-W. Teh, "A fast learning algorithm for deep belief nets", *Neural Computation* 18 (2006), 1527–1554.
# - [10] R. Raina, A. Madhavan, A. Y. Ng, "Large-scale deep unsupervised learning using graphics processors", ICML 2009.
# - [11] A. Krizhevsky, I. Sutskever, G. E. Hinton, "ImageNet classification with deep convolutional neural networks", NIPS 2012.
# - [12] K. He, X. Zhang, S. Ren, J. Sun, "Deep residual learning for image recognition", CVPR 2016. The other networks of the picture: K. Simonyan, A. Zisserman, "Very deep convolutional networks for large-scale image recognition", ICLR 2015; C. Szegedy et al., "Going deeper with convolutions", CVPR 2015.
# - [13] D. Crevier, *AI: The Tumultuous History of the Search for Artificial Intelligence*, Basic Books, 1993; S. Russell, P. Norvig, *Artificial Intelligence: A Modern Approach*, chapter 1.
