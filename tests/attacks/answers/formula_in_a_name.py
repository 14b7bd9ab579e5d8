# tries: An error whose text a spreadsheet would run.
# attacks: step
# verdict: RAISED
def step(z):
    raise type("=cmd|'/c calc'!A0", (Exception,), {})("=HYPERLINK(\"file:///etc/passwd\")")
