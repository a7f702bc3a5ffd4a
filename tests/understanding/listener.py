"""What the skill makes of an utterance: what it took it for, and what it took out of it.

The utterance is said to the dialog manager, in a conversation with the record of its set. What it led to is watched
where the policy hands it over, so that this is what a performer gets, and not what one part of the skill thinks of it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from skill.conversation import policy
from skill.conversation.context import Context
from skill.conversation.prompt import OpenQuestion
from skill.conversation.topics import crisis, health, launch, questions
from skill.conversation.turn import Reply, Session
from skill.efficacy.domain import Domain
from skill.efficacy.evidence import Evidence, Key, Kind
from skill.efficacy.ladder import Challenge, Ladder
from skill.efficacy.others import RoleModel
from skill.efficacy.performer import MAIN, Performer
from skill.ledger.protocol import Change
from skill.nlu.act import DialogAct
from skill.nlu.intents import Intent, NluResult
from tests.conversation.talk import ACCOUNT, BEGINS, Talk
from tests.memory import MemoryLedger
from tests.patience import patient
from tools.examples import Record, Utterance

_OPENS: Mapping[str, Callable[[Talk], object]] = {
    "outcome?": lambda talk: talk.ask(Intent.DEBRIEF),
    "worked?": lambda talk: (talk.ask(Intent.DEBRIEF), talk.say("yes")),
    "tells?": lambda talk: (talk.ask(Intent.DEBRIEF), talk.say("yes", "I kept my eyes up")),
    "plan?": lambda talk: (talk.ask(Intent.DEBRIEF), talk.say("yes", "I kept my eyes up", "I can look at people")),
    "offer?": lambda talk: (
        talk.ask(Intent.DEBRIEF),
        talk.say("yes", "I kept my eyes up", "I can look at people", "skip"),
    ),
    "difficulty?": lambda talk: (
        talk.ask(Intent.DEBRIEF),
        talk.say("yes", "I kept my eyes up", "I can look at people", "skip", "yes"),
    ),
    "rating?": lambda talk: talk.ask(Intent.RATE),
    "delete?": lambda talk: talk.ask(Intent.ERASE),
    "day?": lambda talk: talk.ask(Intent.SCHEDULE),
    "time?": lambda talk: (talk.ask(Intent.SCHEDULE), talk.mean(Intent.DATE, date="2026-05-08")),
    "goal?": lambda talk: talk.ask(Intent.DOMAIN, words="pottery fair"),
    "step?": lambda talk: talk.ask(Intent.LADDER),
    "who?": lambda talk: talk.ask(Intent.MODEL),
    "success?": lambda talk: talk.ask(Intent.SUCCESS),
    "when?": lambda talk: (talk.ask(Intent.SUCCESS), talk.say("I held the whole room for an hour")),
}
_OPEN_QUESTIONS: Mapping[str, str] = {
    "-": "opening.wish",
    "outcome?": "debrief.outcome",
    "worked?": "debrief.worked",
    "tells?": "debrief.shows",
    "plan?": "debrief.plan",
    "offer?": "debrief.more",
    "difficulty?": "debrief.difficulty",
    "rating?": "rate.certainty",
    "delete?": "erase.sure",
    "day?": "schedule.day",
    "time?": "schedule.time",
    "domain?": "opening.what",
    "goal?": "meeting.goal",
    "step?": "ladder.what_first",
    "who?": "model.name",
    "success?": "success.worked",
    "when?": "success.happened",
}


MEANT: Mapping[str, frozenset[str]] = {
    meaning: frozenset(led.split())
    for meaning, led in {
        "warm-up": "warm-up nervous length restart resume-evidence",
        "nervous": "nervous warm-up",
        "breathe": "breathe length",
        "on-soon": "on-soon",
        "evidence": "evidence more other",
        "more": "more other evidence repeat",
        "debrief": "debrief done did-it outcome resume-debrief ready",
        "note": "note words",
        "ladder": "ladder challenge",
        "easier": "easier step-before",
        "rating-on": "rating",
        "rating-off": "no-rating",
        "correct": "wrong back forget correct domain switch",
        "unfinished": "unfinished back wrong wait",
        "decline": "skip dont-know decline",
        "dont-know": "dont-know skip help",
        "stop": "stop enough no",
        "enough": "enough stop done",
        "help": "help open dont-know question",
        "wait": "wait",
        "slower": "slower repeat",
        "crisis": "crisis distress",
        "health": "health unwell",
        "question": "question help",
        "out": "again nothing question unknown words help none out-of-scope refused repeat",
        "words": "answer note success words domain",
    }.items()
}
"""What an utterance of each meaning may lead to; a meaning that is not listed only to an intent of its own name."""
_ASKED_AT_LAUNCH = {"-", "domain?"}


@dataclass
class Heard:
    """What an utterance led to.

    Args:
        meaning: What it was taken for: an intent's name, `answer`, `again` (the question again), `question`, `health`
            or `crisis`.
        nlu: What was understood.
        reply: The reply.
        before: The performer before.
        after: The performer after.
        is_kept: Whether anything was kept.
    """

    meaning: str
    nlu: NluResult
    reply: Reply
    before: Performer
    after: Performer
    is_kept: bool
    context: Context


@dataclass
class _Trail:
    """What the policy handed an utterance to."""

    meaning: str = "again"
    context: Context | None = None
    steps: list[str] = field(default_factory=list)


@contextmanager
def _watched() -> Iterator[_Trail]:
    """Watch where the policy hands a turn over."""
    trail = _Trail()
    with pytest.MonkeyPatch.context() as patch:

        def topic(intent: Intent, handle: Callable[[Context], Reply]) -> Callable[[Context], Reply]:
            def begin(context: Context) -> Reply:
                trail.meaning, trail.context = str(intent), context
                return handle(context)

            return begin

        answer = policy._answer

        def answered(context: Context, question: OpenQuestion) -> Reply:
            trail.context = context
            return answer(context, question)

        patch.setattr(policy, "_answer", answered)
        patch.setattr(policy, "TOPICS", {intent: topic(intent, handle) for intent, handle in policy.TOPICS.items()})
        for module, name, meaning in (
            (crisis, "begin", "crisis"),
            (health, "answer", "health"),
            (questions, "answer", "question"),
        ):
            patch.setattr(module, name, _noting(trail, getattr(module, name), meaning))
        yield trail


def _noting(trail: _Trail, answer: Callable[..., Reply | None], meaning: str) -> Callable[..., Reply | None]:
    def noted(context: Context, *rest: Any) -> Reply | None:
        reply = answer(context, *rest)
        if reply is not None and trail.meaning in {"again", "health", "unwell"}:
            trail.meaning, trail.context = meaning, context
        return reply

    return noted


class Listener:
    """Somebody with a record, to whom utterances are said one at a time, each as if it were the first.

    Args:
        record: What they told before.
    """

    def __init__(self, record: Record) -> None:
        self._ledger = MemoryLedger()
        self._record = record
        self._places: dict[str, tuple[MemoryLedger, Mapping[str, Any], datetime]] = {}

    def hear(self, utterance: Utterance) -> Heard:
        """Say an utterance where it is said, and return what came of it."""
        ledger, session, now = self._place(utterance.situation)
        ledger.go_back()
        talk = Talk(ledger, now=now, session=session)
        before, rows = talk.performer, ledger.rows()
        question = policy.OPEN_QUESTIONS[session["question"]]
        asked = ""
        with _watched() as trail:
            turn = talk.turn(_words(utterance.words))
            reply = talk.take(turn)
            if reply.session and reply.session.question == "check.wish":
                asked = "asked " + reply.session.subject.partition("\n")[0]
                trail.meaning, trail.context = "again", None
                reply = _chosen(talk, asked.split()[1:], utterance)
        after, is_kept = talk.performer, ledger.rows() != rows
        context = trail.context or _fresh(ledger, session, now, utterance)
        meaning = trail.meaning
        if (
            meaning == "again"
            and question.form_name != launch.NAME
            and question.extract(context, context.nlu) is not None
        ):
            meaning = "answer"
        elif meaning == "again":
            meaning = _command(context.nlu)
        return Heard(asked or meaning, context.nlu, reply, before, after, is_kept and not asked, context)

    def _place(self, situation: str) -> tuple[MemoryLedger, Mapping[str, Any], datetime]:
        if situation not in self._places:
            ledger = MemoryLedger()
            talk = Talk(ledger)
            record = _without_steps(self._record) if situation == "step?" else self._record
            write(record, ledger, ACCOUNT, talk.now)
            if situation in _ASKED_AT_LAUNCH:
                talk.ask(Intent.OPEN)
                talk.session = Session(_OPEN_QUESTIONS[situation], performer_id=MAIN).to_json()
            else:
                _OPENS[situation](talk)
            expected = _OPEN_QUESTIONS.get(situation)
            assert expected is None or talk.question == expected, (situation, talk.question)
            ledger.mark()
            self._places[situation] = ledger, talk.session, talk.now
        return self._places[situation]


def _chosen(talk: Talk, wishes: Sequence[str], utterance: Utterance) -> Reply:
    """Answer the question which of two wishes was meant, as its writer would; no, if it was neither."""
    meant = MEANT.get(utterance.meaning, {utterance.meaning})
    if utterance.meaning == "out" or meant.isdisjoint(wishes):
        return talk.say("no")
    return talk.say("yes") if wishes[0] in meant else talk.mean(Intent(wishes[-1]))


def _without_steps(record: Record) -> Record:
    """Return a record without ladders: who has one is not asked for its steps."""
    return replace(record, domains=tuple(replace(one, steps=()) for one in record.domains))


def _fresh(ledger: MemoryLedger, session: Mapping[str, Any], now: datetime, utterance: Utterance) -> Context:
    """Return what the open question gets."""
    ledger.go_back()
    return Talk(ledger, now=now, session=session).context(_words(utterance.words), Session.from_json(session))


def _words(words: str) -> DialogAct:
    return DialogAct(Intent.WORDS, words=words)


def _command(nlu: NluResult) -> str:
    return "again" if nlu.intent in {Intent.WORDS, Intent.NOTHING} else str(nlu.intent)


def write(record: Record, ledger: MemoryLedger, account: str, now: datetime) -> None:
    """Write a record into an account of a ledger, as its performer would have told it."""
    ids = {one.name: f"d{number}" for number, one in enumerate(record.domains)}
    domains = tuple(
        Domain(
            ids[one.name],
            goal=one.goal,
            name=one.name,
            skipped=frozenset({"certainty"}),
            created_at=BEGINS - timedelta(days=120),
            ladder=Ladder(tuple(Challenge(f"{ids[one.name]}-{n}", what) for n, what in enumerate(one.steps))),
            models=tuple(
                RoleModel(f"m{n}", name, started="she was shy", did="she went on stage")
                for n, name in enumerate(record.models)
            )
            if not number
            else (),
        )
        for number, one in enumerate(record.domains)
    )
    performer = Performer(domains=domains, active=domains[0].id)
    evidence = tuple(
        Evidence(
            Key(MAIN, ids[one.domain], datetime(one.day.year, one.day.month, one.day.day, 22, n, tzinfo=UTC), f"e{n}"),
            Kind.DEBRIEF,
            worked=one.words,
            closed=True,
        )
        for n, one in enumerate(record.evidence)
    )
    ledger.save(account, Change(performer), now, patient())
    for one in evidence:
        ledger.save(account, Change(evidence=(one,)), now, patient())
    saved = ledger.performer(account, MAIN, patient())
    ledger.save(account, Change(replace(saved, offered_at=now)), now, patient())
