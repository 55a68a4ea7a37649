"""`python -m plandoc`."""

import sys

from plandoc.cli import main

sys.exit(main())
