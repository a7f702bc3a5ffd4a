"""Hearing: what was meant, from the intent and the slots that the platform recognised.

Free text passes the same table of commands, numbers and non-answers whichever way it came: on some devices an open
question takes everything that is said, "stop" included.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from skill.breathing.patterns import SLOW, pattern_of
from skill.nlu.intents import TOUCH, Intent, NluResult
from skill.nlu.language import Language

_BREATH_IN = "BreatheInIntent"
"""How a pattern of one's own begins to be told."""
INTENTS: Mapping[str, Intent] = {
    "LaunchRequest": Intent.OPEN,
    "AMAZON.StopIntent": Intent.STOP,
    "AMAZON.CancelIntent": Intent.STOP,
    "AMAZON.NavigateHomeIntent": Intent.STOP,
    "AMAZON.HelpIntent": Intent.HELP,
    "AMAZON.RepeatIntent": Intent.REPEAT,
    "AMAZON.FallbackIntent": Intent.NOTHING,
    "AMAZON.YesIntent": Intent.YES,
    "AMAZON.NoIntent": Intent.NO,
    "AMAZON.NextIntent": Intent.SKIP,
    "AMAZON.PreviousIntent": Intent.BACK,
    "AMAZON.PauseIntent": Intent.WAIT,
    "AMAZON.ResumeIntent": Intent.READY,
    "AMAZON.StartOverIntent": Intent.RESTART,
    "SkipIntent": Intent.SKIP,
    "GoBackIntent": Intent.BACK,
    "WaitIntent": Intent.WAIT,
    "EnoughIntent": Intent.ENOUGH,
    "ThatsWrongIntent": Intent.WRONG,
    "ForgetThatIntent": Intent.FORGET,
    "DontKnowIntent": Intent.DONT_KNOW,
    "NumberIntent": Intent.NUMBER,
    "LengthIntent": Intent.LENGTH,
    "DateIntent": Intent.DATE,
    "TimeIntent": Intent.TIME,
    "OutcomeIntent": Intent.OUTCOME,
    "DifficultyIntent": Intent.DIFFICULTY,
    "AnswerIntent": Intent.WORDS,
    "AnythingIntent": Intent.WORDS,
    "WarmUpIntent": Intent.WARM_UP,
    "WarmUpForIntent": Intent.WARM_UP,
    "BreatheIntent": Intent.BREATHE,
    _BREATH_IN: Intent.BREATHE,
    "OnSoonIntent": Intent.ON_SOON,
    "NoBreathingIntent": Intent.NO_BREATHING,
    "BreathingIntent": Intent.BREATHING,
    "HearEvidenceIntent": Intent.EVIDENCE,
    "MoreIntent": Intent.MORE,
    "SomethingElseIntent": Intent.OTHER,
    "DoneIntent": Intent.DONE,
    "DebriefIntent": Intent.DEBRIEF,
    "ResumeDebriefIntent": Intent.RESUME_DEBRIEF,
    "NoteIntent": Intent.NOTE,
    "GettingReadyIntent": Intent.DOMAIN,
    "ThingIntent": Intent.DOMAIN,
    "AddSuccessIntent": Intent.SUCCESS,
    "RestartIntent": Intent.RESTART,
    "DeleteEverythingIntent": Intent.ERASE,
    "DistressIntent": Intent.DISTRESS,
    "UnwellIntent": Intent.UNWELL,
    "HealthIntent": Intent.HEALTH,
    "HoldsFineIntent": Intent.HOLDS_FINE,
    "TryAgainIntent": Intent.AGAIN,
    "FromEvidenceIntent": Intent.RESUME_EVIDENCE,
    "BuildLadderIntent": Intent.LADDER,
    "NextChallengeIntent": Intent.CHALLENGE,
    "DidItIntent": Intent.DID_IT,
    "HarderIntent": Intent.HARDER,
    "EasierIntent": Intent.EASIER,
    "StepBeforeIntent": Intent.STEP_BEFORE,
    "ChangeStepIntent": Intent.CHANGE_STEP,
    "ScheduleIntent": Intent.SCHEDULE,
    "UnscheduleIntent": Intent.UNSCHEDULE,
    "Connections.Response": Intent.CONSENT,
    "PlaybackController.PlayCommandIssued": Intent.READY,
    "PlaybackController.PauseCommandIssued": Intent.WAIT,
    "PlaybackController.NextCommandIssued": Intent.STOP,
    "PlaybackController.PreviousCommandIssued": Intent.BACK,
    **{f"AudioPlayer.Playback{did}": Intent.PLAYBACK for did in ("Started", "Stopped", "Finished", "Failed")},
    "ProgressIntent": Intent.PROGRESS,
    "RateIntent": Intent.RATE,
    "RoleModelIntent": Intent.MODEL,
    "EncouragementIntent": Intent.ENCOURAGEMENT,
    "SwitchIntent": Intent.SWITCH,
    "RenameIntent": Intent.RENAME,
    "RetireIntent": Intent.RETIRE,
    "FlatIntent": Intent.FLAT,
    "NervousIntent": Intent.NERVOUS,
    "PreferPatternIntent": Intent.PREFER_PATTERN,
    "PreferLengthIntent": Intent.PREFER_LENGTH,
    "CueWordIntent": Intent.CUE,
    "NoRatingIntent": Intent.NO_RATING,
    "RatingIntent": Intent.RATING,
    "NoCardsIntent": Intent.NO_CARDS,
    "CardsIntent": Intent.CARDS,
    "MyVoiceIntent": Intent.MY_VOICE,
    "AnyVoiceIntent": Intent.ANY_VOICE,
}
"""What each intent of the interaction models means. The carrier intents of a language, too, mean words."""

