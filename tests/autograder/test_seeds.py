"""Hidden inputs: no other file, student or case shares them, so that a score teaches nothing about the next file."""

import hmac
import os
import stat
from pathlib import Path
from threading import Timer

import pytest

from autograder import config
from autograder.config import secret
from autograder.errors import UserError
from autograder.grading.seeds import seed_for

PARTS = ("ana", "01_perceptron", "ab" * 32, "step/tie")


def test_every_part_of_the_message_changes_the_seed() -> None:
    first = seed_for(b"secret", *PARTS)
    changed = [(*PARTS[:place], f"{PARTS[place]}x", *PARTS[place + 1 :]) for place in range(len(PARTS))]
    found = {first, seed_for(b"another", *PARTS), *(seed_for(b"secret", *parts) for parts in changed)}
    assert len(found) == 2 + len(PARTS)
    assert all(0 <= seed < 2**128 for seed in found)


def test_parts_can_not_be_shifted_into_each_other() -> None:
    assert seed_for(b"s", "ana", "01", "ff", "a") != seed_for(b"s", "ana0", "1", "ff", "a")
    assert seed_for(b"s", "ana", "01", "ff", "a") != seed_for(b"s", "ana", "01", "ffa", "")


def test_seed_is_an_hmac_by_hand() -> None:
    """RFC 2104 over the parts, each behind its length in eight bytes."""
    message = b"\0\0\0\0\0\0\0\3ana" + b"\0\0\0\0\0\0\0\2" + b"01" + b"\0\0\0\0\0\0\0\2ff" + b"\0\0\0\0\0\0\0\1a"
    assert seed_for(b"s", "ana", "01", "ff", "a") == int(hmac.new(b"s", message, "sha256").hexdigest()[:32], 16)


def test_the_secret_is_made_once_and_read_by_its_owner_only(tmp_path: Path) -> None:
    made = secret(tmp_path)
    file = tmp_path / ".deeplearn" / "secret"
    assert len(made) >= 32
    assert secret(tmp_path) == made == file.read_bytes()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_an_empty_secret_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that is killed half-way leaves one: seeds made with it would be known to everybody."""
    monkeypatch.setattr(config, "PATIENCE", 0.05)
    file = tmp_path / ".deeplearn" / "secret"
    file.parent.mkdir()
    file.touch()
    with pytest.raises(UserError, match="is empty"):
        secret(tmp_path)


def test_a_secret_that_another_process_is_about_to_write_is_waited_for(tmp_path: Path) -> None:
    file = tmp_path / ".deeplearn" / "secret"
    file.parent.mkdir()
    file.touch()
    later = Timer(0.2, file.write_bytes, [b"k" * 32])
    later.start()
    assert secret(tmp_path) == b"k" * 32
    later.join()


def test_a_full_disk_leaves_no_empty_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    opened = os.open
    with monkeypatch.context() as patched:
        patched.setattr(os, "open", lambda *words: (os.close(opened(*words)), full)[1])
        with pytest.raises(OSError, match="No space left"):
            secret(tmp_path)
    assert len(secret(tmp_path)) == 32
