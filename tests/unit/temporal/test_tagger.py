"""Expressions in running text: extents, values, intervals, what they were resolved against."""

import datetime as dt

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from dateline.language import annotate
from dateline.records import TimeExpression
from dateline.temporal import tag
from dateline.temporal.grammar import load_grammar
from dateline.temporal.lexer import lex
from dateline.temporal.patterns import Row
from dateline.temporal.tagger import tag_doc

PUBLISHED = dt.date(2024, 11, 6)  # a Wednesday
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31))
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def one(text: str, published: dt.date | None = PUBLISHED) -> TimeExpression:
    (expression,) = tag(text, published)
    return expression


def span(text: str, published: dt.date | None = PUBLISHED) -> tuple[str | None, ...]:
    date = one(text, published).date
    return tuple(day and day.isoformat() for day in (date.earliest, date.latest))


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "edtf"),
    [
        ("Last week they met.", "2024-10-28", "2024-11-03", "2024-10-28/2024-11-03"),
        ("They met in February 2022.", "2022-02-01", "2022-02-28", "2022-02"),
        ("They met in early October.", "2024-10-01", "2024-10-10", "2024-10-01~/2024-10-10~"),
        ("They met in mid-2022.", "2022-05-01", "2022-08-31", "2022-05~/2022-08~"),
        ("They met in the 1990s.", "1990-01-01", "1999-12-31", "199X"),
        ("They met in the 20th century.", "1900-01-01", "1999-12-31", "19XX"),
        ("They met in the third quarter of 2023.", "2023-07-01", "2023-09-30", "2023-07/2023-09"),
        ("They met last weekend.", "2024-11-02", "2024-11-03", "2024-11-02/2024-11-03"),
        ("They met on Monday.", "2024-11-04", "2024-11-04", "2024-11-04"),
        ("They met on Wednesday.", "2024-11-06", "2024-11-06", "2024-11-06"),
        ("They will meet on Friday.", "2024-11-08", "2024-11-08", "2024-11-08"),
        ("They met in October.", "2024-10-01", "2024-10-31", "2024-10"),
        ("They met in December.", "2023-12-01", "2023-12-31", "2023-12"),
        ("They will meet in January.", "2025-01-01", "2025-01-31", "2025-01"),
        ("The republic will cease to exist on January 1.", "2025-01-01", "2025-01-01", "2025-01-01"),
        ("They met overnight.", "2024-11-05", "2024-11-06", "2024-11-05/2024-11-06"),
    ],
)
def test_interval(text: str, earliest: str, latest: str, edtf: str) -> None:
    assert span(text) == (earliest, latest)
    assert one(text).date.edtf == edtf


def test_every_answer_says_how_it_was_reached() -> None:
    date = one("They met last week.").date
    assert (date.basis, date.anchor, date.rule) == ("relative_to_publication", PUBLISHED, "last unit")
    assert (date.granularity, date.text, date.qualifier) == ("week", "last week", "")
    date = one("They met in early 2020.").date
    assert (date.basis, date.anchor, date.qualifier) == ("explicit", None, "~")


def test_an_expression_may_count_from_the_one_before() -> None:
    first, second = tag("The court ruled on 22 February 2023. Two days later he left.", PUBLISHED)
    assert second.text == "Two days later"
    assert (second.timex_value, second.date.basis) == ("2023-02-24", "relative_to_expression")
    assert second.date.anchor == first.date.earliest


def test_a_year_heading_dates_what_stands_below_it() -> None:
    found = tag("2023\n12 December: a blockade begins.\n2024\n1 January: it ends.", dt.date(2024, 6, 20))
    assert [e.timex_value for e in found] == ["2023", "2023-12-12", "2024", "2024-01-01"]


@pytest.mark.parametrize("heading", ["## 1998", "**1998**", "== 1998 =="])
def test_a_year_heading_may_be_marked(heading: str) -> None:
    assert values(f"{heading}\n\n3 March\n\nThe mill burned.")[-1] == "1998-03-03"


