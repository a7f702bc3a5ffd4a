"""A confirmation: one question that fills in nothing. Whoever asked it acts on the answer."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from skill.conversation import extractors
from skill.conversation.context import Context
from skill.conversation.prompt import Prompt, Variables, is_not_caught, tries_of
from skill.conversation.turn import Reply
from skill.ledger.protocol import NOTHING
from skill.nlu.intents import Intent, NluResult
from skill.speech.parts import Parts, line

V = TypeVar("V")
_NO_VARIABLES: Variables = {}
_LEAVE = {Intent.STOP, Intent.ENOUGH}


@dataclass(frozen=True)
class Confirmation(Generic[V]):
    """One question. Its words are the Fluent message `form-name` with the attributes `again` and `example`.

    Args:
        form_name: What it belongs to.
        name: Its name within that.
        extract: Reads an answer out of what was heard; `None` when it holds none.
        then: Acts on the answer; on `None` when the question was skipped.
        wants_free_text: Whether the answer is free text.
        help: The line that helps; empty: the question's example.
        text: The Fluent message, when another question has it, too.
        variables: Returns the variables of its message while it is open.
        is_guarded: Whether a yes deletes something or puts it away. Nothing else can then begin.
        instead: Acts on words that name another one than the one asked about; `None` if they name none.
    """

    form_name: str
    name: str
    extract: Callable[[Context, NluResult], V | None]
    then: Callable[[Context, V | None], Reply]
    wants_free_text: bool = False
    help: str = ""
    text: str = ""
    variables: Callable[[Context], Variables] = lambda _context: _NO_VARIABLES
    is_guarded: bool = False
    instead: Callable[[Context, str], Reply | None] = lambda _context, _words: None

    @property
    def key(self) -> str:
        """Its name in the session."""
        return f"{self.form_name}.{self.name}"

    @property
    def deletes(self) -> bool:
        """See `OpenQuestion`."""
        return self.is_guarded

    @property
    def is_in_form(self) -> bool:
        """See `OpenQuestion`."""
        return False

    def ask(self, lead: Parts = (), subject: str = "", variables: Variables = _NO_VARIABLES) -> Reply:
        """Ask it.

        Args:
            lead: What is said before it.
            subject: What it is about, as the session carries it.
            variables: The variables of its message.
        """
        return self._prompt(subject, variables).ask(lead)

    def _prompt(self, subject: str, variables: Variables = _NO_VARIABLES) -> Prompt:
        key = self.text or f"{self.form_name}-{self.name}"
        return Prompt(self.key, key, variables, subject, self.wants_free_text)

    def _open(self, context: Context) -> Prompt:
        """Return the question as it is open."""
        return self._prompt(context.session.subject if context.session else "", self.variables(context))

    def handle(self, context: Context) -> Reply | None:
        """See `OpenQuestion`."""
        value = self.extract(context, context.nlu)
        if value is not None:
            return self.then(context, value)
        if context.nlu.intent is Intent.SKIP:
            return self.then(context, None)
        if extractors.is_attempt(self.extract, context):
            return self.reprompt(context)
        prompt = self._open(context)
        if self.is_guarded:
            return self._guard(context, prompt)
        if context.nlu.intent is Intent.DONT_KNOW:
            return self.then(context, None) if tries_of(context) else prompt.ask(how="example", tries=1)
        return prompt.command(context, lambda: self._help(prompt))

    def _guard(self, context: Context, prompt: Prompt) -> Reply:
        """Obey a command to the question, or ask it again: nothing else may begin."""
        if context.nlu.intent in _LEAVE:
            return self.then(context, None)
        other = prompt.command(context, lambda: self._help(prompt)) or self.instead(context, context.nlu.utterance)
        if other is None and context.nlu.intent is Intent.NO:
            return self.then(context, None)
        return other or self.reprompt(context)

    def _help(self, prompt: Prompt) -> Reply:
        return prompt.ask((line(self.help),)) if self.help else prompt.ask(how="example")

    def reprompt(self, context: Context) -> Reply:
        """See `OpenQuestion`."""
        return self._open(context).reprompt(tries_of(context), not_caught=is_not_caught(context))

    def ask_again(self, context: Context, lead: Parts, how: str = "again") -> Reply:
        """See `OpenQuestion`."""
        return replace(self._open(context).ask(lead, how, tries_of(context)), change=NOTHING)
