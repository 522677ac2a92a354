"""Who did it to whom by the parse, and whom pronouns and descriptions stand for."""

import datetime as dt

import pytest

import dateline

PUBLISHED = dt.date(2024, 11, 6)


def roles(text: str, trigger: str) -> tuple[list[str | None], list[str | None]]:
    (mention,) = [m for m in dateline.read(text, PUBLISHED).mentions if m.trigger.startswith(trigger)]
    found: dict[str, list[str | None]] = {"actor": [], "recipient": [], "source": []}
    for participant in mention.participants:
        found[participant.role].append(participant.entity.iso3)
    return found["actor"], found["recipient"]


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "recipient"),
    [
        ("Turkey, Romania and Bulgaria signed a treaty.", "signed", ["TUR", "ROU", "BGR"], []),
        ("Russia, which invaded Ukraine in 2022, is large.", "invaded", ["RUS"], ["UKR"]),
        ("Ukraine, invaded by Russia in 2022, is large.", "invaded", ["RUS"], ["UKR"]),
        ("Iran attacked Iraq and later invaded Kuwait.", "invaded", ["IRN"], ["KWT"]),
        ("Oman urged Iran to invade Iraq.", "invade", ["IRN"], ["IRQ"]),
        ("Iran began to invade Iraq.", "invade", ["IRN"], ["IRQ"]),
        ("Oman condemned the attack carried out by Japan.", "attack", ["JPN"], []),
        ("On a visit to Rome, the French foreign minister spoke.", "visit", ["FRA"], ["ITA"]),
        ("The protests in Egypt went on.", "protests", ["EGY"], []),
    ],
)
def test_the_parse_gives_the_roles(text: str, trigger: str, actor: list[str], recipient: list[str]) -> None:
    assert roles(text, trigger) == (actor, recipient)


@pytest.mark.parametrize(
    ("text", "trigger", "actor"),
    [
        ("Finland shares a border with Russia. It invaded Norway.", "invaded", ["FIN"]),
        ("Finland kept its border with Russia closed. Its army bombed the port.", "bombed", ["FIN"]),
        ("Emmanuel Macron spoke. He visited Rome.", "visited", ["FRA"]),
        ("The Chadian envoy, Adoum Bakary, arrived. Bakary visited Rome.", "visited", ["TCD"]),
        ("Niger’s junta spoke. In May the junta bombed the port.", "bombed", ["NER"]),
        ("It rained. The army bombed the port.", "bombed", [None]),
        ("Adoum Bakary bombed the port.", "bombed", [None]),
    ],
)
def test_words_that_point_back(text: str, trigger: str, actor: list[str | None]) -> None:
    assert roles(text, trigger)[0] == actor


def test_a_role_is_of_the_country_that_a_document_speaks_of() -> None:
    text = "France is big. Paris is its capital. Lyon is in France. France is old. The army bombed the port."
    assert roles(text, "bombed")[0] == ["FRA"]
