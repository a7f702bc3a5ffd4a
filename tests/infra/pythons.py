"""The Python that runs the bundle in the tests: Lambda's version, if this machine has it."""

import os
import subprocess
import sys
from functools import cache
from typing import NamedTuple

from tools.bundle import RUNTIME


class Python(NamedTuple):
    """A Python on this machine.

    Args:
        path: The path of its program.
        version: Its version, as `3.13`.
    """

    path: str
    version: str


@cache
def python() -> Python:
    """Return a Python of Lambda's version, or the running one if there is none."""
    command = [f"python{RUNTIME}", "-c", "import sys; print(sys.executable)"]
    environment = {**os.environ, "PYENV_VERSION": RUNTIME}  # pyenv may have one that is not on the path
    try:
        found = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return Python(sys.executable, f"{sys.version_info.major}.{sys.version_info.minor}")
    return Python(found.stdout.strip(), RUNTIME)
