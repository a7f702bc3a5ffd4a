"""One piece of evidence: releasing it, putting it right, forgetting it, and adding a past success."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import abort

from skill.conversation.context import Context
from skill.efficacy.debrief import wants_own_part, wants_trace
from skill.efficacy.domain import put_right, without
from skill.efficacy.evidence import ANSWERS, Evidence, Kind, Outcome, is_empty
from skill.efficacy.performer import Performer
from skill.ledger.protocol import NOTHING, Change
from skill.nlu.dates import first_day, in_the_past
from skill.web.page import care
from skill.web.page.answers import changes, filled, show_clashes, typed, typed_anew
from skill.web.page.attempts import save_decided
from skill.web.page.door import Answer, Route
from skill.web.page.pieces import LABELS, OUTCOMES, find_key, find_piece, key_text, next_ids, shown
from skill.web.page.visit import Visit, back_to
from skill.web.page.whens import stored_for, words_for
from skill.web.page.words import LONGEST_WORDS, is_too_long

_ASKED: Mapping[Kind, Sequence[str]] = {
    Kind.DEBRIEF: ("outcome", "worked", "shows", "plan"),
    Kind.NOTE: ("note",),
    Kind.PAST: ("worked", "happened", "shows"),
    Kind.PRIVATE: (),
}
"""The answers that each kind asks for; others can be put right where there are some."""
_OUTCOMES: Mapping[str, str] = {"": "page-outcome-unsaid", **{str(one): key for one, key in OUTCOMES.items()}}
_READ = {"yes": True, "no": False}
_LONGEST_WHEN, _MOST_WHEN_WORDS = 100, 8
_DATE_BEGINS = 4
"""Characters of a year, with which a date begins."""


def piece(visit: Visit) -> Answer:
    """Show one piece, with what may be changed."""
    context = visit.context()
    return _show(visit, context, find_piece(visit, context, visit.query.get("key", "")))


def _show(visit: Visit, context: Context, found: Evidence, problem: str = "", status: int = 200) -> Answer:
    answers = _answers(visit, found)
    return visit.show(
        "piece.html",
        context,
        status,
        piece=shown(context, found, next_ids(context)),
        is_note=found.kind is Kind.NOTE,
        read_back={True: "yes", False: "no", None: ""}[found.read_back],
        **filled(visit.form, answers),
        labels=LABELS,
        outcomes=_OUTCOMES,
        longest=LONGEST_WORDS,
        problem=problem,
    )


def _answers(visit: Visit, found: Evidence) -> Mapping[str, str]:
    """Return the answers of a piece that can be put right, empty where there is none, in the order of the questions."""
    asked = {*_ASKED[found.kind], *(name for name in ANSWERS if getattr(found, name))}
    asked |= {"own_part"} if wants_own_part(found) else set()
    asked |= {"trace"} if wants_trace(found) else set()
    order = [name for name in LABELS if name in asked and found.kind is not Kind.PRIVATE]
    told = {name: str(getattr(found, name) or "") for name in order}
    return {name: words_for(visit.texts, words) if name == "happened" else words for name, words in told.items()}


def release(visit: Visit) -> Answer:
    """Let warm-ups read a note, or keep it out of them."""
    wanted = _READ.get(visit.form.get("read", ""))
    text = visit.form.get("key", "")

    def decide(context: Context) -> Change | Answer:
        found = find_piece(visit, context, text)
        if found.kind is not Kind.NOTE or wanted is None:
            abort(400)
        anew = replace(found, read_back=wanted, skipped=found.skipped - {"read_back"})
        return Change(evidence=(anew,)) if anew != found else NOTHING

    done = "page-done-released" if wanted else "page-done-withheld"
    return save_decided(visit, decide) or back_to("piece", done=done, key=text, **visit.about)


def correct(visit: Visit) -> Answer:
    """Put answers right."""
    text = visit.form.get("key", "")
    told = typed_anew(visit.form, LABELS)
    if (cared := care.answer(visit, told)) is not None:
        return cared
    if any(map(is_too_long, told)):
        context = visit.context()
        return _show(visit, context, find_piece(visit, context, text), "page-too-long", 422)
    return save_decided(visit, lambda context: _correct(visit, context, text)) or back_to(
        "piece", done="page-done-put-right", key=text, **visit.about
    )


def _correct(visit: Visit, context: Context, text: str) -> Change | Answer:
    found = find_piece(visit, context, text)
    anew, clashes = changes(visit.form, _answers(visit, found), () if found.kind is Kind.PRIVATE else LABELS)
    if clashes:
        return show_clashes(visit, context, clashes, LABELS, "piece", key=text, **visit.about)
    if not anew:
        return NOTHING
    if anew.get("outcome", "") not in _OUTCOMES:
        abort(400)
    when = _when(visit, context, anew["happened"]) if anew.get("happened") else anew.get("happened")
    if when is None and anew.get("happened"):
        return _show(visit, context, found, "page-when-odd", 422)
    changed = _put(context, found, {**anew, **({"happened": when} if "happened" in anew else {})})
    if is_empty(changed):
        return back_to("forget", key=text, emptied="yes", **visit.about)
    return Change(_moved(context.saved, found, changed), (replace(changed, edited_at=visit.at),))


def _put(context: Context, found: Evidence, anew: Mapping[str, str | None]) -> Evidence:
    """Return a piece with answers put right, and what follows from them as when they are told.

    A note has to be released again, as by voice: what was released were other words.
    """
    values: dict[str, Any] = {name: words or None for name, words in anew.items() if name != "outcome"}
    if "outcome" in anew:
        values["outcome"] = Outcome(anew["outcome"]) if anew["outcome"] else None
    for name, cause in (("worked", "cause"), ("shows", "shows_cause")):
        if name in anew and found.kind is Kind.DEBRIEF:
            values[cause] = context.language.cause(anew[name] or "")
    if "note" in anew and found.kind is Kind.NOTE:
        values["read_back"] = None
    again = {*anew, "read_back"} if "read_back" in values else {*anew}
    return replace(found, **values, skipped=found.skipped - again)


def _moved(performer: Performer, before: Evidence, now: Evidence) -> Performer | None:
    """Return the performer with the piece's domain as it is after a change; `None` if it is the same."""
    domain = performer.domain_of(now.key.domain)
    anew = put_right(domain, before, now)
    return performer.with_domain(anew) if anew != domain else None


