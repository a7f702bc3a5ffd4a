"""A reply as Alexa's response: speech, card, directives, and whether the microphone opens."""

from dataclasses import replace
from operator import mul
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from hypothesis import given
from hypothesis import strategies as st

from simulator.documents import written
from skill.alexa.responses import ANSWER_INTENT, ANSWER_SLOT, response_of, silent
from skill.breathing.patterns import SLOW
from skill.breathing.recordings import Kind, recording
from skill.breathing.timeline import timeline
from skill.conversation.turn import ActivePlayback, Card, Device, Play, Reply, Session, Shown, ShownText
from skill.speech.parts import Breathing, Line, Pause, Tones, line
from skill.speech.texts import texts_for
from tests.speech.reading import text_of

TEXTS = texts_for("en-US")
OPEN = Session("debrief.outcome")
SAID = (line("okay"),)
QUESTION = Reply(SAID, OPEN, reprompt=(line("stopped"),))
SPEAKER = Device()
SCREEN = Device(has_screen=True, has_player=True)
SHOWN = Device(has_screen=True, has_player=True, active_playback=ActivePlayback("main.abc.slow", is_track=False))
PLAYED = recording(SLOW, 60, Kind.STREAM)
PLAY = Play(PLAYED, line("okay"), offset_ms=4_000)
BREATHING = Breathing(timeline(SLOW, 3))
ROUND = Reply((*SAID, BREATHING, Pause(500), line("stopped")), playback_token="main.abc.slow", done_cycles=1)


def with_track(*, is_playing: bool, has_player: bool = True) -> Device:
    """Return a device with one of the skill's tracks."""
    active = ActivePlayback("main.abc.slow", is_track=True, offset_ms=4_000, is_playing=is_playing)
    return Device(has_player=has_player, active_playback=active)


def sent(reply: Reply, device: Device = SPEAKER) -> dict[str, Any]:
    """Return a response as it is sent, without what is empty."""
    response = response_of(reply, TEXTS, device, lambda recording: f"https://sound.example/{recording.name}")
    return {name: value for name, value in DefaultSerializer().serialize(response).items() if value is not None}


def sent_silently(reply: Reply, device: Device = SPEAKER) -> dict[str, Any]:
    """Return the response to a button or a report, without what is empty."""
    response = silent(reply, TEXTS, device, lambda recording: f"https://sound.example/{recording.name}")
    return {name: value for name, value in DefaultSerializer().serialize(response).items() if value is not None}


def kinds(response: dict[str, Any]) -> list[str]:
    """Return the types of a response's directives, without Alexa's prefixes."""
    return [directive["type"].rpartition(".")[2] for directive in response.get("directives", [])]


# Speech and the microphone


def test_a_question_opens_the_microphone_and_is_asked_again_in_other_words() -> None:
    response = sent(QUESTION)
    assert text_of(response["outputSpeech"]["ssml"]) == TEXTS.say(line("okay"))
    assert text_of(response["reprompt"]["outputSpeech"]["ssml"]) == TEXTS.say(line("stopped"))
    assert response["shouldEndSession"] is False


def test_a_last_word_closes_the_session_without_a_reprompt() -> None:
    response = sent(Reply(SAID, reprompt=(line("stopped"),)))
    assert response["shouldEndSession"] is True
    assert "reprompt" not in response


def test_a_reply_without_words_has_no_speech() -> None:
    assert sent(Reply(())) == {"shouldEndSession": True}


def test_a_clip_is_played_from_its_address_within_the_speech() -> None:
    clip = recording(SLOW, 6, Kind.CLIP)
    ssml = sent(Reply((Tones(clip),)))["outputSpeech"]["ssml"]
    assert ssml == f'<speak><audio src="https://sound.example/{clip.name}"/></speak>'


RECORD = Shown(line("screen-count", count=1, more="no"), (ShownText(line("screen-told"), line("okay")),))


def test_a_record_is_shown_while_it_is_read_and_keeps_the_session_for_the_screen() -> None:
    response = sent(Reply(SAID, shows=RECORD), SCREEN)
    assert kinds(response) == ["RenderDocument"]
    assert "shouldEndSession" not in response
    assert text_of(response["outputSpeech"]["ssml"]) == TEXTS.say(line("okay"))


def test_a_record_with_a_question_leaves_the_microphone_open() -> None:
    response = sent(replace(QUESTION, shows=RECORD, wants_free_text=True), SCREEN)
    assert kinds(response) == ["RenderDocument", "ElicitSlot"]
    assert response["shouldEndSession"] is False
    assert "reprompt" in response


