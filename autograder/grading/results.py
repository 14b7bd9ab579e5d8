"""Results as the JSON of a verdict file, and back."""

from typing import Any

from autograder.checking.cases import Group
from autograder.checking.verdicts import CaseResult, Result, Verdict
from lessonkit.language import Text


def to_json(result: Result) -> dict[str, Any]:
    """Return all of a result, sentences included."""
    cases = [
        case.to_json()
        | {
            "purpose": case.purpose.to_json(),
            "why": _texts(case.why),
            "group": str(case.group),
            "public": case.public,
            "label": case.label,
        }
        for case in result.cases
    ]
    return result.to_json() | {
        "label": result.label,
        "why": _texts(result.why),
        "advice": _texts(result.advice),
        "cases": cases,
    }


def from_json(data: dict[str, Any]) -> Result:
    """Return the result that `to_json` wrote."""
    cases = tuple(
        CaseResult(
            name=case["name"],
            purpose=Text(**case["purpose"]),
            public=case["public"],
            group=Group(case["group"]),
            verdict=Verdict(case["verdict"]),
            points=case["points"],
            max_points=case["max_points"],
            why=_read(case["why"]),
            label=case["label"],
        )
        for case in data["cases"]
    )
    return Result(
        exercise=data["exercise"],
        points=data["points"],
        max_points=data["max_points"],
        verdict=Verdict(data["verdict"]),
        misconceptions=tuple(data["misconceptions"]),
        cases=cases,
        why=_read(data["why"]),
        advice=_read(data["advice"]),
        label=data["label"],
    )


def _texts(texts: tuple[Text, ...]) -> list[dict[str, str]]:
    return [text.to_json() for text in texts]


def _read(texts: list[dict[str, str]]) -> tuple[Text, ...]:
    return tuple(Text(**text) for text in texts)
