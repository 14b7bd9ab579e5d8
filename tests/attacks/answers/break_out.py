# tries: New namespaces, new mounts, more resources, a debugger on the parent.
# attacks: step
# verdict: RAISED
import ctypes
import os
import resource


def step(z):
    libc = ctypes.CDLL(None)
    got_out = [
        libc.unshare(0x10000000 | 0x00020000) == 0 and libc.mount(b"proc", b"/proc", b"proc", 0, None) == 0,
        libc.ptrace(16, os.getppid(), 0, 0) == 0,
        libc.setuid(0) == 0 and os.getuid() == 0,
        libc.chroot(b"/proc/1/root") == 0,
    ]
    try:
        resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        got_out.append(True)
    except (ValueError, OSError):
        pass
    raise OSError("BROKEN" "OUT" if any(got_out) else "still inside")
