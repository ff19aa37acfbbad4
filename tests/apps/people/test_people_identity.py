"""The contract every identity service keeps, run over every entry of the folder; and what each adds."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date, datetime

import pytest
from pytest_django import Settings
from stdnum.cn import ric

from hejie.base.registry import discover
from hejie.people import identity
from hejie.people.identity import IdentityService, Outcome, Verdict, services
from hejie.people.identity.simulator import SimulatedService, Simulator, sign

discover("hejie.people.identity")
ON = date(2026, 11, 19)


def number(body: str = "11010119900307451") -> str:
    return body + ric.calc_check_digit(body + "0")


@pytest.fixture(params=sorted(services))
def service(request: pytest.FixtureRequest) -> IdentityService:
    return services[request.param]


def ask(service: IdentityService, name: str = "林晓", id_number: str | None = None) -> Outcome:
    return service.check(name=name, id_number=number() if id_number is None else id_number, on=ON)


def test_every_service_is_registered_under_its_key(service: IdentityService) -> None:
    assert services[service.key] is service


def test_a_plausible_pair_matches(service: IdentityService) -> None:
    outcome = ask(service)
    assert outcome == Outcome(service.key, Verdict.MATCH, number(), date(1990, 3, 7))


@pytest.mark.parametrize(
    ("body", "born"),
    [
        ("11010119900307451", "a county as old as its people"),
        ("33010619630307451", "Hangzhou's Xihu district, made long after this birth"),
        ("42010619750307451", "Wuhan's Wuchang district, likewise"),
        ("35058219500307451", "a city that was a county then"),
        ("51010619850307451", "numbers were given from 1984 on: the county of that day"),
        ("44030420150307451", "a child of today"),
        ("81000019900307451", "a resident from Hong Kong"),
        ("82000019900307451", "from Macao"),
        ("83000019900307451", "from Taiwan"),
        ("91115619900307451", "a foreigner's residence card"),
    ],
)
def test_wherever_the_number_was_given(service: IdentityService, body: str, born: str) -> None:
    assert ask(service, id_number=number(body)).is_match, born


@pytest.mark.parametrize(
    "name", ["𠮷小林", "阿依古丽·买买提", "欧阳小云", "〇林", "Anna Lind", "Jean-Luc O'Neil", "José Álvarez"]
)
def test_real_names_pass(service: IdentityService, name: str) -> None:
    assert ask(service, name).is_match


@pytest.mark.parametrize(
    "name", ["", "   ", "林", "林晓1", "林晓😀", "<b>林晓</b>", "林\x00", "13800000916", "林" * 61, "林 晓,"]
)
def test_what_is_no_name_is_explained(service: IdentityService, name: str) -> None:
    outcome = ask(service, name)
    assert outcome.verdict is Verdict.INVALID
    assert [problem.field for problem in outcome.problems] == ["name"]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "1",
        "110101900307451",  # the old fifteen digits
        number()[:-1] + ("0" if number()[-1] != "0" else "1"),  # one character wrong
        number("11010119901307451"),  # thirteenth month
        number("00010119900307451"),  # no such region
        number("11010120990307451"),  # born in the future
        number("11010118990307451"),  # or before anybody living
        "11010119900307451 😀",
        "<script>",
    ],
)
def test_what_is_no_identity_number_is_explained_in_both_languages(service: IdentityService, typed: str) -> None:
    outcome = ask(service, id_number=typed)
    assert outcome.verdict is Verdict.INVALID
    (problem,) = outcome.problems
    assert problem.field == "id_number"
    assert problem.text.zh
    assert problem.text.en
    assert len(typed) < 3 or typed not in problem.text.zh


def test_a_name_and_a_number_that_are_none_are_told_together(service: IdentityService) -> None:
    assert [one.field for one in ask(service, "", "110101").problems] == ["name", "id_number"]


def test_spaces_small_x_and_full_width_digits_are_forgiven(service: IdentityService) -> None:
    body = next(f"1101011990030{n}" for n in range(7000, 8000) if number(f"1101011990030{n}").endswith("X"))
    typed = f"{body[:6]} {body[6:]}x".translate({48 + n: 0xFF10 + n for n in range(10)})
    assert ask(service, id_number=typed).id_number == body + "X"


def test_a_child_is_told_apart(service: IdentityService) -> None:
    turns_fourteen_tomorrow, fourteen_today = number("11010120121120451"), number("11010120121119451")
    assert ask(service, id_number=turns_fourteen_tomorrow).needs_guardian
    assert not ask(service, id_number=fourteen_today).needs_guardian


def test_nothing_of_it_is_logged(service: IdentityService, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        ask(service)
        ask(service, id_number="x")
    assert caplog.text == ""


def test_the_setting_picks_the_service(settings: Settings, now: datetime) -> None:
    settings.HEJIE_IDENTITY = "simulator"
    assert identity.check_identity(name="林晓", id_number=number(), now=now).service == "simulator"
    settings.HEJIE_IDENTITY = "nowhere"
    with pytest.raises(KeyError, match="offline, simulator"):
        identity.check_identity(name="林晓", id_number=number(), now=now)


def test_the_simulator_knows_who_is_enrolled_under_a_number() -> None:
    far_end = SimulatedService()
    far_end.enrolled[number()] = "林晓"
    simulator = Simulator(far_end)
    assert ask(simulator).is_match
    outcome = ask(simulator, "周明")
    assert outcome.verdict is Verdict.MISMATCH
    assert outcome.problems[0].field == "id_number"


@pytest.mark.parametrize(
    ("sequence", "verdict"), [("997", Verdict.MISMATCH), ("998", Verdict.MISMATCH), ("999", Verdict.UNAVAILABLE)]
)
def test_the_simulator_plays_the_other_answers(sequence: str, verdict: Verdict) -> None:
    outcome = ask(services["simulator"], id_number=number("11010119900307" + sequence))
    assert outcome == replace(outcome, verdict=verdict)
    assert outcome.problems


def test_the_simulated_service_refuses_a_request_that_was_changed_on_the_way() -> None:
    request = {"requestId": "1", "name": "林晓", "idNumber": number()}
    signed = {**request, "sign": sign(request)}
    assert SimulatedService().answer(signed)["code"] == "0000"
    assert SimulatedService().answer({**signed, "name": "周明"})["code"] == "4001"


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("passport", "e1234 5678", "E12345678"),
        ("hong_kong_macao_permit", "H12345678", "H12345678"),
        ("taiwan_permit", "01234567", "01234567"),
        ("foreigner_card", "deu110190030712", "DEU110190030712"),
        ("other", "军字第1234567号", "军字第1234567号"),
    ],
)
def test_no_service_is_asked_about_papers_it_knows_nothing_of(
    settings: Settings, now: datetime, kind: str, typed: str, kept: str
) -> None:
    settings.HEJIE_IDENTITY = "nowhere"  # whoever asked a service would hear that there is none
    outcome = identity.check_identity(name="Anna Lind", id_number=typed, id_kind=kind, now=now)
    assert outcome == Outcome("", Verdict.UNCHECKED, kept)
    assert not outcome.is_match


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("household_register", "11010120050307451"),
        ("residence_permit", "81000019900307451"),
        ("foreigner_card", "91115619900307451"),
    ],
)
def test_papers_with_the_check_digit_of_the_card_are_checked_like_it(now: datetime, kind: str, body: str) -> None:
    good = number(body)
    wrong = body + ("0" if good[-1] != "0" else "1")
    assert identity.check_identity(name="林晓", id_number=good, id_kind=kind, now=now).is_match
    outcome = identity.check_identity(name="林晓", id_number=wrong, id_kind=kind, now=now)
    assert (outcome.verdict, [one.field for one in outcome.problems]) == (Verdict.INVALID, ["id_number"])


def test_of_other_papers_name_and_number_are_still_looked_at(now: datetime) -> None:
    outcome = identity.check_identity(name="Anna 7", id_number="E1", id_kind="passport", now=now)
    assert (outcome.verdict, [one.field for one in outcome.problems]) == (Verdict.INVALID, ["name", "id_number"])
