"""The page in a real browser, by `make browser`: no complaint, found by typing, printed six phones a sheet.

Not part of `make test`, which must run where no browser is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ac_tui.cli import main
from ac_tui.reports.storyboard.page import ON_A_SHEET
from ac_tui.reports.storyboard.stills import PARTS
from tests.storyboard.browser import Page, browser
from tests.storyboard.worlds import made, stills

SHOWN = "Array.from(document.querySelectorAll('figure')).filter((f) => !f.hidden && f.getClientRects().length)"

FRONT = "figure.querySelector(':scope > .phones').textContent.toLowerCase()"

Variants = tuple[str, ...]


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A browser."""
    with browser(tmp_path_factory.mktemp("profile")) as page:
        yield page


@pytest.fixture
def page(tab: Page, tmp_path: Path) -> Page:
    """The browser with the page freshly opened."""
    return opened(tab, tmp_path)


def opened(tab: Page, folder: Path, *variants: str, width: int = 1440) -> Page:
    """Open the page in a window so wide."""
    file = folder / "index.html"
    file.write_text(made(*variants).html, "utf-8")
    tab.heard.clear()
    tab.open(file, width)
    tab.run("document.documentElement.style.scrollBehavior = 'auto'")
    return tab


def test_it_opens_without_a_complaint_and_asks_for_nothing(page: Page) -> None:
    complaints = [told for told in page.heard if told[0] in COMPLAINTS]
    assert complaints == []
    asked = [told["request"]["url"] for name, told in page.heard if name == "Network.requestWillBeSent"]
    assert len([url for url in asked if url.startswith("file:")]) == 1
    assert all(url.startswith(("file:", "data:font/woff2")) for url in asked)


COMPLAINTS = ("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded", "Network.loadingFailed")


def test_it_is_set_in_its_own_face(page: Page) -> None:
    assert page.run("Array.from(document.fonts, (face) => face.status)") == ["loaded", "loaded"]
    for size, words in ((15, "Continua"), (26, "Conferma il tuo recapito")):
        from ac_tui.reports.storyboard.type_face import width

        measured = page.run(
            f"(() => {{ const c = document.createElement('canvas').getContext('2d');"
            f"c.font = '{size}px Storyboard'; c.fontKerning = 'none'; return c.measureText('{words}').width }})()"
        )
        assert measured == pytest.approx(width(words, size), abs=0.5)


@pytest.mark.parametrize("variants", [(), ("", "en")])
def test_nothing_on_a_phone_is_cut_or_covered(tab: Page, tmp_path: Path, variants: Variants) -> None:
    page = opened(tab, tmp_path, *variants)
    assert page.run(UNTIDY) == []


def test_the_whole_library_is_neat_too(tab: Page, tmp_path: Path) -> None:
    assert main(["storyboard", "-o", str(tmp_path), "--variant", "it,en"]) == 0
    tab.heard.clear()
    tab.open(tmp_path / "index.html")
    assert tab.run(UNTIDY) == []
    assert [told for told in tab.heard if told[0] in COMPLAINTS] == []
    for asked in ("castelnuovo", "bellini", "+41"):
        ask(tab, asked)
        assert tab.run(f"{SHOWN}.length") > 0
        assert tab.run(f"{SHOWN}.filter((figure) => !{FRONT}.includes({asked!r})).map((figure) => figure.id)") == []


def test_letters_with_signs_keep_within_the_phone_too(tab: Page, tmp_path: Path) -> None:
    assert opened(tab, tmp_path, "pseudo").run(UNTIDY) == []


UNTIDY = """(() => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  const wrong = [];
  for (const phone of document.querySelectorAll(".phone")) {
    const [, , wide, high] = phone.getAttribute("viewBox").split(" ").map(Number);
    const lines = Array.from(phone.querySelectorAll("text"), (t) => ({ said: t.textContent, box: t.getBBox() }));
    for (const { said, box } of lines) {
      const inside = box.x >= 24 && box.x + box.width <= wide - 24 && box.y >= 8 && box.y + box.height <= high - 8;
      if (said.trim() && !inside) wrong.push(["outside", said, box.x, box.width]);
    }
    lines.forEach((one, at) => {
      for (const other of lines.slice(at + 1)) {
        const [a, b] = [one.box, other.box];
        const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
        const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
        // A line's box holds room above and below its letters.
        if (across > 1 && down > 8) wrong.push(["over", one.said, other.said, down]);
      }
    });
  }
  return wrong;
})()"""


