"""Chinese on every machine: a subset of Noto Sans SC, put first among matplotlib's fonts."""

from importlib.resources import as_file, files
from pathlib import Path

FILE = "NotoSansSC-Course.otf"
FAMILY = "Noto Sans SC Course"


def path() -> Path:
    """Return where the font file lies."""
    with as_file(files("lessonkit.fonts") / FILE) as found:
        return found


def install() -> None:
    """Put the font first in matplotlib's families, so that labels in both languages draw.

    It must be first: a label with a formula uses only the first family. Formulas keep DejaVu Sans.
    """
    import matplotlib as mpl
    from matplotlib import font_manager

    if FAMILY not in {font.name for font in font_manager.fontManager.ttflist}:
        font_manager.fontManager.addfont(str(path()))
    families = [family for family in mpl.rcParams["font.sans-serif"] if family != FAMILY]
    mpl.rcParams["font.sans-serif"] = [FAMILY, *families]
    mpl.rcParams["font.family"] = [FAMILY, "DejaVu Sans"]
    mpl.rcParams["mathtext.fontset"] = "dejavusans"
    mpl.rcParams["axes.unicode_minus"] = True
