"""The room in which untrusted code runs, and the door through which only values pass."""
