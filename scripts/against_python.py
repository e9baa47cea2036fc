"""Runs the cells of against-python.sh in turns and prints their table.

    against_python.py JAVA JAR ROUNDS REQUESTS SEED
"""

import csv
import datetime
import importlib.metadata
import json
import math
import os
import pathlib
import platform
import random
import re
import shlex
import signal
import statistics
import subprocess
import sys
import tempfile
import textwrap
import time
from typing import Callable, NamedTuple

LATENCY_MILLIS = 10
# The limit of httpx and of aiohttp, unless another is set.
DEFAULT_CONNECTIONS = 100
SECONDS = 0.5
# A gather with a longer bound is made once, in the first round.
LONGEST_REPEATED_MILLIS = 1_000
# Those of the stub of a run.
STUB_FLAGS = ["-XX:+UseSerialGC", "-Xms192m", "-Xmn128m", "-Xmx192m"]
# The rule by which the jar flags forks: the stub's lateness as a share of the time.
MOST_LATE, MOST_LATE_IN_SEQUENCE, FEW_REQUESTS = 0.20, 0.05, 16
FIRST_JDK_WITH_VIRTUAL_THREADS = 21
SOMETHING_VOID, UNUSABLE = 1, 2
WIDTH = 98


class Way(NamedTuple):
    """A way of python_gather.py, or a strategy of the jar, with the overlap that it claims."""

    label: str
    name: str
    overlap: Callable[[int], int]
    strategy: bool = False
    most_requests: int = 10_000


def one(requests):
    return 1


def limited(requests):
    return min(requests, DEFAULT_CONNECTIONS)


def whole(requests):
    return requests


EVENT_LOOP = Way("EVENT_LOOP over Vert.x", "EVENT_LOOP", whole, strategy=True)
VIRTUAL_THREADS = Way(
    "VIRTUAL_THREADS over java.net.http", "VIRTUAL_THREADS", whole, strategy=True
)
WAYS = [
    Way("httpx.Client in a loop", "httpx-loop", one),
    Way("httpx.AsyncClient awaited in a loop", "httpx-await-loop", one),
    Way("SEQUENTIAL over java.net.http", "SEQUENTIAL", one, strategy=True),
    Way("gather, httpx, default limits", "httpx-gather", limited),
    Way("gather, httpx, no limits", "httpx-gather-unlimited", whole),
    Way("gather, httpx, client per request", "httpx-gather-each", whole, most_requests=256),
    Way("gather, aiohttp, default limits", "aiohttp-gather", limited),
    Way("gather, aiohttp, no limits", "aiohttp-gather-unlimited", whole),
    Way("gather, aiohttp, session per request", "aiohttp-gather-each", whole),
    VIRTUAL_THREADS,
    EVENT_LOOP,
]


class Cell(NamedTuple):
    way: Way
    requests: int

    def bound(self):
        return math.ceil(self.requests / self.way.overlap(self.requests)) * LATENCY_MILLIS

    def once(self):
        return self.bound() > LONGEST_REPEATED_MILLIS

    def __str__(self):
        return f"{self.way.label} at {spaced(self.requests)}"


class Measured(NamedTuple):
    """What one process measured; one that is void has nothing but the reason."""

    void: str = ""
    flags: tuple = ()
    millis: float = math.nan
    cpu_micros: float = math.nan
    opened: float = math.nan
    peak: int = 0


def fail(message):
    print(f"against-python.sh: {message}", file=sys.stderr)
    sys.exit(UNUSABLE)


