"""A court's system on this machine, for trying litigation docking: takes applications, answers, rules.

Start the platform with the same secret and the address that is printed:
    HEJIE_SECRET_COURT=… hejie court-simulator --port 8790
    HEJIE_SECRET_COURT=… HEJIE_COURT_URL=http://127.0.0.1:8790/ hejie run
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

needs_database = False
PORT = 8790


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=PORT, help="where it listens, on 127.0.0.1")
    parser.add_argument("--answer", default="", help="the platform's address for a court's messages")
    parser.add_argument("--every", type=float, default=5, help="seconds between two things it says")
    parser.add_argument("--ask", action="store_true", help="ask for more before every ruling")
    parser.add_argument("--invite", type=Path, help="a JSON file with an invitation to mediate, sent first")


def run(args: Namespace) -> int:
    from hejie.exchange.simulator import CourtServer, SimulatedCourt, post_to

    secret = os.environ.get("HEJIE_SECRET_COURT", "")
    if not secret:
        print("请先设置 HEJIE_SECRET_COURT / set HEJIE_SECRET_COURT first", file=sys.stderr)
        return 1
    court = SimulatedCourt(secret, asks_first=args.ask)
    if args.invite:
        court.invite(**json.loads(args.invite.read_text(encoding="utf-8")))
    server = CourtServer(court, args.port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    post = post_to(args.answer or f"http://127.0.0.1:{os.environ.get('HEJIE_PORT', '8000')}/exchange/court/")
    print(f"HEJIE_COURT_URL={server.url}", flush=True)
    while True:
        time.sleep(args.every)
        court.say_next(post, datetime.now(UTC))
