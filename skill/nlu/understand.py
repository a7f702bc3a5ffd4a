"""Understands a dialog act.

Free text passes the same table of commands, numbers and non-answers however it arrived: on some devices an open
question takes everything that is said, "stop" included.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from skill.breathing.patterns import SLOW, pattern_of
from skill.nlu.act import DialogAct
from skill.nlu.certainty import Certainty
from skill.nlu.classifier import Reading, certainly
from skill.nlu.intents import ONLY_ANSWERS, Intent, NluResult
from skill.nlu.language import Language

_SOON = 600
"""In seconds: with more time than this, a warm-up need not be any shorter."""
_GRAVE = {Intent.DISTRESS, Intent.HEALTH, Intent.ERASE}
"""What is heard only where it is certain."""
_NO_WISHES = {Intent.OUT_OF_SCOPE, Intent.QUESTION, Intent.HELP, Intent.STOP, Intent.REPEAT}
_LONGEST_BARE_REQUEST = 6
_LONGEST_BARE_NAME = 3
"""In words: a pattern's name and hardly anything else."""
_BREATHES = {Intent.WARM_UP, Intent.BREATHE, Intent.NERVOUS}
_PREFERS = {Intent.PREFER_PATTERN, Intent.PREFER_LENGTH}
_AHEAD, _FAR_AHEAD, _BEYOND_DOUBT = 0.3, 0.6, 1.0
"""By how much a meaning besides an answer has to be ahead, the more the likelier the words are one; see `_needed`."""
_HARDLY_AHEAD, _CLEARLY = 0.35, 1.3
"""By how little an answer may be ahead, and by how much a wish has to be, for that wish to be heard in its place."""
_HOW_IT_WENT = "outcome?"
_ASKS_FOR_DEED = frozenset({"worked?", "success?"})
_ASKS_FOR_MEANS = frozenset({"worked?", "plan?"})
"""Questions that something of the skill's own answers: "two minutes of slow breathing"."""
_NAME_ONE_OF_SOME = frozenset({"difficulty?", "rating?", "day?", "time?", "offer?", "delete?"})
"""Questions whose answer is one of a few, or has a grammar of its own; to the others any words may be an answer."""
_VALUES_READ = frozenset({Intent.NUMBER, Intent.TIME, Intent.DATE})
"""What a few words of free text say that hold a value."""
_WORDS = frozenset({Intent.WORDS})
ANSWERS: Mapping[str, frozenset[Intent]] = {
    **dict.fromkeys(("worked?", "tells?", "plan?", "goal?", "step?", "who?", "success?"), _WORDS),
    "domain?": frozenset({Intent.WORDS, Intent.DOMAIN}),
    "outcome?": frozenset({Intent.OUTCOME}),
    "difficulty?": frozenset({Intent.DIFFICULTY}),
    "rating?": frozenset({Intent.NUMBER}),
    "when?": frozenset({Intent.DATE}),
    "day?": frozenset({Intent.DATE}),
    "time?": frozenset({Intent.TIME}),
    "offer?": frozenset({Intent.YES, Intent.NO}),
    "delete?": frozenset({Intent.NO}),
}
"""What answers each kind of question, as the examples call it."""
_LEAVES_AS_IT_IS = frozenset(
    {
        *(Intent.NO, Intent.WAIT, Intent.REPEAT, Intent.HELP, Intent.DONT_KNOW, Intent.SKIP, Intent.STOP),
        *(Intent.ENOUGH, Intent.QUESTION, Intent.OUT_OF_SCOPE, Intent.DISTRESS, Intent.HEALTH),
    }
)
"""What may be read in words at a question whose yes deletes something: never that yes, nor what begins anything."""
_FEWEST_WORDS = 3
"""Fewer words than these may be any answer, unless they are something else beyond doubt."""
_ABOUT_QUESTION = frozenset(
    {
        *(Intent.QUESTION, Intent.OUT_OF_SCOPE, Intent.WAIT, Intent.SKIP, Intent.DONT_KNOW, Intent.REPEAT),
        *(Intent.HELP, Intent.STOP, Intent.ENOUGH, Intent.BACK, Intent.WRONG, Intent.UNFINISHED),
    }
)
"""What is said to the question, or to nobody here."""
_ASIDES = _ABOUT_QUESTION | {Intent.HEALTH, Intent.DISTRESS}
"""What is no answer and begins nothing else."""
_TELLS_HOW_IT_WENT = frozenset({Intent.OUTCOME, Intent.DEBRIEF, Intent.SUCCESS, Intent.NOTE})
_OF_PERFORMANCE = frozenset({Intent.OUTCOME, Intent.DEBRIEF, Intent.DID_IT})
"""Intents of whoever tells of a performance or a challenge as a whole."""
_NEARLY_THE_SAME = (
    {Intent.WARM_UP, Intent.ON_SOON, Intent.NERVOUS},
    {Intent.BREATHE, Intent.PREFER_PATTERN, Intent.PREFER_LENGTH},
    {Intent.DEBRIEF, Intent.OUTCOME, Intent.DID_IT},
    {Intent.LADDER, Intent.CHALLENGE},
    {Intent.EASIER, Intent.STEP_BEFORE},
    {Intent.EVIDENCE, Intent.MORE, Intent.OTHER},
    {Intent.NOTE, Intent.SUCCESS},
)
"""Wishes that lead to nearly the same, so that it is not worth a question which one was meant."""
_FEWEST_TOLD = 4
"""In words: the shortest deed that is told from a wish by its form alone."""
_NEVER_TOLD = frozenset(
    {
        *(Intent.EVIDENCE, Intent.MORE, Intent.OTHER, Intent.WARM_UP, Intent.RESTART, Intent.LENGTH, Intent.BREATHE),
        *(Intent.PREFER_LENGTH, Intent.PREFER_PATTERN, Intent.BREATHING, Intent.NO_BREATHING, Intent.PLAYBACK),
        *(Intent.RATING, Intent.NO_RATING, Intent.RATE, Intent.SLOWER, Intent.USUAL_SPEED, Intent.VOLUME),
        *(Intent.LADDER, Intent.CHALLENGE, Intent.HARDER, Intent.EASIER, Intent.STEP_BEFORE, Intent.PROGRESS),
        *(Intent.CUE, Intent.NO_CUE, Intent.CARDS, Intent.NO_CARDS, Intent.RESUME_EVIDENCE, Intent.RESUME_DEBRIEF),
        *(Intent.REPEAT, Intent.SKIP, Intent.HELP, Intent.READY, Intent.OPEN, Intent.BACK, Intent.WRONG),
        Intent.CHANGE_STEP,
    }
)
"""Wishes that nobody tells as a deed of their own in the past: "I kept breathing", "I slowed down"."""
_A_WORD_OR_TWO = 2
_VALUES = {Intent.CUE: "cue", Intent.RENAME: "new"}
"""Wishes whose words are a value, and the kind of it."""
_OF_A_DOMAIN = {Intent.SWITCH, Intent.RETIRE}
"""Wishes whose words are the name of a domain, if they name one."""


