"""Mutation testing of deeplearn_ref: for every small change to the reference, some test should fail.

    make mutate                                        # all modules; writes docs/mutation.md
    python benchmarks/mutate.py losses network.tape    # these anew
    python benchmarks/mutate.py --again [MODULE ...]   # only what survived the last time
    python benchmarks/mutate.py --changed              # the modules whose code is another than that time

The changes are those by which the exercises are measured (`autograder.quality.operators`: what array code invites:
axes, transposes, signs, limits, dtypes, work in place), here at every place of a module but annotations, docstrings
and the texts of errors. A run without a change notes which test enters which line. Then each mutant gets a process
of its own, forked from one that has collected the tests; there the function is given the changed code, and those
tests run that enter it, the quickest first, until one fails. (Changes outside functions, constants for example, take
a new import of the module.) Only a module's own tests count: its test file, its doctests, and the comparisons with
HIPS autograd, PyTorch and JAX.

Survivors that are explained stand in benchmarks/survivors.toml with the reason; what was found, in
benchmarks/mutation.json.
"""

import ast
import inspect
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType
from typing import Any

os.environ |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}

import autograd.numpy  # noqa: F401 - loaded once here, not once in each process
import coverage
import hypothesis.extra.numpy  # noqa: F401
import numpy as np
import pytest

from autograder.quality.mutants import Probes, uses_probes
from autograder.quality.operators import OPERATORS, Site
from autograder.sandbox import strict_xp  # noqa: F401

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "deeplearn_ref"
TESTS = ROOT / "tests" / "deeplearn_ref"
REASONS = Path(__file__).with_name("survivors.toml")
RESULTS = Path(__file__).with_name("mutation.json")
PAGE = ROOT / "docs" / "mutation.md"
GOAL, UNEXPLAINED = 0.98, "NOT EXPLAINED"
SKIPPED = frozenset({"annotation", "returns", "decorator_list", "type_params", "bases"})
SURVIVED, KILLED, IDLE, NOT_HERE = 0, 1, 3, 4
EVERYTHING = range(1, 10**6)
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Mutant:
    """One change: what it says, the changed module and, if it is in one, the function, and its lines."""

    change: str
    code: CodeType
    function: str
    lines: range
    uses_probes: bool


