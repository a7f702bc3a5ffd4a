"""What others give: a role model, and encouragement by somebody who saw something. Two short interviews."""

from dataclasses import replace

from skill.conversation import extractors
from skill.conversation.context import Context
from skill.conversation.form import Form, Slot
from skill.conversation.turn import Reply
from skill.efficacy.domain import Domain
from skill.efficacy.others import Encouragement, RoleModel, with_latest, without
from skill.ledger.protocol import Change
from skill.speech.parts import Parts, brief, line


def begin_model(context: Context) -> Reply:
    """Ask for a role model; one that is there is said first, and may be replaced."""
    known = context.performer.domain.model
    if known is None or not known.is_readable:
        new = known or RoleModel(context.turn.request)
        return MODEL.ask_next(context, replace(new, skipped=frozenset()))
    return MODEL.ask_next(context, RoleModel(context.turn.request), tell_model(known))


def tell_model(model: RoleModel) -> Parts:
    """Say who went the same way, where they started and what they did."""
    started = (line("model-started-told", words=model.started),) if model.started else ()
    return (line("model-who", name=model.person or ""), *started, line("model-did-told", words=model.did or ""))


def begin_encouragement(context: Context) -> Reply:
    """Ask for what somebody said, and what they had seen."""
    return ENCOURAGEMENT.ask_next(context, Encouragement(context.turn.request))


def tell_encouragement(one: Encouragement) -> Parts:
    """Quote somebody, with what they saw."""
    quoted = line("encouragement-told", who=one.person or "", words=one.words or "")
    return (quoted, line("encouragement-seen", words=one.saw or ""))


def _with_model(context: Context, model: RoleModel) -> Change:
    """Keep it beside the others; taken back, it goes."""
    domain = context.performer.domain
    models = with_latest(domain.models, model) if model.person else without(domain.models, model)
    return _keep(context, replace(domain, models=models))


def _keep(context: Context, domain: Domain) -> Change:
    return context.change(performer=context.performer.with_domain(domain))


def _load_model(context: Context) -> RoleModel | None:
    if context.session is None:
        return None
    found = (one for one in context.performer.domain.models if one.id == context.session.subject)
    return next(found, None) or RoleModel(context.session.subject)


def _put_name(context: Context, model: RoleModel, words: str | None) -> RoleModel:
    return replace(model, name=words, is_far=words is not None and context.language.is_far(words), nearer=None)


def _finish_model(context: Context, model: RoleModel, lead: Parts) -> Reply:
    if model.person is None:
        return Reply((*lead, line("okay")), change=_with_model(context, model))
    said = "model-kept" if model.is_readable else "model-not-yet"
    return Reply((*lead, line(said)), change=_with_model(context, model))


MODEL = Form[RoleModel](
    "model",
    (
        Slot("name", extractors.free_text, put=_put_name, wants_free_text=True),
        Slot("nearer", extractors.free_text, when=lambda _, model: model.is_far, wants_free_text=True),
        Slot("started", extractors.free_text, when=lambda _, model: model.person is not None, wants_free_text=True),
        Slot("did", extractors.free_text, when=lambda _, model: model.person is not None, wants_free_text=True),
    ),
    load=_load_model,
    subject=lambda model: model.id,
    finish=_finish_model,
    keep=_with_model,
    variables=lambda _, model: {"name": brief(model.person)},
)


def _load_encouragement(context: Context) -> Encouragement | None:
    if context.session is None:
        return None
    known = context.performer.domain.encouragements
    found = next((one for one in known if one.id == context.session.subject), None)
    return found or Encouragement(context.session.subject)


def _with_encouragement(context: Context, one: Encouragement) -> Change:
    domain = context.performer.domain
    if one.person is None and one.words is None:
        return Change()
    return _keep(context, replace(domain, encouragements=with_latest(domain.encouragements, one)))


def _finish_encouragement(context: Context, one: Encouragement, lead: Parts) -> Reply:
    """Without what they saw it is not kept."""
    if one.is_readable:
        return Reply((*lead, line("encouragement-kept")), change=_with_encouragement(context, one))
    domain = context.performer.domain
    said = "okay" if one.person is None else "encouragement-not-kept"
    encouragements = without(domain.encouragements, one)
    return Reply((*lead, line(said)), change=_keep(context, replace(domain, encouragements=encouragements)))


ENCOURAGEMENT = Form[Encouragement](
    "encouragement",
    (
        Slot("who", extractors.free_text, field="person", wants_free_text=True),
        Slot("words", extractors.free_text, when=lambda _, one: one.person is not None, wants_free_text=True),
        Slot("saw", extractors.free_text, when=lambda _, one: one.words is not None, wants_free_text=True),
    ),
    load=_load_encouragement,
    subject=lambda one: one.id,
    finish=_finish_encouragement,
    keep=_with_encouragement,
    variables=lambda _, one: {"who": brief(one.person)},
)
