"""Whatever anybody sends is answered, and never by a fault of ours: bodies, paths, queries, forms.

Bounded and the same at every run; `HEJIE_FUZZ=500` looks longer. What hypothesis makes of "text" holds NULs, lone
surrogates and marks of direction.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.apps.agreements.scene import LESS, SCENE, Scene
from tests.security.browsing import api_of, browser_of

FUZZ = settings(
    max_examples=int(os.environ.get("HEJIE_FUZZ", "12")),
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
NASTY = st.sampled_from(
    [
        *("", " ", "\0", "\ud800", "𠮷😀\u202e", "0", "-1", "1e400", "NaN", "Infinity", "9" * 5000, "0.001", "１２３"),
        *("2026-02-30", "0000-00-00", "9999-12-31", "<script>", "' OR 1=1 --", "%00", "../../etc/passwd", "x" * 50_000),
        *(str(uuid4()), "{", "[]", "null", "_" * 300, "2026-11-26_", "\u200b" * 30),
    ]
)
# Half characters too; told to leave them out, hypothesis first tries a million whether they can be encoded.
TEXT = st.one_of(NASTY, st.text(st.characters(), max_size=30))
SCALAR = st.one_of(
    TEXT, st.none(), st.booleans(), st.integers(), st.floats(), st.sampled_from([2**31, 2**63, 10**400, -(2**63)])
)
JSON = st.recursive(
    SCALAR, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4), max_leaves=8
)
FILING = ("kind", "how", "category", "story", "wanted", "amount", "happened_on", "region_code", "trader_id", "name")
GOOD = {
    "kind": "complaint",
    "how": "authority",
    "category": "goods",
    "problem": "quality",
    "goods": "除湿机",
    "story": "买了三天就不除湿了，商家不管。",
    "wanted": [LESS],
    "region_code": "990102",
    "trader_name": "小巷电器",
}
MOVES = st.sampled_from(["make_offer", "say", "add_evidence", "turn_to_authority", "accept_offer", "sign", "rate"])
KEYS = st.sampled_from(
    ["terms", "text", "note", "reason", "evidence", "code", "drawing", "score", "by_date", "\0", "x"]
)
PUBLIC = (
    *("/", "/guide/", "/traders/", "/file/", "/file/trader/", "/file/place/", "/progress/", "/verify/", "/help/"),
    *("/accounts/login/", "/accounts/login/code/", "/my/", "/notices/", "/go/"),
)
DESKS = ("/office/", "/desk/", "/rooms/", "/my/", "/desk/figures/", "/office/calendar/2026/")
PARAMETERS = st.sampled_from(["q", "after", "tab", "view", "kind", "trader", "region", "next", "number", "new", "then"])
STEPS = ("trader", "place", "what", "story", "when", "amount", "wanted", "evidence", "route", "you", "phone", "check")
FIELDS = st.sampled_from(
    [
        *("kind", "q", "trader", "act", "region", "category", "goods", "problem", "story", "happened_on", "amount"),
        *("wanted-0-kind", "wanted-0-amount", "wanted-0-within_days", "wanted-0-parts-0-amount", "how", "who", "name"),
        *("id_number", "address", "phone", "code", "attest", "remove", "then", "order_number", "trader_name"),
    ]
)


def assert_said_clearly(client: Client, method: str, path: str, **more: Any) -> None:
    answer = client.generic(method, path, **more)
    assert answer.status_code < 500, (method, path, more, answer.content[:300])


def body(value: object) -> dict[str, Any]:
    return {"data": json.dumps(value).encode(), "content_type": "application/json"}


def typed(values: Mapping[str, str]) -> dict[str, str]:
    """As a browser sends it: a form cannot carry half a character."""
    return {key: value.encode(errors="replace").decode() for key, value in values.items()}


def call(scene: Scene) -> tuple[Scene, Client]:
    scene.file()
    return scene, api_of(scene.people["consumer"])


called = SCENE.then(call).fixture()


@FUZZ
@given(changes=st.dictionaries(st.sampled_from(FILING), JSON, max_size=3), key=st.text("abc-", max_size=300))
def test_filing_by_the_api(called: tuple[Scene, Client], changes: dict[str, object], key: str) -> None:
    _, caller = called
    assert_said_clearly(caller, "POST", "/api/v1/cases", headers={"Idempotency-Key": key}, **body({**GOOD, **changes}))


@FUZZ
@given(raw=st.one_of(st.binary(max_size=60), JSON.map(lambda value: json.dumps(value).encode())))
def test_bodies_that_are_anything(called: tuple[Scene, Client], raw: bytes) -> None:
    scene, caller = called
    assert_said_clearly(caller, "POST", "/api/v1/cases", data=raw, content_type="application/json")
    path = f"/api/v1/cases/{scene.case.ref}/moves/make_offer"
    assert_said_clearly(caller, "POST", path, data=raw, content_type="application/json")


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_a_body_nested_without_end(called: tuple[Scene, Client], opening: str) -> None:
    _, caller = called
    raw = (opening * 100_000).encode()
    assert_said_clearly(caller, "POST", "/api/v1/cases", data=raw, content_type="application/json")


@pytest.mark.parametrize("depth", [50, 300, 900])
def test_a_body_nested_as_far_as_it_can_be_read(called: tuple[Scene, Client], depth: int) -> None:
    scene, caller = called
    raw = ('{"terms":' + '{"parts":[' * depth + "1" + "]}" * depth + "}").encode()
    path = f"/api/v1/cases/{scene.case.ref}/moves/make_offer"
    assert_said_clearly(caller, "POST", path, data=raw, content_type="application/json")


@FUZZ
@given(move=MOVES, inputs=st.dictionaries(KEYS, JSON, max_size=4))
def test_moves_by_the_api(called: tuple[Scene, Client], move: str, inputs: dict[str, object]) -> None:
    scene, caller = called
    assert_said_clearly(caller, "POST", f"/api/v1/cases/{scene.case.ref}/moves/{move}", **body(inputs))


@FUZZ
@given(name=st.sampled_from(["after", "limit", "state", "q", "original"]), value=TEXT, ref=TEXT)
def test_queries_and_paths_of_the_api(called: tuple[Scene, Client], name: str, value: str, ref: str) -> None:
    scene, caller = called
    query = f"?{name}={quote(value.encode(errors='replace'))}"
    for path in ("cases", f"cases/{scene.case.ref}/records", "traders", f"cases/{scene.case.ref}/evidence/{uuid4()}"):
        assert_said_clearly(caller, "GET", f"/api/v1/{path}{query}")
    assert_said_clearly(caller, "GET", f"/api/v1/cases/{quote(ref.encode(errors='replace'), safe='')}")


@FUZZ
@given(path=st.sampled_from(PUBLIC), name=PARAMETERS, value=TEXT)
def test_addresses_of_the_public_pages(scene: Scene, path: str, name: str, value: str) -> None:
    assert_said_clearly(Client(), "GET", f"{path}?{name}={quote(value.encode(errors='replace'))}")


@FUZZ
@given(who=st.sampled_from(["officer", "clerk", "mediator"]), path=st.sampled_from(DESKS), name=PARAMETERS, value=TEXT)
def test_addresses_of_the_desks(scene: Scene, who: str, path: str, name: str, value: str) -> None:
    assert_said_clearly(browser_of(scene.people[who]), "GET", f"{path}?{name}={quote(value.encode(errors='replace'))}")


@FUZZ
@given(place=st.sampled_from(["i", "verify", "guide", "traders", "file", "cases", "file/done"]), value=TEXT)
def test_words_in_the_path(scene: Scene, place: str, value: str) -> None:
    assert_said_clearly(Client(), "GET", f"/{place}/{quote(value.encode(errors='replace'), safe='')}/")


@FUZZ
@given(step=st.sampled_from(STEPS), values=st.dictionaries(FIELDS, TEXT, max_size=5))
def test_every_page_of_a_filing(scene: Scene, step: str, values: dict[str, str]) -> None:
    browser = Client()
    browser.post("/file/trader/", {"kind": "complaint", "q": "青禾", "act": "search"})
    assert browser.post(f"/file/{step}/", typed(values)).status_code < 500
    assert browser.get(f"/file/{step}/").status_code < 500
    assert browser.get("/file/check/").status_code < 500


@FUZZ
@given(number=TEXT, phone=TEXT, code=TEXT, login=TEXT)
def test_the_small_forms(scene: Scene, number: str, phone: str, code: str, login: str) -> None:
    browser = Client()
    assert browser.post("/progress/", typed({"number": number, "phone": phone})).status_code < 500
    assert browser.post("/verify/", typed({"code": code})).status_code < 500
    assert browser.post("/accounts/login/", typed({"login": login, "password": code})).status_code < 500
    assert browser.post("/accounts/login/code/", typed({"phone": phone})).status_code < 500
    assert browser.post("/preferences/", typed({"next": number, "mode": code})).status_code < 500


@FUZZ
@given(move=MOVES, values=st.dictionaries(KEYS, TEXT, max_size=4), key=TEXT)
def test_moves_by_the_pages(called: tuple[Scene, Client], move: str, values: dict[str, str], key: str) -> None:
    scene, _ = called
    browser = browser_of(scene.people["consumer"])
    sent = typed({**values, "terms-0-kind": "refund", "terms-0-amount": key, "key": key})
    assert browser.post(f"/cases/{scene.case.ref}/moves/{move}/", sent).status_code < 500
