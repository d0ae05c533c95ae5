"""The panels beside the phone: why, what to say, messages, who is on the line, notes; as many as there is room for."""

from __future__ import annotations

import pytest

from ac_tui.surfaces.tui.commands import BY_KEY
from tests.tui.driver import Fingers, reach, running
from tests.tui.states import CONFIRM, CONFIRM_BUSINESS, MARIO, RIGHT, UNKNOWN

ROSI = f"<Enter><Enter>Mario<Tab>Rosi<Enter>mario.rossi@mail.it<Tab>{RIGHT}<Enter>"
EXPIRED = f"{CONFIRM_BUSINESS}<F8><F6><Ctrl+O>"
NO_MOBILE = "<Tab><Enter>irene.basile@example.com<Tab>Prova1234<Enter>"


def registering(profile: str, first: str, last: str, email: str) -> str:
    arrows = {"person": "", "professional": "<Down>", "company": "<Down><Down>"}[profile]
    return f"<Enter>{arrows}<Enter>{first}<Tab>{last}<Enter>{email}<Tab>{RIGHT}<Enter>"


def lines(panel: str, script: str, width: int = 100) -> list[str]:
    """What a panel says after a script's keys, line by line."""
    picture = reach(script).panels[panel].picture(width, 60)
    return ["".join(text for text, _ in line).rstrip() for line in picture]


def panels_in(fingers: Fingers) -> list[str]:
    """The panels whose frames can be seen."""
    app = fingers.app
    return [pane for pane in ("phone", *app.desk.panels) if f"─ {_title(app.desk, pane)} ─" in _frames(fingers)]


def _title(desk: object, pane: str) -> str:
    words = desk.words  # type: ignore[attr-defined]
    return str(words(f"panel.{pane}.title"))


def _frames(fingers: Fingers) -> str:
    return fingers.picture.replace("━", "─")


def test_why_lists_the_checks_in_order_with_evidence_source_and_hint() -> None:
    assert lines("why", ROSI) == [
        "Contatto e password → Nome e cognome",
        "",
        "✓ Il contatto mario.rossi@mail.it è registrato in Agenzia. · guida 4A",
        "✓ Il profilo scelto è quello di Mario Rossi. · guida 2A",
        "✗ Cognome: «Rosi», in Agenzia Rossi. · guida 3A",
        "  → Chiedi di leggere il cognome com'è sui documenti di polizza.",
    ]


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (registering("person", "Rossi", "Mario", "mario.rossi@mail.it"), "✗ Nome e cognome invertiti: «Rossi Mario»"),
        (registering("person", "Laura", "Conti", "famiglia.ferri@example.com"), "è già il nome utente di Paolo Ferri"),
        (registering("person", "Bruno", "Neri", "bruno.neri@example.com"), "✗ Polizza 350027 scaduta dal 31/03/2024"),
        (
            registering("person", "Marta", "Sala", "marta.sala@example.org"),
            "Profilo sbagliato: Marta Sala è un Prof",
        ),
        (
            registering("person", "Anna", "Re", "anna@nuova-posta.example"),
            "→ In Agenzia Anna Re ha: anna.re@vecchia",
        ),
        (NO_MOBILE, "✗ In Agenzia non c'è nessun cellulare di Irene Basile. · guida 10A"),
        (EXPIRED, "✗ Il link è scaduto da 10 minuti. · guida 6B"),
        (f"{CONFIRM}000000<Enter>", "✗ Le cifre non sono quelle del codice inviato. · guida 6A"),
    ],
)
def test_why_names_the_near_miss(script: str, said: str) -> None:
    assert any(said in line for line in lines("why", script, 160))


def test_why_says_so_where_there_was_nothing_to_check_or_nothing_happened() -> None:
    assert lines("why", "") == ["Qui vedi perché il percorso ha preso questa strada."]
    assert "In questo passaggio non c'era niente da verificare." in lines("why", "<Enter>")


@pytest.mark.parametrize(("script", "said"), [(ROSI, "capita"), (EXPIRED, "48 ore"), (NO_MOBILE, "cellulare")])
def test_what_to_say_to_check_and_to_do_at_the_hardest_moments(script: str, said: str) -> None:
    told = lines("advice", script)
    parts = [told.index(words) for words in ("Di' al cliente", "Non dire mai", "Verifica", "Poi") if words in told]
    assert len(parts) >= 3
    assert parts == sorted(parts)
    assert any(said in line for line in told[: parts[1]])
    assert all(line.startswith(("— ", "  ")) for line in told[1 : parts[1]] if line)
    assert 2 <= sum(line.startswith("— ") for line in told) <= 3


