"""What is read of a verified request: ids only as hashes, and every value only in the form that it should have."""

import json
from collections.abc import Mapping
from copy import deepcopy
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.alexa.api import ApiAccess
from skill.alexa.intents import TOUCH
from skill.alexa.requests import AlexaRequest, account_of, check_shape, hash_of, locale_of, read_request
from skill.alexa.verification import Rejected
from skill.breathing.patterns import BOX, SLOW
from skill.breathing.round import Round
from skill.conversation.turn import ActivePlayback, Device, RecordedPatterns
from skill.nlu.act import DialogAct
from skill.nlu.intents import Intent
from tests.alexa.envelopes import SPOKEN, UNSPOKEN
from tests.stage import NINE

KEY = b"a key for tests only"
APL, PLAYER = "Alexa.Presentation.APL", "AudioPlayer"
TRACK, SCREEN = (Round(pattern, 6, True, "main", "abc", NINE).token for pattern in (SLOW, BOX))
ODD: tuple[Any, ...] = (None, 7, 1.5, True, [], ["x"], {}, {"a": "b"})
LAUNCH, NOTE = SPOKEN["a launch"], SPOKEN["a slot with a value of a type of tomorrow"]
HEX = set("0123456789abcdef")


def changed(envelope: Mapping[str, Any], *place: str, to: Any) -> dict[str, Any]:
    """Return an envelope with another value in a place."""
    copy: dict[str, Any] = deepcopy(dict(envelope))
    inner = copy
    for name in place[:-1]:
        inner = inner.setdefault(name, {})
    inner[place[-1]] = to
    return copy


def without(envelope: Mapping[str, Any], *place: str) -> dict[str, Any]:
    """Return an envelope without the value in a place."""
    copy = changed(envelope, *place, to=None)
    inner = copy
    for name in place[:-1]:
        inner = inner[name]
    del inner[place[-1]]
    return copy


def read(envelope: Mapping[str, Any], recordings: RecordedPatterns = RecordedPatterns.NONE) -> AlexaRequest:
    """Read a request as the skill does."""
    check_shape(envelope)
    return read_request(envelope, KEY, recordings)


def plays(**values: Any) -> dict[str, Any]:
    """Return a launch while a track of the skill's plays, with other values."""
    track = {"token": TRACK, "offsetInMilliseconds": 4_000, "playerActivity": "PLAYING"}
    return changed(LAUNCH, "context", PLAYER, to=track | values)


# Its shape


@pytest.mark.parametrize("envelope", [*SPOKEN.values(), *UNSPOKEN.values()])
def test_every_shape_that_alexa_sends_is_accepted(envelope: Mapping[str, Any]) -> None:
    check_shape(envelope)


@pytest.mark.parametrize("odd", [*ODD, "\ud800"])
@pytest.mark.parametrize("place", [("context", "System", "user", "userId"), ("request", "requestId")])
def test_a_request_without_an_id_that_can_be_hashed_is_rejected(place: tuple[str, ...], odd: Any) -> None:
    with pytest.raises(Rejected, match="body"):
        check_shape(changed(LAUNCH, *place, to=odd))
    with pytest.raises(Rejected, match="body"):
        check_shape(without(LAUNCH, *place))


@pytest.mark.parametrize("odd", ODD)
def test_an_intent_needs_a_name(odd: Any) -> None:
    with pytest.raises(Rejected, match="body"):
        check_shape(changed(NOTE, "request", "intent", "name", to=odd))
    with pytest.raises(Rejected, match="body"):
        check_shape(changed(NOTE, "request", "intent", to=odd))
    check_shape(changed(LAUNCH, "request", "intent", to=odd))


# What is read


def test_an_intent_is_read_with_its_name_and_its_act() -> None:
    request = read(NOTE)
    assert (request.kind, request.name) == ("IntentRequest", "NoteIntent")
    assert request.act == DialogAct(Intent.NOTE, words="I smiled")


def test_any_other_request_is_named_by_its_type() -> None:
    request = read(LAUNCH)
    assert request.kind == request.name == "LaunchRequest"
    assert request.act == DialogAct(Intent.OPEN)


