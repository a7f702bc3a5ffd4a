"""The policy: which topic answers a turn.

In this order: words of somebody in danger, health mentions, commands to a breathing session, explicit requests after a
launch, lookups of what is on record, another goal, questions to the skill, the open question, and then the intent.

A test checks that every intent of every interaction model is answered in every state.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from skill.conversation import extractors
from skill.conversation.confirmation import Confirmation
from skill.conversation.context import Context
from skill.conversation.form import Form, OpenSlot
from skill.conversation.prompt import OpenQuestion, tries_of
from skill.conversation.topics import (
    commands,
    corrections,
    crisis,
    debrief,
    domains,
    encouragement,
    entries,
    evidence,
    goal,
    health,
    ladder,
    launch,
    lookups,
    my_page,
    note,
    onboarding,
    past_success,
    plan,
    preferences,
    progress,
    questions,
    role_model,
    schedule,
    schedule_wish,
    search,
    speech_pace,
    things,
    unsure,
    voice_profiles,
)
from skill.conversation.topics.warm_up import playback, rounds, warm_up
from skill.conversation.turn import Reply
from skill.nlu.certainty import Certainty
from skill.nlu.classifier import certainly
from skill.nlu.intents import GOES_ABOUT, LASTING, ONLY_ANSWERS, Intent, NluResult
from skill.nlu.negation import classify, wish_behind_yes_or_no
from skill.nlu.understand import as_wish, explicit_request, heard_in_question, told_deed, urgent_request
from skill.speech.parts import line

FORMS: tuple[Form[Any], ...] = (
    onboarding.MEETING,
    past_success.SUCCESS,
    debrief.DEBRIEF,
    note.NOTE,
    ladder.COMPOSE,
    schedule.SCHEDULE,
    role_model.MODEL,
    encouragement.ENCOURAGEMENT,
)


def _for_chosen(context: Context, id_: str | None) -> Reply:
    """Do what was wished for the thing that was chosen."""
    if not id_:
        return Reply((line("okay"),))
    wished = things.as_wished(context, id_)
    return things.said_for(wished, TOPICS[wished.nlu.intent](wished))


WHICH = Confirmation("thing", "which", things.chosen, _for_chosen, wants_free_text=True)


def _as_checked(context: Context, intent: Intent | None) -> Reply:
    """Do what was meant, with the words that it was said in."""
    if intent is None or intent is Intent.NO:
        return launch.ask_what()
    words = unsure.asked(context)[1]
    meant = as_wish(context.language, certainly(intent), words, things.own_names(context))
    return _begin(context.with_wish(replace(meant, utterance=words)))


CHECK = Confirmation("check", "wish", unsure.chosen, _as_checked)

CONFIRMATIONS: tuple[Confirmation[Any], ...] = (
    *(launch.WHAT, launch.WISH, launch.ADD, launch.TODAY),
    *(onboarding.UNFINISHED, debrief.UNFINISHED, note.WAITING),
    *(evidence.MORE, evidence.FIRST, search.MORE),
    *(warm_up.HALF_WAY, warm_up.MORE, warm_up.ALONE_MORE, playback.LEFT, playback.LEFT_ALONE),
    *(corrections.FORGET, entries.FORGET_ENTRY, corrections.EDIT, corrections.ERASE),
    *(health.HOW, crisis.LEAVE),
    *(ladder.OFFERED, ladder.UNFINISHED, ladder.PROPOSED, ladder.TOP, schedule.OFFERED, schedule.TOLD),
    progress.RATE,
    *(domains.WHICH, domains.NAME, domains.RETIRE),
    *(WHICH, CHECK),
    *(preferences.PATTERN, preferences.LENGTH, preferences.CUE),
    *(voice_profiles.CLAIM, voice_profiles.SHARE),
)
"""Together with the forms, these are all the questions that can be open."""


def open_questions(
    forms: Iterable[Form[Any]], confirmations: Iterable[Confirmation[Any]]
) -> Mapping[str, OpenQuestion]:
    """Return every question by its name in the session.

    Raises:
        ValueError: Two have the same name.
    """
    found: dict[str, OpenQuestion] = {}
    slots: list[tuple[str, OpenQuestion]] = [
        (f"{form.name}.{slot.name}", OpenSlot(form, slot)) for form in forms for slot in form.slots
    ]
    for name, question in [*slots, *((one.key, one) for one in confirmations)]:
        if name in found:
            raise ValueError(f"two questions are called {name}")
        found[name] = question
    return found


OPEN_QUESTIONS = open_questions(FORMS, CONFIRMATIONS)

_CARRIES = {launch.WHAT, launch.WISH, launch.ADD, evidence.MORE, search.MORE}


def may_carry(question: str) -> bool:
    """Whether a session with this question may carry records, so that the answer to it need not read them.

    A form saves its answer on condition that the record is still the latest, and what an opening or "More?" leads to
    reads its evidence anew. What claims, shares or reads a record that another device may have changed reads it first.
    """
    found = OPEN_QUESTIONS.get(question)
    return found is not None and (found.is_in_form or found in _CARRIES)


SITUATIONS: Mapping[str, str] = {
    "opening.what": "domain?",
    "debrief.outcome": "outcome?",
    "debrief.worked": "worked?",
    "debrief.own_part": "worked?",
    "debrief.shows": "tells?",
    "debrief.trace": "tells?",
    "debrief.plan": "plan?",
    "debrief.more": "offer?",
    "debrief.difficulty": "difficulty?",
    "debrief.certainty": "rating?",
    "rate.certainty": "rating?",
    "meeting.certainty": "rating?",
    "meeting.goal": "goal?",
    "meeting.exact": "goal?",
    "meeting.name": "domain?",
    "success.worked": "success?",
    "success.happened": "when?",
    "success.shows": "tells?",
    "schedule.day": "day?",
    "schedule.time": "time?",
    "model.name": "who?",
    "model.nearer": "who?",
    "encouragement.who": "who?",
    "domains.name": "domain?",
    "encouragement.words": "tells?",
    "encouragement.saw": "success?",
    "ladder.what_first": "step?",
    "ladder.what_middle": "step?",
    "ladder.anew_first": "step?",
    "ladder.anew_middle": "step?",
}
"""For each open question, what the examples of answers call its kind."""

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
    Intent.EVIDENCE: search.begin,
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
    Intent.SCHEDULE: schedule_wish.begin,
    Intent.UNSCHEDULE: schedule.drop,
    Intent.CONSENT: schedule.consent,
    Intent.PROGRESS: progress.begin,
    Intent.RATE: progress.rate,
    Intent.MODEL: role_model.begin,
    Intent.ENCOURAGEMENT: encouragement.begin,
    Intent.SWITCH: domains.switch,
    Intent.RENAME: domains.rename,
    Intent.RETIRE: domains.retire,
    Intent.FLAT: warm_up.when_flat,
    Intent.NERVOUS: warm_up.when_nervous,
    Intent.PREFER_PATTERN: preferences.pattern,
    Intent.PREFER_LENGTH: preferences.length,
    Intent.CUE: preferences.cue,
    Intent.NO_CUE: entries.forget_cue,
    Intent.SLOWER: speech_pace.begin,
    Intent.USUAL_SPEED: speech_pace.begin,
    Intent.VOLUME: speech_pace.begin,
    Intent.NO_RATING: preferences.saver("prefer-no-rating", rating=False),
    Intent.RATING: preferences.saver("prefer-rating", rating=True),
    Intent.NO_CARDS: preferences.saver("prefer-no-cards", cards=False),
    Intent.CARDS: preferences.saver("prefer-cards", cards=True),
    Intent.MY_VOICE: voice_profiles.make_private,
    Intent.ANY_VOICE: voice_profiles.share,
    Intent.PAGE: my_page.give_code,
    Intent.SIGN_OUT: my_page.sign_out,
    Intent.REFUSED: commands.refused,
    Intent.AGAIN: commands.not_caught,
    Intent.WAIT: commands.not_caught,
    Intent.UNFINISHED: commands.not_caught,
    Intent.OBLIGED: commands.not_caught,
    Intent.YES: commands.not_caught,
    Intent.NO: commands.stop,
    Intent.NUMBER: commands.not_caught,
    Intent.DATE: commands.not_caught,
    Intent.TIME: commands.not_caught,
    Intent.DONT_KNOW: commands.not_caught,
    Intent.NOTHING: commands.not_caught,
    Intent.UNKNOWN: commands.not_caught,
    Intent.OUT_OF_SCOPE: commands.out_of_scope,
    Intent.QUESTION: questions.other,
}
"""The topic that answers each intent when no open question handles it."""

NEEDS_DOMAIN = frozenset(
    {
        *(Intent.CHALLENGE, Intent.DID_IT, Intent.HARDER, Intent.EASIER, Intent.STEP_BEFORE, Intent.CHANGE_STEP),
        *(Intent.PROGRESS, Intent.RATE, Intent.MODEL, Intent.ENCOURAGEMENT),
        *(Intent.SWITCH, Intent.RENAME, Intent.RETIRE),
    }
)
"""Intents that are ruled out while a new performer is asked what they are getting ready for."""
_LEAVES_FORM = {Intent.DONE, Intent.FORGET, Intent.DOMAIN, Intent.NOTE}
"""Intents that leave a form that a launch opened, but not one that the performer asked for."""
_STAYS_IN_FORM = {
    *(Intent.NOTE, Intent.SUCCESS, Intent.OUTCOME, Intent.WRONG, Intent.BACK, Intent.FORGET, Intent.REFUSED),
    *(Intent.DOMAIN, Intent.SWITCH, Intent.RENAME, Intent.CHANGE_STEP, Intent.RATE, Intent.DONE, Intent.DEBRIEF),
    *(Intent.DID_IT, Intent.SCHEDULE, Intent.MORE, Intent.OTHER, Intent.HEALTH, Intent.DISTRESS, Intent.READY),
}
"""Wishes that, inside a form, are rather about it."""
_TOLD_IN_FORM = _STAYS_IN_FORM - {Intent.SWITCH, Intent.RENAME, Intent.CHANGE_STEP, Intent.RATE, Intent.SCHEDULE}
"""Wishes that, read in an answer, are more likely part of it."""
_OUTCOMES = {Intent.OUTCOME, Intent.DEBRIEF, Intent.DID_IT}
_MAY_BE_READ = {Intent.WORDS, Intent.DONT_KNOW, Intent.NUMBER, Intent.TIME, Intent.DATE}
"""Intents of free text that may have another meaning by its likeness."""
_MADE_AT_ONCE = LASTING - {Intent.ERASE, Intent.FORGET, Intent.RETIRE, Intent.SWITCH} | {Intent.SLOWER}
"""Wishes that are done in one turn, after which the open question is asked again."""
_REPROMPTS = ONLY_ANSWERS | {Intent.AGAIN, Intent.WAIT, Intent.SKIP, Intent.UNFINISHED, Intent.OBLIGED}
"""Intents that lead nowhere from inside a question: if the open question doesn't handle one, it is asked again."""


