"""Notebooks bent out of shape at random: a verdict for each, whatever is in it, and never a fault of ours."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.exercises import lesson
from autograder.grading.cache import path
from autograder.grading.pool import warm
from autograder.grading.record import Recorder
from autograder.grading.service import _prepared
from autograder.grading.settings import using
from autograder.grading.submission import grade_submission

pytestmark = [pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]
SLUG = "01_perceptron"
HONEST = json.loads((ROOT / "examples" / "class" / "chiara" / SLUG / f"{SLUG}.ipynb").read_text("utf-8"))

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@dataclass(frozen=True)
class Course:
    root: Path
    submitted: Path


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    root = tmp_path_factory.mktemp("fuzzed")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    for name in ("course", "solutions"):
        shutil.copytree(ROOT / name / SLUG, root / name / SLUG)
    (root / ".deeplearn").mkdir(mode=0o700)
    (root / ".deeplearn" / "secret").write_bytes(b"s" * 32)
    return Course(root, root / "submitted")


@pytest.fixture(scope="module")
def recorder(course: Course) -> Iterator[Recorder]:
    with using(course.root, unsafe=False), _prepared(course.submitted, SLUG, course.root, course.root, None) as made:
        yield made


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the paths of all values inside a JSON value, its cells' sources and metadata included."""
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in members:
        yield (*path, key)
        yield from places(inner, (*path, key))


def at(value: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        value = value[key]
    return value


@st.composite
def bent(draw: st.DrawFn) -> bytes:
    """Draw an honest notebook with one to five things in it replaced, removed, doubled, moved or cut."""
    notebook = json.loads(json.dumps(HONEST))
    for _ in range(draw(st.integers(1, 5))):
        found = list(places(notebook))
        if not found:
            break
        # Deep places are many: the upper ones get their share.
        depth = draw(st.sampled_from(sorted({len(path) for path in found})))
        *parent, key = draw(st.sampled_from([path for path in found if len(path) == depth]))
        holder = at(notebook, tuple(parent))
        match draw(st.sampled_from(["replace", "remove", "double", "move", "garble"])):
            case "remove":
                del holder[key]
            case "double" if isinstance(holder, list):
                holder.insert(draw(st.integers(0, len(holder))), holder[key])
            case "move" if isinstance(holder, list):
                holder.insert(draw(st.integers(0, len(holder) - 1)), holder.pop(key))
            case "garble" if isinstance(holder[key], str):
                place = draw(st.integers(0, len(holder[key])))
                holder[key] = holder[key][:place] + draw(st.text(max_size=8)) + holder[key][place:]
            case _:
                holder[key] = draw(JSON)
    data = json.dumps(notebook, ensure_ascii=draw(st.booleans())).encode("utf-8", "surrogatepass")
    return data[: draw(st.integers(0, len(data)))] if draw(st.integers(0, 9)) == 0 else data


@settings(
    max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)  # fmt: skip
@given(data=bent())
def test_whatever_is_in_it_a_notebook_gets_a_verdict_and_a_page(
    course: Course, recorder: Recorder, data: bytes
) -> None:
    folder = course.submitted / "fuzz" / SLUG
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{SLUG}.ipynb").write_bytes(data)
    verdict = grade_submission(folder, "fuzz", lesson(SLUG), warm(False), course.root)
    assert "fault" not in verdict, verdict["fault"]
    assert (verdict["refused"] is None) == bool(verdict["results"])
    for result in verdict["results"]:
        assert result["verdict"] != "GRADER_FAULT", result
        assert result["points"] is None or 0 <= result["points"] <= result["max_points"]
    if sha256(data).digest()[0] < 32:  # one in eight is judged anew, the others' verdicts are read
        path(course.root, SLUG, "fuzz").unlink()
    again = grade_submission(folder, "fuzz", lesson(SLUG), warm(False), course.root)
    assert again == verdict
    recorder.add(verdict)
    recorder._write()
    page = (course.root / "feedback" / "fuzz" / SLUG / f"{SLUG}.html").read_text("utf-8")
    assert "</html>" in page
    assert "Traceback" not in page
