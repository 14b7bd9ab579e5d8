"""Makes the course's font: ``python -m autograder.authoring.font NotoSansCJK-Regular.ttc``.

The font holds Latin, the punctuation of both languages, GB 2312 levels 1 and 2, and every other character that the
course's texts use. Source: Noto Sans CJK (SIL Open Font License 1.1), its Simplified Chinese face.
"""

import sys
from pathlib import Path

import lessonkit.fonts

SYMBOLS = (
    "−–—‘’“”…·×÷±≤≥≠≈→←↑↓⇒∑∏√∞∂∈²³¹₀₁₂₃½¼¾°′″•✓✗αβγδεζηθικλμνξπρστυφχψωΔΣΩ"
    "（）【】《》、。，；：？！\uff05￥「」①②③④⑤⑥⑦⑧⑨⑩ŷ"
)


def characters(root: Path) -> str:
    """Return every character that the font must hold."""
    gb2312 = {bytes([high, low]).decode("gb2312", "ignore") for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF)}
    used = set()
    for pattern in ("lessons/*.py", "lessonkit/messages/*/*.toml", "autograder/messages/*.toml", "lessonkit/**/*.py"):
        for text in root.glob(pattern):
            used |= set(text.read_text("utf-8"))
    ascii_and_latin = {chr(code) for code in [*range(0x20, 0x7F), *range(0xA0, 0x180)]}
    return "".join(sorted(c for c in gb2312 | used | ascii_and_latin | set(SYMBOLS) if c.isprintable()))


def make(source: Path, root: Path) -> Path:
    """Write the subset beside `lessonkit.fonts` and return its path."""
    from fontTools import subset
    from fontTools.ttLib import TTCollection

    collection = TTCollection(str(source), lazy=True)
    face = next(font for font in collection if font["name"].getDebugName(1) == "Noto Sans CJK SC")
    options = subset.Options(layout_features=[], name_IDs=[0, 1, 2, 4, 6, 13, 14], hinting=False, desubroutinize=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=characters(root))
    subsetter.subset(face)
    for record in face["name"].names:
        if record.nameID in (1, 4):
            record.string = lessonkit.fonts.FAMILY
        if record.nameID == 6:
            record.string = lessonkit.fonts.FAMILY.replace(" ", "")
    target = lessonkit.fonts.path()
    face.save(str(target))
    return target


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Name the font collection: python -m autograder.authoring.font NotoSansCJK-Regular.ttc")
    print(make(Path(sys.argv[1]), Path.cwd()))
