"""The static pictures of lesson 13."""

import numpy as np

from deeplearn_ref.data import make_glyphs
from lessonkit import plots
from lessonkit.picture import Picture

FIVE = ([(23, 4), (11, 4), (10, 14), (16, 12.5), (21, 14.5), (23, 19), (21.5, 24), (17, 27.5), (12, 27.5), (8.5, 25)],)
"""A five in one stroke, on a square with sides of length 32."""


def _glyphs() -> Picture:
    return plots.glyph_gallery(*make_glyphs(60, np.random.default_rng(5)))


def _blocks() -> Picture:
    return plots.blocks(FIVE)


PICTURES = {"13_glyphs": _glyphs, "13_lanes": plots.lanes, "13_blocks": _blocks}
