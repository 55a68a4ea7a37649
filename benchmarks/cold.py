"""What a command costs in a process of its own, beside bare Python and the usual script.

Usage: python benchmarks/cold.py [--rounds N]
Everything is run in turn; the figures are medians of processor time, of this package's bytecode
compiled as an installed one's is. All run with `-I`, so that no environment slows one of them.
"""

import argparse
import compileall
import json
import os
import subprocess
import sys
from pathlib import Path
from shutil import rmtree
from statistics import median
from tempfile import TemporaryDirectory

from docx import Document
from docx.shared import Cm

HERE = Path(__file__).parent
ROOT = HERE.parent
SEED = ROOT / "examples" / "seed.yaml"
RUN = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from plandoc.cli import program; "


PARTS = f"""
import sys; sys.path.insert(0, {str(ROOT)!r})
import json, time
import gc; gc.set_threshold(500_000)
told, last = {{}}, time.process_time()
def part(name):
    global last
    now = time.process_time()
    told[name] = (now - last) * 1000
    last = now
told["the interpreter"] = 0
import babel.dates, filelock, jinja2.sandbox, lxml.etree, pydantic, yaml
from pydantic import json_schema, type_adapter
part("other libraries")
import plandoc, plandoc.cli.documents
names = "check load_plan render_document render_tracking build_file".split()
check, load, document, tracking, _ = (getattr(plandoc, name) for name in names)
part("modules of plandoc")
plan = load({str(SEED)!r})
part("reading the plan")
check(plan)
part("checking it")
document(plan)
part("the document")
tracking(plan)
part("the tracking sheet")
print(json.dumps(told))
"""
"""What a build does, part by part, in a process of its own."""
REST = "parsing arguments, telling, writing"


def template(target: Path) -> None:
    """Make the template that the usual script fills."""
    made = Document()
    made.add_paragraph("{% for one in approvals %}{{ one.officer.post }} {{ one.officer.name }}")
    made.add_paragraph("{{ one.officer.date }}{% endfor %}")
    made.add_heading("{{ title }}")
    made.add_paragraph("на {{ period }}")
    names = ("number", "title", "executors", "deadline", "expected_result")
    table = made.add_table(1, len(names), style="Table Grid")
    for cell, text in zip(
        table.rows[0].cells, ("№", "Мероприятие", "Ответственный", "Срок", "Результат"), strict=True
    ):
        cell.text = text
        cell.width = Cm(3)
    for tag in (
        "{%tr for section in sections %}",
        None,
        "{%tr for one in section.activities %}",
        "",
        "{%tr endfor %}",
        "{%tr endfor %}",
    ):
        row = table.add_row()
        if tag is None:
            row.cells[0].merge(row.cells[-1]).text = "{{ section.number }}. {{ section.title }}"
        elif tag:
            row.cells[0].text = tag
        else:
            for cell, name in zip(row.cells, names, strict=True):
                cell.text = f"{{{{ one.{name} }}}}"
    made.save(str(target))


def runs(folder: Path) -> dict[str, list[str]]:
    """Return the commands by name."""
    mine, out = folder / "mine.docx", folder / "out"
    template(mine)

    def plandoc(*arguments: object) -> list[str]:
        given = ["plandoc", *map(str, arguments)]
        return ["-c", f"{RUN}sys.argv = {given!r}; sys.exit(program())"]

    return {
        "bare Python": ["-c", "pass"],
        "plandoc --version": plandoc("--version"),
        "plandoc --help": plandoc("--help"),
        "plandoc check": plandoc("check", SEED),
        "plandoc build": plandoc("build", SEED, "-o", out),
        "docxtpl + openpyxl": [str(HERE / "usual.py"), str(SEED), str(mine), str(out)],
    }


def cpu(arguments: list[str]) -> float:
    """Return the milliseconds of processor time of a process."""
    given = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    quiet = subprocess.DEVNULL
    started = subprocess.Popen(
        [sys.executable, "-I", *arguments], env=given, stdout=quiet, stderr=quiet
    )
    _, status, used = os.wait4(started.pid, 0)
    if code := os.waitstatus_to_exitcode(status):
        sys.exit(f"{arguments} ended with {code}")
    return (used.ru_utime + used.ru_stime) * 1000


def parts() -> dict[str, float]:
    """Return the milliseconds of processor time of each part of a build."""
    done = subprocess.run(
        [sys.executable, "-I", "-c", PARTS], check=True, stdout=subprocess.PIPE, text=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=11)
    asked = parser.parse_args()
    compileall.compile_dir(ROOT / "plandoc", quiet=1)
    with TemporaryDirectory() as made:
        commands = runs(Path(made))
        taken: dict[str, list[float]] = {name: [] for name in commands}
        split: list[dict[str, float]] = []
        for _ in range(asked.rounds):
            for name, command in commands.items():
                rmtree(Path(made) / "out", ignore_errors=True)
                taken[name].append(cpu(command))
            split.append(parts())
    medians = {name: median(times) for name, times in taken.items()}
    bare, usual = medians["bare Python"], medians["docxtpl + openpyxl"]
    for name, ms in medians.items():
        print(f"{name:20} {ms:7.1f} ms {ms / bare:6.1f} x bare {ms / usual:6.2f} x usual")
    told = {name: median(one[name] for one in split) for name in split[0]}
    told["the interpreter"] = bare
    print("of which build")
    for name, ms in (told | {REST: medians["plandoc build"] - sum(told.values())}).items():
        print(f"  {name:35} {ms:7.1f} ms")
