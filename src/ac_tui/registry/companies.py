"""When two spellings are one company."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ac_tui.registry.letters import name_keys

if TYPE_CHECKING:
    from ac_tui.registry.legal_forms import CompanyName


@lru_cache(maxsize=4096)
def _read(text: str) -> tuple[tuple[CompanyName, frozenset[str]], ...]:
    from ac_tui.registry.legal_forms import company_names  # long tables, which only a company needs

    return tuple((name, name_keys(" ".join(name.words))) for name in company_names(text))


def company_keys(text: str) -> frozenset[str]:
    """Every key a company may be found by, whatever its legal form; two that are the same share one."""
    return frozenset(key for name, keys in _read(text) for key in (*keys, *_glued(name, keys)))


def same_company(a: str, b: str) -> bool:
    """Whether two spellings are one company: a missing legal form is accepted, a different one is not.

    Wellion is Wellion S.r.l. is WELLION SRL is Wellion Società a responsabilità limitata; not Wellion S.r.l.s.
    """
    return any(
        _compatible(name.forms, other.forms) and _alike(name, keys, other, other_keys)
        for name, keys in _read(a)
        for other, other_keys in _read(b)
    )


def other_form(a: str, b: str) -> bool:
    """Whether two spellings are of one name with different legal forms."""
    return not same_company(a, b) and any(
        not keys.isdisjoint(other_keys) for _, keys in _read(a) for _, other_keys in _read(b)
    )


def _alike(name: CompanyName, keys: frozenset[str], other: CompanyName, other_keys: frozenset[str]) -> bool:
    if name.short and other.short:
        return False  # of either the partners were left out: nobody knows whether they are the same
    return not (keys | _glued(name, keys)).isdisjoint(other_keys | _glued(other, other_keys))


def _glued(name: CompanyName, keys: frozenset[str]) -> frozenset[str]:
    """The name with its form written on, without a space: `WellionSRL`."""
    return frozenset(key + form for key in keys for form in name.forms if len(form) > 2)


def _compatible(forms: frozenset[str], others: frozenset[str]) -> bool:
    return not forms or not others or not forms.isdisjoint(others)
