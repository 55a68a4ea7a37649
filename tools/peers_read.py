"""Print what other programs make of documents, as JSON; run by the Python that has them.

Usage: PYTHON tools/peers_read.py FILE…
"""

import json
import logging
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any


def _mammoth(path: Path) -> str:
    with path.open("rb") as file:
        return str(import_module("mammoth").convert_to_html(file).value)


def _pandoc(path: Path) -> str:
    return str(
        import_module("pypandoc").convert_file(str(path), "html", extra_args=["--wrap=none"])
    )


def _markitdown(path: Path) -> str:
    return str(import_module("markitdown").MarkItDown().convert(str(path)).text_content)


def _docling(path: Path) -> str:
    """Read with the part of docling for Word, which needs no models."""
    formats: Any = import_module("docling.datamodel.base_models").InputFormat
    backend: Any = import_module("docling.backend.msword_backend").MsWordDocumentBackend
    document: Any = import_module("docling.datamodel.document").InputDocument
    opened = document(path_or_stream=path, format=formats.DOCX, backend=backend)
    return str(opened._backend.convert().export_to_html())


PEERS: dict[str, Callable[[Path], str]] = {
    "mammoth": _mammoth,
    "pandoc": _pandoc,
    "markitdown": _markitdown,
    "docling": _docling,
}

if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    found: dict[str, dict[str, str]] = {}
    for name, read in PEERS.items():
        with suppress(ImportError):
            found[name] = {path: read(Path(path)) for path in sys.argv[1:]}
    print(json.dumps(found))
