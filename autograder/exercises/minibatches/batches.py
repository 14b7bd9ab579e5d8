"""The data cut into mini-batches, samples and labels together."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np

from autograder.checking.cases import Case, Exercise, Group, Script
from autograder.exercises.kit import LAYOUT, NO_SAMPLES, STAYS, twice
from autograder.exercises.minibatches import hints, wrong_batches
from autograder.exercises.minibatches.numbers import BAD_SIZE
from autograder.exercises.minibatches.order import as_asked
from autograder.sandbox.steps import Call, Look, Make, MakeGenerator, Method, Ref, SeedGlobal, Step, Take, Write
from deeplearn_ref import minibatch as ref
from lessonkit.language import Text

MANY = 40
"""More batches than any case asks for: an epoch that never ends is cut off here."""
RNG = Ref("rng")


def _seen(name: str, purpose: Text, public: Script, hidden: Script, *, weight: float, group: Group) -> Sequence[Case]:
    """Return a public case and its hidden sibling, both judged sample by sample."""
    return (
        Case(name, purpose, public, weight, group, True, partial(as_asked, public=True)),
        Case(f"{name}_again", purpose, hidden, weight, group, False, partial(as_asked, public=False)),
    )


def _data(m: int, *shape: int, start: int = 0) -> tuple[Any, Any]:
    """Return m different samples of this shape, and y ``(m, 1)``, a function of each sample."""
    X = np.arange(start, start + m * int(np.prod(shape)), dtype=np.float64).reshape(m, *shape) / 4.0
    return X, 100.0 + X.reshape(m, int(np.prod(shape)))[:, :1]


def _drawn(rng: np.random.Generator, m: int, n: int = 3) -> tuple[Any, Any]:
    """Draw m samples; no two labels are equal."""
    return rng.normal(size=(m, n)), rng.permutation(m)[:, None] / 8.0 - 0.5


def _epoch(data: tuple[Any, Any], size: int, rng: Ref | None = RNG, into: str = "result", **others: Any) -> list[Step]:
    """Return a call and all its batches."""
    given = {} if rng is None else {"rng": rng}
    return [
        Call("iterate_minibatches", (*data, size), {**given, **others}, into),
        Take(Ref(into), MANY, f"{into}_batches"),
    ]


def _shuffled(data: tuple[Any, Any], size: int, seed: int, n_epochs: int = 1, **others: Any) -> list[Step]:
    """Return epochs that share one generator; the global state is set too, so that who draws from it is known."""
    steps: list[Step] = [SeedGlobal(seed), MakeGenerator("rng", seed)]
    for number in range(n_epochs):
        steps += _epoch(data, size, into=f"epoch_{number}", **others)
    return steps


def _seed(rng: np.random.Generator) -> int:
    return int(rng.integers(1, 10**6))


def _where_the_generator_is(*steps: Step) -> list[Step]:
    """Return the steps, and a look at the generator's next number."""
    return [*steps, Method("rng", "integers", (10**6,), into="next")]


def _kept(data: tuple[Any, Any], size: int, **others: Any) -> list[Step]:
    """Return an epoch of unshuffled batches that are then written into, then one of shuffled ones."""
    looks: list[Step] = [Look(Ref("X")), Look(Ref("y"))]
    table = (Ref("X"), Ref("y"))
    return [
        Make("X", data[0]),
        Make("y", data[1]),
        *_epoch(table, size, None, "plain", shuffle=False, **others),
        *looks,
        Write(Ref("plain_batches", (0, 0)), 9.0),
        Write(Ref("plain_batches", (0, 1)), 9.0),
        *looks,
        SeedGlobal(5),
        MakeGenerator("rng", 5),
        *_epoch(table, size, into="mixed", **others),
        *looks,
    ]


def _layouts(data: tuple[Any, Any], size: int) -> list[Step]:
    steps: list[Step] = [SeedGlobal(21), MakeGenerator("rng", 21)]
    for layout in ("strided", "readonly"):
        X, y = f"X_{layout}", f"y_{layout}"
        steps += [Make(X, data[0], layout), Make(y, data[1], layout)]
        steps += _epoch((Ref(X), Ref(y)), size, into=layout)
        steps += _epoch((Ref(X), Ref(y)), size, None, f"{layout}_plain", shuffle=False)
    return steps


