# tries: Sockets that no network namespace keeps in: to the machine below, to the kernel.
# attacks: step
# verdict: RAISED
import socket


def step(z):
    for family in ("AF_VSOCK", "AF_NETLINK", "AF_PACKET", "AF_ALG", "AF_UNIX"):
        try:
            return socket.socket(getattr(socket, family), socket.SOCK_SEQPACKET)
        except OSError:
            pass
        try:
            return socket.socket(getattr(socket, family), socket.SOCK_RAW)
        except OSError:
            pass
    raise OSError
