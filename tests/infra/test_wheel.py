"""The wheel: what is in it, and its command in an environment that has nothing else of this repository."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.patience import GIVEN_UP_SECONDS

ROOT = Path(__file__).parent.parent.parent


def run(*command: str | Path, cwd: Path) -> str:
    """Run a program without this repository on its path, and return what it prints."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("READY_ROOM_", "PYTHON"))}
    done = subprocess.run(
        command, cwd=cwd, env=own, capture_output=True, text=True, timeout=GIVEN_UP_SECONDS, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built by the pinned build backend."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps"]
    run(*pip, "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT), cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


def is_learned_from(name: str) -> bool:
    """Whether models are trained on a file, which the skill does not read."""
    return "/examples/" in name or ("/heard/" in name and name.endswith(".txt"))


def test_it_holds_the_skill_with_its_languages_and_nothing_of_the_simulator(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"skill"}
    data = {path.relative_to(ROOT).as_posix() for path in (ROOT / "skill").rglob("*.*") if path.suffix != ".pyc"}
    left_out = {name for name in data if "__pycache__" in name or is_learned_from(name)}
    assert data - left_out <= set(names)


def test_it_holds_the_trained_models_and_not_what_they_were_trained_on(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name for name in names if name.endswith(".model")} == {
        f"skill/languages/en/heard/{name}.model" for name in ("answers", "names", "wishes")
    }
    assert [name for name in names if is_learned_from(name)] == []


def test_its_command_runs_in_a_fresh_environment(wheel: Path, tmp_path: Path) -> None:
    """The dependencies are this environment's, by a path file: they are installed from the pinned files anyway."""
    run(sys.executable, "-m", "venv", "--without-pip", tmp_path / "env", cwd=tmp_path)
    (packages,) = (tmp_path / "env" / "lib").glob("python*/site-packages")
    pip = [sys.executable, "-m", "pip", "--python", str(tmp_path / "env" / "bin" / "python"), "install", "--quiet"]
    run(*pip, "--disable-pip-version-check", "--no-deps", "--no-index", str(wheel), cwd=tmp_path)
    ours = Path(sys.prefix) / "lib" / packages.parent.name / "site-packages"
    (packages / "dependencies.pth").write_text(f"{ours}\n", encoding="utf-8")
    out = tmp_path / "slow.mp3"
    told = run(
        tmp_path / "env" / "bin" / "ready-room", "tones", "--minutes", "1", "--clip", "--out", str(out), cwd=tmp_path
    )
    assert str(out) in told
    assert out.stat().st_size > 100_000
    where = run(tmp_path / "env" / "bin" / "python", "-c", "import skill; print(skill.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(packages)
