"""Reading evidence aloud on request, the latest first, three pieces at a time."""

from collections.abc import Sequence
from dataclasses import replace

from skill.conversation import extractors
from skill.conversation.confirmation import Confirmation
from skill.conversation.context import Context, subject_for
from skill.conversation.topics import past_success
from skill.conversation.turn import Reply, Shown, ShownText
from skill.efficacy.evidence import Evidence, Key, Kind, is_audible
from skill.efficacy.progress import Tally, tally
from skill.nlu.intents import Intent, NluResult
from skill.speech import dates
from skill.speech.parts import Line, Parts, Pause, line

AT_A_TIME = 3
MOST_COUNTED = 20
"""How many of the latest pieces are read at once and counted; of more, that is said."""
_BETWEEN_MS = 700


def begin(context: Context) -> Reply:
    """Read the latest evidence of the active domain."""
    return _read(context, None)


def more(context: Context) -> Reply:
    """Read the next pieces of this session, or the latest ones."""
    return _read(context, context.subject_key)


def tell(context: Context, evidence: Evidence, gives_way: int = 0) -> Parts:
    """Quote one piece of evidence: when it was, what they did, what it told them."""
    return _tell(context, evidence, evidence.deed, gives_way)


def _tell(context: Context, evidence: Evidence, deed: str | None, gives_way: int) -> Parts:
    when = _when(context, evidence)
    shows = {"words": evidence.capability or ""}
    if not deed:
        return (Line("evidence-only-shows", {"date": when, **shows}, gives_way),)
    lines = Line("evidence-deed", {"date": when, "words": deed}, gives_way)
    return (lines, Line("evidence-shows", shows, gives_way)) if evidence.capability else (lines,)


def show(context: Context, evidence: Evidence) -> tuple[ShownText, ...]:
    """Return what a screen shows of a piece of evidence: what `tell` says."""
    return _show(context, evidence, evidence.deed, 0)


def _show(context: Context, evidence: Evidence, deed: str | None, gives_way: int) -> tuple[ShownText, ...]:
    when, told = _when(context, evidence), line("screen-quote", words=evidence.capability or "")
    if not deed:
        return (ShownText(line("screen-only-told", date=when), told, gives_way),)
    did = ShownText(line("screen-did", date=when), line("screen-quote", words=deed), gives_way)
    return (did, ShownText(line("screen-told"), told, gives_way)) if evidence.capability else (did,)


def _when(context: Context, evidence: Evidence) -> Line:
    if evidence.kind is not Kind.PAST:
        return dates.day(context.day_of(evidence.key), context.evidence_day)
    return dates.partial(evidence.happened, context.today) if evidence.happened else line("date-some-time")


def count(found: Sequence[Evidence], since: Line | None = None) -> Line:
    """Return a line that says how much evidence there is, and how much of it did not go as meant.

    Args:
        found: The latest pieces, at most `MOST_COUNTED`.
        since: The name of the time since the first of them.
    """
    counted = tally(found)
    return line(
        "evidence-count",
        count=counted.count,
        done=counted.count - counted.missed,
        missed=counted.missed,
        more="yes" if _is_more(found) else "no",
        since=since or "none",
    )


def since(context: Context, found: Sequence[Evidence]) -> Line | None:
    """Return the name of the time since the first of some pieces; `None` if it is that of a past success."""
    first = next((one for one in reversed(found) if is_audible(one)), None)
    if first is None or first.kind is Kind.PAST:
        return None
    return dates.since(context.day_of(first.key), context.evidence_day)


def _left_out(counted: Tally) -> Parts:
    return (line("evidence-left-out", count=counted.left_out, of=counted.count),) if counted.left_out else ()


def _is_more(found: Sequence[Evidence]) -> bool:
    """Whether there may be more than was counted."""
    return len(found) == MOST_COUNTED


def _read(context: Context, before: Key | None) -> Reply:
    context.ask_zone()
    found = context.latest(MOST_COUNTED, before)
    heard = [evidence for evidence in found if is_audible(evidence)]
    page, there_is_more = heard[:AT_A_TIME], len(heard) > AT_A_TIME or _is_more(found)
    keep = context.change(performer=context.performer, vital=False)
    if not page:
        return _nothing(before, found, there_is_more)
    following = line("evidence-next", count=len(page))
    heading = (following,) if before else _heading(found, page, there_is_more=there_is_more)
    say = (*heading, *tell_all(context, page))
    reply = _offer_more(say, page[-1].key) if there_is_more else Reply((*say, line("evidence-end")))
    return replace(reply, change=keep, shows=show_all(context, following if before else _short_count(found), page))


def _short_count(found: Sequence[Evidence]) -> Line:
    """Return a heading that says how much evidence there is."""
    return line("screen-count", count=tally(found).count, more="yes" if _is_more(found) else "no")


def _heading(found: Sequence[Evidence], page: Sequence[Evidence], *, there_is_more: bool) -> Parts:
    """Say how much there is; and if not all of it is read, that it is the latest."""
    counted = (count(found), *_left_out(tally(found)))
    return (*counted, line("evidence-latest", count=len(page))) if there_is_more else counted


def tell_all(context: Context, page: Sequence[Evidence]) -> Parts:
    """Quote each piece, notes included; if the answer is too long, older pieces give way."""
    lines = [(Pause(_BETWEEN_MS), *_tell(context, one, one.deed or one.note, rank)) for rank, one in enumerate(page)]
    return tuple(part for parts in lines for part in parts)


def show_all(context: Context, title: Line, page: Sequence[Evidence]) -> Shown:
    """Return what a screen shows while `tell_all` is read."""
    texts = [text for rank, one in enumerate(page) for text in _show(context, one, one.deed or one.note, rank)]
    return Shown(title, tuple(texts))


def _offer_more(say: Parts, last: Key) -> Reply:
    return MORE.ask(say, subject=subject_for(last))


def _nothing(before: Key | None, found: Sequence[Evidence], there_is_more: bool) -> Reply:
    if there_is_more:  # none of these may be read aloud, but older ones may
        return _offer_more((line("evidence-none-here"),), found[-1].key)
    if before:
        return Reply((line("evidence-end"),))
    if found:
        return Reply((line("evidence-none-aloud"),))
    return FIRST.ask()


def wants_more(context: Context, heard: NluResult) -> bool | None:
    """Return whether an answer asks for the next pieces."""
    return (
        True
        if heard.intent in {Intent.READY, Intent.SKIP, Intent.MORE, Intent.OTHER}
        else extractors.yes_no(context, heard)
    )


def _go_on_or_end(context: Context, wanted: bool | None) -> Reply:
    return more(context) if wanted else Reply((line("okay"),))


def _add_or_end(context: Context, wanted: bool | None) -> Reply:
    return past_success.begin(context) if wanted else Reply((line("okay"),))


MORE = Confirmation("evidence", "more", wants_more, _go_on_or_end)
FIRST = Confirmation("evidence", "first", extractors.yes_no, _add_or_end)
