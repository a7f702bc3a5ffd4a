"""Every interaction model keeps Alexa's rules, and holds what the skill needs."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from simulator.local import MODELS
from skill.alexa.intents import INTENTS
from skill.alexa.responses import ANSWER_INTENT, ANSWER_SLOT
from skill.nlu.language import language_for
from tools.interaction_models import BASE, differences, made, model_of, text_of

FILES = sorted(MODELS.glob("*.json"))
LOCALES = (
    "ar-SA de-DE en-AU en-CA en-GB en-IN en-US es-ES es-MX es-US fr-CA fr-FR hi-IN it-IT ja-JP nl-NL pt-BR"
).split()
FREE_TEXT = "AMAZON.SearchQuery"
BUILT_IN_TYPES = {FREE_TEXT, "AMAZON.NUMBER", "AMAZON.DURATION", "AMAZON.DATE", "AMAZON.TIME"}
NEEDED = {
    "AMAZON.CancelIntent",
    "AMAZON.HelpIntent",
    "AMAZON.StopIntent",
    "AMAZON.NavigateHomeIntent",
    "AMAZON.FallbackIntent",
}
MAIN = {
    *(
        "WarmUpIntent",
        "OnSoonIntent",
        "NoBreathingIntent",
        "HearEvidenceIntent",
        "DebriefIntent",
        "NoteIntent",
        "GettingReadyIntent",
    ),
    *(
        "AddSuccessIntent",
        "ForgetThatIntent",
        "DeleteEverythingIntent",
        "OutcomeIntent",
        "DifficultyIntent",
        "NumberIntent",
    ),
}
FORBIDDEN_IN_A_NAME = {
    *(
        "launch",
        "ask",
        "tell",
        "load",
        "begin",
        "enable",
        "start",
        "open",
        "run",
        "play",
        "use",
        "alexa",
        "amazon",
        "echo",
    ),
    *("computer", "ziggy", "skill", "app", "a", "an", "the", "to", "for", "of", "in", "with"),
}

every_model = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def language_model(file: Path) -> Mapping[str, Any]:
    """Return a model's language model."""
    model: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))["interactionModel"]["languageModel"]
    return model


def samples(file: Path) -> Iterator[tuple[str, str]]:
    """Give each intent with each of its samples."""
    for intent in language_model(file)["intents"]:
        for sample in intent.get("samples", []):
            yield intent["name"], sample


def slots_in(sample: str) -> list[str]:
    """Return the names of the slots in a sample."""
    return re.findall(r"{(\w+)}", sample)


@every_model
def test_it_is_of_a_locale_of_alexas_and_not_too_large(file: Path) -> None:
    assert file.stem in LOCALES
    assert file.stat().st_size < 1_500_000
    assert len(language_model(file)["intents"]) <= 250


@every_model
def test_the_invocation_name_may_be_one(file: Path) -> None:
    name = language_model(file)["invocationName"]
    words = name.split()
    assert re.fullmatch(r"[a-z' .]+", name)
    assert len(words) >= 2
    assert not FORBIDDEN_IN_A_NAME & set(words)


@every_model
def test_names_are_letters_and_stand_once(file: Path) -> None:
    model = language_model(file)
    intents = [intent["name"] for intent in model["intents"]]
    assert [name for name, number in Counter(intents).items() if number > 1] == []
    names = [*intents, *(kind["name"] for kind in model["types"])]
    names += [slot["name"] for intent in model["intents"] for slot in intent.get("slots", [])]
    assert [name for name in names if not re.fullmatch(r"(AMAZON\.)?[A-Za-z_]+", name)] == []


@every_model
def test_the_intents_that_alexa_asks_for_are_there(file: Path) -> None:
    assert {intent["name"] for intent in language_model(file)["intents"]} >= NEEDED


@every_model
def test_a_sample_is_letters_and_slots_and_stands_in_one_intent(file: Path) -> None:
    seen: dict[str, str] = {}
    for intent, sample in samples(file):
        assert re.fullmatch(r"[^\W\d]([^\W\d]|[ '._-]|{\w+})*|{\w+}.*", sample), f"{intent}: {sample}"
        assert not re.search(r"[?!,:;\d]", re.sub(r"{\w+}", "", sample)), f"{intent}: {sample}"
        assert sample == " ".join(sample.split()).strip(), f"{intent}: {sample!r}"
        assert sample.lower() not in seen, f"{sample} stands in {seen.get(sample.lower())} and {intent}"
        seen[sample.lower()] = intent


@every_model
def test_a_slot_is_of_one_type_throughout_and_used(file: Path) -> None:
    model = language_model(file)
    types: dict[str, set[str]] = {}
    for intent in model["intents"]:
        used = {slot for sample in intent.get("samples", []) for slot in slots_in(sample)}
        declared = {slot["name"] for slot in intent.get("slots", [])}
        assert used == declared, intent["name"]
        for slot in intent.get("slots", []):
            types.setdefault(slot["name"], set()).add(slot["type"])
    assert {name: kinds for name, kinds in types.items() if len(kinds) > 1} == {}
    listed = {kind["name"] for kind in model["types"]}
    assert {kind for kinds in types.values() for kind in kinds} <= listed | BUILT_IN_TYPES


