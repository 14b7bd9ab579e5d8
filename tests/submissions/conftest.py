"""Answers as students write them: material for tests, never collected (some are no valid Python)."""

collect_ignore_glob = ["*/*.py"]
