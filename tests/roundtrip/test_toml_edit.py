"""Single values change; comments, order, spaces and everything else stay byte for byte."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from ac_tui import assets
from ac_tui.deck.lint.texts import deck_texts
from ac_tui.deck.load import load_deck
from ac_tui.deck.roundtrip import TomlEdit, edited

TEXT = """\
#:schema ./schema.json
# What this screen is for.

step    = "welcome"     # named after the file
heading = 'Uno'

[body.a]
kind        = "text"
text        = "Prima"   # a remark
error.empty = "Vuoto"

# Between two blocks.
[body.b]
text = \"\"\"
Riga
sotto riga.\"\"\"

[desk]
say = [
  "Di' questo",  # first
  "e poi questo",
]
check = ["Solo"]

[desk.outcomes.right]
say = ["Bene."]
"""


def test_a_text_changes_in_its_place() -> None:
    for path, text, before, after in [
        (("heading",), "Due", "heading = 'Uno'", 'heading = "Due"'),
        (("heading",), "L'uno", "heading = 'Uno'", 'heading = "L\'uno"'),
        (("body", "a", "text"), "Dopo", '"Prima"   # a remark', '"Dopo"   # a remark'),
        (("body", "a", "text"), 'Un "detto" \\ sì', '"Prima"', '"Un \\"detto\\" \\\\ sì"'),
        (("body", "a", "text"), "Uno\ndue", '"Prima"', '"""Uno\ndue"""'),
        (("body", "a", "error", "empty"), "Scrivi.", '"Vuoto"', '"Scrivi."'),
        (("body", "b", "text"), '"""', '"""\nRiga\nsotto riga."""', '"\\"\\"\\""'),
        (("body", "b", "text"), "Altra riga.", '"""\nRiga\nsotto riga."""', '"Altra riga."'),
        (("desk", "say", 0), "Altro", '"Di\' questo",  # first', '"Altro",  # first'),
        (("desk", "check", 0), "Uno", '["Solo"]', '["Uno"]'),
        (("desk", "outcomes", "right", "say", 0), "Male.", '["Bene."]', '["Male."]'),
    ]:
        assert before in TEXT
        assert edited(TEXT, [TomlEdit(path, text)]) == TEXT.replace(before, after)


def test_a_new_text_gets_a_place_and_nothing_else_moves() -> None:
    for path, length, added in [
        (("body", "a", "status"), 0, 'status = "x"'),
        (("body", "a", "error", "wrong"), 0, "error.wrong"),
        (("body", "a", "hint", "one"), 0, 'hint.one = "x"'),
        (("body", "c", "label"), 0, '[body.c]\nlabel = "x"'),
        (("words", "w", "one"), 0, '[words.w]\none = "x"'),
        (("note",), 0, 'note = "x"'),
        (("desk", "next", 0), 1, 'next = ["x"]'),
        (("desk", "outcomes", "wrong", "say", 1), 2, '[desk.outcomes.wrong]\nsay = ["", "x"]'),
        (("desk", "say", 2), 0, '"x"'),
    ]:
        made = edited(TEXT, [TomlEdit(path, "x", length)])
        assert added.replace(" ", "") in made.replace(" ", "")
        value: object = tomllib.loads(made)
        for key in path:
            assert isinstance(value, dict | list)
            value = value[key]  # type: ignore[index]
        assert value == "x"
        kept = [line for line in TEXT.split("\n") if line.strip()]
        assert [line for line in made.split("\n") if line in kept] == kept


def test_a_new_text_gets_a_place_where_the_tables_above_it_are_parted() -> None:
    parted = f'{TEXT}\n[body.z]\ntext = "Z"\n\n[desk.outcomes.late]\nsay = ["Tardi."]\n'
    made = tomllib.loads(edited(parted, [TomlEdit(("desk", "outcomes", "wrong", "say", 0), "x", 1)]))
    assert made["desk"]["outcomes"]["wrong"] == {"say": ["x"]}


def test_an_empty_text_takes_its_key_out() -> None:
    assert edited(TEXT, [TomlEdit(("body", "a", "text"), "")]) == TEXT.replace(
        'text        = "Prima"   # a remark\n', ""
    )
    assert edited(TEXT, [TomlEdit(("body", "a", "status"), "")]) == TEXT


def test_several_edits_go_into_an_empty_file() -> None:
    edits = [
        TomlEdit(("heading",), "Uno"),
        TomlEdit(("body", "a", "text"), "Due"),
        TomlEdit(("body", "a", "error", "empty"), "Tre"),
        TomlEdit(("desk", "say", 0), "Quattro", 2),
        TomlEdit(("desk", "say", 1), "Cinque", 2),
    ]
    assert tomllib.loads(edited("", edits)) == {
        "heading": "Uno",
        "body": {"a": {"text": "Due", "error": {"empty": "Tre"}}},
        "desk": {"say": ["Quattro", "Cinque"]},
    }


def test_a_mark_and_line_ends_of_another_system_stay() -> None:
    windows = "\ufeff" + TEXT.replace("\n", "\r\n")
    made = edited(windows, [TomlEdit(("heading",), "Due"), TomlEdit(("body", "c", "label"), "Nuovo\nda capo")])
    assert made.startswith("\ufeff#:schema")
    assert "\n" not in made.replace("\r\n", "")
    assert made.startswith(windows[: windows.index("'Uno'")])
    assert tomllib.loads(made.removeprefix("\ufeff"))["body"]["c"]["label"] == "Nuovo\nda capo"


def test_keys_written_in_full_as_in_a_draft_are_joined_by_others_of_their_kind() -> None:
    draft = 'body.a.text = "Prima"\n# body.b.text = "Seconda"\nbody.c.text = "Terza"\n'
    made = edited(draft, [TomlEdit(("heading",), "Uno"), TomlEdit(("body", "b", "text"), "Due")])
    assert made == f'{draft}heading = "Uno"\nbody.b.text = "Due"\n'


def test_an_edit_without_a_place_is_refused() -> None:
    for path in [("step", "a"), ("body", "a", "text", "b"), ("desk", "say", "a")]:
        with pytest.raises(ValueError, match="cannot be edited"):
            edited(TEXT, [TomlEdit(path, "x")])


def test_a_text_that_is_no_toml_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be edited"):
        edited("a = [", [TomlEdit(("a",), "x")])


def test_every_shipped_text_written_over_itself_keeps_every_value_and_comment() -> None:
    for variant in ["", "en", "gentile"]:
        original = load_deck()
        edits: dict[Path, list[TomlEdit]] = {}
        for entry in deck_texts(load_deck(variant=variant), None, original if variant else None):
            if entry.own:
                edits.setdefault(entry.home.path, []).append(TomlEdit(entry.path, entry.text))
        assert edits
        for path, here in edits.items():
            text = path.read_bytes().decode()
            made = edited(text, here)
            assert tomllib.loads(made) == tomllib.loads(text), path
            assert re.findall("^.*#.*", made, re.MULTILINE) == re.findall("^.*#.*", text, re.MULTILINE), path
        assert all(path.is_relative_to(assets.screens_dir()) for path in edits)
