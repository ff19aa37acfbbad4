"""File a table of complaints, reports and enquiries: `hejie import FILE --person county`.

The same columns and checks as `/office/import/`. Refused rows go to `FILE.refused.xlsx` with the reason of
each; the same row again files nothing. `--template OUT.xlsx` writes an empty table instead.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

needs_database = True


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="xlsx or csv")
    parser.add_argument("--person", default="", help="user name, phone or id of the officer in whose name it is filed")
    parser.add_argument("--check", action="store_true", help="only look the rows over; file nothing")
    parser.add_argument("--template", action="store_true", help="write an empty table to FILE instead")


def run(args: Namespace) -> int:
    from hejie.intake.tables import TableRefused, template

    if args.template:
        args.file.write_bytes(template())
        print(args.file)
        return 0
    try:
        return _import(args)
    except TableRefused as error:
        print(f"{error.text.zh} / {error.text.en}", file=sys.stderr)
    except FileNotFoundError:
        print(f"没有这个文件：{args.file} / no such file", file=sys.stderr)
    return 1


def _import(args: Namespace) -> int:
    from django.utils import timezone

    from hejie.cases.actions import Refused
    from hejie.intake.batches import own_batch, refused_table
    from hejie.intake.imports import begin_import, confirm_import, file_import
    from hejie.people.access import actor_for_person
    from hejie.people.queries import person_named

    person = person_named(args.person)
    if person is None:
        print(f"没有这个人：{args.person} / no such person", file=sys.stderr)
        return 1
    actor, now = actor_for_person(person, via="system"), timezone.now()
    try:
        with args.file.open("rb") as stream:
            batch = begin_import(stream=stream, name=args.file.name, actor=actor, now=now)
    except Refused as error:
        print(f"{error.refusal.text.zh} / {error.refusal.text.en}", file=sys.stderr)
        return 1
    if not args.check:
        confirm_import(batch_id=batch.pk, actor=actor, now=now)
        file_import(batch_id=batch.pk, now=now)
    shown = own_batch(batch.pk, person.pk)
    counts = shown.counts if shown else {}
    words = "，".join(
        f"{state} {counts[state]}" for state in ("ready", "filed", "known", "refused") if counts.get(state)
    )
    print(f"{batch.total} 行 rows：{words}")
    if counts.get("refused"):
        report = args.file.with_suffix(".refused.xlsx")
        report.write_bytes(refused_table(batch.pk))
        print(report)
    return 0
