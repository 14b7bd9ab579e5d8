"""A file of the grader is whole or as it was, whoever writes beside us and whoever was killed while writing."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from autograder.grading.files import write_whole

SLOW = """
import os, sys, time
from pathlib import Path
from autograder.grading import files
files.os.fsync = lambda _: (print("writing", flush=True), time.sleep(60))
files.write_whole(Path(sys.argv[1]), "of the dead " * 100)
"""


def test_a_killed_writer_leaves_the_old_file_and_no_trace_after_the_next(tmp_path: Path) -> None:
    path = tmp_path / "new" / "verdict.json"
    write_whole(path, "old")
    command = [sys.executable, "-c", SLOW, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"writing\n"
        process.kill()
    assert path.read_text() == "old"
    assert len(list(path.parent.iterdir())) == 2  # its unfinished file is what this is about
    write_whole(path, "short")
    assert path.read_text() == "short"
    assert list(path.parent.iterdir()) == [path]


def test_a_second_writer_waits_for_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, order = tmp_path / "verdict.json", list[str]()
    begun = threading.Event()
    replace = Path.replace

    def slow(part: Path, target: Path) -> Path:
        begun.set()
        time.sleep(0.3)
        order.append(part.read_text())
        return replace(part, target)

    monkeypatch.setattr(Path, "replace", slow)
    first = threading.Thread(target=write_whole, args=(path, "first"))
    first.start()
    begun.wait(10)
    write_whole(path, "second")
    first.join()
    assert order == ["first", "second"]
    assert path.read_text() == "second"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_leaves_the_old_file_and_no_half_of_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "verdict.json"
    write_whole(path, "old")

    def full(_: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
