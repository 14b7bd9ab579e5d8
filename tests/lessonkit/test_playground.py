"""The playground: its text, what it says of functions that fail, what it shows of a training."""

import base64
import json
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import log_loss

from deeplearn_ref.playground import CORNER, FUNCTIONS, VALIDATION, Session, sample
from lessonkit import style, widgets
from lessonkit.playground.presets import PRESETS
from lessonkit.playground.settings import ACTIVATIONS, CHOICES, MOST_EPOCHS, Refused, Settings, from_string
from lessonkit.widgets.playing import CELLS, REACH, Table

ROOT = Path(__file__).resolve().parents[2]
LAYERS = st.lists(st.tuples(st.integers(1, 8), st.sampled_from(list(ACTIVATIONS.values()))), max_size=4).map(tuple)
SETTINGS = st.builds(Settings, layers=LAYERS, **{name: st.sampled_from(values) for name, values in CHOICES.items()})
XOR = "pg1_xor_n10_m20_3t-2r_xavier_{optimizer}_r0.1_b10_d{dropout}_l{l2}_s3_e0"
PLAIN = XOR.format(optimizer="sgd", dropout=0, l2=0)
EVERYTHING = XOR.format(optimizer="adam", dropout=20, l2=0.01)


def table(functions: dict[str, Callable[..., Any]] = FUNCTIONS, lent: Any = None) -> Table:
    return Table(Session, functions, lent)


def paste(on: Table, text: str) -> dict[str, Any]:
    return on.answer({"do": "paste", "text": text})


def levels(packed: str) -> np.ndarray:
    return np.frombuffer(base64.b64decode(packed), dtype=np.uint8).astype(float)


# ------------------------------------------------------------------------------------------------- the short text


@given(SETTINGS, st.integers(0, MOST_EPOCHS))
def test_settings_come_back_from_their_text(settings: Settings, epoch: int) -> None:
    text = settings.to_string(epoch)
    assert from_string(f" {text}\n") == (settings, epoch)
    assert len(text) <= 80
    assert text.replace("_", "").replace("-", "").replace(".", "").isalnum()  # nothing that a mail or a chat changes


def test_a_text_says_what_it_says() -> None:
    """Would a text that somebody saved mean the same tomorrow?"""
    read, epoch = from_string("pg1_moons_n25_m200_8r-4s-1l_he_rmsprop_r0.003_ball_d50_l0.03_s42_e317")
    assert epoch == 317
    assert {field.name: getattr(read, field.name) for field in fields(read)} == {
        "data": "moons", "noise": 0.25, "samples": 200, "layers": ((8, "relu"), (4, "sigmoid"), (1, "linear")),
        "scheme": "he", "optimizer": "rmsprop", "rate": 0.003, "batch": 0, "dropout": 0.5, "l2": 0.03, "seed": 42,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "'' is no experiment of the playground"),
        ("pg2" + PLAIN[3:], "is no experiment of the playground"),
        (PLAIN.removesuffix("_e0"), "is no experiment of the playground"),
        (PLAIN.replace("xor", "nuts"), "data: 'nuts' is not on offer"),
        (PLAIN.replace("n10", "n11"), "noise: '0.11' is not on offer"),
        (PLAIN.replace("_s3_", "_s100_"), "seed: '100' is not on offer"),
        (PLAIN.replace("r0.1", "r1.2.3"), "learning rate: '1.2.3' is not on offer"),
        (PLAIN.replace("3t-2r", "3t2r"), "'3t2r' can't be read where the hidden layers"),
        (PLAIN.replace("3t", "3x"), "no layer '3 x'"),
        (PLAIN.replace("3t", "9t"), "no layer '9 tanh'"),
        (PLAIN.replace("3t", "3t-3t-3t-3t"), "5 hidden layers are too many"),
        (PLAIN.replace("e0", "e5001"), "5001 epochs are too many"),
        (PLAIN.replace("m20", "m-1"), "'m-1' can't be read where the training samples"),
        ("<b>" * 500, "is no experiment"),
    ],
)
def test_a_text_that_is_none_is_answered_by_a_sentence(text: str, told: str) -> None:
    """And is what was there before still there?"""
    on = table()
    before = paste(on, PRESETS["bare"])["settings"]
    answer = paste(on, text)
    assert told in answer["problem"]["en"]
    assert answer["problem"]["zh"] != answer["problem"]["en"]
    assert len(answer["problem"]["en"]) < 250
    assert answer["settings"] == before
    assert on.answer({"do": "train", "epochs": 1})["epoch"] == 1


