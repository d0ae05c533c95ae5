"""Drawing blocks: every kind in every state, told in words and signs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ac_tui.deck.layout import BACK, draw, fit, masthead, status_bar
from ac_tui.deck.layout_cells import cells
from ac_tui.deck.layout_sheet import Cut, Sheet, index_at
from ac_tui.deck.view import Block, Option, View


def page(*blocks: Block, heading: str = "") -> View:
    return View("step", heading, blocks)


def drawn(
    *blocks: Block, width: int = 32, focus: str = "", cursor: int = 0, option: str = "", air: int = 0
) -> list[str]:
    return draw(page(*blocks), width, focus=focus, cursor=cursor, option=option, air=air).text().split("\n")


def roles(sheet: Sheet, line: int) -> list[tuple[str, str]]:
    return [(span.text, span.role) for span in sheet.lines[line] if span.text.strip()]


def test_a_field_stands_in_a_frame_with_its_label() -> None:
    assert drawn(Block("name", "field", "Nome", value="Mario"), width=24) == [
        "╭ Nome ────────────────╮",
        "│ Mario                │",
        "╰──────────────────────╯",
    ]


def test_focus_is_a_heavy_frame_and_a_cursor() -> None:
    block = Block("name", "field", "Nome", value="Mario")
    sheet = draw(page(block), 24, focus="name", cursor=2)
    assert sheet.text().split("\n") == [
        "┏ Nome ━━━━━━━━━━━━━━━━┓",
        "┃ Mario                ┃",
        "┗━━━━━━━━━━━━━━━━━━━━━━┛",
    ]
    assert sheet.cursor == (1, 4)
    assert ("r", "caret") in roles(sheet, 1)


def test_an_error_is_a_line_of_words_behind_its_mark_and_hangs() -> None:
    lines = drawn(Block("name", "field", "Nome", error="Il nome non può contenere numeri."), width=24)
    assert lines[3:] == ["✗ Il nome non può", "  contenere numeri."]


def test_a_hint_has_a_mark_of_its_own() -> None:
    assert drawn(Block("email", "field", "Email", hint="Intendevi gmail.com?"))[3] == "! Intendevi gmail.com?"


def test_a_label_too_long_for_the_frame_stands_above_it_whole() -> None:
    lines = drawn(Block("user", "field", "Indirizzo email o numero di cellulare"), width=32)
    assert lines[:2] == ["Indirizzo email o numero di", "cellulare"]
    assert lines[2].startswith("╭──")


def test_a_placeholder_shows_only_while_the_field_is_empty() -> None:
    assert "mario@rossi.it" in drawn(Block("e", "field", "E", placeholder="mario@rossi.it"))[1]
    assert "mario@rossi.it" not in drawn(Block("e", "field", "E", placeholder="mario@rossi.it", value="x"))[1]
    focused = draw(page(Block("e", "field", "E", placeholder="mario")), 24, focus="e")
    assert roles(focused, 1)[1:3] == [("m", "caret"), ("ario", "placeholder")]


@pytest.mark.parametrize(("cursor", "seen"), [(0, "0123456789abcdefghij›"), (36, "‹hijklmnopqrstuvwxyz"), (18, "‹")])
def test_a_long_value_moves_under_the_cursor_and_says_that_there_is_more(cursor: int, seen: str) -> None:
    value = "0123456789abcdefghijklmnopqrstuvwxyz"
    line = drawn(Block("f", "field", "F", value=value), width=24, focus="f", cursor=cursor)[1]
    assert seen in line.replace(" ", "")
    assert ("›" in line) == (cursor < 30)


@given(st.text(alphabet="ab中😀e\u0301\x1b", max_size=40), st.integers(0, 40), st.integers(20, 44))
def test_the_cursor_is_always_in_sight_and_the_frame_always_closes(value: str, cursor: int, width: int) -> None:
    cursor = min(cursor, len(value))
    sheet = draw(page(Block("f", "field", "F", value=value)), width, focus="f", cursor=cursor)
    assert all(sum(cells(span.text) for span in line) == width for line in sheet.lines)
    assert sheet.cursor is not None
    assert 2 <= sheet.cursor[1] <= width - 3
    assert any(span.role == "caret" for span in sheet.lines[1])


@given(st.text(alphabet="ab中e\u0301", min_size=1, max_size=40), st.integers(0, 40), st.integers(20, 44))
def test_a_tap_on_the_cursor_finds_its_index_again(value: str, cursor: int, width: int) -> None:
    from ac_tui.deck.layout_sheet import cluster_starts

    value = f"a{value}"  # a mark needs a letter to stand on
    places = cluster_starts(value)
    cursor = places[cursor % len(places)]
    sheet = draw(page(Block("f", "field", "F", value=value)), width, focus="f", cursor=cursor)
    assert sheet.cursor is not None
    hit = sheet.at(*sheet.cursor)
    assert hit is not None
    assert index_at(value, hit, sheet.cursor[1]) == cursor


def test_prefix_and_number_share_a_row_down_to_32_columns() -> None:
    blocks = (
        Block("prefix", "field", "Prefisso", value="+39"),
        Block("number", "field", "Numero", value="320 1234519", beside="prefix", error="Controlla."),
    )
    for width in (32, 36, 40):
        lines = drawn(*blocks, width=width)
        assert lines[0].startswith("╭ Prefisso ╮ ╭ Numero ─")
        assert "320 1234519" in lines[1]
        assert lines[3] == "✗ Controlla."
    assert drawn(*blocks, width=24)[3].startswith("╭ Numero")


def test_a_secret_shows_what_its_value_shows() -> None:
    assert "•••••" in drawn(Block("p", "secret", "Password", value="•••••"))[1]


def test_six_boxes_hold_the_digits_and_mark_the_next() -> None:
    block = Block("code", "code", value="823", digits=6)
    assert drawn(block, width=36, focus="code", cursor=3) == [
        "╭───╮ ╭───╮ ╭───╮ ┏━━━┓ ╭───╮ ╭───╮",
        "│ 8 │ │ 2 │ │ 3 │ ┃   ┃ │   │ │   │",
        "╰───╯ ╰───╯ ╰───╯ ┗━━━┛ ╰───╯ ╰───╯",
    ]
    assert drawn(block, width=32)[1] == " │ 8 ││ 2 ││ 3 ││   ││   ││   │"


def test_digits_too_many_get_boxes_of_their_own_and_are_never_hidden() -> None:
    assert drawn(Block("code", "code", value="1234567", digits=6), width=32)[1].count("│") == 14
    lines = drawn(Block("code", "code", "Codice", value="1234567890123", digits=6), width=32)
    assert "1234567890123" in lines[1]


def test_a_tap_on_a_box_puts_the_cursor_there_but_not_past_the_digits() -> None:
    block = Block("code", "code", value="823", digits=6)
    sheet = draw(page(block), 36)
    first, last = sheet.at(1, 1), sheet.at(1, 34)
    assert first is not None
    assert last is not None
    assert index_at(block.value, first, 1) == 0
    assert index_at(block.value, last, 34) == 3


def test_the_open_tab_is_underlined_heavily() -> None:
    options = (Option("email", "Email", checked=True), Option("mobile", "Numero di cellulare"))
    top, bottom = drawn(Block("kind", "tabs", options=options), width=32)
    assert top.split() == ["Email", "Numero", "di", "cellulare"]
    assert bottom.index("━") == 0
    assert bottom.count("━") + bottom.count("─") == 32
    assert bottom.rindex("━") < top.index("Numero")


def test_tabs_without_room_become_a_list_and_are_reported() -> None:
    options = (Option("a", "Ein sehr langer Reiter", checked=True), Option("b", "Noch so ein langer Reiter"))
    sheet = draw(page(Block("kind", "tabs", options=options)), 32)
    assert sheet.text().split("\n") == ["(•) Ein sehr langer Reiter", "( ) Noch so ein langer Reiter"]
    assert [cut.block for cut in sheet.cut] == ["kind"]


def test_ticks_boxes_and_options_say_their_state() -> None:
    rules = Block("r", "checklist", options=(Option("a", "Otto", checked=True), Option("b", "Numero")))
    assert drawn(rules) == ["[x] Otto", "[ ] Numero"]
    assert drawn(Block("c", "checkbox", "Rimani collegato", checked=True)) == ["[x] Rimani collegato"]
    assert drawn(Block("c", "checkbox", "Rimani collegato", checked=False)) == ["[ ] Rimani collegato"]
    options = (Option("a", "x@y", "Email", checked=True), Option("b", "z@y", "Email"), Option("n", "Nessuno", "Altro"))
    assert drawn(Block("c", "choice", "Quale?", options=options)) == [
        "Quale?",
        "Email",
        "(•) x@y",
        "( ) z@y",
        "Altro",
        "( ) Nessuno",
    ]


def test_a_link_within_a_label_is_a_place_of_its_own() -> None:
    blocks = (
        Block("privacy", "checkbox", "Dichiaro di aver preso visione dell'informativa privacy", checked=False),
        Block("policy", "link", "informativa privacy", beside="privacy"),
    )
    sheet = draw(page(*blocks), 40)
    assert sheet.text().split("\n") == ["[ ] Dichiaro di aver preso visione", "    dell'informativa privacy"]
    on_link, on_box = sheet.at(1, 20), sheet.at(1, 5)
    assert on_link is not None
    assert on_box is not None
    assert (on_link.block, on_box.block) == ("policy", "privacy")


def test_a_link_beside_a_text_shares_its_row_where_it_fits() -> None:
    blocks = (Block("t", "text", "Non sei ancora registrato?"), Block("l", "link", "Registrati", beside="t"))
    assert drawn(*blocks, width=40) == ["Non sei ancora registrato? Registrati"]
    assert drawn(*blocks, width=32) == ["Non sei ancora registrato?", "Registrati"]


def test_what_cannot_be_used_is_marked_and_cannot_be_tapped() -> None:
    sheet = draw(
        page(Block("b", "button", "Continua", enabled=False), Block("l", "link", "Invia", enabled=False)), 32, air=0
    )
    assert "⊘ Continua" in sheet.text()
    assert "⊘ Invia" in sheet.text()
    assert sheet.hits == ()


def test_the_first_button_is_the_main_one_and_answers_are_alike() -> None:
    two = draw(page(Block("a", "button", "Sì", sends="yes"), Block("b", "button", "No", sends="no")), 32, air=0)
    assert [roles(two, line)[0][1] for line in (0, 1)] == ["button", "button-second"]
    answers = tuple(Block(name, "button", name, sends="choose", argument=name) for name in ("uno", "due"))
    assert drawn(*answers, focus="due") == ["   uno                        ›", " ▸ due                        ›"]


def test_air_parts_blocks_and_makes_buttons_tall_and_fit_takes_what_it_can() -> None:
    view = page(Block("a", "text", "Uno"), Block("b", "button", "Due"), heading="Titolo")
    heights = [len(draw(view, 32, air=air).lines) for air in (0, 1, 2)]
    assert heights == [3, 5, 7]
    assert [len(fit(view, 32, height).lines) for height in (7, 6, 5, 4, 1)] == [7, 5, 5, 4, 3]


def test_the_free_lines_that_there_are_go_where_they_part_most() -> None:
    texts = [Block(name, "text", name) for name in ("uno", "due")]
    view = page(*texts, Block("f", "field", "Nome"), Block("b", "button", "Avanti"), heading="Titolo")
    pages = [fit(view, 24, height).text().split("\n") for height in (7, 8, 9, 10)]
    frees = [[page_[n + 1].strip("▸ ◂") for n, line in enumerate(page_) if not line] for page_ in pages]
    assert frees[0] == []
    assert frees[1] == ["uno"]
    assert frees[2] == ["uno", "Avanti"]
    assert frees[3][0] == "uno"
    assert frees[3][1].startswith("╭ Nome")
    assert frees[3][2] == "Avanti"


def test_a_notice_is_framed_and_marked() -> None:
    lines = drawn(Block("n", "notice", "Ti invitiamo a verificare.", title="Attenzione"), width=32)
    assert lines == [
        "╭ ! ───────────────────────────╮",
        "│ Attenzione                   │",
        "│ Ti invitiamo a verificare.   │",
        "╰──────────────────────────────╯",
    ]


def test_what_does_not_fit_as_it_should_is_reported() -> None:
    long = "Donaudampfschifffahrtsgesellschaftskapitän"
    sheet = draw(page(Block("t", "text", long), Block("b", "button", "Un'etichetta che non sta su una riga")), 32)
    assert sheet.cut == (Cut("t", long), Cut("b", "Un'etichetta che non sta su una riga"))


def test_the_status_bar_tells_the_time_and_the_masthead_the_way_back() -> None:
    view = View("s", "", (), clock="9:41 AM", back=True)
    bar = status_bar(view, 40)
    assert sum(cells(span.text) for span in bar) == 40
    assert "".join(span.text for span in bar).startswith(" 9:41 AM ")
    head = masthead(view, 40)
    assert head.text().split() == ["‹", "GENERALI"]
    assert head.text().index("GENERALI") == 16
    hit = head.at(0, 1)
    assert hit is not None
    assert hit.block == BACK
    assert masthead(View("s", "", ()), 40).hits == ()


def test_people_cannot_draw_outside_their_field() -> None:
    evil = "\x1b[2J\x9b31m\u202eRossi [bold]\n"
    sheet = draw(page(Block("n", "field", "Nome", value=evil), Block("t", "text", f"Ciao {evil}")), 40)
    text = sheet.text()
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "[bold]" in text
    assert all(sum(cells(span.text) for span in line) == 40 for line in sheet.lines)
