# tries: Threads without end.
# attacks: step
# verdict: RAISED TIMED_OUT
import threading
import time


def step(z):
    while True:
        threading.Thread(target=time.sleep, args=(60,)).start()
