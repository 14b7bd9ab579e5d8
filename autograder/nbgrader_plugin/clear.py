"""What stands in a released notebook where the course's answer stood."""

from typing import Any

from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import ClearSolutions as StockClearSolutions
from traitlets import Dict, Unicode


class ClearSolutions(StockClearSolutions):
    """Stock `ClearSolutions` with stubs in both languages, and with predictions reset to None.

    A prediction's cell holds one assignment of a letter. The stock class would put
    ``raise NotImplementedError()`` over it, and the student would lose the name to assign to.
    """

    code_stub = Dict(
        {"python": "# Your code here · 在这里写代码\nraise NotImplementedError"},
        help="What replaces the answer in a code cell",
    ).tag(config=True)
    text_stub = Unicode(
        "*Your answer here.*\n\n**在这里写你的答案**。",
        help="What replaces the model answer of a written question",
    ).tag(config=True)

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], cell_index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Reset a prediction, clear any other solution cell as nbgrader does. Called for each cell."""
        course = cell.metadata.get("deeplearn", {})
        if course.get("role") == "predict":
            cell.source = prediction_stub(cell.metadata.nbgrader.grade_id, course["options"])
            return cell, resources
        cleared: tuple[NotebookNode, dict[str, Any]] = super().preprocess_cell(cell, resources, cell_index)
        return cleared


def prediction_stub(name: str, options: list[str]) -> str:
    """Return the cell in which a student commits to a letter.

    Examples
    --------
    >>> prediction_stub("prediction_L08_P1", ["a", "b", "c"])
    'prediction_L08_P1 = None  # "a", "b" or "c"'
    """
    quoted = [f'"{option}"' for option in options]
    return f"{name} = None  # {', '.join(quoted[:-1])} or {quoted[-1]}"


def release_preprocessors() -> list[type]:
    """Return the stock preprocessors of `generate_assignment`, with our `ClearSolutions` in its place."""
    stock = GenerateAssignment.preprocessors.default_args[0]
    return [ClearSolutions if kind is StockClearSolutions else kind for kind in stock]
