"""The debrief: what worked, what it tells them about what they can do, what they will do differently.

The debrief *is* the piece of evidence: each answer is saved into it as it is heard.
"""

from dataclasses import dataclass, replace
from functools import partial

from skill.conversation import answers
from skill.conversation.context import Context, subject_of
from skill.conversation.interview import Interview, Once, Question, Variables, once
from skill.conversation.meanings import Heard, Meaning
from skill.conversation.turn import Card, Reply
from skill.efficacy.debrief import wants_own_part, wants_trace
from skill.efficacy.domain import Domain, after, without
from skill.efficacy.evidence import Difficulty, Evidence, Kind, Outcome, may_be_read
from skill.ledger.protocol import NOTHING, Change
from skill.speech import dates
from skill.speech.parts import Parts, line


def begin(context: Context, lead: Parts = ()) -> Reply:
    """Ask the first question of a debrief, or the second when the first was answered in the same breath."""
    record = Evidence(context.new_key(), Kind.DEBRIEF)
    if context.heard.meaning is Meaning.OUTCOME:
        record = _put_outcome(context, record, _outcome(context, context.heard))
    return DEBRIEF.go_on(context, record, lead)


def resume(context: Context, evidence: Evidence, lead: Parts = ()) -> Reply:
    """Ask what a debrief that was broken off still lacks."""
    return DEBRIEF.go_on(context, evidence, lead)


def offer_to_finish(context: Context, evidence: Evidence, lead: Parts) -> Reply:
    """Offer to go on with a debrief that was broken off."""
    day = dates.day(context.day_of(evidence.key), context.today)
    return UNFINISHED.go_on(context, Once(subject_of(evidence.key), {"day": day}), lead)


def keep(context: Context, evidence: Evidence) -> Change:
    """Return what has to be saved for a piece of evidence to be so: itself, and its domain's plan and ratings."""
    if _is_blank(evidence):
        return NOTHING
    performer = context.performer
    before = performer.find(evidence.key.domain) or Domain(evidence.key.domain)
    now = after(without(before, evidence), evidence)
    return context.change(evidence, performer if now == before else performer.with_domain(now))


def close(context: Context, evidence: Evidence, lead: Parts = ()) -> Reply:
    """Close a debrief with what has been said so far."""
    if _is_blank(evidence):
        return Reply((*lead, line("okay")))
    done = replace(evidence, closed=True)
    read_back = may_be_read(done)
    said = "debrief-kept-both" if read_back and done.plan else "debrief-kept" if read_back else "debrief-kept-plan"
    return Reply(
        (*lead, line(said if read_back or done.plan else "debrief-kept-only")),
        keep=keep(context, done),
        card=_card(context, done),
    )


def _is_blank(evidence: Evidence) -> bool:
    """Whether nothing has been said yet: it is the first answer that is kept."""
    return evidence == Evidence(evidence.key, evidence.kind)


def _card(context: Context, evidence: Evidence) -> Card | None:
    told = {"card-worked": evidence.own_part or evidence.worked, "card-shows": evidence.shows}
    lines = tuple(line(key, words=words) for key, words in told.items() if words)
    told_on = context.day_of(evidence.key)
    title = line("card-title", month=line("date-month", month=told_on.month), day=str(told_on.day))
    return Card(title, lines) if lines else None


def _load(context: Context) -> Evidence | None:
    key = context.subject_key
    return None if key is None else context.evidence(key) or Evidence(key, Kind.DEBRIEF)


def _goal(context: Context, evidence: Evidence) -> str | None:
    domain = context.performer.find(evidence.key.domain)
    return domain.end_goal if domain else None


def _variables(context: Context, evidence: Evidence) -> Variables:
    goal = _goal(context, evidence)
    return {
        "outcome": str(evidence.outcome),
        "cause": str(evidence.cause),
        "deed": evidence.deed or "",
        "shows": evidence.shows or "",
        "goal": goal or "",
        "quick": "two" if goal else "one",
        "value": str(evidence.certainty),
    }


@dataclass(frozen=True, slots=True)
class _Told:
    """How it went, and what else was said of it."""

    outcome: Outcome | None
    words: str | None = None


def _outcome(context: Context, heard: Heard) -> _Told | None:
    """How it went, in a word; whoever says more of it is kept to their words too."""
    outcome = {Meaning.YES: Outcome.YES, Meaning.NO: Outcome.NO}.get(heard.meaning)
    outcome = outcome or answers.one_of(Outcome)(context, heard)
    words = heard.words if heard.meaning in {Meaning.WORDS, Meaning.NOTE} else None
    if words and len(words.split()) <= _A_WORD_OR_TWO:
        words = None
    return _Told(outcome, words) if outcome or words else None


def _put_outcome(_context: Context, evidence: Evidence, told: _Told | None) -> Evidence:
    if told is None:
        return replace(evidence, outcome=None)
    is_told_twice = evidence.note is not None and told.outcome is None
    passed = evidence.passed | {"outcome"} if is_told_twice else evidence.passed
    notes = [evidence.note, None if told.words == evidence.note else told.words]
    note = ". ".join(words for words in notes if words) or None
    return replace(evidence, outcome=told.outcome, note=note, passed=passed)


_A_WORD_OR_TWO = 2


def _put_worked(context: Context, evidence: Evidence, value: str | None) -> Evidence:
    return replace(evidence, worked=value, cause=context.language.cause(value) if value else None)


def _finish_or_leave(context: Context, wanted: bool | None) -> Reply:
    evidence = _load(context)
    if evidence is None:
        return Reply((line("until-later"),))
    return resume(context, evidence) if wanted else close(context, evidence)


UNFINISHED = once("unfinished", "resume", answers.yes_no, _finish_or_leave)

_words = partial(Question[Evidence], takes=answers.words, wants_words=True)

DEBRIEF = Interview[Evidence](
    "debrief",
    (
        Question("outcome", _outcome, put=_put_outcome),
        _words("worked", put=_put_worked),
        _words("own_part", when=lambda _, evidence: wants_own_part(evidence)),
        _words("shows"),
        _words("trace", when=lambda _, evidence: wants_trace(evidence)),
        _words("plan", noted=True),
        Question("more", answers.yes_no),
        Question("difficulty", answers.one_of(Difficulty), when=lambda _, evidence: evidence.more is True),
        Question(
            "certainty",
            answers.scale,
            when=lambda context, evidence: evidence.more is True and bool(_goal(context, evidence)),
            noted=True,
        ),
    ),
    load=_load,
    subject=lambda evidence: subject_of(evidence.key),
    finish=close,
    keep=keep,
    variables=_variables,
)
