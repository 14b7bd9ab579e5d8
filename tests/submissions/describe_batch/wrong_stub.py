# expect: NOT_ATTEMPTED -
def describe_batch(X):
    """Describe."""
    raise NotImplementedError()
