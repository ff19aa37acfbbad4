"""The first word to whoever filed: noting a call that no other record shows (首问响应)."""

from __future__ import annotations

from hejie.rules.model import Article, Field, Kind, Move, Role, Text
from hejie.rules.procedures import _laws as laws
from hejie.rules.procedures._vocabulary import words

HOUSE_FIRST_CONTACT = Article(laws.HOUSE, "首问响应")

# Facts by which somebody of the office, by name, turns to the person who filed.
TOWARDS_FILER = frozenset(
    {
        "case_opened",
        "case_not_opened",
        "complaint_accepted",
        "complaint_refused",
        "contact_noted",
        "enquiry_answered",
        "enquiry_redirected",
        "identity_requested",
        "mediator_assigned",
        "message_sent",
        "report_redirected",
    }
)


def moves(sources: frozenset[str]) -> tuple[Move, ...]:
    """Noting the first contact, in every running state in which an office has the case."""
    return (
        Move(
            "note_contact",
            Text("记下已联系来件人", "Note that the person who filed was contacted"),
            sources,
            frozenset({Role.OFFICER, Role.HEAD, Role.OPERATOR}),
            "contact_noted",
            HOUSE_FIRST_CONTACT,
            fields=(
                Field(
                    "how",
                    Text("怎么联系的", "How"),
                    Kind.CHOICE,
                    choices={
                        "phone": Text("电话", "By phone"),
                        "message": Text("短信、微信", "By message"),
                        "in_person": Text("当面", "In person"),
                    },
                ),
                words("note", "说了什么", "What was said", maximum=500),
            ),
            is_private=True,
        ),
    )
