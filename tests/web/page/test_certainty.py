"""Certainty: the plot and its table, the question, and a rating that is added or taken back."""

import re
from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree

import pytest

from skill.efficacy.certainty import MOST_RATINGS, Rating
from skill.efficacy.domain import BASELINE, Domain
from skill.efficacy.evidence import Evidence, Key, Kind, Outcome
from skill.efficacy.performer import MAIN, Zone
from tests.patience import patient
from tests.stage import NINE, Stage
from tests.stories import base, say
from tests.web.page.visitors import Visitor, sign_in

GOAL = 'give talks to "ten" <people>'
RATED = (Rating(BASELINE, NINE - timedelta(days=9), 4), Rating("r1", NINE - timedelta(days=2), 6))


def rated(visitor: Visitor, *ratings: Rating) -> None:
    """Store a goal, with ratings of it."""
    zone = Zone("America/New_York", NINE)
    domain = Domain("first", goal=GOAL, name="talks", ratings=ratings)
    visitor.keep(replace(visitor.performer, domains=(domain,), zone=zone))


def values(visitor: Visitor) -> list[int]:
    """Return the values of the ratings that are stored."""
    return [one.value for one in visitor.performer.domain.ratings]


def test_the_plot_is_an_image_with_a_title_a_description_and_the_anchors(visitor: Visitor) -> None:
    rated(visitor, *RATED)
    page = visitor.get("/certainty").text
    svg = ElementTree.fromstring(re.findall(r"<svg.*?</svg>", page, re.DOTALL)[0])
    assert svg.attrib["role"] == "img"
    assert svg.findtext("title") == GOAL
    assert "2 ratings" in (svg.findtext("desc") or "")
    said = " ".join(text.text or "" for text in svg.iter("text"))
    assert said == "0 cannot do at all 5 moderately certain 10 highly certain April 25, 2026 May 2, 2026"
    assert len([one for one in svg.iter("circle") if "point" in one.attrib["class"].split()]) == 2
    assert [one.attrib["class"] for one in svg.iter("circle")].count("baseline") == 1
    assert list(svg.iter("polyline")) == []


def test_the_table_has_every_rating_the_latest_first(visitor: Visitor) -> None:
    rated(visitor, *RATED)
    page = visitor.get("/certainty").text
    assert re.findall(r'<td class="figure">(\d+)</td>', page) == ["6", "4"]
    assert "Saturday, May 2</time>" in page
    assert "when we first met" in page
    assert "It takes 3 ratings to speak of a change." in page


@pytest.mark.parametrize(
    ("latest", "said"),
    [
        (6, "6 now, 4 at first: more certain."),
        (5, "5 now, 4 at first: about the same."),
        (3, "3 now, 4 at first: about the same."),
        (2, "2 now, 4 at first: less certain. One number is only a moment."),
    ],
)
def test_from_three_ratings_on_the_change_is_said_with_both_numbers(visitor: Visitor, latest: int, said: str) -> None:
    rated(visitor, *RATED, Rating("r2", NINE, latest))
    page = visitor.get("/certainty").text
    assert said in page
    assert "<polyline" in page
    assert "less than two points counts as no change" in page


def test_the_question_is_asked_in_its_exact_words(visitor: Visitor) -> None:
    rated(visitor)
    page = visitor.get("/certainty").text
    assert (
        "Your goal: give talks to &#34;ten&#34; &lt;people&gt;. Zero means you cannot do it at all, five moderately "
        "certain, ten highly certain. As of now, how certain are you that you can do it?"
    ) in page
    assert re.findall(r'type="radio" name="value" value="(\d+)"', page) == [str(number) for number in range(11)]


def test_without_a_goal_there_is_nothing_to_rate(visitor: Visitor) -> None:
    page = visitor.get("/certainty").text
    assert "You don&#39;t have a goal to rate yet." in page
    assert "radio" not in page
    form = visitor.form("/", "/out")
    answer = visitor.send("/certainty", {**form, "value": "7"})
    assert answer.status_code == 422
    assert values(visitor) == []


def test_a_rating_is_added_once_however_often_the_form_is_sent(anywhere: Visitor) -> None:
    rated(anywhere, *RATED)
    form = {**anywhere.form("/certainty", "/certainty"), "value": "7"}
    for _ in range(3):
        answer = anywhere.send("/certainty", form)
        assert (answer.status_code, answer.location) == (303, "/page/certainty?domain=first&done=page-done-rated")
        anywhere.clock.pass_time(timedelta(seconds=30))
    assert values(anywhere) == [4, 6, 7]
    assert "Your rating is on your record." in anywhere.client.get(answer.location).text


