"""Demo cells wait politely for the reader's functions and hide no other error."""

import pytest

from lessonkit.demo import waits_for


def test_request_names_function_that_is_still_a_stub(capsys: pytest.CaptureFixture[str]) -> None:
    """Does a stub lead to a sentence that names it, instead of a traceback?"""
    with waits_for("step", "perceptron_predict"):
        raise NotImplementedError
    assert "step, perceptron_predict" in capsys.readouterr().out


def test_request_names_only_the_function_whose_cell_was_not_run(capsys: pytest.CaptureFixture[str]) -> None:
    """Is a name that does not exist yet asked for, and no other?"""
    with waits_for("step", "perceptron_predict"):
        raise NameError("name 'step' is not defined", name="step")
    out = capsys.readouterr().out
    assert "step" in out
    assert "perceptron_predict" not in out


def test_name_error_of_another_name_passes_through() -> None:
    """Does the reader see a typing error of their own?"""
    with pytest.raises(NameError, match="stpe"), waits_for("step"):
        raise NameError("name 'stpe' is not defined", name="stpe")


def test_wrong_answer_passes_through() -> None:
    """Does the reader see an error that their function raises?"""
    with pytest.raises(ValueError, match="shapes"), waits_for("step"):
        raise ValueError("shapes")


def test_demo_without_fault_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """Is nothing said where all functions are there?"""
    with waits_for("step"):
        pass
    assert capsys.readouterr().out == ""
