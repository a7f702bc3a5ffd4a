"""What a dialog act means, and what free text asks for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.nlu.act import DialogAct
from skill.nlu.intents import Intent, NluResult
from skill.nlu.language import language_for
from skill.nlu.understand import classify, explicit_request, understand

ENGLISH = language_for("en-US")


def meant(intent: Intent, **said: object) -> NluResult:
    """Return what an act with these values means."""
    return understand(ENGLISH, DialogAct(intent, **said))  # type: ignore[arg-type]


def asked(words: str, likely: Intent | None = None, without: frozenset[Intent] = frozenset()) -> NluResult:
    """Return what free text most likely asks for."""
    return classify(ENGLISH, NluResult(Intent.WORDS, words), likely, without)


def outright(words: str) -> NluResult:
    """Return what free text asks for outright."""
    return explicit_request(ENGLISH, NluResult(Intent.WORDS, words))


# Every act


def test_a_touch_is_its_intent_and_its_number_and_says_nothing() -> None:
    result = meant(Intent.SKIP, number=3, is_touch=True, words="stop", carrier="I", date="2026", seconds=60)
    assert result == NluResult(Intent.SKIP, number=3)
    assert result.utterance == ""


@pytest.mark.parametrize(
    ("act", "utterance"),
    [
        (DialogAct(Intent.WORDS, words="kept eye contact", carrier="I"), "I kept eye contact"),
        (DialogAct(Intent.WORDS, words="stop"), "stop"),
        (DialogAct(Intent.OUTCOME, choice="no", spoken="it tanked"), "it tanked"),
        (DialogAct(Intent.NUMBER, number=7), ""),
        (DialogAct(Intent.YES, words="sure"), "sure"),
    ],
)
def test_the_utterance_is_all_that_was_said(act: DialogAct, utterance: str) -> None:
    assert understand(ENGLISH, act).utterance == utterance


@pytest.mark.parametrize("intent", [Intent.WORDS, Intent.NOTE, Intent.CUE])
def test_a_cut_utterance_stays_marked_as_cut(intent: Intent) -> None:
    assert meant(intent, words="I paused", is_cut=True).is_cut
    assert not meant(intent, words="I paused").is_cut


@pytest.mark.parametrize("intent", sorted({*Intent} - {Intent.NUMBER, Intent.NOTE, Intent.DOMAIN, Intent.WORDS}))
def test_an_intent_without_any_values_stays_itself(intent: Intent) -> None:
    assert meant(intent).intent is intent


@pytest.mark.parametrize("intent", [Intent.NUMBER, Intent.NOTE, Intent.DOMAIN, Intent.WORDS])
def test_an_intent_that_lacks_the_value_it_needs_is_nothing(intent: Intent) -> None:
    assert meant(intent) == NluResult(Intent.NOTHING)


@pytest.mark.parametrize("signs", ["", "  ", "🎉", "?!", "…"])
def test_signs_and_pictures_are_no_words(signs: str) -> None:
    assert meant(Intent.WORDS, words=signs) == NluResult(Intent.NOTHING)
    assert meant(Intent.WORDS, words=signs, carrier="I") == NluResult(Intent.NOTHING)
    assert meant(Intent.NOTE, words=signs) == NluResult(Intent.NOTHING)
    assert meant(Intent.CUE, words=signs) == NluResult(Intent.CUE)


# Free text


@settings(max_examples=60)
@given(st.text(max_size=40))
def test_any_text_means_something_unless_it_has_no_words(words: str) -> None:
    result = meant(Intent.WORDS, words=words)
    assert (result.intent is Intent.NOTHING) is (ENGLISH.word_count(words) == 0)
    assert result.utterance == words.strip()


@pytest.mark.parametrize(
    ("carrier", "words"),
    [
        ("I", "kept eye contact"),
        ("I'm", "done"),
        ("that", "one was wrong"),
        ("no", "that's wrong"),
        ("I", "don't know"),
    ],
)
def test_text_means_the_same_whether_or_not_its_beginning_is_a_carrier(carrier: str, words: str) -> None:
    assert meant(Intent.WORDS, words=words, carrier=carrier) == meant(Intent.WORDS, words=f"{carrier} {words}")


@pytest.mark.parametrize(
    ("words", "result"),
    [
        ("stop", NluResult(Intent.STOP, "stop")),
        ("seven", NluResult(Intent.NUMBER, "seven", 7)),
        ("i kept going", NluResult(Intent.WORDS, "I kept going")),
        ("um, i'm sure", NluResult(Intent.WORDS, "I'm sure")),
        ("I'm on in thirty seconds", NluResult(Intent.ON_SOON, "thirty seconds", seconds=30)),
        (
            "warm me up for two minutes with box breathing",
            NluResult(Intent.WARM_UP, "warm me up for two minutes with box breathing", seconds=120, pattern="box"),
        ),
    ],
)
def test_free_text_may_be_a_command_a_number_or_words(words: str, result: NluResult) -> None:
    assert meant(Intent.WORDS, words=words) == result


@pytest.mark.parametrize("words", ["warm me up I'm on in ten minutes", "get me ready for my talk in about ten minutes"])
def test_a_warm_up_with_the_time_left_is_about_that_time(words: str) -> None:
    assert meant(Intent.WORDS, words=words) == NluResult(Intent.ON_SOON, words, seconds=600)


# Breathing


@pytest.mark.parametrize(
    ("words", "pattern", "seconds"),
    [
        ("in for four, hold for two, out for six, for three minutes", "4-2-6-0", 180),
        ("inhale four seconds exhale eight", "4-0-8-0", None),
        ("in four, hold four, out four, hold four", "4-4-4-4", None),
        ("three in and six out for two minutes", "3-0-6-0", 120),
        ("two seconds in and four seconds out for thirty seconds", "2-0-4-0", 30),
        ("five in, two hold, seven out", "5-2-7-0", None),
        ("four seven eight breathing", "4-7-8-0", None),
        ("four four four four breathing for a minute", "4-4-4-4", 60),
        ("a breath in of five, a hold of five, a breath out of five and then hold for two", "5-5-5-2", None),
        ("in for four hold for seven out for eight, do it five times", "4-7-8-0", 95),
        ("ten deep breaths", None, 100),
        ("a couple of those big sighs", "sigh", 18),
        ("three minutes of slow breathing", "slow", 180),
        ("in for four", None, None),
        ("four and six", None, None),
    ],
)
def test_breathing_is_read_from_the_performers_own_words(words: str, pattern: str | None, seconds: int | None) -> None:
    result = understand(ENGLISH, DialogAct(Intent.WORDS, f"breathe with me for {words}"))
    assert (result.intent, result.pattern, result.seconds) == (Intent.BREATHE, pattern, seconds)


@pytest.mark.parametrize("intent", [Intent.WARM_UP, Intent.ON_SOON, Intent.LENGTH, Intent.BREATHE])
def test_a_length_and_a_pattern_that_were_recognized_outweigh_the_words(intent: Intent) -> None:
    result = meant(intent, words="two minutes of slow breathing", seconds=60, pattern="box")
    assert result == NluResult(intent, "two minutes of slow breathing", seconds=60, pattern="box")


@pytest.mark.parametrize("intent", [Intent.WARM_UP, Intent.ON_SOON, Intent.LENGTH, Intent.BREATHE])
def test_what_was_not_recognized_is_read_from_the_words(intent: Intent) -> None:
    result = meant(intent, words="two minutes of box breathing")
    assert result == NluResult(intent, "two minutes of box breathing", seconds=120, pattern="box")


@pytest.mark.parametrize(
    ("number", "pattern", "seconds"),
    [(3, None, 30), (3, "sigh", 27), (2, "4-7-8-0", 38), (3, "9-9-9-9", 30), (0, None, None)],
)
def test_a_number_of_breaths_lasts_that_many_cycles(number: int, pattern: str | None, seconds: int | None) -> None:
    assert meant(Intent.BREATHE, number=number, pattern=pattern).seconds == seconds


def test_a_number_of_breaths_does_not_change_a_length() -> None:
    assert meant(Intent.BREATHE, number=3, seconds=60).seconds == 60


def test_breaths_are_counted_for_breathing_alone_and_not_for_a_warm_up() -> None:
    assert meant(Intent.BREATHE, words="three sighs").seconds == 27
    assert meant(Intent.WARM_UP, words="three sighs").seconds is None


def test_the_carrier_of_a_breath_belongs_to_it() -> None:
    result = meant(Intent.BREATHE, words="four out for six", carrier="in for")
    assert result == NluResult(Intent.BREATHE, "in for four out for six", pattern="4-0-6-0")


@pytest.mark.parametrize("words", ["box breathing from now on", "always box breathing", "box breathing every time"])
def test_breathing_that_is_to_last_is_a_preference(words: str) -> None:
    result = meant(Intent.BREATHE, words=words, pattern="box", seconds=60)
    assert result == NluResult(Intent.PREFER_PATTERN, words, seconds=60, pattern="box")


# Other values


@pytest.mark.parametrize(
    ("act", "result"),
    [
        (DialogAct(Intent.NUMBER, number=0), NluResult(Intent.NUMBER, number=0)),
        (
            DialogAct(Intent.OUTCOME, spoken="it tanked", choice="no"),
            NluResult(Intent.OUTCOME, "it tanked", choice="no"),
        ),
        (DialogAct(Intent.DIFFICULTY, choice="hard"), NluResult(Intent.DIFFICULTY, "hard", choice="hard")),
        (DialogAct(Intent.OUTCOME, spoken="purple"), NluResult(Intent.OUTCOME)),
        (DialogAct(Intent.NOTE, words="um, i smiled"), NluResult(Intent.NOTE, "I smiled")),
        (DialogAct(Intent.NOTE, words="stop"), NluResult(Intent.NOTE, "stop")),
        (DialogAct(Intent.DOMAIN, words="job  interview"), NluResult(Intent.DOMAIN, "job interview")),
        (DialogAct(Intent.TIME, time="15:00"), NluResult(Intent.TIME, time="15:00")),
        (
            DialogAct(Intent.SCHEDULE, words="the recital", date="2026-05-08", part="EV", time="EV"),
            NluResult(Intent.SCHEDULE, "the recital", date="2026-05-08", part="EV", time="EV"),
        ),
        (DialogAct(Intent.DATE, date="2026-05", part="MO"), NluResult(Intent.DATE, date="2026-05", part="MO")),
        (DialogAct(Intent.PREFER_LENGTH, seconds=60), NluResult(Intent.PREFER_LENGTH, seconds=60)),
        (
            DialogAct(Intent.PREFER_PATTERN, words="the box", pattern="box"),
            NluResult(Intent.PREFER_PATTERN, "the box", pattern="box"),
        ),
        (DialogAct(Intent.CUE, words="uh, steady"), NluResult(Intent.CUE, "steady")),
        (DialogAct(Intent.SWITCH, words="i'm done"), NluResult(Intent.SWITCH, "I'm done")),
        (DialogAct(Intent.YES, words="sure", number=2, seconds=3), NluResult(Intent.YES)),
    ],
)
def test_an_act_gives_the_values_that_its_intent_has(act: DialogAct, result: NluResult) -> None:
    assert understand(ENGLISH, act) == result


def test_distress_has_the_languages_words_and_never_the_speakers() -> None:
    assert meant(Intent.DISTRESS, words="I want to die").words == ENGLISH.distress_words != "I want to die"


# What is asked for outright


@pytest.mark.parametrize(
    ("words", "result"),
    [
        ("I did it", NluResult(Intent.DID_IT)),
        ("um, I did it", NluResult(Intent.DID_IT)),
        ("to hear my evidence", NluResult(Intent.EVIDENCE)),
        ("always two minutes", NluResult(Intent.PREFER_LENGTH, seconds=120)),
        ("always box breathing", NluResult(Intent.PREFER_PATTERN, pattern="box")),
        ("in for four and out for six from now on", NluResult(Intent.PREFER_PATTERN, pattern="4-0-6-0")),
        ("in for four out for six", NluResult(Intent.BREATHE, "in for four out for six", pattern="4-0-6-0")),
        ("ten breaths", NluResult(Intent.BREATHE, "ten breaths", seconds=100)),
        ("a sigh", NluResult(Intent.BREATHE, "a sigh", seconds=9, pattern="sigh")),
        ("I'm so nervous", NluResult(Intent.NERVOUS, "I'm so nervous")),
        ("switch to my Spring recital", NluResult(Intent.SWITCH, "Spring recital")),
        ("my cue word is steady", NluResult(Intent.CUE, "steady")),
    ],
)
def test_a_phrase_that_asks_outright_is_a_request(words: str, result: NluResult) -> None:
    assert outright(words) == result


@pytest.mark.parametrize(
    "words", ["I did it in ten minutes", "switch to", "nervous", "a sigh of relief went through me"]
)
def test_words_that_only_begin_like_a_request_stay_words(words: str) -> None:
    assert outright(words) == NluResult(Intent.WORDS, words)


@pytest.mark.parametrize(
    "result", [NluResult(Intent.YES, "I did it"), NluResult(Intent.WORDS), NluResult(Intent.WORDS, "")]
)
def test_only_free_text_can_ask_outright(result: NluResult) -> None:
    assert explicit_request(ENGLISH, result) is result


# What is most likely asked for


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("how am I doing on my ladder", Intent.PROGRESS),
        ("I am terribly nervous", Intent.NERVOUS),
        ("wipe all my notes", Intent.ERASE),
    ],
)
def test_free_text_is_what_it_most_likely_asks_for(words: str, intent: Intent) -> None:
    assert asked(words) == NluResult(intent, words)


def test_words_that_ask_for_nothing_stay_what_they_are() -> None:
    result = NluResult(Intent.WORDS, "quidditch")
    assert classify(ENGLISH, result) is result


@pytest.mark.parametrize("likely", [Intent.DOMAIN, Intent.NOTE, Intent.SUCCESS])
def test_words_that_say_little_are_taken_for_what_was_asked_for(likely: Intent) -> None:
    assert asked("quidditch", likely) == NluResult(likely, "quidditch")


def test_an_excluded_intent_is_never_the_answer() -> None:
    assert asked("warm me up please").intent is Intent.WARM_UP
    assert asked("warm me up please", without=frozenset({Intent.WARM_UP})).intent is not Intent.WARM_UP


def test_a_question_back_may_be_a_request_and_any_other_intent_is_final() -> None:
    assert classify(ENGLISH, NluResult(Intent.DONT_KNOW, "can you warm me up")).intent is Intent.WARM_UP
    for final in (NluResult(Intent.YES, "warm me up"), NluResult(Intent.WORDS), NluResult(Intent.WORDS, "")):
        assert classify(ENGLISH, final) is final


@pytest.mark.parametrize("words", ["that I smiled at them", "that the music went well", "about my notes I was calm"])
def test_what_is_told_is_a_note_whatever_its_words_are_like(words: str) -> None:
    assert asked(words) == NluResult(Intent.NOTE, words)


def test_what_is_told_is_no_note_where_something_else_was_asked_for() -> None:
    assert asked("that the music went well", Intent.DEBRIEF).intent in {Intent.DEBRIEF, Intent.OUTCOME}


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("that I want to delete everything", Intent.ERASE),
        ("that I'm getting ready for a recital", Intent.DOMAIN),
        ("that it's for the recital", Intent.DOMAIN),
        ("that it's about my note", Intent.DOMAIN),
        ("that last one was wrong", Intent.WRONG),
    ],
)
def test_that_may_also_begin_a_request_or_point_at_something(words: str, intent: Intent) -> None:
    assert asked(words).intent is intent


@pytest.mark.parametrize(
    ("words", "choice"),
    [
        ("it went well because I listened", "yes"),
        ("it went badly because I rushed", "no"),
        ("it was okay since I kept going", "partly"),
        ("great", "yes"),
        ("great because I kept my cue word in mind", "yes"),
    ],
)
def test_how_it_went_is_an_outcome_with_its_choice(words: str, choice: str) -> None:
    assert asked(words) == NluResult(Intent.OUTCOME, words, choice=choice)


@pytest.mark.parametrize(
    ("words", "intent", "value"),
    [("change my cue word to steady", Intent.CUE, "steady"), ("rename my recital", Intent.RENAME, None)],
)
def test_a_request_to_set_a_word_or_a_name_has_the_value_for_its_words(
    words: str, intent: Intent, value: str | None
) -> None:
    assert asked(words) == NluResult(intent, value)


@pytest.mark.parametrize(
    ("words", "result"),
    [
        ("in for four out for six", NluResult(Intent.BREATHE, "in for four out for six", pattern="4-0-6-0")),
        ("box breathing", NluResult(Intent.BREATHE, "box breathing", pattern="box")),
        ("ten breaths", NluResult(Intent.BREATHE, "ten breaths", seconds=100)),
        (
            "my favorite is three sighs",
            NluResult(Intent.BREATHE, "my favorite is three sighs", seconds=27, pattern="sigh"),
        ),
    ],
)
def test_a_breath_told_in_numbers_counted_or_just_named_is_breathed_now(words: str, result: NluResult) -> None:
    assert asked(words) == result


@pytest.mark.parametrize(
    ("words", "pattern"),
    [
        ("in for four out for six from now on", "4-0-6-0"),
        ("box breathing from now on", "box"),
        ("set the slow one as my usual", "slow"),
    ],
)
def test_a_pattern_that_is_to_last_is_preferred(words: str, pattern: str) -> None:
    assert asked(words) == NluResult(Intent.PREFER_PATTERN, words, pattern=pattern)


def test_a_length_that_is_to_last_is_preferred() -> None:
    words = "make it two minutes from now on"
    assert asked(words) == NluResult(Intent.PREFER_LENGTH, words, seconds=120)


def test_a_warm_up_is_read_for_its_length_and_its_pattern() -> None:
    words = "please warm me up for three minutes and do it with sighs"
    assert asked(words) == NluResult(Intent.WARM_UP, words, seconds=180, pattern="sigh")
