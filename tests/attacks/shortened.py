"""The limits of a lesson, shortened in every worker process, so that an endless loop costs a test seconds."""

from collections.abc import Callable
from functools import partial
from typing import Any

from autograder.exercises import lesson
from autograder.grading.spawn import UnheardPool
from autograder.sandbox.limits import Limits

SHORT = Limits(probe_seconds=2.0, cell_seconds=2.5, load_seconds=8, memory_bytes=300 * 2**20, processes=32)


def shorten(slug: str, then: Callable[[], None]) -> None:
    """Give every exercise of a lesson short limits. Called at the start of a worker process."""
    for exercise in lesson(slug).exercises:
        object.__setattr__(exercise, "limits", SHORT)
    then()


class ShortPool(UnheardPool):
    """A process pool whose workers grade with short limits."""

    slug = "01_perceptron"

    def __init__(self, workers: int, *, initializer: Callable[[], None], **options: Any) -> None:
        super().__init__(workers, initializer=partial(shorten, self.slug, initializer), **options)
