"""What was measured, as tables to read; and as dollars."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tests.bench.stage import ON_DYNAMODB
from tests.bench.turns import CONVERSATION, Taken

READ, WRITE, REQUEST, SECOND, LOGGED = 0.125e-6, 0.625e-6, 0.20e-6, 0.0000133334, 0.50e-9
"""Dollars in us-east-1, as AWS published them when this was written: for a unit of DynamoDB's read or written, for a
request of Lambda's, for a second of one with 1 GB, and for a byte that is logged."""
MILLION = 1_000_000


def dollars(turns: Iterable[Taken], line_bytes: float) -> Mapping[str, float]:
    """Return what a million conversations cost, each a warm-up and a debrief.

    Lambda's time is taken to be the median that was seen here.
    """
    kinds = {kind for kind, _ in CONVERSATION}
    of_one = [
        one
        for one in turns
        if one.server == ON_DYNAMODB and one.pieces == 10 and (one.kind in kinds or one.kind == "warm-up")
    ]
    return {
        "Lambda's requests": MILLION * len(of_one) * REQUEST,
        "Lambda's time": MILLION * sum(one.p50 for one in of_one) / 1_000 * SECOND,
        "reading": MILLION * sum(one.reads for one in of_one) * READ,
        "writing": MILLION * sum(one.writes for one in of_one) * WRITE,
        "the log": MILLION * len(of_one) * line_bytes * LOGGED,
    }


def show(found: Mapping[str, Any]) -> None:
    """Print what was measured; it is what `build/bench.json` holds."""
    machine = found["machine"]
    print(f"{machine['date']}, {machine['processor']}, Python {machine['python']}")
    _turns(found["turns"])
    _growth(found["turns"], found["most_of_the_peer"])
    _of_each_server(found)
    for ledger, kinds in found["parts"].items():
        _parts(ledger, kinds)
    print("\nA million conversations, a warm-up and a debrief of five turns each, dollars\n")
    for name, costs in found["dollars"].items():
        print(f"{name:22}{costs:9.2f}")
    print(f"{'together':22}{sum(found['dollars'].values()):9.2f}")


def _turns(turns: Sequence[Mapping[str, Any]]) -> None:
    print("\nA turn over HTTP, signed: milliseconds seen, on a processor, waited for the ledger; calls and units\n")
    print(f"{'server':10}{'turn':24}{'p50':>7}{'p99':>8}{'proc.':>8}{'ledger':>8}{'read':>7}{'write':>7}  calls")
    for one in turns:
        if one["pieces"] == 10:
            spent = f"{one['processor']:8.2f}" if "processor" in one else " " * 8
            times = f"{one['p50']:7.2f}{one['p99']:8.2f}{spent}"
            known = (one["ledger"], one["reads"], one["writes"])
            units = "{:8.2f}{:7.1f}{:7.1f}".format(*known) if one["calls"] else " " * 22
            print(f"{one['server']:10}{one['turn']:24}{times}{units}  {', '.join(one['calls'])}")


def _growth(turns: Sequence[Mapping[str, Any]], most: int) -> None:
    sizes = sorted({one["pieces"] for one in turns})
    print(f"\nBy pieces of evidence, p50 in milliseconds; a peer is refused with more than {most:,}\n")
    print(f"{'server':10}{'turn':24}" + "".join(f"{size:>10,}" for size in sizes))
    rows: dict[tuple[str, str], dict[int, float]] = {}
    for one in turns:
        rows.setdefault((one["server"], one["turn"]), {})[one["pieces"]] = one["p50"]
    for (server, kind), row in rows.items():
        if len(row) > 1:
            cells = (f"{row[size]:10.2f}" if size in row else f"{'-':>10}" for size in sizes)
            print(f"{server:10}{kind:24}{''.join(cells)}")


def _of_each_server(found: Mapping[str, Any]) -> None:
    print("\nOf each server: start to first answer in ms, MB of a worker (and of its own), turns a second\n")
    for name in found["start_ms"]:
        whole, own = found["memory_mb"][name]
        print(f"{name:10}{found['start_ms'][name]:8.0f}{whole:8.1f} ({own:.1f}){found['turns_a_second'][name]:8.0f}")


def _parts(ledger: str, kinds: Mapping[str, Mapping[str, float]]) -> None:
    print(f"\nWhere the time goes in one process, on {ledger}, milliseconds\n")
    names = dict.fromkeys(name for parts in kinds.values() for name in parts)
    print(f"{'':36}" + "".join(f"{kind:>12}" for kind in kinds))
    for name in names:
        print(f"{name:36}" + "".join(f"{parts.get(name, 0.0):12.2f}" for parts in kinds.values()))
