"""Finding evidence by what it is about, by when it was, or by which end of the record it is at.

What is read is bounded, however long the record is; where that may leave something out, it is said.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from skill.conversation.confirmation import Confirmation
from skill.conversation.context import AND_WORDS, Context, subject_for
from skill.conversation.topics import evidence, things
from skill.conversation.turn import Reply
from skill.efficacy.domain import Domain
from skill.efficacy.evidence import NIGHT_ENDS, Evidence, Key, Kind, is_audible
from skill.nlu.dates import first_day
from skill.nlu.intents import Intent
from skill.nlu.wishes import Order, Search
from skill.speech.parts import Line, Parts, brief, line

MOST_SEARCHED = 100
"""How many pieces of a domain are read to find some."""
_MOST_OTHERS = 3
"""How many other domains are searched."""
_LONGEST_WISH = 200
"""Characters of a request that travel in the session, for more of what it asked for."""
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    Args:
        pieces: The pieces, in the order in which they are read.
        heading: What is said before the first.
        domain: The domain that they are of, if it is not the one that was meant.
        is_exact: Whether they are what was asked for; else they come nearest.
    """

    pieces: Sequence[Evidence]
    heading: Line
    domain: str = ""
    is_exact: bool = False


def begin(context: Context) -> Reply:
    """Read the evidence that was asked for; without anything to search by, the latest."""
    words = (context.nlu.utterance or context.nlu.words or "")[:_LONGEST_WISH]
    search = search_for(context, words)
    topic = _topic(context, search) if search else ()
    if search is None or not (topic or search.order or search.first_day):
        return evidence.begin(context)
    return _read(context, words, search, None)


def search_for(context: Context, words: str) -> Search | None:
    """Return which pieces a request for evidence asks for; `None` for the latest."""
    found = context.language.evidence_search(words, context.today)
    about = context.language.named(words, Intent.EVIDENCE, things.own_names(context)).get("topic", "")
    about = "" if things.find(context, about).ids or context.language.wished_thing(words) else about
    about = about or things.unknown_name(context)
    return found or context.language.loose_search(words, context.today, about)


def _topic(context: Context, search: Search) -> Sequence[str]:
    """Return the stems of what it is to be about, without those of the domain that is named with it."""
    return context.language.evidence_topic(search, context.performer.domain.title or "")


def _read(context: Context, words: str, search: Search, before: Key | None) -> Reply:
    found = _find(context, search)
    keep = context.change(performer=context.performer, vital=False)
    pieces = [one for one in found.pieces if before is None or one.key < before]
    page = pieces[: evidence.AT_A_TIME]
    if not page:
        return Reply((line("evidence-end") if before else found.heading,), change=keep)
    heading = line("evidence-next", count=len(page)) if before else found.heading
    say = (*_of_other(context, found), heading, *evidence.tell_all(context, page))
    subject = f"{subject_for(page[-1].key)}{AND_WORDS}{words}"
    reply = MORE.ask(say, subject=subject) if len(pieces) > len(page) else Reply(say)
    return replace(reply, change=keep, shows=evidence.show_all(context, heading, page))


def _of_other(context: Context, found: Found) -> Parts:
    """Name the domain that the pieces are of, if nobody did."""
    title = context.performer.domain_of(found.domain).title
    return (line("thing-for", name=brief(title)),) if found.domain and title else ()


def _find(context: Context, search: Search) -> Found:
    """Return what a search finds in the active domain; if that has none, in others; else what comes nearest."""
    if search.order is not None:
        return _at_end(context, search.order)
    here = _in_domain(context, search, context.performer.active)
    if here.is_exact or context.is_aside:
        return here
    others = (_in_domain(context, search, domain.id) for domain in _others(context))
    there = next((found for found in others if found.is_exact), None)
    return here if there is None else replace(there, domain=there.pieces[0].key.domain)


def _in_domain(context: Context, search: Search, domain: str) -> Found:
    """Return what a search finds in a domain; if that has none, what comes nearest."""
    read = _read_for(context, search, domain)
    topic = _topic(context, search)
    heard = [one for one in read if is_audible(one)]
    about, has_all = _about(context, heard, topic) if topic else (heard, True)
    dated = [one for one in about if _distance(context, one, search) == timedelta()]
    if dated and has_all:
        return Found(dated, _heading(len(dated), read, is_dated=not topic), is_exact=True)
    if dated:
        return Found(dated[:1], line("evidence-nearest"))
    if about and search.first_day is not None:
        nearest = min(about, key=lambda one: _distance(context, one, search))
        return Found([nearest], line("evidence-nearest-day"))
    return Found((), _not_found(read))


