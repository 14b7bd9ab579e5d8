# tries: A module of one's own is imported in place of NumPy.
# attacks: add_bias_column
# verdict: WRONG_TYPE RAISED
import pathlib
import sys

pathlib.Path("/tmp/numpy.py").write_text("raise SystemExit")
sys.path.insert(0, "/tmp")


def add_bias_column(X):
    for name in [name for name in sys.modules if name.startswith("numpy")]:
        del sys.modules[name]
    import numpy

    return numpy
