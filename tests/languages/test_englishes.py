"""Five Englishes: each has its own numbers, its own order of dates, and its own words."""

import re
import tomllib
from datetime import date

import pytest

from simulator.local import MODELS
from skill.languages import FALLBACK, locales, nearest
from skill.nlu.health import HealthMention
from skill.nlu.intents import Intent
from skill.nlu.language import language_for
from skill.nlu.questions import QuestionTopic
from skill.speech import dates
from skill.speech.parts import line
from skill.speech.ssml import ssml
from skill.speech.texts import sources, texts_for
from tests.speech.test_texts import messages, variants
from tools.skill_package import STORE

BRITISH = ("en-GB", "en-AU", "en-IN")
NUMBERS = {
    "en-US": ("988", "911"),
    "en-GB": ("116 123", "999", "112"),
    "en-AU": ("13 11 14", "000"),
    "en-CA": ("988", "911"),
    "en-IN": ("14416", "112"),
}
"""The crisis line of each locale, and its emergency numbers."""
ALOUD = {
    "en-GB": ("Samaritans on one one six, one two three", "call nine nine nine or one one two"),
    "en-AU": ("Lifeline on thirteen, eleven, fourteen", "call triple zero"),
    "en-CA": ("call or text nine eight eight", "call nine one one"),
    "en-IN": ("Tele-MANAS on one four four, one six", "call one one two"),
}
AMERICAN = re.compile(
    r"\b(?:\w+iz(?:e|es|ed|ing)|\w+yz(?:e|es|ed)|afterward|anymore|backward|behavior|calendar|canceled|center|color|"
    r"defense|favor|fall|gotten|honor|humor|kilometers?|labor|math|meters?|mom|Mrs?\.|Ms\.|neighbor|practic(?:ed|ing)|"
    r"soccer|theater|toward|traveled)\b",
    re.IGNORECASE,
)
SPELLED_SO_IN_BRITAIN = {"size", "prize", "seize"}
DAYS = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 12: "12th", 13: "13th", 21: "21st", 22: "22nd", 23: "23rd"}
TODAY = date(2026, 11, 4)


def spoken(locale: str, *keys: str) -> str:
    """Return lines as they sound: the markup is left out, and numbers are what is said for them."""
    said = ssml(tuple(map(line, keys)), texts_for(locale))
    return re.sub(r"<[^>]*>", "", re.sub(r'<sub alias="([^"]*)">[^<]*</sub>', r"\1", said))


def test_there_are_five_and_each_has_everything() -> None:
    assert set(locales()) == set(NUMBERS)
    assert {file.stem for file in MODELS.glob("*.json")} == set(NUMBERS)
    assert {file.stem for file in STORE.glob("*.toml")} == set(NUMBERS)


@pytest.mark.parametrize("locale", NUMBERS)
def test_who_may_be_in_danger_hears_the_numbers_of_where_they_are_and_no_others(locale: str) -> None:
    crisis, *emergency = NUMBERS[locale]
    shown = [re.sub(r"<[^>]*>", "", ssml((line(key),), texts_for(locale))) for key in ("distress", "unwell")]
    assert re.findall(r"\d[\d ]*\d", shown[0]) == [crisis]
    assert re.findall(r"\d[\d ]*\d", shown[1]) == emergency
    for name, pattern in messages(locale).items():
        if name not in {"distress", "unwell"}:
            assert not re.search(r"\d{3}", " ".join(variants(pattern))), name


@pytest.mark.parametrize("locale", ALOUD)
def test_the_numbers_are_said_as_people_say_them(locale: str) -> None:
    crisis, emergency = ALOUD[locale]
    assert crisis in spoken(locale, "distress")
    assert emergency in spoken(locale, "unwell")
    assert not re.search(r"\d", spoken(locale, "distress", "unwell"))


@pytest.mark.parametrize("locale", BRITISH)
def test_no_sentence_is_spelled_in_american(locale: str) -> None:
    for name, pattern in messages(locale).items():
        found = set(AMERICAN.findall(" ".join(variants(pattern)))) - SPELLED_SO_IN_BRITAIN
        assert not found, name


@pytest.mark.parametrize("locale", sorted(set(locales()) - {FALLBACK}))
def test_a_word_that_a_locale_replaces_is_in_the_sentences_of_its_language(locale: str) -> None:
    said = "\n".join(sources(nearest(FALLBACK)))
    own = nearest(locale).folders[-1] / "said" / "words.toml"
    words = tomllib.loads(own.read_text(encoding="utf-8")) if own.exists() else {}
    assert [word for word in words if word not in said] == []


