"""Filings with a 10 kB photo through HTTP, beside a bare Django view that writes the same rows: `bench_filing.py`

Starts a database in a temporary folder and the web server as in production, on this machine alone, and stops both. One
client gives the time of a filing (150 after 20 to warm up, both in five turns), eight clients the rate (12 seconds). A
filing is one request of the API, `POST /cases` with the photo beside it. Client, server and database share the
processors: the processor time of the web server tells more than the clock where others use the machine too. At last the
same with `commit_delay=2000, commit_siblings=0`, under which a NOTIFY in the transaction would let one commit at a time
pass: nothing here sends one, which is looked up as well.
"""

from __future__ import annotations

import io
import json
import os
import random
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count, cycle
from pathlib import Path
from typing import Any

from served import HEADS, Client, Measured, in_turn, p50, together, web_server

ALONE_FOR, TURNS = 150, 5  # filings of one client, in so many turns with the bare view
WARMING = 20  # filings before the measuring begins
LIMIT_MS = 15  # median of one client
TOGETHER_FOR = 12.0  # seconds of eight
STORY = "买了九天水箱就漏水，客服让我寄回去修，我不想修，要求退货退款。" * 8
DELAY = "\ncommit_delay = 2000\ncommit_siblings = 0\n"


@dataclass(slots=True)
class Seed:
    """Who files against whom, by which token; `media` of the messages that one filing sends."""

    token: str
    person: str
    trader: str
    office: str
    yesterday: str
    media: list[str] = field(default_factory=list)

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


def photos() -> Iterator[bytes]:
    """About 10 kB of JPEG each, none like another."""
    from PIL import Image

    first = random.Random().randrange(1 << 40)  # noqa: S311 - a picture, no secret
    while True:
        first += 1
        noise = random.Random(first).randbytes(72 * 72 * 3)  # noqa: S311
        kept = io.BytesIO()
        Image.frombytes("RGB", (72, 72), noise).save(kept, "JPEG", quality=92)
        yield kept.getvalue()


def form(fields: list[tuple[str, str]], file: bytes) -> tuple[bytes, str]:
    """A multipart body and its content type."""
    mark = "hejie-bench"
    parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode() for k, v in fields]
    head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n'
    parts += [head.encode(), b"Content-Type: image/jpeg\r\n\r\n", file, f"\r\n--{mark}--\r\n".encode()]
    return b"".join(parts), f"multipart/form-data; boundary={mark}"


class Filing:
    """Both acts of one seed. Photos are made beforehand: they are the client's, and shall not cost what is measured."""

    def __init__(self, seed: Seed, stock: int) -> None:
        self.seed, made = seed, photos()
        self.photos = zip(cycle([next(made) for _ in range(stock)]), count())

    def photo(self) -> bytes:
        """One like no other, for any number of threads: something else stands behind the end of each."""
        picture, number = next(self.photos)
        return picture + number.to_bytes(4, "big")

    def file_case(self, client: Client) -> None:
        body = {
            "kind": "complaint",
            "how": "authority",
            "trader_id": self.seed.trader,
            "category": "appliances",
            "goods": "除湿机",
            "problem": "quality",
            "happened_on": self.seed.yesterday,
            "story": STORY,
            "amount": "1299.00",
            "wanted": [{"kind": "refund", "amount": "1299.00", "within_days": 7}],
        }
        sent, kind = form([("filing", json.dumps(body))], self.photo())
        client.send("POST", "/api/v1/cases", 201, sent, kind)

    def file_bare(self, client: Client) -> None:
        named = [(name, getattr(self.seed, name)) for name in ("person", "office", "trader")]
        media = [("media", medium) for medium in self.seed.media]
        sent, kind = form([*named, ("story", STORY), *media], self.photo())
        client.send("POST", "/bare/", 200, sent, kind)


def make() -> Seed:
    """The people, offices and traders of the demonstration."""
    import django

    django.setup()
    from django.utils import timezone

    from hejie.demo.world import make_world

    world = make_world(timezone.now())
    trader = world.traders["qinghe"]
    office = trader.office_id or next(iter(world.offices.values())).pk
    return seed_of(world.cast["consumer"], trader.pk, office)


