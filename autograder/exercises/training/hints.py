"""Lesson 08: hints in four levels: the idea, the formula, the shapes, an example with other numbers."""

from lessonkit.language import Text

CIRCLES = (
    Text(
        "A point on a circle is an angle and a radius. Draw angles, make points of them, shake the points a little, "
        "and at the end mix both circles, each point together with its label.",
        "圆上的一个点，就是一个角度加一个半径。先抽角度，变成点，再让点抖动一点，最后把两个圆混在一起，"
        "点和标签一起走。",
    ),
    Text(
        "x = r cos α, y = r sin α, with α uniform between 0 and 2π; r = 1 outside, r = factor inside. "
        "The noise is normal with mean 0 and standard deviation `noise`.",
        "x = r cos α，y = r sin α，α 在 0 与 2π 之间均匀分布；外圈 r = 1，内圈 r = factor。"
        "噪声服从正态分布，平均值 0，标准差为 `noise`。",
    ),
    Text(
        "Four draws, in this order: m // 2 outer angles, the m − m // 2 inner ones, noise of shape (m, 2), an order of "
        "m indices. The order picks rows of X (m, 2) and of y (m, 1) alike.",
        "一共抽四次，次序是：外圈的 m // 2 个角度，内圈的 m − m // 2 个角度，形状 (m, 2) 的噪声，m 个下标的次序。"
        "这个次序既用来取 X (m, 2) 的行（row），也用来取 y (m, 1) 的。",
    ),
    Text(
        "m = 3, factor 0.5, noise 0, angles 0 (outer), π/2 and π (inner): points (1, 0), (0, 0.5), (−0.5, 0) "
        "with labels "
        "0, 1, 1. The order [2, 0, 1] gives X = [[−0.5, 0], [1, 0], [0, 0.5]], y = [[1], [0], [1]].",
        "m = 3，factor 0.5，噪声 0，角度是 0（外圈）、π/2 和 π（内圈）：三个点 (1, 0)、(0, 0.5)、(−0.5, 0)，"
        "标签 0、1、1。"
        "次序 [2, 0, 1] 得到 X = [[−0.5, 0], [1, 0], [0, 0.5]]，y = [[1], [0], [1]]。",
    ),
)

INIT = (
    Text(
        "A layer lies between each two neighboring sizes. For each you need one number, how wide to draw, "
        "and that depends on the scheme and on the sizes of this layer.",
        "每两个相邻的大小之间有一层。每一层只需要一个数：抽得多宽。它取决于方案和这一层的大小。",
    ),
    Text(
        "he: s = √(2 / n_in). xavier: s = √(2 / (n_in + n_out)). small: s = 0.01. zeros: s = 0. "
        "A normal distribution takes the standard deviation s, not the variance s².",
        "he：s = √(2 / n_in)。xavier：s = √(2 / (n_in + n_out))。small：s = 0.01。zeros：s = 0。"
        "抽正态分布时给的是标准差 s，不是方差 s²。",
    ),
    Text(
        "W (n_in, n_out) and b (n_out,), one dict a layer, the first layer first. Draw W from `rng`, once a layer; "
        "for b nothing is drawn. k sizes make k − 1 layers.",
        "W 是 (n_in, n_out)，b 是 (n_out,)，每层一个字典，第一层在前。W 从 `rng` 抽，每层抽一次；b 不抽。"
        "k 个大小有 k − 1 层。",
    ),
    Text(
        "[8, 2, 6]: two layers. he: s = √(2/8) = 0.5, then √(2/2) = 1. xavier: √(2/10) ≈ 0.4472, then √(2/8) = 0.5. "
        "The shapes are (8, 2), (2,), (2, 6), (6,).",
        "[8, 2, 6]：两层。he：s = √(2/8) = 0.5，然后 √(2/2) = 1。xavier：√(2/10) ≈ 0.4472，然后 √(2/8) = 0.5。"
        "形状是 (8, 2)、(2,)、(2, 6)、(6,)。",
    ),
)

