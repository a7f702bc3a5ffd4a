"""The form engine: a form is declared as a list of slots, and this asks for them.

A form fills in a record. The next question is read off the record itself: the first slot that applies and is neither
filled nor skipped. So a form can be broken off after any answer and resumed later, on this device or another, and a
repeated request finds its answer already there.
"""

from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, replace
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from skill.conversation import extractors
from skill.conversation.context import Context
from skill.conversation.prompt import Prompt, Variables, is_not_caught, tries_of
from skill.conversation.turn import Reply
from skill.ledger.protocol import NOTHING, Change
from skill.nlu.intents import GOES_ABOUT, ONLY_ANSWERS, Intent, NluResult
from skill.nlu.putting_right import Correction, What
from skill.speech.parts import Parts, brief, line, pack


class Record(Protocol):
    """The record that a form fills in: a frozen dataclass that knows which slots were skipped."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def skipped(self) -> frozenset[str]:
        """The names of the slots that were skipped."""
        ...


R = TypeVar("R", bound=Record)
V = TypeVar("V")


@dataclass(frozen=True)
class Slot(Generic[R, V]):
    """One question of a form. Its words are the Fluent message `form-name` with the attributes `again` and `example`.

    Args:
        name: Its name.
        extract: Reads an answer out of what was heard; `None` when it holds none.
        when: Whether the question applies, given the record so far.
        get: Reads the answer from the record; by default the field of the slot's name.
        put: Puts an answer into the record, or removes it (`None`); by default that field.
        text: The Fluent message, when another slot has it, too.
        wants_free_text: Whether the answer is free text.
        acknowledged: Whether the answer is acknowledged, with the message's attribute `noted`; of a question that
            `narrows`, only one that leaves it open.
        variables: The variables of its lines, besides the form's.
        no_means_skip: Whether a "no" skips it.
        narrows: Whether an answer may leave it open, or open others, so that what is asked next is looked up anew.
        correct: Reads an answer out of a correction made at another question; by default `extract`.
        is_asked_once: Whether having no answer skips it, too.
        in_passing: Reads an answer out of words that answer another question; `None`: it is never read so.
    """

    name: str
    extract: Callable[[Context, NluResult], V | None]
    when: Callable[[Context, R], bool] = lambda _context, _record: True
    get: Callable[[R], V | None] | None = None
    put: Callable[[Context, R, V | None], R] | None = None
    text: str = ""
    wants_free_text: bool = False
    acknowledged: bool = False
    variables: Callable[[R], Variables] = lambda _record: {}
    no_means_skip: bool = False
    narrows: bool = False
    correct: Callable[[Context, NluResult], V | None] | None = None
    is_asked_once: bool = False
    in_passing: Callable[[Context, NluResult], V | None] | None = None

    def answer(self, record: R) -> V | None:
        """Return the answer, if there is one."""
        if self.get is not None:
            return self.get(record)
        value: V | None = getattr(record, self.name)
        return value

    def is_open(self, context: Context, record: R) -> bool:
        """Whether the question still has to be asked."""
        return self.when(context, record) and self.answer(record) is None and self.name not in record.skipped

    def is_settled(self, context: Context, record: R) -> bool:
        """Whether the question was asked, and answered or skipped."""
        return self.when(context, record) and (self.answer(record) is not None or self.name in record.skipped)

    def with_answer(self, context: Context, record: R, value: V | None) -> R:
        """Return the record with an answer put in, or removed."""
        record = self.put(context, record, value) if self.put else replace(record, **{self.name: value})
        return replace(record, skipped=record.skipped - {self.name}) if self.answer(record) is not None else record

    def skip(self, record: R) -> R:
        """Return the record with this slot skipped."""
        return replace(record, skipped=record.skipped | {self.name})


@dataclass(frozen=True)
class Form(Generic[R]):
    """A series of questions that fills in a record.

    Args:
        name: Its name.
        slots: In the order in which they are asked.
        load: Returns the record that the session is about; `None` when it is gone.
        subject: What the session remembers the record by.
        finish: What is said and saved when nothing is left to ask, or the performer has had enough.
        keep: What has to be saved for the record to be so.
        variables: The variables of its lines.
        after_undo: What is said and saved after an answer was removed; `None`: the next question.
        on_stop: What is said and saved when the form is broken off; `None`: the usual.
        add_note: Adds words to the record that did not answer the slot of that name; `None`: they are not kept.
        is_closed: Whether the record may not be changed any more.
        elsewhere: Answers what does not belong into the open question, given its reply; `None`: it does.
        remark: What is said besides, once a slot was filled.
        is_told_anew: Whether "no, I …" tells the last answer in free text anew.
    """

    name: str
    slots: "tuple[Slot[R, Any], ...]"
    load: Callable[[Context], R | None]
    subject: Callable[[R], str]
    finish: Callable[[Context, R, Parts], Reply]
    keep: Callable[[Context, R], Change] = lambda _context, _record: NOTHING
    variables: Callable[[Context, R], Variables] = lambda _context, _record: {}
    after_undo: Callable[[Context, R], Reply | None] = lambda _context, _record: None
    on_stop: Callable[[Context, R], Reply | None] = lambda _context, _record: None
    add_note: Callable[[Context, str, R], R | None] = lambda _context, _slot, _record: None
    is_closed: Callable[[R], bool] = lambda _record: False
    elsewhere: Callable[[Context, Slot[R, Any], R], Reply | None] = lambda _context, _slot, _record: None
    remark: Callable[[Context, Slot[R, Any], R], Parts] = lambda _context, _slot, _record: ()
    is_told_anew: bool = False

    def ask_next(self, context: Context, record: R, lead: Parts = ()) -> Reply:
        """Ask the next open question, or finish."""
        slot = next((one for one in self.slots if one.is_open(context, record)), None)
        return self.finish(context, record, lead) if slot is None else self.prompt(context, slot, record).ask(lead)

    def prompt(self, context: Context, slot: Slot[R, Any], record: R) -> Prompt:
        """Return a slot's question, about a record."""
        return Prompt(
            f"{self.name}.{slot.name}",
            slot.text or f"{self.name}-{slot.name}",
            {**self.variables(context, record), **slot.variables(record)},
            self.subject(record),
            slot.wants_free_text,
            self.keep(context, record),
        )

    def handle(self, context: Context, slot: Slot[R, Any]) -> Reply | None:
        """Fill the slot with what was heard, or obey a command about the form; `None` if it is neither."""
        record = self.load(context)
        if record is None:
            return None
        context = _as_answer(context) if slot.wants_free_text else context
        if not self.is_closed(record) and (filed := self.elsewhere(context, slot, record)) is not None:
            return filed
        value = slot.extract(context, context.nlu)
        if value is None:
            return self._command(context, slot, record) or self._take_note(context, slot, record)
        if slot.wants_free_text and _is_adding(context):
            value = _with_more(slot.answer(record), value, ", ")
        return self._fill(context, slot, record, value)

    def _fill(self, context: Context, slot: Slot[R, V], record: R, value: V) -> Reply:
        """Put an answer in, with what it tells in passing, and ask the next question."""
        filled = self._with_others(context, slot, slot.with_answer(context, record, value))
        prompt = self.prompt(context, slot, filled)
        lead = (prompt.line("noted"),) if slot.acknowledged else ()
        if slot.narrows and prompt.variables != self.prompt(context, slot, record).variables:
            return self._continue(context, record, filled, lead if slot.is_open(context, filled) else ())
        if slot.is_open(context, filled) and not self.is_closed(record):  # an answer, but not to this question
            return prompt.ask((line("kept"),), "again")
        lead = () if slot.narrows else (*lead, *self.remark(context, slot, filled))
        return self._continue(context, record, filled, lead)

    def _with_others(self, context: Context, slot: Slot[R, Any], record: R) -> R:
        """Put in what was told in passing, of the open questions besides this one; free text is kept whole instead."""
        for other in self.slots:
            if slot.wants_free_text or other is slot or other.in_passing is None or not other.is_open(context, record):
                continue
            value = other.in_passing(context, context.nlu)
            record = record if value is None else other.with_answer(context, record, value)
        return record

    def _continue(self, context: Context, before: R, record: R, lead: Parts = ()) -> Reply:
        """Ask the next question, unless another device or an old session would change a closed record."""
        if self.is_closed(before) and record != before:
            return Reply((line("closed-already"),))
        return self.ask_next(context, record, lead)

    def _take_note(self, context: Context, slot: Slot[R, Any], record: R) -> Reply | None:
        """Keep what was told instead of the one word that was asked for, and ask again."""
        if slot.wants_free_text or self.is_closed(record):
            return None
        if extractors.is_attempt(slot.extract, context):
            return None
        noted: R | None = self._with_others(context, slot, record)
        if noted == record:
            is_text = context.nlu.intent is Intent.WORDS
            noted = self.add_note(context, slot.name, record) if is_text else None
        return None if noted is None else self.prompt(context, slot, noted).ask((line("kept"),), "again")

    def _command(self, context: Context, slot: Slot[R, Any], record: R) -> Reply | None:
        intent, prompt = context.nlu.intent, self.prompt(context, slot, record)
        if _is_adding(context) and intent in _NOTHING_TO_ADD:
            return self._continue(context, record, record)
        if intent is Intent.SKIP or (intent is Intent.NO and slot.no_means_skip):
            return self._continue(context, record, slot.skip(record))
        if intent is Intent.DONT_KNOW:
            return self._without_answer(context, slot, record)
        if intent is Intent.UNFINISHED:
            return self._open_again(context, slot, record)
        said = prompt.command(context, lambda: prompt.ask((line("help-in-question"),), "example"))
        return said or self._command_in_form(context, slot, record)

    def _command_in_form(self, context: Context, slot: Slot[R, Any], record: R) -> Reply | None:
        settled = self._settled_before(context, slot, record)
        match context.nlu.intent:
            case Intent.STOP:
                said = "stopped-in-question" if self._holds_answers(record) else "stopped"
                return self.on_stop(context, record) or Reply((line(said),))
            case Intent.ENOUGH | Intent.DONE:
                return self.finish(context, record, ())
            case Intent.BACK | Intent.WRONG if settled:
                return self.prompt(context, settled[0], record).ask()
            case Intent.WRONG if slot.wants_free_text and (given := _given_instead(context)):
                return self._fill(context, slot, record, given)
            case Intent.BACK | Intent.WRONG:
                return self.prompt(context, slot, record).ask((line("nothing-before"),), "again")
            case Intent.FORGET:
                return self._forget(context, slot, record)
        return None

    def _open_again(self, context: Context, slot: Slot[R, Any], record: R) -> Reply | None:
        """Ask what else there is to the last answer in free text; without one, wait for this one."""
        settled = self._settled_before(context, slot, record)
        last = next((one for one in settled if one.wants_free_text and one.answer(record) is not None), None)
        if last is None or self.is_closed(record):
            return self.prompt(context, slot, record).ask((line("go-on"),), "again")
        reply = self.prompt(context, last, record).ask()
        say = (line("unfinished-answer", words=brief(last.answer(record))),)
        session = replace(reply.session, is_adding=True, last_reply=tuple(pack(say))) if reply.session else None
        return replace(reply, say=say, session=session)

    def _forget(self, context: Context, slot: Slot[R, Any], record: R) -> Reply | None:
        """Remove the last free-text answer; `None` if the record has none or is closed: the topic decides."""
        if self.is_closed(record):
            return None
        settled = self._settled_before(context, slot, record)
        last = next((one for one in settled if one.wants_free_text and one.answer(record) is not None), None)
        if last is not None:
            without = last.skip(last.with_answer(context, record, None))
            return self.after_undo(context, without) or self.ask_next(context, without, (line("forgotten"),))
        if context.subject_key is None:
            return self.prompt(context, slot, record).ask((line("nothing-told"),), "again")
        return None

    def _holds_answers(self, record: R) -> bool:
        return any(slot.answer(record) is not None for slot in self.slots)

    def _settled_before(self, context: Context, slot: Slot[R, Any], record: R) -> "list[Slot[R, Any]]":
        """Return the settled slots before this one, the last first."""
        earlier = self.slots[: self.slots.index(slot)]
        return [one for one in reversed(earlier) if one.is_settled(context, record)]

    def _without_answer(self, context: Context, slot: Slot[R, Any], record: R) -> Reply:
        """Offer an example to somebody who has no answer; the second time, skip the question."""
        if tries_of(context) == 0 and not slot.is_asked_once:
            return self.prompt(context, slot, record).ask(how="example", tries=1)
        return self._continue(context, record, slot.skip(record), (line("leave-it"),))

    def put_right(self, context: Context, slot: Slot[R, Any], said: Correction) -> Reply | None:
        """Put an earlier answer right; `None` if the words put none right."""
        record = self.load(context)
        if record is None or self.is_closed(record):
            return None
        settled = self._settled_before(context, slot, record)
        if said.change is What.ASK and not said.of:
            return self.prompt(context, settled[0], record).ask((line("kept"),)) if settled else None
        later = [one for one in self.slots[self.slots.index(slot) + 1 :] if one.is_settled(context, record)]
        told = [one for one in (*settled, *later) if one.answer(record) is not None]
        if said.of:
            return self._named_put_right(context, record, told, said)
        if said.change is What.REPLACE:
            if not slot.wants_free_text and self._given(context, slot, said) is not None:
                return None  # it answers the open question
            return (
                self._replaced(context, record, told, said)
                or self._amended(context, record, told, said)
                or self._rewritten(context, record, told, said)
            )
        if said.change is What.SWAP:
            return self._swapped(context, record, told, said)
        return self._added(context, record, told, said) if said.change is What.ADD else None

    def _named_put_right(
        self, context: Context, record: R, told: "list[Slot[R, Any]]", said: Correction
    ) -> Reply | None:
        """Put right the answer that is named, or ask for it again; `None` if it was not given yet."""
        one = next((slot for slot in told if slot.name in _CALLED.get(said.of, {said.of})), None)
        if one is None:
            return None
        if said.change is What.ASK:
            return self.prompt(context, one, record).ask()
        value = _anew(context, one.answer(record), said) if one.wants_free_text else self._given(context, one, said)
        return None if value is None else self._told_anew(context, one, one.with_answer(context, record, value))

    def _swapped(self, context: Context, record: R, told: "list[Slot[R, Any]]", said: Correction) -> Reply | None:
        """Swap some words of the latest answer that has them."""
        for one in told:
            answer = one.answer(record) if one.wants_free_text else None
            anew = said.swapped(answer) if isinstance(answer, str) else None
            if anew is not None:
                return self._told_anew(context, one, one.with_answer(context, record, anew))
        return None

    def _given(self, context: Context, slot: Slot[R, V], said: Correction) -> V | None:
        """Return the answer that a correction gives to a question; `None` if it gives none."""
        given = context.language.read(said.words)
        return (slot.correct or slot.extract)(context.with_words(given), given)

    def _replaced(self, context: Context, record: R, told: "list[Slot[R, Any]]", said: Correction) -> Reply | None:
        """Replace the last answer of the kind that is given: a number, a choice, a day."""
        for one in told:
            value = None if one.wants_free_text else self._given(context, one, said)
            if value is not None:
                return self._told_anew(context, one, one.with_answer(context, record, value))
        return None

    def _amended(self, context: Context, record: R, told: "list[Slot[R, Any]]", said: Correction) -> Reply | None:
        """Replace the part of an answer in free text that is most like the words."""
        one = self._most_like(context, record, told, said)
        answer = one.answer(record) if one else None
        anew = context.language.amended(answer, said.words) if isinstance(answer, str) else None
        if one is None or anew is None:
            return None
        return self._told_anew(context, one, one.with_answer(context, record, anew))

    def _rewritten(self, context: Context, record: R, told: "list[Slot[R, Any]]", said: Correction) -> Reply | None:
        """Replace an answer in free text, unless the words may be an answer themselves."""
        one = self._most_like(context, record, told, said)
        if one is None or not (said.is_plain or self._is_told_anew(context, one.answer(record), said.words)):
            return None
        return self._told_anew(context, one, one.with_answer(context, record, said.words))

    def _most_like(
        self, context: Context, record: R, told: "list[Slot[R, Any]]", said: Correction
    ) -> "Slot[R, Any] | None":
        """Return the question in free text whose answer shares most with the words; the last, if none shares more."""
        wanted = context.language.content_words(said.words)

        def shared(one: "Slot[R, Any]") -> int:
            return len(wanted & context.language.content_words(str(one.answer(record))))

        return max((one for one in told if one.wants_free_text), key=shared, default=None)

    def _is_told_anew(self, context: Context, before: object, words: str) -> bool:
        """Whether words tell the same deed anew: they share a word with what was told before."""
        language = context.language
        is_deed = self.is_told_anew and isinstance(before, str) and language.tells_deed(words)
        return is_deed and not language.content_words(words).isdisjoint(language.content_words(str(before)))

    def _added(self, context: Context, record: R, told: "list[Slot[R, Any]]", said: Correction) -> Reply | None:
        """Add words to the last answer in free text."""
        last = next((one for one in told if one.wants_free_text), None)
        if last is None:
            return None
        longer = _with_more(last.answer(record), said.words, ". ")
        return self._told_anew(context, last, last.with_answer(context, record, longer))

    def _told_anew(self, context: Context, slot: Slot[R, Any], record: R) -> Reply:
        """Ask the next question after an answer was put right."""
        lead = self.prompt(context, slot, record).line("noted") if slot.acknowledged else line("kept")
        return self.ask_next(context, record, (lead,))

    def reprompt(self, context: Context, slot: Slot[R, Any]) -> Reply:
        """Ask again after an answer that was not understood."""
        record = self.load(context)
        if record is None:
            return Reply((line("gone"),))
        prompt, has_answers = self.prompt(context, slot, record), self._holds_answers(record)
        return prompt.reprompt(tries_of(context), not_caught=is_not_caught(context), has_answers=has_answers)


