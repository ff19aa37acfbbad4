"""Count a period of the law and show every day: `hejie deadline cn_order121 acceptance --start 2026-09-28T10:00`.

A start without a time zone is meant in China's time. A pause is `FIRST..LAST`, both days included;
`FIRST..` still runs.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from hejie.rules import clock, machine
from hejie.rules.calendars.calendar import Calendar, CalendarError
from hejie.rules.calendars.cn import CHINA
from hejie.rules.edition import Term

needs_database = False
WRONG_INPUT = 2


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("procedure", metavar="PROCEDURE", help="edition of the rules: " + ", ".join(machine.editions()))
    parser.add_argument("rule", metavar="RULE", help="key of the period, such as acceptance or mediation")
    parser.add_argument("--start", required=True, type=moment, help="when the event happened, e.g. 2026-09-28T10:00")
    parser.add_argument("--pause", action="append", default=[], type=pause, metavar="A..B", help="may be repeated")
    parser.add_argument("--extended", action="store_true", help="with the extension the rule allows")
    parser.add_argument("--calendar", type=calendar, default=CHINA, metavar="FILE", help="an edited calendar (JSON)")
    parser.add_argument("--language", choices=["zh", "en"], default="zh")
    parser.add_argument("--json", action="store_true", help="due, provisional, article, days (date, counted, why)")


def run(args: Namespace) -> int:
    """Status 2 when the edition or the rule is unknown, or the period cannot be counted so."""
    try:
        due = clock.due(
            find_term(args.procedure, args.rule),
            args.start,
            args.calendar,
            pauses=args.pause,
            extended=args.extended,
            today=datetime.now(machine.CHINA).date(),
        )
    except (LookupError, clock.CannotCount) as problem:
        print(problem.args[0], file=sys.stderr)
        return WRONG_INPUT
    print(as_json(clock.explain(due, args.language)) if args.json else clock.as_table(due, args.language))
    return 0


def find_term(procedure: str, rule: str) -> Term:
    """Raises LookupError with the keys that exist."""
    editions = machine.editions()
    if procedure not in editions:
        raise LookupError(f"没有规则版本 {procedure}，现有 / no such edition; there are: {', '.join(editions)}")
    terms = editions[procedure].terms
    if rule not in terms:
        raise LookupError(f"{procedure} 没有期限 {rule}，现有 / no such rule; there are: {', '.join(sorted(terms))}")
    return terms[rule]


def as_json(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2)


def moment(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"时间要写成 2026-09-28T10:00 / not a moment: {text}") from None
    return at if at.tzinfo else at.replace(tzinfo=machine.CHINA)


def pause(text: str) -> clock.Pause:
    first, dots, last = text.partition("..")
    try:
        if not dots:
            raise ValueError
        return clock.Pause(day(first), day(last) if last else None)
    except clock.CannotCount as problem:
        raise ArgumentTypeError(str(problem)) from None
    except ValueError:
        raise ArgumentTypeError(f"暂停要写成 2026-10-09..2026-10-12 / not a pause: {text}") from None


def day(text: str) -> date:
    """A date, or the China date of a moment."""
    return date.fromisoformat(text) if "T" not in text else clock.shanghai_date(moment(text))


def calendar(path: str) -> Calendar:
    try:
        return Calendar.from_data(json.loads(Path(path).read_text(encoding="utf-8")))
    except (OSError, CalendarError, ValueError) as problem:
        raise ArgumentTypeError(f"日历读不了 / cannot read the calendar: {problem}") from None
