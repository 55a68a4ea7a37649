"""plandoc.formats.yaml.keys: plan files whose keys are written in the language of the author."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from support.effort import tries
from support.strategies import plans

from plandoc.checks import check
from plandoc.codes import Code
from plandoc.errors import PlanError, PlanFileError, Problem
from plandoc.formats.yaml.json_schema import json_schema
from plandoc.formats.yaml.keys import fields_of
from plandoc.formats.yaml.plan_reader import parse_plan, read_plan
from plandoc.formats.yaml.plan_writer import dump_json, dump_yaml, rewrite, written
from plandoc.schema.layout import Column
from plandoc.schema.names import NAMED, Word, normal, spelled
from plandoc.schema.outcome import Outcome, Status
from plandoc.schema.plan import Plan
from plandoc.words.keys import in_names
from plandoc.words.language import words_in

RUSSIAN = """\
# План колледжа
название: План работы методического совета
период: 2018-2019 учебный год
грифы:
  - вид: утверждаю
    лицо: {должность: Директор колледжа, имя: И.И. Иванов, дата: « 01 » _____ 2018 г.}
    печать: да
страница: {ориентация: альбомная, номера столбцов: да}
столбцы: [номер, название, исполнители, {ключ: срок, ширина: 30}, результат, отметка]
разделы:
  - название: Организационная работа
    мероприятия:
      - мероприятие: Заседание методического совета
        исполнители: [Методист, Председатель совета]
        срок: Сентябрь 2018    # по графику
        ожидаемый результат: Протокол
        отметка: {статус: выполнено частично, текст: Было}
"""

ENGLISH = """\
# План колледжа
title: План работы методического совета
period: 2018-2019 учебный год
approvals:
  - kind: approve
    officer: {post: Директор колледжа, name: И.И. Иванов, date: « 01 » _____ 2018 г.}
    seal: true
layout: {orientation: landscape, column_numbers: true}
columns: [number, title, executors, {key: deadline, width: 30}, expected_result, outcome]
sections:
  - title: Организационная работа
    activities:
      - title: Заседание методического совета
        executors: [Методист, Председатель совета]
        deadline: Сентябрь 2018    # по графику
        expected_result: Протокол
        outcome: {status: partly, text: Было}
