"""The trace in a real browser, by `make browser`: used from the keyboard alone, and without a complaint."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from ac_tui.assets import fixtures_dir
from ac_tui.flows.load import load_flow
from ac_tui.flows.results import Run
from ac_tui.flows.run import Plan, play_all
from ac_tui.reports.run import as_html
from tests.flows.hands import HEADER, fixture
from tests.web.browser import Page, browser

CHOSEN = "document.querySelector('button.chosen code').textContent"
SCREEN = "document.getElementById('screen').textContent"
TITLE = "document.querySelector('section.shown h2').firstChild.textContent.trim()"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("trace")
    failing = folder / "b.yaml"
    failing.write_text(f"{HEADER}- tapOn: Registrati\n- tapOn: Nessuno\n", "utf-8")
    library = fixtures_dir() / "flows"
    flows = [load_flow(path) for path in (next(library.glob("a1-*")), failing, next(library.glob("b1-*")))]
    results = [one._replace(duration_s=0) for one in play_all(flows, fixture(), Plan(keep=True))]
    file = folder / "trace.html"
    page, _ = as_html(Run(results), fixture().deck, datetime(2026, 1, 15, tzinfo=UTC))
    file.write_text(page, "utf-8")
    with browser(tmp_path_factory.mktemp("profile")) as tab:
        tab.open(file)
        yield tab


def test_it_is_used_from_the_keyboard_alone(page: Page) -> None:
    """It opens on the failure; arrows walk through commands and flows, f finds the failure again, / searches."""
    assert (page.run(TITLE), page.run(CHOSEN)) == ("b", "tapOn: Nessuno")
    page.press("ArrowUp", 38)
    assert page.run(CHOSEN) == "tapOn: Registrati"
    assert "Scegli il profilo" in page.run(SCREEN)
    page.press("ArrowRight", 39)
    page.press("ArrowDown", 40)
    assert (page.run(TITLE), page.run(CHOSEN)) == ("Professionista, conferma con il codice", "tapOn: Registrati")
    page.press("f", 70)
    assert page.run(TITLE) == "b"
    page.press("/", 191)
    page.type("professionista")
    assert page.run("[...document.querySelectorAll('nav li')].map((item) => item.hidden)") == [True, True, False]
    page.press("Escape", 27)
    page.press("ArrowLeft", 37)
    assert page.run(TITLE) == "Cliente privato, tutto in ordine"
    assert page.run("document.activeElement.matches('button.chosen')")


def test_each_flow_has_an_address(page: Page) -> None:
    page.run("location.hash = '#flow2'")
    page.run("new Promise((done) => setTimeout(done))")
    assert page.run(TITLE) == "Professionista, conferma con il codice"
    page.press("ArrowRight", 39)
    assert page.run("location.hash") == "#flow0"


@pytest.mark.parametrize("width", [390, 1440])
def test_it_fits_every_window_and_shows_a_whole_phone(page: Page, width: int) -> None:
    page.send("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
    assert page.run("document.documentElement.scrollWidth") <= width
    box = page.run("document.querySelector('#screen .phone').getBoundingClientRect().toJSON()")
    assert box["left"] >= 0
    assert box["right"] <= width
    assert page.run("document.querySelector('#screen h4').textContent")


def test_it_complains_of_nothing_and_asks_for_nothing(page: Page) -> None:
    complaints = ("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded", "Network.loadingFailed")
    assert [told for told in page.heard if told[0] in complaints] == []
    asked = [told["request"]["url"] for name, told in page.heard if name == "Network.requestWillBeSent"]
    assert [url.split(",")[0] for url in asked if not url.startswith("file:")] == ["data:font/woff2;base64"] * 2
