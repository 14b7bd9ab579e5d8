"""What an epoch of mini-batches holds, sample by sample: whether it is what was asked, and if not, what happened.

Every case has rows of X, and rows of y, that are all different, so that each tells which sample it is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from autograder.checking import display
from autograder.checking.calls import call_text
from autograder.checking.cases import Detector
from autograder.checking.compare import compare
from autograder.checking.findings import Finding
from autograder.checking.verdicts import Verdict
from autograder.messages import say
from autograder.sandbox.script import LocalPlayer
from autograder.sandbox.steps import Call, Method, Record, Step, Take
from deeplearn_ref.minibatch import iterate_minibatches
from lessonkit.language import Text

Batches = list[list[int]]
STRANGER = -1
"""Stands for a row that is no sample's."""
MOST_ROWS = 10_000
"""Rows of an epoch that are looked at, more than any data here has: each one is looked up by itself."""


@dataclass(frozen=True)
class Epoch:
    """What one call was asked for, and what came of it.

    Parameters
    ----------
    given, right : object
        The batches of the answer (None where there is nothing to look at) and those of the reference.
    X, y : ndarray of shape (m, …)
        The data.
    size : int
        Samples in a batch.
    shuffle, drop_last : bool
        As in the call.
    error : str
        Name of the exception that the answer raised, else empty.
    """

    given: Any
    right: list[tuple[Any, Any]]
    X: Any
    y: Any
    size: int
    shuffle: bool
    drop_last: bool
    error: str

    @cached_property
    def fine(self) -> bool:
        """Whether these are exactly the batches asked for, types included."""
        return compare(self.given, self.right) is None

    @property
    def in_form(self) -> bool:
        """Whether there is a list of pairs of arrays, of a size that can be looked at."""
        pairs = isinstance(self.given, list) and all(isinstance(b, tuple | list) and len(b) == 2 for b in self.given)
        parts = [part for batch in self.given for part in batch] if pairs else []
        arrays = all(isinstance(part, np.ndarray) and part.ndim > 0 for part in parts)
        return pairs and arrays and sum(map(len, parts)) <= MOST_ROWS

    @cached_property
    def asked(self) -> Batches:
        """The samples of each batch that is asked for."""
        return [_numbers(Xb, self.X) for Xb, _ in self.right]

    @cached_property
    def samples(self) -> Batches:
        """The samples whose rows of X stand in each batch; nothing where the form is another."""
        return [_numbers(Xb, self.X) for Xb, _ in self.given] if self.in_form else []

    @cached_property
    def labels(self) -> Batches:
        """The samples whose labels stand in each batch; nothing where the form is another."""
        return [_numbers(yb, self.y) for _, yb in self.given] if self.in_form else []

    @property
    def typed(self) -> bool:
        """Whether the batches have the types of the data: else that is what is wrong, not the samples."""
        return self.in_form and all(Xb.dtype == self.X.dtype and yb.dtype == self.y.dtype for Xb, yb in self.given)

    @property
    def paired(self) -> bool:
        """Whether each row of X comes with its own label."""
        return self.typed and self.samples == self.labels and STRANGER not in flat(self.samples)

    @property
    def full_and_rest(self) -> bool:
        """Whether the batches have the sizes asked for."""
        return self.in_form and [len(b) for b in self.samples] == [len(b) for b in self.asked]

    @property
    def once_each(self) -> bool:
        """Whether the batches have their sizes and no sample comes twice, labels aside."""
        return self.typed and self.full_and_rest and _all_different(self.samples)

    @property
    def blocks(self) -> Batches:
        """The batches of samples that nobody shuffled."""
        return [list(range(at, min(at + self.size, len(self.X)))) for at in range(0, len(self.X), self.size)]


def flat(batches: Batches) -> list[int]:
    """Return the samples of all batches, one after the other."""
    return [number for batch in batches for number in batch]


def _all_different(batches: Batches) -> bool:
    numbers = flat(batches)
    return STRANGER not in numbers and len(set(numbers)) == len(numbers)


def _numbers(rows: Any, data: Any) -> list[int]:
    """Return for each row of an array which sample it is."""
    if rows.shape[1:] != data.shape[1:] or rows.dtype.kind not in "biuf":
        return [STRANGER] * len(rows)
    known = {tuple(np.ravel(row).tolist()): at for at, row in enumerate(data)}
    return [known.get(tuple(np.ravel(row).tolist()), STRANGER) for row in rows]


_KNOWN: dict[tuple[int, ...], tuple[list[Any], list[Epoch]]] = {}
"""The scripts looked at last, with their epochs: many detectors ask for the same ones."""


def epochs(steps: Sequence[Step], records: Sequence[Record]) -> list[Epoch]:
    """Return the epochs of a script: every call, with what was then taken of it."""
    held = [*steps, *records]
    key = tuple(map(id, held))
    if key not in _KNOWN:
        if len(_KNOWN) > 99:
            _KNOWN.clear()
        _KNOWN[key] = held, _epochs(steps, records)  # what is held keeps its id
    return _KNOWN[key][1]


