"""Things: which of the performer's own a wish is for, by what they call it."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from skill.conversation import extractors
from skill.conversation.confirmation import Confirmation
from skill.conversation.context import Context
from skill.conversation.turn import Reply
from skill.efficacy.domain import Domain
from skill.efficacy.evidence import Kind
from skill.ledger.protocol import Unavailable
from skill.nlu.classifier import certainly
from skill.nlu.intents import Intent, NluResult
from skill.nlu.names import Fit, Match, Name
from skill.nlu.understand import as_wish
from skill.speech.parts import Line, Parts, brief, line

UNKNOWN = ""
"""The id that stands for a thing that is on no record."""
MOST_LISTED = 3
"""How many things are named at most; of more, the count is said."""
_LONGEST_WISH = 200
"""Characters of a wish that travel in the session while it is asked which thing is meant."""
_WARM_UPS = frozenset(
    {
        *(Intent.WARM_UP, Intent.ON_SOON, Intent.NERVOUS, Intent.FLAT, Intent.RESUME_EVIDENCE),
        *(Intent.BREATHING, Intent.NO_BREATHING),
    }
)
_DEBRIEFS = frozenset({Intent.DEBRIEF, Intent.DONE, Intent.DID_IT, Intent.RESUME_DEBRIEF, Intent.OUTCOME})
_READS = frozenset({Intent.EVIDENCE, Intent.PROGRESS, Intent.SUCCESS})
_MAY_BE_NEW = frozenset({Intent.WARM_UP, Intent.ON_SOON, Intent.DEBRIEF, Intent.DONE})
"""Wishes whose sentence may name, wherever in it, a thing that is on no record."""
_KEEPS = frozenset({Intent.NOTE})
"""Wishes that keep something for the thing that they name, if it is known."""

STAYS_WITH_A_THING = frozenset(
    {
        *(Intent.LADDER, Intent.CHALLENGE, Intent.HARDER, Intent.EASIER, Intent.STEP_BEFORE, Intent.CHANGE_STEP),
        *(Intent.RATE, Intent.MODEL, Intent.ENCOURAGEMENT, Intent.RENAME, Intent.UNSCHEDULE),
    }
)
"""Wishes after which the conversation stays with the thing that they name."""
_FOR_A_THING = _WARM_UPS | _DEBRIEFS | _READS | _KEEPS
_RECOGNIZED = frozenset({Intent.DEBRIEF, Intent.PROGRESS, Intent.EVIDENCE})
"""Wishes that are recognized by the thing that they name."""
_PARTS = 3


def own_names(context: Context) -> Collection[str]:
    """Return the names of what the performer gets ready for; none if their record is out of reach."""
    try:
        return [domain.title for domain in context.performer.domains if domain.title]
    except Unavailable:
        return ()


def find(context: Context, words: str | None, least: Fit = Fit.OTHERS) -> Match:
    """Return which of the performer's things words name."""
    return context.language.find(words, _names(context), least) if words else Match()


def found(context: Context, words: str | None, least: Fit = Fit.OTHERS) -> Domain | None:
    """Return the only thing of the performer's that words name."""
    id_ = find(context, words, least).id
    return context.performer.find(id_) if id_ else None


def mentioned(context: Context, words: str) -> Domain | None:
    """Return the only thing of the performer's that a sentence names, by a distinctive word of its title."""
    id_ = context.language.mentioned(words, _names(context)).id
    return context.performer.find(id_) if id_ else None


def known(context: Context) -> list[Domain]:
    """Return the things that are not put away, the active one first."""
    performer = context.performer
    named = [domain for domain in performer.domains if domain.title and not domain.retired]
    return sorted(named, key=lambda domain: domain.id != performer.active)


def listed(things: list[Domain]) -> Line:
    """Return a line that lists things."""
    names = [brief(domain.title) for domain in things[:MOST_LISTED]]
    named: str | Line = names[0]
    for name in names[1:]:
        named = line("domains-and", before=named, name=name)
    return line("domains-list", count=len(things), names=named)


def _names(context: Context) -> list[Name]:
    domains = [domain for domain in context.performer.domains if domain.title]
    return [Name(domain.id, domain.title or "", _others(domain)) for domain in domains]


