"""Lesson 11: hints in four levels: the idea, the formula, the shapes, an example with other numbers."""

from lessonkit.language import Text

SPLIT = (
    Text(
        "Do not shuffle the samples, shuffle their numbers: 0 to m − 1 in random order. Cut this one list into three "
        "pieces, and use each piece for X and for y.",
        "不要去打乱样本，打乱它们的编号：把 0 到 m − 1 随机排列。把这一个列表切成三段，每一段既用来取 X，也用来取 y。",
    ),
    Text(
        "The test set gets ⌊`test_fraction` · m + 10⁻⁹⌋ samples, the validation set ⌊`val_fraction` · m + 10⁻⁹⌋. "
        "In the permutation the test set comes first, then the validation set; the rest is for training.",
        "测试集得到 ⌊`test_fraction` · m + 10⁻⁹⌋ 个样本，验证集得到 ⌊`val_fraction` · m + 10⁻⁹⌋ 个。"
        "排列里最前面的是测试集，接着是验证集，其余用于训练。",
    ),
    Text(
        "Indexing with an array of numbers picks rows (axis 0) and makes copies, whatever other axes there are. "
        "Six arrays come back, in another order than they stand in the permutation: training first. Check the "
        "arguments before you draw.",
        "用编号数组作下标，取出的是若干行（row，轴 0），得到的是副本，后面还有几个轴都行。返回六个数组，"
        "次序与排列里的不同：训练集在前。抽随机数之前，先检查参数。",
    ),
    Text(
        "m = 8, `val_fraction` 0.3, `test_fraction` 0.25: the validation set gets ⌊2.4⌋ = 2 samples, the test set 2. "
        "If the permutation is 5 0 7 2 6 1 3 4, the test set is 5 0, the validation set 7 2, the training set 6 1 3 4.",
        "m = 8，`val_fraction` 是 0.3，`test_fraction` 是 0.25：验证集得到 ⌊2.4⌋ = 2 个样本，测试集得到 2 个。"
        "如果排列是 5 0 7 2 6 1 3 4，那么测试集是 5 0，验证集是 7 2，训练集是 6 1 3 4。",
    ),
)

FIT = (
    Text(
        "Two questions, one after the other. Has the network learned its training data? Only if it has: did it get "
        "worse on the others meanwhile?",
        "先后问两个问题。网络学会训练数据了吗？只有学会了，才问第二个：它在别的数据上是不是变差了？",
    ),
    Text(
        "Underfitting: the last training loss is above `target`. Otherwise overfitting: the last validation loss is "
        "more than `gap` above the smallest one. Otherwise all is well.",
        "欠拟合：最后一个训练损失大于 `target`。否则，过拟合：最后一个验证损失比最小的那个高出 `gap` 以上。"
        "否则就是正常。",
    ),
    Text(
        "Both curves are 1-D arrays with one loss per epoch, and both must hold at least one. The answer is one of "
        "three strings, in lower case. Exactly on a limit is not beyond it.",
        "两条曲线都是一维数组，每轮一个损失，都至少要有一个数。答案是三个字符串之一，全部小写。"
        "恰好落在界限上不算超过。",
    ),
    Text(
        "`target` 0.5, `gap` 0.1: training 2, 0.4 and validation 2, 0.7, 0.9 is overfitting, for 0.4 is below 0.5 and "
        "0.9 − 0.7 is above 0.1. With training 2, 0.6 it would be underfitting.",
        "`target` 是 0.5，`gap` 是 0.1：训练损失 2、0.4，验证损失 2、0.7、0.9，这是过拟合，因为 0.4 低于 0.5，而 0.9 − "
        "0.7 大于 0.1。"
        "如果训练损失是 2、0.6，就是欠拟合。",
    ),
)

