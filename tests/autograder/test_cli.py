"""The command line: wrong words give one sentence and exit code 2, never a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def deeplearn(*words: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "autograder.cli", *words],
        cwd=cwd,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "200", "DEEPLEARN_LANG": "en", **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nonsense"], "No such command 'nonsense'"),
        (["grade", "nowhere", "--assignment", "01_perceptron"], "There is no folder nowhere"),
        (["grade", "tests", "--assignment", "99_magic"], "There is no assignment '99_magic'"),
        (["grade", "tests"], "--assignment"),
        (["grade", "tests", "--assignment", "01_perceptron", "--workers", "0"], "--workers"),
        (["grade", "tests", "--assignment", "01_perceptron", "--output", "README.md"], "is a file. Give a folder"),
        (["grade", "tests", "--assignment", "01_perceptron", "--output", "/proc/nope"], "cannot be made"),
        (["grade", "tests", "--assignment", "01_perceptron", "--json", "tests"], "is a folder"),
        (["grade", "tests", "--assignment", "01_perceptron", "--json", "nowhere/g.json"], "cannot be written"),
        (["try", "stepp", "x.py"], "There is no exercise 'stepp'"),
        (["try", "step", "no-such-file.py"], "no-such-file.py can't be read"),
        (["try", "L01-P1", "x.py"], "is a prediction"),
        (["build", "99_magic"], "There is no lesson '99_magic'"),
        (["build", "--lang", "fr"], "--lang takes en or zh"),
        (["quality", "99_magic"], "There is no lesson '99_magic'"),
        (["quality", "01", "--json"], "--json"),
        (["quality", "01", "--json", "nowhere/x.json"], "nowhere/x.json can't be written"),
        (["site", "--output", "README.md"], "is a file. Give a folder"),
        (["site", "--output", "/proc/nope"], "cannot be made"),
        (["reset", "99_magic"], "There is no lesson '99_magic'"),
        (["pack", "99_magic"], "There is no lesson '99_magic'"),
    ],
)
def test_wrong_words_give_a_sentence_and_code_2(words: list[str], sentence: str) -> None:
    done = deeplearn(*words)
    assert done.returncode == 2, done.stderr
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr + done.stdout


def test_a_terminal_without_chinese_letters_gets_their_numbers() -> None:
    done = deeplearn("doctor", DEEPLEARN_LANG="zh", PYTHONIOENCODING="latin-1")
    assert done.returncode in (0, 1)
    assert "Traceback" not in done.stderr
    assert "\\u5b66" in done.stdout


def test_outside_a_course_a_command_says_where_to_go(tmp_path: Path) -> None:
    done = deeplearn("build", "--check", cwd=tmp_path)
    assert done.returncode == 2
    assert "There is no course in" in done.stderr
    assert "Traceback" not in done.stderr


def test_help_of_every_command_names_its_options() -> None:
    for command, option in {
        "grade": "--unsafe-no-sandbox",
        "build": "--check",
        "quality": "--json",
        "try": "--json",
        "lab": "my-course",
        "reset": "bak-DATE",
        "pack": "upload",
        "doctor": "sandbox",
        "pictures": "lessons/pictures",
        "site": "no answers",
    }.items():
        done = deeplearn(command, "--help")
        assert done.returncode == 0
        assert option in done.stdout


@pytest.mark.slow
def test_try_prints_the_verdict_as_json_and_as_sentences() -> None:
    answer = "examples/answers/step.py"
    done = deeplearn("try", "step", answer, "--json")
    verdict = json.loads(done.stdout)
    assert set(verdict) >= {"exercise", "points", "max_points", "verdict", "misconception", "cases"}
    assert verdict["verdict"] == "WRONG_VALUE"
    assert 0 < verdict["points"] < verdict["max_points"]
    assert verdict["misconception"] is not None
    assert set(verdict["cases"][0]) == {"name", "verdict", "points", "max_points"}
    english = deeplearn("try", "L01-E1", answer).stdout
    chinese = deeplearn("try", "step", answer, DEEPLEARN_LANG="zh").stdout
    assert english != chinese
    assert any("\u4e00" <= character <= "\u9fff" for character in chinese)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.py", b""),
        ("binary.py", b"\xff\xfe\x00\x01"),
        ("syntax.py", "def step（z）:\n    return z\n".encode()),
    ],
)
def test_try_survives_any_file(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    done = deeplearn("try", "step", str(tmp_path / name))
    assert done.returncode in (0, 2)
    assert "Traceback" not in done.stderr
