"""Lesson 07: hints in four levels: the idea, the formula, the shapes, an example with other numbers."""

from lessonkit.language import Text

NEURON = (
    Text(
        "Walk the chain from its end: cost, activation, z. Then three roads part: to w, to b, to x. "
        "All three share what was multiplied so far.",
        "从链的末端往回走：代价、激活值、z。然后分成三条路：到 w、到 b、到 x。走到这里为止乘好的数，三条路共用。",
    ),
    Text(
        "∂C/∂a = a − y, ∂a/∂z = σ'(z), and z = wx + b changes by x with w, by 1 with b, by w with x. "
        "Multiply along each road.",
        "∂C/∂a = a − y，∂a/∂z = σ'(z)；z = wx + b 对 w 的导数是 x，对 b 的是 1，对 x 的是 w。沿每条路乘起来。",
    ),
    Text(
        "Five numbers, each a float, under the five names of the specification. "
        "The slope of the sigmoid is taken at z, not at a.",
        "一共五个数，都是 float，名称按说明里的五个。sigmoid 的斜率取在 z 处，不是 a 处。",
    ),
    Text(
        "x = 3, w = 1, b = −3, y = 1: z = 0, a = 0.5. So ∂C/∂a = −0.5 and ∂a/∂z = 0.25, together −0.125. "
        "Then ∂C/∂w = −0.375, ∂C/∂b = −0.125, ∂C/∂x = −0.125.",
        "x = 3，w = 1，b = −3，y = 1：z = 0，a = 0.5。于是 ∂C/∂a = −0.5，∂a/∂z = 0.25，合起来是 −0.125。"
        "所以 ∂C/∂w = −0.375，∂C/∂b = −0.125，∂C/∂x = −0.125。",
    ),
)

GRAPH = (
    Text(
        "Two sweeps. The first goes from front to back and notes every value. The second goes from back to front: "
        "each node hands what has arrived at it to the nodes that it was made of.",
        "扫描两遍。第一遍从前到后，记下每个值。第二遍从后到前：每个节点把到达自己的梯度，交给它由之算出的那些节点。",
    ),
    Text(
        "With g for what has arrived: a sum hands g to both, a product hands g times the other's value to each, "
        "a ReLU hands on g if its input is above 0, else nothing. What comes in on several ways adds up.",
        "记到达的梯度为 g：加法把 g 交给两边；乘法交给每一边的，是 g 乘以另一边的值；"
        "ReLU 在输入大于 0 时交出 g，否则什么也不交。从几条路来的，要加起来。",
    ),
    Text(
        "Two arrays of n numbers in float64. All gradients begin with 0 but the last, which is 1. "
        "Before you use a node, check its operation, and that its positions are neither negative nor its own or "
        "later.",
        "两个 float64 数组，各有 n 个数。梯度开始时全是 0，只有最后一个是 1。"
        "用一个节点之前，先检查它的运算；再检查位置：不能是负数，也不能是它自己或更靠后的。",
    ),
    Text(
        "a·a + a at a = 4: input 4, mul 0 0, add 1 0 have the values 4, 16, 20. Backward: the sum hands 1 to the "
        "product "
        "and 1 to a; the product hands 4 to a, twice. So the gradients are 9, 1, 1, and 9 = 2·4 + 1.",
        "a·a + a 在 a = 4 处：input 4、mul 0 0、add 1 0 的值是 4、16、20。往回走：加法交给乘积 1，交给 a 也是 1；"
        "乘积交给 a 两次，每次 4。所以梯度是 9、1、1，而 9 = 2·4 + 1。",
    ),
)

ACTIVATION = (
    Text(
        "An activation function works on each entry for itself. So on the way back each entry of dA meets one slope "
        "only: "
        "that at its own Z.",
        "激活函数对每个元素单独起作用。所以往回走时，dA 的每个元素只遇到一个斜率：它自己的 Z 处的斜率。",
    ),
    Text(
        "dZ = dA ⊙ f'(Z), where ⊙ multiplies entry by entry. You wrote f' in lesson 02. Which one is f' for linear?",
        "dZ = dA ⊙ f'(Z)，⊙ 表示逐元素相乘。这些 f' 你在第 02 课都写过。linear 的 f' 是什么？",
    ),
    Text(
        "dA, Z and the result have one shape. If the shapes differ NumPy may broadcast without a word, so compare "
        "them. "
        "The result is a new array, for linear too.",
        "dA、Z 和结果的形状相同。形状不同时，NumPy 可能悄悄广播，所以要先比较。结果是新数组，linear 也一样。",
    ),
    Text(
        "dA = [[6, −2]], Z = [[0.5, −0.5]]: ReLU gives [[6, 0]], leaky ReLU [[6, −0.02]], linear [[6, −2]]. "
        "tanh has the slope 0.7864 at both, so [[4.7187, −1.5729]].",
        "dA = [[6, −2]]，Z = [[0.5, −0.5]]：ReLU 得 [[6, 0]]，带泄漏的 ReLU 得 [[6, −0.02]]，linear 得 [[6, −2]]。"
        "tanh 在这两处的斜率都是 0.7864，得 [[4.7187, −1.5729]]。",
    ),
)

