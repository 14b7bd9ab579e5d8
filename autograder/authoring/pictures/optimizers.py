"""The static pictures of lesson 10."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from deeplearn_ref.optimizers import momentum_step
from deeplearn_ref.schedules import lr_schedule
from lessonkit import plots
from lessonkit.picture import Picture


def bowl_walk(rate: float, beta: float, steps: int = 15, kappa: float = 25.0) -> NDArray[Any]:
    """Return a walk with momentum down the long bowl from (1, 1), shape (steps + 1, 2)."""
    place = np.array([1.0, 1.0])
    places, state = [place], dict[str, Any]()
    for _ in range(steps):
        place, state = momentum_step(place, np.array([1.0, kappa]) * place, state, rate, beta)
        places.append(place)
    return np.array(places)


def _momentum() -> Picture:
    return plots.bowl_walks({f"η = 0.077, β = {beta:g}": bowl_walk(2 / 26, beta) for beta in (0.0, 0.6)})


def _schedules() -> Picture:
    settings: dict[str, dict[str, float]] = {
        "step": {"gamma": 0.5, "every": 25},
        "exponential": {"k": 0.04},
        "inverse_time": {"k": 0.04},
        "cosine": {"total": 100},
    }
    return plots.schedules(
        {kind: np.array([lr_schedule(kind, 1.0, t, **more) for t in range(101)]) for kind, more in settings.items()}
    )


PICTURES = {
    "10_momentum": _momentum,
    "10_memory": plots.gradient_memory,
    "10_correction": plots.bias_correction,
    "10_schedules": _schedules,
}