def test_a_change_from_the_browser_is_checked_too() -> None:
    on = table()
    answer = on.answer({"do": "set", "settings": {"dropout": 0.9}})
    assert "drop probability: '0.9' is not on offer" in answer["problem"]["en"]
    assert on.answer({"do": "set", "settings": {"noise": 0, "layers": [[2, "relu"]]}})["state"].startswith(
        "pg1_circles_n0_m100_2r_"
    )


@pytest.mark.parametrize("name", PRESETS)
def test_every_experiment_begins_and_has_a_question(name: str) -> None:
    answer = paste(table(), PRESETS[name])
    assert answer["state"] == PRESETS[name]
    question = style.say(f"playground.question.{name}")
    assert "?" in question.en
    assert "？" in question.zh


# ---------------------------------------------------------------------------------------------------- what is shown


def test_a_frame_shows_the_network_that_was_trained() -> None:
    """Are losses, weights and pictures those of a network computed by hand from the weights?"""
    on = table()
    data = paste(on, PLAIN)["points"]
    frame = on.answer({"do": "train", "epochs": 3, "have": 1, "unit": [1, 1]})
    json.dumps(frame, allow_nan=False)
    assert (frame["epoch"], len(frame["losses"]), frame["unit"]) == (len(frame["losses"]), frame["epoch"], [1, 1])
    (W1, W2, W3), (b1, b2, b3) = ([np.array(part) for part in frame[name]] for name in ("weights", "biases"))

    def network(X: Any) -> tuple[np.ndarray, np.ndarray]:
        hidden = np.maximum(np.tanh(np.array(X) @ W1 + b1) @ W2 + b2, 0)
        return hidden, 1 / (1 + np.exp(-(hidden @ W3 + b3)))

    for kind, told in zip(("train", "val"), frame["losses"][-1], strict=True):
        X, y = data[kind]
        assert told == pytest.approx(log_loss(y, network(X)[1]), abs=2e-3)  # weights come with four digits
    X, y = data["val"]
    assert frame["accuracy"] == np.mean((network(X)[1][:, 0] > 0.5) == np.array(y))
    corner = [[-REACH, REACH]]  # upper left, the first place of every picture
    at = np.linspace(-REACH, REACH, CELLS)
    everywhere = network([[p, q] for q in at[::-1] for p in at])
    unit = everywhere[0][:, 1]
    np.testing.assert_allclose(levels(frame["map"]), 127 + 127 * unit / unit.max(), atol=1)
    small = levels(frame["units"]).reshape(6, -1)
    np.testing.assert_allclose(small[0][0], 127 + 127 * np.tanh(np.array(corner) @ W1 + b1)[0, 0], atol=1)
    np.testing.assert_allclose(small[5][0], 254 * network(corner)[1][0, 0], atol=1)


def test_the_same_text_gives_the_same_numbers_and_reaches_its_epoch() -> None:
    sent = table()
    paste(sent, EVERYTHING)
    for _ in range(7):
        last = sent.answer({"do": "train", "epochs": 1})
    received = table()
    first = paste(received, last["state"])
    assert (first["epoch"], first["until"]) == (0, 7)
    while received.answer({"do": "look"})["epoch"] < 7:
        received.answer({"do": "train", "epochs": 500, "until": 7})
    there = received.answer({"do": "look"})
    assert there["weights"] == last["weights"]
    assert there["losses"][-1] == last["losses"][-1]


def test_losses_that_a_view_already_has_are_not_sent_again() -> None:
    on = table()
    paste(on, PLAIN)
    for epoch in (1, 2, 3):
        frame = on.answer({"do": "train", "epochs": 1, "have": epoch})
        assert (frame["have"], len(frame["losses"])) == (epoch, 1)
    assert len(on.answer({"do": "look"})["losses"]) == 4


def test_weights_that_overflow_end_in_a_frame_without_numbers() -> None:
    on = table(
        {
            **FUNCTIONS,
            "update_params": lambda params, grads, rate: [{k: v * np.inf for k, v in p.items()} for p in params],
        }
    )
    paste(on, PLAIN)
    frame = on.answer({"do": "train", "epochs": 50})
    assert (frame["finite"], frame["epoch"], frame["accuracy"]) == (False, 1, None)
    assert frame["weights"][0][0][0] is None
    json.dumps(frame, allow_nan=False)