DENSE = (
    Text(
        "Ask of each number in W, b and X: which entries of Z does it move, and how fast? Every one of these entries "
        "sends something back, and it all adds up.",
        "对 W、b、X 里的每个数都问一句：它推动 Z 的哪些元素，推得多快？这些元素各传回一份，全部加起来。",
    ),
    Text(
        "dX = dZ Wᵀ, dW = Xᵀ dZ, db = Σ dZ over the samples. The first sums over units, the other two over samples.",
        "dX = dZ Wᵀ，dW = Xᵀ dZ，db 是 dZ 对样本求和。第一个对单元求和，后两个对样本求和。",
    ),
    Text(
        "Each gradient has the shape of what it belongs to: (m, n_in), (n_in, n_out), (n_out,). For dX the two shapes "
        "(m, n_out) and (n_in, n_out) leave only one way to multiply. Nothing is divided by m.",
        "每个梯度与它所属的数组形状相同：(m, n_in)、(n_in, n_out)、(n_out,)。"
        "求 dX 时，手边两个数组的形状是 (m, n_out) 与 (n_in, n_out)，能相乘的办法只有一种。哪一个都不再除以 m，"
        "只求和。",
    ),
    Text(
        "One sample x = [2, 3], W = [[1, 0, 4], [0, 5, 1]], dZ = [[1, 2, 0]]: dX = [[1·1 + 2·0 + 0·4, 0 + 10 + 0]] = "
        "[[1, 10]], dW = [[2, 4, 0], [3, 6, 0]], db = [1, 2, 0].",
        "一个样本 x = [2, 3]，W = [[1, 0, 4], [0, 5, 1]]，dZ = [[1, 2, 0]]："
        "dX = [[1·1 + 2·0 + 0·4, 0 + 10 + 0]] = [[1, 10]]，dW = [[2, 4, 0], [3, 6, 0]]，db = [1, 2, 0]。",
    ),
)

PRELU = (
    Text(
        "Two things may move: Z, and the slope a. Take one entry on the positive side and one on the negative side, "
        "and ask for both how the output changes.",
        "能动的有两样：Z 和斜率 a。在正侧取一个元素，在负侧也取一个，分别看输出怎样变。",
    ),
    Text(
        "For Z > 0 the output is Z: slope 1 in Z, slope 0 in a. For Z ≤ 0 it is a·Z: slope a in Z, slope Z in a. "
        "Multiply by dA.",
        "Z > 0 时输出是 Z：对 Z 的斜率为 1，对 a 的斜率为 0。Z ≤ 0 时输出是 a·Z：对 Z 的斜率为 a，对 a 的斜率为 Z。"
        "再乘以 dA。",
    ),
    Text(
        "Every sample uses the same a, so da adds up over the samples (axis 0): from (m, n) to (n,). "
        "dZ keeps (m, n); a goes to every row (axis 0).",
        "所有样本用的是同一个 a，所以 da 要对样本（轴 0）求和：从 (m, n) 变成 (n,)。"
        "dZ 仍是 (m, n)，a 会用到每一行（row，轴 0）。",
    ),
    Text(
        "One unit, a = [0.5], Z = [[−4], [1], [−2]], dA = [[3], [3], [10]]: dZ = [[1.5], [3], [5]], "
        "da = [3·(−4) + 0 + 10·(−2)] = [−32].",
        "一个单元，a = [0.5]，Z = [[−4], [1], [−2]]，dA = [[3], [3], [10]]：dZ = [[1.5], [3], [5]]，"
        "da = [3·(−4) + 0 + 10·(−2)] = [−32]。",
    ),
)

