"""Render documents as LibreOffice and OnlyOffice show them: a picture of each page and sheet.

Usage: python tools/look.py FILE… -o DIR [--dpi 80]
Prints the names of the pictures: NAME.ENGINE.PAGE.png.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from support import engines


def look(files: list[Path], folder: Path, dpi: int) -> None:
    """Write the pictures and print their names; an engine that is missing is told and left out."""
    documents: list[engines.Document] = [
        (file.read_bytes(), ".xlsx" if file.suffix == ".xlsx" else ".docx") for file in files
    ]
    folder.mkdir(parents=True, exist_ok=True)
    for engine in engines.ENGINES:
        try:
            printed = engines.pdfs(engine, documents)
        except engines.EngineMissing as missing:
            print(missing, file=sys.stderr)
            continue
        for file, pdf in zip(files, printed, strict=True):
            for number, picture in enumerate(engines.pdf_png(pdf, dpi), start=1):
                target = folder / f"{file.name}.{engine}.{number:02}.png"
                target.write_bytes(picture)
                print(target)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("-o", dest="folder", type=Path, required=True, metavar="DIR")
    parser.add_argument("--dpi", type=int, default=80)
    told = parser.parse_args()
    look(told.files, told.folder, told.dpi)
