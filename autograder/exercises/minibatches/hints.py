"""Lesson 09: hints in four levels: the idea, the formula, the shapes, an example with other numbers."""

from lessonkit.language import Text

STEPS = (
    Text(
        "Put the samples into boxes that hold `batch_size` each. How many boxes do you need? "
        "And how many of them are full?",
        "把样本装进盒子，每个盒子装 `batch_size` 个。一共要几个盒子？其中装满的有几个？",
    ),
    Text(
        "With the last box, full or not: m / B rounded up, ⌈m/B⌉. Only boxes that are full: m / B rounded down, ⌊m/B⌋. "
        "Python's `//` rounds down, also for negative numbers.",
        "不管最后一个盒子满不满都算：m / B 向上取整，⌈m/B⌉。只算满的：m / B 向下取整，⌊m/B⌋。"
        "Python 的 `//` 是向下取整，对负数也一样。",
    ),
    Text(
        "Two integers and a Boolean go in, an `int` comes out, 0 among the possible answers. "
        "Look at `batch_size` first: 0 or below is a `ValueError`.",
        "输入两个整数和一个布尔值，输出一个 `int`，也可能是 0。先看 `batch_size`：0 或负数应当抛出 `ValueError`。",
    ),
    Text(
        "m = 17, B = 5: three batches are full, 2 samples are left over. So 4 steps, or 3 with `drop_last`. "
        "m = 15, B = 5: 3 steps either way.",
        "m = 17，B = 5：三个满的批量，剩下 2 个样本。所以是 4 步；`drop_last` 为真时是 3 步。"
        "m = 15，B = 5：两种情形都是 3 步。",
    ),
)

BATCHES = (
    Text(
        "Do not shuffle the data, shuffle the numbers of the samples: one list of numbers, cut into stretches. "
        "Each stretch picks rows of X and, with the same numbers, rows of y.",
        "不要打乱数据，要打乱样本的编号：把编号排成一串，再切成一段一段。"
        "每一段编号从 X 里取出若干行（row），再用同样的编号从 y 里取。",
    ),
    Text(
        "The numbers are a permutation of 0 to m − 1, or 0 to m − 1 as they are without shuffling. "
        "Batch k, counted from 0, takes the places from k·B up to, but not including, (k + 1)·B. "
        "`steps_per_epoch` says how many batches there are.",
        "编号是 0 到 m − 1 的一个排列；不打乱时就是 0 到 m − 1 本身。"
        "第 k 个批量（从 0 数起）取位置 k·B 到 (k + 1)·B，不含后者。一共有几个批量，由 `steps_per_epoch` 告诉你。",
    ),
    Text(
        "Each batch is a pair: (b, …) rows of X and (b, …) rows of y, with b = B except perhaps in the last. "
        "Indexing by an array of integers copies, a slice does not. A function that holds `yield` starts only when "
        "the first batch is asked for: check the arguments in an outer function, and let it return the generator of an "
        "inner one.",
        "每个批量是一对：X 的 b 行（row）和 y 的 b 行（row），形状都是 (b, …)；除了最后一个可能较小，b = B。"
        "用整数数组去索引，得到的是副本；切片不是。含有 `yield` 的函数，要等到取第一个批量时才开始运行："
        "参数要在外层函数里检查，再由它返回内层函数的生成器。",
    ),
    Text(
        "m = 5, B = 2 and the permutation 2, 4, 0, 3, 1: the batches are the samples 2 and 4, then 0 and 3, then 1. "
        "With `drop_last` the third is left out. Without shuffling: 0 and 1, 2 and 3, 4.",
        "m = 5，B = 2，排列是 2, 4, 0, 3, 1：第一个批量是 2 号和 4 号样本，然后是 0 号和 3 号，最后是 1 号。"
        "`drop_last` 为真时，第三个去掉。不打乱时：0 号和 1 号，2 号和 3 号，4 号。",
    ),
)

