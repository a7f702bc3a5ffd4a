"""Builds the bundle that AWS Lambda runs: the skill, what it imports, and nothing else.

python -m tools.bundle [--native] [--out FOLDER]

It is for the template's Python, whichever Python builds it. Its wheels are for Linux on arm64 or, with `--native`, for
this machine, as tests need. Modules are not compiled: Lambda compiles them once, when a version is published, and
starts every environment from a snapshot of that.

It contains boto3 although Lambda has its own, to run the pinned version that was tested. Only two of AWS's services are
called, so botocore's data about the others is left out.
"""

import argparse
import hashlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
BUILD = ROOT / "build"
REQUIREMENTS = ROOT / "requirements" / "lambda.txt"
HANDLER = ROOT / "infra" / "lambda_handler.py"
RUNTIME = "3.13"
"""The Python version on Lambda."""
LARGEST = 250 * 1_000_000
"""Lambda's limit for the unpacked bundle, in bytes."""
NOT_IMPORTED = {
    "gunicorn",  # Lambda is the server
    *("requests", "charset-normalizer", "idna"),  # the SDK's own client for Alexa's API, which the skill does not use
    "pycparser",  # cffi needs it to build, not to run
}
_LEFT_OUT = (
    *("bin", "**/*.dist-info", "**/__pycache__", "**/tests", "**/*.pyi", "**/py.typed", "**/*.c", "**/*.h"),
    *("pytz/zoneinfo", "dateutil/zoneinfo/*.tar.gz"),  # Babel and botocore import them; times use zoneinfo and tzdata
    "botocore/cacert.pem",  # certifi's is used
    *("boto3/data", "boto3/examples", "botocore/data/*/*/examples-1.json", "botocore/data/dynamodb/2011-12-05"),
    "babel/messages",  # extracts messages from sources
    "cffi",  # cryptography needs only the compiled library next to this folder
    *(
        "skill/__main__.py",
        "skill/command_line.py",
        "skill/operators.py",
        "skill/ledger/table.py",
    ),  # commands for other machines
    *("skill/breathing/mp3.py", "skill/breathing/tones.py"),  # the bucket holds the sound
    *("skill/languages/*/examples", "skill/languages/**/heard/*.txt"),  # models were trained on them
)
_SERVICES = {"dynamodb", "secretsmanager"}
"""The services of AWS's that are called."""
_ZIPPED_AT = (1980, 1, 1, 0, 0, 0)
"""A fixed time, so that equal bundles are equal files."""


class CannotBundle(RuntimeError):
    """The bundle cannot be built; the message says why."""


def build(target: Path, *, native: bool = False, python: str = RUNTIME) -> None:
    """Build the bundle in a folder, which is emptied first.

    Args:
        target: The folder.
        native: Whether it is for this machine.
        python: The Python version that it is for.

    Raises:
        CannotBundle: A wheel is unavailable, or the bundle is too large.
    """
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(_dependencies(python, native=native), target)
    with tempfile.TemporaryDirectory(dir=BUILD) as work:
        staging = Path(work)
        shutil.copytree(ROOT / "skill", staging / "skill")
        shutil.copy(HANDLER, staging)
        _leave_out(staging)
        shutil.copytree(staging, target, dirs_exist_ok=True)
    if size(target) > LARGEST:
        raise CannotBundle(f"{size(target):,} bytes are more than the {LARGEST:,} that Lambda accepts")


def pack(folder: Path, file: Path) -> None:
    """Write a bundle as a zip file."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in _files(folder):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _ZIPPED_AT)
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)


def size(folder: Path) -> int:
    """Return the total size of a folder's files, in bytes."""
    return sum(path.stat().st_size for path in _files(folder))


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def wanted(requirements: str) -> str:
    """Return the requirements without packages that are never imported. Each starts a line; its hashes are indented."""
    lines, is_wanted = [], True
    for line in requirements.splitlines(keepends=True):
        if not line.startswith(" "):
            is_wanted = line.partition("==")[0].strip() not in NOT_IMPORTED
        if is_wanted:
            lines.append(line)
    return "".join(lines)


def _dependencies(python: str, *, native: bool) -> Path:
    """Return the folder of the pinned dependencies without unneeded files; it is built only once."""
    text, languages = wanted(REQUIREMENTS.read_text(encoding="utf-8")), _languages()
    sources = f"{text}{sorted(languages)}{Path(__file__).read_text(encoding='utf-8')}"
    mark = hashlib.sha256(sources.encode()).hexdigest()[:12]
    target = BUILD / f"dependencies-{'native' if native else 'arm64'}-{python}-{mark}"
    if target.exists():
        return target
    BUILD.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BUILD) as work:
        listed, installed = Path(work) / "requirements.txt", Path(work) / "installed"
        listed.write_text(text, encoding="utf-8")
        install(listed, installed, ["--python-version", python, *([] if native else _ARM64)])
        _leave_out(installed)
        _leave_out_data(installed, languages)
        try:
            installed.rename(target)
        except OSError:  # another process was faster
            if not target.exists():
                raise
    return target


def _languages() -> set[str]:
    """Return the codes of the languages that the skill speaks."""
    return {file.parent.name for file in (ROOT / "skill" / "languages").glob("*/language.toml")}


def install(requirements: Path, target: Path, platform: list[str]) -> None:
    """Install the wheels of pinned requirements into a folder.

    Args:
        requirements: The file that pins them.
        target: The folder.
        platform: pip's options for the Python version and the machine.

    Raises:
        CannotBundle: A wheel is unavailable.
    """
    command = [*(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"), "--require-hashes"]
    command += ["--no-deps", "--no-compile", "--only-binary=:all:", *platform, "--target", str(target)]
    done = subprocess.run([*command, "-r", str(requirements)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotBundle(f"pip could not install what the bundle needs:\n{done.stderr.strip()[-1_000:]}")


_ARM64 = [
    *("--implementation", "cp"),
    *("--platform", "manylinux2014_aarch64", "--platform", "manylinux_2_28_aarch64"),
    *("--platform", "manylinux_2_34_aarch64"),
]
"""pip's options for Amazon Linux 2023 on arm64."""


def _leave_out(target: Path) -> None:
    for pattern in _LEFT_OUT:
        for path in list(target.glob(pattern)):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _leave_out_data(target: Path, languages: set[str]) -> None:
    """Leave out botocore's data about other services of AWS's, and Babel's about languages of no use here."""
    data = target / "botocore" / "data"
    for service in data.iterdir():
        if service.is_dir() and service.name not in _SERVICES:
            shutil.rmtree(service)
    for language in (target / "babel" / "locale-data").glob("*.dat"):
        if language.stem.partition("_")[0] not in {"root", *languages}:
            language.unlink()


def main() -> int:
    """Build the bundle and print its size."""
    parser = argparse.ArgumentParser(prog="python -m tools.bundle")
    parser.add_argument("--native", action="store_true", help="build it for this machine")
    parser.add_argument("--out", type=Path, default=BUILD / "lambda")
    chosen = parser.parse_args()
    packed = chosen.out.with_suffix(".zip")
    try:
        build(chosen.out, native=chosen.native)
    except CannotBundle as problem:
        print(f"ready-room: {problem}", file=sys.stderr)
        return 2
    pack(chosen.out, packed)
    unpacked, zipped = (number / 1e6 for number in (size(chosen.out), packed.stat().st_size))
    print(f"{packed}, for Python {RUNTIME}: {zipped:.1f} MB, unpacked {unpacked:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
