"""Names made from goals."""

import pytest

from skill.nlu.naming import Naming

NAMING = Naming(
    {
        "boundaries": ["in", "to", "for", "how", "without"],
        "openers": ["a", "the", "my"],
        "light": ["get", "through"],
        "leads": ["how to"],
    }
)


@pytest.mark.parametrize(
    ("goal", "name"),
    [
        ("answer the panel", "answer the panel"),
        ("fillet a fish in front", "fillet a fish"),
        ("play the bach prelude without notes", "bach prelude"),
        ("get through a job interview", "job interview"),
        ("speak to fifty people for ten minutes", "speak to fifty people"),
        ("show my class how to fillet a fish", "fillet a fish"),
        ("play the very long slow opening part", "slow opening part"),
        ("sing", "sing"),
    ],
)
def test_the_best_name_is_two_or_three_words_of_the_goal(goal: str, name: str) -> None:
    begin, end = NAMING.spans(goal)[0]
    assert " ".join(goal.split()[begin:end]) == name


@pytest.mark.parametrize("goal", ["in the for", "a", "the my a in to for", "how to", "get through to"])
def test_odd_goals_have_no_part_that_is_empty_or_beyond_them(goal: str) -> None:
    assert all(0 <= begin < end <= len(goal.split()) for begin, end in NAMING.spans(goal))