@pytest.mark.parametrize(
    "text",
    [
        "Rescuers reached the valley after Sunday's landslide.",
        "Ash from Sunday's wildfire fell on three counties.",
        "Police released pictures from Sunday's robbery in Ghent.",
    ],
)
def test_a_weekday_alone_is_nobody_s_name(text: str) -> None:
    assert values(text) == ["2024-11-03"]


@pytest.mark.parametrize(
    "text", ["The two premiers are to meet on Friday.", "The envoy is to leave Torva on Friday."]
)
def test_what_is_to_be_lies_ahead(text: str) -> None:
    assert values(text) == ["2024-11-08"]


@pytest.mark.parametrize(
    "text", ["They met last week.", "They met on Monday.", "They met yesterday.", "They met in October."]
)
def test_without_a_publication_day_relative_expressions_stay_open(text: str) -> None:
    date = one(text, None).date
    assert (date.earliest, date.latest, date.edtf, date.basis) == (None, None, None, "none")


def values(text: str, published: dt.date | None = PUBLISHED) -> list[str | None]:
    return [expression.timex_value for expression in tag(text, published)]


HISTORY = (
    "War broke out in April 1861. The army lost at Manassas in July 1861. It took a fort in February 1862. "
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("In June it won.", "1862-06"),
        ("On 26 June it won.", "1862-06-26"),
        ("It crossed in the fall.", "1862-FA"),
    ],
)
def test_a_narrative_goes_on_from_the_date_before(text: str, value: str) -> None:
    found = tag(HISTORY + text, dt.date(2009, 12, 19))[-1]
    assert (found.timex_value, found.date.basis) == (value, "relative_to_expression")


def test_whether_a_text_is_a_narrative_may_be_said() -> None:
    text = "They met on 3 May 2023. On Friday they left."
    assert [e.timex_value for e in tag(text, PUBLISHED, narrative=True)] == ["2023-05-03", "2023-05-05"]
    assert [e.timex_value for e in tag(text, PUBLISHED, narrative=False)] == ["2023-05-03", "2024-11-01"]


def test_a_narrative_goes_on_into_the_next_year() -> None:
    text = HISTORY.replace("February", "December") + "In January it marched."
    assert values(text, dt.date(2009, 12, 19))[-1] == "1863-01"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The offer was extended to Nov. 20.", "2024-11-20"),
        ("They met on Nov. 2.", "2024-11-02"),
        ("They met on Dec. 31.", "2024-12-31"),  # 55 days ahead against 311 behind
        ("They met on May 31.", "2024-05-31"),
    ],
)
def test_a_day_so_near_is_meant_whatever_the_tense(text: str, value: str) -> None:
    assert values(text) == [value]


def test_each_verb_points_its_own_way() -> None:
    assert values("The envoys, who met on Monday, will meet again on Friday.") == ["2024-11-04", "2024-11-08"]
    assert values("Talks are scheduled for Friday, he said on Tuesday.") == ["2024-11-08", "2024-11-05"]


def test_figures_are_compared_with_the_same_quarter() -> None:
    text = "Profit in the third quarter was $2 million, up from $1 million a year ago."
    assert values(text) == ["2024-Q3", "2023-Q3"]
    assert values("It had offices, up from seven a year ago.") == ["2023"]


def test_the_weekend_is_the_one_that_ended() -> None:
    assert values("Officials confirmed the report over the weekend.") == ["2024-W44-WE"]
    assert values("Officials will meet over the weekend.") == ["2024-W45-WE"]


def test_dates_before_our_era_have_a_form_and_no_first_day() -> None:
    (expression,) = tag("The fleet sailed in April 480 BC.", PUBLISHED)
    assert (expression.text, expression.timex_value) == ("April 480 BC", "BC0480-04")
    date = expression.date  # before the first day that there is
    assert (date.edtf, date.earliest, date.latest) == ("-0479-04", None, dt.date.min)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sent 04/11/2024.", ["2024-11-04"]),  # two days before publication
        ("Sent 04/05/2023.", ["2023-04-05"]),
        ("Sent 25/10/2024, read 04/11/2024.", ["2024-10-25", "2024-11-04"]),
        ("Sent 10/25/2024, read 11/04/2024.", ["2024-10-25", "2024-11-04"]),
        ("Sent 04.11.2024.", ["2024-11-04"]),
    ],
)
def test_numeric_dates_follow_the_habit_of_the_document(text: str, expected: list[str]) -> None:
    assert values(text) == expected


