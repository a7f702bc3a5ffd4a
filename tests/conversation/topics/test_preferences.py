"""What somebody says once and wants kept: the breathing, the cue word, ratings and cards."""

from typing import Any

import pytest

from skill.efficacy.performer import Performer, Preferences
from skill.ledger.protocol import NOTHING
from skill.nlu.intents import Intent
from tests.conversation.talk import Talk, args, keys


def saved(talk: Talk) -> Preferences:
    """Return the preferences, as saved."""
    return talk.performer.preferences


@pytest.mark.parametrize(
    ("words", "pattern"),
    [("box breathing from now on", "box"), ("in for four out for eight from now on", "4-0-8-0"), ("a tango", None)],
)
def test_a_pattern_is_kept_by_its_name_or_its_numbers_and_else_asked_for(
    words: str, pattern: str | None, talk: Talk
) -> None:
    talk.ask(Intent.PREFER_PATTERN, words=words)
    assert saved(talk).pattern == pattern
    assert talk.question == ("" if pattern else "prefer.pattern")
    if pattern is None:
        talk.say("the box one")
        assert saved(talk).pattern == "box"


def test_a_breath_too_fast_or_too_slow_changes_nothing(talk: Talk) -> None:
    talk.ask(Intent.PREFER_PATTERN, pattern="box")
    for words in ("in for one out for one", "in for nine hold for nine out for nine"):
        assert keys(talk.ask(Intent.PREFER_PATTERN, words=words)) == ["prefer-pattern-limits"]
    assert saved(talk).pattern == "box"


@pytest.mark.parametrize(("holds", "line"), [(True, "warm-up-holds"), (False, "warm-up-no-holds")])
def test_a_pattern_with_holds_comes_with_a_caution_or_without_its_holds(holds: bool, line: str, talk: Talk) -> None:
    talk.save(Performer(preferences=Preferences(holds=holds)))
    assert keys(talk.ask(Intent.PREFER_PATTERN, pattern="box")) == ["prefer-pattern-kept", line]
    assert keys(talk.ask(Intent.PREFER_PATTERN, pattern="even")) == ["prefer-pattern-kept"]


def test_who_chooses_a_pattern_wants_to_breathe_again(talk: Talk) -> None:
    talk.ask(Intent.NO_BREATHING)
    assert not saved(talk).breathing
    talk.ask(Intent.PREFER_PATTERN, pattern="even")
    assert saved(talk).breathing


@pytest.mark.parametrize(
    ("seconds", "stored", "line"),
    [
        (19, 20, "prefer-length-limits"),
        (20, 20, "prefer-length-kept"),
        (300, 300, "prefer-length-kept"),
        (301, 300, "prefer-length-limits"),
    ],
)
def test_a_length_is_kept_from_twenty_seconds_to_five_minutes(seconds: int, stored: int, line: str, talk: Talk) -> None:
    reply = talk.ask(Intent.PREFER_LENGTH, seconds=seconds)
    assert keys(reply) == [line]
    assert args(reply, line)["seconds"] == saved(talk).seconds == stored


def test_a_length_that_was_not_named_is_asked_for(talk: Talk) -> None:
    talk.ask(Intent.PREFER_LENGTH)
    assert talk.question == "prefer.length"
    talk.mean(Intent.LENGTH, seconds=90)
    assert saved(talk).seconds == 90


@pytest.mark.parametrize(("said", "cue"), [("steady", "steady"), ("my slow and steady hands", "slow and steady")])
def test_a_cue_word_is_at_most_three_words(said: str, cue: str, talk: Talk) -> None:
    talk.ask(Intent.CUE)
    assert talk.question == "prefer.cue"
    talk.say(said)
    assert saved(talk).cue == cue


def test_a_no_drops_the_cue_word_and_a_skip_keeps_it(talk: Talk) -> None:
    talk.ask(Intent.CUE, words="steady")
    talk.ask(Intent.CUE)
    reply = talk.mean(Intent.SKIP)
    assert keys(reply) == ["okay"]
    assert reply.change == NOTHING
    assert saved(talk).cue == "steady"
    talk.ask(Intent.CUE)
    assert keys(talk.mean(Intent.NO)) == ["cue-none"]
    assert saved(talk).cue is None


@pytest.mark.parametrize(
    ("intent", "line", "changed"),
    [
        (Intent.NO_RATING, "prefer-no-rating", {"rating": False}),
        (Intent.RATING, "prefer-rating", {"rating": True}),
        (Intent.NO_CARDS, "prefer-no-cards", {"cards": False}),
        (Intent.CARDS, "prefer-cards", {"cards": True}),
    ],
)
def test_each_preference_is_kept_and_leaves_the_others(
    intent: Intent, line: str, changed: dict[str, Any], talk: Talk
) -> None:
    before = Preferences(pattern="even", seconds=90, cue="steady")
    talk.save(Performer(preferences=before))
    assert keys(talk.ask(intent)) == [line]
    after = saved(talk)
    assert {name: getattr(after, name) for name in changed} == changed
    assert (after.pattern, after.seconds, after.cue) == ("even", 90, "steady")
