"""What the host sends inside: self-contained source, each module's own names kept apart."""

import sys
from pathlib import Path

import numpy as np
import pytest

from autograder import exercises
from autograder.sandbox.bundle import flatten, reached
from deeplearn_ref import perceptron

FIRST = '"""One."""\nimport numpy as np\nfrom two_ import helper as other\nSCALE: float = 2.0\n\ndef _own(x: int) -> int:\n    """Text."""\n    return np.abs(x) * SCALE\n\ndef ask(x):\n    return _own(x) + other(x)\n'
SECOND = "def _own(x):\n    return 1000 * x\n\ndef helper(x):\n    return _own(x)\n"


@pytest.fixture
def two_modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    (tmp_path / "one_.py").write_text(FIRST.replace("two_", "fake.two_"))
    (tmp_path / "two_.py").write_text(SECOND)
    (tmp_path / "__init__.py").write_text("")
    package = tmp_path.parent / "fake"
    tmp_path.rename(package)
    monkeypatch.syspath_prepend(str(package.parent))
    monkeypatch.setattr("autograder.sandbox.bundle.PACKAGE", "fake")
    import fake.one_ as one  # type: ignore[import-not-found]

    yield one
    for name in [name for name in sys.modules if name.split(".")[0] == "fake"]:
        del sys.modules[name]


def run(source: str) -> dict[str, object]:
    namespace: dict[str, object] = {}
    exec(source, namespace)
    return namespace


def test_two_modules_with_a_private_function_of_one_name_keep_their_own(two_modules: object) -> None:
    source = flatten([two_modules.ask])  # type: ignore[attr-defined]
    assert "Text." not in source
    assert run(source)["ask"](-3) == 2 * 3 - 3000  # type: ignore[operator]


def test_reference_runs_without_the_reference() -> None:
    source = flatten([perceptron.perceptron_fit])
    assert "deeplearn_ref" not in source
    fit = run(source)["perceptron_fit"]
    assert fit(np.array([[0.0], [1.0]]), np.array([0, 1]))["converged"]  # type: ignore[operator]


def test_what_an_answer_reaches_is_named_with_its_home() -> None:
    assert ("deeplearn_ref.perceptron", "step") in reached([perceptron.perceptron_predict])
    assert ("deeplearn_ref.perceptron", "gate_params") not in reached([perceptron.perceptron_predict])


@pytest.mark.parametrize("slug", exercises.slugs())
def test_no_lesson_hands_out_what_it_asks(slug: str) -> None:
    lesson = exercises.lesson(slug)
    asked = {function.__name__ for exercise in lesson.exercises for function in exercise.reference}
    handed = {name for _, name in reached(lesson.uses)} if lesson.uses else set()
    assert not asked & handed


@pytest.mark.parametrize("slug", exercises.slugs())
def test_all_needs_of_a_lesson_stand_alone(slug: str) -> None:
    lesson = exercises.lesson(slug)
    for functions in (lesson.uses, *(exercise.needs for exercise in lesson.exercises)):
        if functions:
            assert set(run(flatten(functions))["__all__"]) == {f.__name__ for f in functions}  # type: ignore[call-overload]
