# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown] lang="en"
# # Backpropagation
#
# A network has made a mistake, and it has thousands of weights. Which of them are to blame, and by how much? Backpropagation answers for all of them in a single walk from the end of the network to its beginning. In this lesson you build it from single numbers up to whole networks, and first of all a tool that tells you whether you built it right.

# %% [markdown] lang="zh"
# # 反向传播
#
# 网络答错了，而它有成千上万个权重。该怪哪些权重，各怪多少？反向传播只从网络的末尾往开头走一遍，就为所有权重给出答案。这一课里，你会从单个的数开始，一直做到整个网络；而最先做的是一件工具，它会告诉你做得对不对。

# %% [markdown] lang="en"
# ## Goals
#
# After this lesson you will be able to
#
# - check any gradient with a tool of your own, and read from its number what went wrong;
# - carry a gradient backward through a graph, node by node, and say what happens where paths join;
# - write the backward step of an activation function, a dense layer, three losses and a whole network, with the right shapes;
# - explain where the factor $1/m$ lives, and why softmax with cross-entropy collapses to $p - y$;
# - say what a backward pass costs, and find planted bugs without reading the code.

# %% [markdown] lang="zh"
# ## 目标
#
# 学完这一课，你能够：
#
# - 用自己写的工具检验任何一个梯度，并从得到的数看出错在哪里；
# - 在一幅图上把梯度一个节点一个节点地往回传，并说出几条路汇合时会怎样；
# - 写出激活函数、全连接层、三种损失和整个网络的反向步骤，形状都对；
# - 说清因子 $1/m$ 放在哪里，以及 softmax 配交叉熵为什么会化简成 $p - y$；
# - 说出一次反向传播的开销，并且不读代码就找出埋下的错误。

# %% [markdown] lang="en"
# ## Time
#
# 100 to 130 minutes. This is the longest lesson of the course; good places for a break are the ends of sections 4 and 6.

# %% [markdown] lang="zh"
# ## 用时
#
# 100 到 130 分钟。这是整个课程里最长的一课；第 4 节和第 6 节结束的地方适合歇一歇。

# %% [markdown] lang="en"
# ## What you need
#
# `mlp_forward` and the shapes of lesson 03, the losses of lesson 04, the chain rule and central differences of lesson 05. Lesson 06 used gradients of one neuron; here come those of all layers.

# %% [markdown] lang="zh"
# ## 准备
#
# 第 03 课的 `mlp_forward` 和各个形状，第 04 课的损失，第 05 课的链式法则和中心差分。第 06 课用的是一个神经元的梯度，这里轮到所有的层。

# %% [markdown] lang="en"
# ## How this notebook works
#
# As in lesson 01: write your code in an answer cell, run it, then run the check below it. `hint("gradient_check")` helps, `progress()` shows where you are, and the language switch stands under the next cell. Run the next two cells first, and again after every restart of the kernel. The second fetches functions of lessons 02 to 05: yours where they passed their check, else the course's.

# %% [markdown] lang="zh"
# ## 怎样使用这份笔记本
#
# 和第 01 课一样：在作答单元格里写代码，运行它，再运行下面的检查。`hint("gradient_check")` 给出提示，`progress()` 显示进度，语言开关在下一个单元格下方。先运行下面两个单元格；每次重启内核之后，也要重新运行。第二个单元格取来第 02 课到第 05 课的函数：你写的已经通过检查，就用你的；否则用课程的。

# %% setup
import matplotlib.pyplot as plt
import numpy as np

from lessonkit import data, demo, language, planted, plots, widgets
from lessonkit.selfstudy import check, committed, hint, progress, solution, use

language.switch()

# %% setup
sigmoid, sigmoid_grad, tanh_grad = use("sigmoid", "sigmoid_grad", "tanh_grad")
relu_grad, leaky_relu_grad, softmax, one_hot = use("relu_grad", "leaky_relu_grad", "softmax", "one_hot")
mlp_forward, mse, bce_with_logits = use("mlp_forward", "mse", "bce_with_logits")
softmax_cross_entropy_with_logits = use("softmax_cross_entropy_with_logits")
softmax_jacobian = use("softmax_jacobian")

# %% [markdown] lang="en"
# ## 1. Who is to blame?
#
# In 1961 Marvin Minsky gave the problem a name. A machine wins or loses a game of many moves: which of the moves deserve the credit? He called it the **credit-assignment problem** [1]. A network has the same problem inside. Its output is wrong, but the weights of a hidden layer never touch the output directly. Everything they did went through other units first.
#
# In 1962 Frank Rosenblatt, whose perceptron you built in lesson 01, wrote about "back-propagating error correction" for networks with hidden layers [2]. The name was there, the method was not: his units were steps, and the slope of a step is 0 wherever it exists. No small change of a hidden weight tells anything. In 1969 came the book that you met at the end of lesson 01. By then it was known that three neurons *can* compute XOR. What nobody could say was how a machine should *find* their weights. That was the crisis: **networks that could compute XOR, and a learning rule that reached only their last layer.**
#
# The way out was found several times. Seppo Linnainmaa described it in 1970 for rounding errors of long computations [3], Paul Werbos in 1974 for models in the social sciences [4]. In October 1986 David Rumelhart, Geoffrey Hinton and Ronald Williams showed on four pages that hidden units trained this way invent useful features of their own [5]. There is no new mathematics in it. It is the chain rule of lesson 05, done in the right **order**. Keep one question in mind: why does the order matter so much?

# %% [markdown] lang="zh"
# ## 1. 该怪谁？
#
# 1961 年，Marvin Minsky 给这个问题起了名字。一台机器下完一盘棋，赢了或输了：那么多步里，功劳该记在哪几步上？他把它叫作**功劳分配问题**（credit-assignment problem）[1]。网络内部也有同样的问题。输出错了，可是隐藏层的权重从来不直接接触输出，它们做的一切都要先经过别的单元。
#
# 1962 年，Frank Rosenblatt（你在第 01 课写过他的感知机）写到过带隐藏层的网络的“反向传播的误差校正” [2]。名称有了，方法还没有：他的单元是阶跃，而阶跃的斜率凡是存在的地方都是 0。隐藏层的权重动一点，什么也看不出来。1969 年出版了你在第 01 课末尾遇到的那本书。那时人们已经知道，三个神经元**能**算异或（XOR）；没有人说得出的，是机器该怎样**找到**这些权重。这就是当时的危机：**网络算得出异或，学习规则却只够得着最后一层**。
#
# 出路被找到过好几次。1970 年，Seppo Linnainmaa 为冗长计算中的舍入误差描述了它 [3]；1974 年，Paul Werbos 为社会科学的模型描述了它 [4]。1986 年 10 月，David Rumelhart、Geoffrey Hinton 和 Ronald Williams 用四页的篇幅表明，这样训练出来的隐藏单元会自己发明有用的特征 [5]。里面没有新的数学，就是第 05 课的链式法则，只是按正确的**次序**来做。先带着一个问题往下读：次序为什么这样要紧？

# %% [markdown] lang="en"
# **The student of lesson 03.** Do you remember? Four lectures attended, five hours on the project, and an untrained network that gives a probability of 0.1 of passing. The student did pass. Here is the network again, with 13 parameters. Question: how could you find out, with nothing but forward passes, which way each of them should move, and how many passes would you need?

# %% [markdown] lang="zh"
# **第 03 课的那个学生**。还记得吗？上了 4 次课，花了 5 小时做项目，没训练过的网络认为通过的概率只有 0.1。这个学生其实通过了。下面还是那个网络，有 13 个参数。问题：如果只能做前向传播，怎样找出每个参数该往哪边动？要做多少次？

# %% demo
student_x, student_y = np.array([[4.0, 5.0]]), np.array([[1.0]])
student_net = [
    {"W": np.array([[0.5, -0.3, 0.2], [-0.5, 0.6, 0.1]]), "b": np.zeros(3)},
    {"W": np.array([[0.7], [-0.9], [-0.44]]), "b": np.zeros(1)},
]
p, _ = mlp_forward(student_x, student_net, ["relu", "sigmoid"])
n_params = sum(array.size for layer in student_net for array in layer.values())
demo.say("parameters: {}", "参数个数：{}", n_params)
demo.say("p = {}   loss = {}", "p = {}   损失 = {}", p[0, 0].round(6), (-np.log(p[0, 0])).round(6))

# %% [markdown] lang="en"
# **One way:** move one parameter a little up and a little down, and look at the loss each time: a central difference. That takes 2 passes for each parameter, 26 in all. For the circles network of 117 parameters it is 234, and for a million parameters two million, for *one* step of learning. It always works, and it is far too slow to learn with. But it makes an excellent **judge**.

# %% [markdown] lang="zh"
# **一种办法**：把一个参数往上挪一点，再往下挪一点，每次看看损失，这就是中心差分。每个参数要 2 次，一共 26 次。圆环网络有 117 个参数，要 234 次；一百万个参数要两百万次，而这只够学习**一步**。这个办法总是管用，用来学习却慢得没法用。不过，它是一位出色的**裁判**。

# %% [markdown] lang="en"
# ## 2. A tool first: the gradient check
#
# Gradients are easy to get almost right. A network with a wrong gradient often learns all the same, only worse, and gives no error. So before the first gradient, we build the judge: a **gradient check**. It moves every single parameter up and down by $h$, collects the slopes in one long list $g_{\mathrm{num}}$, and compares with the gradients $g$ that somebody claims:
#
# $$r = \frac{\lVert g_{\mathrm{num}} - g \rVert}{\lVert g_{\mathrm{num}} \rVert + \lVert g \rVert + 10^{-12}}$$
#
# Why not only the difference? If the gradients themselves are about $10^{-6}$, every difference is tiny, right or wrong. Divided by the sizes, the number $r$ has a meaning of its own. By hand, for a true gradient $g_{\mathrm{num}}$:
#
# | claimed $g$ | $r$ | read it as |
# |---|---|---|
# | $g_{\mathrm{num}}$, up to rounding | below $10^{-6}$ | right |
# | $2 g_{\mathrm{num}}$ | $1 / 3$ | twice too large, or half of what is right |
# | $-g_{\mathrm{num}}$ | $2 / 2 = 1$ | sign |
# | 0 | $1 / 1 = 1$ | nothing arrived |
#
# The $10^{-12}$ is there so that two zero gradients give 0, not a division by 0.

# %% [markdown] lang="zh"
# ## 2. 先做工具：梯度检验
#
# 梯度很容易写得差不多对。梯度错了的网络往往照样能学，只是学得差，而且不报错。所以在写第一个梯度之前，先造一位裁判：**梯度检验**（gradient check）。它把每一个参数往上、往下各挪 $h$，把得到的斜率排成长长的一串 $g_{\mathrm{num}}$，再与别人声称的梯度 $g$ 相比：
#
# $$r = \frac{\lVert g_{\mathrm{num}} - g \rVert}{\lVert g_{\mathrm{num}} \rVert + \lVert g \rVert + 10^{-12}}$$
#
# 为什么不直接看差？如果梯度本身只有 $10^{-6}$ 左右，那么无论对错，差都很小。除以大小之后，$r$ 这个数才有自己的含义。设真正的梯度是 $g_{\mathrm{num}}$，手算一下：
#
# | 声称的 $g$ | $r$ | 怎样解读 |
# |---|---|---|
# | $g_{\mathrm{num}}$，差别只在舍入 | 小于 $10^{-6}$ | 正确 |
# | $2 g_{\mathrm{num}}$ | $1 / 3$ | 大了一倍，或者只有一半 |
# | $-g_{\mathrm{num}}$ | $2 / 2 = 1$ | 符号反了 |
# | 0 | $1 / 1 = 1$ | 什么也没传到 |
#
# 加上 $10^{-12}$，是为了两个梯度都是 0 时得到 0，而不是除以 0。

# %% [markdown] lang="en"
# ### Exercise: `gradient_check`
#
# **What for.** From here on, every gradient you write goes through your own judge.
#
# **Arguments.** `loss_fn`: a function; `loss_fn(params)` returns the loss, a float. `params`: a list of dictionaries of float64 arrays, mostly one dictionary per layer, as `{"W": (n_in, n_out), "b": (n_out,)}`; take the names from the dictionaries. `grads`: the claimed gradients, in the same structure. `h`: the size of the moves.
#
# **Returns.** A float, the number $r$ over **all** entries of all arrays together.
#
# **Side effects.** You may change entries of `params` while you measure, but afterwards every entry holds what it held before, bit by bit. `grads` keeps its values.
#
# **Errors.** `ValueError` if a gradient has another shape than its parameter.
#
# **Example.** For the loss $w^2$ at $w = 3$ the claim 6 gives almost 0, and the claim 12 gives 0.333333.

# %% [markdown] lang="zh"
# ### 练习：`gradient_check`
#
# **用途**：从现在起，你写的每个梯度都要过自己这一关。
#
# **参数**：`loss_fn`：一个函数，`loss_fn(params)` 返回损失，是一个 float。`params`：字典的列表，一般每层一个字典，里面是 float64 数组，形如 `{"W": (n_in, n_out), "b": (n_out,)}`；名称从字典里取。`grads`：声称的梯度，结构相同。`h`：每次挪动的大小。
#
# **返回**：一个 float，把所有数组的**全部**元素放在一起算出的 $r$。
#
# **副作用**：测量时可以改动 `params` 里的元素，但结束之后，每个元素都要和原来一样，一个比特也不差。`grads` 保持原值。
#
# **错误**：某个梯度的形状与它的参数不同，抛出 `ValueError`。
#
# **例子**：损失是 $w^2$，在 $w = 3$ 处，声称 6，结果几乎是 0；声称 12，结果是 0.333333。


# %% solution="gradient_check"
def gradient_check(loss_fn, params, grads, h=1e-5):
    """Return how far gradients are from numerical ones, over all parameters together.

    Parameters
    ----------
    loss_fn : callable
        ``loss_fn(params)`` returns the loss, a float.
    params : list of dict
        Arrays of float64 by name, one dictionary a layer. Afterwards as before, bit by bit.
    grads : list of dict
        The gradients to check, in the same structure.
    h : float
        Size of the moves, up and down.

    Returns
    -------
    float
        ‖num − ana‖ / (‖num‖ + ‖ana‖ + 1e-12).

    Raises
    ------
    ValueError
        If a gradient has another shape than its parameter.

    中文说明见上
    """
    ### BEGIN SOLUTION
    numerical, claimed = [], []
    for layer, gradient in zip(params, grads, strict=True):
        for name, array in layer.items():
            if gradient[name].shape != array.shape:
                raise ValueError(f"The gradient of {name} must be {array.shape}; got {gradient[name].shape}.")
            for index in np.ndindex(*array.shape):
                before = array[index]
                array[index] = before + h
                above = loss_fn(params)
                array[index] = before - h
                below = loss_fn(params)
                array[index] = before
                numerical.append((above - below) / (2 * h))
                claimed.append(gradient[name][index])
    numerical, claimed = np.array(numerical), np.array(claimed)
    apart = np.linalg.norm(numerical - claimed)
    return float(apart / (np.linalg.norm(numerical) + np.linalg.norm(claimed) + 1e-12))
    ### END SOLUTION


