"""The panels beside the phone: why, what to say, messages, who is on the line, notes; as many as there is room for."""

from __future__ import annotations

from random import Random

import pytest
import textual._time
from textual import events

from ac_tui.journey import events as ev
from ac_tui.registry.model import Delivery
from tests.tui.driver import Person, running
from tests.tui.lives import BUSINESS, CONFIRM, MARIO, REFUSED, WRONG_CODE, Act, lived

NO_MOBILE: tuple[Act, ...] = ("login", ("user", "irene.basile@example.com"), ("password", "Prova1234"), "login")
COMMAND = {"messages": "messaggi", "advice": "cosa dire", "why": "perché", "customer": "cliente", "notes": "raccoglie"}


def delivered(how: Delivery) -> Act:
    """Messages travel this way from then on."""
    return lambda simulation: simulation.send(ev.SetDelivery(how))


def shown_panels(person: Person) -> list[str]:
    """The panels whose frames can be seen, from left to right and top to bottom."""
    panels = [panel for panel in person.desk.query(".panel") if panel.region]
    return [
        (panel.id or "").removeprefix("panel-")
        for panel in sorted(panels, key=lambda panel: (panel.region.x, panel.region.y))
    ]


def lines(panel: str, *acts: Act, script: str = "", width: int = 80) -> list[str]:
    """What a panel says after acts on the phone and a script's keys, line by line, without its frame."""
    with running((width, 60), script, on=lived(*acts)) as person:
        person.bring(panel)
        return panel_lines(person, panel)


def panel_lines(person: Person, panel: str) -> list[str]:
    """What a panel on show says, without its frame."""
    region = person.desk.query_one(f"#panel-{panel}").content_region
    rows = person.picture.splitlines()[region.y : region.bottom]
    return [row[region.x : region.right].rstrip(" ▁▂▃▄▅▆▇█").rstrip() for row in rows]


def test_why_lists_the_checks_in_order_with_evidence_source_and_hint() -> None:
    said = " ".join(" ".join(lines("why", *REFUSED, width=100)).split())
    assert said == (
        "Contatto e password → Nome e cognome"
        " ✓ Il contatto mario.rossi@mail.it è registrato in Agenzia. · guida 4A"
        " ✓ Il profilo scelto è quello di Mario Rossi. · ipotesi"
        " ✗ Cognome: «Rosi», in Agenzia Rossi. · guida 3A"
        " → Chiedi di leggere il cognome com'è sui documenti di polizza."
    )


def test_why_says_so_where_there_was_nothing_to_check_or_nothing_happened() -> None:
    assert (lines("why"))[0] == "Qui vedi perché il percorso ha preso questa strada."
    assert "In questo passaggio non c'era niente da verificare." in lines("why", "register")


@pytest.mark.parametrize(("acts", "said"), [(REFUSED, "capita"), (NO_MOBILE, "cellulare")])
def test_what_to_say_to_check_and_to_do_at_the_hardest_moments(acts: tuple[Act, ...], said: str) -> None:
    told = lines("advice", *acts)
    parts = [told.index(words) for words in ("Di' al cliente", "Verifica", "Poi")]
    assert parts == sorted(parts)
    assert any(said in line for line in told[: parts[1]])
    assert all(line.startswith(("— ", "  ")) for line in told[1 : parts[1]] if line)


def test_messages_say_what_never_arrived_and_what_is_left() -> None:
    told = "\n".join(lines("messages", delivered("lost"), *CONFIRM))
    assert "▪ Consegna dei messaggi: persa." in told
    assert "Non arrivati: 1." in told
    assert "vale ancora 10 minuti" in told


def test_messages_on_their_way_are_counted_down() -> None:
    with running((80, 40), "<F2>", on=lived(delivered("late"), *CONFIRM)) as person:
        assert "In viaggio: 1, il primo arriva tra 5 minuti." in person.picture
        person.press("<F5>")
        assert "tra 4 minuti 30 secondi" in person.picture
        person.press("<F6>")
        assert "In viaggio" not in person.picture
        assert "Codice 823456" in person.picture


def test_a_message_shows_folder_age_life_attempts_and_sends() -> None:
    told = "\n".join(lines("messages", delivered("spam"), *WRONG_CODE, script="<F5><F5><F5><F5>"))
    assert "Email · Spam" in told
    assert "2 min fa" in told
    assert "vale ancora 8 minuti · tentativi rimasti: 4 · invii rimasti: 4" in told


