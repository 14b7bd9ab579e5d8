"""One result as an HTML fragment in both languages, and as plain text in one.

The fragment stands in a notebook's output, in the formgrader and on a feedback page, on light and on dark ground: its
styles are inline, its colours are borders and words, never a background that a theme could fight. Everything is
escaped; backticks become code. Which language shows is decided by the page around it, through ``lang``.
"""

import html
import re
import textwrap
from collections.abc import Set
from itertools import groupby

from autograder.checking.cases import Exercise, Group, Prediction, Written
from autograder.checking.verdicts import CaseResult, Result, Verdict
from autograder.messages import say
from lessonkit.language import Text

Asked = Exercise | Prediction | Written | None

_GREEN, _RED, _AMBER, _GREY = "#1a7f5a", "#c0392b", "#b26a00", "#767676"
_BOX = (
    "border:1px solid rgba(128,128,128,.45);border-left:6px solid {colour};border-radius:4px;"
    "padding:.6em .9em;margin:.4em 0;max-width:60em;line-height:1.5"
)
_NEUTRAL = (Verdict.NOT_ATTEMPTED, Verdict.NEEDS_REVIEW)
_FLAGGED = (Verdict.GRADER_FAULT, Verdict.NOT_GRADED)


def render_result(result: Result, asked: Asked = None, language: str = "both") -> str:
    """Return a result as an HTML fragment.

    Parameters
    ----------
    result : Result
        What was found.
    asked : Exercise, Prediction or Written, optional
        What was asked.
    language : str
        ``"both"``, or ``"en"`` or ``"zh"`` for one alone.

    Returns
    -------
    str
        HTML without scripts or requests; every text is escaped.
    """
    wanted = ("en", "zh") if language == "both" else (language,)
    name = asked.id if asked is not None else result.exercise
    colour = _colour(result.verdict)
    verdict = _inline(headline(result, asked), wanted)
    parts = [
        f'<div class="deeplearn-result" style="{_BOX.format(colour=colour)}">',
        '<div style="display:flex;gap:1em;flex-wrap:wrap;align-items:baseline;font-size:1.05em">',
        f"<b><code>{html.escape(name)}</code></b>",
        f'<b style="color:{colour}">{_sign(result.verdict)} {verdict}</b>',
        f"<span>{_points(result.points, result.max_points, wanted)}</span></div>",
        _lines((say(f"verdict.{result.label or result.verdict}"),), wanted) if not _explained(result) else "",
        _lines(result.why, wanted, strong=True),
        _table(result, wanted),
        _lines(result.advice, wanted),
        "</div>",
    ]
    return "".join(parts)


def headline(result: Result, asked: Asked = None) -> Text:
    """Return the words that name what became of an answer; a prediction is answered, never right or wrong."""
    committed = isinstance(asked, Prediction) and result.verdict is Verdict.CORRECT
    return say("prediction.done" if committed else result.title)


def render_text(result: Result, language: str, asked: Asked = None) -> str:
    """Return a result as plain lines for a terminal.

    Parameters
    ----------
    result : Result
        What was found.
    language : str
        ``"en"`` or ``"zh"``.
    asked : Exercise, Prediction or Written, optional
        What was asked.
    """
    points = "–" if result.points is None else f"{result.points:g}"
    lines = [
        f"{result.exercise}: {headline(result, asked)[language]}, {points} / {result.max_points:g}",
        *(f"  {why[language]}" for why in result.why),
    ]
    told = {why for why in result.why}
    for case in result.cases:
        purpose = case.purpose if case.public else _hidden(case.purpose)
        lines.append(
            f"  {_sign(case.verdict)} {purpose[language]}  ({case.points:g} / {case.max_points:g})"
            + ("" if case.verdict is Verdict.CORRECT else f"  {say(case.title)[language]}")
        )
        lines += textwrap.indent("\n".join(why[language] for why in case.why if why not in told), "      ").splitlines()
        told |= set(case.why)
    lines += [f"  {advice[language]}" for advice in result.advice]
    return "\n".join(lines)


def _explained(result: Result) -> bool:
    """Whether the sentences say more than the verdict's own sentence would."""
    return bool(result.why) or (bool(result.cases) and result.verdict not in _NEUTRAL + _FLAGGED)


