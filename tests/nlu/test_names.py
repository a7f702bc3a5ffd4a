"""Which of somebody's own things is meant by what they call it."""

import pytest

from skill.nlu.language import language_for
from skill.nlu.names import Fit, Name

LANGUAGE = language_for("en-US")
THINGS = (
    Name("cook", "cooking demonstrations", ("show a class of twelve how to fillet a fish", "show one knife grip")),
    Name("chess", "chess tournaments", ("finish five games on time",)),
    Name("interview", "job interview"),
    Name("viva", "PhD viva", ("answer the examiners for an hour",)),
)


@pytest.mark.parametrize(
    ("words", "id_", "fit"),
    [
        ("chess tournaments", "chess", Fit.EXACT),
        ("job interview", "interview", Fit.EXACT),
        ("chess", "chess", Fit.STEM),
        ("my chess", "chess", Fit.STEM),
        ("the chess tournament", "chess", Fit.STEM),
        ("a tournament", "chess", Fit.STEM),
        ("the competition", "chess", Fit.STEM),
        ("my match", "chess", Fit.STEM),
        ("cooking", "cook", Fit.STEM),
        ("my demo", "cook", Fit.STEM),
        ("the next cooking demonstration", "cook", Fit.STEM),
        ("the interview", "interview", Fit.STEM),
        ("the viva", "viva", Fit.STEM),
        ("my chess club", "chess", Fit.SHARED),
        ("the chess final", "chess", Fit.STEM),
        ("the cookery show", None, Fit.NONE),
        ("the cooking show", "cook", Fit.SHARED),
        ("the job talk", "interview", Fit.SHARED),
        ("filleting fish", "cook", Fit.OTHERS),
        ("the fish", "cook", Fit.OTHERS),
        ("knife grips", "cook", Fit.OTHERS),
        ("falconry", None, Fit.NONE),
        ("the tennis match", None, Fit.NONE),
        ("my wedding speech", None, Fit.NONE),
        ("the fish market visit", None, Fit.NONE),
        ("the class", None, Fit.NONE),
        ("my driving test", None, Fit.NONE),
        ("it", None, Fit.NONE),
        ("the next big thing", None, Fit.NONE),
        ("", None, Fit.NONE),
    ],
)
def test_a_thing_is_found_by_its_name_by_what_is_like_it_or_by_what_it_is_about(
    words: str, id_: str | None, fit: Fit
) -> None:
    match = LANGUAGE.find(words, THINGS)
    assert (match.id, match.fit) == (id_, fit)


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("the board", ("board", "pitch")),
        ("my wedding", ("toast", "dance")),
        ("the board pitch", ("pitch",)),
        ("wedding dance", ("dance",)),
    ],
)
def test_what_fits_several_equally_well_is_ambiguous(words: str, ids: tuple[str, ...]) -> None:
    things = (
        Name("board", "board meeting"),
        Name("pitch", "board pitch"),
        Name("toast", "wedding toast"),
        Name("dance", "wedding dance"),
    )
    match = LANGUAGE.find(words, things)
    assert match.ids == ids
    assert match.is_ambiguous is (len(ids) > 1)


@pytest.mark.parametrize(
    ("sentence", "id_"),
    [
        ("partly the chess tournament was a draw", "chess"),
        ("yes and the cooking was fine", "cook"),
        ("partly it was a draw", None),
        ("no I lost the game", None),
        ("yes I showed them a fish", None),
        ("I did a good job", "interview"),
        ("cooking and chess", None),
    ],
)
def test_a_sentence_names_a_thing_by_a_distinctive_word_of_its_title(sentence: str, id_: str | None) -> None:
    assert LANGUAGE.mentioned(sentence, THINGS).id == id_


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("blades", "blade"),
        ("allergies", "allergy"),
        ("filleting", "fillet"),
        ("sharpened", "sharpening"),
        ("running", "runs"),
        ("chess", "chess's"),
        ("matches", "match"),
        ("sing", "singing"),
    ],
)
def test_words_with_other_endings_have_one_stem(one: str, other: str) -> None:
    assert LANGUAGE.words.stem(one) == LANGUAGE.words.stem(other)


@pytest.mark.parametrize(("one", "other"), [("spring", "spr"), ("bus", "bu"), ("need", "ned"), ("chess", "chest")])
def test_short_words_keep_what_tells_them_apart(one: str, other: str) -> None:
    assert LANGUAGE.words.stem(one) != LANGUAGE.words.stem(other)
