"""Tags and words of a finished page changed by what they are, not by how they are spelled: the rest stays as it is."""

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import accumulate

Attributes = Mapping[str, str | None]


@dataclass(frozen=True)
class Rule:
    """What changes in each tag that fits.

    Parameters
    ----------
    tag : str
        Its name; empty for any.
    having : mapping of str to str
        Attributes it must have; of ``class`` one of the words is enough.
    lacking : str
        An attribute that it must not have.
    set : mapping of str to (str or None)
        Attributes it gets; None takes one away.
    before : str
        HTML that is put in front of it.
    """

    tag: str = ""
    having: Attributes = field(default_factory=dict)
    lacking: str = ""
    set: Attributes = field(default_factory=dict)
    before: str = ""

    def fits(self, tag: str, attributes: Attributes) -> bool:
        """Whether a tag is one that changes."""
        if self.tag not in ("", tag) or (self.lacking and self.lacking in attributes):
            return False
        return all(_has(attributes, name, value) for name, value in self.having.items())

    def __str__(self) -> str:
        told = "".join(f" {name}" if value is None else f' {name}="{value}"' for name, value in self.having.items())
        return f"<{self.tag or '…'}{told}>"


def mended(page: str, rules: Sequence[Rule], words: Mapping[str, str] | None = None) -> tuple[str, set[str]]:
    r"""Return a page with its tags changed by rules and its words exchanged, and which of these were found.

    Parameters
    ----------
    page : str
        HTML.
    rules : sequence of Rule
        How tags change; more than one may fit the same tag.
    words : mapping of str to str, optional
        Whole texts between two tags, without the white space around them, and what takes their place.

    Returns
    -------
    (str, set of str)
        The page, and the rules (as text) and words that occurred in it.

    Examples
    --------
    >>> mended("<pre >a</pre><p>\n Next </p>", [Rule("pre", set={"tabindex": "0"})], {"Next": "下一页"})[0]
    '<pre tabindex="0">a</pre><p>\n 下一页 </p>'
    """
    parser = _Places(rules, words or {})
    parser.feed(page)
    parser.close()
    starts = [0, *accumulate(len(line) + 1 for line in page.split("\n"))]
    for line, column, old, new in reversed(parser.changes):
        at = starts[line - 1] + column
        page = page[:at] + new + page[at + len(old) :]
    return page, parser.found


def unfitting(rules: Sequence[Rule], words: Mapping[str, str], found: set[str]) -> Iterator[str]:
    """Yield the rules and words that no page needed: those who wrote the pages write them otherwise by now."""
    yield from (str(rule) for rule in rules if str(rule) not in found)
    yield from (word for word in words if word not in found)


class _Places(HTMLParser):
    """Notes what is to be changed, and where."""

    def __init__(self, rules: Sequence[Rule], words: Mapping[str, str]) -> None:
        super().__init__(convert_charrefs=False)
        self.rules, self.words = rules, words
        self.changes: list[tuple[int, int, str, str]] = []
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        fitting = [rule for rule in self.rules if rule.fits(tag, given)]
        if not fitting:
            return
        self.found |= set(map(str, fitting))
        changed = given | {name: value for rule in fitting for name, value in rule.set.items()}
        gone = {name for rule in fitting for name, value in rule.set.items() if value is None}
        old = self.get_starttag_text() or ""
        new = old if changed == given and not gone & given.keys() else _tag(tag, changed, gone, old)
        self._note(old, "".join(rule.before for rule in fitting) + new)

    def handle_data(self, data: str) -> None:
        word = data.strip()
        if word in self.words and self.cdata_elem is None:  # not in a script
            self.found.add(word)
            self._note(data, data.replace(word, self.words[word]))

    def _note(self, old: str, new: str) -> None:
        line, column = self.getpos()
        self.changes.append((line, column, old, new))


def _tag(tag: str, attributes: Attributes, gone: set[str], old: str) -> str:
    told = "".join(
        f" {name}" if value is None else f' {name}="{html.escape(value)}"'
        for name, value in attributes.items()
        if name not in gone
    )
    return f"<{tag}{told}{'/' if old.endswith('/>') else ''}>"


def _has(attributes: Attributes, name: str, value: str | None) -> bool:
    given = attributes.get(name)
    if name not in attributes or value is None or given is None:
        return name in attributes and given == value
    return value in given.split() if name == "class" else given == value
