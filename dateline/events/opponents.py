"""Who the other side is, where a mention names only one.

A document that speaks of "Russia's war against Ukraine" need not say again whom "the invasion" was of. Where
its words for war name one opponent of a side, that opponent completes the mentions of that side's assaults.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dateline.events.gazetteer import NameMatch
from dateline.language.tokens import text_of
from dateline.records import EventMention, Participant

_WARS = {"war", "invasion", "aggression", "offensive", "onslaught"}
_AGAINST = {"against", "on", "of"}
_REACH = 6  # words between a war and the name of a side


@dataclass(frozen=True, slots=True)
class Opponent:
    """A side of a war and the words that name the other, as a recipient."""

    actor_iso3: str
    recipient: Participant


def opponents(words: Sequence[Token], names: Sequence[NameMatch]) -> list[Opponent]:
    """The wars that a sentence names with both sides: "Russia's war against Ukraine"."""
    found = []
    countries = [name for name in names if name.entity.entity_type == "country" and name.entity.iso3]
    for index, word in enumerate(words):
        if word.lemma_.lower() not in _WARS:
            continue
        owners = [name for name in countries if name.end <= index <= name.end + _REACH]
        others = [
            name
            for name in countries
            if index < name.start <= index + _REACH and words[name.start - 1].lower_ in _AGAINST
        ]
        if owners and others and words[owners[-1].end].tag_ == "POS":
            found.append(_opponent(words, owners[-1], others[0]))
    return found


def complete(mentions: Iterable[EventMention], found: Sequence[Opponent]) -> list[EventMention]:
    """Add the opponent to assaults that name one side only, where the document knows just one opponent."""
    completed = []
    for mention in mentions:
        sides = {p.role: p.entity.iso3 for p in mention.participants}
        fitting = [o for o in found if o.actor_iso3 == sides.get("actor")]
        known = {o.recipient.entity.iso3 for o in fitting}
        if mention.event_type == "ASSAULT" and "recipient" not in sides and len(known) == 1:
            mention = replace(mention, participants=(*mention.participants, fitting[0].recipient))
        completed.append(mention)
    return completed


def _opponent(words: Sequence[Token], owner: NameMatch, other: NameMatch) -> Opponent:
    start, text = words[other.start].idx, text_of(words, other.start, other.end)
    return Opponent(
        owner.entity.iso3 or "", Participant("recipient", start, start + len(text), text, other.entity)
    )
