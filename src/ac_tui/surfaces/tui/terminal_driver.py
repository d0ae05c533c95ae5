"""Reading from a terminal that may send anything: bytes that are no text, sequences that are cut or make no sense."""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder
from contextlib import suppress
from typing import Final

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

_BEGIN, _END = "\x1b[200~", "\x1b[201~"  # what a terminal sends around a paste
_LOOK: Final = 0.1  # seconds from one look at the input to the next: an Esc alone is known by what does not follow it


class TerminalDriver(LinuxDriver):
    """Textual's driver, but that nothing a terminal sends ends it: what is no text is typed as "\ufffd"."""

    def run_input_thread(self) -> None:
        """Read until the app ends."""
        decode = getincrementaldecoder("utf-8")("replace").decode
        parser, tail, silent = XTermParser(self._debug), "", 0
        pasted = -1  # characters of the paste that is coming in, -1 while none is
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                data = ""
                if selector.select(_LOOK):
                    with suppress(OSError):
                        data = decode(os.read(self.fileno, 65536))
                    if not data:  # the terminal may be gone, which the app looks for itself
                        self.exit_event.wait(_LOOK)
                silent = 0 if data else silent + 1
                if pasted >= 0 and silent >= 10:  # looks after which a paste whose end does not come has ended
                    data = _END
                tail += data
                begin, end = tail.rfind(_BEGIN), tail.rfind(_END)
                if pasted > 100_000:  # characters: more than anything that is filled in
                    data = tail[end:] if end >= begin else ""
                pasted = -1 if end >= begin else max(pasted, 0) + len(data)
                tail = tail[-len(_END) + 1 :] if end >= begin else _BEGIN + tail[-len(_END) + 1 :]
                try:
                    for event in parser.feed(data) if data else parser.tick():
                        self.process_message(event)
                except Exception:  # a sequence that Textual's parser stumbles over
                    parser = XTermParser(self._debug)
