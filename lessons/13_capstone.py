# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown] lang="en"
# # Capstone: a classifier of your own
#
# Everything you have written in this course fits into one class. In this lesson you build it, and it learns to see: first lines, corners and circles drawn by the computer, then digits written by people. Then comes the part that no library does for you: finding out what it has learned, and saying honestly how good it is.

# %% [markdown] lang="zh"
# # 综合项目：你自己的分类器
#
# 这门课里你写过的一切，装得进一个类。这一课里，你把它搭起来，让它学会看：先是计算机画的线、角和圆，再是人手写的数字。然后是哪个库都替不了你的部分：弄清它学到了什么，并且诚实地说出它有多好。

# %% [markdown] lang="en"
# ## Goals
#
# After this lesson you will be able to
#
# - put layers, softmax, Adam, mini-batches, dropout, L2 and early stopping together in one class;
# - make a training that anyone can repeat, to the last bit;
# - read a confusion matrix and a learning curve aloud;
# - write a forward pass that runs on a GPU without a change;
# - report on a model so that every number in the report is worth something.

# %% [markdown] lang="zh"
# ## 目标
#
# 学完这一课，你能够：
#
# - 把层、softmax、Adam、小批量、暂退法、L2 和早停装进一个类；
# - 让训练可以由任何人重复，一个比特也不差；
# - 把混淆矩阵和学习曲线念成话；
# - 写出不用改动就能在 GPU 上运行的前向传播；
# - 为一个模型写报告，让报告里的每个数都有分量。

# %% [markdown] lang="en"
# ## Time
#
# 100 to 120 minutes. A good place for a break is the end of section 4. The last page is for reading and for looking things up, today or in a year.

# %% [markdown] lang="zh"
# ## 用时
#
# 100 到 120 分钟。第 4 节结束的地方适合歇一歇。最后一页是用来读、用来查的，今天或者一年以后都可以。

# %% [markdown] lang="en"
# ## What you need
#
# All lessons before this one; most of all lesson 09 (mini-batches), 10 (Adam), 11 (L2, dropout, three sets) and 12 (early stopping).

# %% [markdown] lang="zh"
# ## 准备
#
# 前面的所有课，最要紧的是第 09 课（小批量）、第 10 课（Adam）、第 11 课（L2、暂退法、三个集合）和第 12 课（早停）。

# %% [markdown] lang="en"
# ## How this notebook works
#
# As in lesson 01: write your code in an answer cell, run it, then run the check below it. `hint("confusion_matrix")` helps, `progress()` shows where you are. Run the next two cells first, and again after every restart of the kernel. The second fetches functions of earlier lessons: yours where they passed their check, else the course's. `make_glyphs` is the course's in any case, and so are two helpers for section 6. One thing is new: three exercises share one answer cell, that of the class.

# %% [markdown] lang="zh"
# ## 怎样使用这份笔记本
#
# 和第 01 课一样：在作答单元格里写代码，运行它，再运行下面的检查。`hint("confusion_matrix")` 给出提示，`progress()` 显示进度。先运行下面两个单元格；每次重启内核之后，也要重新运行。第二个单元格取来前面几课的函数：你写的已经通过检查，就用你的；否则用课程的。`make_glyphs` 一定是课程的，第 6 节要用的两个小工具也是。有一点是新的：三道练习共用一个作答单元格，就是写类的那一格。

# %% setup
import os
import time
from copy import deepcopy

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # our matrices are small: several threads would only wait for one another

import numpy as np

from lessonkit import demo, language, plots, widgets
from lessonkit.selfstudy import check, committed, hint, progress, solution, use

language.switch()

# %% setup
init_params, mlp_forward = use("init_params", "mlp_forward")
softmax_cross_entropy_with_logits = use("softmax_cross_entropy_with_logits")
mlp_forward_dropout, mlp_backward_dropout = use("mlp_forward_dropout", "mlp_backward_dropout")
softmax_ce_backward, l2_gradients, adam_step = use("softmax_ce_backward", "l2_gradients", "adam_step")
iterate_minibatches, EarlyStopping, select_model = use("iterate_minibatches", "EarlyStopping", "select_model")
dense_forward = use("dense_forward")
flatten_images, standardize, train_val_test_split = use("flatten_images", "standardize", "train_val_test_split")
make_glyphs, get_array_module, to_numpy = use("make_glyphs", "get_array_module", "to_numpy")

# %% [markdown] lang="en"
# ## 1. Clerks and students
#
# Around 1990 the United States wanted machines to read forms that people fill in by hand. The National Institute of Standards and Technology (NIST) collected handwriting for that, and published two sets of digits: SD-3, written by employees of the Census Bureau, and SD-1, written by high-school students. The clerks' digits were meant for training, the students' for the test.
#
# When Yann LeCun and his colleagues compared reading machines with these data, they noticed that something was wrong. The clerks' digits are much cleaner and easier to read. A number measured on the students' digits said little about the *method*: it told above all that training and test had been written by different kinds of people. And a number measured on clerks would have told nothing about students. That was the crisis: **the same network is good or bad, depending on whose handwriting you ask about.** Their way out was to mix the two sets, but so that no writer stands on both sides: the characters of 250 students for training, those of 250 others for the test. The result is MNIST, to this day the best-known data set of our field [1, section III.A].
#
# Keep this story in mind. In section 8 you will meet it again, with numbers of your own.

# %% [markdown] lang="zh"
# ## 1. 职员和学生
#
# 1990 年前后，美国想让机器来读人手填的表格。美国国家标准与技术研究院（National Institute of Standards and Technology，NIST）为此收集手写字，公布了两个数字集：SD-3 是人口普查局的职员写的，SD-1 是高中生写的。按原来的打算，职员的数字用来训练，学生的用来测试。
#
# Yann LeCun 和同事们用这些数据比较各种识字机器时，发现事情不对。职员的数字干净得多，也好认得多。在学生的数字上测到的数，对**方法**说明不了什么：它主要说明，训练和测试的字出自不同的人群。而在职员的字上测到的数，对学生又什么也说明不了。这就是危机：**同一个网络是好是坏，要看你问的是谁的字**。他们的办法是把两个集合混起来，但不让任何一个人的字同时出现在两边：250 个学生的字用来训练，另外 250 个的用来测试。这样得到的就是 MNIST，至今仍是这个领域最有名的数据集 [1，III.A 节]。
#
# 记住这个故事。第 8 节里你会再次遇到它，用的是你自己得到的数。

# %% [markdown] lang="en"
# ### The first data: glyphs
#
# We begin with data whose every secret we know, since the computer makes them: five kinds of **glyphs**, each an image of 12 by 12 pixels. A bright figure is put at a random place; then every pixel gets noise. `make_glyphs(m, rng)` returns the images `(m, 12, 12)`, numbers from 0 (black) to 1 (white), and the labels `(m,)`, integers from 0 to 4.
#
# ![Five rows of noisy gray images, four in each: a horizontal line, a vertical line, a diagonal from the upper left to the lower right, a corner, and a circle. Places and sizes differ, and some are hard to see in the noise.](pictures/13_glyphs.en.png)
#
# *The five kinds of glyphs, four of each. Question: which of these twenty would you yourself not have named with certainty, and what would you have said instead?*
#
# To a classifier an image is nothing but 144 numbers in a row. `flatten_images` of lesson 00 lays the pixels out, `(m, 12, 12)` becomes `(m, 144)`, and the classifier is never told which pixels are neighbors. A color photograph would be an array `(H, W, 3)`, with three numbers for each pixel; ours are gray, so that there is one.

# %% [markdown] lang="zh"
# ### 第一份数据：简单图形
#
# 先用一份底细全都知道的数据，因为它是计算机造出来的：五种**简单图形**（glyph），每幅图像是 12 乘 12 像素。先在随机的位置放上一个亮的图形，再给每个像素加上噪声。`make_glyphs(m, rng)` 返回图像 `(m, 12, 12)`，数值从 0（黑）到 1（白），以及标签 `(m,)`，从 0 到 4 的整数。
#
# ![五排带噪声的灰度图像，每排四幅：横线、竖线、从左上到右下的斜线、角、圆。位置和大小各不相同，有几幅在噪声里很难看清。](pictures/13_glyphs.zh.png)
#
# **五种图形，每种四幅**。问题：这二十幅里，哪几幅你自己也说不准？你会说成什么？
#
# 对分类器来说，一幅图像不过是排成一串的 144 个数。第 00 课的 `flatten_images` 把像素摊开，`(m, 12, 12)` 变成 `(m, 144)`；哪些像素相邻，从来没有人告诉分类器。彩色照片会是数组 `(H, W, 3)`，每个像素三个数；我们的是灰度图，每个像素一个数。

# %% demo
GLYPHS, IN_CHINESE = ["horizontal", "vertical", "diagonal", "corner", "circle"], ["横线", "竖线", "斜线", "角", "圆"]
rng = np.random.default_rng(13)
images, labels = make_glyphs(2000, rng)
images_val, labels_val = make_glyphs(500, rng)
X, X_val = flatten_images(images), flatten_images(images_val)
demo.say("training:   {} labels {} …", "训练：{} 标签 {} …", X.shape, labels[:12])
demo.say("validation: {} images of each class: {}", "验证：{} 每类的图像数：{}", X_val.shape, np.bincount(labels_val))

# %% [markdown] lang="en"
# ### Two ways to a classifier
#
# ![Two lanes of boxes. In the upper lane an image goes to a box "numbers that a person has thought of", marked as made by hand, then to "weights", marked as learned, then to a class. In the lower lane the image goes through three boxes of weights, all marked as learned, to a class.](pictures/13_lanes.en.png)
#
# *Feature engineering and deep learning. Question: tomorrow the images show handwritten digits instead of glyphs. Which boxes must somebody think about anew, and which only be trained again?*
#
# The upper lane is how it was done for decades: somebody who understands the images thinks of a few telling numbers, the **features**, and only the last step is learned. In the lower lane the network makes its own features from the pixels. Which is better? Instead of an opinion you will get a measurement, in section 5.

# %% [markdown] lang="zh"
# ### 做出分类器的两条路
#
# ![两条由方框连成的路。上面一条：图像先到“人想出来的几个数”，标着手工，再到“权重”，标着学习，然后到类别。下面一条：图像依次经过三个权重方框，全都标着学习，再到类别。](pictures/13_lanes.zh.png)
#
# **特征工程与深度学习**。问题：明天图像里不再是图形，而是手写数字。哪些方框要有人重新动脑筋，哪些只要重新训练？
#
# 上面那条路，人们走了几十年：懂这些图像的人想出几个能说明问题的数，叫作**特征**（feature），学习的只有最后一步。下面那条路上，网络从像素里自己做出特征。哪条更好？不用争论，第 5 节里你会得到测量结果。

# %% [markdown] lang="en"
# ## 2. One class for everything
#
# The class that you write now is called like its sister in scikit-learn, and is used like it: make an object, `fit` it, ask it to `predict`.
#
# | argument | meaning | default |
# |---|---|---|
# | `layer_sizes` | list: features, units of each hidden layer, classes | |
# | `learning_rate` | of Adam | 0.001 |
# | `batch_size` | samples per step | 32 |
# | `drop_rate` | drop probability after **every** hidden layer | 0.0 |
# | `l2` | strength $\lambda$ of the L2 term | 0.0 |
# | `patience` | of early stopping | 5 |
# | `max_epochs` | largest number of epochs | 50 |
# | `seed` | of the one random generator of the object | 0 |
#
# ### Exercise: `predict_proba`, `predict`
#
# **What for.** The network as it is seen from outside: images in, classes out.
#
# **The constructor.** `MLPClassifier(layer_sizes, learning_rate=1e-3, …)`, with the arguments of the table, in this order. It makes its generator, `np.random.default_rng(seed)`, and with it the weights, by `init_params(layer_sizes, rng, "he")`; they stand in the attribute `params`. Hidden layers use ReLU, the output softmax.
#
# **Methods.**
#
# | call | returns | shape, dtype |
# |---|---|---|
# | `predict_proba(X)` | the probability of each class; every row (axis 0) adds up to 1 | `(m, K)`, float64 |
# | `predict(X)` | the most probable class of each sample; of equally probable ones the lowest | `(m,)`, int64 |
#
# `X` is an array `(m, n)`, not modified; m may be 0. Both methods also work before `fit`, with the first weights. Nothing is dropped here, whatever `drop_rate` is.
#
# **Example.** With `model.params` set to `[{"W": np.zeros((2, 3)), "b": np.zeros(3)}]` every class has the probability 1/3, and `predict` says 0.

# %% [markdown] lang="zh"
# ## 2. 一个类，装下一切
#
# 你现在要写的类，名称和 scikit-learn 里的那个相同，用法也相同：造一个对象，用 `fit` 训练，再让它 `predict`。
#
# | 参数 | 含义 | 默认值 |
# |---|---|---|
# | `layer_sizes` | 列表：特征数、各隐藏层的单元数、类别数 | |
# | `learning_rate` | Adam 的学习率 | 0.001 |
# | `batch_size` | 每步的样本数 | 32 |
# | `drop_rate` | **每个**隐藏层之后的丢弃概率 | 0.0 |
# | `l2` | L2 项的强度 $\lambda$ | 0.0 |
# | `patience` | 早停的耐心值 | 5 |
# | `max_epochs` | 最多的轮数 | 50 |
# | `seed` | 这个对象唯一的随机数生成器的种子 | 0 |
#
# ### 练习：`predict_proba`、`predict`
#
# **用途**：从外面看到的网络：图像进去，类别出来。
#
# **构造**：`MLPClassifier(layer_sizes, learning_rate=1e-3, …)`，参数见上表，顺序也照上表。它造出自己的生成器 `np.random.default_rng(seed)`，再用这个生成器得到权重：`init_params(layer_sizes, rng, "he")`；权重放在属性 `params` 里。隐藏层用 ReLU，输出层用 softmax。
#
# **方法**：
#
# | 调用 | 返回 | 形状，dtype |
# |---|---|---|
# | `predict_proba(X)` | 每个类别的概率；每一行（row，轴 0）加起来是 1 | `(m, K)`，float64 |
# | `predict(X)` | 每个样本最可能的类别；几个一样可能，取最小的 | `(m,)`，int64 |
#
# `X` 是数组 `(m, n)`，不修改；m 可以是 0。两个方法在 `fit` 之前也能用，用的是最初的权重。不论 `drop_rate` 是多少，这里什么都不丢弃。
#
# **例子**：把 `model.params` 设为 `[{"W": np.zeros((2, 3)), "b": np.zeros(3)}]`，每个类别的概率都是 1/3，`predict` 给出 0。

