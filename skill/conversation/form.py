"""The interview engine: every series of questions runs here, from a declaration.

An interview fills in a record. Which question is next is read off the record itself: the first that applies and has
neither an answer nor been passed over. So a series can be broken off after any answer and gone on with later, on this
device or another, and a repeated request finds its answer already there.
"""

from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, replace
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from skill.conversation.context import Context
from skill.conversation.turn import Reply, Session
from skill.ledger.protocol import NOTHING, Change
from skill.nlu.intents import Intent, NluResult
from skill.speech.parts import Line, Parts, Pause, line, pack, unpack

WAIT_MS = 10_000
_LONGEST_SAID = 4_000
"""Characters of what was said last that a session carries, to be said again."""
_A_MINUTE = 60
_NOT_CAUGHT = {Intent.NOTHING, Intent.UNKNOWN}
_TRIES = ("again", "example", "leave")
"""What is said when an answer was not understood, first to last; then the session closes."""

Variables = Mapping[str, str | int | Line]


class Record(Protocol):
    """What an interview fills in: a frozen dataclass that knows which questions were passed over."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def skipped(self) -> frozenset[str]:
        """The names of the questions that were passed over."""
        ...


R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Slot(Generic[R]):
    """One question. Its words are the Fluent message `interview-name` with the attributes `again` and `example`.

    Args:
        name: Its name.
        extract: Reads an answer out of what was heard; `None` when it holds none.
        when: Whether it applies, given the record so far.
        get: Reads the answer from the record; by default the field of the question's name.
        put: Puts an answer into the record, or takes it out again (`None`); by default that field.
        field: The record's field that holds the answer, when its name is another.
        text: The Fluent message, when it is another's too.
        wants_free_text: Whether the answer is free text.
        acknowledged: Whether the answer is acknowledged, with the message's attribute `noted`.
        variables: The variables of its lines, besides the interview's.
        no_skips: Whether a "no" passes it over.
    """

    name: str
    extract: Callable[[Context, NluResult], Any]
    when: Callable[[Context, R], bool] = lambda _context, _record: True
    get: Callable[[R], Any] | None = None
    put: Callable[[Context, R, Any], R] | None = None
    field: str = ""
    text: str = ""
    wants_free_text: bool = False
    acknowledged: bool = False
    variables: Callable[[R], Variables] = lambda _record: {}
    no_skips: bool = False

    def answer(self, record: R) -> Any:  # noqa: ANN401 - as the record has it
        """Return what was answered, if it was."""
        return self.get(record) if self.get else getattr(record, self.field or self.name)

    def is_open(self, context: Context, record: R) -> bool:
        """Whether it still has to be asked."""
        return self.when(context, record) and self.answer(record) is None and self.name not in record.skipped

    def is_settled(self, context: Context, record: R) -> bool:
        """Whether it was asked, and answered or passed over."""
        return self.when(context, record) and (self.answer(record) is not None or self.name in record.skipped)

    def with_answer(self, context: Context, record: R, value: Any) -> R:  # noqa: ANN401 - as the record has it
        """Return the record with an answer put in, or taken out."""
        record = self.put(context, record, value) if self.put else replace(record, **{self.field or self.name: value})
        return replace(record, skipped=record.skipped - {self.name}) if self.answer(record) is not None else record

    def skipped(self, record: R) -> R:
        """Return the record with this question passed over."""
        return replace(record, skipped=record.skipped | {self.name})


@dataclass(frozen=True)
class Form(Generic[R]):
    """A series of questions that fills in a record.

    Args:
        name: Its name.
        slots: In the order in which they are asked.
        load: Returns the record that the session is about; `None` when it is gone.
        subject: What the session remembers it by.
        finish: What is said and kept when nothing is left to ask, or it was enough.
        keep: What has to be saved for the record to be so.
        variables: The variables of its lines.
        after_undo: What is said and kept after an answer was taken back; `None`: the next question.
        on_stop: What is said and kept where it is broken off; `None`: the usual.
        add_note: Puts words into the record that were told beside the question of that name; `None`: not to be kept.
        is_closed: Whether the record may not be changed any more.
        help: The line that helps in it; by default the example of the question.
        is_series: Whether one can go back in it and break it off; else it is one question about something else.
    """

    name: str
    slots: tuple[Slot[R], ...]
    load: Callable[[Context], R | None]
    subject: Callable[[R], str]
    finish: Callable[[Context, R, Parts], Reply]
    keep: Callable[[Context, R], Change] = lambda _context, _record: NOTHING
    variables: Callable[[Context, R], Variables] = lambda _context, _record: {}
    after_undo: Callable[[Context, R], Reply | None] = lambda _context, _record: None
    on_stop: Callable[[Context, R], Reply | None] = lambda _context, _record: None
    add_note: Callable[[Context, str, R], R | None] = lambda _context, _question, _record: None
    is_closed: Callable[[R], bool] = lambda _record: False
    help: str = "help-in-question"
    is_series: bool = True

    def ask_next(self, context: Context, record: R, lead: Parts = ()) -> Reply:
        """Ask what is to be asked now, or finish."""
        slot = next((one for one in self.slots if one.is_open(context, record)), None)
        if slot is None:
            return self.finish(context, record, lead)
        return self.ask(context, slot, record, lead)

    def ask(self, context: Context, slot: Slot[R], record: R, lead: Parts = (), how: str = "", tries: int = 0) -> Reply:
        """Ask one question, in its own words or those of one of its attributes."""
        say = (*lead, self._line(context, slot, record, how))
        said = tuple(pack(say))
        if len(str(said)) > _LONGEST_SAID:  # it travels in the session: the question alone is said again
            said = tuple(pack(say[-1:]))
        return Reply(
            say,
            Session(f"{self.name}.{slot.name}", self.subject(record), tries, said),
            # A reprompt helps, and does not say again what has just been said.
            reprompt=(self._line(context, slot, record, "example" if how == "again" else "again"),),
            # What was not understood once is easier to take as free text: whatever is said comes with its words.
            wants_free_text=slot.wants_free_text or tries > 0,
            change=self.keep(context, record),
        )

    def _line(self, context: Context, slot: Slot[R], record: R, attribute: str) -> Line:
        key = slot.text or f"{self.name}-{slot.name}"
        return Line(
            f"{key}.{attribute}" if attribute else key,
            {**self.variables(context, record), **slot.variables(record)},
        )

    def handle(self, context: Context, slot: Slot[R]) -> Reply | None:
        """Take what was heard as the answer, or as a wish about the questions; `None` when it is neither."""
        record = self.load(context)
        if record is None:
            return None
        value = slot.extract(context, context.nlu)
        if value is None:
            return self._command(context, slot, record) or self._take_note(context, slot, record)
        answered = slot.with_answer(context, record, value)
        # Something was told, but not what was asked.
        if slot.is_open(context, answered) and not self.is_closed(record):
            return self.ask(context, slot, answered, (line("kept"),), "again")
        lead = (self._line(context, slot, answered, "noted"),) if slot.acknowledged else ()
        return self._continue(context, record, answered, lead)

    def _continue(self, context: Context, before: R, record: R, lead: Parts = ()) -> Reply:
        """Go on, unless the record is closed and would change: from another device, or by an old session."""
        if self.is_closed(before) and record != before:
            return Reply((line("closed-already"),))
        return self.ask_next(context, record, lead)

    def _take_note(self, context: Context, slot: Slot[R], record: R) -> Reply | None:
        """Keep what somebody tells where one word was asked for, and ask again."""
        if slot.wants_free_text or context.nlu.intent is not Intent.WORDS or self.is_closed(record):
            return None
        noted = self.add_note(context, slot.name, record)
        return None if noted is None else self.ask(context, slot, noted, (line("kept"),), "again")

    def _command(self, context: Context, slot: Slot[R], record: R) -> Reply | None:
        match context.nlu.intent:
            case Intent.NO if slot.no_skips:
                return self._continue(context, record, slot.skipped(record))
            case Intent.SKIP:
                return self._continue(context, record, slot.skipped(record))
            case Intent.LENGTH if _is_short(context.nlu):
                return self.ask(context, slot, record, (line("take-your-time"), Pause(WAIT_MS)), "again")
            case Intent.WAIT:
                return self.ask(context, slot, record, (line("take-your-time"), Pause(WAIT_MS)), "again")
            case Intent.READY:
                return self.ask(context, slot, record, how="again")
            case Intent.HELP:
                lead = (line(self.help),) if self.help else ()
                how = "example" if self.is_series or not lead else ""
                return self.ask(context, slot, record, lead, how)
            case Intent.REPEAT:
                return self._repeat(context, slot, record)
            case Intent.DONT_KNOW:
                return self._without_answer(context, slot, record)
        return self._command_in_form(context, slot, record) if self.is_series else None

    def _command_in_form(self, context: Context, slot: Slot[R], record: R) -> Reply | None:
        settled = self._settled_before(context, slot, record)
        match context.nlu.intent:
            case Intent.STOP:
                said = "stopped-in-question" if self._holds_answers(record) else "stopped"
                return self.on_stop(context, record) or Reply((line(said),))
            case Intent.ENOUGH | Intent.DONE:
                return self.finish(context, record, ())
            case Intent.BACK | Intent.WRONG if settled:
                return self.ask(context, settled[0], record)
            case Intent.BACK | Intent.WRONG:
                return self.ask(context, slot, record, (line("nothing-before"),), "again")
            case Intent.FORGET if answered := [
                one for one in settled if one.wants_free_text and one.answer(record) is not None
            ]:
                without = answered[0].skipped(answered[0].with_answer(context, record, None))
                return self.after_undo(context, without) or self.ask_next(context, without, (line("forgotten"),))
            case Intent.FORGET if context.subject_key is None:
                return self.ask(context, slot, record, (line("nothing-told"),), "again")
        return None

    def _holds_answers(self, record: R) -> bool:
        return self.is_series and any(slot.answer(record) is not None for slot in self.slots)

    def _settled_before(self, context: Context, slot: Slot[R], record: R) -> list[Slot[R]]:
        """Return the questions that were asked before this one, the last first."""
        earlier = self.slots[: self.slots.index(slot)]
        return [one for one in reversed(earlier) if one.is_settled(context, record)]

    def _repeat(self, context: Context, slot: Slot[R], record: R) -> Reply:
        reply = self.ask(context, slot, record)
        said = context.session.last_reply if context.session else ()
        if reply.session is None or not said:
            return reply
        return replace(reply, say=unpack(said), session=replace(reply.session, last_reply=said))

    def _without_answer(self, context: Context, slot: Slot[R], record: R) -> Reply:
        """Help somebody who has no answer once, with an example; then leave it."""
        tries = context.session.tries if context.session else 0
        if tries == 0:
            return self.ask(context, slot, record, how="example", tries=1)
        return self._continue(context, record, slot.skipped(record), (line("leave-it"),))

    def reprompt(self, context: Context, slot: Slot[R]) -> Reply:
        """Ask again: shorter, then with an example, then offering to leave it; then close."""
        record = self.load(context)
        tries = context.session.tries if context.session else 0
        if record is None:
            return Reply((line("gone"),))
        if tries >= len(_TRIES):
            return Reply((line("until-later" if self._holds_answers(record) else "okay"),))
        how = _TRIES[tries]
        if how == "leave":
            return self.ask(context, slot, record, (line("offer-to-leave"),), "again", tries + 1)
        lead = (line("not-caught"),) if context.nlu.intent in _NOT_CAUGHT else ()
        return self.ask(context, slot, record, lead, how, tries + 1)


_DELETING = {"erase", "forget"}


@dataclass(frozen=True, slots=True)
class OpenSlot:
    """The question that is open, and the interview that it is of."""

    form: Form[Any]
    slot: Slot[Any]

    @property
    def is_in_a_series(self) -> bool:
        """Whether it is one of several about a record; else it asks what to do."""
        return self.form.is_series

    @property
    def is_about_deleting(self) -> bool:
        """Whether a yes to it deletes something."""
        return self.form.name in _DELETING

    def ask_again(self, context: Context, lead: Parts, how: str = "again") -> Reply | None:
        """Ask it again, shorter or with an example, after something else was said; `None` when its record is gone."""
        record = self.form.load(context)
        if record is None:
            return None
        tries = context.session.tries if context.session else 0
        return replace(self.form.ask(context, self.slot, record, lead, how, tries), change=NOTHING)


def _is_short(nlu: NluResult) -> bool:
    """Whether a length of time is one that somebody asks to be given: "one minute"."""
    return nlu.seconds is not None and nlu.seconds <= _A_MINUTE


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The record of a single question that fills in nothing: whoever asked acts on the answer.

    Args:
        subject: What it is about, as the session carries it.
        variables: The variables of its line.
        answer: What was answered.
        skipped: Holds the question's name when it was passed over.
    """

    subject: str = ""
    variables: Variables = field(default_factory=dict)
    answer: Any = None
    skipped: frozenset[str] = frozenset()


def confirmation(
    name: str,
    slot_name: str,
    extract: Callable[[Context, NluResult], Any],
    then: Callable[[Context, Any], Reply],
    *,
    wants_free_text: bool = False,
    help_: str = "",
    text: str = "",
) -> Form[Confirmation]:
    """Declare a single question.

    Args:
        name: The interview's name.
        slot_name: The question's name.
        extract: Reads an answer out of what was heard.
        then: Acts on the answer; on `None` when it was passed over.
        wants_free_text: Whether the answer is free text.
        help_: The line that helps; by default the question's example.
        text: The Fluent message, when it is another's too.
    """
    slot = Slot[Confirmation](
        slot_name,
        extract,
        get=lambda record: record.answer,
        put=_put_answer,
        wants_free_text=wants_free_text,
        text=text,
    )
    return Form(
        name,
        (slot,),
        load=lambda context: Confirmation(context.session.subject if context.session else ""),
        subject=lambda record: record.subject,
        finish=lambda context, record, _lead: then(context, record.answer),
        variables=lambda _context, record: record.variables,
        help=help_,
        is_series=False,
    )


def _put_answer(_context: Context, record: Confirmation, value: Any) -> Confirmation:  # noqa: ANN401 - of any kind
    return replace(record, answer=value)
