"""Issue a bearer token for the API; it is printed once and kept only as a hash."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

needs_database = True


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--person", required=True, help="id, user name or verified phone")
    parser.add_argument("--days", type=int, default=90, help="how long it works (default 90)")
    parser.add_argument("--name", default="hejie token", help="what it is for, shown in the list of tokens")
    parser.add_argument("--partner", default="", help="the partner system that will use it")


def run(args: Namespace) -> int:
    from django.utils import timezone

    from hejie.people.actions import issue_token
    from hejie.people.queries import person_named

    person = person_named(args.person)
    if person is None or not person.is_active:
        print("没有这个人，请核对编号、用户名或手机号 / no such person: check id, user name or phone", file=sys.stderr)
        return 1
    if args.days < 1:
        print("--days 至少是 1 / --days must be at least 1", file=sys.stderr)
        return 1
    print(issue_token(person=person, name=args.name, partner=args.partner, days=args.days, now=timezone.now()))
    return 0
