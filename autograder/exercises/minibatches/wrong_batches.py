"""Lesson 09: wrong ways to cut the data into mini-batches, and a sentence for each mistake."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from autograder.checking.compare import compare
from autograder.exercises.minibatches.order import STRANGER, Epoch, epochs, flat, shows
from autograder.sandbox.script import LocalPlayer
from autograder.sandbox.steps import Method, Record, Step, Take
from deeplearn_ref.minibatch import iterate_minibatches, steps_per_epoch
from lessonkit.language import Text

Rule = Callable[..., Any]

# The wrong ways -------------------------------------------------------------------------------------------


def _check(X: Any, y: Any, size: Any, rng: Any, shuffle: Any) -> None:
    steps_per_epoch(len(X), size)
    if len(X) != len(y):
        raise ValueError("lengths")
    if shuffle and rng is None:
        raise ValueError("rng")


def _cut(order: Any, size: int, drop_last: bool) -> list[Any]:
    whole = len(order) // size * size if drop_last else len(order)
    return [order[start : start + size] for start in range(0, whole, size)]


def _each(batches: list[Any]) -> Any:
    yield from batches


def _again_and_again(batches: list[Any]) -> Any:
    while batches:
        yield from batches


def _way(
    *,
    order: Rule = lambda rng, m, size: rng.permutation(m),
    still: Rule = lambda rng, m: np.arange(m),
    labels: Rule = lambda order, rng: order,
    cut: Rule = _cut,
    pair: Rule = lambda X, y: (X, y),
    last: Rule = _each,
) -> Callable[..., Any]:
    """Return a way to cut the data with one mistake: in the order, in the labels, in the parts, in the pairs."""

    def variant(X: Any, y: Any, batch_size: Any, rng: Any = None, shuffle: Any = True, drop_last: Any = False) -> Any:
        _check(X, y, batch_size, rng, shuffle)
        m = len(X)
        of_X = order(rng, m, batch_size) if shuffle else still(rng, m)
        of_y = labels(of_X, rng) if shuffle else of_X
        parts = zip(cut(of_X, batch_size, drop_last), cut(of_y, batch_size, drop_last), strict=True)
        return last([pair(X[one], y[other]) for one, other in parts])

    return variant


def _starts(rng: Any, m: int, size: int) -> Any:
    """Return the samples block by block, the blocks in a drawn order."""
    blocks = [np.arange(start, min(start + size, m)) for start in range(0, m, size)]
    drawn = [blocks[at] for at in rng.permutation(len(blocks))]
    return np.concatenate([np.zeros(0, dtype=np.int64), *drawn])


def _blocks_drawn(X: Any, y: Any, batch_size: Any, rng: Any = None, shuffle: Any = True, drop_last: Any = False) -> Any:
    _check(X, y, batch_size, rng, shuffle)
    starts = np.arange(0, len(X), batch_size)
    drawn = rng.permutation(starts) if shuffle else starts
    parts = [np.arange(start, min(start + batch_size, len(X))) for start in drawn]
    return ((X[part], y[part]) for part in parts if len(part) == batch_size or not drop_last)


def _members(rng: Any, m: int, size: int) -> Any:
    """Return the samples block by block, each block's members in a drawn order."""
    blocks = [rng.permutation(np.arange(start, min(start + size, m))) for start in range(0, m, size)]
    return np.concatenate([np.zeros(0, dtype=np.int64), *blocks])


def _filled_up(order: Any, size: int, drop_last: bool) -> list[Any]:
    parts = _cut(order, size, drop_last)
    if parts and len(parts[-1]) < size:
        parts[-1] = np.resize(np.concatenate([parts[-1], order]), size)
    return parts


def _even_parts(order: Any, size: int, drop_last: bool) -> list[Any]:
    count = steps_per_epoch(len(order), size, drop_last)
    return np.array_split(order, count) if count else []


def _full_dropped(order: Any, size: int, drop_last: bool) -> list[Any]:
    parts = _cut(order, size, False)
    return parts[:-1] if drop_last else parts


def _only_drawn_dice(rng: Any, m: int, size: int) -> Any:
    return rng.integers(0, m, m) if m else np.arange(0)


