"""Provides Caddy for the reverse-proxy tests: this machine's own, or else Debian's package.

Run as a program, this installs it if it is missing; the tests call `find`.
"""

import shutil
import sys

from tools.debian import Missing, ensure

NAME = "caddy"


def find() -> str:
    """Return the program's path.

    Raises:
        Missing: It is not installed.
    """
    if (found := shutil.which(NAME)) is None:
        raise Missing(f"the reverse-proxy tests need {NAME}: install it")
    return found


def install() -> None:
    """Install Debian's package if Caddy is missing and this is a Debian system.

    Raises:
        Missing: It cannot be installed.
    """
    ensure(NAME, find)


if __name__ == "__main__":
    try:
        install()
    except Missing as problem:
        sys.exit(f"ready-room: {problem}")
