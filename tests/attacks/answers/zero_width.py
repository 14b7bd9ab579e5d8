# tries: A letter that nobody sees.
# attacks: step
# verdict: NOT_DEFINED
def step​(z):
    return z
