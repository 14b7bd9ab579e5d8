# attack: step
import ctypes


def step(z):
    ctypes.string_at(0)
