"""Which topic answers: the open question first, then whatever was meant.

The table is complete by test: each intent of each interaction model has one way to go in each state.
"""

from collections.abc import Callable, Mapping
from typing import Any

from skill.conversation.context import Context
from skill.conversation.form import Interview, OpenQuestion
from skill.conversation.topics import (
    commands,
    corrections,
    crisis,
    debrief,
    domains,
    evidence,
    health,
    ladder,
    launch,
    note,
    onboarding,
    past_success,
    preferences,
    progress,
    questions,
    role_model,
    schedule,
    voice_profiles,
)
from skill.conversation.topics.warm_up import playback, warm_up
from skill.conversation.turn import Reply
from skill.nlu.intents import ANSWERS, Heard, Meaning
from skill.nlu.understand import outright, wished

INTERVIEWS: tuple[Interview[Any], ...] = (
    launch.WHAT,
    launch.WISH,
    launch.ADD,
    onboarding.MEETING,
    onboarding.UNFINISHED,
    past_success.SUCCESS,
    debrief.DEBRIEF,
    debrief.UNFINISHED,
    note.NOTE,
    note.WAITING,
    evidence.MORE,
    evidence.FIRST,
    warm_up.HALF_WAY,
    warm_up.MORE,
    warm_up.ALONE_MORE,
    playback.LEFT,
    playback.LEFT_ALONE,
    corrections.FORGET,
    corrections.ERASE,
    health.HOW,
    crisis.LEAVE,
    launch.TODAY,
    ladder.COMPOSE,
    ladder.OFFERED,
    ladder.UNFINISHED,
    ladder.PROPOSED,
    ladder.TOP,
    schedule.SCHEDULE,
    schedule.OFFERED,
    role_model.MODEL,
    role_model.ENCOURAGEMENT,
    progress.RATE,
    domains.WHICH,
    domains.NAME,
    domains.RETIRE,
    preferences.PATTERN,
    preferences.LENGTH,
    preferences.CUE,
    voice_profiles.CLAIM,
    voice_profiles.SHARE,
)
"""Every interview; together they hold every question that can be open."""

QUESTIONS: Mapping[str, OpenQuestion] = {
    f"{interview.name}.{question.name}": OpenQuestion(interview, question)
    for interview in INTERVIEWS
    for question in interview.questions
}

TOPICS: Mapping[Meaning, Callable[[Context], Reply]] = {
    Meaning.STOP: commands.stop,
    Meaning.ENOUGH: commands.stop,
    Meaning.SKIP: commands.stop,
    Meaning.HELP: commands.help_,
    Meaning.OPEN: launch.begin,
    Meaning.REPEAT: launch.begin,
    Meaning.READY: launch.begin,
    Meaning.WARM_UP: warm_up.begin,
    Meaning.LENGTH: warm_up.begin,
    Meaning.RESTART: warm_up.begin,
    Meaning.BREATHE: warm_up.alone,
    Meaning.PLAYBACK: playback.playback,
    Meaning.ON_SOON: warm_up.on_soon,
    Meaning.NO_BREATHING: warm_up.without_breathing,
    Meaning.BREATHING: warm_up.with_breathing,
    Meaning.RESUME_EVIDENCE: warm_up.from_evidence,
    Meaning.EVIDENCE: evidence.begin,
    Meaning.MORE: evidence.go_on,
    Meaning.OTHER: evidence.go_on,
    Meaning.DONE: debrief.begin_or_go_on,
    Meaning.DEBRIEF: debrief.begin_or_go_on,
    Meaning.RESUME_DEBRIEF: debrief.resume_latest,
    Meaning.OUTCOME: debrief.begin_told,
    Meaning.NOTE: note.begin,
    Meaning.WORDS: launch.free_text,
    Meaning.DIFFICULTY: note.begin,
    Meaning.DOMAIN: onboarding.begin,
    Meaning.SUCCESS: past_success.begin,
    Meaning.FORGET: corrections.forget,
    Meaning.WRONG: corrections.wrong,
    Meaning.BACK: corrections.wrong,
    Meaning.ERASE: corrections.erase,
    Meaning.DISTRESS: crisis.begin,
    Meaning.UNWELL: health.begin,
    Meaning.HEALTH: health.begin,
    Meaning.HOLDS_FINE: health.begin,
    Meaning.LADDER: ladder.build,
    Meaning.CHALLENGE: ladder.tell,
    Meaning.DID_IT: debrief.begin_or_go_on,
    Meaning.HARDER: ladder.change,
    Meaning.EASIER: ladder.change,
    Meaning.STEP_BEFORE: ladder.change,
    Meaning.CHANGE_STEP: ladder.change,
    Meaning.SCHEDULE: schedule.begin,
    Meaning.UNSCHEDULE: schedule.drop,
    Meaning.CONSENT: schedule.consent,
    Meaning.PROGRESS: progress.begin,
    Meaning.RATE: progress.rate,
    Meaning.MODEL: role_model.begin_model,
    Meaning.ENCOURAGEMENT: role_model.begin_encouragement,
    Meaning.SWITCH: domains.switch,
    Meaning.RENAME: domains.rename,
    Meaning.RETIRE: domains.retire,
    Meaning.FLAT: warm_up.when_flat,
    Meaning.NERVOUS: warm_up.when_nervous,
    Meaning.PREFER_PATTERN: preferences.pattern,
    Meaning.PREFER_LENGTH: preferences.length,
    Meaning.CUE: preferences.cue,
    Meaning.NO_RATING: preferences.keep("prefer-no-rating", rating=False),
    Meaning.RATING: preferences.keep("prefer-rating", rating=True),
    Meaning.NO_CARDS: preferences.keep("prefer-no-cards", cards=False),
    Meaning.CARDS: preferences.keep("prefer-cards", cards=True),
    Meaning.MY_VOICE: voice_profiles.keep_to_mine,
    Meaning.ANY_VOICE: voice_profiles.share,
    Meaning.AGAIN: commands.not_caught,
    Meaning.WAIT: commands.not_caught,
    Meaning.YES: commands.not_caught,
    Meaning.NO: commands.stop,
    Meaning.NUMBER: commands.not_caught,
    Meaning.DATE: commands.not_caught,
    Meaning.TIME: commands.not_caught,
    Meaning.DONT_KNOW: commands.not_caught,
    Meaning.NOTHING: commands.not_caught,
    Meaning.UNKNOWN: commands.not_caught,
}
"""What each meaning begins when no open question takes it."""

