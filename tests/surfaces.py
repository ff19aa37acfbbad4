"""Every way in which a case speaks: pages, API, case file and exports for one person; and the columns of all tables."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from django.db import connection
from django.test import Client

from hejie.people.actions import issue_token
from tests.apps.agreements.scene import Scene
from tests.web.at_desk import number, sit_down

OWN = ("/notices/", "/my/", "/desk/", "/rooms/", "/office/", "/office/export.xlsx")
FORMS = ("bid", "make_offer", "edit_draft", "comment_draft", "propose_agreement")
DATA = ("", "/records", "/offers", "/agreements", "/papers")


def surfaces(scene: Scene, who: str) -> Iterator[tuple[str, str]]:
    """What this person can read of the case, place by place; refusals are read as well."""
    shown, client = number(scene.case), sit_down(scene.people[who])
    pages = [f"/{home}/{shown}/" for home in ("cases", "desk/cases", "rooms", "office/cases")]
    pages += [f"/cases/{shown}/moves/{move}/" for move in FORMS]
    for page in (*pages, f"/cases/{shown}/draft/", f"/cases/{shown}/file.zip", *OWN):
        yield f"{who} {page}", readable(b"".join(client.get(page)))
    token = issue_token(person=scene.people[who], name="test", now=scene.now)
    api = Client(HTTP_HOST="localhost", headers={"Authorization": f"Bearer {token}"})
    for path in DATA:
        yield f"{who} api {path}", readable(api.get(f"/api/v1/cases/{shown}{path}").content)


def readable(content: bytes) -> str:
    """Text, and for an archive the text of every member."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(readable(archive.read(name)) for name in archive.namelist())


def columns() -> Iterator[tuple[str, str]]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT string_agg(each::text, chr(10)) FROM "{table}" each')
            yield f"table {table}", cursor.fetchone()[0] or ""