# %% check="gradient_check"
check("gradient_check")

# %% [markdown] lang="en"
# **Try the judge.** The loss is $w_1^2 + 3 w_2$, whose gradient you know: $(2 w_1, 3)$. Five claims: right, doubled, with the wrong sign, zero, and one that got only the second entry wrong. Guess the five numbers first.

# %% [markdown] lang="zh"
# **试试这位裁判**。损失是 $w_1^2 + 3 w_2$，它的梯度你知道：$(2 w_1, 3)$。五个说法：正确的、加倍的、符号反了的、全是 0 的，还有只有第二个元素不对的。先猜一猜这五个数。

# %% demo
with demo.waits_for("gradient_check"):
    net = [{"W": np.array([[2.0, 5.0]])}]
    right = np.array([[4.0, 3.0]])
    claims = (
        (language.Text("right", "正确"), right),
        (language.Text("doubled", "加倍"), 2 * right),
        (language.Text("sign", "符号反了"), -right),
        (language.Text("zero", "全是 0"), 0 * right),
        (language.Text("one entry", "一个元素不对"), np.array([[4.0, 0.0]])),
    )
    for name, claim in claims:
        r = gradient_check(lambda p: float(p[0]["W"][0, 0] ** 2 + 3 * p[0]["W"][0, 1]), net, [{"W": claim}])
        demo.say("r = {:.6f}   {}", "r = {:.6f}   {}", r, name)

# %% [markdown] lang="en"
# **What it means.** Right is 0 to all digits shown, doubled is 0.333333, and sign and zero are both 1. The last, 0.333333 again, is a warning: $3 / (5 + 4)$ has nothing to do with a factor 2. The number says *that* something is wrong; to find out *what*, look at one array at a time. You will do that in section 10.

# %% [markdown] lang="zh"
# **这说明什么**。正确的那个，显示的各位都是 0；加倍得 0.333333；符号反了和全是 0 都得 1。最后一个又是 0.333333，这是个提醒：$3 / (5 + 4)$ 和因子 2 毫无关系。这个数只说明**有**错；要找出错在**哪里**，就得一个数组一个数组地看。第 10 节里你会这样做。

# %% [markdown] lang="en"
# ## 3. One neuron, one chain
#
# The smallest network: one input, one sigmoid neuron, half a squared error.
#
# $$z = w x + b \qquad a = \sigma(z) \qquad C = \tfrac{1}{2} (a - y)^2$$
#
# Move $w$ a little. Then $z$ moves $x$ times as much, $a$ moves $\sigma'(z)$ times as much as $z$, and $C$ moves $a - y$ times as much as $a$. The factors multiply:
#
# $$\frac{\partial C}{\partial w} = \frac{\partial C}{\partial a} \cdot \frac{\partial a}{\partial z} \cdot \frac{\partial z}{\partial w} = (a - y) \cdot \sigma'(z) \cdot x$$
#
# Each factor belongs to **one** step of the computation and needs only numbers that stand right beside it. It is called the **local derivative** of that step. What has been multiplied so far, from the loss back to a place, is called the **upstream gradient** that arrives there. Backpropagation is nothing but: *upstream times local, one step further back.*
#
# By hand, for $x = 2$, $w = 0.5$, $b = 0$, $y = 0$, so that $z = 1$ and $a = 0.731059$:
#
# | step, from the end | local derivative | upstream gradient that arrives | passed on |
# |---|---|---|---|
# | $C$ by $a$ | $a - y = 0.731059$ | 1 | 0.731059 |
# | $a$ by $z$ | $\sigma'(z) = 0.196612$ | 0.731059 | 0.143735 |
# | $z$ by $w$ | $x = 2$ | 0.143735 | 0.287470 |
# | $z$ by $b$ | 1 | 0.143735 | 0.143735 |
# | $z$ by $x$ | $w = 0.5$ | 0.143735 | 0.071867 |
#
# The last three steps share the first two: $0.143735$ is computed once and used three times. Here is the answer to the question about the order. From the loss backward, everything shared is computed once.

# %% [markdown] lang="zh"
# ## 3. 一个神经元，一条链
#
# 最小的网络：一个输入，一个 sigmoid 神经元，半平方误差。
#
# $$z = w x + b \qquad a = \sigma(z) \qquad C = \tfrac{1}{2} (a - y)^2$$
#
# 把 $w$ 挪一点，$z$ 就挪它的 $x$ 倍，$a$ 挪 $z$ 的 $\sigma'(z)$ 倍，$C$ 挪 $a$ 的 $a - y$ 倍。这些因子相乘：
#
# $$\frac{\partial C}{\partial w} = \frac{\partial C}{\partial a} \cdot \frac{\partial a}{\partial z} \cdot \frac{\partial z}{\partial w} = (a - y) \cdot \sigma'(z) \cdot x$$
#
# 每个因子只属于计算中的**一步**，只用到就在手边的数，叫作这一步的**局部导数**（local derivative）。从损失一路乘回到某处的结果，叫作到达那里的**上游梯度**（upstream gradient）。反向传播无非就是：**上游乘局部，再往回走一步**。
#
# 手算一次，$x = 2$，$w = 0.5$，$b = 0$，$y = 0$，于是 $z = 1$，$a = 0.731059$：
#
# | 从末尾数起的一步 | 局部导数 | 到达的上游梯度 | 往回传的数 |
# |---|---|---|---|
# | $C$ 对 $a$ | $a - y = 0.731059$ | 1 | 0.731059 |
# | $a$ 对 $z$ | $\sigma'(z) = 0.196612$ | 0.731059 | 0.143735 |
# | $z$ 对 $w$ | $x = 2$ | 0.143735 | 0.287470 |
# | $z$ 对 $b$ | 1 | 0.143735 | 0.143735 |
# | $z$ 对 $x$ | $w = 0.5$ | 0.143735 | 0.071867 |
#
# 最后三步共用前两步：$0.143735$ 只算一次，用了三次。关于次序的问题，答案就在这里：从损失往回算，凡是共用的都只算一次。

# %% [markdown] lang="en"
# ### Exercise: `neuron_backward`
#
# **What for.** To see every factor of the chain once, with your own eyes.
#
# **Arguments.** `x`, `w`, `b`, `y`: numbers. The neuron is $a = \sigma(w x + b)$, the cost is $C = \frac{1}{2} (a - y)^2$.
#
# **Returns.** A dictionary of five floats: `"dC_da"`, `"da_dz"`, `"dC_dw"`, `"dC_db"`, `"dC_dx"`. Your `sigmoid` and `sigmoid_grad` are at hand.
#
# **Example.** `neuron_backward(2.0, 0.5, 0.0, 0.0)` gives 0.731059, 0.196612, 0.287470, 0.143735 and 0.071867, in this order, as in the table.

# %% [markdown] lang="zh"
# ### 练习：`neuron_backward`
#
# **用途**：亲眼看一遍链上的每个因子。
#
# **参数**：`x`、`w`、`b`、`y`：四个数。神经元是 $a = \sigma(w x + b)$，代价是 $C = \frac{1}{2} (a - y)^2$。
#
# **返回**：五个 float 组成的字典：`"dC_da"`、`"da_dz"`、`"dC_dw"`、`"dC_db"`、`"dC_dx"`。你写的 `sigmoid` 和 `sigmoid_grad` 可以直接用。
#
# **例子**：`neuron_backward(2.0, 0.5, 0.0, 0.0)` 依次得到 0.731059、0.196612、0.287470、0.143735 和 0.071867，与上表一致。


# %% solution="neuron_backward"
def neuron_backward(x, w, b, y):
    """Return every factor of the chain rule for one sigmoid neuron with one input.

    Parameters
    ----------
    x, w, b, y : float
        Input, weight, bias, target; the cost is half the squared error.

    Returns
    -------
    dict
        "dC_da", "da_dz", "dC_dw", "dC_db", "dC_dx": floats.

    中文说明见上
    """
    ### BEGIN SOLUTION
    z = np.asarray(w * x + b, dtype=float)
    dC_da, da_dz = float(sigmoid(z)) - float(y), float(sigmoid_grad(z))
    dC_dz = dC_da * da_dz
    return {"dC_da": dC_da, "da_dz": da_dz, "dC_dw": dC_dz * float(x), "dC_db": dC_dz, "dC_dx": dC_dz * float(w)}
    ### END SOLUTION


# %% check="neuron_backward"
check("neuron_backward")

# %% [markdown] lang="en"
# **Into court with it.** Your neuron before your judge, with four random neurons.

# %% [markdown] lang="zh"
# **上庭受审**。用四个随机的神经元，让你的裁判审一审你的神经元。

# %% demo
with demo.waits_for("neuron_backward", "gradient_check"):
    rng = np.random.default_rng(7)
    for _ in range(4):
        x, w, b, y = rng.normal(size=4)
        told = neuron_backward(x, w, b, y)
        neuron = [{"W": np.array([[w]]), "b": np.array([b])}]
        claim = [{"W": np.array([[told["dC_dw"]]]), "b": np.array([told["dC_db"]])}]

        def cost(net, x=x, y=y):
            a = sigmoid(net[0]["W"] * x + net[0]["b"])
            return float(0.5 * (a[0, 0] - y) ** 2)

        print(f"dC/dw = {told['dC_dw']:9.6f}   r = {gradient_check(cost, neuron, claim):.0e}")

# %% [markdown] lang="en"
# ### Common misconception: "the loss is not differentiable with respect to the weights, therefore we need the chain rule"
#
# You may read that the loss can't be differentiated with respect to a weight, because the weight does not appear in its formula, and that the chain rule is a substitute. **What is right:** as a composition of differentiable steps the loss **is** a differentiable function of every weight. The chain rule is not a substitute for the derivative, it *computes* it, and your judge has agreed to many digits [6, section 6.5.2].

# %% [markdown] lang="zh"
# ### 常见误解：“损失对权重不可导，所以才要链式法则”
#
# 你也许读到过：损失的公式里没有权重，所以损失对权重不能求导，链式法则是一种替代。**正确的说法**：损失由许多可导的步骤复合而成，它对每个权重**都是**可导的。链式法则不是导数的替代品，它**算出**的就是导数，你的裁判也在许多位上表示同意 [6，6.5.2 节]。

# %% [markdown] lang="en"
# ## 4. Where paths join
#
# ![A graph: inputs a = 2, b = 3, c = −4; a product a·b = 6, a sum a·b + c = 2, a product with a once more, 4. Below each node its gradient: 8, 4, 2, 2, 2, 1. Two arrows leave a.](pictures/07_graph.en.png)
#
# *The computational graph of $(ab + c) \cdot a$: values above, gradients below. Question: the gradient of $a$ is 8; from which two numbers does it come?*
#
# A chain is not enough for a network: there a value is used by many units. So draw the computation as a **computational graph**: a node for each value, an arrow for each use. Three rules carry a gradient backward through a node:
#
# | node | value | local derivatives |
# |---|---|---|
# | add | $u + v$ | 1 and 1: the gradient goes on to both, unchanged |
# | mul | $u \cdot v$ | $v$ for $u$, $u$ for $v$: each gets the *other* one's value |
# | relu | $\max(u, 0)$ | 1 if $u > 0$, else 0: a gate, open or closed |
#
# And one rule for the joints. In the picture $a$ is used twice. If $a$ grows by a little $\varepsilon$, the result grows by $2 \varepsilon$ directly, because of the last factor, and by $6 \varepsilon$ through $ab$. Together $8 \varepsilon$. So:
#
# $$\frac{\partial v_n}{\partial v_k} = \sum_{j \in U(k)} \frac{\partial v_n}{\partial v_j} \cdot \frac{\partial v_j}{\partial v_k}$$
#
# Here $U(k)$ are the nodes that use node $k$. **Along a path multiply, where paths join add.** A node may hand its gradient on only when *all* its uses have reported. If the nodes are numbered in **topological order**, every node after those it uses, then walking from the last to the first is enough.

# %% [markdown] lang="zh"
# ## 4. 路在哪里汇合
#
# ![一幅图：输入 a = 2，b = 3，c = −4；乘积 a·b = 6，和 a·b + c = 2，再乘一次 a，得 4。每个节点下方是它的梯度：8、4、2、2、2、1。从 a 出发有两条箭头。](pictures/07_graph.zh.png)
#
# **$(ab + c) \cdot a$ 的计算图：上面是值，下面是梯度**。问题：$a$ 的梯度是 8，它来自哪两个数？
#
# 对网络来说，一条链不够用：一个值会用在许多单元里。所以把计算画成**计算图**（computational graph）：每个值是一个节点，每次使用是一条箭头。梯度往回穿过一个节点，有三条规则：
#
# | 节点 | 值 | 局部导数 |
# |---|---|---|
# | add | $u + v$ | 1 和 1：梯度原样传给两边 |
# | mul | $u \cdot v$ | 对 $u$ 是 $v$，对 $v$ 是 $u$：各自得到**另一个**的值 |
# | relu | $\max(u, 0)$ | $u > 0$ 时是 1，否则是 0：一道门，开着或关着 |
#
# 汇合处还有一条规则。图里的 $a$ 用了两次。如果 $a$ 增加一点点 $\varepsilon$，结果直接因为最后那个因子增加 $2 \varepsilon$，又经过 $ab$ 增加 $6 \varepsilon$，合起来是 $8 \varepsilon$。所以：
#
# $$\frac{\partial v_n}{\partial v_k} = \sum_{j \in U(k)} \frac{\partial v_n}{\partial v_j} \cdot \frac{\partial v_j}{\partial v_k}$$
#
# 其中 $U(k)$ 是用到节点 $k$ 的那些节点。**沿一条路相乘，路汇合处相加**。一个节点要等**所有**用到它的地方都报告完毕，才能把自己的梯度往回传。如果节点按**拓扑序**（topological order）编号，即每个节点都排在它用到的节点之后，那么从最后一个走到第一个就可以了。

