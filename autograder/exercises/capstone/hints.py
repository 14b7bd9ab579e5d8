"""Hints of lesson 13: the idea, the formula, the shapes, a worked example with other numbers."""

from lessonkit.language import Text

PREDICT = (
    Text(
        "The constructor remembers its settings, makes one generator from the seed and draws the weights with it. "
        "Predicting is lesson 3's forward pass; choosing a class is looking for the largest probability.",
        "构造函数记住各项设置，用种子建一个生成器，再用它抽取权重。预测就是第 3 课的前向传播；选类别就是找最大的概率。",
    ),
    Text(
        "A₀ = X; Z = A W + b for each layer; ReLU for the hidden ones, softmax for the last. The class of a sample "
        "is the "
        "place of the largest entry in its row.",
        "A₀ = X；每层 Z = A W + b；隐藏层用 ReLU，最后一层用 softmax。样本的类别就是它那一行（row）里最大一项的位置。",
    ),
    Text(
        "`params` is a list with one dictionary for each layer: W of shape (n_in, n_out), b of shape (n_out,). "
        "`predict_proba` gives (m, K), each row adds to 1; `predict` gives (m,), integers: look along each row "
        "(axis 1). "
        "Keep the generator in `self`: `fit` goes on with it.",
        "`params` 是列表，每层一个字典：W 的形状是 (n_in, n_out)，b 的形状是 (n_out,)。`predict_proba` 给出 (m, "
        "K)，每一行（row）之和是 1；"
        "`predict` 给出 (m,) 的整数：沿着每行（轴 1）找。把生成器存在 `self` 里，`fit` 还要接着用它。",
    ),
    Text(
        "Sizes [3, 4, 2]: two layers, the first with relu, the second with softmax. For logits [[0, 2], [1, 1]] the "
        "probabilities are [[0.119, 0.881], [0.5, 0.5]] and the classes [1, 0]: of equal ones the lower.",
        "各层大小 [3, 4, 2]：两层，第一层用 relu，第二层用 softmax。logits 是 [[0, 2], [1, 1]] 时，"
        "概率是 [[0.119, 0.881], [0.5, 0.5]]，类别是 [1, 0]：相等时取较小的。",
    ),
)

FIT = (
    Text(
        "Nothing in it is new. Two loops, epochs around mini-batches; inside the inner one forward pass, loss "
        "gradient, "
        "backward pass, L2, Adam; after the inner one measure, report to the watcher, perhaps stop.",
        "里面没有新东西。两层循环，外层是轮，内层是小批量；内层里依次是前向传播、损失的梯度、反向传播、L2、Adam；"
        "内层之后测量，报告给早停的监视者，也许就此停止。",
    ),
    Text(
        "For each batch: masks and caches from the forward pass with dropout; dZ = (P − one-hot)/m; gradients by the "
        "backward pass with the same masks; dW + `l2`·W; one Adam step for each array, with its own state. After "
        "the epoch: "
        "cross-entropy of the logits on both whole sets, nothing dropped.",
        "对每个批量：带暂退法的前向传播给出掩码和缓存；dZ =（P − 独热编码）/m；用同样的掩码反向传播得到梯度；dW + "
        "`l2`·W；"
        "每个数组用自己的状态走一步 Adam。一轮之后：在两个完整的集合上算 logits 的交叉熵，不丢弃任何单元。",
    ),
    Text(
        "One state (a dictionary, empty at first) for each W and each b, made once before the first epoch. One "
        "drop rate for "
        "each hidden layer: a net of L layers has L − 1. The order of an epoch and all masks come from the "
        "generator that "
        "drew the weights. The history is a dictionary of three lists and `best_epoch`. At the end the best "
        "weights are put "
        "back.",
        "每个 W、每个 b 各有一个状态（起初是空字典），在第一轮之前一次建好。每个隐藏层一个丢弃概率：L 层的网络有 L "
        "− 1 个。"
        "每一轮的顺序和所有掩码，都来自抽取权重的那个生成器。历史记录是字典，含三个列表和 `best_epoch`。"
        "最后把最好的权重放回去。",
    ),
    Text(
        "70 samples in batches of 32: three steps an epoch (32, 32, 6), so Adam's t is 9 after three epochs. "
        "Validation "
        "losses 0.9, 0.7, 0.8, 0.75 with `patience` 2: training ends after the fourth, `best_epoch` is 1, the "
        "three lists have "
        "4 entries, and `params` are those after the second epoch.",
        "70 个样本，批量大小 32：每轮三步（32、32、6），所以三轮之后 Adam 的 t 是 9。验证损失依次是 0.9、0.7、0.8、"
        "0.75，"
        "`patience` 为 2：第四轮之后结束，`best_epoch` 是 1，三个列表各有 4 项，`params` 是第二轮之后的权重。",
    ),
)

