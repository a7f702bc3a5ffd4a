"""How well the skill understands sets of utterances: intents, entities, false accepts, mistakes that destroy something.

An utterance counts as understood if it led where its writer meant it to, however the skill gets there. An entity counts
as taken if its value was used or, for words, if they were kept or searched for.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from skill.breathing.patterns import pattern_of
from skill.conversation import policy
from skill.conversation.topics import search
from skill.nlu.grammar import normalize
from skill.nlu.intents import Intent
from skill.nlu.when import When
from tests.understanding.listener import MEANT, Heard, Listener
from tools.examples import Entity, Utterance, WrittenSet

ANSWERS = {"yes", "no", "outcome", "difficulty", "number", "date", "time", "words"}
_ONE_VALUE = {"outcome?", "difficulty?", "rating?", "when?", "day?", "time?"}
"""Questions for one value: "Tuesday, not Thursday" is an answer there."""
DESTROYS = {"erase", "forget", "retire", "unschedule", "no-breathing", "no-rating", "no-cards", "my-voice", "any-voice"}
"""What takes something away or switches something."""
_STOP = frozenset("the a an my of to for and that this it in on at i".split())


@dataclass
class Figures:
    """What came of some sets.

    Args:
        intents: For each situation's kind and meaning, how many were said and how many understood.
        entities: For each kind, how many were named and how many taken.
        confused: How often a meaning was taken for another.
        wrong: The utterances that were not understood, with what they led to.
        missed: The entities that were not taken.
        false_accepts: The utterances out of scope that changed or began something.
        destroyed: The utterances that asked for nothing of the kind and took something away.
    """

    intents: dict[str, list[int]] = field(default_factory=dict)
    entities: dict[str, list[int]] = field(default_factory=dict)
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[tuple[Utterance, str]] = field(default_factory=list)
    missed: list[tuple[Utterance, Entity, str]] = field(default_factory=list)
    false_accepts: list[tuple[Utterance, str]] = field(default_factory=list)
    out_of_scope: int = 0
    destroyed: list[tuple[Utterance, str]] = field(default_factory=list)

    def count(self, table: dict[str, list[int]], key: str, *, ok: bool) -> None:
        """Count one."""
        row = table.setdefault(key, [0, 0])
        row[0] += 1
        row[1] += ok


def measure(sets: Iterable[WrittenSet]) -> Figures:
    """Say every utterance of some sets, and return what came of them."""
    figures = Figures()
    for one in sets:
        listener = Listener(one.record)
        names = {f"d{number}": domain.name for number, domain in enumerate(one.record.domains)}
        for said in one.utterances:
            _judge(figures, said, listener.hear(said), names)
    return figures


def _judge(figures: Figures, said: Utterance, heard: Heard, names: Mapping[str, str]) -> None:
    ok = is_understood(said, heard)
    group = "wishes" if said.situation == "-" else "answers"
    if said.meaning == "out":
        figures.out_of_scope += 1
        accepted = not ok or (said.situation == "-" and heard.is_kept and not heard.meaning.startswith("asked "))
        if accepted:
            figures.false_accepts.append((said, heard.meaning))
        group = "out of scope"
    figures.count(figures.intents, group, ok=ok)
    figures.count(figures.intents, f"  {said.meaning}", ok=ok)
    if not ok:
        figures.confused[said.meaning, heard.meaning] += 1
        figures.wrong.append((said, heard.meaning))
    if ok and heard.meaning.startswith("asked "):
        figures.count(figures.intents, "asked, one of two", ok=ok)
    if heard.meaning in DESTROYS and not ok and said.situation == "-":
        figures.destroyed.append((said, heard.meaning))
    for entity in said.entities:
        taken = is_taken(entity, said, heard, names)
        figures.count(figures.entities, entity.kind, ok=taken)
        if not taken:
            figures.missed.append((said, entity, heard.meaning))


def is_understood(said: Utterance, heard: Heard) -> bool:
    """Whether an utterance led where it was meant to."""
    if said.situation != "-" and said.meaning in ANSWERS:
        if said.meaning in {"yes", "no"}:
            return heard.meaning in {"answer", said.meaning} and _answer(said, heard) in {said.meaning == "yes", None}
        return heard.meaning in {"answer", said.meaning, *MEANT.get(said.meaning, ())}
    if said.meaning == "out" and heard.meaning == "answer":
        return False
    if said.meaning == "correct" and heard.meaning == "answer" and said.situation in _ONE_VALUE:
        return True
    leads = MEANT.get(said.meaning, frozenset({said.meaning}))
    if heard.meaning.startswith("asked "):
        return not leads.isdisjoint(heard.meaning.split()[1:]) or said.meaning == "out"
    return heard.meaning in leads


def _answer(said: Utterance, heard: Heard) -> Any:
    question = heard.context.session.question if heard.context.session else ""
    found = policy.OPEN_QUESTIONS.get(question)
    return found.extract(heard.context, heard.nlu) if found else None


def is_taken(entity: Entity, said: Utterance, heard: Heard, names: Mapping[str, str]) -> bool:
    """Whether an entity was used."""
    nlu, value = heard.nlu, entity.value
    match entity.kind:
        case "number":
            return int(value) in {nlu.number, _answer(said, heard), *_new_ratings(heard)}
        case "duration":
            return _near(nlu.seconds, int(value))
        case "pattern":
            return nlu.pattern is not None and _same_pattern(nlu.pattern, value)
        case "outcome" | "difficulty":
            answer = _answer(said, heard)
            return value in {nlu.choice, str(answer), str(getattr(answer, "outcome", ""))}
        case "date" | "period" | "time" | "order":
            return value in set(_whens(heard))
        case "domain" if value != "new":
            return value in set(_things(heard, names))
        case "done" if any(_holds_words(entity.words, words) for words in _texts(heard)):
            return True
        case "topic" if any(_shares_words(entity.words, words) for words in _texts(heard)):
            return True
    return any(_same_words(entity.words, words) for words in _texts(heard))


def _near(seconds: int | None, value: int) -> bool:
    return seconds is not None and abs(seconds - value) <= 0.05 * value


def _same_pattern(one: str, other: str) -> bool:
    first, second = pattern_of(one), pattern_of(other)
    return first is not None and second is not None and first.phases == second.phases


def _new_ratings(heard: Heard) -> Iterator[int]:
    before = {rating for domain in heard.before.domains for rating in domain.ratings}
    yield from (rating.value for domain in heard.after.domains for rating in domain.ratings if rating not in before)


def _whens(heard: Heard) -> Iterator[str]:
    """Yield every day, period, hour and order that was taken."""
    nlu = heard.nlu
    yield from (str(one) for one in (nlu.date, nlu.time, nlu.part) if one)
    found = _search(heard)
    if found:
        yield {"first": "oldest", "last": "latest"}.get(str(found.order), "")
        yield f"{found.first_day}/{found.last_day}"
        yield str(found.first_day) if found.first_day == found.last_day else ""
    if heard.meaning in {"forget", "wrong"}:
        yield from (f"{first}/{last}" if first != last else str(first) for first, last in _periods(heard))
        yield "latest" if heard.reply.session and heard.reply.session.subject else ""
    if heard.reply.session and heard.reply.session.question == "schedule.half":
        yield from _either_half(heard)
    if heard.meaning.endswith("unschedule") and (when := _when(heard)) and when.day:
        yield when.day
    for domain in heard.after.domains:
        for date in filter(None, (domain.date, domain.pending_date)):
            yield from filter(None, (date.day, date.time, date.part))
    question = heard.context.session.question if heard.context.session else ""
    found = policy.OPEN_QUESTIONS.get(question)
    answer = found.extract(heard.context, nlu) if found and nlu.intent is not Intent.NOTHING else None
    yield from (str(one) for one in (answer if isinstance(answer, tuple) else (answer,)) if one)


def _when(heard: Heard) -> When | None:
    return heard.context.language.when(heard.nlu.utterance, heard.context.today)


def _either_half(heard: Heard) -> Iterator[str]:
    """Yield both hours between which it is asked: half past two in the night, or in the afternoon."""
    if (when := _when(heard)) and when.time:
        yield when.time
        yield f"{(int(when.time[:2]) + 12) % 24:02}{when.time[2:]}"


def _search(heard: Heard) -> Any:
    """Return the search for evidence that a turn made, if it made one."""
    if heard.meaning != "evidence" or not heard.nlu.utterance:
        return None
    return search.search_for(heard.context, heard.nlu.utterance)


def _periods(heard: Heard) -> Iterator[tuple[Any, Any]]:
    found = heard.context.language.past_period(heard.nlu.utterance, heard.context.today)
    if found:
        yield found


def _things(heard: Heard, names: Mapping[str, str]) -> Iterator[str]:
    """Yield the names of the performer's own things that a turn was about."""
    yield names.get(heard.context.performer.active, "")
    if heard.after.active != heard.before.active:
        yield names.get(heard.after.active, "")
    if heard.reply.session and heard.reply.session.question == "domains.retire":
        yield names.get(heard.reply.session.subject, "")
    for domain in heard.after.domains:
        if domain != heard.before.find(domain.id):
            yield names.get(domain.id, domain.title or "")