# %% [markdown] lang="en"
# ### Exercise: `graph_backward`
#
# **What for.** This is what PyTorch and every other framework does at its core: **automatic differentiation**.
#
# **Arguments.** `nodes`: a list of tuples in topological order: `("input", number)`, `("add", i, j)`, `("mul", i, j)` or `("relu", i)`. `i` and `j` are positions of earlier nodes in the list, and may be equal.
#
# **Returns.** Two float64 arrays of shape `(n,)`, for `n` nodes: the value of every node, and the derivative of the **last** node with respect to every node. The derivative of ReLU at 0 is 0. A node that the last one does not depend on has the gradient 0.
#
# **Errors.** `ValueError` if the list is empty, an operation is unknown, or a position is not that of an earlier node.
#
# **Example.** `graph_backward([("input", 3.0), ("mul", 0, 0)])` is $x^2$ at 3: values `[3, 9]`, gradients `[6, 1]`.

# %% [markdown] lang="zh"
# ### 练习：`graph_backward`
#
# **用途**：PyTorch 和所有别的框架，核心做的就是这件事：**自动微分**（automatic differentiation）。
#
# **参数**：`nodes`：元组的列表，按拓扑序排列：`("input", number)`、`("add", i, j)`、`("mul", i, j)` 或 `("relu", i)`。`i` 和 `j` 是列表中更早的节点的位置，可以相等。
#
# **返回**：有 `n` 个节点时，返回两个形状为 `(n,)` 的 float64 数组：每个节点的值，以及**最后一个**节点对每个节点的导数。ReLU 在 0 处的导数取 0。最后一个节点不依赖的节点，梯度是 0。
#
# **错误**：列表是空的，运算的名称不认识，或者某个位置不是更早的节点，抛出 `ValueError`。
#
# **例子**：`graph_backward([("input", 3.0), ("mul", 0, 0)])` 是 $x^2$ 在 3 处：值是 `[3, 9]`，梯度是 `[6, 1]`。


# %% solution="graph_backward"
def graph_backward(nodes):
    """Evaluate a computational graph forward and differentiate its last node backward.

    Parameters
    ----------
    nodes : list of tuple
        In topological order: ("input", number), ("add", i, j), ("mul", i, j), ("relu", i).

    Returns
    -------
    values, grads : ndarray of shape (n,), float64
        Value of every node, and the derivative of the last node with respect to it.

    Raises
    ------
    ValueError
        If there is no node, an operation is unknown, or a position is not that of an earlier node.

    Examples
    --------
    >>> values, grads = graph_backward([("input", 3.0), ("mul", 0, 0)])
    >>> values.tolist(), grads.tolist()
    ([3.0, 9.0], [6.0, 1.0])

    中文说明见上
    """
    ### BEGIN SOLUTION
    if len(nodes) == 0:
        raise ValueError("nodes is empty.")
    values, grads = np.zeros(len(nodes)), np.zeros(len(nodes))
    for k, (kind, *operands) in enumerate(nodes):
        if kind not in ("input", "add", "mul", "relu") or len(operands) != (2 if kind in ("add", "mul") else 1):
            raise ValueError(f"node {k} is {nodes[k]!r}: no such operation.")
        if kind == "input":
            values[k] = operands[0]
            continue
        if not all(0 <= i < k for i in operands):
            raise ValueError(f"node {k} is {nodes[k]!r}: it may only use earlier nodes.")
        used = [values[i] for i in operands]
        if kind == "add":
            values[k] = used[0] + used[1]
        elif kind == "mul":
            values[k] = used[0] * used[1]
        else:
            values[k] = max(used[0], 0.0)
    grads[-1] = 1.0
    for k in range(len(nodes) - 1, -1, -1):
        kind, *operands = nodes[k]
        if kind == "add":
            for i in operands:
                grads[i] += grads[k]
        elif kind == "mul":
            i, j = operands
            grads[i] += grads[k] * values[j]
            grads[j] += grads[k] * values[i]
        elif kind == "relu":
            grads[operands[0]] += grads[k] * (values[operands[0]] > 0)
    return values, grads
    ### END SOLUTION


# %% check="graph_backward"
check("graph_backward")

# %% [markdown] lang="en"
# **Walk it.** The numbers come from *your* function. Step forward until all values stand, then go on: the gradients come back, and the sentence beside the graph names upstream gradient, local derivative and product. Question for each of the three graphs: at which node do paths join, and after which step is its gradient complete? In the third one, move $a$ until the gate closes.

# %% [markdown] lang="zh"
# **走一遍**。图里的数由**你的**函数算出。一步步往前，直到所有的值都写好；再继续，梯度就往回走，图旁的句子会说出上游梯度、局部导数和它们的乘积。三幅图各问一次：路在哪个节点汇合，它的梯度在哪一步之后才完整？在第三幅图里，移动 $a$，直到门关上。

# %% demo
with demo.waits_for("graph_backward"):
    display(widgets.graph(graph_backward))

# %% [markdown] lang="en"
# **What it means.** In the first graph the paths join at $a$, in the second at $x$, where three reports arrive, in the third at $b$. A gradient is complete when the node's *first* use, counted from the start, has reported. When you close the gate in the third graph, a gradient still arrives at it, and 0 goes on.
#
# This one rule explains all sums that follow. A weight is used by every **sample** of the batch, so its gradient is a sum over samples. An input is used by every **unit** of a layer, so its gradient is a sum over units.

# %% [markdown] lang="zh"
# **这说明什么**。第一幅图里，路在 $a$ 汇合；第二幅在 $x$，那里会收到三份报告；第三幅在 $b$。从开头数起，**第一个**用到某个节点的地方报告之后，它的梯度就完整了。在第三幅图里把门关上，梯度仍然会到达门口，但再往回传的就是 0。
#
# 后面所有的求和，都能用这一条规则解释。一个权重用在批量的每个**样本**上，所以它的梯度是对样本求和。一个输入用在一层的每个**单元**里，所以它的梯度是对单元求和。

# %% [markdown] lang="en"
# ## 5. One layer, backward
#
# A layer takes two steps, $Z = X W + b$ and $A = f(Z)$, so going back takes two as well. We write $dA$ for $\partial L / \partial A$, and so on: **a gradient always has the shape of the array it belongs to**. If shapes don't fit, you know it before any check.
#
# **First step: through the activation.** Each $a$ depends on its own $z$ only, so each entry is a chain of its own: upstream times local,
#
# $$dZ = dA \odot f'(Z)$$
#
# where $\odot$ is the element-wise product. Mind the argument: the slope is taken at the **pre-activation** $Z$.

# %% [markdown] lang="zh"
# ## 5. 一层，往回走
#
# 一层有两步，$Z = X W + b$ 和 $A = f(Z)$，所以往回也是两步。我们用 $dA$ 表示 $\partial L / \partial A$，其余类推：**梯度的形状，总是和它所属的数组一样**。形状对不上，不用检查就知道错了。
#
# **第一步：穿过激活函数**。每个 $a$ 只依赖自己的 $z$，所以每个元素自成一条链，上游乘局部：
#
# $$dZ = dA \odot f'(Z)$$
#
# 其中 $\odot$ 是逐元素乘积（element-wise product）。注意自变量：斜率要在**净输入** $Z$ 处取。

# %% [markdown] lang="en"
# ### Predict, then run: a unit that is always off
#
# A ReLU unit has a negative pre-activation for **every** sample of the batch. Upstream, the loss would very much like it to say something larger. What is the gradient of its weights and its bias?
#
# - **a** Negative: the loss asks for more.
# - **b** 0, for the weights and for the bias.
# - **c** 0 for the weights, but not for the bias, which does not depend on the input.
#
# Write your letter, with its quotation marks, into the next cell and run it.

# %% [markdown] lang="zh"
# ### 先预测，再运行：一个总是关着的单元
#
# 一个 ReLU 单元，对批量里的**每个**样本，净输入都是负的。而上游的损失很希望它说出更大的数。它的权重和偏置的梯度是多少？
#
# - **a** 负数：损失要求增大。
# - **b** 都是 0，权重和偏置都一样。
# - **c** 权重的是 0，偏置的不是，因为偏置与输入无关。
#
# 把你选的字母连同引号写进下一个单元格并运行。

# %% predict="L07-P2"
prediction_L07_P2 = "b"

# %% demo
committed("L07-P2")

# %% [markdown] lang="en"
# You will see the answer as soon as you have written the two functions of this section.
#
# ### Exercise: `activation_backward`
#
# **What for.** The gate between a layer's output and its weights.
#
# **Arguments.** `dA`: array `(m, n)` of floats or integers, the upstream gradient. `Z`: array of the same shape, the pre-activations. `kind`: `"relu"`, `"leaky_relu"` (slope 0.01), `"sigmoid"`, `"tanh"` or `"linear"`.
#
# **Returns.** A **new** array of the shape of `dA`. The arguments keep their values. The slopes at exactly 0 are those of lesson 02: 0 for ReLU, 0.01 for Leaky ReLU. Your `sigmoid_grad`, `tanh_grad`, `relu_grad` and `leaky_relu_grad` are at hand.
#
# **Errors.** `ValueError` if the shapes differ, or for any other name.
#
# **Example.** For `"tanh"`, `dA = [[2]]` and `Z = [[0]]` the result is `[[2]]`, since the slope of tanh at 0 is 1.

# %% [markdown] lang="zh"
# 写完这一节的两个函数，你马上就会看到答案。
#
# ### 练习：`activation_backward`
#
# **用途**：一层的输出和权重之间的那道门。
#
# **参数**：`dA`：数组 `(m, n)`，浮点数或整数，上游梯度。`Z`：同样形状的数组，净输入。`kind`：`"relu"`、`"leaky_relu"`（斜率 0.01）、`"sigmoid"`、`"tanh"` 或 `"linear"`。
#
# **返回**：形状与 `dA` 相同的**新**数组。参数都保持原值。恰好为 0 处的斜率与第 02 课一致：ReLU 是 0，Leaky ReLU 是 0.01。你写的 `sigmoid_grad`、`tanh_grad`、`relu_grad` 和 `leaky_relu_grad` 可以直接用。
#
# **错误**：形状不同，或者名称是别的，抛出 `ValueError`。
#
# **例子**：`"tanh"`，`dA = [[2]]`，`Z = [[0]]` 时，结果是 `[[2]]`，因为 tanh 在 0 处的斜率是 1。


# %% solution="activation_backward"
def activation_backward(dA, Z, kind):
    """Carry a gradient from the activations of a layer back to its pre-activations.

    Parameters
    ----------
    dA : ndarray of shape (m, n)
        Gradient with respect to the activations. Not modified.
    Z : ndarray of shape (m, n)
        Pre-activations. Not modified.
    kind : str
        "relu", "leaky_relu" (slope 0.01), "sigmoid", "tanh" or "linear".

    Returns
    -------
    ndarray of shape (m, n)
        Gradient with respect to `Z`, a new array.

    Raises
    ------
    ValueError
        If the shapes differ, or there is no activation of this name.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if dA.shape != Z.shape:
        raise ValueError(f"dA and Z must have one shape; got {dA.shape} and {Z.shape}.")
    if kind == "linear":
        return dA.copy()
    slopes = {"relu": relu_grad, "leaky_relu": leaky_relu_grad, "sigmoid": sigmoid_grad, "tanh": tanh_grad}
    if kind not in slopes:
        raise ValueError(f"there is no activation {kind!r}.")
    return dA * slopes[kind](Z)
    ### END SOLUTION


# %% check="activation_backward"
check("activation_backward")

# %% [markdown] lang="en"
# **Second step: through the weighted sums.** Long form first, entry by entry:
#
# $$z_{ik} = \sum_j x_{ij} w_{jk} + b_k$$
#
# Who uses the weight $w_{jk}$? The entries $z_{1k}, z_{2k}, \dots, z_{mk}$: one for each sample, each with the local derivative $x_{ij}$. Who uses the bias $b_k$? The same entries, with the local derivative 1. And who uses the input $x_{ij}$? The entries $z_{i1}, z_{i2}, \dots$ of its own sample, one for each unit, with the local derivative $w_{jk}$. Where paths join, add:
#
# $$dw_{jk} = \sum_i x_{ij} \, dz_{ik} \qquad db_k = \sum_i dz_{ik} \qquad dx_{ij} = \sum_k dz_{ik} w_{jk}$$
#
# The first and the last are matrix products, and the subscript that disappears in the sum tells which:
#
# $$dW = X^\top dZ \qquad dX = dZ \, W^\top$$
#
# | name | shape | formula | axis summed |
# |---|---|---|---|
# | `dZ` | `(m, n_out)` | arrives from upstream | |
# | `dW` | `(n_in, n_out)` | $X^\top dZ$ | axis 0 of both: the samples |
# | `db` | `(n_out,)` | $\sum_i dz_{ik}$ | axis 0 of `dZ`: the samples |
# | `dX` | `(m, n_in)` | $dZ \, W^\top$ | axis 1 of both: the units |
#
# No $1/m$ anywhere: that comes in the next section.

# %% [markdown] lang="zh"
# **第二步：穿过加权和**。先写长的，逐个元素：
#
# $$z_{ik} = \sum_j x_{ij} w_{jk} + b_k$$
#
# 谁用到权重 $w_{jk}$？是 $z_{1k}, z_{2k}, \dots, z_{mk}$ 这些元素：每个样本一个，局部导数各是 $x_{ij}$。谁用到偏置 $b_k$？同样这些元素，局部导数是 1。谁用到输入 $x_{ij}$？是它自己那个样本的元素 $z_{i1}, z_{i2}, \dots$，每个单元一个，局部导数是 $w_{jk}$。路汇合处相加：
#
# $$dw_{jk} = \sum_i x_{ij} \, dz_{ik} \qquad db_k = \sum_i dz_{ik} \qquad dx_{ij} = \sum_k dz_{ik} w_{jk}$$
#
# 第一个和最后一个都是矩阵乘积，看哪个下标因求和而消失，就知道是怎样的乘积：
#
# $$dW = X^\top dZ \qquad dX = dZ \, W^\top$$
#
# | 名称 | 形状 | 公式 | 对哪个轴求和 |
# |---|---|---|---|
# | `dZ` | `(m, n_out)` | 从上游传来 | |
# | `dW` | `(n_in, n_out)` | $X^\top dZ$ | 两者的轴 0，即样本 |
# | `db` | `(n_out,)` | $\sum_i dz_{ik}$ | `dZ` 的轴 0，即样本 |
# | `dX` | `(m, n_in)` | $dZ \, W^\top$ | 两者的轴 1，即单元 |
#
# 哪里都没有 $1/m$：它在下一节出现。

# %% [markdown] lang="en"
# ### Exercise: `dense_backward`
#
# **What for.** The workhorse of the way back, as `dense_forward` was that of the way forward.
#
# **Arguments.** `dZ`: array `(m, n_out)`. `X`: array `(m, n_in)`, the inputs of the layer. `W`: array `(n_in, n_out)`.
#
# **Returns.** A tuple `(dX, dW, db)` with the shapes `(m, n_in)`, `(n_in, n_out)` and `(n_out,)`. It only sums, it never divides by `m`. The arguments keep their values.
#
# **Errors.** `ValueError` if the shapes do not fit.
#
# **Example.** With `dZ = [[1], [2]]`, `X = [[3, 4], [5, 6]]` and `W = [[1], [1]]`: `dX` is `[[1, 1], [2, 2]]`, `dW` is `[[13], [16]]`, and `db` is `[3]`.

# %% [markdown] lang="zh"
# ### 练习：`dense_backward`
#
# **用途**：往回走的主力，就像 `dense_forward` 是往前走的主力。
#
# **参数**：`dZ`：数组 `(m, n_out)`。`X`：数组 `(m, n_in)`，这一层的输入。`W`：数组 `(n_in, n_out)`。
#
# **返回**：元组 `(dX, dW, db)`，形状分别是 `(m, n_in)`、`(n_in, n_out)` 和 `(n_out,)`。它只求和，从不除以 `m`。参数都保持原值。
#
# **错误**：形状不匹配时，抛出 `ValueError`。
#
# **例子**：`dZ = [[1], [2]]`，`X = [[3, 4], [5, 6]]`，`W = [[1], [1]]` 时，`dX` 是 `[[1, 1], [2, 2]]`，`dW` 是 `[[13], [16]]`，`db` 是 `[3]`。


# %% solution="dense_backward"
def dense_backward(dZ, X, W):
    """Carry a gradient from the pre-activations of a dense layer to its inputs, weights and biases.

    Parameters
    ----------
    dZ : ndarray of shape (m, n_out)
        Gradient with respect to the pre-activations; the 1/m is in it already. Not modified.
    X : ndarray of shape (m, n_in)
        Inputs of the layer. Not modified.
    W : ndarray of shape (n_in, n_out)
        Weights. Not modified.

    Returns
    -------
    dX : ndarray of shape (m, n_in)
    dW : ndarray of shape (n_in, n_out)
    db : ndarray of shape (n_out,)

    Raises
    ------
    ValueError
        If the shapes do not fit.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if dZ.ndim != 2 or X.ndim != 2 or len(dZ) != len(X) or W.shape != (X.shape[1], dZ.shape[1]):
        raise ValueError(f"shapes do not fit: dZ {dZ.shape}, X {X.shape}, W {W.shape}.")
    return dZ @ W.T, X.T @ dZ, dZ.sum(axis=0)
    ### END SOLUTION


