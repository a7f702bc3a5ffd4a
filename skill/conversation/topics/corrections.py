"""Corrections: "forget that", "delete everything", and "that's wrong" while no question is open."""

from dataclasses import replace

from skill.conversation import extractors
from skill.conversation.confirmation import Confirmation
from skill.conversation.context import ERASE_FORM, Context, subject_for
from skill.conversation.form import OpenSlot
from skill.conversation.prompt import OpenQuestion, Variables
from skill.conversation.topics import debrief, entries, launch, note, progress, schedule, things, voice_profiles
from skill.conversation.turn import Reply
from skill.efficacy.domain import after, without
from skill.efficacy.evidence import Evidence, Kind
from skill.ledger.protocol import NOTHING, Change
from skill.nlu.certainty import Certainty
from skill.nlu.intents import Intent
from skill.nlu.putting_right import Correction, What
from skill.speech import dates
from skill.speech.parts import Line, Parts, brief, line

_CERTAINTY = "certainty"
_SEARCHED = 50
"""How many of a domain's latest pieces are searched for one that is named."""
_MAY_NAME_PIECE = {Intent.WORDS, Intent.FORGET}
_MAY_PUT_RIGHT = {Intent.WORDS, Intent.DONT_KNOW, Intent.NOTE, Intent.WRONG, Intent.NO}


def forget(context: Context) -> Reply:
    """Ask whether to forget the evidence that is named, or that the session is about, or else the latest."""
    words = context.nlu.utterance
    if _is_named(context, words):
        if (asked := _ask_to_forget(context, _named_piece(context, words))) is not None:
            return asked
        none = "forget-not-found" if context.language.content_words(words) or context.latest(1) else "forget-nothing"
        return launch.ask_what((line(none),))
    about = context.evidence(context.subject_key) if context.subject_key else None
    if about is None and context.session and context.session.question.startswith(f"{note.NOTE.name}."):
        return Reply((line("forgotten"),))  # a repeated request: it is already gone
    latest = about or next(iter(context.latest(1)), None)
    if about is None and (asked := entries.ask_to_forget_rating(context, latest)):
        return asked
    if context.language.content_words(words):
        return _forget_piece(context, words)
    return _ask_to_forget(context, latest) or launch.ask_what((line("forget-nothing"),))


def _forget_piece(context: Context, words: str) -> Reply:
    """Ask whether to forget a piece with these words."""
    asked = _ask_to_forget(context, _named_piece(context, words))
    return asked or launch.ask_what((line("forget-not-found"),))


def begin_with_piece(context: Context, question: OpenQuestion | None) -> Reply | None:
    """Forget or put right an earlier piece that is named; `None` if the words are no such request.

    Args:
        context: The turn's context.
        question: The open question, if there is one.
    """
    words = context.nlu.utterance
    is_free = (question is None or not question.deletes) and not voice_profiles.is_stranger(context)
    if is_free and (asked := entries.ask_to_forget(context)) is not None:
        return asked
    named = context.language.named_piece(words) if context.nlu.intent in _MAY_NAME_PIECE else None
    if named is None or (question is not None and question.deletes) or voice_profiles.is_stranger(context):
        return None
    if not named.is_to_edit:
        return forget(context)
    found = _named_piece(context, words)
    if found is None:
        return launch.ask_what((line("forget-not-found"),))
    return EDIT.ask(quoted(context, found), subject=subject_for(found.key))


def _ask_to_forget(context: Context, found: Evidence | None) -> Reply | None:
    if found is None:
        return None
    return FORGET.ask(quoted(context, found), subject=subject_for(found.key), variables=_gone(found))


def _is_named(context: Context, words: str) -> bool:
    """Whether words tell an earlier piece from others: by what it is about, its day or its kind."""
    language = context.language
    if not words or not language.describes_piece(words):
        return False
    return bool(language.content_words(words)) or language.kind_of_piece(words) is not None


def _named_piece(context: Context, words: str) -> Evidence | None:
    """Return the latest piece of the kind, of the time and with the words that are named; `None` if there is none.

    The active domain is searched first; the others only for what is named, as "my last note" is of the active one.
    """
    language = context.language
    kind, period = language.kind_of_piece(words), language.past_period(words, context.today)
    about = language.content_words(words)
    is_named = bool(about) or period is not None
    others = [domain.id for domain in context.performer.domains if is_named and domain.id != context.performer.active]
    for domain in (context.performer.active, *others):
        pieces = context.of_domain(domain, _SEARCHED)
        found = [one for one in pieces if kind in {None, one.kind}]
        if kind is Kind.NOTE and not found:  # anything that was told may be called a note
            found = list(pieces)
        if period is not None:
            found = [one for one in found if period[0] <= context.day_of(one.key) <= period[1]]
        if about:
            best = max((_shared(context, one, about) for one in found), default=0)
            is_alike = 2 * best >= len(about) if period is None else best > 0
            found = [one for one in found if _shared(context, one, about) == best] if is_alike or period else []
        if found:
            return found[0]
    return None


