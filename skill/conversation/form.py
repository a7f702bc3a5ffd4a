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
    def passed(self) -> frozenset[str]:
        """The names of the questions that were passed over."""
        ...


R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Question(Generic[R]):
    """One question. Its words are the Fluent message `interview-name` with the attributes `again` and `example`.

    Args:
        name: Its name.
        takes: Reads an answer out of what was heard; `None` when it holds none.
        when: Whether it applies, given the record so far.
        get: Reads the answer from the record; by default the field of the question's name.
        put: Puts an answer into the record, or takes it out again (`None`); by default that field.
        text: The Fluent message, when it is another's too.
        wants_words: Whether the answer is free text.
        noted: Whether the answer is acknowledged, with the message's attribute `noted`.
        variables: The variables of its lines, besides the interview's.
        no_passes: Whether a "no" passes it over.
    """

    name: str
    takes: Callable[[Context, NluResult], Any]
    when: Callable[[Context, R], bool] = lambda _context, _record: True
    get: Callable[[R], Any] | None = None
    put: Callable[[Context, R, Any], R] | None = None
    text: str = ""
    wants_words: bool = False
    noted: bool = False
    variables: Callable[[R], Variables] = lambda _record: {}
    no_passes: bool = False

    def answer(self, record: R) -> Any:  # noqa: ANN401 - as the record has it
        """Return what was answered, if it was."""
        return self.get(record) if self.get else getattr(record, self.name)

    def is_open(self, context: Context, record: R) -> bool:
        """Whether it still has to be asked."""
        return self.when(context, record) and self.answer(record) is None and self.name not in record.passed

    def is_behind(self, context: Context, record: R) -> bool:
        """Whether it was asked, and answered or passed over."""
        return self.when(context, record) and (self.answer(record) is not None or self.name in record.passed)

    def answered(self, context: Context, record: R, value: Any) -> R:  # noqa: ANN401 - as the record has it
        """Return the record with an answer put in, or taken out."""
        record = self.put(context, record, value) if self.put else replace(record, **{self.name: value})
        return replace(record, passed=record.passed - {self.name}) if self.answer(record) is not None else record

    def passed_over(self, record: R) -> R:
        """Return the record with this question passed over."""
        return replace(record, passed=record.passed | {self.name})


