"""Arrays as data: hand-worked numbers, second formulas, what is copied and what is refused."""

import numpy as np
import pytest

from autograder.sandbox import strict_xp
from deeplearn_ref.arrays import describe_batch, flatten_images, rgb_to_gray, standardize, to_device, weighted_sums
from deeplearn_ref.errors import ShapeError

from .probes import untouched


def test_batch_is_described_by_plain_integers_and_the_dtype_s_name() -> None:
    found = describe_batch(np.zeros((0, 2), dtype=np.uint8))
    assert found == (0, 2, "uint8")
    assert [type(part) for part in found] == [int, int, str]
    for shape in ((3,), (1, 2, 3)):
        with pytest.raises(ShapeError):
            describe_batch(np.zeros(shape))


def test_weighted_sums_by_hand_and_by_a_loop() -> None:
    X = np.array([[1, 2], [3, 4], [5, 6]])
    assert untouched(weighted_sums, X, np.array([10, 1]), 0.5).tolist() == [12.5, 34.5, 56.5]
    rng = np.random.default_rng(0)
    X, w = rng.normal(size=(4, 3)), rng.normal(size=3)
    slow = [sum(x * v for x, v in zip(row, w, strict=True)) - 2 for row in X]
    np.testing.assert_allclose(weighted_sums(X, w, -2), slow, rtol=1e-12)
    empty = weighted_sums(np.zeros((0, 3), dtype=int), w, 1)
    assert (empty.shape, empty.dtype) == ((0,), np.float64)
    with pytest.raises(ShapeError):
        weighted_sums(X.T, w, 0)


def test_gray_of_known_colors() -> None:
    img = np.array([[[255, 0, 0], [0, 255, 0]], [[200, 100, 90], [10, 20, 30]]], dtype=np.uint8)
    np.testing.assert_allclose(untouched(rgb_to_gray, img), [[0.299, 0.587], [0.504941, 0.071176]], atol=1e-6)
    assert abs(rgb_to_gray(np.full((1, 1, 3), 255, dtype=np.uint8))[0, 0] - 1) < 1e-12
    assert rgb_to_gray(np.zeros((0, 4, 3), dtype=np.uint8)).shape == (0, 4)
    with pytest.raises(ShapeError):
        rgb_to_gray(np.zeros((3, 4, 4)))


def test_images_become_rows_in_reading_order() -> None:
    imgs = np.arange(24, dtype=np.uint8).reshape(2, 2, 2, 3)
    np.testing.assert_allclose(untouched(flatten_images, imgs), np.arange(24).reshape(2, 12) / 255)
    floats = np.full((1, 2, 2), 7.0)
    assert untouched(flatten_images, floats).tolist() == [[7.0] * 4]
    assert flatten_images(np.zeros((0, 3, 5))).shape == (0, 15)
    with pytest.raises(ShapeError):
        flatten_images(np.zeros((3, 4)))


def test_standardized_features_have_mean_0_and_deviation_1() -> None:
    X = np.random.default_rng(0).normal(3, 5, (50, 4))
    Xs, mean, std = untouched(standardize, X)
    np.testing.assert_allclose(Xs.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(Xs.std(axis=0), 1, rtol=1e-12)
    np.testing.assert_allclose(Xs * std + mean, X, rtol=1e-12)


@pytest.mark.parametrize("value", [5.0, 0.1, 1e9, 0.0])
def test_constant_feature_becomes_zeros_and_nothing_is_divided_by_its_rounding(value: float) -> None:
    Xs, _, _ = standardize(np.full((3, 1), value))
    np.testing.assert_allclose(Xs, 0, atol=1e-12)


def test_given_statistics_are_used_as_they_are() -> None:
    X = np.array([[10.0, 4.0]])
    Xs, mean, std = standardize(X, np.array([4.0, 1.0]), np.array([2.0, 0.0]))
    assert (Xs.tolist(), mean.tolist(), std.tolist()) == ([[3.0, 3.0]], [4.0, 1.0], [2.0, 0.0])
    assert standardize(np.zeros((0, 2)), mean, std)[0].shape == (0, 2)
    with pytest.raises(ValueError, match="no sample"):
        standardize(np.zeros((0, 2)))
    with pytest.raises(ShapeError):
        standardize(X, np.zeros(3), np.ones(3))


def test_tree_moves_to_another_module_as_copies() -> None:
    tree = {"W": np.arange(4.0).reshape(2, 2), "rest": [1, None, "a", True, 2.5, [np.ones(1)]]}
    here = untouched(to_device, tree, np)
    assert here["rest"][:5] == tree["rest"][:5]
    there = to_device(tree, strict_xp)
    assert isinstance(there["W"], strict_xp.StrictArray)
    assert there["W"].tolist() == tree["W"].tolist()
    assert isinstance(there["rest"][5][0], strict_xp.StrictArray)
    there["W"][0, 0] = 9.0
    assert tree["W"][0, 0] == 0


@pytest.mark.parametrize(
    ("mean", "std", "divisor"),
    [
        (0.0, 1e-12, 1.0),  # the limit itself still counts as constant
        (0.0, 0.8e-12, 1.0),
        (0.0, 1.5e-12, 1.5e-12),
        (0.001, 5e-13, 1.0),  # for small features the limit stays 1e-12
        (-1000.0, 5e-10, 1.0),  # for large ones it grows with them
        (1000.0, 2e-9, 2e-9),
    ],
)
def test_which_features_are_constant(mean: float, std: float, divisor: float) -> None:
    Xs, _, _ = standardize(np.array([[mean + 3.0]]), np.array([mean]), np.array([std]))
    assert Xs[0, 0] == pytest.approx(3.0 / divisor, rel=1e-9)


def test_fractions_and_float32_stay_what_they_are() -> None:
    assert rgb_to_gray(np.full((1, 1, 3), 127.5))[0, 0] == pytest.approx(0.5, rel=1e-12)
    assert flatten_images(np.full((1, 1, 2), 7.5)).tolist() == [[7.5, 7.5]]
    assert standardize(np.array([[1.0], [2.0]], dtype=np.float32))[0].dtype == np.float64


@pytest.mark.parametrize(("mean", "std"), [(np.zeros(2), None), (None, np.ones(2))])
def test_half_of_the_statistics_can_not_be_measured_without_samples(
    mean: np.ndarray | None, std: np.ndarray | None
) -> None:
    with pytest.raises(ValueError, match="no sample"):
        standardize(np.zeros((0, 2)), mean, std)


def test_other_numbers_of_axes_are_refused() -> None:
    for X, w in ((np.zeros((2, 3, 4)), np.zeros(3)), (np.zeros((2, 3)), np.zeros((3, 1)))):
        with pytest.raises(ShapeError):
            weighted_sums(X, w, 0.0)
    with pytest.raises(ShapeError):
        rgb_to_gray(np.zeros((2, 2, 3, 3)))
    with pytest.raises(ShapeError, match=r"must be \(m, n\).*got \(3,\)"):
        standardize(np.zeros(3))
    for mean, std in ((np.zeros(1), np.ones(2)), (np.zeros(2), np.ones(1))):
        with pytest.raises(ShapeError):
            standardize(np.zeros((3, 2)), mean, std)
