"""The panels beside the phone: why, what to say, messages, who is on the line, notes; as many as there is room for."""

from __future__ import annotations

import pytest

from tests.terminal.driver import Hands, running
from tests.tui.states import CONFIRM, CONFIRM_BUSINESS, MARIO, RIGHT, UNKNOWN

ROSI = f"<Enter><Enter>Mario<Tab>Rosi<Enter>mario.rossi@mail.it<Tab>{RIGHT}<Enter>"
EXPIRED = f"{CONFIRM_BUSINESS}<F8><F6><Ctrl+O>"
NO_MOBILE = "<Tab><Enter>irene.basile@example.com<Tab>Prova1234<Enter>"
COMMAND = {"messages": "messaggi", "advice": "cosa dire", "why": "perché", "customer": "cliente", "notes": "raccoglie"}


def shown_panels(hands: Hands) -> list[str]:
    """The panels whose frames can be seen, from left to right and top to bottom."""
    panels = [panel for panel in hands.desk.query(".panel") if panel.region]
    return [
        (panel.id or "").removeprefix("panel-")
        for panel in sorted(panels, key=lambda panel: (panel.region.x, panel.region.y))
    ]


async def lines(panel: str, script: str, size: tuple[int, int] = (80, 60)) -> list[str]:
    """What a panel says after a script's keys, line by line, without its frame."""
    async with running(size, f"{script}<Ctrl+P>{COMMAND[panel]}<Enter>") as hands:
        return panel_lines(hands, panel)


def panel_lines(hands: Hands, panel: str) -> list[str]:
    """What a panel on show says, without its frame."""
    region = hands.desk.query_one(f"#panel-{panel}").content_region
    rows = hands.picture.splitlines()[region.y : region.bottom]
    return [row[region.x : region.right].rstrip(" ▁▂▃▄▅▆▇█").rstrip() for row in rows]


async def test_why_lists_the_checks_in_order_with_evidence_source_and_hint() -> None:
    said = await lines("why", ROSI, (100, 60))
    assert [line for line in said if line] == [
        "Contatto e password → Nome e cognome",
        "✓ Il contatto mario.rossi@mail.it è registrato in",
        "  Agenzia. · guida 4A",
        "✓ Il profilo scelto è quello di Mario Rossi. ·",
        "  guida 2A",
        "✗ Cognome: «Rosi», in Agenzia Rossi. · guida 3A",
        "  → Chiedi di leggere il cognome com'è sui documenti",
        "    di polizza.",
    ]


async def test_why_says_so_where_there_was_nothing_to_check_or_nothing_happened() -> None:
    assert (await lines("why", ""))[0] == "Qui vedi perché il percorso ha preso questa strada."
    assert "In questo passaggio non c'era niente da verificare." in await lines("why", "<Enter>")


@pytest.mark.parametrize(("script", "said"), [(ROSI, "capita"), (EXPIRED, "48 ore"), (NO_MOBILE, "cellulare")])
async def test_what_to_say_to_check_and_to_do_at_the_hardest_moments(script: str, said: str) -> None:
    told = await lines("advice", script)
    parts = [told.index(words) for words in ("Di' al cliente", "Verifica", "Poi")]
    assert parts == sorted(parts)
    assert any(said in line for line in told[: parts[1]])
    assert all(line.startswith(("— ", "  ")) for line in told[1 : parts[1]] if line)


async def test_messages_say_what_never_arrived_and_what_is_left() -> None:
    told = "\n".join(await lines("messages", f"<Ctrl+P>consegna persa<Enter>{CONFIRM}"))
    assert "▪ Consegna dei messaggi: persa." in told
    assert "Non arrivati: 1." in told
    assert "vale ancora 10 minuti" in told


async def test_messages_on_their_way_are_counted_down() -> None:
    late = f"<Ctrl+P>consegna ritardo<Enter>{CONFIRM}"
    assert any("In viaggio: 1, il primo arriva tra 5 minuti." in line for line in await lines("messages", late))
    async with running((80, 40), f"{late}<F2>") as hands:
        await hands.type("<F5>")
        assert "tra 4 minuti 30 secondi" in hands.picture
        await hands.type("<F6>")
        assert "In viaggio" not in hands.picture
        assert "Codice 823456" in hands.picture


async def test_a_message_shows_folder_age_life_attempts_and_sends() -> None:
    told = "\n".join(await lines("messages", f"<Ctrl+P>consegna spam<Enter>{CONFIRM}000000<Enter><F5><F5><F5><F5>"))
    assert "Email · Spam" in told
    assert "2 min fa" in told
    assert "vale ancora 8 minuti · tentativi rimasti: 4 · invii rimasti: 4" in told


