"""Answers of a review: each one is applied or refused with a problem."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

from plandoc.codes import Code
from plandoc.errors import PlanError, Problem
from plandoc.fieldpath import FieldPath
from plandoc.review import Answer, Choice, choice_name
from plandoc.rollover.division import division_of
from plandoc.rollover.draft import drafted, with_texts
from plandoc.rollover.notes import Note
from plandoc.rollover.questions import all_notes
from plandoc.rollover.step import Step
from plandoc.schema.activity import Activity
from plandoc.schema.deadline import Deadline
from plandoc.schema.plan import Plan
from plandoc.words.quotes import listed, quoted
from plandoc.words.texts import shortened

_Refusal = tuple[set[str], Problem]
"""Refused answers: their keys, and the problem."""


def apply_answers(
    step: Step, answers: Mapping[str, Answer]
) -> tuple[tuple[Note, ...], Plan, tuple[Problem, ...]]:
    """Return the notes with the accepted answers, the resulting plan, and the problems.

    Keeping an activity that was removed last year adds the notes on that activity.
    """
    wanted = {
        one.activity
        for one in all_notes(step)
        if one.default is Choice.DROP and one.key in answers
        if answers[one.key].choice is Choice.KEEP
    }
    notes = list(all_notes(step, wanted))
    known = {one.key for one in notes}
    problems = [
        Problem(Code.ANSWER_WITHOUT_QUESTION, place=answer.place, values={"key": key})
        for key, answer in answers.items()
        if key not in known
    ]
    answered = tuple(replace(one, answer=answers.get(one.key)) for one in notes)
    for refusals in (_not_offered, _contradictions, _invalid_texts):
        refused: set[str] = set()
        for keys, problem in refusals(answered, step):
            refused |= keys
            problems.append(problem)
        answered = tuple(
            replace(one, answer=None) if one.key in refused else one for one in answered
        )
    return answered, drafted(step, answered), tuple(problems)


def _problem(code: Code, note: Note, **values: Any) -> Problem:
    assert note.answer
    trail = note.problem.place.trail
    return Problem(code, place=replace(note.answer.place, trail=trail), values=values)


def _name(choice: Choice | None, step: Step) -> str:
    return choice_name(choice, step.wording.language) if choice else "—"


def _not_offered(notes: Iterable[Note], step: Step) -> Iterator[_Refusal]:
    """Yield answers that the note does not offer, or whose text is missing or superfluous."""
    for one in notes:
        if one.answer is None:
            continue
        choice, text = one.answer.choice, one.answer.text.strip()
        shown = _name(choice, step)
        needs = choice is Choice.EDIT or (choice is Choice.SPLIT and not division_of("", one.title))
        if choice is not None and choice not in one.choices:
            allowed = listed(quoted(_name(choice, step)) for choice in one.choices)
            yield {one.key}, _problem(Code.ANSWER_NOT_ALLOWED, one, choice=shown, allowed=allowed)
        elif needs and not text:
            yield {one.key}, _problem(Code.ANSWER_TEXT_MISSING, one, choice=shown)
        elif text and choice not in (Choice.EDIT, Choice.SPLIT):
            yield (
                {one.key},
                _problem(Code.ANSWER_TEXT_IGNORED, one, choice=shown, text=shortened(text)),
            )


def _contradictions(notes: Iterable[Note], step: Step) -> Iterator[_Refusal]:
    groups: dict[object, list[Note]] = defaultdict(list)
    for one in notes:
        if one.answer and one.answer.choice:
            groups[one.activity or one.path].append(one)
    pairs = (pair for group in groups.values() for pair in combinations(group, 2))
    for one, other in pairs:
        if _contradict(one, other) or _contradict(other, one):
            assert one.answer
            assert other.answer
            values = {
                "one": _name(one.answer.choice, step),
                "other": _name(other.answer.choice, step),
                "where": one.answer.place.text(step.wording.language) or one.key,
            }
            yield {one.key, other.key}, _problem(Code.ANSWERS_CONTRADICT, other, **values)


def _contradict(one: Note, other: Note) -> bool:
    """Whether two answers cannot both be applied; the order matters."""
    first, second = one.answer, other.answer
    assert first
    assert second
    if one.activity and one.activity == other.activity:
        if first.choice is Choice.DROP:
            stays = second.choice is Choice.KEEP and other.field == "activity"
            return stays or second.choice not in (Choice.DROP, Choice.KEEP)
        if first.choice is second.choice is Choice.SPLIT:
            return first.text.strip() != second.text.strip()
    if one.path != other.path:
        return False
    proposed = second.choice is Choice.SHIFT and other.default is not Choice.SHIFT
    if first.choice is Choice.EDIT:
        return proposed or (second.choice is Choice.EDIT and first.text != second.text)
    both = proposed and first.choice is Choice.SHIFT and one.default is not Choice.SHIFT
    return both and any(a.start < b.end and b.start < a.end for a in one.swaps for b in other.swaps)


def _invalid_texts(notes: Sequence[Note], step: Step) -> Iterator[_Refusal]:
    """Yield answers whose texts are not valid in a plan."""
    edits = [one for one in notes if one.answer and one.answer.choice is Choice.EDIT]
    for path, code, values in _errors(Plan, with_texts(step.plan, notes)):
        wrong = next(one for one in edits if path.is_within(one.path))
        yield {wrong.key}, _problem(code, wrong, **values)
    for one in edits:
        if one.field == "deadline" and one.answer:
            read = Deadline.parse(one.answer.text, step.into, language=step.wording.language)
            for problem in read.problems:
                if problem.code is Code.DEADLINE_DAY_IMPOSSIBLE:
                    yield {one.key}, _problem(problem.code, one, **problem.values)
    for one in notes:
        if one.answer and one.answer.choice is Choice.SPLIT:
            for title in division_of(one.answer.text, one.title):
                for _, code, values in _errors(Activity, {"title": title}):
                    yield {one.key}, _problem(code, one, **values)


def _errors(
    model: type[Plan | Activity], data: Mapping[str, Any]
) -> Iterator[tuple[FieldPath, Code, Mapping[str, Any]]]:
    """Yield path, code and values of every validation error of a model."""
    try:
        model.model_validate(data)
    except PlanError as error:
        for problem in error.problems:
            yield problem.place.path, problem.code, problem.values
