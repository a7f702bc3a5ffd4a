"""Over four weeks of one performer: what their warm-ups read, and what they never read."""

import re

import pytest

from simulator.plays import perform, read
from tests.stage import PLAYS, Stage

OF_MISSES = ("I asked two of them by name", "I kept my notes short")
NOT_RELEASED = ("I interrupted the director twice",)
OF_THE_RUN = ("I ran eight along the river",)
HARDEST = "I had called both of them in the morning"


@pytest.mark.parametrize("ledger", ["sqlite"], indirect=True)
def test_warm_ups_hold_no_miss_nothing_unreleased_and_the_latest_plan(stage: Stage) -> None:
    plan, planned, warm_ups, is_run = "", [], [], False
    for performed in perform(read((PLAYS / "four-weeks.txt").read_text(encoding="utf-8")), stage):
        turn, said = performed.turn, performed.text
        is_run = (is_run or "ten k run" in turn.said) and "switch to" not in turn.said
        if "Got it. Two more" in said:
            plan = turn.said
        if "out loud: I'm excited" not in said:
            continue
        assert not [words for words in (*OF_MISSES, *NOT_RELEASED) if words in said]
        assert (OF_THE_RUN[0] in said) == is_run
        if not is_run:
            warm_ups.append(re.findall(r"You said: ([^.]+)\.", said))
            planned.append((plan, plan in said))
    assert len(warm_ups) == 7
    assert all(is_read for _, is_read in planned)
    hard = next(place for place, told in enumerate(warm_ups) if HARDEST in told)
    assert all(
        HARDEST in {*one, *two, *three}
        for one, two, three in zip(*(warm_ups[hard + n :] for n in range(3)), strict=False)
    )
    four = warm_ups[-2:]  # by then there are four
    assert set(four[0]) != set(four[1])