# %% check="dense_backward"
check("dense_backward")

# %% [markdown] lang="en"
# **Now the prediction.** A layer of two ReLU units and five samples. Unit 1 is sometimes on, unit 2 has a bias so low that it is off for every sample. From upstream comes $-1$ everywhere: the loss asks both for more.

# %% [markdown] lang="zh"
# **现在看预测的答案**。一层两个 ReLU 单元，五个样本。单元 1 有时开着；单元 2 的偏置太低，对每个样本都关着。上游处处是 $-1$：损失要求两个单元都增大。

# %% demo
with demo.waits_for("activation_backward", "dense_backward"):
    rng = np.random.default_rng(3)
    X, W, b = rng.normal(size=(5, 3)), rng.normal(size=(3, 2)), np.array([0.0, -20.0])
    Z = X @ W + b
    dX, dW, db = dense_backward(activation_backward(-np.ones((5, 2)), Z, "relu"), X, W)
    demo.say("samples for which the unit is on: {}", "单元打开的样本数：{}", (Z > 0).sum(axis=0))
    demo.say("dW =\n{}\ndb = {}", "dW =\n{}\ndb = {}", dW.round(3), db)

# %% [markdown] lang="en"
# **What it means.** The answer is **b**. The second column (axis 1) of $dW$ is 0, and so is the second entry of $db$: the bias sits behind the same closed gate. No step of any length will change these weights while the batch stays as it is. Such a unit is called **dead** [6, section 6.3], and now you know why `dead_unit_fraction` of lesson 03 counts it. Leaky ReLU keeps the gate open by 1 %.

# %% [markdown] lang="zh"
# **这说明什么**。答案是 **b**。$dW$ 的第二列（column，轴 1）是 0，$db$ 的第二个元素也是 0：偏置躲在同一道关着的门后面。只要批量不变，再长的一步也改变不了这些权重。这样的单元叫作**死**单元 [6，6.3 节]，现在你知道第 03 课的 `dead_unit_fraction` 为什么要数它了。Leaky ReLU 让门总留着 1% 的缝。

# %% [markdown] lang="en"
# ## 6. Where it all begins: the loss
#
# Going back starts at the end. Three pairs of loss and output layer cover almost everything, and for each of them we go from the loss straight to the last **pre-activation**, in one function.
#
# **Where $1/m$ lives.** All gradients of this course are those of the **mean** loss over the $m$ samples of the batch. The mean has a factor $1/m$, and it must enter exactly once:
#
# | function | divides by `m`? |
# |---|---|
# | `mse_backward`, `bce_sigmoid_backward`, `softmax_ce_backward` | **yes**, once: their `dZ` contains it |
# | `activation_backward`, `dense_backward`, `mlp_backward` | **no**, they multiply and sum |
#
# Other texts put $1/m$ into $dW$ and $db$ instead. Both conventions are right. To do it in both places, or in neither, are the two most common mistakes here, so look at the convention first when you compare formulas.

# %% [markdown] lang="zh"
# ## 6. 一切从损失开始
#
# 往回走要从末尾出发。三种损失与输出层的搭配，几乎够用了；对每一种，我们都用一个函数从损失一步走到最后的**净输入**。
#
# **$1/m$ 放在哪里**。本课程的梯度，都是批量里 $m$ 个样本的**平均**损失的梯度。平均带着因子 $1/m$，它必须恰好出现一次：
#
# | 函数 | 除以 `m` 吗？ |
# |---|---|
# | `mse_backward`、`bce_sigmoid_backward`、`softmax_ce_backward` | **除**，只一次：它们的 `dZ` 里已经有了 |
# | `activation_backward`、`dense_backward`、`mlp_backward` | **不除**，只做乘法和求和 |
#
# 别的书把 $1/m$ 放进 $dW$ 和 $db$ 里。两种都对。两处都放，或者都不放，是这类程序里最常见的两个错误；所以比较公式之前，先看约定。

# %% [markdown] lang="en"
# **Regression.** The output layer is linear, so its output is its pre-activation, and `mse` of lesson 04 is the mean over all $m \cdot k$ entries:
#
# $$L = \frac{1}{m k} \sum_{i} \sum_{j} (\hat{y}_{ij} - y_{ij})^2 \qquad \frac{\partial L}{\partial \hat{y}_{ij}} = \frac{2}{m k} (\hat{y}_{ij} - y_{ij})$$
#
# The 2 comes from the square. With a $\frac{1}{2}$ in the loss it would vanish, and that is the only purpose of the $\frac{1}{2}$ in many books. The gradient must fit the loss that you *have*.
#
# ### Exercise: `mse_backward`
#
# **What for.** The start of the way back for regression.
#
# **Arguments.** `y_true`, `y_pred`: arrays `(m, k)`, floats or integers, `uint8` as well.
#
# **Returns.** An array `(m, k)`, the gradient of `mse` with respect to `y_pred`. The arguments keep their values.
#
# **Errors.** `ValueError` if the shapes differ: `(m,)` with `(m, 1)` too; and if the arrays are empty.
#
# **Example.** With `y_true = [[1, 0, 0]]` and `y_pred = [[4, 0, 3]]` the result is `[[2, 0, 2]]`.

# %% [markdown] lang="zh"
# **回归**。输出层是线性的，输出就是净输入，而第 04 课的 `mse` 是对全部 $m \cdot k$ 个元素求平均：
#
# $$L = \frac{1}{m k} \sum_{i} \sum_{j} (\hat{y}_{ij} - y_{ij})^2 \qquad \frac{\partial L}{\partial \hat{y}_{ij}} = \frac{2}{m k} (\hat{y}_{ij} - y_{ij})$$
#
# 2 来自平方。如果损失里有 $\frac{1}{2}$，它就消掉了；许多书里的 $\frac{1}{2}$，用处也只有这一个。梯度要配得上你**用的**那个损失。
#
# ### 练习：`mse_backward`
#
# **用途**：回归问题往回走的起点。
#
# **参数**：`y_true`、`y_pred`：数组 `(m, k)`，浮点数或整数，也可能是 `uint8`。
#
# **返回**：数组 `(m, k)`，`mse` 对 `y_pred` 的梯度。参数都保持原值。
#
# **错误**：形状不同（`(m,)` 和 `(m, 1)` 也算不同），或者数组是空的，抛出 `ValueError`。
#
# **例子**：`y_true = [[1, 0, 0]]`，`y_pred = [[4, 0, 3]]` 时，结果是 `[[2, 0, 2]]`。


# %% solution="mse_backward"
def mse_backward(y_true, y_pred):
    """Return the gradient of the mean squared error at a linear output layer.

    Parameters
    ----------
    y_true : ndarray of shape (m, k)
        Targets. Not modified.
    y_pred : ndarray of shape (m, k)
        Predictions. Not modified.

    Returns
    -------
    ndarray of shape (m, k)
        Gradient of the mean over all entries.

    Raises
    ------
    ValueError
        If the shapes differ or the arrays are empty.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if y_true.shape != y_pred.shape or y_pred.size == 0:
        raise ValueError(f"one shape, not empty: got {y_true.shape} and {y_pred.shape}.")
    return (1.0 * y_pred - 1.0 * y_true) * (2 / y_pred.size)  # 1.0: unsigned integers have no minus
    ### END SOLUTION


# %% check="mse_backward"
check("mse_backward")

# %% [markdown] lang="en"
# **Two classes.** A sigmoid output and binary cross-entropy. For one sample, in two steps, the long form:
#
# $$\frac{\partial L}{\partial p} = -\frac{y}{p} + \frac{1 - y}{1 - p} = \frac{p - y}{p (1 - p)} \qquad \frac{\partial p}{\partial z} = p (1 - p)$$
#
# Multiply, and the ugly denominator meets its twin:
#
# $$\frac{\partial L}{\partial z} = p - y$$
#
# That is the closed form: probability minus label. Nothing is divided by $p$, so nothing can blow up.
#
# ![Size of the gradient at the pre-activation over the probability p of the right class: a straight line from 1 down to 0 for cross-entropy, a low hump that is 0 at both ends for the squared error.](pictures/07_slopes.en.png)
#
# *How strongly one sample of class 1 pulls at its $z$. Question: the network is almost certain, and wrong ($p$ near 0). Which of the two losses learns from that?*
#
# With half a squared error instead, the factor $p (1 - p)$ stays: $(p - y) \, p (1 - p)$. At $p = 10^{-4}$ and $y = 1$ that is about $10^{-4}$, while cross-entropy pulls with 0.9999. The more certain the network is of its mistake, the less the squared error learns from it.

# %% [markdown] lang="zh"
# **两个类别**。sigmoid 输出配二元交叉熵。一个样本，分两步，先写长的：
#
# $$\frac{\partial L}{\partial p} = -\frac{y}{p} + \frac{1 - y}{1 - p} = \frac{p - y}{p (1 - p)} \qquad \frac{\partial p}{\partial z} = p (1 - p)$$
#
# 相乘，难看的分母正好遇上它的另一半：
#
# $$\frac{\partial L}{\partial z} = p - y$$
#
# 这就是封闭形式：概率减标签。没有除以 $p$，也就没有什么会变得极大。
#
# ![净输入处梯度的大小，随正确类别的概率 p 变化：交叉熵是从 1 降到 0 的直线，平方误差是两端都为 0 的矮丘。](pictures/07_slopes.zh.png)
#
# **类别 1 的一个样本，对自己的 $z$ 拉得有多用力**。问题：几乎确信却错了的时候（$p$ 接近 0），哪一种损失能从错误里学到东西？
#
# 换成半平方误差，因子 $p (1 - p)$ 就留了下来：$(p - y) \, p (1 - p)$。在 $p = 10^{-4}$、$y = 1$ 处，它约为 $10^{-4}$，而交叉熵用 0.9999 的力去拉。错得越有把握，平方误差从中学到的越少。

# %% [markdown] lang="en"
# ### Exercise: `bce_sigmoid_backward`
#
# **What for.** The start of the way back for two classes.
#
# **Arguments.** `y`: array `(m, 1)` of labels. `p`: array `(m, 1)`, the probabilities *after* the sigmoid.
#
# **Returns.** An array `(m, 1)`: the gradient of the **mean** loss with respect to the pre-activation of the sigmoid. The arguments keep their values.
#
# **Errors.** `ValueError` unless both shapes are `(m, 1)`, and if `m = 0`.
#
# **Example.** With `y = [[1], [0]]` and `p = [[0.25], [0.5]]` the result is `[[-0.375], [0.25]]`.

# %% [markdown] lang="zh"
# ### 练习：`bce_sigmoid_backward`
#
# **用途**：两个类别时，往回走的起点。
#
# **参数**：`y`：标签，数组 `(m, 1)`。`p`：数组 `(m, 1)`，sigmoid **之后**的概率。
#
# **返回**：数组 `(m, 1)`：**平均**损失对 sigmoid 的净输入的梯度。参数都保持原值。
#
# **错误**：两者的形状不都是 `(m, 1)`，或者 `m = 0`，抛出 `ValueError`。
#
# **例子**：`y = [[1], [0]]`，`p = [[0.25], [0.5]]` 时，结果是 `[[-0.375], [0.25]]`。


# %% solution="bce_sigmoid_backward"
def bce_sigmoid_backward(y, p):
    """Return the gradient of the mean binary cross-entropy at the pre-activation of the sigmoid.

    Parameters
    ----------
    y : ndarray of shape (m, 1)
        Labels. Not modified.
    p : ndarray of shape (m, 1)
        Probabilities, after the sigmoid. Not modified.

    Returns
    -------
    ndarray of shape (m, 1)

    Raises
    ------
    ValueError
        If the shapes are not both (m, 1), or there is no sample.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if y.shape != p.shape or p.ndim != 2 or p.shape[1] != 1 or len(p) == 0:
        raise ValueError(f"y and p must both be (m, 1), m at least 1; got {y.shape} and {p.shape}.")
    return (p - y) / len(p)
    ### END SOLUTION


# %% check="bce_sigmoid_backward"
check("bce_sigmoid_backward")