# %% [markdown] lang="en"
# ### Exercise: `fit`
#
# **What for.** The whole training, with everything that you have learned about it.
#
# **Arguments.** `fit(X, labels, X_val, labels_val)`: training images `(m, n)` and their classes `(m,)`, integers; the same for validation. Nothing is modified.
#
# **What an epoch does.**
#
# 1. Mini-batches as `iterate_minibatches` deals them out: one permutation an epoch, the last partial batch kept.
# 2. For each batch: forward pass with dropout (`mlp_forward_dropout`: one mask a hidden layer, in the order of the layers), mean cross-entropy, gradients, plus $\lambda W$ from the L2 term (`l2_gradients`).
# 3. Adam for each array, with a state of its own that lasts for the whole training.
# 4. **After** the epoch, three numbers, each on a whole set, with nothing dropped and **without** the L2 term: training loss, validation loss, validation accuracy.
# 5. Early stopping on the validation loss, `min_delta` 0.
#
# In the end `params` are those of the best epoch. All random numbers come from the generator of the constructor, which goes on where the weights have left it.
#
# **Returns.** A dictionary: `"train_loss"`, `"val_loss"`, `"val_accuracy"`, each a list with one number for every epoch that was run, and `"best_epoch"`, counted from 0.
#
# **Errors.** `ValueError` if one of the two sets is empty.
#
# **Example.** Twenty images, which serve for training and for validation, `learning_rate=0.01`, `patience=200`, `max_epochs=200`: in the end all twenty are right.
#
# ### Exercise: the same again
#
# **What for.** An experiment that cannot be repeated is a rumor.
#
# **Required.** Two objects with the same arguments, fitted with the same data, have the same `params`, **bit for bit**. Another seed gives others. The one generator that all code of a program shares, behind `np.random.rand` and the like, is neither used nor changed: whoever uses it elsewhere must not notice you.

# %% [markdown] lang="zh"
# ### 练习：`fit`
#
# **用途**：完整的训练，用上你学过的一切。
#
# **参数**：`fit(X, labels, X_val, labels_val)`：训练图像 `(m, n)` 和它们的类别 `(m,)`，类别是整数；验证集也是这样。什么也不修改。
#
# **每一轮做什么**：
#
# 1. 小批量由 `iterate_minibatches` 来分：每轮一次重排，最后不满的一批保留。
# 2. 对每一批：带暂退法的前向传播（`mlp_forward_dropout`：每个隐藏层一个掩码，按层的顺序），平均交叉熵，梯度，再加上 L2 项的 $\lambda W$（`l2_gradients`）。
# 3. 每个数组各用一次 Adam，各有自己的状态，在整个训练中一直保留。
# 4. 这一轮**之后**测三个数，每个都在整个集合上测，什么都不丢弃，也**不含** L2 项：训练损失、验证损失、验证准确率。
# 5. 按验证损失早停，`min_delta` 是 0。
#
# 最后，`params` 是最好那一轮的参数。所有随机数都来自构造时的那个生成器，从产生权重之后接着往下取。
#
# **返回**：一个字典：`"train_loss"`、`"val_loss"`、`"val_accuracy"`，各是一个列表，训练过的每一轮一个数；还有 `"best_epoch"`，从 0 数起。
#
# **错误**：只要有一个集合是空的，就抛出 `ValueError`。
#
# **例子**：二十幅图像，既用来训练又用来验证，`learning_rate=0.01`，`patience=200`，`max_epochs=200`：最后二十幅全对。
#
# ### 练习：再来一遍
#
# **用途**：不能重复的实验，只是传闻。
#
# **要求**：参数相同的两个对象，用同样的数据训练，`params` 相同，**一个比特也不差**。换一个种子，就得到不同的参数。NumPy 有一个生成器，由程序里所有的代码共用，`np.random.rand` 一类的函数用的就是它；你的类既不用它，也不改变它：别处用到它的代码，不该察觉你来过。

# %% [markdown] lang="en"
# **A way to work.** All three exercises are answered in the next cell. Write the constructor and the two short methods first, run the cell, and let the first check look at them; then `fit`. If you get lost in `fit`, the checks of lessons 09 to 12 are your map: each of the five points has been an exercise there. The hints are called `hint("mlp_classifier_predict")`, `hint("mlp_classifier_fit")` and `hint("determinism")`.
#
# Adam's states take some thought: there is one for each array of each layer. In lesson 11 they were a list of dictionaries of dictionaries, built like `params`.

# %% [markdown] lang="zh"
# **怎样着手**：三道练习都在下一个单元格里作答。先写构造和两个短的方法，运行单元格，让第一个检查看一看；然后写 `fit`。写 `fit` 时如果迷路，第 09 课到第 12 课就是你的地图：上面五点，每一点都在那里做过练习。提示是 `hint("mlp_classifier_predict")`、`hint("mlp_classifier_fit")` 和 `hint("determinism")`。
#
# Adam 的状态要想一想：每层的每个数组各有一个。第 11 课里，它们是一个列表，里面是字典套字典，结构和 `params` 一样。


# %% solution="mlp_classifier"
class MLPClassifier:
    """A network with ReLU and softmax, trained by Adam with dropout, L2 and early stopping.

    Parameters
    ----------
    layer_sizes : list of int
        Features, units of each hidden layer, classes.
    learning_rate : float
        Of Adam.
    batch_size : int
        Samples a step.
    drop_rate : float
        Drop probability after every hidden layer.
    l2 : float
        Strength of the L2 term.
    patience : int
        Of early stopping on the validation loss.
    max_epochs : int
        Most epochs.
    seed : int
        Of the only generator, which first draws the weights (He).

    Attributes
    ----------
    params : list of dict
        ``{"W": (n_in, n_out), "b": (n_out,)}`` of each layer.

    中文说明见上
    """

    def __init__(
        self,
        layer_sizes,
        learning_rate=1e-3,
        batch_size=32,
        drop_rate=0.0,
        l2=0.0,
        patience=5,
        max_epochs=50,
        seed=0,
    ):
        ### BEGIN SOLUTION
        self.learning_rate, self.batch_size, self.l2 = learning_rate, batch_size, l2
        self.patience, self.max_epochs = patience, max_epochs
        self.activations = ["relu"] * (len(layer_sizes) - 2) + ["softmax"]
        self.drop_rates = [drop_rate] * (len(layer_sizes) - 2)
        self.rng = np.random.default_rng(seed)
        self.params = init_params(layer_sizes, self.rng, "he")
        ### END SOLUTION

    def predict_proba(self, X):
        """Return the probabilities of the classes, (m, K); each row (axis 0) adds up to 1."""
        ### BEGIN SOLUTION
        return mlp_forward(X, self.params, self.activations)[0]
        ### END SOLUTION

    def predict(self, X):
        """Return the most probable class of each sample, (m,) int64; of equal ones the lowest."""
        ### BEGIN SOLUTION
        return self.predict_proba(X).argmax(axis=1).astype(np.int64)
        ### END SOLUTION

    def fit(self, X, labels, X_val, labels_val):
        """Train, keep the weights of the best epoch, and return what was measured after each epoch.

        The result has "train_loss", "val_loss", "val_accuracy" (lists) and "best_epoch".
        ValueError if one of the sets is empty.
        """
        ### BEGIN SOLUTION
        if len(X) == 0 or len(X_val) == 0:
            raise ValueError(f"training and validation need samples; got {len(X)} and {len(X_val)}.")
        watcher = EarlyStopping(self.patience)
        states = [{name: {} for name in layer} for layer in self.params]
        history = {"train_loss": [], "val_loss": [], "val_accuracy": []}
        for _ in range(self.max_epochs):
            for X_batch, labels_batch in iterate_minibatches(X, labels, self.batch_size, self.rng):
                P, caches = mlp_forward_dropout(X_batch, self.params, self.activations, self.drop_rates, self.rng)
                dZ = softmax_ce_backward(labels_batch, P)
                grads = mlp_backward_dropout(dZ, self.params, caches, self.activations, self.drop_rates)
                grads = l2_gradients(grads, self.params, self.l2)
                for layer, grad, state in zip(self.params, grads, states, strict=True):
                    for name in layer:
                        layer[name], state[name] = adam_step(layer[name], grad[name], state[name], self.learning_rate)
            Z, Z_val = (mlp_forward(part, self.params, self.activations)[1][-1]["Z"] for part in (X, X_val))
            history["train_loss"].append(softmax_cross_entropy_with_logits(labels, Z))
            history["val_loss"].append(softmax_cross_entropy_with_logits(labels_val, Z_val))
            history["val_accuracy"].append(float(np.mean(Z_val.argmax(axis=1) == labels_val)))
            if watcher.update(history["val_loss"][-1], self.params):
                break
        history["best_epoch"] = watcher.best_epoch
        if watcher.best_params is not None:
            self.params = watcher.best_params
        return history
        ### END SOLUTION


# %% check="mlp_classifier_predict"
check("mlp_classifier_predict")

# %% check="mlp_classifier_fit"
check("mlp_classifier_fit")

# %% check="determinism"
check("determinism")

# %% [markdown] lang="en"
# **Two classifiers from one class.** Without hidden layers your class is **softmax regression**: 144 numbers in, five scores out. With two hidden layers it is a multilayer perceptron. Both see the same 2000 images. They judge themselves by the 500 validation images; a test set comes later, and only once.

# %% [markdown] lang="zh"
# **一个类，两个分类器**。没有隐藏层时，你的类就是 **softmax 回归**（softmax regression）：144 个数进去，五个分数出来。有两个隐藏层，就是多层感知机。两者看到的是同样的 2000 幅图像，好坏由 500 幅验证图像来说；测试集以后才来，而且只来一次。


# %% demo
models, glyph_sets = {}, (X, labels, X_val, labels_val)
networks = {"softmax regression": [144, 5], "two hidden layers": [144, 64, 32, 5]}
chinese = {"softmax regression": "softmax 回归", "two hidden layers": "两个隐藏层", "four numbers": "四个数"}


def fitted(name, layer_sizes, sets=glyph_sets, **settings):
    """Train a classifier under a name, once; return it and its history."""
    if name not in models:
        model = MLPClassifier(layer_sizes, **settings)
        models[name] = model, model.fit(*sets)
    return models[name]


def share_right(model, X, labels):
    return float(np.mean(model.predict(X) == labels))


with demo.waits_for("MLPClassifier"):
    histories = {}
    for name, layer_sizes in networks.items():
        began = time.perf_counter()
        model, histories[name] = fitted(name, layer_sizes)
        history = histories[name]
        best, right = history["best_epoch"], share_right(model, X_val, labels_val)
        seconds = time.perf_counter() - began
        demo.say(
            "{:19} {} epochs, best {}, {:.1f} s",
            "{}：训练 {} 轮，最好的是第 {} 轮，{:.1f} 秒",
            *(language.Text(name, chinese[name]), len(history["val_loss"]), best, seconds),
        )
        demo.say(
            "                    training loss {:.3f}, validation loss {:.3f}, validation accuracy {:.3f}",
            "    训练损失 {:.3f}，验证损失 {:.3f}，验证准确率 {:.3f}",
            *(history["train_loss"][best], history["val_loss"][best], right),
        )
    share = np.max(np.bincount(labels_val)) / len(labels_val)
    demo.say("always the most frequent class: {}", "永远说最多的那一类：{}", share)
    again = MLPClassifier([144, 64, 32, 5])
    again.fit(*glyph_sets)
    layers = zip(model.params, again.params, strict=True)
    same = all(np.array_equal(one[name], other[name]) for one, other in layers for name in one)
    demo.say("the same training again gives the same bits: {}", "同样的训练再来一遍，每个比特都相同：{}", same)
    display(plots.fit_curves(histories))

# %% [markdown] lang="en"
# **What it means.** Whoever always names the most frequent class is right for 0.222 of the validation images; this is the **baseline**, below which no classifier should fall. Softmax regression reaches 0.898, the network 0.964. Look at the curves before you believe the numbers. The network has learned its training set by heart (training loss 0.004); its best epoch was 22, and early stopping ended the run after 28 epochs. Softmax regression was still improving when it was cut off after 50 epochs: a little more is in it, not much.

# %% [markdown] lang="zh"
# **这说明什么**。永远说最多的那一类，在验证图像上对 0.222；这叫作**基线**（baseline），谁也不该比它低。softmax 回归到了 0.898，网络到了 0.964。相信这些数之前，先看曲线。网络已经把训练集背下来了（训练损失 0.004）；最好的是第 22 轮，早停让它训练 28 轮就结束。softmax 回归在第 50 轮之后被截断时，还在变好：再训练还能好一点，但不多。

# %% [markdown] lang="en"
# ## 3. What has it learned?
#
# The first layer has 64 units, and each of them weighs all 144 pixels. So the weights of one unit, one column of `W` (axis 1), can be laid out again as 12 by 12 and looked at like an image.
#
# ### Predict, then run: the weights as images
#
# You are going to see the first-layer weights of 24 units of the network with two hidden layers. What do most of them look like?
#
# - **a** like one of the five glyphs each, somewhat blurred
# - **b** like noise, with a stripe or a spot here and there
# - **c** like small neat edges and corners, each in one place and empty around it

