"""The page that a student gets back: scores on top, then their notebook with what was found at each exercise."""

import html
import re
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Any, NamedTuple
from xml.etree import ElementTree

import latex2mathml.converter
import mistune
import nh3
from nbformat import NotebookNode

from autograder.checking.cases import Lesson
from autograder.feedback.frame import both, page
from autograder.messages import say

TAGS = nh3.ALLOWED_TAGS | {"details", "summary", "span", "div", "table", "thead", "tbody", "tr", "th", "td", "h1", "h2",
                           "h3", "h4", "h5", "h6", "img"}  # fmt: skip
ATTRIBUTES = {
    "*": {"lang", "class", "style", "title", "scope", "colspan", "align"},
    "img": {"src", "alt", "width", "height"},
    "a": {"href"},
}
STYLES = {
    "border", "border-left", "border-top", "border-collapse", "border-radius", "padding", "margin", "color", "display",
    "gap", "flex-wrap", "align-items", "font-size", "font-weight", "line-height", "max-width", "width", "text-align",
    "vertical-align", "white-space", "table-layout",
}  # fmt: skip
IMAGES = ("image/png", "image/jpeg")
DRAWN = {
    "xmlns", "display", "stretchy", "fence", "form", "separator", "accent", "accentunder", "mathvariant", "linebreak",
    "width", "height", "depth", "minsize", "maxsize", "columnalign", "rowspacing", "linethickness",
}  # fmt: skip
"""Attributes of a drawn formula: none that links, runs or styles."""
CLASSES = {"lang-en", "lang-zh", "math"}
"""Names that texts may have: with another one an answer could pass for a control of the formgrader."""
RESULT_CLASSES = CLASSES | {"deeplearn-result"}
"""Names that what the grader shows may have besides: a student's text with one would look like a result."""
PICTURE = re.compile(r"data:image/(png|jpeg|gif);base64,[A-Za-z0-9+/=\s]+")
CELLS = "<!-- cells -->"
LONGEST = 20_000
"""Characters of one output that are shown."""
LONGEST_HTML = 1_000_000
"""Characters that a text becomes as HTML at most: twice what the longest one full of formulas needs."""
MOST_OPEN = 20
"""Tags of a text that style letters and have attributes, where they are the text's own. Each that is not closed comes
again in every paragraph, so that a short text could become a page of gigabytes."""
STYLED = re.compile(r"<(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\s/]+[^\s/>]", re.IGNORECASE)
LONGEST_FORMULA = 2_000
"""Characters of a formula that is drawn; the time to read one grows with the square of its length."""


class Score(NamedTuple):
    """A graded cell's points, None where there are none yet, and the most there are."""

    grade_id: str
    points: float | None
    most: float


class Section(NamedTuple):
    """A cell as HTML, its ``section`` not closed: a person's comment on the cell comes in last."""

    grade_id: str
    html: str


