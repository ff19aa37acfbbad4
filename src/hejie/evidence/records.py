"""How evidence stands in the chain of a case and in its case file.

The chain names the copy without metadata, because that is what every party gets and can check; beside it stands the
digest of the untouched original, which proves the original when an authority or a court asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.core.files.storage import default_storage

from hejie.cases.casefile import Member
from hejie.cases.exports import provides_members
from hejie.cases.history import Withheld
from hejie.cases.models import Case
from hejie.evidence.kinds import kinds
from hejie.evidence.models import File


def named_in_chain(file: File) -> dict[str, str]:
    """One entry of a record's `data["files"]`: nothing in it says anything about anybody."""
    shown = file.content.shown_key.rpartition("/")[2]
    return {"name": member_path(file), "sha256": shown, "original": file.content_id}


def member_path(file: File) -> str:
    """`evidence/<id>.<extension>`."""
    return f"evidence/{file.pk}.{kinds[file.content.kind].shown.extensions[0]}"


@provides_members
def evidence_members(case: Case, withheld: Withheld) -> Iterable[Member]:
    """The shown copy of every file of the case that is for this reader."""
    for file in (
        File.objects.filter(case=case)
        .exclude(record_seq__in=withheld.records)
        .select_related("content")
        .order_by("received_at", "id")
    ):
        with default_storage.open(file.content.shown_key) as stored:
            yield Member(member_path(file), stored.read())
