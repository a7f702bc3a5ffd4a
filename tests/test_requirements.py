"""Only pinned packages are installed, each checked by its hash, wherever something is installed."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PINNED = sorted((ROOT / "requirements").glob("*.txt"))
INSTALLS = ("Makefile", "Dockerfile", "docs/deploy.md", "tools/bundle.py")


@pytest.mark.parametrize("file", PINNED, ids=lambda file: file.stem)
def test_every_package_is_pinned_to_a_version_by_its_hashes(file: Path) -> None:
    packages = file.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    assert packages
    for package in packages:
        assert re.match(r"[\w.\[\]-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", package), package
        assert "://" not in package


def test_wherever_something_is_installed_its_hash_is_required() -> None:
    for name in INSTALLS:
        lines = [
            line
            for line in (ROOT / name).read_text(encoding="utf-8").splitlines()
            if re.search(r"\bpip\b.*\binstall\b", line) and not line.lstrip().startswith("raise")
        ]
        assert lines, name
        assert all("--require-hashes" in line for line in lines), name
