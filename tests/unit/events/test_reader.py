"""Event mentions of whole sentences: who, to whom, whether, when, where, how many."""

import datetime as dt
from pathlib import Path

import pytest

import dateline
from dateline.language import PipelineError
from dateline.records import EventMention, Place

PUBLISHED = dt.date(2024, 11, 6)  # a Wednesday
SEED = Path(__file__).parents[3] / "seeds" / "north-korean-troops-in-europe.txt"


def mentions(text: str, published: dt.date | None = PUBLISHED) -> list[EventMention]:
    return list(dateline.read(text, published).mentions)


def one(text: str, published: dt.date | None = PUBLISHED) -> EventMention:
    (mention,) = mentions(text, published)
    return mention


def roles(mention: EventMention) -> dict[str, list[str | None]]:
    found: dict[str, list[str | None]] = {"actor": [], "recipient": []}
    for participant in mention.participants:
        found[participant.role].append(participant.entity.iso3)
    return found


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        ("Russia invaded Ukraine.", ["RUS"], ["UKR"]),
        ("Ukraine was invaded by Russia.", ["RUS"], ["UKR"]),
        ("Russia’s full-scale invasion of Ukraine shocked many.", ["RUS"], ["UKR"]),
        ("Syrian troops shelled the city.", ["SYR"], []),
        ("Iran and Iraq signed a treaty in Algiers.", ["IRN", "IRQ"], []),
        ("The country conducted a nuclear test.", [], []),
        ("North Korea is poor. The country conducted a nuclear test.", ["PRK"], []),
        ("President Vladimir Putin visited China.", ["RUS"], ["CHN"]),
        ("A delegation of South Korean officials briefed NATO allies.", ["KOR"], ["NATO"]),
    ],
)
def test_who_and_to_whom(text: str, actor: list[str], recipient: list[str]) -> None:
    assert roles(one(text)) == {"actor": actor, "recipient": recipient}


@pytest.mark.parametrize(
    ("text", "realis"),
    [
        ("The army bombed the port.", "asserted"),
        ("The army did not bomb the port.", "negated"),
        ("They have never bombed the port.", "negated"),
        pytest.param(
            "The army will bomb the port.",
            "planned",
            marks=pytest.mark.xfail(reason="the head takes it for a condition", strict=True),
        ),
        ("The army plans to bomb the port.", "planned"),
        ("If the army bombed the port, many would leave.", "conditional"),
        ("The army could bomb the port.", "conditional"),
        ("Did the army bomb the port?", "conditional"),
        ("The army allegedly bombed the port.", "alleged"),
    ],
)
def test_realis(text: str, realis: str) -> None:
    (mention,) = [m for m in mentions(text) if m.trigger.startswith("bomb")]
    assert mention.realis == realis


@pytest.mark.parametrize(
    ("text", "trigger", "edtf", "basis"),
    [
        ("The army bombed the port on Monday.", "bombed", "2024-11-04", "relative_to_publication"),
        ("On 24 February 2022 Russia invaded Ukraine.", "invaded", "2022-02-24", "explicit"),
        (
            "Last week envoys briefed us on the deployment of troops.",
            "briefed",
            "2024-10-28/2024-11-03",
            None,
        ),
        ("He resigned in 2019 and the army seized power in 2021.", "seized power", "2021", "explicit"),
        ("The army has bombed the port since Monday.", "bombed", "2024-11-04/..", None),
        ("3 October | Parliament ratifies the treaty.", "ratifies", "2024-10-03", None),
    ],
)
def test_when(text: str, trigger: str, edtf: str | None, basis: str | None) -> None:
    (mention,) = [m for m in mentions(text) if m.trigger == trigger]
    assert mention.date.edtf == edtf
    assert basis is None or mention.date.basis == basis


@pytest.mark.parametrize(
    ("text", "edtf", "basis"),
    [
        ("On Monday rebels shelled the port. They seized the city.", "2024-11-04", "relative_to_event"),
        ("On Monday rebels shelled the port. The city was seized.", "2024-11-04", "relative_to_event"),
        ("Rebels have seized the city.", "2024-11-06", "document"),
    ],
)
def test_the_day_of_the_story(text: str, edtf: str | None, basis: str) -> None:
    (mention,) = [m for m in mentions(text) if m.trigger.startswith("seized")]
    assert (mention.date.edtf, mention.date.basis) == (edtf, basis)


