"""From what callers say to a cause, in two questions at most; and nothing for what means nothing here."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from ac_tui.assets import screens_dir
from ac_tui.cli import main
from ac_tui.deck.load import load_deck
from ac_tui.desk.causes import MOST_QUESTIONS, Ear, advice_about, cause_faults, load_causes

HERE = Path(__file__).parent
CAUSES = load_causes()
EAR = Ear(CAUSES)


def ends(name: str, questions: int = MOST_QUESTIONS) -> Iterator[str]:
    """The causes that a complaint leads to with so many questions."""
    cause = CAUSES.causes[name]
    if not cause.answers:
        yield name
    elif questions:
        for answer in cause.answers:
            yield from ends(answer, questions - 1)


def read(name: str) -> dict[str, list[dict[str, str]]]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def test_what_callers_say_ends_in_the_cause_that_was_expected_before_the_causes_were_written() -> None:
    expected = read("causes_of_sayings.toml")
    lost = [
        said["words"]
        for said in read("what_callers_say.toml")["said"]
        if not (meant := EAR.meant(said["words"])) or not {*ends(meant[0].name)} & {*map(str, expected[said["cause"]])}
    ]
    assert lost == []


def test_longer_and_clumsier_sayings_do_too() -> None:
    said = read("more_sayings.toml")["said"]
    lost = [
        one["words"]
        for one in said
        if not (meant := EAR.meant(one["words"])) or not {*ends(meant[0].name)} & {*one["causes"]}
    ]
    assert lost == []


def test_what_means_nothing_here_finds_no_cause() -> None:
    assert [text for text in read("more_sayings.toml")["nothing"] if EAR.meant(str(text))] == []


@pytest.mark.parametrize("variant", ["", "en"])
def test_each_way_to_say_a_cause_finds_it_first_and_slips_change_nothing(variant: str) -> None:
    causes = load_causes(variant=variant)
    ear = Ear(causes)
    for name, cause in causes.causes.items():
        for phrase in cause.heard:
            assert ear.meant(phrase)[0].name == name, phrase
    assert ear.meant("NON MI ARRIVA IL CODICE!" if not variant else "I GET NO CODE!")[0].name == "no_code"


@pytest.mark.parametrize("variant", ["", "en"])
def test_every_cause_says_what_to_say_what_never_to_say_and_what_to_do_next(variant: str) -> None:
    deck, causes = load_deck(variant=variant), load_causes(variant=variant)
    for name, cause in causes.causes.items():
        if not cause.answers:
            said = advice_about(deck, causes, cause)
            assert all((said.say, said.never, said.next)), name
            assert "{" not in "".join((*said.say, *said.never, *said.next)), name


def test_the_causes_that_are_shipped_have_no_fault() -> None:
    assert list(cause_faults(screens_dir())) == []


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ('checks = ["service.down"]', "", "missing-cause"),
        ('checks = ["service.down"]', 'checks = ["service.up"]', "unknown-check"),
        ('story  = "k-silvia-spano"', 'story  = "k-nobody"', "unknown-story"),
        ('message_late   = "Sì, e lo', 'message_soon   = "Sì, e lo', "unknown-cause"),
        ("[causes.old_email]\n", "[causes.older_email]\n", "unreachable-cause"),
        ('code_wrong   = "Che non', 'code_refused = "Che non', "too-many-questions"),
        ('advice = "standings.late"', 'advice = "standings.soon"', "unknown-advice"),
        ('why    = "Il servizio è fermo', 'because = "Il servizio è fermo', "unknown-key"),
    ],
)
def test_check_says_what_is_wrong_with_a_cause(before: str, after: str, rule: str, tmp_path: Path) -> None:
    home = copytree(screens_dir(), tmp_path / "screens")
    file = home / "desk" / "causes.toml"
    text = file.read_text(encoding="utf-8")
    assert before in text
    if rule == "unreachable-cause":  # nobody says it, no answer leads there
        before, after = text[text.index("[causes.old_email]") :].split("\n\n")[0], after + 'title = "x"'
    file.write_text(text.replace(before, after), encoding="utf-8")
    found = list(cause_faults(home))
    assert rule in [fault.rule for fault in found]
    assert all(fault.file.endswith("desk/causes.toml") and fault.line > 1 for fault in found)


def test_ac_tui_check_tells_the_faults_of_the_causes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = copytree(screens_dir(), tmp_path / "screens")
    file = home / "desk" / "causes.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("k-silvia-spano", "k-nobody"), encoding="utf-8")
    assert main(["check", str(file)]) == 1
    assert "[unknown-story] there is no flow `k-nobody`" in capsys.readouterr().out