def _shared(context: Context, evidence: Evidence, about: frozenset[str]) -> int:
    """Return how many of the words are in a piece; in one that is private, none is looked for."""
    if evidence.kind is Kind.PRIVATE:
        return 0
    told = (evidence.worked, evidence.own_part, evidence.shows, evidence.trace, evidence.plan, evidence.note)
    return len(about & context.language.content_words(" ".join(filter(None, told))))


def _forget_other(context: Context, words: str) -> Reply | None:
    """Ask about another piece that is named instead."""
    found = _named_piece(context, words) if context.language.content_words(words) else None
    return None if found is None or found.key == context.subject_key else _ask_to_forget(context, found)


def _about(context: Context) -> Variables:
    return _gone(context.evidence(context.subject_key) if context.subject_key else None)


def _gone(found: Evidence | None) -> Variables:
    """Return what would be gone, for the question whether to forget it."""
    words = None if found is None or found.kind is Kind.PRIVATE else found.deed or found.shows
    return {"told": "yes" if words else "no", "words": brief(words)}


def put_right(context: Context, question: OpenQuestion | None) -> Reply | None:
    """Put right what was told last: replace it, add to it, or move it; `None` if the words put nothing right.

    Args:
        context: The turn's context.
        question: The open question, if there is one.
    """
    is_stale = context.session is not None and context.session.is_stale
    if is_stale or (question is not None and question.deletes) or context.nlu.intent not in _MAY_PUT_RIGHT:
        return None
    if context.language.new_name(context.nlu.utterance):  # "call it …" names what was just begun
        return None
    if question is None and _means_something_else(context):
        return None
    for said in context.language.corrections(context.nlu.utterance):
        reply = _moved(context, question, said) if said.change is What.MOVE else None
        if reply is None and isinstance(question, OpenSlot):
            reply = question.form.put_right(context, question.slot, said)
        if reply is None and said.of in {"", _CERTAINTY}:  # any other answer that is named is in no form that is open
            reply = _rated_anew(context, question, said) or _noted_anew(context, question, said)
        if reply is not None:
            return reply
    return None


def _means_something_else(context: Context) -> bool:
    """Whether words certainly ask for something: "add what my coach said" adds nothing to what was told last."""
    reading = context.language.wish(context.nlu.utterance, own=things.own_names(context))
    return reading.certainty is Certainty.CERTAIN and reading.intent not in _PUTS_RIGHT


_PUTS_RIGHT = {Intent.WRONG, Intent.BACK, Intent.UNFINISHED, Intent.NOTE, Intent.OUT_OF_SCOPE, Intent.RATE}


def _on(context: Context, question: OpenQuestion | None, change: Change, *lead: Line) -> Reply:
    """Say what was put right, and ask the open question again."""
    again = question.ask_again(context, lead, "") if question and question.is_in_form else None
    return replace(again or Reply(lead), change=change)


def _rated_anew(context: Context, question: OpenQuestion | None, said: Correction) -> Reply | None:
    """Replace the rating that was given a moment ago, or ask for it again."""
    performer, rating = context.performer, next(iter(context.performer.domain.ratings[-1:]), None)
    is_asked = question is not None and question.extract is extractors.rating
    if rating is None or is_asked or not entries.is_just_told(context, rating.at):
        return None
    if said.change is What.ASK and question is not None and question.is_in_form:
        return progress.rate(context)
    when = context.language.when(said.words, context.today)
    if when is not None and (when.day or when.part):
        return None  # "no, it's seven in the evening"
    given = context.language.read(said.words)
    value = extractors.rating(context.with_words(given), given) if said.change is What.REPLACE else None
    if value is None:
        return None
    found = entries.rated_in(context, performer.domain, rating)
    anew = tuple(replace(one, value=value) if one.id == rating.id else one for one in performer.domain.ratings)
    performer = performer.with_domain(replace(performer.domain, ratings=anew))
    evidence = replace(found, certainty=value) if found else None
    return _on(context, question, context.change(evidence, performer), line("rate-kept", value=str(value)))


def _noted_anew(context: Context, question: OpenQuestion | None, said: Correction) -> Reply | None:
    """Replace the words of what was told a moment ago, or add to them; only while no form is open."""
    is_about_it = question is None or question.form_name in {launch.NAME, *_ABOUT_EVIDENCE}
    found = _just_told(context) if is_about_it else None
    if found is None or found.kind is Kind.PRIVATE:
        return None
    if said.change is What.ASK:
        return EDIT.ask(quoted(context, found), subject=subject_for(found.key))
    if said.change is What.SWAP:
        anew = said.swapped(found.deed or found.note or "")
        return _with_words(context, found, anew) if anew else None
    if said.change is What.ADD:
        is_told = found.deed is not None and found.deed.endswith(f". {said.words}")  # the request is repeated
        longer = found.deed if is_told else f"{found.deed}. {said.words}" if found.deed else said.words
        return _with_words(context, found, longer or said.words)
    if said.change is not What.REPLACE:
        return None
    anew = context.language.amended(found.deed or found.note or "", said.words)
    return _with_words(context, found, anew or said.words) if anew or said.is_plain else None


