# tries: Two processes answer one question.
# attacks: step
# verdict: WRONG_TYPE
import os


def step(z):
    return "child" if os.fork() == 0 else "parent"
