"""The listener resolves utterances with the interaction model alone."""

from datetime import date

import pytest

from simulator.listener import Listener, Understood, load_model, tidy
from simulator.local import MODELS

TODAY = date(2026, 5, 7)


@pytest.fixture(scope="module")
def listener() -> Listener:
    """A listener for American English."""
    return Listener(load_model(MODELS, "en-US"), TODAY)


def slots(understood: Understood) -> dict[str, str]:
    """Return the slots with their resolved values."""
    return {name: slot.id or slot.name or slot.said for name, slot in understood.slots.items()}


@pytest.mark.parametrize(
    ("said", "intent", "values"),
    [
        ("warm me up", "WarmUpIntent", {}),
        ("Um, warm me up, please!", "WarmUpIntent", {}),
        ("could you warm me up", "WarmUpIntent", {}),
        ("warm me up for two minutes", "WarmUpIntent", {"length": "PT2M"}),
        ("warm me up for 90 seconds", "WarmUpIntent", {"length": "PT90S"}),
        ("give me three minutes of square breathing", "BreatheIntent", {"length": "PT3M", "pattern": "box"}),
        ("I'm on in thirty seconds", "OnSoonIntent", {"length": "PT30S"}),
        ("seven", "NumberIntent", {"number": "7"}),
        ("7", "NumberIntent", {"number": "7"}),
        ("maybe seven out of ten", "NumberIntent", {"number": "7"}),
        ("yes", "AMAZON.YesIntent", {}),
        ("stop", "AMAZON.StopIntent", {}),
        ("last may", "DateIntent", {"date": "2025-05"}),
        ("in March 2024", "DateIntent", {"date": "2024-03"}),
        ("it was back in twenty nineteen", "DateIntent", {"date": "2019"}),
        ("two weeks ago", "DateIntent", {"date": "2026-W17"}),
        ("yesterday afternoon", "ScheduleIntent", {"date": "2026-05-06", "time": "AF"}),
        ("the third of may", "DateIntent", {"date": "2027-05-03"}),
        ("last spring", "DateIntent", {"date": "2025-SP"}),
        ("it went pretty well", "OutcomeIntent", {"outcome": "yes"}),
        ("it was really tough", "DifficultyIntent", {"difficulty": "hard"}),
        ("a job interview", "ThingIntent", {"thing": "job interview"}),
        ("I kept eye contact", "SayIIntent", {"words": "kept eye contact"}),
        ("note that I kept eye contact", "NoteIntent", {"words": "i kept eye contact"}),
        ("because I had rehearsed", "SayBecauseIntent", {"words": "i had rehearsed"}),
        ("it was the pause that did it", "SayItWasIntent", {"words": "the pause that did it"}),
        ("delete everything", "DeleteEverythingIntent", {}),
        ("purple elephants juggle", "AnythingIntent", {"anything": "purple elephants juggle"}),
    ],
)
def test_an_utterance_is_its_intent_and_its_slots(
    said: str, intent: str, values: dict[str, str], listener: Listener
) -> None:
    understood = listener.understand(said)
    assert (understood.intent, slots(understood)) == (intent, values)


def test_a_command_is_told_apart_from_free_text(listener: Listener) -> None:
    assert listener.command("skip that please") == Understood("SkipIntent")
    assert listener.command("I kept eye contact") is None


def test_without_a_catch_all_what_fits_nothing_is_fallback() -> None:
    model = {
        "interactionModel": {
            "languageModel": {
                "invocationName": "ready room",
                "intents": [{"name": "HelloIntent", "samples": ["good morning to everybody"]}],
                "types": [],
            }
        }
    }
    listener = Listener(model, TODAY)
    assert listener.understand("good morning to everybody").intent == "HelloIntent"
    assert listener.understand("purple elephants").intent == "AMAZON.FallbackIntent"
    assert listener.understand("").intent == "AMAZON.FallbackIntent"


@pytest.mark.parametrize(
    ("said", "tidied"),
    [
        ("  I\u2019m ON, in 30 seconds!! ", "i'm on in 30 seconds"),
        ("'Warm-up' - now\n\u2026 \uff10\uff2b 8/10 @ 3:00 p.m.", "warm-up now 0k 8/10 at 3:00 p m"),
        ("\U0001f44d", ""),
    ],
)
def test_speech_is_tidied_as_it_is_recognised(said: str, tidied: str) -> None:
    assert tidy(said) == tidied


@pytest.mark.parametrize(
    ("typed", "intent", "values"),
    [
        ("\U0001f389 I KEPT eye contact!! (twice)", "SayIIntent", {"words": "KEPT eye contact!! (twice)"}),
        ("Note that: I\u2019m fine \u2026 really", "NoteIntent", {"words": "I\u2019m fine \u2026 really"}),
        ("A Job Interview.", "ThingIntent", {"thing": "Job Interview."}),
        ("Purple \U0001f418s juggle @ 3", "AnythingIntent", {"anything": "Purple \U0001f418s juggle @ 3"}),
        ("\U0001f44d", "AnythingIntent", {"anything": "\U0001f44d"}),
        ("8/10", "AnythingIntent", {"anything": "8/10"}),
        ("Warm me up for 2 mins!", "WarmUpIntent", {"length": "PT2M"}),
        ("Schedule it for Nov 27 @ 3:00 p.m.", "ScheduleIntent", {"date": "2026-11-27", "time": "15:00"}),
        ("7!", "NumberIntent", {"number": "7"}),
    ],
)
def test_what_is_typed_comes_as_it_is(typed: str, intent: str, values: dict[str, str], listener: Listener) -> None:
    understood = listener.typed(typed)
    assert (understood.intent, {name: slot.said for name, slot in understood.slots.items()}) == (intent, values)
