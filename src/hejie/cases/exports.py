"""Gathering a case file for one reader: the rows of the chain, and the files that apps hold for the case."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import IO, Any

from hejie.base import environment
from hejie.base.registry import Registry
from hejie.cases import casefile, records
from hejie.cases.casefile import Member
from hejie.cases.history import Withheld, withheld_from
from hejie.cases.models import Case, CaseRecord
from hejie.cases.papers import file_name
from hejie.documents.models import PaperFile
from hejie.documents.queries import stored_file
from hejie.rules.model import Role

Provider = Callable[[Case, Withheld], Iterable[Member]]
providers: Registry[Provider] = Registry("provider of case file members")


def provides_members(function: Provider) -> Provider:
    """Register a function that yields files of a case for its case file, without those withheld from the reader."""
    return providers.add(f"{function.__module__}.{function.__qualname__}", function)


def export(case: Case, roles: frozenset[Role], target: IO[bytes]) -> None:
    """Write the case file for a reader who holds these roles in the case."""
    withheld = withheld_from(case.pk, roles)
    members = (member for provider in providers.values() for member in provider(case, withheld))
    rows = [_row(case, row, withheld) for row in _records(case)]
    key = casefile.signing_key(environment.secret("casefile"))
    casefile.write(target, case=_summary(case), rows=rows, members=members, key=key)


def _records(case: Case) -> Iterable[CaseRecord]:
    return CaseRecord.objects.filter(case=case).select_related("content").order_by("seq")


def _row(case: Case, row: CaseRecord, withheld: Withheld) -> dict[str, Any]:
    if row.seq in withheld.records:
        return {"seq": row.seq, "prev": row.prev, "hash": row.hash, "withheld": True}
    held = {"content": row.content.body, "salt": row.content.salt} if hasattr(row, "content") else {}
    return {**covered(case, row), "hash": row.hash, **held}


def covered(case: Case, row: CaseRecord) -> dict[str, Any]:
    """The values a record's hash covers, as `records.record_hash` reads them."""
    own = {name: getattr(row, name) for name in records.COVERED if name not in ("ref", "at", "person")}
    person = str(row.person_id) if row.person_id else None
    return {**own, "ref": case.ref, "at": records.stamp(row.at), "person": person}


def _summary(case: Case) -> dict[str, Any]:
    return {
        "ref": case.ref,
        "kind": case.kind,
        "edition": case.edition,
        "state": case.state,
        "title": case.title,
        "office": case.office.name,
        "filed_at": records.stamp(case.filed_at),
        "erased": case.is_erased,
    }


@provides_members
def papers(case: Case, withheld: Withheld) -> Iterable[Member]:
    """Every signed version of every paper of the case that is for this reader, as the chain names it."""
    if case.is_erased:
        return
    files = PaperFile.objects.filter(paper__subject=case.pk).exclude(paper__number__in=withheld.papers)
    files = files.exclude(paper__kind__in=withheld.kinds).select_related("paper").defer("paper__content")
    for file in files:
        yield Member(f"papers/{file_name(file.paper, file.version)}", stored_file(file.sha256))
