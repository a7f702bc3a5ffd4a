"""Evidence: the time line of what was told, and the search in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort

from skill.conversation.context import Context
from skill.efficacy.evidence import ANSWERS, Evidence, Key, Kind
from skill.web.page.answers import typed
from skill.web.page.door import Answer, Route
from skill.web.page.pieces import find_key, key_text, next_ids, shown
from skill.web.page.visit import Visit, back_to

A_PAGE = 20
SEARCHED, MOST_FOUND = 200, 20
"""How many pieces a request searches, and how many it shows."""
LONGEST_SEARCH = 200
"""Characters."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    Args:
        pieces: The pieces, each domain's latest first.
        last: The key of the piece that was searched last, if there is more to search.
        leaves_out: Whether there is a private piece, which was not searched.
    """

    pieces: Sequence[Evidence]
    last: Key | None
    leaves_out: bool


def evidence(visit: Visit) -> Answer:
    """Show a page of the time line, the latest pieces first."""
    context = visit.context()
    before = find_key(visit, context, visit.query["before"]) if visit.query.get("before") else None
    if before is not None and before.domain != context.performer.active:
        abort(404)
    found = context.of_domain(context.performer.active, A_PAGE + 1, before)
    page, read = found[:A_PAGE], next_ids(context)
    older = key_text(page[-1].key) if len(found) > A_PAGE else ""
    pieces = [shown(context, one, read) for one in page]
    return visit.show("evidence.html", context, pieces=pieces, older=older, is_later=before is not None)


def search(visit: Visit) -> Answer:
    """Show the pieces with the words that are searched for, as far as one request searches."""
    context = visit.context()
    words = typed(visit.form, "words")[:LONGEST_SEARCH]
    if not words:
        return back_to("evidence", **visit.about)
    domains = _domains(context, visit.form.get("within", ""))
    before = find_key(visit, context, visit.form["before"]) if visit.form.get("before") else None
    found = _search(context, words, domains, before)
    titles = {domain.id: domain.title or "" for domain in context.saved.domains}
    pieces = [(shown(context, one), titles.get(one.key.domain, "")) for one in found.pieces]
    return visit.show(
        "search.html",
        context,
        pieces=pieces,
        words=words,
        within=visit.form.get("within", ""),
        last=key_text(found.last) if found.last else "",
        leaves_out=found.leaves_out,
    )


def _domains(context: Context, within: str) -> Sequence[str]:
    """Return the ids of the domains to search, the one that the page is about first."""
    active, known = context.performer.active, [domain.id for domain in context.saved.domains]
    return [within] if within in known else [active, *(id_ for id_ in known if id_ != active)]


def _search(context: Context, words: str, domains: Sequence[str], before: Key | None) -> Found:
    """Search pieces, the latest of each domain first; with `before`, only those that come after it."""
    about, found, left = context.language.content_words(words), list[Evidence](), SEARCHED
    before = before if before and before.domain in domains else None
    leaves_out = False
    rest = domains[domains.index(before.domain) :] if before else domains
    for number, domain in enumerate(rest):
        for one in context.of_domain(domain, left, before if number == 0 else None):
            left -= 1
            leaves_out = leaves_out or one.kind is Kind.PRIVATE
            if _has(context, one, words, about):
                found.append(one)
            if left == 0 or len(found) == MOST_FOUND:
                return Found(found, one.key, leaves_out)
    return Found(found, None, leaves_out)


def _has(context: Context, evidence: Evidence, words: str, about: frozenset[str]) -> bool:
    """Whether a piece has the words, as they are or folded as by voice; in one that is private, none is looked for."""
    if evidence.kind is Kind.PRIVATE:
        return False
    told = " ".join(getattr(evidence, name) or "" for name in ANSWERS)
    return words.casefold() in told.casefold() or bool(about and about <= context.language.content_words(told))


ROUTES: Sequence[Route] = (
    ("/evidence", ("GET",), "evidence", evidence),
    ("/evidence/search", ("POST",), "search", search),
)
