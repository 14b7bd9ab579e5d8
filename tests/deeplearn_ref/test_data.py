"""Data sets: geometry, order of draws, repeatability."""

import math
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from deeplearn_ref import data


@pytest.mark.parametrize("m", [2, 7, 100])
def test_circles_without_noise_lie_on_their_radii(m: int) -> None:
    X, y = data.make_circles(m, factor=0.25, noise=0.0, rng=np.random.default_rng(3))
    assert (X.shape, y.shape, y.dtype) == ((m, 2), (m, 1), np.float64)
    np.testing.assert_allclose(np.hypot(*X.T), np.where(y[:, 0] == 1, 0.25, 1.0))
    assert y.sum() == m - m // 2


def test_circles_draw_in_the_order_that_the_contract_names() -> None:
    """Angles of the outer circle, of the inner one, noise, order: written once more from the contract."""
    m, rng = 9, np.random.default_rng(8)
    outer, inner = rng.uniform(0, 2 * np.pi, 4), rng.uniform(0, 2 * np.pi, 5)
    plain = [[np.cos(a), np.sin(a)] for a in outer] + [[0.5 * np.cos(a), 0.5 * np.sin(a)] for a in inner]
    noisy = np.array(plain) + rng.normal(0, 0.1, (m, 2))
    order = rng.permutation(m)
    X, y = data.make_circles(m, rng=np.random.default_rng(8))
    np.testing.assert_allclose(X, noisy[order], rtol=1e-12)
    assert y[:, 0].tolist() == np.array([0.0] * 4 + [1.0] * 5)[order].tolist()


@pytest.mark.parametrize("make", [data.make_circles, data.make_moons, data.make_spiral])
def test_two_points_are_the_fewest_and_a_seed_repeats(make: Callable[..., Any]) -> None:
    with pytest.raises(ValueError, match="at least 2"):
        make(1, rng=np.random.default_rng(0))
    X, y = make(2, rng=np.random.default_rng(0))
    assert (X.shape, sorted(y.tolist())) == ((2, 2), [[0.0], [1.0]])
    first, again = (make(41, rng=np.random.default_rng(5)) for _ in range(2))
    np.testing.assert_array_equal(first[0], again[0])
    assert first[1].sum() == 21  # the odd one belongs to the second


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("and", lambda a, b: a and b),
        ("or", lambda a, b: a or b),
        ("nand", lambda a, b: not (a and b)),
        ("nor", lambda a, b: not (a or b)),
        ("xor", lambda a, b: a != b),
    ],
)
def test_gates_are_those_of_python(name: str, rule: Callable[[int, int], bool]) -> None:
    X, y = data.make_gate(name)
    assert X.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert y.tolist() == [int(rule(int(a), int(b))) for a, b in X]
    assert (X.dtype, y.dtype) == (np.float64, np.int64)
    with pytest.raises(ValueError, match=r"no gate 'not'.* and, or"):
        data.make_gate("not")


@pytest.mark.parametrize(("gap", "how"), [(0.2, {}), (1.1, {}), (0.1, {"w": (-3.0, 0.5), "b": -1.7})])
def test_separable_points_are_the_first_that_lie_far_enough_away(gap: float, how: dict[str, Any]) -> None:
    """Drawn as the module says, 2m + 16 at a time; distance and side of each point by the textbook's formula."""
    m, rng, kept = 30, np.random.default_rng(4), list[list[float]]()
    (u, v), b = how.get("w", (1.0, 2.0)), how.get("b", 0.2)
    while len(kept) < m:
        for x in rng.uniform(-1, 1, (76, 2)).tolist():
            if abs(u * x[0] + v * x[1] + b) / math.hypot(u, v) > gap:
                kept.append(x)
    source = np.random.default_rng(4)
    X, y = data.make_separable(m, gap, source, **how)
    assert source.random() == rng.random()
    assert X.tolist() == kept[:m]
    assert y.tolist() == [int(u * x[0] + v * x[1] > -b) for x in kept[:m]]
    assert (y.dtype, y.sum() > 0) == (np.int64, True)


