"""The playground: a small network in training, on functions that are handed in, the reader's own if they like."""

import base64
import io
import time
import warnings
from collections.abc import Callable, Collection, Mapping
from contextlib import redirect_stdout
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from lessonkit import style
from lessonkit.language import Text
from lessonkit.playground.guard import guarded
from lessonkit.playground.presets import PRESETS
from lessonkit.playground.settings import (
    ACTIVATIONS,
    CHOICES,
    MOST_EPOCHS,
    MOST_LAYERS,
    MOST_UNITS,
    Refused,
    Settings,
    from_string,
)
from lessonkit.widgets.figure import figure

Functions = Mapping[str, Callable[..., Any]]
REACH = 1.5
"""The plane is drawn so far from the origin in each direction."""
CELLS = 48
"""Places along each axis in the large picture; the units' small ones have half as many."""
BUDGET = 0.04
"""Seconds of training for one frame: however slow a function is, the picture goes on moving."""


class Training(Protocol):
    """One training, as an `Engine` begins it: samples, labels of shape (m, 1), parameters, and what can be asked."""

    X: NDArray[Any]
    y: NDArray[Any]
    X_val: NDArray[Any]
    y_val: NDArray[Any]
    params: list[dict[str, Any]]

    def epoch(self) -> None:
        """Go once through the training samples."""

    def losses(self) -> tuple[float, float]:
        """Return the losses on the training and on the validation samples."""

    def accuracy(self) -> float:
        """Return the share of validation samples whose class is right."""

    def activations(self, places: NDArray[Any]) -> list[NDArray[Any]]:
        """Return what every unit says about places of shape (k, 2): (k, n_out) for each layer, the output's last."""


class Engine(Protocol):
    """Begins trainings, for example ``deeplearn_ref.playground.Session``: nothing of it stands in `lessonkit`."""

    @property
    def NAMES(self) -> Collection[str]:
        """All names that it may call."""

    def __call__(self, functions: Functions, settings: Settings) -> Training:
        """Begin a training that calls the functions by their names."""

    def needs(self, settings: Settings) -> list[str]:
        """Return the names of the functions that a training with these settings calls."""


def playground(engine: Engine, functions: Functions, lent: Functions | None = None, state: str | None = None) -> Any:
    """Return a small network to build, train and look into.

    Parameters
    ----------
    engine : Engine
        Composes a training from functions: ``deeplearn_ref.playground.Session``.
    functions : mapping of str to callable
        The functions that train, by the names of the course's exercises; the reader's own, or the reference's.
    lent : mapping of str to callable, optional
        Stand in for functions that are missing; the picture says which are whose.
    state : str, optional
        An experiment as a text that the playground has shown; the first of its own by default.

    Returns
    -------
    widget
        Shown by the notebook.

    Examples
    --------
    >>> from deeplearn_ref.playground import FUNCTIONS, Session
    >>> made = playground(Session, FUNCTIONS)
    """
    table = Table(engine, functions, lent)
    first = PRESETS["lines"] if state is None else state
    choices = {name: list(values) for name, values in CHOICES.items() if name != "seed"}
    return figure(
        "playground", table.answer, first=first, presets=PRESETS, choices=choices,
        activations=list(ACTIVATIONS.values()), most_layers=MOST_LAYERS, most_units=MOST_UNITS, most_epochs=MOST_EPOCHS,
        cells=CELLS, reach=REACH, names={name: _told(f"playground.name.{name}") for name in (*PRESETS, "own")},
        questions={name: _told(f"playground.question.{name}") for name in (*PRESETS, "own")},
        lost=_told("playground.lost"),
    )  # fmt: skip


