"""Hearing: what was meant, from the intent and the slots that the platform recognised.

Free text passes the same table of commands, numbers and non-answers whichever way it came: on some devices an open
question takes everything that is said, "stop" included.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from skill.breathing.patterns import SLOW, pattern_of
from skill.nlu.intents import TOUCH, Heard, Meaning
from skill.nlu.language import Language

_BREATH_IN = "BreatheInIntent"
"""How a pattern of one's own begins to be told."""
INTENTS: Mapping[str, Meaning] = {
    "LaunchRequest": Meaning.OPEN,
    "AMAZON.StopIntent": Meaning.STOP,
    "AMAZON.CancelIntent": Meaning.STOP,
    "AMAZON.NavigateHomeIntent": Meaning.STOP,
    "AMAZON.HelpIntent": Meaning.HELP,
    "AMAZON.RepeatIntent": Meaning.REPEAT,
    "AMAZON.FallbackIntent": Meaning.NOTHING,
    "AMAZON.YesIntent": Meaning.YES,
    "AMAZON.NoIntent": Meaning.NO,
    "AMAZON.NextIntent": Meaning.SKIP,
    "AMAZON.PreviousIntent": Meaning.BACK,
    "AMAZON.PauseIntent": Meaning.WAIT,
    "AMAZON.ResumeIntent": Meaning.READY,
    "AMAZON.StartOverIntent": Meaning.RESTART,
    "SkipIntent": Meaning.SKIP,
    "GoBackIntent": Meaning.BACK,
    "WaitIntent": Meaning.WAIT,
    "EnoughIntent": Meaning.ENOUGH,
    "ThatsWrongIntent": Meaning.WRONG,
    "ForgetThatIntent": Meaning.FORGET,
    "DontKnowIntent": Meaning.DONT_KNOW,
    "NumberIntent": Meaning.NUMBER,
    "LengthIntent": Meaning.LENGTH,
    "DateIntent": Meaning.DATE,
    "TimeIntent": Meaning.TIME,
    "OutcomeIntent": Meaning.OUTCOME,
    "DifficultyIntent": Meaning.DIFFICULTY,
    "AnswerIntent": Meaning.WORDS,
    "AnythingIntent": Meaning.WORDS,
    "WarmUpIntent": Meaning.WARM_UP,
    "WarmUpForIntent": Meaning.WARM_UP,
    "BreatheIntent": Meaning.BREATHE,
    _BREATH_IN: Meaning.BREATHE,
    "OnSoonIntent": Meaning.ON_SOON,
    "NoBreathingIntent": Meaning.NO_BREATHING,
    "BreathingIntent": Meaning.BREATHING,
    "HearEvidenceIntent": Meaning.EVIDENCE,
    "MoreIntent": Meaning.MORE,
    "SomethingElseIntent": Meaning.OTHER,
    "DoneIntent": Meaning.DONE,
    "DebriefIntent": Meaning.DEBRIEF,
    "ResumeDebriefIntent": Meaning.RESUME_DEBRIEF,
    "NoteIntent": Meaning.NOTE,
    "GettingReadyIntent": Meaning.DOMAIN,
    "ThingIntent": Meaning.DOMAIN,
    "AddSuccessIntent": Meaning.SUCCESS,
    "RestartIntent": Meaning.RESTART,
    "DeleteEverythingIntent": Meaning.ERASE,
    "DistressIntent": Meaning.DISTRESS,
    "UnwellIntent": Meaning.UNWELL,
    "HealthIntent": Meaning.HEALTH,
    "HoldsFineIntent": Meaning.HOLDS_FINE,
    "TryAgainIntent": Meaning.AGAIN,
    "FromEvidenceIntent": Meaning.RESUME_EVIDENCE,
    "BuildLadderIntent": Meaning.LADDER,
    "NextChallengeIntent": Meaning.CHALLENGE,
    "DidItIntent": Meaning.DID_IT,
    "HarderIntent": Meaning.HARDER,
    "EasierIntent": Meaning.EASIER,
    "StepBeforeIntent": Meaning.STEP_BEFORE,
    "ChangeStepIntent": Meaning.CHANGE_STEP,
    "ScheduleIntent": Meaning.SCHEDULE,
    "UnscheduleIntent": Meaning.UNSCHEDULE,
    "Connections.Response": Meaning.CONSENT,
    "PlaybackController.PlayCommandIssued": Meaning.READY,
    "PlaybackController.PauseCommandIssued": Meaning.WAIT,
    "PlaybackController.NextCommandIssued": Meaning.STOP,
    "PlaybackController.PreviousCommandIssued": Meaning.BACK,
    **{f"AudioPlayer.Playback{did}": Meaning.PLAYBACK for did in ("Started", "Stopped", "Finished", "Failed")},
    "ProgressIntent": Meaning.PROGRESS,
    "RateIntent": Meaning.RATE,
    "RoleModelIntent": Meaning.MODEL,
    "EncouragementIntent": Meaning.ENCOURAGEMENT,
    "SwitchIntent": Meaning.SWITCH,
    "RenameIntent": Meaning.RENAME,
    "RetireIntent": Meaning.RETIRE,
    "FlatIntent": Meaning.FLAT,
    "NervousIntent": Meaning.NERVOUS,
    "PreferPatternIntent": Meaning.PREFER_PATTERN,
    "PreferLengthIntent": Meaning.PREFER_LENGTH,
    "CueWordIntent": Meaning.CUE,
    "NoRatingIntent": Meaning.NO_RATING,
    "RatingIntent": Meaning.RATING,
    "NoCardsIntent": Meaning.NO_CARDS,
    "CardsIntent": Meaning.CARDS,
    "MyVoiceIntent": Meaning.MY_VOICE,
    "AnyVoiceIntent": Meaning.ANY_VOICE,
}
"""What each intent of the interaction models means. The carrier intents of a language, too, mean words."""

