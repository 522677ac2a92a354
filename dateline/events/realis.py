"""Realis: whether a report tells a fact, a denial, a plan, a condition, a claim or a demand.

The encoder's head decides (see `dateline.language.event_scores`), but for what a question mark or the
calendar settles.
"""

import datetime as dt
from collections.abc import Sequence
from typing import cast

from spacy.tokens import Token

from dateline.events.detection.candidates import told_at
from dateline.events.triggers import TriggerMatch
from dateline.language.event_scores import event_scores
from dateline.records import Realis


def realis_of(
    words: Sequence[Token], match: TriggerMatch, earliest: dt.date | None, publication: dt.date | None
) -> Realis:
    """The realis of a trigger; a question states no fact, and a day after publication is planned."""
    if words[-1].text == "?":
        return "conditional"
    scores = event_scores(words[0].doc)
    places = (told_at(words, match.places), match.head)
    of_words = [scores.realis_labels[int(scores.realis[words[at].i].argmax())] for at in places]
    # "did not fight a war", "plan a strike": one of the words may say what the other does not
    realis = cast(Realis, next((each for each in of_words if each != "asserted"), "asserted"))
    ahead = earliest is not None and publication is not None and earliest > publication
    return "planned" if realis == "asserted" and ahead else realis
