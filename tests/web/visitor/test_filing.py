"""Filing a complaint, a report and an enquiry in a browser without script."""

from __future__ import annotations

from django.test import Client

from hejie.base.ids import show_case_number
from hejie.cases.models import Case, Party
from hejie.intake.models import Draft
from hejie.rules.model import Role
from tests.web.conftest import words
from tests.web.visitor.town import ID_NUMBER, PHONE, Town
from tests.web.visitor.walk import STORY, fill_in, post


def test_a_complaint_goes_from_search_to_a_number_and_the_consumer_is_signed_in(client: Client, town: Town) -> None:
    fill_in(client, town)
    check = client.get("/file/check/")
    assert "云汀晴禾电器有限公司" in words(check)
    assert "退还货款 1299.00 元" in words(check)

    response = post(client, "check", {"attest": "yes"})

    case = Case.objects.get()
    assert response["Location"] == f"/file/done/{show_case_number(case.ref)}/"
    assert (case.kind, case.state, case.trader, case.story) == ("complaint", "negotiating", town.member, STORY)
    filer = Party.objects.get(case=case, side=Role.COMPLAINANT)
    assert (filer.name, filer.phone, filer.id_number) == ("林晓", PHONE, ID_NUMBER)
    assert filer.person and filer.identity_checked_at
    assert client.session["_auth_user_id"] == str(filer.person.pk)
    done = words(client.get(response["Location"]))
    assert show_case_number(case.ref) in done
    assert "138****0916" in done
    assert Draft.objects.get().answers == {}
