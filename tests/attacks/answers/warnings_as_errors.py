# tries: Every warning becomes an error, also those of others.
# attacks: step
# verdict: WRONG_TYPE RAISED
import warnings

warnings.simplefilter("error")
warnings.showwarning = lambda *args, **kwargs: 1 / 0


def step(z):
    return warnings
