"""What a form changes: its answers, held against those that it was made from and those that are stored now."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

from skill.conversation.context import Context
from skill.web.page.door import Answer
from skill.web.page.visit import Visit
from skill.web.page.words import typed_words

_BEFORE = "was-"
"""How the name of a field begins that has the mark of an answer before."""
_CHOSEN = "chosen-"
"""How the name of a field begins that says that an answer was chosen after both were shown."""
_OF_EVERY_FORM = {"csrf", "once"}
_MARK_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Clash:
    """An answer that somebody else changed to something else while the form was open.

    Args:
        name: The field's name.
        now: What is stored now.
        yours: What the form says.
    """

    name: str
    now: str
    yours: str


def mark(value: str | None) -> str:
    """Return what a form carries of a stored answer, to see later whether that has changed.

    It is that of the answer as a form sends it back: a browser and `typed` may change its spaces and line breaks.
    """
    return hashlib.sha256((typed_words(value or "") or "").encode()).hexdigest()[:_MARK_LENGTH]


def typed(form: Mapping[str, str], name: str) -> str:
    """Return what a field says; empty if there is nothing in it."""
    return typed_words(form.get(name, "")) or ""


def is_changed(form: Mapping[str, str], name: str) -> bool:
    """Whether a field says something else than the answer that the form was made from."""
    return name in form and mark(typed(form, name)) != form.get(f"{_BEFORE}{name}")


def typed_anew(form: Mapping[str, str], names: Iterable[str]) -> list[str]:
    """Return what the fields say that say something else than the form was made from."""
    return [typed(form, name) for name in names if is_changed(form, name)]


def changes(
    form: Mapping[str, str], stored: Mapping[str, str], others: Iterable[str] = ()
) -> tuple[Mapping[str, str], list[Clash]]:
    """Return what a form changes, and what clashes with a change that somebody else made.

    Args:
        form: What was sent; a field that is left as it was changes nothing.
        stored: Each answer as it is stored now, empty if there is none.
        others: The fields that a form may have although they aren't asked for anymore. What they say clashes with
            nothing, unless they chose it after that was shown.
    """
    rest = [name for name in others if name not in stored and is_changed(form, name)]
    not_asked = {name: words for name in rest if (words := typed(form, name))}
    told = {name: typed(form, name) for name in stored if is_changed(form, name)}
    anew = {name: words for name, words in told.items() if mark(words) != mark(stored[name])}
    moved = {name for name in anew if form.get(f"{_BEFORE}{name}") != mark(stored[name])}
    clashes = [Clash(name, stored[name], anew[name]) for name in stored if name in moved]
    clashes += [Clash(name, "", words) for name, words in not_asked.items() if f"{_CHOSEN}{name}" not in form]
    return {**anew, **not_asked}, clashes


def show_both(
    visit: Visit, context: Context, clashes: list[Clash], labels: Mapping[str, str], back: str, **values: str
) -> Answer:
    """Show what is stored now and what a form says, with a button for each; nothing is saved.

    Args:
        visit: The visit.
        context: The records.
        clashes: What differs.
        labels: The sentence that names each field.
        back: The endpoint of the view that shows what is stored.
        values: What its address asks for.
    """
    where: dict[str, Any] = {**values}
    marks = {f"{_BEFORE}{one.name}": mark(one.now) for one in clashes} | {f"{_CHOSEN}{one.name}": "" for one in clashes}
    again = {name: value for name, value in visit.form.items() if name not in _OF_EVERY_FORM} | marks
    return visit.show(
        "record-both.html",
        context,
        409,
        clashes=clashes,
        labels=labels,
        again=again,
        back=url_for(f"page.{back}", **where),
    )