def _refused(data: tuple[Any, Any], *sizes: int, **others: Any) -> list[Step]:
    """Return calls that must fail at once; what comes of them is taken only to see who fails late."""
    steps: list[Step] = []
    for number, size in enumerate(sizes):
        steps += _epoch(data, size, None, f"refused_{number}", **others)
    return steps


def _images(rng: np.random.Generator, m: int) -> tuple[Any, Any]:
    return rng.integers(0, 256, (m, 3, 2)).astype(np.uint8), rng.permutation(m)


BATCHES = Exercise(
    id="iterate_minibatches",
    alias="L09-E2",
    points=5,
    reference=(ref.iterate_minibatches,),
    needs=(ref.steps_per_epoch,),
    signature="iterate_minibatches(X, y, batch_size, rng=None, shuffle=True, drop_last=False)",
    cases=(
        *_seen(
            "in_order",
            Text("`shuffle=False`: the samples as they come", "`shuffle=False`：样本保持原来的次序"),
            lambda rng: _epoch(_data(7, 2), 3, None, shuffle=False),
            lambda rng: _epoch(_drawn(rng, 11), 4, None, shuffle=False),
            weight=1.5,
            group=Group.VALUE,
        ),
        *_seen(
            "shuffled",
            Text("shuffled, the last batch is not full", "打乱次序，最后一个批量不满"),
            lambda rng: _shuffled(_data(10, 2), 4, 11),
            lambda rng: _shuffled(_drawn(rng, 11), 3, _seed(rng)),
            weight=2.0,
            group=Group.VALUE,
        ),
        *_seen(
            "two_epochs",
            Text("two epochs with one generator", "用同一个生成器的两轮"),
            lambda rng: _shuffled(_data(10, 2), 4, 12, n_epochs=2),
            lambda rng: _shuffled(_drawn(rng, 14), 4, _seed(rng), n_epochs=3),
            weight=1.5,
            group=Group.VALUE,
        ),
        *_seen(
            "even",
            Text("all batches are full", "每个批量都是满的"),
            lambda rng: _shuffled(_data(6, 2), 3, 13),
            lambda rng: _shuffled(_drawn(rng, 12, 2), 4, _seed(rng)),
            weight=0.75,
            group=Group.VALUE,
        ),
        *_seen(
            "drop_last",
            Text("`drop_last=True`: only batches that are full", "`drop_last=True`：只要满的批量"),
            lambda rng: [
                *_shuffled(_data(10, 2), 4, 14, drop_last=True),
                *_epoch(_data(6, 2), 3, into="full", drop_last=True),
            ],
            lambda rng: [
                *_shuffled(_drawn(rng, 11), 3, _seed(rng), drop_last=True),
                *_epoch(_drawn(rng, 12), 4, into="full", drop_last=True),
            ],
            weight=1.0,
            group=Group.VALUE,
        ),
        *_seen(
            "one_batch",
            Text("fewer samples than one batch holds", "样本比一个批量还少"),
            lambda rng: [*_shuffled(_data(5, 2), 8, 15), *_epoch(_data(5, 2), 8, into="nothing", drop_last=True)],
            lambda rng: [
                *_shuffled(_drawn(rng, 6), 50, _seed(rng)),
                *_epoch(_drawn(rng, 3), 8, into="nothing", drop_last=True),
                *_epoch(_drawn(rng, 7), 7, None, "all", shuffle=False),
            ],
            weight=0.75,
            group=Group.EDGE,
        ),
        *_seen(
            "one_each",
            Text("batches of one sample, and a single sample", "每个批量一个样本，以及总共只有一个样本"),
            lambda rng: [*_shuffled(_data(5, 2), 1, 16), *_epoch(_data(1, 3), 4, into="single")],
            lambda rng: [*_shuffled(_drawn(rng, 6), 1, _seed(rng)), *_epoch(_drawn(rng, 1), 1, into="single")],
            weight=0.5,
            group=Group.SHAPE,
        ),
        *_seen(
            "images",
            Text("X holds images, y is 1-D", "X 是图像，y 是一维数组"),
            lambda rng: _shuffled(_images(np.random.default_rng(6), 5), 2, 17),
            lambda rng: _shuffled(_images(rng, 7), 3, _seed(rng)),
            weight=0.5,
            group=Group.SHAPE,
        ),
        *_seen(
            "types",
            Text("integers stay integers, float32 stays float32", "整数仍是整数，float32 仍是 float32"),
            lambda rng: _shuffled((np.arange(10).reshape(5, 2), np.arange(5.0, dtype=np.float32)[:, None]), 2, 18),
            lambda rng: _shuffled((rng.normal(size=(7, 2)).astype(np.float32), rng.permutation(7)[:, None]), 3, 19),
            weight=0.25,
            group=Group.EDGE,
        ),
        *_seen(
            "draws",
            Text(
                "the generator afterwards: no draw without shuffling, one permutation with it",
                "之后的生成器：不打乱就不抽，打乱就只抽一次排列",
            ),
            lambda rng: [
                *_where_the_generator_is(
                    SeedGlobal(9), MakeGenerator("rng", 9), *_epoch(_data(7, 2), 3, into="plain", shuffle=False)
                ),
                *_where_the_generator_is(*_epoch(_data(7, 2), 3, into="mixed")),
            ],
            lambda rng: [
                *_where_the_generator_is(
                    SeedGlobal(9),
                    MakeGenerator("rng", _seed(rng)),
                    *_epoch(_drawn(rng, 9), 4, into="plain", shuffle=False),
                ),
                *_where_the_generator_is(*_epoch(_drawn(rng, 9), 4, into="mixed")),
            ],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _kept(_data(5, 2), 2),
            lambda rng: _kept(_drawn(rng, 8), 3, drop_last=True),
            weight=1.5,
            group=Group.PURITY,
        ),
        *_seen(
            "layout",
            LAYOUT,
            lambda rng: _layouts(_data(5, 2), 2),
            lambda rng: _layouts(_drawn(rng, 7), 3),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "no_samples",
            Text(f"{NO_SAMPLES.en}: no batch", f"{NO_SAMPLES.zh}：一个批量也没有"),
            lambda rng: [
                MakeGenerator("rng", 1),
                *_epoch(_data(0, 2), 3),
                *_epoch(_data(0, 2), 3, None, "plain", shuffle=False),
            ],
            lambda rng: [
                MakeGenerator("rng", 2),
                *_epoch(_data(0, 4), 1, drop_last=True),
                *_epoch(_data(0, 3, 2), 5, into="images"),
            ],
            weight=0.25,
            group=Group.EMPTY,
        ),
        *twice(
            "not_alike",
            Text(
                "X and y differ in the number of samples: `ValueError`, before the first batch",
                "X 与 y 的样本数不同：`ValueError`，在第一个批量之前",
            ),
            lambda rng: _refused((_data(5, 2)[0], _data(4, 2)[1]), 2, shuffle=False),
            lambda rng: _refused((_data(4, 2)[0], _data(6, 2)[1]), 3, 9, shuffle=False),
            weight=0.5,
            group=Group.ERROR,
        ),
        *twice(
            "bad_size",
            Text(f"{BAD_SIZE.en}, before the first batch", f"{BAD_SIZE.zh}，在第一个批量之前"),
            lambda rng: _refused(_data(5, 2), 0, -2, shuffle=False),
            lambda rng: _refused(_data(4, 3), -1, 0, shuffle=False, drop_last=True),
            weight=0.5,
            group=Group.ERROR,
        ),
        *twice(
            "no_generator",
            Text(
                "shuffling without a generator: `ValueError`, before the first batch",
                "要打乱却没有生成器：`ValueError`，在第一个批量之前",
            ),
            lambda rng: _refused(_data(5, 2), 2),
            lambda rng: _refused(_data(6, 3), 4, 9, drop_last=True),
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_batches.BATCHES,
    hints=hints.BATCHES,
)
