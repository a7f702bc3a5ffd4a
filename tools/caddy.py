"""A Caddy for the tests of what stands before the service: the one that this machine has, or else Debian's, installed.

Run as a program, this sees to it that there is one; the tests call `find`.
"""

import shutil
import sys

from tools.debian import Missing, ensure

NAME = "caddy"


def find() -> str:
    """Return the program's path.

    Raises:
        Missing: There is none.
    """
    if (found := shutil.which(NAME)) is None:
        raise Missing(f"the tests of what stands before the service need {NAME}: install it")
    return found


def install() -> None:
    """Install Debian's, where there is none and this is a Debian.

    Raises:
        Missing: It cannot be installed.
    """
    ensure(NAME, find)


if __name__ == "__main__":
    try:
        install()
    except Missing as problem:
        sys.exit(f"ready-room: {problem}")
