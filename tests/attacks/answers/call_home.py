# tries: A port of the host is called by three of its names.
# attacks: step
# verdict: RAISED
import socket


def step(z):
    for address in ("127.0.0.1", "::1", "localhost"):
        try:
            socket.create_connection((address, @PORT@), timeout=1).sendall(b"stolen")
        except OSError:
            pass
    raise ConnectionError
