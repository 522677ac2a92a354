"""To which country a role ("police") belongs where no word says it: the place's, or the document's."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from dateline.events.gazetteer import role_of
from dateline.events.places import Located
from dateline.language.word_lists import word_lists
from dateline.records import Entity, Participant

_WORDS = word_lists(Path(__file__).with_name("homes.yaml"))


def settled(
    found: Sequence[Participant], event_type: str, located: Located | None, home: Entity | None
) -> list[Participant]:
    """Participants with the country of the place ("protesters in Egypt"), or of the document's own, `home`.

    Where nobody acts, those who live at the place do: "the elections in Egypt".
    """
    there = located.name.entity if located is not None and located.place.iso3 is not None else None
    result = [replace(each, entity=_of_country(each.entity, there, home)) for each in found]
    acts = any(each.role == "actor" for each in found)
    if located is not None and there is not None and event_type in _WORDS["at_home"] and not acts:
        text = located.place.text
        result.append(Participant("actor", located.start, located.start + len(text), text, there))
    return result


def _of_country(entity: Entity, there: Entity | None, home: Entity | None) -> Entity:
    if entity.iso3 is not None or entity.entity_type != "group":
        return entity
    country = there if there is not None and entity.sector in _WORDS["local"] else home
    return entity if country is None else role_of(entity, country)
