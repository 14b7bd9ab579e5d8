"""The inside of the sandbox: a warm server, for each submission an init, for each probe a fork.

Started as ``python -I child.py FD MODE`` by `launcher`. Three kinds of process:

- the *server* imports NumPy, matplotlib and the kit once and forks; it never runs a student's code;
- the *init* (`watch`) is process 1 of a submission's own namespaces: it watches the memory, sweeps away what a probe
  left behind, and takes everything with it when it ends; it never runs a student's code either;
- the *submission* runs the cells, then forks once for every probe. What it says is never believed: only values
  leave, and the host compares them.
"""

import builtins
import contextlib
import ctypes
import gc
import importlib
import json
import linecache
import os
import resource
import signal
import socket
import sys
import types
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), "/site"]

from autograder.sandbox import syscalls, wire  # noqa: E402
from autograder.sandbox.script import LocalPlayer  # noqa: E402
from autograder.sandbox.shell import ClippedText, NoShell, display, transform, warm_transformer  # noqa: E402
from autograder.sandbox.steps import Record, Step, record_to_tree, step_from_tree  # noqa: E402
from autograder.sandbox.watch import watch  # noqa: E402

CLONE_NEWNS, CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = (
    0x00020000, 0x08000000, 0x10000000, 0x20000000, 0x40000000,
)  # fmt: skip
MS_NOSUID, MS_NODEV, MS_REC, MS_PRIVATE = 2, 4, 0x4000, 1 << 18
PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38
SOCKETS = 3
WARM = tuple(f"lessonkit.{name}" for name in ("data", "demo", "language", "plots", "selfstudy", "widgets"))
libc = ctypes.CDLL(None, use_errno=True)


def check(result: int, what: str) -> None:
    """Raise `OSError` where a call of the C library failed."""
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


# ---------------------------------------------------------------------------------------------- the server


def serve(control: socket.socket, isolate: bool) -> None:
    """Fork an init for every submission that the host announces, until the host is gone."""
    warm()
    control.send(b'{"ready": true}')
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 65536, SOCKETS + 1)
        collect()
        if not message:
            return
        life, talk, cells = (socket.socket(fileno=number) for number in descriptors[:SOCKETS])
        kills = descriptors[SOCKETS] if descriptors[SOCKETS:] else None
        if os.fork() == 0:
            control.close()
            try:
                start_init(life, talk, cells, kills, json.loads(message), isolate)
            finally:
                os._exit(1)
        for own in (life, talk, cells):
            own.close()
        if kills is not None:
            os.close(kills)


def warm() -> None:
    """Import once what the first cell of every notebook does, so that no submission takes the time for it."""
    import matplotlib as mpl

    mpl.use("Agg")
    import matplotlib.pyplot  # noqa: F401
    import numpy  # noqa: F401

    for name in WARM:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    warm_transformer()
    keep()


def keep() -> None:
    """Leave what is loaded now out of garbage collections: each would write to all of it, and so copy it in a fork."""
    gc.collect()
    gc.freeze()