UNITS = (
    Text(
        "Take the units one after another and ask of each: was one like it there before? Count those of which the "
        "answer is no.",
        "把单元一个一个拿来，问一句：前面有没有和它一样的？数一数有多少个的回答是“没有”。",
    ),
    Text(
        "Units j and k are equal if |W[i, j] − W[i, k]| ≤ tol for every i, and |b[j] − b[k]| ≤ tol as well, "
        "where b is given.",
        "如果对每个 i 都有 |W[i, j] − W[i, k]| ≤ tol，给出 b 时还要有 |b[j] − b[k]| ≤ tol，单元 j 与 k 就相同。",
    ),
    Text(
        "A unit is a column of W (n_in, n_out): n_in weights, and one bias. There are n_out of them, and the "
        "answer is an "
        "integer between 1 and n_out.",
        "一个单元是 W (n_in, n_out) 的一列（column）：n_in 个权重，再加一个偏置。一共 n_out 个，"
        "答案是 1 与 n_out 之间的整数。",
    ),
    Text(
        "W = [[2, 2, 7, 2], [1, 1, 0, 1]]: the columns are (2, 1), (2, 1), (7, 0), (2, 1), so 2 distinct units. "
        "With b = [0, 0, 3, 5] the last one differs from the first two: 3.",
        "W = [[2, 2, 7, 2], [1, 1, 0, 1]]：各列（column）是 (2, 1)、(2, 1)、(7, 0)、(2, 1)，所以有 2 个不同的单元。"
        "加上 b = [0, 0, 3, 5]，最后一个就和前两个不同了：3 个。",
    ),
)

UPDATE = (
    Text(
        "It is the step of lesson 06, taken in every array of every layer. What you were given must look the same "
        "afterwards.",
        "就是第 06 课的那一步，只是每一层的每个数组都要走。走完之后，给你的那些东西要和原来一样。",
    ),
    Text(
        "W ← W − η dW and b ← b − η db, in each layer, with one learning rate η for all.",
        "每一层都是 W ← W − η dW，b ← b − η db，学习率 η 大家共用。",
    ),
    Text(
        "A list as long as `params`, in it a new dict for each layer, in it new arrays of the old shapes. "
        "Compare the number of layers and the shapes before you begin.",
        "一个和 `params` 一样长的列表，里面每层一个新字典，字典里是形状不变的新数组。开始之前，先比较层数和形状。",
    ),
    Text(
        "One layer, W = [[1, 2]], b = [0, 3], dW = [[10, −20]], db = [0, 5], learning rate 0.1: "
        "W = [[0, 4]], b = [0, 2.5].",
        "一层，W = [[1, 2]]，b = [0, 3]，dW = [[10, −20]]，db = [0, 5]，学习率 0.1：W = [[0, 4]]，b = [0, 2.5]。",
    ),
)

ACCURACY = (
    Text(
        "Make a class of each probability first. Then count how often it agrees with the label, and divide.",
        "先把每个概率变成类别，再数一数与标签相同的有多少个，最后除一下。",
    ),
    Text(
        "Class 1 where `p > threshold`, else class 0. Accuracy = number of right ones ÷ number of samples.",
        "`p > threshold` 处是类别 1，否则是类别 0。准确率 = 答对的个数 ÷ 样本数。",
    ),
    Text(
        "y and p have one shape, (m, 1) or (m,). If one is (m, 1) and the other (m,), a comparison gives (m, m): "
        "check before you compare. The result is one float.",
        "y 和 p 的形状相同，都是 (m, 1) 或都是 (m,)。如果一个是 (m, 1)，另一个是 (m,)，一比就得到 (m, m)："
        "先检查再比较。"
        "结果是一个 float。",
    ),
    Text(
        "y = [0, 1, 1, 0], p = [0.3, 0.5, 0.8, 0.9]: the classes are 0, 0, 1, 1, right are the first and the third, "
        "so 0.5. With threshold 0.4 the classes are 0, 1, 1, 1: 0.75.",
        "y = [0, 1, 1, 0]，p = [0.3, 0.5, 0.8, 0.9]：类别是 0、0、1、1，第一个和第三个对，所以是 0.5。"
        "阈值换成 0.4，类别是 0、1、1、1：0.75。",
    ),
)