CUT = "cut"
"""The slot that is filled where what was said was too long, and only its beginning came."""
_WORDS = ("words", "anything", "said", "thing")
"""Slots that hold what was said, rather than what it stands for."""
_SLOTS = ("number", "length", "date", "outcome", "difficulty", "status")
_OF_LISTS = {"OutcomeIntent", "DifficultyIntent", "ThingIntent", "HealthIntent"}
"""Intents that are a list's value and nothing else: the platform gives them for words outside the list too."""
_TIME = re.compile(r"T?((?:MO|AF|EV|NI)$|(?:[01]\d|2[0-3]):[0-5]\d)")
_AMOUNT = r"(?:(\d{{1,9}}(?:[.,]\d{{1,9}})?){})?"
_DURATION = re.compile(
    rf"P(?=\d|T\d){''.join(map(_AMOUNT.format, 'YMWD'))}(?:T(?=\d){''.join(map(_AMOUNT.format, 'HMS'))})?"
)
_SECONDS = (31_536_000, 2_592_000, 604_800, 86_400, 3_600, 60, 1)
"""In a year, a month of thirty days, a week, a day, an hour, a minute and a second."""
_MOST_DIGITS = 9


def hear(language: Language, intent: str, slots: Mapping[str, str]) -> Heard | None:
    """Tell what an intent and its slots mean; `None` for a touch of something that is not known.

    Args:
        language: The language spoken.
        intent: The intent's name.
        slots: The values of its slots; `words` is free text, or what was said for a list that does not hold it;
            `said` is what was said for a value that its list does hold.
    """
    if intent == TOUCH:
        return _touched(slots)
    heard = _meant(language, intent, slots)
    carrier, words = language.carriers.get(intent, ""), next((slots[name] for name in _WORDS if slots.get(name)), "")
    return heard and replace(heard, said=f"{carrier} {words}".strip(), is_cut=bool(slots.get(CUT)))


def _meant(language: Language, intent: str, slots: Mapping[str, str]) -> Heard | None:
    carrier = language.carriers.get(intent)
    meaning = Meaning.WORDS if carrier is not None else INTENTS.get(intent)
    words = slots.get("words") or slots.get("anything")
    words = words if words and language.count(words) else None
    if meaning is None:
        return Heard(Meaning.UNKNOWN)
    if meaning is Meaning.WORDS or (words and intent in _OF_LISTS):
        heard = language.read(f"{carrier or ''} {words}") if words else Heard(Meaning.NOTHING)
        return _of_breathing(language, heard.meaning, words or "") if heard.meaning in _BREATHES else heard
    if words and intent == _BREATH_IN:
        words = f"{language.breath_lead} {words}"
        meaning = Meaning.PREFER_PATTERN if language.is_for_good(words) else meaning
    return _with_slots(language, meaning, words or slots.get("thing"), slots)


def _with_slots(language: Language, meaning: Meaning, words: str | None, slots: Mapping[str, str]) -> Heard:
    value = next((slots[name] for name in _SLOTS if slots.get(name)), None)
    match meaning:
        case Meaning.WARM_UP | Meaning.ON_SOON | Meaning.LENGTH | Meaning.BREATHE:
            seconds, pattern = iso_seconds(slots.get("length") or ""), slots.get("pattern")
            is_unread = seconds is None and bool(slots.get("length"))
            heard = _of_breathing(
                language, _WITHOUT_LENGTH.get(meaning, meaning) if is_unread else meaning, words or ""
            )
            heard = replace(heard, words=words, value=seconds or heard.value, pattern=pattern or heard.pattern)
            return _as_often(heard, whole(slots.get("number")))
        case Meaning.NUMBER:
            return Heard(meaning, None, number) if (number := whole(value)) is not None else Heard(Meaning.NOTHING)
        case Meaning.OUTCOME | Meaning.DIFFICULTY if value:
            return Heard(meaning, slots.get("said") or value, value)
        case Meaning.NOTE | Meaning.DOMAIN:
            return Heard(meaning, language.tidy(words)) if words else Heard(Meaning.NOTHING)
        case Meaning.DISTRESS:
            return Heard(meaning, language.words_of_distress)
        case Meaning.TIME | Meaning.SCHEDULE:
            time = _TIME.match(slots.get("time") or "")
            return Heard(meaning, words, slots.get("date"), time=time[1] if time else None)
        case Meaning.PREFER_PATTERN | Meaning.PREFER_LENGTH:
            return Heard(meaning, words, iso_seconds(value or ""), slots.get("pattern"))
        case Meaning.SWITCH | Meaning.RENAME | Meaning.RETIRE | Meaning.CUE:
            return Heard(meaning, language.tidy(words) if words else None)
    return Heard(meaning, None, value)


