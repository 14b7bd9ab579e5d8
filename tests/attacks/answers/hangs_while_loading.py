# tries: A loop without end outside of any function.
# attacks: add_bias_column
# verdict: NOT_DEFINED TIMED_OUT
while True:
    pass