@pytest.mark.parametrize("data", CHOICES["data"])
def test_samples_of_both_classes_lie_in_the_picture(data: str) -> None:
    X, y = sample(data, 100, 0.1, np.random.default_rng(0))
    assert X.shape == (100, 2)
    assert y.shape == (100, 1)
    assert 20 <= y.sum() <= 80
    assert (np.abs(X) < REACH + 0.5).all()
    if data in ("and", "or", "xor", "nand", "nor"):
        near = np.sign(X) == np.sign(np.round(X / CORNER))
        assert near.mean() > 0.95
        truth = {"and": 3, "or": 1, "xor": None, "nand": 3, "nor": 1}[data]
        ones = (X > 0).sum(axis=1)
        right = ones == 1 if truth is None else ones * 2 > truth
        assert ((right != data.startswith("n")) == (y[:, 0] == 1)).all()


# -------------------------------------------------------------------------------------- functions that are handed in


def stub(*args: object, **kwargs: object) -> Any:
    raise NotImplementedError


def broken(*args: object, **kwargs: object) -> Any:
    raise KeyError("dW")


@pytest.mark.parametrize("name", Session.NAMES)
def test_a_function_that_fails_stops_the_picture_with_a_sentence(name: str) -> None:
    """Each one in an experiment that needs it: not written, failing, returning nothing, missing."""
    on_circles = name == "make_circles"
    optimizer = name.removesuffix("_step") if name.endswith("_step") else "sgd"
    dropout = 20 if name.endswith("_dropout") else 0
    text = XOR.format(optimizer=optimizer, dropout=dropout, l2=0.01 if name == "l2_gradients" else 0)
    text = text.replace("xor", "circles") if on_circles else text

    def told(functions: dict[str, Callable[..., Any]]) -> str:
        on = table(functions)
        answer = paste(on, text)
        if "problem" not in answer:
            answer = on.answer({"do": "train", "epochs": 1})
        assert name in answer["problem"]["zh"]
        assert not any("一" <= letter <= "鿿" for letter in answer["problem"]["en"])
        return str(answer["problem"]["en"])

    assert f"{name} is not written yet" in told({**FUNCTIONS, name: stub})
    assert f"{name} stopped with KeyError: 'dW'" in told({**FUNCTIONS, name: broken})
    assert f"{name} " in told({**FUNCTIONS, name: lambda *args, **kwargs: None})
    assert f"missing for this experiment: {name}." in told({k: f for k, f in FUNCTIONS.items() if k != name})


@pytest.mark.parametrize(
    ("name", "wrong", "told"),
    [
        ("init_params", lambda sizes, rng, scheme: FUNCTIONS["init_params"](sizes, rng, scheme)[1:],
         "returned [{W: (3, 2), b: (2,)}, {W: (2, 1), b: (1,)}]. The playground expected [{W: (2, 3), b: (3,)}, "),
        ("bce_sigmoid_backward", lambda y, p: (p - y).ravel(), "returned (10,). The playground expected (10, 1)."),
        ("binary_cross_entropy", lambda y, p: np.abs(p - y), "returned (20, 1). The playground expected float."),
        ("mlp_forward", lambda X, params, names: FUNCTIONS["mlp_forward"](X, params, names)[0],
         "returned ndarray. The playground expected ((20, 1), [{A: (20, 3)}, {A: (20, 2)}, {A: (20, 1)}])."),
        ("update_params", lambda params, grads, rate: params[:2], "{W: (2, 1), b: (1,)}]."),
        ("iterate_minibatches", lambda X, y, size, rng: [(X[:size], y[:size])], "((10, 2), (10, 1)), ((10, 2), (10, 1))]."),
    ],
)  # fmt: skip
def test_a_wrong_shape_is_told_beside_the_right_one(name: str, wrong: Callable[..., Any], told: str) -> None:
    on = table({**FUNCTIONS, name: wrong})
    answer = paste(on, PLAIN)
    answer = answer if "problem" in answer else on.answer({"do": "train", "epochs": 1})
    assert answer["problem"]["en"].startswith(f"{name} returned ")
    assert told in answer["problem"]["en"]
    assert on.answer({"do": "train", "epochs": 1})["problem"]["en"].startswith(f"{name} returned ")  # and again