OF_A_DOMAIN = frozenset(
    {
        *(Meaning.CHALLENGE, Meaning.DID_IT, Meaning.HARDER, Meaning.EASIER, Meaning.STEP_BEFORE, Meaning.CHANGE_STEP),
        *(Meaning.UNSCHEDULE, Meaning.PROGRESS, Meaning.RATE, Meaning.MODEL, Meaning.ENCOURAGEMENT),
        *(Meaning.SWITCH, Meaning.RENAME, Meaning.RETIRE),
    }
)
"""What nobody wishes for who is asked what they are getting ready for."""
_RATHER_THAN_ANSWERED = {Meaning.DONE, Meaning.FORGET, Meaning.DOMAIN, Meaning.NOTE}
"""What says something else to a series of questions that the opening began than to one that was asked for."""
_ASKED_AGAIN = ANSWERS | {Meaning.AGAIN, Meaning.WAIT, Meaning.SKIP}
"""What only an open question could have taken: while one is open, it is asked again."""


def route(context: Context) -> Reply:
    """Answer one turn."""
    if crisis.is_needed(context.language, context.heard):
        return crisis.begin(context)
    asked = QUESTIONS.get(context.session.question) if context.session else None
    if (of_health := health.answer(context, asked)) is not None:
        return of_health
    if (to_a_player := playback.hear(context)) is not None:
        return to_a_player
    if asked is not None and (rather := _asked_outright(context, asked.interview)) is not None:
        return TOPICS[rather.meaning](context.hearing(rather))
    if (aside := questions.answer(context, asked)) is not None:
        return aside
    if asked is None or asked.interview.name == launch.NAME:  # where nothing but a wish is expected
        is_new = asked is not None and asked.interview is launch.WHAT
        likely, without = (Meaning.DOMAIN, OF_A_DOMAIN) if is_new else (None, frozenset[Meaning]())
        context = context.hearing(wished(context.language, context.heard, likely, without))
    return TOPICS[context.heard.meaning](context) if asked is None else _answer(context, asked)


def _answer(context: Context, asked: OpenQuestion) -> Reply:
    """Let the open question take what was heard; else what was wished for, or the question again."""
    is_stale = context.session is not None and context.session.is_stale
    reply = None if is_stale else asked.interview.hear(context, asked.question)
    if reply is not None:
        return reply
    if not asked.interview.is_series:
        context = context.hearing(wished(context.language, context.heard))
    if context.session is not None and voice_profiles.is_stranger(context):
        return voice_profiles.wait_for_the_other(context.session)
    if context.heard.meaning in _ASKED_AGAIN:
        return asked.interview.not_understood(context, asked.question)
    return TOPICS[context.heard.meaning](context)


def _asked_outright(context: Context, interview: Interview[Any]) -> Heard | None:
    """Return what is asked for outright where the opening asked a question of somebody who came for something else."""
    session, heard = context.session, context.heard
    if session is None or session.is_stale or not (session.opened or interview.name == launch.NAME):
        return None
    asked = outright(context.language, heard)
    if (
        interview.is_series
        and asked.meaning is Meaning.WORDS
        and context.language.telling(asked.words or "") != asked.words
    ):
        asked = wished(context.language, asked)  # "that I …"
    is_more = interview.is_series and asked.meaning in _RATHER_THAN_ANSWERED
    return asked if is_more or asked is not heard else None
