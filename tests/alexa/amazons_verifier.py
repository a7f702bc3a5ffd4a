"""Runs Amazon's own Python verifier in a separate process; prints why it rejects a request.

On import it reads the machine's OpenSSL version and fails if the last part has two digits, as in 3.0.19. Here its
pattern accepts several digits; nothing else is changed. SSL_CERT_FILE sets the roots that it trusts.
"""

import json
import re
import sys
from typing import Any

from skill.alexa.authority import LOCAL_CHAIN_URL

_VERSION = r"\d\.\d\.\d[a-z]*"
_search = re.search


def _searched(pattern: Any, *where: Any, **how: Any) -> "re.Match[str] | None":
    if isinstance(pattern, str) and _VERSION in pattern:
        pattern = pattern.replace(_VERSION, r"\d\.\d\.\d+[a-z]*")
    return _search(pattern, *where, **how)


def main() -> None:
    """Read a chain, headers and a body from standard input; write what is wrong with them, if anything."""
    re.search = _searched  # type: ignore[assignment]
    from ask_sdk_webservice_support.verifier import RequestVerifier, VerificationException

    given = json.load(sys.stdin)
    verifier = RequestVerifier()
    verifier._cert_cache[LOCAL_CHAIN_URL] = given["chain"].encode()  # as if fetched; the chain is still verified
    try:
        verifier.verify(given["headers"], given["body"], None)
    except VerificationException as reason:
        sys.stdout.write(" ".join(map(str, reason.args)))


if __name__ == "__main__":
    main()
