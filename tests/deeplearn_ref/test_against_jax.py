"""The reference beside JAX: slopes along random directions by forward mode, Jacobians, gradients of test surfaces.

`benchmarks/oracle_jax.py` wrote the numbers; the file names the versions that made them.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deeplearn_ref import activations, backprop, calculus, layers

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
JAX, NETWORKS = dict(np.load(FIXTURES / "jax.npz")), dict(np.load(FIXTURES / "pytorch.npz"))
NETS: dict[str, tuple[str, ...]] = {
    "binary": ("tanh", "relu", "sigmoid"),
    "classes": ("leaky_relu", "softmax"),
    "regression": ("sigmoid", "linear"),
}
LAST: dict[str, Callable[[Any, Any], Any]] = {
    "binary": backprop.bce_sigmoid_backward,
    "classes": lambda y, out: backprop.softmax_ce_backward(y.astype(int), out),
    "regression": backprop.mse_backward,
}
SURFACES: dict[str, Callable[[Any], Any]] = {
    "valley": lambda p: (1 - p[0]) ** 2 + 100 * (p[1] - p[0] ** 2) ** 2,
    "saddle": lambda p: p[0] ** 2 - p[1] ** 2 + 0.5 * p[0] * p[1],
    "waves": lambda p: np.sin(p[0]) * np.cos(2 * p[1]) + 0.1 * p[2] ** 4,
}
PLACES = sorted(name.split("/")[0] for name in JAX if name.endswith("/at"))


@pytest.mark.parametrize("name", NETS)
def test_backward_gradients_give_the_slopes_of_forward_mode(name: str) -> None:
    arrays = [NETWORKS[f"{name}/param{k}"] for k in range(2 * len(NETS[name]))]
    params = [{"W": W, "b": b} for W, b in zip(arrays[::2], arrays[1::2], strict=True)]
    out, caches = layers.mlp_forward(NETWORKS[f"{name}/X"], params, NETS[name])
    grads = backprop.mlp_backward(LAST[name](NETWORKS[f"{name}/y"], out), params, caches, NETS[name])
    flat = [layer[part] for layer in grads for part in ("W", "b")]
    slopes = [key for key in JAX if key.startswith(f"{name}/slope")]
    assert slopes
    for key in slopes:
        ways = [JAX[key.replace("slope", "way") + f"/{k}"] for k in range(len(flat))]
        along = sum(float((grad * way).sum()) for grad, way in zip(flat, ways, strict=True))
        np.testing.assert_allclose(along, JAX[key], rtol=1e-10)


def test_jacobian_of_softmax() -> None:
    z, expected = JAX["softmax/z"], JAX["softmax/jacobian"]
    np.testing.assert_allclose(calculus.softmax_jacobian(z), expected, rtol=1e-10, atol=1e-14)
    np.testing.assert_allclose(calculus.numerical_jacobian(activations.softmax, z), expected, rtol=0, atol=1e-9)


@pytest.mark.parametrize("place", PLACES)
def test_numerical_derivatives_of_a_surface(place: str) -> None:
    surface, at = SURFACES[place.rstrip("0123456789")], JAX[f"{place}/at"]
    gradient, hessian = JAX[f"{place}/gradient"], JAX[f"{place}/hessian"]
    np.testing.assert_allclose(calculus.numerical_gradient(surface, at), gradient, rtol=1e-6, atol=1e-7)
    twice = calculus.numerical_jacobian(lambda p: calculus.numerical_gradient(surface, p, h=1e-4), at, h=1e-4)
    np.testing.assert_allclose(twice, hessian, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize(("place", "kind"), [("valley1", "min"), ("saddle0", "saddle")])
def test_hessian_tells_what_a_critical_point_is(place: str, kind: str) -> None:
    assert not np.any(JAX[f"{place}/gradient"])
    assert calculus.classify_hessian(JAX[f"{place}/hessian"]) == kind


def test_file_names_the_versions_that_made_it() -> None:
    assert [str(version).split()[0] for version in JAX["versions"]] == ["jax", "numpy"]