MEAN = (
    Text(
        "Every sample should count the same. A batch loss is the mean over its batch: "
        "what do the losses of that batch's samples add up to?",
        "每个样本应当同样重要。批量的损失是它自己的平均值：这个批量里样本的损失，加起来是多少？",
    ),
    Text(
        "Mean = (Σ Bₖ Lₖ) / (Σ Bₖ): the batch losses weighted with the batch sizes.",
        "平均值 = (Σ Bₖ Lₖ) / (Σ Bₖ)：各批量的损失，按批量大小加权。",
    ),
    Text(
        "Losses (k,) and sizes (k,) go in, one float comes out. Compare the shapes first, and look whether there is "
        "any sample at all.",
        "输入损失 (k,) 和大小 (k,)，输出一个浮点数。先比较形状，再看到底有没有样本。",
    ),
    Text(
        "Losses 0.4 and 1 of batches with 8 and 2 samples: 8 · 0.4 + 2 · 1 = 5.2, and 5.2 / 10 = 0.52. "
        "The plain mean would be 0.7.",
        "两个批量分别有 8 个和 2 个样本，损失是 0.4 和 1：8 · 0.4 + 2 · 1 = 5.2，5.2 / 10 = 0.52。直接平均则是 0.7。",
    ),
)

EPOCH = (
    Text(
        "It is the training step of lesson 08, but in a loop over batches: forward, loss, backward, step, "
        "and the next batch meets the new parameters.",
        "就是第 08 课的训练步骤，只是放进对批量的循环里：前向、损失、反向、走一步；下一个批量遇到的，已经是新的参数。",
    ),
    Text(
        "For each batch: p from `mlp_forward`, L = `binary_cross_entropy` of the batch, dZ from "
        "`bce_sigmoid_backward`, gradients from `mlp_backward`, θ ← θ − η · gradient. "
        "At the end the mean of the L, weighted with the batch sizes.",
        "对每个批量：用 `mlp_forward` 算出 p，L 是这个批量的 `binary_cross_entropy`，"
        "用 `bce_sigmoid_backward` 算出 dZ，用 `mlp_backward` 算出梯度，θ ← θ − η · 梯度。"
        "最后把各个 L 按批量大小加权平均。",
    ),
    Text(
        "A batch is (b, n_in) and (b, 1). The gradients have the shapes of the parameters, and 1/b is in them already. "
        "Call `iterate_minibatches` once, with the rng that you are given. Refuse an empty X yourself: "
        "there the loop would not run at all.",
        "一个批量的形状是 (b, n_in) 和 (b, 1)。梯度与参数形状相同，其中已经含有 1/b。"
        "`iterate_minibatches` 只调用一次，用传进来的 rng。X 为空时要自己拦住：那时循环一次也不会执行。",
    ),
    Text(
        "One neuron, w = 0, b = 0, η = 1, B = 1, the samples x = 2, y = 1 and then x = 1, y = 0. "
        "First: p = 0.5, loss 0.6931, so w = 1, b = 0.5. Second: p = σ(1.5) = 0.8176, loss 1.7014, "
        "so w = 0.1824, b = −0.3176. Mean loss 1.1973.",
        "单个神经元，w = 0，b = 0，η = 1，B = 1；先来的样本 x = 2，y = 1，再来的 x = 1，y = 0。"
        "第一步：p = 0.5，损失 0.6931，于是 w = 1，b = 0.5。第二步：p = σ(1.5) = 0.8176，损失 1.7014，"
        "于是 w = 0.1824，b = −0.3176。平均损失 1.1973。",
    ),
)

