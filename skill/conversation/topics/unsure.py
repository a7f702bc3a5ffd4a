"""Wishes that are not certain: one short question, before anything that stays is changed or something is begun.

What the two likeliest wishes were, and in which words, travels in the session.
"""

from skill.conversation import extractors
from skill.conversation.confirmation import Confirmation
from skill.conversation.context import Context
from skill.conversation.topics import things
from skill.conversation.turn import Reply
from skill.nlu.certainty import Certainty
from skill.nlu.intents import LASTING, Intent, NluResult
from skill.speech.parts import Line, brief, line

_ASK_THEMSELVES = {Intent.ERASE, Intent.FORGET, Intent.RETIRE}
"""Wishes that ask for a yes by themselves."""
_NO_WISH = {Intent.OUT_OF_SCOPE, Intent.QUESTION, Intent.NOTHING, Intent.WORDS, Intent.HEALTH, Intent.DISTRESS}
_LONGEST_WORDS = 300
"""In characters: longer words are no wish to be asked about."""


def ask(context: Context, check: Confirmation[Intent]) -> Reply | None:
    """Ask whether a wish that is not certain was meant; `None` if it is clear enough to be done."""
    nlu = context.nlu
    is_asked = nlu.certainty is Certainty.UNSURE or (
        nlu.certainty is Certainty.LIKELY and nlu.intent in LASTING - _ASK_THEMSELVES
    )
    if not is_asked or nlu.intent in _NO_WISH or len(nlu.utterance) > _LONGEST_WORDS:
        return None
    asked_about = (nlu.intent, nlu.second) if nlu.certainty is Certainty.UNSURE else (nlu.intent,)
    readings = [one for one in asked_about if one is not None and one not in _NO_WISH]
    variables = {
        "readings": "one" if len(readings) == 1 else "two",
        "wish": _named(context, readings[0]),
        "other": _named(context, readings[-1]),
    }
    return check.ask(subject="\n".join([" ".join(readings), nlu.utterance]), variables=variables)


def _named(context: Context, intent: Intent) -> Line:
    """Return a wish's name, with that of the thing to switch to if it is one of theirs."""
    thing = things.found(context, context.nlu.named.get("domain")) if intent is Intent.SWITCH else None
    return line("wish-switch", name=brief(thing.title)) if thing else line("wish", intent=str(intent))


def chosen(context: Context, nlu: NluResult) -> Intent | None:
    """Return the wish that was meant: yes is the first of those asked about; `None` if neither was."""
    readings = asked(context)[0]
    agreed = extractors.yes_no(context, nlu)
    if agreed is not None:
        return (readings[0] if readings else None) if agreed else Intent.NO
    if nlu.intent in readings:
        return nlu.intent
    said = context.language.wish(nlu.words) if nlu.words else None
    is_clear = said is not None and said.certainty is not Certainty.UNSURE
    return said.intent if said and is_clear and said.intent in readings else None


def asked(context: Context) -> tuple[list[Intent], str]:
    """Return the wishes that were asked about, and the words that may have meant them."""
    names, _, words = (context.session.subject if context.session else "").partition("\n")
    return [Intent(name) for name in names.split() if name in set(Intent)], words
