"""Documents edited by the office suites themselves, as a person at the keyboard would have them.

LibreOffice is driven by a macro in Basic in which `t` is the largest table, OnlyOffice by a script
in which `t` is that table too. Each edit begins with the same document; a suite starts once.
"""

import json
import os
import sys
import tempfile
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from xml.sax.saxutils import escape

from support.engines import EngineFailed, EngineMissing, _run, _tool

_LIBRARY = "http://openoffice.org/2000/library"
_MODULE = "http://openoffice.org/2000/script"
_BASIC = """
Dim doc, view, t
Sub Opened(source)
  Dim none()
  doc = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, none())
  view = doc.CurrentController
  t = doc.TextTables.getByIndex(0)
  For i = 1 To doc.TextTables.Count - 1
    If doc.TextTables.getByIndex(i).Rows.Count > t.Rows.Count Then t = doc.TextTables.getByIndex(i)
  Next
End Sub
Sub Saved(target)
  Dim format(0) As New com.sun.star.beans.PropertyValue
  format(0).Name = "FilterName"
  format(0).Value = "MS Word 2007 XML"
  doc.storeToURL(ConvertToURL(target), format())
  doc.close(True)
End Sub
Sub Command(name)
  Dim none()
  helper = createUnoService("com.sun.star.frame.DispatchHelper")
  helper.executeDispatch(view.Frame, ".uno:" & name, "", 0, none())
End Sub
Function Cells(first, last)
  cursor = t.createCursorByCellName(first)
  cursor.gotoCellByName(last, True)
  Cells = cursor
End Function
"""
_END = """
StarDesktop.terminate()
Exit Sub
Failed:
Open "{}/error.txt" For Output As #1
Print #1, Error$ & ", line " & Erl
Close #1
StarDesktop.terminate()
End Sub
"""
_SCRIPT = """
var document = Api.GetDocument(), tables = document.GetAllTables(), t = tables[0];
for (var i = 1; i < tables.length; i++)
  if (tables[i].GetRowsCount() > t.GetRowsCount()) t = tables[i];
"""


def libreoffice_edits(document: bytes, edits: Mapping[str, str]) -> dict[str, bytes]:
    """Return a copy of the document for each edit in Basic."""
    soffice = _tool("soffice", "Debian: libreoffice-writer-nogui")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        source = folder / "in.docx"
        source.write_bytes(document)
        basic = folder / "profile" / "user" / "basic"
        options = [f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        # The first start lays out the profile, and would lay it over a macro.
        _run([soffice, *options, "--convert-to", "txt", "--outdir", place, str(source)])
        steps = [
            f'Opened("{source}")\n{edit}\nSaved("{folder / name}.docx")\n'
            for name, edit in edits.items()
        ]
        code = f"{_BASIC}Sub Main\nOn Error GoTo Failed\n{''.join(steps)}{_END.format(folder)}"
        (basic / "Standard" / "Edits.xba").write_text(
            f'<script:module xmlns:script="{_MODULE}" script:name="Edits" '
            f'script:language="StarBasic">{escape(code)}</script:module>',
        )
        (basic / "Standard" / "script.xlb").write_text(
            f'<library:library xmlns:library="{_LIBRARY}" library:name="Standard" '
            'library:readonly="false" library:passwordprotected="false">'
            '<library:element library:name="Edits"/></library:library>'
        )
        said = _run([soffice, *options, "macro:///Standard.Edits.Main()"], 60 + 10 * len(edits))
        error = folder / "error.txt"
        return _found(folder, edits, error.read_text() if error.exists() else said)


def onlyoffice_edits(document: bytes, edits: Mapping[str, str]) -> dict[str, bytes]:
    """Return a copy of the document for each edit in JavaScript."""
    python = os.environ.get("PLANDOC_ONLYOFFICE_PYTHON", sys.executable)
    if python == sys.executable and find_spec("docbuilder") is None:
        message = "OnlyOffice is not installed (PyPI: document-builder)"
        raise EngineMissing(message)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "in.docx").write_bytes(document)
        jobs = [place, {name: f"{_SCRIPT}{edit}" for name, edit in edits.items()}]
        said = _run([python, "-m", "support.office_edits", json.dumps(jobs)], 60 + 10 * len(edits))
        return _found(folder, edits, said)


def _found(folder: Path, edits: Mapping[str, str], said: str) -> dict[str, bytes]:
    missing = [name for name in edits if not (folder / f"{name}.docx").is_file()]
    if missing:
        message = f"not edited: {', '.join(missing)}: {said}"
        raise EngineFailed(message)
    return {name: (folder / f"{name}.docx").read_bytes() for name in edits}


def _worker(place: str, edits: Mapping[str, str]) -> None:
    builder = import_module("docbuilder").CDocBuilder()
    for name, edit in edits.items():
        builder.OpenFile(f"{place}/in.docx", "")
        builder.ExecuteCommand(edit)
        builder.SaveFile("docx", f"{place}/{name}.docx")
        builder.CloseFile()
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    _worker(*json.loads(sys.argv[1]))
