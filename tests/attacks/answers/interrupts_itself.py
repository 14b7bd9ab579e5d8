# tries: Ctrl-C from inside, and an alarm that rings all the time.
# attacks: step
# verdict: RAISED
import _thread
import signal

signal.signal(signal.SIGALRM, lambda *args: _thread.interrupt_main())


def step(z):
    signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
    _thread.interrupt_main()
