# tries: An exception that raises another one when it is shown, named, or asked for its class.
# attacks: step
# verdict: RAISED NOT_DEFINED
class Meta(type):
    @property
    def __name__(cls):
        raise SystemExit

    __qualname__ = __mro__ = __name__


class Error(Exception, metaclass=Meta):
    __class__ = property(lambda self: 1 / 0)

    def __str__(self):
        raise KeyboardInterrupt

    __repr__ = __str__


def step(z):
    raise Error
