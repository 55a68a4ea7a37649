"""`python -m plandoc`."""

import sys

from plandoc.cli import program

sys.exit(program())
