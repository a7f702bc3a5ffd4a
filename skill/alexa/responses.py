"""Converts a reply to an Alexa response."""

import json
from dataclasses import replace
from operator import attrgetter

from ask_sdk_model import Directive, Intent, IntentConfirmationStatus, Response, Slot, SlotConfirmationStatus
from ask_sdk_model.dialog import ElicitSlotDirective
from ask_sdk_model.interfaces.audioplayer import (
    AudioItem,
    AudioItemMetadata,
    PlayBehavior,
    PlayDirective,
    StopDirective,
    Stream,
)
from ask_sdk_model.interfaces.connections import SendRequestDirective
from ask_sdk_model.ui import Reprompt, SimpleCard, SsmlOutputSpeech

from skill.alexa.screens import begin, pacer, paused, record
from skill.conversation.turn import Card, Device, Play, Reply, Session, Shown
from skill.limits import CARD_CHARACTERS, RESPONSE_BYTES
from skill.speech.parts import Breathing, Line, Parts, Pause
from skill.speech.ssml import Address, ssml
from skill.speech.texts import Texts

ANSWER_INTENT, ANSWER_SLOT = "AnswerIntent", "words"
_ENVELOPE_BYTES = 512
"""Room for what is around a response's parts."""
_SPEAKS = Device()
_NOWHERE: Address = attrgetter("name")


def response_of(reply: Reply, texts: Texts, device: Device = _SPEAKS, address: Address = _NOWHERE) -> Response:
    """Convert a reply to speech, a card and directives, and set whether the microphone opens.

    Args:
        reply: What to say, play and show.
        texts: The texts of the device's language.
        device: What the device can do.
        address: Returns a recording's URL.
    """
    is_open, is_slow = reply.session is not None, bool(reply.is_slow)
    spoken, shown = _on_screen(reply, texts) if device.has_screen and not is_open else (reply.say, [])
    response = Response(
        output_speech=SsmlOutputSpeech(ssml=ssml(spoken, texts, address=address, is_slow=is_slow)) if spoken else None,
        reprompt=Reprompt(output_speech=SsmlOutputSpeech(ssml=ssml(reply.reprompt, texts, is_slow=is_slow)))
        if is_open
        else None,
        card=_card(reply.card, texts) if reply.card else None,
        directives=[*shown, *_directives(reply, texts, device, address)] or None,
        # `None` keeps the session open for the screen, with the microphone closed.
        should_end_session=None if shown or _is_paused(reply, device) else not is_open,
    )
    if reply.shows is None or not device.has_screen or shown:
        return response
    return _with_record(response, reply.shows, reply.session, texts)


def silent(reply: Reply, texts: Texts, device: Device, address: Address) -> Response:
    """Convert only a reply's playback directives: the response to a button cannot contain speech."""
    if not reply.play and not reply.stops_playback:
        return Response()
    return Response(directives=_directives(replace(reply, session=None), texts, device, address) or None)


def _on_screen(reply: Reply, texts: Texts) -> tuple[Parts, list[Directive]]:
    """Return what is said before the breathing, and the directives that lead it on screen and read what follows."""
    for place, part in enumerate(reply.say):
        if isinstance(part, Breathing):
            after = [one for one in reply.say[place + 1 :] if isinstance(one, Line | Pause)]
            shown = pacer(
                part.timeline, reply.done_cycles, after, texts, reply.playback_token, is_slow=bool(reply.is_slow)
            )
            return reply.say[:place], [shown, begin(reply.playback_token)]
    return reply.say, []


def _with_record(response: Response, shows: Shown, session: Session | None, texts: Texts) -> Response:
    """Show a record with a response, if there is room. If the microphone stays closed, the session stays for it."""
    shown = record(shows, texts)
    if shown is None:
        return response
    parts = [response.to_dict(), shown.to_dict(), session.to_json() if session else {}]
    if len(json.dumps(parts, default=str)) + _ENVELOPE_BYTES <= RESPONSE_BYTES:
        response.directives = [shown, *(response.directives or [])]
        response.should_end_session = False if session else None
    return response


def _is_paused(reply: Reply, device: Device) -> bool:
    """Whether the breathing on the screen is to pause and stay visible."""
    is_shown = device.has_screen and device.active_playback is not None and not device.active_playback.is_track
    return reply.stops_playback and not reply.say and is_shown


def _stops_the_track(reply: Reply, device: Device) -> bool:
    """Whether to stop the track: the reply says so, or the track would resume after this reply's speech."""
    if not device.has_player or device.active_playback is None or not device.active_playback.is_track:
        return False
    return reply.stops_playback or (device.active_playback.is_playing and not reply.keeps_playing)


def _directives(reply: Reply, texts: Texts, device: Device, address: Address) -> list[Directive]:
    if reply.asks_permission:
        return [_ask_permission(reply.asks_permission)]
    if reply.play:
        return [_play(reply.play, reply.playback_token, texts, address)]
    if _is_paused(reply, device) and device.active_playback is not None:
        return [paused(device.active_playback.token)]
    stops = [StopDirective()] if _stops_the_track(reply, device) else []
    return [*stops, _elicit()] if reply.session is not None and reply.wants_free_text else stops


def _play(play: Play, token: str, texts: Texts, address: Address) -> PlayDirective:
    stream = Stream(url=address(play.recording), token=token, offset_in_milliseconds=play.offset_ms)
    item = AudioItem(stream=stream, metadata=AudioItemMetadata(title=texts.say(play.title)))
    return PlayDirective(play_behavior=PlayBehavior.REPLACE_ALL, audio_item=item)


def _card(card: Card, texts: Texts) -> SimpleCard:
    content = "\n".join(texts.say(line) for line in card.lines)
    return SimpleCard(title=texts.say(card.title), content=content[:CARD_CHARACTERS])


def _ask_permission(performer_id: str) -> SendRequestDirective:
    """Have Alexa ask for permission to set reminders; the answer arrives as a separate request."""
    scope = {"permissionScope": "alexa::alerts:reminders:skill:readwrite", "consentLevel": "ACCOUNT"}
    payload = {"@type": "AskForPermissionsConsentRequest", "@version": "2", "permissionScopes": [scope]}
    return SendRequestDirective(name="AskFor", payload=payload, token=performer_id)


def _elicit() -> ElicitSlotDirective:
    """Tell Alexa that the next utterance is free text."""
    slot = Slot(name=ANSWER_SLOT, confirmation_status=SlotConfirmationStatus.NONE)
    intent = Intent(name=ANSWER_INTENT, slots={ANSWER_SLOT: slot}, confirmation_status=IntentConfirmationStatus.NONE)
    return ElicitSlotDirective(slot_to_elicit=ANSWER_SLOT, updated_intent=intent)
