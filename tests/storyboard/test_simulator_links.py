"""Links from the storyboard's states into the simulator's page."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from ac_tui.assets import fixtures_dir
from ac_tui.cli import main
from ac_tui.desk.links import LinkTarget, open_place
from ac_tui.desk.session import Session
from ac_tui.flows.fixture import read_fixture
from ac_tui.flows.load import load_flows
from ac_tui.reports.storyboard.page import make, place_of, read_request
from tests.storyboard.worlds import FLOWS, library, made, order
from tests.web.reading import Html

LIBRARY = fixtures_dir() / "flows"


def links(html: str) -> list[str]:
    return [one.attributes["href"] for one in Html(html).of_class("simulator")]


def test_states_of_the_library_are_linked_by_story_step_and_variant() -> None:
    flow = LIBRARY / "a1-persone-con-email-fino-alla-home.yaml"
    asked = read_request(load_flows([flow]), None, None, ("en",))._replace(page="../site/")
    result = make(asked)
    found = links(result.html)
    assert len(found) == result.states
    assert all(link.startswith(f"../site/?story={flow.stem}&step=") and link.endswith("&variant=en") for link in found)
    assert "Open in the simulator" in result.html
    assert not [link for link in found if "@" in link or "Rossi" in link]


def test_no_link_without_an_address_or_into_a_flow_that_the_page_does_not_have() -> None:
    assert links(made().html) == []
    assert links(make(order()._replace(page="../site/")).html) == []


def test_a_link_leads_to_the_very_state() -> None:
    asked = read_request(load_flows([LIBRARY]), None, None, ("",))._replace(page="https://example.org/site/")
    linked = [(state, link) for state in library() if (link := place_of(asked, state))]
    assert len(linked) > 0.8 * len(library())
    for state, link in linked[:4] + linked[::5]:
        session = Session(read_fixture().simulation())
        open_place(session, LinkTarget(**dict(parse_qsl(urlsplit(link).query))))
        seen, wanted = session.simulation.view, state.views[0]
        assert (seen.step, [block.id for block in seen.blocks]) == (wanted.step, [block.id for block in wanted.blocks])
        assert [bool(block.error) for block in seen.blocks] == [bool(block.error) for block in wanted.blocks]


@pytest.mark.parametrize(
    "address", ["", "javascript:alert(1)", "data:text/html,x", "../site/?story=x", "site#x", "http://["]
)
def test_an_address_that_is_none_is_refused_in_one_line(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["storyboard", "-o", str(tmp_path / "out"), "--flows", str(FLOWS), "--page", address]) == 2
    assert "write a web address or a relative path" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