@dataclass(frozen=True)
class Interview(Generic[R]):
    """A series of questions that fills in a record.

    Args:
        name: Its name.
        questions: In the order in which they are asked.
        load: Returns the record that the session is about; `None` when it is gone.
        subject: What the session remembers it by.
        finish: What is said and kept when nothing is left to ask, or it was enough.
        keep: What has to be saved for the record to be so.
        variables: The variables of its lines.
        taken_back: What is said and kept after an answer was taken back; `None`: the next question.
        stopped: What is said and kept where it is broken off; `None`: the usual.
        beside: Puts words into the record that were told beside the question of that name; `None`: not to be kept.
        is_closed: Whether the record may not be changed any more.
        help: The line that helps in it; by default the example of the question.
        is_series: Whether one can go back in it and break it off; else it is one question about something else.
    """

    name: str
    questions: tuple[Question[R], ...]
    load: Callable[[Context], R | None]
    subject: Callable[[R], str]
    finish: Callable[[Context, R, Parts], Reply]
    keep: Callable[[Context, R], Change] = lambda _context, _record: NOTHING
    variables: Callable[[Context, R], Variables] = lambda _context, _record: {}
    taken_back: Callable[[Context, R], Reply | None] = lambda _context, _record: None
    stopped: Callable[[Context, R], Reply | None] = lambda _context, _record: None
    beside: Callable[[Context, str, R], R | None] = lambda _context, _question, _record: None
    is_closed: Callable[[R], bool] = lambda _record: False
    help: str = "help-in-question"
    is_series: bool = True

    def go_on(self, context: Context, record: R, lead: Parts = ()) -> Reply:
        """Ask what is to be asked now, or finish."""
        question = next((one for one in self.questions if one.is_open(context, record)), None)
        if question is None:
            return self.finish(context, record, lead)
        return self.ask(context, question, record, lead)

    def ask(
        self, context: Context, question: Question[R], record: R, lead: Parts = (), how: str = "", tries: int = 0
    ) -> Reply:
        """Ask one question, in its own words or those of one of its attributes."""
        say = (*lead, self._line(context, question, record, how))
        said = tuple(pack(say))
        if len(str(said)) > _LONGEST_SAID:  # it travels in the session: the question alone is said again
            said = tuple(pack(say[-1:]))
        return Reply(
            say,
            Session(f"{self.name}.{question.name}", self.subject(record), tries, said),
            # A reprompt helps, and does not say again what has just been said.
            reprompt=(self._line(context, question, record, "example" if how == "again" else "again"),),
            # What was not understood once is easier to take as free text: whatever is said comes with its words.
            wants_words=question.wants_words or tries > 0,
            keep=self.keep(context, record),
        )

    def _line(self, context: Context, question: Question[R], record: R, attribute: str) -> Line:
        key = question.text or f"{self.name}-{question.name}"
        return Line(
            f"{key}.{attribute}" if attribute else key,
            {**self.variables(context, record), **question.variables(record)},
        )

    def hear(self, context: Context, question: Question[R]) -> Reply | None:
        """Take what was heard as the answer, or as a wish about the questions; `None` when it is neither."""
        record = self.load(context)
        if record is None:
            return None
        value = question.takes(context, context.heard)
        if value is None:
            return self._wish(context, question, record) or self._told_beside(context, question, record)
        answered = question.answered(context, record, value)
        # Something was told, but not what was asked.
        if question.is_open(context, answered) and not self.is_closed(record):
            return self.ask(context, question, answered, (line("kept"),), "again")
        lead = (self._line(context, question, answered, "noted"),) if question.noted else ()
        return self._go_on_from(context, record, answered, lead)

    def _go_on_from(self, context: Context, before: R, record: R, lead: Parts = ()) -> Reply:
        """Go on, unless the record is closed and would change: from another device, or by an old session."""
        if self.is_closed(before) and record != before:
            return Reply((line("closed-already"),))
        return self.go_on(context, record, lead)

    def _told_beside(self, context: Context, question: Question[R], record: R) -> Reply | None:
        """Keep what somebody tells where one word was asked for, and ask again."""
        if question.wants_words or context.heard.intent is not Intent.WORDS or self.is_closed(record):
            return None
        kept = self.beside(context, question.name, record)
        return None if kept is None else self.ask(context, question, kept, (line("kept"),), "again")

    def _wish(self, context: Context, question: Question[R], record: R) -> Reply | None:
        match context.heard.intent:
            case Intent.NO if question.no_passes:
                return self._go_on_from(context, record, question.passed_over(record))
            case Intent.SKIP:
                return self._go_on_from(context, record, question.passed_over(record))
            case Intent.LENGTH if _is_short(context.heard):
                return self.ask(context, question, record, (line("take-your-time"), Pause(WAIT_MS)), "again")
            case Intent.WAIT:
                return self.ask(context, question, record, (line("take-your-time"), Pause(WAIT_MS)), "again")
            case Intent.READY:
                return self.ask(context, question, record, how="again")
            case Intent.HELP:
                lead = (line(self.help),) if self.help else ()
                how = "example" if self.is_series or not lead else ""
                return self.ask(context, question, record, lead, how)
            case Intent.REPEAT:
                return self._repeat(context, question, record)
            case Intent.DONT_KNOW:
                return self._without_answer(context, question, record)
        return self._wish_in_series(context, question, record) if self.is_series else None

    def _wish_in_series(self, context: Context, question: Question[R], record: R) -> Reply | None:
        behind = self._behind(context, question, record)
        match context.heard.intent:
            case Intent.STOP:
                said = "stopped-in-question" if self._holds_answers(record) else "stopped"
                return self.stopped(context, record) or Reply((line(said),))
            case Intent.ENOUGH | Intent.DONE:
                return self.finish(context, record, ())
            case Intent.BACK | Intent.WRONG if behind:
                return self.ask(context, behind[0], record)
            case Intent.BACK | Intent.WRONG:
                return self.ask(context, question, record, (line("nothing-before"),), "again")
            case Intent.FORGET if told := [one for one in behind if one.wants_words and one.answer(record) is not None]:
                without = told[0].passed_over(told[0].answered(context, record, None))
                return self.taken_back(context, without) or self.go_on(context, without, (line("forgotten"),))
            case Intent.FORGET if context.subject_key is None:
                return self.ask(context, question, record, (line("nothing-told"),), "again")
        return None

    def _holds_answers(self, record: R) -> bool:
        return self.is_series and any(question.answer(record) is not None for question in self.questions)

    def _behind(self, context: Context, question: Question[R], record: R) -> list[Question[R]]:
        """Return the questions that were asked before this one, the last first."""
        earlier = self.questions[: self.questions.index(question)]
        return [one for one in reversed(earlier) if one.is_behind(context, record)]

    def _repeat(self, context: Context, question: Question[R], record: R) -> Reply:
        reply = self.ask(context, question, record)
        said = context.session.said if context.session else ()
        if reply.session is None or not said:
            return reply
        return replace(reply, say=unpack(said), session=replace(reply.session, said=said))

    def _without_answer(self, context: Context, question: Question[R], record: R) -> Reply:
        """Help somebody who has no answer once, with an example; then leave it."""
        tries = context.session.tries if context.session else 0
        if tries == 0:
            return self.ask(context, question, record, how="example", tries=1)
        return self._go_on_from(context, record, question.passed_over(record), (line("leave-it"),))

    def not_understood(self, context: Context, question: Question[R]) -> Reply:
        """Ask again: shorter, then with an example, then offering to leave it; then close."""
        record = self.load(context)
        tries = context.session.tries if context.session else 0
        if record is None:
            return Reply((line("gone"),))
        if tries >= len(_TRIES):
            return Reply((line("until-later" if self._holds_answers(record) else "okay"),))
        how = _TRIES[tries]
        if how == "leave":
            return self.ask(context, question, record, (line("offer-to-leave"),), "again", tries + 1)
        lead = (line("not-caught"),) if context.heard.intent in _NOT_CAUGHT else ()
        return self.ask(context, question, record, lead, how, tries + 1)


