"""A locale of a language has only what differs from it."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from time import sleep

import pytest

from skill import languages
from skill.languages import Locale, locales, nearest, read_once
from skill.nlu.intents import Intent
from skill.nlu.language import Language
from skill.speech.cues import cue_ms
from skill.speech.parts import line
from skill.speech.ssml import ssml
from skill.speech.texts import Texts

SAID = """
okay = Righto.
distress = A line of its own. Call 55 5, not 155 5.
"""
GRAMMAR = """
[commands]
stop = ["pack it in old bean"]

[words.spelling]
colour = "colour"
"""
INTENTS = """
[warm-up]
tally ho chocks away
"""
WORDS = """
"Okay" = "Right"
"""
TELEPHONE = """
"55 5" = "five, five, five"
"""
OWN = {
    "said/own.ftl": SAID,
    "said/words.toml": WORDS,
    "said/telephone.toml": TELEPHONE,
    "heard/grammar.toml": GRAMMAR,
    "heard/intents.txt": INTENTS,
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of languages: the real English, a locale of it that differs in a few things, and one like that."""
    home = tmp_path_factory.mktemp("languages")
    shutil.copytree(languages.HOME / "en", home / "en", ignore=shutil.ignore_patterns("en-*"))
    own = home / "en" / "en-XX"
    for name, text in OWN.items():
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / name).write_text(text, encoding="utf-8")
    like = home / "en" / "en-YY"
    (like / "said").mkdir(parents=True)
    (like / "locale.toml").write_text('like = "en-XX"\n', encoding="utf-8")
    (like / "said" / "own.ftl").write_text("okay = Very good.\n", encoding="utf-8")
    return home


@pytest.fixture(scope="module")
def own(home: Path) -> Locale:
    """The locale that differs."""
    return locales(home)["en-XX"]


def test_a_locale_is_found_beside_the_one_its_language_is_written_for(home: Path) -> None:
    assert list(locales(home)) == ["en-US", "en-XX", "en-YY"]


@pytest.mark.parametrize(
    ("asked", "found"), [("en-XX", "en-XX"), ("en-NZ", "en-US"), ("de-DE", "en-US"), ("", "en-US")]
)
def test_a_locale_that_is_not_there_is_answered_by_the_nearest(home: Path, asked: str, found: str) -> None:
    assert nearest(asked, home).name == found


def test_its_sentences_replace_those_of_the_language_and_the_others_stay(own: Locale) -> None:
    texts, usual = Texts(own), Texts(nearest("en-US"))
    assert texts.say(line("okay")) == "Righto."
    assert usual.say(line("okay")) != "Righto."
    assert texts.say(line("take-your-time")) == usual.say(line("take-your-time"))


def test_its_words_stand_in_the_sentences_of_the_language(own: Locale) -> None:
    assert Texts(own).say(line("stopped")) == "Right."
    assert Texts(nearest("en-US")).say(line("stopped")) == "Okay."
    assert line("okay").key in Texts(own)  # names are not words


def test_a_telephone_number_is_said_as_people_say_it_and_no_other_number_is(own: Locale) -> None:
    said = ssml((line("distress"), line("note-earlier", day="55 5", words="55 5")), Texts(own))
    assert 'Call <sub alias="five, five, five">55 5</sub>, not 155 5.' in said
    assert said.count("<sub") == 1  # not within a performer's words


def test_a_locale_that_is_like_another_has_its_files_and_then_its_own(home: Path) -> None:
    texts = Texts(locales(home)["en-YY"])
    assert texts.say(line("okay")) == "Very good."
    assert texts.say(line("stopped")) == "Right."
    assert texts.say(line("distress")) == Texts(locales(home)["en-XX"]).say(line("distress"))


def test_its_phrases_are_heard_besides_those_of_the_language(own: Locale) -> None:
    language, usual = Language(own), Language(nearest("en-US"))
    assert language.read("pack it in old bean").intent is Intent.STOP
    assert language.read("stop").intent is Intent.STOP
    assert usual.read("pack it in old bean").intent is Intent.WORDS


def test_its_cues_are_as_long_as_those_of_the_language_where_none_was_measured(own: Locale) -> None:
    assert own.table("cues.toml") == nearest("en-US").table("cues.toml")
    assert cue_ms("out", "en-NZ") == cue_ms("out", "en-US")


def test_what_several_turns_ask_for_at_once_is_read_once() -> None:
    begun, together = list[str](), Barrier(4)

    @read_once
    def read(locale: Locale) -> object:
        begun.append(locale.name)
        sleep(0.01)
        return object()

    def ask(_turn: int) -> object:
        together.wait()
        return read(nearest("en-GB"))

    with ThreadPoolExecutor(together.parties) as turns:
        assert len(set(turns.map(ask, range(together.parties)))) == 1
    assert begun == ["en-GB"]
    assert read(nearest("en-US")) is not read(nearest("en-GB"))
