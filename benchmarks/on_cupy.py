"""A pytest plugin: the tests that use the strict stand-in for CuPy use CuPy itself.

PYTHONPATH=benchmarks python -m pytest -p on_cupy tests/deeplearn_ref     # needs an NVIDIA GPU and CuPy
"""

import sys

import autograder.sandbox
from deeplearn_ref.backend import require_gpu

sys.modules["autograder.sandbox.strict_xp"] = autograder.sandbox.strict_xp = require_gpu()  # type: ignore[attr-defined]
