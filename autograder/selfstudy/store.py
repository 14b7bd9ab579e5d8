"""A learner's progress in one JSON file: two notebooks at once, a broken file, a read-only folder."""

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autograder import config
from autograder.messages import say
from lessonkit.language import Text

PATIENCE = 2.0
"""Seconds to wait for another notebook that is writing."""
STALE = 10.0
"""A lock older than this was left by a kernel that died."""

_memory: dict[str, dict[str, Any]] = {}
_told: list[Text] = []


class Store:
    """The progress file.

    What cannot be written stays in memory until the kernel stops, and `notices` says so once.

    Parameters
    ----------
    folder : Path, optional
        Where the file lies; by default the learner's data folder.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or config.learner_data()
        self.path = self.folder / "progress.json"
        self.notices: list[Text] = []

    def read(self) -> dict[str, Any]:
        """Return the entries of all exercises, by exercise id."""
        if str(self.path) in _memory:
            return _memory[str(self.path)]
        return self._load()

    def entry(self, exercise: str) -> dict[str, Any]:
        """Return what is known of one exercise: attempts, best, points, sources, passed, hints."""
        known: dict[str, Any] = self.read().get(exercise, {})
        return fresh_entry() | known

    def update(self, exercise: str, change: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
        """Apply `change` to one exercise's entry, on top of what other notebooks wrote; return the entry."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._locked():
                entries = self.read()
                entry = self._changed(entries, exercise, change)
                self._save(entries)
        except OSError as error:
            entries = _memory.setdefault(str(self.path), self._load_quietly())
            entry = self._changed(entries, exercise, change)
            reason = error.strerror or type(error).__name__
            self._notice(say("progress.not_saved", path=self.path, reason=reason))
        return entry

    def _changed(
        self, entries: dict[str, Any], exercise: str, change: Callable[[dict[str, Any]], None]
    ) -> dict[str, Any]:
        known: dict[str, Any] = entries.get(exercise, {})
        entry = fresh_entry() | known
        change(entry)
        entries[exercise] = entry
        return entry

    def _load_quietly(self) -> dict[str, Any]:
        try:
            return self._load()
        except OSError:
            return {}

    def _load(self) -> dict[str, Any]:
        try:
            text = self.path.read_text("utf-8")
        except FileNotFoundError:
            return {}
        except (OSError, UnicodeDecodeError):
            return self._set_aside()
        try:
            entries = json.loads(text)["exercises"]
            if not isinstance(entries, dict) or not all(_is_entry(entry) for entry in entries.values()):
                raise TypeError
        except (ValueError, KeyError, TypeError, RecursionError):
            return self._set_aside()
        return dict(entries)

    def _set_aside(self) -> dict[str, Any]:
        """Keep a file that cannot be read under another name and begin anew."""
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        backup = self.path.with_name(f"progress.unreadable-{stamp}.json")
        try:
            self.path.replace(backup)
        except OSError:
            return {}
        self._notice(say("progress.corrupt", backup=backup))
        return {}

    def _save(self, entries: dict[str, Any]) -> None:
        """Write the whole file beside the old one, then swap: a reader never sees half of it."""
        draft = self.path.with_name(f"progress.{os.getpid()}.tmp")
        text = json.dumps({"version": 1, "exercises": entries}, ensure_ascii=False, indent=1)
        draft.write_text(text, "utf-8")
        draft.replace(self.path)
        _memory.pop(str(self.path), None)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the lock file; after `PATIENCE` go on without it rather than keep a learner waiting."""
        lock = self.path.with_name("progress.lock")
        end = time.monotonic() + PATIENCE
        held = False
        while not held and time.monotonic() < end:
            try:
                os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
                held = True
            except FileExistsError:
                if _age(lock) > STALE:
                    lock.unlink(missing_ok=True)
                time.sleep(0.01)
        try:
            yield
        finally:
            if held:
                lock.unlink(missing_ok=True)

    def _notice(self, text: Text) -> None:
        if text not in _told:
            _told.append(text)
            self.notices.append(text)


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0


def fresh_entry() -> dict[str, Any]:
    """Return the entry of an exercise that nobody has tried."""
    return {"attempts": 0, "best": 0.0, "points": 0.0, "sources": [], "passed": "", "hints": 0}


def _is_entry(entry: Any) -> bool:
    """Whether an entry from the file has the right types, so that nothing later trips over it."""
    if not isinstance(entry, dict):
        return False
    merged = fresh_entry() | entry
    whole = all(type(merged[key]) is int for key in ("attempts", "hints"))
    numbers = all(isinstance(merged[key], int | float) for key in ("best", "points"))
    sources = isinstance(merged["sources"], list) and all(isinstance(s, str) for s in merged["sources"])
    return whole and numbers and sources and isinstance(merged["passed"], str)
