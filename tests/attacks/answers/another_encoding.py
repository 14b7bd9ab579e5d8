# tries: A line that says how the rest is to be read: in UTF-7, where +AGY- is an f.
# attacks: step
# verdict: NOT_DEFINED WRONG_TYPE
# -*- coding: utf-7 -*-
def step(z):
    return "+AGY-"