def feedback_page(
    notebook: NotebookNode, lesson: Lesson, about: Mapping[str, Any], waiting: Collection[str] = ()
) -> str:
    """Return a graded notebook as one self-contained page in both languages.

    Parameters
    ----------
    notebook : NotebookNode
        The graded notebook, its cells' ``nbgrader`` metadata filled in with scores and comments.
    lesson : Lesson
        What was graded.
    about : mapping
        nbgrader's resources: ``student`` and, for a late submission, ``late_penalty`` in points.
    waiting : collection of str
        The grade_ids at which a person has yet to look.

    Returns
    -------
    str
        HTML without scripts or requests. All that a student wrote is escaped or cleaned.
    """
    graded = [cell.metadata.nbgrader for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    scores = [Score(ours["grade_id"], ours.get("score"), float(ours.get("points", 0))) for ours in graded]
    told = {
        str(cell.metadata.nbgrader.grade_id): cell.metadata.nbgrader.comment
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("comment")
    }
    return "".join(page_parts(list(map(section, notebook.cells)), scores, told, about, waiting))


def page_parts(
    parts: Sequence[Section],
    scores: Sequence[Score],
    comments: Mapping[str, str],
    about: Mapping[str, Any],
    waiting: Collection[str] = (),
) -> list[str]:
    """Return the page of a notebook whose cells are HTML already, in parts; `comments` are a person's, by grade_id."""
    student = f"<p>{both(say('feedback.student'))} <b>{html.escape(str(about['student']))}</b></p>"
    before, after = page(say("feedback.title"), CELLS).split(CELLS)
    body = [
        before,
        f"<h1>{both(say('feedback.title'))}</h1>",
        student,
        _scores(scores, waiting, float(about.get("late_penalty") or 0)),
    ]
    for name, part in parts:
        body += [part, _comment(comments.get(name)) if name else "", "</section>"]
    return [*body, after]


def _lowered(text: str) -> str:
    """Return HTML with its headings one level lower: the page has a title of its own."""
    return re.sub(r"<(/?)h([1-5])\b", lambda found: f"<{found[1]}h{int(found[2]) + 1}", text)


def _scores(scores: Sequence[Score], waiting: Collection[str], penalty: float) -> str:
    """Return the table of all graded cells: automatic points, a person's, or that a person has yet to look."""
    rows, given, most = [], 0.0, 0.0
    for grade_id, points, top in scores:
        name = grade_id.removeprefix("check-")
        waits = points is None or grade_id in waiting
        given += float(points or 0)
        most += top
        shown = both(say("feedback.waiting")) if waits else f"{float(points or 0):g}"
        rows.append(
            f'<tr><th scope="row"><a href="#{html.escape(name)}"><code>{html.escape(name)}</code></a></th>'
            f"<td>{shown}</td><td>{top:g}</td></tr>"
        )
    if penalty:
        rows.append(f'<tr><th scope="row">{both(say("feedback.late"))}</th><td>−{penalty:g}</td><td></td></tr>')
        given -= penalty
    heads = "".join(
        f'<th scope="col">{both(say(key))}</th>' for key in ("report.exercise", "report.points", "feedback.most")
    )
    foot = (
        f'<tr><th scope="row">{both(say("feedback.total"))}</th><td><b>{given:g}</b></td><td><b>{most:g}</b></td></tr>'
    )
    return (
        f'<div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>{"".join(rows)}</tbody>'
        f"<tfoot>{foot}</tfoot></table></div>"
    )


def section(cell: NotebookNode) -> Section:
    """Return a cell as HTML."""
    ours = cell.metadata.get("nbgrader", {})
    name = str(ours.get("grade_id", ""))
    anchor = f' id="{html.escape(name.removeprefix("check-"))}"' if ours.get("grade") else ""
    if cell.cell_type == "markdown":
        return Section(name, f"<section{anchor}>{_lowered_text(_with_pictures(cell))}")
    outputs = "".join(map(output_html, cell.outputs))
    return Section(
        name, f'<section{anchor}><pre class="code"><code>{html.escape(cell.source)}</code></pre>{_lowered(outputs)}'
    )


def _comment(comment: str | None) -> str:
    if not comment:
        return ""
    return f'<div class="comment"><b>{both(say("feedback.comment"))}</b><p>{html.escape(str(comment))}</p></div>'


def text_html(cell: NotebookNode) -> str:
    """Return a Markdown cell as HTML that is clean, its formulas as MathML."""
    return _markdown_html(_with_pictures(cell))


def _with_pictures(cell: NotebookNode) -> str:
    """Return the source of a Markdown cell with the pictures that are attached to it written into it."""
    source = str(cell.source)
    for file, data in cell.get("attachments", {}).items():
        for kind, encoded in data.items():
            if kind in IMAGES:
                source = source.replace(f"attachment:{file}", f"data:{kind};base64,{encoded}")
    return source


@lru_cache(maxsize=1000)
def _lowered_text(source: str) -> str:
    return _lowered(_markdown_html(source))


@lru_cache(maxsize=1000)
def _markdown_html(source: str) -> str:
    """Return Markdown as clean HTML; the texts of a lesson are the same in every notebook of a class."""
    try:
        made = str(mistune.create_markdown(escape=False, plugins=["table", "strikethrough", "math"])(source))
        if len(STYLED.findall(made)) > MOST_OPEN:
            return _text(source)
        shown = _formulas(clean(made, {"text-align"}, CLASSES))
    except Exception:  # one text that its reader can't bear must not end the class
        return _text(source)
    return shown if len(shown) <= LONGEST_HTML else _text(source)


def _formulas(fragment: str) -> str:
    """Write the formulas of cleaned Markdown as MathML, which browsers draw without a script."""

    def drawn(match: re.Match[str]) -> str:
        display = match["tag"] == "div"
        tex = html.unescape(match["tex"]).strip().removeprefix("$$").removesuffix("$$")
        tex = tex.removeprefix(r"\(").removesuffix(r"\)").strip()
        if len(tex) > LONGEST_FORMULA:
            return match[0]
        try:
            return _mathml(tex, "block" if display else "inline")
        except Exception:  # whatever a student wrote between dollars stays as it is
            return match[0]

    return re.sub(r'<(?P<tag>div|span) class="math">(?P<tex>.*?)</(?P=tag)>', drawn, fragment, flags=re.S)


def _mathml(tex: str, display: str) -> str:
    """Return a formula as MathML; what stands in it as text is escaped here, for latex2mathml leaves it as markup."""
    root = latex2mathml.converter.convert_to_element(tex, display=display)
    for element in root.iter():
        element.text = html.unescape(element.text) if element.text else None
        for name in set(element.attrib) - DRAWN:
            del element.attrib[name]
    return ElementTree.tostring(root, encoding="unicode")


def output_html(output: NotebookNode) -> str:
    """Return a cell's output as HTML that is clean."""
    if output.output_type == "stream":
        return _text(output.text)
    if output.output_type == "error":
        return _text("\n".join(output.traceback))
    data = output.get("data", {})
    for kind in IMAGES:
        if kind in data:
            return f'<img alt="" src="data:{kind};base64,{html.escape(str(data[kind]).strip())}">'
    if "text/html" in data:
        return clean(str(data["text/html"]))
    return _text(str(data.get("text/plain", "")))


def clean(fragment: str, styles: AbstractSet[str] = STYLES, classes: AbstractSet[str] = RESULT_CLASSES) -> str:
    """Return HTML without anything that runs, asks elsewhere or leaves its place.

    Markdown keeps fewer `styles` and `classes` than our own results: with widths and margins an answer could lie over
    its points, with the class of a result it could pass for one.

    Examples
    --------
    >>> clean("<b onclick='x()'>bold</b><script>x()</script>")
    '<b>bold</b>'
    """

    def kept(tag: str, attribute: str, value: str) -> str | None:
        return _harmless(tag, attribute, value, classes)

    return nh3.clean(
        fragment,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=kept,
        url_schemes={"http", "https", "mailto", "data"},
        filter_style_properties=set(styles),
        link_rel="noopener noreferrer",
    )


def _harmless(tag: str, attribute: str, value: str, classes: AbstractSet[str]) -> str | None:
    """Return the value of an attribute, or None: a picture comes with the page, and only pictures are data."""
    if (tag, attribute) == ("img", "src"):
        return value if PICTURE.fullmatch(value) else None
    if (tag, attribute) == ("a", "href") and value.strip().lower().startswith("data:"):
        return None
    if attribute == "class":
        return " ".join(name for name in value.split() if name in classes) or None
    return value


def _text(text: str) -> str:
    shown = text if len(text) <= LONGEST else text[:LONGEST] + "\n…"
    return f"<pre>{html.escape(shown)}</pre>"
