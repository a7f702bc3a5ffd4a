"""A debrief is one piece of evidence that grows answer by answer; which question comes next depends on the answers."""

from datetime import timedelta

import pytest

from skill.conversation.prompt import LONGEST_REPLY
from skill.conversation.turn import Reply
from skill.efficacy.debrief import JUST_NOW, STAYS_OPEN
from skill.efficacy.evidence import Evidence, Outcome
from skill.ledger.protocol import NOTHING
from skill.nlu.intents import Intent
from tests.conversation.talk import Talk, args, keys

DEED, CLAIM, PLAN = "I paused before each answer", "I can stay calm under questions", "when they ask I will breathe"


def debriefed(talk: Talk, *answers: str) -> Reply:
    """Begin a debrief and answer its first questions."""
    reply = talk.ask(Intent.DEBRIEF)
    return talk.say(*answers) if answers else reply


def saved(talk: Talk) -> Evidence:
    """Return the latest debrief, as saved."""
    return talk.evidence[0]


def test_nothing_is_saved_before_the_first_answer(talk: Talk) -> None:
    assert debriefed(talk).change == NOTHING
    assert keys(talk.mean(Intent.ENOUGH)) == ["okay"]
    assert talk.evidence == []


def test_how_it_went_in_more_words_is_kept_as_a_note_and_asked_again_once(talk: Talk) -> None:
    assert keys(debriefed(talk, "the hall was full")) == ["kept", "debrief-outcome.again"]
    assert talk.question == "debrief.outcome"
    talk.say("the hall was warm")
    assert talk.question == "debrief.worked"
    piece = saved(talk)
    assert (piece.outcome, piece.note) == (None, "the hall was full. the hall was warm")


def test_a_deed_that_is_told_with_a_success_is_what_worked_and_with_a_miss_it_is_a_note(talk: Talk) -> None:
    debriefed(talk, "it went well because I paused")
    assert talk.question == "debrief.shows"
    assert (saved(talk).outcome, saved(talk).worked) == (Outcome.YES, "it went well because I paused")
    talk.pass_time(hours=2)
    debriefed(talk, "no because I rushed")
    assert talk.question == "debrief.worked"
    assert (saved(talk).outcome, saved(talk).worked, saved(talk).note) == (Outcome.NO, None, "no because I rushed")


@pytest.mark.parametrize(("outcome", "question"), [("yes", "own_part"), ("partly", "own_part"), ("no", "shows")])
def test_whose_part_it_was_is_not_asked_of_a_miss(outcome: str, question: str, talk: Talk) -> None:
    debriefed(talk, outcome, "I was just lucky with the questions")
    assert talk.question == f"debrief.{question}"


def test_another_answer_to_what_worked_makes_its_follow_up_void(talk: Talk) -> None:
    debriefed(talk, "yes", "I was just lucky", "I had rehearsed the hard ones")
    talk.mean(Intent.BACK)
    talk.mean(Intent.BACK)
    assert talk.question == "debrief.worked"
    talk.say(DEED)
    assert talk.question == "debrief.shows"
    assert (saved(talk).worked, saved(talk).cause, saved(talk).own_part) == (DEED, None, None)


def test_another_capability_makes_void_what_showed_the_first(talk: Talk) -> None:
    debriefed(talk, "yes", DEED, "I can")
    assert talk.question == "debrief.trace"
    talk.say("they nodded")
    talk.mean(Intent.BACK)
    talk.mean(Intent.BACK)
    talk.say(CLAIM)
    assert talk.question == "debrief.plan"
    assert (saved(talk).shows, saved(talk).trace) == (CLAIM, None)


def test_whether_the_plan_was_followed_is_asked_once_there_was_one_and_its_words_stay(talk: Talk) -> None:
    debriefed(talk, "yes", DEED, CLAIM, PLAN, "no")
    talk.pass_time(hours=2)
    reply = debriefed(talk, "yes", DEED, CLAIM)
    assert talk.question == "debrief.followed"
    assert args(reply, "debrief-followed")["planned"] == PLAN
    talk.say("yes", "before I begin I will look up", "no")
    assert (saved(talk).planned, saved(talk).plan) == (PLAN, "before I begin I will look up")
    assert talk.domain.plan is not None
    assert talk.domain.plan.words == "before I begin I will look up"


@pytest.mark.parametrize(
    ("answers", "line"),
    [
        (("yes", DEED, CLAIM, PLAN), "debrief-kept-both"),
        (("yes", DEED), "debrief-kept"),
        (("no", DEED, CLAIM, PLAN), "debrief-kept-plan"),
        (("no", DEED), "debrief-kept-only"),
    ],
)
def test_the_end_says_what_the_next_warm_up_has_of_it(answers: tuple[str, ...], line: str, talk: Talk) -> None:
    debriefed(talk, *answers)
    assert keys(talk.mean(Intent.ENOUGH)) == [line]
    assert saved(talk).closed


