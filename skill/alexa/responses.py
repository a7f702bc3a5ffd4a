"""A reply, as Alexa takes it."""

from ask_sdk_model import Directive, Intent, IntentConfirmationStatus, Response, Slot, SlotConfirmationStatus
from ask_sdk_model.dialog import ElicitSlotDirective
from ask_sdk_model.interfaces.connections import SendRequestDirective
from ask_sdk_model.ui import Reprompt, SimpleCard, SsmlOutputSpeech

from skill.conversation.turn import Card, Reply
from skill.speech.ssml import ssml
from skill.speech.texts import Texts

ANSWER_INTENT, ANSWER_SLOT = "AnswerIntent", "words"
_LONGEST_CARD = 8_000


def response_of(reply: Reply, texts: Texts) -> Response:
    """Put a reply into words and say whether the microphone opens."""
    is_open = reply.session is not None
    return Response(
        output_speech=SsmlOutputSpeech(ssml=ssml(reply.say, texts)),
        reprompt=Reprompt(output_speech=SsmlOutputSpeech(ssml=ssml(reply.reprompt, texts))) if is_open else None,
        card=_card(reply.card, texts) if reply.card else None,
        directives=_directives(reply),
        should_end_session=not is_open,
    )


def _directives(reply: Reply) -> list[Directive] | None:
    if reply.asks_permission:
        return [_ask_permission(reply.asks_permission)]
    return [_elicit()] if reply.session is not None and reply.wants_words else None


def _card(card: Card, texts: Texts) -> SimpleCard:
    content = "\n".join(texts.say(line) for line in card.lines)
    return SimpleCard(title=texts.say(card.title), content=content[:_LONGEST_CARD])


def _ask_permission(who: str) -> SendRequestDirective:
    """Have Alexa ask whether the skill may set reminders; the answer is a request of its own."""
    scope = {"permissionScope": "alexa::alerts:reminders:skill:readwrite", "consentLevel": "ACCOUNT"}
    payload = {"@type": "AskForPermissionsConsentRequest", "@version": "2", "permissionScopes": [scope]}
    return SendRequestDirective(name="AskFor", payload=payload, token=who)


def _elicit() -> ElicitSlotDirective:
    """Tell the platform that the next thing said is free text."""
    slot = Slot(name=ANSWER_SLOT, confirmation_status=SlotConfirmationStatus.NONE)
    intent = Intent(name=ANSWER_INTENT, slots={ANSWER_SLOT: slot}, confirmation_status=IntentConfirmationStatus.NONE)
    return ElicitSlotDirective(slot_to_elicit=ANSWER_SLOT, updated_intent=intent)