def test_messages_say_what_never_arrived_and_what_is_left() -> None:
    told = "\n".join(lines("messages", f"<Ctrl+P>consegna persa<Enter>{CONFIRM}"))
    assert "Consegna dei messaggi: persa." in told
    assert "Non arrivati: 1." in told
    assert "vale ancora 10 minuti · tentativi rimasti: 5 · invii rimasti: 4" in told


def test_messages_on_their_way_are_counted_down() -> None:
    late = f"<Ctrl+P>consegna ritardo<Enter>{CONFIRM}"
    assert any("In viaggio: 1, il primo arriva tra 5 minuti." in line for line in lines("messages", late))
    assert any("il primo arriva tra 4 minuti 30 secondi" in line for line in lines("messages", f"{late}<F5>"))
    arrived = "\n".join(lines("messages", f"{late}<F6>"))
    assert "In viaggio" not in arrived
    assert "Codice in attesa" not in arrived


def test_a_message_shows_folder_age_life_attempts_and_sends() -> None:
    told = "\n".join(lines("messages", f"<Ctrl+P>consegna spam<Enter>{CONFIRM}000000<Enter><F5><F5><F5><F5>"))
    assert "Spam" in told
    assert "2 min fa" in told
    assert "vale ancora 8 minuti · tentativi rimasti: 4 · invii rimasti: 4" in told


def test_a_service_that_is_down_is_said() -> None:
    assert "▪ Il servizio è fermo." in lines("messages", "<Ctrl+P>ferma<Enter>")


def test_nobody_is_on_the_line_until_somebody_is_known() -> None:
    assert lines("customer", "")[0].startswith("Non si sa ancora chi è al telefono")
    assert lines("customer", MARIO)[0] == "Mario Rossi · Persone"
    assert lines("customer", CONFIRM_BUSINESS)[0] == "Wellion · Aziende"


def test_the_card_tells_contacts_codes_and_no_password() -> None:
    told = "\n".join(lines("customer", "<F9>elena<Ctrl+F>"))
    assert "Elena Marchetti · Persone" in told
    assert "elena.marchetti@example.com" in told
    assert "0000000042" in told
    assert "Perché?No1Domani" not in told


def test_notes_take_remarks_and_give_the_last_one_back() -> None:
    script = f"{UNKNOWN}<F2><F2><F2><F2><F2>"
    assert "✎ richiama domani" in lines("notes", f"{script}richiama domani<Enter>")
    assert "✎ sentito" in lines("notes", f"{script}«sentito\n»<Enter>")
    told = lines("notes", f"{script}uno<Enter>due<Enter><Backspace>")
    assert "✎ uno" in told
    assert "✎ due" not in told
    assert lines("notes", f"{script}<Enter>   <Enter>") == lines("notes", script)


def test_notes_mask_what_the_operator_writes() -> None:
    told = "\n".join(lines("notes", f"{UNKNOWN}<F2><F2><F2><F2><F2>320 123 4519 o mario.rossi@mail.it<Enter>"))
    assert "✎ .....519 o mar*****@ma***.it" in told
    assert "altra@mail.it" not in told


@pytest.mark.parametrize(
    ("size", "script", "shown"),
    [
        ((80, 24), "", []),
        ((80, 24), "<F2>", ["why"]),
        ((80, 24), "<F2><F2>", ["messages"]),
        ((80, 24), "<F2><F2><F2>", ["advice"]),
        ((80, 24), "<Alt+C>", ["advice"]),
        ((80, 24), "<Alt+C><Alt+P>", ["why"]),
        ((80, 24), "<F2><F2><F2><F2><F2>", ["notes"]),
        ((80, 24), "<F2><Esc>", []),
        ((110, 40), "", ["why"]),
        ((110, 40), "<F2><F2><F2>", ["advice"]),
        ((110, 40), "<F2><F2><F2><Esc>", ["advice"]),
        ((160, 50), "", ["messages", "advice", "why"]),
        ((160, 50), "<F2><F2><F2><F2>", ["advice", "why", "customer"]),
        ((160, 50), "<F2><F2>", ["messages", "advice", "why"]),
    ],
)
async def test_as_many_panels_as_there_is_room_for(size: tuple[int, int], script: str, shown: list[str]) -> None:
    async with running(size) as (fingers, pilot):
        await fingers.type(ROSI + script)
        await pilot.pause()
        assert panels_in(fingers) == shown
        phone = "Crea un account" in fingers.picture
        assert phone is (size[0] >= 100 or not shown)


