"""The ladder: composed step by step so that each one fits, moved by debriefs, changed when it is asked for."""

import pytest

from skill.efficacy.certainty import Rating
from skill.efficacy.domain import Domain
from skill.efficacy.evidence import Outcome
from skill.efficacy.ladder import Challenge, Ladder, Result, next_challenge
from skill.efficacy.performer import Performer, Preferences
from skill.nlu.intents import Intent
from tests.conversation.talk import BEGINS, Talk, args, keys

GOAL, FIRST, MIDDLE = "speak to fifty people", "speak to three people", "speak to ten people"
CHALLENGES = (Challenge("c0", "read to one"), Challenge("c1", "read to ten", "I look up", support="my notes"))


def with_goal(talk: Talk, ladder: Ladder = Ladder(), *, rates: bool = True, certainty: int | None = 6) -> None:  # noqa: B008
    """Save a performer with a goal and perhaps a ladder."""
    ratings = () if certainty is None else (Rating("baseline", BEGINS, certainty),)
    domain = Domain("first", goal=GOAL, name="talks", ratings=ratings, ladder=ladder)
    talk.save(Performer(domains=(domain,), preferences=Preferences(rating=rates)))


def what(talk: Talk) -> list[str]:
    """Return the challenges of the ladder, as saved."""
    return [challenge.what for challenge in talk.domain.ladder.challenges]


def test_without_a_goal_the_goal_is_asked_for_first(talk: Talk) -> None:
    assert keys(talk.ask(Intent.LADDER)) == ["ladder-needs-goal", "meeting-goal"]
    assert talk.question == "meeting.goal"


def test_a_whole_ladder_leads_from_a_first_step_over_one_between_to_the_goal_and_asks_for_a_date(talk: Talk) -> None:
    with_goal(talk)
    questions = []
    talk.ask(Intent.LADDER)
    for answer in (FIRST, "I do not read", "seven", MIDDLE, "I look up", "six", "they ask questions"):
        questions.append(talk.question.removeprefix("ladder."))
        reply = talk.say(answer)
    assert questions == [
        *("what_first", "criterion_first", "certainty_first", "what_middle", "criterion_middle", "certainty_middle"),
        "criterion_end",
    ]
    assert keys(reply) == ["ladder-made", "schedule-day"]
    assert [(one.what, one.criterion, one.certainty) for one in talk.domain.ladder.challenges] == [
        (FIRST, "I do not read", 7),
        (MIDDLE, "I look up", 6),
        (GOAL, "they ask questions", 6),
    ]


@pytest.mark.parametrize(
    ("certainty", "question"),
    [
        *((value, "adjusted_first") for value in (0, 3, 9, 10)),
        *((value, "support_first") for value in (4, 5)),
        *((value, "what_middle") for value in (6, 8)),
    ],
)
def test_a_step_too_easy_or_too_hard_is_changed_and_a_hard_one_gets_support(
    certainty: int, question: str, talk: Talk
) -> None:
    with_goal(talk)
    talk.ask(Intent.LADDER)
    talk.say(FIRST, "I do not read")
    talk.mean(Intent.NUMBER, number=certainty)
    assert talk.question == f"ladder.{question}"


def test_a_changed_step_is_rated_anew_and_changed_no_second_time(talk: Talk) -> None:
    with_goal(talk)
    talk.ask(Intent.LADDER)
    talk.say(FIRST, "I do not read", "nine", "speak to six people")
    assert talk.question == "ladder.anew_first"
    talk.say("ten")
    assert talk.question == "ladder.what_middle"
    talk.mean(Intent.ENOUGH)
    (step, _) = talk.domain.ladder.challenges
    assert (step.what, step.certainty) == ("speak to six people", 10)


def test_another_certainty_asks_anew_for_a_change_that_was_skipped(talk: Talk) -> None:
    with_goal(talk)
    talk.ask(Intent.LADDER)
    talk.say(FIRST, "I do not read", "nine", "no")
    assert talk.question == "ladder.what_middle"
    talk.mean(Intent.BACK)
    talk.mean(Intent.BACK)
    assert talk.question == "ladder.certainty_first"
    talk.say("two")
    assert talk.question == "ladder.adjusted_first"


