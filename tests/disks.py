"""A small disk of one's own, that can be filled: a file system in memory that one process and its children see."""

import errno
import os
import resource
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
SIZE = 4 * 1_024 * 1_024
_APART = ("unshare", "--user", "--map-root-user", "--mount")
_MOUNTED = (*_APART, "sh", "-c", f'mount -t tmpfs -o size={SIZE},mode=700 tmpfs "$0" && exec "$@"')


def on_a_small_disk(code: str, folder: Path) -> str:
    """Run Python in a process whose folder is a small disk, and return what it prints; the folder is its argument.

    Where no process may have a file system of its own, it has a limit of how large its files may be: `fill` sets it.
    """
    folder.mkdir()
    mounted = (*_MOUNTED, str(folder)) if _can_mount() else ()
    command = [*mounted, sys.executable, "-c", code, str(folder), "disk" if mounted else "limit"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


@cache
def _can_mount() -> bool:
    try:
        with tempfile.TemporaryDirectory() as folder:
            return subprocess.run([*_MOUNTED, folder, "true"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def fill(folder: Path, kind: str, free: int = 0) -> None:
    """Leave so many bytes free on a small disk, or let no file become larger than that."""
    if kind == "limit":
        resource.setrlimit(resource.RLIMIT_FSIZE, (free, resource.RLIM_INFINITY))
        return
    with (folder / "filler").open("ab", buffering=0) as filler:
        try:
            while filler.write(b"x" * 4_096):
                pass
        except OSError as error:
            assert error.errno == errno.ENOSPC
    os.truncate(folder / "filler", (folder / "filler").stat().st_size - free)


def clear(folder: Path, kind: str) -> None:
    """Take back what `fill` did."""
    if kind == "limit":
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    else:
        (folder / "filler").unlink()
