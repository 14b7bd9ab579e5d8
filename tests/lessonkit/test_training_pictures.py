"""Pictures of lesson 08: glyphs, edges of the paper, what they compute from the reader's own functions."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.authoring.pictures.training import PICTURES
from deeplearn_ref.backprop import bce_sigmoid_backward, mlp_backward
from deeplearn_ref.data import make_circles
from deeplearn_ref.initializers import init_params
from deeplearn_ref.layers import dead_unit_fraction, mlp_forward
from deeplearn_ref.metrics import accuracy, gradient_norms
from deeplearn_ref.training import train_full_batch
from lessonkit import plots, widgets
from lessonkit.widgets import deep

X, Y = make_circles(100, rng=np.random.default_rng(0))
RUN = {"loss": [0.7, 0.5, 0.6], "accuracy": [0.5, 0.75, 0.7]}
DRAWINGS: dict[str, Callable[[], Any]] = {
    **{name: draw for name, draw in PICTURES.items() if name not in ("08_moments", "08_slice")},  # these two train
    "moments": lambda: plots.moments([(0, np.full((9, 9), 0.5)), (100, np.tile(np.linspace(0, 1, 9), (9, 1)))], X, Y),
    "slices": lambda: plots.loss_slices(
        np.add.outer(np.arange(-4, 5) ** 2, np.arange(9)), np.tile(np.arange(9), (9, 1)), 2.0
    ),
    "cloud": lambda: plots.cloud(X, Y),
    "curves": lambda: plots.training_curves({"one": RUN, "two": RUN}),
}


@pytest.mark.parametrize("language", ["en", "zh", "both"])
@pytest.mark.parametrize("name", DRAWINGS)
def test_every_character_has_a_glyph_and_nothing_is_cut_off(
    name: str, language: str, drawn_whole: Callable[..., None]
) -> None:
    drawn_whole(DRAWINGS[name], language)


def replies(figure: Any, *requests: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what a picture sends to the browser for each request."""
    sent: list[dict[str, Any]] = []
    figure.send = sent.append
    for number, request in enumerate(requests):
        figure._handle_custom_msg({"id": number, **request}, [])
    figure.close()
    return sent


def test_the_slopes_are_those_of_the_activations() -> None:
    sigmoid, tanh, relu = (np.asarray(line.get_xydata()) for line in plots.activation_slopes().axes[0].lines)
    assert np.interp(0, *sigmoid.T) == pytest.approx(0.25)
    assert np.interp(0, *tanh.T) == pytest.approx(1)
    assert np.interp(1, *tanh.T) == pytest.approx(4 / (np.e + 1 / np.e) ** 2, abs=1e-6)
    assert [relu[relu[:, 0] < 0, 1].max(), relu[relu[:, 0] > 0, 1].min()] == [0, 1]


def test_live_trains_as_far_as_asked_and_tells_the_state_of_that_moment() -> None:
    """Is a moment that was trained in pieces, and gone back from, the one that a single training reaches?"""
    figure = widgets.live(init_params, train_full_batch, mlp_forward, X, Y, dead=dead_unit_fraction)
    ask = {"scheme": "he", "rate": 0.1, "seed": 2}
    far, near = (answer["value"] for answer in replies(figure, {**ask, "frame": 3}, {**ask, "frame": 1}))
    params, curves = train_full_batch(X, Y, init_params(deep.SIZES, np.random.default_rng(2)), deep.NAMES, 0.1, 150)
    assert far["loss"] == pytest.approx(curves["loss"][[0, 50, 100, 150]])
    assert near["accuracy"] == pytest.approx(curves["accuracy"][[0, 50]])
    p, caches = mlp_forward(X, params, deep.NAMES)
    assert far["accuracy"][-1] == accuracy(Y, p)
    silent = sum(int((cache["A"].max(axis=0) == 0).sum()) for cache in caches[:-1])
    assert far["dead"] == silent
    corner = mlp_forward(np.array([[1.5, -1.5]]), params, deep.NAMES)[0].item()  # lower right: last of the first row
    assert far["grid"][deep.GRID - 1] == pytest.approx(10_000 * corner, abs=0.51)
    assert len(far["grid"]) == deep.GRID**2


def test_norms_are_those_of_the_network_that_was_asked_for() -> None:
    pieces = (init_params, mlp_forward, bce_sigmoid_backward, mlp_backward, gradient_norms)
    sent = replies(
        widgets.norms(*pieces, X, Y),
        {"hidden": "sigmoid", "scheme": "xavier", "seed": 0},
        {"hidden": "tanh", "scheme": "he", "seed": 1},
    )
    sigmoid, tanh = (answer["value"]["norms"] for answer in sent)
    assert len(sigmoid) == len(tanh) == deep.DEPTH
    assert sigmoid[0] / sigmoid[-1] < 1e-5
    assert tanh[0] / tanh[-1] > 1e-2


def stub(*args: object, **kwargs: object) -> Any:
    raise NotImplementedError


def broken(*args: object) -> Any:
    raise KeyError("nothing")


@pytest.mark.parametrize(
    "make",
    [
        lambda mine: widgets.live(init_params, mine, mlp_forward, X, Y),
        lambda mine: widgets.norms(init_params, mlp_forward, bce_sigmoid_backward, mlp_backward, mine, X, Y),
    ],
)
def test_a_missing_function_is_asked_for_and_a_broken_one_told(make: Callable[..., Any]) -> None:
    with pytest.raises(NotImplementedError):
        make(stub)
    request = {"scheme": "he", "rate": 0.1, "seed": 0, "frame": 1, "hidden": "relu"}
    assert replies(make(broken), request)[0]["failed"]["error"] == "KeyError"
