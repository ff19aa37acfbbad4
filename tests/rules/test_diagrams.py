"""The pages under docs/procedures show the rules as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from hejie.rules import diagrams, machine


def test_the_committed_pages_are_fresh():
    assert diagrams.stale() == [], "run: python -m hejie.rules.diagrams"


def test_a_changed_missing_or_leftover_page_is_stale(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    diagrams.write(tmp_path)
    assert diagrams.stale(tmp_path) == []

    (tmp_path / "cn_order121-complaint.md").write_text("old", encoding="utf-8")
    (tmp_path / "cn_order20-report.md").unlink()
    (tmp_path / "cn_order1.md").write_text("gone", encoding="utf-8")
    assert diagrams.stale(tmp_path) == ["cn_order1.md", "cn_order121-complaint.md", "cn_order20-report.md"]

    diagrams.write(tmp_path)
    assert diagrams.stale(tmp_path) == []


def test_the_diagram_shows_every_state_and_every_way_between():
    complaint = machine.edition("cn_order121").procedures["complaint"]
    drawn = diagrams.mermaid(complaint)

    assert all(f'state "{state.label.zh}" as {key}' in drawn for key, state in complaint.states.items())
    assert "    [*] --> negotiating: 先直接协商" in drawn
    assert "    received --> accepted: 受理" in drawn
    assert "    closed --> [*]" in drawn
