"""What a topic can use in one turn: the NLU result, the records, the performer's local time."""

import re
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from skill.conversation import carried
from skill.conversation.turn import Session, Turn
from skill.efficacy.domain import NAMELESS
from skill.efficacy.evidence import Evidence, Key, day_of
from skill.efficacy.performer import GUEST, MAIN, Performer, Preferences, Zone
from skill.ledger.keys import evidence_key, parse_evidence_key, performer_key
from skill.ledger.protocol import Change, Ledger, Unavailable, Unreadable
from skill.nlu.intents import PLAYBACK_CONTROLS, PLAYBACK_STOPS, Intent, NluResult
from skill.nlu.language import Language

_LAUNCHES = {Intent.OPEN, Intent.REPEAT, Intent.READY}
ZONE_STAYS = timedelta(days=7)
AND_WORDS = "~"
"""What parts a key from the words that follow it, where a session carries both."""
ERASE_FORM = "erase"
"""The name of the confirmation that asks whether to delete everything."""


class Context:
    """One attempt at a turn. Each record is read at most once; nothing is saved here.

    Args:
        turn: The turn.
        nlu: What was meant.
        session: What the session remembers, if there is one.
        ledger: Where the records are stored.
        language: The language that is spoken.
        known: The performer, if they were read a moment ago.
    """

    def __init__(
        self,
        turn: Turn,
        nlu: NluResult,
        session: Session | None,
        ledger: Ledger,
        language: Language,
        known: Performer | None = None,
    ) -> None:
        self.turn = turn
        self.nlu = nlu
        self.session = session
        self.language = language
        self._ledger = ledger
        self._shared = _Shared(carried=known)
        # a voice that is not known may not go on from a record that has been kept to its owner's since
        is_somebody_else = session is not None and bool(session.voice_id) and not turn.voice_id
        if session is not None and session.carried and not turn.is_retry and not is_somebody_else:
            records = carried.read(session.carried)
            self._shared.carried, self._shared.evidence = records.performer, dict(records.evidence)
        self._performer: Performer | None = None

    @property
    def cancelled_reminders(self) -> set[str]:
        """The reminders to cancel once the turn is saved."""
        return self._shared.cancelled_reminders

    @property
    def _found(self) -> "_Found":
        if self._shared.unavailable is not None:
            raise self._shared.unavailable
        if self._shared.found is None:
            try:
                self._shared.found = self._find()
            except Unreadable:
                raise
            except Unavailable as error:  # one turn waits for it once
                self._shared.unavailable = error
                raise
        return self._shared.found

    def _find(self) -> "_Found":
        known = (self.session.performer_id if self.session else "") or self.turn.act.performer_id
        person = self.turn.voice_id
        if known:
            return _found(self.load(known))
        if self._active_performer and self._may_be(theirs := self.load(self._active_performer)):
            return _found(theirs)
        if person is None:
            main = self.load(MAIN)
            return _found(self.load(GUEST) if main.preferences.private else main, main)
        own, main = self._own_and_main(person)
        if own.version == main.version == 0 and not self._has_evidence(MAIN):
            return _Found(main, main, is_empty=True)
        return _found(main if main.voice_id == person else own, main)

    @property
    def _active_performer(self) -> str:
        """The performer whose breathing session this command controls, unless another voice started it."""
        going = self.turn.device.active_playback
        if going is None or self.session is not None or self.nlu.intent not in PLAYBACK_CONTROLS:
            return ""
        return going.performer_id if self.turn.voice_id in {None, going.performer_id} else ""

    def _may_be(self, breather: Performer) -> bool:
        """Whether a command to a breathing session acts for its performer; if private, an unknown voice can only stop.

        A touch has no voice, so it may continue what the voice started.
        """
        is_theirs = self.nlu.intent in PLAYBACK_STOPS or self.turn.act.is_touch or self.turn.voice_id is not None
        return is_theirs or not breather.preferences.private

    def _has_evidence(self, performer: str) -> bool:
        """Whether a performer has evidence although their own record was never saved."""
        turn = self.turn
        return bool(self._ledger.latest(turn.account, performer, NAMELESS, 1, turn.deadline))

    @property
    def is_launch(self) -> bool:
        """Whether they only opened the skill: others may be in the room, so nothing they told it is said aloud."""
        return self.nlu.intent in _LAUNCHES

    @property
    def main(self) -> Performer | None:
        """The main record as last saved; `None` after a session's first turn."""
        return self._found.main

    @property
    def performer_id(self) -> str:
        """The id of the performer whose record this is."""
        return (self.session.performer_id if self.session else "") or self.saved.id

    def load(self, performer: str) -> Performer:
        """Return a performer of the account as last saved, or as the session carries them."""
        if self._shared.carried is not None and self._shared.carried.id == performer:
            return self._shared.carried
        try:
            return self._ledger.performer(self.turn.account, performer, self.turn.deadline)
        except Unreadable:
            if not self._is_erasing:
                raise
            return self._unread(performer)

    def _own_and_main(self, person: str) -> tuple[Performer, Performer]:
        """Return a voice's own record and the main one."""
        try:
            own, main = self._ledger.performers(self.turn.account, (person, MAIN), self.turn.deadline)
        except Unreadable:
            return self.load(person), self.load(MAIN)
        return own, main

    @property
    def _is_erasing(self) -> bool:
        """Whether everything is being deleted, which also works on a record that can't be read."""
        is_open = self.session is not None and self.session.question.startswith(f"{ERASE_FORM}.")
        return is_open or self.nlu.intent is Intent.ERASE

    def _unread(self, performer: str) -> Performer:
        """Return a stand-in for a record that can't be read, with the owner and privacy that its text shows."""
        records = self._ledger.everything(self.turn.account, self.turn.deadline)
        text = next((one.body for one in records if one.sort == performer_key(performer)), "")
        is_theirs = re.search(rf'"voice"\s*:\s*"{self.turn.voice_id}"', text) is not None
        preferences = Preferences(private=re.search(r'"private"\s*:\s*true', text) is not None)
        return Performer(
            performer, preferences=preferences, voice_id=self.turn.voice_id if is_theirs else None, version=1
        )

    @property
    def saved(self) -> Performer:
        """The speaker's record as last saved."""
        return self._found.performer

    @property
    def performer(self) -> Performer:
        """The speaker's record with this turn's updates."""
        if (
            self._performer is None
        ):  # not a cached_property: Python 3.11 locks those for all threads, and this reads the ledger
            self._performer = replace(self.saved, voice_id=self.turn.voice_id) if self._begins_main else self.saved
        return self._performer

    def turn_to(self, domain: str) -> None:
        """Use a domain, or with an unknown id a blank one, for this turn; the active one stays the active one."""
        if self._shared.active is None:
            self._shared.active = self.performer.active
        self.update(replace(self.performer, active=domain))

    @property
    def is_aside(self) -> bool:
        """Whether this turn is about another domain than the active one."""
        return self._shared.active is not None and self._shared.active != self.performer.active

    @property
    def tells_domain(self) -> bool:
        """Whether to say which domain the turn is about: somebody might mean another one."""
        return self.is_aside or self._shared.tells_domain

    def tell_domain(self) -> None:
        """Say which domain the turn is about."""
        self._shared.tells_domain = True

    @property
    def speaks_slowly(self) -> bool:
        """Whether the performer prefers to be spoken to slowly; within a session, as it has been so far."""
        if self._shared.found is None and self.session is not None:
            return self.session.is_slow
        try:
            return self.performer.preferences.slow_speech
        except Unavailable:
            return False

    def update(self, performer: Performer) -> None:
        """Use a changed record for the rest of the turn; nothing is saved."""
        self._performer = performer

    @property
    def _begins_main(self) -> bool:
        """Whether a recognized voice starts the main record and so owns it from now on."""
        began_with = self.session.voice_id if self.session else self.turn.voice_id
        is_new = self.saved.id == MAIN and self.saved.version == 0
        return is_new and self.turn.voice_id is not None and began_with == self.turn.voice_id

    def evidence(self, key: Key) -> Evidence | None:
        """Return a piece of evidence as last saved."""
        if key not in self._shared.evidence:
            self._shared.evidence[key] = self._ledger.evidence(self.turn.account, key, self.turn.deadline)
        return self._shared.evidence[key]

    def latest(self, limit: int, before: Key | None = None) -> Sequence[Evidence]:
        """Return the latest evidence of the active domain; with `before`, older evidence of that key's domain."""
        return self.of_domain(before.domain if before else self.performer.active, limit, before)

    def of_domain(self, domain: str, limit: int, before: Key | None = None) -> Sequence[Evidence]:
        """Return the latest evidence of a domain; with `before`, older evidence."""
        if self._found.is_empty:
            return ()
        asked, known = self._shared.pages.get((domain, before), (0, ()))
        if limit > asked and len(known) == asked:
            turn = self.turn
            known = self._ledger.latest(turn.account, self.performer_id, domain, limit, turn.deadline, before=before)
            self._shared.pages[domain, before] = limit, known
        return self._remember(known[:limit])

    def earliest(self, limit: int) -> Sequence[Evidence]:
        """Return the earliest evidence of the active domain, the earliest first."""
        if self._found.is_empty:
            return ()
        turn = self.turn
        return self._remember(
            self._ledger.earliest(turn.account, self.performer_id, self.performer.active, limit, turn.deadline)
        )

    def shelf(self, limit: int) -> Sequence[Evidence]:
        """Return the active domain's readable evidence, in the order of the shelf."""
        if self._found.is_empty:
            return ()
        return self._remember(
            self._ledger.shelf(self.turn.account, self.performer_id, self.performer.active, limit, self.turn.deadline)
        )

    def _remember(self, found: Sequence[Evidence]) -> Sequence[Evidence]:
        self._shared.evidence |= {evidence.key: evidence for evidence in found}
        return found

    def with_carried(self, session: Session, change: Change) -> Session:
        """Return a session that carries what its next turn needs, after a change was saved."""
        before = self._shared.found.performer if self._shared.found else self._shared.carried
        if change.erase is not None or before is None:
            return session
        performer, key = carried.saved(change, before), key_in(session)
        if key is None or not self._knows(key, change):
            return replace(session, carried=carried.write(performer, None, None))
        piece = carried.saved_piece(change, key, self._shared.evidence.get(key))
        return replace(session, carried=carried.write(performer, key, piece))

    def _knows(self, key: Key, change: Change) -> bool:
        """Whether a piece of evidence is known as it is saved now: it was read, or saved, or is this request's own."""
        is_own = key.id == self.turn.request and not self.turn.is_retry
        return is_own or key in self._shared.evidence or any(key == one.key for one in change.evidence)

    def new_key(self, domain: str | None = None) -> Key:
        """Return a key for new evidence. It is made from the request, so a repeated request finds the same evidence."""
        return Key(
            self.performer_id, domain or self.performer.active, self.turn.at.replace(microsecond=0), self.turn.request
        )

    @property
    def subject_key(self) -> Key | None:
        """The key of the evidence that the open question is about."""
        return key_in(self.session) if self.session else None

    def with_result(self, nlu: NluResult) -> "Context":
        """Return a copy of this context with another NLU result."""
        other = copy(self)
        other.nlu = replace(nlu, utterance=self.nlu.utterance, is_cut=self.nlu.is_cut)
        return other

    def with_rest(self, nlu: NluResult) -> "Context":
        """Return a copy of this context in which only what follows a yes or a no was said."""
        other = copy(self)
        other.nlu = nlu
        return other

    def with_wish(self, nlu: NluResult) -> "Context":
        """Return a copy of this context in which a wish was said in its own words, whatever was just said."""
        other = copy(self)
        other.nlu = nlu
        other.session = None
        return other

    def with_words(self, nlu: NluResult) -> "Context":
        """Return a copy of this context in which only these words were said."""
        other = copy(self)
        other.nlu = replace(nlu, utterance=nlu.words or "")
        return other

    @property
    def zone(self) -> ZoneInfo:
        """The performer's time zone, asked for when first needed; UTC if the device doesn't say."""
        if self.performer.zone is None:
            self.ask_zone()
        return ZoneInfo(self.performer.zone.name if self.performer.zone and self.performer.zone.name else "UTC")

    def ask_zone(self) -> None:
        """Ask the device for its time zone if it is unknown or outdated.

        Takes up to two seconds, once a week.
        """
        zone = self.performer.zone
        if zone and self.turn.at - zone.asked_at < ZONE_STAYS:
            return
        name = self.turn.platform.time_zone()
        known = name if name and _is_zone(name) else (zone.name if zone else None)
        self.update(replace(self.performer, zone=Zone(known, self.turn.at)))

    @property
    def today(self) -> date:
        """The performer's local date."""
        return self.turn.at.astimezone(self.zone).date()

    @property
    def is_night(self) -> bool:
        """Whether it is so long after midnight by the performer's clock that the day before may still be meant."""
        return self.evidence_day < self.today

    @property
    def evidence_day(self) -> date:
        """The day that evidence given now belongs to, from which the days of earlier evidence are counted."""
        return day_of(self.turn.at.astimezone(self.zone))

    def day_of(self, key: Key) -> date:
        """Return the performer's local day that a piece of evidence belongs to."""
        return day_of(key.at.astimezone(self.zone))

    def change(
        self, evidence: Evidence | None = None, performer: Performer | None = None, *, vital: bool = True
    ) -> Change:
        """Return the change that saves these; an empty one if nothing differs from what is saved."""
        is_first = evidence is not None and self.saved.version == 0 and (self._begins_main or self.saved.id != MAIN)
        if performer and self._shared.active is not None:
            performer = replace(performer, active=self._shared.active)
        if is_first:  # the first thing that somebody tells creates their record
            performer = performer or self.performer
        new_evidence = (evidence,) if evidence and evidence != self._shared.evidence.get(evidence.key) else ()
        new_performer = performer if performer and (is_first or performer != self.saved) else None
        return Change(new_performer, new_evidence, vital=vital)


