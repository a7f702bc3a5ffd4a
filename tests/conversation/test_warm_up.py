"""Somebody is about to go on: how soon the breathing begins."""

from skill.simulator.spoken import pieces
from skill.speech.pace import spoken_ms
from tests.stage import Stage

FIRST_TIME_MS, LATER_MS = 12_000, 5_000


def before_the_first_breath(ssml: str | None) -> int:
    """Return about how many milliseconds are spoken before the first cue."""
    said = pieces(ssml or "")
    first = next(place for place, piece in enumerate(said) if piece.is_cue)
    return sum(round(spoken_ms(piece.words) + piece.silence * 1_000) for piece in said[:first])


def test_the_first_breath_comes_soon_and_sooner_the_next_time(stage: Stage) -> None:
    device = stage.device()
    assert before_the_first_breath(device.hear("ask ready room to warm me up").ssml) <= FIRST_TIME_MS
    assert before_the_first_breath(device.hear("ask ready room to warm me up").ssml) <= LATER_MS


def test_with_holds_too(stage: Stage) -> None:
    assert before_the_first_breath(stage.device().hear("ask ready room for box breathing").ssml) <= FIRST_TIME_MS