def test_where_and_how_many() -> None:
    mention = one("Gunmen killed 17 soldiers in Goma on Tuesday.")
    assert mention.place == Place("Goma", "Goma", "COD", "city", -1.7, 29.2)
    assert [(q.kind, q.value) for q in mention.quantities] == [("killed", 17.0)]
    (mention,) = [m for m in mentions("Norway sent $1.5 billion in aid to Ukraine.") if m.event_type == "AID"]
    assert [(q.kind, q.value, q.unit) for q in mention.quantities] == [("amount", 1.5e9, "USD")]


def test_offsets_and_ids() -> None:
    text = "Prices rose. Gunmen attacked the bridge. Gunmen attacked the bridge."
    first, second = mentions(text)
    for mention in (first, second):
        assert text[mention.char_start : mention.char_end] == mention.trigger == "attacked"
        assert text[mention.sentence_start : mention.sentence_end] == mention.sentence
    assert first.mention_id != second.mention_id
    moved = mentions("A new first line.\n" + text)
    assert [m.mention_id for m in moved] == [first.mention_id, second.mention_id]


def test_another_language_is_not_guessed_and_no_failure() -> None:
    reading = dateline.read("Les soldats ont attaqué le pont.", PUBLISHED, language="fr")
    assert (reading.mentions, reading.error) == ((), None)


def test_a_reading_that_fails_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TypeError):
        dateline.read(None)  # type: ignore[arg-type]
    monkeypatch.setenv("DATELINE_MODEL", "no_such_model")
    with pytest.raises(PipelineError, match="no spaCy pipeline is installed"):
        dateline.read("Peru met Chile.", PUBLISHED)


class TestSeed:
    """The op-ed, whose answers were worked out by hand."""

    found = mentions(SEED.read_text(encoding="utf-8"))

    def the(self, trigger: str) -> EventMention:
        (mention,) = [m for m in self.found if m.trigger == trigger]
        return mention

    def test_briefing(self) -> None:
        briefing = self.the("briefed")
        assert (briefing.event_type, briefing.realis) == ("CONSULT", "asserted")
        assert (briefing.date.edtf, briefing.date.text) == ("2024-10-28/2024-11-03", "Last week")
        assert roles(briefing)["actor"] == ["KOR"]
        assert "NATO" in roles(briefing)["recipient"]

    def test_missile_test(self) -> None:
        test = self.the("missile test")
        assert (test.event_type, test.event_mode, test.realis) == ("MOBILIZE", "weapons", "asserted")
        assert (test.date.edtf, test.date.basis) == ("2024-10-28/2024-11-03", "relative_to_publication")
        assert roles(test)["actor"] == ["PRK"]

    def test_deployment(self) -> None:
        deployment = self.the("deployment")
        assert (deployment.event_type, deployment.event_mode) == ("MOBILIZE", "troops")
        assert (deployment.date.earliest, deployment.date.latest) == (None, dt.date(2024, 11, 3))
        assert deployment.date.confidence < 0.6
        assert roles(deployment)["actor"] == ["PRK"]
        assert deployment.place is not None and deployment.place.name == "Kursk"

    def test_invasion(self) -> None:
        invasion = self.the("invasion")
        assert (invasion.event_type, invasion.realis) == ("ASSAULT", "asserted")
        assert (invasion.date.edtf, invasion.date.text) == ("2022-02", "since February 2022")
        assert roles(invasion)["actor"] == ["RUS"]

    def test_aid_is_planned_and_the_war_not_fought_is_no_event(self) -> None:
        aid = self.the("deliver on")
        assert (aid.event_type, aid.realis, aid.date.edtf) == ("AID", "planned", "2024")
        assert [m.realis for m in self.found if "haven’t fought" in m.sentence] == ["negated"]


def test_a_verb_and_its_noun_tell_one_event() -> None:
    assert len(mentions("A ceasefire took hold at midnight.")) == 1
    assert len(mentions("Rebels attacked Goma, and talks began in Luanda.")) == 2
