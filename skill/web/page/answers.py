"""What a form changes: its answers, held against those that it was made from and those that are stored now."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from skill.conversation.context import Context
from skill.web.page.clashes import show_both
from skill.web.page.door import Answer
from skill.web.page.visit import Visit
from skill.web.page.words import typed_words

_BEFORE = "was-"
"""How the name of a field begins that has the mark of an answer before."""
_CHOSEN = "chosen-"
"""How the name of a field begins that says that an answer was chosen after both were shown."""
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


def filled(form: Mapping[str, str], stored: Mapping[str, str]) -> dict[str, Mapping[str, str]]:
    """Return what a form's fields hold: the stored answers, or what was sent if the form is shown again."""
    answers = {name: form.get(name, value) for name, value in stored.items()}
    marks = {name: form.get(f"{_BEFORE}{name}", mark(value)) for name, value in stored.items()}
    return {"answers": answers, "marks": marks}


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


def show_clashes(
    visit: Visit, context: Context, clashes: Sequence[Clash], labels: Mapping[str, str], back: str, **values: str
) -> Answer:
    """Show the answers that clash; nothing is saved.

    Args:
        visit: The visit.
        context: The records.
        clashes: What differs.
        labels: The sentence that names each field.
        back: The endpoint of the view that shows what is stored.
        values: What its address asks for.
    """
    marks = {f"{_BEFORE}{one.name}": mark(one.now) for one in clashes} | {f"{_CHOSEN}{one.name}": "" for one in clashes}
    rows = [(visit.say(labels[one.name]), one.now, one.yours) for one in clashes]
    return show_both(visit, context, rows, marks, back, **values)
