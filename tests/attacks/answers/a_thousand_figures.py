# tries: A thousand open figures.
# attacks: step
# verdict: WRONG_TYPE
import matplotlib.pyplot as plt

for _ in range(100):
    plt.figure()
plt.show(block=True)


def step(z):
    return None
