"""What the environment says: folders, secrets, database address. Imported by settings, so no Django here."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

# What an address may say of the way to the database: without it a wish for an encrypted one would be lost in silence.
TLS_OPTIONS = frozenset({"sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl", "channel_binding", "gssencmode"})


def var_folder() -> Path:
    """Folder of everything that is made at run time; `HEJIE_VAR`, by default `var` in the working folder."""
    return Path(os.environ.get("HEJIE_VAR", "var")).resolve()


def flag(name: str, *, default: bool) -> bool:
    return os.environ.get(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def words(name: str, *, default: str) -> list[str]:
    return os.environ.get(name, default).replace(",", " ").split()


def secret(purpose: str) -> str:
    """A secret of this installation: `HEJIE_SECRET_<PURPOSE>`, else a file under var/keys made on first use."""
    given = os.environ.get(f"HEJIE_SECRET_{purpose.upper()}")
    return given or secret_file(var_folder() / "keys" / f"{purpose}.secret")


def has_secret(purpose: str) -> bool:
    """Whether the secret exists already; unlike `secret` this makes none."""
    given = os.environ.get(f"HEJIE_SECRET_{purpose.upper()}")
    return bool(given) or (var_folder() / "keys" / f"{purpose}.secret").exists()


def secret_file(path: Path) -> str:
    """Read a secret, or write a new one that only the owner may read. Two starters agree: the first link wins."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48))
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text().strip()


def database() -> dict[str, Any]:
    """Django's connection values from `DATABASE_URL`, else from the embedded server under var/."""
    url = os.environ.get("DATABASE_URL")
    if url is None:
        from hejie.base.embedded import address

        url = address(var_folder())
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "NAME": unquote(parts.path.lstrip("/")) or "hejie",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or query.get("port", "")),
        "OPTIONS": {name: value for name, value in query.items() if name in TLS_OPTIONS},
    }


def file_storage(folder: Path) -> dict[str, Any]:
    """Where evidence and papers lie: a local folder, or S3-compatible storage when `HEJIE_S3_BUCKET` is set."""
    bucket = os.environ.get("HEJIE_S3_BUCKET")
    if not bucket:
        private = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(folder), **private},
        }
    options = {"bucket_name": bucket, "endpoint_url": os.environ.get("HEJIE_S3_ENDPOINT"), "querystring_auth": True}
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


def static_backend() -> str:
    """Hashed names while the assets are collected and ever after; plain names before (tests, first set-up)."""
    collected = (var_folder() / "static" / "staticfiles.json").exists()
    if collected or flag("HEJIE_HASHED_STATIC", default=False):
        return "hejie.base.assets.HashedFiles"
    return "django.contrib.staticfiles.storage.StaticFilesStorage"


def live_origins(url: str) -> list[str]:
    """Origins a page may stream from: the configured one, or the live port on this machine's own names."""
    if url:
        parts = urlsplit(url)
        return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []
    port = os.environ.get("HEJIE_LIVE_PORT", str(int(os.environ.get("HEJIE_PORT", "8000")) + 1))
    return [f"http://{host}:{port}" for host in ("localhost", "127.0.0.1")]


def logging() -> dict[str, Any]:
    """Structured lines on standard error. Requests are logged by path without query; no bodies, no names.

    Exceptions without their words, see base.logs.
    """
    line = {
        "()": "hejie.base.logs.JsonLine",
        "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        "rename_fields": {"levelname": "level", "asctime": "at"},
    }
    quiet = ("django.server", "procrastinate", "fontTools", "pyhanko")
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": line},
        "handlers": {"err": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["err"], "level": "INFO"},
        "loggers": {"django.request": {"level": "ERROR"}, **{name: {"level": "WARNING"} for name in quiet}},
    }
