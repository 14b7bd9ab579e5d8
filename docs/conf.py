"""Sphinx's configuration of the guides; `deeplearn site` runs it. Nothing on the pages comes from another host."""

import types
import typing
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from autograder import __version__

project = "Deep learning, from the perceptron up"
author = "The authors of deeplearn-course"
copyright = "the authors of deeplearn-course; texts and pictures CC BY 4.0"
release = version = __version__
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.mathjax", "numpydoc"]
root_doc = "index"
source_suffix = {".md": "markdown"}
exclude_patterns = ["_static"]
myst_enable_extensions = ["dollarmath", "colon_fence"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "none"  # the docstrings say types, shapes and dtypes
numpydoc_show_class_members = False
numpydoc_class_members_toctree = False
autosummary_generate = False

html_theme = "furo"
html_title = "Deep learning, from the perceptron up"
html_theme_options = {
    "navigation_with_keys": True,
    "light_css_variables": {"color-brand-content": "#0b5cad", "color-brand-primary": "#0b5cad"},
    "dark_css_variables": {"color-brand-content": "#7db9f2", "color-brand-primary": "#7db9f2"},
}
html_copy_source = False
html_show_sphinx = False
katex = Path(__file__).resolve().parents[1] / "autograder" / "site" / "static" / "katex"
html_static_path = [str(katex), "_static"]
html_css_files = ["katex.min.css", "guides.css"]
html_js_files = ["katex.min.js"]
mathjax_path = "formulas.js"  # KaTeX in MathJax's place: the same marks, drawn from our own files
mathjax_options = {"defer": "defer"}


def list_modules(_app: Sphinx, name: str, source: list[str]) -> None:
    """Put every module of a package in place of a line ``every module of PACKAGE``."""
    mark = "every module of "
    if mark not in source[0]:
        return
    package = source[0].split(mark, 1)[1].split()[0]
    root = Path(__file__).resolve().parents[1]
    parts = [path.relative_to(root).with_suffix("").parts for path in sorted((root / package).rglob("*.py"))]
    modules = [".".join(one) for one in parts if one[-1] != "__init__"]
    listed = [f"## `{one}`\n\n```{{eval-rst}}\n.. automodule:: {one}\n   :members:\n```\n" for one in modules]
    source[0] = source[0].replace(mark + package, "\n".join(listed))


def skip_aliases(_app: Sphinx, _what: str, _name: str, obj: Any, skip: bool, _options: Any) -> bool:
    """Leave out what matplotlib adds, and names of types: the docstring of ``dict[str, ...]`` is that of `dict`."""
    theirs = (getattr(obj, "__module__", None) or "").startswith("matplotlib")
    return skip or theirs or isinstance(obj, types.GenericAlias | types.UnionType) or typing.get_origin(obj) is not None


def setup(app: Sphinx) -> None:
    """Connect both."""
    app.connect("source-read", list_modules)
    app.connect("autodoc-skip-member", skip_aliases)
