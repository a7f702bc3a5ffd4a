"""What the tests of listening share: a performer in a situation."""

from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.alexa_api import AlexaApi
from skill.alexa.authority import Authority
from tests.listening.situations import Situation, situation


@pytest.fixture
def at(tmp_path: Path, authority: Authority, api: AlexaApi) -> Callable[[str], Situation]:
    """Return a function that sets a performer in a situation, by its name."""
    return lambda name: situation(name, tmp_path / "ledger.sqlite3", authority, api)
