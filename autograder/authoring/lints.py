"""Written Chinese: the rules that a program can hold, each with the sentence that says what to do."""

import re
from collections.abc import Iterator
from itertools import pairwise

from autograder.authoring.markup import CODE, DISPLAY, FENCED, SPAN, Markup

HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_FULL = "，。；：？！（）《》“”‘’、…—「」『』【】"
_WORD = rf"[A-Za-z0-9{SPAN}]"

Finding = tuple[int, str]
"""A line of the text, counted from 1, and what is wrong with it."""

_LINE_RULES: list[tuple[re.Pattern[str], str]] = [
    (re.compile(rf"[{HAN}](?:{_WORD}|[-−]\d)|(?:{_WORD}|%)[{HAN}]"),
     "a space stands between Chinese and Latin letters, digits, code and formulas. Put one in at “{}”."),
    (re.compile(rf"[{HAN}] +[{HAN}]"), "no space stands between two Chinese characters. Remove it at “{}”."),
    (re.compile(rf"(?<=\S) +[，。；：？！（）、》”]|[，。；：？！（、《“] +(?=\S)|[）》”] +(?=[\w{SPAN}])"),
     "no space stands beside full-width punctuation. Remove it at “{}”."),
    (re.compile(r"\d +%"), "no space stands before %. Remove it at “{}”."),
    (re.compile(r"  +(?=\S)(?<!^ )"), "one space is enough. Remove the others at “{}”."),
    (re.compile(rf"[{HAN}][,;:?!]|[{HAN}]\.(?=\s|$|[{HAN}])|[,;?][{HAN}]|[{HAN}]\(|\([{HAN}]|[{HAN}]\)"),
     "punctuation beside Chinese is full-width. Replace it at “{}”."),
    (re.compile(r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u3000\uff05\uff0b\uff0d\uff1d]"),
     "no full-width digits, letters or spaces. Write them half-width at “{}”."),
    (re.compile(r"！|(?<![A-Za-z0-9_=<>!])!(?![\[=])"),
     "no exclamation marks. End the sentence with 。 at “{}”."),
    (re.compile(r"(?<![…])(?<![,+·×] )…(?!…)|(?<=[\u4e00-\u9fff])\.\.\.|。。+"),
     "an ellipsis is ……. Replace it at “{}”."),
    (re.compile(r"(?<!—)—(?!—)|[\u4e00-\u9fff]--+"), "a dash is ——. Replace it at “{}”."),
    (re.compile(rf"[{HAN}][\"']|[\"'][{HAN}]"), "quotation marks are “ and ”. Replace them at “{}”."),
    (re.compile(r"您"), "the reader is 你. Replace “{}”."),
    (re.compile(r"(?<![申邀恳敬聘])请(?![求教柬])"), "no 请: say what to do. Remove “{}”."),
]  # fmt: skip

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ITALIC = re.compile(
    rf"(?<![*A-Za-z0-9])\*(?![*\s])([^*\n]*[{HAN}][^*\n]*)\*(?!\*)|(?<!\w)_([^_\n]*[{HAN}][^_\n]*)_(?!\w)"
)

# A sentence about code speaks of its lines.
_AXIS_WORD = re.compile("轴|row|column|axis|代码|缩进", re.IGNORECASE)
_ROW = re.compile(
    "(?<![不执运进可流平并银举另自命换空履同现盛通旅飞步爬发例暂先奉推实内施践])行(?![为业动走列李人程号内家军星]|不通|得通)"
    "|(?<![系队序排陈下并罗数前开级])列(?![表出举车入为]|队)"
)
_LINE = re.compile(r"\blines?\b", re.IGNORECASE)
_TABLE = re.compile(r"\b(?:rows?|columns?)\b", re.IGNORECASE)
_CODE_LINE = re.compile(
    rf"(?:[一两几多每这那哪同首末某下上该的]|第?[ ]?[\d一二三四五六七八九十{SPAN}\ue001]+[ ]?)"
    r"行(?=代码|程序|输出|文字|注释|的缩进)|命令行|换行|空行|代码行|行代码"
)


