"""What the tests of the ledgers share."""

import pytest

from skill.deadline import Deadline
from tests.patience import patient


@pytest.fixture
def soon() -> Deadline:
    """A deadline far enough away."""
    return patient()


@pytest.fixture
def account(user: str) -> str:
    """An account that no other test uses."""
    return f"account-of-{user}"
