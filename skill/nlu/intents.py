"""Intents, and the result of understanding."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from skill.nlu.certainty import Certainty


class Intent(StrEnum):
    """What a performer may mean.

    The first lines are possible at any time, the next ones answer a question, the last ones begin something.
    """

    STOP, HELP, REPEAT = "stop", "help", "repeat"
    SKIP, BACK, WAIT, ENOUGH, WRONG, FORGET, READY = "skip", "back", "wait", "enough", "wrong", "forget", "ready"

    UNFINISHED = "unfinished"
    """They were not done with the answer before."""
    OBLIGED = "obliged"
    """They ask whether they have to answer."""

    YES, NO = "yes", "no"
    NUMBER, LENGTH, DATE, TIME = "number", "length", "date", "time"
    OUTCOME, DIFFICULTY = "outcome", "difficulty"
    WORDS = "words"
    DONT_KNOW = "dont-know"
    NOTHING = "nothing"
    """Something was said, but it is not known what."""
    OUT_OF_SCOPE = "out-of-scope"
    """Something is wanted that the skill does not do, or somebody else is spoken to."""
    QUESTION = "question"
    """The skill is asked something."""
    UNKNOWN = "unknown"
    """The platform understood something for which the skill has nothing: "loop this"."""

    OPEN = "open"
    WARM_UP, ON_SOON, NO_BREATHING, BREATHING = "warm-up", "on-soon", "no-breathing", "breathing"
    BREATHE = "breathe"
    PLAYBACK = "playback"
    """Nobody said anything: a device reports on a track."""
    EVIDENCE, MORE, OTHER = "evidence", "more", "other"
    DONE, DEBRIEF, RESUME_DEBRIEF = "done", "debrief", "resume-debrief"
    NOTE, DOMAIN, SUCCESS = "note", "domain", "success"
    LADDER, CHALLENGE, DID_IT = "ladder", "challenge", "did-it"
    HARDER, EASIER, STEP_BEFORE, CHANGE_STEP = "harder", "easier", "step-before", "change-step"
    SCHEDULE, UNSCHEDULE, CONSENT = "schedule", "unschedule", "consent"
    PROGRESS, RATE, MODEL, ENCOURAGEMENT = "progress", "rate", "model", "encouragement"
    SWITCH, RENAME, RETIRE = "switch", "rename", "retire"
    FLAT, NERVOUS = "flat", "nervous"
    PREFER_PATTERN, PREFER_LENGTH = "prefer-pattern", "prefer-length"
    CUE, NO_CUE = "cue", "no-cue"
    SLOWER, USUAL_SPEED = "slower", "usual-speed"
    VOLUME = "volume"
    """Louder or quieter, which is the platform's own."""
    NO_RATING, RATING, NO_CARDS, CARDS = "no-rating", "rating", "no-cards", "cards"
    MY_VOICE, ANY_VOICE = "my-voice", "any-voice"
    PAGE, SIGN_OUT = "page", "sign-out"
    """They want to look at their record on a page, or nobody to be in there any longer."""
    DISTRESS = "distress"
    UNWELL = "unwell"
    """Dizzy, or worse: any breathing stops."""
    HEALTH = "health"
    """A condition of theirs, which calls for a doctor before breathing exercises."""
    HOLDS_FINE = "holds-fine"
    """They may hold their breath again."""
    REFUSED = "refused"
    """They named something that they don't want, and nothing instead."""
    ERASE, AGAIN, RESTART, RESUME_EVIDENCE = "erase", "again", "restart", "resume-evidence"


ANYTIME = frozenset(
    {
        *(Intent.STOP, Intent.HELP, Intent.REPEAT, Intent.SKIP, Intent.BACK, Intent.WAIT, Intent.ENOUGH),
        *(Intent.WRONG, Intent.FORGET),
    }
)
"""Intents that are possible at any time."""