@dataclass
class Tests:
    """The tests of one module: which enter each line, and how many seconds each takes."""

    of_line: dict[int, list[str]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def entering(self, lines: range) -> list[str]:
        """Return the tests that enter any of these lines, the quickest first."""
        if lines == EVERYTHING:
            return sorted(self.seconds, key=lambda test: (self.seconds[test], test))
        found = {test for line, entering in self.of_line.items() if line in lines for test in entering if test}
        return sorted(found, key=lambda test: (self.seconds[test], test))


# --- the mutants of a module ---


def mutants(path: Path) -> list[Mutant]:
    """Return all mutants of a module, each with another code than the module and than the others."""
    tree = ast.parse(path.read_text("utf-8"))
    found: dict[str, Mutant] = {}
    for name, part, lines in _parts(tree):
        before, arguments = ast.unparse(part), _arguments(part)
        seen = {before}
        for parent, at, node, keyword in _sites(part):
            for operator in OPERATORS:
                for other in operator(_site(part, node, keyword)):
                    _put(parent, at, other)
                    after = ast.unparse(part)
                    if after not in seen:
                        seen.add(after)
                        change = _unique(f"{name}: {_difference(before, after)}", found)
                        code = compile(ast.fix_missing_locations(tree), str(path), "exec", dont_inherit=True)
                        function = name if isinstance(part, Function) else ""
                        noticed_by = (
                            lines if _arguments(part) == arguments else EVERYTHING
                        )  # who looks at a default need not call
                        found[change] = Mutant(change, code, function, noticed_by, uses_probes(after))
                    _put(parent, at, node)
    return list(found.values())


def _parts(tree: ast.Module) -> Iterator[tuple[str, ast.AST, range]]:
    """Yield functions, methods and the other statements of a module and its classes, with names and lines.

    Other statements run at the import, for which all tests of the module count.
    """
    for part in tree.body:
        if isinstance(part, Function):
            yield part.name, part, range(part.lineno, (part.end_lineno or 0) + 1)
        elif isinstance(part, ast.ClassDef):
            for inner in part.body:
                if isinstance(inner, Function):
                    yield f"{part.name}.{inner.name}", inner, range(inner.lineno, (inner.end_lineno or 0) + 1)
                elif not _is_docstring(inner):
                    yield part.name, inner, EVERYTHING
        elif not (_is_docstring(part) or isinstance(part, ast.Import | ast.ImportFrom)):
            yield "module", part, EVERYTHING


def _arguments(part: ast.AST) -> str:
    return ast.unparse(part.args) if isinstance(part, Function) else ""


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


Place = tuple[str, int | None]


def _sites(node: ast.AST, keyword: str = "") -> Iterator[tuple[ast.AST, Place, ast.AST, str]]:
    """Yield every node that may be changed with its parent, its place there, and its keyword."""
    for name, value in ast.iter_fields(node):
        if name in SKIPPED:
            continue
        for at, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            texts = ast.Raise | ast.JoinedStr | ast.expr_context
            if not isinstance(child, ast.AST) or isinstance(child, texts) or _is_docstring(child):
                continue
            word = (node.arg or "") if isinstance(node, ast.keyword) else keyword
            yield node, (name, at), child, word
            yield from _sites(child, word)


def _put(parent: ast.AST, place: Place, node: ast.AST) -> None:
    name, at = place
    if at is None:
        setattr(parent, name, node)
    else:
        getattr(parent, name)[at] = node


def _site(part: ast.AST, node: ast.AST, keyword: str) -> Site:
    """Return what the operators want to know of a node in a function."""
    stored = [n for n in ast.walk(part) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    arguments = [n for n in ast.walk(part) if isinstance(n, ast.arg)]
    arrays = {a.arg for a in arguments if a.annotation and "Array" in ast.unparse(a.annotation)}
    line = getattr(node, "lineno", 0)
    bound = {n.id for n in stored if n.lineno < line} | {a.arg for a in arguments}
    last = isinstance(part, Function) and node is part.body[-1]
    return Site(node, frozenset(arrays - {n.id for n in stored}), frozenset(bound), keyword, last=last)


def _difference(before: str, after: str) -> str:
    """Return the lines in which two texts differ, before and after."""
    old, new = before.splitlines(), after.splitlines()
    while old and new and old[0] == new[0]:
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    return " => ".join(" ; ".join(line.strip() for line in lines) or "nothing" for lines in (old, new))


def _unique(change: str, known: Iterable[str]) -> str:
    times = sum(one == change or one.startswith(f"{change} #") for one in known)
    return f"{change} #{times + 1}" if times else change


# --- running tests on them ---


class Bench:
    """A pytest plugin that, instead of running the collected tests, tries mutants of one module on them.

    Parameters
    ----------
    path : Path
        The module.
    made : list of Mutant
        Its mutants.
    workers : int
        How many are tried at a time.
    """

    def __init__(self, path: Path, made: list[Mutant], workers: int) -> None:
        self.path, self.made, self.workers = path, made, workers
        self.failed = False
        self.tests = Tests()
        self.verdicts: dict[str, int] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note that a test failed."""
        self.failed = self.failed or report.failed

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try all mutants that can be put in place by exchanging the code of a function."""
        text = answer_of(lambda: repr(self.watched(session.items)))
        seconds, lines = ast.literal_eval(text)
        self.tests = Tests(lines, seconds)
        items = {item.nodeid: item for item in session.items}

        def attempt(mutant: Mutant) -> int:
            probes = Probes()
            if not exchanged(module_name(self.path), mutant, probes):
                return NOT_HERE
            if self.fails([items[test] for test in self.tests.entering(mutant.lines)]):
                return KILLED
            return IDLE if mutant.uses_probes and not probes.worked else SURVIVED

        self.verdicts = each(self.made, self.tests, attempt, self.workers)
        return True

    def watched(self, items: list[pytest.Item]) -> tuple[dict[str, float], dict[int, list[str]]]:
        """Run all tests on the module as it is: the seconds of each, and which of them enter each line."""
        cover = coverage.Coverage(data_file=None, include=[str(self.path)], config_file=False)
        seconds = {}
        cover.start()
        for item in items:
            cover.switch_context(item.nodeid)
            begin = time.perf_counter()
            if self.fails([item]):
                raise RuntimeError(f"{item.nodeid} fails without any change.")
            seconds[item.nodeid] = time.perf_counter() - begin
        cover.stop()
        return seconds, cover.get_data().contexts_by_lineno(str(self.path))

    def fails(self, items: list[pytest.Item]) -> bool:
        """Run tests until one fails; return whether one did."""
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.failed:
                return True
        return False


def exchanged(module: str, mutant: Mutant, probes: Probes) -> bool:
    """Give a function the code of the mutant, wherever it is already known; return whether that can be done."""
    if not mutant.function:
        return False
    real, changed = sys.modules[module], {"__name__": module, **probes.names}
    try:
        exec(mutant.code, changed)  # noqa: S102 - our own source with one change
        old, new = (_function(place, mutant.function) for place in (vars(real), changed))
        old.__code__, old.__defaults__, old.__kwdefaults__ = new.__code__, new.__defaults__, new.__kwdefaults__
    except Exception:  # the import of such a module is tried, and judged, elsewhere
        return False
    vars(real).update(probes.names)
    return True


def _function(place: dict[str, Any], name: str) -> Any:
    """Return a function or method of a module's names, without what wraps it."""
    first, _, method = name.partition(".")
    found = vars(place[first])[method] if method else place[first]
    if isinstance(found, property):
        found = found.fget
    return inspect.unwrap(getattr(found, "__func__", found))


class Changed(SourceFileLoader, MetaPathFinder):
    """Imports one module from other code, and gives it the functions that some mutants call."""

    def __init__(self, name: str, path: Path, code: CodeType, probes: Probes) -> None:
        super().__init__(name, str(path))
        self._code, self._probes = code, probes

    def find_spec(self, name: str, *_: Any) -> ModuleSpec | None:  # type: ignore[override]
        """Return the spec of the one module."""
        return spec_from_file_location(name, self.path, loader=self) if name == self.name else None

    def get_code(self, fullname: str) -> CodeType:
        """Return the changed code."""
        return self._code

    def exec_module(self, module: Any) -> None:
        """Run the changed code as the module."""
        vars(module).update(self._probes.names)
        super().exec_module(module)


def imported(path: Path, mutant: Mutant, tests: list[str]) -> int:
    """Run tests that import a mutant in the module's place."""
    probes = Probes()
    sys.meta_path.insert(0, Changed(module_name(path), path, mutant.code, probes))
    try:
        import_module(module_name(path))  # before pytest's own importer, which would read the file
    except Exception:
        return KILLED
    if run_pytest(["-x", *tests]):
        return KILLED
    return IDLE if mutant.uses_probes and not probes.worked else SURVIVED


def modules() -> list[Path]:
    """Return the modules of the package that compute something; `types` only names types."""
    return [path for path in sorted(PACKAGE.rglob("*.py")) if path.stem not in ("types", "__init__")]


def module_name(path: Path) -> str:
    """Return ``"deeplearn_ref.losses"`` of its path."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def run_pytest(words: list[str], *plugins: object) -> int:
    """Run pytest in this process."""
    return int(pytest.main(["-q", "--tb=native", "-p", "no:cacheprovider", *words], plugins=list(plugins)))


def in_child(work: Callable[[], int], cpu: int = 0) -> int:
    """Fork a process that does the work without output and exits with its result; return its number."""
    sys.stdout.flush()
    number = os.fork()
    if number:
        return number
    try:
        if cpu:
            resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
            resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        os._exit(work())
    finally:
        os._exit(KILLED)


def answer_of(work: Callable[[], str]) -> str:
    """Return what the work says, done in a process of its own."""
    reading, writing = os.pipe()

    def told() -> int:
        text = work()
        with os.fdopen(writing, "w") as pipe:
            pipe.write(text)
        return 0

    number = in_child(told)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        text = pipe.read()
    if os.waitpid(number, 0)[1]:
        raise RuntimeError("The tests do not pass without any change.")
    return text


def each(made: list[Mutant], tests: Tests, attempt: Callable[[Mutant], int], workers: int) -> dict[str, int]:
    """Return what became of each mutant, each attempted in a process of its own, some at a time."""
    verdicts, running, waiting = {}, dict[int, Mutant](), list(made)
    while waiting or running:
        while waiting and len(running) < workers:
            mutant = waiting.pop(0)
            limit = 4 + int(4 * sum(tests.seconds[test] for test in tests.entering(mutant.lines)))
            running[in_child(lambda mutant=mutant: attempt(mutant), limit)] = mutant
        number, status = os.wait()
        change = running.pop(number).change
        verdicts[change] = KILLED if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
    return verdicts


def judged(path: Path, made: list[Mutant], workers: int) -> dict[str, int]:
    """Return what became of all mutants of a module."""
    name = path.parent.name if path.parent != PACKAGE else path.stem
    files = [str(file) for one in (name, "against") for file in sorted(TESTS.glob(f"test_{one}*.py"))] + [str(path)]

    def exchange() -> str:
        bench = Bench(path, made, workers)
        if run_pytest(files, bench):
            raise RuntimeError("pytest")
        return repr((bench.verdicts, bench.tests.seconds, bench.tests.of_line))

    try:
        verdicts, seconds, of_line = ast.literal_eval(answer_of(exchange))
    except RuntimeError:
        sys.exit(f"The tests of {module_name(path)} do not pass without any change: pytest {' '.join(files)}")
    tests = Tests(of_line, seconds)
    rest = [mutant for mutant in made if verdicts[mutant.change] == NOT_HERE]
    verdicts |= each(rest, tests, lambda mutant: imported(path, mutant, tests.entering(mutant.lines)), workers)
    return {mutant.change: verdicts[mutant.change] for mutant in made}


# --- what is told ---


@dataclass
class Result:
    """What came out for one module: on which day, of how many mutants, which survived, and a digest of its code."""

    date: str
    mutants: int
    survived: list[str]
    code: str = ""


def results() -> dict[str, Result]:
    """Return what earlier runs found, by module."""
    noted = json.loads(RESULTS.read_text("utf-8")) if RESULTS.is_file() else {}
    return {module: Result(**found) for module, found in noted.items()}


def digest(path: Path) -> str:
    """Return a digest of a module's code: another one where anything changed but comments and layout."""
    return sha256(ast.unparse(ast.parse(path.read_text("utf-8"))).encode()).hexdigest()[:16]


def chosen(words: list[str], found: dict[str, Result]) -> list[Path]:
    """Return the modules that the command line asks for; a sentence where there is no such module."""
    paths = {module_name(path).removeprefix("deeplearn_ref."): path for path in modules()}
    options, names = [word for word in words if word.startswith("-")], [word for word in words if word[0] != "-"]
    if unknown := [*(set(options) - {"--again", "--changed"}), *(name for name in names if name not in paths)]:
        print(f"{', '.join(unknown)}: no module or option. Options: --again, --changed. Modules: {', '.join(paths)}.")
        sys.exit(2)
    asked = [paths[name] for name in names] or list(paths.values())
    if "--changed" not in options:
        return asked
    return [path for name, path in paths.items() if path in asked and found[name].code != digest(path)]


def reasons() -> dict[str, dict[str, str]]:
    """Return the explained survivors: by module, from the change to the reason."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    if REASONS.is_file():
        for entry in tomllib.loads(REASONS.read_text("utf-8"))["survivor"]:
            found[entry["module"]] |= dict.fromkeys(entry["mutation"], entry["why"])
    return found


def page(found: dict[str, Result]) -> str:
    """Return docs/mutation.md: a table of all modules, and the survivors with their reasons."""
    known = reasons()
    rows, listed = [], []
    for module, result in sorted(found.items()):
        rows.append(row(f"`{module}`", result.mutants, len(result.survived), result.date))
        by_reason: dict[str, list[str]] = defaultdict(list)
        for change in result.survived:
            by_reason[known[module].get(change, UNEXPLAINED)].append(change)
        listed += [f"\n### `{module}`\n"] if result.survived else []
        for why, changes in by_reason.items():
            listed += [f"{why}\n", *(f"- `` {change} ``" for change in changes), ""]
    total = sum(result.mutants for result in found.values()), sum(len(result.survived) for result in found.values())
    rows.append(row("all", *total, ""))
    names = {module_name(path).removeprefix("deeplearn_ref."): path for path in modules()}
    untried = [f"`{name}`" for name, path in names.items() if name not in found and mutants(path)]
    lines = [
        "# Mutation testing of the reference\n",
        "`deeplearn_ref` with one small change at a time: does one of the module's own tests fail? The changes are",
        "those of `autograder/quality/operators.py`, not a general tool's: they are the mistakes that array code",
        "invites, a lost axis, a transpose, work in place, another dtype. Mutants that change nothing in any test",
        "that reaches them (a vector transposed) are not counted. Annotations, docstrings and the texts of errors",
        "are left alone; when an error is raised is not.\n",
        "```sh",
        "make mutate                # all modules; writes this page and benchmarks/mutation.json",
        'make mutate ARGS="losses"  # one module anew; ARGS="--again" tries what survived last time,',
        '                           # ARGS="--changed" the modules whose code has changed since the date in the table',
        "```\n",
        f"Python {sys.version.split()[0]}, numpy {np.__version__}, pytest {pytest.__version__}.\n",
        "| module | mutants | killed | survived | share | date |",
        "|---|---|---|---|---|---|",
        *rows,
        *([f"\nNot tried yet: {', '.join(untried)}."] if untried else []),
        "\n## Survivors, and why",
        *listed,
    ]
    return "\n".join(lines).rstrip() + "\n"


def row(name: str, mutants: int, survived: int, date: str) -> str:
    """Return a row of the table; the share is rounded down, since 99.99 is not yet all."""
    killed = mutants - survived
    return f"| {name} | {mutants:,} | {killed:,} | {survived:,} | {int(1000 * killed / mutants) / 10:.1f} % | {date} |"


def main(arguments: list[str]) -> None:
    """Judge the mutants of the named modules, or of all; note them, print survivors, write the page."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.dont_write_bytecode, sys.pycache_prefix = False, tempfile.mkdtemp()  # so that pytest rewrites a test file once
    again = "--again" in arguments
    found, known, today = results(), reasons(), datetime.now(UTC).date().isoformat()
    for path in chosen(arguments, defaultdict(lambda: Result("", 0, []), found)):
        module = module_name(path).removeprefix("deeplearn_ref.")
        before = found.get(module, Result(today, 0, []))
        made = [mutant for mutant in mutants(path) if not again or mutant.change in before.survived]
        if not made:
            continue
        started = time.perf_counter()
        verdicts = judged(path, made, os.cpu_count() or 1)
        counted = [change for change, verdict in verdicts.items() if verdict != IDLE]
        survived = [change for change in counted if verdicts[change] == SURVIVED]
        found[module] = Result(today, before.mutants if again else len(counted), survived, digest(path))
        print(f"{module}: {len(counted)} mutants, {len(survived)} survived, {time.perf_counter() - started:.0f} s")
        for change in survived:
            print(f"  {'explained' if change in known[module] else 'SURVIVED'}  {change}", flush=True)
        RESULTS.write_text(json.dumps({name: asdict(found[name]) for name in sorted(found)}, indent=1) + "\n", "utf-8")
        PAGE.write_text(page(found), "utf-8")
    shutil.rmtree(sys.pycache_prefix, ignore_errors=True)
    total, survivors = sum(r.mutants for r in found.values()), sum(len(r.survived) for r in found.values())
    print(f"{total} mutants, {survivors} survived")
    stale = [change for module in known for change in known[module] if change not in found[module].survived]
    for change in stale:
        print(f"Explained in {REASONS.name}, but no survivor: {change}")
    if survivors > (1 - GOAL) * total or UNEXPLAINED in PAGE.read_text("utf-8") or stale:
        sys.exit(f"At least {GOAL:.0%} must be killed, and every survivor be explained in {REASONS.name}.")


if __name__ == "__main__":
    main(sys.argv[1:])
