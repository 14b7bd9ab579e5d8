"""The tester tested: it must accept what is right, and notice what is wrong by a thousandth."""

from typing import Any

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


class Fixed:
    """A generator that always draws (3, 4), a direction of length 5, and counts its draws."""

    def __init__(self) -> None:
        self.draws = 0

    def standard_normal(self, shape: tuple[int, ...]) -> np.ndarray:
        self.draws += 1
        return np.array([[3.0, 4.0]])


def test_a_direction_by_hand() -> None:
    """Along (0.6, 0.8) the loss rises by 2, and (2, 1) claims (2, 1)·(0.6, 0.8) = 2."""

    def rises_by(s: float) -> Any:
        return lambda p: s * float(0.6 * p[0]["W"][0, 0] + 0.8 * p[0]["W"][0, 1])

    params: Params = [{"W": np.zeros((1, 2))}]
    for claimed, slope, expected in (((2.0, 1.0), 2.0, 0.0), ((2.0, 1.0), 1.5, 0.25), ((4.0, -3.0), 0.001, 0.2)):
        found = directional_check(rises_by(slope), params, [{"W": np.array([claimed])}], Fixed())  # type: ignore[arg-type]
        assert found == pytest.approx(expected, abs=1e-9)  # the last: 0.001 over a thousandth of the norm, 5


def test_three_directions_and_steps_of_h() -> None:
    rng, places = Fixed(), []
    params: Params = [{"W": np.zeros((1, 2))}]
    directional_check(lambda p: places.append(p[0]["W"][0].tolist()) or 0.0, params, params, rng)  # type: ignore
    assert rng.draws == 3
    np.testing.assert_allclose(places, np.outer([0, 1, -1] * 3, [6e-6, 8e-6]), rtol=1e-12)


@pytest.mark.parametrize(("jump", "refused"), [(0.0205, False), (0.02096, True), (0.0215, True)])
def test_how_large_a_kink_is_one(jump: float, refused: bool) -> None:
    """A slope of 2 that changes by `jump` at 0; a hundredth of 2 and 1000·h² make 0.020954."""

    def bent(p: Params) -> float:
        w = float(p[0]["W"][0, 0])
        return 2 * w + jump / 2 * abs(w)

    args = bent, [{"W": np.zeros((1, 1))}], [{"W": np.full((1, 1), 2.0)}], np.random.default_rng(0)
    if refused:
        with pytest.raises(NonDifferentiableError):
            directional_check(*args, h=2.0**-10)
    else:
        assert directional_check(*args, h=2.0**-10) < 1e-9


def test_what_is_tiny_is_compared_with_something_tiny() -> None:
    assert gradient_check(lambda p: 0.0, [{"W": np.zeros((1, 1))}], [{"W": np.full((1, 1), 1e-12)}]) == pytest.approx(
        0.5
    )
