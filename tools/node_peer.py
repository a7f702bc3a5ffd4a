"""Amazon's Node stack, which `make bench` compares with: fetched once, each package checked against a pinned hash.

It is stored outside the repository. Run as a program, this fetches it; the bench calls `fetch` and `node`.
"""

import hashlib
import sys
import tempfile
from pathlib import Path

from tools.npm import CannotFetch, install, kept, program

PINS = Path(__file__).parent.parent / "requirements" / "node-peer"


def folder() -> Path:
    """Return the folder for the packages on this machine; other pins have another."""
    return kept(f"node-peer-{hashlib.sha256((PINS / 'package-lock.json').read_bytes()).hexdigest()[:12]}")


def node() -> str:
    """Return where node is.

    Raises:
        CannotFetch: It is missing.
    """
    if found := program("node"):
        return found
    raise CannotFetch("node is missing: install Node.js (Debian: apt-get install nodejs npm)")


def fetch() -> Path:
    """Fetch the packages if they are missing; return their folder.

    Raises:
        CannotFetch: npm is missing or failed, or a package does not have its pinned hash.
    """
    target = folder()
    if target.exists():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as work:
        installed = Path(work) / "node-peer"
        installed.mkdir()
        install(PINS, installed)
        if not target.exists():
            installed.rename(target)
    return target


if __name__ == "__main__":
    try:
        node()
        fetch()
    except CannotFetch as problem:
        sys.exit(f"ready-room: the Node peer will not be measured: {problem}")
