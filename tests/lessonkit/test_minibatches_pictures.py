"""Pictures of lesson 09: glyphs, edges of the paper, what they compute from the reader's own functions."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.authoring.pictures.minibatches import PICTURES, walk
from deeplearn_ref.initializers import init_params
from deeplearn_ref.layers import mlp_forward
from deeplearn_ref.minibatch import gradient_noise, iterate_minibatches, minibatch_gradients, sgd_epoch
from lessonkit import widgets
from lessonkit.widgets.minibatches import LABELS, MOST_CUTS, student_gradients

NAMES = ["relu", "sigmoid"]


@pytest.mark.parametrize("language", ["en", "zh", "both"])
@pytest.mark.parametrize("name", PICTURES)
def test_every_character_has_a_glyph_and_nothing_is_cut_off(
    name: str, language: str, drawn_whole: Callable[..., None]
) -> None:
    drawn_whole(PICTURES[name], language)


def test_the_picture_of_an_epoch_shows_every_sample_twice_and_7_in_the_first_step() -> None:
    """Once in the data set, once in a batch; the lesson asks in which step sample 7 is used."""
    (ax,) = PICTURES["09_epoch"]().axes
    numbers = [text for text in ax.texts if text.get_text().isdigit()]
    assert sorted(int(text.get_text()) for text in numbers) == sorted(2 * list(range(10)))
    below = [
        text.get_text() for text in sorted(numbers, key=lambda text: text.get_position()) if text.get_position()[1] < 2
    ]
    assert "7" in below[:4]


def test_the_noise_follows_the_law_of_small_parts_and_then_its_correction() -> None:
    """√((m − B) / (m − 1)) times the law, to a few percent: the dots are measured."""
    law, measured, *_ = PICTURES["09_noise"]().axes[0].lines
    single = np.asarray(law.get_ydata(), dtype=float)[0]
    B = np.asarray(measured.get_xdata(), dtype=float)
    expected = single / np.sqrt(B) * np.sqrt((1000 - B) / 999)
    np.testing.assert_allclose(np.asarray(measured.get_ydata(), dtype=float), expected, rtol=0.05)


def test_only_the_rough_walks_wander_round_the_minimum() -> None:
    spread = {size: float(walk(size)[-100:].std(axis=0).max()) for size in (300, 30, 1)}
    assert spread[300] < 0.01 < spread[30] < 0.1 < spread[1]


def _answers(figure: Any, *requests: dict[str, Any]) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []
    figure.send = sent.append
    for number, request in enumerate(requests):
        figure._handle_custom_msg({"id": number, **request}, [])
    figure.close()
    return sent


def _cut(epoch: int = 1, size: int = 4, shuffle: bool = True, drop: bool = False) -> dict[str, Any]:
    return {"epoch": epoch, "size": size, "shuffle": shuffle, "drop": drop}


def test_an_epoch_is_cut_as_the_readers_function_cuts_it() -> None:
    plain, dropped, first, second = _answers(
        widgets.epoch_cut(iterate_minibatches), _cut(shuffle=False), _cut(drop=True), _cut(), _cut(epoch=2)
    )
    assert [batch["numbers"] for batch in plain["value"]["batches"]] == [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11]]
    assert [len(batch["numbers"]) for batch in dropped["value"]["batches"]] == [4, 4]
    for told in (first, second):
        numbers = [n for batch in told["value"]["batches"] for n in batch["numbers"]]
        labels = [n for batch in told["value"]["batches"] for n in batch["labels"]]
        assert sorted(numbers) == list(range(1, 12))
        assert labels == [LABELS[n - 1] for n in numbers]
    assert first["value"] != second["value"]  # one generator goes on from epoch to epoch


def test_scissors_that_never_stop_are_stopped() -> None:
    def endless(X: Any, y: Any, *args: Any, **kwargs: Any) -> Any:
        while True:
            yield X[:1], y[:1]

    (told,) = _answers(widgets.epoch_cut(endless), _cut())
    assert len(told["value"]["batches"]) == MOST_CUTS


def test_a_race_counts_epochs_and_updates_and_goes_on_where_it_was() -> None:
    rng = np.random.default_rng(2)
    X = rng.normal(size=(20, 2))
    y = (X[:, :1] > 0).astype(float)
    net = init_params([2, 3, 1], rng)
    told = _answers(
        widgets.batch_race(sgd_epoch, mlp_forward, net, NAMES, X, y),
        {"size": 8, "more": 0, "reset": True},
        {"size": 8, "more": 2, "reset": False},
        {"size": 8, "more": 1, "reset": False},
        {"size": 8, "more": 0, "reset": True},
    )
    start, two, three, again = (answer["value"]["curve"] for answer in told)
    assert [point["updates"] for point in three] == [0, 3, 6, 9]
    assert three[:3] == two
    assert again == start
    p = mlp_forward(X, net, NAMES)[0]
    assert start[0]["loss"] == pytest.approx(-np.mean(np.log(np.where(y > 0, p, 1 - p))))
    # three epochs by hand, with the same generator
    params, draws = net, np.random.default_rng(0)
    for _ in range(3):
        params, _ = sgd_epoch(params, X, y, NAMES, 0.1, 8, draws)
    p = mlp_forward(X, params, NAMES)[0]
    assert three[3]["loss"] == pytest.approx(-np.mean(np.log(np.where(y > 0, p, 1 - p))))


def test_the_cloud_has_the_radius_of_its_noise() -> None:
    """Sums of squares by hand: a ring of half the radius for four times the samples."""
    grads = student_gradients()
    single = np.sqrt(np.mean(np.sum((grads - grads.mean(axis=0)) ** 2, axis=1)))
    four, sixteen, every = _answers(
        widgets.gradient_cloud(minibatch_gradients, gradient_noise),
        {"size": 4, "draw": 0},
        {"size": 16, "draw": 1},
        {"size": 300, "draw": 0},
    )
    assert four["value"]["radius"] == pytest.approx(single / 2)
    assert sixteen["value"]["radius"] == pytest.approx(single / 4)
    assert four["value"]["spread"] == pytest.approx(single / 2, rel=0.1)
    assert every["value"]["spread"] == pytest.approx(0, abs=1e-12)
    assert len(four["value"]["dots"]) == 200
    assert four["value"]["against"] > 0 == sixteen["value"]["against"]


def _race(function: Callable[..., Any]) -> Any:
    X, y = np.zeros((3, 2)), np.array([[0.0], [1.0], [1.0]])
    return widgets.batch_race(function, mlp_forward, init_params([2, 2, 1], np.random.default_rng(0)), NAMES, X, y)


@pytest.mark.parametrize(
    ("make", "request_"),
    [
        (widgets.epoch_cut, _cut()),
        (_race, {"size": 1, "more": 1, "reset": True}),
        (lambda function: widgets.gradient_cloud(function, gradient_noise), {"size": 4, "draw": 0}),
        (lambda function: widgets.gradient_cloud(minibatch_gradients, function), {"size": 4, "draw": 0}),
    ],
)
def test_a_missing_function_is_asked_for_and_a_broken_one_told(make: Any, request_: dict[str, Any]) -> None:
    def stub(*args: object, **kwargs: object) -> None:
        raise NotImplementedError

    with pytest.raises(NotImplementedError):
        make(stub)
    (told,) = _answers(make(lambda *args, **kwargs: "scissors"), request_)
    assert told["failed"]["error"]
