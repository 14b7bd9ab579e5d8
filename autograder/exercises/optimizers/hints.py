"""Lesson 10: hints in four levels: the idea, the formula, the shapes, an example with other numbers."""

from lessonkit.language import Text

MOMENTUM = (
    Text(
        "Think of a ball that rolls: it does not forget its speed when the ground changes under it. "
        "What does the next step have to know of the last one?",
        "想象一个滚动的球：脚下的坡变了，它原来的速度不会马上消失。下一步要知道上一步的什么？",
    ),
    Text(
        "v ← βv + g, then p ← p − ηv. The new v goes into both: into the step, and into the state that you return.",
        "v ← βv + g，然后 p ← p − ηv。新的 v 有两个用处：走这一步，并放进返回的状态。",
    ),
    Text(
        "param, grad and the velocity have one shape, else it is a `ValueError`. An empty state stands for a velocity "
        'of zeros. Return two things: the new parameter, and a new dict with the key "v".',
        "param、grad 和速度的形状相同，否则抛出 `ValueError`。空的状态表示速度全为 0。返回两样东西：新的参数，"
        '和一个新的字典，键是 "v"。',
    ),
    Text(
        "p = 5, η = 0.5, β = 0.5, gradients 4 and then 6: v = 4, p = 3; v = 0.5·4 + 6 = 8, p = −1.",
        "p = 5，η = 0.5，β = 0.5，梯度先是 4，再是 6：v = 4，p = 3；然后 v = 0.5·4 + 6 = 8，p = −1。",
    ),
)

ADAGRAD = (
    Text(
        "A parameter that has seen large gradients should step carefully, one that has seen hardly any may go far. "
        "So each keeps an account of its own.",
        "见过很大梯度的参数，步子应当谨慎；几乎没见过梯度的，可以迈得大些。所以每个参数各记一本账。",
    ),
    Text(
        "s ← s + g², then p ← p − η·g / (√s + ε). Everything entry by entry; the new s stands under the root, "
        "ε beside it.",
        "s ← s + g²，然后 p ← p − η·g / (√s + ε)。一切都逐元素进行；根号里是新的 s，ε 在根号外面。",
    ),
    Text(
        "s has the shape of param and grad; other shapes are a `ValueError`. An empty state stands for an s of zeros. "
        'Return the new parameter and a new dict with the key "s".',
        "s 与 param、grad 的形状相同，否则抛出 `ValueError`。空的状态表示 s 全为 0。"
        '返回新的参数，和一个新的字典，键是 "s"。',
    ),
    Text(
        "p = 10, η = 1, ε = 0, gradients 3 and then 4: s = 9, p = 10 − 3/3 = 9; s = 25, p = 9 − 4/5 = 8.2.",
        "p = 10，η = 1，ε = 0，梯度先是 3，再是 4：s = 9，p = 10 − 3/3 = 9；s = 25，p = 9 − 4/5 = 8.2。",
    ),
)

RMSPROP = (
    Text(
        "AdaGrad never forgets: one steep place long ago brakes it for ever. Let the account fade instead.",
        "AdaGrad 什么也不忘：很久以前的一段陡坡，会让它一直慢下去。那就让旧账逐渐淡去。",
    ),
    Text(
        "s ← ρs + (1 − ρ)g², then p ← p − η·g / (√s + ε), as before.",
        "s ← ρs + (1 − ρ)g²，然后和前面一样，p ← p − η·g / (√s + ε)。",
    ),
    Text(
        "s has the shape of param and grad; other shapes are a `ValueError`. It starts with zeros, not with the first "
        'square. Return the new parameter and a new dict with the key "s".',
        "s 与 param、grad 的形状相同，否则抛出 `ValueError`。它从 0 开始，而不是从第一个平方开始。"
        '返回新的参数，和一个新的字典，键是 "s"。',
    ),
    Text(
        "p = 10, η = 1, ρ = 0.75, ε = 0, gradients 4 and then 6: s = 0.25·16 = 4, p = 10 − 4/2 = 8; "
        "s = 0.75·4 + 0.25·36 = 12, p = 8 − 6/√12 = 6.2679.",
        "p = 10，η = 1，ρ = 0.75，ε = 0，梯度先是 4，再是 6：s = 0.25·16 = 4，p = 10 − 4/2 = 8；"
        "s = 0.75·4 + 0.25·36 = 12，p = 8 − 6/√12 = 6.2679。",
    ),
)

