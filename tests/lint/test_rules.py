"""Rules of wording as a writer keeps them: what a file may say, what it changes, what is wrong with one."""

from __future__ import annotations

from pathlib import Path

import pytest

from ac_tui.deck.lint.rules import CompiledRule, Issue, issues_of, read_rules
from tests.lint.saying import entry


def book(folder: Path, text: str, name: str = "own.toml") -> list[CompiledRule]:
    (folder / "rules").mkdir()
    (folder / "rules" / name).write_text(text, encoding="utf-8")
    return read_rules(folder)[0]


def of_own(rules: list[CompiledRule], text: str, **about: object) -> list[Issue]:
    return [said for said in issues_of(rules, entry(text, **about)) if said.rule == "hurry"]  # type: ignore[arg-type]


HURRY = """
[words]
soon = "subito presto"
[pieces]
head = '(?:^|(?<=[.!?] ))'
[[rules]]
name = "hurry"
level = "warning"
message = "nobody likes to be hurried"
language = "it"
reader = "customer"
use = ["sentence"]
patterns = [['{head}(\\w+) {soon}\\b', '\\1 con calma']]
swap = { "in tutta fretta" = "con calma" }
unless = '\\?$'
exceptions = [{ key = "welcome.body.other", reason = "urgent" }]
"""


def test_a_writer_s_rule_stands_beside_the_shipped_ones(tmp_path: Path) -> None:
    rules = book(tmp_path, HURRY)
    (said,) = of_own(rules, "Vai subito. Scrivi in tutta fretta.")
    assert (said.level, said.words) == ("warning", ("Vai subito", "in tutta fretta"))
    assert said.message == (
        "`Vai subito` (`Vai con calma`), `in tutta fretta` (`con calma`): nobody likes to be hurried"
    )
    assert [one.rule for one in issues_of(rules, entry("E' tardi."))] == ["accent"]


@pytest.mark.parametrize(
    "about",
    [{"reader": "operator"}, {"use": "label"}, {"variant": "en", "original": ""}, {"path": ("body", "other", "text")}],
)
def test_a_rule_is_for_its_language_readers_use_and_not_for_its_exceptions(
    tmp_path: Path, about: dict[str, object]
) -> None:
    assert of_own(book(tmp_path, HURRY), "Vai subito.", **about) == []


def test_what_excuses_a_text_silences_the_rule(tmp_path: Path) -> None:
    assert of_own(book(tmp_path, HURRY), "Vai subito?") == []


def test_a_file_replaces_the_shipped_one_of_its_name(tmp_path: Path) -> None:
    rules = book(tmp_path, "[[rules]]\nname = 'hurry'\nswap = { 'presto' = 'con calma' }\n", "accents.toml")
    assert [one.rule for one in issues_of(rules, entry("E' presto."))] == ["hurry"]


@pytest.mark.parametrize(
    ("text", "line", "rule", "says"),
    [
        ("[[rules]]\nname = 'x'\npatterns = ['a', '(b']\n", 3, "bad-pattern", "missing )"),
        ("[[rules]]\nname = 'x'\nunless = '{nothing}'\n", 3, "bad-pattern", "called `nothing`"),
        ("[[rules]]\nname = 'x'\npattern = ['a']\n", 3, "unknown-key", "`rules[0].pattern`"),
        ("[[rules]]\nlevel = 'error'\n", 1, "missing-key", "name"),
        ("[[rules]]\nname = 'x'\nlevel = 'fatal'\n", 3, "bad-value", "must be"),
        ("[[rules]\n", 1, "toml-syntax", "`]]` is missing"),
    ],
)
def test_faults_of_a_rule_have_their_line(tmp_path: Path, text: str, line: int, rule: str, says: str) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "own.toml").write_text(text, encoding="utf-8")
    _, sources = read_rules(tmp_path)
    (fault,) = (fault for source in sources for fault in source.faults)
    assert (fault.line, fault.rule) == (line, rule)
    assert says in fault.message
