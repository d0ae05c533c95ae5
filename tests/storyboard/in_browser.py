"""The page in a real browser, by `make browser`: no complaint, found by typing, reached by address and by keyboard.

Not part of `make test`, which must run where no browser is.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ac_tui.cli import main
from tests.storyboard.conftest import opened, sheets
from tests.storyboard.worlds import made, states
from tests.web.browser import Page

SHOWN = "Array.from(document.querySelectorAll('figure')).filter((f) => !f.hidden && f.getClientRects().length)"

FRONT = (
    "Array.from(figure.querySelectorAll(':scope > .phones, :scope > .phones :is(input, textarea)'), "
    "(one) => one.value ?? one.textContent).join(' ').toLowerCase()"
)

Variants = tuple[str, ...]


def test_it_opens_without_a_complaint_and_asks_for_nothing(page: Page) -> None:
    complaints = [told for told in page.heard if told[0] in COMPLAINTS]
    assert complaints == []
    asked = [told["request"]["url"] for name, told in page.heard if name == "Network.requestWillBeSent"]
    assert len([url for url in asked if url.startswith("file:")]) == 1
    assert all(url.startswith(("file:", "data:font/woff2")) for url in asked)


COMPLAINTS = ("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded", "Network.loadingFailed")


def test_it_is_set_in_the_font_it_brings(page: Page) -> None:
    assert page.run("Array.from(document.fonts, (face) => [face.family, face.status])") == [["Inter", "loaded"]] * 2


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
    const page = phone.getBoundingClientRect();
    const scale = page.width / 391;
    for (const field of phone.querySelectorAll("input[type=text], textarea")) {
      const cut = field.scrollWidth > field.clientWidth + 1 || field.scrollHeight > field.clientHeight + 1;
      if (cut && field.checkVisibility({ opacityProperty: true })) wrong.push(["cut", field.value]);
    }
    const words = document.createTreeWalker(phone, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
      const node = words.currentNode;
      if (!node.data.trim() || node.parentElement.matches(".unseen")) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        const across = box.left >= page.left + 24 * scale && box.right <= page.right - 24 * scale;
        const inside = across && box.bottom <= page.bottom - 20 * scale;
        if (!inside) wrong.push(["outside", node.data, box.left - page.left, box.right - page.left]);
      }
    }
    let before = null;
    for (const block of phone.querySelectorAll(".screen > *")) {
      const box = block.getBoundingClientRect();
      if (before && box.top < before.bottom - 1) wrong.push(["over", block.textContent]);
      before = box;
    }
  }
  return wrong;
})()"""


@pytest.mark.parametrize("width", [360, 390, 820, 1440, 2560])
def test_it_fits_every_window(tab: Page, tmp_path: Path, width: int) -> None:
    page = opened(tab, tmp_path, width=width)
    assert page.run("document.documentElement.scrollWidth") <= width
    sizes = page.run(f"{SHOWN}.map((figure) => figure.querySelector('.phone').getBoundingClientRect().toJSON())")
    assert all(box["left"] >= 0 and box["right"] <= width for box in sizes)
    assert min(box["width"] for box in sizes) > 250  # to be read without a glass


def test_two_variants_fit_a_window_of_a_phone(tab: Page, tmp_path: Path) -> None:
    page = opened(tab, tmp_path, "", "en", width=390)
    assert page.run("document.documentElement.scrollWidth") <= 390


def address(number: int) -> str:
    """The address of a state."""
    return f"#state={states()[number].address}"


IN_SIGHT = """new Promise((done) => {
  const look = () => {
    const { top, bottom } = document.querySelector(":target").getBoundingClientRect();
    if (top < 1000 && bottom > 0) done(true);
    else requestAnimationFrame(look);
  };
  look();
})"""
"""Kept when the state that is addressed has come into sight."""


def test_an_address_opens_its_state(tab: Page, tmp_path: Path) -> None:
    file = tmp_path / "index.html"
    file.write_text(made().html, "utf-8")
    tab.open(file, hash=address(-3))
    assert tab.run("document.querySelector(':target').id") == address(-3)[1:]
    assert tab.run(IN_SIGHT)


def test_an_address_shows_its_state_whatever_was_searched_for(page: Page) -> None:
    ask(page, "questo non c'è")
    page.run(f"location.hash = {address(20)!r}")
    page.run("new Promise((done) => setTimeout(done))")
    assert page.run("document.querySelector(':target').id") == address(20)[1:]
    assert page.run(IN_SIGHT)