# %% [markdown] lang="en"
# **Many classes.** Softmax output and cross-entropy, the label as a one-hot row $y$. Long form first: each logit $z_j$ is used by **every** probability $p_i$, so paths join, and we add over $i$. From lesson 05, $\partial p_i / \partial z_j = p_i (\delta_{ij} - p_j)$. From $L = -\sum_i y_i \ln p_i$, $\partial L / \partial p_i = -y_i / p_i$. So
#
# $$\frac{\partial L}{\partial z_j} = \sum_i \left( -\frac{y_i}{p_i} \right) p_i (\delta_{ij} - p_j) = -\sum_i y_i \delta_{ij} + p_j \sum_i y_i$$
#
# The $p_i$ has cancelled. In the first sum only $i = j$ survives, and it gives $y_j$. In the second the labels add up to 1. What is left:
#
# $$\frac{\partial L}{\partial z_j} = p_j - y_j$$
#
# The closed form once more, and the same one. By hand: $z = (1, 2, 0)$ gives $p = (0.244728, 0.665241, 0.090031)$. For label 0 the gradient is $(-0.755272, 0.665241, 0.090031)$. The right class is pulled up, each wrong class is pushed down in proportion to the probability it was given, and the three add up to 0.
#
# | name | shape | formula | axis summed |
# |---|---|---|---|
# | `labels` | `(m,)` | class indices | |
# | `P` | `(m, K)` | softmax of each row (axis 0) | |
# | `dZ` | `(m, K)` | $(P - Y) / m$, with $Y$ one-hot | none |

# %% [markdown] lang="zh"
# **许多类别**。softmax 输出配交叉熵，标签是独热的一行（row，轴 0）$y$。先写长的：每个 logit $z_j$ 都用在**每个**概率 $p_i$ 里，所以路会汇合，要对 $i$ 求和。由第 05 课，$\partial p_i / \partial z_j = p_i (\delta_{ij} - p_j)$。由 $L = -\sum_i y_i \ln p_i$，$\partial L / \partial p_i = -y_i / p_i$。于是
#
# $$\frac{\partial L}{\partial z_j} = \sum_i \left( -\frac{y_i}{p_i} \right) p_i (\delta_{ij} - p_j) = -\sum_i y_i \delta_{ij} + p_j \sum_i y_i$$
#
# $p_i$ 消掉了。第一个和里只剩 $i = j$ 的一项，得 $y_j$；第二个和里，标签加起来等于 1。剩下的是：
#
# $$\frac{\partial L}{\partial z_j} = p_j - y_j$$
#
# 又是封闭形式，而且是同一个。手算一次：$z = (1, 2, 0)$ 得到 $p = (0.244728, 0.665241, 0.090031)$。标签是 0 时，梯度是 $(-0.755272, 0.665241, 0.090031)$。正确的类别被往上拉，每个错误的类别按它得到的概率往下压，三个数加起来是 0。
#
# | 名称 | 形状 | 公式 | 对哪个轴求和 |
# |---|---|---|---|
# | `labels` | `(m,)` | 类别的编号 | |
# | `P` | `(m, K)` | 对每一行（row，轴 0）做 softmax | |
# | `dZ` | `(m, K)` | $(P - Y) / m$，$Y$ 是独热编码 | 不求和 |

# %% [markdown] lang="en"
# ### Exercise: `softmax_ce_backward`
#
# **What for.** The start of the way back for many classes: lesson 13 recognizes images with it.
#
# **Arguments.** `labels`: integer array `(m,)`, each from 0 to $K - 1$. `P`: array `(m, K)`, the probabilities *after* the softmax.
#
# **Returns.** A new array `(m, K)`: the gradient of the **mean** loss with respect to the logits. `P` keeps its values. Your `one_hot` is at hand.
#
# **Errors.** `ValueError` if the shapes do not fit, if `m = 0`, or if a label is no class.
#
# **Example.** With `labels = [1]` and `P = [[0.25, 0.5, 0.25]]` the result is `[[0.25, -0.5, 0.25]]`.

# %% [markdown] lang="zh"
# ### 练习：`softmax_ce_backward`
#
# **用途**：许多类别时，往回走的起点；第 13 课用它识别图像。
#
# **参数**：`labels`：整数数组 `(m,)`，每个数从 0 到 $K - 1$。`P`：数组 `(m, K)`，softmax **之后**的概率。
#
# **返回**：新数组 `(m, K)`：**平均**损失对各个 logit 的梯度。`P` 保持原值。你写的 `one_hot` 可以直接用。
#
# **错误**：形状不匹配，`m = 0`，或者某个标签不是类别，抛出 `ValueError`。
#
# **例子**：`labels = [1]`，`P = [[0.25, 0.5, 0.25]]` 时，结果是 `[[0.25, -0.5, 0.25]]`。


# %% solution="softmax_ce_backward"
def softmax_ce_backward(labels, P):
    """Return the gradient of the mean cross-entropy at the logits of the softmax.

    Parameters
    ----------
    labels : ndarray of shape (m,), int
        Class of each sample.
    P : ndarray of shape (m, K)
        Probabilities, after the softmax. Not modified.

    Returns
    -------
    ndarray of shape (m, K)

    Raises
    ------
    ValueError
        If the shapes do not fit, there is no sample, or a label is no class.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if P.ndim != 2 or labels.shape != P.shape[:1] or len(P) == 0:
        raise ValueError(f"labels must be (m,) and P (m, K), m at least 1; got {labels.shape} and {P.shape}.")
    return (P - one_hot(labels, P.shape[1])) / len(P)
    ### END SOLUTION


# %% check="softmax_ce_backward"
check("softmax_ce_backward")

# %% [markdown] lang="en"
# **Long form against closed form, and both before the judge.** The first lines take the Jacobian of lesson 05 times $-y / p$, as in the derivation. Then all three functions of this section go through your gradient check: the "parameters" are the pre-activations themselves.

# %% [markdown] lang="zh"
# **长形式对封闭形式，再一起上庭**。前几行用第 05 课的雅可比矩阵乘 $-y / p$，与推导一致。然后这一节的三个函数都过一遍梯度检验：这时的“参数”就是净输入本身。

# %% demo
with demo.waits_for("softmax_ce_backward", "bce_sigmoid_backward", "mse_backward", "gradient_check"):
    z, y = np.array([1.0, 2.0, 0.0]), np.array([1.0, 0.0, 0.0])
    closed = softmax_ce_backward(np.array([0]), softmax(z)[np.newaxis])[0]
    demo.say("long form:   {}", "长形式：  {}", (softmax_jacobian(z).T @ (-y / softmax(z))).round(6))
    demo.say("closed form: {}", "封闭形式：{}", closed.round(6))

    rng = np.random.default_rng(11)
    labels, bits = np.array([2, 0, 1, 1, 2]), np.array([[1.0], [0.0], [1.0], [1.0], [0.0]])
    targets = rng.normal(size=(5, 3))
    judged = {
        "softmax_ce_backward": (
            lambda q: softmax_cross_entropy_with_logits(labels, q[0]["W"]),
            rng.normal(size=(5, 3)),
            lambda Z: softmax_ce_backward(labels, softmax(Z)),
        ),
        "bce_sigmoid_backward": (
            lambda q: bce_with_logits(bits, q[0]["W"]),
            rng.normal(size=(5, 1)),
            lambda Z: bce_sigmoid_backward(bits, sigmoid(Z)),
        ),
        "mse_backward": (
            lambda q: mse(targets, q[0]["W"]),
            rng.normal(size=(5, 3)),
            lambda Z: mse_backward(targets, Z),
        ),
    }
    for name, (loss, Z, backward) in judged.items():
        r = gradient_check(loss, [{"W": Z}], [{"W": backward(Z)}])
        demo.say("{:21} r = {:.0e}", "{:21} r = {:.0e}", name, r)

# %% [markdown] lang="en"
# ### Common misconception: "backpropagation is the best way to compute the loss"
#
# You may read this sentence. The two passes always come together, and so do their names. **What is right:** the **forward** pass computes the loss. Backpropagation computes the **gradients** of the loss, and it can't even begin before the forward pass has left its numbers: you handed `P`, `Z` and `X` to your functions [6, section 6.5].

# %% [markdown] lang="zh"
# ### 常见误解：“反向传播是计算损失的最好办法”
#
# 你也许读到过这句话。两次传播总是一起出现，名称也就混在一起。**正确的说法**：计算损失的是**前向**传播；反向传播计算的是损失的**梯度**，而且前向传播没有留下那些数之前，它连开始都不行：你交给函数的 `P`、`Z` 和 `X` 都是这样来的 [6，6.5 节]。

# %% [markdown] lang="en"
# ## 7. A whole network
#
# ![Upper row, from left to right: X, Z1, A1, Z2, P, L, joined by arrows with the steps dense, relu, dense, sigmoid, loss. Lower row, from right to left: dZ2, dA1, dZ1. From dZ2 and dZ1 arrows down to dW2, db2 and dW1, db1. Dashed arrows bring A1, Z1 and X down.](pictures/07_blocks.en.png)
#
# *A network of two layers, forward above, backward below. Question: the dashed arrows bring three arrays of the forward pass down; what is each of them needed for?*
#
# All pieces are on the table. The way back through a network repeats two moves, starting from the $dZ$ of the last layer:
#
# $$dW_l = A_{l-1}^\top \, dZ_l \qquad dZ_{l-1} = (dZ_l \, W_l^\top) \odot f_{l-1}'(Z_{l-1})$$
#
# The dashed arrows are why `mlp_forward` kept **caches** in lesson 03: `A_prev` for the weights, `Z` for the slopes. Memory for speed: nothing of the forward pass is computed twice.
#
# **Walk it before you write it.** This is the student's network, and the picture uses *your* functions: `mlp_forward`, the loss gradient, `dense_backward`, `activation_backward`. At every stop it names the value, its shape, the upstream gradient and the local derivative. Question: the first hidden unit says 0 to this student. Which gradients become 0 because of that, and at which stop does it happen? Then switch to three students: which shapes change, and which do not?

# %% [markdown] lang="zh"
# ## 7. 整个网络
#
# ![上排从左到右：X、Z1、A1、Z2、P、L，用箭头相连，步骤依次是 dense、relu、dense、sigmoid 和损失。下排从右到左：dZ2、dA1、dZ1。从 dZ2 和 dZ1 各有箭头向下，通到 dW2、db2 和 dW1、db1。虚线箭头把 A1、Z1 和 X 带下来。](pictures/07_blocks.zh.png)
#
# **两层的网络，上面往前走，下面往回走**。问题：虚线箭头带下来前向传播的三个数组，它们各有什么用？
#
# 零件都齐了。穿过网络往回走，就是从最后一层的 $dZ$ 出发，重复两个动作：
#
# $$dW_l = A_{l-1}^\top \, dZ_l \qquad dZ_{l-1} = (dZ_l \, W_l^\top) \odot f_{l-1}'(Z_{l-1})$$
#
# 虚线箭头说明了第 03 课的 `mlp_forward` 为什么要留下**缓存**（cache）：`A_prev` 用来求权重的梯度，`Z` 用来求斜率。用内存换时间：前向传播的东西，什么也不用再算一遍。
#
# **先走一遍，再动手写**。这是那个学生的网络，图里用的是**你的**函数：`mlp_forward`、损失的梯度、`dense_backward`、`activation_backward`。每一站都写出值、形状、上游梯度和局部导数。问题：第一个隐藏单元对这个学生说 0。哪些梯度因此变成 0，在哪一站发生？然后换成三个学生：哪些形状变了，哪些没变？

# %% demo
with demo.waits_for("bce_sigmoid_backward", "dense_backward", "activation_backward"):
    three_x, three_y = np.array([[4.0, 5.0], [1.0, 1.0], [6.0, 2.0]]), np.array([[1.0], [0.0], [1.0]])
    batches = {"1": (student_x, student_y), "3": (three_x, three_y)}
    pieces = (mlp_forward, bce_sigmoid_backward, dense_backward, activation_backward)
    display(widgets.walk(*pieces, student_net, batches))

# %% [markdown] lang="en"
# **What it means.** At the stop $dZ_1$ the first entry becomes 0: the gate of ReLU is closed, $z = -0.5$. From there on, everything that belongs to this unit in layer 1 is 0: its column (axis 1) of $dW_1$ and its entry of $db_1$. In layer 2 the entry of $dW_2$ is 0 for another reason: the unit said 0, so its weight changed nothing.
#
# With three students, $X$, $Z$, $A$ and their gradients get three rows (axis 0). The shapes of $dW$ and $db$ stay: they are always those of $W$ and $b$.

# %% [markdown] lang="zh"
# **这说明什么**。在 $dZ_1$ 这一站，第一个元素变成 0：$z = -0.5$，ReLU 的门关着。从那里起，第 1 层里属于这个单元的都是 0：它在 $dW_1$ 里的那一列（column，轴 1）和在 $db_1$ 里的那个元素。第 2 层里，$dW_2$ 的那个元素是 0，原因不同：这个单元说的是 0，它的权重什么也没改变。
#
# 换成三个学生，$X$、$Z$、$A$ 和它们的梯度都变成三行（row，轴 0）。$dW$ 和 $db$ 的形状不变：它们永远是 $W$ 和 $b$ 的形状。

# %% [markdown] lang="en"
# ### Exercise: `mlp_backward`
#
# **What for.** Backpropagation, for a network of any depth.
#
# **Arguments.** `dZ_last`: array `(m, n_out)`, the gradient at the last **pre-activation**, from one of your three loss functions. `params`: the list of `{"W", "b"}`. `caches`: what `mlp_forward` returned, for each layer `{"A_prev", "Z", "A"}`. `activations`: one name per layer; the last one is not used, since `dZ_last` is already behind it.
#
# **Returns.** A list built as `params`, first layer first: `{"W": dW, "b": db}` for each layer. `params` and `caches` keep their values. Your `dense_backward` and `activation_backward` are at hand.
#
# **Errors.** `ValueError` if there is no layer, or not one cache and one activation for each.
#
# **Example.** A chain of two layers with one unit each, $W_1 = 2$, $W_2 = 3$, biases 0, ReLU and linear. For $x = 5$: $Z_1 = 10$ and $Z_2 = 30$. With `dZ_last = [[1]]`, $dW_2$ is 10 and $dW_1$ is $3 \cdot 5 = 15$.

# %% [markdown] lang="zh"
# ### 练习：`mlp_backward`
#
# **用途**：反向传播，任意深度的网络都能用。
#
# **参数**：`dZ_last`：数组 `(m, n_out)`，最后的**净输入**处的梯度，由你的三个损失函数之一给出。`params`：`{"W", "b"}` 的列表。`caches`：`mlp_forward` 返回的缓存，每层是 `{"A_prev", "Z", "A"}`。`activations`：每层一个名称；最后一个用不到，因为 `dZ_last` 已经在它后面了。
#
# **返回**：结构与 `params` 相同的列表，第 1 层在最前：每层是 `{"W": dW, "b": db}`。`params` 和 `caches` 保持原值。你写的 `dense_backward` 和 `activation_backward` 可以直接用。
#
# **错误**：一层也没有，或者缓存、激活函数的个数与层数不同，抛出 `ValueError`。
#
# **例子**：两层各一个单元的链，$W_1 = 2$，$W_2 = 3$，偏置为 0，激活函数是 ReLU 和 linear。$x = 5$ 时，$Z_1 = 10$，$Z_2 = 30$。`dZ_last = [[1]]` 时，$dW_2$ 是 10，$dW_1$ 是 $3 \cdot 5 = 15$。


# %% solution="mlp_backward"
def mlp_backward(dZ_last, params, caches, activations):
    """Carry the gradient of the loss back through a whole network.

    Parameters
    ----------
    dZ_last : ndarray of shape (m, n_out of the last layer)
        Gradient at the last pre-activation.
    params : list of dict
        {"W": (n_in, n_out), "b": (n_out,)} of each layer. Not modified.
    caches : list of dict
        {"A_prev", "Z", "A"} of each layer, from mlp_forward. Not modified.
    activations : list of str
        One name per layer; the last is not used.

    Returns
    -------
    list of dict
        Gradients, built like `params`.

    Raises
    ------
    ValueError
        If there is no layer, or not one cache and one activation for each.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if not params or not len(params) == len(caches) == len(activations):
        raise ValueError("a network has at least one layer, and one cache and one activation for each.")
    grads, dZ = [None] * len(params), dZ_last
    for layer in range(len(params) - 1, -1, -1):
        dX, dW, db = dense_backward(dZ, caches[layer]["A_prev"], params[layer]["W"])
        grads[layer] = {"W": dW, "b": db}
        if layer > 0:
            dZ = activation_backward(dX, caches[layer - 1]["Z"], activations[layer - 1])
    return grads
    ### END SOLUTION