def route(context: Context) -> Reply:
    """Answer one turn."""
    question = OPEN_QUESTIONS.get(context.session.question) if context.session else None
    if (grave := _grave(context, question)) is not None:
        return grave
    if (playback_reply := playback.handle(context)) is not None:
        return playback_reply
    if (question is None or not question.deletes) and (urgent := _urgent(context)) is not None:
        return _begin(urgent)
    if (pace_reply := speech_pace.answer(context, question, is_request=_is_request_expected(question))) is not None:
        return pace_reply
    said, context = context, _as_wished(context, question)
    if context is said and (deed := _deed(context, question)) is not None:
        return unsure.ask(deed, CHECK) or _begin(deed)
    if (told := _told_or_changed(context, question)) is not None:
        return told
    if question is not None and not question.deletes and _takes_yes_or_no(question):
        wish = wish_behind_yes_or_no(context.language, context.nlu, is_in_form=question.is_in_form)
        if wish is not None and not question.is_in_form:
            return _begin(context.with_rest(wish))
        context = context.with_result(wish) if wish is not None else context
    if question is not None and (request := _explicit_request(context, question)) is not None:
        return _begin(context.with_result(request))
    if question is None or not question.is_in_form:
        is_wish_expected = question is None or (question.form_name == launch.NAME and question is not launch.WHAT)
        wish = things.recognized(context)
        context = context.with_result(wish) if wish else _unless_elsewhere(context) if is_wish_expected else context
        wish = things.searched(context) or schedule_wish.asked(context) or note.addressed(context)
        context = context.with_result(wish) if wish else context
    found = corrections.begin_with_piece(context, question) or corrections.put_right(context, question)
    return found or _by_likeness(context, question)


