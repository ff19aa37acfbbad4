"""What docs/operate says is what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hejie import cli

ROOT = Path(__file__).resolve().parents[2]
OPERATE = ROOT / "docs" / "operate"
NAME = re.compile(r"\bHEJIE_[A-Z0-9_]*[A-Z0-9]\b")


def read_by_code() -> set[str]:
    sources = [*(ROOT / "src").rglob("*.py"), *(ROOT / "tests").glob("*.py")]
    names = {name for path in sources for name in NAME.findall(path.read_text(encoding="utf-8"))}
    secrets = {
        name for path in sources for name in re.findall(r'\bsecret\("([a-z_]+)"\)', path.read_text(encoding="utf-8"))
    }
    return names - {"HEJIE_SECRET"} | {f"HEJIE_SECRET_{name.upper()}" for name in secrets}


def test_the_settings_page_lists_every_setting_and_no_other() -> None:
    listed = set(NAME.findall((OPERATE / "settings.md").read_text(encoding="utf-8"))) - {"HEJIE_SECRET"}
    assert listed == read_by_code()


@pytest.mark.parametrize("unit", sorted(OPERATE.glob("*.service")), ids=lambda path: path.stem)
def test_every_unit_starts_a_command_there_is(unit: Path) -> None:
    found = re.search(r"^ExecStart=\S+/hejie (.+)$", unit.read_text(), re.MULTILINE)
    assert found
    words = found[1].split()
    parsed = cli.build_parser(cli.command_modules(words[0])).parse_args(words)
    assert (parsed.command, parsed.name) == ("process", unit.stem.removeprefix("hejie-"))


def test_every_hejie_command_in_the_docs_exists() -> None:
    texts = [page.read_text(encoding="utf-8") for page in (ROOT / "README.md", *OPERATE.glob("*.md"))]
    named = {name for text in texts for name in re.findall(r"(?:^|`|&& )hejie ([a-z][a-z-]+)", text, re.MULTILINE)}
    assert {"process", "run", "casefile"} <= named <= set(cli.command_modules())