TRAIN = (
    Text(
        "Every epoch is the same round: forward, look, backward, update. After the last update look once more.",
        "每一轮都是同样的一圈：前向传播，看一看，反向传播，更新。最后一次更新之后，再看一次。",
    ),
    Text(
        "p from `mlp_forward`; loss and accuracy of y and p; the gradient at the last pre-activation from "
        "`bce_sigmoid_backward`; the gradients of all layers from `mlp_backward`; new parameters from `update_params`.",
        "`mlp_forward` 给出 p；由 y 和 p 算损失和准确率；`bce_sigmoid_backward` 给出最后的净输入处的梯度；"
        "`mlp_backward` 给出各层的梯度；`update_params` 给出新的参数。",
    ),
    Text(
        "Two arrays of n_epochs + 1 numbers: entry k is what you see before update k + 1, the last one is after all of "
        "them. Begin with a copy of `params`.",
        "两个数组，各有 n_epochs + 1 个数：第 k 个是第 k + 1 次更新之前看到的，最后一个是全部更新之后的。从 "
        "`params` 的副本开始。",
    ),
    Text(
        "One layer, one input: w = 0, b = 0, X = [[0], [2]], y = [[0], [1]], learning rate 2, 1 epoch. p = 0.5 twice, "
        "loss ln 2 = 0.6931, accuracy 0.5. dw = −0.5, db = 0, so w = 1, b = 0, p = 0.5 and 0.8808, "
        "loss 0.41, accuracy 1. The curves hold [0.6931, 0.41] and [0.5, 1].",
        "一层，一个输入：w = 0，b = 0，X = [[0], [2]]，y = [[0], [1]]，学习率 2，1 轮。两个 p 都是 0.5，"
        "损失 ln 2 = 0.6931，准确率 0.5。dw = −0.5，db = 0，所以 w = 1，b = 0，p 是 0.5 和 0.8808，"
        "损失 0.41，准确率 1。曲线是 [0.6931, 0.41] 和 [0.5, 1]。",
    ),
)

NORMS = (
    Text(
        "One number for each layer tells how large its gradient is: the length of all its weights' gradients, "
        "written as one long arrow.",
        "每一层用一个数说明它的梯度有多大：把这一层所有权重的梯度排成一支长箭头，量它的长度。",
    ),
    Text(
        "√(sum over i and j of dW[i, j]²). The biases are left out.",
        "√Σ dW[i, j]²，对所有 i 和 j 求和。偏置不算。",
    ),
    Text(
        "L dicts come in, an array of shape (L,) goes out, first layer first. Each W is 2-D: the sum goes "
        "over both axes.",
        "进来 L 个字典，出去一个形状 (L,) 的数组，第一层在前。每个 W 都是二维的：两个轴都要求和。",
    ),
    Text(
        "W = [[1, −2], [2, 4]]: 1 + 4 + 4 + 16 = 25, so 5. A second layer with W = [[0.6], [0.8]] has 1: [5, 1].",
        "W = [[1, −2], [2, 4]]：1 + 4 + 4 + 16 = 25，所以是 5。第二层 W = [[0.6], [0.8]] 是 1：[5, 1]。",
    ),
)

REPORT = (
    Text(
        "Look at the untrained network first. Then train a copy and look again. "
        "The third test needs the untrained one once more.",
        "先看没有训练过的网络。再训练它的副本，又看一次。第三项检查还要用到没有训练过的那个。",
    ),
    Text(
        "|L₀ − ln K| ≤ 0.1 ln K; after the steps L < 0.05 L₀; with l2 = 1 at the given parameters the loss is larger "
        "than L₀.",
        "|L₀ − ln K| ≤ 0.1 ln K；走完之后 L < 0.05 L₀；在给出的参数处，l2 = 1 时的损失大于 L₀。",
    ),
    Text(
        "Three bools under the three names. `step_fn` gets parameters and gives back parameters, and may write into "
        "those it got: a copy must reach down to the arrays. Write the tests so that nan gives False.",
        "三个布尔值，名称就是那三个。`step_fn` 收到参数，返回参数，可能就在收到的参数里改：副本要一直复制到数组。"
        "条件要写得让 nan 得到 False。",
    ),
    Text(
        "K = 10, ln 10 = 2.3026. L₀ = 2.2: 0.1026 away, within 0.2303. After the steps 0.09: below 0.11. "
        "With penalty 2.7 > 2.2. Three times True. If L₀ were 2.6, the first would be False, and the bound of "
        "the second "
        "0.13.",
        "K = 10，ln 10 = 2.3026。L₀ = 2.2：相差 0.1026，不到 0.2303。走完之后 0.09：低于 0.11。带惩罚项 2.7 > 2.2。"
        "三个都是 True。如果 L₀ 是 2.6，第一个就是 False，第二个的界限变成 0.13。",
    ),
)
