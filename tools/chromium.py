"""A Chromium for the tests of the page: the one that this machine has, or else Debian's, installed.

Run as a program, this sees to it that there is one; the tests call `find` and `ARGUMENTS`.
"""

import os
import shutil
import sys
from pathlib import Path

from tools.debian import Missing, ensure

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge")
ON_A_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
    *(("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()),
)


class NoChromium(Missing):
    """There is none, and none can be installed; the message says what to do."""


def find() -> str:
    """Return the browser's path.

    Raises:
        NoChromium: There is none.
    """
    named = (os.environ.get("READY_ROOM_CHROMIUM"), *map(shutil.which, NAMES))
    found = next(filter(None, named), None) or (str(ON_A_MAC) if ON_A_MAC.exists() else None)
    if found is None:
        raise NoChromium("the page's tests need Chromium or Chrome: install it, or name it in READY_ROOM_CHROMIUM")
    return found


def install() -> None:
    """Install Debian's, where there is none and this is a Debian.

    Raises:
        NoChromium: It cannot be installed.
    """
    ensure("chromium", find)


if __name__ == "__main__":
    try:
        install()
    except NoChromium as problem:
        sys.exit(f"ready-room: {problem}")