# %% [markdown] lang="zh"
# ## 3. 它学到了什么？
#
# 第一层有 64 个单元，每个单元都给全部 144 个像素配上权重。所以一个单元的权重，也就是 `W` 的一列（column，轴 1），可以重新排成 12 乘 12，当作图像来看。
#
# ### 先预测，再运行：把权重当图像
#
# 你将看到两个隐藏层的那个网络里，24 个单元的第一层权重。它们大多数像什么？
#
# - **a** 各像五种图形里的一种，只是模糊一些
# - **b** 像噪声，偶尔有一条纹或一个斑
# - **c** 像小而整齐的边和角，各在一处，周围是空的

# %% predict="L13-P1"
prediction_L13_P1 = "b"

# %% demo
committed("L13-P1")

# %% demo
with demo.waits_for("MLPClassifier"):
    if committed("L13-P1"):
        net, _ = fitted("two hidden layers", [144, 64, 32, 5])
        display(plots.weight_images(net.params[0]["W"], (12, 12), 24))

# %% [markdown] lang="en"
# **What it means.** The answer is **b**. A few units show a stripe: a row of pixels where light speaks for something, beside a row where it speaks against. Most look like noise, and yet the network is right for 96 % of the validation images. Two reasons. The weights started as noise, and training moved them only as far as was needed. And nothing in the loss asks for weights that please the eye.
#
# But lesson 11 has a term that does ask for something: that weights which serve no purpose go away. The next cell trains the same network with `l2=0.01`.

# %% [markdown] lang="zh"
# **这说明什么**。答案是 **b**。有几个单元现出条纹：一排像素上，亮表示赞成；旁边一排，亮表示反对。大多数看上去像噪声，可是网络在验证图像上对 96%。原因有两个：权重是从噪声出发的，训练只把它们移动到够用为止；损失里也没有哪一项要求权重好看。
#
# 但是第 11 课里有一项确实提了要求：没有用处的权重应当消失。下一个单元格训练同样的网络，加上 `l2=0.01`。

# %% demo
with demo.waits_for("MLPClassifier"):
    if committed("L13-P1"):
        tidy, _ = fitted("with L2", [144, 64, 32, 5], l2=0.01)
        right = share_right(tidy, X_val, labels_val)
        demo.say("validation accuracy, l2 = 0.01: {}", "验证准确率，l2 = 0.01：{}", right)
        display(plots.weight_images(tidy.params[0]["W"], (12, 12), 24))

# %% [markdown] lang="en"
# **What it means.** Now the noise is gone, and what remains is legible: stripes, horizontal and vertical, positive beside negative; rings and halves of rings; bands along the diagonal. A few resemble a glyph, but none is a picture of one: each answers a question that helps to tell them apart. A unit with stripes of both colors, for instance, says *where* a line is, not that there is one. And the network has become better: 0.988 instead of 0.964. The random weights of the start had been of no use; they only let the noise of the images through.
#
# ### Common misconception: "layers find edges, then eyes, then faces"
#
# You may read that the first layer of a network finds edges, the next one eyes and noses, the last one faces. It is tempting, for it is how we would do it, and there are famous pictures of it. **What is right:** it is a tendency, found in **convolutional** networks with many layers that were trained on large sets of photographs [2]; nobody has built it in, and the units are much less tidy than the pictures chosen for display. Ours, which does not even know which pixels are neighbors, shows stripes and bands, and without the L2 term mostly noise.

# %% [markdown] lang="zh"
# **这说明什么**。噪声没有了，留下的看得清：条纹，有横有竖，正负相邻；圆环和半个圆环；沿着斜线的带子。有几幅像某种图形，但哪一幅都不是图形的画像：每一幅都在回答一个问题，好把图形区分开。比如一个单元有两种颜色的条纹，说的是线**在哪里**，而不是有没有线。网络也变好了：0.988，原来是 0.964。起初那些随机的权重没有用处，只是把图像的噪声放了进来。
#
# ### 常见误解：“各层先找边，再找眼睛，再找脸”
#
# 你也许读到过：网络的第一层找边缘，下一层找眼睛和鼻子，最后一层找脸。这很诱人，因为我们自己就会这样做，而且有些图很有名。**正确的说法**：这是一种趋势，出现在用大量照片训练的、层数很多的**卷积**网络里 [2]；没有人把它设计进去，那些单元也远不如挑出来展示的图那样整齐。我们的网络连哪些像素相邻都不知道，它给出的是条纹和带子，不加 L2 项时大多是噪声。

# %% [markdown] lang="en"
# ## 4. Who is taken for whom
#
# One number says how often a classifier is wrong, but not *how*. For that there is a table with one row (axis 0) for each true class and one column (axis 1) for each class that was said: the **confusion matrix**. Entry $C_{ij}$ counts the samples of class $i$ that were called $j$. What is right stands on the diagonal.
#
# | sum | meaning |
# |---|---|
# | along row $i$ (axis 0 fixed) | how many samples of class $i$ there are |
# | along column $j$ (axis 1 fixed) | how often class $j$ was said |
# | on the diagonal, divided by $m$ | the accuracy |
#
# ### Exercise: `confusion_matrix`
#
# **What for.** To see which mistakes a classifier makes.
#
# **Arguments.** `labels`: true classes, `(m,)`, integers from 0 to $K - 1$. `predicted`: the classes that were said, `(m,)`. `n_classes`: $K$. Nothing is modified.
#
# **Returns.** An array `(K, K)`, int64; axis 0 is the true class, axis 1 the predicted one. Without samples it is all zeros.
#
# **Errors.** `ValueError` if the two arrays are not both `(m,)`, or if one of them holds a class outside of 0 to $K - 1$.
#
# **Example.** `labels` 0, 0, 1, 2, 2 and `predicted` 0, 1, 1, 2, 0 give `[[1, 1, 0], [0, 1, 0], [1, 0, 1]]`. And note what must come out for the labels 0, 0, 1 if all are recognized: `[[2, 0], [0, 1]]`.

# %% [markdown] lang="zh"
# ## 4. 谁被认成了谁
#
# 一个数只说分类器错多少，不说**怎样**错。要看怎样错，得用一张表：每个真实类别占一行（row，轴 0），每个说出来的类别占一列（column，轴 1），叫作**混淆矩阵**（confusion matrix）。元素 $C_{ij}$ 数的是：属于第 $i$ 类、却说成第 $j$ 类的样本有几个。对角线上的是对的。
#
# | 求和 | 含义 |
# |---|---|
# | 第 $i$ 行（轴 0 固定） | 第 $i$ 类有多少样本 |
# | 第 $j$ 列（轴 1 固定） | 说了多少次第 $j$ 类 |
# | 对角线，除以 $m$ | 准确率 |
#
# ### 练习：`confusion_matrix`
#
# **用途**：看清分类器犯的是哪些错。
#
# **参数**：`labels`：真实类别，`(m,)`，从 0 到 $K - 1$ 的整数。`predicted`：说出来的类别，`(m,)`。`n_classes`：$K$。什么也不修改。
#
# **返回**：数组 `(K, K)`，int64；轴 0 是真实类别，轴 1 是预测的类别。没有样本时全是 0。
#
# **错误**：两个数组不都是 `(m,)`，或者其中有 0 到 $K - 1$ 之外的类别，抛出 `ValueError`。
#
# **例子**：`labels` 是 0、0、1、2、2，`predicted` 是 0、1、1、2、0，得到 `[[1, 1, 0], [0, 1, 0], [1, 0, 1]]`。再留意一种情形：标签是 0、0、1，而且全都认对，应该得到 `[[2, 0], [0, 1]]`。


# %% solution="confusion_matrix"
def confusion_matrix(labels, predicted, n_classes):
    """Count how often each class was taken for each other.

    Parameters
    ----------
    labels : ndarray of shape (m,), int
        True classes, 0 to n_classes - 1. Not modified.
    predicted : ndarray of shape (m,), int
        Classes that were said. Not modified.
    n_classes : int
        Number of classes, K.

    Returns
    -------
    ndarray of shape (K, K), int64
        Axis 0 is the true class, axis 1 the predicted one.

    Raises
    ------
    ValueError
        If the shapes differ or are not (m,), or if a class is out of range.

    Examples
    --------
    >>> confusion_matrix(np.array([0, 0, 1, 2, 2]), np.array([0, 1, 1, 2, 0]), 3)
    array([[1, 1, 0],
           [0, 1, 0],
           [1, 0, 1]])

    中文说明见上
    """
    ### BEGIN SOLUTION
    if labels.ndim != 1 or labels.shape != predicted.shape:
        raise ValueError(f"labels and predicted must both be (m,); got {labels.shape} and {predicted.shape}.")
    both = np.concatenate([labels, predicted])
    if both.size and (both.min() < 0 or both.max() >= n_classes):
        raise ValueError(f"classes must lie between 0 and {n_classes - 1}.")
    counts = np.zeros((n_classes, n_classes), dtype=np.int64)
    np.add.at(counts, (labels, predicted), 1)
    return counts
    ### END SOLUTION


# %% check="confusion_matrix"
check("confusion_matrix")

# %% [markdown] lang="en"
# ### Predict, then run: the two that are confused most
#
# The 500 validation images contain only 18 mistakes of the network, too few for a table. Data made by the computer have a luxury that real data never have: there can be more of them at any time. The next cells draw 5000 more images, **for looking only**. Counted in both directions together, which two kinds of glyphs does the network confuse most often?
#
# - **a** horizontal and vertical line
# - **b** corner and circle
# - **c** diagonal and corner

# %% [markdown] lang="zh"
# ### 先预测，再运行：最容易混淆的两种
#
# 500 幅验证图像里，网络只错了 18 幅，填一张表太少了。计算机造的数据，有一种真实数据从来没有的奢侈：随时可以再来一些。下面的单元格再造 5000 幅，**只用来看**。两个方向加在一起，网络最常把哪两种图形混淆？
#
# - **a** 横线和竖线
# - **b** 角和圆
# - **c** 斜线和角

# %% predict="L13-P2"
prediction_L13_P2 = "b"

# %% demo
committed("L13-P2")

# %% demo
images_look, labels_look = make_glyphs(5000, deepcopy(rng))  # a copy: run again, this cell draws the same images
X_look = flatten_images(images_look)
with demo.waits_for("MLPClassifier", "confusion_matrix"):
    if committed("L13-P2"):
        for name, layer_sizes in networks.items():
            model, _ = fitted(name, layer_sizes)
            counts = confusion_matrix(labels_look, model.predict(X_look), 5)
            right = np.trace(counts) / len(labels_look)
            demo.say("{}: accuracy {:.3f}", "{}：准确率 {:.3f}", language.Text(name, chinese[name]), right)
            said = "".join(f"{glyph:>12}" for glyph in GLYPHS)
            demo.say("            {}", "说成，从左到右：{}", language.Text(said, "、".join(IN_CHINESE)))
            for glyph, zh, row in zip(GLYPHS, IN_CHINESE, counts, strict=True):
                numbers = "".join(f"{count:12}" for count in row)
                demo.say("{1:>12}{0}", "{0}    真实：{1}", numbers, language.Text(glyph, zh))

# %% [markdown] lang="en"
# **Read it aloud.** A table is understood when it has become sentences. For example: "Of 1002 circles, 28 were called corners." "Of 1002 diagonals, a single one was missed." Now look at the images themselves. Each cell of the picture opens its images; click, or move with the arrow keys. Question: take the circles that were called corners. What do most of them have in common?

# %% [markdown] lang="zh"
# **念出来**。一张表变成了句子，才算看懂。比如：“1002 个圆里，有 28 个说成了角。”“1002 条斜线，只认错了一条。”现在看看图像本身。图里的每一格都能打开它的图像：点击，或者用方向键移动。问题：看那些说成角的圆，它们大多有什么共同点？

# %% demo
with demo.waits_for("MLPClassifier", "confusion_matrix"):
    if committed("L13-P2"):
        net, _ = fitted("two hidden layers", [144, 64, 32, 5])
        predicted = net.predict(X_look)
        counts = confusion_matrix(labels_look, predicted, 5)
        display(widgets.confusions(counts, images_look, labels_look, predicted, GLYPHS))

# %% [markdown] lang="en"
# **What it means.** The answer is **b**: 38 confusions between corner and circle, then 33 between corner and vertical line, 26 between corner and horizontal line. Of the 120 mistakes 99 have to do with corners. For softmax regression it is otherwise: there 122 confusions between corner and horizontal line come first. It is not the images alone that decide what is hard, but images and model together.
#
# Most of the circles that were called corners are pale: they hardly stand out from the noise, and where a part of the ring drowns in it, the rest may look like an angle. Many are unusually small or unusually large, and of such sizes the network has seen few. Some of these images nobody can tell for certain. So no classifier will reach an accuracy of 1 here. What cannot be avoided is called the **irreducible error**.

# %% [markdown] lang="zh"
# **这说明什么**。答案是 **b**：角和圆之间混淆了 38 次，接着是角和竖线 33 次，角和横线 26 次。120 个错误里，99 个与角有关。softmax 回归就不同了：排在最前的是角和横线，122 次。什么难认，不是只由图像决定的，而是图像和模型一起决定的。
#
# 说成角的圆，大多颜色很淡，在噪声里不显眼；圆环有一段淹没在噪声里，剩下的就可能像一个角。有许多特别小或者特别大，这样大小的圆，网络见得不多。其中有些图像，谁也说不准。所以在这里，没有哪个分类器的准确率能到 1。免不了的那一部分，叫作**不可约误差**（irreducible error）。

