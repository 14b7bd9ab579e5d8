# tries: SystemExit and KeyboardInterrupt in a group, which nobody catches by their names.
# attacks: step
# verdict: RAISED
def step(z):
    raise BaseExceptionGroup("</pre>", [SystemExit(0), KeyboardInterrupt(), GeneratorExit()])
