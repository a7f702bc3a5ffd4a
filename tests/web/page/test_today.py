"""Today: what is next, and exactly what a warm-up would say at this moment."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest

from simulator.device import Device
from skill.efficacy.domain import Domain
from skill.efficacy.evidence import Evidence, Key, Kind, Outcome
from skill.efficacy.ladder import Challenge, Ladder
from skill.efficacy.others import RoleModel
from skill.efficacy.performer import MAIN, Preferences, Zone
from skill.efficacy.schedule import ScheduledDate
from tests.stage import NINE, Stage
from tests.stories import base, dated, say
from tests.web.page.visitors import Visitor, sign_in

NEW_YORK = Zone("America/New_York", NINE)


def lines(page: str) -> str:
    """Return what Today says will be heard, without its line about the breathing."""
    return " ".join(unescape(one) for one in re.findall(r'<p class="said">(.*?)</p>', page))


def heard(device: Device, utterance: str = "ask ready room to warm me up") -> str:
    """Return what a warm-up really says, without what leads its breathing and what the microphone does."""
    said = re.sub(r"\s*\[[^\]]*\]( Now follow the tone\.[^[]*)?", "", say(device, utterance))
    return " ".join(said.split())


@pytest.mark.parametrize("story", [base, dated])
@pytest.mark.parametrize(
    "told",
    [
        (),
        ("ask ready room my cue word is lantern",),
        ("ask ready room always box breathing",),
        ("ask ready room always breathe for four minutes", "yes"),
        ("ask ready room no breathing from now on",),
        ("ask ready room to warm me up",),
    ],
    ids=["plain", "cue", "box", "four-minutes", "no-breathing", "half-way"],
)
def test_it_says_what_a_warm_up_says_at_the_same_moment(
    stage: Stage, story: Callable[[Stage], Device], told: tuple[str, ...]
) -> None:
    device = story(stage)
    for utterance in told:
        say(device, utterance)
    visitor = sign_in(stage.ledger, stage.clock, stage.authority, stage.user)
    page = visitor.get("/").text
    assert "Here's your evidence." in lines(page)
    assert lines(page) == heard(device)


def test_the_next_warm_up_reads_other_pieces_and_the_page_knows(stage: Stage) -> None:
    device = base(stage)
    visitor = sign_in(stage.ledger, stage.clock, stage.authority, stage.user)
    seen = []
    for _ in range(3):
        seen.append(lines(visitor.get("/").text))
        assert heard(device) == seen[-1]
        stage.clock.pass_time(timedelta(days=1))
    assert lines(visitor.get("/").text) == lines(visitor.get("/").text), "looking changes nothing"


@pytest.mark.parametrize("told", [(), ("ask ready room to warm me up",)], ids=["at-rest", "half-way"])
def test_the_evidence_marks_the_pieces_that_today_reads(stage: Stage, told: tuple[str, ...]) -> None:
    device = base(stage)
    for utterance in told:
        say(device, utterance)
    visitor = sign_in(stage.ledger, stage.clock, stage.authority, stage.user)
    will_be_read = lines(visitor.get("/").text)
    for card in re.findall(r"<article.*?</article>", visitor.get("/evidence").text, re.DOTALL):
        is_marked = "Your next warm-up reads this one." in card
        words = unescape(re.findall(r"<q[^>]*>(.*?)</q>", card)[0])
        assert (words in will_be_read) is is_marked, words


def test_of_another_domain_it_says_what_a_warm_up_for_that_one_says(stage: Stage) -> None:
    device = base(stage)
    visitor = sign_in(stage.ledger, stage.clock, stage.authority, stage.user)
    chess = next(one for one in visitor.performer.domains if one.title == "chess tournaments")
    page = visitor.get(f"/?domain={chess.id}").text
    assert "<strong>chess tournaments</strong>" in page
    assert "I wrote down every move" in lines(page)
    assert lines(page) == heard(device, "ask ready room to warm me up for chess tournaments")
    assert "Then: warm me up for “chess tournaments”." in page
    assert "Then: warm me up." in visitor.get("/").text


def test_somebody_new_reads_the_safety_line_and_how_to_add_a_past_success(visitor: Visitor) -> None:
    page = visitor.get("/").text
    assert lines(page).startswith("Sit or stand somewhere safe")
    assert "Breathing, 1 minute, nothing held: in for 4 seconds, out for 6." in page
    assert "A warm-up has no evidence of yours to read yet." in page
    assert '<a href="/page/evidence/past?domain=first">Add a past success</a>' in page


def test_without_evidence_a_role_model_is_what_would_be_heard(visitor: Visitor) -> None:
    model = RoleModel("m1", name="Dana", did="she rehearsed aloud")
    visitor.keep(replace(visitor.performer, domains=(Domain("first", name="talks", models=(model,)),)))
    assert "Your role model: Dana. What they did: she rehearsed aloud." in lines(visitor.get("/").text)


def test_looking_saves_nothing(visitor: Visitor) -> None:
    before = visitor.performer
    for path in ("/", "/certainty", "/ladder"):
        assert visitor.get(path).status_code == 200
    assert visitor.performer == before


def test_what_is_next_and_when(visitor: Visitor) -> None:
    steps = Ladder((Challenge("c0", "talk to <three> people", "I look up", support="a note"),))
    date = ScheduledDate("d1", "2026-05-07", "15:00", zone="America/New_York")
    domain = Domain("first", goal="give talks", name="talks", ladder=steps, date=date)
    visitor.keep(replace(visitor.performer, domains=(domain,), zone=NEW_YORK))
    page = visitor.get("/").text
    assert "<q>talk to &lt;three&gt; people</q>" in page
    assert "<q>I look up</q>" in page
    assert '<time datetime="2026-05-07T15:00">“talks” is on Thursday, May 7 at 3 PM.</time>' in page
    assert "That&#39;s in 3 days." in page
    assert page.index("That&#39;s in 3 days.") < page.index("talk to &lt;three&gt; people")
    assert "time zone" not in page


def test_a_time_zone_that_is_not_known_is_said(visitor: Visitor) -> None:
    date = ScheduledDate("d1", "2026-05-05")
    visitor.keep(replace(visitor.performer, domains=(Domain("first", name="talks", date=date),)))
    page = visitor.get("/").text
    assert "“talks” is on Tuesday, May 5." in page
    assert "That&#39;s tomorrow." in page
    assert "Your speaker hasn&#39;t told a time zone yet" in page


@pytest.mark.parametrize(("hours", "is_open"), [(1, True), (49, False)])
def test_a_debrief_is_open_as_long_as_the_speaker_would_offer_it(visitor: Visitor, hours: int, is_open: bool) -> None:
    begun = Evidence(Key(MAIN, "first", NINE - timedelta(hours=hours), "e1"), Kind.DEBRIEF, outcome=Outcome.YES)
    visitor.keep(replace(visitor.performer, domains=(Domain("first", name="talks"),)), begun)
    assert ("A debrief isn&#39;t finished." in visitor.get("/").text) is is_open


def test_notes_that_wait_for_a_decision_are_counted_and_not_quoted(visitor: Visitor) -> None:
    notes = [
        Evidence(Key(MAIN, "first", NINE - timedelta(hours=hour), f"n{hour}"), Kind.NOTE, note="I smiled")
        for hour in (1, 2)
    ]
    visitor.keep(replace(visitor.performer, domains=(Domain("first", name="talks"),)), *notes)
    page = visitor.get("/").text
    assert "2 notes wait for you to decide" in page
    assert "I smiled" not in page


def test_holds_are_said_and_left_out_where_they_are_off(visitor: Visitor) -> None:
    preferences = Preferences(pattern="box")
    visitor.keep(replace(visitor.performer, preferences=preferences, cautioned_by="r1"))
    page = visitor.get("/").text
    assert "Breathing, 2 minutes: in for 4 seconds, hold for 4, out for 4, hold for 4." in page
    visitor.keep(replace(visitor.performer, preferences=replace(preferences, holds=False)))
    page = visitor.get("/").text
    assert "Without the holds, to be safe." in page
    assert "nothing held: in for 4 seconds, out for 4." in page


def test_a_view_keeps_to_the_domain_and_lists_the_others(visitor: Visitor) -> None:
    domains = (
        Domain("first", name="talks"),
        Domain("d2", name="chess & go"),
        Domain("d3", name="driving", retired=True),
    )
    visitor.keep(replace(visitor.performer, domains=domains))
    page = visitor.get("/ladder?domain=d2").text
    assert "<strong>chess &amp; go</strong>" in page
    assert '<a href="/page/ladder?domain=first">talks</a>' in page
    assert '<a href="/page/certainty?domain=d2">Certainty</a>' in page
    assert "Also:" in page
    assert page.index("Put away") < page.index("driving")


@pytest.mark.parametrize("domain", ["nothing", "", "../x", "x" * 300, "<b>"])
def test_a_domain_that_does_not_exist_shows_the_active_one(visitor: Visitor, domain: str) -> None:
    visitor.keep(replace(visitor.performer, domains=(Domain("first", name="talks"),)))
    answer = visitor.client.get("/page/", query_string={"domain": domain})
    assert answer.status_code == 200
    assert "<strong>talks</strong>" in answer.text
    assert "<b>" not in answer.text
