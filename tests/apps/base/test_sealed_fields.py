"""Personal data at rest: sealed, bound to its row, opened on reading, found by blind index only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps.registry import Apps
from django.core.exceptions import FieldError
from django.db import connection, models

from hejie.base.crypto import InvalidSeal, blind_index
from hejie.base.fields import SealedJSONField, SealedModel
from hejie.people.models import Person

pytestmark = pytest.mark.django_db
PHONE = "13800000916"


def stored(person: Person, column: str = "phone") -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM people_person WHERE id = %s", [person.pk])
        return bytes(cursor.fetchone()[0])


@pytest.fixture
def lin() -> Person:
    return Person.objects.create(name="林晓", phone=PHONE, address="云青省蓝田市𠮷祥路 1 号 🏠")


def test_what_is_written_reads_back_and_lies_sealed(lin: Person) -> None:
    again = Person.objects.get(pk=lin.pk)
    assert (again.name, again.phone, again.address) == ("林晓", PHONE, "云青省蓝田市𠮷祥路 1 号 🏠")
    assert PHONE.encode() not in stored(lin)
    assert "林晓".encode() not in stored(lin, "name")


def test_nothing_stays_nothing_and_the_empty_text_stays_empty() -> None:
    person = Person.objects.create(name=None, address="")
    again = Person.objects.get(pk=person.pk)
    assert again.name is None
    assert again.address == ""
    assert Person.objects.filter(name__isnull=True, address__isnull=False).get() == person


def test_a_seal_moved_to_another_row_does_not_open(lin: Person) -> None:
    other = Person.objects.create(name="周明", phone="13900000001")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET phone = %s WHERE id = %s", [stored(lin), other.pk])
    with pytest.raises(InvalidSeal, match="people_person:phone"):
        _ = Person.objects.get(pk=other.pk).phone


def test_a_seal_moved_to_another_field_does_not_open(lin: Person) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET name = phone WHERE id = %s", [lin.pk])
    with pytest.raises(InvalidSeal):
        _ = Person.objects.get(pk=lin.pk).name


@pytest.mark.parametrize("at", [0, 3, 5, 20, -1])
def test_every_changed_byte_is_noticed_and_the_message_shows_no_content(lin: Person, at: int) -> None:
    damaged = bytearray(stored(lin))
    damaged[at] ^= 1
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET phone = %s WHERE id = %s", [bytes(damaged), lin.pk])
    with pytest.raises(InvalidSeal) as caught:
        _ = Person.objects.get(pk=lin.pk).phone
    assert PHONE not in str(caught.value)


def test_saving_another_field_leaves_an_unread_seal_as_it_is(lin: Person) -> None:
    before = stored(lin)
    again = Person.objects.get(pk=lin.pk)
    again.language = "en"
    again.save()
    assert stored(lin) == before


def test_deferred_and_only_load_on_reading(lin: Person, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        assert Person.objects.defer("phone").get(pk=lin.pk).phone == PHONE
    with django_assert_num_queries(1):
        assert Person.objects.only("phone").get(pk=lin.pk).phone == PHONE


def test_bulk_create_seals_and_indexes(lin: Person) -> None:
    Person.objects.bulk_create([Person(phone=f"1390000000{n}") for n in range(3)])
    found = Person.objects.get(phone_index=blind_index("phone", "13900000002"))
    assert found.phone == "13900000002"


def test_the_index_follows_its_source_even_when_only_the_source_is_saved(lin: Person) -> None:
    lin.phone = "+86 139-0000-0777"
    lin.save(update_fields=["phone"])
    assert Person.objects.get(phone_index=blind_index("phone", "１３９００００  ０７７７".replace(" ", ""))) == lin
    assert not Person.objects.filter(phone_index=blind_index("phone", PHONE)).exists()
    lin.phone = None
    lin.save(update_fields=["phone"])
    assert Person.objects.get(pk=lin.pk).phone_index is None


def test_indexes_differ_by_purpose_and_hide_the_value() -> None:
    index = blind_index("phone", PHONE)
    assert index != blind_index("id_number", PHONE)
    assert index is not None
    assert PHONE.encode() not in index
    assert blind_index("phone", "  ") is None


@pytest.mark.parametrize("lookup", ["phone", "phone__exact", "phone__in", "phone__icontains", "name__startswith"])
def test_searching_a_sealed_field_is_refused_with_the_way_out(lookup: str) -> None:
    with pytest.raises(FieldError, match="blind index"):
        Person.objects.filter(**{lookup: PHONE}).first()


def test_update_cannot_write_plain_text(lin: Person) -> None:
    Person.objects.filter(pk=lin.pk).update(phone=None)
    assert Person.objects.get(pk=lin.pk).phone is None
    with pytest.raises(FieldError, match="save"):
        Person.objects.filter(pk=lin.pk).update(phone="13900000001")
    with pytest.raises(FieldError, match="save"):
        Person.objects.bulk_update([lin], ["phone"])


def test_values_carry_the_seal_and_never_show_it(lin: Person) -> None:
    assert repr(Person.objects.values_list("phone", flat=True).get(pk=lin.pk)) == "<sealed>"


def test_sealing_needs_the_row_id_first() -> None:
    person = Person(name="林晓")
    person.pk = None
    with pytest.raises(FieldError, match="primary key"):
        Person._meta.get_field("name").pre_save(person, True)


@pytest.fixture
def note_model() -> Iterator[type[models.Model]]:
    class Note(SealedModel):
        content = SealedJSONField(null=True)

        class Meta:
            app_label = "notes"
            apps = Apps()

    with connection.schema_editor() as editor:
        editor.create_model(Note)
    yield Note
    with connection.schema_editor() as editor:
        editor.delete_model(Note)


def test_sealed_json_keeps_structure_and_changes_made_in_place(note_model: Any) -> None:
    note = note_model.objects.create(content={"诉求": ["退款", {"amount": "12.50"}], "n": 1, "none": None})
    again = note_model.objects.get(pk=note.pk)
    assert again.content == {"诉求": ["退款", {"amount": "12.50"}], "n": 1, "none": None}
    again.content["n"] = 2
    again.save()
    assert note_model.objects.get(pk=note.pk).content["n"] == 2
