"""The opening: whoever only says "open ready room" gets from here to everything."""

from collections.abc import Sequence
from dataclasses import replace

from skill.conversation import debrief, meeting, note, warm_up
from skill.conversation.context import Context
from skill.conversation.interview import Once, once
from skill.conversation.meanings import Heard, Meaning
from skill.conversation.turn import Reply
from skill.efficacy.debrief import is_unfinished
from skill.efficacy.evidence import Evidence
from skill.efficacy.performer import is_debrief_due, is_half_way
from skill.speech.parts import Parts, line

_GLANCE = 5
"""How much of the latest evidence an opening looks at."""
ENOUGH_SUCCESSES = 5
"""Until there are so many pieces of evidence, a calm opening offers to add a past success."""
_GREETINGS = 3


def begin(context: Context) -> Reply:
    """Ask what fits the moment, the most pressing first."""
    now, last_warm_up = context.turn.at, context.performer.warm_up
    hello = (line("opening-hello", variant=now.minute % _GREETINGS),)
    if is_half_way(last_warm_up, now):
        return warm_up.offer_to_go_on(context, hello)
    latest = context.latest(_GLANCE)
    if unfinished := next((one for one in latest if is_unfinished(one, now)), None):
        return debrief.offer_to_finish(context, unfinished, hello)
    if is_debrief_due(last_warm_up, latest[0].key.at if latest else None, now):
        return debrief.begin(context, hello)
    if not latest and not context.performer.is_known:
        return WHAT.go_on(context, Once(), (line("opening-welcome"),))
    return _calm(context, latest, hello)


def _calm(context: Context, latest: Sequence[Evidence], hello: Parts) -> Reply:
    """Ask one thing at a time of somebody who is known and in no hurry."""
    if meeting.is_unfinished(context, context.performer.domain):
        return meeting.resume(context, hello)
    if undecided := next((one for one in latest if note.is_undecided(one)), None):
        return note.offer_to_read_back(context, undecided, hello)
    if context.performer.domain.title is None:
        return WHAT.go_on(context, Once(), hello)
    wish = ADD if len(latest) < ENOUGH_SUCCESSES else WISH
    return replace(wish.go_on(context, Once(), hello), keep=context.change(performer=context.zoned(), vital=False))


def ask_what(context: Context, lead: Parts = ()) -> Reply:
    """Ask what they want, of somebody who is here and said nothing that leads anywhere."""
    return WISH.go_on(context, Once(), lead)


def free_text(context: Context) -> Reply:
    """Go where words lead that answered no question: a goal, or something they did; else ask."""
    words = context.heard.words or ""
    if context.language.names_goal(context.language.telling(words)):
        return meeting.begin(context)
    return (
        note.begin(context)
        if context.language.is_told(words, unasked=True)
        else ask_what(context, (line("not-caught"),))
    )


_LEADS_ON = {Meaning.NO, Meaning.OUTCOME, Meaning.LENGTH, Meaning.WORDS, Meaning.NOTE, Meaning.DOMAIN}


def _lead(_context: Context, heard: Heard) -> Heard | None:
    return heard if heard.meaning in _LEADS_ON else None


def _go(context: Context, heard: Heard | None) -> Reply:
    """Go where an answer leads that is no command."""
    match heard.meaning if heard else Meaning.NO:
        case Meaning.NO:
            return Reply((line("okay"),))
        case Meaning.OUTCOME:
            return debrief.begin(context)
        case Meaning.LENGTH:
            return warm_up.begin(context)
        case Meaning.NOTE:
            return note.begin(context)
    return note.begin(context) if context.language.is_told(context.heard.words or "") else meeting.begin(context)


NAME = "opening"
WHAT = once(NAME, "what", _lead, _go, wants_words=True)
WISH = once(NAME, "wish", _lead, _go)
ADD = once(NAME, "add", _lead, _go)
