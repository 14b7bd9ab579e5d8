"""Data sets: geometry, order of draws, repeatability."""

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
def test_one_point_is_too_few_and_a_seed_repeats(make) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match="at least 2"):
        make(1, rng=np.random.default_rng(0))
    first, again = (make(40, rng=np.random.default_rng(5)) for _ in range(2))
    np.testing.assert_array_equal(first[0], again[0])
    assert first[1].sum() == 20


def test_moons_lie_on_half_circles_and_spirals_wind() -> None:
    X, y = data.make_moons(200, noise=0.0, rng=np.random.default_rng(0))
    upper, lower = X[y[:, 0] == 0], X[y[:, 0] == 1]
    np.testing.assert_allclose(np.hypot(*upper.T), 1)
    np.testing.assert_allclose(np.hypot(lower[:, 0] - 1, lower[:, 1] - 0.5), 1)
    X, y = data.make_spiral(200, noise=0.0, rng=np.random.default_rng(0))
    turned = np.where(y == 1, -X, X)  # the second arm is the first one turned by half a turn
    radius = np.hypot(*turned.T)
    np.testing.assert_allclose(turned[:, 0], radius * np.cos(3 * np.pi * radius), atol=1e-12)


def test_students_who_study_pass_more_often() -> None:
    X, y = data.make_students(4000, rng=np.random.default_rng(0))
    passed = y[:, 0] == 1
    assert y[X[:, 0] > 8].mean() > 0.9 > 0.1 > y[X[:, 0] < 2].mean()
    assert X[passed, 1].mean() > X[~passed, 1].mean()
    with pytest.raises(ValueError, match="negative"):
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
    m, rng = 6, np.random.default_rng(11)
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
