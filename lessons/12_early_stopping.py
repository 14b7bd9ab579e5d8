# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown] lang="en"
# # Early stopping and model selection
#
# The best network of a run is seldom the last one. In this lesson you teach the training to notice that by itself: to stop in time, and to bring back the weights of the best epoch. Then comes the question behind it: which data may make such a choice, and which may not?

# %% [markdown] lang="zh"
# # 早停与模型选择
#
# 一次训练里最好的网络，很少是最后那个。这一课里，你让训练自己发现这一点：及时停下，再把最好那一轮的权重找回来。然后是藏在背后的问题：哪些数据可以用来做这样的选择，哪些不可以？

# %% [markdown] lang="en"
# ## Goals
#
# After this lesson you will be able to
#
# - replay a recorded run and say where a given rule would have stopped it;
# - name the four points in which two programs for early stopping can differ;
# - write an object that keeps its own copy of the best weights;
# - train with early stopping from beginning to end, with any network;
# - choose a model so that the number you report about it is honest.

# %% [markdown] lang="zh"
# ## 目标
#
# 学完这一课，你能够：
#
# - 重放一次记录下来的训练，说出某条规则会让它停在哪里；
# - 说出两个早停程序可能在哪四点上不同；
# - 写出一个对象，让它保存自己的一份最好的权重；
# - 从头到尾用早停训练，不论是什么网络；
# - 选出一个模型，并且让你报告的那个数是诚实的。

# %% [markdown] lang="en"
# ## Time
#
# 70 to 90 minutes. A good place for a break is the end of section 3.

# %% [markdown] lang="zh"
# ## 用时
#
# 70 到 90 分钟。第 3 节结束的地方适合歇一歇。

# %% [markdown] lang="en"
# ## What you need
#
# The three sets and the noisy circles of lesson 11, and everything that trains a network: lessons 07 to 10. You also need to know what a Python class is: `__init__`, `self`, a method.

# %% [markdown] lang="zh"
# ## 准备
#
# 第 11 课的三个集合和带噪声的圆环，以及训练网络要用到的一切：第 07 课到第 10 课。还要知道 Python 的类是什么：`__init__`、`self`、方法。

# %% [markdown] lang="en"
# ## How this notebook works
#
# As in lesson 01: write your code in an answer cell, run it, then run the check below it. `hint("best_epoch")` helps, `progress()` shows where you are. Run the next two cells first, and again after every restart of the kernel. The second fetches functions of earlier lessons: yours where they passed their check, else the course's. **Epochs are counted from 0** in this lesson, as Python counts: epoch 0 is the first.

# %% [markdown] lang="zh"
# ## 怎样使用这份笔记本
#
# 和第 01 课一样：在作答单元格里写代码，运行它，再运行下面的检查。`hint("best_epoch")` 给出提示，`progress()` 显示进度。先运行下面两个单元格；每次重启内核之后，也要重新运行。第二个单元格取来前面几课的函数：你写的已经通过检查，就用你的；否则用课程的。这一课里，**轮数从 0 数起**，和 Python 一样：第 0 轮是最早的一轮。

# %% setup
import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # our matrices are small: several threads would only wait for one another

import numpy as np

from lessonkit import demo, language, widgets
from lessonkit.selfstudy import check, committed, hint, progress, solution, use

language.switch()

# %% setup
mlp_forward, binary_cross_entropy = use("mlp_forward", "binary_cross_entropy")
bce_sigmoid_backward, mlp_backward = use("bce_sigmoid_backward", "mlp_backward")
make_circles, init_params, accuracy = use("make_circles", "init_params", "accuracy")
iterate_minibatches, adam_step = use("iterate_minibatches", "adam_step")
train_val_test_split = use("train_val_test_split")

# %% [markdown] lang="en"
# ## 1. One turn, or nineteen
#
# ![Two validation curves over 60 epochs. The left one, as in books, falls smoothly, turns once and rises. The right one, measured, goes up and down all the time, while it falls on the whole until epoch 10 and then rises.](pictures/12_turns.en.png)
#
# *The curve of the books, and the first 60 epochs of lesson 11's run. Question: cover the right picture with a sheet of paper and slide the paper slowly to the right. At which epoch do you say "stop"?*
#
# On paper it is easy: the validation loss falls, turns, and rises; stop where it turns. By the middle of the 1990s many people trained networks like this, each with a rule of their own, some by watching the screen. Lutz Prechelt in Karlsruhe wanted to know which rule is best, looked at real curves, and found that the picture of the books is hardly ever true. His example goes down and up again 16 times before the real overfitting begins [1]. Ours above does so 19 times in 60 epochs. That is the crisis: **the rule "stop where it turns" stops at once, almost everywhere.** Whether a turn was the last one, nobody can know before the run has gone on.
#
# Prechelt compared rules in 1296 trainings. None was best; there is a price. The more patient rules found networks that were about 4 % better on average, and took about four times as long [1].

# %% [markdown] lang="zh"
# ## 1. 转一次弯，还是十九次
#
# ![两条验证损失曲线，横轴是 60 轮。左边是书上的样子：平滑地下降，转一次弯，然后上升。右边是测得的：一直上上下下，总的来说在第 10 轮之前下降，之后上升。](pictures/12_turns.zh.png)
#
# **书上的曲线，以及第 11 课那次训练的前 60 轮**。问题：用一张纸盖住右图，慢慢往右移。到哪一轮你会喊“停”？
#
# 在纸上看很容易：验证损失下降，转弯，上升；转弯的地方就停。到 20 世纪 90 年代中期，已经有许多人这样训练网络，各有各的规则，有的干脆盯着屏幕看。卡尔斯鲁厄的 Lutz Prechelt 想知道哪种规则最好，于是去看真实的曲线，发现它们几乎从来不是书上的样子。他举的例子，在真正的过拟合开始之前，下降又上升了 16 次 [1]。上面我们的这条，60 轮里有 19 次。这就是危机：**照“转弯就停”这条规则，几乎每条曲线都会让训练立刻停下**。某个转弯是不是最后一个，不接着训练，谁也不知道。
#
# Prechelt 用 1296 次训练比较了各种规则。没有哪种最好，都要付出代价。耐心更大的规则找到的网络平均好 4% 左右，花的时间大约是 4 倍 [1]。

# %% [markdown] lang="en"
# ### Common misconception: "the best network is where the loss is lowest"
#
# You may read that training has reached its goal when the loss is at its minimum. It is tempting, since the loss is what we minimize. **What is right:** it depends on *which* loss. The training loss keeps falling while the network learns the noise of its samples. On new data the best network is often one from long before [2, section 7.8]. For choosing we need samples that gave no gradients: the validation set.

# %% [markdown] lang="zh"
# ### 常见误解：“损失最低的地方，网络最好”
#
# 你也许读到过：损失到了最小值，训练就达到了目的。这句话很诱人，因为我们最小化的就是损失。**正确的说法**：要看是**哪个**损失。网络在学自己那些样本的噪声时，训练损失还在一直下降。对新数据来说，最好的网络往往早就过去了 [2，7.8 节]。要做选择，就需要没有用来求梯度的样本：验证集。

# %% [markdown] lang="en"
# ### Exercise: `best_epoch`
#
# **What for.** Afterwards, everybody is wise: when a run has been recorded to the end, which epoch was the best?
#
# **Arguments.** `val_losses`: array `(n_epochs,)`, one validation loss an epoch. A run that went wrong has `nan` in some places.
#
# **Returns.** An int: the epoch of the smallest loss, counted from 0; of equal ones the **earliest**. `nan` is never the best.
#
# **Errors.** `ValueError` if there is no loss that is a number: the array is empty, or all of it is `nan`.
#
# **Example.** `[3, 0.5, nan, 0.5, 2]` gives 1.

# %% [markdown] lang="zh"
# ### 练习：`best_epoch`
#
# **用途**：事后谁都聪明。一次训练已经记录到底，哪一轮最好？
#
# **参数**：`val_losses`：数组 `(n_epochs,)`，每轮一个验证损失。出了毛病的训练，有些地方是 `nan`。
#
# **返回**：一个 int：损失最小的那一轮，从 0 数起；有几个一样小，取**最早**的。`nan` 永远不算最好。
#
# **错误**：没有一个损失是数，也就是数组是空的，或者全是 `nan`，抛出 `ValueError`。
#
# **例子**：`[3, 0.5, nan, 0.5, 2]` 得到 1。


# %% solution="best_epoch"
def best_epoch(val_losses):
    """Return the epoch of the smallest validation loss, the earliest of equal ones.

    Parameters
    ----------
    val_losses : ndarray of shape (n_epochs,)
        One loss per epoch; nan is never the best. Not modified.

    Returns
    -------
    int
        Counted from 0.

    Raises
    ------
    ValueError
        If no loss is a number.

    中文说明见上
    """
    ### BEGIN SOLUTION
    best = None
    for epoch, loss in enumerate(val_losses):
        if not np.isnan(loss) and (best is None or loss < val_losses[best]):
            best = epoch
    if best is None:
        raise ValueError("no loss is a number, so no epoch is the best.")
    return best
    ### END SOLUTION


# %% check="best_epoch"
check("best_epoch")

# %% [markdown] lang="en"
# **Three runs for the record.** Data and network are those of lesson 11: 80 noisy points for training, 320 for validation, 400 for the test, a network 2-64-64-1 with 4417 parameters. Only the learning rate is smaller, 0.003, so that the curves have more to look at. `start` gives the sets, the first weights, and a function `step_fn` that trains for one epoch. Each of the three runs goes on for 120 epochs, whatever happens. Your `best_epoch` looks at both curves.