def _when(visit: Visit, context: Context, words: str) -> str | None:
    """Return when something happened, read as by voice; `None` if that is no time that has been."""
    words = stored_for(visit.texts, words)
    if first_day(words) is not None:
        return words if in_the_past(words, context.today) == words else None
    if words[:_DATE_BEGINS].isdecimal() and "-" in words:  # 2025-13 is no date
        return None
    if len(words) > _LONGEST_WHEN or context.language.word_count(words) > _MOST_WHEN_WORDS:
        return None
    return context.language.past_day(words, context.today) or words


def ask_to_forget(visit: Visit) -> Answer:
    """Show a piece and ask whether to forget it."""
    context = visit.context()
    found = find_piece(visit, context, visit.query.get("key", ""))
    return visit.show(
        "forget.html", context, piece=shown(context, found), is_emptied=visit.query.get("emptied") == "yes"
    )


def forget(visit: Visit) -> Answer:
    """Forget a piece, with its plan, its rating and its place on the ladder."""
    text = visit.form.get("key", "")
    key = find_key(visit, visit.context(), text)

    def decide(context: Context) -> Change:
        found = context.evidence(key)
        if found is None:
            return NOTHING
        before = context.saved.domain_of(key.domain)
        now = without(before, found)
        return Change(context.saved.with_domain(now) if now != before else None, forget=(key,))

    return save_decided(visit, decide) or back_to("evidence", done="page-done-forgotten", **visit.about)


def ask_past(visit: Visit) -> Answer:
    """Show the form for a past success."""
    return _show_past(visit, visit.context())


def _show_past(visit: Visit, context: Context, problem: str = "", status: int = 200) -> Answer:
    answers = {name: visit.form.get(name, "") for name in _ASKED[Kind.PAST]}
    return visit.show(
        "past.html", context, status, answers=answers, labels=LABELS, longest=LONGEST_WORDS, problem=problem
    )


def add_past(visit: Visit) -> Answer:
    """Add a past success, once."""
    worked, shows, happened = (typed(visit.form, name) for name in ("worked", "shows", "happened"))
    if (cared := care.answer(visit, (worked, shows, happened))) is not None:
        return cared
    context = visit.context()
    if not worked:
        return _show_past(visit, context, "page-past-missing", 422)
    if is_too_long(worked) or is_too_long(shows):
        return _show_past(visit, context, "page-too-long", 422)
    when = _when(visit, context, happened) if happened else None
    if happened and when is None:
        return _show_past(visit, context, "page-when-odd", 422)

    def decide(context: Context) -> Change:
        key = visit.new_key(context, worked, shows, happened)
        new = Evidence(key, Kind.PAST, worked=worked, shows=shows or None, happened=when, closed=True)
        return NOTHING if context.evidence(key) else Change(evidence=(new,))

    saved = save_decided(visit, decide)
    return saved or back_to(
        "piece", done="page-done-past", key=key_text(visit.new_key(context, worked, shows, happened)), **visit.about
    )


ROUTES: Sequence[Route] = (
    ("/evidence/piece", ("GET",), "piece", piece),
    ("/evidence/piece", ("POST",), "put_right", correct),
    ("/evidence/release", ("POST",), "release", release),
    ("/evidence/forget", ("GET",), "forget", ask_to_forget),
    ("/evidence/forget", ("POST",), "forgotten", forget),
    ("/evidence/past", ("GET",), "past", ask_past),
    ("/evidence/past", ("POST",), "past_added", add_past),
)