def test_separable_points_need_room() -> None:
    """The corner (1, 1) lies (1 + 2 + 0.2) / √5 = 1.4311 from the line, with b = -0.2 the opposite one."""
    rng = np.random.default_rng(0)
    for b in (0.2, -0.2):
        assert len(data.make_separable(1, 1.4, rng, b=b)[0]) == 1
        with pytest.raises(ValueError, match="leave room"):
            data.make_separable(1, 1.44, rng, b=b)
    with pytest.raises(ValueError, match="leave room"):
        data.make_separable(1, 7.0, rng, w=(3, 4), b=28.0)  # exactly at the corner: 35 / 5
    for wrong in ((-1, 0.1), (1, math.nan)):
        with pytest.raises(ValueError, match="must not be negative"):
            data.make_separable(*wrong, rng)
    before = rng.bit_generator.state
    X, y = data.make_separable(0, 0.2, rng)
    assert (X.shape, y.shape, rng.bit_generator.state) == ((0, 2), (0,), before)


def test_moons_lie_on_half_circles_and_spirals_wind() -> None:
    X, y = data.make_moons(200, noise=0.0, rng=np.random.default_rng(0))
    upper, lower = X[y[:, 0] == 0], X[y[:, 0] == 1]
    np.testing.assert_allclose(np.hypot(*upper.T), 1)
    np.testing.assert_allclose(np.hypot(lower[:, 0] - 1, lower[:, 1] - 0.5), 1)
    X, y = data.make_spiral(200, noise=0.0, rng=np.random.default_rng(0))
    turned = np.where(y == 1, -X, X)  # the second arm is the first one turned by half a turn
    radius = np.hypot(*turned.T)
    np.testing.assert_allclose(turned[:, 0], radius * np.cos(3 * np.pi * radius), atol=1e-12)


def test_moons_draw_in_the_order_that_the_contract_names() -> None:
    """Angles, noise, order: the upper moon is a half circle, the lower one hangs from (1, 0.5)."""
    m, rng = 9, np.random.default_rng(8)
    angles = rng.uniform(0, math.pi, m).tolist()
    plain = [[math.cos(a), math.sin(a)] for a in angles[:4]] + [
        [1 - math.cos(a), 0.5 - math.sin(a)] for a in angles[4:]
    ]
    noisy = np.array(plain) + rng.normal(0, 0.1, (m, 2))
    order = rng.permutation(m)
    X, y = data.make_moons(m, rng=np.random.default_rng(8))
    np.testing.assert_allclose(X, noisy[order], rtol=1e-12)
    assert y[:, 0].tolist() == np.array([0.0] * 4 + [1.0] * 5)[order].tolist()


def test_spirals_draw_in_the_order_that_the_contract_names() -> None:
    """Places, noise, order: r = √u, one and a half turns to the rim, the second arm half a turn further."""
    m, rng = 9, np.random.default_rng(8)
    radii = [math.sqrt(u) for u in rng.uniform(0.02, 1, m)]
    turns = [1.5 * r + (0.5 if k >= 4 else 0) for k, r in enumerate(radii)]
    plain = [[r * math.cos(math.tau * t), r * math.sin(math.tau * t)] for r, t in zip(radii, turns, strict=True)]
    noisy = np.array(plain) + rng.normal(0, 0.05, (m, 2))
    order = rng.permutation(m)
    X, y = data.make_spiral(m, rng=np.random.default_rng(8))
    np.testing.assert_allclose(X, noisy[order], rtol=1e-12)
    assert y[:, 0].tolist() == np.array([0.0] * 4 + [1.0] * 5)[order].tolist()


def test_students_draw_in_the_order_that_the_contract_names() -> None:
    m, rng = 200, np.random.default_rng(8)
    studied, slept = (np.round(rng.uniform(low, 10, m), 1) for low in (0, 4))
    luck = rng.random(m)
    passes = [
        u < 1 / (1 + math.exp(-1.2 * (a - 5) - 0.6 * (b - 7))) for u, a, b in zip(luck, studied, slept, strict=True)
    ]
    X, y = data.make_students(m, rng=np.random.default_rng(8))
    np.testing.assert_array_equal(X, np.stack([studied, slept], axis=1))
    assert y.tolist() == [[float(passed)] for passed in passes]
    assert (y.dtype, y.shape) == (np.float64, (m, 1))
    assert data.make_students(0, rng=rng)[0].shape == (0, 2)


def test_students_who_study_pass_more_often() -> None:
    X, y = data.make_students(4000, rng=np.random.default_rng(0))
    passed = y[:, 0] == 1
    assert y[X[:, 0] > 8].mean() > 0.9 > 0.1 > y[X[:, 0] < 2].mean()
    assert X[passed, 1].mean() > X[~passed, 1].mean()
    with pytest.raises(ValueError, match="m must not be negative; got -1"):
        data.make_students(-1, rng=np.random.default_rng(0))


