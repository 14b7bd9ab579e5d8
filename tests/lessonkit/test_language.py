"""The language switch: what the kernel knows of it, and what it prints."""

import re
from html.parser import HTMLParser
from importlib.resources import files

import pytest

from lessonkit import language
from lessonkit.language import Text

EPOCH = Text(en="epoch", zh="轮")


@pytest.fixture(autouse=True)
def nobody_has_switched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COURSE_LANG", raising=False)
    monkeypatch.setattr(language, "_mirror", None)


@pytest.fixture
def mirror(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    made = language._make_mirror()
    monkeypatch.setattr(language, "_mirror", made)
    return made


def test_both_until_the_page_tells() -> None:
    """Are both languages there before the reader chooses?"""
    assert language.current() == "both"
    assert language.pick(EPOCH) == "epoch · 轮"


@pytest.mark.parametrize(("state", "expected"), [("en", "epoch"), ("zh", "轮"), ("both", "epoch · 轮")])
def test_text_follows_the_page(mirror, state: str, expected: str) -> None:  # type: ignore[no-untyped-def]
    """Does a label come in the language that the page has been switched to?"""
    mirror.state = state
    assert language.current() == state
    assert language.pick(EPOCH) == expected


def test_environment_overrides_the_page(mirror, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    """Can a build ask for one language, whatever a page says?"""
    mirror.state = "en"
    monkeypatch.setenv("COURSE_LANG", "zh")
    assert language.pick(EPOCH) == "轮"


@pytest.mark.parametrize("odd", ["fr", "", "ZH"])
def test_unknown_state_shows_both(odd: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Does a state that does not exist hide nothing?"""
    monkeypatch.setenv("COURSE_LANG", odd)
    assert language.current() == "both"


def test_plot_hears_of_each_change_until_it_stops(mirror) -> None:  # type: ignore[no-untyped-def]
    """Is a callback told the new state, once a change, and not after it was ended?"""
    heard: list[str] = []
    stop = language.observe(heard.append)
    mirror.state = "zh"
    mirror.state = "zh"
    mirror.state = "en"
    stop()
    mirror.state = "both"
    assert heard == ["zh", "en"]


def test_without_page_nothing_is_heard() -> None:
    """Is observing harmless where no page tells its state?"""
    heard: list[str] = []
    language.observe(heard.append)()
    assert heard == []


def test_outside_a_notebook_nothing_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """Does the setup cell stay silent in the sandbox and in scripts?"""
    assert language.switch() is None
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", "")
    assert language._mirror is None


class Inputs(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "input":
            self.found.append(dict(attrs))


def _inputs() -> list[dict[str, str | None]]:
    parser = Inputs()
    parser.feed(language.switch_html())
    return parser.found


def test_three_choices_and_both_is_the_first_state() -> None:
    """Are there three radio buttons of one group, and is "both" checked?"""
    inputs = _inputs()
    assert [each["value"] for each in inputs] == ["en", "zh", "both"]
    assert [each["value"] for each in inputs if "checked" in each] == ["both"]
    assert {each["type"] for each in inputs} == {"radio"}
    assert len({each["name"] for each in inputs}) == 1


def test_two_switches_on_a_page_are_two_groups() -> None:
    """Does a second switch leave the first one's choice alone?"""
    assert _inputs()[0]["name"] != _inputs()[0]["name"]


def test_switch_loads_nothing_from_elsewhere() -> None:
    """Does the switch work offline?"""
    assert not re.search(r"https?://|\bsrc=|@import", language.switch_html())


def _rules(css: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", css, flags=re.S)).strip()


def test_extension_hides_by_the_same_rules_as_the_switch() -> None:
    """Do JupyterLab's extension and the printed switch agree on what is hidden?"""
    kit = files("lessonkit")
    printed = (kit / "static" / "language.css").read_text("utf-8")
    extension = (kit / "labextensions" / "deeplearn-course" / "static" / "remoteEntry.js").read_text("utf-8")
    (rules,) = re.findall(r"const RULES = `(.*?)`;", extension, flags=re.S)
    assert _rules(rules) == _rules(printed)
    assert "display:none" not in _rules(printed).replace(" ", "")
