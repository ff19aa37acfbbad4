"""Settings: read from the environment once, with defaults that run the demo on one machine.

Variables are listed in docs/operate/settings.md. Nothing here opens a connection or writes a file.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from hejie.base import environment as env
from hejie.people.signin_settings import *  # noqa: F403 - accounts, second factor, sessions, OpenID

PACKAGE = Path(__file__).resolve().parent
VAR = env.var_folder()

DEMO = env.flag("HEJIE_DEMO", default=False)
DEBUG = False
SECRET_KEY = env.secret("django")
ALLOWED_HOSTS = env.words("HEJIE_HOSTS", default="localhost 127.0.0.1 [::1] testserver")
CSRF_FAILURE_VIEW = "hejie.web.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = env.words("HEJIE_ORIGINS", default="")
BEHIND_PROXY = env.flag("HEJIE_BEHIND_PROXY", default=False)  # one proxy, which writes X-Forwarded-For and -Proto
PUBLIC_URL = os.environ.get("HEJIE_PUBLIC_URL", f"http://localhost:{os.environ.get('HEJIE_PORT', '8000')}")
LIVE_URL = os.environ.get("HEJIE_LIVE_URL", "")  # empty: same host, the web port plus one
TURN_URLS = env.words("HEJIE_TURN_URLS", default="")  # stun: and turn: addresses for the mediation room
TURN_SECRET = os.environ.get("HEJIE_TURN_SECRET", "")  # coturn's static-auth-secret
PKI = VAR / "pki"  # certificates and keys of the default signer
SIGNER = os.environ.get("HEJIE_SIGNER", "installation")  # a module of documents/signers
TSA_URL = os.environ.get("HEJIE_TSA_URL", "")  # RFC 3161; empty: the installation stamps by itself
RETENTION_YEARS = int(os.environ.get("HEJIE_RETENTION_YEARS", "3"))

INSTALLED_APPS = [
    "hejie.web",
    "hejie.api",
    "hejie.jobs",
    "hejie.exchange",
    "hejie.oversight",
    "hejie.desk",
    "hejie.agreements",
    "hejie.rooms",
    "hejie.drafting",
    "hejie.panels",
    "hejie.negotiation",
    "hejie.mediation",
    "hejie.intake",
    "hejie.dispatch",
    "hejie.evidence",
    "hejie.knowledge",
    "hejie.search",
    "hejie.cases",
    "hejie.documents",
    "hejie.messaging",
    "hejie.traders",
    "hejie.people",
    "hejie.places",
    "hejie.base",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    *OPENID_APPS,  # noqa: F405
    "django_htmx",
    "csp",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "hejie.web.middleware.ContentPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "hejie.web.taken.TakenMiddleware",
    "hejie.web.middleware.ActorMiddleware",
    "hejie.web.proof.ProofMiddleware",
    "hejie.people.signin.SecondFactorMiddleware",
]

ROOT_URLCONF = "hejie.urls"
WSGI_APPLICATION = "hejie.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Person"

TEMPLATE_LOADERS = ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "OPTIONS": {
            "loaders": [("hejie.web.folding.Loader", TEMPLATE_LOADERS)],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hejie.web.context.page",
            ],
            "builtins": ["hejie.web.templatetags.hejie_ui", "django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

_DATABASE = env.database()
DATABASES: dict[str, Any] = {
    "default": {
        **_DATABASE,
        "ENGINE": "hejie.base.postgresql",
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,  # after a restart of the database the pool holds dead connections
        # Values travel beside a statement, which is planned for them; only `base.compiled` has statements prepared and
        # their plans kept, so no number of uses is enough, and None would forbid it.
        "OPTIONS": {
            **_DATABASE["OPTIONS"],
            "prepare_threshold": 2**31,
            "server_side_binding": True,
            "pool": {"min_size": 1, "max_size": 8, "timeout": 10},
        },
        "TEST": {"NAME": os.environ.get("HEJIE_TEST_DATABASE", "test_hejie")},
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "hejie_language"
LOCALE_PATHS = sorted(str(path) for path in (PACKAGE / "locale").glob("*") if path.is_dir())
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
STORAGES: dict[str, Any] = {
    "default": env.file_storage(VAR / "files"),
    "staticfiles": {"BACKEND": env.static_backend()},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["hejie.evidence.uploads.CappedUploadHandler"]
EVIDENCE_FILE_BYTES = int(os.environ.get("HEJIE_EVIDENCE_FILE_MB", "20")) * 1024 * 1024
EVIDENCE_CASE_BYTES = int(os.environ.get("HEJIE_EVIDENCE_CASE_MB", "200")) * 1024 * 1024
API_PER_MINUTE = int(os.environ.get("HEJIE_API_PER_MINUTE", "600"))  # of one token, in each process; 0: no limit
EVIDENCE_CASE_FILES = int(os.environ.get("HEJIE_EVIDENCE_CASE_FILES", "50"))

MESSAGE_CHANNELS = {
    "inapp": "inapp",
    "sms": os.environ.get("HEJIE_SMS", "file"),
    "email": os.environ.get("HEJIE_EMAIL", "file"),
}
SMS_GATEWAY_URL = os.environ.get("HEJIE_SMS_URL", "")
SMS_GATEWAY_SECRET = os.environ.get("HEJIE_SECRET_SMS", "")
COURT_URL = os.environ.get("HEJIE_COURT_URL", "")  # of the courts' litigation-service platform
COURT_SECRET = os.environ.get("HEJIE_SECRET_COURT", "")
DEFAULT_FROM_EMAIL = os.environ.get("HEJIE_SMTP_FROM", "Hejie <hejie@localhost>")
EMAIL_HOST = os.environ.get("HEJIE_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("HEJIE_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("HEJIE_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("HEJIE_SECRET_SMTP", "")
EMAIL_USE_TLS = env.flag("HEJIE_SMTP_TLS", default=False)

PROCRASTINATE_WORKER_DEFAULTS: dict[str, Any] = {
    "concurrency": 2,
    "fetch_job_polling_interval": 1.0,
    "abort_job_polling_interval": 60.0,
    "listen_notify": False,
    "delete_jobs": "successful",
    "update_heartbeat_interval": 5.0,
    "stalled_worker_timeout": 20.0,
    "shutdown_graceful_timeout": 5.0,
}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PUBLIC_URL.startswith("https://")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if PUBLIC_URL.startswith("https://") else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "connect-src": ["'self'", *env.live_origins(LIVE_URL)],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
    }
}

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/go/"

LOGGING = env.logging()
