# tries: An object that says it equals everything.
# attacks: step
# verdict: WRONG_TYPE
class Equal:
    __array_ufunc__ = None
    dtype = shape = property(lambda self: self)

    def __eq__(self, other):
        return True

    def __array__(self, *args, **kwargs):
        raise SystemExit

    __ne__ = __lt__ = __gt__ = __le__ = __ge__ = __bool__ = __len__ = lambda self, *args: True
    __sub__ = __abs__ = __getitem__ = lambda self, *args: self


def step(z):
    return Equal()
