"""The policy's file: what may stand in it, and what is said of the rest."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from ac_tui.flows.formats import read_policy_file
from ac_tui.journey.world import Policy
from ac_tui.registry.faults import FileError


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def setting(name: str, value: str, source: str = "assumption") -> str:
    return f'[{name}]\nvalue = {value}\nsource = "{source}"\n'


def read(text: str) -> Policy:
    Path("p.toml").write_text(text, "utf-8")
    return read_policy_file(Path("p.toml"))


def faults(text: str) -> list[str]:
    with pytest.raises(FileError) as raised:
        read(text)
    return [str(fault) for fault in raised.value.faults]


def test_a_setting_with_its_source_is_taken_and_the_others_keep_theirs() -> None:
    policy = read(setting("sends", "3") + setting("code_lifetime_private", '"30m"', "guide 6A"))
    assert (policy.sends, policy.code_lifetime_private, policy.password_max) == (3, timedelta(minutes=30), 16)
    assert (policy.source("sends"), policy.source("code_lifetime_private")) == ("assumption", "guide 6A")


def test_a_byte_order_mark_is_no_part_of_the_policy() -> None:
    assert read("\ufeff" + setting("sends", "3")).sends == 3


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a = [", "p.toml:1: [toml-syntax] the list that begins here has no `]` at its end"),
        ("\na = " + "[" * 5000, "p.toml:1: [toml-syntax] values are nested too deeply"),
        (f"[sends]\nvalue = {'9' * 5000}\n", "p.toml:1: [toml-syntax] a number has too many digits"),
        (setting("send", "3"), "p.toml:1: [unknown-key] unknown key `send`; did you mean `sends`?"),
        (setting("sources", "3"), "p.toml:1: [unknown-key] unknown key `sources`"),
        ("sends = 3\n", "p.toml:1: [bad-value] `sends` must be a table"),
        ("[sends]\nvalue = 3\n", "p.toml:1: [missing-key] `sends.source` is missing"),
        (
            "[sends]\nvalu = 3\nsource = 'assumption'\n",
            "p.toml:2: [unknown-key] unknown key `sends.valu`; did you mean `value`?",
        ),
        (setting("sends", '"3"'), "p.toml:2: [bad-value] `sends.value` must be a whole number"),
        (setting("sends", "true"), "p.toml:2: [bad-value] `sends.value` must be a whole number"),
        (setting("sends", "0"), "p.toml:2: [bad-value] `sends.value` must be at least 1"),
        (setting("sends", "9" * 40), "p.toml:2: [bad-value] `sends.value` must be at most 1000000"),
        (setting("code_digits", "5"), "p.toml:2: [bad-value] `code_digits.value` must be at least 6"),
        (setting("code_digits", "40"), "p.toml:2: [bad-value] `code_digits.value` must be at most 6"),
        (
            setting("tax_code_needs_name", "1"),
            "p.toml:2: [bad-value] `tax_code_needs_name.value` must be true or false",
        ),
        (setting("resend_cooldown", "60"), "p.toml:2: [bad-value] `resend_cooldown.value` must be a span of time"),
        (setting("resend_cooldown", '"soon"'), "p.toml:2: [bad-value] `resend_cooldown.value` must be a span of time"),
        (
            setting("link_address", '"https://x.example/\\u001b"'),
            "p.toml:2: [control-character] `link_address.value` contains a control",
        ),
        (setting("sends", "3", "hearsay"), "p.toml:3: [source] `sends.source` must be 'assumption' or a step"),
        (setting("password_min", "20"), "p.toml:2: [bad-value] `password_min` is more than `password_max`"),
    ],
)
def test_what_cannot_be_is_said_with_its_place(text: str, fault: str) -> None:
    (said,) = faults(text)
    assert said.startswith(fault)


def test_every_fault_is_said_at_once() -> None:
    assert len(faults(setting("sends", "0", "hearsay") + setting("nothing", "1"))) == 3
