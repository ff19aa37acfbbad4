"""Moves as forms: every Field of the rules becomes a control, and what is posted becomes inputs for the rules.

    form = move_form(move, facts, action=…)                                        # to show
    inputs = posted.read_inputs(move.fields, request.POST)                          # to perform
    form = move_form(move, facts, action=…, values=inputs, problems=refusal.problems)  # again, nothing lost

Names: a field's key; `<key>-<row>-<part>` for a remedy; `<key>-<row>-parts-<n>-<part>` for an instalment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from hejie.rules import inputs, remedies
from hejie.rules.model import Facts, Field, Kind, Move, Problem, Text
from hejie.rules.options import files
from hejie.web.buttons import button_of
from hejie.web.readers import who_reads
from hejie.web.show import Words

FEW = 7  # up to seven choices are shown at once, more become a list to open
READY_ROWS = 3
READY_PARTS = 4
BLANK = "new"  # stands for the row number in the row that script copies
TEMPLATES: Mapping[Kind, str] = {
    Kind.TEXT: "text",
    Kind.CHOICES: "checks",
    Kind.MONEY: "money",
    Kind.DATE: "date",
    Kind.INTEGER: "integer",
    Kind.YES: "yes",
    Kind.TERMS: "terms",
    Kind.CLAUSES: "text",
    Kind.EVIDENCE: "evidence",
    Kind.CODE: "code",
    Kind.PHONE: "phone",
    Kind.DRAWING: "drawing",
}
GROUPS = {"checks", "radios", "scale", "evidence", "terms"}


@dataclass(frozen=True, slots=True)
class Option:
    """One value to choose."""

    value: str
    label: Words
    chosen: bool = False
    hint: Words = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class ProblemShown:
    """One line of the error summary; `anchor` is the id of the control it is about."""

    text: Words
    anchor: str = ""


def named(name: Text, text: Text) -> Text:
    """What is wrong, under the name of what it is wrong with: no label stands beside a line of the summary."""
    return Text(f"{name.zh}：{text.zh}", f"{name.en}: {text.en}")


@dataclass(frozen=True, slots=True)
class PartShown:
    """One instalment of a remedy."""

    id: str
    name: str
    values: Mapping[str, str]
    number: int
    problem: Words = ""


@dataclass(frozen=True, slots=True)
class TermRow:
    """One remedy in a list of terms: the values typed, and what is wrong with each part."""

    id: str
    name: str
    values: Mapping[str, Any]
    problems: Mapping[str, Words]
    kinds: Sequence[Option]
    parts: Sequence[PartShown]

    @property
    def is_filled(self) -> bool:
        return bool(self.values) or bool(self.problems)

    @property
    def has_details(self) -> bool:
        """Whether the folded half holds anything."""
        return any(self.values.get(part) for part in ("by_date", "condition", "parts")) or any(
            path.startswith(("parts", "by_date", "condition")) for path in self.problems
        )


@dataclass(frozen=True, slots=True)
class FieldShown:
    """One input with its words, its value, and what is wrong with it."""

    id: str
    name: str
    label: Words
    template: str
    hint: Words = ""
    required: bool = True
    value: str = ""
    problem: Words = ""
    choices: Sequence[Option] = ()
    rows: Sequence[TermRow] = ()
    blank_row: TermRow | None = None
    is_group: bool = False
    readers: Words = ""  # who will read the files that may be sent along; "" where none may

    @property
    def described(self) -> str:
        """Ids of hint and problem, for aria-describedby."""
        ids = [f"{self.id}-hint"] * bool(self.hint) + [f"{self.id}-problem"] * bool(self.problem)
        return " ".join(ids)


@dataclass(frozen=True, slots=True)
class MoveForm:
    """A move to make. `key` is the idempotency key: a second click makes no second act."""

    id: str
    title: Words
    action: str
    key: str
    fields: Sequence[FieldShown]
    problems: Sequence[ProblemShown] = ()
    warning: Words = ""
    button: Words = ""
    basis: Words = ""
    tone: str = "primary"
    hidden: Mapping[str, str] = field(default_factory=dict)

    @property
    def takes_files(self) -> bool:
        return any(shown.readers for shown in self.fields)


def move_form(
    move: Move,
    facts: Facts,
    *,
    action: str,
    key: str = "",
    values: Mapping[str, Any] | None = None,
    problems: Iterable[Problem] = (),
    tone: str = "primary",
    hidden: Mapping[str, str] | None = None,
) -> MoveForm:
    """The form of a move, empty or with values kept and problems beside their fields.

    `tone` of the button: primary, outline or error. `key` is kept when a refused form is shown again.
    """
    wrong = list(problems)
    shown = show_fields(move.fields, facts, prefix=move.key, values=values, problems=wrong, readers=who_reads(move))
    return MoveForm(
        id=f"move-{move.key}",
        title=move.label,
        action=action,
        key=key or uuid4().hex,
        fields=shown,
        problems=summary(shown, wrong),
        warning=move.warning or "",
        button=button_of(move),
        tone=tone,
        hidden=hidden or {},
    )


def show_fields(
    fields: Sequence[Field],
    facts: Facts,
    *,
    prefix: str = "f",
    values: Mapping[str, Any] | None = None,
    problems: Iterable[Problem] = (),
    readers: Words = "",
) -> tuple[FieldShown, ...]:
    """Fields of any procedure, ready for components/field.html. `values` are as `read_inputs` gave them."""
    wrong = list(problems)
    given = values or {}
    return tuple(show_field(one, facts, prefix, given.get(one.key), wrong, readers=readers) for one in fields)


def show_field(
    one: Field, facts: Facts, prefix: str, value: Any, problems: Sequence[Problem], *, readers: Words = ""
) -> FieldShown:
    options = _options(one, facts, value)
    template = _template(one, options)
    anchor = f"{prefix}-{one.key}"
    rows = _rows(one, anchor, value, problems) if one.kind is Kind.TERMS else ()
    return FieldShown(
        id=anchor,
        name=one.key,
        label=one.label,
        template=f"components/fields/{template}.html",
        hint=one.hint or "",
        required=one.required,
        value="" if value is None or isinstance(value, list) else str(value),
        problem=next((problem.text for problem in problems if problem.field == one.key), ""),
        choices=options,
        rows=rows,
        blank_row=_row(one.key, anchor, BLANK, {}, ()) if one.kind is Kind.TERMS else None,
        is_group=template in GROUPS,
        readers=readers if one.kind is Kind.EVIDENCE and one.takes_new else "",
    )


def summary(fields: Iterable[FieldShown], problems: Iterable[Problem]) -> tuple[ProblemShown, ...]:
    """The error summary: each problem with the id of its control, so that the line is a link."""
    anchors = {shown.name: shown.id for shown in fields}
    return tuple(ProblemShown(problem.text, _anchor(problem.field, anchors)) for problem in problems)


def _anchor(path: str, anchors: Mapping[str, str]) -> str:
    """`terms.0.amount` leads to that control of that row; a key alone to its field."""
    key, _, rest = path.partition(".")
    return "-".join([anchors.get(key, ""), *rest.split(".")]) if rest else anchors.get(key, "")


def _template(one: Field, options: Sequence[Option]) -> str:
    if one.kind is Kind.TEXT and one.long:
        return "long"
    if one.kind is Kind.INTEGER and options:
        return "scale"
    if one.kind in TEMPLATES:
        return TEMPLATES[one.kind]
    return "radios" if len(options) <= FEW else "select"


def _options(one: Field, facts: Facts, value: Any) -> tuple[Option, ...]:
    chosen = {str(each) for each in value} if isinstance(value, list) else {str(value)}
    return tuple(Option(key, label, key in chosen) for key, label in _labels(one, facts).items())


def _labels(one: Field, facts: Facts) -> Mapping[str, Text]:
    if one.kind is Kind.EVIDENCE:
        return files(one, facts) or {}
    if one.kind is Kind.INTEGER and one.maximum - one.minimum < FEW:
        return {str(number): Text(str(number), str(number)) for number in range(one.minimum, one.maximum + 1)}
    if one.kind in (Kind.CHOICE, Kind.CHOICES, Kind.REFERENCE):
        return inputs.choices(one, facts)
    return {}


def _rows(one: Field, anchor: str, value: Any, problems: Sequence[Problem]) -> tuple[TermRow, ...]:
    given = [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []
    count = min(remedies.MOST_REMEDIES, max(READY_ROWS, len(given) + 1))
    rows = [*given, *({} for _ in range(count - len(given)))]
    return tuple(_row(one.key, anchor, str(place), row, problems) for place, row in enumerate(rows))


def _row(key: str, anchor: str, place: str, values: Mapping[str, Any], problems: Sequence[Problem]) -> TermRow:
    path = f"{key}.{place}."
    wrong = {problem.field.removeprefix(path): problem.text for problem in problems if problem.field.startswith(path)}
    return remedy_row(f"{anchor}-{place}", f"{key}-{place}", values, wrong)


def remedy_row(anchor: str, name: str, values: Mapping[str, Any], wrong: Mapping[str, Words]) -> TermRow:
    """One remedy, with what was typed and what is wrong with each part of it."""
    kinds = tuple(Option(kind, spec.label, kind == values.get("kind")) for kind, spec in remedies.KINDS.items())
    return TermRow(anchor, name, values, wrong, kinds, _parts(anchor, name, values.get("parts"), wrong))


def _parts(anchor: str, name: str, value: Any, wrong: Mapping[str, Words]) -> tuple[PartShown, ...]:
    given = [part for part in value if isinstance(part, Mapping)] if isinstance(value, list) else []
    count = min(remedies.MOST_PARTS, max(READY_PARTS, len(given) + 1))
    return tuple(
        PartShown(
            id=f"{anchor}-parts-{place}",
            name=f"{name}-parts-{place}",
            values=part,
            number=place + 1,
            problem=next((text for path, text in wrong.items() if path.startswith(f"parts.{place}.")), ""),
        )
        for place, part in enumerate([*given, *({} for _ in range(count - len(given)))])
    )
