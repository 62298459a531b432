"""Your own picture with a title set on it: `python examples/own_picture.py PICTURE OUT`."""

import sys

from articover import Brief, UploadedPicture, make_cover, write_cover

cover = make_cover(Brief("Salt Road", author="Mara Idris"), "A5", generator=UploadedPicture(sys.argv[1]))
write_cover(cover, sys.argv[2])
