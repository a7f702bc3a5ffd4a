"""The bench goes on where a peer cannot be measured."""

import sys
from pathlib import Path

import pytest

from tests.bench.stage import _node_peer


def test_without_node_the_bench_says_so_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert _node_peer("http://127.0.0.1:1") == {}
    told = "The Node peer is not measured: node is missing: install Node.js (Debian: apt-get install nodejs npm)\n"
    assert capsys.readouterr().out == told
