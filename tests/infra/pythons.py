"""The Python that runs the bundle in the tests: the version that Lambda runs, where this machine has it."""

import os
import subprocess
import sys
from functools import cache
from typing import NamedTuple

from tools.bundle import RUNTIME


class Python(NamedTuple):
    """A Python of this machine.

    Args:
        path: Its program.
        version: Its version, as `3.13`.
    """

    path: str
    version: str


@cache
def python() -> Python:
    """Return a Python of Lambda's version; this one, where there is none."""
    command = [f"python{RUNTIME}", "-c", "import sys; print(sys.executable)"]
    environment = {**os.environ, "PYENV_VERSION": RUNTIME}  # pyenv has one ready, but on no path
    try:
        found = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return Python(sys.executable, f"{sys.version_info.major}.{sys.version_info.minor}")
    return Python(found.stdout.strip(), RUNTIME)
