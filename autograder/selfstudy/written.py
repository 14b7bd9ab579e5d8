"""Written questions as the saved notebook has them: the kernel never sees a markdown cell."""

import json
import os
from pathlib import Path

from autograder.checking.cases import Written
from autograder.messages import say
from lessonkit.language import Text

STUBS = ("*Your answer here.*", "**在这里写你的答案**。")
"""What stands in an answer that nobody has written; see ``c.ClearSolutions.text_stub``."""


def written_state(written: Written) -> Text:
    """Return whether a question is answered in the notebook as it was last saved."""
    source = _saved(written.id)
    if source is None:
        return say("progress.written")
    for stub in STUBS:  # an answer may stand below what asked for it
        source = source.replace(stub, "")
    return say("progress.written" if source.strip() else "progress.not_written")


def _saved(grade_id: str) -> str | None:
    """Return the source of a cell of this notebook's file; None where that cannot be found out."""
    name = os.environ.get("JPY_SESSION_NAME", "")
    try:
        cells = json.loads((Path.cwd() / Path(name).name).read_text("utf-8"))["cells"]
        for cell in cells:
            if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id:
                return "".join(cell["source"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return None
