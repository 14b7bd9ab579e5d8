# tries: Ctrl-C from inside, which nobody outside has pressed.
# attacks: step
# verdict: RAISED
import _thread
import time


def step(z):
    _thread.interrupt_main()
    time.sleep(1)
