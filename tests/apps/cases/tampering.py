"""Ways of tampering with the members of a case file, each with the first break that checking names."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

Tamper = Callable[[dict[str, bytes]], None]


def rows_in(members: Mapping[str, bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in members["records.jsonl"].split(b"\n") if line]


def lay(members: dict[str, bytes], rows: list[dict[str, Any]]) -> None:
    members["records.jsonl"] = b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def change_a_record(members: dict[str, bytes]) -> None:
    rows = rows_in(members)
    rows[2]["fact"] = "nothing_happened"
    lay(members, rows)


def change_a_record_and_its_hash(members: dict[str, bytes]) -> None:
    from hejie.cases.records import record_hash

    rows = rows_in(members)
    rows[2]["fact"] = "nothing_happened"
    rows[2]["hash"] = record_hash(rows[2])
    lay(members, rows)


def change_words(members: dict[str, bytes]) -> None:
    rows = rows_in(members)
    said = next(row for row in rows if row["fact"] == "message_sent")
    said["content"]["text"] = "别的话"
    lay(members, rows)


def drop_a_record(members: dict[str, bytes]) -> None:
    rows = rows_in(members)
    lay(members, rows[:3] + rows[4:])


def drop_the_last_record(members: dict[str, bytes]) -> None:
    lay(members, rows_in(members)[:-1])


def add_a_record(members: dict[str, bytes]) -> None:
    rows = rows_in(members)
    lay(members, [*rows, {**rows[-1], "seq": len(rows) + 1}])


def name_of(members: Mapping[str, bytes], folder: str, place: int = 0) -> str:
    return sorted(name for name in members if name.startswith(folder))[place]


def change_a_paper(members: dict[str, bytes]) -> None:
    members[name_of(members, "papers/")] += b"\n"


def drop_a_paper(members: dict[str, bytes]) -> None:
    del members[name_of(members, "papers/")]


def swap_papers(members: dict[str, bytes]) -> None:
    one, other = name_of(members, "papers/"), name_of(members, "papers/", 1)
    members[one], members[other] = members[other], members[one]


def change_evidence(members: dict[str, bytes]) -> None:
    members[name_of(members, "evidence/")] += b"\0"


def drop_evidence(members: dict[str, bytes]) -> None:
    del members[name_of(members, "evidence/")]


def add_a_member(members: dict[str, bytes]) -> None:
    members["papers/extra.pdf"] = b"%PDF-"


def change_the_summary(members: dict[str, bytes]) -> None:
    members["case.json"] = members["case.json"].replace(b'"complaint"', b'"report"')


def edit_the_manifest(members: dict[str, bytes]) -> None:
    members["manifest.json"] = members["manifest.json"].replace(b'"erased": false', b'"erased": true ')


def edit_the_manifest_to_fit(members: dict[str, bytes]) -> None:
    """A paper changed and its new digest written into the manifest: the signature no longer fits."""
    name = name_of(members, "papers/")
    before = hashlib.sha256(members[name]).hexdigest()
    members[name] += b"\n"
    after = hashlib.sha256(members[name]).hexdigest()
    members["manifest.json"] = members["manifest.json"].replace(before.encode(), after.encode())


def remove_the_signature(members: dict[str, bytes]) -> None:
    del members["manifest.sig"]


def empty_the_signature(members: dict[str, bytes]) -> None:
    members["manifest.sig"] = b"{}"


def nonsense_for_records(members: dict[str, bytes]) -> None:
    members["records.jsonl"] = b"[1, 2]\n\xff\n"


FIRST_BREAKS: list[tuple[Tamper, str]] = [
    (change_a_record, "changed record: record 3"),
    (change_a_record_and_its_hash, "changed record: record 3"),
    (change_words, "changed content: record"),
    (drop_a_record, "missing or added record: record 4"),
    (drop_the_last_record, "missing or added record: record"),
    (add_a_record, "changed record: record"),
    (change_a_paper, "changed paper: papers/"),
    (drop_a_paper, "missing paper: papers/"),
    (swap_papers, "changed paper: papers/"),
    (change_evidence, "changed evidence: evidence/"),
    (drop_evidence, "missing evidence: evidence/"),
    (add_a_member, "added member: papers/extra.pdf"),
    (change_the_summary, "changed member: case.json"),
    (edit_the_manifest, "changed member: manifest.json"),
    (edit_the_manifest_to_fit, "changed member: manifest.json"),
    (remove_the_signature, "missing member: manifest.sig"),
    (empty_the_signature, "changed member: manifest.json"),
    (nonsense_for_records, "missing or added record: record 1"),
]
