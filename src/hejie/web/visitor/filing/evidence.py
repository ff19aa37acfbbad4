"""What proves it: several files at once, from the camera or the album; taken one by one, refused one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat

from hejie.base import throttle
from hejie.evidence.actions import FileRefused, receive_file, remove_draft_file
from hejie.evidence.kinds import ALLOWED
from hejie.evidence.queries import FileView, files_of_draft
from hejie.knowledge.queries import guides_for
from hejie.knowledge.records import Proof
from hejie.rules.model import Problem, Text
from hejie.web.callers import caller_address
from hejie.web.show import EvidenceShown, Words
from hejie.web.visitor.filing.step import Line, Step, Taken
from hejie.web.visitor.filing.visit import Visit, as_uuid

ICONS = {"image/": "image", "audio/": "mic", "video/": "video"}
USEFUL = 4
SENDINGS, WINDOW = 120, timedelta(hours=1)
TOO_MANY = Text(
    "这个网络上传得太频繁了，请过一小时再传；也可以先提交，之后再补",
    "Too much was uploaded from this network: try again in an hour, or file now and add files later",
)


class EvidenceStep(Step):
    """Upload, look, take out again. Nothing needs to be given here."""

    key, template = "evidence", "visitor/filing_evidence.html"

    def title(self, visit: Visit) -> Text:
        return Text("有什么能证明的？", "What can prove it?")

    def lead(self, visit: Visit) -> Words:
        return Text(
            "有几样传几样，没有也能提交，之后可以补。", "Upload what you have; you can file without and add it later."
        )

    def context(self, visit: Visit, problems: Sequence[Problem]) -> dict[str, Any]:
        return {
            "files": [shown(file) for file in _files(visit)],
            "useful": _useful(visit),
            "allowed": ALLOWED,
            "files_problems": [problem.text for problem in problems],
            "problems": self.problems_shown(problems),
            "uploads": True,
        }

    def take(self, visit: Visit) -> Taken:
        if gone := as_uuid(visit.request.POST.get("remove")):
            remove_draft_file(file_id=gone, draft_key=visit.draft_id)
            return Taken(stay=True)
        uploads = [*visit.request.FILES.getlist("camera"), *visit.request.FILES.getlist("files")]
        if uploads and not _may_send(visit):
            return Taken(problems=(Problem("files", TOO_MANY),))
        problems = tuple(problem for upload in uploads for problem in _receive(visit, upload))
        return Taken(problems=problems, stay=visit.request.POST.get("act") == "upload")

    def problems(self, visit: Visit) -> tuple[Problem, ...]:
        return ()

    def lines(self, visit: Visit) -> Sequence[Line]:
        files = _files(visit)
        names = "、".join(file.name for file in files)
        return [(Text("证据", "Evidence"), names or Text("没有上传，之后可以补", "none yet; you can add it later"))]


def _may_send(visit: Visit) -> bool:
    """Anybody may begin a draft, so what one internet address sends is limited, in posts with files."""
    return throttle.hit("file:evidence", caller_address(visit.request), SENDINGS, WINDOW, visit.now).allowed


def _files(visit: Visit) -> list[FileView]:
    return files_of_draft(visit.draft.id) if visit.draft else []


def _receive(visit: Visit, upload: UploadedFile[Any]) -> list[Problem]:
    name = upload.name or ""
    try:
        receive_file(stream=upload, name=name, actor=visit.actor, now=visit.now, draft_key=visit.draft_id)
    except FileRefused as refused:
        text = refused.problem.text
        short = name if len(name) <= 40 else f"{name[:40]}…"  # noqa: PLR2004 - fits one line of a phone
        return [Problem("files", Text(f"“{short}”没有收下：{text.zh}", f"“{short}” was not taken: {text.en}"))]
    return []


def shown(file: FileView) -> EvidenceShown:
    """A file in the list: name, kind and size."""
    icon = next((icon for start, icon in ICONS.items() if file.media_type.startswith(start)), "file-text")
    size = filesizeformat(file.size)
    about = Text(f"{file.label.zh} · {size}", f"{file.label.en} · {size}")
    return EvidenceShown(str(file.id), file.name, "", icon, about)


def _useful(visit: Visit) -> Sequence[Proof]:
    category, problem = (str(visit.answers.get(key) or "") for key in ("category", "problem"))
    found = guides_for(category=category, problem=problem, limit=1)
    return found[0].proofs[:USEFUL] if found else ()