"""
MODELS = {"Plan": Plan.model_json_schema(), **Plan.model_json_schema()["$defs"]}
NAMELESS = {"id", "2018-2019", "2018–2019", "2018/2019", "2018/19"}


def plan_of(text: str) -> Plan:
    plan, problems = read_plan(text.encode(), "план.yaml")
    assert problems == ()
    return plan


def refused(text: str, file: str = "план.yaml") -> list[str]:
    with pytest.raises(PlanFileError) as error:
        read_plan(text.encode(), file)
    return [problem.text("ru") for problem in error.value.problems]


def test_a_plan_in_russian_keys_is_the_plan_in_english_ones() -> None:
    """Keys, values of lists, yes and no, columns: all of it means the same."""
    assert plan_of(RUSSIAN) == plan_of(ENGLISH)


@pytest.mark.parametrize("name", ["Срок", "СРОК", "сроки", "срок_исполнения", "Срок  исполнения"])
def test_a_name_is_read_in_any_usual_form(name: str) -> None:
    """Capitals, joined words and other usual names are no mistake."""
    assert plan_of(RUSSIAN.replace("срок: Сен", f"{name}: Сен")) == plan_of(ENGLISH)


def named_things() -> Iterator[tuple[str, str]]:
    for model, schema in MODELS.items():
        for key in [*schema.get("properties", {}), *schema.get("enum", [])]:
            if key not in NAMELESS:
                yield model, key


def test_every_key_and_value_has_a_russian_name_and_no_name_is_stale() -> None:
    """A field or a value that is added gets its name; a name of nothing is left out."""
    table = words_in("ru").keys
    needed = set(named_things())
    assert len(needed) > 150
    assert {(m, k) for m, keys in table.items() for k in keys if m != "values"} == needed
    assert all(names and all(names) for keys in table.values() for names in keys.values())


def test_english_words_are_suggested_for_keys_that_there_are() -> None:
    """What people write in English leads to a key of the model."""
    table = words_in("en").keys
    assert len(table) > 8
    assert {(m, k) for m, keys in table.items() for k in keys} <= set(named_things())


@pytest.mark.parametrize("language", NAMED)
def test_a_name_means_one_thing(language: str) -> None:
    """Within a model or a list of values no two keys share a name, nor one an English key."""
    for model, keys in words_in(language).keys.items():
        names = [normal(name) for own in keys.values() for name in own]
        assert len(names) == len(set(names)), model
        assert not set(names) & (keys.keys() | set(MODELS.get(model, {}).get("properties", ())))


@given(plans(shapes=True))
@tries(200)
def test_what_is_written_in_russian_is_read_as_the_same_plan(plan: Plan) -> None:
    """Any plan written with Russian keys is read back whole, and no English key is in it."""
    text = dump_yaml(plan, keys="ru")
    parsed = parse_plan(text.encode(), "план.yaml")
    assert parsed.plan == plan
    assert parsed.language == "ru"


@given(plans(shapes=True), st.data())
@tries(200)
def test_an_edit_keeps_the_language_and_the_other_lines(plan: Plan, data: st.DataObject) -> None:
    """A new title and a mark rewrite their lines alone, in the words of the file."""
    text = dump_yaml(plan, keys="ru")
    rows = [row for row in plan.activity_rows() if not row.activity.parts]
    changed = plan.model_copy(update={"author": "Составитель Первый"})
    if rows:
        row = data.draw(st.sampled_from(rows))
        changed = changed.with_outcomes({row.activity.id: Outcome(status=Status.DONE)})
    parsed = parse_plan(text.encode(), "план.yaml")
    result = rewrite(changed, parsed).decode()
    assert parse_plan(result.encode(), "план.yaml").plan == changed
    assert "\nавтор: Составитель Первый\n" in f"\n{result}"
    assert "\nauthor:" not in result
    assert "status: done" not in result
    before, fresh = (Counter(one.splitlines()) for one in (text, dump_yaml(changed, keys="ru")))
    assert before - Counter(result.splitlines()) <= before - fresh


def test_a_file_keeps_the_comments_and_the_names_of_its_author() -> None:
    """An edit writes «мероприятие» where the author wrote so, and new keys by their first names."""
    parsed = parse_plan(RUSSIAN.encode(), "план.yaml")
    id_ = next(parsed.plan.activity_rows()).activity.id
    plan = parsed.plan.with_outcomes({id_: Outcome(status=Status.DONE, evidence="Протокол № 1")})
    result = rewrite(plan, parsed).decode()
    assert "- id: " in result
    assert "мероприятие: Заседание" in result
    assert "# по графику" in result
    assert "выполнено" in result
    assert "подтверждение" in result
    assert "status" not in result
    assert plan_of(result) == plan


def test_json_has_names_as_well() -> None:
    """The same names in JSON, kept when it is written back."""
    source = json.dumps(
        {"название": "П", "период": "2018-2019", "мероприятия": [{"название": "М"}]},
        ensure_ascii=False,
        indent=1,
    )
    parsed = parse_plan(source.encode(), "план.json")
    plan = parsed.plan.model_copy(update={"author": "А"})
    result = json.loads(rewrite(plan, parsed))
    assert result["автор"] == "А"
    assert "title" not in result
    assert parse_plan(rewrite(plan, parsed), "план.json").plan == plan
    assert json.loads(dump_json(plan))["title"] == "П"


def test_an_english_file_stays_english() -> None:
    """One Russian word in an English file does not turn the rest of it."""
    text = ENGLISH.replace("deadline: Сен", "срок: Сен")
    parsed = parse_plan(text.encode(), "plan.yaml")
    assert parsed.language == ""
    result = rewrite(parsed.plan.model_copy(update={"author": "А"}), parsed).decode()
    assert "author: А" in result
    assert "срок: Сен" in result


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            "название: П\ntitle: П\nпериод: 2018",
            "п.yaml:2:1: ключи «название» (строка 1, столбец 1) и «title» — одно и то же",
        ),
        ("название: П\nзаголовок: П\nпериод: 2018", "ключи «название»"),
        ("название: П\nназвание: П\nпериод: 2018", "ключ «название» повторяется"),
        (
            "название: П\nпериод: 2018\nмеропрятия: []",
            "п.yaml:3:1, меропрятия: неизвестный ключ «меропрятия»; вероятно, мероприятия; здесь",
        ),
        ("период: 2018", "нет обязательного ключа название"),
        ("название:\nпериод: 2018", "ключ название есть, но значение пусто"),
        (
            "название: П\nпериод: 2018\nразделы: [{название: Р, мероприятия: [{срок: май}]}]",
            "разделы[0].мероприятия[0].название, «Р»: нет обязательного ключа название",
        ),
        (
            "название: П\nпериод: 2018\nстраница: {ориентация: альбомнаа}",
            "«альбомнаа» не из списка; вероятно, альбомная; бывает: сама, книжная, альбомная",
        ),
        (
            "название: П\nпериод: 2018\nмероприятия: [{название: М, отметка: {статус: готовится}}]",
            "одно из: выполнено, выполнено частично, в работе,",
        ),
        (
            "название: П\nпериод: 2018\nчасти документа: [заголовок, {новая страница: да}]",
            "замените строку на «- новая страница»",
        ),
        (
            "название: П\nпериод: 2018\nчасти документа: [заголовок, таблица, заголовок]",
            "блок «заголовок» указан дважды",
        ),
    ],
)
def test_a_mistake_is_told_in_the_words_of_the_author(lines: str, told: str) -> None:
    """A message names the key and the way to it as they are written in the file."""
    problems = refused(lines, "п.yaml")
    assert len(problems) == 1
    assert told in problems[0]


def test_a_remark_names_the_place_as_it_is_written() -> None:
    """What is told of a sound plan has the words of its file too; programs get the usual path."""
    parsed = parse_plan(RUSSIAN.encode(), "план.yaml")
    problem = parsed.located([_problem()])[0]
    assert "разделы[0].мероприятия[0].срок" in problem.text("ru")
    assert str(problem.place.path) == "sections[0].activities[0].deadline"


def _problem() -> Any:
    from plandoc.errors import Place, Problem
    from plandoc.fieldpath import FieldPath

    return Problem(
        Code.TEXT_EMPTY, place=Place(path=FieldPath.parse("sections[0].activities[0].deadline"))
    )


def test_a_remedy_names_keys_as_the_file_does() -> None:
    """«впишите результат» in a Russian file, `expected_result` in an English one."""
    for text, key, other in (
        (RUSSIAN.replace("ожидаемый результат: Протокол", "контроль: Завуч"), "«результат»", "exp"),
        (ENGLISH.replace("expected_result: Протокол", "supervisor: Завуч"), "expected_result", "—"),
    ):
        parsed = parse_plan(text.encode(), "план.yaml")
        remarks = [one for one in parsed.located(check(parsed.plan)) if one.code == "PLN403"]
        assert remarks
        assert f"впишите {key}" in remarks[0].text("ru")
        assert other not in remarks[0].text("ru")
    assert "write expected_result" in remarks[0].text("en")


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("впишите date", "впишите «дата»"),
        ("поставьте kind: own или kind: {kind}", "поставьте «вид: своё слово» или «вид»: {kind}"),
        ("новое — со строки «- title:»", "новое — со строки «- название:»"),
        (
            'label: "" у раздела, plandoc seal, --date',
            '«подпись: ""» у раздела, plandoc seal, --date',
        ),
        ("нет слов, кроме {title} и id", "нет слов, кроме {title} и id"),
    ],
)
def test_a_key_in_a_sentence_is_quoted_by_its_name(sentence: str, told: str) -> None:
    """A name that is a Russian word too is set apart; values and commands are left alone."""
    assert in_names(sentence, "ru") == told


def test_no_sentence_for_a_russian_file_has_an_english_key() -> None:
    """Whatever a message names a key by has its Russian name; values and commands stay."""
    keys = {key for table in words_in("ru").keys.values() for key in table} - {"seal"}
    for code, words in words_in("ru").problems.items():
        for part in (words.found, words.expected, words.remedy):
            shown = re.sub(r"\{[^{}]*\}", "", in_names(part, "ru"))
            assert not keys & set(re.findall(r"(?<!plandoc )(?<![\w-])[a-z_]+\b", shown)), code


def test_null_switches_off_a_date_under_its_name() -> None:
    """`дата: null` is `date: null`: the approval has no line for a date."""
    for null in ("null", "~"):
        plan = plan_of(RUSSIAN.replace("дата: « 01 » _____ 2018 г.", f"дата: {null}"))
        assert plan.approvals[0].officer
        assert plan.approvals[0].officer.date is None


def test_anchors_and_merges_work_under_any_name() -> None:
    """What an alias repeats and what `<<` brings is renamed; an own key wins over a merged one."""
    text = (
        "название: П\nпериод: 2018-2019\nмероприятия:\n"
        "  - &а {название: А, срок: май 2019, контроль: Директор}\n"
        "  - {<<: *а, название: Б, deadline: Июнь 2019}\n"
        "  - *а\n"
    )
    first, second, third = plan_of(text).activities
    assert (first.title, second.title, third.title) == ("А", "Б", "А")
    assert second.deadline
    assert second.deadline.text == "Июнь 2019"
    assert second.supervisor == third.supervisor == "Директор"


def test_texts_and_own_columns_are_never_renamed() -> None:
    """A title «да», a short name «срок» and a column of one's own stay what they are."""
    text = (
        "название: да\nпериод: 2018-2019\nсокращения: {срок: Совет руководителей, title: Т}\n"
        "столбцы: [название, {ключ: place, заголовок: Место}]\n"
        "мероприятия: [{название: альбомная, свои столбцы: {place: нет}}]\n"
    )
    plan = plan_of(text)
    assert plan.title == "да"
    assert dict(plan.short_names) == {"срок": "Совет руководителей", "title": "Т"}
    assert plan.activities[0].title == "альбомная"
    assert dict(plan.activities[0].fields) == {"place": "нет"}


