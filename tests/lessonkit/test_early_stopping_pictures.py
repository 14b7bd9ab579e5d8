"""Pictures of lesson 12: glyphs, edges of the paper, what they compute from the reader's own functions."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.authoring.pictures.early_stopping import PICTURES
from deeplearn_ref.early_stopping import early_stop_epoch, select_model
from lessonkit import widgets
from lessonkit.plots import stopping_and_penalty


@pytest.mark.parametrize("language", ["en", "zh", "both"])
@pytest.mark.parametrize("name", PICTURES)
def test_every_character_has_a_glyph_and_nothing_is_cut_off(
    name: str, language: str, drawn_whole: Callable[..., None]
) -> None:
    drawn_whole(PICTURES[name], language)


def _turns(curve: Any) -> int:
    """Count the places where a curve stops falling and rises."""
    steps = np.diff(np.asarray(curve))
    return int(np.count_nonzero((steps[:-1] < 0) & (steps[1:] > 0)))


def test_the_curve_of_books_turns_once_and_the_measured_one_nineteen_times() -> None:
    book, real = (ax.lines[0].get_ydata() for ax in PICTURES["12_turns"]().axes)
    assert _turns(book) == 1
    assert _turns(real) == 19
    assert int(np.argmin(np.asarray(real))) == 10  # as the alt text says


def test_only_the_third_panel_has_two_arrays() -> None:
    """Boxes a panel: three for one list; one list more; one of each for either name."""
    assert [len(ax.patches) for ax in PICTURES["12_copies"]().axes] == [3 + 4, 4 + 5, 6 + 6]  # boxes + arrows


def test_stopping_and_penalty_stand_where_they_were_computed_by_hand() -> None:
    """0.636 and 1.000 after 50 steps of 0.1 with curvatures 0.2 and 2; 0.2/0.4 and 2/2.2 with an L2 term of 0.2."""
    path, shrunk = stopping_and_penalty().axes
    marks = [
        next(np.ravel(line.get_xydata()) for line in ax.lines if line.get_marker() == "s") for ax in (path, shrunk)
    ]
    assert marks[0] == pytest.approx([0.636, 1.0], abs=5e-4)
    assert marks[1] == pytest.approx([0.5, 0.909], abs=5e-4)


def _answers(figure: Any, *requests: dict[str, Any]) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []
    figure.send = sent.append
    for number, request in enumerate(requests):
        figure._handle_custom_msg({"id": number, **request}, [])
    figure.close()
    return sent


V = np.array([5, 4, 3, 3.5, 3.2, 2.9, 3.1, 3.3, 3.4, 2.0])


def test_a_recorded_run_is_stopped_by_the_readers_rule() -> None:
    runs = {"1": {"train": V[::-1], "val": V}, "2": {"train": V, "val": np.full(4, np.nan)}}
    picture = widgets.stopping(early_stop_epoch, runs)
    first, patient, creeping, nothing = _answers(
        picture,
        {"run": "1", "patience": 2, "min_delta": 0.0},
        {"run": "1", "patience": 3, "min_delta": 0.0},
        {"run": "1", "patience": 3, "min_delta": 0.5},
        {"run": "2", "patience": 1, "min_delta": 0.0},
    )
    assert first["value"] == {"last": 4, "best": 2}
    assert patient["value"] == {"last": 8, "best": 5}
    assert creeping["value"] == {"last": 5, "best": 2}
    assert nothing["value"] == {"last": 0, "best": None}


def test_a_rule_that_answers_nonsense_is_told_and_a_missing_one_asked_for() -> None:
    def stub(*args: object) -> None:
        raise NotImplementedError

    runs = {"1": {"train": V, "val": V}}
    with pytest.raises(NotImplementedError):
        widgets.stopping(stub, runs)
    with pytest.raises(NotImplementedError):
        widgets.selection(stub)
    (beyond,) = _answers(
        widgets.stopping(lambda losses, patience, min_delta: (10, 3), runs),
        {"run": "1", "patience": 1, "min_delta": 0.0},
    )
    assert "last epoch" in beyond["failed"]["message"]
    (unknown,) = _answers(widgets.selection(lambda results: "nobody"), {"count": 5, "size": 20})
    assert "nobody" in unknown["failed"]["message"]


def test_the_reader_can_not_change_the_record() -> None:
    def spoil(losses: Any, patience: int, min_delta: float) -> tuple[int, int]:
        first = int(losses[0])
        losses[:] = 0
        return first, 0

    ask = {"run": "1", "patience": 1, "min_delta": 0.0}
    twice = _answers(widgets.stopping(spoil, {"1": {"train": V, "val": V.copy()}}), ask, ask)
    assert [answer["value"]["last"] for answer in twice] == [5, 5]


def test_the_chosen_coin_looks_good_only_where_it_was_chosen() -> None:
    """The least of 1000 shares of 100 throws is far below one half; its share on the fresh set is not."""
    answers = _answers(widgets.selection(select_model), *[{"count": 1000, "size": 100}] * 20)
    chosen = np.array(
        [[answer["value"][kind][answer["value"]["winner"]] for kind in ("val", "test")] for answer in answers]
    )
    assert all(min(answer["value"]["val"]) == share for answer, share in zip(answers, chosen[:, 0], strict=True))
    assert chosen[:, 0].mean() < 0.38
    assert chosen[:, 1].mean() == pytest.approx(0.5, abs=4 * 0.05 / np.sqrt(20))
