"""What an office may set for itself: each setting declared in code, its value kept for an office and inherited below.

    setting(office, "first_contact_minutes")   # own value, else that of the nearest office above, else the default

A module in `office_settings/` declares its settings; dropping a file there adds them to every office's page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import IntegerField, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Length

from hejie.base import together
from hejie.base.compiled import Compiled, Several
from hejie.base.registry import Registry, discover
from hejie.places.models import LEVELS, Authority, OfficeSetting
from hejie.rules.model import Text

Value = int | bool | str


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing an office may set. The type of `default` is the type of every value; limits are inclusive.

    `unit` is said behind a number. A text is one of `choices`, or free where there are none.
    """

    key: str
    label: Text
    default: Value
    hint: Text | None = None
    unit: Text | None = None
    minimum: int = 0
    maximum: int = 1000
    choices: Mapping[str, Text] = field(default_factory=dict)

    def problem(self, value: object) -> Text | None:
        """What is wrong with a value, and how to put it right; None when it will do."""
        if isinstance(self.default, bool) or isinstance(value, bool):
            return None if type(value) is type(self.default) else Text("请选是或者否", "Please choose yes or no")
        if isinstance(self.default, int):
            return self._number_problem(value)
        if not isinstance(value, str) or len(value) > LONGEST:
            return Text(f"请填不超过 {LONGEST} 个字", f"At most {LONGEST} characters")
        fits = not self.choices or value in self.choices
        return None if fits else Text("请从列出的里面选一个", "Please choose one of those listed")

    def _number_problem(self, value: object) -> Text | None:
        if isinstance(value, int) and self.minimum <= value <= self.maximum:
            return None
        return Text(
            f"请填 {self.minimum} 到 {self.maximum} 之间的整数",
            f"Please give a whole number from {self.minimum} to {self.maximum}",
        )


LONGEST = 500
KEPT = "office_settings"
_settings: Registry[Setting] = Registry("office setting")


def declare(one: Setting) -> Setting:
    """Add a setting. Its default has to keep its own limits."""
    if wrong := one.problem(one.default):
        raise ValueError(f"{one.key}: {wrong.en}")
    return _settings.add(one.key, one)


def all_settings() -> list[Setting]:
    """Every setting there is, by module and place in it."""
    discover("hejie.places.office_settings")
    return _settings.values()


def declared(key: str) -> Setting:
    """The setting of this key. Raises KeyError, naming those there are."""
    discover("hejie.places.office_settings")
    return _settings[key]


def setting(office: Authority, key: str) -> Any:
    """What holds at an office: its own value, else the nearest above, else the default. One query, or what is held."""
    one = declared(key)
    line = ids_of(office.path)
    held = together.held(KEPT, office.pk)
    rows = _kept({A_KEY: key, LINE: line}) if held is None else _of_these(held, key)
    found = dict(rows)
    return next((json.loads(found[step]) for step in reversed(line) if step in found), one.default)


def kept_along(office: UUID) -> QuerySet[OfficeSetting]:
    """Everything kept by an office and by those above it: to be held for it, as `KEPT`, where much is asked."""
    own = Authority.objects.filter(pk=office).order_by()
    above = (own.values("__".join(["parent"] * steps)) for steps in range(1, len(LEVELS)))
    return OfficeSetting.objects.filter(office__in=own.values("pk").union(*above))


def _of_these(rows: Iterable[OfficeSetting], key: str) -> list[tuple[UUID, str]]:
    return [(row.office_id, json.dumps(row.value)) for row in rows if row.key == key]


A_KEY, LINE = "the key of a setting", Several("line of offices")


@Compiled
def _kept() -> QuerySet[Any]:
    return OfficeSetting.objects.filter(key=A_KEY, office__any=LINE).values_list("office_id", "value")


def holding(key: str, path: str) -> Combinable:
    """The same inside another query, for a number: what holds at the office with this path."""
    return holding_along(key, ids_of(path))


def holding_along(key: str, line: list[UUID] | Several) -> Combinable:
    """The same along a line of offices, or along what stands in for one."""
    rows = OfficeSetting.objects.filter(key=key, office__any=line).order_by(Length("office__path").desc())
    number = Subquery(rows.annotate(number=Cast("value", IntegerField())).values("number")[:1])
    return Coalesce(number, declared(key).default, output_field=IntegerField())


def ids_of(path: str) -> list[UUID]:
    """The ids on a path, the nation first, the office itself last."""
    return [UUID(step) for step in path.strip("/").split("/")]
