"""Plan and cue word: shown, changed, taken off; and what others gave, taken back."""

from dataclasses import replace
from pathlib import Path

import pytest

from skill.alexa.authority import Authority
from skill.efficacy.domain import Domain, Plan, after
from skill.efficacy.others import Encouragement, RoleModel
from skill.efficacy.performer import Preferences
from skill.ledger.sqlite import SqliteLedger
from skill.web.page.words import LONGEST_WORDS
from tests.stage import NINE, Clock, service
from tests.web.page.browsing import Reader, form_in, sign_in, win

TALK = Domain("first", name="talk")


@pytest.fixture
def reader(tmp_path: Path, clock: Clock, authority: Authority) -> Reader:
    """Somebody on their page."""
    ledger = SqliteLedger(tmp_path / "ledger.sqlite3")
    return sign_in(service(ledger, clock, authority), ledger)


def test_the_plan_is_shown_with_the_day_that_it_was_made_on(reader: Reader) -> None:
    assert "There&#39;s no plan." in reader.get("/plan")
    piece = win(1, plan="I wait")
    reader.keep(piece, domains=(after(TALK, piece),))
    assert "I wait" in reader.get("/plan")
    assert "Made on May 3, 2026." in reader.get("/plan")


def test_a_plan_is_changed_in_its_debrief_too_and_taken_off(reader: Reader) -> None:
    piece = win(1, plan="I wait")
    reader.keep(piece, domains=(after(TALK, piece),))
    opened = reader.form("/plan", "/plan")
    answer = reader.send(opened, plan="I wait two breaths")
    assert (answer.status_code, "breaths" in answer.location) == (303, False)
    assert reader.record().domain.plan == Plan("I wait two breaths", "e1")
    kept = reader.piece(piece)
    assert kept is not None
    assert (kept.plan, kept.edited_at) == ("I wait two breaths", NINE)
    reader.send(reader.form("/plan", "/plan"), plan="")
    kept = reader.piece(piece)
    assert (reader.record().domain.plan, kept and kept.plan) == (None, None)


def test_a_plan_of_long_ago_is_changed_and_not_joined_by_another(reader: Reader) -> None:
    reader.keep(domains=(replace(TALK, plans=(Plan("I rest", "e8"), Plan("I wait", "e9"))),))
    reader.send(reader.form("/plan", "/plan"), plan="I smile")
    assert reader.record().domain.plans == (Plan("I rest", "e8"), Plan("I smile", "e9"))


def test_a_plan_that_is_taken_off_says_that_the_one_before_is_in_place_again(reader: Reader) -> None:
    reader.keep(domains=(replace(TALK, plans=(Plan("I rest", "e8"), Plan("I wait", "e9"))),))
    for said, plan in (("Your plan before it is in place again", "I rest"), ("The plan is off.", None)):
        answer = reader.send(reader.form("/plan", "/plan"), plan="")
        page = reader.client.get(answer.location).text
        known = reader.record().domain.plan
        assert said in page
        assert (known.words if known else None) == plan
        assert plan is None or plan in page


def test_a_plan_can_be_made_without_a_debrief_and_once(reader: Reader) -> None:
    opened = reader.form("/plan", "/plan")
    assert [reader.send(opened, plan="I wait").status_code for _ in range(2)] == [303, 303]
    assert [plan.words for plan in reader.record().domain.plans] == ["I wait"]


def test_the_plan_of_another_domain_is_changed_where_it_is_shown(reader: Reader) -> None:
    reader.keep(domains=(TALK, Domain("chess", name="chess final")))
    reader.send(reader.form("/plan", "/plan", domain="chess"), plan="I wait")
    record = reader.record()
    assert record.active == "first"
    assert [domain.plan.words if domain.plan else None for domain in record.domains] == [None, "I wait"]


@pytest.mark.parametrize("domain", ["", "nothing", "../x", "x" * 300])
def test_a_plan_for_a_domain_that_is_none_lands_in_no_other(reader: Reader, domain: str) -> None:
    reader.keep(domains=(TALK,))
    opened = reader.form("/plan", "/plan")
    where = {"domain": domain}
    answer = reader.client.post("/page/plan", data=opened.fields | {"plan": "I wait"}, query_string=where)
    assert (answer.status_code, reader.record().domain.plan) == (404, None)
    shown = reader.form("/plan", "/plan", domain=domain)
    assert reader.send(shown, plan="I wait").location.startswith("/page/plan?domain=first")


def test_two_plans_are_both_shown(reader: Reader) -> None:
    opened = reader.form("/plan", "/plan")
    reader.send(opened, plan="I wait")
    answer = reader.send(opened, plan="I smile")
    assert answer.status_code == 409
    assert "I wait" in answer.text
    assert "I smile" in answer.text
    assert reader.send(form_in(answer.text, "/plan")).status_code == 303
    plan = reader.record().domain.plan
    assert plan is not None
    assert plan.words == "I smile"


def test_a_plan_that_is_too_long_is_not_kept(reader: Reader) -> None:
    answer = reader.send(reader.form("/plan", "/plan"), plan="x" * (LONGEST_WORDS + 1))
    assert (answer.status_code, reader.record().domain.plan) == (422, None)


def test_words_of_danger_are_no_plan(reader: Reader) -> None:
    answer = reader.send(reader.form("/plan", "/plan"), plan="I want to kill myself")
    assert "988" in reader.client.get(answer.location).text
    assert reader.record().domain.plan is None


def test_a_cue_word_is_set_changed_and_taken_off(reader: Reader) -> None:
    for word in ("steady", "slow and tall", ""):
        assert reader.send(reader.form("/plan", "/plan/cue"), cue=word).status_code == 303
        assert reader.record().preferences.cue == (word or None)


@pytest.mark.parametrize("cue", ["one two three four", "x" * 61])
def test_a_cue_word_is_one_to_three_words(reader: Reader, cue: str) -> None:
    answer = reader.send(reader.form("/plan", "/plan/cue"), cue=cue)
    assert answer.status_code == 422
    assert "one to three words" in answer.text
    assert reader.record().preferences.cue is None


def test_two_cue_words_are_both_shown(reader: Reader) -> None:
    opened = reader.form("/plan", "/plan/cue")
    reader.keep(preferences=Preferences(cue="tall"))
    assert reader.send(opened, cue="steady").status_code == 409
    assert reader.record().preferences.cue == "tall"


def test_what_others_gave_is_shown_and_taken_back(reader: Reader) -> None:
    others = replace(
        TALK,
        models=(RoleModel("m1", "Anna", started="she shook", did="she wrote it down"),),
        encouragements=(Encouragement("n1", "Ben", "you hold a room", "I sang"),),
    )
    reader.keep(domains=(others,))
    page = reader.get("/plan")
    assert all(
        words in page for words in ("Anna", "she shook", "she wrote it down", "Ben", "you hold a room", "I sang")
    )
    assert "Anna" not in reader.get("/ladder"), "they are shown in one place"
    opened = reader.form("/plan", "/plan/entry")
    for id_ in ("m1", "n1", "n1"):
        assert reader.send(opened, entry=id_).status_code == 303
    assert reader.record().domain == TALK