def _views(X: Any, y: Any, batch_size: Any, rng: Any = None, shuffle: Any = True, drop_last: Any = False) -> Any:
    if shuffle:
        return iterate_minibatches(X, y, batch_size, rng, shuffle, drop_last)
    _check(X, y, batch_size, rng, shuffle)
    whole = steps_per_epoch(len(X), batch_size, drop_last) * batch_size
    return ((X[at : at + batch_size], y[at : at + batch_size]) for at in range(0, whole, batch_size))


def _second_of_two(rng: Any, m: int, size: int) -> Any:
    rng.permutation(m)
    return rng.permutation(m)


def _first_of_two(rng: Any, m: int, size: int) -> Any:
    order = rng.permutation(m)
    rng.permutation(m)
    return order


def _in_place(X: Any, y: Any, batch_size: Any, rng: Any = None, shuffle: Any = True, drop_last: Any = False) -> Any:
    _check(X, y, batch_size, rng, shuffle)
    if shuffle:
        order = rng.permutation(len(X))
        X[:], y[:] = X[order], y[order]
    return iterate_minibatches(X, y, batch_size, None, False, drop_last)


def _late(X: Any, y: Any, batch_size: Any, rng: Any = None, shuffle: Any = True, drop_last: Any = False) -> Any:
    yield from iterate_minibatches(X, y, batch_size, rng, shuffle, drop_last)


def _unchecked(X: Any, y: Any, batch_size: Any, rng: Any = None, shuffle: Any = True, drop_last: Any = False) -> Any:
    order = rng.permutation(len(X)) if shuffle else np.arange(len(X))
    for number in range(steps_per_epoch(len(X), batch_size, drop_last)):
        part = order[number * batch_size : (number + 1) * batch_size]
        yield X[part], y[part]


def _global_state(rng: Any, m: int, size: int) -> Any:
    return np.random.permutation(m)  # noqa: NPY002 - the mistake itself


# What they look like --------------------------------------------------------------------------------------

MANY, CHANCE, RARE = 10, 4, 30
"""So many samples, or members of a batch, do not fall into an order by chance; one of so many orders is not met."""


def _each_on_its_own(epoch: Epoch) -> bool:
    """Whether samples and labels each come once, but not with each other."""
    numbers = flat(epoch.labels)
    once = epoch.once_each and STRANGER not in numbers and len(set(numbers)) == len(numbers)
    return once and epoch.samples != epoch.labels


def _parted(epoch: Epoch) -> bool:
    stays = _labels_stay(epoch) or _samples_stay(epoch)
    return _each_on_its_own(epoch) and (len(epoch.X) < MANY or not stays)


def _labels_stay(epoch: Epoch) -> bool:
    return _each_on_its_own(epoch) and flat(epoch.labels) == list(range(len(flat(epoch.labels))))


def _samples_stay(epoch: Epoch) -> bool:
    return _each_on_its_own(epoch) and flat(epoch.samples) == list(range(len(flat(epoch.samples))))


def _drawn_with_replacement(epoch: Epoch) -> bool:
    """Whether some sample comes twice; among few samples that may not happen, and the order is another one."""
    numbers = flat(epoch.samples)
    met = epoch.paired and epoch.full_and_rest
    few = len(epoch.X) < MANY or epoch.drop_last
    return met and (len(set(numbers)) < len(numbers) or (few and epoch.samples != epoch.asked))


def _has_rest(epoch: Epoch) -> bool:
    return len(epoch.X) % epoch.size > 0


def _last_lost(epoch: Epoch) -> bool:
    return epoch.paired and not epoch.drop_last and _has_rest(epoch) and epoch.samples == epoch.asked[:-1]


def _drop_ignored(epoch: Epoch) -> bool:
    rest = epoch.samples[len(epoch.asked) :]
    return (
        epoch.drop_last
        and epoch.paired
        and epoch.samples[: len(epoch.asked)] == epoch.asked
        and len(rest) == 1
        and len(rest[0]) == len(epoch.X) % epoch.size
    )


def _drop_inverted(steps: list[Step], records: list[Record]) -> bool:
    """Whether every epoch with a rest is wrong, one way or the other."""
    found = [epoch for epoch in epochs(steps, records) if _has_rest(epoch)]
    return bool(found) and all(_last_lost(epoch) or _drop_ignored(epoch) for epoch in found)


