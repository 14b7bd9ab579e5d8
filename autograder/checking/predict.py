"""A prediction read: the letter stands in the cell as a literal, and is never run."""

import ast
from dataclasses import replace

from autograder.checking import syntax
from autograder.checking.attempt import parse
from autograder.checking.cases import Prediction
from autograder.checking.verdicts import Result, Verdict
from autograder.messages import listed, say
from lessonkit.language import Text


def read_prediction(prediction: Prediction, source: str | None) -> Result:
    """Return the result of a prediction: one point for any listed letter.

    Parameters
    ----------
    prediction : Prediction
        What is asked.
    source : str or None
        The solution cell as submitted; None where it is missing.
    """
    options = listed(f'"{option}"' for option in prediction.options)
    slips = syntax.explain(source or "")
    if slips:
        return replace(_result(prediction, Verdict.WRONG_VALUE, slips), label="SYNTAX_ERROR")
    given = committed_letter(prediction, source)
    if given is None:
        return _result(prediction, Verdict.NOT_ATTEMPTED, (say("prediction.not_yet", options=options),))
    if given not in prediction.options:
        return _result(prediction, Verdict.WRONG_VALUE, (say("prediction.not_listed", options=options),))
    return _result(prediction, Verdict.CORRECT, (say("prediction.recorded", letter=given),))


def committed_letter(prediction: Prediction, source: str | None) -> str | None:
    """Return what is assigned to the prediction: a letter, None for none yet, ``"?"`` for all else.

    Examples
    --------
    >>> committed_letter(Prediction("L01-P1", ("a", "b"), "a"), "prediction_L01_P1 = 'b'")
    'b'
    """
    tree = parse(source or "")
    given: str | None = None
    for statement in tree.body if tree else ():
        if not isinstance(statement, ast.Assign | ast.AnnAssign) or statement.value is None:
            continue
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        if any(isinstance(target, ast.Name) and target.id == prediction.cell_id for target in targets):
            given = _letter(statement.value)
    return given


def _letter(node: ast.expr) -> str | None:
    if not isinstance(node, ast.Constant):
        return "?"
    if node.value is None:
        return None
    return node.value.strip().lower() if isinstance(node.value, str) else "?"


def _result(prediction: Prediction, verdict: Verdict, why: tuple[Text, ...]) -> Result:
    points = prediction.points if verdict is Verdict.CORRECT else 0.0
    return Result(prediction.id, points, prediction.points, verdict, why=why)
