"""The voice says the same text with the same samples every time, and faster if asked."""

from collections.abc import Mapping
from typing import Any

import pytest

from simulator.sound.engine import Engine, EngineFailed, command
from simulator.sound.mouth import SECONDS, Mouth


def test_it_says_the_same_every_time(mouth: Mouth) -> None:
    with Mouth() as other:
        assert mouth.say("Breathe in").pcm == other.say("Breathe in").pcm


def test_it_says_it_faster_or_slower(mouth: Mouth) -> None:
    slow, usual, fast = (mouth.say("Your next challenge is the recital.", speed).seconds for speed in (0.75, 1, 1.5))
    assert slow > 1.2 * usual > 1.44 * fast


@pytest.mark.parametrize("text", ["", "  ", "…"])
def test_nothing_is_a_sound_as_well(text: str, mouth: Mouth) -> None:
    assert mouth.say(text).rate == mouth.say("yes").rate


def test_what_it_cannot_do_is_an_error_and_it_goes_on(mouth: Mouth) -> None:
    with pytest.raises(EngineFailed):
        mouth.say("yes", 0)
    assert mouth.say("yes").seconds > 0.2


def test_a_long_text_may_take_longer() -> None:
    given: list[float] = []

    class Watched(Engine):
        def call(
            self, header: Mapping[str, Any], body: bytes = b"", seconds: float = 0
        ) -> tuple[Mapping[str, Any], bytes]:
            given.append(seconds)
            return super().call(header, body, seconds)

    with Mouth(Watched(command("mouth_process"), SECONDS)) as mouth:
        mouth.say("Breathe in")
        mouth.say("Breathe in. " * 20)
    assert 0 < given[0] < given[1]