_CALLED: Mapping[str, frozenset[str]] = {
    "goal": frozenset({"goal", "exact"}),
    "worked": frozenset({"worked", "own_part"}),
    "tells": frozenset({"shows", "trace"}),
}
"""The slots that hold an answer, where they are not called as it is."""
_STAY_COMMANDS = GOES_ABOUT | ONLY_ANSWERS | {Intent.PAGE, Intent.SIGN_OUT}
_NOTHING_TO_ADD = {Intent.SKIP, Intent.NO, Intent.DONT_KNOW}


def _is_adding(context: Context) -> bool:
    """Whether the last answer is open again, and what comes is added to it."""
    return context.session is not None and context.session.is_adding


def _given_instead(context: Context) -> str | None:
    """Return the words that a correction gives, where nothing was told yet that they correct."""
    said = context.language.corrections(context.nlu.utterance)
    return next((one.words for one in said if one.change is What.REPLACE), None)


def _anew(context: Context, before: object, said: Correction) -> str:
    """Return an answer with the part put right that a correction gives, or the correction's words alone."""
    answer = before if isinstance(before, str) else ""
    swaps = [one for one in context.language.corrections(f"{_TAKES_BACK} {said.words}") if one.change is What.SWAP]
    swapped = next((anew for one in swaps if (anew := one.swapped(answer))), None)
    return swapped or context.language.amended(answer, said.words) or said.words