DETERMINISM = (
    Text(
        "Whoever repeats an experiment must get the same numbers. So all that is random in an object must come "
        "from its seed, "
        "and from nothing else in the program.",
        "重做实验，应当得到同样的数。所以对象里一切随机的东西都要来自它的种子，而不来自程序的其他地方。",
    ),
    Text(
        "One generator for each object, made of the argument `seed` in the constructor; weights, orders and masks "
        "are drawn "
        "from it, one after the other.",
        "每个对象一个生成器，在构造函数里由参数 `seed` 建立；权重、顺序、掩码都依次从它那里抽。",
    ),
    Text(
        "Look through your class for every function that draws. Does each one get this generator? Functions of the "
        "module "
        "`np.random` that are called directly (its `seed`, `permutation`, `rand` …) use a state that the whole "
        "program "
        "shares; a generator in the class body is shared by all objects.",
        "把类里每个抽随机数的地方都找出来。它们拿到的都是这个生成器吗？直接调用模块 `np.random` 的函数"
        "（它的 `seed`、`permutation`、`rand` 等），用的是整个程序共用的状态；写在类体里的生成器，则由所有对象共用。",
    ),
    Text(
        "Two classifiers with seed 4, trained on the same data: all weights are equal to the last bit, also if a "
        "third one "
        "with seed 5 was trained in between. With seed 5 they differ.",
        "两个种子为 4 的分类器，用同样的数据训练：所有权重到最后一位都相同，即使中间还训练了一个种子为 5 的。"
        "种子为 5 时，权重就不同。",
    ),
)

CONFUSION = (
    Text(
        "Each sample makes one mark in a table: in the row of its true class and the column of its predicted class.",
        "每个样本在表格里记一笔：在真实类别那一行（row）、预测类别那一列（column）。",
    ),
    Text(
        "C[i, j] = number of samples with label i and prediction j. A pair (i, j) can be coded as the single "
        "number K·i + j.",
        "C[i, j] = 标签为 i、预测为 j 的样本个数。组合 (i, j) 可以编成一个数：K·i + j。",
    ),
    Text(
        "The result has shape (K, K) and integer type, also where classes never occur. All entries together are m, "
        "each row "
        "adds to the number of samples of that class. Careful: adding 1 at places given by index arrays adds only "
        "once at a "
        "place that is named twice.",
        "结果的形状是 (K, K)，类型是整数，有的类别从未出现时也一样。各项之和是 m，每一行（轴 0）之和是该类的样本个数。"
        "小心：用索引数组给某些位置加 1 时，同一个位置出现两次也只加一次。",
    ),
    Text(
        "Labels [0, 1, 1, 1], predictions [1, 1, 0, 1], two classes: [[0, 1], [1, 2]]. The 2 are the two samples "
        "of class 1 "
        "that were recognized.",
        "标签 [0, 1, 1, 1]，预测 [1, 1, 0, 1]，两个类别：[[0, 1], [1, 2]]。其中的 2，是两个被认出来的第 1 类样本。",
    ),
)

