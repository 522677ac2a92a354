"""Linking the mentions of the store to events, when there is anything new."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.timeline.corrections import Correction
from dateline.versions import timeline_version
from warehouse.events import add_refresh, last_fingerprint, link_inputs
from warehouse.mentions import mention_count
from warehouse.sql import Connection
from warehouse.store import transaction


@dataclass(frozen=True, slots=True)
class Linked:
    """How many mentions there are, how many were joined anew, and how many events changed thereby."""

    mentions: int
    joined: int
    changed: int


def link(connection: Connection, corrections: Sequence[Correction], now: dt.datetime) -> Linked:
    """Bring the events up to the mentions and corrections, in one transaction.

    The events depend on these alone, however they came to be there.
    """
    total = mention_count(connection)
    inputs = repr((timeline_version(), corrections, link_inputs(connection)))
    fingerprint = hashlib.sha256(inputs.encode()).hexdigest()
    if last_fingerprint(connection) == fingerprint:
        return Linked(total, 0, 0)
    # with SciPy and spaCy, which a refresh with nothing new spares
    from pipelines.steps.incremental_linking import link_blocks

    with transaction(connection):
        joined, changed = link_blocks(connection, corrections)
        add_refresh(connection, now, fingerprint)
    return Linked(total, joined, changed)
