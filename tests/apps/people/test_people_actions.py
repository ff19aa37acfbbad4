"""Registering, changing and erasing persons."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from hejie.base.crypto import blind_index
from hejie.people import actions
from hejie.people.access import actor_for_person, person_for_token
from hejie.people.models import Person
from hejie.people.queries import contact_of
from hejie.places.models import Authority

GOOD_ID = "11010119900307451"


def test_one_verified_phone_is_one_person(lin: Person, now: datetime) -> None:
    assert actions.person_by_phone(phone="+86 13800000916", name="别人", now=now) == lin
    other = actions.register_person(now=now, name="周明", phone="13800000916")
    with pytest.raises(actions.PhoneTaken):
        actions.confirm_phone(person=other, phone="13800000916", now=now)
    with pytest.raises(actions.PhoneTaken):
        actions.register_person(now=now, name="吴山", phone="13800000916", phone_verified=True)


def test_an_unknown_phone_becomes_a_person_who_has_no_password(db: None, now: datetime) -> None:
    person = actions.person_by_phone(phone="13900000001", name=" 周\u202e明 ", now=now)
    assert (person.name, person.phone, person.phone_verified_at) == ("周明", "13900000001", now)
    assert not person.has_usable_password()


def test_values_are_left_or_removed_or_changed(lin: Person) -> None:
    actions.update_person(person=lin, email="lin@example.com", address="云溪区东街 8 号")
    actions.update_person(person=lin, email="")
    again = Person.objects.get(pk=lin.pk)
    assert (again.name, again.email, again.email_index, again.address) == ("林晓", None, None, "云溪区东街 8 号")


def test_erasing_leaves_nothing_that_names_the_person(lin: Person, county: Authority, now: datetime) -> None:
    from stdnum.cn import ric

    number = GOOD_ID + ric.calc_check_digit(GOOD_ID + "0")
    assert actions.confirm_identity(person=lin, name="林晓", id_number=number, now=now).is_match
    actions.update_person(person=lin, email="lin@example.com", address="东街 8 号")
    actions.appoint(person=lin, role="officer", authority=county, now=now)
    actions.set_totp(person=lin, secret="JBSWY3DPEHPK3PXP")
    secret = actions.issue_token(person=lin, name="t", now=now)
    actions.erase_person(person=lin, now=now + timedelta(days=1))
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(p)::text FROM people_person p WHERE id = %s", [lin.pk])
        row = cursor.fetchone()[0]
    empty = ("name", "phone", "phone_index", "id_number", "id_index", "email", "email_index", "address", "username")
    assert all(f'"{column}":null' in row for column in empty)
    assert not lin.posts.filter(until__isnull=True).exists()
    assert person_for_token(secret, now) is None
    assert not Person.objects.filter(phone_index=blind_index("phone", "13800000916")).exists()
    assert actions.person_by_phone(phone="13800000916", name="新人", now=now) != lin


def test_the_database_refuses_a_half_erased_person(lin: Person) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=lin.pk).update(is_erased=True)


def test_a_matching_identity_is_kept_and_a_wrong_one_is_not(lin: Person, now: datetime) -> None:
    from stdnum.cn import ric

    number = GOOD_ID + ric.calc_check_digit(GOOD_ID + "0")
    wrong = GOOD_ID + ("0" if number[-1] != "0" else "1")
    outcome = actions.confirm_identity(person=lin, name="林晓", id_number=wrong, now=now)
    assert [problem.field for problem in outcome.problems] == ["id_number"]
    assert Person.objects.get(pk=lin.pk).id_number is None
    assert actions.confirm_identity(person=lin, name="林晓", id_number=f" {number[:6]} {number[6:].lower()}", now=now)
    kept = Person.objects.get(pk=lin.pk)
    assert (kept.id_number, kept.identity_checked_by, kept.identity_checked_at) == (number, "offline", now)


def test_the_kind_of_paper_stays_with_its_number(lin: Person, now: datetime) -> None:
    from stdnum.cn import ric

    body = "83000019900307451"
    permit = body + ric.calc_check_digit(body + "0")
    own = {"name": "林晓", "id_kind": "residence_permit"}
    assert actions.confirm_identity(person=lin, id_number=permit, now=now, **own).is_match
    assert contact_of(actor_for_person(Person.objects.get(pk=lin.pk))).as_answers() == {
        **own, "phone": "13800000916", "id_number": permit,
    }  # fmt: skip
    actions.erase_person(person=lin, now=now + timedelta(days=1))
    assert Person.objects.get(pk=lin.pk).id_kind == "resident_card"


def test_a_passport_proves_nothing_to_an_account(lin: Person, now: datetime) -> None:
    outcome = actions.confirm_identity(person=lin, name="林晓", id_number="E12345678", id_kind="passport", now=now)
    kept = Person.objects.get(pk=lin.pk)
    assert (outcome.is_match, outcome.problems, kept.id_number, kept.identity_checked_at) == (False, (), None, None)


def test_a_number_is_looked_up_alike_whatever_it_stands_on(db: None, now: datetime) -> None:
    anna = actions.register_person(now=now, name="Anna Lind", id_number="E12345678", id_kind="passport")
    assert Person.objects.get(id_index=blind_index("id_number", "e 1234 5678")) == anna
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(p)::text FROM people_person p WHERE id = %s", [anna.pk])
        assert b"E12345678".hex() not in cursor.fetchone()[0]
