"""What Alexa recognizes becomes a dialog act in the conversation's terms."""

from datetime import UTC, datetime
from typing import Any

import pytest

from skill.alexa.acts import act_of, act_of_intent, parse_duration, with_pending_act
from skill.alexa.intents import BUTTONS, CONNECTED, PLAYBACK, TOUCH
from skill.breathing.patterns import SLOW
from skill.breathing.round import Round
from skill.nlu.act import DialogAct, PlaybackEvent
from skill.nlu.dates import TODAY
from skill.nlu.intents import Intent, NluResult
from skill.nlu.language import language_for
from skill.nlu.understand import understand

ENGLISH = language_for("en-US")
TOKEN = Round(SLOW, 60, False, "main", "abc", datetime(2026, 5, 4, 13, tzinfo=UTC)).token


@pytest.mark.parametrize(
    ("duration", "seconds"),
    [
        *(("PT2M", 120), ("PT1M30S", 90), ("PT1H", 3600), ("PT1.5M", 90), ("PT2.5M", 150), ("PT0,5H", 1_800)),
        *(("P1D", 86_400), ("P2D", 172_800), ("P1W", 604_800), ("P0DT0H2M", 120), ("P0DT0H3M0S", 180)),
        *(("P3W2D", 1_987_200), ("P1Y", 31_536_000), ("P1M", 2_592_000), ("PT0S", 0), ("PT00H10M", 600)),
        *(("PT", None), ("P", None), ("P1DT", None), ("PTM", None), ("PXD", None), ("two", None), ("", None)),
    ],
)
def test_a_length_of_time_as_alexa_gives_it(duration: str, seconds: int | None) -> None:
    assert parse_duration(duration) == seconds


@pytest.mark.parametrize(
    ("intent", "slots", "result"),
    [
        ("SayIIntent", {"words": "kept eye contact"}, NluResult(Intent.WORDS, "I kept eye contact")),
        ("SayImIntent", {"words": "done"}, NluResult(Intent.DONE, "I'm done")),
        ("SayIIntent", {}, NluResult(Intent.NOTHING)),
        ("AnswerIntent", {"words": "stop"}, NluResult(Intent.STOP, "stop")),
        ("AnswerIntent", {}, NluResult(Intent.NOTHING)),
        ("AnythingIntent", {"anything": "slow down"}, NluResult(Intent.WORDS, "slow down")),
        ("NumberIntent", {"number": "7"}, NluResult(Intent.NUMBER, None, 7)),
        ("DateIntent", {"date": "2026-05-08TEV"}, NluResult(Intent.DATE, date="2026-05-08", part="EV")),
        ("DateIntent", {"date": "PRESENT_REF"}, NluResult(Intent.DATE, date=TODAY)),
        ("LengthIntent", {"length": "a while"}, NluResult(Intent.NOTHING)),
        ("NumberIntent", {"number": "many"}, NluResult(Intent.NOTHING)),
        ("OutcomeIntent", {"outcome": "no", "said": "badly"}, NluResult(Intent.OUTCOME, "badly", choice="no")),
        ("OutcomeIntent", {"words": "purple"}, NluResult(Intent.WORDS, "purple")),
        (
            "DifficultyIntent",
            {"difficulty": "hard", "said": "tough"},
            NluResult(Intent.DIFFICULTY, "tough", choice="hard"),
        ),
        ("ThingIntent", {"thing": "job interview"}, NluResult(Intent.DOMAIN, "job interview")),
        ("ThingIntent", {"words": "yes"}, NluResult(Intent.YES, "yes")),
        ("NoteIntent", {}, NluResult(Intent.NOTHING)),
        (
            "WarmUpIntent",
            {"length": "PT2M", "pattern": "box"},
            NluResult(Intent.WARM_UP, None, seconds=120, pattern="box"),
        ),
        (
            "WarmUpForIntent",
            {"words": "three minutes of sighing"},
            NluResult(Intent.WARM_UP, "three minutes of sighing", seconds=180, pattern="sigh"),
        ),
        ("AnIntentOfTomorrow", {"words": "x"}, NluResult(Intent.UNKNOWN)),
    ],
)
def test_an_intent_and_its_slots_mean(intent: str, slots: dict[str, str], result: NluResult) -> None:
    assert understand(ENGLISH, act_of_intent(intent, slots, ENGLISH)) == result


def test_a_button_of_a_document_is_what_could_have_been_said() -> None:
    touch = {"type": TOUCH, "arguments": ["skip", 3]}
    assert act_of(touch, ENGLISH) == DialogAct(Intent.SKIP, number=3, is_touch=True)
    assert act_of({"type": TOUCH, "arguments": ["a button of tomorrow"]}, ENGLISH) is None


@pytest.mark.parametrize("kind", BUTTONS)
def test_a_button_of_a_device_is_what_could_have_been_said(kind: str) -> None:
    assert act_of({"type": kind}, ENGLISH) == DialogAct(BUTTONS[kind])


@pytest.mark.parametrize("kind", PLAYBACK)
def test_a_report_about_a_track_says_whose_it_is_and_how_far_it_has_come(kind: str) -> None:
    event = {"type": kind, "token": TOKEN, "offsetInMilliseconds": 4_000}
    report = PlaybackEvent(TOKEN, PLAYBACK[kind], 4_000)
    assert act_of(event, ENGLISH) == DialogAct(Intent.PLAYBACK, performer_id="main", playback=report)
    assert act_of(event | {"token": "another skill's"}, ENGLISH) == DialogAct(Intent.PLAYBACK)


@pytest.mark.parametrize(
    ("status", "is_refused"), [("DENIED", True), ("NOT_ANSWERED", True), ("ACCEPTED", False), (7, False)]
)
def test_an_answer_about_a_permission_says_whose_it_is(status: object, is_refused: bool) -> None:
    answer = {"type": CONNECTED, "payload": {"status": status}, "token": "main"}
    assert act_of(answer, ENGLISH) == DialogAct(Intent.CONSENT, performer_id="main", is_refused=is_refused)


def test_an_unsaved_turn_of_release_0_1_0_becomes_a_dialog_act() -> None:
    pending = {"intent": "SayIIntent", "slots": {"words": "kept eye contact"}, "told": True}
    act = with_pending_act({"unsaved": pending}, ENGLISH)["unsaved"]["act"]
    assert DialogAct.from_json(act) == DialogAct(Intent.WORDS, words="kept eye contact", carrier="I")


@pytest.mark.parametrize("attributes", [{}, {"unsaved": {}}, {"unsaved": []}, {"unsaved": {"intent": 7, "slots": {}}}])
def test_other_sessions_stay_as_they_are(attributes: dict[str, Any]) -> None:
    assert with_pending_act(attributes, ENGLISH) == attributes
