"""What the source of a wrong answer lets one suspect, whatever values it returned."""

import ast
import builtins
from collections.abc import Iterator, Sequence

from autograder.checking.attempt import Attempt, FunctionNode, definitions, own_statements, parse
from autograder.messages import listed, say
from lessonkit.language import Text

KNOWN = frozenset(dir(builtins)) | {"np"}


def suspects(attempt: Attempt, names: Sequence[str]) -> tuple[Text, ...]:
    """Return a sentence for each thing in the functions asked that can hardly be meant so.

    Parameters
    ----------
    attempt : Attempt
        The answer.
    names : sequence of str
        The functions asked.
    """
    tree = parse(attempt.source or "")
    if tree is None:
        return ()
    bound = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    told: list[Text] = []
    for name, node in definitions(tree).items():
        if name in names and isinstance(node, ast.FunctionDef):
            told += _idle_arguments(node, bound | set(definitions(tree)))
            told += _early_returns(node)
    return tuple(dict.fromkeys(told))


def _idle_arguments(function: FunctionNode, bound: set[str]) -> Iterator[Text]:
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    read = {node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    idle = [one.arg for one in arguments if one.arg not in read and not one.arg.startswith("_")]
    if not idle:
        return
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    called = {one.id for one in calls if isinstance(one, ast.Name)}
    own = {node.arg for node in ast.walk(function) if isinstance(node, ast.arg)}
    outside = sorted(read - called - own - bound - KNOWN)
    names = listed(f"`{name}`" for name in idle)
    if outside:
        yield say("suspect.outside", names=names, outside=listed(f"`{name}`" for name in outside))
    else:
        yield say("suspect.idle", names=names)


def _early_returns(function: FunctionNode) -> Iterator[Text]:
    for node in own_statements(function):
        if isinstance(node, ast.For | ast.While):
            for statement in node.body:
                if isinstance(statement, ast.Return):
                    yield say("suspect.early_return", line=statement.lineno)
