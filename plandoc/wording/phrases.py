"""Phrases of a plan in one language."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from itertools import chain, combinations, zip_longest

from babel.dates import format_date, get_month_names

from plandoc.codes import Code
from plandoc.errors import PlandocError, Problem
from plandoc.marks import read_mark, said_beside
from plandoc.schema.activity import Activity, Executor
from plandoc.schema.approval import Act, Approval, ApprovalKind, Minutes
from plandoc.schema.base import copied
from plandoc.schema.blocks import Annex
from plandoc.schema.content import exclusions
from plandoc.schema.outcome import OUTCOME_FIELDS, Outcome, Status, as_text
from plandoc.schema.partial_date import PartialDate
from plandoc.schema.period import Period
from plandoc.schema.plan import PERIOD_PLACE, Gender, Plan, ShortNames
from plandoc.schema.rows import SectionRow
from plandoc.words.language import language_of, words_in
from plandoc.words.letters import capitals
from plandoc.words.tables.words import DocumentWords
from plandoc.words.texts import (
    PRIVATE_BULLETS,
    WORD_JOINER,
    capitalised,
    decapitalised,
    fold,
    shortened,
    words_only,
)
from plandoc.words.written import any_of

NBSP = "\u00a0"
NO_BREAK_HYPHEN = "\u2011"

_LONGEST_LEAD = 4
_ENDED = re.compile(r"(?:[^\W\d_]{4,}\.|[,;])\s*$")
_RANGE = re.compile(r"(?<=\d–)(?=\d)")
_DIGIT = re.compile(r"\d")
_BULLET = re.compile(f"[{''.join(map(chr, PRIVATE_BULLETS))}]")
_MAY_HOLD = re.compile(rf"[\d.№«]|{_BULLET.pattern}")
"""What every text holds in which something may not break: most texts hold none of it."""

_YEAR_LAST = re.compile(r"(?<![\d.])\d{4}$")
_READ = tuple(name for name in OUTCOME_FIELDS if name != "text")


@cache
def _units(digits: bool) -> re.Pattern[str]:  # noqa: FBT001
    """Return the pattern of what never breaks beside names, in texts with or without digits."""
    spelled = any_of(
        lambda written: [one for one in written.unbroken if digits or r"\d" not in one]
    )
    if digits:
        spelled = rf"{_NO_NUMBER_BEFORE}(?:{spelled}|\d+-\d[\d-]*)"
    others = r"№ (?=\w)|«[,;] (?=\w)"
    return re.compile(f"{spelled}|{others}" if spelled else others)


@cache
def _numbers() -> re.Pattern[str]:
    """Return the pattern of what begins with a digit or a sign, which is searched ten times faster.

    It begins with the signs themselves, so that Python looks at no other place of a text.
    """
    spelled = any_of(
        lambda written: [
            re.sub(r"^\\b\\d", r"(?<!\\w\\d)", one).removeprefix(r"\d")
            for one in written.unbroken
            if one.startswith((r"\d", r"\b\d"))
        ]
    )
    begins = rf"(?<=\d)(?<!\d\d)(?<![\d,–-][,–-]\d){_UNIT_BEHIND}"
    number = rf"{begins}(?:{spelled}|\d*-\d[\d-]*)"
    return re.compile(rf"[\d№«](?:{number}|(?<=№) (?=\w)|(?<=«)[,;] (?=\w))")


_UNIT_BEHIND = r"(?=[\d,–-]*(?:-|[ «]|[^\W\d_]))"
"""What every number stands before from which something may not break; few numbers do."""

_WORD_FIRST = re.compile(r"[.(A-Z](?: \w|на |[a-z]+ \d)")
"""What every text holds in which something begins with a word: «г. Москва», «д. 3», `May 9`."""

_NO_NUMBER_BEFORE = r"(?<!\d)(?<![\d,–-][,–-])"
"""A number is looked at from its beginning alone, however long it is."""


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


@cache
def _year_ends() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of «г.» at the end of a date, and after the place of one."""
    years = any_of(lambda written: written.year)
    return re.compile(rf"\s*(?:{years})$"), re.compile(rf"\{{date\}}(\s*(?:{years})(?!\w))")


def unbroken(text: str) -> str:
    """Return text that never breaks: all spaces and hyphens are non-breaking."""
    return text.replace(" ", NBSP).replace("-", NO_BREAK_HYPHEN)


