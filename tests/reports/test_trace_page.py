"""The trace: one page with nothing outside it, every command with its screen and its decision."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ac_tui.flows.load import load_flow
from ac_tui.flows.results import Run
from ac_tui.flows.run import Plan, play_all
from ac_tui.reports.trace_page import trace_page
from ac_tui.reports.traces import Traces
from tests.flows.hands import HEADER, TO_CODE, stage


@pytest.fixture
def page(tmp_path: Path) -> str:
    path = tmp_path / "flow.yaml"
    commands = TO_CODE + "- inputText: ${OTP}\n- tapOn: </script><b>\n"
    path.write_text(HEADER.replace("appId: test", "appId: test\nname: Uno <due> & tre"), "utf-8")
    path.write_text(path.read_text("utf-8") + commands, "utf-8")
    traces = Traces(stage().deck)
    results = list(play_all([load_flow(path)], stage(), Plan(observe=traces.observer, repeat=2)))
    return trace_page(Run([replace(one, duration_s=0) for one in results]), traces, datetime(2026, 1, 15, tzinfo=UTC))


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "input"):
            self.open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in ("src", "href", "action", "data"):
                self.addresses.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_and_holds_nothing_from_outside(page: str) -> None:
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    assert len(set(tags.ids)) == len(tags.ids)
    assert tags.addresses == ["#flow0", "#flow1"]
    assert not re.search(r"https?://|@import|url\(", page)


def test_every_command_has_its_screen(page: str) -> None:
    screens = json.loads(re.findall(r'<script type="application/json" id="screens">(.*?)</script>', page, re.DOTALL)[0])
    used = re.findall(r'data-screen="([0-9]+)"', page)
    assert len(used) == 2 * 16
    assert {int(number) for number in used} == set(range(len(screens)))
    text = ["".join(span[0] for line in screen for span in line) for screen in screens]
    assert "La tua Area Clienti" in text[0]
    assert "Conferma il tuo recapito" in text[-1]


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