GRADIENTS = (
    Text(
        "First bring the gradients into the order in which the samples come. Then cut, and take the mean of each part.",
        "先把梯度按样本出现的次序排好。然后切开，对每一段求平均。",
    ),
    Text(
        "gₖ is the mean over the samples of batch k. The average is (Σ Bₖ gₖ) / (Σ Bₖ): "
        "a batch with fewer samples counts less.",
        "gₖ 是第 k 个批量内样本的平均。总的平均是 (Σ Bₖ gₖ) / (Σ Bₖ)：样本少的批量，分量就轻。",
    ),
    Text(
        "`per_sample_grads` is (m, d), `order` (m,). The batch gradients are (k, d) with k = ⌈m/B⌉: the mean runs down "
        "each column (axis 0). The average is (d,). The last part may hold fewer than B samples.",
        "`per_sample_grads` 是 (m, d)，`order` 是 (m,)。各批量的梯度是 (k, d)，k = ⌈m/B⌉：沿轴 0 求平均。"
        "总的平均是 (d,)。最后一段可以不足 B 个样本。",
    ),
    Text(
        "d = 1, gradients 9, 1, 2, `order` 1, 2, 0, B = 2: the batches are the samples 1 and 2, then 0. "
        "Their gradients are 1.5 and 9, the average (2 · 1.5 + 1 · 9) / 3 = 4.",
        "d = 1，梯度 9, 1, 2，`order` 为 1, 2, 0，B = 2：第一个批量是 1 号和 2 号样本，第二个是 0 号。"
        "它们的梯度是 1.5 和 9，总的平均是 (2 · 1.5 + 1 · 9) / 3 = 4。",
    ),
)

NOISE = (
    Text(
        "How far do the gradients of single samples lie from their mean? Averaging B of them makes this variance "
        "smaller. By which factor?",
        "单个样本的梯度，离它们的平均值有多远？对 B 个取平均，这个方差会变小。小到几分之一？",
    ),
    Text(
        "Variance of component j: the mean of (gᵢⱼ − ḡⱼ)² over the m samples. Add these up over j. "
        "The mean of B independent draws has 1/B of that.",
        "第 j 个分量的方差：(gᵢⱼ − ḡⱼ)² 对 m 个样本的平均。再对 j 相加。B 次独立抽取的平均值，方差是它的 1/B。",
    ),
    Text(
        "(m, d) goes in. The variances down each column (axis 0) are (d,), their sum is a number, and so is the "
        "answer: a float. Divide by m in the variance, not by m − 1.",
        "输入 (m, d)。沿轴 0 的方差是 (d,)，相加后是一个数；答案也是一个浮点数。求方差时除以 m，不是 m − 1。",
    ),
    Text(
        "Gradients [2, 0] and [6, 1], B = 4: the means are 4 and 0.5, the variances 4 and 0.25, their sum is 4.25, "
        "and 4.25 / 4 = 1.0625.",
        "梯度 [2, 0] 和 [6, 1]，B = 4：平均值是 4 和 0.5，方差是 4 和 0.25，相加得 4.25，4.25 / 4 = 1.0625。",
    ),
)

RATE = (
    Text(
        "Two people make the same step: one along the gradient of the mean, the other along the gradient of the "
        "total. Whose gradient is longer, and how much?",
        "两个人要走同样的一步：一个沿平均损失的梯度，另一个沿总损失的梯度。谁的梯度更长，长多少？",
    ),
    Text(
        "The step is η times the gradient, and the gradient of the total is B times that of the mean. "
        "So `η_sum · B · g = η_mean · g`.",
        "步子是 η 乘以梯度，而总损失的梯度是平均损失的 B 倍。所以 `η_sum · B · g = η_mean · g`。",
    ),
    Text(
        "Two numbers go in, one float comes out. A `batch_size` of 0 or below is a `ValueError`.",
        "输入两个数，输出一个浮点数。`batch_size` 为 0 或负数时应当抛出 `ValueError`。",
    ),
    Text(
        "A rate of 0.2 for the mean over 5 samples: the total's gradient is 5 times as long, so the rate is 0.04.",
        "在 5 个样本上取平均时学习率为 0.2：总损失的梯度是它的 5 倍，所以学习率是 0.04。",
    ),
)
