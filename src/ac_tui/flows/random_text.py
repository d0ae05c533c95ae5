"""What `inputRandom…` types: made up, and the same in every run of a flow."""

from __future__ import annotations

import string
from typing import Final

_FIRST: Final = ("Ada", "Bruno", "Carla", "Dario", "Elsa", "Franco", "Gaia", "Livio", "Marta", "Nino")
_LAST: Final = ("Bassi", "Corsi", "Donati", "Fabbri", "Galli", "Leoni", "Morelli", "Orsini", "Poli", "Sarti")
_CITIES: Final = ("Bari", "Bologna", "Cagliari", "Genova", "Lecce", "Perugia", "Torino", "Trieste", "Udine", "Verona")
_COUNTRIES: Final = ("Austria", "Belgio", "Francia", "Grecia", "Italia", "Portogallo", "Slovenia", "Spagna", "Svizzera")
_COLOURS: Final = ("arancio", "azzurro", "bianco", "giallo", "grigio", "nero", "rosso", "verde", "viola")


def random_text(kind: str, length: int, seed: str) -> str:
    """A text of a kind: "text", "number", "email", "name", "city", "country" or "colour"; it follows from `seed`.

    `length` counts the characters of a text and the digits of a number, which begins with none that is 0.
    """
    from random import Random

    source = Random(seed)
    if kind == "number":
        return source.choice("123456789") + "".join(source.choices(string.digits, k=max(0, length - 1)))
    if kind == "text":
        return "".join(source.choices(string.ascii_lowercase + string.digits, k=length))
    if kind == "email":
        return "".join(source.choices(string.ascii_lowercase, k=8)) + "@example.com"
    if kind == "name":
        return f"{source.choice(_FIRST)} {source.choice(_LAST)}"
    return source.choice({"city": _CITIES, "country": _COUNTRIES, "colour": _COLOURS}[kind])
