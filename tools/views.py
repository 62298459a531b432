"""What people see in Discord, photographed: `python tools/views.py OUT`.

The bot runs as it would for a server owner (`python -m bot run`, the real worker) on the Discord of the tests; a writer
goes through a conversation; each message and form is laid out as HTML and opened in Chromium, at the width of a desktop
and of a phone, in English and in Korean. Needs `chromium` on the machine.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from chat_page import page  # noqa: E402
from loopback.discord import Discord, Modal, Person, Shown  # noqa: E402
from loopback.running import REAL_RUN, running  # noqa: E402
from PIL import Image, ImageChops  # noqa: E402

from bot.conversation import localized  # noqa: E402
from bot.locales import text  # noqa: E402

WIDTHS_PX = {"desktop": 900, "phone": 360}
_TALL_PX = 6000
_WAIT_S = 120.0

BRIEFS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "title": "The Keeper and the Whale",
        "author": "Ingrid Holm",
        "genre": "mystery",
        "synopsis": "A lighthouse keeper shelters a wounded whale and hides it from the whalers.",
        "ratio": "2:3",
    },
    "ko": {
        "title": "달빛 조각사의 마지막 여름",
        "author": "한서윤",
        "genre": "literary",
        "synopsis": "달빛을 깎아 조각을 만드는 노인과 여름을 보낸 소녀의 이야기.",
        "ratio": "신국판",
    },
}


@dataclass
class Album:
    """What was seen, by name: messages and forms as Discord has them, with the pictures in them."""

    locale: str
    place: Discord | None = None
    pages: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict)

    def keep(self, name: str, *seen: Shown | Modal) -> None:
        self.pages[name] = [{"modal": each.data} if isinstance(each, Modal) else self._whole(each) for each in seen]

    def _whole(self, shown: Shown) -> Mapping[str, Any]:
        """The message as it stands now, its files as `data:` addresses, for Discord is gone when the page is opened."""
        assert self.place is not None
        stored = self.place.state.cdn.stored
        files = [
            {**each, "url": _data_url(stored[each["id"]].path, each["content_type"])}
            for each in shown.data["attachments"]
        ]
        return {**shown.data, "attachments": files}


def _data_url(path: Path, media_type: str) -> str:
    return f"data:{media_type};base64,{base64.b64encode(path.read_bytes()).decode('ascii')}"


async def conversation(language: str, place: Discord, album: Album) -> None:
    """One writer, from `/cover` to the print files, and a stranger who presses what is not theirs."""
    locale = {"en": "en-US", "ko": "ko"}[language]
    mira, jun = place.person("mira", locale=locale), place.person("jun", locale=locale)
    boss = place.person("hana", locale=locale, moderator=True)

    def label(key: str, **arguments: str | int) -> str:
        return text(localized(key, **arguments), language)  # type: ignore[arg-type]

    async def made(answer: Any) -> Shown:
        return await mira.wait_until(answer.message, lambda each: each.pictures, _WAIT_S)

    form = (await mira.slash("cover")).modal
    assert form is not None
    album.keep("01-form", form)
    accepted = await mira.slash("cover", **BRIEFS[language])
    assert accepted.message is not None
    waiting = dict(accepted.message.data)
    shown = await made(accepted)
    album.pages["02-accepted"] = [waiting]
    album.keep("03-preview", shown)

    form = (await mira.press(shown, label("button-brief"))).modal
    assert form is not None
    album.keep("04-change-brief", form)
    title = (await mira.press(shown, label("button-title"))).modal
    assert title is not None
    album.keep("05-edit-title", title)
    refused = await mira.slash("cover", **{**BRIEFS[language], "ratio": "wide"})
    assert refused.message is not None
    album.keep("06-fix-it", refused.message)

    for name, key, pressed in (
        ("07-style", "button-style", shown),
        ("08-history", "button-history", shown),
        ("09-delete", "button-delete", shown),
    ):
        answer = await mira.press(pressed, label(key))
        if answer.message is not None:
            album.keep(name, answer.message)
    layers = await mira.press(shown, label("button-style"))
    assert layers.message is not None
    styles = await mira.press(layers.message, label("layer-title"))
    if styles.message is not None:
        album.keep("07b-style-title", styles.message)
    sheet = await made(await mira.press(shown, label("button-options")))
    album.keep("10-four-options", sheet)
    printed = await mira.press(shown, label("button-print"))
    assert printed.message is not None
    album.keep("11-print", await mira.wait_until(printed.message, lambda each: each.files, _WAIT_S))
    formats = await mira.press(shown, label("button-formats"))
    assert formats.message is not None
    album.keep("12-formats", await mira.wait_until(formats.message, lambda each: each.files, _WAIT_S))
    stranger = await jun.press(shown, label("button-regenerate"))
    assert stranger.message is not None
    album.keep("13-stranger", stranger.message)
    asked = await mira.press(shown, label("button-compare"))
    if asked.modal is not None:
        album.keep("14-ask-the-server-form", asked.modal)
        asked = await mira.submit(asked.modal)
    if asked.message is not None:
        album.keep("15-ask-the-server", await mira.wait_until(asked.message, lambda each: each.pictures, _WAIT_S))
    await commands(album, mira, boss)


async def commands(album: Album, mira: Person, boss: Person) -> None:
    """What a writer and a moderator are told in private."""
    for number, (who, name) in enumerate(
        (
            (mira, "history"),
            (mira, "queue"),
            (mira, "help"),
            (boss, "settings"),
            (boss, "moderate"),
            (mira, "forget-me"),
        ),
        20,
    ):
        answer = await who.slash(name)
        if answer.message is not None:
            album.keep(f"{number}-{name}", answer.message)


def photograph(album: Album, out: Path) -> None:
    """One picture a page and width, cut to what stands on it."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("There is no Chromium here: install it (on Debian: apt-get install chromium).")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        for name, things in album.pages.items():
            for device, width_px in WIDTHS_PX.items():
                document = Path(profile) / "page.html"
                document.write_text(page(things, album.locale, width_px), encoding="utf-8")
                target = out / f"{name}-{album.locale}-{device}.png"
                subprocess.run(
                    [
                        chromium,
                        *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
                        *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
                        f"--user-data-dir={profile}/chromium",
                        "--hide-scrollbars",
                        f"--window-size={max(width_px, 500)},{_TALL_PX}",
                        f"--screenshot={target}",
                        document.as_uri(),
                    ],
                    check=True,
                    capture_output=True,
                    timeout=120,
                )
                _cut(target, width_px)


