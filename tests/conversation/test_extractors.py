"""What counts as an answer: each extractor reads one from what was heard, or finds none."""

from datetime import UTC, datetime

import pytest

from skill.conversation import extractors
from skill.conversation.context import Context
from skill.efficacy.evidence import Difficulty, Outcome
from skill.nlu.act import DialogAct
from skill.nlu.dates import TODAY
from skill.nlu.intents import Intent, NluResult
from skill.nlu.when import When
from tests.conversation.talk import Talk


@pytest.fixture
def context(talk: Talk) -> Context:
    """A turn on a Monday morning in New York."""
    return talk.context(DialogAct(Intent.OPEN))


def words(said: str) -> NluResult:
    """Return what is heard as free text."""
    return NluResult(Intent.WORDS, said, utterance=said)


def test_free_text_is_the_whole_utterance_without_a_hesitation_at_its_start(context: Context) -> None:
    heard = NluResult(Intent.NOTE, "I paused", utterance="um, I  paused so they laughed")
    assert extractors.free_text(context, heard) == "I paused so they laughed"
    assert extractors.free_text(context, NluResult(Intent.WORDS, "I paused")) == "I paused"


@pytest.mark.parametrize("intent", [Intent.STOP, Intent.YES, Intent.NUMBER, Intent.DONT_KNOW, Intent.SCHEDULE])
def test_what_the_platform_recognizes_as_something_else_is_no_free_text(intent: Intent, context: Context) -> None:
    assert extractors.free_text(context, NluResult(intent, "words", utterance="words")) is None


def test_a_goal_is_free_text_without_the_words_that_lead_to_it(context: Context) -> None:
    assert extractors.goal_text(context, words("I want to speak to ten people")) == "speak to ten people"
    assert extractors.goal_text(context, words("speak to ten people")) == "speak to ten people"
    assert extractors.goal_text(context, NluResult(Intent.NO)) is None


@pytest.mark.parametrize(
    ("heard", "is_yes", "is_explicit_yes"),
    [
        (NluResult(Intent.YES), True, True),
        (NluResult(Intent.NO), False, False),
        (NluResult(Intent.READY), True, None),
        (words("yes please do"), True, None),
        (words("no leave it"), False, False),
        (words("yes but not that one"), None, None),
        (words("purple"), None, None),
        (NluResult(Intent.NUMBER, number=1), None, None),
    ],
)
def test_a_yes_that_destroys_something_must_be_all_that_was_said(
    heard: NluResult, is_yes: bool | None, is_explicit_yes: bool | None, context: Context
) -> None:
    assert extractors.yes_no(context, heard) is is_yes
    assert extractors.explicit_yes_no(context, heard) is is_explicit_yes


@pytest.mark.parametrize(
    ("number", "rating"), [(0, 0), (10, 10), (11, None), (15, None), (20, None), (70, None), (100, None), (110, None)]
)
def test_a_rating_is_0_to_10_and_nothing_above_it(number: int, rating: int | None, context: Context) -> None:
    assert extractors.rating(context, NluResult(Intent.NUMBER, number=number)) == rating


@pytest.mark.parametrize(
    ("time", "rating"), [("07:00", 7), ("00:00", 0), ("07:30", None), ("13:00", None), ("MO", None)]
)
def test_a_number_that_was_heard_as_a_full_hour_is_a_rating(time: str, rating: int | None, context: Context) -> None:
    assert extractors.rating(context, NluResult(Intent.TIME, time=time)) == rating


def test_a_rating_in_words_stands_on_the_scale_of_certainty(context: Context) -> None:
    assert extractors.rating(context, words("moderately certain")) == 5
    assert extractors.rating(context, words("it rained")) is None


