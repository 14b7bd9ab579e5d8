"""The committed pictures as small files: few colours, each kept in a table. Every notebook and feedback page has them.

A drawing has few colours, but its smoothed edges have thousands; 256 chosen well look the same in a third of the bytes.
Where colours run into each other over a whole area, 256 of them would show as steps: such a picture stays as it is.
"""

import io
from pathlib import Path

from PIL import Image, ImageChops, ImageStat

COLOURS = 256
"""As many as one byte a pixel can tell."""
UNSEEN = 0.5
"""How far from its own the colour of a pixel may be, of 255: root mean square over the picture, in each of three."""


def save_small(png: bytes, path: Path, colours: int = COLOURS) -> None:
    """Save a picture with at most so many colours, those that are next to most of its own, where nobody can see it.

    Parameters
    ----------
    png : bytes
        A picture as any format that Pillow reads; what is transparent in it becomes solid.
    path : Path
        Where to write it, as PNG.
    colours : int
        2 to 256.
    """
    with Image.open(io.BytesIO(png)) as read:
        picture = read.convert("RGB")
    # "Maximum coverage" leaves no colour far from all chosen ones, as the mean ("median cut") does with rare
    # colours: a thin red line stays red. One round of k-means then moves each to the middle of its pixels.
    few = picture.quantize(colours, method=Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
    off = ImageStat.Stat(ImageChops.difference(picture, few.convert("RGB"))).rms
    (few if max(off) <= UNSEEN else picture).save(path, "PNG", optimize=True)