def _full_lost(epoch: Epoch) -> bool:
    return epoch.drop_last and not _has_rest(epoch) and epoch.paired and epoch.samples == epoch.asked[:-1]


def _empty_at_the_end(epoch: Epoch) -> bool:
    return epoch.samples == [*epoch.asked, []]


def _is_filled_up(epoch: Epoch) -> bool:
    return (
        epoch.paired
        and len(epoch.samples) == len(epoch.asked)
        and epoch.samples[:-1] == epoch.asked[:-1]
        and len(epoch.samples[-1]) > len(epoch.asked[-1])
        and epoch.samples[-1][: len(epoch.asked[-1])] == epoch.asked[-1]
    )


def _is_even(epoch: Epoch) -> bool:
    count = steps_per_epoch(len(epoch.X), epoch.size, epoch.drop_last)
    lengths = [len(part) for part in np.array_split(np.arange(len(epoch.X)), count)] if count else []
    return epoch.paired and [len(batch) for batch in epoch.samples] == lengths and not epoch.full_and_rest


def _is_a_count(epoch: Epoch) -> bool:
    met, asked = flat(epoch.samples), flat(epoch.asked)
    return epoch.paired and len(epoch.samples) == epoch.size and met[: len(asked)] == asked


def _is_unshuffled(epoch: Epoch) -> bool:
    return epoch.shuffle and epoch.paired and epoch.samples == epoch.blocks[: len(epoch.samples)] != []


def _is_always_shuffled(epoch: Epoch) -> bool:
    stopped = epoch.given is None and epoch.error in ("AttributeError", "TypeError")
    return not epoch.shuffle and (stopped or (epoch.paired and epoch.once_each and epoch.samples != epoch.asked))


def _blocks_like(epoch: Epoch) -> bool:
    """Whether neighbours stay together: whole blocks in some order, or that order cut anew."""
    if not epoch.shuffle or not epoch.paired:
        return False
    known = {tuple(block) for block in epoch.blocks}
    met = [tuple(batch) for batch in epoch.samples]
    whole = len(set(met)) == len(met) and set(met) <= known
    return whole or (epoch.once_each and _made_of(flat(epoch.samples), epoch.blocks))


def _made_of(numbers: list[int], blocks: list[list[int]]) -> bool:
    left = {block[0]: block for block in blocks}
    at = 0
    while at < len(numbers):
        block = left.pop(numbers[at], None)
        if block is None or numbers[at : at + len(block)] != block[: len(numbers) - at]:
            return False
        at += len(block)
    return True


def _starts_only(steps: list[Step], records: list[Record]) -> bool:
    """Whether blocks are shuffled; by chance an epoch may have them in order, but not several of many blocks."""
    found = [epoch for epoch in epochs(steps, records) if epoch.shuffle]
    wrong = [epoch for epoch in found if not epoch.fine]
    orders = math.prod(math.factorial(len(epoch.blocks)) for epoch in found)
    never = orders > RARE and all(_is_unshuffled(epoch) for epoch in found)
    return bool(wrong) and all(map(_blocks_like, wrong)) and not never


def _members_only(epoch: Epoch) -> bool:
    blocks = [sorted(batch) for batch in epoch.samples]
    within = epoch.shuffle and epoch.paired and epoch.once_each and blocks == epoch.blocks[: len(blocks)]
    return within and (epoch.size < CHANCE or epoch.samples != blocks)


def _ones_own(epoch: Epoch) -> bool:
    """Whether all is right but the order of a shuffled epoch."""
    another = epoch.shuffle and epoch.paired and epoch.once_each and epoch.samples != epoch.asked
    if len(epoch.X) < MANY:
        return another
    return another and not _is_unshuffled(epoch) and not _blocks_like(epoch) and not _members_only(epoch)


def _own_orders(steps: list[Step], records: list[Record]) -> list[str]:
    """Return the orders of all shuffled epochs where some are wrong, and only in their order; else nothing."""
    found = [epoch for epoch in epochs(steps, records) if epoch.shuffle]
    wrong = [epoch for epoch in found if not epoch.fine]
    return [str(epoch.samples) for epoch in found] if wrong and all(map(_ones_own, wrong)) else []