def test_a_caption_is_the_link_to_its_state(page: Page) -> None:
    page.run("document.querySelectorAll('.address')[7].click()")
    assert page.run("location.hash") == address(7)


def test_arrows_go_from_state_to_state_and_tell_its_address(page: Page) -> None:
    seen = []
    for key, code in (("ArrowRight", 39), ("ArrowRight", 39), ("ArrowLeft", 37)):
        page.press(key, code)
        seen.append(page.run("location.hash"))
        assert page.run("document.activeElement.id") == seen[-1][1:]  # Tab goes on from there
    assert seen == [address(0), address(1), address(0)]
    page.run(f"location.hash = {address(30)!r}")
    page.run("new Promise((done) => setTimeout(done))")
    page.press("ArrowRight", 39)
    assert page.run("location.hash") == address(31)


def test_words_on_a_phone_can_be_selected_and_found(page: Page) -> None:
    page.run("getSelection().selectAllChildren(document.querySelector('.phone h4'))")
    assert page.run("getSelection().toString()") == "La tua Area Clienti"
    assert page.run("getSelection().removeAllRanges() || find('Inserisci il tuo cognome')")
    assert page.run("getSelection().anchorNode.parentElement.closest('.phone') !== null")


def test_nothing_on_a_phone_is_changed_by_a_click_or_reached_by_tab(page: Page) -> None:
    box = "document.querySelector('.phone [type=checkbox]')"
    before = page.run(f"{box}.checked")
    page.run(f"{box}.click()")
    page.run(f"{box}.closest('label').click()")
    assert page.run(f"{box}.checked") is before
    stops = "Array.from(document.querySelectorAll('.phone :is(button, input, textarea, [href], [tabindex])'))"
    stops += ".filter((one) => one.tabIndex >= 0).length"
    assert page.run(stops) == 0


def test_fields_have_their_names_for_those_who_do_not_see_them(page: Page) -> None:
    nodes = page.send("Accessibility.getFullAXTree")["nodes"]
    fields = [node for node in nodes if node.get("role", {}).get("value") in ("textbox", "checkbox", "radio", "button")]
    assert len(fields) > 100
    assert [node for node in fields if not node.get("name", {}).get("value")] == []
    invalid = {"name": "invalid", "value": {"type": "token", "value": "true"}}
    remarks = [node["description"]["value"] for node in fields if invalid in node.get("properties", ())]
    assert {"Inserisci il tuo nome.", "Inserisci il tuo cognome."} <= set(remarks)


PAPER = "getComputedStyle(document.querySelector('.phone')).backgroundColor"


def test_light_and_dark_follow_the_system_and_the_box(tab: Page, tmp_path: Path) -> None:
    papers = []
    for scheme in ("light", "dark"):
        tab.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        page = opened(tab, tmp_path)
        papers.append(page.run(PAPER))
        assert page.run("document.getElementById('dark').checked") is (scheme == "dark")
        page.run("document.getElementById('dark').click()")
        papers.append(page.run(PAPER))
    tab.send("Emulation.setEmulatedMedia", features=[])
    light, dark = papers[:2]
    assert papers == [light, dark, dark, light]
    assert light != dark


