"""The form engine, on a form of three questions about a cup of tea: what is asked next, skipped, corrected and kept."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import pytest

from skill.conversation import extractors
from skill.conversation.context import Context
from skill.conversation.form import Form, OpenSlot, Slot
from skill.conversation.turn import Reply, Session
from skill.ledger.protocol import NOTHING, Change
from skill.nlu.act import DialogAct
from skill.nlu.intents import Intent
from skill.speech.parts import Parts, line
from tests.conversation.talk import ACCOUNT, Talk, args, keys
from tests.patience import patient


@dataclass(frozen=True)
class Tea:
    """A cup of tea, as far as it is ordered."""

    id: str
    leaf: str | None = None
    milk: bool | None = None
    sugars: int | None = None
    toast: str | None = None
    poured: bool = False
    skipped: frozenset[str] = frozenset()


def load(context: Context) -> Tea | None:
    """Return the tea that the session is about; a new one while nothing was said of it."""
    if context.session is None or context.session.subject == "spilled":
        return None
    saved = context.performer.extra.get(context.session.subject)
    return Tea(**{**saved, "skipped": frozenset(saved["skipped"])}) if saved else Tea(context.session.subject)


def keep(context: Context, tea: Tea) -> Change:
    """Return what has to be saved for the tea to be so."""
    saved = {**asdict(tea), "skipped": sorted(tea.skipped)}
    return context.change(performer=replace(context.performer, extra={**context.performer.extra, tea.id: saved}))


def pour(context: Context, tea: Tea, lead: Parts) -> Reply:
    """Close the order."""
    return Reply((*lead, line("poured")), change=keep(context, replace(tea, poured=True)))


def with_toast(context: Context, slot: str, tea: Tea) -> Tea | None:
    """Take words that answer nothing for an order of toast, but where the sugar was asked for."""
    return replace(tea, toast=context.nlu.words) if slot != "sugars" else None


TEA = Form[Tea](
    "tea",
    (
        Slot(
            "leaf", extractors.free_text, wants_free_text=True, acknowledged=True, variables=lambda tea: {"id": tea.id}
        ),
        Slot("milk", extractors.yes_no),
        Slot("sugars", extractors.rating, when=lambda _, tea: tea.milk is True, no_means_skip=True, text="sweetness"),
    ),
    load=load,
    subject=lambda tea: tea.id,
    finish=pour,
    keep=keep,
    variables=lambda _, tea: {"leaf": tea.leaf or "none", "id": "overridden"},
    add_note=with_toast,
    is_closed=lambda tea: tea.poured,
)


@dataclass
class Counter:
    """Somebody orders tea: each answer goes to the open question alone, and what it changes is saved."""

    talk: Talk
    form: Form[Tea] = TEA
    session: Session = field(default_factory=lambda: Session(""))

    def order(self, tea: Tea, lead: Parts = ()) -> Reply:
        """Ask the next question about a tea."""
        return self._done(self.form.ask_next(self.talk.context(DialogAct(Intent.OPEN)), tea, lead))

    def hear(self, intent: Intent, **values: Any) -> Reply | None:
        """Say something while a question is open."""
        slot = next(slot for slot in self.form.slots if f"tea.{slot.name}" == self.session.question)
        reply = self.form.handle(self.talk.context(DialogAct(intent, **values), self.session), slot)
        return self._done(reply) if reply else None

    def answer(self, intent: Intent, **values: Any) -> Reply:
        """Say something that the open question takes."""
        reply = self.hear(intent, **values)
        assert reply is not None
        return reply

    def say(self, *answers: str) -> Reply:
        """Say words, one answer after the other; return the last reply."""
        return [self.answer(Intent.WORDS, words=words) for words in answers][-1]

    def _done(self, reply: Reply) -> Reply:
        if reply.change:
            self.talk.ledger.save(ACCOUNT, reply.change, self.talk.now, patient())
        self.session = reply.session or Session("")
        return reply

    @property
    def saved(self) -> Tea:
        """The tea, as saved."""
        tea = load(self.talk.context(DialogAct(Intent.OPEN), Session("", subject="t1")))
        assert tea is not None
        return tea


@pytest.fixture
def counter(talk: Talk) -> Counter:
    """Somebody who has been asked which tea."""
    counter = Counter(talk)
    counter.order(Tea("t1"))
    return counter


def open_slots(form: Form[Tea], tea: Tea, context: Context) -> Sequence[str]:
    """Return the names of the questions that are still open."""
    return [slot.name for slot in form.slots if slot.is_open(context, tea)]


def test_the_next_question_is_the_first_that_applies_and_is_neither_filled_nor_skipped(talk: Talk) -> None:
    context = talk.context(DialogAct(Intent.OPEN))
    assert open_slots(TEA, Tea("t1"), context) == ["leaf", "milk"]
    assert open_slots(TEA, Tea("t1", milk=True), context) == ["leaf", "sugars"]
    assert open_slots(TEA, Tea("t1", milk=True, sugars=0, skipped=frozenset({"leaf"})), context) == []
    reply = TEA.ask_next(context, Tea("t1", leaf="assam", milk=True), (line("hello"),))
    assert reply.session is not None
    assert (reply.session.question, reply.session.subject) == ("tea.sugars", "t1")
    assert keys(reply) == ["hello", "sweetness"]


def test_a_slots_own_variables_go_before_those_of_its_form(counter: Counter) -> None:
    assert args(counter.order(Tea("t1")), "tea-leaf") == {"leaf": "none", "id": "t1"}


def test_each_answer_is_saved_as_it_is_heard_and_the_last_one_finishes(counter: Counter) -> None:
    assert keys(counter.say("assam")) == ["tea-leaf.noted", "tea-milk"]
    assert counter.saved == Tea("t1", leaf="assam")
    assert keys(counter.answer(Intent.YES)) == ["sweetness"]
    assert keys(counter.answer(Intent.NUMBER, number=2)) == ["poured"]
    assert counter.saved == Tea("t1", leaf="assam", milk=True, sugars=2, poured=True)


def test_a_form_goes_on_from_what_is_saved_wherever_it_was_broken_off(counter: Counter) -> None:
    counter.say("assam")
    counter.answer(Intent.STOP)
    assert keys(counter.order(counter.saved)) == ["tea-milk"]


def test_a_skipped_question_is_not_asked_again_until_it_is_answered_after_all(counter: Counter) -> None:
    assert keys(counter.answer(Intent.SKIP)) == ["tea-milk"]
    assert counter.saved.skipped == {"leaf"}
    assert keys(counter.answer(Intent.BACK)) == ["tea-leaf"]
    counter.say("assam")
    assert counter.saved == Tea("t1", leaf="assam")


def test_a_no_means_skip_only_a_question_that_says_so(counter: Counter) -> None:
    assert counter.hear(Intent.NO) is None
    counter.say("assam")
    counter.answer(Intent.YES)
    assert keys(counter.answer(Intent.NO)) == ["poured"]
    assert counter.saved.skipped == {"sugars"}
    assert counter.saved.milk is True


def test_who_does_not_know_gets_an_example_and_the_second_time_is_spared_the_question(counter: Counter) -> None:
    assert keys(counter.answer(Intent.DONT_KNOW)) == ["tea-leaf.example"]
    assert counter.session.tries == 1
    assert keys(counter.answer(Intent.DONT_KNOW)) == ["leave-it", "tea-milk"]
    assert counter.saved.skipped == {"leaf"}


def test_back_asks_the_last_question_that_was_answered_or_skipped_and_the_later_answers_stay(counter: Counter) -> None:
    assert keys(counter.answer(Intent.BACK)) == ["nothing-before", "tea-leaf.again"]
    counter.say("assam")
    counter.answer(Intent.YES)
    assert keys(counter.answer(Intent.WRONG)) == ["tea-milk"]
    assert keys(counter.answer(Intent.WRONG)) == ["tea-leaf"]
    assert keys(counter.say("darjeeling")) == ["tea-leaf.noted", "sweetness"]
    assert counter.saved == Tea("t1", leaf="darjeeling", milk=True)


def test_a_changed_answer_after_which_a_question_no_longer_applies_finishes(counter: Counter) -> None:
    counter.say("assam")
    counter.answer(Intent.YES)
    counter.answer(Intent.BACK)
    assert keys(counter.answer(Intent.NO)) == ["poured"]


def test_forgetting_removes_the_last_free_text_and_does_not_ask_for_it_again(counter: Counter) -> None:
    assert keys(counter.answer(Intent.FORGET)) == ["nothing-told", "tea-leaf.again"]
    counter.say("assam")
    counter.answer(Intent.YES)
    assert keys(counter.answer(Intent.FORGET)) == ["forgotten", "sweetness"]
    assert counter.saved == Tea("t1", milk=True, skipped=frozenset({"leaf"}))


@pytest.mark.parametrize("intent", [Intent.ENOUGH, Intent.DONE])
def test_who_has_had_enough_finishes_with_what_there_is(intent: Intent, counter: Counter) -> None:
    counter.say("assam")
    assert keys(counter.answer(intent)) == ["poured"]
    assert counter.saved == Tea("t1", leaf="assam", poured=True)


def test_stopped_it_says_whether_anything_is_saved(counter: Counter) -> None:
    assert keys(counter.answer(Intent.STOP)) == ["stopped"]
    counter.order(Tea("t1"))
    counter.say("assam")
    assert keys(counter.answer(Intent.STOP)) == ["stopped-in-question"]
    assert not counter.saved.poured


def test_words_where_one_word_was_asked_for_are_kept_as_a_note_and_the_question_comes_again(counter: Counter) -> None:
    counter.say("assam")
    assert keys(counter.say("and toast for two")) == ["kept", "tea-milk.again"]
    assert counter.saved == Tea("t1", leaf="assam", toast="and toast for two")
    counter.answer(Intent.YES)
    assert counter.hear(Intent.WORDS, words="and more toast") is None, "this question takes no notes"


def test_a_closed_record_changes_no_more_but_an_answer_that_it_holds_already_may_come_again(counter: Counter) -> None:
    counter.say("assam")
    session = counter.session
    counter.answer(Intent.NO)
    poured = counter.saved
    for change in (Intent.YES, Intent.SKIP):
        counter.session = session
        assert keys(counter.answer(change)) == ["closed-already"]
    counter.session = session
    assert counter.hear(Intent.WORDS, words="and toast for two") is None
    assert counter.saved == poured
    counter.session = session
    assert keys(counter.answer(Intent.NO)) == ["poured"]


def test_a_request_that_is_repeated_finds_its_answer_and_asks_the_same_question(counter: Counter) -> None:
    session = counter.session
    first = counter.say("assam")
    counter.session = session
    again = counter.say("assam")
    assert (keys(again), again.session, again.change) == (keys(first), first.session, NOTHING)


def test_a_question_about_a_record_that_is_gone_takes_nothing_and_is_not_asked_again(counter: Counter) -> None:
    spilled = Session("tea.milk", subject="spilled")
    question = OpenSlot(TEA, TEA.slots[1])
    context = counter.talk.context(DialogAct(Intent.YES), spilled)
    assert question.handle(context) is None
    assert question.ask_again(context, ()) is None
    assert keys(question.reprompt(context)) == ["gone"]


def test_asked_again_after_something_else_a_question_saves_nothing_and_counts_no_try(counter: Counter) -> None:
    unsaved = Session("tea.leaf", subject="t2", tries=2)
    context = counter.talk.context(DialogAct(Intent.HEALTH), unsaved)
    reply = OpenSlot(TEA, TEA.slots[0]).ask_again(context, (line("health"),))
    assert reply is not None
    assert keys(reply) == ["health", "tea-leaf.again"]
    assert reply.session is not None
    assert reply.session.tries == 2
    assert reply.change == NOTHING
    assert keep(context, Tea("t2")) != NOTHING


def test_given_up_after_three_tries_it_says_whether_earlier_answers_are_saved(counter: Counter) -> None:
    def give_up() -> list[str]:
        slot = next(slot for slot in TEA.slots if f"tea.{slot.name}" == counter.session.question)
        session = replace(counter.session, tries=3)
        return keys(TEA.reprompt(counter.talk.context(DialogAct(Intent.NOTHING), session), slot))

    assert give_up() == ["okay"]
    counter.say("assam")
    assert give_up() == ["until-later"]
