"""How a report presents an event: as a fact, a denial, a plan, a condition, a claim or a demand."""

import datetime as dt

import pytest

import dateline

# what the head has not learned yet
UNLEARNED = pytest.mark.xfail(reason="the head misreads it", strict=True)
PUBLISHED = dt.date(2024, 6, 12)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "trigger", "realis"),
    [
        # denials
        ("Bolivia denied that its soldiers had crossed the border.", "crossed", "negated"),
        ("The general denied any attack on the convoy.", "attack", "negated"),
        ("The firm rejected accusations that it bribed two ministers.", "bribed", "negated"),
        ("It is untrue that the navy sank the trawler.", "sank", "negated"),
        # nobody
        ("No one was killed in the explosion in Quito.", "killed", "negated"),
        ("The earthquake injured nobody.", "injured", "negated"),
        ("Not a single protester was arrested in Lima.", "arrested", "negated"),
        # false reports, no evidence
        pytest.param(
            "Reports that the president had resigned were false.", "resigned", "negated", marks=UNLEARNED
        ),
        ("There is no evidence that rebels shelled the hospital.", "shelled", "negated"),
        # averted, called off, foiled
        ("A strike at the port of Guayaquil was averted on Tuesday.", "strike", "negated"),
        ("The summit in Cusco was called off.", "summit", "negated"),
        ("The march planned for Sunday was cancelled.", "march", "negated"),
        # refused, failed
        pytest.param("The senate refused to ratify the treaty.", "ratify", "negated", marks=UNLEARNED),
        # futures
        ("The two ministers are to meet in Santiago on Friday.", "meet", "planned"),
        ("The pope is due to visit Peru next month.", "visit", "planned"),
        ("Chile will send 200 soldiers to Haiti.", "send", "planned"),
        ("The union plans a strike for Monday.", "strike", "planned"),
        # conditions
        ("Peru would withdraw its troops if Ecuador signed the treaty.", "withdraw", "conditional"),
        ("The volcano could erupt again within days.", "erupt", "conditional"),
        # demands
        ("The bishops urged the rebels to release the hostages.", "release", "demanded"),
        ("Mexico called for a ceasefire.", "ceasefire", "demanded"),
        # claims
        ("The mayor is accused of stealing public money.", "stealing", "alleged"),
        ("The rebels allegedly burned three villages.", "burned", "alleged"),
        # the same cues, and yet facts
        ("The man who had denied the charges was convicted on Tuesday.", "convicted", "asserted"),
        pytest.param(
            "Police could not prevent the riot, in which ten shops burned down.",
            "riot",
            "asserted",
            marks=UNLEARNED,
        ),
        ("It was not the first time that rebels attacked the mine.", "attacked", "asserted"),
        ("The army confirmed that it had shelled the village.", "shelled", "asserted"),
        ("No one was hurt, but the blast destroyed a bridge.", "destroyed", "asserted"),
    ],
)
def test_realis_of_a_trigger(text: str, trigger: str, realis: str) -> None:
    told = {mention.trigger: mention.realis for mention in dateline.read(text, PUBLISHED).mentions}
    assert told.get(trigger) == realis


def test_a_fact_of_a_day_that_lies_ahead_is_planned() -> None:
    (mention,) = dateline.read("The two sides meet in Oslo on 20 June 2024.", PUBLISHED).mentions
    assert mention.realis == "planned"
