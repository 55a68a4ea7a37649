"""plandoc.progress.curve: plan and fact month by month."""

from datetime import date

from plandoc import Activity, Outcome, Period, Plan, report
from plandoc.progress.curve import curve_of


def curve(*activities, day=date(2019, 1, 15), **fields):
    plan = Plan(title="План", period=Period.school_year(2018), activities=activities, **fields)
    return curve_of(plan, report(plan, day))


def done(deadline, day=None):
    return Activity(title="а", deadline=deadline, outcome=Outcome(status="done", date=day))


def test_counts_run_up_and_the_fact_ends_with_the_month_of_the_report():
    """An activity is planned for its last day, and done on its date."""
    made = curve(
        done("октябрь 2018", date(2018, 9, 20)),
        done("сентябрь 2018", date(2018, 12, 3)),
        Activity(title="б", deadline="ноябрь 2018"),
    )
    assert [month.month for month in made.months] == [9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8]
    assert made.planned[:4] == (1, 2, 3, 3)
    assert made.done == (1, 1, 1, 2, 2)
    assert 4.4 < made.today < 4.5


def test_what_was_done_without_a_date_counts_by_its_deadline():
    """Or on the day of the report if that is earlier: nothing is done in the future."""
    made = curve(done("октябрь 2018"), done("май 2019"))
    assert made.done == (0, 1, 1, 1, 2)


def test_removed_activities_are_not_in_it():
    """The plan is what is left to do."""
    made = curve(Activity(title="а", deadline="май 2019", outcome=Outcome(status="removed")))
    assert set(made.planned) == {0}


def test_the_months_reach_from_the_first_to_the_last_day():
    """Deadlines before and after the period are in it too."""
    made = curve(Activity(title="а", deadline="август 2018"),
                 Activity(title="б", deadline="октябрь 2019"))  # fmt: skip
    assert (made.months[0], made.months[-1]) == (date(2018, 8, 1), date(2019, 10, 1))


def test_before_and_after_the_period_the_day_stays_on_the_ruler():
    """A report of an earlier or a later day is drawn at the end that is nearer."""
    activity = Activity(title="а", deadline="май 2019")
    early, late = curve(activity, day=date(2018, 1, 1)), curve(activity, day=date(2020, 1, 1))
    assert (early.done, early.today) == ((), 0)
    assert (len(late.done), late.today) == (12, 12)
