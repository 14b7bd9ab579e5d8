# tries: A thousand open figures.
# attacks: step
# verdict: WRONG_TYPE NOT_DEFINED
import matplotlib.pyplot as plt

for _ in range(1000):
    plt.figure()
plt.show(block=True)


def step(z):
    return None
