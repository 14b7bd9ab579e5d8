# tries: Answers are left where another submission could find them.
# attacks: step
# verdict: WRONG_TYPE
import pathlib

for place in ("/dev/shm/note", "/dev/note", "/tmp/note", "/var/tmp/note", "/run/note", "/note"):
    try:
        pathlib.Path(place).write_text("def step(z): return (z >= 0) * 1")
    except OSError:
        pass


def step(z):
    return None