def _as_wished(context: Context, question: OpenQuestion | None) -> Context:
    """Return the context with a wish that is reported as if it were said: "tell ready room that I want …"."""
    words = context.nlu.words or ""
    is_asked = question is not None and question.is_in_form
    if is_asked or context.nlu.intent is not Intent.WORDS:
        return context
    if context.language.tells_of_end(words):
        return context.with_result(NluResult(Intent.DONE))
    if not context.language.reports_wish(words):
        return context
    return context.with_result(replace(context.nlu, words=context.language.statement(words)))


def _deed(context: Context, question: OpenQuestion | None) -> Context | None:
    """Return the context with a deed that is told where a wish, or a yes or no, is expected; `None` for other words."""
    is_free = question is None or (_takes_yes_or_no(question) and not question.is_in_form)
    if not is_free or question is launch.WHAT or (question is not None and question.deletes):
        return None
    if question is CHECK:
        return None
    told = told_deed(context.language, context.nlu, things.own_names(context))
    return None if told is None else context.with_result(told)


def _urgent(context: Context) -> Context | None:
    """Return the context with the warm-up that somebody needs who is about to go on; `None` for everybody else."""
    said = context.nlu.utterance or context.nlu.words or ""
    request = urgent_request(context.language, said) if context.nlu.intent in _MAY_BE_URGENT else None
    return context.with_result(request) if request else None


