"""Another title on a finished cover; the picture stays: `python examples/retitle.py COVER`."""

import sys
from dataclasses import replace

from articover import edit_texts, read_cover, write_cover

cover = read_cover(sys.argv[1])
changed = edit_texts(cover, replace(cover.brief, title="What the Lamp Saw"))
write_cover(changed, sys.argv[1])
