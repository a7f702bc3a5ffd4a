"""Numbers in English: on the scale of certainty, as lengths of time, and as the phases of a breath."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.breathing.patterns import LONGEST_CYCLE_MS, SHORTEST_CYCLE_MS, pattern_of
from skill.languages import nearest
from skill.nlu.numbers import Numbers

NUMBERS = Numbers(nearest("en-US").table("heard/grammar.toml"))
plain = NUMBERS.normalizer.normalize
RATINGS = st.integers(0, 10)
SECONDS = st.integers(1, 99)
PHASE = st.integers(1, 19)
"""Seconds of a phase: from twenty on, two numbers in a row can be heard as one."""


# Numbers by themselves


@given(st.integers(0, 100_000))
def test_a_whole_number_typed_in_digits_comes_back(number: int) -> None:
    assert NUMBERS.exact(plain(str(number))) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [("forty two", 42), ("hundred", 100), ("nought", 0), ("nil", 0), ("2026", 2026), ("two forty", None)],
)
def test_a_number_is_exact_where_the_words_are_nothing_else(words: str, number: int | None) -> None:
    assert NUMBERS.exact(words) == number


@pytest.mark.parametrize("words", ["", "a seven", "seven eight", "7.5", "sevens", "forty eleven"])
def test_words_that_say_more_than_a_number_are_not_exact(words: str) -> None:
    assert NUMBERS.exact(words) is None


# Certainty


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("seven", 7),
        ("about a seven out of ten", 7),
        ("ten, a hundred percent", 10),
        ("a hundred percent", 10),
        ("seven, no, eight", 8),
        ("moderately certain", 5),
        ("not at all sure", 0),
        ("not certain at all, zero", 0),
        ("maybe 8 or so", 8),
        ("eleven", None),
        ("six or seven", 6),
        ("between three and four", 3),
        ("three or maybe nine", None),
        ("seventy percent", 7),
        ("80", None),
        ("a hundred", None),
        ("7/10", 7),
        ("7.5", 7),
        ("eight point five", 8),
        ("eight and a half", 8),
        ("tenish", 10),
        ("halfway", 5),
        ("it was a two this morning but now it's a five", 5),
        ("that one", None),
        ("no idea", None),
        ("I have done it at least three times before in front of really very many people", None),
    ],
)
def test_a_rating_in_a_few_words(words: str, number: int | None) -> None:
    assert NUMBERS.rating(words) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("minus four", None),
        ("negative two", None),
        ("-4", None),
        ("four out of five", 8),
        ("nine out of ten", 9),
        ("ten on ten", 10),
        ("seven upon ten", 7),
        ("one in two", 5),
        ("four fifths", 8),
        ("three tenths", 3),
        ("four out of eleven", None),
        ("eleven out of ten", None),
        ("six out of zero", None),
        ("thirty eight percent", None),
        ("ten per cent", 1),
        ("10%", 1),
        ("a hundred and ten percent", None),
        ("nine thousand", None),
        ("three hundred", None),
        ("more than ten", None),
        ("less than zero", None),
        ("more than six", 6),
        ("at least six", 6),
        ("I moved from four to seven", 7),
        ("it went up from six to seven", 7),
        ("six to seven", 6),
        ("seven, no, one", 1),
        ("no one", None),
        ("not a ten, a nine", 9),
        ("not a seven", None),
        ("7½", 7),
        ("9¾", 9),
        ("7 1/2", 7),
        ("a solid six and a half", 6),
        ("seven and three quarters", 7),
        ("I have done it five times", None),
        ("it took ten minutes", None),
    ],
)
def test_a_number_counts_only_for_what_it_is(words: str, number: int | None) -> None:
    assert NUMBERS.rating(words) == number


@pytest.mark.parametrize(
    ("words", "mentions"),
    [("four out of eleven", True), ("minus four", True), ("that one", False), ("five times", False), ("", False)],
)
def test_a_number_may_be_mentioned_without_a_rating(words: str, mentions: bool) -> None:
    assert NUMBERS.mentions_number(words) is mentions


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("a 6", 6),
        ("6ish", 6),
        ("10/10", 10),
        ("0 / 10", 0),
        ("100%", 10),
        ("7,5", 7),
        ("a 3... no, make it 4", 4),
        ("75%", None),
    ],
)
def test_a_rating_is_read_however_it_is_written(typed: str, number: int | None) -> None:
    assert NUMBERS.rating(typed) == number


@given(RATINGS)
def test_every_rating_is_read_in_each_way_of_saying_it(number: int) -> None:
    said = plain(str(number))
    ways = (
        f"{number}",
        f"{said}",
        f"about {said}",
        f"a {said} out of ten",
        f"{number}/10",
        f"{number} / 10",
        f"{said}ish",
    )
    assert {NUMBERS.rating(words) for words in ways} == {number}


@given(RATINGS)
def test_a_percentage_in_whole_tens_is_out_of_a_hundred(number: int) -> None:
    assert NUMBERS.rating(f"{number * 10} percent") == number
    assert NUMBERS.rating(f"{number * 10}%") == number


@given(st.integers(11, 20_000))
def test_any_number_beyond_the_scale_is_no_rating(number: int) -> None:
    assert NUMBERS.rating(str(number)) is None


@given(RATINGS, RATINGS)
def test_of_two_ratings_the_lower_counts_if_they_are_neighbors_and_neither_otherwise(one: int, other: int) -> None:
    expected = min(one, other) if abs(one - other) <= 1 else None
    assert NUMBERS.rating(f"{one} or {other}") == expected
    assert NUMBERS.rating(f"between {plain(str(one))} and {plain(str(other))}") == expected


@given(RATINGS, RATINGS, st.sampled_from(["no wait", "make it", "i mean", "actually", "sorry"]))
def test_a_corrected_rating_replaces_the_first(first: int, second: int, correction: str) -> None:
    assert NUMBERS.rating(f"{first}, {correction} {second}") == second


def test_a_correction_to_nothing_leaves_the_rating() -> None:
    assert NUMBERS.rating("seven, no") == 7


@given(st.integers(0, 9), st.integers(1, 9))
def test_a_fraction_is_cut_off(number: int, tenths: int) -> None:
    assert NUMBERS.rating(f"{number}.{tenths}") == number
    assert NUMBERS.rating(f"{number},{tenths}") == number


def test_a_number_is_looked_for_only_in_a_few_words() -> None:
    assert NUMBERS.rating("seven " + "well " * 11) == 7
    assert NUMBERS.rating("seven " + "well " * 12) is None


def test_a_named_degree_of_certainty_counts_in_any_number_of_words() -> None:
    assert NUMBERS.rating("well " * 20 + "completely certain") == 10


@pytest.mark.parametrize("words", ["one of those days", "the next one", "each one", "", "certain", "🎉"])
def test_words_without_a_rating_have_none(words: str) -> None:
    assert NUMBERS.rating(words) is None


@given(st.text(max_size=40))
def test_any_text_has_a_rating_on_the_scale_or_none(words: str) -> None:
    assert NUMBERS.rating(words) in {None, *range(11)}


# Lengths of time


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("two minutes", 120),
        ("a minute and thirty seconds", 90),
        ("half a minute", 30),
        ("90 seconds", 90),
        ("an hour", 3600),
        ("a few minutes", 180),
        ("forty five seconds", 45),
        ("my minutes", None),
        ("", None),
        ("a minute and a half", 90),
        ("two and a half minutes", 150),
        ("one minute and a half of it", 90),
        ("two and a quarter minutes", 135),
        ("an hour and three quarters", 6_300),
        ("three quarters of an hour", 2_700),
        ("two point five minutes", 150),
        ("a hundred and twenty seconds", 120),
        ("one hundred and five seconds", 105),
        ("twelve hundred seconds", 1_200),
        ("two thousand and ten seconds", 2_010),
        ("two minutes thirty", 150),
        ("a couple of minutes", 120),
        ("ninety secs", 90),
        ("a third of a minute", 20),
    ],
)
def test_a_length_of_time_in_words(words: str, seconds: int | None) -> None:
    assert NUMBERS.seconds(plain(words)) == seconds


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("5 mins", 300),
        ("5m", 300),
        ("1 min 30 sec", 90),
        ("2.5min", 150),
        ("2\u00bd minutes", 150),
        ("\u00bd hour", 1_800),
        ("1/2 an hour", 1_800),
        ("half an hour", 1_800),
        ("twenty-five minutes", 1_500),
        ("a 2-min warm-up", 120),
        ("1 1/2 hours", 5_400),
        ("¾ hour", 2_700),
        ("1:30 minutes", 90),
        ("1h30m", 5_400),
        ("2¼ min", 135),
    ],
)
def test_a_length_is_read_however_it_is_written(typed: str, seconds: int) -> None:
    assert NUMBERS.seconds(plain(typed)) == seconds


@given(SECONDS, SECONDS)
def test_the_parts_of_a_length_are_added(minutes: int, seconds: int) -> None:
    typed = f"{minutes} minutes and {seconds} seconds"
    assert NUMBERS.seconds(plain(typed)) == minutes * 60 + seconds
    assert NUMBERS.seconds(plain(f"{minutes}m {seconds}s")) == minutes * 60 + seconds


@given(SECONDS, st.sampled_from([("second", 1), ("minute", 60), ("hour", 3_600), ("day", 86_400), ("week", 604_800)]))
def test_a_length_is_its_amount_times_its_unit(amount: int, unit: tuple[str, int]) -> None:
    name, seconds = unit
    assert NUMBERS.seconds(plain(f"{amount} {name}")) == amount * seconds
    assert NUMBERS.seconds(plain(f"{amount} {name}s")) == amount * seconds
    assert NUMBERS.seconds(plain(f"{amount} and a half {name}s")) == amount * seconds + seconds // 2


@given(st.text(max_size=40))
def test_any_text_has_a_length_that_is_not_negative_or_none(words: str) -> None:
    seconds = NUMBERS.seconds(plain(words))
    assert seconds is None or seconds >= 0


@pytest.mark.parametrize(
    ("words", "is_length"),
    [
        ("ten minutes", True),
        ("about ten minutes or so", True),
        ("only a minute and thirty seconds left", True),
        ("half an hour until i'm on", True),
        ("ten minutes of fame", False),
        ("my ten minutes", False),
        ("minutes", False),
        ("zero minutes", False),
        ("about", False),
        ("", False),
    ],
)
def test_a_length_may_have_only_empty_words_around_it(words: str, is_length: bool) -> None:
    assert NUMBERS.is_length(plain(words)) is is_length


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("i have a job interview in twenty minutes", 1_200),
        ("i'm up next in about fifteen minutes help", 900),
        ("warm me up for ten minutes", None),
        ("breathe in three seconds and out five seconds", None),
        ("two sighs in half an hour", 1_800),
        ("i'm on in", None),
        ("i'm on in a moment", None),
        ("in for four and out for six, i'm on in ten minutes", 600),
        ("i'm on in ninety seconds, in for four, out for six", 90),
    ],
)
def test_the_time_left_is_what_follows_in(words: str, left: int | None) -> None:
    assert NUMBERS.seconds_left(plain(words)) == left


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("get me ready for the eight minute solo", None),
        ("warm me up the show lasts four minutes", None),
        ("my talk is ten minutes long, warm me up", None),
        ("I speak for ten minutes, warm me up", None),
        ("I have to stand up there for about twenty minutes, warm me up", None),
        ("it's a five-minute pitch, get me ready", None),
        ("warm me up for my ten minutes talk", None),
        ("warm me up for ten minutes of questions", None),
        ("I practised ten minutes ago, warm me up", None),
        ("breathe two minutes before my twenty minute talk", 120),
        ("give me a two-minute warm-up", 120),
        ("a two minute quick warm up please", 120),
        ("breathe for two minute please", 120),
        ("I'm nervous, breathe with me for two minutes", 120),
        ("a warm-up that lasts three minutes", 180),
        ("two minutes of calm", 120),
        ("half a minute of breathing", 30),
        ("two minutes box breathing", 120),
        ("the two minutes", 120),
        ("a five minute session with sighs", 300),
        ("could you do three minutes", 180),
        ("five minutes before I'm on", 300),
    ],
)
def test_a_length_of_something_else_is_not_the_breathings(words: str, seconds: int | None) -> None:
    assert NUMBERS.breathing_seconds(plain(words)) == seconds


# Breaths


@pytest.mark.parametrize(
    ("typed", "pattern"),
    [
        ("in 4, out 6", "4-0-6-0"),
        ("4/7/8", "4-7-8-0"),
        ("4\u20137\u20138", "4-7-8-0"),
        ("In: 4s. Hold: 2s. Out: 6s.", "4-2-6-0"),
        ("4 in & 6 out", "4-0-6-0"),
        ("5-5", None),
        ("in 3½, out 5", "3.5-0-5-0"),
        ("in 4.5 out 6.25", "4.5-0-6.25-0"),
        ("4 in, 2 hold, 6 out, 2 hold", "4-2-6-2"),
    ],
)
def test_a_breath_is_read_however_it_is_written(typed: str, pattern: str | None) -> None:
    assert NUMBERS.custom_pattern(plain(typed)) == pattern


@settings(max_examples=30)
@given(PHASE, st.integers(0, 19), PHASE, PHASE)
def test_a_breath_told_phase_by_phase_comes_back(breath_in: int, hold: int, breath_out: int, rest: int) -> None:
    pattern = f"{breath_in}-{hold}-{breath_out}-{rest}"
    before = f"in for {breath_in}, hold for {hold}, out for {breath_out}, hold for {rest}"
    after = f"{breath_in} in and {hold} hold and {breath_out} out and {rest} hold"
    assert NUMBERS.custom_pattern(plain(before)) == pattern
    assert NUMBERS.custom_pattern(plain(after)) == pattern
    assert NUMBERS.custom_pattern(plain(f"{pattern} breathing")) == pattern


@given(st.integers(1, 20), st.integers(0, 8), st.integers(1, 20))
def test_a_pattern_is_read_whether_or_not_it_can_be_breathed(breath_in: int, hold: int, breath_out: int) -> None:
    name = NUMBERS.custom_pattern(plain(f"in for {breath_in}, hold for {hold}, out for {breath_out}"))
    assert name == f"{breath_in}-{hold}-{breath_out}-0"
    cycle_ms = (breath_in + hold + breath_out) * 1_000
    assert (pattern_of(name) is not None) is (SHORTEST_CYCLE_MS <= cycle_ms <= LONGEST_CYCLE_MS)


@pytest.mark.parametrize(
    ("words", "pattern"),
    [
        ("hold for four, in for four, out for six", "4-4-6-0"),
        ("out for six, in for four", "4-0-6-0"),
        ("in for four, in for five, out for six", "5-0-6-0"),
        ("inhale four let it go six", "4-0-6-0"),
        ("four seven eight", "4-7-8-0"),
        ("do the four seven eight breathing", "4-7-8-0"),
        ("three in, six out for two minutes", "3-0-6-0"),
        ("four in, hold seven, out eight", "4-7-8-0"),
        ("in four, seven hold, eight out", "4-7-8-0"),
        ("in for four and out for six, i'm on in ten minutes", "4-0-6-0"),
        ("i'm on in ninety seconds in for four out for six", "4-0-6-0"),
        ("in for three and a half, out for five", "3.5-0-5-0"),
        ("in and out for five", "5-0-5-0"),
        ("five in and out", "5-0-5-0"),
        ("four on the inhale and six on the exhale", "4-0-6-0"),
        ("breathe in four keep four breathe out six", "4-4-6-0"),
        ("in for three hold for thirteen out for six", "3-13-6-0"),
        ("i talk in front of ten people and walk out by six", None),
        ("four seven eight please", None),
        ("in for four", None),
        ("in for zero out for six", None),
        ("in for a while and out for six", None),
        ("hold for four, out for six", None),
        ("", None),
    ],
)
def test_a_breath_needs_a_phase_in_and_a_phase_out(words: str, pattern: str | None) -> None:
    assert NUMBERS.custom_pattern(plain(words)) == pattern


@pytest.mark.parametrize(
    ("words", "is_mentioned"),
    [
        ("in for four", True),
        ("hold it for two", True),
        ("six out", True),
        ("hold on", False),
        ("four seven eight", False),
    ],
)
def test_one_phase_with_its_length_mentions_a_breath(words: str, is_mentioned: bool) -> None:
    assert NUMBERS.mentions_breath_phase(plain(words)) is is_mentioned


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("three minutes", 180),
        ("in four seconds and out six seconds for three minutes", 180),
        ("inhale for 4 s and exhale for 6 s", None),
        ("four seconds in and six seconds out, two minutes", 120),
        ("four seven eight breathing for a minute", 60),
        ("in four seconds for a minute", 64),
    ],
)
def test_the_seconds_of_a_breath_are_no_length_of_breathing(words: str, seconds: int | None) -> None:
    assert NUMBERS.breathing_seconds(plain(words)) == seconds


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ("ten deep breaths", 10),
        ("a couple of those big sighs", 2),
        ("120 cycles", 120),
        ("one time", 1),
        ("a breath", 1),
        ("zero breaths", 1),
        ("half a breath", 1),
        ("in for four out for six, five rounds", 5),
        ("a breath in of four and out of six", None),
        ("ten", None),
        ("breaths", None),
        ("ten nice breaths", None),
    ],
)
def test_repetitions_are_a_number_before_what_is_repeated(words: str, times: int | None) -> None:
    assert NUMBERS.repetitions(plain(words)) == times


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("in for five out for eight from now on and name that lantern", "lantern"),
        ("remember my pattern as tide in for two out for five", "tide"),
        ("call it low tide in for two out for five", "low tide"),
        ("in four, out seven, save that as river", "river"),
        ("in for five out for eight from now on", None),
        ("call it", None),
        ("i like the box one best keep it as my default", None),
    ],
)
def test_a_pattern_may_be_given_a_name(words: str, title: str | None) -> None:
    assert NUMBERS.pattern_title(plain(words)) == title


@pytest.mark.parametrize(
    ("words", "excludes"),
    [
        ("box breathing with no holds", True),
        ("box without the holds please", True),
        ("the box one but skip the holding", True),
        ("four seven eight, I don't want to hold", True),
        ("box breathing, holds left out", True),
        ("in for four hold for two out for six", False),
        ("hold on", False),
        ("holds are fine", False),
    ],
)
def test_holds_may_be_left_out(words: str, excludes: bool) -> None:
    assert NUMBERS.excludes_holds(plain(words)) is excludes