class Bench:
    """Measures cells, one after the other, on one stub."""

    def __init__(self, java, jar):
        self.java, self.jar = java, jar
        self.stub = subprocess.Popen(
            [java, *STUB_FLAGS, "-jar", jar, "stub"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.url = self.stub.stdout.readline().strip()
        if not self.url.startswith("http://"):
            fail("the stub did not start")

    def close(self):
        self.stub.terminate()
        self.stub.communicate()

    def measure(self, cells):
        """Measures the cells of a turn; returns what came out, a cell each."""
        if cells[0].way.strategy:
            measured = self.forks(cells)
        else:
            measured = {cell: self.python(cell) for cell in cells}
        for cell, result in measured.items():
            if result.millis < cell.bound():
                reason = f"faster than its bound of {cell.bound()} ms, which cannot be"
                measured[cell] = Measured(void=reason)
        return measured

    def python(self, cell):
        program = pathlib.Path(__file__).with_name("python_gather.py")
        overlap = cell.way.overlap(cell.requests)
        seconds = 0 if cell.once() else SECONDS
        arguments = [self.url, cell.way.name, cell.requests, overlap, seconds]
        ended = subprocess.run(
            [sys.executable, program, *map(str, arguments)],
            # httpx would send the requests to a proxy that the environment names.
            env={n: v for n, v in os.environ.items() if not n.lower().endswith("_proxy")},
            capture_output=True,
            text=True,
        )
        if ended.returncode != 0:
            fail(f"{cell} failed:\n{ended.stderr}")
        result = json.loads(ended.stdout)
        if result["void"]:
            return Measured(void=result["void"])
        millis = statistics.median(result["millis"])
        return Measured(
            flags=late(cell, result["lateness"], millis),
            millis=millis,
            cpu_micros=result["cpuMicros"],
            opened=result["opened"],
            peak=result["peak"],
        )

    def forks(self, cells):
        """Runs a fork of each of some strategies, with its usual warm-up, and reads the rows."""
        parameters = {
            "strategy": ",".join(cell.way.name for cell in cells),
            "requests": cells[0].requests,
            "latency": f"{LATENCY_MILLIS}ms",
            "target": self.url,
        }
        command = [self.java, "-jar", self.jar, "GatherBenchmark", "-f", "1"]
        for name, value in parameters.items():
            command += ["-p", f"{name}={value}"]
        if cells[0].once():
            command += ["-wi", "0", "-i", "1"]
        command += shlex.split(os.environ.get("JMH_OPTIONS", ""))
        with tempfile.TemporaryDirectory() as folder:
            ended = subprocess.run(
                [*command, "--out", folder],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
            )
            files = list(pathlib.Path(folder).rglob("*.csv"))
            if ended.returncode not in (0, SOMETHING_VOID) or len(files) != 1:
                fail(f"the jar failed:\n{ended.stdout}{ended.stderr}")
            with open(files[0], encoding="utf-8", newline="") as lines:
                rows = list(csv.DictReader(lines))
        return {
            cell: from_rows([row for row in rows if row["strategy"] == cell.way.name])
            for cell in cells
        }


def from_rows(rows):
    """Returns a fork's values, as results/README.md says how its iterations become one."""
    remarks = sorted({row["validity"] for row in rows})
    for remark in remarks:
        if remark.startswith("void: "):
            return Measured(void=remark[len("void: ") :])

    def values(metric):
        return [float(row["value"]) for row in rows if row["metric"] == metric]

    # A reason is followed by its remedy, which here would be another.
    flags = {
        reason.split(": ")[0]
        for remark in remarks
        if remark.startswith("flagged: ")
        for reason in remark[len("flagged: ") :].split("; ")
    }
    return Measured(
        flags=tuple(sorted(flags)),
        millis=statistics.median(values("time_p50")),
        cpu_micros=statistics.mean(values("cpu_per_request")),
        opened=sum(values("connections_opened")) / sum(values("operations")),
        peak=int(max(values("in_flight_peak"))),
    )


def late(cell, lateness, millis):
    """Returns the flags of a Python process: one if the stub was late."""
    if cell.way.overlap(cell.requests) == 1:
        late_nanos, most = cell.requests * lateness["mean"], MOST_LATE_IN_SEQUENCE
    else:
        late_nanos, most = lateness["p99" if cell.requests > FEW_REQUESTS else "p90"], MOST_LATE
    if late_nanos / 1e6 <= most * millis:
        return ()
    return (f"the stub was late by over {100 * most:.0f} % of the time",)


def spaced(value, decimals=0):
    return f"{value:,.{decimals}f}".replace(",", " ")


def shown(value):
    """Returns a value above 0 with three digits or more."""
    return spaced(value, 2 if value < 10 else 1 if value < 100 else 0)


def line(requests, label, values):
    columns = "".join(f"{value:>{width}}" for value, width in zip(values, (9, 10, 8, 8, 9, 7)))
    return f"{requests:>8} {label:<38}{columns}".rstrip()


def table(cells, measured):
    """Yields the lines of the table and its remarks."""
    valid = {cell: [m for m in measured[cell] if not m.void] for cell in cells}
    medians = {c: statistics.median(m.millis for m in forks) for c, forks in valid.items() if forks}
    yield line(
        "requests", "way", ("bound ms", "median ms", "÷ loop", "CPU us", "at once", "open")
    )
    above = None
    for cell in cells:
        forks = valid[cell]
        values = ["void"]
        if forks:
            loop = medians.get(Cell(EVENT_LOOP, cell.requests))
            values = [
                shown(medians[cell]),
                shown(medians[cell] / loop) if loop else "-",
                shown(statistics.median(fork.cpu_micros for fork in forks)),
                spaced(max(fork.peak for fork in forks)),
                spaced(statistics.median(fork.opened for fork in forks)),
            ]
        mark = " !" if any(fork.void or fork.flags for fork in measured[cell]) else ""
        first = spaced(cell.requests) if cell.requests != above else ""
        above = cell.requests
        yield line(first, cell.way.label + mark, [spaced(cell.bound()), *values])
    yield ""
    yield "bound: the least that the arithmetic allows. median: of a gather's time, over rounds."
    yield "÷ loop: as a multiple of EVENT_LOOP's. CPU: of the client, a request, without the JIT's."
    yield "at once: the most requests in flight. open: connections opened in a gather."
    for cell in cells:
        remarks = {f"void: {fork.void}": 0 for fork in measured[cell] if fork.void}
        remarks.update({flag: 0 for fork in measured[cell] for flag in fork.flags})
        for remark in remarks:
            yield from textwrap.wrap(f"! {cell}: {remark}", WIDTH, subsequent_indent="  ")


def java_properties(java):
    text = subprocess.run(
        [java, "-XshowSettings:properties", "-version"], capture_output=True, text=True, check=True
    ).stderr
    return dict(re.findall(r"^ *(java\.\S+) = (\S+)$", text, re.MULTILINE))


def plan(numbers, jdk):
    """Returns the cells in the order of the table, and what is not as usual, a line each."""
    cells, remarks = [], []
    ways = list(WAYS)
    if jdk < FIRST_JDK_WITH_VIRTUAL_THREADS:
        ways.remove(VIRTUAL_THREADS)
        remarks.append(f"left out: VIRTUAL_THREADS, because JDK {jdk} has none")
    for requests in numbers:
        for way in ways:
            cell = Cell(way, requests)
            if requests > way.most_requests:
                remarks.append(f"left out: {cell}, because it takes long")
                continue
            if cell.once():
                remarks.append(f"once, in round 1: {cell}, because it takes long")
            cells.append(cell)
    return cells, remarks


def in_turns(cells):
    """Returns the cells in turns: a way in Python, or all strategies with as many requests."""
    turns = [[cell] for cell in cells if not cell.way.strategy]
    strategies = {}
    for cell in cells:
        if cell.way.strategy:
            strategies.setdefault((cell.requests, cell.once()), []).append(cell)
    return turns + list(strategies.values())


def main():
    java, jar, rounds, requests, seed = sys.argv[1:]
    rounds = int(rounds)
    order = random.Random(int(seed))
    started = time.monotonic()
    properties = java_properties(java)
    numbers = sorted({int(number) for number in requests.split(",")})
    cells, remarks = plan(numbers, int(properties["java.specification.version"]))
    libraries = [f"{name} {importlib.metadata.version(name)}" for name in ("httpx", "aiohttp")]
    print(
        f"{datetime.date.today()}, JDK {properties['java.version']}, Python"
        f" {platform.python_version()}, {', '.join(libraries)}, {os.cpu_count()} processors,"
    )
    print(f"requests of {LATENCY_MILLIS} ms, rounds: {rounds}, seed: {seed}")
    print(*remarks, sep="\n", end="\n" * bool(remarks), flush=True)
    measured = {cell: [] for cell in cells}
    bench = Bench(java, jar)
    try:
        # Warms the stub up, and is not shown.
        bench.forks([Cell(EVENT_LOOP, 64)])
        for number in range(1, rounds + 1):
            turns = in_turns([cell for cell in cells if number == 1 or not cell.once()])
            order.shuffle(turns)
            for place, turn in enumerate(turns, 1):
                progress = f"\rround {number} of {rounds}: {place} of {len(turns)} "
                print(progress, end="", file=sys.stderr, flush=True)
                for cell, result in bench.measure(turn).items():
                    measured[cell].append(result)
    finally:
        print(file=sys.stderr)
        bench.close()
    print()
    print("\n".join(table(cells, measured)))
    print(f"took {(time.monotonic() - started) / 60:.1f} minutes")
    return SOMETHING_VOID if any(m.void for forks in measured.values() for m in forks) else 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
