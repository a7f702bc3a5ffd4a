"""The debrief: what worked, what it tells them about what they can do, what they will do differently.

The debrief *is* the piece of evidence: each answer is saved into it at once.
"""

from dataclasses import dataclass, replace
from functools import partial

from skill.conversation import extractors
from skill.conversation.confirmation import Confirmation
from skill.conversation.context import Context, subject_for
from skill.conversation.form import Form, Slot
from skill.conversation.prompt import Variables
from skill.conversation.topics import ladder, note, schedule, things
from skill.conversation.turn import Card, Reply
from skill.efficacy.debrief import is_unfinished, wants_own_part, wants_trace, was_just_broken_off
from skill.efficacy.domain import after
from skill.efficacy.evidence import Difficulty, Evidence, Key, Kind, Outcome, is_readable, with_note
from skill.efficacy.ladder import next_challenge
from skill.efficacy.schedule import is_debriefed_by
from skill.ledger.protocol import NOTHING, Change
from skill.nlu.intents import Intent, NluResult
from skill.speech import dates
from skill.speech.parts import Parts, brief, line


def begin(context: Context, lead: Parts = ()) -> Reply:
    """Ask the first question of a debrief."""
    return DEBRIEF.ask_next(context, blank(context, context.new_key()), lead)


def begin_with_outcome(context: Context) -> Reply:
    """Begin a debrief with an outcome that was told unasked, and ask the next question."""
    record = blank(context, context.new_key())
    saved = context.evidence(record.key) if context.turn.is_retry else None
    return DEBRIEF.ask_next(context, _put_outcome(context, saved or record, _outcome(context, context.nlu)))


def begin_or_resume(context: Context) -> Reply:
    """Begin a debrief, or resume one that was just interrupted."""
    found = next((one for one in context.latest(_GLANCE) if one.kind is Kind.DEBRIEF), None)
    is_same = found is not None and was_just_broken_off(found, context.performer.warm_up, context.turn.at)
    return DEBRIEF.ask_next(context, found) if found and is_same else begin(context)


def follow_name(context: Context) -> Parts:
    """Move a debrief to the domain that its first answer names, if it has no answers yet; say so."""
    session, key = context.session, context.subject_key
    if session is None or key is None or session.question != f"{DEBRIEF.name}.{DEBRIEF.slots[0].name}":
        return ()
    named = things.mentioned(context, context.nlu.utterance)
    if named is None or named.id == key.domain or context.evidence(key) is not None:
        return ()
    context.session = replace(session, subject=subject_for(replace(key, domain=named.id)))
    return (line("thing-for", name=brief(named.title)),)


def resume(context: Context) -> Reply:
    """Resume the debrief that the session is about."""
    evidence = _load(context)
    return DEBRIEF.ask_next(context, evidence) if evidence else begin(context)


def resume_latest(context: Context) -> Reply:
    """Resume the latest unfinished debrief, or begin one."""
    found = next((one for one in context.latest(_GLANCE) if is_unfinished(one, context.turn.at)), None)
    return DEBRIEF.ask_next(context, found) if found else begin(context)


def offer_to_finish(context: Context, evidence: Evidence, lead: Parts) -> Reply:
    """Offer once to finish a debrief."""
    day = dates.day(context.day_of(evidence.key), context.evidence_day)
    reply = UNFINISHED.ask(lead, subject=subject_for(evidence.key), variables={"day": day})
    return replace(reply, change=context.change(replace(evidence, offered_by=context.turn.request), vital=False))


def change_for(context: Context, evidence: Evidence) -> Change:
    """Return the change that saves a debrief, with its domain's plan, ratings and ladder."""
    if _is_blank(context, evidence):
        return NOTHING
    performer = context.performer
    before = performer.domain_of(evidence.key.domain)
    now = after(before, evidence)
    return context.change(evidence, performer if now == before else performer.with_domain(now))


def close(context: Context, evidence: Evidence, lead: Parts = ()) -> Reply:
    """Close a debrief with the answers so far."""
    if _is_blank(context, evidence):
        return Reply((*lead, line("okay")))
    done = replace(evidence, closed=True)
    before = context.performer.domain_of(evidence.key.domain)
    moved = ladder.moved(after(before, done), done)
    if not evidence.closed and is_debriefed_by(before.date, evidence.key.at, context.turn.at, context.zone):
        context.update(context.performer.with_domain(schedule.cancel_date(context, before)))
    read_back = is_readable(done)
    said = "debrief-kept-both" if read_back and done.plan else "debrief-kept" if read_back else "debrief-kept-plan"
    say = (*lead, line(said if read_back or done.plan else "debrief-kept-only"), *moved)
    card = _card(context, done) if context.performer.preferences.sends_cards else None
    offer = _offer_planned_day(context, done, say)
    return replace(offer or Reply(say), change=change_for(context, done), card=card)


