"""Registries and policies that mean harm: a line or two, exit code 2, and no more memory than the file is large."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

CUSTOMER = b'{"id":"a","profile":"company","company_name":"B"%s}\n'
MOST_MEMORY = 1 << 30


def bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def check(*arguments: str) -> tuple[int, str]:
    """Exit code of the real program, and what it said; it may take a gigabyte of addresses and a minute."""
    ended = subprocess.run(
        [sys.executable, "-m", "ac_tui", *arguments], capture_output=True, timeout=60, preexec_fn=bounded, check=False
    )
    said = (ended.stdout + ended.stderr).decode()
    assert "Traceback" not in said
    assert all(char.isprintable() or char == "\n" for char in said)
    return ended.returncode, said


REGISTRIES = {
    "line.jsonl": b'{"id":"' + b"a" * (100 << 20) + b'"}',
    "line.toml": b'a = "' + b"a" * (100 << 20) + b'"',
    "long.toml": b'a = "' + b"a" * (8 << 20) + b'"',
    "latin.toml": b'[[customers]]\nid = "\xe8"\n',
    "latin.jsonl": CUSTOMER % b"" + b'{"id":"\xe8"}\n',
    "deep.toml": b"a = " + b"[" * 100_000,
    "deep.jsonl": b'{"id":' * 50_000,
    "twice.toml": b'[[customers]]\nid="a"\nid="b"\n',
    "twice.jsonl": CUSTOMER % b',"id":"b"',
    "inner.jsonl": CUSTOMER % b',"agency":{"name":"x","name":"y"}',
    "number.toml": b"a = " + b"9" * 10_000,
    "number.jsonl": b'{"id":' + b"9" * 10_000 + b"}",
    "infinite.jsonl": b'{"id":1e999}',
    "control.toml": b'[[customers]]\nid="a"\nprofile="company"\ncompany_name="B\\u001b[31m"\n',
    "bidi.jsonl": CUSTOMER % '\u002c"story":"\u202eB"'.encode(),
    "surrogate.jsonl": CUSTOMER % b',"story":"\\ud800"',
    "nul.toml": b"a = 1\x00",
    "key\x1b[31m\u202e.toml": b"a = 1\n",
    "empty.toml": b"",
}


@pytest.mark.parametrize("name", REGISTRIES)
def test_a_hostile_registry_is_refused_in_one_line(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(REGISTRIES[name])
    code, said = check("registry", "check", str(tmp_path / name))
    assert code == 2
    assert said.count("\n") == 1
    assert len(said) < 1000


def places(folder: Path) -> Iterator[str]:
    os.mkfifo(folder / "pipe.toml")
    os.mkfifo(folder / "pipe.jsonl")
    (folder / "loop.toml").symlink_to("loop.toml")
    yield from (
        "/dev/zero",
        "/dev/null",
        *(str(folder / name) for name in ("pipe.toml", "pipe.jsonl", "loop.toml", "")),
    )


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    for place in places(tmp_path):
        code, said = check("registry", "check", place)
        assert (code, said.count("\n")) == (2, 1), said
    assert check("why", "--registry", "/dev/zero", "--email", "a@b.it")[0] == 2


def test_the_same_fault_a_hundred_thousand_times_is_told_a_thousand_times(tmp_path: Path) -> None:
    for name, text in (("many.jsonl", b"{}\n" * 100_000), ("many.toml", b"[[customers]]\n" * 20_000)):
        (tmp_path / name).write_bytes(text)
        code, said = check("registry", "check", str(tmp_path / name))
        assert code == 2
        assert said.count("\n") == 1001
        assert "[too-many]" in said.splitlines()[-1]


POLICIES = {
    "huge": b'password_min = { value = 99999999999999999999, source = "assumption" }\n',
    "digits": b"password_min = { value = " + b"9" * 10_000 + b' , source = "assumption" }\n',
    "span": b'resend_cooldown = { value = "99999999999d", source = "assumption" }\n',
    "control": b'link_address = { value = "a\\u001b[31m", source = "assumption" }\n',
    "latin": b"# \xe8\n",
    "deep": b"sends = " + b"[" * 100_000,
    "twice": b'sends = { value = 5, source = "assumption" }\nsends = { value = 5, source = "assumption" }\n',
    "line": b'sends = "' + b"a" * (100 << 20) + b'"',
}


def test_a_hostile_policy_is_one_finding(tmp_path: Path) -> None:
    for name, text in POLICIES.items():
        (tmp_path / "policy.toml").write_bytes(text)
        code, said = check("check", str(tmp_path / "policy.toml"))
        assert (code, said.count("\n")) == (1, 1), (name, said)
        assert len(said) < 1000
