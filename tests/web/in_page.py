"""The page that `make site` builds, in a real browser, by `make browser`.

Not part of `make test`, which must run where neither a browser nor node is.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from ac_tui.assets import fixtures_dir, screens_dir
from ac_tui.commands.serve import make_server
from ac_tui.flows.fixture import read_fixture
from ac_tui.flows.load import load_flow
from ac_tui.flows.play import Player
from tests.web.browser import Page, browser
from tests.web.hands import block, click, on, tabbed_to, touch
from tests.web.lockstep import PageSurface

ROOT = Path(__file__).parents[2]
SITE = Path(os.environ.get("AC_TUI_SITE", ROOT / "dist" / "site"))
READY = "document.getElementById('desk')?.hidden === false"
COMPLAINTS = ("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded", "Network.loadingFailed")


@pytest.fixture(scope="module")
def home() -> Iterator[str]:
    """The address that the page is served at."""
    server = make_server(SITE)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A browser."""
    with browser(tmp_path_factory.mktemp("profile")) as page:
        yield page


@pytest.fixture
def page(tab: Page, home: str) -> Iterator[Page]:
    """The page freshly opened; in the end nothing was complained of, and nobody else was asked for anything."""
    yield opened(tab, home)
    quiet(tab, home)


def opened(tab: Page, address: str, width: int = 1320, height: int = 900, *, touch: bool = False) -> Page:
    """Open the page and wait until it can be used."""
    tab.heard.clear()
    tab.visit(address, width, height, touch=touch)
    tab.until(READY)
    return tab


def quiet(tab: Page, home: str) -> None:
    """Nothing was complained of, and nothing was asked of another host."""
    assert [told for told in tab.heard if told[0] in COMPLAINTS] == []
    asked = [told["request"]["url"] for name, told in tab.heard if name == "Network.requestWillBeSent"]
    assert [url for url in asked if not url.startswith((home, "data:", "blob:"))] == []


# Mario Rossi, from the first screen to the last.

JOURNEY = (
    ("press", "register", "profile"),
    ("press", "person", "identity"),
    ("type", "first_name", "Mario"),
    ("type", "last_name", "Rossi"),
    ("press", "continue", "contact"),
    ("type", "email", "mario.rossi@mail.it"),
    ("type", "password", "Prova1234"),
    ("press", "privacy", ""),
    ("press", "register", "confirm_contact"),
    ("type", "code", "823456"),
    ("press", "continue", "login"),
    ("type", "user", "mario.rossi@mail.it"),
    ("type", "password", "Prova1234"),
    ("press", "login", "confirm_identity"),
    ("type", "code", "823456"),
    ("press", "continue", "home"),
)


@pytest.mark.parametrize("hand", [click, touch])
def test_mario_rossi_registers_by_mouse_and_by_finger(tab: Page, home: str, hand: object) -> None:
    finger = hand is touch
    opened(tab, home, 390 if finger else 1320, 844 if finger else 900, touch=finger)
    assert tab.run("document.documentElement.scrollWidth <= innerWidth")
    for act, name, leads in JOURNEY:
        (touch if finger else click)(tab, block(name))
        if act == "type":
            tab.type(leads)
        elif leads:
            tab.until(on(leads))
        assert tab.run("document.documentElement.scrollWidth <= innerWidth")
    assert tab.run("document.querySelector('#phone').innerText.includes('Mario Rossi')")
    quiet(tab, home)


def test_mario_rossi_registers_by_keyboard(page: Page) -> None:
    for act, name, leads in JOURNEY:
        tabbed_to(page, block(name))
        if act == "type":
            page.type(leads)
        else:
            page.press(" ", 32, " ") if name == "privacy" else page.press("Enter", 13, "\r")
            if leads:
                page.until(on(leads))
    assert page.run("document.querySelector('#phone').innerText.includes('Mario Rossi')")


def play_to(page: Page, name: str) -> None:
    """Press and type until a block can be pressed."""
    for act, here, leads in JOURNEY:
        if here == name:
            return
        click(page, block(here))
        if act == "type":
            page.type(leads)
        elif leads:
            page.until(on(leads))