MSE = (
    Text(
        "The loss is a mean of squares. Move one single prediction: only one of the squares changes.",
        "损失是平方的平均。只动一个预测值：变的只有一个平方项。",
    ),
    Text(
        "(p − y)² has the slope 2(p − y) in p, and this square is one of m·k in the mean.",
        "(p − y)² 对 p 的斜率是 2(p − y)，而这个平方只是平均里 m·k 项中的一项。",
    ),
    Text(
        "y_true, y_pred and the result are all (m, k). Compare the shapes first: (m,) with (m, 1) would be broadcast. "
        "Unsigned integers cannot go below 0, so turn to floats before you subtract.",
        "y_true、y_pred 和结果都是 (m, k)。先比较形状：(m,) 与 (m, 1) 会广播。无符号整数不能小于 0，"
        "所以相减之前先转成浮点数。",
    ),
    Text(
        "y = [[0], [1], [2], [3], [4]], p = [[5], [1], [2], [3], [−1]]: m·k = 5, so the gradient is "
        "[[2], [0], [0], [0], [−2]].",
        "y = [[0], [1], [2], [3], [4]]，p = [[5], [1], [2], [3], [−1]]：m·k = 5，梯度是 [[2], [0], [0], [0], [−2]]。",
    ),
)

BCE = (
    Text(
        "Two links of the chain at once: from the loss to p, from p to z. Multiply them on paper before you write "
        "anything; something cancels.",
        "一次走链上的两环：从损失到 p，从 p 到 z。先在纸上乘好再写，有东西会约掉。",
    ),
    Text(
        "For one sample ∂C/∂p = (p − y) / (p(1 − p)), and σ'(z) = p(1 − p). The loss is the mean over m samples.",
        "对一个样本，∂C/∂p = (p − y) / (p(1 − p))，而 σ'(z) = p(1 − p)。损失是 m 个样本的平均。",
    ),
    Text(
        "y, p and the result are (m, 1). Labels (m,) would be broadcast to (m, m): any other shape is a `ValueError`, "
        "and so is m = 0.",
        "y、p 和结果都是 (m, 1)。标签若是 (m,)，会广播成 (m, m)：形状不对就抛出 `ValueError`，m = 0 也一样。",
    ),
    Text(
        "y = [[1], [1], [0], [0]], p = [[0.2], [1], [0.6], [0]]: the gradient is [[−0.2], [0], [0.15], [0]].",
        "y = [[1], [1], [0], [0]]，p = [[0.2], [1], [0.6], [0]]：梯度是 [[−0.2], [0], [0.15], [0]]。",
    ),
)

SOFTMAX = (
    Text(
        "With two classes everything cancelled but p − y. With K classes it is the same, row (axis 0) by row: "
        "the label says where the 1 of y stands.",
        "两个类别时，一切都约掉了，只剩 p − y。K 个类别时也是这样，一行（row，轴 0）一行地看：标签说明 y 的那个 1 "
        "在哪里。",
    ),
    Text(
        "dZ = (P − Y) / m, with Y the one-hot labels.",
        "dZ = (P − Y) / m，其中 Y 是独热编码的标签。",
    ),
    Text(
        "`labels` is (m,), P and the result are (m, K). Row i loses 1 at one place only, the column of its own label. "
        "P itself keeps its values; −1 is no class.",
        "`labels` 是 (m,)，P 和结果是 (m, K)。第 i 行（row，轴 0）只在一处减 1，也就是自己的标签所在的那一列（column，"
        "轴 1）。"
        "P 本身保持原值；−1 不是类别。",
    ),
    Text(
        "`labels` = [1, 1], P = [[0.5, 0.5], [0.2, 0.8]]: dZ = [[0.25, −0.25], [0.1, −0.1]]. Each row adds up to 0.",
        "`labels` = [1, 1]，P = [[0.5, 0.5], [0.2, 0.8]]：dZ = [[0.25, −0.25], [0.1, −0.1]]。每一行（row，轴 "
        "0）加起来都是 0。",
    ),
)