_MAY_BE_URGENT = {Intent.WORDS, Intent.DONT_KNOW, Intent.NO, Intent.STOP, Intent.DATE, Intent.TIME, Intent.NUMBER}


def _told_or_changed(context: Context, question: OpenQuestion | None) -> Reply | None:
    """Tell what is on record, change a goal or a plan, or bring back a thing; `None` if words ask for none of these."""
    return (
        lookups.answer(context, question)
        or goal.change(context, question)
        or plan.change(context, question)
        or domains.bring_back(context, question)
        or onboarding.begin_new(context, question)
    )


def _unless_elsewhere(context: Context) -> Context:
    """Return the context as out of scope, if free text is meant for somebody or something else."""
    nlu = context.nlu
    if nlu.intent not in {Intent.WORDS, Intent.DONT_KNOW} or not nlu.words:
        return context
    if entries.is_named(context) or schedule_wish.is_about_own(context):
        return context
    if context.language.asks_for_pieces(nlu.words) or _by_title(context):
        return context
    reading = context.language.wish(nlu.words, own=things.own_names(context))
    refusal = context.language.refusal(nlu.words)
    is_ours = refusal is not None and context.language.classify(refusal.named) is not Intent.OUT_OF_SCOPE
    is_told = context.language.is_statement(nlu.words)  # "tell ready room that …", whatever follows
    is_sure = reading.certainty is not Certainty.UNSURE and not is_told
    is_elsewhere = reading.intent is Intent.OUT_OF_SCOPE and is_sure and not is_ours
    return context.with_result(NluResult(Intent.OUT_OF_SCOPE, nlu.words)) if is_elsewhere else context


