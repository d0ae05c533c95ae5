"""The library: it reads like a table of contents, and its headers tell the truth."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from ac_tui.assets import fixtures_dir
from ac_tui.deck.view import View
from ac_tui.flows.load import check_flow, load_flow
from ac_tui.registry.keys import maybe_in_use
from ac_tui.testing import play
from tests.flows.hands import fixture

FOLDER = fixtures_dir() / "flows"
FLOWS = sorted(FOLDER.glob("*.yaml"))


@cache
def seen(path: Path) -> tuple[View, ...]:
    """Every screen that a flow shows."""
    return tuple(view for view in play(path).views if view.open)


def test_a_flow_says_what_it_is_and_what_it_shows() -> None:
    """Name, tags, customer; each guide step named is one of a screen shown, and no screen of the guide is left out."""
    for path in FLOWS:
        flow = load_flow(path)
        assert path.read_text("utf-8").startswith("# "), path
        assert re.fullmatch(r"(?:[a-j][0-9]+|k)-[a-z0-9-]+", path.stem), path
        assert flow.name != path.stem
        assert flow.tags, path
        assert flow.setting.customer, path
        shown = {view.step: set(fixture().deck.screens[view.step].guide) for view in seen(path)}
        assert set(flow.setting.guide) <= set().union(*shown.values()), path
        assert not [step for step, guide in shown.items() if guide and not guide & set(flow.setting.guide)], path


def test_a_part_is_sound_and_used() -> None:
    parts = sorted((FOLDER / "_parti").glob("*.yaml"))
    for path in parts:
        assert [fault for fault in check_flow(path) if fault.level != "suggestion"] == []
        assert any(path.name in other.read_text("utf-8") for other in (*FLOWS, *parts)), path


def test_names_are_of_their_own() -> None:
    names = [load_flow(path).name for path in FLOWS]
    assert len(set(names)) == len(names)


def test_a_customers_flow_is_named_after_them() -> None:
    for path in FLOWS:
        if path.stem.startswith("k-"):
            assert path.stem == f"k-{load_flow(path).setting.customer}"


def test_the_guides_three_parts_are_told_to_their_ends() -> None:
    """A to home and to no mobile, B by code, by link and by expired link, C to home and to assistance, recovery."""
    ends = {path.stem: [view.step for view in seen(path)] for path in FLOWS}
    for name, end in {
        "a1-persone-con-email-fino-alla-home": "home",
        "b1-professionisti-con-il-codice-fino-alla-home": "home",
        "b2-aziende-con-il-codice-fino-alla-home": "home",
        "b3-aziende-con-il-link-fino-alla-home": "home",
        "b4-professionisti-con-il-link-scaduto-fino-alla-home": "home",
        "c1-non-riconosciuto-sceglie-il-cellulare-fino-alla-home": "home",
        "c3-codice-fiscale-sconosciuto-in-assistenza": "tax_code",
        "e1-recupera-le-credenziali": "home",
    }.items():
        assert ends[name][-1] == end
    assert "no_mobile" in ends["a3-persone-senza-cellulare-chiede-assistenza"]
    assert "link_expired" in ends["b4-professionisti-con-il-link-scaduto-fino-alla-home"]
    assert "assistance" in ends["c2-nessuno-di-questi-chiede-assistenza"]


def test_no_number_in_it_may_be_somebodys() -> None:
    """Ten digits that begin with 3 are an Italian mobile; what is meant as a mistake has more or fewer."""
    written = re.compile(r"(?<![0-9])(?:\+39 ?)?(3[0-9]{2}[ -]?(?:[0-9] ?){6}[0-9])(?![0-9])")
    typed = {
        "+39" + re.sub("[ -]", "", number[1])
        for path in FOLDER.rglob("*.yaml")
        for number in written.finditer(path.read_text("utf-8"))
    }
    assert len(typed) > 15
    assert not [number for number in typed if maybe_in_use(number)]
