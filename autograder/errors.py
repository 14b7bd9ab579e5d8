"""The one kind of error that a user is meant to read."""


class UserError(Exception):
    """What was asked can't be done; the message is a sentence that says what to do.

    Parameters
    ----------
    message : str
        What was wrong, what was expected, what to do.
    code : int
        Exit code of the command line: 2 for what can't be done like this, 1 for what was done and failed.
    """

    def __init__(self, message: str, code: int = 2) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
