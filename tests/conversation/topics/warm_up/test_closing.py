"""What follows the breathing is the same every time, as far as there is any of it and the record can be reached."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from skill.conversation.topics.warm_up.closing import Preparation, prepare, send_off
from skill.conversation.turn import Outcome, Reply
from skill.efficacy.breath import BreathingSession
from skill.efficacy.domain import Domain, Plan
from skill.efficacy.evidence import Evidence, Key, Kind
from skill.efficacy.others import Encouragement, RoleModel
from skill.efficacy.performer import MAIN, Performer, Preferences
from skill.ledger.protocol import NOTHING, Change, Unavailable
from skill.ledger.sqlite import SqliteLedger
from skill.nlu.act import DialogAct
from skill.nlu.intents import Intent
from skill.speech.parts import Line, line
from tests.conversation.talk import ACCOUNT, BEGINS, Talk, args, keys
from tests.patience import patient

MODEL = RoleModel("m1", name="Dana", did="she rehearsed aloud")
PRAISE = Encouragement("p1", "my teacher", "your opening holds", "the rehearsal")
LED = line("warm-up-landing")


class OutOfReach(SqliteLedger):
    """A ledger that answers no reads of performers."""

    def performer(self, *_: Any) -> Performer:
        """See `Ledger.performer`."""
        raise Unavailable("no answer")


def store(talk: Talk, performer: Performer, *days: int) -> None:
    """Save a performer, with a note of each of these days ago that may be read."""
    notes = tuple(
        Evidence(Key(MAIN, "first", BEGINS - timedelta(days=day), f"e{day}"), Kind.NOTE, note=f"{day}", read_back=True)
        for day in days
    )
    talk.ledger.save(ACCOUNT, Change(performer, notes), talk.now, patient())


def sent_off(talk: Talk) -> Reply:
    """Say what follows the breathing in the next turn, and save it."""
    context = talk.context(DialogAct(Intent.WARM_UP))
    reply = send_off(context, prepare(context), (LED,))
    if reply.change:
        talk.ledger.save(ACCOUNT, reply.change, talk.now, patient())
    return reply


def heard(reply: Reply) -> list[object]:
    """Return the deeds that a reply reads."""
    return [part.args["words"] for part in reply.say if isinstance(part, Line) and part.key == "evidence-deed"]


def test_its_lines_come_in_one_order_with_the_plan_said_twice(talk: Talk) -> None:
    domain = Domain("first", plans=(Plan("when they ask I breathe", "e1"),))
    store(talk, Performer(domains=(domain,), preferences=Preferences(cue="steady")), 1)
    reply = sent_off(talk)
    assert keys(reply) == [
        *("warm-up-landing", "warm-up-evidence", "evidence-deed", "warm-up-reappraisal"),
        *("warm-up-plan", "warm-up-plan.again", "warm-up-cue", "warm-up-go"),
    ]
    assert args(reply, "warm-up-plan") == args(reply, "warm-up-plan.again") == {"words": "when they ask I breathe"}
    assert args(reply, "warm-up-cue") == {"words": "steady"}
    assert reply.session is None


def test_with_nothing_on_the_record_it_is_what_a_fast_heart_is_for_and_go(talk: Talk) -> None:
    assert keys(sent_off(talk)) == ["warm-up-landing", "warm-up-reappraisal", "warm-up-go"]


def test_who_has_spoken_of_a_condition_is_not_told_what_a_fast_heart_is_for(talk: Talk) -> None:
    store(talk, Performer(preferences=Preferences(holds=False)))
    assert keys(sent_off(talk)) == ["warm-up-landing", "warm-up-go"]


@pytest.mark.parametrize(
    ("model", "praise", "days", "says"),
    [
        (MODEL, PRAISE, (), ["model-taken", "model-did-told"]),
        (RoleModel("m1", name="Dana"), PRAISE, (), ["encouragement-told", "encouragement-seen"]),
        (MODEL, PRAISE, (1,), ["warm-up-evidence", "evidence-deed"]),
    ],
)
def test_others_are_heard_only_without_evidence_of_ones_own_and_a_model_before_encouragement(
    model: RoleModel, praise: Encouragement, days: tuple[int, ...], says: list[str], talk: Talk
) -> None:
    store(talk, Performer(domains=(Domain("first", models=(model,), encouragements=(praise,)),)), *days)
    assert keys(sent_off(talk))[1:-2] == says


def test_the_latest_whole_encouragement_is_heard(talk: Talk) -> None:
    latest = replace(PRAISE, id="p2", person="my coach")
    unfinished = Encouragement("p3", "my aunt")
    store(talk, Performer(domains=(Domain("first", encouragements=(PRAISE, latest, unfinished)),)))
    assert args(sent_off(talk), "encouragement-told")["who"] == "my coach"


def test_the_next_warm_up_reads_other_evidence_and_a_repeated_request_the_same(talk: Talk) -> None:
    store(talk, Performer(), 1, 2, 3, 4)
    first = heard(talk.ask(Intent.FLAT))
    assert first == ["1", "2"]
    assert heard(talk.repeat_request()) == first
    talk.pass_time(minutes=30)
    assert heard(talk.ask(Intent.FLAT)) == ["3", "4"]


def test_the_oldest_evidence_gives_way_first_if_the_answer_is_too_long(talk: Talk) -> None:
    store(talk, Performer(), 1, 2, 3)
    parts = [part for part in sent_off(talk).say if isinstance(part, Line) and part.key == "evidence-deed"]
    assert [(part.args["words"], part.gives_way) for part in parts] == [("1", 1), ("2", 2), ("3", 3)]


def test_it_is_kept_as_the_last_warm_up_with_what_it_read_and_about_how_long_it_takes(talk: Talk) -> None:
    store(talk, Performer(), 1, 2)
    sent_off(talk)
    warm_up = talk.performer.warm_up
    assert warm_up is not None
    assert (warm_up.at, warm_up.domain, warm_up.read_ids) == (BEGINS, "first", ("e1", "e2"))
    assert 5 <= warm_up.seconds <= 60
    assert talk.domain.last_read == ("e1", "e2")


def test_who_enters_has_left_the_breathing_that_went_on_by_itself(talk: Talk) -> None:
    store(talk, Performer(breathing=BreathingSession("a token", 600_000, BEGINS)))
    sent_off(talk)
    assert talk.performer.breathing is None


def test_with_the_record_out_of_reach_it_says_so_holds_no_breath_and_saves_nothing(tmp_path: Path) -> None:
    talk = Talk(OutOfReach(tmp_path / "out-of-reach.sqlite3"))
    context = talk.context(DialogAct(Intent.WARM_UP))
    preparation = prepare(context)
    reply = send_off(context, preparation, (LED,))
    assert not preparation.holds
    assert keys(reply) == ["warm-up-landing", "warm-up-no-record", "warm-up-reappraisal", "warm-up-go"]
    assert reply.change == NOTHING
    assert reply.outcome is Outcome.OUT_OF_REACH


def test_how_to_breathe_safely_is_said_once_and_again_only_to_the_same_request() -> None:
    assert Preparation(Performer(), (), "r1").is_first
    assert Preparation(Performer(cautioned_by="r1"), (), "r1").is_first
    assert not Preparation(Performer(cautioned_by="r1"), (), "r2").is_first