def test_another_certainty_brings_back_the_step_as_it_was(talk: Talk) -> None:
    with_goal(talk)
    talk.ask(Intent.LADDER)
    talk.say(FIRST, "I do not read", "nine", "speak to six people")
    talk.mean(Intent.BACK)
    talk.mean(Intent.BACK)
    talk.say("seven")
    assert talk.question == "ladder.what_middle"
    talk.mean(Intent.ENOUGH)
    (step, _) = talk.domain.ladder.challenges
    assert (step.what, step.certainty) == (FIRST, 7)


def test_where_no_ratings_are_wanted_none_are_asked_and_the_steps_stay(talk: Talk) -> None:
    with_goal(talk, rates=False, certainty=None)
    talk.ask(Intent.LADDER)
    talk.say(FIRST, "I do not read")
    assert talk.question == "ladder.what_middle"
    talk.say(MIDDLE, "I look up", "they ask questions")
    assert talk.question == "schedule.day"
    assert what(talk) == [FIRST, MIDDLE, GOAL]


@pytest.mark.parametrize(("certainty", "question"), [(None, "ladder.certainty_end"), (6, "schedule.day")])
def test_how_certain_they_are_of_the_goal_is_asked_only_if_it_is_unknown(
    certainty: int | None, question: str, talk: Talk
) -> None:
    with_goal(talk, certainty=certainty)
    talk.ask(Intent.LADDER)
    talk.say(FIRST, "skip", "seven", MIDDLE, "skip", "six", "they ask questions")
    assert talk.question == question


def test_enough_puts_up_the_steps_that_there_are_and_without_one_no_ladder(talk: Talk) -> None:
    with_goal(talk)
    talk.ask(Intent.LADDER)
    assert keys(talk.mean(Intent.ENOUGH)) == ["ladder-unchanged"]
    assert what(talk) == []
    talk.ask(Intent.LADDER)
    talk.say(FIRST)
    assert keys(talk.mean(Intent.ENOUGH)) == ["ladder-made", "schedule-day"]
    assert what(talk) == [FIRST, GOAL]


def test_broken_off_it_goes_on_where_it_stood_and_a_repeated_request_changes_nothing(talk: Talk) -> None:
    with_goal(talk)
    talk.ask(Intent.LADDER)
    talk.repeat_request()
    talk.say(FIRST)
    talk.mean(Intent.STOP)
    assert what(talk) == []
    talk.ask(Intent.LADDER)
    assert talk.question == "ladder.criterion_first"
    assert talk.domain.draft is not None
    assert talk.domain.draft.steps[0].what == FIRST


@pytest.mark.parametrize(
    ("intent", "challenges"),
    [
        (Intent.HARDER, ["read to five", "read to ten"]),
        (Intent.EASIER, ["read to five", "read to ten"]),
        (Intent.CHANGE_STEP, ["read to five", "read to ten"]),
        (Intent.STEP_BEFORE, ["read to five", "read to one", "read to ten"]),
    ],
)
def test_a_new_step_takes_the_place_of_the_next_one_or_comes_before_it(
    intent: Intent, challenges: list[str], talk: Talk
) -> None:
    with_goal(talk, Ladder(CHALLENGES))
    assert args(talk.ask(intent), "ladder-what_first")["now"] == "read to one"
    talk.say("read to five", "I look up", "seven")
    assert talk.question == "schedule.day"
    assert what(talk) == challenges


def test_without_a_new_step_the_ladder_stays_as_it_is(talk: Talk) -> None:
    with_goal(talk, Ladder(CHALLENGES))
    talk.ask(Intent.HARDER)
    assert keys(talk.mean(Intent.ENOUGH)) == ["ladder-unchanged"]
    assert what(talk) == [challenge.what for challenge in CHALLENGES]


