"""The parts of the dating of events: forms, paths, layout, candidates, ranking, counts."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.events.dates.candidate import Candidate
from dateline.events.dates.candidates import Candidates
from dateline.events.dates.counted import Count, counted_from
from dateline.events.dates.given import mark
from dateline.events.dates.grammar import form_of, path_between
from dateline.events.dates.happening import Happening
from dateline.events.dates.ranker import WEIGHTS, Weights, load_weights, ranking, rightness, save_weights
from dateline.events.dates.readings import in_year
from dateline.events.dates.story import Story
from dateline.events.dates.training.gold import GoldDate, invented_documents
from dateline.language import annotate
from dateline.records import UNDATED, Basis, ResolvedDate
from dateline.temporal.edtf import edtf_of

PUBLISHED = dt.date(2023, 9, 13)
DAY = dt.date(2023, 9, 11)


def date(earliest: dt.date | None, latest: dt.date | None) -> ResolvedDate:
    edtf = edtf_of(earliest, latest)
    return ResolvedDate(edtf, earliest, latest, "within", "day", "", "explicit", None, None, "test", 0.9)


def story_and_event(text: str, word: str) -> tuple[Story, Happening]:
    start = text.index(word)
    (doc,) = annotate([text])
    marked = mark(doc, [(start, start + len(word))], PUBLISHED)
    (place,) = marked.places
    assert place is not None
    return marked.story, marked.events[place]


@pytest.mark.parametrize(
    ("text", "word", "form"),
    [
        ("Rebels burned the mill.", "burned", "past"),
        ("Rebels have burned the mill.", "burned", "perfect"),
        ("Rebels had burned the mill.", "burned", "pluperfect"),
        ("The mill was burned.", "burned", "past passive"),
        ("Rebels will burn the mill.", "burn", "future"),
        ("The envoys are to meet.", "meet", "future"),
        ("Rebels could burn the mill.", "burn", "modal"),
        ("The raid shocked many.", "raid", "noun"),
    ],
)
def test_the_form_of_an_event(text: str, word: str, form: str) -> None:
    story, event = story_and_event(text, word)
    assert form_of(story.lines[0], event.head) == form


def test_a_date_under_an_event_and_beside_it() -> None:
    story, event = story_and_event("Rebels burned the mill on Monday and fled.", "burned")
    line = story.lines[0]
    monday = line.lower.index("monday")
    assert path_between(line, event.head, monday).startswith("under obl")
    assert path_between(line, line.lower.index("fled"), monday).startswith("beside conj")


def test_candidates_come_from_sentence_neighbours_and_publication() -> None:
    text = "On Monday rebels burned a mill. They fled on 2 May 2020."
    story, event = story_and_event(text, "fled")
    found = {(each.name, each.date.edtf) for each in Candidates(story).of(event)}
    assert {
        ("own", "2020-05-02"),
        ("before", "2023-09-11"),
        ("pub", "2023-09-13"),
        ("news", "2023-09-12/2023-09-13"),
        ("over", "../2023-09-13"),
        ("none", None),
    } <= found


def test_a_preposition_may_belong_to_the_event_or_to_its_verb() -> None:
    story, event = story_and_event("Looting began after Monday's raid.", "raid")
    found = {(each.name, each.date.edtf) for each in Candidates(story).of(event)}
    assert {("own", "2023-09-12/.."), ("own itself", "2023-09-11")} <= found


def candidate(kind: str, earliest: dt.date | None, latest: dt.date | None, basis: Basis) -> Candidate:
    return Candidate(kind, replace(date(earliest, latest), basis=basis))


def test_candidates_of_one_interval_count_together() -> None:
    found = [Candidate("own", date(DAY, DAY)), Candidate("pub", date(PUBLISHED, PUBLISHED))]
    alike = Candidate("before", date(DAY, DAY))
    assert ranking(found, [0.0, 0.4]).best.kind == "pub"
    together = ranking([*found, alike], [0.0, 0.4, 0.0])
    assert together.best.date.earliest == DAY
    assert together.runner_up is not None
    assert together.runner_up[0] is found[1]
    assert together.share + together.runner_up[1] == pytest.approx(1)


def test_open_ends_count_together_against_a_whole_interval() -> None:
    found = [Candidate("none", UNDATED), Candidate("over", date(None, DAY)), Candidate("own", date(DAY, DAY))]
    assert ranking(found, [0.0, 0.1, 0.5]).best.kind == "over"


def test_what_is_right_where_another_date_is_true() -> None:
    eve = PUBLISHED - dt.timedelta(days=1)
    news = candidate("news", eve, PUBLISHED, "document")
    story = candidate("story", eve, PUBLISHED, "relative_to_event")
    stated = candidate("own", PUBLISHED, PUBLISHED, "explicit")
    assert rightness(stated, news) == 1
    assert rightness(news, stated) == 0
    assert 0 < rightness(stated, story) < 1
    assert rightness(stated, candidate("over", None, PUBLISHED, "publication")) == 0


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.floats(-5, 5)), min_size=1, max_size=12))
def test_shares_are_parts_of_one_whole(told: list[tuple[int, int, float]]) -> None:
    days = [DAY + dt.timedelta(days=number) for number in range(7)]
    found = [Candidate("own", date(days[min(a, b)], days[max(a, b)])) for a, b, _ in told]
    ranked = ranking(found, [score for *_, score in told])
    assert sum(share for _, share in ranked.shares) == pytest.approx(1)
    assert ranked.best in found
    assert 0 < ranked.share <= 1 + 1e-9
    assert ranked.runner_up is None or ranked.runner_up[0].days != ranked.best.days


@pytest.mark.parametrize(
    ("unit", "steps", "bound", "exact", "edtf"),
    [
        ("day", 2, False, False, "2023-09-13"),
        ("year", -10, False, False, "2013"),
        ("year", -10, False, True, "2013-09-11"),
        ("year", -10, True, False, "../2013-09-11"),
        ("month", 1, False, False, "2023-10"),
    ],
)
def test_a_count_from_a_day(unit: str, steps: int, bound: bool, exact: bool, edtf: str) -> None:
    count = Count(0, 1, unit, steps, bound, exact, "so long after", (0, 0, 1))  # type: ignore[arg-type]
    found = counted_from(date(DAY, DAY), count)
    assert found is not None
    assert found.edtf == edtf


def test_nothing_is_counted_from_a_year() -> None:
    count = Count(0, 1, "day", 2, False, False, "two days after", (0, 0, 1))
    assert counted_from(date(dt.date(2020, 1, 1), dt.date(2020, 12, 31)), count) is None


def test_confidence_grows_with_the_share() -> None:
    weights = load_weights()
    told = [weights.confidence(share / 20) for share in range(21)]
    assert told == sorted(told)
    assert 0 <= told[0] <= told[-1] <= 1


def test_weights_are_read_as_they_were_written(tmp_path: Path) -> None:
    weights = Weights({"own": {"": 1.25, "past": -0.5}}, {"pub": {"past": 2.0}}, 0.9, 0.1)
    save_weights(weights, tmp_path / "weights.json")
    assert load_weights(tmp_path / "weights.json") == weights


def test_the_weights_are_a_small_file() -> None:
    assert WEIGHTS.stat().st_size < 150_000


def test_what_an_answer_is_worth() -> None:
    stated = GoldDate("explicit", (DAY, DAY), (DAY, DAY))
    eve = PUBLISHED - dt.timedelta(days=1)
    news = GoldDate("document", (eve, eve), (PUBLISHED, PUBLISHED))
    assert stated.worth(Candidate("own", date(DAY, DAY))) == 1
    assert stated.worth(Candidate("own", date(DAY, PUBLISHED))) == 0
    assert stated.contradicts(Candidate("own", date(PUBLISHED, PUBLISHED)))
    assert news.worth(Candidate("news", date(eve, PUBLISHED))) > news.worth(
        Candidate("pub", date(PUBLISHED, PUBLISHED))
    )


def test_invented_documents_mark_words_and_their_dates() -> None:
    for document in invented_documents():
        assert document.events
        for event in document.events:
            assert document.text[event.start : event.end].strip()
            (first, _), (_, last) = event.date.begins, event.date.ends
            assert first is None or last is None or first <= last


def test_february_of_a_leap_year_is_found_in_any_year() -> None:
    february = replace(date(dt.date(2024, 2, 1), dt.date(2024, 2, 29)), granularity="month")
    assert in_year(february, 1879).edtf == "1879-02"
    assert in_year(date(dt.date(2024, 2, 29), dt.date(2024, 2, 29)), 1879).edtf == "2024-02-29"
