# tries: A core dump, if one may be written.
# attacks: step
# verdict: RAISED
import os
import resource

try:
    resource.setrlimit(resource.RLIMIT_CORE, (-1, -1))
except (OSError, ValueError):
    pass


def step(z):
    os.abort()