def test_without_a_ladder_there_is_nothing_to_change_and_one_is_offered(talk: Talk) -> None:
    with_goal(talk)
    talk.ask(Intent.HARDER)
    assert talk.question == "ladder_offer.build"
    talk.mean(Intent.YES)
    assert talk.question == "ladder.what_first"


def test_when_all_is_done_the_next_step_goes_beyond_it(talk: Talk) -> None:
    done = tuple(Result(f"e{i}", challenge.id, Outcome.YES) for i, challenge in enumerate(CHALLENGES))
    with_goal(talk, Ladder(CHALLENGES, results=done))
    talk.ask(Intent.LADDER)
    talk.say("read to a hall", "I look up", "seven")
    assert what(talk) == ["read to one", "read to ten", "read to a hall"]
    upcoming = next_challenge(talk.domain.ladder)
    assert upcoming is not None
    assert upcoming.what == "read to a hall"


def test_the_next_challenge_comes_with_what_is_known_of_it_and_a_date_is_offered_or_named(talk: Talk) -> None:
    with_goal(talk, Ladder(CHALLENGES))
    assert keys(talk.ask(Intent.CHALLENGE)) == ["ladder-next", "schedule_offer-when"]
    with_one_done = Ladder(CHALLENGES, results=(Result("e0", "c0", Outcome.YES),))
    talk.save(talk.performer.with_domain(Domain("first", goal=GOAL, ladder=with_one_done)))
    assert keys(talk.ask(Intent.CHALLENGE)) == ["ladder-challenge", "ladder-support-told", "schedule_offer-when"]
    talk.mean(Intent.YES)
    talk.mean(Intent.DATE, date="2026-05-08")
    talk.mean(Intent.STOP)
    assert keys(talk.ask(Intent.CHALLENGE)) == ["ladder-challenge", "ladder-support-told", "schedule-told"]


def test_two_misses_in_a_row_have_a_smaller_step_offered_and_a_no_is_taken_for_good(talk: Talk) -> None:
    misses = tuple(Result(f"e{i}", "c0", Outcome.NO) for i in range(2))
    with_goal(talk, Ladder(CHALLENGES, results=misses))
    assert args(talk.ask(Intent.OPEN), "ladder_offer-proposed") == {"place": "before"}
    assert keys(talk.mean(Intent.NO)) == ["okay"]
    talk.pass_time(days=1)
    talk.ask(Intent.OPEN)
    assert talk.question == "opening.add"


def test_a_ladder_that_is_not_wanted_is_not_offered_again(talk: Talk) -> None:
    with_goal(talk)
    talk.ask(Intent.OPEN)
    talk.mean(Intent.NO)
    talk.pass_time(days=1)
    talk.ask(Intent.OPEN)
    assert talk.question == "opening.add"


def test_nothing_to_compose_is_offered_twice_on_one_day(talk: Talk) -> None:
    with_goal(talk)
    talk.ask(Intent.OPEN)
    assert talk.question == "ladder_offer.build"
    talk.ask(Intent.OPEN)
    assert talk.question == "opening.add"
    talk.pass_time(hours=18)
    talk.ask(Intent.OPEN)
    assert talk.question == "ladder_offer.build"


@pytest.mark.parametrize(
    ("before", "outcome", "line"),
    [
        ((), "yes", "ladder-next"),
        ((), "partly", "ladder-same"),
        ((), "no", "ladder-same"),
        ((Result("e0", "c0", Outcome.NO),), "no", "ladder-smaller"),
        ((Result("e0", "c0", Outcome.YES),), "yes", "ladder-top"),
    ],
)
def test_a_debrief_of_a_challenge_says_where_the_ladder_stands_now(
    before: tuple[Result, ...], outcome: str, line: str, talk: Talk
) -> None:
    with_goal(talk, Ladder(CHALLENGES, results=before))
    talk.ask(Intent.DID_IT)
    talk.say(outcome)
    assert keys(talk.mean(Intent.ENOUGH))[-1] == line