def test_glyphs_are_what_their_labels_say() -> None:
    images, labels = data.make_glyphs(400, np.random.default_rng(0))
    assert (images.shape, images.min(), labels.dtype) == ((400, 12, 12), 0.0, np.int64)
    assert images.max() <= 1
    means = [images[labels == label] for label in range(5)]
    assert min(map(len, means)) > 50
    rows, columns = (np.sort(means[k].sum(axis=axis), axis=1)[:, -1].mean() for k, axis in ((0, 2), (1, 1)))
    assert rows > 6  # a horizontal bar fills one row of 10 pixels, a vertical one a column
    assert columns > 6


def test_glyphs_draw_in_the_order_that_the_contract_names() -> None:
    m, rng = 300, np.random.default_rng(11)
    labels = rng.integers(0, 5, m)
    images = np.zeros((m, 12, 12))
    for image, label in zip(images, labels, strict=True):
        r, c = rng.integers(3, 9, 2)
        pixels = []
        if label == 0:
            pixels = [(r, x) for x in range(1, 11)]
        elif label == 1:
            pixels = [(y, c) for y in range(1, 11)]
        elif label == 2:
            d = rng.integers(-2, 3)
            pixels = [(y, x) for y in range(12) for x in range(12) if x - y == d]
        elif label == 3:
            pixels = [(r, x) for x in range(c, min(c + 6, 12))] + [(y, c) for y in range(r, min(r + 6, 12))]
        else:
            R = rng.uniform(2.5, 4.5)
            cy, cx = rng.uniform(4, 7, 2)
            far = {(y, x): np.hypot(y - cy, x - cx) for y in range(12) for x in range(12)}
            pixels = [at for at, distance in far.items() if abs(distance - R) < 0.6]
        value = rng.uniform(0.6, 1)
        for at in pixels:
            image[at] = value
    images = np.clip(images + 0.25 * rng.standard_normal((m, 12, 12)), 0, 1)
    found = data.make_glyphs(m, np.random.default_rng(11))
    np.testing.assert_array_equal(found[1], labels)
    np.testing.assert_allclose(found[0], images, rtol=1e-12)
    assert data.make_glyphs(0, rng)[0].shape == (0, 12, 12)
    with pytest.raises(ValueError, match="negative; got -1"):
        data.make_glyphs(-1, rng)


def test_digits_are_the_real_ones_and_stand_in_for_mnist_without_a_network(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from sklearn import datasets

    def no_network(*args: object, **kwargs: object) -> None:
        raise OSError("no route")

    images, labels = data.load_digits()
    assert (images.shape, images.max(), np.bincount(labels).tolist()[:3]) == ((1797, 8, 8), 1.0, [178, 182, 177])
    monkeypatch.setattr(datasets, "fetch_openml", no_network)
    assert data.load_mnist()[2] == "digits"
    assert "no network" in capsys.readouterr().out
    monkeypatch.setitem(__import__("sys").modules, "sklearn", None)
    with pytest.raises(RuntimeError, match="pip install scikit-learn"):
        data.load_digits()


def test_mnist_is_asked_for_as_arrays_and_comes_in_the_form_of_the_digits(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is fetched has one row of 784 bytes an image, and labels as text."""
    from sklearn import datasets

    asked: list[Any] = []
    rows = np.arange(3 * 784).reshape(3, 784) % 256

    def fetch(*args: Any, **kwargs: Any) -> SimpleNamespace:
        asked.append((args, kwargs))
        return SimpleNamespace(data=rows, target=np.array(["5", "0", "4"], dtype=object))

    monkeypatch.setattr(datasets, "fetch_openml", fetch)
    images, labels, name = data.load_mnist()
    assert asked == [(("mnist_784",), {"version": 1, "as_frame": False, "parser": "liac-arff"})]
    assert (name, labels.tolist(), labels.dtype, images.shape) == ("mnist", [5, 0, 4], np.int64, (3, 28, 28))
    assert images[2, 1, 5] == (2 * 784 + 28 + 5) % 256 / 255
    assert (images.min(), images.max()) == (0, 1)


def test_labels_of_digits_are_int64_also_where_integers_are_shorter(monkeypatch: pytest.MonkeyPatch) -> None:
    from sklearn import datasets

    short = SimpleNamespace(images=np.full((1, 8, 8), 4.0), target=np.array([7], dtype=np.int32))
    monkeypatch.setattr(datasets, "load_digits", lambda: short)
    images, labels = data.load_digits()
    assert (images[0, 0, 0], labels.tolist(), labels.dtype) == (0.25, [7], np.int64)
