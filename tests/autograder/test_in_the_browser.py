"""A lesson runs where Python itself runs in the browser (Pyodide): no process, no thread, no socket, no terminal."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

from autograder.site.lite.wheels import student_wheel

LESSON = "01_perceptron"

BROWSER = """
import json, os, signal, subprocess, sys, threading
from pathlib import Path

# What Pyodide leaves out of the standard library, and what only a server has.
GONE = {*"curses dbm ensurepip fcntl grp idlelib pwd resource syslog termios tkinter venv _multiprocessing".split(),
        *"zmq tornado sqlalchemy nbgrader nbconvert nbclient jupyter_client jupyter_server ipykernel distributed".split(),
        *"psycopg typer rich sklearn scipy".split()}

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in GONE:
            raise ModuleNotFoundError(f"No module named {name!r}: there is none in the browser", name=name)

def refuse(*args, **kwargs):
    raise OSError("not in the browser")

sys.meta_path.insert(0, Absent())
for name in list(sys.modules):
    if name.split(".")[0] in GONE:
        del sys.modules[name]
os.fork = subprocess.Popen.__init__ = refuse
del signal.setitimer, signal.SIGALRM

from IPython.core.interactiveshell import InteractiveShell

InteractiveShell._atexit_once_called = True
shell = InteractiveShell.instance()
shell.history_manager.enabled = False
threading.Thread.start = refuse
notebook = json.loads(Path(sys.argv[1]).read_text("utf-8"))
for cell in notebook["cells"]:
    if cell["cell_type"] == "code":
        done = shell.run_cell("".join(cell["source"]), store_history=True)
        if not done.success:
            sys.exit(f"{cell['id']}: {done.error_before_exec or done.error_in_exec!r}")

from lessonkit.selfstudy import check, hint, progress

import autograder

told = [float(repr(check("step"))), hint("step")._repr_html_(), progress()._repr_html_(), autograder.__file__]
print("TOLD", json.dumps(told))
"""


def test_a_lesson_runs_from_top_to_bottom(root: Path, tmp_path: Path) -> None:
    notebook = root / "solutions" / LESSON / f"{LESSON}.ipynb"
    script = tmp_path / "browser.py"
    script.write_text(BROWSER, "utf-8")
    student = tmp_path / "student"  # the browser gets only the student's side of the course
    with zipfile.ZipFile(student_wheel(tmp_path)) as wheel:
        wheel.extractall(student)
    environment = os.environ | {
        "PYTHONPATH": str(student),
        "DEEPLEARN_DATA": str(tmp_path / "data"),
        "IPYTHONDIR": str(tmp_path / "ipython"),
        "MPLBACKEND": "agg",
    }
    done = subprocess.run(
        [sys.executable, script, notebook], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-500:] + done.stderr[-2000:]
    points, hint, board, place = json.loads(done.stdout.splitlines()[-1].removeprefix("TOLD "))
    assert points == 1.0
    assert "zh-Hans" in hint
    assert "感知机" in board
    assert Path(place).is_relative_to(student)
