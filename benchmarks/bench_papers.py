"""How long a paper takes: printing, and one signature. `python benchmarks/bench_papers.py [rounds]`

Needs no database: it prints sample data and signs with an authority in a temporary folder.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from hejie.base.registry import discover
from hejie.documents.kinds import KINDS
from hejie.documents.records import Office, Sheet
from hejie.documents.render import render
from hejie.documents.signers._sealing import InstallationSigner

OFFICE = Office("云青市市场监督管理局", "云青市监")


def milliseconds(act: Callable[[], object], rounds: int) -> str:
    """Median and slowest of some rounds, after one to warm up."""
    act()
    times = []
    for _round in range(rounds):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    return f"{statistics.median(times):7.1f} ms   slowest {max(times):7.1f} ms"


def sheet(kind: str) -> Sheet:
    url = "https://hejie.example/verify/7F2A-91C4-0B6E/"
    number = f"云青市监{KINDS[kind].number_word}〔2026〕第12号"
    return Sheet(kind, KINDS[kind].sample, OFFICE, date(2026, 11, 19), number, "7F2A-91C4-0B6E", url, seal=True)


def main(rounds: int) -> None:
    discover("hejie.documents.kinds")
    start = time.perf_counter()
    pdf = render(sheet("mediation_agreement"))
    print(f"first print, fonts read      {(time.perf_counter() - start) * 1000:7.1f} ms")
    for kind in sorted(KINDS):
        printed = sheet(kind)
        print(f"print {kind:22} {milliseconds(lambda printed=printed: render(printed), rounds)}")
    with tempfile.TemporaryDirectory() as folder:
        signer, now = InstallationSigner(Path(folder)), datetime(2026, 11, 19, 2, tzinfo=UTC)
        start = time.perf_counter()
        signer.seal(pdf, signer_name=OFFICE.name, reason="盖章", now=now)
        print(f"first signature, keys made   {(time.perf_counter() - start) * 1000:7.1f} ms")
        seal = milliseconds(lambda: signer.seal(pdf, signer_name=OFFICE.name, reason="盖章", now=now), rounds)
        print(f"sign and time-stamp          {seal}")


if __name__ == "__main__":
    from django.conf import settings

    settings.configure(PKI="", TSA_URL="", SIGNER="installation")
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
