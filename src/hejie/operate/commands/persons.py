"""Erase one account at once, as its owner may ask (PIPL Art 47): names, numbers, ways to sign in, posts and tokens.

What a person said in a case belongs to the case and goes with it, see `HEJIE_RETENTION_YEARS`.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

needs_database = True


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("step", choices=["erase"])
    parser.add_argument("--person", required=True, help="id, user name or verified phone")
    parser.add_argument("--yes", action="store_true", help="really: it cannot be taken back")


def run(args: Namespace) -> int:
    from django.utils import timezone

    from hejie.people.actions import erase_person
    from hejie.people.queries import person_named

    person = person_named(args.person)
    if person is None or person.is_erased:
        print("没有这个人，请核对编号、用户名或手机号 / no such person: check id, user name or phone", file=sys.stderr)
        return 1
    if not args.yes:
        print(f"将清除账号 {person.pk}，不能恢复；确定就加 --yes / erases it for good: add --yes", file=sys.stderr)
        return 1
    erase_person(person=person, now=timezone.now())
    print(f"已清除 / erased: {person.pk}")
    return 0
