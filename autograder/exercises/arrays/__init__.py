"""Lesson 0, arrays and images as numbers: five exercises, two predictions, two written questions."""

from autograder.checking.cases import Lesson, Prediction, Written
from autograder.exercises.arrays.batches import DESCRIBE, STANDARDIZE, SUMS
from autograder.exercises.arrays.images import FLATTEN, GRAY
from lessonkit.language import Text

LESSON = Lesson(
    slug="00_arrays",
    title=Text("Arrays, and images as numbers", "数组，以及作为数字的图像"),
    exercises=(DESCRIBE, SUMS, GRAY, FLATTEN, STANDARDIZE),
    predictions=(
        Prediction("L00-P1", ("a", "b", "c"), "b"),
        Prediction("L00-P2", ("a", "b", "c"), "c"),
    ),
    written=(Written("two_dates", "L00-W1", 4), Written("brain", "L00-W2", 3)),
)