def collect() -> None:
    """Reap the submissions that have ended; so their time counts as ours, and a benchmark can see it."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def start_init(
    life: socket.socket,
    talk: socket.socket,
    cells: socket.socket,
    kills: int | None,
    limits: dict[str, Any],
    isolate: bool,
) -> None:
    """Enter new namespaces and become, one fork on, their process 1."""
    if isolate:
        user, group = os.getuid(), os.getgid()
        flags = CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC
        check(libc.unshare(flags), "unshare")
        for name, line in (
            ("setgroups", "deny"),
            ("uid_map", f"{user} {user} 1"),
            ("gid_map", f"{group} {group} 1"),
        ):
            Path(f"/proc/self/{name}").write_text(line)
    if os.fork() != 0:
        for own in (life, talk, cells):
            own.close()
        os.wait()
        os._exit(0)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    os.setsid()  # a signal to one's own process group would reach the server, whatever the namespace
    if isolate:
        mount("none", "/", None, MS_REC | MS_PRIVATE, None)
        # all that can be written is a submission's own: no notes for the next one
        for place in ("/tmp", "/dev/shm", "/dev/mqueue"):  # the last one only in a container
            if Path(place).is_dir():
                mount("tmpfs", place, "tmpfs", MS_NOSUID | MS_NODEV, f"size={limits['scratch_bytes']},nr_inodes=4096")
        mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV, None)
        with contextlib.suppress(OSError):  # the filter of calls refuses them too
            Path("/proc/sys/user/max_user_namespaces").write_text("0")
    limits["base_bytes"] = address_space()
    child = os.fork()
    if child == 0:
        life.close()
        if kills is not None:
            os.close(kills)
        try:
            os.setsid()
            lock_down(limits, isolate)
            Submission(talk, cells, limits).run()
        finally:
            os._exit(1)
    talk.close()
    cells.close()
    watch(life, child, kills, limits, isolate)


def mount(source: str, target: str, kind: str | None, flags: int, data: str | None) -> None:
    """Mount a file system; see mount(2)."""

    def encoded(text: str | None) -> bytes | None:
        return None if text is None else text.encode()

    check(
        libc.mount(encoded(source), encoded(target), encoded(kind), ctypes.c_ulong(flags), encoded(data)),
        f"mount {target}",
    )


def lock_down(limits: dict[str, Any], isolate: bool) -> None:
    """Give up everything that a student's code must not have: /proc, capabilities, descriptors, resources."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # as in any notebook, however the grader was started
    null = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(null, number)
    if null > 2:
        os.close(null)
    if isolate:
        with contextlib.suppress(OSError):  # where a control group is full, the kernel ends this before the init
            Path("/proc/self/oom_score_adj").write_text("1000")
        check(libc.unshare(CLONE_NEWNS), "unshare mounts")
        mount("tmpfs", "/proc", "tmpfs", MS_NOSUID | MS_NODEV, "size=0,nr_inodes=2,mode=0555")
        drop_capabilities()
        os.chdir("/tmp")
    sizes = {
        resource.RLIMIT_AS: limits["base_bytes"] + limits["memory_bytes"],
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: limits["scratch_bytes"],
        resource.RLIMIT_NOFILE: 256,
    }
    if isolate:
        sizes[resource.RLIMIT_NPROC] = limits["processes"]
    for kind, size in sizes.items():
        resource.setrlimit(kind, (size, size))
    check(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no new privileges")
    if isolate:
        syscalls.restrict(libc)


def drop_capabilities() -> None:
    """Give up all capabilities in the submission's user namespace, for good."""
    for capability in range(64):
        libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP; numbers beyond the last one fail harmlessly
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    check(libc.capset(header, (ctypes.c_uint32 * 6)()), "drop capabilities")


def address_space() -> int:
    """Return the size of this process's address space in bytes."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except OSError:
        return 2**32


# -------------------------------------------------------------------------------------------- the submission


class Submission:
    """The process in which one student's cells run.

    Parameters
    ----------
    talk : socket
        Requests for probes come in here, each with a socket of its own.
    cells : socket
        The cells come in here, one by one; closed by the host when the last has run.
    limits : dict
        The fields of `Limits`.
    """

    def __init__(self, talk: socket.socket, cells: socket.socket, limits: dict[str, Any]) -> None:
        self.talk, self.cells, self.limits = talk, cells, limits
        self.shell = NoShell()
        self.module = types.ModuleType("__main__")
        self.module.__dict__.update(__builtins__=builtins, get_ipython=lambda: self.shell, display=display)
        sys.modules["__main__"] = self.module
        sys.argv = ["notebook"]

    def run(self) -> None:
        """Run the cells as they come, then a fork for every probe."""
        while True:
            try:
                cell = wire.receive(self.cells)
            except (EOFError, OSError):  # closed; also with an answer unread, which only a forger has sent
                break
            if "helpers" in cell:
                offer_helpers(cell["helpers"])
                continue
            said = self.run_cell(cell["grade_id"], cell["source"])
            wire.send(self.cells, {"nonce": cell["nonce"], **said})
        self.cells.close()
        gc.freeze()  # for the forks, as in `keep`
        while True:
            message, descriptors, _, _ = socket.recv_fds(self.talk, 16, 1)
            if not message or not descriptors:
                os._exit(0)
            if os.fork() == 0:
                self.talk.close()
                try:
                    self.probe(socket.socket(fileno=descriptors[0]))
                finally:
                    os._exit(1)
            os.close(descriptors[0])
            with contextlib.suppress(ChildProcessError):
                os.waitpid(-1, os.WNOHANG)

    def run_cell(self, grade_id: str, source: str) -> dict[str, Any]:
        """Run one cell and say how it went; an error in it is the student's, whatever it is."""
        out = ClippedText(self.limits["output_bytes"])
        self.shell.ignored = False
        filename = f"<cell {grade_id}>"
        failure: dict[str, Any] = {"exception": [], "message": "", "line": None}
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            try:
                code = transform(source)
                linecache.cache[filename] = (len(code), None, code.splitlines(keepends=True), filename)
                exec(compile(code, filename, "exec"), self.module.__dict__)  # this is the sandbox
            except BaseException as error:
                record = LocalPlayer({}, lambda name: name == filename).failure(error)
                line = error.lineno if isinstance(error, SyntaxError) else record.line
                failure = {"exception": list(record.exception), "message": record.message, "line": line}
        return {**failure, "output": "".join(out.parts), "ignored_magics": self.shell.ignored}

    def probe(self, sock: socket.socket) -> None:
        """Perform the scripts that the host sends, one answer to each step, until it closes the socket."""
        namespace = self.module.__dict__
        kept = dict(namespace)
        player = LocalPlayer(namespace, lambda name: name.startswith("<cell "))
        while True:
            try:
                request = wire.receive(sock)
            except EOFError:
                os._exit(0)
            if "needs" in request:  # another exercise: what the last one was lent goes
                if len(sys._current_frames()) > 1:  # a thread of the last one would take its time from this one
                    os._exit(0)
                namespace.update(kept)  # never empty in between: the answer's own tracing may be at work
                for name in namespace.keys() - kept.keys():
                    del namespace[name]
                bind_needs(namespace, request["needs"], request["own"])
                continue
            if request["begin"]:
                player.table = {}
            records = [record_to_tree(perform(player, step_from_tree(tree))) for tree in request["steps"]]
            try:
                frame = wire.encode({"nonce": request["nonce"], "records": records})
            except wire.WireError:
                opaque = [tree and record_to_tree(Record("opaque", type_name=tree["type_name"])) for tree in records]
                frame = wire.encode({"nonce": request["nonce"], "records": opaque})
            sock.sendall(frame)


def perform(player: LocalPlayer, step: Step) -> Record:
    """Perform one step; an error in it is the student's, whatever it is."""
    try:
        return player.perform(step)
    except KeyboardInterrupt as error:  # nobody interrupts here: the answer raised it
        return player.failure(error)


def offer_helpers(source: str) -> None:
    """Make the module ``helpers`` importable: functions of earlier lessons, the host's own text."""
    helpers = types.ModuleType("helpers")
    exec(compile(source, "<helpers>", "exec"), helpers.__dict__)
    sys.modules["helpers"] = helpers


def bind_needs(namespace: dict[str, Any], source: str, own: list[str]) -> None:
    """Put the course's functions that an exercise may call into the answer's globals, except its own."""
    if not source:
        return
    needs: dict[str, Any] = {"__name__": "needs"}
    exec(compile(source, "<needs>", "exec"), needs)  # the host's own text
    for name in needs["__all__"]:
        if name not in own:
            namespace[name] = needs[name]


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])), sys.argv[2] == "isolate")