ADAM = (
    Text(
        "Two moving averages: one of the gradients, as a direction, one of their squares, as a size. Both start from "
        "zeros, so both are too small at first. By what share?",
        "两个指数移动平均：一个是梯度的，决定方向；一个是梯度平方的，决定大小。两个都从 0 开始，所以开头都偏小。"
        "偏小多少？",
    ),
    Text(
        "t ← t + 1, m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g². Then m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ), and "
        "p ← p − η·m̂ / (√v̂ + ε). Kept are m, v and t, not m̂ and v̂.",
        "t ← t + 1，m ← β₁m + (1 − β₁)g，v ← β₂v + (1 − β₂)g²。然后 m̂ = m / (1 − β₁ᵗ)，v̂ = v / (1 − β₂ᵗ)，"
        "p ← p − η·m̂ / (√v̂ + ε)。保存的是 m、v 和 t，不是 m̂ 和 v̂。",
    ),
    Text(
        "m and v have the shape of param and grad, else it is a `ValueError`; t is one int, the steps taken so far. "
        'An empty state stands for zeros, t too. Return the new parameter and a new dict with "m", "v" and "t".',
        "m、v 与 param、grad 的形状相同，否则抛出 `ValueError`；t 是一个 int，表示已经走过的步数。"
        '空的状态表示全是 0，t 也是 0。返回新的参数，和一个新的字典，键是 "m"、"v"、"t"。',
    ),
    Text(
        "p = 10, η = 1, β₁ = β₂ = 0.5, ε = 0, gradient 6 and then 0. Step 1: m = 3, v = 18, corrected 6 and 36, "
        "p = 10 − 6/6 = 9. Step 2: m = 1.5, v = 9, corrected by 0.75: 2 and 12, p = 9 − 2/√12 = 8.4226.",
        "p = 10，η = 1，β₁ = β₂ = 0.5，ε = 0，梯度先是 6，再是 0。第 1 步：m = 3，v = 18，修正后是 6 和 36，"
        "p = 10 − 6/6 = 9。第 2 步：m = 1.5，v = 9，都除以 0.75，得 2 和 12，p = 9 − 2/√12 = 8.4226。",
    ),
)

SCHEDULE = (
    Text(
        "Five ways from the first rate downhill: not at all, in stairs, and along three curves. "
        "Sketch each one before you write it.",
        "从起始学习率往下有五种走法：不变、走台阶，以及沿三条曲线。动手写之前，先把每一种画个草图。",
    ),
    Text(
        "With t for the step: η₀; η₀ times γ to the power n, the number of whole stairs; "
        "η₀·e^(−kt); η₀/(1 + kt); η₀/2·(1 + cos(πt/T)), T the total.",
        "记步数为 t：η₀；η₀ 乘以 γ 的 n 次方，n 是走完的台阶数；"
        "η₀·e^(−kt)；η₀/(1 + kt)；η₀/2·(1 + cos(πt/T))，T 是 total。",
    ),
    Text(
        "One name, two numbers and the keywords of that schedule go in, one float comes out. "
        "Any other name and a negative step are a `ValueError`, for every schedule. After its total the cosine is 0.",
        "传入一个名称、两个数和该调度的关键字参数，返回一个 float。其他名称、负的步数，都抛出 `ValueError`，"
        "对每种调度都一样。过了 total，余弦调度是 0。",
    ),
    Text(
        "`lr0` = 8: stairs with γ = 0.5, every 3: steps 0 to 2 give 8, steps 3 to 5 give 4, step 6 gives 2. "
        "inverse_time with k = 1: 8, 4, 2.6667. Cosine with total 4: 8, 6.8284, 4, 1.1716, 0, 0.",
        "`lr0` = 8：台阶式，γ = 0.5，every 为 3：第 0 到 2 步是 8，第 3 到 5 步是 4，第 6 步是 2。"
        "inverse_time，k = 1：8、4、2.6667。余弦，total 为 4：8、6.8284、4、1.1716、0、0。",
    ),
)

CLIP = (
    Text(
        "Write all gradients of the network one after another into one long list of numbers, and think of the list "
        "as an arrow. If the arrow is too long, shorten it without turning it.",
        "把网络的所有梯度接成长长的一串数，看成一支箭。箭太长了就缩短，方向不变。",
    ),
    Text(
        "Its length: the root of the sum of all squares, over all arrays of all layers. "
        "The factor: `max_norm` divided by that length where it is larger than `max_norm`, else 1.",
        "它的长度：所有层、所有数组的平方加起来，再开根号。"
        "因子：这个长度大于 `max_norm` 时，是 `max_norm` 除以它；否则是 1。",
    ),
    Text(
        'Two sweeps over the list: one for the sum of squares, one for new arrays under the same keys "W" and "b". '
        "Return the new list and the norm before clipping, a float. A limit of 0 or below is a `ValueError`.",
        '把列表走两遍：一遍求平方和，一遍新建数组，键仍是 "W" 和 "b"。返回新的列表和裁剪之前的范数（一个 float）。'
        "上限不大于 0 时抛出 `ValueError`。",
    ),
    Text(
        "One layer, W = [[0, 6], [6, 2]], b = [2, 1]: squares 36 + 36 + 4 + 4 + 1 = 81, norm 9. With the limit 3 "
        "everything is divided by 3; with the limit 10 nothing changes, and the norm is 9 both times.",
        "一层，W = [[0, 6], [6, 2]]，b = [2, 1]：平方 36 + 36 + 4 + 4 + 1 = 81，范数是 9。上限为 3 时，"
        "所有数都除以 3；上限为 10 时什么也不变；两次返回的范数都是 9。",
    ),
)
