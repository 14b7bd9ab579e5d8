"""The sandbox is attacked: nothing gets out but values, the rest of the submission goes on, the host is unharmed."""

import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.sandbox import doctor, starter, walls
from autograder.sandbox.bundle import flatten
from autograder.sandbox.launcher import Cell, Loaded, SandboxUnavailableError, Worker, open_worker
from autograder.sandbox.limits import Limits
from autograder.sandbox.steps import STRICT, Call, Look, Make, MakeGenerator, MakeModule, Method, Ref, Write
from deeplearn_ref import perceptron

pytestmark = pytest.mark.slow

TIGHT = Limits(probe_seconds=1.5, cell_seconds=1.5, load_seconds=6, memory_bytes=200 * 2**20, processes=24)
PATIENT = replace(TIGHT, probe_seconds=20, load_seconds=60)  # for a walk through all folders
GOOD = Cell("good", "solution", "import numpy as np\ndef good(x):\n    return np.asarray(x) * 2")


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with open_worker() as worker:
        yield worker


def load(worker: Worker, *sources: str, limits: Limits = TIGHT) -> Loaded:
    cells = [Cell(f"cell{number}", "solution", source) for number, source in enumerate(sources)]
    return worker.load([*cells, GOOD], limits)


def still_good(loaded: Loaded) -> None:
    """The good function of the same submission still answers rightly."""
    record = loaded.play([Make("x", np.arange(3.0)), Call("good", (Ref("x"),))])[1]
    assert record.value.tolist() == [0, 2, 4]


def test_values_come_out_and_objects_live_until_the_script_ends(worker: Worker) -> None:
    source = (
        "class Counter:\n    def __init__(self, start):\n        self.n = start\n"
        "    def add(self, k):\n        self.n += k\n        return self.n\n"
        "def draw(rng):\n    return rng.random(2)\n"
    )
    with load(worker, source) as loaded:
        records = loaded.play(
            [
                Call("Counter", (3,), into="counter"),
                Method("counter", "add", (4,)),
                Look(Ref("counter", ("n",))),
                MakeGenerator("rng", 5),
                Call("draw", (Ref("rng"),)),
                Call("missing"),
                Call("draw"),
            ]
        )
        assert [record.kind for record in records] == [
            "opaque",
            "value",
            "value",
            "done",
            "value",
            "missing",
            "unbound",
        ]
        assert (records[1].value, records[2].value) == (7, 7)
        np.testing.assert_array_equal(records[4].value, np.random.default_rng(5).random(2))
        assert "draw(rng)" in records[6].value


def test_a_probe_leaves_nothing_behind(worker: Worker) -> None:
    with load(worker, "seen = []\ndef remember(x):\n    seen.append(x)\n    return len(seen)") as loaded:
        assert [loaded.play([Call("remember", (1,))])[0].value for _ in range(3)] == [1, 1, 1]


def test_a_failing_cell_does_not_stop_the_next(worker: Worker) -> None:
    with load(worker, "def f(:", "1 / 0", "print('shown')\n%matplotlib inline\n!ls") as loaded:
        syntax, zero, shown, good = loaded.outcomes
        assert syntax.exception[0] == "SyntaxError"
        assert (zero.exception[0], zero.line) == ("ZeroDivisionError", 1)
        assert shown.ok
        assert shown.output == "shown\n"
        assert shown.ignored_magics
        assert good.ok
        still_good(loaded)


@pytest.mark.parametrize(
    ("source", "ended"),
    [
        ("while True: pass", "TIMED_OUT"),
        ("import time; time.sleep(60)", "TIMED_OUT"),
        ("sum(range(10**12))", "TIMED_OUT"),
        ("while True:\n    try:\n        while True: pass\n    except BaseException: pass", "TIMED_OUT"),
        ("import os; os._exit(0)", "CRASHED"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "CRASHED"),
        ("import ctypes; ctypes.string_at(0)", "CRASHED"),
        ("import os\nfor fd in range(3, 64):\n    try: os.close(fd)\n    except OSError: pass", "CRASHED"),
    ],
)
def test_a_cell_that_hangs_or_dies_is_left_out_and_the_rest_counts(worker: Worker, source: str, ended: str) -> None:
    with load(worker, source) as loaded:
        assert loaded.outcomes[0].ended == ended
        still_good(loaded)


