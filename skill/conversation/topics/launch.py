"""The launch: "open ready room" alone leads to everything.

It says neither evidence nor a domain's name, because others may be in the room.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zlib import crc32

from skill.conversation import extractors
from skill.conversation.confirmation import Confirmation
from skill.conversation.context import Context
from skill.conversation.prompt import Variables
from skill.conversation.topics import debrief, ladder, note, onboarding, schedule, things, voice_profiles
from skill.conversation.topics.warm_up import playback, warm_up
from skill.conversation.turn import Reply
from skill.efficacy.debrief import is_unfinished
from skill.efficacy.evidence import Evidence, Kind, is_readable
from skill.efficacy.performer import DEBRIEF_AFTER, GUEST, is_debrief_due, is_half_way
from skill.efficacy.schedule import is_due, is_over, is_today
from skill.nlu.intents import Intent, NluResult
from skill.speech.parts import Parts, line

_GLANCE = 5
"""How many of the latest pieces a launch reads."""
ENOUGH_SUCCESSES = 5
"""Below this many readable pieces, a calm launch offers to add a past success."""
_WORDINGS = 3
"""How many wordings a greeting and a calm question have."""
_SAME_SECONDS = 5
"""How long a wording stays the same, so that a repeated request is answered in the same words."""
_A_DAY = timedelta(hours=18)
_AFTER_PERFORMANCES = {Kind.DEBRIEF, Kind.NOTE}


def begin(context: Context) -> Reply:
    """Ask what fits the moment, most pressing first."""
    return schedule.with_stale_cancelled(context, _begin)


def _begin(context: Context) -> Reply:
    _turn_to_last(context)
    now, last_warm_up = context.turn.at, context.performer.warm_up
    if last_warm_up is not None and last_warm_up.domain != context.performer.active:
        last_warm_up = None  # they have switched domains since
    hello = (line("opening-hello", variant=_variant(now) % _WORDINGS),)
    breath = context.performer.breathing
    if playback.is_waiting(context):  # the closing is due: ask nothing of somebody who is about to go on
        return warm_up.from_evidence(context, hello)
    latest = context.latest(_GLANCE)
    last_evidence_at = next((one.key.at for one in latest if one.kind in _AFTER_PERFORMANCES), None)
    if voice_profiles.may_claim(context):
        return voice_profiles.CLAIM.ask((line("opening-welcome"),))
    if breath is not None and breath.is_fresh(now, last_evidence_at) and playback.may_go_on(context, breath):
        return playback.offer(context, breath, hello)
    if is_half_way(last_warm_up, last_evidence_at, now):
        return warm_up.HALF_WAY.ask(hello)
    unfinished = [one for one in latest if is_unfinished(one, now) and _may_be_offered(context, one.offered_by)]
    if unfinished:
        return debrief.offer_to_finish(context, unfinished[0], hello)
    date = context.performer.domain.date
    if is_debrief_due(last_warm_up, last_evidence_at, now) or is_due(date, last_evidence_at, now):
        return debrief.begin(context, hello)
    if date is not None and is_today(date, context.today) and not is_over(date, now, context.today):
        return TODAY.ask((*hello, schedule.something_today(date)))
    if not latest and not context.performer.is_known:
        is_guest = context.performer_id == GUEST
        return WHAT.ask((line("opening-guest" if is_guest else "opening-welcome"),))
    return _calm(context, latest, hello)


def _turn_to_last(context: Context) -> None:
    """Turn to the domain of the last warm-up, if that was for another than the active one and is not over yet."""
    last, now = context.performer.warm_up, context.turn.at
    if last is None or not last.is_aside or now - last.at > DEBRIEF_AFTER[1]:
        return
    latest = next((one.key.at for one in context.of_domain(last.domain, 1)), None)
    is_due = last.domain != things.UNKNOWN and is_debrief_due(last, latest, now)
    if is_due or is_half_way(last, latest, now) or playback.is_waiting(context):
        context.turn_to(last.domain)


def _variant(now: datetime) -> int:
    """Return which of several wordings is said: another one at most other times."""
    return crc32(str(int(now.timestamp()) // _SAME_SECONDS).encode())


def _may_be_offered(context: Context, offered: str | None) -> bool:
    """Whether it was not offered before; an offer of this same request doesn't count."""
    return offered in {None, context.turn.request}


