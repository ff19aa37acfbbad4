"""What a JSON schema allows, drawn by its own keywords alone: the same at every run, for the luck is given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from random import Random
from typing import Any

# A text is more than letters: marks nobody sees, both directions, characters beyond the sixteenth bit, control codes.
VISIBLE = "林晓,。abZ9é𠮷😀"
ODD = VISIBLE + " \n\t\u3000\u200b\u200f\u202e\ufeff\x00\x7f\u0301\U0010ffff"
AMOUNTS = ("0.01", "0.99", "1.00", "1299.00", "99999999.99")
NAMES = ("a", "0", "-", "brand-name-2", "z" * 40)
PHONES = ("13800000916", "19900000000")
SELDOM = 0.03  # a text is as long as it may be
LONGEST = 20  # characters beyond the fewest, when a text is not as long as it may be


def instance(schema: Mapping[str, Any], luck: Random) -> Any:
    """A drawing is the example: random bytes are no picture."""
    if schema.get("x-kind") == "drawing":
        return luck.choice(schema["examples"])
    if "const" in schema:
        return schema["const"]
    if "oneOf" in schema:
        return instance(luck.choice(schema["oneOf"]), luck)
    return BY_TYPE[schema["type"]](schema, luck)


def string(schema: Mapping[str, Any], luck: Random) -> str:
    if "enum" in schema:
        return str(luck.choice(schema["enum"]))
    if "maxLength" not in schema:
        return luck.choice(matching(schema["pattern"]))
    fewest, most = schema.get("minLength", 0), schema["maxLength"]
    length = most if luck.random() < SELDOM else luck.randint(fewest, min(most, fewest + LONGEST))
    text = luck.choices(VISIBLE, k=fewest) + luck.choices(ODD, k=length - fewest)
    luck.shuffle(text)
    return "".join(text)


@cache
def matching(pattern: str) -> list[str]:
    """Days of this century, amounts, names, phones: a pattern that none of them follows needs one of its own here."""
    first = date(2000, 1, 1).toordinal()
    days = [date.fromordinal(first + n).isoformat() for n in range(0, 36_525, 5)]
    found = [text for text in (*AMOUNTS, *NAMES, *PHONES, *days) if re.search(pattern, text)]
    assert found, pattern
    return found


def array(schema: Mapping[str, Any], luck: Random) -> list[Any]:
    fewest = schema.get("minItems", 0)
    wanted = luck.randint(fewest, min(schema.get("maxItems", 3), max(3, fewest)))
    items: list[Any] = []
    for _ in range(wanted * 5):
        item = instance(schema["items"], luck)
        if len(items) < wanted and not (schema.get("uniqueItems") and item in items):
            items.append(item)
    return items if len(items) >= fewest else array(schema, luck)


def mapping(schema: Mapping[str, Any], luck: Random) -> dict[str, Any]:
    keys = [key for key in schema["properties"] if key in schema["required"] or luck.random() < 0.5]
    properties = schema["properties"]
    for narrowed in (of for key, of in schema.get("dependentSchemas", {}).items() if key in keys):
        properties = properties | {key: properties[key] | more for key, more in narrowed["properties"].items()}
    return {key: instance(properties[key], luck) for key in keys}


BY_TYPE = {
    "string": string,
    "array": array,
    "object": mapping,
    "boolean": lambda schema, luck: luck.random() < 0.5,
    "integer": lambda schema, luck: luck.randint(schema["minimum"], schema["maximum"]),
}
