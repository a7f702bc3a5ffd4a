"""How sure it is what was meant."""

from skill.nlu.certainty import Certainty
from skill.nlu.intents import Intent, NluResult


def test_what_the_platform_recognized_is_certain() -> None:
    assert NluResult(Intent.WARM_UP).certainty is Certainty.CERTAIN