def _others(domain: Domain) -> tuple[str, ...]:
    texts = (domain.goal, domain.specific_goal, *(challenge.what for challenge in domain.ladder.challenges))
    return tuple(text for text in texts if text)


def recognized(context: Context) -> NluResult | None:
    """Return what free text clearly wants of one of the performer's things; `None` if that is not clear."""
    nlu = context.nlu
    if nlu.intent not in {Intent.WORDS, Intent.DONT_KNOW} or not nlu.words:
        return None
    wants = context.language.wants_of_thing(nlu.words)
    clear = next((intent for intent, name in wants if intent in _RECOGNIZED and find(context, name).ids), None)
    return NluResult(clear, nlu.words) if clear else None


def searched(context: Context) -> NluResult | None:
    """Return what free text clearly wants of the evidence; `None` if that is not clear."""
    nlu = context.nlu
    is_free = nlu.intent in {Intent.WORDS, Intent.DONT_KNOW} and bool(nlu.words)
    return (
        NluResult(Intent.EVIDENCE, nlu.words) if is_free and context.language.evidence_search(nlu.words or "") else None
    )


def resolve(context: Context, which: Confirmation[str]) -> Reply | None:
    """Turn to the thing that a wish names, for this turn.

    Args:
        context: The turn's context.
        which: The question which thing is meant.

    Returns:
        That question if the wish fits several things, or a thing that is on no record; else `None`.
    """
    intent = context.nlu.intent
    if intent in STAYS_WITH_A_THING:
        _turn_for_good(context)
        return None
    if intent not in _FOR_A_THING or not _is_anything_known(context):
        return None
    called_it, likely, marked = called(context), _likely_names(context), _marked(context)
    names = (called_it, *marked, *likely)
    match = next((match for name in names if (match := find(context, name, Fit.KIND)).ids), Match())
    if not match.ids and (named := mentioned(context, _said(context))) is not None:
        match = Match(Fit.SHARED, (named.id,))
    if match.id is not None:
        if match.id != context.performer.active:
            context.turn_to(match.id)
        return None
    if match.is_ambiguous:
        return _ask(context, which, match.ids, ())
    if called_it is None and intent in _MAY_BE_NEW:
        called_it = next(iter(marked), None)
    if called_it is None or intent is Intent.OUTCOME:
        if likely and intent not in _WARM_UPS:
            context.tell_domain()
        return None
    if intent in _WARM_UPS:
        context.turn_to(UNKNOWN)
        return None
    if intent is Intent.EVIDENCE and _is_told_of(context, called_it):
        return None
    ids = tuple(domain.id for domain in known(context))
    return _ask(context, which, ids, (line("thing-unknown", name=brief(called_it)),))


def _is_told_of(context: Context, words: str) -> bool:
    """Whether the latest pieces tell of words that name no thing: "at the Chuckle Hut"."""
    about = context.language.content_words(words)
    pieces = context.latest(_GLANCE) if about else ()
    told = (" ".join(filter(None, (one.deed, one.shows, one.note))) for one in pieces if one.kind is not Kind.PRIVATE)
    return any(about <= context.language.content_words(words) for words in told)


_GLANCE = 20
"""How many of the latest pieces are looked through for words that name no thing."""


def _turn_for_good(context: Context) -> None:
    """Make the thing that a wish names the active one, if it is one of the performer's."""
    if not _is_anything_known(context):
        return
    matches = (find(context, name, Fit.KIND) for name in _marked(context))
    named = next((match.id for match in matches if match.id), None) or _mentioned_id(context)
    domain = context.performer.find(named) if named else None
    if domain is not None and domain.id != context.performer.active and not domain.retired:
        context.update(replace(context.performer, active=domain.id))
        context.tell_domain()


def _mentioned_id(context: Context) -> str | None:
    found = mentioned(context, _said(context)) if context.turn.act.intent is Intent.WORDS else None
    return found.id if found else None


def _marked(context: Context) -> Sequence[str]:
    """Return what free text calls a thing, as the examples mark it."""
    marked = context.nlu.named.get("domain")
    name = context.language.thing_name(marked) if marked else None
    return (name,) if name else ()


