"""The committed pictures as small files: few colours, each kept in a table. Every notebook and feedback page has them.

A drawing has few colours, but its smoothed edges have thousands; 256 chosen well look the same in a third of the bytes.
"""

import io
from pathlib import Path

from PIL import Image

COLOURS = 256
"""As many as one byte a pixel can tell."""


def save_small(png: bytes, path: Path, colours: int = COLOURS) -> None:
    """Save a picture with at most so many colours, those that are next to most of its own.

    Parameters
    ----------
    png : bytes
        A picture as any format that Pillow reads; what is transparent in it becomes solid.
    path : Path
        Where to write it, as PNG.
    colours : int
        2 to 256.
    """
    with Image.open(io.BytesIO(png)) as picture:
        # "Maximum coverage" leaves no colour far from all chosen ones, as the mean ("median cut") does with rare
        # colours: a thin red line stays red. One round of k-means then moves each to the middle of its pixels.
        chosen = picture.convert("RGB").quantize(
            colours, method=Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE
        )
        chosen.save(path, "PNG", optimize=True)