def _grave(context: Context, question: OpenQuestion | None) -> Reply | None:
    """Answer words of somebody in danger, or about their health; `None` for all others."""
    if crisis.is_needed(context.language, context.nlu):
        return crisis.begin(context)
    return health.answer(context, question)


def _by_likeness(context: Context, question: OpenQuestion | None) -> Reply:
    """Answer a turn that no phrase decides."""
    if question is not None and (request := _asked_outright(context, question)) is not None:
        return _begin_in_form(request, question)
    heard = _heard_in_question(context, question)
    context = heard or context
    is_answer = heard is not None and heard.nlu.intent is Intent.WORDS and heard.nlu.certainty is Certainty.CERTAIN
    answer = None if is_answer else _grave(context, question) or questions.answer(context, question)
    if answer is not None:
        return answer
    if question is not None and question.is_in_form and _leaves(context, question):
        return _begin_in_form(context, question)
    if (request := None if is_answer else _clear_wish(context, question)) is not None:
        return _begin(request)
    if _is_request_expected(question) and (heard is None or heard.nlu.intent is Intent.WORDS):
        context = schedule_wish.understood(context)
        likely, without = (Intent.DOMAIN, NEEDS_DOMAIN) if question is launch.WHAT else (None, frozenset[Intent]())
        titled = _by_title(context)
        context = context.with_result(
            titled
            or _told_at_opening(context, question)
            or classify(context.language, context.nlu, likely, without, things.own_names(context))
        )
        if (checked := unsure.ask(context, CHECK)) is not None:
            return checked
    return _begin(context) if question is None else _answer(context, question)


def _asked_outright(context: Context, question: OpenQuestion) -> Context | None:
    """Return the context with a request that is made where an answer in free words is asked for; else `None`."""
    words = context.nlu.words or ""
    is_free = question.is_in_form and question.wants_free_text and context.nlu.intent in _MAY_BE_READ
    if not is_free or not context.language.asks_outright(words):
        return None
    wish = classify(context.language, replace(context.nlu, intent=Intent.WORDS), own=things.own_names(context))
    return context.with_result(wish) if wish.intent in TOPICS.keys() - ONLY_ANSWERS - GOES_ABOUT else None


def _told_at_opening(context: Context, question: OpenQuestion | None) -> NluResult | None:
    """Return how something went that is over, where what is coming is asked for; `None` for other words."""
    if question is not launch.WHAT or not context.language.tells_deed(context.nlu.words or ""):
        return None
    meant = classify(context.language, context.nlu)
    return meant if meant.intent is Intent.OUTCOME and meant.choice else None


def _leaves(context: Context, question: OpenQuestion) -> bool:
    """Whether what was read in words at a question of a form is a wish that leads elsewhere."""
    nlu = context.nlu
    leads_on = nlu.intent is Intent.OUTCOME or nlu.intent in TOPICS.keys() - ONLY_ANSWERS - GOES_ABOUT
    return nlu.is_likely_wish and leads_on and nlu.intent not in _told_in(question)


def _told_in(question: OpenQuestion) -> Collection[Intent]:
    """Return the wishes that, read in an answer, are more likely part of it; how it went is none of a first meeting."""
    return _TOLD_IN_FORM - _OUTCOMES if question.form_name == onboarding.MEETING.name else _TOLD_IN_FORM


def _begin_in_form(context: Context, question: OpenQuestion) -> Reply:
    """Do what is wished for in the middle of a form: what was answered so far is saved, so nothing is lost.

    A setting is made, and the question asked again; what takes longer leaves the form.
    """
    if context.session is not None and voice_profiles.is_stranger(context):
        return voice_profiles.wait_for_owner(context.session)
    if context.nlu.intent is Intent.SWITCH and (moved := corrections.move(context, question)) is not None:
        return moved
    if (checked := unsure.ask(context, CHECK)) is not None:
        return checked
    reply = _begin(context)
    if context.nlu.intent not in _MADE_AT_ONCE or reply.session is not None:
        return reply
    again = question.ask_again(context, reply.say)
    return reply if again is None else replace(again, change=reply.change, is_slow=reply.is_slow, card=reply.card)