# %% [markdown] lang="zh"
# **记录三次训练**。数据和网络与第 11 课相同：带噪声的点，80 个用来训练，320 个用来验证，400 个用来测试；网络是 2-64-64-1，有 4417 个参数。只有学习率小一些，是 0.003，好让曲线多一些看头。`start` 给出三个集合、初始权重，以及一个函数 `step_fn`，调用一次就训练一轮。三次训练各进行 120 轮，不管发生什么。你的 `best_epoch` 把两条曲线都看一看。

# %% demo
NAMES = ["relu", "relu", "sigmoid"]


def loss_on(params, X, y):
    return binary_cross_entropy(y, mlp_forward(X, params, NAMES)[0])


def accuracy_on(params, X, y):
    return accuracy(y, mlp_forward(X, params, NAMES)[0])


def one_epoch(X, y, rng, learning_rate=0.003):
    """Return step_fn: step_fn(params) trains for one epoch with Adam, in batches of 16."""
    state = [{"W": {}, "b": {}} for _ in NAMES]

    def step_fn(params):
        for X_batch, y_batch in iterate_minibatches(X, y, 16, rng):
            p, caches = mlp_forward(X_batch, params, NAMES)
            grads = mlp_backward(bce_sigmoid_backward(y_batch, p), params, caches, NAMES)
            for layer, grad, moments in zip(params, grads, state, strict=True):
                for name in layer:
                    layer[name], moments[name] = adam_step(layer[name], grad[name], moments[name], learning_rate)
        return params

    return step_fn


def start(seed):
    """Return six arrays (samples and labels of the three sets), the first weights and step_fn."""
    rng = np.random.default_rng(seed)
    sets = train_val_test_split(*make_circles(800, factor=0.5, noise=0.3, rng=rng), 0.4, 0.5, rng)
    params = init_params([2, 64, 64, 1], rng)
    return sets, params, one_epoch(*sets[:2], rng)


def record(seed, n_epochs=120):
    (X_train, y_train, X_val, y_val, _, _), params, step_fn = start(seed)
    losses = {"train": [], "val": []}
    for _ in range(n_epochs):
        params = step_fn(params)
        losses["train"].append(loss_on(params, X_train, y_train))
        losses["val"].append(loss_on(params, X_val, y_val))
    return {name: np.array(values) for name, values in losses.items()}


runs = {name: record(seed) for name, seed in (("1", 1), ("2", 4), ("3", 5))}
with demo.waits_for("best_epoch"):
    for name, run in runs.items():
        best, last = best_epoch(run["val"]), run["val"][-1]
        demo.say(
            "run {}: lowest training loss in epoch {}, lowest validation loss {:.3f} in epoch {}, in the end {:.3f}",
            "第 {} 次：训练损失最低是第 {} 轮；验证损失最低是 {:.3f}，在第 {} 轮，最后是 {:.3f}",
            *(name, best_epoch(run["train"]), run["val"][best], best, last),
        )

# %% [markdown] lang="en"
# **What it means.** By the training loss one would take epoch 119, 118 or 118, that is, go on for ever. By the validation loss the best epochs are 39, 34 and 39. All that comes after them is wasted, and worse than wasted: the validation loss rises from 0.525 to 0.700 in the third run. A good rule would stop not long after epoch 39. But on the way there the curve must not fool it.

# %% [markdown] lang="zh"
# **这说明什么**。照训练损失看，该取第 119、118、118 轮，也就是永远训练下去。照验证损失看，最好的是第 39、34、39 轮。后面的都白费了，还不只是白费：第 3 次训练里，验证损失从 0.525 升到 0.700。好的规则，应该在第 39 轮之后不久停下。可是在到那里之前，不能被曲线骗了。

# %% [markdown] lang="en"
# ## 2. Patience
#
# The remedy is to wait a little. The rule has one number, the **patience**, and keeps one counter, `wait`:
#
# > After every epoch, compare its validation loss with the best one so far. If it is smaller, it is the new best, and `wait` goes back to 0. If not, `wait` grows by 1, and **then** we ask: has `wait` reached the patience? If so, training ends.
#
# The first epoch has nothing to be compared with, so it always counts as the best. Two questions about this rule before you build it.
#
# ### Predict, then run: no patience at all
#
# Compare patience 0 with patience 1. Patience 0 stops
#
# - **a** one epoch earlier, on every curve
# - **b** after the very first epoch, even if all is well
# - **c** in the same epoch as patience 1, on every curve

# %% [markdown] lang="zh"
# ## 2. 耐心
#
# 对策是等一小会儿。规则里有一个数，叫作**耐心值**（patience），还有一个计数器 `wait`：
#
# > 每一轮之后，把它的验证损失与此前最好的相比。更小，它就是新的最好，`wait` 归零。否则 `wait` 加 1，**然后**才问：`wait` 到耐心值了吗？到了，训练就结束。
#
# 最早的一轮没有可比的，所以一定算作最好。动手之前，对这条规则先猜两件事。
#
# ### 先预测，再运行：毫无耐心
#
# 把耐心值 0 和耐心值 1 比一比。耐心值是 0 时，停下的时刻是
#
# - **a** 不论什么曲线，都早一轮
# - **b** 第 0 轮一结束就停，哪怕一切正常
# - **c** 不论什么曲线，都与耐心值 1 在同一轮

# %% predict="L12-P1"
prediction_L12_P1 = "c"

# %% demo
committed("L12-P1")

# %% [markdown] lang="en"
# ### Predict, then run: nothing ever changes
#
# The validation loss is 3.0 after every epoch, for ever. The patience is 3. Training ends
#
# - **a** when 3 epochs have been run
# - **b** when 4 epochs have been run
# - **c** never, because the loss does not get worse

# %% [markdown] lang="zh"
# ### 先预测，再运行：什么都不变
#
# 每一轮之后，验证损失都是 3.0，永远如此。耐心值是 3。训练结束于
#
# - **a** 训练了 3 轮的时候
# - **b** 训练了 4 轮的时候
# - **c** 永远不结束，因为损失没有变差

# %% predict="L12-P2"
prediction_L12_P2 = "b"

# %% demo
committed("L12-P2")

# %% [markdown] lang="en"
# The next cell shows the counter. Your `best_epoch` looks at the epochs up to each one; `wait` is how long ago the best of them was. Read off where each patience stops.

# %% [markdown] lang="zh"
# 下一个单元格把计数器显示出来。每到一轮，就让你的 `best_epoch` 看一看到此为止的各轮；最好的那轮过去了多久，`wait` 就是多少。各个耐心值停在哪里，由你自己读出来。

# %% demo
with demo.waits_for("best_epoch"):
    if committed("L12-P1") and committed("L12-P2"):
        for losses in (np.array([5, 4, 3, 3.5, 3.2, 2.9, 3.1, 3.3, 3.4, 2.0]), np.full(6, 3.0)):
            waits = [epoch - best_epoch(losses[: epoch + 1]) for epoch in range(len(losses))]
            print("epoch", *(f"{epoch:4}" for epoch in range(len(losses))))
            print("loss ", *(f"{loss:4}" for loss in losses))
            print("wait ", *(f"{wait:4}" for wait in waits), "\n")

# %% [markdown] lang="en"
# **What it means.** The first answer is **c**. The question "has it reached the patience?" is asked only after an epoch without improvement, and then `wait` is at least 1. So patience 0 and patience 1 are both used up in the first epoch that brings no improvement: on the first curve, that is epoch 3. The second is **b**: epoch 0 is the best, then three epochs come that are equal to it, and equal is not smaller. Four epochs have been run; the last one has the number 3.
#
# On the first curve, patience 2 stops after epoch 4 and has found 3. Patience 3 waits until epoch 8 and has found 2.9. And the 2.0 at the end? Nobody with patience 3 will ever know.
#
# ### Four points to ask about
#
# "Early stopping with patience 3" does not say all. Before you compare two programs, ask four questions. (Keras has early stopping ready-made. PyTorch uses the same rule in `ReduceLROnPlateau`, but for something else: it lowers the learning rate when the loss stays where it is.)
#
# | question | in this course | elsewhere |
# |---|---|---|
# | Does an equal loss count as an improvement? | No, it must be smaller. | Keras: no |
# | Must it be smaller by a certain amount? | Yes, by **more** than `min_delta`: $L < L_b - \delta$. The best loss $L_b$ is the last one that was accepted, not the smallest that was seen. | Keras: the same. `ReduceLROnPlateau` calls it `threshold`, and by default it is a *share* of the best loss. |
# | When is patience $p$ used up? | When `wait` $\geq \max(p, 1)$. | Keras: the same. `ReduceLROnPlateau`: when `wait` $> p$, an epoch later. |
# | Whose weights remain? | Those of the best epoch. | Keras: those of the **last** epoch, unless `restore_best_weights=True` is set. |
#
# `min_delta` (in formulas $\delta$) is for curves that creep: if the loss falls by a millionth in each epoch, it is not worth the electricity. Its price: the epoch that is kept may not be the one with the smallest loss.

