"""nbgrader's configuration of the course: stock commands and the formgrader grade through our seams."""

from pathlib import Path

c = get_config()

root = Path(__file__).resolve().parent
c.CourseDirectory.root = str(root)
c.CourseDirectory.course_id = "deeplearn"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "course"
c.CourseDirectory.db_url = f"sqlite:///{root / 'gradebook.db'}"

# nbgrader goes on without a configuration that fails, and would then run students' code unprotected: stop instead.
try:
    from autograder.nbgrader_plugin import formgrader
    from autograder.nbgrader_plugin.clear import release_preprocessors
    from autograder.nbgrader_plugin.exporter import GatedExporter
    from autograder.nbgrader_plugin.feedback import FeedbackExporter
    from autograder.nbgrader_plugin.preprocessors import autograde_preprocessors, feedback_preprocessors
except Exception as error:
    raise SystemExit(
        f"The course's grader can't be loaded ({type(error).__name__}: {error}), so nothing is done: nbgrader alone "
        "would run students' code without a sandbox. Switch on the course's environment and try again."
    ) from error

# The release: predictions reset to None, stubs in both languages.
c.GenerateAssignment.preprocessors = release_preprocessors()

# Grading: submissions come through the gate, verdicts from the sandbox; the rest is stock.
c.Autograde.exporter_class = GatedExporter
c.Autograde.autograde_preprocessors = autograde_preprocessors()
c.GenerateFeedback.preprocessors = feedback_preprocessors()
c.GenerateFeedback.exporter_class = FeedbackExporter

# The formgrader shows what students wrote in the instructor's browser: cleaned, and without another host's scripts.
formgrader.configure(c)

# Downloads from Canvas (name_12345_67890_01_perceptron-1.ipynb) and Moodle (Name_123_assignsubmission_file_/...), a
# notebook or what `deeplearn pack` made. The outermost name counts: the folders inside are the student's own.
c.FileNameCollectorPlugin.named_regexp = (
    r"(?>.*?/extracted/(?:[^/]+/)*?(?P<student_id>[^/_]+?)(?:_late)?_\d+_"
    r"(?:\d+_(?=\d{2}_[a-z_]+(?:-\d+)?[./])|assignsubmission_file_/))"
    r"(?:[^/]*/)*(?P<file_id>\d{2}_[a-z_]+?)(?:-\d+)?\.ipynb$"
)
