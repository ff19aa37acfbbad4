"""Filing a complaint, a report and an enquiry in a browser without script."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from hejie.base.ids import show_case_number
from hejie.cases.models import Case, Party
from hejie.evidence.models import File
from hejie.intake.models import Draft
from hejie.people.actions import appoint
from hejie.people.models import Person
from hejie.rules.model import Role
from tests.town import ID_NUMBER, PHONE, Town, consumer
from tests.web.conftest import words
from tests.web.visitor.conftest import Visit
from tests.web.visitor.pictures import photo
from tests.web.visitor.walk import (
    COMPLAINT,
    REPORT,
    STORY,
    answer,
    begin,
    fill_in,
    post,
    prove_phone,
    refused,
    region_of_the_shop,
)

MOST_QUERIES = 12


def test_a_complaint_goes_from_search_to_a_number_and_the_consumer_is_signed_in(filled: Visit) -> None:
    client, town = filled
    check = words(client.get("/file/check/"))
    assert "云汀晴禾电器有限公司" in check
    assert "退还货款 1,299 元" in check

    response = post(client, "check", {"attest": "yes"})

    case = Case.objects.get()
    assert response["Location"] == f"/file/done/{show_case_number(case.ref)}/"
    assert (case.kind, case.state, case.trader, case.story) == ("complaint", "negotiating", town.member, STORY)
    filer = Party.objects.get(case=case, side=Role.COMPLAINANT)
    assert (filer.name, filer.phone, filer.id_number) == ("林晓", PHONE, ID_NUMBER)
    assert filer.identity_checked_at is not None
    assert client.session["_auth_user_id"] == str(filer.person_id)
    done = words(client.get(response["Location"]))
    assert show_case_number(case.ref) in done
    assert "138****0916" in done
    assert "现在轮到商家答复" in done
    assert Draft.objects.get().answers == {}


def test_a_double_click_and_a_lost_answer_make_one_case(filled: Visit) -> None:
    client, _ = filled
    other_tab = Client()
    other_tab.cookies["hejie_draft"] = client.cookies["hejie_draft"].value
    first = post(client, "check", {"attest": "yes"})
    again = post(client, "check", {"attest": "yes"})
    late = post(other_tab, "check", {"attest": "yes"})
    assert first["Location"] == again["Location"] == late["Location"]
    assert Case.objects.count() == 1
    assert "_auth_user_id" not in other_tab.session


def test_pages_of_a_filed_draft_lead_to_what_happens_next(filled: Visit) -> None:
    client, _ = filled
    done = post(client, "check", {"attest": "yes"})["Location"]
    assert client.get("/file/story/")["Location"] == done
    assert post(client, "story", {"story": "改一下经过，看看行不行"})["Location"] == done
    assert Case.objects.get().story == STORY


def test_another_filing_begins_anew_after_the_first(filled: Visit) -> None:
    client, town = filled
    post(client, "check", {"attest": "yes"})
    first_page = client.get("/file/", {"kind": "complaint"}, follow=True)
    assert first_page.status_code == 200
    post(client, "trader", {"trader": str(town.stranger.pk)}, query="?kind=complaint")
    assert Draft.objects.count() == 2
    assert "买的什么" in words(client.get("/file/what/"))


def test_an_answer_changed_from_the_check_page_leads_back_to_it(filled: Visit) -> None:
    client, _ = filled
    assert 'href="/file/amount/?then=check"' in client.get("/file/check/").content.decode()
    response = post(client, "amount", {"amount": "999.5", "then": "check"})
    assert response["Location"] == "/file/check/"
    assert "¥999.50" in words(client.get("/file/check/"))


def test_the_done_page_needs_no_more_than_twelve_queries(filled: Visit, django_assert_max_num_queries: object) -> None:
    client, _ = filled
    done = post(client, "check", {"attest": "yes"})["Location"]
    with django_assert_max_num_queries(MOST_QUERIES):  # type: ignore[operator]
        assert client.get(done).status_code == 200


def test_the_draft_survives_a_closed_tab(begun: Visit) -> None:
    client, _ = begun
    answer(client, {"what": COMPLAINT["what"], "story": COMPLAINT["story"]})
    tomorrow = Client()
    tomorrow.cookies["hejie_draft"] = client.cookies["hejie_draft"].value
    start = tomorrow.get("/file/")
    assert "您有一份没写完的投诉" in words(start)
    assert 'href="/file/when/"' in start.content.decode()
    assert STORY in words(tomorrow.get("/file/story/"))


def test_a_new_start_replaces_the_draft_and_going_back_finds_the_new_one(begun: Visit) -> None:
    client, town = begun
    answer(client, {"what": COMPLAINT["what"]})
    page = client.get("/file/", {"kind": "complaint"})
    mark = page.context["replaces"]
    query = f"?kind=complaint&new={mark}"
    post(client, "trader", {"trader": str(town.stranger.pk)}, query=query)
    answer(client, {"what": {**COMPLAINT["what"], "goods": "电饭煲"}})
    assert Draft.objects.count() == 2
    assert "晴禾家电维修部" in words(client.get(f"/file/trader/{query}"))
    post(client, "trader", {"trader": str(town.stranger.pk)}, query=query)
    assert "电饭煲" in client.get("/file/what/").content.decode()


def test_files_wait_with_the_draft_and_go_into_the_case(begun: Visit) -> None:
    client, _ = begun
    post(client, "evidence", {"files": [photo("小票.jpg"), photo("漏水.jpg", 90)], "act": "upload"})
    page = client.get("/file/evidence/")
    assert "已传 2 份" in words(page)
    unwanted = _file("小票.jpg")
    post(client, "evidence", {"remove": str(unwanted)})
    assert "小票.jpg" not in words(client.get("/file/evidence/"))
    answer(client, COMPLAINT)
    prove_phone(client)
    post(client, "check", {"attest": "yes"})
    kept = File.objects.get()
    assert (kept.name, kept.case) == ("漏水.jpg", Case.objects.get())


def _file(name: str) -> object:
    return next(file.pk for file in File.objects.all() if file.name == name)


def test_the_two_ways_are_shown_with_dates_and_the_competent_office(begun: Visit) -> None:
    client, town = begun
    text = words(client.get("/file/route/"))
    for part in ("10 个工作日内谈出结果", "最晚", "云汀市青禾区市场监督管理局", "第十三条第一款", "已加入在线和解"):
        assert part in text
    post(client, "trader", {"trader": str(town.stranger.pk)})
    assert "还没加入在线和解" in words(client.get("/file/route/"))


def test_what_is_consented_to_is_explained_and_nothing_hangs_on_it(filled: Visit) -> None:
    client, _ = filled
    page = client.get("/file/you/")
    for part in ("不勾选也照常处理", "只公开每个商家的统计数字", "不勾选，到时候再问", "商家也同意才会委托"):
        assert part in words(page)
    for box in ("may_publish", "may_delegate"):
        assert re.search(
            rf'type="checkbox"[^>]*name="{box}"[^>]*aria-describedby="[^"]*{box}-hint"', page.content.decode()
        )

    post(client, "check", {"attest": "yes"})

    case = Case.objects.get()
    assert (case.state, case.may_publish, case.may_delegate) == ("negotiating", False, False)


def test_looking_around_leaves_nothing_behind(client: Client, town: Town) -> None:
    client.get("/file/")
    client.get("/file/", {"kind": "report"}, follow=True)
    client.get("/file/trader/", {"kind": "complaint", "trader": str(town.member.pk)})
    assert Draft.objects.count() == 0
    assert "hejie_draft" not in client.cookies


def test_the_trader_page_and_a_guide_fill_in_what_they_know(client: Client, town: Town) -> None:
    begins = client.get("/file/", {"kind": "complaint", "trader": str(town.member.pk), "category": "appliances"})
    page = client.get(begins["Location"])
    assert f'value="{town.member.pk}" checked' in page.content.decode()
    post(client, "trader", {"trader": str(town.member.pk)}, query=begins["Location"].removeprefix("/file/trader/"))
    assert 'value="appliances" selected' in client.get("/file/what/").content.decode()


def test_a_trader_that_is_not_found_is_typed_in_with_its_region(client: Client, town: Town) -> None:
    answer(client, {"trader": {"q": "清禾小店", "trader": "own"}})
    assert 'value="清禾小店"' in client.get("/file/place/").content.decode()
    cities = post(client, "place", {"trader_name": "清禾小店", "region": ["990000"]})
    assert cities.status_code == 302
    assert "云汀市" in words(client.get("/file/place/"))
    region_of_the_shop(client, trader_name="清禾小店", trader_address="南桥街 18 号")
    answer(client, {**COMPLAINT, "route": {"how": "authority"}})
    prove_phone(client)
    post(client, "check", {"attest": "yes"})
    case = Case.objects.get()
    shop = Party.objects.get(case=case, side=Role.RESPONDENT)
    assert (shop.name, shop.address, case.trader) == ("清禾小店", "南桥街 18 号", None)
    assert (case.state, case.office) == ("received", town.office)


def test_the_region_is_asked_down_to_the_county(client: Client, town: Town) -> None:
    answer(client, {"trader": {"trader": "own"}})
    post(client, "place", {"trader_name": "清禾小店", "region": ["990000", "990100"]})
    response = refused(client, "place", {"trader_name": "清禾小店", "region": ["990000", "990100", ""]})
    assert "请选到区、县这一级" in words(response)


def test_an_anonymous_report_gives_a_number_and_asks_for_no_phone(client: Client, town: Town) -> None:
    begin(client, town, "report")
    answer(client, REPORT, "report")
    response = post(client, "check", {"attest": "yes"}, "report")
    case, done = Case.objects.get(), words(client.get(response["Location"]))
    reporter = Party.objects.get(case=case, side=Role.COMPLAINANT)
    assert (reporter.name, reporter.phone, reporter.person) == ("", None, None)
    assert "没有办法把进度发给您" in done
    assert "_auth_user_id" not in client.session
    assert Client().get(response["Location"])["Location"] == "/progress/"


def test_a_report_under_a_name_asks_for_the_identity(client: Client, town: Town) -> None:
    begin(client, town, "report")
    answer(client, {**REPORT, "who": {"who": "named"}}, "report")
    assert "请填写：证件号码" in words(refused(client, "you", {"name": "林晓"}, "report"))
    answer(client, {"you": {"name": "林晓", "id_number": ID_NUMBER}}, "report")
    prove_phone(client, "report")
    post(client, "check", {"attest": "yes"}, "report")
    assert Party.objects.get(side=Role.COMPLAINANT).name == "林晓"


def test_an_enquiry_goes_to_the_office_of_the_region(client: Client, town: Town) -> None:
    answer(client, {"what": {"category": "education"}}, "enquiry")
    answer(client, {"story": {"story": "健身房关门了，剩下的课时费能退吗？"}}, "enquiry")
    region_of_the_shop(client, "enquiry")
    answer(client, {"you": {"name": "林晓"}}, "enquiry")
    prove_phone(client, "enquiry")
    done = words(client.get(post(client, "check", {"attest": "yes"}, "enquiry")["Location"]))
    case = Case.objects.get()
    assert (case.kind, case.office) == ("enquiry", town.office)
    assert "轮到监管部门" in done
    assert "商家" not in done.partition("您的案件号")[2], "nobody answers an enquiry but the office"


def test_a_signed_in_consumer_is_not_asked_again(client: Client, town: Town) -> None:
    person = consumer(timezone.now())
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    begin(client, town)
    answer(client, {key: value for key, value in COMPLAINT.items() if key != "you"})
    assert 'value="林晓"' in client.get("/file/you/").content.decode()
    response = post(client, "you", COMPLAINT["you"])
    assert response["Location"] == "/file/check/"
    post(client, "check", {"attest": "yes"})
    filer = Party.objects.get(side=Role.COMPLAINANT)
    assert (filer.person, filer.phone) == (person, PHONE)
    assert Person.objects.count() == 1


def test_a_code_to_an_officers_phone_files_but_does_not_sign_in(client: Client, town: Town) -> None:
    officer = consumer(timezone.now())
    appoint(person=officer, role="officer", authority=town.office, now=timezone.now())
    fill_in(client, town)
    done = post(client, "check", {"attest": "yes"})["Location"]
    assert Party.objects.get(side=Role.COMPLAINANT).person == officer
    assert "_auth_user_id" not in client.session
    assert "用手机号登录" in words(client.get(done))


def test_an_english_reader_files_in_english(client: Client, town: Town) -> None:
    client.cookies["hejie_language"] = "en"
    begin(client, town)
    assert "What did you buy, and what went wrong?" in words(client.get("/file/what/"))


@pytest.mark.parametrize("step", ["trader", "what", "evidence", "route", "you", "check"])
def test_no_page_needs_more_than_twelve_queries(
    signed_in: Visit, step: str, django_assert_max_num_queries: object
) -> None:
    client, _ = signed_in
    with django_assert_max_num_queries(MOST_QUERIES):  # type: ignore[operator]
        assert client.get(f"/file/{step}/").status_code == 200
