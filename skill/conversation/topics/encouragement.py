"""Encouragement: what a credible person said, and what they saw the performer do."""

from dataclasses import replace

from skill.conversation import extractors
from skill.conversation.context import Context
from skill.conversation.form import Form, Slot
from skill.conversation.turn import Reply
from skill.efficacy.others import Encouragement, with_latest, without
from skill.ledger.protocol import Change
from skill.speech.parts import Parts, brief, line


def begin(context: Context) -> Reply:
    """Ask for what is not told yet: who said something, what they said, and what they had seen."""
    person, words = context.language.encouragement(context.nlu.words or "")
    if person is None and words is None:
        person, words = context.language.quoted(context.nlu.named.get("person"), context.nlu.named.get("quote"))
    person, words = person or context.nlu.named.get("person"), words or context.nlu.named.get("quote")
    told = Encouragement(context.turn.request, person, words)
    lead = (line("encouragement-told", who=brief(person), words=brief(words)),) if person and words else ()
    return ENCOURAGEMENT.ask_next(context, told, lead)


def quote(encouragement: Encouragement) -> Parts:
    """Quote a person, with what they saw."""
    said = line("encouragement-told", who=encouragement.person or "", words=encouragement.words or "")
    return (said, line("encouragement-seen", words=encouragement.saw or ""))


def _change_with(context: Context, encouragements: tuple[Encouragement, ...]) -> Change:
    domain = replace(context.performer.domain, encouragements=encouragements)
    return context.change(performer=context.performer.with_domain(domain))


def _load(context: Context) -> Encouragement | None:
    if context.session is None:
        return None
    known = context.performer.domain.encouragements
    found = next((one for one in known if one.id == context.session.subject), None)
    return found or Encouragement(context.session.subject)


def _change_for(context: Context, encouragement: Encouragement) -> Change:
    if encouragement.person is None and encouragement.words is None:
        return Change()
    return _change_with(context, with_latest(context.performer.domain.encouragements, encouragement))


def _finish(context: Context, encouragement: Encouragement, lead: Parts) -> Reply:
    """Save it if it is complete; without what the person saw it is discarded."""
    if encouragement.is_readable:
        return Reply((*lead, line("encouragement-kept")), change=_change_for(context, encouragement))
    said = "okay" if encouragement.person is None else "encouragement-not-kept"
    others = without(context.performer.domain.encouragements, encouragement)
    return Reply((*lead, line(said)), change=_change_with(context, others))


ENCOURAGEMENT = Form[Encouragement](
    "encouragement",
    (
        Slot(
            "who",
            extractors.free_text,
            get=lambda encouragement: encouragement.person,
            put=lambda _, encouragement, words: replace(encouragement, person=words),
            wants_free_text=True,
        ),
        Slot("words", extractors.free_text, when=lambda _, one: one.person is not None, wants_free_text=True),
        Slot("saw", extractors.free_text, when=lambda _, one: one.words is not None, wants_free_text=True),
    ),
    load=_load,
    subject=lambda encouragement: encouragement.id,
    finish=_finish,
    keep=_change_for,
    variables=lambda _, encouragement: {"who": brief(encouragement.person)},
)
