"""`/api/`: the description of the API as a page to read, made from the same schema as `openapi.json`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe
from ninja import NinjaAPI

from hejie.api.description import ANY_STATUS
from hejie.api.reference_words import GROUPS, SUMMARIES
from hejie.rules.model import Text

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """A parameter or a field. `shape` names the shape it holds, if that is one of those described below."""

    name: str
    kind: str
    shape: str
    about: SafeString
    is_required: bool
    where: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    status: str
    phrase: str
    shape: str


@dataclass(frozen=True, slots=True)
class Described:
    """One operation: what to send, and what comes back."""

    key: str
    method: str
    path: str
    summary: Text
    about: SafeString
    parameters: tuple[Row, ...]
    body: tuple[Row, ...]
    body_shape: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Group:
    key: str
    label: Text
    operations: tuple[Described, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """What goes over the wire under one name."""

    name: str
    about: SafeString
    rows: tuple[Row, ...]


def page_of(api: NinjaAPI) -> Any:
    """The view that shows this API; the description is read once."""

    @cache
    def described() -> dict[str, Any]:
        schema = api.get_openapi_schema(path_prefix="/api/v1/")
        return {"groups": groups_of(schema), "shapes": shapes_of(schema)}

    @require_safe
    def reference(request: HttpRequest) -> HttpResponse:
        return render(request, "api/reference.html", described())

    return reference


def groups_of(schema: Schema) -> list[Group]:
    """Operations by their tag, in the order of the groups."""
    found = list(_operations(schema))
    return [Group(key, label, tuple(one for tag, one in found if tag == key)) for key, label in GROUPS.items()]


def shapes_of(schema: Schema) -> list[Shape]:
    named = schema["components"]["schemas"]
    return [Shape(name, _coded(one.get("description", "")), tuple(_fields(one))) for name, one in sorted(named.items())]


def _operations(schema: Schema) -> Iterator[tuple[str, Described]]:
    for path, methods in schema["paths"].items():
        for method, one in methods.items():
            yield one["tags"][0], _described(path, method, one)


def _described(path: str, method: str, one: Schema) -> Described:
    english = one["summary"].replace("`", "")
    body = _content(one.get("requestBody", {}))
    return Described(
        key=one["operationId"],
        method=method.upper(),
        path=path,
        summary=Text(SUMMARIES.get(one["operationId"], english), english),
        about=_coded(one.get("description", "")),
        parameters=tuple(_parameter(row) for row in one.get("parameters", ())),
        body=tuple(_fields(body)),
        body_shape=_shape(body),
        answers=tuple(_answer(*each) for each in sorted((str(key), row) for key, row in one["responses"].items())),
    )


def _parameter(row: Schema) -> Row:
    of = row["schema"]
    about = row.get("description") or of.get("description", "")
    return Row(row["name"], _kind(of), _shape(of), _coded(about), row.get("required", False), row["in"])


def _answer(status: str, row: Schema) -> Answer:
    phrase = row["description"] if status == ANY_STATUS else HTTPStatus(int(status)).phrase
    return Answer(status, phrase, _shape(_content(row)))


def _coded(text: str) -> SafeString:
    """What stands between backticks as code."""
    return mark_safe(re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text)))  # noqa: S308


def _content(part: Schema) -> Schema:
    """The schema of a body: its first media type."""
    return next((one.get("schema", {}) for one in part.get("content", {}).values()), {})


def _fields(of: Schema) -> Iterator[Row]:
    needed = of.get("required", ())
    for name, one in of.get("properties", {}).items():
        yield Row(name, _kind(one), _shape(one), _coded(one.get("description", "")), name in needed)


def _kind(of: Schema) -> str:
    """`string`, `list of Move`, `date or null`, or the values it may take."""
    if "$ref" in of:
        return str(of["$ref"]).rpartition("/")[2]
    if "enum" in of:
        return " | ".join(map(str, of["enum"]))
    if several := of.get("anyOf") or of.get("oneOf") or of.get("allOf"):
        return " or ".join(dict.fromkeys(map(_kind, several)))
    if of.get("type") == "array":
        return f"list of {_kind(of.get('items', {}))}"
    return str(of.get("format") or of.get("type") or "any")


def _shape(of: Schema) -> str:
    """The named shape somewhere in a schema; empty when it is plain."""
    if "$ref" in of:
        return str(of["$ref"]).rpartition("/")[2]
    inner = [*of.get("anyOf", ()), *of.get("allOf", ()), *([of["items"]] if "items" in of else [])]
    return next(filter(None, map(_shape, inner)), "")
