"""The process is killed between any two writes: what a turn changes is kept whole or not at all, and never twice."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.processes import ROOT

DEATHS = 30
"""At least: before each write of a conversation that makes every kind of it, and before each answer."""


@pytest.mark.parametrize("kind", ["sqlite", "dynamodb"])
def test_whoever_is_killed_between_two_writes_leaves_all_or_nothing(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    ledger = f"sqlite:///{tmp_path}/ledger.sqlite3"
    if kind == "dynamodb":
        ledger = request.getfixturevalue("own_table")
    command = [sys.executable, "-m", "tests.withstanding.killed", str(tmp_path), ledger]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= DEATHS
