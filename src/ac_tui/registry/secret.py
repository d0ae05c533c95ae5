"""Text that nobody is shown: passwords and codes."""

from __future__ import annotations

from typing import Any


class SecretStr:
    """A password or code: printed, logged or quoted in a traceback it is asterisks; two of the same text are equal."""

    __slots__ = ("_secret",)

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def get_secret_value(self) -> str:
        """The text itself, for who compares or writes it."""
        return self._secret

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SecretStr) and self._secret == other._secret

    def __hash__(self) -> int:
        return hash(self._secret)

    def __len__(self) -> int:
        return len(self._secret)

    def __str__(self) -> str:
        return "**********" if self._secret else ""

    def __repr__(self) -> str:
        return f"SecretStr('{self}')"

    def __reduce__(self) -> tuple[Any, ...]:
        return SecretStr, (self._secret,)  # what another process played arrives as it was
