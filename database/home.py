"""Where this checkout keeps what it makes: the embedded database, mails written to files."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]


def home() -> Path:
    """The folder of this checkout's own files: `GOODSEED_HOME`, or `.goodseed/` in the checkout."""
    return Path(os.environ.get("GOODSEED_HOME") or CHECKOUT / ".goodseed").expanduser().resolve()


def server_folder() -> Path:
    """The folder of the embedded PostgreSQL, which need not exist yet.

    PostgreSQL refuses to run as root, so for root it runs as a user of its own, who must be able to walk
    to its data: that is why root's data is below /var/lib and not below a home folder that would have to
    be opened to everybody.
    """
    if os.geteuid() != 0:
        return home() / "postgres"
    key = hashlib.blake2b(os.fsencode(home()), digest_size=5).hexdigest()
    return Path("/var/lib/goodseed") / f"{home().parent.name}-{key}"
