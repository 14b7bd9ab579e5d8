# tries: Every comparison that a test could call is replaced before the test runs.
# attacks: step
# verdict: NOT_DEFINED WRONG_TYPE
import builtins

import numpy as np

for name in ("allclose", "array_equal", "isclose"):
    setattr(np, name, lambda *args, **kwargs: True)
    setattr(np.testing, f"assert_{name}", lambda *args, **kwargs: None)
builtins.isinstance = lambda *args: True
builtins.repr = lambda value: "1.0"


def step(z):
    return "right"
