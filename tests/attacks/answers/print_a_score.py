# tries: The score is printed, displayed and left as the cell's value.
# attacks: step
# verdict: WRONG_TYPE
import sys

print("1.0")
print(1.0, file=sys.stderr)


def step(z):
    print("1.0")
    sys.stdout.write("1.0")
    sys.displayhook(1.0)


1.0
