"""List the people of the demo: role, name, phone, user name, and a fresh token for the API for each."""

from __future__ import annotations

import json
import sys
import unicodedata
from argparse import ArgumentParser, Namespace
from datetime import datetime

needs_database = True

DAYS = 7
COLUMNS = ("key", "role", "name", "phone", "username", "token")
MISSING = "没有演示数据，先运行 make demo（或 HEJIE_DEMO=1 hejie demo）/ there is no demo data: run `make demo` first"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="a JSON list; without it a table")


def run(args: Namespace) -> int:
    from django.utils import timezone

    people = cast_with_tokens(timezone.now())
    if not people:
        print(MISSING, file=sys.stderr)
        return 1
    print(json.dumps(people, ensure_ascii=False, indent=1) if args.json else table(people))
    return 0


def cast_with_tokens(now: datetime) -> list[dict[str, str]]:
    """Everybody of the cast with a new token, good for a week; empty unless this database holds the demo."""
    from hejie.demo.cast import CAST
    from hejie.demo.world import is_built
    from hejie.people.actions import issue_token
    from hejie.people.queries import person_named

    found = [(member, person_named(member.phone)) for member in CAST] if is_built() else []
    return [
        {
            "key": member.key,
            "role": member.role_name.zh,
            "role_en": member.role_name.en,
            "name": member.name,
            "phone": member.phone,
            "username": member.username,
            "token": issue_token(person=person, name="hejie cast", days=DAYS, now=now),
        }
        for member, person in found
        if person
    ]


def table(people: list[dict[str, str]]) -> str:
    """Columns as wide as their widest word; a Chinese character takes two places."""
    rows = [dict(zip(COLUMNS, COLUMNS, strict=True)), *people]
    widths = {name: max(width(row[name]) for row in rows) for name in COLUMNS}
    lines = ["  ".join(row[name] + " " * (widths[name] - width(row[name])) for name in COLUMNS) for row in rows]
    return "\n".join(line.rstrip() for line in lines)


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
