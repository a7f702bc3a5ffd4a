"""What a performer may mean."""

from dataclasses import dataclass, field
from enum import StrEnum


class Meaning(StrEnum):
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


ANSWERS = frozenset(
    {
        *(Meaning.YES, Meaning.NO, Meaning.NUMBER, Meaning.LENGTH, Meaning.DATE, Meaning.TIME, Meaning.OUTCOME),
        *(Meaning.DIFFICULTY, Meaning.WORDS, Meaning.DONT_KNOW, Meaning.NOTHING),
        Meaning.UNKNOWN,
    }
)
"""What only an open question can take."""

TELLING = frozenset(
    {
        *(
            Meaning.WORDS,
            Meaning.NOTE,
            Meaning.DOMAIN,
            Meaning.OUTCOME,
            Meaning.DIFFICULTY,
            Meaning.NUMBER,
            Meaning.DATE,
        ),
        *(Meaning.LENGTH, Meaning.TIME, Meaning.SCHEDULE),
    }
)
"""What tells something that has to be kept."""

TO_A_PLAYER = frozenset(
    {
        *(Meaning.WAIT, Meaning.READY, Meaning.STOP, Meaning.ENOUGH, Meaning.SKIP, Meaning.BACK),
        *(Meaning.RESTART, Meaning.REPEAT),
    }
)
"""What can be said to breathing that goes on by itself."""

TO_END = frozenset({Meaning.WAIT, Meaning.STOP, Meaning.ENOUGH})
"""What lets it stand still, whoever says it."""
TOUCH = "Alexa.Presentation.APL.UserEvent"
"""The intent of a turn in which nothing was said: the screen was touched."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was meant.

    Args:
        meaning: The kind of thing.
        words: The free text, as far as there is any; else the utterance that stands for the intent.
        value: A number, a length in seconds, a date (as Alexa gives it), an outcome or a difficulty.
        pattern: A breathing pattern's name, or somebody's own, as 4-2-6-0.
        time: A time of day (15:00) or a part of it (MO, AF, EV, NI), as Alexa gives it.
        said: All that was said, as far as the platform gives it; empty where it gives an intent alone.
        is_cut: Whether it was too long, and this is only its beginning.
    """

    meaning: Meaning
    words: str | None = None
    value: str | int | None = None
    pattern: str | None = None
    time: str | None = None
    said: str = field(default="", compare=False)
    is_cut: bool = field(default=False, compare=False)
