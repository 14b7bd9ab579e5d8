# tries: Names of classes that are markup.
# attacks: step
# verdict: WRONG_TYPE RAISED
def step(z):
    return type("</code><script>alert('attack')</script>", (), {})()
