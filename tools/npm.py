"""Fetches packages with npm, each checked against a pinned hash."""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path


class CannotFetch(RuntimeError):
    """A package cannot be fetched; the message says why or what to install."""


def kept(name: str) -> Path:
    """Return where something that was fetched is kept on this machine, outside the repository."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "ready-room" / name


def program(name: str) -> str | None:
    """Return where node or npm is: the machine's own, or else that of the virtual environment."""
    return shutil.which(name) or shutil.which(name, path=str(Path(sys.executable).parent))


def install(pins: Path, into: Path) -> None:
    """Install all of the packages that a lock file names, without running their scripts.

    Args:
        pins: The folder with package.json and package-lock.json, which has the hash of each package.
        into: An existing folder; it gets both files, and the packages in node_modules.

    Raises:
        CannotFetch: npm is missing or failed, or a package does not have its pinned hash.
    """
    npm = _npm(pins.name)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(pins / name, into)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    installed = subprocess.run(command, cwd=into, capture_output=True, text=True, check=False)
    if installed.returncode:
        raise CannotFetch(f"npm could not install {pins.name}: {installed.stderr.strip()[-300:]}")


def unpack(package: str, version: str, sha512: str, into: Path) -> Path:
    """Fetch a package; return the folder with its content.

    Args:
        package: Its name.
        version: Its version.
        sha512: The hash of its archive, in hexadecimal.
        into: An existing folder to unpack it in.

    Raises:
        CannotFetch: npm is missing or failed, or the package does not have the pinned hash.
    """
    command = [_npm(package), "pack", "--silent", f"{package}@{version}"]
    packed = subprocess.run(command, cwd=into, capture_output=True, text=True, check=False)
    archive = into / f"{package}-{version}.tgz"
    if packed.returncode or not archive.exists():
        raise CannotFetch(f"npm could not fetch {package}@{version}: {packed.stderr.strip()[-300:]}")
    if hashlib.sha512(archive.read_bytes()).hexdigest() != sha512:
        raise CannotFetch(f"{package}@{version} is not the package that was pinned")
    with tarfile.open(archive) as tar:
        tar.extractall(into, filter="data")
    return into / "package"


def _npm(package: str) -> str:
    if npm := program("npm"):
        return npm
    raise CannotFetch(f"{package} is fetched with npm, which is missing: install Node.js (Debian: apt-get install npm)")
