"""Signing in with a passkey: made once behind password and code, from then on one touch. The key is Chromium's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from hejie.demo.cast import PASSWORD
from tests.browser.conftest import Enter
from tests.browser.somebody import Somebody

pytestmark = pytest.mark.browser
A_KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_clerk_signs_in_with_a_passkey(enter: Enter) -> None:
    clerk = enter()
    uses = a_key_of(clerk.page)
    clerk.signs_in_with_password("clerk2")
    makes_a_passkey(clerk)
    assert uses() == 1
    leaves(clerk)
    touches_the_key(clerk)
    assert uses() > 1, "the key has signed again"
    assert opens_the_desk(clerk)
    clerk.look()
    makes_it_worthless(clerk)
    leaves(clerk)
    touches_the_key(clerk)
    assert not opens_the_desk(clerk)


def a_key_of(page: Page) -> Callable[[], int]:
    """Puts a device with a key into this browser; returns how often it has signed so far."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    made: dict[str, Any] = device.send("WebAuthn.addVirtualAuthenticator", {"options": A_KEY})

    def signed() -> int:
        held = device.send("WebAuthn.getCredentials", {"authenticatorId": made["authenticatorId"]})["credentials"]
        return sum(int(one["signCount"]) for one in held)

    return signed


def makes_a_passkey(clerk: Somebody) -> None:
    clerk.go("/accounts/2fa/webauthn/add/")
    says_again_who_it_is(clerk)
    clerk.write("给它起个名字", "柜台电脑")
    clerk.page.get_by_label("以后只用它登录").check()
    clerk.press("添加")
    clerk.sees("通行密钥已添加")


def makes_it_worthless(clerk: Somebody) -> None:
    """Removes it from the account; the device still holds it."""
    clerk.go("/accounts/2fa/webauthn/")
    clerk.page.locator("a[href*='/remove/']").first.click()
    says_again_who_it_is(clerk)
    clerk.page.locator("main form button").first.click()
    clerk.sees("通行密钥已移除")


def says_again_who_it_is(clerk: Somebody) -> None:
    clerk.write("密码", PASSWORD)
    clerk.press("确认是我")


def leaves(clerk: Somebody) -> None:
    clerk.go("/accounts/logout/")
    clerk.page.locator("main form button").first.click()
    clerk.page.wait_for_url(lambda url: "logout" not in url)


def touches_the_key(clerk: Somebody) -> None:
    clerk.go("/accounts/login/")
    clerk.page.get_by_text("商家和工作人员登录").click()
    with clerk.page.expect_navigation(wait_until="load"):
        clerk.page.locator("#passkey_login").click()


def opens_the_desk(clerk: Somebody) -> bool:
    answer = clerk.page.goto("/desk/")
    return bool(answer and answer.ok)
