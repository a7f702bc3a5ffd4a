"""Notes: one sentence, saved at once. Only a yes lets a warm-up read it."""

from dataclasses import replace

from skill.conversation import extractors
from skill.conversation.confirmation import Confirmation
from skill.conversation.context import Context, subject_for
from skill.conversation.form import Form, Slot
from skill.conversation.topics import things
from skill.conversation.turn import Reply
from skill.efficacy.evidence import Evidence, Kind, with_note
from skill.ledger.protocol import Change
from skill.nlu.intents import Intent, NluResult
from skill.nlu.names import Fit
from skill.speech import dates
from skill.speech.parts import Parts, brief, line

_FEWEST_WORDS = 3
"""In words: the shortest deed that is told from the words around it."""


def begin(context: Context) -> Reply:
    """Save a note, repeat it once, and ask whether a warm-up may read it."""
    key = context.new_key()
    saved = context.evidence(key) if context.turn.is_retry else None
    record = replace(saved or Evidence(key, Kind.NOTE, closed=True), note=_deed(context))
    return NOTE.ask_next(context, record, (line("note-words.noted", words=brief(record.note)),))


def addressed(context: Context) -> NluResult | None:
    """Return a note that is told of something known: "for the chess I offered a draw"; `None` for other words."""
    nlu = context.nlu
    found = context.language.note_for(nlu.words or "") if nlu.intent is Intent.WORDS else None
    is_known = found is not None and things.found(context, found[0], Fit.KIND) is not None
    return replace(nlu, intent=Intent.NOTE) if is_known else None


def _deed(context: Context) -> str:
    """Return what is to be kept, without the words that ask to keep it: from the deed that they name to the end."""
    addressed = context.language.note_for(context.nlu.words or "")
    if addressed is not None and things.found(context, addressed[0], Fit.KIND) is not None:
        return addressed[1]
    said, done = context.nlu.words or "", context.nlu.named.get("done", "")
    at = said.find(done) if context.language.word_count(done) >= _FEWEST_WORDS else -1
    is_all_of_it = at <= 0 or context.language.tells_deed(said)
    return context.language.statement(said if is_all_of_it else said[at:])


def offer_to_read(context: Context, evidence: Evidence, lead: Parts) -> Reply:
    """Ask once whether to read an earlier note, since others may be in the room."""
    reply = WAITING.ask(lead, subject=subject_for(evidence.key))
    return replace(reply, change=context.change(replace(evidence, offered_by=context.turn.request)))


def _read(context: Context, wanted: bool | None) -> Reply:
    """Read a note, and ask whether a warm-up may read it."""
    evidence = _load(context)
    if evidence is None:
        return Reply((line("gone"),))
    if not wanted:
        return Reply((line("okay"),))
    day = dates.day(context.day_of(evidence.key), context.evidence_day)
    return NOTE.ask_next(context, evidence, (line("note-earlier", day=day, words=brief(evidence.note)),))


WAITING = Confirmation("note_waiting", "read", extractors.yes_no, _read)


def is_undecided(evidence: Evidence) -> bool:
    """Whether it is a note without a decision on whether a warm-up may read it."""
    return evidence.kind is Kind.NOTE and evidence.read_back is None and "read_back" not in evidence.skipped


def add_note(context: Context, _question: str, evidence: Evidence) -> Evidence | None:
    """Add words that describe a deed to a piece of evidence, as a note; `None` for other words."""
    words = context.nlu.words or ""
    is_deed = context.language.tells_deed(words) or context.language.classify(words) is Intent.NOTE
    return with_note(evidence, words, context.turn.request) if is_deed else None


def _load(context: Context) -> Evidence | None:
    return context.evidence(context.subject_key) if context.subject_key else None


def _keep(context: Context, evidence: Evidence) -> Change:
    return context.change(evidence)


def _finish(context: Context, evidence: Evidence, lead: Parts) -> Reply:
    said = {True: "note-will-be-read", False: "note-not-read", None: "note-only-kept"}[evidence.read_back]
    return Reply((*lead, line(said)), change=_keep(context, evidence))


def _taken_back(_context: Context, evidence: Evidence) -> Reply:
    return Reply((line("forgotten"),), change=Change(forget=(evidence.key,)))


def _put_words(_context: Context, evidence: Evidence, words: str | None) -> Evidence:
    return replace(evidence, note=words, read_back=None)


NOTE = Form[Evidence](
    "note",
    (
        Slot(
            "words",
            extractors.free_text,
            get=lambda evidence: evidence.note,
            put=_put_words,
            wants_free_text=True,
            acknowledged=True,
        ),
        Slot("read_back", extractors.yes_no),
    ),
    load=_load,
    subject=lambda evidence: subject_for(evidence.key),
    finish=_finish,
    keep=_keep,
    variables=lambda _, evidence: {"words": brief(evidence.note)},
    after_undo=_taken_back,
    add_note=add_note,
    is_told_anew=True,
)