def _table(result: Result, wanted: tuple[str, ...]) -> str:
    if not result.cases or result.verdict is Verdict.NOT_ATTEMPTED:
        return ""
    named = frozenset(result.why)
    told = set(named)
    rows = []
    order = {group: number for number, group in enumerate(dict.fromkeys(case.group for case in result.cases))}
    by_group = sorted(result.cases, key=lambda case: order[case.group])
    for group, members in groupby(by_group, key=lambda case: case.group):
        cases = list(members)
        earned, most = sum(case.points for case in cases), sum(case.max_points for case in cases)
        rows.append(
            '<tr><th scope="rowgroup" colspan="2" style="text-align:left;padding:.5em .6em .1em 0;font-weight:600">'
            f"{_inline(say(f'group.{Group(group)}'), wanted)}</th>"
            f'<td style="text-align:right;padding:.5em 0 .1em .6em;white-space:nowrap">{earned:g} / {most:g}</td></tr>'
        )
        for alike in _folded(cases, told):
            # Beside a call that is shown its outcome belongs, also where another call had the same one.
            rows.append(_row(alike, named if alike[0].public and set(alike[0].why) - told else told, wanted))
            told |= {why for case in alike for why in case.why}
    return f'<table style="border-collapse:collapse;table-layout:auto;width:100%;margin:.3em 0">{"".join(rows)}</table>'


def _folded(cases: list[CaseResult], told: set[Text]) -> list[list[CaseResult]]:
    """Return the cases of a group in rows: what passes in one, what fails for a reason already given in one."""
    rows: dict[object, list[CaseResult]] = {}
    known = set(told)
    for case in cases:
        new = case.verdict is not Verdict.CORRECT and bool(case.why) and not set(case.why) <= known
        key: object = case.name if new else (case.verdict, not case.why)
        known |= set(case.why)
        rows.setdefault(key, []).append(case)
    return list(rows.values())


def _row(cases: list[CaseResult], told: Set[Text], wanted: tuple[str, ...]) -> str:
    case = cases[0]
    word = say("check.passed" if case.verdict is Verdict.CORRECT else case.title)
    shown = {one.purpose for one in cases if one.public}  # a hidden sibling has the same purpose: said once
    hidden = [_hidden(one.purpose) for one in cases if not one.public and one.purpose not in shown]
    purposes = [*dict.fromkeys(one.purpose for one in cases if one.public), *dict.fromkeys(hidden)]
    purpose = Text("; ".join(one.en for one in purposes), "；".join(one.zh for one in purposes))
    new = tuple(why for why in case.why if why not in told)
    why = _lines(new or ((say("result.same_reason"),) if case.why else ()), wanted)
    earned, most = sum(case.points for case in cases), sum(case.max_points for case in cases)
    return (
        '<tr style="border-top:1px solid rgba(128,128,128,.25)">'
        '<td style="padding:.2em .6em .2em 0;text-align:left;vertical-align:top;white-space:nowrap;'
        f'color:{_colour(case.verdict)}">'
        f"{_sign(case.verdict)} {_inline(word, wanted)}</td>"
        '<td style="padding:.2em .6em;text-align:left;vertical-align:top;width:100%">'
        f"{_blocks(purpose, wanted)}{why}</td>"
        '<td style="padding:.2em 0 .2em .6em;text-align:right;vertical-align:top;white-space:nowrap">'
        f"{earned:.4g} / {most:.4g}</td></tr>"
    )


def _hidden(purpose: Text) -> Text:
    """Return the purpose of a hidden case, which has a visible sibling of the same purpose, marked as such."""
    mark = say("result.hidden")
    return Text(f"{purpose.en} {mark.en}", f"{purpose.zh}{mark.zh}")


def _points(points: float | None, most: float, wanted: tuple[str, ...]) -> str:
    given = "–" if points is None else f"{points:g}"
    return f"{given} / {most:g} {_inline(say('result.unit'), wanted)}"


def _lines(texts: tuple[Text, ...], wanted: tuple[str, ...], *, strong: bool = False) -> str:
    weight = "font-size:1.02em;" if strong else ""
    return "".join(f'<div style="{weight}margin:.25em 0">{_blocks(text, wanted)}</div>' for text in texts)


def _inline(text: Text, wanted: tuple[str, ...]) -> str:
    return " ".join(_tagged("span", text, language) for language in wanted)


def _blocks(text: Text, wanted: tuple[str, ...]) -> str:
    return "".join(_tagged("div", text, language) for language in wanted)


def _tagged(tag: str, text: Text, language: str) -> str:
    code = "en" if language == "en" else "zh-Hans"
    return f'<{tag} lang="{code}" class="lang-{language}">{_marked(text[language])}</{tag}>'


def _marked(text: str) -> str:
    """Escape a sentence; what stands between backticks becomes code, line breaks stay."""
    escaped = re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text))
    return escaped.replace("\n", "<br>")


def _sign(verdict: Verdict) -> str:
    if verdict is Verdict.CORRECT:
        return "✓"
    return "•" if verdict in _NEUTRAL else "⚑" if verdict in _FLAGGED else "✗"


def _colour(verdict: Verdict) -> str:
    if verdict is Verdict.CORRECT:
        return _GREEN
    return _GREY if verdict in _NEUTRAL else _AMBER if verdict in _FLAGGED else _RED