def with_non_breaking(text: str) -> str:
    """Return text in which surnames with initials, «2018 г.», «№ 3» and «2018-2019» never break.

    Only spaces and hyphens are replaced, by non-breaking ones, and bullets that few fonts have. A
    dash between numbers («1–11») is followed by a word joiner.
    """
    if not _MAY_HOLD.search(text):
        return text
    text = _BULLET.sub(lambda found: PRIVATE_BULLETS[ord(found[0])], text)
    if "." in text:
        text = _name().sub(lambda found: unbroken(found[0].rstrip()) + _tail(found[0]), text)
    units = _units(_DIGIT.search(text) is not None) if _WORD_FIRST.search(text) else _numbers()
    text = units.sub(lambda found: unbroken(found[0]), text)
    return _RANGE.sub(WORD_JOINER, text) if "–" in text else text


def _is_ended(name: str) -> bool:
    """Whether a full stop that ends a word, or a comma, stands at the end of a name."""
    return name.rstrip().endswith((".", ",", ";")) and _ENDED.search(name) is not None


def _filled(lines: Iterable[str], parts: Mapping[str, str]) -> tuple[str, ...]:
    """Return lines with their parts filled in, without what says nothing."""
    pieces = ((piece.format_map(parts) for piece in line.split(" ")) for line in lines)
    return tuple(filter(None, (" ".join(filter(None, line)).strip() for line in pieces)))


def _tail(text: str) -> str:
    return text[len(text.rstrip()) :]


def _stands_apart(part: str, text: str) -> bool:
    """Whether a part of a text is all of it, or its end after a punctuation mark."""
    before = text.removesuffix(part).rstrip()
    return not before or (before != text.rstrip() and before[-1] in ".,;:!?–—-")


def _is_run(text: str, pieces: Sequence[str]) -> bool:
    """Whether a text is a run of whole pieces."""
    runs = ("".join(pieces[i:j]) for i, j in combinations(range(len(pieces) + 1), 2))
    return _letters(text) in map(_letters, runs)


def _letters(text: str) -> str:
    """Return a text in lower case without spaces and surrounding punctuation."""
    return "".join(fold(text).split()).strip(".,;:()")


def person_name(text: str) -> str:
    """Return a name as in a signature: initials without spaces, a no-break space, the surname.

    «С.В.Белезекина», «С. В. Белезекина» and «С.В. Белезекина» have the same result; other forms of
    names keep their words (ГОСТ Р 7.0.97-2025, requisite «подпись»).
    """
    if found := _whole_name().fullmatch(text.strip()):
        initials = re.sub(r"\s", "", found[1])
        return f"{initials}{NBSP}{found[2].replace('-', NO_BREAK_HYPHEN)}"
    return unbroken(text.strip())


