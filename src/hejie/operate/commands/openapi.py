"""Write openapi.yaml from the code, or check that the committed one is fresh."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from hejie.base.loading import load_apps

FILE = Path("openapi.yaml")
needs_database = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="only compare; exit 1 when the file is stale")


def run(args: argparse.Namespace) -> int:
    load_apps()
    text = document()
    if not args.check:
        FILE.write_text(text, encoding="utf-8")
        return 0
    if FILE.exists() and FILE.read_text(encoding="utf-8") == text:
        return 0
    print("openapi.yaml is stale: run `hejie openapi`", file=sys.stderr)
    return 1


def document() -> str:
    """The API's description, in the order of the code. Django has been set up."""
    import json

    import yaml

    from hejie.api.urls import api

    plain = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), default=str))
    return str(yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=120))
