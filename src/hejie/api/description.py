"""How the API describes itself: short names of operations, and errors under their own media type."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.renderers import BaseRenderer
from pydantic_core import to_json

FIRST_ERROR, ANY_STATUS = 400, "default"
# Too many requests, one too large, a wrong method, our own fault: they come from anywhere.
ANY_OTHER = {
    "description": "Any other problem",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemOut"}}},
}


class QuickJSON(BaseRenderer):
    """JSON in UTF-8, written by what checks the schemas; ninja's own goes through Python, every character escaped."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return to_json(data)


class DescribedAPI(NinjaAPI):
    """Ninja's API with a description that a client can rely on."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._described: dict[str, OpenAPISchema] = {}

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """`cases_read` for `read` in the module `cases`."""
        module = operation.view_func.__module__.rpartition(".")[2]
        return f"{module}_{operation.view_func.__name__}"

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """OpenAPI 3.1; errors come as `application/problem+json`. Put together once for each way to ask."""
        asked = repr(options)
        if asked not in self._described:
            self._described[asked] = self._describe(**options)
        return self._described[asked]

    def _describe(self, **options: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**options)
        for methods in schema["paths"].values():
            for operation in methods.values():
                operation["responses"].setdefault(ANY_STATUS, ANY_OTHER)
                _name_problems(operation["responses"])
        return schema


def _name_problems(responses: dict[Any, dict[str, Any]]) -> None:
    for status, response in responses.items():
        if status != ANY_STATUS and int(status) >= FIRST_ERROR and "application/json" in response.get("content", {}):
            response["content"] = {"application/problem+json": response["content"]["application/json"]}


def binary(*media_types: str) -> dict[str, Any]:
    """The description of an answer that is a file."""
    content = {name: {"schema": {"type": "string", "format": "binary"}} for name in media_types}
    return {"responses": {200: {"description": "OK", "content": content}}}
