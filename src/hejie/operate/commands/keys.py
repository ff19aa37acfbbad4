"""Show or rotate the keys that seal personal data. Key material is never printed.

rotate adds a key, moves every sealed value to it while the application runs, and keeps the old keys. Stopped half-way,
it is simply run again. With --drop-old, keys that no value needs any more leave the ring. --resume moves what is left
without making another key.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Mapping

needs_database = True
AGAIN = "再运行一次 / run again: hejie keys rotate --resume --drop-old"


def add_arguments(parser: ArgumentParser) -> None:
    steps = parser.add_subparsers(dest="step", required=True)
    steps.add_parser("show", help="key ids, and how many values each has sealed")
    rotate = steps.add_parser("rotate", help="add a key and move every sealed value to it")
    rotate.add_argument("--resume", action="store_true", help="finish an earlier rotation: no new key")
    rotate.add_argument("--drop-old", action="store_true", help="afterwards remove keys that no value needs")


def run(args: Namespace) -> int:
    from hejie.base import keys

    try:
        return _show() if args.step == "show" else _rotate(args)
    except keys.KeyRingError as error:
        print(error, file=sys.stderr)
        return 1


def _show() -> int:
    from hejie.base import keys, reseal

    by_place = reseal.counts()
    ring = keys.ring()
    for key_id in sorted(ring.data, key=lambda key: int(key[1:])):
        mark = "当前 current" if key_id == ring.current else ""
        print(f"{key_id:>4} {sum(place[key_id] for place in by_place.values()):>10} {mark}".rstrip())
    lost = sorted({key for place in by_place.values() for key in place} - set(ring.data))
    if lost:
        print(f"缺少密钥 / missing keys: {', '.join(lost)}", file=sys.stderr)
    return 1 if lost else 0


def _rotate(args: Namespace) -> int:
    from hejie.base import reseal

    rotation = reseal.rotate(new_key=not args.resume)
    _table("移到当前密钥 / moved to the current key", rotation.moved)
    if not args.drop_old:
        return 0
    if not rotation.settled:
        print("有事务还没结束，旧密钥先留着 / a transaction is still open: old keys stay. " + AGAIN, file=sys.stderr)
        return 1
    return _drop_old()


def _drop_old() -> int:
    from hejie.base import keys, reseal

    unused = reseal.unused_keys()
    keys.replace(keys.ring().without(unused))
    print(f"移除密钥 / removed keys: {', '.join(sorted(unused)) or '0'}")
    left = set(keys.ring().data) - {keys.ring().current}
    if left:
        print(f"仍在使用 / still needed: {', '.join(sorted(left))}. {AGAIN}", file=sys.stderr)
    return 1 if left else 0


def _table(title: str, rows: Mapping[str, int]) -> None:
    print(title)
    for place, count in (Counter(rows) + Counter()).items():
        print(f"{count:>10}  {place}")
    print(f"{sum(rows.values()):>10}  合计 total")
