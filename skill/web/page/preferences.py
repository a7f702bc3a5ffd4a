"""Preferences: how they want to be warmed up, asked and spoken to."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from skill.breathing.patterns import PATTERNS, pattern_of
from skill.conversation.context import Context
from skill.efficacy.performer import Preferences
from skill.ledger.protocol import NOTHING, Change
from skill.web.page.answers import changes, filled, show_clashes
from skill.web.page.attempts import save_decided
from skill.web.page.door import Answer, Route
from skill.web.page.visit import Visit, back_to

_SWITCHES: Mapping[str, str] = {
    "breathing": "page-prefer-breathing",
    "holds": "page-prefer-holds",
    "rating": "page-prefer-rating",
    "cards": "page-prefer-cards",
    "slow_speech": "page-prefer-slow",
}
"""The sentence that names each preference that is on or off."""
_LABELS = {**_SWITCHES, "pattern": "page-prefer-pattern", "seconds": "page-prefer-length"}
_PATTERN_NAMES = {
    "slow": "page-pattern-slow",
    "even": "page-pattern-even",
    "box": "page-pattern-box",
    "sigh": "page-pattern-sigh",
}
_MINUTES = range(1, 6)
_SECOND_MS = 1_000
_YES, _NO = "yes", "no"


def preferences(visit: Visit) -> Answer:
    """Show the preferences, to be changed."""
    return _show(visit, visit.context())


def _show(visit: Visit, context: Context, problem: str = "", status: int = 200) -> Answer:
    stored = _stored(context.saved.preferences)
    return visit.show(
        "preferences.html",
        context,
        status,
        **filled(visit.form, stored),
        switches=_SWITCHES,
        patterns=_patterns(visit, context.saved.preferences),
        own=[(one.title, _named(visit, one.title, one.lengths)) for one in context.saved.preferences.own_patterns],
        lengths=_lengths(visit, stored["seconds"]),
        problem=problem,
    )


def _stored(known: Preferences) -> Mapping[str, str]:
    """Return the preferences as a form sends them."""
    switches = {name: getattr(known, name) for name in _SWITCHES if name != "cards"} | {"cards": known.sends_cards}
    told = {name: _YES if is_on else _NO for name, is_on in switches.items()}
    return {**told, "pattern": known.pattern or "", "seconds": str(known.seconds or "")}


def _patterns(visit: Visit, known: Preferences) -> Mapping[str, str]:
    """Return the name of each pattern that can be chosen: the usual one, the named ones, and their own."""
    named = {"": visit.say("page-pattern-usual")}
    named |= {pattern: visit.say(key) for pattern, key in _PATTERN_NAMES.items() if pattern in PATTERNS}
    own = {one.lengths: _named(visit, one.title, one.lengths) for one in known.own_patterns}
    return {known.pattern or "": _told(visit, known.pattern or ""), **own, **named}


def _named(visit: Visit, title: str, lengths: str) -> str:
    """Return an own pattern as it is shown: its name, and how one breath of it goes."""
    return visit.say("page-pattern-lengths", name=title, lengths=_told(visit, lengths))


def _told(visit: Visit, name: str) -> str:
    """Return how one breath of a pattern goes; the name itself, if there is no such pattern any more."""
    pattern = pattern_of(name)
    if pattern is None:
        return name
    return ", ".join(
        visit.say("page-pattern-phase", phase=str(phase), seconds=f"{ms / _SECOND_MS:g}")
        for phase, ms in pattern.phases
    )


def _lengths(visit: Visit, stored: str) -> Mapping[str, str]:
    """Return the name of each length that can be chosen: the usual one, whole minutes, and what is stored."""
    named = {"": visit.say("page-length-usual")}
    named |= {str(60 * minutes): visit.say("page-length", minutes=minutes) for minutes in _MINUTES}
    return named if stored in named else {**named, stored: visit.say("page-length-seconds", seconds=stored)}


def change(visit: Visit) -> Answer:
    """Change the preferences that a form changes, and no others."""

    def decide(context: Context) -> Change | Answer:
        known = context.saved.preferences
        anew, clashes = changes(visit.form, _stored(known))
        if not _is_offered(visit, known, anew):
            return _show(visit, context, "page-prefer-unknown", 422)
        if clashes:
            return show_clashes(visit, context, clashes, _LABELS, "preferences", **visit.about)
        changed = _changed(known, anew)
        pattern = pattern_of(changed.pattern or "")
        if "pattern" in anew and pattern is not None and pattern.holds and not changed.holds:
            return _show(visit, context, "page-prefer-no-holds", 422)
        return Change(replace(context.saved, preferences=changed)) if changed != known else NOTHING

    return save_decided(visit, decide) or back_to("preferences", done="page-done-preferences", **visit.about)


def _is_offered(visit: Visit, known: Preferences, anew: Mapping[str, str]) -> bool:
    """Whether a form asks for nothing but what can be chosen."""
    is_on_or_off = all(anew.get(name, _NO) in {_YES, _NO} for name in _SWITCHES)
    is_pattern = anew.get("pattern", "") in _patterns(visit, known)
    return is_on_or_off and is_pattern and anew.get("seconds", "") in _lengths(visit, "")


def _changed(known: Preferences, anew: Mapping[str, str]) -> Preferences:
    switched = {name: anew[name] == _YES for name in _SWITCHES if name in anew}
    pattern = {"pattern": anew["pattern"] or None} if "pattern" in anew else {}
    seconds = {"seconds": int(anew["seconds"]) if anew["seconds"] else None} if "seconds" in anew else {}
    return replace(known, **switched, **pattern, **seconds)  # type: ignore[arg-type]


def remove_pattern(visit: Visit) -> Answer:
    """Remove a pattern to which they gave a name."""
    title = visit.form.get("title", "")

    def decide(context: Context) -> Change:
        known = context.saved.preferences
        anew = known.without_own_pattern(title)
        return Change(replace(context.saved, preferences=anew)) if anew != known else NOTHING

    return save_decided(visit, decide) or back_to("preferences", done="page-done-pattern-removed", **visit.about)


ROUTES: Sequence[Route] = (
    ("/preferences", ("GET",), "preferences", preferences),
    ("/preferences", ("POST",), "preferences_changed", change),
    ("/preferences/pattern", ("POST",), "pattern_removed", remove_pattern),
)
