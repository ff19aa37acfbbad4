"""What an exception says may be what somebody wrote: the log says where it happened, and no more."""

from __future__ import annotations

import io
import json
import logging

import pytest
from django.db import IntegrityError, transaction
from pytest_django import Settings

from hejie.base.logs import JsonLine
from hejie.people.models import Person
from tests.apps.agreements.scene import Scene

SECRET = "林晓 13800000916"


def logged(error: BaseException) -> str:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(JsonLine("%(levelname)s %(message)s"))
    log = logging.Logger("test")
    log.addHandler(handler)
    log.error("it failed", exc_info=error)
    return out.getvalue()


def raised(*, cause: bool) -> BaseException:
    try:
        try:
            raise ValueError(SECRET)
        except ValueError as inner:
            if cause:
                raise KeyError(SECRET) from inner
            raise TypeError(SECRET)  # noqa: B904 - the case of an exception met on the way
    except (KeyError, TypeError) as outer:
        return outer


@pytest.mark.parametrize("cause", [True, False])
def test_the_log_names_kind_and_place_of_every_exception_and_no_words(cause: bool) -> None:
    line = json.loads(logged(raised(cause=cause)))["exc_info"]
    assert "ValueError" in line
    assert "test_logs.py" in line
    assert "林晓" not in line
    assert "13800000916" not in line


def test_a_row_the_database_refuses_is_not_quoted(scene: Scene) -> None:
    name = "-".join(("lin", "xiao"))
    Person.objects.create(username=name)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Person.objects.create(username=name)
    assert name in str(refused.value)
    assert name not in logged(refused.value)


def test_the_platform_logs_by_this_format(settings: Settings) -> None:
    assert settings.LOGGING["formatters"]["json"]["()"] == f"{JsonLine.__module__}.{JsonLine.__qualname__}"