def _offer_planned_day(context: Context, evidence: Evidence, lead: Parts) -> Reply | None:
    """Offer to set the day that the plan tells; `None` if it tells none that is still to be set."""
    told = schedule.told_in(context, evidence.plan) if evidence.plan else None
    domain = context.performer.domain
    is_set = domain.date is not None and told is not None and domain.date.day == told.day
    if told is None or is_set or evidence.key.domain != domain.id:
        return None
    return schedule.offer(context, evidence.plan or "", lead)


def blank(context: Context, key: Key) -> Evidence:
    """Return a blank debrief for the next challenge, carrying the plan made last time."""
    domain = context.performer.domain_of(key.domain)
    now = next_challenge(domain.ladder)
    planned = domain.plan.words if domain.plan and domain.plan.evidence != key.id else None
    return Evidence(key, Kind.DEBRIEF, planned=planned, challenge=now.id if now else None)


def _is_blank(context: Context, evidence: Evidence) -> bool:
    """Whether a debrief has no answers yet; it is first saved with an answer."""
    return evidence.version == 0 and evidence == blank(context, evidence.key)


def _card(context: Context, evidence: Evidence) -> Card | None:
    entries = {"card-worked": evidence.own_part or evidence.worked, "card-shows": evidence.capability}
    lines = tuple(line(key, words=words) for key, words in entries.items() if words)
    day = context.day_of(evidence.key)
    title = line("card-title", month=line("date-month", month=day.month), day=str(day.day))
    return Card(title, lines) if lines else None


def _load(context: Context) -> Evidence | None:
    key = context.subject_key
    return None if key is None else context.evidence(key) or blank(context, key)


def _goal(context: Context, evidence: Evidence) -> str | None:
    domain = context.performer.find(evidence.key.domain)
    return domain.end_goal if domain else None


def _variables(context: Context, evidence: Evidence) -> Variables:
    goal = _goal(context, evidence) if context.performer.preferences.rating else None
    domain = context.performer.domain_of(evidence.key.domain)
    challenge = next((one for one in domain.ladder.challenges if one.id == evidence.challenge), None)
    return {
        "challenge": brief(challenge.what if challenge else None),
        "criterion": brief(challenge.criterion if challenge else None),
        "of": "none" if challenge is None or context.is_launch else "criterion" if challenge.criterion else "challenge",
        "planned": brief(evidence.planned),
        "outcome": str(evidence.outcome),
        "cause": str(evidence.cause),
        "deed": brief(evidence.deed),
        "told": "yes" if evidence.deed else "no",
        "goal": brief(goal),
        "quick": "two" if goal else "one",
        "value": str(evidence.certainty),
    }


@dataclass(frozen=True, slots=True)
class OutcomeAnswer:
    """An outcome, and anything else that was said with it."""

    outcome: Outcome | None
    words: str | None = None


def _outcome(context: Context, nlu: NluResult) -> OutcomeAnswer | None:
    """Return the outcome, with the performer's words if they say more than that."""
    outcome = {Intent.YES: Outcome.YES, Intent.NO: Outcome.NO}.get(nlu.intent)
    reasoned = context.language.explained_outcome(nlu.words or "")
    outcome = outcome or (Outcome(reasoned) if reasoned else extractors.choice_of(Outcome)(context, nlu))
    words = extractors.free_text(context, nlu)
    agreed, rest = context.language.behind_yes_or_no(nlu.words or "")
    if outcome is None and agreed is not None and context.language.tells_deed(rest):
        return OutcomeAnswer(Outcome.YES if agreed else Outcome.NO, rest)  # "yes! I got lost, but I kept on"
    outcome = outcome or _marked_outcome(context, nlu)
    if nlu.intent is Intent.OUTCOME and nlu.words:
        is_more = outcome is None or reasoned is not None or context.language.mentions_deed(nlu.words)
        words = context.language.tidy(nlu.utterance or nlu.words) if is_more else None
    if words and context.language.word_count(words) <= _A_WORD_OR_TWO:
        words = None
    return OutcomeAnswer(outcome, words) if outcome or words else None


def _marked_outcome(context: Context, nlu: NluResult) -> Outcome | None:
    """Return the outcome that a part of a longer sentence tells."""
    if nlu.intent is not Intent.WORDS or not nlu.words:
        return None
    part = context.language.named(nlu.words, Intent.OUTCOME, things.own_names(context)).get("outcome")
    told = context.language.choice("outcome", part) if part else None
    return Outcome(told) if told else None