_TAKES_BACK = "no,"


def _with_more(before: str | None, words: str, between: str) -> str:
    """Return an answer with more words added, once: a repeated request adds nothing."""
    if before is None:
        return words
    return before if before.endswith(f"{between}{words}") else f"{before}{between}{words}"


def _as_answer(context: Context) -> Context:
    """Take words that name a function for the answer that is asked for; only commands of going about stay commands."""
    nlu = context.nlu
    is_soon = nlu.intent is Intent.ON_SOON and nlu.seconds is not None
    is_command = nlu.intent in _STAY_COMMANDS or is_soon
    if is_command or not nlu.utterance:
        return context
    return context.with_result(replace(nlu, intent=Intent.WORDS, words=nlu.utterance))


@dataclass(frozen=True)
class OpenSlot(Generic[R]):
    """A slot whose question is open, and its form. See `OpenQuestion`."""

    form: Form[R]
    slot: Slot[R, Any]

    @property
    def is_in_form(self) -> bool:
        """See `OpenQuestion`."""
        return True

    @property
    def wants_free_text(self) -> bool:
        """See `OpenQuestion`."""
        return self.slot.wants_free_text

    @property
    def form_name(self) -> str:
        """See `OpenQuestion`."""
        return self.form.name

    @property
    def deletes(self) -> bool:
        """See `OpenQuestion`."""
        return False

    @property
    def extract(self) -> Callable[[Context, NluResult], Any]:
        """See `OpenQuestion`."""
        return self.slot.extract

    def handle(self, context: Context) -> Reply | None:
        """See `OpenQuestion`."""
        return self.form.handle(context, self.slot)

    def reprompt(self, context: Context) -> Reply:
        """See `OpenQuestion`."""
        return self.form.reprompt(context, self.slot)

    def ask_again(self, context: Context, lead: Parts, how: str = "again") -> Reply | None:
        """See `OpenQuestion`."""
        record = self.form.load(context)
        if record is None:
            return None
        prompt = self.form.prompt(context, self.slot, record)
        return replace(prompt.ask(lead, how, tries_of(context)), change=NOTHING)
