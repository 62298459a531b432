"""Two books of a series, alike in colours, light, faces and places of type: `python examples/series.py OUT`."""

import sys
from pathlib import Path

from articover import Brief, Series, make_cover, write_cover

out = Path(sys.argv[1])
first = make_cover(
    Brief(
        "Night Tide", author="Ingrid Holm", series="The Tide, Book 1", genre="mystery", synopsis="A ship in a storm."
    ),
    seed=7,
)
second = make_cover(
    Brief("Salt", author="Ingrid Holm", series="The Tide, Book 2", genre="mystery", synopsis="An old lighthouse."),
    seed=8,
    series=Series.of(first),
)
write_cover(first, out / "night-tide")
write_cover(second, out / "salt")