# %% check="mlp_backward"
check("mlp_backward")

# %% [markdown] lang="en"
# **The great trial.** Three networks before your judge: the circles network of 117 parameters, a classifier of three classes, a regression with two outputs. The biases are random on purpose. Question: why would zero biases and ReLU be unfair to the accused?

# %% [markdown] lang="zh"
# **大审判**。三个网络来到你的裁判面前：有 117 个参数的圆环网络，一个三类的分类器，一个两个输出的回归网络。偏置故意取随机数。问题：用 ReLU 时，如果偏置都是 0，为什么对被告不公平？


# %% demo
def random_net(rng, *sizes):
    return [
        {"W": rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out)), "b": rng.normal(0, 0.1, n_out)}
        for n_in, n_out in zip(sizes[:-1], sizes[1:], strict=True)
    ]


def trial(net, X, hidden, last, loss, loss_backward):
    names = [hidden] * (len(net) - 1) + [last]
    answer, caches = mlp_forward(X, net, names)
    grads = mlp_backward(loss_backward(answer), net, caches, names)
    r = gradient_check(lambda q: loss(mlp_forward(X, q, names)[1][-1]["Z"]), net, grads)
    n_params = sum(array.size for layer in net for array in layer.values())
    demo.say(
        "{:10} {:8} {:4} parameters   r = {:.0e}", "{:10} {:8} {:4} 个参数   r = {:.0e}", hidden, last, n_params, r
    )


with demo.waits_for("mlp_backward", "mse_backward", "softmax_ce_backward", "bce_sigmoid_backward", "gradient_check"):
    rng = np.random.default_rng(0)
    bits, labels = np.array([[0.0], [1.0], [1.0], [0.0], [1.0]]), np.array([0, 2, 1, 1, 0])
    targets = rng.normal(size=(5, 2))
    trial(
        random_net(rng, 2, 4, 6, 6, 4, 1),
        rng.normal(size=(5, 2)),
        "relu",
        "sigmoid",
        lambda Z: bce_with_logits(bits, Z),
        lambda P: bce_sigmoid_backward(bits, P),
    )
    trial(
        random_net(rng, 4, 5, 3),
        rng.normal(size=(5, 4)),
        "tanh",
        "softmax",
        lambda Z: softmax_cross_entropy_with_logits(labels, Z),
        lambda P: softmax_ce_backward(labels, P),
    )
    trial(
        random_net(rng, 3, 4, 2),
        rng.normal(size=(5, 3)),
        "leaky_relu",
        "linear",
        lambda Z: mse(targets, Z),
        lambda Z: mse_backward(targets, Z),
    )

# %% [markdown] lang="en"
# **What it means.** All three far below $10^{-6}$: you have written backpropagation, and you did not have to believe anybody. About the biases: with zero biases a layer that is dead for some sample hands on zeros, and then the next $Z$ is exactly 0, on the kink of ReLU. There the central difference takes the mean of two slopes, as in lesson 05, while the convention says 0. The gradient is right and the check says no. So give it random biases, and keep pre-activations away from 0.

# %% [markdown] lang="zh"
# **这说明什么**。三个都远小于 $10^{-6}$：反向传播你写出来了，而且用不着相信任何人。再说偏置：偏置都是 0 时，对某个样本全死的一层传出的都是 0，下一层的 $Z$ 就恰好是 0，正落在 ReLU 的折点上。中心差分在那里取两个斜率的平均（见第 05 课），而约定说的是 0。于是梯度明明是对的，检验却说不对。所以要给随机的偏置，让净输入离 0 远一点。

# %% [markdown] lang="en"
# **Follow one weight.** Below is a network 2-3-2-1 with ReLU, and one sample of class 1. Click a weight. The lines that light up are all the paths from it to the loss. Each path has a product, and the sum of the products is compared with the number that *your* `mlp_backward` returned. Questions: how many paths are there from a weight of layer 1, of layer 2, of layer 3? And how many would there be with ten hidden layers of 100 units each and one output?

# %% [markdown] lang="zh"
# **跟着一个权重走**。下面是一个用 ReLU 的 2-3-2-1 网络，和类别 1 的一个样本。点击一个权重，亮起来的线是从它到损失的所有的路。每条路有一个乘积；这些乘积的和，会与**你的** `mlp_backward` 返回的数相比。问题：从第 1 层、第 2 层、第 3 层的一个权重出发，各有几条路？如果有十个隐藏层、每层 100 个单元，再加一个输出，又会有几条？

# %% demo
with demo.waits_for("mlp_backward", "bce_sigmoid_backward"):
    display(widgets.paths(mlp_forward, bce_sigmoid_backward, mlp_backward))

# %% [markdown] lang="en"
# **What it means.** Two paths from layer 1, one from layer 2 and one from layer 3, each closed wherever a gate is closed. With ten hidden layers of 100 units and one output, a weight of layer 1 leads to one unit of layer 1, and then nine times there are 100 units to choose from: $100^{9} = 10^{18}$ paths. Nobody can add them up one by one. Backpropagation adds where they *join*, layer by layer, and never walks a path twice. That is the whole secret, and the answer to section 1: the order turns $10^{18}$ products into a few matrix products.

# %% [markdown] lang="zh"
# **这说明什么**。从第 1 层出发有两条路，第 2 层和第 3 层各一条，凡是有门关着，那条路就断了。如果有十个隐藏层、每层 100 个单元，再加一个输出，那么第 1 层的一个权重通向第 1 层的一个单元，之后九次都有 100 个单元可选：$100^{9} = 10^{18}$ 条路。没有人能一条一条加起来。反向传播在路**汇合**的地方就相加，一层一层地做，哪条路也不走第二遍。秘密就在这里，也回答了第 1 节的问题：次序把 $10^{18}$ 个乘积变成几次矩阵乘法。

# %% [markdown] lang="en"
# **Back to the student.** Now the question of section 1 has an answer: how large is the share of each parameter in the blame? And what happens if we take one step of gradient descent?

# %% [markdown] lang="zh"
# **回到那个学生**。现在第 1 节的问题有了答案：每个参数各担多少责任？如果照着它做一步梯度下降，会怎样？

# %% demo
with demo.waits_for("mlp_backward", "bce_sigmoid_backward"):
    names = ["relu", "sigmoid"]
    p, caches = mlp_forward(student_x, student_net, names)
    grads = mlp_backward(bce_sigmoid_backward(student_y, p), student_net, caches, names)
    for number, layer in enumerate(grads, start=1):
        arrays = "dW{0} =\n{1}\ndb{0} = {2}"
        demo.say(arrays, arrays, number, layer["W"].round(3), layer["b"].round(3))
    better = [{k: layer[k] - 0.05 * grad[k] for k in layer} for layer, grad in zip(student_net, grads, strict=True)]
    q, _ = mlp_forward(student_x, better, names)
    demo.say(
        "p before: {:.6f}   after one step with learning rate 0.05: {:.6f}",
        "原来的 p：{:.6f}   用学习率 0.05 走一步之后：{:.6f}",
        *(p[0, 0], q[0, 0]),
    )

# %% [markdown] lang="en"
# **What it means.** The weight from the hours on the project to the second hidden unit has the largest share, 4.048: a large input times an open gate times a large weight behind it. One step, and the probability rises from 0.100471 to 0.446280. But note *who* did what in this cell: `mlp_backward` returned numbers, and the network was still the same. The **subtraction** made a better one.
#
# ### Common misconception: "backpropagation adjusts the weights"
#
# You may read that backpropagation *distributes the error by changing the weights*, or that it *is* the learning. **What is right:** backpropagation computes gradients and changes nothing [6, section 6.5]. What to do with them is decided by the optimizer: gradient descent in lesson 06, and others in lesson 10, all with the same gradients. Backpropagation has other customers too, such as a program that changes a picture until a network sees a cat in it. That is why this course keeps `mlp_backward` and the update apart.

# %% [markdown] lang="zh"
# **这说明什么**。责任最大的是从项目时数到第二个隐藏单元的权重，4.048：大的输入，乘开着的门，再乘后面大的权重。走一步，概率就从 0.100471 升到 0.446280。不过要看清这个单元格里**谁**做了什么：`mlp_backward` 返回的是数，网络还是原来的网络；得到更好的网络，靠的是那次**减法**。
#
# ### 常见误解：“反向传播调整权重”
#
# 你也许读到过：反向传播**通过改变权重来分配误差**，或者它**就是**学习。**正确的说法**：反向传播计算梯度，什么也不改 [6，6.5 节]。怎样使用梯度由优化器决定：第 06 课的梯度下降，第 10 课的其他方法，用的都是同样的梯度。反向传播还有别的用处，例如不断改动一张图片，直到网络从里面看出一只猫。所以本课程把 `mlp_backward` 和参数更新分开。

# %% [markdown] lang="en"
# ### Written question: the chain for one weight matrix
#
# Count every operation as a step of its own, as many frameworks do: $o_1 = X W_1$, $o_2 = f(o_1)$, $o_3 = o_2 W_3$, $o_4 = f(o_3)$, $o_5 = o_4 W_5$, and then a loss $L$. There are no biases. $X$ is `(m, 3)`, $W_1$ is `(3, 4)`, $W_3$ is `(4, 2)` and $W_5$ is `(2, 1)`. Write the chain from $L$ back to $W_3$, through steps 5, 4 and 3. Give the shape of everything that is passed on, and the formula of each step. A friend says that $L$ is *not differentiable* with respect to $W_5$, since $W_5$ does not stand in the formula of the loss. What do you answer?

# %% [markdown] lang="zh"
# ### 书面题：一个权重矩阵的链
#
# 像许多框架那样，把每个运算当作单独的一步：$o_1 = X W_1$，$o_2 = f(o_1)$，$o_3 = o_2 W_3$，$o_4 = f(o_3)$，$o_5 = o_4 W_5$，然后是损失 $L$。没有偏置。$X$ 是 `(m, 3)`，$W_1$ 是 `(3, 4)`，$W_3$ 是 `(4, 2)`，$W_5$ 是 `(2, 1)`。写出从 $L$ 经过第 5、4、3 步回到 $W_3$ 的链，给出每一步往回传的东西的形状和公式。一位朋友说：$L$ 对 $W_5$ **不可导**，因为损失的公式里没有 $W_5$。你怎样回答？

# %% [markdown] lang="en" written="chain" points=4
# Upstream gradients, from the loss: $do_5 = \partial L / \partial o_5$, shape `(m, 1)`. Through step 5: $do_4 = do_5 W_5^\top$, shape `(m, 2)`. Through step 4: $do_3 = do_4 \odot f'(o_3)$, shape `(m, 2)`. At step 3 the weights: $dW_3 = o_2^\top do_3$, shape `(4, m)` times `(m, 2)`, so `(4, 2)`, that of $W_3$. The sum over the samples is in the matrix product.
#
# $L$ is differentiable with respect to $W_5$: as a composition, $L$ is a function of $o_5$ and $o_5$ is one of $W_5$. The chain rule computes the derivative, $dW_5 = o_4^\top do_5$, shape `(2, 1)`.

# %% [markdown] lang="zh" written="chain" points=4
# 从损失开始的上游梯度：$do_5 = \partial L / \partial o_5$，形状 `(m, 1)`。穿过第 5 步：$do_4 = do_5 W_5^\top$，形状 `(m, 2)`。穿过第 4 步：$do_3 = do_4 \odot f'(o_3)$，形状 `(m, 2)`。到第 3 步的权重：$dW_3 = o_2^\top do_3$，形状是 `(4, m)` 乘 `(m, 2)`，得 `(4, 2)`，与 $W_3$ 相同。对样本的求和就在矩阵乘积里。
#
# $L$ 对 $W_5$ 可导：$L$ 是 $o_5$ 的函数，$o_5$ 是 $W_5$ 的函数，复合起来就是。链式法则算出这个导数，$dW_5 = o_4^\top do_5$，形状 `(2, 1)`。

# %% [markdown] lang="en" rubric="chain"
# - 2 points: the chain in the right order with right formulas. 1 point if one step is missing or the slope is taken at $o_4$.
# - 1 point: right shapes, also of $dW_3$.
# - 1 point: differentiable as a composition; the chain rule computes the derivative.

# %% [markdown] lang="zh" rubric="chain"
# - 2 分：链的次序和公式都正确。缺一步，或者在 $o_4$ 处取斜率，得 1 分。
# - 1 分：形状正确，包括 $dW_3$ 的形状。
# - 1 分：作为复合函数可导；链式法则算出的就是这个导数。

# %% [markdown] lang="en"
# ### Written question: three jobs
#
# In one step of learning, three things are computed or changed: the loss, the gradients, the weights. Which part of the program is responsible for each? Correct this sentence in your answer: "Backpropagation is the best way to compute the loss, and it distributes the error by modifying the weights."

# %% [markdown] lang="zh"
# ### 书面题：三项工作
#
# 学习的一步里，有三样东西要计算或改变：损失、梯度、权重。它们各由程序的哪一部分负责？在回答里改正这句话：“反向传播是计算损失的最好办法，它通过修改权重来分配误差。”

