"""The storyboard's page on paper, by `make browser`: six phones a sheet, whole, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from ac_tui.reports.storyboard.page import ON_A_SHEET
from ac_tui.reports.storyboard.states import PARTS
from tests.storyboard.conftest import opened, sheets
from tests.storyboard.worlds import states
from tests.web.browser import Page

Variants = tuple[str, ...]


def wanted_sheets(each: int) -> int:
    """How many sheets the phones take, each part beginning a new one."""
    return sum(-(-sum(state.part == part for state in states()) // each) for part in PARTS)


@pytest.mark.parametrize(("variants", "states"), [((), 6), (("", "en"), 3), (("", "en", "gentile"), 2)])
def test_it_prints_six_phones_a_sheet_and_nothing_else(
    tab: Page, tmp_path: Path, variants: Variants, states: int
) -> None:
    assert states * max(1, len(variants)) == ON_A_SHEET
    first, *rest = sheets(opened(tab, tmp_path, *variants).pdf())
    assert first[0] > first[1]  # the map lies across
    assert len(rest) == wanted_sheets(states)
    assert all(wide == pytest.approx(595, abs=1) and high == pytest.approx(842, abs=1) for wide, high in rest)


@pytest.mark.parametrize("longer", [0, 200, 450])
def test_a_sheet_holds_its_phones_whole(page: Page, longer: int) -> None:
    """A screen that is longer than a phone is printed smaller."""
    page.run(f"document.querySelectorAll('.phone').forEach((phone) => {{ phone.style.height = '{828 + longer}px' }})")
    page.run("dispatchEvent(new Event('beforeprint'))")
    page.send("Emulation.setEmulatedMedia", media="print")
    page.send("Emulation.setDeviceMetricsOverride", width=718, height=1047, deviceScaleFactor=1, mobile=False)
    try:
        assert page.run(SPILLED) == []
    finally:
        page.send("Emulation.setEmulatedMedia", media="")


SPILLED = """(() => {
  const wrong = [];
  for (const sheet of document.querySelectorAll(".sheet")) {
    const paper = sheet.getBoundingClientRect();
    for (const node of sheet.querySelectorAll(".phones .phone, figcaption, h3, .sheet-head")) {
      const box = node.getBoundingClientRect();
      const inside = box.left >= paper.left - 1 && box.right <= paper.right + 1 && box.bottom <= paper.bottom + 1;
      if (!inside) wrong.push([node.tagName, node.textContent.slice(0, 40), box.bottom - paper.bottom]);
    }
  }
  return wrong;
})()"""


def test_the_words_are_printed_when_asked_for(page: Page) -> None:
    page.run("document.getElementById('print-words').click()")
    page.send("Emulation.setEmulatedMedia", media="print")
    heading = page.run("getComputedStyle(document.querySelector('tr.place')).breakAfter")
    page.send("Emulation.setEmulatedMedia", media="")
    assert heading == "avoid"  # never alone at the foot of a page
    printed = sheets(page.pdf())
    assert len(printed) > 1 + wanted_sheets(ON_A_SHEET)


def test_what_was_searched_for_is_what_is_printed(page: Page) -> None:
    page.press("/", 191, "/")
    page.type("codice")
    count = "(part) => part.querySelectorAll('figure:not([hidden])').length"
    parts = page.run(f"Array.from(document.querySelectorAll('.part'), {count})")
    assert 0 < sum(parts) < len(states())
    assert len(sheets(page.pdf())) == 1 + sum(-(-found // ON_A_SHEET) for found in parts)
