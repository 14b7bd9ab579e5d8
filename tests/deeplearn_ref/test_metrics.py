"""Metrics against hand counts."""

import numpy as np
import pytest

from deeplearn_ref.errors import ShapeError
from deeplearn_ref.metrics import accuracy, confusion_matrix, gradient_norms


def test_accuracy_counts_a_probability_at_the_threshold_as_class_0() -> None:
    p, y = (np.array([[v] for v in row]) for row in ((0.5, 0.9, 0.2, 0.6, 0.7), (0, 1, 0, 0, 1)))
    assert accuracy(y, p) == 0.8
    assert accuracy(y, p, threshold=0.65) == 1.0
    assert accuracy(np.array([1]), np.array([0.5])) == 0.0


def test_accuracy_refuses_what_would_broadcast_and_an_empty_batch() -> None:
    with pytest.raises(ShapeError):
        accuracy(np.zeros(3), np.zeros((3, 1)))
    with pytest.raises(ValueError, match="no sample"):
        accuracy(np.zeros((0, 1)), np.zeros((0, 1)))


def test_gradient_norms_are_those_of_all_entries_and_of_weights_alone() -> None:
    grads = [{"W": np.array([[3.0, 0.0], [0.0, 4.0]]), "b": np.array([12.0])}, {"W": np.ones((2, 2)), "b": np.ones(2)}]
    assert gradient_norms(grads).tolist() == [5.0, 2.0]
    assert gradient_norms([{"W": np.full((1, 1), -2, dtype=np.float32), "b": np.zeros(1)}]).dtype == np.float64
    with pytest.raises(ValueError, match="no layer"):
        gradient_norms([])


def test_confusion_matrix_by_hand() -> None:
    found = confusion_matrix(np.array([0, 0, 1, 2, 2]), np.array([0, 1, 1, 2, 0]), 3)
    assert (found.tolist(), found.dtype) == ([[1, 1, 0], [0, 1, 0], [1, 0, 1]], np.int64)
    assert confusion_matrix(np.array([0, 0, 1]), np.array([0, 0, 1]), 2).tolist() == [[2, 0], [0, 1]]
    none = np.array([], dtype=np.int64)
    assert confusion_matrix(none, none, 2).tolist() == [[0, 0], [0, 0]]


def test_confusion_matrix_by_a_loop() -> None:
    rng = np.random.default_rng(0)
    labels, guess = rng.integers(0, 4, (2, 60))
    slow = [[int(((labels == i) & (guess == j)).sum()) for j in range(4)] for i in range(4)]
    assert confusion_matrix(labels, guess, 4).tolist() == slow


def test_confusion_matrix_refuses_fewer_guesses_than_labels() -> None:
    with pytest.raises(ShapeError, match=r"got \(2,\) and \(1,\)"):
        confusion_matrix(np.array([0, 1]), np.array([0]), 2)


@pytest.mark.parametrize(("labels", "guess"), [([0, 3], [0, 0]), ([0, 0], [-1, 0])])
def test_confusion_matrix_refuses_other_classes(labels: list[int], guess: list[int]) -> None:
    with pytest.raises(ValueError, match="must"):
        confusion_matrix(np.array(labels), np.array(guess), 3)


def test_a_soft_label_of_one_half_is_class_0() -> None:
    assert accuracy(np.array([0.5, 0.4, 0.6]), np.array([0.2, 0.3, 0.9])) == 1.0


def test_gradient_norms_of_fractions() -> None:
    assert gradient_norms([{"W": np.array([[0.3, 0.4]]), "b": np.zeros(2)}]).tolist() == [0.5]


def test_confusion_matrix_of_few_samples_small_integers_and_many_classes() -> None:
    assert confusion_matrix(np.array([0]), np.array([0]), 3).tolist() == [[1, 0, 0], [0, 0, 0], [0, 0, 0]]
    found = confusion_matrix(np.array([99], dtype=np.uint8), np.array([98], dtype=np.uint64), 100)
    assert (found[99, 98], found.sum(), found.shape) == (1, 1, (100, 100))
    small = np.array([99], dtype=np.uint8)  # 100 · 99 is more than fits
    assert confusion_matrix(small, small, 100)[99, 99] == 1


@pytest.mark.parametrize(
    ("labels", "guess", "span"),
    [
        ([0, 0], [-1, 0], "-1 … 0"),
        ([1, 2], [-1, 3], "-1 … 3"),
        ([-2, 5], [0, 1], "-2 … 5"),
        ([1, 1], [0, 3], "0 … 3"),
        ([-1, 1], [1, 1], "-1 … 1"),
    ],
)
def test_confusion_matrix_says_which_classes_came(labels: list[int], guess: list[int], span: str) -> None:
    with pytest.raises(ValueError, match=f"got {span}. Is n_classes right"):
        confusion_matrix(np.array(labels), np.array(guess), 3)


def test_confusion_matrix_takes_one_label_a_sample() -> None:
    with pytest.raises(ShapeError, match=r"got \(2, 2\)"):
        confusion_matrix(np.zeros((2, 2), dtype=int), np.zeros((2, 2), dtype=int), 1)