async def test_enter_on_a_code_copies_it_and_enter_on_a_link_opens_it() -> None:
    async with running((80, 24), f"{CONFIRM}<F2><Enter>") as hands:
        assert hands.app.clipboard == "823456"
        assert hands.desk.front == "phone"
        assert "Codice copiato" in hands.footer
        await hands.type("<Ctrl+V>")
        assert hands.app.simulation.written("code") == "823456"
    async with running((80, 40), f"{CONFIRM_BUSINESS}<F2>") as hands:
        assert hands.app.focused is not None
        assert hands.app.focused.has_class("link")
        await hands.type("<Down>")
        assert hands.app.focused.has_class("code")
        await hands.type("<Up><Enter>")
        assert hands.step == "login"


async def test_a_code_is_copied_by_a_click() -> None:
    async with running((110, 40), CONFIRM) as hands:
        await hands.click("Codice 823456")
        assert hands.app.clipboard == "823456"
        assert hands.desk.front == "phone"


async def test_nobody_is_on_the_line_until_somebody_is_known() -> None:
    assert (await lines("customer", ""))[0].startswith("Non si sa ancora chi è al telefono")
    assert (await lines("customer", MARIO))[0] == "Mario Rossi · Persone"
    assert (await lines("customer", CONFIRM_BUSINESS))[0] == "Wellion · Aziende"


async def test_the_card_tells_contacts_codes_and_no_password() -> None:
    told = "\n".join(await lines("customer", "<F9>elena<Ctrl+F>"))
    assert "Elena Marchetti · Persone" in told
    assert "elena.marchetti@example.com" in told
    assert "0000000042" in told
    assert "Perché?No1Domani" not in told


async def test_a_story_is_played_on_and_back_in_its_panel_and_kept_in_sight() -> None:
    async with running((80, 24), "<F9>laura conti<Enter><Ctrl+P>dati cliente storia<Enter>") as hands:
        assert hands.desk.front == "customer"
        await hands.type("<Enter><Space><Right>")
        assert "▸ Tocca «Nome»" in hands.picture
        assert hands.step == "identity"
        await hands.type("<Left>")
        assert "▸ Tocca «Persone»" in hands.picture
        await hands.type("<End>")
        assert hands.step == "home"
        assert "Fine della storia." in hands.footer
        assert hands.desk.front == "customer"


async def test_notes_take_remarks_and_give_the_last_one_back() -> None:
    script = f"{UNKNOWN}<Ctrl+P>raccoglie<Enter>"
    async with running((80, 40), script) as hands:
        before = panel_lines(hands, "notes")
        await hands.type("<Enter>   <Enter>")
        assert panel_lines(hands, "notes") == before
        await hands.type("richiama domani<Enter>")
        assert "✎ richiama domani" in panel_lines(hands, "notes")
        assert "Appunti: 1." in hands.footer
        await hands.type("«sentito\n»<Enter>[b]due[/b]<Enter>")
        told = panel_lines(hands, "notes")
        assert told.index("✎ sentito") + 1 == told.index("✎ [b]due[/b]")
        await hands.type("<Backspace>")
        assert "✎ [b]due[/b]" not in panel_lines(hands, "notes")
        assert hands.app.session.remarks == ("richiama domani", "sentito")


async def test_remarks_in_one_burst_are_each_their_own() -> None:
    async with running((80, 40), f"{UNKNOWN}<Ctrl+P>raccoglie<Enter>") as hands:
        await hands.type("unox<Backspace><Enter>due<Home>e <Enter><Esc>", apart=0)
        assert hands.app.session.remarks == ("uno", "e due")
        assert hands.desk.front == "phone"


async def test_notes_mask_what_the_operator_writes() -> None:
    async with running((80, 40), f"{UNKNOWN}<Ctrl+P>raccoglie<Enter>320 123 4519 o mario.rossi@mail.it<Enter>") as hands:
        assert "✎ .....519 o mar*****@ma***.it" in hands.picture
        assert "altra@mail.it" not in hands.picture