def _begin(context: Context) -> Reply:
    """Answer a request, for the thing that it names."""
    asked_back = things.resolve(context, WHICH)
    if asked_back is not None:
        return asked_back
    reply = things.said_for(context, TOPICS[context.nlu.intent](context))
    if context.nlu.intent not in things.STAYS_WITH_A_THING or not context.tells_domain or reply.change:
        return reply
    return replace(reply, change=context.change(performer=context.performer, vital=False))


def _clear_wish(context: Context, question: OpenQuestion | None) -> Context | None:
    """Return the context with a wish that is certain, though another question of a form is open; else `None`.

    What was answered so far is saved, so nothing is lost by leaving. Where words are asked for, they are an answer.
    """
    is_closed = question is not None and question.is_in_form and not question.wants_free_text and not question.deletes
    if not is_closed or question is None or context.nlu.intent is not Intent.WORDS:
        return None
    if question.extract(context, context.nlu) is not None or extractors.is_attempt(question.extract, context):
        return None
    if question.extract is extractors.past_date or context.language.new_name(context.nlu.utterance):
        return None
    wish = classify(context.language, context.nlu, own=things.own_names(context))
    if question.form_name == schedule.SCHEDULE.name and (told := _told_of_performance(context, wish)) is not None:
        return context.with_result(told)
    is_clear = wish.certainty is Certainty.CERTAIN and wish.intent not in ONLY_ANSWERS | _STAYS_IN_FORM
    return context.with_result(wish) if is_clear else None


def _told_of_performance(context: Context, wish: NluResult) -> NluResult | None:
    """Return what words tell of a performance, where a form asks for nothing of it and would lose it; else `None`."""
    if wish.intent in _TELLS_OF_PERFORMANCE and wish.certainty is not Certainty.UNSURE:
        return wish
    words = context.nlu.words or ""
    is_told = context.language.tells_deed(words) and context.language.word_count(words) >= _FEWEST_TOLD
    return replace(context.nlu, intent=Intent.NOTE) if is_told else None


_TELLS_OF_PERFORMANCE = {Intent.NOTE, Intent.OUTCOME, Intent.SUCCESS, Intent.DEBRIEF, Intent.DID_IT}
_FEWEST_TOLD = 4
"""In words: the shortest deed that is not an answer to a question about a date."""


def _heard_in_question(context: Context, question: OpenQuestion | None) -> Context | None:
    """Return the context with what free text means while a question is open; `None` if likeness doesn't tell it."""
    if context.session is None or question is None or context.nlu.intent not in _MAY_BE_READ:
        return None
    is_offer = not question.is_in_form and _takes_yes_or_no(question) and question.form_name != launch.NAME
    is_for_others_only = context.session.question in _FOR_OTHERS_ONLY
    by_kind = "delete?" if question.deletes else "offer?" if is_offer or is_for_others_only else None
    situation = by_kind or SITUATIONS.get(context.session.question)
    if situation is None or context.language.new_name(context.nlu.utterance):
        return None
    if situation in _ASKS_FOR_DEED and context.language.tells_of_later(context.nlu.utterance):
        return context.with_result(NluResult(Intent.WAIT))
    is_answer = question.extract(context, context.nlu) is not None
    own = things.own_names(context)
    heard = heard_in_question(context.language, context.nlu, situation, own, is_answer=is_answer)
    is_certain = heard.certainty is Certainty.CERTAIN
    is_part_of_it = heard.intent in _told_in(question) or (is_offer and not is_certain)
    if is_for_others_only and heard.intent is not Intent.OUT_OF_SCOPE:
        return None
    if heard is context.nlu or (heard.is_likely_wish and is_part_of_it):
        return None
    if heard.intent is Intent.OUT_OF_SCOPE and not is_certain and _was_out_of_scope(context):
        return None  # said again, it is an answer
    if is_offer and heard.intent is Intent.OUT_OF_SCOPE:
        return _unless_elsewhere(context)
    return context.with_result(heard)


