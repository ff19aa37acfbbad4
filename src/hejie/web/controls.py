"""Controls of forms as mark-up: hundreds stand on one page, so Python writes them and no template goes through them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from hejie.web.forms import FieldShown, Option, TermRow, remedy_row
from hejie.web.icons import icon
from hejie.web.lines import escaped
from hejie.web.words import say

FIELD = "components/field.html"
REMEDY = "components/fields/term.html"
MOST_EMPTY = 500  # fields that are kept as mark-up
CHOICE = (
    '<label class="hj-choice"><input class="{kind} {kind}-primary" type="{kind}" name="{name}" value="{value}"{more}>'
    "<span><strong>{label}</strong>{hint}</span></label>"
)


def options(some: Iterable[Option]) -> SafeString:
    """What stands in a `<select>`."""
    chosen = ("", " selected")
    shown = (
        f'<option value="{escaped(one.value)}"{chosen[one.chosen]}>{escaped(say(one.label))}</option>' for one in some
    )
    return mark_safe("".join(shown))  # noqa: S308 - escaped values


def choice(option: Option, kind: str, name: str, described: str = "") -> SafeString:
    """One big radio or checkbox (`kind`); the whole row is the target. `described`: ids of hint and error."""
    more = f' id="{escaped(option.id)}"' if option.id else ""
    more += " checked" if option.chosen else ""
    more += f' aria-describedby="{escaped(described)}"' if described else ""
    hint = f'<span class="hint">{escaped(say(option.hint))}</span>' if option.hint else ""
    value, label = escaped(option.value), escaped(say(option.label))
    return mark_safe(CHOICE.format(kind=kind, name=name, value=value, more=more, label=label, hint=hint))  # noqa: S308


def choices(some: Iterable[Option], kind: str, name: str) -> SafeString:
    """Several of them under one name."""
    return mark_safe("".join(choice(one, kind, name) for one in some))  # noqa: S308 - escaped values


def attrs(field: FieldShown) -> SafeString:
    """Attributes that every control shares."""
    found = f'id="{escaped(field.id)}" name="{escaped(field.name)}"'
    found += f' aria-describedby="{escaped(field.described)}"' if field.described else ""
    found += ' aria-invalid="true"' if field.problem else ""
    found += ' aria-required="true"' if field.required else ""
    return mark_safe(found)  # noqa: S308 - escaped values


def problem_at(context: Context, *anchor: object) -> SafeString:
    """What the page's `problems` say of the control with this id, to stand above it; nothing when nothing is wrong."""
    control = "".join(map(str, anchor))
    said = next((say(one.text) for one in context["problems"] if one.anchor == control), "")
    found = f'<p class="err" id="{escaped(control)}-problem">{icon("octagon-alert")}{escaped(said)}</p>'
    return mark_safe(found if said else "")  # noqa: S308 - escaped values


def marked_wrong(context: Context, *anchor: object) -> SafeString:
    """Attributes of that control: that it is wrong, and where it stands why."""
    control = "".join(map(str, anchor))
    found = f' aria-invalid="true" aria-describedby="{escaped(control)}-problem"'
    is_wrong = any(one.anchor == control for one in context["problems"])
    return mark_safe(found if is_wrong else "")  # noqa: S308 - escaped values


def whole_field(field: FieldShown) -> SafeString:
    """A field with its label, hint and problem. One that is empty and offers nothing looks the same in every case."""
    is_same = not (field.value or field.problem or field.choices or field.rows)
    return _empty(field, get_language()) if is_same else _laid_out(field)


@lru_cache(maxsize=MOST_EMPTY)
def _empty(field: FieldShown, language: str | None) -> SafeString:
    return _laid_out(field)


def remedy(row: TermRow) -> SafeString:
    """One remedy of a list of terms. As long as nothing is typed it looks the same in every case."""
    return _remedy(row) if row.is_filled else _empty_remedy(row.id, row.name, get_language())


@lru_cache(maxsize=MOST_EMPTY)
def _empty_remedy(anchor: str, name: str, language: str | None) -> SafeString:
    return _remedy(remedy_row(anchor, name, {}, {}))


def _remedy(row: TermRow) -> SafeString:
    return get_template(REMEDY).template.render(Context({"row": row}))  # type: ignore[attr-defined]


def _laid_out(field: FieldShown) -> SafeString:
    return get_template(FIELD).template.render(Context({"field": field}))  # type: ignore[attr-defined]