_ABOUT_EVIDENCE = {"evidence", "edit", "forget"}
"""Forms whose questions are about what was told; at any other, words of their own are meant for it."""


def _with_words(context: Context, found: Evidence, words: str) -> Reply:
    """Save other words for what they did; a note is released anew."""
    said = (line("note-words.noted", words=brief(words)),)
    if found.kind is Kind.NOTE:
        return note.NOTE.ask_next(context, replace(found, note=words, read_back=None), said)
    edited = replace(found, own_part=words) if found.own_part else replace(found, worked=words)
    return Reply(said, change=context.change(edited))


def _just_told(context: Context) -> Evidence | None:
    """Return the evidence of any domain that was given last, if that was a moment ago."""
    domains = {context.performer.active, *(domain.id for domain in context.performer.domains)}
    found = [
        one for domain in domains for one in context.of_domain(domain, 1) if entries.is_just_told(context, one.key.at)
    ]
    return max(found, key=lambda one: one.key.at, default=None)


def move(context: Context, question: OpenQuestion) -> Reply | None:
    """Move the answers of the open form to the domain that a wish names; `None` if it names no other one."""
    domain = context.nlu.named.get("domain") or context.nlu.words or ""
    return _moved(context, question, Correction(What.MOVE, domain))


def _moved(context: Context, question: OpenQuestion | None, said: Correction) -> Reply | None:
    """Move what was told to the domain that it belongs to, or `None` if the words name no other one."""
    domain = things.mentioned(context, said.words)
    words = context.language.content_words(said.words)
    if domain is None or not words <= context.language.content_words(domain.title or ""):
        return None
    is_open = isinstance(question, OpenSlot) and context.subject_key is not None
    found = question.form.load(context) if is_open and isinstance(question, OpenSlot) else _just_told(context)
    if not isinstance(found, Evidence) or found.key.domain == domain.id:
        return None
    moved = _in_domain(context, found, domain.id)
    before = context.performer.domain_of(found.key.domain)
    performer = context.performer.with_domain(without(before, found)).with_domain(after(domain, moved))
    change = Change(performer if performer != context.saved else None, (moved,), (found.key,))
    lead = (line("moved-to", name=brief(domain.title)),)
    if not isinstance(question, OpenSlot) or not is_open:
        return _on(context, question, change, *lead)
    context.update(performer)
    return replace(question.form.ask_next(context, moved, lead), change=change if found.version else NOTHING)


def _in_domain(context: Context, found: Evidence, domain: str) -> Evidence:
    """Return evidence as part of another domain: what it refers to there, too."""
    key = replace(found.key, domain=domain)
    if found.kind is not Kind.DEBRIEF:
        return replace(found, key=key, version=0)
    there = debrief.blank(context, key)
    planned = there.planned if found.followed is None else found.planned
    return replace(found, key=key, challenge=there.challenge, planned=planned, version=0)


def erase(_context: Context) -> Reply:
    """Ask for confirmation to delete everything."""
    return ERASE.ask()


def wrong(_context: Context) -> Reply:
    """Say what can be corrected while no question is open."""
    return launch.ask_what((line("nothing-to-correct"),))


def quoted(context: Context, found: Evidence) -> Parts:
    """Say the day of a piece and what it tells, unless that is private."""
    day = dates.day(context.day_of(found.key), context.evidence_day)
    words = None if found.kind is Kind.PRIVATE else found.deed or found.shows or found.note
    return (line("forget-said", day=day, words=brief(words)) if words else line("forget-unsaid", day=day),)


def _edited(context: Context, words: str | None) -> Reply:
    found = context.evidence(context.subject_key) if context.subject_key else None
    if not words or found is None:
        return Reply((line("okay"),))
    return _with_words(context, found, words)


def _forget(context: Context, sure: bool | None) -> Reply:
    key = context.subject_key
    if not sure or key is None:
        return Reply((line("forget-kept"),))
    found = context.evidence(key)
    return Reply((line("forgotten"),), change=_without(context, found) if found else Change())


def _without(context: Context, evidence: Evidence) -> Change:
    """Return the change that removes a piece of evidence with its plan and its rating."""
    before = context.performer.domain_of(evidence.key.domain)
    now = without(before, evidence)
    performer = context.performer.with_domain(now) if now != before else None
    return Change(performer, forget=(evidence.key,))


def _erase(context: Context, sure: bool | None) -> Reply:
    if not sure:
        return Reply((line("erase-kept"),))
    for domain in context.performer.domains:
        schedule.cancel_date(context, domain)  # for its reminder
    return Reply((line("erase-done"),), change=Change(erase=context.performer_id))


FORGET = Confirmation(
    "forget",
    "sure",
    extractors.guarded_yes_no("forget"),
    _forget,
    variables=_about,
    is_guarded=True,
    instead=_forget_other,
)
EDIT = Confirmation("edit", "words", extractors.free_text, _edited, wants_free_text=True, text="note-words")
ERASE = Confirmation(ERASE_FORM, "sure", extractors.guarded_yes_no("erase", Intent.ERASE), _erase, is_guarded=True)
