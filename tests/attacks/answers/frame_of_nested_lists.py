# tries: A frame whose header is a hundred thousand lists deep.
# attacks: step
# verdict: RAISED TIMED_OUT
import os
import struct


def step(z):
    header = b"[" * 100_000
    for number in range(3, 32):
        for form in ("<I", ">I", "<Q", ">Q"):
            try:
                os.write(number, struct.pack(form, len(header)) + header)
            except OSError:
                pass
    os._exit(0)