def test_a_request_is_read_with_its_time_its_locale_and_the_way_to_alexas_api() -> None:
    request = read(LAUNCH)
    assert request.at == NINE
    assert request.at.utcoffset() == timedelta(0)
    assert request.locale == "en-US"
    assert request.api == ApiAccess("https://api.amazonalexa.com", "eyJ.x.y", "amzn1.ask.device.REAL")


@pytest.mark.parametrize("timestamp", ["2026-05-04T13:00:00Z", "2026-05-04T09:00:00-04:00"])
def test_the_time_is_the_same_in_any_time_zone(timestamp: str) -> None:
    at = read(changed(LAUNCH, "request", "timestamp", to=timestamp)).at
    assert at == NINE
    assert at.tzinfo is not None
    assert at.isoformat() == datetime.fromisoformat("2026-05-04T13:00:00+00:00").isoformat()


def test_no_id_of_a_user_or_a_voice_is_read_in_plain_text() -> None:
    request = read(SPOKEN["a launch by a voice that is known"])
    assert request.account == account_of("amzn1.ask.account.REAL", KEY)
    assert request.voice_id
    assert "REAL" not in f"{request.account} {request.voice_id} {request.id}"
    assert "person" not in request.voice_id


def test_the_same_voice_has_the_same_hash_and_no_voice_has_none() -> None:
    known = SPOKEN["a launch by a voice that is known"]
    person = ("context", "System", "person", "personId")
    assert read(known).voice_id == read(deepcopy(known)).voice_id
    assert read(known).voice_id != read(changed(known, *person, to="amzn1.ask.person.B")).voice_id
    assert read(LAUNCH).voice_id is None
    assert read(changed(known, *person, to="")).voice_id is None


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("place", ["person", "apiEndpoint", "apiAccessToken", "device"])
def test_an_odd_value_of_the_device_is_read_as_missing(place: str, odd: Any) -> None:
    request = read(changed(LAUNCH, "context", "System", place, to=odd))
    missing = read(without(changed(LAUNCH, "context", "System", place, to=odd), "context", "System", place))
    assert (request.voice_id, request.api, request.device) == (missing.voice_id, missing.api, missing.device)


def test_the_attributes_of_the_last_reply_are_read_within_a_session_only() -> None:
    kept = {"question": "debrief.outcome"}
    assert read(changed(LAUNCH, "session", "attributes", to=kept)).attributes == kept
    assert read(without(LAUNCH, "session")).attributes is None


@pytest.mark.parametrize("odd", [None, 7, "x", ["x"]])
def test_odd_attributes_are_those_of_a_new_session(odd: Any) -> None:
    assert read(changed(LAUNCH, "session", "attributes", to=odd)).attributes == {}


# Hashes


@given(st.text(st.characters(codec=None), max_size=60))
def test_a_hash_is_twelve_hexadecimal_digits_and_an_account_thirty_two(text: str) -> None:
    assert len(hash_of(text)) == 12
    assert len(account_of(text, KEY)) == 32
    assert set(hash_of(text)) | set(account_of(text, KEY)) <= HEX


@given(st.text(max_size=30), st.text(max_size=30))
def test_ids_that_differ_have_hashes_that_differ(one: str, other: str) -> None:
    assert (hash_of(one) == hash_of(other)) is (one == other)
    assert (account_of(one, KEY) == account_of(other, KEY)) is (one == other)


def test_an_account_depends_on_the_key_and_a_requests_hash_does_not() -> None:
    assert account_of("somebody", KEY) != account_of("somebody", KEY + b"2")
    assert hash_of("amzn1.echo-api.request.1") == hash_of("amzn1.echo-api.request.1")


# Its locale


@pytest.mark.parametrize("locale", ["en-US", "en-GB", "de-DE", "xx-YY", "hil-PH"])
def test_a_locale_in_alexas_form_is_kept_whether_or_not_there_is_such_a_language(locale: str) -> None:
    assert locale_of({"locale": locale}) == locale


@pytest.mark.parametrize("locale", [*ODD, "", "en", "EN-us", "en_US", "en-US\n", "../../en-US", "en-US-x", "x" * 9_000])
def test_any_other_locale_is_american_english(locale: Any) -> None:
    assert locale_of({"locale": locale}) == "en-US"
    assert locale_of({}) == "en-US"