def _repeated(steps: list[Step], records: list[Record]) -> bool:
    """Whether epochs of the same data have the same order, and not the one asked for."""
    orders = _own_orders(steps, records)
    same_data = len({epoch.X.shape for epoch in epochs(steps, records)}) == 1
    return bool(orders) and (not same_data or len(set(orders)) == 1)


def _another_order(steps: list[Step], records: list[Record]) -> bool:
    orders = _own_orders(steps, records)
    return bool(orders) and len(set(orders)) == len(orders) and not _drawn_twice(steps, records)


def _drawn_twice(steps: list[Step], records: list[Record]) -> bool:
    """Whether batches and generator are those of an answer that draws two permutations in each shuffled epoch."""
    right = LocalPlayer({"iterate_minibatches": iterate_minibatches}).play(steps)
    for order in (_first_of_two, _second_of_two):
        known = LocalPlayer({"iterate_minibatches": _way(order=order)}).play(steps)
        pairs = zip(steps, records, known, right, strict=False)
        seen = [(given, like, asked) for step, given, like, asked in pairs if isinstance(step, Take | Method)]
        if all(_equal(given, like) for given, like, _ in seen) and any(not _equal(g, asked) for g, _, asked in seen):
            return True
    return False


def _equal(given: Record, other: Record) -> bool:
    return given.kind == other.kind == "value" and compare(given.value, other.value) is None


def _swapped(epoch: Epoch) -> bool:
    if not epoch.in_form:
        return False
    return all(
        Xb.shape == right_y.shape and np.array_equal(Xb, right_y) and np.array_equal(yb, right_X)
        for (Xb, yb), (right_X, right_y) in zip(epoch.given, epoch.right, strict=False)
    )


def _one_batch_alone(epoch: Epoch) -> bool:
    """Whether the pair of the first batch was returned instead of being yielded."""
    first = epoch.given
    if not isinstance(first, list) or len(first) != 2 or not all(isinstance(part, np.ndarray) for part in first):
        return False
    return bool(epoch.right) and all(
        part.shape == right.shape and np.array_equal(part, right)
        for part, right in zip(first, epoch.right[0], strict=True)
    )


def _never_ends(epoch: Epoch) -> bool:
    asked = epoch.asked
    return len(epoch.samples) > len(asked) + 1 and bool(asked) and epoch.samples[: len(asked)] == asked


