"""Amazon's own verifier for Python, in a process of its own; says whether it takes a request, and why not.

Its way to the machine's OpenSSL reads no version whose last part has two digits, such as 3.0.19, and stops at the
import. Here it reads such a version as one with a single digit; nothing else of it is changed. Which roots it trusts is
told to it by SSL_CERT_FILE.
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
    """Read a chain, headers and a body from standard input; write what is wrong with them, nothing if nothing is."""
    re.search = _searched  # type: ignore[assignment]
    from ask_sdk_webservice_support.verifier import RequestVerifier, VerificationException

    given = json.load(sys.stdin)
    verifier = RequestVerifier()
    verifier._cert_cache[LOCAL_CHAIN_URL] = given[
        "chain"
    ].encode()  # as if fetched; what is fetched is verified after it
    try:
        verifier.verify(given["headers"], given["body"], None)
    except VerificationException as reason:
        sys.stdout.write(" ".join(map(str, reason.args)))


if __name__ == "__main__":
    main()
