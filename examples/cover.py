"""A cover: `python examples/cover.py OUT` writes the cover folder OUT."""

import sys

from articover import Brief, make_cover, write_cover
from articover.locales import text

brief = Brief(
    "The Keeper and the Whale",
    author="Ingrid Holm",
    genre="mystery",
    synopsis="A lighthouse keeper shelters a wounded whale and hides it from the whalers.",
)
cover = make_cover(brief, "6x9in", seed=7)  # without a seed: another picture each time
write_cover(cover, sys.argv[1])
print(*map(text, cover.notices), sep="\n")