@dataclass(slots=True)
class _Shared:
    """What the contexts of one attempt share, however often the result is replaced.

    Args:
        tells_domain: Whether to say which domain the turn is about.
        active: The active domain, if the turn is about another one.
        found: Whose records these are, once looked up.
        unavailable: Why they could not be looked up.
        evidence: The evidence that was read, by its key.
        pages: For each domain and beginning, how much of the latest evidence was asked for, and what there was.
        cancelled_reminders: The reminders to cancel once the turn is saved.
        carried: The performer's state that the session carries, if it does.
    """

    tells_domain: bool = False
    active: str | None = None
    found: "_Found | None" = None
    unavailable: Unavailable | None = None
    evidence: dict[Key, Evidence | None] = field(default_factory=dict)
    pages: dict[tuple[str, Key | None], tuple[int, Sequence[Evidence]]] = field(default_factory=dict)
    cancelled_reminders: set[str] = field(default_factory=set)
    carried: Performer | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """The performer who is speaking.

    Args:
        performer: Their record, as last saved.
        main: The main record, as last saved; `None` after a session's first turn.
        is_empty: Whether there is certainly no evidence to read.
    """

    performer: Performer
    main: Performer | None = None
    is_empty: bool = False


def _found(performer: Performer, main: Performer | None = None) -> _Found:
    """Guests never hear each other's evidence; a voice's own record is first saved with its first evidence."""
    is_own = performer.id not in {MAIN, GUEST}
    return _Found(performer, main, is_empty=performer.id == GUEST or (is_own and performer.version == 0))


def key_in(session: Session) -> Key | None:
    """Return the key of the evidence that a session's open question is about."""
    try:
        return parse_evidence_key(session.subject.partition(AND_WORDS)[0]) if session.subject else None
    except ValueError:
        return None


def subject_for(key: Key) -> str:
    """Return an evidence key in the form that a session carries."""
    return evidence_key(key)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError):  # ZoneInfoNotFoundError is a KeyError; some names are not valid file names
        return False
    except KeyError:
        return False
    return True
