"""Kind 15: "how am I doing" counts the same pieces as the evidence reads."""

import re
from collections.abc import Callable, Sequence

import pytest

from tests.listening.situations import Situation

At = Callable[[str], Situation]
FENCING = ("ask ready room I'm getting ready for fencing", "win two bouts", "five", "that's enough")


def counted(said: str) -> str:
    """Return the count that is said, without the day since when."""
    found = re.search(r"There(?:'s| are) (\w+) pieces? of evidence on your record(?: since \w+ \d+)?(: [^.]*)?\.", said)
    assert found, said
    return f"{found[1]}{found[2] or ''}"


@pytest.mark.parametrize(
    ("situation", "told", "count"),
    [
        (
            "base",
            ("ask ready room to debrief", "no", "I got the starter out", "that I can begin", "skip", "no"),
            "4: 3 done and one not",
        ),
        ("base", ("tell ready room that I dropped a tray and laughed", "no"), "4"),
        ("base", ("tell ready room that I hid in the cellar", "stop"), "4"),
        ("new", (*FENCING, "tell ready room that I slipped and stood up", "no"), "one"),
        ("base", (), "3"),
        ("base", ("tell ready room that I plated the fish", "yes"), "4"),
        ("base", ("ask ready room to debrief", "partly", "I kept tasting", "that's enough"), "4"),
        ("base", ("ask ready room to debrief", "no", "that's enough"), "3"),
        ("base", ("ask ready room to debrief", "yes", "skip", "I can begin", "that's enough"), "4"),
        ("base", ("ask ready room to debrief", "yes", "I kept tasting", "stop"), "4"),
        (
            "base",
            (
                *("ask ready room to debrief", "no", "I began", "that's enough"),
                *("ask ready room to debrief", "no", "I stayed", "that's enough"),
            ),
            "5: 3 done and 2 not",
        ),
        ("base", ("ask ready room to add a past success", "I cooked for twelve", "last year", "skip"), "4"),
        ("base", ("tell ready room that I want to kill myself",), "3"),
        ("base", ("ask ready room to forget that", "yes"), "2"),
        ("new", (*FENCING, "ask ready room to debrief", "no", "I held my line", "that's enough"), "one"),
    ],
)
def test_both_count_the_same(situation: str, told: Sequence[str], count: str, at: At) -> None:
    there = at(situation)
    there.say(*told, "stop")
    progress = counted(there.say("ask ready room how am I doing"))
    there.say("stop")
    assert progress == counted(there.say("ask ready room for my evidence")) == count


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (("tell ready room that I dropped a tray and laughed", "no"), "One of them stays out of your warm-ups."),
        (("tell ready room that I hid in the cellar", "stop"), "One of them stays out of your warm-ups."),
        (("tell ready room that I plated the fish", "yes"), None),
    ],
)
def test_what_a_warm_up_leaves_out_is_said_once(told: Sequence[str], said: str | None, at: At) -> None:
    there = at("base")
    there.say(*told)
    read = there.say("ask ready room for my evidence")
    assert read.count("of your warm-ups") == (1 if said else 0)
    assert said is None or said in read
    there.say("stop")
    assert said is None or said[:-1].split()[-1] not in there.say("ask ready room how am I doing")
