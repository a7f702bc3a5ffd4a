"""What a performer may mean."""

from dataclasses import dataclass, field
from enum import StrEnum


class Intent(StrEnum):
    """What a performer may mean.

    The first lines can be meant at any time, the next answer something, the last begin something.
    """

    STOP, HELP, REPEAT = "stop", "help", "repeat"
    SKIP, BACK, WAIT, ENOUGH, WRONG, FORGET, READY = "skip", "back", "wait", "enough", "wrong", "forget", "ready"

    YES, NO = "yes", "no"
    NUMBER, LENGTH, DATE, TIME = "number", "length", "date", "time"
    OUTCOME, DIFFICULTY = "outcome", "difficulty"
    WORDS = "words"
    DONT_KNOW = "dont-know"
    NOTHING = "nothing"
    """Something was said, but not what."""
    UNKNOWN = "unknown"
    """Something was said that the platform understands and the skill has nothing for: "loop this"."""

    OPEN = "open"
    WARM_UP, ON_SOON, NO_BREATHING, BREATHING = "warm-up", "on-soon", "no-breathing", "breathing"
    BREATHE = "breathe"
    PLAYBACK = "playback"
    """Nobody said anything: the device tells what a track does."""
    EVIDENCE, MORE, OTHER = "evidence", "more", "other"
    DONE, DEBRIEF, RESUME_DEBRIEF = "done", "debrief", "resume-debrief"
    NOTE, DOMAIN, SUCCESS = "note", "domain", "success"
    LADDER, CHALLENGE, DID_IT = "ladder", "challenge", "did-it"
    HARDER, EASIER, STEP_BEFORE, CHANGE_STEP = "harder", "easier", "step-before", "change-step"
    SCHEDULE, UNSCHEDULE, CONSENT = "schedule", "unschedule", "consent"
    PROGRESS, RATE, MODEL, ENCOURAGEMENT = "progress", "rate", "model", "encouragement"
    SWITCH, RENAME, RETIRE = "switch", "rename", "retire"
    FLAT, NERVOUS = "flat", "nervous"
    PREFER_PATTERN, PREFER_LENGTH, CUE = "prefer-pattern", "prefer-length", "cue"
    NO_RATING, RATING, NO_CARDS, CARDS = "no-rating", "rating", "no-cards", "cards"
    MY_VOICE, ANY_VOICE = "my-voice", "any-voice"
    DISTRESS = "distress"
    UNWELL = "unwell"
    """Dizzy, or worse: whatever is led stops."""
    HEALTH = "health"
    """A condition of theirs, for which a doctor comes before breathing exercises."""
    HOLDS_FINE = "holds-fine"
    """Breath may be held again."""
    ERASE, AGAIN, RESTART, RESUME_EVIDENCE = "erase", "again", "restart", "resume-evidence"


ONLY_ANSWERS = frozenset(
    {
        *(Intent.YES, Intent.NO, Intent.NUMBER, Intent.LENGTH, Intent.DATE, Intent.TIME, Intent.OUTCOME),
        *(Intent.DIFFICULTY, Intent.WORDS, Intent.DONT_KNOW, Intent.NOTHING),
        Intent.UNKNOWN,
    }
)
"""What only an open question can take."""

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
"""What tells something that has to be kept."""

PLAYBACK_CONTROLS = frozenset(
    {
        *(Intent.WAIT, Intent.READY, Intent.STOP, Intent.ENOUGH, Intent.SKIP, Intent.BACK),
        *(Intent.RESTART, Intent.REPEAT),
    }
)
"""What can be said to breathing that goes on by itself."""

PLAYBACK_STOPS = frozenset({Intent.WAIT, Intent.STOP, Intent.ENOUGH})
"""What lets it stand still, whoever says it."""


@dataclass(frozen=True, slots=True)
class NluResult:
    """What was meant, and what was named.

    Args:
        intent: What was meant.
        words: The free text, as far as there is any; else the utterance that stands for the intent.
        number: A number; with a touch, how many cycles of breathing are behind.
        seconds: A length of time.
        choice: An outcome or a difficulty.
        pattern: A breathing pattern's name, or a custom one, as 4-2-6-0.
        date: A partial date (see `skill.nlu.dates`), `TODAY`, or the words for a date.
        part: The part of the day that was said with the date: MO, AF, EV or NI.
        time: A time of day (15:00) or a part of it (MO, AF, EV, NI).
        utterance: All that was said, as far as the platform gives it; empty where it gives an intent alone.
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
    is_cut: bool = field(default=False, compare=False)
