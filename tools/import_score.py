"""Score the import of real papers against their truth files, beside other programs.

Usage: python tools/import_score.py [--peers PYTHON] [--typed] [--misses] [--json FILE] [FOLDER]

FOLDER has documents with truth files, by default `../shared/corpus/docx`. Files of odd numbers are
those that the import is tuned on, files of even numbers those that it is measured on. `--peers`
names a Python with mammoth, markitdown, docling and pypandoc, as many of them as it has. `--typed`
scores the plans typed in by `support.corpus_recipes` as well: what a patient person makes of them.
"""

import argparse
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from support.corpus_recipes import RECIPES
from support.import_readings import (
    read_of_html,
    read_of_imported,
    read_of_markdown,
    read_of_plans,
)
from support.import_scores import KINDS, Read, Score, scored, truth_of
from support.paper_plans import typed
from support.places import CORPUS

from plandoc import import_document

_MARKDOWN = "markitdown"
Scores = dict[str, dict[str, Score]]


def main() -> None:
    """Score all readers and print a table for each, and one of their totals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS / "docx")
    parser.add_argument("--peers")
    parser.add_argument("--typed", action="store_true")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    documents = sorted(
        path for path in options.folder.glob("*.docx") if path.with_suffix(".json").exists()
    )
    if not documents:
        parser.error(f"no documents with truth files in {options.folder}")
    scores: Scores = {}
    for name, document, read in _readings(documents, options.peers, with_typed=options.typed):
        scores.setdefault(name, {})[document.stem] = scored(document, read)
    for name, files in scores.items():
        _print_files(name, files, misses=options.misses)
    print("\nAll readers\n" + _heading())
    for name, files in scores.items():
        for group, of_group in _groups(files):
            print(_line(f"{name}, {group}", _total(of_group)))
    if options.json:
        told = {n: {f: _shares(s) for f, s in files.items()} for n, files in scores.items()}
        options.json.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")


def _readings(
    documents: Sequence[Path], peers: str | None, *, with_typed: bool
) -> Iterator[tuple[str, Path, Read]]:
    for document in documents:
        began = time.process_time()
        imported = import_document(document.read_bytes(), document.name)
        print(f"{document.name}: {time.process_time() - began:.2f} s", file=sys.stderr)
        yield "plandoc", document, read_of_imported(imported)
    if with_typed:
        for document in documents:
            if document.stem in RECIPES:
                yield "typed in", document, read_of_plans([typed(RECIPES[document.stem], CORPUS)])
    if peers:
        script = Path(__file__).with_name("peers_read.py")
        command = [peers, str(script), *map(str, documents)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        for name, texts in json.loads(done.stdout.splitlines()[-1]).items():
            read_as = read_of_markdown if name == _MARKDOWN else read_of_html
            for document in documents:
                yield name, document, read_as(texts[str(document)], truth_of(document)["tables"])


def _print_files(name: str, files: Mapping[str, Score], *, misses: bool) -> None:
    print(f"\n{name}\n{_heading()}")
    for file, score in files.items():
        print(_line(file[:24], score))
        for miss in score.misses if misses else ():
            print(f"    {miss}")
    for group, of_group in _groups(files):
        print(_line(group, _total(of_group)))


def _groups(files: Mapping[str, Score]) -> Iterator[tuple[str, list[Score]]]:
    odd = {name: _number(name) % 2 == 1 for name in files}
    yield "odd (tuned)", [score for name, score in files.items() if odd[name]]
    yield "even (measured)", [score for name, score in files.items() if not odd[name]]
    yield "all", list(files.values())


def _number(name: str) -> int:
    found = re.match(r"\d+", name)
    return int(found[0]) if found else 0


def _total(scores: Iterable[Score]) -> Score:
    total = Score()
    for score in scores:
        total += score
    return total


def _heading() -> str:
    return f"{'':34}" + "".join(f"{kind:>11}" for kind in (*KINDS, "wrong"))


def _line(name: str, score: Score) -> str:
    return f"{name:34}" + "".join(
        f"{'—' if share is None else f'{100 * share:.1f} %':>11}"
        for share in _shares(score).values()
    )


def _shares(score: Score) -> dict[str, float | None]:
    return {kind: score.share(kind) for kind in KINDS} | {"wrong": score.wrong}


if __name__ == "__main__":
    main()
