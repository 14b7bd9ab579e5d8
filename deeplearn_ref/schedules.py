"""Learning-rate schedules: the rate as a function of the step, known before training starts."""

import math
from typing import Any

from deeplearn_ref.arguments import in_sentences

KINDS = {
    "constant": (),
    "step": ("gamma", "every"),
    "exponential": ("k",),
    "inverse_time": ("k",),
    "cosine": ("total",),
}
"""The schedules and the numbers that each needs."""


def lr_schedule(kind: str, lr0: float, step: int, **kw: Any) -> float:
    r"""Return the learning rate at a step.

    .. math:: \text{step: } \eta_0 \gamma^{\lfloor t / e \rfloor}, \quad
              \text{exponential: } \eta_0 e^{-k t}, \quad
              \text{inverse\_time: } \frac{\eta_0}{1 + k t}, \quad
              \text{cosine: } \tfrac{\eta_0}{2} \big(1 + \cos(\pi t / T)\big)

    Parameters
    ----------
    kind : str
        ``"constant"``, ``"step"`` (needs ``gamma`` and ``every``), ``"exponential"`` (``k``), ``"inverse_time"``
        (``k``) or ``"cosine"`` (``total``; 0 from there on).
    lr0 : float
        Rate at step 0.
    step : int
        Number of steps taken so far, t.
    **kw : float
        The numbers that the schedule needs.

    Returns
    -------
    float
        The rate.

    Raises
    ------
    ValueError
        If there is no such schedule, a number is missing or not known, or `step` is negative.

    References
    ----------
    .. [1] I. Loshchilov, F. Hutter, SGDR: stochastic gradient descent with warm restarts, ICLR 2017 (cosine).

    Examples
    --------
    >>> lr_schedule("step", 1.0, 25, gamma=0.5, every=10), lr_schedule("cosine", 1.0, 10, total=20)
    (0.25, 0.5)
    """
    if kind not in KINDS:
        raise ValueError(f"There is no schedule {kind!r}. There are: {', '.join(KINDS)}.")
    if set(kw) != set(KINDS[kind]):
        raise ValueError(
            f"The schedule {kind!r} needs {', '.join(KINDS[kind]) or 'no number'}; got {', '.join(kw) or 'none'}."
        )
    if any(kw.get(name, 1) <= 0 for name in ("every", "total")):
        raise ValueError(f"The schedule {kind!r} needs a positive number of steps; got {kw}.")
    if step < 0:
        raise ValueError(f"step must not be negative; got {step}.")
    match kind:
        case "step":
            share = kw["gamma"] ** (step // kw["every"])
        case "exponential":
            share = math.exp(-kw["k"] * step)
        case "inverse_time":
            share = 1.0 / (1.0 + kw["k"] * step)
        case "cosine":
            share = 0.5 * (1.0 + math.cos(math.pi * min(step / kw["total"], 1.0)))
        case _:
            share = 1.0
    return float(lr0 * share)


in_sentences(__name__)
