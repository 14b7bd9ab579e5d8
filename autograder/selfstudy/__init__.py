"""What a learner uses alone: `check`, `hint`, `solution`, `progress`, `use`, `own`, `committed`.

Students import these from `lessonkit.selfstudy`. No subprocess, no native extension: it runs under Pyodide.
"""

from autograder.selfstudy.board import progress
from autograder.selfstudy.checks import check, committed
from autograder.selfstudy.help import hint, solution
from autograder.selfstudy.reuse import own, use

__all__ = ["check", "committed", "hint", "own", "progress", "solution", "use"]
