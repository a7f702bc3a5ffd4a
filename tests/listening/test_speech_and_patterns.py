"""Kind 16: slower speech, a pattern without its holds, a name for one's own pattern."""

from collections.abc import Callable

import pytest

from tests.listening.situations import Situation

At = Callable[[str], Situation]
SLOWER = [
    "speak at half speed",
    "slow your voice down",
    "talk slower please",
    "you're too fast",
    "can you speak more slowly",
    "slow down a bit",
    "please talk a little slower",
    "you're going way too fast for me",
    "could you speak slower from now on",
    "not so fast",
    "you talk too quickly",
    "say it more slowly",
    "use a slower pace",
    "I can't keep up with you",
]


ADDRESSED = [
    "speak at half speed",
    "slow your voice down",
    "talk slower please",
    "you're too fast",
    "can you speak more slowly",
    "please talk a little slower",
    "you're going way too fast for me",
    "could you speak slower from now on",
    "you talk too quickly",
    "use a slower pace",
    "I can't keep up with you",
]
"""Those that address the skill, which are no answers even where any words may be."""


def ssml_of(there: Situation, words: str) -> str:
    """Return the SSML of the answer to something."""
    return there.device.hear(words).ssml or ""


@pytest.mark.parametrize("words", SLOWER)
def test_slower_speech_is_kept(words: str, at: At) -> None:
    there = at("base")
    there.say(f"ask ready room {words}")
    assert there.performer.preferences.slow_speech
    assert [domain.title for domain in there.performer.domains] == ["cooking demonstrations", "chess tournaments"]
    assert '<prosody rate="75%">' in ssml_of(there, "open ready room")


@pytest.mark.parametrize(
    ("words", "where"),
    [
        *((words, where) for words in SLOWER for where in ("later", "certainty")),
        *((words, "worked") for words in ADDRESSED),
    ],
)
def test_in_a_question_the_question_is_said_again_slower(words: str, where: str, at: At) -> None:
    there = at(where)
    evidence, question = there.evidence(), there.last
    there.say(words)
    assert there.last == question
    assert there.device.is_open
    assert there.evidence() == evidence
    assert there.performer.preferences.slow_speech


def test_it_is_slow_within_a_session_and_its_reprompts_and_the_breath_keeps_its_time(at: At) -> None:
    there = at("worked")
    there.say("slow your voice down")
    answer = there.device.hear("I kept my eyes up")
    assert answer.ssml and '<prosody rate="75%"><s>' in answer.ssml
    assert answer.reprompt and '<prosody rate="75%"><s>' in answer.reprompt
    there.say("that's enough")
    warm_up = ssml_of(there, "ask ready room to warm me up")
    assert "<prosody" not in warm_up[warm_up.index("Breathe in") : warm_up.index("let your breath do") - 40]
    assert '<prosody rate="75%"><s>Now let your breath' in warm_up


@pytest.mark.parametrize(
    "words",
    [
        "normal speed",
        "back to normal speed",
        "speak normally",
        "talk at your usual speed again",
        "you can speak faster again",
        "you're too slow",
        "go back to the normal pace",
        "speak a bit faster",
        "use your regular speed",
        "stop talking so slowly",
    ],
)
def test_normal_speed_takes_it_back(words: str, at: At) -> None:
    there = at("base")
    there.say("ask ready room to speak slower", f"ask ready room {words}")
    assert not there.performer.preferences.slow_speech
    assert "<prosody" not in ssml_of(there, "open ready room")


@pytest.mark.parametrize(
    "words",
    [
        "speak louder",
        "turn it up",
        "turn your voice down a bit",
        "speak up please",
        "a bit louder voice",
        "volume up",
        "can you speak more quietly",
        "I can't hear you",
        "you're too quiet",
        "raise your voice",
        "turn the volume down",
    ],
)
def test_the_volume_is_alexas_own_and_nothing_is_kept(words: str, at: At) -> None:
    there = at("later")
    before = there.performer
    there.say(words.replace("a bit louder voice", "louder voice"))
    assert "volume is Alexa's own" in there.last
    assert there.performer.domains == before.domains
    assert there.performer.preferences == before.preferences
    assert there.device.is_open


@pytest.mark.parametrize(
    "words",
    [
        "I spoke slower than last time",
        "I slowed my voice down before the hard part",
        "I told them they were too fast",
        "I turned it up at the end",
        "not so fast cuts and a wide stance",
        "I spoke louder at the back",
        "slow down",
        "speak slower",
        "speak up",
        "turn it up",
    ],
)
def test_an_answer_about_pace_or_volume_stays_an_answer(words: str, at: At) -> None:
    there = at("worked")
    there.say(words)
    assert there.evidence()[0].worked == words
    assert not there.performer.preferences.slow_speech


