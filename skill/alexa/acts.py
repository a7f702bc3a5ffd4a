"""Turns Alexa's requests into dialog acts: intents with slots, touches, buttons, consent answers, playback reports.

Alexa's notations end here: durations become seconds, and dates the partial dates of `skill.nlu.dates`. Only its codes
for parts of the day (MO, AF, EV, NI) are used on, as they are stored.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeGuard

from skill.alexa.intents import BREATH_IN, BUTTONS, CONNECTED, INTENTS, LISTS, PLAYBACK, TOUCH, TOUCHES
from skill.alexa.slots import CUT, slots_of
from skill.alexa.verification import at
from skill.breathing.round import parse_token
from skill.nlu.act import DialogAct, PlaybackEvent
from skill.nlu.dates import TODAY
from skill.nlu.intents import Intent
from skill.nlu.language import Language

_REFUSED = {"DENIED", "NOT_ANSWERED"}
"""Consent statuses that mean no. An unknown status does not count as a refusal: the reminder is attempted."""
_NOW = "PRESENT_REF"
_PART_OF_DAY = re.compile(r"(.*)T(MO|AF|EV|NI)", re.DOTALL)
"""Alexa may append a part of the day to a date."""
_TIME = re.compile(r"T?((?:MO|AF|EV|NI)$|(?:[01]\d|2[0-3]):[0-5]\d)")
_AMOUNT = r"(?:(\d{{1,9}}(?:[.,]\d{{1,9}})?){})?"
_DURATION = re.compile(
    rf"P(?=\d|T\d){''.join(map(_AMOUNT.format, 'YMWD'))}(?:T(?=\d){''.join(map(_AMOUNT.format, 'HMS'))})?"
)
_SECONDS = (31_536_000, 2_592_000, 604_800, 86_400, 3_600, 60, 1)
"""Seconds in a year, a 30-day month, a week, a day, an hour, a minute and a second."""
_MOST_DIGITS = 9
_LONGEST_OFFSET = 86_400_000
_WITHOUT_LENGTH = {Intent.ON_SOON: Intent.WARM_UP, Intent.LENGTH: Intent.NOTHING}
"""The intent to use instead if a length was given but cannot be parsed."""


def act_of(request: Mapping[str, Any], language: Language) -> DialogAct | None:
    """Return the dialog act for a request; `None` for a touch on an unknown control.

    Args:
        request: The `request` object of the envelope.
        language: The spoken language; it supplies the carrier phrase that Alexa strips from a carrier intent's words.
    """
    kind = request["type"]
    if kind == "IntentRequest":
        return act_of_intent(request["intent"]["name"], slots_of(at(request, "intent", "slots")), language)
    if kind == TOUCH:
        return _touch(request.get("arguments"))
    if kind in PLAYBACK:
        return _playback(request)
    if kind == CONNECTED:
        return _consent(request)
    return DialogAct(BUTTONS.get(kind) or INTENTS[kind])


def act_of_intent(name: str, slots: Mapping[str, str], language: Language) -> DialogAct:
    """Return the dialog act for an intent.

    Args:
        name: The intent's name.
        slots: Its slot values, as returned by `slots_of`.
        language: The spoken language.
    """
    carrier, words = language.carriers.get(name), slots.get("words") or slots.get("anything") or ""
    intent = Intent.WORDS if carrier is not None else INTENTS.get(name, Intent.UNKNOWN)
    if words and name in LISTS:
        intent = Intent.WORDS
    if words and name == BREATH_IN:
        carrier = language.breath_lead
    length = slots.get("length")
    seconds = parse_duration(length) if length else None
    date, part = parse_date(slots.get("date"))
    time = _TIME.match(slots.get("time") or "")
    return DialogAct(
        _WITHOUT_LENGTH.get(intent, intent) if length and seconds is None else intent,
        words=words or slots.get("thing") or "",
        carrier=carrier or "",
        spoken=slots.get("said") or "",
        number=parse_count(slots.get("number")),
        seconds=seconds,
        date=date,
        part=part,
        time=time[1] if time else None,
        choice=slots.get("outcome") or slots.get("difficulty"),
        pattern=slots.get("pattern"),
        is_cut=bool(slots.get(CUT)),
    )


def with_pending_act(attributes: Mapping[str, Any], language: Language) -> Mapping[str, Any]:
    """Return session attributes with a dialog act where release 0.1.0 stored an intent and its slots."""
    pending = attributes.get("unsaved")
    if not isinstance(pending, dict) or "act" in pending:
        return attributes
    name, slots = pending.get("intent"), pending.get("slots")
    if not isinstance(name, str) or not isinstance(slots, dict):
        return attributes
    act = act_of_intent(name, {str(slot): str(value) for slot, value in slots.items()}, language)
    return {**attributes, "unsaved": {**pending, "act": act.to_json()}}


def _touch(arguments: object) -> DialogAct | None:
    """Return the act for a touch, with the number of cycles that were finished."""
    touched, cycles = [*(arguments if isinstance(arguments, list) else ()), None, None][:2]
    intent = TOUCHES.get(str(touched))
    return DialogAct(intent, number=parse_count(str(cycles)), is_touch=True) if intent else None


def _playback(event: Mapping[str, Any]) -> DialogAct:
    token = event.get("token")
    round_ = parse_token(token) if isinstance(token, str) else None
    if round_ is None:
        return DialogAct(Intent.PLAYBACK)
    offset = event.get("offsetInMilliseconds")  # a failed track reports it elsewhere
    offset = at(event, "currentPlaybackState", "offsetInMilliseconds") if offset is None else offset
    report = PlaybackEvent(round_.token, PLAYBACK[event["type"]], offset if is_offset(offset) else 0)
    return DialogAct(Intent.PLAYBACK, performer_id=round_.performer_id, playback=report)


def _consent(request: Mapping[str, Any]) -> DialogAct:
    status, performer = at(request, "payload", "status"), request.get("token")
    act = DialogAct(Intent.CONSENT, performer_id=performer if isinstance(performer, str) else "")
    return replace(act, is_refused=isinstance(status, str) and status in _REFUSED)


def is_offset(offset: object) -> TypeGuard[int]:
    """Whether a value is a valid position within a track, in milliseconds."""
    return type(offset) is int and 0 <= offset < _LONGEST_OFFSET


def parse_date(date: str | None) -> tuple[str | None, str | None]:
    """Return one of Alexa's dates as a partial date, and its part of the day if it has one."""
    match = _PART_OF_DAY.fullmatch(date) if date else None
    date, part = (match[1], match[2]) if match else (date, None)
    return TODAY if date == _NOW else date, part


def parse_count(digits: str | None) -> int | None:
    """Return a whole number given in digits; `None` for any other text and for an implausibly large number."""
    return int(digits) if digits and digits.isdecimal() and len(digits) <= _MOST_DIGITS else None


def parse_duration(duration: str) -> int | None:
    """Return the length of an ISO 8601 duration in seconds, rounded; `None` for any other text."""
    match = _DURATION.fullmatch(duration)
    if match is None:
        return None
    amounts = (float((amount or "0").replace(",", ".")) for amount in match.groups())
    return round(sum(amount * unit for amount, unit in zip(amounts, _SECONDS, strict=True)))