def _texts(heard: Heard) -> Iterator[str]:
    """Yield the words that were taken: those of the result, and those that are new on the record."""
    nlu = heard.nlu
    if nlu.words:
        yield nlu.words
    if found := _search(heard):
        yield found.about
    if heard.is_kept:
        yield from _strings(heard.after, heard.before)
        yield nlu.utterance
    for part in heard.reply.say:
        yield from (str(value) for value in getattr(part, "args", {}).values() if isinstance(value, str))


def _strings(after: Any, before: Any) -> Iterator[str]:
    old = set(_all_strings(before))
    yield from (one for one in _all_strings(after) if one not in old)


def _all_strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list | frozenset):
        for one in value:
            yield from _all_strings(one)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _all_strings(getattr(value, name))


def _same_words(marked: str, taken: str) -> bool:
    """Whether words are the same but for little ones and a word at most."""
    want = [word for word in normalize(marked).split() if word not in _STOP]
    got = [word for word in normalize(taken).split() if word not in _STOP]
    common = sum((Counter(want) & Counter(got)).values())
    return bool(want) and common >= 0.75 * len(want) and common >= 0.6 * len(got)


def _holds_words(marked: str, taken: str) -> bool:
    """Whether words are kept as part of others: what was done is kept in the whole sentence that told it."""
    return f" {normalize(marked)} " in f" {normalize(taken)} "


def _shares_words(marked: str, taken: str) -> bool:
    """Whether words have one in common that is not little."""
    return bool((set(normalize(marked).split()) - _STOP) & set(normalize(taken).split()))
