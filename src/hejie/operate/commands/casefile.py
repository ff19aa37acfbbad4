"""`hejie casefile`: write a case file, check one offline, list references."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hejie.cases.casefile import Report

needs_database = True
summary = "export, verify and list case files"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    steps = parser.add_subparsers(dest="step", required=True)
    export = steps.add_parser("export", help="write everything a party may have of a case into one ZIP")
    export.add_argument("ref")
    export.add_argument("-o", "--output", type=Path, required=True)
    verify = steps.add_parser("verify", help="check a case file; no database, no network")
    verify.add_argument("file", type=Path)
    verify.add_argument("--signer", default="", help="fingerprint the signer must have, as the platform names it")
    verify.set_defaults(needs_database=False)
    listing = steps.add_parser("list", help="print references, one a line")
    listing.add_argument("--state", default="")
    listing.add_argument("--limit", type=int, default=20)


def run(args: argparse.Namespace) -> int:
    return {"export": _export, "verify": _verify, "list": _list}[args.step](args)


def _export(args: argparse.Namespace) -> int:
    from hejie.cases import access, exports
    from hejie.people.access import SYSTEM
    from hejie.rules.model import Role

    try:
        case = access.case_for(SYSTEM, args.ref)
    except access.NotFound:
        print(f"没有这个案件：{args.ref} / no such case", file=sys.stderr)
        return 1
    args.output.parent.mkdir(parents=True, exist_ok=True)
    with args.output.open("wb") as target:
        exports.export(case, frozenset({Role.COMPLAINANT}), target)
    print(args.output)
    return 0


def _verify(args: argparse.Namespace) -> int:
    from hejie.cases import casefile

    try:
        report = casefile.verify(args.file, _known_key())
    except ValueError as error:
        print(f"无法核验：{error} / cannot be checked", file=sys.stderr)
        return 2
    for found in report.breaks:
        print(f"不一致 / broken: {found.what}: {found.where}")
    if report.breaks:
        return 1
    size = f"{report.records} 条记录 records，{report.members} 个文件 files"
    print(f"一致 / holds: {report.ref}，{size}；{_signer(report)} {report.signer}")
    if args.signer and args.signer.upper() != report.signer:
        print(f"签名方不是 / not signed by {args.signer.upper()}", file=sys.stderr)
        return 1
    return 0


def _signer(report: Report) -> str:
    return (
        "本平台签名 / signed by this installation" if report.is_known_signer else "签名方未知 / signer not known here"
    )


def _known_key() -> bytes | None:
    from hejie.base import environment
    from hejie.cases.casefile import public_key

    return public_key(environment.secret("casefile")) if environment.has_secret("casefile") else None


def _list(args: argparse.Namespace) -> int:
    from hejie.cases.queries import refs

    for ref in refs(state=args.state, limit=args.limit):
        print(ref)
    return 0
