"""Which calls of the kernel a submission may not make: seccomp(2), a filter that every process of it inherits.

Refused is what holds memory that no watchdog sees (memfd, System V and POSIX queues, sockets), what reaches beyond
the sandbox in spite of its namespaces (keyrings, vsock), what opens namespaces, and large parts of the kernel that no
answer needs. All else is allowed: the walls are the namespaces, and this keeps what they leave open shut.

Bound into the sandbox, so it imports only the standard library. Numbers from Linux's ``unistd.h`` of each machine,
the program's form from ``linux/filter.h``.
"""

import ctypes
import errno
import os
import struct
from typing import NamedTuple

LOAD, JUMP_EQUAL, JUMP_FROM, JUMP_BITS, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, KILL, FAIL = 0x7FFF0000, 0x80000000, 0x00050000
NUMBER, MACHINE, FIRST_ARGUMENT = 0, 4, 16
"""Where they stand in the kernel's ``struct seccomp_data``; of an argument the low half."""
NAMESPACES = 0x7E020000
"""All of clone's flags that make a namespace."""
SET_FILTER, SPECTRE_AS_BEFORE = 1, 4
ANYWHERE = (425, 426, 427, 428, 429, 430, 431, 432, 433, 438, 440, 442, 447)
"""Calls with one number on all machines: io_uring, the new mount calls, pidfd_getfd, process_madvise, memfd_secret."""
CLONE3 = 435


class Machine(NamedTuple):
    """What a processor calls things: its mark, and the numbers of calls."""

    mark: int
    seccomp: int
    clone: int
    socket: int
    refused: tuple[int, ...]


MACHINES = {
    "x86_64": Machine(0xC000003E, 317, 56, 41, (
        29, 64, 68, 240,  # shmget, semget, msgget, mq_open
        53, 319,  # socketpair, memfd_create
        248, 249, 250,  # add_key, request_key, keyctl
        101, 310, 311, 312,  # ptrace, process_vm_readv, process_vm_writev, kcmp
        155, 161, 165, 166, 272, 308,  # pivot_root, chroot, mount, umount2, unshare, setns
        103, 298, 300, 304, 321, 323,  # syslog, perf_event_open, fanotify_init, open_by_handle_at, bpf, userfaultfd
    )),
    "aarch64": Machine(0xC00000B7, 277, 220, 198, (
        194, 190, 186, 180,
        199, 279,
        217, 218, 219,
        117, 270, 271, 272,
        41, 51, 40, 39, 97, 268,
        116, 241, 262, 265, 280, 282,
    )),
}  # fmt: skip


def program(machine: Machine) -> bytes:
    """Return the filter as the kernel reads it: an array of ``struct sock_filter``.

    Examples
    --------
    >>> len(program(MACHINES["x86_64"])) % 8
    0
    """
    refuse, none_such, nowhere = FAIL | errno.EPERM, FAIL | errno.ENOSYS, FAIL | errno.ENETUNREACH
    steps = [(LOAD, 0, 0, MACHINE), (JUMP_EQUAL, 1, 0, machine.mark), (RETURN, 0, 0, KILL), (LOAD, 0, 0, NUMBER)]
    # x32 calls are those of x86-64 under other numbers; other machines have no numbers so high.
    steps += [(JUMP_FROM, 0, 1, 0x40000000), (RETURN, 0, 0, none_such)]
    # The C library falls back to clone, whose flags can be read here; those of clone3 stand behind a pointer.
    for number, answer in ((CLONE3, none_such), (machine.socket, nowhere)):
        steps += [(JUMP_EQUAL, 0, 1, number), (RETURN, 0, 0, answer)]
    for number in (*machine.refused, *ANYWHERE):
        steps += [(JUMP_EQUAL, 0, 1, number), (RETURN, 0, 0, refuse)]
    steps += [(JUMP_EQUAL, 0, 3, machine.clone), (LOAD, 0, 0, FIRST_ARGUMENT), (JUMP_BITS, 0, 1, NAMESPACES)]
    steps += [(RETURN, 0, 0, refuse), (RETURN, 0, 0, ALLOW)]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def restrict(libc: ctypes.CDLL) -> None:
    """Put the filter over this process and all that it will start; no new privileges must be set.

    On a machine whose numbers are not known here nothing is done, and `deeplearn doctor` shows it.

    Raises
    ------
    OSError
        If the kernel refuses.
    """
    machine = MACHINES.get(os.uname().machine)
    if machine is None:
        return
    code = program(machine)
    held = ctypes.create_string_buffer(code, len(code))
    head = ctypes.create_string_buffer(struct.pack("@HP", len(code) // 8, ctypes.addressof(held)))
    if libc.syscall(machine.seccomp, SET_FILTER, SPECTRE_AS_BEFORE, head) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"seccomp: {os.strerror(number)}")
