"""Questions about what is on record, told from everything else."""

import pytest

from skill.nlu.language import language_for
from skill.nlu.lookups import Lookup

ENGLISH = language_for("en-US")


@pytest.mark.parametrize(
    ("said", "lookup", "named"),
    [
        ("what's my goal", Lookup.GOAL, ""),
        ("um, remind me what my goal is again", Lookup.GOAL, ""),
        ("what was my goal for the tournament again?", Lookup.GOAL, "tournament"),
        ("What am I aiming for?", Lookup.GOAL, ""),
        ("remind me what I'm aiming for with the chess", Lookup.GOAL, "chess"),
        ("sorry I forgot my goal", Lookup.GOAL, ""),
        ("I can't remember my plan", Lookup.PLAN, ""),
        ("what's my plan for next time", Lookup.PLAN, ""),
        ("what was I going to do differently", Lookup.PLAN, ""),
        ("remind me what I said I'd do when I get stuck", Lookup.PLAN, ""),
        ("can you read my plan back to me", Lookup.PLAN, ""),
        ("do I have a cue word", Lookup.CUE, ""),
        ("what word did I pick", Lookup.CUE, ""),
        ("who was my role model again", Lookup.MODEL, ""),
        ("what did my coach say about me", Lookup.ENCOURAGEMENT, "my coach"),
        ("how sure was I last time", Lookup.CERTAINTY, ""),
        ("what's my latest rating for chess", Lookup.CERTAINTY, "chess"),
        ("how many steps are left", Lookup.STEPS, ""),
        ("what was my last note", Lookup.NOTE, ""),
        ("what did I tell you last time", Lookup.NOTE, ""),
    ],
)
def test_it_is_read_what_is_looked_up_and_for_what(said: str, lookup: Lookup, named: str) -> None:
    assert ENGLISH.looked_up(said) == (lookup, named)


@pytest.mark.parametrize(
    "said",
    [
        "my goal is to play it from memory",
        "my plan is to breathe first",
        "my cue word is river",
        "what's my goal going to look like if it rains and the judges leave early",
        "I told my coach what I said to the judges",
        "what's on the plan for dinner",
        "set my certainty to three",
        "I forgot my words",
        "forget my goal",
        "forget my plan please",
        "forgot my cue",
        "can you forget my cue word",
        "the coach said my goal was too small",
        "change my plan",
        "",
    ],
)
def test_what_is_told_or_wished_looks_nothing_up(said: str) -> None:
    assert ENGLISH.looked_up(said) is None
