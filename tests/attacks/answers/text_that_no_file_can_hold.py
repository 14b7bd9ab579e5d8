# tries: Half a character, a zero byte, an escape sequence: in what is printed, raised, and in a name.
# attacks: step
# verdict: RAISED
print("\ud800 \0 \x1b[2J \x07")


def step(z):
    raise type("Odd\ud800", (Exception,), {})("\ud800 \0 </script><script>alert(1)</script>")