# %% [markdown] lang="en" written="who_does_what" points=3
# The forward pass computes the loss. Backpropagation computes the gradients of this loss with respect to all parameters, from what the forward pass kept; it modifies nothing. The optimizer, for example gradient descent, changes the weights with these gradients. Corrected: "The forward pass computes the loss, backpropagation is an efficient way to compute its gradients, and the optimizer modifies the weights." One sees the difference when the same gradients are given to different optimizers, or when nobody uses them at all: the weights stay as they are.

# %% [markdown] lang="zh" written="who_does_what" points=3
# 前向传播计算损失。反向传播利用前向传播留下的东西，计算这个损失对所有参数的梯度，它什么也不修改。优化器，例如梯度下降，用这些梯度改变权重。改正后：“前向传播计算损失，反向传播高效地计算损失的梯度，优化器修改权重。”把同样的梯度交给不同的优化器，或者谁也不用它们，就能看出区别：后一种情形里，权重保持原样。

# %% [markdown] lang="en" rubric="who_does_what"
# - 2 points: forward pass, backpropagation, optimizer, each with its job. 1 point if one of them is wrong.
# - 1 point: both halves of the sentence corrected, or a reason such as: after the backward pass the weights are what they were.

# %% [markdown] lang="zh" rubric="who_does_what"
# - 2 分：前向传播、反向传播、优化器各司其职。有一项错，得 1 分。
# - 1 分：句子的两半都改正了，或者给出理由，例如：反向传播之后，权重和原来一样。

# %% [markdown] lang="en"
# ## 8. A slope that is learned
#
# Leaky ReLU has the slope 0.01 for $z \leq 0$. Why 0.01? In 2015 Kaiming He and others let the network decide: in the **parametric ReLU** (PReLU) each unit $j$ has a slope $a_j$ of its own, learned like a weight [7]:
#
# $$A_{ij} = \begin{cases} z_{ij} & z_{ij} > 0 \\ a_j z_{ij} & z_{ij} \leq 0 \end{cases}$$
#
# You can now find its gradient without any book. Two things go back: a gradient for $Z$ and one for $a$. Take a sheet of paper: who uses $z_{ij}$, who uses $a_j$, and with which local derivative? Where paths join, add.
#
# | name | shape | axis summed |
# |---|---|---|
# | `dA`, `Z`, `dZ` | `(m, n)` | none |
# | `a`, `da` | `(n,)` | axis 0: the samples |
#
# <details>
# <summary>Compare with what you found</summary>
#
# Each $z_{ij}$ is used once, with the slope of its own side. The slope $a_j$ is used by every sample for which $z_{ij} \leq 0$, with the local derivative $z_{ij}$:
#
# $$dZ_{ij} = dA_{ij} \cdot \begin{cases} 1 & z_{ij} > 0 \\ a_j & z_{ij} \leq 0 \end{cases} \qquad da_j = \sum_{i: \, z_{ij} \leq 0} dA_{ij} z_{ij}$$
#
# </details>

# %% [markdown] lang="zh"
# ## 8. 学出来的斜率
#
# Leaky ReLU 在 $z \leq 0$ 时的斜率是 0.01。为什么是 0.01？2015 年，Kaiming He 等人让网络自己决定：在**参数化 ReLU**（parametric ReLU，PReLU）里，每个单元 $j$ 有自己的斜率 $a_j$，像权重一样学出来 [7]：
#
# $$A_{ij} = \begin{cases} z_{ij} & z_{ij} > 0 \\ a_j z_{ij} & z_{ij} \leq 0 \end{cases}$$
#
# 它的梯度，你现在不用查书就能求出来。往回传的有两样：$Z$ 的梯度和 $a$ 的梯度。拿一张纸：谁用到 $z_{ij}$，谁用到 $a_j$，局部导数各是什么？路汇合处相加。
#
# | 名称 | 形状 | 对哪个轴求和 |
# |---|---|---|
# | `dA`、`Z`、`dZ` | `(m, n)` | 不求和 |
# | `a`、`da` | `(n,)` | 轴 0，即样本 |
#
# <details>
# <summary>和你求出的比一比</summary>
#
# 每个 $z_{ij}$ 只用一次，斜率是它自己那一侧的。用到斜率 $a_j$ 的，是所有 $z_{ij} \leq 0$ 的样本，局部导数是 $z_{ij}$：
#
# $$dZ_{ij} = dA_{ij} \cdot \begin{cases} 1 & z_{ij} > 0 \\ a_j & z_{ij} \leq 0 \end{cases} \qquad da_j = \sum_{i: \, z_{ij} \leq 0} dA_{ij} z_{ij}$$
#
# </details>

# %% [markdown] lang="en"
# ### Exercise: `prelu_backward`
#
# **What for.** The first gradient that you find on your own: no lesson before gave it to you.
#
# **Arguments.** `dA`: array `(m, n)`, floats or integers, upstream. `Z`: array `(m, n)`, pre-activations. `a`: array `(n,)`, the slopes.
#
# **Returns.** A tuple `(dZ, da)` of new arrays with the shapes `(m, n)` and `(n,)`. No Python loop over the samples.
#
# **Errors.** `ValueError` if the shapes do not fit.
#
# **Example.** With `dA = [[1, 1], [2, 2]]`, `Z = [[-3, 3], [-1, 5]]` and `a = [0.5, 0.25]`: `dZ` is `[[0.5, 1], [1, 2]]`, and `da` is `[-5, 0]`.

# %% [markdown] lang="zh"
# ### 练习：`prelu_backward`
#
# **用途**：第一个由你自己求出的梯度，前面各课都没有给过。
#
# **参数**：`dA`：数组 `(m, n)`，浮点数或整数，上游梯度。`Z`：数组 `(m, n)`，净输入。`a`：数组 `(n,)`，各个斜率。
#
# **返回**：两个新数组的元组 `(dZ, da)`，形状是 `(m, n)` 和 `(n,)`。不要用 Python 循环遍历样本。
#
# **错误**：形状不匹配时，抛出 `ValueError`。
#
# **例子**：`dA = [[1, 1], [2, 2]]`，`Z = [[-3, 3], [-1, 5]]`，`a = [0.5, 0.25]` 时，`dZ` 是 `[[0.5, 1], [1, 2]]`，`da` 是 `[-5, 0]`。


