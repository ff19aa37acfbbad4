"""Model fields for personal data: sealed at rest, opened on first reading, looked up by blind index.

A model with sealed fields has a UUID primary key made before the insert (`SealedModel`), because each seal is bound to
its row. Values are opened when the attribute is read; a seal nobody reads is never opened and is saved back unchanged.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from hejie.base.crypto import INDEX_BYTES, blind_index, seal, unseal
from hejie.base.ids import uuid7

SetType = TypeVar("SetType")
GetType = TypeVar("GetType")

if TYPE_CHECKING:
    TypedField = models.Field
else:

    class TypedField(models.Field):
        """Django's Field with the type parameters that its stubs know and its code does not."""

        def __class_getitem__(cls, _: object) -> type[models.Field]:
            return cls


class Seal(bytes):
    """A sealed value as it lies in the database."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<sealed>"


class OpenOnRead(DeferredAttribute):
    """Attribute of a sealed field: opens the seal when read, keeps what is assigned."""

    field: SealedField[Any, Any]

    def __get__(self, instance: models.Model | None, cls: type[models.Model] | None = None) -> Any:
        value = super().__get__(instance, cls)
        if isinstance(value, Seal) and instance is not None:
            value = self.field.open(_row_id(instance), value)
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: models.Model, value: object) -> None:
        instance.__dict__[self.field.attname] = value


class SealedField(TypedField[SetType, GetType]):
    """What sealed fields share. Cannot be searched: filter by the blind index that stands beside it."""

    descriptor_class = OpenOnRead
    empty_values = [None]  # noqa: RUF012 - Django's own attribute

    def get_internal_type(self) -> str:
        return "BinaryField"

    def place(self, pk: UUID) -> str:
        """What a seal is bound to: `table:field:row`."""
        return f"{self.model._meta.db_table}:{self.column}:{pk}"

    def open(self, row_id: UUID, sealed: bytes) -> Any:
        """What was sealed for this row."""
        return self.from_plain(unseal(sealed, self.place(row_id)))

    def pre_save(self, model_instance: models.Model, add: bool) -> Seal | None:
        value = model_instance.__dict__.get(self.attname)
        if value is None or isinstance(value, Seal):
            return value
        return Seal(seal(self.to_plain(value), self.place(_row_id(model_instance))))

    def get_prep_value(self, value: Any) -> Any:
        if value is None or isinstance(value, Seal):
            return value
        raise FieldError(
            f"{self.model.__name__}.{self.name} is sealed per row: assign it and save(), update() cannot seal; "
            "to look it up, filter by its blind index."
        )

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        value = super().get_db_prep_value(value, connection, prepared)
        return None if value is None else connection.Database.Binary(value)

    def from_db_value(self, value: Any, *context: object) -> Seal | None:
        return None if value is None else Seal(value)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(
            f"{self.model.__name__}.{self.name} is sealed and cannot be searched: filter by its blind index."
        )

    def get_transform(self, lookup_name: str) -> Any:
        raise FieldError(
            f"{self.model.__name__}.{self.name} is sealed: nothing can be computed from it in the database."
        )

    def to_plain(self, value: Any) -> bytes:
        return str(value).encode()

    def from_plain(self, plain: bytes) -> Any:
        return plain.decode()


class SealedTextField(SealedField[SetType, GetType]):
    """Text kept as ciphertext. None stays NULL; the empty text is sealed like any other."""

    if TYPE_CHECKING:
        _pyi_private_set_type: str
        _pyi_private_get_type: str
        _pyi_lookup_exact_type: None


class SealedJSONField(SealedField[SetType, GetType]):
    """JSON kept as ciphertext. Changing the opened value in place is kept by save()."""

    if TYPE_CHECKING:
        _pyi_private_set_type: Any
        _pyi_private_get_type: Any
        _pyi_lookup_exact_type: None

    def to_plain(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()

    def from_plain(self, plain: bytes) -> Any:
        return json.loads(plain)


class BlindIndexField(TypedField[SetType, GetType]):
    """Blind index of the sealed field `source`, kept in step by save(); see `crypto.blind_index` for `purpose`."""

    if TYPE_CHECKING:
        _pyi_private_set_type: bytes | None
        _pyi_private_get_type: bytes | None
        _pyi_lookup_exact_type: bytes | None

    def __init__(self, *, source: str, purpose: str, **options: Any) -> None:
        self.source, self.purpose = source, purpose
        options.update(null=True, editable=False, max_length=INDEX_BYTES)
        super().__init__(**options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        for fixed in ("null", "editable", "max_length"):
            options.pop(fixed, None)
        return name, path, args, {**options, "source": self.source, "purpose": self.purpose}

    def get_internal_type(self) -> str:
        return "BinaryField"

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = model_instance.__dict__.get(self.source)
        if self.source in model_instance.__dict__ and not isinstance(value, Seal):
            setattr(model_instance, self.attname, blind_index(self.purpose, value))
        return getattr(model_instance, self.attname)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        value = super().get_db_prep_value(value, connection, prepared)
        return None if value is None else connection.Database.Binary(value)

    def from_db_value(self, value: Any, *context: object) -> bytes | None:
        return None if value is None else bytes(value)


class HexField(TypedField[SetType, GetType]):
    """A hash: text of hexadecimal digits in Python, half as many bytes in the database. Nothing is the empty text."""

    if TYPE_CHECKING:
        _pyi_private_set_type: str
        _pyi_private_get_type: str
        _pyi_lookup_exact_type: str

    def get_internal_type(self) -> str:
        return "BinaryField"

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        value = super().get_db_prep_value(value, connection, prepared)
        return None if value is None else connection.Database.Binary(bytes.fromhex(value))

    def from_db_value(self, value: Any, *context: object) -> str | None:
        return None if value is None else bytes(value).hex()


class SealedModel(models.Model):
    """Base of models with sealed fields: row id made before the insert, blind indexes saved with their source."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **options: Any) -> None:
        if update_fields is not None:
            update_fields = self._with_indexes(set(update_fields))
        super().save(*args, update_fields=update_fields, **options)

    def _with_indexes(self, names: set[str]) -> set[str]:
        fields = self._meta.concrete_fields
        return names | {field.name for field in fields if isinstance(field, BlindIndexField) and field.source in names}


def sealed_fields(model: type[models.Model]) -> list[SealedField[Any, Any]]:
    return [field for field in model._meta.concrete_fields if isinstance(field, SealedField)]


def _row_id(instance: models.Model) -> UUID:
    if not isinstance(instance.pk, UUID):
        raise FieldError(
            f"{type(instance).__name__} has sealed fields, so its UUID primary key must be set before sealing."
        )
    return instance.pk