L2 = (
    Text(
        "The penalty grows with every weight, whatever its sign; biases cost nothing. Its gradient pulls each weight "
        "toward 0, the harder the larger the weight is.",
        "不论正负，每个权重都会让惩罚变大；偏置不受惩罚。它的梯度把每个权重往 0 拉，权重越大，拉得越重。",
    ),
    Text(
        "The penalty is λ/2 times the sum of the squares of all weights of all layers. What is the derivative of "
        "λ/2 · w² by w?",
        "惩罚是 λ/2 乘以所有层所有权重的平方和。λ/2 · w² 对 w 的导数是什么？",
    ),
    Text(
        "The penalty is one float, computed in float64. The gradients come back as a new list of new dictionaries: "
        'each "W" (n_in, n_out) with something added, each "b" (n_out,) as a copy. The lists must have the same '
        "layers.",
        '惩罚是一个 float，用 float64 计算。梯度要放在新列表的新字典里返回：每个 "W"（n_in, n_out）加上了一项，'
        '每个 "b"（n_out,）是副本。两个列表的各层必须对得上。',
    ),
    Text(
        "One layer, W = [[3], [−4]], b = [7], λ = 0.2: the penalty is 0.1 · (9 + 16) = 2.5. With dW = [[1], [1]] and "
        "db = [5] the new gradients are [[1.6], [0.2]] and [5].",
        "一层，W = [[3], [−4]]，b = [7]，λ = 0.2：惩罚是 0.1 · (9 + 16) = 2.5。设 dW = [[1], [1]]，db = [5]，"
        "新的梯度是 [[1.6], [0.2]] 和 [5]。",
    ),
)

MASK = (
    Text(
        "For each unit of each sample throw a coin of its own, one that falls on “drop” with probability drop_rate.",
        "给每个样本的每个单元各抛一次硬币，这枚硬币落在“丢弃”一面的概率是 drop_rate。",
    ),
    Text(
        "A number u drawn evenly from [0, 1) is below p with probability p. So a unit is dropped where u < p, and "
        "stays "
        "otherwise.",
        "从 [0, 1) 里均匀抽出的数 u，小于 p 的概率正好是 p。所以 u < p 的地方丢弃，其余的留下。",
    ),
    Text(
        "`rng.random(shape)` draws all numbers at once, in the shape asked. The result is a Boolean array of that "
        "shape: "
        "True stays. Look at drop_rate before you draw.",
        "`rng.random(shape)` 一次抽出全部的数，形状就是题目要的。结果是同样形状的数组，元素是布尔值：True 表示留下。"
        "抽之前先看看 drop_rate。",
    ),
    Text(
        "Drawn: [[0.9, 0.1, 0.3]]. With drop_rate = 0.2 the mask is [[True, False, True]], with 0.3 it is the same, "
        "with 0.4 it is [[True, False, False]].",
        "抽到 [[0.9, 0.1, 0.3]]。drop_rate = 0.2 时掩码是 [[True, False, True]]，0.3 时也一样，"
        "0.4 时是 [[True, False, False]]。",
    ),
)

FORWARD = (
    Text(
        "In training some activations become 0, and the others grow to make up for them on average. At test time "
        "nothing happens at all.",
        "训练时，一部分激活值变成 0，其余的放大，平均起来正好补上。测试时什么也不发生。",
    ),
    Text(
        "A unit stays with probability 1 − p. For its expected value to remain a, it must be a / (1 − p) when it "
        "stays.",
        "一个单元以概率 1 − p 留下。要让它的期望值仍是 a，留下时它就得是 a / (1 − p)。",
    ),
    Text(
        "A, mask and result have one shape. Multiplying by a mask treats True as 1 and False as 0. A mask of another "
        "shape would be broadcast, so compare first. The result is new each time, at test time too.",
        "A、掩码和结果的形状相同。与掩码相乘时，True 当作 1，False 当作 0。形状不同的掩码会悄悄广播，所以要先比较。"
        "结果每次都是新数组，测试时也一样。",
    ),
    Text(
        "A = [[6, −3]], mask = [[False, True]], drop_rate = 0.4: in training [[0, −5]], for −3 / 0.6 = −5. "
        "At test time [[6, −3]].",
        "A = [[6, −3]]，掩码为 [[False, True]]，drop_rate = 0.4：训练时得 [[0, −5]]，因为 −3 / 0.6 = −5。"
        "测试时得 [[6, −3]]。",
    ),
)

BACKWARD = (
    Text(
        "On the way forward each activation was multiplied by a number of its own: 0, or something above 1. What does "
        "the chain rule say about a multiplication by a constant?",
        "前向传播时，每个激活值都乘了一个数：或者是 0，或者大于 1。对“乘以一个常数”，链式法则怎么说？",
    ),
    Text(
        "If ã = c·a, then ∂C/∂a = c · ∂C/∂ã. Here c is mask / (1 − p), entry by entry.",
        "如果 ã = c·a，那么 ∂C/∂a = c · ∂C/∂ã。这里的 c 是掩码 / (1 − p)，逐个元素各有一个。",
    ),
    Text(
        "dOut, mask and result have one shape; compare them, and look at drop_rate, as on the way forward. Nothing is "
        "drawn here.",
        "dOut、掩码和结果的形状相同；与前向传播时一样，先比较形状，再看 drop_rate。这里不抽随机数。",
    ),
    Text(
        "dOut = [[3, 6]], mask = [[True, False]], drop_rate = 0.4: dA = [[5, 0]].",
        "dOut = [[3, 6]]，掩码为 [[True, False]]，drop_rate = 0.4：dA = [[5, 0]]。",
    ),
)