def seed_of(person: Any, trader: object, office: object) -> Seed:
    """A person with a fresh token who files against a trader; `office` is where the bare view puts its cases."""
    from django.utils import timezone

    from hejie.people.actions import issue_token

    now = timezone.now()
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    token = issue_token(person=person, name="bench", now=now)
    return Seed(token, str(person.pk), str(trader), str(office), yesterday)


def rows() -> Counter[str]:
    """Rows of every table of the platform."""
    from django.apps import apps

    models = (model for model in apps.get_models() if model.__module__.startswith("hejie."))
    return Counter({model._meta.db_table: model._default_manager.count() for model in models})


def media_of_one(filing: Filing) -> list[str]:
    """By which media the messages of one filing go: the bare view queues as many."""
    from hejie.messaging.models import Message

    last = Message.objects.order_by("-queued_at").values_list("queued_at", flat=True).first()
    filing.file_case(Client(filing.seed.headers))
    newer = Message.objects.filter(queued_at__gt=last) if last else Message.objects.all()
    return list(newer.values_list("medium", flat=True))


def measure(filing: Filing, server: int, *, compares_rows: bool = True) -> dict[str, float]:
    """Print both; the rate of each by its name."""
    seed = filing.seed
    seed.media = media_of_one(filing)
    ways = [Measured("bare Django view", filing.file_bare), Measured("filing", filing.file_case)]
    written = [written_by(way, seed) if compares_rows else Counter() for way in ways]
    in_turn(ways, Client(seed.headers), server, turns=TURNS, each=ALONE_FOR // TURNS, warming=WARMING)
    print(f"{'':<22}{HEADS}{'rows':>7}")
    rates = {}
    for way, rows_of_one in zip(ways, written, strict=True):
        rates[way.name], _ = together(way.act, seed.headers, TOGETHER_FOR)
        late = f"  over {LIMIT_MS} ms" if way.name == "filing" and p50(way.took) > LIMIT_MS else ""
        print(f"{way.name:<22}{way.figures(rates[way.name])}{rows_of_one.total() or '':>7}{late}")
    print(f"the filing reaches {rates['filing'] / rates['bare Django view']:.2f} of the bare view (wanted: 0.3)")
    if written[0] != written[1]:
        print(f"not the same rows: {dict(written[1])} and {dict(written[0])}")
    return rates


def written_by(way: Measured, seed: Seed) -> Counter[str]:
    """Rows that one of them writes."""
    begun = rows()
    way.act(Client(seed.headers))
    return rows() - begun


def notifying() -> list[str]:
    """Triggers on any table whose function sends a NOTIFY."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgrelid::regclass || '.' || t.tgname FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE NOT t.tgisinternal AND p.prosrc ~* 'notify'"
        )
        return [name for (name,) in cursor.fetchall()]


def notified(filing: Filing) -> int:
    """How many NOTIFYs one filing sends: all statements of the server are logged meanwhile."""
    said = settings_with("log_statement = 'all'\n")
    before = log().stat().st_size
    filing.file_case(Client(filing.seed.headers))
    with log().open() as lines:
        lines.seek(before)
        sent = sum("notify" in line.lower() for line in lines)
    said()
    return sent


def log() -> Path:
    from hejie.base.embedded import Server

    return Server(Path(os.environ["HEJIE_VAR"])).home / "log"


def settings_with(lines: str) -> Any:
    """Lay lines over the settings of the embedded server; call what comes back to take them away."""
    from hejie.base.embedded import Server

    server = Server(Path(os.environ["HEJIE_VAR"]))
    file = server.data / "postgresql.conf"
    before = file.read_text()

    def put(text: str) -> None:
        file.write_text(text)
        server.command("pg_ctl", "reload", "-D", server.data)

    put(before + "\n" + lines)
    return lambda: put(before)


def with_delay(filing: Filing, without: float) -> None:
    back = settings_with(DELAY)
    rate, _ = together(filing.file_case, filing.seed.headers, TOGETHER_FOR)
    back()
    share = f"{rate / without:.2f} of the rate without (wanted: 0.8)"
    print(f"with commit_delay=2000, commit_siblings=0: {rate:.0f}/s, {share}")
    print(f"triggers that notify: {', '.join(notifying()) or 'none'}; NOTIFYs of one filing: {notified(filing)}")


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

        with database():
            prepare_tables()
            filing = Filing(make(), stock=9000)
            with web_server() as server:
                rates = measure(filing, server)
                with_delay(filing, rates["filing"])


if __name__ == "__main__":
    main()
