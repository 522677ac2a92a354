"""What became of the event ids of the refresh before."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Change = Literal["merged", "split", "renamed", "retracted"]


@dataclass(frozen=True, slots=True)
class Lineage:
    """An event id that a refresh changed, and the id that its mentions went to (None: they are gone)."""

    event_id: str
    successor_id: str | None
    change: Change


def lineage(previous: Mapping[str, str], current: Mapping[str, str]) -> list[Lineage]:
    """Compare the event of every mention in two refreshes; events that kept their mentions are not listed."""
    before, after = _members(previous), _members(current)
    found: list[Lineage] = []
    for event_id in sorted(before):
        successors = sorted({current[mention] for mention in before[event_id] if mention in current})
        if successors == [event_id]:
            continue
        if not successors:
            found.append(Lineage(event_id, None, "retracted"))
        elif len(successors) > 1:
            found += [Lineage(event_id, other, "split") for other in successors if other != event_id]
        else:
            others = {previous[mention] for mention in after[successors[0]] if mention in previous} - {
                event_id
            }
            found.append(Lineage(event_id, successors[0], "merged" if others else "renamed"))
    return found


def _members(event_of: Mapping[str, str]) -> Mapping[str, list[str]]:
    members: defaultdict[str, list[str]] = defaultdict(list)
    for mention, event in event_of.items():
        members[event].append(mention)
    return members
