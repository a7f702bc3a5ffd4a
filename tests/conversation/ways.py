"""The way to each question: what a performer says, from the very first word on, until the question is asked."""

from collections.abc import Mapping

from tests.conversation.talk import muddled

Said = tuple[tuple[str, Mapping[str, str]], ...]
"""Intents with the words in their slots, in order. `voice` and `later`: see `Talk.say`."""
MINE = "0123456789ab"
"""A recognized voice."""


def intent(name: str, **slots: str) -> Said:
    """Return one intent with its slots filled."""
    return ((name, slots),)


def words(said: str) -> Said:
    """Return free text."""
    return intent("AnswerIntent", words=said)


def number(said: int) -> Said:
    """Return a number."""
    return intent("NumberIntent", number=str(said))


LAUNCH, ENOUGH = intent("LaunchRequest"), intent("EnoughIntent")
YES, NO, STOP, SKIP = (intent(f"AMAZON.{name}Intent") for name in ("Yes", "No", "Stop", "Next"))
TALK, SMILED = intent("ThingIntent", thing="talk"), intent("NoteIntent", words="I smiled")
GOAL = (*TALK, *words("speak to ten people"))
MET = (*GOAL, *number(6), *ENOUGH)
MISSED = (*intent("DidItIntent"), *NO, *ENOUGH)
DONE = (*intent("DidItIntent"), *YES, *ENOUGH)
ON_FRIDAY = intent("ScheduleIntent", date="2026-05-08", time="15:00")
TODAY = intent("ScheduleIntent", date="2026-05-04", time="23:00")