# %% solution="prelu_backward"
def prelu_backward(dA, Z, a):
    """Carry a gradient back through a leaky ReLU that learns the slope of each unit.

    Parameters
    ----------
    dA : ndarray of shape (m, n)
        Gradient with respect to the activations. Not modified.
    Z : ndarray of shape (m, n)
        Pre-activations. Not modified.
    a : ndarray of shape (n,)
        Slope of each unit where z is not above 0. Not modified.

    Returns
    -------
    dZ : ndarray of shape (m, n)
    da : ndarray of shape (n,)

    Raises
    ------
    ValueError
        If the shapes do not fit.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if Z.ndim != 2 or dA.shape != Z.shape or a.shape != Z.shape[1:]:
        raise ValueError(f"dA and Z must be (m, n), a (n,); got {dA.shape}, {Z.shape} and {a.shape}.")
    return np.where(Z > 0, dA, dA * a), (dA * np.minimum(Z, 0)).sum(axis=0)
    ### END SOLUTION


# %% check="prelu_backward"
check("prelu_backward")

# %% [markdown] lang="en"
# **Before the judge, and what a learned slope is worth.** The data are four values of $|x|$, and the model is a single PReLU unit without a weight: only its slope can learn, starting at 0.25. Question: which slope turns PReLU into the absolute value?

# %% [markdown] lang="zh"
# **上庭，再看学出来的斜率值多少**。数据是 $|x|$ 的四个值，模型只有一个 PReLU 单元，没有权重：能学的只有斜率，从 0.25 开始。问题：斜率是多少时，PReLU 就成了绝对值？

# %% demo
with demo.waits_for("prelu_backward", "mse_backward", "gradient_check"):
    x = np.array([[-2.0], [-1.0], [1.0], [2.0]])
    target, slope = np.abs(x), [{"a": np.array([0.25])}]

    def prelu(net):
        return np.where(x > 0, x, net[0]["a"] * x)

    _, da = prelu_backward(mse_backward(target, prelu(slope)), x, slope[0]["a"])
    r = gradient_check(lambda net: mse(target, prelu(net)), slope, [{"a": da}])
    demo.say("r = {:.0e}", "r = {:.0e}", r)
    for step in range(31):
        _, da = prelu_backward(mse_backward(target, prelu(slope)), x, slope[0]["a"])
        if step % 10 == 0:
            demo.say(
                "step {:2}   slope {:9.6f}   loss {:.6f}",
                "第 {:2} 步   斜率 {:9.6f}   损失 {:.6f}",
                *(step, slope[0]["a"][0], mse(target, prelu(slope))),
            )
        slope[0]["a"] = slope[0]["a"] - 0.1 * da

# %% [markdown] lang="en"
# **What it means.** The slope walks to $-1$, and the unit becomes $|x|$. Nobody told it: the gradient did. A backward function is all that a new kind of layer needs to take part in learning.

# %% [markdown] lang="zh"
# **这说明什么**。斜率走到 $-1$，这个单元就成了 $|x|$。没有人告诉它，是梯度告诉它的。一种新的层想参加学习，只要有一个反向函数就够了。

# %% [markdown] lang="en"
# ## 9. What it costs
#
# Computers are fast at one thing above all: **multiply-adds**, multiply two numbers and add the product to a sum. A dense layer with $m$ samples needs $m \cdot n_{\mathrm{in}} \cdot n_{\mathrm{out}}$ of them on the way forward. We leave out everything smaller, such as biases and activation functions.
#
# ### Predict, then run: how much more does the way back cost?
#
# Count the multiply-adds of all matrix products in `mlp_backward`, and divide by those of the forward pass. For the circles network the quotient is about
#
# - **a** $1/2$: only slopes are multiplied.
# - **b** 1: the same network, run in reverse.
# - **c** 2: each layer has two products to form.

# %% [markdown] lang="zh"
# ## 9. 要花多少
#
# 计算机最擅长的一件事是**乘加运算**（multiply-add）：两个数相乘，把乘积加到一个和上。一个全连接层有 $m$ 个样本时，往前走要做 $m \cdot n_{\mathrm{in}} \cdot n_{\mathrm{out}}$ 次。比这小的，例如偏置和激活函数，都略去不计。
#
# ### 先预测，再运行：往回走要多花多少？
#
# 数一数 `mlp_backward` 里所有矩阵乘积的乘加运算，再除以前向传播的。对圆环网络，这个商大约是
#
# - **a** $1/2$：只是把斜率乘起来。
# - **b** 1：同一个网络，反过来跑一遍。
# - **c** 2：每一层有两个乘积要算。

# %% predict="L07-P1"
prediction_L07_P1 = "c"

# %% demo
committed("L07-P1")

# %% [markdown] lang="en"
# ### Exercise: `pass_costs`
#
# **What for.** To know what a step of learning costs before you start it.
#
# **Arguments.** `layer_sizes`: a list of integers, inputs first, as `[2, 4, 6, 6, 4, 1]`. `m`: the number of samples.
#
# **Returns.** A dictionary in multiply-adds: `"forward"`, `"dW"` and `"dX"`, integers, and `"ratio"`, a float: the whole backward pass divided by the forward pass. The gradient of the **data** is needed by nobody, so the first layer computes no $dX$.
#
# **Errors.** `ValueError` if there are fewer than two sizes, or if a size or `m` is below 1.
#
# **Example.** `pass_costs([3, 2, 1])` gives 8 for `"forward"` ($3 \cdot 2 + 2 \cdot 1$), 8 for `"dW"`, 2 for `"dX"`, and the ratio 1.25.

# %% [markdown] lang="zh"
# ### 练习：`pass_costs`
#
# **用途**：在开始之前，就知道学习的一步要花多少。
#
# **参数**：`layer_sizes`：整数的列表，输入在最前，例如 `[2, 4, 6, 6, 4, 1]`。`m`：样本数。
#
# **返回**：一个字典，以乘加运算的次数计：`"forward"`、`"dW"` 和 `"dX"` 是整数，`"ratio"` 是 float，即整个反向传播除以前向传播。**数据**的梯度谁也用不到，所以第一层不算 $dX$。
#
# **错误**：大小的个数少于两个，或者某个大小、`m` 小于 1，抛出 `ValueError`。
#
# **例子**：`pass_costs([3, 2, 1])` 的 `"forward"` 是 8（$3 \cdot 2 + 2 \cdot 1$），`"dW"` 是 8，`"dX"` 是 2，比值是 1.25。


# %% solution="pass_costs"
def pass_costs(layer_sizes, m=1):
    """Count the multiply-adds of a forward and a backward pass.

    Parameters
    ----------
    layer_sizes : list of int
        Number of inputs, then of units in each layer.
    m : int
        Number of samples.

    Returns
    -------
    dict
        "forward", "dW", "dX": int; "ratio": float, backward over forward. The first layer has no dX.

    Raises
    ------
    ValueError
        If there are fewer than two sizes, or a size or `m` is below 1.

    中文说明见上
    """
    ### BEGIN SOLUTION
    if len(layer_sizes) < 2 or min(layer_sizes) < 1 or m < 1:
        raise ValueError(f"at least two sizes, all of them and m at least 1; got {layer_sizes} and {m}.")
    products = [m * n_in * n_out for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:], strict=True)]
    forward, d_inputs = sum(products), sum(products[1:])
    return {"forward": forward, "dW": forward, "dX": d_inputs, "ratio": (forward + d_inputs) / forward}
    ### END SOLUTION


# %% check="pass_costs"
check("pass_costs")

# %% [markdown] lang="en"
# **Three networks, and two ways to get one gradient.** At its end, each line compares backpropagation with central differences, which need two forward passes for each parameter.

# %% [markdown] lang="zh"
# **三个网络，求一个梯度的两种办法**。每条输出的末尾把反向传播与中心差分相比，后者每个参数要做两次前向传播。

# %% demo
with demo.waits_for("pass_costs"):
    for sizes in ([2, 4, 6, 6, 4, 1], [784, 256, 256, 10], [2] + [100] * 10 + [1]):
        costs = pass_costs(sizes)
        n_params = sum((n_in + 1) * n_out for n_in, n_out in zip(sizes[:-1], sizes[1:], strict=True))
        backprop = costs["forward"] + costs["dW"] + costs["dX"]
        differences = 2 * n_params * costs["forward"]
        demo.say(
            "{:2} layers, {:6} parameters: ratio {:.6f}   forward and back {:8}   central differences {:12}   {:9.1f}",
            "{:2} 层，{:6} 个参数：比值 {:.6f}   前向加反向 {:8}   中心差分 {:12}   {:9.1f}",
            *(len(sizes) - 1, n_params, costs["ratio"], backprop, differences, differences / backprop),
        )

# %% [markdown] lang="en"
# **What it means.** The answer is **c**. Each layer forms two products on the way back, $dW$ and $dX$, and each costs as much as the one product of the way forward; only the first layer saves its $dX$. For the circles network the ratio is 1.916667. For 784-256-256-10 it is 1.253333, because there most of the work is in the first layer.
#
# And the judge of section 2? Even for the small circles network, central differences need 80.2 times as many multiply-adds, and for the middle network more than 200000 times as many. So: learn with backpropagation, judge with differences, on small networks.
#
# ### Common misconception: "the backward pass costs about as much as the forward pass"
#
# You may read this, and the picture of a network that runs in reverse suggests it. **What is right:** it fits the recursion for $dX$ alone. But the weights want their gradients too, and together it is **about twice** the forward pass, of the same order [8], [9]. What remains true, and is the real wonder: this factor does not grow with the number of parameters.

# %% [markdown] lang="zh"
# **这说明什么**。答案是 **c**。往回走时，每一层要算两个乘积，$dW$ 和 $dX$，每一个都和往前走的那一个乘积一样贵；只有第一层省去了 $dX$。圆环网络的比值是 1.916667。784-256-256-10 的比值是 1.253333，因为它的大部分工作在第一层。
#
# 第 2 节的裁判呢？就连小小的圆环网络，中心差分用的乘加运算也是反向传播的 80.2 倍；对中间那个网络，超过 200000 倍。所以：用反向传播来学习，用差分来审判，而且只审小网络。
#
# ### 常见误解：“反向传播的开销和前向传播差不多”
#
# 你也许读到过这句话，网络反过来跑一遍的图景也让人这样想。**正确的说法**：这只适合 $dX$ 的递推。可是权重也要自己的梯度，合起来是前向传播的**大约两倍**，仍在同一个量级 [8]，[9]。依然成立的，也是真正神奇的：这个倍数不随参数的个数增长。

# %% [markdown] lang="en"
# ## 10. The bug hunt
#
# Six colleagues, A to F, each offer you a version of `mlp_backward`. All run without an error, and all return the right shapes. **Five have a bug, one is healthy.** You are not shown their code, as in real life, where it is long and in a library. You have your judge. The five diseases:
#
# 1. Never divided by $m$: the gradients are those of the sum, not of the mean.
# 2. The bias gradients are averaged over the samples, in addition to the $1/m$ of the loss.
# 3. The slopes of the hidden activations are left out.
# 4. The slopes are taken at the activation $A$ instead of the pre-activation $Z$.
# 5. The weights are updated before the gradient is passed on.
#
# First, a plain check of all six, with a 2-4-3-1 ReLU network and 5 samples. Questions before you run it: which of the five diseases would you expect to be invisible with a *single* sample? And which one with ReLU?

# %% [markdown] lang="zh"
# ## 10. 找错误
#
# 六位同事 A 到 F，各给你一个 `mlp_backward`。都能运行，不报错，形状也都对。**五个有错误，一个是健康的**。代码不给你看，现实里也是这样：代码很长，而且在别人的库里。你有自己的裁判。五种病：
#
# 1. 从没除以 $m$：得到的是总和的梯度，不是平均的梯度。
# 2. 除了损失里的 $1/m$，偏置的梯度又对样本求了平均。
# 3. 漏掉了隐藏层激活函数的斜率。
# 4. 斜率取在激活值 $A$ 处，而不是净输入 $Z$ 处。
# 5. 梯度还没传下去，权重就先更新了。
#
# 先做一次简单的检验，用 2-4-3-1 的 ReLU 网络和 5 个样本，六个都查。运行之前想一想：这五种病里，哪些在只有**一个**样本时看不出来？哪一种在用 ReLU 时看不出来？

# %% demo
with demo.waits_for("gradient_check", "mlp_backward", "bce_sigmoid_backward"):
    court = planted.Court(gradient_check, mlp_forward, bce_sigmoid_backward, mlp_backward)
    for patient in planted.PATIENTS:
        print(f"{patient}: r = {court.ratio(patient, m=5, hidden='relu'):.1e}")

# %% [markdown] lang="en"
# Two look healthy, so this check was not enough. Now examine each of them: with 1 or 5 samples, with ReLU or tanh, and array by array. In the row of an array, only the gradient of *this* array comes from the patient, all others are yours, so that you see where it hurts. When you are sure, give your diagnosis.

# %% [markdown] lang="zh"
# 有两个看起来是健康的，所以这样检验还不够。现在逐个检查：用 1 个或 5 个样本，用 ReLU 或 tanh，一个数组一个数组地看。标着某个数组的那一栏里，只有**这个**数组的梯度来自病人，其余都是你的，这样就看得出哪里疼。有把握了，就下诊断。

# %% demo
with demo.waits_for("gradient_check", "mlp_backward", "bce_sigmoid_backward"):
    display(widgets.hunt(planted.Court(gradient_check, mlp_forward, bce_sigmoid_backward, mlp_backward)))

# %% [markdown] lang="en"
# <details>
# <summary>How the diagnoses can be found</summary>
#
# ![A table of the six patients: for each of the arrays W1, b1, W2, b2, W3, b3 a cell says right or wrong, in four examinations: one or five samples, ReLU or tanh.](pictures/07_hunt.en.png)
#
# *Where each patient hurts. Question: which single examination would have found all five?*
#
# - Only biases are wrong, and only with 5 samples: disease 2, patient A.
# - Right with ReLU, wrong in all hidden layers with tanh: $A > 0$ exactly where $Z > 0$, so ReLU can't tell them apart. Disease 4, patient B.
# - Always right: patient C is healthy.
# - Everything is wrong with 5 samples, everything right with 1: a factor $m$. Disease 1, patient D.
# - The last layer is right, everything before it a little wrong: disease 5, patient E.
# - The last layer is right, everything before it very wrong, for each number of samples: disease 3, patient F.
#
# </details>
#
# **What it means.** A check proves something only about the case it looked at. One sample hides every mistake that has to do with $m$. ReLU hides slopes taken at the wrong place. Zero biases can put you on a kink. A good check has several samples, a smooth activation function, random biases, and layers of different sizes.

# %% [markdown] lang="zh"
# <details>
# <summary>怎样找到诊断</summary>
#
# ![六个病人的表：对 W1、b1、W2、b2、W3、b3 每个数组，用一格表示对或错，共四次检查：一个或五个样本，ReLU 或 tanh。](pictures/07_hunt.zh.png)
#
# **每个病人疼在哪里**。问题：只做哪一次检查，就能找出全部五个？
#
# - 只有偏置错，而且只在 5 个样本时错：第 2 种病，病人 A。
# - 用 ReLU 时对，用 tanh 时隐藏层全错：$Z > 0$ 的地方恰好就是 $A > 0$ 的地方，所以 ReLU 分不出来。第 4 种病，病人 B。
# - 总是对的：病人 C 是健康的。
# - 5 个样本时全错，1 个样本时全对：差一个因子 $m$。第 1 种病，病人 D。
# - 最后一层对，前面的都有一点错：第 5 种病，病人 E。
# - 最后一层对，前面的都错得很厉害，样本有几个都一样：第 3 种病，病人 F。
#
# </details>
#
# **这说明什么**。检验只对它看过的情形作证。只用一个样本，凡是与 $m$ 有关的错误都看不见。ReLU 会掩盖斜率取错地方的错误。偏置全是 0，可能落在折点上。好的检验要有几个样本、光滑的激活函数、随机的偏置，还有大小各不相同的层。

# %% [markdown] lang="en"
# ## Recap
#
# 1. Backpropagation is the chain rule in the right order: upstream gradient times local derivative, one step back; where paths join, add.
# 2. A gradient has the shape of its array. $dW = X^\top dZ$ and $db$ sum over samples, $dX = dZ \, W^\top$ sums over units, $dZ = dA \odot f'(Z)$ sums nothing.
# 3. The $1/m$ enters once, in the gradient of the loss. Sigmoid with binary cross-entropy and softmax with cross-entropy both give $p - y$.
# 4. The forward pass computes the loss, backpropagation its gradients, the optimizer changes the weights. The way back costs about twice the way forward.
# 5. A gradient check judges any gradient: $r < 10^{-6}$, with several samples, random biases and a smooth activation function.

# %% [markdown] lang="zh"
# ## 小结
#
# 1. 反向传播就是按正确次序做的链式法则：上游梯度乘局部导数，往回一步；路汇合处相加。
# 2. 梯度的形状与它的数组相同。$dW = X^\top dZ$ 和 $db$ 对样本求和，$dX = dZ \, W^\top$ 对单元求和，$dZ = dA \odot f'(Z)$ 不求和。
# 3. $1/m$ 只出现一次，在损失的梯度里。sigmoid 配二元交叉熵，softmax 配交叉熵，得到的都是 $p - y$。
# 4. 前向传播计算损失，反向传播计算它的梯度，优化器改变权重。往回走的开销大约是往前走的两倍。
# 5. 梯度检验能审判任何梯度：$r < 10^{-6}$，要用几个样本、随机的偏置和光滑的激活函数。

# %% [markdown] lang="en"
# ### A map of names
#
# | in this course | in mathematics | in PyTorch |
# |---|---|---|
# | `dZ`, `dW`, `db` | $\frac{\partial L}{\partial Z}$, $\frac{\partial L}{\partial W}$, $\frac{\partial L}{\partial b}$ | `Z.grad`, `W.grad`, `b.grad` |
# | `mlp_backward` | the chain rule, in reverse order | `loss.backward()` |
# | `caches` | intermediate values | saved by each operation's `ctx` |
# | `gradient_check` | central differences | `torch.autograd.gradcheck` |
# | `prelu_backward` | $\frac{\partial L}{\partial a}$ | `torch.nn.PReLU` |

# %% [markdown] lang="zh"
# ### 名称对照
#
# | 本课程 | 数学 | PyTorch |
# |---|---|---|
# | `dZ`、`dW`、`db` | $\frac{\partial L}{\partial Z}$、$\frac{\partial L}{\partial W}$、$\frac{\partial L}{\partial b}$ | `Z.grad`、`W.grad`、`b.grad` |
# | `mlp_backward` | 链式法则，按相反的次序 | `loss.backward()` |
# | `caches` | 中间值 | 由每个运算的 `ctx` 保存 |
# | `gradient_check` | 中心差分 | `torch.autograd.gradcheck` |
# | `prelu_backward` | $\frac{\partial L}{\partial a}$ | `torch.nn.PReLU` |

# %% [markdown] lang="en"
# ### Test yourself
#
# 1. A gradient check gives $r = 1/3$ for every array. What do you suspect?
# 2. A value is used by four nodes. How many numbers make up its gradient?
# 3. `X` is `(32, 10)` and `W` is `(10, 7)`. What are the shapes of `dX`, `dW` and `db`?
# 4. $p = (0.7, 0.2, 0.1)$, label 1, one sample. What is the gradient at the logits?
# 5. After `mlp_backward`, which weights have changed?
#
# <details>
# <summary>Answers</summary>
#
# 1. A factor of 2: the claim is twice or half of what is right.
# 2. Four, one for each use, added up.
# 3. `(32, 10)`, `(10, 7)` and `(7,)`.
# 4. $(0.7, -0.8, 0.1)$.
# 5. None.
#
# </details>

# %% [markdown] lang="zh"
# ### 自测
#
# 1. 对每个数组，梯度检验都给出 $r = 1/3$。你怀疑什么？
# 2. 一个值用在四个节点里。它的梯度由几个数组成？
# 3. `X` 是 `(32, 10)`，`W` 是 `(10, 7)`。`dX`、`dW` 和 `db` 各是什么形状？
# 4. $p = (0.7, 0.2, 0.1)$，标签是 1，一个样本。各个 logit 处的梯度是多少？
# 5. 运行 `mlp_backward` 之后，哪些权重变了？
#
# <details>
# <summary>答案</summary>
#
# 1. 因子 2：声称的是正确值的两倍，或者一半。
# 2. 四个，每次使用一个，加起来。
# 3. `(32, 10)`、`(10, 7)` 和 `(7,)`。
# 4. $(0.7, -0.8, 0.1)$。
# 5. 一个也没变。
#
# </details>

# %% [markdown] lang="en"
# ### The bridge to lesson 08
#
# Forward pass, loss, backward pass, update: everything that learning needs is in your hands. Lesson 08 puts it together and trains the circles network. It will fail at first, and the reason is where it *begins*: a gradient that passes through many layers is multiplied many times, and it may fade away or grow beyond all bounds.
#
# When you are done: run `check.all()` in a cell of your own, look at `progress()`, save, and submit.

# %% [markdown] lang="zh"
# ### 通往第 08 课
#
# 前向传播、损失、反向传播、更新：学习需要的一切，都在你手里了。第 08 课把它们装到一起，训练圆环网络。一开始会失败，原因出在**起点**上：梯度穿过许多层，就要乘许多次，它可能渐渐消失，也可能大得没有边际。
#
# 做完之后：在自己新建的单元格里运行 `check.all()`，看看 `progress()`，保存，然后提交。

# %% [markdown] shared
# ### References · 参考文献
#
# - [1] M. Minsky, "Steps toward artificial intelligence", *Proceedings of the IRE* 49 (1961), 8–30.
# - [2] F. Rosenblatt, *Principles of Neurodynamics*, Spartan Books, 1962, chapter 13.
# - [3] S. Linnainmaa, *The representation of the cumulative rounding error of an algorithm as a Taylor expansion of the local rounding errors* (in Finnish), master's thesis, University of Helsinki, 1970.
# - [4] P. Werbos, *Beyond Regression: New Tools for Prediction and Analysis in the Behavioral Sciences*, PhD thesis, Harvard University, 1974.
# - [5] D. E. Rumelhart, G. E. Hinton, R. J. Williams, "Learning representations by back-propagating errors", *Nature* 323 (1986), 533–536.
# - [6] I. Goodfellow, Y. Bengio, A. Courville, *Deep Learning*, MIT Press, 2016.
# - [7] K. He, X. Zhang, S. Ren, J. Sun, "Delving deep into rectifiers: surpassing human-level performance on ImageNet classification", *ICCV* 2015, 1026–1034.
# - [8] A. Griewank, A. Walther, *Evaluating Derivatives*, 2nd edition, SIAM, 2008.
# - [9] A. G. Baydin, B. A. Pearlmutter, A. A. Radul, J. M. Siskind, "Automatic differentiation in machine learning: a survey", *Journal of Machine Learning Research* 18 (2018), 1–43.
