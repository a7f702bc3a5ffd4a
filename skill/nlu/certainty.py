"""How sure it is what was meant."""

from enum import StrEnum


class Certainty(StrEnum):
    """How sure it is what was meant."""

    CERTAIN = "certain"
    """What was said has one meaning: what stays may come out of it."""
    LIKELY = "likely"
    """It is the likeliest meaning by far: what can be undone in a breath may come out of it."""
    UNSURE = "unsure"
    """It may as well be the next likeliest: it is asked about."""
