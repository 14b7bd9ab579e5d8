"""Lesson 4: hints in four levels: the idea, the formula, the shapes, an example with other numbers."""

from lessonkit.language import Text

HALF = (
    Text(
        "How far is each prediction from its target? A miss to either side counts.",
        "每个预测值离目标值有多远？偏大偏小都要算。",
    ),
    Text("½ (p − y)², for every entry.", "每个元素：½ (p − y)²。"),
    Text(
        "The result has the shape of the two arguments, which must be the same shape: `ValueError` otherwise. "
        "Nothing is summed.",
        "结果的形状与两个参数相同；两个参数形状必须一致，否则抛出 `ValueError`。这里不求和。",
    ),
    Text(
        "y = 3, p = 5: the difference is 2, its square 4, half of it 2.", "y = 3，p = 5：差是 2，平方是 4，一半是 2。"
    ),
)

MSE = (
    Text("Square every difference, then one mean over all of them.", "每个差都平方，然后对全部取一个平均。"),
    Text(
        "MSE = 1/(m k) · Σ (p − y)², over m samples and k outputs.",
        "均方误差 = 1/(m k) · Σ (p − y)²，m 个样本，k 个输出。",
    ),
    Text(
        "Compare the shapes before you subtract, and look whether there is anything at all. The result is one float.",
        "相减之前先比较形状，再看数组是不是空的。结果是一个 float。",
    ),
    Text("y = [0, 0], p = [1, 3]: squares 1 and 9, mean 5.", "y = [0, 0]，p = [1, 3]：平方是 1 和 9，平均 5。"),
)

BCE = (
    Text(
        "Ask each sample: which probability did you give to what really happened? The loss is minus its logarithm.",
        "问每个样本：对实际发生的那件事，你给了多大的概率？损失就是它的对数取负。",
    ),
    Text(
        "−(1/m) Σ [y ln p + (1 − y) ln(1 − p)], with p kept inside [eps, 1 − eps].",
        "−(1/m) Σ [y ln p + (1 − y) ln(1 − p)]，其中 p 限制在 [eps, 1 − eps] 内。",
    ),
    Text(
        "y and p have the same shape, mostly (m, 1). Convert to float64 before you limit p. The result is one float.",
        "y 和 p 形状相同，通常是 (m, 1)。先转换成 float64，再限制 p。结果是一个 float。",
    ),
    Text(
        "y = [1, 0], p = [0.5, 0.5]: each costs ln 2 = 0.693147, and so does the mean.",
        "y = [1, 0]，p = [0.5, 0.5]：每个样本的损失都是 ln 2 = 0.693147，平均值也是。",
    ),
)

BCE_LOGITS = (
    Text(
        "Put p = σ(z) into the formula on paper and simplify. The code never needs p.",
        "在纸上把 p = σ(z) 代入公式并化简。代码里根本不需要 p。",
    ),
    Text("max(z, 0) − z y + ln(1 + e^(−|z|)), then the mean.", "max(z, 0) − z y + ln(1 + e^(−|z|))，再取平均。"),
    Text(
        "All three terms have the shape of z. `np.log1p(t)` is ln(1 + t), also exact for a tiny t.",
        "三项的形状都与 z 相同。`np.log1p(t)` 就是 ln(1 + t)，t 很小时也精确。",
    ),
    Text(
        "z = 3, y = 0: 3 − 0 + ln(1 + e^−3) = 3.048587. With y = 1: 3 − 3 + 0.048587.",
        "z = 3，y = 0：3 − 0 + ln(1 + e^−3) = 3.048587。y = 1 时：3 − 3 + 0.048587。",
    ),
)

ONE_HOT = (
    Text(
        "Each sample gets a row (axis 0) of zeros with a single 1.", "每个样本占一行（row，轴 0），全是 0，只有一个 1。"
    ),
    Text("Y[i, j] = 1 if j is the label of sample i, else 0.", "j 是样本 i 的标签时，Y[i, j] = 1，否则是 0。"),
    Text(
        "The shape is (m, n_classes), float64, also for classes that do not occur. Look first for labels outside: "
        "`np.any` of a comparison also answers for an empty array, which has no smallest label.",
        "形状是 (m, n_classes)，float64，没有出现的类别也占位置。先看有没有超出范围的标签："
        "空数组没有最小的标签，但对比较的结果用 `np.any`，空数组也能回答。",
    ),
    Text("Labels [1, 1], three classes: [[0, 1, 0], [0, 1, 0]].", "标签 [1, 1]，三个类别：[[0, 1, 0], [0, 1, 0]]。"),
)

CATEGORICAL = (
    Text(
        "Again minus the logarithm of the probability of what really happened. The one-hot label picks it out.",
        "还是对实际发生的那件事，取概率的对数再取负。独热标签把它挑出来。",
    ),
    Text("−(1/m) Σ_i Σ_j Y_ij · ln(P_ij), with P at least eps.", "−(1/m) Σ_i Σ_j Y_ij · ln(P_ij)，其中 P 不小于 eps。"),
    Text(
        "Y and P are (m, K). Sum along axis 1 first: (m,). Then the mean: one float.",
        "Y 和 P 都是 (m, K)。先沿轴 1 求和，得到 (m,)，再取平均，得到一个 float。",
    ),
    Text(
        "Y = [[0, 1]], P = [[0.75, 0.25]]: −ln 0.25 = 1.386294. The 0.75 does not count.",
        "Y = [[0, 1]]，P = [[0.75, 0.25]]：−ln 0.25 = 1.386294。0.75 不起作用。",
    ),
)

SOFTMAX_CE = (
    Text(
        "Write ln(softmax) as a difference on paper. Then ask which number you may subtract "
        "from all scores of a sample.",
        "在纸上把 ln(softmax) 写成差的形式。再想一想：从一个样本的所有分数里，可以减去哪个数？",
    ),
    Text(
        "loss = ln Σ_j e^(z_j) − z_t, where t is the label. With M = max z: ln Σ_j e^(z_j − M) + M − z_t.",
        "损失 = ln Σ_j e^(z_j) − z_t，t 是标签。设 M = max z：ln Σ_j e^(z_j − M) + M − z_t。",
    ),
    Text(
        "Z (m, K), the maxima (m, 1), the log-sums (m,), the chosen logits (m,). `np.arange(m)` and the labels "
        "together pick one entry per row (axis 0).",
        "Z 是 (m, K)，最大值是 (m, 1)，对数和是 (m,)，挑出的 logit 是 (m,)。"
        "`np.arange(m)` 和标签一起，在每一行（row，轴 0）挑一个元素。",
    ),
    Text(
        "Z = [[500, 500]], label 0: M = 500, ln(1 + 1) + 500 − 500 = 0.693147.",
        "Z = [[500, 500]]，标签 0：M = 500，ln(1 + 1) + 500 − 500 = 0.693147。",
    ),
)

REDUCE = (
    Text("The same losses, added up, and their mean.", "同样一组损失：一个是总和，一个是平均值。"),
    Text("total = Σ L_i, mean = total / m.", "总和 = Σ L_i，平均值 = 总和 / m。"),
    Text(
        'A dict with the keys "total" and "mean", both floats. Nothing to average: `ValueError`.',
        '一个字典，键是 "total" 和 "mean"，值都是 float。没有东西可以平均时：`ValueError`。',
    ),
    Text("[4, 0]: total 4, mean 2.", "[4, 0]：总和 4，平均 2。"),
)
