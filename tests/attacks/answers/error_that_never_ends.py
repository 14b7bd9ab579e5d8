# tries: An exception whose text is computed without end.
# attacks: step
# verdict: TIMED_OUT RAISED
class Error(Exception):
    def __str__(self):
        while True:
            pass

    __repr__ = __str__


def step(z):
    raise Error