@pytest.mark.parametrize(
    ("body", "kind", "value"),
    [
        ("while True: pass", "ended", "TIMED_OUT"),
        ("import os; os._exit(0)", "ended", "CRASHED"),
        ("import sys; sys.exit(0)", "exception", None),
        ("raise KeyboardInterrupt", "exception", None),
        ("return bytearray(10**10)", "exception", None),
        ("return np.zeros(2).view(type('T', (np.ndarray,), {}))", "opaque", None),
        ("return np.array([object()])", "opaque", None),
        ("return (i for i in range(3))", "opaque", None),
        ("import os\n    for fd in range(3, 99):\n        try: os.write(fd, b'\\xff' * 4096)\n        except OSError: pass\n"
         "    os._exit(0)", "ended", "CRASHED"),
        ("x = []\n    x.append(x)\n    return x", "opaque", None),
        ("return 'x' * 10**9", "ended", None),
        ("import sys\n    sys.stdout.write('x' * 10**7)\n    return 1", "value", 1),
        ("import json, struct\n    json.dumps = struct.Struct = None\n    return 1", "ended", None),
    ],
    ids=range(13),
)  # fmt: skip
def test_a_hostile_function_costs_its_own_probe_only(worker: Worker, body: str, kind: str, value: object) -> None:
    with load(worker, f"import numpy as np\ndef hostile():\n    {body}\n") as loaded:
        record = loaded.play([Call("hostile")])[-1]
        assert record.kind in (kind, "exception" if kind == "ended" and value is None else kind)
        if value is not None:
            assert record.value == value
        still_good(loaded)


def test_memory_of_many_processes_counts_together(worker: Worker) -> None:
    source = (
        "import os, time\ndef bomb():\n    for _ in range(8):\n        if os.fork() == 0:\n"
        "            block = bytearray(b'x') * (60 * 2**20)\n            time.sleep(60)\n    time.sleep(60)\n"
    )
    with load(worker, source) as loaded:
        assert loaded.play([Call("bomb")])[-1].value == "OUT_OF_MEMORY"
        still_good(loaded)


def test_a_fork_bomb_is_stopped_and_swept_away(worker: Worker) -> None:
    source = (
        "import os, time\ndef bomb():\n    n = 0\n    try:\n        while n < 500:\n            if os.fork() == 0:\n"
        "                os.setsid()\n                time.sleep(60)\n            n += 1\n    except OSError:\n        pass\n"
        "    return n\n"
    )
    with load(worker, source) as loaded:
        first, second = (loaded.play([Call("bomb")])[-1].value for _ in range(2))
        assert 0 < first < TIGHT.processes
        assert second == first  # nothing of the first was left
        still_good(loaded)


@pytest.mark.parametrize("body", ["os.kill(os.getppid(), 9)", "os.kill(-1, 9)", "os.kill(1, 9)"])
def test_killing_the_neighbours_does_not_end_the_submission(worker: Worker, body: str) -> None:
    with load(worker, f"import os\ndef kill():\n    {body}\n") as loaded:
        loaded.play([Call("kill")])
        still_good(loaded)


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "/root", "/home", "/proc/1/environ", "/proc/self/maps", str(Path(__file__).resolve())]
)
def test_the_hosts_files_are_not_there(worker: Worker, path: str) -> None:
    with load(worker, "def read(path):\n    return open(path).read()") as loaded:
        record = loaded.play([Call("read", (path,))])[0]
        assert record.kind == "exception"
        assert {"FileNotFoundError", "PermissionError", "IsADirectoryError"} & set(record.exception)


@pytest.mark.parametrize(
    "name", ["deeplearn_ref", "autograder.checking", "autograder.exercises", "nbgrader", "sklearn", "scipy", "torch"]
)
def test_answers_can_not_be_imported(worker: Worker, name: str) -> None:
    with load(worker, "def reach(name):\n    import importlib\n    importlib.import_module(name)") as loaded:
        assert "ModuleNotFoundError" in loaded.play([Call("reach", (name,))])[0].exception


def test_answers_can_not_be_reached_through_the_system_path(worker: Worker) -> None:
    source = (
        "import os, sys\ndef search(name):\n    found = []\n    for folder, folders, files in os.walk('/'):\n"
        "        if name in folders or name + '.py' in files:\n            found.append(folder)\n    return found\n"
    )
    with load(worker, source, limits=PATIENT) as loaded:
        for name in ("deeplearn_ref", "checking", "exercises", "sklearn"):
            assert loaded.play([Call("search", (name,))])[0].value == []


def test_there_is_no_network(worker: Worker) -> None:
    source = "import socket\ndef call(host):\n    socket.create_connection((host, 80), 1)\n"
    with load(worker, source) as loaded:
        assert "OSError" in loaded.play([Call("call", ("127.0.0.1",))])[0].exception


