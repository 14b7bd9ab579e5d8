"""The house rules that no other tool watches."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("deeplearn_ref", "lessonkit", "autograder")
MODULES = sorted(p for package in PACKAGES for p in (ROOT / package).rglob("*.py"))


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def requirement(line: str) -> tuple[str, str]:
    name, operator, version = re.fullmatch(r"([\w.-]+)\s*([<>=]*)\s*([\w.]*)", line).groups()  # type: ignore[union-attr]
    return re.sub(r"[-_.]+", "-", name).lower(), operator + version


def test_conda_and_pip_list_the_same_dependencies() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = tomllib.loads((ROOT / "docs/conda-names.toml").read_text("utf-8"))["names"]
    pip = {requirement(line) for line in project["dependencies"]}
    conda_names = {requirement(names.get(name, name))[0]: name for name, _ in pip}
    section = (ROOT / "environment.yml").read_text("utf-8").split("dependencies:")[1]
    conda = {requirement(line.strip()) for line in re.findall(r"^  - (.+)$", section, flags=re.M)}
    conda -= {("pip", ""), ("python", project["requires-python"])}
    assert {(conda_names.get(name, name), version) for name, version in conda} == pip


def test_every_direct_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for lock, lines in {
        "lab": project["dependencies"],
        "test": project["dependencies"] + project["optional-dependencies"]["test"],
    }.items():
        locked = set(re.findall(r"^([\w.-]+)==", (ROOT / f"requirements/{lock}.txt").read_text(), flags=re.M))
        assert {requirement(line)[0] for line in lines} <= {re.sub(r"[-_.]+", "-", n).lower() for n in locked}


def test_the_wheel_brings_every_released_lesson() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    brought = {file for files in project["tool"]["setuptools"]["data-files"].values() for file in files}
    released = {path.relative_to(ROOT).as_posix() for path in (ROOT / "course").glob("*/*.ipynb")}
    assert released == {file for file in brought if file.startswith("course/")}


def test_lock_names_no_registry() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        lines = [line for line in lock.read_text().splitlines() if not line.strip().startswith("#")]
        assert not [line for line in lines if "://" in line or line.startswith("--")]


def test_readmes_say_the_same_in_both_languages() -> None:
    """Have both READMEs the same commands, links and number of headings?"""
    english, chinese = ((ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh.md"))

    def commands(text: str) -> list[str]:
        blocks = re.findall(r"```(?:sh|python)\n(.*?)```", text, flags=re.S)
        return [re.sub(r"\s+#.*", "", line) for block in blocks for line in block.splitlines()]

    def links(text: str) -> list[str]:
        found = re.findall(r"\]\(([^)]+)\)", text)
        shared = {re.sub(r"\.(en|zh)\.png$", ".png", re.sub(r"^docs/(en|zh)/", "docs/", link)) for link in found}
        return sorted(shared - {"README.md", "README.zh.md"})

    assert commands(english) == commands(chinese)
    assert links(english) == links(chinese)
    assert len(re.findall(r"^#+ ", english, flags=re.M)) == len(re.findall(r"^#+ ", chinese, flags=re.M))


def test_readme_links_lead_somewhere() -> None:
    for name in ("README.md", "README.zh.md"):
        for link in re.findall(r"\]\(([^)#]+)", (ROOT / name).read_text("utf-8")):
            if "://" not in link:
                assert (ROOT / link).exists(), f"{name}: {link}"


def test_files_are_small() -> None:
    """Is every module about one thing? Longest allowed: 450 lines, 500 where half is docstrings, 700 for an exercise file."""
    for module in MODULES:
        budget = 700 if "exercises" in module.parts else 500 if "deeplearn_ref" in module.parts else 450
        lines = len(module.read_text("utf-8").splitlines())
        assert lines <= budget, f"{module.relative_to(ROOT)} has {lines} lines"


@pytest.mark.parametrize("module", sorted((ROOT / "deeplearn_ref").glob("*.py")), ids=lambda path: path.stem)
def test_reference_documents_shapes_errors_and_examples(module: Path) -> None:
    """Does every public function that takes or returns arrays say 'of shape'?"""
    for node in ast.parse(module.read_text("utf-8")).body:
        if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
            continue
        text = ast.get_docstring(node)
        assert text, f"{module.name}: {node.name} has no docstring"
        if isinstance(node, ast.FunctionDef) and "rray" in ast.unparse(node.args):
            assert "shape" in text, f"{module.name}: {node.name} names no shape"
        raises = {
            n.exc.func.id
            for n in ast.walk(node)
            if isinstance(n, ast.Raise) and isinstance(n.exc, ast.Call) and isinstance(n.exc.func, ast.Name)
        }
        for error in raises:
            assert error in text, f"{module.name}: {node.name} raises {error} and does not say so"


def test_only_backend_names_cupy() -> None:
    for module in (ROOT / "deeplearn_ref").rglob("*.py"):
        imports = re.search(r"^\s*(import|from) cupy", module.read_text("utf-8"), flags=re.M)
        assert module.name == "backend.py" or imports is None, module.name


def test_nothing_names_the_machine_it_was_made_on() -> None:
    """Does a tracked text hold an absolute path of somebody's home or work folder?"""
    pattern = re.compile(r"/(?:root|home/[a-z]+|work)/(?:main|\.pyenv|shared|\.library)")
    for path in tracked():
        if path.suffix in {
            ".py",
            ".md",
            ".toml",
            ".txt",
            ".yml",
            ".ipynb",
            ".js",
            ".json",
            ".css",
            ".html",
            "",
        }:
            found = pattern.search(path.read_text("utf-8", errors="replace"))
            assert found is None or path == Path(__file__), f"{path.relative_to(ROOT)}: {found}"