MLP_FORWARD = (
    Text(
        "It is the forward pass of lesson 03 with one station more: after the activation function of each hidden layer "
        "comes dropout. The last layer has none.",
        "就是第 03 课的前向传播，多了一站：每个隐藏层的激活函数之后，接一步暂退法。最后一层没有。",
    ),
    Text(
        "Z = A_prev W + b, A = f(Z), then in training A ← A ⊙ M / (1 − p). For each of these steps, and for the mask, "
        "you have a function already.",
        "Z = A_prev W + b，A = f(Z)，训练时再做 A ← A ⊙ M / (1 − p)。这里的每一步，还有掩码，你都已经有现成的函数。",
    ),
    Text(
        "L layers have L − 1 drop rates. Each mask is (m, n) as the activations of its layer; one is drawn for each "
        "hidden layer in order, also for a rate of 0. Every cache has four entries; where nothing is dropped, the mask "
        "is None. At test time `rng` may be None: don't touch it.",
        "L 层有 L − 1 个丢弃概率。每个掩码与该层激活值的形状相同，是 (m, n)；按层的次序，每个隐藏层抽一个，概率为 "
        "0 也抽。"
        "每份缓存有四项；什么也不丢弃的地方，掩码是 None。测试时 `rng` 可以是 None：不要动它。",
    ),
    Text(
        "Sizes 3-5-4-2, m = 10, rates [0.2, 0]: masks of shape (10, 5) and (10, 4) are drawn, the second all True. "
        "The third layer gets no mask. A sample with Z = [1, −2, …] and tanh has A = [0.7616, −0.9640, …]; with the "
        "mask [True, False, …] it becomes [0.9520, 0, …].",
        "大小 3-5-4-2，m = 10，丢弃概率 [0.2, 0]：依次抽形状为 (10, 5) 和 (10, 4) 的掩码，第二个全是 True。"
        "第三层没有掩码。某个样本 Z = [1, −2, …]，激活函数是 tanh，则 A = [0.7616, −0.9640, …]；"
        "掩码是 [True, False, …] 时，它变成 [0.9520, 0, …]。",
    ),
)

MLP_BACKWARD = (
    Text(
        "It is the backward pass of lesson 07 with one station more. Each station of the forward pass is met again, in "
        "reverse order: the dense layer, then dropout, then the activation function.",
        "就是第 07 课的反向传播，多了一站。前向传播的每一站，倒过来再经过一遍：先全连接层，再暂退法，然后激活函数。",
    ),
    Text(
        "From dZ of layer l come dW, db and dA of layer l − 1. Then dA ⊙ M / (1 − p) with the mask and the rate of "
        "layer l − 1, then times the slope at the Z of layer l − 1.",
        "由第 l 层的 dZ 得到 dW、db，以及第 l − 1 层的 dA。再用第 l − 1 层的掩码和丢弃概率算 dA ⊙ M / (1 − p)，"
        "然后乘以第 l − 1 层的 Z 处的斜率。",
    ),
    Text(
        'The masks are in the caches: nothing is drawn. Where "mask" is None, dA goes on unchanged, whatever the rate. '
        "`drop_rates` has one entry less than `caches`: entry i belongs to hidden layer i.",
        '掩码就在缓存里，不用再抽。"mask" 是 None 的地方，dA 原样往回传，不管丢弃概率是多少。'
        "`drop_rates` 比 `caches` 少一项：第 i 项属于隐藏层 i。",
    ),
    Text(
        "One sample, two hidden units, ReLU, rate 0.2, mask [True, False]. If dA = [4, 6] and Z = [3, 1], then after "
        "dropout [5, 0], and after ReLU [5, 0]. With Z = [−3, 1] it would be [0, 0].",
        "一个样本，两个隐藏单元，ReLU，丢弃概率 0.2，掩码 [True, False]。设 dA = [4, 6]，Z = [3, 1]："
        "穿过暂退法得 [5, 0]，再穿过 ReLU 得 [5, 0]。如果 Z = [−3, 1]，就是 [0, 0]。",
    ),
)
