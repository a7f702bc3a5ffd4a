"""Breathing from a track: what is said while it plays, and what the device tells of it, late, doubled, out of order."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest

from simulator.answer import APL
from simulator.device import Device, Playback
from simulator.endpoints import Endpoint
from simulator.listener import Understood
from simulator.player import AUDIO_PLAYER
from simulator.plays import as_text
from skill.alexa.requests import account_of
from skill.efficacy.breath import BreathingSession, BreathingState
from skill.efficacy.performer import Performer
from skill.ledger.protocol import Ledger, Unavailable
from tests.patience import patient
from tests.stage import ACCOUNT_KEY, Stage

TEN = "ask ready room to warm me up for ten minutes"
ALONE = "ask ready room to breathe for ten minutes"
OPEN = "open ready room"


def player(stage: Stage, room: str = "kitchen") -> Device:
    """Return a device that plays tracks."""
    device = stage.device(room)
    device.caller = replace(device.caller, interfaces=frozenset({AUDIO_PLAYER}))
    return device


def later(stage: Stage, **time: int) -> None:
    stage.clock.pass_time(timedelta(**time))


def hear(device: Device, words: str) -> str:
    return as_text(device.hear(words))


def kept(stage: Stage) -> BreathingSession:
    """Return what is kept of the breathing."""
    breath = stage.ledger.performer(account_of(stage.user, ACCOUNT_KEY), "main", patient()).breathing
    assert breath is not None
    return breath


class Post:
    """The way to the skill, on which events can be held back, doubled, or put in another order."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self.holds = False
        self.held: list[tuple[bytes, Mapping[str, str]]] = []

    def __call__(self, body: bytes, headers: Mapping[str, str]) -> Mapping[str, Any]:
        if self.holds and b'"AudioPlayer.Playback' in body:
            self.held.append((body, headers))
            return {"version": "1.0", "response": {}}
        return self._endpoint(body, headers)

    def give(self, order: Sequence[int]) -> None:
        """Let what was held back through, in that order."""
        for place in order:
            assert self._endpoint(*self.held[place]) == {"version": "1.0", "response": {}}


@pytest.fixture
def post(stage: Stage) -> Callable[[], Post]:
    posts: list[Post] = []

    def between(endpoint: Endpoint) -> Endpoint:
        posts.append(Post(endpoint))
        return posts[-1]

    stage.by_way_of = between
    return lambda: posts[-1]


ORDERS = [*permutations(range(4)), (0, 0, 1, 1, 2, 2, 3, 3), (3, 2, 1, 0, 0, 1, 2, 3)]


@pytest.mark.parametrize("ledger", ["sqlite"], indirect=True)
@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_events_may_come_late_doubled_and_out_of_order(
    order: Sequence[int], stage: Stage, post: Callable[[], Post]
) -> None:
    """It began, was paused at 1:00, gone on with 20 s later, and paused at 1:40: all that Alexa may still deliver."""
    device = player(stage)
    hear(device, ALONE)
    way = post()
    way.holds = True
    device.playback(Playback.STARTED, 0)
    later(stage, seconds=60)
    device.hear("pause", 60_000)
    later(stage, seconds=20)
    device.hear("resume")
    device.playback(Playback.STARTED, 60_000)
    later(stage, seconds=40)
    device.hear("what a nice tone", 100_000)  # said to nobody: it is paused, and plays on
    way.holds = False
    way.give(order)
    breath = kept(stage)
    assert breath.done_ms == 100_000 - 1_500
    assert breath.state is BreathingState.PAUSED
    assert breath.updated_at == stage.clock()


def test_the_end_of_it_may_come_before_and_after_anything(stage: Stage, post: Callable[[], Post]) -> None:
    device = player(stage)
    hear(device, TEN)
    way = post()
    later(stage, minutes=9)
    way.holds = True
    device.playback(Playback.STARTED, 540_000)
    later(stage, minutes=1)
    device.playback(Playback.FINISHED, 606_000)
    way.holds = False
    way.give([1, 0, 1])
    assert kept(stage).state is BreathingState.FINISHED
    assert hear(device, OPEN).partition(". ")[2].startswith("If your heart is beating fast")


