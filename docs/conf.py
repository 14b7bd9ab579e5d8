"""Sphinx's configuration of the guides; `deeplearn site` runs it. Nothing on the pages comes from another host."""

from pathlib import Path

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