_FIRST: Mapping[str, Said] = {
    "opening.what": LAUNCH,
    "opening.wish": intent("AMAZON.HelpIntent"),
    "check.wish": (*intent("AMAZON.HelpIntent"), *words(muddled())),
    "opening_today.warm_up": (*MET, *TODAY, *NO, *LAUNCH),
    "meeting.goal": intent("ThingIntent", thing="job interview"),
    "meeting.exact": intent("GettingReadyIntent", words="be more confident in life"),
    "meeting.name": (*intent("GettingReadyIntent", words="be more confident in life"), *SKIP),
    "meeting.certainty": GOAL,
    "meeting_unfinished.resume": (*TALK, *LAUNCH),
    "success.worked": intent("AddSuccessIntent"),
    "debrief.outcome": intent("DebriefIntent"),
    "note.read_back": SMILED,
    "note.words": (*SMILED, *intent("ThatsWrongIntent")),
    "note_waiting.read": (*SMILED, *LAUNCH),
    "evidence.first": intent("HearEvidenceIntent"),
    "evidence.more": (*(*SMILED, *YES) * 4, *intent("HearEvidenceIntent")),
    "evidence.found": (*(*SMILED, *YES) * 4, *intent("AnythingIntent", anything="what did I say about smiling")),
    "thing.which": (*MET, *intent("AnythingIntent", anything="how is my falconry going")),
    "erase.sure": intent("DeleteEverythingIntent"),
    "edit.words": (*SMILED, *YES, *words("edit my last note")),
    "forget.sure": (*SMILED, *YES, *intent("ForgetThatIntent")),
    "forget_entry.sure": (*MET, *intent("ForgetThatIntent")),
    "half_way.where": (*intent("WarmUpIntent"), *LAUNCH),
    "ladder_offer.build": (*MET, *LAUNCH),
    "ladder.what_first": (*MET, *intent("BuildLadderIntent")),
    "schedule_offer.told": (*intent("ThingIntent", thing="speech on saturday"), *words("speak"), *number(6), *ENOUGH),
    "schedule.day": (*MET, *intent("ScheduleIntent")),
    "schedule.prepare": (*GOAL, *number(9), *ENOUGH, *ON_FRIDAY),
    "model.name": (*MET, *intent("RoleModelIntent")),
    "encouragement.who": (*MET, *intent("EncouragementIntent")),
    "rate.certainty": (*MET, *intent("RateIntent")),
    "domains.which": (*MET, *intent("ThingIntent", thing="recital"), *STOP, *intent("SwitchIntent")),
    "domains.name": (*MET, *intent("RenameIntent")),
    "domains.retire": (*MET, *intent("RetireIntent")),
    "prefer.pattern": intent("PreferPatternIntent"),
    "prefer.length": intent("PreferLengthIntent"),
    "prefer.cue": intent("CueWordIntent"),
    "voice.claim": (*MET, *intent("LaunchRequest", voice=MINE)),
    "voice.share": (*intent("MyVoiceIntent", voice=MINE), *intent("AnyVoiceIntent")),
    "breathing.more": intent("WarmUpIntent", length="PT10M"),
    "breathing.alone": intent("BreatheIntent", length="PT10M"),
    "breathing_left.where": (
        *intent("WarmUpIntent", length="PT10M", plays="yes"),
        *intent("LaunchRequest", later="4"),
    ),
    "breathing_left.alone": (
        *intent("BreatheIntent", length="PT10M", plays="yes"),
        *intent("LaunchRequest", later="4"),
    ),
    "health.how": intent("HealthIntent"),
    "distress.leave": intent("DistressIntent"),
}
_THEN: Mapping[str, tuple[str, Said]] = {
    "opening.add": ("ladder_offer.build", (*NO, *LAUNCH)),
    "success.happened": ("success.worked", intent("SayIIntent", words="gave a talk")),
    "success.shows": ("success.happened", intent("DateIntent", date="2025")),
    "debrief.worked": ("debrief.outcome", YES),
    "debrief.own_part": ("debrief.worked", words("I was just lucky")),
    "debrief.shows": ("debrief.worked", words("I spoke slowly")),
    "debrief.trace": ("debrief.shows", words("I can")),
    "debrief.plan": ("debrief.shows", words("I can hold the pace of a talk")),
    "debrief.more": ("debrief.plan", words("when it begins I wait")),
    "debrief.difficulty": ("debrief.more", YES),
    "unfinished.resume": ("debrief.shows", LAUNCH),
    "ladder.criterion_first": ("ladder.what_first", words("speak to three people")),
    "ladder.certainty_first": ("ladder.criterion_first", words("I do not read")),
    "ladder.adjusted_first": ("ladder.certainty_first", number(9)),
    "ladder.anew_first": ("ladder.adjusted_first", words("speak to four people")),
    "ladder.support_first": ("ladder.certainty_first", number(5)),
    "ladder.what_middle": ("ladder.certainty_first", number(6)),
    "ladder.criterion_middle": ("ladder.what_middle", words("speak to six people")),
    "ladder.certainty_middle": ("ladder.criterion_middle", words("I do not read")),
    "ladder.adjusted_middle": ("ladder.certainty_middle", number(9)),
    "ladder.anew_middle": ("ladder.adjusted_middle", words("speak to nine people")),
    "ladder.support_middle": ("ladder.certainty_middle", number(5)),
    "ladder.criterion_end": ("ladder.certainty_middle", number(6)),
    "a ladder": ("ladder.criterion_end", (*words("I do not read"), *STOP)),
    "ladder_offer.resume": ("ladder.criterion_first", LAUNCH),
    "ladder_offer.proposed": ("a ladder", (*MISSED, *MISSED, *LAUNCH)),
    "ladder_offer.top": ("a ladder", (*DONE, *DONE, *DONE, *LAUNCH)),
    "schedule_offer.when": ("a ladder", intent("NextChallengeIntent")),
    "schedule.later": ("a ladder", intent("ScheduleIntent", date="2026-05-20", time="15:00")),
    "schedule.time": ("schedule.day", intent("DateIntent", date="2026-05-08")),
    "schedule.half": ("schedule.time", intent("TimeIntent", time="03:00")),
    "schedule.remind": ("schedule.time", intent("TimeIntent", time="15:00")),
    "model.nearer": ("model.name", words("Taylor Swift")),
    "model.started": ("model.name", words("my colleague Dana")),
    "model.did": ("model.started", words("she read from her notes")),
    "encouragement.words": ("encouragement.who", words("my teacher")),
    "encouragement.saw": ("encouragement.words", words("your opening held the room")),
}
"""A question, the one that is asked before it, and what is said there."""
_NO_QUESTIONS = {"a ladder"}


def _way(place: str) -> Said:
    if place in _FIRST:
        return _FIRST[place]
    before, said = _THEN[place]
    return (*_way(before), *said)


_UNRATED = (*GOAL, *ENOUGH)
WAYS: Mapping[str, Said] = {
    **{question: _way(question) for question in (*_FIRST, *_THEN) if question not in _NO_QUESTIONS},
    "ladder.certainty_end": (*_UNRATED, *_way("ladder.criterion_end")[len(MET) :], *words("I do not read")),
    "debrief.followed": (*_way("debrief.more"), *NO, *_way("debrief.plan")),
    "debrief.certainty": (
        *(*TALK, *SKIP, *SKIP, *ENOUGH),
        *(*_way("debrief.difficulty"), *intent("DifficultyIntent", difficulty="hard")),
    ),
}
"""Each question that can be open, and the way to it."""
