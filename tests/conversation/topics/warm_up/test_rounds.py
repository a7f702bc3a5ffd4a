"""A round of breathing: how long it is, and whether words, tones, a screen or a track lead it."""

from dataclasses import replace
from typing import Any

import pytest

from skill.breathing.patterns import BOX, SIGH, SLOW, Pattern, pattern_of
from skill.breathing.recordings import Kind
from skill.breathing.round import Round
from skill.breathing.timeline import OPENING_MS, cycles_in
from skill.conversation.context import Context
from skill.conversation.topics.warm_up.rounds import (
    LONGEST_SECONDS,
    breathing_parts,
    breathing_state,
    first_block,
    is_track,
    plays_unattended,
    requested_round,
    track,
)
from skill.conversation.turn import Device, RecordedPatterns, Reply
from skill.efficacy.breath import BreathingState
from skill.efficacy.performer import MAIN, Performer, Preferences
from skill.limits import SPEECH_CHARACTERS
from skill.nlu.act import DialogAct
from skill.nlu.intents import Intent
from skill.speech.parts import Breathing, Tones
from skill.speech.ssml import ssml
from skill.speech.texts import texts_for
from tests.conversation.talk import BEGINS, Talk, keys

SPEAKER = Device(recordings=RecordedPatterns.ALL)
PLAYER, SCREEN = replace(SPEAKER, has_player=True), replace(SPEAKER, has_screen=True)
SHOW = replace(PLAYER, has_screen=True)
TEXTS = texts_for("en-US")


def on(talk: Talk, device: Device, **said: Any) -> Context:
    """Return what is at hand where somebody asks to breathe on a device."""
    talk.device = device
    return talk.context(DialogAct(Intent.BREATHE, **said))


def lasting(seconds: int, pattern: Pattern = SLOW, *, alone: bool = False) -> Round:
    """Return a round of about that many seconds."""
    return Round(pattern, cycles_in(pattern, seconds), alone, MAIN, "r1", BEGINS)


@pytest.mark.parametrize(
    ("said", "liked", "pattern"),
    [
        ({"pattern": "box"}, "even", "box"),
        ({"words": "in for four out for eight"}, "even", "4-0-8-0"),
        ({"words": "in for one out for one"}, "even", "even"),
        ({}, "even", "even"),
        ({}, "no such pattern", "slow"),
        ({}, None, "slow"),
    ],
)
def test_it_is_in_the_pattern_that_was_asked_for_or_the_one_they_like_or_slow(
    said: dict[str, str], liked: str | None, pattern: str, talk: Talk
) -> None:
    performer = Performer(preferences=Preferences(pattern=liked))
    assert requested_round(on(talk, SPEAKER, **said), performer, 60, alone=True).pattern.name == pattern


@pytest.mark.parametrize(
    ("seconds", "lasts"),
    [(1, 10), (64, 60), (65, 70), (300, 300), (329, 300), (331, 360), (LONGEST_SECONDS, 1_200), (9_999, 1_200)],
)
def test_it_is_of_whole_cycles_beyond_one_answer_of_whole_minutes_and_of_twenty_at_most(
    seconds: int, lasts: int, talk: Talk
) -> None:
    round_ = requested_round(on(talk, SPEAKER), Performer(), seconds, alone=False)
    assert round_.length_ms == 1_000 * lasts
    assert (round_.performer_id, round_.began, round_.is_standalone) == (MAIN, BEGINS, False)


@pytest.mark.parametrize(
    ("device", "alone", "seconds", "plays"),
    [
        (PLAYER, True, 60, False),
        (PLAYER, True, 120, True),
        (SHOW, True, 300, False),
        (SHOW, True, 360, True),
        (PLAYER, False, 300, False),
        (PLAYER, False, 360, True),
        (PLAYER, True, 150, False),
        (SPEAKER, True, 600, False),
        (replace(PLAYER, recordings=RecordedPatterns.NONE), True, 600, False),
    ],
)
def test_a_track_leads_whole_minutes_that_are_too_long_for_an_answer_or_stand_alone_without_a_screen(
    device: Device, alone: bool, seconds: int, plays: bool
) -> None:
    round_ = lasting(seconds, alone=alone)
    assert is_track(device, round_) is plays
    assert is_track(device, replace(round_, done=round_.cycles - 1)) is plays, "however much of it is behind"


def test_a_screen_leads_any_round_by_itself() -> None:
    assert plays_unattended(SCREEN, lasting(10))
    assert plays_unattended(PLAYER, lasting(600))
    assert not plays_unattended(PLAYER, lasting(60))
    assert not plays_unattended(SPEAKER, lasting(600))


@pytest.mark.parametrize("seconds", [120, 130])
def test_words_lead_up_to_two_minutes_and_of_longer_rounds_the_first_before_the_tones(seconds: int, talk: Talk) -> None:
    parts = breathing_parts(on(talk, SPEAKER), lasting(seconds))
    spoken = [part.timeline.length_ms for part in parts if isinstance(part, Breathing)]
    tones = [part.recording for part in parts if isinstance(part, Tones)]
    if seconds == 120:
        assert (spoken, tones) == ([120_000], [])
        return
    assert spoken == [60_000]
    assert [(one.kind, one.timeline.length_ms) for one in tones] == [(Kind.CLIP, 70_000)]


