"""Installs Debian packages that the tests need."""

import os
import shutil
import subprocess
from collections.abc import Callable


class Missing(RuntimeError):
    """A program is missing and cannot be installed; the message says what to do."""


def ensure(package: str, find: Callable[[], str]) -> str:
    """Return the path that `find` returns, installing a package first if it finds none and this is a Debian system.

    Raises:
        Missing: The program is missing, or apt-get failed; the class is the one that `find` raises.
    """
    try:
        return find()
    except Missing as missing:
        if shutil.which("apt-get") is None:
            raise
        if problem := _apt_get(package):
            raise type(missing)(problem) from missing
    return find()


def _apt_get(package: str) -> str:
    """Install a package; return what went wrong, empty if nothing did."""
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", package]):
        done = subprocess.run([*as_root, "apt-get", *command], env=quiet, capture_output=True, text=True, check=False)
        if done.returncode:
            return f"apt-get {command[0]} failed: {done.stderr.strip()[-300:]}"
    return ""
