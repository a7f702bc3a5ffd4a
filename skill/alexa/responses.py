"""A reply, as Alexa takes it."""

from ask_sdk_model import Intent, IntentConfirmationStatus, Response, Slot, SlotConfirmationStatus
from ask_sdk_model.dialog import ElicitSlotDirective
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
        directives=[_elicit()] if is_open and reply.wants_words else None,
        should_end_session=not is_open,
    )


def _card(card: Card, texts: Texts) -> SimpleCard:
    content = "\n".join(texts.say(line) for line in card.lines)
    return SimpleCard(title=texts.say(card.title), content=content[:_LONGEST_CARD])


def _elicit() -> ElicitSlotDirective:
    """Tell the platform that the next thing said is free text."""
    slot = Slot(name=ANSWER_SLOT, confirmation_status=SlotConfirmationStatus.NONE)
    intent = Intent(name=ANSWER_INTENT, slots={ANSWER_SLOT: slot}, confirmation_status=IntentConfirmationStatus.NONE)
    return ElicitSlotDirective(slot_to_elicit=ANSWER_SLOT, updated_intent=intent)
