"""From the deck to a sheet and back: what was edited arrives, what is stale or wrong is refused by its key."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from errno import EBUSY, ENOSPC
from pathlib import Path
from typing import Any

import pytest

from ac_tui.cli import main
from ac_tui.deck import rules
from ac_tui.deck.load import load_deck
from ac_tui.deck.model import Screen
from ac_tui.deck.roundtrip import ImportResult, TextRow, rows_of, take_in
from ac_tui.deck.sheets import write_sheet
from ac_tui.registry.faults import FileError
from tests.deck.worlds import plant, screens_copy


@pytest.fixture
def screens(tmp_path: Path) -> Path:
    return screens_copy(tmp_path)


def bytes_of(screens: Path) -> dict[str, bytes]:
    return {str(path.relative_to(screens)): path.read_bytes() for path in screens.rglob("*") if path.is_file()}


def with_edits(rows: tuple[TextRow, ...], **edits: str | dict[str, str]) -> Iterator[TextRow]:
    """The rows with other texts (or other columns) by key, dots written as double underscores."""
    wanted = {key.replace("__", "."): edit for key, edit in edits.items()}
    assert set(wanted) <= {row.key for row in rows}
    for line, row in enumerate(rows, start=2):
        edit = wanted.get(row.key, {})
        columns: dict[str, Any] = {"text": edit} if isinstance(edit, str) else dict(edit)
        yield replace(row, line=line, **columns)


def brought(screens: Path, variant: str = "", **edits: str | dict[str, str]) -> ImportResult:
    return take_in(with_edits(rows_of(screens, variant), **edits), "words.csv", screens)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_export_then_import_changes_nothing_byte_for_byte(
    screens: Path, tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = bytes_of(screens)
    for variant in ("", "en", "gentile") if kind == "csv" else ("en",):
        sheet = tmp_path / f"words-{variant}.{kind}"
        assert main(["deck", "export", str(sheet), "--variant", variant, "--screens", str(screens)]) == 0
        assert main(["deck", "import", str(sheet), "--screens", str(screens)]) == 0
    assert bytes_of(screens) == before
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines()[-1] == "0 changed in 0 files, 0 refused"


def test_every_text_has_one_row_with_its_source_limit_and_status(screens: Path) -> None:
    plant(screens, "identity.toml", "[body.first_name]", '[body.first_name]\nstatus = "review"\nnote = "ask Anna"')
    rows = {row.key: row for row in rows_of(screens)}
    assert len(rows) == len(rows_of(screens))
    first = rows["identity.body.first_name.label"]
    assert (first.text, first.status, first.note, first.limit) == ("Nome", "review", "ask Anna", "20")
    assert rows["identity.body.first_name.error.empty"].limit == ""
    english = {row.key: row for row in rows_of(screens, "en")}
    assert list(english) == list(rows)
    assert english["identity.body.first_name.label"].source == "Nome"
    assert english["identity.body.first_name.label"].text == "First name"
    gentle = {row.key: row for row in rows_of(screens, "gentile")}
    assert gentle["identity.heading"].text == ""
    assert gentle["no_mobile.heading"].text != ""


def test_an_edited_text_arrives_and_everything_else_stays(screens: Path) -> None:
    before = bytes_of(screens)
    outcome = brought(
        screens,
        welcome__body__intro__text="Per registrarti basta una polizza attiva.",
        contact__body__password__error__weak="Segui tutte le regole.",
    )
    assert outcome.changed == ("welcome.body.intro.text", "contact.body.password.error.weak")
    assert outcome.refused == ()
    after = bytes_of(screens)
    assert {name for name in after if after[name] != before.get(name)} == {"welcome.toml", "contact.toml"}
    old = before["welcome.toml"].decode()
    new = old.replace(
        "Per registrarti bastano una polizza attiva e un contatto che hai lasciato alla tua Agenzia.",
        "Per registrarti basta una polizza attiva.",
    )
    assert new != old
    assert after["welcome.toml"].decode() == new
    assert load_deck(screens).screens["contact"].body["password"].error["weak"] == "Segui tutte le regole."  # type: ignore[union-attr]


def test_words_of_the_desk_arrive_too(screens: Path) -> None:
    key = "desk/words.panel.messages.empty"
    rows = [replace(row, text="Ancora nessun messaggio.") if row.key == key else row for row in rows_of(screens)]
    assert take_in(rows, "words.csv", screens).changed == (key,)
    assert load_deck(screens).words("panel.messages.empty") == "Ancora nessun messaggio."


def test_a_stale_row_is_refused_by_key_and_the_others_arrive(
    screens: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "words.csv"
    assert main(["deck", "export", str(sheet), "--screens", str(screens)]) == 0
    plant(screens, "login.toml", '"La password è cambiata"', '"La tua password è cambiata"')
    text = sheet.read_text("utf-8-sig").replace("Area Clienti dal sito: vedi", "Area Clienti dal sito: trovi")
    sheet.write_text(text.replace("La password è cambiata", "La password è nuova"), encoding="utf-8-sig", newline="")
    capsys.readouterr()
    assert main(["deck", "import", str(sheet), "--screens", str(screens)]) == 1
    said = capsys.readouterr()
    assert said.out.splitlines() == ["welcome.desk.say.0"]
    refused, summary = said.err.splitlines()
    assert refused.startswith(f"{sheet}:")
    assert "[stale-row] login.body.password_changed.title: has changed since the sheet was written" in refused
    assert summary == "1 changed in 1 files, 1 refused"
    assert "La tua password è cambiata" in (screens / "login.toml").read_text("utf-8")
    assert "dal sito: trovi" in (screens / "welcome.toml").read_text("utf-8")


def test_a_row_that_nobody_edited_is_passed_over_whatever_has_changed_since(screens: Path) -> None:
    rows = [*rows_of(screens), *rows_of(screens, "en")]
    plant(screens, "login.toml", '"La password è cambiata"', '"La tua password è cambiata"')
    plant(screens, "variants/en/login.toml", "[body.password_changed]", "[body.password_changed]\nnote = 'later'")
    edited = [replace(row, text="Ciao") if row.key == "welcome.heading" and not row.variant else row for row in rows]
    outcome = take_in(edited, "words.csv", screens)
    assert outcome.refused == ()
    assert outcome.changed == ("welcome.heading",)
    assert "La tua password è cambiata" in (screens / "login.toml").read_text("utf-8")


def test_a_row_without_its_source_is_stale_all_the_same(screens: Path) -> None:
    rows = [replace(row, source="") for row in rows_of(screens, "en")]  # the column was taken out of the sheet
    plant(screens, "variants/en/login.toml", '"Your password has changed"', '"Your password is new"')
    (refused,) = take_in(rows, "words.csv", screens).refused
    assert refused.rule == "stale-row"


def test_a_translation_of_a_text_that_has_changed_is_stale(screens: Path) -> None:
    rows = list(with_edits(rows_of(screens, "en"), login__body__password_changed__title="Password changed"))
    plant(screens, "login.toml", '"La password è cambiata"', '"La tua password è nuova"')
    outcome = take_in(rows, "words.csv", screens)
    assert outcome.changed == ()
    assert [fault.message.partition(":")[0] for fault in outcome.refused] == ["en"]
    assert "en: login.body.password_changed.title: has changed" in outcome.refused[0].message


@pytest.mark.parametrize(
    ("edit", "rule", "said"),
    [
        ({"text": "Inviato."}, "placeholder", "lacks {destination}"),
        ({"text": "A {destination}, {wait}."}, "placeholder", "has {wait} too many"),
        ({"text": "A {destination."}, "brace", "is no placeholder"),
        ({"text": ""}, "empty-text", "is empty"),
        ({"text": "A {destination}\u200b."}, "control-character", "invisible character"),
        ({"text": "A {destination}: " + "x" * 20, "status": "done"}, "bad-status", "`done` is no status"),
        ({"text": "Altro {destination}.", "seal": "s-0"}, "stale-row", "has changed"),
        ({"text": "=B1", "unread": "holds a formula in column `text`"}, "no-text", "holds a formula"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_with_its_reason(
    screens: Path, edit: dict[str, str], rule: str, said: str
) -> None:
    before = bytes_of(screens)
    outcome = brought(screens, confirm_contact__body__sent__text=edit)
    assert [(fault.rule, fault.file) for fault in outcome.refused] == [(rule, "words.csv")]
    assert "confirm_contact.body.sent.text" in outcome.refused[0].message
    assert said in outcome.refused[0].message
    assert outcome.refused[0].line > 1
    assert bytes_of(screens) == before


def no_telephone(screen: Screen) -> Iterator[rules.KeyProblem]:
    """A rule of the deck that only the words of a text can break."""
    for path, text in screen.texts():
        if "telefono" in text and path[0] == "body":
            yield rules.KeyProblem(path, "no-telephone", "a telephone")


def test_a_row_that_would_keep_the_deck_from_loading_is_refused_alone(
    screens: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    problems = rules.problems
    monkeypatch.setattr(rules, "problems", lambda screen, step: [*problems(screen, step), *no_telephone(screen)])
    outcome = brought(
        screens,
        contact__body__kind__options__mobile="Numero di telefono cellulare",
        contact__body__kind__options__email="Posta",
    )
    assert outcome.changed == ("contact.body.kind.options.email",)
    assert [fault.rule for fault in outcome.refused] == ["no-telephone"]
    assert "contact.body.kind.options.mobile: a telephone" in outcome.refused[0].message
    assert load_deck(screens).screens["contact"].body["kind"].options["email"] == "Posta"  # type: ignore[union-attr]


def test_unknown_keys_variants_and_double_rows_are_refused(screens: Path) -> None:
    rows = rows_of(screens)
    first = replace(rows[0], text="Uno", line=2)
    sheet = [
        first,
        replace(first, text="Due", line=3),
        replace(rows[1], key="welcome.body.intro.txt", text="Tre", line=4),
        replace(rows[1], variant="fr", text="Quatre", line=5),
    ]
    outcome = take_in(sheet, "words.csv", screens)
    assert outcome.changed == ("welcome.heading",)
    assert [(fault.line, fault.rule) for fault in outcome.refused] == [
        (3, "row-twice"),
        (4, "unknown-row"),
        (5, "unknown-variant"),
    ]
    assert "did you mean `welcome.body.intro.text`?" in outcome.refused[1].message


def test_status_and_note_arrive_where_they_are_carried(screens: Path) -> None:
    outcome = brought(
        screens,
        welcome__body__intro__text={"status": "review", "note": "più corto"},
        login__heading={"status": "draft"},
        help__desk__say__0={"status": "final"},
    )
    assert outcome.refused == ()
    data = {name: tomllib.loads((screens / f"{name}.toml").read_text("utf-8")) for name in ("welcome", "login", "help")}
    assert data["welcome"]["body"]["intro"]["status"] == "review"
    assert data["welcome"]["body"]["intro"]["note"] == "più corto"
    assert data["login"]["status"] == "draft"
    assert data["help"]["desk"]["status"] == "final"
    again = brought(screens, welcome__body__intro__text={"status": "", "note": ""})
    assert again.changed == ("welcome.body.intro.text",)
    assert "status" not in (screens / "welcome.toml").read_text("utf-8")


def test_rows_that_share_a_status_and_disagree_are_refused(screens: Path) -> None:
    outcome = brought(
        screens,
        identity__body__first_name__label={"status": "draft"},
        identity__body__first_name__error__empty={"status": "final"},
    )
    assert outcome.changed == ("identity.body.first_name.label",)
    assert [fault.rule for fault in outcome.refused] == ["row-twice"]
    assert "`body.first_name.status`" in outcome.refused[0].message


def test_words_without_a_carrier_have_no_status(screens: Path) -> None:
    rows = [replace(row, status="draft") if row.key == "desk/words.phone.closed" else row for row in rows_of(screens)]
    assert [fault.rule for fault in take_in(rows, "words.csv", screens).refused] == ["no-status"]


def test_a_variant_grows_by_what_its_sheet_fills_in(screens: Path) -> None:
    outcome = brought(
        screens,
        "gentile",
        welcome__heading="Ciao!",
        no_mobile__desk__check__0="Guarda la scheda.",
        service_error__heading="Torniamo tra poco",
        login__body__user__error__empty="Scrivi il tuo contatto.",
    )
    assert outcome.refused == ()
    folder = screens / "variants" / "gentile"
    assert {path.name for path in outcome.files} == {
        "welcome.toml",
        "no_mobile.toml",
        "service_error.toml",
        "login.toml",
    }
    assert (folder / "welcome.toml").read_text("utf-8") == 'heading = "Ciao!"\n'
    assert (folder / "login.toml").read_text("utf-8") == '[body.user]\nerror.empty = "Scrivi il tuo contatto."\n'
    deck = load_deck(screens, "gentile")
    assert deck.screens["no_mobile"].desk.check == ("Guarda la scheda.",)
    assert deck.screens["service_error"].heading == "Torniamo tra poco"


def test_a_list_half_filled_in_is_refused_by_its_key(screens: Path) -> None:
    outcome = brought(screens, "gentile", welcome__desk__say__0="Apri l'app.")
    assert outcome.changed == ()
    assert ["gentile: welcome.desk.say.0" in fault.message for fault in outcome.refused] == [True]
    whole = brought(screens, "gentile", welcome__desk__say__0="Apri l'app.", welcome__desk__say__1="Tocca «Accedi».")
    assert whole.refused == ()
    assert load_deck(screens, "gentile").screens["welcome"].desk.say == ("Apri l'app.", "Tocca «Accedi».")


def test_a_dry_run_says_the_same_and_writes_nothing(
    screens: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "words.csv"
    main(["deck", "export", str(sheet), "--screens", str(screens)])
    text = sheet.read_text("utf-8-sig").replace("La password è cambiata", "La password è nuova")
    sheet.write_text(text, encoding="utf-8-sig", newline="")
    before = bytes_of(screens)
    capsys.readouterr()
    assert main(["deck", "import", str(sheet), "--screens", str(screens), "--dry-run"]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == ["login.body.password_changed.title"]
    assert said.err.splitlines() == ["1 changed in 1 files, 0 refused (nothing written)"]
    assert bytes_of(screens) == before


def test_nothing_is_replaced_while_a_file_cannot_be_written(
    screens: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "words.csv"
    write_sheet(sheet, list(with_edits(rows_of(screens), welcome__heading="Ciao", login__heading="Entra")))
    before = bytes_of(screens)

    def full(path: Path, data: Iterable[bytes], *, like: Path) -> None:
        if like.name == "login.toml":
            raise OSError(ENOSPC, "No space left on device")
        path.write_bytes(b"".join(data))

    monkeypatch.setattr("ac_tui.assets._write", full)
    assert main(["deck", "import", str(sheet), "--screens", str(screens)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == [f"{screens / 'login.toml'}: No space left on device"]
    assert bytes_of(screens) == before


def test_a_sheet_taken_in_by_halves_can_be_taken_in_again(
    screens: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "words.csv"
    write_sheet(sheet, list(with_edits(rows_of(screens), welcome__heading="Ciao", login__heading="Entra")))
    moved = Path.replace

    def stuck(path: Path, target: Path) -> Path:
        if target.name == "login.toml":
            raise OSError(EBUSY, "Device or resource busy")
        return moved(path, target)

    monkeypatch.setattr(Path, "replace", stuck)
    assert main(["deck", "import", str(sheet), "--screens", str(screens)]) == 2
    assert capsys.readouterr().err.splitlines() == [f"{screens / 'login.toml'}: Device or resource busy"]
    assert load_deck(screens).screens["welcome"].heading == "Ciao"
    assert [path for path in screens.rglob("*") if path.name.endswith(".new")] == []
    monkeypatch.setattr(Path, "replace", moved)
    assert main(["deck", "import", str(sheet), "--screens", str(screens)]) == 0
    assert capsys.readouterr().out.splitlines() == ["login.heading"]


def test_a_file_keeps_its_mode_and_a_link_stays_one(screens: Path, tmp_path: Path) -> None:
    (screens / "welcome.toml").rename(tmp_path / "elsewhere.toml")
    (screens / "welcome.toml").symlink_to(tmp_path / "elsewhere.toml")
    (tmp_path / "elsewhere.toml").chmod(0o640)
    (screens / "assistance.toml.new").mkdir()
    assert brought(screens, welcome__heading="Ciao", assistance__heading="Ti aiutiamo").refused == ()
    assert (screens / "welcome.toml").is_symlink()
    assert (tmp_path / "elsewhere.toml").stat().st_mode & 0o777 == 0o640
    assert 'heading = "Ciao"' in (tmp_path / "elsewhere.toml").read_text("utf-8")


def test_a_text_of_the_shipped_screens_is_not_written_into_a_folder_without_it(screens: Path) -> None:
    (screens / "help.toml").unlink()
    outcome = brought(screens, help__heading="Aiuto")
    assert [fault.rule for fault in outcome.refused] == ["not-here"]


def test_a_deck_that_does_not_load_takes_nothing_in(screens: Path) -> None:
    rows = rows_of(screens)
    plant(screens, "login.toml", "[body.intro]", "[body.intro]\nkindd = 1")
    with pytest.raises(FileError, match="unknown-key"):
        take_in(rows, "words.csv", screens)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["deck", "import", "nowhere.csv"], "nowhere.csv"),
        (["deck", "export", "words.ods"], "a sheet is a .csv, an .xlsx or a .po file"),
        (["deck", "export", "words.csv", "--separator", "|"], "--separator"),
        (["deck", "export", "nowhere/words.csv"], "no such folder"),
        (["deck", "export", "words.csv", "--variant", "ens"], "did you mean `en`?"),
        (["deck", "export", "words.csv", "--variant", "pseudo"], "made up from the original"),
        (["deck"], "ACTION"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(
    args: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(args) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert len(captured.err.splitlines()) == 1
    assert captured.out == ""
    assert list(tmp_path.iterdir()) == []