def test_without_a_screen_a_record_is_only_read() -> None:
    assert sent(Reply(SAID, shows=RECORD)) == sent(Reply(SAID))
    assert sent_silently(Reply(SAID, shows=RECORD), SCREEN) == sent_silently(Reply(SAID))


def test_a_record_for_which_a_response_has_no_room_is_only_read() -> None:
    quoted = Line("evidence-deed", {"date": line("date-today"), "words": "я" * 1_900})
    said = Reply((quoted,) * 2)
    assert sent(replace(said, shows=RECORD), SCREEN) == sent(said, SCREEN)
    assert kinds(sent(Reply((quoted,), shows=RECORD), SCREEN)) == ["RenderDocument"]


LONG = st.builds(mul, st.sampled_from(["&", "a & b ", "word "]), st.integers(1, 1_900))


@given(st.lists(LONG, min_size=1, max_size=3))
def test_however_long_it_is_nothing_is_shown_that_is_not_said(told: list[str]) -> None:
    today = line("date-today")
    say = tuple(Line("evidence-deed", {"date": today, "words": words}, rank) for rank, words in enumerate(told))
    texts = [ShownText(today, line("screen-quote", words=words), rank) for rank, words in enumerate(told)]
    response = sent(Reply(say, shows=Shown(line("screen-told"), tuple(texts))), SCREEN)
    said = text_of(response["outputSpeech"]["ssml"])
    for directive in response.get("directives", []):
        for quote in written([directive])[2::2]:
            assert quote.removesuffix(" …").strip("“” ") in said


@pytest.mark.parametrize("wants_free_text", [True, False])
def test_free_text_is_elicited_where_it_is_wanted(wants_free_text: bool) -> None:
    response = sent(Reply(SAID, OPEN, reprompt=SAID, wants_free_text=wants_free_text))
    assert kinds(response) == ["ElicitSlot"] * wants_free_text
    for directive in response.get("directives", []):
        assert directive["slotToElicit"] == ANSWER_SLOT
        assert directive["updatedIntent"]["name"] == ANSWER_INTENT
        assert set(directive["updatedIntent"]["slots"]) == {ANSWER_SLOT}


def test_nothing_is_elicited_once_the_session_closes() -> None:
    assert "directives" not in sent(Reply(SAID, wants_free_text=True))


# Cards


def test_a_card_has_its_title_and_a_line_for_each_of_its_lines() -> None:
    card = Card(line("okay"), (line("stopped"), line("okay")))
    assert sent(Reply(SAID, card=card))["card"] == {
        "type": "Simple",
        "title": TEXTS.say(line("okay")),
        "content": f"{TEXTS.say(line('stopped'))}\n{TEXTS.say(line('okay'))}",
    }


def test_a_card_is_cut_to_what_alexa_takes() -> None:
    long = Line("date-words", {"words": "word " * 300})
    content = sent(Reply(SAID, card=Card(line("okay"), (long,) * 9)))["card"]["content"]
    assert len(content) == 8_000
    assert "\n".join([TEXTS.say(long)] * 9).startswith(content)


def test_without_a_card_there_is_none() -> None:
    assert "card" not in sent(Reply(SAID))


# Permissions


def test_a_permission_is_asked_for_by_alexa_and_the_answer_names_the_performer() -> None:
    response = sent(Reply(SAID, asks_permission="main"))
    (directive,) = response["directives"]
    assert (directive["type"], directive["name"], directive["token"]) == ("Connections.SendRequest", "AskFor", "main")
    (scope,) = directive["payload"]["permissionScopes"]
    assert scope == {"permissionScope": "alexa::alerts:reminders:skill:readwrite", "consentLevel": "ACCOUNT"}


def test_with_a_question_for_a_permission_no_other_directive_is_sent() -> None:
    reply = Reply(SAID, OPEN, reprompt=SAID, wants_free_text=True, asks_permission="main", stops_playback=True)
    assert kinds(sent(reply, with_track(is_playing=True))) == ["SendRequest"]


# Tracks


def test_a_track_is_played_from_its_place_in_place_of_any_other() -> None:
    response = sent(Reply(SAID, play=PLAY, playback_token="main.abc.slow"))
    assert response["directives"] == [
        {
            "type": "AudioPlayer.Play",
            "playBehavior": "REPLACE_ALL",
            "audioItem": {
                "stream": {
                    "url": f"https://sound.example/{PLAYED.name}",
                    "token": "main.abc.slow",
                    "offsetInMilliseconds": 4_000,
                },
                "metadata": {"title": TEXTS.say(line("okay"))},
            },
        }
    ]
    assert response["shouldEndSession"] is True