_WITHOUT_LENGTH = {Meaning.ON_SOON: Meaning.WARM_UP, Meaning.LENGTH: Meaning.NOTHING}
"""What is meant where a length of time was given and cannot be read."""


def _of_breathing(language: Language, meaning: Meaning, words: str) -> Heard:
    """Tell from words how long, in which pattern or how often somebody wants to breathe; or how soon they are on."""
    pattern = language.own_pattern(words) or language.pattern(words)
    if (left := language.seconds_left(words)) is not None:
        return Heard(Meaning.ON_SOON, words, left, pattern)
    times = language.times(words) if meaning is Meaning.BREATHE else None
    return _as_often(Heard(meaning, words, language.seconds_of_breathing(words), pattern), times)


def _as_often(heard: Heard, times: int | None) -> Heard:
    """Put how often it is to be breathed into how long that takes: "two sighs"."""
    if heard.value is not None or not times:
        return heard
    pattern = pattern_of(heard.pattern or "") or SLOW
    return replace(heard, value=times * pattern.cycle_ms // 1_000)


TOUCHES: Mapping[str, Meaning] = {
    "pause": Meaning.WAIT,
    "resume": Meaning.READY,
    "skip": Meaning.SKIP,
    "stop": Meaning.STOP,
}
"""What the buttons of a document mean."""


def _touched(slots: Mapping[str, str]) -> Heard | None:
    meaning = TOUCHES.get(slots.get("touch", ""))
    return Heard(meaning, value=whole(slots.get("at"))) if meaning else None


def whole(digits: str | None) -> int | None:
    """Return a whole number in digits; `None` of any other text, and of one that nobody means."""
    return int(digits) if digits and digits.isdecimal() and len(digits) <= _MOST_DIGITS else None


def iso_seconds(duration: str) -> int | None:
    """Return how many seconds an ISO 8601 duration is, rounded; `None` of any other text."""
    found = _DURATION.fullmatch(duration)
    if found is None:
        return None
    amounts = (float((amount or "0").replace(",", ".")) for amount in found.groups())
    return round(sum(amount * unit for amount, unit in zip(amounts, _SECONDS, strict=True)))


def _is_for_now(language: Language, words: str) -> bool:
    """Whether words that may be a wish for good ask for a breath: told in numbers, counted, or named and no more."""
    is_named = language.pattern(words) is not None and len(words.split()) <= _HARDLY_MORE
    return is_named or language.own_pattern(words) is not None or language.times(words) is not None


_HARDLY_MORE = 3
_BREATHES = {Meaning.WARM_UP, Meaning.BREATHE, Meaning.NERVOUS}
_PREFERS = {Meaning.PREFER_PATTERN, Meaning.PREFER_LENGTH}
_ASKED_FOR = {Meaning.CUE, Meaning.RENAME}


def outright(language: Language, heard: Heard) -> Heard:
    """Take free text for what it asks for outright, where the opening asked a question; else it stays what it is."""
    if heard.meaning is not Meaning.WORDS or not heard.words:
        return heard
    asked = language.outright(heard.words) or heard
    return _of_breathing(language, asked.meaning, heard.words) if asked.meaning in _BREATHES else asked


def wished(
    language: Language, heard: Heard, likely: Meaning | None = None, without: Collection[Meaning] = frozenset()
) -> Heard:
    """Take free text for what it most likely wishes for; words that wish for nothing stay what they are.

    "Can you …" is no answer to a question, and may well be a wish.
    """
    if heard.meaning not in {Meaning.WORDS, Meaning.DONT_KNOW} or not heard.words:
        return heard
    words = heard.words
    if likely is None and language.telling(words) != words:
        if language.is_told(words):
            return replace(heard, meaning=Meaning.NOTE)  # "tell ready room that I …", whatever it is
        likely = Meaning.DOMAIN if language.names_domain(words) else Meaning.NOTE
    if likely is None and (outcome := language.outcome_with_reason(words)):
        return Heard(Meaning.OUTCOME, words, outcome)
    wish = language.wish(words, likely, without)
    if language.own_pattern(words) and not language.is_for_good(words):
        wish = Meaning.BREATHE
    if wish is Meaning.NOTHING:
        return heard
    if wish in _ASKED_FOR:  # the words are the wish, and not what is wished
        return Heard(wish)
    if wish in _PREFERS and not language.is_for_good(words) and _is_for_now(language, words):
        wish = Meaning.BREATHE
    if wish in _BREATHES:
        return _of_breathing(language, wish, words)
    value = language.choice("outcome", words) if wish is Meaning.OUTCOME else language.seconds(words)
    return Heard(wish, words, value, language.own_pattern(words) or language.pattern(words))
