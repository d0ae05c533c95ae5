"""Call notes in a file: a name that tells of nobody, nothing written over."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ac_tui.desk.notes import save_notes

WHEN = datetime(2026, 1, 15, 9, 41, 7, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_name_tells_when_and_nothing_else() -> None:
    assert save_notes("note\n", WHEN, "md") == Path("note-2026-01-15-0941.md")
    assert Path("note-2026-01-15-0941.md").read_text(encoding="utf-8") == "note\n"


def test_nothing_is_written_over() -> None:
    names = [save_notes(str(number), WHEN, "json").name for number in range(3)]
    assert names == ["note-2026-01-15-0941.json", "note-2026-01-15-0941-2.json", "note-2026-01-15-0941-3.json"]
    assert [Path(name).read_text(encoding="utf-8") for name in names] == ["0", "1", "2"]
