"""`python -m articover` is the command line."""

import sys

from articover.cli import main

sys.exit(main())