def understand(language: Language, act: DialogAct) -> NluResult:
    """Return what a dialog act means.

    Args:
        language: The language spoken.
        act: What was said, touched or pressed.
    """
    if act.is_touch:
        return NluResult(act.intent, number=act.number)
    is_part = act.intent is Intent.BREATHE and not act.words  # of "lead me through box breathing" only "box" is told
    utterance = "" if is_part else f"{act.carrier} {act.words or act.spoken}".strip()
    return replace(_understood(language, act), utterance=utterance, is_cut=act.is_cut)


def _understood(language: Language, act: DialogAct) -> NluResult:
    words = act.words if language.word_count(act.words) else ""
    full = f"{act.carrier} {words}".strip() if words else ""
    match act.intent:
        case Intent.WORDS:
            return _free_text(language, full, words)
        case Intent.BREATHE if full and _is_kept(language, full):
            pattern = language.without_holds(full, act.pattern)
            return NluResult(Intent.PREFER_PATTERN, full, seconds=act.seconds, pattern=pattern)
        case Intent.WARM_UP | Intent.ON_SOON | Intent.LENGTH | Intent.BREATHE:
            request = _breathing_request(language, act.intent, full)
            seconds, pattern = act.seconds or request.seconds, act.pattern or request.pattern
            known = replace(request, words=full or None, seconds=seconds, pattern=pattern)
            return _with_repetitions(known, act.number)
        case Intent.RATE:
            return NluResult(act.intent, number=act.number)
        case Intent.NUMBER:
            return NluResult(Intent.NOTHING if act.number is None else act.intent, number=act.number)
        case Intent.OUTCOME | Intent.DIFFICULTY:
            return NluResult(act.intent, (act.spoken or act.choice) if act.choice else None, choice=act.choice)
        case Intent.NOTE if words and _titles_pattern(language, words):
            return NluResult(Intent.PREFER_PATTERN, words, pattern=language.pattern(words))
        case Intent.NOTE | Intent.DOMAIN:
            return NluResult(act.intent, language.tidy(words)) if words else NluResult(Intent.NOTHING)
        case Intent.DISTRESS:
            return NluResult(act.intent, language.distress_words)
        case Intent.TIME | Intent.SCHEDULE:
            return NluResult(act.intent, words or None, date=act.date, part=act.part, time=act.time)
        case Intent.PREFER_PATTERN | Intent.PREFER_LENGTH:
            return NluResult(act.intent, words or None, seconds=act.seconds, pattern=act.pattern)
        case Intent.SWITCH | Intent.RENAME | Intent.RETIRE | Intent.CUE:
            is_value = bool(words) and not language.calls_wrong(words, "value")
            return NluResult(act.intent, language.tidy(words) if is_value else None)
    return NluResult(act.intent, date=act.date, part=act.part)