DEVICE = (
    Text(
        "A tree is an array, or a list or dictionary of trees, or something else. So the function asks what it has "
        "got and "
        "calls itself for the parts. In the forward pass, every function comes from the module of the arrays.",
        "一棵树可以是一个数组，也可以是由树组成的列表或字典，还可以是别的东西。所以函数先看拿到的是什么，"
        "再对各部分调用自己。"
        "在前向传播里，每个函数都取自数组所属的模块。",
    ),
    Text(
        "Array → a copy made by `xp`; list → list of the moved parts; dictionary → dictionary of the moved parts; "
        "anything "
        "else → itself. Logits: A = f(A W + b) through the hidden layers, then Z = A W + b, and stop.",
        "数组 → 由 `xp` 生成的副本；列表 → 各部分移动之后的列表；字典 → 各部分移动之后的字典；其他 → 它本身。"
        "logits：隐藏层逐层算 A = f(A W + b)，最后一层只算 Z = A W + b。",
    ),
    Text(
        "Is there a function that copies, for NumPy as for CuPy? One of the two usual ones hands a NumPy array "
        "back as it is. "
        "`activations` names one function for each layer; that of the last layer is not applied. Result: (m, K), "
        "of the "
        "module of X.",
        "有没有一个函数，对 NumPy 和 CuPy 都会复制？常用的两个函数里，有一个会把 NumPy 数组原样返回。"
        "`activations` 每层一个名字；"
        "最后一层的那个不用。结果的形状是 (m, K)，属于 X 的模块。",
    ),
    Text(
        "The tree {'a': [A, 3], 'b': None} becomes {'a': [copy of A, 3], 'b': None}. A net with hidden "
        "pre-activations "
        "[2, −1], ReLU, last weights [[1], [5]] and bias 0.5 has the logit 2.5, whatever stands as the last "
        "activation.",
        "树 {'a': [A, 3], 'b': None} 变成 {'a': [A 的副本, 3], 'b': None}。隐藏层的净输入是 [2, −1]，用 ReLU，"
        "最后一层的权重是 [[1], [5]]，偏置是 0.5，则 logit 是 2.5，不管最后一个激活函数写的是什么。",
    ),
)

TARGET = (
    Text(
        "Your class does the work. What is left is to choose: layers, rate, batch size, dropout, patience. The "
        "validation "
        "images are there for that.",
        "训练由你的类来做，剩下的就是选择：层数与大小、学习率、批量大小、丢弃概率、耐心值。验证图像就是用来选择的。",
    ),
    Text(
        "Change one setting at a time and compare the validation loss, not the training loss. If both are high, "
        "the net is too "
        "small or was trained too briefly; if only the validation loss is high, dropout, `l2` or earlier stopping "
        "help.",
        "一次只改一项，比较的是验证损失，不是训练损失。两个都高，说明网络太小，或者训练得太短；只有验证损失高，"
        "就用暂退法、`l2` 或更早的停止。",
    ),
    Text(
        "The images come flattened, (m, 144); there are five classes, so `layer_sizes` begins with 144 and ends "
        "with 5. Return "
        "the fitted classifier, not the history. A case may take 20 seconds: try how long yours takes.",
        "图像已经展平，形状是 (m, 144)；一共五个类别，所以 `layer_sizes` 以 144 开头，以 5 结尾。"
        "要返回训练好的分类器，不是历史记录。"
        "每个测试用例最多 20 秒：先试试你的要多久。",
    ),
    Text(
        "An example with other data: for the 8×8 digits one would begin with 64 inputs, one hidden layer of 32 "
        "units and 10 "
        "outputs, see a validation accuracy near 0.95, then try a wider layer and some dropout, and keep what "
        "lowers the "
        "validation loss.",
        "换一组数据举例：对 8×8 的数字，可以先用 64 个输入、一个 32 个单元的隐藏层和 10 个输出，验证准确率约为 0.95；"
        "再试更宽的层和一点暂退法，凡是使验证损失变小的就保留。",
    ),
)
