"""The API's table: `/api/v1/`, OpenAPI 3.1 at `/api/v1/openapi.json`, and a page to read it."""

from __future__ import annotations

from django.urls import path
from ninja import NinjaAPI

from hejie.api import cases, evidence, filing, offers, papers, problems, traders, whoami
from hejie.api.door import Bearer

api = NinjaAPI(
    title="Hejie 和解",
    version="1",
    description=(
        "Settle consumer disputes online. A client that knows nothing but `moves` can take a case from filing to "
        "closed: each move lists the JSON schema of its inputs. Errors are problem+json."
    ),
    auth=Bearer(),
    urls_namespace="api-v1",
    docs_url=None,
)
problems.install(api)
api.add_router("/me", whoami.router)
api.add_router("/filing", filing.router)
api.add_router("/traders", traders.router)
for module in (cases, offers, papers, evidence):
    api.add_router("/cases", module.router)

urlpatterns = [path("", api.urls)]
