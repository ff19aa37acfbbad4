"""Values that satisfy a move's JSON schema, drawn at random: all a client can know who has read nothing but `moves`."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import cache
from re import _parser as patterns  # type: ignore[attr-defined]
from typing import Any

Schema = Mapping[str, Any]
PLAIN = "买了九天水箱就漏水要求退货款您好方案可以再谈收到谢谢核实情况给我们一点时间"
ODD = ("𠮷野家", "🧾收据👩‍👧", "\u202e反着写", "O'Brien; --", "<b>粗</b>", "100% {x}", " 空 格 ", "\ttab\n换行")
LONGEST = 30
MOST_REPEATS = 3


class Instances:
    """Draws instances of schemas; the same chance draws the same ones."""

    def __init__(self, chance: random.Random) -> None:
        self.rng = chance

    def of(self, schema: Schema) -> Any:
        """One value that satisfies the schema."""
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return self.rng.choice(schema["enum"])
        if "oneOf" in schema:
            return self.of(self.rng.choice(schema["oneOf"]))
        return getattr(self, f"_{schema['type']}")(schema)

    def _object(self, schema: Schema) -> dict[str, Any]:
        chosen = [key for key in schema["properties"] if key in schema["required"] or self.rng.random() < 0.4]
        properties = schema["properties"]
        for narrowed in (of for key, of in schema.get("dependentSchemas", {}).items() if key in chosen):
            properties = properties | {key: properties[key] | more for key, more in narrowed["properties"].items()}
        return {key: self.of(properties[key]) for key in chosen}

    def _array(self, schema: Schema) -> list[Any]:
        least = schema.get("minItems", 0)
        most = min(schema.get("maxItems", least + 2), least + 2)
        if schema.get("uniqueItems") and "enum" in schema["items"]:
            open_now = schema["items"]["enum"]
            return self.rng.sample(open_now, self.rng.randint(least, min(most, len(open_now))))
        return [self.of(schema["items"]) for _ in range(self.rng.randint(least, most))]

    def _integer(self, schema: Schema) -> int:
        return self.rng.choice(
            [schema["minimum"], schema["maximum"], self.rng.randint(schema["minimum"], schema["maximum"])]
        )

    def _boolean(self, schema: Schema) -> bool:
        return self.rng.random() < 0.5

    def _string(self, schema: Schema) -> str:
        if "examples" in schema:
            return str(self.rng.choice(schema["examples"]))
        if "pattern" in schema and "maxLength" not in schema:
            return self._walk(_parsed(schema["pattern"]))
        least, most = schema.get("minLength", 0), schema["maxLength"]
        text = "".join(self.rng.choices(PLAIN, k=self.rng.randint(least, least + LONGEST)))
        text += self.rng.choice(ODD) if self.rng.random() < 0.2 else ""
        return text if len(text) <= most else "".join(self.rng.choices(PLAIN, k=most))

    def _walk(self, parsed: Any) -> str:
        """A string of a pattern made of literals, sets, groups, alternatives and counts."""
        return "".join(self._piece(str(kind), value) for kind, value in parsed)

    def _piece(self, kind: str, value: Any) -> str:
        if kind == "LITERAL":
            return chr(value)
        if kind == "IN":
            return chr(self.rng.choice([code for one in value for code in _codes(*one)]))
        if kind == "BRANCH":
            return self._walk(self.rng.choice(value[1]))
        if kind == "SUBPATTERN":
            return self._walk(value[-1])
        if kind == "MAX_REPEAT":
            least, most, inner = value
            return "".join(
                self._walk(inner) for _ in range(self.rng.randint(least, min(int(most), least + MOST_REPEATS)))
            )
        assert kind == "AT", f"a pattern with {kind}"
        return ""


@cache
def _parsed(pattern: str) -> Any:
    return patterns.parse(pattern)


def _codes(kind: Any, value: Any) -> range:
    return range(value, value + 1) if str(kind) == "LITERAL" else range(value[0], value[1] + 1)
