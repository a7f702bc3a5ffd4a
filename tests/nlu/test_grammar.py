"""Phrases match whole words and nothing else; typed text is normalized to what would have been said."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.nlu.grammar import Normalizer, Phrases, alternation, first_match, normalize, regex, without_accents
from skill.nlu.language import language_for

ENGLISH = language_for("en-US")
WORD = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=8)
SENTENCE = st.lists(WORD, min_size=1, max_size=5).map(" ".join)
TYPED = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0x7E)
    | st.sampled_from("ÀÉÖßàçéîñöü'\u2018\u2019\u0301\u00ad\u200b\ufe0f\n\t…\u2013\u2014“”🎉6️⃣\uff17\uff4d"),
    max_size=60,
)
"""What a keyboard in English writes, with its accents, apostrophes, invisible characters, dashes and pictures."""
LETTERS = st.text([*"abcxyz ", *"ÀÉÖàçéîñöüåÅ"], max_size=30)


# Phrases


@pytest.mark.parametrize(
    ("phrase", "said", "not_said"),
    [
        ("go back", ["go back", "Go back!"], ["go backwards", "goback", "let's go back"]),
        ("[please] repeat (that|it)", ["repeat that", "please repeat it"], ["please repeat", "repeat that again"]),
        ("never mind …", ["never mind", "never mind that one"], ["i never mind"]),
        ("it is", ["it is", "it  is"], ["it's", "it isn't"]),
        ("^ ok $", ["ok"], ["ok then"]),
        ("[a|one] [more] time", ["time", "one time", "a more time", "more time"], ["more one time", "two time"]),
        ("(a|b (c|d))", ["a", "b c", "b d"], ["b", "a c", "c"]),
        ("i … it", ["i it", "i really like it"], ["i like it now", "like it"]),
        ("3.5 (percent)", ["3.5 percent"], ["3x5 percent", "3 5 percent"]),
    ],
)
def test_a_phrase_matches_what_it_reads_like(phrase: str, said: list[str], not_said: list[str]) -> None:
    pattern = Phrases([phrase])
    assert all(pattern.fullmatch(normalize(words)) for words in said)
    assert not any(pattern.fullmatch(normalize(words)) for words in not_said)


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("it", True),
        ("is it on", True),
        ("it's on", False),
        ("a bit", False),
        ("items", False),
        ("do-it-yourself", False),
    ],
)
def test_a_phrase_is_found_only_between_word_boundaries(words: str, is_found: bool) -> None:
    assert (Phrases(["it"]).search(words) is not None) is is_found


@settings(max_examples=40)
@given(SENTENCE)
def test_a_phrase_without_signs_matches_itself(words: str) -> None:
    phrases = Phrases([words])
    assert phrases.fullmatch(words)
    assert phrases.search(f"before {words} after")
    assert not phrases.search(f"x{words}x")


@settings(max_examples=40)
@given(SENTENCE, SENTENCE)
def test_an_optional_part_may_be_present_or_missing(required: str, optional: str) -> None:
    phrases = Phrases([f"[{optional}] {required}"])
    assert phrases.fullmatch(required)
    assert phrases.fullmatch(f"{optional} {required}")
    assert not phrases.fullmatch(f"{required} {optional} {optional}")


@settings(max_examples=40)
@given(st.lists(SENTENCE, min_size=1, max_size=4), SENTENCE)
def test_exactly_one_of_the_alternatives_is_needed(alternatives: list[str], rest: str) -> None:
    phrases = Phrases([f"({'|'.join(alternatives)}) {rest}"])
    assert all(phrases.fullmatch(f"{one} {rest}") for one in alternatives)
    assert not phrases.fullmatch(f"0 {rest}")


def test_several_phrases_match_where_any_of_them_does() -> None:
    phrases = Phrases(["go back", "^ back $"])
    assert phrases.search("let's go back now")
    assert phrases.search("back")
    assert not phrases.search("back now")


def test_phrases_may_be_written_with_capitals() -> None:
    assert Phrases(["Go Back"]).fullmatch("go back")


def test_match_looks_only_at_the_beginning_of_the_words() -> None:
    phrases = Phrases(["warm me up"])
    found = phrases.match("warm me up for two minutes")
    assert found
    assert found[0].split() == ["warm", "me", "up"]
    assert not phrases.match("please warm me up")


def test_every_occurrence_of_a_phrase_is_found_replaced_or_split_at() -> None:
    phrases = Phrases(["(no wait|make it)"])
    words = "six no wait seven make it eight"
    assert [found[0].strip() for found in phrases.finditer(words)] == ["no wait", "make it"]
    assert phrases.sub("| ", words) == "six | seven | eight"
    assert [part.strip() for part in phrases.split(words)] == ["six", "seven", "eight"]


def test_a_replacement_may_be_computed_from_the_match() -> None:
    assert Phrases(["(i|i'm)"]).sub(lambda found: found[0].upper(), "i know i'm on") == "I know I'M on"


def test_a_name_in_braces_stands_for_the_list_of_that_name() -> None:
    phrases = Phrases(["i have {thing} [too]"], {"thing": r"(?:asthma|\d+ colds)\s*"})
    assert phrases.fullmatch("i have asthma")
    assert phrases.fullmatch("i have 3 colds too")
    assert not phrases.fullmatch("i have thing")


def test_a_phrase_that_names_an_unknown_list_is_an_error() -> None:
    with pytest.raises(KeyError, match="thing"):
        regex(["i have {thing}"])


@pytest.mark.parametrize("phrase", ["(go|stay", "[go", "go)", "(go]", "go [or (stay])"])
def test_a_phrase_whose_brackets_do_not_match_is_an_error(phrase: str) -> None:
    with pytest.raises(ValueError, match=r"missing|closes nothing"):
        regex([phrase])


@pytest.mark.parametrize("phrase", ["a (b|c) [d|e] f", "(a|(b|c) d)", "[a] (b|c)", "(a|[b] c)", "(a|^ b|…) c"])
def test_a_word_begins_nowhere_but_at_its_beginning(phrase: str) -> None:
    phrases = Phrases([phrase])
    said = ["a b f", "a c e f", "a", "b d", "c d", "b", "c", "a b", "a c", "b c", "x c"]
    matched = [one for one in said if phrases.fullmatch(one)]
    assert matched
    assert not [one for one in matched if Phrases([phrase.replace("…", "x")]).match(f"-{one}")]


def test_phrases_are_compiled_when_they_are_first_used() -> None:
    phrases = Phrases(["i have {thing}"])
    with pytest.raises(KeyError, match="thing"):
        phrases.search("i have asthma")


def test_the_first_name_whose_phrases_occur_is_returned() -> None:
    phrases = {"partly": Phrases(["some of it"]), "yes": Phrases(["(it|yes)"])}
    assert first_match(phrases, "yes some of it") == "partly"
    assert first_match(phrases, "yes all of that") == "yes"
    assert first_match(phrases, "no") is None


@settings(max_examples=40)
@given(st.lists(st.text("ab. ", min_size=1, max_size=5), min_size=1, max_size=5))
def test_an_alternation_matches_each_word_and_prefers_the_longest(words: list[str]) -> None:
    pattern = re.compile(alternation(words))
    assert all(pattern.fullmatch(word) for word in words)
    assert not pattern.fullmatch("c")
    longest = max(words, key=len)
    found = pattern.match(longest)
    assert found
    assert found[0] == longest


# Normalizing


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("I\u2019m ON, in 30 secs!!", "i'm on in thirty seconds"),
        ("\u2018warm me up\u2019", "warm me up"),
        ("dont", "don't"),
        ("\uff37arm　\uff4d\uff45　\uff55\uff50", "warm me up"),
        ("re\u00adhearse\u200b it\ufeff", "rehearse it"),
        ("cafe\u0301", "café"),
        ("in 4, out 6", "in four out six"),
        ("4-7-8", "four seven eight"),
        ("\uff13pm / 3:00 p.m. / 15:30", "three p m three p m fifteen thirty"),
        ("10% & #1 @ home", "ten percent and one at home"),
        ("21s, 2½ min, 120 min", "twenty one seconds two and a half minute 120 minute"),
        ("7.5", "7.5"),
        ("2026", "2026"),
        ("6️⃣", "six"),
        ("🎉 … ?!", ""),
        ("snake_case rock 'n' roll", "snake case rock n roll"),
    ],
)
def test_typed_english_is_read_as_it_would_be_said(typed: str, said: str) -> None:
    assert ENGLISH.normalize(typed) == said


@given(TYPED)
def test_normalized_words_are_lower_case_and_single_spaced(words: str) -> None:
    plain = ENGLISH.normalize(words)
    assert plain == plain.lower()
    assert plain == " ".join(plain.split())


@given(TYPED)
def test_normalizing_twice_changes_nothing_more(words: str) -> None:
    assert normalize(normalize(words)) == normalize(words)
    assert ENGLISH.normalize(ENGLISH.normalize(words)) == ENGLISH.normalize(words)


@given(SENTENCE, st.sampled_from(["", "!", "?!", " …", ".", "🎉", "\u200b"]))
def test_case_punctuation_and_pictures_make_no_difference(words: str, ending: str) -> None:
    assert normalize(f"“{words.upper()}”{ending}") == words


@given(LETTERS)
def test_composed_and_decomposed_accents_are_the_same(words: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, words) for form in ("NFC", "NFD"))
    assert normalize(composed) == normalize(decomposed)


@given(LETTERS)
def test_words_without_accents_have_only_plain_letters(words: str) -> None:
    plain = without_accents(words)
    assert plain.isascii()
    assert len(plain.split()) == len(words.split())


def test_accents_can_be_left_out() -> None:
    assert without_accents("My Café, the Ångström piece") == "my cafe the angstrom piece"


@pytest.mark.parametrize("apostrophe", "'\u2018\u2019\u02bc\uff07\u00b4`")
def test_every_apostrophe_within_a_word_is_the_same(apostrophe: str) -> None:
    assert normalize(f"don{apostrophe}t") == "don't"


@pytest.mark.parametrize("quote", "'\u2018\u2019\uff07\u00b4`")
def test_a_quotation_mark_around_words_is_left_out(quote: str) -> None:
    assert normalize(f"{quote}rock {quote} roll{quote} room") == "rock roll room"


def test_the_longest_sign_is_replaced_first() -> None:
    normalizer = Normalizer({"w/": "with", "w/o": "without", "%": "percent"})
    assert normalizer.normalize("w/o notes, w/ 10%") == "without notes with 10 percent"


def test_a_word_written_short_is_replaced_only_as_a_whole_word() -> None:
    normalizer = Normalizer({"u": "you", "im": "i'm"})
    assert normalizer.normalize("IM sure u run") == "i'm sure you run"


def test_a_unit_is_written_out_only_after_a_number() -> None:
    normalizer = Normalizer(units={"s": "seconds", "m": "minutes"})
    assert normalizer.normalize("5 s, 10m") == "5 seconds 10 minutes"
    assert normalizer.normalize("s m five s") == "s m five s"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("7", "seven"),
        ("007", "seven"),
        ("8", "8"),
        ("7:07", "seven seven"),
        ("7:00", "seven"),
        ("0:07", "0 seven"),
        ("7.5", "7.5"),
        ("7,5", "seven 5"),
        ("a7b", "a7b"),
    ],
)
def test_a_number_is_written_in_words_as_far_as_they_are_known(written: str, said: str) -> None:
    assert Normalizer(numbers={7: "seven"}).normalize(written) == said


# The first words, and what follows them


@pytest.mark.parametrize(
    ("words", "count", "first", "rest"),
    [
        ("That: I kept it!", 1, "That", "I kept it!"),
        ("Well...I kept it", 1, "Well", "I kept it"),
        ("I\u2019m getting ready for \u2013 “Board Talk”", 4, "I\u2019m getting ready for", "“Board Talk”"),
        ("in 45 s", 3, "in 45", "s"),
        ("call it", 2, "call it", ""),
        ("call it", 5, "call it", ""),
    ],
)
def test_the_first_words_and_the_rest_are_returned_as_they_were_typed(
    words: str, count: int, first: str, rest: str
) -> None:
    normalizer = Normalizer(numbers={45: "forty five"})
    assert (normalizer.first(words, count), normalizer.after(words, count)) == (first, rest)


@given(TYPED, st.integers(0, 12))
def test_the_first_words_and_the_rest_are_all_the_words(words: str, count: int) -> None:
    normalizer = Normalizer()
    parts = (normalizer.first(words, count), normalizer.after(words, count) if count else words)
    assert " ".join(map(normalize, parts)).split() == normalize(words).split()


@given(TYPED, st.integers(1, 12))
def test_no_more_pieces_are_taken_than_are_needed_for_the_first_words(words: str, count: int) -> None:
    first = Normalizer().first(words, count)
    assert first in words
    assert len(normalize(first).split()) >= min(count, len(normalize(words).split()))
