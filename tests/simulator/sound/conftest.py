"""The two engines, each started once."""

from collections.abc import Iterator

import pytest

from simulator.sound.ear import Ear
from simulator.sound.mouth import Mouth


@pytest.fixture(scope="session")
def mouth() -> Iterator[Mouth]:
    """Piper."""
    with Mouth() as mouth:
        yield mouth


@pytest.fixture(scope="session")
def ear() -> Iterator[Ear]:
    """Whisper and PocketSphinx."""
    with Ear(name="ready room") as ear:
        yield ear
