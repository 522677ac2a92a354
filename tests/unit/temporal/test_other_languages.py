"""Explicit dates in texts of other languages: the days with the words that state them, and nothing else."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dateline
from dateline.extract import extract
from dateline.temporal.other_languages import tag_other

# Language, text, and the words of each date with its day.
GOLDEN = [
    ("fr", "Le mercredi 6 novembre 2024, à Lyon.", [("6 novembre 2024", "2024-11-06")]),
    ("fr", "Ouvert depuis le 1er août 2023.", [("1er août 2023", "2023-08-01")]),
    ("fr", "Du 06/11/2024 au 25-12-2024.", [("06/11/2024", "2024-11-06"), ("25-12-2024", "2024-12-25")]),
    ("de", "Am Mittwoch, dem 6. November 2024, in Bonn.", [("6. November 2024", "2024-11-06")]),
    ("de", "3. März 2023, Stand 4.5.2023.", [("3. März 2023", "2023-03-03"), ("4.5.2023", "2023-05-04")]),
    ("de-AT", "Am 6. Jänner 2024.", [("6. Jänner 2024", "2024-01-06")]),
    ("es", "El 6 de noviembre de 2024.", [("6 de noviembre de 2024", "2024-11-06")]),
    ("es", "Desde el 1º de mayo del 2023.", [("1º de mayo del 2023", "2023-05-01")]),
    ("pt", "Em 6 de novembro de 2024.", [("6 de novembro de 2024", "2024-11-06")]),
    ("it", "Il 1° maggio 2024 a Bari.", [("1° maggio 2024", "2024-05-01")]),
    ("ru", "Утром 6 ноября 2024 года.", [("6 ноября 2024", "2024-11-06")]),
    ("ru", "С 3 мая 2023 г., 09.05.1945.", [("3 мая 2023", "2023-05-03"), ("09.05.1945", "1945-05-09")]),
    ("uk", "Уранці 24 лютого 2022 року.", [("24 лютого 2022", "2022-02-24")]),
    ("uk", "Від 1 травня 2023 року.", [("1 травня 2023", "2023-05-01")]),
    ("ko", "서울에서 2024년 11월 6일에 만났다.", [("2024년 11월 6일", "2024-11-06")]),
    ("ko", "2024. 1. 2. 발표", [("2024. 1. 2", "2024-01-02")]),
    ("ja", "首相は2024年11月6日に東京で会い", [("2024年11月6日", "2024-11-06")]),
    ("ja", "２０２３年１月２日以来。", [("２０２３年１月２日", "2023-01-02")]),
    ("zh", "部队于2024年11月6日抵达", [("2024年11月6日", "2024-11-06")]),
    ("zh", "2024-11-07发布。", [("2024-11-07", "2024-11-07")]),
    ("ar", "في 6 نوفمبر 2024", [("6 نوفمبر 2024", "2024-11-06")]),
    ("ar", "منذ ٧ نوفمبر ٢٠٢٤", [("٧ نوفمبر ٢٠٢٤", "2024-11-07")]),
    ("he", "ביום 6 בנובמבר 2024", [("6 בנובמבר 2024", "2024-11-06")]),
    ("pl", "Dnia 6 listopada 2024 r.", [("6 listopada 2024", "2024-11-06")]),
    ("hr", "Dana 6. listopada 2024.", [("6. listopada 2024", "2024-10-06")]),  # in Polish November
    ("de", "Am 6. 11. 2024 in Bonn.", [("6. 11. 2024", "2024-11-06")]),
    ("cs", "Dne 6. 11. 2024 v Praze.", [("6. 11. 2024", "2024-11-06")]),
    ("vi", "Ngày 6 tháng 11 năm 2024, tại Huế.", [("6 tháng 11 năm 2024", "2024-11-06")]),
    ("hu", "Budapest, 2024. november 6.", [("2024. november 6", "2024-11-06")]),
    ("hu", "A 2024. november 6-án tartott.", [("2024. november 6", "2024-11-06")]),
    ("lt", "Vilnius, 2024 m. lapkričio 6 d.", [("2024 m. lapkričio 6", "2024-11-06")]),
    ("tr", "6 KASIM 2024, 3 NİSAN 2023", [("6 KASIM 2024", "2024-11-06"), ("3 NİSAN 2023", "2023-04-03")]),
    ("hi", "दिल्ली, ६ नवंबर २०२४ को।", [("६ नवंबर २०२४", "2024-11-06")]),
    ("bn", "ঢাকা, ৬ নভেম্বর ২০২৪।", [("৬ নভেম্বর ২০২৪", "2024-11-06")]),
    ("ta", "சென்னை, 6 நவம்பர் 2024 அன்று.", [("6 நவம்பர் 2024", "2024-11-06")]),
    ("fr", "La loi 12 du 6 novembre 2024.", [("6 novembre 2024", "2024-11-06")]),
    ("de", "Mit 12 Toten am 6. November 2024.", [("6. November 2024", "2024-11-06")]),
    ("zh", "2024年5月3日至2024年5月6日", [("2024年5月3日", "2024-05-03"), ("2024年5月6日", "2024-05-06")]),
    ("fr", "6 novembre 2024 - 12 morts.", [("6 novembre 2024", "2024-11-06")]),
    ("it", "6/11/2024 - 8/11/2024", [("6/11/2024", "2024-11-06"), ("8/11/2024", "2024-11-08")]),
    ("ko", "3 - 2024.11.6 ~ 2024.11.8", [("2024.11.6", "2024-11-06"), ("2024.11.8", "2024-11-08")]),
    # the region tells which number is the month
    ("es", "El 03/04/2024.", [("03/04/2024", "2024-04-03")]),
    ("es-PR", "El 03/04/2024.", [("03/04/2024", "2024-03-04")]),
    ("pt-BR", "Em 03/04/2024.", [("03/04/2024", "2024-04-03")]),
    ("tlh", "qaStaHvIS 6 November 2024", [("6 November 2024", "2024-11-06")]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "days"), GOLDEN)
def test_the_days_that_a_text_states(language: str, text: str, days: list[tuple[str, str]]) -> None:
    found = tag_other(text, language, "d")
    assert [(entry.text, entry.timex_value) for entry in found] == days
    for entry in found:
        assert text[entry.char_start : entry.char_end] == entry.text == entry.date.text
        assert (entry.document_id, entry.timex_type, entry.timex_mod) == ("d", "DATE", None)
        assert (entry.date.basis, entry.date.granularity) == ("explicit", "day")
        assert entry.date.edtf == entry.timex_value
        assert entry.date.earliest == entry.date.latest == dt.date.fromisoformat(entry.timex_value)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "En novembre 2024, hier, le 6 novembre, lundi dernier, en 2024."),
        ("fr", "Le 30 février 2024, le 31/02/2024, 12 soldats 2024."),
        ("de", "Ende 2024, im Mai, vor drei Tagen, 6.-8. November 2024."),
        ("ru", "В ноябре 2024 года, вчера, 6 ноября."),
        ("ko", "11월 6일, 2024년 11월, 어제"),
        ("ko", "06/11/2024"),  # no order of its own
        ("ja", "令和6年11月6日、2024年11月、昨日"),  # years of an era
        ("zh", "113年11月6日，昨天，2024年13月6日"),
        ("ar", "4 جمادى الأولى 1446"),
        ("fa", "16 آبان 1403"),
        ("th", "6 พฤศจิกายน 2567"),
        ("xx", "06/11/2024"),
        ("fr-CA", "Le 03/04/2024."),
        # an end of a range is no single day
        ("fr", "Du 5 au 6 novembre 2024, du 1er au 6 novembre 2024."),
        ("de", "Vom 3. bis 5. Mai 2024, 3. bis zum 5. Mai 2024, 3. – 5. Mai 2024."),
        ("fr", "Du mardi 5 au mercredi 6 novembre 2024, du 5 jusqu'au 6 novembre 2024."),
        ("de", "Vom 3. bis Mittwoch, 5. Mai 2024, zwischen dem 3. und dem 5. Mai 2024."),
        ("es", "Del 3 al 6 de noviembre de 2024, entre el 3 y el 6 de noviembre de 2024."),
        ("nl", "Van 3 tot en met 6 november 2024, 3 t/m 6 november 2024."),
        ("vi", "Từ ngày 3 đến ngày 6 tháng 11 năm 2024."),
        ("ru", "С 3 по 6 ноября 2024 года."),
        ("zh", "2024年11月6日至8日，2024年11月6日～8日，2024年11月6至8日"),
        ("ja", "2024年11月6日から8日まで"),
        ("ko", "2024. 11. 6 ~ 8, 2024년 11월 6일부터 8일까지"),
        ("hu", "2024. november 6–8, 2024. november 6-tól 8-ig"),
        ("lt", "nuo 2024 m. lapkričio 6 iki 8 d."),
        # other calendars, whose years may look like ours
        ("ne", "२०८१/०७/२१"),
        ("am", "6/3/2017, 6 ኖቬምበር 2017"),
        ("ti", "6/3/2017"),
        # versions
        ("zh", "软件v2024.1.2，版本2024.1.2"),
        ("de", "Version 1.5.2024, v1.5.2024, Ver. 2024.1.2"),
        ("fr", "https://a.example/2024/11/06/x et 1.2024.11.06"),
    ],
)
def test_what_states_no_day_of_our_calendar_in_full_is_none(language: str, text: str) -> None:
    assert tag_other(text, language) == []


@given(
    st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("0123456789./-年月日 ")),
    st.sampled_from(["fr", "ko", "zh", "xx", ""]),
)
def test_any_text_has_offsets_in_order(text: str, language: str) -> None:
    reached = 0
    for entry in tag_other(text, language):
        assert reached <= entry.char_start < entry.char_end
        assert text[entry.char_start : entry.char_end] == entry.text
        reached = entry.char_end


def test_a_reading_in_another_language_has_dates_and_no_events() -> None:
    reading = dateline.read("Les soldats ont attaqué le pont le 6 novembre 2024.", language="fr")
    assert [entry.timex_value for entry in reading.time_expressions] == ["2024-11-06"]
    assert (reading.mentions, reading.activities) == ((), ())
    assert reading.error is None


def test_extract_gives_the_dates_of_other_languages() -> None:
    line = json.dumps({"id": "a", "text": "Attaque le 6 novembre 2024.", "language": "fr"})
    (found,) = extract([line])
    assert isinstance(found, str)
    (expression,) = json.loads(found)["time_expressions"]
    assert expression == {
        "start": 11,
        "end": 26,
        "text": "6 novembre 2024",
        "type": "DATE",
        "value": "2024-11-06",
        "mod": None,
        "edtf": "2024-11-06",
        "earliest": "2024-11-06",
        "latest": "2024-11-06",
        "granularity": "day",
        "basis": "explicit",
        "rule": "stated day",
    }