BATCHES = (
    Misconception(
        "shuffled_apart",
        _way(labels=lambda order, rng: rng.permutation(len(order))),
        Text(
            "X and y are shuffled separately: samples come with the labels of others. One permutation belongs to both.",
            "X 和 y 各打乱各的：样本配上了别人的标签。两者要用同一个排列。",
        ),
        detect=shows(_parted),
    ),
    Misconception(
        "labels_stay",
        _way(labels=lambda order, rng: np.arange(len(order))),
        Text(
            "You shuffle X but not y: samples come with the labels of others. The permutation belongs to both.",
            "你打乱了 X，却没有打乱 y：样本配上了别人的标签。同一个排列也要用在 y 上。",
        ),
        detect=shows(_labels_stay),
    ),
    Misconception(
        "samples_stay",
        _way(order=lambda rng, m, size: np.arange(m), labels=lambda order, rng: rng.permutation(len(order))),
        Text(
            "You shuffle y but not X: samples come with the labels of others. The permutation belongs to both.",
            "你打乱了 y，却没有打乱 X：样本配上了别人的标签。同一个排列也要用在 X 上。",
        ),
        detect=shows(_samples_stay),
    ),
    Misconception(
        "last_batch_lost",
        _way(cut=lambda order, size, drop_last: _cut(order, size, True)),
        Text(
            "The last batch is lost: the samples that do not fill a batch come in a smaller one, unless `drop_last` is "
            "true.",
            "最后一个批量丢了：凑不满一个批量的样本，要放在一个较小的批量里，除非 `drop_last` 为真。",
        ),
        detect=shows(_last_lost),
    ),
    Misconception(
        "drop_last_ignored",
        _way(cut=lambda order, size, drop_last: _cut(order, size, False)),
        Text(
            "`drop_last` has no effect on your batches. When it is true, a batch that is not full is left out.",
            "`drop_last` 对你的批量没有作用。它为真时，不满的批量要去掉。",
        ),
        detect=shows(_drop_ignored),
    ),
    Misconception(
        "drop_last_inverted",
        _way(cut=lambda order, size, drop_last: _cut(order, size, not drop_last)),
        Text(
            "You leave out the batch that is not full when `drop_last` is false, and keep it when it is true. It is "
            "the other way round.",
            "`drop_last` 为假时你去掉了不满的批量，为真时反而留下了它。应当反过来。",
        ),
        detect=_drop_inverted,
    ),
    Misconception(
        "full_batch_dropped",
        _way(cut=_full_dropped),
        Text(
            "With `drop_last` you always leave out the last batch, even a full one.",
            "`drop_last` 为真时，你总是去掉最后一个批量，哪怕它是满的。",
        ),
        detect=shows(_full_lost),
    ),
    Misconception(
        "empty_batch",
        _way(
            cut=lambda order, size, drop_last: (
                _cut(order, size, True)
                if drop_last
                else [order[at * size : (at + 1) * size] for at in range(len(order) // size + 1)]
            )
        ),
        Text(
            "When the samples fill all batches, yours end with an empty one. How many steps has an epoch then?",
            "样本刚好装满所有批量时，你的末尾多了一个空批量。这时一轮有几步？",
        ),
        detect=shows(_empty_at_the_end),
    ),
    Misconception(
        "filled_up",
        _way(cut=_filled_up),
        Text(
            "You fill the last batch up with samples that have already been used. It may be smaller.",
            "你用已经出现过的样本补满了最后一个批量。它可以小一些。",
        ),
        detect=shows(_is_filled_up),
    ),
    Misconception(
        "split_evenly",
        _way(cut=_even_parts),
        Text(
            "You cut the samples into parts as equal as possible. We ask for batches of `batch_size`, and what is left "
            "over for the last one.",
            "你把样本尽量平均地分成了几份。题目要的是每批 `batch_size` 个，剩下的归最后一个批量。",
        ),
        detect=shows(_is_even),
    ),
    Misconception(
        "size_for_count",
        _way(cut=lambda order, size, drop_last: np.array_split(order, size)),
        Text(
            "You make `batch_size` batches. It says how many samples a batch holds, not how many batches there are.",
            "你分出了 `batch_size` 个批量。它说的是一个批量有多少个样本，不是有多少个批量。",
        ),
        detect=shows(_is_a_count),
    ),
    Misconception(
        "with_replacement",
        _way(order=_only_drawn_dice),
        Text(
            "You draw the samples with replacement: some come twice in an epoch, others not at all. "
            "In an epoch every sample comes once.",
            "你用了有放回抽样：一轮里有的样本出现两次，有的一次也没有。一轮里每个样本只出现一次。",
        ),
        detect=shows(_drawn_with_replacement),
    ),
    Misconception(
        "not_shuffled",
        _way(order=lambda rng, m, size: np.arange(m)),
        Text(
            "The samples come in their own order although `shuffle` is true.",
            "`shuffle` 为真，样本却仍然按原来的次序出现。",
        ),
        detect=shows(_is_unshuffled),
    ),
    Misconception(
        "always_shuffled",
        _way(still=lambda rng, m: rng.permutation(m)),
        Text(
            "You shuffle although `shuffle` is false. Then the samples keep their order, and rng may be None.",
            "`shuffle` 为假时你也打乱了。这时样本应当保持原来的次序，rng 也可以是 None。",
        ),
        detect=shows(_is_always_shuffled),
    ),
    Misconception(
        "only_starts_shuffled",
        _blocks_drawn,
        Text(
            "You shuffle the batches, not the samples: the same neighbours stay together in every epoch.",
            "你打乱的是批量，不是样本：每一轮里，同一批邻居总在一起。",
        ),
        detect=_starts_only,
    ),
    Misconception(
        "only_members_shuffled",
        _way(order=_members),
        Text(
            "You shuffle within each batch only: the first batch holds the first samples in every epoch.",
            "你只在每个批量内部打乱：每一轮的第一个批量，总是最前面的那些样本。",
        ),
        detect=shows(_members_only),
    ),
    Misconception(
        "same_every_epoch",
        _way(order=lambda rng, m, size: np.random.default_rng(0).permutation(m)),
        Text(
            "Every epoch has the same order, because you make a generator of your own each time. "
            "Draw from the rng that you are given.",
            "每一轮的次序都一样，因为你每次都新建了一个生成器。应当用传进来的 rng 去抽。",
        ),
        detect=_repeated,
    ),
    Misconception(
        "global_state",
        _way(order=_global_state),
        Text(
            "You draw from NumPy's global state (`np.random`). Draw from the rng that you are given: "
            "only then can an epoch be repeated.",
            "你用了 NumPy 的全局随机状态（`np.random`）。应当用传进来的 rng 去抽：这样一轮才能重现。",
        ),
    ),
    Misconception(
        "another_order",
        _way(order=lambda rng, m, size: rng.permutation(m)[::-1]),
        Text(
            "Every sample comes once and with its label, but in another order than asked: "
            "it is that of one `rng.permutation(m)` in each call.",
            "每个样本都出现一次，标签也对，但次序与要求的不同：应当是每次调用时一次 `rng.permutation(m)` 给出的次序。",
        ),
        detect=_another_order,
    ),
    Misconception(
        "drawn_twice",
        _way(order=_second_of_two),
        Text(
            "You draw more than one permutation in a call. Draw exactly one when shuffling: each further draw moves "
            "rng on, and the next epoch has another order than asked.",
            "一次调用里，你抽了不止一次排列。打乱时应当只抽一次：每多抽一次，rng 就往前走一步，"
            "下一轮的次序就与要求的不同了。",
        ),
        detect=_drawn_twice,
    ),
    Misconception(
        "swapped",
        _way(pair=lambda X, y: (y, X)),
        Text(
            "The two parts of each pair are swapped: first the samples, then their labels.",
            "每一对的次序反了：先是样本，再是标签。",
        ),
        detect=shows(_swapped),
    ),
    Misconception(
        "first_batch_alone",
        _way(last=lambda batches: batches[0] if batches else ()),
        Text(
            "Your function ends after the first batch: `return` inside the loop leaves it. All batches are asked, "
            "one after the other.",
            "你的函数在第一个批量之后就结束了：循环里的 `return` 会跳出去。题目要的是所有批量，一个接一个。",
        ),
        detect=shows(_one_batch_alone),
    ),
    Misconception(
        "never_ends",
        _way(last=_again_and_again),
        Text(
            "It goes on after the last sample. One call is one epoch: every sample once, then the end.",
            "所有样本都出现以后，它还在继续。一次调用就是一轮：每个样本一次，然后结束。",
        ),
        detect=shows(_never_ends),
    ),
    Misconception(
        "views",
        _views,
        Text(
            "Without shuffling you hand out slices of X and y themselves: whoever writes into a batch changes the "
            "data. Hand out copies.",
            "不打乱时，你交出的是 X 和 y 自己的切片：改动批量，就改动了数据。应当交出副本。",
        ),
    ),
    Misconception(
        "in_place",
        _in_place,
        Text(
            "After your epoch the caller's X and y are in another order. Shuffle the numbers of the samples, "
            "not the data.",
            "你这一轮以后，调用者的 X 和 y 次序变了。要打乱的是样本的编号，不是数据本身。",
        ),
    ),
    Misconception(
        "late",
        _late,
        Text(
            "Your errors come too late. A function with `yield` in it runs only when the first batch is asked for. "
            "Check in an ordinary function, and let that return an inner generator.",
            "你抛出错误太晚了。函数里有 `yield`，就要等到取第一个批量时才开始运行。"
            "应当在一个普通的函数里检查，再由它返回内层的生成器。",
        ),
    ),
    Misconception(
        "unchecked",
        _unchecked,
        Text(
            "Arguments without an answer are not refused: X and y of different lengths, a batch size that is not "
            "positive, shuffling without a generator. Each is a `ValueError`, before the first batch.",
            "得不出答案的参数没有拦住：X 与 y 的样本数不同、批量大小不是正数、要打乱却没有生成器。"
            "都应当在第一个批量之前抛出 `ValueError`。",
        ),
    ),
)
