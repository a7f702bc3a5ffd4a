"""Where a warm-up or a round of breathing resumes after a question or a break."""

from collections.abc import Callable, Mapping
from enum import Enum, auto

from skill.breathing.round import Round
from skill.conversation.context import Context
from skill.conversation.topics import things
from skill.efficacy.performer import MAIN
from skill.ledger.protocol import Unavailable
from skill.nlu.intents import Intent, NluResult


class Resume(Enum):
    """Where to resume."""

    HERE = auto()
    """Continue breathing from here."""
    START = auto()
    EVIDENCE = auto()
    """Skip to the closing."""
    NOWHERE = auto()


_EVIDENCE = {Intent.RESUME_EVIDENCE: Resume.EVIDENCE, Intent.EVIDENCE: Resume.EVIDENCE}
_HERE = dict.fromkeys((Intent.YES, Intent.READY, Intent.MORE, Intent.BREATHE), Resume.HERE)
_HALF_WAY = {
    **_EVIDENCE,
    **dict.fromkeys((Intent.READY, Intent.YES), Resume.EVIDENCE),
    **dict.fromkeys((Intent.RESTART, Intent.WARM_UP), Resume.START),
    Intent.NO: Resume.NOWHERE,
}
_BETWEEN_BLOCKS = {
    **_EVIDENCE,
    **_HERE,
    **dict.fromkeys((Intent.AGAIN, Intent.LENGTH), Resume.HERE),
    Intent.RESTART: Resume.START,
    **dict.fromkeys((Intent.NO, Intent.SKIP, Intent.ENOUGH, Intent.NO_BREATHING), Resume.NOWHERE),
}
_LEFT = {
    **_EVIDENCE,
    **_HERE,
    Intent.BREATHING: Resume.HERE,
    Intent.SKIP: Resume.EVIDENCE,
    **dict.fromkeys((Intent.RESTART, Intent.WARM_UP), Resume.START),
    **dict.fromkeys((Intent.NO, Intent.NO_BREATHING), Resume.NOWHERE),
}
_SAID = {"on": Resume.HERE, "skip": Resume.NOWHERE}


def _begins_another(context: Context, nlu: NluResult) -> bool:
    """Whether a wish names how to breathe, or how long: then nothing is resumed."""
    is_wish = nlu.intent in {Intent.WARM_UP, Intent.BREATHE}
    names_any = nlu.pattern or nlu.seconds or context.language.custom_pattern(nlu.words or "")
    return is_wish and bool(names_any)


def _reader_of_words(answers: Mapping[Intent, Resume]) -> Callable[[Context, NluResult], Resume | None]:
    """Return a reader that also finds in words whether they want more of the breathing: "a bit longer"."""

    def read(context: Context, nlu: NluResult) -> Resume | None:
        if _begins_another(context, nlu):
            return None
        said = context.language.choice("more", nlu.words or "") if nlu.intent is Intent.WORDS else None
        return _SAID[said] if said else answers.get(nlu.intent)

    return read


def half_way(context: Context, nlu: NluResult) -> Resume | None:
    """Read where to resume a warm-up that was interrupted; `None` too if words name another thing."""
    where = _HALF_WAY.get(nlu.intent)
    return None if where and _names_another(context, nlu.utterance) else where


def _names_another(context: Context, words: str) -> bool:
    """Whether words name another thing than the one in use; not if the record is out of reach."""
    try:
        named = things.mentioned(context, words) if words else None
        return named is not None and named.id != context.performer.active
    except Unavailable:
        return False


between_blocks = _reader_of_words(_BETWEEN_BLOCKS)
"""Reads where to continue between two blocks of a long round."""
left = _reader_of_words(_LEFT)
"""Reads where to resume a round that was left."""


def restarted(context: Context, round_: Round) -> Round:
    """Return the same round from the beginning, started by this turn."""
    return round_.restarted(performer_id(context), context.turn.request, context.turn.at)


def performer_id(context: Context) -> str:
    """Return the performer whose round it becomes; the main performer while the ledger is unavailable."""
    try:
        return context.performer_id
    except Unavailable:
        return MAIN
