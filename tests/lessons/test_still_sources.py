"""A still that was drawn before its picture changed is named, with the command that draws it; other changes are not."""

from functools import cache
from pathlib import Path

import pytest

from autograder.authoring import build, still_sources, stills
from autograder.authoring.still_sources import fingerprints, parts, plain, reached, used
from lessonkit.widgets.figure import labels

ROOT = Path(__file__).resolve().parents[2]


@cache
def now(slug: str) -> dict[str, still_sources.Fingerprints]:
    return still_sources.of_lesson(ROOT, slug)


FILE = '''"""Two pictures."""
WIDTH: int = 3  # of one
HEIGHT = 4


def one(width: int = WIDTH) -> object:
    """Draw one."""
    return figure("one", width=_round(width))


def other():
    return figure("other", height=HEIGHT)


def _round(width):
    return int(width)
'''
SCRIPT = """// What is shared.
const INK = "#222"; // dark
function line(from, to) {
  const width = 2;
  return stroke(from, to, width);
}

function stroke(from, to, width) {
  return [from, to, width, INK];
}

class Plane {
  point() {}
}

function render({ model, el }) {
  return picture(model, el);
}
"""


@pytest.mark.parametrize("slug", build.slugs(ROOT))
def test_no_still_is_stale(slug: str) -> None:
    stale = still_sources.changed(still_sources.recorded(ROOT), now(slug))
    command = f"python -m autograder.authoring.stills {slug}"
    assert not stale, (
        f"Since these stills were drawn, this has changed: {stale}. `{command}` draws them anew, which needs chromium. "
        f"If the pictures still begin as they did, `{command} --unchanged` says so."
    )


def test_no_fingerprint_is_left_over() -> None:
    known = {name for slug in build.slugs(ROOT) for name in now(slug)}
    assert set(still_sources.recorded(ROOT)) == known


@pytest.mark.parametrize(
    ("before", "after", "counts"),
    [
        ("width=_round(width)", "width=2 * _round(width)", True),
        ("WIDTH: int = 3", "WIDTH: int = 5", True),
        ("return int(width)", "return int(width + 0.5)", True),
        ("HEIGHT = 4", "HEIGHT = 5", False),
        ("height=HEIGHT", "height=7", False),
        ("# of one", "# of the first", False),
        ('"""Draw one."""', '"""Draw the first one."""', False),
        ("return int(width)", "return int( width )", False),
        ("def other():", "def third():\n    return 3\n\n\ndef other():", False),
    ],
)
def test_only_the_code_that_a_picture_uses_counts(before: str, after: str, counts: bool) -> None:
    assert before in FILE
    assert (used(FILE.replace(before, after), "one") != used(FILE, "one")) is counts


@pytest.mark.parametrize(
    ("before", "after", "counts"),
    [
        ("width = 2", "width = 3", True),
        ("[from, to, width, INK]", "[to, from, width, INK]", True),
        ('"#222"', '"#333"', True),
        ("picture(model, el)", "picture(el, model)", True),
        ("point() {}", "point() { return 1; }", False),
        ("// dark", "// nearly black", False),
        ("// What is shared.", "// What all share.\n// And this.", False),
    ],
)
def test_only_the_shared_script_that_a_picture_uses_counts(before: str, after: str, counts: bool) -> None:
    """Does `line` bring `stroke` and the ink with it, and leave the plane out?"""
    assert before in SCRIPT
    own = "function picture() { return line(0, 1); }"
    changed, before = (reached(parts(plain(text)), own) for text in (SCRIPT.replace(before, after), SCRIPT))
    assert (changed != before) is counts


def test_parameters_in_the_cell_count_and_its_comments_do_not() -> None:
    one = fingerprints("widgets.network([2, 3, 1])")
    assert fingerprints("# Play.\nwidgets.network( [2, 3, 1] )") == one
    other = fingerprints("widgets.network([2, 4, 1])")
    assert [part for part in one if one[part] != other[part]] == ["cell"]


def test_a_label_counts_for_its_own_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    cells = {"network": "widgets.network()", "layer": "widgets.layer()"}
    before = {name: fingerprints(cell) for name, cell in cells.items()}
    added = {"network": {"new": {"en": "more", "zh": "更多"}}}
    monkeypatch.setattr("autograder.authoring.still_sources.labels", lambda kind: labels(kind) | added.get(kind, {}))
    after = {name: fingerprints(cell) for name, cell in cells.items()}
    assert still_sources.changed(before, after) == {"network": ["labels"]}


def test_record_replaces_one_lesson_and_keeps_the_others(tmp_path: Path) -> None:
    (tmp_path / stills.FOLDER).mkdir(parents=True)
    (tmp_path / "course").symlink_to(ROOT / "course")
    still_sources.record(tmp_path, ["00_arrays", "03_layers"])
    both = still_sources.recorded(tmp_path)
    (tmp_path / stills.FOLDER / still_sources.RECORD).write_text(
        '{"03_network": {}, "03_gone": {}, "00_axes": {"cell": "kept"}}', "utf-8"
    )
    still_sources.record(tmp_path, ["03_layers"])
    after = still_sources.recorded(tmp_path)
    assert after.pop("00_axes") == {"cell": "kept"}
    assert after == {name: one for name, one in both.items() if name.startswith("03_")}
