"""Every table has an entry in the glossary: identifier, the team's word, the residents' word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from tests.project.test_wall import our_models

GLOSSARY = Path(settings.BASE_DIR) / "docs" / "glossary.md"
ROW = re.compile(r"^\| `(\w+)` \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)


def rows() -> dict[str, tuple[str, str, str]]:
    found = {}
    for identifier, team, resident, meaning in ROW.findall(GLOSSARY.read_text(encoding="utf-8")):
        assert identifier not in found, f"{identifier} stands there twice: one word per notion"
        found[identifier] = (team.strip(), resident.strip(), meaning.strip())
    return found


@pytest.mark.parametrize("name", sorted(model.__name__ for model in our_models()))
def test_a_model_has_an_entry(name: str) -> None:
    team, resident, meaning = rows()[name]
    assert team
    assert resident
    assert meaning


def test_no_entry_names_a_table_that_is_gone() -> None:
    """Entries with a capital are tables."""
    known = {model.__name__ for model in apps.get_models()}
    text = GLOSSARY.read_text(encoding="utf-8")
    tables = text.split("## Tables")[1].split("\n## ")[0]
    assert set(ROW_NAME.findall(tables)) <= known


ROW_NAME = re.compile(r"^\| `([A-Z]\w+)` \|", re.MULTILINE)
