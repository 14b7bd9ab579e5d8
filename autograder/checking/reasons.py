"""Sentences for a call that gave no value: it raised, returned nothing, or does not exist."""

import difflib
import re

from autograder.checking.attempt import Attempt, function_names, has_return, shadowed
from autograder.checking.findings import Finding
from autograder.checking.syntax import explain as explain_syntax
from autograder.checking.syntax import look_alike_in
from autograder.checking.verdicts import Verdict
from autograder.messages import listed, say
from autograder.sandbox.steps import Record
from lessonkit.language import Text

SIGNS = {
    "truth value of an array": "ambiguous",
    "truth value of an empty array": "ambiguous",
    "does not have enough dimensions": "scalar_matmul",
    "'same_kind'": "cast",
    "matmul: ": "matmul",
    "could not be broadcast": "broadcast",
    "all the input array": "joined",
    "is X transposed": "course_shape",
    "not supported for the input types": "types",
    "An array of strict_xp": "stand_in",
}
"""What the messages of NumPy and of the course hold, and the sentence that says what to look at."""
INDEX_SIGNS = {
    "too many indices": "index_axes",
    "invalid index to scalar": "index_axes",
    "only integers, slices": "index_kind",
    "must be of integer": "index_kind",
    "boolean index did not match": "index_mask",
    "out of bounds": "index",
    "out of range": "index",
}
"""The same for what is wrong with an index."""
LONGEST_LINE = 80
ENDED = {"TIMED_OUT": Verdict.TIMED_OUT, "OUT_OF_MEMORY": Verdict.OUT_OF_MEMORY, "CRASHED": Verdict.RAISED}


def raised(record: Record, attempt: Attempt, *, public: bool) -> Finding:
    """Return the finding for an exception where a value was asked; its text is for public cases only."""
    name = record.exception[0] if record.exception else "Exception"
    if "MemoryError" in record.exception:
        return Finding(Verdict.OUT_OF_MEMORY, (say("why.out_of_memory"),))
    code = _code_at(attempt.source, record.line)
    if not code:
        told = [say("why.raised", exception=name)]
    else:
        told = [say("why.raised_line", exception=name, line=record.line, code=code)]
    reasons = _reasons(record, attempt)
    if public and record.message and not reasons:
        told.append(say("why.raised_message", message=record.message))
    return Finding(Verdict.RAISED, (*told, *reasons))


def _code_at(source: str | None, line: int | None) -> str:
    """Return a line of the answer as it can stand in a sentence, or nothing."""
    lines = (source or "").splitlines()
    text = lines[line - 1].strip().replace("`", "'") if line is not None and 0 < line <= len(lines) else ""
    return text if len(text) <= LONGEST_LINE else text[: LONGEST_LINE - 1] + "…"


def _reasons(record: Record, attempt: Attempt) -> list[Text]:
    kinds = record.exception
    if "NotImplementedError" in kinds:
        return [say("why.not_implemented")]
    if "RecursionError" in kinds:
        return [say("why.recursion")]
    if "NameError" in kinds:
        return _name_error(record, attempt)
    if "TypeError" in kinds and "converted to Python scalars" in record.message:
        return [say("why.scalar")]
    if "ValueError" in kinds or "TypeError" in kinds:
        for sign, key in SIGNS.items():
            if sign in record.message:
                return [say(f"why.{key}")]
    if "AxisError" in kinds:
        return [say("why.no_axis")]
    if "IndexError" in kinds:
        return [say(f"why.{key}") for sign, key in INDEX_SIGNS.items() if sign in record.message][:1]
    if "TypeError" in kinds and "not iterable" in record.message:
        return [say("why.not_iterable")]
    if "TypeError" in kinds and (told := _miscalled(record.message)):
        return [told]
    if "TypeError" in kinds or "AttributeError" in kinds:
        return [say("why.shadowed", line=line, name=name) for line, name in _blamed(record, attempt)]
    return []