def test_an_editor_accepts_both_and_refuses_what_is_neither() -> None:
    """The schema has every key and value under both names, and says which one is needed."""
    validator = Draft202012Validator(json_schema("ru"))
    plan = plan_of(RUSSIAN)
    for data in (plain(written(plan, "ru")), plain(written(plan))):
        assert list(validator.iter_errors(data)) == []
    both = {"название": "П", "period": "2018", "пункты": [{"мероприятие": "М"}]}
    assert list(validator.iter_errors(both)) == []
    assert list(validator.iter_errors({"период": "2018"}))
    assert list(validator.iter_errors({**both, "назвние": "П"}))
    assert "название" not in json.dumps(json_schema("en"), ensure_ascii=False)


@given(plans(shapes=True))
@tries(200)
def test_the_schema_accepts_what_is_written_in_russian(plan: Plan) -> None:
    """Whatever plandoc writes by Russian names is valid in an editor."""
    validator = Draft202012Validator(json_schema("ru"))
    assert list(validator.iter_errors(plain(written(plan, "ru")))) == []


def plain(data: Any) -> Any:
    """Return data with each word as it is written."""
    if isinstance(data, dict):
        return {plain(key): plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [*map(plain, data)]
    return data.written if isinstance(data, Word) else data


def test_the_fields_of_a_model_are_known_by_all_of_their_names() -> None:
    """The table that the reader looks into has each key, each with its language."""
    fields = fields_of(Plan)
    assert fields["title"].language == ""
    assert fields["название"].key == "title"
    assert fields["название"].language == "ru"


def test_english_keys_have_no_other_names() -> None:
    """A file in English is written in the keys themselves, and its messages are left alone."""
    text = b"title: Plan\nperiod: 2018-2019\nperiod_in_title: false\n"
    plan = parse_plan(text, "plan.yaml").plan
    assert dump_yaml(plan, keys="en") == dump_yaml(plan)
    assert "period_in_title: false\n" in dump_yaml(plan, keys="en")
    problem = Problem(
        Code.IMPORT_ROLE_GUESSED, values={"text": "Works", "role": "title", "sure": "50%"}
    )
    assert "a heading that tells" in problem.at(keys="en").text("en")
    assert problem.at(keys="en").text("en") == problem.text("en")
    assert problem.at(keys="ru").text("ru") != problem.text("ru")


@pytest.mark.parametrize("language", NAMED)
def test_states_are_named_as_on_the_sheet(language: str) -> None:
    """What a plan file says of a state is what people choose in the sheet."""
    shown = words_in(language).words.status
    assert {state: spelled("Status", state, language) for state in shown} == {
        state: text.lower() for state, text in shown.items()
    }


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("название: План\nназвание: Другой\nпериод: 2018\n", "- название:"),
        ("title: План\ntitle: Другой\nperiod: 2018\n", "- title:"),
        ("мероприятия:\n  - название: А\n    название: Б\n", "- название:"),
        ("План работы на год\n", "название: План"),
        ("Plan of work\n", "title: План"),
        ("- а\n- б\n", "мероприятия: …"),
        ('{"title": "План", "title": "План", "period": 2018}', "- title:"),
    ],
)
def test_advice_about_a_file_that_is_no_plan_has_its_keys(text: str, key: str) -> None:
    """What cannot be understood is told in the keys that its lines begin with."""
    with pytest.raises(PlanFileError) as caught:
        read_plan(text.encode())
    told = "\n".join(problem.text("ru") for problem in caught.value.problems)
    assert key in told
    assert ("title" in told) is (key in ("- title:", "title: План"))


def test_the_key_of_an_own_column_may_be_russian() -> None:
    """It is kept as it is written; the name of a standard column is that column everywhere."""
    text = (
        "название: План\nпериод: 2018\n"
        "столбцы: [номер, название, {ключ: место, заголовок: Место}]\n"
        "мероприятия:\n  - {название: Кросс, свои столбцы: {место: Стадион}}\n"
    )
    plan, _ = read_plan(text.encode())
    assert plan.columns[2].key == "место"
    assert plan.activities[0].fields == {"место": "Стадион"}
    for keys in ("", "ru"):
        assert read_plan(dump_yaml(plan, keys=keys).encode())[0] == plan
    assert Column(key="срок").key == "deadline"
    with pytest.raises(PlanError):
        Column(key="Место проведения", heading="Место")