@every_model
def test_free_text_has_words_before_it_and_no_slot_beside_it(file: Path) -> None:
    kinds = {
        slot["name"]: slot["type"] for intent in language_model(file)["intents"] for slot in intent.get("slots", [])
    }
    for intent, sample in samples(file):
        slots = slots_in(sample)
        if any(kinds[slot] == FREE_TEXT for slot in slots):
            assert len(slots) == 1, f"{intent}: {sample}"
            assert re.sub(r"{\w+}", "", sample).strip(), f"{intent}: {sample}"
    for intent in language_model(file)["intents"]:
        free = [slot for slot in intent.get("slots", []) if slot["type"] == FREE_TEXT]
        assert not free or len(intent["slots"]) == 1, intent["name"]


@every_model
def test_listed_values_are_short_and_stand_once(file: Path) -> None:
    for kind in language_model(file)["types"]:
        said = [
            words for value in kind["values"] for words in (value["name"]["value"], *value["name"].get("synonyms", []))
        ]
        assert [words for words, number in Counter(words.lower() for words in said).items() if number > 1] == []
        assert [words for words in said if len(words) > 140 or not words.strip()] == []


@every_model
def test_what_is_elicited_has_a_dialog_and_its_prompt(file: Path) -> None:
    model = json.loads(file.read_text(encoding="utf-8"))["interactionModel"]
    dialogs = {intent["name"]: intent for intent in model["dialog"]["intents"]}
    answer = dialogs[ANSWER_INTENT]
    assert answer["delegationStrategy"] == "SKILL_RESPONSE"
    prompts = {prompt["id"] for prompt in model["prompts"]}
    assert {slot["name"]: slot["prompts"]["elicitation"] in prompts for slot in answer["slots"]} == {ANSWER_SLOT: True}


@every_model
def test_every_main_intent_can_be_said_in_twenty_ways(file: Path) -> None:
    counted = Counter(intent for intent, _ in samples(file))
    assert {intent: counted[intent] for intent in MAIN if counted[intent] < 20} == {}


@every_model
def test_every_intent_means_something_to_the_skill(file: Path) -> None:
    names = {intent["name"] for intent in language_model(file)["intents"]}
    carriers = set(language_for(file.stem).carriers)
    assert names - set(INTENTS) - carriers == set()
    assert carriers <= names
    assert {
        name
        for name in set(INTENTS) - names
        if not name.startswith(("AudioPlayer.", "Connections.", "PlaybackController."))
    } == {"LaunchRequest"}


@every_model
def test_what_a_carrier_puts_back_is_what_its_samples_begin_with(file: Path) -> None:
    carriers = language_for(file.stem).carriers
    for intent, sample in samples(file):
        if intent in carriers:
            assert sample == f"{carriers[intent].lower()} {{words}}"


# The models that are made from American English


every_made_model = pytest.mark.parametrize("locale", made())


@every_made_model
def test_a_made_model_is_in_step(locale: str) -> None:
    is_in_step = text_of(locale) == (MODELS / f"{locale}.json").read_text(encoding="utf-8")
    assert is_in_step, "make it again: make models"


def test_every_model_but_one_is_made() -> None:
    assert {file.stem for file in FILES} == {BASE, *made()}


@every_made_model
def test_each_difference_makes_one(locale: str) -> None:
    """A word that is replaced is there, and what is added was not."""
    base = json.loads((MODELS / f"{BASE}.json").read_text(encoding="utf-8"))
    *before, own = differences(locale)
    begun = model_of(base, before)
    for word, other in own.get("words", {}).items():
        assert model_of(begun, [{"words": {word: other}}]) != begun, word
    for kind in ("samples", "values"):
        for name, added in own.get(kind, {}).items():
            for one in added:
                assert model_of(begun, [{kind: {name: [one]}}]) != begun, one


def small_model() -> dict[str, Any]:
    """Return a model of one intent and one type."""
    intents = [{"name": "A", "samples": ["my color", "my colour", "{color} it is"], "slots": []}, {"name": "B"}]
    values = [{"name": {"value": "gray", "synonyms": ["a color"]}}, {"name": {"value": "grey"}}]
    return {"interactionModel": {"languageModel": {"intents": intents, "types": [{"name": "T", "values": values}]}}}


def test_words_are_replaced_once_and_slots_are_not_words() -> None:
    before = small_model()
    made_of_it = model_of(before, [{"words": {"color": "colour", "gray": "grey"}}, {"samples": {"A": ["any colour"]}}])
    language = made_of_it["interactionModel"]["languageModel"]
    assert language["intents"][0]["samples"] == ["my colour", "{color} it is", "any colour"]
    assert language["types"][0]["values"] == [{"name": {"value": "grey", "synonyms": ["a colour"]}}]
    assert before == small_model()


def test_what_is_added_to_an_intent_that_is_not_there_is_an_error() -> None:
    with pytest.raises(LookupError):
        model_of(small_model(), [{"samples": {"C": ["anything"]}}])
    with pytest.raises(LookupError):
        model_of(small_model(), [{"values": {"U": ["anything"]}}])
