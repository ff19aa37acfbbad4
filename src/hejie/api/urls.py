"""The API's table: `/api/v1/`, with OpenAPI 3.1 at `/api/v1/openapi.json`, and `/api/` to read it.

Anything else under `/api/` is a 404.
"""

from __future__ import annotations

from django.urls import path, re_path

from hejie.api import cases, drafts, evidence, filing, offers, papers, problems, rooms, sums, traders, whoami
from hejie.api.description import DescribedAPI, QuickJSON
from hejie.api.door import Bearer
from hejie.api.reference import page_of

api = DescribedAPI(
    title="Hejie 和解",
    version="1",
    description=(
        "Settle consumer disputes online. A client that knows nothing but `moves` can take a case from filing to "
        "closed: each move lists the JSON schema of its inputs. Errors are problem+json."
    ),
    auth=Bearer(),
    renderer=QuickJSON(),
    urls_namespace="api-v1",
    docs_url=None,
)
problems.install(api)
api.add_router("/me", whoami.router)
api.add_router("/filing", filing.router)
api.add_router("/traders", traders.router)
api.add_router("/rooms", rooms.router)
api.add_router("/sums", sums.router)
api.add_router("/cases", sums.of_cases)
for module in (cases, offers, drafts, papers, evidence):
    api.add_router("/cases", module.router)

VERSION_1 = api.urls
for pattern in VERSION_1[0]:
    pattern.callback = pattern.callback and problems.in_our_shape(pattern.callback)
urlpatterns = [path("", page_of(api)), path("v1/", VERSION_1), re_path("", problems.no_such_address)]