def test_who_stops_early_has_breathed_the_minutes_that_were_played(stage: Stage) -> None:
    device = player(stage)
    hear(device, ALONE)
    later(stage, minutes=7)
    assert hear(device, "stop") == "[stands at 7:00] [closes]"
    later(stage, minutes=20)
    assert "You'd done about 7 of 10 minutes of breathing. Go on from there?" in hear(device, OPEN)
    assert hear(device, "no") == "Okay. Until next time. [closes]"


def test_it_goes_on_where_it_was_on_another_device_and_the_first_one_disturbs_nothing(stage: Stage) -> None:
    kitchen, study = player(stage), player(stage, "study")
    hear(kitchen, ALONE)
    later(stage, minutes=3)
    hear(kitchen, "pause")
    assert "You'd done about 3 of 10 minutes" in hear(study, OPEN)
    assert "slow-x60-stream-1.mp3 from 3:0" in hear(study, "go on")
    later(stage, minutes=2)
    kitchen.playback(Playback.FAILED, 20_000)
    assert (kept(stage).state, kept(stage).done_ms) == (BreathingState.PLAYING, 178_500)


def test_started_over_on_another_device_it_is_another_one(stage: Stage) -> None:
    kitchen, study = player(stage), player(stage, "study")
    hear(kitchen, ALONE)
    later(stage, minutes=3)
    hear(kitchen, "pause")
    hear(study, OPEN)
    assert "from 0:00" in hear(study, "start over")
    kitchen.playback(Playback.STARTED, 400_000)
    assert (kept(stage).state, kept(stage).done_ms) == (BreathingState.PLAYING, 0)
    assert "You'd just started 10 minutes" in hear(kitchen, "resume"), "that is the last one"


def test_a_device_that_cannot_play_goes_on_in_words(stage: Stage) -> None:
    kitchen = player(stage)
    hear(kitchen, TEN)
    later(stage, minutes=8, seconds=5)
    hear(kitchen, "pause")
    plain = stage.device("hall")
    assert "You'd done about 8 of 10 minutes of breathing. Go on from there, or skip to the rest?" in hear(plain, OPEN)
    said = hear(plain, "go on")
    assert said.startswith("[breathes 12 cycles, 120 s] Now let your breath do what it wants. If your heart")


def test_next_goes_on_to_the_evidence_and_that_is_not_offered_again(stage: Stage) -> None:
    device = player(stage)
    hear(device, "tell ready room that I opened with a story")
    hear(device, "yes")
    hear(device, TEN)
    later(stage, minutes=2)
    assert "You said: I opened with a story." in hear(device, "next")
    later(stage, minutes=3)
    assert "of breathing" not in hear(device, OPEN)


@contextmanager
def dead(ledger: Ledger) -> Iterator[None]:
    """Let nothing be read or saved in the block."""

    def fail(*_: object, **__: object) -> None:
        raise Unavailable("gone")

    names = ("performer", "performers", "latest", "shelf", "save")
    kept = {name: getattr(ledger, name) for name in names}
    for name in names:
        setattr(ledger, name, fail)
    yield
    for name, own in kept.items():
        setattr(ledger, name, own)


def test_with_the_ledger_out_of_reach_it_is_led_paused_and_gone_on_with_all_the_same(stage: Stage) -> None:
    device = player(stage)
    with dead(stage.ledger):
        assert "[plays slow-x60-stream-1.mp3 from 0:00]" in hear(device, TEN)
        device.playback(Playback.STARTED, 0)
        later(stage, minutes=1)
        assert hear(device, "pause") == "[stands at 1:00] [closes]"
        assert hear(device, "resume") == "[plays slow-x60-stream-1.mp3 from 1:00] [closes]"
        assert "from 0:00" in hear(device, "start over")


