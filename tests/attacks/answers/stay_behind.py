# tries: A process in a session of its own that wants to outlive the grading.
# attacks: step
# verdict: WRONG_TYPE
import ctypes
import os
import time


def stay():
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            ctypes.CDLL(None).prctl(15, b"attackstays", 0, 0, 0)
            time.sleep(3600)
        os._exit(0)


stay()


def step(z):
    stay()
