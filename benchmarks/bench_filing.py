"""Filings with a 10 kB photo through HTTP, beside a bare Django view that writes the same rows: `bench_filing.py`

Starts a database in a temporary folder and the web server as in production, on this machine alone, and stops both. One
client gives the time of a filing, eight clients the rate. A filing is one request of the API, `POST /cases` with the
photo beside it. Client, server and database share the processors: the processor time of the web server tells more than
the clock where others use the machine too.
"""

from __future__ import annotations

import http.client
import io
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

PORT = 18431
CLIENTS = 8
ALONE_FOR = 150  # filings of one client
WARMING = 20  # filings before the measuring begins
TOGETHER_FOR = 12.0  # seconds of eight
STORY = "买了九天水箱就漏水，客服让我寄回去修，我不想修，要求退货退款。" * 8
Act = Callable[["Client", int], None]


class Client:
    """One connection that is kept open."""

    def __init__(self, seed: dict[str, str]) -> None:
        self.seed = seed
        self.to = http.client.HTTPConnection("127.0.0.1", PORT)

    def post(self, path: str, body: bytes, kind: str, expected: int) -> bytes:
        headers = {"Authorization": f"Bearer {self.seed['token']}", "Content-Type": kind}
        self.to.request("POST", path, body, headers)
        answer = self.to.getresponse()
        said = answer.read()
        assert answer.status == expected, (path, answer.status, said[:300])
        return said


def photo(number: int) -> bytes:
    """About 10 kB of JPEG, each another."""
    from PIL import Image

    noise = random.Random(number).randbytes(72 * 72 * 3)  # noqa: S311 - a picture, no secret
    kept = io.BytesIO()
    Image.frombytes("RGB", (72, 72), noise).save(kept, "JPEG", quality=92)
    return kept.getvalue()


def form(fields: list[tuple[str, str]], file: bytes) -> tuple[bytes, str]:
    """A multipart body and its content type."""
    mark = "hejie-bench"
    parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode() for k, v in fields]
    head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n'
    parts += [head.encode(), b"Content-Type: image/jpeg\r\n\r\n", file, f"\r\n--{mark}--\r\n".encode()]
    return b"".join(parts), f"multipart/form-data; boundary={mark}"


def file_case(client: Client, number: int) -> None:
    body = {
        "kind": "complaint",
        "how": "authority",
        "trader_id": client.seed["trader"],
        "category": "appliances",
        "goods": "除湿机",
        "problem": "quality",
        "happened_on": client.seed["yesterday"],
        "story": STORY,
        "amount": "1299.00",
        "wanted": [{"kind": "refund", "amount": "1299.00", "within_days": 7}],
    }
    sent, kind = form([("filing", json.dumps(body))], PHOTOS[number])
    client.post("/api/v1/cases", sent, kind, 201)


def file_bare(client: Client, number: int) -> None:
    media = [("media", medium) for medium in client.seed["media"].split()]
    named = [(name, client.seed[name]) for name in ("person", "office", "trader")]
    sent, kind = form([*named, ("story", STORY), *media], PHOTOS[number])
    client.post("/bare/", sent, kind, 200)


PHOTOS: list[bytes] = []


def alone(act: Act, seed: dict[str, str], numbers: Iterator[int]) -> list[float]:
    """Milliseconds of each filing of one client, after some to warm up."""
    client, took = Client(seed), []
    for _ in range(ALONE_FOR + WARMING):
        number = next(numbers)
        began = time.perf_counter()
        act(client, number)
        took.append((time.perf_counter() - began) * 1000)
    return took[WARMING:]


