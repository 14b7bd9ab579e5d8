"""What PyTorch computes, for the tests that compare: activations, losses, networks and twenty steps of each optimizer.

    python benchmarks/oracle.py          # needs PyTorch; writes tests/fixtures/pytorch.npz

PyTorch is gigabytes for a user, so the tests read the numbers that this wrote. Everything is float64. The file names
the versions that made it.
"""

from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

TARGET = Path(__file__).resolve().parents[1] / "tests" / "fixtures" / "pytorch.npz"
STEPS = 20
NETS = {
    "binary": ((2, 4, 6, 1), ("tanh", "relu", "sigmoid")),
    "classes": ((4, 5, 3), ("leaky_relu", "softmax")),
    "regression": ((3, 4, 2), ("sigmoid", "linear")),
}
OPTIMIZERS = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.5),
    "momentum": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9),
    "nesterov": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True),
    "adagrad": lambda p: torch.optim.Adagrad(p, lr=0.1, eps=1e-8),
    "rmsprop": lambda p: torch.optim.RMSprop(p, lr=0.01, alpha=0.9, eps=1e-8),
    "adam": lambda p: torch.optim.Adam(p, lr=0.05),
    "adamw": lambda p: torch.optim.AdamW(p, lr=0.05, weight_decay=0.1),
}
ACTIVATIONS = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky_relu": lambda z: functional.leaky_relu(z, 0.01),
    "softmax": lambda z: torch.softmax(z, dim=-1),
    "linear": lambda z: z,
}


def main() -> None:
    """Compute everything and write the file."""
    rng = np.random.default_rng(2026)
    found: dict[str, np.ndarray] = {"versions": np.array([f"torch {torch.__version__}", f"numpy {np.__version__}"])}
    _activations(found)
    _losses(found, rng)
    for name, (sizes, kinds) in NETS.items():
        _network(found, name, sizes, kinds, rng)
    for name in OPTIMIZERS:
        _training(found, name)
    TARGET.parent.mkdir(exist_ok=True)
    np.savez_compressed(TARGET, **found)
    print(f"{TARGET}: {len(found)} arrays, {TARGET.stat().st_size} bytes, {', '.join(found['versions'])}")


def _leaf(values: np.ndarray) -> torch.Tensor:
    return torch.tensor(values, dtype=torch.float64, requires_grad=True)


def _activations(found: dict[str, np.ndarray]) -> None:
    z = np.concatenate([np.linspace(-6, 6, 25)[np.linspace(-6, 6, 25) != 0], [-30.0, 30.0, -700.0, 700.0]])
    found["z"] = z
    for name in ("sigmoid", "tanh", "relu", "leaky_relu"):
        leaf = _leaf(z)
        value = ACTIVATIONS[name](leaf)
        value.sum().backward()
        found[f"{name}/value"], found[f"{name}/grad"] = value.detach().numpy(), leaf.grad.numpy()
    table = z[:24].reshape(6, 4)
    found["softmax/value"] = torch.softmax(torch.tensor(table), dim=-1).numpy()


def _losses(found: dict[str, np.ndarray], rng: np.random.Generator) -> None:
    y, p = rng.integers(0, 2, (9, 1)).astype(float), rng.uniform(0.02, 0.98, (9, 1))
    z, labels, logits = rng.normal(0, 4, (9, 1)), rng.integers(0, 4, 7), rng.normal(0, 5, (7, 4))
    a, b = rng.normal(size=(5, 3)), rng.normal(size=(5, 3))
    found |= {"loss/y": y, "loss/p": p, "loss/z": z, "loss/labels": labels, "loss/logits": logits}
    found |= {"loss/a": a, "loss/b": b}
    for name, leaf, loss in (
        ("mse", _leaf(b), lambda x: functional.mse_loss(x, torch.tensor(a))),
        ("binary_cross_entropy", _leaf(p), lambda x: functional.binary_cross_entropy(x, torch.tensor(y))),
        ("bce_with_logits", _leaf(z), lambda x: functional.binary_cross_entropy_with_logits(x, torch.tensor(y))),
        ("softmax_ce", _leaf(logits), lambda x: functional.cross_entropy(x, torch.tensor(labels))),
    ):
        value = loss(leaf)
        value.backward()
        found[f"{name}/value"], found[f"{name}/grad"] = value.detach().numpy(), leaf.grad.numpy()


def _parameters(sizes: tuple[int, ...], rng: np.random.Generator) -> list[torch.Tensor]:
    shapes = [shape for n_in, n_out in pairwise(sizes) for shape in ((n_in, n_out), (n_out,))]
    return [_leaf(rng.normal(0, 0.7, shape)) for shape in shapes]


def _forward(x: torch.Tensor, params: list[torch.Tensor], kinds: tuple[str, ...]) -> torch.Tensor:
    for layer, kind in enumerate(kinds):
        x = ACTIVATIONS[kind](x @ params[2 * layer] + params[2 * layer + 1])
    return x


def _loss(name: str, out: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    if name == "binary":
        return functional.binary_cross_entropy(out, y)
    return functional.mse_loss(out, y) if name == "regression" else functional.nll_loss(torch.log(out), y.long())


def _network(
    found: dict[str, np.ndarray], name: str, sizes: tuple[int, ...], kinds: tuple[str, ...], rng: np.random.Generator
) -> None:
    x = rng.normal(size=(11, sizes[0]))
    y = {
        "binary": rng.integers(0, 2, (11, 1)).astype(float),
        "classes": rng.integers(0, sizes[-1], 11).astype(float),
        "regression": rng.normal(size=(11, sizes[-1])),
    }[name]
    params = _parameters(sizes, rng)
    out = _forward(torch.tensor(x), params, kinds)
    loss = _loss(name, out, torch.tensor(y))
    loss.backward()
    found |= {f"{name}/X": x, f"{name}/y": y, f"{name}/out": out.detach().numpy()}
    found[f"{name}/loss"] = loss.detach().numpy()
    for k, param in enumerate(params):
        found[f"{name}/param{k}"], found[f"{name}/grad{k}"] = param.detach().numpy().copy(), param.grad.numpy()


def _training(found: dict[str, np.ndarray], name: str) -> None:
    """Train the network of classes on its whole batch, from the weights that stand in the file."""
    kinds = NETS["classes"][1]
    params = [_leaf(found[f"classes/param{k}"]) for k in range(4)]
    x, y = torch.tensor(found["classes/X"]), torch.tensor(found["classes/y"])
    optimizer, losses = OPTIMIZERS[name](params), []
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = _loss("classes", _forward(x, params, kinds), y)
        loss.backward()
        optimizer.step()
        losses.append(float(loss.detach()))
    found[f"{name}/losses"] = np.array(losses)
    for k, param in enumerate(params):
        found[f"{name}/param{k}"] = param.detach().numpy()


if __name__ == "__main__":
    main()