def test_a_code_is_pasted_from_its_message(page: Page) -> None:
    page.send("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
    play_to(page, "code")
    click(page, "[data-code]")
    page.until("navigator.clipboard.readText().then ? true : false")
    click(page, block("code"))
    script = """(() => { const data = new DataTransfer(); data.setData("text", "823 456");
      const told = { clipboardData: data, bubbles: true, cancelable: true };
      document.activeElement.dispatchEvent(new ClipboardEvent("paste", told));
      return true })()"""
    page.run(script)
    page.until("document.querySelectorAll('#phone .boxes .full').length === 6")
    click(page, block("continue"))
    page.until(on("login"))


# The same Views as the model.

FLOWS = (
    "a1-persone-con-email-fino-alla-home",
    "b3-aziende-con-il-link-fino-alla-home",
    "c1-non-riconosciuto-sceglie-il-cellulare-fino-alla-home",
)


@pytest.mark.parametrize("name", FLOWS)
def test_a_flow_shows_the_same_on_the_page_as_on_the_model(page: Page, name: str) -> None:
    flow = load_flow(fixtures_dir() / "flows" / f"{name}.yaml")
    surface = PageSurface(read_fixture().simulation(), page)
    result = Player(flow, surface).play()
    assert result.status == "passed", result.failure
    assert surface.compared > 10


# The desk.


def test_a_link_leads_to_a_step_of_a_story_in_a_variant_and_is_copied_again(tab: Page, home: str) -> None:
    asked = "?story=a1-persone-con-email-fino-alla-home&step=contact&variant=en"
    page = opened(tab, home + asked)
    page.until(on("contact"))
    assert page.run("document.documentElement.lang") == "en"
    page.send("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
    click(page, "[data-run=copy_link]")
    page.until("document.getElementById('said').textContent")
    copied = page.run("navigator.clipboard.readText()")
    assert copied.startswith(f"{home}?story=a1-persone-con-email-fino-alla-home&step=")
    assert "@" not in copied
    opened(tab, copied)
    page.until(on("contact"))
    quiet(tab, home)


def test_words_and_flows_that_are_dropped_are_shown_and_a_broken_file_is_told_by_line(page: Page) -> None:
    good = (screens_dir() / "welcome.toml").read_text("utf-8")
    drop(page, "welcome.toml", good.replace('heading = "', 'heading = "Benvenuti! '))
    page.until("document.querySelector('#phone h2').textContent.startsWith('Benvenuti!')")
    drop(page, "welcome.toml", "step = welcome\n")
    page.until("document.getElementById('faults').innerText.includes('welcome.toml:1:')")
    assert page.run("document.querySelector('#phone h2').textContent.startsWith('Benvenuti!')")
    drop(page, "mia.yaml", "appId: it.generali\nname: La mia\n---\n- launchApp\n- tapOn: Registrati\n")
    page.until("document.getElementById('panel-customer').innerText.includes('La mia')")
    page.press("n", 78, modifiers=1)
    page.press("n", 78, modifiers=1)
    page.until(on("profile"))


def test_a_registry_that_is_dropped_is_read_and_a_broken_one_is_told_in_one_line(page: Page) -> None:
    said = "document.getElementById('said').textContent"
    toml = '[[customers]]\nid = "ida-neri"\nprofile = "person"\nfirst_name = "Ida"\nlast_name = "Neri"\n'
    lines = '{"id": "ugo-bianchi", "profile": "person", "first_name": "Ugo", "last_name": "Bianchi", "tax_code": ""}\n'
    for name, good, who, bad, line in (
        ("miei.toml", toml, "Neri", toml.replace("profile =", "profilo ="), 1),
        ("miei.toml", toml, "Neri", toml + "last_name\n", 6),
        ("tuoi.jsonl", lines, "Bianchi", lines + "{\n", 2),
    ):
        drop(page, name, good)
        page.until(f"{said}.includes({name!r})")
        page.press("F9", 120)
        page.until(f"document.querySelector('#box[open] [data-choice]')?.innerText.includes({who!r})")
        page.press("Escape", 27)
        page.until("!document.getElementById('box').open")
        drop(page, name, bad)
        page.until(f"{said}.includes('{name}:{line}:')")
        assert "\n" not in page.run(said)
        assert page.run("document.getElementById('faults').hidden")


@pytest.mark.parametrize("width", [1320, 390])
def test_a_caller_is_made_from_nothing_by_keyboard(tab: Page, home: str, width: int) -> None:
    page = opened(tab, home, width)
    page.press("a", 65, modifiers=1)
    page.until("document.querySelector('#box[open] #box-text') !== null")
    page.type("da zero")
    page.until("document.querySelectorAll('#box [data-choice]').length === 1")
    page.press("Enter", 13, "\r")
    page.until("document.querySelector('#box[open] #caller') !== null")
    assert page.run(
        "[...document.querySelectorAll('#caller :is(input, select)')].every((one) => one.labels.length === 1)"
    )
    assert page.run("document.getElementById('box').scrollWidth <= document.getElementById('box').clientWidth")
    for name, text in (("first_name", "Zoe"), ("emails", "zoe")):
        tabbed_to(page, f"#caller-{name}")
        page.type(text)
    page.press("Enter", 13, "\r")
    page.until("document.activeElement.id === 'caller-last_name'")
    assert page.run("document.querySelector('#caller-last_name-fault').textContent") != ""
    assert page.run("document.querySelector('#caller-first_name').value") == "Zoe"
    page.type("Verdi")
    tabbed_to(page, "#caller-emails")
    page.type("zoe@mail.it")  # Tab selects what is there
    page.press("Enter", 13, "\r")
    page.until("!document.getElementById('box').open")
    page.until("document.getElementById('panel-customer').textContent.includes('Zoe Verdi')")
    page.press("z", 90, modifiers=2)
    page.until("!document.getElementById('panel-customer').textContent.includes('Zoe Verdi')")
    quiet(tab, home)


def drop(page: Page, name: str, text: str) -> None:
    """Drop a file on the page."""
    page.run(f"""(() => {{
      const data = new DataTransfer();
      data.items.add(new File([{json.dumps(text)}], {json.dumps(name)}));
      document.body.dispatchEvent(new DragEvent("drop", {{ dataTransfer: data, bubbles: true, cancelable: true }}));
      return true;
    }})()""")


def test_a_customer_is_found_in_the_box_and_undone_by_key(page: Page) -> None:
    page.press("F9", 120)
    page.until("document.querySelector('#box[open] [data-choice]') !== null")
    page.type("anna maria")
    page.until("document.querySelectorAll('#box [data-choice]').length < 5")
    page.press("ArrowDown", 40)
    page.press("Enter", 13, "\r")
    page.until("document.getElementById('panel-customer').innerText.includes('Bellini')")
    page.press("z", 90, modifiers=2)
    page.until("!document.getElementById('panel-customer').innerText.includes('Bellini')")


def test_every_dialog_opens_by_its_key_and_closes_with_escape(page: Page) -> None:
    for key, code, modifiers in (
        ("F1", 112, 0),
        ("F3", 114, 0),
        ("F9", 120, 0),
        ("p", 80, 2),
        ("k", 75, 2),
        ("t", 84, 1),
    ):
        page.press(key, code, modifiers=modifiers)
        page.until("document.getElementById('box').open && document.getElementById('box').innerText.length > 20")
        page.press("Escape", 27)
        page.until("!document.getElementById('box').open")


def test_a_remark_is_noted_and_leaving_asks_until_it_is_saved(page: Page) -> None:
    click(page, "#remark")
    page.type("richiama domani")
    page.press("Enter", 13, "\r")
    page.until("document.querySelector('#panel-notes .remarks')?.innerText.includes('richiama domani')")
    asks = "!dispatchEvent(new Event('beforeunload', { cancelable: true }))"
    assert page.run(asks)
    page.run("window.saved = []; HTMLAnchorElement.prototype.click = function () { saved.push(this.download) }; true")
    page.press("l", 76, modifiers=2)
    assert page.until("saved.length && saved").pop().endswith(".md")
    assert not page.run(asks)


def test_two_phones_stand_beside_each_other(page: Page) -> None:
    page.press("d", 68, modifiers=1)
    page.until("document.querySelectorAll('.phone').length === 2")


@pytest.mark.parametrize("width", [1320, 390])
def test_nobody_is_shut_out(tab: Page, home: str, width: int) -> None:
    """axe-core finds nothing serious on the desk, on a screen with errors, in a dialog."""
    page = opened(tab, home, width)
    axe = ROOT / "build" / "site" / "npm" / "node_modules" / "axe-core" / "axe.min.js"
    page.run(axe.read_text("utf-8") + "; true")
    check(page)
    for name in ("register", "person", "continue"):
        click(page, block(name))
        page.run("new Promise((done) => setTimeout(done, 300))")
    page.until("document.querySelector('#phone .error') !== null")
    assert page.run("document.getElementById('alert').textContent") != ""
    check(page)
    page.press("F1", 112)
    page.until("document.querySelector('#box[open]') !== null")
    check(page)
    quiet(tab, home)


def check(page: Page) -> None:
    """No finding of axe-core that is serious or worse."""
    found = page.run(
        "axe.run().then(({ violations }) => violations.map(({ id, impact, nodes }) => [id, impact, nodes[0].html]))"
    )
    assert [one for one in found if one[1] in ("serious", "critical")] == []


def test_it_opens_again_without_a_network(tab: Page, home: str) -> None:
    opened(tab, home)
    tab.until("navigator.serviceWorker.controller !== null")
    tab.send("Network.emulateNetworkConditions", offline=True, latency=0, downloadThroughput=0, uploadThroughput=0)
    try:
        tab.visit(home)
        tab.until(READY)
        click(tab, block("register"))
        tab.until(on("profile"))
    finally:
        tab.send(
            "Network.emulateNetworkConditions", offline=False, latency=0, downloadThroughput=-1, uploadThroughput=-1
        )


def test_a_new_version_is_offered_and_taken_when_one_wants_it(tab: Page, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(SITE, site)
    server = make_server(site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    home = f"http://127.0.0.1:{server.server_port}/"
    try:
        opened(tab, home)
        tab.until("navigator.serviceWorker.controller !== null")
        assert tab.run("document.getElementById('update').hidden")
        shell, worker = site / "index.html", site / "service_worker.js"
        shell.write_text(shell.read_text("utf-8").replace("<body", '<body data-version="second"', 1), "utf-8")
        worker.write_text(re.sub('`ac-tui-[$][{"[^"]+', "\\g<0>-second", worker.read_text("utf-8")), "utf-8")
        opened(tab, home)
        tab.until("!document.getElementById('update').hidden")
        opened(tab, home)  # nobody took it: the first one is still there, and the offer too
        tab.until("!document.getElementById('update').hidden")
        assert tab.run("document.body.dataset.version === undefined")
        tab.reloaded_by(lambda: click(tab, "#update button"))
        tab.until("document.body.dataset.version === 'second'")
        tab.until(READY)
        assert tab.run("document.getElementById('update').hidden")
        quiet(tab, home)
    finally:
        server.shutdown()
        server.server_close()


ROWS = "(document.querySelector('#terminal .xterm-rows')?.innerText ?? '').replaceAll('\u00a0', ' ')"


def test_the_terminal_in_the_page_takes_keys_and_what_is_pasted(tab: Page, home: str) -> None:
    tab.heard.clear()
    tab.visit(f"{home}?view=terminal&step=identity")
    tab.until(f"{ROWS}.includes('Cognome')")
    tab.type("Mario")
    tab.until(f"{ROWS}.includes('Mario')")
    tab.press("Tab", 9)
    tab.run("""(() => { const data = new DataTransfer(); data.setData("text", "Rossi");
      const told = { clipboardData: data, bubbles: true, cancelable: true };
      document.activeElement.dispatchEvent(new ClipboardEvent("paste", told)); return true })()""")
    tab.until(f"{ROWS}.includes('Rossi')")
    tab.press("F1", 112)
    tab.until(f"{ROWS}.includes('Ctrl+Z')")
    tab.press("Escape", 27)
    tab.until(f"{ROWS}.includes('Cognome')")
    quiet(tab, home)
