"""A skill written the official way: ask-sdk-core's handlers, and Amazon's adapter that keeps all of a user in one item.

It does what the measured turns do, and no more: it reads two wins back and keeps that there was a warm-up, as the skill
does for the debrief after it; it notes what is told. Served by gunicorn, as `tests.bench.peer:application()`;
`READY_ROOM_PEER` is the endpoint of DynamoDB Local.
"""

import json
import os
from collections.abc import Mapping, Sequence
from typing import Any

import boto3
from ask_sdk_core.dispatch_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill_builder import CustomSkillBuilder
from ask_sdk_core.utils import is_intent_name, is_request_type
from ask_sdk_model import RequestEnvelope, Response
from botocore.exceptions import ClientError
from flask import Flask, request
from flask import Response as Answer

from tests.bench.floor import verifier

REGION, TABLE = "us-east-1", "peer"
DEED = "I paused before each answer and looked at whoever had asked the question"
SHOWS = "I can stay clear when they push back on what I have just said"
_READ_BACK = 2


def resource(endpoint: str) -> Any:
    """Return boto3's resource of DynamoDB Local."""
    return boto3.resource(
        "dynamodb", region_name=REGION, endpoint_url=endpoint, aws_access_key_id="x", aws_secret_access_key="x"
    )


def debrief(number: int) -> Mapping[str, str]:
    """Return a win, as it is kept."""
    return {"at": f"2026-05-04T09:00:00.{number:06}Z", "outcome": "yes", "worked": DEED, "shows": SHOWS}


def blob(debriefs: int) -> dict[str, Any]:
    """Return all of a user with so many debriefs."""
    return {"domain": "talk", "debriefs": [debrief(number) for number in range(debriefs)]}


class Opening(AbstractRequestHandler):
    """Greets."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        return bool(is_request_type("LaunchRequest")(handler_input))

    def handle(self, handler_input: HandlerInput) -> Response:
        kept = handler_input.attributes_manager.persistent_attributes
        said = f"You are getting ready for {kept['domain']}. Shall we warm up?"
        return handler_input.response_builder.speak(said).ask(said).response


class WarmUp(AbstractRequestHandler):
    """Leads twelve breaths, and reads two wins back."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        return bool(is_intent_name("WarmUpIntent")(handler_input))

    def handle(self, handler_input: HandlerInput) -> Response:
        manager = handler_input.attributes_manager
        kept: Sequence[Mapping[str, str]] = manager.persistent_attributes["debriefs"]
        manager.persistent_attributes["warmed_up"] = handler_input.request_envelope.request.timestamp.isoformat()
        manager.save_persistent_attributes()
        breaths = 'In.<break time="3.7s"/> out.<break time="5.7s"/> ' * 12
        wins = [one for one in reversed(kept) if one["outcome"] == "yes"][:_READ_BACK]
        said = " ".join(f"You said: {one['worked']}. What it told you: {one['shows']}." for one in wins)
        return handler_input.response_builder.speak(breaths + said).response


class Note(AbstractRequestHandler):
    """Keeps what is told."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        return bool(is_request_type("IntentRequest")(handler_input))

    def handle(self, handler_input: HandlerInput) -> Response:
        manager, told = handler_input.attributes_manager, handler_input.request_envelope.request
        words = next(slot.value for slot in told.intent.slots.values() if slot.value)
        manager.persistent_attributes["debriefs"].append(dict(debrief(0), worked=words))
        manager.save_persistent_attributes()
        said = f"Kept. You said: {words}."
        return handler_input.response_builder.speak(said).ask(said).response


def application() -> Flask:
    """Make the service."""
    from ask_sdk_dynamodb.adapter import DynamoDbAdapter  # as it is imported it asks boto3 for a region

    builder = CustomSkillBuilder(DynamoDbAdapter(TABLE, dynamodb_resource=resource(os.environ["READY_ROOM_PEER"])))
    for handler in (Opening(), WarmUp(), Note()):
        builder.add_request_handler(handler)
    skill, app, verified = builder.create(), Flask(__name__), verifier().verify

    def answer() -> Answer:
        body = request.get_data()
        verified(request.headers["SignatureCertChainUrl"], request.headers["Signature-256"], body)
        envelope = skill.serializer.deserialize(body.decode(), RequestEnvelope)
        said = skill.serializer.serialize(skill.invoke(envelope, None))
        return Answer(json.dumps(said), mimetype="application/json")

    app.add_url_rule("/alexa", view_func=answer, methods=["POST"])
    return app


def create(endpoint: str) -> None:
    """Make the table."""
    resource(endpoint).create_table(
        TableName=TABLE,
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )


def fill(endpoint: str, user: str, debriefs: int) -> bool:
    """Give a user so many debriefs; false where they are more than an item holds."""
    try:
        resource(endpoint).Table(TABLE).put_item(Item={"id": user, "attributes": blob(debriefs)})
    except ClientError:
        return False
    return True


def most(endpoint: str) -> int:
    """Return how many debriefs a user can have at the most."""
    low, high = 0, 4_000
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fill(endpoint, "most", middle) else (low, middle)
    return low