def test_paper_is_white_whatever_the_screen(page: Page) -> None:
    page.run("document.documentElement.dataset.theme = 'dark'")
    page.send("Emulation.setEmulatedMedia", media="print")
    try:
        assert page.run("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert page.run(PAPER) == "rgb(252, 251, 249)"
    finally:
        page.send("Emulation.setEmulatedMedia", media="")


def test_searching_by_keyboard(page: Page) -> None:
    page.press("/", 191, "/")
    assert page.run("document.activeElement.id") == "search"
    page.type("Il codice NON è corretto")
    said = "Il codice non è corretto"
    wanted = [s for s in states() if any(said in text for one in (s, *s.others) for _, text in one.views[0].texts())]
    assert page.run(f"{SHOWN}.length") == len(wanted) > 1
    assert page.run("document.getElementById('found').textContent") == f"{len(wanted)} schermate su {len(states())}"
    assert page.run(f"{SHOWN}.every((figure) => figure.textContent.includes('Il codice non è corretto'))")
    assert page.run("Array.from(document.querySelectorAll('.part')).some((part) => part.hidden)")

    seen = []
    for _ in range(len(wanted) + 1):
        page.press("Enter", 13, "\r")
        seen.append(page.run("document.querySelector('figure.here').id"))
        top, bottom = page.run(WHERE)
        assert 0 <= (top + bottom) / 2 <= 1000
    assert seen == [*(f"state={state.address}" for state in wanted), seen[0]]

    page.press("Escape", 27)
    assert page.run(f"{SHOWN}.length") == len(states())
    assert page.run("document.getElementById('search').value") == ""


WHERE = "(({ top, bottom }) => [top, bottom])(document.querySelector('figure.here').getBoundingClientRect())"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("link scaduto", "link_expired"),
        ("NO_MOBILE", "no_mobile"),
        ("bianchi GIULIA", "identity"),
        ("perche non e il mio", ""),
    ],
)
def test_searching_needs_no_accents_case_or_order(page: Page, asked: str, found: str) -> None:
    page.run(f"document.getElementById('search').value = {asked!r};")
    page.run("document.getElementById('search').dispatchEvent(new Event('input'))")
    steps = page.run(f"{SHOWN}.map((figure) => figure.dataset.step)")
    assert found in steps if found else steps == []
    assert page.run("document.getElementById('nothing').hidden") is bool(found)


def squeezed(html: str) -> str:
    """HTML without the white space between its elements."""
    return re.sub(r">\s+<", "><", html)


def ask(page: Page, words: str) -> None:
    """Search for words."""
    page.run(f"document.getElementById('search').value = {words!r};")
    page.run("document.getElementById('search').dispatchEvent(new Event('input'))")


def test_a_phone_with_other_data_stands_in_front_while_it_is_searched_for(page: Page) -> None:
    state = next(state for state in states() if state.others)
    firsts = {text for _, text in state.views[0].texts()}
    only = next(text for other in state.others for _, text in other.views[0].texts() if text not in firsts)
    figure = f"document.getElementById('state={state.address}')"
    before = page.run(f"{figure}.innerHTML")
    ask(page, only)
    assert page.run(f"{SHOWN}.length") > 0
    assert page.run(f"{SHOWN}.filter((figure) => !{FRONT}.includes({only.lower()!r})).length") == 0
    page.press("/", 191, "/")
    page.press("Escape", 27)
    assert squeezed(page.run(f"{figure}.innerHTML")) == squeezed(before)


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
    wanted = [state for state in states() if state.step in steps]
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
    assert 0 < left < len(states())
    assert len(sheets(page.pdf())) <= 1 + left
    page.run("document.getElementById('differing').click()")
    assert page.run(f"{SHOWN}.length") == len(states())


def test_a_flow_is_found_by_its_name(page: Page) -> None:
    page.press("/", 191, "/")
    page.type("privata senza cellulare")
    number = next(s.first[0] for s in states() if s.step == "no_mobile")
    wanted = sum(any(number in one.flows for one in (state, *state.others)) for state in states())
    assert page.run(f"{SHOWN}.length") == wanted


def test_a_step_of_the_map_leads_to_its_phones(page: Page) -> None:
    page.press("/", 191, "/")
    page.type("questo non c'è")
    x, y = page.run(
        "(() => { window.scrollTo(0, 0); const b = document.querySelector('[data-step=tax_code] rect')"
        ".getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2] })()"
    )
    page.click(x, y)
    assert page.run(f"{SHOWN}.length") == len(states())  # what was hidden by the search is there again
    top = page.run("document.getElementById('c-tax_code').getBoundingClientRect().top")
    assert 0 <= top <= 200
    assert page.run("location.hash") == "#c-tax_code"


def test_the_map_is_reached_by_keyboard(page: Page) -> None:
    page.run("document.querySelector('[data-step=login] a').focus()")
    assert page.run("document.querySelectorAll('.way.lit').length") > 2
    page.press("Enter", 13, "\r")
    assert page.run("location.hash") == "#a-login"


def test_the_same_with_other_data_opens_in_place(page: Page) -> None:
    state = next(state for state in states() if state.others)
    figure = f"document.getElementById('state={state.address}')"
    visible = f"Array.from({figure}.querySelectorAll('details .phone')).filter((one) => one.checkVisibility()).length"
    assert page.run(visible) == 0
    page.run(f"{figure}.querySelector('summary').click()")
    assert page.run(visible) == len(state.others)
