# tries: If the expected value or the reference were in this process, it would be found.
# attacks: step
# verdict: WRONG_TYPE RAISED
import gc
import sys
import types


def step(z):
    for thing in gc.get_objects():
        if isinstance(thing, types.FunctionType) and thing.__name__ == "step" and thing is not step:
            return thing(z)
        if isinstance(thing, dict) and "expected" in thing:
            return thing["expected"]
    frame = sys._getframe()
    while frame:
        for value in frame.f_locals.values():
            if type(value).__name__ in ("Exercise", "Case", "Trial"):
                return value.reference[0](z)
        frame = frame.f_back
    raise LookupError