def test_anybody_may_pause_it_and_only_they_themselves_hear_their_evidence(stage: Stage) -> None:
    ana = player(stage)
    ana.speaks_as("ana")
    hear(ana, "tell ready room that I sang")
    hear(ana, "yes")
    hear(ana, "ask ready room to keep my record to my voice")
    hear(ana, TEN)
    later(stage, minutes=2)
    ana.speaks_as("ben")
    assert "[stands at 2:" in hear(ana, "pause")
    assert "I sang" not in hear(ana, "next")
    ana.speaks_as("ana")
    assert "I sang" in hear(ana, "next")


@pytest.mark.parametrize(
    "token", ["", "main", "main.r1.slow.60", "main.r1.slow.999.w", "../x.r1.slow.60.w", "m.r.x.1.w"]
)
def test_a_track_that_is_none_of_ours_is_left_alone(token: str, stage: Stage) -> None:
    device = player(stage)
    hear(device, ALONE)
    before = kept(stage)
    track = device._player.track
    assert track is not None
    device._player.track = replace(track, token=token)
    later(stage, minutes=1)
    device.playback(Playback.FINISHED, 600_000)
    assert kept(stage) == before


@pytest.mark.parametrize("said", ["pause", "resume", "start over", "previous", "next", "stop"])
def test_a_word_to_the_player_that_is_repeated_says_and_keeps_the_same(said: str, stage: Stage) -> None:
    def twice(endpoint: Endpoint) -> Endpoint:
        def post(body: bytes, headers: Mapping[str, str]) -> Mapping[str, Any]:
            first = endpoint(body, headers)
            assert endpoint(body, headers) == first
            return first

        return post

    stage.by_way_of = twice
    device = player(stage)
    hear(device, ALONE)
    later(stage, minutes=1)
    assert hear(device, said)
    breath = kept(stage) if said != "next" else None
    assert breath is None or breath.done_ms in {0, 58_500}


def test_whoever_talks_about_something_else_does_not_hear_the_tones_again_afterwards(stage: Stage) -> None:
    device = player(stage)
    hear(device, ALONE)
    later(stage, minutes=3)
    assert "Go on from there? [stands at 3:00]" in hear(device, OPEN)
    assert hear(device, "no") == "Okay. Until next time. [closes]"
    assert device.hear("").track is not None
    track = device.hear("what a silence").track
    assert track is not None
    assert track.activity == "STOPPED"


def test_a_debrief_in_the_middle_of_a_track_ends_it(stage: Stage) -> None:
    device = player(stage)
    hear(device, ALONE)
    later(stage, minutes=3)
    assert "[stands at 3:00]" in hear(device, "ask ready room to debrief")
    hear(device, "stop")
    assert hear(device, "ask ready room for help").count("stands") == 0, "it stands already"


def test_of_a_record_that_is_kept_to_a_voice_a_voice_that_is_not_known_hears_nothing(stage: Stage) -> None:
    device = player(stage)
    device.speaks_as("ana")
    for said in ("tell ready room that I sang", "yes", "ask ready room to keep my record to my voice", TEN):
        hear(device, said)
    later(stage, minutes=2)
    device.speaks_as(None)
    for said in ("next", "skip", "resume", "pause", "start over", "next"):
        assert "I sang" not in hear(device, said)
    device.speaks_as("ana")
    assert "I sang" in hear(device, "next")


@pytest.mark.parametrize("said", ["next", "resume", "start over", "previous", "repeat"])
def test_a_track_of_another_day_is_not_meant_any_more(said: str, stage: Stage) -> None:
    device = player(stage)
    hear(device, TEN)
    later(stage, minutes=4)
    hear(device, "pause")
    later(stage, days=3)
    assert "[plays slow-x60" not in hear(device, f"ask ready room to {said}")


