"""A hook of `mkdocs build`: a page for every code, in both languages, from the register."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from plandoc.checks.explain import explanation, heading
from plandoc.codes import Code
from plandoc.words.language import TELLING

NAMES = {"ru": "Коды", "en": "Codes"}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages, and one that lists them, for each language."""
    for language in TELLING:
        lines = [f"- [{code}]({code}.md) {heading(code, language)}" for code in sorted(Code)]
        pages = {"index": f"# {NAMES[language]}\n\n" + "\n".join(lines) + "\n"}
        pages |= {str(code): explanation(code, language) for code in Code}
        for name, text in pages.items():
            files.append(File.generated(config, f"codes/{language}/{name}.md", content=text))
    return files
