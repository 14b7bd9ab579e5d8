# attack: step
import os


def step(z):
    return "child" if os.fork() == 0 else "parent"