@pytest.mark.parametrize(("locale", "doctor"), [("en-US", "a doctor"), ("en-GB", "your GP"), ("en-IN", "your doctor")])
def test_a_doctor_is_asked_under_the_name_that_people_use(locale: str, doctor: str) -> None:
    assert spoken(locale, "health") == f"Please ask {doctor} before any breathing exercise."
    assert f"ask {doctor} first" in spoken(locale, "help")
    assert f"ask {doctor} before the breathing" in spoken(locale, "success-next")


@pytest.mark.parametrize(("day", "said"), DAYS.items())
@pytest.mark.parametrize("locale", BRITISH)
def test_the_day_comes_before_the_month(locale: str, day: int, said: str) -> None:
    say = texts_for(locale).say
    assert say(dates.day(date(2026, 5, day), TODAY)) == f"on the {said} of May"
    assert say(dates.day(date(2025, 5, day), TODAY)) == f"on the {said} of May 2025"
    coming = date(2027, 5, day)
    assert say(dates.coming(coming.isoformat(), TODAY)) == f"on {coming:%A}, the {said} of May"


@pytest.mark.parametrize("locale", ["en-US", "en-CA"])
def test_the_month_comes_before_the_day_in_america(locale: str) -> None:
    say = texts_for(locale).say
    assert say(dates.day(date(2026, 5, 4), TODAY)) == "on May 4"
    assert say(dates.day(date(2025, 5, 4), TODAY)) == "on May 4, 2025"
    assert say(dates.partial("2026-W20", TODAY)) == "the week of May 11"
    assert say(dates.partial("2025-FA", TODAY)) == "in the fall of 2025"


@pytest.mark.parametrize("locale", BRITISH)
def test_weeks_and_seasons_are_called_what_they_are_called_there(locale: str) -> None:
    say = texts_for(locale).say
    assert say(dates.partial("2026-W20", TODAY)) == "the week of the 11th of May"
    assert say(dates.partial("2025-FA", TODAY)) == "in the autumn of 2025"


@pytest.mark.parametrize("locale", NUMBERS)
def test_a_card_has_the_order_of_its_locale(locale: str) -> None:
    title = texts_for(locale).say(line("card-title", month=line("date-month", month=5), day="4"))
    assert title == ("Ready Room, 4 May" if locale in BRITISH else "Ready Room, May 4")


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("put it in my diary for tuesday", Intent.SCHEDULE),
        ("please prepone my interview to monday", Intent.SCHEDULE),
        ("postpone it to the ninth", Intent.SCHEDULE),
        ("take it out of my diary", Intent.UNSCHEDULE),
        ("I'm absolutely knackered", Intent.FLAT),
        ("I'm so tensed about my viva", Intent.NERVOUS),
        ("I'm revising for my maths exam", Intent.DOMAIN),
    ],
)
def test_what_people_say_there_is_understood(words: str, intent: Intent) -> None:
    assert language_for("en-GB").classify(words) is intent


def test_words_are_stored_as_they_are_written_there() -> None:
    assert language_for("en-GB").read("I practised in the theatre with my neighbour's mum").words == (
        "I practised in the theatre with my neighbour's mum"
    )


@pytest.mark.parametrize(
    "end",
    [
        "a week on tuesday",
        "a fortnight on saturday",
        "in a fortnight",
        "tuesday week",
        "on friday week",
        "tomorrow arvo",
    ],
)
def test_when_a_thing_is_does_not_become_its_name(end: str) -> None:
    assert language_for("en-GB").name(f"my driving test {end}") == "driving test"
    assert language_for("en-GB").name("a training week") == "training week"


@pytest.mark.parametrize(
    "words", ["I don't want to be here any more", "I could top myself", "I can't go on any more", "I'd do myself in"]
)
def test_words_of_distress_are_heard_there(words: str) -> None:
    assert language_for("en-GB").is_distress(words)


@pytest.mark.parametrize("words", ["I topped the class", "we don't want to play here any more", "I did myself proud"])
def test_what_resembles_them_is_not(words: str) -> None:
    assert not language_for("en-GB").is_distress(words)


@pytest.mark.parametrize("locale", NUMBERS)
def test_a_gp_is_a_doctor_everywhere(locale: str) -> None:
    language = language_for(locale)
    assert language.health("my GP says I mustn't hold my breath") is HealthMention.CONDITION
    assert language.question_topic("should I ask my GP about this", may_be_wish=False) is QuestionTopic.MEDICAL


def test_locales_that_hear_the_same_share_it_in_memory() -> None:
    assert language_for("en-IN") is language_for("en-GB")
    assert language_for("en-AU") is not language_for("en-GB")  # it has seasons of its own
    assert language_for("en-CA") is language_for("en-US")
    assert language_for("en-GB") is not language_for("en-US")
    assert language_for("en-GB")._wish_model._model is language_for("en-US")._wish_model._model
