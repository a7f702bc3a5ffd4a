"""Yours to keep: taking the record along, printing it, deleting it."""

import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from math import ceil
from typing import IO, TextIO

from flask import Response, abort, make_response

from skill.conversation.context import Context
from skill.efficacy.evidence import by_strength
from skill.ledger.export import write_csv, write_json
from skill.ledger.keys import evidence_prefix, performer_key
from skill.ledger.protocol import Change, StoredRecord, Unavailable
from skill.speech.parts import cut
from skill.web.page import scheduling
from skill.web.page.door import Answer, Route, sign_off
from skill.web.page.pieces import shown
from skill.web.page.visit import Visit

MOST_PRINTED = 12
"""How many pieces fit on a sheet."""
_SHELF = 100
"""From how many pieces that may be read they are taken."""
_LONGEST_PRINTED = 150
"""Characters of an answer on a sheet."""
_SIZES = (("large", 44, 15), ("middle", 58, 25), ("little", 74, 36))
"""The larger prints: their names, characters in a row, and rows on a page."""
_LABEL = 18
"""Characters of what stands before an answer: a day, or a label."""
_IN_MEMORY, _AT_ONCE = 1024 * 1024, 64 * 1024
"""Bytes of an export that are held in memory, and that are sent at once."""
Write = Callable[[TextIO, Visit, Iterable[StoredRecord]], int]
_FORMATS: Mapping[str, tuple[str, Write]] = {
    "json": (
        "application/json",
        lambda file, visit, records: write_json(file, visit.session.account, visit.at, records),
    ),
    "csv": ("text/csv", lambda file, _visit, records: write_csv(file, file, records)),
}


def keeping(visit: Visit) -> Answer:
    """Show how to take the record along, print it, or delete it."""
    return visit.show("keeping.html", visit.context())


def export(visit: Visit) -> Answer:
    """Send the performer's own records as a file.

    It is written to a temporary file first, without a name, so that an answer is whole or none.
    """
    form = visit.query.get("as", "")
    if form not in _FORMATS:
        abort(404)
    content_type, write = _FORMATS[form]
    file: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - the answer closes it
    with ExitStack() as if_it_fails:
        if_it_fails.callback(file.close)
        text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
        write(text, visit, _own(visit))
        text.detach()
        file.seek(0)
        if_it_fails.pop_all()
    answer = Response(_chunks(file), content_type=f"{content_type}; charset=utf-8")
    answer.call_on_close(file.close)
    answer.headers["Content-Disposition"] = f'attachment; filename="ready-room.{form}"'
    return answer


def _own(visit: Visit) -> Iterator[StoredRecord]:
    """Yield the records of the performer who is signed in, and of nobody else in the account."""
    state, evidence = performer_key(visit.session.performer), evidence_prefix(visit.session.performer)
    for record in visit.ledger.everything(visit.session.account, visit.deadline):
        if record.sort == state or record.sort.startswith(evidence):
            yield record


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while chunk := file.read(_AT_ONCE):
            yield chunk


def sheet(visit: Visit) -> Answer:
    """Show a sheet to print: the strongest of the pieces that warm-ups read from, the latest first, and the plan."""
    context = visit.context()
    strongest = by_strength(context.shelf(_SHELF))[:MOST_PRINTED]
    pieces = sorted(strongest, key=lambda one: one.key.at, reverse=True)
    lines = [(shown(context, one).day, _short(one.deed), _short(one.capability)) for one in pieces]
    domain = context.saved.domain_of(context.performer.active)
    plan = _short(domain.plan.words) if domain.plan else ""
    return visit.show(
        "sheet.html",
        context,
        lines=lines,
        plan=plan,
        goal=_short(domain.end_goal),
        cue=context.saved.preferences.cue,
        when=scheduling.shown(visit, context, domain),
        size=_size([*(words for _, *told in lines for words in told), plan]),
    )


def _size(texts: Sequence[str]) -> str:
    """Return the class of the largest print with which some texts fit on one page."""
    for name, characters, rows in _SIZES:
        if sum(ceil((len(words) + _LABEL) / characters) for words in texts if words) <= rows:
            return name
    return "small"


def _short(words: str | None) -> str:
    if words is None or len(words) <= _LONGEST_PRINTED:
        return words or ""
    return f"{cut(words, _LONGEST_PRINTED)} …"


def ask_to_delete(visit: Visit) -> Answer:
    """Say what goes, and ask whether to delete everything."""
    return _ask(visit, visit.context())


def _ask(visit: Visit, context: Context, problem: str = "", status: int = 200) -> Answer:
    return visit.show("delete.html", context, status, problem=problem)


def delete(visit: Visit) -> Answer:
    """Delete the performer's records and every session on their page, and sign this browser off."""
    context = visit.context()
    if visit.form.get("sure") != "yes":
        return _ask(visit, context, "page-delete-unsure", 422)
    try:
        visit.save(Change(erase=visit.session.performer))
    except Unavailable:
        return visit.show("failed.html", context, 503, problem="page-delete-half")
    body, _ = visit.show("deleted.html", context)
    answer = make_response(body)
    sign_off(answer)
    return answer


ROUTES: Sequence[Route] = (
    ("/keeping", ("GET",), "keeping", keeping),
    ("/keeping/export", ("GET",), "export", export),
    ("/keeping/sheet", ("GET",), "sheet", sheet),
    ("/keeping/delete", ("GET",), "delete", ask_to_delete),
    ("/keeping/delete", ("POST",), "deleted", delete),
)
