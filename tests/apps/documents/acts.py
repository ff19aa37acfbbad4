"""What tests ask about the papers of a case: which there are, who sees them, what stands in them."""

from __future__ import annotations

import io
import zipfile

from django.test import Client
from django.utils import timezone

from hejie.base.ids import show_case_number
from hejie.cases.models import Case
from hejie.cases.papers import note_paper
from hejie.documents.actions import render_paper
from hejie.documents.models import Paper
from hejie.documents.queries import papers_to_render
from hejie.messaging.actions import deliver_due
from hejie.messaging.models import Message
from tests.stage import Stage, Story
from tests.web.at_desk import keep_signed_in


def print_all() -> None:
    """What the worker does: every numbered paper is printed, laid into its case and sent."""
    now = timezone.now()
    for paper_id in papers_to_render():
        render_paper(paper_id=paper_id, now=now)
        note_paper(paper_id=paper_id, now=now)
    deliver_due(now)


def case_of(story: Story) -> Case:
    return Case.objects.get(ref=story.ref)


def kinds(story: Story) -> list[str]:
    return list(Paper.objects.filter(subject=case_of(story).pk).order_by("issued_at").values_list("kind", flat=True))


def seen(stage: Stage, story: Story, who: str) -> list[str]:
    return [one["kind"] for one in stage.get(who, f"/cases/{story.ref}/papers").json["items"]]


def paper(story: Story, kind: str) -> Paper:
    return Paper.objects.filter(subject=case_of(story).pk, kind=kind).order_by("-issued_at")[0]


def everything(stage: Stage, story: Story, who: str) -> str:
    """Pages, API and case file as this reader gets them."""
    browser, number = Client(), show_case_number(story.ref)
    keep_signed_in(browser, stage.world.cast[who])
    shown = [browser.get(f"/{area}/{number}/", follow=True).content.decode() for area in ("cases", "desk/cases")]
    shown += [str(stage.get(who, f"/cases/{story.ref}{part}").json) for part in ("", "/records", "/papers")]
    zipped = b"".join(browser.get(f"/cases/{number}/file.zip"))  # type: ignore[arg-type]
    with zipfile.ZipFile(io.BytesIO(zipped)) as held:
        shown += [*held.namelist(), *(held.read(name).decode(errors="replace") for name in held.namelist())]
    shown += [one.text or "" for one in Message.objects.filter(person=stage.world.cast[who])]
    return "\n".join(shown)
