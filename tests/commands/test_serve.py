"""`ac-tui serve`: what it answers on this machine, and what it refuses in one line."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from ac_tui.cli import main
from ac_tui.commands.serve import make_server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[int]:
    """The port that a small page is served at."""
    site = tmp_path / "site"
    (site / "python").mkdir(parents=True)
    for name in ("index.html", "page.js", "python/pyodide.mjs", "python/pyodide.asm.wasm", ".secret"):
        (site / name).write_text("x", "utf-8")
    (tmp_path / "outside").write_text("x", "utf-8")
    (site / "way_out").symlink_to(tmp_path / "outside")
    server = make_server(site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def asked(port: int, path: str) -> HTTPResponse:
    """The answer to a request."""
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def test_every_file_has_its_type_and_a_strict_policy(server: int) -> None:
    types = {
        "/": "text/html; charset=utf-8",
        "/page.js": "text/javascript; charset=utf-8",
        "/python/pyodide.mjs": "text/javascript; charset=utf-8",
        "/python/pyodide.asm.wasm": "application/wasm",
    }
    for path, type_ in types.items():
        answer = asked(server, path)
        assert (answer.status, answer.getheader("Content-Type")) == (200, type_)
        policy = str(answer.getheader("Content-Security-Policy"))
        assert policy.startswith("default-src 'none'")
        assert "unsafe-inline" not in policy
        assert answer.getheader("X-Content-Type-Options") == "nosniff"


def test_nothing_is_listed_and_nothing_outside_is_served(server: int) -> None:
    for path in (
        "/python/",
        "/way_out",
        "/.secret",
        "/../outside",
        "/%2e%2e/outside",
        "/missing",
        "/%00",
        "/" + "a" * 5000,
    ):
        assert asked(server, path).status == 404, path


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["serve", "nowhere"], "ac-tui serve: nowhere: no page there; `make site` builds one\n"),
        (["serve", "--port", "many"], "write a port as a number from 0 to 65535"),
        (["serve", "--port", "70000"], "write a port as a number from 0 to 65535"),
    ],
)
def test_what_cannot_be_served_is_refused_in_one_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""


def test_a_port_that_is_taken_is_refused_in_one_line(
    server: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", str(tmp_path / "site"), "--port", str(server)]) == 2
    assert capsys.readouterr().err == f"ac-tui serve: port {server}: address already in use\n"
