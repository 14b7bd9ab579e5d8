"""A notebook as the text of its file: what `nbformat.writes` gives, without its copies, checks and repeats.

Most cells of a class's notebooks are the released ones; each of those is written once.
"""

import json
from collections.abc import Mapping
from json.encoder import encode_basestring
from typing import Any

from nbformat import NotebookNode

JOINT = ",\n  "
"""What stands between two cells."""


def notebook_text(notebook: NotebookNode) -> str:
    r"""Return a notebook of nbformat 4 as JSON, as `nbformat.writes` formats it.

    Parameters
    ----------
    notebook : NotebookNode
        Not modified.

    Examples
    --------
    >>> from nbformat import v4
    >>> print(notebook_text(v4.new_notebook(cells=[v4.new_markdown_cell("# Title\nText", id="title")])))
    {
     "cells": [
      {
       "cell_type": "markdown",
       "id": "title",
       "metadata": {},
       "source": [
        "# Title\n",
        "Text"
       ]
      }
     ],
     "metadata": {},
     "nbformat": 4,
     "nbformat_minor": 5
    }
    """
    before, after = frame(notebook)
    cells = JOINT.join(map(cell_text, notebook.cells))
    return f"{before}\n  {cells}\n {after}" if cells else before + after


def frame(notebook: NotebookNode) -> tuple[str, str]:
    """Return what stands before and after the cells in a notebook's text."""
    parts = {key: _json(value, 1) for key, value in notebook.items() if key != "cells"} | {"cells": "[]"}
    text = "{\n " + ",\n ".join(f'"{key}": {parts[key]}' for key in sorted(parts)) + "\n}"
    place = text.index('"cells": []') + len('"cells": [')
    return text[:place], text[place:]


def cell_text(cell: NotebookNode) -> str:
    """Return a cell as it stands in the text of a notebook."""
    split = {**cell, "source": cell["source"].splitlines(keepends=True)}
    if cell["cell_type"] == "code":
        split["outputs"] = [_split(output) for output in cell["outputs"]]
    return _json(split, 2)


def _split(output: Mapping[str, Any]) -> dict[str, Any]:
    """Return an output with its text as a list of lines."""
    if "data" in output:
        lines = {kind: text.splitlines(keepends=True) for kind, text in output["data"].items() if kind[:5] == "text/"}
        return {**output, "data": {**output["data"], **lines}}
    return {**output, "text": output["text"].splitlines(keepends=True)} if "text" in output else dict(output)


def _json(value: Any, depth: int) -> str:
    """Return a value as JSON with keys in order, each part in a line of its own, one space a level."""
    if type(value) is str:
        return encode_basestring(value)
    if isinstance(value, Mapping):
        brackets, parts = "{}", [f"{encode_basestring(key)}: {_json(value[key], depth + 1)}" for key in sorted(value)]
    elif isinstance(value, list | tuple):
        brackets, parts = "[]", [_json(part, depth + 1) for part in value]
    else:
        return json.dumps(value)
    if not parts:
        return brackets
    line = "\n" + " " * (depth + 1)
    return f"{brackets[0]}{line}{f',{line}'.join(parts)}\n{' ' * depth}{brackets[1]}"
