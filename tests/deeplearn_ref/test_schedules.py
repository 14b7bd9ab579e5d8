"""Schedules by hand."""

import pytest

from deeplearn_ref.schedules import lr_schedule


@pytest.mark.parametrize(
    ("kind", "kw", "rates"),
    [
        ("constant", {}, {0: 1.0, 99: 1.0}),
        ("step", {"gamma": 0.5, "every": 10}, {0: 1, 9: 1, 10: 0.5, 25: 0.25}),
        ("exponential", {"k": 0.1}, {0: 1, 5: 0.606531}),
        ("inverse_time", {"k": 0.1}, {0: 1, 5: 0.666667}),
        ("cosine", {"total": 20}, {0: 1, 5: 0.853553, 10: 0.5, 20: 0, 30: 0}),
    ],
)
def test_rates_by_hand(kind: str, kw: dict[str, float], rates: dict[int, float]) -> None:
    for step, rate in rates.items():
        assert lr_schedule(kind, 1.0, step, **kw) == pytest.approx(rate, abs=1e-6)
        assert lr_schedule(kind, 0.25, step, **kw) == pytest.approx(rate / 4, abs=1e-6)


@pytest.mark.parametrize(
    ("kind", "step", "kw"),
    [
        ("linear", 0, {}),
        ("step", 0, {"gamma": 1}),
        ("constant", -1, {}),
        ("constant", 0, {"k": 1}),
        ("cosine", 0, {"total": 0}),
    ],
)
def test_what_makes_no_sense_is_refused(kind: str, step: int, kw: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"schedule|negative"):
        lr_schedule(kind, 1.0, step, **kw)
