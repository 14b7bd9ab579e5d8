# attack: step
import os

os._exit(0)
