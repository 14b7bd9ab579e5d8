"""How the points of one exercise are spread over the class: six columns, from nothing to all."""

import html
from collections.abc import Sequence

SHARES = ("0 %", "≤ 25 %", "≤ 50 %", "≤ 75 %", "< 100 %", "100 %")
HEIGHT = 1.6
"""Of the highest column, in em."""


def counts(points: Sequence[float], most: float) -> list[int]:
    """Return how many have none of the points, up to a quarter, a half, three quarters, less than all, and all.

    Parameters
    ----------
    points : sequence of float
        What each student got.
    most : float
        What there is to get.

    Examples
    --------
    >>> counts([0, 0.5, 1, 3.5, 4, 4], 4)
    [1, 2, 0, 0, 1, 2]
    """
    found = [0] * len(SHARES)
    for one in points:
        if one <= 0:
            found[0] += 1
        elif one >= most:
            found[-1] += 1
        else:
            found[1 + min(int(-(-4 * one // most)) - 1, 3)] += 1
    return found


def spread(points: Sequence[float], most: float) -> str:
    """Return the columns as HTML; their numbers are read aloud, and shown to who points at them."""
    if not points:
        return "–"
    found = counts(points, most)
    told = html.escape(", ".join(f"{share}: {count}" for share, count in zip(SHARES, found, strict=True)))
    columns = "".join(f'<i style="height:{HEIGHT * count / max(found):.2f}em"></i>' for count in found)
    return f'<span class="spread" role="img" aria-label="{told}" title="{told}">{columns}</span>'
