"""A JSON body that may also come as one part of a form, with files beside it."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.errors import HttpError
from ninja.params.models import Body, BodyModel

FORM = "multipart/form-data"


class BodyOrPartModel(BodyModel):
    """Reads the body, or the part named as the parameter is. Files are not read into memory."""

    @classmethod
    def get_request_data(cls, request: HttpRequest, api: NinjaAPI, path_params: dict[str, Any]) -> dict[str, Any]:
        if request.content_type != FORM:
            return cast("dict[str, Any]", super().get_request_data(request, api, path_params))
        part = cls.__read_from_single_attr__
        try:
            return {part: json.loads(request.POST[part])}
        except (KeyError, ValueError) as error:
            raise HttpError(HTTPStatus.BAD_REQUEST, f"no part {part}") from error


class BodyOrPart(Body):  # type: ignore[misc]
    """Marks such a parameter."""

    _model = BodyOrPartModel

    @classmethod
    def _param_source(cls) -> str:
        return "body"


def files_of(request: HttpRequest) -> list[UploadedFile[Any]]:
    """Every part called `file`; none where the body is JSON."""
    return list(request.FILES.getlist("file")) if request.content_type == FORM else []


def with_files(part: str, schema: str) -> dict[str, Any]:
    """The description of such a body as a form: `schema` names the component that the part is."""
    one = {"type": "string", "format": "binary"}
    properties = {part: {"$ref": f"#/components/schemas/{schema}"}, "file": {"type": "array", "items": one}}
    form = {"type": "object", "properties": properties, "required": [part]}
    content = {FORM: {"schema": form, "encoding": {part: {"contentType": "application/json"}}}}
    return {"requestBody": {"content": content}}