# %% [markdown] lang="en"
# ## 5. Knowledge or data
#
# Back to the two lanes of section 1. For the upper lane we need somebody who understands glyphs. Here are four numbers that such a person might think of: the largest sum along a row of pixels, the largest sum down a column, the largest sum along a diagonal, and the sum of all pixels. Then softmax regression, with 4 numbers in instead of 144. It uses your class, too.
#
# Who wins? It depends on how much there is to learn from. A curve of the error against the number of training images is called a **learning curve** (not to be confused with the training curves over epochs). Each point is the mean of two trainings with different images, measured on the 5000 images that are for looking.

# %% [markdown] lang="zh"
# ## 5. 知识，还是数据
#
# 回到第 1 节的两条路。上面那条路，需要一个懂图形的人。这样的人也许会想到这四个数：每一横排像素之和里最大的，每一竖排像素之和里最大的，每条斜线上像素之和里最大的，以及全部像素之和。然后是 softmax 回归，进去的是 4 个数，而不是 144 个。它用的也是你的类。
#
# 谁赢？要看有多少可学的。误差随训练图像的多少而变的曲线，叫作**学习曲线**（learning curve；不要与随轮数变化的训练曲线混淆）。每一点是两次训练的平均，每次用不同的图像，误差在只用来看的那 5000 幅上测。


# %% demo
def four_numbers(images):
    """Return (m, 4): largest sum along a row, down a column, along a diagonal; sum of all pixels."""
    diagonals = [images.trace(k, axis1=1, axis2=2) for k in range(-3, 4)]
    sums = images.sum(axis=2).max(axis=1), images.sum(axis=1).max(axis=1), np.max(diagonals, axis=0)
    return np.stack([*sums, images.sum(axis=(1, 2))], axis=1)


def by_knowledge(images, labels, images_val, labels_val, images_new):
    """Train softmax regression on the four numbers; return the classes of the new images."""
    F, mean, std = standardize(four_numbers(images))
    F_val, F_new = (standardize(four_numbers(part), mean, std)[0] for part in (images_val, images_new))
    model = MLPClassifier([4, int(labels.max()) + 1], learning_rate=0.01)
    model.fit(F, labels, F_val, labels_val)
    return model.predict(F_new)


english = {name: name for name in chinese}
many, labels_many = make_glyphs(4000, np.random.default_rng(1))
sizes = [100, 200, 500, 1000, 2000]
with demo.waits_for("MLPClassifier"):
    errors = {"four numbers": [], "softmax regression": [], "two hidden layers": []}
    for m in sizes:
        wrong = {name: [] for name in errors}
        for seed in range(2):
            part, labels_part = many[2000 * seed :][:m], labels_many[2000 * seed :][:m]
            said = by_knowledge(part, labels_part, images_val, labels_val, images_look)
            wrong["four numbers"].append(np.mean(said != labels_look))
            for name, layer_sizes in networks.items():
                model = MLPClassifier(layer_sizes, seed=seed)
                model.fit(flatten_images(part), labels_part, X_val, labels_val)
                wrong[name].append(1 - share_right(model, X_look, labels_look))
        for name, shares in wrong.items():
            errors[name].append(float(np.mean(shares)))
        en, zh = (", ".join(f"{names[name]} {errors[name][-1]:.4f}" for name in errors) for names in (english, chinese))
        if m == sizes[0]:
            demo.say("training images: error", "训练图像的个数：误差")
        demo.say("{:4}: {}", "{:4}：{}", m, language.Text(en, zh))
    display(plots.learning_curves(sizes, errors))

# %% [markdown] lang="en"
# **What it means.** With 100 images, knowledge wins by far: an error of 0.0330 against 0.3359 for the network. Somebody who knows that lines matter need not learn it from examples. But the four numbers soon have nothing more to gain: from 500 images to 2000 their error hardly moves, 0.0118 and 0.0101. The network goes on, from 0.3359 to 0.0274. The curves come closer and closer together. And the curve of softmax regression on pixels bends as well: no straight boundary between 144 pixel values is good enough.
#
# On the left both axes are logarithmic. A **power law**, $\varepsilon = \alpha m^{\beta}$, is a straight line there, for $\ln \varepsilon = \ln \alpha + \beta \ln m$. On the right only the error is; an **exponential** decay would be straight there.

# %% [markdown] lang="zh"
# **这说明什么**。只有 100 幅图像时，知识遥遥领先：误差是 0.0330，网络是 0.3359。知道线条要紧的人，用不着从例子里学这一点。可是这四个数很快就没有更多可学的了：从 500 幅到 2000 幅，误差几乎不动，0.0118 和 0.0101。网络还在前进，从 0.3359 降到 0.0274。两条曲线越来越近。在像素上做的 softmax 回归，曲线也弯了：144 个像素值之间的平直边界，怎样都不够好。
#
# 左图两个轴都是对数的，叫作双对数坐标图（log-log plot）。**幂律**（power law）$\varepsilon = \alpha m^{\beta}$ 在那里是直线，因为 $\ln \varepsilon = \ln \alpha + \beta \ln m$。右图只有误差是对数的；按**指数**（exponential）下降，在那里才是直线。

# %% [markdown] lang="en"
# ### Common misconception: "deep learning grows exponentially with data, everything else levels off"
#
# You may have seen a drawing with two curves: classic machine learning levels off, deep learning shoots up. Nothing was measured for it. **What is right:** the error of large networks falls as a **power law** with exponents measured between about $-0.07$ and $-0.35$, down to the irreducible error [3, 4]. With $\beta = -0.35$, half the error costs about 7 times the data; with $\beta = -0.07$, about 20000 times. That is steady, and the opposite of exponential. Our network is steeper, since our images are so simple.
#
# ### Common misconception: "with little data all methods are equal"
#
# In the same drawing both curves start at one point. **What is right:** with little data, models that bring knowledge along or have few parameters are often better [5, section 5.2]. Look at the left end of your own figure: between the best and the worst lies a factor of 16.

# %% [markdown] lang="zh"
# ### 常见误解：“深度学习随数据指数增长，别的方法都会变平”
#
# 你也许见过一幅有两条曲线的示意图：经典的机器学习变平，深度学习一路上冲。画它的时候什么也没有测量。**正确的说法**：大型网络的误差按**幂律**下降，测得的指数大约在 $-0.07$ 到 $-0.35$ 之间，一直降到不可约误差 [3，4]。$\beta = -0.35$ 时，误差减半，数据大约要增加到 7 倍；$\beta = -0.07$ 时，大约要到 20000 倍。这是稳步前进，与指数恰恰相反。我们的网络下降得更陡，因为我们的图像太简单了。
#
# ### 常见误解：“数据少的时候，各种方法都一样”
#
# 同一幅示意图里，两条曲线从同一点出发。**正确的说法**：数据少的时候，自带知识的模型，或者参数少的模型，往往更好 [5，5.2 节]。看看你自己的图的左端：最好的和最差的相差 16 倍。

# %% [markdown] lang="en"
# ### Written question: how much do more data help?
#
# Look at the learning curves of the network and of softmax regression. For each: is its gain from more data exponential, a power law, or does it level off? Say how you can see it, and give two numbers for each. What would you expect of either with 4000 images?

# %% [markdown] lang="zh"
# ### 书面题：更多的数据有多大用处？
#
# 看网络和 softmax 回归的学习曲线。对每一条：数据增加，收益是指数的、幂律的，还是逐渐变平？说明你是怎么看出来的，各给出两个数。有 4000 幅图像时，你预计两者各会怎样？

# %% [markdown] lang="en" written="learning_curve" points=4
# The network: about a power law. On log-log axes its curve is nearly straight; from 500 to 1000 images the error falls from 0.0961 to 0.0498, from 1000 to 2000 to 0.0274: each doubling leaves a little more than half. An exponential would have to fall much more from 1000 to 2000 than from 500 to 1000, since twice as many images are added; on the right axes its curve would be straight, and it is bent. Softmax regression levels off: 0.1975 with 500 images, 0.1270 with 1000, 0.1047 with 2000. The first doubling leaves 64 %, the second 82 %. It runs against what straight boundaries can do. With 4000 images I expect about 0.015 of the network, if the law goes on (it must end at the irreducible error), and hardly less than 0.09 of softmax regression.

# %% [markdown] lang="zh" written="learning_curve" points=4
# 网络：大约是幂律。在双对数坐标图上，它的曲线接近直线；图像从 500 到 1000，误差从 0.0961 降到 0.0498，从 1000 到 2000 降到 0.0274：每增加到 2 倍，剩下一半多一点。如果是指数，从 1000 到 2000 应该比从 500 到 1000 降得多得多，因为增加的图像是后者的 2 倍；在右图里它应该是直线，其实是弯的。softmax 回归逐渐变平：500 幅时 0.1975，1000 幅时 0.1270，2000 幅时 0.1047。第一次增加到 2 倍，误差剩 64%，第二次剩 82%。它碰到了平直边界的极限。有 4000 幅时，如果规律继续成立，我预计网络大约是 0.015（到不可约误差为止），softmax 回归几乎不会低于 0.09。

# %% [markdown] lang="en" rubric="learning_curve"
# - 2 points: the network follows (about) a power law, softmax regression levels off; 1 point for each. "Exponential" for the network earns nothing here.
# - 1 point: the reason: straight on log-log axes (equal factors for each doubling) against bent; or why an exponential would look otherwise.
# - 1 point: numbers from the experiment for both, and what follows from them for 4000 images.

# %% [markdown] lang="zh" rubric="learning_curve"
# - 2 分：网络（大约）按幂律，softmax 回归逐渐变平；各 1 分。网络答成“指数”，这里不给分。
# - 1 分：理由：在双对数坐标图上是直线（每增加到 2 倍，误差乘上同一个因子），另一条是弯的；或者说明指数会是什么样子。
# - 1 分：两者都给出实验里的数，并由此推出 4000 幅图像时会怎样。

# %% [markdown] lang="en"
# ## 6. The same code on another device
#
# The learning curve asks for more: more images, larger networks, and so more arithmetic. That is what **graphics processing units** (GPU) are for. A GPU has thousands of small calculators and a memory of its own. **CuPy** is a library that offers NumPy's functions there, with the same names. Then where is the difficulty? In the word `np`. A GPU array handed to a NumPy function fails, since NumPy cannot reach the memory of the GPU.
#
# The remedy is to ask the array where it lives: `xp = get_array_module(X)` is `cupy` for a CuPy array and `numpy` for a NumPy array. Then write `xp.` where you have written `np.`. Methods and operators of the array itself (`A @ W`, `A.sum(axis=0)`) work on every device.
#
# | what | on the CPU | on the GPU |
# |---|---|---|
# | array module `xp` | `numpy` | `cupy` |
# | a copy over there | `to_device(params, np)` | `to_device(params, cupy)` |
# | the way back | | `to_numpy(Z)` |
#
# ### Exercise: `to_device`, `predict_logits`
#
# **What for.** One function carries a whole network to a device, the other computes there, and neither knows which device it is.
#
# **`to_device(tree, xp)`.** `tree` is a NumPy array, or `None`, a string, `True` or `False`, a number, or a list or dictionary of such things, as deep as you like. It returns the same tree for the array module `xp`: every array is a **copy** that belongs to `xp` (`xp.array` makes one), lists and dictionaries are new ones, everything else stays as it is. `tree` is not modified.
#
# **`predict_logits(X, params, activations)`.** `X` is an array `(m, n)` of any module, `params` the parameters on the same device, `activations` a list with one name a layer: `"relu"` or `"tanh"` for each hidden layer; the last name is not applied. It returns the pre-activations $Z$ of the last layer, `(m, K)`, an array of the module of `X`. No loop over the samples; nothing is modified.
#
# **Example.** `to_device({"W": A, "n": [1, None, "a"]}, np)` is an equal tree, in which changes leave `A` alone. With `params` `[{"W": [[1, -1]], "b": [0, 0]}, {"W": [[1], [1]], "b": [1]}]` (as arrays) and ReLU, the inputs -2 and 3 give the logits 3 and 4.
#
# The check needs no GPU: it uses a strict stand-in, whose arrays refuse every NumPy function.

# %% [markdown] lang="zh"
# ## 6. 同样的代码，换一个设备
#
# 学习曲线还想要更多：更多图像，更大的网络，也就要更多计算。**图形处理器**（graphics processing unit，GPU）就是做这个的。GPU 有几千个小小的计算单元，还有自己的显存。**CuPy** 是一个库，在那里提供 NumPy 的函数，名称相同。那么难在哪里？难在 `np` 这两个字母。把 GPU 上的数组交给 NumPy 的函数，会出错，因为 NumPy 够不到显存。
#
# 对策是问数组住在哪里：`xp = get_array_module(X)`，对 CuPy 数组是 `cupy`，对 NumPy 数组是 `numpy`。然后凡是写过 `np.` 的地方，都写 `xp.`。数组自己的方法和运算符（`A @ W`、`A.sum(axis=0)`）在哪个设备上都能用。
#
# | 做什么 | 在 CPU 上 | 在 GPU 上 |
# |---|---|---|
# | 数组模块 `xp` | `numpy` | `cupy` |
# | 在那边放一份副本 | `to_device(params, np)` | `to_device(params, cupy)` |
# | 拿回来 | | `to_numpy(Z)` |
#
# ### 练习：`to_device`、`predict_logits`
#
# **用途**：一个函数把整个网络搬到某个设备上，另一个在那里计算，两个都不知道是哪个设备。
#
# **`to_device(tree, xp)`**：`tree` 是一个 NumPy 数组，或者 `None`、字符串、`True` 或 `False`、一个数，或者由这些组成的列表或字典，套多少层都可以。返回给数组模块 `xp` 用的同样的树：每个数组都换成属于 `xp` 的**副本**（`xp.array` 可以造），列表和字典是新的，其余原样不动。不修改 `tree`。
#
# **`predict_logits(X, params, activations)`**：`X` 是任意模块的数组 `(m, n)`，`params` 是同一设备上的参数，`activations` 是列表，每层一个名称：隐藏层是 `"relu"` 或 `"tanh"`；最后一个名称不使用。返回最后一层的净输入 $Z$，`(m, K)`，是 `X` 所属模块的数组。不对样本做循环；什么也不修改。
#
# **例子**：`to_device({"W": A, "n": [1, None, "a"]}, np)` 是相等的一棵树，在里面做修改不影响 `A`。取 `params` 为 `[{"W": [[1, -1]], "b": [0, 0]}, {"W": [[1], [1]], "b": [1]}]`（都是数组），用 ReLU，输入 -2 和 3 得到 logit 3 和 4。
#
# 检查不需要 GPU：它用一个严格的替身，替身的数组拒绝一切 NumPy 函数。


