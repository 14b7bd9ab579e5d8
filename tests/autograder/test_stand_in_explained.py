"""The GPU's stand-in speaks English; a student reads what to do in both languages."""

import numpy as np
import pytest

from autograder.checking.attempt import Attempt
from autograder.checking.reasons import raised
from autograder.sandbox import strict_xp
from autograder.sandbox.steps import Record


@pytest.mark.parametrize(
    "stray",
    [
        lambda array: np.maximum(array, 0),
        lambda array: np.concatenate([array, array]),
        lambda array: array @ np.ones(2),
    ],
    ids=["function of numbers", "function of arrays", "array"],
)
def test_a_stray_np_is_explained_in_both_languages(stray) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(TypeError) as caught:
        stray(strict_xp.zeros((2,)))
    record = Record("raised", exception=("TypeError", "Exception"), message=str(caught.value))
    told = " ".join(text.en for text in raised(record, Attempt(None), public=True).why)
    assert "Ask `xp = get_array_module(X)`" in told
    assert "strict_xp" not in told
    told = "".join(text.zh for text in raised(record, Attempt(None), public=True).why)
    assert "先写 `xp = get_array_module(X)`" in told
