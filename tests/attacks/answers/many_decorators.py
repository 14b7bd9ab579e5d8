# tries: Lines that Python's parser reads again and again.
# attacks: step
# verdict: NOT_DEFINED
@DECORATORS@
