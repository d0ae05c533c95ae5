"""docs/flows.md says of every word of Maestro what it means here, and nothing of a word that is not there."""

from __future__ import annotations

import re
from pathlib import Path

from ac_tui.flows.commands import COMMANDS, REFUSED, REFUSED_KEYS, SELECTOR_KEYS
from ac_tui.flows.formats import Header

TEXT = (Path(__file__).parents[2] / "docs" / "flows.md").read_text("utf-8")
MEANINGS = {"same", "like", "nothing", "refused", "only here"}


def table(title: str) -> list[list[str]]:
    """The rows of the table under a heading, cell by cell; an empty first cell is that of the row above."""
    part = TEXT.partition(f"### {title}\n")[2].partition("\n#")[0]
    lines = [line for line in part.split("\n") if line.startswith("|")][2:]
    rows: list[list[str]] = []
    for line in lines:
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        rows.append([cells[0] or rows[-1][0], *cells[1:]])
    return rows


def words(cell: str) -> list[str]:
    return re.findall("`([^`]+)`", cell)


def test_every_key_of_the_header_is_there() -> None:
    rows = table("The header")
    assert sorted(name for row in rows for name in words(row[0])) == sorted(Header.model_fields)
    assert {row[1] for row in rows} <= MEANINGS


def test_every_command_is_there_with_its_keys() -> None:
    rows = table("Commands")
    told = {name for row in rows for name in words(row[0])}
    assert told == {*COMMANDS, *REFUSED}
    assert {row[2] for row in rows} <= MEANINGS
    for name, spec in COMMANDS.items():
        mine = [row for row in rows if name in words(row[0])]
        keys = {key for row in mine for key in words(row[1])}
        if any("selector" in row[1] for row in mine):
            keys |= set(SELECTOR_KEYS)
        assert {*spec.keys.split()} <= keys, name
        assert "refused" not in {row[2] for row in mine}
    for name, why in REFUSED.items():
        assert [row[2:] for row in rows if name in words(row[0])] == [["refused", why]]


def test_every_key_of_a_selector_is_there() -> None:
    rows = table("Selectors")
    said = {name: row[1] for row in rows for name in words(row[0])}
    assert said == {**dict.fromkeys(SELECTOR_KEYS, "same"), **dict.fromkeys(REFUSED_KEYS, "refused")}