# %% solution="to_device"
def to_device(tree, xp):
    """Copy all arrays of a tree to the memory of another array module.

    Parameters
    ----------
    tree : ndarray, None, str, bool, int, float, or list or dict of such
        For example the parameters of a network. Not modified.
    xp : module
        `numpy`, `cupy`, or a stand-in.

    Returns
    -------
    object
        The same tree: arrays are copies that belong to `xp`, lists and dicts are new ones.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if isinstance(tree, np.ndarray):
        return xp.array(tree)
    if isinstance(tree, list):
        return [to_device(part, xp) for part in tree]
    if isinstance(tree, dict):
        return {key: to_device(part, xp) for key, part in tree.items()}
    return tree
    ### END SOLUTION


def predict_logits(X, params, activations):
    """Return the pre-activations of the last layer, on the device of `X`.

    Parameters
    ----------
    X : array of shape (m, n), of NumPy, CuPy or a stand-in
        Samples. Not modified.
    params : list of dict
        ``{"W": (n_in, n_out), "b": (n_out,)}`` of each layer, on the same device.
    activations : list of str
        One name a layer: "relu" or "tanh" for the hidden ones; the last is not applied.

    Returns
    -------
    array of shape (m, K), of the module of `X`
        Logits.

    中文说明见上
    """
    ### BEGIN SOLUTION
    xp, A = get_array_module(X), X
    for layer, name in zip(params, activations, strict=True):
        Z = A @ layer["W"] + layer["b"]
        A = xp.maximum(Z, 0) if name == "relu" else xp.tanh(Z)
    return Z
    ### END SOLUTION


# %% check="to_device"
check("to_device")

# %% [markdown] lang="en"
# **Is there a GPU here?** The next cell asks, and says in one sentence what it has found. Either way it runs your two functions, and compares the classes with those of `predict`.

# %% [markdown] lang="zh"
# **这里有没有 GPU**：下一个单元格去问，并用一句话说出结果。不论有没有，它都运行你的两个函数，再把得到的类别与 `predict` 的比较。

# %% demo
try:
    import cupy

    cupy.cuda.runtime.getDeviceCount()
    xp, found = cupy, language.Text("There is a GPU here: CuPy computes on it.", "这里有 GPU：由 CuPy 在上面计算。")
except Exception as reason:  # CuPy is not installed, or it finds no GPU
    xp, why = np, type(reason).__name__
    found = language.Text(
        f"No GPU can be used here ({why}), so NumPy does the same work on the CPU.",
        f"这里没有可用的 GPU（{why}），所以由 NumPy 在 CPU 上做同样的事。",
    )
demo.say("{}", "{}", found)
with demo.waits_for("MLPClassifier", "to_device", "predict_logits"):
    net, _ = fitted("two hidden layers", [144, 64, 32, 5])
    X_there, params_there = to_device(X_look, xp), to_device(net.params, xp)
    Z = to_numpy(predict_logits(X_there, params_there, ["relu", "relu", "softmax"]))  # warms up, and waits
    began = time.perf_counter()
    for _ in range(20):
        Z = predict_logits(X_there, params_there, ["relu", "relu", "softmax"])
    Z = to_numpy(Z)
    milliseconds = 1000 * (time.perf_counter() - began) / 20
    demo.say("{} images, {:.2f} ms a pass", "{} 幅图像，前向传播一次 {:.2f} 毫秒", len(Z), milliseconds)
    same = np.array_equal(Z.argmax(axis=1), net.predict(X_look))
    demo.say("same classes as predict: {}", "类别与 predict 给出的相同：{}", same)

# %% [markdown] lang="en"
# **What it means.** Not a letter of your functions depends on the device. That is the whole art, with one addition that no check can see: a GPU works **ahead**. It takes orders and returns at once, while the arithmetic is still going on. Whoever asks for a number in between, with `float(loss)` after every batch, makes the CPU wait each time until the GPU has finished. Keep the losses over there, and fetch them once an epoch. The same goes for clocks: the cell above fetches the result before it looks at the time.
#
# Do not expect wonders from our 144-64-32-5: handing over an order takes longer than the arithmetic. A GPU begins to pay when matrices have thousands of rows and columns.

# %% [markdown] lang="zh" parity-ok="rows and columns of matrices in general: no axis is meant"
# **这说明什么**。你的函数里，没有一个字母与设备有关。全部窍门就在这里，只需再补充一点，这一点没有哪个检查看得出来：GPU 是**提前**接活的。它接下命令就立刻返回，计算还在后面进行。谁要是在中间索要一个数，比如每个批量之后都写 `float(loss)`，CPU 每次都得停下来，等 GPU 算完。把损失留在那边，每轮取一次。计时也一样：上面的单元格先取回结果，再看时间。
#
# 不要指望它能让我们的 144-64-32-5 快出奇迹：下达命令比计算本身更费时间。矩阵有几千乘几千那么大时，GPU 才开始划算。

# %% [markdown] lang="en"
# ## 7. Choose, then ask once
#
# Now everything is yours to choose: units, learning rate, dropout, L2, patience. Lesson 12 has the rule: **choose by the validation set, then ask the test set once.** The next cell begins the search with one change at a time; your `select_model`, or the course's, makes the choice. Add candidates of your own.

# %% [markdown] lang="zh"
# ## 7. 先选好，再问一次
#
# 现在一切由你来选：单元数、学习率、暂退法、L2、耐心值。规则在第 12 课：**用验证集来选，然后问测试集一次**。下一个单元格开始搜索，一次只改一样；由你的（或课程的）`select_model` 作决定。把你自己的候选者也加进去。

# %% demo
candidates = {
    "144-64-32-5": {},
    "l2 = 0.001": {"l2": 0.001},
    "drop_rate = 0.2": {"drop_rate": 0.2},
    "learning_rate = 0.01": {"learning_rate": 0.01},
    "144-128-64-5": {"layer_sizes": [144, 128, 64, 5]},
}
with demo.waits_for("MLPClassifier"):
    results = []
    for name, changes in candidates.items():
        _, history = fitted(name, **{"layer_sizes": [144, 64, 32, 5], **changes})
        best = history["best_epoch"]
        results.append({"name": name, "train_loss": history["train_loss"][best], "val_loss": history["val_loss"][best]})
        loss, right = history["val_loss"][best], history["val_accuracy"][best]
        demo.say(
            "{:22} validation loss {:.4f}, accuracy {:.3f}, best epoch {}",
            "{:22} 验证损失 {:.4f}，准确率 {:.3f}，最好的是第 {} 轮",
            *(name, loss, right, best),
        )
    demo.say("the choice: {}", "选中：{}", select_model(results))

# %% [markdown] lang="en"
# **What it means.** Each of the four changes is better than what we had. By the loss, the learning rate of 0.01 comes first; by the accuracy, it would be the L2 term. That happens: the loss asks how *sure* the network was, the accuracy only who was right. Decide before you look which of the two counts. And mind the size of the validation set: with 500 images, 0.988 and 0.994 are 6 and 3 mistakes. A difference of three images is no proof of anything.
#
# ### Exercise: `train_glyphs`
#
# **What for.** Your own recipe, from the data to a classifier that can be handed over.
#
# **Arguments.** `X`, `labels`, `X_val`, `labels_val`: as in `fit`; in the check 2000 and 500 glyph images, `(m, 144)`. Nothing is modified.
#
# **Returns.** A fitted classifier: an object with `predict(X)`, which returns classes `(m,)`. Your `MLPClassifier` is the natural choice, with settings and a seed of your own.
#
# **Graded** by the accuracy on 5000 images that your function never gets to see: they are drawn only after it has returned. At least 0.92 earns half of the points, 0.94 three quarters, 0.96 all. The check here can only show the validation images, and they earn nothing. There are 20 seconds; a good recipe needs two.

# %% [markdown] lang="zh"
# **这说明什么**。四种改动，每一种都比原来好。按损失排，学习率 0.01 第一；按准确率排，第一就是 L2 项了。这种事是有的：损失问的是网络有多**有把握**，准确率只问谁对。两者里哪个算数，要在看结果之前定好。还要想到验证集的大小：500 幅图像里，0.988 和 0.994 是 6 个和 3 个错误。差三幅图像，什么也证明不了。
#
# ### 练习：`train_glyphs`
#
# **用途**：你自己的配方，从数据到一个可以交出去的分类器。
#
# **参数**：`X`、`labels`、`X_val`、`labels_val`：与 `fit` 相同；检查时是 2000 和 500 幅图形图像，`(m, 144)`。什么也不修改。
#
# **返回**：训练好的分类器：一个有 `predict(X)` 的对象，它返回类别 `(m,)`。自然是用你的 `MLPClassifier`，设置和种子由你定。
#
# **评分**看它在 5000 幅图像上的准确率，你的函数根本看不到这些图像：它返回之后，才把它们造出来。至少 0.92 得一半分数，0.94 得四分之三，0.96 得全部。这里的检查只能给你看验证图像，那不计分。限时 20 秒；好的配方两秒就够。


# %% solution="accuracy_target"
def train_glyphs(X, labels, X_val, labels_val):
    """Train a classifier of glyph images with settings of your own.

    Parameters
    ----------
    X : ndarray of shape (m, n)
        Training images. Not modified.
    labels : ndarray of shape (m,), int
        Their classes. Not modified.
    X_val : ndarray of shape (m_val, n)
        Validation images. Not modified.
    labels_val : ndarray of shape (m_val,), int
        Their classes. Not modified.

    Returns
    -------
    object
        Fitted; ``predict(X)`` returns classes of shape (m,).

    中文说明见上
    """
    ### BEGIN SOLUTION
    classifier = MLPClassifier([X.shape[1], 128, 64, 5], learning_rate=2e-3, drop_rate=0.2, patience=8, seed=0)
    classifier.fit(X, labels, X_val, labels_val)
    return classifier
    ### END SOLUTION


# %% check="accuracy_target"
check("accuracy_target")

# %% [markdown] lang="en"
# **The exam.** Run the next cell when you have chosen, and only then. It draws 5000 images that played no part in anything. Whoever runs it, changes the recipe and runs it again has turned the test set into a second validation set; you know from lesson 12 what its number is worth then.

# %% [markdown] lang="zh"
# **考试**：选定了再运行下一个单元格，之前不要运行。它造出 5000 幅图像，之前哪一步都没有用过它们。谁要是运行之后改配方、再运行，就把测试集变成了第二个验证集；那时它的数还值多少，第 12 课说过了。

# %% demo
with demo.waits_for("MLPClassifier", "confusion_matrix", "train_glyphs"):
    images_test, labels_test = make_glyphs(5000, np.random.default_rng(2026))
    mine = train_glyphs(X, labels, X_val, labels_val)
    predicted = mine.predict(flatten_images(images_test))
    demo.say(
        "test accuracy {:.4f}, always the most frequent class {:.4f}",
        "测试准确率 {:.4f}，永远说最多的那一类 {:.4f}",
        *(np.mean(predicted == labels_test), np.max(np.bincount(labels_test)) / len(labels_test)),
    )
    print(confusion_matrix(labels_test, predicted, 5))

# %% [markdown] lang="en"
# ### Written question: the report
#
# Write the report on **your** classifier of glyphs, in ten to fifteen lines, for a reader who was not there. It has five parts: which data there were and how they were divided; how the settings were chosen; what the curves of the training show; one test number, beside the baseline; the confusion matrix in sentences. For the curves, train your settings once more in a cell of your own; `plots.fit_curves({"mine": history})` draws what `fit` returns.

# %% [markdown] lang="zh"
# ### 书面题：报告
#
# 为**你的**图形分类器写报告，十到十五行，写给不在场的人看。报告有五部分：有哪些数据，怎样划分；设置是怎样选定的；训练曲线说明什么；一个测试结果，旁边写上基线；用句子说出混淆矩阵。要画曲线，就在自己新建的单元格里用你的设置再训练一次；`plots.fit_curves({"mine": history})` 画出 `fit` 返回的内容。

# %% [markdown] lang="en" written="report" points=5
# Data: 2000 glyph images for training, 500 for validation, 5000 for the test, all from the same generator, with different random numbers; five classes of about equal size. Choice: five candidates were trained on the training set and compared by the validation loss; a larger learning rate, dropout and L2 each helped, so a network 144-128-64-5 with learning rate 0.002, dropout 0.2 and patience 8 was tried and taken; its accuracy on the validation images is 0.992. Curves: the training loss falls toward 0, the validation loss falls to 0.028 in epoch 15 and then gets no better; early stopping ended the run after 24 epochs and restored that one. Test: asked once, accuracy 0.9866; always naming the most frequent class would give 0.2056. Confusion: of 67 mistakes 54 have to do with corners; 22 circles were called corners and 12 horizontal lines, while diagonals were almost always recognized. Some of these images cannot be told by a human either. All numbers hold for images from this generator; other images were not tried.

# %% [markdown] lang="zh" written="report" points=5
# 数据：2000 幅图形图像用来训练，500 幅用来验证，5000 幅用来测试，都由同一个生成器用不同的随机数造出；五个类别大小相近。选择：五个候选者在训练集上训练，按验证损失比较；更大的学习率、暂退法和 L2 各有好处，于是试了网络 144-128-64-5，学习率 0.002，丢弃概率 0.2，耐心值 8，就取了它；它在验证图像上的准确率是 0.992。曲线：训练损失降向 0，验证损失在第 15 轮降到 0.028，之后不再变好；早停在训练 24 轮之后结束，恢复了那一轮。测试：只问一次，准确率 0.9866；永远说最多的那一类，会得到 0.2056。混淆：67 个错误里，54 个与角有关；22 个圆说成了角，12 条横线说成了角，斜线几乎总能认出。其中有些图像，人也认不出。以上各数只对这个生成器造出的图像成立；别的图像没有试过。

# %% [markdown] lang="en" rubric="report"
# - 1 point: data and split: three sets with their sizes, disjoint, and what each was for.
# - 1 point: settings chosen on the validation set, and what was compared.
# - 1 point: the curves: falling training loss, where the validation loss is lowest, what early stopping did.
# - 1 point: one test number, asked once, beside the majority-class baseline.
# - 1 point: the confusion matrix read aloud: which classes, in which direction, how many.

# %% [markdown] lang="zh" rubric="report"
# - 1 分：数据与划分：三个集合各有多大，互不相交，各做什么用。
# - 1 分：设置是在验证集上选的，比较了什么。
# - 1 分：曲线：训练损失下降，验证损失在哪里最低，早停做了什么。
# - 1 分：一个测试结果，只问一次，旁边有多数类的基线。
# - 1 分：用句子念出混淆矩阵：哪些类别，哪个方向，多少个。

# %% [markdown] lang="en"
# ## 8. Written by people
#
# Now the real thing: 1797 digits that people have written by hand. They come with scikit-learn and need no download. In 1998 Ethem Alpaydin and Cenk Kaynak published them; 13 people wrote on forms that were printed for it [6].
#
# ![Left: a handwritten five in black on a grid of 32 by 32 small cells, divided into blocks of 4 by 4 by thicker lines. Right: the same as 8 by 8 gray cells, each with a number from 0 to 16.](pictures/13_blocks.en.png)
#
# *From ink to 64 numbers: each number counts the black cells of one block. Question: which blocks hold a 16, and could you still read the right picture if you had never seen the left one?*
#
# The images are 8 by 8, with ten classes, and your class does not care: other numbers in `layer_sizes`, that is all. We divide them at random: 60 % training, 20 % validation, 20 % test.

# %% [markdown] lang="zh"
# ## 8. 人写的字
#
# 现在来真的：1797 个由人手写的数字。它们随 scikit-learn 一起来，不用下载。1998 年，Ethem Alpaydin 和 Cenk Kaynak 公布了这些数字；由 13 个人写在专门印制的表格上 [6]。
#
# ![左图：一个手写的五，黑色，画在 32 乘 32 的小格上，粗线把它分成 4 乘 4 的块。右图：同一个字变成 8 乘 8 个灰格，每格写着 0 到 16 的一个数。](pictures/13_blocks.zh.png)
#
# **从墨迹到 64 个数**：每个数是一块里黑格的个数。问题：哪几块的数是 16？假如没见过左图，你还认得出右图吗？
#
# 图像是 8 乘 8，有十个类别；你的类对此毫不在乎：`layer_sizes` 换几个数，就行了。我们随机划分：60% 训练，20% 验证，20% 测试。

# %% demo
from sklearn.datasets import load_digits

digits = load_digits()
X_digits, y_digits = flatten_images(digits.images / 16), digits.target.astype(np.int64)
parts = train_val_test_split(X_digits, y_digits, 0.2, 0.2, np.random.default_rng(13))
with demo.waits_for("MLPClassifier", "confusion_matrix"):
    reader, history = fitted("digits", [64, 128, 64, 10], parts[:4], drop_rate=0.2)
    predicted, true = reader.predict(parts[4]), parts[5]
    best = history["val_accuracy"][history["best_epoch"]]
    sizes_digits = [len(part) for part in parts[::2]]
    demo.say("samples: {}   validation accuracy: {:.4f}", "样本数：{}   验证准确率：{:.4f}", sizes_digits, best)
    demo.say("test accuracy: {:.4f}", "测试准确率：{:.4f}", np.mean(predicted == true))
    said = by_knowledge(*(part.reshape(-1, 8, 8) if part.ndim == 2 else part for part in parts[:5]))
    demo.say("the four numbers for glyphs: {:.4f}", "为图形想出的四个数：{:.4f}", np.mean(said == true))
    missed = np.flatnonzero(predicted != true)
    names = [f"{true[i]} → {predicted[i]}" for i in missed]
    display(plots.image_row(parts[4][missed].reshape(-1, 8, 8), names))

# %% [markdown] lang="en"
# **What it means.** 0.9916 on the test set: 356 of 359 right, from one second of training, with a class that you have written yourself. Look at the three that were missed, and ask what you would have said. And the other lane? The four numbers that were nearly perfect on glyphs reach 0.4290 here. Somebody would have to think of new ones. The network was only trained again. That is the true advantage of learned features: not that they are always better, but that they come along to the next task.
#
# **Write one yourself.** Draw a digit with the mouse or a finger; your classifier answers while you draw. Then try to fool it. Questions: what does a small digit in a corner of the field do to the answer, as long as "fit to the frame" is off? And what does it say to a letter?

# %% [markdown] lang="zh"
# **这说明什么**。测试集上是 0.9916：359 个对了 356 个，训练只用一秒钟，用的是你自己写的类。看看没认出的三个，问问自己会怎么说。另一条路呢？在图形上近乎完美的四个数，在这里是 0.4290。得有人想出新的特征来。而网络只是重新训练了一次。学来的特征，真正的好处在这里：不是总比人想的好，而是能跟着去做下一件事。
#
# **自己写一个**：用鼠标或手指写一个数字；你一边写，你的分类器一边回答。然后想办法骗它。问题：不勾选“按框放大”时，在角落里写一个小小的数字，答案会怎样？给它看一个字母，它说什么？

# %% demo
with demo.waits_for("MLPClassifier"):
    reader, _ = fitted("digits", [64, 128, 64, 10], parts[:4], drop_rate=0.2)
    display(widgets.drawing(reader.predict_proba, parts[4][:40], parts[5][:40]))

# %% [markdown] lang="en"
# **Moved by one pixel.** What you have seen with your own writing can be measured: the test digits, each moved by one pixel. And a second experiment, which is the story of section 1. In the file the digits are stored sheet by sheet; each form begins with 0 1 2 3 4 5 6 7 8 9, twice, and so one can see where a new sheet starts. There are 14 sheets; one of the 13 people perhaps filled in two. If digits are divided **at random**, every writer is in all three sets. What if whole **sheets** are put aside for the test, so that the test is written by people whom the network has never seen?

# %% [markdown] lang="zh"
# **挪动一个像素**。你用自己写的字看到的事，可以测量：把测试的数字各挪一个像素。还有第二个实验，那就是第 1 节的故事。文件里的数字是一张表格接一张表格存的；每张表格开头都是 0 1 2 3 4 5 6 7 8 9，写两遍，所以看得出新的一张从哪里开始。一共有 14 张；那 13 个人里，也许有一个人填了两张。如果**随机**划分，每个人的字在三个集合里都有。如果把整张**表格**留出来做测试，让测试的字出自网络从来没见过的人，会怎样？

# %% demo
form = np.arange(17) % 10
starts = [i for i in range(len(y_digits) - 17) if np.array_equal(y_digits[i : i + 17], form)]
starts = [i for i in starts if not any(i - 50 < other < i for other in starts)]
sheet = np.searchsorted(starts, np.arange(len(y_digits)), side="right") - 1
with demo.waits_for("MLPClassifier"):
    reader, _ = fitted("digits", [64, 128, 64, 10], parts[:4], drop_rate=0.2)
    squares = parts[4].reshape(-1, 8, 8)
    ways = ("right", "右", 0, 1), ("left", "左", 0, -1), ("down", "下", 1, 0), ("up", "上", -1, 0)
    for name, zh, down, right in ways:
        moved = np.pad(squares, ((0, 0), (1, 1), (1, 1)))[:, 1 - down : 9 - down, 1 - right : 9 - right]
        share = share_right(reader, moved.reshape(-1, 64), parts[5])
        way = language.Text(name, zh)
        demo.say("one pixel {:6} test accuracy {:.3f}", "向{}挪一个像素：测试准确率 {:.3f}", way, share)
    demo.say("sheets: {}", "表格：{} 张", len(starts))
    demo.say("digits on each: {}", "每张的数字个数：{}", np.bincount(sheet))
    for by_sheets, title in (
        (False, language.Text("divided at random", "随机划分")),
        (True, language.Text("divided by sheets", "按表格划分")),
    ):
        shares = []
        for fold in range(4):
            group = sheet if by_sheets else np.random.default_rng(fold).permutation(sheet)
            test, val = (np.isin(group, np.add(these, 3 * fold) % 14) for these in ([0, 1, 2], [3, 4]))
            train = ~(test | val)
            model = MLPClassifier([64, 128, 64, 10], drop_rate=0.2)
            model.fit(X_digits[train], y_digits[train], X_digits[val], y_digits[val])
            shares.append(share_right(model, X_digits[test], y_digits[test]))
        demo.say(
            "{}: test accuracy {:.3f}, in four runs {}",
            "{}：测试准确率 {:.3f}，四次分别是 {}",
            *(title, np.mean(shares), np.round(shares, 3)),
        )

# %% [markdown] lang="en"
# **What it means.** One pixel, and about half of the digits are lost. To your classifier a digit is a list of 64 numbers; nobody has told it that a five remains a five when it is moved. It has never seen one that was not in the middle. Networks that are built for images, **convolutional** ones, have this knowledge in their construction.
#
# And the sheets: divided at random, 0.970; divided by sheets, 0.919. **The same data, the same network, nearly three times as many mistakes.** Neither of the two numbers is false. They answer different questions: how well will it read more digits *by these people*? And how well will it read *mine*? Whoever reports the first and means the second makes the mistake of section 1, thirty years later. When you drew with the mouse, you saw which of the two is meant for you.
#
# So the last rule of the course is: **divide as the world will divide.** If the classifier is to read strangers, strangers must write the test. If it is to predict next year, the test must be next year.

# %% [markdown] lang="zh"
# **这说明什么**。挪一个像素，就丢掉大约一半的数字。对你的分类器来说，一个数字是一串 64 个数；没有人告诉过它，五挪了地方还是五。不在正中间的，它从来没见过。专为图像设计的网络，也就是**卷积**网络，结构里就带着这份知识。
#
# 再说表格：随机划分是 0.970，按表格划分是 0.919。**同样的数据，同样的网络，错误却将近 3 倍**。两个数都不假，它们回答的是不同的问题：**这些人**再写的数字，它认得多好？**我**写的，它又认得多好？报告前一个数，心里想的却是后一个，就犯了第 1 节的错误，只是晚了三十年。你用鼠标写字的时候，已经看到哪一个是说给你听的。
#
# 所以，这门课的最后一条规则是：**世界怎样分，你就怎样分**。如果分类器要认陌生人的字，测试就得由陌生人来写。如果它要预测明年，测试就得是明年。

# %% [markdown] lang="en"
# ## Recap
#
# 1. One class holds it all; a seed and one generator make it repeatable, bit for bit.
# 2. First-layer weights tell the glyphs apart; they need not look like anything. A little L2 makes them legible, and the network better.
# 3. A confusion matrix is read aloud: axis 0 is true, axis 1 was said. What is hard depends on images *and* model.
# 4. On log-log axes a power law is straight. With little data knowledge wins; with much, whatever can go on learning.
# 5. Choose by the validation set, ask the test set once, and divide as the world will divide.

# %% [markdown] lang="zh"
# ## 小结
#
# 1. 一个类装下一切；一个种子、一个生成器，让它可以重复，一个比特也不差。
# 2. 第一层的权重是用来区分图形的，不必像什么。加一点 L2，它们就看得清，网络也变好。
# 3. 混淆矩阵要念出来：轴 0 是真实的，轴 1 是说出来的。什么难认，由图像**和**模型一起决定。
# 4. 在双对数坐标图上，幂律是直线。数据少时，知识获胜；数据多时，还能接着学的获胜。
# 5. 用验证集来选，问测试集一次；世界怎样分，你就怎样分。

# %% [markdown] lang="en"
# ### Test yourself
#
# 1. A confusion matrix is `[[90, 10], [5, 15]]`. What is the accuracy? How many samples of class 1 are there, and how many of them were recognized? What is the baseline?
# 2. Two objects with the same seed are fitted with the same data, one of them twice in a row. Which of them agree?
# 3. An error falls from 0.08 to 0.04 when the data become 4 times as many. By a power law, what is $\beta$, and what error is to be expected after the next fourfold increase?
# 4. `np.exp(Z)` stands in a function that is to run on a GPU. What is wrong, and which two ways out are there?
# 5. A network recognizes cows in photographs, 99 % on a random test set. All photographs come from six farms. What do you ask before you buy it?
#
# <details>
# <summary>Answers</summary>
#
# 1. Accuracy 105/120 = 0.875. There are 20 samples of class 1, 15 of them were recognized. The baseline is 100/120, about 0.833: the classifier is hardly better.
# 2. The two after their first `fit`. The second `fit` of the one starts from its trained weights, and its generator has moved on.
# 3. $4^{\beta} = 1/2$, so $\beta = -0.5$. The next error is 0.02, if nothing irreducible stands in the way.
# 4. NumPy cannot reach the memory of the GPU. Write `xp.exp(Z)` with `xp = get_array_module(Z)`, or fetch `Z` first with `to_numpy`, which costs time.
# 5. Whether the test photographs come from farms that were not in the training set.
#
# </details>

# %% [markdown] lang="zh"
# ### 自测
#
# 1. 混淆矩阵是 `[[90, 10], [5, 15]]`。准确率是多少？第 1 类有几个样本，认出了几个？基线是多少？
# 2. 两个对象种子相同，用同样的数据训练，其中一个接连训练两次。哪些结果一致？
# 3. 数据增加到 4 倍，误差从 0.08 降到 0.04。如果是幂律，$\beta$ 是多少？再增加到 4 倍，误差预计是多少？
# 4. 一个要在 GPU 上运行的函数里写着 `np.exp(Z)`。错在哪里，有哪两条出路？
# 5. 一个网络能在照片里认出牛，在随机的测试集上准确率是 99%。所有照片来自六个农场。买之前，你要问什么？
#
# <details>
# <summary>答案</summary>
#
# 1. 准确率 105/120 = 0.875。第 1 类有 20 个样本，认出 15 个。基线是 100/120，大约 0.833：这个分类器没好多少。
# 2. 两者第一次 `fit` 之后一致。那一个的第二次 `fit`，是从训练过的权重出发的，生成器也已经往下走了。
# 3. $4^{\beta} = 1/2$，所以 $\beta = -0.5$。如果没有碰到不可约的部分，下一个误差是 0.02。
# 4. NumPy 够不到显存。写 `xp.exp(Z)`，其中 `xp = get_array_module(Z)`；或者先用 `to_numpy` 把 `Z` 取回来，这要花时间。
# 5. 测试的照片，是不是来自训练集里没有的农场。
#
# </details>

# %% [markdown] lang="en"
# ## 9. The last page
#
# This page is for afterwards. First every name of this course and what it is called in **PyTorch** [15], the library that you will most probably meet next; then what this course has left out.
#
# **Five differences** cause most of the trouble when one moves:
#
# | topic | in this course | in PyTorch |
# |---|---|---|
# | weights | `W` has the shape `(n_in, n_out)` | `layer.weight` has the shape `(n_out, n_in)` |
# | type of numbers | float64 | float32 unless you say otherwise |
# | logits | a loss comes in two forms, from probabilities and from logits | `CrossEntropyLoss` takes **logits**: no softmax before it |
# | gradients | returned as new arrays | **added** to `.grad`; before each step `optimizer.zero_grad()` |
# | training and testing | `training=True` or `training=False` | the model remembers it: `model.train()`, `model.eval()` |
#
# In the following tables `F` is `torch.nn.functional`, `nn` is `torch.nn`. An empty cell means: nothing differs. Where it says "none", there is no such function; you write it yourself, and you know how.

# %% [markdown] lang="zh"
# ## 9. 最后一页
#
# 这一页留着以后用。先是这门课里的每一个名称，以及它在 **PyTorch** [15] 里叫什么，那多半是你接下来会遇到的库；然后是这门课没有讲的。
#
# **五处不同**，换过去时的麻烦大多由它们引起：
#
# | 题目 | 本课程 | PyTorch |
# |---|---|---|
# | 权重 | `W` 的形状是 `(n_in, n_out)` | `layer.weight` 的形状是 `(n_out, n_in)` |
# | 数的类型 | float64 | 不另外说明，就是 float32 |
# | logit | 损失有两种形式，由概率算，或由 logit 算 | `CrossEntropyLoss` 接收 **logit**：前面不要 softmax |
# | 梯度 | 作为新数组返回 | **累加**到 `.grad` 里；每一步之前 `optimizer.zero_grad()` |
# | 训练与测试 | `training=True` 或 `training=False` | 由模型记住：`model.train()`、`model.eval()` |
#
# 下面的表里，`F` 是 `torch.nn.functional`，`nn` 是 `torch.nn`。空格表示没有不同。写着“没有”的，就是没有这样的函数：要自己写，而你会写。

# %% [markdown] lang="en"
# ### Lessons 00 to 03: arrays, neurons, layers
#
# | in this course | in PyTorch | what differs |
# |---|---|---|
# | `describe_batch` | `X.shape`, `X.dtype` | the type is called `torch.float32` |
# | `weighted_sums` | `X @ w + b` | |
# | `rgb_to_gray` | `torchvision.transforms.functional.rgb_to_grayscale` | channels first: `(3, H, W)` |
# | `flatten_images` | `torch.flatten(X, start_dim=1)` | bytes are not divided by 255; no copy if it can be avoided |
# | `standardize` | `(X - X.mean(dim=0)) / X.std(dim=0, correction=0)` | without `correction=0` it divides by $m - 1$ |
# | `step` | `torch.heaviside(z, values)` | you say what it is at 0 |
# | `perceptron_predict`, `perceptron_update`, `perceptron_fit` | none | history; today logistic regression |
# | `gate_params`, `xor_gate`, `xor_mlp_params` | none | |
# | `add_bias_column` | `nn.Linear(n_in, n_out, bias=True)` | the bias is a vector of its own |
# | `sigmoid`, `relu` | `torch.sigmoid`, `torch.relu` | |
# | `leaky_relu` | `F.leaky_relu(z, negative_slope=0.01)` | `alpha` has another name |
# | `sigmoid_grad`, `tanh_grad`, `relu_grad`, `leaky_relu_grad` | `torch.autograd.grad` | nobody writes them; ReLU has slope 0 at 0, as here |
# | `softmax` | `torch.softmax(Z, dim=1)` | the axis must be named |
# | `neuron_output` | `nn.Linear(n, 1)`, then an activation | |
# | `dense_forward` | `F.linear(X, W.T, b)`, `nn.Linear(n_in, n_out)` | stored as `(n_out, n_in)` |
# | `from_column_convention`, `dense_forward_column` | `layer.weight.T` | samples are on axis 0, as here |
# | `count_params` | `sum(p.numel() for p in model.parameters())` | |
# | `mlp_forward` | `nn.Sequential(...)` | the caches are kept by autograd |
# | `collapse_linear`, `relu_interpolator` | none | |
# | `dead_unit_fraction` | `(A == 0).all(dim=0).float().mean()` | |

# %% [markdown] lang="zh"
# ### 第 00 课到第 03 课：数组、神经元、层
#
# | 本课程 | PyTorch | 有什么不同 |
# |---|---|---|
# | `describe_batch` | `X.shape`、`X.dtype` | 类型叫 `torch.float32` |
# | `weighted_sums` | `X @ w + b` | |
# | `rgb_to_gray` | `torchvision.transforms.functional.rgb_to_grayscale` | 通道在前：`(3, H, W)` |
# | `flatten_images` | `torch.flatten(X, start_dim=1)` | 字节不除以 255；能不复制就不复制 |
# | `standardize` | `(X - X.mean(dim=0)) / X.std(dim=0, correction=0)` | 不写 `correction=0`，就除以 $m - 1$ |
# | `step` | `torch.heaviside(z, values)` | 在 0 处取多少，由你说 |
# | `perceptron_predict`、`perceptron_update`、`perceptron_fit` | 没有 | 属于历史；今天用逻辑回归 |
# | `gate_params`、`xor_gate`、`xor_mlp_params` | 没有 | |
# | `add_bias_column` | `nn.Linear(n_in, n_out, bias=True)` | 偏置是单独的向量 |
# | `sigmoid`、`relu` | `torch.sigmoid`、`torch.relu` | |
# | `leaky_relu` | `F.leaky_relu(z, negative_slope=0.01)` | `alpha` 换了名称 |
# | `sigmoid_grad`、`tanh_grad`、`relu_grad`、`leaky_relu_grad` | `torch.autograd.grad` | 没有人去写；ReLU 在 0 处的斜率是 0，和这里一样 |
# | `softmax` | `torch.softmax(Z, dim=1)` | 必须写明轴 |
# | `neuron_output` | `nn.Linear(n, 1)`，再加激活函数 | |
# | `dense_forward` | `F.linear(X, W.T, b)`、`nn.Linear(n_in, n_out)` | 存成 `(n_out, n_in)` |
# | `from_column_convention`、`dense_forward_column` | `layer.weight.T` | 样本在轴 0，和这里一样 |
# | `count_params` | `sum(p.numel() for p in model.parameters())` | |
# | `mlp_forward` | `nn.Sequential(...)` | 缓存由 autograd 保存 |
# | `collapse_linear`、`relu_interpolator` | 没有 | |
# | `dead_unit_fraction` | `(A == 0).all(dim=0).float().mean()` | |

# %% [markdown] lang="en"
# ### Lessons 04 to 07: losses, derivatives, backpropagation
#
# | in this course | in PyTorch | what differs |
# |---|---|---|
# | `half_squared_error` | `0.5 * F.mse_loss(y_pred, y, reduction="none")` | the prediction comes first, then the label |
# | `mse` | `nn.MSELoss()` | as above |
# | `binary_cross_entropy` | `nn.BCELoss()` | logarithms are cut off at $-100$ instead of clipping $p$ |
# | `bce_with_logits` | `nn.BCEWithLogitsLoss()` | |
# | `one_hot` | `F.one_hot(labels, K)` | integers; turn them into floats |
# | `categorical_cross_entropy` | `nn.NLLLoss()` | takes log-probabilities and class numbers |
# | `softmax_cross_entropy_with_logits` | `nn.CrossEntropyLoss()` | logits first, then the labels |
# | `reduce_losses` | `reduction="none"`, `"sum"`, `"mean"` | |
# | `numerical_derivative`, `numerical_gradient` | `torch.func.grad` | exact, not by differences |
# | `numerical_jacobian`, `softmax_jacobian` | `torch.func.jacrev` | as above |
# | `chain_derivative` | `y.backward()` | |
# | `classify_hessian` | `torch.func.hessian`, `torch.linalg.eigvalsh` | |
# | `quadratic_vertex`, `classify_critical_point` | none | |
# | `gd_step`, `gradient_descent` | `torch.optim.SGD(params, lr=0.1)` | changes the parameters in place |
# | `diagnose_learning_rate`, `loss_along_line` | none | |
# | `logistic_gradients`, `logistic_fit` | `nn.Linear(n, 1)`, `nn.BCEWithLogitsLoss()` | |
# | `gradient_check` | `torch.autograd.gradcheck` | wants float64 |
# | `neuron_backward`, `graph_backward`, `mlp_backward` | `loss.backward()` | adds to `.grad` |
# | `activation_backward`, `dense_backward` | `torch.autograd.Function` | each operation brings its own backward step |
# | `mse_backward`, `bce_sigmoid_backward`, `softmax_ce_backward` | `loss.backward()` | the factor $1/m$ comes from `reduction="mean"` |
# | `prelu_backward` | `nn.PReLU()` | the slope starts at 0.25 |
# | `pass_costs` | `torch.utils.flop_counter.FlopCounterMode` | counts a multiplication and an addition as 2 |

# %% [markdown] lang="zh"
# ### 第 04 课到第 07 课：损失、导数、反向传播
#
# | 本课程 | PyTorch | 有什么不同 |
# |---|---|---|
# | `half_squared_error` | `0.5 * F.mse_loss(y_pred, y, reduction="none")` | 预测在前，标签在后 |
# | `mse` | `nn.MSELoss()` | 同上 |
# | `binary_cross_entropy` | `nn.BCELoss()` | 把对数截断在 $-100$，而不是截断 $p$ |
# | `bce_with_logits` | `nn.BCEWithLogitsLoss()` | |
# | `one_hot` | `F.one_hot(labels, K)` | 得到整数，要转成浮点数 |
# | `categorical_cross_entropy` | `nn.NLLLoss()` | 接收对数概率和类别编号 |
# | `softmax_cross_entropy_with_logits` | `nn.CrossEntropyLoss()` | logit 在前，标签在后 |
# | `reduce_losses` | `reduction="none"`、`"sum"`、`"mean"` | |
# | `numerical_derivative`、`numerical_gradient` | `torch.func.grad` | 精确值，不是差分 |
# | `numerical_jacobian`、`softmax_jacobian` | `torch.func.jacrev` | 同上 |
# | `chain_derivative` | `y.backward()` | |
# | `classify_hessian` | `torch.func.hessian`、`torch.linalg.eigvalsh` | |
# | `quadratic_vertex`、`classify_critical_point` | 没有 | |
# | `gd_step`、`gradient_descent` | `torch.optim.SGD(params, lr=0.1)` | 原地修改参数 |
# | `diagnose_learning_rate`、`loss_along_line` | 没有 | |
# | `logistic_gradients`、`logistic_fit` | `nn.Linear(n, 1)`、`nn.BCEWithLogitsLoss()` | |
# | `gradient_check` | `torch.autograd.gradcheck` | 要用 float64 |
# | `neuron_backward`、`graph_backward`、`mlp_backward` | `loss.backward()` | 累加到 `.grad` |
# | `activation_backward`、`dense_backward` | `torch.autograd.Function` | 每个运算自带反向的一步 |
# | `mse_backward`、`bce_sigmoid_backward`、`softmax_ce_backward` | `loss.backward()` | 因子 $1/m$ 来自 `reduction="mean"` |
# | `prelu_backward` | `nn.PReLU()` | 斜率从 0.25 开始 |
# | `pass_costs` | `torch.utils.flop_counter.FlopCounterMode` | 一次乘法加一次加法，算作 2 |

# %% [markdown] lang="en"
# ### Lessons 08 to 10: training
#
# | in this course | in PyTorch | what differs |
# |---|---|---|
# | `make_circles` | `sklearn.datasets.make_circles` | in scikit-learn; labels `(m,)`, integers |
# | `init_params` with `"he"` | `nn.init.kaiming_normal_(W, nonlinearity="relu")` | `nn.Linear` by itself draws uniformly from $\pm 1 / \sqrt{n_{\mathrm{in}}}$, biases too |
# | `init_params` with `"xavier"` | `nn.init.xavier_normal_(W)` | |
# | `distinct_units` | `torch.unique(W, dim=1)` | |
# | `update_params` | `optimizer.step()` | in place |
# | `accuracy` | `((p > 0.5) == (y > 0.5)).float().mean()` | |
# | `train_full_batch` | a loop: `zero_grad`, forward, `backward`, `step` | |
# | `gradient_norms` | `layer.weight.grad.norm()` | |
# | `sanity_report` | none | a habit, not a function |
# | `steps_per_epoch` | `len(loader)` | |
# | `iterate_minibatches` | `torch.utils.data.DataLoader` | `shuffle=False` unless you say otherwise |
# | `epoch_mean_loss` | none | multiply by `len(batch)`, divide at the end |
# | `sgd_epoch` | a loop over `loader` with `torch.optim.SGD` | |
# | `minibatch_gradients`, `gradient_noise` | `torch.func.vmap(torch.func.grad(f))` | gives the gradient of each sample |
# | `equivalent_sum_lr` | `reduction="sum"` | |
# | `momentum_step` | `torch.optim.SGD(params, lr=0.1, momentum=0.9)` | the same form, $v \leftarrow \beta v + g$ |
# | `adagrad_step` | `torch.optim.Adagrad` | `eps=1e-10` |
# | `rmsprop_step` | `torch.optim.RMSprop` | `rho` is called `alpha`, 0.99 instead of 0.9 |
# | `adam_step` | `torch.optim.Adam` | the same default values |
# | `lr_schedule` | `torch.optim.lr_scheduler.StepLR`, `ExponentialLR`, `CosineAnnealingLR` | objects with a `step()` of their own |
# | `clip_by_global_norm` | `nn.utils.clip_grad_norm_` | in place |

# %% [markdown] lang="zh"
# ### 第 08 课到第 10 课：训练
#
# | 本课程 | PyTorch | 有什么不同 |
# |---|---|---|
# | `make_circles` | `sklearn.datasets.make_circles` | 在 scikit-learn 里；标签是 `(m,)`，整数 |
# | `init_params`，`"he"` | `nn.init.kaiming_normal_(W, nonlinearity="relu")` | `nn.Linear` 自己是在 $\pm 1 / \sqrt{n_{\mathrm{in}}}$ 之间均匀地取，偏置也一样 |
# | `init_params`，`"xavier"` | `nn.init.xavier_normal_(W)` | |
# | `distinct_units` | `torch.unique(W, dim=1)` | |
# | `update_params` | `optimizer.step()` | 原地修改 |
# | `accuracy` | `((p > 0.5) == (y > 0.5)).float().mean()` | |
# | `train_full_batch` | 一个循环：`zero_grad`，前向，`backward`，`step` | |
# | `gradient_norms` | `layer.weight.grad.norm()` | |
# | `sanity_report` | 没有 | 是习惯，不是函数 |
# | `steps_per_epoch` | `len(loader)` | |
# | `iterate_minibatches` | `torch.utils.data.DataLoader` | 不另外说明，就是 `shuffle=False` |
# | `epoch_mean_loss` | 没有 | 乘以 `len(batch)`，最后再除 |
# | `sgd_epoch` | 对 `loader` 的循环，用 `torch.optim.SGD` | |
# | `minibatch_gradients`、`gradient_noise` | `torch.func.vmap(torch.func.grad(f))` | 给出每个样本的梯度 |
# | `equivalent_sum_lr` | `reduction="sum"` | |
# | `momentum_step` | `torch.optim.SGD(params, lr=0.1, momentum=0.9)` | 形式相同，$v \leftarrow \beta v + g$ |
# | `adagrad_step` | `torch.optim.Adagrad` | `eps=1e-10` |
# | `rmsprop_step` | `torch.optim.RMSprop` | `rho` 叫作 `alpha`，是 0.99，不是 0.9 |
# | `adam_step` | `torch.optim.Adam` | 默认值相同 |
# | `lr_schedule` | `torch.optim.lr_scheduler.StepLR`、`ExponentialLR`、`CosineAnnealingLR` | 是对象，有自己的 `step()` |
# | `clip_by_global_norm` | `nn.utils.clip_grad_norm_` | 原地修改 |

# %% [markdown] lang="en"
# ### Lessons 11 to 13: what a model is worth
#
# | in this course | in PyTorch | what differs |
# |---|---|---|
# | `train_val_test_split` | `torch.utils.data.random_split` | |
# | `diagnose_fit` | none | |
# | `l2_penalty`, `l2_gradients` | `weight_decay` of the optimizer | biases too; with Adam, take `torch.optim.AdamW` |
# | `dropout_mask`, `dropout_forward`, `dropout_backward` | `nn.Dropout(p)` | `p` is the probability of **dropping**, as here |
# | `mlp_forward_dropout`, `mlp_backward_dropout` | `nn.Sequential` with `nn.Dropout` inside | switched by `model.train()` and `model.eval()` |
# | `best_epoch`, `early_stop_epoch` | none | |
# | `EarlyStopping`, `fit_with_early_stopping` | `lightning.pytorch.callbacks.EarlyStopping` | in Lightning; keep the weights with `copy.deepcopy(model.state_dict())` |
# | `select_model` | none | |
# | `MLPClassifier` | a class of yours that inherits from `nn.Module` | `sklearn.neural_network.MLPClassifier` has neither dropout nor these names of arguments |
# | its `seed` | `torch.manual_seed(0)` | on a GPU also `torch.use_deterministic_algorithms(True)` |
# | `predict_proba`, `predict`, `predict_logits` | `model(X)`, then `softmax` or `argmax(dim=1)` | `model.eval()` first, and `with torch.no_grad():` |
# | `fit`, `train_glyphs` | your own loop | |
# | `confusion_matrix` | `sklearn.metrics.confusion_matrix` | in scikit-learn; axis 0 is the true class, as here |
# | `to_device` | `model.to("cuda")`, `X.to("cuda")` | the model itself moves, of the tensor a copy is made |

# %% [markdown] lang="zh"
# ### 第 11 课到第 13 课：一个模型值多少
#
# | 本课程 | PyTorch | 有什么不同 |
# |---|---|---|
# | `train_val_test_split` | `torch.utils.data.random_split` | |
# | `diagnose_fit` | 没有 | |
# | `l2_penalty`、`l2_gradients` | 优化器的 `weight_decay` | 偏置也算；和 Adam 一起时，用 `torch.optim.AdamW` |
# | `dropout_mask`、`dropout_forward`、`dropout_backward` | `nn.Dropout(p)` | `p` 是**丢弃**的概率，和这里一样 |
# | `mlp_forward_dropout`、`mlp_backward_dropout` | `nn.Sequential`，里面放 `nn.Dropout` | 由 `model.train()` 和 `model.eval()` 切换 |
# | `best_epoch`、`early_stop_epoch` | 没有 | |
# | `EarlyStopping`、`fit_with_early_stopping` | `lightning.pytorch.callbacks.EarlyStopping` | 在 Lightning 里；权重用 `copy.deepcopy(model.state_dict())` 留着 |
# | `select_model` | 没有 | |
# | `MLPClassifier` | 你自己写的类，继承 `nn.Module` | `sklearn.neural_network.MLPClassifier` 没有暂退法，参数名也不是这些 |
# | 它的 `seed` | `torch.manual_seed(0)` | 在 GPU 上还要 `torch.use_deterministic_algorithms(True)` |
# | `predict_proba`、`predict`、`predict_logits` | `model(X)`，再用 `softmax` 或 `argmax(dim=1)` | 先 `model.eval()`，并且 `with torch.no_grad():` |
# | `fit`、`train_glyphs` | 自己写循环 | |
# | `confusion_matrix` | `sklearn.metrics.confusion_matrix` | 在 scikit-learn 里；轴 0 是真实类别，和这里一样 |
# | `to_device` | `model.to("cuda")`、`X.to("cuda")` | 模型是自己搬过去，张量则复制一份 |

# %% [markdown] lang="en"
# ### What comes next
#
# You can read the beginning of each of these now. One sentence for each, and where to begin.
#
# - **Convolutional networks** use the same few weights at every place of an image, so that a five may move. They are layers of yours in which many weights are equal and most are zero [1; 5, chapter 9].
# - **Automatic differentiation**: your `graph_backward`, grown up; it is the reason why hardly anybody derives gradients by hand any more [7].
# - **Normalization and skip connections** made it possible to train networks of 100 layers and more [8, 9].
# - **Transformers** compute, for each word, which other words to listen to: a softmax over scores, then a weighted sum. All else in them are the layers that you know [10].
# - **Large language models** are transformers that were trained to predict the next piece of a text; how much data and arithmetic they need follows power laws like those of section 5 [4].
# - **Diffusion models** learn to take a little noise away, and make images by doing that many times [11].
# - **Reinforcement learning** is about learning from rewards instead of labels [12].
# - **Reporting honestly** has become a subject of its own: for whom does a model work, for whom does it not, and who was asked? [13]
#
# If you want one book to go on with: *Dive into Deep Learning* [14], free, with code, in English and in Chinese. If you want the theory: [5].
#
# And if you want one exercise: take photographs of your own handwriting, bring them into the form of 8 by 8 pixels, and let `reader` read them. Then find out why it fails, and what it would take. That is the profession.
#
# You began this course with a neuron that drew a line, and you have ended it with a network that reads handwriting; every step in between is code of your own. When you are done: run `check.all()` in a cell of your own, look at `progress()`, save, and submit.

# %% [markdown] lang="zh"
# ### 接下来是什么
#
# 下面每一样的开头，你现在都读得懂。各用一句话，并告诉你从哪里读起。
#
# - **卷积神经网络**（convolutional network）：在图像的每个地方用同样的几个权重，于是五可以挪地方。它就是你写过的层，只是许多权重相等，大多数是零 [1；5，第 9 章]。
# - **自动微分**（automatic differentiation）：长大了的 `graph_backward`；如今几乎没有人再手推梯度，原因就在它 [7]。
# - **归一化**（normalization）和**残差连接**（skip connection）：有了它们，100 层以上的网络才训练得动 [8，9]。
# - **Transformer**：为每个词计算该听哪些别的词：对分数做 softmax，再求加权和。其余的都是你认识的层 [10]。
# - **大语言模型**（large language model）：学着预测下一小段文字的 Transformer；要多少数据、多少计算，遵循第 5 节那样的幂律 [4]。
# - **扩散模型**（diffusion model）：学会去掉一点点噪声，这样做许多次，就造出图像 [11]。
# - **强化学习**（reinforcement learning）：从奖励里学，而不是从标签里学 [12]。
# - **诚实地报告**，已经自成一门学问：一个模型对谁管用，对谁不管用，问过谁的意见？[13]
#
# 想接着读一本书：《动手学深度学习》（Dive into Deep Learning）[14]，免费，有代码，有英文版和中文版。想读理论：[5]。
#
# 想再做一个练习：给自己的手写字拍照，变成 8 乘 8 像素的样子，让 `reader` 来认。然后弄清它为什么失败，要怎样才行。这就是这一行的工作。
#
# 这门课开始的时候，你有一个会画一条线的神经元；结束的时候，你有一个能认手写字的网络；其间的每一步，都是你自己写的代码。做完之后：在自己新建的单元格里运行 `check.all()`，看看 `progress()`，保存，然后提交。

# %% [markdown] shared
# ### References · 参考文献
#
# - [1] Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-based learning applied to document recognition", *Proceedings of the IEEE* 86 (1998), 2278–2324.
# - [2] M. D. Zeiler, R. Fergus, "Visualizing and understanding convolutional networks", *ECCV 2014*, Lecture Notes in Computer Science 8689, Springer, 2014, 818–833.
# - [3] J. Hestness et al., "Deep learning scaling is predictable, empirically", arXiv:1712.00409, 2017.
# - [4] J. Kaplan et al., "Scaling laws for neural language models", arXiv:2001.08361, 2020.
# - [5] I. Goodfellow, Y. Bengio, A. Courville, *Deep Learning*, MIT Press, 2016.
# - [6] E. Alpaydin, C. Kaynak, *Optical Recognition of Handwritten Digits*, UCI Machine Learning Repository, 1998.
# - [7] A. G. Baydin, B. A. Pearlmutter, A. A. Radul, J. M. Siskind, "Automatic differentiation in machine learning: a survey", *Journal of Machine Learning Research* 18 (2018), no. 153.
# - [8] S. Ioffe, C. Szegedy, "Batch normalization: accelerating deep network training by reducing internal covariate shift", *ICML 2015*, 448–456.
# - [9] K. He, X. Zhang, S. Ren, J. Sun, "Deep residual learning for image recognition", *CVPR 2016*, 770–778.
# - [10] A. Vaswani et al., "Attention is all you need", *Advances in Neural Information Processing Systems* 30 (2017).
# - [11] J. Ho, A. Jain, P. Abbeel, "Denoising diffusion probabilistic models", *Advances in Neural Information Processing Systems* 33 (2020).
# - [12] R. S. Sutton, A. G. Barto, *Reinforcement Learning: An Introduction*, 2nd edition, MIT Press, 2018.
# - [13] M. Mitchell et al., "Model cards for model reporting", *FAT\* 2019*, 220–229.
# - [14] A. Zhang, Z. C. Lipton, M. Li, A. J. Smola, *Dive into Deep Learning*, Cambridge University Press, 2023.
# - [15] A. Paszke et al., "PyTorch: an imperative style, high-performance deep learning library", *Advances in Neural Information Processing Systems* 32 (2019).
