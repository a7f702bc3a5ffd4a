"""Provides Chromium for the page's tests: this machine's own, or else Debian's package.

Run as a program, this installs it if it is missing; the tests use `find` and `ARGUMENTS`.
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
    """No Chromium is installed or can be installed; the message says what to do."""


def find() -> str:
    """Return the browser's path.

    Raises:
        NoChromium: None is installed.
    """
    named = (os.environ.get("READY_ROOM_CHROMIUM"), *map(shutil.which, NAMES))
    found = next(filter(None, named), None) or (str(ON_A_MAC) if ON_A_MAC.exists() else None)
    if found is None:
        raise NoChromium("the page's tests need Chromium or Chrome: install it, or set READY_ROOM_CHROMIUM to its path")
    return found


def install() -> None:
    """Install Debian's package if Chromium is missing and this is a Debian system.

    Raises:
        NoChromium: It cannot be installed.
    """
    ensure("chromium", find)


if __name__ == "__main__":
    try:
        install()
    except NoChromium as problem:
        sys.exit(f"ready-room: {problem}")
