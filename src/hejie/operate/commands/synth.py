"""Fill the database with an invented past of any size, for load tests: `hejie synth --cases 100000 --months 24`.

Every case went through the rules: each kind of story is played once through the real actions, then told again of other
people, traders and days, with its own chain, seals and clocks. Never on a database in real use: what it writes is
invented. Afterwards, and with `--check` alone, a sample of the cases is derived again through the rules.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

needs_database = True


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--cases", type=int, default=0, metavar="N", help="how many cases to invent")
    parser.add_argument("--months", type=int, default=24, metavar="M", help="how long a past (default 24)")
    parser.add_argument(
        "--check", default="1%", metavar="SHARE", help="share to derive again (default 1%%, at least 20)"
    )
    parser.add_argument("--sizes", action="store_true", help="print what every table and index weighs, in bytes a case")
    parser.add_argument("--processes", type=int, default=2, metavar="P", help="how many processes write (default 2)")


def run(args: Namespace) -> int:
    from django.utils import timezone

    from hejie.operate.database import migrate
    from hejie.synth.check import check_sample
    from hejie.synth.run import fill
    from hejie.synth.sizes import lines

    migrate()
    if args.cases:
        report = fill(cases=args.cases, months=args.months, now=timezone.now(), processes=args.processes)
        print(report)
    if args.sizes:
        print(*lines(), sep="\n")
    checked = check_sample(share=float(args.check.rstrip("%")) / 100, now=timezone.now())
    print(checked)
    for difference in checked.differences[:20]:
        print(f"  {difference}", file=sys.stderr)
    return 1 if checked.differences else 0