# %% [markdown] lang="zh"
# **这说明什么**。第一题的答案是 **c**。“到耐心值了吗？”只在没有改善的一轮之后才问，那时 `wait` 至少是 1。所以不论耐心值是 0 还是 1，都在第一个没有改善的轮用完：第一条曲线上，就是第 3 轮。第二题的答案是 **b**：第 0 轮最好，接着三轮与它相等，而相等不是更小。一共训练了四轮，最后一轮的编号是 3。
#
# 第一条曲线上，耐心值 2 停在第 4 轮之后，找到的是 3。耐心值 3 等到第 8 轮，找到的是 2.9。最后那个 2.0 呢？耐心值只有 3 的人永远不会知道。
#
# ### 要问清楚的四点
#
# “用早停，耐心值是 3”，这句话还没有把事情说全。比较两个程序之前，先问四个问题。（Keras 有现成的早停。PyTorch 的 `ReduceLROnPlateau` 用的是同一条规则，做的却是另一件事：损失停滞不前时，它降低学习率。）
#
# | 问题 | 本课程 | 别处 |
# |---|---|---|
# | 损失相等，算改善吗？ | 不算，必须更小。 | Keras：不算 |
# | 必须小到一定的幅度吗？ | 对，小的幅度要**超过** `min_delta`：$L < L_b - \delta$。最好的损失 $L_b$ 是最后一次算作改善的那个，不是见过的最小值。 | Keras：相同。`ReduceLROnPlateau` 里叫 `threshold`，默认是最好的损失的一个**比例**。 |
# | 耐心值 $p$ 什么时候用完？ | `wait` $\geq \max(p, 1)$ 时。 | Keras：相同。`ReduceLROnPlateau`：`wait` $> p$ 时，晚一轮。 |
# | 最后留下谁的权重？ | 最好那一轮的。 | Keras：**最后**一轮的，除非设了 `restore_best_weights=True`。 |
#
# `min_delta`（公式里是 $\delta$）是为缓缓爬行的曲线准备的：如果每一轮损失只降百万分之一，那就不值这些电费。代价是：留下的那一轮，损失不一定最小。

# %% [markdown] lang="en"
# ### Exercise: `early_stop_epoch`
#
# **What for.** Replay a recorded run: where would the rule have stopped it?
#
# **Arguments.** `val_losses`: array `(n_epochs,)`. `patience`: an integer, 0 or more. `min_delta`: a number, 0 or more; 0 unless given.
#
# **Returns.** Two values: the last epoch that is run, and the best epoch, that is, the last one accepted as an improvement. If the rule never stops the run, the first value is the last epoch of the record. `nan` is never an improvement, and it makes `wait` grow, also before the first finite loss; the first finite loss always is one. If no loss was accepted before the end, the second value is `None`. What comes after the stop must play no part: in a real run it does not exist.
#
# **Errors.** `ValueError` if `val_losses` is empty or `patience` is negative.
#
# **Example.** The first curve above with patience 3 gives `(8, 5)`. The losses 5, 4.75, 4.625, 4.5, 4.25 with patience 2 and `min_delta` 0.5 give `(2, 0)`: 4.625 is smaller than 5, but not by more than 0.5.

# %% [markdown] lang="zh"
# ### 练习：`early_stop_epoch`
#
# **用途**：重放一次记录下来的训练：这条规则会让它停在哪里？
#
# **参数**：`val_losses`：数组 `(n_epochs,)`。`patience`：整数，0 或更大。`min_delta`：一个数，0 或更大；不给就是 0。
#
# **返回**：两个值：训练到的最后一轮，以及最好的一轮，也就是最后一次算作改善的那一轮。如果规则一直没有叫停，第一个值就是记录里的最后一轮。`nan` 永远不算改善，而且会让 `wait` 加 1，在头一个有限的损失之前也一样；头一个有限的损失则一定算改善。如果到停下为止没有哪个损失算改善，第二个值是 `None`。停下之后的损失不得参与：在真实的训练里，它们并不存在。
#
# **错误**：`val_losses` 是空的，或者 `patience` 是负数，抛出 `ValueError`。
#
# **例子**：上面第一条曲线，耐心值是 3，得到 `(8, 5)`。损失 5、4.75、4.625、4.5、4.25，耐心值是 2，`min_delta` 是 0.5，得到 `(2, 0)`：4.625 比 5 小，但没有小过 0.5。


