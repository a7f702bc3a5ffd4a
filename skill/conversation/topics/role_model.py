"""A role model: somebody like the performer, one or two steps ahead."""

from dataclasses import replace

from skill.conversation import extractors
from skill.conversation.context import Context
from skill.conversation.form import Form, Slot
from skill.conversation.topics import things
from skill.conversation.turn import Reply
from skill.efficacy.others import RoleModel, with_latest, without
from skill.ledger.protocol import Change
from skill.nlu.intents import Intent
from skill.speech.parts import Parts, brief, line


def begin(context: Context) -> Reply:
    """Ask for a role model, or for what is not yet told of one who was named; a complete one is described first."""
    known = context.performer.domain.model
    person = context.language.role_model(context.nlu.words or "") or context.nlu.named.get("person")
    if person is not None:
        is_known = known is not None and known.person == person
        model = known if known and is_known else _put_name(context, RoleModel(context.turn.request), person)
        return MODEL.ask_next(context, replace(model, skipped=frozenset()), (line("model-taken", name=brief(person)),))
    if known is None or not known.is_readable:
        model = known or RoleModel(context.turn.request)
        lead = (line("model-taken", name=brief(known.person)),) if known and known.person else ()
        return MODEL.ask_next(context, replace(model, skipped=frozenset()), lead)
    return MODEL.ask_next(context, RoleModel(context.turn.request), describe(known))


def describe(model: RoleModel) -> Parts:
    """Say who the role model is, where they started and what they did."""
    started = (line("model-started-told", words=model.started),) if model.started else ()
    return (line("model-taken", name=model.person or ""), *started, line("model-did-told", words=model.did or ""))


def _change_for(context: Context, model: RoleModel) -> Change:
    """Save a role model among the others; one without a person is removed."""
    domain = context.performer.domain
    models = with_latest(domain.models, model) if model.person else without(domain.models, model)
    return context.change(performer=context.performer.with_domain(replace(domain, models=models)))


def _load(context: Context) -> RoleModel | None:
    if context.session is None:
        return None
    found = (one for one in context.performer.domain.models if one.id == context.session.subject)
    return next(found, None) or RoleModel(context.session.subject)


def _put_name(context: Context, model: RoleModel, words: str | None) -> RoleModel:
    """Put in who it is. A sentence that goes on about a person is what they did, as it was said."""
    is_far = words is not None and context.language.is_far(words)
    person = context.language.named(words, Intent.MODEL, things.own_names(context)).get("person") if words else None
    if person is None or words is None or not context.language.goes_on_about(words, person):
        return replace(model, name=words, is_far=is_far, nearer=None)
    return replace(model, name=person, is_far=is_far, nearer=None, did=model.did or words)


def _finish(context: Context, model: RoleModel, lead: Parts) -> Reply:
    if model.person is None:
        return Reply((*lead, line("okay")), change=_change_for(context, model))
    said = "model-kept" if model.is_readable else "model-not-yet"
    return Reply((*lead, line(said)), change=_change_for(context, model))


MODEL = Form[RoleModel](
    "model",
    (
        Slot("name", extractors.free_text, put=_put_name, wants_free_text=True),
        Slot("nearer", extractors.free_text, when=lambda _, model: model.is_far, wants_free_text=True),
        Slot("started", extractors.free_text, when=lambda _, model: model.person is not None, wants_free_text=True),
        Slot("did", extractors.free_text, when=lambda _, model: model.person is not None, wants_free_text=True),
    ),
    load=_load,
    subject=lambda model: model.id,
    finish=_finish,
    keep=_change_for,
    variables=lambda _, model: {"name": brief(model.person)},
)
