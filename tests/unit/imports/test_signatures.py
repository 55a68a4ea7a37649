import pytest

from plandoc.imports.paper import Line
from plandoc.imports.signatures import signatures_of


@pytest.mark.parametrize(
    ("lines", "signatures"),
    [
        (["Директор            В.П. Шмелёв"], [("Директор", "В.П. Шмелёв")]),
        (["Директор В.П. Шмелёв"], [("Директор", "В.П. Шмелёв")]),
        (
            ["Ответственный за безопасность", "Заместитель директора Журавина Н.В."],
            [("Ответственный за безопасность\nЗаместитель директора", "Журавина Н.В.")],
        ),
        (
            ["Директор\tИ.А. Лугов", "Завуч ______ С.В. Белезекина"],
            [("Директор", "И.А. Лугов"), ("Завуч", "С.В. Белезекина")],
        ),
        (["Приказом Лугов И.А. назначен ответственным за всё, что было сделано"], []),
    ],
)
def test_a_post_and_a_name_are_a_signature(lines, signatures):
    """A post may take several lines; a name inside a sentence signs nothing."""
    found = signatures_of([Line(line) for line in lines]).found
    assert [(one["post"], one["name"]) for one in found] == signatures
