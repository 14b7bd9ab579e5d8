# tries: A user namespace in which it is root, and a disk without limits there.
# attacks: step
# verdict: RAISED
import ctypes

libc = ctypes.CDLL(None)


def step(z):
    if libc.unshare(0x10000000 | 0x00020000) == 0:
        return libc.mount(b"tmpfs", b"/tmp", b"tmpfs", 0, b"size=4g")
    raise PermissionError