class Table:
    """The experiment on the table: what the browser asks is done with it, and shown."""

    def __init__(self, engine: Engine, functions: Functions, lent: Functions | None) -> None:
        self._engine, self._mine, self._lent = engine, functions, lent
        self._settings = Settings()
        self._training: Training | None = None
        self._trouble: Refused | None = None
        self._history: list[tuple[float, float]] = []
        at = np.linspace(-REACH, REACH, CELLS)
        self._places = np.stack([axis.ravel() for axis in np.meshgrid(at, at[::-1])], axis=1)  # upper left first

    def answer(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Do what the browser asks: ``"set"``, ``"paste"``, ``"train"`` or ``"look"``.

        What can't be done comes back as a sentence, ``"problem"``, in both languages.
        """
        with redirect_stdout(io.StringIO()), warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")  # a rate that is too large overflows: the picture says so
            try:
                return self._done(request)
            except Refused as refused:
                self._trouble = refused
                return {"problem": refused.text.to_json(), "settings": self._settings.to_json()}

    def _done(self, request: Mapping[str, Any]) -> dict[str, Any]:
        told: dict[str, Any] = {}
        have = int(request.get("have", 0))
        if request["do"] == "paste":
            settings, told["until"] = from_string(str(request["text"]))
            self._begin(settings)
        elif request["do"] == "set":
            self._begin(self._settings.change(request["settings"]))
        elif self._training is None:
            raise self._trouble or Refused(style.say("playground.nothing"))
        elif request["do"] == "train":
            self._train(int(request["epochs"]), request.get("until"))
        if request["do"] in ("paste", "set"):
            told, have = told | self._data(), 0
        return told | self._frame(have, request.get("unit"))

    def _begin(self, settings: Settings) -> None:
        self._settings, self._training = settings, None  # what fails now leaves no half training behind
        self._history = []
        training = self._engine(guarded(self._functions(settings)), settings)
        self._history = [training.losses()]
        self._training = training

    def _functions(self, settings: Settings) -> dict[str, Callable[..., Any]]:
        needed = self._engine.needs(settings)
        there = {**(self._lent or {}), **self._mine}
        missing = [name for name in needed if name not in there]
        if missing:
            raise Refused(style.say("playground.missing", names=_listed(missing)))
        return {name: there[name] for name in needed}

    def _train(self, epochs: int, until: int | None) -> None:
        training = self._training
        assert training is not None
        end = time.perf_counter() + BUDGET
        for _ in range(min(epochs, (until or MOST_EPOCHS) - len(self._history) + 1)):
            try:
                training.epoch()
                self._history.append(training.losses())
            except Refused:
                self._training = None
                raise
            if time.perf_counter() > end or not _finite(self._history[-1]):
                return

    def _data(self) -> dict[str, Any]:
        training = self._training
        assert training is not None
        pairs = {"train": (training.X, training.y), "val": (training.X_val, training.y_val)}
        points = {name: [np.round(X, 3).tolist(), np.ravel(y).astype(int).tolist()] for name, (X, y) in pairs.items()}
        return {"points": points, "whose": self._whose()}

    def _whose(self) -> dict[str, str] | None:
        """Return what is to be said of the functions: whose are at work, and which names nothing calls."""
        unknown = [name for name in self._mine if name not in self._engine.NAMES]
        told = []
        if self._lent is not None:
            needed = self._engine.needs(self._settings)
            mine, lent = ([n for n in needed if (n in self._mine) is own] for own in (True, False))
            kind = "both" if mine and lent else "mine" if mine else "lent"
            told.append(style.say(f"playground.whose_{kind}", mine=_listed(mine), lent=_listed(lent)))
        if unknown:
            told.append(style.say("playground.unknown", names=_listed(unknown)))
        return Text(" ".join(one.en for one in told), "".join(one.zh for one in told)).to_json() if told else None

    def _frame(self, have: int, unit: Any) -> dict[str, Any]:
        training, history = self._training, self._history
        assert training is not None
        names = [*(name for _, name in self._settings.layers), "sigmoid"]
        grids = [_levels(A, name) for A, name in zip(training.activations(self._places), names, strict=True)]
        half = [grid.reshape(CELLS, CELLS, -1)[::2, ::2].reshape(-1, grid.shape[1]) for grid in grids]
        layer, number = (len(grids) - 1, 0) if unit is None else (int(unit[0]), int(unit[1]))
        if layer >= len(grids) or number >= grids[layer].shape[1]:
            layer, number = len(grids) - 1, 0
        finite = _finite(history[-1])
        return {
            "state": self._settings.to_string(len(history) - 1),
            "settings": self._settings.to_json(),
            "epoch": len(history) - 1,
            "losses": [[_plain(value) for value in pair] for pair in history[have:]],
            "have": have,
            "accuracy": training.accuracy() if finite else None,
            "finite": finite,
            "weights": [[[_plain(w) for w in row] for row in np.asarray(p["W"], dtype=float)] for p in training.params],
            "biases": [[_plain(b) for b in np.ravel(p["b"])] for p in training.params],
            "units": _packed(np.concatenate([grid.T.ravel() for grid in half])),
            "map": _packed(grids[layer][:, number]),
            "unit": [layer, number],
        }


def _levels(A: NDArray[Any], name: str) -> NDArray[np.uint8]:
    """Return activations as 0 … 254: 127 is the middle, which is 0, and 0.5 for a sigmoid."""
    values = np.nan_to_num(np.asarray(A, dtype=float), nan=0.0, posinf=1e300, neginf=-1e300)
    if name == "sigmoid":
        shares = 2 * values - 1
    elif name == "tanh":
        shares = values
    else:
        shares = values / np.maximum(np.abs(values).max(axis=0), 1e-12)
    levels: NDArray[np.uint8] = np.rint(127 + 127 * np.clip(shares, -1, 1)).astype(np.uint8)
    return levels


def _packed(levels: NDArray[np.uint8]) -> str:
    return base64.b64encode(np.ascontiguousarray(levels).tobytes()).decode("ascii")


def _plain(value: Any) -> float | None:
    """Return a number as JSON takes it: four digits, None for what is none."""
    return float(f"{value:.4g}") if np.isfinite(value) else None


def _finite(pair: tuple[float, float]) -> bool:
    return bool(np.isfinite(pair).all())


def _listed(names: Collection[str]) -> Text:
    return Text(", ".join(names), "、".join(names))


def _told(key: str) -> dict[str, str]:
    return style.say(key).to_json()