@pytest.mark.parametrize("is_playing", [True, False])
def test_a_track_is_stopped_when_the_reply_says_so(is_playing: bool) -> None:
    assert kinds(sent(Reply(SAID, stops_playback=True), with_track(is_playing=is_playing))) == ["Stop"]


def test_a_track_that_plays_is_stopped_by_any_reply_that_does_not_keep_it() -> None:
    assert kinds(sent(Reply(SAID), with_track(is_playing=True))) == ["Stop"]
    assert kinds(sent(Reply(SAID, keeps_playing=True), with_track(is_playing=True))) == []
    assert kinds(sent(Reply(SAID), with_track(is_playing=False))) == []


def test_a_track_is_stopped_before_free_text_is_elicited() -> None:
    reply = Reply(SAID, OPEN, reprompt=SAID, wants_free_text=True)
    assert kinds(sent(reply, with_track(is_playing=True))) == ["Stop", "ElicitSlot"]


@pytest.mark.parametrize("device", [Device(), Device(has_player=True), with_track(is_playing=True, has_player=False)])
def test_without_a_player_or_a_track_nothing_is_stopped(device: Device) -> None:
    assert "directives" not in sent(Reply(SAID, stops_playback=True), device)


# The screen


def test_breathing_on_a_screen_is_shown_and_only_what_comes_before_it_is_said() -> None:
    response = sent(ROUND, SCREEN)
    assert text_of(response["outputSpeech"]["ssml"]) == TEXTS.say(line("okay"))
    assert kinds(response) == ["RenderDocument", "ExecuteCommands"]
    assert {directive["token"] for directive in response["directives"]} == {"main.abc.slow"}
    shows = response["directives"][0]["datasources"]["pacer"]["properties"]
    assert (shows["cycles"], shows["done"], len(shows["lines"])) == (3, 1, 1)
    assert shows["text0"] == TEXTS.say(line("stopped"))


def test_breathing_on_a_screen_keeps_the_session_with_the_microphone_closed() -> None:
    response = sent(ROUND, SCREEN)
    assert "shouldEndSession" not in response
    assert "reprompt" not in response


def test_breathing_alone_on_a_screen_has_no_speech() -> None:
    assert "outputSpeech" not in sent(Reply((BREATHING,), playback_token="main.abc.slow"), SCREEN)


def test_a_reply_without_breathing_is_only_said_on_a_screen() -> None:
    assert sent(Reply(SAID), SCREEN) == sent(Reply(SAID))


@pytest.mark.parametrize(("reply", "device"), [(ROUND, Device()), (Reply(ROUND.say, OPEN, reprompt=SAID), SCREEN)])
def test_breathing_is_said_without_a_screen_and_before_a_question(reply: Reply, device: Device) -> None:
    response = sent(reply, device)
    assert "directives" not in response
    assert "<break" in response["outputSpeech"]["ssml"]
    assert TEXTS.say(line("stopped")) in text_of(response["outputSpeech"]["ssml"])


def test_breathing_on_a_screen_is_paused_by_a_command_and_stays_visible() -> None:
    response = sent(Reply((), stops_playback=True), SHOWN)
    (directive,) = response["directives"]
    assert (directive["type"], directive["token"]) == ("Alexa.Presentation.APL.ExecuteCommands", "main.abc.slow")
    assert "shouldEndSession" not in response


def test_words_after_a_pause_end_the_breathing_on_a_screen() -> None:
    response = sent(Reply(SAID, stops_playback=True), SHOWN)
    assert "directives" not in response
    assert response["shouldEndSession"] is True


# Responses to buttons and reports


def test_a_silent_response_has_nothing_but_the_directive() -> None:
    reply = Reply(SAID, OPEN, reprompt=SAID, play=PLAY, playback_token="main.abc.slow", card=Card(line("okay"), ()))
    assert sent_silently(reply) == {"directives": sent(reply)["directives"]}


def test_a_silent_response_stops_a_track() -> None:
    assert kinds(sent_silently(Reply(SAID, stops_playback=True), with_track(is_playing=True))) == ["Stop"]


def test_a_silent_response_elicits_nothing() -> None:
    reply = Reply(SAID, OPEN, reprompt=SAID, wants_free_text=True, stops_playback=True)
    assert kinds(sent_silently(reply, with_track(is_playing=True))) == ["Stop"]


@pytest.mark.parametrize("reply", [Reply(SAID), QUESTION, ROUND, Reply(SAID, keeps_playing=True)])
def test_a_reply_that_changes_no_track_is_an_empty_response(reply: Reply) -> None:
    assert sent_silently(reply, with_track(is_playing=True)) == {}


def test_stopping_where_nothing_plays_is_an_empty_response() -> None:
    assert sent_silently(Reply((), stops_playback=True), Device(has_player=True)) == {}