_ASKS_FOR_DEED = {"worked?", "success?"}
"""Kinds of question at which what somebody will do is no answer."""
_FOR_OTHERS_ONLY = {"note.read_back"}
"""Questions of yes or no at which likeness only tells what is meant for somebody else."""


def _is_request_expected(question: OpenQuestion | None) -> bool:
    """Whether only a request is expected: nothing is asked, or what somebody wants."""
    return question is None or question.form_name == launch.NAME


def _answer(context: Context, question: OpenQuestion) -> Reply:
    """Let the open question handle it; otherwise answer a request, or ask the question again."""
    is_stale = context.session is not None and context.session.is_stale
    moved = () if is_stale else debrief.follow_name(context)
    reply = None if is_stale else question.handle(context)
    if reply is not None:
        return replace(reply, say=(*moved, *reply.say))
    if not question.is_in_form:
        wish = _by_title(context) or classify(context.language, context.nlu, own=things.own_names(context))
        context = context.with_result(wish)
    if context.session is not None and voice_profiles.is_stranger(context):
        return voice_profiles.wait_for_owner(context.session)
    if not question.is_in_form and (checked := unsure.ask(context, CHECK)) is not None:
        return question.reprompt(context) if question is CHECK else checked
    if context.nlu.intent is Intent.OUT_OF_SCOPE:
        return _out_of_scope(context, question)
    is_half_told = context.nlu.intent is Intent.BREATHE and question.is_in_form and not context.nlu.utterance
    if context.nlu.intent in _REPROMPTS or (is_half_told and tries_of(context) == 0):
        return question.reprompt(context)
    is_asked_by_launch = context.session is not None and context.session.from_launch
    if question.is_in_form and not is_asked_by_launch and context.nlu.intent in _MADE_AT_ONCE:
        return _begin_in_form(context, question)
    return _begin(context)


def _takes_yes_or_no(question: OpenQuestion) -> bool:
    """Whether a question is answered with yes or no, or asks for a wish."""
    return question.extract is extractors.yes_no or question.form_name == launch.NAME


def _by_title(context: Context) -> NluResult | None:
    """Return the request for a breathing pattern by the name that the performer gave it; `None` if it is none."""
    words = context.nlu.words or ""
    own = rounds.own_pattern(context, is_request=False) if context.nlu.intent is Intent.WORDS and words else None
    if own is None:
        return None
    intent = Intent.PREFER_PATTERN if context.language.is_lasting(words) else Intent.BREATHE
    return NluResult(intent, words, seconds=context.language.breathing_seconds(words), pattern=own.lengths)


def _out_of_scope(context: Context, question: OpenQuestion) -> Reply:
    """Say that the skill doesn't do that, and ask the open question again; after some times it is left."""
    reply = question.ask_again(context, (line("out-of-scope"),)) or commands.out_of_scope(context)
    tries = tries_of(context)
    if reply.session is None or tries >= _MOST_OUT_OF_SCOPE:
        return question.reprompt(context)
    return replace(reply, session=replace(reply.session, tries=tries + 1))


_MOST_OUT_OF_SCOPE = 3


def _was_out_of_scope(context: Context) -> bool:
    """Whether the skill has just said that it does no such thing."""
    return context.session is not None and any("out-of-scope" in str(part) for part in context.session.last_reply)


def _explicit_request(context: Context, question: OpenQuestion) -> NluResult | None:
    """Return an explicit request that overrides a launch's question; `None` if there is none."""
    session, nlu = context.session, context.nlu
    if session is None or session.is_stale or not (session.from_launch or question.form_name == launch.NAME):
        return None
    request = explicit_request(context.language, nlu)
    is_free_text = question.is_in_form and request.intent is Intent.WORDS
    if is_free_text and context.language.statement(request.words or "") != request.words:
        request = classify(context.language, request)  # "that I …"
    leaves_form = question.is_in_form and request.intent in _LEAVES_FORM
    return request if leaves_form or request is not nlu else None