def test_only_functions_that_an_experiment_needs_must_be_there() -> None:
    few = {name: FUNCTIONS[name] for name in Session.NAMES if "dropout" not in name and not name.endswith("_step")}
    on = table(few)
    assert "problem" not in paste(on, PLAIN)
    assert "adam_step" in on.answer({"do": "set", "settings": {"optimizer": "adam"}})["problem"]["en"]
    assert "problem" not in on.answer({"do": "set", "settings": {"optimizer": "sgd"}})


def test_it_says_whose_functions_are_at_work() -> None:
    called = []

    def mlp_forward(*args: Any) -> Any:
        called.append(len(args[0]))
        return FUNCTIONS["mlp_forward"](*args)

    answer = paste(table({"mlp_forward": mlp_forward, "mlp_foward": stub}, FUNCTIONS), PLAIN)
    assert "Your own functions at work: mlp_forward. The course's: init_params, " in answer["whose"]["en"]
    assert "Nothing in the playground calls mlp_foward." in answer["whose"]["en"]
    assert called == [20, VALIDATION, CELLS**2, VALIDATION]
    assert paste(table({}, FUNCTIONS), PLAIN)["whose"]["en"].startswith("All functions at work are the course's")
    assert paste(table(), PLAIN)["whose"] is None


def test_a_function_may_print_warn_and_overflow(capsys: pytest.CaptureFixture[str]) -> None:
    def accuracy(y: Any, p: Any) -> float:
        print("noise", np.float64(1e308) * 10, np.log(np.zeros(1)))
        return FUNCTIONS["accuracy"](y, p)

    assert "problem" not in paste(table({**FUNCTIONS, "accuracy": accuracy}), PLAIN)
    assert capsys.readouterr() == ("", "")


def test_a_slow_function_does_not_stop_the_picture() -> None:
    """Does one frame end soon, however many epochs were asked?"""
    import time

    def update_params(*args: Any) -> Any:
        time.sleep(0.02)
        return FUNCTIONS["update_params"](*args)

    on = table({**FUNCTIONS, "update_params": update_params})
    paste(on, PLAIN)
    assert on.answer({"do": "train", "epochs": 500})["epoch"] in (1, 2)


def test_a_broken_start_of_the_widget_is_shown_in_it() -> None:
    made = widgets.playground(Session, {}, state="nonsense")
    sent: list[Any] = []
    made.send = sent.append
    made._handle_custom_msg({"id": 1, "do": "paste", "text": made.setup["first"]}, [])
    assert "'nonsense' is no experiment" in sent[0]["value"]["problem"]["en"]
    made.close()


def test_refused_is_a_value_error_with_a_sentence() -> None:
    with pytest.raises(Refused, match="noise: '7' is not on offer"):
        Settings(noise=7)


# ----------------------------------------------------------------------------------------------------------- the page


def test_the_page_runs_and_nothing_of_it_is_graded() -> None:
    notebook = nbformat.read(ROOT / "course/playground/playground.ipynb", as_version=4)
    assert all("nbgrader" not in cell.metadata for cell in notebook.cells)
    shown = []
    space: dict[str, Any] = {}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            *lines, last = cell.source.rstrip().splitlines()
            exec("\n".join(lines), space)
            shown.append(eval(last, space))
    first, own, changed = shown[1:]
    assert len({widget.setup["first"] for widget in (first, own, changed)}) == 1
    for widget in (first, own, changed):
        widget.close()


def test_own_functions_are_those_that_passed() -> None:
    from autograder.selfstudy.store import Store
    from lessonkit.selfstudy import own

    def passed(source: str) -> Callable[[dict[str, Any]], None]:
        return lambda entry: entry.update(passed=source)

    assert own(*FUNCTIONS) == {}
    Store().update("accuracy", passed("def accuracy(y, p, threshold=0.5):\n    return 0.25\n"))
    Store().update("adam_step", passed("def adam_step(:\n"))  # what can't be loaded is not the reader's version
    mine = own(*FUNCTIONS, "no_such_function")
    assert set(mine) == {"accuracy"}
    assert paste(table(mine, FUNCTIONS), PLAIN)["accuracy"] == 0.25
