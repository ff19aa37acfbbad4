"""What every channel keeps to, whoever adds it."""

from __future__ import annotations

from datetime import datetime

import pytest

from hejie.cases.actions import Refused
from hejie.intake.actions import Answers, file_case
from hejie.intake.channels import Channel, all_channels
from hejie.people.access import ANONYMOUS
from hejie.rules.filing import FIELDS, KINDS

CHANNELS = list(all_channels().values())
TOLD_ALWAYS = {"story", "category", "trader_name", "name"}  # Order 121 Art 10: who, against whom, what


@pytest.mark.parametrize("way", CHANNELS, ids=lambda way: way.key)
def test_a_channel_is_complete(way: Channel) -> None:
    assert all_channels()[way.key] is way
    assert all((way.label.zh, way.label.en, way.says.zh, way.says.en))
    for kind in KINDS:
        keys = [field.key for field in way.asks(kind)]
        assert len(keys) == len(set(keys)), "a field is asked twice"
        assert {field.key for field in FIELDS[kind]} <= set(keys)
    known = {field.key for fields in FIELDS.values() for field in fields} | {"phone"}
    assert way.optional <= known, "what may stay empty is asked at all"
    required = {field.key for field in way.asks("complaint") if field.required}
    assert required >= TOLD_ALWAYS


@pytest.mark.parametrize("way", [way for way in CHANNELS if way.is_for_others], ids=lambda way: way.key)
def test_nobody_without_the_post_files_for_others(db: None, now: datetime, way: Channel) -> None:
    with pytest.raises(Refused) as refused:
        file_case(answers=Answers("enquiry", "authority", {}, None, channel=way.key), actor=ANONYMOUS, now=now)
    assert refused.value.refusal.code == "not_yours"