def test_a_choice_comes_from_its_own_intent_or_from_a_few_words(context: Context) -> None:
    outcome, difficulty = extractors.choice_of(Outcome), extractors.choice_of(Difficulty)
    assert outcome(context, NluResult(Intent.OUTCOME, choice="partly")) is Outcome.PARTLY
    assert outcome(context, words("mostly")) is Outcome.PARTLY
    assert difficulty(context, NluResult(Intent.DIFFICULTY, choice="hard")) is Difficulty.HARD
    assert outcome(context, NluResult(Intent.DIFFICULTY, choice="hard")) is None
    assert outcome(context, NluResult(Intent.OUTCOME, choice="hard")) is None


@pytest.mark.parametrize(
    ("heard", "date"),
    [
        (NluResult(Intent.DATE, date=TODAY), "2026-05-04"),
        (NluResult(Intent.DATE, date="2025-05"), "2025-05"),
        (NluResult(Intent.DATE, date="2026-12"), "2025-12"),
        (NluResult(Intent.SCHEDULE, date="2026-05-08"), "2026-05-01"),
        (NluResult(Intent.NUMBER, number=2019), "2019"),
        (NluResult(Intent.NUMBER, number=1900), "1900"),
        (NluResult(Intent.NUMBER, number=1899), None),
        (words("back when I was still a young student"), "back when I was still a young student"),
        (words("back when I was still a very young student"), None),
        (NluResult(Intent.YES), None),
    ],
)
def test_a_past_date_lies_in_the_past_and_other_words_for_it_are_at_most_eight(
    heard: NluResult, date: str | None, context: Context
) -> None:
    assert extractors.past_date(context, heard) == date


@pytest.mark.parametrize(
    ("heard", "when"),
    [
        (NluResult(Intent.SCHEDULE, date=TODAY, time="15:00"), When(day="2026-05-04", time="15:00")),
        (NluResult(Intent.DATE, date="2026-05-04", part="MO"), When(day="2026-05-04", part="MO")),
        (NluResult(Intent.DATE, date="2026-05-03"), When(day="2026-05-03")),
        (NluResult(Intent.DATE, date="2026-06"), When(day="2026-06")),
        (NluResult(Intent.DATE, date="2027-04-20"), When(day="2026-04-20")),
        (NluResult(Intent.DATE, date="2026-13"), None),
        (NluResult(Intent.TIME, time="06:30"), When(time="06:30", is_ambiguous=True)),
        (NluResult(Intent.TIME, time="07:00"), When(time="07:00")),
        (NluResult(Intent.TIME, time="NI"), When(part="NI")),
        (NluResult(Intent.NUMBER, number=10), When(time="10:00")),
        (NluResult(Intent.NUMBER, number=30), None),
        (words("friday week at half nine"), When(day="2026-05-15", time="09:30", is_ambiguous=True)),
        (words("I don't mind"), None),
        (NluResult(Intent.YES), None),
    ],
)
def test_a_day_and_an_hour_to_come(heard: NluResult, when: When | None, context: Context) -> None:
    assert extractors.when(context, heard) == when


@pytest.mark.parametrize(
    ("date", "near", "weekday", "when"),
    [
        ("2026-05-08", "2026-09", None, When(day="2026-09", weekday=5)),
        ("2026-05-08", "2026-09", 5, When(day="2026-09-08", weekday=5)),
        ("2026-05-15", "2026-09", None, When(day="2026-09-15")),
        ("2026-09-18", "2026-09", None, When(day="2026-09-18")),
        ("2026-05-08", "2026-W20", None, When(day="2026-05-15")),
        ("2026-05-08", "2026-05-07", None, When(day="2026-05-08")),
    ],
)
def test_a_day_that_is_recognized_is_in_the_month_or_the_week_spoken_of(
    date: str, near: str, weekday: int | None, when: When, context: Context
) -> None:
    assert extractors.when(context, NluResult(Intent.DATE, date=date), near, weekday) == when


def test_today_is_the_day_where_the_performer_is(talk: Talk) -> None:
    talk.now = datetime(2026, 5, 5, 3, 59, tzinfo=UTC)  # still Monday in New York
    context = talk.context(DialogAct(Intent.OPEN))
    assert extractors.when(context, NluResult(Intent.DATE, date=TODAY)) == When(day="2026-05-04")
