"""The audio player, with a clock that stands still."""

from datetime import timedelta
from typing import Any

from simulator.player import Player, Track
from tests.stage import Clock


def play(token: str, behavior: str = "REPLACE_ALL", offset: int = 0) -> dict[str, Any]:
    stream = {"url": f"https://a.example/{token}.mp3", "token": token, "offsetInMilliseconds": offset}
    return {"type": "AudioPlayer.Play", "playBehavior": behavior, "audioItem": {"stream": stream}}


def playing(token: str, offset: int = 0, activity: str = "PLAYING") -> Track:
    return Track(f"https://a.example/{token}.mp3", token, offset, activity)


def test_a_track_is_where_its_time_has_brought_it() -> None:
    clock = Clock()
    player = Player(clock)
    assert player.as_context() == {"playerActivity": "IDLE"}
    player.take([play("slow", offset=1_000)])
    clock.pass_time(timedelta(seconds=2))
    assert player.halt("PAUSED") == playing("slow", 3_000, "PAUSED")
    assert player.halt("PAUSED") is None
    clock.pass_time(timedelta(seconds=60))
    player.go_on()
    clock.pass_time(timedelta(seconds=1))
    player.take([{"type": "AudioPlayer.Stop"}])
    assert player.track == playing("slow", 4_000, "STOPPED")
    player.go_on()
    assert player.track == playing("slow", 4_000, "STOPPED")


def test_whoever_makes_the_sound_knows_better() -> None:
    clock = Clock()
    player = Player(clock)
    player.is_at(7)
    player.take([play("slow")])
    player.is_at(-5)
    assert player.track == playing("slow")
    player.is_at(2_500)
    clock.pass_time(timedelta(seconds=1))
    player.finish()
    assert player.track == playing("slow", 3_500, "FINISHED")


def test_tracks_stand_in_line() -> None:
    player = Player(Clock())
    player.take([play("one"), play("two", "ENQUEUE")])
    assert player.track == playing("one")
    player.finish()
    assert player.track == playing("two")
    player.take([play("three", "ENQUEUE"), play("four", "REPLACE_ENQUEUED")])
    player.finish()
    assert player.track == playing("four")
    player.take([play("five", "ENQUEUE"), {"type": "AudioPlayer.ClearQueue", "clearBehavior": "CLEAR_ENQUEUED"}])
    player.finish()
    assert player.track == playing("four", activity="FINISHED")
    player.take([play("six"), {"type": "AudioPlayer.ClearQueue", "clearBehavior": "CLEAR_ALL"}])
    assert player.track == playing("six", activity="STOPPED")


def test_what_is_no_directive_for_it_is_left_out() -> None:
    player = Player(Clock())
    player.take([{}, {"type": "Dialog.ElicitSlot"}, {"type": "AudioPlayer.Play"}, {**play("x"), "audioItem": None}])
    assert player.track is None
