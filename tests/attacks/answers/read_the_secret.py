# tries: The seed of the hidden inputs, another student's answer, the environment.
# attacks: step
# verdict: RAISED
import os
import pathlib


def step(z):
    wanted = ["@COURSE@/.deeplearn/secret", "@COURSE@/submitted/honest/01_perceptron/01_perceptron.ipynb",
              "/proc/1/environ", "/proc/self/environ", "/proc/1/root/etc/passwd"]
    found = [place for place in wanted if pathlib.Path(place).exists() and pathlib.Path(place).read_bytes()]
    raise ValueError("STO" "LEN" if found or "COURSE_SECRET" in os.environ else "nothing there")
