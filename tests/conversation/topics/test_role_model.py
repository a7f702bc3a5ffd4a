"""A role model: somebody near, where they started, and what they did."""

from skill.efficacy.others import MOST_STORED
from skill.nlu.intents import Intent
from tests.conversation.talk import Talk, args, keys

DANA, STARTED, DID = "my colleague Dana", "she read from her notes", "she rehearsed aloud"


def add(talk: Talk, *answers: str) -> None:
    """Add a role model."""
    talk.ask(Intent.MODEL)
    talk.say(*answers)


def test_it_asks_who_it_is_where_they_started_and_what_they_did(talk: Talk) -> None:
    questions = []
    talk.ask(Intent.MODEL)
    for answer in (DANA, STARTED, DID):
        questions.append(talk.question)
        reply = talk.say(answer)
    assert questions == ["model.name", "model.started", "model.did"]
    assert keys(reply) == ["model-kept"]
    (model,) = talk.domain.models
    assert (model.person, model.started, model.did) == (DANA, STARTED, DID)


def test_somebody_far_ahead_is_asked_back_once_and_stays_if_nobody_is_nearer(talk: Talk) -> None:
    add(talk, "Taylor Swift")
    assert talk.question == "model.nearer"
    talk.mean(Intent.SKIP)
    assert talk.question == "model.started"
    assert [model.person for model in talk.domain.models] == ["Taylor Swift"]


def test_the_nearer_one_is_the_model_until_another_name_is_given(talk: Talk) -> None:
    add(talk, "Taylor Swift", DANA)
    assert [model.person for model in talk.domain.models] == [DANA]
    talk.mean(Intent.BACK)
    talk.mean(Intent.BACK)
    assert talk.question == "model.name"
    talk.say("my sister")
    assert [(model.person, model.nearer) for model in talk.domain.models] == [("my sister", None)]
    assert talk.question == "model.started"


def test_nobody_named_is_nobody_kept(talk: Talk) -> None:
    talk.ask(Intent.MODEL)
    assert keys(talk.mean(Intent.SKIP)) == ["okay"]
    assert talk.domain.models == ()


def test_without_what_they_did_the_model_is_kept_and_completed_next_time(talk: Talk) -> None:
    add(talk, DANA, "skip")
    assert keys(talk.mean(Intent.SKIP)) == ["model-not-yet"]
    talk.ask(Intent.MODEL)
    assert talk.question == "model.started"
    talk.say(STARTED, DID)
    assert [(model.person, model.did) for model in talk.domain.models] == [(DANA, DID)]


def test_a_whole_model_is_described_before_another_is_asked_for_and_stays_if_none_is_named(talk: Talk) -> None:
    add(talk, DANA, STARTED, DID)
    reply = talk.ask(Intent.MODEL)
    assert keys(reply) == ["model-taken", "model-started-told", "model-did-told", "model-name"]
    assert args(reply, "model-taken")["name"] == DANA
    talk.mean(Intent.SKIP)
    assert [model.person for model in talk.domain.models] == [DANA]


def test_the_latest_whole_model_counts_and_no_more_than_five_are_kept(talk: Talk) -> None:
    for number in range(MOST_STORED + 1):
        add(talk, f"cousin {number}", "skip", DID)
    add(talk, "my sister", "skip", "skip")
    assert [model.person for model in talk.domain.models] == [
        *(f"cousin {number}" for number in range(2, MOST_STORED + 1)),
        "my sister",
    ]
    assert talk.domain.model is not None
    assert talk.domain.model.person == f"cousin {MOST_STORED}"
