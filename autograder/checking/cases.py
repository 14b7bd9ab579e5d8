"""What an exercise is: its cases, its catalogued misconceptions, its points. Plain frozen data."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Union

import numpy as np

from autograder.sandbox.limits import Limits
from autograder.sandbox.steps import Record, Step
from lessonkit.language import Text

if TYPE_CHECKING:
    from autograder.checking.findings import Finding

Script = Callable[[np.random.Generator], list[Step]]
Property = Callable[[list[Step], list[Record]], Union[float, "Finding"]]
Detector = Callable[[list[Step], list[Record]], bool]


class Group(StrEnum):
    """What a case is about, so that partial credit can say what it is for."""

    SHAPE = "shape"
    VALUE = "value"
    EDGE = "edge"
    STABILITY = "stability"
    PURITY = "purity"
    STYLE = "style"
    """No Python loop over samples."""
    EMPTY = "empty"
    ERROR = "error"

    @property
    def counts_alone(self) -> bool:
        """Whether points for it are given even if no value case passes."""
        return self not in (Group.EMPTY, Group.ERROR, Group.STYLE)


@dataclass(frozen=True)
class Tolerance:
    """How near a number must be to the expected one: ``|a - e| <= atol + rtol * |e|``."""

    rtol: float = 1e-7
    atol: float = 1e-10


@dataclass(frozen=True, eq=False)
class Case:
    """One thing that is tried: a script of steps and how its records are judged.

    Parameters
    ----------
    name : str
        Short name in snake_case, unique in the exercise.
    purpose : Text
        What is tried, as the student reads it: "a batch of one". It describes hidden inputs.
    script : callable
        ``script(rng)`` returns the steps; all random inputs come from `rng`.
    weight : float
        Share of the points, relative to the other cases of the exercise. 0 is advice.
    group : Group
        What the case is about.
    public : bool
        Public cases run in `check` and may show their inputs; the others run only in grading.
    property : callable, optional
        ``property(steps, records)`` returns a share from 0 to 1, or a `Finding` (its verdict, its sentences, its
        share of the points); without it the records must equal those of the reference.
    failed : Text, optional
        What to say when the property is not met.
    compared : tuple of str
        Names of the objects whose records must equal the reference's; by default all.
    shown : callable, optional
        ``shown(steps)`` returns records like those of the reference, for a property that looks at none of their
        values, where playing the reference takes too long.
    """

    name: str
    purpose: Text
    script: Script
    weight: float = 1.0
    group: Group = Group.VALUE
    public: bool = False
    property: Property | None = None
    failed: Text | None = None
    tolerance: Tolerance | None = None
    compared: tuple[str, ...] = ()
    shown: Callable[[Sequence[Step]], list[Record]] | None = None


@dataclass(frozen=True)
class Misconception:
    """A wrong variant of the reference that students write, and the sentence that names it.

    Parameters
    ----------
    name : str
        Short name in snake_case; it stands in the JSON.
    variant : callable or tuple of callables
        The wrong function (or functions) with the asked signature. Its ``__name__`` does not matter for one
        asked function; for several the functions are matched by name.
    sentence : Text
        What went wrong and where to look; never the answer's code.
    detect : callable, optional
        ``detect(steps, records)`` tells whether an answer shows the mistake, for cases that are judged by a
        property: there wrong answers differ from each other, so that comparing with one variant says little.
    """

    name: str
    variant: Callable[..., Any] | tuple[Callable[..., Any], ...]
    sentence: Text
    detect: Detector | None = None


@dataclass(frozen=True, eq=False)
class Exercise:
    """What is asked of a student in one solution cell.

    Parameters
    ----------
    id : str
        Name of the exercise; also the grade_id of its solution cell unless `cell` says otherwise.
    alias : str
        ``"L01-E1"``.
    points : float
        Points for passing every case.
    reference : tuple of callables
        The right answers; the asked names are their ``__name__``.
    signature : str
        The call as the specification shows it, ``"step(z)"``.
    cases : sequence of Case
        What is tried, in the order in which results are shown.
    misconceptions : tuple of Misconception
        Catalogued wrong answers.
    hints : tuple of Text
        From a nudge to a worked example with other numbers; never the code.
    needs : tuple of callables
        Course functions that the reference calls and the student may call by name.
    forbidden : tuple of str
        Dotted names an answer may not use, besides the modules that hold answers.
    float64 : bool
        Whether the contract names float64, so that a float32 array is a wrong dtype.
    methods : tuple of str
        Methods that are asked of a class: while all of them are the stub, the exercise is not attempted.
    brings : tuple of str
        Functions that the reference calls and that are never lent: the answer runs on the student's own.
    mutants_elsewhere : bool
        Whether another exercise has the same reference and kills its mutants; this one asks for one property of it.
    """

    id: str
    alias: str
    points: float
    reference: tuple[Callable[..., Any], ...]
    signature: str
    cases: Sequence[Case]
    misconceptions: tuple[Misconception, ...] = ()
    hints: tuple[Text, ...] = ()
    needs: tuple[Callable[..., Any], ...] = ()
    forbidden: tuple[str, ...] = ()
    tolerance: Tolerance = field(default_factory=Tolerance)
    limits: Limits = field(default_factory=Limits)
    cell: str = ""
    float64: bool = False
    methods: tuple[str, ...] = ()
    brings: tuple[str, ...] = ()
    mutants_elsewhere: bool = False

    @property
    def cell_id(self) -> str:
        """The grade_id of the solution cell."""
        return self.cell or self.id

    @property
    def check_id(self) -> str:
        """The grade_id of the check cell."""
        return f"check-{self.id}"

    @property
    def names(self) -> tuple[str, ...]:
        """The names asked of the student."""
        return tuple(function.__name__ for function in self.reference)

    @property
    def answers(self) -> dict[str, Any]:
        """The reference as a namespace, with the functions it needs."""
        return {function.__name__: function for function in (*self.needs, *self.reference)}


@dataclass(frozen=True)
class Prediction:
    """A question that is answered by a letter before the cell below is run.

    One point is given for committing to any listed option; which one is right is explained, not graded.
    """

    id: str
    options: tuple[str, ...]
    answer: str

    @property
    def cell_id(self) -> str:
        """The grade_id of the solution cell, also the name of the variable: ``prediction_L01_P1``."""
        return "prediction_" + self.id.replace("-", "_")

    @property
    def check_id(self) -> str:
        """The grade_id of the check cell."""
        return f"check-{self.cell_id}"

    @property
    def points(self) -> float:
        """One, for committing."""
        return 1.0


@dataclass(frozen=True)
class Written:
    """A question that a person grades. The text stands in the lesson, the rubric beside the exercises."""

    id: str
    alias: str
    points: float


@dataclass(frozen=True)
class Lesson:
    """All that is graded in one notebook."""

    slug: str
    title: Text
    exercises: tuple[Exercise, ...]
    predictions: tuple[Prediction, ...] = ()
    written: tuple[Written, ...] = ()
    uses: tuple[Callable[..., Any], ...] = ()
    """Functions of earlier lessons that the notebook takes from ``use`` at its head."""

    def exercise(self, name: str) -> Exercise:
        """Return the exercise with this id or alias.

        Raises
        ------
        KeyError
            If the lesson asks no such exercise.
        """
        for exercise in self.exercises:
            if name in (exercise.id, exercise.alias):
                return exercise
        raise KeyError(name)
