# tries: The process ends while the cell runs.
# attacks: step
# verdict: NOT_DEFINED
import os

os._exit(0)
