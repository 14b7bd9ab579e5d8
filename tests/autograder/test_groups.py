"""Control groups: found where they may be made, and what the kernel ends for its memory is told as such."""

import os
from dataclasses import replace
from pathlib import Path
from threading import Timer

import pytest

from autograder.sandbox import doctor, groups
from autograder.sandbox.groups import Group, Home
from autograder.sandbox.launcher import Cell, Loaded, Worker, open_worker
from autograder.sandbox.limits import Limits
from autograder.sandbox.steps import Call

LIMITS = Limits(probe_seconds=20, memory_bytes=400 * 2**20, scratch_bytes=2**20, processes=24)
HUNGRY = """
import os, time
def children():
    for _ in range(4):
        if os.fork() == 0:
            block = bytearray(b"x") * (40 * 2**20)
            time.sleep(60)
    time.sleep(60)
def alone():
    block = bytearray(b"x") * (100 * 2**20)
    return len(block)
def waits():
    time.sleep(15)
def good():
    return 7
"""


# ---------------------------------------------------------------- where they may be made, on trees made for the test


def process(tmp_path: Path, own: str, *mounts: str) -> Path:
    """A folder as of a process below /proc: the groups that it is in, the mounts that it sees."""
    folder = tmp_path / "self"
    folder.mkdir()
    (folder / "cgroup").write_text(own)
    lines = [f"{30 + n} 24 0:{n} {mount}\n" for n, mount in enumerate(("/ / rw - ext4 /dev/sda1 rw", *mounts))]
    (folder / "mountinfo").write_text("".join(lines))
    return folder


def group(folder: Path, controllers: str = "", handed_down: str = "", members: str = "") -> Path:
    """A group of version 2, as files."""
    folder.mkdir(parents=True)
    for name, text in (("controllers", controllers), ("subtree_control", handed_down), ("procs", members)):
        (folder / f"cgroup.{name}").write_text(text)
    return folder


def test_version_1_is_made_below_our_own_groups(tmp_path: Path) -> None:
    for name in ("memory/batch", "pids"):
        (tmp_path / name).mkdir(parents=True)
    found = groups.find(
        process(
            tmp_path,
            "8:pids:/\n4:memory:/docker/0f/batch\n3:cpu,cpuacct:/\n",
            f"/docker/0f {tmp_path}/memory rw,nosuid shared:3 - cgroup cgroup rw,memory",
            f"/ {tmp_path}/pids rw,nosuid - cgroup cgroup rw,pids",
        )
    )
    assert found == Home(1, (tmp_path / "memory/batch", tmp_path / "pids"))
    made = found.make()
    assert made is not None
    assert [door.parent.parent for door in made.doors] == [tmp_path / "memory/batch", tmp_path / "pids"]


def test_version_2_divides_a_group_that_was_delegated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    top = group(tmp_path / "unified", "cpu memory pids", "memory pids")
    own = group(top / "user.slice/run.scope", "memory pids", members="11\n12\n")
    (own / "cgroup.type").write_text("domain\n")
    marks = {(own, "user.delegate"): b"1"}  # systemd's; not every file system that a test runs on can hold it
    monkeypatch.setattr(os, "getxattr", lambda path, name: marks[path, name])
    (own / groups.OUTSIDE).mkdir()
    found = groups.find(process(tmp_path, "0::/user.slice/run.scope\n", f"/ {top} rw - cgroup2 cgroup2 rw"))
    assert found == Home(2, (own,))
    assert (own / groups.OUTSIDE / "cgroup.procs").read_text() == "12"  # the last one that was moved
    assert (own / "cgroup.subtree_control").read_text() == "+memory +pids"


def test_version_2_leaves_a_group_alone_that_is_not_ours_to_divide(tmp_path: Path) -> None:
    top = group(tmp_path / "unified", "memory pids", "memory pids")
    above = group(top / "user.slice", "memory pids", "memory pids")
    own = group(above / "session.scope", "memory pids", members="11\n")
    found = groups.find(process(tmp_path, "0::/user.slice/session.scope\n", f"/ {top} rw - cgroup2 cgroup2 rw"))
    assert found == Home(2, (above,))
    assert (own / "cgroup.procs").read_text() == "11\n"
    assert (own / "cgroup.subtree_control").read_text() == ""


def test_a_worker_that_starts_in_the_moved_group_finds_the_same_home(tmp_path: Path) -> None:
    top = group(tmp_path / "unified", "memory pids", "memory pids")
    group(top / groups.OUTSIDE, members="11\n")
    found = groups.find(process(tmp_path, f"0::/{groups.OUTSIDE}\n", f"/ {top} rw - cgroup2 cgroup2 rw"))
    assert found == Home(2, (top,))


