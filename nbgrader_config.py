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

# Grading: submissions come through the gate, verdicts from the sandbox; the rest is stock.
from autograder.nbgrader_plugin.preprocessors import (  # noqa: E402
    autograde_preprocessors,
    feedback_preprocessors,
)

c.Autograde.exporter_class = "autograder.nbgrader_plugin.exporter.GatedExporter"
c.Autograde.autograde_preprocessors = autograde_preprocessors()
c.GenerateFeedback.preprocessors = feedback_preprocessors()

# Downloads from Canvas (name_12345_67890_01_perceptron-1.ipynb) and Moodle (Name_123_assignsubmission_file_...).
c.FileNameCollectorPlugin.named_regexp = (
    r".*?(?P<student_id>[^/_]+?)(?:_late)?_\d+_(?:\d+_|assignsubmission_file_/?)"
    r"(?P<file_id>\d{2}_[a-z_]+?)(?:-\d+)?\.ipynb$"
)
