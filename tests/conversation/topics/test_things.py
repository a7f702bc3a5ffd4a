"""The thing that a wish is for, by what somebody calls it."""

import pytest

from skill.conversation.topics import things
from skill.efficacy.domain import Domain
from skill.efficacy.ladder import Challenge, Ladder
from skill.efficacy.performer import Performer
from skill.nlu.act import DialogAct
from skill.nlu.intents import Intent
from tests.conversation.talk import Talk, args, keys

LUNCH = "client lunch"


def know(talk: Talk, *titles: str, active: str | None = None) -> None:
    """Save a performer with domains of these titles, each title being its id, too."""
    talk.save(Performer(domains=tuple(Domain(title, name=title) for title in titles), active=active or titles[0]))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("client calls", "client calls"),
        ("my client call", "client calls"),
        ("work on my client calls instead", "client calls"),
        ("the board", "board talk"),
        ("client", None),
        ("meetings", None),
        ("", None),
    ],
)
def test_a_domain_is_found_by_its_title_or_by_words_that_only_it_has(words: str, found: str | None, talk: Talk) -> None:
    know(talk, "client calls", "board talk", LUNCH)
    domain = things.found(talk.context(DialogAct(Intent.SWITCH)), words)
    assert (domain.id if domain else None) == found


def test_a_domain_is_found_by_a_step_of_its_ladder(talk: Talk) -> None:
    ladder = Ladder((Challenge("c", "ring the two I know best"),))
    talk.save(Performer(domains=(Domain("calls", name="client calls", ladder=ladder), Domain("b", name="board talk"))))
    found = things.found(talk.context(DialogAct(Intent.SWITCH)), "ringing two")
    assert found is not None
    assert found.id == "calls"


def test_where_several_fit_it_is_asked_which_and_then_done_for_that(talk: Talk) -> None:
    know(talk, "board talk", "wedding toast", "wedding dance")
    reply = talk.ask(Intent.WORDS, words="how is my wedding going")
    assert talk.question == "thing.which"
    assert args(reply, "domains-list")["count"] == 2
    done = talk.say("the toast")
    assert args(done, "thing-for")["name"] == "wedding toast"
    assert talk.performer.active == "board talk", "nothing is switched"


@pytest.mark.parametrize("answer", [Intent.NO, Intent.SKIP])
def test_who_means_none_of_them_is_let_go(answer: Intent, talk: Talk) -> None:
    know(talk, "board talk", "wedding toast", "wedding dance")
    talk.ask(Intent.WORDS, words="how is my wedding going")
    assert keys(talk.mean(answer)) == ["okay"]


def test_what_is_on_no_record_is_said_to_be_not_there(talk: Talk) -> None:
    know(talk, "board talk")
    reply = talk.ask(Intent.WORDS, words="how is my falconry going")
    assert args(reply, "thing-unknown")["name"] == "falconry"
    assert keys(talk.mean(Intent.YES))[0] == "progress-nothing"


def test_a_name_that_the_platform_cut_out_counts_too(talk: Talk) -> None:
    know(talk, "board talk", LUNCH)
    talk.ask(Intent.DEBRIEF, words="lunch")
    talk.mean(Intent.YES)
    talk.say("I asked two questions")
    assert talk.performer.active == "board talk"
    assert talk.evidence == []


def test_with_nothing_to_get_ready_for_a_name_is_not_missed(talk: Talk) -> None:
    assert keys(talk.ask(Intent.WARM_UP, words="falconry"))[-1] == "warm-up-go"
    assert "thing-new" not in keys(talk.ask(Intent.WARM_UP, words="falconry"))


def test_a_launch_names_no_thing(talk: Talk) -> None:
    know(talk, "board talk", LUNCH)
    assert args(talk.ask(Intent.WARM_UP, words="client lunch"), "thing-for")["name"] == LUNCH
    talk.pass_time(minutes=40)
    assert keys(talk.ask(Intent.OPEN))[-1] == "debrief-outcome"
    assert talk.session["subject"].split("#")[2] == LUNCH
    assert "thing-for" not in keys(talk.ask(Intent.OPEN))
