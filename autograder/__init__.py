"""Exercises, checks, sandbox, grading, feedback, reports, authoring and the command line."""

__version__ = "0.1.0"
