"""How a plan is said: a language in, finished words out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from itertools import combinations

from babel.dates import format_date, get_month_names

from plandoc.codes import Code
from plandoc.errors import PlandocError, Problem
from plandoc.marks import read_mark
from plandoc.schema.activity import Activity, Executor
from plandoc.schema.approval import Act, Approval, ApprovalKind, Minutes
from plandoc.schema.outcome import OUTCOME_FIELDS, Outcome, as_text
from plandoc.schema.partial_date import PartialDate
from plandoc.schema.period import Period
from plandoc.schema.plan import Gender, Plan, ShortNames
from plandoc.schema.rows import SectionRow
from plandoc.words.language import language_of, words_in
from plandoc.words.letters import capitals
from plandoc.words.tables.words import DocumentWords
from plandoc.words.texts import plain

NBSP = "\u00a0"
NO_BREAK_HYPHEN = "\u2011"

_LONGEST_LEAD = 4
_READ = tuple(name for name in OUTCOME_FIELDS if name != "text")

_UNIT = re.compile(r"\d[\d-]*\d гг?\b|№ (?=\w)|\bг\. (?=[А-ЯЁ])|\d+-\d[\d-]*")


@cache
def _initials_and_surname() -> tuple[str, str]:
    capital = f"[{capitals()}]"
    return rf"(?:{capital}\.[ \u00a0]?){{1,2}}", rf"{capital}[\w’']+(?:-{capital}[\w’']+)?"


@cache
def _name() -> re.Pattern[str]:
    """Return the pattern of a name inside a text, its initials before or after the surname."""
    initials, surname = _initials_and_surname()
    return re.compile(
        rf"\b{initials}{surname}"
        rf"|\b{surname}[ \u00a0]{initials}(?!\w|[ \u00a0]?{surname}\b(?![ \u00a0]{initials}))"
    )


@cache
def _whole_name() -> re.Pattern[str]:
    initials, surname = _initials_and_surname()
    return re.compile(f"({initials})({surname})")


def unbroken(text: str) -> str:
    """Return text that never splits over lines: its blanks and hyphens made non-breaking."""
    return text.replace(" ", NBSP).replace("-", NO_BREAK_HYPHEN)


def held_together(text: str) -> str:
    """Return text whose surnames with initials, «2018 г.», «№ 3» and «2018-2019» never split.

    Only blanks and hyphens change, into ones that do not break.
    """
    text = _name().sub(lambda found: unbroken(found[0].rstrip()) + _tail(found[0]), text)
    return _UNIT.sub(lambda found: unbroken(found[0]), text)


def _tail(text: str) -> str:
    return text[len(text.rstrip()) :]


def _is_run(text: str, pieces: Sequence[str]) -> bool:
    """Whether a text is some of the pieces, one after another and whole."""
    runs = ("".join(pieces[i:j]) for i, j in combinations(range(len(pieces) + 1), 2))
    return _letters(text) in map(_letters, runs)


def _letters(text: str) -> str:
    """Return a text without blanks, capitals and the punctuation around it."""
    return "".join(text.lower().replace("ё", "е").split()).strip(".,;:()")


def person_name(text: str) -> str:
    """Return a name as it is signed: initials together, a no-break space, the surname.

    «С.В.Белезекина», «С. В. Белезекина» and «С.В. Белезекина» come out alike; a name of
    another shape keeps its words (ГОСТ Р 7.0.97-2025, requisite «подпись»).
    """
    if found := _whole_name().fullmatch(text.strip()):
        initials = re.sub(r"\s", "", found[1])
        return f"{initials}{NBSP}{found[2].replace('-', NO_BREAK_HYPHEN)}"
    return unbroken(text.strip())


@dataclass(frozen=True)
class Wording:
    """The words of one locale, such as `ru-RU`."""

    locale: str

    @property
    def language(self) -> str:
        """The language whose tables are used."""
        return language_of(self.locale)

    @cached_property
    def words(self) -> DocumentWords:
        """The table `words` of the language."""
        return words_in(self.language).words

    def date(self, day: date) -> str:
        """Return a full date as the official style has it: `1 сентября 2018 г.`."""
        return format_date(day, "long", locale=self.language).replace("\u202f", NBSP)

    def blank_date(self, day: PartialDate) -> str:
        """Return a date that may be partly blank, never split over lines."""
        return unbroken(day.text(self.language))

    def period(self, period: Period) -> str:
        """Return the phrase of the title: `на 2018-2019 учебный год`."""
        return self.words.period[period.kind].format(
            years=period.spelled, first=self.date(period.first), last=self.date(period.last)
        )

    def title(self, plan: Plan) -> str:
        """Return the whole title as the author broke it, then the period, then the amendments."""
        lines = [plan.title, self.period(plan.period) if plan.period_in_title else ""]
        return "\n".join(filter(None, (*lines, self.amended(plan.amended_by))))

    def amended(self, acts: Sequence[str]) -> str:
        """Return by what a plan or row was amended: `(в ред. приказа от 10.01.2019 № 12)`."""
        named = [self.act_named(act, "genitive") for act in acts]
        unread = None in named
        form = self.words.amended.unread if unread else self.words.amended.by
        told = acts if unread else filter(None, named)
        return form.format(acts=", ".join(told)) if acts else ""

    def excluded(self, activity: Activity) -> str:
        """Return what stands in the place of an excluded activity: `Исключено (приказ …)`."""
        act = self.act_named(activity.excluded, "nominative") or activity.excluded
        return self.words.amended.excluded.format(act=act)

    def act_named(self, act: str, case: str) -> str | None:
        """Return an act written as `приказ № 12 от 10.01.2019` in a case, date and number in order.

        `None` where its first word names no act that the language knows.
        """
        kind, _, rest = act.strip().partition(" ")
        kinds = {name.lower(): key for key, name in self.words.act["nominative"].items()}
        known = kinds.get(kind.lower())
        if known is None:
            return None
        words, parts = self.words.reference, {}
        pairs = (("number", words.number, words.date), ("date", words.date, words.number))
        for name, form, other in pairs:
            before, after = (re.escape(one.partition("{}")[0].strip()) for one in (form, other))
            if found := re.search(rf"(?:^|\s){before}\s*(.+?)(?=\s+{after}|$)", rest):
                parts[name] = form.format(found[1].strip())
                rest = (rest[: found.start()] + rest[found.end() :]).strip()
        ordered = (parts[name] for name in words.order if name in parts)
        return " ".join(filter(None, (self.words.act[case][known].lower(), rest, *ordered)))

    def gender(self, plan: Plan) -> Gender | None:
        """Return the gender of the document's kind: declared, or told by the title.

        Adjectives in front are passed over («Рабочая программа»); where the noun is not known,
        their ending tells.
        """
        if plan.gender:
            return plan.gender
        by_adjective = None
        for word in plan.title.lower().split()[:_LONGEST_LEAD]:
            bare = word.strip("«»\"'.,:")
            for gender, nouns in self.words.gender.items():
                if bare in nouns:
                    return Gender(gender)
            endings = self.words.adjective.items()
            adjective = next((Gender(g) for g, ends in endings if bare.endswith(tuple(ends))), None)
            if adjective is None:
                break
            by_adjective = by_adjective or adjective
        return by_adjective

    def approval_word(self, approval: Approval, gender: Gender | None) -> str:
        """Return the word of the block: СОГЛАСОВАНО, УТВЕРЖДАЮ, УТВЕРЖДЕН(А, О, Ы).

        Raises `PlandocError` where УТВЕРЖДЕН- has nothing to agree with.
        """
        if approval.kind is ApprovalKind.OWN:
            return approval.word
        if approval.kind is ApprovalKind.APPROVE and not approval.officer:
            if gender is None:
                raise PlandocError([Problem(Code.TITLE_GENDER_UNKNOWN)])
            return self.words.approved[gender]
        return self.words.approval[approval.kind]

    def act(self, act: Act) -> tuple[str, ...]:
        """Return an act as a basis: `приказом директора`, then `от … № …`."""
        head = f"{self.words.act['instrumental'][act.kind]} {act.of}".strip()
        return tuple(filter(None, (head, self._reference(act))))

    def act_beside_officer(self, act: Act) -> str:
        """Return an act in the mixed form: `Приказ от 30.08.2018 № 42`."""
        head = f"{self.words.act['nominative'][act.kind]} {act.of}".strip()
        return f"{head} {self._reference(act)}".strip()

    def minutes(self, minutes: Minutes, *, bracketed: bool) -> tuple[str, str]:
        """Return minutes as a basis: the body, then `протокол от … № …`."""
        reference = f"{self.words.minutes.word} {self._reference(minutes)}".strip()
        return minutes.body, f"({reference})" if bracketed else reference

    def _reference(self, basis: Act | Minutes) -> str:
        """Return `от … № …`, or that part of it which the basis has."""
        words = self.words.reference
        parts = {}
        if basis.date is not None:
            parts["date"] = words.date.format(self.blank_date(basis.date))
        if basis.number is not None:
            number = unbroken(basis.number or self.words.number_slot)
            parts["number"] = words.number.replace(" ", NBSP).format(number)
        return " ".join(parts[name] for name in words.order if name in parts)

    def section_heading(self, row: SectionRow) -> str:
        """Return the heading of a section: its label or month, then its title."""
        section, label = row.section, row.label
        if section.month and section.label is None:
            names = get_month_names("wide", "stand-alone", locale=self.language)
            month = str(names[section.month])
            label = month[:1].upper() + month[1:] + ("." if section.title else "")
        return f"{label} {section.title}".strip() if label else section.title

    def executor(self, executor: Executor, plan: Plan, *, among_several: bool) -> str:
        """Return one executor, its short name expanded where the plan says so."""
        name = executor.name
        if plan.short_names_shown is ShortNames.EXPANDED:
            name = plan.short_names.get(name, name)
        if executor.lead and among_several:
            name = self.words.executor_lead.format(name=name)
        return name

    def executors(self, executors: Iterable[Executor], plan: Plan) -> str:
        """Return executors a line each, the one who leads first."""
        ranked = sorted(executors, key=lambda executor: not executor.lead)
        several = len(ranked) > 1
        return ",\n".join(self.executor(e, plan, among_several=several) for e in ranked)

    def outcome(self, outcome: Outcome | None) -> str:
        """Return the mark of fulfilment as it is printed: nothing twice, nothing left out.

        The fields are composed («Выполнено 12.10.2018 (протокол № 3)»), and the author's own words
        stand below. Words that say all that the fields do are printed alone. Words that the fields
        use already are left out where they are whole fields, one after another, or are read as
        these fields and nothing else: parts of a field may mean the opposite of the whole.
        """
        if outcome is None:
            return ""
        pieces = self._pieces(outcome)
        composed = "".join(pieces).strip()
        if not (outcome.text.strip() and composed):
            return composed or outcome.text
        if _is_run(outcome.text, pieces):
            return composed
        mark = read_mark(outcome.text, language=self.language)
        told = {name: as_text(getattr(mark, name)) for name in _READ}
        fields = {name: as_text(getattr(outcome, name)) for name in _READ}
        sure = not (mark.rest or mark.problems)
        same = sure and all(fields[name] == text for name, text in told.items() if text)
        if same and set(plain(outcome.text).split()) <= set(plain(composed).split()):
            return composed
        if all(told[name] == text for name, text in fields.items() if text):
            return outcome.text
        return f"{composed}\n{outcome.text}"

    def _pieces(self, outcome: Outcome) -> list[str]:
        """Return the fields of a mark as they are printed one after another."""
        words = self.words.outcome
        pieces = []
        if outcome.status:
            pieces.append(self.words.status[outcome.status])
        if outcome.moved_to is not None:
            pieces.append(" " + words.moved_to.format(moved_to=outcome.moved_to.text))
        if outcome.date:
            pieces.append(" " + format_date(outcome.date, "dd.MM.yyyy", locale=self.language))
        if outcome.evidence:
            pieces.append(" " + words.evidence.format(evidence=outcome.evidence))
        if outcome.reason:
            pieces.append(words.reason.format(reason=outcome.reason))
        return pieces

    def short_names(self, plan: Plan) -> list[str]:
        """Return the list of short names that stands under the table, a line each."""
        form = self.words.short_name
        return [form.format(short=short, full=full) for short, full in plan.short_names.items()]