def _calm(context: Context, latest: Sequence[Evidence], hello: Parts) -> Reply:
    """Ask one thing of a known performer who is in no hurry."""
    context.ask_zone()
    domain = context.performer.domain
    if (told := schedule.offer_told(context, hello)) is not None:
        return told
    if onboarding.is_unfinished(context, domain) and _may_be_offered(context, domain.offered_by):
        return onboarding.offer_to_finish(context, hello)
    undecided = [one for one in latest if note.is_undecided(one) and _may_be_offered(context, one.offered_by)]
    if undecided:
        return note.offer_to_read(context, undecided[0], hello)
    if domain.title is None:
        return WHAT.ask(hello)
    composed = ladder.offer(context, hello) if _may_compose(context) else None
    if composed is not None:
        performer = replace(context.performer, offered_at=context.turn.at, offered_by=context.turn.request)
        return replace(composed, change=context.change(performer=performer, vital=False))
    wish = ADD if sum(map(is_readable, latest)) < ENOUGH_SUCCESSES else WISH
    reply = wish.ask(hello, variables=_wording(context))
    return replace(reply, change=context.change(performer=context.performer, vital=False))


def _may_compose(context: Context) -> bool:
    """Whether no composing was offered today."""
    offered = context.performer.offered_at
    return offered is None or context.turn.at - offered > _A_DAY or context.performer.offered_by == context.turn.request


def ask_what(lead: Parts = ()) -> Reply:
    """Ask what they want."""
    return WISH.ask(lead, variables={"variant": 0})


def _wording(context: Context) -> Variables:
    """Return which wording of a calm question is said."""
    return {"variant": _variant(context.turn.at) // _WORDINGS % _WORDINGS}


def free_text(context: Context) -> Reply:
    """Save a statement ("that …") as a note; otherwise ask what they want."""
    words = context.nlu.words or ""
    is_statement = context.language.statement(words) != words
    return note.begin(context) if is_statement else ask_what(_NOT_CAUGHT)


_NOT_CAUGHT = (line("not-caught"),)
_LEADS_ON = {Intent.NO, Intent.OUTCOME, Intent.LENGTH, Intent.NOTE, Intent.DOMAIN}


def _leads_on(_context: Context, nlu: NluResult) -> NluResult | None:
    """Return a result that leads on from here; commands go their own way."""
    return nlu if nlu.intent in _LEADS_ON else None


def _named(context: Context, nlu: NluResult) -> NluResult | None:
    """Return what they are getting ready for; the second time, any words count."""
    is_second = context.session is not None and context.session.tries > 0
    return nlu if nlu.intent is Intent.WORDS and is_second else _leads_on(context, nlu)


def _go(context: Context, nlu: NluResult | None) -> Reply:
    """Follow an answer that is not a command."""
    match nlu.intent if nlu else Intent.NO:
        case Intent.NO:
            return Reply((line("okay"),))
        case Intent.OUTCOME:
            return debrief.begin_with_outcome(context)
        case Intent.LENGTH:
            return warm_up.begin(context)
        case Intent.NOTE:
            return note.begin(context)
    return onboarding.begin(context)


def _warm_up_or_not(context: Context, wanted: bool | None) -> Reply:
    return warm_up.begin(context) if wanted else Reply((line("okay"),))


NAME = "opening"
TODAY = Confirmation("opening_today", "warm_up", extractors.yes_no, _warm_up_or_not)
WHAT = Confirmation(NAME, "what", _named, _go, wants_free_text=True, help="help")
WISH = Confirmation(NAME, "wish", _leads_on, _go, help="help", variables=_wording)
ADD = Confirmation(NAME, "add", _leads_on, _go, help="help", variables=_wording)
