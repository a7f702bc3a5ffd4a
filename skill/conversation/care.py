"""When words may be of somebody in danger: one plain line, and the questions end.

What was said is kept, and never read, sent or used.
"""

from dataclasses import replace

from skill.conversation import debrief
from skill.conversation.context import Context
from skill.conversation.language import Language
from skill.conversation.meanings import Heard, Meaning
from skill.conversation.turn import Reply
from skill.efficacy.debrief import is_unfinished
from skill.efficacy.evidence import Evidence, Kind
from skill.ledger.protocol import NOTHING, Change
from skill.speech.parts import line

LINE = Reply((line("distress"),))
"""What is said in any case, also when nothing can be kept."""


def is_needed(language: Language, heard: Heard) -> bool:
    """Whether what was heard may be of somebody in danger."""
    return heard.meaning is Meaning.DISTRESS or bool(heard.words and language.is_distress(heard.words))


def begin(context: Context) -> Reply:
    """Say the line; keep the words apart, and close the debrief in which they were said."""
    private = Evidence(context.new_key(), Kind.PRIVATE, note=context.heard.words, closed=True)
    open_debrief = context.evidence(context.subject_key) if context.subject_key else None
    closing = NOTHING
    if open_debrief and is_unfinished(open_debrief, context.turn.at):
        closing = debrief.keep(context, replace(open_debrief, closed=True))
    return replace(LINE, keep=Change(closing.performer, (*closing.evidence, private), vital=False))
