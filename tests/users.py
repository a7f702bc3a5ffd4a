"""Other users of this machine: a folder and a file of theirs, and this process without root's privileges."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
NOBODY = 65_534
IS_ROOT = os.geteuid() == 0
THEIR_FOLDER, THEIR_FILE = Path("/usr"), Path("/etc/passwd")
"""Root's, where this process is not root and cannot give anything away."""


def a_folder_of_another(folder: Path) -> Path:
    """Return a folder that belongs to another user: this one, if it can be given away."""
    return _given_away(folder) if IS_ROOT else THEIR_FOLDER


def a_file_of_another(file: Path) -> Path:
    """Return a file that belongs to another user: this one, if it can be given away."""
    return _given_away(file) if IS_ROOT else THEIR_FILE


def _given_away(path: Path) -> Path:
    os.chown(path, NOBODY, NOBODY)
    return path


def bound_by_permissions(code: str) -> str:
    """Run Python in a process that calls `become_nobody` once it has imported what it needs; return what it prints."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", code, folder]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def become_nobody() -> Path:
    """Return the folder of this process, and be a user whom permissions bind from here on."""
    folder = Path(sys.argv[1])
    if IS_ROOT:
        os.chown(folder, NOBODY, NOBODY)
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    return folder
