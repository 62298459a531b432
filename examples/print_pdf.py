"""A PDF for the printer: `python examples/print_pdf.py COVER OUT.pdf`; 300 dpi, with 0.125 in of bleed."""

import sys
from pathlib import Path

from articover import print_cover, read_cover

printed = print_cover(read_cover(sys.argv[1]))
Path(sys.argv[2]).write_bytes(printed.pdf)
