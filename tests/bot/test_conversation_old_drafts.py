"""A form that was refused before an upgrade is filled in after it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from simulated_users import simulated_users_of

from bot.conversation import requests
from bot.store import Store
from bot.store.drafts import add_draft
from bot.store.migrate import MIGRATIONS

BEFORE = "0004_blob_folder.sql"
START = {
    "title": "Rain", "genre": "mystery", "synopsis": "", "ratio": "wide", "author": "", "subtitle": "", "series": "",
    "requirements": "no people", "engine": "", "seed": None, "options": 1, "private": True,
}  # fmt: skip
DRAFTS: list[tuple[dict[str, Any], dict[str, str]]] = [
    ({"kind": "Start", "values": START, "wrong": "ratio", "elsewhere": False}, {"title": "Rain", "ratio": "wide"}),
    ({"kind": "UpscalePicture", "values": {"size": "wide", "dpi": 300, "private": False, "name": "a.png"},
      "wrong": "size", "elsewhere": False}, {"size": "wide"}),
]  # fmt: skip


@pytest.mark.parametrize(("draft", "shown"), DRAFTS)
async def test_a_form_of_an_earlier_version_is_filled_in(
    tmp_path: Path, draft: dict[str, Any], shown: dict[str, str]
) -> None:
    earlier = tmp_path / "migrations"
    earlier.mkdir()
    for script in MIGRATIONS.glob("*.sql"):
        if script.name <= BEFORE:
            shutil.copy(script, earlier)
    async with await Store.open(tmp_path / "data", migrations=earlier) as store, store.db.transaction() as tx:
        await add_draft(tx, "test:mira", draft, None, store.clock.now())
    async with simulated_users_of(tmp_path) as users:
        reply = await users.says(requests.ShowFix(1))
        assert reply.form is not None
        filled = {each.name: each.value for each in reply.form.fields}
        assert {name: filled[name] for name in shown} == shown
