# tries: A gigabyte is printed while the cell runs.
# attacks: step
# verdict: NOT_DEFINED TIMED_OUT
import sys

print("x" * 100)
while True:
    sys.stdout.write("x" * 10**6)
