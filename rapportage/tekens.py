"""Letters that no typeface can draw are left out of what a PDF prints."""

from __future__ import annotations

import unicodedata
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

D = TypeVar("D")


def without_controls_in(value: D) -> D:
    """The same dataclass, and those within it, without control letters."""
    cleaned = {each.name: without_controls(getattr(value, each.name)) for each in fields(value)}  # type: ignore[arg-type]
    return replace(value, **cleaned)  # type: ignore[type-var]


def without_controls(value: Any) -> Any:
    """The same without control letters, which no typeface can draw."""
    if isinstance(value, str):
        return "".join(letter for letter in value if letter in "\n\t" or unicodedata.category(letter) != "Cc")
    if isinstance(value, dict):
        return {key: without_controls(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return tuple(without_controls(part) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return without_controls_in(value)
    return [without_controls(part) for part in value] if isinstance(value, list) else value