# The device


@pytest.mark.parametrize("recordings", RecordedPatterns)
def test_a_device_can_do_what_its_interfaces_say(recordings: RecordedPatterns) -> None:
    both: dict[str, Any] = {APL: {"runtime": {}}, PLAYER: {}, "Alexa.Hologram": {}}
    for interfaces, can in (({}, (False, False)), (both, (True, True)), ({PLAYER: {}}, (False, True))):
        envelope = changed(LAUNCH, "context", "System", "device", "supportedInterfaces", to=interfaces)
        assert read(envelope, recordings).device == Device(*can, recordings)


@pytest.mark.parametrize("odd", [None, 7, "AudioPlayer", [PLAYER, APL]])
def test_a_device_of_odd_interfaces_can_only_speak(odd: Any) -> None:
    assert read(changed(LAUNCH, "context", "System", "device", "supportedInterfaces", to=odd)).device == Device()


def test_a_track_that_plays_is_read_with_its_place() -> None:
    active = read(plays()).device.active_playback
    assert active == ActivePlayback(TRACK, is_track=True, offset_ms=4_000, is_playing=True)
    assert active.performer_id == "main"


@pytest.mark.parametrize(
    ("activity", "is_playing"),
    [
        *(("PLAYING", True), ("PAUSED", True), ("BUFFER_UNDERRUN", True)),
        *(("STOPPED", False), ("FINISHED", False), ("IDLE", False), ("REWINDING", False)),
        *((odd, False) for odd in ODD),
    ],
)
def test_a_track_plays_also_while_it_waits_for_speech_to_end(activity: Any, is_playing: bool) -> None:
    assert read(plays(playerActivity=activity)).device.active_playback == ActivePlayback(
        TRACK, is_track=True, offset_ms=4_000, is_playing=is_playing
    )


@pytest.mark.parametrize("offset", [None, 1.5, True, [], {}, -1, "4000", 86_400_000])
def test_an_impossible_place_is_the_beginning(offset: Any) -> None:
    active = read(plays(offsetInMilliseconds=offset)).device.active_playback
    assert active == ActivePlayback(TRACK, is_track=True, offset_ms=0, is_playing=True)


@pytest.mark.parametrize("token", [*ODD, "", "another skill's", TRACK + "x"])
def test_a_track_of_another_skill_is_none(token: Any) -> None:
    assert read(plays(token=token)).device.active_playback is None


def test_breathing_on_the_screen_comes_before_a_track() -> None:
    shown = changed(plays(), "context", APL, to={"token": SCREEN})
    assert read(shown).device.active_playback == ActivePlayback(SCREEN, is_track=False)


@pytest.mark.parametrize("token", [*ODD, "", "another skill's"])
def test_a_screen_with_something_else_hides_no_track(token: Any) -> None:
    active = read(changed(plays(), "context", APL, to={"token": token})).device.active_playback
    assert active == ActivePlayback(TRACK, is_track=True, offset_ms=4_000, is_playing=True)


def test_a_touch_is_meant_for_the_document_that_was_touched() -> None:
    shown = changed(LAUNCH, "context", APL, to={"token": "another document's"})
    touched = changed(shown, "request", "type", to=TOUCH)
    touched["request"] |= {"token": SCREEN, "arguments": ["stop", 3]}
    request = read(touched)
    assert request.act == DialogAct(Intent.STOP, number=3, is_touch=True)
    assert request.device.active_playback == ActivePlayback(SCREEN, is_track=False)


def test_only_a_touchs_own_token_is_that_of_a_document() -> None:
    spoken = changed(LAUNCH, "request", "token", to=SCREEN)
    assert read(spoken).device.active_playback is None


def test_a_touch_of_an_unknown_control_is_no_act() -> None:
    assert read(UNSPOKEN["a touch of nothing that is ours"]).act is None


# Whatever comes


@pytest.mark.parametrize("envelope", SPOKEN.values(), ids=list(SPOKEN))
def test_reading_changes_nothing_in_the_envelope(envelope: Mapping[str, Any]) -> None:
    before = json.dumps(envelope)
    assert read(envelope).act is not None
    assert json.dumps(envelope) == before
