"""The documents app: finds kinds of paper and signers when Django starts."""

from __future__ import annotations

from django.apps import AppConfig

from hejie.base.registry import discover


class DocumentsConfig(AppConfig):
    name = "hejie.documents"

    def ready(self) -> None:
        discover("hejie.documents.kinds")
        discover("hejie.documents.signers")
