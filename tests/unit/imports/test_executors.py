import pytest

from plandoc.imports.executors import executors_of, is_unclear, split_executors


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Директор,\nЗам. директора\nпо АХЧ.", ["Директор", "Зам. директора\nпо АХЧ"]),
        ("Зам. директора по УВР, воспитатели", ["Зам. директора по УВР", "воспитатели"]),
        ("Озёров М.В. Туманов В.Г.", ["Озёров М.В.", "Туманов В.Г."]),
        ("Рук. службы, психолог\nЖуравина Н.В.", ["Рук. службы, психолог\nЖуравина Н.В."]),
        ("Завхоз;\nсторожа", ["Завхоз", "сторожа"]),
        ("Дьяков И.О., Хан С.", ["Дьяков И.О.", "Хан С."]),
        ("ДПК, КФХ Рябцев", ["ДПК", "КФХ Рябцев"]),
        ("Зам. директора по УВР, ВР", ["Зам. директора по УВР, ВР"]),
        ("Бойчук Е.Д..,\nучитель Столбова Г.А..", ["Бойчук Е.Д.", "учитель Столбова Г.А."]),
        ("Администрация (по согласованию)", ["Администрация (по согласованию)"]),
        ("Совет (родители, педагоги)", ["Совет (родители, педагоги)"]),
        ("Педагог-психолог / Соц. педагог", ["Педагог-психолог", "Соц. педагог"]),
        ("- Директор\n- Завхоз", ["Директор", "Завхоз"]),
        ("Зам. директора по УВР (ВР)", ["Зам. директора по УВР (ВР)"]),
        (
            "Заместитель\nдиректора по ВР,\nвоспитатели",
            ["Заместитель\nдиректора по ВР", "воспитатели"],
        ),
        ("Руководитель отдела\nначальника штаба", ["Руководитель отдела\nначальника штаба"]),
        ("", []),
    ],
)
def test_a_cell_is_split_where_it_surely_names_several(text, expected):
    """Lines, semicolons and commas before a word divide executors; a post and its name do not."""
    assert split_executors(text) == expected


@pytest.mark.parametrize(
    ("names", "unclear"),
    [
        (["Инспектор ОДН Соц. педагог"], True),
        (["Руководитель службы", "психолог\nЖуравина Н.В."], True),
        (["Зам. директора по УВР", "воспитатели"], False),
        (["Рук. службы, психолог\nЖуравина Н.В."], False),
        (["Журавина Н.В.соц. педагог"], True),
        (["Директор Центра", "Члены Совета Профилактики"], False),
    ],
)
def test_what_may_be_counted_otherwise_is_unclear(names, unclear):
    """Two posts with only a blank between them, or with one name, are told as a doubt."""
    assert is_unclear(names) is unclear


def test_an_unclear_cell_stays_as_it_is():
    """What may be counted otherwise keeps the lines of its author."""
    text = "Руководитель службы,\nпсихолог\nЖуравина Н.В."
    assert executors_of(text) == [text]
