# tries: What one probe is asked is written down for the next, and printed there.
# attacks: perceptron_update
# verdict: WRONG_TYPE WRONG_VALUE
import pathlib

NOTE = pathlib.Path("/tmp/note")
print("SMUG" "GLED" + NOTE.read_text() if NOTE.exists() else "none yet")


def perceptron_update(w, b, x, y, learning_rate=1.0):
    with NOTE.open("a") as file:
        file.write(repr((w, b, x, y)))
    return None
