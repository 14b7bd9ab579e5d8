# tries: Symbolic and hard links to files of the host.
# attacks: step
# verdict: RAISED
import os


def step(z):
    os.symlink("@COURSE@/.deeplearn/secret", "/tmp/a")
    os.link("@COURSE@/nbgrader_config.py", "/tmp/b")
    return open("/tmp/a").read()
