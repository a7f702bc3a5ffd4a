"""What a session carries from one turn to the next, and what a turn knows of its device."""

import json
from typing import Any

import pytest

from skill.breathing.patterns import PATTERNS, SLOW, pattern_of
from skill.conversation.turn import SESSION_VERSION, ActivePlayback, Device, RecordedPatterns, Session

SESSION = Session(
    "debrief.worked",
    subject="E#main#first#2026-05-04T13:00:00Z#r1",
    tries=2,
    last_reply=(["debrief-worked", {"outcome": "yes"}],),
    pending_turn={"request": "r1"},
    performer_id="main",
    voice_id="0123456789ab",
    from_launch=True,
    is_adding=True,
)


def test_a_session_comes_back_from_json_as_it_was() -> None:
    assert Session.from_json(json.loads(json.dumps(SESSION.to_json()))) == SESSION


def test_every_part_of_a_session_but_its_staleness_travels() -> None:
    blank = Session("").to_json()
    changed = {name for name, value in SESSION.to_json().items() if value != blank[name]}
    assert changed == set(blank) - {"v"}


def test_a_new_session_has_no_question() -> None:
    assert Session.from_json({}) is None


@pytest.mark.parametrize("name", ["question", "subject", "who", "voice"])
@pytest.mark.parametrize("value", [None, 7, ["debrief"], {}])
def test_a_session_whose_names_are_not_text_is_not_this_skills(name: str, value: Any) -> None:
    assert Session.from_json({**SESSION.to_json(), name: value}) is None


@pytest.mark.parametrize(
    "other",
    [{"v": SESSION_VERSION + 1}, {"v": None}, {"tries": "2"}, {"said": "all of it"}, {"unsaved": ["r1"]}],
)
def test_a_session_of_another_release_keeps_only_its_question_and_its_performer(other: dict[str, Any]) -> None:
    stale = Session.from_json({**SESSION.to_json(), **other})
    assert stale == Session(
        SESSION.question,
        SESSION.subject,
        performer_id=SESSION.performer_id,
        voice_id=SESSION.voice_id,
        is_stale=True,
    )


def test_only_a_true_marks_a_question_as_the_launchs_own() -> None:
    opened = Session.from_json({**SESSION.to_json(), "opened": "yes"})
    assert opened is not None
    assert not opened.from_launch


@pytest.mark.parametrize(
    ("recordings", "has_named", "has_custom"),
    [
        (RecordedPatterns.NONE, False, False),
        (RecordedPatterns.NAMED, True, False),
        (RecordedPatterns.ALL, True, True),
    ],
)
def test_custom_patterns_have_recordings_only_where_all_patterns_do(
    recordings: RecordedPatterns, has_named: bool, has_custom: bool
) -> None:
    device, custom = Device(recordings=recordings), pattern_of("4-2-6-0")
    assert custom is not None
    assert [device.has_recording(pattern) for pattern in PATTERNS.values()] == [has_named] * len(PATTERNS)
    assert device.has_recording(custom) is has_custom


def test_a_playback_belongs_to_the_performer_named_first_in_its_token() -> None:
    token = f"0123456789ab.r1.{SLOW.name}.60.w.1777899600"
    assert ActivePlayback(token, is_track=True).performer_id == "0123456789ab"