def _is_anything_known(context: Context) -> bool:
    """Whether the performer gets ready for anything, as far as the record can be read."""
    try:
        return bool(known(context))
    except Unavailable:
        return False


def said_for(context: Context, reply: Reply) -> Reply:
    """Return the reply, with the thing named first that it is for if that is not the active one.

    A launch names none: others may be in the room.
    """
    return replace(reply, say=(*named_for(context), *reply.say)) if reply.say else reply


def named_for(context: Context) -> Parts:
    """Return a line that names the thing that the turn is for, if that is to be said and it isn't a launch."""
    title = context.performer.domain.title if context.tells_domain and not context.is_launch else None
    return (line("thing-for", name=brief(title)),) if title else ()


def unknown_thing(context: Context) -> str | None:
    """Return what somebody called the thing that is on no record, if the turn is about it."""
    is_unknown = context.is_aside and context.performer.active == UNKNOWN
    return called(context) if is_unknown else None


def _said(context: Context) -> str:
    """Return the whole wish."""
    return context.nlu.utterance or context.nlu.words or ""


def called(context: Context) -> str | None:
    """Return what a wish clearly calls the thing that it is for; `None` if it names none."""
    act = context.turn.act
    if act.intent is not Intent.WORDS and act.words and context.nlu.utterance == act.words:
        return context.language.thing_name(act.words)  # the platform has cut the name out
    if _is_search(context) or context.nlu.intent in _KEEPS:
        return None
    return context.language.wished_thing(_said(context))


def _likely_names(context: Context) -> Sequence[str]:
    """Return what a wish may call a thing, where that is only a name if it is known."""
    if context.turn.act.intent is not Intent.WORDS or _is_search(context):
        return ()
    return [name for _, name in context.language.wants_of_thing(_said(context))]


def unknown_name(context: Context) -> str:
    """Return what a wish may call a thing, if that is the name of none.

    Empty if it names none, or a known one, or names one so clearly that it was asked about.
    """
    said = _said(context)
    clear = context.language.wished_thing(said)
    if mentioned(context, said) is not None or (clear is not None and not _is_told_of(context, clear)):
        return ""
    return next((name for name in _likely_names(context) if not find(context, name, Fit.KIND).ids), "")


def _is_search(context: Context) -> bool:
    """Whether a wish asks for certain evidence, by words that may be no name."""
    return context.nlu.intent is Intent.EVIDENCE and context.language.evidence_search(_said(context)) is not None


def _ask(context: Context, which: Confirmation[str], ids: tuple[str, ...], lead: Parts) -> Reply:
    things = [context.performer.domain_of(id_) for id_ in ids]
    told = listed(things) if len(things) > 1 else line("domains-one", name=brief(things[0].title))
    wish = f"{context.nlu.intent}|{','.join(ids)}|{_said(context)[:_LONGEST_WISH]}"
    return which.ask((*lead, told), subject=wish)


def _open_wish(context: Context) -> tuple[Intent, tuple[str, ...], str] | None:
    """Return the intent, the things and the words of the wish that the open question is about."""
    parts = (context.session.subject if context.session else "").split("|", _PARTS - 1)
    if len(parts) < _PARTS or parts[0] not in set(Intent):
        return None
    return Intent(parts[0]), tuple(parts[1].split(",")), parts[2]


def chosen(context: Context, nlu: NluResult) -> str | None:
    """Return the id of the thing that an answer names."""
    wish = _open_wish(context)
    if wish is None:
        return None
    if len(wish[1]) == 1 and (agreed := extractors.yes_no(context, nlu)) is not None:
        return wish[1][0] if agreed else UNKNOWN
    if nlu.intent is Intent.NO:
        return UNKNOWN
    names = [name for name in _names(context) if name.id in wish[1]]
    words = extractors.free_text(context, nlu)
    return context.language.find(words, names).id if words else None


def as_wished(context: Context, id_: str) -> Context:
    """Return the context of the wish that was open, turned to the thing that was chosen."""
    wish = _open_wish(context)
    if wish is None:
        return context
    intent, _, words = wish
    wish_ = as_wish(context.language, certainly(intent), words, own_names(context))
    wished = context.with_wish(replace(wish_, utterance=words))
    if id_ != context.performer.active:
        wished.turn_to(id_)
    return wished
