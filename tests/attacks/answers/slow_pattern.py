# tries: A regular expression that tries every way there is.
# attacks: step
# verdict: TIMED_OUT
import re


def step(z):
    return re.fullmatch(r"(a+)+b", "a" * 60)
