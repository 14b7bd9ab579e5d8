"""The files in ``answers/`` are what students hand in: they are graded, not imported."""

collect_ignore_glob = ["answers/*.py"]
