"""Pictures of lesson 03: glyphs, edges of the paper, what they compute from the reader's own functions."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest

from deeplearn_ref.layers import collapse_linear, mlp_forward, relu_interpolator, xor_mlp_params
from lessonkit import data, plots, widgets

STUDENT = [
    {"W": np.array([[0.5, -0.3, 0.2], [-0.5, 0.6, 0.1]]), "b": np.zeros(3)},
    {"W": np.array([[0.7], [-0.9], [-0.44]]), "b": np.zeros(1)},
]
X_XOR, Y_XOR = data.load("xor")
DRAWINGS = {
    "network": lambda: plots.network((2, 4, 6, 6, 4, 1)),
    "small_network": lambda: plots.network((1, 1)),
    "units": plots.units,
    "layer_shapes": plots.layer_shapes,
    "forward_pass": lambda: plots.forward_pass(
        [4.0, 5.0], STUDENT, mlp_forward(np.array([[4.0, 5.0]]), STUDENT, ["relu", "sigmoid"])[1]
    ),
    "level_lines": lambda: plots.level_lines({"a": lambda X: X[:, 0] * X[:, 1], "b": lambda X: 0 * X[:, :1]}),
    "hidden_space": lambda: plots.hidden_space(
        X_XOR, mlp_forward(X_XOR, xor_mlp_params(), ["relu", "linear"])[1][0]["A"], Y_XOR
    ),
    "interpolation": lambda: plots.interpolation(np.sin, {4: np.cos, 8: np.sin}, {4: 0.2105, 8: 0.0704, 16: 0.0188}),
}


@pytest.mark.parametrize("language", ["en", "zh", "both"])
@pytest.mark.parametrize("name", DRAWINGS)
def test_every_character_has_a_glyph_and_nothing_is_cut_off(
    name: str, language: str, drawn_whole: Callable[..., None]
) -> None:
    drawn_whole(DRAWINGS[name], language)


def test_a_network_has_a_line_for_each_weight() -> None:
    sizes = (2, 4, 6, 6, 4, 1)
    lines = plots.network(sizes).axes[0].lines
    assert len(lines) == sum(n_in * n_out for n_in, n_out in itertools.pairwise(sizes)) == 96


def test_the_level_lines_of_a_linear_stack_are_straight() -> None:
    """The picture's claim by numbers: without activations the drawn network is an affine map."""
    from autograder.authoring.pictures.layers import PICTURES

    rng = np.random.default_rng(3)
    stack = [
        {"W": rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out)), "b": rng.normal(0, 0.5, n_out)}
        for n_in, n_out in itertools.pairwise((2, 4, 6, 6, 4, 1))
    ]
    W, b = collapse_linear(stack)
    X = np.random.default_rng(0).normal(size=(50, 2))
    np.testing.assert_allclose(mlp_forward(X, stack, ["linear"] * 5)[0], X @ W + b, atol=1e-12)
    assert len(PICTURES["03_collapse"]().axes) == 2


@contextmanager
def asked(figure: Any) -> Iterator[list[dict[str, Any]]]:
    """Collect what a picture sends to the browser."""
    sent: list[dict[str, Any]] = []
    figure.send = sent.append
    try:
        yield sent
    finally:
        figure.close()


def test_a_forward_pass_is_the_readers_own() -> None:
    figure = widgets.forward(mlp_forward, STUDENT, ["relu", "sigmoid"], [4, 5])
    assert figure.setup["layers"][0]["W"] == [[0.5, -0.3, 0.2], [-0.5, 0.6, 0.1]]
    with asked(figure) as sent:
        figure._handle_custom_msg({"id": 1, "x": [4, 5]}, [])
    hidden, output = sent[0]["value"]["layers"]
    assert hidden["Z"] == pytest.approx([-0.5, 1.8, 1.3])
    assert hidden["A"] == pytest.approx([0, 1.8, 1.3])
    assert output["Z"] == pytest.approx([-2.192])
    assert output["A"] == pytest.approx([0.100471], abs=1e-6)


def test_kinks_come_closer_to_the_sine_and_never_to_a_jump() -> None:
    figure = widgets.kinks(relu_interpolator, mlp_forward)
    with asked(figure) as sent:
        for number, (curve, intervals) in enumerate([("sin", 4), ("sin", 8), ("jump", 64)]):
            figure._handle_custom_msg({"id": number, "curve": curve, "intervals": intervals}, [])
    first, second, jump = (answer["value"] for answer in sent)
    assert first["error"] == pytest.approx(0.2105, abs=1e-3)
    assert second["error"] == pytest.approx(0.0704, abs=1e-3)
    assert len(second["points"]) == 9
    assert jump["error"] > 0.8


def test_a_missing_function_is_asked_for_and_a_broken_one_told() -> None:
    def stub(*args: object) -> None:
        raise NotImplementedError

    def broken(*args: object) -> tuple[int, list[dict[str, int]]]:
        return 0, [{"W": 1}]

    with pytest.raises(NotImplementedError):
        widgets.forward(stub, STUDENT, ["relu", "sigmoid"], [4, 5])
    with pytest.raises(NotImplementedError):
        widgets.kinks(stub, mlp_forward)
    figure = widgets.forward(broken, STUDENT, ["relu", "sigmoid"], [4, 5])
    with asked(figure) as sent:
        figure._handle_custom_msg({"id": 1, "x": [4, 5]}, [])
    assert sent[0]["failed"]["error"] == "KeyError"


def test_sizes_go_to_the_browser_as_they_are() -> None:
    network, layer = widgets.network([2, 3, 1]), widgets.layer(m=5, n_in=4, n_out=3)
    assert network.setup == {"sizes": [2, 3, 1]}
    assert layer.setup == {"sizes": [5, 4, 3]}
    network.close()
    layer.close()


def test_a_stack_and_its_single_layer_part_only_with_an_activation_and_a_hidden_layer() -> None:
    figure = widgets.collapse(mlp_forward, collapse_linear)
    sent: list[dict[str, Any]] = []
    figure.send = sent.append
    asked = [(6, "linear", 3), (1, "relu", 0), (2, "relu", 0), (4, "tanh", 1)]
    for layers, activation, draws in asked:
        figure._handle_custom_msg({"id": 0, "layers": layers, "activation": activation, "draws": draws}, [])
    figure.close()
    said = [answer["value"] for answer in sent]
    assert [value["difference"] > 1e-6 for value in said] == [False, False, True, True]
    # 2·6 + 6, four times 6·6 + 6, 6 + 1; and 2 + 1 for a single layer
    assert [value["parameters"] for value in said[:2]] == [18 + 4 * 42 + 7, 3]
    values, (w1, w2), b = np.array(said[0]["values"]), said[0]["w"], said[0]["b"]
    assert values[0, 40] == pytest.approx(3 * w1 - 3 * w2 + b)  # rows run along x₂ from −3, entries of a row along x₁
