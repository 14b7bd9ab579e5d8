# tries: The gradebook, the grader, the home folder: whatever can be written is written.
# attacks: step
# verdict: RAISED
import os
import pathlib


def step(z):
    for place in ("@COURSE@/gradebook.db", "@COURSE@/nbgrader_config.py", "@CANARY@", "@HOME@/.profile", "/etc/passwd"):
        try:
            pathlib.Path(place).write_text("1")
        except OSError:
            pass
    os.system("touch @CANARY@")
    raise OSError
