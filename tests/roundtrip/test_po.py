"""Words as PO and back through the program: what a PO editor shows, leaves, marks and damages."""

from __future__ import annotations

import tomllib
from pathlib import Path

import polib
import pytest

from ac_tui.cli import main
from ac_tui.deck.load import load_deck
from tests.deck.worlds import plant, screens_copy

Said = pytest.CaptureFixture[str]


@pytest.fixture
def screens(tmp_path: Path) -> Path:
    return screens_copy(tmp_path)


def exported(screens: Path, variant: str = "") -> Path:
    path = screens.parent / f"words-{variant}.po"
    assert main(["deck", "export", str(path), "--variant", variant, "--screens", str(screens)]) == 0
    return path


def imported(path: Path, screens: Path) -> int:
    return main(["deck", "import", str(path), "--screens", str(screens)])


def the_entry(file: polib.POFile, key: str) -> polib.POEntry:
    (found,) = (entry for entry in file if entry.msgctxt == key)
    return found


def test_a_translator_sees_where_a_text_stands_and_how_long_it_may_be(screens: Path) -> None:
    plant(screens, "variants/en/identity.toml", "[body.first_name]", '[body.first_name]\nnote = "ask Anna\\n twice"')
    file = polib.pofile(str(exported(screens, "en")))
    entry = the_entry(file, "identity.body.first_name.label")
    assert (entry.msgid, entry.msgstr) == ("Nome", "First name")
    assert entry.flags == ["max-length:20"]
    assert entry.tcomment.split() == ["ask", "Anna", "twice"]
    told = dict(line.split(": ", 1) for line in entry.comment.split("\n"))
    assert (told["step"], told["guide"], told["limit"]) == ("identity", "3A, 3B, 1C", "20 characters")
    assert told["state"].startswith("#state=")
    assert file.metadata["Language"] == "en"


def test_export_then_import_changes_no_byte_and_the_same_words_are_the_same_file(screens: Path, capsys: Said) -> None:
    plant(screens, "login.toml", "[body.intro]", '[body.intro]\nstatus = "review"\nnote = " one \\n\\n  two "')
    before = {path: path.read_bytes() for path in screens.rglob("*.toml")}
    variant, first = "", b""
    for variant in ("", "en", "gentile"):
        path = exported(screens, variant)
        first = path.read_bytes()
        assert variant or exported(screens).read_bytes() == first
        path.write_bytes(b"\xef\xbb\xbf" + first.replace(b"\n", b"\r\n"))  # as another system saves it
        assert imported(path, screens) == 0, variant
        assert capsys.readouterr().err.splitlines()[-1] == "0 changed in 0 files, 0 refused"
        assert {path: path.read_bytes() for path in screens.rglob("*.toml")} == before


def test_texts_arrive_fuzzy_ones_as_drafts_and_untranslated_ones_not_at_all(screens: Path, capsys: Said) -> None:
    path = exported(screens, "gentile")
    file = polib.pofile(str(path), wrapwidth=0)
    the_entry(file, "welcome.heading").msgstr = "Ciao!"
    guess = the_entry(file, "login.heading")
    guess.msgstr, guess.flags = "Entra", ["fuzzy"]
    empty = the_entry(file, "help.heading")
    empty.flags = ["fuzzy"]
    file.save()
    assert imported(path, screens) == 0
    assert capsys.readouterr().out.splitlines() == ["gentile.welcome.heading", "gentile.login.heading"]
    folder = screens / "variants" / "gentile"
    assert tomllib.loads((folder / "login.toml").read_text("utf-8")) == {"status": "draft", "heading": "Entra"}
    assert not (folder / "help.toml").exists()
    again = polib.pofile(str(exported(screens, "gentile")), wrapwidth=0)
    assert the_entry(again, "login.heading").fuzzy
    the_entry(again, "login.heading").flags.remove("fuzzy")
    again.save(str(path))
    assert imported(path, screens) == 0
    assert load_deck(screens, "gentile").screens["login"].status == "final"


def test_what_has_changed_here_meanwhile_is_stale_and_what_is_obsolete_is_passed_over(
    screens: Path, capsys: Said
) -> None:
    path = exported(screens, "en")
    file = polib.pofile(str(path), wrapwidth=0)
    the_entry(file, "login.body.password_changed.title").msgstr = "Password changed"
    the_entry(file, "welcome.heading").obsolete = True
    file.save()
    plant(screens, "login.toml", '"La password è cambiata"', '"La tua password è nuova"')
    capsys.readouterr()
    assert imported(path, screens) == 1
    stale, summary = capsys.readouterr().err.splitlines()
    assert "[stale-row] en: login.body.password_changed.title: has changed" in stale
    assert summary == "0 changed in 0 files, 1 refused"


HEADER = 'msgid ""\nmsgstr "X-AcTui-Variant: \\n"\n\n'


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (HEADER + 'msgctxt "a"\nmsgid "x\nmsgstr "y"\n', 5, "not a PO file"),
        (HEADER + 'msgctxt "a"\nmsgid "x"\nmsgstr "y\n', 6, "not a PO file"),
        (HEADER + 'msgid "x"\nmsgid "y"\nmsgstr "z"\n', 5, "not a PO file"),
        (HEADER + 'msgctxt "a"\nmsgid "x"\n<<<<<<< HEAD\nmsgstr "y"\n', 6, "not a PO file"),
        ("", 1, "no entries"),
        ("welcome.toml", 1, "not a PO file"),
        ('msgid "x"\nmsgstr "y"\n', 1, "the header has no `X-AcTui-Variant`"),
        (HEADER + "# perch\xe8\n", 4, "not UTF-8"),
        ("\0\1\2\3", 1, "not a PO file"),
    ],
)
def test_a_file_that_is_no_po_is_one_line_with_its_place(
    tmp_path: Path, capsys: Said, text: str, line: int, said: str
) -> None:
    path = tmp_path / "w.po"
    path.write_bytes(text.encode("latin-1"))
    assert main(["deck", "import", str(path)]) == 2
    (told,) = capsys.readouterr().err.splitlines()
    assert told.startswith(f"{path}:{line}: [sheet] ")
    assert said in told


def test_an_entry_without_a_key_or_with_plurals_is_refused_alone(screens: Path, capsys: Said) -> None:
    path = screens.parent / "w.po"
    plural = 'msgctxt "welcome.heading"\nmsgid "x"\nmsgid_plural "xx"\nmsgstr[0] "y"\nmsgstr[1] "z"\n'
    path.write_text(HEADER + f'msgid "x"\nmsgstr "\\u001b[31m"\n\n{plural}', encoding="utf-8")
    assert imported(path, screens) == 1
    keyless, plurals, summary = capsys.readouterr().err.splitlines()
    assert f"{path}:4: [unknown-row] x: there is no such text" in keyless
    assert f"{path}:7: [no-text] welcome.heading: has plural forms" in plurals
    assert summary == "0 changed in 0 files, 2 refused"