@pytest.mark.parametrize(
    "call",
    ['os.memfd_create("x")', "libc.shmget(0, ctypes.c_size_t(4096), 0o1600)", "libc.unshare(0x10000000)",
     "libc.msgget(0, 0o1600)", "libc.ptrace(0, 0, 0, 0)", "libc.mount(b'x', b'/tmp', b'tmpfs', 0, None)",
     "libc.syscall(425, 8, bytes(120))", "libc.syscall(435, 0, 0)", "socket.socketpair()",
     "socket.socket(socket.AF_VSOCK)", "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)"],
)  # fmt: skip
def test_the_kernel_refuses_calls_that_no_answer_needs(worker: Worker, call: str) -> None:
    """Most of them succeed in a user namespace of one's own: it is the filter that refuses."""
    source = (
        "import ctypes, os, socket\nlibc = ctypes.CDLL(None, use_errno=True)\n"
        f"def f():\n    done = {call}\n    if done == -1: raise OSError(ctypes.get_errno(), '')\n    return 'made'"
    )
    with load(worker, source) as loaded:
        record = loaded.play([Call("f")])[0]
    assert record.kind == "exception", record
    assert "OSError" in record.exception


def test_the_environment_holds_nothing_of_the_host(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    with load(worker, "import os\ndef env():\n    return dict(os.environ)") as loaded:
        inside = loaded.play([Call("env")])[0].value
    assert set(inside) <= {
        "PATH", "HOME", "LANG", "LC_CTYPE", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MPLBACKEND", "MPLCONFIGDIR",
        "PYTHONDONTWRITEBYTECODE", "DEEPLEARN_SANDBOX", "PWD",
    }  # fmt: skip


def test_submissions_do_not_see_each_other(worker: Worker) -> None:
    with (
        load(
            worker, "import os\nopen('/tmp/note', 'w').write('mine')\ndef ls():\n    return os.listdir('/tmp')"
        ) as one,
        load(worker, "import os\ndef ls():\n    return os.listdir('/tmp')") as two,
    ):
        assert "note" in one.play([Call("ls")])[0].value
        assert two.play([Call("ls")])[0].value == []


def test_disk_is_limited(worker: Worker) -> None:
    source = (
        "def fill():\n    for n in range(99):\n        with open(f'/tmp/{n}', 'wb') as f:\n"
        "            f.write(b'x' * 10 * 2**20)\n"
    )
    with load(worker, source) as loaded:
        assert "OSError" in loaded.play([Call("fill")])[0].exception


def test_an_exercise_can_not_fill_the_host_with_its_answers(worker: Worker) -> None:
    """The host holds what an exercise has answered until it is judged: all of it together has a limit."""
    source = "import numpy as np\nlarge = np.zeros(3_000_000)\ndef f():\n    return large"
    with load(worker, source) as loaded:
        kinds = [loaded.play([Call("f")])[-1].kind for _ in range(4)]  # 24 MB each
        assert kinds == ["value", "value", "ended", "ended"]
        assert loaded.play([Call("f")])[-1].value == "OUT_OF_MEMORY"
        loaded.begin_exercise()
        assert loaded.play([Call("f")])[-1].kind == "value"
        still_good(loaded)


def test_cells_that_hang_in_turn_do_not_load_for_ever(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each time the cells are run again, an earlier one hangs: the clock says which."""
    forks = list[float]()
    fork = Worker.fork

    def counted(self: Worker, limits: Limits) -> Any:
        forks.append(time.time())
        return fork(self, limits)

    monkeypatch.setattr(Worker, "fork", counted)
    choose = f"import time\nguilty = 30 - int((time.time() - {time.time()}) / 0.5)"
    sources = [choose, *(f"if guilty == {number}: time.sleep(99)" for number in range(1, 31))]
    with load(worker, *sources, limits=replace(TIGHT, cell_seconds=0.5, load_seconds=1)):
        assert len(forks) <= 6


def test_an_answer_that_ends_itself_is_not_loaded_again_for_ever(worker: Worker) -> None:
    source = "import os, time\ntime.sleep(0.7)\ndef f():\n    os.kill(os.getppid(), 9)"
    with load(worker, source, limits=replace(TIGHT, load_seconds=1.5)) as loaded:
        begun = time.monotonic()
        for _ in range(6):
            loaded.begin_exercise()
            loaded.play([Call("f")])
            loaded.play([Call("f")])
        assert not loaded.may_reload
        assert time.monotonic() - begun < 6


@pytest.mark.parametrize(
    "line",
    ["%%time", "%%capture told", "\n%%time", "display(1)", "from lessonkit.selfstudy import hint\nhint('f')"],
)
def test_what_works_in_a_notebook_works_before_an_answer(worker: Worker, line: str) -> None:
    with load(worker, f"{line}\ndef f(x):\n    return x + 1") as loaded:
        assert loaded.outcomes[0].ok, loaded.outcomes[0].message
        assert loaded.play([Call("f", (1,))])[0].value == 2


def test_output_is_clipped(worker: Worker) -> None:
    with load(worker, "for _ in range(1000):\n    print('x' * 10000)") as loaded:
        assert len(loaded.outcomes[0].output) == TIGHT.output_bytes


def test_needs_are_bound_for_one_probe_and_never_over_the_answer(worker: Worker) -> None:
    needs = flatten([perceptron.step, perceptron.gate_params])
    source = "import numpy as np\ndef step(z):\n    return 'mine'\ndef use(z):\n    return step(z)\n"
    with load(worker, source) as loaded:
        bound = loaded.play([Call("use", (np.array([1.0]),))], needs=needs)[0]
        assert bound.value.tolist() == [1]
        own = loaded.play([Call("use", (1.0,))], needs=needs, own=["step"])[0]
        assert own.value == "mine"
        assert loaded.play([Call("gate_params", ("and",))])[0].kind == "missing"


def test_use_hands_out_functions_of_earlier_lessons(worker: Worker) -> None:
    """Is the course's own version there inside, with all it calls, and nothing else of the reference?"""
    setup = "from lessonkit.selfstudy import use\nperceptron_predict = use('perceptron_predict')\nimport numpy as np"
    answer = "def ask(X):\n    import helpers\n    return [perceptron_predict(X, np.ones(2), 0.0), helpers.__all__]"
    cells = [Cell("setup", "setup", setup), Cell("answer", "solution", answer)]
    with worker.load(cells, TIGHT, flatten([perceptron.perceptron_predict])) as loaded:
        found = loaded.play([Call("ask", (np.array([[1.0, 1.0], [-1.0, 0.0]]),))])[0].value
        assert [found[0].tolist(), found[1]] == [[1, 0], ["perceptron_predict"]]


def test_a_strict_array_refuses_numpy_and_crosses_with_its_module(worker: Worker) -> None:
    source = "import numpy as np\ndef stray(x):\n    return np.exp(x)\ndef right(x, xp):\n    return [xp.exp(x), 2]\n"
    with load(worker, source) as loaded:
        steps = [
            Make("x", np.zeros(2), "strict"),
            MakeModule("xp", "strict_xp"),
            Call("stray", (Ref("x"),)),
            Call("right", (Ref("x"), Ref("xp"))),
        ]
        stray, right = loaded.play(steps)[2:]
        assert "TypeError" in stray.exception
        assert right.value[0][STRICT].tolist() == [1, 1]
        assert right.value[1] == 2


def test_an_answer_in_place_shows_when_the_input_is_looked_at(worker: Worker) -> None:
    with load(worker, "def spoil(x):\n    x += 1\n    return x") as loaded:
        records = loaded.play(
            [Make("x", np.zeros(2)), Call("spoil", (Ref("x"),)), Write(Ref("result"), 9.0), Look(Ref("x"))]
        )
        assert records[-1].value.tolist() == [9, 9]


def test_setup_cells_of_the_lessons_run_inside(worker: Worker) -> None:
    setup = (
        "import matplotlib.pyplot as plt\nimport numpy as np\nfrom lessonkit import data, language, plots, widgets\n"
        "from lessonkit.selfstudy import check, committed, hint, progress, solution, use\nlanguage.switch()\n"
        "plt.plot([1, 2]); plt.show()"
    )
    with load(worker, setup) as loaded:
        assert loaded.outcomes[0].ok, loaded.outcomes[0]


def test_a_submission_can_write_where_the_next_one_does_not_see_it_and_nowhere_else(worker: Worker) -> None:
    source = """
import os

def written():
    found = []
    for folder, _, _ in os.walk("/"):
        try:
            with open(os.path.join(folder, "note"), "w") as file:
                file.write("for you")
            found.append(folder)
        except OSError:
            pass
    return found

def read():
    return [folder for folder, _, files in os.walk("/") if "note" in files]
"""
    with load(worker, source, limits=PATIENT) as loaded:
        assert sorted(loaded.play([Call("written")])[0].value) == ["/dev/shm", "/tmp"]
    with load(worker, source, limits=PATIENT) as loaded:
        assert loaded.play([Call("read")])[0].value == []


def test_every_wall_holds_on_this_machine() -> None:
    for finding in doctor.probe():
        assert finding.ok or (finding.name, finding.ok) == ("groups", None), finding


def test_a_class_is_graded_behind_the_tier_s_walls_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    for tier in ("full", "basic"):
        monkeypatch.setenv("DEEPLEARN_WALLS", tier)
        with walls.open_for_grading() as worker, load(worker, "def one(): return 1") as loaded:
            assert loaded.play([Call("one")])[-1].value == 1
    monkeypatch.setenv("DEEPLEARN_WALLS", "none")
    with pytest.raises(SandboxUnavailableError, match="no such tier: use full or basic"):
        walls.open_for_grading()
    # A process without a sandbox finds the answers: that wall is open, and nothing is graded.
    monkeypatch.delenv("DEEPLEARN_WALLS")
    monkeypatch.setitem(walls.TIERS, "full", ("answers",))
    monkeypatch.setattr(walls, "open_worker", lambda backend: open_worker("unsafe"))
    with pytest.raises(SandboxUnavailableError, match="answers did not hold"):
        walls.open_for_grading()


def test_podman_is_asked_for_the_same_walls(tmp_path: Path) -> None:
    """What the container itself must refuse; `DEEPLEARN_BACKEND=podman deeplearn doctor` tries them live."""
    binds = [(str(tmp_path), "/site/numpy"), (__file__, "/grader/child.py")]
    plan = {"user": 200_001, "descriptor": 9, "covered": ["/usr/lib/python3/dist-packages"],
            "links": [("usr/lib", "/lib")], "command": ["/usr/bin/python3", "-I", "child.py", "9", "isolate"]}  # fmt: skip
    words = starter.podman("podman", plan, binds, tmp_path)
    given = list(pairwise(words))
    assert ("--network", "none") in given
    assert ("--cap-drop", "all") in given
    assert ("--security-opt", "no-new-privileges") in given
    assert {"--read-only", "--read-only-tmpfs=false", "--unsetenv-all"} <= set(words)
    assert ("--uidmap", "1:200001:1") in given
    assert ("--user", "1:1") in given
    assert [word for before, word in given if before == "--volume"] == [f"{one}:{two}:ro" for one, two in binds]
    assert [word.split(":")[1].split(",")[0] for before, word in given if before == "--tmpfs"] == ["rw", "ro"]
    root = Path(words[words.index("--rootfs") + 1])
    assert words[-5:] == ["/usr/bin/python3", "-I", "child.py", "3", "isolate"]  # Podman hands the socket on as 3
    assert (root / "site/numpy").is_dir()  # nothing can be made on a root that is read-only
    assert (root / "grader/child.py").is_file()
    assert (root / "lib").readlink() == Path("usr/lib")
    assert ("--userns", "keep-id") in pairwise(starter.podman("podman", {**plan, "user": None}, binds, tmp_path / "b"))


def test_a_sandbox_of_another_name_is_refused_and_never_is_it_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("unsafe", "docker"):
        monkeypatch.setenv("DEEPLEARN_BACKEND", name)
        with pytest.raises(SandboxUnavailableError, match="use bubblewrap or podman"):
            walls.open_for_grading()
        (finding,) = doctor.probe()
        assert (finding.name, finding.ok) == ("DEEPLEARN_BACKEND", False)
        assert name in finding.detail["zh"]
    monkeypatch.setenv("DEEPLEARN_BACKEND", "podman")
    monkeypatch.setenv("PATH", "/nowhere")
    (finding,) = doctor.probe()
    assert (finding.name, finding.ok) == ("podman", False)
    assert "podman uidmap" in finding.mend["en"]
    assert "podman uidmap" in finding.mend["zh"]
    with pytest.raises(SandboxUnavailableError, match="apt-get install podman"):
        walls.open_for_grading()


def test_without_bubblewrap_nothing_runs_and_the_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(SandboxUnavailableError, match="apt-get install bubblewrap"):
        open_worker()
    assert not doctor.probe()[0].ok


def test_the_unsafe_backend_gives_the_same_values() -> None:
    with open_worker("unsafe") as worker, load(worker, "def hang():\n    while True: pass") as loaded:
        assert loaded.play([Call("hang")])[-1].value == "TIMED_OUT"
        still_good(loaded)
