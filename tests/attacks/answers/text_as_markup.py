# tries: What is shown to the instructor carries a script.
# attacks: step
# verdict: RAISED
print("<script>alert('attack')</script><img src=x onerror=alert(1)>")


def step(z):
    raise ValueError("</pre><script>alert('attack')</script>")
