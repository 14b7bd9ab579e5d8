"""What stands in a markdown text: its prose, and the formulas, code spans and links that both twins share."""

import re
import unicodedata
from dataclasses import dataclass

FENCED = re.compile(r"(?ms)^[ >]*(`{3,}|~{3,})[^\n]*\n(?P<body>.*?)^[ >]*\1[ ]*$")
CODE = re.compile(r"(?<!`)(`+)(?!`)(?P<code>.+?)(?<!`)\1(?!`)", re.DOTALL)
DISPLAY = re.compile(r"\$\$(?P<formula>.+?)\$\$", re.DOTALL)
INLINE = re.compile(r"(?<![\\$])\$(?!\s)(?P<formula>[^$\n]+?)(?<!\s)\$(?![\d$])")
LINK = re.compile(r"(?P<picture>!?)\[(?P<text>(?:[^\[\]]|\[[^\]]*\])*)\]\((?P<target>[^)\s]+)(?: \"[^\"]*\")?\)")
AUTOLINK = re.compile(r"<(?P<target>https?://[^>\s]+)>")
TAG = re.compile(r"</?[a-z][^>]*>|<!--.*?-->", re.DOTALL)

SPAN = "\ue000"
"""Stands for a formula or a code span in `Markup.prose`: it is read as a word."""


@dataclass(frozen=True)
class Markup:
    """A markdown text taken apart.

    Parameters
    ----------
    prose : str
        The text with each formula and code span replaced by `SPAN`, code blocks and displayed formulas by
        empty lines, links by their text; line numbers stay.
    formulas, code, links : frozenset of str
        What was replaced, normalised.
    raw_formulas : tuple of str
        The formulas as written.
    """

    prose: str
    formulas: frozenset[str]
    code: frozenset[str]
    links: frozenset[str]
    raw_formulas: tuple[str, ...]


def take_apart(text: str) -> Markup:
    """Take a markdown text apart.

    Examples
    --------
    >>> parts = take_apart("With `W` and $z = Wx,$ see [here](https://example.org).")
    >>> parts.prose.replace(SPAN, "…"), sorted(parts.formulas), sorted(parts.code), sorted(parts.links)
    ('With … and … see here.', ['z=Wx'], ['W'], ['https://example.org'])
    """
    formulas: list[str] = []
    code: set[str] = set()
    links: set[str] = set()

    def lines(found: re.Match[str]) -> str:
        return "\n" * found[0].count("\n")

    def fenced(found: re.Match[str]) -> str:
        code.add("\n".join(line.strip() for line in found["body"].strip().splitlines()))
        return lines(found)

    def span(found: re.Match[str]) -> str:
        code.add(found["code"].strip())
        return SPAN + lines(found)

    def display(found: re.Match[str]) -> str:
        formulas.append(found["formula"])
        return lines(found)

    def inline(found: re.Match[str]) -> str:
        formulas.append(found["formula"])
        return SPAN

    def link(found: re.Match[str]) -> str:
        links.add(normal_link(found["target"]))
        return found["text"]

    def bare_link(found: re.Match[str]) -> str:
        links.add(normal_link(found["target"]))
        return SPAN

    text = FENCED.sub(fenced, text)
    text = CODE.sub(span, text)
    text = DISPLAY.sub(display, text)
    text = INLINE.sub(inline, text)
    text = LINK.sub(link, text)
    text = AUTOLINK.sub(bare_link, text)
    text = TAG.sub(lines, text)
    return Markup(text, frozenset(map(normal_formula, formulas)), frozenset(code), frozenset(links), tuple(formulas))


def normal_formula(formula: str) -> str:
    """Return a formula without spaces and without punctuation at its end.

    Examples
    --------
    >>> normal_formula(r" a + b , ")
    'a+b'
    """
    plain = unicodedata.normalize("NFKC", re.sub(r"\s+|\\[,;!:]", "", formula))
    return plain.rstrip(",.;，。；")


def normal_link(target: str) -> str:
    """Return a link's target without what may differ between editions: a picture's language, a slash.

    Examples
    --------
    >>> normal_link("pictures/01_neuron.zh.png")
    'pictures/01_neuron.*.png'
    """
    return re.sub(r"\.(en|zh)\.(png|svg)$", r".*.\2", target).rstrip("/")
