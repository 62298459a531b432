"""Which language a text is in: by its script, and where several share one by the small words they do not share."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_SCRIPTS = (
    ("ko", re.compile(r"[\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f]")),
    ("ja", re.compile(r"[\u3041-\u30ff\uff66-\uff9f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("ar", re.compile(r"[\u0600-\u06ff\u0750-\u077f]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("el", re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("zh", re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")),
    ("latin", re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")),
)
_TRADITIONAL = frozenset(
    "國學會說話語時間問開關門風飛鳥馬魚龍車東來個們這還過與無燈樓廟劍書畫聲歲點廣廠頭樹葉橋島濱灣鐵銀錢紅綠藍黃觀覺見親熱愛戰爭將軍後孫對發現長張陽陰雲電雞貓獸軀體靈魂濤滅淚霧藝術舊寫傳"
)
_SIMPLIFIED = frozenset(
    "国学会说话语时间问开关门风飞鸟马鱼龙车东来个们这还过与无灯楼庙剑书画声岁点广厂头树叶桥岛滨湾铁银钱红绿蓝黄观觉见亲热爱战争将军后孙对发现长张阳阴云电鸡猫兽躯体灵魂涛灭泪雾艺术旧写传"
)
_SMALL = {
    "en": (
        "the and of in to is a his her with who for that on from an by at as are was not she he they their must when no"
    ),
    "es": (
        "el la los las de del que y en un una con por para su se es al como más pero sin lo le está hay donde cuando"
    ),
    "fr": (
        "le la les des de du et un une dans est qui que en pour sur au avec son sa ses ne pas il elle se "
        "par plus sans où"
    ),
    "de": (
        "der die das und ist ein eine einen dem den des im mit von zu auf sich nicht für als auch wird "
        "aus ohne bei nach wie"
    ),
    "pt": ("o a os as de do da dos das que e em um uma com por para seu sua se no na não mais como sem ao quando onde"),
    "it": ("il lo la i gli le di del della che e in un una con per non è si da al nel sua suo come più senza dove dei"),
    "vi": "và của một là trong có không người cho với những các được ở khi trên này đã về đến nhưng từ",
    "id": ("dan yang di ke dari dengan untuk pada adalah ini itu seorang tidak dalam akan oleh sebuah tanpa para ia"),
    "tr": "ve bir bu ile için da de olan gibi çok daha ama değil yok ne kadar onun en sonra her ki",
    "pl": "i w na z do się nie jest to że od za przez po jak o dla ale ich jego jej który która bez przed",
}
_MARKS = {
    "vi": re.compile(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE),
    "tr": re.compile(r"[ğışİ]"),
    "pl": re.compile(r"[ąćęłńśźż]", re.IGNORECASE),
    "de": re.compile(r"[äöß]", re.IGNORECASE),
    "es": re.compile(r"[ñ¿¡]", re.IGNORECASE),
    "pt": re.compile(r"[ãõ]", re.IGNORECASE),
    "fr": re.compile(r"[œèêëûùîï]|\b[ldnscj]['’]", re.IGNORECASE),
    "it": re.compile(r"[ìò]|\b(?:l|un|dell|nell|all|sull)['’]", re.IGNORECASE),
}  # fmt: skip
_SURE = 4
"""A language that leads by so much is the one; of nearer ones, the words for things decide."""
_SAMPLE = 1500
"""A language shows in far fewer characters."""


def normal_tag(tag: str) -> str:
    """One of ours for what a writer gave ("ko-KR", "zh_TW", "Korean" is none); "" for none."""
    parts = re.split(r"[-_]", tag.strip().casefold())
    if parts[0] == "zh":
        return "zh-Hant" if {"hant", "tw", "hk", "mo"} & set(parts[1:]) else "zh-Hans"
    known = ("en", "ko", "ja", "es", "fr", "de", "pt", "it", "ru", "ar", "hi", "th", "vi", "id", "tr", "el", "pl")
    return parts[0] if parts[0] in known else ""


def language_of(text: str, expected: str = "") -> str:
    """The language of `text`; `expected` (one of ours or "") settles what its letters leave open."""
    sample = unicodedata.normalize("NFC", text[:_SAMPLE])
    counts = {name: len(pattern.findall(sample)) for name, pattern in _SCRIPTS}
    # A kana or two settle it: Chinese has none.
    if counts["ja"] and counts["ja"] * 12 >= counts["zh"]:
        counts["ja"] += counts.pop("zh")
    best = max(counts, key=lambda name: counts[name])
    if counts[best] == 0:
        return expected or "en"
    if best == "latin":
        return _latin(sample, expected)
    if best == "zh":
        if expected in ("ja", "ko", "zh-Hans", "zh-Hant"):
            return expected
        traditional = sum(char in _TRADITIONAL and char not in _SIMPLIFIED for char in sample)
        simplified = sum(char in _SIMPLIFIED and char not in _TRADITIONAL for char in sample)
        return "zh-Hant" if traditional > simplified else "zh-Hans"
    return best


def _latin(sample: str, expected: str) -> str:
    words = Counter(re.findall(r"[^\W\d_]+", sample.casefold()))
    scores = {language: sum(words[word] for word in small.split()) for language, small in _SMALL.items()}
    for language, pattern in _MARKS.items():
        scores[language] += 2 * min(len(pattern.findall(sample)), 4)
    if expected in scores:
        scores[expected] += 2
    best = max(scores, key=lambda language: scores[language])
    near = [
        language
        for language, score in scores.items()
        if score > scores[best] - _SURE and (score or scores[best] < 2 or language in (expected, "en"))
    ]
    if len(near) > 1:
        known = {language: scores[language] + _known(words, language) for language in near}
        best = max(known, key=lambda language: (known[language], language == expected, language == "en"))
        if known[best] == 0:
            return expected if expected in scores else "en"
    return best


def _known(words: Counter[str], language: str) -> float:
    """How many of a text's longer words the index has in a language: the small words of neighbours are too alike."""
    from articover.understand.index import folded, index

    table = index().words(language)
    return sum(1.5 for word in words if len(word) > 3 and folded(word, language) in table)


def sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence or line begins and ends."""
    spans, start = [], 0
    for match in re.finditer(r"(?<=[.!?。！？؟।])[\s\"”’»」』)]*(?=\S)|\n+", text):
        if match.end() > start and match.end() - start > 1:
            spans.append((start, match.end()))
            start = match.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans
