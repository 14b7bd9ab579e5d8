"""The numbers of a text, in digits and in words, so that two languages can be compared."""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

_SMALL = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty"""
_TENS = "thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_MONTHS = "january february march april may june july august september october november december"
_WORDS: dict[str, tuple[str, ...]] = {
    **{word: (str(n),) for n, word in enumerate(_SMALL.split())},
    **{word: (str(10 * n),) for n, word in enumerate(_TENS.split(), start=3)},
    **{word: (str(n),) for n, word in enumerate(_ORDINALS.split(), start=1)},
    **{word: (str(n),) for n, word in enumerate(_MONTHS.split(), start=1)},
    "zeros": ("0",), "ones": ("1",), "no": ("0",), "none": ("0",), "never": ("0",), "once": ("1",),
    "single": ("1",), "only": ("1",),
    "twice": ("2",), "both": ("2",), "double": ("2",), "doubles": ("2",), "pair": ("2",), "either": ("2",),
    "half": ("2", "1", "0.5", "50"), "halves": ("2", "1", "0.5"), "halved": ("2", "1", "0.5"),
    "third": ("3", "1"), "thirds": ("3",), "quarter": ("4", "1", "0.25"), "quarters": ("4",),
    "dozen": ("12",), "hundred": ("100",), "thousand": ("1000",), "million": ("1000000",),
}  # fmt: skip
_SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_DIGITS = {**{c: n for n, c in enumerate("零一二三四五六七八九")}, "\u3007": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_SPECIAL = {
    "半": ("0.5", "2", "1", "50"),
    "单": ("1",),
    "双": ("2",),
    "都": ("2",),
    "无": ("0",),
    "没": ("0",),
    "倒数": ("1",),
}

_NUMBER = re.compile(
    r"(?<![A-Za-z_\d.])(?P<sign>(?<![\w)\]}%])[-−])?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)*)"
)


@dataclass(frozen=True)
class Numbers:
    """The numbers of a text.

    Parameters
    ----------
    digits : frozenset of str
        Those written in digits, normalised: ``"100000"``, ``"1990s"``, ``"-0.5"``.
    words : frozenset of str
        Those that words may stand for: ``"2"`` for *two*, *both* and 两.
    """

    digits: frozenset[str]
    words: frozenset[str]


def differing(en: Numbers, zh: Numbers) -> tuple[list[str], list[str]]:
    """Return the numbers that stand only in the English and only in the Chinese text.

    What one text writes in digits the other may write in words; words alone say nothing, because 一 and *one*
    are everywhere.
    """
    left = en.digits - zh.digits - zh.words
    right = zh.digits - en.digits - en.words
    return sorted(left), sorted(right)


def english_numbers(text: str) -> Numbers:
    """Return the numbers of an English text.

    Examples
    --------
    >>> found = english_numbers("In the 1990s two of 100,000 rows; 1.5 million in July.")
    >>> sorted(found.digits), sorted(found.words)
    (['100000', '1500000', '1990s'], ['2', '7'])
    """
    text = _plain(text)
    digits, words = set[str](), set[str]()
    for found in _NUMBER.finditer(text):
        after = text[found.end() :]
        scale = re.match(r"[ -](thousand|million|billion|trillion)", after)
        if re.match(r"s\b", after) and re.fullmatch(r"\d{3}0", found["digits"]):
            digits.add(found["digits"] + "s")
        else:
            digits.add(_value(found, _SCALES[scale[1]] if scale else 1))
    for word in re.findall(r"(?<!\d )[A-Za-z]+", text):
        words.update(_WORDS.get(word.lower(), ()))
    for word, scale in re.findall(r"([A-Za-z]+)[ -](hundred|thousand|million|billion)", text.lower()):
        words.update(str(int(value) * _SCALES[scale]) for value in _WORDS.get(word, ()) if value.isdigit())
    return Numbers(frozenset(digits), frozenset(words))


def chinese_numbers(text: str) -> Numbers:
    """Return the numbers of a Chinese text.

    Examples
    --------
    >>> found = chinese_numbers("20 世纪 90 年代，10 万行中有两行，二十五个。")
    >>> sorted(found.digits), sorted(found.words)
    (['100000', '1990s'], ['2', '25'])
    """
    text = _plain(text)
    digits, words = set[str](), set[str]()

    def decade(found: re.Match[str]) -> str:
        digits.add(f"{(int(found[1]) - 1) * 100 + int(found[2])}s")
        return " "

    text = re.sub(r"(\d+) ?世纪 ?(\d0) ?年代", decade, text)
    for found in _NUMBER.finditer(text):
        myriad = re.match(r" ?([万亿])", text[found.end() :])
        digits.add(_value(found, _MYRIADS[myriad[1]] if myriad else 1))
    for run in re.findall(r"(?<!\d)(?<!\d )[零\u3007一二两三四五六七八九十百千万亿]+", text):
        words.add(str(_chinese_value(run)))
    for character, values in _SPECIAL.items():
        if character in text:
            words.update(values)
    return Numbers(frozenset(digits), frozenset(words))


def _chinese_value(run: str) -> int:
    """Return the value of Chinese numerals; plain digit rows (一九五八) are read digit by digit."""
    if len(run) > 1 and all(character in _DIGITS for character in run):
        return int("".join(str(_DIGITS[character]) for character in run))
    total = section = digit = 0
    for character in run:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _UNITS:
            section += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            total += (section + digit or 1) * _MYRIADS[character]
            section = digit = 0
    return total + section + digit


def _value(found: re.Match[str], scale: int) -> str:
    plain = found["digits"].replace(",", "")
    sign = "-" if found["sign"] else ""
    if plain.count(".") > 1 or (scale == 1 and "." not in plain):
        return sign + (plain.lstrip("0") or "0" if "." not in plain else plain)
    value = Fraction(plain) * scale
    return sign + (str(value.numerator) if value.denominator == 1 else f"{float(value):.12g}")


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"(?<![\d/])1/(?=\d)", "", text)  # "4 times smaller" is 1/4
    return re.sub(r"(?m)^\s*\d+[.)] ", "", text)