def together(act: Act, seed: dict[str, str], numbers: Iterator[int]) -> float:
    """Filings a second of eight clients."""
    until, lock, done = time.monotonic() + TOGETHER_FOR, threading.Lock(), Counter[int]()

    def work(me: int) -> None:
        client = Client(seed)
        while time.monotonic() < until:
            with lock:
                number = next(numbers)
            act(client, number)
            done[me] += 1

    threads = [threading.Thread(target=work, args=(n,)) for n in range(CLIENTS)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done.total() / (time.monotonic() - began)


def spent(parent: int) -> float:
    """Processor milliseconds of a process and its children so far."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    stats = [Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split() for one in (parent, *children)]
    ticks = sum(int(one[11]) + int(one[12]) for one in stats)
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")


@contextmanager
def web_server() -> Iterator[int]:
    """Granian with the processes and threads of production, over the platform and the bare view."""
    from hejie.operate import services

    *command, _ = services.web(PORT).command
    here = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    environment = {**os.environ, "PYTHONPATH": here}
    process = subprocess.Popen([*command, "bare_server:application"], env=environment)
    try:
        wait_for_it()
        yield process.pid
    finally:
        process.terminate()
        process.wait(30)


def wait_for_it() -> None:
    until = time.monotonic() + 60
    while True:
        try:
            to = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
            to.request("GET", "/api/v1/openapi.json")
            if to.getresponse().status == 200:
                return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def make() -> dict[str, str]:
    """The people, offices and traders of the demonstration; who files, against whom, by which token."""
    import django

    django.setup()
    from django.utils import timezone

    from hejie.demo.world import make_world
    from hejie.people.actions import issue_token

    now = timezone.now()
    world = make_world(now)
    person, trader = world.cast["consumer"], world.traders["qinghe"]
    return {
        "token": issue_token(person=person, name="bench", now=now),
        "person": str(person.pk),
        "trader": str(trader.pk),
        "office": str(trader.office_id or next(iter(world.offices.values())).pk),
        "yesterday": (timezone.localdate() - timedelta(days=1)).isoformat(),
    }


def rows() -> Counter[str]:
    """Rows of every table of the platform."""
    from django.apps import apps

    models = (model for model in apps.get_models() if model.__module__.startswith("hejie."))
    return Counter({model._meta.db_table: model._default_manager.count() for model in models})


def media_of_one(seed: dict[str, str], numbers: Iterator[int]) -> str:
    """By which media the messages of one filing go: the bare view queues as many."""
    from hejie.messaging.models import Message

    file_case(Client(seed), next(numbers))
    return " ".join(Message.objects.values_list("medium", flat=True))


def measure(seed: dict[str, str], server: int) -> None:
    numbers = iter(range(len(PHOTOS)))
    seed["media"] = media_of_one(seed, numbers)
    begun, written = rows(), {}
    print(f"{'':<22}{'p50 ms':>9}{'p95 ms':>9}{'server ms':>11}{'8 clients/s':>13}{'rows':>7}")
    rates = []
    for name, act in (("bare Django view", file_bare), ("filing", file_case)):
        act(Client(seed), next(numbers))
        after = rows()
        written[name], begun = after - begun, after
        before = spent(server)
        took = alone(act, seed, numbers)
        cost = (spent(server) - before) / (ALONE_FOR + WARMING)
        rates.append(together(act, seed, numbers))
        p95 = statistics.quantiles(took, n=20)[-1]
        print(
            f"{name:<22}{statistics.median(took):9.1f}{p95:9.1f}{cost:11.1f}{rates[-1]:13.0f}{written[name].total():7d}"
        )
        begun = rows()
    print(f"the filing reaches {rates[1] / rates[0]:.2f} of the bare view (wanted: 0.3)")
    if written["filing"] != written["bare Django view"]:
        print(f"not the same rows: {dict(written['filing'])} and {dict(written['bare Django view'])}")


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started is stopped
    with tempfile.TemporaryDirectory(prefix="hejie-bench-") as var:
        Path(var).chmod(0o755)
        os.environ |= {
            "HEJIE_VAR": var,
            "HEJIE_DEMO": "0",
            "HEJIE_API_PER_MINUTE": "0",
            "DJANGO_SETTINGS_MODULE": "hejie.settings",
        }
        os.environ.pop("DATABASE_URL", None)
        from hejie.operate.database import database
        from hejie.operate.setup import prepare_tables

        PHOTOS.extend(photo(number) for number in range(16000))
        with database():
            prepare_tables()
            seed = make()
            with web_server() as server:
                measure(seed, server)


if __name__ == "__main__":
    main()
