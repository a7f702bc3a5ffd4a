"""How long the bundle of AWS Lambda takes to start, and which imports take it.

Lambda starts it once for each version that is published, compiling its modules, and takes a snapshot; beside it stands
a start with modules that are compiled already. Run by `make startup`, on this machine's processor and with the files in
its memory: compare within a run, and expect another figure on Lambda.
"""

import re
import statistics
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.infra.pythons import python
from tools.bundle import build, size

TIMES, SHOWN = 7, 12
SETTINGS = {"READY_ROOM_LEDGER": "dynamodb://t?region=us-east-1&endpoint=http://127.0.0.1:1"}
_IMPORTED = re.compile(r"import time: +(\d+) \| +\d+ \| +([\w.]+)")


def run(code: str, home: Path, *how: str) -> tuple[float, str]:
    """Run code in a Python that has no packages; gives the milliseconds, and what Python told of it."""
    command = [python().path, "-I", "-S", "-B", "-W", "ignore", *how, "-c", code]
    begun = time.perf_counter()
    settings = {**SETTINGS, "READY_ROOM_HOME": str(home)}
    done = subprocess.run(command, env=settings, check=True, capture_output=True, text=True)
    return (time.perf_counter() - begun) * 1_000, done.stderr


def slowest(told: str) -> Sequence[tuple[str, float]]:
    """Return the packages that take longest to import, in milliseconds, of what -X importtime told."""
    taken: Counter[str] = Counter()
    for microseconds, module in _IMPORTED.findall(told):
        taken[module.partition(".")[0]] += int(microseconds)
    return [(package, microseconds / 1_000) for package, microseconds in taken.most_common(SHOWN)]


def show(name: str, code: str, home: Path) -> None:
    """Print how long code takes, the median of a few runs."""
    taken = statistics.median(run(code, home)[0] for _ in range(TIMES))
    print(f"{name:26}{taken:7.0f} ms")


def main() -> None:
    """Measure, and print."""
    with tempfile.TemporaryDirectory() as folder:
        bundle, home = Path(folder) / "lambda", Path(folder) / "home"
        build(bundle, native=True, python=python().version)
        start = f"import sys; sys.path[:0] = [{str(bundle)!r}]; import lambda_handler"
        run(start, home)  # makes the local authority, which a deployed service has none of
        packed = size(bundle)
        show("python alone", "pass", home)
        show("the service, not compiled", start, home)
        compiled = [python().path, "-W", "ignore", "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash"]
        subprocess.run([*compiled, str(bundle)], check=True)
        show("the service, compiled", start, home)
        print(f"\nPython {python().version}, a bundle of {packed / 1e6:.1f} MB.")
        print("The imports of the compiled one, by package, -X importtime:\n")
        for package, milliseconds in slowest(run(start, home, "-X", "importtime")[1]):
            print(f"{package:22}{milliseconds:7.1f} ms")


if __name__ == "__main__":
    main()
