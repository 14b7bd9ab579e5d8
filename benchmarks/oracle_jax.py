"""What JAX computes, for the tests that compare: slopes along directions (forward mode), Jacobians, Hessians.

    python benchmarks/oracle_jax.py      # needs JAX; writes tests/fixtures/jax.npz

The backward passes are compared with PyTorch's; forward mode derives them the other way round. Everything is float64.
"""

from pathlib import Path

import jax
import numpy as np
from jax import numpy as jnp

jax.config.update("jax_enable_x64", True)
FOLDER = Path(__file__).resolve().parents[1] / "tests" / "fixtures"
TARGET = FOLDER / "jax.npz"
KNOWN = dict(np.load(FOLDER / "pytorch.npz"))
DIRECTIONS = 4
NETS = {
    "binary": ("tanh", "relu", "sigmoid"),
    "classes": ("leaky_relu", "softmax"),
    "regression": ("sigmoid", "linear"),
}
ACTIVATIONS = {
    "sigmoid": jax.nn.sigmoid,
    "tanh": jnp.tanh,
    "relu": jax.nn.relu,
    "leaky_relu": lambda z: jax.nn.leaky_relu(z, 0.01),
    "softmax": jax.nn.softmax,
    "linear": lambda z: z,
}
SURFACES = {
    "valley": (lambda p: (1 - p[0]) ** 2 + 100 * (p[1] - p[0] ** 2) ** 2, [[-1.2, 1.0], [1.0, 1.0], [0.3, -0.4]]),
    "saddle": (lambda p: p[0] ** 2 - p[1] ** 2 + 0.5 * p[0] * p[1], [[0.0, 0.0], [1.0, -2.0]]),
    "waves": (lambda p: jnp.sin(p[0]) * jnp.cos(2 * p[1]) + 0.1 * p[2] ** 4, [[0.5, -0.3, 1.2], [2.0, 1.0, -0.7]]),
}


def _loss(name: str, params: list[jax.Array], x: np.ndarray, y: np.ndarray) -> jax.Array:
    out = x
    for layer, kind in enumerate(NETS[name]):
        out = ACTIVATIONS[kind](out @ params[2 * layer] + params[2 * layer + 1])
    if name == "binary":
        return -jnp.mean(y * jnp.log(out) + (1 - y) * jnp.log1p(-out))
    if name == "regression":
        return jnp.mean((out - y) ** 2)
    return -jnp.mean(jnp.log(out[jnp.arange(len(y)), y.astype(int)]))


def main() -> None:
    """Compute everything and write the file."""
    rng = np.random.default_rng(2027)
    found: dict[str, np.ndarray] = {"versions": np.array([f"jax {jax.__version__}", f"numpy {np.__version__}"])}
    for name in NETS:
        x, y = KNOWN[f"{name}/X"], KNOWN[f"{name}/y"]
        params = [jnp.asarray(KNOWN[f"{name}/param{k}"]) for k in range(2 * len(NETS[name]))]
        for number in range(DIRECTIONS):
            ways = [rng.normal(size=param.shape) for param in params]
            value, slope = jax.jvp(lambda *p, name=name, x=x, y=y: _loss(name, list(p), x, y), params, ways)
            found |= {f"{name}/way{number}/{k}": way for k, way in enumerate(ways)}
            found |= {f"{name}/slope{number}": np.array(slope), f"{name}/loss": np.array(value)}
    z = rng.normal(0, 2, 5)
    found |= {"softmax/z": z, "softmax/jacobian": np.array(jax.jacfwd(jax.nn.softmax)(z))}
    for name, (surface, places) in SURFACES.items():
        for number, place in enumerate(places):
            point = jnp.asarray(place)
            found[f"{name}{number}/at"] = np.array(place)
            found[f"{name}{number}/gradient"] = np.array(jax.grad(surface)(point))
            found[f"{name}{number}/hessian"] = np.array(jax.hessian(surface)(point))
    np.savez_compressed(TARGET, **found)
    print(f"{TARGET}: {len(found)} arrays, {TARGET.stat().st_size} bytes, {', '.join(found['versions'])}")


if __name__ == "__main__":
    main()
