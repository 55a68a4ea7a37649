"""Where the tests find files.

PLANDOC_SHARED and PLANDOC_EXAMPLES name the shared folder and the examples when they are not
beside the repository and in it.
"""

import os
from pathlib import Path

TESTS = Path(__file__).parents[1]
ROOT = TESTS.parent
GOLDEN = TESTS / "golden"
CORPUS = Path(os.environ.get("PLANDOC_SHARED", ROOT.parent / "shared")) / "corpus"
EXAMPLES = Path(os.environ.get("PLANDOC_EXAMPLES", ROOT / "examples"))