def _miscalled(message: str) -> Text | None:
    """Return what is wrong with a call inside the answer, from Python's own message, or None."""
    missing = re.match(r"(\w+)\(\) missing \d+ required (?:positional|keyword-only) arguments?: (.+)", message)
    if missing is not None:
        names = re.findall(r"'(\w+)'", missing[2])
        return say("why.missing_argument", function=missing[1], names=listed(f"`{name}`" for name in names))
    many = re.match(r"(\w+)\(\) takes .+ but \d+ (?:was|were) given", message)
    return None if many is None else say("why.too_many_arguments", function=many[1])


def _blamed(record: Record, attempt: Attempt) -> list[tuple[int, str]]:
    """Return the shadowed names that can explain the error: what is not callable, or lacks an attribute."""
    fits = "not callable" in record.message or "has no attribute" in record.message
    return shadowed(attempt.source)[:1] if fits else []


def _name_error(record: Record, attempt: Attempt) -> list[Text]:
    quoted = re.search(r"'([^']+)'", record.message)
    if quoted is None:
        return []
    name = quoted.group(1)
    if "UnboundLocalError" in record.exception:
        return [say("why.name_error_recursive", name=name)]
    if name in attempt.earlier_failures:
        return [say("why.name_error_earlier", name=name, cell=attempt.earlier_failures[name])]
    plain = look_alike_in(name)
    if plain is not None:
        odd = next(c for c in name if look_alike_in(c) is not None)
        told = {"found": odd, "wanted": look_alike_in(odd), "code": f"U+{ord(odd):04X}"}
        return [say("syntax.look_alike", line=record.line or 1, **told)]
    return [say("why.name_error", name=name)]


def returned_nothing(record: Record, attempt: Attempt, name: str) -> Finding:
    """Return the finding for ``None`` where a value was asked."""
    if has_return(attempt.source, name):
        key = "why.no_return_path"
    else:
        key = "why.printed" if record.printed else "why.no_return"
    return Finding(Verdict.WRONG_TYPE, (say(key),))


def not_defined(name: str, attempt: Attempt) -> Finding:
    """Return the finding for a function that does not exist: a syntax error, a failed cell, another name."""
    source = attempt.source or ""
    slips = explain_syntax(source)
    if slips:
        return Finding(Verdict.NOT_DEFINED, slips, label="SYNTAX_ERROR")
    if attempt.failure is not None:
        told = (say("why.not_defined_failed", name=name), *cell_failed(attempt))
        verdict = ENDED.get(attempt.failure.ended, Verdict.NOT_DEFINED)
        return Finding(Verdict.NOT_DEFINED if verdict is Verdict.RAISED else verdict, told)
    similar = difflib.get_close_matches(name, function_names(source), n=1, cutoff=0.6)
    if similar:
        return Finding(Verdict.NOT_DEFINED, (say("why.not_defined_similar", name=name, similar=similar[0]),))
    return Finding(Verdict.NOT_DEFINED, (say("why.not_defined", name=name),))


def cell_failed(attempt: Attempt) -> tuple[Text, ...]:
    """Return why the solution cell itself stopped."""
    failure = attempt.failure
    if failure is None:
        return ()
    if failure.ended:
        key = {"TIMED_OUT": "timed_out", "OUT_OF_MEMORY": "memory"}.get(failure.ended, "crashed")
        return (say(f"syntax.failed_{key}"),)
    name = failure.exception[0] if failure.exception else "Exception"
    code = _code_at(attempt.source, failure.line)
    if not code:
        told = [say("syntax.failed_somewhere", exception=name)]
    else:
        told = [say("syntax.failed", exception=name, line=failure.line, code=code)]
    record = Record("exception", exception=failure.exception, message=failure.message, line=failure.line)
    reasons = _reasons(record, attempt)
    if not reasons and failure.message:
        reasons = [say("why.raised_message", message=failure.message)]
    return (*told, *reasons)


def ended(record: Record) -> Finding:
    """Return the finding for a call that never answered."""
    value = str(record.value)
    key = {"TIMED_OUT": "timed_out", "OUT_OF_MEMORY": "out_of_memory"}.get(value, "crashed")
    return Finding(ENDED.get(value, Verdict.RAISED), (say(f"why.{key}"),))
