"""A locale of a language has only what differs from it."""

import shutil
from pathlib import Path

import pytest

from skill import languages
from skill.languages import Locale, locales, nearest
from skill.nlu.intents import Intent
from skill.nlu.language import Language
from skill.speech.cues import cue_ms
from skill.speech.parts import line
from skill.speech.texts import Texts

SAID = """
okay = Righto.
distress = A line of its own, with a number of its own.
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


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of languages: the real English, and a locale of it that differs in a few things."""
    home = tmp_path_factory.mktemp("languages")
    shutil.copytree(languages.HOME / "en", home / "en")
    own = home / "en" / "en-XX"
    for name, text in {"said/own.ftl": SAID, "heard/grammar.toml": GRAMMAR, "heard/intents.txt": INTENTS}.items():
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / name).write_text(text, encoding="utf-8")
    return home


@pytest.fixture(scope="module")
def own(home: Path) -> Locale:
    """The locale that differs."""
    return locales(home)["en-XX"]


def test_a_locale_is_found_beside_the_one_its_language_is_written_for(home: Path) -> None:
    assert set(locales(home)) == {"en-US", "en-XX"}


@pytest.mark.parametrize(
    ("asked", "found"), [("en-XX", "en-XX"), ("en-AU", "en-US"), ("de-DE", "en-US"), ("", "en-US")]
)
def test_a_locale_that_is_not_there_is_answered_by_the_nearest(home: Path, asked: str, found: str) -> None:
    assert nearest(asked, home).name == found


def test_its_sentences_replace_those_of_the_language_and_the_others_stay(own: Locale) -> None:
    texts, usual = Texts(own), Texts(nearest("en-US"))
    assert texts.say(line("okay")) == "Righto."
    assert usual.say(line("okay")) != "Righto."
    assert texts.say(line("stopped")) == usual.say(line("stopped"))


def test_its_phrases_are_heard_besides_those_of_the_language(own: Locale) -> None:
    language, usual = Language(own), Language(nearest("en-US"))
    assert language.read("pack it in old bean").intent is Intent.STOP
    assert language.read("stop").intent is Intent.STOP
    assert usual.read("pack it in old bean").intent is Intent.WORDS


def test_its_examples_are_learnt_besides_those_of_the_language(own: Locale) -> None:
    language, usual = Language(own), Language(nearest("en-US"))
    assert language.classify("tally ho chocks away") is Intent.WARM_UP
    assert usual.classify("tally ho chocks away") is not Intent.WARM_UP


def test_its_cues_are_as_long_as_those_of_the_language_where_none_was_measured(own: Locale) -> None:
    assert own.table("cues.toml") == nearest("en-US").table("cues.toml")
    assert cue_ms("out", "en-AU") == cue_ms("out", "en-US")
