"""The language of a document: what its text shows goes before what the page or the source says."""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from dateline.documents.detection import detected_language
from dateline.documents.sources import Item
from dateline.documents.sources.documents import documents_of
from dateline.records import Document, Source

TEXTS = {
    "en": "The ferry ran aground off the harbour on Tuesday with two hundred people on board, and all "
    "were brought ashore by lifeboats, the coastguard said.",
    "fr": "Le ferry s'est échoué mardi au large du port avec deux cents personnes à bord, et toutes ont "
    "été ramenées à terre par des canots de sauvetage.",
    "de": "Die Fähre lief am Dienstag vor dem Hafen mit zweihundert Menschen auf Grund, und alle wurden "
    "von Rettungsbooten an Land gebracht.",
    "es": "El transbordador encalló el martes frente al puerto con doscientas personas a bordo, y todas "
    "fueron llevadas a tierra por botes salvavidas.",
    # letters other than Latin say more, and are never English
    "ru": "Паром сел на мель у входа в гавань во вторник.",
    "uk": "Пором сів на мілину біля входу до гавані у вівторок.",
    "ar": "جنحت العبارة قبالة الميناء يوم الثلاثاء وعلى متنها",
    "zh": "渡轮星期二在港口外搁浅，船上有两百多人，无人受伤。",
    "ja": "フェリーは火曜日に港の外で座礁し、乗客は全員救助された。",
    "ko": "여객선이 화요일 항구 앞에서 좌초했으며 승객은 모두 구조되었다.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_of_a_text(language: str) -> None:
    assert detected_language(TEXTS[language]) == language


@pytest.mark.parametrize("text", ["", "Le ferry.", "12.5 13.5 14.5 " * 40, "ferry 12 " * 10])
def test_a_text_that_shows_too_little_has_none(text: str) -> None:
    assert detected_language(text) is None


def test_a_page_is_in_the_language_of_its_text(read_one: Callable[..., Document]) -> None:
    page = f'<html lang="en"><body><p>{TEXTS["fr"]}</p></body></html>'
    assert read_one("a.html", page).language == "fr"
    assert read_one("a.html", '<html lang="fr"><body><p>Le ferry.</p></body></html>').language == "fr"
    assert read_one("a.html", "<p>Le ferry.").language == "en"  # the source's


def test_a_sidecar_is_believed(read_one: Callable[..., Document]) -> None:
    assert read_one("a.txt", TEXTS["fr"], "language: de").language == "de"
    assert read_one("a.txt", TEXTS["fr"]).language == "fr"


@pytest.mark.parametrize(
    ("text", "language"), [(TEXTS["en"], "en"), (TEXTS["de"], "de"), ("Too short to tell.", "fr")]
)
def test_a_page_of_the_web_has_the_language_of_its_source_only_if_its_text_shows_none(
    source: Source, text: str, language: str
) -> None:
    french = replace(source, kind="pages", language="fr")
    notes = json.dumps({"url": "https://a.example/x", "content_type": "text/html"}).encode()
    now = dt.datetime(2024, 12, 1, tzinfo=dt.UTC)
    (document,) = documents_of(french, Item("x"), f"<p>{text}</p>".encode(), notes, now)
    assert document.language == language
