"""Writes the data sets that come with `lessonkit`: ``python -m autograder.authoring.datasets``."""

from pathlib import Path

import numpy as np

import lessonkit
from deeplearn_ref.data import GATES, make_gate, make_separable

SEED = 1958


def arrays() -> dict[str, np.ndarray]:
    """Return all stored arrays by name: ``"xor.X"``, ``"xor.y"``."""
    sets = {name: make_gate(name) for name in GATES}
    sets["separable"] = make_separable(60, 0.15, np.random.default_rng(SEED))
    return {f"{name}.{part}": array for name, pair in sets.items() for part, array in zip("Xy", pair, strict=True)}


if __name__ == "__main__":
    np.savez(Path(lessonkit.__file__).with_name("datasets.npz"), **arrays())  # type: ignore[arg-type]
