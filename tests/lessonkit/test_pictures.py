"""Plots, labels, data and interactive pictures of the students' kit."""

import logging
import re
import subprocess
import warnings
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from deeplearn_ref.data import GATES, make_gate
from deeplearn_ref.perceptron import gate_params, perceptron_fit, perceptron_predict, xor_gate
from lessonkit import data, fonts, plots, style, widgets
from lessonkit.language import Messages
from lessonkit.widgets.perceptron import XOR_EPOCHS

ROOT = Path(__file__).resolve().parents[2]
DRAWINGS = {
    "neuron": plots.neuron,
    "half_planes": plots.half_planes,
    "timeline": plots.timeline,
    "xor": plots.xor,
    "boundary": lambda: plots.boundary(*data.load("separable"), [1.0, 2.0], 0.2),
    "no_boundary": lambda: plots.boundary(*data.load("and"), [0, 0], 0),
    "regions": lambda: plots.regions(xor_gate, *data.load("xor")),
    "errors_per_epoch": lambda: plots.errors_per_epoch({"AND": [1, 3, 0], "XOR": [2] + [4] * 99}),
    "mistake_bound": lambda: plots.mistake_bound([2, 4, 75], [12, 272, 3337]),
}


def _draw(figure: Figure) -> None:
    """Draw for real: the canvas that a figure has of its own does nothing."""
    FigureCanvasAgg(figure).draw()


def test_a_missing_glyph_would_be_heard(caplog: pytest.LogCaptureFixture) -> None:
    """Can the next test fail? A character that no font of ours has must leave a warning or a line in the log."""
    for text in ("\U000e0100\ue000", "$x$ \ue000"):
        figure, (ax,) = style.figure()
        ax.set_title(text)
        caplog.clear()
        with warnings.catch_warnings(record=True) as heard, caplog.at_level(logging.WARNING, logger="matplotlib"):
            warnings.simplefilter("always")
            _draw(figure)
        assert heard or caplog.records, text


