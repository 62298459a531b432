"""Finds Korean mentions: a noun at the start of a word, followed by nothing but particles or the copula."""

from __future__ import annotations

import re
from functools import lru_cache

from articover.generate.illustrator.lexicon import allowed, lexicon
from articover.generate.illustrator.mentions import Mention, listed

_WORD = re.compile(r"[가-힣]+|[.!?;:,\n]")
_ANY = listed(
    "의 에 도 만 에서 에게 께 께서 한테 처럼 같이 같은 보다 까지 부터 마다 조차 마저 하고 "
    "뿐 밖에 에는 에도 에만 에서는 에서도 에게는 에게서 에의 에서의 에게로 까지의 부터의 만의 "
    "만이 만을 까지도 속 속의 속에 속에서 속으로 위 위의 위에 위에서 위로 아래 아래의 아래에서 "
    "곁에 이다 인 입니다 일까 님 님의 님이 님은 님과 님을"
)
_AFTER_VOWEL = listed(
    "가 를 는 와 로 랑 나 여 며 야 다 고 라 라는 란 라도 든 이자 지만 였다 였습니다 예요 "
    "였던 로는 로도 로서 로써 로부터 와의 와는 였고"
)
_AFTER_CONSONANT = listed(
    "이 을 은 과 으로 이랑 이나 이여 이며 아 이야 이라 이라는 이란 이라도 이든 이자 이고 "
    "이지만 이었다 이었습니다 이에요 이었던 으로는 으로도 으로서 으로써 으로부터 과의 과는 이었고"
)
_AFTER_RIEUL = frozenset(["로", "로는", "로도", "로서", "로써", "로부터"])
"""After ㄹ the particle 으로 is 로."""
_DENIAL = re.compile(r"^(없|아닌|아니|말고|빼고|빼 |제외|대신|금지|싫)")
_FAR = 3
"""How many words after a noun a denial may stand."""
_TAIL = 3
"""How many syllables may follow a noun inside a made-up word."""
_LISTED = re.compile(r"(도|과|와|이나|나|이랑|랑|하고)$")


def mentions(text: str, whole: str, genre: str, *, compounds: bool = False) -> list[Mention]:
    """Every mention in `text`; `whole` is all the brief says, to tell senses apart.

    `compounds`: a longer word counts for the noun it begins with (구름빵: 구름), at half weight. For titles, which
    make such words up; in running text they are mostly other words.
    """
    tokens = [(match[0], match.start()) for match in _WORD.finditer(text)]
    entries, found = lexicon(), list[tuple[int, Mention]]()
    i = 0
    while i < len(tokens):
        length, word, rest = _match(tokens, i)
        if word and _means(word, rest, tokens, i, length, whole, genre):
            concept = entries.words_ko[word]
            rule = entries.rules_ko.get(word)
            weight = entries.concepts[concept].weight * (rule.weight if rule else 1.0)
            found.append((i + length - 1, Mention(concept, word, tokens[i][1], weight)))
        elif not word and compounds and (noun := _beginning(tokens[i][0])):
            concept = entries.words_ko[noun]
            half = 0.5 * entries.concepts[concept].weight
            found.append((i, Mention(concept, noun, tokens[i][1], half)))
        i += length
    return _with_denials(found, [token for token, _ in tokens])


def moods(text: str) -> set[str]:
    """The moods that some word of `text` begins with."""
    table, words = lexicon().moods_ko, re.findall(r"[가-힣]+", text)
    joined = " " + " ".join(words)
    return {name for key, name in table.items() if " " + key in joined}


def _match(tokens: list[tuple[str, int]], i: int) -> tuple[int, str, str]:
    """(how many words, the lexicon's noun or "", what follows it): the longest noun at `i`."""
    entries = lexicon().words_ko
    for length in (3, 2):
        phrase = " ".join(token for token, _ in tokens[i : i + length])
        for word in _phrases():
            if phrase.startswith(word) and word.count(" ") == length - 1:
                rest = phrase[len(word) :]
                if _follows(word, rest):
                    return length, word, rest
    token = tokens[i][0]
    for cut in range(len(token), 0, -1):
        if token[:cut] in entries:
            rest = token[cut:]
            if _follows(token[:cut], rest):
                return 1, token[:cut], rest
    return 1, "", ""


def _beginning(token: str) -> str:
    """The longest plain noun of two syllables or more that `token` begins with, or ""."""
    entries = lexicon()
    if any(token.startswith(mask) for mask in entries.masks_ko):
        return ""
    for cut in range(len(token) - 1, max(1, len(token) - _TAIL - 1), -1):
        if token[:cut] in entries.words_ko and token[:cut] not in entries.rules_ko:
            return token[:cut]
    return ""


def _follows(noun: str, rest: str) -> bool:
    """Whether `rest` is nothing, a particle or the copula in the form that goes with the noun's last sound."""
    if rest.startswith("들"):
        noun, rest = "들", rest[1:]
    # A Hangul syllable is 0xAC00 + (lead * 21 + vowel) * 28 + final (Unicode 3.12); final 8 is ㄹ.
    final = (ord(noun[-1]) - 0xAC00) % 28
    if not rest or rest in _ANY:
        return True
    if final == 0:
        return rest in _AFTER_VOWEL
    return rest in _AFTER_CONSONANT or (final == 8 and rest in _AFTER_RIEUL)


def _means(word: str, rest: str, tokens: list[tuple[str, int]], i: int, length: int, whole: str, genre: str) -> bool:
    rule = lexicon().rules_ko.get(word)
    token = word + rest
    if rule is None:
        return True
    before = tokens[i - 1][0] if i else ""
    after = tokens[i + length][0] if i + length < len(tokens) else ""
    if token in rule.not_forms or before in rule.not_before or after in rule.not_after:
        return False
    if rule.particle and not rest:
        return False
    return allowed(rule, whole.replace(token, " ", 1) if rule.needs else whole, frozenset(), genre)


def _with_denials(found: list[tuple[int, Mention]], tokens: list[str]) -> list[Mention]:
    """Marks the noun a denial belongs to, and those listed with it: "용도 마법도 없다"."""
    denied: set[int] = set()
    for at, token in enumerate(tokens):
        if not _DENIAL.match(token):
            continue
        near = [k for k, (place, _) in enumerate(found) if 0 < at - place <= _FAR]
        near = [k for k in near if not any(tokens[j] in ".!?;\n" for j in range(found[k][0], at))]
        if not near:
            continue
        last = near[-1]
        denied.add(last)
        while last > 0 and _LISTED.search(tokens[found[last - 1][0]]) and found[last][0] - found[last - 1][0] <= 2:
            last -= 1
            denied.add(last)
    return [
        Mention(mention.concept, mention.word, mention.at, mention.weight, k in denied)
        for k, (_, mention) in enumerate(found)
    ]


@lru_cache(maxsize=1)
def _phrases() -> tuple[str, ...]:
    """Nouns of several words."""
    return tuple(word for word in lexicon().words_ko if " " in word)