def _free_text(language: Language, full: str, words: str) -> NluResult:
    """Understand free text with its carrier; what it says about breathing is read from the words alone."""
    result = language.read(full) if full else NluResult(Intent.NOTHING)
    return _breathing_request(language, result.intent, words) if result.intent in _BREATHES else result


def _breathing_request(language: Language, intent: Intent, words: str) -> NluResult:
    """Read from words how long, in which pattern or how often to breathe; or how soon the performer is on."""
    pattern = language.pattern(words)
    left = language.seconds_left(words)
    if left is not None and (left <= _SOON or intent is Intent.ON_SOON):
        return NluResult(Intent.ON_SOON, words, seconds=left, pattern=pattern)
    if left is not None:
        return NluResult(Intent.WARM_UP if intent is Intent.BREATHE else intent, words, pattern=pattern)
    request = NluResult(intent, words, seconds=language.breathing_seconds(words), pattern=pattern)
    return _with_repetitions(request, language.repetitions(words) if intent is Intent.BREATHE else None)


def _with_repetitions(request: NluResult, times: int | None) -> NluResult:
    """Turn the number of breaths into a length of time: "two sighs"."""
    if request.seconds is not None or not times:
        return request
    pattern = pattern_of(request.pattern or "") or SLOW
    return replace(request, seconds=times * pattern.cycle_ms // 1_000)


def _is_for_now(language: Language, words: str) -> bool:
    """Whether words that may set a preference ask to breathe now: with lengths, a number of breaths, or just a name."""
    is_bare = len(words.split()) <= _LONGEST_BARE_NAME or language.excludes_holds(words)
    is_named = language.named_pattern(words) is not None and is_bare
    return is_named or language.custom_pattern(words) is not None or language.repetitions(words) is not None


def _is_kept(language: Language, words: str) -> bool:
    """Whether words ask to keep a pattern or a length: from now on, or under a name."""
    return language.is_lasting(words) or language.pattern_title(words) is not None


def urgent_request(language: Language, words: str) -> NluResult | None:
    """Return what somebody asks for who is about to go on, whatever else they were asked; `None` for other words."""
    left = language.seconds_left(words)
    is_on_soon = left is not None and left <= _SOON and language.tells_when_on(words)
    if is_on_soon or language.is_called_up(words):
        return NluResult(Intent.ON_SOON, words, seconds=left)
    return NluResult(Intent.WARM_UP, words) if language.is_urgent(words) else None


def _titles_pattern(language: Language, words: str) -> bool:
    """Whether words give a name to a pattern and tell no deed: "my pattern as tide, in for two, out for five"."""
    is_titled = language.custom_pattern(words) is not None and language.pattern_title(words) is not None
    return is_titled and not language.mentions_deed(words)


def _wish(
    language: Language, words: str, likely: Intent | None, without: Collection[Intent], own: Collection[str]
) -> Reading:
    """Return the reading of a wish: what was asked for is likely, unless something else is meant beyond doubt."""
    plain = language.wish(words, None, without, own)
    return plain if likely is None or plain.ahead >= _BEYOND_DOUBT else language.wish(words, likely, without, own)


def explicit_request(language: Language, result: NluResult) -> NluResult:
    """Return what free text explicitly requests, where the launch asked a question; else the result unchanged."""
    if result.intent is not Intent.WORDS or not result.words:
        return result
    request = language.explicit_request(result.words) or result
    if _titles_pattern(language, result.words):
        return NluResult(Intent.PREFER_PATTERN, result.words, pattern=language.pattern(result.words))
    is_bare = language.word_count(result.words) <= _LONGEST_BARE_REQUEST
    if is_bare and language.named_pattern(result.words) and language.excludes_holds(result.words):
        return as_wish(language, certainly(Intent.BREATHE), result.words)
    return _breathing_request(language, request.intent, result.words) if request.intent in _BREATHES else request


def heard_in_question(
    language: Language, result: NluResult, situation: str, own: Collection[str], *, is_answer: bool
) -> NluResult:
    """Return what free text means while a question is open: an answer, or something else.

    Args:
        language: The language spoken.
        result: What was understood.
        situation: The kind of question that is open, as the examples call it.
        own: The names of what the performer gets ready for.
        is_answer: Whether the words can be an answer to it.
    """
    words = result.words or result.utterance
    if not words:
        return result
    if situation in _ASKS_FOR_MEANS and language.names_means(words):
        return replace(result, intent=Intent.WORDS, certainty=Certainty.CERTAIN)
    return _read_in_question(language, result, words, situation, own, is_answer=is_answer)


def _read_in_question(
    language: Language, result: NluResult, words: str, situation: str, own: Collection[str], *, is_answer: bool
) -> NluResult:
    reading, expected = language.reading(words, situation, own), ANSWERS[situation]
    if result.intent in _VALUES_READ and (reading.ahead < _FAR_AHEAD or reading.intent not in _ASIDES):
        return result
    if (wish := _clear_wish(language, reading, words, situation, own)) is not None:
        return wish
    if reading.certainty is Certainty.UNSURE or _is_out_of_place(language, reading, words, situation):
        return result
    if reading.intent in expected:
        if situation == _HOW_IT_WENT and _is_read_better(language, reading, words):
            return NluResult(Intent.OUTCOME, words, choice=reading.choice)
        if result.intent is Intent.DONT_KNOW and not language.tells_deed(words):
            return result  # a phrase says so: "nothing worked, I walked home"
        if Intent.WORDS in expected or is_answer:
            return replace(result, intent=Intent.WORDS, certainty=reading.certainty)
        return _answered(language, result, reading, words)
    if situation == "offer?" and reading.intent is Intent.DIFFICULTY and reading.choice:
        return NluResult(Intent.DIFFICULTY, words, choice=reading.choice)
    if reading.intent in ONLY_ANSWERS - _ASIDES - ({Intent.OUTCOME} if situation == "goal?" else set()):
        return result
    if reading.ahead < _needed(language, words, situation, reading.intent, is_answer=is_answer):
        return result
    if reading.intent in _ASIDES:
        return NluResult(reading.intent, words, certainty=reading.certainty)
    wish = as_wish(language, reading, words, own)
    return replace(wish, certainty=_certainty(language, reading, wish, words), second=reading.second)


def _is_out_of_place(language: Language, reading: Reading, words: str, situation: str) -> bool:
    """Whether a reading is none for a question whose yes deletes, or for an offer at which a deed is told."""
    if situation == "delete?":
        return reading.intent not in _LEAVES_AS_IT_IS
    return situation == "offer?" and reading.intent not in _GRAVE and tells_own_deed(language, words)


def _clear_wish(
    language: Language, reading: Reading, words: str, situation: str, own: Collection[str]
) -> NluResult | None:
    """Return what is wished where a deed is asked for and none is told, if words can hardly mean anything else."""
    is_answer = reading.intent is Intent.WORDS and reading.ahead >= _HARDLY_AHEAD
    if situation not in _ASKS_FOR_DEED or is_answer or language.tells_deed(words):
        return None
    if language.word_count(words) < _FEWEST_WORDS or language.is_put_as_answer(words, situation):
        return None
    wish = language.wish(words, own=own)
    if wish.ahead < _CLEARLY or wish.intent in _TELLS_HOW_IT_WENT or wish.intent in _GRAVE:
        return None
    if wish.intent in _ASIDES:
        return NluResult(wish.intent, words, certainty=wish.certainty)
    return replace(as_wish(language, wish, words, own), second=wish.second)


def _is_read_better(language: Language, reading: Reading, words: str) -> bool:
    """Whether the reading knows an outcome that no phrase tells, or a sentence says another one: "no, it went well"."""
    told = language.choice("outcome", words)
    is_sentence = language.word_count(words) > _FEWEST_WORDS
    if reading.choice is None or reading.ahead < (_FAR_AHEAD if is_sentence else _AHEAD):
        return False
    return told is None or (told != reading.choice and is_sentence)


def _needed(language: Language, words: str, situation: str, intent: Intent, *, is_answer: bool) -> float:
    """Return by how much a meaning besides an answer has to be ahead to count."""
    if situation in _NAME_ONE_OF_SOME:
        return _FAR_AHEAD if is_answer else _AHEAD
    is_told = language.choice("outcome", words) is not None if situation == _HOW_IT_WENT else language.tells_deed(words)
    is_told = is_told and intent is not Intent.DONT_KNOW  # "I haven't done anything like it"
    if language.word_count(words) < _FEWEST_WORDS or is_told or language.is_put_as_answer(words, situation):
        return _BEYOND_DOUBT
    return _AHEAD if intent in _ABOUT_QUESTION - {Intent.WAIT} else _FAR_AHEAD  # "hold 280 watts"


def _answered(language: Language, result: NluResult, reading: Reading, words: str) -> NluResult:
    """Return the answer that a sentence is read as, though no phrase says so; the result, if its value is not told."""
    match reading.intent:
        case Intent.OUTCOME | Intent.DIFFICULTY:
            return NluResult(reading.intent, words, choice=reading.choice) if reading.choice else result
        case Intent.NUMBER if reading.ahead >= _FAR_AHEAD and not language.tells_deed(words):
            number = language.told_rating(words)
            return result if number is None else NluResult(Intent.NUMBER, words, number)
        case Intent.YES | Intent.NO | Intent.DATE:
            return NluResult(reading.intent, words)
    return result


def classify(
    language: Language,
    result: NluResult,
    likely: Intent | None = None,
    without: Collection[Intent] = frozenset(),
    own: Collection[str] = (),
) -> NluResult:
    """Return what free text most likely requests; if that is nothing, the result unchanged.

    Args:
        language: The language spoken.
        result: What was understood. "Can you …" is a non-answer, but may well be a request.
        likely: The intent that the skill asked for, if any.
        without: Intents that are ruled out.
        own: The names of what the performer gets ready for.
    """
    if result.intent not in {Intent.WORDS, Intent.DONT_KNOW} or not result.words:
        return result
    words = result.words
    reading = _wish(language, words, likely, without, own)
    is_elsewhere = reading.intent is Intent.OUT_OF_SCOPE and reading.ahead >= _BEYOND_DOUBT
    if likely in {None, Intent.DOMAIN} and language.statement(words) != words and not is_elsewhere:
        if language.is_statement(words) and (likely is None or language.mentions_deed(words)):
            return replace(result, intent=Intent.NOTE)  # "tell ready room that I …", whatever follows
        if likely is None and language.names_domain(words):
            likely = Intent.DOMAIN
            reading = language.wish(words, likely, without, own)
    outcome = language.explained_outcome(words) or _bare_outcome(language, words)
    if likely is None and outcome and not is_elsewhere:
        return NluResult(Intent.OUTCOME, words, choice=outcome)
    if reading.intent in _GRAVE and reading.certainty is not Certainty.CERTAIN:
        reading = language.wish(words, likely, {*without, *_GRAVE}, own)
    if tells_own_deed(language, words) and not is_elsewhere and _is_guess_at_deed(language, reading, words, own):
        if reading.intent not in _OF_PERFORMANCE:
            return replace(result, intent=Intent.NOTE)
        return replace(as_wish(language, reading, words, own), certainty=Certainty.UNSURE, second=Intent.NOTE)
    if reading.certainty is Certainty.UNSURE and reading.intent in _NO_WISHES:
        return result
    if reading.certainty is Certainty.UNSURE and language.word_count(words) == 1:
        return result
    reading = _settled(language, reading, words)
    wish = as_wish(language, reading, words, own)
    return replace(wish, certainty=_certainty(language, reading, wish, words), second=reading.second)


def tells_own_deed(language: Language, words: str) -> bool:
    """Whether a sentence tells a deed of the performer's own, by its form."""
    is_long = language.word_count(words) >= _FEWEST_TOLD
    return is_long and language.tells_deed(words) and not language.wished(words)


def told_deed(language: Language, result: NluResult, own: Collection[str]) -> NluResult | None:
    """Return what a deed that is told unasked is: a note in its words, unless it is about something else beyond doubt.

    Whoever says at its end that they are about to go on needs a warm-up. How a performance went is a debrief, or a note
    if it also tells what was done; then it is unsure. `None` if none is told.

    Args:
        language: The language spoken.
        result: What was understood.
        own: The names of what the performer gets ready for.
    """
    if result.intent is not Intent.WORDS or not result.words or not tells_own_deed(language, result.words):
        return None
    words = result.words
    if (urgent := urgent_request(language, language.last_clause(words))) is not None:
        return urgent
    meant = classify(language, result, own=own)
    if meant.intent in _OF_PERFORMANCE | {Intent.DONE}:
        is_explained = "domain" in meant.named or language.explained_outcome(words) is not None
        is_either = meant.choice == _WELL and not is_explained and language.mentions_deed(words)
        return replace(meant, certainty=Certainty.UNSURE, second=Intent.NOTE) if is_either else meant
    if meant.intent in _DATES:
        is_note = not language.reschedules(words)
    elif meant.intent is Intent.RATE:
        is_note = meant.number is None
    else:
        is_note = meant.certainty is not Certainty.CERTAIN or meant.intent in _NEVER_TOLD | _OF_OTHERS
    return replace(result, intent=Intent.NOTE) if is_note else meant


_WELL = "yes"
"""The outcome of what went as it was wanted."""
_DATES = frozenset({Intent.SCHEDULE, Intent.UNSCHEDULE})
_OF_OTHERS = frozenset(
    {
        *(Intent.ENCOURAGEMENT, Intent.MODEL, Intent.NERVOUS, Intent.FLAT, Intent.ON_SOON, Intent.SUCCESS),
        Intent.OUT_OF_SCOPE,
    }
)
"""Wishes that a deed of one's own only resembles."""


def _is_guess_at_deed(language: Language, reading: Reading, words: str, own: Collection[str]) -> bool:
    """Whether a reading of a deed is no more than a guess, by which its words would be lost."""
    if reading.intent is Intent.OUT_OF_SCOPE or reading.intent in _NEVER_TOLD:
        return True
    is_of_performance = not _OF_PERFORMANCE.isdisjoint((reading.intent, reading.second))
    is_told_of = language.choice("outcome", words) or "domain" in language.named(words, reading.intent, own)
    return reading.certainty is Certainty.UNSURE and not (is_of_performance and is_told_of)


def _certainty(language: Language, reading: Reading, wish: NluResult, words: str) -> Certainty:
    """Return how sure a wish is: phrases make it certain, and a habit takes a phrase for one where it is one."""
    is_habit = language.is_habit(words) or language.pattern_title(words) is not None
    if wish.intent in _PREFERS and not is_habit and reading.certainty is Certainty.CERTAIN:
        return Certainty.LIKELY
    is_told = wish.intent is not reading.intent or language.custom_pattern(words) is not None
    return Certainty.CERTAIN if is_told else reading.certainty


def _settled(language: Language, reading: Reading, words: str) -> Reading:
    """Return an unsure reading as a likely one, if its two wishes are nearly the same or only one fits the words."""
    if reading.certainty is not Certainty.UNSURE:
        return reading
    both = [reading.intent, reading.second]
    if not _TELLS_HOW_IT_WENT.isdisjoint(both) and language.choice("outcome", words) is not None:
        return replace(reading, intent=Intent.OUTCOME, certainty=Certainty.LIKELY)
    if Intent.NOTE in both and language.tells_deed(words):
        return replace(reading, intent=Intent.NOTE, certainty=Certainty.LIKELY)
    fitting = {Intent(name) for name, _ in language.wants_of_thing(words)}.intersection(both)
    if len(fitting) == 1:
        return replace(reading, intent=fitting.pop(), certainty=Certainty.LIKELY)
    is_same = any(group.issuperset(both) for group in _NEARLY_THE_SAME)
    return replace(reading, certainty=Certainty.LIKELY) if is_same else reading


def _bare_outcome(language: Language, words: str) -> str | None:
    """Return the outcome that a word or two are: "great"."""
    return language.choice("outcome", words) if language.word_count(words) <= _A_WORD_OR_TWO else None


def as_wish(language: Language, reading: Reading, words: str, own: Collection[str] = ()) -> NluResult:
    """Return a wish with what its words name.

    Args:
        language: The language spoken.
        reading: What is wished for.
        words: The words.
        own: The names of what the performer gets ready for.
    """
    wish = _with_values(language, reading, words)
    named = language.named(words, wish.intent, own) if wish.intent not in _NO_WISHES else {}
    if wish.intent in _VALUES:
        wish = replace(wish, words=named.get(_VALUES[wish.intent]))
    if wish.intent in _OF_A_DOMAIN and "domain" in named:
        wish = replace(wish, words=named["domain"])
    if wish.intent in {Intent.DEBRIEF, Intent.DID_IT} and (
        choice := language.choice("outcome", named.get("outcome", ""))
    ):
        wish = replace(wish, intent=Intent.OUTCOME, choice=choice)
    if wish.intent is Intent.OUTCOME and (choice := language.choice("outcome", named.get("outcome", ""))):
        wish = replace(wish, choice=choice)  # a phrase of the part that tells it, rather than a guess
    return replace(wish, named=named)


def _with_values(language: Language, reading: Reading, words: str) -> NluResult:
    """Return a wish with the numbers, lengths, patterns and choices that its words name."""
    intent = reading.intent
    is_held = language.excludes_holds(words) and (intent is Intent.NO_BREATHING or language.named_pattern(words))
    if is_held or language.custom_pattern(words):
        intent = Intent.PREFER_PATTERN if _is_kept(language, words) else Intent.BREATHE
    if intent in _NO_WISHES:
        return NluResult(intent, words)
    if intent is Intent.RATE:
        return NluResult(intent, words, language.rating(words))
    if intent is Intent.BREATHE and language.is_habit(words) and language.named_pattern(words):
        intent = Intent.PREFER_PATTERN
    is_habit = _is_kept(language, words) or reading.certainty is Certainty.CERTAIN
    if intent in _PREFERS and not is_habit and _is_for_now(language, words):
        intent = Intent.BREATHE
    if intent in _BREATHES:
        return _breathing_request(language, intent, words)
    pattern = language.pattern(words)
    if intent is Intent.OUTCOME:
        choice = language.choice("outcome", words) or reading.choice
        return NluResult(intent if choice else Intent.DEBRIEF, words, choice=choice, pattern=pattern)
    return NluResult(intent, words, seconds=language.seconds(words), pattern=pattern)