def _others(context: Context) -> Sequence[Domain]:
    """Return the other domains to search, the latest first."""
    performer = context.performer
    others = [domain for domain in reversed(performer.domains) if domain.id != performer.active and domain.title]
    return others[:_MOST_OTHERS]


def _at_end(context: Context, order: Order) -> Found:
    """Return the piece at one end of the record."""
    at_once = evidence.MOST_COUNTED
    read = context.earliest(at_once) if order is Order.FIRST else context.latest(at_once)
    piece = next(([one] for one in read if is_audible(one)), [])
    said = "evidence-not-found" if not piece else "evidence-oldest" if order is Order.FIRST else "evidence-newest"
    return Found(piece, line(said))


def _read_for(context: Context, search: Search, domain: str) -> Sequence[Evidence]:
    """Return the pieces of a domain to search, the latest first: those up to the time that is asked for, too."""
    latest = context.of_domain(domain, MOST_SEARCHED)
    is_all = len(latest) < MOST_SEARCHED
    if is_all or search.last_day is None or _day(context, latest[-1]) <= search.last_day:
        return latest
    after = datetime.combine(search.last_day + _A_DAY, time(), context.zone) + NIGHT_ENDS
    key = Key(latest[-1].key.performer, domain, after, "")
    return (*latest, *context.of_domain(domain, MOST_SEARCHED, min(key, latest[-1].key)))


def _day(context: Context, piece: Evidence) -> date:
    """Return the day that a piece is of: of a past success, that of the success, where it is known."""
    happened = first_day(piece.happened) if piece.kind is Kind.PAST and piece.happened else None
    return happened or context.day_of(piece.key)


def _heading(count: int, read: Sequence[Evidence], *, is_dated: bool) -> Line:
    if is_dated:
        return line("evidence-then", count=count)
    if len(read) < MOST_SEARCHED:
        return line("evidence-found", count=count)
    return line("evidence-found-some", count=count, of=len(read))


def _not_found(read: Sequence[Evidence]) -> Line:
    return line("evidence-not-found") if len(read) < MOST_SEARCHED else line("evidence-not-found-some", of=len(read))


def _distance(context: Context, piece: Evidence, search: Search) -> timedelta:
    """Return how far a piece is from the time that is asked for."""
    day = _day(context, piece)
    first, last = search.first_day or day, search.last_day or day
    return max(first - day, day - last, timedelta())


def _about(context: Context, heard: Sequence[Evidence], topic: Sequence[str]) -> tuple[Sequence[Evidence], bool]:
    """Return the pieces that have the most of a topic's words, and whether they have all of them."""
    words = context.language.words
    for is_same in (_is_equal, words.is_same):
        fits = [(one, _share(topic, words.content(_text(one)), is_same)) for one in heard]
        if whole := [one for one, share in fits if share == len(topic)]:
            return whole, True
    best = max((share for _, share in fits), default=0)
    return [one for one, share in fits if share == best and 2 * share >= len(topic)] if best else (), False


def _is_equal(one: str, other: str) -> bool:
    return one == other


def _share(topic: Sequence[str], said: Sequence[str], is_same: Callable[[str, str], bool]) -> int:
    """Return how many words of a topic are in what was said."""
    return sum(any(is_same(stem, other) for other in said) for stem in topic)


def _text(piece: Evidence) -> str:
    texts = (piece.own_part, piece.worked, piece.note, piece.shows, piece.trace)
    return " ".join(text for text in texts if text)


def _go_on_or_end(context: Context, wanted: bool | None) -> Reply:
    """Read the next pieces of the search that is open."""
    subject = context.session.subject if context.session else ""
    words, last = subject.partition(AND_WORDS)[2], context.subject_key
    if not wanted or last is None:
        return Reply((line("okay"),))
    if last.domain != context.performer.active:
        context.turn_to(last.domain)
    search = search_for(context, words)
    return _read(context, words, search, last) if search else evidence.more(context)


MORE = Confirmation("evidence", "found", evidence.wants_more, _go_on_or_end, text="evidence-more")