CUT = "cut"
"""The slot that is filled where what was said was too long, and only its beginning came."""
_WORDS = ("words", "anything", "said", "thing")
"""Slots that hold what was said, rather than what it stands for."""
_SLOTS = ("number", "length", "date", "outcome", "difficulty", "status")
_LIST_INTENTS = {"OutcomeIntent", "DifficultyIntent", "ThingIntent", "HealthIntent"}
"""Intents that are a list's value and nothing else: the platform gives them for words outside the list too."""
_TIME = re.compile(r"T?((?:MO|AF|EV|NI)$|(?:[01]\d|2[0-3]):[0-5]\d)")
_AMOUNT = r"(?:(\d{{1,9}}(?:[.,]\d{{1,9}})?){})?"
_DURATION = re.compile(
    rf"P(?=\d|T\d){''.join(map(_AMOUNT.format, 'YMWD'))}(?:T(?=\d){''.join(map(_AMOUNT.format, 'HMS'))})?"
)
_SECONDS = (31_536_000, 2_592_000, 604_800, 86_400, 3_600, 60, 1)
"""In a year, a month of thirty days, a week, a day, an hour, a minute and a second."""
_MOST_DIGITS = 9


def understand(language: Language, intent: str, slots: Mapping[str, str]) -> NluResult | None:
    """Tell what an intent and its slots mean; `None` for a touch of something that is not known.

    Args:
        language: The language spoken.
        intent: The intent's name.
        slots: The values of its slots; `words` is free text, or what was said for a list that does not hold it;
            `said` is what was said for a value that its list does hold.
    """
    if intent == TOUCH:
        return _from_touch(slots)
    heard = _from_intent(language, intent, slots)
    carrier, words = language.carriers.get(intent, ""), next((slots[name] for name in _WORDS if slots.get(name)), "")
    return heard and replace(heard, utterance=f"{carrier} {words}".strip(), is_cut=bool(slots.get(CUT)))


def _from_intent(language: Language, intent: str, slots: Mapping[str, str]) -> NluResult | None:
    carrier = language.carriers.get(intent)
    meaning = Intent.WORDS if carrier is not None else INTENTS.get(intent)
    words = slots.get("words") or slots.get("anything")
    words = words if words and language.word_count(words) else None
    if meaning is None:
        return NluResult(Intent.UNKNOWN)
    if meaning is Intent.WORDS or (words and intent in _LIST_INTENTS):
        heard = language.read(f"{carrier or ''} {words}") if words else NluResult(Intent.NOTHING)
        return _breathing_request(language, heard.intent, words or "") if heard.intent in _BREATHES else heard
    if words and intent == _BREATH_IN:
        words = f"{language.breath_lead} {words}"
        meaning = Intent.PREFER_PATTERN if language.is_lasting(words) else meaning
    return _from_slots(language, meaning, words or slots.get("thing"), slots)


def _from_slots(language: Language, meaning: Intent, words: str | None, slots: Mapping[str, str]) -> NluResult:
    value = next((slots[name] for name in _SLOTS if slots.get(name)), None)
    match meaning:
        case Intent.WARM_UP | Intent.ON_SOON | Intent.LENGTH | Intent.BREATHE:
            seconds, pattern = parse_duration(slots.get("length") or ""), slots.get("pattern")
            is_unread = seconds is None and bool(slots.get("length"))
            heard = _breathing_request(
                language, _WITHOUT_LENGTH.get(meaning, meaning) if is_unread else meaning, words or ""
            )
            heard = replace(heard, words=words, value=seconds or heard.value, pattern=pattern or heard.pattern)
            return _with_repetitions(heard, parse_count(slots.get("number")))
        case Intent.NUMBER:
            return (
                NluResult(meaning, None, number)
                if (number := parse_count(value)) is not None
                else NluResult(Intent.NOTHING)
            )
        case Intent.OUTCOME | Intent.DIFFICULTY if value:
            return NluResult(meaning, slots.get("said") or value, value)
        case Intent.NOTE | Intent.DOMAIN:
            return NluResult(meaning, language.tidy(words)) if words else NluResult(Intent.NOTHING)
        case Intent.DISTRESS:
            return NluResult(meaning, language.distress_words)
        case Intent.TIME | Intent.SCHEDULE:
            time = _TIME.match(slots.get("time") or "")
            return NluResult(meaning, words, slots.get("date"), time=time[1] if time else None)
        case Intent.PREFER_PATTERN | Intent.PREFER_LENGTH:
            return NluResult(meaning, words, parse_duration(value or ""), slots.get("pattern"))
        case Intent.SWITCH | Intent.RENAME | Intent.RETIRE | Intent.CUE:
            return NluResult(meaning, language.tidy(words) if words else None)
    return NluResult(meaning, None, value)


