"""A question as it is asked: its words, what the session remembers of it, and what can be said to any question."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from skill.conversation.context import Context
from skill.conversation.turn import Reply, Session
from skill.ledger.protocol import NOTHING, Change
from skill.nlu.intents import Intent, NluResult
from skill.speech.parts import Line, Parts, Pause, line, pack, unpack

WAIT_MS = 10_000
LONGEST_REPLY = 4_000
"""Characters of the last reply that travel in the session, so that it can be repeated."""
_A_MINUTE = 60
_NOT_CAUGHT = {Intent.NOTHING, Intent.UNKNOWN}
_TRIES = ("again", "example", "leave")
"""What is said when an answer was not understood, first to last; then the session closes."""

_KEY = re.compile(r"[a-z][\w-]*(?:\.[\w-]+)?", re.ASCII)
Variables = Mapping[str, str | int | Line]


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question, ready to be asked.

    Args:
        name: Its name in the session, as `form.slot`.
        key: The Fluent message with its words; its attributes `again` and `example` are the shorter form and the help.
        variables: The variables of that message.
        subject: What it is about, as the session carries it.
        wants_free_text: Whether the answer is free text.
        change: What has to be saved before it is asked.
    """

    name: str
    key: str
    variables: Variables
    subject: str = ""
    wants_free_text: bool = False
    change: Change = NOTHING

    def line(self, attribute: str = "") -> Line:
        """Return the message, or one of its attributes."""
        return Line(f"{self.key}.{attribute}" if attribute else self.key, self.variables)

    def ask(self, lead: Parts = (), how: str = "", tries: int = 0) -> Reply:
        """Ask it.

        Args:
            lead: What is said before it.
            how: The attribute with its words; empty: the message itself.
            tries: How often the answer was not understood.
        """
        say = (*lead, self.line(how))
        last_reply = tuple(pack(say))
        if len(str(last_reply)) > LONGEST_REPLY:
            last_reply = tuple(pack(say[-1:]))
        return Reply(
            say,
            Session(self.name, self.subject, tries, last_reply),
            # A reprompt helps; it does not repeat what has just been said.
            reprompt=(self.line("example" if how == "again" else "again"),),
            # An answer that was not understood once is easier to take as free text: it then comes with its words.
            wants_free_text=self.wants_free_text or tries > 0,
            change=self.change,
        )

    def repeat(self, context: Context) -> Reply:
        """Say the last reply again."""
        reply = self.ask()
        last_reply = context.session.last_reply if context.session else ()
        if reply.session is None or not last_reply:
            return reply
        said = unpack(last_reply)
        if not all(_KEY.fullmatch(part.key) for part in said if isinstance(part, Line)):
            return reply  # it is none of ours
        return replace(reply, say=said, session=replace(reply.session, last_reply=last_reply))

    def reprompt(self, tries: int, *, not_caught: bool, has_answers: bool = False) -> Reply:
        """Ask again after an answer that was not understood: shorter, by example, offering to skip; then close.

        Args:
            tries: How often that has happened before.
            not_caught: Whether no words were recognized at all.
            has_answers: Whether earlier answers stay for later.
        """
        if tries >= len(_TRIES):
            return Reply((line("until-later" if has_answers else "okay"),))
        how = _TRIES[tries]
        if how == "leave":
            return self.ask((line("offer-to-leave"),), "again", tries + 1)
        return self.ask((line("not-caught"),) if not_caught else (), how, tries + 1)

    def command(self, context: Context, help_: Callable[[], Reply]) -> Reply | None:
        """Obey what can be said to any question: wait, ready, help, repeat; `None` for anything else."""
        nlu = context.nlu
        if nlu.intent is Intent.WAIT or (nlu.intent is Intent.LENGTH and _is_short(nlu)):
            return self.ask((line("take-your-time"), Pause(WAIT_MS)), "again")
        if nlu.intent is Intent.READY:
            return self.ask(how="again")
        if nlu.intent is Intent.OBLIGED:
            return self.ask((line("not-obliged"),), "again")
        if nlu.intent is Intent.HELP:
            return help_()
        return self.repeat(context) if nlu.intent is Intent.REPEAT else None


class OpenQuestion(Protocol):
    """A question that is open: a slot of a form, or a confirmation."""

    @property
    def is_in_form(self) -> bool:
        """Whether it fills in a record; else it asks what to do."""
        ...

    @property
    def wants_free_text(self) -> bool:
        """Whether the answer is free text, which any words may be."""
        ...

    @property
    def form_name(self) -> str:
        """The name of the form or confirmation that it belongs to."""
        ...

    @property
    def deletes(self) -> bool:
        """Whether a yes to it deletes something."""
        ...

    @property
    def extract(self) -> Callable[[Context, NluResult], Any]:
        """What reads an answer out of what was heard."""
        ...

    def handle(self, context: Context) -> Reply | None:
        """Handle an answer or a command; `None` if it is neither."""
        ...

    def reprompt(self, context: Context) -> Reply:
        """Ask again after an answer that was not understood."""
        ...

    def ask_again(self, context: Context, lead: Parts, how: str = "again") -> Reply | None:
        """Ask again after something else was said; `None` if its record is gone."""
        ...


def tries_of(context: Context) -> int:
    """Return how often the answer to the open question was not understood."""
    return context.session.tries if context.session else 0


def is_not_caught(context: Context) -> bool:
    """Whether the platform recognized nothing that was said."""
    return context.nlu.intent in _NOT_CAUGHT


def _is_short(nlu: NluResult) -> bool:
    """Whether a duration asks for a pause: "one minute"."""
    return nlu.seconds is not None and nlu.seconds <= _A_MINUTE
