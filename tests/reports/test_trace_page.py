"""The trace: one page with nothing outside it, every command with its screen and its decision."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest

from ac_tui.flows.load import load_flow
from ac_tui.flows.results import Run
from ac_tui.flows.run import Plan, play_all
from ac_tui.reports.run import as_html
from tests.flows.hands import HEADER, TO_CODE, fixture
from tests.web.reading import Html, assert_alone


@pytest.fixture
def page(tmp_path: Path) -> str:
    path = tmp_path / "flow.yaml"
    commands = TO_CODE + "- inputText: ${OTP}\n- tapOn: </script><b>\n"
    path.write_text(HEADER.replace("appId: test", "appId: test\nname: Uno <due> & tre"), "utf-8")
    path.write_text(path.read_text("utf-8") + commands, "utf-8")
    results = list(play_all([load_flow(path)], fixture(), Plan(keep=True, repeat=2)))
    run = Run([one._replace(duration_s=0) for one in results])
    return as_html(run, fixture().deck, datetime(2026, 1, 15, tzinfo=UTC))[0]


def test_the_page_is_whole_and_holds_nothing_from_outside(page: str) -> None:
    html = Html(page)
    assert_alone(html)
    assert [one.attributes["href"] for one in html.all("a") if "href" in one.attributes] == ["#flow0", "#flow1"]
    assert not re.search(r"https?://|@import|url\((?!data:font/woff2;base64,)", page)


def test_it_forbids_itself_all_but_its_own_style_script_and_font(page: str) -> None:
    (policy,) = re.findall('Content-Security-Policy" content="([^"]*)"', page)
    assert unescape(policy).startswith("default-src 'none'; font-src data:; style-src 'sha256-")


def test_every_command_has_its_screen(page: str) -> None:
    html = Html(page)
    screens = [one.text for one in html.all("template") if one.attributes.get("id", "").startswith("screen")]
    used = [one.attributes["data-screen"] for one in html.all("button") if "data-screen" in one.attributes]
    assert len(used) == 2 * 16
    assert {int(number) for number in used} == set(range(len(screens)))
    assert "La tua Area Clienti" in screens[0]
    assert "Conferma il tuo recapito" in screens[-1]


def test_what_a_flow_says_is_shown_as_it_stands(page: str) -> None:
    assert "Uno &lt;due&gt; &amp; tre" in page
    assert "<b>" not in page
    assert "tapOn: </script><b>" in unescape(page)


def test_decisions_are_explained(page: str) -> None:
    assert "contact —submit_contact [recognised]→ confirm_contact" in page
    assert page.count("<h3>Decision</h3>") == 2 * 4


def test_no_secret_is_on_it(page: str) -> None:
    assert "Prova1234" not in page
    assert "inputText: ${PASSWORD}" in page