def _outcome_alone(context: Context, nlu: NluResult) -> OutcomeAnswer | None:
    """Return an outcome with which nothing else was said."""
    if context.language.word_count(nlu.words or "") > _A_WORD_OR_TWO:
        return None
    answer = _outcome(context, nlu)
    return answer if answer and answer.outcome and not answer.words else None


def _put_outcome(context: Context, evidence: Evidence, answer: OutcomeAnswer | None) -> Evidence:
    """Put in an outcome and its words: a deed that went well is what worked; other words become a note."""
    if answer is None:
        return replace(evidence, outcome=None)
    is_deed = (
        answer.words is not None and answer.outcome is Outcome.YES and context.language.mentions_deed(answer.words)
    )
    if is_deed and evidence.worked is None:
        deed = context.language.after_yes(answer.words or "")
        return _put_worked(context, replace(evidence, outcome=answer.outcome), deed)
    noted = with_note(evidence, answer.words, context.turn.request) if answer.words else evidence
    is_second = evidence.note is not None and noted != evidence
    passed = (
        evidence.skipped | {"outcome"} if is_second and not answer.outcome else evidence.skipped
    )  # asking twice is enough
    return replace(noted, outcome=answer.outcome, skipped=passed)


_A_WORD_OR_TWO = 2
_GLANCE = 5
"""How many of the latest pieces are searched for an unfinished debrief."""


def _put_worked(context: Context, evidence: Evidence, value: str | None) -> Evidence:
    if value == evidence.worked:
        return evidence
    cause = context.language.cause(value) if value else None
    return replace(evidence, worked=value, cause=cause, own_part=None, skipped=evidence.skipped - {"own_part"})


def _put_shows(context: Context, evidence: Evidence, value: str | None) -> Evidence:
    if value == evidence.shows:
        return evidence
    cause = context.language.cause(value) if value else None
    told = replace(evidence, shows=value, shows_cause=cause, trace=None)
    return replace(told, skipped=evidence.skipped - {"trace"})


def _add_note(context: Context, question: str, evidence: Evidence) -> Evidence | None:
    """Add words to the note, or to the plan if they are its second part: "when I open the paper"."""
    words = context.nlu.words or ""
    if question != "more" or evidence.plan is None or not context.language.begins_with_when(words):
        return note.add_note(context, question, evidence)
    return evidence if evidence.plan.endswith(words) else replace(evidence, plan=f"{evidence.plan}, {words}")


def _more(context: Context, nlu: NluResult) -> bool | None:
    """Return whether they want the last two questions; an answer to one of them is a yes."""
    answered = extractors.choice_of(Difficulty)(context, nlu) or extractors.plain_rating(context, nlu)
    return True if answered is not None else extractors.yes_no(context, nlu)


def _wants_certainty(context: Context, evidence: Evidence) -> bool:
    return evidence.more is True and bool(_goal(context, evidence)) and context.performer.preferences.rating


def _finish_or_leave(context: Context, wanted: bool | None) -> Reply:
    evidence = _load(context)
    if evidence is None:
        return Reply((line("gone"),))
    return DEBRIEF.ask_next(context, evidence) if wanted else close(context, evidence)


UNFINISHED = Confirmation("unfinished", "resume", extractors.yes_no, _finish_or_leave)

_words = partial(Slot[Evidence, str], extract=extractors.free_text, wants_free_text=True)

DEBRIEF = Form[Evidence](
    "debrief",
    (
        Slot("outcome", _outcome, put=_put_outcome, correct=_outcome_alone),
        _words("worked", put=_put_worked),
        _words("own_part", no_means_skip=True, is_asked_once=True, when=lambda _, evidence: wants_own_part(evidence)),
        _words("shows", no_means_skip=True, put=_put_shows),
        _words("trace", no_means_skip=True, when=lambda _, evidence: wants_trace(evidence)),
        Slot("followed", extractors.yes_no, when=lambda _, evidence: evidence.planned is not None),
        _words("plan", no_means_skip=True, acknowledged=True),
        Slot("more", _more),
        Slot(
            "difficulty",
            extractors.choice_of(Difficulty),
            when=lambda _, evidence: evidence.more is True,
            in_passing=extractors.choice_of(Difficulty),
        ),
        Slot(
            "certainty",
            extractors.rating,
            when=_wants_certainty,
            text="certainty",
            acknowledged=True,
            in_passing=extractors.plain_rating,
        ),
    ),
    load=_load,
    subject=lambda evidence: subject_for(evidence.key),
    finish=close,
    keep=change_for,
    variables=_variables,
    add_note=_add_note,
    is_closed=lambda evidence: evidence.closed,
)
