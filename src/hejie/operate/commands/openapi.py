"""Write openapi.yaml from the code, or check that the committed one is fresh."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

FILE = Path("openapi.yaml")
needs_database = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="only compare; exit 1 when the file is stale")


def run(args: argparse.Namespace) -> int:
    text = document()
    if not args.check:
        FILE.write_text(text, encoding="utf-8")
        return 0
    if FILE.exists() and FILE.read_text(encoding="utf-8") == text:
        return 0
    print("openapi.yaml is stale: run `hejie openapi`", file=sys.stderr)
    return 1


def document() -> str:
    """The API's description, in the order of the code."""
    import json
    import os

    import django
    import yaml

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hejie.settings")
    django.setup()
    from hejie.api.urls import api

    plain = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), default=str))
    return str(yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=120))