@pytest.mark.parametrize("width", [360, 820, 1440, 2560])
def test_it_fits_every_window(tab: Page, tmp_path: Path, width: int) -> None:
    page = opened(tab, tmp_path, width=width)
    assert page.run("document.documentElement.scrollWidth") <= width


def test_searching_by_keyboard(page: Page) -> None:
    page.press("/", 191, "/")
    assert page.run("document.activeElement.id") == "search"
    page.type("Il codice NON è corretto")
    said = "Il codice non è corretto"
    wanted = [s for s in stills() if any(said in text for one in (s, *s.others) for _, text in one.views[0].texts())]
    assert page.run(f"{SHOWN}.length") == len(wanted) > 1
    assert page.run("document.getElementById('found').textContent") == f"{len(wanted)} schermate su {len(stills())}"
    assert page.run(f"{SHOWN}.every((figure) => figure.textContent.includes('Il codice non è corretto'))")
    assert page.run("Array.from(document.querySelectorAll('.part')).some((part) => part.hidden)")

    seen = []
    for _ in range(len(wanted) + 1):
        page.press("Enter", 13, "\r")
        seen.append(page.run("document.querySelector('figure.here').id"))
        top, bottom = page.run(WHERE)
        assert 0 <= (top + bottom) / 2 <= 1000
    assert seen == [*(f"p{stills().index(still) + 1}" for still in wanted), seen[0]]

    page.press("Escape", 27)
    assert page.run(f"{SHOWN}.length") == len(stills())
    assert page.run("document.getElementById('search').value") == ""


WHERE = "(({ top, bottom }) => [top, bottom])(document.querySelector('figure.here').getBoundingClientRect())"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("link scaduto", "link_expired"),
        ("NO_MOBILE", "no_mobile"),
        ("annamaria example.org", "contact"),
        ("perche non e il mio", ""),
    ],
)
def test_searching_needs_no_accents_case_or_order(page: Page, asked: str, found: str) -> None:
    page.run(f"document.getElementById('search').value = {asked!r};")
    page.run("document.getElementById('search').dispatchEvent(new Event('input'))")
    steps = page.run(f"{SHOWN}.map((figure) => figure.dataset.step)")
    assert found in steps if found else steps == []
    assert page.run("document.getElementById('nothing').hidden") is bool(found)


def ask(page: Page, words: str) -> None:
    """Search for words."""
    page.run(f"document.getElementById('search').value = {words!r};")
    page.run("document.getElementById('search').dispatchEvent(new Event('input'))")


def test_a_phone_with_other_data_stands_in_front_while_it_is_searched_for(page: Page) -> None:
    still = next(still for still in stills() if still.others)
    firsts = {text for _, text in still.views[0].texts()}
    only = next(text for other in still.others for _, text in other.views[0].texts() if text not in firsts)
    number = stills().index(still) + 1
    before = page.run(f"document.getElementById('p{number}').innerHTML")
    ask(page, only)
    assert page.run(f"{SHOWN}.length") > 0
    assert page.run(f"{SHOWN}.filter((figure) => !{FRONT}.includes({only.lower()!r})).length") == 0
    page.press("/", 191, "/")
    page.press("Escape", 27)
    assert page.run(f"document.getElementById('p{number}').innerHTML") == before


@pytest.mark.parametrize(
    ("asked", "steps"),
    [
        ("9a", {"confirm_identity", "home"}),
        ("no_mobile.heading", {"no_mobile"}),
        ("body.code.error.wrong", {"confirm_contact"}),
    ],
)
def test_guide_numbers_and_keys_are_found(page: Page, asked: str, steps: set[str]) -> None:
    ask(page, asked)
    assert set(page.run(f"{SHOWN}.map((figure) => figure.dataset.step)")) >= steps
    wanted = [still for still in stills() if still.step in steps]
    assert 0 < page.run(f"{SHOWN}.length") <= len(wanted)