@pytest.mark.parametrize(
    ("has_goal", "rates", "quick", "last"),
    [(False, True, "one", None), (True, True, "two", "certainty"), (True, False, "one", None)],
)
def test_certainty_is_the_last_question_where_there_is_a_goal_and_ratings_are_wanted(
    has_goal: bool, rates: bool, quick: str, last: str | None, talk: Talk
) -> None:
    if has_goal:
        talk.ask(Intent.DOMAIN, words="speak to ten people for ten minutes")
        talk.mean(Intent.ENOUGH)
    if not rates:
        talk.ask(Intent.NO_RATING)
    assert args(debriefed(talk, "yes", DEED, CLAIM, PLAN), "debrief-more")["quick"] == quick
    talk.say("yes", "hard")
    assert talk.question == (f"debrief.{last}" if last else "")
    if last:
        talk.say("seven")
    assert talk.domain.certainty == (7 if last else None)
    assert saved(talk).closed


@pytest.mark.parametrize(("is_late", "question"), [(False, "debrief.shows"), (True, "debrief.outcome")])
def test_who_is_done_within_an_hour_means_the_debrief_that_was_broken_off(
    is_late: bool, question: str, talk: Talk
) -> None:
    begun = talk.now
    debriefed(talk, "yes", DEED)
    talk.now = begun + JUST_NOW + timedelta(seconds=is_late)
    talk.ask(Intent.DONE)
    assert talk.question == question


def test_a_debrief_is_finished_on_request_for_two_days_and_then_begun_anew(talk: Talk) -> None:
    begun = talk.now
    debriefed(talk, "yes", DEED)
    talk.now = begun + STAYS_OPEN
    talk.ask(Intent.RESUME_DEBRIEF)
    assert talk.question == "debrief.shows"
    talk.now = begun + STAYS_OPEN + timedelta(seconds=1)
    talk.ask(Intent.RESUME_DEBRIEF)
    assert talk.question == "debrief.outcome"


def test_an_opening_offers_a_broken_off_debrief_once_and_again_only_to_the_same_request(talk: Talk) -> None:
    debriefed(talk, "yes", DEED)
    talk.pass_time(hours=5)
    talk.ask(Intent.OPEN)
    assert talk.question == "unfinished.resume"
    talk.repeat_request()
    assert talk.question == "unfinished.resume"
    talk.ask(Intent.OPEN)
    assert talk.question != "unfinished.resume"


def test_who_does_not_want_to_finish_a_debrief_has_it_closed_as_it_is(talk: Talk) -> None:
    debriefed(talk, "yes", DEED)
    talk.pass_time(hours=5)
    talk.ask(Intent.OPEN)
    assert keys(talk.mean(Intent.NO)) == ["debrief-kept"]
    assert (saved(talk).closed, saved(talk).shows) == (True, None)


@pytest.mark.parametrize(("minutes", "is_over"), [(61, False), (60, True)])
def test_a_debrief_begun_up_to_an_hour_before_a_date_is_of_it_once_it_has_passed(
    minutes: int, is_over: bool, talk: Talk
) -> None:
    start = talk.now
    talk.ask(Intent.SCHEDULE, date="2026-05-04", time="15:00")
    talk.mean(Intent.YES)
    talk.now = start + timedelta(hours=6) - timedelta(minutes=minutes)
    debriefed(talk, "yes", DEED)
    talk.now = start + timedelta(hours=6)
    talk.mean(Intent.ENOUGH)
    assert (talk.domain.date is None) is is_over
    assert talk.platform.cancelled == [], "it has rung already"


def test_a_card_shows_what_worked_and_none_is_sent_without_or_where_cards_are_off(talk: Talk) -> None:
    debriefed(talk, "yes", DEED, CLAIM)
    card = talk.mean(Intent.ENOUGH).card
    assert card is not None
    assert [(one.key, one.args["words"]) for one in card.lines] == [("card-worked", DEED), ("card-shows", CLAIM)]
    debriefed(talk, "yes", "skip")
    assert talk.mean(Intent.ENOUGH).card is None
    talk.ask(Intent.NO_CARDS)
    debriefed(talk, "yes", DEED)
    assert talk.mean(Intent.ENOUGH).card is None


def test_a_forgotten_plan_is_no_longer_the_domains(talk: Talk) -> None:
    debriefed(talk, "yes", DEED, CLAIM, PLAN)
    assert keys(talk.mean(Intent.FORGET)) == ["forgotten", "debrief-more"]
    assert saved(talk).plan is None
    assert talk.domain.plan is None


def test_a_long_answer_does_not_travel_with_the_questions_after_it(talk: Talk) -> None:
    debriefed(talk, "yes", DEED, f"I can wait {'and wait ' * (LONGEST_REPLY // 8)}")
    assert talk.question == "debrief.plan"
    assert len(str(talk.session["said"])) <= LONGEST_REPLY
