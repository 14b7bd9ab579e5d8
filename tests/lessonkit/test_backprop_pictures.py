"""Pictures of lesson 07: glyphs, edges of the paper, what they compute from the reader's own functions; the bug hunt."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest

from autograder.authoring.pictures.backprop import PICTURES
from deeplearn_ref.backprop import (
    activation_backward,
    bce_sigmoid_backward,
    dense_backward,
    graph_backward,
    mlp_backward,
)
from deeplearn_ref.gradcheck import gradient_check
from deeplearn_ref.layers import mlp_forward
from lessonkit import planted, plots, widgets

STUDENT = [
    {"W": np.array([[0.5, -0.3, 0.2], [-0.5, 0.6, 0.1]]), "b": np.zeros(3)},
    {"W": np.array([[0.7], [-0.9], [-0.44]]), "b": np.zeros(1)},
]
BATCH = {"1": (np.array([[4.0, 5.0]]), np.array([[1.0]]))}
DRAWINGS = {
    **PICTURES,
    "small_graph": lambda: plots.computational_graph([("x", [], (0, 0)), ("x · x", [0, 0], (1, 0))], [3, 9], [6, 1]),
}


@pytest.mark.parametrize("language", ["en", "zh", "both"])
@pytest.mark.parametrize("name", DRAWINGS)
def test_every_character_has_a_glyph_and_nothing_is_cut_off(
    name: str, language: str, drawn_whole: Callable[..., None]
) -> None:
    drawn_whole(DRAWINGS[name], language)


@contextmanager
def asked(figure: Any) -> Iterator[list[dict[str, Any]]]:
    """Collect what a picture sends to the browser."""
    sent: list[dict[str, Any]] = []
    figure.send = sent.append
    try:
        yield sent
    finally:
        figure.close()


def test_the_graphs_have_the_derivatives_of_their_formulas() -> None:
    figure = widgets.graph(graph_backward)
    with asked(figure) as sent:
        for number, (name, inputs) in enumerate(
            [("join", [2, 3, -4]), ("square", [3]), ("gate", [1, 2]), ("gate", [-4, 2])]
        ):
            figure._handle_custom_msg({"id": number, "graph": name, "inputs": inputs}, [])
    join, square, opened, closed = (answer["value"]["grads"] for answer in sent)
    assert join[:3] == [2 * 2 * 3 - 4, 2 * 2, 2]  # a²b + ca
    assert square[0] == 2 * 3 + 1  # x² + x
    assert opened[:2] == [2, 1 + 2 * 2]  # (a + b) b, gate open
    assert closed[:2] == [0, 0]


def test_the_walk_stops_at_what_hand_calculation_gives() -> None:
    pieces = (mlp_forward, bce_sigmoid_backward, dense_backward, activation_backward)
    figure = widgets.walk(*pieces, STUDENT, BATCH)
    with asked(figure) as sent:
        figure._handle_custom_msg({"id": 1, "batch": "1"}, [])
    stops = {stop["name"]: stop for stop in sent[0]["value"]["stops"]}
    p = 1 / (1 + np.exp(2.192))
    assert stops["Z₁"]["rows"][0] == pytest.approx([-0.5, 1.8, 1.3])
    assert stops["L"]["rows"][0] == pytest.approx([-np.log(p)])
    assert stops["dZ₂"]["rows"][0] == pytest.approx([p - 1])
    assert stops["dZ₁"]["rows"][0] == pytest.approx([0, -0.9 * (p - 1), -0.44 * (p - 1)])
    assert stops["dW₁"]["rows"][1] == pytest.approx([0, 5 * -0.9 * (p - 1), 5 * -0.44 * (p - 1)])
    assert stops["dW₁"]["shape"] == "(2, 3)"
    assert stops["dZ₁"]["local"] == {"name": "relu′(Z₁)", "shape": "(1, 3)"}


def test_paths_show_a_closed_gate_and_a_gradient_by_hand() -> None:
    figure = widgets.paths(mlp_forward, bce_sigmoid_backward, mlp_backward)
    with asked(figure) as sent:
        figure._handle_custom_msg({"id": 1, "x": [2, 1]}, [])
    found = sent[0]["value"]
    assert found["Z"][0] == [2, -1, 1]  # the second gate is closed
    assert found["Z"][1] == [1, 1.5]
    dz = 1 / (1 + np.exp(0.75)) - 1
    assert found["dz"] == pytest.approx(dz)
    both = 2 * (1 * 0.5 + -0.5 * -1) * dz  # x₁ to h₁₁, two ways on
    assert found["grads"][0][0][0] == pytest.approx(both)
    assert found["grads"][0][0][1] == 0


def court() -> planted.Court:
    return planted.Court(gradient_check, mlp_forward, bce_sigmoid_backward, mlp_backward)


def test_each_patient_hurts_where_its_disease_says() -> None:
    """What the lesson tells about the six: which arrays, with how many samples, with which activation."""
    arrays = planted.arrays()
    assert arrays == ["W1", "b1", "W2", "b2", "W3", "b3"]
    biases, early, everything = {"b1", "b2", "b3"}, {"W1", "b1", "W2", "b2"}, set(arrays)
    hurts: dict[str, Callable[[int, str], set[str]]] = {
        "A": lambda m, hidden: biases if m == 5 else set(),
        "B": lambda m, hidden: early if hidden == "tanh" else set(),
        "C": lambda m, hidden: set(),
        "D": lambda m, hidden: everything if m == 5 else set(),
        "E": lambda m, hidden: early,
        "F": lambda m, hidden: early,
    }
    examined = court()
    for patient, where in hurts.items():
        for m in (1, 5):
            for hidden in ("relu", "tanh"):
                ratios = {name: examined.ratio(patient, m, hidden, name) for name in arrays}
                assert {name for name, r in ratios.items() if r > 1e-6} == where(m, hidden), (patient, m, hidden)
                assert all(r < 1e-8 or r > 1e-4 for r in ratios.values()), (patient, ratios)  # no doubtful case


def test_an_undivided_gradient_has_the_ratio_of_its_factor() -> None:
    assert court().ratio("D", 5, "relu") == pytest.approx((5 - 1) / (5 + 1), abs=1e-6)


def test_the_scene_is_far_from_the_kinks() -> None:
    X, _, params = planted._scene(5)
    caches = mlp_forward(X, params, ["relu", "relu", "sigmoid"])[1]
    assert min(np.abs(cache["Z"]).min() for cache in caches[:-1]) > 1e-3


def test_a_diagnosis_is_judged() -> None:
    figure = widgets.hunt(court())
    with asked(figure) as sent:
        for number, diagnosis in enumerate(["healthy", "bias_averaged"]):
            figure._handle_custom_msg({"id": number, "patient": "A", "diagnosis": diagnosis}, [])
        figure._handle_custom_msg({"id": 9, "patient": "A", "m": "5", "hidden": "tanh"}, [])
    assert [answer["value"]["right"] for answer in sent[:2]] == [False, True]
    assert [name for name, r in sent[2]["value"]["arrays"] if r > 1e-6] == ["b1", "b2", "b3"]


def test_a_missing_function_is_asked_for_and_a_broken_one_told() -> None:
    def stub(*args: object) -> Any:
        raise NotImplementedError

    def broken(*args: object) -> list[dict[str, int]]:
        return [{"b": 1}]

    with pytest.raises(NotImplementedError):
        widgets.graph(stub)
    with pytest.raises(NotImplementedError):
        widgets.walk(mlp_forward, stub, dense_backward, activation_backward, STUDENT, BATCH)
    with pytest.raises(NotImplementedError):
        widgets.paths(mlp_forward, bce_sigmoid_backward, stub)
    with pytest.raises(NotImplementedError):
        widgets.hunt(planted.Court(stub, mlp_forward, bce_sigmoid_backward, mlp_backward))
    figure = widgets.paths(mlp_forward, bce_sigmoid_backward, broken)
    with asked(figure) as sent:
        figure._handle_custom_msg({"id": 1, "x": [2, 1]}, [])
    assert sent[0]["failed"]["error"] == "KeyError"
