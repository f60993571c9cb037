"""`python -m jobserver.healthcheck`: exit code 0 when the job server on this machine is well, 1 when it is not.

For containers, which have no curl. PORT says where the server listens, 6800 when unset.
"""

from __future__ import annotations

import os
import sys
from urllib.error import HTTPError
from urllib.request import ProxyHandler, build_opener

PATIENCE = 4.0  # seconds; the Dockerfile's --timeout is longer


def main() -> int:
    """Ask, and say what is wrong when something is."""
    address = f"http://127.0.0.1:{os.environ.get('PORT') or 6800}/health"
    try:
        with build_opener(ProxyHandler({})).open(address, timeout=PATIENCE):
            return 0
    except HTTPError as error:
        reason = error.read().decode("utf-8", "replace").strip()
    except OSError as error:
        reason = str(error)
    sys.stderr.write(f"{address}: {reason}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
