"""Which topic answers: the open question first, then whatever was meant.

The table is complete by test: each intent of each interaction model has one way to go in each state.
"""

from collections.abc import Callable, Mapping
from typing import Any

from skill.conversation.context import Context
from skill.conversation.form import Form, OpenSlot
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
from skill.nlu.intents import ONLY_ANSWERS, Intent, NluResult
from skill.nlu.understand import classify, explicit_request

FORMS: tuple[Form[Any], ...] = (
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

OPEN_SLOTS: Mapping[str, OpenSlot] = {
    f"{interview.name}.{question.name}": OpenSlot(interview, question)
    for interview in FORMS
    for question in interview.slots
}

TOPICS: Mapping[Intent, Callable[[Context], Reply]] = {
    Intent.STOP: commands.stop,
    Intent.ENOUGH: commands.stop,
    Intent.SKIP: commands.stop,
    Intent.HELP: commands.help_,
    Intent.OPEN: launch.begin,
    Intent.REPEAT: launch.begin,
    Intent.READY: launch.begin,
    Intent.WARM_UP: warm_up.begin,
    Intent.LENGTH: warm_up.begin,
    Intent.RESTART: warm_up.begin,
    Intent.BREATHE: warm_up.breathe_only,
    Intent.PLAYBACK: playback.playback,
    Intent.ON_SOON: warm_up.on_soon,
    Intent.NO_BREATHING: warm_up.without_breathing,
    Intent.BREATHING: warm_up.with_breathing,
    Intent.RESUME_EVIDENCE: warm_up.from_evidence,
    Intent.EVIDENCE: evidence.begin,
    Intent.MORE: evidence.more,
    Intent.OTHER: evidence.more,
    Intent.DONE: debrief.begin_or_resume,
    Intent.DEBRIEF: debrief.begin_or_resume,
    Intent.RESUME_DEBRIEF: debrief.resume_latest,
    Intent.OUTCOME: debrief.begin_with_outcome,
    Intent.NOTE: note.begin,
    Intent.WORDS: launch.free_text,
    Intent.DIFFICULTY: note.begin,
    Intent.DOMAIN: onboarding.begin,
    Intent.SUCCESS: past_success.begin,
    Intent.FORGET: corrections.forget,
    Intent.WRONG: corrections.wrong,
    Intent.BACK: corrections.wrong,
    Intent.ERASE: corrections.erase,
    Intent.DISTRESS: crisis.begin,
    Intent.UNWELL: health.begin,
    Intent.HEALTH: health.begin,
    Intent.HOLDS_FINE: health.begin,
    Intent.LADDER: ladder.build,
    Intent.CHALLENGE: ladder.describe_next,
    Intent.DID_IT: debrief.begin_or_resume,
    Intent.HARDER: ladder.change,
    Intent.EASIER: ladder.change,
    Intent.STEP_BEFORE: ladder.change,
    Intent.CHANGE_STEP: ladder.change,
    Intent.SCHEDULE: schedule.begin,
    Intent.UNSCHEDULE: schedule.drop,
    Intent.CONSENT: schedule.consent,
    Intent.PROGRESS: progress.begin,
    Intent.RATE: progress.rate,
    Intent.MODEL: role_model.begin_model,
    Intent.ENCOURAGEMENT: role_model.begin_encouragement,
    Intent.SWITCH: domains.switch,
    Intent.RENAME: domains.rename,
    Intent.RETIRE: domains.retire,
    Intent.FLAT: warm_up.when_flat,
    Intent.NERVOUS: warm_up.when_nervous,
    Intent.PREFER_PATTERN: preferences.pattern,
    Intent.PREFER_LENGTH: preferences.length,
    Intent.CUE: preferences.cue,
    Intent.NO_RATING: preferences.saver("prefer-no-rating", rating=False),
    Intent.RATING: preferences.saver("prefer-rating", rating=True),
    Intent.NO_CARDS: preferences.saver("prefer-no-cards", cards=False),
    Intent.CARDS: preferences.saver("prefer-cards", cards=True),
    Intent.MY_VOICE: voice_profiles.make_private,
    Intent.ANY_VOICE: voice_profiles.share,
    Intent.AGAIN: commands.not_caught,
    Intent.WAIT: commands.not_caught,
    Intent.YES: commands.not_caught,
    Intent.NO: commands.stop,
    Intent.NUMBER: commands.not_caught,
    Intent.DATE: commands.not_caught,
    Intent.TIME: commands.not_caught,
    Intent.DONT_KNOW: commands.not_caught,
    Intent.NOTHING: commands.not_caught,
    Intent.UNKNOWN: commands.not_caught,
}
"""What each meaning begins when no open question takes it."""

NEEDS_DOMAIN = frozenset(
    {
        *(Intent.CHALLENGE, Intent.DID_IT, Intent.HARDER, Intent.EASIER, Intent.STEP_BEFORE, Intent.CHANGE_STEP),
        *(Intent.UNSCHEDULE, Intent.PROGRESS, Intent.RATE, Intent.MODEL, Intent.ENCOURAGEMENT),
        *(Intent.SWITCH, Intent.RENAME, Intent.RETIRE),
    }
)
"""What nobody wishes for who is asked what they are getting ready for."""
_LEAVES_FORM = {Intent.DONE, Intent.FORGET, Intent.DOMAIN, Intent.NOTE}
"""What says something else to a series of questions that the opening began than to one that was asked for."""
_REPROMPTS = ONLY_ANSWERS | {Intent.AGAIN, Intent.WAIT, Intent.SKIP}
"""What only an open question could have taken: while one is open, it is asked again."""


def route(context: Context) -> Reply:
    """Answer one turn."""
    if crisis.is_needed(context.language, context.nlu):
        return crisis.begin(context)
    open_slot = OPEN_SLOTS.get(context.session.question) if context.session else None
    if (health_reply := health.answer(context, open_slot)) is not None:
        return health_reply
    if (playback_reply := playback.handle(context)) is not None:
        return playback_reply
    if open_slot is not None and (request := _explicit_request(context, open_slot.form)) is not None:
        return TOPICS[request.intent](context.with_result(request))
    if (aside := questions.answer(context, open_slot)) is not None:
        return aside
    if open_slot is None or open_slot.form.name == launch.NAME:  # where nothing but a wish is expected
        is_new = open_slot is not None and open_slot.form is launch.WHAT
        likely, without = (Intent.DOMAIN, NEEDS_DOMAIN) if is_new else (None, frozenset[Intent]())
        context = context.with_result(classify(context.language, context.nlu, likely, without))
    return TOPICS[context.nlu.intent](context) if open_slot is None else _answer(context, open_slot)


def _answer(context: Context, open_slot: OpenSlot) -> Reply:
    """Let the open question take what was heard; else what was wished for, or the question again."""
    is_stale = context.session is not None and context.session.is_stale
    reply = None if is_stale else open_slot.form.handle(context, open_slot.slot)
    if reply is not None:
        return reply
    if not open_slot.form.is_series:
        context = context.with_result(classify(context.language, context.nlu))
    if context.session is not None and voice_profiles.is_stranger(context):
        return voice_profiles.wait_for_owner(context.session)
    if context.nlu.intent in _REPROMPTS:
        return open_slot.form.reprompt(context, open_slot.slot)
    return TOPICS[context.nlu.intent](context)


def _explicit_request(context: Context, form: Form[Any]) -> NluResult | None:
    """Return what is asked for outright where the opening asked a question of somebody who came for something else."""
    session, nlu = context.session, context.nlu
    if session is None or session.is_stale or not (session.from_launch or form.name == launch.NAME):
        return None
    request = explicit_request(context.language, nlu)
    if (
        form.is_series
        and request.intent is Intent.WORDS
        and context.language.statement(request.words or "") != request.words
    ):
        request = classify(context.language, request)  # "that I …"
    is_more = form.is_series and request.intent in _LEAVES_FORM
    return request if is_more or request is not nlu else None