_DELETING = {"erase", "forget"}


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """The question that is open, and the interview that it is of."""

    interview: Interview[Any]
    question: Question[Any]

    @property
    def is_in_a_series(self) -> bool:
        """Whether it is one of several about a record; else it asks what to do."""
        return self.interview.is_series

    @property
    def is_about_deleting(self) -> bool:
        """Whether a yes to it deletes something."""
        return self.interview.name in _DELETING

    def again(self, context: Context, lead: Parts, how: str = "again") -> Reply | None:
        """Ask it again, shorter or with an example, after something else was said; `None` when its record is gone."""
        record = self.interview.load(context)
        if record is None:
            return None
        tries = context.session.tries if context.session else 0
        return replace(self.interview.ask(context, self.question, record, lead, how, tries), keep=NOTHING)


def _is_short(heard: NluResult) -> bool:
    """Whether a length of time is one that somebody asks to be given: "one minute"."""
    return isinstance(heard.value, int) and heard.value <= _A_MINUTE


@dataclass(frozen=True, slots=True)
class Once:
    """The record of a single question that fills in nothing: whoever asked acts on the answer.

    Args:
        subject: What it is about, as the session carries it.
        variables: The variables of its line.
        answer: What was answered.
        passed: Holds the question's name when it was passed over.
    """

    subject: str = ""
    variables: Variables = field(default_factory=dict)
    answer: Any = None
    passed: frozenset[str] = frozenset()


def once(
    name: str,
    question: str,
    takes: Callable[[Context, NluResult], Any],
    then: Callable[[Context, Any], Reply],
    *,
    wants_words: bool = False,
    help_: str = "",
    text: str = "",
) -> Interview[Once]:
    """Declare a single question.

    Args:
        name: The interview's name.
        question: The question's name.
        takes: Reads an answer out of what was heard.
        then: Acts on the answer; on `None` when it was passed over.
        wants_words: Whether the answer is free text.
        help_: The line that helps; by default the question's example.
        text: The Fluent message, when it is another's too.
    """
    asked = Question[Once](
        question, takes, get=lambda record: record.answer, put=_put_once, wants_words=wants_words, text=text
    )
    return Interview(
        name,
        (asked,),
        load=lambda context: Once(context.session.subject if context.session else ""),
        subject=lambda record: record.subject,
        finish=lambda context, record, _lead: then(context, record.answer),
        variables=lambda _context, record: record.variables,
        help=help_,
        is_series=False,
    )


def _put_once(_context: Context, record: Once, value: Any) -> Once:  # noqa: ANN401 - of any kind
    return replace(record, answer=value)
