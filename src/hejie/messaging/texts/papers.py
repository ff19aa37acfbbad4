"""Papers on their way to those they are for (送达)."""

from __future__ import annotations

from collections.abc import Mapping

from hejie.messaging.wording import Template
from hejie.rules.model import Text

TEXTS: Mapping[str, Template] = {
    "paper_ready": Template(
        Text("有一份文书送达您", "A paper for you"),
        Text(
            "{ref}：《{paper}》（{number}）已送达，请打开查看、下载 {link}",
            "{ref}: the paper “{paper}” ({number}) is here for you to read and keep: {link}",
        ),
    ),
    "paper_for_office": Template(
        Text("有一份文书送到本部门", "A paper for your office"),
        Text(
            "{ref}：《{paper}》（{number}）已送到，请打开查看 {link}",
            "{ref}: the paper “{paper}” ({number}) has come: {link}",
        ),
        media=("inapp",),
    ),
}
