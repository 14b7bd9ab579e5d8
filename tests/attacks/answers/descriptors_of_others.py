# tries: Every open descriptor is read, also as a way out of the folder.
# attacks: step
# verdict: RAISED WRONG_TYPE
import os


def step(z):
    for number in range(3, 64):
        try:
            os.close(os.open("..", os.O_RDONLY, dir_fd=number))
            print("SMUG" "GLED a folder")
        except OSError:
            pass
    os.closerange(3, 64)