@pytest.mark.parametrize("words", ["slow breathing", "breathe slower", "breathe slowly with me"])
def test_slower_breathing_is_no_slower_speech(words: str, at: At) -> None:
    there = at("base")
    there.say(f"ask ready room {words}")
    assert "breathes" in there.last
    assert not there.performer.preferences.slow_speech


# Without holds


@pytest.mark.parametrize(
    "words",
    [
        "box breathing with no holds",
        "box breathing without holds",
        "square breathing but leave out the holds",
        "box breathing without any holding",
        "four seven eight breathing without the hold",
        "in for five hold for two out for six with no hold",
        "two minutes of box breathing with no breath holds",
        "box breathing, skip the holds",
        "box breathing minus the holds",
        "breathe with me box but no pauses",
        "box breathing, holds left out",
    ],
)
def test_a_pattern_is_led_without_its_holds_this_once(words: str, at: At) -> None:
    there = at("base")
    said = ssml_of(there, f"ask ready room {words}")
    assert "Breathe in" in said
    assert "hold" not in said
    assert there.performer.preferences.pattern is None


@pytest.mark.parametrize(
    ("words", "pattern"),
    [
        ("always box breathing but with no holds", "4-0-4-0"),
        ("from now on box breathing without holds", "4-0-4-0"),
        ("always four seven eight breathing without the hold", "4-0-8-0"),
        ("in for five hold for two out for six from now on without holds", "5-0-6-0"),
        ("box breathing with no holding every time", "4-0-4-0"),
        ("always box breathing", "box"),
    ],
)
def test_a_pattern_is_kept_without_its_holds(words: str, pattern: str, at: At) -> None:
    there = at("base")
    there.say(f"ask ready room {words}")
    assert there.performer.preferences.pattern == pattern


def test_the_usual_pattern_may_leave_its_holds_out_once(at: At) -> None:
    there = at("base")
    there.say("ask ready room always box breathing")
    assert "hold" not in ssml_of(there, "ask ready room to breathe with me without holds")
    assert "hold" in ssml_of(there, "ask ready room to breathe with me")


# A name for one's own pattern


@pytest.mark.parametrize(
    ("words", "title", "lengths"),
    [
        ("in for five out for eight from now on and name that lantern", "lantern", "5-0-8-0"),
        ("remember my pattern as tide in for two out for five", "tide", "2-0-5-0"),
        ("save in for four out for seven as low tide", "low tide", "4-0-7-0"),
        ("in four hold two out six call it anchor", "anchor", "4-2-6-0"),
        ("always in for three out for six and call that harbour", "harbour", "3-0-6-0"),
        ("name my pattern river in for four out for eight", "river", "4-0-8-0"),
        ("breathe in for five and out for seven and call it my hill", "hill", "5-0-7-0"),
        ("five in seven out from now on called meadow", "meadow", "5-0-7-0"),
        ("keep my breathing as kite in for three and a half out for five", "kite", "3.5-0-5-0"),
        ("in for four out for nine, save that as lighthouse", "lighthouse", "4-0-9-0"),
    ],
)
def test_a_name_is_kept_with_the_pattern(words: str, title: str, lengths: str, at: At) -> None:
    there = at("base")
    there.say(f"ask ready room {words}")
    assert [(one.title, one.lengths) for one in there.performer.preferences.own_patterns] == [(title, lengths)]
    assert title in there.last
    assert there.domain().title == "cooking demonstrations"
    assert len(there.evidence()) == 3


@pytest.mark.parametrize(
    "words",
    [
        "lantern breathing",
        "breathe with lantern",
        "do lantern",
        "lead me through lantern",
        "let's do the lantern",
        "lantern please",
        "use lantern",
        "just breathe with my lantern pattern",
        "two minutes of lantern breathing",
        "warm me up with lantern",
    ],
)
def test_the_name_finds_the_pattern_later(words: str, at: At) -> None:
    there = at("base")
    there.say("ask ready room in for five out for eight from now on and name that lantern")
    there.say("ask ready room always slow breathing")
    said = ssml_of(there, f"ask ready room {words}")
    assert '<break time="4' in said or '<break time="7' in said
    assert "in for" not in said
    breaths = said.count("Breathe in") + said.count("In<break")
    assert breaths in {5, 9}  # of thirteen seconds each


def test_the_name_makes_it_the_usual_one_again(at: At) -> None:
    there = at("base")
    there.say("ask ready room in for five out for eight from now on and name that lantern")
    there.say("ask ready room always slow breathing", "ask ready room always lantern")
    assert there.performer.preferences.pattern == "5-0-8-0"


def test_a_deed_told_with_a_name_stays_a_note(at: At) -> None:
    there = at("base")
    there.say("tell ready room that I breathed in for four and out for six and called it lantern")
    assert there.performer.preferences.own_patterns == ()
    assert there.evidence()[0].note == "I breathed in for four and out for six and called it lantern"
