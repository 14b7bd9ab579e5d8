"""Lesson 10: a heavy ball, a race of optimizers on surfaces, schedules for a ball in two valleys."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lessonkit.plots.optimizers import COLOURS
from lessonkit.widgets.figure import figure, try_out

Array = NDArray[Any]
Step = Callable[..., Any]
BANDS = 16
"""Into how many steps of grey the values of a surface are divided, by rank."""
STEPS = 300
"""Steps of every walker."""
REST = 0.01
"""A walker has arrived when it stays this near to a minimum, in parts of its first distance."""


@dataclass(frozen=True)
class Ground:
    """A surface for a race: its height, its slope, its minima, where it is drawn, and the start offered."""

    height: Callable[[Array, Array], Array]
    slope: Callable[[Array], Array]
    minima: tuple[tuple[float, float], ...]
    window: tuple[float, float, float, float]
    start: tuple[float, float]


def _turned_height(x: Array, y: Array) -> Array:
    across, along = (x + y) / np.sqrt(2), (y - x) / np.sqrt(2)
    height: Array = 0.5 * (across**2 + 25 * along**2)
    return height


def _turned_slope(v: Array) -> Array:
    across, along = v[0] + v[1], 25 * (v[1] - v[0])
    return 0.5 * np.array([across - along, across + along])


GROUNDS = {
    "bowl": Ground(
        lambda x, y: 0.5 * (x**2 + 25 * y**2), lambda v: np.array([1.0, 25.0]) * v, ((0.0, 0.0),),
        (-1.3, 1.3, -1.3, 1.3), (1.0, 1.0),
    ),
    "turned": Ground(_turned_height, _turned_slope, ((0.0, 0.0),), (-1.3, 1.3, -1.3, 1.3), (0.0, 1.1)),
    "saddle": Ground(
        lambda x, y: 2.5 * x**2 - 0.5 * y**2 + 0.25 * y**4,
        lambda v: np.array([5 * v[0], v[1] ** 3 - v[1]]), ((0.0, 1.0), (0.0, -1.0)),
        (-1.5, 1.5, -1.5, 1.5), (1.0, 0.05),
    ),
}  # fmt: skip
"""A long bowl; the same bowl turned by 45 degrees; a saddle at the origin between two valleys."""


def _plain_step(param: Array, grad: Array, state: dict[str, Any], learning_rate: float) -> tuple[Array, dict[str, Any]]:
    return param - learning_rate * grad, state


def heavy_ball(momentum_step: Step) -> Any:
    """Return the long bowl with two walkers: plain descent, and the reader's momentum with a slider for β.

    Parameters
    ----------
    momentum_step : callable
        ``momentum_step(param, grad, state, learning_rate, beta)``.

    Returns
    -------
    widget
        Shown by the notebook.

    Raises
    ------
    NotImplementedError
        If `momentum_step` is not written yet.
    """
    runners = {"plain": (_plain_step, 0.076), "momentum": (momentum_step, 0.11)}
    return _race(runners, ("bowl",), 0.9)


def race(momentum_step: Step, adagrad_step: Step, rmsprop_step: Step, adam_step: Step) -> Any:
    """Return surfaces from above with five walkers, four of them the reader's own.

    Parameters
    ----------
    momentum_step, adagrad_step, rmsprop_step, adam_step : callable
        ``step(param, grad, state, learning_rate)``.

    Returns
    -------
    widget
        Shown by the notebook.

    Raises
    ------
    NotImplementedError
        If one of the four is not written yet.
    """
    runners = {
        "plain": (_plain_step, 0.066),
        "momentum": (momentum_step, 0.02),
        "adagrad": (adagrad_step, 0.3),
        "rmsprop": (rmsprop_step, 0.01),
        "adam": (adam_step, 0.1),
    }
    return _race(runners, tuple(GROUNDS), None)


def _race(runners: dict[str, tuple[Step, float]], surfaces: tuple[str, ...], beta: float | None) -> Any:
    def answer(request: dict[str, Any]) -> dict[str, Any]:
        ground = GROUNDS[request["surface"]]
        start = np.array(request["start"], dtype=np.float64)
        found = {}
        for name, (step, _) in runners.items():
            more = {"beta": float(request["beta"])} if beta is not None and name == "momentum" else {}
            found[name] = walk(step, ground, start, float(request["rates"][name]), **more)
        return found

    first = surfaces[0]
    rates = {name: rate for name, (_, rate) in runners.items()}
    try_out(answer, {"surface": first, "start": GROUNDS[first].start, "rates": rates, "beta": beta})
    drawn = {}
    for name in surfaces:
        ground = GROUNDS[name]
        left, right, bottom, top = ground.window
        a, b = np.meshgrid(np.linspace(left, right, 161), np.linspace(bottom, top, 161))
        z = ground.height(a, b)
        ranks = np.searchsorted(np.quantile(z, np.linspace(0, 1, BANDS + 2)[1:-1]), z)
        drawn[name] = {
            "bands": ranks.tolist(), "window": list(ground.window), "minima": [list(place) for place in ground.minima],
            "start": list(ground.start),
        }  # fmt: skip
    walkers = [
        {"name": name, "rate": rate, "colour": COLOURS[tuple(_ORDER).index(name)]} for name, rate in rates.items()
    ]
    return figure("race", answer, surfaces=drawn, walkers=walkers, beta=beta, steps=STEPS, most_band=BANDS)


_ORDER = ("plain", "momentum", "adagrad", "rmsprop", "adam")


def walk(step: Step, ground: Ground, start: Array, rate: float, **more: float) -> dict[str, Any]:
    """Walk over a surface with one optimizer.

    Parameters
    ----------
    step : callable
        ``step(param, grad, state, learning_rate)`` returns the new parameter and the new state.
    ground : Ground
        The surface.
    start : ndarray of shape (2,)
        Where to begin.
    rate : float
        Learning rate.
    more : float
        Further arguments of `step`, by name.

    Returns
    -------
    dict
        ``"path"``, a list of places, cut where it flies off; ``"off"``, whether it does; ``"arrived"``, after how
        many steps it is near a minimum for good, None if it is not.
    """
    place, state = start, dict[str, Any]()
    path = [start.tolist()]
    with np.errstate(all="ignore"):  # a walk that flies off may leave the numbers
        for _ in range(STEPS):
            place, state = step(place, ground.slope(place), state, rate, **more)
            place = np.asarray(place, dtype=np.float64)
            if place.shape != (2,):
                raise ValueError(f"The new parameter has the shape {place.shape}, not (2,).")
            if not np.abs(place).max() < 50:
                return {"path": path, "off": True, "arrived": None}
            path.append(place.tolist())
    gaps = np.array(path)[:, None, :] - np.array(ground.minima)[None, :, :]
    far = np.linalg.norm(gaps, axis=2).min(axis=1)
    outside = np.flatnonzero(far > REST * far[0])
    last = int(outside[-1]) if len(outside) else -1
    return {"path": path, "off": False, "arrived": last + 1 if last < STEPS else None}


KINDS: dict[str, dict[str, tuple[float, float, float, float]]] = {
    "constant": {},
    "step": {"gamma": (0.05, 1.0, 0.05, 0.5), "every": (1, 100, 1, 50)},
    "exponential": {"k": (0.0, 0.3, 0.005, 0.005)},
    "inverse_time": {"k": (0.0, 0.3, 0.005, 0.005)},
    "cosine": {"total": (5, 200, 5, 200)},
}
"""For each schedule the numbers it needs: least, most, step and first of their sliders."""
SCHEDULE_STEPS = 200


def schedule(lr_schedule: Callable[..., float]) -> Any:
    """Return the rate over the steps as the reader's function gives it, and a ball in two valleys that walks with it.

    Parameters
    ----------
    lr_schedule : callable
        ``lr_schedule(kind, lr0, step, **kw)``.

    Returns
    -------
    widget
        Shown by the notebook.

    Raises
    ------
    NotImplementedError
        If `lr_schedule` is not written yet.
    """

    def answer(request: dict[str, Any]) -> dict[str, list[float]]:
        kind = request["kind"]
        more = {name: int(v) if name in ("every", "total") else float(v) for name, v in request["more"].items()}
        x, places, rates = float(request["start"]), [float(request["start"])], []
        for t in range(SCHEDULE_STEPS):
            rates.append(float(lr_schedule(kind, float(request["lr0"]), t, **more)))
            x -= rates[-1] * (x**3 - 2 * x + 0.3)
            if not abs(x) < 1e3:
                break
            places.append(x)
        return {"rates": rates, "places": places}

    try_out(answer, {"kind": "constant", "lr0": 0.45, "start": 2.0, "more": {}})
    x = np.linspace(-2.3, 2.3, 301)
    return figure(
        "schedule", answer, kinds={kind: {name: list(v) for name, v in more.items()} for kind, more in KINDS.items()},
        window=[-2.3, 2.3], heights=(0.25 * x**4 - x**2 + 0.3 * x).tolist(), steps=SCHEDULE_STEPS,
    )  # fmt: skip
