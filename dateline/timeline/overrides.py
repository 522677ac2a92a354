"""Corrections applied: which mentions are one event, and what the event says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dateline.records import Event, EventMention
from dateline.timeline.aggregation import event_id_of
from dateline.timeline.corrections import Correction, corrected_date, corrected_type

SUPPRESSED, CONFIRMED = 0.0, 1.0  # confidence of an event that a person rejects or vouches for


@dataclass(frozen=True, slots=True)
class Override:
    """A correction in force with the mentions that it names: of its event, then those of its value."""

    correction: Correction
    mention_id: str
    others: tuple[str, ...]

    @property
    def named(self) -> tuple[str, ...]:
        """All mentions that it names: they are joined in one block."""
        return (self.mention_id, *self.others)


def find_overrides(
    corrections: Sequence[Correction], mention_ids: Iterable[str]
) -> tuple[list[Override], dict[str, str]]:
    """The corrections in force with the mentions that they name; why others cannot be applied, by their id.

    An event's id is made from a mention, and names the event of that mention.
    """
    in_force = [each for each in corrections if each.in_force]
    known = {mention_id: mention_id for mention_id in mention_ids} if in_force else {}
    known |= {event_id_of(mention_id): mention_id for mention_id in known}
    found: list[Override] = []
    errors: dict[str, str] = {}
    for each in in_force:
        names = [each.event, *(each.value.split() if each.action in ("join", "split") else ())]
        missing = [name for name in names if name not in known]
        if missing:
            errors[each.correction_id] = f"no document reports {', '.join(missing)} (any longer)"
        else:
            found.append(Override(each, known[names[0]], tuple(known[name] for name in names[1:])))
    return found, errors


def regrouped(
    groups: Iterable[Sequence[EventMention]], overrides: Iterable[Override]
) -> list[list[EventMention]]:
    """The groups of mentions with those joined and split that people say, in the order of the corrections."""
    regrouped = [list(group) for group in groups]
    for each in overrides:
        if each.correction.action == "join":
            one = [group for group in regrouped if _ids(group) & set(each.named)]
            regrouped = [group for group in regrouped if not _ids(group) & set(each.named)]
            regrouped.append([mention for group in one for mention in group])
        elif each.correction.action == "split":
            leaving = set(each.others)
            split: list[list[EventMention]] = []
            for group in regrouped:
                if each.mention_id in _ids(group):
                    split.append([mention for mention in group if mention.mention_id in leaving])
                    group = [mention for mention in group if mention.mention_id not in leaving]
                split.append(group)
            regrouped = [group for group in split if group]
    return regrouped


def overridden_event(event: Event, members: Sequence[EventMention], overrides: Iterable[Override]) -> Event:
    """The event as people correct its date, its type and its standing; later corrections prevail."""
    ids = _ids(members)
    for each in overrides:
        if each.mention_id not in ids:
            continue
        if each.correction.action == "date":
            left = tuple(line for line in event.conflicts if not line.startswith("date: "))
            event = replace(event, date=corrected_date(each.correction.value), conflicts=left)
        elif each.correction.action == "type":
            event_type, mode = corrected_type(each.correction.value)
            event = replace(event, event_type=event_type, event_mode=mode)
        elif each.correction.action == "suppress":
            event = replace(event, confidence=SUPPRESSED)
        elif each.correction.action == "confirm":
            event = replace(event, confidence=CONFIRMED)
    return event


def _ids(group: Iterable[EventMention]) -> set[str]:
    return {mention.mention_id for mention in group}