@pytest.mark.parametrize("language", ["en", "zh", "both"])
@pytest.mark.parametrize("name", DRAWINGS)
def test_every_character_of_a_drawing_has_a_glyph(
    name: str, language: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Does a label anywhere show an empty box? Text warns, formulas only write to the log."""
    import matplotlib.pyplot as plt

    monkeypatch.setenv("COURSE_LANG", language)
    with warnings.catch_warnings(), caplog.at_level(logging.WARNING, logger="matplotlib"):
        warnings.simplefilter("error")
        figure = DRAWINGS[name]()
        _draw(figure)
    assert not caplog.records, caplog.text
    assert plt.get_fignums() == []  # nothing is left open


@pytest.mark.parametrize("language", ["en", "zh", "both"])
@pytest.mark.parametrize("name", DRAWINGS)
def test_nothing_of_a_drawing_is_cut_off(name: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Does a label or legend reach over the edge of the paper? A saved file would show only a part of it."""
    monkeypatch.setenv("COURSE_LANG", language)
    figure = DRAWINGS[name]()
    _draw(figure)
    needed = figure.get_tightbbox()  # in inches
    assert min(needed.x0, needed.y0) >= 0, needed
    assert needed.x1 <= figure.get_figwidth(), needed
    assert needed.y1 <= figure.get_figheight(), needed


def test_the_font_holds_every_character_of_the_course() -> None:
    from fontTools.ttLib import TTFont

    with TTFont(fonts.path()) as font:
        held = set(font.getBestCmap())
    missing = set()
    only_in_the_browser = set("₀₁₂")
    for pattern in ("lessons/*.py", "lessonkit/messages/*/*.toml", "autograder/messages/*.toml"):
        for path in ROOT.glob(pattern):
            missing |= {c for c in path.read_text("utf-8") if c.isprintable() and ord(c) not in held}
    assert not missing - only_in_the_browser


def test_a_boundary_lies_where_its_equation_says() -> None:
    figure = plots.boundary(*data.load("and"), [1.0, 2.0], -2.0)
    (line,) = figure.axes[0].lines
    x, y = line.get_data()
    np.testing.assert_allclose(np.asarray(x) + 2 * np.asarray(y), 2.0, atol=1e-9)


def test_regions_are_those_of_the_function() -> None:
    seen = []

    def predict(points: np.ndarray) -> np.ndarray:
        seen.append(points)
        return xor_gate(points)

    plots.regions(predict, *data.load("xor"))
    assert seen[0].shape[1] == 2
    assert seen[0].min() < 0
    assert seen[0].max() > 1


@pytest.mark.parametrize("name", GATES)
def test_stored_gates_are_their_truth_tables(name: str) -> None:
    X, y = data.load(name)
    by_hand = {"and": lambda p, q: p and q, "or": lambda p, q: p or q, "nand": lambda p, q: not (p and q),
               "nor": lambda p, q: not (p or q), "xor": lambda p, q: p != q}[name]  # fmt: skip
    assert [int(by_hand(bool(p), bool(q))) for p, q in X] == y.tolist()
    np.testing.assert_array_equal(make_gate(name)[1], y)


def test_stored_points_are_separable_and_copies() -> None:
    X, y = data.load("separable")
    assert perceptron_fit(X, y, max_epochs=1000)["converged"]
    X[:] = 0
    assert data.load("separable")[0].any()


def test_an_unknown_data_set_is_a_sentence() -> None:
    with pytest.raises(ValueError, match=r"There is no data set 'circle'\. There are: and, "):
        data.load("circle")


def test_stored_data_is_what_the_script_makes() -> None:
    from autograder.authoring.datasets import arrays

    with np.load(files("lessonkit") / "datasets.npz") as stored:
        assert set(stored.files) == set(arrays())
        for name, array in arrays().items():
            np.testing.assert_array_equal(stored[name], array)


def test_labels_have_the_same_keys_and_placeholders_in_both_languages() -> None:
    messages = Messages("lessonkit.messages")
    assert messages.keys("en") == messages.keys("zh")
    for key in messages.keys("en"):
        assert messages.placeholders(key, "en") == messages.placeholders(key, "zh"), key


FIGURES = sorted(path.stem for path in (ROOT / "lessonkit/static/figures").glob("*.js") if path.stem != "common")
# What a picture names by a computed key, besides those that a literal names.
COMPUTED = {
    "confusions": {
        *("none", "right", "wrong", "right_one", "wrong_one"),
        *("name_horizontal", "name_vertical", "name_diagonal", "name_corner", "name_circle"),
    },
    "common": {"class_0", "class_1"},
    "neuron": {"fires", "tie", "silent", "w1", "w2", "b", "x1", "x2"},
    "training": {"pause", "play"},
    "hat": {"linear", "relu", "sigmoid", "square", "tanh", "v0", "v1", "v2"},
    "tangent": {"leaky_relu", "relu", "sigmoid", "tanh"},
    "scores": {"z0", "z1", "z2"},
    "ball": {
        "rate",
        "start",
        "monotone",
        "one_step",
        "converges",
        "forever",
        "diverges",
        "deep",
        "shallow",
        "restless",
        "right",
        "wrong",
    },
    "collapse": {"linear", "relu", "tanh"},
    "history": {"perceptron", "book", "backprop", "universal", "deep", "gpu", "alexnet", "resnet", "place", "next"},
    "landscape": {"bowl", "students", "net", "side", "above", "key", "key_side"},
    "learning": {"pause", "play", "class_0", "class_1"},
    "graph": {"join", "square", "gate"},
    "live": {"start", "rate", "pause", "play"},
    "norms": {"hidden", "start"},
    "race": {"adagrad", "adam", "momentum", "plain", "rmsprop", "bowl", "saddle", "turned"},
    "playground": {
        *("question", "speed", "rate", "optimizer", "batch", "dropout", "l2", "scheme", "noise", "samples"),
        *("play", "pause", "step", "reset", "copy", "load", "copied", "positive", "negative", "train", "val"),
        *("sgd", "momentum", "adagrad", "rmsprop", "adam", "circles", "moons", "spiral"),
    },
    "schedule": {
        "constant",
        "cosine",
        "exponential",
        "inverse_time",
        "step",
        "every",
        "gamma",
        "k",
        "lr0",
        "start",
        "total",
        "deep",
        "shallow",
        "restless",
    },
    "hunt": {
        "patient",
        "samples",
        "hidden",
        "fine",
        "ill",
        "right",
        "wrong",
        "healthy",
        "not_divided",
        "bias_averaged",
        "no_slope",
        "slope_at_output",
        "updated_early",
    },
}


def _script(name: str) -> str:
    return (files("lessonkit") / "static" / "figures" / f"{name}.js").read_text("utf-8")


def _asked(name: str) -> set[str]:
    script = _script(name)
    literal = set(re.findall(r'say\("(\w+)"', script)) | set(re.findall(r'key: "(\w+)"', script))
    return literal | COMPUTED.get(name, set())


@pytest.mark.parametrize("name", FIGURES)
def test_the_browser_asks_only_for_labels_that_exist(name: str) -> None:
    """Does a picture name a label that no message file has, or a file a label that nothing shows?"""
    keys = Messages("lessonkit.messages").keys("en")
    own, common = (
        {key.removeprefix(f"widgets.{table}.") for key in keys if key.startswith(f"widgets.{table}.")}
        for table in (name, "common")
    )
    asked = _asked(name)
    assert asked <= own | common
    assert own <= asked
    assert common <= {"failed", "missing"} | set().union(*map(_asked, ["common", *FIGURES]))


@pytest.mark.parametrize("name", FIGURES)
def test_the_browser_module_has_no_syntax_error(name: str) -> None:
    import playwright

    node = Path(playwright.__file__).parent / "driver" / "node"
    script = f"{_script('common')}\n{_script(name)}".encode()
    done = subprocess.run([node, "--check", "--input-type=module"], input=script, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_training_shows_every_epoch_of_the_readers_own_function() -> None:
    figure = widgets.training(perceptron_fit)
    runs = figure.setup["runs"]
    assert runs["and"][-1]["errors"] == [1, 3, 3, 2, 1, 0]
    assert [len(frame["errors"]) for frame in runs["and"]] == list(range(7))
    assert (runs["and"][-1]["w"], runs["and"][-1]["b"]) == ([2.0, 1.0], -2.0)
    assert runs["xor"][-1]["errors"][:3] == [2, 3, 4]
    assert len(runs["xor"]) == XOR_EPOCHS + 1
    figure.close()


def test_training_asks_for_a_function_that_is_not_written_and_survives_a_broken_one() -> None:
    def stub(X: object, y: object, max_epochs: int) -> None:
        raise NotImplementedError

    def broken(X: object, y: object, max_epochs: int) -> dict[str, int]:
        return {"w": 1}

    with pytest.raises(NotImplementedError):
        widgets.training(stub)
    assert "KeyError" in repr(widgets.training(broken))


def test_pictures_hold_no_answers() -> None:
    figure = widgets.boundary()
    assert figure.setup["gates"]["xor"]["y"] == [0, 1, 1, 0]
    w, b = gate_params("and")
    assert (
        perceptron_predict(np.array(figure.setup["gates"]["and"]["X"]), w, b).tolist()
        == figure.setup["gates"]["and"]["y"]
    )
    figure.close()


def test_without_anywidget_a_sentence_stands_there(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "anywidget", None)
    assert "anywidget" in repr(widgets.neuron())


def test_a_class_keeps_colour_and_marker() -> None:
    assert len(set(style.CLASS_COLOURS)) == len(set(style.CLASS_MARKERS)) == 2