@pytest.mark.parametrize(
    ("pattern", "explained"),
    [
        (SLOW, ["warm-up-tones"]),
        (BOX, ["warm-up-tones", "tones-hold"]),
        (SIGH, ["warm-up-tones", "tones-top-up"]),
    ],
)
def test_tones_are_explained_once_by_what_the_pattern_has(pattern: Pattern, explained: list[str], talk: Talk) -> None:
    context, round_ = on(talk, SPEAKER), lasting(240, pattern)
    assert keys(Reply(breathing_parts(context, round_))) == explained
    assert keys(Reply(breathing_parts(context, replace(round_, done=1)))) == []


def test_without_recordings_words_lead_all_of_it_and_on_a_screen_all_of_it_is_shown(talk: Talk) -> None:
    plain = replace(SPEAKER, recordings=RecordedPatterns.NAMED)
    custom = pattern_of("4-0-8-0")
    assert custom is not None
    (part,) = breathing_parts(on(talk, plain), lasting(240, custom))
    assert isinstance(part, Breathing)
    assert part.timeline.length_ms == 240_000
    (part,) = breathing_parts(on(talk, SCREEN), replace(lasting(600), done=30))
    assert isinstance(part, Breathing)
    assert part.timeline.length_ms == 600_000


def test_one_answer_leads_five_minutes_of_a_long_round_and_a_screen_all_of_it(talk: Talk) -> None:
    long = lasting(1_200)
    assert first_block(on(talk, SPEAKER), lasting(300)) == lasting(300)
    assert first_block(on(talk, SPEAKER), long).cycles == 29, "a minute of words, and the longest clip"
    assert first_block(on(talk, SPEAKER), replace(long, done=29)).cycles == 58
    assert first_block(on(talk, replace(SPEAKER, recordings=RecordedPatterns.NONE)), long).cycles == 30
    assert first_block(on(talk, SCREEN), long) == long


@pytest.mark.parametrize("lengths", ["1-1-1-1", "0.5-0.5-0.5-2.5", "1.25-1.25-1.25-1.25", "3-1-0.5-1.5"])
def test_five_minutes_of_many_short_phases_are_led_a_part_at_a_time_and_each_fits_in_an_answer(
    lengths: str, talk: Talk
) -> None:
    speaker, pattern = replace(SPEAKER, recordings=RecordedPatterns.NAMED), pattern_of(lengths)
    assert pattern is not None
    whole, led = lasting(300, pattern), 0
    while led < whole.cycles:
        part = first_block(on(talk, speaker), replace(whole, done=led))
        assert len(ssml(breathing_parts(on(talk, speaker), part), TEXTS)) < 0.75 * SPEECH_CHARACTERS
        assert part.cycles > led
        led = part.cycles


@pytest.mark.parametrize(("minutes_", "lengths", "first"), [(6, "4-0-6-0", 18), (4, "1-1-1-1", 30), (5, "1-1-1-1", 50)])
def test_no_block_of_words_leaves_little(minutes_: int, lengths: str, first: int, talk: Talk) -> None:
    """What would be left after the longest block is never dropped."""
    speaker, pattern = replace(SPEAKER, recordings=RecordedPatterns.NONE), pattern_of(lengths)
    assert pattern is not None
    whole = lasting(60 * minutes_, pattern)
    block = first_block(on(talk, speaker), whole)
    assert block.cycles == first
    assert first_block(on(talk, speaker), replace(whole, done=first)).cycles == whole.cycles


def test_tones_lead_five_minutes_of_short_phases_in_one_answer(talk: Talk) -> None:
    short = pattern_of("1-1-1-1")
    assert short is not None
    whole = lasting(300, short)
    assert first_block(on(talk, SPEAKER), whole) == whole
    assert len(ssml(breathing_parts(on(talk, SPEAKER), whole), TEXTS)) < 0.75 * SPEECH_CHARACTERS


def test_a_track_begins_with_its_opening_or_where_the_breathing_is_or_where_the_device_says(talk: Talk) -> None:
    round_ = lasting(600)
    assert track(round_).offset_ms == 0
    assert track(replace(round_, done=18)).offset_ms == OPENING_MS + 180_000
    assert track(replace(round_, done=18), 1_234).offset_ms == 1_234
    assert track(round_).recording.timeline.length_ms == 600_000


@pytest.mark.parametrize(
    ("device", "alone", "closing_due"), [(PLAYER, False, True), (PLAYER, True, False), (SCREEN, False, False)]
)
def test_only_a_track_of_a_warm_up_leaves_what_follows_it_for_later(
    device: Device, alone: bool, closing_due: bool, talk: Talk
) -> None:
    round_ = lasting(600, alone=alone)
    breath = breathing_state(on(talk, device), replace(round_, done=6))
    assert (breath.token, breath.length_ms, breath.done_ms) == (round_.token, 600_000, 60_000)
    assert breath.state is BreathingState.PLAYING
    assert breath.closing_due is closing_due
    assert breathing_state(on(talk, device), round_, 1_234).done_ms == 1_234