def test_either_apostrophe_finds_the_other(page: Page) -> None:
    found = []
    for words in ("l'informativa", "l’informativa"):
        ask(page, words)
        found.append(page.run(f"{SHOWN}.length"))
    assert found[0] == found[1] > 0


def test_only_what_differs_is_left_and_printed(tab: Page, tmp_path: Path) -> None:
    page = opened(tab, tmp_path, "", "gentile")
    page.run("document.getElementById('differing').click()")
    assert set(page.run(f"{SHOWN}.map((figure) => figure.dataset.step)")) <= {
        "no_mobile",
        "link_expired",
        "service_error",
    }
    left = page.run(f"{SHOWN}.length")
    assert 0 < left < len(stills())
    assert len(sheets(page.pdf())) <= 1 + left
    page.run("document.getElementById('differing').click()")
    assert page.run(f"{SHOWN}.length") == len(stills())


def test_a_flow_is_found_by_its_name(page: Page) -> None:
    page.press("/", 191, "/")
    page.type("privata senza cellulare")
    number = next(s.place[0] for s in stills() if s.step == "no_mobile")
    wanted = sum(number in still.flows.union(*(other.flows for other in still.others)) for still in stills())
    assert page.run(f"{SHOWN}.length") == wanted


def test_a_step_of_the_map_leads_to_its_phones(page: Page) -> None:
    page.press("/", 191, "/")
    page.type("questo non c'è")
    x, y = page.run(
        "(() => { window.scrollTo(0, 0); const b = document.querySelector('[data-step=tax_code] rect')"
        ".getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2] })()"
    )
    page.click(x, y)
    assert page.run(f"{SHOWN}.length") == len(stills())  # what was hidden by the search is there again
    top = page.run("document.getElementById('c-tax_code').getBoundingClientRect().top")
    assert 0 <= top <= 200
    assert page.run("location.hash") == "#c-tax_code"


def test_the_map_is_reached_by_keyboard(page: Page) -> None:
    page.run("document.querySelector('[data-step=login] a').focus()")
    assert page.run("document.querySelectorAll('.way.lit').length") > 2
    page.press("Enter", 13, "\r")
    assert page.run("location.hash") == "#a-login"


def test_the_same_with_other_data_opens_in_place(page: Page) -> None:
    number = next(at for at, still in enumerate(stills(), start=1) if still.others)
    others = f"document.querySelectorAll('#p{number} details .phone')"
    visible = f"Array.from({others}).filter((phone) => phone.checkVisibility()).length"
    assert page.run(visible) == 0
    page.run(f"document.querySelector('#p{number} summary').click()")
    assert page.run(visible) == len(stills()[number - 1].others)


def sheets(pdf: bytes) -> list[tuple[float, float]]:
    """The sizes of a PDF's pages, in points."""
    found = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return [(float(wide), float(high)) for wide, high in found]


def wanted_sheets(each: int) -> int:
    """How many sheets the phones take, each part beginning a new one."""
    return sum(-(-sum(still.part == part for still in stills()) // each) for part in PARTS)


@pytest.mark.parametrize(("variants", "states"), [((), 6), (("", "en"), 3), (("", "en", "gentile"), 2)])
def test_it_prints_six_phones_a_sheet_and_nothing_else(
    tab: Page, tmp_path: Path, variants: Variants, states: int
) -> None:
    assert states * max(1, len(variants)) == ON_A_SHEET
    first, *rest = sheets(opened(tab, tmp_path, *variants).pdf())
    assert first[0] > first[1]  # the map lies across
    assert len(rest) == wanted_sheets(states)
    assert all(wide == pytest.approx(595, abs=1) and high == pytest.approx(842, abs=1) for wide, high in rest)


def test_a_sheet_holds_its_phones_whole(page: Page) -> None:
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
    for (const node of sheet.querySelectorAll(".phones > .phone, figcaption, h3, .sheet-head")) {
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
    assert 0 < sum(parts) < len(stills())
    assert len(sheets(page.pdf())) == 1 + sum(-(-found // ON_A_SHEET) for found in parts)
