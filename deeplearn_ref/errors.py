"""Errors that the reference raises, each with a sentence that says what came and what was expected."""


class ShapeError(ValueError):
    """The shapes of two arrays do not fit together, or an array has the wrong number of axes."""


class NonDifferentiableError(ValueError):
    """A function has a kink where its derivative was asked: the slopes on the two sides differ."""
