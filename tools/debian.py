"""Debian's packages for the tests: what is missing is installed."""

import os
import shutil
import subprocess
from collections.abc import Callable


class Missing(RuntimeError):
    """A program is not there and cannot be installed; the message says what to do."""


def ensure(package: str, find: Callable[[], str]) -> str:
    """Return what `find` finds, after installing a package if it finds nothing and this is a Debian.

    Raises:
        Missing: It is not there, or apt-get failed; of the kind that `find` raises.
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
    """Install a package; gives what went wrong, empty if nothing did."""
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", package]):
        done = subprocess.run([*as_root, "apt-get", *command], env=quiet, capture_output=True, text=True, check=False)
        if done.returncode:
            return f"apt-get {command[0]} did not go: {done.stderr.strip()[-300:]}"
    return ""