def test_a_date_of_two_readings_says_so() -> None:
    date = one("Sent 04/05/2019.").date
    assert (date.qualifier, date.confidence) == ("?", 0.5)
    assert (date.earliest, date.latest) == (dt.date(2019, 4, 5), dt.date(2019, 5, 4))


def test_the_country_of_a_text_tells_its_numeric_dates() -> None:
    doc = next(annotate(["Sent 04/05/2019."]))
    found = [tag_doc(doc, PUBLISHED, language=language)[0].timex_value for language in ("en-GB", "en-US")]
    assert found == ["2019-05-04", "2019-04-05"]


@pytest.mark.parametrize(
    ("text", "value", "granularity"),
    [
        ("It fell at 15:04:05.250 on 4 November 2024.", "2024-11-04T15:04:05.250", "second"),
        ("It fell at 15:04 GMT on 4 November 2024.", "2024-11-04T15:04Z", "minute"),
        ("It fell at 430pm on 4 November 2024.", "2024-11-04T16:30", "minute"),
        ("It fell at 3 p.m. on 4 November 2024.", "2024-11-04T15:00", "hour"),
    ],
)
def test_clock_times(text: str, value: str, granularity: str) -> None:
    expression = one(text)
    assert (expression.timex_value, expression.date.granularity) == (value, granularity)


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("They met at Christmas.", dt.date(2024, 11, 6), "2023-12-25"),
        ("They will meet at Christmas.", dt.date(2024, 11, 6), "2024-12-25"),
        ("They met on Thanksgiving.", dt.date(2024, 12, 2), "2024-11-28"),
        ("They met on Good Friday 2023.", None, "2023-04-07"),
    ],
)
def test_holidays_have_their_day(text: str, published: dt.date | None, value: str) -> None:
    assert values(text, published) == [value]


def test_years_as_they_are_spoken() -> None:
    assert values("It burnt in nineteen ninety-six.") == ["1996"]


def test_numbers_of_armies_are_no_days() -> None:
    assert values("They were pushed back by the 16th Army.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("From May 3 to June 5, 2023 they met.", ["2023-05-03", "2023-06-05"]),
        ("They met on 3, 5 and 9 May 2023.", ["2023-05-03", "2023-05-05", "2023-05-09"]),
        ("They met on May 3, 5 and 9, 2023.", ["2023-05-03", "2023-05-05", "2023-05-09"]),
        ("It rained in May, June and July 2021.", ["2021-05", "2021-06", "2021-07"]),
        ("It rained from November to February 2021.", ["2020-11", "2021-02"]),
        ("From Dec. 28, 2023 to Jan. 2 it rained.", ["2023-12-28", "2024-01-02"]),
        ("They will meet on Monday or Tuesday next week.", ["2024-11-11", "2024-11-12"]),
        ("It was open from 10 a.m. to 4 p.m. on Friday.", ["2024-11-01T10:00", "2024-11-01T16:00"]),
        ("The war of 264 to 241 BC was long.", ["BC0264", "BC0241"]),
        ("It grew in the 18th and 19th centuries.", ["17", "18"]),
        ("It grew in the 5th and 4th centuries BC.", ["BC04", "BC03"]),
        ("He was arrested on Friday and on Monday next week will appear.", ["2024-11-01", "2024-11-11"]),
        ("Sales rose in December and January this year.", ["2023-12", "2024-01"]),
        ("On March 4, 10 or 12 soldiers died.", ["2024-03-04"]),
        ("Sales rose in the third and fourth quarters of 2023.", ["2023-Q3", "2023-Q4"]),
        ("In 1990, 200 people came.", ["1990"]),
        ("On Monday, May 6 they met.", ["2024-05-06"]),
    ],
)
def test_neighbours_share_what_one_leaves_out(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("They left more than two years ago.", "../2022-12-31"),
        ("They left at least ten years ago.", "../2014-12-31"),
        ("They left less than two weeks ago.", "2024-10-21/2024-11-06"),
        ("They left two or three weeks ago.", "2024-10-14/2024-10-27"),
        ("They left ten to twenty years ago.", "2004/2014"),
        ("They will leave more than two years from now.", "2026-01-01/.."),
        ("It was in the first half of May 2023.", "2023-05-01~/2023-05-16~"),
        ("It was in the second half of the 1990s.", "1995~/1999~"),
        ("It was in the last week of May 2023.", "2023-05-25/2023-05-31"),
        ("It was in the week ending 3 November.", "2024-10-28/2024-11-03"),
        ("It was half a century ago.", "1974"),
        ("It was a year and a half ago.", "2023-05"),
        ("It was in AD 70.", "0070"),
        ("It was in 1066.", "1066"),
    ],
)
def test_an_interval_is_as_wide_as_the_words(text: str, edtf: str) -> None:
    assert one(text).date.edtf == edtf


