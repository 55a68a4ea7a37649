"""Hooks of `mkdocs build`: pages that are made, and links that lead elsewhere on the site.

The pages are one for every code, in each language, from the register; the reference of the public
names; the beginning, which is the README.
"""

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from reference import page_of, pages, public

from plandoc.checks.explain import explanation, heading
from plandoc.codes import Code
from plandoc.words.language import TELLING

ROOT = Path(__file__).parents[1]
NAMES = {"ru": "Коды", "en": "Codes"}
COPIES = {
    "index.md": "README.ru.md",
    "readme.md": "README.md",
    "contributing.md": "CONTRIBUTING.md",
    "architecture.md": "ARCHITECTURE.md",
}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made."""
    made = {f"reference/{name}.md": text for name, text in pages()}
    for language in TELLING:
        lines = [f"- [{code}]({code}.md) {heading(code, language)}" for code in sorted(Code)]
        made[f"codes/{language}/index.md"] = f"# {NAMES[language]}\n\n" + "\n".join(lines) + "\n"
        made |= {f"codes/{language}/{code}.md": explanation(code, language) for code in Code}
    for name, source in COPIES.items():
        text = (ROOT / source).read_text(encoding="utf-8").replace("](docs/", "](")
        for page, other in COPIES.items():
            text = text.replace(f"]({other})", f"]({page})")
        made[name] = text
    for example in sorted((ROOT / "examples").glob("*.yaml")):
        made[f"examples/{example.name}"] = example.read_text(encoding="utf-8")
    for name, text in made.items():
        files.append(File.generated(config, name, content=text))
    return files


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Lead to the pages and examples of the site where a guide names files of the repository."""
    text = re.sub(
        r"\]\(\.\./plandoc/words/(\w+)/checks/(PLN\d+\.md)\)", r"](codes/\1/\2)", markdown
    )
    text = text.replace("](../examples/", "](examples/")
    if page.file.src_uri in ("api.md", "api.ru.md"):
        text = re.sub(r"^\| `(\w+)` ", _to_reference, text, flags=re.MULTILINE)
    return text


def _to_reference(found: re.Match[str]) -> str:
    if found[1] not in public():  # the name of a command
        return found[0]
    return f"| [`{found[1]}`](reference/{page_of(found[1])}) "
