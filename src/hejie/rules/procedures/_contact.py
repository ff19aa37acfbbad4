"""The first word to whoever filed: noting a call that no other record shows (首问响应); and a wrong number put right."""

from __future__ import annotations

from hejie.rules.model import Article, Field, Kind, Move, Role, Text
from hejie.rules.procedures import _laws as laws
from hejie.rules.procedures._vocabulary import AllBut, words

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


def moves(sources: frozenset[str], running: frozenset[str]) -> tuple[Move, ...]:
    """Noting the first contact, where an office has the case; putting a contact right until it is over."""
    return (
        _correct(running),
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


def _correct(running: frozenset[str]) -> Move:
    """Neither number nor name stands in the record: that it was done, by whom and how it was checked, does."""
    return Move(
        "correct_contact",
        Text("更正登记的手机号或姓名", "Correct the phone or the name that was filed"),
        running,
        frozenset({Role.OFFICER, Role.HEAD}),
        "contact_corrected",
        laws.CORRECTION,
        fields=(
            Field("side", Text("更正谁的", "Whose"), Kind.REFERENCE, options="contacts"),
            Field(
                "phone",
                Text("正确的手机号", "The right phone"),
                Kind.PHONE,
                maximum=30,
                secret=True,
                hint=Text(
                    "只改姓名的，照原来的填。用账户提交的，案件会离开那个账户，由新号码登录打开",
                    "If the name alone is wrong, the same as before. A case that an account has leaves it, and is opened "
                    "by signing in with the new phone",
                ),
            ),
            Field(
                "name",
                Text("改正后的姓名", "Name as it should be"),
                required=False,
                maximum=100,
                secret=True,
                hint=Text("商家的不在这里改；不用改就空着", "Not a trader's; leave empty if it is right"),
                only_with=("side", AllBut(frozenset({Role.RESPONDENT}))),
            ),
            words("reason", "怎么核对的", "How it was checked", maximum=500),
        ),
        is_private=True,
    )
