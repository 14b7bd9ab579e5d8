# tries: The notebook becomes an object that has every name.
# attacks: step
# verdict: RAISED NOT_DEFINED WRONG_TYPE
import sys


class Everything(dict):
    def __missing__(self, name):
        return lambda *args, **kwargs: 1


sys.modules["__main__"].__class__ = type("Module", (type(sys),), {"__getattr__": lambda self, name: 1})
step = Everything()
