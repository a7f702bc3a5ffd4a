"""Where a warm-up, or breathing on its own, goes on: what each answer means in each of the three questions."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from skill.breathing.patterns import BOX
from skill.breathing.round import Round
from skill.conversation.context import Context
from skill.conversation.topics.warm_up.resume import Resume, between_blocks, half_way, left, performer_id, restarted
from skill.efficacy.performer import MAIN, Performer
from skill.ledger.protocol import Unavailable
from skill.ledger.sqlite import SqliteLedger
from skill.nlu.act import DialogAct
from skill.nlu.intents import Intent, NluResult
from tests.conversation.talk import BEGINS, Talk

HERE, START, EVIDENCE, NOWHERE = Resume.HERE, Resume.START, Resume.EVIDENCE, Resume.NOWHERE
Reader = Callable[[Context, NluResult], Resume | None]


class OutOfReach(SqliteLedger):
    """A ledger that answers no reads of performers."""

    def performer(self, *_: Any) -> Performer:
        """See `Ledger.performer`."""
        raise Unavailable("no answer")


@pytest.mark.parametrize(
    ("intent", "at_half", "at_block", "at_break"),
    [
        (Intent.YES, EVIDENCE, HERE, HERE),
        (Intent.READY, EVIDENCE, HERE, HERE),
        (Intent.EVIDENCE, EVIDENCE, EVIDENCE, EVIDENCE),
        (Intent.RESUME_EVIDENCE, EVIDENCE, EVIDENCE, EVIDENCE),
        (Intent.RESTART, START, START, START),
        (Intent.WARM_UP, START, None, START),
        (Intent.MORE, None, HERE, HERE),
        (Intent.BREATHE, None, HERE, HERE),
        (Intent.BREATHING, None, None, HERE),
        (Intent.AGAIN, None, HERE, None),
        (Intent.LENGTH, None, HERE, None),
        (Intent.SKIP, None, NOWHERE, EVIDENCE),
        (Intent.ENOUGH, None, NOWHERE, None),
        (Intent.NO, NOWHERE, NOWHERE, NOWHERE),
        (Intent.NO_BREATHING, None, NOWHERE, NOWHERE),
    ],
)
def test_an_answer_means_what_fits_the_question(
    intent: Intent, at_half: Resume | None, at_block: Resume | None, at_break: Resume | None, talk: Talk
) -> None:
    context, heard = talk.context(DialogAct(intent)), NluResult(intent)
    assert [reader(context, heard) for reader in (half_way, between_blocks, left)] == [at_half, at_block, at_break]


@pytest.mark.parametrize("reader", [half_way, between_blocks, left])
def test_whatever_else_is_said_is_no_answer(reader: Reader, talk: Talk) -> None:
    answers = {Intent.YES, Intent.READY, Intent.EVIDENCE, Intent.RESUME_EVIDENCE, Intent.RESTART, Intent.WARM_UP}
    answers |= {Intent.MORE, Intent.BREATHE, Intent.BREATHING, Intent.AGAIN, Intent.LENGTH, Intent.SKIP}
    answers |= {Intent.ENOUGH, Intent.NO}
    answers |= {Intent.NO_BREATHING}
    context = talk.context(DialogAct(Intent.WORDS, words="purple"))
    assert [intent for intent in set(Intent) - answers if reader(context, NluResult(intent))] == []


@pytest.mark.parametrize(
    ("words", "where"),
    [("more breathing", HERE), ("a bit longer", HERE), ("no more breathing", NOWHERE), ("purple", None)],
)
def test_words_say_whether_to_go_on(words: str, where: Resume | None, talk: Talk) -> None:
    context, heard = talk.context(DialogAct(Intent.WORDS, words=words)), NluResult(Intent.WORDS, words)
    assert [reader(context, heard) for reader in (half_way, between_blocks, left)] == [None, where, where]


def test_a_restarted_round_is_the_same_from_its_beginning_and_belongs_to_this_turn(talk: Talk) -> None:
    before = Round(BOX, 20, True, "0123456789ab", "r0", BEGINS - timedelta(minutes=9), done=7)
    again = restarted(talk.context(DialogAct(Intent.RESTART)), before)
    assert again == Round(BOX, 20, True, MAIN, "r1", BEGINS)


def test_whose_breathing_it_is_while_the_record_is_out_of_reach_is_the_main_performers(tmp_path: Path) -> None:
    talk = Talk(OutOfReach(tmp_path / "out-of-reach.sqlite3"))
    assert performer_id(talk.context(DialogAct(Intent.READY))) == MAIN


@pytest.mark.parametrize("reader", [between_blocks, left])
@pytest.mark.parametrize("intent", [Intent.WARM_UP, Intent.BREATHE])
@pytest.mark.parametrize(
    "named", [{"seconds": 300}, {"pattern": BOX.name}, {"words": "warm me up with three in and three out"}]
)
def test_a_wish_that_names_a_length_or_a_pattern_resumes_nothing(
    named: dict[str, Any], intent: Intent, reader: Reader, talk: Talk
) -> None:
    assert reader(talk.context(DialogAct(intent)), NluResult(intent, **named)) is None


@pytest.mark.parametrize(("intent", "where"), [(Intent.YES, Resume.EVIDENCE), (Intent.WARM_UP, Resume.START)])
def test_with_the_record_out_of_reach_an_interrupted_warm_up_is_resumed_all_the_same(
    intent: Intent, where: Resume, tmp_path: Path
) -> None:
    talk = Talk(OutOfReach(tmp_path / "out-of-reach.sqlite3"))
    context = talk.context(DialogAct(Intent.WORDS, words="get on with the chess"))
    assert half_way(context, NluResult(intent, utterance="get on with the chess")) is where
