"""Dictionary forms that a written word may have, in languages whose endings a stemmer does not undo.

Turkish strings its endings (plural, owner, case) onto the noun; Arabic writes its article and small words onto it;
Russian and Polish drop a vowel before an ending (дворец, дворца). What is returned are candidates: only those that the
index knows are words.
"""

from __future__ import annotations

import re

_TURKISH = re.compile(
    r"(?:l[ae]r)?(?:[ıiuü]m[ıiuü]z|[ıiuü]n[ıiuü]z|s[ıiuü]|l[ae]r[ıiuü]|[ıiuü]m|[ıiuü]n|[ıiuü])?"
    r"(?:n?[dt][ae]n?|n?[ıiuü]n|y?[ıiuü]|n[ıiuü]|y?[ae]|n[ae]|y?l[ae]|n?c[ae]|(?:n?d[ae]|n[ıiuü]n)?ki|l[ıiuü]|s[ıiuü]z)?"
    r"(?:d[ıiuü]r)?"
)
"""Plural, owner, case: any of them may be missing."""
_HARDENED = {"b": "p", "c": "ç", "d": "t", "ğ": "k"}
"""A last consonant that an ending with a vowel softens: kitabı is kitap."""
_PLURALS = {
    "es": (("ces", "z"), ("es", ""), ("s", "")),
    "fr": (("eaux", "eau"), ("aux", "al"), ("s", ""), ("x", "")),
    "pt": (("ões", "ão"), ("ães", "ão"), ("ais", "al"), ("éis", "el"), ("ns", "m"), ("es", ""), ("s", "")),
    "it": (("chi", "co"), ("che", "ca"), ("ghi", "go"), ("ghe", "ga"), ("i", "o"), ("i", "e"), ("e", "a"), ("i", "")),
    "de": (("innen", "in"), ("nen", ""), ("en", ""), ("n", ""), ("e", ""), ("er", ""), ("es", ""), ("s", "")),
}
"""Endings of plurals and what the singular has in their place: a stem would take lettere (letters) for letto (bed)."""
_LEAST = 2
_ARABIC = (r"^[وف]?[بكل]?ال(?=\w{2})", r"^[وف]?لل(?=\w{2})", r"^[وفبكل](?=\w{3})")
_ARABIC_ENDINGS = ("ها", "هم", "نا", "ه", "ين", "ون", "ات", "ان", "ا", "ي")


def bases_of(form: str, language: str) -> list[str]:
    """Candidates for the dictionary form of a folded word or phrase, the longest first; none where nothing is known."""
    if language == "tr":
        return _turkish(form)
    if language in _PLURALS:
        return [
            form[: len(form) - len(ending)] + singular
            for ending, singular in _PLURALS[language]
            if form.endswith(ending) and len(form) - len(ending) > _LEAST
        ]
    return _arabic(form) if language == "ar" else []


def _turkish(form: str) -> list[str]:
    found = []
    for end in range(len(form) - 1, _LEAST - 1, -1):
        if form[end - 1] != " " and _TURKISH.fullmatch(form, end):
            found.append(form[:end])
            if form[end - 1] in _HARDENED and form[end] in "aeıiuü":
                found.append(form[: end - 1] + _HARDENED[form[end - 1]])
    return found


def _arabic(form: str) -> list[str]:
    """Without the article and the particles that are written onto the word, and without an owner's ending."""
    found = [bare for pattern in _ARABIC if (bare := re.sub(pattern, "", form)) != form]
    for bare in (form, *found):
        for ending in _ARABIC_ENDINGS:
            if bare.endswith(ending) and len(bare) - len(ending) > _LEAST:
                found.append(bare[: -len(ending)])
                if ending != "ا":
                    found.append(bare[: -len(ending)] + "ة")  # مدينتي, قطته
        if bare.endswith("ت") or "ت" in bare[-3:]:
            found += [bare[:at] + "ة" for at in range(len(bare) - 3, len(bare)) if at > _LEAST and bare[at] == "ت"]
    return list(dict.fromkeys(found))


def shortened(word: str, language: str) -> str:
    """The stem that a noun has before an ending, where a vowel drops out; "" for none."""
    pairs = _DROPS.get(language, ())
    return next((word[: -len(ending)] + left for ending, left in pairs if word.endswith(ending) and len(word) > 4), "")


_DROPS = {
    "ru": (("ец", "ц"), ("ок", "к"), ("ёк", "к"), ("ек", "к"), ("ень", "н"), ("ёл", "л"), ("ел", "л")),
    "pl": (("iec", "c"), ("ec", "c"), ("iek", "k"), ("ek", "k"), ("ień", "ni"), ("eń", "ni"), ("ień", "n")),
}
