"""Settings of signing in, merged into hejie.settings by name. Reads the environment only."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from hejie.base import environment as env


def openid_providers(environ: Mapping[str, str]) -> dict[str, Any]:
    """The OpenID provider of `HEJIE_OIDC_URL`, if there is one; its callback is /accounts/oidc/oidc/login/callback/."""
    if not environ.get("HEJIE_OIDC_URL"):
        return {}
    app = {
        "provider_id": "oidc",
        "name": environ.get("HEJIE_OIDC_NAME", "OpenID"),
        "client_id": environ.get("HEJIE_OIDC_CLIENT_ID", ""),
        "secret": environ.get("HEJIE_OIDC_SECRET", ""),
        "settings": {"server_url": environ["HEJIE_OIDC_URL"], "token_auth_method": "client_secret_basic"},
    }
    return {"openid_connect": {"APPS": [app]}}


_DEMO = env.flag("HEJIE_DEMO", default=False)
_PUBLIC_URL = os.environ.get("HEJIE_PUBLIC_URL", "http://localhost")

SESSION_ENGINE = "hejie.people.sessions"
SESSION_COOKIE_AGE = 14 * 24 * 3600
HEJIE_IDENTITY = os.environ.get("HEJIE_IDENTITY", "offline")
CODES_PER_HOUR = int(os.environ.get("HEJIE_CODES_PER_HOUR", "1000" if _DEMO else "10"))  # to one phone

# Rate limits and used codes must be seen by every process, so they lie in an unlogged table (base migration 0002).
CACHES = {"default": {"BACKEND": "hejie.base.cache.Cache", "LOCATION": "base_cache"}}

ACCOUNT_ADAPTER = "hejie.people.signin.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"phone", "username"}
ACCOUNT_SIGNUP_FIELDS = ["phone*", "password1"]  # nobody signs up; it says that passwords exist and e-mail is not asked
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {"request_login_code": "hejie.people.forms.AskForCodeForm"}
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 300
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_RATE_LIMITS: dict[str, str] = (
    {"login": "1000/m/ip", "request_login_code": "1000/m/ip,100/m/key"}
    if _DEMO
    else {"request_login_code": "20/m/ip,100/h/ip,3/m/key,10/h/key"}
)
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.flag("HEJIE_BEHIND_PROXY", default=False) else 0

MFA_ADAPTER = "hejie.people.signin.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "hejie.people.forms.AuthenticateForm",
    "reauthenticate": "hejie.people.forms.ReauthenticateForm",
    "add_webauthn": "hejie.people.forms.AddPasskeyForm",
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = _PUBLIC_URL.startswith("http://localhost")

USERSESSIONS_TRACK_ACTIVITY = False

SOCIALACCOUNT_ADAPTER = "hejie.people.signin.SocialAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_PROVIDERS = openid_providers(os.environ)
# Only where there is one: its library for HTTP is 75 modules, which every process would load.
OPENID_APPS = [f"allauth.socialaccount.providers.{name}" for name in SOCIALACCOUNT_PROVIDERS]
