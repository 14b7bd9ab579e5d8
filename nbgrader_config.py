"""nbgrader's configuration of the course: stock commands and the formgrader grade through our seams."""

from pathlib import Path

c = get_config()

root = Path(__file__).resolve().parent
c.CourseDirectory.root = str(root)
c.CourseDirectory.course_id = "deeplearn"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "course"
c.CourseDirectory.db_url = f"sqlite:///{root / 'gradebook.db'}"

# The release: predictions reset to None, stubs in both languages.
from autograder.nbgrader_plugin.clear import release_preprocessors  # noqa: E402 - the paths come first

c.GenerateAssignment.preprocessors = release_preprocessors()
