"""Discord messages and forms, from the JSON that Discord is sent, as an HTML page: for looking at them in a browser.

Not Discord's own look to the pixel; its widths, type sizes, colours and the wrapping they cause.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markdown_it import MarkdownIt

Json = Mapping[str, Any]

_MARKDOWN = MarkdownIt("zero").enable(["emphasis", "escape", "backticks", "list", "heading", "newline", "link"])
_BUTTON = {1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link"}
_EPHEMERAL = 64
_IMAGE = re.compile(r"\.(?:png|jpe?g|webp|gif)$", re.IGNORECASE)

_STYLE = """
* { box-sizing: border-box }
body { margin: 0; background: #313338; color: #dbdee1;
       font: 16px/22px "gg sans", "Noto Sans", "Noto Sans CJK KR", sans-serif }
main { padding: 16px; max-width: WIDTHpx }
.message { display: grid; grid-template-columns: 40px minmax(0, 1fr); gap: 2px 16px; margin-bottom: 24px }
.face { width: 40px; height: 40px; border-radius: 50%; background: #5865f2; color: #fff; display: grid;
        place-items: center; font-weight: 700 }
.who { font-weight: 600; color: #f2f3f5 } .who span { color: #949ba4; font-size: 12px; font-weight: 400 }
.app { background: #5865f2; color: #fff; border-radius: 3px; padding: 0 4px; font-size: 10px; margin-left: 4px }
.container { border-left: 4px solid #4e5058; background: #2b2d31; border-radius: 4px; padding: 12px 16px;
             margin-top: 6px; max-width: 520px }
p, ul, ol, h1, h2, h3 { margin: 0 0 4px } ul, ol { padding-left: 22px }
h1 { font-size: 24px; line-height: 30px } h2 { font-size: 20px; line-height: 25px } h3 { font-size: 16px }
small { color: #949ba4; font-size: 12px; line-height: 16px; display: block }
.gallery img { max-width: min(100%, 400px); max-height: 400px; border-radius: 8px; display: block; margin: 6px 0 }
figcaption { color: #949ba4; font-size: 12px; line-height: 16px; border-left: 2px solid #4e5058; padding-left: 8px;
             max-width: 400px }
figure { margin: 0 }
.row { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 8px }
.button { min-width: 60px; min-height: 32px; padding: 4px 12px; border-radius: 4px; color: #fff; font-size: 14px;
          font-weight: 500; background: #4e5058; display: grid; place-items: center }
.primary { background: #5865f2 } .success { background: #248046 } .danger { background: #da373c }
.off { opacity: .5 }
.select, .input { background: #1e1f22; border-radius: 4px; padding: 8px 12px; width: 100%; max-width: 400px;
                  color: #949ba4; white-space: pre-wrap; overflow-wrap: anywhere }
.options { margin: 2px 0 0 8px; color: #949ba4; font-size: 12px; line-height: 16px }
.file { background: #2b2d31; border: 1px solid #1e1f22; border-radius: 8px; padding: 10px 14px; margin-top: 6px;
        max-width: 400px; color: #00a8fc }
.file span { color: #949ba4; font-size: 12px; display: block }
.only { color: #949ba4; font-size: 12px; margin-top: 4px }
.modal { background: #313338; border-radius: 8px; box-shadow: 0 0 0 1px #1e1f22, 0 8px 24px #0008; padding: 16px;
         max-width: 440px }
.modal label { display: block; font-weight: 600; font-size: 14px; margin: 12px 0 4px } .modal .full { color: #dbdee1 }
.need { color: #f23f42 }
hr { border: 0; border-top: 1px solid #4e5058; margin: 8px 0 }
"""


def page(things: Iterable[Json], locale: str, width_px: int) -> str:
    """One HTML document of messages (as Discord returns them) and modals (`{"modal": data}`), top to bottom."""
    body = "\n".join(_modal(each["modal"]) if "modal" in each else _message(each) for each in things)
    return (
        f'<!doctype html><html lang="{locale}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE.replace("WIDTH", str(width_px))}</style>'
        f"<main>{body}</main></html>"
    )


def _message(message: Json) -> str:
    author = message.get("author", {})
    name, is_bot = str(author.get("global_name") or author.get("username", "?")), bool(author.get("bot", True))
    files = {each["filename"]: each for each in message.get("attachments", ())}
    shown: set[str] = set()
    parts = [_text(message.get("content") or "")] if message.get("content") else []
    parts += [_component(each, files, shown) for each in message.get("components", ())]
    parts += [_attachment(each) for name_, each in files.items() if name_ not in shown]
    if message.get("flags", 0) & _EPHEMERAL:
        parts.append('<div class="only">Only you can see this</div>')
    badge = '<span class="app">APP</span>' if is_bot else ""
    return (
        f'<div class="message"><div class="face">{html.escape(name[:1])}</div><div>'
        f'<div class="who">{html.escape(name)}{badge}</div>{"".join(parts)}</div></div>'
    )


def _modal(modal: Json) -> str:
    parts = []
    for each in modal.get("components", ()):
        inner = each.get("component") or (each.get("components") or [{}])[0]
        label = html.escape(str(each.get("label") or inner.get("label", "")))
        need = ' <span class="need">*</span>' if inner.get("required", True) else ""
        note = f"<small>{html.escape(each['description'])}</small>" if each.get("description") else ""
        value = inner.get("value")
        text = html.escape(str(value or inner.get("placeholder") or ("⬆" if inner.get("type") == 19 else " ")))
        parts.append(f'<label>{label}{need}</label>{note}<div class="input{" full" if value else ""}">{text}</div>')
    title = html.escape(str(modal.get("title", "")))
    return f'<div class="message"><div></div><div class="modal"><h2>{title}</h2>{"".join(parts)}</div></div>'


def _component(each: Json, files: Mapping[str, Json], shown: set[str]) -> str:
    inside: Sequence[Json] = each.get("components", ())
    match each.get("type"):
        case 1:
            return f'<div class="row">{"".join(_component(one, files, shown) for one in inside)}</div>'
        case 2:
            off = " off" if each.get("disabled") else ""
            style = _BUTTON.get(each.get("style", 2), "secondary")
            return f'<div class="button {style}{off}">{html.escape(each.get("label", ""))}</div>'
        case 3:
            options = "".join(f"<div>{html.escape(one['label'])}</div>" for one in each.get("options", ()))
            first = html.escape(each.get("placeholder") or "")
            return (
                f'<div style="width:100%"><div class="select">{first} ▾</div><div class="options">{options}</div></div>'
            )
        case 9:
            accessory = _component(each["accessory"], files, shown) if "accessory" in each else ""
            return "".join(_component(one, files, shown) for one in inside) + accessory
        case 10:
            return _text(each.get("content", ""))
        case 12:
            return "".join(_picture(one, files, shown) for one in each.get("items", ()))
        case 13:
            return _card(_file(each["file"]["url"], files, shown))
        case 14:
            return "<hr>" if each.get("divider", True) else '<div style="height:8px"></div>'
        case 17:
            color = each.get("accent_color")
            edge = f' style="border-color:#{color:06x}"' if isinstance(color, int) else ""
            return f'<div class="container"{edge}>{"".join(_component(one, files, shown) for one in inside)}</div>'
        case kind:
            raise ValueError(f"a component of type {kind} has no picture here")


def _picture(item: Json, files: Mapping[str, Json], shown: set[str]) -> str:
    file = _file(item["media"]["url"], files, shown)
    alt = html.escape(str(item.get("description") or file.get("description") or ""), quote=True)
    # The alt text is printed below, because a screenshot does not read it out.
    caption = f"<figcaption>{alt}</figcaption>" if alt else ""
    return f'<figure class="gallery"><img src="{html.escape(file["url"])}" alt="{alt}">{caption}</figure>'


def _attachment(file: Json) -> str:
    if _IMAGE.search(file["filename"]):
        return _picture({"media": {"url": file["url"]}, "description": file.get("description")}, {}, set())
    return _card(file)


def _card(file: Json) -> str:
    size_mb = file.get("size", 0) / 1e6
    return f'<div class="file">{html.escape(file["filename"])}<span>{size_mb:.2f} MB</span></div>'


def _file(url: str, files: Mapping[str, Json], shown: set[str]) -> Json:
    name = url.removeprefix("attachment://").rpartition("/")[2].partition("?")[0]
    shown.add(name)
    return files.get(name, {"filename": name, "url": url})


def _text(markdown: str) -> str:
    """Discord's markdown: CommonMark's inline marks, headings, lists, a break at every line end, and -# small print."""
    blocks = []
    for small, lines in _runs(markdown.split("\n")):
        if small:
            blocks += [f"<small>{_MARKDOWN.renderInline(each.removeprefix('-# '))}</small>" for each in lines]
        else:
            blocks.append(_MARKDOWN.render("\n".join(lines)).replace("\n</p>", "</p>"))
    return "".join(re.sub(r"(?<!>)\n(?!<)", "<br>", each) for each in blocks)


def _runs(lines: Sequence[str]) -> Iterable[tuple[bool, list[str]]]:
    run: list[str] = []
    kind = False
    for each in lines:
        small = each.startswith("-# ")
        if run and small != kind:
            yield kind, run
            run = []
        kind = small
        run.append(each)
    if run:
        yield kind, run