async def test_the_panels_follow_the_width_of_the_terminal() -> None:
    async with running((160, 50)) as (fingers, pilot):
        await fingers.type(ROSI)
        await pilot.pause()
        assert panels_in(fingers) == ["messages", "advice", "why"]
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert panels_in(fingers) == []
        await fingers.type("<Alt+P>")
        await pilot.pause()
        assert panels_in(fingers) == ["why"]
        await pilot.resize_terminal(110, 40)
        await pilot.pause()
        assert panels_in(fingers) == ["why"]


async def test_a_click_on_a_tab_brings_its_panel() -> None:
    async with running((110, 40)) as (fingers, pilot):
        await fingers.type(ROSI)
        await pilot.pause()
        tabs = fingers.picture.splitlines()[0]
        assert "Perché !" in tabs
        await pilot.click(offset=(tabs.index("Perché") + 2, 0))
        await fingers.done()
        await pilot.pause()
        assert panels_in(fingers) == ["why"]
        assert fingers.app.desk.front.id == "why"


async def test_a_narrow_footer_says_that_something_did_not_pass() -> None:
    async with running((80, 24)) as (fingers, pilot):
        await fingers.type(ROSI)
        await pilot.pause()
        assert fingers.picture.splitlines()[-1].endswith("! Perché")


async def test_the_palette_and_the_news_keep_their_room_in_a_narrow_footer() -> None:
    async with running((80, 24)) as (fingers, pilot):
        await fingers.type(f"{CONFIRM}000000<Enter>")
        await pilot.pause()
        footer = fingers.picture.splitlines()[-1]
        assert footer.endswith("! Perché · ✉ 1")
        assert "Ctrl+P Comandi" in footer
        for words, panel in (("Perché", "why"), ("✉ 1", "messages")):
            await fingers.type("<Esc>" * (fingers.app.desk.front is not fingers.app.desk.phone))
            await pilot.pause()
            await pilot.click(offset=(fingers.picture.splitlines()[-1].index(words), 23))
            await fingers.done()
            assert fingers.app.desk.front.id == panel


@pytest.mark.parametrize(
    ("script", "shown"),
    [
        ("", "advice"),
        (CONFIRM, "messages"),
        (f"<Ctrl+P>consegna ritardo<Enter>{CONFIRM}", "advice"),
        (f"<Ctrl+P>consegna ritardo<Enter>{CONFIRM}<F6>", "messages"),
        (f"{CONFIRM}000000<Enter>", "why"),
        (f"{CONFIRM}000000<Enter><Ctrl+Z>", "messages"),
        (ROSI, "why"),
        (f"{ROSI}<Ctrl+R>", "advice"),
        ("<F9>laura conti<Enter><Ctrl+N>", "customer"),
        (f"<Alt+C><Esc>{CONFIRM}", "advice"),
        (f"<Alt+C><Esc>{ROSI}", "advice"),
        (f"<Alt+C><Ctrl+R>{CONFIRM}", "messages"),
    ],
)
async def test_beside_the_phone_is_what_fits_the_moment_until_somebody_chooses(script: str, shown: str) -> None:
    async with running((110, 40)) as (fingers, pilot):
        await fingers.type(script)
        await pilot.pause()
        assert panels_in(fingers) == [shown]
        assert fingers.app.desk.front is fingers.app.desk.phone


async def test_every_panel_is_reached_by_its_key_whatever_there_is_news_of() -> None:
    for size, first in (((80, 24), "why"), ((110, 40), "why"), ((160, 50), "messages")):
        async with running(size) as (fingers, _):
            await fingers.type(f"{CONFIRM}000000<Enter>")
            desk, seen = fingers.app.desk, []
            for _ in range(len(desk.panels) + 1):
                await fingers.type("<F2>")
                seen.append(desk.front.id)
            assert sorted(map(str, seen)) == sorted(["phone", *desk.panels])
            assert seen[0] == first


async def test_a_panel_that_is_too_long_says_so_and_scrolls() -> None:
    async with running((80, 24)) as (fingers, pilot):
        await fingers.type("<F9>laura<Enter><F2><F2><F2><F2>")
        await pilot.pause()
        assert "▼" in fingers.picture
        before = fingers.picture
        await fingers.type("<PageDown>")
        await pilot.pause()
        assert fingers.picture != before
        assert "▲" in fingers.picture


def test_every_key_works_while_the_focus_is_in_a_field() -> None:
    """Every command is done, and none of its key's characters lands in the field."""
    for key, command in BY_KEY.items():
        if command.id in ("quit", "paste", "type_aid", "notes_copy", "notes_save"):
            continue
        desk = reach(f"{MARIO}mario")
        asked: list[str] = []
        desk.command = lambda one, asked=asked: asked.append(one.id)  # type: ignore[method-assign,misc]
        desk.stroke(key, key[-1])
        assert asked == [command.id]
        assert desk.simulation.written("email") == "mario"