def test_a_rating_from_the_page_is_the_record_that_the_voice_would_make(stage: Stage) -> None:
    device = base(stage)
    visitor = sign_in(stage.ledger, stage.clock, stage.authority, stage.user)
    visitor.send("/certainty", {**visitor.form("/certainty", "/certainty"), "value": "9"})
    stage.clock.pass_time(timedelta(minutes=1))
    say(device, "ask ready room to rate my certainty", "eight")
    of_page, of_voice = visitor.performer.domain.ratings[-2:]
    assert (of_page.value, of_voice.value) == (9, 8)
    assert replace(of_page, id="", at=NINE, value=0) == replace(of_voice, id="", at=NINE, value=0)
    assert "Your certainty" in say(device, "ask ready room how am I doing")


@pytest.mark.parametrize("value", ["", "11", "-1", "5.5", "five", "5 ", "\u0665", "9" * 5_000])
def test_anything_but_a_number_of_the_scale_is_answered_and_costs_nothing(visitor: Visitor, value: str) -> None:
    rated(visitor, *RATED)
    answer = visitor.send("/certainty", {**visitor.form("/certainty", "/certainty"), "value": value})
    assert answer.status_code == 422
    assert "Choose a number from 0 to 10. Nothing was changed." in answer.text
    assert values(visitor) == [4, 6]


def test_a_rating_lands_in_the_domain_that_the_view_is_about_and_the_active_one_stays(visitor: Visitor) -> None:
    domains = (Domain("first", goal="give talks", name="talks"), Domain("d2", goal="win", name="chess"))
    visitor.keep(replace(visitor.performer, domains=domains))
    form = visitor.form("/certainty?domain=d2", "/certainty?domain=d2")
    answer = visitor.send("/certainty?domain=d2", {**form, "value": "3"})
    assert answer.location == "/page/certainty?domain=d2&done=page-done-rated"
    assert [len(domain.ratings) for domain in visitor.performer.domains] == [0, 1]
    assert visitor.performer.active == "first"
    assert visitor.send("/certainty?domain=gone", {**form, "value": "3"}).status_code == 404
    assert [len(domain.ratings) for domain in visitor.performer.domains] == [0, 1]


def test_a_rating_is_taken_back_from_its_debrief_too(anywhere: Visitor) -> None:
    key = Key(MAIN, "first", NINE - timedelta(days=2), "r1")
    debrief = Evidence(key, Kind.DEBRIEF, outcome=Outcome.YES, worked="I smiled", certainty=6, closed=True)
    rated(anywhere, *RATED)
    anywhere.keep(anywhere.performer, debrief)
    form = anywhere.form("/certainty", "/certainty/taken-back")
    assert form["rating"] == "r1"
    for _ in range(2):
        answer = anywhere.send("/certainty/taken-back", form)
        assert answer.location == "/page/certainty?domain=first&done=page-done-unrated"
    assert values(anywhere) == [4]
    found = anywhere.ledger.evidence(anywhere.account, key, patient())
    assert found is not None
    assert (found.certainty, found.worked, found.edited_at) == (None, "I smiled", NINE)


@pytest.mark.parametrize("rating", ["", "nothing", "../x", "x" * 9_000])
def test_a_rating_that_does_not_exist_takes_nothing_back(visitor: Visitor, rating: str) -> None:
    rated(visitor, *RATED)
    before = visitor.performer
    form = {**visitor.form("/certainty", "/certainty/taken-back"), "rating": rating}
    assert visitor.send("/certainty/taken-back", form).status_code == 303
    assert visitor.performer == before


def test_as_many_ratings_as_are_kept_are_all_in_the_table(visitor: Visitor) -> None:
    rated(visitor, *(Rating(f"r{day}", NINE - timedelta(days=60 - day), day % 11) for day in range(MOST_RATINGS)))
    page = visitor.get("/certainty").text
    assert len(re.findall(r'<td class="figure">', page)) == MOST_RATINGS
    assert "50 in all" in page


def test_a_rating_by_voice_at_the_same_time_is_not_lost(stage: Stage) -> None:
    device = base(stage)
    visitor = sign_in(stage.ledger, stage.clock, stage.authority, stage.user)
    form = {**visitor.form("/certainty", "/certainty"), "value": "9"}
    say(device, "ask ready room to rate my certainty", "eight")
    assert visitor.send("/certainty", form).status_code == 303
    assert sorted(values(visitor)[-2:]) == [8, 9]
