# tries: A number under the name that is asked for.
# attacks: xor_gate
# verdict: WRONG_TYPE RAISED NOT_DEFINED WRONG_SIGNATURE
xor_gate = 1.0
