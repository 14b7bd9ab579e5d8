"""The tester tested: it must accept what is right, and notice what is wrong by a thousandth."""

import numpy as np
import pytest

from deeplearn_ref.errors import NonDifferentiableError, ShapeError
from deeplearn_ref.gradcheck import directional_check, gradient_check
from deeplearn_ref.types import Params


def loss(params: Params) -> float:
    return float((params[0]["W"] ** 3).sum() + (params[0]["b"] ** 2).sum())


def point() -> tuple[Params, Params]:
    rng = np.random.default_rng(0)
    W, b = rng.normal(size=(3, 2)), rng.normal(size=2)
    return [{"W": W, "b": b}], [{"W": 3 * W**2, "b": 2 * b}]


def times(grads: Params, factor: float) -> Params:
    return [{name: factor * array for name, array in layer.items()} for layer in grads]


@pytest.mark.parametrize(("factor", "expected"), [(2.0, 1 / 3), (-1.0, 1.0), (0.0, 1.0)])
def test_wrong_gradients_give_the_ratios_that_the_formula_says(factor: float, expected: float) -> None:
    params, grads = point()
    assert gradient_check(loss, params, times(grads, factor)) == pytest.approx(expected, abs=1e-4)


def test_right_gradients_pass_and_parameters_are_put_back_bit_by_bit() -> None:
    params, grads = point()
    before = {name: array.tobytes() for name, array in params[0].items()}
    assert gradient_check(loss, params, grads) < 1e-6
    assert {name: array.tobytes() for name, array in params[0].items()} == before


def test_both_zero_is_right_and_shapes_must_fit() -> None:
    params, grads = point()
    assert gradient_check(lambda p: 0.0, params, times(grads, 0.0)) == 0.0
    with pytest.raises(ShapeError):
        gradient_check(loss, params, [{"W": grads[0]["W"].T, "b": grads[0]["b"]}])


def test_a_thousandth_is_noticed_along_random_directions() -> None:
    params, grads = point()
    assert directional_check(loss, params, grads, np.random.default_rng(1)) < 1e-6
    assert directional_check(loss, params, times(grads, 1.001), np.random.default_rng(1)) > 5e-4


def test_kink_is_refused() -> None:
    params: Params = [{"W": np.zeros((2, 2)), "b": np.zeros(2)}]
    zero: Params = [{"W": np.zeros((2, 2)), "b": np.zeros(2)}]
    with pytest.raises(NonDifferentiableError, match="kink"):
        directional_check(lambda p: float(np.abs(p[0]["W"]).sum()), params, zero, np.random.default_rng(0))
