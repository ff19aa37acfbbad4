"""A mixed paper divided: the files that go with the complaint are laid anew, for everybody in it (Order 121 Art 9)."""

from __future__ import annotations

from hejie.cases.access import ALL
from hejie.cases.actions import Act, performs
from hejie.cases.chain import append_record
from hejie.evidence.models import File
from hejie.evidence.records import named_in_chain


@performs("split_case")
def lay_anew(act: Act) -> None:
    """What the officer names may be read by the other side; every other file stays withheld with what stood before."""
    chosen = list(File.objects.filter(case=act.case, pk__in=act.inputs.get("evidence", ())).select_related("content"))
    if act.case.kind != "complaint" or not chosen:
        return
    record = append_record(
        case=act.case,
        fact="files_received",
        source=act.case.state,
        actor=act.actor,
        role=act.role,
        now=act.now,
        data={"files": [named_in_chain(file) for file in chosen]},
        content={},
        visible_to=ALL,
    )
    File.objects.filter(pk__in=[file.pk for file in chosen]).update(record_seq=record.seq)
