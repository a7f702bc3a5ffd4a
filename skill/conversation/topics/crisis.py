"""Words of somebody who may be in danger: one plain line, then the question whether to leave it there.

The words are saved, but never read aloud, sent or used. The microphone stays open, so nobody is cut off.
"""

from dataclasses import replace

from skill.conversation import extractors
from skill.conversation.confirmation import Confirmation
from skill.conversation.context import Context
from skill.conversation.topics import debrief, launch
from skill.conversation.turn import Reply
from skill.efficacy.debrief import is_unfinished
from skill.efficacy.evidence import Evidence, Kind
from skill.ledger.protocol import Change
from skill.nlu.intents import Intent, NluResult
from skill.nlu.language import Language
from skill.speech.parts import line


def is_needed(language: Language, nlu: NluResult) -> bool:
    """Whether the performer may be in danger."""
    words = nlu.utterance or nlu.words
    return nlu.intent is Intent.DISTRESS or bool(words and language.is_distress(words))


def begin(context: Context) -> Reply:
    """Say the line, save the words as private, and ask whether to leave it there."""
    private = Evidence(context.new_key(), Kind.PRIVATE, note=context.nlu.words, closed=True)
    stopped = replace(context.performer, breathing=None) if context.performer.breathing else None
    return replace(begin_unsaved(context), change=Change(stopped, (private,), vital=False), stops_playback=True)


def begin_unsaved(context: Context) -> Reply:
    """Say the line and ask, without saving anything."""
    session = context.session
    is_debrief = session is not None and session.question.startswith(_DEBRIEFS)
    return LEAVE.ask((line("distress"),), subject=session.subject if session and is_debrief else "")


def _leave(context: Context, wanted: bool | None) -> Reply:
    """Leave it there and close the debrief, or resume the debrief."""
    begun = context.evidence(context.subject_key) if context.subject_key else None
    if wanted or wanted is None:
        is_open = begun is not None and is_unfinished(begun, context.turn.at)
        keep = debrief.change_for(context, replace(begun, closed=True)) if begun and is_open else Change()
        return Reply((line("distress-left"),), change=keep)
    return debrief.resume(context) if context.subject_key else launch.ask_what((line("distress-here"),))


def _wants_to_leave(context: Context, nlu: NluResult) -> bool | None:
    """Return yes or no; "let's go on" is a no."""
    return False if nlu.intent is Intent.READY else extractors.yes_no(context, nlu)


LEAVE = Confirmation("distress", "leave", _wants_to_leave, _leave)
_DEBRIEFS = (f"{debrief.DEBRIEF.name}.", f"{LEAVE.form_name}.")
"""The prefixes of questions whose subject is a debrief."""