_WITHOUT_LENGTH = {Intent.ON_SOON: Intent.WARM_UP, Intent.LENGTH: Intent.NOTHING}
"""What is meant where a length of time was given and cannot be read."""


def _breathing_request(language: Language, meaning: Intent, words: str) -> NluResult:
    """Tell from words how long, in which pattern or how often somebody wants to breathe; or how soon they are on."""
    pattern = language.custom_pattern(words) or language.named_pattern(words)
    if (left := language.seconds_left(words)) is not None:
        return NluResult(Intent.ON_SOON, words, left, pattern)
    times = language.repetitions(words) if meaning is Intent.BREATHE else None
    return _with_repetitions(NluResult(meaning, words, language.breathing_seconds(words), pattern), times)


def _with_repetitions(heard: NluResult, times: int | None) -> NluResult:
    """Put how often it is to be breathed into how long that takes: "two sighs"."""
    if heard.value is not None or not times:
        return heard
    pattern = pattern_of(heard.pattern or "") or SLOW
    return replace(heard, value=times * pattern.cycle_ms // 1_000)


TOUCHES: Mapping[str, Intent] = {
    "pause": Intent.WAIT,
    "resume": Intent.READY,
    "skip": Intent.SKIP,
    "stop": Intent.STOP,
}
"""What the buttons of a document mean."""


def _from_touch(slots: Mapping[str, str]) -> NluResult | None:
    meaning = TOUCHES.get(slots.get("touch", ""))
    return NluResult(meaning, value=parse_count(slots.get("at"))) if meaning else None


def parse_count(digits: str | None) -> int | None:
    """Return a whole number in digits; `None` of any other text, and of one that nobody means."""
    return int(digits) if digits and digits.isdecimal() and len(digits) <= _MOST_DIGITS else None


def parse_duration(duration: str) -> int | None:
    """Return how many seconds an ISO 8601 duration is, rounded; `None` of any other text."""
    found = _DURATION.fullmatch(duration)
    if found is None:
        return None
    amounts = (float((amount or "0").replace(",", ".")) for amount in found.groups())
    return round(sum(amount * unit for amount, unit in zip(amounts, _SECONDS, strict=True)))


def _is_for_now(language: Language, words: str) -> bool:
    """Whether words that may be a wish for good ask for a breath: told in numbers, counted, or named and no more."""
    is_named = language.named_pattern(words) is not None and len(words.split()) <= _HARDLY_MORE
    return is_named or language.custom_pattern(words) is not None or language.repetitions(words) is not None


_HARDLY_MORE = 3
_BREATHES = {Intent.WARM_UP, Intent.BREATHE, Intent.NERVOUS}
_PREFERS = {Intent.PREFER_PATTERN, Intent.PREFER_LENGTH}
_ASKS_FOR_VALUE = {Intent.CUE, Intent.RENAME}


def explicit_request(language: Language, heard: NluResult) -> NluResult:
    """Take free text for what it asks for outright, where the opening asked a question; else it stays what it is."""
    if heard.intent is not Intent.WORDS or not heard.words:
        return heard
    asked = language.explicit_request(heard.words) or heard
    return _breathing_request(language, asked.intent, heard.words) if asked.intent in _BREATHES else asked


def classify(
    language: Language, heard: NluResult, likely: Intent | None = None, without: Collection[Intent] = frozenset()
) -> NluResult:
    """Take free text for what it most likely wishes for; words that wish for nothing stay what they are.

    "Can you …" is no answer to a question, and may well be a wish.
    """
    if heard.intent not in {Intent.WORDS, Intent.DONT_KNOW} or not heard.words:
        return heard
    words = heard.words
    if likely is None and language.statement(words) != words:
        if language.is_statement(words):
            return replace(heard, intent=Intent.NOTE)  # "tell ready room that I …", whatever it is
        likely = Intent.DOMAIN if language.names_domain(words) else Intent.NOTE
    if likely is None and (outcome := language.explained_outcome(words)):
        return NluResult(Intent.OUTCOME, words, outcome)
    wish = language.classify(words, likely, without)
    if language.custom_pattern(words) and not language.is_lasting(words):
        wish = Intent.BREATHE
    if wish is Intent.NOTHING:
        return heard
    if wish in _ASKS_FOR_VALUE:  # the words are the wish, and not what is wished
        return NluResult(wish)
    if wish in _PREFERS and not language.is_lasting(words) and _is_for_now(language, words):
        wish = Intent.BREATHE
    if wish in _BREATHES:
        return _breathing_request(language, wish, words)
    value = language.choice("outcome", words) if wish is Intent.OUTCOME else language.seconds(words)
    return NluResult(wish, words, value, language.custom_pattern(words) or language.named_pattern(words))
