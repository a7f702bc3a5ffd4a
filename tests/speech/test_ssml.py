"""SSML: whatever a performer says, it is well-formed, fits Alexa's limit, and has the same words in it."""

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from skill.breathing.patterns import PATTERNS, SLOW, Pattern
from skill.breathing.timeline import timeline
from skill.limits import BREAK_MS, SPEECH_CHARACTERS
from skill.speech.cues import cue_ms
from skill.speech.parts import Breathing, Line, Pause, line, pack, unpack
from skill.speech.ssml import ssml
from skill.speech.texts import texts_for
from tests.speech.reading import pieces_of, text_of

TEXTS = texts_for("en-US")
ANY_TEXT = st.text(st.characters(codec=None), max_size=200)


def quote(words: str, gives_way: int = 0) -> Line:
    """Return a line that quotes a performer."""
    return Line("evidence-deed", {"date": line("date-today"), "words": words}, gives_way)


def can_stand_in_xml(character: str) -> bool:
    code = ord(character)
    return code in {9, 10, 13} or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000


@given(ANY_TEXT)
@example("①")
@example("❷ bows, 🄁 nerves")
def test_any_words_in_well_formed_ssml_with_the_same_words_out(words: str) -> None:
    said = text_of(ssml((quote(words),), TEXTS))
    allowed = "".join(character for character in words if can_stand_in_xml(character))
    assert re.findall(r"\w", said) == re.findall(r"\w", f"You did this today. You said: {allowed}.")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("I did it!", "I did it!"),
        ("I did it 🎉", "I did it."),
        ("🎻 I 🙌🏽 played 👩‍💻 it 6️⃣ times 🇺🇸", "I played it 6 times."),
        ("I paused 😅, then spoke :)", "I paused, then spoke."),
        ("no...", "no..."),
        ("why?", "why?"),
        ("I paused…", "I paused…"),
        ("I spoke by 3 p.m.", "I spoke by 3 p.m."),
        ("first this,", "first this."),
        ("7.5 of 10 (50%), at 10:30 & on", "7.5 of 10 (50%), at 10:30 & on."),
        ("4-7-8", "4-7-8."),
        ("“well”", "“well”."),
    ],
)
def test_what_is_typed_is_said_without_pictures_and_with_one_mark_at_its_end(typed: str, said: str) -> None:
    assert text_of(ssml((quote(typed),), TEXTS)) == f"You did this today. You said: {said}"


def test_markup_that_a_performer_says_is_said_and_not_obeyed() -> None:
    said = ssml((quote('<audio src="https://x"/> rock & roll <break time="10s"/> ]]> { $words }'),), TEXTS)
    assert [element.tag for element in ET.fromstring(said).iter()] == ["speak", "s"]
    assert "rock & roll" in text_of(said)
    assert "{ $words }" in text_of(said)


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=lambda pattern: pattern.name)
@pytest.mark.parametrize("cycles", [1, 3, 18])
def test_a_cue_and_its_silence_last_as_long_as_the_phase(pattern: Pattern, cycles: int) -> None:
    round_ = timeline(pattern, cycles)
    led = pieces_of(ssml((Breathing(round_),), TEXTS))
    assert [cue_ms(words, TEXTS.locale) + silence for words, silence in led] == [cue.length_ms for cue in round_.cues]


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=lambda pattern: pattern.name)
def test_three_minutes_of_any_pattern_leave_room_for_the_rest(pattern: Pattern) -> None:
    round_ = timeline(pattern, 180_000 // pattern.cycle_ms)
    assert len(ssml((Breathing(round_),), TEXTS)) < SPEECH_CHARACTERS / 2


@given(st.integers(0, 60_000))
def test_a_pause_is_made_of_breaks_that_alexa_takes(ms: int) -> None:
    lengths = [int(element.get("time", "").removesuffix("ms")) for element in ET.fromstring(ssml((Pause(ms),), TEXTS))]
    assert sum(lengths) == ms
    assert all(0 < length <= BREAK_MS for length in lengths)


def test_too_long_the_older_evidence_gives_way_first() -> None:
    new, old = quote("new " * 400, gives_way=1), quote("old " * 400, gives_way=2)
    said = text_of(ssml((new, new, new, old, old, line("warm-up-go")), TEXTS))
    assert "new" in said
    assert "old" not in said
    assert said.endswith("open ready room.")


@given(
    st.lists(st.sampled_from(["&", "<", "word ", "longer "]), min_size=1, max_size=40).map(
        lambda few: "".join(few) * 60
    )
)
def test_what_may_not_give_way_is_cut_to_fit(words: str) -> None:
    said = ssml((*[quote(words)] * 5, line("note-read_back")), TEXTS)
    assert len(said) <= SPEECH_CHARACTERS
    assert text_of(said).endswith("before your next one?")


def test_cutting_ends_even_if_what_may_not_be_cut_is_too_long() -> None:
    said = ssml((Breathing(timeline(SLOW, 1_000)), quote("I smiled " * 400), quote("I")), TEXTS)
    assert "smiled" not in said


def test_an_answer_can_be_packed_into_a_session_and_said_again() -> None:
    said = (line("opening-guest"), Pause(500), quote("I kept <eye> contact"))
    assert ssml(unpack(pack(said)), TEXTS) == ssml(said, TEXTS)


def test_a_round_of_breathing_is_not_packed() -> None:
    assert pack((Breathing(timeline(PATTERNS["slow"], 1)), line("okay"))) == [["okay"]]


def test_of_the_skills_own_words_nothing_is_cut() -> None:
    kept = (line("warm-up-safety"), line("warm-up-reappraisal"))
    said = text_of(ssml((kept[0], quote("word " * 900), quote("longer " * 900), kept[1]), TEXTS))
    assert all(TEXTS.say(one) in said for one in kept)


def test_slow_speech_slows_its_sentences_and_leaves_the_cues_their_time() -> None:
    round_ = Breathing(timeline(PATTERNS["slow"], 3))
    usual, slow = (ssml((line("warm-up-start"), round_), TEXTS, is_slow=is_slow) for is_slow in (False, True))
    assert slow == usual.replace("<s>", '<prosody rate="75%"><s>').replace("</s>", "</s></prosody>")
    assert usual.count("<s>") == 1


def test_a_long_slow_sentence_is_cut_to_the_limit() -> None:
    cut = ssml((quote("word " * 400),), TEXTS, limit=500, is_slow=True)
    assert len(cut) <= 500
    assert ET.fromstring(cut).find("prosody") is not None
