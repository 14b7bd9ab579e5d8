"""Lesson 11: wrong masks, wrong dropout there and back, and the sentence that names each mistake."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from autograder.sandbox.steps import Call, Record, Step
from deeplearn_ref.regularization import dropout_backward, dropout_forward, dropout_mask
from lessonkit.language import Text

Rule = Callable[..., Any]

# dropout_mask ---------------------------------------------------------------------------------------------


def _drawn(rule: Rule) -> Callable[..., Any]:
    """Return a draw with one mistake: ``rule(shape, drop_rate, rng)``."""

    def variant(shape: Any, drop_rate: float, rng: Any) -> Any:
        dropout_mask(shape, drop_rate, np.random.default_rng(0))  # raises what the right one raises
        return rule(shape, drop_rate, rng)

    return variant


def _fixed_count(shape: Any, drop_rate: float, rng: Any) -> Any:
    mask = np.ones(int(np.prod(shape)), dtype=bool)
    mask[: int(drop_rate * mask.size)] = False
    rng.shuffle(mask)
    return mask.reshape(shape)


def _fixed_choice(shape: Any, drop_rate: float, rng: Any) -> Any:
    mask = np.ones(int(np.prod(shape)), dtype=bool)
    mask[rng.choice(mask.size, int(drop_rate * mask.size), replace=False)] = False
    return mask.reshape(shape)


def _mask_of(steps: list[Step], records: list[Record]) -> tuple[Any, float]:
    call = [step for step in steps if isinstance(step, Call)][-1]
    mask = records[-1].value
    fits = isinstance(mask, np.ndarray) and mask.shape == call.args[0]
    return (mask.astype(np.float64) if fits else None), float(call.args[1])


def _keeps_the_dropped(steps: list[Step], records: list[Record]) -> bool:
    mask, rate = _mask_of(steps, records)
    return mask is not None and abs(mask.mean() - rate) < 0.03


def _rows_alike(steps: list[Step], records: list[Record]) -> bool:
    mask, _ = _mask_of(steps, records)
    return mask is not None and bool((mask == mask[:1]).all()) and not mask.all()


ONE_ROW = Text(
    "All samples of the batch share one row of the mask. Each unit is drawn anew for each sample.",
    "批量里的所有样本共用了掩码的一行（row）。每个样本的每个单元都要单独抽。",
)

MASK = (
    Misconception(
        "kept_for_dropped",
        _drawn(lambda shape, p, rng: rng.random(shape) < p),
        Text(
            "True stands where a unit is dropped, so only a share of drop_rate stays. drop_rate is the probability of "
            "dropping, and True means that a unit stays.",
            "True 落在了该丢弃的地方，留下的比例只有 drop_rate。drop_rate 是丢弃的概率，而 True 表示留下。",
        ),
        _keeps_the_dropped,
    ),
    Misconception(
        "one_row_for_all",
        _drawn(lambda shape, p, rng: np.broadcast_to(rng.random(shape[1:]) >= p, shape).copy()),
        ONE_ROW,
        _rows_alike,
    ),
    Misconception(
        "one_coin_for_each_unit",
        _drawn(lambda shape, p, rng: np.broadcast_to(rng.random(shape[-1]) >= p, shape).copy()),
        ONE_ROW,
        _rows_alike,
    ),
    Misconception(
        "other_draws",
        _drawn(lambda shape, p, rng: rng.random(shape) < 1 - p),
        Text(
            "Your mask keeps the right share, but from other numbers: what counts as staying is a number of at least "
            "drop_rate. With the same generator everybody must get the same mask.",
            "你的掩码留下的比例是对的，但选中的数不同：抽到的数大于等于 drop_rate 才算留下。"
            "用同一个生成器，大家应当得到同一个掩码。",
        ),
    ),
    Misconception(
        "fixed_count",
        _drawn(_fixed_count),
        Text(
            "You drop a fixed number of units. Each unit is drawn by itself, so the number dropped varies from mask to "
            "mask.",
            "你丢弃的单元数是固定的。应当各抽各的，每个掩码丢弃的个数会有起伏。",
        ),
    ),
    Misconception(
        "fixed_choice",
        _drawn(_fixed_choice),
        Text(
            "You choose a fixed number of units to drop. Each unit is drawn by itself, so the number dropped varies "
            "from mask to mask.",
            "你挑选出固定个数的单元来丢弃。应当各抽各的，每个掩码丢弃的个数会有起伏。",
        ),
    ),
    Misconception(
        "binomial",
        _drawn(lambda shape, p, rng: rng.binomial(1, 1 - p, shape).astype(bool)),
        Text(
            "Your mask has the right distribution, but not the draws that are asked for: `rng.random(shape)`. With the "
            "same "
            "generator everybody must get the same mask.",
            "你的掩码分布是对的，但抽法不是题目要的 `rng.random(shape)`。用同一个生成器，大家应当得到同一个掩码。",
        ),
    ),
    Misconception(
        "normal_draws",
        _drawn(lambda shape, p, rng: rng.standard_normal(shape) >= p),
        Text(
            "The numbers that you draw are not spread evenly between 0 and 1, so their share above drop_rate is not "
            "1 − drop_rate.",
            "你抽的数不是均匀分布在 0 到 1 之间的，所以大于等于 drop_rate 的比例不等于 1 − drop_rate。",
        ),
    ),
    Misconception(
        "own_generator",
        _drawn(lambda shape, p, rng: np.random.default_rng(0).random(shape) >= p),
        Text(
            "You make a generator of your own: every mask of this shape is the same, and always the same units are "
            "dropped. Draw from `rng`.",
            "你自己新建了一个生成器：同样形状的掩码每次都一样，丢弃的总是那几个单元。应当从 `rng` 里抽。",
        ),
    ),
    Misconception(
        "tie_dropped",
        _drawn(lambda shape, p, rng: rng.random(shape) > p),
        Text(
            "A unit whose number equals drop_rate is dropped. The specification keeps it: at least drop_rate.",
            "抽到的数恰好等于 drop_rate 时，你丢弃了。按说明应当留下：大于等于 drop_rate。",
        ),
    ),
    Misconception(
        "numbers",
        _drawn(lambda shape, p, rng: (rng.random(shape) >= p) * 1.0),
        Text(
            "Your mask holds numbers. It should be a Boolean array: True and False.",
            "你的掩码里是数。题目要的是布尔值的数组：True 和 False。",
        ),
    ),
    Misconception(
        "scaled",
        _drawn(lambda shape, p, rng: (rng.random(shape) >= p) / (1 - p)),
        Text(
            "Your mask is divided by 1 − drop_rate already. That is the work of the next function; the mask is True "
            "and False.",
            "你的掩码已经除过 1 − drop_rate 了。那是下一个函数的事；掩码里只有 True 和 False。",
        ),
    ),
    Misconception(
        "unchecked",
        lambda shape, drop_rate, rng: rng.random(shape) >= drop_rate,
        Text(
            "A drop rate outside [0, 1) goes through. It should raise a `ValueError`: at 1 nothing is left.",
            "[0, 1) 以外的丢弃概率没有拦住。应当抛出 `ValueError`：等于 1 时就什么也不剩了。",
        ),
    ),
)

# dropout_forward ------------------------------------------------------------------------------------------


def _apply(
    train: Rule = lambda A, mask, p: A * mask / (1 - p), test: Rule = lambda A, mask, p: A.copy()
) -> Callable[..., Any]:
    """Return a way forward with one mistake, in training or at test time."""

    def variant(A: Any, mask: Any, drop_rate: float, training: bool = True) -> Any:
        dropout_forward(A, mask, drop_rate, training)  # raises what the right one raises
        with np.errstate(all="ignore"):
            return train(A, mask, drop_rate) if training else test(A, mask, drop_rate)

    return variant


def _observed(A: Any, mask: Any, p: float) -> Any:
    return A * mask / mask.mean() if mask.size else A * mask


def _always(rule: Rule) -> Callable[..., Any]:
    return _apply(rule, rule)


def _into(A: Any, mask: Any, p: float) -> Any:
    A *= mask
    A /= 1 - p
    return A


def _no_shape_check(A: Any, mask: Any, drop_rate: float, training: bool = True) -> Any:
    dropout_mask((1,), drop_rate, np.random.default_rng(0))
    return A * mask / (1 - drop_rate) if training else A.copy()


def _no_rate_check(A: Any, mask: Any, drop_rate: float, training: bool = True) -> Any:
    dropout_forward(A, mask, 0.25, training)
    with np.errstate(all="ignore"):
        return A * mask / (1 - drop_rate) if training else A.copy()


def _no_check(A: Any, mask: Any, drop_rate: float, training: bool = True) -> Any:
    with np.errstate(all="ignore"):
        return A * mask / (1 - drop_rate) if training else A.copy()


UNSCALED = Text(
    "What stays is not scaled up, so the layer's expected output shrinks. What share of it is left?",
    "留下的没有放大，这一层输出的期望值就变小了。变成了原来的几分之几？",
)
BY_THE_RATE = Text(
    "You divide by the probability of dropping. Divide by that of staying.",
    "你除以了丢弃的概率。应当除以留下的概率。",
)
INVERTED = Text(
    "You zero what should stay, and keep what should be dropped: True means that a unit stays.",
    "该留下的你置了零，该丢弃的反而留着：True 表示留下。",
)
TWICE = Text(
    "You divide by 1 − drop_rate twice.",
    "你除了两次 1 − drop_rate。",
)
SCALED_DOWN = Text(
    "You multiply by 1 − drop_rate. What stays must grow, to make up for what is dropped.",
    "你乘了 1 − drop_rate。留下的应当放大，才能补上丢弃的那部分。",
)
OBSERVED = Text(
    "You divide by the share that happened to stay in this mask. Divide by the probability of staying: it is the same "
    "for every mask.",
    "你除的是这个掩码里碰巧留下的比例。应当除以留下的概率：它对每个掩码都一样。",
)
MASK_IGNORED = Text(
    "Nothing is dropped: the mask has no effect.",
    "什么也没有丢弃：掩码没有起作用。",
)
MASK_BROADCAST = Text(
    "A mask of another shape is broadcast without a word. Compare the shapes first.",
    "形状不同的掩码悄悄广播了。要先比较形状。",
)
RATE_UNCHECKED = Text(
    "A drop rate outside [0, 1) goes through. It should raise a `ValueError`.",
    "[0, 1) 以外的丢弃概率没有拦住。应当抛出 `ValueError`。",
)
UNCHECKED = Text(
    "Nothing is checked: neither whether the mask has the shape of the array, nor whether drop_rate lies in [0, 1).",
    "什么也没有检查：掩码与数组的形状是否相同，drop_rate 是否在 [0, 1) 之内，都没有看。",
)

FORWARD = (
    Misconception("unscaled", _apply(lambda A, mask, p: A * mask), UNSCALED),
    Misconception("divided_by_the_rate", _apply(lambda A, mask, p: A * mask / p), BY_THE_RATE),
    Misconception("mask_inverted", _apply(lambda A, mask, p: A * ~mask / (1 - p)), INVERTED),
    Misconception("scaled_twice", _apply(lambda A, mask, p: A * mask / (1 - p) ** 2), TWICE),
    Misconception("scaled_down", _apply(lambda A, mask, p: A * mask * (1 - p)), SCALED_DOWN),
    Misconception("observed_share", _apply(_observed), OBSERVED),
    Misconception("mask_ignored", _apply(lambda A, mask, p: A / (1 - p)), MASK_IGNORED),
    Misconception(
        "dropped_at_test_time",
        _apply(test=lambda A, mask, p: A * mask / (1 - p)),
        Text(
            "Units are dropped at test time, too: `training` has no effect. A trained network uses all its units.",
            "测试时也丢弃了单元：`training` 没有起作用。训练好的网络要用上全部单元。",
        ),
    ),
    Misconception(
        "masked_at_test_time",
        _apply(test=lambda A, mask, p: A * mask),
        Text(
            "At test time you leave out the scaling, but the mask is still there. A trained network uses all its "
            "units.",
            "测试时你去掉了缩放，掩码却还在。训练好的网络要用上全部单元。",
        ),
    ),
    Misconception(
        "scaled_at_test_time",
        _apply(test=lambda A, mask, p: A * (1 - p)),
        Text(
            "At test time you multiply by 1 − drop_rate. That belongs to dropout without scaling in training; here the "
            "scaling is done by then.",
            "测试时你乘了 1 − drop_rate。训练时不缩放的那种暂退法才要这样；这里在训练时就缩放过了。",
        ),
    ),
    Misconception(
        "scaled_up_at_test_time",
        _apply(test=lambda A, mask, p: A / (1 - p)),
        Text(
            "At test time you divide by 1 − drop_rate although nothing is dropped.",
            "测试时什么也没有丢弃，你却除以了 1 − drop_rate。",
        ),
    ),
    Misconception(
        "scaled_at_test_time_only",
        _apply(lambda A, mask, p: A * mask, lambda A, mask, p: A * (1 - p)),
        Text(
            "This is dropout as it was first published: training without scaling, test time times 1 − drop_rate. "
            "Here inverted dropout is asked for: it scales in training and does nothing at test time.",
            "这是暂退法最初发表时的做法：训练时不缩放，测试时乘 1 − drop_rate。"
            "题目要的是训练时缩放的暂退法：测试时什么也不做。",
        ),
    ),
    Misconception(
        "training_and_test_exchanged",
        _apply(lambda A, mask, p: A.copy(), lambda A, mask, p: A * mask / (1 - p)),
        Text(
            "Training and test time are exchanged: you drop when `training` is False.",
            "训练和测试弄反了：`training` 为 False 时你反而丢弃了。",
        ),
    ),
    Misconception(
        "float64_made",
        _apply(
            lambda A, mask, p: (A * mask / (1 - p)).astype(np.float64), lambda A, mask, p: A.copy().astype(np.float64)
        ),
        Text(
            "float32 came in and float64 went out: something in the calculation is in float64.",
            "输入是 float32，输出成了 float64：计算里有某个量是 float64。",
        ),
    ),
    Misconception(
        "in_place",
        _apply(_into),
        Text(
            "You write into A: afterwards the caller's activations are masked. Build a new array.",
            "你把结果写进了 A：之后调用者的激活值就被掩码改过了。应当另建一个新数组。",
        ),
    ),
    Misconception(
        "handed_back",
        _apply(test=lambda A, mask, p: A),
        Text(
            "At test time you hand back A itself: whoever writes into the result changes the caller's array. Return a "
            "copy.",
            "测试时你把 A 原样交了回去：谁往结果里写数，就改了调用者的数组。应当返回副本。",
        ),
    ),
    Misconception("mask_broadcast", _no_shape_check, MASK_BROADCAST),
    Misconception("rate_unchecked", _no_rate_check, RATE_UNCHECKED),
    Misconception("unchecked", _no_check, UNCHECKED),
)

# dropout_backward -----------------------------------------------------------------------------------------


def _back(rule: Rule) -> Callable[..., Any]:
    """Return a way back with one mistake: ``rule(dOut, mask, drop_rate)``."""

    def variant(dOut: Any, mask: Any, drop_rate: float) -> Any:
        dropout_backward(dOut, mask, drop_rate)  # raises what the right one raises
        with np.errstate(all="ignore"):
            return rule(dOut, mask, drop_rate)

    return variant


BACKWARD = (
    Misconception(
        "gradient_left_out",
        _back(lambda dOut, mask, p: mask / (1 - p)),
        Text(
            "You return the slope of dropout alone. What arrived from upstream, dOut, is missing.",
            "你返回的只是暂退法自己的斜率，从上游传来的 dOut 不见了。",
        ),
    ),
    Misconception(
        "mask_ignored",
        _back(lambda dOut, mask, p: dOut / (1 - p)),
        Text(
            "A dropped unit gets a gradient. It had no part in the output, so none of the loss depends on it.",
            "被丢弃的单元也得到了梯度。它没有参与输出，损失与它无关。",
        ),
    ),
    Misconception(
        "unscaled",
        _back(lambda dOut, mask, p: dOut * mask),
        Text(
            "The scale is missing. On the way forward what stayed was divided by 1 − drop_rate: what is the slope of "
            "that?",
            "少了缩放。前向传播时，留下的除以了 1 − drop_rate：它的斜率是多少？",
        ),
    ),
    Misconception("divided_by_the_rate", _back(lambda dOut, mask, p: dOut * mask / p), BY_THE_RATE),
    Misconception("mask_inverted", _back(lambda dOut, mask, p: dOut * ~mask / (1 - p)), INVERTED),
    Misconception("scaled_twice", _back(lambda dOut, mask, p: dOut * mask / (1 - p) ** 2), TWICE),
    Misconception(
        "scale_undone",
        _back(lambda dOut, mask, p: dOut * mask * (1 - p)),
        Text(
            "You multiply by 1 − drop_rate, as if going back undid the division. The gradient is multiplied by the "
            "slope of the way forward.",
            "你乘了 1 − drop_rate，好像往回走就要把除法还原。梯度要乘的是前向传播的斜率。",
        ),
    ),
    Misconception("observed_share", _back(_observed), OBSERVED),
    Misconception(
        "new_mask",
        _back(lambda dOut, mask, p: dOut * (np.random.default_rng(0).random(dOut.shape) >= p) / (1 - p)),
        Text(
            "You draw a new mask. The gradient goes back through the units that took part in this very forward pass.",
            "你又抽了一个新掩码。梯度只能经过这一次前向传播里参与过的那些单元往回走。",
        ),
    ),
    Misconception(
        "unchanged",
        _back(lambda dOut, mask, p: dOut.copy()),
        Text(
            "dOut passes unchanged: mask and scale have no effect.",
            "dOut 原样通过：掩码和缩放都没有起作用。",
        ),
    ),
    Misconception(
        "in_place",
        _back(_into),
        Text(
            "You write into dOut: afterwards the caller's gradient holds other numbers. Build a new array.",
            "你把结果写进了 dOut：之后调用者的梯度就变成别的数了。应当另建一个新数组。",
        ),
    ),
    Misconception(
        "mask_broadcast", lambda dOut, mask, drop_rate: _no_shape_check(dOut, mask, drop_rate), MASK_BROADCAST
    ),
    Misconception(
        "rate_unchecked", lambda dOut, mask, drop_rate: _no_rate_check(dOut, mask, drop_rate), RATE_UNCHECKED
    ),
    Misconception("unchecked", lambda dOut, mask, drop_rate: _no_check(dOut, mask, drop_rate), UNCHECKED),
)
