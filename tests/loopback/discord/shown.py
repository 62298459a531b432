"""A message and a form as somebody sees them: words, buttons, menus, pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loopback.discord.limits import BUTTON, GALLERY, INPUT, LABEL, SELECT, SELECTS, TEXT, THUMBNAIL, inside
from loopback.discord.world import LOADING, Json, Message

if TYPE_CHECKING:
    from loopback.discord.interactions import Interaction


@dataclass(frozen=True)
class Shown:
    """A message; it goes on changing as the bot edits it."""

    message: Message

    @property
    def id(self) -> str:
        return self.message.id

    @property
    def data(self) -> Json:
        return self.message.data

    @property
    def is_private(self) -> bool:
        return self.message.sees is not None

    @property
    def is_thinking(self) -> bool:
        return bool(self.data["flags"] & LOADING)

    @property
    def text(self) -> str:
        """All its words, from top to bottom; not those on buttons."""
        words = [self.data["content"], *(embed.get("description") or "" for embed in self.data["embeds"])]
        words += [each["content"] for each in inside(self.data["components"]) if each["type"] == TEXT]
        return "\n".join(word for word in words if word)

    @property
    def buttons(self) -> list[Json]:
        return [each for each in inside(self.data["components"]) if each["type"] == BUTTON]

    @property
    def labels(self) -> list[str]:
        """What the buttons say, grey ones too."""
        return [each.get("label", "") for each in self.buttons]

    @property
    def menus(self) -> list[Json]:
        return [each for each in inside(self.data["components"]) if each["type"] in SELECTS]

    @property
    def pictures(self) -> list[tuple[str, str]]:
        """Address and alt text of each picture shown."""
        found = [
            (item["media"]["url"], item.get("description") or "")
            for each in inside(self.data["components"])
            for item in (each["items"] if each["type"] == GALLERY else [each] if each["type"] == THUMBNAIL else [])
        ]
        if self.data["components"] and found:
            return found
        images = [each for each in self.data["attachments"] if each["content_type"].startswith("image/")]
        return found or [(each["url"], each.get("description") or "") for each in images]

    @property
    def files(self) -> list[str]:
        """Names of what is attached."""
        return [each["filename"] for each in self.data["attachments"]]

    def button(self, label: str) -> Json:
        found = [each for each in self.buttons if label in (each.get("label"), each.get("custom_id"))]
        assert len(found) == 1, f"{len(found)} buttons {label!r} among {self.labels}"
        return found[0]

    def menu_with(self, labels: Sequence[str], placeholder: str | None = None) -> tuple[Json, list[str]]:
        """The menu that offers all of these, and their values."""
        for select in self.menus:
            if placeholder is not None and select.get("placeholder") != placeholder:
                continue
            if select["type"] != SELECT:
                return select, list(labels)
            values = [_value(select, label) for label in labels]
            if all(values):
                return select, [value for value in values if value]
        offered = [[option["label"] for option in select.get("options", [])] for select in self.menus]
        raise AssertionError(f"no menu offers {labels}: {offered}")


@dataclass(frozen=True)
class Modal:
    """A form that is open before the person who pressed."""

    data: Json
    interaction: Interaction

    @property
    def title(self) -> str:
        return str(self.data["title"])

    @property
    def values(self) -> dict[str, str]:
        """What stands in its text fields already, by label."""
        return {name: each.get("value") or "" for name, each in fields_of(self.data) if each["type"] == INPUT}


def fields_of(modal: Json) -> list[tuple[str, Json]]:
    """Every field of a form with its label."""
    found: list[tuple[str, Json]] = []
    for row in modal["components"]:
        if row["type"] == LABEL:
            found.append((row["label"], row["component"]))
        else:
            found += [(each.get("label") or "", each) for each in row.get("components", [])]
    return found


def _value(select: Json, label: str) -> str | None:
    for option in select["options"]:
        if label in (option["label"], option["value"]):
            return str(option["value"])
    return None
