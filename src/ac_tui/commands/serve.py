"""`ac-tui serve [DIR]`: the page that `make site` builds, on this machine alone."""

from __future__ import annotations

import argparse
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO, Final

from ac_tui.commands import USAGE, say

HOST: Final = "127.0.0.1"


def serve(args: argparse.Namespace) -> int:
    """Serve until it is interrupted; 2 where the folder has no page or the port cannot be had."""
    folder = args.folder.resolve()
    if not (folder / "index.html").is_file():
        return say(USAGE, f"ac-tui serve: {args.folder}: no page there; `make site` builds one")
    try:
        server = make_server(folder, args.port)
    except OSError as error:
        return say(USAGE, f"ac-tui serve: port {args.port}: {(error.strerror or 'cannot be had').lower()}")
    with server:
        print(f"http://{HOST}:{server.server_port}/", flush=True)
        server.serve_forever()
    return 0


def make_server(folder: Path, port: int = 0) -> ThreadingHTTPServer:
    """A server of a folder that listens already, on any free port where it is 0; raises OSError."""
    return ThreadingHTTPServer((HOST, port), partial(_Handler, directory=str(folder)))


class _Handler(SimpleHTTPRequestHandler):
    """Files with their right types and a strict policy; no list of what a folder holds, no log."""

    extensions_map = {  # noqa: RUF012 - http.server's way
        ".css": "text/css; charset=utf-8",
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".mjs": "text/javascript; charset=utf-8",
        ".txt": "text/plain; charset=utf-8",
        ".wasm": "application/wasm",
        ".woff2": "font/woff2",
    }
    server_version = "ac-tui"
    sys_version = ""

    def end_headers(self) -> None:
        from ac_tui.surfaces.web.html import PAGE_POLICY

        self.send_header("Content-Security-Policy", f"{PAGE_POLICY}; frame-ancestors 'none'")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def send_head(self) -> IO[bytes] | None:  # type: ignore[override]  # base: any reader
        """Serve no list of a folder, nothing hidden, and nothing that a link out of the folder leads to."""
        path, served = Path(self.translate_path(self.path)), False
        with suppress(OSError, ValueError):  # no file can have such a name
            hidden = any(part.startswith(".") for part in path.relative_to(self.directory).parts)
            inside = path.resolve().is_relative_to(Path(self.directory).resolve())
            served = inside and not hidden and (not path.is_dir() or (path / "index.html").is_file())
        if not served:
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()

    def log_message(self, *_: object) -> None:
        """Say nothing of who asked for what."""
