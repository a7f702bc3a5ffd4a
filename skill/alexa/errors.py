"""Logs the errors that Amazon reports about an answer: the only sign that a performer did not hear it.

Each report is one log line with its metric, at a level that triggers the alarm. Amazon's messages may quote the answer
and, with it, a performer's words, so only words from a fixed list are logged.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from typing import Any

from skill.alexa.intents import CONNECTED
from skill.alexa.report import embedded
from skill.alexa.requests import account_of, hash_of
from skill.alexa.verification import at, timestamp

METRICS: Mapping[str, str] = {"PlatformErrors": "Count"}
"""Each metric and its unit."""
_ENDED, _ENCOUNTERED, _FAILED = "SessionEndedRequest", "System.ExceptionEncountered", "AudioPlayer.PlaybackFailed"
_RUNTIME = frozenset(f"Alexa.Presentation.{kind}.RuntimeError" for kind in ("APL", "APLA", "APLT", "HTML"))
_MOST_ERRORS, _LONGEST_READ, _LONGEST_MESSAGE = 5, 2_000, 300
_ACCOUNT_LENGTH = 8
_TYPE = re.compile(r"[A-Z0-9][A-Z0-9_]{0,60}")
"""Amazon's error names; speech never looks like this."""
_ERROR_STATUS = re.compile(r"[45]\d\d")
_QUOTED = re.compile(r"""\bamzn1\.[\w.-]*\w|"[^"]*"?|(?<!\w)'[^']*'?|<.*>?|[{\[].*""", re.DOTALL)
"""Identifiers, and text in quotes, tags or brackets."""
_PLAIN = re.compile(r"[\w.,:;!?()/|'-]+", re.ASCII)
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+(?:'t)?|\d+")
_CUT = "…"
_WORDS = frozenset(
    """
    a an and any are as at be been being but by can cannot can't could couldn't did didn't do does doesn't due during
    each either for from had has have if in into is isn't it its may more must no none not of on one only or other out
    should than that the their then there these this to too two unless until was wasn't were when where which while
    will with within without

    accept accepted access account action active after again alexa allow allowed already also always amazon api apl
    application array attribute attributes audio available bad because before began begin below between body boolean
    bound bytes cancelled card certificate character characters check client clip close closed code command commands
    complete component components connect connected connection contain contained contains content context corrupt count
    create customer data datasource decode delay deserialize device dialog did directive directives disconnected
    dispatch dispatching display document does done down duration element elements empty encoding encountered end
    ended endpoint entity error errors exceed exceeded exceeds exception execute executed expected expired exist exists
    failed failure fatal fetch fetched field file find first format formed found generic given got handle handled
    handler happened happens header http https id identifier ignored illegal implement incorrect index inflate initial
    input instead intent interface internal interrupted invalid item items json key kind known large last layout length
    limit list load loaded locale long longer lost main malformed manifest many match matching maximum media memory
    message method microphone minimum misconfigured missing model mp network never new next null number object occurred
    offset ok open operation output parameter parameters parse parsed parser parsing path payload permission play
    playback played player playing position presentation problem process processed processing property provided range
    rate read reason received redirect refused register rejected render renderer rendering reprompt request requested
    required resolve resolved resource response retrieve row runtime schema scope screen send sent server service
    session set should size skill slot sound source speak speech speechlet ssl ssml started state status stopped stream
    string structure successfully support supported supports syntax system tag target template text time timed timeout
    tls token took total track transformer type types unable unauthorized unavailable undeclared unexpected unknown
    unrecognized unsupported update url use used user usually valid validation value values version viewport voice went
    well while write wrong xml
    """.split()
)
"""The vocabulary of Amazon's messages; these words reveal nothing about a performer."""
_log = logging.getLogger(__name__)


def report_errors(envelope: Mapping[str, Any], key: bytes) -> None:
    """Log the errors that a request reports, if it reports any; malformed parts are left out.

    Args:
        envelope: The whole request envelope.
        key: The key with which user ids are hashed.
    """
    request = envelope["request"]
    errors = [_summary(error) for error in _errors(request)]
    if not errors:
        return
    user, cause = at(envelope, "context", "System", "user", "userId"), at(request, "cause", "requestId")
    fields = {
        "type": request["type"],
        "request": hash_of(cause) if isinstance(cause, str) else "",
        "account": account_of(user, key)[:_ACCOUNT_LENGTH] if isinstance(user, str) else "",
        "errors": errors[:_MOST_ERRORS],
        **dict.fromkeys(METRICS, 1),
    }
    _log.error("Amazon reports an error", extra={"fields": fields | embedded(timestamp(request).timestamp(), METRICS)})


def _errors(request: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the errors that a request reports, each with its type and message if it has them."""
    kind, error, status = request["type"], request.get("error"), request.get("status")
    known = error if isinstance(error, dict) else {}
    if kind in {_ENCOUNTERED, _FAILED} or (kind == _ENDED and (known or request.get("reason") == "ERROR")):
        yield known
    elif kind in _RUNTIME:
        several = request.get("errors")
        yield from ((one if isinstance(one, dict) else {}) for one in (several if isinstance(several, list) else [{}]))
    elif kind == CONNECTED and isinstance(status, dict) and _ERROR_STATUS.fullmatch(str(status.get("code"))[:9]):
        yield {"type": str(status["code"]), "message": status.get("message")}


def _summary(error: Mapping[str, Any]) -> dict[str, str]:
    """Return what is logged about an error: its type, its reason if it has one, and Amazon's words."""
    names = (error.get(name) for name in ("type", "reason"))
    known = [name for name in names if isinstance(name, str) and _TYPE.fullmatch(name)]
    return {"type": " ".join(known) or "unknown", "message": amazons_words(error.get("message"))}


def amazons_words(message: object) -> str:
    """Return a message without quotations, cut at the first word that is not in Amazon's vocabulary."""
    if not isinstance(message, str):
        return ""
    words: list[str] = []
    for word in _QUOTED.sub(f" {_CUT} ", message[:_LONGEST_READ]).split():
        is_known = word == _CUT or _is_known(word)
        words.append(word if is_known else _CUT)
        if not is_known:
            break
    return " ".join(words)[:_LONGEST_MESSAGE]


def _is_known(word: str) -> bool:
    """Whether each part of a word is in the vocabulary or an HTTP error status."""
    parts = _PARTS.findall(word)
    return bool(_PLAIN.fullmatch(word)) and all(
        part.lower() in _WORDS or _ERROR_STATUS.fullmatch(part) for part in parts
    )
