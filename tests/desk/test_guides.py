"""The operator's guides: every key and word is in them, every picture is there, and is what the program draws today."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ac_tui.deck.load import load_deck
from ac_tui.desk.commands import BY_KEY, key_name
from ac_tui.surfaces.plain.lines import COMMANDS_OF, slash_word
from tests.desk.pictures import FOLDER, PICTURES, TYPED, draw, place

DOCS = FOLDER.parent
GUIDES = {"it": DOCS / "guida-operatore.md", "en": DOCS / "operator-guide.md"}
VARIANTS = {"it": "", "en": "en"}


@pytest.mark.parametrize("language", GUIDES)
def test_every_key_is_in_the_guide_and_no_other(language: str) -> None:
    key = r"(?:F[0-9]+|Esc|(?:Ctrl|Alt)\+[A-Z])"
    rows = re.findall(rf"^\| ({key}(?: {key})*) \|", _text(language), re.MULTILINE)
    assert sorted(" ".join(rows).split()) == sorted(map(key_name, BY_KEY))


@pytest.mark.parametrize("language", GUIDES)
def test_every_slash_word_is_in_the_guide_and_no_other(language: str) -> None:
    rows = [row for row in _text(language).splitlines() if row.startswith("| `/")]
    words = {found for row in rows for found in re.findall(r"`(/[^ `]+)", row.split("|")[1])}
    deck = load_deck(variant=VARIANTS[language])
    assert words == {slash_word(deck, key) for key in COMMANDS_OF}


@pytest.mark.parametrize("language", GUIDES)
def test_every_picture_of_a_guide_is_drawn_by_the_program(language: str) -> None:
    shown = {DOCS / link for link in re.findall(r"!\[[^]]+\]\(([^)]+)\)", _text(language))}
    drawn = {place(name, VARIANTS[language]) for name in PICTURES}
    assert shown <= drawn
    assert set(FOLDER.rglob("*.svg")) == {place(name, variant) for variant in TYPED for name in PICTURES}


@pytest.mark.parametrize("language", GUIDES)
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_as_the_program_draws_it(name: str, language: str) -> None:
    """When this fails, `make pictures` draws it again: look at it before it is kept."""
    assert draw(name, VARIANTS[language]) == _read(place(name, VARIANTS[language]))


@pytest.mark.parametrize("language", GUIDES)
def test_the_guide_leads_to_files_that_are_there(language: str) -> None:
    for link in re.findall(r"(?<!!)\[[^]]+\]\(([^)#:]+)\)", _text(language)):
        assert (DOCS / link).exists(), link


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.svg")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_picture_asks_nobody_outside_and_says_that_all_is_invented(path: Path) -> None:
    drawn = path.read_text(encoding="utf-8")
    assert "url(" not in drawn.replace("url(#", "")
    assert "<script" not in drawn
    assert "Dati" in drawn or "Invented" in drawn


def _text(language: str) -> str:
    return _read(GUIDES[language])


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