def lint(text: str, parts: Markup, english: str = "") -> Iterator[Finding]:
    """Yield what breaks the rules of written Chinese in a markdown text.

    Parameters
    ----------
    text : str
        The text as written.
    parts : Markup
        The same taken apart.
    english : str
        The English twin. Where it speaks of lines and not of rows or columns, 行 is a line of text.
    """
    of_text = _LINE.search(english) is not None and _TABLE.search(english) is None
    for number, line in enumerate(parts.prose.split("\n"), start=1):
        bare = _without_marks(line)
        for rule, sentence in _LINE_RULES:
            found = rule.search(bare)
            if found:
                yield number, sentence.format(_around(bare, found))
        yield from _bold(number, line)
        if not of_text:
            yield from _axes(number, bare)
    yield from _broken_paragraphs(text)
    for formula in parts.raw_formulas:
        yield from _formula(text, formula)


def formula_findings(text: str, parts: Markup) -> Iterator[Finding]:
    """Yield what breaks the rules of formulas, which hold in both languages."""
    for formula in parts.raw_formulas:
        yield from _formula(text, formula)


def _without_marks(line: str) -> str:
    """Return a line without bold marks, list, quote and heading signs, and table bars' padding."""
    line = re.sub(r"^\s*(?:>\s*)*(?:#{1,6} +|[-*+] +|\d+[.)] +)?", "", line)
    line = re.sub(r" *\| *", "|", line)
    return re.sub(r"\*\*", "", line).strip()


def _around(line: str, found: re.Match[str]) -> str:
    return line[max(0, found.start() - 6) : found.end() + 6].replace(SPAN, "…").strip()


def _bold(number: int, line: str) -> Iterator[Finding]:
    for found in _BOLD.finditer(line):
        if found[1][0] in _FULL or found[1][-1] in _FULL:
            yield (
                number,
                (f"bold neither begins nor ends on full-width punctuation. Move it outside: {found[0]}"),
            )
    for found in _ITALIC.finditer(_BOLD.sub("", line)):
        yield number, f"Chinese is never italic. Make it bold: {found[0]}"


def _axes(number: int, line: str) -> Iterator[Finding]:
    for sentence in re.split("[。；？|]", line):
        plain = _CODE_LINE.sub("", sentence)
        found = _ROW.search(plain)
        if found and not _AXIS_WORD.search(plain):
            yield number, f"行 and 列 stand with 轴 or the English word. Add it at “{_around(plain, found)}”."


def _broken_paragraphs(text: str) -> Iterator[Finding]:
    """Find paragraphs written on more than one line: the line break would become a stray space."""
    for pattern in (FENCED, DISPLAY):
        text = pattern.sub(lambda found: "\n" * found[0].count("\n"), text)
    text = CODE.sub(SPAN, text)
    lines = text.split("\n")
    for number, (above, line) in enumerate(pairwise(lines), start=2):
        if not above.strip() or not line.strip() or above.endswith(("  ", "\\")):
            continue
        begins = re.match(r"\s*(?:[-*+] |\d+[.)] |#{1,6} |\||<|\[\^|> *(?:[-*+] |\d+[.)] |\||$))", line)
        ended = re.match(r"\s*(?:#{1,6} |\||<|> *$)", above)
        if not begins and not ended:
            yield number, "a paragraph is one line of the source. Join this line to the one above."


def _formula(text: str, formula: str) -> Iterator[Finding]:
    number = text[: max(text.find(formula), 0)].count("\n") + 1
    if re.search("[，。；：？！、]", formula) or formula.rstrip().endswith((",", ".", ";")):
        yield number, f"sentence punctuation stands outside the formula. Move it: ${formula.strip()}$"
    if re.search(r"\\text\w*\{[^}]*[A-Za-z\u4e00-\u9fff]{2}", formula):
        yield (
            number,
            (rf"no words in \text{{}}: they can't be equal in both languages. Rewrite ${formula.strip()}$"),
        )
    if re.search(r"\^\{?\s*(?:\\text\{)?(?:th|st|nd|rd)\b", formula):
        yield number, f"no English ordinals in a formula. Write the word outside: ${formula.strip()}$"
