"""Creates the DynamoDB table, with boto3. Used when the skill is set up, never in a turn."""

from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from skill.ledger.dynamodb import EXPIRY, SHELF_INDEX
from skill.ledger.protocol import Unavailable

_SECONDS = 30


def client_of(region: str, endpoint: str | None = None) -> Any:  # noqa: ANN401 - boto3 makes its classes at run time
    """Return a boto3 client for DynamoDB.

    Args:
        region: The AWS region.
        endpoint: The address of DynamoDB Local, if that is used; it requires credentials but accepts any.

    Raises:
        Unavailable: No such client can be made.
    """
    credentials = {"aws_access_key_id": "local", "aws_secret_access_key": "local"} if endpoint else {}
    config = Config(read_timeout=_SECONDS, retries={"total_max_attempts": 1, "mode": "standard"})
    try:
        return boto3.client("dynamodb", region_name=region, endpoint_url=endpoint, config=config, **credentials)
    except (BotoCoreError, ValueError) as error:
        raise Unavailable(f"cannot connect to DynamoDB: {error}") from error


def create_table(client: Any, table: str) -> bool:  # noqa: ANN401
    """Create the table, if it is missing, and have it delete items that have ended; return whether it is new.

    Raises:
        Unavailable: DynamoDB does not answer, or refuses.
    """
    try:
        is_new = _create(client, table)
        expiry = client.describe_time_to_live(TableName=table)["TimeToLiveDescription"]
        if expiry["TimeToLiveStatus"] == "DISABLED":
            wanted = {"Enabled": True, "AttributeName": EXPIRY}
            client.update_time_to_live(TableName=table, TimeToLiveSpecification=wanted)
        return is_new
    except (BotoCoreError, ClientError) as error:
        raise Unavailable(f"cannot create table {table}: {error}") from error


def _create(client: Any, table: str) -> bool:  # noqa: ANN401
    """Create the table and wait until it exists; return whether it is new."""
    try:
        client.create_table(
            TableName=table,
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[
                {"AttributeName": name, "AttributeType": "S"} for name in ("account", "sort", SHELF_INDEX)
            ],
            KeySchema=[{"AttributeName": "account", "KeyType": "HASH"}, {"AttributeName": "sort", "KeyType": "RANGE"}],
            LocalSecondaryIndexes=[
                {
                    "IndexName": SHELF_INDEX,
                    "KeySchema": [
                        {"AttributeName": "account", "KeyType": "HASH"},
                        {"AttributeName": SHELF_INDEX, "KeyType": "RANGE"},
                    ],
                    "Projection": {"ProjectionType": "ALL"},
                }
            ],
        )
        client.get_waiter("table_exists").wait(TableName=table, WaiterConfig={"Delay": 1, "MaxAttempts": 60})
    except client.exceptions.ResourceInUseException:
        return False
    return True
