"""The formgrader's page: what a student wrote is shown and never run, and nothing is loaded from elsewhere.

Stock nbconvert puts a student's Markdown into the page as it stands, so a script in a written answer would run in the
instructor's browser with all that the instructor may do on the Jupyter server (measured with nbgrader 0.9.6).
"""

from html import escape
from pathlib import Path
from typing import Any

import nbgrader
from nbconvert.exporters import HTMLExporter
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from nbformat import v4 as nbf
from traitlets.config import Config

from autograder.feedback.page import output_html, text_html
from lessonkit.language import switch_html

TEMPLATES = Path(nbgrader.__file__).parent / "server_extensions" / "formgrader" / "templates"
NAMES = ("student", "first_name", "last_name", "notebook_path")


class Harmless(Preprocessor):
    """Turn each text and each output into clean HTML, and put the language switch on top.

    Called by the formgrader's `HTMLExporter`, on a graded notebook.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.enabled = True

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Return the notebook with HTML in its Markdown cells, which `as_it_is` then leaves alone."""
        for cell in nb.cells:
            if cell.cell_type == "code":
                cell.outputs = [_shown(output_html(output)) for output in cell.outputs]
            else:
                cell.cell_type = "markdown"
                cell.source = text_html(cell)
                cell.pop("attachments", None)
        nb.cells.insert(0, nbf.new_markdown_cell(switch_html(), id="language-switch"))
        for name in NAMES:
            if isinstance(resources.get(name), str):
                resources[name] = escape(resources[name])
        return nb, resources


def as_it_is(source: str) -> str:
    """Return Markdown that is clean HTML already. Called by the template as its filter ``markdown2html``."""
    return source


def configure(config: Config) -> None:
    """Make nbgrader's formgrader show submissions with these parts; feedback pages have an exporter of their own."""
    stock = HTMLExporter(template_name="formgrade", extra_template_basedirs=[str(TEMPLATES)])
    config.HTMLExporter.template_paths = [str(Path(__file__).parent / "templates"), *stock.template_paths]
    config.HTMLExporter.preprocessors = [Harmless]
    config.HTMLExporter.filters = {"markdown2html": as_it_is}
    config.FeedbackExporter.preprocessors = []


def _shown(fragment: str) -> NotebookNode:
    return nbf.new_output("display_data", {"text/html": fragment})