@dataclass(frozen=True)
class Wording:
    """The phrases of a locale, such as `ru-RU`.

    With `month_blank`, the blanks of dates are as typed, else as many underscores for a month.
    `statements` are what a report says of activities by their ids, in place of their outcomes.
    """

    locale: str
    month_blank: int = 0
    statements: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def language(self) -> str:
        """The language of the tables used."""
        return language_of(self.locale)

    @cached_property
    def words(self) -> DocumentWords:
        """The table `words` of the language."""
        return words_in(self.language).words

    def month(self, day: date) -> str:
        """Return the month of a day as a heading: `Сентябрь 2018`."""
        text = self.month_within(day)
        return capitalised(text)

    def month_within(self, day: date) -> str:
        """Return the month of a day within a sentence: `сентябрь 2018`."""
        return format_date(day, "LLLL y", locale=self.language)

    def short_month(self, day: date, most: int = 4) -> str:
        """Return the short name of the month of a day, of `most` letters: `февр`, `март`."""
        return format_date(day, "LLL", locale=self.language).rstrip(".")[:most]

    def date(self, day: date) -> str:
        """Return a full date in the official style: `1 сентября 2018 г.`."""
        return format_date(day, self.words.date.full, locale=self.language)

    def blank_date(self, day: PartialDate, *, of_act: bool = False) -> str:
        """Return a date that may have blanks, without line breaks."""
        if not self.month_blank:
            return unbroken(day.text(self.language, of_act=of_act))
        return unbroken(day.to_fill_in(self.language, self.month_blank, of_act=of_act))

    def period(self, period: Period) -> str:
        """Return the period as in the title: `на 2018-2019 учебный год`."""
        return period.printed(self.locale)

    def title(self, plan: Plan) -> str:
        """Return the title with the author's line breaks, then the period, then the amendments.

        The period stands in the place that the author gave it, if any: `План {period} кафедры`. The
        title in a second language follows the first, with the period in the words of that language.
        """
        lines = self._titled(plan.title, plan)
        if plan.second_title.strip():
            second = (self.second(plan) or self)._titled(plan.second_title, plan)  # noqa: SLF001
            lines += second if plan.second_language else second[:1]
        return "\n".join(filter(None, (*lines, self.amended(plan.amended_by))))

    def _titled(self, title: str, plan: Plan) -> list[str]:
        """Return the lines of a title in this language with the period."""
        period = self.period(plan.period)
        if PERIOD_PLACE not in title:
            return [title, period if plan.period_in_title else ""]
        lead, _, rest = period.partition(" ")
        twice = rf"(\b{re.escape(lead)}\s+){re.escape(PERIOD_PLACE)}"  # «на {period}»
        title = re.sub(twice, lambda found: found[1] + rest, title, flags=re.IGNORECASE)
        return [title.replace(PERIOD_PLACE, period)]

    def second(self, plan: Plan) -> "Wording | None":
        """Return the wording of the second language of a plan, if it has one."""
        return replace(self, locale=plan.second_language) if plan.second_language else None

    def amended(self, acts: Sequence[str]) -> str:
        """Return the amending acts of a plan or row: `(в ред. приказа от 10.01.2019 № 12)`."""
        named = [self.act_named(act, "genitive") for act in acts]
        unread = None in named
        form = self.words.amended.unread if unread else self.words.amended.by
        printed = acts if unread else filter(None, named)
        return form.format(acts=", ".join(printed)) if acts else ""

    def introduced(self, activity: Activity) -> str:
        """Return the act that added a row: `(введён приказом от 10.01.2019 № 12)`."""
        act, words = activity.introduced, self.words.amended
        named = self.act_named(act, "instrumental")
        form = words.introduced_unread if named is None else words.introduced
        return form.format(act=named or act) if act else ""

    def excluded(self, activity: Activity) -> str:
        """Return the text printed for an excluded activity: `Исключено (приказ …)`."""
        return self._excluded([activity.excluded])

    def _excluded(self, acts: Sequence[str]) -> str:
        named = [self.act_named(act, "nominative") or act for act in acts]
        return self.words.amended.excluded.format(act=", ".join(named))

    def act_named(self, act: str, case: str) -> str | None:
        """Return an act such as `приказ № 12 от 10.01.2019` in a case, in the standard order.

        Several acts follow each other. Returns `None` if one begins with no known kind of act.
        """
        kinds = "|".join(map(re.escape, self._kinds("nominative").values()))
        ahead = re.compile(rf"((?:,|\s\w{{1,3}}(?=\s))\s+)(?=(?:{kinds})\s)", re.IGNORECASE)
        parts = ahead.split(act.strip())
        named = [self._act_named(part, case) for part in parts[::2]]
        if None in named:
            return None
        return "".join(filter(None, chain(*zip_longest(named, parts[1::2]))))

    def _kinds(self, case: str) -> Mapping[str, str]:
        return {**self.words.act[case], **self.words.amending[case]}

    def _act_named(self, act: str, case: str) -> str | None:
        kind, _, rest = act.partition(" ")
        kinds = {name.lower(): key for key, name in self._kinds("nominative").items()}
        known = kinds.get(kind.lower())
        if known is None:
            return None
        words, parts = self.words.reference, {}
        pairs = (("number", words.number, words.date), ("date", words.date, words.number))
        name = self._kinds(case)[known].lower()
        for key, form, other in pairs:
            before, after = (re.escape(one.partition("{}")[0].strip()) for one in (form, other))
            if key == "number" and len(re.findall(rf"(?:^|\s){after}\s", rest)) > 1:
                return f"{name} {rest}"  # several acts of one kind, each with its day
            if found := re.search(rf"(?:^|\s){before}\s*(.+?)(?=\s+{after}|$)", rest):
                parts[key] = form.format(found[1].strip())
                rest = (rest[: found.start()] + rest[found.end() :]).strip()
        ordered = (parts[key] for key in words.order if key in parts)
        return " ".join(filter(None, (name, rest, *ordered)))

    def gender(self, plan: Plan) -> Gender | None:
        """Return the gender of the kind of document: declared, or inferred from the title.

        Leading adjectives are skipped («Рабочая программа»); if the noun is unknown, the ending of
        the first adjective is used. Where all genders have one word, any of them is right.
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
        if by_adjective is None and len({*self.words.approved.values()}) == 1:
            return Gender.MASCULINE
        return by_adjective

    def of(self, approval: Approval) -> "Wording":
        """Return the wording of an approval: its own language, or that of the plan."""
        return replace(self, locale=approval.language) if approval.language else self

    def approval_word(self, approval: Approval, gender: Gender | None) -> str:
        """Return the word of an approval: СОГЛАСОВАНО, УТВЕРЖДАЮ, УТВЕРЖДЕН(А, О, Ы).

        Raises `PlandocError` if the gender of УТВЕРЖДЕН- is unknown.
        """
        words = self.of(approval).words
        if approval.kind is ApprovalKind.OWN:
            return approval.word
        if approval.kind is ApprovalKind.APPROVE and not approval.officer:
            if gender is None:
                raise PlandocError([Problem(Code.TITLE_GENDER_UNKNOWN)])
            return words.approved[gender]
        return words.approval[approval.kind]

    def approval_name(self, approval: Approval) -> str:
        """Return the word of an approval by which readers know it, such as СОГЛАСОВАНО."""
        if approval.kind is ApprovalKind.OWN:
            return shortened(approval.word.strip().rstrip(":"))
        return self.of(approval).words.approval[approval.kind]

    def approves(self, approval: Approval) -> bool:
        """Whether the word of an approval says that the plan is approved, not agreed or adopted."""
        return approval.kind is ApprovalKind.APPROVE or self._begins(
            approval, self.words.own_word.approves
        )

    def passive(self, approval: Approval) -> bool:
        """Whether its word is one such as РАССМОТРЕНО, which goes on with the body or the act.

        Minutes that begin with the word for minutes are no body, and stand below the signature.
        """
        told = fold(approval.minutes.body) if approval.minutes else ""
        if told.lstrip().startswith(fold(self.words.minutes.word)):
            return False
        return approval.kind in (ApprovalKind.CONSIDER, ApprovalKind.ADOPT) or self._begins(
            approval, self.words.own_word.passive
        )

    @staticmethod
    def _begins(approval: Approval, stems: tuple[str, ...]) -> bool:
        return re.sub(r"[\W\d_]", "", fold(approval.word)).startswith(stems)

    def act(self, act: Act) -> tuple[str, ...]:
        """Return an act as a basis: `приказом директора`, then `от … № …`."""
        parts = self._parts(act, self.words.act["instrumental"][act.kind], act.of)
        return _filled(self.words.basis.act, parts)

    def act_beside_officer(self, act: Act) -> str:
        """Return an act in the mixed form: `Приказ от 30.08.2018 № 42`."""
        parts = self._parts(act, self.words.act["nominative"][act.kind], act.of)
        return " ".join(_filled([self.words.basis.beside_officer], parts))

    def minutes(self, minutes: Minutes, *, bracketed: bool) -> tuple[str, ...]:
        """Return minutes as a basis: the body, then `протокол от … № …` if it has either."""
        parts = self._parts(minutes, self.words.minutes.word, minutes.body)
        basis = self.words.basis
        lines = basis.minutes_that_approve if bracketed else basis.minutes
        return _filled(lines if parts["reference"] else lines[:1], parts)

    def _parts(self, basis: Act | Minutes, kind: str, of: str) -> dict[str, str]:
        """Return the parts of a basis: the word for it, whose it is, its date and number."""
        return {
            "kind": kind, "of": self.placed(of, basis), "reference": self._reference(basis, of),
        }  # fmt: skip

    def placed(self, text: str, basis: Act | Minutes) -> str:
        """Return a text of a basis with its date and number in the places of `{date}`, `{number}`.

        A blank stands for what is written by hand. The «г.» of a date is printed once, even where
        it was typed after its place too.
        """
        told = self._told(basis)
        if "date" in told:
            before_year, after = _year_ends()
            bare = before_year.sub("", told["date"])
            text = after.sub(lambda found: bare + found[1], text)
        for key, value in told.items():
            text = text.replace(f"{{{key}}}", value)
        return text

    def annex(self, annex: Annex) -> tuple[str, ...]:
        """Return the lines of an annex: `Приложение № 1`, `к приказу директора`, `от … № …`."""
        if annex.text.strip():
            return tuple(annex.text.split("\n"))
        assert annex.to is not None
        words = self.words.annex
        parts = self._parts(annex.to, self.words.act["dative"][annex.to.kind], annex.to.of)
        parts |= {
            "word": words.word,
            "number": words.number.format(annex.number) if annex.number else "",
        }
        return _filled(words.lines, parts)

    def _reference(self, basis: Act | Minutes, text: str = "") -> str:
        """Return `от … № …`, or the part of it that the basis has and its text gives no place."""
        words = self.words.reference
        told = self._told(basis)
        forms = {"date": self.words.basis.date, "number": words.number.replace(" ", NBSP)}
        return " ".join(
            forms[key].format(told[key])
            for key in words.order
            if key in told and f"{{{key}}}" not in text
        )

    def _told(self, basis: Act | Minutes) -> dict[str, str]:
        """Return the date and the number of a basis as printed, as far as it has them."""
        told = {}
        if basis.date is not None:
            told["date"] = self.blank_date(basis.date, of_act=True)
        if basis.number is not None:
            told["number"] = unbroken(basis.number or self.words.number_slot)
        return told

    def section_heading(self, row: SectionRow) -> str:
        """Return the heading of a section: its label or month, then its title.

        Instead of its title an excluded one has the act, as an activity has.
        """
        section, label = row.section, row.label
        if acts := exclusions(section):
            section = copied(section, title=self._excluded(acts), second_title="")
        if section.second_title.strip():
            both = filter(None, (section.title, section.second_title))
            section = copied(section, title="\n".join(both))
        if section.month and section.label is None:
            names = get_month_names("wide", "stand-alone", locale=self.language)
            month = str(names[section.month])
            if fold(section.title).lstrip().startswith(fold(month)):
                return section.title
            label = capitalised(month) + ("." if section.title else "")
        return f"{label} {section.title}".strip() if label else section.title

    @staticmethod
    def section_text(row: SectionRow) -> str:
        """Return the text under the heading of a section, none for an excluded one."""
        return "" if exclusions(row.section) else row.section.text

    def executor(self, executor: Executor, plan: Plan, *, among_several: bool) -> str:
        """Return one executor, with its abbreviation expanded if the plan says so."""
        name = executor.name
        if plan.short_names_shown is ShortNames.EXPANDED:
            name = plan.short_names.get(name, name)
        if executor.lead and among_several:
            name = self.words.executor_lead.format(name=name)
        return name

    def executors(self, executors: Sequence[Executor], plan: Plan) -> str:
        """Return executors, one per line, the lead executor first.

        A comma stands between them, but not after a full stop that ends a word or another comma.
        """
        if not executors:
            return ""
        if len(executors) == 1:
            return self.executor(executors[0], plan, among_several=False)
        ranked = sorted(executors, key=lambda executor: not executor.lead)
        names = [self.executor(e, plan, among_several=True) for e in ranked]
        ended = [f"{name}\n" if _is_ended(name) else f"{name},\n" for name in names[:-1]]
        return "".join((*ended, *names[-1:]))

    def outcome_of(self, activity: Activity) -> str:
        """Return what is printed as the outcome of an activity: its statement, or its outcome."""
        said = self.statements.get(activity.id)
        return self.outcome(activity.outcome) if said is None else said

    def outcome(self, outcome: Outcome | None) -> str:
        """Return the outcome as printed, without repetitions and without losing anything.

        The phrase composed of the fields («Выполнено 12.10.2018 (протокол № 3)») is followed by
        the author's text on a new line. A text that contains all fields is printed alone. A text
        is omitted if it is a run of whole fields, or if it is read as exactly these fields and uses
        only their words; parts of a field may mean the opposite of the whole.
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
        read = {name: as_text(getattr(mark, name)) for name in _READ}
        fields = {name: as_text(getattr(outcome, name)) for name in _READ}
        sure = not (mark.rest or mark.problems)
        same = sure and all(fields[name] == text for name, text in read.items() if text)
        if same and set(words_only(outcome.text).split()) <= set(words_only(composed).split()):
            return composed
        if all(read[name] == text for name, text in fields.items() if text):
            return outcome.text
        return f"{composed}\n{outcome.text}"

    def mark(self, outcome: Outcome | None) -> str:
        """Return the outcome as sentences of a report, the word of its status first and once.

        `В работе. Готовится проект`, `Перенесено на октябрь 2018 г. Причина: карантин`. It says
        what `outcome` does, without words of the author that say just the status.
        """
        if outcome is not None and outcome.status is None and outcome.moved_to is not None:
            outcome = copied(outcome, status=Status.POSTPONED)
        if outcome is None or outcome.status is None:
            return self.outcome(outcome)
        label, text = self.words.status[outcome.status], outcome.text.strip()
        if self.outcome(outcome) == outcome.text and self._begins_with(text, label):
            return capitalised(text)
        head = self._lead(outcome, label)
        beside = self._beside(outcome, label, text)
        if not beside or self.outcome(outcome) == "".join(self._pieces(outcome)).strip():
            return head
        if not _stands_apart(beside, text):  # «Исполнено в срок» is not cut in two
            if self.outcome(outcome) == outcome.text:
                return capitalised(text)
            beside = text
        if "\n" in beside:
            return f"{head}\n{beside}"
        stop = "" if head.endswith((".", "!", "?", "…")) else "."
        return f"{head}{stop} {capitalised(beside)}"

    def _lead(self, outcome: Outcome, label: str) -> str:
        """Return the fields of an outcome with a status as sentences."""
        head = "".join(self._pieces(copied(outcome, reason=""), within=True))
        if outcome.moved_to is not None and _YEAR_LAST.search(head):
            head += self.words.outcome.year
        if not outcome.reason:
            return head
        if read_mark(f"{label} {outcome.reason}", language=self.language).reason:
            return f"{head} {outcome.reason}"  # «из-за болезни»
        return self.words.outcome.reasoned.format(mark=head.rstrip("."), reason=outcome.reason)

    @staticmethod
    def _begins_with(text: str, label: str) -> bool:
        return (
            fold(text).startswith(fold(label)) and not text[len(label) : len(label) + 1].isalpha()
        )

    def _beside(self, outcome: Outcome, label: str, text: str) -> str:
        """Return what the author's text says beside the fields of an outcome."""
        if not text or _is_run(text, self._pieces(outcome)):
            return ""
        mark = read_mark(text, language=self.language)
        read = ((name, as_text(getattr(mark, name))) for name in _READ)
        known = all(value in {"", as_text(getattr(outcome, name))} for name, value in read)
        if known and mark.status and "\n" not in text:
            text = said_beside(mark, language=self.language)
        if self._begins_with(text, label):
            text = text[len(label) :].lstrip(" .,;:–—-")
        return text

    def _within(self, deadline: str) -> str:
        """Return a deadline within a sentence: a month is small where the language writes it so."""
        names = get_month_names("wide", "stand-alone", locale=self.language).values()
        first = deadline.split(maxsplit=1)[:1]
        return decapitalised(deadline) if first and first[0].lower() in names else deadline

    def _pieces(self, outcome: Outcome, *, within: bool = False) -> list[str]:
        """Return the fields of an outcome as printed, in order; `within` a sentence or in cells."""
        words = self.words.outcome
        pieces = []
        if outcome.status:
            pieces.append(self.words.status[outcome.status])
        if outcome.moved_to is not None:
            moved = outcome.moved_to.text
            moved = self._within(moved) if within else moved
            pieces.append(" " + words.moved_to.format(moved_to=moved))
        if outcome.date:
            pieces.append(" " + format_date(outcome.date, "dd.MM.yyyy", locale=self.language))
        if outcome.evidence:
            pieces.append(" " + words.evidence.format(evidence=outcome.evidence))
        if outcome.reason:
            pieces.append(words.reason.format(reason=outcome.reason))
        return pieces

    def notes(self, plan: Plan) -> list[str]:
        """Return the notes below their heading, unless they name themselves notes or are footnotes.

        A footnote begins with the asterisk that stands in the table.
        """
        notes = [note for note in plan.notes if note.strip()]
        one, several = self.words.notes
        if not notes or fold(notes[0]).lstrip().startswith((fold(one)[:-1], "*")):
            return [*plan.notes]
        return [f"{several if len(notes) > 1 else one}:", *plan.notes]

    def short_names(self, plan: Plan) -> list[str]:
        """Return the list of abbreviations below the table, one per line."""
        form = self.words.short_name
        return [form.format(short=short, full=full) for short, full in plan.short_names.items()]