@pytest.mark.parametrize("text", ["It is due 9000 years from now.", "It came on 31 June 2023."])
def test_a_day_that_there_is_not_is_listed_and_left_open(text: str) -> None:
    expression = one(text)
    assert expression.timex_value == "XXXX-XX-XX"
    assert (expression.date.edtf, expression.date.basis) == (None, "none")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It took years to build.", ["PXY"]),
        ("A man 55 years old sat there.", []),
        ("On days when it rains, working hours are short.", []),
        ("The season began a month earlier than usual.", ["P1M"]),
        ("At the time, he was ill.", ["PAST_REF"]),
        ("She was there at the time of the crash.", []),
        ("They left on 3 May 2023. Since then it rained.", ["2023-05-03", "2023-05-03"]),
        ("In the morning they left.", ["2024-11-06TMO"]),
        ("He told of the Sept. 11 attacks.", ["2001-09-11"]),
        ("On Sept. 11 attack helicopters struck.", ["2024-09-11"]),
        ("They met on Monday. In the evening they left.", ["2024-11-04", "2024-11-04TEV"]),
        ("He was in jail, officials said Monday. Since then he is free.", ["2024-11-04", "PAST_REF"]),
        ("He comes back in two weeks’ time.", ["2024-W47"]),
        ("They got a week’s time off.", ["P1W"]),
        ("In Surrey, BC 20 people died.", []),
        ("First-half profit rose after first-half goals.", ["2024-H1"]),
        ("After 2000 hours of talks they agreed.", ["PT2000H"]),
        ("He came on Sept. 11.", ["2024-09-11"]),
        ("Come next fri.", ["2024-11-08"]),
        ("He sat 5 metres away in the sun.", []),
        ("It lasted through the '90s.", ["199"]),
        ("At noon they met. That night they left.", ["2024-11-06T12:00", "2024-11-06TNI"]),
        ("They met at 1800 hours on Monday.", ["2024-11-04T18:00"]),
        ("He pays $20 a day.", ["P1D"]),
        ("He told Brian May 3 days ago.", ["2024-11-03"]),
        ("He left in the last week of the campaign.", []),
        ("It is on the last day of the year.", ["2024-12-31"]),
        ("It fell in the week ended Saturday.", ["2024-W44"]),
        ("It was a month or so ago.", ["2024-10"]),
        ("A quarter of the city burned.", []),
        ("The 3rd and 4th Armies left.", []),
        ("The 3rd, 5th, and 4th Armies left.", []),
        ("The March to the coast cost lives.", []),
        ("The March meeting was short.", ["2024-03"]),
        ("The rights end on Nov. 30. Until then, nothing changes.", ["2024-11-30", "2024-11-30"]),
        ("Sales fell in the third quarter of 2022. In the 2021 quarter they rose.", ["2022-Q3", "2021-Q3"]),
        ("Sales fell in the third quarter of 2022. In the quarter, costs rose.", ["2022-Q3", "2022-Q3"]),
        ("Sales fell in the third quarter of 2022, in the quarter a year ago too.", ["2022-Q3", "2021-Q3"]),
        ("It came in the year two thousand.", ["2000"]),
    ],
)
def test_what_stands_beside_decides(text: str, expected: list[str]) -> None:
    assert values(text) == expected


