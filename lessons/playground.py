# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown] lang="en"
# # The playground
#
# ![A network with two inputs, three units and one output, a small picture inside each; on the right the plane, where the class in the middle is enclosed by a border, and two falling loss curves.](pictures/playground.en.png)
#
# *The playground as it looks after 120 epochs of its first experiment. Question: which of the three small pictures in the middle can you find again in the border of the large one?*
#
# Here a small network learns before your eyes. Choose the data, build the network, choose how it is trained, and press play. Nothing on this page is graded, and nothing can break: press "start again" as often as you like.
#
# - **In each unit** stands a picture of what it says about every place of the plane: orange for large, blue for small values. Click a unit, and its picture is shown large.
# - **The lines** are weights: the thicker, the larger; orange and solid for positive, blue and dashed for negative ones.
# - **On the right** stand the output with the training samples, and below it the loss on the training samples and on 200 validation samples that the network never learns from.
# - **Each experiment has a question.** The answer is not on this page: look for it, and talk about it.
# - **The line of text at the bottom** is the whole experiment. Send it to somebody, who pastes it there and presses "load": they see the same numbers, with the same functions.

# %% [markdown] lang="zh"
# # 游乐场
#
# ![一个网络，有两个输入、三个单元、一个输出，每个单元里有一幅小图；右边是平面，中间的类别围在边界里面，还有两条下降的损失曲线。](pictures/playground.zh.png)
#
# **第一个实验训练 120 轮之后，游乐场的样子**。问题：中间的三幅小图，哪些能在大图的边界里重新找到？
#
# 在这里，一个小网络当着你的面学习。选数据，搭网络，选训练的办法，然后按播放。这一页什么都不评分，也弄不坏：“重新开始”想按几次就按几次。
#
# - **每个单元里**有一幅小图，画的是它对平面上每个位置的输出：橙色表示值大，蓝色表示值小。点击单元，它的图就放大显示。
# - **线**是权重：越粗，绝对值越大；橙色实线是正的，蓝色虚线是负的。
# - **右边**是网络的输出和训练样本，下面是两个损失：训练样本上的，以及 200 个验证样本上的；网络从不用验证样本来学习。
# - **每个实验都有一个问题**。答案不在这一页上：去找，去和别人讨论。
# - **最下面的那行文字**就是整个实验。把它发给别人，对方粘贴到同一个地方，再按“载入”，用同样的函数就会看到同样的数。

# %% setup id="setup-playground"
from deeplearn_ref.playground import FUNCTIONS, Session

from lessonkit import language, widgets
from lessonkit.selfstudy import own

language.switch()

# %% [markdown] lang="en"
# ## With the course's functions

# %% [markdown] lang="zh"
# ## 用课程的函数

# %% demo id="demo-course"
widgets.playground(Session, FUNCTIONS)

# %% [markdown] lang="en"
# ## With your own functions
#
# The same playground, but every function that you have written in the lessons, and that passed its check, takes the place of the course's. The line under the picture says which these are; at first there may be none. If one of yours fails in a way that its check did not see, the picture stops and says where.

# %% [markdown] lang="zh"
# ## 用你自己的函数
#
# 同一个游乐场，不过你在各课里写好、并且通过了检查的函数，会代替课程的函数。图下面的那行字会说是哪些；一开始可能一个也没有。如果你的某个函数出了检查没有发现的错，图会停下来，并说明错在哪里。

# %% demo id="demo-own"
mine = own(*FUNCTIONS)
widgets.playground(Session, mine, lent=FUNCTIONS)

# %% [markdown] lang="en"
# ## With a function that you are just trying out
#
# Any dictionary will do: the name is that of the exercise, the function is yours. In the cell below, gradient descent has been changed. In what way, and can you see it in the picture? Write a variant of your own.

# %% [markdown] lang="zh"
# ## 用你正在试的函数
#
# 任何字典都可以：名字用练习里的名字，函数是你的。下面的单元格改动了梯度下降。改了什么，在图里看得出来吗？自己再写一个变体。


# %% demo id="demo-changed"
def update_params(params, grads, learning_rate):
    return [
        {"W": layer["W"] - learning_rate * grad["W"], "b": layer["b"]}
        for layer, grad in zip(params, grads, strict=True)
    ]


widgets.playground(Session, {"update_params": update_params}, lent=FUNCTIONS)
