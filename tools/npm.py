"""Fetches packages with npm, each checked against a pinned hash."""

import hashlib
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path


class CannotFetch(RuntimeError):
    """A package cannot be fetched; the message says why or what to install."""


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
    npm = shutil.which("npm") or shutil.which("npm", path=str(Path(sys.executable).parent))
    if npm is None:
        raise CannotFetch(
            f"{package} is fetched with npm, which is missing: install Node.js (Debian: apt-get install npm)"
        )
    command = [npm, "pack", "--silent", f"{package}@{version}"]
    packed = subprocess.run(command, cwd=into, capture_output=True, text=True, check=False)
    archive = into / f"{package}-{version}.tgz"
    if packed.returncode or not archive.exists():
        raise CannotFetch(f"npm could not fetch {package}@{version}: {packed.stderr.strip()[-300:]}")
    if hashlib.sha512(archive.read_bytes()).hexdigest() != sha512:
        raise CannotFetch(f"{package}@{version} is not the package that was pinned")
    with tarfile.open(archive) as tar:
        tar.extractall(into, filter="data")
    return into / "package"