def test_enter_on_a_code_copies_it_and_enter_on_a_link_opens_it() -> None:
    with running((80, 24), "<F2><Enter>", on=lived(*CONFIRM)) as person:
        assert person.app.clipboard == "823456"
        assert person.desk.front == "phone"
        assert "Codice copiato" in person.footer
        person.press("<Ctrl+V>")
        assert person.app.simulation.written("code") == "823456"
    with running((80, 40), "<F2>", on=lived(*BUSINESS)) as person:
        assert person.app.focused is not None
        assert person.app.focused.has_class("link")
        person.press("<Down>")
        assert person.app.focused.has_class("code")
        person.press("<Up><Enter>")
        assert person.step == "login"


def test_a_code_is_copied_by_a_click() -> None:
    with running((110, 40), on=lived(*CONFIRM)) as person:
        person.click("Codice 823456")
        assert person.app.clipboard == "823456"
        assert person.desk.front == "phone"


def test_nobody_is_on_the_line_until_somebody_is_known() -> None:
    assert (lines("customer"))[0].startswith("Non si sa ancora chi è al telefono")
    assert (lines("customer", *MARIO))[0] == "Mario Rossi · Persone"
    assert (lines("customer", *BUSINESS))[0] == "Wellion · Aziende"


def test_the_card_tells_contacts_codes_and_no_password() -> None:
    told = "\n".join(lines("customer", script="<F9>elena<Ctrl+F>"))
    assert "Elena Marchetti · Persone" in told
    assert "elena.marchetti@example.com" in told
    assert "0000000042" in told
    assert "Perché?No1Domani" not in told


def test_a_story_is_played_on_and_back_before_its_panel_and_kept_in_sight() -> None:
    with running((80, 24), "<F9>laura conti<Enter><Ctrl+P>dati cliente storia<Enter>") as person:
        assert person.desk.front == "customer"
        person.press("<Ctrl+N><Ctrl+N><Ctrl+N>")
        assert "▸ Scrive «Laura»" in person.picture
        assert person.step == "identity"
        person.press("<Ctrl+B>")
        assert "▸ Tocca «Nome»" in person.picture
        person.press("<Ctrl+P>alla fine<Enter>")
        assert person.step == "home"
        assert "Fine della storia." in person.footer
        assert person.desk.front == "customer"


def test_notes_take_remarks_and_give_the_last_one_back() -> None:
    with running((80, 40), "<Ctrl+P>raccoglie<Enter>", on=lived(*CONFIRM)) as person:
        before = panel_lines(person, "notes")
        person.press("<Enter>   <Enter>")
        assert panel_lines(person, "notes") == before
        person.press("richiama domani<Enter>")
        assert "✎ richiama domani" in panel_lines(person, "notes")
        assert "Appunti: 1." in person.footer
        person.press("«sentito\n»<Enter>[b]due[/b]<Enter>")
        told = panel_lines(person, "notes")
        assert told.index("✎ sentito") + 1 == told.index("✎ [b]due[/b]")
        person.press("<Backspace>")
        assert "✎ [b]due[/b]" not in panel_lines(person, "notes")
        assert person.app.session.state.remarks == ("richiama domani", "sentito")


