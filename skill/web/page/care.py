"""Words of danger and words about one's health, where an answer is typed: they are answered as they are by voice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from skill.conversation.context import Context
from skill.conversation.topics import crisis, health
from skill.efficacy.evidence import Evidence, Kind
from skill.ledger.protocol import Change
from skill.nlu.health import HealthMention
from skill.web.page.attempts import save_decided
from skill.web.page.door import Answer, Route
from skill.web.page.visit import Visit, back_to


@dataclass(frozen=True, slots=True)
class _Care:
    change: Change
    endpoint: str


def answer(visit: Visit, words: Iterable[str]) -> Answer | None:
    """Answer words that are not saved as they were meant, as by voice; `None` for any others.

    A form asks this before it checks anything else, so that no other mistake in it hides the line. Words of danger are
    kept private. Of words about one's health only the caution is kept: no breath holds, and no breathing to resume.
    """
    said = [one for one in words if one]
    if not said:
        return None
    care = _care(visit, visit.context(), said)
    if care is None:
        return None
    return save_decided(visit, lambda context: _saved(visit, context, said)) or back_to(care.endpoint)


def _saved(visit: Visit, context: Context, said: Sequence[str]) -> Change:
    care = _care(visit, context, said)
    return care.change if care else Change()


def _care(visit: Visit, context: Context, said: Sequence[str]) -> _Care | None:
    read = [replace(context.language.read(one), utterance=one) for one in said]
    distressed = [one.utterance for one in read if crisis.is_needed(context.language, one)]
    if distressed:
        private = Evidence(visit.new_key(context), Kind.PRIVATE, note=". ".join(distressed), closed=True)
        is_kept = context.evidence(private.key) is not None
        stopped = replace(context.saved, breathing=None) if context.saved.breathing else None
        return _Care(Change() if is_kept else Change(stopped, (private,)), "distress")
    mentions = {health.mention(context.language, one) for one in read}
    if not mentions & {HealthMention.CONDITION, HealthMention.SYMPTOM}:
        return None
    endpoint = "unwell" if HealthMention.SYMPTOM in mentions else "health"
    return _Care(context.change(performer=health.cautioned(context.saved)), endpoint)


def distress(visit: Visit) -> Answer:
    """Say the plain line with the number to call."""
    return visit.show("care.html", visit.context(), title="page-care", lines=("distress", "page-care-private"))


def health_first(visit: Visit) -> Answer:
    """Say that a doctor comes first, and that the holds are left out."""
    return visit.show("care.html", visit.context(), title="page-care", lines=("health", "page-care-holds"))


def unwell(visit: Visit) -> Answer:
    """Say what to do about a symptom, with the number to call, and that the holds are left out."""
    lines = ("unwell-stop", "unwell", "page-care-holds")
    return visit.show("care.html", visit.context(), title="page-care", lines=lines)


ROUTES: Sequence[Route] = (
    ("/care/line", ("GET",), "distress", distress),
    ("/care/health", ("GET",), "health", health_first),
    ("/care/unwell", ("GET",), "unwell", unwell),
)