@pytest.mark.parametrize("error", ["MEDIA_ERROR_UNKNOWN", "AN_ERROR_OF_TOMORROW"])
def test_a_track_that_fails_is_gone_on_with_where_it_failed(
    error: str, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simulator.device.PLAYBACK_ERROR", error)
    device = player(stage)
    hear(device, ALONE)
    later(stage, minutes=8)
    device.playback(Playback.FAILED, 480_000)
    later(stage, minutes=1)
    assert "You'd done about 8 of 10 minutes" in hear(device, OPEN)


def test_who_does_not_want_to_go_on_is_not_asked_again(stage: Stage) -> None:
    device = player(stage)
    hear(device, ALONE)
    later(stage, minutes=3)
    hear(device, "pause")
    assert "You'd done about 3 of 10 minutes" in hear(device, OPEN)
    hear(device, "no")
    assert "of breathing" not in hear(device, OPEN)


def test_ten_minutes_after_the_bell_it_is_asked_how_it_went(stage: Stage) -> None:
    device = player(stage)
    hear(device, TEN)
    later(stage, minutes=10)
    device.playback(Playback.FINISHED, 606_000)
    later(stage, minutes=9)
    later(stage, minutes=3)
    assert "Did it go the way you wanted" in hear(device, OPEN)


def test_a_guest_breathes_and_leaves_nothing_for_the_next(stage: Stage) -> None:
    device = player(stage)
    device.speaks_as("ana")
    for said in ("tell ready room that I sang", "yes", "ask ready room to keep my record to my voice"):
        hear(device, said)
    device.speaks_as(None)
    hear(device, ALONE)
    later(stage, minutes=3)
    assert hear(device, "pause") == "[stands at 3:00] [closes]"
    assert "from 3:00" in hear(device, "resume")
    hear(device, "pause")
    assert "of breathing" not in hear(device, OPEN)


def test_somebody_elses_track_that_is_gone_on_with_is_ones_own_from_there(stage: Stage) -> None:
    device = player(stage)
    for person in ("ana", "ben"):
        device.speaks_as(person)
        hear(device, "tell ready room that I sang")
        hear(device, "yes")
    device.speaks_as("ana")
    hear(device, ALONE)
    later(stage, minutes=3)
    hear(device, "pause")
    device.speaks_as("ben")
    assert "from 3:00" in hear(device, "resume")
    device.playback(Playback.FINISHED, 600_000)
    device.speaks_as("ana")
    assert "You'd done about 3 of 10 minutes" in hear(device, OPEN)


def test_started_over_between_blocks_it_is_the_same_round(stage: Stage) -> None:
    device = stage.device()
    assert "That was 5 of 20 minutes" in hear(device, "ask ready room for box breathing for twenty minutes")
    said = hear(device, "start over")
    assert "[breathes 4 cycles, 64 s]" in said
    assert "That was 5 of 20 minutes. Keep going?" in said


def test_with_the_ledger_out_of_reach_a_long_round_is_led_where_no_track_can_be_played(stage: Stage) -> None:
    device = stage.device()
    with dead(stage.ledger):
        said = hear(device, TEN)
        assert "[breathes 6 cycles, 60 s]" in said
        assert said.endswith("That was 5 of 10 minutes. Keep going, or skip to the rest? [listens]")
        later(stage, minutes=5)
        assert "[breathes 6 cycles, 60 s]" in hear(device, "go on")


def test_a_question_between_blocks_is_repeated_without_the_breathing(stage: Stage) -> None:
    device = stage.device()
    hear(device, TEN)
    assert hear(device, "repeat") == "That was 5 of 10 minutes. Keep going, or skip to the rest? [listens]"
    assert "If your heart is beating fast" in hear(device, "skip")


def test_a_break_between_blocks_is_gone_on_from(stage: Stage) -> None:
    hear(stage.device(), TEN)
    later(stage, minutes=7)
    device = stage.device()
    assert "You'd done about 5 of 10 minutes of breathing. Go on from there, or skip to the rest?" in hear(device, OPEN)
    assert "[sounds slow-x23-clip-1.mp3] Now let your breath do what it wants." in hear(device, "go on")


def test_who_speaks_into_a_block_goes_on_from_there(stage: Stage) -> None:
    device = stage.device()
    hear(device, TEN)
    later(stage, seconds=80)
    assert "That was 6 of 10 minutes" in hear(device, "go on")


def test_who_has_hardly_begun_is_told_so(stage: Stage) -> None:
    device = player(stage)
    hear(device, ALONE)
    later(stage, seconds=25)
    hear(device, "stop")
    assert "You'd just started 10 minutes of breathing. Go on from there?" in hear(device, OPEN)


@pytest.mark.parametrize(
    ("button", "activity"), [("Pause", "PAUSED"), ("Next", "STOPPED"), ("Previous", "PLAYING"), ("Play", "PLAYING")]
)
def test_a_button_is_a_word_to_the_track_without_an_answer(button: str, activity: str, stage: Stage) -> None:
    device = player(stage)
    hear(device, ALONE)
    later(stage, minutes=3)
    body = device._post({"type": f"PlaybackController.{button}CommandIssued"}, "", has_session=False)["response"]
    kinds = [one["type"].removeprefix("AudioPlayer.") for one in body["directives"]]
    assert kinds == (["Play"] if activity == "PLAYING" else ["Stop"])
    assert set(body) == {"directives"}


def test_a_button_without_a_track_does_nothing(stage: Stage) -> None:
    device = player(stage)
    assert device._post({"type": "PlaybackController.PlayCommandIssued"}, "", has_session=False)["response"] == {}


def screen(stage: Stage) -> Device:
    """Return a device with a screen."""
    device = stage.device("hall")
    device.caller = replace(device.caller, interfaces=frozenset({AUDIO_PLAYER, APL}))
    return device


def test_on_a_screen_resume_while_the_evidence_is_read_goes_on_with_that(stage: Stage) -> None:
    device = screen(stage)
    hear(device, "tell ready room that I sang")
    hear(device, "yes")
    hear(device, "ask ready room to warm me up for two minutes")
    later(stage, minutes=2, seconds=25)
    hear(device, "pause")
    said = hear(device, "resume")
    assert said.startswith("[shows: Here's your evidence.")


def test_on_a_screen_what_is_said_first_is_no_breathing(stage: Stage) -> None:
    device = screen(stage)
    hear(device, "ask ready room to warm me up")  # its safety line takes some seconds
    later(stage, seconds=61)
    hear(device, "pause")
    assert hear(device, "resume").startswith("[shows: Now let your breath")


def test_started_over_a_warm_up_reads_the_same(stage: Stage) -> None:
    device = screen(stage)
    for one in "abcdef":
        hear(device, f"tell ready room that I played the piece {one}")
        hear(device, "yes")
    first = hear(device, "ask ready room to warm me up for two minutes")
    later(stage, seconds=30)
    again = hear(device, "start over")
    assert [one for one in "abcdef" if f"piece {one}" in again] == [one for one in "abcdef" if f"piece {one}" in first]


@pytest.mark.parametrize(
    "said", ["I'm dizzy", "I feel faint", "my chest hurts", "I can't breathe", "oh no I'm getting dizzy"]
)
def test_who_is_unwell_is_led_no_further(said: str, stage: Stage) -> None:
    told = "Then let's stop. Sit down if you can, and breathe as you like."
    device = player(stage)
    assert hear(device, f"ask ready room {said}").startswith(told)
    hear(device, ALONE)
    later(stage, minutes=2)
    assert "[stands at 2:00]" in hear(device, f"ask ready room {said}")
    plain = stage.device("hall")
    hear(plain, TEN)
    assert hear(plain, said).startswith(told)


def test_a_track_that_is_over_begins_anew(stage: Stage) -> None:
    device = player(stage)
    hear(device, ALONE)
    later(stage, minutes=10)
    device.playback(Playback.FINISHED, 606_000)
    assert hear(device, "resume") == "[plays slow-x60-stream-1.mp3 from 0:00] [closes]"


def test_there_are_tracks_of_whole_minutes_only(stage: Stage) -> None:
    """Another host has no others."""
    device = player(stage)
    assert "[breathes 9 cycles, 90 s]" in hear(device, "ask ready room to breathe for ninety seconds")
    assert "slow-x12-stream-1.mp3" in hear(device, "ask ready room to breathe for two minutes")


def test_on_a_screen_the_time_of_another_round_is_none_of_this_one(stage: Stage) -> None:
    """It is shown here; a later one was begun elsewhere, and is far on."""
    hall = screen(stage)
    hear(hall, "ask ready room to warm me up for two minutes")
    assert hall.shown is not None
    hear(player(stage), ALONE)
    later(stage, minutes=1)
    hear(hall, "pause")
    breath = kept(stage)
    assert breath.token != hall.shown
    assert breath.state is BreathingState.PLAYING


def test_who_is_unwell_is_led_no_further_in_any_question(stage: Stage) -> None:
    device = stage.device()
    for said in ("ask ready room to debrief", "yes"):
        hear(device, said)
    told = hear(device, "I feel dizzy")
    assert told.startswith("Sit down if you can, and breathe as you like.")
    assert told.endswith("Start with: I. What's one thing you did that worked? [listens]")


def test_who_goes_on_with_somebody_elses_screen_begins_anew_there(stage: Stage) -> None:
    hall = screen(stage)
    for person in ("ana", "ben"):
        hall.speaks_as(person)
        hear(hall, "tell ready room that I sang")
        hear(hall, "yes")
    kitchen = player(stage)
    kitchen.speaks_as("ben")
    hear(kitchen, ALONE)
    hall.speaks_as("ana")
    hear(hall, "ask ready room to warm me up for two minutes")
    later(stage, minutes=1)
    hall.speaks_as("ben")
    shown = next(one for one in hall.hear("resume").screen if "datasources" in one)
    assert shown["datasources"]["pacer"]["properties"]["done"] == 0


NOT_OURS = ("loop", "loop off", "shuffle on", "shuffle off", "turn loop on", "stop shuffling")


@pytest.mark.parametrize("words", NOT_OURS)
def test_a_word_to_players_that_is_nothing_here_is_answered_and_the_track_goes_on(stage: Stage, words: str) -> None:
    device = player(stage)
    hear(device, TEN)
    before = kept(stage)
    later(stage, minutes=2)
    answer = device.hear(words)
    spoken = next(one for one in answer.exchanges if one.request["request"]["type"] == "IntentRequest")
    body = spoken.answer["response"]
    assert as_text(answer) == "I can't do that here. You can say: pause, or start over. [closes]"
    assert body["shouldEndSession"] is True
    assert "directives" not in body
    assert not answer.broken
    assert answer.track is not None
    assert answer.track.is_playing
    later(stage, minutes=3)
    assert "stands at 5:0" in hear(device, "pause")
    assert kept(stage).token == before.token


@pytest.mark.parametrize("words", NOT_OURS)
def test_it_needs_no_record(stage: Stage, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    device = player(stage)
    hear(device, TEN)

    def fail(*_: object, **__: object) -> Performer:
        raise Unavailable("gone")

    for name in ("performer", "performers"):
        monkeypatch.setattr(stage.ledger, name, fail)
    assert hear(device, words).startswith("I can't do that here.")


def sent(device: Device, intent: str) -> Mapping[str, Any]:
    """Say something for which Alexa has an intent of its own."""
    answer = device._complete(device._intent(Understood(intent), ""))
    assert not answer.broken
    return answer.exchanges[-1].answer


BUILT_IN = tuple(
    f"AMAZON.{name}Intent"
    for name in (
        *("LoopOn", "LoopOff", "ShuffleOn", "ShuffleOff", "More", "NavigateSettings", "ScrollUp", "ScrollDown"),
        *("ScrollLeft", "ScrollRight", "PageUp", "PageDown", "Select", "Tomorrow"),
    )
)


@pytest.mark.parametrize("intent", BUILT_IN)
def test_whatever_else_alexa_sends_while_no_track_plays_is_asked_again(stage: Stage, intent: str) -> None:
    device = player(stage)
    hear(device, "ask ready room to debrief")
    body = sent(device, intent)["response"]
    assert "I didn't catch that." in body["outputSpeech"]["ssml"]
    assert body["shouldEndSession"] is False
    hear(device, "stop")
    hear(device, ALONE)
    hear(device, "stop")
    device._session = device._new_session()
    body = sent(device, intent)["response"]
    assert "I didn't catch that." in body["outputSpeech"]["ssml"]
    assert body["shouldEndSession"] is False
