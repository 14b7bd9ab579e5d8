"""The playground's static picture: the interactive one, trained for a while in a bare page.

python -m autograder.authoring.playground_picture     # draws it anew in both languages
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from autograder.authoring import stills
from autograder.authoring.png import save_small
from deeplearn_ref.playground import FUNCTIONS, Session
from lessonkit import widgets
from lessonkit.language import LANGUAGES

EPOCHS = 120
STATE = f"pg1_circles_n10_m100_3t_xavier_sgd_r0.3_b10_d0_l0_s0_e{EPOCHS}"
"""What it shows."""


def draw(root: Path) -> Iterator[Path]:
    """Draw the picture in both languages and yield the files; see `stills.bare_page` for what it needs."""
    widget = widgets.playground(Session, FUNCTIONS, state=STATE)
    with stills.bare_page(1000) as page:
        stills.answers(page, [widget])
        for language in LANGUAGES:
            stills.show(page, widget, language)
            page.wait_for_selector(f"[data-epoch='{EPOCHS}'][data-playing='false']", timeout=60_000)
            path = root / "lessons" / "pictures" / f"playground.{language}.png"
            save_small(page.locator("#here").screenshot(), path)
            yield path


if __name__ == "__main__":
    for drawn in draw(Path()):
        sys.stderr.write(f"drawn: {drawn}\n")