def _epochs(steps: Sequence[Step], records: Sequence[Record]) -> list[Epoch]:
    right = LocalPlayer({"iterate_minibatches": iterate_minibatches}).play(steps)
    found: list[Epoch] = []
    arguments: dict[str, Any] = {}
    error = ""
    for step, given, asked in zip(steps, records, right, strict=False):
        if isinstance(step, Call):
            arguments = display.arguments(step, steps, iterate_minibatches)
            error = given.exception[0] if given.kind == "exception" else ""
        elif isinstance(step, Take):
            if given.kind == "exception":
                error = error or given.exception[0]
            found.append(
                Epoch(
                    given.value if given.kind == "value" else None,
                    asked.value,
                    arguments["X"],
                    arguments["y"],
                    int(arguments["batch_size"]),
                    bool(arguments["shuffle"]),
                    bool(arguments["drop_last"]),
                    error,
                )
            )
    return found


def shows(mistake: Callable[[Epoch], bool]) -> Detector:
    """Return the detector of a mistake that some epoch shows, all others being right."""

    def detect(steps: list[Step], records: list[Record]) -> bool:
        wrong = [epoch for epoch in epochs(steps, records) if not epoch.fine]
        return bool(wrong) and all(mistake(epoch) for epoch in wrong)

    return detect


def as_asked(steps: list[Step], records: list[Record], *, public: bool) -> float | Finding:
    """Judge every epoch of a script, and what was asked of the generator afterwards.

    A public case shows the call; of a hidden one only the samples' numbers are told.
    """
    calls = [step for step in steps if isinstance(step, Call)]
    for epoch, call in zip(epochs(steps, records), calls, strict=False):
        if not epoch.fine:
            tried = (say("why.call", call=call_text(call, steps)),) if public else ()
            verdict, told = _told(epoch, public)
            return Finding(verdict, (told,), tried=tried)
    if not any(isinstance(step, Method) for step in steps):
        return 1.0
    right = LocalPlayer({"iterate_minibatches": iterate_minibatches}).play(steps)
    for step, given, asked in zip(steps, records, right, strict=False):
        if isinstance(step, Method) and compare(given.value, asked.value) is not None:
            return Finding(Verdict.WRONG_VALUE, (DRAWS,))
    return 1.0


DRAWS = Text(
    "The batches are right, but rng is not where it should be afterwards: one permutation when shuffling, "
    "no draw at all without.",
    "各个批量是对的，但之后 rng 的状态不对：打乱时只抽一次排列，不打乱时一次也不抽。",
)


def _told(epoch: Epoch, public: bool) -> tuple[Verdict, Text]:
    """Return what is wrong with an epoch, the plainest thing first."""
    if not epoch.in_form:
        return Verdict.WRONG_TYPE, Text(
            "Each batch is a pair of arrays: some rows of X, and their labels.",
            "每个批量是一对数组：X 的若干行（row），以及它们的标签。",
        )
    sizes, asked = [len(batch) for batch in epoch.samples], [len(batch) for batch in epoch.asked]
    if sizes != asked:
        return Verdict.WRONG_VALUE, Text(
            f"Your batches hold {_listed(sizes)} samples; asked are {_listed(asked)}.",
            f"你的各个批量依次有 {_listed(sizes)} 个样本；应当是 {_listed(asked)} 个。",
        )
    if [len(batch) for batch in epoch.labels] != asked:
        return Verdict.WRONG_VALUE, Text(
            "A batch holds another number of labels than of samples.",
            "有的批量里，标签的个数与样本的个数不同。",
        )
    for (Xb, yb), (right_X, right_y) in zip(epoch.given, epoch.right, strict=True):
        for part, right in ((Xb, right_X), (yb, right_y)):
            if part.shape != right.shape:
                return Verdict.WRONG_SHAPE, say("why.shape", actual=part.shape, expected=right.shape)
            if part.dtype != right.dtype:
                return Verdict.WRONG_DTYPE, say("why.dtype", actual=part.dtype.name, expected=right.dtype.name)
    return Verdict.WRONG_VALUE, _told_of_samples(epoch, public)


def _told_of_samples(epoch: Epoch, public: bool) -> Text:
    if STRANGER in flat(epoch.samples) + flat(epoch.labels):
        return Text("A batch holds a row that is not a row of the data.", "批量里有一行（row）不是数据里的。")
    if epoch.samples != epoch.labels:
        x, y = next((x, y) for x, y in zip(flat(epoch.samples), flat(epoch.labels), strict=True) if x != y)
        return Text(
            f"Sample {x} comes with the label of sample {y} (counted from 0).",
            f"{x} 号样本配上了 {y} 号样本的标签（从 0 数起）。",
        )
    if not _all_different(epoch.samples):
        numbers = flat(epoch.samples)
        twice = next(number for number in numbers if numbers.count(number) > 1)
        return Text(
            f"Sample {twice} (counted from 0) comes more than once in the epoch, so another one is missing.",
            f"{twice} 号样本（从 0 数起）在一轮里不止出现一次，所以有别的样本漏掉了。",
        )
    if not public:
        return Text(
            "Every sample comes once and with its label, but in another order than asked.",
            "每个样本都出现一次，标签也对，但次序与要求的不同。",
        )
    return Text(
        f"The samples come in the order {flat(epoch.samples)}; asked is {flat(epoch.asked)}.",
        f"样本的次序是 {flat(epoch.samples)}；应当是 {flat(epoch.asked)}。",
    )


def _listed(sizes: list[int]) -> str:
    """Return sizes in one line; none is 0, many are cut off."""
    shown = ", ".join(map(str, sizes[:12])) or "0"
    return f"{shown}, …" if len(sizes) > 12 else shown
