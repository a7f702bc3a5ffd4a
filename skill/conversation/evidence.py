"""Hearing one's evidence: the latest first, three at a time."""

from collections.abc import Sequence

from skill.conversation import answers, success
from skill.conversation.context import Context, subject_of
from skill.conversation.interview import Once, once
from skill.conversation.meanings import Heard, Meaning
from skill.conversation.turn import Reply
from skill.efficacy.evidence import Evidence, Key, Kind, may_be_heard
from skill.speech import dates
from skill.speech.parts import Line, Parts, Pause, line

AT_A_TIME = 3
_GLANCE = 12
"""Some of the latest may not be heard: so many are looked at for three, in one read."""
_BETWEEN_MS = 700


def begin(context: Context) -> Reply:
    """Read the latest evidence of the active domain."""
    return _read(context, None)


def go_on(context: Context) -> Reply:
    """Read what comes after the last that was read in this session; from the latest on when nothing was."""
    return _read(context, context.subject_key)


def tell(context: Context, evidence: Evidence, gives_way: int = 0) -> Parts:
    """Say one piece of evidence: when, what they did, what it told them. All of it theirs, quoted."""
    told_on = dates.day(context.day_of(evidence.key), context.today)
    when = told_on
    if evidence.kind is Kind.PAST and evidence.happened:
        when = dates.partial(evidence.happened, context.today)
    deed = Line("evidence-deed", {"date": when, "words": evidence.deed or ""}, gives_way)
    shows = Line("evidence-shows", {"words": evidence.shows or ""}, gives_way)
    if not evidence.deed:
        return (Line("evidence-only-shows", {"date": when, "words": evidence.shows or ""}, gives_way),)
    return (deed, shows) if evidence.shows else (deed,)


def _read(context: Context, before: Key | None) -> Reply:
    found = context.latest(_GLANCE, before)
    heard = [evidence for evidence in found if may_be_heard(evidence)]
    page, there_is_more = heard[:AT_A_TIME], len(heard) > AT_A_TIME or len(found) == _GLANCE
    if not page:
        return _nothing(context, before, found, there_is_more)
    say = (_heading(before, len(page), there_is_more), *_tell_all(context, page))
    keep = context.change(performer=context.zoned(), vital=False)
    if not there_is_more:
        return Reply((*say, line("evidence-end")), keep=keep)
    return _offer_more(context, say, page[-1].key)


def _heading(before: Key | None, count: int, there_is_more: bool) -> Line:
    if before:
        return line("evidence-next", count=count)
    return line("evidence-latest" if there_is_more else "evidence-all", count=count)


def _tell_all(context: Context, page: Sequence[Evidence]) -> Parts:
    told: list[Line | Pause] = []
    for rank, evidence in enumerate(page):  # too long for one answer, the older gives way
        told += [Pause(_BETWEEN_MS), *tell(context, evidence, gives_way=rank)]  # type: ignore[list-item]
    return tuple(told)


def _offer_more(context: Context, say: Parts, last: Key) -> Reply:
    return MORE.go_on(context, Once(subject_of(last)), say)


def _nothing(context: Context, before: Key | None, found: Sequence[Evidence], there_is_more: bool) -> Reply:
    if there_is_more:  # none of those looked at may be heard, but older ones may
        return _offer_more(context, (line("evidence-none-here"),), found[-1].key)
    if before:
        return Reply((line("evidence-end"),))
    return FIRST.go_on(context, Once())


def _wants_more(context: Context, heard: Heard) -> bool | None:
    return True if heard.meaning is Meaning.READY else answers.yes_no(context, heard)


def _go_on_or_end(context: Context, wanted: bool | None) -> Reply:
    return go_on(context) if wanted else Reply((line("okay"),))


def _add_or_end(context: Context, wanted: bool | None) -> Reply:
    return success.begin(context) if wanted else Reply((line("okay"),))


MORE = once("evidence", "more", _wants_more, _go_on_or_end)
FIRST = once("evidence", "first", answers.yes_no, _add_or_end)