def _cut(path: Path, width_px: int) -> None:
    """Take the empty part below away. Chromium's windows are at least 500 px wide; the page keeps to its own width."""
    with Image.open(path) as opened:
        picture = opened.convert("RGB")
    ground = Image.new("RGB", picture.size, picture.getpixel((0, picture.height - 1)))
    box = ImageChops.difference(picture, ground).getbbox() or (0, 0, width_px, 16)
    picture.crop((0, 0, max(width_px, box[2]), min(picture.height, box[3] + 16))).save(path, optimize=True)


async def seen(language: str, album: Album) -> None:
    """Run the bot and the conversation."""
    with tempfile.TemporaryDirectory() as folder:
        async with (
            Discord(Path(folder) / "discord", locale={"en": "en-US", "ko": "ko"}[language]) as place,
            running(Path(folder) / "bot", place, REAL_RUN) as bot,
        ):
            album.place = place
            try:
                await conversation(language, place, album)
            except Exception:
                print(bot.log[-4000:], file=sys.stderr)
                raise


async def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--language", choices=sorted(BRIEFS), action="append")
    options = parser.parse_args()
    for language in options.language or sorted(BRIEFS):
        album = Album(language)
        try:
            await seen(language, album)
        finally:
            await asyncio.to_thread(photograph, album, options.out)
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
