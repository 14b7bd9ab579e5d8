# tries: What another submission has left is looked for.
# attacks: step
# verdict: WRONG_TYPE
import pathlib

for place in ("/dev/shm/note", "/dev/note", "/tmp/note", "/var/tmp/note", "/run/note", "/note"):
    if pathlib.Path(place).exists():
        print("SMUG" "GLED a note from " + place)


def step(z):
    return None
