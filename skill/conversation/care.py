"""When words may be of somebody in danger: one plain line, and the questions end.

What was said is kept and never used.
"""

from dataclasses import replace

from skill.conversation import debrief
from skill.conversation.context import Context
from skill.conversation.meanings import Meaning
from skill.conversation.turn import Reply
from skill.efficacy.debrief import is_unfinished
from skill.efficacy.evidence import Evidence, Kind
from skill.ledger.protocol import Change
from skill.speech.parts import line


def is_needed(context: Context) -> bool:
    """Whether what was heard may be of somebody in danger."""
    if context.heard.meaning is Meaning.DISTRESS:
        return True
    return bool(context.heard.words) and context.language.is_distress(context.heard.words or "")


def begin(context: Context) -> Reply:
    """Say the line; keep the words apart, and close the debrief in which they were said."""
    private = Evidence(context.new_key(), Kind.PRIVATE, note=context.heard.words, closed=True)
    open_debrief = context.evidence(context.subject_key) if context.subject_key else None
    closing = Change()
    if open_debrief and is_unfinished(open_debrief, context.turn.at):
        closing = debrief.keep(context, replace(open_debrief, closed=True))
    kept = context.evidence(private.key) if context.turn.is_retold else None
    evidence = closing.evidence if kept else (*closing.evidence, private)
    return Reply((line("distress"),), keep=Change(closing.performer, evidence))