MLP = (
    Text(
        "You have all the parts. Go through the layers from the last to the first, alternately through a dense "
        "layer and "
        "through the activation function before it.",
        "零件都有了。从最后一层走到第一层，交替地穿过一个全连接层，再穿过它前面的激活函数。",
    ),
    Text(
        "dX, dW, db of layer l come from dZ of layer l, from its A_prev and its W. Then dZ of layer l − 1 is dX times "
        "the slope of that layer's activation function at that layer's Z.",
        "第 l 层的 dX、dW、db，由第 l 层的 dZ、A_prev 和 W 得到。然后，第 l − 1 层的 dZ 是 dX 乘以那一层的激活函数在"
        "那一层的 Z 处的斜率。",
    ),
    Text(
        "`dZ_last` is already behind the last activation function: begin with the dense layer. In front of the first "
        "layer there is no activation function. You collect from the back; `params` begins at the front.",
        "`dZ_last` 已经在最后一个激活函数后面了：从全连接层开始。第一层前面没有激活函数。"
        "你是从后往前收集的，而 `params` 是从前往后排的。",
    ),
    Text(
        "Two layers of one unit, W₁ = 4, W₂ = −1, biases 0, leaky ReLU and linear, x = −0.5: Z₁ = −2, A₁ = −0.02. "
        "With dZ_last = 3: dW₂ = 3·(−0.02) = −0.06, db₂ = 3, then dX = −3, dZ₁ = −0.03, dW₁ = 0.015, db₁ = −0.03.",
        "两层，每层一个单元，W₁ = 4，W₂ = −1，偏置为 0，先带泄漏的 ReLU 后恒等函数，x = −0.5：Z₁ = −2，A₁ = −0.02。"
        "设 dZ_last = 3：dW₂ = 3·(−0.02) = −0.06，db₂ = 3；再往回，dX = −3，dZ₁ = −0.03，dW₁ = 0.015，db₁ = −0.03。",
    ),
)

CHECK = (
    Text(
        "Lesson 05 measured slopes of a function of one array. Here the function takes a list of dictionaries: "
        "move one entry of one array, ask for the loss, put the entry back.",
        "第 05 课测的是一个数组的函数的斜率。这里的函数接受由字典组成的列表：挪动一个数组里的一个元素，问一次损失，"
        "再放回去。",
    ),
    Text(
        "num = (L(p + h) − L(p − h)) / 2h for each entry, then r = ‖num − ana‖ / (‖num‖ + ‖ana‖ + 10⁻¹²). "
        "The lengths run over all entries of all arrays.",
        "对每个元素，num = (L(p + h) − L(p − h)) / 2h，再算 r = ‖num − ana‖ / (‖num‖ + ‖ana‖ + 10⁻¹²)。"
        "长度是对所有数组的所有元素求的。",
    ),
    Text(
        "Go through the layers, through the names in each, through the indices of each array, and collect two long "
        "lists "
        "in the same order. Keep the old value of an entry: p + h − h is not always p.",
        "依次走过各层、每层里的各个名称、每个数组的各个下标，按同样的次序收集成两个长列表。"
        "把元素的旧值留下来：p + h − h 不一定等于 p。",
    ),
    Text(
        "num = [3, 4] and ana = [3, −4]: the difference is [0, 8], its length 8; both lengths are 5. "
        "So r = 8 / 10 = 0.8.",
        "num = [3, 4]，ana = [3, −4]：差是 [0, 8]，长度为 8；两者的长度都是 5。所以 r = 8 / 10 = 0.8。",
    ),
)

COSTS = (
    Text(
        "A matrix product is many multiply-adds: count how many numbers of the result there are, "
        "and how long the sum for each is.",
        "矩阵乘积就是许多次乘加运算：数一数结果里有多少个数，每个数的求和有多长。",
    ),
    Text(
        "X W costs m·n_in·n_out. dW = Xᵀ dZ and dX = dZ Wᵀ cost the same. Which layer needs no dX?",
        "X W 要 m·n_in·n_out 次。dW = Xᵀ dZ 和 dX = dZ Wᵀ 各要同样多次。哪一层不需要 dX？",
    ),
    Text(
        "k sizes are k − 1 layers. Three counts are integers; the ratio is (dW + dX) / forward, a float, and m "
        "cancels "
        "in it.",
        "k 个大小就是 k − 1 层。前三个是整数；比值是 (dW + dX) / forward，是 float，m 在其中约掉了。",
    ),
    Text(
        "[5, 4, 3] with m = 2: forward 2·(20 + 12) = 64, dW 64, dX 2·12 = 24, ratio 88 / 64 = 1.375.",
        "[5, 4, 3]，m = 2：forward 是 2·(20 + 12) = 64，dW 是 64，dX 是 2·12 = 24，比值是 88 / 64 = 1.375。",
    ),
)
