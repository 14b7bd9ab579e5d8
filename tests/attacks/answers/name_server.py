# tries: The inputs leave as the name of a host that is looked up.
# attacks: step
# verdict: RAISED
import socket


def step(z):
    socket.setdefaulttimeout(1)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.sendto(b"stolen", ("127.0.0.1", @PORT@))