ONLY_ANSWERS = frozenset(
    {
        *(Intent.YES, Intent.NO, Intent.NUMBER, Intent.LENGTH, Intent.DATE, Intent.TIME, Intent.OUTCOME),
        *(Intent.DIFFICULTY, Intent.WORDS, Intent.DONT_KNOW, Intent.NOTHING),
        *(Intent.OUT_OF_SCOPE, Intent.QUESTION, Intent.UNKNOWN),
    }
)
"""Intents that only an open question accepts."""

INTENTS_TO_KEEP = frozenset(
    {
        *(
            Intent.WORDS,
            Intent.NOTE,
            Intent.DOMAIN,
            Intent.OUTCOME,
            Intent.DIFFICULTY,
            Intent.NUMBER,
            Intent.DATE,
        ),
        *(Intent.LENGTH, Intent.TIME, Intent.SCHEDULE),
    }
)
"""Intents that bring something to save."""

LASTING = frozenset(
    {
        *(Intent.ERASE, Intent.FORGET, Intent.RETIRE, Intent.RENAME, Intent.UNSCHEDULE, Intent.SWITCH),
        *(
            Intent.NO_BREATHING,
            Intent.BREATHING,
            Intent.PREFER_PATTERN,
            Intent.PREFER_LENGTH,
            Intent.CUE,
            Intent.NO_CUE,
        ),
        *(Intent.NO_RATING, Intent.RATING, Intent.NO_CARDS, Intent.CARDS, Intent.MY_VOICE, Intent.ANY_VOICE),
        *(Intent.PAGE, Intent.SIGN_OUT),
    }
)
"""Intents that change something that stays: they need more than a likely reading."""

GOES_ABOUT = frozenset(
    {
        *(Intent.STOP, Intent.HELP, Intent.REPEAT, Intent.SKIP, Intent.BACK, Intent.WAIT, Intent.ENOUGH, Intent.WRONG),
        *(Intent.FORGET, Intent.READY, Intent.DONE, Intent.UNFINISHED, Intent.OBLIGED, Intent.ERASE, Intent.OPEN),
    }
)
"""Intents that are commands even while words are asked for."""

PLAYBACK_CONTROLS = frozenset(
    {
        *(Intent.WAIT, Intent.READY, Intent.STOP, Intent.ENOUGH, Intent.SKIP, Intent.BACK),
        *(Intent.RESTART, Intent.REPEAT),
    }
)
"""Intents that control breathing that a device leads by itself."""

PLAYBACK_STOPS = frozenset({Intent.WAIT, Intent.STOP, Intent.ENOUGH})
"""Intents that make it stop or pause, no matter who says them."""


@dataclass(frozen=True, slots=True)
class NluResult:
    """What was meant, and the values that were named.

    Args:
        intent: What was meant.
        words: The free text, if there is any; else the utterance behind the intent.
        number: A number; for a touch, how many cycles of breathing are done.
        seconds: A length of time.
        choice: An outcome or a difficulty.
        pattern: A breathing pattern's name, or a custom one, as 4-2-6-0.
        date: A partial date (see `skill.nlu.dates`), `TODAY`, or the words for a date.
        part: The part of the day that was said with the date: MO, AF, EV or NI.
        time: A time of day (15:00) or a part of it (MO, AF, EV, NI).
        utterance: All that was said, as far as the platform gives it; empty if it gives only an intent.
        certainty: How sure it is.
        second: The next likeliest intent, if it was told by likeness.
        named: What free text names, as it was said: a domain, a person, a quote, a step, a new name, a cue, a deed.
        is_cut: Whether it was too long, and this is only its beginning.
    """

    intent: Intent
    words: str | None = None
    number: int | None = None
    seconds: int | None = None
    choice: str | None = None
    pattern: str | None = None
    date: str | None = None
    part: str | None = None
    time: str | None = None
    utterance: str = field(default="", compare=False)
    certainty: Certainty = field(default=Certainty.CERTAIN, compare=False)
    second: Intent | None = field(default=None, compare=False)
    named: Mapping[str, str] = field(default_factory=dict, compare=False, hash=False)
    is_cut: bool = field(default=False, compare=False)

    @property
    def is_likely_wish(self) -> bool:
        """Whether it is a wish that was told by likeness."""
        return self.second is not None
