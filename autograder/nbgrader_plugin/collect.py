"""Collecting from an exchange: a submission is whose account wrote it, whatever its name says.

nbgrader warns of a submission in another one's name and takes it, in place of the one that is theirs.
"""

import pwd
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeCollect


class CollectByOwner(ExchangeCollect):
    """Take each submission for the account that owns it.

    Set as ``c.ExchangeFactory.collect`` where students have accounts of their own. Where all share one, as in
    containers, ``c.ExchangeCollect.check_owner = False`` brings nbgrader's way back.
    """

    def _path_to_record(self, path: str) -> dict[str, Any]:
        """Return name, file and time of a submission. Called for each folder of the exchange's inbox."""
        record: dict[str, Any] = super()._path_to_record(path)
        owner = _owner(Path(path))
        if self.check_owner and owner != record["username"]:
            self.log.warning(
                "%s says that it is from %s, but %s wrote it: it is collected as from %s. If all students share one "
                "account, set c.ExchangeCollect.check_owner = False.",
                path, record["username"], owner, owner,
            )  # fmt: skip
            record["username"] = owner
        return record


def _owner(path: Path) -> str:
    number = path.lstat().st_uid
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return f"uid-{number}"