@pytest.mark.parametrize(
    ("size", "script", "shown"),
    [
        ((80, 24), "", []),
        ((80, 24), "<F2>", ["why"]),
        ((80, 24), "<F2><F2>", ["messages"]),
        ((80, 24), "<Alt+C>", ["advice"]),
        ((80, 24), "<Alt+C><Alt+P>", ["why"]),
        ((80, 24), "<F2><Esc>", []),
        ((110, 40), "", ["why"]),
        ((110, 40), "<Alt+C>", ["advice"]),
        ((110, 40), "<Alt+C><Esc>", ["advice"]),
        ((160, 50), "", ["advice", "why", "messages"]),
        ((160, 50), "<Ctrl+P>dati storia<Enter>", ["advice", "why", "customer"]),
    ],
)
async def test_as_many_panels_as_there_is_room_for(size: tuple[int, int], script: str, shown: list[str]) -> None:
    async with running(size, ROSI + script) as hands:
        assert shown_panels(hands) == shown
        phone = "Crea un account" in hands.picture
        assert phone is (size[0] >= 100 or not shown)


async def test_the_panels_follow_the_width_of_the_terminal() -> None:
    async with running((160, 50), ROSI) as hands:
        assert shown_panels(hands) == ["advice", "why", "messages"]
        await hands.pilot.resize_terminal(80, 24)
        await hands.type("")
        assert shown_panels(hands) == []
        await hands.type("<Alt+P>")
        assert shown_panels(hands) == ["why"]
        await hands.pilot.resize_terminal(110, 40)
        await hands.type("")
        assert shown_panels(hands) == ["why"]
        await hands.pilot.resize_terminal(160, 50)
        await hands.type("")
        assert shown_panels(hands) == ["advice", "why", "messages"]


async def test_a_click_on_a_tab_brings_its_panel_and_one_on_the_phone_the_phone() -> None:
    async with running((110, 40), f"{ROSI}<Alt+C>") as hands:
        await hands.click("Perché !", 0)
        assert shown_panels(hands) == ["why"]
        assert hands.desk.front == "why"
        await hands.click("Crea un account")
        assert hands.desk.front == "phone"
        await hands.click("Cognome: «Rosi»")
        assert hands.desk.front == "why"
        await hands.type("<Esc>")
        assert hands.desk.front == "phone"
    async with running((80, 24), f"{ROSI}<Alt+P>") as hands:
        await hands.click("Telefono", 0)
        assert hands.desk.front == "phone"


@pytest.mark.parametrize(
    ("script", "shown"),
    [
        ("", "advice"),
        (CONFIRM, "messages"),
        (f"<Ctrl+P>consegna ritardo<Enter>{CONFIRM}", "advice"),
        (f"<Ctrl+P>consegna ritardo<Enter>{CONFIRM}<F6>", "messages"),
        (f"{CONFIRM}000000<Enter>", "why"),
        (f"{CONFIRM}000000<Enter><Ctrl+Z>", "messages"),
        (f"{ROSI}<Ctrl+R>", "advice"),
        ("<F9>laura conti<Enter><Ctrl+N>", "customer"),
        (f"<Alt+C><Esc>{CONFIRM}", "advice"),
        (f"<Alt+C><Ctrl+R>{CONFIRM}", "messages"),
    ],
)
async def test_beside_the_phone_is_what_fits_the_moment_until_somebody_chooses(script: str, shown: str) -> None:
    async with running((110, 40), script) as hands:
        assert shown_panels(hands) == [shown]
        assert hands.desk.front == "phone"


async def test_every_panel_is_reached_by_its_key_whatever_there_is_news_of() -> None:
    for size, first in (((80, 24), "why"), ((110, 40), "why"), ((160, 50), "messages")):
        async with running(size, f"{CONFIRM}000000<Enter>") as hands:
            seen = []
            for _ in range(6):
                await hands.type("<F2>")
                seen.append(hands.desk.front)
            assert sorted(seen) == sorted(["phone", *COMMAND])
            assert seen[0] == first


async def test_what_a_panel_says_is_selected_with_the_mouse_and_copied() -> None:
    async with running((110, 40), ROSI) as hands:
        rows = hands.picture.splitlines()
        y = next(number for number, row in enumerate(rows) if "Cognome: «Rosi»" in row)
        x = rows[y].index("Cognome")
        await hands.pilot.mouse_down(offset=(x, y))
        await hands.pilot.hover(offset=(x + len("Cognome: «Rosi»"), y))
        await hands.pilot.mouse_up(offset=(x + len("Cognome: «Rosi»"), y))
        await hands.type("<Ctrl+C>")
        assert hands.app.clipboard.startswith("Cognome: «Rosi»")


async def test_a_panel_is_left_alone_by_a_key_that_changes_nothing_it_says() -> None:
    async with running((110, 40), f"{MARIO}m") as hands:
        panel = hands.desk.query_one("#panel-advice")
        before = [*panel.children]
        told = panel.lines  # type: ignore[attr-defined]
        await hands.type("ario")
        assert [*panel.children] == before
        assert panel.lines is told  # type: ignore[attr-defined]
