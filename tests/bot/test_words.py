"""Blocked words: what a reader would see is compared, and innocent words pass."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace as changed
from simulated_users import START, SimulatedUsers, keys, simulated_users_of

from bot.conversation import requests
from bot.conversation.words import blocked_word

HIDDEN = {
    "as it is": "spam",
    "upper case": "SPAM!",
    "a zero-width space": "sp\u200bam",
    "a joiner": "s\u200dp\u200cam",
    "a soft hyphen": "sp\u00adam",
    "a word joiner and a mark of order": "s\u2060pa\ufeffm",
    "a mark of direction": "sp\u200e\u202dam",
    "a grapheme joiner": "s\u034fpam",
    "a variation selector": "s\ufe0fp\U000e0101am",
    "tags": "sp\U000e0061am",
    "full width": "ＳＰＡＭ",
    "circles": "ⓢⓟⓐⓜ",
    "mathematical letters": "𝓼𝓹𝓪𝓶",
    "small capitals": "ꜱᴘᴀᴍ",
    "squares": "🆂🅿🅰🅼",
    "flags": "🇸🇵🇦🇲",
    "a stroke through every letter": "s\u0336p\u0336a\u0336m\u0336",
    "an accent": "sp\u0301am",
    "a composed accent": "spám",
    "a heap of marks": "s\u0300\u0301\u0302pa\u0489m",
    "one Cyrillic letter": "sp\u0430m",
    "all letters Cyrillic": "ѕрам",
    "one Greek letter": "spαm",
    "a letter of phonetics": "spɑm",
    "figures": "5p4m",
    "spaces": "such s p a m here",
    "dots": "s.p.a.m",
    "hyphens behind another word": "big-s-p-a-m",
    "a sign inside": "sp*am",
    "an underscore": "s_pam",
    "a line break between letters": "s\np\na\nm",
}


@pytest.mark.parametrize("how", HIDDEN)
def test_a_word_is_seen_however_it_is_written(how: str) -> None:
    assert blocked_word(["nothing", HIDDEN[how]], ["other", "spam"]) == "spam"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("SİK", "sik"), ("sık", "sik"), ("KIZIL", "kızıl"), ("kizil", "KIZIL"),
        ("STRASSE", "straße"), ("Große", "GROSSE"), ("kiII", "kill"), ("ki11", "kill"), ("f\u00fcck", "fuck"),
        ("ㅅㅣㅂㅏㄹ", "시발"), ("\u1109\u1175\u1107\u1161\u11af", "시발"), ("시ㅂㅏㄹ 것", "시발"),
        ("시\u3164발", "시발"), ("시.발", "시발"), ("시 발", "시발"), ("이런 시\u200b발놈이", "시발"),
        ("바보ㅋㅋㅋ", "바보"),
        ("сyкa", "сука"), ("Это СУКА!", "сука"), ("ﾊﾞｶ", "バカ"), ("địt", "ĐỊT"), ("傻\ufe00逼", "傻逼"),
    ],
)  # fmt: skip
def test_case_and_script_make_no_other_word(text: str, word: str) -> None:
    assert blocked_word([text], [word]) == word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Scunthorpe", "cunt"), ("Penistone and Essex", "penis"), ("Essex", "sex"), ("A class in Assyria", "ass"),
        ("shiitake", "shit"), ("push-it", "shit"), ("the rapist", "therapist"), ("the pen is red", "penis"),
        ("he'll and we’ll", "hell"), ("hello", "hell"), ("As S. Smith said", "ass"), ("the U.S. Assembly", "ass"),
        ("Cien años", "ano"), ("room 455", "ass"), ("dit", "địt"), ("The Spa manager", "spam"), ("spams", "spam"),
        ("тор сорок рам и лес", "pam"), ("Кот и пёс", "kot"), ("다시 발표했다", "시발"), ("그 시 발 아래", "시발"),
        ("가방 속 학생", "방송"), ("がか", "かか"), ("I am a m", "spam"),
    ],
)  # fmt: skip
def test_an_innocent_word_passes(text: str, word: str) -> None:
    assert blocked_word([text], [word]) is None


def test_empty_words_and_texts_block_nothing() -> None:
    assert blocked_word(["text", ""], ["", " ", "\u200b"]) is None
    assert blocked_word([], ["spam"]) is None
    assert blocked_word(["text"], []) is None


@pytest.mark.parametrize("field", ["title", "subtitle", "author", "series", "genre", "synopsis", "requirements"])
async def test_every_field_of_a_brief_is_looked_at(field: str, tmp_path: Path) -> None:
    async with simulated_users_of(tmp_path, POLICY__BLOCKED_WORDS='["spam"]') as users:
        for hidden in ("s\u200bpam", "ＳＰＡＭ", "ѕрам"):
            reply = await users.says(changed(START, **{field: f"The {hidden}"}))
            assert (keys(reply), reply.job_id) == (["refused-word"], None)
        assert (await users.says(changed(START, **{field: "Scunthorpe"}))).job_id is not None


async def test_what_is_changed_later_is_looked_at_too(tmp_path: Path) -> None:
    hidden = "sp\u2060am"
    picture = tmp_path / f"{hidden}.png"
    picture.write_bytes(b"picture")
    async with simulated_users_of(tmp_path, POLICY__BLOCKED_WORDS='["spam"]') as users:
        book = (await users.makes(START)).session_id or 0
        for request in (
            *(requests.EditTitle(book, **{name: hidden}) for name in ("title", "subtitle", "author", "series")),
            *(requests.ChangeBrief(book, **{name: hidden}) for name in ("synopsis", "requirements", "mood", "palette")),
            requests.NextInSeries(book, hidden),
            requests.NextInSeries(book, "Title", hidden),
            requests.NextInSeries(book, "Title", "", hidden),
            requests.RemoveText(picture),
            requests.RemoveText(picture, name=f"my {hidden} picture.png"),
            requests.UpscalePicture(picture),
        ):
            reply = await users.says(request)
            assert (keys(reply), reply.job_id) == (["refused-word"], None), request


async def test_a_word_blocked_on_a_server_is_seen_however_the_moderator_wrote_it(users: SimulatedUsers) -> None:
    await users.says(requests.Block("word", "Ｓpám"), "mo", moderator=True)
    assert keys(await users.says(changed(START, title="spám"))) == ["refused-word"]