@pytest.mark.parametrize(
    "mounts",
    [
        (),
        ("/ {0}/unified rw - cgroup2 cgroup2 rw",),  # beside version 1, without a controller of memory
        ("/ {0}/unified rw - cgroup2 cgroup2 rw", "/ {0}/nowhere rw - cgroup cgroup rw,memory"),
        ("/ {0}/nowhere rw - cgroup cgroup rw,memory", "/ {0}/nowhere rw - cgroup cgroup rw,pids"),
    ],
)
def test_where_there_is_nothing_to_divide_there_is_no_home(tmp_path: Path, mounts: tuple[str, ...]) -> None:
    group(tmp_path / "unified", "hugetlb")
    own = "4:memory:/\n0::/\n"
    assert groups.find(process(tmp_path, own, *(mount.format(tmp_path) for mount in mounts))) is None


def test_what_a_killed_grader_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    kept = [f"deeplearn-{os.getpid()}-0", groups.OUTSIDE, "other"]
    for name in (*kept, "deeplearn-4194305-0", "deeplearn-4194305-1"):  # no process has a number as high
        (tmp_path / name).mkdir()
    groups.sweep(tmp_path)
    assert sorted(folder.name for folder in tmp_path.iterdir()) == sorted(kept)


def test_a_group_that_can_not_be_made_is_none(tmp_path: Path) -> None:
    assert Home(2, (tmp_path / "missing",)).make() is None


def test_a_closed_group_is_told_as_the_sandbox_that_it_was_of(tmp_path: Path) -> None:
    made = Home(2, (tmp_path,)).make()
    assert made is not None
    made.close()
    assert not list(tmp_path.iterdir())
    with pytest.raises(OSError, match="closed"):  # the launcher says: the sandbox is gone
        made.limit(LIMITS)


# ------------------------------------------------------------------------------------------------- in the sandbox


def load(worker: Worker, limits: Limits = LIMITS) -> Loaded:
    return worker.load([Cell("a", "solution", HUNGRY)], limits)


@pytest.mark.slow
def test_a_kill_that_the_group_counts_is_told_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A group of plain files stands in place of the kernel's."""

    def count(kills: int) -> None:
        (tmp_path / "memory.events").write_text(f"low 0\noom 9\noom_kill {kills}\noom_group_kill 0\n")

    (tmp_path / "memory.current").write_text("1000\n")
    count(5)
    monkeypatch.setattr(groups, "home", lambda: Home(2, ()))
    monkeypatch.setattr(Home, "make", lambda home: Group(Home(2, (tmp_path.parent,)), tmp_path.name))
    monkeypatch.setattr(groups, "PATIENCE", 0.0)
    with open_worker() as worker, load(worker) as loaded:
        assert worker.group is not None
        assert (tmp_path / "cgroup.procs").read_text() == "0"  # by this the process that writes it goes in
        assert (tmp_path / "memory.max").read_text() == str(1000 + 401 * 2**20)
        assert (tmp_path / "pids.max").read_text() == str(24 + groups.SERVING)
        assert loaded.play([Call("good")])[-1].value == 7
        Timer(1.0, count, (6,)).start()
        assert loaded.play([Call("waits")])[-1].value == "OUT_OF_MEMORY"
        assert loaded.play([Call("good")])[-1].value == 7  # and it is told once


@pytest.mark.slow
def test_a_sandbox_that_did_not_get_in_goes_on_without_a_group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups, "home", lambda: Home(1, (tmp_path,)))  # a folder, and the kernel makes no files in it
    with open_worker() as worker, load(worker) as loaded:
        assert worker.group is None
        assert loaded.play([Call("good")])[-1].value == 7
    assert not [file for file in tmp_path.rglob("*") if file.name != "cgroup.procs" and file.is_file()]


@pytest.mark.slow
def test_the_kernel_ends_what_takes_too_much_where_it_may() -> None:
    """The group gets a quarter of what the init watches for, so that the kernel alone can have ended it."""
    home = groups.home()
    with open_worker() as worker, load(worker) as loaded:
        assert (worker.group is not None) == (home is not None)
        for name in ("children", "alone") if worker.group else ():
            assert worker.group is not None
            worker.group.limit(replace(LIMITS, memory_bytes=LIMITS.memory_bytes // 4))
            assert loaded.play([Call(name)])[-1].value == "OUT_OF_MEMORY"
            assert loaded.play([Call("good")])[-1].value == 7
    assert not home or not [left for folder in home.folders for left in folder.glob(f"deeplearn-{os.getpid()}-*")]


@pytest.mark.slow
def test_doctor_says_who_counts() -> None:
    (finding,) = (finding for finding in doctor.probe() if finding.name == "groups")
    home = groups.home()
    assert finding.ok is (True if home else None)
    assert (f"version {home.version}" if home else "ten times a second") in finding.detail["en"]
    assert (f"第 {home.version} 版" if home else "每秒查看十次") in finding.detail["zh"]
    assert bool(finding.mend["en"]) == (home is None)
