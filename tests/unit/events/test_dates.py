"""When events were, by the whole document: invented stories, each with what an attentive reader would say."""

import datetime as dt

import pytest

from dateline import date_events
from dateline.engine import DatedEvent

WEDNESDAY = dt.date(2023, 9, 13)


def dated(text: str, word: str, published: dt.date | None = WEDNESDAY) -> DatedEvent:
    """The date of the first place where a word stands, all verbs that the test names being marked."""
    start = text.index(word)
    (event,) = date_events(text, [(start, start + len(word))], published)
    return event


def together(text: str, *words: str, published: dt.date | None = WEDNESDAY) -> dict[str, str | None]:
    spans = [(text.index(word), text.index(word) + len(word)) for word in words]
    events = date_events(text, spans, published)
    return {word: event.date.edtf for word, event in zip(words, events, strict=True)}


@pytest.mark.parametrize(
    ("text", "word", "edtf"),
    [
        ("The admiral who shelled Corvo in 1962 was jailed on Monday.", "jailed", "2023-09-11"),
        ("The admiral who shelled Corvo in 1962 was jailed on Monday.", "shelled", "1962"),
        ("A woman accused of burning a mill in 2015 was extradited on Friday.", "extradited", "2023-09-08"),
        ("Rescuers reached the valley after Sunday's landslide.", "landslide", "2023-09-10"),
        ("The envoys are to meet on Friday.", "meet", "2023-09-15"),
        ("The strike will begin on 20 September.", "begin", "2023-09-20"),
        ("The bridge collapsed on 3 May 1988.", "collapsed", "1988-05-03"),
    ],
)
def test_an_event_has_the_date_of_its_own_clause(text: str, word: str, edtf: str) -> None:
    assert dated(text, word).date.edtf == edtf


def test_two_clauses_have_two_dates() -> None:
    text = "Rebels stormed the harbour on Monday and the governor fled on Tuesday."
    assert together(text, "stormed", "fled") == {"stormed": "2023-09-11", "fled": "2023-09-12"}


def test_a_count_from_another_event() -> None:
    text = "The islands signed a truce on Monday, 20 years to the day after they broke off talks."
    assert together(text, "signed", "broke") == {"signed": "2023-09-11", "broke": "2003-09-11"}


def test_the_heading_above_dates_a_paragraph() -> None:
    text = "3 March 1988\n\nThe army stormed Corvo.\n\n5 April 1989\n\nThe two sides signed a truce."
    assert together(text, "stormed", "signed") == {"stormed": "1988-03-03", "signed": "1989-04-05"}


def test_the_news_of_the_day_is_no_more_than_two_days_wide() -> None:
    event = dated("Gunmen have stormed the town hall of Corvo, police said.", "stormed")
    assert event.date.basis == "document"
    assert event.date.latest == WEDNESDAY
    assert event.date.earliest in (WEDNESDAY, WEDNESDAY - dt.timedelta(days=1))


def test_without_evidence_there_is_no_date() -> None:
    event = dated("Gunmen stormed the town hall of Corvo.", "stormed", published=None)
    assert (event.date.edtf, event.date.basis) == (None, "none")
    assert event.runner_up is None


def test_the_sentence_that_gives_the_date_is_kept() -> None:
    text = "On Monday rebels stormed the harbour. They then burned two ships."
    event = dated(text, "stormed")
    assert (
        text[event.date_sentence_start : event.date_sentence_end] == "On Monday rebels stormed the harbour."
    )


def test_a_span_without_a_word_is_undated() -> None:
    (event,) = date_events("Rebels  fled.", [(6, 8)], WEDNESDAY)
    assert event.date.basis == "none"


@pytest.mark.parametrize(
    "text",
    [
        "The admiral who shelled Corvo in 1962 was jailed on Monday, a year before the vote.",
        "Since May, workers have struck in Corvo; talks resume next week.",
        "3 March 1988: the army stormed Corvo. It left by 9 April.",
    ],
)
def test_every_date_is_an_interval_with_its_evidence(text: str) -> None:
    spans = [(match, match + 1) for match in range(len(text)) if text[match].isalpha()]
    for event in date_events(text, spans, WEDNESDAY):
        date = event.date
        assert date.earliest is None or date.latest is None or date.earliest <= date.latest
        assert 0 <= date.confidence <= 1
        assert (date.basis == "none") == (date.edtf is None)
        assert date.basis == "none" or date.rule
