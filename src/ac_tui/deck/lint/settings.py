"""What the copy workshop holds words to: screens/check.toml."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

from pydantic import Field

from ac_tui.deck import model as m
from ac_tui.deck.files import Source, find
from ac_tui.deck.shape import read_model

FILE: Final = "check.toml"

Cells = Annotated[int, Field(strict=True, ge=20, le=200)]


class PhoneWidths(m.FilePart):
    """How wide a page is, in cells: `width` as most people see it, `widths` all that nothing may be cut at."""

    width: Cells = 40
    widths: Annotated[tuple[Cells, ...], Field(min_length=1)] = (32, 36, 40)


class ReadingEase(m.FilePart):
    """The least Gulpease index of a screen that has at least so many words; 0 asks for none."""

    least: Annotated[int, Field(strict=True, ge=0, le=100)] = 50
    words: Annotated[int, Field(strict=True, ge=1)] = 25


class OwnNames(m.FilePart):
    """`names` are words right in every language: trade marks, people in examples."""

    names: tuple[str, ...] = ()


class SameAllowed(m.FilePart):
    """Texts that may read in a translation as they do in the original: `Email`, `Password`."""

    allowed: tuple[str, ...] = ()


class CheckSettings(m.FilePart):
    """All of it; what the file leaves out is as here."""

    phone: PhoneWidths = PhoneWidths()
    gulpease: ReadingEase = ReadingEase()
    spelling: OwnNames = OwnNames()
    same: SameAllowed = SameAllowed()


def read_settings(home: Path) -> tuple[CheckSettings, Source]:
    """The settings of a folder of screens, with the file they are from; raises FileError with every fault of it."""
    return read_model(find(home, FILE), CheckSettings)
