"""Kind 19: lengths in words, and lengths that are not the breathing's."""

import re
from collections.abc import Callable

import pytest

from skill.alexa.acts import act_of_intent
from skill.nlu.language import language_for
from skill.nlu.understand import understand
from skill.speech.cues import lengths as lengths_of
from tests.listening.situations import Situation

At = Callable[[str], Situation]
ENGLISH = language_for("en-US")


def led_ms(there: Situation) -> int:
    """Return how long the breathing is that was led, by what is said of it."""
    cycles = re.search(r"breathes \d+ cycles, (\d+) s", there.last)
    tones = sum(int(found) for found in re.findall(r"slow-x(\d+)-clip", there.last))
    return (int(cycles[1]) if cycles else 0) + 10 * tones


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("just breathe for two and a quarter minutes", 140),
        ("just breathe for a hundred and twenty seconds", 120),
        ("just breathe for one hundred and five seconds", 110),
        ("breathe with me for a couple of minutes", 120),
        ("just breathe for ninety secs", 90),
        ("just breathe for 1:30 minutes", 90),
        ("just breathe for two point five minutes", 150),
        ("just breathe for three quarters of a minute", 50),
        ("breathe with me for a minute and a half while they set up", 90),
        ("just breathe for two minutes thirty", 150),
        ("just breathe for two hundred seconds", 200),
        ("lead me through one and three quarter minutes of breathing", 110),
        ("just breathe for eighty five seconds", 90),
        ("just breathe for 2½ minutes", 150),
    ],
)
def test_every_length_that_is_said_is_led(words: str, seconds: int, at: At) -> None:
    there = at("base")
    there.say(f"ask ready room {words}")
    assert led_ms(there) == seconds


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("to breathe with me for fourteen minutes while they set up", 14),
        ("just breathe for a quarter of an hour", 15),
        ("breathe with me for seven and a half minutes please", 8),
        ("just breathe for four hundred and twenty seconds", 7),
    ],
)
def test_a_long_one_is_led_in_blocks(words: str, minutes: int, at: At) -> None:
    there = at("base")
    there.say(f"ask ready room {words}")
    assert f"of {minutes} minutes" in there.last


@pytest.mark.parametrize(
    "words", ["1 1/2 hours", "¾ hour", "1h30m", "an hour and a quarter", "two hours", "ninety minutes", "two days"]
)
def test_what_is_too_long_is_said_to_be(words: str, at: At) -> None:
    there = at("base")
    there.say(f"ask ready room just breathe for {words}")
    assert "longer than I can lead" in there.last
    assert "of 20 minutes" in there.last


@pytest.mark.parametrize(
    "words",
    [
        "get me ready for the eight minute solo",
        "warm me up the show lasts four minutes",
        "warm me up my talk is ten minutes long",
        "warm me up I speak for ten minutes",
        "get me ready for a five minute pitch",
        "warm me up it's a three-minute sketch",
        "warm me up we play for twenty minutes",
        "warm me up for my ten minute talk",
        "get me ready the whole thing takes six minutes",
        "warm me up I rehearsed ten minutes ago",
        "warm me up for ten minutes of questions",
    ],
)
def test_a_length_of_the_performance_is_not_the_breathings(words: str, at: At) -> None:
    there = at("base")
    there.say(f"ask ready room {words}")
    assert "[breathes 6 cycles, 60 s]" in there.last
    assert "sounds" not in there.last


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("warm me up for three minutes", 180),
        ("give me a two minute warm up", 120),
        ("warm me up for two minutes please", 120),
        ("a two-minute quick warm up", 120),
        ("warm me up with two minutes of calm", 120),
    ],
)
def test_a_length_of_the_warm_up_still_is(words: str, seconds: int, at: At) -> None:
    there = at("base")
    there.say(f"ask ready room {words}")
    assert led_ms(there) == seconds


@pytest.mark.parametrize(
    ("words", "cycles", "seconds"),
    [
        ("three in, six out for two minutes", 13, 117),
        ("4 in, 2 hold, 6 out, 2 hold", 4, 56),
        ("four in, hold seven, out eight", 3, 57),
        ("in and out for six", 5, 60),
        ("four on the inhale and eight on the exhale", 5, 60),
        ("in four, seven hold, eight out", 3, 57),
        ("inhale 3, exhale 6", 7, 63),
        ("2 in, 4 out, for one minute", 10, 60),
        ("breathe in 4, keep 4, breathe out 6", 4, 56),
    ],
)
def test_a_pattern_is_led_as_it_is_said(words: str, cycles: int, seconds: int, at: At) -> None:
    there = at("base")
    there.say(f"ask ready room {words}")
    assert f"[breathes {cycles} cycles, {seconds} s]" in there.last


@pytest.mark.parametrize(
    ("words", "pattern"),
    [
        ("in for three and a half, out for five", "3500ms 5000ms"),
        ("in for 4.5, out for 6.5", "4500ms 6500ms"),
        ("five and a half in and seven and a half out", "5500ms 7500ms"),
    ],
)
def test_parts_of_seconds_are_led(words: str, pattern: str, at: At) -> None:
    there = at("base")
    ssml = there.device.hear(f"ask ready room {words}").ssml or ""
    lengths = [
        int(silence) + (lengths_of("en-US").get(cue) or 0)
        for cue, silence in re.findall(r'(Breathe in|and out)<break time="(\d+)ms"/>', ssml)[:2]
    ]
    assert " ".join(f"{length}ms" for length in lengths) == pattern


def test_a_pattern_that_cannot_be_led_is_said_to_be(at: At) -> None:
    there = at("base")
    there.say("ask ready room to breathe in for three hold for thirteen out for six")
    assert "has to take four to twenty seconds. Here's your usual one." in there.last


def test_the_time_until_the_start_is_no_phase_of_the_breath(at: At) -> None:
    there = at("base")
    there.say("ask ready room in for four and out for six, i'm on in ten minutes")
    assert "[breathes 12 cycles, 120 s]" in there.last
    assert "Go." in there.last


@pytest.mark.parametrize("start", ["just breathe for ten minutes", "warm me up for ten minutes"])
@pytest.mark.parametrize(
    "words", ["more breathing", "some more please", "a bit longer", "another round", "keep breathing", "go on"]
)
def test_more_breathing_goes_on(start: str, words: str, at: At) -> None:
    there = at("base")
    there.say(f"ask ready room {start}", words)
    assert "breathes" in there.last
    assert there.performer.preferences.breathing


@pytest.mark.parametrize("words", ["no more breathing", "enough breathing", "skip the breathing", "that's enough"])
def test_no_more_breathing_ends_this_round_only(words: str, at: At) -> None:
    there = at("base")
    there.say("ask ready room to warm me up for ten minutes", words)
    assert "Here's your evidence" in there.last
    assert there.performer.preferences.breathing


@pytest.mark.parametrize(
    ("length", "seconds"),
    [
        ("PT2.5M", 150),
        ("P0DT0H3M0S", 180),
        ("P2D", 172_800),
        ("PT90S", 90),
        ("PT0.5H", 1_800),
        ("P0Y0M0DT0H2M0S", 120),
        ("PT2M30.5S", 150),
        ("PT1,5M", 90),
        ("P1W", 604_800),
        ("PT1H0M", 3_600),
        ("PT0M45S", 45),
    ],
)
def test_any_iso_duration_is_read(length: str, seconds: int) -> None:
    assert understand(ENGLISH, act_of_intent("BreatheIntent", {"length": length}, ENGLISH)).seconds == seconds
