"""Lesson 13: classifiers whose randomness comes from elsewhere, and the sentence that names each mistake."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from autograder.exercises.capstone.variant import Variant
from autograder.sandbox.steps import Call, Look, LookGlobal, Record, Step
from deeplearn_ref.initializers import init_params
from lessonkit.language import Text


class _Global:
    """The functions of `np.random` that the reference needs of a generator: they share one global state."""

    normal = staticmethod(np.random.normal)
    permutation = staticmethod(np.random.permutation)
    random = staticmethod(np.random.random_sample)


_SHARED: dict[str, Any] = {}


def _one_for_all(seed: int) -> Any:
    """Return the generator that was made last: all classifiers draw from it."""
    _SHARED["rng"] = np.random.default_rng(seed)
    return _SHARED


def seeded(start: Callable[[int], Any], later: Callable[[Any], Any] = lambda rng: rng) -> type:
    """Return a classifier with another source of randomness.

    Parameters
    ----------
    start : callable
        From the seed to the generator that draws the weights.
    later : callable
        From that generator to the one that `fit` uses.
    """

    class Mistaken(Variant):
        def made(self) -> None:
            self._rng = start(self.seed)
            drawing = self._rng["rng"] if isinstance(self._rng, dict) else self._rng
            self.params = init_params(self.layer_sizes, drawing, "he")

        def fit(self, X: Any, labels: Any, X_val: Any, labels_val: Any) -> Any:
            self._rng = self._rng["rng"] if isinstance(self._rng, dict) else later(self._rng)
            return super().fit(X, labels, X_val, labels_val)

    return Mistaken


def _globally_seeded(seed: int) -> Any:
    np.random.seed(seed)  # noqa: NPY002 - the mistake
    return _Global()


def global_moved(steps: list[Step], records: list[Record]) -> bool:
    """Whether the next number of the global generator is another one after training than before.

    As texts: an answer that gets at the grader's own names can have it record something else than numbers.
    """
    numbers = [repr(record.value) for step, record in zip(steps, records, strict=False) if isinstance(step, LookGlobal)]
    return numbers[::2] != numbers[1::2]


@dataclass(frozen=True)
class _Run:
    """What was seen of one classifier: its seed, its first weights, its last."""

    seed: int
    first: str
    last: str


def _runs(steps: list[Step], records: list[Record]) -> list[_Run]:
    seeds = {step.into: step.kwargs["seed"] for step in steps if isinstance(step, Call)}
    seen: dict[str, list[str]] = {}
    for step, record in zip(steps, records, strict=False):
        if isinstance(step, Look):
            seen.setdefault(step.target.name, []).append(_bits(record.value))
    return [_Run(seeds[name], found[0], found[-1]) for name, found in seen.items()]


def _bits(params: Any) -> str:
    """Return a text that tells two lists of parameters apart down to the last bit."""
    if isinstance(params, list):
        return "[" + ",".join(map(_bits, params)) + "]"
    if isinstance(params, dict):
        return "{" + ",".join(f"{key}:{_bits(value)}" for key, value in params.items()) + "}"
    return params.tobytes().hex() if isinstance(params, np.ndarray) else repr(params)


def _pairs(steps: list[Step], records: list[Record], *, one_seed: bool) -> list[tuple[_Run, _Run]]:
    pairs = combinations(_runs(steps, records), 2)
    return [(one, other) for one, other in pairs if (one.seed == other.seed) is one_seed]


def _fixed(steps: list[Step], records: list[Record]) -> bool:
    """Whether classifiers of different seeds begin alike."""
    return any(one.first == other.first for one, other in _pairs(steps, records, one_seed=False))


def _unseeded(steps: list[Step], records: list[Record]) -> bool:
    """Whether classifiers of one seed begin differently, though the global state stays."""
    apart = any(one.first != other.first for one, other in _pairs(steps, records, one_seed=True))
    return apart and not global_moved(steps, records)


def _unseeded_training(steps: list[Step], records: list[Record]) -> bool:
    """Whether two classifiers of one seed begin alike and end differently, though nothing came between them."""
    pairs = _pairs(steps, records, one_seed=True)[:1]
    apart = any(one.first == other.first and one.last != other.last for one, other in pairs)
    return apart and not global_moved(steps, records)


def _disturbed(steps: list[Step], records: list[Record]) -> bool:
    """Whether two classifiers of one seed end alike one after the other, and a third does not beside another."""
    runs = _runs(steps, records)
    if len(runs) != 3 or not any(step.into == "second" for step in steps if isinstance(step, Call)):
        return False
    alike = runs[0] == runs[1] and runs[0].first == runs[2].first
    return alike and runs[1].last != runs[2].last and not global_moved(steps, records)


DETERMINISM = (
    Misconception(
        "global_state",
        seeded(_globally_seeded),
        Text(
            "The numbers come from the functions of `np.random`, which share one state with the whole program: "
            "whoever "
            "else draws from it changes your result, and you change theirs. Draw from a generator of the object's "
            "own.",
            "随机数来自 `np.random` 的函数，它们与整个程序共用一个状态：别处抽一次数，你的结果就变了；你抽数，"
            "也会影响别处。"
            "应当从对象自己的生成器里抽。",
        ),
        global_moved,
    ),
    Misconception(
        "seed_fixed",
        seeded(lambda seed: np.random.default_rng(0)),
        Text(
            "The seed is fixed inside the class: the argument `seed` has no effect.",
            "种子在类里面写死了：参数 `seed` 没有起作用。",
        ),
        _fixed,
    ),
    Misconception(
        "unseeded",
        seeded(lambda seed: np.random.default_rng()),
        Text(
            "The generator that draws the weights does not know the seed: each new classifier begins differently.",
            "抽取权重的生成器没有用到种子：每个新建的分类器都从不同的权重开始。",
        ),
        _unseeded,
    ),
    Misconception(
        "unseeded_training",
        seeded(np.random.default_rng, lambda rng: np.random.default_rng()),
        Text(
            "The first weights follow the seed, but training draws from a generator that does not: order and masks "
            "are different each time.",
            "初始权重取决于种子，可是训练用的生成器与种子无关：每次的顺序和掩码都不同。",
        ),
        _unseeded_training,
    ),
    Misconception(
        "shared_generator",
        seeded(_one_for_all),
        Text(
            "All classifiers draw from one generator, that of the class or of the notebook: a second one takes "
            "away the "
            "numbers of the first. Keep it in `self`.",
            "所有分类器都从同一个生成器抽数，它属于类或者整个笔记本：第二个分类器会抽走第一个的数。"
            "应当把它存在 `self` 里。",
        ),
        _disturbed,
    ),
)