# %% solution="early_stop_epoch"
def early_stop_epoch(val_losses, patience, min_delta=0.0):
    """Return where early stopping would have ended a run, and the epoch it would have kept.

    Parameters
    ----------
    val_losses : ndarray of shape (n_epochs,)
        The losses of a run that went on to the end. Not modified.
    patience : int
        Epochs in a row without improvement after which training stops; 0 acts like 1.
    min_delta : float
        A loss improves only by more than this.

    Returns
    -------
    last_epoch_run : int
        Counted from 0; the last one if early stopping never ends the run.
    best_epoch : int or None
        The last accepted improvement; None if there was none.

    Raises
    ------
    ValueError
        If there is no loss, or `patience` is negative.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if len(val_losses) == 0 or patience < 0:
        raise ValueError(f"needs at least one loss and a patience of 0 or more; got {len(val_losses)} and {patience}.")
    best_loss, best, wait = np.inf, None, 0
    for epoch, loss in enumerate(val_losses):
        if loss < best_loss - min_delta:
            best_loss, best, wait = loss, epoch, 0
        else:
            wait += 1
            if wait >= patience:
                break
    return epoch, best
    ### END SOLUTION


# %% check="early_stop_epoch"
check("early_stop_epoch")

# %% [markdown] lang="en"
# **Stop the three runs.** Your function decides where each of the recorded runs ends; what would have come after that is hidden, as it is in a real run. Drag in the picture: sideways changes the patience, up and down `min_delta`. Find a patience that serves all three runs before you tick "show what would have come". Two questions: what is the smallest patience that keeps the lowest epoch in all three runs, and how many epochs does it cost? And at patience 10: raise `min_delta` from 0 step by step; does every step make the run keep an earlier epoch than the step before, or the same one?

# %% [markdown] lang="zh"
# **让三次训练停下来**。记录下来的训练各在哪里结束，由你的函数决定；后面本来会怎样，先藏起来，真实的训练里也看不到。在图里拖动：左右改变耐心值，上下改变 `min_delta`。先找一个对三次训练都合适的耐心值，再勾选“显示后面本来会怎样”。两个问题：要让三次训练都留下损失最低的那一轮，耐心值最小是多少，一共要花多少轮？耐心值是 10 时，让 `min_delta` 从 0 一步一步往上加：每加一步，留下的那一轮总比上一步更早，或者不变吗？

# %% demo
with demo.waits_for("early_stop_epoch"):
    display(widgets.stopping(early_stop_epoch, runs))

# %% [markdown] lang="en"
# The same in numbers, without `min_delta`: for each run the two values that your function returns, then what it costs and what it brings.

# %% [markdown] lang="zh"
# 换成数再看一遍，不用 `min_delta`：先是每次训练里你的函数返回的两个值，再看花了多少、换来什么。

# %% demo
with demo.waits_for("early_stop_epoch"):
    for patience in (1, 2, 3, 5, 10, 20):
        ends = [early_stop_epoch(run["val"], patience) for run in runs.values()]
        kept = np.mean([run["val"][best] for run, (_, best) in zip(runs.values(), ends, strict=True)])
        columns = "".join(f"{f'({last}, {best})':>10}" for last, best in ends)
        demo.say(
            "patience {:2}:{}   {:3} epochs in all, mean of the losses kept {:.3f}",
            "耐心值 {:2}：{}   一共 {:3} 轮，留下的损失平均 {:.3f}",
            *(patience, columns, sum(last + 1 for last, _ in ends), kept),
        )

# %% [markdown] lang="en"
# **What it means.** Here is Prechelt's price on our own curves. With patience 1, two of the runs end after two epochs, hardly better than untrained. With 3 it still depends on luck. Patience 5 would have been enough for two of the runs; 7 is the smallest that serves all three, and it costs 136 epochs. From there on, more patience buys nothing but time: 175 epochs with patience 20, for the same weights. But nobody knows the smallest number beforehand, so one takes a little more than seems necessary.
#
# And `min_delta`? At patience 10, 0.005 makes the first run keep epoch 33 instead of 39, and 0.01 epoch 34: a larger `min_delta` does not always mean an earlier epoch. It is a coarse sieve, and which losses are caught in it depends on where they happen to lie.

# %% [markdown] lang="zh"
# **这说明什么**。在我们自己的曲线上，看到了 Prechelt 说的代价。耐心值是 1 时，两次训练只过了两轮就结束，和没有训练差不多。耐心值是 3 时，还得看运气。到了 5，对其中两次训练已经够了；要对三次都够，最小得是 7，一共花 136 轮。再多的耐心，换来的只是时间：耐心值是 20 时花了 175 轮，留下的是同样的权重。可是最小要多少，事先谁也不知道，所以宁可取得比看上去需要的大一点。
#
# `min_delta` 呢？耐心值是 10 时，取 0.005，第 1 次训练留下的就不是第 39 轮，而是第 33 轮；取 0.01，又是第 34 轮：`min_delta` 更大，留下的不一定是更早的一轮。它是一个粗筛子，哪些损失会被它拦住，要看它们碰巧落在哪里。

# %% [markdown] lang="en"
# ### Common misconception: "stop at the point where the curve turns"
#
# You may read that training is stopped at the lowest point of the validation curve. It sounds like a place where one can get off. **What is right:** that a point was the lowest is known only some epochs later. By then the weights have moved on, so stopping alone does not help: one must have **kept** the weights of the best epoch and **restore** them. Stopping saves time; restoring gives the better network [2, algorithm 7.1].

# %% [markdown] lang="zh"
# ### 常见误解：“在曲线转弯的那一点停下”
#
# 你也许读到过：训练停在验证曲线的最低点。听起来，就像到站下车那么简单。**正确的说法**：某一点是不是最低，过几轮才知道。那时权重已经变了，所以光停下没有用：必须**留着**最好那一轮的权重，再把它**恢复**。停下来省的是时间，恢复才带来更好的网络 [2，算法 7.1]。

# %% [markdown] lang="en"
# ## 3. An object with a memory
#
# A real run does not come as an array. The losses arrive one at a time, and between two of them an epoch of training goes by. What has to be remembered meanwhile? The best loss, its epoch, the counter, and the weights. That is what classes are for: an object carries its state from call to call.
#
# One of these four is dangerous. Our `step_fn` changes the parameters **in place**, as most training loops do: the list and the dictionaries stay the same ones, only their contents change. What happens to something that was "kept"?
#
# ![Three panels. First: the names params and best_params lead to one list, with one dictionary and one array. Second: two lists, which lead to the same dictionary and array. Third: two lists, two dictionaries, two arrays.](pictures/12_copies.en.png)
#
# *What two names can hold. Question: in which of the three does the next epoch leave `best_params` alone?*

# %% [markdown] lang="zh"
# ## 3. 有记性的对象
#
# 真实的训练不是现成的数组。损失一个一个地来，中间隔着一轮训练。这段时间里要记住什么？最好的损失、它是哪一轮、计数器，还有权重。类就是为此而设的：对象把自己的状态从一次调用带到下一次。
#
# 这四样里有一样很危险。我们的 `step_fn` **原地**修改参数，多数训练循环都是这样：列表和字典还是原来的，变的只是内容。那么，“留着”的东西会怎样？
#
# ![三幅图。第一幅：params 和 best_params 两个名字指向同一个列表，里面是同一个字典、同一个数组。第二幅：两个列表，指向同一个字典和同一个数组。第三幅：两个列表、两个字典、两个数组。](pictures/12_copies.zh.png)
#
# **两个名字各指向什么**。问题：三种情形里，哪一种的 `best_params` 不受下一轮影响？

# %% demo
params = [{"W": np.array([1.0, 2.0])}]
kept, listed = params, list(params)
params[0]["W"] -= 0.5  # an epoch of training, in place
print("params        ", params)
print("kept = params ", kept)
print("list(params)  ", listed)

# %% [markdown] lang="en"
# **What it means.** Nobody has touched `kept` and `listed`, and both have changed. If you keep the best weights in one of these ways, nothing fails and nothing warns you: in the end you "restore" the last weights. Only the third panel is safe.
#
# ### Exercise: `EarlyStopping`
#
# **What for.** The rule of section 2 for a run that is still going on.
#
# **The class.** `EarlyStopping(patience=5, min_delta=0.0)` makes a watcher. `update(val_loss, params)` reports the validation loss after one more epoch, and the parameters that belong to it; it returns `True` if training should stop now, else `False`. The rules are those of section 2, `nan` included. What happens after `True` is up to you.
#
# | attribute | meaning | before the first `update` |
# |---|---|---|
# | `best_loss` | the last accepted loss | `np.inf` |
# | `best_epoch` | its epoch, counted from 0 | `None` |
# | `best_params` | a copy of the parameters of that epoch, which nobody else can change | `None` |
# | `wait` | epochs without improvement since then | 0 |
# | `epoch` | the epoch that was reported last | $-1$ |
#
# `params` is a list with one dictionary a layer; a dictionary holds arrays of any shapes under any names, not always `W` and `b`. Nothing of it is modified. Two watchers must not share any state.
#
# **Errors.** `ValueError` if `patience` is negative.
#
# **Example.** With patience 2 and the losses 3, 3, 3, `update` returns `False`, `False`, `True`, and `best_epoch` is 0.

# %% [markdown] lang="zh"
# **这说明什么**。谁也没有碰 `kept` 和 `listed`，两个却都变了。如果用这两种方式保存最好的权重，不会出错，也没有警告：最后你“恢复”的，是最后一轮的权重。只有第三幅图的做法是安全的。
#
# ### 练习：`EarlyStopping`
#
# **用途**：第 2 节的规则，用在还在进行的训练上。
#
# **类**：`EarlyStopping(patience=5, min_delta=0.0)` 造出一个监视者。`update(val_loss, params)` 报告又过了一轮之后的验证损失，以及相应的参数；如果训练现在应该停，返回 `True`，否则返回 `False`。规则与第 2 节相同，`nan` 也一样。返回 `True` 之后会怎样，由你决定。
#
# | 属性 | 含义 | 第一次 `update` 之前 |
# |---|---|---|
# | `best_loss` | 最后一次算作改善的损失 | `np.inf` |
# | `best_epoch` | 它是哪一轮，从 0 数起 | `None` |
# | `best_params` | 那一轮参数的副本，别人都改不到 | `None` |
# | `wait` | 从那以后，没有改善的轮数 | 0 |
# | `epoch` | 最近报告的一轮 | $-1$ |
#
# `params` 是列表，每层一个字典；字典里的数组形状不限，键也不限，不一定是 `W` 和 `b`。什么也不修改。两个监视者之间不得共用任何状态。
#
# **错误**：`patience` 是负数，抛出 `ValueError`。
#
# **例子**：耐心值是 2，损失依次是 3、3、3，`update` 依次返回 `False`、`False`、`True`，`best_epoch` 是 0。


# %% solution="EarlyStopping"
class EarlyStopping:
    """Watches the validation loss, keeps a copy of the best parameters, and says when to stop.

    Parameters
    ----------
    patience : int
        Epochs in a row without improvement after which to stop; 0 acts like 1.
    min_delta : float
        A loss improves only by more than this.

    Attributes
    ----------
    best_loss : float
        The last accepted loss; inf before the first.
    best_epoch : int or None
        Its epoch, counted from 0.
    best_params : list of dict or None
        A copy of the parameters of that epoch, down to the arrays.
    wait : int
        Epochs without improvement since then.
    epoch : int
        The last epoch that was reported; -1 before the first.

    Raises
    ------
    ValueError
        If `patience` is negative.

    中文说明见上
    """

    def __init__(self, patience=5, min_delta=0.0):
        ### BEGIN SOLUTION
        if patience < 0:
            raise ValueError(f"patience must be 0 or more; got {patience}.")
        self.patience, self.min_delta = patience, min_delta
        self.best_loss, self.best_epoch, self.best_params = np.inf, None, None
        self.wait, self.epoch = 0, -1
        ### END SOLUTION

    def update(self, val_loss, params):
        """Report the validation loss of the next epoch and its parameters; return whether to stop."""
        ### BEGIN SOLUTION
        self.epoch += 1
        if val_loss < self.best_loss - self.min_delta:
            self.best_loss, self.best_epoch, self.wait = float(val_loss), self.epoch, 0
            self.best_params = [{name: array.copy() for name, array in layer.items()} for layer in params]
            return False
        self.wait += 1
        return self.wait >= self.patience
        ### END SOLUTION


# %% check="EarlyStopping"
check("EarlyStopping")

# %% [markdown] lang="en"
# **Object against function.** The same rule is now written twice. If both are right, they agree on every curve. Here are 2000 random ones, with ties, with `nan`, and with all kinds of patience.

# %% [markdown] lang="zh"
# **对象与函数对质**。同一条规则，现在写了两遍。如果都对，它们在每条曲线上都一致。这里有 2000 条随机的曲线，有相等的损失，有 `nan`，耐心值也各不相同。

# %% demo
with demo.waits_for("early_stop_epoch", "EarlyStopping"):
    rng, agree = np.random.default_rng(12), 0
    for _ in range(2000):
        losses = rng.integers(0, 9, rng.integers(1, 15)) / 4
        losses[rng.random(len(losses)) < 0.1] = np.nan
        patience, min_delta = int(rng.integers(0, 5)), float(rng.choice([0, 0.25, 0.5]))
        watcher = EarlyStopping(patience, min_delta)
        for loss in losses:
            if watcher.update(loss, [{"W": np.full(2, loss)}]):
                break
        agree += (watcher.epoch, watcher.best_epoch) == early_stop_epoch(losses, patience, min_delta)
    demo.say("curves on which both agree: {} of 2000", "两者一致的曲线：2000 条里有 {} 条", agree)

# %% [markdown] lang="en"
# ## 4. From beginning to end
#
# Now the loop around it. For each epoch: train, then measure, then report to the watcher. In the end, hand back the **best** weights, not the last ones.
#
# ### Exercise: `fit_with_early_stopping`
#
# **What for.** Training with early stopping for any network: what an epoch is and how a loss is measured comes from outside, as two functions.
#
# **Arguments.** `step_fn`: `step_fn(params)` trains for one epoch and returns the parameters; it may change the ones it is given, in place. `val_loss_fn`: `val_loss_fn(params)` returns the validation loss, a number. `params`: where training starts; a list of dictionaries of arrays, and **not modified**, whatever `step_fn` does. `max_epochs`: how many epochs at most, 0 or more. `patience`, `min_delta`: as before.
#
# **Returns.** A dictionary with four entries:
#
# | key | value |
# |---|---|
# | `"params"` | the parameters of the best epoch; if no loss was accepted, a copy of the given ones |
# | `"history"` | a list of the validation losses of all epochs that were run |
# | `"best_epoch"` | an int, or `None` if no loss was accepted |
# | `"stopped_epoch"` | the last epoch that was run, whatever the reason for the end; `None` if none was |
#
# `val_loss_fn` is called exactly once in every epoch, **after** the training of that epoch, with the parameters that `step_fn` returned.
#
# **Errors.** `ValueError` if `patience` is negative.
#
# **Example.** The losses 3, 2, 2.5, 2.5 with patience 2: four epochs are run, `"best_epoch"` is 1, `"stopped_epoch"` is 3, and `"params"` are those after the second call of `step_fn`. Your `EarlyStopping` is at hand.

# %% [markdown] lang="zh"
# ## 4. 从头到尾
#
# 现在写外面的循环。每一轮：先训练，再测量，然后报告给监视者。最后交出**最好的**权重，而不是最后的。
#
# ### 练习：`fit_with_early_stopping`
#
# **用途**：对任何网络都能用的、带早停的训练：怎样训练一轮、怎样测量损失，由外面的两个函数说了算。
#
# **参数**：`step_fn`：`step_fn(params)` 训练一轮，返回参数；它可以原地修改交给它的参数。`val_loss_fn`：`val_loss_fn(params)` 返回验证损失，一个数。`params`：训练的起点；列表，里面是字典，字典里是数组；不论 `step_fn` 做什么，它都**不变**。`max_epochs`：最多训练多少轮，0 或更大。`patience`、`min_delta`：与前面相同。
#
# **返回**：一个字典，有四项：
#
# | 键 | 值 |
# |---|---|
# | `"params"` | 最好那一轮的参数；如果没有哪个损失算改善，就是所给参数的副本 |
# | `"history"` | 列表，训练过的各轮的验证损失 |
# | `"best_epoch"` | 一个 int；如果没有哪个损失算改善，就是 `None` |
# | `"stopped_epoch"` | 训练到的最后一轮，不论因为什么结束；一轮也没有就是 `None` |
#
# 每一轮恰好调用一次 `val_loss_fn`，在这一轮训练**之后**，用 `step_fn` 返回的参数。
#
# **错误**：`patience` 是负数，抛出 `ValueError`。
#
# **例子**：损失依次是 3、2、2.5、2.5，耐心值是 2：训练四轮，`"best_epoch"` 是 1，`"stopped_epoch"` 是 3，`"params"` 是第二次调用 `step_fn` 之后的参数。你写的 `EarlyStopping` 可以直接用。


# %% solution="fit_with_early_stopping"
def fit_with_early_stopping(step_fn, val_loss_fn, params, max_epochs, patience, min_delta=0.0):
    """Train until the validation loss stops falling, and return the best parameters.

    Parameters
    ----------
    step_fn : callable
        ``step_fn(params)`` trains for one epoch and returns the parameters; it may work in place.
    val_loss_fn : callable
        ``val_loss_fn(params)`` returns the validation loss; called once after each epoch.
    params : list of dict
        Where training starts; ndarrays of any shape. Not modified.
    max_epochs : int
        Most epochs to run.
    patience : int
        Epochs in a row without improvement after which to stop; 0 acts like 1.
    min_delta : float
        A loss improves only by more than this.

    Returns
    -------
    dict
        ``"params"``, ``"history"``, ``"best_epoch"`` and ``"stopped_epoch"``.

    Raises
    ------
    ValueError
        If `patience` is negative.

    中文说明见上
    """

    ### BEGIN SOLUTION
    def copied(layers):
        return [{name: array.copy() for name, array in layer.items()} for layer in layers]

    watcher, current, history = EarlyStopping(patience, min_delta), copied(params), []
    for _ in range(max_epochs):
        current = step_fn(current)
        history.append(float(val_loss_fn(current)))
        if watcher.update(history[-1], current):
            break
    best = copied(params) if watcher.best_params is None else watcher.best_params
    stopped = len(history) - 1 if history else None
    return {"params": best, "history": history, "best_epoch": watcher.best_epoch, "stopped_epoch": stopped}
    ### END SOLUTION


# %% check="fit_with_early_stopping"
check("fit_with_early_stopping")

# %% [markdown] lang="en"
# **The whole arc.** Circles, split, initialization, mini-batches, Adam, forward and backward pass, and now the stop: every part of the next cell has been an exercise of this course. For each of four seeds the network is trained twice from the same weights: for 400 epochs, and with your early stopping at patience 20. The test set is asked once, at the very end.

# %% [markdown] lang="zh"
# **走完全程**。圆环、划分、初始化、小批量、Adam、前向和反向传播，现在再加上停止：下一个单元格里的每一样，都曾是这门课的练习。四个种子，每个都从同样的权重出发训练两次：一次训练 400 轮，一次用你的早停，耐心值是 20。测试集只在最后问一次。

# %% demo
with demo.waits_for("EarlyStopping", "fit_with_early_stopping"):
    rows = []
    for seed in range(4):
        sets, params, step_fn = start(seed)

        def val_loss_fn(params, X_val=sets[2], y_val=sets[3]):
            return loss_on(params, X_val, y_val)

        run = fit_with_early_stopping(step_fn, val_loss_fn, params, 400, patience=20)
        restored = min(run["history"]) == val_loss_fn(run["params"])
        sets, last, step_fn = start(seed)
        for _ in range(400):
            last = step_fn(last)
        row = [f(weights, *sets[4:]) for f in (loss_on, accuracy_on) for weights in (last, run["params"])]
        rows.append([len(run["history"]), *row])
        demo.say(
            "{}: {} epochs, best {}, restored: {}, test loss {:.3f} → {:.3f}, accuracy {:.3f} → {:.3f}",
            "{}：{} 轮，最好的是第 {} 轮，restored: {}，测试损失 {:.3f} → {:.3f}，准确率 {:.3f} → {:.3f}",
            *(f"seed {seed}", rows[-1][0], run["best_epoch"], restored, *row),
        )
    demo.say(
        "means: {:.1f} epochs   test loss {:.3f} → {:.3f}   accuracy {:.3f} → {:.3f}",
        "平均：{:.1f} 轮   测试损失 {:.3f} → {:.3f}   准确率 {:.3f} → {:.3f}",
        *np.mean(rows, axis=0),
    )

# %% [markdown] lang="en"
# **What it means.** On average 51 epochs were run instead of 400. The test loss falls from 1.096 to 0.512, and the test accuracy rises from 0.708 to 0.741; it was better for each of the four seeds. `restored: True` says that the weights you got back have exactly the smallest validation loss of the run. Compare this with the remedies of lesson 11: L2 and dropout cost time, this one *saves* it; and where every strength $\lambda$ needs a training of its own, a single run tries all numbers of epochs [2, section 7.8]. It is often used together with them.
#
# One thing is not restored: Adam's moments and the state of the random generator. Who wants to **train on** from the best epoch must keep these, too; all of it together is called a **checkpoint**.

# %% [markdown] lang="zh"
# **这说明什么**。平均只训练了 51 轮，而不是 400 轮。测试损失从 1.096 降到 0.512，测试准确率从 0.708 升到 0.741；四个种子，每个都更好。`restored: True` 的意思是：你拿回的权重，验证损失恰好是这次训练里最小的那个。与第 11 课的对策比一比：L2 和暂退法要花时间，这一种却**省**时间；每个强度 $\lambda$ 都要单独训练一次，而一次训练就把所有的轮数都试过了 [2，7.8 节]。它常常与那两种一起用。
#
# 有一样没有恢复：Adam 的矩，以及随机数生成器的状态。要想从最好的一轮**接着训练**，这些也得留着；全部加在一起，叫作**检查点**（checkpoint）。

# %% [markdown] lang="en"
# ## 5. Why does stopping help at all?
#
# Weights start near 0 and move away from there step by step. Stop early, and they have not come far. Lesson 11 knew another way to keep weights small: a price on them. Is it the same thing?
#
# Take the simplest loss, a bowl with its minimum at $\theta^*$ and a start at 0. Along a direction with curvature $c$ the loss is $\frac{c}{2} (\theta - \theta^*)^2$, and a step of gradient descent with learning rate $\eta$ leaves the share $1 - \eta c$ of the distance:
#
# $$\theta_t - \theta^* = (1 - \eta c) \, (\theta_{t-1} - \theta^*) \quad\Rightarrow\quad \theta_\tau = \left( 1 - (1 - \eta c)^\tau \right) \theta^*$$
#
# With an L2 term instead, the minimum of $\frac{c}{2} (\theta - \theta^*)^2 + \frac{\lambda}{2} \theta^2$ is where $c \, (\theta - \theta^*) + \lambda \theta = 0$:
#
# $$\theta_\lambda = \frac{c}{c + \lambda} \, \theta^*$$
#
# Both cover a part of the way to $\theta^*$, and both cover less of it where the loss is flat. Which $\lambda$ belongs to $\tau$ steps? For small $c$ the first share is about $\tau \eta c$, the second about $c / \lambda$. They agree for $\lambda = \frac{1}{\eta \tau}$.

# %% [markdown] lang="zh"
# ## 5. 为什么停下来会有用？
#
# 权重从 0 附近出发，一步一步走远。早早停下，就还没有走多远。要让权重保持很小，第 11 课还有一个办法：给它们标上价钱。这是同一回事吗？
#
# 取最简单的损失：一只碗，最低点在 $\theta^*$，从 0 出发。沿着曲率为 $c$ 的方向，损失是 $\frac{c}{2} (\theta - \theta^*)^2$；学习率为 $\eta$ 的梯度下降走一步，剩下的距离是原来的 $1 - \eta c$ 倍：
#
# $$\theta_t - \theta^* = (1 - \eta c) \, (\theta_{t-1} - \theta^*) \quad\Rightarrow\quad \theta_\tau = \left( 1 - (1 - \eta c)^\tau \right) \theta^*$$
#
# 换成加 L2 项，$\frac{c}{2} (\theta - \theta^*)^2 + \frac{\lambda}{2} \theta^2$ 的最低点满足 $c \, (\theta - \theta^*) + \lambda \theta = 0$：
#
# $$\theta_\lambda = \frac{c}{c + \lambda} \, \theta^*$$
#
# 两者都只走了到 $\theta^*$ 的一部分路，损失越平缓的方向，走得越少。$\tau$ 步相当于哪个 $\lambda$？$c$ 很小时，前一个比例大约是 $\tau \eta c$，后一个大约是 $c / \lambda$。取 $\lambda = \frac{1}{\eta \tau}$，两者一致。

# %% demo
learning_rate, tau = 0.1, 50
lam = 1 / (learning_rate * tau)
for c in (0.02, 0.2, 2.0):
    theta = 0.0
    for _ in range(tau):
        theta -= learning_rate * c * (theta - 1)
    formula, penalty = 1 - (1 - learning_rate * c) ** tau, c / (c + lam)
    demo.say(
        "curvature {}: {} steps {:.3f} (formula {:.3f}), L2 with λ = {:.1f}: {:.3f}",
        "曲率 {}：走 {} 步 {:.3f}（公式 {:.3f}），λ = {:.1f} 的 L2：{:.3f}",
        *(c, tau, theta, formula, lam, penalty),
    )

# %% [markdown] lang="en"
# ![Two pictures of one bowl, narrow in the vertical direction. Left: the steps of gradient descent go up steeply, turn, and creep to the right; after 50 steps they have come about two thirds of the way to the right. Right: the minima with L2 terms lie on a similar but rounder curve; λ = 0.2 is marked half of the way to the right.](pictures/12_bowl.en.png)
#
# *A bowl with curvatures 0.2 and 2. Left: where gradient descent is after each step; right: where the minimum lies for every strength $\lambda$, from large to 0. Question: which of the two marked points is nearer to the minimum, and in which direction do they differ more?*
#
# **What it means.** The two are relatives, not twins: 0.095 and 0.091 at curvature 0.02, 0.636 and 0.500 at curvature 0.2, 1.000 and 0.909 at curvature 2. In the picture, the point after 50 steps is nearer to the minimum, and the two differ more in the flat direction. In steep directions, where the data speak clearly, both let the weights go where they want. In flat ones, where they hardly say anything, both hold them back [2, section 7.8]. On the loss of a network, which is no bowl, this is only a picture; but it says why the number of epochs is a dial like $\lambda$, and why it must be chosen in the same way.

# %% [markdown] lang="zh"
# ![同一只碗的两幅图，竖直方向很窄。左图：梯度下降的各步先陡直向上，拐弯，再慢慢向右；50 步之后，向右走了大约三分之二的路。右图：加了 L2 项的最低点落在一条相似的、更圆的曲线上；标出的 λ = 0.2 在向右的一半处。](pictures/12_bowl.zh.png)
#
# **一只碗，曲率是 0.2 和 2**。左图：梯度下降每一步之后的位置；右图：强度 $\lambda$ 从大到 0，最低点各在哪里。问题：标出的两个点，哪个离最低点更近？它们在哪个方向上相差更大？
#
# **这说明什么**。两者是亲戚，不是孪生：曲率是 0.02 时，0.095 和 0.091；曲率是 0.2 时，0.636 和 0.500；曲率是 2 时，1.000 和 0.909。图里，50 步之后的点离最低点更近；两个点在平缓的方向上相差更大。在陡的方向上，数据说得很清楚，两者都让权重去它要去的地方；在平缓的方向上，数据几乎什么也没说，两者都把权重拉住 [2，7.8 节]。网络的损失不是碗，所以这只是一幅图景；但它说明了轮数为什么也是一个旋钮，与 $\lambda$ 一样，也必须用同样的办法来选。

# %% [markdown] lang="en"
# ## 6. Who may choose
#
# Number of epochs, $\lambda$, drop probability, learning rate, layers: numbers that gradient descent does not set are called **hyperparameters**. To train networks with different ones and to choose one of the networks is **model selection**. It is the last exercise of this lesson and the shortest. The difficulty is not in the code.
#
# ### Exercise: `select_model`
#
# **What for.** The decision at the end of an evening with many experiments.
#
# **Arguments.** `results`: a list with one dictionary a model, `{"name": …, "train_loss": …, "val_loss": …, "test_loss": …}`; the name is a string, the losses are numbers, some perhaps `nan`. Nothing is modified.
#
# **Returns.** The name of the model to take: the one with the smallest loss on the set that is there for choosing (lesson 11, section 2); of equal ones the earlier in the list. A model for which that loss is `nan` is never taken.
#
# **Errors.** `ValueError` if no model is left to choose from: the list is empty, or that loss is `nan` for all.
#
# **Example.** Two models: `"small"` with 0.4, 0.3 and 0.35 on training, validation and test set, `"large"` with 0.1, 0.5 and 0.2. The answer is `"small"`.

# %% [markdown] lang="zh"
# ## 6. 谁可以来选
#
# 轮数、$\lambda$、丢弃概率、学习率、层数：不由梯度下降决定的这些数，叫作**超参数**（hyperparameter）。用不同的超参数训练几个网络，再从中挑一个，叫作**模型选择**（model selection）。这是本课最后一个练习，也最短。难的不是代码。
#
# ### 练习：`select_model`
#
# **用途**：做了一晚上实验之后的决定。
#
# **参数**：`results`：列表，每个模型一个字典 `{"name": …, "train_loss": …, "val_loss": …, "test_loss": …}`；名称是字符串，损失是数，有的也许是 `nan`。什么也不修改。
#
# **返回**：该取的那个模型的名称：在专门用来选择的那个集合上（第 11 课第 2 节），损失最小的一个；有几个一样小，取列表里靠前的。这个损失是 `nan` 的模型，永远不取。
#
# **错误**：没有模型可选，也就是列表是空的，或者这个损失全是 `nan`，抛出 `ValueError`。
#
# **例子**：两个模型，训练、验证、测试集上的损失：`"small"` 是 0.4、0.3、0.35，`"large"` 是 0.1、0.5、0.2。答案是 `"small"`。


# %% solution="select_model"
def select_model(results):
    """Return the name of the model to take.

    Parameters
    ----------
    results : list of dict
        Each with ``"name"``, ``"train_loss"``, ``"val_loss"`` and ``"test_loss"``. Not modified.

    Returns
    -------
    str
        Its name; of equally good models the earlier one. A model whose deciding loss is nan is never taken.

    Raises
    ------
    ValueError
        If there is none to choose from.

    中文说明见上
    """
    ### BEGIN SOLUTION
    finite = [result for result in results if not np.isnan(result["val_loss"])]
    if not finite:
        raise ValueError("no model has a validation loss that is a number.")
    return min(finite, key=lambda result: result["val_loss"])["name"]
    ### END SOLUTION


# %% check="select_model"
check("select_model")

# %% [markdown] lang="en"
# **The best of a thousand coins.** In this picture no candidate has learned anything: each throws a coin for every sample and is wrong about half of the time. Your `select_model` chooses the one with the fewest errors on the validation set. Then the winner must show its skill on a fresh set. Questions: how good does the best of 100 candidates look, how good is it, and what happens to the difference when the sets become larger?

# %% [markdown] lang="zh"
# **一千枚硬币里最好的一枚**。这幅图里的候选者，哪个也没有学会任何东西：对每个样本都抛一次硬币，大约有一半答错。你的 `select_model` 选出在验证集上错得最少的一个。然后，优胜者要在一个新的集合上显一显本领。问题：100 个候选者里最好的一个看上去有多好，实际有多好？集合变大时，两者之差会怎样？

# %% demo
with demo.waits_for("select_model"):
    display(widgets.selection(select_model))

# %% [markdown] lang="en"
# **What it means.** Among many candidates one is lucky, and choosing finds the lucky one. Its number on the set that chose it is too good, **not because anybody cheated, but because it was chosen there**. On a fresh set the luck is gone. With 50 samples, the best of 100 candidates gets only about 0.32 of them wrong on average, and then 0.50 of the fresh ones; with 500 samples it is 0.44. More candidates make it worse, more samples make it better.
#
# Every epoch is a candidate, too. So what happens if the *test* set decides when to stop? In the next cell there are only 40 samples each for validation and test, as happens with precious data. Two of your `EarlyStopping` objects watch the same 60 epochs; one hears the validation loss, the other the test loss. Then 20000 new points say what the two networks that they kept are really worth.

# %% [markdown] lang="zh"
# **这说明什么**。候选者一多，总有一个运气好，而选择找到的正是它。它在选出它的那个集合上，成绩好得不真实，**不是因为谁作弊，而是因为它正是在那里选出来的**。换一个新的集合，运气就没了。有 50 个样本时，100 个候选者里最好的那个，平均只错 0.32 左右，到新集合上就是 0.50；有 500 个样本时，是 0.44。候选者越多，越糟；样本越多，越好。
#
# 每一轮也是一个候选者。那么，如果由**测试**集来决定什么时候停，会怎样？下一个单元格里，验证和测试各只有 40 个样本，数据珍贵时常常如此。你的两个 `EarlyStopping` 对象看着同样的 60 轮；一个听到的是验证损失，另一个听到的是测试损失。然后由 20000 个新的点来说，它们各自留下的网络究竟值多少。

# %% demo
with demo.waits_for("EarlyStopping"):
    rows = []
    for seed in range(16):
        rng = np.random.default_rng(seed)
        X, y = make_circles(160, factor=0.5, noise=0.3, rng=rng)
        X_train, y_train, X_val, y_val, X_test, y_test = train_val_test_split(X, y, 0.25, 0.25, rng)
        new = make_circles(20000, factor=0.5, noise=0.3, rng=rng)
        params, step_fn = init_params([2, 64, 64, 1], rng), one_epoch(X_train, y_train, rng, 0.01)
        honest, peeking = EarlyStopping(patience=60), EarlyStopping(patience=60)
        for _ in range(60):
            params = step_fn(params)
            honest.update(loss_on(params, X_val, y_val), params)
            peeking.update(loss_on(params, X_test, y_test), params)
        kept = honest.best_params, peeking.best_params
        rows.append([loss_on(weights, *told) for weights in kept for told in ((X_test, y_test), new)])
    rows = np.mean(rows, axis=0)
    demo.say(
        "chosen by the validation set: the test set says {:.3f}, new data say {:.3f}",
        "由验证集选：测试集说 {:.3f}，新数据说 {:.3f}",
        *rows[:2],
    )
    demo.say(
        "chosen by the test set:       the test set says {:.3f}, new data say {:.3f}",
        "由测试集选：测试集说 {:.3f}，新数据说 {:.3f}",
        *rows[2:],
    )

# %% [markdown] lang="en"
# **What it means.** Look at each line from left to right; the numbers are means over 16 trainings. Where the validation set decides, the test set says 0.563, and the truth is 0.560: an honest witness. Where the test set decides, it says 0.477, and the truth is 0.575: the report looks much better, and the network is a little worse. Nothing was trained on the test samples. Choosing one epoch out of 60 was enough.

# %% [markdown] lang="zh"
# **这说明什么**。每一行从左往右看；这些数是 16 次训练的平均。由验证集决定时，测试集说 0.563，实际是 0.560：证人是诚实的。由测试集决定时，测试集说 0.477，实际是 0.575：报告好看得多，网络却还差了一点。没有在测试样本上训练过；从 60 轮里选出一轮，就够了。

# %% [markdown] lang="en"
# ### Common misconception: "early stopping watches the test set"
#
# You may read that training ends when the loss on the **test** data rises, or that one compares with "validation or test data", as if they were the same. It is tempting, because neither of them gives gradients. **What is right:** the set that decides has taken part in the choice. Whatever it says about the network afterwards is too good. So the validation set decides, and the test set is asked once, after all choices [2, sections 5.3 and 7.8].

# %% [markdown] lang="zh"
# ### 常见误解：“早停看的是测试集”
#
# 你也许读到过：**测试**数据上的损失上升时，训练就结束；或者与“验证数据或测试数据”相比，好像两者是一回事。这很诱人，因为两者都不提供梯度。**正确的说法**：作决定的集合，就参与了选择。之后它对这个网络说的话，都好听得不可信。所以由验证集来决定；测试集只在一切都选好之后，问一次 [2，5.3 和 7.8 节]。

# %% [markdown] lang="en"
# **When nobody notices.** Around 2000, medicine had new instruments that measure the activity of thousands of genes at once, in a few dozen patients. One article after the other reported a handful of genes that tell ill from healthy with hardly an error. In 2002 Christophe Ambroise and Geoffrey McLachlan showed what was wrong with many of them: the genes had been chosen with **all** patients, and only then were patients put aside for the test [3]. It is called **data leakage**, and you can make it happen with pure chance:
#
# 50 samples, 2000 features, labels 0 and 1: all thrown by coin and dice, so that nothing can be learned. We keep the 20 features whose means differ most between the classes, and say for each new sample which class mean is nearer. The samples are divided in five parts (**folds**); each part is once the test, and the other four are for training: **cross-validation**. The only difference between the two lines below is *when* the features are chosen.

# %% [markdown] lang="zh"
# **谁也没有发觉**。2000 年前后，医学有了新的仪器，能同时测出几千个基因的活性，而病人只有几十个。一篇接一篇的文章报告说，靠寥寥几个基因，就能把病人和健康人分开，几乎不出错。2002 年，Christophe Ambroise 和 Geoffrey McLachlan 指出，其中许多错在哪里：基因是用**全部**病人选出来的，然后才留出一部分病人做测试 [3]。这叫作**数据泄漏**（data leakage），全凭偶然也能让它发生：
#
# 50 个样本，2000 个特征，标签是 0 和 1：全是抛硬币、掷骰子得来的，什么也学不到。我们留下两类的平均值相差最大的 20 个特征，再看每个新样本离哪一类的平均值更近。样本分成五份（每份叫作一折，fold）；每一份轮流做测试，其余四份用来训练：这叫作**交叉验证**（cross-validation）。下面两行输出的唯一区别，是**什么时候**选特征。


# %% demo
def chosen_features(X, y):
    return np.argsort(np.abs(X[y == 0].mean(axis=0) - X[y == 1].mean(axis=0)))[-20:]


def share_right(rng, choose_inside):
    X, y = rng.standard_normal((50, 2000)), rng.permutation(np.repeat([0, 1], 25))
    order, right = rng.permutation(50), 0
    for test in np.array_split(order, 5):
        train = np.setdiff1d(order, test)
        used = chosen_features(X[train], y[train]) if choose_inside else chosen_features(X, y)
        means = [X[train][y[train] == label][:, used].mean(axis=0) for label in (0, 1)]
        distances = [((X[test][:, used] - mean) ** 2).sum(axis=1) for mean in means]
        right += np.sum((distances[1] < distances[0]) == (y[test] == 1))
    return right / 50


for choose_inside in (False, True):
    shares = [share_right(np.random.default_rng(seed), choose_inside) for seed in range(20)]
    demo.say(
        "chosen within each fold: {}   right: {:.2f} (from {:.2f} to {:.2f})",
        "在每一折之内选：{}   答对：{:.2f}（从 {:.2f} 到 {:.2f}）",
        *(choose_inside, np.mean(shares), min(shares), max(shares)),
    )

# %% [markdown] lang="en"
# **What it means.** 0.93 for data in which there is nothing, and 0.49 if the choice of the features belongs to the training; 0.50 is what guessing gives. No test sample gave a gradient, and none was ever trained on. It was enough that the labels of the test samples had a say in *choosing the features*. The same happens, less visibly, if mean and standard deviation for scaling are computed from all samples. So: **divide first, then look.** Everything that is set from data belongs to the training set; everything that is chosen belongs to the validation set.

# %% [markdown] lang="zh"
# **这说明什么**。什么规律也没有的数据，得到 0.93；如果把选特征也算作训练的一部分，就是 0.49；瞎猜是 0.50。没有哪个测试样本提供过梯度，也没有在它们上面训练过。只要测试样本的标签在**选特征**时说过话，就够了。用全部样本的平均值和标准差来做缩放，也是这种情形，只是不那么明显。所以：**先划分，再看数据**。凡是由数据定下的，归训练集；凡是要挑选的，归验证集。

# %% [markdown] lang="en"
# ### Written question: why not the test set?
#
# A colleague trains with early stopping and lets the test set decide when to stop: "No weight ever gets a gradient from it, so it stays unseen." Answer in five to eight lines. Why must the test set not decide when to stop? What is it for? Give a number from this lesson.

# %% [markdown] lang="zh"
# ### 书面题：为什么不能用测试集？
#
# 一位同事训练时用早停，由测试集来决定什么时候停：“没有哪个权重从它那里得到过梯度，所以它仍然是没见过的。”用五到八行回答。为什么不能由测试集决定什么时候停？它是做什么用的？给出这一课里的一个数。

# %% [markdown] lang="en" written="test_set_says_stop" points=4
# Stopping is a choice: out of all the networks that a run passes through, one is taken. If the test set makes this choice, it takes the one that suits *these* samples best, and part of that is luck. So its loss is too low, although no gradient came from it: in the experiment the test set said 0.477 where 20000 new points said 0.575, while it said 0.563 (and 0.560 was right) when the validation set had decided. The set no longer stands for unseen data, and there is none left that does. The test set is there for one thing: to say once, after all choices have been made, how good the network is on new data. When to stop is decided by the validation set.

# %% [markdown] lang="zh" written="test_set_says_stop" points=4
# 停止是一种选择：训练一路经过许多网络，从中取一个。如果由测试集来选，取到的就是最合**这些**样本的那个，其中有一部分是运气。所以它的损失偏低，尽管没有哪个梯度来自它：实验里，测试集说 0.477，20000 个新的点说 0.575；而由验证集决定时，测试集说 0.563（实际是 0.560）。这个集合不再能代表没见过的数据，而别的没见过的数据也没有了。测试集只有一个用处：在一切都选好之后，说一次这个网络在新数据上有多好。什么时候停，由验证集决定。

# %% [markdown] lang="en" rubric="test_set_says_stop"
# - 2 points: stopping is a choice among many networks; the set that makes the choice gives a number that is too good (biased), and no untouched data remain. 1 point for "otherwise one overfits to the test set" without the choice.
# - 1 point: what it is for: one estimate of the quality on new data, once, after all choices; the validation set decides.
# - 1 point: a number from the lesson (the two losses, the coins, or 0.93 for 0.49).

# %% [markdown] lang="zh" rubric="test_set_says_stop"
# - 2 分：停止是在许多网络里做选择；由哪个集合来选，哪个集合给出的数就好得不真实（有偏差），而且再也没有没动过的数据。只说“否则会对测试集过拟合”，没有说到选择，得 1 分。
# - 1 分：它的用途：在一切选择之后，一次性地估计网络在新数据上的好坏；作决定的是验证集。
# - 1 分：这一课里的一个数（两个损失，硬币，或 0.93 与 0.49）。

# %% [markdown] lang="en"
# ### Written question: can hyperparameters be learned?
#
# In an introduction you find: "Hyperparameters cannot be learned; they have to be set by hand." Correct it in three to five lines. Why can gradient descent on the training loss not find a good $\lambda$ or a good number of epochs? How are hyperparameters found, and does a human have to do it?

# %% [markdown] lang="zh"
# ### 书面题：超参数学得到吗？
#
# 一篇介绍里有这样一句：“超参数学不到，只能手工设定。”用三到五行改正它。为什么在训练损失上做梯度下降，找不到好的 $\lambda$ 或好的轮数？超参数怎样找到，非得由人来做吗？

# %% [markdown] lang="en" written="not_learnable" points=3
# They are not found by gradient descent **on the training loss**: that loss would always choose $\lambda = 0$, the largest network and the most epochs, because each of these lets it fall further, and overfitting does not show in it. They are chosen by the loss on the **validation set**. Nobody has to do that by hand: a program can try values from a grid or at random and keep the best; early stopping is such a program, for the number of epochs. In this sense hyperparameters are learned, too, only from other data and in another way.

# %% [markdown] lang="zh" written="not_learnable" points=3
# **在训练损失上**做梯度下降，找不到它们：这个损失永远会选 $\lambda = 0$、最大的网络、最多的轮数，因为这些都让它降得更低，而过拟合在它那里看不出来。超参数由**验证集**上的损失来选。这不必手工来做：程序可以按网格或者随机地试一些值，留下最好的；早停就是这样的程序，选的是轮数。从这个意义上说，超参数也是学来的，只是用的是别的数据、别的办法。

# %% [markdown] lang="en" rubric="not_learnable"
# - 2 points: chosen on validation data, which can also be done by a program (search, early stopping). 1 point if only one of the two is said.
# - 1 point: the reason: on the training loss, $\lambda = 0$, more capacity and more epochs always win.

# %% [markdown] lang="zh" rubric="not_learnable"
# - 2 分：用验证数据来选，而且也可以由程序来做（搜索、早停）。只说了其中之一，得 1 分。
# - 1 分：理由：在训练损失上，总是 $\lambda = 0$、更大的容量、更多的轮数获胜。

# %% [markdown] lang="en"
# ## Recap
#
# 1. The best epoch is known only afterwards: wait for some epochs, then stop, and restore the weights that were kept.
# 2. An improvement is a loss below $L_b - \delta$; equal is not better; `nan` never is. Stop when `wait` reaches $\max(p, 1)$.
# 3. Ask of any program: equal losses, `min_delta`, patience 0 and 1, whose weights remain.
# 4. Keep a copy down to the arrays; another name for the same list is no copy.
# 5. Gradients from the training set, choices by the validation set, one number from the test set. The set that chose is no longer a witness.

# %% [markdown] lang="zh"
# ## 小结
#
# 1. 哪一轮最好，事后才知道：等几轮，停下，再恢复留着的权重。
# 2. 损失低于 $L_b - \delta$ 才算改善；相等不算更好，`nan` 永远不算。`wait` 到了 $\max(p, 1)$ 就停。
# 3. 对任何程序都要问：相等的损失，`min_delta`，耐心值 0 和 1，最后留下谁的权重。
# 4. 副本要一直复制到数组；给同一个列表另起一个名字，不是副本。
# 5. 梯度来自训练集，选择靠验证集，最后从测试集得到一个数。做过选择的集合，就不能再当证人。

# %% [markdown] lang="en"
# ### A map of names
#
# | in this course | in mathematics | in PyTorch and Keras |
# |---|---|---|
# | `best_epoch` | $\arg\min_t L_t$ | |
# | `EarlyStopping` | | `keras.callbacks.EarlyStopping`; PyTorch has none of its own |
# | `best_params`, a copy | $\theta^*$ in [2, algorithm 7.1] | `copy.deepcopy(model.state_dict())` |
# | restoring | | `restore_best_weights=True`; `model.load_state_dict(...)` |
# | `patience`, `min_delta` | $p$, $\delta$ | the same names; `patience`, `threshold` in `ReduceLROnPlateau` |

# %% [markdown] lang="zh"
# ### 名称对照
#
# | 本课程 | 数学 | PyTorch 和 Keras |
# |---|---|---|
# | `best_epoch` | $\arg\min_t L_t$ | |
# | `EarlyStopping` | | `keras.callbacks.EarlyStopping`；PyTorch 没有自带 |
# | `best_params`，一份副本 | [2，算法 7.1] 里的 $\theta^*$ | `copy.deepcopy(model.state_dict())` |
# | 恢复 | | `restore_best_weights=True`；`model.load_state_dict(...)` |
# | `patience`、`min_delta` | $p$、$\delta$ | 名称相同；在 `ReduceLROnPlateau` 里是 `patience`、`threshold` |

# %% [markdown] lang="en"
# ### Test yourself
#
# 1. Losses 4, 3, 3, 2, 5, patience 2, `min_delta` 0. Where does training end, and which epoch is kept?
# 2. The same losses with `min_delta` 1, patience 2?
# 3. A run is stopped early, and the network is no better than the last one of a run without early stopping. Name two possible reasons.
# 4. Fifty settings were tried. The best one has 0.91 accuracy on the validation set. What do you expect on the test set?
# 5. The test accuracy is disappointing, so you try ten more settings and test each of them. What is wrong with the best of these numbers?
#
# <details>
# <summary>Answers</summary>
#
# 1. Epoch 1 is better, epoch 2 is equal (`wait` 1), epoch 3 is better, epoch 4 is not (`wait` 1). The record ends: last epoch 4, kept 3.
# 2. 3 is not below $4 - 1$: `wait` is 1 after epoch 1 and 2 after epoch 2. Last epoch 2, kept 0.
# 3. The last weights were returned, or a name for them instead of a copy. Or the patience was so small that the run ended long before the network was trained.
# 4. Somewhat less: the best of fifty was also lucky on these samples.
# 5. The test set has now chosen, so its number is too good. An honest one needs new data.
#
# </details>

# %% [markdown] lang="zh"
# ### 自测
#
# 1. 损失 4、3、3、2、5，耐心值 2，`min_delta` 是 0。训练在哪里结束，留下哪一轮？
# 2. 同样的损失，`min_delta` 是 1，耐心值 2 呢？
# 3. 训练提前停了，得到的网络却不比不用早停的最后那个好。说出两种可能的原因。
# 4. 试了五十种设置。最好的一种在验证集上的准确率是 0.91。在测试集上，你预期会怎样？
# 5. 测试准确率令人失望，你就又试了十种设置，每种都测试一次。这些数里最好的那个，问题出在哪里？
#
# <details>
# <summary>答案</summary>
#
# 1. 第 1 轮更好，第 2 轮相等（`wait` 是 1），第 3 轮更好，第 4 轮不是（`wait` 是 1）。记录到此为止：最后是第 4 轮，留下第 3 轮。
# 2. 3 没有低于 $4 - 1$：第 1 轮之后 `wait` 是 1，第 2 轮之后是 2。最后是第 2 轮，留下第 0 轮。
# 3. 返回的是最后的权重，或者只是它的另一个名字，不是副本。也可能耐心值太小，网络远没有训练好就结束了。
# 4. 会低一些：五十个里最好的一个，在这些样本上也有运气。
# 5. 测试集现在参与了选择，所以它给出的数好得不真实。要诚实的数，得有新的数据。
#
# </details>

# %% [markdown] lang="en"
# ### The bridge to lesson 13
#
# All parts are there. In lesson 13 you put them together in one class of your own: layers, softmax, mini-batches, Adam, dropout, L2 and early stopping. Then it learns to read: images, first drawn by the computer and then handwritten by people. You will choose everything yourself, on the validation set; and the test set will be asked once.
#
# When you are done: run `check.all()` in a cell of your own, look at `progress()`, save, and submit.

# %% [markdown] lang="zh"
# ### 通往第 13 课
#
# 零件都齐了。第 13 课里，你把它们装进自己的一个类：层、softmax、小批量、Adam、暂退法、L2 和早停。然后它去学认图像：先是计算机画的，再是人手写的。一切都由你自己在验证集上选定；测试集只问一次。
#
# 做完之后：在自己新建的单元格里运行 `check.all()`，看看 `progress()`，保存，然后提交。

# %% [markdown] shared
# ### References · 参考文献
#
# - [1] L. Prechelt, "Early stopping – but when?", in *Neural Networks: Tricks of the Trade*, Lecture Notes in Computer Science 1524, Springer, 1998, 55–69; also "Automatic early stopping using cross validation: quantifying the criteria", *Neural Networks* 11 (1998), 761–767.
# - [2] I. Goodfellow, Y. Bengio, A. Courville, *Deep Learning*, MIT Press, 2016.
# - [3] C. Ambroise, G. J. McLachlan, "Selection bias in gene extraction on the basis of microarray gene-expression data", *Proceedings of the National Academy of Sciences* 99 (2002), 6562–6566.
