"""Ladder: steps made, changed and taken off by the rules of the voice; a date; and two changes at once."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from skill.efficacy.domain import Domain
from skill.efficacy.evidence import Difficulty, Evidence, Key, Kind, Outcome
from skill.efficacy.ladder import MOST_CHALLENGES, Challenge, Draft, Ladder, Place, Result, Step, next_challenge
from skill.efficacy.performer import MAIN, Zone
from skill.efficacy.schedule import ScheduledDate
from skill.ledger.protocol import Change, Conflict
from tests.patience import patient
from tests.stage import NINE, Stage
from tests.stories import dated, ladder, say
from tests.web.page.visitors import Visitor, sign_in

STEPS = (
    Challenge("c0", "talk to two friends", "I look up", 8),
    Challenge("c1", "talk to <my> team", "I say the number", 5, "a note"),
    Challenge("c2", "talk to ten people"),
)
THREE = Ladder(STEPS)
WHATS = [step.what for step in STEPS]
GOAL = "talk to ten people"
MAKE, CHANGE, REMOVE, DATE, OFF = (f"/ladder/{name}" for name in ("make", "change", "remove", "date", "date-off"))


def has(visitor: Visitor, known: Ladder = THREE, **more: Any) -> None:
    """Store a goal with a ladder."""
    domain = Domain("first", goal=GOAL, name="talks", ladder=known)
    zone = Zone("America/New_York", NINE)
    visitor.keep(replace(visitor.performer, domains=(replace(domain, **more),), zone=zone))


def steps(visitor: Visitor) -> list[str]:
    """Return what the steps are."""
    return [challenge.what for challenge in visitor.performer.domain.ladder.challenges]


def change_form(visitor: Visitor, number: int) -> dict[str, str]:
    """Return the form that changes a step, as it is shown."""
    now = visitor.performer.domain.ladder.challenges[number]
    certainty = "" if now.certainty is None else str(now.certainty)
    filled = {"what": now.what, "criterion": now.criterion or "", "certainty": certainty, "support": now.support or ""}
    return {**visitor.form("/ladder", CHANGE, number), **filled}


def chosen(page: str) -> dict[str, str]:
    """Return the hidden fields of the button that takes what was sent, on the page that shows both."""
    form = re.findall(r'<form method="post" action="/page/ladder[^"]*"[^>]*>(.*?)</form>', page, re.DOTALL)[0]
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form)
    return {name: unescape(value) for name, value in hidden}


def test_each_step_has_all_that_is_known_of_it(visitor: Visitor) -> None:
    results = (Result("e0", "c0", Outcome.YES), Result("e1", "c1", Outcome.NO, Difficulty.HARD))
    told = Evidence(Key(MAIN, "first", NINE - timedelta(days=1), "e1"), Kind.DEBRIEF, outcome=Outcome.NO, closed=True)
    has(visitor, Ladder(STEPS, results=results))
    visitor.keep(visitor.performer, told)
    page = visitor.get("/ladder").text
    first, second, third = re.findall(r'<li class="(?:behind|next|ahead)".*?\n    </li>', page, re.DOTALL)
    assert "Done" in first
    assert "It went the way you wanted." in first
    assert "<form" not in first
    assert 'aria-current="step"' in second
    assert "<q>talk to &lt;my&gt; team</q>" in second
    assert "Sunday, May 3</time>: It didn&#39;t go the way you wanted. It felt hard." in second
    assert "At 4 or 5 it helps to add support" in second
    assert "Later · your goal" in third
    assert page.index(f"<q>{GOAL}</q>") < page.index("talk to two friends")
    assert "You&#39;ve done 1 of the 3 steps on your ladder. Next: talk to &lt;my&gt; team." in page


@pytest.mark.parametrize(
    ("outcome", "difficulty", "proposed"),
    [
        (Outcome.NO, None, "You could put a smaller step before the next one."),
        (Outcome.YES, Difficulty.EASY, "You could make the next step a bit harder."),
        (Outcome.PARTLY, None, ""),
    ],
)
def test_what_two_results_propose_is_said(
    visitor: Visitor, outcome: Outcome, difficulty: Difficulty | None, proposed: str
) -> None:
    second = "c1" if outcome is Outcome.YES else "c0"
    has(visitor, Ladder(STEPS, results=tuple(Result(id_, id_, outcome, difficulty) for id_ in ("c0", second))))
    page = visitor.get("/ladder").text
    assert ("You could make the next" in page or "You could put a smaller" in page) is bool(proposed)
    assert proposed in page


@pytest.mark.parametrize(
    ("certainty", "hint"),
    [("9", "You could make it harder"), ("7", "about right"), ("4", "add support"), ("2", "You could split it")],
)
def test_a_step_goes_before_the_next_one_once_and_its_fit_is_a_hint(
    anywhere: Visitor, certainty: str, hint: str
) -> None:
    has(anywhere)
    form = {
        **anywhere.form("/ladder", MAKE),
        "place": "before",
        "what": " talk to \r\n one friend ",
        "criterion": "I smile",
    }
    for _ in range(2):
        answer = anywhere.send(MAKE, {**form, "certainty": certainty})
        assert answer.location == "/page/ladder?domain=first&done=page-done-step-made"
    assert steps(anywhere) == ["talk to one friend", *(step.what for step in STEPS)]
    made = anywhere.performer.domain.ladder.challenges[0]
    assert (made.criterion, made.certainty) == ("I smile", int(certainty))
    page = anywhere.client.get(answer.location).text
    assert "It&#39;s on your ladder." in page
    assert hint in page


def test_another_step_from_the_same_form_is_another_step(visitor: Visitor) -> None:
    has(visitor)
    form = {**visitor.form("/ladder", MAKE), "place": "beyond", "certainty": ""}
    visitor.send(MAKE, {**form, "what": "talk to twenty"})
    visitor.send(MAKE, {**form, "what": "talk to thirty"})
    assert steps(visitor)[2:] == ["talk to twenty", "talk to thirty", GOAL]


@pytest.mark.parametrize(
    ("done", "places", "after"),
    [
        ("", ["before: Before the next step", "beyond: Just before your goal"], [*WHATS[:2], "wave", GOAL]),
        ("c0 c1", ["before: Before the next step"], [*WHATS[:2], "wave", GOAL]),
        ("c0 c1 c2", ["beyond: After the last step"], [*WHATS, "wave"]),
    ],
)
def test_a_step_goes_beyond_the_goal_only_once_that_is_done(
    visitor: Visitor, done: str, places: list[str], after: list[str]
) -> None:
    has(visitor, Ladder(STEPS, results=tuple(Result(f"e{id_}", id_, Outcome.YES) for id_ in done.split())))
    page = visitor.get("/ladder").text
    offered = re.findall(r'name="place" value="(\w+)"(?: checked)?> ([^<]+)</label>', page)
    assert [": ".join(one) for one in offered] == places
    form = {**visitor.form("/ladder", MAKE), "place": "beyond", "what": "wave", "certainty": ""}
    for _ in range(2):
        assert visitor.send(MAKE, form).status_code == 303
    assert steps(visitor) == after


def test_a_whole_ladder_ends_in_the_goal(visitor: Visitor) -> None:
    has(visitor, Ladder())
    form = visitor.form("/ladder", MAKE)
    assert form["place"] == "whole"
    sent = {
        **form,
        "what": "talk to one",
        "middle-what": "talk to five",
        "goal-criterion": "I finish",
        "certainty": "6",
    }
    sent |= {"middle-certainty": "5", "goal-certainty": "4"}
    assert visitor.send(MAKE, sent).status_code == 303
    assert steps(visitor) == ["talk to one", "talk to five", GOAL]
    assert [one.certainty for one in visitor.performer.domain.ladder.challenges] == [6, 5, 4]


def test_without_a_goal_there_is_no_ladder_to_make(visitor: Visitor) -> None:
    assert "You haven&#39;t named what you&#39;re getting ready for." in visitor.get("/ladder").text
    form = {**visitor.form("/", "/out"), "place": "whole", "what": "talk", "was": "0", "certainty": ""}
    assert visitor.send(MAKE, form).status_code == 422
    assert steps(visitor) == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"what": ""}, "Say what the step is."),
        ({"what": " \t\u0000 "}, "Say what the step is."),
        ({"what": "x" * 1_001}, "That&#39;s longer than I can keep."),
        ({"what": "talk", "support": "x" * 1_001}, "That&#39;s longer than I can keep"),
        ({"what": "talk", "certainty": "11"}, "Choose a number from 0 to 10."),
        ({"what": "talk", "place": "harder"}, "Say what the step is."),
    ],
)
def test_a_step_that_cannot_be_taken_is_answered_and_what_was_typed_stays(
    visitor: Visitor, fields: dict[str, str], said: str
) -> None:
    has(visitor)
    form = {**visitor.form("/ladder", MAKE), "place": "before", "criterion": "I smile & wave", "certainty": ""}
    answer = visitor.send(MAKE, {**form, **fields})
    assert answer.status_code == 422
    assert said in answer.text
    assert "I smile &amp; wave" in answer.text
    assert steps(visitor) == [step.what for step in STEPS]


def test_a_change_that_cannot_be_taken_stays_in_its_own_form(visitor: Visitor) -> None:
    has(visitor)
    form = {**change_form(visitor, 1), "what": "", "criterion": "I count & breathe"}
    answer = visitor.send(CHANGE, form)
    assert answer.status_code == 422
    opened = re.findall(r"<details open>.*?</details>", answer.text, re.DOTALL)
    assert len([one for one in opened if "I count &amp; breathe" in one]) == 1
    assert answer.text.count("I count &amp; breathe") == 1
    assert f'name="was" value="{form["was"]}"' in answer.text


def test_the_longest_words_are_kept_whole(anywhere: Visitor) -> None:
    has(anywhere)
    words = ("lantern " * 125).strip()
    form = {**anywhere.form("/ladder", MAKE), "place": "before", "certainty": "", "what": words}
    assert anywhere.send(MAKE, form).status_code == 303
    assert steps(anywhere)[0] == words
    assert anywhere.get("/").status_code == anywhere.get("/ladder").status_code == 200


def test_another_criterion_leaves_it_the_same_step_with_its_results(anywhere: Visitor) -> None:
    has(anywhere, Ladder(STEPS, results=(Result("e0", "c0", Outcome.NO),)))
    form = {**change_form(anywhere, 0), "criterion": "I wait", "certainty": "7"}
    for _ in range(2):
        assert anywhere.send(CHANGE, form).location == "/page/ladder?domain=first&done=page-done-step-changed"
    known = anywhere.performer.domain.ladder
    assert known.challenges[0] == Challenge("c0", "talk to two friends", "I wait", 7)
    assert len(known.results) == 1


def test_the_next_step_put_otherwise_is_a_new_one_as_by_voice(stage: Stage) -> None:
    device = ladder(stage)
    visitor = sign_in(stage.ledger, stage.clock, stage.authority, stage.user)
    before = visitor.performer.domain.ladder
    form = {**change_form(visitor, 0), "what": "show it to my sister"}
    for _ in range(2):
        assert visitor.send(CHANGE, form).status_code == 303
    after = visitor.performer.domain.ladder
    assert after.challenges[0].id != before.challenges[0].id
    assert after.challenges[1:] == before.challenges[1:]
    assert "show it to my sister" in say(device, "ask ready room what's next on my ladder")


def test_a_later_step_changes_in_place_and_the_goal_keeps_its_words(visitor: Visitor) -> None:
    has(visitor)
    visitor.send(CHANGE, {**change_form(visitor, 1), "what": "talk to the board"})
    visitor.send(CHANGE, {**change_form(visitor, 2), "what": "something else", "criterion": "I finish"})
    assert steps(visitor) == ["talk to two friends", "talk to the board", GOAL]
    assert visitor.performer.domain.ladder.challenges[2].criterion == "I finish"


def test_a_step_that_is_done_stays(visitor: Visitor) -> None:
    has(visitor)
    change, remove = change_form(visitor, 0), visitor.form("/ladder", REMOVE)
    has(visitor, Ladder(STEPS, results=(Result("e0", "c0", Outcome.YES),)))
    before = visitor.performer
    for action, form in ((CHANGE, {**change, "what": "x"}), (REMOVE, remove)):
        answer = visitor.send(action, form)
        assert answer.status_code == 409
        assert "stays as it is. Nothing was changed." in answer.text
    assert visitor.performer == before


def test_a_step_without_results_is_taken_off(anywhere: Visitor) -> None:
    has(anywhere)
    form = anywhere.form("/ladder", REMOVE, 1)
    assert anywhere.send(REMOVE, form).location == "/page/ladder?domain=first&done=page-done-step-removed"
    assert anywhere.send(REMOVE, form).status_code == 404
    assert steps(anywhere) == ["talk to two friends", GOAL]


def test_a_step_that_was_put_anew_meanwhile_is_not_said_to_be_taken_off(visitor: Visitor) -> None:
    has(visitor)
    form = visitor.form("/ladder", REMOVE, 1)
    visitor.send(CHANGE, {**change_form(visitor, 1), "what": "talk to the board"})
    answer = visitor.send(REMOVE, form)
    assert answer.status_code == 404
    assert "That step isn&#39;t on your ladder anymore. Nothing was changed." in answer.text
    assert steps(visitor)[1] == "talk to the board"


def test_neither_a_step_with_results_nor_the_goal_can_be_taken_off(visitor: Visitor) -> None:
    has(visitor, Ladder(STEPS, results=(Result("e0", "c0", Outcome.NO),)))
    page = visitor.get("/ladder").text
    assert page.count(f'action="/page{REMOVE}?domain=first"') == 1
    form = visitor.form("/ladder", REMOVE)
    for step in ("c0", "c2"):
        assert visitor.send(REMOVE, {**form, "step": step}).status_code == 409
    assert len(steps(visitor)) == 3


@pytest.mark.parametrize("step", ["", "nothing", "x" * 9_000, "../c0"])
def test_a_step_that_does_not_exist_loses_nothing(visitor: Visitor, step: str) -> None:
    has(visitor)
    before = visitor.performer
    answer = visitor.send(CHANGE, {**change_form(visitor, 0), "step": step, "what": "wave"})
    assert answer.status_code == 409, "both are shown: the next step, and what was typed"
    assert "wave" in answer.text
    assert visitor.send(REMOVE, {**visitor.form("/ladder", REMOVE), "step": step}).status_code == 404
    assert visitor.performer == before


def test_two_changes_of_a_step_are_both_shown_and_either_can_be_kept(anywhere: Visitor) -> None:
    has(anywhere)
    form = {**change_form(anywhere, 1), "criterion": "I say <both> numbers"}
    domain = anywhere.performer.domain
    meanwhile = replace(STEPS[1], criterion="I breathe first")
    has(anywhere, replace(domain.ladder, challenges=(STEPS[0], meanwhile, STEPS[2])))
    answer = anywhere.send(CHANGE, form)
    assert answer.status_code == 409
    assert "<td>I breathe first</td><td>I say &lt;both&gt; numbers</td>" in answer.text
    assert "a note" not in re.findall(r"<tbody>.*?</tbody>", answer.text, re.DOTALL)[0], "only what differs is shown"
    assert anywhere.performer.domain.ladder.challenges[1] == meanwhile
    assert anywhere.send(CHANGE, chosen(answer.text)).status_code == 303
    assert anywhere.performer.domain.ladder.challenges[1].criterion == "I say <both> numbers"


def test_a_change_elsewhere_in_the_record_is_no_conflict(anywhere: Visitor) -> None:
    has(anywhere)
    form = {**change_form(anywhere, 1), "criterion": "I wait"}
    anywhere.keep(replace(anywhere.performer, cautioned_by="r9"))
    assert anywhere.send(CHANGE, form).status_code == 303
    assert anywhere.performer.cautioned_by == "r9"
    assert anywhere.performer.domain.ladder.challenges[1].criterion == "I wait"


def test_a_step_that_the_voice_replaced_meanwhile_is_shown_beside_what_was_typed(stage: Stage) -> None:
    device = ladder(stage)
    visitor = sign_in(stage.ledger, stage.clock, stage.authority, stage.user)
    form = {**change_form(visitor, 0), "criterion": "I count to three"}
    say(device, "ask ready room to change the step", "carve a carrot", "I keep my fingers in", "seven", "skip", "no")
    answer = visitor.send(CHANGE, form)
    assert answer.status_code == 409
    assert "carve a carrot" in answer.text
    assert "I count to three" in answer.text
    now = next_challenge(visitor.performer.domain.ladder)
    assert now is not None
    assert now.what == "carve a carrot"


def test_a_step_for_a_place_that_has_moved_on_is_asked_about(visitor: Visitor) -> None:
    has(visitor)
    form = {**visitor.form("/ladder", MAKE), "place": "before", "what": "wave to one friend", "certainty": ""}
    has(visitor, Ladder(STEPS, results=(Result("e0", "c0", Outcome.YES),)))
    answer = visitor.send(MAKE, form)
    assert answer.status_code == 409
    assert "<td>talk to &lt;my&gt; team</td><td>wave to one friend</td>" in answer.text
    assert len(steps(visitor)) == 3
    visitor.send(MAKE, chosen(answer.text))
    assert steps(visitor)[1] == "wave to one friend"


def test_a_whole_ladder_replaces_none_that_was_made_meanwhile(visitor: Visitor) -> None:
    has(visitor, Ladder())
    form = {
        **visitor.form("/ladder", MAKE),
        "what": "one",
        "middle-what": "five",
        "certainty": "",
        "middle-certainty": "",
    }
    form |= {"goal-certainty": "", "goal-criterion": ""}
    has(visitor)
    answer = visitor.send(MAKE, form)
    assert answer.status_code == 409
    assert "one; five" in answer.text
    visitor.send(MAKE, chosen(answer.text))
    assert steps(visitor) == ["one", "five", *(step.what for step in STEPS)]


def test_a_step_changed_meanwhile_is_not_taken_off_unseen(visitor: Visitor) -> None:
    has(visitor)
    form = visitor.form("/ladder", REMOVE, 1)
    has(visitor, Ladder((STEPS[0], replace(STEPS[1], criterion="I wait"), STEPS[2])))
    answer = visitor.send(REMOVE, form)
    assert answer.status_code == 409
    assert "I wait" in answer.text
    assert visitor.send(REMOVE, chosen(answer.text)).status_code == 303
    assert len(steps(visitor)) == 2


def test_an_unfinished_draft_of_the_voice_stays(visitor: Visitor) -> None:
    draft = Draft("d1", Place.BEFORE, (Step("half a step"),))
    has(visitor, draft=draft)
    assert "A step that you began by voice isn&#39;t finished." in visitor.get("/ladder").text
    visitor.send(MAKE, {**visitor.form("/ladder", MAKE), "place": "before", "what": "wave", "certainty": ""})
    assert visitor.performer.domain.draft == draft


def test_a_date_is_set_as_the_voice_would_set_it(anywhere: Visitor) -> None:
    has(anywhere)
    form = {**anywhere.form("/ladder", DATE), "day": "2026-05-08", "time": "15:30"}
    for _ in range(2):
        assert anywhere.send(DATE, form).location == "/page/ladder?domain=first&done=page-done-date"
    known = anywhere.performer.domain.date
    assert known is not None
    assert (known.day, known.time, known.zone) == ("2026-05-08", "15:30", "America/New_York")
    page = anywhere.get("/ladder").text
    assert '<time datetime="2026-05-08T15:30">Friday, May 8 at 3:30 PM</time>. That&#39;s in 4 days.' in page


def test_a_date_is_heard_by_voice_and_moved_and_its_reminder_told_of(stage: Stage) -> None:
    device = dated(stage)
    visitor = sign_in(stage.ledger, stage.clock, stage.authority, stage.user)
    form = {**visitor.form("/ladder", DATE), "day": "2026-05-08", "time": ""}
    assert form["was"] == "2026-05-07T15:00"
    assert visitor.send(DATE, form).status_code == 303
    page = visitor.get("/ladder").text
    assert "Friday, May 8" in page
    assert "This page can&#39;t set a reminder" in page
    assert "on Friday" in say(device, "ask ready room when is it")


def test_a_reminder_is_left_to_the_device_and_said_to_be_there(visitor: Visitor) -> None:
    has(visitor, date=ScheduledDate("d1", "2026-05-07", "15:00", zone="America/New_York", remind=True, reminder="t1"))
    assert (
        "A reminder is set on your speaker. This page can&#39;t move it or take it off." in visitor.get("/ladder").text
    )
    visitor.send(DATE, {**visitor.form("/ladder", DATE), "day": "2026-05-08", "time": "15:00"})
    assert "Your speaker may still remind you of an earlier date." in visitor.get("/ladder").text
    answer = visitor.send(OFF, visitor.form("/ladder", OFF))
    assert "it goes when you next open ready room there" in visitor.client.get(answer.location).text
    assert visitor.performer.domain.stale_reminders == ("t1",)


def test_a_date_is_taken_off(anywhere: Visitor) -> None:
    has(anywhere, date=ScheduledDate("d1", "2026-05-07"), pending_date=ScheduledDate("d2", near="2026-06"))
    form = anywhere.form("/ladder", OFF)
    for _ in range(2):
        assert anywhere.send(OFF, form).location == "/page/ladder?domain=first&done=page-done-date-off"
    domain = anywhere.performer.domain
    assert (domain.date, domain.pending_date) == (None, None)


@pytest.mark.parametrize(
    ("day", "time", "said"),
    [
        ("2026-05-03", "", "That day or hour is over."),
        ("2026-05-04", "08:59", "That day or hour is over."),
        ("0001-01-01", "00:00", "That day or hour is over."),
        ("2027-05-05", "10:00", "more than a year away"),
        ("9999-12-31", "23:59", "more than a year away"),
        ("", "10:00", "Choose a day"),
        ("2026-02-30", "", "Choose a day"),
        ("tomorrow", "", "Choose a day"),
        ("2026-05-08", "25:00", "Choose a day"),
        ("2026-05-08", "x" * 9_000, "Choose a day"),
    ],
)
def test_a_day_that_cannot_be_meant_is_answered_and_the_old_one_stays(
    visitor: Visitor, day: str, time: str, said: str
) -> None:
    has(visitor, date=ScheduledDate("d1", "2026-05-07", "15:00", zone="America/New_York"))
    before = visitor.performer
    answer = visitor.send(DATE, {**visitor.form("/ladder", DATE), "day": day, "time": time})
    assert answer.status_code == 422
    assert said in answer.text
    assert "Nothing was changed." in answer.text
    assert visitor.performer == before


@pytest.mark.parametrize(("day", "time"), [("2026-05-04", ""), ("2026-05-04", "09:01"), ("2027-05-04", "10:00")])
def test_today_and_up_to_a_year_ahead_can_be_meant(visitor: Visitor, day: str, time: str) -> None:
    has(visitor)
    assert visitor.send(DATE, {**visitor.form("/ladder", DATE), "day": day, "time": time}).status_code == 303


def test_where_no_zone_is_known_their_day_may_still_be_yesterday(visitor: Visitor) -> None:
    visitor.keep(replace(visitor.performer, domains=(Domain("first", goal=GOAL),)))
    form = visitor.form("/ladder", DATE)
    assert visitor.send(DATE, {**form, "day": "2026-05-02", "time": ""}).status_code == 422
    assert visitor.send(DATE, {**form, "day": "2026-05-03", "time": "20:00"}).status_code == 303


def test_two_dates_are_both_shown_and_either_can_be_kept(anywhere: Visitor) -> None:
    has(anywhere)
    form = {**anywhere.form("/ladder", DATE), "day": "2026-05-08", "time": "15:00"}
    has(anywhere, date=ScheduledDate("d9", "2026-05-09", "10:00", zone="America/New_York"))
    answer = anywhere.send(DATE, form)
    assert answer.status_code == 409
    assert "<td>Saturday, May 9 at 10 AM</td><td>Friday, May 8 at 3 PM</td>" in answer.text
    assert anywhere.send(DATE, chosen(answer.text)).status_code == 303
    known = anywhere.performer.domain.date
    assert known is not None
    assert known.day == "2026-05-08"


def test_a_date_that_was_moved_meanwhile_is_not_taken_off_unseen(visitor: Visitor) -> None:
    has(visitor, date=ScheduledDate("d1", "2026-05-07"))
    form = visitor.form("/ladder", OFF)
    has(visitor, date=ScheduledDate("d2", "2026-05-09"))
    answer = visitor.send(OFF, form)
    assert answer.status_code == 409
    assert "<td>Saturday, May 9</td><td>nothing</td>" in answer.text
    assert visitor.performer.domain.date is not None
    visitor.send(OFF, chosen(answer.text))
    assert visitor.performer.domain.date is None


def test_a_first_step_more_than_a_week_away_is_said_to_be_late_and_kept(visitor: Visitor) -> None:
    has(visitor)
    visitor.send(DATE, {**visitor.form("/ladder", DATE), "day": "2026-05-20", "time": ""})
    assert "It&#39;s more than a week away." in visitor.get("/ladder").text


def test_a_record_that_keeps_changing_is_said_and_nothing_is_lost(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    has(visitor)
    form = {**visitor.form("/ladder", DATE), "day": "2026-05-08", "time": ""}

    def conflict(*_: object) -> None:
        raise Conflict

    with monkeypatch.context() as patch:
        patch.setattr(visitor.ledger, "save", conflict)
        answer = visitor.send(DATE, form)
    assert answer.status_code == 409
    assert "Nothing was changed here." in answer.text


def test_no_word_of_theirs_stands_in_an_address_or_in_the_log(
    visitor: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    has(visitor)
    with caplog.at_level("DEBUG"):
        form = {**visitor.form("/ladder", MAKE), "place": "before", "what": "lantern", "certainty": ""}
        answer = visitor.send(MAKE, form)
        page = visitor.client.get(answer.location).text
    assert "lantern" not in answer.location
    assert "lantern" not in caplog.text
    assert not re.findall(r'(?:href|action)="[^"]*lantern', page)


def test_nothing_is_saved_without_the_pages_own_form(visitor: Visitor) -> None:
    has(visitor)
    before = visitor.performer
    for action in (MAKE, CHANGE, REMOVE, DATE, OFF, "/certainty", "/certainty/taken-back"):
        assert visitor.send(action, {"csrf": "x", "place": "before", "what": "x", "value": "5"}).status_code == 403
    assert visitor.performer == before


def test_other_performers_are_out_of_reach(visitor: Visitor) -> None:
    other = Evidence(Key("guest", "first", NINE, "c0"), Kind.DEBRIEF, certainty=5)
    has(visitor)
    visitor.ledger.save(visitor.account, Change(evidence=(other,)), NINE, patient())
    form = {**visitor.form("/ladder", REMOVE), "rating": "c0"}
    assert visitor.send("/certainty/taken-back", form).status_code == 303
    assert visitor.ledger.evidence(visitor.account, other.key, patient()) is not None


def test_a_ladder_has_an_end(visitor: Visitor) -> None:
    many = tuple(Challenge(f"c{number}", f"step {number}") for number in range(MOST_CHALLENGES - 1))
    has(visitor, Ladder((*many, STEPS[-1])))
    answer = visitor.send(MAKE, {**visitor.form("/ladder", MAKE), "place": "before", "what": "one more"})
    assert answer.status_code == 409
    assert "A ladder has twelve steps at most." in answer.text
    assert len(steps(visitor)) == MOST_CHALLENGES