def test_the_line_for_remarks_has_the_focus_however_late_the_panel_before_is_hidden(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A busy machine, on which Textual's timers skip: the panel before was hidden last, and its focus came to ours."""
    chance, real, late = Random(1), textual._time.get_time, [0.0]

    def get_time() -> float:
        late[0] += chance.random() * 0.3 if chance.random() < 0.05 else 0
        return real() + late[0]

    monkeypatch.setattr(textual._time, "get_time", get_time)
    with running((80, 24), f"{'<F2>' * 5}richiamare", on=lived(*REFUSED)) as person:
        assert person.desk.front == "notes"
        assert "richiamare" in person.picture


def test_remarks_in_one_burst_are_each_their_own() -> None:
    with running((80, 40), "<Ctrl+P>raccoglie<Enter>", on=lived(*CONFIRM)) as person:
        person.press("unox<Backspace><Enter>due<Home>e <Enter><Esc>", apart=0)
        assert person.app.session.state.remarks == ("uno", "e due")
        assert person.desk.front == "phone"


def test_notes_mask_what_the_operator_writes() -> None:
    with running((80, 40), on=lived(*CONFIRM)) as person:
        person.bring("notes")
        person.press("«320 123 4519 o mario.rossi@mail.it»<Enter>")
        assert "✎ .....519 o mar*****@ma***.it" in person.picture
        assert "mario.rossi@mail.it" not in person.picture


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
def test_as_many_panels_as_there_is_room_for(size: tuple[int, int], script: str, shown: list[str]) -> None:
    with running(size, script, on=lived(*REFUSED)) as person:
        assert shown_panels(person) == shown
        phone = "Crea un account" in person.picture
        assert phone is (size[0] >= 100 or not shown)


def test_the_panels_follow_the_width_of_the_terminal() -> None:
    with running((160, 50), on=lived(*REFUSED)) as person:
        assert shown_panels(person) == ["advice", "why", "messages"]
        person.resize(80, 24)
        person.rest()
        assert shown_panels(person) == []
        person.press("<Alt+P>")
        assert shown_panels(person) == ["why"]
        person.resize(110, 40)
        person.rest()
        assert shown_panels(person) == ["why"]
        person.resize(160, 50)
        person.rest()
        assert shown_panels(person) == ["advice", "why", "messages"]


def test_a_click_on_a_tab_brings_its_panel_and_one_on_the_phone_the_phone() -> None:
    with running((110, 40), "<Alt+C>", on=lived(*REFUSED)) as person:
        person.click("Perché !")
        assert shown_panels(person) == ["why"]
        assert person.desk.front == "why"
        person.click("Crea un account")
        assert person.desk.front == "phone"
        person.click("Cognome: «Rosi»")
        assert person.desk.front == "why"
        person.press("<Esc>")
        assert person.desk.front == "phone"
    with running((80, 24), "<Alt+P>", on=lived(*REFUSED)) as person:
        person.click("Telefono")
        assert person.desk.front == "phone"


@pytest.mark.parametrize(
    ("acts", "script", "shown"),
    [
        ((), "", "advice"),
        (CONFIRM, "", "messages"),
        ((delivered("late"), *CONFIRM), "", "advice"),
        ((delivered("late"), *CONFIRM), "<F6>", "messages"),
        (WRONG_CODE, "", "why"),
        (WRONG_CODE, "<Ctrl+Z>", "messages"),
        (REFUSED, "<Ctrl+R>", "advice"),
        ((), "<F9>laura conti<Enter><Ctrl+N>", "customer"),
        (CONFIRM, "<Alt+C><Esc>000000<Enter>", "advice"),
        (CONFIRM, "<Alt+C><Ctrl+R>", "advice"),
    ],
)
def test_beside_the_phone_is_what_fits_the_moment_until_somebody_chooses(
    acts: tuple[Act, ...], script: str, shown: str
) -> None:
    with running((110, 40), script, on=lived(*acts)) as person:
        assert shown_panels(person) == [shown]
        assert person.desk.front == "phone"


def test_every_panel_is_reached_by_its_key_whatever_there_is_news_of() -> None:
    for size, first in (((80, 24), "why"), ((160, 50), "messages")):
        with running(size, on=lived(*WRONG_CODE)) as person:
            seen = []
            for _ in range(6):
                person.press("<F2>")
                seen.append(person.desk.front)
            assert sorted(seen) == sorted(["phone", *COMMAND])
            assert seen[0] == first


def test_what_a_panel_says_is_selected_with_the_mouse_and_copied() -> None:
    with running((110, 40), on=lived(*REFUSED)) as person:
        rows = person.picture.splitlines()
        y = next(number for number, row in enumerate(rows) if "Cognome: «Rosi»" in row)
        x = rows[y].index("Cognome")
        end = x + len("Cognome: «Rosi»")
        person.mouse(events.MouseDown, x, y)
        person.mouse(events.MouseMove, end, y)
        person.mouse(events.MouseUp, end, y)
        person.rest()
        person.press("<Ctrl+C>")
        assert person.app.clipboard.startswith("Cognome: «Rosi»")


def test_a_panel_is_left_alone_by_a_key_that_changes_nothing_it_says() -> None:
    with running((110, 40), "m", on=lived(*MARIO)) as person:
        panel = person.desk.query_one("#panel-advice")
        before = [*panel.children]
        person.press("ario")
        assert [*panel.children] == before