def test_a_narrative_before_our_era_goes_on_in_its_years() -> None:
    text = "In 490 BC they came. In spring 481 BC they met. In mid-August 480 BC they fought. "
    assert values(text + "In September they left. The following year they returned.")[3:] == [
        "BC0480-09",
        "BC0479",
    ]


def test_winter_said_in_january_is_the_one_that_lasts() -> None:
    january = dt.date(2024, 1, 10)
    assert values("This winter is cold.", january) == ["2023-WI"]
    assert values("Last winter was cold.", january) == ["2022-WI"]


def test_the_previous_year_counts_from_the_year_told_else_from_publication() -> None:
    assert values("He won in 1990. The previous year he had lost.") == ["1990", "1989"]
    assert values("Sales rose from the previous year.") == ["2023"]


@pytest.mark.parametrize(
    "text", ["Prime minister Theresa May resigned.", "A 2000-year-old tomb was found in 1200 homes."]
)
def test_names_and_ages_are_no_dates(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "It came on 3 May 2023. ",
        "2024-11-04 ",
        "from May to May to ",
        "a half of a ",
        "5 and 6 and ",
        "early the ",
    ],
)
def test_the_work_grows_with_the_length_alone(sentence: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Steps are counted, not seconds: four times the text, four times the looks at a word."""
    looks = 0

    class Counted(Row):
        def __getitem__(self, index):  # type: ignore[no-untyped-def, override]
            nonlocal looks
            looks += 1
            return super().__getitem__(index)

    monkeypatch.setattr("dateline.temporal.grammar.Row", Counted)
    counts = []
    for times in (200, 800):
        looks = 0
        load_grammar().find(lex(spacy.blank("en")(sentence * times)))
        counts.append(looks)
    assert 0 < counts[1] < 4.2 * counts[0]


def test_elided_parts_are_shared() -> None:
    found = tag("They met on 5 and 9 May 2023, on 28–30 October 2022 and in May and June 2021.", None)
    assert [(e.text, e.timex_value) for e in found] == [
        ("5", "2023-05-05"),
        ("9 May 2023", "2023-05-09"),
        ("28", "2022-10-28"),
        ("30 October 2022", "2022-10-30"),
        ("May", "2021-05"),
        ("June 2021", "2021-06"),
    ]


def test_times_durations_and_sets() -> None:
    found = tag("At 3 p.m. on Tuesday, after two and a half months, they meet twice a year.", PUBLISHED)
    assert [(e.timex_type, e.timex_value) for e in found] == [
        ("TIME", "2024-11-05T15:00"),
        ("DURATION", "P2.5M"),
        ("SET", "P1Y"),
    ]


@given(DAYS, st.sampled_from(["{d} {m} {y}", "{m} {d}, {y}", "{y}-{n:02}-{d:02}", "the {d}th of {m} {y}"]))
def test_a_written_day_comes_back_as_itself(day: dt.date, form: str) -> None:
    text = form.format(d=day.day, m=MONTHS[day.month - 1], n=day.month, y=day.year)
    expression = one(f"It happened on {text}.", None)
    assert (expression.text, expression.timex_value) == (text, day.isoformat())
    assert (expression.date.earliest, expression.date.latest) == (day, day)


@given(
    DAYS,
    st.sampled_from(["{y}/{n}/{d}", "{y}年{n}月{d}日", "{d} {m}, {y}", "{m} {d} {y}", "{w}, {d} {m} {y}"]),
)
def test_a_day_in_other_forms_comes_back_as_itself(day: dt.date, form: str) -> None:
    text = form.format(d=day.day, m=MONTHS[day.month - 1], n=day.month, y=day.year, w=f"{day:%A}")
    assert one(f"It happened on {text}.", None).timex_value == day.isoformat()


@given(st.integers(1900, 2099), st.integers(1, 12), st.sampled_from(["{m} {y}", "{m} of {y}", "{m}, {y}"]))
def test_a_written_month_comes_back_as_itself(year: int, month: int, form: str) -> None:
    date = one(f"It happened in {form.format(m=MONTHS[month - 1], y=year)}.", None)
    assert date.timex_value == f"{year}-{month:02}"
    assert date.date.edtf == f"{year}-{month:02}"


@given(
    st.integers(1900, 2099),
    st.integers(1, 4),
    st.sampled_from(["Q{q} {y}", "the {o} quarter of {y}", "{q}Q {y}", "the {y} {o} quarter"]),
)
def test_a_written_quarter_comes_back_as_itself(year: int, quarter: int, form: str) -> None:
    ordinal = ["first", "second", "third", "fourth"][quarter - 1]
    found = one(f"It happened in {form.format(q=quarter, o=ordinal, y=year)}.", None)
    assert found.timex_value == f"{year}-Q{quarter}"
    assert found.date.earliest == dt.date(year, 3 * quarter - 2, 1)


@given(
    DAYS, st.integers(1, 9), st.sampled_from(["{a}–{b} {m} {y}", "{a} to {b} {m} {y}", "{m} {a}-{b}, {y}"])
)
def test_both_ends_of_a_written_range_come_back(day: dt.date, length: int, form: str) -> None:
    last = day + dt.timedelta(days=length)
    if last.month != day.month:
        day, last = day.replace(day=3), day.replace(day=3 + length)
    text = form.format(a=day.day, b=last.day, m=MONTHS[day.month - 1], y=day.year)
    assert values(f"It lasted from {text}.", None) == [day.isoformat(), last.isoformat()]


@given(
    DAYS, st.integers(-500, 500), st.sampled_from(["yesterday", "last week", "on Monday", "three days ago"])
)
def test_moving_the_publication_by_weeks_moves_what_is_relative(day: dt.date, weeks: int, text: str) -> None:
    moved = dt.timedelta(weeks=weeks)
    if not dt.date(1901, 1, 1) < day + moved < dt.date(2099, 1, 1):
        moved = dt.timedelta(0)
    near, far = one(f"They met {text}.", day).date, one(f"They met {text}.", day + moved).date
    assert near.earliest is not None and near.latest is not None
    assert (far.earliest, far.latest) == (near.earliest + moved, near.latest + moved)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("They met on Easter Sunday.", dt.date(9999, 12, 30)),
        ("They met on Easter Sunday.", dt.date(1, 1, 2)),
        ("About the previous hour they met.", dt.date(9999, 12, 31)),
        ("Early last second they met.", PUBLISHED),
        ("They meet next month, in the next decade.", dt.date(9999, 12, 31)),
    ],
)
def test_the_ends_of_the_calendar_break_nothing(text: str, published: dt.date) -> None:
    for expression in tag(text, published):
        date = expression.date
        assert date.earliest is None or date.latest is None or date.earliest <= date.latest


WORDS = [
    "early",
    "late",
    "the",
    "last",
    "next",
    "this",
    "of",
    "on",
    "in",
    "week",
    "month",
    "year",
    "Monday",
    "May",
    "5",
    "2024",
    "31",
    "February",
    "days",
    "ago",
    "later",
]
WORDS += [
    "two",
    "a",
    "half",
    "quarter",
    "-",
    "–",
    ",",
    "and",
    "to",
    "from",
    "since",
    "night",
    "p.m.",
    "3:30",
    "1990s",
    "third",
    "century",
    "every",
    "first",
]


@given(st.lists(st.sampled_from(WORDS), max_size=14), st.none() | DAYS)
def test_no_row_of_words_breaks_the_tagger(words: list[str], published: dt.date | None) -> None:
    text = " ".join(words)
    last = 0
    for expression in tag(text, published):
        assert expression.text == text[expression.char_start : expression.char_end]
        assert expression.char_start >= last
        last = expression.char_end
        date = expression.date
        if date.earliest is not None and date.latest is not None:
            assert date.earliest <= date.latest
        assert (date.edtf is None) == (date.earliest is None and date.latest is None)
