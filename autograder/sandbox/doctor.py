"""Tries every wall of the sandbox live, and says what holds and how to mend the rest."""

import shutil
from dataclasses import dataclass

from autograder.messages import say
from autograder.sandbox.backends import PROGRAMS, VARIABLE, chosen
from autograder.sandbox.launcher import SandboxUnavailableError, Worker, open_worker
from autograder.sandbox.walls import WALLS, try_walls
from lessonkit.language import Text


@dataclass(frozen=True)
class Finding:
    """What one trial showed: name, whether the wall holds (None: not there, not needed), what was seen, how to mend."""

    name: str
    ok: bool | None
    detail: Text
    mend: Text


def probe() -> list[Finding]:
    """Try the sandbox's walls one by one; the first finding says whether there is a sandbox at all."""
    nothing = Text("", "")
    try:
        backend = chosen()
    except SandboxUnavailableError as error:
        return [Finding(VARIABLE, False, Text(error.message, error.message), nothing)]
    if shutil.which(PROGRAMS[backend]) is None:
        return [Finding(backend, False, say("doctor.no_program", program=backend), say(f"doctor.install_{backend}"))]
    try:
        worker = open_worker(backend)
    except SandboxUnavailableError as error:
        return [Finding("namespaces", False, Text(error.message, error.message), say("doctor.mend_namespaces"))]
    findings = [Finding("namespaces", True, say("doctor.starts"), nothing)]
    with worker:
        for name, ok in try_walls(worker, WALLS):
            detail = say(f"doctor.{name}_{'holds' if ok else 'open'}")
            findings.append(Finding(name, ok, detail, nothing if ok else say("doctor.mend_wall")))
        findings.append(_groups(worker))
    return findings


def _groups(worker: Worker) -> Finding:
    """Say whether the kernel's control groups stand behind our own watching; grading does without."""
    if worker.group is not None:
        return Finding("groups", True, say("doctor.groups_hold", version=str(worker.group.version)), Text("", ""))
    return Finding("groups", None, say("doctor.groups_none"), say("doctor.mend_groups"))
